"""Pooling: the largest value or the mean of each window, or of each whole channel."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Self

import numpy as np

from diynn.layers.activations import like
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.layers.windows import both, check_spatial, disjoint, output_size, places
from diynn.settings import Pair, Range

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

    @abstractmethod
    def with_stride(self, stride: Shape) -> Self:
        """The same window moving by other steps."""

    def output_shape(self, shape: Shape) -> Shape:
        size, stride = self.window
        return (*output_size(self.name(), shape, size, stride, (0,) * len(size)), shape[-1])

    def memory(self, x: Array) -> tuple[Array, Array, list[tuple[slice, ...]], bool]:
        """Memory for y and dx, the picks that `places` gives, and whether windows share values.

        dx holds zeros: no window's share falls on what no window covers.
        """
        size, stride = self.window
        shape = self.output_shape(x.shape[1:])
        y = np.empty((len(x), *shape), x.dtype)
        dx = np.zeros(x.shape, x.dtype)
        return y, dx, list(places(shape[:-1], size, stride)), not disjoint(size, stride)


@dataclass(frozen=True)
class MaxPooling(Pooling):
    """The largest value of each window."""

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx, picks, overlapping = self.memory(x)
        values, parts = [x[pick] for pick in picks], [dx[pick] for pick in picks]
        largest = np.empty(y.shape, np.bool_)
        share, rest = np.empty(y.shape, y.dtype), np.empty(y.shape, y.dtype)

        def forward() -> None:
            np.maximum(values[0], values[-1], out=y)
            for value in values[1:-1]:
                np.maximum(value, y, out=y)

        def backward(dy: Array) -> Array:
            # Each value takes what is left where it is the largest, and the last takes the rest.
            left = dy
            if overlapping:
                dx[...] = 0
            for value, part in zip(values[:-1], parts, strict=False):
                np.equal(value, y, out=largest)
                taken = np.multiply(left, largest, out=share if overlapping else part)
                left = np.subtract(left, taken, out=rest)
                if overlapping:
                    np.add(part, taken, out=part)
            if overlapping:
                np.add(parts[-1], left, out=parts[-1])
            else:
                np.copyto(parts[-1], left)
            return dx

        return Bound(y, forward, backward)


@dataclass(frozen=True)
class AveragePooling(Pooling):
    """The mean of each window."""

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx, picks, overlapping = self.memory(x)
        values, parts = [x[pick] for pick in picks], [dx[pick] for pick in picks]
        one_of = x.dtype.type(1 / len(picks))
        share = np.empty(y.shape, y.dtype)

        def forward() -> None:
            np.copyto(y, values[0])
            for value in values[1:]:
                np.add(y, value, out=y)
            np.multiply(y, one_of, out=y)

        def backward(dy: Array) -> Array:
            np.multiply(dy, one_of, out=share)
            if overlapping:
                dx[...] = 0
            for part in parts:
                if overlapping:
                    np.add(part, share, out=part)
                else:
                    np.copyto(part, share)
            return dx

        return Bound(y, forward, backward)


@dataclass(frozen=True)
class _Window1D(Pooling):
    kernel_size: Annotated[int, SIZE, "Length of the window"] = 2
    stride: Annotated[int, STRIDE, "Steps by which the window moves"] = 2

    @property
    def window(self) -> tuple[Shape, Shape]:
        return (self.kernel_size,), (self.stride,)

    def with_stride(self, stride: Shape) -> Self:
        return replace(self, stride=stride[0])


@dataclass(frozen=True)
class _Window2D(Pooling):
    kernel_size: Annotated[Pair, SIZE, "Height × width of the window"] = 2
    stride: Annotated[Pair, STRIDE, "Steps by which the window moves: down × right"] = 2

    @property
    def window(self) -> tuple[Shape, Shape]:
        return both(self.kernel_size), both(self.stride)

    def with_stride(self, stride: Shape) -> Self:
        return replace(self, stride=(stride[0], stride[1]))


@dataclass(frozen=True)
class MaxPool1D(_Window1D, MaxPooling):
    """yₜ = the largest of x[t · stride … + size]; the gradient goes to the largest (the first)."""

    formula: ClassVar[tuple[str, ...]] = (r"y_t = \max_{0 \leq k < n} x_{t s + k}",)


@dataclass(frozen=True)
class MaxPool2D(_Window2D, MaxPooling):
    """yᵢⱼ = the largest value in the window; the gradient goes to the largest (the first)."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y_{i,j} = \max_{0 \leq k < h,\;0 \leq l < w} x_{i s + k,\,j s + l}",
    )


@dataclass(frozen=True)
class AvgPool1D(_Window1D, AveragePooling):
    """yₜ = the mean of x[t · stride … + size]; the gradient is spread evenly."""

    formula: ClassVar[tuple[str, ...]] = (r"y_t = \frac{1}{n} \sum_{k=0}^{n-1} x_{t s + k}",)


@dataclass(frozen=True)
class AvgPool2D(_Window2D, AveragePooling):
    """yᵢⱼ = the mean of the values in the window; the gradient is spread evenly."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y_{i,j} = \frac{1}{h\,w} \sum_{k=0}^{h-1} \sum_{l=0}^{w-1} x_{i s + k,\,j s + l}",
    )


@dataclass(frozen=True)
class GlobalAvgPool(Layer):
    """y_c = the mean of channel c over a whole sequence or image; the gradient is spread evenly."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y_c = \frac{1}{n} \sum_{p=1}^{n} x_{p,c}",
        r"\delta_{x,p,c} = \frac{\delta_{y,c}}{n}",
    )

    group: ClassVar[str] = "Pooling"

    def output_shape(self, shape: Shape) -> Shape:
        check_spatial(self.name(), shape)
        return (shape[-1],)

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx = np.empty((len(x), x.shape[-1]), x.dtype), like(x)
        axes = tuple(range(1, x.ndim - 1))
        one_of = x.dtype.type(1 / math.prod(x.shape[1:-1]))
        share = like(y)
        wide = share.reshape(len(x), *(1,) * len(axes), x.shape[-1])

        def forward() -> None:
            np.add.reduce(x, axis=axes, out=y)
            np.multiply(y, one_of, out=y)

        def backward(dy: Array) -> Array:
            np.multiply(dy, one_of, out=share)
            np.copyto(dx, wide)
            return dx

        return Bound(y, forward, backward)
