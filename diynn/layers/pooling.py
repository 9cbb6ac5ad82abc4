"""A window moves over a sequence or an image and keeps the largest value or the mean."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.layer import Array, Bound, Layer, Pass, Shape, Weights
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

    def _picks(self, x: Array) -> tuple[list[tuple[slice, ...]], bool, Array]:
        """What `places` gives, whether the windows tile x, and memory for the output."""
        size, stride = self.window
        shape = self.output_shape(x.shape[1:])
        return (
            list(places(shape[:-1], size, stride)),
            tiles(x.shape[1:], shape[:-1], size, stride),
            np.empty((len(x), *shape), x.dtype),
        )


@dataclass(frozen=True)
class _Max(Pooling):
    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        picks, tiled, y = self._picks(x)
        values = [x[pick] for pick in picks]
        dx = np.empty(x.shape, x.dtype)
        parts = [dx[pick] for pick in picks]
        largest = np.empty(y.shape, np.bool_)
        share = np.empty(y.shape, y.dtype)

        def forward() -> None:
            np.maximum(values[0], values[-1], out=y)
            for value in values[1:-1]:
                np.maximum(value, y, out=y)

        def backward(dy: Array) -> Array:
            # Each value takes what is left where it is the largest, and the last takes the rest.
            if not tiled:
                dx[...] = 0
            for value, part in zip(values[:-1], parts, strict=False):
                np.equal(value, y, out=largest)
                np.multiply(dy, largest, out=share)
                np.subtract(dy, share, out=dy)
                if tiled:
                    part[...] = share
                else:
                    np.add(part, share, out=part)
            if tiled:
                parts[-1][...] = dy
            else:
                np.add(parts[-1], dy, out=parts[-1])
            return dx

        return Bound(y, forward, backward)


@dataclass(frozen=True)
class _Average(Pooling):
    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        picks, tiled, y = self._picks(x)
        values = [x[pick] for pick in picks]
        dx = np.empty(x.shape, x.dtype)
        parts = [dx[pick] for pick in picks]
        share = x.dtype.type(1 / len(picks))

        def forward() -> None:
            np.copyto(y, values[0])
            for value in values[1:]:
                np.add(y, value, out=y)
            np.multiply(y, share, out=y)

        def backward(dy: Array) -> Array:
            np.multiply(dy, share, out=dy)
            if not tiled:
                dx[...] = 0
            for part in parts:
                if tiled:
                    part[...] = dy
                else:
                    np.add(part, dy, out=part)
            return dx

        return Bound(y, forward, backward)


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
