"""Turn the crank of a long trial on a thread of its own, and keep what it tells until asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

Work = Callable[[], Iterator[Any]]


class TrialRun(QThread):
    """A generator run on a thread; whoever shows it asks with `news` when a timer ticks.

    A small network tells of thousands of steps a second: a signal for each would drown the window.
    `ended` is emitted once, with None at the end or after a stop, else with the exception.
    """

    ended = Signal(object)

    def __init__(self, work: Work, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._work = work
        self._news: deque[Any] = deque()
        self._stopping = False

    @property
    def was_stopped(self) -> bool:
        """Whether it was asked to end before its time."""
        return self._stopping

    def stop(self) -> None:
        """End after the value that is being computed, without waiting for that."""
        self._stopping = True

    def close(self) -> None:
        """End, and wait for that."""
        self.stop()
        self.wait()

    def news(self) -> list[Any]:
        """What the generator has yielded since the last time."""
        found = []
        while self._news:
            found.append(self._news.popleft())
        return found

    def run(self) -> None:
        """Work; QThread calls this on the new thread."""
        error: Exception | None = None
        try:
            for value in self._work():
                self._news.append(value)
                if self._stopping:
                    break
        except Exception as found:
            # Whatever it is, the window must learn of it: a thread's error is seen by nobody.
            error = found
        self.ended.emit(error)
