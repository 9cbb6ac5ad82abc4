"""A map of points of classes, worked on by mouse and keys: moved, picked from, encircled."""

import math
from collections.abc import Mapping
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from gui.background.throttle import Redraw
from gui.plots.items import Band, Points, Sign, cross_shape, make_pen
from gui.plots.map_items import Floats, MapPoints, Names, Thumbnails, inside, known, pushed_apart
from gui.plots.plot import ARROWS, pan_of, zoom_of
from gui.plots.plot_view import PlotView
from gui.text.plot_words import map_words
from gui.theme.colours import label_colours
from gui.theme.theme import Theme, ThemeSource
from gui.widgets.export import KeyWidget

Rows = npt.NDArray[np.intp]
Tool = Literal["look", "decode", "walk", "lasso"]

DOT, SMALLER_DOT = 6.0, 4.5
NEAR = 14.0
"""So many pixels from a point the pointer is on it."""
_THUMBNAIL = 26
# Pictures take the place of dots as soon as they need no more than this much of the room.
_FILLED = 0.6
_MARK = 20
_STILL = 4.0
_CROSS = 7
_KEY_STEPS = 40
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_ROWS = np.empty(0, np.intp)
_NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


class MapView(KeyWidget, PlotView):
    """Points of classes in two dimensions, without scales unless the directions mean something.

    `hovered` carries the row of the point under the pointer, or −1. What a press means, `tool`
    says: it moves the map, chooses a place (`place_chosen`, also while dragged), a point
    (`point_chosen`), or draws a line round points (`encircled`, with their rows). The wheel zooms
    whatever the tool. By keys: arrows move a cross, Enter presses there, with Shift they move the
    map, + and − zoom, F asks for all points (`fit_asked`).
    """

    hovered = Signal(int)
    place_chosen = Signal(float, float)
    point_chosen = Signal(int)
    encircled = Signal(object)
    fit_asked = Signal()

    with_scales = False
    """Whether the axes have numbers."""
    with_titles = False

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self.points = MapPoints()
        self.marks: dict[str, tuple[float, float]] = {}
        self.tool: Tool = "look"
        self.dot = DOT
        """The diameter of a dot, in pixels."""
        self.shows_pictures = False
        """Whether the points are seen as small pictures now."""
        self._chosen = _NO_ROWS
        self._hovered = -1
        self._outline: list[tuple[float, float]] = []
        self._began: QPointF | None = None
        self._at: tuple[float, float] | None = None
        self._dressed: tuple[object, ...] = (None,)
        self._drawn: Floats | None = None
        self.dots = Points(self.box, 10)
        self.thumbnails = Thumbnails(self.box, 10)
        self.rings = Points(self.box, 20)
        self.labels = Names(self.box, 30, 1.15)
        self.mark_rings = Points(self.box, 35)
        self.letters = Names(self.box, 36, 0.95)
        self.lasso = Band(self.box, 40)
        self.cross = Sign(self.box, 41, cross_shape(_CROSS))
        self._focus = QGraphicsRectItem()
        self.canvas.scene().addItem(self._focus)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.redraw = Redraw(self)
        self.redraw.due.connect(self.draw)
        for signal in (self.resized, self.moved, source.changed):
            signal.connect(self.redraw.mark)
        for signal in (self.resized, source.changed):
            signal.connect(self._draw_tool)
        self.pointer_moved.connect(self.look_at)
        self.pointer_left.connect(self.look_away)
        self.pressed.connect(self._begin)
        self.dragged.connect(self._follow)
        self.released.connect(self._end)
        self._draw_tool()

    def axis_sizes(self) -> tuple[int, int]:
        """Return the width of the left and the height of the bottom axis, in pixels."""
        if self.with_scales:
            return super().axis_sizes()
        size = round(20 * self._source.zoom) if self.with_titles else 1
        return size, size

    def in_words(self) -> str:
        """Say how many points of which classes there are."""
        groups = [(name, len(rows)) for name, rows in self.points.groups]
        return self.note() or map_words(len(self.points), groups)

    # What the caller decides

    def show_points(self, points: MapPoints) -> None:
        """Show `points` from now on."""
        if points.samples is not self.points.samples:
            self._chosen = _NO_ROWS
            self.look_away()
        self.points = points
        self.redraw.mark()

    def name_axes(self, x: str, y: str, *, scales: bool) -> None:
        """Name the directions, or say by empty names that they mean nothing."""
        titled = bool(x or y)
        if (titled, scales) != (self.with_titles, self.with_scales):
            self.with_titles, self.with_scales = titled, scales
            self.dress()
        self.set_marks_shown(not self.note())
        self.set_titles(x, y)

    def set_marks_shown(self, shown: bool) -> None:
        """Show the marks of the axes and the grid, or not; without scales there are none."""
        super().set_marks_shown(shown and self.with_scales)

    def set_still(self) -> None:
        """Be something to look at only."""
        self.set_movable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pressed.disconnect(self._begin)
        self.released.disconnect(self._end)

    def set_tool(self, tool: Tool) -> None:
        """Let a press mean this from now on."""
        self.tool = tool
        shapes = Qt.CursorShape
        self.canvas.viewport().setCursor(
            shapes.ArrowCursor if tool == "look" else shapes.CrossCursor
        )
        self.clear_outline()

    def set_marks(self, marks: Mapping[str, tuple[float, float]]) -> None:
        """Ring places, each with a letter in it."""
        self.marks = {name: place for name, place in marks.items() if np.isfinite(place).all()}
        self.redraw.mark()

    def choose(self, rows: Rows) -> None:
        """Ring the points in these rows."""
        self._chosen = rows
        self.redraw.mark()

    def chosen(self) -> Rows:
        """Return the rows of the ringed points."""
        return self._chosen

    def frame(self, middle: tuple[float, float], half: float) -> None:
        """Show a square round `middle`, `half` a side each way; more where there is more room."""
        area = self.pixels()
        if area.isEmpty():
            return
        least = min(area.width(), area.height())
        across, up = half * area.width() / least, half * area.height() / least
        self.show_range(
            (middle[0] - across, middle[0] + across), (middle[1] - up, middle[1] + up)
        )
        self.redraw.mark()

    def framed(self) -> tuple[tuple[float, float], float]:
        """Return middle and half side of the square that is shown."""
        (left, right), (low, high) = self.x_range, self.y_range
        return ((left + right) / 2, (low + high) / 2), min(right - left, high - low) / 2

    def nearest(self, x: float, y: float, within: float = math.inf) -> int:
        """Return the row of the point nearest to the place (x, y), or −1 if none is near.

        `within` is in pixels.
        """
        away = (self.points.places - (x, y)) * self._scale()
        distances = np.hypot(*np.where(np.isfinite(away), away, math.inf).T)
        row = int(distances.argmin()) if len(distances) else -1
        return row if row >= 0 and distances[row] < within else -1

    # Drawing

    @Slot()
    def draw(self) -> None:
        """Draw now what has changed."""
        area, theme, zoom = self.pixels(), self._source.current, self._source.zoom
        if area.isEmpty():
            return
        points, corner = self.points, (self.x_range[0], self.y_range[1])
        pixels = (points.places - corner) * self._scale()
        ratio = self.devicePixelRatioF()
        factor = self._picture_factor(pixels, ratio)
        self.shows_pictures = factor > 0
        self._draw_dots()
        self.dots.setVisible(not factor)
        self.thumbnails.setVisible(bool(factor))
        if points.levels is not None and factor:
            colours = label_colours(points.labels, len(points.classes), theme)
            self.thumbnails.draw(pixels, ratio, colours, points.levels, factor)
        names, middles = ([], np.empty((0, 2))) if factor else points.medians
        self.labels.write(names, theme, zoom)
        apart = pushed_apart(middles * self._scale(), *self.labels.size)
        self.labels.place(apart / self._scale())
        self._draw_marks()

    def paint_plot(self, painter: QPainter, target: QRectF) -> None:
        """Draw the map alone, without what the keyboard points at, into `target`."""
        self.cross.hide()
        self._focus.hide()
        super().paint_plot(painter, target)
        self._draw_tool()

    def _scale(self) -> Floats:
        """The pixels of a unit to the right and of one upwards, which is less than none."""
        (left, right), (low, high) = self.x_range, self.y_range
        size = self.pixels()
        return np.array([size.width() / (right - left), -size.height() / (high - low)])

    def _draw_dots(self) -> None:
        points, theme = self.points, self._source.current
        look = (points.labels, points.classes, theme, self.dot)
        placed = np.isfinite(points.places).all(axis=1)
        same = look[0] is self._dressed[0] and look[1:] == self._dressed[1:]
        if same and points.places is self._drawn:
            return
        if same and placed.all() and len(self.dots.data) == len(points):
            self.dots.move(points.places)
        else:
            found = label_colours(points.labels, len(points.classes), theme)
            colours = [tuple(colour) for colour in found[placed].tolist()]
            brushes = {colour: QBrush(QColor(*colour)) for colour in set(colours)}
            self.dots.setData(
                pos=points.places[placed], brush=[brushes[colour] for colour in colours],
                size=self.dot * theme.stroke + 1, pen=make_pen(theme.plot),
            )  # fmt: skip
        self._dressed, self._drawn = look, points.places

    def _picture_factor(self, pixels: Floats, ratio: float) -> int:
        """Return by how much small pictures are to be enlarged, 0 for dots."""
        levels, area = self.points.levels, self.pixels()
        if levels is None or not len(levels):
            return 0
        height, width = levels.shape[1:]
        factor = max(int(_THUMBNAIL * ratio / max(height, width)), 1)
        seen = ((pixels >= 0) & (pixels <= area.size().toTuple())).all(axis=1)
        one = (factor * height + 4) * (factor * width + 4) / ratio**2
        return factor if seen.sum() * one <= _FILLED * area.width() * area.height() else 0

    def _draw_marks(self) -> None:
        theme, zoom = self._source.current, self._source.zoom
        pen, bold, ground = _ring_looks(theme)
        size = _THUMBNAIL + 5 if self.shows_pictures else self.dot * theme.stroke + 5
        chosen = self.points.places[self._chosen[self._chosen < len(self.points)]]
        symbol = "s" if self.shows_pictures else "o"
        _ring(self.rings, chosen, size, pen, symbol=symbol)
        places = np.array(list(self.marks.values())).reshape(-1, 2)
        if any(self.marks):
            _ring(self.mark_rings, places, _MARK * zoom, bold, ground)
        else:
            _ring(self.mark_rings, places, size, bold)
        self.letters.write(list(self.marks), theme, zoom)
        self.letters.place(places)

    @Slot()
    def _draw_tool(self) -> None:
        theme = self._source.current
        accent = QColor(theme.accent)
        x, y = np.array([*self._outline, *self._outline[:1]]).reshape(-1, 2).T
        pen = make_pen(accent, 1.5 * theme.stroke, (4, 2))
        self._focus.setPen(QPen(accent, 2))
        self._focus.setRect(QRectF(self.canvas.viewport().rect()).adjusted(1, 1, -1, -1))
        self._focus.setVisible(self.hasFocus())
        accent.setAlpha(30)
        self.lasso.draw(x, y, QBrush(accent), pen)
        self.cross.hide()
        if self._at is not None:
            self.cross.show_at(*self._at, QPen(QColor(theme.text), 2 * theme.stroke))

    # What a press means

    def press_at(self, x: float, y: float) -> None:
        """Do at the place (x, y) what a click does there."""
        if self.tool == "decode":
            self.place_chosen.emit(x, y)
        elif self.tool == "lasso":
            self._add_corner(x, y)
        else:
            # Two points to walk between need not be hit: the nearest will do.
            row = self.nearest(x, y, NEAR if self.tool == "look" else math.inf)
            if row >= 0:
                self.point_chosen.emit(row)

    def _add_corner(self, x: float, y: float) -> None:
        if self._outline and self._outline[-1] == (x, y):
            self.close_outline()
            return
        self._outline.append((x, y))
        self._draw_tool()

    def clear_outline(self) -> None:
        """Take away the line round points."""
        self._outline = []
        self._draw_tool()

    def close_outline(self) -> None:
        """Ring the points inside the line, and say which they are."""
        rows = np.flatnonzero(inside(np.array(self._outline).reshape(-1, 2), self.points.places))
        self.choose(rows)
        self.encircled.emit(rows)

    # The mouse

    @Slot(float, float)
    def look_at(self, x: float, y: float) -> None:
        """Say which point lies at the place (x, y), unless something is being dragged."""
        if self._began is None:
            self._hover(self.nearest(x, y, NEAR))

    @Slot()
    def look_away(self) -> None:
        """Say that no point is looked at."""
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.hovered.emit(row)

    @Slot(float, float, Qt.MouseButton)
    def _begin(self, x: float, y: float, button: Qt.MouseButton) -> None:
        self.set_movable(self.tool == "look" or button == Qt.MouseButton.MiddleButton)
        self._began = self.pixel(x, y) if button == Qt.MouseButton.LeftButton else None
        if self._began is None:
            return
        self.look_away()
        if self.tool == "decode":
            self.place_chosen.emit(x, y)
        elif self.tool == "lasso":
            self._outline = [(x, y)]
            self._draw_tool()

    @Slot(float, float)
    def _follow(self, x: float, y: float) -> None:
        if self._began is None:
            return
        if self.tool == "decode":
            self.place_chosen.emit(x, y)
        elif self.tool == "lasso":
            self._outline.append((x, y))
            self._draw_tool()

    @Slot(float, float)
    def _end(self, x: float, y: float) -> None:
        self.set_movable(True)
        began, self._began = self._began, None
        if began is None:
            return
        if self.tool == "lasso":
            self.close_outline()
        elif self.tool in ("look", "walk"):
            # A map that was pulled along stays below the pointer: what counts is the screen.
            if (self.pixel(x, y) - began).manhattanLength() <= _STILL:
                self.press_at(x, y)

    # Keys

    def wants_key(self, event: QKeyEvent) -> bool:
        plain = (*ARROWS, *_ENTER, Qt.Key.Key_F, Qt.Key.Key_Escape)
        return event.key() in plain or bool(pan_of(event) or zoom_of(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cross or the map, press at the cross, zoom."""
        key = Qt.Key(event.key())
        pan, zoom, move = pan_of(event), zoom_of(event), ARROWS.get(key)
        at = self._at or self.framed()[0]
        if pan is not None:
            self.shift(*pan)
            self.moved.emit()
        elif zoom is not None:
            self.box.scaleBy((zoom, zoom), self._at)
            self.moved.emit()
        elif move is not None:
            step = (self.x_range[1] - self.x_range[0]) / _KEY_STEPS
            self._at = (at[0] + step * move[0], at[1] + step * move[1])
            self.look_at(*self._at)
            self._draw_tool()
        elif key in _ENTER:
            self._at = at
            self.press_at(*at)
            self._draw_tool()
        elif key == Qt.Key.Key_F:
            self.fit_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self._at = None
            self.look_away()
            self.clear_outline()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._draw_tool()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._at = None
        self._draw_tool()


@cache
def _ring_looks(theme: Theme) -> tuple[QPen, QPen, QBrush]:
    """A thin and a bold pen, and what a ring with a letter is filled with."""
    thin, bold = (make_pen(theme.text, width * theme.stroke) for width in (1.5, 2.0))
    return thin, bold, QBrush(QColor(theme.plot))


def _ring(
    rings: Points, places: Floats, size: float, pen: QPen, brush: QBrush = _NO_BRUSH,
    *, symbol: str = "o",
) -> None:  # fmt: skip
    places = known(places)
    rings.setVisible(len(places) > 0)
    if len(places):
        rings.setData(pos=places, size=size, pen=pen, brush=brush, symbol=symbol)
