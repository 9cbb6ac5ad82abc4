"""Draw the visible part of a page of small pictures."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.fonts import text_font
from gui.icons import icon
from gui.theme import Theme
from gui.widgets.image_content import SIGN, Content
from gui.widgets.image_layout import GAP, Layout
from gui.widgets.image_strip import grey_table, signed_table, strip


class ImagePainter:
    """Draw `content` as `layout` says, in the colours of `theme`."""

    def __init__(self, content: Content, layout: Layout, theme: Theme, zoom: float) -> None:
        """Be made anew for each drawing; it keeps nothing."""
        self._content = content
        self._layout = layout
        self._theme = theme
        self._font = text_font(zoom, scale=0.88)

    def paint(self, painter: QPainter, top: float, bottom: float, *, words: bool = True) -> None:
        """Draw the lines that lie between the heights `top` and `bottom` of the page.

        Without `words`, only the pictures.
        """
        layout = self._layout
        painter.setFont(self._font)
        # Neighbouring pixels must not run into each other: they are what the network sees.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        grey, signed = grey_table(self._theme), signed_table(self._theme)
        for line in layout.lines_between(top, bottom):
            start = line * layout.columns
            items = self._content.levels[start : start + layout.columns]
            left, upper = layout.cell(start)
            for row in range(items.shape[1]):
                table = signed if row in self._content.signed_rows else grey
                drawn = strip(items[:, row], layout.cell_pixels, layout.offset_pixels, table)
                target = QRectF(
                    left,
                    upper + row * layout.row_height,
                    drawn.width() * layout.scale,
                    layout.picture_height,
                )
                painter.drawImage(target, drawn)
                if words:
                    self._label(painter, row, target)
            if not words:
                continue
            if self._content.captions or self._content.right:
                for index in range(start, start + len(items)):
                    self._caption(painter, index)

    def frame(self, painter: QPainter, index: int, colour: str, width: float) -> None:
        """Draw a frame round the pictures of one item."""
        left, top = self._layout.cell(index)
        area = QRectF(
            left + self._layout.offset_pixels * self._layout.scale,
            top,
            self._layout.picture_width,
            self._layout.demand.rows * self._layout.row_height - GAP / 2,
        )
        reach = width / 2 + 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(-reach, -reach, reach, reach), 3, 3)

    def _label(self, painter: QPainter, row: int, beside: QRectF) -> None:
        if row >= len(self._content.row_labels):
            return
        width = self._layout.demand.label_width - 2 * GAP
        area = QRectF(GAP, beside.top(), width, beside.height())
        painter.setPen(QColor(self._theme.muted))
        centred = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, centred, self._content.row_labels[row])

    def _caption(self, painter: QPainter, index: int) -> None:
        content, layout, theme = self._content, self._layout, self._theme
        right = content.right[index] if content.right else None
        caption = content.captions[index] if content.captions else ""
        left, top = layout.cell(index)
        height = layout.demand.caption_height - GAP / 2
        top += layout.demand.rows * layout.row_height
        metrics = painter.fontMetrics()
        sign = 0 if right is None else SIGN + 4
        advance, room = metrics.horizontalAdvance(caption), layout.cell_width - sign - 2
        text_width = min(advance, room)
        left += (layout.cell_width - text_width - sign) / 2
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
