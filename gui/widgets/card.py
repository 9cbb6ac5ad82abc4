"""Lay a plot on its own ground, framed, and framed in colour while it has the keyboard."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.theme.theme import Theme

RADIUS = 8.0


def paint_ring(painter: QPainter, area: QRectF, theme: Theme) -> None:
    """Draw the ring of the keyboard's focus just inside `area`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.accent), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS / 2, RADIUS / 2)
    painter.restore()


def paint_card(widget: QWidget, theme: Theme, *, focused: bool) -> None:
    """Draw the ground of `widget`; call this from its paint event."""
    width = 2.0 if focused else 1.0
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.accent if focused else theme.border), width))
    painter.setBrush(QColor(theme.plot))
    inset = width / 2
    ground = QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(ground, RADIUS, RADIUS)
    painter.end()
