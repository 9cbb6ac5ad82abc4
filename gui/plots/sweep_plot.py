"""Draw a sweep: a line with its spread over one setting, parallel coordinates over several."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QBrush, QColor, QFontMetricsF
from PySide6.QtWidgets import QWidget

from gui.plots.graph import widen
from gui.plots.items import Line, Marks, make_pen
from gui.plots.plot import Plot
from gui.plots.series import Floats
from gui.text.numbers import alike, figures, spread, telling
from gui.text.plot_words import listed
from gui.theme.colours import blend
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource

_NEAR = 40.0
"""How near to a line, in pixels, the pointer has to be."""
_SIZE = 7.0
_MOST_MARKS = 8


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
    if len(named) > _MOST_MARKS:
        named = [named[0], named[-1]]
    labels = alike([value for _, value in named])
    marks = tuple((height(place), words) for (place, _), words in zip(named, labels, strict=True))
    return Upright(axis.title, tuple(height(value) for value in known), marks)


class SweepPlot(Plot):
    """The figure of every combination, told under the pointer and by the arrow keys.

    Points come with the best first. The best is drawn in the accent colour, above the others.
    """

    pointed = Signal(int)
    """The place of the combination under the pointer, or −1."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._axes: tuple[SweepAxis, ...] = ()
        self._points: tuple[SweepPoint, ...] = ()
        self._figure = ""
        self._uprights: list[Upright] = []
        self._table: Callable[[], str] = str
        self.view.set_movable(False)
        box = self.view.box
        self._spread = Line(box, 1)
        self._mean = Line(box, 2)
        self._dots = Marks(box, 3)
        self._best = Marks(box, 4)
        self._posts = Line(box, 1)
        self._ways: list[Line] = []
        self._pointed = Line(box, 9)
        self._words: list[pg.TextItem] = []
        self.more = self.make_more()
        self.setAccessibleName(self.tr("What came of the sweep"))
        self.lay_out()
        self.redraw()

    # What the caller decides.

    def set_table(self, table: Callable[[], str]) -> None:
        """What the numbers are as CSV."""
        self._table = table

    def show_points(
        self, axes: Sequence[SweepAxis], points: Sequence[SweepPoint], figure: str
    ) -> None:
        """Show combinations, the best first; `figure` names what was measured."""
        self._axes, self._points, self._figure = tuple(axes), tuple(points), figure
        self.leave()
        self.draw_soon()

    @property
    def is_line(self) -> bool:
        """Whether there is one axis of numbers."""
        return len(self._axes) == 1 and not self._axes[0].names

    def places(self) -> Floats:
        return np.arange(len(self._points), dtype=float)

    def point_at(self, place: float) -> None:
        """Say what a combination is and what came of it; −1 for none."""
        number = int(place)
        if not 0 <= number < len(self._points):
            self.leave()
            return
        self.at = number
        point = self._points[number]
        words = spread(point.mean, point.spread or None)
        text = f"{html.escape(point.words)}<br><b>{telling(html.escape(self._figure), words)}</b>"
        x, y = self._way(number)
        if self.is_line:
            self.show_at(float(x[0]), text, point.mean)
        else:
            self._pointed.draw(x, y, make_pen(self._source.current.text, 2.5))
            self.view.show_readout(text, float(x[-1]), float(y[-1]))
        self.setAccessibleDescription(f"{point.words}, {telling(self._figure, words)}")
        self.pointed.emit(number)

    def in_words(self) -> str:
        """Say which combinations came out best."""
        texts = [f"{one.words}, {telling(self._figure, figures(one.mean))}" for one in self._points]
        return listed(texts) or self._empty_text

    # What the export menu asks.

    def picture_name(self) -> str:
        return self.tr("Sweep")

    def csv(self) -> str:
        """Return every run."""
        return self._table()

    # Drawing.

    @Slot()
    def redraw(self) -> None:
        some = bool(self._points)
        self.view.set_note("" if some else self._empty_text)
        self.more.setEnabled(some)
        for line in (self._spread, self._mean, self._posts, *self._ways):
            line.clear()
        for symbols in (self._dots, self._best):
            symbols.setVisible(some and self.is_line)
        for item in self._words:
            item.hide()
        self.view.set_axes_shown(self.is_line or not some)
        self.view.set_marks_shown(some and self.is_line)
        if not some:
            self.view.set_titles("", "")
        elif self.is_line:
            self._draw_line()
        else:
            self._draw_ways()

    def _draw_line(self) -> None:
        theme, axis = self._source.current, self._axes[0]
        x = np.array([point.values[0] for point in self._points])
        log = axis.log and bool((x > 0).all())
        x = np.log10(x) if log else x
        means = np.array([point.mean for point in self._points])
        spreads = np.array([point.spread for point in self._points])
        self.view.set_log("bottom", log)
        low, high = float((means - spreads).min()), float((means + spreads).max())
        self.view.show_range(widen((float(x.min()), float(x.max()))), widen((low, high)))
        self.view.set_titles(axis.title, self._figure)
        order = np.argsort(x, kind="stable")
        pen = make_pen(theme.runs[0], 2)
        self._mean.draw(x[order], means[order], pen)
        ends = np.stack([means - spreads, means + spreads], axis=1)
        self._spread.draw(np.repeat(x, 2), ends.ravel(), make_pen(theme.runs[0], 1.5), "pairs")
        ground = QBrush(QColor(theme.plot))
        self._dots.draw(x, means, _SIZE, pen, ground)
        accent = QBrush(QColor(theme.accent))
        self._best.draw(x[:1], means[:1], _SIZE + 4, make_pen(theme.accent, 2), accent)

    def _draw_ways(self) -> None:
        theme = self._source.current
        self.view.set_log("bottom", False)
        self.view.set_titles("", "")
        columns = list(zip(*(point.values for point in self._points), strict=True))
        self._uprights = [
            upright(axis, list(values)) for axis, values in zip(self._axes, columns, strict=True)
        ]
        means = [point.mean for point in self._points]
        self._uprights.append(upright(SweepAxis(self._figure), means))
        count = len(self._uprights)
        # Below the feet is a line of titles.
        title, above = 2.2 * self._line_height(), 0.8 * self._line_height()
        room = max(self.view.pixels().height() - title - above, 1.0)
        self.view.show_range((-0.35, count - 0.55), (-title / room, 1.0 + above / room))
        posts = np.repeat(np.arange(count, dtype=float), 2)
        pen = make_pen(theme.strong_border)
        self._posts.draw(posts, np.tile([0.0, 1.0], count), pen, "pairs")
        while len(self._ways) < len(self._points):
            self._ways.append(Line(self.view.box, 2))
        ranks = max(len(self._points) - 1, 1)
        for place in reversed(range(len(self._points))):
            colour = blend(theme.runs[0], theme.plot, min(0.15 + 0.7 * place / ranks, 0.85))
            pen = make_pen(theme.accent if place == 0 else colour, 3 if place == 0 else 1.4)
            line = self._ways[place]
            line.setZValue(3 if place == 0 else 2)
            line.draw(*self._way(place), pen)
        self._write_words()

    def _way(self, place: int) -> tuple[Floats, Floats]:
        """The places that a combination's line goes through."""
        if self.is_line:
            x = self._points[place].values[0]
            log = self.view.axes["bottom"].log
            return np.array([np.log10(x) if log else x]), np.array([self._points[place].mean])
        heights = [one.heights[place] for one in self._uprights]
        return np.arange(len(heights), dtype=float), np.array(heights)

    def words(self) -> list[str]:
        """Return what stands at the upright axes, from the left one on."""
        return [item.toPlainText() for item in self._words if item.isVisible()]

    def _line_height(self) -> float:
        return QFontMetricsF(text_font(self._source.zoom, scale=0.88)).height()

    def _write_words(self) -> None:
        theme, font = self._source.current, text_font(self._source.zoom, scale=0.88)
        # Lines that pass behind must not strike out the words.
        back = QColor(theme.plot)
        back.setAlpha(215)
        last = len(self._uprights) - 1
        used = 0
        for number, one in enumerate(self._uprights):
            # Beside its place, on the side where there is room; a title below the foot.
            aside = (1.0, 0.5) if number == last else (0.0, 0.5)
            texts = [(height, text, aside, theme.muted) for height, text in one.marks]
            texts.append((0.0, one.title, (0.5, -0.5), theme.text))
            for height, text, anchor, colour in texts:
                if used == len(self._words):
                    item = pg.TextItem(fill=back)
                    self.view.box.addItem(item, ignoreBounds=True)
                    item.setZValue(7)
                    self._words.append(item)
                item = self._words[used]
                used += 1
                item.fill = QBrush(back)
                item.setFont(font)
                item.setText(text, colour)
                item.setAnchor(anchor)
                item.setPos(number, height)
                item.show()

    @Slot(float, float)
    def hover_at(self, x: float, y: float) -> None:
        if not self._points:
            return
        view = self.view
        at = view.pixel(x, y)
        distances = []
        for place in range(len(self._points)):
            xs, ys = self._way(place)
            if self.is_line:
                distances.append(abs(view.pixel(float(xs[0]), y).x() - at.x()))
            else:
                height = float(np.interp(x, xs, ys))
                distances.append(abs(view.pixel(x, height).y() - at.y()))
        nearest = int(np.argmin(distances))
        self.point_at(nearest if distances[nearest] <= _NEAR else -1)

    @Slot()
    def leave(self) -> None:
        self._pointed.clear()
        super().leave()
        self.pointed.emit(-1)
