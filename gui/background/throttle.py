"""How often the window looks at its training: so seldom that looking costs little."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, thread_time

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

SHARE = 0.02
"""How much of one core the window may take from a training, for all that it works out and draws."""
LEAST_SECONDS = 0.04
MOST_SECONDS = 1.5
"""However much a look costs, the next one comes by then: a window that stands still seems dead."""

Clock = Callable[[], float]


class Budget:
    """Says when the next look is due, from what the last one has cost.

    What a look costs is known only afterwards: it marks views for drawing, has answers worked out,
    and these are drawn later still. So the whole of what was `spent` since the last look counts,
    whoever spent it, and the longer it was the longer the rest.
    """

    def __init__(self, spent: Clock, clock: Clock = perf_counter) -> None:
        """`spent` and `clock` tell seconds from any beginning: of work done, and of the day."""
        self._spent, self._clock = spent, clock
        self._before, self._looked = spent(), clock()

    def look(self) -> None:
        """A look begins now."""
        self._before, self._looked = self._spent(), self._clock()

    def wait(self) -> float:
        """The seconds that are left until the next look, by what is known by now; 0 when due."""
        cost = max(self._spent() - self._before, 0.0)
        rest = min(max(cost / SHARE, LEAST_SECONDS), MOST_SECONDS)
        return max(self._looked + rest - self._clock(), 0.0)


class Pace(QObject):
    """A timer that keeps to a budget; `due` asks for a look.

    Whatever the user does is answered beside it, at once: only what the training itself brings has
    to wait.
    """

    due = Signal()

    def __init__(self, lent: Clock, parent: QObject | None = None) -> None:
        """`lent` tells the seconds that a training's own thread has worked for the window.

        What this thread, the window's, works itself is counted by the system's clock of it.
        """
        super().__init__(parent)
        self._budget = Budget(lambda: thread_time() + lent())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._come)

    def start(self) -> None:
        """Begin, or begin anew: what was spent before is forgotten."""
        self._budget.look()
        self._wind()

    def stop(self) -> None:
        """Ask for nothing more."""
        self._timer.stop()

    def _wind(self) -> None:
        self._timer.start(max(round(1000 * self._budget.wait()), 1))

    @Slot()
    def _come(self) -> None:
        if self._budget.wait() < 0.001:
            self._budget.look()
            # Before the look, which may stop it.
            self._wind()
            self.due.emit()
        else:
            self._wind()
