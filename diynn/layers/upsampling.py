"""Every value several times over: a larger sequence or image."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Annotated, ClassVar

import numpy as np

from diynn.layers.activations import like
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.layers.windows import check_spatial
from diynn.settings import Range


@dataclass(frozen=True)
class Upsample(Layer):
    """yᵢⱼ = x[⌊i / factor⌋, ⌊j / factor⌋]: each value fills a square, or a stretch of a sequence.

    The gradient of a value is the sum over all places that it fills.
    """

    formula: ClassVar[tuple[str, ...]] = (
        (r"y_{i,j} = x_{i',\,j'}, \quad i' = \left\lfloor \frac{i}{f} \right\rfloor, \quad "
        r"j' = \left\lfloor \frac{j}{f} \right\rfloor"),
    )

    factor: Annotated[int, Range(2, 64), "How many times larger in each direction"] = 2

    def output_shape(self, shape: Shape) -> Shape:
        check_spatial(self.name(), shape)
        return (*(self.factor * d for d in shape[:-1]), shape[-1])

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        rank, factor = x.ndim - 2, self.factor
        y, dx = np.empty((len(x), *self.output_shape(x.shape[1:])), x.dtype), like(x)
        copies = [
            (slice(None), *(slice(start, None, factor) for start in place))
            for place in product(range(factor), repeat=rank)
        ]

        def forward() -> None:
            for copy in copies:
                np.copyto(y[copy], x)

        def backward(dy: Array) -> Array:
            np.copyto(dx, dy[copies[0]])
            for copy in copies[1:]:
                np.add(dx, dy[copy], out=dx)
            return dx

        return Bound(y, forward, backward)
