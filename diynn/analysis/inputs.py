"""What each input does to a network's answer: what shuffling it costs, and the mean answer over it.

For a table an input is a column, a category of one too: all its numbers go together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from diynn.data.dataset import Array, Dataset, Part
from diynn.network.losses import Loss
from diynn.network.metrics import accuracy, class_probabilities, predicted_classes, regression
from diynn.network.sequential import Sequential

MOST_SAMPLES = 1000
"""Samples by which inputs are tried out; evenly spread ones of more."""
MOST_AVERAGED = 250
"""Samples over which a mean answer is taken."""
FINE, COARSE = 60, 24
"""Places of a curve of mean answers; fewer where it has to be quick."""
_SHUFFLES = 3
_AT_ONCE = 2**21
"""Input values that are asked about at once."""


@dataclass(frozen=True)
class Input:
    """One input as a person knows it: `places` are its columns among the numbers of a sample.

    `texts` are its categories, each a column of its own; empty for a number.
    """

    name: str
    places: tuple[int, ...]
    texts: tuple[str, ...] = ()

    def values(self, x: Array) -> Array:
        """The values (n,) of this input in samples (n, features): 1, 2, … for categories, and NaN
        for one that the training part does not have."""
        own = x[:, list(self.places)]
        if not self.texts:
            return own[:, 0].astype(np.float64)
        return np.where(own.max(axis=1) > 0, own.argmax(axis=1) + 1.0, np.nan)


def inputs_of(raw: Dataset) -> tuple[Input, ...]:
    """The inputs of samples that are a line of numbers; none of others, such as images."""
    if len(raw.shape) != 1:
        return ()
    if raw.preparation is None:
        names = raw.features or tuple(f"x{k + 1}" for k in range(raw.shape[0]))
        return tuple(Input(name, (k,)) for k, name in enumerate(names))
    found, begin = [], 0
    for column in raw.preparation.columns:
        end = begin + len(column.features)
        found.append(Input(column.name, tuple(range(begin, end)), column.texts or ()))
        begin = end
    return tuple(found)


def evenly(count: int, most: int) -> Array:
    """The places of at most so many of `count` samples, evenly spread."""
    return np.linspace(0, max(count - 1, 0), min(count, most)).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Asked:
    """A network with its weights and data, asked about samples as they were read.

    It answers with values in the target's own units, or with the probabilities of the classes.
    `raw` is the data as it was read, `data` as the network gets it.
    """

    net: Sequential
    weights: Array
    raw: Dataset
    data: Dataset
    loss: Loss

    def of_part(self, part: Part) -> tuple[Array, Array]:
        """Answers (samples, values or classes) and targets of a part of `data`, both in the units
        of `raw`."""
        y = self._answers(self.net.predict(part.x, self.weights))
        targets = part.targets
        return y, targets if self.raw.classes else self.data.in_target_units(targets)

    def of_raw(self, x: Array) -> Array:
        """Answers (n, values or classes) for samples (n, *shape) as they were read."""
        return self.of_scaled(self.scaled(x))

    def of_scaled(self, x: Array) -> Array:
        """The same for samples that are scaled, but still lie as they were read."""
        return self._answers(self.net.predict(x.reshape(-1, *self.data.shape), self.weights))

    def scaled(self, x: Array) -> Array:
        """Samples (n, *shape) as they were read, scaled for the network: float32."""
        scale = self.data.input_scale
        assert scale is not None
        return scale(x)

    def _answers(self, y: Array) -> Array:
        return class_probabilities(y, self.loss) if self.raw.classes else (
            self.data.in_target_units(y)
        )

    def score(self, answers: Array, targets: Array, value: int) -> float:
        """How good answers are: the accuracy, or R² of one of the values."""
        if self.raw.classes:
            return accuracy(predicted_classes(answers), targets)
        return regression(answers[:, [value]], targets[:, [value]]).r2


@dataclass(frozen=True)
class Importance:
    """How much the score falls where an input is shuffled: mean and deviation over the shuffles."""

    fall: float
    deviation: float


def importances(
    asked: Asked, value: int, wanted: Callable[[], bool], orders: Array | None = None
) -> Iterator[tuple[Input, Importance]]:
    """The permutation importance of each input on the test part, or the training part without one.

    It is the fall of R² of a `value`, or of the accuracy. `orders` (shuffles, n) say how the n
    samples are shuffled each time; three times by chance else. Ends early where it is not `wanted`
    any more. L. Breiman, “Random forests”, 2001.
    """
    raw = asked.raw
    part = raw.test if len(raw.test) else raw.train
    places = evenly(len(part), MOST_SAMPLES)
    # Each input is scaled by itself: to scale and to shuffle it can change places.
    x, targets = asked.scaled(part.x[places]), part.targets[places]
    if orders is None:
        rng = np.random.default_rng(0)
        orders = np.stack([rng.permutation(len(x)) for _ in range(_SHUFFLES)])
    whole = asked.score(asked.of_scaled(x), targets, value)
    for one in inputs_of(raw):
        falls = []
        columns = list(one.places)
        own = x[:, columns]
        for order in orders:
            if not wanted():
                return
            x[:, columns] = own[order]
            falls.append(whole - asked.score(asked.of_scaled(x), targets, value))
        x[:, columns] = own
        yield one, Importance(float(np.mean(falls)), float(np.std(falls)))


def dependence(
    asked: Asked, one: Input, steps: int = FINE, samples: int = MOST_AVERAGED
) -> tuple[Array, Array]:
    """The mean answers where one input has each of some values and all others stay as they are.

    The values (n,) go evenly from the lowest to the highest of the training part, or are 1, 2, …
    for categories; the answers are (n, values or classes), over so many training samples.
    J. H. Friedman, “Greedy function approximation”, 2001.
    """
    train = asked.raw.train
    x = train.x[evenly(len(train), samples)].astype(np.float64)
    columns = list(one.places)
    if one.texts:
        grid = np.arange(1.0, len(one.texts) + 1)
        settings = np.eye(len(one.texts))
    else:
        seen = train.x[:, columns[0]]
        grid = np.linspace(float(seen.min()), float(seen.max()), steps)
        settings = grid[:, None]
    means = []
    at_once = max(_AT_ONCE // max(x.size, 1), 1)
    for begin in range(0, len(settings), at_once):
        some = settings[begin : begin + at_once]
        tried = np.tile(x, (len(some), 1))
        tried[:, columns] = np.repeat(some, len(x), axis=0)
        y = asked.of_raw(tried).reshape(len(some), len(x), -1)
        means.append(y.mean(axis=1, dtype=np.float64))
    return grid, np.concatenate(means)
