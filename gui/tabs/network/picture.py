"""What is drawn of a network: worked out of a run, on any thread, before anything is painted.

Values become levels, 0 to TOP from the lowest to the highest colour: a page gives them the colours
of its look.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from diynn.analysis.inspection import (
    largest,
    outputs,
    rounded_up,
    weight_images,
    weight_matrix,
)
from diynn.analysis.wiring import Column, columns_of, unit_values, wire_weights
from diynn.layers.layer import Shape
from gui.model.run_snapshot import RunSnapshot
from gui.tabs.analysis_tab import grey_limits
from gui.text.wording import size, weights_words

Array = NDArray[Any]
Levels = NDArray[np.uint8]
Numbers = NDArray[np.integer]

TOP = 254
"""The highest level; 127 is zero in the middle of the diverging colours."""
NOTHING = 255
"""The level of a cell where there is no value."""
MOST_UNITS = 10
"""Units of a column that are drawn at most."""
MOST_INPUTS = 64
"""Inputs of a stack whose units are drawn one by one: more of them are a block."""
MOST_TILES = 24
"""Feature maps or filters of a block that are drawn at most."""
MOST_CELLS = 64
"""Rows and columns of a matrix of weights that are drawn at most."""
_LINE = 16
"""Values of a vector that lie beside each other."""


@dataclass(frozen=True, eq=False)
class Units:
    """A dense stack: what each unit gives, and the weights that join them.

    Of every column there are `maps` (units, cells, cells) of the first MOST_UNITS units, the lowest
    row last, and the `spans` (units, 2) of their values; and of `wires` the weights and biases,
    None where none join it to the column before. `reach` is the size of a weight at full strength.
    """

    run: RunSnapshot
    columns: tuple[Column, ...]
    maps: tuple[Levels, ...]
    spans: tuple[Array, ...]
    wires: tuple[tuple[Array, Array] | None, ...]
    reach: float
    is_plane: bool
    """Whether the maps are of the plane of two inputs; else they are single values of a sample."""


@dataclass(frozen=True, eq=False)
class Tiles:
    """Small pictures (count, height, width) of one array: the level of each cell, and the number of
    its value in the array, −1 for none; `more` of them are not drawn."""

    levels: Levels
    numbers: Numbers
    more: int = 0
    is_grey: bool = False


@dataclass(frozen=True, eq=False)
class Block:
    """One row of a stack, or its input (row −1), with what it makes of a sample."""

    row: int
    name: str
    detail: str
    values: Array
    """The output for the sample, (*shape)."""
    maps: Tiles
    weights: Tiles | None = None
    """Pictures of its weights, numbered by their places in the vector of all of them."""


@dataclass(frozen=True, eq=False)
class Blocks:
    """A stack of any layers: a block a row."""

    run: RunSnapshot
    blocks: tuple[Block, ...]


Picture = Units | Blocks


def drawn(run: RunSnapshot, sample: Array, plane: Array | None) -> Picture:
    """What is to be drawn of a run, for one sample x (1, *shape) as its network gets it.

    `plane` has the places (cells², 2) of the plane of two inputs, as the network gets them, the
    lowest row first, where the data have two.
    """
    columns = columns_of(run.net)
    if columns is None or run.raw.is_image or columns[0].units > MOST_INPUTS:
        return Blocks(run, _blocks(run, sample))
    return _units(run, columns, sample if plane is None else plane, plane is not None)


def _units(run: RunSnapshot, columns: tuple[Column, ...], x: Array, is_plane: bool) -> Units:
    cells = math.isqrt(len(x))
    maps, spans = [], []
    for y in unit_values(run.net, columns, x, run.weights):
        values = np.ascontiguousarray(y[:, :MOST_UNITS].T, np.float64)
        known = np.where(np.isfinite(values), values, 0.0)
        sizes = np.abs(known).max(axis=1, initial=0.0, keepdims=True)
        # A map is measured by its own largest value, single values by the largest of the column.
        reach = sizes if is_plane else np.full_like(sizes, sizes.max(initial=0.0))
        levels = _levels(values, np.maximum(reach, 1e-12))
        maps.append(levels.reshape(-1, cells, cells)[:, ::-1])
        spans.append(np.stack([values.min(axis=1), values.max(axis=1)], axis=1))
    wires = wire_weights(run.net, columns, run.weights)
    shown = [W[:MOST_UNITS, :MOST_UNITS] for W, _ in filter(None, wires)]
    return Units(
        run, columns, tuple(maps), tuple(spans), tuple(wires), rounded_up(largest(shown)), is_plane
    )


def _levels(values: Array, reach: Array | float) -> Levels:
    """Levels of values from −reach to reach; what is no number has that of zero."""
    with np.errstate(over="ignore", invalid="ignore"):
        shares = np.nan_to_num(values / reach, nan=0.0, posinf=1.0, neginf=-1.0)
    return np.asarray(((np.clip(shares, -1, 1) + 1) * (TOP / 2)).round().astype(np.uint8))


def _blocks(run: RunSnapshot, x: Array) -> tuple[Block, ...]:
    net = run.net
    image = run.raw.image_shape
    places = np.arange(len(run.weights), dtype=np.int32)
    first = _tiles(x[0], image, grey_limits(run.data, x) if image else None)
    found = [Block(-1, _tr("Input"), size(x.shape[1:]), x[0], first)]
    for row, (layer, y) in enumerate(zip(net.layers, outputs(net, x, run.weights), strict=True)):
        values, shape = y[0], net.shapes[row]
        restored = run.reconstructs and row == len(net.layers) - 1
        seen = image if restored and math.prod(image) == values.size else ()
        limits = grey_limits(run.data, values) if seen else None
        words = [size(values.shape)]
        if number := layer.weight_count(shape):
            words.append(weights_words(number))
        found.append(
            Block(row, layer.name(), " · ".join(words), values, _tiles(values, seen, limits),
                  _weight_tiles(run, row, places))
        )  # fmt: skip
    return tuple(found)


def _tiles(values: Array, image: Shape, limits: tuple[float, float] | None) -> Tiles:
    """Pictures of what a row gives, grey between `limits`, else with zero in the middle."""
    if limits is None:
        levels = _levels(values.ravel(), max(largest([values]), 1e-12))
    else:
        low, high = limits
        with np.errstate(over="ignore", invalid="ignore"):
            shares = np.nan_to_num((values.ravel() - low) / (high - low))
        levels = (np.clip(shares, 0, 1) * TOP).round().astype(np.uint8)
    numbers = _arranged(values.shape, image)
    return _numbered(levels, numbers, is_grey=limits is not None)


def _numbered(levels: Levels, numbers: Numbers, *, is_grey: bool = False) -> Tiles:
    """The first MOST_TILES of the tiles that `numbers` (count, height, width) say."""
    shown = numbers[:MOST_TILES]
    # The number −1 is the last of them.
    return Tiles(
        np.append(levels, np.uint8(NOTHING))[shown], shown, len(numbers) - len(shown), is_grey
    )


def _arranged(shape: Shape, image: Shape) -> Numbers:
    """The numbers of values as pictures (count, height, width): a channel of an image each, a
    sequence with its channels below each other, a vector in lines."""
    numbers = np.arange(math.prod(shape)).reshape(shape)
    if image and math.prod(image) == numbers.size:
        numbers = numbers.reshape(image)
    if numbers.ndim == 3:
        return numbers.transpose(2, 0, 1)
    if numbers.ndim == 2:
        return numbers.T[np.newaxis, :MOST_CELLS]
    count = numbers.size
    across = max(_LINE, math.ceil(math.sqrt(2 * count)))
    made = np.full(-(-count // across) * across, -1)
    made[:count] = numbers.ravel()
    return made.reshape(1, -1, across)[:, :, : min(count, across)]


def _weight_tiles(run: RunSnapshot, row: int, places: Numbers) -> Tiles | None:
    """Pictures of the weights of a row: of each filter its first channel, or one matrix.

    They are cut out of `places`, those of all weights in their vector, as out of the weights.
    """
    net, raw = run.net, run.raw.shape
    cut = weight_images(net, row, places, raw)
    if cut is not None:
        numbers = cut[:, 0]
    else:
        matrix = weight_matrix(net, row, places)
        if matrix is None:
            return None
        # It lies on its side where that is the longer one.
        lying = matrix if len(matrix) <= matrix.shape[1] else matrix.T
        numbers = lying[np.newaxis, :MOST_CELLS, :MOST_CELLS]
    shown = run.weights[numbers[:MOST_TILES]]
    levels = _levels(shown, max(rounded_up(largest([shown])), 1e-12))
    return Tiles(levels, numbers[:MOST_TILES], max(len(numbers) - MOST_TILES, 0))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DrawnNetwork", text)
