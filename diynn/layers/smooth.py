"""Functions that bend without a kink, or nearly so: what newer networks put in ReLU's place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated

import numpy as np

from diynn.layer import Array, Bound, Pass, Weights
from diynn.layers.activations import Activation, constant, like, sigmoid
from diynn.settings import Range

# GELU(x) = x (1 + tanh(A x + B x³)) / 2
A = math.sqrt(2 / math.pi)
B = A * 0.044715


@dataclass(frozen=True)
class ELU(Activation):
    """y = x for x > 0, α (eˣ − 1) otherwise, down to −α; dx = dy · (1 or y + α).

    Clevert et al. 2016.
    """

    alpha: Annotated[float, Range(0.01, 10.0), "How far below zero the output can go"] = 1.0

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx, below = like(x), like(x), like(x)
        zero, alpha = constant(0, x), constant(self.alpha, x)
        positive = np.empty(x.shape, np.bool_)

        def forward() -> None:
            np.minimum(x, zero, out=below)
            np.expm1(below, out=below)
            np.multiply(below, alpha, out=below)
            np.maximum(x, zero, out=y)
            np.add(y, below, out=y)

        def backward(dy: Array) -> Array:
            # Above zero `below` is 0: there α (eˣ − 1) + α is α, and must be 1.
            np.add(below, alpha, out=dx)
            np.greater(x, zero, out=positive)
            np.copyto(dx, 1, where=positive)
            return np.multiply(dx, dy, out=dx)

        return Bound(y, forward, backward)


@dataclass(frozen=True)
class GELU(Activation):
    """y = x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2, a smooth ReLU that dips a little below zero.

    Hendrycks and Gimpel 2016, in the form with tanh (PyTorch's `approximate="tanh"`), which is
    within 0.0005 of x · Φ(x) with the normal distribution's Φ. dx = dy · y′(x).
    """

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx, square, bend = like(x), like(x), like(x), like(x)
        one, half = constant(1, x), constant(0.5, x)
        a, b, b3 = constant(A, x), constant(B, x), constant(3 * B, x)

        def forward() -> None:
            # Beyond ±50 the tanh is ±1 for long; held there, no square overflows.
            np.clip(x, -50, 50, out=bend)
            np.multiply(bend, bend, out=square)
            np.multiply(square, b, out=y)
            np.add(y, a, out=y)
            np.multiply(y, bend, out=bend)
            np.tanh(bend, out=bend)
            np.add(bend, one, out=y)
            np.multiply(y, half, out=y)
            np.multiply(y, x, out=y)

        def backward(dy: Array) -> Array:
            # y′ = (1 + t) / 2 + x (1 − t²) (A + 3 B x²) / 2 with t = tanh(…)
            #    = ((1 + t) / 2) · (1 + x (1 − t) (A + 3 B x²))
            np.multiply(square, b3, out=dx)
            np.add(dx, a, out=dx)
            np.multiply(dx, x, out=dx)
            np.subtract(one, bend, out=rest)
            np.multiply(dx, rest, out=dx)
            np.add(dx, one, out=dx)
            np.add(bend, one, out=rest)
            np.multiply(rest, half, out=rest)
            np.multiply(dx, rest, out=dx)
            return np.multiply(dx, dy, out=dx)

        rest = like(x)
        return Bound(y, forward, backward)


@dataclass(frozen=True)
class SiLU(Activation):
    """y = x σ(x) with σ(x) = 1 / (1 + e⁻ˣ), a smooth ReLU, also called swish; dx = dy (σ + y − y σ).

    Elfwing et al. 2018.
    """

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx, share = like(x), like(x), like(x)
        one, half = constant(1, x), constant(0.5, x)

        def forward() -> None:
            sigmoid(x, share, half)
            np.multiply(x, share, out=y)

        def backward(dy: Array) -> Array:
            np.subtract(one, share, out=dx)
            np.multiply(dx, y, out=dx)
            np.add(dx, share, out=dx)
            return np.multiply(dx, dy, out=dx)

        return Bound(y, forward, backward)


@dataclass(frozen=True)
class Softplus(Activation):
    """y = log(1 + eˣ), a ReLU with a round corner, always above zero; dx = dy / (1 + e⁻ˣ)."""

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx, rest = like(x), like(x), like(x)
        zero, half = constant(0, x), constant(0.5, x)

        def forward() -> None:
            # max(x, 0) + log(1 + e^−|x|): the same, and nothing overflows.
            np.abs(x, out=rest)
            np.negative(rest, out=rest)
            np.exp(rest, out=rest)
            np.log1p(rest, out=rest)
            np.maximum(x, zero, out=y)
            np.add(y, rest, out=y)

        def backward(dy: Array) -> Array:
            sigmoid(x, dx, half)
            return np.multiply(dx, dy, out=dx)

        return Bound(y, forward, backward)
