"""A sheet to draw a small grey picture on, with pen and eraser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource

Array = NDArray[Any]

RESOLUTION = 256
"""Pixels of the drawing on each side, however large it is shown."""
USUAL_WIDTH = 0.09
"""Of the sheet's side: about an eighth of a usual figure's height, as in MNIST and USPS."""


@dataclass
class Stroke:
    """One movement of the pen through `points`, in shares of the sheet's side."""

    width: float
    erases: bool
    points: list[tuple[float, float]] = field(default_factory=list)


class DrawingPad(QWidget):
    """Keeps the strokes, so that each can be undone; `changed` follows every movement of the pen.

    The left button draws (or erases, with `erasing`), the right one always erases. By keys the
    arrows move the pen, and Enter puts it down or lifts it.
    """

    changed = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.pen_width = USUAL_WIDTH
        """Of the pen and the eraser, in shares of the sheet's side."""
        self.erasing = False
        """Whether the left button takes ink away."""
        # None marks a clearing: what is before it can still be restored.
        self._strokes: list[Stroke | None] = []
        self._drawing: Stroke | None = None
        self._pen: tuple[float, float] | None = None
        """Where the pen is that the keys move; None while the mouse is used."""
        self._image = QImage(RESOLUTION, RESOLUTION, QImage.Format.Format_Grayscale8)
        self._image.fill(0)
        self._hint = self.tr("Draw here")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Drawing"))
        self.setToolTip(
            self.tr("Draw with the mouse. By keys: the arrows move the pen, Enter puts it down or "
                    "lifts it.")
        )  # fmt: skip
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe()
        themes.changed.connect(self.update)

    # The drawing

    def ink(self) -> Array:
        """The drawing (256, 256) from 0, nothing, to 1, full ink."""
        line = self._image.bytesPerLine()
        levels = np.frombuffer(self._image.constBits(), np.uint8).reshape(RESOLUTION, line)
        return levels[:, :RESOLUTION] / np.float32(255)

    @property
    def is_empty(self) -> bool:
        """Whether no stroke is to be seen."""
        return not self._visible()

    @property
    def can_undo(self) -> bool:
        """Whether there is a stroke or a clearing to take back."""
        return bool(self._strokes)

    def draw(self, points: Sequence[tuple[float, float]], *, erase: bool = False) -> None:
        """Draw one stroke through `points` (across, down), in shares of the sheet's side."""
        self._strokes.append(Stroke(self.pen_width, erase, list(points)))
        self._draw_again()

    @Slot()
    def undo(self) -> None:
        """Take back the last stroke or clearing."""
        if self._strokes:
            self._strokes.pop()
            self._drawing = None
            self._draw_again()

    @Slot()
    def clear(self) -> None:
        """Begin with an empty sheet; it can be undone."""
        if self._visible():
            self._strokes.append(None)
            self._drawing = None
            self._draw_again()

    def _visible(self) -> list[Stroke]:
        strokes: list[Stroke] = []
        for stroke in self._strokes:
            strokes = [*strokes, stroke] if stroke is not None else []
        return strokes

    def _draw_again(self) -> None:
        self._image.fill(0)
        for stroke in self._visible():
            self._put(stroke, stroke.points)
        self._tell()

    def _put(self, stroke: Stroke, points: Sequence[tuple[float, float]]) -> None:
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = Qt.GlobalColor.black if stroke.erases else Qt.GlobalColor.white
        width = stroke.width * RESOLUTION
        painter.setPen(
            QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                 Qt.PenJoinStyle.RoundJoin)
        )  # fmt: skip
        places = [QPointF(x * RESOLUTION, y * RESOLUTION) for x, y in points]
        if len(places) == 1:
            painter.drawPoint(places[0])
        else:
            painter.drawPolyline(QPolygonF(places))
        painter.end()

    def _tell(self) -> None:
        self._describe()
        self.update()
        self.changed.emit()

    def _describe(self) -> None:
        strokes = len(self._visible())
        words = self.tr("{count} stroke(s)", "", strokes)
        text = self.tr("Nothing drawn") if not strokes else words.format(count=strokes)
        self.setAccessibleDescription(text)

    # The sheet

    def sheet(self) -> QRectF:
        """Where the square sheet lies."""
        side = min(self.width(), self.height()) - 2
        return QRectF(1, 1, side, side)

    def sizeHint(self) -> QSize:
        """A size at which a digit is drawn with ease."""
        return QSize(260, 260)

    def minimumSizeHint(self) -> QSize:
        """A size at which a digit can still be drawn."""
        return QSize(140, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet, the ink, and while there is none a word."""
        super().paintEvent(event)
        theme, sheet = self._themes.current, self.sheet()
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(sheet, 6, 6)
        shown = QImage(self._image.size(), QImage.Format.Format_ARGB32)
        shown.fill(QColor(theme.text))
        shown.setAlphaChannel(self._image)
        painter.drawImage(sheet, shown)
        if self.is_empty and self._drawing is None:
            painter.setPen(QColor(theme.muted))
            painter.setFont(text_font(self._themes.zoom, scale=1.15))
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, self._hint)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(theme.accent if focused else theme.strong_border),
                            2.0 if focused else 1.0))  # fmt: skip
        painter.drawRoundedRect(sheet, 6, 6)
        if focused and self._pen is not None:
            # The pen as it would draw; filled while it is down.
            radius = self.pen_width * sheet.width() / 2
            across, down = self._pen
            place = sheet.topLeft() + QPointF(across * sheet.width(), down * sheet.height())
            painter.setPen(QPen(QColor(theme.accent), 2.0))
            if self._drawing is not None:
                painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(place, radius, radius)
        painter.end()

    # The pen and the keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        left = event.button() == Qt.MouseButton.LeftButton
        if not left and event.button() != Qt.MouseButton.RightButton:
            return
        self._pen = None
        self._begin(self._share(event.position()), erases=self.erasing or not left)

    def _begin(self, at: tuple[float, float], *, erases: bool) -> None:
        self._drawing = Stroke(self.pen_width, erases, [at])
        self._strokes.append(self._drawing)
        self._put(self._drawing, [at])
        self._tell()

    def _go_on(self, at: tuple[float, float]) -> None:
        if self._drawing is not None:
            self._put(self._drawing, [self._drawing.points[-1], at])
            self._drawing.points.append(at)
            self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if self._pen is None:
            self._go_on(self._share(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        self._drawing = None

    def event(self, event: QEvent) -> bool:
        """Take the keys that mean something here before the window's shortcuts do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or event.key() in _CLEARING:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo a stroke, clear the sheet; move the pen, put it down or lift it."""
        way = _WAYS.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.key() in _CLEARING:
            self.clear()
        elif way is not None:
            wide = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            step = _WIDE_STEP if wide else _STEP
            across, down = self._pen or _MIDDLE
            self._pen = (_inside(across + step * way[0]), _inside(down + step * way[1]))
            self._go_on(self._pen)
            self.update()
        elif event.key() in _PUTTING:
            self._pen = self._pen or _MIDDLE
            if self._drawing is None:
                self._begin(self._pen, erases=self.erasing)
            else:
                self._drawing = None
            self.update()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lift the pen."""
        self._drawing = None
        super().focusOutEvent(event)

    def _share(self, at: QPointF) -> tuple[float, float]:
        sheet = self.sheet()
        return (at.x() - sheet.left()) / sheet.width(), (at.y() - sheet.top()) / sheet.height()


def _inside(share: float) -> float:
    return min(max(share, 0.0), 1.0)


_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_PUTTING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WAYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_STEP, _WIDE_STEP = 1 / 40, 1 / 8
"""Of the pen by an arrow key, in shares of the sheet's side."""
_MIDDLE = (0.5, 0.5)
