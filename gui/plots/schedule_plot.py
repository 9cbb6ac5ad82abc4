"""Show in a small picture how the learning rate will go, and where it is now."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QBrush, QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.plots.items import Line, Marks, make_pen
from gui.plots.plot_view import PlotView
from gui.theme.theme import ThemeSource
from gui.widgets.painted_page import paint_card

_EDGE = 4
_DOT = 8.0
_AIR = 0.08


class SchedulePlot(QWidget):
    """A curve of shares from 0 to 1 over the whole run, with a dot at the place of the moment."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._factors: tuple[float, ...] = ()
        self._place: tuple[float, float] | None = None
        self.setAccessibleName(self.tr("The learning rate in the course of the run"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.view = PlotView(source, self)
        self.view.set_movable(False)
        self.view.set_marks_shown(False)
        self.view.set_axes_shown(False)
        self.view.show_range((-_AIR / 2, 1 + _AIR / 2), (-_AIR, 1 + 2 * _AIR))
        self._ground = Line(self.view.box, 0)
        self._curve = Line(self.view.box, 1)
        self._dot = Marks(self.view.box, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        layout.addWidget(self.view)
        self.view.resized.connect(self.redraw)
        source.changed.connect(self.redraw)

    def sizeHint(self) -> QSize:
        """Return a strip that stands beside a field with its caption."""
        return QSize(150, 44)

    def set_factors(self, factors: Sequence[float]) -> None:
        """Show these shares of the learning rate, evenly over the run."""
        if tuple(factors) != self._factors:
            self._factors = tuple(factors)
            self.redraw()

    def set_place(self, place: tuple[float, float] | None) -> None:
        """Put the dot at a share of the run and a share of the rate; None takes it away."""
        if place != self._place:
            self._place = place
            self.redraw()

    def place(self) -> tuple[float, float] | None:
        """Return where the dot is."""
        return self._place

    @Slot()
    def redraw(self) -> None:
        theme = self._source.current
        factors = np.clip(np.array(self._factors, float), 0.0, 1.0)
        ends = np.array([0.0, 1.0])
        self._ground.draw(ends, np.zeros(2), make_pen(theme.border))
        if factors.size < 2:
            factors = np.repeat(factors, 2)
        self._curve.draw(np.linspace(0, 1, factors.size), factors, make_pen(theme.accent, 1.6))
        self._dot.clear()
        if self._place is not None and factors.size:
            at = np.clip(np.array([self._place]), 0.0, 1.0)
            rim, fill = make_pen(theme.plot, 1.5), QBrush(QColor(theme.accent))
            self._dot.draw(at[:, 0], at[:, 1], _DOT, rim, fill)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_card(self, self._source.current, focused=False)
