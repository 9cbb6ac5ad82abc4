"""Where values lie on the axes of a sweep."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gui.text.numbers import figures

MOST_MARKS = 8


@dataclass(frozen=True)
class SweepAxis:
    """A setting: its title, and either the names of its values or their kind of scale."""

    title: str
    names: tuple[str, ...] = ()
    log: bool = False


@dataclass(frozen=True)
class SweepPoint:
    """A combination: a value (or the place of a name) on each axis, its figure and the spread.

    `words` says what it is.
    """

    words: str
    values: tuple[float, ...]
    mean: float
    spread: float


@dataclass(frozen=True)
class Upright:
    """An upright axis of parallel coordinates, from 0 at the foot to 1: its values' heights."""

    title: str
    heights: tuple[float, ...]
    marks: tuple[tuple[float, str], ...]


def upright(axis: SweepAxis, values: list[float]) -> Upright:
    """The axis with these values on it."""
    if axis.names:
        last = max(len(axis.names) - 1, 1)
        alone = len(axis.names) == 1
        marks = tuple(
            (0.5 if alone else place / last, name) for place, name in enumerate(axis.names)
        )
        return Upright(
            axis.title, tuple(0.5 if alone else value / last for value in values), marks
        )
    log = axis.log and min(values) > 0
    known = [math.log(value) if log else value for value in values]
    low, high = min(known), max(known)
    width = high - low

    def height(value: float) -> float:
        return (value - low) / width if width > 0 else 0.5

    named = sorted(set(zip(known, values, strict=True)))
    if len(named) > MOST_MARKS:
        named = [named[0], named[-1]]
    marks = tuple((height(place), figures(value)) for place, value in named)
    return Upright(axis.title, tuple(height(value) for value in known), marks)
