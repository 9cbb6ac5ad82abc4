"""Turn strokes of the mouse on the plane into edits of the points that a person paints."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from diynn.data.dataset import Dataset
from diynn.data.sources.drawn_points import Painted, Point, painted_over, read_points, write_points
from diynn.errors import DataError, DiynnError
from gui.model.session import Session
from gui.plots.plot_view import PlotView
from gui.tabs.boundary.paint_bar import PaintBar
from gui.tabs.boundary.stroke_marks import StrokeMarks

SPACING = 14.0
"""Pixels between two points of one stroke of a brush."""
REACH = 12.0
"""Pixels within which the eraser and the hand find a point."""

Array = NDArray[Any]


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
        """Begin a stroke with the tool in the hand."""
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
            count = len(self._new)
            one, more = self.tr("Paint a point"), self.tr("Paint {0} points").format(count)
            self._edit(base.with_points(self._new), one if count == 1 else more)
        elif self._rows and self._bar.tool == "erase":
            count = len(self._rows)
            one, more = self.tr("Erase a point"), self.tr("Erase {0} points").format(count)
            self._edit(base.without(self._rows), one if count == 1 else more)
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
        kinds = self.tr("Tables (*.csv *.txt *.tsv);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._owner, self.tr("Open points"), "", kinds)
        if name:
            self.open_points(Path(name))

    @Slot()
    def _ask_save(self) -> None:
        dialog = QFileDialog(self._owner, self.tr("Save points"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("CSV table (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("points.csv")
        if dialog.exec():
            self.save_points(Path(dialog.selectedFiles()[0]))
        dialog.deleteLater()
