"""The frame of a chart as SVG: two axes with marks and titles, and lines inside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.experiments.page.words import escaped, said
from diynn.text import Text, alike, number

Array = NDArray[Any]

WIDTH, HEIGHT = 440, 270
LEFT, RIGHT, TOP, BOTTOM = 54, 10, 10, 46
MOST_PLACES = 240
"""Places of one line: more could not be seen apart, and would make the page heavy."""


@dataclass(frozen=True)
class Axis:
    """One axis: its title, its ends, and whether it is logarithmic."""

    title: Text
    low: float
    high: float
    logarithmic: bool = False
    marks: tuple[float, ...] = ()
    """Where its marks are; empty for round numbers."""
    whole: bool = False
    """Whether it counts: marks are at whole numbers alone."""

    def shares(self, values: Array) -> Array:
        """Where `values` (n,) lie, from 0 at the low end to 1; NaN for what has no place."""
        known = np.asarray(values, dtype=np.float64)
        low, high = self.low, self.high
        if self.logarithmic:
            known = np.log10(np.where(known > 0, known, np.nan))
            low, high = math.log10(low), math.log10(high)
        with np.errstate(over="ignore", invalid="ignore"):
            shares = (known - low) / (high - low)
        return np.where(np.isfinite(shares), shares, np.nan)

    def ticks(self) -> list[tuple[float, Text]]:
        """The marks, each as a share of the axis, with what stands at it."""
        decimals = 0
        if self.marks:
            values, decimals = list(self.marks), max(map(_own_decimals, self.marks))
        elif self.logarithmic:
            values = _decades(self.low, self.high)
        else:
            step = max(_step(self.high - self.low), float(self.whole))
            first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
            values = [place * step for place in range(first, last + 1)]
            decimals = max(0, math.ceil(-math.log10(step) - 1e-9))
        shares = self.shares(np.array(values, dtype=np.float64)).tolist()
        words = alike(values) if self.logarithmic else [number(one, decimals) for one in values]
        return list(zip(shares, words, strict=True))


def axis(
    title: Text,
    values: Sequence[Array],
    *,
    logarithmic: bool = False,
    marks: Sequence[float] = (),
    whole: bool = False,
) -> Axis | None:
    """An axis on which all that can be drawn of `values` has room; None where nothing can."""
    arrays = [np.asarray(one, np.float64).ravel() for one in values]
    joined = np.concatenate(arrays) if arrays else np.empty(0)
    known = joined[np.isfinite(joined)]
    if logarithmic:
        known = known[known > 0]
    if not known.size:
        return None
    low, high = float(known.min()), float(known.max())
    if logarithmic:
        return Axis(title, low / 1.15, high * 1.15, logarithmic=True, marks=tuple(marks))
    room = (high - low) * 0.04 or max(abs(high), 1e-9) * 0.1
    return Axis(title, low - room, high + room, marks=tuple(marks), whole=whole)


def _step(span: float) -> float:
    widest = span / 4
    unit = 10.0 ** math.floor(math.log10(widest))
    return max(factor * unit for factor in (1, 2, 5) if factor == 1 or factor * unit <= widest)


def _decades(low: float, high: float) -> list[float]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    parts = (1, 2, 5) if last - first <= 2 else (1,)
    stride = max(1, (last - first) // 5)
    values = [part * 10.0**place for place in range(first, last + 1, stride) for part in parts]
    inside = [value for value in values if low <= value <= high]
    return inside if len(inside) > 1 else [low, high]


def _own_decimals(value: float) -> int:
    text = f"{value:.3g}"
    if "e-" in text:
        return int(text.partition("e-")[2]) + len(text.partition("e")[0].partition(".")[2])
    return len(text.partition(".")[2]) if "e" not in text else 0


@dataclass(frozen=True)
class Frame:
    """Two axes, and the places between them."""

    x: Axis
    y: Axis
    width: int = WIDTH
    height: int = HEIGHT

    def columns(self, values: Array) -> Array:
        """The places of `values` (n,) from the left, in the units of the drawing."""
        return LEFT + self.x.shares(values) * (self.width - LEFT - RIGHT)

    def rows(self, values: Array) -> Array:
        """The places of `values` (n,) from the top."""
        return self.height - BOTTOM - self.y.shares(values) * (self.height - TOP - BOTTOM)

    def line(self, x: Array, y: Array, look: str) -> str:
        """A line through the places (`x`, `y`), each (n,), in the classes `look`; gaps at NaN."""
        x, y = _thinned(np.asarray(x, np.float64), np.asarray(y, np.float64))
        drawn = path(self.columns(x), self.rows(y))
        return f'<path class="{look}" d="{drawn}"/>' if drawn else ""

    def svg(self, inside: str, labelled_by: str) -> str:
        """The whole chart, told to screen readers by the element of that id."""
        right, bottom = self.width - RIGHT, self.height - BOTTOM
        parts = []
        for share, text in self.x.ticks():
            place = LEFT + share * (right - LEFT)
            parts.append(f'<path class="grid" d="M{place:.1f} {TOP}V{bottom}"/>')
            parts.append(f'<path class="axis" d="M{place:.1f} {bottom}v4"/>')
            parts.append(words(text, place, bottom + 16, "tick middle"))
        for share, text in self.y.ticks():
            place = bottom - share * (bottom - TOP)
            parts.append(f'<path class="grid" d="M{LEFT} {place:.1f}H{right}"/>')
            parts.append(f'<path class="axis" d="M{LEFT} {place:.1f}h-4"/>')
            parts.append(words(text, LEFT - 7, place + 3.5, "tick end"))
        parts.append(f'<path class="axis" d="M{LEFT} {TOP}V{bottom}H{right}"/>')
        parts.append(inside)
        middle = (LEFT + right) / 2
        parts.append(words(self.x.title, middle, self.height - 8, "title middle"))
        upright = (TOP + bottom) / 2
        turned = f'transform="rotate(-90 12 {upright:.0f})"'
        parts.append(words(self.y.title, 12, upright, "title middle", turned))
        return svg("".join(parts), self.width, self.height, labelled_by)


def svg(inside: str, width: float, height: float, labelled_by: str, look: str = "chart") -> str:
    """A drawing that a screen reader calls by the element `labelled_by`."""
    return (
        f'<svg class="{look}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-labelledby="{escaped(labelled_by)}">{inside}</svg>'
    )


def words(text: Text, x: float, y: float, look: str, more: str = "") -> str:
    """Words of a drawing at a place, in both languages."""
    place = f'x="{x:.1f}" y="{y:.1f}" class="{look}" {more}'.rstrip()
    return said(text, "text", place)


def path(x: Array, y: Array) -> str:
    """The way through places of a drawing (n,), as short as can be; broken where one is NaN."""
    parts: list[str] = []
    pen = False
    for column, row in zip(x.tolist(), y.tolist(), strict=True):
        if math.isnan(column) or math.isnan(row):
            pen = False
            continue
        parts.append(f"{'L' if pen else 'M'}{column:.1f} {row:.1f}")
        pen = True
    return "".join(parts)


def dots(x: Array, y: Array) -> str:
    """A dot at each place (n,): lines of no length, whose round ends are seen."""
    known = np.isfinite(x) & np.isfinite(y)
    places = zip(x[known].tolist(), y[known].tolist(), strict=True)
    return "".join(f"M{column:.1f} {row:.1f}h0" for column, row in places)


def _thinned(x: Array, y: Array) -> tuple[Array, Array]:
    """The line with at most about MOST_PLACES places: of each part the lowest and the highest."""
    if len(x) <= MOST_PLACES:
        return x, y
    kept = {0, len(x) - 1}
    for part in np.array_split(np.arange(len(x)), MOST_PLACES // 2):
        values = y[part]
        known = part[np.isfinite(values)]
        if known.size:
            kept.add(int(known[np.argmin(y[known])]))
            kept.add(int(known[np.argmax(y[known])]))
        if known.size < part.size:
            kept.add(int(part[~np.isfinite(values)][0]))
    order = sorted(kept)
    return x[order], y[order]
