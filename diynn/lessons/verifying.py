"""Works that were handed in, computed again: whether each run and each step came as it is told.

This proves that the result follows from what was decided; it does not prove who decided it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache
from time import monotonic
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.gradient_check import check_gradients, is_right
from diynn.data.dataset import Dataset
from diynn.data.sources.source import Source
from diynn.data.sources.user_file import UserFile
from diynn.design.design import Design
from diynn.design.difference import differences
from diynn.errors import Diverged, DiynnError, WorkError
from diynn.lessons.facts import Predicted, State, past_run
from diynn.lessons.judging import is_done, judge_answer, judge_step, predict
from diynn.lessons.lesson import Lesson
from diynn.lessons.work import LOSSES, Moment, RunRecord, TurnRecord, Work, seed_of
from diynn.network.sequential import Sequential
from diynn.training.history import History
from diynn.training.replay import CLOSE
from diynn.training.timeline import Place, weights_hash
from diynn.training.training import Training, train

Array = NDArray[Any]

PROOF = "It proves that the result follows from what was decided, not who decided it."
SECONDS = 300.0
"""How long one work is computed at most, where nothing else is said."""
REPORT_SECONDS = 0.1
NEAR = 1e-3
"""Weights that lie nearer, relative to the largest, are the same on another processor."""


class Status(Enum):
    """How a work stands to what came when it was computed again."""

    SAME = "identical"
    CLOSE = "agrees on another processor"
    APART = "differs"


@dataclass(frozen=True)
class Verdict:
    """What came of a work. `confirmed` are the steps that were done again, from 0; `weights` is the
    number of weights at the last of them. `own_seed` tells whether the seed is that of the name."""

    work: Work
    status: Status
    confirmed: tuple[int, ...] = ()
    reasons: tuple[DiynnError, ...] = ()
    remarks: tuple[DiynnError, ...] = ()
    own_seed: bool = False
    epochs: int = 0
    weights: int | None = None

    def dots(self, lesson: Lesson) -> str:
        """A sign for each step with tasks: ● done, ○ not, × told as done but not so."""
        return "".join(
            "●" if at in self.confirmed else "×" if at in self.work.steps else "○"
            for at, step in enumerate(lesson.steps) if step.has_tasks
        )


@dataclass
class _Standing:
    """A run that was computed again: its curves, and trainings at the places asked for."""

    record: RunRecord
    history: History = field(default_factory=History)
    at: dict[Place, Training] = field(default_factory=dict)
    status: Status = Status.SAME
    epochs: int = 0


class _Deadline:
    """Says when a share of the work is to be told, and when it takes too long."""

    def __init__(self, seconds: float, epochs: int) -> None:
        self._seconds, self._end = seconds, monotonic() + seconds
        self._epochs, self._done = max(epochs, 1), 0
        self._told = monotonic()

    def count(self) -> None:
        """An epoch has ended."""
        self._done += 1

    def is_due(self) -> bool:
        """Whether the share should be told now; WorkError where time is up."""
        now = monotonic()
        if now > self._end:
            raise WorkError(
                "It takes longer than {seconds} s to compute again.",
                "Allow it more time with --limit.", seconds=round(self._seconds),
            )  # fmt: skip
        due = now - self._told >= REPORT_SECONDS
        self._told = now if due else self._told
        return due

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return min(self._done / self._epochs, 1.0)


def verify(work: Work, lesson: Lesson, seconds: float = SECONDS) -> Iterator[float | Verdict]:
    """Compute a work again; the shares done (0 to 1), and at last what came of it."""
    own = work.name != "" and work.seed == seed_of(work.name, lesson)
    remarks = _remarks(work, lesson, own_seed=own)
    if work.lesson != lesson.id or work.hash != lesson.hash:
        yield Verdict(work, Status.APART, (), (WorkError(
            "It was done in another version of the lesson."),), remarks, own)  # fmt: skip
        return
    needed = _needed_places(work)
    deadline = _Deadline(seconds, sum(max(places).epoch for places in needed.values()))
    standings: dict[int, _Standing] = {}
    try:
        for number, places in needed.items():
            standing = standings[number] = _Standing(work.runs[number])
            for _ in _replay(work.runs[number], lesson, work.seed, places, standing, deadline):
                yield deadline.share
        _check_forks(work.runs)
        reasons, confirmed, count = _judged(work, lesson, standings)
    except DiynnError as error:
        yield Verdict(work, Status.APART, (), (error,), remarks, own)
        return
    reasons = [*reasons, *_broken_locks(work, lesson)]
    apart = bool(reasons)
    close = any(one.status is Status.CLOSE for one in standings.values())
    status = Status.APART if apart else Status.CLOSE if close else Status.SAME
    epochs = sum(one.epochs for one in standings.values())
    yield Verdict(work, status, confirmed, tuple(reasons), remarks, own, epochs, count)


def _remarks(work: Work, lesson: Lesson, *, own_seed: bool) -> tuple[DiynnError, ...]:
    if own_seed:
        return ()
    if work.seed == lesson.design.run.seed:
        return (WorkError("It was begun without a name: copies of it cannot be known."),)
    return (WorkError("Its seed is not that of “{name}”: it may be a copy.", name=work.name),)


def _needed_places(work: Work) -> dict[int, set[Place]]:
    """Of each run that is asked for, the places at which it is looked at."""
    needed: dict[int, set[Place]] = {}
    for moment in _moments(work):
        if moment.run is not None:
            needed.setdefault(moment.run, set()).add(moment.place)
        for number, epochs in moment.runs:
            needed.setdefault(number, set()).add(Place(epochs))
    return needed


def _moments(work: Work) -> Iterator[Moment]:
    yield from work.steps.values()
    for said in (work.answers, work.predictions):
        yield from (moment for _, moment in said.values())


# A run computed again


@lru_cache(maxsize=8)
def _loaded(source: Source) -> Dataset:
    return source.load()


def _data_of(design: Design, lesson: Lesson) -> Dataset:
    """The data of a design; nothing is read that the lesson itself does not name."""
    source = design.source
    if isinstance(source, UserFile) and source != lesson.design.source:
        raise WorkError("Its data come from a file that is not the lesson’s.")
    if (missing := source.missing()) is not None:
        raise missing
    return _loaded(source)


def _replay(
    record: RunRecord, lesson: Lesson, seed: int, places: set[Place], standing: _Standing,
    deadline: _Deadline,
) -> Iterator[None]:  # fmt: skip
    """Compute a run again up to the last of `places`, which fills `standing`; WorkError where
    something else comes."""
    if not record.turns or record.turns[0].began != Place(0):
        raise WorkError("The beginning of a run is not in the file.")
    turns, goal = record.turns, max(places)
    if any(one.design.structure() != turns[0].design.structure() for one in turns[1:]):
        raise WorkError("Within a run its structure changes.")
    training = _first(record, lesson, seed)
    check = _Check(record, standing, deadline)
    check.look(training)
    _stand(training, places, standing)
    for number, turn in enumerate(turns):
        if number:
            if turn.ended > goal:
                break
            _turn(training, turns[number - 1], turn, record)
            _stand(training, places, standing)
        end = goal if number + 1 == len(turns) else min(turns[number + 1].ended, goal)
        while training.place < end:
            before = training.place
            for _ in _advance(training, end):
                if training.step == 0:
                    check.look(training)
                _stand(training, places, standing)
                if deadline.is_due():
                    yield
            if training.place == before:
                break
    standing.history = training.history[:]
    if not all(place in standing.at for place in places):
        raise WorkError("At epoch {epoch} the run ends.", epoch=training.epoch)


def _advance(training: Training, end: Place) -> Iterator[None]:
    """Train up to a place, or until the training diverges or runs out of patience."""
    try:
        for _ in train(training, end.epoch + (end.step > 0)):
            yield
            if training.place >= end:
                return
    except Diverged:
        return


def _stand(training: Training, places: set[Place], standing: _Standing) -> None:
    """Keep a copy of a training that stands at one of the places; where several turns begin, of
    the last one."""
    if training.place in places:
        standing.at[training.place] = training.copy()


def _first(record: RunRecord, lesson: Lesson, seed: int) -> Training:
    """A run at its first step: with weights of its seed, those of the lesson, or some typed."""
    turn = record.turns[0]
    dataset = _data_of(turn.design, lesson)
    training = Training(turn.design, dataset)
    if not record.hashes:
        raise WorkError("The first weights of a run are not in the file.")
    wanted = record.hashes[0]
    if weights_hash(training.net.weight_vector) == wanted:
        return training
    known = [training.net.weight_vector.copy()]
    drawn = Sequential(turn.design.layers, training.net.input_shape, seed).weight_vector
    if weights_hash(drawn) == wanted:
        # Another seed was chosen for the order of the samples alone.
        training.begin_with(drawn)
        return training
    if lesson.weights and turn.design.structure() == lesson.beginning(seed).structure():
        own = lesson.first_training(dataset, seed).net.weight_vector
        if weights_hash(own) == wanted:
            training.begin_with(own)
            return training
        known.append(own.copy())
    typed = turn.weights
    if typed is not None and weights_hash(typed) == wanted:
        if any(_changed(one, typed) <= turn.by_hand for one in known):
            training.begin_with(typed)
            training.by_hand = turn.by_hand
            return training
    raise WorkError("The first weights of a run are neither those of its seed nor typed.")


def _turn(training: Training, before: TurnRecord, turn: TurnRecord, record: RunRecord) -> None:
    """Follow the next turn of a run from where it stands."""
    if training.place != turn.ended:
        raise WorkError("At epoch {epoch} the run ends.", epoch=training.epoch)
    if turn.design != training.design:
        training.adopt(turn.design)
    if turn.jump:
        _jump(training, before, turn, record)
    if training.place != turn.began:
        raise WorkError("At epoch {epoch} the run goes on elsewhere.", epoch=training.epoch)


def _jump(training: Training, before: TurnRecord, turn: TurnRecord, record: RunRecord) -> None:
    """Put other weights in where it can be seen how they came: the best so far, or typed."""
    now, weights = training.net.weight_vector, turn.weights
    best, typed = training.best_weights, turn.by_hand - before.by_hand
    training.by_hand = turn.by_hand
    if weights is None:
        # Too many to be kept: the hashes that follow tell whether it were these.
        if best is not None:
            training.begin_with(best)
        return
    if weights.shape != now.shape:
        raise WorkError("At epoch {epoch} the weights of another network were put in.",
                    epoch=training.epoch)  # fmt: skip
    if _changed(now, weights) == 0:
        return
    if best is not None and _changed(best, weights) == 0:
        training.begin_with(best)
    elif _changed(now, weights) <= typed:
        here = now.copy()
        places = _places_changed(now, weights)
        here[places] = weights[places]
        training.begin_with(here)
    elif weights_hash(weights) in record.hashes[: training.epoch + 1]:
        training.begin_with(weights)
    elif not _diverges_to(training, weights):
        raise WorkError("At epoch {epoch} weights were put in that nothing explains.",
                    epoch=training.epoch)  # fmt: skip


def _diverges_to(training: Training, weights: Array) -> bool:
    """Whether the next step diverges, with these as the last good weights."""
    try:
        next(train(training), None)
    except Diverged:
        return _changed(training.net.weight_vector, weights) == 0
    return False


def _changed(one: Array, other: Array) -> int:
    return int(np.count_nonzero(_places_changed(one, other)))


def _places_changed(one: Array, other: Array) -> Array:
    """Where two vectors of weights differ by more than another processor explains."""
    if one.shape != other.shape:
        return np.ones(max(one.size, other.size), bool)
    near = NEAR * max(float(np.abs(one).max(initial=0.0)), 1e-6)
    found: Array = ~(np.abs(one - other) <= near) & (one != other)
    return found


class _Check:
    """Compares each epoch with what the file has of it."""

    def __init__(self, record: RunRecord, standing: _Standing, deadline: _Deadline) -> None:
        self._record, self._standing, self._deadline = record, standing, deadline

    def look(self, training: Training) -> None:
        """Compare an epoch that has just ended; WorkError where it is another one."""
        epoch = training.epoch
        if epoch:
            self._deadline.count()
        if epoch >= len(self._record.hashes):
            raise WorkError("The file has no epoch {epoch} of a run.", epoch=epoch)
        self._standing.epochs += epoch > 0
        if weights_hash(training.net.weight_vector) == self._record.hashes[epoch]:
            return
        told = self._record.losses[epoch - 1] if epoch else np.array([])
        came = [getattr(training.history[epoch - 1], name) for name in LOSSES] if epoch else []
        if all(_agree(one, other) for one, other in zip(told, came, strict=True)):
            self._standing.status = Status.CLOSE
            return
        raise WorkError("From epoch {epoch} on other numbers come.", epoch=epoch)


def _agree(told: float, came: float | None) -> bool:
    if came is None or not math.isfinite(told):
        return came is None and not math.isfinite(told)
    return math.isclose(told, came, rel_tol=CLOSE, abs_tol=1e-12)


def _check_forks(runs: Sequence[RunRecord]) -> None:
    """WorkError where a run did not begin as that which it says it was branched off."""
    for run in runs:
        for parent in runs:
            if run.fork is not None and parent.run_id == run.fork.parent and parent is not run:
                end = run.fork.place.epoch + 1
                if run.hashes[:end] != parent.hashes[:end]:
                    raise WorkError("A branch does not begin as the run that it is of.")


# Steps judged again


def _judged(
    work: Work, lesson: Lesson, standings: Mapping[int, _Standing]
) -> tuple[list[DiynnError], tuple[int, ...], int | None]:
    """What does not hold, the steps that do, and the number of weights at the last of them."""
    baseline = lesson.beginning(work.seed)
    reasons: list[DiynnError] = []
    predictions: dict[str, Predicted] = {}
    answers = {}
    by_key = {step.prediction.key: step.prediction for step in lesson.steps if step.prediction}
    for key, (value, moment) in work.predictions.items():
        if key in by_key:
            predictions[key] = predict(by_key[key], value, _state(moment, baseline, standings))
    questions = {one.key: one for step in lesson.steps for one in step.questions}
    for key, (value, moment) in work.answers.items():
        if key in questions:
            state = replace(_state(moment, baseline, standings), predictions=predictions)
            found = judge_answer(questions[key], value, state)
            if found is not None:
                answers[key] = found
    confirmed, count = [], None
    for at, moment in sorted(work.steps.items()):
        if at >= len(lesson.steps):
            reasons.append(WorkError("The lesson has no step {number}.", number=at + 1))
            continue
        state = replace(_state(moment, baseline, standings), answers=answers,
                        predictions=predictions)  # fmt: skip
        if is_done(judge_step(lesson.steps[at], state)):
            confirmed.append(at)
            count = None if state.net is None else state.net.weight_count
        else:
            reasons.append(WorkError("Step {number} is not done by this.", number=at + 1))
    return reasons, tuple(confirmed), count


def _state(moment: Moment, baseline: Design, standings: Mapping[int, _Standing]) -> State:
    """Everything that the checks ask about, as it came when it was computed again."""
    runs = tuple(
        replace(
            past_run(standings[number].at[Place(epochs)], standings[number].history[:epochs]),
            run_id=standings[number].record.run_id, fork=standings[number].record.fork,
        )
        for number, epochs in moment.runs
    )
    common: dict[str, Any] = {"runs": runs, "fault_named": moment.named}
    if moment.run is None:
        return State(moment.design, baseline, **common)
    standing = standings[moment.run]
    training = standing.at[moment.place]
    exact = standing.status is Status.SAME
    if exact and weights_hash(training.net.weight_vector) != moment.fingerprint:
        raise WorkError("At epoch {epoch} the weights were others.", epoch=moment.place.epoch)
    if moment.design != training.design and (
        moment.design.structure() == training.design.structure()
    ):
        # Decided there, before the next step.
        training = training.copy()
        training.adopt(moment.design)
    checked = right = False
    if moment.checked:
        findings = list(check_gradients(training.design, training.data,
                                        training.net.weight_vector))  # fmt: skip
        checked, right = True, is_right(findings)
    state = State.of(training, baseline, checked=checked, right=right, **common)
    return replace(state, design=moment.design, fork=standing.record.fork)


def _broken_locks(work: Work, lesson: Lesson) -> list[DiynnError]:
    """Settings that the lesson locks and that were changed though no lock was taken away."""
    if work.unlocked:
        return []
    baseline = lesson.beginning(work.seed)
    used = {one.design for one in _moments(work)} | {
        turn.design for run in work.runs for turn in run.turns
    }
    fixed = {path for path in lesson.locks.fix if not path.startswith("layers")}
    for design in used:
        for one in differences([baseline, design]):
            name = one.part if one.setting is None else f"{one.part}.{one.setting.name}"
            if fixed & {one.part, name}:
                return [WorkError("“{setting}” was changed, which the lesson locks.", setting=name)]
    return []


# A class


def shared_weights(works: Sequence[Work]) -> dict[int, int]:
    """Works that have trained weights of an earlier one of another seed or name: by number, whose
    they are. With the lesson’s own seed the same weights come for everybody."""
    owners: dict[tuple[str, int], int] = {}
    found: dict[int, int] = {}
    for number, work in enumerate(works):
        trained = {one for run in work.runs for one in run.hashes[1:]}
        for print_ in trained:
            first = owners.setdefault((work.hash, print_), number)
            other = works[first]
            if other.name != work.name and other.seed != work.seed:
                found.setdefault(number, first)
    return found
