"""Show many small pictures with what a network makes of them, and let one be chosen."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QWidget

from gui.text.plot_words import picture_words
from gui.theme.resources import icon, text_font
from gui.theme.theme import ThemeSource
from gui.widgets.image_content import (
    GAP,
    SIGN,
    Content,
    Images,
    Layout,
    grey_table,
    lay_out,
    signed_table,
    strip,
)
from gui.widgets.painted_page import ARROWS, PaintedPage

_SMALL = 0.88
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ImagePage(PaintedPage):
    """A page of items, each of one or several pictures above each other, with a caption.

    `current_changed` carries the number of the item that was clicked on or walked to, or −1.
    """

    current_changed = Signal(int)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        self._content = Content()
        self._row_colours: tuple[int | None, ...] = ()
        self._layout: Layout | None = None
        self._current = -1
        self._hovered: int | None = None
        self._with_words = True
        super().__init__(source, "", parent)
        self._name = self.tr("Pictures")
        self.setAccessibleName(self._name)
        self._empty_text = self.tr("Train a network on pictures to see them here.")

    # What the caller decides

    def set_images(
        self, images: Images, *, captions: Sequence[str] = (),
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
        if images.ndim != 4 or 0 in images.shape[1:]:
            raise ValueError(f"Images of shape {images.shape} are not items × rows × two sides.")
        if not low < high:
            raise ValueError(f"The grey levels run from {low} to {high}: the first must be less.")
        for entries in (captions, right, tips):
            if len(entries) not in (0, len(images)):
                raise ValueError(f"{len(images)} items have {len(entries)} entries.")
        content = Content(
            captions=tuple(captions), right=tuple(right), tips=tuple(tips),
            row_labels=tuple(row_labels), signed_rows=frozenset(signed_rows), limits=(low, high),
        )  # fmt: skip
        self._show(replace(content, levels=content.levels_of(images)))

    def update_images(self, images: Images) -> None:
        """Show new values in the same places; quick enough for many times a second.

        Raises ValueError if the shape is not that of the images shown.
        """
        if images.shape != self._content.levels.shape:
            text = f"Images of shape {images.shape} cannot replace {self._content.levels.shape}."
            raise ValueError(text)
        self._content = replace(self._content, levels=self._content.levels_of(images))
        # The words stay: drawing them again would take most of the time.
        self.viewport().update(self._picture_region())

    def set_row_colours(self, colours: Sequence[int | None]) -> None:
        """Mark each row at its left by a place in the theme's run colours; None is no mark."""
        if tuple(colours) != self._row_colours:
            self._row_colours = tuple(colours)
            self.viewport().update()

    def clear(self, text: str) -> None:
        """Show nothing but a sentence."""
        self._empty_text = text
        self._show(Content())

    # What is shown

    def in_words(self) -> str:
        """Say how many pictures there are."""
        wrong = sum(one is False for one in self._content.right)
        return self.empty_text() or picture_words(len(self._content), wrong)

    def levels(self) -> npt.NDArray[np.uint8]:
        """Return the grey levels of all pictures, shape (items, rows, height, width)."""
        return self._content.levels

    def captions(self) -> tuple[str, ...]:
        """Return what stands below the items."""
        return self._content.captions

    def row_labels(self) -> tuple[str, ...]:
        """Return the words at the left of the rows."""
        return self._content.row_labels

    def row_colours(self) -> tuple[int | None, ...]:
        """Return each row's place in the theme's run colours."""
        return self._row_colours

    def tip(self, index: int) -> str:
        """Return what is said of an item when it is pointed at."""
        return self._content.tip(index)

    def csv(self) -> str:
        """Return each item's number, caption, and whether it is right."""
        return self._content.table()

    def current(self) -> int:
        """Return the number of the item the keyboard is at, or −1."""
        return self._current

    def go_to(self, index: int) -> None:
        """Make `index` the current item and bring it into view; others are left alone."""
        if self._layout is not None and 0 <= index < len(self._content):
            self._set_current(index)
            left, top = self._layout.cell(index)
            area = QRectF(left, top - GAP, 1, self._layout.line_height + GAP)
            self.show_area(area)

    def picture_area(self, index: int, row: int = 0) -> QRectF:
        """Return where in the viewport one of an item's pictures lies."""
        assert self._layout is not None
        return self._layout.picture(index, row).translated(-QPointF(self.offset()))

    def item_at(self, place: QPoint) -> int | None:
        """Return the item at a place of the viewport, if any."""
        return self._index_at(self.to_content(place))

    def _index_at(self, place: QPointF) -> int | None:
        return None if self._layout is None else self._layout.index_at(place.x(), place.y())

    def tip_at(self, place: QPointF) -> str:
        """Return the tip of an item, or the whole label of a row."""
        layout, index = self._layout, self._index_at(place)
        if layout is None or index is not None:
            return "" if index is None else self._content.tip(index)
        if place.x() < GAP + layout.demand.label_width:
            for row, label in enumerate(self._content.row_labels):
                for line in layout.lines_between(place.y(), place.y()):
                    area = layout.picture(line * layout.columns, row)
                    if area.top() <= place.y() < area.bottom():
                        return label
        return ""

    # Drawing

    def lay_out(self) -> None:
        """Lay the pictures out in the viewport."""
        self._layout = None
        if len(self._content):
            metrics = QFontMetrics(text_font(self._source.zoom, scale=_SMALL))
            demand = self._content.demand(metrics, self.devicePixelRatio())
            self._layout = lay_out(demand, self.viewport().width(), self.viewport().height())

    def content_size(self) -> QSize:
        """Return the size of all lines."""
        if self._layout is None:
            return QSize()
        return QSize(self.viewport().width(), int(self._layout.total_height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what can be seen; the words only where they have to be drawn again."""
        self._with_words = not event.region().subtracted(self._picture_region()).isEmpty()
        super().paintEvent(event)
        self._with_words = True

    def paint_content(self, painter: QPainter, seen: QRectF) -> None:
        """Draw the lines that can be seen."""
        layout, content, theme = self._layout, self._content, self._source.current
        assert layout is not None
        painter.setFont(text_font(self._source.zoom, scale=_SMALL))
        # Neighbouring pixels must not run into each other: they are what the network sees.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        grey, signed = grey_table(theme), signed_table(theme)
        for line in layout.lines_between(seen.top(), seen.bottom()):
            start = line * layout.columns
            items = content.levels[start : start + layout.columns]
            left, upper = layout.cell(start)
            for row in range(items.shape[1]):
                table = signed if row in content.signed_rows else grey
                drawn = strip(items[:, row], layout.cell_pixels, layout.offset_pixels, table)
                target = QRectF(
                    left,
                    upper + row * layout.row_height,
                    drawn.width() * layout.scale,
                    layout.picture_height,
                )
                painter.drawImage(target, drawn)
                if self._with_words:
                    self._paint_label(painter, row, target.top(), layout)
            if self._with_words and (content.captions or content.right):
                for index in range(start, start + len(items)):
                    self._paint_caption(painter, index, layout)

    def paint_marks(self, painter: QPainter) -> None:
        """Frame the items where pointer and keyboard are."""
        theme = self._source.current
        if self._hovered is not None:
            self._frame(painter, self._hovered, theme.strong_border, 1.0)
        if self._current >= 0 and self.hasFocus():
            self._frame(painter, self._current, theme.accent, 2.0)
        else:
            self.paint_focus(painter)

    def _frame(self, painter: QPainter, index: int, colour: str, width: float) -> None:
        assert self._layout is not None
        reach, rows = width / 2 + 1, self._layout.demand.rows
        area = self._layout.picture(index).united(self._layout.picture(index, rows - 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(-reach, -reach, reach, reach), 3, 3)

    def _paint_label(self, painter: QPainter, row: int, top: float, layout: Layout) -> None:
        theme, labels = self._source.current, self._content.row_labels
        height = layout.picture_height
        if row < len(labels):
            area = QRectF(GAP, top, layout.demand.label_width - 2 * GAP, height)
            cut = Qt.TextElideMode.ElideMiddle
            painter.setPen(QColor(theme.muted))
            shown = painter.fontMetrics().elidedText(labels[row], cut, int(area.width()) + 2)
            painter.drawText(area, _LEFT, shown)
        colour = self._row_colours[row] if row < len(self._row_colours) else None
        if colour is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.runs[colour % len(theme.runs)]))
            painter.drawRoundedRect(QRectF(1, top, 4, height), 2, 2)

    def _paint_caption(self, painter: QPainter, index: int, layout: Layout) -> None:
        content, theme = self._content, self._source.current
        right = content.right[index] if content.right else None
        caption = content.captions[index] if content.captions else ""
        left, top = layout.cell(index)
        height = layout.demand.caption_height - GAP / 2
        top += layout.demand.rows * layout.row_height
        metrics = painter.fontMetrics()
        sign = 0 if right is None else SIGN + 4
        advance, room = metrics.horizontalAdvance(caption), layout.cell_width - sign - 2
        left += (layout.cell_width - min(advance, room) - sign) / 2
        if right is not None:
            # A sign as well as a colour: not everyone sees the colour.
            name = "success" if right else "error"
            pixmap = icon(name, theme).pixmap(QSize(SIGN, SIGN), layout.demand.ratio)
            painter.drawPixmap(round(left), round(top + (height - SIGN) / 2), pixmap)
        painter.setPen(QColor(theme.error if right is False else theme.text))
        if advance > room:
            caption = metrics.elidedText(caption, Qt.TextElideMode.ElideRight, int(room) + 1)
        base = top + (height - metrics.height()) / 2 + metrics.ascent()
        painter.drawText(QPointF(left + sign, base), caption)

    def _picture_region(self) -> QRegion:
        """Return the part of the viewport in which pictures lie, without any words."""
        region, layout, top = QRegion(), self._layout, self.verticalScrollBar().value()
        if layout is None:
            return region
        for line in layout.lines_between(top, top + self.viewport().height()):
            left, upper = layout.cell(line * layout.columns)
            width = layout.columns * layout.cell_width
            height = layout.demand.rows * layout.row_height
            region += QRectF(left, upper - top, width, height).toAlignedRect()
        return region

    # Pointer and keys

    def point_at(self, place: QPointF | None) -> None:
        """Frame the item under the pointer."""
        index = None if place is None else self._index_at(place)
        if index != self._hovered:
            self._hovered = index
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the item under the pointer."""
        index = self._index_at(self.to_content(event.position()))
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self._set_current(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep from what lies below the end of a click that began here."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from item to item."""
        move = 0 if self._layout is None else self._move_of(Qt.Key(event.key()), self._layout)
        if move:
            last = len(self._content) - 1
            self.go_to(0 if self._current < 0 else min(max(self._current + move, 0), last))
        else:
            super().keyPressEvent(event)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the page has the keyboard."""
        ends = (Qt.Key.Key_Home, Qt.Key.Key_End)
        return super().wants_key(event) or (event.key() in ends and not event.modifiers())

    def _move_of(self, key: Qt.Key, layout: Layout) -> int:
        """By how many items a key moves."""
        if key in ARROWS:
            down, right = ARROWS[key]
            return right + down * layout.columns
        page = max(int(self.viewport().height() // layout.line_height), 1) * layout.columns
        return {
            Qt.Key.Key_Home: -len(self._content), Qt.Key.Key_End: len(self._content),
            Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page,
        }.get(key, 0)  # fmt: skip

    def _show(self, content: Content) -> None:
        self._content = content
        self._hovered = None
        self._set_current(min(self._current, len(content) - 1))
        self.arrange()

    def _set_current(self, index: int) -> None:
        if index != self._current:
            self._current = index
            # A screen reader tells what the eye sees in the frame.
            self.setAccessibleDescription("" if index < 0 else self._content.tip(index))
            self.viewport().update()
            self.current_changed.emit(index)
