"""Draw figures over a setting: for each series the mean as a line, its spread as a band."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from gui.plots.graph import Box, widen
from gui.plots.items import Band, Line, Marks, curve_pen, make_pen
from gui.plots.plot import LegendPlot, coloured, readout_table
from gui.plots.series import Floats, Series, thin
from gui.text.numbers import spread, whole
from gui.theme.theme import Theme, ThemeSource
from gui.widgets.symbols import symbol_of

_NONE = np.empty(0)
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


class LinesPlot(LegendPlot):
    """Lines with bands over one axis, which may be logarithmic; read by the pointer and by keys.

    Hand over all series at once with `show_lines`; values of zero and less have no place on a
    logarithmic axis and are left out there.
    """

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._lines: tuple[Banded, ...] = ()
        self.items: list[BandedItems] = []
        self._empty_text = self.tr("There is nothing to draw here: no value is a number.")
        self.view.set_movable(False)
        self.more = self.make_more()
        self.lay_out(self.legend, self.more)
        self.redraw()

    # What the caller decides

    def show_lines(self, x: str, y: str, lines: Sequence[Banded], *, log: bool = False) -> None:
        """Show these, over an axis `x` that is logarithmic if `log`."""
        for number in range(len(self._lines)):
            self.legend.remove(str(number))
        self._lines, self._hidden = tuple(lines), set()
        self.view.set_titles(x, y)
        self.view.set_log("bottom", log)
        self.setAccessibleName(y)
        while len(self.items) < len(self._lines):
            self.items.append(BandedItems(self.view.box, len(self.items)))
        for one in self.curves():
            self.legend.put(self._source.current, one)
        self.leave()
        self.draw_soon()

    def in_words(self) -> str:
        """Say where every line ends."""
        return self.words_of(self.curves())

    @property
    def log(self) -> bool:
        """Whether the level axis is logarithmic."""
        return self.view.axes["bottom"].log

    def curves(self) -> list[Series]:
        return [
            Series(str(number), one.x, one.mean, number, "train", one.label)
            for number, one in enumerate(self._lines)
        ]

    # Pointing

    def places(self) -> Floats:
        return np.unique(np.concatenate([_NONE, *(one.at for one in self._placed().values())]))

    def point_at(self, place: float) -> None:
        """Say what every series has at the place nearest to `place`, in the axis's own numbers."""
        known = self.places()
        if not known.size:
            self.leave()
            return
        self.at = at = float(known[np.argmin(np.abs(known - place))])
        theme, x = self._source.current, at
        means, rows = [], []
        for number, one in self._placed().items():
            for here in np.flatnonzero(one.at == at).tolist():
                x, mean, around = (float(of[here]) for of in (one.x, one.mean, one.spread))
                means.append(mean)
                name = coloured(theme.runs[number % len(theme.runs)], self._lines[number].label)
                rows.append((name, spread(mean, around or None)))
        head = f"<b>{html.escape(self.view.titles()[0])} {whole(x)}</b>"
        self.show_at(at, readout_table(head, rows), self.free_end(means))

    # What the export menu asks

    def csv(self) -> str:
        """Return the visible series: a line for each place, its mean and its spread."""
        rows = (
            [one.label, *row]
            for one in map(self._lines.__getitem__, self._shown())
            for row in zip(one.x.tolist(), one.mean.tolist(), one.spread.tolist(), strict=True)
        )
        return csv_text([["series", self.view.titles()[0], "mean", "deviation"], *rows])

    # Drawing

    @Slot()
    def redraw(self) -> None:
        placed = self._placed()
        some = [one for one in placed.values() if one.at.size]
        self.view.set_note("" if some else self.empty_note())
        self.more.setEnabled(bool(some))
        if some:
            at = np.concatenate([one.at for one in some])
            ends = [one.mean + side * one.spread for one in some for side in (-1, 1)]
            heights = np.concatenate(ends)
            self.view.show_range(
                widen((float(at.min()), float(at.max()))),
                widen((float(heights.min()), float(heights.max()))),
            )
        for number, items in enumerate(self.items):
            items.draw(placed.get(number), self._source.current)
        if self.at is not None:
            # There may be other room to draw in.
            self.point_at(self.at)

    def _shown(self) -> list[int]:
        return [int(one.key) for one in self.legend_series()]

    def _placed(self) -> dict[int, Placed]:
        """What can be drawn of those that are shown, by their numbers."""
        return {number: self._lines[number].placed(log=self.log) for number in self._shown()}
