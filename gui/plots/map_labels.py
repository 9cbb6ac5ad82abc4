"""Write names over a map, readable on any colour, without covering each other."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from gui.fonts import text_font
from gui.plots.map_points import pushed_apart
from gui.plots.plot_view import PlotView
from gui.theme import Theme

Floats = npt.NDArray[np.float64]

_HEIGHT = 30
_HALO = 4.0
_LONGEST = 110


class MapLabels:
    """Names at places of a plot's pixels, each with a halo of the ground's colour."""

    def __init__(self, view: PlotView) -> None:
        """Add none yet to `view`."""
        self._view = view
        self._items: list[tuple[QGraphicsPathItem, QGraphicsPathItem]] = []
        self._written: object = None
        self._boxes = (0.0, 0.0)
        self.names: list[str] = []
        self.places: Floats = np.empty((0, 2))

    def draw(self, names: Sequence[str], places: Floats, theme: Theme, zoom: float) -> None:
        """Write `names` with their middles at `places` (n, 2), or beside where two would meet."""
        wanted = (tuple(names), theme, zoom)
        if wanted != self._written:
            self._written = wanted
            self._write(names, theme, zoom)
        self.names = list(names)
        self.places = pushed_apart(places, *self._boxes)
        for items, (x, y) in zip(self._items, self.places.tolist(), strict=True):
            for item in items:
                item.setPos(x, y)

    def _write(self, names: Sequence[str], theme: Theme, zoom: float) -> None:
        for items in self._items:
            for item in items:
                self._view.remove(item)
        self._items.clear()
        font = text_font(zoom, scale=1.15)
        font.setBold(True)
        metrics = QFontMetricsF(font)
        widest = 0.0
        for name in names:
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _LONGEST * zoom)
            width = metrics.horizontalAdvance(shown)
            widest = max(widest, width)
            path = QPainterPath()
            path.addText(-width / 2, metrics.capHeight() / 2, font, shown)
            halo, text = QGraphicsPathItem(path), QGraphicsPathItem(path)
            pen = QPen(QColor(theme.plot), _HALO)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            halo.setPen(pen)
            text.setPen(QPen(Qt.PenStyle.NoPen))
            text.setBrush(QBrush(QColor(theme.text)))
            for item, height in ((halo, _HEIGHT), (text, _HEIGHT + 1)):
                item.setZValue(height)
                self._view.add(item)
            self._items.append((halo, text))
        self._boxes = (widest + _HALO, metrics.capHeight() + 2 * _HALO)
