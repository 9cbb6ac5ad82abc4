"""Draw on the plane what a stroke is about to change, and the place that was clicked on."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from gui.plots.area import Floats
from gui.plots.paths import SHAPES, circles, outlines
from gui.plots.plot_view import PlotView
from gui.theme import ThemeSource

Place = tuple[float, float]

_DOT = 9.0
_COVER = 13.0
_PLACE = 7


class StrokeMarks(QObject):
    """New points, points about to go, a point on its way, and a place; all above the samples."""

    def __init__(self, view: PlotView, source: ThemeSource) -> None:
        """Add the still empty things to `view`, which also owns this object."""
        super().__init__(view)
        self._view = view
        self._source = source
        self._gone, self._new, self._place = (QGraphicsPathItem() for _ in range(3))
        for height, item in enumerate((self._gone, self._new, self._place), start=40):
            item.setZValue(height)
            view.add(item)
        self.places: tuple[Place, ...] = ()
        self.gone: tuple[Place, ...] = ()
        self.place: Place | None = None
        view.resized.connect(self._draw_place)
        source.changed.connect(self._draw_place)

    def show_new(self, places: Sequence[Place], kind: int) -> None:
        """Draw points of a class that are not yet among the samples."""
        self.places = tuple(places)
        theme = self._source.current
        self._new.setPen(QPen(QColor(theme.plot), 1))
        self._new.setBrush(QBrush(QColor(theme.classes[kind % len(theme.classes)])))
        x, y = self._pixels(self.places)
        self._new.setPath(outlines(SHAPES[kind % len(SHAPES)], x, y, _DOT))

    def show_gone(self, places: Sequence[Place]) -> None:
        """Cover samples that are about to go."""
        self.gone = tuple(places)
        theme = self._source.current
        self._gone.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DotLine))
        self._gone.setBrush(QBrush(QColor(theme.plot)))
        self._gone.setPath(circles(*self._pixels(self.gone), _COVER))

    def clear(self) -> None:
        """Take the marks of a stroke away; the place stays."""
        self.places = self.gone = ()
        self._new.setPath(QPainterPath())
        self._gone.setPath(QPainterPath())

    def show_place(self, place: Place | None) -> None:
        """Mark the place that is looked into, or none."""
        self.place = place
        self._draw_place()

    def _pixels(self, places: Sequence[Place]) -> tuple[Floats, Floats]:
        x, y = np.array(places, np.float64).reshape(-1, 2).T
        area = self._view.area
        return area.columns(x), area.rows(y)

    @Slot()
    def _draw_place(self) -> None:
        path = QPainterPath()
        if self.place is not None:
            at = self._view.area.pixel(*self.place)
            path.addEllipse(at, _PLACE, _PLACE)
            for right, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                path.moveTo(at + QPointF(right, down) * _PLACE)
                path.lineTo(at + QPointF(right, down) * (_PLACE + 6))
        self._place.setPen(QPen(QColor(self._source.current.text), 2))
        self._place.setPath(path)
