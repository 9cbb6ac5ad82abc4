"""Compute pictures of the newest weights, without ever falling behind."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Event, Lock
from time import perf_counter
from typing import Any, Protocol

from PySide6.QtCore import QObject, QThread, Signal, Slot

Job = Callable[[], Any]


class Lender(Protocol):
    """A training that lends its own thread."""

    @property
    def is_moving(self) -> bool:
        """Whether steps are being taken."""

    def lend(self, job: Job) -> Future[Any] | None:
        """Have `job` done between two steps; None where no steps are being taken."""


class Latest(QThread):
    """A worker that does the newest job it was given and forgets the older ones.

    While a training moves, jobs are done on its own thread between two steps: on another they
    would take the interpreter from it thousands of times. While nothing moves, this thread does
    them. How often the training brings new jobs is `gui.pace`'s to decide, which has their time
    told to it; what the user asks for is done at once. `answered` carries a job's result; a job
    that fails answers with its exception.
    """

    answered = Signal(object)

    def __init__(self, name: str, lender: Lender, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._lender = lender
        self._lock = Lock()
        self._busy = Lock()
        self._job: Job | None = None
        self._lent: Future[Any] | None = None
        self._waits = False
        """Whether what was lent has not begun yet: it will take the newest job."""
        self._wake = Event()
        self._stopping = Event()

    def ask(self, job: Job) -> None:
        """Do `job` as soon as may be, unless a newer one comes first."""
        with self._lock:
            self._job = job
            waits = self._waits
        if not self._lender.is_moving:
            self._do_it_here()
        elif not waits or self._lent is None or self._lent.done():
            self._waits = True
            self._lent = self._lender.lend(self._work)
            if self._lent is None:
                self._do_it_here()

    @Slot()
    def settle(self) -> None:
        """Do what still waits, where nothing moves any more."""
        if self._job is not None and not self._lender.is_moving:
            self._do_it_here()

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
            began = perf_counter()
            self._work()
            # Whoever drags a slider sends jobs without end.
            self._stopping.wait(perf_counter() - began)

    def _do_it_here(self) -> None:
        if self._lent is not None:
            self._lent.cancel()
            self._lent = None
        self._waits = False
        if not self.isRunning() and not self._stopping.is_set():
            self.start(QThread.Priority.LowPriority)
        self._wake.set()

    def _work(self) -> None:
        with self._lock:
            job, self._job = self._job, None
            self._waits = False
        if job is None or self._stopping.is_set():
            return
        # A job may still be under way on the training's thread when this one takes over.
        with self._busy:
            try:
                answer = job()
            except Exception as error:
                answer = error
        if not self._stopping.is_set():
            self.answered.emit(answer)
