"""Keep the logged values of one curve, exactly as they were logged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from PySide6.QtCore import QCoreApplication

from diynn.csv_output import csv_text
from gui.plots.growth import Growth
from gui.plots.smoothing import Floats
from gui.text.numbers import figures, whole
from gui.text.plot_words import listed

Style = Literal["train", "validation", "test"]


@dataclass(frozen=True)
class Reading:
    """One logged value: that of `key` at step `x`."""

    key: str
    label: str
    x: float
    y: float


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
    def span(self) -> tuple[float, float] | None:
        """The least and the greatest of the values that are numbers, if there are any."""
        if self.growth is not None:
            return self.growth.span
        known = self.y[np.isfinite(self.y)]
        return (float(known.min()), float(known.max())) if known.size else None

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


def curve_words(series: Sequence[Series], x: str) -> str:
    """Return where each curve stands, and from where it came; `x` names the level axis."""
    told = []
    for one in series:
        known = np.flatnonzero(np.isfinite(one.y))
        if not known.size:
            continue
        first, last = float(one.y[known[0]]), float(one.y[known[-1]])
        sentence = QCoreApplication.translate(
            "PlotWords", "{name}: {value} at {axis} {place}, {first} at the start"
        )
        told.append(
            sentence.format(
                name=one.label, value=figures(last), axis=x,
                place=whole(float(one.x[known[-1]])), first=figures(first),
            )
        )  # fmt: skip
    return listed(told)
