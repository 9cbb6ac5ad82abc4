"""A convolution run backwards: from few places to many, for the decoder of an auto-encoder."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.errors import ShapeError
from diynn.layers.convolution import BLOCK
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
    Filters,
    FirstBias,
    FirstWeights,
    HasBias,
    OverImage,
    OverSequence,
    both,
    check_rank,
    cropped,
    padded_shape,
)
from diynn.settings import LATER, RARE, Pair


@dataclass(frozen=True)
class TransposedConvolution(Filters):
    """What ConvTranspose1D and ConvTranspose2D share.

    Forward is a convolution's gradient for its input, and backward is that convolution itself.
    """

    @property
    @abstractmethod
    def more(self) -> Shape:
        """Places added at the end of the output, one number for each direction."""

    def output_shape(self, shape: Shape) -> Shape:
        size, stride, padding = self.window
        check_rank(self.name(), shape, len(size))
        if any(extra >= s for extra, s in zip(self.more, stride, strict=True)):
            raise ShapeError(
                "{owner} adds {extra} places to its output, as many as its steps or more.",
                "Choose an output padding that is smaller than the stride.",
                owner=self.name(), extra=" × ".join(map(str, self.more)), unextend=True,
            )  # fmt: skip
        places = tuple(
            (d - 1) * s + k - 2 * p + extra
            for d, k, s, p, extra in zip(shape, size, stride, padding, self.more, strict=False)
        )
        if min(places) < 1:
            raise ShapeError(
                "{owner} cuts off all it makes: of {shape} places nothing is left.",
                "Choose a smaller padding.",
                owner=self.name(), shape=" × ".join(map(str, shape[:-1])), unpad=True,
            )  # fmt: skip
        return (*places, self.filters)

    def weight_shapes(self, shape: Shape) -> dict[str, Shape]:
        shapes: dict[str, Shape] = {
            "W": (*self.window[0], self.filters, shape[-1]), "b": (self.filters,)
        }  # fmt: skip
        return {name: shapes[name] for name in self.initializers}

    def new_weights(self, shape: Shape, rng: np.random.Generator) -> dict[str, Array]:
        size, stride, _ = self.window
        # So many inputs meet in an output, on average.
        fan_in = max(1, math.prod(size) * shape[-1] // math.prod(stride))
        fan_out = math.prod(size) * self.filters
        return {
            name: initial(self.initializers[name], extent, fan_in, fan_out, rng)
            for name, extent in self.weight_shapes(shape).items()
        }

    def multiply_count(self, shape: Shape) -> int:
        return math.prod(shape) * math.prod(self.window[0]) * self.filters

    def inner_values(self, shape: Shape, samples: int) -> int:
        outer = padded_shape(self.output_shape(shape), self.window[2])
        # The windows of one sample at least lie side by side.
        windows = math.prod(shape[:-1]) * math.prod(self.window[0]) * self.filters
        return samples * math.prod(outer) + windows

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        size, stride, padding = self.window
        W, b = weights["W"], weights.get("b")
        positions, channels = x.shape[1:-1], x.shape[-1]
        shape = self.output_shape(x.shape[1:])
        y = np.empty((len(x), *shape), x.dtype)
        width = max(math.prod(size) * self.filters, channels)
        in_block = max(1, BLOCK // (math.prod(positions) * width))
        # dy with zeros around it: what the convolution that this one turns round would read.
        outer = np.zeros((len(x), *padded_shape(shape, padding)), x.dtype)
        inner = cropped(outer, padding)
        ones_apart = (1,) * len(size)
        columns = Columns(outer, size, stride, ones_apart, in_block)
        cheaper = worth_a_convolution(
            math.prod(shape[:-1]), self.filters, math.prod(positions), channels
        )
        fits = all(p < k for p, k in zip(padding, size, strict=True))
        way: InputGradient
        if set(stride) == {1} and fits and cheaper:
            way = ConvolvedGradient(y, positions, size, padding, ones_apart, W, in_block)
        else:
            way = FoldedGradient(
                outer, positions, size, stride, padding, ones_apart, W, in_block
            )
        matrix = W.reshape(-1, channels)
        dx = np.empty(x.shape, x.dtype)
        dW = pass_.gradient("W", W).reshape(matrix.shape)
        db = None if b is None else pass_.gradient("b", b)
        part = np.empty(matrix.shape, matrix.dtype)
        ones = np.ones(len(x) * math.prod(shape[:-1]), x.dtype)
        shift = np.zeros(self.filters, x.dtype) if b is None else b
        wants_dx = pass_.wants_dx

        def forward() -> None:
            way.begin()
            for samples in columns.samples:
                np.copyto(way.place(samples.stop - samples.start), x[samples])
                way.block(samples)
            np.add(way.dx, shift, out=y)

        def backward(dy: Array) -> Array | None:
            np.copyto(inner, dy)
            dW[...] = 0
            for number, samples in enumerate(columns.samples):
                rows = columns.filled(number)
                np.dot(rows.T, x[samples].reshape(-1, channels), out=part)
                np.add(dW, part, out=dW)
                if wants_dx:
                    np.dot(rows, matrix, out=dx[samples].reshape(-1, channels))
            if db is not None:
                ones.dot(dy.reshape(-1, self.filters), out=db)
            return dx if wants_dx else None

        return Bound(y, forward, backward)


@dataclass(frozen=True)
class ConvTranspose1D(OverSequence, TransposedConvolution):
    """y[t · stride + k − padding] += x[t] W[k]ᵀ, plus b, over a sequence; W is (size, filters,
    channels in). Length 4, stride 2 and padding 1 double a sequence.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y_{u,f} = b_f + \sum_{t s + k - p\,=\,u}\;\sum_{c} x_{t,c}\;W_{k,f,c}",
    )

    kernel_size: Annotated[int, SIZE, "Length of the window that each value is spread over"] = 4
    stride: Annotated[int, STRIDE, "Steps between the windows of neighbours"] = 2
    padding: Annotated[int, PADDING, "Places cut off at either end"] = 1
    bias: HasBias = True
    initializer: FirstWeights = "he"
    bias_initializer: FirstBias = "zeros"
    output_padding: Annotated[
        int, PADDING, "Places added at the end of the output", RARE, LATER
    ] = 0

    @property
    def more(self) -> Shape:
        return (self.output_padding,)


@dataclass(frozen=True)
class ConvTranspose2D(OverImage, TransposedConvolution):
    """y[i · stride + k − padding, …] += x[i, j] W[k, l]ᵀ, plus b, over an image; W is (height,
    width, filters, channels in). 4 × 4, stride 2 and padding 1 double an image.
    """

    formula: ClassVar[tuple[str, ...]] = (
        (r"y_{u,v,f} = b_f + \sum_{i s + k - p\,=\,u} \; \sum_{j s + l - p\,=\,v} \; "
        r"\sum_{c} x_{i,j,c}\;W_{k,l,f,c}"),
    )

    kernel_size: Annotated[
        Pair, SIZE, "Height × width of the window that each value is spread over"
    ] = 4
    stride: Annotated[Pair, STRIDE, "Steps between the windows of neighbours: down × right"] = 2
    padding: Annotated[Pair, PADDING, "Places cut off: above and below × left and right"] = 1
    bias: HasBias = True
    initializer: FirstWeights = "he"
    bias_initializer: FirstBias = "zeros"
    output_padding: Annotated[
        Pair, PADDING, "Places added to the output: below × on the right", RARE, LATER
    ] = 0

    @property
    def more(self) -> Shape:
        return both(self.output_padding)
