"""A place in a run's past, computed again from what is kept, and new runs that branch off there.

Every step depends on weights, optimizer memory, design and place alone, so a replay gives the same
bits. It checks itself: each epoch that it comes by has a hash in the run's timeline. Other kinds of
processors add in another order: there the hashes differ and the losses agree to five digits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from time import perf_counter

from diynn.design.design import Design
from diynn.network.schedules import Place as SchedulePlace
from diynn.training.reports import EpochReport
from diynn.training.timeline import Kept, Place
from diynn.training.training import Training, train

CLOSE = 1e-5
"""How far losses may lie apart, relative to their size, and still agree to five digits."""
REPORT_SECONDS = 0.05
KEEPING_SECONDS = 0.25
"""A replay keeps a checkpoint of its own so often, for the places nearby."""


class Agreement(Enum):
    """What became of the epochs that a replay came by."""

    SAME = "the same bits"
    CLOSE = "another processor, agrees to 5 digits"
    APART = "other numbers"


@dataclass(frozen=True, eq=False)
class Replayed:
    """A training that stands where the run stood; it keeps nothing of the past."""

    training: Training
    agreement: Agreement
    epochs: int
    """How many epochs were compared with their hashes."""


def checkpoint_at(training: Training, place: Place) -> Iterator[float | Replayed]:
    """Replay a run up to a place in its past; the shares done (0 to 1), and at last what was found.

    The run itself may train on meanwhile. LookupError where the place lies outside the run, or
    where no steps lead to it from what is kept.
    """
    timeline = training.timeline
    if not timeline.first <= place <= (training.epoch, training.step):
        raise LookupError("the run has not been there")
    if timeline.is_too_large:
        yield _from_seed(training, place)
        return
    turns, goal, start = timeline.turns, timeline.turn_of(place), timeline.start_for(place)
    other = standing_at(training, start)
    check = _Check(training)
    clock = _Clock(training, start, place)
    for number in range(start.turn, goal + 1):
        if number > start.turn:
            other.seconds = turns[number].seconds
            other.adopt(_at_home(turns[number].design, training))
        end = place if number == goal else turns[number + 1].ended
        while (other.epoch, other.step) < end:
            # It ends where patience ran out; the run was made to go on then.
            for _ in train(other, end.epoch + (end.step > 0)):
                check.compare(other)
                if clock.is_due():
                    yield clock.share(other)
                if clock.keeps():
                    timeline.remember(other.kept()._replace(turn=number))
                if (other.epoch, other.step) >= end:
                    break
    other.history = training.history[: other.epoch]
    other.seconds = max(start.seconds, turns[goal].seconds)
    if other.epoch > start.epoch:
        other.seconds = max(other.seconds, other.history[-1].seconds)
    timeline.remember(other.kept()._replace(turn=goal))
    yield Replayed(other, check.agreement, check.epochs)


def branch(
    training: Training, at: Place, design: Design | None = None
) -> Iterator[float | Training]:
    """A run of its own that goes on from a place in the past of another one; shares as
    `checkpoint_at`, and at last the new training.

    It follows what was decided at that place, or `design`, which has the same structure. Nothing of
    the parent changes.
    """
    made: Training | None = None
    for found in checkpoint_at(training, at):
        if isinstance(found, Replayed):
            made = found.training
        else:
            yield found
    assert made is not None
    timeline = training.timeline
    turn = timeline.turns[timeline.turn_of(at)]
    # What came later was decided in turns that began later.
    made.past = tuple(one for one in training.past if one.seconds <= turn.seconds)
    made.by_hand = turn.by_hand
    made.timeline = timeline.branched(at, made.design, made.kept())
    if design is not None:
        made.adopt(design)
    yield made


def at_best(training: Training) -> Training:
    """Another training that stands where this one does, but with the best weights so far."""
    other = training.copy()
    other.take_best()
    return other


def with_weight(
    training: Training, row: int, name: str, place: tuple[int, ...], value: float
) -> Training:
    """Another training that stands where this one does, but for one weight, typed by hand."""
    other = training.copy()
    weights = other.net.weight_vector.copy()
    other.net.layout.by_key(weights)[f"{row}.{name}"][place] = value
    other.by_hand += 1
    other.begin_with(weights)
    return other


def step_further(training: Training) -> Training:
    """Another training of the same run that stands one step further, while this one stays where it
    is; raises Diverged."""
    other = training.copy()
    next(train(other))
    return other


def are_one_run(first: Training, second: Training) -> bool:
    """Whether one of two trainings went on from a moment of the other, without other weights put in
    since."""
    turns = first.timeline.turns, second.timeline.turns
    shared = sum(one is other for one, other in zip(*turns, strict=False))
    return shared > 0 and not any(turn.jump for own in turns for turn in own[shared:])


def standing_at(training: Training, kept: Kept) -> Training:
    """Another training that stands where a full checkpoint of a run was taken, without a past."""
    design = _at_home(training.timeline.turns[kept.turn].design, training)
    other = training.fresh_copy(design)
    other.go_to(kept, training.history[: kept.epoch])
    return other


def _from_seed(training: Training, place: Place) -> Replayed:
    """The start of a run whose weights are too large to be kept, drawn again."""
    timeline = training.timeline
    if place != Place(0) or timeline.first != place:
        raise LookupError("nothing is kept of this run")
    other = training.fresh_copy(_at_home(timeline.turns[0].design, training))
    if other.timeline.hash_of(0) != timeline.hash_of(0):
        raise LookupError("the run did not begin with weights of its seed")
    return Replayed(other, Agreement.SAME, 1)


def _at_home(design: Design, training: Training) -> Design:
    """A design of the past with the data's place of now: the same samples may have moved."""
    now = training.design
    return replace(
        design, source=now.source, fault=now.fault, title=now.title, notes=now.notes
    )


class _Check:
    """Compares the epochs of a replay with those of the run."""

    def __init__(self, training: Training) -> None:
        self._timeline, self._history = training.timeline, training.history[:]
        self._last = -1
        self.agreement, self.epochs = Agreement.SAME, 0

    def compare(self, other: Training) -> None:
        """Look at an epoch that has just ended."""
        epoch = other.epoch
        if other.step or epoch == self._last:
            return
        self._last = epoch
        wanted = self._timeline.hash_of(epoch)
        if wanted is None or epoch > len(self._history):
            return
        self.epochs += 1
        if wanted != other.timeline.hash_of(epoch) and self.agreement is not Agreement.APART:
            alike = _agree(self._history[epoch - 1], other.history[epoch - 1])
            self.agreement = Agreement.CLOSE if alike else Agreement.APART


def _agree(one: EpochReport, other: EpochReport) -> bool:
    """Whether the losses of two reports agree to five digits."""
    for part in ("train_loss", "test_loss", "validation_loss"):
        first, second = getattr(one, part), getattr(other, part)
        if (first is None) != (second is None):
            return False
        if first is not None and not math.isclose(first, second, rel_tol=CLOSE, abs_tol=1e-12):
            return False
    return True


class _Clock:
    """Says how much of a replay is done, and when that is to be told."""

    def __init__(self, training: Training, start: Kept, place: Place) -> None:
        self._steps = max(training.steps, 1)
        self._began = self._count(start.place)
        self._all = max(self._count(place) - self._began, 1)
        self._told = self._saved = perf_counter()

    def _count(self, place: Place) -> int:
        return place.epoch * self._steps + place.step

    def share(self, other: Training) -> float:
        """The share of the steps that are done."""
        done = self._count(Place(other.epoch, other.step)) - self._began
        return min(max(done / self._all, 0.0), 1.0)

    def is_due(self) -> bool:
        """Whether the share should be told now."""
        now = perf_counter()
        due = now - self._told >= REPORT_SECONDS
        self._told = now if due else self._told
        return due

    def keeps(self) -> bool:
        """Whether a checkpoint on the way should be kept."""
        now = perf_counter()
        due = now - self._saved >= KEEPING_SECONDS
        self._saved = now if due else self._saved
        return due


def steps_at(training: Training, place: Place) -> int:
    """Steps of the epoch that a place in the past of a run lies in."""
    run, now = training.timeline.design_at(place).run, training.design.run
    if (run.batch_size, run.validation) == (now.batch_size, now.validation):
        return training.steps
    learnt = len(training.data.learnt_and_judging(run.validation)[0])
    return math.ceil(learnt / min(run.batch_size, learnt))


def rate_at(training: Training, place: Place) -> float:
    """The learning rate of the step after a place in the past of a run."""
    design, steps = training.timeline.design_at(place), steps_at(training, place)
    losses = training.history[: place.epoch].watched_losses()
    rests = design.schedule.observe(map(float, losses)).rests
    at = SchedulePlace(place.epoch * steps + place.step, steps, design.run.epochs, rests)
    return design.optimizer.learning_rate * design.schedule.factor(at)
