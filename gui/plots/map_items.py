"""The points of a map with what belongs to each, names that keep their size, and thumbnails."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from diynn.csv_output import csv_text
from gui.plots.graph import Box
from gui.text.numbers import figures
from gui.theme.resources import text_font
from gui.theme.theme import Theme
from gui.widgets.image_content import Levels

Floats = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.uint8]
Rows = npt.NDArray[np.intp]

_HALO = 4.0
_LONGEST = 110
_RIM = 2
_OPAQUE = 255
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
    """Return those of `places`, (n, 2), that are numbers: a training may have diverged."""
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


class Names:
    """Words centred on places of the plane, each with a halo of the ground's colour."""

    def __init__(self, box: Box, height: float, scale: float) -> None:
        """Add none yet to `box`, above what has a lesser `height`; `scale` is that of the text."""
        self._box, self._height, self._scale = box, height, scale
        self._items: list[QGraphicsPathItem] = []
        self._look: object = None
        self.size = (0.0, 0.0)
        """The width of the widest and the height, with halo, in pixels."""
        self.words: list[str] = []

    def write(self, words: Sequence[str], theme: Theme, zoom: float) -> None:
        """Have these `words` from now on."""
        look = (tuple(words), theme, zoom)
        if look == self._look:
            return
        self._look, self.words = look, list(words)
        while self._items:
            self._box.removeItem(self._items.pop())
        font = text_font(zoom, scale=self._scale)
        font.setBold(True)
        metrics = QFontMetricsF(font)
        widest = 0.0
        for word in words:
            shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, _LONGEST * zoom)
            width = metrics.horizontalAdvance(shown)
            widest = max(widest, width)
            path = QPainterPath()
            path.addText(-width / 2, metrics.capHeight() / 2, font, shown)
            halo = QGraphicsPathItem(path)
            pen = QPen(QColor(theme.plot), _HALO)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            halo.setPen(pen)
            ink = QGraphicsPathItem(path, halo)
            ink.setPen(QPen(Qt.PenStyle.NoPen))
            ink.setBrush(QColor(theme.text))
            halo.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
            self._box.addItem(halo, ignoreBounds=True)
            halo.setZValue(self._height)
            self._items.append(halo)
        self.size = (widest + _HALO, metrics.capHeight() + 2 * _HALO)

    def place(self, places: Floats) -> None:
        """Put them at `places`, (n, 2)."""
        for item, (x, y) in zip(self._items, places.tolist(), strict=True):
            item.setPos(x, y)


class Thumbnails(pg.ImageItem):
    """Small pictures over the plane, all in one image of as many pixels as the box has."""

    def __init__(self, box: Box, height: float) -> None:
        """Add none yet to `box`, above what has a lesser `height`."""
        super().__init__()
        box.addItem(self, ignoreBounds=True)
        self.setZValue(height)
        self._box = box

    def draw(
        self, places: Floats, ratio: float, colours: Pixels, pictures: Levels, factor: int
    ) -> None:
        """Draw `pictures`, see `painted`, at `places` (n, 2) in pixels from the upper left corner.

        The screen has `ratio` pixels for one of those.
        """
        columns, rows = (max(round(side * ratio), 1) for side in self._box.size().toTuple())
        self.setImage(painted((rows, columns), places * ratio, colours, pictures, factor),
                      autoLevels=False)  # fmt: skip
        (left, right), (low, high) = self._box.viewRange()
        # The first row is the uppermost.
        self.setRect(QRectF(left, high, right - left, low - high))


def painted(
    shape: tuple[int, int], places: Floats, colours: Pixels, pictures: Levels, factor: int
) -> Pixels:
    """Return an image of `shape` rows and columns, RGBA, transparent but for grey `pictures`.

    They are (n, height, width), enlarged by a whole `factor`, centred on `places` (n, 2) in columns
    and rows, and framed in `colours` (n, 3).
    """
    size = np.array(pictures.shape[:0:-1]) * factor + 2 * _RIM
    (width, height), (rows, columns) = size.tolist(), shape
    # All round is room for one more: what reaches over the edge is cut off.
    canvas = np.zeros((rows + 2 * height, columns + 2 * width, 4), np.uint8)
    corners = np.floor(places) + size - size // 2
    seen = ((corners >= 0) & (corners <= size + shape[::-1])).all(axis=1)
    large = pictures[seen].repeat(factor, axis=1).repeat(factor, axis=2)
    for (left, top), colour, picture in zip(
        corners[seen].astype(int).tolist(), colours[seen], large, strict=True
    ):
        part = canvas[top : top + height, left : left + width]
        part[..., :3], part[..., 3] = colour, _OPAQUE
        part[_RIM:-_RIM, _RIM:-_RIM, :3] = picture[..., np.newaxis]
    return np.ascontiguousarray(canvas[height:-height, width:-width])
