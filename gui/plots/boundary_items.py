"""Hold the drawn things of the plane: shaded ground, boundary, samples, pointer mark."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsPixmapItem

from gui.plots.boundary_picture import Ground, Limits, Part, Picture
from gui.plots.boundary_points import PointItems
from gui.plots.field import Bounds
from gui.plots.plot_view import PlotView
from gui.theme import Theme

_CROSS = 6


class BoundaryItems:
    """Everything that is drawn inside `view`."""

    def __init__(self, view: PlotView) -> None:
        """Add the still empty things to `view`."""
        self._view = view
        self.picture: Picture | None = None
        self.ground = QGraphicsPixmapItem()
        self.ground.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.ground.setZValue(-10)
        self.line = QGraphicsPathItem()
        self.line.setZValue(5)
        self.cross = QGraphicsPathItem()
        self.cross.setZValue(30)
        for item in (self.ground, self.line, self.cross):
            view.add(item)
        self.parts: dict[Part, PointItems] = {
            "train": PointItems(view, "train"),
            "test": PointItems(view, "test"),
        }

    def places(self) -> npt.NDArray[np.float64]:
        """Return the places of all samples, shape (n, 2)."""
        return np.concatenate([items.points.x for items in self.parts.values()])

    def take_mistakes(self, masks: Mapping[Part, object]) -> int:
        """Take which samples of each part are wrong, (n,); returns how many they are.

        Raises ValueError if a mask has another length than its samples.
        """
        for part, mask in masks.items():
            self.parts[part].take_mistakes(mask)
        return sum(int(items.mistakes.sum()) for items in self.parts.values())

    def ground_for(self, bounds: Bounds, limits: Limits | None, theme: Theme) -> Ground:
        """Return what pictures of the plane depend on, as the view is now."""
        area = self._view.area
        samples: dict[Part, npt.NDArray[np.float64]] = {
            part: np.stack([area.columns(x), area.rows(y)], axis=1)
            for part, (x, y) in ((part, items.points.x.T) for part, items in self.parts.items())
        }
        start = area.pixel(bounds.left, bounds.low)
        way = area.pixel(bounds.left + bounds.width, bounds.low + bounds.height) - start
        right, down = way.x() / bounds.width, way.y() / bounds.height
        return Ground(bounds, limits, theme, start, right, down, samples)

    def draw(self, picture: Picture) -> None:
        """Shade the ground, draw the boundary, ring the mistakes."""
        self.picture = picture
        self.ground.setVisible(picture.image is not None)
        if picture.image is not None:
            self.ground.setPixmap(QPixmap.fromImage(picture.image))
            self.ground.setTransform(picture.place)
        self.line.setPen(self._line_pen(picture.ground.theme))
        self.line.setPath(picture.line)
        for part, items in self.parts.items():
            items.draw_rings(picture.ground.theme, picture.rings[part])

    @staticmethod
    def _line_pen(theme: Theme) -> QPen:
        pen = QPen(QColor(theme.text), 1.5 * theme.stroke)
        # The line comes in thousands of short pieces. Round ends would join them more smoothly,
        # but took a hundred times as long to draw.
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def draw_points(self, limits: Limits | None, theme: Theme) -> None:
        """Draw the samples in the colours of their classes or values."""
        for items in self.parts.values():
            items.draw(theme, limits)

    def point_at(self, x: float, y: float, theme: Theme) -> None:
        """Mark the place (x, y)."""
        at, path = self._view.area.pixel(x, y), QPainterPath()
        path.moveTo(at.x() - _CROSS, at.y())
        path.lineTo(at.x() + _CROSS, at.y())
        path.moveTo(at.x(), at.y() - _CROSS)
        path.lineTo(at.x(), at.y() + _CROSS)
        self.cross.setPen(QPen(QColor(theme.text), 2 * theme.stroke))
        self.cross.setPath(path)

    def point_nowhere(self) -> None:
        """Take the mark away."""
        self.cross.setPath(QPainterPath())

    def set_exact(self, *, exact: bool) -> None:
        """Draw outlines instead of stored pixels, for a picture in a file."""
        for items in self.parts.values():
            items.dots.set_exact(exact=exact)
