"""What the message bar says: when data is missing, with an offer to fetch it; and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Slot

from diynn.data.dataset import Dataset
from diynn.data.sources import UserFile
from diynn.data.sources.download import Progress
from diynn.data.sources.drawn_points import Painted
from diynn.data.sources.source import outline_of
from diynn.design.advice import for_table, suited
from diynn.errors import DiynnError
from gui.design_panel.augmentation_row import AugmentationRow
from gui.model.session import Session
from gui.text.numbers import fixed
from gui.text.wording import error_text, fill_in
from gui.widgets.file_dialogs import ask_data
from gui.widgets.message_bar import MessageBar

MEGABYTE = 1_000_000
_MOST_SAID = 3
"""Sentences in one message; the rest stands in the data's own figures."""


class SameWork:
    """Whether the person has neither changed the design nor begun a training since."""

    def __init__(self, session: Session) -> None:
        self._session, self._design = session, session.design
        self._rested = not session.is_moving

    def __call__(self) -> bool:
        self._rested = self._rested or not self._session.is_moving
        moves_on = self._rested and self._session.is_moving
        return not moves_on and self._session.design == self._design


class DataNotice(QObject):
    """Between the session's data and the message bar."""

    def __init__(self, session: Session, messages: MessageBar) -> None:
        super().__init__(messages)
        self._session = session
        self._messages = messages
        self._told: DiynnError | None = None
        session.data_changed.connect(self._show)
        self._show()

    def _is_missing(self) -> bool:
        """Whether the data is not there yet; for painted points the plane itself asks."""
        loader, source = self._session.loader, self._session.design.source
        return loader.is_loading or (loader.error is not None and not isinstance(source, Painted))

    def _say(
        self, kind: str, text: str, label: str, act: Callable[[], object]
    ) -> None:
        self._messages.say(kind, text, label, act, self._is_missing, lasts=True)

    @Slot()
    def _show(self) -> None:
        loader = self._session.loader
        progress, error = loader.progress, loader.error
        if loader.is_loading and isinstance(progress, Progress):
            words = self.tr("Downloading {0}: {1} of {2} MB").format(
                progress.file, fixed(progress.done / MEGABYTE), fixed(progress.total / MEGABYTE)
            )
            self._say("info", words, self.tr("Cancel"), loader.cancel)
        elif error is not None and error is not self._told and self._is_missing():
            source = self._session.design.source
            if isinstance(source, UserFile) and source.missing() is not None:
                kind = "error" if source.path else "info"
                self._say(kind, error_text(error), self.tr("Choose a file…"), self._choose_file)
            elif source.download:
                self._say("info", error_text(error), self.tr("Download"), loader.download)
            else:
                self._say("error", error_text(error), self.tr("Try again"), loader.reload)
        self._told = error
        self._messages.review()

    def _choose_file(self) -> None:
        path = ask_data(self._messages.window())
        model = self._session.model
        if path is not None and isinstance(model.design.source, UserFile):
            model.change_part("source", "path", str(path))


class OwnData(QObject):
    """Fits the network to a file of one's own when it is first read, and tells what was decided.

    A template that nobody has changed gives way to a small network for tables; of any other the
    layers stay, and only what does not suit the data is changed. Undo takes it back.
    """

    def __init__(
        self, session: Session, messages: MessageBar, is_template: Callable[[], bool]
    ) -> None:
        """`is_template` tells whether the network lies in no file."""
        super().__init__(messages)
        self._session, self._messages, self._is_template = session, messages, is_template
        self._seen = self._path
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look)
        session.data_changed.connect(self._later.start)

    @property
    def _path(self) -> str:
        source = self._session.design.source
        return source.path if isinstance(source, UserFile) else ""

    @Slot()
    def _look(self) -> None:
        session, path = self._session, self._path
        if session.dataset is None or path == self._seen:
            return
        self._seen = path
        # A network that was opened with its data is as its maker wanted it.
        if path and not session.model.is_saved():
            self._fit(session.dataset)

    def _fit(self, dataset: Dataset) -> None:
        model = self._session.model
        design, saved = model.design, model.saved
        as_it_was = replace(design, source=saved.source, title=saved.title)
        fresh = as_it_was == saved and self._is_template()
        start = for_table(design.source) if fresh and dataset.table is not None else design
        fitted, ways = suited(start, outline_of(dataset))
        said = [error_text(note) for note in dataset.notes]
        if fitted != design:
            model.replace_design(fitted, self.tr("Fit the network to the data"))
            changes = "; ".join(fill_in(way.label, way.values) for way in ways)
            first = self.tr("A small network for tables was taken.") if start is not design else ""
            what = self.tr("Fitted to the data: {changes}.").format(changes=changes) if ways else ""
            said.insert(0, " ".join(part for part in (first, what) if part))
        if said:
            self._messages.say("info", "\n".join(said[:_MOST_SAID]), cause=SameWork(self._session))


class AugmentationExamples(QObject):
    """Keeps the row's examples to the data that the network gets."""

    def __init__(
        self, session: Session, row: AugmentationRow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._row = session, row
        session.data_changed.connect(self._show)
        # Seen in another way, the data is the same, but not the array that the network gets.
        session.training_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._row.show_data(self._session.data)
