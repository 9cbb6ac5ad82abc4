"""A stack of layers as PyTorch and ONNX have it, where the channels come first.

diynn has channels last. Weights are turned round here, once for both; where values change their
order by it, as before a Flatten of several channels, a step moves the channels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.layers import BatchNorm, Flatten
from diynn.layers.convolution import Convolution
from diynn.layers.layer import Layer, Shape
from diynn.layers.reshape import Reshape
from diynn.layers.residual import Residual
from diynn.layers.transposed import TransposedConvolution
from diynn.network.sequential import Sequential

Array = NDArray[Any]

TO_LAST, TO_FIRST = "ChannelsLast", "ChannelsFirst"


@dataclass(frozen=True, eq=False)
class Part:
    """One step: a layer, or None for a move of the channels that `kind` names.

    `row` is that of the layer that it belongs to, `shape` what goes into that layer (channels last,
    as diynn has it), `weights` are in the order of PyTorch, by the names that diynn gives them. The
    `parts` are those of the two ways of a residual block, by their names there.
    """

    kind: str
    row: int
    shape: Shape
    layer: Layer | None = None
    weights: dict[str, Array] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def rank(self) -> int:
        """Directions beside the channels of what goes in."""
        return len(self.shape) - 1

    @property
    def output_shape(self) -> Shape:
        """What comes out, channels last."""
        return self.shape if self.layer is None else self.layer.output_shape(self.shape)


def channels_first(net: Sequential) -> list[Part]:
    """All steps of a network, whose input has its channels first as well."""
    found: list[Part] = []
    rows = net.rows(net.weight_vector)
    for row, layer in enumerate(net.layers):
        shape = net.shapes[row]
        if isinstance(layer, Flatten | Reshape) and moves(shape):
            found.append(Part(TO_LAST, row, shape))
        found.append(part_of(layer, row, shape, rows[row]))
        if isinstance(layer, Reshape) and moves(net.shapes[row + 1]):
            found.append(Part(TO_FIRST, row, net.shapes[row + 1]))
    if moves(net.output_shape):
        found.append(Part(TO_LAST, len(net.layers), net.output_shape))
    return found


def moves(shape: Shape) -> bool:
    """Whether the values lie in another order with their channels first."""
    return len(shape) > 1 and shape[-1] > 1 and math.prod(shape[:-1]) > 1


def part_of(layer: Layer, row: int, shape: Shape, weights: dict[str, Array]) -> Part:
    """A layer with its weights in the order of PyTorch."""
    if isinstance(layer, Residual):
        parts = {}
        for name, inner, into in layer.parts(shape):
            own = {key: weights[f"{name}.{key}"] for key in inner.weight_shapes(into)}
            parts[name] = part_of(inner, row, into, own)
        return Part(layer.name(), row, shape, layer, {}, parts)
    turned = {name: _turned(layer, name, values) for name, values in weights.items()}
    return Part(layer.name(), row, shape, layer, turned)


def filters_last(W: Array) -> Array:
    """The filters of a convolution, or of a transposed one, from PyTorch's order to diynn's."""
    return np.transpose(W, (*range(2, W.ndim), 1, 0))


def _turned(layer: Layer, name: str, values: Array) -> Array:
    if name == "W" and isinstance(layer, Convolution | TransposedConvolution):
        # (places, channels in, filters) to (filters, channels in, places), and for a transposed
        # one (places, filters, channels in) to (channels in, filters, places).
        rank = values.ndim - 2
        return np.ascontiguousarray(np.transpose(values, (rank + 1, rank, *range(rank))))
    return np.ascontiguousarray(values)


def input_first(x: Array) -> Array:
    """Samples (n, *shape) with their channels first."""
    return np.ascontiguousarray(np.moveaxis(x, -1, 1)) if x.ndim > 2 else x


def first_shape(shape: Shape) -> Shape:
    """The shape of a sample with its channels first."""
    return (shape[-1], *shape[:-1]) if len(shape) > 1 else shape


TORCH_NAMES = {
    "W": "weight", "b": "bias", "scale": "weight", "shift": "bias", "mean": "running_mean",
    "variance": "running_var", "a": "weight",
}  # fmt: skip
"""What PyTorch calls the weights."""


def state_dict(parts: Sequence[Part], prefixes: Sequence[str]) -> dict[str, Array]:
    """The weights as PyTorch's `state_dict` has them; `prefixes` are the steps' names there."""
    found = {}
    for part, prefix in zip(parts, prefixes, strict=True):
        inner = part.parts or {"": part}
        for name, one in inner.items():
            for key, values in one.weights.items():
                place = ".".join(filter(None, (prefix, name, TORCH_NAMES[key])))
                found[place] = values
            if isinstance(one.layer, BatchNorm):
                place = ".".join(filter(None, (prefix, name, "num_batches_tracked")))
                found[place] = np.zeros((), np.int64)
    return found

