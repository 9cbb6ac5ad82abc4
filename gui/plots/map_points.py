"""Keep the points of a map with what belongs to each, and find some of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

from diynn.csv_output import csv_text
from gui.text.numbers import figures
from gui.widgets.image_strip import Levels

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]

_PUSHES = 8


@dataclass(frozen=True, eq=False)
class MapPoints:
    """Places (n, 2) with the labels (n,) of the samples, and their numbers (n,) in the data.

    Labels are numbers of `classes`, or values where there are none. `levels` are the samples' grey
    images (n, height, width), or None.
    """

    places: Floats = field(default_factory=lambda: np.empty((0, 2)))
    labels: npt.NDArray[np.generic] = field(default_factory=lambda: np.empty(0))
    samples: Rows = field(default_factory=lambda: np.empty(0, np.intp))
    classes: tuple[str, ...] = ()
    levels: Levels | None = None

    def __post_init__(self) -> None:
        counts = {len(self.places), len(self.labels), len(self.samples)}
        if self.levels is not None:
            counts.add(len(self.levels))
        if len(counts) > 1:
            raise ValueError(f"A map needs as many labels as places, not {sorted(counts)}.")

    def __len__(self) -> int:
        return len(self.places)

    def moved(self, places: Floats) -> "MapPoints":
        """Return the same samples at other places (n, 2)."""
        made = replace(self, places=places)
        # Which point is of which class stays.
        made.__dict__["groups"] = self.groups
        return made

    def name(self, row: int) -> str:
        """Return the class of a point in words, or its value."""
        label = self.labels[row]
        return self.classes[int(label)] if self.classes else figures(float(label), 4)

    @cached_property
    def groups(self) -> list[tuple[str, Rows]]:
        """The name of each class that has points, with their rows."""
        numbers = sorted(set(self.labels.astype(int).tolist())) if self.classes else ()
        return [(self.classes[k], np.flatnonzero(self.labels == k)) for k in numbers]

    @cached_property
    def medians(self) -> tuple[list[str], Floats]:
        """The name of each class, and the median of its points' places, (classes, 2)."""
        placed = [(name, known(self.places[rows])) for name, rows in self.groups]
        middles = [_median(places) for _, places in placed if len(places)]
        return [name for name, places in placed if len(places)], np.array(middles).reshape(-1, 2)


def known(places: Floats) -> Floats:
    """Return those of `places`, (n, 2), that are numbers: a training may have burst."""
    return places[np.isfinite(places).all(axis=1)]


def _median(places: Floats) -> Floats:
    # NumPy's own takes five times as long for so few.
    rising, count = np.sort(places, axis=0), len(places)
    return np.asarray((rising[(count - 1) // 2] + rising[count // 2]) / 2)


def inside(outline: Floats, places: Floats) -> npt.NDArray[np.bool_]:
    """Return which of `places` (n, 2) lie inside the closed `outline` (m, 2)."""
    polygon = QPolygonF([QPointF(x, y) for x, y in outline.tolist()])
    rule = Qt.FillRule.OddEvenFill
    found = [polygon.containsPoint(QPointF(x, y), rule) for x, y in places.tolist()]
    return np.array(found, bool)


def pushed_apart(places: Floats, width: float, height: float) -> Floats:
    """Return places (n, 2) of boxes, moved up or down or aside until hardly any two overlap."""
    moved = places.copy()
    size = np.array([width, height])
    count = np.arange(len(places))
    order = np.sign(count[:, np.newaxis] - count)
    for _ in range(_PUSHES):
        way = moved[:, np.newaxis] - moved
        overlap = size - np.abs(way)
        both = (overlap[..., 0] > 0) & (overlap[..., 1] > 0) & (order != 0)
        if not both.any():
            break
        # Along the direction in which less is wanting; of two at one place the later goes down.
        flat = overlap[..., 0] < overlap[..., 1]
        sign = np.where(way == 0, order[..., np.newaxis], np.sign(way))
        push = overlap * sign * both[..., np.newaxis] / 2
        push[..., 0][~flat] = 0
        push[..., 1][flat] = 0
        moved = moved + 0.8 * push.sum(axis=1)
    return moved


def points_table(parts: Iterable[tuple[str, MapPoints]], axes: Sequence[str]) -> str:
    """Return all points as CSV: part, number of the sample, class or value, place."""
    rows = (
        [part, int(points.samples[row]), points.name(row), *place]
        for part, points in parts
        for row, place in enumerate(points.places.tolist())
    )
    return csv_text([["part", "sample", "class", *axes], *rows])
