"""The symbols of classes and runs: seven outlines that everyone can tell apart.

And small marks and lines in the colour of a run.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QTransform

from gui.theme.colours import Theme

Floats = npt.NDArray[np.floating]
Corners = npt.NDArray[np.float64]

Symbol = Literal["o", "s", "t1", "d", "t", "+", "star"]
SYMBOLS: tuple[Symbol, ...] = get_args(Symbol)
"""By pyqtgraph's names. The n-th class and the n-th run have the n-th."""
_SCALES: dict[Symbol, float] = {
    "o": 1.0, "s": 1.0, "t1": 1.15, "d": 1.25, "t": 1.15, "+": 1.15, "star": 1.35,
}  # fmt: skip
# So much larger than one pixel, Qt cuts a curve into enough pieces for a round outline.
_FINE = 32.0
_MANY = 20
_TIP = 1.5


def _mend(symbol: Symbol) -> None:
    """Give pyqtgraph's symbol about the area of a circle of diameter 1, in pieces fine enough.

    It draws a symbol small and enlarges it: a circle would be seen as a diamond.
    """
    path = QPainterPath()
    path.addPolygon(Symbols[symbol].toFillPolygon(QTransform.fromScale(_FINE, _FINE)))
    scale = _SCALES[symbol] / _FINE
    Symbols[symbol] = QTransform.fromScale(scale, scale).map(path)


for _symbol in SYMBOLS:
    _mend(_symbol)


def symbol_of(number: int) -> Symbol:
    """Return the symbol of the class or run with this number."""
    return SYMBOLS[number % len(SYMBOLS)]


def symbol_path(symbol: Symbol) -> QPainterPath:
    """Return the outline round (0, 0), of about the area of a circle of diameter 1.

    It must not be changed.
    """
    path: QPainterPath = Symbols[symbol]
    return path


def outlines(symbol: Symbol, x: Floats, y: Floats, size: float) -> QPainterPath:
    """Return a `symbol` of `size` round each of the places (`x`, `y`), each (n,)."""
    return _placed([size * _corners(symbol)], x, y)


def rims(symbol: Symbol, x: Floats, y: Floats, size: float, width: float) -> QPainterPath:
    """Return the lines, `width` wide, along the outlines of symbols, to be filled.

    Qt would work such lines out again at every painting: that takes ten times as long.
    """
    return _placed(_rim(symbol, size, width), x, y)


def _placed(polygons: Sequence[Corners], x: Floats, y: Floats) -> QPainterPath:
    corners = np.concatenate(polygons)
    across = (np.asarray(x, float)[:, np.newaxis] + corners[:, 0]).ravel()
    down = (np.asarray(y, float)[:, np.newaxis] + corners[:, 1]).ravel()
    connected = np.ones((len(x), len(corners)), np.int32)
    connected[:, np.cumsum([len(one) for one in polygons]) - 1] = 0
    path: QPainterPath = pg.arrayToQPath(
        across, down, connect=connected.ravel(), finiteCheck=False
    )
    return path


@cache
def _corners(symbol: Symbol) -> Corners:
    """The corners of the symbol, (n, 2), the first again at the end."""
    corners = np.array([one.toTuple() for one in symbol_path(symbol).toFillPolygon().toList()])
    # Of a circle as small as a mark, every second one.
    return corners[:: 2 if len(corners) > _MANY else 1]


@lru_cache(maxsize=64)
def _rim(symbol: Symbol, size: float, width: float) -> tuple[Corners, Corners]:
    """The outlines half a `width` outside and inside that of the symbol."""
    at = size * _corners(symbol)[:-1]
    after = np.roll(at, -1, axis=0) - at
    after /= np.hypot(after[:, 0], after[:, 1])[:, np.newaxis]
    normal = np.stack([after[:, 1], -after[:, 0]], axis=1)
    both = normal + np.roll(normal, 1, axis=0)
    length = np.hypot(both[:, 0], both[:, 1])[:, np.newaxis]
    # The edges of the line meet at 2 / length; sharp tips are cut off.
    out = both / length * np.minimum(2 / length, _TIP)
    inner, outer = (at + side * width / 2 * out for side in (-1, 1))
    return np.append(outer, outer[:1], axis=0), np.append(inner, inner[:1], axis=0)


_DOT = 12
_SHARE = 0.78
PAIR = QSize(14, 34)
_DASHES = [2.5, 1.5]


def paint_mark(
    painter: QPainter, at: QPointF, size: float, symbol: Symbol, pen: QPen, brush: QBrush
) -> None:
    """Draw `symbol`, about `size` pixels wide, round the place `at`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(brush)
    painter.drawPath(QTransform.fromScale(size, size).map(symbol_path(symbol)).translated(at))
    painter.restore()


def paint_run_mark(
    painter: QPainter, at: QPointF, size: float, colour: int, theme: Theme
) -> None:
    """Draw the mark of the run with this place in `Theme.runs`, about `size` pixels wide."""
    brush = QBrush(QColor(theme.runs[colour % len(theme.runs)]))
    paint_mark(painter, at, size, symbol_of(colour), QPen(Qt.PenStyle.NoPen), brush)


@lru_cache(maxsize=64)
def run_mark(colour: int, theme: Theme) -> QIcon:
    """Return the mark of the run with this place in `Theme.runs`, 12 pixels large."""
    pixmap = _empty(QSize(_DOT, _DOT))
    painter = _painter(pixmap)
    paint_run_mark(painter, QPointF(_DOT / 2, _DOT / 2), _DOT * _SHARE, colour, theme)
    painter.end()
    return _steady(pixmap)


@lru_cache(maxsize=64)
def plain_mark(colour: str) -> QIcon:
    """Return a round mark as large as a run's, for what is no run with a colour of its own."""
    pixmap = _empty(QSize(_DOT, _DOT))
    painter = _painter(pixmap)
    look = QPen(Qt.PenStyle.NoPen), QBrush(QColor(colour))
    paint_mark(painter, QPointF(_DOT / 2, _DOT / 2), _DOT * _SHARE, SYMBOLS[0], *look)
    painter.end()
    return _steady(pixmap)


@lru_cache(maxsize=64)
def line_pair(colour: str) -> QIcon:
    """Return a solid line above a dashed one: a figure of training above one of testing."""
    pixmap = _empty(PAIR)
    painter = _painter(pixmap)
    pen = QPen(QColor(colour), 2.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    quarter = PAIR.height() / 4
    for place in (quarter, 3 * quarter):
        painter.setPen(pen)
        painter.drawLine(QPointF(1, place), QPointF(PAIR.width() - 1, place))
        pen.setDashPattern(_DASHES)
    painter.end()
    return _steady(pixmap)


def _steady(pixmap: QPixmap) -> QIcon:
    """Return an icon whose colour stays as it is in a chosen row."""
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
        made.addPixmap(pixmap, mode)
    return made


def _empty(size: QSize) -> QPixmap:
    pixmap = QPixmap(size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _painter(pixmap: QPixmap) -> QPainter:
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
