"""Small marks in the colour of a run: a dot for its name, and its two kinds of line."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

_DOT = 12
PAIR = QSize(14, 34)
_DASHES = [2.5, 1.5]


@lru_cache(maxsize=64)
def dot(colour: str) -> QIcon:
    """Return a round mark of 12 pixels."""
    pixmap = _empty(QSize(_DOT, _DOT))
    painter = _painter(pixmap)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(1, 1, _DOT - 2, _DOT - 2))
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
