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
from gui.plots.items import Band, Line, Post, make_pen
from gui.plots.plot import Plot, coloured, is_plain
from gui.plots.series import Floats
from gui.text.numbers import count, figures, telling
from gui.text.plot_words import listed
from gui.theme.theme import Theme, ThemeSource

_FILL = 110
# How far from the bins a mark may lie, in their whole width.
_FARTHEST = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

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
    counts = [_images(int(spread.counts[number])) for spread in spreads]
    if len(spreads) == 1:
        return [*head, (counts[0], 0)]
    named = zip(spreads, counts, strict=True)
    return [*head, *((telling(one.label, text), place) for place, (one, text) in enumerate(named))]


def _images(there: int) -> str:
    words = QCoreApplication.translate("ErrorHistogram", "{0} image(s)", "", there)
    return words.format(count(there))


def bin_html(spreads: Sequence[Spread], number: int, theme: Theme) -> str:
    """The same as HTML, with a mark in the colour of every run."""
    return "<br>".join(
        f"<b>{html.escape(text)}</b>" if place is None
        else coloured(spreads[place].colour(theme), text)
        for text, place in bin_words(spreads, number)
    )  # fmt: skip


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
        super().__init__(source, parent)
        self.setProperty("helpTopic", "error-histogram")
        self.spreads: tuple[Spread, ...] = ()
        self.mark: float | None = None
        # All of the errors are in view.
        self.view.set_movable(False)
        box = self.view.box
        self.bars = pg.BarGraphItem(x0=[], x1=[], height=[])
        box.addItem(self.bars, ignoreBounds=True)
        self._pointed = Band(box, -5)
        self.outlines: list[Line] = []
        self.means: list[Post] = []
        self.mark_line = Post(box, 30)
        self.more = self.make_more()
        self.view.set_corner(self.more)
        self.setAccessibleName(self.tr("Histogram of errors"))
        self.lay_out()
        self.view.pressed.connect(self._press)
        self.redraw()

    # What the caller decides

    def set_titles(self, x: str, y: str) -> None:
        """Name what the errors are, and what is counted."""
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

    def places(self) -> Floats:
        return np.arange(self._bins(), dtype=float)

    def point_at(self, place: float) -> str:
        """Say what is in the bin of this number; returns what is shown, as HTML."""
        number = min(max(int(place), 0), self._bins() - 1)
        self.at = number
        text = bin_html(self.spreads, number, self._source.current)
        left, right = self._ends()
        low, high = self.view.y_range
        self.view.show_readout(text, (left + right) / 2, high / 2)
        corners = np.array([left, right, right, left]), np.array([low, low, high, high])
        self._pointed.draw(*corners, QBrush(QColor(self._source.current.hover)))
        return text

    def walk(self, count: int) -> None:
        """Go on to another bin, and say what is in it."""
        super().walk(count)
        words = [text for text, _ in bin_words(self.spreads, int(self.at or 0))]
        self.setAccessibleDescription("; ".join(words))

    def in_words(self) -> str:
        """Say the mean error of every run."""
        texts = [telling(one.label, figures(one.mean)) for one in self.spreads]
        return listed(texts) or self._empty_text

    # What the export menu asks

    def picture_name(self) -> str:
        return self.tr("Errors")

    def csv(self) -> str:
        """Return the ends of every bin, and what each run has in it."""
        return spreads_table(self.spreads)

    # Drawing

    @Slot()
    def redraw(self) -> None:
        bins = self._bins()
        self.view.set_note("" if bins else self._empty_text)
        self.more.setVisible(bins > 0)
        while len(self.outlines) < len(self.spreads) - 1:
            self.outlines.append(Line(self.view.box, 10))
        while len(self.means) < len(self.spreads):
            self.means.append(Post(self.view.box, 20))
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
            self.means[number].show_at(spread.mean, make_pen(colour, 2.5))
        if self.mark is not None:
            self.mark_line.show_at(self.mark, make_pen(theme.text, 1.5, (4.0, 3.0)))
        if self.at is not None:
            self.point_at(self.at)

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

    # Keys and events

    def sizeHint(self) -> QSize:
        return QSize(400, round(170 * self._source.zoom))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, round(130 * self._source.zoom))

    def wants_key(self, event: QKeyEvent) -> bool:
        return super().wants_key(event) or (event.key() in _ENTER and is_plain(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.at is not None:
            self.chosen.emit(*self._ends())
        else:
            super().keyPressEvent(event)

    @Slot(float, float)
    def hover_at(self, x: float, _y: float) -> None:
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
            self.hover_at(x, y)
            if self.at is not None:
                self.chosen.emit(*self._ends())

    def _ends(self) -> tuple[float, float]:
        """The ends of the bin that is pointed at."""
        number = int(self.at or 0)
        left, right = self.spreads[0].edges[number : number + 2].tolist()
        return left, right

    @Slot()
    def leave(self) -> None:
        super().leave()
        self._pointed.clear()

    @Slot()
    def dress(self) -> None:
        self.updateGeometry()
        super().dress()
