"""Maps of the training and the test part side by side, with those of other runs below."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.plots.map_items import MapPoints, points_table
from gui.plots.map_view import DOT, SMALLER_DOT, MapView, Tool
from gui.plots.plane_picture import square_around
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.caption import ElidedCaption
from gui.widgets.export import ExportableWidget, ExportMenu, png
from gui.widgets.image_content import grey_table, strip
from gui.widgets.plain_text import Label, plain_tip

_MARGIN = 0.07
_SEEN = 64
_SMALL = 128
_GAP = 8
_MANY = 600
_LINE = 22


@dataclass(frozen=True, eq=False)
class OneMap:
    """The points of one part or run, with its name and what else is to be said of it."""

    points: MapPoints
    name: str
    words: str = ""
    colour: int = -1
    """Of a run, its place in `Theme.runs`."""


class MapPlot(ExportableWidget, QWidget):
    """One or two maps with the same view of one plane; `hovered` and others tell in which part.

    A part is the key under which `show_maps` was given it. `place_chosen` carries the place,
    `point_chosen` a row of the part's points, `encircled` rows.
    """

    place_chosen = Signal(float, float)
    point_chosen = Signal(str, int)
    encircled = Signal(str, object)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "tab-codes")
        self._source = source
        self._parts: dict[str, OneMap] = {}
        self._axes = ("x", "y")
        self._fits = True
        self.menu = ExportMenu(self, self)
        self.views = (MapView(source, self), MapView(source, self))
        self.captions = (ElidedCaption(), ElidedCaption())
        self.beside: list[MapView] = []
        self._names_beside: list[tuple[QLabel, OneMap]] = []
        grid = self._grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(2)
        grid.setRowStretch(1, 1)
        for column, (view, caption) in enumerate(zip(self.views, self.captions, strict=True)):
            grid.setColumnStretch(column, 1)
            grid.addWidget(caption, 0, column)
            grid.addWidget(view, 1, column)
            view.setAccessibleName(self.tr("Map"))
            view.setMinimumSize(120, 120)
            view.place_chosen.connect(self.place_chosen)
            view.point_chosen.connect(self._tell_point)
            view.encircled.connect(self._tell_outline)
            view.hovered.connect(self._show_point)
            view.fit_asked.connect(self.fit)
            view.moved.connect(self._follow)
            view.resized.connect(self._refit)
        self._strip = QScrollArea(self)
        self._strip.setFrameShape(QFrame.Shape.NoFrame)
        self._strip.setWidgetResizable(True)
        self._strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strip.setFixedHeight(_SMALL + 40)
        self._strip.setAccessibleName(self.tr("Maps of other runs"))
        self._strip.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(_GAP)
        down.addLayout(grid, 1)
        down.addWidget(self._strip)
        self.keeps_frame = False
        """Whether the part of the plane that is shown only grows: what moves is then seen to."""
        source.changed.connect(self.dress)
        self.clear(self.tr("There is no map yet."))

    # What the caller decides

    def show_maps(
        self, parts: Mapping[Any, OneMap], axes: tuple[str, str] = ("", ""), *, scales: bool = False
    ) -> None:
        """Show one or two parts; `axes` names the directions where they mean something.

        With `scales` they have numbers. The view stays where the user has moved it.
        """
        if list(parts) != list(self._parts):
            self._fits = True
        self._parts = dict(parts)
        self._axes = axes
        maps = list(parts.values())
        most = max(len(one.points) for one in maps)
        for number, (view, caption) in enumerate(zip(self.views, self.captions, strict=True)):
            here = number < len(maps)
            view.setVisible(here)
            caption.setVisible(here)
            # A hidden view would still keep its half of the room.
            self._grid.setColumnStretch(number, int(here))
            if not here:
                continue
            one = maps[number]
            view.set_note("")
            view.name_axes(*axes, scales=scales)
            view.dot = SMALLER_DOT if most > _MANY else DOT
            view.show_points(one.points)
            view.setAccessibleName(self.tr("Map: {name}").format(name=one.name))
            caption.set_words(f"{one.name}  {one.words}")
        self._refit()

    def show_beside(self, maps: Sequence[OneMap]) -> None:
        """Show small maps of other runs, each in a view of its own."""
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(_GAP)
        self.beside = []
        self._names_beside = []
        for one in maps:
            column = QVBoxLayout()
            column.setSpacing(2)
            name = Label()
            name.setTextFormat(Qt.TextFormat.RichText)
            name.setToolTip(plain_tip(one.words))
            name.setMaximumWidth(2 * _SMALL)
            self._names_beside.append((name, one))
            view = MapView(self._source)
            view.set_still()
            view.setMinimumWidth(_SMALL)
            view.setMaximumWidth(2 * _SMALL)
            view.setAccessibleName(self.tr("Map: {name}").format(name=one.name))
            view.dot = SMALLER_DOT
            view.name_axes("", "", scales=False)
            view.show_points(one.points)
            view.resized.connect(self._fit_beside)
            column.addWidget(name)
            column.addWidget(view, 1)
            across.addLayout(column)
            self.beside.append(view)
        across.addStretch(1)
        self._strip.setWidget(inner)
        self._strip.setVisible(bool(maps))
        self._name_beside()
        self._fit_beside()

    def _name_beside(self) -> None:
        theme = self._source.current
        for name, one in self._names_beside:
            colour = theme.runs[one.colour % len(theme.runs)]
            name.setText(f"<span style='color:{colour}'>■</span> {escape(one.name)}")

    def clear(self, text: str) -> None:
        """Show nothing but `text`."""
        self._parts = {}
        self.show_beside(())
        first, second = self.views
        second.hide()
        self._grid.setColumnStretch(1, 0)
        for caption in self.captions:
            caption.hide()
        first.show()
        first.show_points(MapPoints())
        first.set_marks({})
        first.name_axes("", "", scales=False)
        first.set_note(text)

    def note(self) -> str:
        """Return the sentence that stands in the empty map, if any."""
        return self.views[0].note()

    def set_tool(self, tool: Tool) -> None:
        """Let a press mean this from now on."""
        for view in self.views:
            view.set_tool(tool)

    def set_marks(self, marks: Mapping[Any, Mapping[str, tuple[float, float]]]) -> None:
        """Ring places in each part, each with its letter; parts left out have none."""
        for part, view in zip(self._parts, self.views, strict=False):
            view.set_marks(marks.get(part, {}))

    def choose(self, rows: Mapping[Any, npt.NDArray[Any]]) -> None:
        """Ring the points of each part in these rows; parts left out have none."""
        for part, view in zip(self._parts, self.views, strict=False):
            view.choose(rows.get(part, np.empty(0, np.intp)))

    @Slot()
    def fit(self) -> None:
        """Show all points, and go on doing so."""
        self._fits = True
        self._refit()

    # What the user does

    @Slot()
    def _follow(self) -> None:
        self._fits = False
        moved = self.sender()
        assert isinstance(moved, MapView)
        framed = moved.framed()
        for view in self.views:
            view.frame(*framed)

    @Slot()
    def _refit(self) -> None:
        if not self._parts:
            return
        if self._fits:
            framed = square(np.concatenate([one.points.places for one in self._parts.values()]))
            if self.keeps_frame:
                framed = _grown(self.views[0].framed(), framed)
        else:
            framed = self.views[0].framed()
        for _, view in zip(self._parts, self.views, strict=False):
            view.frame(*framed)

    @Slot()
    def _fit_beside(self) -> None:
        for view in self.beside:
            view.frame(*square(view.points.places))

    @Slot(int)
    def _tell_point(self, row: int) -> None:
        self.point_chosen.emit(self._part_of(self.sender()), row)

    @Slot(object)
    def _tell_outline(self, rows: object) -> None:
        part = self._part_of(self.sender())
        for name, view in zip(self._parts, self.views, strict=False):
            if name != part:
                view.clear_outline()
                view.choose(np.empty(0, np.intp))
        self.encircled.emit(part, rows)

    @Slot(int)
    def _show_point(self, row: int) -> None:
        view = self.sender()
        assert isinstance(view, MapView)
        if row < 0 or row >= len(view.points):
            view.hide_readout()
            view.setAccessibleDescription("")
            return
        # A screen reader tells what the eye sees beside the point.
        view.setAccessibleDescription(view.points.name(row))
        text = self.describe(self._part_of(view), row)
        view.show_readout(text, *view.points.places[row].tolist())

    def describe(self, part: str, row: int) -> str:
        """Return what is shown of a point, as HTML: its image, its class, its number."""
        one = self._parts[part]
        points = one.points
        words = self.tr("<b>{name}</b>, {part} {number}").format(
            name=escape(points.name(row)), part=escape(one.name.lower()),
            number=int(points.samples[row]) + 1,
        )  # fmt: skip
        if points.levels is None:
            return words
        level = points.levels[row : row + 1]
        height, width = level.shape[1:]
        factor = max(round(_SEEN / max(height, width)), 1)
        drawn = strip(level, width, 0, grey_table(self._source.current))
        size = QSize(width * factor, height * factor)
        area = QRectF(0, 0, size.width(), size.height())
        data = png(lambda painter: painter.drawImage(area, drawn), size, 1.0)
        source = base64.b64encode(data).decode()
        return f"<img src='data:image/png;base64,{source}'><br>{words}"

    def _part_of(self, view: object) -> str:
        return next(part for part, one in zip(self._parts, self.views, strict=False) if one is view)

    @Slot()
    def dress(self) -> None:
        for view in (*self.views, *self.beside):
            view.dress()
            view.redraw.mark()
        self._name_beside()

    # What the export menu asks

    def picture_name(self) -> str:
        return self.tr("Map of codes")

    def picture_size(self) -> QSize:
        """Return the size of the maps that are shown, with their captions."""
        shown = [view for _, view in zip(self._parts, self.views, strict=False)]
        width = sum(view.width() + _GAP for view in shown)
        height = max((view.height() for view in shown), default=0)
        return QSize(max(width - _GAP, 1), height + _LINE)

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the maps beside each other."""
        size, theme = self.picture_size(), self._source.current
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(theme.plot))
        left = 0
        for one, view in zip(self._parts.values(), self.views, strict=False):
            painter.setFont(text_font(self._source.zoom, scale=0.88))
            painter.setPen(QColor(theme.text))
            area = QRectF(left + 4, 0, view.width() - 8, _LINE)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, f"{one.name}  {one.words}")
            view.redraw.draw_now()
            view.paint_plot(painter, QRectF(left, _LINE, view.width(), view.height()))
            left += view.width() + _GAP

    def csv(self) -> str:
        """Return all points with their class and place."""
        names = [name or axis for name, axis in zip(self._axes, ("x", "y"), strict=True)]
        return points_table(((part, one.points) for part, one in self._parts.items()), names)

    def offers_menu(self) -> bool:
        return bool(self._parts)


def _grown(
    one: tuple[tuple[float, float], float], other: tuple[tuple[float, float], float]
) -> tuple[tuple[float, float], float]:
    """The first of two squares, as much larger as the second needs."""
    (x, y), reach = one
    (a, b), further = other
    return (x, y), max(reach, max(abs(a - x), abs(b - y)) + further)


def square(places: npt.NDArray[np.float64]) -> tuple[tuple[float, float], float]:
    """Return middle and half side of a square round `places` (n, 2), with some air."""
    bounds = square_around(places, _MARGIN)
    middle = (bounds.left + bounds.right) / 2, (bounds.low + bounds.high) / 2
    return middle, bounds.width / 2
