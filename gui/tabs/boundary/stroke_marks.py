"""Draw on the plane what a stroke is about to change, and the place that was clicked on."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QPainterPath

from gui.plots.items import Points, Sign, make_pen
from gui.plots.plot_view import PlotView
from gui.theme.theme import ThemeSource
from gui.widgets.symbols import symbol_of

Place = tuple[float, float]

_DOT = 9.0
_COVER = 13.0
_PLACE = 7


class StrokeMarks(QObject):
    """New points, points about to go, a point on its way, and a place; all above the samples."""

    def __init__(self, view: PlotView, source: ThemeSource) -> None:
        """Add the still empty things to `view`, which also owns this object."""
        super().__init__(view)
        self._source = source
        self.gone = Points(view.box, 40)
        self.new = Points(view.box, 41)
        self._sign = Sign(view.box, 42, _target())
        self.place: Place | None = None
        source.changed.connect(self._show)

    def show_new(self, places: Sequence[Place], kind: int) -> None:
        """Draw points of a class that are not yet among the samples."""
        theme = self._source.current
        brush = QBrush(QColor(theme.classes[kind % len(theme.classes)]))
        self.new.setData(
            pos=np.array(places, float), size=_DOT, symbol=symbol_of(kind),
            pen=make_pen(theme.plot), brush=brush,
        )  # fmt: skip

    def show_gone(self, places: Sequence[Place]) -> None:
        """Cover samples that are about to go."""
        theme = self._source.current
        pen = make_pen(theme.muted)
        pen.setStyle(Qt.PenStyle.DotLine)
        self.gone.setData(
            pos=np.array(places, float), size=_COVER, pen=pen, brush=QBrush(QColor(theme.plot))
        )

    def clear(self) -> None:
        """Take the marks of a stroke away; the place stays."""
        self.new.clear()
        self.gone.clear()

    def show_place(self, place: Place | None) -> None:
        """Mark the place that is looked into, or none."""
        self.place = place
        self._show()

    @Slot()
    def _show(self) -> None:
        if self.place is None:
            self._sign.hide()
        else:
            self._sign.show_at(*self.place, make_pen(self._source.current.text, 2))


def _target() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(), _PLACE, _PLACE)
    for right, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        path.moveTo(QPointF(right, down) * _PLACE)
        path.lineTo(QPointF(right, down) * (_PLACE + 6))
    return path
