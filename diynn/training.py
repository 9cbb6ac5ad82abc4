"""One training: mini-batch gradient descent as a generator of reports.

Between any two reports it may be paused, stopped, saved and resumed, with the same result to the
bit. All chance comes from the seed and the place in the run, so no random state has to be kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from diynn.dataset import Dataset, Part
from diynn.design import Design, prepared
from diynn.errors import Diverged, FileError
from diynn.losses import Loss
from diynn.metrics import accuracy, predicted_classes
from diynn.reports import EpochReport, Report, StepReport
from diynn.sequential import Sequential
from diynn.snapshots import Snapshots
from diynn.step import Step

Array = NDArray[Any]

ORDER, CHANCE = 1, 2
"""Streams of chance, kept apart: the order of the samples, and what layers draw."""
RUNAWAY = 1e4
"""How far beyond the data's own scale a weight may grow before the run counts as diverged."""
WATCHED_STEPS = 20
"""Steps at the start whose weights are all looked at; later every so many."""

# A training that runs away is found by its loss and weights, and told in words.
_silent = np.errstate(over="ignore", invalid="ignore", divide="ignore")


@dataclass(frozen=True)
class Evaluation:
    """A network's figures on some samples."""

    loss: float | None
    accuracy: float | None


@_silent
def evaluate(net: Sequential, part: Part, loss: Loss, weights: Array | None = None) -> Evaluation:
    """Loss and accuracy of a network on a part, with `weights` or its own."""
    if not len(part):
        return Evaluation(None, None)
    y = net.predict(part.x, weights)
    t = loss.encode(part.targets, net.output_shape, net.dtype)
    value = loss.sum(y, t, np.empty_like(y)) * _per_sample(loss, len(y), net)
    if not _has_classes(part):
        return Evaluation(value, None)
    return Evaluation(value, accuracy(predicted_classes(y), part.targets))


def _has_classes(part: Part) -> bool:
    return part.targets.ndim == 1 and part.targets.dtype.kind in "iu"


def _per_sample(loss: Loss, samples: int, net: Sequential) -> float:
    """Scale for figures: as the loss says, but a plain sum is shown for one sample on average."""
    scale = loss.scale(samples, net.output_shape)
    return 1.0 / samples if scale == 1.0 else scale


class Training:
    """A run in progress: the network, the place reached, the curves and `course`: the weights of
    the epochs so far, thinned out.

    `optimizer` may be replaced at any time, also while it runs: the next step follows it.
    """

    def __init__(self, design: Design, dataset: Dataset, data: Dataset | None = None) -> None:
        """Start with first weights; `data` is `prepared(design, dataset)` where that is at hand."""
        self.design = design
        self.data = prepared(design, dataset) if data is None else data
        self.net = Sequential(design.layers, self.data.shape, design.run.seed)
        self.optimizer = design.optimizer
        self._compare_by(design.loss)
        self.epoch = 0
        self.step = 0
        self.seconds = 0.0
        self.history: list[EpochReport] = []
        self.best_weights: Array | None = None
        self.best_epoch = 0
        self._optimizer_state = self.optimizer.new_state(self.net.weight_vector)
        self._loss_sum = 0.0
        self._right = 0
        self._good = self.net.weight_vector.copy()
        self._limit = self._runaway_limit()
        self.begin_with(self.net.weight_vector)

    def begin_with(self, weights: Array) -> None:
        """Take `weights`, in the order of the network's vector, for those at this place."""
        self.net.weight_vector[...] = self._good[...] = weights
        self.course = Snapshots()
        self.course.take(self.epoch, self.net.weight_vector)

    def adopt(self, design: Design) -> None:
        """Go on with other decisions on the same data and layers; the weights stay.

        A new optimizer starts without memory where the kinds differ. Other batches, another order
        or another loss begin the current epoch anew.
        """
        old = self.design
        if design.structure() != old.structure():
            raise ValueError("another structure needs another training")
        if type(design.optimizer) is not type(self.optimizer):
            self._optimizer_state = design.optimizer.new_state(self.net.weight_vector)
        if design.loss != old.loss:
            self._compare_by(design.loss)
        epochs_anew = (design.run.batch_size, design.run.seed, design.loss)
        if epochs_anew != (old.run.batch_size, old.run.seed, old.loss):
            self.step, self._loss_sum, self._right = 0, 0.0, 0
        self.design, self.optimizer = design, design.optimizer

    def move_to(self, design: Design, data: Dataset) -> None:
        """Go on with the same weights and curves on other samples, `prepared` for `design`.

        The current epoch begins anew, and so does the search for the best weights.
        """
        old = self.design
        if (design.view, design.layers) != (old.view, old.layers) or data.shape != self.data.shape:
            raise ValueError("another structure needs another training")
        self.data = data
        self._compare_by(self.loss)
        self._limit = self._runaway_limit()
        self.step, self._loss_sum, self._right = 0, 0.0, 0
        self.best_epoch, self.best_weights = 0, None
        self.design = replace(old, source=design.source)
        self.adopt(design)

    def _compare_by(self, loss: Loss) -> None:
        """Take up a loss; ShapeError where the outputs cannot be compared with the targets."""
        net, part = self.net, self.data.train
        self.targets = loss.encode(part.targets, net.output_shape, net.dtype)
        self.loss = loss
        self._labels = part.targets if _has_classes(part) else None
        # Before a merged activation a single output is compared with 0, not with a half.
        self._threshold = 0.0 if loss.merges_with is type(net.layers[-1]) else 0.5
        self._sums = loss.over == "sum"
        self._bound: dict[int, Step] = {}

    @property
    def batch_size(self) -> int:
        """Samples in a step; never more than there are."""
        return min(self.design.run.batch_size, len(self.data.train))

    @property
    def begun(self) -> bool:
        """Whether at least one step was taken."""
        return self.epoch > 0 or self.step > 0

    @property
    def steps(self) -> int:
        """Steps in an epoch, the last one perhaps with a smaller batch."""
        return math.ceil(len(self.data.train) / self.batch_size)

    def _runaway_limit(self) -> float:
        x, t = self.data.train.x, self.targets
        inputs = float(np.abs(x).max(initial=0))
        targets = float(np.abs(t).max(initial=1)) if t.dtype.kind == "f" else 1.0
        weights = float(np.abs(self.net.weight_vector).max(initial=0))
        return RUNAWAY * max(1.0, targets, weights) * max(1.0, 1.0 / inputs if inputs else 1.0)

    def order(self) -> Array:
        """The order of this epoch's samples."""
        rng = np.random.default_rng((self.design.run.seed, ORDER, self.epoch))
        return rng.permutation(len(self.data.train))

    @_silent
    def take_step(self, places: Array) -> float:
        """One batch: forward, loss, backward, update. Returns its loss; raises Diverged."""
        size, x = len(places), self.data.train.x
        step = self._bound.get(size) or self._bind(size)
        seed = (self.design.run.seed, CHANCE, self.epoch, self.step)
        value = step.run(x, self.targets, places, seed, self.design.run.noise)
        self._watch(value)
        if self._labels is not None:
            found = predicted_classes(step.outputs(), self._threshold)
            self._right += int(np.count_nonzero(found == self._labels.take(places)))
        step.update(self.optimizer, self._optimizer_state)
        shown = value / size if self._sums else value
        self._loss_sum += shown * size
        self.step += 1
        return shown

    def _bind(self, size: int) -> Step:
        """The step for batches of `size`; one for full batches and one for an epoch's last."""
        if len(self._bound) > 1:
            self._bound.clear()
        self._bound[size] = step = self.net.step(size, self.loss, self.targets)
        return step

    def rest(self) -> None:
        """Give back the memory that steps are bound to; the next step takes it again."""
        self._bound.clear()

    def _watch(self, loss: float) -> None:
        """Look at every loss, and often enough at the weights."""
        if not math.isfinite(loss):
            self._turn_back()
        elif self.step % WATCHED_STEPS == 0 or (self.epoch == 0 and self.step < WATCHED_STEPS):
            self._keep_good_weights()

    def _keep_good_weights(self) -> None:
        """Remember the weights, or go back to those remembered when they have run away."""
        weights = self.net.weight_vector
        largest = max(float(weights.max(initial=0)), -float(weights.min(initial=0)))
        # A comparison with NaN is false: so are weights that are no numbers found.
        if largest <= self._limit:
            np.copyto(self._good, weights)
        else:
            self._turn_back()

    def _turn_back(self) -> NoReturn:
        self.net.weight_vector[...] = self._good
        self._optimizer_state = self.optimizer.new_state(self.net.weight_vector)
        if not np.isfinite(self.data.train.x).all():
            raise Diverged(
                "Some values in the data are infinite or no numbers, so nothing can be learnt.",
                "Fill in or leave out these samples and read the data again.",
            )
        raise Diverged(
            "The training left the range of numbers in epoch {epoch}: the steps were too long for "
            "this network, and the weights grew without limit. The last good weights are back.",
            "Choose a smaller learning rate than {rate} and press play again.",
            epoch=self.epoch + 1, rate=f"{self.optimizer.learning_rate:g}",
        )  # fmt: skip

    def finish_epoch(self) -> EpochReport:
        """Evaluate on the test part and add a point to the curves; raises Diverged."""
        self._keep_good_weights()
        count = len(self.data.train)
        test = evaluate(self.net, self.data.test, self.loss)
        report = EpochReport(
            self.epoch + 1, self._loss_sum / count, test.loss,
            None if self._labels is None else self._right / count,
            test.accuracy, self.seconds,
        )  # fmt: skip
        self.history.append(report)
        self.epoch += 1
        self.course.take(self.epoch, self.net.weight_vector)
        self.step, self._loss_sum, self._right = 0, 0.0, 0
        if self.best_epoch == 0 or report.is_better_than(self.history[self.best_epoch - 1]):
            self.best_epoch = report.epoch
            self.best_weights = self.net.weight_vector.copy()
        return report

    def anew(self) -> Training:
        """Another training of the same design on the same data, from first weights."""
        return Training(self.design, self.data, self.data)

    def at_best(self) -> Training:
        """Another training that stands where this one does, but with the best weights so far."""
        other = self.anew()
        other.restore(self.arrays(), self.record())
        if self.best_weights is not None:
            other.begin_with(self.best_weights)
        return other

    # What a file keeps of it.

    def arrays(self) -> dict[str, Array]:
        """Every array that an exact resume needs, as copies, by name."""
        curves = np.array([report.row() for report in self.history], np.float64)
        kept = {
            f"weights.{name}": view.copy() for name, view in self.net.weights.items()
        } | {
            f"optimizer.{name}": state.copy() for name, state in self._optimizer_state.items()
        }
        kept["curves"] = curves.reshape(-1, 6)
        if self.best_weights is not None:
            kept["best_weights"] = self.best_weights.copy()
        return kept

    def record(self) -> dict[str, Any]:
        """The rest of what an exact resume needs, as plain values for JSON."""
        return {
            "epoch": self.epoch, "step": self.step, "seconds": self.seconds,
            "loss_sum": self._loss_sum, "right": self._right, "best_epoch": self.best_epoch,
        }  # fmt: skip

    def restore(self, arrays: Mapping[str, Array], record: Mapping[str, Any]) -> None:
        """Go on where `arrays` and `record` were taken; FileError where they do not fit."""
        weights = np.empty_like(self.net.weight_vector)
        state = self.optimizer.new_state(weights)
        best = None
        try:
            for row, views in enumerate(self.net.rows(weights)):
                for name, view in views.items():
                    _fill(view, arrays[f"weights.{row}.{name}"])
            for name, values in state.items():
                _fill(values, arrays[f"optimizer.{name}"])
            if "best_weights" in arrays:
                best = np.empty_like(weights)
                _fill(best, arrays["best_weights"])
            history = [EpochReport.of_row(row) for row in arrays["curves"].reshape(-1, 6)]
            epoch, step, right, best_epoch = (
                int(record[name]) for name in ("epoch", "step", "right", "best_epoch")
            )
            seconds, loss_sum = float(record["seconds"]), float(record["loss_sum"])
            if not (epoch == len(history) >= best_epoch >= 0 and 0 <= step <= self.steps):
                raise ValueError("a place outside the run")
        except (KeyError, TypeError, ValueError) as error:
            raise FileError(
                "The weights in this file do not belong to the network in it.",
                "Open another copy of the file.",
            ) from error
        self._optimizer_state, self.best_weights, self.history = state, best, history
        self.epoch, self.step, self.best_epoch = epoch, step, best_epoch
        self.seconds, self._loss_sum, self._right = seconds, loss_sum, right
        self.begin_with(weights)


def train(training: Training, epochs: int | None = None) -> Iterator[Report]:
    """Train up to and including epoch `epochs` (else as the design says), reporting every step.

    Between two reports the design may be changed by `Training.adopt`. Raises Diverged when the
    numbers run away, with the last good weights back in the network.
    """
    while training.epoch < (training.design.run.epochs if epochs is None else epochs):
        order: Array | None = None
        while training.step < training.steps:
            began = perf_counter()
            # Also where another batch size or seed began the epoch anew.
            if order is None or training.step == 0:
                order = training.order()
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


def _fill(place: Array, values: Array) -> None:
    if place.shape != values.shape:
        raise ValueError(f"an array of {values.shape} where {place.shape} belongs")
    place[...] = values
