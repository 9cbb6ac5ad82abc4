"""Hold a pyqtgraph plot that wears the theme, with a note, a readout and a corner button on it."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from gui.fonts import POINT_SIZE, text_font
from gui.plots.ticks import localise
from gui.theme import ThemeSource

_MARGIN = 8


class PlotView(QWidget):
    """A plot with a left and a bottom axis.

    `pointer_moved` carries the pointer's place in the coordinates of the data; so do `pressed`,
    with the mouse button, then `dragged` as long as that is held, and `released`.
    """

    pressed = Signal(float, float, Qt.MouseButton)
    dragged = Signal(float, float)
    released = Signal(float, float)
    pointer_moved = Signal(float, float)
    pointer_left = Signal()

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Wear the look of `source` and follow it."""
        super().__init__(parent)
        self._source = source
        self.plot: Any = pg.PlotWidget(self, enableMenu=False, background=None)
        self.view_box: Any = self.plot.getViewBox()
        self.view_box.setDefaultPadding(0.0)
        self.view_box.disableAutoRange()
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(maxTickLevel=0, tickLength=-4)
            # Below the view box, so that the grid lies under the curves.
            axis.setZValue(-200)
            localise(axis)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self._titles = ("", "")
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
        self.plot.scene().sigMouseMoved.connect(self._tell_pointer)
        self.plot.viewport().installEventFilter(self)
        self.view_box.sigResized.connect(self._place)
        source.changed.connect(self._dress)
        self._dress()

    def set_titles(self, x: str, y: str) -> None:
        """Name the axes."""
        self._titles = (x, y)
        self._dress()

    def titles(self) -> tuple[str, str]:
        """Return the names of the axes."""
        return self._titles

    def axis_sizes(self) -> tuple[int, int]:
        """Return the width of the left and the height of the bottom axis, in pixels."""
        zoom = self._source.zoom
        return round(60 * zoom), round(42 * zoom)

    def set_note(self, text: str) -> None:
        """Show one sentence in the middle of an empty plot, or none if `text` is empty."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        for side in ("left", "bottom"):
            # Numbers beside an empty plot would be made up.
            self.plot.getAxis(side).setStyle(showValues=not text, tickLength=0 if text else -4)
            self.plot.getAxis(side).setGrid(False if text else 255)
        self._place()

    def note(self) -> str:
        """Return the sentence that stands in the empty plot, if any."""
        return "" if self._note.isHidden() else self._note.text()

    def set_corner(self, button: QToolButton) -> None:
        """Keep `button` in the upper right corner of the plot."""
        self._corner = button
        button.setParent(self)
        self._place()

    def show_readout(self, html: str, x: float, y: float) -> None:
        """Show `html` beside the point (x, y) of the data, inside the plot."""
        area = self._area()
        at = self.plot.mapFromScene(self.view_box.mapViewToScene(QPointF(x, y)))
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

    def paint_plot(self, painter: Any, target: QRectF) -> None:
        """Draw the plot alone, without pointer marks, into `target`."""
        self.plot.render(painter, target, self.plot.viewport().rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the pointer leaving the plot, and the buttons pressed on it."""
        kind = event.type()
        if kind == QEvent.Type.Leave:
            self.pointer_left.emit()
        elif isinstance(event, QMouseEvent):
            at = self.plot.mapToScene(event.position().toPoint())
            place = self.view_box.mapSceneToView(at)
            if kind == QEvent.Type.MouseButtonPress:
                self._pressed = self.view_box.sceneBoundingRect().contains(at)
                if self._pressed:
                    self.pressed.emit(place.x(), place.y(), event.button())
            elif kind == QEvent.Type.MouseMove and self._pressed:
                self.dragged.emit(place.x(), place.y())
            elif kind == QEvent.Type.MouseButtonRelease and self._pressed:
                self._pressed = False
                self.released.emit(place.x(), place.y())
        return super().eventFilter(watched, event)

    def _area(self) -> QRectF:
        shown = self.plot.mapFromScene(self.view_box.sceneBoundingRect())
        return QRectF(shown.boundingRect())

    @Slot()
    def _place(self) -> None:
        area = self._area().toRect()
        width = min(area.width() - 4 * _MARGIN, 420)
        height = self._note.heightForWidth(max(width, 40))
        self._note.setGeometry(
            area.center().x() - width // 2, area.center().y() - height // 2, width, height
        )
        if self._corner is not None:
            size = self._corner.sizeHint()
            self._corner.resize(size)
            self._corner.move(area.right() - size.width() - _MARGIN, area.top() + _MARGIN)
            self._corner.raise_()

    @Slot(object)
    def _tell_pointer(self, at: QPointF) -> None:
        if not self.view_box.sceneBoundingRect().contains(at):
            self.pointer_left.emit()
            return
        place = self.view_box.mapSceneToView(at)
        self.pointer_moved.emit(place.x(), place.y())

    @Slot()
    def _dress(self) -> None:
        theme, zoom = self._source.current, self._source.zoom
        self.plot.setBackground(theme.plot)
        font = text_font(zoom, scale=0.88)
        for side, title in zip(("bottom", "left"), self._titles, strict=True):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(theme.strong_border))
            axis.setTickPen(pg.mkPen(theme.grid))
            axis.setTextPen(pg.mkPen(theme.axis))
            axis.setTickFont(font)
            axis.setStyle(tickAlpha=255)
            axis.label.setFont(font)
            size = f"{POINT_SIZE * zoom * 0.95:.1f}pt"
            axis.setLabel(title, **{"color": theme.muted, "font-size": size})
        # Of the same width above each other, two plots show the same step at the same place.
        left, bottom = self.axis_sizes()
        self.plot.getAxis("left").setWidth(left)
        self.plot.getAxis("bottom").setHeight(bottom)
        self._place()
