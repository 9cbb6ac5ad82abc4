"""Where each weight of a stack of layers lies in the one vector of all weights."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from numpy.typing import NDArray

from diynn.layers.layer import Layer, Shape

Array = NDArray[Any]


class Weight(NamedTuple):
    """One array of weights: the layer it belongs to, its name and shape, its part of the vector."""

    row: int
    name: str
    shape: Shape
    span: slice

    @property
    def key(self) -> str:
        """Its name within the stack, such as “0.W”."""
        return f"{self.row}.{self.name}"

    def view(self, vector: Array) -> Array:
        """Its part of a vector of all weights, in its shape."""
        return vector[self.span].reshape(self.shape)


class WeightLayout:
    """The weights of `layers`, one after the other, for samples of `input_shape`.

    `shapes` are those of a sample along the stack, the input's first; `size` is the length of the
    vector. `learnt` are the parts of the vector that gradients move, `gathered` the others
    (`Layer.gathered`), `decayed` those that weight decay reaches (`Layer.decayed`). Raises
    ShapeError where a layer cannot take what reaches it.
    """

    def __init__(self, layers: Sequence[Layer], input_shape: Shape) -> None:
        self.layers = tuple(layers)
        self.shapes: list[Shape] = [tuple(input_shape)]
        for layer in self.layers:
            self.shapes.append(layer.output_shape(self.shapes[-1]))
        weights, start = [], 0
        for row, layer in enumerate(self.layers):
            for name, shape in layer.weight_shapes(self.shapes[row]).items():
                end = start + math.prod(shape)
                weights.append(Weight(row, name, shape, slice(start, end)))
                start = end
        self.weights = tuple(weights)
        self.size = start
        self.learnt = _joined(w for w in weights if w.name not in self.layers[w.row].gathered)
        self.gathered = _joined(w for w in weights if w.name in self.layers[w.row].gathered)
        self.decayed = _joined(w for w in weights if w.name in self.layers[w.row].decayed)

    def rows(self, vector: Array) -> list[dict[str, Array]]:
        """Views of a vector of all weights, one dictionary a layer."""
        rows: list[dict[str, Array]] = [{} for _ in self.layers]
        for weight in self.weights:
            rows[weight.row][weight.name] = weight.view(vector)
        return rows

    def by_key(self, vector: Array) -> dict[str, Array]:
        """Views of a vector of all weights by layer and name, such as “0.W”."""
        return {weight.key: weight.view(vector) for weight in self.weights}

    def learnt_in(self, row: int, vector: Array) -> list[Array]:
        """Views of what one layer learns, out of a vector of all weights."""
        gathered = self.layers[row].gathered
        return [
            weight.view(vector) for weight in self.weights
            if weight.row == row and weight.name not in gathered
        ]  # fmt: skip


def _joined(weights: Iterable[Weight]) -> tuple[slice, ...]:
    """Their spans, neighbours in one."""
    spans: list[slice] = []
    for weight in weights:
        if spans and spans[-1].stop == weight.span.start:
            spans[-1] = slice(spans[-1].start, weight.span.stop)
        else:
            spans.append(weight.span)
    return tuple(spans)
