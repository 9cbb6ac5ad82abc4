"""Any shape becomes a vector."""

from __future__ import annotations

import math
from dataclasses import dataclass

from diynn.layer import Array, Backward, Layer, Pass, Shape, Weights


@dataclass(frozen=True)
class Flatten(Layer):
    """y = x, its values in one row: (height, width, channels) becomes height · width · channels."""

    def output_shape(self, shape: Shape) -> Shape:
        return (math.prod(shape),)

    def forward(self, x: Array, weights: Weights, pass_: Pass) -> tuple[Array, Backward]:
        return x.reshape(len(x), math.prod(x.shape[1:])), lambda dy: (dy.reshape(x.shape), {})
