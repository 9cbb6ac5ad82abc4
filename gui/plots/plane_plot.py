"""A part of the plane of two features: a network's answer under the samples that lie there.

Beside it a bar says which colour stands for which value.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsWidget,
    QHBoxLayout,
    QWidget,
)

from diynn.csv_output import csv_text
from gui.plots.axis import Axis
from gui.plots.axis import Marks as AxisMarks
from gui.plots.graph import Box, Graph
from gui.plots.items import Points, Sign, cross_shape, make_pen
from gui.plots.plane_picture import (
    NO_SAMPLES,
    PARTS,
    Bounds,
    Ground,
    Limits,
    Part,
    Picture,
    Samples,
    diverging,
    value_colours,
)
from gui.plots.plot import Plot, tool_button
from gui.text.numbers import figures, telling
from gui.theme.theme import Theme, ThemeSource
from gui.widgets.plain_text import Label
from gui.widgets.symbols import Symbol, symbol_of

MARGIN = 8
_LEAST = 40
_CROSS = 6
_SIZE, _RING = 8, 15
_STEPS, _WIDER = 8, 3
"""Rings that tell errors have so many sizes, each so many pixels wider than the last."""
# So much of the ground of a hollow sample hides what lies beneath.
_HOLLOW = 215
# Values have no symbols: there it tells the parts apart.
_OF_VALUES: dict[Part, Symbol] = {"train": "o", "test": "s"}
_BAR, _GAP, _NUMBERS = 12, 12, 50


class SampleItems:
    """The samples of one part of the data, filled if they train and hollow if they test.

    Each class has a symbol of its own as well as a colour.
    """

    def __init__(self, box: Box, part: Part) -> None:
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

    def show_errors(self, errors: npt.NDArray[np.floating], reach: float) -> None:
        """Ring each sample the wider the larger its error (n,) is; the widest rings are `reach`."""
        with np.errstate(over="ignore", invalid="ignore"):
            shares = np.minimum(np.abs(errors) / reach, 1.0)
        steps = np.rint(np.nan_to_num(shares, nan=1.0) * _STEPS)
        self.rings.setSize(_SIZE + _WIDER * (steps + 1))
        self.rings.show_only(steps > 0)

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


class _Ends(Axis):
    """Marked at both ends and in the middle."""

    def marks(self) -> AxisMarks:
        """Return these three and their numbers."""
        low, high = self.range
        values = [low, (low + high) / 2, high]
        return values, [figures(value, 3) for value in values]


class ColourBar(pg.ColorBarItem):
    """An upright bar of the diverging colours between two limits, at the right of a graph.

    A kind of bar may have other `colours` and another axis, see `make_axis`.
    """

    boundingRect = QGraphicsWidget.boundingRect
    shape = QGraphicsWidget.shape

    def __init__(self, graph: Graph, source: ThemeSource) -> None:
        super().__init__((-1.0, 1.0), _BAR, interactive=False, colorMapMenu=False)
        self._source = source
        self.setAxisItems({"right": self.make_axis()})
        for side in ("left", "top", "bottom"):
            self.hideAxis(side)
        self.axis = self.getAxis("right")
        self.axis.unlinkFromView()
        self.axis.setRange(*self.values)
        self.layout.setContentsMargins(_GAP, 0, 0, 0)
        graph.layout.addItem(self, 2, 5)
        # Else it would be done by the painting that is Qt's alone here.
        self.vb.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.vb.sigResized.connect(self.vb.updateMatrix)
        self.hide()
        self.dress()

    def make_axis(self) -> Axis:
        """Return the axis that names the values."""
        return _Ends("right")

    def colours(self, theme: Theme) -> tuple[str, ...]:
        """Return the colours from the lowest to the highest value."""
        return theme.diverging

    def show_limits(self, limits: tuple[float, float] | None) -> None:
        """Name the values of both ends; for None hide."""
        self.setVisible(limits is not None)
        if limits is not None and limits != self.levels():
            self.setLevels(limits)
        # An axis takes no room that is told its width while it is hidden.
        self.axis.show()

    def room(self) -> int:
        """Return how many pixels it takes in its graph."""
        return _GAP + _BAR + round(_NUMBERS * self._source.zoom) if self.isVisible() else 0

    def dress(self) -> None:
        theme, zoom = self._source.current, self._source.zoom
        self.setColorMap(pg.ColorMap(None, list(self.colours(theme))))
        self.axis.dress(theme, zoom, round(_NUMBERS * zoom))

    def in_words(self) -> str:
        """Say from what to what the colours go."""
        low, high = (figures(limit, 3) for limit in self.levels())
        text = QCoreApplication.translate("ColourBar", "from {low} to {high}")
        return text.format(low=low, high=high)


class PlanePlot(Plot):
    """The base of what shows a plane.

    What is drawn of an answer is a `Picture`, worked out on the `ground` of the moment, most often
    by another thread, and handed over with `show_picture`.
    """

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
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
        self.bar = self.make_bar()
        self._cross = Sign(box, 30, cross_shape(_CROSS))
        self._picture = Picture(self.ground(), None, {})

    def make_bar(self) -> ColourBar:
        """Return the bar that explains the colours."""
        return ColourBar(self.view.graph, self._source)

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

    def sample_places(self) -> npt.NDArray[np.float64]:
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

    def mark_place(self, x: float, y: float) -> None:
        """Mark the place (x, y)."""
        theme = self._source.current
        self._cross.show_at(x, y, make_pen(theme.text, 2 * theme.stroke))

    # Drawing

    @Slot()
    def redraw(self) -> None:
        if self._stale_samples:
            self._stale_samples, self._stale_room, self._drawn = False, True, None
            for items in self.parts.values():
                items.draw(self._source.current, self._limits)
        picture, ground = self._picture, self._ground_like(self._picture)
        if picture.ground != ground:
            self._picture = picture = Picture(
                ground, picture.field, picture.mistakes, picture.errors
            )
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
            if part in picture.errors and picture.ground.limits is not None:
                items.show_errors(picture.errors[part], picture.ground.limits[1])
            else:
                items.rings.show_only(picture.mistakes.get(part, False))
        room = self.bar.room()
        self.bar.show_limits(picture.ground.limits)
        self._stale_room |= self.bar.room() != room

    @Slot()
    def leave(self) -> None:
        self._cross.hide()
        super().leave()

    @Slot()
    def dress(self) -> None:
        self._stale_samples = True
        self.bar.dress()
        super().dress()

    def sizeHint(self) -> QSize:
        return QSize(560, 440)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 220)

    # Room

    def arrange(self) -> None:
        """Keep the plane square, and as large as may be beside what else there is."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
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


class LargeMap(PlanePlot):
    """A square plane under its title; `closed` asks for the way back, `pressed` tells a place."""

    closed = Signal()
    pressed = Signal(float, float, Qt.MouseButton)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self.setProperty("helpTopic", "units")
        name = self.tr("Back to the decision boundary")
        tip = self.tr("Back to the decision boundary (Esc)")
        self.back = tool_button(self, source, "close", name, tip)
        self.back.clicked.connect(self.closed)
        self.title = Label()
        self.title.setProperty("strong", True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self._head = QWidget(self)
        across = QHBoxLayout(self._head)
        across.setContentsMargins(MARGIN, 0, 0, 0)
        across.addWidget(self.title, 1)
        across.addWidget(self.back)
        self.setAccessibleName(self.tr("One map, large"))
        self.view.pressed.connect(self.pressed)

    def in_words(self) -> str:
        """Say what it is a map of, and what its colours say."""
        title = self.title.text()
        return telling(title, self.bar.in_words()) if self.bar.isVisible() else title

    # What the caller decides

    def set_samples(
        self, titles: tuple[str, str], train: Samples, test: Samples, limits: Limits | None,
        bounds: Bounds,
    ) -> None:  # fmt: skip
        """Show samples in this part of the plane; with `limits` their labels are values."""
        self.view.set_titles(*titles)
        self.take_samples({"train": train, "test": test}, limits)
        self.take_bounds(bounds)

    def set_title(self, title: str) -> None:
        """Say what it is a map of."""
        self.title.setText(title)

    # What the export menu asks

    def picture_name(self) -> str:
        return self.title.text()

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the plane under its title."""
        super().paint_picture(painter)
        painter.setPen(QColor(self._source.current.text))
        base = painter.fontMetrics().ascent() + MARGIN / 2
        painter.drawText(QPointF(MARGIN, base), self.title.text())

    def _head_height(self, width: int) -> int:
        return self.fontMetrics().height() + MARGIN

    def csv(self) -> str:
        """Return a line for each cell of the map: the place of its middle and its values."""
        field, titles = self._picture.field, self.view.titles()
        if field is None:
            return csv_text([titles])
        values = field.reshape(field.shape[0] * field.shape[1], -1)
        places = self._picture.ground.bounds.samples(field.shape[0])
        rows = np.concatenate([places, values], axis=1).tolist()
        names = [*titles, *(f"value {k + 1}" for k in range(values.shape[1]))]
        return csv_text([names, *([f"{number:.6g}" for number in row] for row in rows)])

    def arrange(self) -> None:
        """Keep the plane square, and as large as may be below the title."""
        left, bottom = self.around()
        head = self._head.sizeHint().height()
        top = head + MARGIN
        side = min(self.width() - left - 2 * MARGIN, self.height() - top - bottom - 2 * MARGIN)
        start = max((self.width() - left - side) // 2, MARGIN)
        self._head.setGeometry(MARGIN, MARGIN // 2, self.width() - 2 * MARGIN, head)
        self.place_plane(start, top, side)
