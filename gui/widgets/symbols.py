"""The symbols of classes and runs: seven outlines that everyone can tell apart."""

from functools import cache
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtGui import QPainterPath, QTransform

Floats = npt.NDArray[np.floating]

Symbol = Literal["o", "s", "t1", "d", "t", "+", "star"]
SYMBOLS: tuple[Symbol, ...] = get_args(Symbol)
"""By pyqtgraph's names. The n-th class and the n-th run have the n-th."""
_SCALES: dict[Symbol, float] = {
    "o": 1.0, "s": 1.0, "t1": 1.15, "d": 1.25, "t": 1.15, "+": 1.15, "star": 1.35,
}  # fmt: skip
# So much larger than one pixel, Qt cuts a curve into enough pieces for a round outline.
_FINE = 32.0


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
    outline = _outline(symbol)
    across = (np.asarray(x, float)[:, np.newaxis] + size * outline[:, 0]).ravel()
    down = (np.asarray(y, float)[:, np.newaxis] + size * outline[:, 1]).ravel()
    connected = np.ones((len(x), len(outline)), np.int32)
    connected[:, -1] = 0
    path: QPainterPath = pg.arrayToQPath(
        across, down, connect=connected.ravel(), finiteCheck=False
    )
    return path


@cache
def _outline(symbol: Symbol) -> npt.NDArray[np.float64]:
    """The corners of the symbol, (n, 2), the first again at the end."""
    return np.array([corner.toTuple() for corner in symbol_path(symbol).toFillPolygon().toList()])
