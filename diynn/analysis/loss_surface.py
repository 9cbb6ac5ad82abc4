"""The loss over a plane through the space of all weights, and the path of a training beside it.

Two directions make a plane: drawn by chance, each filter of a direction as long as that of the
weights, or the first two principal components of weights that were kept on the way.
H. Li et al., “Visualizing the Loss Landscape of Neural Nets”, 2018, sections 4 and 7.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.inputs import evenly
from diynn.data.dataset import Dataset, Part
from diynn.errors import DataError
from diynn.layers.layer import Layer
from diynn.layers.transposed import TransposedConvolution
from diynn.network.losses import Loss
from diynn.network.metrics import evaluate
from diynn.network.sequential import Sequential
from diynn.network.weight_layout import WeightLayout
from diynn.settings import Declared, OneOf, Range

Array = NDArray[Any]

DRAWN, PATH = "chance", "path"
SIDES = {"coarse": 17, "medium": 33, "fine": 65}
"""Places along each side of the plane."""
MOST_KEPT = 100
"""KeptEpoch weights on a path; evenly spread ones of more."""
LEAST_KEPT = 3
_STREAM = 7
"""The stream of chance for directions."""
_MARGIN = 0.25
"""What is shown around a path, as a share of its larger extent."""
_COLUMNS = 2**18
"""Values of kept weights that are in memory in float64 at once."""
_FLAT = 1e-12
_REST = 0.05
"""Seconds after which a report is due."""


@dataclass(frozen=True)
class SurfaceSettings(Declared):
    """The loss at each place of a plane through the weights."""

    directions: Annotated[
        str,
        OneOf((PATH, DRAWN)),
        "The plane: along the path of the weights that were kept, or in two directions drawn by "
        "chance",
    ] = PATH
    part: Annotated[str, OneOf(("train", "test")), "The samples by which the loss is taken"] = (
        "train"
    )
    samples: Annotated[
        int, Range(1, 1_000_000), "Samples by which the loss is taken; evenly spread ones of more"
    ] = 500
    detail: Annotated[
        str,
        OneOf(tuple(SIDES)),
        "Places at which the loss is computed: 17, 33 or 65 along each side",
    ] = "medium"
    reach: Annotated[
        float,
        Range(0.01, 10.0, logarithmic=True),
        "Directions by chance: how far the plane goes to each side; at 1 each filter is moved by "
        "its own length",
    ] = 1.0
    seed: Annotated[
        int, Range(0, 2**31 - 1), "Directions by chance: another seed draws other ones"
    ] = 0


class KeptEpoch(NamedTuple):
    """The weights (weights,) at the end of an epoch."""

    epoch: int
    weights: Array


@dataclass(frozen=True, eq=False)
class WeightPlane:
    """A plane through `origin` (weights,), along `axes` (2, weights) in float64.

    `shares` (2,) are the parts of a path's variance that the axes show; NaN for drawn ones.
    """

    origin: Array
    axes: Array
    shares: Array

    def weights_at(self, x: float, y: float) -> Array:
        """The weights (weights,) at a place, in the type of the origin."""
        return np.asarray(self.origin + (x * self.axes[0] + y * self.axes[1]), self.origin.dtype)

    def place_of(self, weights: Array) -> tuple[float, float, float]:
        """The place nearest to `weights` (weights,), and the distance from there.

        What does not move along the axes, such as running means, counts neither way.
        """
        apart = np.where(self.axes.any(axis=0), weights - self.origin.astype(np.float64), 0.0)
        x, y = np.linalg.lstsq(self.axes @ self.axes.T, self.axes @ apart, rcond=None)[0]
        apart -= x * self.axes[0] + y * self.axes[1]
        return float(x), float(y), float(np.linalg.norm(apart))


def drawn_plane(layout: WeightLayout, weights: Array, seed: int = 0) -> WeightPlane:
    """A plane through `weights` (weights,) along two directions drawn by chance.

    In each direction every unit and every filter has the length of the weights' own, and where it
    has two numbers or more the two directions are at right angles in it. Biases, scales and shifts
    stay as they are, and so do numbers that a forward gathers. Raises DataError where fewer than
    two numbers move.
    """
    rng = np.random.default_rng((seed, _STREAM))
    axes = np.zeros((2, layout.size))
    for weight in layout.weights:
        layer = layout.layers[weight.row]
        if weight.name not in layer.decayed:
            continue
        own = _by_filter(layer, weight.view(weights))
        lengths = _lengths(own.reshape(len(own), -1).astype(np.float64))
        first, second = rng.standard_normal((2, len(own), own[0].size))
        if own[0].size > 1:
            along = (first * second).sum(axis=1, keepdims=True)
            second -= first * along / np.square(first).sum(axis=1, keepdims=True)
        for axis, drawn in zip(axes, (first, second), strict=True):
            scaled = drawn * (lengths / _lengths(drawn))
            _by_filter(layer, weight.view(axis))[...] = scaled.reshape(own.shape)
    if np.linalg.matrix_rank(axes @ axes.T) < 2:
        raise DataError(
            "A plane needs two weights that are not zero, and there are fewer.",
            "Add a layer with weights, or train the network first.",
        )
    return WeightPlane(weights, axes, np.full(2, np.nan))


def _by_filter(layer: Layer, values: Array) -> Array:
    """A view of a layer's weights with its units or filters first."""
    if values.ndim == 2:
        return values
    return np.moveaxis(values, -2 if isinstance(layer, TransposedConvolution) else -1, 0)


def _lengths(rows: Array) -> Array:
    return np.asarray(np.linalg.norm(rows, axis=1, keepdims=True))


def path_plane(layout: WeightLayout, path: Sequence[KeptEpoch], weights: Array) -> WeightPlane:
    """The plane through `weights` (weights,) along the two principal components of a path.

    They are the eigenvectors of the smaller Gram matrix: as many rows as there are kept weights.
    The path begins at the lower left. Numbers that a forward gathers stay as they are. Raises
    DataError where fewer than three different weights were kept.
    """
    count = len(path)
    moves = np.ones(layout.size, np.bool_)
    for span in layout.gathered:
        moves[span] = False

    def pieces() -> Iterator[tuple[slice, Array]]:
        size = max(_COLUMNS // max(count, 1), 1)
        for start in range(0, layout.size, size):
            span = slice(start, start + size)
            some = np.stack([kept.weights[span] for kept in path]).astype(np.float64)
            yield span, (some - some.mean(axis=0)) * moves[span]

    if count >= LEAST_KEPT:
        gram = np.zeros((count, count))
        for _, piece in pieces():
            gram += piece @ piece.T
        sizes, left = np.linalg.eigh(gram)
    if count < LEAST_KEPT or not sizes[-2] > _FLAT * sizes[-1] > 0:
        raise DataError(
            "A plane along the path needs at least three kept epochs that differ, and here "
            "{count} are kept.",
            "Train for some more epochs, or choose directions by chance.",
            count=count,
        )
    axes = np.empty((2, layout.size))
    for span, piece in pieces():
        axes[:, span] = left[:, :-3:-1].T @ piece
    axes /= _lengths(axes)
    start = axes @ (path[0].weights.astype(np.float64) - weights)
    axes[start > 0] *= -1
    return WeightPlane(weights, axes, sizes[:-3:-1] / sizes.sum())


@dataclass(frozen=True, eq=False)
class PathLosses:
    """KeptEpoch weights beside a plane: where each lies in it, how far off it, and its own loss.

    `epochs`, `distances` and `losses` are (kept,), `places` (kept, 2). A loss is NaN until it is
    computed.
    """

    epochs: Array
    places: Array
    distances: Array
    losses: Array


@dataclass(frozen=True, eq=False)
class SurfaceReport:
    """The loss over a plane, after `done` of `total` evaluations.

    `loss` (rows, columns) belongs to the places `x` (columns,) and `y` (rows,), the lowest row
    first; while it is computed it is that of a coarser grid. It is infinite or NaN where the
    network's answers leave the range of numbers. `own` is the loss of the origin itself, `samples`
    the number of samples by which all losses are taken.
    """

    done: int
    total: int
    x: Array
    y: Array
    loss: Array
    plane: WeightPlane
    path: PathLosses
    own: float
    samples: int

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == self.total


def loss_surface(
    net: Sequential, data: Dataset, loss: Loss, weights: Array, settings: SurfaceSettings,
    path: Sequence[KeptEpoch] = (),
) -> Iterator[SurfaceReport]:  # fmt: skip
    """Compute the loss over a plane through `weights` (weights,), coarse places first.

    All losses are those of the network in use, without noise and with running means as they are,
    over the same samples of `data`, as a training evaluates them. The kept `path` is shown where
    the plane goes along it. Raises DataError where there is no such plane or no such sample.
    """
    part = _sample(data, settings)
    if settings.directions == PATH:
        path = [path[at] for at in evenly(len(path), MOST_KEPT)]
        plane = path_plane(net.layout, path, weights)
        located = [plane.place_of(kept.weights) for kept in path]
    else:
        path, located = [], []
        plane = drawn_plane(net.layout, weights, settings.seed)
    found = np.array(located).reshape(-1, 3)
    losses = np.full(len(path), np.nan)
    epochs = np.array([kept.epoch for kept in path], np.int64)
    x, y = _spans(found[:, :2], settings)
    side = SIDES[settings.detail]
    across, down = np.linspace(*x, side), np.linspace(*y, side)
    field = np.full((side, side), np.nan)
    total = side * side + len(path) + 1
    own = _loss_of(net, part, loss, weights)
    done, told = 1, perf_counter()
    stride = 0

    def report() -> SurfaceReport:
        so_far = PathLosses(epochs, found[:, :2], found[:, 2], losses.copy())
        grid = slice(None, None, stride or side - 1)
        return SurfaceReport(
            done, total, across[grid], down[grid], field[grid, grid].copy(), plane, so_far, own,
            len(part),
        )  # fmt: skip

    for number, kept in enumerate(path):
        losses[number] = _loss_of(net, part, loss, kept.weights)
        done += 1
        if perf_counter() - told > _REST:
            yield report()
            told = perf_counter()
    for finer in _strides(side):
        for row, column in _added(side, finer, stride):
            at = plane.weights_at(float(across[column]), float(down[row]))
            field[row, column] = _loss_of(net, part, loss, at)
            done += 1
            if perf_counter() - told > _REST:
                yield report()
                told = perf_counter()
        stride = finer
        yield report()


def _strides(side: int) -> list[int]:
    """From the corners and the middle to every place."""
    return [(side - 1) >> power for power in range(1, (side - 1).bit_length())]


def _added(side: int, stride: int, before: int) -> Iterator[tuple[int, int]]:
    """The places of a grid that the one with the stride `before` has not; 0 is that of none."""
    for row in range(0, side, stride):
        for column in range(0, side, stride):
            if not before or row % before or column % before:
                yield row, column


def _sample(data: Dataset, settings: SurfaceSettings) -> Part:
    part = data.test if settings.part == "test" else data.train
    if not len(part):
        raise DataError("This part of the data has no samples.", "Choose the other part.")
    return part.taken(evenly(len(part), settings.samples))


def _spans(places: Array, settings: SurfaceSettings) -> tuple[tuple[float, float], ...]:
    """From where to where the plane is shown along each axis: a square."""
    if settings.directions == DRAWN:
        return ((-settings.reach, settings.reach),) * 2
    seen = np.concatenate([places, np.zeros((1, 2))])
    low, high = seen.min(axis=0), seen.max(axis=0)
    half = (0.5 + _MARGIN) * float((high - low).max())
    return tuple((float(at) - half, float(at) + half) for at in (low + high) / 2)


def _loss_of(net: Sequential, part: Part, loss: Loss, weights: Array) -> float:
    found = evaluate(net, part, loss, weights).loss
    return math.nan if found is None else float(found)
