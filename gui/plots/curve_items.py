"""Draw one curve: faint as it was logged, bold as it was smoothed, dashed where it is a test.

A run has a shape as well as a colour: hollow along its test curve, filled at the end of the others.
"""

import math
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QPen

from gui.plots.graph import Box, Span
from gui.plots.items import BOLD, Line, Marks, curve_pen, marker_look
from gui.plots.series import Floats, Series, smooth, thin
from gui.theme.theme import Theme
from gui.widgets.symbols import symbol_of

# Nearer than this, in pixels, markers would run into a band.
_MARKER_DISTANCE = 12
_MARKER = 6
FAINT = 80 / 255
# Of one pixel of the screen: Qt has a way of its own for such lines, twenty times as fast, and need
# not work out how far a wider one reaches beyond its places.
_THIN = 0.0
_PARTS = 4


class CurveItems:
    """The drawn things of one curve."""

    def __init__(self, box: Box, series: Series) -> None:
        self._box = box
        height = {"train": 0, "validation": 5, "test": 10}[series.style]
        self.faint = Line(box, height)
        self.bold = Line(box, height + 1)
        self.markers = Marks(box, height + 2, symbol_of(series.colour_index))
        self._items = (self.faint, self.bold, self.markers)
        self.series = series
        self._smoothed: tuple[float, Series] | None = None
        self._parts: dict[tuple[object, ...], tuple[Floats, Floats, tuple[Floats, Floats]]] = {}
        self._drawn: object = None
        """For what it was drawn last; drawing the same again would take time from a training."""

    def take(self, series: Series) -> None:
        """Show other values from now on."""
        self.series, self._drawn = series, None
        self.markers.symbol = symbol_of(series.colour_index)
        self._smoothed = None
        self._parts.clear()

    def show(self, *, visible: bool) -> None:
        """Show or hide the curve."""
        for item in self._items:
            item.setVisible(visible)

    def remove(self) -> None:
        """Take everything out of the view again."""
        for item in self._items:
            self._box.removeItem(item)

    def draw(
        self, theme: Theme, span: Span, pixels: int, weight: float, *, log: bool, crowded: bool
    ) -> None:
        """Draw the part of the curve within `span` for a plot that is `pixels` wide.

        In a `crowded` plot, what was logged is drawn in thin lines.
        """
        series = self.series
        wanted = (theme, self._box.viewRange(), self._box.height(), pixels, weight, log, crowded)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        smoothed = weight > 0 and series.style == "train"
        growth = series.growth
        if (
            growth is not None and growth.unbroken and not smoothed and not log
            and series.x.size and span[0] <= series.x[0] and series.x[-1] <= span[1]
        ):  # fmt: skip
            self.faint.clear()
            x, y = series.x, series.y
            self.bold.draw(*growth.outline(), self._pen(theme, crowded or 2 * x.size > pixels))
        elif smoothed:
            x, y, drawn = self._part(series, span, pixels, log=log)
            faint = curve_pen(theme, series.colour_index, series.style, 1.0, FAINT)
            self.faint.draw(*drawn, faint)
            # It is smooth: a third of the places will do.
            _, _, drawn = self._part(self._smooth(weight), span, pixels // 3, log=log)
            self.bold.draw(*drawn, self._pen(theme, False))
        else:
            self.faint.clear()
            x, y, drawn = self._part(series, span, pixels, log=log)
            self.bold.draw(*drawn, self._pen(theme, crowded or 2 * x.size > pixels))
        self._mark(theme, x, y, pixels)

    def _pen(self, theme: Theme, thin: bool) -> QPen:
        # Drawn bold, a curve with more values than pixels would be one wide band.
        width = _THIN if thin else BOLD
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
            self._parts.clear()
        return self._smoothed[1]

    def _part(
        self, series: Series, span: Span, pixels: int, *, log: bool
    ) -> tuple[Floats, Floats, tuple[Floats, Floats]]:
        """The values within `span`, and of these what is drawn: the same arrays, of which a line
        has its path already, as long as it is the same part of the same curve."""
        # One point more on either side lets the line leave the view instead of ending in it.
        first = max(int(np.searchsorted(series.x, span[0])) - 1, 0)
        last = min(int(np.searchsorted(series.x, span[1], side="right")) + 1, series.x.size)
        key = (series is self.series, first, last, pixels, log)
        if key not in self._parts:
            if len(self._parts) > _PARTS:
                self._parts.clear()
            x, y = series.x[first:last], series.drawable(log=log)[first:last]
            self._parts[key] = x, y, thin(x, y, pixels)
        return self._parts[key]
