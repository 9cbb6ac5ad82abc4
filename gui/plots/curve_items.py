"""Draw one curve: faint as it was logged, bold as it was smoothed, dashed where it is a test."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from gui.plots.series import Series
from gui.plots.smoothing import Floats, smooth, thin
from gui.theme import Theme

# Nearer than this, in pixels, markers would run into a band.
_MARKER_DISTANCE = 12
_FAINT = 80
_THIN = 1.2


def curve_pen(theme: Theme, colour_index: int, style: str, width: float = 2.0) -> QPen:
    """Return the pen of a curve: solid for "train", dashed for "test"."""
    pen = QPen(QColor(theme.runs[colour_index % len(theme.runs)]), width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style == "test":
        pen.setDashPattern([3.0, 2.0])
    return pen


class CurveItems:
    """The drawn things of one curve, inside `view_box`."""

    def __init__(self, view_box: Any, series: Series) -> None:
        """Add the still empty things to `view_box`."""
        self._view_box = view_box
        self.faint: Any = pg.PlotCurveItem(antialias=True, connect="finite")
        self.bold: Any = pg.PlotCurveItem(antialias=True, connect="finite")
        # Without its store of pixel pictures, so that markers stay sharp in an SVG file.
        self.markers: Any = pg.ScatterPlotItem(size=6, pxMode=True, antialias=True, useCache=False)
        for height, item in enumerate((self.faint, self.bold, self.markers)):
            item.setZValue(height + (10 if series.style == "test" else 0))
            view_box.addItem(item, ignoreBounds=True)
        self.series = series
        self._smoothed: tuple[float, Series] | None = None

    def take(self, series: Series) -> None:
        """Show other values from now on."""
        self.series = series
        self._smoothed = None

    def show(self, *, visible: bool) -> None:
        """Show or hide the curve."""
        for item in (self.faint, self.bold, self.markers):
            item.setVisible(visible)

    def remove(self) -> None:
        """Take everything out of the view again."""
        for item in (self.faint, self.bold, self.markers):
            self._view_box.removeItem(item)

    def draw(
        self, theme: Theme, span: tuple[float, float], pixels: int, weight: float, *, log: bool
    ) -> None:
        """Draw the part of the curve within `span` for a plot that is `pixels` wide."""
        series = self.series
        pen = curve_pen(theme, series.colour_index, series.style)
        smoothed = weight > 0 and series.style == "train"
        x, y = self._visible(series, span, log=log)
        if smoothed:
            faint = QPen(pen)
            colour = pen.color()
            colour.setAlpha(_FAINT)
            faint.setColor(colour)
            faint.setWidthF(1.0)
            self.faint.setData(*thin(x, y, pixels), pen=faint)
            bold_x, bold_y = self._visible(self._smooth(weight), span, log=log)
            self.bold.setData(*thin(bold_x, bold_y, pixels), pen=pen)
        else:
            self.faint.setData([], [])
            # Drawn bold, a curve with more values than pixels would be one wide band.
            if 2 * x.size > pixels:
                pen.setWidthF(_THIN)
            self.bold.setData(*thin(x, y, pixels), pen=pen)
        if series.style == "test":
            self._mark(theme, x, y, pixels, pen)

    def _mark(self, theme: Theme, x: Floats, y: Floats, pixels: int, pen: QPen) -> None:
        stride = max(1, math.ceil(x.size * _MARKER_DISTANCE / max(pixels, 1)))
        chosen = np.arange(x.size - 1, -1, -stride)
        chosen = chosen[np.isfinite(y[chosen])]
        rim = QPen(pen.color(), 1.5)
        rim.setCosmetic(True)
        self.markers.setData(x=x[chosen], y=y[chosen], pen=rim, brush=QColor(theme.plot))

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
