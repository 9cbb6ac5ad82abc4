"""Any shape becomes a vector."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights


@dataclass(frozen=True)
class Flatten(Layer):
    """y = x, its values in one row: (height, width, channels) becomes height · width · channels."""

    formula: ClassVar[tuple[str, ...]] = (r"h \times w \times c \;\to\; h\,w\,c",)

    def output_shape(self, shape: Shape) -> Shape:
        return (math.prod(shape),)

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        return regrouped(x, (math.prod(x.shape[1:]),))


def regrouped(x: Array, shape: Shape) -> Bound:
    """The way of x (batch, …) through the same values, in the same order, as (batch, *shape)."""
    y = x.reshape(len(x), *shape)
    if np.shares_memory(x, y):
        return Bound(y, _nothing, lambda dy: dy.reshape(x.shape))
    return Bound(y, lambda: np.copyto(y.reshape(x.shape), x), lambda dy: dy.reshape(x.shape))


def _nothing() -> None:
    """The same memory already holds what is wanted."""
