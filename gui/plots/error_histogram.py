"""Show how the errors of many images are spread, for one or several runs."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from gui.plots.items import Band, Line
from gui.plots.look import make_pen
from gui.plots.plot import Plot
from gui.text.numbers import figures, telling
from gui.text.plot_words import listed
from gui.theme.theme import Theme, ThemeSource

_FILL = 110
# How far from the bins a mark may lie, in their whole width.
_FARTHEST = 3
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -(1 << 30),
    Qt.Key.Key_End: 1 << 30,
}
_KEYS = {*_MOVES, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Spread:
    """The errors of one run: `counts` (bins,) between `edges` (bins + 1,), and their `mean`.

    `colour_index` counts through the theme's run colours.
    """

    label: str
    colour_index: int
    edges: Array
    counts: Array
    mean: float

    @property
    def bins(self) -> int:
        """How many bins there are."""
        return len(self.counts)

    def colour(self, theme: Theme) -> str:
        """The colour of its run."""
        return theme.runs[self.colour_index % len(theme.runs)]

    def outline(self) -> tuple[Array, Array]:
        """The line along the tops of all bins: its places x and y, (2 bins + 2,) each."""
        tops = np.repeat(self.counts, 2)
        return np.repeat(self.edges, 2), np.concatenate([[0], tops, [0]]).astype(float)


def same_bins(spreads: Sequence[Spread]) -> bool:
    """Whether all have as many counts as bins, over the same edges."""
    return all(
        np.array_equal(spread.edges, spreads[0].edges)
        and spread.bins == max(len(spread.edges) - 1, 0)
        for spread in spreads
    )


def bin_words(spreads: Sequence[Spread], number: int) -> list[tuple[str, int | None]]:
    """What a bin is and what every run has in it: words, each with the number of its spread.

    A run that is alone is not named.
    """
    low, high = spreads[0].edges[number : number + 2].tolist()
    head: list[tuple[str, int | None]] = [(f"{figures(low)} – {figures(high)}", None)]
    images = QCoreApplication.translate("ErrorHistogram", "{0} images")
    counts = [images.format(int(spread.counts[number])) for spread in spreads]
    if len(spreads) == 1:
        return [*head, (counts[0], 0)]
    named = zip(spreads, counts, strict=True)
    return [*head, *((telling(one.label, told), place) for place, (one, told) in enumerate(named))]


def bin_html(spreads: Sequence[Spread], number: int, theme: Theme) -> str:
    """The same as HTML, with a mark in the colour of every run."""
    lines = []
    for text, place in bin_words(spreads, number):
        if place is None:
            lines.append(f"<b>{html.escape(text)}</b>")
        else:
            mark = f'<span style="color:{spreads[place].colour(theme)}">■</span>'
            lines.append(f"{mark} {html.escape(text)}")
    return "<br>".join(lines)


def spreads_table(spreads: Sequence[Spread]) -> str:
    """The ends of every bin and what each run has in it, as CSV."""
    edges = spreads[0].edges.tolist() if spreads else []
    counts = (spread.counts.tolist() for spread in spreads)
    rows = zip(edges, edges[1:], *counts, strict=False)
    return csv_text([["from", "to", *(spread.label for spread in spreads)], *rows])


class ErrorHistogram(Plot):
    """The first spread as bars, the others as outlines over the same bins, with their means.

    `chosen` carries the ends of a bin that was clicked on, or chosen by Enter.
    """

    chosen = Signal(float, float)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(source, parent)
        self.spreads: tuple[Spread, ...] = ()
        self.mark: float | None = None
        self._bin = -1
        # All of the errors are in view.
        self.view.set_movable(False)
        box = self.view.box
        self.bars = pg.BarGraphItem(x0=[], x1=[], height=[])
        box.addItem(self.bars, ignoreBounds=True)
        self._pointed = Band(box, -5)
        self.outlines: list[Line] = []
        self.means: list[pg.InfiniteLine] = []
        self.mark_line = self._upright(30)
        self.more = self.make_more()
        self.view.set_corner(self.more)
        self.setAccessibleName(self.tr("Histogram of errors"))
        self.lay_out()
        self.view.pointer_moved.connect(self._hover)
        self.view.pressed.connect(self._press)
        self.redraw()

    # What the caller decides

    def set_titles(self, x: str, y: str) -> None:
        """Name what the errors are, and what is counted."""
        if (x, y) != self.view.titles():
            self.view.set_titles(x, y)

    def set_spreads(self, spreads: Sequence[Spread], mark: float | None = None) -> None:
        """Show `spreads`, all over the same bins, and a dashed line at `mark`, if any.

        One so far off that the bins would be squeezed is left out: `mark` then is None. Raises
        ValueError where the bins differ.
        """
        if not same_bins(spreads):
            raise ValueError("The spreads have different bins.")
        if not self._bins() or not spreads or not same_bins([self.spreads[0], spreads[0]]):
            self.leave()
        self.spreads = tuple(spreads)
        self.mark = mark if mark is not None and self._has_room(mark) else None
        self.draw_soon()

    def clear(self) -> None:
        """Show nothing."""
        self.set_spreads(())

    # What the user does

    def point_at(self, number: int) -> str:
        """Say what is in the bin `number`; returns what is shown, as HTML."""
        self._bin = min(max(number, 0), self._bins() - 1)
        edges = self.spreads[0].edges[self._bin : self._bin + 2]
        told = bin_html(self.spreads, self._bin, self._source.current)
        self.view.show_readout(told, float(edges.mean()), self.view.y_range[1] / 2)
        self._draw_pointed()
        return told

    def in_words(self) -> str:
        """Say the mean error of every run."""
        told = [telling(one.label, figures(one.mean)) for one in self.spreads]
        return listed(told) or self._empty_text

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.tr("Errors")

    def csv(self) -> str:
        """Return the ends of every bin, and what each run has in it."""
        return spreads_table(self.spreads)

    # Drawing

    @Slot()
    def redraw(self) -> None:
        """Draw now what has changed since the last drawing."""
        bins = self._bins()
        self.view.set_note("" if bins else self._empty_text)
        self.more.setVisible(bins > 0)
        while len(self.outlines) < len(self.spreads) - 1:
            self.outlines.append(Line(self.view.box, 10))
        while len(self.means) < len(self.spreads):
            self.means.append(self._upright(20))
        for line in self.outlines:
            line.clear()
        for item in (self.bars, self.mark_line, *self.means):
            item.hide()
        if not bins:
            return
        self._show_range()
        theme = self._source.current
        for number, spread in enumerate(self.spreads):
            colour = spread.colour(theme)
            if number:
                self.outlines[number - 1].draw(*spread.outline(), make_pen(colour, 1.5))
            else:
                fill = QColor(colour)
                fill.setAlpha(_FILL)
                ends = {"x0": spread.edges[:-1], "x1": spread.edges[1:], "height": spread.counts}
                self.bars.setOpts(**ends, pen=make_pen(colour), brush=QBrush(fill))
                self.bars.show()
            self._stand(self.means[number], spread.mean, colour, 2.5)
        if self.mark is not None:
            self._stand(self.mark_line, self.mark, theme.text, 1.5, (4.0, 3.0))
        if self._bin >= 0:
            self.point_at(self._bin)

    def _upright(self, height: float) -> pg.InfiniteLine:
        line = pg.InfiniteLine(angle=90)
        line.hide()
        self.view.box.addItem(line, ignoreBounds=True)
        line.setZValue(height)
        return line

    def _stand(
        self, line: pg.InfiniteLine, x: float, colour: str, width: float,
        dashes: tuple[float, ...] = (),
    ) -> None:  # fmt: skip
        line.setVisible(bool(np.isfinite(x)))
        if np.isfinite(x):
            line.setPen(make_pen(colour, width, dashes))
            line.setPos(x)

    def _has_room(self, mark: float) -> bool:
        if not self._bins() or not np.isfinite(mark):
            return False
        low, high = self.spreads[0].edges[[0, -1]].tolist()
        air = _FARTHEST * (high - low)
        return bool(low - air <= mark <= high + air)

    def _bins(self) -> int:
        return self.spreads[0].bins if self.spreads else 0

    def _show_range(self) -> None:
        edges = self.spreads[0].edges
        marks = [spread.mean for spread in self.spreads if np.isfinite(spread.mean)]
        marks += [] if self.mark is None else [self.mark]
        low, high = min([edges[0], *marks]), max([edges[-1], *marks])
        air = 0.01 * (high - low)
        top = max(int(spread.counts.max(initial=1)) for spread in self.spreads)
        self.view.show_range((low - air, high + air), (0.0, 1.08 * max(top, 1)))

    def _draw_pointed(self) -> None:
        if not 0 <= self._bin < self._bins():
            self._pointed.clear()
            return
        left, right = self.spreads[0].edges[self._bin : self._bin + 2].tolist()
        low, high = self.view.y_range
        corners = np.array([left, right, right, left]), np.array([low, low, high, high])
        self._pointed.draw(*corners, QBrush(QColor(self._source.current.hover)))

    # Keys and events

    def sizeHint(self) -> QSize:
        """Return a size at which the shape of the spread can be seen."""
        return QSize(400, round(170 * self._source.zoom))

    def minimumSizeHint(self) -> QSize:
        """Return a size at which it is still of use."""
        return QSize(200, round(130 * self._source.zoom))

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return event.key() in _KEYS and not event.modifiers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from bin to bin, and choose one."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is not None and self._bins():
            self.point_at(self._bin + move)
            words = [text for text, _ in bin_words(self.spreads, self._bin)]
            self.setAccessibleDescription("; ".join(words))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._bin >= 0:
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot(float, float)
    def _hover(self, x: float, _y: float) -> None:
        if not self._bins():
            return
        edges = self.spreads[0].edges
        if edges[0] <= x <= edges[-1]:
            self.point_at(int(np.searchsorted(edges, x, side="right")) - 1)
        else:
            self.leave()

    @Slot(float, float, Qt.MouseButton)
    def _press(self, x: float, y: float, button: Qt.MouseButton) -> None:
        if button == Qt.MouseButton.LeftButton:
            self._hover(x, y)
            if self._bin >= 0:
                self._choose()

    def _choose(self) -> None:
        low, high = self.spreads[0].edges[self._bin : self._bin + 2].tolist()
        self.chosen.emit(low, high)

    @Slot()
    def leave(self) -> None:
        """Point at nothing."""
        self._bin = -1
        super().leave()
        self._draw_pointed()

    @Slot()
    def dress(self) -> None:
        """Take the colours of the look of the moment."""
        self.updateGeometry()
        super().dress()
