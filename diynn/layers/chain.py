"""Layers one after the other, bound as one: what layers that are made of layers share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np

from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights

Parts = list[tuple[str, Layer, Shape]]
"""Layers with their names, and the shape of what goes into each."""


@dataclass(frozen=True)
class Composite(Layer):
    """A layer made of layers: its weights are theirs, called “name.W”."""

    @abstractmethod
    def parts(self, shape: Shape) -> Parts:
        """All the layers, for inputs of that shape."""

    def weight_shapes(self, shape: Shape) -> dict[str, Shape]:
        return {
            f"{part}.{name}": size
            for part, layer, into in self.parts(shape)
            for name, size in layer.weight_shapes(into).items()
        }

    def new_weights(self, shape: Shape, rng: np.random.Generator) -> dict[str, Array]:
        return {
            f"{part}.{name}": values
            for part, layer, into in self.parts(shape)
            for name, values in layer.new_weights(into, rng).items()
        }

    def multiply_count(self, shape: Shape) -> int:
        return sum(layer.multiply_count(into) for _, layer, into in self.parts(shape))

    def inner_values(self, shape: Shape, samples: int) -> int:
        return sum(layer.inner_values(into, samples) for _, layer, into in self.parts(shape))


class Chain:
    """Bound layers one after the other, with forward and backward in parts; `y` comes out, x itself
    where there are none."""

    def __init__(self, y: Array, ways: Sequence[Bound]) -> None:
        self.y, self._ways = y, ways

    def forward(self) -> Generator[None, None, None]:
        for way in self._ways:
            if way.parted is None:
                way.forward()
            else:
                yield from way.parted.forward()

    def backward(self, dy: Array) -> Generator[None, None, Array | None]:
        delta: Array | None = dy
        for way in reversed(self._ways):
            assert delta is not None
            if way.parted is None:
                delta = way.backward(delta)
            else:
                delta = yield from way.parted.backward(delta)
        return delta


def bound_chain(parts: Parts, x: Array, weights: Weights, pass_: Pass) -> Chain:
    """Layers one after the other, with what goes into each; their weights are called as the whole
    layer calls them, “name.W”."""
    y, ways = x, []
    for number, (part, layer, into) in enumerate(parts):
        names = {name: f"{part}.{name}" for name in layer.weight_shapes(into)}
        inner = pass_.inner()
        inner.wants_dx = pass_.wants_dx or number > 0
        inner.gradients = {
            name: pass_.gradient(full, weights[full]) for name, full in names.items()
        }
        own = {name: weights[full] for name, full in names.items()}
        ways.append(layer.bind(y, own, inner))
        y = ways[-1].y
    return Chain(y, ways)
