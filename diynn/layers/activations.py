"""Activations: applied to every value on its own, or (Softmax) to a sample's values."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.settings import Range

PIECE = 2**14
"""Values in a piece of a batch: 64 kilobytes for each array that is written."""

Ways = tuple[Callable[[], None], Callable[[Array], Array]]


@dataclass(frozen=True)
class Activation(Layer):
    """A function without weights whose output has the shape of its input."""

    group: ClassVar[str] = "Activation"

    @property
    def reach(self) -> tuple[float, float]:
        """The ends between which its values lie."""
        return (-math.inf, math.inf)

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx = like(x), like(x)
        in_piece = max(1, PIECE // max(1, math.prod(x.shape[1:])))
        pieces = [slice(start, start + in_piece) for start in range(0, len(x), in_piece)]
        spare = np.empty((2, min(in_piece, len(x)), *x.shape[1:]), x.dtype)
        ways = [self.over(x[piece], y[piece], dx[piece], spare[:, : len(x[piece])])
                for piece in pieces]  # fmt: skip
        if len(ways) == 1:
            return Bound(y, *ways[0])

        def forward() -> None:
            for way, _ in ways:
                way()

        def backward(dy: Array) -> Array:
            for piece, (_, way) in zip(pieces, ways, strict=True):
                way(dy[piece])
            return dx

        return Bound(y, forward, backward)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        """Forward, which fills y from x, and backward, which fills dx from dy and returns it.

        x is a part of a batch: so few samples that all that is in between stays in a core's cache.
        `spare` are two arrays shaped as x, which other parts write to as well. A kind with weights
        binds itself instead.
        """
        raise NotImplementedError


@dataclass(frozen=True)
class Tanh(Activation):
    """y = tanh(x), between −1 and 1; dx = dy (1 − y²)."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \tanh x = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}",
        r"\delta_x = \delta_y\,(1 - y^2)",
    )

    @property
    def reach(self) -> tuple[float, float]:
        return (-1.0, 1.0)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        one = constant(1, x)

        def forward() -> None:
            np.tanh(x, out=y)

        def backward(dy: Array) -> Array:
            np.multiply(y, y, out=dx)
            np.subtract(one, dx, out=dx)
            return np.multiply(dx, dy, out=dx)

        return forward, backward


@dataclass(frozen=True)
class Sigmoid(Activation):
    """y = 1 / (1 + e⁻ˣ), between 0 and 1; dx = dy y (1 − y)."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \frac{1}{1 + e^{-x}}",
        r"\delta_x = \delta_y\;y\,(1 - y)",
    )

    @property
    def reach(self) -> tuple[float, float]:
        return (0.0, 1.0)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        one = constant(1, x)
        forward = bound_sigmoid(x, y, spare[0])

        def backward(dy: Array) -> Array:
            np.subtract(one, y, out=dx)
            np.multiply(dx, y, out=dx)
            return np.multiply(dx, dy, out=dx)

        return forward, backward


def sigmoid(x: Array, out: Array) -> Array:
    """1 / (1 + e⁻ˣ), in `out`."""
    bound_sigmoid(x, out, like(x))()
    return out


def bound_sigmoid(x: Array, out: Array, above_one: Array) -> Callable[[], None]:
    """What writes 1 / (1 + e⁻ˣ) of x as it is then into `out`, as eˣ / (1 + eˣ);
    `above_one` takes what is divided by.

    x is held below the number from which eˣ leaves the range of numbers; the quotient is 1 there.
    """
    one, limit = constant(1, x), constant(math.floor(-math.log(tiny(x))), x)

    def run() -> None:
        np.minimum(x, limit, out=out)
        np.exp(out, out=out)
        np.add(out, one, out=above_one)
        np.divide(out, above_one, out=out)

    return run


def tiny(x: Array) -> float:
    """The smallest number of x's type with all its digits."""
    return float(np.finfo(x.dtype).tiny)


@dataclass(frozen=True)
class ReLU(Activation):
    """y = x for x > 0, slope · x otherwise; dx = dy · (1 or slope)."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \begin{cases} x &\quad x > 0 \\ s\,x &\quad x \leq 0 \end{cases}",
        r"\delta_x = \begin{cases} \delta_y &\quad x > 0\\ s\,\delta_y &\quad x \leq 0 \end{cases}",
    )

    slope: Annotated[float, Range(0.0, 1.0), "What is left of values below zero"] = 0.0

    @property
    def reach(self) -> tuple[float, float]:
        return (0.0 if self.slope == 0 else -math.inf, math.inf)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        return bent(x, y, dx, spare[0], self.slope)


@dataclass(frozen=True)
class LeakyReLU(Activation):
    """y = x for x > 0, slope · x otherwise, so that no unit dies; dx = dy · (1 or slope)."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \begin{cases} x &\quad x > 0 \\ s\,x &\quad x \leq 0 \end{cases}",
        r"\delta_x = \begin{cases} \delta_y &\quad x > 0\\ s\,\delta_y &\quad x \leq 0 \end{cases}",
    )

    slope: Annotated[float, Range(1e-4, 1.0), "What is left of values below zero"] = 0.01

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        return bent(x, y, dx, spare[0], self.slope)


def bent(x: Array, y: Array, dx: Array, rest: Array, slope_below: float) -> Ways:
    """The way of x through y = x above zero and slope · x below, with a slope from 0 to 1."""
    slope = constant(slope_below, x)
    zero = constant(0, x)
    positive = np.empty(x.shape, np.bool_)

    def forward() -> None:
        if slope_below:
            # With a slope of at most 1 the larger of the two is the right one on either side.
            np.multiply(x, slope, out=y)
            np.maximum(x, y, out=y)
        else:
            np.maximum(x, zero, out=y)

    def backward(dy: Array) -> Array:
        np.greater(x, zero, out=positive)
        np.multiply(dy, positive, out=dx)
        if slope_below:
            np.subtract(dy, dx, out=rest)
            np.multiply(rest, slope, out=rest)
            np.add(dx, rest, out=dx)
        return dx

    return forward, backward


@dataclass(frozen=True)
class Softmax(Activation):
    """yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ): positive values that add up to 1; dxᵢ = yᵢ (dyᵢ − Σⱼ dyⱼ yⱼ)."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y_i = \frac{e^{x_i}}{\sum_j e^{x_j}}",
        r"\delta_{x,i} = y_i\,(\delta_{y,i} - \sum_j \delta_{y,j}\,y_j)",
    )

    @property
    def reach(self) -> tuple[float, float]:
        return (0.0, 1.0)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        def forward() -> None:
            softmax(x, y)

        def backward(dy: Array) -> Array:
            np.multiply(dy, y, out=dx)
            dot = np.add.reduce(dx, axis=-1, keepdims=True)
            np.subtract(dy, dot, out=dx)
            return np.multiply(dx, y, out=dx)

        return forward, backward


def softmax(x: Array, out: Array) -> Array:
    """Softmax over the last axis; the largest value is taken off first, so that none overflows."""
    np.subtract(x, np.maximum.reduce(x, axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    out /= np.add.reduce(out, axis=-1, keepdims=True)
    return out


def constant(value: float, x: Array) -> Array:
    """A number of x's type, in the form that costs NumPy least to take up."""
    return np.array(value, x.dtype)


def like(x: Array) -> Array:
    """An array of x's shape and type, of any content, its values in a row."""
    return np.empty(x.shape, x.dtype)


# GELU(x) = x (1 + tanh(A x + B x³)) / 2
A = math.sqrt(2 / math.pi)
B = A * 0.044715


@dataclass(frozen=True)
class ELU(Activation):
    """y = x for x > 0, α (eˣ − 1) otherwise, down to −α; dx = dy · (1 or α eˣ).

    Clevert et al. 2016.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \begin{cases} x &\quad x > 0 \\ \alpha\,(e^{x} - 1) &\quad x \leq 0 \end{cases}",
        (r"\delta_x = \begin{cases} \delta_y &\quad x > 0\\\alpha\,e^{x}\,\delta_y &\quad x \leq 0"
        r" \end{cases}"),
    )

    alpha: Annotated[float, Range(0.01, 10.0), "How far below zero the output can go"] = 1.0

    @property
    def reach(self) -> tuple[float, float]:
        return (-self.alpha, math.inf)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        power = like(x)
        zero, alpha, rest = constant(0, x), constant(self.alpha, x), constant(1 - self.alpha, x)
        positive = np.empty(x.shape, np.bool_)

        def forward() -> None:
            # α e^min(x, 0), which is α above zero. (NumPy's expm1 costs six times as much.)
            np.minimum(x, zero, out=power)
            np.exp(power, out=power)
            np.multiply(power, alpha, out=power)
            np.maximum(x, zero, out=y)
            np.subtract(power, alpha, out=dx)
            np.add(y, dx, out=y)

        def backward(dy: Array) -> Array:
            if not rest:
                return np.multiply(power, dy, out=dx)
            np.greater(x, zero, out=positive)
            np.multiply(positive, rest, out=dx)
            np.add(dx, power, out=dx)
            return np.multiply(dx, dy, out=dx)

        return forward, backward


@dataclass(frozen=True)
class GELU(Activation):
    """y = x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2, a smooth ReLU that dips a little below zero.

    Hendrycks and Gimpel 2016, in the form with tanh (PyTorch's `approximate="tanh"`), which is
    within 0.0005 of x · Φ(x) with the normal distribution's Φ. dx = dy · y′(x).
    """

    formula: ClassVar[tuple[str, ...]] = (
        (r"y = \frac{x}{2} \left( 1 + \tanh\left( \sqrt{\frac{2}{\pi}}\,(x + 0.044715\,x^3) "
        r"\right) \right)"),
    )

    @property
    def reach(self) -> tuple[float, float]:
        return (-0.1701, math.inf)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        square, bend, rest = like(x), like(x), spare[0]
        one, half = constant(1, x), constant(0.5, x)
        a, b, b3 = constant(A, x), constant(B, x), constant(3 * B, x)

        def forward() -> None:
            # Beyond ±50 the tanh is ±1 for long; held there, no square overflows.
            np.clip(x, -50, 50, out=bend)
            np.multiply(bend, bend, out=square)
            np.multiply(square, b, out=y)
            np.add(y, a, out=y)
            np.multiply(y, bend, out=bend)
            np.tanh(bend, out=bend)
            np.add(bend, one, out=y)
            np.multiply(y, half, out=y)
            np.multiply(y, x, out=y)

        def backward(dy: Array) -> Array:
            # y′ = (1 + t) / 2 + x (1 − t²) (A + 3 B x²) / 2 with t = tanh(…)
            #    = ((1 + t) / 2) · (1 + x (1 − t) (A + 3 B x²))
            np.multiply(square, b3, out=dx)
            np.add(dx, a, out=dx)
            np.multiply(dx, x, out=dx)
            np.subtract(one, bend, out=rest)
            np.multiply(dx, rest, out=dx)
            np.add(dx, one, out=dx)
            np.add(bend, one, out=rest)
            np.multiply(rest, half, out=rest)
            np.multiply(dx, rest, out=dx)
            return np.multiply(dx, dy, out=dx)

        return forward, backward


@dataclass(frozen=True)
class SiLU(Activation):
    """y = x σ with σ = 1 / (1 + e⁻ˣ), a smooth ReLU, also called swish; dx = dy (σ + y − y σ).

    Elfwing et al. 2018.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = x\,\sigma, \quad \sigma = \frac{1}{1 + e^{-x}}",
        r"\delta_x = \delta_y\,(\sigma + y - y\,\sigma)",
    )

    @property
    def reach(self) -> tuple[float, float]:
        return (-0.2785, math.inf)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        share, one = like(x), constant(1, x)
        find_share = bound_sigmoid(x, share, spare[0])

        def forward() -> None:
            find_share()
            np.multiply(x, share, out=y)

        def backward(dy: Array) -> Array:
            np.subtract(one, share, out=dx)
            np.multiply(dx, y, out=dx)
            np.add(dx, share, out=dx)
            return np.multiply(dx, dy, out=dx)

        return forward, backward


@dataclass(frozen=True)
class Softplus(Activation):
    """y = log(1 + eˣ), a ReLU with a round corner, never below zero; dx = dy / (1 + e⁻ˣ)."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \log(1 + e^{x})",
        r"\delta_x = \frac{\delta_y}{1 + e^{-x}}",
    )

    @property
    def reach(self) -> tuple[float, float]:
        return (0.0, math.inf)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        power, above_one, rest = like(x), spare[0], spare[1]
        zero, one = constant(0, x), constant(1, x)

        def forward() -> None:
            # max(x, 0) + log(1 + e^−|x|): the same, and nothing overflows.
            np.negative(x, out=power)
            np.minimum(x, power, out=power)
            np.exp(power, out=power)
            np.add(power, one, out=above_one)
            np.log(above_one, out=y)
            # What 1 + p has lost of a small p. (NumPy's log1p costs up to seven times as much.)
            np.subtract(above_one, one, out=rest)
            np.subtract(power, rest, out=rest)
            np.add(y, rest, out=y)
            np.maximum(x, zero, out=rest)
            np.add(y, rest, out=y)

        def backward(dy: Array) -> Array:
            # 1 / (1 + e⁻ˣ) is 1 or, below zero, e^−|x|, over 1 + e^−|x|.
            np.greater_equal(x, zero, out=dx)
            np.maximum(dx, power, out=dx)
            np.add(power, one, out=above_one)
            np.divide(dx, above_one, out=dx)
            return np.multiply(dx, dy, out=dx)

        return forward, backward


FACTORS = 32
"""Factors from 1 to 2 whose product is far from the end of the range of numbers."""


class LogOnePlus:
    """Σ log(1 + x) of many x from 0 to 1: the logarithm of their product, taken for 32 at once.

    A product is kept as what it is beyond 1, (1 + a) (1 + b) = 1 + (a + b (1 + a)), so that small x
    lose no digit. (NumPy's log1p has no vector form on most processors: it costs seven times as
    much as log, and ten times as much as exp.)
    """

    def __init__(self, values: Array) -> None:
        size = values.size
        beyond = np.zeros(-(-size // FACTORS) * FACTORS, values.dtype)
        more = np.empty_like(beyond)
        self.x = beyond[:size].reshape(values.shape)
        """To be filled, shaped as `values`; it stays as it is."""
        self.one_more = more[:size].reshape(values.shape)
        """1 + x, once they are summed up."""
        self.spare = like(values)
        """Of any content."""
        self._one = constant(1, values)
        self._whole = beyond, self._one, more
        self._halvings: list[tuple[Array, Array, Array, Array]] = []
        for _ in range(FACTORS.bit_length() - 1):
            half = len(beyond) // 2
            a, b, product = beyond[:half], beyond[half:], np.empty(half, values.dtype)
            # 1 + a of all x is wanted anyway.
            self._halvings.append((a, b, product if self._halvings else more[:half], product))
            beyond = product
        self._logs = beyond

    def sum(self) -> float:
        """Σ log(1 + x), for x as it is now."""
        np.add(*self._whole)
        for number, (a, b, one_more, product) in enumerate(self._halvings):
            if number:
                np.add(a, self._one, out=one_more)
            np.multiply(one_more, b, out=product)
            np.add(product, a, out=product)
        np.log1p(self._logs, out=self._logs)
        return float(np.add.reduce(self._logs, dtype=np.float64))
