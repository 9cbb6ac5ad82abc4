"""Draw lines and symbols at places of a plot's area."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsPixmapItem

from gui.plots.paths import Shape, outlines, pieces, polyline
from gui.plots.plot_view import PlotView

Floats = npt.NDArray[np.float64]
_AT_NOTHING = np.zeros(1)

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

    def __init__(self, view: PlotView, height: float, symbol: Shape = "circle") -> None:
        """Add none yet to `view`, above what has a lesser `height`."""
        self._view = view
        self.symbol = symbol
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
        columns, rows = area.columns(x), area.rows(y)
        self.item.setPath(outlines(self.symbol, columns, rows, size))


class Stamps:
    """Many symbols, each with a look of its own, drawn once and kept as a picture.

    A later one covers an earlier one.
    """

    def __init__(self, view: PlotView, height: float, size: float) -> None:
        """Add none yet to `view`, above what has a lesser `height`."""
        self._view = view
        self.size = size
        """Of a symbol, in pixels."""
        self._exact: list[QGraphicsPathItem] = []
        self.item = QGraphicsPixmapItem()
        self.item.setZValue(height)
        self.x: Floats = _NONE
        self.y: Floats = _NONE
        self.symbols: list[Shape] = []
        self.pens: list[QPen] = []
        self.brushes: list[QBrush] = []
        view.add(self.item)

    def draw(
        self, x: Floats, y: Floats, symbols: list[Shape], pens: list[QPen], brushes: list[QBrush]
    ) -> None:
        """Draw at each of the places (`x`, `y`), each (n,), with symbol, pen and brush of each."""
        self.x, self.y, self.symbols, self.pens, self.brushes = x, y, symbols, pens, brushes
        area, ratio = self._view.area, self._view.devicePixelRatioF()
        if area.rect.isEmpty() or not len(x):
            self.item.setPixmap(QPixmap())
            return
        drawn = QPixmap((area.rect.size() * ratio).toSize())
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-area.rect.topLeft())
        pen, brush = QPen(), QBrush()
        for outline, wanted_pen, wanted_brush in zip(self._outlines(), pens, brushes, strict=True):
            if wanted_pen is not pen or wanted_brush is not brush:
                pen, brush = wanted_pen, wanted_brush
                painter.setPen(pen)
                painter.setBrush(brush)
            painter.drawPath(outline)
        painter.end()
        self.item.setPixmap(drawn)
        self.item.setPos(area.rect.topLeft())

    def set_exact(self, *, exact: bool) -> None:
        """Draw outlines instead of stored pixels, for a picture in a file."""
        while self._exact:
            self._view.remove(self._exact.pop())
        if exact and self.item.isVisible():
            for outline, pen, brush in zip(
                self._outlines(), self.pens, self.brushes, strict=True
            ):
                item = QGraphicsPathItem(outline)
                item.setPen(pen)
                item.setBrush(brush)
                item.setZValue(self.item.zValue())
                self._view.add(item)
                self._exact.append(item)
        self.item.setOpacity(0.0 if exact else 1.0)

    def _outlines(self) -> list[QPainterPath]:
        area = self._view.area
        made = {
            symbol: outlines(symbol, _AT_NOTHING, _AT_NOTHING, self.size)
            for symbol in set(self.symbols)
        }
        places = zip(area.columns(self.x).tolist(), area.rows(self.y).tolist(), strict=True)
        return [
            made[symbol].translated(*place)
            for symbol, place in zip(self.symbols, places, strict=True)
        ]
