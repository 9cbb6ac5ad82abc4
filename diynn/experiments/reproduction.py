"""The whole report, or some of its experiments, as a generator of reports.

Whatever is there already is used: an outcome that depends on nothing that has changed, a run that
is finished, and the part of a run that is. Between two reports it may be closed, and goes on at the
same place when it is called again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from time import monotonic

from diynn.errors import DiynnError, FileError
from diynn.experiments.experiment import RunKey, Setup, Trial
from diynn.experiments.jobs import Job, expected_seconds
from diynn.experiments.outcome import Outcome, load_outcome, prepare_folder
from diynn.experiments.process_pool import JobRunner, job_runner
from diynn.experiments.registry import EXPERIMENTS
from diynn.experiments.timing import Stopwatch
from diynn.text import Text, same

SHORT = 60.0
"""Experiments of fewer seconds than this come first: something is there to look at soon."""


@dataclass(frozen=True)
class Started:
    """The first training of an experiment, or its measures, began."""

    trial: Trial


@dataclass(frozen=True)
class Progress:
    """How far all of it is: a share from 0 to 1, about how many seconds are left, what is done now.

    `left` is None as long as nothing can be said.
    """

    share: float
    left: float | None
    now: tuple[Text, ...]


@dataclass(frozen=True)
class Finished:
    """An outcome; `kept` where it was there before."""

    trial: Trial
    outcome: Outcome
    kept: bool = False


@dataclass(frozen=True)
class Failed:
    """An experiment that cannot be done: data that is not here, or a training that ran away."""

    trial: Trial
    error: DiynnError


Report = Started | Progress | Finished | Failed


def reproduction(
    trials: Sequence[Trial],
    setup: Setup,
    make_runner: Callable[[Setup, int], JobRunner] = job_runner,
) -> Iterator[Report]:
    """Run experiments; each ends in a `Finished` or a `Failed`.

    Raises FileError where the folder cannot be written.
    """
    prepare_folder(setup.folder)
    undone = []
    for trial in trials:
        outcome = load_outcome(setup.results, trial.number, trial.fingerprint(setup))
        problem = trial.missing(setup) if outcome is None else None
        if outcome is not None:
            yield Finished(trial, outcome, kept=True)
        elif problem is not None:
            yield Failed(trial, problem)
        else:
            undone.append(trial)
    if undone:
        agenda = _Agenda(undone, setup)
        watch = Stopwatch(setup)
        try:
            with closing(make_runner(setup, len(agenda.waiting) + len(undone))) as runner:
                for report in _directed(agenda, runner, setup):
                    # Before the report: its receiver may read the time, or stop here.
                    if isinstance(report, Progress):
                        watch.note_if_due()
                    else:
                        watch.note()
                    yield report
        finally:
            # Where it cannot be noted, a worse error has been reported already.
            with suppress(FileError):
                watch.note()


def kept_outcomes(setup: Setup) -> dict[str, Outcome]:
    """The outcomes that are there and still hold, by number, in the report's order."""
    found = (
        load_outcome(setup.results, trial.number, trial.fingerprint(setup))
        for trial in EXPERIMENTS
    )
    return {outcome.experiment: outcome for outcome in found if outcome is not None}


def _directed(agenda: _Agenda, runner: JobRunner, setup: Setup) -> Iterator[Report]:
    while not agenda.empty:
        while runner.has_room() and (job := agenda.next_job()) is not None:
            runner.submit(job)
            for trial in agenda.begun_by(job):
                yield Started(trial)
        for report in runner.poll():
            agenda.shares[report.job] = report.share
            if not report.over:
                continue
            if report.failure is not None:
                for trial in agenda.given_up(report.job):
                    yield Failed(trial, report.failure)
            else:
                yield from _finished(agenda, report.job, setup)
        yield agenda.progress()


def _finished(agenda: _Agenda, job: Job, setup: Setup) -> Iterator[Report]:
    measured = agenda.finished(job)
    if measured is None:
        return
    outcome = load_outcome(setup.results, measured.number, measured.fingerprint(setup))
    if outcome is not None:
        yield Finished(measured, outcome)
        return
    yield Failed(measured, DiynnError(
        "The result of {number} was written but cannot be read again.",
        "Look whether the disk is full, and start again.",
        number=measured.number,
    ))  # fmt: skip


class _Agenda:
    """What is to be done, in which order, and how far it is."""

    def __init__(self, trials: Sequence[Trial], setup: Setup) -> None:
        self._setup = setup
        self.open = list(trials)
        self._begun: set[str] = set()
        self._needed: dict[str, set[RunKey]] = {}
        known: dict[RunKey, bool] = {}
        for trial in trials:
            for run in trial.runs():
                if run not in known:
                    known[run] = setup.is_done(run)
            self._needed[trial.number] = {run for run in trial.runs() if not known[run]}
        todo = [run for run, done in known.items() if not done]
        jobs: list[Job] = [*todo, *(trial.number for trial in trials)]
        self.expected = {job: expected_seconds(job, setup) for job in jobs}
        self.shares: dict[Job, float] = dict.fromkeys(jobs, 0.0)
        self.waiting: list[Job] = self._ordered(todo)
        self.running: list[Job] = []
        self._since = monotonic()
        self._at_start: float | None = None

    def _ordered(self, runs: list[RunKey]) -> list[Job]:
        """Runs of short experiments in their order, then the others, the longest first.

        So something can be seen early, and no core is idle for long at the end.
        """
        early: list[Job] = []
        for trial in self.open:
            needed = self._needed[trial.number]
            if sum(self.expected[run] for run in needed) < SHORT:
                early += [run for run in runs if run in needed and run not in early]
        late: list[Job] = [run for run in runs if run not in early]
        return early + sorted(late, key=lambda run: -self.expected[run])

    @property
    def empty(self) -> bool:
        """Whether every experiment has ended."""
        return not self.open

    def next_job(self) -> Job | None:
        """Measures that can be taken, else the next training; None where nothing can be begun."""
        for trial in self.open:
            if not self._needed[trial.number] and trial.number not in self.running:
                self.running.append(trial.number)
                return trial.number
        if not self.waiting:
            return None
        job = self.waiting.pop(0)
        self.running.append(job)
        return job

    def begun_by(self, job: Job) -> list[Trial]:
        """The experiments whose first work a job is."""
        begun = [
            trial for trial in self.open
            if trial.number not in self._begun
            and (job == trial.number or job in self._needed[trial.number])
        ]  # fmt: skip
        self._begun.update(trial.number for trial in begun)
        return begun

    def finished(self, job: Job) -> Trial | None:
        """Take note that a job is done; the experiment whose measures it was, if it was that."""
        self.running.remove(job)
        self.shares[job] = 1.0
        if isinstance(job, RunKey):
            for needed in self._needed.values():
                needed.discard(job)
            return None
        trial = next(trial for trial in self.open if trial.number == job)
        self.open.remove(trial)
        return trial

    def given_up(self, job: Job) -> list[Trial]:
        """The experiments that cannot be done because a job failed; what only they need is left."""
        self.running.remove(job)
        self.shares[job] = 1.0
        lost = [
            trial for trial in self.open
            if job == trial.number or job in self._needed[trial.number]
        ]  # fmt: skip
        self.open = [trial for trial in self.open if trial not in lost]
        wanted = {run for trial in self.open for run in self._needed[trial.number]}
        for left in [other for other in self.waiting if other not in wanted]:
            self.waiting.remove(left)
            self.shares[left] = 1.0
        for trial in lost:
            self.shares[trial.number] = 1.0
        return lost

    def progress(self) -> Progress:
        """How far all of it is, by expected times; the time left by how fast it went so far."""
        total = sum(self.expected.values()) or 1.0
        done = sum(self.expected[job] * share for job, share in self.shares.items())
        if self._at_start is None and done > 0:
            self._at_start, self._since = done, monotonic()
        left = None
        gone = monotonic() - self._since
        if self._at_start is not None and done > self._at_start and gone > 1:
            left = (total - done) * gone / (done - self._at_start)
        now = (job.in_words() if isinstance(job, RunKey) else same(job) for job in self.running)
        return Progress(done / total, left, tuple(now))
