"""Work out what is drawn of a network's answer, on whichever thread has the time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtGui import QTransform

from gui.plots.contour import class_lines, zero_line
from gui.plots.field import Bounds, Pixels, shade_classes, shade_values
from gui.theme.theme import Theme

Part = Literal["train", "test"]
Limits = tuple[float, float]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

PARTS: tuple[Part, Part] = ("train", "test")


@dataclass(frozen=True, eq=False)
class Samples:
    """Places `x`, shape (n, 2), and what belongs to each: a class number, or a target value."""

    x: Floats
    labels: Floats

    @classmethod
    def of(cls, x: object, labels: object) -> "Samples":
        """Return samples with copies of both; raises ValueError if they do not fit together."""
        places = np.array(x, dtype=np.float64).reshape(-1, 2)
        values = np.array(labels, dtype=np.float64).reshape(-1)
        if len(places) != len(values):
            raise ValueError(f"{len(places)} points have {len(values)} labels.")
        return cls(places, values)

    def mask(self, marks: object) -> Mask:
        """Return `marks`, shape (n,), as a mask; raises ValueError if n differs."""
        mask = np.array(marks, dtype=bool).reshape(-1)
        if mask.shape != self.labels.shape:
            raise ValueError(f"{len(self.labels)} points have {mask.size} marks.")
        return mask


NO_SAMPLES = Samples(np.empty((0, 2)), np.empty(0))


@dataclass(frozen=True)
class Ground:
    """All that a picture of the plane depends on, but for the network's answer.

    With `limits` the answer is one value, else the probabilities of classes.
    """

    bounds: Bounds
    limits: Limits | None
    theme: Theme
    samples: Mapping[Part, Samples]

    def shade(self, field: npt.NDArray[np.float32]) -> Pixels:
        """Return the colours of the plane, (rows, columns, 3), the lowest row first."""
        if self.limits is not None:
            return shade_values(field, self.limits, self.theme)
        return shade_classes(field, self.theme)

    def boundary(self, field: npt.NDArray[np.float32]) -> Floats:
        """Return the line between the classes, as pieces of two places of the plane, (2 m, 2)."""
        line = zero_line(field) if self.limits is not None else class_lines(field)
        rows, columns = field.shape[:2]
        # The values belong to the middles of the cells.
        steps = (self.bounds.width / columns, self.bounds.height / rows)
        return np.asarray((line + 0.5) * steps + (self.bounds.left, self.bounds.low))


class Picture:
    """What is drawn; it is worked out at once, and needs nothing of the window.

    All is in the plane's own coordinates.
    """

    def __init__(
        self, ground: Ground, field: npt.NDArray[np.float32] | None, mistakes: Mapping[Part, Mask]
    ) -> None:
        """Work it out; `mistakes` are empty where they are not known."""
        self.ground = ground
        self.field = field
        self.mistakes = mistakes
        self.pixels: Pixels | None = None
        self.places = np.empty((0, 2))
        """The boundary, as pieces of two places."""
        self.place = QTransform()
        """From the cells of the field to the plane."""
        if field is not None:
            rows, columns = field.shape[:2]
            bounds = ground.bounds
            self.pixels = ground.shade(field)
            self.places = ground.boundary(field)
            self.place = QTransform.fromTranslate(bounds.left, bounds.low).scale(
                bounds.width / columns, bounds.height / rows
            )
        self.line = pg.arrayToQPath(*self.places.T, connect="pairs", finiteCheck=False)
