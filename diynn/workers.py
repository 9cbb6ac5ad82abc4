"""The engine's one worker pool: shards of a batch run side by side, always with the same result."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from functools import cache
from typing import TypeVar

import numpy as np  # noqa: F401  threadpoolctl only finds the matrix library once it is loaded
from threadpoolctl import threadpool_limits

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
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def _pool(workers: int) -> ThreadPoolExecutor:
    # One fewer than the workers: the calling thread works too.
    return ThreadPoolExecutor(workers - 1, thread_name_prefix="diynn-worker")


def run_all(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """The results of all jobs, in their order, whichever ran where.

    Each worker takes the next job that nobody has begun. Where a job fails, the failure is raised
    when no job is running any more. NumPy's error settings are the caller's in every worker.
    """
    workers = min(worker_count(), len(jobs))
    if workers < 2:
        return [job() for job in jobs]
    waiting = deque(enumerate(jobs))
    results: dict[int, T] = {}

    def work() -> None:
        while waiting:
            try:
                number, job = waiting.popleft()
            except IndexError:
                return
            results[number] = job()

    pool = _pool(worker_count())
    helpers = [pool.submit(copy_context().run, work) for _ in range(workers - 1)]
    try:
        work()
    finally:
        waiting.clear()
        # A helper that another caller's jobs kept from beginning is not waited for.
        begun = [helper for helper in helpers if not helper.cancel()]
        wait(begun)
    for helper in begun:
        helper.result()
    return [results[number] for number in range(len(jobs))]
