"""Find the layer behind which an auto-encoder's code stands."""

from __future__ import annotations

import math
from collections.abc import Sequence

from diynn.layers.layer import Layer, Shape


def weighs(layer: Layer, shape: Shape) -> bool:
    """Whether a layer mixes the values of a sample with weights: more than it scales each."""
    return layer.group == "Weights" and bool(layer.weight_shapes(shape))


def code_layer(layers: Sequence[Layer], shapes: Sequence[Shape]) -> int | None:
    """The row after which the narrowest output stands, strictly inside the stack; None for none.

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
