"""Open the window, and let no error end the program without a word."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from gui.file_open import FileOpened
from gui.icons import program_icon
from gui.main_window import MainWindow
from gui.theme import ThemeSource, apply, apply_colours, apply_sheet

log = logging.getLogger(__name__)

# Seconds after which another thread may take the interpreter: short, so that the window answers
# while small networks train.
SWITCH_SECONDS = 0.0005
CHECK_MS = 4000


class LastResort(QObject):
    """Tells of errors that nobody foresaw, from whichever thread; the program goes on."""

    _happened = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._telling = False

    def install(self) -> None:
        """Take over from Python, which would print a traceback."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def _caught(
        self, kind: type[BaseException], error: BaseException, where: TracebackType | None
    ) -> None:
        details = "".join(traceback.format_exception(kind, error, where))
        log.error(details)
        self._happened.emit(details)

    def _caught_in_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self._caught(found.exc_type, found.exc_value, found.exc_traceback)

    @Slot(str)
    def _tell(self, details: str) -> None:
        # An error in drawing comes back at every tick; one box says it.
        if self._telling:
            return
        self._telling = True
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            self.tr("Something unforeseen happened"),
            self.tr("diynn met an error that it did not expect. Your network is still here."),
        )
        box.setInformativeText(
            self.tr("Save your work, and send us the details if it happens again.")
        )
        box.setDetailedText(details)
        copy = QPushButton(self.tr("Copy details"))
        box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Ok)
        box.exec()
        if box.clickedButton() is copy:
            QApplication.clipboard().setText(details)
        self._telling = False


def opened(settings: QSettings | None = None) -> tuple[QApplication, MainWindow]:
    """The program and its window, which is shown; with the person's own settings where none are
    given."""
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication([sys.argv[0]])
    app.setOrganizationName("diynn")
    app.setApplicationName("diynn")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("diynn")
    app.setWindowIcon(program_icon())
    kept = QSettings() if settings is None else settings
    look = str(kept.value("look", "system"))
    zoom = kept.value("zoom", 1.0)
    themes = ThemeSource(
        "light" if look == "light" else "dark" if look == "dark" else "system",
        float(zoom) if isinstance(zoom, int | float | str) else 1.0,
    )

    def dress() -> None:
        apply(app, themes.current, themes.zoom)

    apply_colours(app, themes.current, themes.zoom)
    themes.changed.connect(dress)
    last_resort = LastResort(app)
    last_resort.install()
    window = MainWindow(themes, kept)
    apply_sheet(app, themes.current, themes.zoom)
    window.show()
    return app, window


def main(files: Sequence[str] = (), check: bool = False) -> int:
    """Open the window, with the first of `files` in it; the exit status when it is closed.

    With `check` the window trains its first network and closes by itself; the status is 0 if the
    curves have grown.
    """
    app, window = opened()
    if sys.platform == "darwin":
        FileOpened(app).asked.connect(window.documents.open_path)
    if files:
        QTimer.singleShot(0, lambda: window.documents.open_path(Path(files[0])))
    if not check:
        return app.exec()
    window.documents.asks = False
    QTimer.singleShot(CHECK_MS // 2, window.session.play)
    QTimer.singleShot(CHECK_MS, window.close)
    status = app.exec()
    return status or int(not window.session.history)
