"""Dim a window but for one part of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from gui.theme.theme import ThemeSource
from gui.widgets.alive import alive

_MARGIN = 4
_DARKNESS = 0.55


class Spotlight(QWidget):
    """Lies over a window. What is lit can be used as ever; the mouse goes through to it alone."""

    moved = Signal()
    """The window or the lit part has another size or place."""

    def __init__(self, window: QWidget, themes: ThemeSource) -> None:
        super().__init__(window)
        self._window = window
        self._themes = themes
        self._lit: QWidget | None = None
        self.hole = QRect()
        """The lit part, in the window's pixels; empty where nothing is lit."""
        themes.changed.connect(self.update)
        window.installEventFilter(self)

    def light(self, part: QWidget | None) -> None:
        """Light another part of the window; None lights nothing."""
        before = alive(self._lit)
        if before is not None:
            before.removeEventFilter(self)
        self._lit = part
        if part is not None:
            part.installEventFilter(self)
        self.follow()

    def follow(self) -> None:
        """Take the window's size and the place of the lit part."""
        window = self._window
        self.setGeometry(window.rect())
        hole, part = QRect(), alive(self._lit)
        if part is not None and part.isVisibleTo(window):
            hole = QRect(part.mapTo(window, QPoint()), part.size())
            hole = hole.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN) & window.rect()
        self.hole = hole
        through = hole.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        self.setMask(QRegion(self.rect()) - QRegion(through))
        self.update()
        if part is not None:
            # What paints all of itself, such as a plot, is not painted again for the new mask.
            for lit in (part, *part.findChildren(QWidget)):
                lit.update()
        self.moved.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window and the lit part."""
        if event.type() in (
            QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide,
        ) and not self.isHidden():  # fmt: skip
            self.follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The darkness, with a hole whose edge is drawn."""
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = QColor("#000000")
        dark.setAlphaF(_DARKNESS)
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        if not self.hole.isEmpty():
            path.addRoundedRect(QRectF(self.hole), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dark)
        painter.drawPath(path)
        if not self.hole.isEmpty():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.hole).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
