"""Show values that a network predicts: beside the true ones, by an input, or as errors in bins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from gui.plots.graph import widen
from gui.plots.items import Band, Line, Marks, make_pen
from gui.plots.plot import Plot, readout_table
from gui.plots.series import Floats
from gui.text.numbers import figures
from gui.theme.theme import Theme, ThemeSource

Kind = Literal["train", "test", "answer", "aim"]
"""Samples of either part; what the network answers; where all would be right."""

MOST_MARKS = 2000
_FAINT, _FILL = 70, 110
_SIZES: dict[Kind, float] = {"train": 5.0, "test": 6.5}
_NONE = np.empty(0)


@dataclass(frozen=True, eq=False)
class Values:
    """Places (n,) and (n,) of one kind, with a name for readouts and tables."""

    kind: Kind
    name: str
    x: Floats
    y: Floats


@dataclass(frozen=True, eq=False)
class ValuePicture:
    """What the plot shows: `marks` as symbols, `lines` as lines, `bars` between edges (bins + 1,).

    `titles` name the axes.
    """

    titles: tuple[str, str]
    marks: Sequence[Values] = ()
    lines: Sequence[Values] = ()
    edges: Floats = field(default_factory=lambda: _NONE)
    counts: Floats = field(default_factory=lambda: _NONE)


def evenly(count: int, most: int = MOST_MARKS) -> Floats:
    """Places of at most so many of `count` samples, evenly spread."""
    return np.linspace(0, max(count - 1, 0), min(count, most)).astype(np.int64)


class ValuePlot(Plot):
    """Marks for samples, lines for what the network answers, bars for how often."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self.picture = ValuePicture(("", ""))
        box = self.view.box
        self.bars = Band(box, 0)
        self._lines: dict[Kind, Line] = {"aim": Line(box, 1), "answer": Line(box, 4)}
        self._marks: dict[Kind, Marks] = {"train": Marks(box, 2), "test": Marks(box, 3)}
        self.more = self.make_more()
        """To be placed beside the plot by the caller."""
        self.setAccessibleName(self.tr("Predicted values"))
        self.lay_out()
        self.redraw()

    def show_picture(self, picture: ValuePicture) -> None:
        """Show another picture."""
        self.picture = picture
        self.leave()
        self.draw_soon()

    # Pointing at a place

    def places(self) -> Floats:
        """Return the places of the marks, or the middles of the bins."""
        if len(self.picture.counts):
            return np.asarray((self.picture.edges[1:] + self.picture.edges[:-1]) / 2)
        known = [one.x[np.isfinite(one.x)] for one in self._pointed()]
        return np.unique(np.concatenate([_NONE, *known]))

    def _pointed(self) -> Sequence[Values]:
        return self.picture.marks or self.picture.lines

    def point_at(self, place: float) -> None:
        """Say what is nearest to `place`."""
        picture, (across, up) = self.picture, self.picture.titles
        if len(picture.counts):
            number = int(np.searchsorted(picture.edges, place, "right")) - 1
            if 0 <= number < len(picture.counts):
                low, high = picture.edges[number : number + 2].tolist()
                head = f"<b>{figures(low)} – {figures(high)}</b>"
                self.at = (low + high) / 2
                rows = [(up, figures(float(picture.counts[number])))]
                self.show_at(self.at, readout_table(head, rows), float(picture.counts[number]))
            return
        found = [
            (abs(one.x[at] - place), one, at)
            for one in self._pointed() if one.x.size
            for at in [int(np.nanargmin(np.abs(one.x - place)))]
        ]  # fmt: skip
        if not found:
            return
        _, one, at = min(found, key=lambda each: each[0])
        x, y = float(one.x[at]), float(one.y[at])
        self.at = x
        rows = [(across, figures(x)), (up, figures(y))]
        self.show_at(x, readout_table(f"<b>{one.name}</b>", rows), y)

    # What the export menu asks

    def csv(self) -> str:
        """Return the places of all marks and lines, or the bins."""
        picture = self.picture
        if len(picture.counts):
            rows = zip(
                picture.edges[:-1].tolist(), picture.edges[1:].tolist(), picture.counts.tolist(),
                strict=True,
            )  # fmt: skip
            return csv_text([["from", "to", picture.titles[1]], *rows])
        every = (*picture.marks, *picture.lines)
        return csv_text([
            ["kind", *picture.titles],
            *((one.name, x, y) for one in every
              for x, y in zip(one.x.tolist(), one.y.tolist(), strict=True)),
        ])  # fmt: skip

    def picture_name(self) -> str:
        return self.tr("Prediction")

    # Drawing

    @Slot()
    def redraw(self) -> None:
        theme, picture = self._source.current, self.picture
        every = (*picture.marks, *picture.lines)
        some = bool(len(picture.counts)) or any(one.x.size for one in every)
        self.view.set_note("" if some else self._empty_text)
        self.more.setEnabled(some)
        self.view.set_titles(*picture.titles)
        if some:
            self._show_range(every)
        lines = {one.kind: one for one in picture.lines}
        for kind, line in self._lines.items():
            given = lines.get(kind)
            if given is None:
                line.clear()
            else:
                aim = kind == "aim"
                colour, width = (theme.muted, 1.0) if aim else (theme.accent, 2.0)
                dashes = (5.0, 3.0) if aim else ()
                line.draw(given.x, given.y, make_pen(colour, width * theme.stroke, dashes))
        marks = {one.kind: one for one in picture.marks}
        for kind, symbols in self._marks.items():
            given = marks.get(kind)
            symbols.clear()
            if given is not None:
                known = np.isfinite(given.x) & np.isfinite(given.y)
                pen, brush = _look(theme, kind)
                symbols.draw(given.x[known], given.y[known], _SIZES[kind], pen, brush)
        self._draw_bars(theme)

    def _draw_bars(self, theme: Theme) -> None:
        picture = self.picture
        if not len(picture.counts):
            self.bars.clear()
            return
        x = np.repeat(picture.edges, 2)
        y = np.concatenate([[0.0], np.repeat(picture.counts, 2), [0.0]])
        fill = QColor(theme.accent)
        fill.setAlpha(_FILL)
        self.bars.draw(x, y, QBrush(fill), make_pen(theme.accent, 1.0))

    def _show_range(self, every: Sequence[Values]) -> None:
        picture = self.picture
        x = np.concatenate([picture.edges, *(one.x for one in every)])
        y = np.concatenate([picture.counts, *(one.y for one in every)])
        x, y = x[np.isfinite(x)], y[np.isfinite(y)]
        if not (x.size and y.size):
            return
        low = 0.0 if len(picture.counts) else float(y.min())
        high = float(y.max())
        self.view.show_range(widen((float(x.min()), float(x.max()))), widen((low, high)))


def _look(theme: Theme, kind: Kind) -> tuple[QPen, QBrush]:
    colour = QColor(theme.muted if kind == "train" else theme.accent)
    if kind == "train":
        colour.setAlpha(_FAINT)
    return make_pen(colour, 1.0), QBrush(colour)
