"""Draw the title of a section of a wall, with the key to its colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPen

from gui.fonts import text_font
from gui.plots.figures import figures
from gui.plots.run_marks import paint_run_mark
from gui.tabs.weights.wall_blocks import Bars, Panels, Pictures, Section, Words
from gui.theme import Theme

_KEY = 56
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight


def heading_height(zoom: float) -> float:
    """Return the height of a title, in pixels."""
    return QFontMetricsF(text_font(zoom, strong=True)).height() + 8


def paint_heading(
    painter: QPainter, room: QRectF, section: Section, theme: Theme, zoom: float
) -> None:
    """Draw a section's title into `room`: its run's colour, its name, its detail, its key."""
    room = QRectF(room)
    if section.colour is not None:
        middle = QPointF(room.left() + 5, room.center().y())
        paint_run_mark(painter, middle, 10, section.colour, theme)
        room.setLeft(room.left() + 16)
    small = text_font(zoom, scale=0.88)
    if not isinstance(section.block, Panels | Words):
        painter.setFont(small)
        low, high = (figures(limit, 2) for limit in section.block.limits)
        if section.block.beyond():
            low, high = f"≤ {low}", f"≥ {high}"
        room.setRight(_paint_key(painter, room, section, (low, high), theme))
    font = text_font(zoom, strong=True)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    metrics = QFontMetricsF(font)
    title = metrics.elidedText(section.title, _ELIDE, room.width())
    painter.drawText(room, _MIDDLE, title)
    room.setLeft(room.left() + metrics.horizontalAdvance(title) + 10)
    if room.width() > 20:
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        detail = QFontMetricsF(small).elidedText(section.detail, _ELIDE, room.width())
        painter.drawText(room, _MIDDLE, detail)


def _paint_key(
    painter: QPainter, room: QRectF, section: Section, limits: tuple[str, str], theme: Theme
) -> float:
    """Draw which colours stand for which values at the right; return where that begins."""
    low, high = limits
    metrics = QFontMetricsF(painter.font())
    right = room.right() - metrics.horizontalAdvance(high)
    bar = QRectF(right - 6 - _KEY, room.center().y() - 4, _KEY, 8)
    left = bar.left() - 6 - metrics.horizontalAdvance(low)
    painter.setPen(QColor(theme.axis))
    for text, at in ((low, left), (high, right)):
        painter.drawText(QRectF(at, room.top(), 200, room.height()), _MIDDLE, text)
    gradient = QLinearGradient(bar.topLeft(), bar.topRight())
    for share, colour in _stops(section, theme):
        gradient.setColorAt(share, QColor(colour))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.setBrush(gradient)
    painter.drawRoundedRect(bar, 3, 3)
    return left - 12


def _stops(section: Section, theme: Theme) -> list[tuple[float, str]]:
    if isinstance(section.block, Bars):
        # A bar has one of two colours, nothing in between.
        low, high = theme.diverging[0], theme.diverging[-1]
        if section.block.limits[0] >= 0:
            return [(0.0, high), (1.0, high)]
        return [(0.0, low), (0.4999, low), (0.5001, high), (1.0, high)]
    if isinstance(section.block, Pictures) and not section.block.signed:
        return [(0.0, "#000000"), (1.0, "#FFFFFF")]
    last = len(theme.diverging) - 1
    return [(place / last, colour) for place, colour in enumerate(theme.diverging)]
