"""Work out what is drawn of a network's answer, on whichever thread has the time."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainterPath, QTransform

from gui.plots.contour import class_lines, zero_line
from gui.plots.field import Bounds, shade_classes, shade_values
from gui.plots.paths import circles, pieces
from gui.theme import Theme

Part = Literal["train", "test"]
Limits = tuple[float, float]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

PARTS: tuple[Part, Part] = ("train", "test")
RING = 15


@dataclass(frozen=True, eq=False)
class Ground:
    """All that a picture of the plane depends on, but for the network's answer.

    The corner of `bounds` with the least x and y lies at the pixel `start`; `right` and `down` are
    the pixels that go with a step of one in x and in y. `samples` are the pixels of the samples,
    (n, 2) for each part. With `limits` the answer is one value, else the probabilities of classes.
    """

    bounds: Bounds
    limits: Limits | None
    theme: Theme
    start: QPointF
    right: float
    down: float
    samples: dict[Part, Floats]

    def shade(self, field: npt.NDArray[np.float32]) -> QImage:
        """Return the colours of the plane, a pixel for each answer, the lowest row first."""
        if self.limits is not None:
            pixels = shade_values(field, self.limits, self.theme)
        else:
            pixels = shade_classes(field, self.theme)
        rows, columns = field.shape[:2]
        form = QImage.Format.Format_RGB888
        # The copy lives on when the bytes are gone.
        return QImage(pixels.tobytes(), columns, rows, 3 * columns, form).copy()

    def boundary(self, field: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """Return the line between the classes, as pieces of two places of the plane, (2 m, 2)."""
        line = zero_line(field) if self.limits is not None else class_lines(field)
        rows, columns = field.shape[:2]
        # The values belong to the middles of the cells.
        steps = (self.bounds.width / columns, self.bounds.height / rows)
        return np.asarray((line + 0.5) * steps + (self.bounds.left, self.bounds.low))


class Picture:
    """What is drawn; it is worked out at once, and needs nothing of the window."""

    def __init__(
        self, ground: Ground, field: npt.NDArray[np.float32] | None, mistakes: dict[Part, Mask]
    ) -> None:
        """Work it out."""
        self.ground = ground
        self.field = field
        self.mistakes = mistakes
        self.image: QImage | None = None
        self.place = QTransform()
        self.places = np.empty((0, 2))
        """The boundary in the coordinates of the plane."""
        if field is not None:
            rows, columns = field.shape[:2]
            bounds = ground.bounds
            self.image = ground.shade(field)
            start = ground.start
            self.place = QTransform.fromTranslate(start.x(), start.y()).scale(
                ground.right * bounds.width / columns, ground.down * bounds.height / rows
            )
            self.places = ground.boundary(field)
        self.line = self._line()
        self.rings = {part: self._rings(part, mask) for part, mask in mistakes.items()}

    def _line(self) -> QPainterPath:
        ground, start = self.ground, self.ground.start
        x = start.x() + (self.places[:, 0] - ground.bounds.left) * ground.right
        y = start.y() + (self.places[:, 1] - ground.bounds.low) * ground.down
        return pieces(x, y)

    def _rings(self, part: Part, mask: Mask) -> QPainterPath:
        x, y = self.ground.samples[part][mask].T
        return circles(x, y, RING * self.ground.theme.stroke)
