"""Every output is a weighted sum of all inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.errors import ShapeError
from diynn.layers.initializers import BIAS_INITIALIZERS, INITIALIZERS, initial
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.settings import OneOf, Range

LARGE = 2**15
"""Weights from which the order of a product matters more than a transposed copy of its result."""
SPARE = 8
"""Values behind every row of a result that is to be transposed."""


@dataclass(frozen=True)
class Linear(Layer):
    """y = x Wᵀ + b, with W of (outputs, inputs) and b of (outputs,)."""

    formula: ClassVar[tuple[str, ...]] = (
        r"y = x\,W^{\top} + b",
        (r"\delta_x = \delta_y\,W, \quad \delta_W = \delta_y^{\top}\,x, \quad \delta_b = "
        r"\sum_n \delta_{y,n}"),
    )

    group: ClassVar[str] = "Weights"

    outputs: Annotated[int, Range(1, 65536), "Number of units, each one weighted sum"] = 10
    bias: Annotated[bool, "Add a learnt constant to every output"] = True
    initializer: Annotated[
        str, OneOf(INITIALIZERS), "First weights: xavier suits Tanh and Sigmoid, he suits ReLU"
    ] = "xavier"
    bias_initializer: Annotated[str, OneOf(BIAS_INITIALIZERS), "First bias"] = "zeros"

    def output_shape(self, shape: Shape) -> Shape:
        if len(shape) != 1:
            raise ShapeError(
                "Linear takes a vector, but {shape} arrives.",
                "Put Flatten before it.",
                shape=" × ".join(map(str, shape)), insert="Flatten",
            )  # fmt: skip
        return (self.outputs,)

    def weight_shapes(self, shape: Shape) -> dict[str, Shape]:
        shapes: dict[str, Shape] = {"W": (self.outputs, shape[0])}
        return shapes | {"b": (self.outputs,)} if self.bias else shapes

    def new_weights(self, shape: Shape, rng: np.random.Generator) -> dict[str, Array]:
        kinds = {"W": self.initializer, "b": self.bias_initializer}
        return {
            name: initial(kinds[name], size, shape[0], self.outputs, rng)
            for name, size in self.weight_shapes(shape).items()
        }

    def multiply_count(self, shape: Shape) -> int:
        return self.outputs * shape[0]

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        W = weights["W"]
        y = np.empty((len(x), self.outputs), x.dtype)
        # Rows of a length that is no power of 2: those of one column would fall on one place in the
        # cache, and be transposed at half the speed.
        y_T = np.empty((self.outputs, len(x) + SPARE), x.dtype)[:, : len(x)]
        dx = np.empty(x.shape, x.dtype)
        dW = pass_.gradient("W", W)
        b = weights["b"] if self.bias else np.zeros(self.outputs, x.dtype)
        db = pass_.gradient("b", b) if self.bias else None
        ones = np.ones(len(x), x.dtype)
        # A large W is read faster in the order in which it lies, as W xᵀ.
        large = W.size >= LARGE
        wants_dx = pass_.wants_dx
        W_T, x_T = W.T, x.T

        def forward() -> None:
            if large:
                np.matmul(W, x_T, out=y_T)
                np.add(y_T.T, b, out=y)
            else:
                x.dot(W_T, out=y)
                np.add(y, b, out=y)

        def backward(dy: Array) -> Array | None:
            dy.T.dot(x, out=dW)
            if db is not None:
                ones.dot(dy, out=db)
            return dy.dot(W, out=dx) if wants_dx else None

        return Bound(y, forward, backward)
