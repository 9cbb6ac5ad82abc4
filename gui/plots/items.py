"""What is drawn in a plot, each painted by Qt alone: pens, lines, areas, symbols, moving points.

Pens and brushes are made once and kept: items know and compare them as objects.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from gui.plots.graph import Box
from gui.plots.series import thin
from gui.theme.colours import opacity
from gui.theme.theme import Theme
from gui.widgets.symbols import Symbol, outlines, rims, symbol_path

Floats = npt.NDArray[np.floating]
Data = tuple[Floats, Floats]

BOLD = 2.0
_DASHES = {"test": (3.0, 2.0), "validation": (1.0, 1.2)}
_NONE = np.empty(0)
_MOST = 8000
"""Places of one line: four for each pixel of a large screen."""


def screen_ratio() -> float:
    """Return how many pixels of the finest screen stand for one of a widget's."""
    return max(screen.devicePixelRatio() for screen in QGuiApplication.screens())


def make_pen(colour: str | QColor, width: float = 1.0, dashes: tuple[float, ...] = ()) -> QPen:
    """Return a pen whose `width` is in pixels, whatever the plot shows."""
    # A cosmetic pen counts in the pixels of the screen.
    made = QPen(QColor(colour), width * screen_ratio())
    made.setCosmetic(True)
    # Lines come in thousands of pieces: round ends took a hundred times as long to draw.
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        made.setDashPattern(dashes)
    return made


@cache
def curve_pen(
    theme: Theme, colour_index: int, style: str, width: float = BOLD, share: float = 1.0
) -> QPen:
    """Return the pen of a curve: solid for "train", dotted for "validation", dashed for "test".

    `share` is its opacity. It must not be changed.
    """
    colour = QColor(theme.runs[colour_index % len(theme.runs)])
    colour.setAlphaF(opacity(theme.runs[colour_index % len(theme.runs)], theme, share))
    return make_pen(colour, width * theme.stroke, _DASHES.get(style, ()))


@cache
def marker_look(theme: Theme, colour_index: int, style: str) -> tuple[QPen, QBrush]:
    """Return pen and brush of a curve's markers; neither must be changed."""
    colour = QColor(theme.runs[colour_index % len(theme.runs)])
    return QPen(colour, 1.5), QBrush(QColor(theme.plot) if style == "test" else colour)


class _Drawn(QGraphicsPathItem):
    """A path through places of the plane, which can be asked for as those of pyqtgraph's curves."""

    def __init__(self, box: Box, height: float) -> None:
        """Lie in `box` without places, above what has a lesser `height`."""
        super().__init__()
        self._x: Floats = _NONE
        self._y: Floats = _NONE
        self.join(box)
        self.setZValue(height)

    def join(self, box: Box) -> None:
        """Lie in the plane of `box`."""
        box.addItem(self, ignoreBounds=True)

    def getData(self) -> Data:
        """Return the places."""
        return self._x, self._y

    def clear(self) -> None:
        """Draw nothing."""
        if self._x.size:
            self._x = self._y = _NONE
            self.setPath(QPainterPath())


class Line(_Drawn):
    """A line through places of the plane."""

    _given: Data = (_NONE, _NONE)
    _pen: QPen | None = None

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

    def clear(self) -> None:
        self._given = (_NONE, _NONE)
        super().clear()


class Band(_Drawn):
    """A filled area of the plane within a line."""

    def draw(self, x: Floats, y: Floats, brush: QBrush, pen: QPen | None = None) -> None:
        """Fill what lies within the places (`x`, `y`), each (n,)."""
        self._x, self._y = x, y
        self.setPen(Qt.PenStyle.NoPen if pen is None else pen)
        self.setBrush(brush)
        self.setPath(pg.arrayToQPath(x, y, "finite", finiteCheck=False))


class Marks(_Drawn):
    """Symbols of one look and of a size in pixels; to be drawn again where the box has moved."""

    _looks: tuple[QPen, QBrush] | None = None

    def __init__(self, box: Box, height: float, symbol: Symbol = "o") -> None:
        """Add none yet to `box`, above what has a lesser `height`."""
        super().__init__(box, height)
        self._box = box
        self.symbol = symbol
        self._rims = QGraphicsPathItem(self)
        for item in (self, self._rims):
            item.setPen(Qt.PenStyle.NoPen)

    def join(self, box: Box) -> None:
        """Lie on `box`, and not among what it moves and scales: places are pixels of the box."""
        self.setParentItem(box)

    def draw(self, x: Floats, y: Floats, size: float, pen: QPen, brush: QBrush) -> None:
        """Draw a symbol of `size` pixels at each of the places (`x`, `y`), each (n,)."""
        self._x, self._y = x, y
        if self._looks is None or pen is not self._looks[0] or brush is not self._looks[1]:
            self._looks = pen, brush
            self.setBrush(brush)
            self._rims.setBrush(pen.color())
            self._rims.setVisible(pen.color() != brush.color())
        (left, right), (low, high) = self._box.viewRange()
        across = (np.asarray(x, float) - left) * (self._box.width() / (right - left))
        down = (high - np.asarray(y, float)) * (self._box.height() / (high - low))
        width = pen.widthF() / (screen_ratio() if pen.isCosmetic() else 1.0)
        if pen.color() == brush.color():
            # One outline takes half the time of two.
            self._fill(outlines(self.symbol, across, down, size + width))
            return
        self._fill(outlines(self.symbol, across, down, size))
        self._rims.setPath(rims(self.symbol, across, down, size, width))

    def _fill(self, path: QPainterPath) -> None:
        # Where two symbols overlap there is no hole.
        path.setFillRule(Qt.FillRule.WindingFill)
        self.setPath(path)

    def clear(self) -> None:
        self._rims.setPath(QPainterPath())
        super().clear()


class Post(pg.InfiniteLine):
    """An upright line as high as the plot."""

    def __init__(self, box: Box, height: float = 0.0) -> None:
        """Add it, still hidden, to `box`, above what has a lesser `height`."""
        super().__init__(angle=90)
        self.hide()
        box.addItem(self, ignoreBounds=True)
        self.setZValue(height)

    def show_at(self, x: float, pen: QPen) -> None:
        """Show it at `x`; where that is no number, hide it."""
        self.setVisible(math.isfinite(x))
        if math.isfinite(x):
            self.setPen(pen)
            self.setPos(x)


class Sign(QGraphicsPathItem):
    """A shape of a size in pixels at a place of the plane."""

    def __init__(self, box: Box, height: float, shape: QPainterPath) -> None:
        """Add the hidden `shape`, drawn round (0, 0), to `box`."""
        super().__init__(shape)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        box.addItem(self, ignoreBounds=True)
        self.setZValue(height)
        self.hide()

    def show_at(self, x: float, y: float, pen: QPen) -> None:
        """Show it at (x, y)."""
        self.setPen(pen)
        self.setPos(x, y)
        self.show()


def cross_shape(reach: float) -> QPainterPath:
    """Return an upright cross whose arms are `reach` pixels long."""
    path = QPainterPath(QPointF(-reach, 0))
    path.lineTo(reach, 0)
    path.moveTo(0, -reach)
    path.lineTo(0, reach)
    return path


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
