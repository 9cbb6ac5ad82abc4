"""A part of the plane of two features: a network's answer under the samples that lie there."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRect, QSize, Slot
from PySide6.QtGui import QPainterPath, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsPathItem, QWidget

from gui.plots.colour_bar import ColourBar
from gui.plots.field import Bounds
from gui.plots.look import make_pen
from gui.plots.plane_items import SampleItems, Sign
from gui.plots.plane_picture import PARTS, Ground, Limits, Part, Picture, Samples
from gui.plots.plot import Plot
from gui.theme.theme import ThemeSource

MARGIN = 8
_LEAST = 40
_CROSS = 6


class PlanePlot(Plot):
    """The base of what shows a plane.

    What is drawn of an answer is a `Picture`, worked out on the `ground` of the moment, most often
    by another thread, and handed over with `show_picture`.
    """

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(source, parent)
        self._bounds = Bounds(-1.0, 1.0, -1.0, 1.0)
        self._limits: Limits | None = None
        self._drawn: Picture | None = None
        self._stale_samples = self._stale_room = True
        # The network is evaluated on what is shown; moving the view would leave that.
        self.view.set_movable(False)
        box = self.view.box
        self.image = pg.ImageItem()
        self.boundary = QGraphicsPathItem()
        for height, item in ((-10, self.image), (5, self.boundary)):
            box.addItem(item, ignoreBounds=True)
            item.setZValue(height)
        self.parts: dict[Part, SampleItems] = {part: SampleItems(box, part) for part in PARTS}
        self.bar = ColourBar(self.view.graph, source)
        self._cross = Sign(box, 30, _cross())
        self._picture = Picture(self.ground(), None, {})

    def bounds(self) -> Bounds:
        """Return the part of the plane that is shown."""
        return self._bounds

    def picture(self) -> Picture:
        """Return what is shown of the network's answer."""
        return self._picture

    def ground(self) -> Ground:
        """Return what pictures of the plane depend on now, for `Picture` on another thread."""
        samples = {part: items.samples for part, items in self.parts.items()}
        return Ground(self._bounds, self._limits, self._source.current, samples)

    def show_picture(self, picture: Picture) -> None:
        """Show what has been worked out.

        A picture on another ground is left alone: where that has changed, one more will come.
        """
        if picture.ground == self._ground_like(picture):
            self._picture = picture
            self.draw_soon()

    def places(self) -> npt.NDArray[np.float64]:
        """Return the places of all samples, shape (n, 2)."""
        return np.concatenate([items.samples.x for items in self.parts.values()])

    def take_samples(self, samples: Mapping[Part, Samples], limits: Limits | None) -> None:
        """Show samples from now on, and no answer; with `limits` their labels are values."""
        for part, some in samples.items():
            self.parts[part].samples = some
        self._limits = limits
        self._picture = Picture(self.ground(), None, {})
        self._stale_samples = True
        self.draw_soon()

    def take_bounds(self, bounds: Bounds) -> None:
        """Show another part of the plane."""
        self._bounds = bounds
        self.view.show_range((bounds.left, bounds.right), (bounds.low, bounds.high))
        self.draw_soon()

    def point_at(self, x: float, y: float) -> None:
        """Mark the place (x, y)."""
        theme = self._source.current
        self._cross.show_at(x, y, make_pen(theme.text, 2 * theme.stroke))

    # Drawing

    @Slot()
    def redraw(self) -> None:
        """Draw now what has changed since the last drawing."""
        if self._stale_samples:
            self._stale_samples, self._stale_room, self._drawn = False, True, None
            for items in self.parts.values():
                items.draw(self._source.current, self._limits)
        picture, ground = self._picture, self._ground_like(self._picture)
        if picture.ground != ground:
            self._picture = picture = Picture(ground, picture.field, picture.mistakes)
        if picture is not self._drawn:
            self._drawn = picture
            self._draw(picture)
        if self._stale_room:
            self._stale_room = False
            self.arrange()

    @Slot()
    def draw_resized(self) -> None:
        """Draw nothing again: all keeps its place on the plane, or its size in pixels.

        To arrange the view would be wrong here: it is just being resized.
        """

    def showEvent(self, event: QShowEvent) -> None:
        """Be drawn before the first painting."""
        super().showEvent(event)
        self.draw_now()

    def _ground_like(self, picture: Picture) -> Ground:
        # An answer may be a value where the samples have classes.
        return replace(self.ground(), limits=picture.ground.limits)

    def _draw(self, picture: Picture) -> None:
        self.image.setVisible(picture.pixels is not None)
        if picture.pixels is not None:
            self.image.setImage(picture.pixels, autoLevels=False)
            self.image.setTransform(picture.place)
        theme = picture.ground.theme
        self.boundary.setPen(make_pen(theme.text, 1.5 * theme.stroke))
        self.boundary.setPath(picture.line)
        for part, items in self.parts.items():
            items.rings.show_only(picture.mistakes.get(part, False))
        room = self.bar.room()
        self.bar.show_limits(picture.ground.limits)
        self._stale_room |= self.bar.room() != room

    @Slot()
    def leave(self) -> None:
        """Point at nothing."""
        self._cross.hide()
        super().leave()

    @Slot()
    def dress(self) -> None:
        """Take the colours of the look of the moment."""
        self._stale_samples = True
        self.bar.dress()
        super().dress()

    def sizeHint(self) -> QSize:
        """Return a size at which the plane is comfortable to read."""
        return QSize(560, 440)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the plane is still of use."""
        return QSize(320, 220)

    # Room

    def arrange(self) -> None:
        """Keep the plane square, and as large as may be beside what else there is."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the plane square."""
        super().resizeEvent(event)
        self.arrange()

    def around(self) -> tuple[int, int]:
        """Return how many pixels the axes and the colour bar take beside and below the plane."""
        left, bottom = self.view.axis_sizes()
        return left + self.bar.room(), bottom

    def place_plane(self, left: int, top: int, side: int) -> QRect:
        """Let the view stand at (left, top) with a square of `side` pixels; returns its place."""
        across, down = self.around()
        side = max(side, _LEAST)
        self.view.setGeometry(left, top, across + side, side + down)
        return self.view.geometry()


def _cross() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(-_CROSS, 0)
    path.lineTo(_CROSS, 0)
    path.moveTo(0, -_CROSS)
    path.lineTo(0, _CROSS)
    return path
