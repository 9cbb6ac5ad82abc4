"""Functions that bend: applied to every value on its own, or (Softmax) to a sample's values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.layer import Array, Backward, Layer, Pass, Shape, Weights
from diynn.settings import Range


@dataclass(frozen=True)
class Activation(Layer):
    """A function without weights whose output has the shape of its input."""

    group: ClassVar[str] = "Activation"

    def output_shape(self, shape: Shape) -> Shape:
        return shape


@dataclass(frozen=True)
class Tanh(Activation):
    """y = tanh(x), between −1 and 1; dx = dy (1 − y²)."""

    def forward(self, x: Array, weights: Weights, pass_: Pass) -> tuple[Array, Backward]:
        y = np.tanh(x, out=pass_.empty(x.shape, x.dtype))

        def backward(dy: Array) -> tuple[Array, dict[str, Array]]:
            dx = np.multiply(y, y, out=pass_.empty(x.shape, x.dtype))
            np.subtract(1, dx, out=dx)
            return np.multiply(dx, dy, out=dx), {}

        return y, backward


@dataclass(frozen=True)
class Sigmoid(Activation):
    """y = 1 / (1 + e⁻ˣ), between 0 and 1; dx = dy y (1 − y)."""

    def forward(self, x: Array, weights: Weights, pass_: Pass) -> tuple[Array, Backward]:
        y = sigmoid(x, pass_.empty(x.shape, x.dtype))

        def backward(dy: Array) -> tuple[Array, dict[str, Array]]:
            dx = np.subtract(1, y, out=pass_.empty(x.shape, x.dtype))
            np.multiply(dx, y, out=dx)
            return np.multiply(dx, dy, out=dx), {}

        return y, backward


def sigmoid(x: Array, out: Array) -> Array:
    """1 / (1 + e⁻ˣ), written as (1 + tanh(x / 2)) / 2, which no x makes overflow."""
    np.multiply(x, 0.5, out=out)
    np.tanh(out, out=out)
    np.multiply(out, 0.5, out=out)
    return np.add(out, 0.5, out=out)


@dataclass(frozen=True)
class ReLU(Activation):
    """y = x for x > 0, slope · x otherwise; dx = dy · (1 or slope)."""

    slope: Annotated[float, Range(0.0, 1.0), "What is left of values below zero"] = 0.0

    def forward(self, x: Array, weights: Weights, pass_: Pass) -> tuple[Array, Backward]:
        slope, y = self.slope, pass_.empty(x.shape, x.dtype)
        if slope:
            # With a slope of at most 1 the larger of the two is the right one on either side.
            np.multiply(x, slope, out=y)
            np.maximum(x, y, out=y)
        else:
            np.maximum(x, 0, out=y)

        def backward(dy: Array) -> tuple[Array, dict[str, Array]]:
            positive = np.greater(x, 0, out=pass_.empty(x.shape, np.bool_))
            dx = np.multiply(dy, positive, out=pass_.empty(x.shape, x.dtype))
            if slope:
                np.logical_not(positive, out=positive)
                np.multiply(dy, slope, out=dy)
                np.multiply(dy, positive, out=dy)
                np.add(dx, dy, out=dx)
            return dx, {}

        return y, backward


@dataclass(frozen=True)
class Softmax(Activation):
    """yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ): positive values that add up to 1; dxᵢ = yᵢ (dyᵢ − Σⱼ dyⱼ yⱼ)."""

    def forward(self, x: Array, weights: Weights, pass_: Pass) -> tuple[Array, Backward]:
        y = softmax(x, pass_.empty(x.shape, x.dtype))

        def backward(dy: Array) -> tuple[Array, dict[str, Array]]:
            dx = np.multiply(dy, y, out=pass_.empty(x.shape, x.dtype))
            dot = dx.sum(axis=-1, keepdims=True)
            np.subtract(dy, dot, out=dx)
            return np.multiply(dx, y, out=dx), {}

        return y, backward


def softmax(x: Array, out: Array) -> Array:
    """Softmax over the last axis; the largest value is taken off first, so that none overflows."""
    np.subtract(x, x.max(axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    out /= out.sum(axis=-1, keepdims=True)
    return out
