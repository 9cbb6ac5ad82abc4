"""Draw a loss over a plane through the weights: colours, contours, and the path of a training."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QTransform
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from gui.plots.axis import Axis
from gui.plots.items import Line, Points, make_pen
from gui.plots.plane_picture import Bounds, value_colours, zero_line
from gui.plots.plane_plot import MARGIN, ColourBar, PlanePlot
from gui.plots.plot import ARROWS, is_plain, readout_table
from gui.plots.series import Floats
from gui.text.numbers import count, figures, telling
from gui.theme.colours import ramp, rgb
from gui.theme.theme import Theme, ThemeSource

_CONTOURS = 12
_SHADES = 256
_DOT, _OWN = 9.0, 13.0
_NEAR = 12.0
"""Pixels from the pointer to a point of the path that is told of."""
_FAINT = 130
_WALK = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_EDGES = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


@dataclass(frozen=True, eq=False)
class WayPoint:
    """Kept weights: their epoch, their place in the plane, their distance from it, their loss."""

    epoch: int
    x: float
    y: float
    distance: float
    loss: float


@dataclass(frozen=True, eq=False)
class SurfacePicture:
    """A loss (rows, columns) at the places `x` (columns,) and `y` (rows,), the lowest row first.

    `own` is the loss in the middle of it all, at (0, 0). `way` are kept weights in their order.
    `titles` name the axes.
    """

    x: Floats
    y: Floats
    loss: Floats
    own: float
    way: Sequence[WayPoint]
    titles: tuple[str, str]


def sequential(theme: Theme) -> tuple[str, ...]:
    """The colours of values that begin at the lowest: those of the diverging ones from its middle.
    """
    return theme.diverging[len(theme.diverging) // 2 :]


class LossBar(ColourBar):
    """An upright bar of losses; their scale is logarithmic where all are above zero."""

    def colours(self, theme: Theme) -> tuple[str, ...]:
        """From the lowest to the highest loss."""
        return sequential(theme)

    def make_axis(self) -> Axis:
        """Return an axis with round numbers."""
        return Axis("right")


class SurfacePlot(PlanePlot):
    """The loss all over a plane; arrows walk over it, page keys along the path.

    Hand it over with `show_surface`, as often as it becomes finer.
    """

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self.setProperty("helpTopic", "loss-surface")
        self._shown: SurfacePicture | None = None
        self._place: tuple[float, float] | None = None
        self._epoch_at: int | None = None
        self._way = Line(self.view.box, 12)
        self.dots = Points(self.view.box, 14)
        self.own = Points(self.view.box, 13)
        self.more = self.make_more()
        self.more.setProperty("helpTopic", "export")
        self.setAccessibleName(self.tr("Loss surface"))
        self.clear("")

    def make_bar(self) -> ColourBar:
        return LossBar(self.view.graph, self._source)

    # What the caller decides

    def show_surface(self, picture: SurfacePicture) -> None:
        """Show another surface, or the same one finer."""
        same = self._shown is not None and self._shown.titles == picture.titles
        self._shown = picture
        self.view.set_titles(*picture.titles)
        self.view.set_note("")
        self.take_bounds(
            Bounds(*map(float, (picture.x[0], picture.x[-1], picture.y[0], picture.y[-1])))
        )
        if not same:
            self.leave()
        self.draw_soon()

    def clear(self, text: str) -> None:
        """Show nothing but `text`."""
        self._shown = None
        self.view.set_note(text)
        self.leave()
        self.draw_soon()

    @property
    def picture_shown(self) -> SurfacePicture | None:
        """What is shown, if anything."""
        return self._shown

    # Pointing

    def hover(self, x: float, y: float) -> str:
        """Say what the loss is at the place (x, y); returns what is shown, as HTML."""
        shown = self._shown
        if shown is None:
            return ""
        self._place, self._epoch_at = (x, y), None
        rows = [(self.tr("Loss"), figures(self._loss_at(x, y)))]
        text = readout_table(f"{figures(x, 3)} ; {figures(y, 3)}", rows)
        self._tell(text, telling(self.tr("Loss"), rows[0][1]), x, y)
        return text

    def point_at_epoch(self, number: int) -> str:
        """Say what is known of kept weights, by their place in the path; returns it as HTML."""
        shown = self._shown
        if shown is None or not shown.way:
            return ""
        self._epoch_at = number = min(max(number, 0), len(shown.way) - 1)
        one = shown.way[number]
        head = self.tr("Epoch {epoch}").format(epoch=count(one.epoch))
        rows = [
            (self.tr("Its own loss"), figures(one.loss)),
            (self.tr("Loss of the plane here"), figures(self._loss_at(one.x, one.y))),
            (self.tr("Distance from the plane"), figures(one.distance, 3)),
        ]
        text = readout_table(f"<b>{html.escape(head)}</b>", rows)
        self._place = one.x, one.y
        self._tell(text, "; ".join([head, *(telling(*row) for row in rows)]), one.x, one.y)
        return text

    def _tell(self, text: str, words: str, x: float, y: float) -> None:
        self.view.show_readout(text, x, y)
        self.mark_place(x, y)
        self.setAccessibleDescription(words)

    @Slot(float, float)
    def hover_at(self, x: float, y: float) -> None:
        way = [] if self._shown is None else self._shown.way
        if way:
            at = self.view.pixel(x, y)
            apart = [self.view.pixel(one.x, one.y) - at for one in way]
            far = [float(np.hypot(one.x(), one.y())) for one in apart]
            nearest = int(np.argmin(far))
            if far[nearest] <= _NEAR:
                self.point_at_epoch(nearest)
                return
        self.hover(x, y)

    def _loss_at(self, x: float, y: float) -> float:
        shown = self._shown
        assert shown is not None
        column = int(np.abs(shown.x - x).argmin())
        row = int(np.abs(shown.y - y).argmin())
        return float(shown.loss[row, column])

    def in_words(self) -> str:
        """Say from what to what the loss goes, and what it is in the middle."""
        shown = self._shown
        if shown is None:
            return self.view.note()
        low, high = self._limits_of(shown)
        words = self.tr("Loss from {low} to {high}; {own} in the middle").format(
            low=figures(low), high=figures(high), own=figures(shown.own)
        )
        if not shown.way:
            return words
        path = self.tr("the path has {count} kept epoch(s)", "", len(shown.way))
        return f"{words}; {path.format(count=count(len(shown.way)))}"

    @Slot()
    def leave(self) -> None:
        self._place = self._epoch_at = None
        super().leave()

    # Keys

    def wants_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        return is_plain(event) and (
            key in ARROWS or key in _WALK or key in _EDGES or key == Qt.Key.Key_Escape
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the plane, or along the path."""
        key, way = Qt.Key(event.key()), ARROWS.get(Qt.Key(event.key()))
        shown = self._shown
        if shown is None or not is_plain(event):
            super().keyPressEvent(event)
        elif way is not None:
            self.hover(*self.bounds().step(self._place, way))
        elif shown.way and key in _WALK:
            last = len(shown.way) - 1
            at = self._epoch_at
            first = 0 if _WALK[key] > 0 else last
            self.point_at_epoch(first if at is None else at + _WALK[key])
        elif shown.way and key in _EDGES:
            self.point_at_epoch(_EDGES[key] % len(shown.way))
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    # Drawing

    def _is_log(self, shown: SurfacePicture) -> bool:
        low, _ = self._limits_of(shown)
        return low > 0

    @staticmethod
    def _limits_of(shown: SurfacePicture) -> tuple[float, float]:
        """The least and the greatest loss that is a number."""
        every = np.concatenate([shown.loss.ravel(), [shown.own], [one.loss for one in shown.way]])
        known = every[np.isfinite(every)]
        return (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)

    def _scaled(self, values: npt.NDArray[np.floating]) -> Floats:
        """Losses as the colours go: exponents of ten on a logarithmic scale."""
        shown = self._shown
        assert shown is not None
        if not self._is_log(shown):
            return np.asarray(values, np.float64)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.log10(values), np.float64)

    def _shares(self, losses: Floats, limits: tuple[float, float]) -> npt.NDArray[np.float32]:
        """Where losses lie between the limits of the scale, from 0 to 1."""
        low, high = limits
        with np.errstate(invalid="ignore"):
            return ((self._scaled(losses) - low) / (high - low)).astype(np.float32)

    @Slot()
    def redraw(self) -> None:
        shown, theme = self._shown, self._source.current
        room = self.bar.room()
        for item in (self.image, self.boundary, self._way, self.dots, self.own):
            item.setVisible(shown is not None)
        self.more.setEnabled(shown is not None)
        if shown is None:
            self.bar.show_limits(None)
        else:
            low, high = (float(end) for end in self._scaled(np.array(self._limits_of(shown))))
            if not high - low > 1e-9 * max(abs(low), abs(high), 1e-9):
                low, high = low - 0.5, high + 0.5
            self.bar.axis.set_log(self._is_log(shown))
            self.bar.show_limits((low, high))
            self._draw_field(shown, (low, high), theme)
            self._draw_way(shown, (low, high), theme)
        if self._stale_room or self.bar.room() != room:
            self._stale_room = False
            self.arrange()

    def _draw_field(
        self, shown: SurfacePicture, limits: tuple[float, float], theme: Theme
    ) -> None:
        shares = self._shares(shown.loss, limits)
        pixels = value_colours(shares, (0.0, 1.0), ramp(sequential(theme), _SHADES))
        pixels[~np.isfinite(shares)] = rgb(theme.border)
        across = float(shown.x[1] - shown.x[0])
        up = float(shown.y[1] - shown.y[0])
        # The values belong to the middles of the cells.
        corner = QTransform.fromTranslate(shown.x[0] - across / 2, shown.y[0] - up / 2)
        self.image.setImage(pixels, autoLevels=False)
        self.image.setTransform(corner.scale(across, up))
        levels = np.linspace(0, 1, _CONTOURS + 2)[1:-1].astype(np.float32)
        lines = np.concatenate([zero_line(shares - level) for level in levels])
        places = lines * (across, up) + (shown.x[0], shown.y[0])
        ink = QColor(theme.text)
        ink.setAlpha(_FAINT)
        self.boundary.setPen(make_pen(ink, theme.stroke))
        self.boundary.setPath(pg.arrayToQPath(*places.T, connect="pairs", finiteCheck=False))

    def _draw_way(
        self, shown: SurfacePicture, limits: tuple[float, float], theme: Theme
    ) -> None:
        rim = make_pen(theme.text, 1.5 * theme.stroke)
        colours = ramp(sequential(theme), _SHADES)

        def look(losses: Sequence[float]) -> list[QBrush]:
            shares = self._shares(np.array(losses, float), limits)
            found = value_colours(shares, (0.0, 1.0), colours).tolist()
            return [QBrush(QColor(*colour)) for colour in found]

        x, y = (np.array([getattr(one, name) for one in shown.way], float) for name in "xy")
        self._way.draw(x, y, make_pen(theme.text, 1.25 * theme.stroke))
        self.dots.setData(
            x=x, y=y, size=_DOT * theme.stroke, pen=[rim] * len(x),
            brush=look([one.loss for one in shown.way]),
        )  # fmt: skip
        self.own.setData(
            x=[0.0], y=[0.0], size=_OWN * theme.stroke, symbol="d", pen=[rim],
            brush=look([shown.own]),
        )  # fmt: skip

    def arrange(self) -> None:
        """Keep the plane square, and as large as may be."""
        left, bottom = self.around()
        more = self.more.sizeHint()
        self.more.setGeometry(self.width() - MARGIN - more.width(), MARGIN, *more.toTuple())
        side = min(
            self.width() - left - 3 * MARGIN - more.width(), self.height() - bottom - 2 * MARGIN
        )
        start = max((self.width() - left - side - more.width()) // 2, MARGIN)
        self.place_plane(start, MARGIN, side)

    def sizeHint(self) -> QSize:
        return QSize(480, 420)

    # What the export menu asks

    def picture_name(self) -> str:
        return self.tr("Loss surface")

    def csv(self) -> str:
        """Return the loss at every place, then the kept weights with their own losses."""
        rows: list[list[object]] = [["kind", "epoch", "x", "y", "loss", "distance"]]
        shown = self._shown
        if shown is not None:
            rows += [
                ["plane", "", float(x), float(y), float(shown.loss[row, column]), ""]
                for row, y in enumerate(shown.y) for column, x in enumerate(shown.x)
            ]
            rows += [["path", one.epoch, one.x, one.y, one.loss, one.distance] for one in shown.way]
        return csv_text(rows)
