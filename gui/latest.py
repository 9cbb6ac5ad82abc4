"""Compute pictures of the newest weights on a thread, without ever falling behind."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal


class Latest(QThread):
    """A worker that does the newest job it was given and forgets the older ones.

    It rests after each job in proportion to the job's length, so that it takes no more than
    `share` of a core from a training. `answered` carries a job's result; a job that fails answers
    with its exception.
    """

    answered = Signal(object)

    def __init__(self, name: str, share: float = 0.1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._rest = (1 - share) / share
        self._lock = Lock()
        self._job: Callable[[], Any] | None = None
        self._wake = Event()
        self._stopping = Event()

    def ask(self, job: Callable[[], Any]) -> None:
        """Do `job` as soon as may be, unless a newer one comes first."""
        with self._lock:
            self._job = job
        if not self.isRunning() and not self._stopping.is_set():
            self.start(QThread.Priority.LowPriority)
        self._wake.set()

    def forget(self) -> None:
        """Drop the job that waits."""
        with self._lock:
            self._job = None

    def close(self) -> None:
        """End the thread, and wait for that."""
        self._stopping.set()
        self._wake.set()
        self.wait()

    def run(self) -> None:
        """Work; QThread calls this on the new thread."""
        while not self._stopping.is_set():
            self._wake.wait()
            self._wake.clear()
            with self._lock:
                job, self._job = self._job, None
            if job is None or self._stopping.is_set():
                continue
            began = perf_counter()
            try:
                answer = job()
            except Exception as error:
                answer = error
            if self._stopping.is_set():
                return
            self.answered.emit(answer)
            self._stopping.wait(min(2.0, (perf_counter() - began) * self._rest))
