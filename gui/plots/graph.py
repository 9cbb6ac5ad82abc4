"""pyqtgraph's view, axes and frame, painted by Qt alone.

A method of Qt's that is written in Python keeps the interpreter's lock for all that Qt does beneath
it: with pyqtgraph's own `paintEvent` a training on another thread stood still while the plot was
rasterised. So what Qt asks for at every painting is given back to Qt here, and nowhere else. An
attribute that *is* Qt's method is no override.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsView,
    QGraphicsWidget,
    QWidget,
)

from gui.plots.axis import Axis

Span = tuple[float, float]

_NO_CONTENTS = QGraphicsItem.GraphicsItemFlag.ItemHasNoContents
_GRID_HEIGHT = -50
_MARGIN = 0.05

pg.setConfigOptions(antialias=True, imageAxisOrder="row-major", exitCleanup=False)


def is_sound(span: Span) -> bool:
    """Return whether a plot can show `span`: its ends are numbers that lie apart."""
    width = span[1] - span[0]
    # So narrow that neighbouring numbers would be seen apart, nothing can be drawn any more.
    return math.isfinite(width) and width > 1e-12 * max(abs(span[0]), abs(span[1]))


def widen(span: Span) -> Span:
    """Return `span` with some air at both ends, and with a width even if it has none."""
    least, greatest = span
    width = greatest - least
    # Very near values cannot be told apart by the drawing's arithmetic.
    if width <= 1e-9 * max(abs(least), abs(greatest), 1e-300):
        width = abs(least) or 1.0
    return least - _MARGIN * width, greatest + _MARGIN * width


def stepped(span: Span) -> Span:
    """Return a span that holds `span`, and changes seldom while that grows."""
    low, high = span
    step = 2.0 ** math.floor(math.log2(max(high - low, 1e-12))) / 16
    return math.floor(low / step) * step, math.ceil(high / step) * step


def union(spans: Iterable[Span | None]) -> Span | None:
    """Return the span that holds all the given ones."""
    known = [span for span in spans if span is not None]
    if not known:
        return None
    return min(low for low, _ in known), max(high for _, high in known)


class Box(pg.ViewBox):
    """What is seen of the plane, panned by dragging and zoomed by the wheel."""

    boundingRect = QGraphicsWidget.boundingRect
    shape = QGraphicsWidget.shape

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self.setFlag(_NO_CONTENTS)
        self.disableAutoRange()

    def setRange(
        self, rect: Any = None, xRange: Span | None = None, yRange: Span | None = None,
        **options: Any,
    ) -> None:  # fmt: skip
        """Show other spans; unsound ones are ignored."""
        if rect is not None:
            xRange, yRange = (rect.left(), rect.right()), (rect.top(), rect.bottom())
        spans = {
            name: span
            for name, span in (("xRange", xRange), ("yRange", yRange))
            if span is not None and is_sound(span)
        }
        if spans:
            super().setRange(**spans, **options)

    def updateViewRange(self, *args: Any, **options: Any) -> None:
        """Take another range; what lies in the box moves at once, not with the next painting."""
        super().updateViewRange(*args, **options)
        self.updateMatrix()

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        """Pan; a drag with the right button, which pyqtgraph zooms by, means nothing here."""
        if not any(self.mouseEnabled()) or event.button() == Qt.MouseButton.RightButton:
            event.ignore()
        else:
            super().mouseDragEvent(event, axis)

    def keyPressEvent(self, event: Any) -> None:
        """Leave the keys to the widget."""
        event.ignore()


class Graph(pg.PlotItem):
    """A box with a left and a bottom axis, and a grid.

    AxisItem's grid would be painted by Python, and again with every curve; this one is a single
    path.
    """

    boundingRect = QGraphicsWidget.boundingRect
    shape = QGraphicsWidget.shape

    def __init__(self) -> None:
        self.grid = QGraphicsPathItem()
        # Those for the top and the right are never shown, but PlotItem wants all four.
        axes = {side: Axis(side) for side in ("left", "bottom", "top", "right")}
        super().__init__(viewBox=Box(), axisItems=axes, enableMenu=False)
        self.hideButtons()
        for side in ("top", "right"):
            self.hideAxis(side)
        self.setFlag(_NO_CONTENTS)
        self.vb.addItem(self.grid, ignoreBounds=True)
        self.grid.setZValue(_GRID_HEIGHT)
        self.vb.sigRangeChanged.connect(self.draw_grid)
        self.vb.sigResized.connect(self.draw_grid)

    def draw_grid(self) -> None:
        """Draw a line through every mark of the axes."""
        (left, right), (low, high) = self.vb.viewRange()
        path = QPainterPath()
        for x in self.getAxis("bottom").marks()[0]:
            path.moveTo(x, low)
            path.lineTo(x, high)
        for y in self.getAxis("left").marks()[0]:
            path.moveTo(left, y)
            path.lineTo(right, y)
        self.grid.setPath(path)

    def set_grid_colour(self, colour: str) -> None:
        """Draw the grid in `colour`, one pixel wide."""
        self.grid.setPen(QPen(QColor(colour), 0))


class Canvas(pg.GraphicsView):
    """A graph that fills a widget; says where the mouse does what, in its own pixels."""

    paintEvent = QGraphicsView.paintEvent

    pressed = Signal(QPointF, Qt.MouseButton)
    moved = Signal(QPointF)
    dragged = Signal(QPointF)
    released = Signal(QPointF)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        # What changes, changes as a whole: looking up which part would only take time.
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        # The ground covers all: what lies beneath need not be drawn again with it. But where a
        # pixel of the widget is no whole number of the screen's, an edge of it is left free.
        whole = self.devicePixelRatioF().is_integer()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, whole)
        self.graph = Graph()
        self.setCentralItem(self.graph)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say where; pyqtgraph begins to pan."""
        super().mousePressEvent(event)
        self.pressed.emit(event.position(), event.button())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say where the pointer is, and whether a button is held."""
        super().mouseMoveEvent(event)
        if event.buttons():
            self.dragged.emit(event.position())
        self.moved.emit(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say where the drag ended."""
        super().mouseReleaseEvent(event)
        self.released.emit(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Say that the pointer is gone."""
        super().leaveEvent(event)
        self.left.emit()
