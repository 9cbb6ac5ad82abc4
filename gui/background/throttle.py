"""How often the window looks at its training, and how often a widget draws what has changed."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, thread_time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

SHARE = 0.02
"""How much of one core the window may take from a training, for all that it works out and draws."""
SPARE_SHARE = 0.25
"""The same where the training rests between its steps: nothing is taken from it then."""
CREDIT_SECONDS = 0.1
"""How much more the first looks may take: whoever starts a training watches its first seconds."""
LEAST_SECONDS = 0.04
MOST_SECONDS = 1.5
"""However much a look costs, the next one comes by then: a window that stands still seems dead."""

DRAWING_MS = 33
DRAWING_SHARE = 0.25
"""How much of the time a widget may take for drawing what the user changes: what takes long is
drawn less often, and the window still answers."""

Clock = Callable[[], float]


class Budget:
    """Says when the next look is due, from what the last one has cost.

    What a look costs is known only afterwards: it marks views for drawing, has answers worked out,
    and these are drawn later still. So the whole of what was `spent` since the last look counts,
    whoever spent it, and the longer it was the longer the rest. Only a `credit` is free at first.
    """

    def __init__(self, spent: Clock, clock: Clock = perf_counter) -> None:
        """`spent` and `clock` tell seconds from any beginning: of work done, and of the day."""
        self._spent, self._clock = spent, clock
        self._credit = 0.0
        self._before, self._looked = spent(), clock()

    def start(self) -> None:
        """Forget what was spent before: the first look begins now."""
        self._credit = CREDIT_SECONDS
        self._before, self._looked = self._spent(), self._clock()

    def look(self) -> None:
        """A look begins now."""
        spent = self._spent()
        self._credit = max(self._credit - max(spent - self._before, 0.0), 0.0)
        self._before, self._looked = spent, self._clock()

    def wait(self, share: float = SHARE) -> float:
        """The seconds that are left until the next look, by what is known by now; 0 when due."""
        cost = max(self._spent() - self._before - self._credit, 0.0)
        rest = min(max(cost / share, LEAST_SECONDS), MOST_SECONDS)
        return max(self._looked + rest - self._clock(), 0.0)


class Throttle(QObject):
    """A timer that keeps to a budget; `due` asks for a look.

    Whatever the user does is answered beside it, at once: only what the training itself brings has
    to wait.
    """

    due = Signal()

    def __init__(
        self, lent: Clock, has_time: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        """`lent` tells the seconds that a training's own thread has worked for the window, and
        `has_time` whether that training rests between its steps.

        What this thread, the window's, works itself is counted by the system's clock of it.
        """
        super().__init__(parent)
        self._has_time = has_time
        self._budget = Budget(lambda: thread_time() + lent())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._come)

    def start(self) -> None:
        """Start or restart: what was spent before is forgotten."""
        self._budget.start()
        self._wind()

    def stop(self) -> None:
        """Ask for nothing more."""
        self._timer.stop()

    def _wait(self) -> float:
        return self._budget.wait(SPARE_SHARE if self._has_time() else SHARE)

    def _wind(self) -> None:
        self._timer.start(max(round(1000 * self._wait()), 1))

    @Slot()
    def _come(self) -> None:
        if self._wait() < 0.001:
            self._budget.look()
            # Before the look, which may stop it.
            self._wind()
            self.due.emit()
        else:
            self._wind()


class Redraw(QObject):
    """Gather any number of changes of a widget into few drawings; `due` asks for one."""

    due = Signal()

    def __init__(self, widget: QWidget, interval_ms: int = DRAWING_MS) -> None:
        """Watch over `widget`, which also owns this object; draw it every `interval_ms` at most."""
        super().__init__(widget)
        self._widget = widget
        self._dirty = self._is_urgent = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        self._least_ms = self._rest_ms = interval_ms
        widget.installEventFilter(self)

    @property
    def is_due(self) -> bool:
        """Whether a drawing is still to come, where the widget is seen."""
        return self._dirty and self._widget.isVisible()

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
        self._rest_ms = max(self._least_ms, round(taken_ms / DRAWING_SHARE))

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
