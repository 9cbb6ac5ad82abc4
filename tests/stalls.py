"""How long the window's thread was busy at a stretch, by its own processor time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import thread_time

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

TARGET = 0.1
"""Seconds after which a person notices."""
NOISE = 3.0
"""Times the target that a test allows: a busy machine's caches and clocks are no fault of ours."""


class StallWatch(QObject):
    """Measures from one turn of the event loop to the next, on the thread that makes it.

    Waiting takes no processor time. The test's own calls between two of its waits count: they are
    what a person's clicks would have called.
    """

    def __init__(self) -> None:
        super().__init__()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.aboutToBlock.connect(self._mark)
        dispatcher.awake.connect(self._mark)
        self._since = thread_time()
        self.longest = 0.0
        """Seconds of the longest stretch so far."""

    @contextmanager
    def during(self) -> Iterator[None]:
        """Count only what happens within."""
        self._since, self.longest = thread_time(), 0.0
        yield
        self._mark()

    @Slot()
    def _mark(self) -> None:
        now = thread_time()
        self.longest = max(self.longest, now - self._since)
        self._since = now
