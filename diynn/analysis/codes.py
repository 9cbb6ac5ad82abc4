"""Codes: the layer after which an auto-encoder's code comes, encoding samples, decoding codes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import as_rows
from diynn.errors import DataError
from diynn.layers.layer import Layer, Shape
from diynn.network.sequential import Sequential

Array = NDArray[Any]


def weighs(layer: Layer, shape: Shape) -> bool:
    """Whether a layer mixes the values of a sample with weights: more than it scales each."""
    return layer.group == "Weights" and bool(layer.weight_shapes(shape))


def code_layer(layers: Sequence[Layer], shapes: Sequence[Shape]) -> int | None:
    """The row after which the narrowest output comes, strictly inside the stack; None for none.

    `shapes` are those along the stack, the input's first: one more than `layers`, as
    `Sequential.shapes` has them. With the row n, `net.part(x, 0, n + 1)` is the code and
    `net.part(code, n + 1, len(layers))` its image.

    What is only reshaped is no code: before it the values must have been weighed or become fewer,
    and behind it there must be weights that can draw an image again. Of several places of one
    width the first counts, together with what follows it and leaves it as narrow, such as its
    Tanh, up to where a decoder makes it an image again.
    """
    weighed = [weighs(layer, shape) for layer, shape in zip(layers, shapes, strict=False)]
    sizes = [math.prod(shape) for shape in shapes]
    places = [
        row
        for row in range(len(layers) - 1)
        if any(weighed[row + 1 :]) and (any(weighed[: row + 1]) or sizes[row + 1] < sizes[0])
    ]
    if not places:
        return None
    found = min(places, key=lambda row: sizes[row + 1])
    while (
        found + 1 in places
        and not weighed[found + 1]
        and sizes[found + 2] == sizes[found + 1]
        and len(shapes[found + 2]) <= len(shapes[found + 1])
    ):
        found += 1
    return found


def usual_layer(net: Sequential) -> int:
    """The row of the layer whose output is taken for the code: the narrowest inside the stack.

    A stack without one, of a single layer say, is looked at behind its first layer. The network
    must have a layer.
    """
    found = code_layer(net.layers, net.shapes)
    return 0 if found is None else found


def chosen_layer(net: Sequential, chosen: int) -> int:
    """The row `chosen`, or that of the usual layer where it is −1 or `net` has no such row."""
    return chosen if 0 <= chosen < len(net.layers) else usual_layer(net)


def code_size(net: Sequential, layer: int) -> int:
    """How many numbers come out of the layer in row `layer`."""
    return math.prod(net.shapes[layer + 1])


def encode(net: Sequential, x: Array, layer: int, weights: Array | None = None) -> Array:
    """What comes out of the layer in row `layer` for x (samples, *input_shape), as flat vectors.

    The shape is (samples, numbers). Raises DataError where the weights have run away so far that a
    code is no number.
    """
    codes = as_rows(net.part(x, 0, layer + 1, weights))
    if not np.isfinite(codes).all():
        raise DataError(
            "Some codes are infinite or not a number.",
            "Draw new weights and train with a smaller learning rate.",
        )
    return codes


def decode(net: Sequential, codes: Array, layer: int, weights: Array | None = None) -> Array:
    """What the layers behind row `layer` make of codes (samples, numbers).

    The shape is (samples, *output_shape).
    """
    code = codes.reshape(len(codes), *net.shapes[layer + 1])
    return net.part(code, layer + 1, len(net.layers), weights)


def between(first: Array, second: Array, steps: int) -> Array:
    """Equal steps on the straight line from `first` to `second`, both included.

    Both have one shape; the result is (steps, *shape). Of two codes it is a walk in code space, of
    two images their blend.
    """
    way = np.linspace(0, 1, steps, dtype=np.float32).reshape(-1, *(1 for _ in first.shape))
    return np.asarray((1 - way) * first + way * second)
