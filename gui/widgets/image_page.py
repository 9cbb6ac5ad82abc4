"""Show many small pictures with what a network makes of them, and let one be chosen."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from gui.fonts import text_font
from gui.plots.card import paint_ring
from gui.plots.export_menu import ExportMenu
from gui.plots.plot import Offering
from gui.plots.plot_words import picture_words
from gui.theme import ThemeSource
from gui.widgets.image_content import (
    Content,
    ImageItem,
    content_table,
    from_items,
    make_content,
    to_levels,
)
from gui.widgets.image_layout import GAP, Layout, lay_out
from gui.widgets.image_painter import ImagePainter

__all__ = ["ImageItem", "ImagePage"]

# A picture of the page in a file ends here, however many items there are.
_TALLEST_PICTURE = 4000
# By how many columns and lines a key moves; the ends are further than any page is long.
_FAR = 1 << 30
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Home: (-_FAR, 0),
    Qt.Key.Key_End: (_FAR, 0),
}


class ImagePage(Offering, QAbstractScrollArea):
    """A page of items, each of one or several pictures above each other, with a caption.

    `item_clicked` carries the number of the item that was clicked on or chosen by Enter,
    `current_changed` that of the one the keyboard is at, or −1.
    """

    item_clicked = Signal(int)
    current_changed = Signal(int)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self._source = source
        self._content = Content()
        self._limits = (0.0, 1.0)
        self._layout: Layout | None = None
        self._current = -1
        self._hovered: int | None = None
        self._pressed: int | None = None
        self._empty_text = self.tr("Train a network on pictures to see them here.")
        self.menu = ExportMenu(self, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Pictures"))
        self.viewport().setMouseTracking(True)
        source.changed.connect(self._dress)

    # What the caller decides

    def set_images(
        self, images: npt.NDArray[np.floating], *, captions: Sequence[str] = (),
        right: Sequence[bool | None] = (), tips: Sequence[str] = (),
        row_labels: Sequence[str] = (), signed_rows: Sequence[int] = (), low: float = 0.0,
        high: float = 1.0,
    ) -> None:  # fmt: skip
        """Show `images`, shape (items, rows, height, width), black at `low` and white at `high`.

        `captions`, `right` and `tips` have one entry an item, or none at all; `right` marks an item
        as right (True), wrong (False) or neither (None). `row_labels` stand at the left. The
        `signed_rows` hold differences, drawn from −(high − low) to high − low. Raises ValueError
        for other shapes, or if `low` is not below `high`.
        """
        self._limits = (low, high)
        self._show(
            make_content(images, (low, high), captions, right, tips, row_labels, signed_rows)
        )

    def update_images(self, images: npt.NDArray[np.floating]) -> None:
        """Show new values in the same places; quick enough for many times a second.

        Raises ValueError if the shape is not that of the images shown.
        """
        if images.shape != self._content.levels.shape:
            told = f"Images of shape {images.shape} cannot replace {self._content.levels.shape}."
            raise ValueError(told)
        levels = to_levels(images, self._limits, self._content.signed_rows)
        self._content = self._content.with_levels(levels)
        if self._layout is not None:
            # The words stay: drawing them again would take most of the time.
            self.viewport().update(self._picture_region(self._layout))

    def in_words(self) -> str:
        """Say how many pictures there are."""
        content = self._content
        if not len(content.levels):
            return self._empty_text
        return picture_words(len(content.levels), sum(one is False for one in content.right))

    def set_empty_text(self, text: str) -> None:
        """Say what stands on the page as long as it is empty."""
        self._empty_text = text
        self.viewport().update()

    def set_items(
        self,
        items: Sequence[ImageItem],
        *,
        low: float = 0.0,
        high: float = 1.0,
        row_labels: Sequence[str] = (),
        signed_rows: Sequence[int] = (),
    ) -> None:
        """Show `items`, all with as many pictures of one size; otherwise as `set_images`."""
        if not items:
            self.clear()
            return
        self._limits = (low, high)
        self._show(from_items(items, (low, high), row_labels, signed_rows))

    def clear(self, text: str | None = None) -> None:
        """Show nothing but `text`, or, for None, the sentence of before."""
        if text is not None:
            self._empty_text = text
        self._show(Content())

    # What the user does

    def current(self) -> int:
        """Return the number of the item the keyboard is at, or −1."""
        return self._current

    def go_to(self, index: int) -> None:
        """Make `index` the current item and bring it into view; others are left alone."""
        if self._layout is None or not 0 <= index < len(self._content.levels):
            return
        self._set_current(index)
        top = self._layout.cell(index)[1]
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top - GAP < bar.value():
            bar.setValue(int(top - GAP))
        elif top + self._layout.line_height > bar.value() + height:
            bar.setValue(int(top + self._layout.line_height - height))

    def item_at(self, place: QPoint) -> int | None:
        """Return the item at a place of the viewport, if any."""
        if self._layout is None:
            return None
        return self._layout.index_at(place.x(), place.y() + self.verticalScrollBar().value())

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.tr("Pictures")

    def picture_size(self) -> QSize:
        """Return the size of the whole page, or of its first part if it is very long."""
        height = 0.0 if self._layout is None else self._layout.total_height
        return QSize(self.viewport().width(), max(int(min(height, _TALLEST_PICTURE)), 1))

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the page without the marks of pointer and keyboard."""
        area = QRectF(0, 0, self.picture_size().width(), self.picture_size().height())
        painter.fillRect(area, QColor(self._source.current.surface))
        if self._layout is not None:
            self._painter(self._layout).paint(painter, 0.0, area.height())

    def csv(self) -> str:
        """Return each item's number, caption, and whether it is right."""
        return content_table(self._content)

    # Drawing and events

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the page is still of use."""
        return QSize(160, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the items that can be seen."""
        painter = QPainter(self.viewport())
        theme = self._source.current
        painter.fillRect(event.rect(), QColor(theme.surface))
        if self._layout is None:
            painter.setPen(QColor(theme.muted))
            painter.setFont(text_font(self._source.zoom))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            area = self.viewport().rect().adjusted(4 * GAP, 0, -4 * GAP, 0)
            painter.drawText(area, wrapped, self._empty_text)
            if self.hasFocus():
                paint_ring(painter, QRectF(self.viewport().rect()), theme)
            painter.end()
            return
        top = float(self.verticalScrollBar().value())
        painter.translate(0, -top)
        images = self._painter(self._layout)
        pictures = self._picture_region(self._layout)
        words = not event.region().subtracted(pictures).isEmpty()
        images.paint(painter, top, top + self.viewport().height(), words=words)
        if self._hovered is not None:
            images.frame(painter, self._hovered, theme.strong_border, 1.0)
        if self._current >= 0 and self.hasFocus():
            images.frame(painter, self._current, theme.accent, 2.0)
        elif self.hasFocus():
            paint_ring(painter, QRectF(self.viewport().rect()).translated(0, top), theme)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the page out for its new size."""
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw the part now in view."""
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Frame the item under the pointer."""
        self._hover(self.item_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the item under the pointer."""
        index = self.item_at(event.position().toPoint())
        self._pressed = index if event.button() == Qt.MouseButton.LeftButton else None
        if self._pressed is not None:
            self._set_current(self._pressed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the item that was pressed, if the pointer is on it still."""
        index = self.item_at(event.position().toPoint())
        event.accept()
        if index is not None and index == self._pressed:
            self.item_clicked.emit(index)
        self._pressed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from item to item, and choose one."""
        if self._layout is None:
            super().keyPressEvent(event)
            return
        page = max(int(self.viewport().height() // self._layout.line_height), 1)
        move = {**_MOVES, Qt.Key.Key_PageUp: (0, -page), Qt.Key.Key_PageDown: (0, page)}.get(
            Qt.Key(event.key())
        )
        if move is not None:
            self.go_to(0 if self._current < 0 else self._layout.neighbour(self._current, *move))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.item_clicked.emit(self._current)
        else:
            super().keyPressEvent(event)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return event.key() in _MOVES and not event.modifiers()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show an item's tip, and forget the pointer when it leaves."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.item_at(event.pos())
            text = "" if index is None else self._content.tip(index)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def _painter(self, layout: Layout) -> ImagePainter:
        return ImagePainter(self._content, layout, self._source.current, self._source.zoom)

    def _picture_region(self, layout: Layout) -> QRegion:
        """Return the part of the viewport in which pictures lie, without any words."""
        region, top = QRegion(), self.verticalScrollBar().value()
        for line in layout.lines_between(top, top + self.viewport().height()):
            left, upper = layout.cell(line * layout.columns)
            width = layout.columns * layout.cell_width
            height = layout.demand.rows * layout.row_height
            region += QRectF(left, upper - top, width, height).toAlignedRect()
        return region

    def _show(self, content: Content) -> None:
        self._content = content
        self._hovered = None
        self._set_current(min(self._current, len(content.levels) - 1))
        self._arrange()

    def _set_current(self, index: int) -> None:
        if index != self._current:
            self._current = index
            # A screen reader tells what the eye sees in the frame.
            self.setAccessibleDescription("" if index < 0 else self._content.tip(index))
            self.viewport().update()
            self.current_changed.emit(index)

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self.viewport().update()

    def _arrange(self) -> None:
        content, bar, view = self._content, self.verticalScrollBar(), self.viewport()
        if len(content.levels) == 0:
            self._layout = None
            bar.setRange(0, 0)
            view.update()
            return
        metrics = QFontMetrics(text_font(self._source.zoom, scale=0.88))
        demand = content.demand(metrics, self.devicePixelRatio())
        self._layout = lay_out(demand, view.width(), view.height())
        bar.setRange(0, max(int(self._layout.total_height) - view.height(), 0))
        bar.setPageStep(view.height())
        bar.setSingleStep(max(int(self._layout.line_height / 3), 1))
        view.update()

    @Slot()
    def _dress(self) -> None:
        self._arrange()
