"""Draw lines and symbols at places of a plot's area."""

from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractGraphicsShapeItem,
    QGraphicsEllipseItem,
    QGraphicsPathItem,
    QGraphicsPixmapItem,
    QGraphicsRectItem,
)

from gui.plots.area import PlotArea
from gui.plots.paths import circles, pieces, polyline, squares
from gui.plots.plot_view import PlotView

Floats = npt.NDArray[np.float64]
Symbol = Literal["circle", "square"]

_NONE = np.empty(0)


class Line:
    """One line through places, or, if `apart`, separate pieces from place to place."""

    def __init__(self, view: PlotView, height: float, *, apart: bool = False) -> None:
        """Add a line without places to `view`, above what has a lesser `height`."""
        self._view = view
        self._make = pieces if apart else polyline
        self.item = QGraphicsPathItem()
        self.item.setZValue(height)
        self.x: Floats = _NONE
        self.y: Floats = _NONE
        self.pen = QPen()
        view.add(self.item)

    def draw(self, x: Floats, y: Floats, pen: QPen) -> None:
        """Draw through the places (`x`, `y`), each (n,), of the area."""
        if pen is not self.pen:
            self.pen = pen
            self.item.setPen(pen)
        self.x, self.y = x, y
        area = self._view.area
        self.item.setPath(self._make(area.columns(x), area.rows(y)))

    def clear(self) -> None:
        """Draw nothing."""
        if self.x.size:
            self.draw(_NONE, _NONE, self.pen)


class Symbols:
    """Symbols of one look."""

    def __init__(self, view: PlotView, height: float, symbol: Symbol = "circle") -> None:
        """Add none yet to `view`, above what has a lesser `height`."""
        self._view = view
        self._make = circles if symbol == "circle" else squares
        self._pen: QPen | None = None
        self._brush: QBrush | None = None
        self.item = QGraphicsPathItem()
        self.item.setZValue(height)
        self.x: Floats = _NONE
        self.y: Floats = _NONE
        view.add(self.item)

    def draw(self, x: Floats, y: Floats, size: float, pen: QPen, brush: QBrush) -> None:
        """Draw a symbol of `size` pixels at each of the places (`x`, `y`), each (n,)."""
        self.x, self.y = x, y
        area = self._view.area
        if pen is not self._pen or brush is not self._brush:
            self._pen, self._brush = pen, brush
            self.item.setPen(pen)
            self.item.setBrush(brush)
        self.item.setPath(self._make(area.columns(x), area.rows(y), size))


class Stamps:
    """Many symbols, each with a look of its own, drawn once and kept as a picture.

    A later one covers an earlier one.
    """

    def __init__(self, view: PlotView, height: float, symbol: Symbol, size: float) -> None:
        """Add none yet to `view`, above what has a lesser `height`."""
        self._view = view
        self.symbol = symbol
        self.size = size
        """Of a symbol, in pixels."""
        self._exact: list[QAbstractGraphicsShapeItem] = []
        self.item = QGraphicsPixmapItem()
        self.item.setZValue(height)
        self.x: Floats = _NONE
        self.y: Floats = _NONE
        self.pens: list[QPen] = []
        self.brushes: list[QBrush] = []
        view.add(self.item)

    def draw(self, x: Floats, y: Floats, pens: list[QPen], brushes: list[QBrush]) -> None:
        """Draw at each of the places (`x`, `y`), each (n,), with the pen and the brush of each."""
        self.x, self.y, self.pens, self.brushes = x, y, pens, brushes
        area, ratio = self._view.area, self._view.devicePixelRatioF()
        if area.rect.isEmpty():
            return
        drawn = QPixmap((area.rect.size() * ratio).toSize())
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-area.rect.topLeft())
        pen, brush = QPen(), QBrush()
        for shape, wanted_pen, wanted_brush in zip(self._shapes(area), pens, brushes, strict=True):
            if wanted_pen is not pen or wanted_brush is not brush:
                pen, brush = wanted_pen, wanted_brush
                painter.setPen(pen)
                painter.setBrush(brush)
            if self.symbol == "circle":
                painter.drawEllipse(shape)
            else:
                painter.drawRect(shape)
        painter.end()
        self.item.setPixmap(drawn)
        self.item.setPos(area.rect.topLeft())

    def set_exact(self, *, exact: bool) -> None:
        """Draw outlines instead of stored pixels, for a picture in a file."""
        while self._exact:
            self._view.remove(self._exact.pop())
        if exact and self.item.isVisible():
            made = QGraphicsEllipseItem if self.symbol == "circle" else QGraphicsRectItem
            for shape, pen, brush in zip(
                self._shapes(self._view.area), self.pens, self.brushes, strict=True
            ):
                item: QAbstractGraphicsShapeItem = made(shape)
                item.setPen(pen)
                item.setBrush(brush)
                item.setZValue(self.item.zValue())
                self._view.add(item)
                self._exact.append(item)
        self.item.setOpacity(0.0 if exact else 1.0)

    def _shapes(self, area: PlotArea) -> list[QRectF]:
        half = self.size / 2
        places = zip(area.columns(self.x).tolist(), area.rows(self.y).tolist(), strict=True)
        size = QSizeF(self.size, self.size)
        return [QRectF(QPointF(x - half, y - half), size) for x, y in places]
