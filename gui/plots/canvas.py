"""The ground that a plot is drawn on, and what the mouse does there."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget


class Canvas(QGraphicsView):
    """A scene of as many units as the canvas has pixels, with the places of the mouse in it.

    What lies in the scene is drawn by Qt alone, which leaves the interpreter to a training.
    """

    resized = Signal()
    pressed = Signal(QPointF, Qt.MouseButton)
    moved = Signal(QPointF)
    dragged = Signal(QPointF, QPointF, Qt.MouseButton)
    """From where to where, and the button held."""
    released = Signal(QPointF)
    wheeled = Signal(QPointF, float)
    """Where, and by how many notches, positive to come nearer."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        # The view does not own its scene: somebody has to.
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        # What changes, changes as a whole: looking up which part would only take time.
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        # The ground covers all: what lies beneath need not be drawn again with it.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._pressed_at: QPointF | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a unit of the scene a pixel."""
        super().resizeEvent(event)
        self.setSceneRect(QRectF(self.viewport().rect()))
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell where, and begin to drag."""
        self._pressed_at = event.position()
        self.pressed.emit(event.position(), event.button())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell where the pointer is, and by how far it was dragged."""
        if self._pressed_at is not None and event.buttons():
            before, self._pressed_at = self._pressed_at, event.position()
            self.dragged.emit(before, event.position(), event.buttons())
        self.moved.emit(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where the drag ended."""
        self._pressed_at = None
        self.released.emit(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Tell how far the wheel was turned."""
        self.wheeled.emit(event.position(), event.angleDelta().y() / 120)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer is gone."""
        super().leaveEvent(event)
        self.left.emit()
