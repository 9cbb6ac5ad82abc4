"""Wait for something long without the window's thread standing still, and reckon how long."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget
from shiboken6 import isValid

from gui.background.worker import Worker

T = TypeVar("T")

UNNOTICED_MS = 150
"""What takes no longer is done without a word."""


class Cancelled(Exception):
    """The person did not want to wait for it."""


class _Waiting(QObject):
    """One job, and what came of it."""

    def __init__(self, job: Callable[[], Any]) -> None:
        super().__init__()
        self.result: Any = None
        self.error: object = None
        self.is_over = False
        self._job = job
        self.loop = QEventLoop(self)
        self.worker = Worker("waited for", self)
        self.worker.stepped.connect(self._take)
        self.worker.ended.connect(self._end)

    def work(self) -> Iterator[Any]:
        yield self._job()

    @Slot(object)
    def _take(self, result: object) -> None:
        self.result = result

    @Slot(object)
    def _end(self, error: object) -> None:
        self.error, self.is_over = error, True
        self.loop.quit()


def wait_for(job: Callable[[], T], words: str, window: QWidget | None, cancel: str = "") -> T:
    """The result of `job`, which a thread does; raises what it raises.

    Where it takes long, `words` say over `window` what is waited for, and nothing else can be done
    meanwhile but to look on, or to cancel where there is a word for that. Raises Cancelled then.
    """
    waiting = _Waiting(job)
    waiting.worker.start(waiting.work)
    keys = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
    QTimer.singleShot(UNNOTICED_MS, waiting.loop, waiting.loop.quit)
    waiting.loop.exec(keys)
    if not waiting.is_over:
        dialog = QProgressDialog(words, cancel, 0, 0, window)
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        dialog.setMinimumDuration(0)
        if not cancel:
            dialog.setCancelButton(None)
            dialog.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        dialog.canceled.connect(waiting.loop.quit)
        dialog.show()
        while not waiting.is_over:
            waiting.loop.exec()
            if cancel and isValid(dialog) and dialog.wasCanceled():
                break
        if isValid(dialog):
            dialog.deleteLater()
    if not waiting.is_over:
        waiting.worker.cancel()
        raise Cancelled
    if isinstance(waiting.error, Exception):
        raise waiting.error
    found: T = waiting.result
    return found


SPAN_SECONDS = 10.0
"""What was longer ago says nothing of now: another speed was chosen, or the machine was busy."""
LEAST_SECONDS = 1.0
"""Less than that tells nothing yet."""


class TimeLeft:
    """Watches something being done, and reckons when all of it will be."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, float]] = deque()

    def restart(self) -> None:
        """Forget the speed so far: it rested, or another one was chosen."""
        self._seen.clear()

    def seconds(self, done: float, whole: float = 1.0) -> float | None:
        """The seconds until the `whole` is done, of which so much is; None while nobody knows."""
        now, seen = self._clock(), self._seen
        if seen and done < seen[-1][1]:
            self.restart()
        if not seen or done > seen[-1][1]:
            seen.append((now, done))
        while len(seen) > 2 and seen[-1][0] - seen[1][0] >= SPAN_SECONDS:
            seen.popleft()
        (began, first), (last, reached) = seen[0], seen[-1]
        if last - began < LEAST_SECONDS:
            return None
        # Some time has passed since the last news; more than usual means that it goes slower now.
        usual = (last - began) / (len(seen) - 1)
        overdue = max(now - last - usual, 0.0)
        left = (whole - reached) * (last - began + overdue) / (reached - first)
        return max(left - min(now - last, usual), 0.0)
