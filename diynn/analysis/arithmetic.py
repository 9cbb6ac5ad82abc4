"""How one value of a layer's output comes of what arrives: a sum of products, or a function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.layers import LayerNorm, Residual1D, Residual2D, Softmax
from diynn.layers.layer import Layer, Pass

Array = NDArray[Any]

SHOWN = 3
"""So many of the products are told one by one, the largest first."""
NEITHER = (Softmax, LayerNorm, Residual1D, Residual2D)
"""Layers that are neither linear in what arrives nor a function of each value."""


@dataclass(frozen=True)
class Arithmetic:
    """The value is the sum of `terms`, each a factor times an input, of the `rest` of `more` such
    products, and of the `constant`; or, where there are no terms, the layer's function of
    `argument`."""

    terms: tuple[tuple[float, float], ...] = ()
    more: int = 0
    rest: float = 0.0
    constant: float = 0.0
    argument: float | None = None


def arithmetic(
    layer: Layer, weights: Mapping[str, Array], x: Array, place: tuple[int, ...]
) -> Arithmetic | None:
    """How the value at `place` of the output comes of one sample x (*shape); None for NEITHER.

    The factors are the gradient of that value for the input, which is what backward gives.
    """
    if isinstance(layer, NEITHER):
        return None
    if layer.group == "Activation":
        return Arithmetic(argument=float(x[place]))
    fixed = {name: np.asarray(one, np.float64) for name, one in weights.items()}
    sample = np.asarray(x, np.float64)[np.newaxis]
    y, backward = layer.forward(sample, fixed, Pass())
    dy = np.zeros_like(y)
    dy[0][place] = 1.0
    dx, _ = backward(dy)
    if dx is None:
        return None
    products = (dx * sample).ravel()
    constant = float(y[0][place] - products.sum())
    used = np.flatnonzero(dx)
    order = used[np.argsort(-abs(products[used]), kind="stable")]
    factors, values = dx.ravel(), sample.ravel()
    return Arithmetic(
        tuple((float(factors[one]), float(values[one])) for one in order[:SHOWN]),
        max(len(order) - SHOWN, 0), float(products[order[SHOWN:]].sum()), constant,
    )  # fmt: skip
