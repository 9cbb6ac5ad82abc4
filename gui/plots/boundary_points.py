"""Draw the samples of a plane data set: filled if they train, hollow if they test, and each class
in a shape of its own as well as a colour."""

import csv
import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from gui.plots.boundary_picture import Part
from gui.plots.field import diverging, value_colours
from gui.plots.paths import SHAPES, Shape
from gui.plots.plot_view import PlotView
from gui.plots.shapes import Stamps
from gui.theme import Theme

_SIZE = 8
# Values have no shapes: there it tells the parts apart.
_OF_VALUES: dict[Part, Shape] = {"train": "circle", "test": "square"}


@dataclass(frozen=True, eq=False)
class Points:
    """Places `x`, shape (n, 2), and what belongs to each: a class number, or a target value."""

    x: npt.NDArray[np.float64]
    labels: npt.NDArray[np.float64]

    @classmethod
    def of(cls, x: object, labels: object) -> "Points":
        """Return points with copies of both; raises ValueError if they do not fit together."""
        places = np.array(x, dtype=np.float64).reshape(-1, 2)
        values = np.array(labels, dtype=np.float64).reshape(-1)
        if len(places) != len(values):
            raise ValueError(f"{len(places)} points have {len(values)} labels.")
        return cls(places, values)


NO_POINTS = Points(np.empty((0, 2)), np.empty(0))


class PointItems:
    """The drawn points of one part of the data, and the rings round the wrong ones."""

    def __init__(self, view: PlotView, part: Part) -> None:
        """Add the still empty things to `view`."""
        self._part = part
        self.points = NO_POINTS
        self.mistakes = np.empty(0, dtype=bool)
        height = 15 if part == "test" else 10
        self.dots = Stamps(view, height, _SIZE)
        self.rings = QGraphicsPathItem()
        self.rings.setZValue(height + 1)
        view.add(self.rings)

    def take(self, points: Points) -> None:
        """Show `points` from now on; none of them is known to be wrong yet."""
        self.points = points
        self.mistakes = np.zeros(len(points.labels), dtype=bool)

    def take_mistakes(self, mask: object) -> None:
        """Mark the points for which `mask`, shape (n,), is true; raises ValueError if n differs."""
        mistakes = np.array(mask, dtype=bool).reshape(-1)
        if mistakes.shape != self.points.labels.shape:
            raise ValueError(f"{len(self.points.labels)} points have {mistakes.size} marks.")
        self.mistakes = mistakes

    def draw(self, theme: Theme, limits: tuple[float, float] | None) -> None:
        """Draw the points; with `limits` the labels are values between these."""
        colours = self._colours(theme, limits)
        ground = QColor(theme.plot)
        if self._part == "train" or limits is not None:
            # A value's colour may be that of the ground: then only the rim tells the point.
            rim = QColor(theme.text if limits or theme.high_contrast else theme.plot)
            pens = [QPen(rim, theme.stroke)] * len(colours)
            by_name = {name: QBrush(QColor(name)) for name in set(colours)}
            brushes = [by_name[name] for name in colours]
        else:
            pen_of = {name: QPen(QColor(name), 2 * theme.stroke) for name in set(colours)}
            pens = [pen_of[name] for name in colours]
            ground.setAlpha(215)
            brushes = [QBrush(ground)] * len(colours)
        x, y = self.points.x.T
        self.dots.size = _SIZE * theme.stroke
        self.dots.draw(x, y, self._symbols(limits), pens, brushes)

    def draw_rings(self, theme: Theme, rings: QPainterPath) -> None:
        """Draw `rings` round the wrong ones."""
        self.rings.setPen(QPen(QColor(theme.text), 1.25 * theme.stroke))
        self.rings.setPath(rings)

    def show(self, *, dots: bool, rings: bool) -> None:
        """Show or hide the points and their rings."""
        self.dots.item.setVisible(dots)
        self.rings.setVisible(dots and rings)

    def _symbols(self, limits: tuple[float, float] | None) -> list[Shape]:
        if limits is not None:
            return [_OF_VALUES[self._part]] * len(self.points.labels)
        return [SHAPES[int(label) % len(SHAPES)] for label in self.points.labels]

    def _colours(self, theme: Theme, limits: tuple[float, float] | None) -> list[str]:
        labels = self.points.labels
        if limits is not None:
            table = value_colours(labels, limits, diverging(theme)).tolist()
            return ["#{:02X}{:02X}{:02X}".format(*parts) for parts in table]
        return [theme.classes[int(label) % len(theme.classes)] for label in labels]


def points_table(parts: dict[Part, PointItems], names: tuple[str, str], what: str) -> str:
    """Return all points as CSV: their place, `what` belongs to them, their part, right or wrong."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*names, what, "part", "mistake"])
    for part, items in parts.items():
        points = items.points
        columns = (points.x.tolist(), points.labels.tolist(), items.mistakes.tolist())
        for (x, y), label, wrong in zip(*columns, strict=True):
            number = int(label) if float(label).is_integer() else label
            writer.writerow([repr(x), repr(y), number, part, int(wrong)])
    return text.getvalue()
