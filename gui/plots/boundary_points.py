"""Draw the samples of a plane data set: filled if they train, hollow if they test."""

import csv
import io
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtGui import QBrush, QColor, QPen

from gui.plots.field import value_colours
from gui.theme import Theme

Part = Literal["train", "test"]

_SIZE = {"train": 8, "test": 8}
_SYMBOL = {"train": "o", "test": "s"}


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

    def __init__(self, view_box: Any, part: Part) -> None:
        """Add the still empty things to `view_box`."""
        self._part = part
        self.points = NO_POINTS
        self.mistakes = np.empty(0, dtype=bool)
        self.dots: Any = pg.ScatterPlotItem(pxMode=True, antialias=True)
        self.rings: Any = pg.ScatterPlotItem(size=15, pxMode=True, antialias=True)
        for height, item in enumerate((self.dots, self.rings)):
            item.setZValue(10 + height + (5 if part == "test" else 0))
            view_box.addItem(item, ignoreBounds=True)

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
        """Draw points and rings; with `limits` the labels are values between these."""
        colours = self._colours(theme, limits)
        ground = QColor(theme.plot)
        x, y = self.points.x.T
        if self._part == "train" or limits is not None:
            # A value's colour may be that of the ground: then only the rim tells the point.
            rim = QPen(QColor(theme.text if limits else theme.plot), 1)
            rim.setCosmetic(True)
            brushes = {name: QBrush(QColor(name)) for name in set(colours)}
            looks: dict[str, Any] = {"brush": [brushes[name] for name in colours], "pen": rim}
        else:
            pens = {name: pg.mkPen(name, width=2) for name in set(colours)}
            ground.setAlpha(215)
            looks = {"pen": [pens[name] for name in colours], "brush": QBrush(ground)}
        self.dots.setData(x=x, y=y, size=_SIZE[self._part], symbol=_SYMBOL[self._part], **looks)
        wrong = self.mistakes
        self.rings.setData(x=x[wrong], y=y[wrong], pen=pg.mkPen(theme.text, width=1.25), brush=None)

    def show(self, *, dots: bool, rings: bool) -> None:
        """Show or hide the points and their rings."""
        self.dots.setVisible(dots)
        self.rings.setVisible(dots and rings)

    def set_exact(self, *, exact: bool) -> None:
        """Draw outlines instead of stored pixels, for a picture in a file."""
        for item in (self.dots, self.rings):
            item.setExportMode(exact, {"antialias": True})

    def _colours(self, theme: Theme, limits: tuple[float, float] | None) -> list[str]:
        labels = self.points.labels
        if limits is not None:
            table = value_colours(labels, limits, theme).tolist()
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
