"""Draw one curve: faint as it was logged, bold as it was smoothed, dashed where it is a test.

A run has a shape as well as a colour: hollow along its test curve, filled at the end of the others.
"""

import math
from dataclasses import replace
from functools import cache

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from gui.colours import opacity
from gui.plots.plot_view import PlotView
from gui.plots.run_marks import run_shape
from gui.plots.series import Series
from gui.plots.shapes import Line, Symbols
from gui.plots.smoothing import Floats, smooth, thin
from gui.theme import Theme

# Nearer than this, in pixels, markers would run into a band.
_MARKER_DISTANCE = 12
_MARKER = 6
_FAINT = 80 / 255
_THIN, _BOLD = 1.2, 2.0


@cache
def curve_pen(
    theme: Theme, colour_index: int, style: str, width: float = _BOLD, share: float = 1.0
) -> QPen:
    """Return the pen of a curve: solid for "train", dotted for "validation", dashed for "test".

    `share` is its opacity. It must not be changed.
    """
    colour = QColor(theme.runs[colour_index % len(theme.runs)])
    colour.setAlphaF(opacity(theme.runs[colour_index % len(theme.runs)], theme, share))
    pen = QPen(colour, width * theme.stroke)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style == "test":
        pen.setDashPattern([3.0, 2.0])
    elif style == "validation":
        pen.setDashPattern([1.0, 1.2])
    return pen


@cache
def marker_look(theme: Theme, colour_index: int, style: str) -> tuple[QPen, QBrush]:
    """Return pen and brush of a curve's markers; neither must be changed."""
    colour = QColor(theme.runs[colour_index % len(theme.runs)])
    return QPen(colour, 1.5), QBrush(QColor(theme.plot) if style == "test" else colour)


class CurveItems:
    """The drawn things of one curve, inside `view`."""

    def __init__(self, view: PlotView, series: Series) -> None:
        """Add the still empty things to `view`."""
        self._view = view
        height = {"train": 0, "validation": 5, "test": 10}[series.style]
        self.faint = Line(view, height)
        self.bold = Line(view, height + 1)
        self.markers = Symbols(view, height + 2, run_shape(series.colour_index))
        self._items = (self.faint.item, self.bold.item, self.markers.item)
        self.series = series
        self._smoothed: tuple[float, Series] | None = None

    def take(self, series: Series) -> None:
        """Show other values from now on."""
        self.series = series
        self.markers.symbol = run_shape(series.colour_index)
        self._smoothed = None

    def show(self, *, visible: bool) -> None:
        """Show or hide the curve."""
        for item in self._items:
            item.setVisible(visible)

    def remove(self) -> None:
        """Take everything out of the view again."""
        for item in self._items:
            self._view.remove(item)

    def draw(
        self, theme: Theme, span: tuple[float, float], pixels: int, weight: float, *, log: bool
    ) -> None:
        """Draw the part of the curve within `span` for a plot that is `pixels` wide."""
        series = self.series
        smoothed = weight > 0 and series.style == "train"
        growth = series.growth
        if (
            growth is not None and growth.unbroken and not smoothed and not log
            and series.x.size and span[0] <= series.x[0] and series.x[-1] <= span[1]
        ):  # fmt: skip
            self.faint.clear()
            x, y = series.x, series.y
            self.bold.draw(*growth.outline(), self._pen(theme, x.size, pixels))
        elif smoothed:
            x, y = self._visible(series, span, log=log)
            faint = curve_pen(theme, series.colour_index, series.style, 1.0, _FAINT)
            self.faint.draw(*thin(x, y, pixels), faint)
            bold_x, bold_y = self._visible(self._smooth(weight), span, log=log)
            self.bold.draw(*thin(bold_x, bold_y, pixels), self._pen(theme, 0, pixels))
        else:
            self.faint.clear()
            x, y = self._visible(series, span, log=log)
            self.bold.draw(*thin(x, y, pixels), self._pen(theme, x.size, pixels))
        self._mark(theme, x, y, pixels)

    def _pen(self, theme: Theme, count: int, pixels: int) -> QPen:
        # Drawn bold, a curve with more values than pixels would be one wide band.
        width = _THIN if 2 * count > pixels else _BOLD
        return curve_pen(theme, self.series.colour_index, self.series.style, width)

    def _mark(self, theme: Theme, x: Floats, y: Floats, pixels: int) -> None:
        stride = max(1, math.ceil(x.size * _MARKER_DISTANCE / max(pixels, 1)))
        style = self.series.style
        chosen = np.arange(x.size - 1, -1, -stride if style == "test" else -max(x.size, 1))
        chosen = chosen[np.isfinite(y[chosen])]
        look = marker_look(theme, self.series.colour_index, style)
        self.markers.draw(x[chosen], y[chosen], _MARKER * theme.stroke, *look)

    def _smooth(self, weight: float) -> Series:
        if self._smoothed is None or self._smoothed[0] != weight:
            self._smoothed = (weight, replace(self.series, y=smooth(self.series.y, weight)))
        return self._smoothed[1]

    @staticmethod
    def _visible(series: Series, span: tuple[float, float], *, log: bool) -> tuple[Floats, Floats]:
        # One point more on either side lets the line leave the view instead of ending in it.
        first = max(int(np.searchsorted(series.x, span[0])) - 1, 0)
        last = int(np.searchsorted(series.x, span[1], side="right")) + 1
        return series.x[first:last], series.drawable(log=log)[first:last]
