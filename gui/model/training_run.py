"""Run a training on a thread of its own: start, pause, step, stop.

The worker knows no widget. It leaves what it has to tell in places that the window looks at when
its own timer ticks, so a training of ten thousand steps a second costs the window no more than one
of ten.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Event, Lock
from time import perf_counter, thread_time
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal, Slot

from diynn.design.design import Design
from diynn.errors import DiynnError
from diynn.training.history import History
from diynn.training.reports import Report, StepReport
from diynn.training.timeline import Place
from diynn.training.training import Training, train
from gui.background.worker import Thread

Array = NDArray[Any]
T = TypeVar("T")

SHORT_MS = 50
"""A wait that nobody notices; most steps are over by then."""
POLL_SECONDS = 0.2
SHORT_REST = 0.01
"""Seconds: in slow motion it rests no more often than that."""
RESTED_SECONDS = 2.0
"""For so long a training that has rested between two steps counts as one that has time: single
steps may take longer than the pace leaves for them."""
COPYING_SHARE = 0.01
"""How much of the training's time copies of the weights may take; large ones come less often."""


@dataclass(frozen=True)
class Glance:
    """What is told of a training: all of one moment between two steps."""

    last_step: StepReport | None
    history: History
    best_epoch: int
    """The epoch with the best weights; 0 where there is none yet."""
    seconds: float
    rate: float
    """The learning rate of the next step."""
    weights: Array | None
    """A copy of all weights; None where copying them again would take too long."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        last = self.last_step
        if last is None:
            return Place(0)
        return Place(last.epoch) if last.step == last.steps else Place(last.epoch - 1, last.step)

    @classmethod
    def of(cls, training: Training, weights: Array | None = None) -> Glance:
        """How a training stands; to be called where none of its steps is under way."""
        return cls(
            training.last_step, training.history[:], training.best_epoch, training.seconds,
            training.rate, weights,
        )  # fmt: skip


def adopted(training: Training, design: Design) -> Glance | None:
    """How `training` stands with the settings of `design`; None where they do not suit it, and what
    is wrong stands in the layer list."""
    try:
        training.adopt(design)
    except DiynnError:
        return None
    return Glance.of(training)


class TrainingRun(Thread):
    """One training on a thread. It starts paused; `play` and `step` make it move.

    `ended` is emitted once, from this object's own thread, when no step will follow: with None
    when all epochs are done or it was stopped, else with the exception that ended it. `paused` is
    emitted when it comes to rest: after `pause`, or when an allowance of steps is used up. `seen`
    is emitted when there is something for `glance`, which `ask` has asked for. `late` carries the
    answer of a job that a long step has kept waiting: see `between_or_late`.
    """

    ended = Signal(object)
    paused = Signal()
    seen = Signal()
    late = Signal(object)

    def __init__(self, training: Training) -> None:
        super().__init__("training")
        self.training = training
        self.lent_seconds = 0.0
        """How long its thread has computed for others: see `later`."""
        self.is_at_rest = True
        """Whether no step is under way, and its last one can be seen by a glance."""
        self._rested = -math.inf
        self._pace = (0.0, "batch")
        # Set by whoever wants something of the worker, which looks at nothing else while it plays.
        self._called = False
        self._allowance: float = 0
        self._epoch_allowance: float = 0
        # Both threads write the allowances: the window sets them, the worker uses them up.
        self._orders = 0
        self._lock = Lock()
        self._awake = Event()
        self._stopping = self._over = False
        self._requests: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        self._glance: Glance | None = None
        self._glance_wanted = True
        self._weights_due = 0.0
        self._seen = self._copied = (-1, -1)

    # For the window's thread.

    @property
    def is_moving(self) -> bool:
        """Whether steps are being taken."""
        return self.isRunning() and max(self._allowance, self._epoch_allowance) > 0

    @property
    def has_time(self) -> bool:
        """Whether it rests between its steps, now or a moment ago: slow motion that is slower than
        its computing."""
        return bool(self._pace[0]) and perf_counter() - self._rested < RESTED_SECONDS

    def set_pace(self, seconds: float, by: str) -> None:
        """Slow motion: at least so many seconds a "batch" or an "epoch"; 0 is full speed."""
        self._pace = (seconds, by)
        self._called = True
        # A long rest that is under way is another one now.
        self._awake.set()

    @property
    def _seconds_per_step(self) -> float:
        seconds, by = self._pace
        return seconds / self.training.steps if by == "epoch" else seconds

    def play(self) -> None:
        """Go on until all epochs are done."""
        self._allow(math.inf, 0)

    def advance(self, steps: int = 0, epochs: int = 0) -> None:
        """Take that many batches or epochs, then pause."""
        self._allow(steps, epochs)

    def _allow(self, steps: float, epochs: float) -> None:
        with self._lock:
            self._allowance, self._epoch_allowance = steps, epochs
            self._orders += 1
        self._called = True
        if not self.isRunning() and not self._stopping:
            self.launch()
        self._awake.set()

    def pause(self) -> None:
        """Pause after the step that is being taken."""
        with self._lock:
            self._allowance = self._epoch_allowance = 0
            self._orders += 1
        self._called = True

    def stop(self) -> None:
        """End after the step that is being taken, without waiting for that."""
        self._stopping = True
        self.pause()
        self._awake.set()

    def between_steps(self, job: Callable[[], T]) -> T:
        """The result of `job`, run where no step is under way."""
        if not self.isRunning():
            return job()
        future: Future[T] = Future()
        self._requests.put((job, future))
        self._called = True
        self._awake.set()
        while self.isRunning():
            if future.done():
                return future.result()
            self.wait(1)
        # The thread ended between the two: nothing is under way any more.
        return future.result() if future.done() else job()

    def between_or_late(self, job: Callable[[], T]) -> T | None:
        """The result of `job`, run where no step is under way; None where a long step is. It is
        run after that one then, and what it gives, or raises, comes by `late`."""
        if not self.isRunning():
            return job()
        future = self.soon(job)
        until = perf_counter() + SHORT_MS / 1000
        while not future.done() and perf_counter() < until:
            self.wait(1)
        if future.done():
            return future.result()
        future.add_done_callback(lambda done: self.late.emit(done.exception() or done.result()))
        return None

    def later(self, job: Callable[[], object]) -> Future[Any] | None:
        """Have `job` done between two steps of a run that moves; None where it does not move.

        What it says is done on the training's own thread, where it disturbs the training less than
        it would on another: there Python's one lock would pass between threads thousands of times.
        """
        return self.soon(job) if self.is_moving else None

    def soon(self, job: Callable[[], T]) -> Future[T]:
        """Have `job` done on the training's own thread, between two steps or while none moves."""
        future: Future[T] = Future()
        with self._lock:
            self._requests.put((job, future))
            over = self._over
        if over:
            # The thread looks no more, and nothing is under way.
            self._answer()
        elif not self.isRunning() and not self._stopping:
            self.launch()
        self._called = True
        self._awake.set()
        return future

    def ask(self) -> None:
        """Have `seen` emitted after the step that is under way, or once there is another."""
        self._glance_wanted = self._called = True
        if self.has_time:
            # It need not rest to its end.
            self._awake.set()

    def glance(self) -> Glance | None:
        """How it stood when it was last seen; None where nothing has changed since."""
        with self._lock:
            glance, self._glance = self._glance, None
        return glance

    # For the worker's thread.

    def run(self) -> None:
        """Take steps while they are allowed; QThread calls this on the new thread."""
        error: Exception | None = None
        self._over = False
        try:
            self._turn()
        except Exception as found:
            # Whatever it is, the window must learn of it: a thread's error is seen by nobody.
            error = found
        self._allowance = self._epoch_allowance = 0
        self._look(at_rest=True)
        with self._lock:
            self._over = True
        self._answer()
        self.ended.emit(error)

    def _turn(self) -> None:
        reports = train(self.training)
        while not self._stopping:
            # First of all: what is wanted from now on is seen after the next step.
            self._called = False
            self._answer()
            with self._lock:
                order, allowed, epochs = self._orders, self._allowance, self._epoch_allowance
            if allowed <= 0 and epochs <= 0:
                self._look(at_rest=True)
                if not self.is_at_rest:
                    self.is_at_rest = True
                    self.paused.emit()
                self._awake.wait(POLL_SECONDS)
                self._awake.clear()
                continue
            self.is_at_rest = False
            began = perf_counter()
            taken, ended = self._take(reports, self._at_once(allowed, epochs), epochs > 0)
            if not taken:
                return
            with self._lock:
                # Steps that were under way when another order came are not counted on it.
                if order == self._orders:
                    self._allowance -= taken
                    self._epoch_allowance -= ended
            if self._allowance <= 0 and self._epoch_allowance <= 0:
                continue
            if self._glance_wanted:
                self._look()
            if self._seconds_per_step:
                self._rest(began, taken)

    def _rest(self, began: float, taken: int) -> None:
        """Wait until it is time for the next step, and do meanwhile what is asked for."""
        while self.is_moving and not self._stopping:
            rest = began + taken * self._seconds_per_step - perf_counter()
            if rest <= 0:
                return
            self._rested = perf_counter()
            if self._awake.wait(rest):
                self._awake.clear()
                self._answer()
                if self._glance_wanted:
                    self._look()

    def _at_once(self, allowed: float, epochs: float) -> int | None:
        """How many steps may be taken before anything else is looked at; None for any number."""
        most = math.inf if epochs > 0 else allowed
        if self._seconds_per_step:
            # Very short rests would come too late: several steps share one.
            most = min(most, max(1.0, SHORT_REST // self._seconds_per_step))
        return None if math.isinf(most) else int(most)

    def _take(
        self, reports: Iterator[Report], most: int | None, one_epoch: bool
    ) -> tuple[int, int]:
        """Take steps until somebody calls; how many they were, and how many epochs ended.

        A small network takes tens of thousands a second, so nothing else is done between them.
        """
        taken = ended = 0
        for report in islice(reports, most):
            taken += 1
            if not isinstance(report, StepReport):
                ended += 1
                if one_epoch:
                    break
            if self._called:
                break
        return taken, ended

    def _look(self, *, at_rest: bool = False) -> None:
        """Put down how the training stands, for the window's next glance.

        Weights come with it where they are cheap to copy, and always where it comes to rest.
        """
        training = self.training
        place = (training.epoch, training.step)
        began = perf_counter()
        copies = self._copied != place and (at_rest or began >= self._weights_due)
        if self._seen == place and not copies:
            # What is wanted is the next step then.
            return
        self._glance_wanted = False
        weights = None
        if copies:
            weights = np.array(training.net.weight_vector)
            now = perf_counter()
            self._weights_due = now + (now - began) / COPYING_SHARE
            self._copied = place
        glance = Glance.of(training, weights)
        with self._lock:
            if weights is None and self._glance is not None:
                # Those that nobody has seen yet are not to be lost.
                glance = replace(glance, weights=self._glance.weights)
            self._glance, self._seen = glance, place
        self.seen.emit()

    def _answer(self) -> None:
        while True:
            try:
                job, future = self._requests.get_nowait()
            except Empty:
                return
            if not future.set_running_or_notify_cancel():
                continue
            began = thread_time()
            try:
                found = job()
            except Exception as error:
                future.set_exception(error)
            else:
                future.set_result(found)
            self.lent_seconds += thread_time() - began


class RunHolder(QObject):
    """Starts a run where one is wanted, and passes on what it tells.

    Messages of a run that has been taken away meanwhile are not passed on.
    """

    ended = Signal(object)
    """No step will follow: None, or the exception that ended it. The run is away already."""
    ending = Signal()
    """The same, while the run can still be looked at."""
    paused = Signal()
    seen = Signal()
    """There is something for the run's `glance`."""
    late = Signal(object)
    """What a job of `between_or_late` gave or raised after a long step."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run: TrainingRun | None = None
        self._leaving: list[TrainingRun] = []
        self.pace = (0.0, "batch")
        """Slow motion: see `set_pace`."""
        self._lent_before = 0.0

    def lent_seconds(self) -> float:
        """How long the runs' threads have worked for others than their trainings."""
        return self._lent_before + (0.0 if self.run is None else self.run.lent_seconds)

    def run_of(self, training: Training) -> TrainingRun:
        """The run that there is, or a new one of `training`."""
        if self.run is None:
            self.settle(training)
            self.run = TrainingRun(training)
            self.run.set_pace(*self.pace)
            self.run.ended.connect(self._end)
            self.run.paused.connect(self._pause)
            self.run.seen.connect(self._see)
            # Queued: it may end while the window is about to wait for it no longer.
            self.run.late.connect(self._answer_late, Qt.ConnectionType.QueuedConnection)
        return self.run

    def has_time(self) -> bool:
        """Whether the run rests between its steps."""
        return self.run is not None and self.run.has_time

    def set_pace(self, seconds: float, by: str = "batch") -> None:
        """Slow motion: at least so many seconds a "batch" or an "epoch"; 0 is full speed."""
        self.pace = (seconds, by)
        if self.run is not None:
            self.run.set_pace(seconds, by)

    def between(self, job: Callable[[], Any]) -> Any:
        """The result of `job`, done where no step is under way."""
        return job() if self.run is None else self.run.between_steps(job)

    def between_or_late(self, job: Callable[[], Any]) -> Any:
        """The result of `job`, done where no step is under way; None where it comes by `late`."""
        return job() if self.run is None else self.run.between_or_late(job)

    def later(self, job: Callable[[], Any]) -> Future[Any] | None:
        """Have `job` done on the training's own thread between two steps; None where none move."""
        return None if self.run is None else self.run.later(job)

    def later_or_now(self, job: Callable[[], Any]) -> Future[Any]:
        """The same, but done here and now where none move."""
        lent = self.later(job)
        if lent is None:
            lent = Future()
            lent.set_result(self.between(job))
        return lent

    def stop(self) -> None:
        """Take the run away. A step that takes long is not waited for: see `settle`."""
        if self.run is not None:
            run, self.run = self.run, None
            run.ended.disconnect(self._end)
            run.paused.disconnect(self._pause)
            run.seen.disconnect(self._see)
            run.late.disconnect(self._answer_late)
            run.stop()
            run.wait(SHORT_MS)
            self._lent_before += run.lent_seconds
            self._leaving = [old for old in self._leaving if not old.isFinished()] + [run]

    def settle(self, training: Training) -> None:
        """Wait until no step of `training` is under way in a run that was paused or taken away."""
        if self.run is not None and self.run.training is training and not self.run.is_moving:
            self.run.between_steps(lambda: None)
        for run in self._leaving:
            if run.training is training:
                run.wait()

    @Slot()
    def _pause(self) -> None:
        if self.sender() is self.run:
            self.paused.emit()

    @Slot()
    def _see(self) -> None:
        if self.sender() is self.run:
            self.seen.emit()

    @Slot(object)
    def _answer_late(self, answer: object) -> None:
        if self.sender() is self.run:
            self.late.emit(answer)

    @Slot(object)
    def _end(self, error: object) -> None:
        # A message of a run that has been taken away meanwhile may still arrive.
        if self.run is not None and self.sender() is self.run:
            self.ending.emit()
            self.stop()
            self.ended.emit(error)
