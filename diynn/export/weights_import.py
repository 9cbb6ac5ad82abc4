"""The weights of a network in PyTorch, its `state_dict` as safetensors, for the layers of a design.

Names say which arrays belong together, such as conv1.weight and conv1.bias; which layer takes them
is found by their shapes, in the order of the names. Where the names are those of an exported script
they decide alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
import safetensors.numpy
from numpy.typing import NDArray

from diynn.atomic_files import opened
from diynn.errors import DataError
from diynn.export.channels_first import (
    TORCH_NAMES,
    Part,
    channels_first,
    filters_last,
    moves,
)
from diynn.export.onnx_chain import Row, put_in_order
from diynn.layers import BatchNorm, Flatten, LayerNorm, Linear, PReLU
from diynn.layers.layer import Layer, Shape
from diynn.layers.reshape import Reshape
from diynn.network.sequential import Sequential
from diynn.storage.model_file import SavedModel

Array = NDArray[Any]

SUFFIX = ".safetensors"
LARGEST = 2**32
COUNTER = "num_batches_tracked"
"""What BatchNorm keeps besides, which no layer here needs."""


@dataclass(frozen=True, eq=False)
class Matched:
    """All weights as a vector; which array of the file each came from, and which were not used.

    `pairs` are (name in the file, what takes it), `left` names with their shapes.
    """

    vector: Array
    pairs: tuple[tuple[str, str], ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Wanted:
    """What a layer wants: the shape of each of its weights, as PyTorch has it.

    `prefix` stands before its names here, in a residual block, and `own` in an exported script.
    """

    row: int
    layer: Layer
    prefix: str
    own: str
    shapes: Mapping[str, Shape]

    @property
    def there(self) -> dict[str, Shape]:
        """The same by the names that PyTorch gives them."""
        return {TORCH_NAMES[name]: shape for name, shape in self.shapes.items()}

    @property
    def words(self) -> str:
        """The row, and what it wants: signs and names that are the same in every language."""
        shapes = ", ".join(f"{name} {_size(shape)}" for name, shape in self.there.items())
        return f"{self.row + 1} {self.layer.name()} ({shapes})"


def import_weights(path: Path, layers: Sequence[Layer], shape: Shape) -> Matched:
    """The weights in a safetensors file for layers that take samples of `shape`.

    Raises FileError where it cannot be read; DataError where it is no safetensors file, or where
    layers find no weights of their shapes, each of which is named.
    """
    arrays = _read(path)
    given = {name: values.shape for name, values in arrays.items()}
    net = Sequential(layers, shape)
    if given == {name: values.shape for name, values in net.weights.items()}:
        # As a script of NumPy has them.
        for name, view in net.weights.items():
            view[...] = arrays[name]
        return Matched(_checked(path, net), tuple((name, name) for name in given))
    wanted = list(_wanted(channels_first(net)))
    own = {_joined(one.own, leaf): size for one in wanted for leaf, size in one.there.items()}
    is_own = own == given
    own_pairs = [(one, one.own) for one in wanted]
    found, left = (own_pairs, ()) if is_own else _match(path, wanted, arrays)
    rows = [Row(layer) for layer in net.layers]
    for one, prefix in found:
        rows[one.row].weights |= _turned(one, arrays, prefix)
    if not is_own:
        _put_rows_in_order(path, rows, net)
    for row, views in zip(rows, net.rows(net.weight_vector), strict=True):
        for name, view in views.items():
            view[...] = row.weights[name]
    pairs = tuple(
        (_joined(prefix, leaf), f"{one.row + 1} {one.layer.name()}")
        for one, prefix in found for leaf in one.there
    )  # fmt: skip
    return Matched(_checked(path, net), pairs, left)


def saved_with_weights(path: Path, model: SavedModel) -> tuple[SavedModel, Matched]:
    """A network with the weights of a safetensors file, and no training; raises as
    `import_weights`, and DataError where the shape of its samples is not known.
    """
    if not model.input_shape:
        raise DataError(
            "The shape of the samples is not known, so no weights can be matched.",
            "Give a network whose data is on this machine.",
        )
    matched = import_weights(path, model.design.layers, model.input_shape)
    net = Sequential(model.design.layers, model.input_shape)
    by_key = net.layout.by_key(matched.vector)
    arrays = {f"weights.{name}": values for name, values in by_key.items()}
    return replace(model, arrays=arrays, record={}), matched


def _read(path: Path) -> dict[str, Array]:
    with opened(path, LARGEST) as (file, size):
        content = file.read(size)
    try:
        arrays = safetensors.numpy.load(content)
    except (safetensors.SafetensorError, KeyError, TypeError, ValueError) as error:
        raise DataError(
            "“{file}” is no safetensors file of numbers, or it is damaged.",
            "Write it with safetensors.torch.save_file(net.state_dict(), …), in float32.",
            file=path.name,
        ) from error
    return {name: values for name, values in arrays.items() if not name.endswith(COUNTER)}


def _checked(path: Path, net: Sequential) -> Array:
    if not np.isfinite(net.weight_vector).all():
        raise DataError("“{file}” holds weights that are no numbers.", file=path.name)
    return net.weight_vector


# Which layer takes which arrays.


def _wanted(parts: Sequence[Part]) -> Iterator[_Wanted]:
    """What each layer with weights wants, in the order of the layers."""
    for place, part in enumerate(parts):
        for prefix, inner in (part.parts or {"": part}).items():
            shapes = {name: values.shape for name, values in inner.weights.items()}
            if shapes and inner.layer is not None:
                yield _Wanted(part.row, inner.layer, prefix, _joined(str(place), prefix), shapes)


def _match(
    path: Path, wanted: Sequence[_Wanted], arrays: Mapping[str, Array]
) -> tuple[list[tuple[_Wanted, str]], tuple[str, ...]]:
    """Each wish with the prefix of the arrays that it gets, and what is left."""
    groups: dict[str, dict[str, Shape]] = {}
    for name in sorted(arrays, key=_natural):
        prefix, _, leaf = name.rpartition(".")
        groups.setdefault(prefix, {})[leaf] = arrays[name].shape
    found, missing = [], []
    for one in wanted:
        fitting = [prefix for prefix, shapes in groups.items() if shapes == one.there]
        if fitting:
            found.append((one, fitting[0]))
            del groups[fitting[0]]
        else:
            missing.append(one.words)
    left = tuple(
        f"{_joined(prefix, leaf)} {_size(shape)}"
        for prefix, shapes in groups.items() for leaf, shape in shapes.items()
    )  # fmt: skip
    if missing:
        raise DataError(
            "“{file}” has no weights of the shapes that these rows want: {missing}. Not used of it "
            "are: {left}.",
            "Change the layers so that they are those of the file, or choose another file.",
            file=path.name, missing="; ".join(missing), left=", ".join(left) or "–",
        )  # fmt: skip
    return found, left


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Sorts layer.2 before layer.10."""
    parts = re.split(r"(\d+)", name)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


def _joined(*parts: str) -> str:
    return ".".join(filter(None, parts))


def _size(shape: Shape) -> str:
    return " × ".join(map(str, shape)) or "1"


# From PyTorch's order of values to that of diynn.


def _turned(one: _Wanted, arrays: Mapping[str, Array], prefix: str) -> dict[str, Array]:
    """The arrays of a layer by the names that they have here."""
    found = {}
    for name, shape in one.shapes.items():
        values = arrays[_joined(prefix, TORCH_NAMES[name])]
        filters = name == "W" and len(shape) > 2
        found[_joined(one.prefix, name)] = filters_last(values) if filters else values
    return found


def _put_rows_in_order(path: Path, rows: list[Row], net: Sequential) -> None:
    """Where an image became a vector, or a vector an image, its channels came first there."""
    order: Array | None = None
    for number, row in enumerate(rows):
        layer, shape = row.layer, net.shapes[number]
        places = np.arange(np.prod(shape, dtype=int))
        if isinstance(layer, Flatten) and moves(shape):
            order = np.moveaxis(places.reshape(shape), -1, 0).reshape(-1)
        elif order is not None and isinstance(layer, Linear):
            row.weights["W"] = row.weights["W"][:, np.argsort(order)]
            order = None
        elif order is not None and isinstance(layer, BatchNorm | LayerNorm | PReLU):
            row.weights = {
                name: values[np.argsort(order)] if len(values) > 1 else values
                for name, values in row.weights.items()
            }
        elif isinstance(layer, Reshape) and moves(net.shapes[number + 1]):
            *positions, channels = net.shapes[number + 1]
            there = np.moveaxis(places.reshape(channels, *positions), 0, -1).reshape(-1)
            if order is not None or not put_in_order(rows[:number], there):
                raise DataError(
                    "In which order the values of “{file}” reach row {row} cannot be found out.",
                    "Put Linear before it, or export the network from here and train that.",
                    file=path.name, row=number + 1,
                )  # fmt: skip
