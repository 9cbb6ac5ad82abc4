"""One value for each channel, whatever the size of the image."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from diynn.layers.activations import like
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.layers.upsampling import check_places


@dataclass(frozen=True)
class GlobalAvgPool(Layer):
    """y_c = the mean of channel c over a whole sequence or image; the gradient is spread evenly."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y_c = \frac{1}{n} \sum_{p=1}^{n} x_{p,c}",
        r"\delta_{x,p,c} = \frac{\delta_{y,c}}{n}",
    )

    group: ClassVar[str] = "Pooling"

    def output_shape(self, shape: Shape) -> Shape:
        check_places(self.name(), shape)
        return (shape[-1],)

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx = np.empty((len(x), x.shape[-1]), x.dtype), like(x)
        axes = tuple(range(1, x.ndim - 1))
        one_of = x.dtype.type(1 / math.prod(x.shape[1:-1]))
        share = like(y)
        wide = share.reshape(len(x), *(1,) * len(axes), x.shape[-1])

        def forward() -> None:
            np.add.reduce(x, axis=axes, out=y)
            np.multiply(y, one_of, out=y)

        def backward(dy: Array) -> Array:
            np.multiply(dy, one_of, out=share)
            np.copyto(dx, wide)
            return dx

        return Bound(y, forward, backward)
