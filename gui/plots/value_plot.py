"""Show what a network predicts: samples beside its answers, curves, or errors in bins."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from gui.plots.boundary_key import ClassName
from gui.plots.graph import widen
from gui.plots.items import Band, Line, Marks, make_pen
from gui.plots.plot import Plot, coloured, readout_table
from gui.plots.series import Floats
from gui.text.numbers import figures
from gui.theme.theme import Theme, ThemeSource
from gui.widgets.boxes import flow
from gui.widgets.symbols import paint_mark

Kind = Literal["train", "test", "answer", "aim", "other", "class"]
"""Samples of either part; what the network answers; where all would be right; what something
simpler answers; what is said of a class."""

MOST_MARKS = 2000
_FAINT, _FILL = 70, 110
_SIZES: dict[Kind, float] = {"train": 5.0, "test": 6.5}
_NONE = np.empty(0)
_GAP = 12


@dataclass(frozen=True, eq=False)
class Values:
    """Places (n,) and (n,) of one kind, with a name for readouts and tables.

    `number` is that of a class. `more` names a further figure (n,) of each place.
    """

    kind: Kind
    name: str
    x: Floats
    y: Floats
    number: int = 0
    more: tuple[str, Floats] | None = None


@dataclass(frozen=True, eq=False)
class ValuePicture:
    """What the plot shows: `marks` as symbols, `lines` as lines, `bars` between edges (bins + 1,).

    `titles` name the axes, and `names` the categories that stand at 1, 2, … of the level one.
    `across` and `up` are spans that are seen at least.
    """

    titles: tuple[str, str]
    marks: Sequence[Values] = ()
    lines: Sequence[Values] = ()
    edges: Floats = field(default_factory=lambda: _NONE)
    counts: Floats = field(default_factory=lambda: _NONE)
    names: tuple[str, ...] = ()
    across: tuple[float, ...] = ()
    up: tuple[float, ...] = ()

    def classes(self) -> list[Values]:
        """The lines of classes."""
        return [one for one in self.lines if one.kind == "class"]


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
        self._lines: list[Line] = []
        self._marks: dict[Kind, Marks] = {"train": Marks(box, 2), "test": Marks(box, 3)}
        self.more = self.make_more()
        """To be placed beside the plot by the caller."""
        self.key = QWidget(self)
        """The names of the classes whose lines are shown."""
        self._key_line = flow(parent=self.key, margins=(_GAP, 0, _GAP, 0), spacing=_GAP)
        self._key: list[ClassName] = []
        self.key.hide()
        self._empty_text = self.tr("There is nothing to show yet.")
        self.setAccessibleName(self.tr("Predicted values"))
        self.lay_out(self.key)
        self.redraw()

    def show_picture(self, picture: ValuePicture) -> None:
        """Show another picture; what is pointed at is told of it where the axes stay the same."""
        at, same = self.at, picture.titles == self.picture.titles
        self.picture = picture
        if at is not None and same:
            self.point_at(at)
        else:
            self.leave()
        self._name_classes()
        self.draw_soon()

    def _name_classes(self) -> None:
        wanted = [(one.name, one.number) for one in self.picture.classes()]
        if wanted == [(one.accessibleName(), one.number) for one in self._key]:
            return
        while self._key:
            label = self._key.pop()
            self._key_line.removeWidget(label)
            label.hide()
            label.deleteLater()
        for name, number in wanted:
            label = ClassName(name, number, self._source, self.key)
            label.fit(160)
            label.show()
            self._key.append(label)
            self._key_line.addWidget(label)
        self.key.setVisible(bool(wanted))

    # Pointing at a place

    def places(self) -> Floats:
        """Return the places of the marks, or the middles of the bins."""
        if len(self.picture.counts):
            return np.asarray((self.picture.edges[1:] + self.picture.edges[:-1]) / 2)
        known = [one.x[np.isfinite(one.x)] for one in self._pointed()]
        return np.unique(np.concatenate([_NONE, *known]))

    def _pointed(self) -> Sequence[Values]:
        lines = [one for one in self.picture.lines if one.kind != "aim"]
        return self.picture.marks or lines or self.picture.lines

    @Slot(float, float)
    def hover_at(self, x: float, y: float) -> None:
        """Say what is nearest to the pointer, both ways."""
        if len(self.picture.counts) or self.picture.classes():
            self.point_at(x)
            return
        (left, right), (low, high) = self.view.x_range, self.view.y_range
        found = []
        for one in self._pointed():
            with np.errstate(over="ignore", invalid="ignore"):
                far = ((one.x - x) / (right - left)) ** 2 + ((one.y - y) / (high - low)) ** 2
            if np.isfinite(far).any():
                at = int(np.nanargmin(far))
                found.append((float(far[at]), one, at))
        if found:
            _, one, at = min(found, key=lambda each: each[0])
            self._tell(one, at)

    def point_at(self, place: float) -> None:
        """Say what is nearest to `place`."""
        if len(self.picture.counts):
            self._tell_bin(place)
            return
        found = [
            (abs(one.x[at] - place), one, at)
            for one in self._pointed() if np.isfinite(one.x).any()
            for at in [int(np.nanargmin(np.abs(one.x - place)))]
        ]  # fmt: skip
        if not found:
            self.leave()
            return
        _, one, at = min(found, key=lambda each: each[0])
        if self.picture.classes():
            self._tell_classes(float(one.x[at]))
        else:
            self._tell(one, at)

    def _tell_bin(self, place: float) -> None:
        picture = self.picture
        number = int(np.searchsorted(picture.edges, place, "right")) - 1
        if 0 <= number < len(picture.counts):
            low, high = picture.edges[number : number + 2].tolist()
            head = f"<b>{figures(low)} – {figures(high)}</b>"
            self.at = (low + high) / 2
            count = float(picture.counts[number])
            rows = [(html.escape(picture.titles[1]), figures(count))]
            self.show_at(self.at, readout_table(head, rows), count)

    def _tell_classes(self, x: float) -> None:
        self.at = x
        found = [
            (one, float(one.y[int(np.nanargmin(np.abs(one.x - x)))]))
            for one in self.picture.classes() if one.x.size
        ]  # fmt: skip
        colours = self._source.current.classes
        rows = [
            (coloured(colours[one.number % len(colours)], one.name), figures(y, 3))
            for one, y in found
        ]
        head = f"<b>{html.escape(self._place_words(x))}</b>"
        self.show_at(x, readout_table(head, rows), self.free_end([y for _, y in found]))

    def _tell(self, one: Values, at: int) -> None:
        across, up = self.picture.titles
        x, y = float(one.x[at]), float(one.y[at])
        self.at = x
        rows = [(html.escape(across), self._category(x) or figures(x)),
                (html.escape(up), figures(y))]  # fmt: skip
        if one.more is not None:
            rows.append((html.escape(one.more[0]), figures(float(one.more[1][at]), 3)))
        self.show_at(x, readout_table(f"<b>{html.escape(one.name)}</b>", rows), y)

    def _category(self, x: float) -> str:
        names = self.picture.names
        place = round(x) - 1
        return names[place] if 0 <= place < len(names) else ""

    def _place_words(self, x: float) -> str:
        return self._category(x) or f"{self.picture.titles[0]} {figures(x)}"

    def in_words(self) -> str:
        """Say what the axes are, and how many samples and curves there are."""
        picture = self.picture
        parts = [" / ".join(filter(None, picture.titles))]
        parts += [one.name for one in self._pointed() if one.name]
        return "; ".join(filter(None, parts)) or self._empty_text

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
        further = next((one.more[0] for one in every if one.more is not None), None)
        table: list[list[object]] = [["kind", *picture.titles]]
        for one in every:
            more = [None] * len(one.x) if one.more is None else one.more[1].tolist()
            for x, y, figure in zip(one.x.tolist(), one.y.tolist(), more, strict=True):
                table.append([one.name, x, y, figure] if further else [one.name, x, y])
        if further is not None:
            table[0].append(further)
        return csv_text(table)

    def picture_name(self) -> str:
        return self.accessibleName()

    def _head_height(self, width: int) -> int:
        return self.fontMetrics().height() + _GAP if self.picture.classes() else 0

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the names of the classes and below them the plot."""
        super().paint_picture(painter)
        theme, metrics = self._source.current, painter.fontMetrics()
        left, middle = float(_GAP), _GAP / 2 + metrics.height() / 2
        for one in self._key:
            symbol, colour = one.mark()
            brush = QBrush(QColor(colour))
            at = QPointF(left + 5, middle)
            paint_mark(painter, at, 10.0, symbol, QPen(Qt.PenStyle.NoPen), brush)
            wide = metrics.horizontalAdvance(one.accessibleName())
            painter.setPen(QColor(theme.text))
            room = QRectF(left + 16, middle - metrics.height() / 2, wide + 1, metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, one.accessibleName())
            left = room.right() + _GAP

    # Drawing

    @Slot()
    def redraw(self) -> None:
        theme, picture = self._source.current, self.picture
        every = (*picture.marks, *picture.lines)
        some = bool(len(picture.counts)) or any(one.x.size for one in every)
        self.view.set_note("" if some else self._empty_text)
        self.more.setEnabled(some)
        self.view.set_titles(*picture.titles)
        self.view.axes["bottom"].set_names(picture.names)
        if some:
            self._show_range(every)
        while len(self._lines) < len(picture.lines):
            self._lines.append(Line(self.view.box, 4))
        for number, line in enumerate(self._lines):
            if number < len(picture.lines):
                given = picture.lines[number]
                line.setZValue(1 if given.kind in ("aim", "other") else 4)
                line.draw(given.x, given.y, _line_pen(theme, given))
            else:
                line.clear()
        marks = {one.kind: one for one in picture.marks}
        for kind, symbols in self._marks.items():
            found = marks.get(kind)
            symbols.clear()
            if found is not None:
                known = np.isfinite(found.x) & np.isfinite(found.y)
                pen, brush = _look(theme, kind)
                symbols.draw(found.x[known], found.y[known], _SIZES[kind], pen, brush)
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
        x = np.concatenate([picture.edges, picture.across, *(one.x for one in every)])
        y = np.concatenate([picture.counts, picture.up, *(one.y for one in every)])
        x, y = x[np.isfinite(x)], y[np.isfinite(y)]
        if not (x.size and y.size):
            return
        low = 0.0 if len(picture.counts) else float(y.min())
        across = widen((float(x.min()), float(x.max())))
        if picture.names:
            across = 0.5, len(picture.names) + 0.5
        self.view.show_range(across, widen((low, float(y.max()))))


def _line_pen(theme: Theme, line: Values) -> QPen:
    if line.kind == "class":
        colour = theme.classes[line.number % len(theme.classes)]
        return make_pen(colour, 2.0 * theme.stroke)
    if line.kind == "aim":
        return make_pen(theme.muted, theme.stroke, (5.0, 3.0))
    if line.kind == "other":
        return make_pen(theme.muted, 1.5 * theme.stroke)
    return make_pen(theme.accent, 2.0 * theme.stroke)


def _look(theme: Theme, kind: Kind) -> tuple[QPen, QBrush]:
    colour = QColor(theme.muted if kind == "train" else theme.accent)
    if kind == "train":
        colour.setAlpha(_FAINT)
    return make_pen(colour, 1.0), QBrush(colour)
