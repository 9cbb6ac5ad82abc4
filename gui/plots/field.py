"""Colours for what a network says of each place of a plane, and for the samples on it."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from gui.theme.colours import ramp, rgb
from gui.theme.theme import Theme

Pixels = npt.NDArray[np.uint8]
Values = npt.NDArray[np.float32]

# Points must stand out from the ground: even full certainty leaves it pale.
_STRENGTH = 0.55
# An odd number: there is one in the middle.
_SHADES = 511
_STEPS = 60
_NEAREST, _FARTHEST = 1e-30, 1e30
# The first five are those that a class has on every tab. The others were searched for: as far as
# may be from these and each other for everyone and for each kind of colour blindness.
_FURTHER = {
    "light": ("#FF44FF", "#AA5566", "#555500", "#BB9988", "#3311AA"),
    "dark": ("#AA4400", "#FFFF33", "#8844AA", "#AA77BB", "#44CC99"),
    "contrast-light": ("#3311AA", "#555522", "#8899FF", "#DD8899", "#AA6677"),
    "contrast-dark": ("#44CC99", "#AA0000", "#3333DD", "#773388", "#FFFF33"),
}


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


def class_colours(theme: Theme) -> tuple[str, ...]:
    """Return ten colours, "#RRGGBB"; where there are more classes they come round again."""
    return (*theme.classes, *_FURTHER[theme.name])


def label_colours(
    labels: npt.NDArray[np.generic], classes: int, theme: Theme
) -> npt.NDArray[np.uint8]:
    """Return the colour (n, 3) of each of `labels` (n,).

    They are numbers of `classes` classes, or, for none, values from low to high.
    """
    if classes:
        table = np.array([rgb(colour) for colour in class_colours(theme)], np.uint8)
        return np.asarray(table[labels.astype(np.intp) % len(table)])
    values = labels.astype(np.float64)
    low, high = (values.min(), values.max()) if values.size else (0.0, 1.0)
    shares = (values - low) / ((high - low) or 1.0)
    table = ramp(theme.diverging, 256)
    return np.asarray(table[np.nan_to_num(shares * 255).astype(np.intp)])
