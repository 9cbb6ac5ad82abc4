"""What is drawn in a plot, each painted by Qt alone: lines, symbols, areas, points that move."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from gui.plots.graph import Box
from gui.plots.look import screen_ratio
from gui.plots.series import thin
from gui.widgets.symbols import Symbol, outlines, symbol_path

Floats = npt.NDArray[np.floating]
Data = tuple[Floats, Floats]

_NONE = np.empty(0)
_MOST = 8000
"""Places of one line: four for each pixel of a large screen."""


class Line(QGraphicsPathItem):
    """A line through places of the plane."""

    def __init__(self, box: Box, height: float) -> None:
        """Add a line without places to `box`, above what has a lesser `height`."""
        super().__init__()
        self._x: Floats = _NONE
        self._y: Floats = _NONE
        self._given: Data = (_NONE, _NONE)
        self._pen: QPen | None = None
        box.addItem(self, ignoreBounds=True)
        self.setZValue(height)

    def draw(
        self, x: Floats, y: Floats, pen: QPen, connect: Literal["finite", "pairs"] = "finite"
    ) -> None:
        """Draw through the places (`x`, `y`), each (n,), broken where one is no number.

        Of very many, whose x has to rise, those are drawn that can be told apart.
        With "pairs", separate pieces go from each place of an even number to the next.
        """
        if pen is not self._pen:
            self._pen = pen
            self.setPen(pen)
        if x is self._given[0] and y is self._given[1]:
            return
        self._given = x, y
        if connect == "finite" and len(x) > _MOST:
            x, y = thin(np.asarray(x, float), np.asarray(y, float), _MOST // 2)
        self._x, self._y = x, y
        whole = connect == "finite" and bool(np.isfinite(y).all())
        self.setPath(pg.arrayToQPath(x, y, "all" if whole else connect, finiteCheck=False))

    def getData(self) -> Data:
        """Return the places that it goes through, as pyqtgraph's own curves do."""
        return self._x, self._y

    def clear(self) -> None:
        """Draw nothing."""
        if self._x.size:
            self._x = self._y = _NONE
            self._given = (_NONE, _NONE)
            self.setPath(QPainterPath())


class Band(QGraphicsPathItem):
    """A filled area of the plane within a line."""

    def __init__(self, box: Box, height: float) -> None:
        """Add an area without places to `box`, above what has a lesser `height`."""
        super().__init__()
        self._x: Floats = _NONE
        self._y: Floats = _NONE
        box.addItem(self, ignoreBounds=True)
        self.setZValue(height)

    def draw(self, x: Floats, y: Floats, brush: QBrush, pen: QPen | None = None) -> None:
        """Fill what lies within the places (`x`, `y`), each (n,)."""
        self._x, self._y = x, y
        self.setPen(Qt.PenStyle.NoPen if pen is None else pen)
        self.setBrush(brush)
        self.setPath(pg.arrayToQPath(x, y, "finite", finiteCheck=False))

    def getData(self) -> Data:
        """Return the corners."""
        return self._x, self._y

    def clear(self) -> None:
        """Draw nothing."""
        self._x = self._y = _NONE
        self.setPath(QPainterPath())


class Marks(QGraphicsPathItem):
    """Symbols of one look and of a size in pixels; to be drawn again where the box has moved."""

    def __init__(self, box: Box, height: float, symbol: Symbol = "o") -> None:
        """Add none yet to `box`, above what has a lesser `height`."""
        # Not among what the box moves and scales: its places are pixels of the box.
        super().__init__(box)
        self.setZValue(height)
        self._box = box
        self._x: Floats = _NONE
        self._y: Floats = _NONE
        self._looks: tuple[QPen, QBrush] | None = None
        self.symbol = symbol

    def draw(self, x: Floats, y: Floats, size: float, pen: QPen, brush: QBrush) -> None:
        """Draw a symbol of `size` pixels at each of the places (`x`, `y`), each (n,)."""
        self._x, self._y = x, y
        if self._looks is None or pen is not self._looks[0] or brush is not self._looks[1]:
            self._looks = pen, brush
            self.setPen(pen)
            self.setBrush(brush)
        (left, right), (low, high) = self._box.viewRange()
        across = (np.asarray(x, float) - left) * (self._box.width() / (right - left))
        down = (high - np.asarray(y, float)) * (self._box.height() / (high - low))
        self.setPath(outlines(self.symbol, across, down, size))

    def getData(self) -> Data:
        """Return the places of the symbols."""
        return self._x, self._y

    def clear(self) -> None:
        """Draw nothing."""
        self._x = self._y = _NONE
        self.setPath(QPainterPath())


class Points(pg.ScatterPlotItem):
    """Many symbols, each with a look of its own, whose places may change without new looks.

    pyqtgraph keeps every look as a picture; a look is known by its pen and brush as objects, so
    make one of each and use it for all symbols that share it.
    """

    def __init__(self, box: Box, height: float) -> None:
        """Add none yet to `box`, above what has a lesser `height`."""
        super().__init__(pxMode=True)
        self._around = QRectF()
        self._known: tuple[object, ...] = ()
        box.addItem(self, ignoreBounds=True)
        self.setZValue(height)

    def boundingRect(self) -> QRectF:
        """Return what holds all symbols; worked out again only where it has changed."""
        if None in self.bounds or self._known != (*self.bounds, self._maxSpotPxWidth):
            self._around = super().boundingRect()
            self._known = (*self.bounds, self._maxSpotPxWidth)
        return self._around

    def dataBounds(
        self, ax: int, frac: float = 1.0, orthoRange: object = None
    ) -> tuple[float, float] | tuple[None, None]:
        """Return from where to where the symbols lie that have a place in direction `ax`."""
        bounds: list[Any] = self.bounds
        if bounds[ax] is None:
            values = self.data["xy"[ax]]
            known = values[np.isfinite(values)]
            bounds[ax] = (float(known.min()), float(known.max())) if known.size else (None, None)
        low, high = bounds[ax]
        return low, high

    def move(self, places: npt.NDArray[Any]) -> None:
        """Put the symbols at other `places`, (n, 2), of the plane."""
        self.data["x"], self.data["y"] = places[:, 0], places[:, 1]
        self.bounds = [None, None]
        self.prepareGeometryChange()
        self.update()

    def show_only(self, mask: npt.NDArray[np.bool_] | bool) -> None:
        """Show the symbols for which `mask`, (n,), is true, or all or none."""
        self.data["visible"] = mask
        self.update()

    def shown(self) -> Data:
        """Return the places of the symbols that are not hidden."""
        shown = self.data["visible"]
        return self.data["x"][shown], self.data["y"][shown]

    def paint(self, p: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None) -> None:
        """Paint the kept pictures of the symbols, or, where it is not for a screen, outlines."""
        # What Qt keeps of an item that is cached it keeps as a pixmap.
        if widget is not None or isinstance(p.device(), QPixmap):
            super().paint(p, option, widget)
            return
        transform = p.transform()
        p.resetTransform()
        known = np.isfinite(self.data["x"]) & np.isfinite(self.data["y"]) & self.data["visible"]
        for spot in self.points()[known]:
            pen = QPen(spot.pen())
            pen.setCosmetic(False)
            pen.setWidthF(pen.widthF() / screen_ratio())
            p.setPen(pen)
            p.setBrush(spot.brush())
            size, at = spot.size(), transform.map(spot.pos())
            if spot.symbol() == "o":
                # A file writes a circle in far fewer words than an outline.
                p.drawEllipse(at, size / 2, size / 2)
            else:
                outline = QTransform.fromScale(size, size).map(symbol_path(spot.symbol()))
                p.drawPath(outline.translated(at))
        p.setTransform(transform)
