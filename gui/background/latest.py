"""Compute pictures of the newest weights, without ever falling behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from threading import Event, Lock, RLock
from time import perf_counter
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from gui.background.worker import Run

Job = Callable[[], Any]


class Lender(Protocol):
    """A training that lends its own thread."""

    @property
    def is_moving(self) -> bool:
        """Whether steps are being taken."""

    def lend(self, job: Job) -> Future[Any] | None:
        """Have `job` done between two steps; None where no steps are being taken."""


class Latest(QObject):
    """Does the newest job it was given and forgets the older ones.

    While a training moves, jobs are done on its own thread between two steps: on another they
    would take the interpreter from it thousands of times. While nothing moves, a thread of this
    object's does them. How often the training brings new jobs is decided by
    `gui.background.throttle`, which is given their time; what the user asks for is done at once.
    `answered` carries a job's result; a job that fails answers with its exception.
    """

    answered = Signal(object)

    def __init__(self, name: str, lender: Lender, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._lender = lender
        # Held while an answer is emitted, which a slot may follow by another question.
        self._lock = RLock()
        self._busy = Lock()
        self._job: Job | None = None
        self._lent: Future[Any] | None = None
        self._waits = False
        """Whether what was lent has not begun yet: it will take the newest job."""
        self._runs = False
        """Whether this object's own thread will look for a job once more."""
        self._closed = Event()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being done or waits to be."""
        lent = self._lent is not None and not self._lent.done()
        return self._job is None and not self._runs and not lent

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
        """Answer no more. What is being computed is not waited for."""
        with self._lock:
            self._closed.set()
            self._job = None
        if self._lent is not None:
            self._lent.cancel()

    def _do_it_here(self) -> None:
        if self._lent is not None:
            self._lent.cancel()
            self._lent = None
        with self._lock:
            self._waits = False
            starts = not self._runs and not self._closed.is_set()
            self._runs = self._runs or starts
        if starts:
            Run(self._jobs, self._name).launch()

    def _jobs(self) -> Iterator[None]:
        """Do jobs while there are any, on this object's own thread."""
        while True:
            began = perf_counter()
            self._work()
            # Whoever drags a slider sends jobs without end.
            self._closed.wait(perf_counter() - began)
            with self._lock:
                if self._job is None:
                    self._runs = False
                    return
            yield

    def _work(self) -> None:
        with self._lock:
            job, self._job = self._job, None
            self._waits = False
        if job is None:
            return
        # A job may still be under way on the training's thread when this one takes over.
        with self._busy:
            try:
                answer = job()
            except Exception as error:
                answer = error
        with self._lock:
            if not self._closed.is_set():
                self.answered.emit(answer)
