"""Codes: what a layer makes of samples, and what the layers behind it make of a code again."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.code_layer import code_layer
from diynn.data.dataset import as_rows
from diynn.errors import DataError
from diynn.network.sequential import Sequential

Array = NDArray[Any]


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


def codes_of(net: Sequential, x: Array, layer: int, weights: Array | None = None) -> Array:
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


def decoded(net: Sequential, codes: Array, layer: int, weights: Array | None = None) -> Array:
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
