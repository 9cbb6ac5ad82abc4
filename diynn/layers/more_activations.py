"""Further activations: one that learns its slope, one that keeps mean and variance, cheap ones, and
the logarithm of Softmax.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.layers.activations import ELU, Activation, Ways, constant, like
from diynn.layers.layer import Array, Bound, Pass, Shape, Weights
from diynn.settings import Range


@dataclass(frozen=True)
class PReLU(Activation):
    """y = x for x > 0, a · x otherwise, with a learnt slope a for every channel, or one for all;
    dx = dy · (1 or a), da = Σ dy · min(x, 0).

    He et al. 2015. Weight decay leaves the slopes alone, as it leaves biases.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \begin{cases} x &\quad x > 0 \\ a_c\,x &\quad x \leq 0 \end{cases}",
        r"\delta_{a,c} = \sum_{x \leq 0} \delta_y\,x",
    )
    decayed: ClassVar[tuple[str, ...]] = ()

    slope: Annotated[float, Range(0.0, 1.0), "The slope below zero before it is learnt"] = 0.25
    shared: Annotated[bool, "One slope for all channels, in the place of one for each"] = False

    def weight_shapes(self, shape: Shape) -> dict[str, Shape]:
        return {"a": (1 if self.shared else shape[-1],)}

    def new_weights(self, shape: Shape, rng: np.random.Generator) -> dict[str, Array]:
        return {name: np.full(size, self.slope) for name, size in self.weight_shapes(shape).items()}

    def multiply_count(self, shape: Shape) -> int:
        return math.prod(shape)

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        y, dx, below, zero = like(x), like(x), like(x), constant(0, x)
        a, positive = weights["a"], np.empty(x.shape, np.bool_)
        da = pass_.gradient("a", a)
        axes = tuple(range(x.ndim if self.shared else x.ndim - 1))
        wants_dx = pass_.wants_dx

        def forward() -> None:
            np.minimum(x, zero, out=below)
            np.multiply(below, a, out=dx)
            np.maximum(x, zero, out=y)
            np.add(y, dx, out=y)

        def backward(dy: Array) -> Array | None:
            np.multiply(dy, below, out=dx)
            da[...] = np.add.reduce(dx, axis=axes)
            if not wants_dx:
                return None
            np.greater(x, zero, out=positive)
            np.copyto(dx, a)
            np.copyto(dx, 1, where=positive)
            return np.multiply(dx, dy, out=dx)

        return Bound(y, forward, backward)


# The mean and the variance of what goes through stay 0 and 1 with these.
SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805


@dataclass(frozen=True)
class SELU(Activation):
    """y = λ x for x > 0, λ α (eˣ − 1) otherwise, with λ = 1.0507 and α = 1.6733, so that mean and
    variance stay near 0 and 1 from layer to layer; dx = dy · λ (1 or α eˣ).

    Klambauer et al. 2017.
    """

    formula: ClassVar[tuple[str, ...]] = (
        (r"y = \lambda \begin{cases} x &\quad x > 0 \\ \alpha\,(e^{x} - 1) &\quad x \leq 0 "
        r"\end{cases}"),
        r"\lambda = 1.0507, \quad \alpha = 1.6733",
    )

    @property
    def reach(self) -> tuple[float, float]:
        return (-SELU_SCALE * SELU_ALPHA, math.inf)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        inner, scale = like(x), constant(SELU_SCALE, x)
        forward_inner, backward_inner = ELU(SELU_ALPHA).over(x, inner, dx, spare)

        def forward() -> None:
            forward_inner()
            np.multiply(inner, scale, out=y)

        def backward(dy: Array) -> Array:
            return np.multiply(backward_inner(dy), scale, out=dx)

        return forward, backward


@dataclass(frozen=True)
class HardSwish(Activation):
    """y = x · g with g = min(max(x / 6 + ½, 0), 1), a SiLU of straight lines; dx = dy · (g + x / 6)
    for −3 < x < 3, else dy · g.

    Howard et al. 2019.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = x\,g, \quad g = \min(\max(\frac{x}{6} + \frac{1}{2},\,0),\,1)",
        (r"\delta_x = \begin{cases} \delta_y\,(g + \frac{x}{6}) &\quad |x| < 3 \\ "
        r"\delta_y\,g &\quad |x| \geq 3 \end{cases}"),
    )

    @property
    def reach(self) -> tuple[float, float]:
        return (-0.375, math.inf)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        gate = like(x)
        zero, half, one, sixth = (constant(value, x) for value in (0, 0.5, 1, 1 / 6))
        three, inside = constant(3, x), np.empty(x.shape, np.bool_)

        def forward() -> None:
            np.multiply(x, sixth, out=gate)
            np.add(gate, half, out=gate)
            np.clip(gate, zero, one, out=gate)
            np.multiply(x, gate, out=y)

        def backward(dy: Array) -> Array:
            np.abs(x, out=dx)
            np.less(dx, three, out=inside)
            np.multiply(x, sixth, out=dx)
            np.multiply(dx, inside, out=dx)
            np.add(dx, gate, out=dx)
            return np.multiply(dx, dy, out=dx)

        return forward, backward


@dataclass(frozen=True)
class Softsign(Activation):
    """y = x / (1 + |x|), between −1 and 1, a Tanh that levels off slowly; dx = dy / (1 + |x|)²."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \frac{x}{1 + |x|}",
        r"\delta_x = \frac{\delta_y}{(1 + |x|)^2}",
    )

    @property
    def reach(self) -> tuple[float, float]:
        return (-1.0, 1.0)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        share, one = like(x), constant(1, x)

        def forward() -> None:
            np.abs(x, out=share)
            np.add(share, one, out=share)
            np.divide(one, share, out=share)
            np.multiply(x, share, out=y)

        def backward(dy: Array) -> Array:
            np.multiply(share, share, out=dx)
            return np.multiply(dx, dy, out=dx)

        return forward, backward


@dataclass(frozen=True)
class LogSoftmax(Activation):
    """yᵢ = xᵢ − log Σⱼ exp(xⱼ): the logarithm of Softmax; dxᵢ = dyᵢ − exp(yᵢ) Σⱼ dyⱼ."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y_i = x_i - \log \sum_j e^{x_j}",
        r"\delta_{x,i} = \delta_{y,i} - e^{y_i} \sum_j \delta_{y,j}",
    )

    @property
    def reach(self) -> tuple[float, float]:
        return (-math.inf, 0.0)

    def over(self, x: Array, y: Array, dx: Array, spare: Array) -> Ways:
        def forward() -> None:
            np.subtract(x, np.maximum.reduce(x, axis=-1, keepdims=True), out=y)
            np.exp(y, out=dx)
            total = np.add.reduce(dx, axis=-1, keepdims=True)
            np.subtract(y, np.log(total), out=y)

        def backward(dy: Array) -> Array:
            np.exp(y, out=dx)
            np.multiply(dx, np.add.reduce(dy, axis=-1, keepdims=True), out=dx)
            return np.subtract(dy, dx, out=dx)

        return forward, backward
