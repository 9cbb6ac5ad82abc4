"""The line that shows where a dragged block would be put."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.theme.theme import ThemeSource


class DropLine(QWidget):
    """A line with a knob at its left end, over everything else in its parent."""

    def __init__(self, parent: QWidget, themes: ThemeSource) -> None:
        super().__init__(parent)
        self._ground = parent
        self._themes = themes
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, y: int) -> None:
        """Lie across the parent at `y`."""
        wide = self._ground.width()
        self.setGeometry(0, y - 4, wide, 8)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The knob and the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._themes.current.accent))
        painter.drawEllipse(QRectF(0, 0, 8, 8))
        painter.drawRoundedRect(QRectF(4, 2.5, self.width() - 4, 3), 1.5, 1.5)
        painter.end()
