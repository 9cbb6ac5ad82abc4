"""What is drawn of a network's answer on a plane: colours, boundary, samples.

It needs nothing of the window and may be worked out on any thread.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtGui import QTransform

from gui.theme.colours import ramp, rgb
from gui.theme.theme import Theme

Part = Literal["train", "test"]
Limits = tuple[float, float]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Pixels = npt.NDArray[np.uint8]
Values = npt.NDArray[np.float32]

# Points must stand out from the ground: even full certainty leaves it pale.
_STRENGTH = 0.55
# An odd number: there is one in the middle.
_SHADES = 511
_STEPS = 60
_NEAREST, _FARTHEST = 1e-30, 1e30
PARTS: tuple[Part, Part] = ("train", "test")

# The corners of a cell, in order round it, are 0 to 3; edge k runs from corner k to corner k + 1.
# For each of the sixteen patterns of signs: the two edges that a line joins; and, where the signs
# alternate round the cell, the two that a second line joins.
_FIRST = np.array(
    [
        (0, 0), (3, 0), (0, 1), (3, 1), (1, 2), (3, 0), (0, 2), (3, 2),
        (2, 3), (2, 0), (0, 1), (2, 1), (1, 3), (1, 0), (0, 3), (0, 0),
    ]
)  # fmt: skip
_SECOND = np.zeros((16, 2), np.intp)
_SECOND[5], _SECOND[10] = (1, 2), (2, 3)
_ALTERNATING = (5, 10)


@dataclass(frozen=True)
class Bounds:
    """A rectangle of the plane, from (`left`, `low`) to (`right`, `high`)."""

    left: float
    right: float
    low: float
    high: float

    @property
    def width(self) -> float:
        """The extent along x."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The extent along y."""
        return self.high - self.low

    def samples(self, resolution: int) -> Values:
        """Return the centres of `resolution` × `resolution` cells, shape (resolution², 2).

        They come row by row, the lowest row first, from left to right, as (x, y).
        """
        steps = (np.arange(resolution) + 0.5) / resolution
        x, y = np.meshgrid(self.left + steps * self.width, self.low + steps * self.height)
        # What is too large for a network is infinite to it.
        with np.errstate(over="ignore"):
            return np.stack([x.ravel(), y.ravel()], axis=1).astype(np.float32)

    def cell(self, x: float, y: float, shape: tuple[int, int]) -> tuple[int, int] | None:
        """Return row and column of the cell of a grid of `shape` that holds (x, y), if any."""
        if not (self.left <= x <= self.right and self.low <= y <= self.high):
            return None
        row = int((y - self.low) / self.height * shape[0])
        column = int((x - self.left) / self.width * shape[1])
        return min(row, shape[0] - 1), min(column, shape[1] - 1)

    def step(self, at: tuple[float, float] | None, way: tuple[int, int]) -> tuple[float, float]:
        """Return the place a small step from `at`, or from the middle, that stays inside."""
        x, y = at or ((self.left + self.right) / 2, (self.low + self.high) / 2)
        x, y = x + way[0] * self.width / _STEPS, y + way[1] * self.height / _STEPS
        return min(max(x, self.left), self.right), min(max(y, self.low), self.high)


def square_around(points: npt.NDArray[np.floating], margin: float = 0.1) -> Bounds:
    """Return a square round `points`, shape (n, 2), with some air; without points, −1 to 1.

    Points that single precision, in which networks answer, cannot tell from nothing or from
    infinity have no place.
    """
    known = points[(np.abs(points) < _FARTHEST).all(axis=1)]
    if known.size == 0:
        return Bounds(-1.0, 1.0, -1.0, 1.0)
    least, greatest = known.min(axis=0), known.max(axis=0)
    middle = (least + greatest) / 2
    half = float((greatest - least).max()) / 2 * (1 + 2 * margin)
    half = half if half > _NEAREST else 1.0
    x, y = float(middle[0]), float(middle[1])
    return Bounds(x - half, x + half, y - half, y + half)


def shade_classes(probabilities: npt.NDArray[np.floating], theme: Theme) -> Pixels:
    """Return the colours of class probabilities, (rows, columns, classes), as (…, 3) pixels.

    The colour tells the likeliest class. Its strength tells how far the probability lies above
    that of a guess.
    """
    classes = probabilities.shape[2]
    if classes == 2:
        # The two colours are the ends of one row.
        return value_colours(probabilities[..., 1], (0.0, 1.0), _two_classes(theme))
    ground = np.array(rgb(theme.plot), dtype=np.float32)
    colours = np.array([rgb(colour) for colour in theme.classes[:classes]], dtype=np.float32)
    likeliest = probabilities.argmax(axis=2)
    guess = 1.0 / classes
    certainty = (probabilities.max(axis=2) - guess) / (1.0 - guess) if classes > 1 else 1.0
    # A place whose probabilities are not numbers shows the bare ground.
    share = np.nan_to_num(np.clip(certainty, 0.0, 1.0), nan=0.0).astype(np.float32) * _STRENGTH
    shaded = ground + (colours - ground)[likeliest] * share[..., np.newaxis]
    pixels: Pixels = shaded.astype(np.uint8)
    return pixels


def shade_values(
    values: npt.NDArray[np.floating], limits: tuple[float, float], theme: Theme
) -> Pixels:
    """Return the colours of `values`, shape (rows, columns), between `limits`, as (…, 3) pixels."""
    return value_colours(values, limits, diverging(theme))


def value_colours(
    values: npt.NDArray[np.floating], limits: tuple[float, float], colours: Pixels
) -> Pixels:
    """Return the colour of each of `values`, any shape, from a row (n, 3) between `limits`."""
    low, high = limits
    last = len(colours) - 1
    with np.errstate(over="ignore", invalid="ignore"):
        places = (values - np.float32(low)) * np.float32(last / (high - low)) + np.float32(0.5)
    # A value that is no number has the colour in the middle.
    np.copyto(places, last // 2, where=np.isnan(places))
    np.clip(places, 0, last, out=places)
    return colours.take(places.astype(np.intp), axis=0)


@cache
def diverging(theme: Theme) -> Pixels:
    """Return the full colours of values, from low to high."""
    return ramp(theme.diverging, _SHADES)


@cache
def _two_classes(theme: Theme) -> Pixels:
    share = np.linspace(-_STRENGTH, _STRENGTH, _SHADES, dtype=np.float32)[:, np.newaxis]
    ground, first, second = (
        np.array(rgb(colour), dtype=np.float32) for colour in (theme.plot, *theme.classes[:2])
    )
    mixed = ground + np.where(share < 0, first - ground, second - ground) * np.abs(share)
    pixels: Pixels = mixed.astype(np.uint8)
    return pixels


def even_limits(values: npt.NDArray[np.floating]) -> tuple[float, float]:
    """Return limits that lie evenly round zero and hold all `values` that have a place."""
    known = np.abs(values[np.abs(values) < _FARTHEST])
    reach = float(known.max()) if known.size else 1.0
    reach = reach if reach > _NEAREST else 1.0
    return -reach, reach


@dataclass(frozen=True, eq=False)
class Samples:
    """Places `x`, shape (n, 2), and what belongs to each: a class number, or a target value."""

    x: Floats
    labels: Floats

    @classmethod
    def of(cls, x: object, labels: object) -> "Samples":
        """Return samples with copies of both; raises ValueError if they do not fit together."""
        places = np.array(x, dtype=np.float64).reshape(-1, 2)
        values = np.array(labels, dtype=np.float64).reshape(-1)
        if len(places) != len(values):
            raise ValueError(f"{len(places)} points have {len(values)} labels.")
        return cls(places, values)

    def mask(self, marks: object) -> Mask:
        """Return `marks`, shape (n,), as a mask; raises ValueError if n differs."""
        mask = np.array(marks, dtype=bool).reshape(-1)
        if mask.shape != self.labels.shape:
            raise ValueError(f"{len(self.labels)} points have {mask.size} marks.")
        return mask


NO_SAMPLES = Samples(np.empty((0, 2)), np.empty(0))


@dataclass(frozen=True)
class Ground:
    """All that a picture of the plane depends on, but for the network's answer.

    With `limits` the answer is one value, else the probabilities of classes.
    """

    bounds: Bounds
    limits: Limits | None
    theme: Theme
    samples: Mapping[Part, Samples]

    def shade(self, field: npt.NDArray[np.float32]) -> Pixels:
        """Return the colours of the plane, (rows, columns, 3), the lowest row first."""
        if self.limits is not None:
            return shade_values(field, self.limits, self.theme)
        return shade_classes(field, self.theme)

    def boundary(self, field: npt.NDArray[np.float32]) -> Floats:
        """Return the line between the classes, as pieces of two places of the plane, (2 m, 2)."""
        line = zero_line(field) if self.limits is not None else class_lines(field)
        rows, columns = field.shape[:2]
        # The values belong to the middles of the cells.
        steps = (self.bounds.width / columns, self.bounds.height / rows)
        return np.asarray((line + 0.5) * steps + (self.bounds.left, self.bounds.low))


class Picture:
    """What is drawn; it is worked out at once, and needs nothing of the window.

    All is in the plane's own coordinates.
    """

    def __init__(
        self, ground: Ground, field: npt.NDArray[np.float32] | None, mistakes: Mapping[Part, Mask],
        errors: Mapping[Part, npt.NDArray[np.floating]] | None = None,
    ) -> None:  # fmt: skip
        """Work it out; `mistakes` and `errors`, predicted − true, are empty where not known."""
        self.ground = ground
        self.field = field
        self.mistakes = mistakes
        self.errors = errors or {}
        self.pixels: Pixels | None = None
        self.places = np.empty((0, 2))
        """The boundary, as pieces of two places."""
        self.place = QTransform()
        """From the cells of the field to the plane."""
        if field is not None:
            rows, columns = field.shape[:2]
            bounds = ground.bounds
            self.pixels = ground.shade(field)
            self.places = ground.boundary(field)
            self.place = QTransform.fromTranslate(bounds.left, bounds.low).scale(
                bounds.width / columns, bounds.height / rows
            )
        self.line = pg.arrayToQPath(*self.places.T, connect="pairs", finiteCheck=False)


def zero_line(field: npt.NDArray[np.floating]) -> Values:
    """Return the line on which `field`, shape (rows, columns), is zero.

    The result has shape (2 m, 2): m pieces, each a start and an end, as (column, row) with the
    field's first value at (0, 0). Between two values the field is taken to be straight ("marching
    squares").
    """
    values = np.asarray(field, dtype=np.float32)
    inside = (values > 0).view(np.uint8)
    pattern = inside[:-1, :-1] + 2 * inside[:-1, 1:] + 4 * inside[1:, 1:] + 8 * inside[1:, :-1]
    rows, columns = np.nonzero((pattern != 0) & (pattern != 15))
    if rows.size == 0:
        return np.empty((0, 2), dtype=np.float32)
    crossings = _crossings(values, rows, columns)
    kinds, cells = pattern[rows, columns], np.arange(rows.size)[:, np.newaxis]
    pieces = crossings[_FIRST[kinds], cells]
    twice = np.isin(kinds, _ALTERNATING).nonzero()[0]
    if twice.size:
        more = crossings[_SECOND[kinds[twice]], cells[twice]]
        pieces = np.concatenate([pieces, more])
    line: Values = pieces.reshape(-1, 2)
    return line


def class_lines(probabilities: npt.NDArray[np.floating]) -> Values:
    """Return the lines between the regions of the likeliest class, in the form of `zero_line`.

    `probabilities` has shape (rows, columns, classes).
    """
    classes = probabilities.shape[2]
    if classes < 2:
        return np.empty((0, 2), dtype=np.float32)
    if classes == 2:
        return zero_line(probabilities[..., 0] - probabilities[..., 1])
    top = np.partition(probabilities, classes - 2, axis=2)
    first, second = top[..., -1], top[..., -2]
    lines = []
    for index in range(classes):
        own = probabilities[..., index]
        lines.append(zero_line(own - np.where(own == first, second, first)))
    return np.concatenate(lines)


def _crossings(
    values: Values, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
) -> Values:
    """Return where the field would cross zero on each of the four edges of the cells, (4, n, 2)."""
    # Each edge's first corner, and the way from it to the next.
    corner_rows = rows + np.array([[0], [0], [1], [1]])
    corner_columns = columns + np.array([[0], [1], [1], [0]])
    low = values[corner_rows, corner_columns]
    with np.errstate(invalid="ignore", over="ignore"):
        gap = low - np.roll(low, -1, axis=0)
        # Edges without a crossing are worked out too, and never used.
        gap[gap == 0] = 1
        # Between what is infinite the line goes through the middle.
        share = np.nan_to_num(low / gap, nan=0.5)
    way_down, way_right = np.array([[0], [1], [0], [-1]]), np.array([[1], [0], [-1], [0]])
    places = np.empty((*low.shape, 2), np.float32)
    places[..., 0] = corner_columns + way_right * share
    places[..., 1] = corner_rows + way_down * share
    return places
