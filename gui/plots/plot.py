"""What every plot does alike: its ground, its keys, its menu, its picture, its redrawing."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.background.throttle import Redraw
from gui.plots.items import Post, make_pen
from gui.plots.legend import Legend, legend_height, paint_legend
from gui.plots.plot_view import PlotView
from gui.plots.series import Floats, Series
from gui.text.plot_words import curve_words
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.export import ExportableWidget, ExportMenu
from gui.widgets.painted_page import paint_card

ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip
"""The way that an arrow key goes in a plane: right, and up."""
_PAN = 0.1
_WALK = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_Home: -(1 << 30), Qt.Key.Key_End: 1 << 30,
}  # fmt: skip
_ZOOM = {Qt.Key.Key_Plus: 0.8, Qt.Key.Key_Equal: 0.8, Qt.Key.Key_Minus: 1.25}
_NO_PLACES = np.empty(0)


def pan_of(event: QKeyEvent) -> tuple[float, float] | None:
    """Return the shares of the view by which Shift and an arrow key move it, if they do."""
    way = ARROWS.get(Qt.Key(event.key()))
    if way is None or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return None
    return _PAN * way[0], _PAN * way[1]


def walk_of(event: QKeyEvent) -> int:
    """Return by how many places a key moves the pointer along the curves, or 0."""
    return _WALK.get(Qt.Key(event.key()), 0) if is_plain(event) else 0


def zoom_of(event: QKeyEvent) -> float | None:
    """Return by which factor a key changes the width of the view, if it does."""
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return None if event.modifiers() & command else _ZOOM.get(Qt.Key(event.key()))


def is_plain(event: QKeyEvent) -> bool:
    """Return whether a key is pressed alone."""
    keypad = Qt.KeyboardModifier.KeypadModifier
    return event.modifiers() & ~keypad == Qt.KeyboardModifier.NoModifier


def tool_button(
    parent: QWidget, source: ThemeSource, icon: str, name: str, tip: str
) -> QToolButton:
    """Return a small button with an `icon`, a `name` for who cannot see it, and a tooltip."""
    button = QToolButton(parent)
    button.setIconSize(QSize(16, 16))
    button.setAccessibleName(name)
    button.setToolTip(tip)
    IconKeeper(button, button.setIcon, icon, source)
    return button


def coloured(colour: str, name: str) -> str:
    """Return `name` as HTML behind a mark in `colour`."""
    return f"<span style='color:{colour}'>■</span> {html.escape(name)}"


def readout_table(head: str, rows: Iterable[tuple[str, str]]) -> str:
    """Return a table of names and values below a line, all of them HTML, for a readout."""
    lines = (
        f"<tr><td>{name}&nbsp;&nbsp;</td><td align='right'>{value}</td></tr>"
        for name, value in rows
    )
    return f"<table cellspacing='1'><tr><td colspan=2>{head}</td></tr>{''.join(lines)}</table>"


class Plot(ExportableWidget, QWidget):
    """A plot with axes, made by pyqtgraph: the base of all that have them.

    A kind of plot draws in `redraw` and points at nothing in `leave`. Changes are gathered: call
    `draw_soon` after each, and they are drawn at most thirty times a second and only while the plot
    is seen. The user reaches it by Tab, and its menu by the right button. Where a plot has
    `places`, the arrow keys go from one to the next of them, and `point_at` says what is there.
    """

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`; fill it, then call `lay_out` or lay it out."""
        super().__init__(parent)
        self._source = source
        self._empty_text = ""
        self.at: float | None = None
        """The place pointed at, if any."""
        self.view = PlotView(source, self)
        self.post = Post(self.view.box)
        self.menu = ExportMenu(self, self)
        # By Tab alone: a click on the plot must not take the arrow keys from the window.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.redraws = Redraw(self)
        self.redraws.due.connect(self.redraw)
        self.view.pointer_moved.connect(self.hover_at)
        self.view.pointer_left.connect(self.leave)
        self.view.resized.connect(self.draw_resized)
        source.changed.connect(self._follow_look)

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
        """Return a button that opens the menu, to be placed by the caller."""
        name = QCoreApplication.translate("BoundaryPlot", "Copy or save")
        tip = QCoreApplication.translate("BoundaryPlot", "Copy or save the picture")
        button = tool_button(self, self._source, "more", name, tip)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self.menu)
        return button

    def set_empty_text(self, text: str) -> None:
        """Say what stands in the plot as long as it is empty."""
        self._empty_text = text
        self.draw_soon()

    # Pointing at a place

    def places(self) -> Floats:
        """Return the places, rising, from one to the next of which the arrow keys go."""
        return _NO_PLACES

    def point_at(self, place: float) -> object:
        """Say what is at `place`, or at the nearest of which something is known."""

    @Slot(float, float)
    def hover_at(self, x: float, _y: float) -> None:
        """Say what is below the pointer, at (x, y) of the plane."""
        self.point_at(x)

    def walk(self, count: int) -> None:
        """Point at the place `count` places on; first at the first, or, going back, the last."""
        places = self.places()
        if places.size:
            number = count if abs(count) > places.size else 0 if count > 0 else places.size
            if self.at is not None:
                number = int(np.searchsorted(places, self.at)) + count
            self.point_at(float(places[min(max(number, 0), places.size - 1)]))

    def show_at(self, x: float, text: str, y: float) -> None:
        """Let the upright line stand at `x`, and show `text`, which is HTML, beside (x, y)."""
        self.post.show_at(x, make_pen(self._source.current.strong_border))
        self.view.show_readout(text, x, y)

    def free_end(self, values: Sequence[float]) -> float:
        """Return the end of the upright axis that is away from curves of these `values`."""
        low, high = self.view.y_range
        mean = sum(values) / max(len(values), 1)
        return low if mean > (low + high) / 2 else high

    @Slot()
    def leave(self) -> None:
        """Point at nothing."""
        self.at = None
        self.post.hide()
        self.view.hide_readout()

    def offers_menu(self) -> bool:
        return not self.view.note()

    def wants_key(self, event: QKeyEvent) -> bool:
        leaves = event.key() == Qt.Key.Key_Escape and is_plain(event) and self.at is not None
        return leaves or bool(walk_of(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        walk = walk_of(event)
        if walk and self.places().size:
            self.walk(walk)
        elif event.key() == Qt.Key.Key_Escape and self.at is not None:
            self.leave()
        else:
            super().keyPressEvent(event)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground on which everything stands, and the focus of the keyboard."""
        super().paintEvent(event)
        paint_card(self, self._source.current, focused=self.hasFocus())

    def draw_soon(self) -> None:
        """Say that something has changed."""
        self.redraws.mark()

    def draw_now(self) -> None:
        """Draw without waiting what has changed, unless it is hidden."""
        if self.isVisible():
            self.redraws.draw_now()

    @Slot()
    def draw_resized(self) -> None:
        """Draw for another room."""
        self.redraws.draw_where_seen()

    @Slot()
    def redraw(self) -> None:
        """Draw now what has changed since the last drawing."""
        raise NotImplementedError

    @Slot()
    def _follow_look(self) -> None:
        # A slot that a subclass overrides would be called even after the end of the widget.
        self.dress()

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
        self.redraws.draw_now()
        size, theme = self.picture_size(), self._source.current
        painter.fillRect(QRectF(QPointF(), size.toSizeF()), QColor(theme.plot))
        painter.setFont(self.font())
        paint_legend(painter, size.width(), theme, self.legend_series())
        top = self._head_height(size.width())
        self.view.paint_plot(painter, QRectF(0, top, self.view.width(), self.view.height()))

    def _head_height(self, width: int) -> int:
        return legend_height(self.fontMetrics(), width, self.legend_series())


class LegendPlot(Plot):
    """A plot of curves that are named above it, where each can be hidden and shown.

    `hidden_changed` carries the key of a curve and whether the user hid it.
    """

    hidden_changed = Signal(str, bool)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._hidden: set[str] = set()
        self.legend = Legend(self)
        self.legend.switched.connect(self._switch)

    def curves(self) -> list[Series]:
        """Return the values of all curves, hidden ones too."""
        raise NotImplementedError

    def legend_series(self) -> list[Series]:
        """Return the visible curves."""
        return [one for one in self.curves() if one.key not in self._hidden]

    def set_hidden(self, key: str, *, hidden: bool) -> None:
        """Hide or show the curve `key`; raises KeyError if there is none."""
        self.legend.entry(key).setChecked(not hidden)

    def words_of(self, curves: Iterable[Series]) -> str:
        """Say where each of these curves stands."""
        named = ((one.label, one.x, one.y) for one in curves)
        return curve_words(named, self.view.titles()[0])

    def empty_note(self) -> str:
        """Return why nothing is seen."""
        if self._hidden:
            return self.tr("All curves are hidden. Click on a name above to show one.")
        return self._empty_text

    @Slot(str, bool)
    def _switch(self, key: str, shown: bool) -> None:
        (self._hidden.discard if shown else self._hidden.add)(key)
        self.leave()
        self.draw_soon()
        self.hidden_changed.emit(key, not shown)

    def dress(self) -> None:
        for one in self.curves():
            self.legend.put(self._source.current, one)
        super().dress()
