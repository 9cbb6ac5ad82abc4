"""What a network that predicts values makes of samples: figures, and what each input does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from diynn.data.dataset import Array, Dataset, Part
from diynn.network.metrics import Regression, regression
from diynn.network.sequential import Sequential

MOST_SAMPLES = 1000
"""Samples by which inputs are tried out."""
MOST_BASELINE = 20_000_000
"""Values beyond which no linear model is fitted for comparison."""
_PERMUTATIONS = 3
_GRID = 60


@dataclass(frozen=True)
class Input:
    """One input as a person knows it: `places` are its columns among the numbers of a sample.

    `texts` are its categories, each a column of its own; empty for a number.
    """

    name: str
    places: tuple[int, ...]
    texts: tuple[str, ...] = ()


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


@dataclass(frozen=True, eq=False)
class Predictor:
    """A network with its weights and data: predicts in the target's own units.

    `raw` is the data as it was read, `data` as the network gets it.
    """

    net: Sequential
    weights: Array
    raw: Dataset
    data: Dataset

    def of_part(self, part: Part) -> tuple[Array, Array]:
        """Predicted and true values, (samples, values) each, of a part of `data`."""
        y = self.net.predict(part.x, self.weights)
        return self.data.in_target_units(y), self.data.in_target_units(part.targets)

    def of_raw(self, x: Array) -> Array:
        """Predictions for samples (n, *shape) as they were read."""
        scaled = (self.data.input_scale or self.raw.scaler(self.data.scaling))(x)
        y = self.net.predict(scaled.reshape(-1, *self.data.shape), self.weights)
        return self.data.in_target_units(y)


def baseline(raw: Dataset) -> Regression | None:
    """What a linear model (least squares, scikit-learn's) reaches on the test part of raw data."""
    train, test = raw.train, raw.test
    if not len(test) or train.x.size > MOST_BASELINE:
        return None
    from sklearn.linear_model import LinearRegression

    model = LinearRegression().fit(_flat(train.x), train.targets)
    return regression(model.predict(_flat(test.x)), test.targets)


def _flat(x: Array) -> Array:
    return x.reshape(len(x), -1).astype(np.float64)


def importances(
    predictor: Predictor, value: int, wanted: Callable[[], bool]
) -> Iterator[tuple[Input, float]]:
    """How much R² on the test part falls where an input is shuffled: permutation importance.

    All columns of a category are shuffled together. The mean over three shuffles; ends early where
    it is not `wanted` any more. L. Breiman, “Random forests”, 2001.
    """
    raw = predictor.raw
    places = np.linspace(0, len(raw.test) - 1, min(len(raw.test), MOST_SAMPLES)).astype(int)
    x, t = raw.test.x[places], raw.test.targets[places][:, [value]]
    rng = np.random.default_rng(0)
    whole = regression(predictor.of_raw(x)[:, [value]], t).r2
    for one in inputs_of(raw):
        falls = []
        for _ in range(_PERMUTATIONS):
            if not wanted():
                return
            shuffled = x.copy()
            order = rng.permutation(len(x))
            shuffled[:, list(one.places)] = x[order][:, list(one.places)]
            falls.append(whole - regression(predictor.of_raw(shuffled)[:, [value]], t).r2)
        yield one, float(np.mean(falls))


def dependence(predictor: Predictor, one: Input, value: int) -> tuple[Array, Array]:
    """The mean prediction where one input has each of some values and all others stay.

    The values (n,) go evenly from the lowest to the highest, or are 1, 2, … for categories.
    J. H. Friedman, “Greedy function approximation”, 2001.
    """
    raw = predictor.raw
    places = np.linspace(0, len(raw.train) - 1, min(len(raw.train), MOST_SAMPLES // 4)).astype(int)
    x = raw.train.x[places].astype(np.float64)
    columns = list(one.places)
    if one.texts:
        grid = np.arange(1.0, len(one.texts) + 1)
        settings = [np.eye(len(one.texts))[k] for k in range(len(one.texts))]
    else:
        seen = raw.train.x[:, columns[0]]
        grid = np.linspace(float(seen.min()), float(seen.max()), _GRID)
        settings = [np.array([level]) for level in grid]
    means = []
    for setting in settings:
        x[:, columns] = setting
        means.append(float(predictor.of_raw(x)[:, value].mean()))
    return grid, np.array(means)
