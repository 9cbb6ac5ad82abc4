"""A pyqtgraph plot that wears the theme, with a note, a readout and a corner button."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractGraphicsShapeItem,
    QGraphicsItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.plots.axis import Axis, Side
from gui.plots.graph import Box, Canvas, Span
from gui.plots.items import screen_ratio
from gui.theme.theme import ThemeSource
from gui.widgets.plain_text import Label

_MARGIN = 8


class PlotView(QWidget):
    """A plot with a left and a bottom axis.

    `pointer_moved` carries the pointer's place in the coordinates of the data; so do `pressed`,
    with the mouse button, then `dragged` as long as that is held, and `released`. `moved` says
    that the user has panned or zoomed, `resized` that there is other room to draw in.
    """

    pressed = Signal(float, float, Qt.MouseButton)
    dragged = Signal(float, float)
    released = Signal(float, float)
    pointer_moved = Signal(float, float)
    pointer_left = Signal()
    moved = Signal()
    resized = Signal()

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.canvas = Canvas(self)
        self.graph = self.canvas.graph
        self.box: Box = self.graph.vb
        self.axes: dict[Side, Axis] = {
            "left": self.graph.getAxis("left"), "bottom": self.graph.getAxis("bottom")
        }  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        self._pressed = False
        self._note = Label(parent=self)
        self._note.setProperty("muted", True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setWordWrap(True)
        self._readout = Label(parent=self)
        self._readout.setProperty("readout", True)
        self._readout.setTextFormat(Qt.TextFormat.RichText)
        for label in (self._note, self._readout):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.hide()
        self._corner: QToolButton | None = None
        self._readout_at = 0.0, 0.0
        """The place in the data that the readout stands beside."""
        self.box.sigRangeChangedManually.connect(self.moved)
        self.box.sigResized.connect(self._place)
        self.canvas.moved.connect(self._tell_pointer)
        self.canvas.left.connect(self.pointer_left)
        self.canvas.pressed.connect(self._press)
        self.canvas.dragged.connect(self._drag)
        self.canvas.released.connect(self._release)
        source.changed.connect(self.dress)
        self.dress()

    # What is shown

    @property
    def x_range(self) -> Span:
        """The least and the greatest x that is shown."""
        left, right = self.box.viewRange()[0]
        return left, right

    @property
    def y_range(self) -> Span:
        """The least and the greatest y that is shown."""
        low, high = self.box.viewRange()[1]
        return low, high

    def show_range(self, x: Span | None = None, y: Span | None = None) -> None:
        """Show other spans; a direction without one stays. Spans without a width are ignored."""
        if (x is not None and x != self.x_range) or (y is not None and y != self.y_range):
            self.box.setRange(xRange=x, yRange=y, padding=0.0)

    def shift(self, x: float, y: float) -> None:
        """Move the view by these shares of its own width and height."""
        (left, right), (low, high) = self.box.viewRange()
        self.box.translateBy(x=x * (right - left), y=y * (high - low))

    def zoom(self, x: float, y: float) -> None:
        """Make the spans wider by these factors, about the middle."""
        self.box.scaleBy(x=x, y=y)

    def set_movable(self, movable: bool) -> None:
        """Let the user pan and zoom, or not."""
        self.box.setMouseEnabled(movable, movable)

    def pixel(self, x: float, y: float) -> QPointF:
        """Return where on the plot the place (x, y) lies."""
        return QPointF(self.box.mapViewToScene(QPointF(x, y)))

    def pixels(self) -> QRectF:
        """Return the part of the plot within its axes, in pixels."""
        return QRectF(self.box.sceneBoundingRect())

    # Axes, note, readout

    def set_titles(self, x: str, y: str) -> None:
        """Name the axes."""
        self.axes["bottom"].set_title(x)
        self.axes["left"].set_title(y)

    def titles(self) -> tuple[str, str]:
        """Return the names of the axes."""
        return self.axes["bottom"].title, self.axes["left"].title

    def axis_sizes(self) -> tuple[int, int]:
        """Return the width of the left and the height of the bottom axis, in pixels."""
        zoom = self._source.zoom
        return round(60 * zoom), round(42 * zoom)

    def set_log(self, side: Side, log: bool) -> None:
        """Make an axis logarithmic: what is drawn has exponents of ten there."""
        self.axes[side].set_log(log)
        self.graph.draw_grid()

    def set_axes_shown(self, shown: bool) -> None:
        """Show the axes, or leave their room to the plane."""
        for side, axis in self.axes.items():
            if shown != axis.isVisible():
                self.graph.showAxis(side, show=shown)

    def set_marks_shown(self, shown: bool) -> None:
        """Show the marks of the axes and the grid, or not."""
        for axis in self.axes.values():
            axis.set_marks_shown(shown)
        self.graph.draw_grid()

    def set_note(self, text: str) -> None:
        """Show one sentence in the middle of an empty plot, or none if `text` is empty."""
        if text == self.note():
            return
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self.set_marks_shown(not text)
        self._place_note()

    def note(self) -> str:
        """Return the sentence that stands in the empty plot, if any."""
        return "" if self._note.isHidden() else self._note.text()

    def set_corner(self, button: QToolButton) -> None:
        """Keep `button` in the upper right corner of the plot."""
        self._corner = button
        button.setParent(self)
        self._place_corner()

    def show_readout(self, html: str, x: float, y: float) -> None:
        """Show `html` beside the point (x, y) of the data, inside the plot."""
        self._readout_at = x, y
        self._readout.setText(html)
        self._readout.adjustSize()
        self._place_readout()
        self._readout.show()
        self._readout.raise_()

    def hide_readout(self) -> None:
        """Take the readout away."""
        self._readout.hide()

    def readout(self) -> str:
        """Return what the readout says, if it is shown."""
        return "" if self._readout.isHidden() else self._readout.text()

    def paint_plot(self, painter: QPainter, target: QRectF) -> None:
        """Draw the plot alone into `target`, as sharp as the painter's device can."""
        # As on the screen: the colours between the cells of an image are those in between.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        with self._exact(painter.device().devicePixelRatioF()):
            self.canvas.render(painter, target, self.canvas.viewport().rect())

    @contextmanager
    def _exact(self, ratio: float) -> Iterator[None]:
        """Let nothing be painted that was kept as pixels, and lines be as thick as on the screen.

        A cosmetic pen is as wide as so many pixels of the device, which here has `ratio` of them
        for one of the screen's.
        """
        pens, kept = [], []
        for item in self.canvas.scene().items():
            if item.cacheMode() != QGraphicsItem.CacheMode.NoCache:
                kept.append((item, item.cacheMode()))
                item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
            if isinstance(item, QAbstractGraphicsShapeItem) and item.pen().isCosmetic():
                pens.append((item, item.pen()))
                wide = QPen(item.pen())
                wide.setWidthF(max(wide.widthF(), 1.0) * ratio / screen_ratio())
                wide.setCosmetic(True)
                item.setPen(wide)
        yield
        for item, mode in kept:
            item.setCacheMode(mode)
        for item, pen in pens:
            item.setPen(pen)

    @Slot()
    def dress(self) -> None:
        """Take the colours and the sizes of the look of the moment."""
        theme, zoom = self._source.current, self._source.zoom
        self.canvas.setBackground(theme.plot)
        # Of the same width above each other, two plots show the same step at the same place.
        for axis, room in zip(self.axes.values(), self.axis_sizes(), strict=True):
            axis.dress(theme, zoom, room)
        self.graph.set_grid_colour(theme.grid)
        self.graph.draw_grid()

    @Slot()
    def _place(self) -> None:
        self._place_note()
        self._place_corner()
        if self.readout():
            self._place_readout()
        self.resized.emit()

    def _place_note(self) -> None:
        area = self.pixels().toRect()
        width = min(area.width() - 4 * _MARGIN, 420)
        height = self._note.heightForWidth(max(width, 40))
        self._note.setGeometry(
            area.center().x() - width // 2, area.center().y() - height // 2, width, height
        )

    def _place_readout(self) -> None:
        """Put the readout beside its place, and wholly into the plot, as far as it has room."""
        area, at, size = self.pixels(), self.pixel(*self._readout_at), self._readout.size()
        left = at.x() + 2 * _MARGIN
        if left + size.width() > area.right():
            left = at.x() - 2 * _MARGIN - size.width()
        top = at.y() - size.height() // 2
        top = min(max(top, area.top() + _MARGIN), area.bottom() - size.height() - _MARGIN)
        left = min(max(left, 0.0), max(self.width() - size.width(), 0))
        self._readout.move(round(left), round(max(top, 0)))

    def _place_corner(self) -> None:
        if self._corner is not None:
            size, area = self._corner.sizeHint(), self.pixels().toRect()
            self._corner.resize(size)
            self._corner.move(area.right() - size.width() - _MARGIN, area.top() + _MARGIN)
            self._corner.raise_()

    # The mouse

    def _place_at(self, at: QPointF) -> tuple[float, float]:
        place = self.box.mapSceneToView(at)
        return place.x(), place.y()

    @Slot(QPointF)
    def _tell_pointer(self, at: QPointF) -> None:
        if self.pixels().contains(at):
            self.pointer_moved.emit(*self._place_at(at))
        else:
            self.pointer_left.emit()

    @Slot(QPointF, Qt.MouseButton)
    def _press(self, at: QPointF, button: Qt.MouseButton) -> None:
        self._pressed = self.pixels().contains(at)
        if self._pressed:
            self.pressed.emit(*self._place_at(at), button)

    @Slot(QPointF)
    def _drag(self, at: QPointF) -> None:
        if self._pressed:
            self.dragged.emit(*self._place_at(at))

    @Slot(QPointF)
    def _release(self, at: QPointF) -> None:
        if self._pressed:
            self._pressed = False
            self.released.emit(*self._place_at(at))
