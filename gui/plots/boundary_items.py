"""Hold the drawn things of the plane: shaded ground, boundary, samples, pointer mark."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsPixmapItem

from gui.plots.boundary_points import Part, PointItems
from gui.plots.contour import class_lines, zero_line
from gui.plots.field import Bounds, shade_classes, shade_values
from gui.theme import Theme

Limits = tuple[float, float]


class BoundaryItems:
    """Everything that is drawn inside `view_box`."""

    def __init__(self, view_box: Any) -> None:
        """Add the still empty things to `view_box`."""
        self.ground = QGraphicsPixmapItem()
        self.ground.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.ground.setZValue(-10)
        self.line: Any = pg.PlotCurveItem(antialias=True)
        self.line.setZValue(5)
        self.cross: Any = pg.ScatterPlotItem(size=12, symbol="+", pxMode=True, antialias=True)
        self.cross.setZValue(30)
        for item in (self.ground, self.line, self.cross):
            view_box.addItem(item, ignoreBounds=True)
        self.parts: dict[Part, PointItems] = {
            "train": PointItems(view_box, "train"),
            "test": PointItems(view_box, "test"),
        }

    def places(self) -> npt.NDArray[np.float64]:
        """Return the places of all samples, shape (n, 2)."""
        return np.concatenate([items.points.x for items in self.parts.values()])

    def draw_field(
        self,
        field: npt.NDArray[np.float32] | None,
        bounds: Bounds,
        limits: Limits | None,
        theme: Theme,
    ) -> None:
        """Shade the ground by `field` and draw its boundary, or clear both."""
        self.ground.setVisible(field is not None)
        self.line.setVisible(field is not None)
        if field is None:
            return
        if limits is not None:
            pixels, line = shade_values(field, limits, theme), zero_line(field)
        else:
            pixels, line = shade_classes(field, theme), class_lines(field)
        rows, columns = field.shape[:2]
        form = QImage.Format.Format_RGB888
        drawn = QImage(pixels.tobytes(), columns, rows, 3 * columns, form)
        self.ground.setPixmap(QPixmap.fromImage(drawn))
        step_x, step_y = bounds.width / columns, bounds.height / rows
        place = QTransform.fromTranslate(bounds.left, bounds.low).scale(step_x, step_y)
        self.ground.setTransform(place)
        # The values belong to the middles of the cells.
        x = bounds.left + (line[:, 0] + 0.5) * step_x
        y = bounds.low + (line[:, 1] + 0.5) * step_y
        self.line.setData(x, y, connect="pairs", pen=self._line_pen(theme))

    @staticmethod
    def _line_pen(theme: Theme) -> QPen:
        pen = QPen(QColor(theme.text), 1.5)
        pen.setCosmetic(True)
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
        self.cross.setData([x], [y], pen=pg.mkPen(theme.text, width=1), brush=theme.text)

    def point_nowhere(self) -> None:
        """Take the mark away."""
        self.cross.setData([], [])

    def set_exact(self, *, exact: bool) -> None:
        """Draw outlines instead of stored pixels, for a picture in a file."""
        for items in self.parts.values():
            items.set_exact(exact=exact)
