"""The same small weighted sum at every place of a sequence or an image."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.initializers import BIAS_INITIALIZERS, INITIALIZERS, initial
from diynn.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.layers.windows import cropped, output_size, padded, places, window_view
from diynn.settings import OneOf, Range

SIZE = Range(1, 1024)
STRIDE = Range(1, 1024)
PADDING = Range(0, 512)


@dataclass(frozen=True)
class Convolution(Layer):
    """What Conv1D and Conv2D share: the windows as rows of a matrix, times the filters."""

    group: ClassVar[str] = "Weights"

    filters: Annotated[int, Range(1, 4096), "Number of filters, each one output channel"] = 32

    @property
    @abstractmethod
    def window(self) -> tuple[Shape, Shape, Shape]:
        """Size, stride and padding, one number for each direction."""

    @property
    @abstractmethod
    def initializers(self) -> dict[str, str]:
        """How each weight starts, by name; no "b" where there is no bias."""

    def output_shape(self, shape: Shape) -> Shape:
        return (*output_size(self.name(), shape, *self.window), self.filters)

    def weight_shapes(self, shape: Shape) -> dict[str, Shape]:
        shapes: dict[str, Shape] = {
            "W": (*self.window[0], shape[-1], self.filters), "b": (self.filters,)
        }  # fmt: skip
        return {name: shapes[name] for name in self.initializers}

    def new_weights(self, shape: Shape, rng: np.random.Generator) -> dict[str, Array]:
        places_in_window = math.prod(self.window[0])
        fan_in, fan_out = places_in_window * shape[-1], places_in_window * self.filters
        return {
            name: initial(self.initializers[name], size, fan_in, fan_out, rng)
            for name, size in self.weight_shapes(shape).items()
        }

    def products(self, shape: Shape) -> int:
        positions = self.output_shape(shape)[:-1]
        return math.prod(positions) * math.prod(self.window[0]) * shape[-1] * self.filters

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        W = weights["W"]
        size, stride, padding = self.window
        outer, pad = padded(x, padding)
        windows = window_view(outer, size, stride)
        positions = windows.shape[1 : 1 + len(size)]
        columns = np.empty(windows.shape, x.dtype)
        rows = columns.reshape(-1, math.prod(W.shape[:-1]))
        flat_W = W.reshape(-1, self.filters)
        y = np.empty((len(rows), self.filters), x.dtype)
        dW = pass_.gradient("W", W).reshape(flat_W.shape)
        b = weights.get("b")
        db = None if b is None else pass_.gradient("b", b)
        ones = np.ones(len(rows), x.dtype)
        wants_dx = pass_.wants_dx
        d_outer = np.empty(outer.shape, x.dtype)
        dx = cropped(d_outer, padding)
        parts = columns.reshape(len(x), *positions, math.prod(size), x.shape[-1])
        places_in_x = list(places(positions, size, stride))

        def forward() -> None:
            pad()
            np.copyto(columns, windows)
            np.dot(rows, flat_W, out=y)
            if b is not None:
                np.add(y, b, out=y)

        def backward(dy: Array) -> Array | None:
            dy = dy.reshape(-1, self.filters)
            np.dot(rows.T, dy, out=dW)
            if db is not None:
                np.dot(ones, dy, out=db)
            if not wants_dx:
                return None
            # The columns are not needed any more: their gradient takes their place.
            np.dot(dy, flat_W.T, out=rows)
            d_outer[...] = 0
            for number, place in enumerate(places_in_x):
                d_outer[place] += parts[..., number, :]
            return dx

        return Bound(y.reshape(len(x), *positions, self.filters), forward, backward)


@dataclass(frozen=True)
class Conv1D(Convolution):
    """yₜ = Σₖ x[t · stride + k] W[k] + b over a sequence; W is (size, channels in, filters)."""

    size: Annotated[int, SIZE, "Length of the window"] = 3
    stride: Annotated[int, STRIDE, "Steps by which the window moves"] = 1
    padding: Annotated[int, PADDING, "Zeros added at either end"] = 0
    bias: Annotated[bool, "Add a learnt constant to every output channel"] = True
    initializer: Annotated[
        str, OneOf(INITIALIZERS), "First weights: xavier suits Tanh and Sigmoid, he suits ReLU"
    ] = "he"
    bias_initializer: Annotated[str, OneOf(BIAS_INITIALIZERS), "First bias"] = "zeros"

    @property
    def window(self) -> tuple[Shape, Shape, Shape]:
        return (self.size,), (self.stride,), (self.padding,)

    @property
    def initializers(self) -> dict[str, str]:
        return _initializers(self)


@dataclass(frozen=True)
class Conv2D(Convolution):
    """yᵢⱼ = Σₖₗ x[i · stride + k, j · stride + l] W[k, l] + b over an image; W is (height, width,
    channels in, filters).
    """

    height: Annotated[int, SIZE, "Height of the window"] = 3
    width: Annotated[int, SIZE, "Width of the window"] = 3
    vertical_stride: Annotated[int, STRIDE, "Rows by which the window moves down"] = 1
    horizontal_stride: Annotated[int, STRIDE, "Columns by which the window moves right"] = 1
    vertical_padding: Annotated[int, PADDING, "Rows of zeros added above and below"] = 0
    horizontal_padding: Annotated[int, PADDING, "Columns of zeros added left and right"] = 0
    bias: Annotated[bool, "Add a learnt constant to every output channel"] = True
    initializer: Annotated[
        str, OneOf(INITIALIZERS), "First weights: xavier suits Tanh and Sigmoid, he suits ReLU"
    ] = "he"
    bias_initializer: Annotated[str, OneOf(BIAS_INITIALIZERS), "First bias"] = "zeros"

    @property
    def window(self) -> tuple[Shape, Shape, Shape]:
        return (
            (self.height, self.width),
            (self.vertical_stride, self.horizontal_stride),
            (self.vertical_padding, self.horizontal_padding),
        )

    @property
    def initializers(self) -> dict[str, str]:
        return _initializers(self)


def _initializers(layer: Conv1D | Conv2D) -> dict[str, str]:
    W = {"W": layer.initializer}
    return W | {"b": layer.bias_initializer} if layer.bias else W
