"""The symbols of classes and runs: seven outlines that everyone can tell apart."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtGui import QPainterPath, QTransform

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
