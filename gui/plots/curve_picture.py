"""Write the names of curves above a picture of them."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from gui.plots.legend import paint_swatch
from gui.plots.series import Series
from gui.theme import Theme

_SWATCH_WIDTH = 24
_GAP = 8


def paint_legend(painter: QPainter, width: int, theme: Theme, series: Iterable[Series]) -> None:
    """Draw the name of each curve in one line of at most `width` pixels; the rest is left out."""
    metrics = painter.fontMetrics()
    left, base = float(_GAP), 6.0 + metrics.ascent()
    for one in series:
        advance = metrics.horizontalAdvance(one.label)
        if left + _SWATCH_WIDTH + _GAP + advance > width:
            break
        swatch = QRectF(left, 6.0, _SWATCH_WIDTH, metrics.height())
        paint_swatch(painter, swatch, theme, one)
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(left + _SWATCH_WIDTH + _GAP, base), one.label)
        left += _SWATCH_WIDTH + advance + 3 * _GAP
