"""Python's search for unused objects, on the window's thread alone.

Python starts it on whichever thread happens to make an object. On the thread of a training it would
destroy objects of Qt's that belong to the window, which ends the process now and then.
"""

from __future__ import annotations

import gc
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 200
SHARE = 0.01
"""How much of the time looking through all objects may take; it is done less often for it."""


class GarbageCollection(QObject):
    """Looks for unused objects when the window has nothing else to do, as often as Python would.

    Belongs to the window's thread. What is there when it begins stays to the end of the program,
    and is never looked through: only so does looking not hold the window up.
    """

    def __init__(self, parent: QObject | None = None, freezes: bool = True) -> None:
        super().__init__(parent)
        gc.disable()
        if freezes:
            gc.freeze()
        self._all_due = 0.0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def _look(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        began = perf_counter()
        if counts[2] > limits[2] and began >= self._all_due:
            gc.collect(2)
            now = perf_counter()
            self._all_due = now + (now - began) / SHARE
        elif counts[1] > limits[1]:
            gc.collect(1)
        elif counts[0] > limits[0]:
            gc.collect(0)
