"""Every output is a weighted sum of all inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.errors import ShapeError
from diynn.initializers import BIAS_INITIALIZERS, INITIALIZERS, initial
from diynn.layer import Array, Backward, Layer, Pass, Shape, Weights
from diynn.settings import OneOf, Range


@dataclass(frozen=True)
class Linear(Layer):
    """y = x Wᵀ + b, with W of (outputs, inputs) and b of (outputs,)."""

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

    def products(self, shape: Shape) -> int:
        return self.outputs * shape[0]

    def forward(self, x: Array, weights: Weights, pass_: Pass) -> tuple[Array, Backward]:
        W = weights["W"]
        y = np.matmul(x, W.T, out=pass_.empty((len(x), len(W)), x.dtype))
        gradients = {"W": pass_.gradient("W", W)}
        if self.bias:
            b = weights["b"]
            np.add(y, b, out=y)
            gradients["b"] = pass_.gradient("b", b)
        wants_dx = pass_.wants_dx

        def backward(dy: Array) -> tuple[Array | None, dict[str, Array]]:
            np.matmul(dy.T, x, out=gradients["W"])
            if self.bias:
                np.add.reduce(dy, axis=0, out=gradients["b"])
            dx = np.matmul(dy, W, out=pass_.empty(x.shape, x.dtype)) if wants_dx else None
            return dx, gradients

        return y, backward
