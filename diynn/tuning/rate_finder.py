"""Find a learning rate: train a copy while the rate grows, and look where the loss falls and rises.

The range test is that of L. Smith, "Cyclical learning rates for training neural networks" (2015),
section 3.3; the geometric growth, the smoothing, the place to stop and the reading of the curve are
those of fastai's `lr_find`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset
from diynn.data.sources.source import outline_of
from diynn.design.data_advice import data_advice
from diynn.design.design import Design
from diynn.design.fixes import FATAL
from diynn.errors import Diverged, SettingError
from diynn.network.optimizers import Optimizer
from diynn.network.schedules import Constant
from diynn.settings import Declared, Range, settings_of
from diynn.text import short
from diynn.training.training import Training

Array = NDArray[Any]

SMOOTHING = 0.9
"""Weight of what came before in the moving average of the losses."""
RUNAWAY_FACTOR = 4.0
"""The loss has run away when its average is so many times the lowest, and worse than at the start.
"""
LEAST_FALL = 0.02
"""A loss that falls by a smaller share than this has not learnt anything."""
LEAST_POINTS = 4
AT_ONCE = 10.0
"""A loss that runs away before the rate has grown so many times does so at once."""
WINDOW = 0.25
"""How many decades on either side the slope of the loss is measured over."""


@dataclass(frozen=True)
class RateSearch(Declared):
    """Which learning rates are tried: from the lowest to the highest by equal factors."""

    lowest_rate: Annotated[
        float, Range(1e-12, 1e6, logarithmic=True), "The first rate: small enough to change nothing"
    ] = 1e-5
    highest_rate: Annotated[
        float,
        Range(1e-12, 1e6, logarithmic=True),
        "The last rate, unless the loss runs away before it",
    ] = 10.0
    steps: Annotated[
        int, Range(10, 100_000), "Batches to train on, each with a rate of its own"
    ] = 200

    def rates(self) -> Array:
        """The rate of every step, (steps,); SettingError where the highest is not the higher."""
        if not self.lowest_rate < self.highest_rate:
            raise SettingError(
                "The learning rate cannot grow from {low} to {high}.",
                "Choose a highest rate above the lowest.",
                low=short(self.lowest_rate), high=short(self.highest_rate),
            )  # fmt: skip
        return np.geomspace(self.lowest_rate, self.highest_rate, self.steps)


class RatePoint(NamedTuple):
    """One batch: its place from 1, its rate, its loss, and the average of the losses so far."""

    step: int
    steps: int
    rate: float
    loss: float
    smoothed: float


@dataclass(frozen=True)
class Suggestion:
    """A good rate and how it was found.

    `lowest` is the rate at which the average loss is lowest, `steepest` that round which it falls
    fastest; `rate` is a tenth of `lowest`. `ran_away` says whether the loss ran away: where it did
    not, still higher rates may be good too.
    """

    rate: float
    steepest: float
    lowest: float
    ran_away: bool


def find_rate(
    design: Design, data: Dataset, search: RateSearch | None = None, weights: Array | None = None
) -> Iterator[RatePoint]:
    """Train a copy of the design's network, a batch a rate, until the loss runs away.

    `data` is `prepared` for the design. The copy begins with `weights`, else with first weights; no
    other training is touched. Raises SettingError where the rates cannot grow, ShapeError where the
    design does not fit, and Diverged where the data itself has no numbers.
    """
    # The rate is the search's alone.
    training = Training(replace(design, schedule=Constant()), data, data)
    if weights is not None:
        training.begin_with(weights)
    rates = (search or RateSearch()).rates()
    total = kept = 0.0
    lowest = first = math.inf
    order = training.order()
    for number, rate in enumerate(rates.tolist(), 1):
        training.optimizer = replace(training.optimizer, learning_rate=rate)
        start = training.step * training.batch_size
        try:
            loss = training.take_step(order[start : start + training.batch_size])
        except Diverged:
            if not np.isfinite(data.train.x).all():
                raise
            return
        total = SMOOTHING * total + (1 - SMOOTHING) * loss
        kept = SMOOTHING * kept + (1 - SMOOTHING)
        # Without the division the first values would lean to zero (Kingma and Ba 2015, section 3).
        smoothed = total / kept
        first, lowest = min(first, smoothed) if number == 1 else first, min(lowest, smoothed)
        yield RatePoint(number, len(rates), rate, loss, smoothed)
        if has_run_away(smoothed, lowest, first):
            return
        if training.step == training.steps:
            # The next epoch, without looking at the test part.
            training.epoch, training.step = training.epoch + 1, 0
            order = training.order()


def has_run_away(smoothed: float, lowest: float, first: float) -> bool:
    """Whether an average loss is beyond all good, given the lowest and the first one."""
    return smoothed > max(RUNAWAY_FACTOR * lowest, first)


def suggestion(
    points: Sequence[RatePoint], design: Design | None = None, data: Dataset | None = None
) -> Suggestion:
    """The rate to train with, from the points of a whole search (at least one), in their order.

    It is a tenth of the rate at which the average loss is lowest: that keeps away from where the
    loss rises again. fastai offers it ("minimum"), and the rate where the loss falls fastest
    ("steep") beside it; that one is reported too, but a few lucky batches can shift it by decades.
    Raises Diverged where the loss ran away before it fell, SettingError where it did not fall; with
    the `design` and its `prepared` data, for the reason that lies in these, where there is one.
    """
    rates = np.array([point.rate for point in points])
    smoothed = np.array([point.smoothed for point in points])
    ran_away = points[-1].step < points[-1].steps or has_run_away(
        points[-1].smoothed, float(smoothed.min()), points[0].smoothed
    )
    place = int(smoothed.argmin())
    low, high = short(float(rates[0]), 3), short(float(rates[-1]), 3)
    if place < LEAST_POINTS or not _fell(points, float(smoothed[place])):
        for one in data_advice(design, outline_of(data)) if design and data else ():
            if one.weight == FATAL:
                raise SettingError(one.message, one.remedy, **one.values)
        if ran_away and rates[-1] < AT_ONCE * rates[0]:
            raise Diverged(
                "The loss ran away as soon as the learning rate grew, before it had fallen.",
                "Choose a much smaller lowest rate than {low}.",
                low=low,
            )
        if ran_away:
            raise SettingError(
                "The loss did not fall before it ran away at a learning rate of {high}.",
                "Choose more steps, or make the network or the batches larger.",
                high=high,
            )
        raise SettingError(
            "With learning rates from {low} to {high} the loss did not fall.",
            "Choose a higher highest rate, or more steps.",
            low=low, high=high,
        )  # fmt: skip
    lowest = float(rates[place])
    steepest = _steepest(np.log10(rates[: place + 1]), smoothed[: place + 1])
    return Suggestion(_rounded(lowest / 10), 10**steepest, lowest, ran_away)


def _fell(points: Sequence[RatePoint], lowest: float) -> bool:
    """Whether the lowest average is below the first losses by more than chance."""
    first = np.array([point.loss for point in points[: max(LEAST_POINTS, len(points) // 10)]])
    # The deviation of an exponential average of independent values.
    noise = float(first.std()) * math.sqrt((1 - SMOOTHING) / (1 + SMOOTHING))
    return lowest < float(first.mean()) - max(LEAST_FALL * float(first.mean()), 4 * noise)


def _steepest(x: Array, y: Array) -> float:
    """Where y falls fastest over the rising x: the slope is that of the line through the points no
    farther away than `WINDOW`."""
    slopes = np.empty(len(x))
    for number, middle in enumerate(x):
        near = np.abs(x - middle) <= max(WINDOW, x[1] - x[0])
        way = x[near] - x[near].mean()
        slopes[number] = (way @ y[near]) / (way @ way)
    return float(x[int(slopes.argmin())])


def _rounded(rate: float) -> float:
    """A rate with the two digits that matter, as a person would write it; within its limits."""
    limits = next(s.limits for s in settings_of(Optimizer) if s.name == "learning_rate")
    assert isinstance(limits, Range)
    return min(max(float(f"{rate:.2g}"), limits.low), limits.high)
