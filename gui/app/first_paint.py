"""Notice when a window has been painted for the first time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Watches a window; `done` is emitted once, when all of it is painted and the events run."""

    done = Signal()

    def __init__(self, window: QWidget) -> None:
        """Watch over `window`, which was shown just now."""
        super().__init__(window)
        # Not the widget: one that is covered by what it holds is never painted itself.
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first painting of the window, which paints everything in it too."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.done.emit)
        return False
