"""Draw an axis: its line, its marks with their numbers, the grid over the plot, its title."""

import math
from typing import Literal

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsLineItem,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
)

from gui.fonts import POINT_SIZE, text_font
from gui.plots.area import PlotArea
from gui.plots.ticks import decade_marks, plain_marks
from gui.theme import Theme

Side = Literal["left", "bottom"]

# Below whatever is drawn in the plot.
_GRID_HEIGHT = -200
_GAP = 4
# The middle of the title, in pixels from the far end of the room that the axis takes.
_TITLE = 10
_WIDTHS_KEPT = 1000


class Axis:
    """The left or the bottom axis of a plot; `draw` brings it up to date."""

    def __init__(self, scene: QGraphicsScene, side: Side) -> None:
        """Add the still empty things to `scene`."""
        self._scene = scene
        self._side = side
        self._theme: Theme | None = None
        self._font = QFont()
        self._height = 0.0
        self._widths: dict[str, float] = {}
        self._drawn: object = None
        self._titled: object = None
        self._lined = QRectF()
        self.title = ""
        self.log = False
        self.whole = False
        """Whether it counts: between 1 and 2 is nothing to mark."""
        self.room = 0
        """How many pixels the axis takes beside the plot."""
        self.shows_marks = True
        """Whether it has marks and a grid; numbers beside an empty plot would be made up."""
        self._grid = QGraphicsPathItem()
        self._grid.setZValue(_GRID_HEIGHT)
        self._line = QGraphicsLineItem()
        self._words = QGraphicsSimpleTextItem()
        if side == "left":
            self._words.setRotation(-90)
        self._numbers: list[_Number] = []
        for item in (self._grid, self._line, self._words):
            scene.addItem(item)

    def dress(self, theme: Theme, zoom: float, room: int) -> None:
        """Wear the look of `theme` with text enlarged by `zoom`, and take `room` pixels."""
        self._theme, self.room = theme, room
        self._font = text_font(zoom, scale=0.88)
        self._height = QFontMetricsF(self._font).height()
        self._widths = {}
        for item, colour in ((self._grid, theme.grid), (self._line, theme.strong_border)):
            pen = QPen(QColor(colour), 1)
            pen.setCosmetic(True)
            item.setPen(pen)
        title_font = text_font(zoom)
        title_font.setPointSizeF(POINT_SIZE * zoom * 0.95)
        self._words.setFont(title_font)
        self._words.setBrush(QColor(theme.muted))
        for number in self._numbers:
            number.dress(self._font, self.number_colour())
        self._drawn = self._titled = None

    def number_colour(self) -> QColor:
        """Return the colour of the numbers."""
        return QColor("black" if self._theme is None else self._theme.axis)

    def numbers(self) -> list[str]:
        """Return the numbers that stand at the axis, from the first mark on."""
        return [number.text for number in self._numbers if number.text]

    def set_line_shown(self, shown: bool) -> None:
        """Show the line of the axis, or not."""
        self._line.setVisible(shown)

    def draw(self, area: PlotArea) -> None:
        """Draw for the spans and the rectangle of `area`."""
        span = area.y if self._side == "left" else area.x
        rect = area.rect
        wanted = (span, rect.getRect(), self.title, self.log, self.whole, self.shows_marks)
        if wanted == self._drawn or rect.isEmpty():
            return
        self._drawn = wanted
        size = rect.height() if self._side == "left" else rect.width()
        if self.log:
            values, names = decade_marks(*span, size)
        else:
            values, names = plain_marks(*span, size, whole=self.whole)
        if not self.shows_marks:
            values, names = [], []
        places = (area.rows if self._side == "left" else area.columns)(values).tolist()
        self._draw_lines(places, rect)
        self._draw_numbers(places, names, rect)
        if (self.title, rect) != self._titled:
            self._titled = (self.title, QRectF(rect))
            self._draw_title(rect)

    def _draw_lines(self, places: list[float], rect: QRectF) -> None:
        # In the middle of a pixel a line is sharp.
        left, bottom = round(rect.left()) - 0.5, round(rect.bottom()) + 0.5
        path = QPainterPath()
        for place in places:
            at = int(place) + 0.5
            if self._side == "left":
                path.moveTo(rect.left(), at)
                path.lineTo(rect.right(), at)
            else:
                path.moveTo(at, rect.top())
                path.lineTo(at, rect.bottom())
        self._grid.setPath(path)
        if rect == self._lined:
            return
        self._lined = QRectF(rect)
        upright = QLineF(left, rect.top(), left, bottom)
        level = QLineF(left, bottom, rect.right(), bottom)
        self._line.setLine(upright if self._side == "left" else level)

    def _draw_numbers(self, places: list[float], names: list[str], rect: QRectF) -> None:
        while len(self._numbers) < len(names):
            self._numbers.append(_Number(self._scene, self._font, self.number_colour()))
        half = self._height / 2
        free = -math.inf
        for index, number in enumerate(self._numbers):
            if index >= len(names):
                number.hide()
                continue
            name, place = names[index], places[index]
            width = self._width(name)
            # A number that would be cut off says something else: at the edge it makes way.
            if self._side == "left":
                left = rect.left() - 2 * _GAP - width + 2
                number.stand(name, left, max(place - half, 0.0))
                continue
            left = min(place - width / 2, rect.right() + 1 - width)
            if left > free:
                number.stand(name, left, rect.bottom() + 1)
                free = left + width + _GAP
            else:
                number.hide()

    def _width(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > _WIDTHS_KEPT:
                self._widths.clear()
            width = self._widths[text] = QFontMetricsF(self._font).horizontalAdvance(text)
        return width

    def _draw_title(self, rect: QRectF) -> None:
        self._words.setText(self.title)
        size = self._words.boundingRect()
        if self._side == "left":
            at = rect.left() - self.room + _TITLE
            self._words.setPos(at - size.height() / 2, rect.center().y() + size.width() / 2)
        else:
            at = rect.bottom() + self.room - _TITLE
            self._words.setPos(rect.center().x() - size.width() / 2, at - size.height() / 2)


class _Number:
    """A number at the axis, which is only touched where it has changed."""

    def __init__(self, scene: QGraphicsScene, font: QFont, colour: QColor) -> None:
        self._item = QGraphicsSimpleTextItem()
        self._text, self._shown = "", True
        scene.addItem(self._item)
        self.dress(font, colour)

    @property
    def text(self) -> str:
        """What it says, empty while it is hidden."""
        return self._text if self._shown else ""

    def dress(self, font: QFont, colour: QColor) -> None:
        self._item.setFont(font)
        self._item.setBrush(colour)

    def stand(self, text: str, left: float, top: float) -> None:
        if text != self._text:
            self._text = text
            self._item.setText(text)
        if not self._shown:
            self._shown = True
            self._item.setVisible(True)
        self._item.setPos(left, top)

    def hide(self) -> None:
        if self._shown:
            self._shown = False
            self._item.setVisible(False)
