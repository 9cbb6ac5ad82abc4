"""Pooling: the largest value or the mean of each window, or of each whole channel."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, NamedTuple, Self

import numpy as np

from diynn.errors import ShapeError
from diynn.layers.activations import like
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.layers.windows import (
    PADDING,
    Dilation1D,
    Dilation2D,
    both,
    check_spatial,
    cropped,
    disjoint,
    output_size,
    padded,
    padded_shape,
    places,
    spanned,
)
from diynn.settings import LATER, RARE, Pair, Range

SIZE = Range(1, 1024)
STRIDE = Range(1, 1024)
Padding1D = Annotated[
    int, PADDING, "Places added at either end: at most half of the window", RARE, LATER
]
Padding2D = Annotated[
    Pair, PADDING,
    "Places added, above and below × left and right: at most half of the window", RARE, LATER,
]  # fmt: skip


CountsEdges = Annotated[
    bool, "Count the zeros of the padding in the mean, too", RARE, LATER
]


class Windows(NamedTuple):
    """What a pooling is bound to: `outer` is x with what lies around it, which `begin` brings up to
    date, and `outer_dx` its gradient, of zeros, with `dx` in its middle.

    `picks` are the slices that `places` gives; `overlapping` is whether windows share values.
    """

    y: Array
    outer: Array
    begin: Callable[[], None]
    outer_dx: Array
    dx: Array
    picks: list[tuple[slice, ...]]
    overlapping: bool


@dataclass(frozen=True)
class Pooling(Layer):
    """What the four poolings share: the window, and no weights."""

    group: ClassVar[str] = "Pooling"
    around: ClassVar[float] = 0.0
    """What lies around the input."""

    @property
    @abstractmethod
    def window(self) -> tuple[Shape, Shape]:
        """Size and stride, one number for each direction."""

    @property
    @abstractmethod
    def edges(self) -> Shape:
        """Places added on both sides, one number for each direction."""

    @property
    def gaps(self) -> Shape:
        """Steps between the values that a window takes, one number for each direction."""
        return (1,) * len(self.edges)

    @abstractmethod
    def with_stride(self, stride: Shape) -> Self:
        """The same window moving by other steps."""

    @property
    def is_plain(self) -> bool:
        """Whether its windows are without gaps, and nothing lies around the input."""
        return not any(self.edges) and set(self.gaps) == {1}

    def output_shape(self, shape: Shape) -> Shape:
        size, stride = self.window
        positions = output_size(self.name(), shape, size, stride, self.edges, self.gaps)
        if any(2 * p > k for p, k in zip(self.edges, size, strict=True)):
            raise ShapeError(
                "{owner} adds more than half of its window, {size}, on each side.",
                "Choose a smaller padding.",
                owner=self.name(), size=" × ".join(map(str, size)), unpad=True,
            )  # fmt: skip
        return (*positions, shape[-1])

    def inner_values(self, shape: Shape, samples: int) -> int:
        # x and its gradient with what lies around them.
        outer = math.prod(padded_shape(shape, self.edges)) if any(self.edges) else 0
        return 2 * samples * outer

    def memory(self, x: Array) -> Windows:
        """All that x (batch, *d, channels) goes through."""
        size, stride = self.window
        shape = self.output_shape(x.shape[1:])
        outer, begin = padded(x, self.edges, self.around)
        outer_dx = np.zeros(outer.shape, x.dtype)
        return Windows(
            np.empty((len(x), *shape), x.dtype), outer, begin, outer_dx,
            cropped(outer_dx, self.edges), list(places(shape[:-1], size, stride, self.gaps)),
            not disjoint(spanned(size, self.gaps), stride),
        )  # fmt: skip


@dataclass(frozen=True)
class MaxPooling(Pooling):
    """The largest value of each window."""

    around: ClassVar[float] = -math.inf

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, outer, begin, outer_dx, dx, picks, overlapping = self.memory(x)
        values, parts = [outer[pick] for pick in picks], [outer_dx[pick] for pick in picks]
        largest = np.empty(y.shape, np.bool_)
        share, rest = np.empty(y.shape, y.dtype), np.empty(y.shape, y.dtype)

        def forward() -> None:
            begin()
            np.maximum(values[0], values[-1], out=y)
            for value in values[1:-1]:
                np.maximum(value, y, out=y)

        def backward(dy: Array) -> Array:
            # Each value takes what is left where it is the largest, and the last takes the rest.
            left = dy
            if overlapping:
                outer_dx[...] = 0
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

    @property
    @abstractmethod
    def counts_edges(self) -> bool:
        """Whether the places that are added are counted in the mean."""

    def shares(self, shape: Shape, dtype: np.dtype[Any]) -> Array:
        """By what each sum is multiplied, for inputs of `shape`: (*positions, 1), or a number."""
        size, stride = self.window
        whole = np.asarray(1 / math.prod(size), dtype)
        if self.counts_edges or not any(self.edges):
            return whole
        ones, begin = padded(np.ones((1, *shape[:-1], 1)), self.edges)
        begin()
        positions = self.output_shape(shape)[:-1]
        counts = np.zeros((1, *positions, 1))
        for pick in places(positions, size, stride, self.gaps):
            counts += ones[pick]
        return np.asarray(1 / counts[0], dtype)

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, outer, begin, outer_dx, dx, picks, overlapping = self.memory(x)
        values, parts = [outer[pick] for pick in picks], [outer_dx[pick] for pick in picks]
        one_of = self.shares(x.shape[1:], x.dtype)
        share = np.empty(y.shape, y.dtype)

        def forward() -> None:
            begin()
            np.copyto(y, values[0])
            for value in values[1:]:
                np.add(y, value, out=y)
            np.multiply(y, one_of, out=y)

        def backward(dy: Array) -> Array:
            np.multiply(dy, one_of, out=share)
            if overlapping:
                outer_dx[...] = 0
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
    padding: Padding1D = 0

    @property
    def window(self) -> tuple[Shape, Shape]:
        return (self.kernel_size,), (self.stride,)

    @property
    def edges(self) -> Shape:
        return (self.padding,)

    def with_stride(self, stride: Shape) -> Self:
        return replace(self, stride=stride[0])


@dataclass(frozen=True)
class _Window2D(Pooling):
    kernel_size: Annotated[Pair, SIZE, "Height × width of the window"] = 2
    stride: Annotated[Pair, STRIDE, "Steps by which the window moves: down × right"] = 2
    padding: Padding2D = 0

    @property
    def window(self) -> tuple[Shape, Shape]:
        return both(self.kernel_size), both(self.stride)

    @property
    def edges(self) -> Shape:
        return both(self.padding)

    def with_stride(self, stride: Shape) -> Self:
        return replace(self, stride=(stride[0], stride[1]))


@dataclass(frozen=True)
class MaxPool1D(_Window1D, MaxPooling):
    """yₜ = the largest of x[t · stride … + size]; the gradient goes to the largest (the first)."""

    formula: ClassVar[tuple[str, ...]] = (r"y_t = \max_{0 \leq k < n} x_{t s + k d}",)

    dilation: Dilation1D = 1

    @property
    def gaps(self) -> Shape:
        return (self.dilation,)


@dataclass(frozen=True)
class MaxPool2D(_Window2D, MaxPooling):
    """yᵢⱼ = the largest value in the window; the gradient goes to the largest (the first)."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y_{i,j} = \max_{0 \leq k < h,\;0 \leq l < w} x_{i s + k d,\,j s + l d}",
    )

    dilation: Dilation2D = 1

    @property
    def gaps(self) -> Shape:
        return both(self.dilation)


@dataclass(frozen=True)
class AvgPool1D(_Window1D, AveragePooling):
    """yₜ = the mean of x[t · stride … + size]; the gradient is spread evenly."""

    formula: ClassVar[tuple[str, ...]] = (r"y_t = \frac{1}{n} \sum_{k=0}^{n-1} x_{t s + k}",)

    count_include_pad: CountsEdges = True

    @property
    def counts_edges(self) -> bool:
        return self.count_include_pad


@dataclass(frozen=True)
class AvgPool2D(_Window2D, AveragePooling):
    """yᵢⱼ = the mean of the values in the window; the gradient is spread evenly."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y_{i,j} = \frac{1}{h\,w} \sum_{k=0}^{h-1} \sum_{l=0}^{w-1} x_{i s + k,\,j s + l}",
    )

    count_include_pad: CountsEdges = True

    @property
    def counts_edges(self) -> bool:
        return self.count_include_pad


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
