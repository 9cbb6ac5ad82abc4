"""A map that can be worked on by mouse and keys: moved, picked from, encircled."""

from typing import Literal

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsRectItem, QWidget

from gui.plots.keys import pan_of, zoom_of
from gui.plots.map_points import inside
from gui.plots.map_view import NEAR, MapView
from gui.theme import ThemeSource

Tool = Literal["look", "decode", "walk", "lasso"]

_STILL = 4.0
_CROSS = 7
_KEY_STEPS = 40
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MapHand(MapView):
    """A map in which a press means what `tool` says.

    It moves the map, chooses a place (`place_chosen`, also while dragged), a point
    (`point_chosen`), or draws a line round points (`encircled`, with their rows). The wheel zooms
    whatever the tool. By keys: arrows move a cross, Enter presses there, with Shift they move the
    map, + and − zoom, F asks for all points (`fit_asked`).
    """

    place_chosen = Signal(float, float)
    point_chosen = Signal(int)
    encircled = Signal(object)
    fit_asked = Signal()

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin without points and with the tool that looks."""
        super().__init__(source, parent)
        self.tool: Tool = "look"
        self._outline: list[tuple[float, float]] = []
        self._began: QPointF | None = None
        self._at: tuple[float, float] | None = None
        self._line = QGraphicsPathItem()
        self._line.setZValue(40)
        self._cross = QGraphicsPathItem()
        self._cross.setZValue(41)
        for item in (self._line, self._cross):
            self.add(item)
        self._focus = QGraphicsRectItem()
        self._focus.setZValue(50)
        self.canvas.scene().addItem(self._focus)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pressed.connect(self._begin)
        self.dragged.connect(self._follow)
        self.released.connect(self._end)
        self.redraw.due.connect(self._draw_hand)

    def set_tool(self, tool: Tool) -> None:
        """Let a press mean this from now on."""
        self.tool = tool
        shapes = Qt.CursorShape
        self.canvas.viewport().setCursor(
            shapes.ArrowCursor if tool == "look" else shapes.CrossCursor
        )
        self.clear_outline()

    def clear_outline(self) -> None:
        """Take away the line round points."""
        self._outline = []
        self._draw_hand()

    def press_at(self, x: float, y: float) -> None:
        """Do at the place (x, y) what a click does there."""
        if self.tool == "decode":
            self.place_chosen.emit(x, y)
        elif self.tool == "lasso":
            self._add_corner(x, y)
        else:
            # Two points to walk between need not be hit: the nearest will do.
            row = self.nearest(x, y, NEAR if self.tool == "look" else None)
            if row >= 0:
                self.point_chosen.emit(row)

    def _add_corner(self, x: float, y: float) -> None:
        if self._outline and self._outline[-1] == (x, y):
            self.close_outline()
            return
        self._outline.append((x, y))
        self._draw_hand()

    def close_outline(self) -> None:
        """Ring the points inside the line, and tell which they are."""
        outline = np.array(self._outline).reshape(-1, 2)
        rows = np.flatnonzero(inside(outline, self.points.places))
        self.choose(rows)
        self.encircled.emit(rows)

    @Slot()
    def _draw_hand(self) -> None:
        path, cross = QPainterPath(), QPainterPath()
        if self._outline:
            path.addPolygon(QPolygonF([self.area.pixel(*place) for place in self._outline]))
            path.closeSubpath()
        if self._at is not None:
            at = self.area.pixel(*self._at)
            cross.moveTo(at.x() - _CROSS, at.y())
            cross.lineTo(at.x() + _CROSS, at.y())
            cross.moveTo(at.x(), at.y() - _CROSS)
            cross.lineTo(at.x(), at.y() + _CROSS)
        accent = QColor(self._source.current.accent)
        self._cross.setPen(QPen(QColor(self._source.current.text), 2))
        self._cross.setPath(cross)
        self._line.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
        self._focus.setPen(QPen(accent, 2))
        self._focus.setRect(QRectF(self.canvas.sceneRect()).adjusted(1, 1, -1, -1))
        self._focus.setVisible(self.hasFocus())
        accent.setAlpha(30)
        self._line.setBrush(accent)
        self._line.setPath(path)

    # The mouse

    @Slot(float, float, Qt.MouseButton)
    def _begin(self, x: float, y: float, button: Qt.MouseButton) -> None:
        self.movable = self.tool == "look" or button == Qt.MouseButton.MiddleButton
        self._began = self.area.pixel(x, y) if button == Qt.MouseButton.LeftButton else None
        if self._began is None:
            return
        self.look_away()
        if self.tool == "decode":
            self.place_chosen.emit(x, y)
        elif self.tool == "lasso":
            self._outline = [(x, y)]
            self._draw_hand()

    @Slot(float, float)
    def _follow(self, x: float, y: float) -> None:
        if self._began is None:
            return
        if self.tool == "decode":
            self.place_chosen.emit(x, y)
        elif self.tool == "lasso":
            self._outline.append((x, y))
            self._draw_hand()

    @Slot(float, float)
    def _end(self, x: float, y: float) -> None:
        self.movable = True
        began, self._began = self._began, None
        if began is None:
            return
        if self.tool == "lasso":
            self.close_outline()
        elif self.tool in ("look", "walk"):
            # A map that was pulled along stays below the pointer: what counts is the screen.
            if (self.area.pixel(x, y) - began).manhattanLength() <= _STILL:
                self.press_at(x, y)

    @Slot(float, float)
    def look_at(self, x: float, y: float) -> None:
        """Tell which point lies at the place (x, y), unless something is being dragged."""
        if self._began is None:
            super().look_at(x, y)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Take, before any shortcut of the window does, the keys that mean something here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            plain = (*_MOVES, *_ENTER, Qt.Key.Key_F, Qt.Key.Key_Escape)
            if key in plain or pan_of(event) or zoom_of(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cross or the map, press at the cross, zoom."""
        key = Qt.Key(event.key())
        pan, zoom, move = pan_of(event), zoom_of(event), _MOVES.get(key)
        (left, right), (low, high) = self.area.x, self.area.y
        at = self._at or ((left + right) / 2, (low + high) / 2)
        if pan is not None:
            self.area.shift(*pan)
            self.area.moved.emit()
        elif zoom is not None:
            self.area.zoom(zoom, zoom, self._at)
            self.area.moved.emit()
        elif move is not None:
            step = (right - left) / _KEY_STEPS
            self._at = (at[0] + step * move[0], at[1] + step * move[1])
            self.look_at(*self._at)
            self._draw_hand()
        elif key in _ENTER:
            self._at = at
            self.press_at(*at)
            self._draw_hand()
        elif key == Qt.Key.Key_F:
            self.fit_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self._at = None
            self.look_away()
            self.clear_outline()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame of the keyboard's focus."""
        super().focusInEvent(event)
        self._draw_hand()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take that frame and the cross away."""
        super().focusOutEvent(event)
        self._at = None
        self._draw_hand()
