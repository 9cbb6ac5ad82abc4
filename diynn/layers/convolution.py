"""The same small weighted sum at every place of a sequence or an image."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Self

import numpy as np

from diynn.errors import ShapeError
from diynn.layers.grouped import bind_grouped
from diynn.layers.im2col import (
    Columns,
    ConvolvedGradient,
    FoldedGradient,
    InputGradient,
    worth_a_convolution,
)
from diynn.layers.initializers import initial
from diynn.layers.layer import Array, Bound, Pass, Shape, Weights
from diynn.layers.windows import (
    PADDING,
    SIZE,
    STRIDE,
    Dilation1D,
    Dilation2D,
    Filters,
    FirstBias,
    FirstWeights,
    Groups,
    HasBias,
    OverImage,
    OverSequence,
    both,
    output_size,
    padded,
    padded_shape,
    spanned,
)
from diynn.settings import Pair

BLOCK = 2**18
"""Values in the windows of a block, and in its output: a megabyte each."""


@dataclass(frozen=True)
class Convolution(Filters):
    """What Conv1D and Conv2D share: the windows as rows of a matrix, times the filters."""

    @property
    @abstractmethod
    def gaps(self) -> Shape:
        """Steps between the values that a window takes, one number for each direction."""

    @property
    @abstractmethod
    def group_count(self) -> int:
        """Groups of channels, each with filters of its own."""

    @abstractmethod
    def with_stride(self, stride: Shape) -> Self:
        """The same filters moving by other steps."""

    def output_shape(self, shape: Shape) -> Shape:
        places, groups = output_size(self.name(), shape, *self.window, self.gaps), self.group_count
        if shape[-1] % groups or self.filters % groups:
            raise ShapeError(
                "{owner} has {groups} groups, but {channels} channels arrive and there are "
                "{filters} filters: both must be multiples of the groups.",
                "Choose another number of groups, or of filters.",
                owner=self.name(), groups=groups, channels=shape[-1], filters=self.filters,
                ungroup=True,
            )  # fmt: skip
        return (*places, self.filters)

    def weight_shapes(self, shape: Shape) -> dict[str, Shape]:
        inputs = shape[-1] // self.group_count
        shapes: dict[str, Shape] = {
            "W": (*self.window[0], inputs, self.filters), "b": (self.filters,)
        }  # fmt: skip
        return {name: shapes[name] for name in self.initializers}

    def new_weights(self, shape: Shape, rng: np.random.Generator) -> dict[str, Array]:
        places_in_window = math.prod(self.window[0])
        fan_in = places_in_window * shape[-1] // self.group_count
        fan_out = places_in_window * self.filters // self.group_count
        return {
            name: initial(self.initializers[name], size, fan_in, fan_out, rng)
            for name, size in self.weight_shapes(shape).items()
        }

    def multiply_count(self, shape: Shape) -> int:
        positions, inputs = self.output_shape(shape)[:-1], shape[-1] // self.group_count
        return math.prod(positions) * math.prod(self.window[0]) * inputs * self.filters

    def inner_values(self, shape: Shape, samples: int) -> int:
        size, _, padding = self.window
        outer = math.prod(padded_shape(shape, padding)) if any(padding) else 0
        # The windows of one sample at least lie side by side.
        windows = math.prod(self.output_shape(shape)[:-1]) * math.prod(size) * shape[-1]
        return samples * outer + windows

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        if self.group_count > 1:
            shape = self.output_shape(x.shape[1:])
            return bind_grouped(x, weights, pass_, self.window, self.gaps, self.group_count, shape)
        products = Products(self, x, weights, pass_)
        y = np.empty((len(x), *products.positions, self.filters), x.dtype)

        def forward() -> None:
            products.begin_forward()
            for number, samples in enumerate(products.blocks):
                products.forward(number, y[samples])

        def backward(dy: Array) -> Array | None:
            products.begin_backward()
            for number, samples in enumerate(products.blocks):
                products.backward(number, dy[samples])
                place = products.place(samples)
                if place is not None:
                    np.copyto(place, dy[samples])
                    products.find_dx(samples)
            return products.end_backward()

        return Bound(y, forward, backward)


class Products:
    """The matrix products of a bound convolution, a few samples at a time.

    `blocks` are the samples of each block, so few that their windows stay in a core's cache from
    the copy to the product. Each way begins with its `begin`. For `pool` see `Columns`.
    """

    def __init__(
        self, layer: Convolution, x: Array, weights: Weights, pass_: Pass,
        pool: tuple[Shape, Shape] | None = None,
    ) -> None:  # fmt: skip
        W, b = weights["W"], weights.get("b")
        size, stride, padding = layer.window
        gaps, filters = layer.gaps, layer.filters
        outer, self._pad = padded(x, padding)
        self.positions = layer.output_shape(x.shape[1:])[:-1]
        self._W, self._b = W.reshape(-1, filters), b
        width = max(len(self._W) + 1, filters)
        in_block = max(1, BLOCK // (math.prod(self.positions) * width))
        self._columns = Columns(outer, size, stride, gaps, in_block, b is not None, pool)
        self.blocks = self._columns.samples
        # The bias is one more row of W, which meets the ones beside every window.
        self._matrix = np.empty((len(self._W) + (b is not None), filters), x.dtype)
        self._gradient, self._part = np.empty_like(self._matrix), np.empty_like(self._matrix)
        self._dW = pass_.gradient("W", W).reshape(self._W.shape)
        self._db = None if b is None else pass_.gradient("b", b)
        self._back: InputGradient | None = None
        if pass_.wants_dx:
            cheaper = worth_a_convolution(
                math.prod(x.shape[1:-1]), x.shape[-1], math.prod(self.positions), filters
            )
            fits = all(p < k for p, k in zip(padding, spanned(size, gaps), strict=True))
            if set(stride) == {1} and fits and cheaper:
                self._back = ConvolvedGradient(
                    x, self.positions, size, padding, gaps, W, in_block
                )
            else:
                self._back = FoldedGradient(
                    outer, self.positions, size, stride, padding, gaps, W, in_block
                )

    def begin_forward(self) -> None:
        self._pad()
        np.copyto(self._matrix[: len(self._W)], self._W)
        if self._b is not None:
            np.copyto(self._matrix[-1], self._b)

    def forward(self, block: int, y: Array) -> None:
        """Write the output of a block into y, in the order of the columns' rows."""
        np.dot(self._columns.filled(block), self._matrix, out=y.reshape(-1, y.shape[-1]))

    def begin_backward(self) -> None:
        self._gradient[...] = 0
        if self._back is not None:
            self._back.begin()

    def backward(self, block: int, dy: Array) -> None:
        """Add the weights' gradients of a block, from dy in the order of the columns' rows."""
        rows = self._columns.filled(block)
        np.dot(rows.T, dy.reshape(-1, dy.shape[-1]), out=self._part)
        np.add(self._gradient, self._part, out=self._gradient)

    def place(self, samples: slice) -> Array | None:
        """Where `find_dx` wants a block's gradient; None where that for x is not wanted."""
        return None if self._back is None else self._back.place(samples.stop - samples.start)

    def find_dx(self, samples: slice) -> None:
        """Find the gradient for x of a block, once its own is in place."""
        if self._back is not None:
            self._back.block(samples)

    def end_backward(self) -> Array | None:
        """The gradients for the weights in their places, and the one for x where it is wanted."""
        np.copyto(self._dW, self._gradient[: len(self._W)])
        if self._db is not None:
            np.copyto(self._db, self._gradient[-1])
        return None if self._back is None else self._back.dx


@dataclass(frozen=True)
class Conv1D(OverSequence, Convolution):
    """yₜ = Σₖ x[t · stride + k · dilation] W[k] + b over a sequence; W is (size, channels in,
    filters), with groups the channels of one group.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y_{t,f} = b_f + \sum_{k} \sum_{c} x_{t s + k d,\,c}\;W_{k,c,f}",
    )

    kernel_size: Annotated[int, SIZE, "Length of the window"] = 3
    stride: Annotated[int, STRIDE, "Steps by which the window moves"] = 1
    padding: Annotated[int, PADDING, "Zeros added at either end"] = 0
    bias: HasBias = True
    initializer: FirstWeights = "he"
    bias_initializer: FirstBias = "zeros"
    dilation: Dilation1D = 1
    groups: Groups = 1

    @property
    def gaps(self) -> Shape:
        return (self.dilation,)

    @property
    def group_count(self) -> int:
        return self.groups

    def with_stride(self, stride: Shape) -> Self:
        return replace(self, stride=stride[0])


@dataclass(frozen=True)
class Conv2D(OverImage, Convolution):
    """yᵢⱼ = Σₖₗ x[i · stride + k · dilation, …] W[k, l] + b over an image; W is (height, width,
    channels in, filters), with groups the channels of one group.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y_{i,j,f} = b_f + \sum_{k,\,l} \sum_{c} x_{i s + k d,\,j s + l d,\,c}\;W_{k,l,c,f}",
    )

    kernel_size: Annotated[Pair, SIZE, "Height × width of the window"] = 3
    stride: Annotated[Pair, STRIDE, "Steps by which the window moves: down × right"] = 1
    padding: Annotated[Pair, PADDING, "Zeros added: above and below × left and right"] = 0
    bias: HasBias = True
    initializer: FirstWeights = "he"
    bias_initializer: FirstBias = "zeros"
    dilation: Dilation2D = 1
    groups: Groups = 1

    @property
    def gaps(self) -> Shape:
        return both(self.dilation)

    @property
    def group_count(self) -> int:
        return self.groups

    def with_stride(self, stride: Shape) -> Self:
        return replace(self, stride=(stride[0], stride[1]))
