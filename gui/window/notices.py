"""Tells in the message bar when data is missing, offers to fetch it, and shows how far that is."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, Slot

from diynn.data.sources import UserFile
from diynn.data.sources.download import Progress
from diynn.data.sources.drawn_points import Painted
from diynn.errors import DiynnError
from gui.design_panel.augmentation_row import AugmentationRow
from gui.model.session import Session
from gui.text.wording import error_text
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
