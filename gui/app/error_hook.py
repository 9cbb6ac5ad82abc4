"""Let no error end the program without a word."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from time import monotonic
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from gui.theme.theme import dressed_windows
from gui.widgets.plain_text import Button, Icon, MessageBox

log = logging.getLogger(__name__)

QUIET_SECONDS = 5.0
"""Seconds after which an error that was shown is shown again."""


class ErrorHook(QObject):
    """Tells of errors that nobody foresaw, from whichever thread; the program goes on.

    An error in drawing comes back with every picture: one box tells of it.
    """

    _happened = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._telling = False
        self._last: dict[str, float] = {}
        self.box: MessageBox | None = None
        """The box of the moment."""

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
        now = monotonic()
        before, self._last[details] = self._last.get(details), now
        if self._telling or (before is not None and now - before < QUIET_SECONDS):
            return
        self._telling = True
        try:
            self._show(details)
        finally:
            self._telling, self.box = False, None
            # Those that came meanwhile have come just now.
            self._last = dict.fromkeys(self._last, monotonic())

    def _show(self, details: str) -> None:
        self.box = box = MessageBox(
            Icon.Warning,
            self.tr("Something unforeseen happened"),
            self.tr("diynn met an error that it did not expect. Your network is still here."),
            self.tr("Save your work, and send us the details if it happens again."),
        )
        for window in dressed_windows()[:1]:
            box.setStyleSheet(window.styleSheet())
        box.setDetailedText(details)
        copy = QPushButton(self.tr("Copy details"))
        copy.setToolTip(self.tr("Put the details on the clipboard, to send them to us"))
        box.addButton(copy, MessageBox.ButtonRole.ActionRole)
        box.setDefaultButton(Button.Ok)
        box.setEscapeButton(Button.Ok)
        # The box would close with it; who copies may still want to read.
        copy.clicked.disconnect()

        def take() -> None:
            QGuiApplication.clipboard().setText(details)
            copy.setText(self.tr("Copied"))

        copy.clicked.connect(take)
        box.ask()
