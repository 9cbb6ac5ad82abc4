"""Compute pictures of the newest weights, without ever falling behind or taking too much."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Event, Lock
from time import perf_counter
from typing import Any, Protocol

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

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
    would take the interpreter from it thousands of times. They then rest in proportion to their
    length and to that of the drawing they cause, so that both together take no more than `share`
    of the training's time. While nothing moves, this thread does them. `answered` carries a job's
    result; a job that fails answers with its exception.
    """

    answered = Signal(object)

    def __init__(
        self, name: str, lender: Lender, share: float = 0.02, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._lender = lender
        self._rest = (1 - share) / share
        self._lock = Lock()
        self._busy = Lock()
        self._job: Job | None = None
        self._lent: Future[Any] | None = None
        self._rested_at = 0.0
        self._wake = Event()
        self._stopping = Event()
        self._drawing_since = 0.0
        # Before all who draw: they are connected later.
        self.answered.connect(self._begin_drawing)

    def ask(self, job: Job) -> None:
        """Do `job` as soon as may be, unless a newer one comes first."""
        with self._lock:
            self._job = job
        if not self._lender.is_moving:
            self._do_it_here()
        elif perf_counter() >= self._rested_at and (self._lent is None or self._lent.done()):
            self._lent = self._lender.lend(self._work)
            if self._lent is None:
                self._do_it_here()

    @Slot()
    def settle(self) -> None:
        """Do what still waits, where nothing moves any more."""
        if self._job is not None and not self._lender.is_moving:
            self._do_it_here()

    @Slot()
    def _begin_drawing(self) -> None:
        self._drawing_since = perf_counter()
        QTimer.singleShot(0, self._end_drawing)

    @Slot()
    def _end_drawing(self) -> None:
        self._rested_at += (perf_counter() - self._drawing_since) * self._rest

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
        if not self.isRunning() and not self._stopping.is_set():
            self.start(QThread.Priority.LowPriority)
        self._wake.set()

    def _work(self) -> None:
        with self._lock:
            job, self._job = self._job, None
        if job is None or self._stopping.is_set():
            return
        # A job may still be under way on the training's thread when this one takes over.
        with self._busy:
            began = perf_counter()
            try:
                answer = job()
            except Exception as error:
                answer = error
            now = perf_counter()
        self._rested_at = now + (now - began) * self._rest
        if not self._stopping.is_set():
            self.answered.emit(answer)
