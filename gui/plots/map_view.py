"""One map of points, drawn as dots with the names of their classes, or as small pictures."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsSimpleTextItem, QWidget

from gui.colours import rgb
from gui.fonts import text_font
from gui.plots.class_colours import label_colours
from gui.plots.map_labels import MapLabels
from gui.plots.map_picture import Painting
from gui.plots.map_points import MapPoints
from gui.plots.plot_view import PlotView
from gui.plots.plot_words import map_words
from gui.plots.redraw import Redraw
from gui.plots.shapes import Symbols
from gui.theme import ThemeSource

Floats = npt.NDArray[np.float64]

DOT, SMALLER_DOT = 6.0, 4.5
NEAR = 14.0
"""So many pixels from a point the pointer is on it."""
_THUMBNAIL = 26
# Pictures take the place of dots as soon as they need no more than this much of the room.
_FILLED = 0.6
_MARK = 20
_NOWHERE = np.empty(0)


class MapView(PlotView):
    """Points of classes in two dimensions, without scales unless the directions mean something.

    `hovered` carries the row of the point under the pointer, or −1.
    """

    hovered = Signal(int)

    with_scales = False
    """Whether the axes have numbers."""
    with_titles = False

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin without points, in the look of `source`."""
        super().__init__(source, parent)
        self.points = MapPoints()
        self.marks: dict[str, tuple[float, float]] = {}
        self.dot = DOT
        """The diameter of a dot, in pixels."""
        self.shows_pictures = False
        """Whether the points are seen as small pictures now."""
        self._chosen = np.empty(0, np.intp)
        self._hovered = -1
        self._dots = QGraphicsPixmapItem()
        self._dots.setZValue(10)
        self.add(self._dots)
        self._rings = Symbols(self, 20)
        self._frames = Symbols(self, 20, "square")
        self._mark_rings = Symbols(self, 35)
        self._letters: list[QGraphicsSimpleTextItem] = []
        self._exact: list[Symbols] = []
        self.labels = MapLabels(self)
        self.redraw = Redraw(self)
        self.redraw.due.connect(self.draw)
        self.resized.connect(self.redraw.mark)
        self.area.moved.connect(self.redraw.mark)
        self.pointer_moved.connect(self.look_at)
        self.pointer_left.connect(self.look_away)
        source.changed.connect(self.redraw.mark)

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
            self._chosen = np.empty(0, np.intp)
            self.look_away()
        self.points = points
        self.redraw.mark()

    def name_axes(self, x: str, y: str, *, scales: bool) -> None:
        """Name the directions, or say by empty names that they mean nothing."""
        titled = bool(x or y)
        if (titled, scales) != (self.with_titles, self.with_scales):
            self.with_titles, self.with_scales = titled, scales
            self._dress()
        for axis in self.axes.values():
            axis.shows_marks = scales
        if self.titles() != (x, y):
            self.set_titles(x, y)
        self.redraw.mark()

    def set_note(self, text: str) -> None:
        """Show one sentence in the middle of an empty map, or none if `text` is empty."""
        super().set_note(text)
        for axis in self.axes.values():
            axis.shows_marks = self.with_scales and not text

    def set_marks(self, marks: Mapping[str, tuple[float, float]]) -> None:
        """Ring places, each with a letter beside it."""
        self.marks = dict(marks)
        self.redraw.mark()

    def choose(self, rows: npt.NDArray[np.intp]) -> None:
        """Ring the points in these rows."""
        self._chosen = rows
        self.redraw.mark()

    def chosen(self) -> npt.NDArray[np.intp]:
        """Return the rows of the ringed points."""
        return self._chosen

    def frame(self, middle: tuple[float, float], half: float) -> None:
        """Show a square round `middle`, `half` a side each way; more where there is more room."""
        rect = self.area.rect
        if rect.isEmpty():
            return
        least = min(rect.width(), rect.height())
        across, up = half * rect.width() / least, half * rect.height() / least
        self.area.show(
            (middle[0] - across, middle[0] + across), (middle[1] - up, middle[1] + up)
        )
        self.redraw.mark()

    def framed(self) -> tuple[tuple[float, float], float]:
        """Return middle and half side of the square that is shown."""
        (left, right), (low, high) = self.area.x, self.area.y
        return ((left + right) / 2, (low + high) / 2), min(right - left, high - low) / 2

    def nearest(self, x: float, y: float, within: float | None = NEAR) -> int:
        """Return the row of the point nearest to the place (x, y), or −1 if none is near."""
        if not len(self.points):
            return -1
        at = self.area.pixel(x, y)
        across = self.area.columns(self.points.places[:, 0]) - at.x()
        down = self.area.rows(self.points.places[:, 1]) - at.y()
        distances = across**2 + down**2
        row = int(distances.argmin())
        return -1 if within is not None and distances[row] > within**2 else row

    # Drawing

    @Slot()
    def draw(self) -> None:
        """Draw now what has changed."""
        self.draw_axes()
        area, theme = self.area, self._source.current
        rect = area.rect
        if rect.isEmpty():
            return
        points, ratio = self.points, self.devicePixelRatioF()
        x, y = area.columns(points.places[:, 0]), area.rows(points.places[:, 1])
        painting = Painting(
            max(round(rect.width() * ratio), 1), max(round(rect.height() * ratio), 1),
            round(2 * _THUMBNAIL * ratio),
        )  # fmt: skip
        across, down = (x - rect.left()) * ratio, (y - rect.top()) * ratio
        colours = label_colours(points.labels, len(points.classes), theme)
        factor = self._picture_factor(x, y, ratio)
        self.shows_pictures = factor > 0
        if points.levels is not None and factor:
            painting.add_pictures(across, down, colours, points.levels, factor)
        else:
            painting.add_dots(across, down, colours, rgb(theme.plot), self.dot * ratio)
        pixmap = QPixmap.fromImage(painting.image())
        pixmap.setDevicePixelRatio(ratio)
        self._dots.setPixmap(pixmap)
        self._dots.setPos(rect.topLeft())
        names, middles = ([], np.empty((0, 2))) if factor else points.medians
        pixels = np.stack([area.columns(middles[:, 0]), area.rows(middles[:, 1])], axis=1)
        self.labels.draw(names, pixels, theme, self._source.zoom)
        self._draw_marks()

    def set_exact(self, *, exact: bool) -> None:
        """Draw outlines instead of stored pixels, for a picture in a file."""
        for symbols in self._exact:
            self.remove(symbols.item)
        self._exact.clear()
        self._dots.setVisible(not exact or self.shows_pictures)
        if not exact or self.shows_pictures:
            return
        points, theme = self.points, self._source.current
        colours = label_colours(points.labels, len(points.classes), theme)
        pen = QPen(QColor(theme.plot), 0.5)
        for colour in np.unique(colours, axis=0):
            same = (colours == colour).all(axis=1)
            symbols = Symbols(self, 10)
            brush = QBrush(QColor(*colour.tolist()))
            x, y = points.places[same].T
            symbols.draw(x, y, self.dot + 0.5, pen, brush)
            self._exact.append(symbols)

    def _picture_factor(self, x: Floats, y: Floats, ratio: float) -> int:
        """Return by how much small pictures are to be enlarged, 0 for dots."""
        levels, rect = self.points.levels, self.area.rect
        if levels is None or not len(levels):
            return 0
        height, width = levels.shape[1:]
        factor = max(int(_THUMBNAIL * ratio / max(height, width)), 1)
        seen = (x >= rect.left()) & (x <= rect.right()) & (y >= rect.top()) & (y <= rect.bottom())
        one = (factor * height + 4) * (factor * width + 4) / ratio**2
        return factor if seen.sum() * one <= _FILLED * rect.width() * rect.height() else 0

    def _draw_marks(self) -> None:
        theme = self._source.current
        pen, none = QPen(QColor(theme.text), 1.5), QBrush(Qt.BrushStyle.NoBrush)
        chosen = self.points.places[self._chosen[self._chosen < len(self.points)]]
        used, other = (self._rings, self._frames)[:: -1 if self.shows_pictures else 1]
        size = _THUMBNAIL + 5 if self.shows_pictures else self.dot + 5
        used.draw(chosen[:, 0], chosen[:, 1], size, pen, none)
        other.draw(_NOWHERE, _NOWHERE, size, pen, none)
        places = np.array(list(self.marks.values())).reshape(-1, 2)
        bold = QPen(QColor(theme.text), 2)
        lettered = any(self.marks)
        ground = QBrush(QColor(theme.plot)) if lettered else none
        self._mark_rings.draw(places[:, 0], places[:, 1], _MARK if lettered else size, bold, ground)
        while self._letters:
            self.remove(self._letters.pop())
        for letter, (x, y) in self.marks.items():
            item = QGraphicsSimpleTextItem(letter)
            font = text_font(scale=0.95)
            font.setBold(True)
            item.setFont(font)
            item.setBrush(QColor(theme.text))
            at = self.area.pixel(x, y)
            item.setPos(at - item.boundingRect().center())
            item.setZValue(36)
            self.add(item)
            self._letters.append(item)

    # The pointer

    @Slot(float, float)
    def look_at(self, x: float, y: float) -> None:
        """Tell which point lies at the place (x, y)."""
        row = self.nearest(x, y)
        if row != self._hovered:
            self._hovered = row
            self.hovered.emit(row)

    @Slot()
    def look_away(self) -> None:
        """Tell that no point is looked at."""
        if self._hovered != -1:
            self._hovered = -1
            self.hovered.emit(-1)
