"""Say which colour stands for which value, beside the plot itself."""

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGraphicsItem, QGraphicsWidget

from gui.plots.axis import Axis, Marks
from gui.plots.graph import Graph
from gui.text.numbers import figures
from gui.theme.theme import ThemeSource

_BAR, _GAP, _NUMBERS = 12, 12, 50


class _Ends(Axis):
    """Marked at both ends and in the middle."""

    def marks(self) -> Marks:
        """Return these three and their numbers."""
        low, high = self.range
        values = [low, (low + high) / 2, high]
        return values, [figures(value, 3) for value in values]


class ColourBar(pg.ColorBarItem):
    """An upright bar of the diverging colours between two limits, at the right of a graph."""

    boundingRect = QGraphicsWidget.boundingRect
    shape = QGraphicsWidget.shape

    def __init__(self, graph: Graph, source: ThemeSource) -> None:
        """Stand beside `graph`, hidden at first."""
        super().__init__((-1.0, 1.0), _BAR, interactive=False, colorMapMenu=False)
        self._source = source
        self.setAxisItems({"right": _Ends("right")})
        for side in ("left", "top", "bottom"):
            self.hideAxis(side)
        self.axis = self.getAxis("right")
        self.axis.unlinkFromView()
        self.axis.setRange(*self.values)
        self.layout.setContentsMargins(_GAP, 0, 0, 0)
        graph.layout.addItem(self, 2, 5)
        # Else it would be done by the painting that is Qt's alone here.
        self.vb.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.vb.sigResized.connect(self.vb.updateMatrix)
        self.hide()
        self.dress()

    def show_limits(self, limits: tuple[float, float] | None) -> None:
        """Name the values of both ends; for None hide."""
        self.setVisible(limits is not None)
        if limits is not None and limits != self.levels():
            self.setLevels(limits)
        # An axis takes no room that is told its width while it is hidden.
        self.axis.show()

    def room(self) -> int:
        """Return how many pixels it takes in its graph."""
        return _GAP + _BAR + round(_NUMBERS * self._source.zoom) if self.isVisible() else 0

    def dress(self) -> None:
        """Take the colours and the sizes of the look of the moment."""
        theme, zoom = self._source.current, self._source.zoom
        self.setColorMap(pg.ColorMap(None, list(theme.diverging)))
        self.axis.dress(theme, zoom, round(_NUMBERS * zoom))

    def in_words(self) -> str:
        """Say from what to what the colours go."""
        low, high = (figures(limit, 3) for limit in self.levels())
        told = QCoreApplication.translate("ColourBar", "from {low} to {high}")
        return told.format(low=low, high=high)
