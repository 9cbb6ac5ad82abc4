"""What every plot does alike: its ground, its keys, its menu, its picture, its redrawing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.background.throttle import Redraw
from gui.plots.legend import legend_height, paint_legend
from gui.plots.plot_buttons import more_button
from gui.plots.plot_view import PlotView
from gui.plots.series import Series
from gui.theme.theme import ThemeSource
from gui.widgets.card import paint_card
from gui.widgets.export_menu import ExportableWidget, ExportMenu


class Plot(ExportableWidget, QWidget):
    """A plot with axes, made by pyqtgraph: the base of all that have them.

    A kind of plot draws in `redraw` and points at nothing in `leave`. Changes are gathered: call
    `draw_soon` after each, and they are drawn at most thirty times a second and only while the plot
    is seen. The user reaches it by Tab, and its menu by the right button.
    """

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`; fill it, then call `lay_out` or lay it out."""
        super().__init__(parent)
        self._source = source
        self._empty_text = ""
        self.view: PlotView = self.make_view()
        self.menu = ExportMenu(self, self)
        # By Tab alone: a click on the plot must not take the arrow keys from the window.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._redraw = Redraw(self)
        self._redraw.due.connect(self.redraw)
        self.view.pointer_left.connect(self.leave)
        self.view.resized.connect(self.draw_resized)
        source.changed.connect(self.dress)

    def make_view(self) -> PlotView:
        """Return the view to draw in."""
        return PlotView(self._source, self)

    def lay_out(self, *head: QWidget) -> None:
        """Put the view below a line of `head`, the first of which takes the room that is left."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 4)
        layout.setSpacing(4)
        if head:
            across = QHBoxLayout()
            across.setSpacing(8)
            for number, widget in enumerate(head):
                across.addWidget(widget, int(number == 0), Qt.AlignmentFlag.AlignTop)
            layout.addLayout(across)
        layout.addWidget(self.view, 1)

    def make_more(self) -> QToolButton:
        """Return a button that opens the menu, for whoever finds a place for it."""
        return more_button(self, self.menu, self._source)

    def set_empty_text(self, text: str) -> None:
        """Say what stands in the plot as long as it is empty."""
        self._empty_text = text
        self.draw_soon()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground on which everything stands, and the focus of the keyboard."""
        super().paintEvent(event)
        paint_card(self, self._source.current, focused=self.hasFocus())

    def draw_soon(self) -> None:
        """Say that something has changed."""
        self._redraw.mark()

    def draw_now(self) -> None:
        """Draw without waiting what has changed, unless nobody can see it."""
        if self.isVisible():
            self._redraw.draw_now()

    @Slot()
    def draw_resized(self) -> None:
        """Draw for another room."""
        self._redraw.draw_where_seen()

    @Slot()
    def redraw(self) -> None:
        """Draw now what has changed since the last drawing."""
        raise NotImplementedError

    @Slot()
    def leave(self) -> None:
        """Point at nothing."""
        self.view.hide_readout()

    @Slot()
    def dress(self) -> None:
        """Take the colours of the look of the moment."""
        self.view.dress()
        self.leave()
        self.update()
        self.draw_soon()

    # What the export menu asks

    def csv(self) -> str:
        """Return the numbers shown."""
        raise NotImplementedError

    def legend_series(self) -> list[Series]:
        """Return what a picture names above the plot."""
        return []

    def picture_name(self) -> str:
        """Return a name for the picture: that of the upright axis."""
        return self.view.titles()[1]

    def picture_size(self) -> QSize:
        """Return the size of the plot with the names of its curves above."""
        width = self.view.width()
        return QSize(width, self.view.height() + self._head_height(width))

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the names of the visible curves and below them the plot."""
        self.leave()
        self._redraw.draw_now()
        size, theme = self.picture_size(), self._source.current
        painter.fillRect(QRectF(QPointF(), size.toSizeF()), QColor(theme.plot))
        painter.setFont(self.font())
        paint_legend(painter, size.width(), theme, self.legend_series())
        top = self._head_height(size.width())
        self.view.paint_plot(painter, QRectF(0, top, self.view.width(), self.view.height()))

    def _head_height(self, width: int) -> int:
        return legend_height(self.fontMetrics(), width, self.legend_series())


