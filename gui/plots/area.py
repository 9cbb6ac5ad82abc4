"""The part of a plane that a plot shows, and where on the plot it lies."""

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QPointF, QRectF, Signal

Span = tuple[float, float]
Floats = npt.NDArray[np.float64]


class PlotArea(QObject):
    """Spans of x and y that fill a rectangle of pixels, with y growing upwards.

    `moved` is emitted when the user has panned or zoomed, and asks for another drawing.
    """

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Show 0 to 1 in both directions, in no room yet."""
        super().__init__(parent)
        self.x: Span = (0.0, 1.0)
        self.y: Span = (0.0, 1.0)
        self.rect = QRectF()

    def show(self, x: Span | None = None, y: Span | None = None) -> None:
        """Show other spans; a direction without one stays. Spans without a width are ignored."""
        if x is not None and _is_sound(x):
            self.x = (float(x[0]), float(x[1]))
        if y is not None and _is_sound(y):
            self.y = (float(y[0]), float(y[1]))

    def columns(self, x: npt.ArrayLike) -> Floats:
        """Return the distances from the left edge of the plot, in pixels, of values of x."""
        scale = self.rect.width() / (self.x[1] - self.x[0])
        return np.asarray((np.asarray(x, float) - self.x[0]) * scale + self.rect.left())

    def rows(self, y: npt.ArrayLike) -> Floats:
        """Return the distances from the upper edge of the plot, in pixels, of values of y."""
        scale = self.rect.height() / (self.y[1] - self.y[0])
        return np.asarray((self.y[1] - np.asarray(y, float)) * scale + self.rect.top())

    def pixel(self, x: float, y: float) -> QPointF:
        """Return where on the plot the place (x, y) lies."""
        return QPointF(float(self.columns(x)), float(self.rows(y)))

    def place(self, pixel: QPointF) -> tuple[float, float]:
        """Return which place lies at a pixel of the plot."""
        right = (pixel.x() - self.rect.left()) / max(self.rect.width(), 1.0)
        down = (pixel.y() - self.rect.top()) / max(self.rect.height(), 1.0)
        return (
            self.x[0] + right * (self.x[1] - self.x[0]),
            self.y[1] - down * (self.y[1] - self.y[0]),
        )

    def shift(self, x: float, y: float) -> None:
        """Move the view by these shares of its own width and height."""
        self.show(
            *(
                (low + share * (high - low), high + share * (high - low))
                for (low, high), share in ((self.x, x), (self.y, y))
            )
        )

    def zoom(self, x: float, y: float, about: tuple[float, float] | None = None) -> None:
        """Make the spans wider by these factors, about a place, or else about the middle."""
        at = about or ((self.x[0] + self.x[1]) / 2, (self.y[0] + self.y[1]) / 2)
        self.show(
            *(
                (centre + (low - centre) * factor, centre + (high - centre) * factor)
                for (low, high), factor, centre in zip(
                    (self.x, self.y), (x, y), at, strict=True
                )
            )
        )


def _is_sound(span: Span) -> bool:
    width = span[1] - span[0]
    # So narrow that neighbouring numbers would be seen apart, nothing can be drawn any more.
    return math.isfinite(width) and width > 1e-12 * max(abs(span[0]), abs(span[1]))
