"""A block under the mouse: picked up in one widget, put down in another."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFont,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QWidget

from gui.theme.theme import Theme, ThemeSource
from gui.widgets.alive import focus_proxy_of


@dataclass(frozen=True)
class Drag:
    """A drag at one moment: `what` hangs over a `place` on the screen, or was `dropped` there; no
    place where it was cancelled."""

    what: object
    """A kind of layer, or the number of a row."""
    place: QPoint | None = None
    dropped: bool = False


class BlockDrag(QObject):
    """Follows the mouse from a press on `source` on; it starts to drag after a small distance.

    It needs no help from the window system, so it works alike everywhere, and nothing that is
    dropped in a wrong place can be lost. Escape and the right button cancel it.
    """

    changed = Signal(object)
    """It moved, or ended; carries a Drag."""

    def __init__(self, source: QWidget) -> None:
        super().__init__(source)
        self._source = source
        self._keys = focus_proxy_of(source) or source
        self._start: QPoint | None = None
        self._image = QPixmap()
        self._what: object = None
        self.active = False

    def press(self, event: QMouseEvent, image: QPixmap, what: object) -> None:
        """The button went down on `what`, which can be dragged and looks like `image`."""
        self._what = what
        self._start = event.globalPosition().toPoint()
        self._image = image

    def move(self, event: QMouseEvent) -> bool:
        """The mouse moved with the button down; whether a drag is going on."""
        place = event.globalPosition().toPoint()
        if self._start is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        if not self.active:
            if (place - self._start).manhattanLength() < QApplication.startDragDistance():
                return False
            self.active = True
            # Escape goes to whoever has the focus.
            self._keys.setFocus(Qt.FocusReason.MouseFocusReason)
            self._keys.installEventFilter(self)
            self._source.setCursor(QCursor(self._image, 12, self._image.height() // 2))
        self.changed.emit(Drag(self._what, place))
        return True

    def release(self, event: QMouseEvent) -> bool:
        """The button went up; whether that ended a drag."""
        self._start = None
        if not self.active:
            return False
        self._end()
        self.changed.emit(Drag(self._what, event.globalPosition().toPoint(), dropped=True))
        return True

    def cancel(self) -> None:
        """End a drag without a drop."""
        self._start = None
        if self.active:
            self._end()
            self.changed.emit(Drag(self._what))

    def _end(self) -> None:
        self.active = False
        self._keys.removeEventFilter(self)
        self._source.unsetCursor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape cancels the drag; other keys wait until it has ended."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.cancel()
            return True
        if event.type() in (QEvent.Type.Hide, QEvent.Type.WindowDeactivate):
            self.cancel()
        return super().eventFilter(watched, event)


def block_image(icon: QIcon, name: str, font: QFont, theme: Theme, ratio: float) -> QPixmap:
    """A block as it is seen under the mouse: a small card with its drawing and name."""
    probe = QPixmap(1, 1)
    painter = QPainter(probe)
    painter.setFont(font)
    wide = painter.fontMetrics().horizontalAdvance(name) + 40
    painter.end()
    image = QPixmap(round(wide * ratio), round(28 * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.accent))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(QRectF(0.5, 0.5, wide - 1, 27), 6, 6)
    icon.paint(painter, 8, 6, 16, 16)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    painter.drawText(QRectF(30, 0, wide - 32, 28), Qt.AlignmentFlag.AlignVCenter, name)
    painter.end()
    return image


class DropLine(QWidget):
    """A line with a knob at its left end, over everything else in its parent."""

    def __init__(self, parent: QWidget, themes: ThemeSource) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, y: int) -> None:
        """Lie across the parent at `y`."""
        # Asked for again: PySide may have let go of a wrapper of a widget that Qt has made.
        ground = self.parentWidget()
        assert ground is not None
        self.setGeometry(0, y - 4, ground.width(), 8)
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
