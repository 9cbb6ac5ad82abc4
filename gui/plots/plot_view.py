"""Hold a plot that wears the theme: an area with two axes, a note, a readout, a corner button."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsRectItem,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.plots.area import PlotArea
from gui.plots.axis import Axis, Side
from gui.plots.canvas import Canvas
from gui.theme import ThemeSource

_MARGIN = 8
# A notch of the wheel shows this much of what was seen before.
_NOTCH = 0.75


class PlotView(QWidget):
    """A plot with a left and a bottom axis; whoever fills it calls `draw_axes` when it draws.

    `pointer_moved` carries the pointer's place in the coordinates of the data; so do `pressed`,
    with the mouse button, then `dragged` as long as that is held, and `released`. `resized` says
    that there is other room to draw in.
    """

    pressed = Signal(float, float, Qt.MouseButton)
    dragged = Signal(float, float)
    released = Signal(float, float)
    pointer_moved = Signal(float, float)
    pointer_left = Signal()
    resized = Signal()

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Wear the look of `source` and follow it."""
        super().__init__(parent)
        self._source = source
        self.movable = True
        """Whether the user may pan and zoom."""
        self.canvas = Canvas(self)
        self.area = PlotArea(self)
        scene = self.canvas.scene()
        self.axes: dict[Side, Axis] = {side: Axis(scene, side) for side in ("left", "bottom")}
        self._inside = QGraphicsRectItem()
        self._inside.setPen(QPen(Qt.PenStyle.NoPen))
        self._inside.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape)
        scene.addItem(self._inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        self._pressed = False
        self._note = QLabel(self)
        self._note.setProperty("muted", True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setWordWrap(True)
        self._note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._note.hide()
        self._readout = QLabel(self)
        self._readout.setProperty("readout", True)
        self._readout.setTextFormat(Qt.TextFormat.RichText)
        self._readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._readout.hide()
        self._corner: QToolButton | None = None
        self.canvas.resized.connect(self._place)
        self.canvas.moved.connect(self._tell_pointer)
        self.canvas.left.connect(self.pointer_left)
        self.canvas.pressed.connect(self._press)
        self.canvas.dragged.connect(self._drag)
        self.canvas.released.connect(self._release)
        self.canvas.wheeled.connect(self._zoom)
        source.changed.connect(self._dress)
        self._dress()

    def add(self, item: QGraphicsItem) -> None:
        """Put `item`, whose coordinates are the plot's pixels, inside the axes."""
        item.setParentItem(self._inside)

    def remove(self, item: QGraphicsItem) -> None:
        """Take `item` away."""
        self.canvas.scene().removeItem(item)

    def set_titles(self, x: str, y: str) -> None:
        """Name the axes."""
        self.axes["bottom"].title, self.axes["left"].title = x, y
        self.draw_axes()

    def titles(self) -> tuple[str, str]:
        """Return the names of the axes."""
        return self.axes["bottom"].title, self.axes["left"].title

    def axis_sizes(self) -> tuple[int, int]:
        """Return the width of the left and the height of the bottom axis, in pixels."""
        zoom = self._source.zoom
        return round(60 * zoom), round(42 * zoom)

    def draw_axes(self) -> None:
        """Draw the axes for what the area shows now."""
        for axis in self.axes.values():
            axis.draw(self.area)

    def set_note(self, text: str) -> None:
        """Show one sentence in the middle of an empty plot, or none if `text` is empty."""
        if text == self.note():
            return
        self._note.setText(text)
        self._note.setVisible(bool(text))
        for axis in self.axes.values():
            axis.shows_marks = not text
        self.draw_axes()
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
        area, at = self.area.rect, self.area.pixel(x, y)
        self._readout.setText(html)
        self._readout.adjustSize()
        size = self._readout.size()
        left = at.x() + 2 * _MARGIN
        if left + size.width() > area.right():
            left = at.x() - 2 * _MARGIN - size.width()
        top = at.y() - size.height() // 2
        top = min(max(top, area.top() + _MARGIN), area.bottom() - size.height() - _MARGIN)
        self._readout.move(round(max(left, 0)), round(max(top, 0)))
        self._readout.show()
        self._readout.raise_()

    def hide_readout(self) -> None:
        """Take the readout away."""
        self._readout.hide()

    def readout(self) -> str:
        """Return what the readout says, if it is shown."""
        return "" if self._readout.isHidden() else self._readout.text()

    def paint_plot(self, painter: QPainter, target: QRectF) -> None:
        """Draw the plot alone, without pointer marks, into `target`."""
        self.canvas.render(painter, target, self.canvas.viewport().rect())

    @Slot()
    def _place(self) -> None:
        left, bottom = self.axis_sizes()
        room = self.canvas.sceneRect()
        # One pixel of air, so that a line at the very edge is seen whole.
        width, height = room.width() - left - 1, room.height() - bottom - 1
        self.area.rect = QRectF(left, 1, max(width, 0), max(height, 0))
        self._inside.setRect(self.area.rect)
        self._place_note()
        self._place_corner()
        self.draw_axes()
        self.resized.emit()

    def _place_note(self) -> None:
        area = self.area.rect.toRect()
        width = min(area.width() - 4 * _MARGIN, 420)
        height = self._note.heightForWidth(max(width, 40))
        self._note.setGeometry(
            area.center().x() - width // 2, area.center().y() - height // 2, width, height
        )

    def _place_corner(self) -> None:
        if self._corner is not None:
            size, area = self._corner.sizeHint(), self.area.rect.toRect()
            self._corner.resize(size)
            self._corner.move(area.right() - size.width() - _MARGIN, area.top() + _MARGIN)
            self._corner.raise_()

    # The mouse

    @Slot(QPointF)
    def _tell_pointer(self, at: QPointF) -> None:
        if self.area.rect.contains(at):
            self.pointer_moved.emit(*self.area.place(at))
        else:
            self.pointer_left.emit()

    @Slot(QPointF, Qt.MouseButton)
    def _press(self, at: QPointF, button: Qt.MouseButton) -> None:
        self._pressed = self.area.rect.contains(at)
        if self._pressed:
            self.pressed.emit(*self.area.place(at), button)

    @Slot(QPointF, QPointF, Qt.MouseButton)
    def _drag(self, before: QPointF, at: QPointF, buttons: Qt.MouseButton) -> None:
        if not self._pressed:
            return
        panning = Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton
        if self.movable and buttons & panning:
            rect = self.area.rect
            way = at - before
            self.area.shift(-way.x() / rect.width(), way.y() / rect.height())
            self.area.moved.emit()
        self.dragged.emit(*self.area.place(at))

    @Slot(QPointF)
    def _release(self, at: QPointF) -> None:
        if self._pressed:
            self._pressed = False
            self.released.emit(*self.area.place(at))

    @Slot(QPointF, float)
    def _zoom(self, at: QPointF, notches: float) -> None:
        rect = self.area.rect
        if not self.movable or rect.isEmpty():
            return
        factor = _NOTCH**notches
        # Over an axis only that one is changed.
        x = 1.0 if at.x() < rect.left() else factor
        y = 1.0 if at.y() > rect.bottom() else factor
        self.area.zoom(x, y, self.area.place(at))
        self.area.moved.emit()

    @Slot()
    def _dress(self) -> None:
        theme, zoom = self._source.current, self._source.zoom
        self.canvas.setBackgroundBrush(QColor(theme.plot))
        # Of the same width above each other, two plots show the same step at the same place.
        left, bottom = self.axis_sizes()
        self.axes["left"].dress(theme, zoom, left)
        self.axes["bottom"].dress(theme, zoom, bottom)
        self._place()
