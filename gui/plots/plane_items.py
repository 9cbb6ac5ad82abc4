"""What is drawn on a plane of two features: samples with rings round the wrong ones, and signs."""

from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gui.plots.field import diverging, value_colours
from gui.plots.graph import Box
from gui.plots.items import Points
from gui.plots.look import make_pen
from gui.plots.plane_picture import NO_SAMPLES, Limits, Part
from gui.theme.theme import Theme
from gui.widgets.symbols import Symbol, symbol_of

_SIZE, _RING = 8, 15
# So much of the ground of a hollow sample hides what lies beneath.
_HOLLOW = 215
# Values have no symbols: there it tells the parts apart.
_OF_VALUES: dict[Part, Symbol] = {"train": "o", "test": "s"}


class Sign(QGraphicsPathItem):
    """A shape of a size in pixels at a place of the plane."""

    def __init__(self, box: Box, height: float, shape: QPainterPath) -> None:
        """Add the hidden `shape`, drawn round (0, 0), to `box`."""
        super().__init__(shape)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        box.addItem(self, ignoreBounds=True)
        self.setZValue(height)
        self.hide()

    def show_at(self, x: float, y: float, pen: QPen) -> None:
        """Show it at (x, y)."""
        self.setPen(pen)
        self.setPos(x, y)
        self.show()


class SampleItems:
    """The samples of one part of the data, filled if they train and hollow if they test.

    Each class has a symbol of its own as well as a colour.
    """

    def __init__(self, box: Box, part: Part) -> None:
        """Add the still empty things to `box`."""
        self._part = part
        self.samples = NO_SAMPLES
        height = 15 if part == "test" else 10
        self.dots = Points(box, height)
        self.dots.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.rings = Points(box, height + 1)

    def draw(self, theme: Theme, limits: Limits | None) -> None:
        """Draw the samples; with `limits` the labels are values between these."""
        colours, stroke = self._colours(theme, limits), theme.stroke
        if self._part == "train" or limits is not None:
            # A value's colour may be that of the ground: then only the rim tells the sample.
            rim = theme.text if limits or theme.high_contrast else theme.plot
            pen = make_pen(rim, stroke)
            looks = {name: (pen, QBrush(QColor(name))) for name in set(colours)}
        else:
            ground = QColor(theme.plot)
            ground.setAlpha(_HOLLOW)
            brush = QBrush(ground)
            looks = {name: (make_pen(name, 2 * stroke), brush) for name in set(colours)}
        x, y = self.samples.x.T
        self.dots.setData(
            x=x, y=y, size=_SIZE * stroke, symbol=self._symbols(limits),
            pen=[looks[name][0] for name in colours], brush=[looks[name][1] for name in colours],
        )  # fmt: skip
        ring = make_pen(theme.text, 1.25 * stroke)
        self.rings.setData(x=x, y=y, size=_RING * stroke, pen=ring, brush=QBrush())
        self.rings.show_only(False)

    def show(self, *, dots: bool, rings: bool) -> None:
        """Show or hide the samples and their rings."""
        self.dots.setVisible(dots)
        self.rings.setVisible(dots and rings)

    def _symbols(self, limits: Limits | None) -> list[Symbol]:
        if limits is not None:
            return [_OF_VALUES[self._part]] * len(self.samples.labels)
        return [symbol_of(int(label)) for label in self.samples.labels]

    def _colours(self, theme: Theme, limits: Limits | None) -> list[str]:
        labels = self.samples.labels
        if limits is not None:
            table = value_colours(labels, limits, diverging(theme)).tolist()
            return ["#{:02X}{:02X}{:02X}".format(*parts) for parts in table]
        return [theme.classes[int(label) % len(theme.classes)] for label in labels]
