"""Functions that bend: applied to every value on its own, or (Softmax) to a sample's values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.settings import Range


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

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx, one = like(x), like(x), constant(1, x)

        def forward() -> None:
            np.tanh(x, out=y)

        def backward(dy: Array) -> Array:
            np.multiply(y, y, out=dx)
            np.subtract(one, dx, out=dx)
            return np.multiply(dx, dy, out=dx)

        return Bound(y, forward, backward)


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

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx, one, half = like(x), like(x), constant(1, x), constant(0.5, x)

        def forward() -> None:
            sigmoid(x, y, half)

        def backward(dy: Array) -> Array:
            np.subtract(one, y, out=dx)
            np.multiply(dx, y, out=dx)
            return np.multiply(dx, dy, out=dx)

        return Bound(y, forward, backward)


def sigmoid(x: Array, out: Array, half: Array | None = None) -> Array:
    """1 / (1 + e⁻ˣ), written as (1 + tanh(x / 2)) / 2, which no x makes overflow."""
    half = constant(0.5, x) if half is None else half
    np.multiply(x, half, out=out)
    np.tanh(out, out=out)
    np.multiply(out, half, out=out)
    np.add(out, half, out=out)
    return out


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

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        return bent(x, self.slope)


@dataclass(frozen=True)
class LeakyReLU(Activation):
    """y = x for x > 0, slope · x otherwise, so that no unit dies; dx = dy · (1 or slope)."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \begin{cases} x &\quad x > 0 \\ s\,x &\quad x \leq 0 \end{cases}",
        r"\delta_x = \begin{cases} \delta_y &\quad x > 0\\ s\,\delta_y &\quad x \leq 0 \end{cases}",
    )

    slope: Annotated[float, Range(1e-4, 1.0), "What is left of values below zero"] = 0.01

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        return bent(x, self.slope)


def bent(x: Array, slope_below: float) -> Bound:
    """The way of x through y = x above zero and slope · x below, with a slope from 0 to 1."""
    y, dx, slope = like(x), like(x), constant(slope_below, x)
    zero, rest = constant(0, x), like(x)
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

    return Bound(y, forward, backward)


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

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx = like(x), like(x)

        def forward() -> None:
            softmax(x, y)

        def backward(dy: Array) -> Array:
            np.multiply(dy, y, out=dx)
            dot = np.add.reduce(dx, axis=-1, keepdims=True)
            np.subtract(dy, dot, out=dx)
            return np.multiply(dx, y, out=dx)

        return Bound(y, forward, backward)


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
