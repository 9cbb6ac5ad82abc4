"""Offer what can be changed about the drawing of curves: smoothing, the axis, saving."""

import math

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from gui.plots.plot import tool_button
from gui.text.numbers import figures
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.plain_text import Label

# The weights of an exponential average matter near one; equal moves of the slider multiply the
# number of steps over which it averages, 1 / (1 − weight), from 1 to 100.
_MOVES = 40
_LONG, _SHORT = 72, 40
"""Pixels of the slider, and where the names of the curves need them more."""


def weight_at(move: int) -> float:
    """Return the smoothing weight, 0 to 0.99, of a place of the slider."""
    steps = math.pow(100.0, move / _MOVES)
    return round(min(1.0 - 1.0 / steps, 0.99), 4)


class CurveBar(QWidget):
    """The controls above a plot; `log_switched` and `smoothing_moved` come from the user alone."""

    log_switched = Signal(bool)
    smoothing_moved = Signal(float)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin without smoothing, with a linear axis."""
        super().__init__(parent)
        self._weight = 0.0
        self._sign = Label(parent=self)
        IconKeeper(self._sign, self._show_sign, "smooth", source)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, _MOVES)
        self.slider.setPageStep(5)
        self.slider.setFixedWidth(_LONG)
        self.slider.setAccessibleName(self.tr("Smoothing"))
        self.slider.valueChanged.connect(self._move)
        tip = self.tr(
            "Logarithmic axis: equal factors become equal distances (L)\n"
            "Values of zero and less have no place on it."
        )
        self.log = tool_button(self, source, "log", self.tr("Logarithmic axis"), tip)
        self.log.setCheckable(True)
        self.log.clicked.connect(self.log_switched)
        tip = self.tr("Copy or save the curves")
        self.more = tool_button(self, source, "more", self.tr("Copy or save"), tip)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self._sign, self.slider, self.log, self.more):
            layout.addWidget(widget)
        self._explain()

    def weight(self) -> float:
        """Return the smoothing weight, 0 to 0.99."""
        return self._weight

    def show_weight(self, weight: float) -> None:
        """Show a smoothing `weight`, held between 0 and 0.99, without telling anyone."""
        self._weight = min(max(weight, 0.0), 0.99)
        places = range(_MOVES + 1)
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(min(places, key=lambda move: abs(weight_at(move) - self._weight)))
        self.slider.blockSignals(blocked)
        self._explain()

    def show_log(self, log: bool) -> None:
        """Show whether the axis is logarithmic, without telling anyone."""
        self.log.setChecked(log)

    def make_room(self, *, scarce: bool) -> None:
        """Take less room, or as much as is usual."""
        self.slider.setFixedWidth(_SHORT if scarce else _LONG)

    def show_smoothing_control(self, *, shown: bool) -> None:
        """Show or hide the slider, for two plots that share one."""
        self._sign.setVisible(shown)
        self.slider.setVisible(shown)

    def _show_sign(self, icon: QIcon) -> None:
        self._sign.setPixmap(icon.pixmap(QSize(16, 16), self.devicePixelRatio()))

    def _explain(self) -> None:
        told = self.tr(
            "Smoothing {weight}: a moving average of the train curves.\n"
            "What was logged stays faint; test curves are never smoothed."
        )
        text = told.format(weight=figures(self._weight, 2))
        for widget in (self.slider, self._sign):
            widget.setToolTip(text)

    @Slot(int)
    def _move(self, place: int) -> None:
        self._weight = weight_at(place)
        self._explain()
        self.smoothing_moved.emit(self._weight)
