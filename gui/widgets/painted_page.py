"""A scrolled page that paints itself, and the framed ground of pages and plots."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from gui.theme.resources import text_font
from gui.theme.theme import Theme, ThemeSource
from gui.widgets.export import ExportableWidget, ExportMenu
from gui.widgets.plain_text import plain_tip

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


ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""By how many rows and columns an arrow key moves."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# A picture of a page in a file ends here, however long the page is.
_TALLEST_PICTURE = 6000
_STEP = 30
# A sentence in an empty page keeps this far from its sides, and is at most so wide.
_MARGIN, _WIDEST = 32, 460


class PaintedPage(ExportableWidget, QAbstractScrollArea):
    """Shows what `paint_content` draws, or, while `content_size` is empty, a sentence.

    Coordinates count from the upper left corner of the content; `to_content` takes one of the
    viewport there. A page that shows something else calls `arrange`.
    """

    has_ground = True
    """Whether the page lies on a ground of its own, or on that of what it is part of."""

    def __init__(self, source: ThemeSource, name: str, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`; `name` is for screen readers and for files."""
        super().__init__(parent)
        self._source = source
        self._name = name
        self._empty_text = ""
        self.menu = ExportMenu(self, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(self.has_ground)
        source.changed.connect(self._follow_look)

    # What a page says of itself

    def lay_out(self) -> None:
        """Work out where everything lies in a viewport of the size of the moment."""

    def content_size(self) -> QSize:
        """Return the size of everything, an empty one where there is nothing to show."""
        raise NotImplementedError

    def paint_content(self, painter: QPainter, seen: QRectF) -> None:
        """Draw what lies in the part that is `seen`."""
        raise NotImplementedError

    def paint_marks(self, painter: QPainter) -> None:
        """Draw what is chosen, and where pointer and keyboard are."""

    def point_at(self, place: QPointF | None) -> None:
        """Follow the pointer to a place, or, for None, out of the page."""

    def tip_at(self, place: QPointF) -> str:
        """Return the tooltip of a place."""
        return ""

    # What the caller decides

    def set_empty_text(self, text: str) -> None:
        """Say what stands on the page as long as it is empty."""
        self._empty_text = text
        self.viewport().update()

    def empty_text(self) -> str:
        """Return the sentence that stands on the page, if it is empty."""
        return self._empty_text if self.content_size().isEmpty() else ""

    # What the export menu asks

    def offers_menu(self) -> bool:
        """Whether there is anything to copy or save."""
        return not self.content_size().isEmpty()

    def csv(self) -> str:
        """Return the numbers that are shown, as comma-separated values."""
        raise NotImplementedError

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self._name

    def picture_size(self) -> QSize:
        """Return the size of the whole page, or of its first part if it is very long."""
        size = self.content_size()
        return QSize(max(size.width(), 1), min(max(size.height(), 1), _TALLEST_PICTURE))

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the page without the marks of pointer and keyboard."""
        area = QRectF(QPointF(0, 0), self.picture_size().toSizeF())
        painter.fillRect(area, QColor(self._source.current.surface))
        if not self.content_size().isEmpty():
            self.paint_content(painter, area)

    # Drawing and scrolling

    @Slot()
    def _follow_look(self) -> None:
        # Not `arrange`: a slot that a subclass overrides is called even after the widget's end.
        self.arrange()

    @Slot()
    def arrange(self) -> None:
        """Lay everything out again, and draw it."""
        self.lay_out()
        whole, view = self.content_size(), self.viewport().size()
        for bar, length, seen in (
            (self.verticalScrollBar(), whole.height(), view.height()),
            (self.horizontalScrollBar(), whole.width(), view.width()),
        ):
            bar.setRange(0, max(length - seen, 0))
            bar.setPageStep(seen)
            bar.setSingleStep(_STEP)
        self.viewport().update()

    def offset(self) -> QPoint:
        """Return which place of the content lies in the upper left corner of the viewport."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def to_content(self, place: QPointF | QPoint) -> QPointF:
        """Return which place of the content lies at a place of the viewport."""
        return QPointF(place) + QPointF(self.offset())

    def show_area(self, area: QRectF) -> None:
        """Scroll as little as brings `area` into view; its start, where it is too large."""
        view = self.viewport().size()
        for bar, low, high, seen in (
            (self.verticalScrollBar(), area.top(), area.bottom(), view.height()),
            (self.horizontalScrollBar(), area.left(), area.right(), view.width()),
        ):
            bar.setValue(int(min(max(bar.value(), high - seen), low)))

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the page is still of use."""
        return QSize(160, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what can be seen, or the sentence of the empty page."""
        painter = QPainter(self.viewport())
        if self.has_ground:
            painter.fillRect(event.rect(), QColor(self._source.current.surface))
        seen = QRectF(self.viewport().rect())
        if self.content_size().isEmpty():
            side = max(_MARGIN, (seen.width() - _WIDEST) / 2)
            inner = seen.adjusted(side, 0, -side, 0)
            paint_sentence(painter, inner, self._empty_text, self._source)
            self.paint_focus(painter)
        else:
            offset = QPointF(self.offset())
            painter.translate(-offset)
            self.paint_content(painter, seen.translated(offset))
            self.paint_marks(painter)
        painter.end()

    def paint_focus(self, painter: QPainter) -> None:
        """Draw the ring of the keyboard round what can be seen, if it is here."""
        if self.hasFocus():
            seen = QRectF(self.viewport().rect()).translated(QPointF(self.offset()))
            paint_ring(painter, seen, self._source.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the page out for its new size."""
        super().resizeEvent(event)
        self.arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw the part now in view."""
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self.point_at(self.to_content(event.position()))

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the page has the keyboard."""
        keypad = Qt.KeyboardModifier.KeypadModifier
        return event.key() in ARROWS and not event.modifiers() & ~keypad

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the tooltip of a place, and forget the pointer when it leaves."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self.tip_at(self.to_content(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        if event.type() == QEvent.Type.Leave:
            self.point_at(None)
        return super().viewportEvent(event)


def paint_sentence(painter: QPainter, area: QRectF, text: str, source: ThemeSource) -> None:
    """Write a sentence into the middle of `area`, over as many lines as it takes."""
    painter.setPen(QColor(source.current.muted))
    painter.setFont(text_font(source.zoom))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
