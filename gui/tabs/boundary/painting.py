"""Turn strokes of the mouse on the plane into edits of the points that a person paints."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QPainterPath
from PySide6.QtWidgets import QWidget

from diynn.data.dataset import Dataset
from diynn.data.sources.drawn_points import Painted, Point, painted_over, read_points, write_points
from diynn.errors import DataError, DiynnError
from gui.model.session import Session
from gui.plots.items import Points, Sign, make_pen
from gui.plots.plot_view import PlotView
from gui.tabs.boundary.paint_bar import PaintBar
from gui.theme.theme import ThemeSource
from gui.widgets.file_dialogs import DATA, ask_open, ask_save
from gui.widgets.symbols import symbol_of

Place = tuple[float, float]

_DOT = 9.0
_COVER = 13.0
_PLACE = 7

SPACING = 14.0
"""Pixels between two points of one stroke of a brush."""
REACH = 12.0
"""Pixels within which the eraser and the mover find a point."""
Array = NDArray[Any]


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


class Painting(QObject):
    """One stroke from `press` to `release` is one edit on the undo stack."""

    def __init__(
        self, session: Session, view: PlotView, bar: PaintBar, marks: StrokeMarks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._bar = bar
        self._marks = marks
        self._owner = parent
        self._base: Painted | None = None
        self._places: Array = np.empty((0, 2))
        """The points of the base, (n, 2)."""
        self._new: list[Point] = []
        self._rows: list[int] = []
        self._last = (0.0, 0.0)
        self._copied: tuple[Dataset, Painted] | None = None
        bar.clear_asked.connect(self.clear)
        bar.open_asked.connect(self._ask_open)
        bar.save_asked.connect(self._ask_save)

    @property
    def under_way(self) -> bool:
        """Whether a stroke has begun and not ended."""
        return self._base is not None

    def points(self) -> Painted | None:
        """The points to paint on: those of the design, or those of the data set shown; None where
        these are no points with classes."""
        source, dataset = self._session.design.source, self._session.dataset
        if isinstance(source, Painted):
            return source
        if dataset is None:
            return None
        if self._copied is None or self._copied[0] is not dataset:
            try:
                self._copied = (dataset, painted_over(dataset))
            except DataError:
                return None
        return self._copied[1]

    # A stroke, in the coordinates of the data.

    def press(self, x: float, y: float) -> None:
        """Begin a stroke with the chosen tool."""
        self._base = base = self.points()
        if base is None:
            return
        self._places = np.array([point[:2] for point in base.points], float).reshape(-1, 2)
        self._new, self._rows, self._last = [], [], (x, y)
        if self._bar.tool == "paint":
            self._dot(x, y)
        elif self._bar.tool == "erase":
            self._rub(x, y)
        else:
            self._grasp(x, y)

    def drag(self, x: float, y: float) -> None:
        """Go on with it."""
        if self._base is None:
            return
        if self._bar.tool == "paint":
            if self._distance((x, y), self._last) >= SPACING:
                self._dot(x, y)
        elif self._bar.tool == "erase":
            # However fast the mouse is, what lay between is rubbed out too.
            steps = max(math.ceil(self._distance((x, y), self._last) / REACH), 1)
            before = self._last
            for step in range(1, steps + 1):
                share = step / steps
                self._rub(
                    before[0] + share * (x - before[0]), before[1] + share * (y - before[1])
                )
            self._last = (x, y)
        elif self._rows:
            self._marks.show_new([(x, y)], self._base.points[self._rows[0]].kind)

    def release(self, x: float, y: float) -> None:
        """End it: it becomes one edit, if it changed anything."""
        base, self._base = self._base, None
        self._marks.clear()
        if base is None:
            return
        if self._new:
            words = self.tr("Paint {0} point(s)", "", len(self._new))
            self._edit(base.with_points(self._new), words.format(len(self._new)))
        elif self._rows and self._bar.tool == "erase":
            words = self.tr("Erase {0} point(s)", "", len(self._rows))
            self._edit(base.without(self._rows), words.format(len(self._rows)))
        elif self._rows:
            row = self._rows[0]
            if self._distance((x, y), self._last) > 1:
                moved = base.with_moved(row, self._rounded(x), self._rounded(y))
                self._edit(moved, self.tr("Move a point"))

    def _dot(self, x: float, y: float) -> None:
        self._last = (x, y)
        self._new.append(Point(self._rounded(x), self._rounded(y), self._bar.kind))
        self._marks.show_new([point[:2] for point in self._new], self._bar.kind)

    def _rub(self, x: float, y: float) -> None:
        found = np.flatnonzero(self._distances(x, y) <= REACH).tolist()
        fresh = [row for row in found if row not in self._rows]
        if fresh:
            self._rows.extend(fresh)
            self._marks.show_gone(self._at(self._rows))

    def _grasp(self, x: float, y: float) -> None:
        distances = self._distances(x, y)
        if distances.size and distances.min() <= REACH:
            self._rows = [int(distances.argmin())]
            self._marks.show_gone(self._at(self._rows))

    def _at(self, rows: Iterable[int]) -> list[tuple[float, float]]:
        return [(float(self._places[row, 0]), float(self._places[row, 1])) for row in rows]

    def _distances(self, x: float, y: float) -> Array:
        """From the place (x, y) to every point, in pixels."""
        pixel = self._view.box.viewPixelSize()
        distances: Array = np.hypot(*((self._places - (x, y)) / pixel).T)
        return distances

    def _distance(self, one: tuple[float, float], other: tuple[float, float]) -> float:
        return math.dist(*(self._view.pixel(*place).toTuple() for place in (one, other)))

    def _rounded(self, value: float) -> float:
        """A coordinate as fine as the plane is drawn, and no finer."""
        low, high = self._view.x_range
        return round(value, 4 - math.floor(math.log10(high - low)))

    # Edits as a whole.

    @Slot()
    def clear(self) -> None:
        """Take all points away."""
        points = self.points()
        if points is not None and points.points:
            self._edit(Painted(), self.tr("Erase all points"))

    def open_points(self, path: Path) -> None:
        """Take the points of a table in place of those of the moment."""
        try:
            self._edit(read_points(path), self.tr("Open points"))
        except DiynnError as error:
            self._session.said.emit("error", error)

    def save_points(self, path: Path) -> None:
        """Write the points as a table."""
        points = self.points()
        if points is None:
            return
        try:
            write_points(path, points)
        except DiynnError as error:
            self._session.said.emit("error", error)

    def _edit(self, points: Painted, text: str) -> None:
        model = self._session.model
        model.replace_design(replace(model.design, source=points), text)

    @Slot()
    def _ask_open(self) -> None:
        kinds = [self.tr("Tables (*.csv *.txt *.tsv)"), self.tr("All files (*)")]
        path = ask_open(self._owner, self.tr("Open points"), kinds, DATA)
        if path is not None:
            self.open_points(path)

    @Slot()
    def _ask_save(self) -> None:
        kinds, name = [self.tr("CSV table (*.csv)")], self.tr("points") + ".csv"
        path = ask_save(self._owner, self.tr("Save points"), kinds, name, DATA)
        if path is not None:
            self.save_points(path)
