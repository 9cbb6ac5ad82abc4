"""The same small weighted sum at every place of a sequence or an image."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.initializers import BIAS_INITIALIZERS, INITIALIZERS, initial
from diynn.layer import Array, Backward, Layer, Pass, Shape, Weights
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

    def forward(self, x: Array, weights: Weights, pass_: Pass) -> tuple[Array, Backward]:
        W = weights["W"]
        size, stride, padding = self.window
        outer = x
        if any(padding):
            spread = tuple(d + 2 * p for d, p in zip(x.shape[1:-1], padding, strict=True))
            outer = padded(x, padding, pass_.empty((len(x), *spread, x.shape[-1]), x.dtype))
        windows = window_view(outer, size, stride)
        positions = windows.shape[1 : 1 + len(size)]
        columns = pass_.empty(windows.shape, x.dtype)
        np.copyto(columns, windows)
        columns = columns.reshape(-1, math.prod(W.shape[:-1]))
        flat_W = W.reshape(-1, self.filters)
        y = np.matmul(columns, flat_W, out=pass_.empty((len(columns), self.filters), x.dtype))
        gradients = {"W": pass_.gradient("W", W)}
        if "b" in weights:
            y += weights["b"]
            gradients["b"] = pass_.gradient("b", weights["b"])
        wants_dx = pass_.wants_dx

        def backward(dy: Array) -> tuple[Array | None, dict[str, Array]]:
            dy = dy.reshape(-1, self.filters)
            np.matmul(columns.T, dy, out=gradients["W"].reshape(flat_W.shape))
            if "b" in gradients:
                np.add.reduce(dy, axis=0, out=gradients["b"])
            if not wants_dx:
                return None, gradients
            # The columns are not needed any more: their gradient takes their place.
            d_columns = np.matmul(dy, flat_W.T, out=columns).reshape(windows.shape)
            dx = pass_.empty(outer.shape, x.dtype)
            dx[...] = 0
            parts = d_columns.reshape(len(x), *positions, math.prod(size), x.shape[-1])
            for number, place in enumerate(places(positions, size, stride)):
                dx[place] += parts[..., number, :]
            return cropped(dx, padding), gradients

        return y.reshape(len(x), *positions, self.filters), backward


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
