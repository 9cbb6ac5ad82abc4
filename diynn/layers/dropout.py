"""Forget a part of the values, another part at every step."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.layers.activations import constant, like
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.settings import Range

CHANCES = 2**16
"""Steps in which a share can be given: 16 random bits a value, four values to a draw."""


@dataclass(frozen=True)
class Dropout(Layer):
    """y = x · mask / (1 − rate) while training, y = x after: no unit can rely on a single other.

    The mask is 0 with the chance `rate`, else 1, drawn again for every value at every step
    (Srivastava et al. 2014, in the form that scales while it trains).
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \frac{m\,x}{1 - r}, \quad m \in \{0, 1\}, \quad P(m = 0) = r",
        r"\delta_x = \frac{m\,\delta_y}{1 - r}",
    )

    group: ClassVar[str] = "Regularisation"
    is_stochastic: ClassVar[bool] = True

    rate: Annotated[float, Range(0.0, 0.95), "Share of the values to forget at every step"] = 0.5

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        if not pass_.training or not self.rate:
            return Bound(x, lambda: None, lambda dy: dy)
        y, dx, factor = like(x), like(x), like(x)
        kept = np.empty(x.shape, np.bool_)
        least = np.uint16(round(self.rate * CHANCES))
        scale = constant(1 / (1 - self.rate), x)
        draws = -(-math.prod(x.shape) // 4)

        def forward() -> None:
            if pass_.rng is None:
                raise RuntimeError("Dropout needs the pass's rng while training")
            # Bytes in one order on every machine: the same seed forgets the same.
            bits = pass_.rng.bit_generator.random_raw(draws).astype("<u8", copy=False).view("<u2")
            np.greater_equal(bits[: kept.size].reshape(x.shape), least, out=kept)
            np.multiply(kept, scale, out=factor)
            np.multiply(x, factor, out=y)

        return Bound(y, forward, lambda dy: np.multiply(dy, factor, out=dx))
