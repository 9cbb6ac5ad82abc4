"""What the small pictures of the help are drawn with: frames, curves, grids of values, bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from gui.text.numbers import number
from gui.theme.colours import Theme, blend
from gui.theme.resources import text_font

Array = NDArray[np.floating]

_GAP = 8.0
_FINE = 6.0


@dataclass(frozen=True)
class Sketch:
    """A place to draw in, and in which look."""

    painter: QPainter
    room: QRectF
    theme: Theme
    zoom: float = 1.0

    def within(self, room: QRectF) -> Sketch:
        """The same for a part of the place."""
        return Sketch(self.painter, room, self.theme, self.zoom)

    def columns(self, count: int, gap: float = 2 * _GAP) -> list[Sketch]:
        """The place in so many parts beside each other."""
        width = (self.room.width() - gap * (count - 1)) / count
        return [
            self.within(
                QRectF(self.room.left() + n * (width + gap), self.room.top(),
                       width, self.room.height())
            )
            for n in range(count)
        ]  # fmt: skip

    def font(self, scale: float = 0.88) -> QFont:
        """The typeface of words in a picture."""
        return text_font(self.zoom, scale=scale)

    def words(
        self, room: QRectF, text: str,
        flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter, colour: str = "",
    ) -> None:  # fmt: skip
        """Write in a part of the place."""
        self.painter.setFont(self.font())
        self.painter.setPen(QColor(colour or self.theme.muted))
        self.painter.drawText(room, int(flags.value), text)

    def titled(self, text: str) -> Sketch:
        """Write above the place; what is left of it."""
        height = 18 * self.zoom
        line = QRectF(self.room.left(), self.room.top(), self.room.width(), height)
        self.words(line, text)
        return self.within(self.room.adjusted(0, height, 0, 0))

    def plane(self, x: tuple[float, float], y: tuple[float, float]) -> Plane:
        """A framed plot over these spans, with a line where x and where y is zero."""
        plane = Plane(self, x, y)
        plane.draw_ground()
        return plane

    def grid(
        self,
        values: Array,
        *,
        low: float | None = None,
        high: float | None = None,
        edge: float = 0.0,
        numbers: bool = False,
        left: float | None = None,
    ) -> Cells:
        """Values (rows, columns) as cells from the ground's colour to the text's, in the middle of
        the place or from `left`; `edge` is their size where it is given."""
        cells = Cells(self, values.shape[0], values.shape[1], edge, left)
        bottom = float(values.min()) if low is None else low
        top = float(values.max()) if high is None else high
        for (row, column), value in np.ndenumerate(values):
            share = min(max((float(value) - bottom) / ((top - bottom) or 1.0), 0.0), 1.0)
            ground = blend(self.theme.surface, self.theme.text, 0.85 * share)
            cells.fill(row, column, ground)
            if numbers:
                ink = self.theme.surface if share > 0.5 else self.theme.text
                self.words(cells.at(row, column), number(float(value)), colour=ink)
        return cells

    def arrow(self, start: QPointF, end: QPointF) -> None:
        """A line from one place to another with a point at its end."""
        self.painter.setPen(QPen(QColor(self.theme.strong_border), 1.4))
        self.painter.drawLine(start, end)
        back = QLineF(end, start)
        for turn in (28, -28):
            wing = QLineF(back)
            wing.setLength(6)
            wing.setAngle(back.angle() + turn)
            self.painter.drawLine(wing)

    def bars(self, shares: Sequence[float], figures: Sequence[str], colour: str) -> None:
        """An upright bar for each share from 0 to 1, with its figure above."""
        line = 16 * self.zoom
        ground = self.room.adjusted(0, line, 0, 0)
        width = ground.width() / len(shares)
        for n, (share, figure) in enumerate(zip(shares, figures, strict=True)):
            height = ground.height() * share
            left = ground.left() + n * width
            self.painter.fillRect(
                QRectF(left + width * 0.2, ground.bottom() - height, width * 0.6, height),
                QColor(colour),
            )
            self.words(QRectF(left, ground.bottom() - height - line, width, line), figure)


class Plane:
    """A plot within a sketch."""

    def __init__(self, sketch: Sketch, x: tuple[float, float], y: tuple[float, float]) -> None:
        self._sketch, self._x, self._y = sketch, x, y

    def at(self, x: float, y: float) -> QPointF:
        """The place of a point."""
        room = self._sketch.room
        across = (x - self._x[0]) / (self._x[1] - self._x[0])
        up = (y - self._y[0]) / (self._y[1] - self._y[0])
        return QPointF(room.left() + across * room.width(), room.bottom() - up * room.height())

    def draw_ground(self) -> None:
        """The frame, and the lines through zero."""
        painter, theme = self._sketch.painter, self._sketch.theme
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.plot))
        painter.drawRoundedRect(self._sketch.room, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.strong_border), 1))
        if self._x[0] < 0 < self._x[1]:
            painter.drawLine(self.at(0, self._y[0]), self.at(0, self._y[1]))
        if self._y[0] < 0 < self._y[1]:
            painter.drawLine(self.at(self._x[0], 0), self.at(self._x[1], 0))

    def curve(
        self, x: Array, y: Array, colour: str, *, dashed: bool = False, width: float = 2.0
    ) -> None:
        """A line through points; what leaves the frame is cut off."""
        painter = self._sketch.painter
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        pen = QPen(QColor(colour), width, style)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.save()
        painter.setClipRect(self._sketch.room)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = [self.at(float(a), float(b)) for a, b in zip(x, y, strict=True)]
        painter.drawPolyline(QPolygonF(points))
        painter.restore()

    def dots(self, x: Array, y: Array, colour: str, radius: float = 2.5) -> None:
        """A dot at each point."""
        painter = self._sketch.painter
        painter.save()
        painter.setClipRect(self._sketch.room)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for a, b in zip(x, y, strict=True):
            painter.drawEllipse(self.at(float(a), float(b)), radius, radius)
        painter.restore()

    def note(self, x: float, y: float, text: str) -> None:
        """Write round a point."""
        at = self.at(x, y)
        self._sketch.words(QRectF(at.x() - 40, at.y() - 10, 80, 20), text)

    def name(self, text: str, corner: Qt.AlignmentFlag) -> None:
        """Write in a corner."""
        self._sketch.words(self._sketch.room.adjusted(6, 3, -6, -3), text, corner)


class Cells:
    """A grid of square cells within a sketch."""

    def __init__(
        self, sketch: Sketch, rows: int, columns: int, edge: float, left: float | None
    ) -> None:
        room = sketch.room
        self.edge = edge or min(room.width() / columns, room.height() / rows)
        self._sketch = sketch
        size = columns * self.edge
        self.left = room.center().x() - size / 2 if left is None else left
        self.top = room.center().y() - rows * self.edge / 2
        self.right = self.left + size

    def at(self, row: float, column: float, rows: float = 1, columns: float = 1) -> QRectF:
        """The room of a cell, or of some."""
        edge = self.edge
        return QRectF(
            self.left + column * edge, self.top + row * edge, columns * edge, rows * edge
        )

    def fill(self, row: int, column: int, colour: str) -> None:
        """Colour a cell."""
        painter = self._sketch.painter
        painter.fillRect(self.at(row, column), QColor(colour))
        if self.edge < _FINE:
            # Lines between such small cells would hide them.
            return
        painter.setPen(QPen(QColor(self._sketch.theme.border), 0.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.at(row, column))

    def frame(self, room: QRectF, colour: str) -> None:
        """A thick line round some cells."""
        painter = self._sketch.painter
        painter.setPen(QPen(QColor(colour), 2.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(room)


@dataclass(frozen=True)
class Picture:
    """How a picture is drawn, its height in pixels, and what is said below it."""

    draw: Callable[[Sketch], None]
    height: int
    caption: Callable[[], str]
