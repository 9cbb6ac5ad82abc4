"""Notices: of missing data, in the message bar; of what happens here, to screen readers."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject, Slot
from PySide6.QtWidgets import QWidget

from diynn.data.sources import UserFile
from diynn.data.sources.download import Progress
from diynn.data.sources.drawn_points import Painted
from diynn.errors import DiynnError
from gui.design_panel.augmentation_row import AugmentationRow
from gui.model.documents import Documents
from gui.model.session import Session
from gui.text.numbers import figures, percent
from gui.text.wording import error_text
from gui.widgets.accessibility import announce
from gui.widgets.file_dialogs import ask_data
from gui.widgets.message_bar import MessageBar

MEGABYTE = 1_000_000


class DataNotice(QObject):
    """Between the session's data and the message bar."""

    def __init__(self, session: Session, messages: MessageBar) -> None:
        super().__init__(messages)
        self._session = session
        self._messages = messages
        self._told: DiynnError | None = None
        self._shows_progress = False
        session.data_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        session = self._session
        progress, error = session.loader.progress, session.loader.error
        if session.loader.is_loading and isinstance(progress, Progress):
            self._shows_progress = True
            self._messages.say(
                "info",
                self.tr("Downloading {0}: {1} of {2} MB").format(
                    progress.file,
                    QLocale().toString(progress.done / MEGABYTE, "f", 1),
                    QLocale().toString(progress.total / MEGABYTE, "f", 1),
                ),
                self.tr("Cancel"),
                session.loader.cancel,
            )
        elif error is not None and isinstance(session.design.source, Painted):
            # The plane itself asks for points.
            self._put_away()
        elif error is not None and error is not self._told:
            self._told = error
            self._shows_progress = False
            source = session.design.source
            if isinstance(source, UserFile) and source.missing() is not None:
                kind = "error" if source.path else "info"
                words = self.tr("Choose a file…")
                self._messages.say(kind, error_text(error), words, self._choose_file)
            elif source.download:
                fetch = self.tr("Download")
                self._messages.say("info", error_text(error), fetch, session.loader.download)
            else:
                again = self.tr("Try again")
                self._messages.say("error", error_text(error), again, session.loader.reload)
        elif session.loader.is_loading or error is not None:
            return
        else:
            self._put_away()

    def _put_away(self) -> None:
        if self._told is not None or self._shows_progress:
            self._told, self._shows_progress = None, False
            self._messages.hide()

    def _choose_file(self) -> None:
        path = ask_data(self._messages.window())
        model = self._session.model
        if path is not None and isinstance(model.design.source, UserFile):
            model.change_part("source", "path", str(path))


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


SECONDS_APART = 5.0
"""The progress of a training is announced at most so often: each message is to be heard out."""


class Announcer(QObject):
    """Tells of epochs, of a training's end and of saving; what the message bar says it says itself.

    `say` and `clock` are others only where a test listens.
    """

    def __init__(
        self,
        session: Session,
        documents: Documents,
        window: QWidget,
        say: Callable[[QWidget, str], None] = announce,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._say, self._clock = say, clock
        self._moved = False
        self._told_at = -SECONDS_APART
        self._told_epoch = 0
        session.curves_changed.connect(self._tell_epoch)
        session.state_changed.connect(self._tell_end)
        documents.saved.connect(self._tell_saved)

    @Slot()
    def _tell_epoch(self) -> None:
        history, now = self._session.history, self._clock()
        if not self._session.is_moving or not history or history[-1].epoch == self._told_epoch:
            return
        if now - self._told_at >= SECONDS_APART:
            self._told_at = now
            self._told_epoch = history[-1].epoch
            self._say(self._window, self._place())

    @Slot()
    def _tell_end(self) -> None:
        moved, self._moved = self._moved, self._session.is_moving
        if not moved or self._moved:
            return
        state = self.tr("Training finished.") if self._session.is_finished else self.tr("Paused.")
        self._say(self._window, f"{state} {self._place()}".strip())

    @Slot(str)
    def _tell_saved(self, name: str) -> None:
        self._say(self._window, self.tr("“{name}” is saved.").format(name=name))

    def _place(self) -> str:
        history = self._session.history
        if not history:
            return ""
        last = history[-1]
        told = self.tr("Epoch {epoch} of {epochs}: loss {loss}").format(
            epoch=last.epoch,
            epochs=self._session.design.run.epochs,
            loss=figures(last.train_loss, 3),
        )
        if last.test_accuracy is not None:
            share = percent(last.test_accuracy)
            told += self.tr(", {share} of the test part right").format(share=share)
        elif last.test_loss is not None:
            loss = figures(last.test_loss, 3)
            told += self.tr(", test loss {loss}").format(loss=loss)
        return f"{told}."
