"""A page of small pictures whose rows belong to runs, each marked in the colour of its run."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from gui.theme import Theme, ThemeSource
from gui.widgets.image_content import Content
from gui.widgets.image_layout import Layout
from gui.widgets.image_page import ImagePage
from gui.widgets.image_painter import ImagePainter

_STRIPE = QRectF(1, 0, 4, 0)


class RunRowsPage(ImagePage):
    """An image page with a stripe at the left of every row that belongs to a run."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(source, parent)
        self._colours: tuple[int | None, ...] = ()

    def set_row_colours(self, colours: Sequence[int | None]) -> None:
        """Give each row a place in the theme's run colours, or None for no stripe."""
        if tuple(colours) != self._colours:
            self._colours = tuple(colours)
            self.viewport().update()

    def row_colours(self) -> tuple[int | None, ...]:
        """Return each row's place in the theme's run colours."""
        return self._colours

    def row_labels(self) -> tuple[str, ...]:
        """Return the words at the left of the rows."""
        return self._content.row_labels

    def captions(self) -> tuple[str, ...]:
        """Return what stands below the items."""
        return self._content.captions

    def _painter(self, layout: Layout) -> ImagePainter:
        theme, zoom = self._source.current, self._source.zoom
        return _StripedPainter(self._content, layout, theme, zoom, self._colours)


class _StripedPainter(ImagePainter):
    def __init__(
        self,
        content: Content,
        layout: Layout,
        theme: Theme,
        zoom: float,
        colours: tuple[int | None, ...],
    ) -> None:
        super().__init__(content, layout, theme, zoom)
        self._colours = colours

    def _label(self, painter: QPainter, row: int, beside: QRectF) -> None:
        super()._label(painter, row, beside)
        colour = self._colours[row] if row < len(self._colours) else None
        if colour is not None:
            runs = self._theme.runs
            stripe = _STRIPE.translated(0, beside.top())
            stripe.setHeight(beside.height())
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(runs[colour % len(runs)]))
            painter.drawRoundedRect(stripe, 2, 2)
            painter.restore()
