"""First weights: where a training starts from."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

INITIALIZERS = ("xavier", "he", "normal", "zeros")
BIAS_INITIALIZERS = ("zeros", "normal")

NORMAL_DEVIATION = 0.1


def initial(
    kind: str, shape: tuple[int, ...], fan_in: int, fan_out: int, rng: np.random.Generator
) -> NDArray[Any]:
    """Weights of `shape` in float64.

    `normal` draws from N(0, 0.1²). `xavier` draws uniformly from ±√(6 / (fan_in + fan_out))
    (Glorot and Bengio 2010, eq. 16), which suits Tanh and Sigmoid; `he` draws from N(0, 2 / fan_in)
    (He et al. 2015, eq. 10), which suits ReLU. `fan_in` and `fan_out` are the numbers of inputs
    and outputs that one weight's layer connects.
    """
    if kind == "zeros":
        return np.zeros(shape)
    if kind == "normal":
        return rng.normal(0.0, NORMAL_DEVIATION, shape)
    if kind == "he":
        return rng.normal(0.0, np.sqrt(2.0 / fan_in), shape)
    if kind == "xavier":
        limit = np.sqrt(6.0 / (fan_in + fan_out))
        return rng.uniform(-limit, limit, shape)
    raise ValueError(f"no initializer is called {kind!r}")
