"""Small marks in the colour and the shape of a run, and its two kinds of line."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QPixmap, QTransform

from gui.theme.colours import Theme
from gui.widgets.symbols import SYMBOLS, Symbol, symbol_of, symbol_path

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
