"""Compute a map on a thread of its own: start, stop, resume."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from gui.loading import Job

Work = Callable[[], Iterator[Any]]


class _Gate:
    """Lets a generator pass, holds it, or ends it, each between two of its values."""

    def __init__(self) -> None:
        self.open = Event()
        self.open.set()
        self.is_shut_for_good = False

    def led_through(self, work: Work) -> Iterator[Any]:
        for value in work():
            yield value
            # A job tells of a value when the next has come: this lets it tell at once.
            yield None
            self.open.wait()
            if self.is_shut_for_good:
                return

    def shut_for_good(self) -> None:
        self.is_shut_for_good = True
        self.open.set()


class MapRun(QObject):
    """One generator at a time, run on a thread; the newest start counts, older ones end soon.

    `stepped` carries each value; `ended` None after the last, or the exception that came instead.
    """

    stepped = Signal(object)
    ended = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._job: Job | None = None
        self._gate = _Gate()
        self._leaving: list[Job] = []
        self._began = 0.0
        self.seconds = 0.0
        """How long the run of the moment has moved until it was stopped last."""

    @property
    def is_under_way(self) -> bool:
        """Whether there is something to stop or to resume."""
        return self._job is not None

    @property
    def is_moving(self) -> bool:
        """Whether it is being computed, not stopped."""
        return self._job is not None and self._gate.open.is_set()

    @property
    def elapsed(self) -> float:
        """Seconds that the run has moved."""
        return self.seconds + (perf_counter() - self._began if self.is_moving else 0.0)

    def start(self, work: Work) -> None:
        """Begin anew with the generator that `work` makes."""
        self.abandon()
        gate = self._gate = _Gate()
        job = self._job = Job(lambda: gate.led_through(work), self._name, self)
        job.progressed.connect(self._tell)
        job.succeeded.connect(self._finish)
        job.failed.connect(self._fail)
        self.seconds, self._began = 0.0, perf_counter()
        job.start()

    def stop(self) -> None:
        """Hold it after the value that is being computed."""
        if self.is_moving:
            self.seconds = self.elapsed
            self._gate.open.clear()

    def resume(self) -> None:
        """Go on where it was stopped."""
        if self._job is not None and not self.is_moving:
            self._began = perf_counter()
            self._gate.open.set()

    def abandon(self) -> None:
        """Forget the run of the moment, without waiting for it to end."""
        if self._job is None:
            return
        job, self._job = self._job, None
        for signal in (job.progressed, job.succeeded, job.failed):
            signal.disconnect()
        self._gate.shut_for_good()
        self._leaving = [old for old in self._leaving if old.isRunning()]
        self._leaving.append(job)

    def close(self) -> None:
        """End every thread, and wait for that."""
        self.abandon()
        for job in self._leaving:
            job.wait()
        self._leaving.clear()

    @Slot(object)
    def _tell(self, value: object) -> None:
        if self.sender() is self._job and value is not None:
            self.stepped.emit(value)

    @Slot()
    def _finish(self) -> None:
        if self.sender() is self._job:
            self._let_go(None)

    @Slot(object)
    def _fail(self, error: object) -> None:
        if self.sender() is self._job:
            self._let_go(error)

    def _let_go(self, error: object) -> None:
        self.seconds = self.elapsed
        assert self._job is not None
        self._leaving.append(self._job)
        self._job = None
        self.ended.emit(error)
