"""A window moves over a sequence or an image and keeps the largest value or the mean."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.layer import Array, Backward, Layer, Pass, Shape, Weights
from diynn.layers.windows import output_size, places, tiles
from diynn.settings import Range

SIZE = Range(1, 1024)
STRIDE = Range(1, 1024)


@dataclass(frozen=True)
class Pooling(Layer):
    """What the four poolings share: the window, and no weights."""

    group: ClassVar[str] = "Pooling"

    @property
    @abstractmethod
    def window(self) -> tuple[Shape, Shape]:
        """Size and stride, one number for each direction."""

    def output_shape(self, shape: Shape) -> Shape:
        size, stride = self.window
        return (*output_size(self.name(), shape, size, stride, (0,) * len(size)), shape[-1])

    def _cleared(self, x: Array, positions: Shape, pass_: Pass) -> Array:
        dx = pass_.empty(x.shape, x.dtype)
        if not tiles(x.shape[1:], positions, *self.window):
            dx[...] = 0
        return dx


@dataclass(frozen=True)
class _Max(Pooling):
    def forward(self, x: Array, weights: Weights, pass_: Pass) -> tuple[Array, Backward]:
        shape = self.output_shape(x.shape[1:])
        size, stride = self.window
        picks = list(places(shape[:-1], size, stride))
        y = pass_.empty((len(x), *shape), x.dtype)
        where = pass_.empty(y.shape, np.uint8 if len(picks) < 256 else np.int32)
        larger = pass_.empty(y.shape, np.bool_)
        np.copyto(y, x[picks[0]])
        where[...] = 0
        for number, pick in enumerate(picks[1:], 1):
            np.greater(x[pick], y, out=larger)
            np.maximum(x[pick], y, out=y)
            np.copyto(where, number, where=larger)
        overlapping = not tiles(x.shape[1:], shape[:-1], size, stride)

        def backward(dy: Array) -> tuple[Array, dict[str, Array]]:
            dx = self._cleared(x, shape[:-1], pass_)
            for number, pick in enumerate(picks):
                np.equal(where, number, out=larger)
                if overlapping:
                    dx[pick] += dy * larger
                else:
                    np.multiply(dy, larger, out=dx[pick])
            return dx, {}

        return y, backward


@dataclass(frozen=True)
class _Average(Pooling):
    def forward(self, x: Array, weights: Weights, pass_: Pass) -> tuple[Array, Backward]:
        shape = self.output_shape(x.shape[1:])
        size, stride = self.window
        picks = list(places(shape[:-1], size, stride))
        share = 1 / math.prod(size)
        y = pass_.empty((len(x), *shape), x.dtype)
        np.copyto(y, x[picks[0]])
        for pick in picks[1:]:
            np.add(y, x[pick], out=y)
        np.multiply(y, share, out=y)
        overlapping = not tiles(x.shape[1:], shape[:-1], size, stride)

        def backward(dy: Array) -> tuple[Array, dict[str, Array]]:
            dx = self._cleared(x, shape[:-1], pass_)
            part = np.multiply(dy, share, out=pass_.empty(dy.shape, dy.dtype))
            for pick in picks:
                if overlapping:
                    dx[pick] += part
                else:
                    dx[pick] = part
            return dx, {}

        return y, backward


@dataclass(frozen=True)
class _Window1D(Pooling):
    size: Annotated[int, SIZE, "Length of the window"] = 2
    stride: Annotated[int, STRIDE, "Steps by which the window moves"] = 2

    @property
    def window(self) -> tuple[Shape, Shape]:
        return (self.size,), (self.stride,)


@dataclass(frozen=True)
class _Window2D(Pooling):
    height: Annotated[int, SIZE, "Height of the window"] = 2
    width: Annotated[int, SIZE, "Width of the window"] = 2
    vertical_stride: Annotated[int, STRIDE, "Rows by which the window moves down"] = 2
    horizontal_stride: Annotated[int, STRIDE, "Columns by which the window moves right"] = 2

    @property
    def window(self) -> tuple[Shape, Shape]:
        return (self.height, self.width), (self.vertical_stride, self.horizontal_stride)


@dataclass(frozen=True)
class MaxPool1D(_Window1D, _Max):
    """yₜ = the largest of x[t · stride … + size]; the gradient goes to the largest (the first)."""


@dataclass(frozen=True)
class MaxPool2D(_Window2D, _Max):
    """yᵢⱼ = the largest value in the window; the gradient goes to the largest (the first)."""


@dataclass(frozen=True)
class AvgPool1D(_Window1D, _Average):
    """yₜ = the mean of x[t · stride … + size]; the gradient is spread evenly."""


@dataclass(frozen=True)
class AvgPool2D(_Window2D, _Average):
    """yᵢⱼ = the mean of the values in the window; the gradient is spread evenly."""
