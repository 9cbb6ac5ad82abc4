"""Who does the jobs: this process alone, or several processes side by side.

Small networks cannot use two cores at once, two trainings can: so each process trains a run of its
own on one core. The weights are the same to the bit either way.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any, Protocol, cast

from diynn.errors import DiynnError
from diynn.experiments.experiment import Setup
from diynn.experiments.jobs import Job, carry_out
from diynn.workers import WORKERS_VARIABLE, worker_count

INTERVAL = 0.2
"""Seconds between two reports on a job."""
SECONDS_TO_END = 20.0
"""How long a process may take to keep what it has, once it was asked to stop."""


@dataclass(frozen=True)
class JobReport:
    """The state of a job: the share done, from 0 to 1; whether it is over; why it failed."""

    job: Job
    share: float
    over: bool = False
    failure: DiynnError | None = None


class JobRunner(Protocol):
    """Takes jobs while it has room, and reports how far they are."""

    def has_room(self) -> bool:
        """Whether another job may be given."""

    def submit(self, job: Job) -> None:
        """Begin a job."""

    def poll(self) -> list[JobReport]:
        """Work, or wait for the processes, a fraction of a second; the reports of that time."""

    def close(self) -> None:
        """Stop, with what was trained kept."""


def unforeseen(error: BaseException) -> DiynnError:
    """A failure that has no words of its own."""
    return DiynnError(
        "Something unforeseen happened ({kind}: {what}).",
        "Start again: what is finished is kept.",
        kind=type(error).__name__, what=str(error)[:200],
    )  # fmt: skip


class SingleProcess:
    """This process, which does one job at a time."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._job: Job | None = None
        self._work: Generator[float, None, None] | None = None

    def has_room(self) -> bool:
        """Whether it has no job."""
        return self._job is None

    def submit(self, job: Job) -> None:
        """Take a job, to be done in `poll`."""
        self._job = job
        self._work = cast(Generator[float, None, None], carry_out(job, self._setup))

    def poll(self) -> list[JobReport]:
        """Do the job for a fraction of a second."""
        job, work = self._job, self._work
        if job is None or work is None:
            return []
        end = monotonic() + INTERVAL
        share = 0.0
        try:
            for share in work:
                if monotonic() > end:
                    return [JobReport(job, share)]
        except DiynnError as error:
            self._job = self._work = None
            return [JobReport(job, share, over=True, failure=error)]
        self._job = self._work = None
        return [JobReport(job, 1.0, over=True)]

    def close(self) -> None:
        """Keep what the current job has trained."""
        work, self._job, self._work = self._work, None, None
        if work is not None:
            work.close()


class ProcessPool:
    """Several processes, each with a job; a single one that is left gets all cores.

    Where a process dies (killed, out of memory), another takes its place and its job, once: a job
    whose process dies once more has failed.
    """

    def __init__(self, setup: Setup, count: int) -> None:
        self._setup = setup
        self._cores = worker_count()
        self._jobs: dict[Connection, Job | None] = {}
        self._processes: list[Any] = []
        self._given_again: set[Job] = set()
        for _ in range(count):
            self._start()

    def _start(self) -> Connection:
        """Another process, without a job; OSError where the system has no room for one."""
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=_serve, args=(theirs, self._setup), daemon=True)
        process.start()
        theirs.close()
        self._processes.append(process)
        self._jobs[ours] = None
        return ours

    def has_room(self) -> bool:
        """Whether a process has no job."""
        return any(job is None for job in self._jobs.values())

    def submit(self, job: Job) -> None:
        """Give a job to a free process."""
        pipe = next(pipe for pipe, held in self._jobs.items() if held is None)
        self._jobs[pipe] = job
        self._send(pipe, job)
        self._share_cores()

    def _share_cores(self) -> None:
        busy = [pipe for pipe, job in self._jobs.items() if job is not None]
        for pipe in busy:
            self._send(pipe, self._cores if len(busy) == 1 else 1)

    def _send(self, pipe: Connection, thing: Job | int | None) -> None:
        # One that has ended is found when its words are read.
        with suppress(OSError):
            pipe.send(thing)

    def poll(self) -> list[JobReport]:
        """Wait a fraction of a second for reports of the processes."""
        found: list[JobReport] = []
        busy = [pipe for pipe, job in self._jobs.items() if job is not None]
        for pipe in wait(busy, INTERVAL):
            assert isinstance(pipe, Connection)
            job = self._jobs[pipe]
            assert job is not None
            try:
                report: JobReport = pipe.recv()
            except (EOFError, OSError):
                report = self._replaced(pipe, job)
            else:
                if report.over:
                    self._jobs[pipe] = None
            found.append(report)
            if report.over:
                self._share_cores()
        if not self._jobs:
            raise DiynnError(
                "The processes of this program were ended from outside.",
                "Start again: what is finished is kept.",
            )
        return found

    def _replaced(self, pipe: Connection, job: Job) -> JobReport:
        """Put another process in the place of one that has ended; the report on its job."""
        del self._jobs[pipe]
        pipe.close()
        with suppress(OSError):
            fresh = self._start()
            if job not in self._given_again:
                self._given_again.add(job)
                self._jobs[fresh] = job
                self._send(fresh, job)
                return JobReport(job, 0.0)
        return JobReport(job, 0.0, over=True, failure=DiynnError(
            "The process of this work ended twice before it was done, perhaps because memory ran "
            "out.",
            "Start again: what is finished is kept.",
        ))  # fmt: skip

    def close(self) -> None:
        """Ask all to stop, and wait until they have kept what they trained."""
        for pipe in self._jobs:
            self._send(pipe, None)
        end = monotonic() + SECONDS_TO_END
        for process in self._processes:
            process.join(max(0.0, end - monotonic()))
            if process.is_alive():
                process.terminate()
                process.join()
            process.close()
        for pipe in self._jobs:
            pipe.close()
        self._jobs.clear()


def job_runner(setup: Setup, jobs: int) -> JobRunner:
    """As many processes as there are cores, where there are jobs for them; else this one alone."""
    count = min(worker_count(), jobs)
    # A packaged program has no Python of its own to start.
    if count < 2 or getattr(sys, "frozen", False):
        return SingleProcess(setup)
    return ProcessPool(setup, count)


def _serve(pipe: Connection, setup: Setup) -> None:
    """Do jobs, one after the other, until None comes or the main process is gone."""
    # Ctrl+C reaches all processes of a terminal; the main process tells the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ[WORKERS_VARIABLE] = "1"
    with suppress(EOFError, OSError):
        while (order := pipe.recv()) is not None:
            if isinstance(order, int):
                os.environ[WORKERS_VARIABLE] = str(order)
            elif not _served(pipe, order, setup):
                return


def _served(pipe: Connection, job: Job, setup: Setup) -> bool:
    """Do one job; whether to wait for another."""
    work = cast(Generator[float, None, None], carry_out(job, setup))
    last = monotonic()
    try:
        for share in work:
            if monotonic() - last < INTERVAL:
                continue
            last = monotonic()
            while pipe.poll():
                order = pipe.recv()
                if order is None:
                    return False
                os.environ[WORKERS_VARIABLE] = str(order)
            pipe.send(JobReport(job, share))
    except DiynnError as error:
        pipe.send(JobReport(job, 0.0, over=True, failure=error))
    except (EOFError, OSError):
        # The main process is gone.
        return False
    except Exception as error:  # noqa: BLE001  whatever it is, the main process must learn of it
        pipe.send(JobReport(job, 0.0, over=True, failure=unforeseen(error)))
    else:
        pipe.send(JobReport(job, 1.0, over=True))
    finally:
        work.close()
    return True
