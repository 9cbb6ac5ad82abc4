"""One training: mini-batch gradient descent as a generator of reports.

Between any two reports it may be paused, stopped, saved and resumed, with the same result to the
bit. All chance comes from the seed and the place in the run, so no random state has to be kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from time import perf_counter
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset, Part
from diynn.data.fitted import fitted_of
from diynn.design.design import Design, is_seen_alike, prepared, warping_of
from diynn.memory import check_network
from diynn.network.losses import Loss
from diynn.network.metrics import evaluate, has_classes
from diynn.network.optimizers import Optimizer, State
from diynn.network.schedules import Place, Schedule
from diynn.network.sequential import Sequential
from diynn.network.step import Step
from diynn.network.weight_layout import WeightLayout
from diynn.training.checkpoint import Checkpoint, read_checkpoint
from diynn.training.divergence import diverged, divergence_limit
from diynn.training.history import History
from diynn.training.past_settings import (
    Past,
    changed_parts,
    followed,
    past_to_record,
    read_past,
    until_best,
)
from diynn.training.reports import EpochReport, Report, StepReport
from diynn.training.timeline import Kept, new_timeline, nonzero
from diynn.training.timeline import Place as RunPlace
from diynn.training.timeline_file import read_timeline, timeline_arrays, timeline_record

Array = NDArray[Any]

ORDER, CHANCE = 1, 2
"""Streams of chance, kept apart: the order of the samples, and what layers draw."""
WATCHED_STEPS = 20
"""Steps at the start whose weights are all looked at; later every so many."""
JUMP = 0.1
"""The share by which the learning rate must change from one step to the next to be told of."""
# A training that diverges is found by its loss and weights, and raises Diverged.
_silent = np.errstate(over="ignore", invalid="ignore", divide="ignore")


class Training:
    """A run in progress: the network, the place reached, the curves, and what is kept of its past.

    `optimizer` may be replaced at any time, also while it runs: the next step follows it.
    """

    def __init__(self, design: Design, dataset: Dataset, data: Dataset | None = None) -> None:
        """Start with first weights; `data` is `prepared(design, dataset)` where that is at hand."""
        self.design = design
        self._dataset: Dataset | None = dataset
        if data is not None:
            self.data = data
        check_network(_bytes_for(design, self.data))
        self.fitted = fitted_of(self.data)
        """What the rows of a table went through; None for other data."""
        self.net = Sequential(design.layers, self.data.shape, design.run.seed)
        self.optimizer = design.optimizer
        self._compare_by(design.loss)
        self.epoch = 0
        self.step = 0
        self.seconds = 0.0
        self.history = History()
        self.past: Past = ()
        """What was decided for the steps so far, where that has changed since."""
        self.by_hand = 0
        """How many weights a person has typed."""
        self.best_weights: Array | None = None
        self.best_epoch = 0
        self._best: EpochReport | None = None
        self._waiting_since = 0
        self._optimizer_state = self._new_state()
        self._loss_sum = 0.0
        self._last_loss = math.nan
        self._right = 0
        self._follow_schedule(design.schedule)
        self._good = self.net.weight_vector.copy()
        self._limit = self._divergence_limit()
        self.timeline = new_timeline(self._kept(0), design)
        """What is kept of its past: see `diynn.training.replay`."""

    @property
    def place(self) -> RunPlace:
        """Where it stands."""
        return RunPlace(self.epoch, self.step)

    def begin_with(self, weights: Array) -> None:
        """Take `weights`, in the order of the network's vector, for those at this place."""
        self.net.weight_vector[...] = self._good[...] = weights
        self._turn(self.place, jump=True)

    def _turn(self, ended: RunPlace, *, jump: bool) -> None:
        """Note that from here on this design is followed, or other weights are there."""
        self.timeline.turn(self.design, ended, self._kept(0), jump=jump, by_hand=self.by_hand)

    def kept(self) -> Kept:
        """A full checkpoint of this place."""
        return self._kept(len(self.timeline.turns) - 1)

    def _kept(self, turn: int, weights: Array | None = None, *, full: bool = True) -> Kept:
        """A checkpoint in that turn; `weights` is a copy of them, where there is one already."""
        copied = self.net.weight_vector.copy() if weights is None else weights
        state = nonzero(self._optimizer_state) if full else None
        return Kept(
            turn, self.epoch, self.step, self.seconds, copied, state, self._right, self._loss_sum,
            self.best_epoch, self._waiting_since, self.best_weights if full else None,
        )  # fmt: skip

    def _new_state(self, optimizer: Optimizer | None = None) -> State:
        """What an optimizer, the run's own without it, remembers before its first step."""
        state = (optimizer or self.optimizer).new_state(self.net.weight_vector)
        return self.design.fault.first_state(state, self.net.weight_vector)

    def adopt(self, design: Design) -> None:
        """Go on with other decisions on the same data and layers; the weights stay.

        A new optimizer starts without memory where the kinds differ. Other batches, another order,
        another loss or validation part begin the current epoch again, and with another validation
        part the search for the best weights begins again too.
        """
        old = self.design
        if design.structure() != old.structure():
            raise ValueError("another structure needs another training")
        if (design.loss, design.augmentation) != (old.loss, old.augmentation):
            self._compare_by(design.loss)
        if type(design.optimizer) is not type(self.optimizer):
            self._optimizer_state = self._new_state(design.optimizer)
        if design.run.validation != old.run.validation:
            self._forget("_parts")
            self._restart_search()
        ended = self.place
        if design.epoch_settings() != old.epoch_settings():
            self.step, self._loss_sum, self._right = 0, 0.0, 0
        self.past = followed(self.past, old, design, self.epoch, self.seconds)
        self.design, self.optimizer = design, design.optimizer
        if self._dataset is not None and not is_seen_alike(old, design, self._dataset):
            # Scales and fillings are those of the rows that are learnt from now.
            self._forget("data", "targets", "_labels")
            self.fitted = fitted_of(self.data)
            self._compare_by(design.loss)
            self._limit = self._divergence_limit()
        if design.schedule != old.schedule:
            self._follow_schedule(design.schedule)
        if changed_parts(design, old):
            self._turn(ended, jump=False)

    def move_to(self, design: Design, data: Dataset) -> None:
        """Go on with the same weights and curves on other samples, `prepared` for `design`.

        The current epoch begins again, and so does the search for the best weights.
        """
        old = self.design
        if (design.view, design.layers) != (old.view, old.layers) or data.shape != self.data.shape:
            raise ValueError("another structure needs another training")
        self.data, self._dataset = data, None
        self._forget("_parts", "_labels")
        self._compare_by(self.loss)
        self._limit = self._divergence_limit()
        self.step, self._loss_sum, self._right = 0, 0.0, 0
        self._restart_search()
        self.design = replace(old, source=design.source)
        self.adopt(design)
        self.timeline.lose_steps()
        self._turn(self.place, jump=True)

    def _compare_by(self, loss: Loss) -> None:
        """Take up a loss; ShapeError where the outputs cannot be compared with the targets."""
        net = self.net
        self.targets = loss.encode(self.data.train.targets, net.output_shape, net.dtype)
        self.loss = loss
        self._knows_classes = has_classes(self.data.train)
        # Before a merged activation a single output is compared with 0, not with a half.
        merged = loss.merges_with is type(net.layers[-1])
        self._threshold = np.array(0.0 if merged else 0.5, net.dtype)
        self._sums = loss.over == "sum"
        self._bound: dict[int, Step] = {}

    @property
    def dataset(self) -> Dataset:
        """The data as it was read; DataError where all points have been erased."""
        return self.design.source.load() if self._dataset is None else self._dataset

    # What it learns from: computed when it is needed, so that an idle training can free it.

    @cached_property
    def data(self) -> Dataset:
        """The data as the network gets it."""
        assert self._dataset is not None
        return prepared(self.design, self._dataset)

    @cached_property
    def targets(self) -> Array:
        """The targets of the training part as the loss wants them."""
        return self.loss.encode(self.data.train.targets, self.net.output_shape, self.net.dtype)

    @cached_property
    def _labels(self) -> Array:
        """The class numbers of the training part; of a single output whether they are above 0."""
        labels = self.data.train.targets
        return labels > 0 if self.net.output_shape == (1,) else labels

    @cached_property
    def _parts(self) -> tuple[Array, Part]:
        """The places of the samples to learn from, and the samples that only judge."""
        part = self.data.train
        learnt, held = self.data.learnt_and_judging(self.design.run.validation)
        return learnt, Part(part.x[held], part.targets[held])

    @property
    def _learnt(self) -> Array:
        return self._parts[0]

    @property
    def validation(self) -> Part:
        """The samples that only judge."""
        return self._parts[1]

    def _forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    def _restart_search(self) -> None:
        """Forget which epoch was the best, and wait for a better one from here."""
        self.best_epoch, self._best, self.best_weights = 0, None, None
        self._waiting_since = self.epoch

    def _follow_schedule(self, schedule: Schedule) -> None:
        """Take up a schedule as if it had been there from the start."""
        self.schedule = schedule
        self._steady = schedule.steady
        self._waiting = schedule.observe(map(float, self.history.watched_losses()))

    @property
    def rate(self) -> float:
        """The learning rate of the next step."""
        return self._rate_of(self.design.run.epochs)

    def _rate_of(self, epochs: int) -> float:
        """The learning rate of the next step, in a run of so many epochs."""
        step = self.epoch * self.steps + self.step
        place = Place(step, self.steps, epochs, self._waiting.rests)
        return self.optimizer.learning_rate * self.schedule.factor(place)

    def jump_since(self, epochs: int) -> tuple[float, float] | None:
        """The learning rate of the next step as it was in a run of so many `epochs`, and as it is.

        None where no step was taken or will follow, or where the two are hardly different: a
        schedule that is laid over a whole run is stretched when the run is made longer.
        """
        before, now = self._rate_of(epochs), self.rate
        if not self.begun or self.epoch >= self.design.run.epochs:
            return None
        return (before, now) if abs(now - before) > JUMP * max(now, before) else None

    @property
    def stopped(self) -> bool:
        """Whether early stopping ended it at this place; training on restarts the patience."""
        patience = self.design.run.patience
        waited = self.epoch - max(self.best_epoch, self._waiting_since)
        return 0 < patience <= waited and self.step == 0

    def restart_patience(self) -> None:
        """Let early stopping count its epochs from here."""
        self._waiting_since = self.epoch

    @property
    def batch_size(self) -> int:
        """Samples in a step; never more than there are."""
        return min(self.design.run.batch_size, len(self._learnt))

    @property
    def begun(self) -> bool:
        """Whether at least one step was taken."""
        return self.epoch > 0 or self.step > 0

    @property
    def last_step(self) -> StepReport | None:
        """The last step, also that which ended an epoch; its loss is NaN where that is not known
        any more. None before the first."""
        if self.step:
            return StepReport(self.epoch + 1, self.step, self.steps, self._last_loss)
        if self.epoch:
            return StepReport(self.epoch, self.steps, self.steps, self._last_loss)
        return None

    @property
    def steps(self) -> int:
        """Steps in an epoch, the last one perhaps with a smaller batch."""
        return math.ceil(len(self._learnt) / self.batch_size)

    def _divergence_limit(self) -> float:
        return divergence_limit(self.data.train, self.targets, self.net.largest_weight())

    def order(self) -> Array:
        """The order of this epoch's samples, as places in the training part."""
        rng = np.random.default_rng((self.design.run.seed, ORDER, self.epoch))
        return rng.permutation(self._learnt)

    def next_batch(self) -> Array:
        """The samples of the next step, as places in the training part."""
        start = self.step * self.batch_size
        return self.order()[start : start + self.batch_size]

    def next_seed(self) -> tuple[int, ...]:
        """What the chance of the next step begins with."""
        return (self.design.run.seed, CHANCE, self.epoch, self.step)

    @property
    def optimizer_state(self) -> State:
        """What the optimizer remembers: a copy."""
        return {name: values.copy() for name, values in self._optimizer_state.items()}

    @_silent
    def take_step(self, places: Array) -> float:
        """One batch: forward, loss, backward, update. Returns its loss; raises Diverged."""
        size, x = len(places), self.data.train.x
        step = self._bound.get(size) or self._bind(size)
        value = step.run(x, self.targets, places, self.next_seed(), self.design.run.noise)
        self._watch(value)
        if self._knows_classes:
            self._right += step.count_right(self._labels, places, self._threshold)
        optimizer = self.optimizer
        rate = optimizer.learning_rate if self._steady else self.rate
        if self.design.fault:
            step.spoil(self._optimizer_state)
        step.update(optimizer, self._optimizer_state, rate, self.design.run.clip)
        shown = value / size if self._sums else value
        self._loss_sum += shown * size
        self.step += 1
        self._last_loss = shown
        return shown

    def _bind(self, size: int) -> Step:
        """The step for batches of `size`; one for full batches and one for an epoch's last."""
        if len(self._bound) > 1:
            self._bound.clear()
        warping = warping_of(self.design, self.data)
        step = self.net.step(size, self.loss, self.targets, warping, self.design.fault)
        return self._bound.setdefault(size, step)

    def rest(self) -> None:
        """Give back the memory that steps and their samples take; the next step takes it again."""
        self._bound.clear()
        self._forget("targets", "_labels", "_parts")
        if self._dataset is not None:
            self._forget("data")

    @property
    def bytes_at_rest(self) -> int:
        """What it takes in memory besides its data, which it shares: weights of several kinds."""
        state = sum(values.nbytes for values in self._optimizer_state.values())
        best = 0 if self.best_weights is None else self.best_weights.nbytes
        # The weights and the last good ones; the past on top.
        return 2 * self.net.weight_vector.nbytes + state + best + self.timeline.nbytes

    def keep_checkpoint(self) -> None:
        """Keep a full checkpoint of this place, where its weights are numbers."""
        kept = self.kept()
        if kept.is_finite:
            self.timeline.keep(kept)

    def _watch(self, loss: float) -> None:
        """Look at every loss, and often enough at the weights."""
        if not math.isfinite(loss):
            self._turn_back()
        elif self.step % WATCHED_STEPS == 0 or (self.epoch == 0 and self.step < WATCHED_STEPS):
            self._keep_good_weights()

    def _keep_good_weights(self) -> None:
        """Remember the weights, or go back to those remembered when they have run away."""
        # A comparison with NaN is false: so are weights that are no numbers found.
        if self.net.largest_weight() <= self._limit:
            np.copyto(self._good, self.net.weight_vector)
        else:
            self._turn_back()

    def _turn_back(self) -> NoReturn:
        self.net.weight_vector[...] = self._good
        self._optimizer_state = self._new_state()
        self._turn(self.place, jump=True)
        design = replace(self.design, optimizer=self.optimizer)
        raise diverged(design, self.data, self.epoch + 1)

    def finish_epoch(self) -> EpochReport:
        """Evaluate on the other parts and add a point to the curves; raises Diverged."""
        self._keep_good_weights()
        count = len(self._learnt)
        test = evaluate(self.net, self.data.test, self.loss)
        validation = evaluate(self.net, self.validation, self.loss)
        report = EpochReport(
            self.epoch + 1, self._loss_sum / count, test.loss,
            self._right / count if self._knows_classes else None,
            test.accuracy, self.seconds, validation.loss, validation.accuracy,
        )  # fmt: skip
        self.history.append(report)
        self._waiting = self.schedule.observe((report.watched_loss,), self._waiting)
        self.epoch += 1
        self.step, self._loss_sum, self._right = 0, 0.0, 0
        weights, timeline, keeps = None, self.timeline, self.timeline.wants(self.epoch)
        is_best = self._best is None or report.is_better_than(self._best)
        if is_best or keeps:
            # One copy for both.
            weights = self.net.weight_vector.copy()
        if is_best:
            self._best, self.best_epoch = report, report.epoch
            self.best_weights = weights
        kept = None
        if keeps:
            full = timeline.wants_state(self._optimizer_state, self.seconds)
            kept = self._kept(len(timeline.turns) - 1, weights, full=full)
        timeline.end_epoch(self.net.weight_vector, kept)
        return report

    def take_figures(self) -> EpochReport:
        """Add a point to the curves for the weights as they are, without a step."""
        part, learnt = self.data.train, self._learnt
        found = evaluate(self.net, Part(part.x[learnt], part.targets[learnt]), self.loss)
        assert found.loss is not None
        self._loss_sum = found.loss * len(learnt)
        self._right = round((found.accuracy or 0.0) * len(learnt))
        return self.finish_epoch()

    def fresh_copy(self, design: Design | None = None) -> Training:
        """Another training on the same data, from first weights; of another `design` with the same
        structure where one is given."""
        design = self.design if design is None else design
        dataset = self.data if self._dataset is None else self._dataset
        alike = self._dataset is None or is_seen_alike(design, self.design, self._dataset)
        other = Training(design, dataset, self.data if alike else None)
        other._dataset = self._dataset
        return other

    def copy(self) -> Training:
        """Another training that stands where this one does, with the same past."""
        other = self.fresh_copy()
        other.go_to(self.kept(), self.history[:])
        other.past, other.by_hand = self.past, self.by_hand
        other.timeline = self.timeline.forked()
        return other

    def go_to(self, kept: Kept, history: History) -> None:
        """Stand where a full checkpoint was taken, with the curves up to there; the past begins
        here, and no weights are kept of it from now on."""
        self._stand_at(kept.checkpoint(history, self._new_state()))
        self.timeline = new_timeline(self._kept(0), self.design, most_bytes=0)

    def relocate(self, design: Design, dataset: Dataset, data: Dataset) -> None:
        """Go on with `design`, whose `dataset` has the same samples, maybe from another place;
        `data` is what the network gets of it."""
        if design.source != self.design.source:
            self._dataset, self.data = dataset, data
            self.fitted = fitted_of(data)
            self.design = replace(self.design, source=design.source)
        self.adopt(design)

    def learnt_from(self, dataset: Dataset) -> bool:
        """Whether it was made for the samples of `dataset`, wherever they come from."""
        own = self._dataset
        return own is not None and (own is dataset or own.fingerprint == dataset.fingerprint)

    def take_best(self) -> None:
        """Put the best weights so far into the network, where there are any."""
        if self.best_weights is not None:
            self.past = until_best(self.past, self.best_epoch, self.seconds)
            self.begin_with(self.best_weights)

    # What a file keeps of it.

    def arrays(self, *, whole: bool = True) -> dict[str, Array]:
        """Every array that an exact resume needs, by name; none of them changes later. Not the
        `whole` has of the past only what replays begin with."""
        return self._checkpoint().arrays(self.net) | timeline_arrays(self.timeline, whole=whole)

    def record(self) -> dict[str, Any]:
        """The rest of what an exact resume needs, as plain values for JSON."""
        past = {"past": past_to_record(self.past)} if self.past else {}
        typed = {"by_hand": self.by_hand} if self.by_hand else {}
        record = self._checkpoint().record() | past | typed
        return record | {"timeline": timeline_record(self.timeline)}

    def _checkpoint(self) -> Checkpoint:
        return Checkpoint(
            self.net.weight_vector, self._optimizer_state, self.history, self.best_weights,
            self.epoch, self.step, self._right, self.best_epoch, self._waiting_since,
            self.seconds, self._loss_sum,
        )  # fmt: skip

    def restore(self, arrays: Mapping[str, Array], record: Mapping[str, Any]) -> None:
        """Go on where `arrays` and `record` were taken; FileError where they do not fit."""
        state = self._new_state()
        samples = len(self._learnt)
        self._stand_at(read_checkpoint(arrays, record, self.net, state, self.steps, samples))
        self.past = read_past(record.get("past", []), self.design)
        typed = record.get("by_hand", 0)
        self.by_hand = typed if type(typed) is int and 0 <= typed < 2**31 else 0
        size = self.net.weight_vector.size
        found = read_timeline(arrays, record, self.design, size, self.place)
        self.timeline = found or new_timeline(self._kept(0), self.design)
        if changed_parts(self.design, self.timeline.turns[-1].design):
            # Decided after the file was read, before its data was there.
            self._turn(self.place, jump=True)

    def _stand_at(self, checkpoint: Checkpoint) -> None:
        """Take up a place in a run; the checkpoint's memory becomes this training's own."""
        self._optimizer_state, self.best_weights = checkpoint.state, checkpoint.best_weights
        self.history, self.epoch, self.step = checkpoint.history, checkpoint.epoch, checkpoint.step
        self.best_epoch, self._waiting_since = checkpoint.best_epoch, checkpoint.waiting_since
        self._best = self.history[self.best_epoch - 1] if self.best_epoch else None
        self.seconds, self._loss_sum = checkpoint.seconds, checkpoint.loss_sum
        self._right = checkpoint.right
        self._follow_schedule(self.schedule)
        self.net.weight_vector[...] = self._good[...] = checkpoint.weights


def _bytes_for(design: Design, data: Dataset) -> int:
    """About what a training takes besides its data; ShapeError where the layers do not fit."""
    layout = WeightLayout(design.layers, data.shape)
    # Of each weight: itself, its gradient, the last good and the best one, what the optimizer
    # remembers, and a copy to look at. Of each value in a batch: itself, its gradient, its columns.
    samples = min(design.run.batch_size, len(data.train))
    rows = zip(design.layers, layout.shapes, strict=False)
    values = samples * sum(map(math.prod, layout.shapes))
    values += sum(layer.inner_values(shape, samples) for layer, shape in rows)
    targets = len(data.train) * math.prod(layout.shapes[-1]) if has_classes(data.train) else 0
    return np.dtype(np.float32).itemsize * (7 * layout.size + 3 * values + targets)


def train(training: Training, epochs: int | None = None) -> Iterator[Report]:
    """Train up to and including epoch `epochs` (else as the design says), reporting every step.

    Between two reports the design may be changed by `Training.adopt`. It ends sooner where the run
    has patience and nothing got better for so long (`Training.stopped`); the best weights are
    then in `replay.at_best`. Raises Diverged when the numbers grow without limit, with the last
    good weights back in the network.
    """
    if training.stopped:
        training.restart_patience()
    while training.epoch < (training.design.run.epochs if epochs is None else epochs):
        order: Array | None = None
        while training.step < training.steps:
            began = perf_counter()
            # Also where another batch size or seed began the epoch again.
            if order is None or training.step == 0:
                order = training.order()
            elif training.seconds >= training.timeline.due:
                training.keep_checkpoint()
            size = training.batch_size
            start = training.step * size
            loss = training.take_step(order[start : start + size])
            training.seconds += perf_counter() - began
            if training.step < training.steps:
                yield StepReport(training.epoch + 1, training.step, training.steps, loss)
        began = perf_counter()
        report = training.finish_epoch()
        training.seconds += perf_counter() - began
        yield report
        if training.stopped:
            return
