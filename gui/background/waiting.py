"""Wait for something long without the window's thread standing still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
