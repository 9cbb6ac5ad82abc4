"""Keep figures over a setting with their spread, draw them, and write what they are."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QBrush, QColor

from diynn.csv_output import csv_text
from gui.plots.graph import Box
from gui.plots.items import Band, Line, Marks
from gui.plots.look import curve_pen, make_pen
from gui.plots.series import thin
from gui.text.numbers import figures, whole
from gui.theme.theme import Theme
from gui.widgets.symbols import symbol_of

Floats = npt.NDArray[np.float64]

_BAND = 40
"""How opaque a band is, of 255: three that cross can still be told apart."""
_DOT = 5.0
_MOST_DOTTED = 24
_MOST = 2000
"""Of how many parts the edge of a band is drawn at most."""
_BELOW, _ABOVE = 0, 20


class Placed(NamedTuple):
    """What can be drawn of a series: its places on the axis, and what belongs to each, (n,)."""

    at: Floats
    x: Floats
    mean: Floats
    spread: Floats


@dataclass(frozen=True, eq=False)
class Banded:
    """One series: at places `x`, rising, the `mean` and the `spread` about it, each (n,).

    The spread is 0 where there is a single value, the mean NaN where there is none.
    """

    label: str
    x: Floats
    mean: Floats
    spread: Floats

    def placed(self, *, log: bool) -> Placed:
        """What has a place on an axis that is logarithmic if `log`."""
        known = np.isfinite(self.mean) & np.isfinite(self.x)
        if log:
            known &= self.x > 0
        x = self.x[known]
        return Placed(np.log10(x) if log else x, x, self.mean[known], self.spread[known])


class BandedItems:
    """The drawn things of one series, the `number`th."""

    def __init__(self, box: Box, number: int) -> None:
        """Add the still empty things to `box`: bands lie below all lines."""
        self._number = number
        self.band = Band(box, _BELOW + number)
        self.line = Line(box, _ABOVE + number)
        self.dots = Marks(box, _ABOVE + number, symbol_of(number))

    def draw(self, placed: Placed | None, theme: Theme) -> None:
        """Draw a series, or nothing."""
        for item in (self.band, self.line, self.dots):
            item.setVisible(placed is not None)
        if placed is None:
            return
        at, mean, spread = placed.at, placed.mean, placed.spread
        colour = QColor(theme.runs[self._number % len(theme.runs)])
        faint = QColor(colour)
        faint.setAlpha(_BAND)
        edge = make_pen(colour) if theme.high_contrast else None
        upper, lower = (thin(at, mean + side * spread, _MOST) for side in (1, -1))
        places = np.concatenate([upper[0], lower[0][::-1]])
        ends = np.concatenate([upper[1], lower[1][::-1]])
        self.band.draw(places, ends, QBrush(faint), edge)
        self.band.setVisible(bool(spread.any()))
        self.line.draw(at, mean, curve_pen(theme, self._number, "train"))
        count = at.size if at.size <= _MOST_DOTTED else 0
        self.dots.draw(at[:count], mean[:count], _DOT, make_pen(colour), QBrush(colour))


def readout(
    at: float, title: str, series: Mapping[int, tuple[str, Placed]], theme: Theme
) -> tuple[str, float]:
    """What the series have at a place of the axis, as HTML, and the mean of their means there.

    `series` go by their numbers, each with its name; one of them must have the place.
    """
    lines: list[str] = []
    means: list[float] = []
    value = at
    for number, (label, placed) in series.items():
        for place in np.flatnonzero(placed.at == at).tolist():
            value, mean = float(placed.x[place]), float(placed.mean[place])
            spread = float(placed.spread[place])
            means.append(mean)
            words = figures(mean) + (f" ± {figures(spread, 2)}" if spread else "")
            colour = theme.runs[number % len(theme.runs)]
            lines.append(
                f"<tr><td><span style='color:{colour}'>■</span> "
                f"{html.escape(label)}&nbsp;&nbsp;</td><td align='right'>{words}</td></tr>"
            )
    head = f"<tr><td colspan=2><b>{html.escape(title)} {whole(value)}</b></td></tr>"
    return f"<table cellspacing='1'>{head}{''.join(lines)}</table>", sum(means) / len(means)


def banded_table(lines: Sequence[Banded], x: str) -> str:
    """The series as CSV: a line for each place of each, its mean and its spread."""
    rows = (
        [one.label, *row]
        for one in lines
        for row in zip(one.x.tolist(), one.mean.tolist(), one.spread.tolist(), strict=True)
    )
    return csv_text([["series", x, "mean", "deviation"], *rows])
