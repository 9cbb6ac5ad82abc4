"""How late a timer fires: what a person feels as a window that stutters."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Slot

INTERVAL_MS = 20
"""Oftener, the measuring itself would take time from the training."""


class TimerDelays(QObject):
    """A timer in the thread that made it, which notes by how much each firing is late."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: list[float] = []
        """Milliseconds, one a firing."""
        # Wound up anew after each firing: a repeating timer forgets the firings that it missed.
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._note)
        self._due = 0.0

    def start(self) -> None:
        """Forget what was found and begin."""
        self.found = []
        self._wind()

    def stop(self) -> None:
        """Note nothing more."""
        self._timer.stop()

    def _wind(self) -> None:
        self._due = perf_counter() + INTERVAL_MS / 1000
        self._timer.start()

    @Slot()
    def _note(self) -> None:
        self.found.append(max(0.0, 1000 * (perf_counter() - self._due)))
        self._wind()
