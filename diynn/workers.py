"""The engine's threads: one worker pool, where shards of a batch run side by side, always with the
same result; threads that wait for others and may be abandoned; and long work that asks between its
pieces whether it should stop, and says how far it is.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from functools import cache, partial
from queue import Empty, Queue, SimpleQueue
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

import numpy as np  # noqa: F401  threadpoolctl only finds the matrix library once it is loaded
from threadpoolctl import threadpool_limits

from diynn.errors import Cancelled
from diynn.machine import cores

T = TypeVar("T")

WORKERS_VARIABLE = "DIYNN_WORKERS"


@cache
def single_threaded_products() -> None:
    """Hold NumPy's matrix products to one thread, for the rest of the process.

    The order in which several threads add changes the last bits of a product, so only then does
    the same seed give the same weights on any number of cores. The cores work on shards instead.
    """
    threadpool_limits(limits=1, user_api="blas")


def worker_count() -> int:
    """How many shards may run at once: `$DIYNN_WORKERS`, else the cores this process may use."""
    wanted = os.environ.get(WORKERS_VARIABLE, "")
    if wanted.isdecimal() and int(wanted) > 0:
        return int(wanted)
    return cores()


def settle_library_threads() -> None:
    """Say how many threads the loops of scikit-learn may have, before it is asked for any.

    Else it has joblib count the cores of the processor by programs that are not everywhere, and
    joblib warns where it cannot, as in a system without /sys.
    """
    os.environ.setdefault("OMP_NUM_THREADS", str(worker_count()))


def run_all(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """Do all jobs, the calling thread and the pool together; their results in order.

    Each worker takes the next job that nobody has begun. Where a job fails, no other is begun, and
    the failure is raised when none is running any more. NumPy's error settings are the caller's in
    every worker. A caller whom the workers have no time for does all its jobs alone.
    """
    workers = min(worker_count(), len(jobs))
    if workers < 2:
        return [job() for job in jobs]
    shared = _Shared(jobs)
    queue = _pool(worker_count())
    for _ in range(workers - 1):
        # A context may be entered by one thread at a time.
        queue.put(partial(copy_context().run, shared.work))
    shared.work()
    shared.finished.acquire()
    if shared.failures:
        raise shared.failures[0]
    return [shared.results[number] for number in range(len(jobs))]


class _Shared(Generic[T]):
    """Jobs that several threads take from, with what has come of them."""

    def __init__(self, jobs: Sequence[Callable[[], T]]) -> None:
        self.results: dict[int, T] = {}
        self.failures: list[BaseException] = []
        self.finished = Lock()
        """Let go of when the last job is done."""
        self.finished.acquire()
        self._waiting = deque(enumerate(jobs))
        self._undone = list(range(len(jobs)))

    def work(self) -> None:
        while self._waiting:
            try:
                number, job = self._waiting.popleft()
            except IndexError:
                return
            try:
                if not self.failures:
                    self.results[number] = job()
            except BaseException as failure:  # noqa: BLE001  it is raised in the caller's thread
                self.failures.append(failure)
            if self._undone.pop() == 0:
                self.finished.release()


@cache
def _pool(workers: int) -> SimpleQueue[Callable[[], None]]:
    """Where a pool takes its work from, one fewer than the workers: the calling thread works too.

    A thread and a queue of C take half the time of concurrent.futures to begin and to report.
    """
    queue: SimpleQueue[Callable[[], None]] = SimpleQueue()

    def serve() -> None:
        while True:
            queue.get()()

    for number in range(workers - 1):
        Thread(target=serve, name=f"diynn-worker_{number}", daemon=True).start()
    return queue


def abandonable(
    pieces: Callable[[], Generator[T]], name: str, wait: float = 0.05
) -> Generator[T | None]:
    """What `pieces` yields on a daemon thread; None whenever `wait` seconds have brought nothing.

    The caller never waits longer. Closing this abandons the thread: it ends once its generator has
    come to the next piece or failure, which is then dropped. A few pieces are
    fetched ahead. Failures are raised here.
    """
    # Room for a few pieces ahead and, once they are taken away at the end, for the last words.
    found: Queue[tuple[T] | BaseException | None] = Queue(8)
    abandoned = Event()

    def fetch() -> None:
        last: BaseException | None = None
        try:
            with closing(pieces()) as steps:
                for piece in steps:
                    found.put((piece,))
                    if abandoned.is_set():
                        break
        except BaseException as failure:  # noqa: BLE001  it is raised in the caller's thread
            last = failure
        found.put(last)

    Thread(target=fetch, name=name, daemon=True).start()
    try:
        while True:
            try:
                piece = found.get(timeout=wait)
            except Empty:
                yield None
                continue
            if isinstance(piece, BaseException):
                raise piece
            if piece is None:
                return
            yield piece[0]
    finally:
        abandoned.set()
        while not found.empty():
            found.get_nowait()


_cancelled: ContextVar[Callable[[], bool]] = ContextVar("cancelled", default=lambda: False)


@contextmanager
def cancellable(cancelled: Callable[[], bool]) -> Iterator[None]:
    """Within this, `check_cancelled` raises Cancelled once `cancelled()` is true.

    It holds for this thread alone, and for the engine's workers on its behalf.
    """
    token = _cancelled.set(cancelled)
    try:
        yield
    finally:
        _cancelled.reset(token)


def check_cancelled() -> None:
    """Raise Cancelled if the work of this thread was cancelled; long work asks ten times a second.

    Outside `cancellable` it does nothing.
    """
    if _cancelled.get()():
        raise Cancelled("The work was cancelled.")


@dataclass(frozen=True)
class WorkProgress:
    """How far long work is: `done` of `total`, which is 0 where nobody knows it, in `unit`s:
    "bytes" or "pictures"."""

    done: int
    total: int
    unit: str = "bytes"


_followed: ContextVar[Callable[[WorkProgress], None] | None] = ContextVar("followed", default=None)


@contextmanager
def followed(tell: Callable[[WorkProgress], None]) -> Iterator[None]:
    """Within this, `tell` hears of the progress that `report_progress` reports on this thread."""
    token = _followed.set(tell)
    try:
        yield
    finally:
        _followed.reset(token)


def report_progress(done: int, total: int, unit: str = "bytes") -> None:
    """Say how far the work of this thread is; outside `followed` nobody listens."""
    tell = _followed.get()
    if tell is not None:
        tell(WorkProgress(done, total, unit))
