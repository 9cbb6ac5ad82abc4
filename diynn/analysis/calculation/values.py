"""How one value comes about: lines of sums of products, each factor with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.layers.layer import Backward, Layer, Pass, Shape, Weights

Array = NDArray[Any]
Place = tuple[int, ...]
"""Where a value stands in an array. In x, y and their gradients the first number is the sample."""

SUM, LARGEST = "sum", "largest"
"""How a line makes its value of its terms: it adds them up, or it picks the largest."""


@dataclass(frozen=True, eq=False)
class Factor:
    """One factor of each term of a group.

    `values` are (terms,). Where they are read off an array, `array` names it (“x”, “y”, “dy”, “W”,
    within a residual block also “first.y”) and `places` says where, (terms, axes). Where they are
    a function of such values, `arguments` are what goes into the function, (terms,).
    """

    symbol: str
    values: Array
    array: str = ""
    places: Array | None = None
    arguments: Array | None = None


@dataclass(frozen=True, eq=False)
class Products:
    """Terms of one form: each is the product of its factors."""

    factors: tuple[Factor, ...]

    @cached_property
    def values(self) -> Array:
        """The products (terms,)."""
        found = np.array(self.factors[0].values, np.float64)
        for factor in self.factors[1:]:
            found = found * factor.values
        return found


@dataclass(frozen=True, eq=False)
class Line:
    """One quantity, which is the sum of the terms of all its groups.

    `value` is what the layer itself computed; the terms add up to it but for rounding. `place` is
    where the quantity stands in its array, () for one that stands in none.
    """

    symbol: str
    place: Place
    value: float
    groups: tuple[Products, ...]
    rule: str = SUM

    @cached_property
    def products(self) -> Array:
        """All terms (terms,), those of the first group first."""
        parts = [group.values for group in self.groups]
        return np.concatenate(parts) if parts else np.zeros(0)

    @property
    def total(self) -> float:
        """The sum of the terms."""
        return float(self.products.sum())

    @property
    def rounding(self) -> float:
        """What the sum lacks of the value."""
        return self.value - self.total


@dataclass(frozen=True, eq=False)
class Calculation:
    """One value, line by line: what is needed on the way first, the value itself last."""

    lines: tuple[Line, ...]

    @property
    def last(self) -> Line:
        """The line of the value that was asked for."""
        return self.lines[-1]

    @property
    def value(self) -> float:
        """The value that was asked for."""
        return self.last.value


@dataclass(frozen=True, eq=False)
class SentBack:
    """What a layer's backward made of the gradient `dy` (batch, *shape out): that for its input,
    `dx` (batch, *shape), and those for its weights."""

    dy: Array
    dx: Array
    gradients: Mapping[str, Array]


@dataclass(frozen=True, eq=False)
class Applied:
    """A layer with the values that went through it, in float64.

    `x` is (batch, *shape), `y` (batch, *shape out), `weights` are those before the forward: a
    training's forward changes the gathered ones. `slopes`, (batch, *shape), are those of a layer
    that draws, dy/dx of each value as it was drawn; None for every other layer. `back` is known
    where a gradient was sent back already: it need not be done again for a single value.
    """

    layer: Layer
    weights: Mapping[str, Array]
    x: Array
    y: Array
    training: bool = False
    slopes: Array | None = None
    back: SentBack | None = None


def apply_layer(
    layer: Layer, weights: Weights, x: Array, training: bool = False,
    rng: np.random.Generator | None = None,
) -> tuple[Applied, Backward]:  # fmt: skip
    """Send x (batch, *shape) through a layer, and get its backward, to be called once.

    Computed on copies in float64. In training `rng` is what a layer draws from.
    """
    values = np.array(x, np.float64)
    own = {name: np.array(values, np.float64) for name, values in weights.items()}
    kept = {name: values.copy() for name, values in own.items()}
    pass_ = Pass(training, rng)
    y, way, back, _ = layer.bind(values, own, pass_)
    way()
    slopes = None
    if layer.is_stochastic:
        found = back(np.ones_like(y))
        slopes = None if found is None else found.copy()

    def backward(dy: Array) -> tuple[Array | None, dict[str, Array]]:
        dx = back(np.ascontiguousarray(dy, np.float64))
        return dx, pass_.gradients

    return Applied(layer, kept, values, y.copy(), training, slopes), backward


def one_at(shape: Shape, place: Place) -> Array:
    """Zeros of `shape` with a 1 at `place`."""
    made = np.zeros(shape)
    made[place] = 1.0
    return made


def constant(symbol: str, value: float, count: int = 1) -> Factor:
    """A factor that is the same number in each of `count` terms."""
    return Factor(symbol, np.full(count, float(value)))


def read_at(symbol: str, values: Array, places: Array, array: str = "") -> Factor:
    """A factor that is read off `values` at `places` (terms, axes)."""
    places = np.asarray(places, np.intp).reshape(-1, values.ndim)
    return Factor(symbol, values[tuple(places.T)], array or symbol, places)


def of_sample(sample: int, places: Array) -> Array:
    """Places within one sample (terms, axes) with the sample's number before them."""
    return np.insert(places, 0, sample, axis=1)
