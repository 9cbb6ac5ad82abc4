"""Draw what has changed, at most thirty times a second and only while it can be seen."""

from time import thread_time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

INTERVAL_MS = 33
SHARE = 0.25
"""How much of the time a widget may take for drawing; what needs long is drawn less often, and the
hand that drags it still meets a window that answers. How often a training asks for drawings is not
decided here, but by `gui.background.throttle`."""


class Redraw(QObject):
    """Gather any number of changes of a widget into few drawings; `due` asks for one."""

    due = Signal()

    def __init__(self, widget: QWidget, interval_ms: int = INTERVAL_MS) -> None:
        """Watch over `widget`, which also owns this object; draw it every `interval_ms` at most."""
        super().__init__(widget)
        self._widget = widget
        self._dirty = self._is_urgent = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        self._least_ms = self._rest_ms = interval_ms
        widget.installEventFilter(self)

    def mark(self) -> None:
        """Say that something has changed."""
        self._dirty = True
        # A timer that runs already is left alone: starting it again would put the drawing off for
        # as long as changes come in.
        if self._widget.isVisible() and not self._timer.isActive():
            self._timer.start(self._rest_ms)

    def draw_now(self) -> None:
        """Draw without waiting, for a picture that is about to be saved."""
        self._timer.stop()
        self._dirty = self._is_urgent = False
        began = thread_time()
        self.due.emit()
        taken_ms = 1000 * (thread_time() - began)
        self._rest_ms = max(self._least_ms, round(taken_ms / SHARE))

    def draw_where_seen(self) -> None:
        """Draw without waiting; where nobody sees it, at the moment when it is shown."""
        if self._widget.isVisible():
            self.draw_now()
        else:
            self._dirty = self._is_urgent = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw what was missed as soon as the widget shows itself again."""
        if event.type() == QEvent.Type.Show and self._dirty:
            if self._is_urgent:
                self.draw_now()
            else:
                self._timer.start(self._least_ms)
        return super().eventFilter(watched, event)

    @Slot()
    def _draw(self) -> None:
        if self._dirty and self._widget.isVisible():
            self.draw_now()
