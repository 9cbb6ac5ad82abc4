"""The logged values of a curve, exactly as they were logged: kept, smoothed, thinned and read."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from diynn.csv_output import csv_text

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Style = Literal["train", "validation", "test"]

# Twice as many values are drawn: a lowest and a highest of each bucket. NumPy lets go of Python's
# lock for arrays of more than 500, and a training would then be slow to give it back.
_MOST_BUCKETS = 240
BURST = 20.0
"""How many times as far from zero as all before it a value lies that belongs to an explosion."""
_BRIEF = 5
"""Values in a row that may be one; when more of them come, the curve has moved there."""
_FIRST_ROOM = 256


@dataclass(frozen=True)
class Reading:
    """One logged value: that of `key` at step `x`."""

    key: str
    label: str
    x: float
    y: float


class Growth:
    """The steps, rising, and the values of a curve that is being logged.

    Drawing it takes the same time however long it is: the values lie in buckets of equal size, and
    of each full one it is known where its lowest and its highest are. When there are too many
    buckets, each two become one.
    """

    def __init__(self) -> None:
        self._count = 0
        self._x = np.empty(_FIRST_ROOM)
        self._y = np.empty(_FIRST_ROOM)
        self._size = 1
        self._lowest = np.empty(0, np.intp)
        self._highest = np.empty(0, np.intp)
        self._least, self._greatest = math.inf, -math.inf
        self._calm = [math.inf, -math.inf]
        self._bursts: list[int] = []
        self.unbroken = True
        """Whether all values are numbers."""

    @property
    def x(self) -> Floats:
        """All steps, (n,); what lies in it never changes."""
        return self._x[: self._count]

    @property
    def y(self) -> Floats:
        """All values, (n,); what lies in it never changes."""
        return self._y[: self._count]

    @property
    def span(self) -> tuple[float, float] | None:
        """The least and the greatest of the values that are numbers, if there are any."""
        return (self._least, self._greatest) if self._least <= self._greatest else None

    @property
    def calm_span(self) -> tuple[float, float] | None:
        """The same without `bursts`."""
        least, greatest = self._calm
        return (least, greatest) if least <= greatest else None

    @property
    def bursts(self) -> Indices:
        """Where a training that diverges has left the others so far behind that they would be one
        flat line beside it."""
        return np.array(self._bursts, np.intp)

    def _look_for_bursts(self, first: int, y: Floats) -> None:
        """Follow the values `y` (m,), which are all numbers or NaN, from place `first` on."""
        reach = BURST * max(map(abs, self._calm)) if self.calm_span else math.inf
        known = y[np.isfinite(y)]
        if known.size and float(np.abs(known).max()) > min(reach, BURST * abs(float(known[0]))):
            for place, value in enumerate(y.tolist(), first):
                if math.isfinite(value):
                    self._look_at(place, value)
        elif known.size:
            self._widen_calm(float(known.min()), float(known.max()))

    def _look_at(self, place: int, value: float) -> None:
        calm = max(map(abs, self._calm)) if self.calm_span else math.inf
        if not 0 < BURST * calm < abs(value):
            self._widen_calm(value, value)
            return
        self._bursts.append(place)
        lately = self._bursts[-_BRIEF - 1 :]
        if lately == list(range(place - _BRIEF, place + 1)):
            del self._bursts[-_BRIEF - 1 :]
            moved = self._y[place - _BRIEF : place + 1]
            self._widen_calm(float(moved.min()), float(moved.max()))

    def _widen_calm(self, least: float, greatest: float) -> None:
        self._calm = [min(self._calm[0], least), max(self._calm[1], greatest)]

    def extend(self, x: npt.ArrayLike, y: npt.ArrayLike) -> None:
        """Add values `y` at later steps `x`, m of each."""
        y = np.asarray(y, float)
        count = self._count + len(y)
        if count > len(self._x):
            for name in ("_x", "_y"):
                grown = np.empty(2 * count)
                grown[: self._count] = getattr(self, name)[: self._count]
                setattr(self, name, grown)
        self._x[self._count : count], self._y[self._count : count] = x, y
        self._count = count
        known = self._y[count - len(y) : count]
        known = known[np.isfinite(known)]
        if known.size:
            self._least = min(self._least, float(known.min()))
            self._greatest = max(self._greatest, float(known.max()))
        self._look_for_bursts(count - len(y), y)
        self.unbroken = self.unbroken and known.size == len(y)
        if self.unbroken:
            self._fill_buckets()

    def outline(self) -> tuple[Floats, Floats]:
        """Return the first and the last value, and the lowest and highest of each bucket between.

        Every one is a value of the curve, at its own step. Only for an unbroken curve.
        """
        if not self._count:
            return self._x[:0], self._y[:0]
        done = len(self._lowest) * self._size
        rest = self._y[done : self._count]
        ends = [self._count - 1] * 3
        if rest.size:
            ends[:2] = sorted((done + int(rest.argmin()), done + int(rest.argmax())))
        places = np.empty(2 * len(self._lowest) + 4, np.intp)
        places[0] = 0
        np.minimum(self._lowest, self._highest, out=places[1:-3:2])
        np.maximum(self._lowest, self._highest, out=places[2:-3:2])
        places[-3:] = ends
        return self._x[places], self._y[places]

    def _fill_buckets(self) -> None:
        while self._count // self._size > _MOST_BUCKETS:
            self._size *= 2
            pairs = len(self._lowest) // 2 * 2
            self._lowest = self._better(self._lowest[:pairs], 1)
            self._highest = self._better(self._highest[:pairs], -1)
        first = len(self._lowest)
        start, end = first * self._size, self._count // self._size * self._size
        if start < end:
            folded = self._y[start:end].reshape(-1, self._size)
            begin = np.arange(start, end, self._size)
            self._lowest = np.append(self._lowest, begin + folded.argmin(axis=1))
            self._highest = np.append(self._highest, begin + folded.argmax(axis=1))

    def _better(self, places: Indices, sign: int) -> Indices:
        """Of each two places that with the lesser value, or the greater for a `sign` of −1."""
        first, second = places[::2], places[1::2]
        return np.where(sign * self._y[first] <= sign * self._y[second], first, second)


@dataclass(frozen=True, eq=False)
class Series:
    """The steps `x`, rising, and the values `y`, both of shape (n,), of one curve."""

    key: str
    x: Floats
    y: Floats
    colour_index: int
    style: Style
    label: str
    growth: Growth | None = None
    """Where the values come from, if they are being logged."""

    def drawable(self, *, log: bool) -> Floats:
        """Return the values to draw: NaN for what has no place, log10 of the rest if `log`."""
        if not log:
            return self._finite
        usable = np.isfinite(self.y)
        usable &= self.y > 0
        drawn = np.full(self.y.shape, np.nan)
        np.log10(self.y, out=drawn, where=usable)
        return drawn

    @cached_property
    def _finite(self) -> Floats:
        if self.growth is not None and self.growth.unbroken:
            return self.y
        usable = np.isfinite(self.y)
        return self.y if usable.all() else np.where(usable, self.y, np.nan)

    @cached_property
    def _grown(self) -> Growth:
        if self.growth is not None:
            return self.growth
        grown = Growth()
        grown.extend(self.x, self.y)
        return grown

    def drawable_span(self, *, log: bool, calm: bool = False) -> tuple[float, float] | None:
        """Return the least and the greatest of the values to draw, if there are any; of `calm` ones
        without those of an explosion."""
        grown = self._grown
        if not log:
            return grown.calm_span if calm else grown.span
        drawn = self.drawable(log=True)
        if calm:
            bursts = grown.bursts
            drawn = np.delete(drawn, bursts[bursts < drawn.size])
        drawn = drawn[np.isfinite(drawn)]
        return (float(drawn.min()), float(drawn.max())) if drawn.size else None

    def nearest(self, x: float) -> int:
        """Return the index of the logged step nearest to `x`; the curve must not be empty."""
        right = int(np.searchsorted(self.x, x))
        if right == 0:
            return 0
        if right == self.x.size or x - self.x[right - 1] <= self.x[right] - x:
            return right - 1
        return right

    def reading(self, x: float) -> Reading:
        """Return what was logged at the step nearest to `x`."""
        index = self.nearest(x)
        return Reading(self.key, self.label, float(self.x[index]), float(self.y[index]))


def make_series(
    key: str, x: object, y: object, colour_index: int, style: Style, label: str
) -> Series:
    """Return a series of copies of `x` and `y`, in rising order of steps.

    Raises ValueError if the two are not one-dimensional and of one length.
    """
    steps = np.array(x, dtype=np.float64)
    values = np.array(y, dtype=np.float64)
    if steps.ndim != 1 or steps.shape != values.shape:
        raise ValueError(f"A curve needs as many values as steps: {values.shape}, {steps.shape}.")
    known = np.isfinite(steps)
    if not known.all():
        steps, values = steps[known], values[known]
    if np.any(np.diff(steps) < 0):
        order = np.argsort(steps, kind="stable")
        steps, values = steps[order], values[order]
    return Series(key, steps, values, colour_index, style, label)


def read_all(series: Iterable[Series], x: float) -> list[Reading]:
    """Return what each curve logged nearest to the logged step nearest to `x`."""
    filled = [one for one in series if one.x.size]
    if not filled:
        return []
    steps = [one.reading(x).x for one in filled]
    step = min(steps, key=lambda candidate: abs(candidate - x))
    return [one.reading(step) for one in filled]


def every_step(series: Iterable[Series]) -> Floats:
    """Return the steps that any of the curves has, rising."""
    return np.unique(np.concatenate([np.empty(0), *(one.x for one in series)]))


def table(series: Iterable[Series], step_name: str) -> str:
    """Return all curves as CSV: a line for each step, a column for each curve, gaps left empty."""
    curves = list(series)
    lines: dict[float, dict[int, float]] = {}
    for column, one in enumerate(curves):
        for step, value in zip(one.x.tolist(), one.y.tolist(), strict=True):
            lines.setdefault(step, {})[column] = value
    rows = (
        [int(step) if step.is_integer() else step, *map(lines[step].get, range(len(curves)))]
        for step in sorted(lines)
    )
    return csv_text([[step_name, *(one.label for one in curves)], *rows])


def smooth(y: Floats, weight: float) -> Floats:
    """Return the bias-corrected exponential moving average of `y`, shape (n,).

    With a `weight` w of 0 to 0.99, value n is Σ wᵏ y[n−k] / Σ wᵏ, summed over the finite y only, so
    that the first values lean neither to zero nor to the start (Kingma and Ba 2015, section 3).
    Where `y` is not finite the result is NaN. Raises ValueError for any other weight.
    """
    if not 0.0 <= weight <= 0.99:
        raise ValueError(f"The smoothing weight is {weight}, and must lie between 0 and 0.99.")
    finite = np.isfinite(y)
    if weight == 0.0 or y.size == 0:
        return np.where(finite, y, np.nan)
    total = np.where(finite, y, 0.0)
    count = finite.astype(np.float64)
    # Σ wᵏ zᵏ is the product of (1 + wˢ zˢ) over s = 1, 2, 4, …: a few vector operations do what
    # would be a loop over the steps.
    shift = 1
    while shift < y.size and (factor := weight**shift) > 1e-12:
        for series in (total, count):
            series[shift:] += factor * series[:-shift].copy()
        shift *= 2
    smoothed = np.full(y.shape, np.nan)
    np.divide(total, count, out=smoothed, where=finite)
    return smoothed


def thin(x: Floats, y: Floats, buckets: int) -> tuple[Floats, Floats]:
    """Return at most about two points of (x, y) for each of `buckets`: its lowest and highest.

    `x` rises. Spikes survive, and every point that remains is one of the given. The first and the
    last point remain too.
    """
    size = y.size // max(buckets, 1)
    if size < 3:
        return x, y
    whole = y.size // size * size
    folded = y[:whole].reshape(-1, size)
    start = np.arange(0, whole, size)
    kept = np.zeros(y.size, bool)
    kept[0] = kept[-1] = kept[whole:] = True
    missing = np.isnan(folded)
    gapped = missing.any(axis=1)
    if gapped.any():
        # A bucket with a gap keeps it: a curve that broke off must not be drawn as if it had not.
        kept[(start + missing.argmax(axis=1))[gapped]] = True
        kept[start + np.where(missing, np.inf, folded).argmin(axis=1)] = True
        kept[start + np.where(missing, -np.inf, folded).argmax(axis=1)] = True
    else:
        kept[start + folded.argmin(axis=1)] = True
        kept[start + folded.argmax(axis=1)] = True
    places = kept.nonzero()[0]
    return x[places], y[places]
