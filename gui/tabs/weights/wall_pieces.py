"""Lay out and draw the blocks of a wall: each knows its height, and what lies where."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.tabs.weights.wall_blocks import Bars, Block, Hit, Panel, Panels, Pictures, Sheet, Words
from gui.text.numbers import figures, percent
from gui.theme.colours import blend
from gui.theme.resources import text_font
from gui.theme.theme import Theme
from gui.widgets.image_content import grey_levels, grey_table, signed_table, strip

# The sides of pictures in pixels: a usual one, and the largest; of those below each other, both.
_SMALLEST, _LARGEST = 34, 128
_SMALLEST_OF_MANY, _LARGEST_OF_MANY = 12, 56
_GAP = 5
# Pictures that fill less of their room than this are enlarged by one more factor.
_TOO_EMPTY = 0.6
_CELL = 24
# A sheet of few rows is made this high.
_LOW_SHEET = 72.0
_STRIP = (9, 22)
_BAR = (4, 30)
_BAR_HIGH = (40.0, 88.0)
# Histograms: how far apart, how far from their words, and how high.
_APART, _NEAR = 16, 4
_PANEL_HIGH = (48.0, 120.0)


class Room:
    """The room for a block in logical pixels, and what the screen and the reader ask for."""

    def __init__(self, width: float, height: float, ratio: float, zoom: float) -> None:
        """`ratio` pixels of the screen make one logical one; text is enlarged by `zoom`."""
        self.width = max(width, 40.0)
        self.height = height
        self.ratio = ratio
        self.zoom = zoom


class Piece(Protocol):
    """A block in its place; coordinates count from its upper left corner."""

    height: float
    count: int
    """How many items can be walked through."""
    columns: int
    """How many of them there are in a line."""

    def hit(self, x: float, y: float) -> Hit | None:
        """Return what lies at a place, if anything."""

    def frame(self, item: int) -> QRectF:
        """Return where an item lies."""

    def paint(self, painter: QPainter, theme: Theme, top: float, bottom: float) -> None:
        """Draw what lies between two heights."""


class PicturesPiece:
    """Pictures in lines, enlarged by a whole factor; a line holds all rows of its items."""

    def __init__(self, block: Pictures, room: Room) -> None:
        self._block = block
        self.count, self._rows, self._high, self._wide = block.values.shape
        one = self._rows == 1
        least, most = (_SMALLEST, _LARGEST) if one else (_SMALLEST_OF_MANY, _LARGEST_OF_MANY)
        side = max(self._wide, self._high)
        smallest = max(1, round(least * room.ratio / side))
        largest = max(smallest, int(most * room.ratio / side))
        # The largest factor with which all fit is the best one; where none does, they are scrolled.
        self._take(largest, room)
        for factor in range(largest - 1, smallest - 1, -1):
            if self.height <= room.height and self._wide * self.scale <= room.width:
                break
            self._take(factor, room)
        used, factor = self.height / max(room.height, 1), self._factor
        if one and used < _TOO_EMPTY and factor < largest:
            # A little scrolling is better than small pictures above an empty half.
            self._take(factor + 1, room)

    def _take(self, factor: int, room: Room) -> None:
        self._factor, self._ratio = factor, room.ratio
        self.scale = factor / room.ratio
        side = self._wide * self.scale
        gap = max(_GAP, side / 14) if self._rows == 1 else max(2.0, min(_GAP, side / 4))
        # In the screen's pixels, of which a line of pictures is made.
        self._cell = self._wide * factor + max(1, round(gap * room.ratio))
        self.columns = int((room.width + gap) * room.ratio // self._cell)
        self.columns = max(1, min(self.columns, self.count))
        self._row = self._high * self.scale + (gap if self._rows > 1 else 0)
        self._line = self._rows * self._row + max(gap, _GAP)
        self.height = -(-self.count // self.columns) * self._line

    def hit(self, x: float, y: float) -> Hit | None:
        column, inside = divmod(int(x * self._ratio), self._cell)
        inside //= self._factor
        line, below = divmod(y, self._line)
        row, deep = divmod(below, self._row)
        item = int(line) * self.columns + column
        high = int(deep // self.scale)
        found = (
            0 <= column < self.columns and 0 <= inside < self._wide and 0 <= item < self.count
            and row < self._rows and 0 <= high < self._high
        )  # fmt: skip
        return Hit(item, int(row), high, inside) if found else None

    def frame(self, item: int) -> QRectF:
        line, column = divmod(item, self.columns)
        high = (self._rows - 1) * self._row + self._high * self.scale
        left = column * self._cell / self._ratio
        return QRectF(left, line * self._line, self._wide * self.scale, high)

    def paint(self, painter: QPainter, theme: Theme, top: float, bottom: float) -> None:
        values, (low, high) = self._block.values, self._block.limits
        colours = signed_table(theme) if self._block.signed else grey_table(theme)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        first = max(int(top // self._line), 0)
        last = min(int(bottom // self._line) + 1, -(-self.count // self.columns))
        for line in range(first, last):
            items = values[line * self.columns : (line + 1) * self.columns]
            levels = grey_levels(items, low, high)
            for row in range(self._rows):
                wide = levels[:, row].repeat(self._factor, axis=2)
                drawn = strip(wide, self._cell, 0, colours)
                target = QRectF(
                    0, line * self._line + row * self._row,
                    drawn.width() / self._ratio, self._high * self.scale,
                )  # fmt: skip
                painter.drawImage(target, drawn)


class SheetPiece:
    """A matrix in squares as large as the room allows; strips fill the width."""

    columns = 1

    def __init__(self, block: Sheet, room: Room) -> None:
        self._block = block
        self.count, wide = block.values.shape
        if block.strips:
            self._x = room.width / wide
            self._y = min(max(room.height / self.count, _STRIP[0]), _STRIP[1])
        else:
            side = min(room.width / wide, max(room.height, 240) / self.count, _CELL)
            # A value of a whole number of pixels is a sharp square; of less, it is blended.
            self._y = int(side) if side >= 1 else side
            self._x = self._y
            if self.count * self._y < _LOW_SHEET <= room.height:
                self._y = min(_LOW_SHEET / self.count, 2 * _CELL)
            if room.width / wide < 1 <= self._y or self._y < 1 < room.height / self.count:
                self._x, self._y = room.width / wide, max(1.0, self._y)
        self.height = self.count * self._y + _GAP

    def hit(self, x: float, y: float) -> Hit | None:
        high, wide = self._block.values.shape
        row, column = int(y // self._y), int(x // self._x)
        return Hit(row, 0, row, column) if 0 <= row < high and 0 <= column < wide else None

    def frame(self, item: int) -> QRectF:
        return QRectF(0, item * self._y, self._block.values.shape[1] * self._x, self._y)

    def paint(self, painter: QPainter, theme: Theme, top: float, bottom: float) -> None:
        high, wide = self._block.values.shape
        first, last = max(int(top // self._y), 0), min(int(bottom // self._y) + 1, high)
        if first >= last:
            return
        levels = grey_levels(self._block.values[np.newaxis, first:last], *self._block.limits)
        drawn = strip(levels, wide, 0, signed_table(theme))
        shrunk = min(self._x, self._y) < 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shrunk)
        area = QRectF(0, first * self._y, wide * self._x, (last - first) * self._y)
        painter.drawImage(area, drawn)
        if self._block.strips:
            painter.setPen(QPen(QColor(theme.surface), 2))
            for row in range(first + 1, last):
                painter.drawLine(QPointF(0, row * self._y), QPointF(area.right(), row * self._y))


class BarsPiece:
    """Bars from a line at zero, in as many lines below each other as are needed."""

    def __init__(self, block: Bars, room: Room) -> None:
        self._block = block
        self.count = len(block.values)
        self._bar = min(max(room.width / max(self.count, 1), _BAR[0]), _BAR[1])
        # A trace more room, since a quotient may have been rounded up.
        at_most = max(1, int((room.width + 0.01) // self._bar))
        self._lines = max(1, -(-self.count // at_most))
        self.columns = -(-self.count // self._lines)
        self._font = text_font(room.zoom, scale=0.8)
        metrics = QFontMetricsF(self._font)
        widest = max((metrics.horizontalAdvance(name) for name in block.names), default=0.0)
        self._named = 0 < widest <= self._bar and self._lines == 1
        self._label = metrics.height() if self._named else 0.0
        low, high = block.limits
        each = (room.height - self._label) / self._lines - _GAP
        self._high = min(max(each, _BAR_HIGH[0]), _BAR_HIGH[1])
        self._zero = self._high * (high / (high - low))
        self._line = self._high + _GAP
        self.height = self._lines * self._line + self._label

    def hit(self, x: float, y: float) -> Hit | None:
        column, line = int(x // self._bar), int(y // self._line)
        item = line * self.columns + column
        return Hit(item) if 0 <= column < self.columns and 0 <= item < self.count else None

    def frame(self, item: int) -> QRectF:
        line, column = divmod(item, self.columns)
        return QRectF(column * self._bar, line * self._line, self._bar, self._high)

    def paint(self, painter: QPainter, theme: Theme, top: float, bottom: float) -> None:
        low, high = self._block.limits
        values = np.clip(np.nan_to_num(self._block.values), low, high).tolist()
        unit = self._high / (high - low)
        gap = 1.0 if self._bar < 8 else 2.0
        up, down = QColor(theme.diverging[-1]), QColor(theme.diverging[0])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for line in range(self._lines):
            begin = line * self._line
            if begin > bottom or begin + self._line < top:
                continue
            zero, first = begin + self._zero, line * self.columns
            painter.setPen(QPen(QColor(theme.strong_border), 1))
            end = min(self.columns, self.count - first) * self._bar
            painter.drawLine(QPointF(0, zero), QPointF(end, zero))
            painter.setPen(Qt.PenStyle.NoPen)
            for column, value in enumerate(values[first : first + self.columns]):
                size = abs(value) * unit
                edge = zero - size if value > 0 else zero
                area = QRectF(column * self._bar, edge, self._bar - gap, size)
                painter.fillRect(area, up if value > 0 else down)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if self._named:
            painter.setFont(self._font)
            painter.setPen(QColor(theme.axis))
            for column, name in enumerate(self._block.names):
                area = QRectF(
                    column * self._bar - gap / 2, self._high + 2, self._bar, self._label
                )
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)


class PanelsPiece:
    """Histograms side by side, each with its name above and its ends below."""

    def __init__(self, block: Panels, room: Room) -> None:
        self._panels = block.panels
        self.count = self.columns = len(block.panels)
        self._font = text_font(room.zoom, scale=0.84)
        self._line = QFontMetricsF(self._font).height()
        self._wide = (room.width - _APART * (self.count - 1)) / max(self.count, 1)
        words = 2 * self._line + 2 * _NEAR
        self._high = min(max(room.height - words, _PANEL_HIGH[0]), _PANEL_HIGH[1])
        self.height = self._high + words + _NEAR

    def hit(self, x: float, y: float) -> Hit | None:
        item, inside = divmod(x, self._wide + _APART)
        if not 0 <= item < self.count or not 0 <= y < self.height or inside >= self._wide:
            return None
        panel = self._panels[int(item)]
        if panel is None:
            return None
        return Hit(int(item), 0, 0, int(inside / self._wide * len(panel.shares)))

    def frame(self, item: int) -> QRectF:
        left = item * (self._wide + _APART)
        return QRectF(left, 0, self._wide, self.height - _NEAR)

    def paint(self, painter: QPainter, theme: Theme, top: float, bottom: float) -> None:
        for place, panel in enumerate(self._panels):
            if panel is not None:
                self._paint_panel(painter, theme, panel, self.frame(place).left())

    def _paint_panel(self, painter: QPainter, theme: Theme, panel: Panel, left: float) -> None:
        area = QRectF(left, self._line + _NEAR, self._wide, self._high)
        tallest = max(
            float(shares.max(initial=0))
            for shares in (panel.shares, *(other for _, other in panel.others))
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.grid), 1))
        painter.drawLine(
            QPointF(area.center().x(), area.top()), QPointF(area.center().x(), area.bottom())
        )
        if tallest > 0:
            outline = _steps(panel.shares / tallest, area)
            ink = theme.accent
            if panel.colour is not None:
                ink = theme.runs[panel.colour % len(theme.runs)]
            painter.setPen(QPen(QColor(ink), 1))
            painter.setBrush(QColor(blend(theme.surface, ink, 0.35)))
            painter.drawPath(pg.arrayToQPath(*outline, connect="finite"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, shares in panel.others:
                painter.setPen(QPen(QColor(theme.runs[colour % len(theme.runs)]), 1.5))
                painter.drawPath(pg.arrayToQPath(*_steps(shares / tallest, area), connect="finite"))
        painter.setPen(QPen(QColor(theme.strong_border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setFont(self._font)
        painter.setPen(QColor(theme.muted))
        above = QRectF(left, 0, self._wide, self._line)
        below = QRectF(left, area.bottom() + _NEAR, self._wide, self._line)
        sides = Qt.AlignmentFlag
        painter.drawText(above, sides.AlignLeft, panel.name)
        painter.setPen(QColor(theme.axis))
        share = QCoreApplication.translate("Wall", "up to {0}").format(percent(tallest))
        painter.drawText(above, sides.AlignRight, share)
        for value, side in (
            (-panel.reach, sides.AlignLeft), (0, sides.AlignHCenter),
            (panel.reach, sides.AlignRight),
        ):  # fmt: skip
            painter.drawText(below, side, figures(value, 2))


class WordsPiece:
    """A sentence over as many lines as it takes."""

    count = 0
    columns = 1

    def __init__(self, block: Words, room: Room) -> None:
        self._text = block.text
        self._font = text_font(room.zoom)
        self._flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        around = QRectF(0, 0, room.width, 10_000)
        taken = QFontMetricsF(self._font).boundingRect(around, self._flags, self._text)
        self._area = QRectF(0, 0, room.width, math.ceil(taken.height()))
        self.height = self._area.height() + _NEAR if self._text else 0.0

    def hit(self, x: float, y: float) -> Hit | None:
        return None

    def frame(self, item: int) -> QRectF:
        return QRectF()

    def paint(self, painter: QPainter, theme: Theme, top: float, bottom: float) -> None:
        painter.setFont(self._font)
        painter.setPen(QColor(theme.muted))
        painter.drawText(self._area, self._flags, self._text)


def piece(block: Block, room: Room) -> Piece:
    """Return `block` laid out for `room`."""
    if isinstance(block, Pictures):
        return PicturesPiece(block, room)
    if isinstance(block, Sheet):
        return SheetPiece(block, room)
    if isinstance(block, Panels):
        return PanelsPiece(block, room)
    if isinstance(block, Words):
        return WordsPiece(block, room)
    return BarsPiece(block, room)


def _steps(
    shares: npt.NDArray[np.floating], area: QRectF
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The outline of bars of these heights, 0 to 1, in an area: columns and rows of its corners."""
    edges = np.linspace(area.left(), area.right(), len(shares) + 1)
    x = np.repeat(edges, 2)
    tops = area.bottom() - np.repeat(np.asarray(shares, float), 2) * area.height()
    return x, np.concatenate([[area.bottom()], tops, [area.bottom()]])
