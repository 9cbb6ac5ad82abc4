"""Show how the errors of many images are spread, for one or several runs."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
)
from PySide6.QtWidgets import QGraphicsPathItem, QToolButton, QVBoxLayout, QWidget

from gui.plots.export_menu import ExportMenu
from gui.plots.figures import figures, telling
from gui.plots.plot import CardPlot
from gui.plots.plot_view import PlotView
from gui.plots.plot_words import listed
from gui.plots.redraw import Redraw
from gui.plots.shapes import Line
from gui.plots.spread import Spread, bin_html, bin_words, same_bins, spreads_table
from gui.theme import IconKeeper, ThemeSource

_FILL = 110
# How far from the bins a mark may lie, in their whole width.
_FARTHEST = 3
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -(1 << 30),
    Qt.Key.Key_End: 1 << 30,
}
_KEYS = {*_MOVES, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class ErrorHistogram(CardPlot):
    """The first spread as bars, the others as outlines over the same bins, with their means.

    `chosen` carries the ends of a bin that was clicked on, or chosen by Enter.
    """

    chosen = Signal(float, float)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(source, parent)
        self.spreads: tuple[Spread, ...] = ()
        self.mark: float | None = None
        self._bin = -1
        self._empty_text = ""
        self.view = PlotView(source, self)
        # All of the errors are in view.
        self.view.movable = False
        self.menu = ExportMenu(self, self)
        self.more = QToolButton(self)
        self._bars = self._item(0)
        self._pointed = self._item(-5)
        self._outlines: list[QGraphicsPathItem] = []
        self._means: list[Line] = []
        self._mark = Line(self.view, 30)
        self._build()
        self._redraw = Redraw(self)
        self._redraw.due.connect(self.redraw)
        self.view.pointer_moved.connect(self._hover)
        self.view.pointer_left.connect(self._leave)
        self.view.pressed.connect(self._press)
        self.view.resized.connect(self._redraw.draw_now)
        source.changed.connect(self._dress)
        self.redraw()

    # What the caller decides

    def set_titles(self, x: str, y: str) -> None:
        """Name what the errors are, and what is counted."""
        if (x, y) != self.view.titles():
            self.view.set_titles(x, y)

    def set_empty_text(self, text: str) -> None:
        """Say what stands in the plot as long as it is empty."""
        self._empty_text = text
        self._redraw.mark()

    def set_spreads(self, spreads: Sequence[Spread], mark: float | None = None) -> None:
        """Show `spreads`, all over the same bins, and a dashed line at `mark`, if any.

        One so far off that the bins would be squeezed is left out: `mark` then is None. Raises
        ValueError where the bins differ.
        """
        if not same_bins(spreads):
            raise ValueError("The spreads have different bins.")
        if not self._bins() or not spreads or not same_bins([self.spreads[0], spreads[0]]):
            self._leave()
        self.spreads = tuple(spreads)
        self.mark = mark if mark is not None and self._has_room(mark) else None
        self._redraw.mark()

    def clear(self) -> None:
        """Show nothing."""
        self.set_spreads(())

    # What the user does

    def point_at(self, number: int) -> str:
        """Say what is in the bin `number`; returns what is shown, as HTML."""
        self._bin = min(max(number, 0), self._bins() - 1)
        edges = self.spreads[0].edges[self._bin : self._bin + 2]
        told = bin_html(self.spreads, self._bin, self._source.current)
        self.view.show_readout(told, float(edges.mean()), self.view.area.y[1] / 2)
        self._draw_pointed()
        return told

    def in_words(self) -> str:
        """Say the mean error of every run."""
        told = [telling(one.label, figures(one.mean)) for one in self.spreads]
        return listed(told) or self._empty_text

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.tr("Errors")

    def picture_size(self) -> QSize:
        """Return the size of the plot."""
        return self.view.size()

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the plot without the mark of the pointer."""
        self._leave()
        self._redraw.draw_now()
        area = QRectF(self.view.rect())
        painter.fillRect(area, QColor(self._source.current.plot))
        self.view.paint_plot(painter, area)

    def csv(self) -> str:
        """Return the ends of every bin, and what each run has in it."""
        return spreads_table(self.spreads)

    # Drawing

    @Slot()
    def redraw(self) -> None:
        """Draw now what has changed since the last drawing."""
        bins = self._bins()
        self.view.set_note("" if bins else self._empty_text)
        self.more.setVisible(bins > 0)
        self._show_range()
        self.view.draw_axes()
        while len(self._outlines) < len(self.spreads) - 1:
            self._outlines.append(self._item(10))
        while len(self._means) < len(self.spreads):
            self._means.append(Line(self.view, 20))
        empty = QPainterPath()
        self._bars.setPath(empty)
        for item in self._outlines:
            item.setPath(empty)
        for line in self._means:
            line.clear()
        self._mark.clear()
        if not bins:
            return
        theme, area = self._source.current, self.view.area
        for number, spread in enumerate(self.spreads):
            colour = QColor(spread.colour(theme))
            item = self._outlines[number - 1] if number else self._bars
            item.setPen(QPen(colour, 1.5 if number else 1.0))
            fill = QColor(colour)
            fill.setAlpha(_FILL)
            item.setBrush(QBrush() if number else QBrush(fill))
            item.setPath(spread.outline(area) if number else spread.boxes(area))
            self._means[number].draw(*self._upright(spread.mean), QPen(colour, 2.5))
        if self.mark is not None:
            pen = QPen(QColor(theme.text), 1.5)
            pen.setDashPattern([4.0, 3.0])
            self._mark.draw(*self._upright(self.mark), pen)
        if self._bin >= 0:
            self.point_at(self._bin)

    def _has_room(self, mark: float) -> bool:
        if not self._bins() or not np.isfinite(mark):
            return False
        low, high = self.spreads[0].edges[[0, -1]].tolist()
        air = _FARTHEST * (high - low)
        return bool(low - air <= mark <= high + air)

    def _bins(self) -> int:
        return self.spreads[0].bins if self.spreads else 0

    def _upright(self, x: float) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        return np.array([x, x]), np.array(self.view.area.y)

    def _show_range(self) -> None:
        if not self._bins():
            return
        edges = self.spreads[0].edges
        marks = [spread.mean for spread in self.spreads if np.isfinite(spread.mean)]
        marks += [] if self.mark is None else [self.mark]
        low, high = min([edges[0], *marks]), max([edges[-1], *marks])
        air = 0.01 * (high - low)
        top = max(int(spread.counts.max(initial=1)) for spread in self.spreads)
        self.view.area.show((low - air, high + air), (0.0, 1.08 * max(top, 1)))

    def _draw_pointed(self) -> None:
        path = QPainterPath()
        if 0 <= self._bin < self._bins():
            area = self.view.area
            left, right = area.columns(self.spreads[0].edges[self._bin : self._bin + 2]).tolist()
            path.addRect(QRectF(left, area.rect.top(), right - left, area.rect.height()))
        self._pointed.setPath(path)
        self._pointed.setPen(QPen(Qt.PenStyle.NoPen))
        self._pointed.setBrush(QColor(self._source.current.hover))

    def _item(self, height: float) -> QGraphicsPathItem:
        item = QGraphicsPathItem()
        item.setZValue(height)
        self.view.add(item)
        return item

    def _build(self) -> None:
        # By Tab alone: a click on the plot must not take the arrow keys from the window.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Histogram of errors"))
        self.view.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.more.setIconSize(QSize(16, 16))
        self.more.setAccessibleName(self.tr("Copy or save"))
        self.more.setToolTip(self.tr("Copy or save the histogram"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self.menu)
        IconKeeper(self.more, self.more.setIcon, "more", self._source)
        self.view.set_corner(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 4)
        layout.addWidget(self.view)

    # Keys and events

    def sizeHint(self) -> QSize:
        """Return a size at which the shape of the spread can be seen."""
        return QSize(400, round(170 * self._source.zoom))

    def minimumSizeHint(self) -> QSize:
        """Return a size at which it is still of use."""
        return QSize(200, round(130 * self._source.zoom))

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return event.key() in _KEYS and not event.modifiers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from bin to bin, and choose one."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is not None and self._bins():
            self.point_at(self._bin + move)
            words = [text for text, _ in bin_words(self.spreads, self._bin)]
            self.setAccessibleDescription("; ".join(words))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._bin >= 0:
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    @Slot(float, float)
    def _hover(self, x: float, _y: float) -> None:
        if not self._bins():
            return
        edges = self.spreads[0].edges
        if edges[0] <= x <= edges[-1]:
            self.point_at(int(np.searchsorted(edges, x, side="right")) - 1)
        else:
            self._leave()

    @Slot(float, float, Qt.MouseButton)
    def _press(self, x: float, y: float, button: Qt.MouseButton) -> None:
        if button == Qt.MouseButton.LeftButton:
            self._hover(x, y)
            if self._bin >= 0:
                self._choose()

    def _choose(self) -> None:
        low, high = self.spreads[0].edges[self._bin : self._bin + 2].tolist()
        self.chosen.emit(low, high)

    @Slot()
    def _leave(self) -> None:
        self._bin = -1
        self.view.hide_readout()
        self._draw_pointed()

    @Slot()
    def _dress(self) -> None:
        self._leave()
        self.updateGeometry()
        self.update()
        self._redraw.mark()
