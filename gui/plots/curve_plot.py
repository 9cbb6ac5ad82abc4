"""Show how figures of one or several runs change from step to step, while they do."""

import html
import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from gui.plots.curve_bar import CurveBar
from gui.plots.curve_items import CurveItems
from gui.plots.graph import Span, stepped, union, widen
from gui.plots.items import Points
from gui.plots.plot import (
    LegendPlot,
    coloured,
    is_plain,
    pan_of,
    readout_table,
    tool_button,
    zoom_of,
)
from gui.plots.series import (
    Floats,
    Growth,
    Reading,
    Series,
    Style,
    curve_words,
    every_step,
    make_series,
    read_all,
    table,
)  # fmt: skip
from gui.text.numbers import figures, whole
from gui.theme.theme import ThemeSource

# For how many pixels a plot is drawn that has never been seen.
_UNSEEN = 200
# From this width on, at the usual size of text, a long slider leaves the names enough room.
_ROOMY = 300
_DOT = 8


class CurvePlot(LegendPlot):
    """Curves over steps: train solid, validation dotted, test dashed, one colour for each run.

    Hand over whole arrays with `set_series`, as often as they change: drawing happens by itself, at
    most thirty times a second, and only while the plot can be seen. `log_changed` and
    `smoothing_changed` carry the user's choice.
    """

    log_changed = Signal(bool)
    smoothing_changed = Signal(float)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(source, parent)
        self._items: dict[str, CurveItems] = {}
        self._partners: list[CurvePlot] = []
        self._fitted = True
        self._empty_text = self.tr("Press play, and the curves will grow here.")
        self.view.axes["bottom"].whole = True
        self.bar = CurveBar(source, self)
        self.bar.more.setMenu(self.menu)
        self._dots = Points(self.view.box, 30)
        self._dots.hide()
        self.fit_button = self._make_fit_button()
        self.view.set_corner(self.fit_button)
        self.lay_out(self.legend, self.bar)
        self.bar.log_switched.connect(self.set_log)
        self.bar.smoothing_moved.connect(self.set_smoothing)
        self.view.moved.connect(self._take_manual)
        self.redraw()

    # What the caller decides

    def set_titles(self, x: str, y: str) -> None:
        """Name the axes; the name of the upright one also names the plot."""
        self.view.set_titles(x, y)
        self.setAccessibleName(y)

    def set_series(
        self, key: str, x: object, y: object, colour_index: int, style: Style, label: str
    ) -> None:
        """Show or replace the curve `key`: values `y` logged at steps `x`, both of shape (n,).

        `colour_index` counts through the theme's run colours. Raises ValueError on other shapes.
        """
        self._put(make_series(key, x, y, colour_index, style, label))

    def set_growth(
        self, key: str, growth: Growth, colour_index: int, style: Style, label: str
    ) -> None:
        """Show or replace the curve `key` by one that grows; call it again when it has grown."""
        self._put(Series(key, growth.x, growth.y, colour_index, style, label, growth))

    def _put(self, series: Series) -> None:
        key = series.key
        items = self._items.get(key)
        if items is None:
            self._items[key] = CurveItems(self.view.box, series)
            self.legend.put(self._source.current, series)
        else:
            old = items.series
            items.take(series)
            looks = [(one.label, one.colour_index, one.style) for one in (old, series)]
            if looks[0] != looks[1]:
                self.legend.put(self._source.current, series)
        self.draw_soon()

    def remove(self, key: str) -> None:
        """Take the curve `key` away; raises KeyError if there is none."""
        self._items.pop(key).remove()
        self.legend.remove(key)
        self._hidden.discard(key)
        self.leave()
        self.draw_soon()

    def curve(self, key: str) -> CurveItems:
        """Return what is drawn of the curve `key`; raises KeyError if there is none."""
        return self._items[key]

    def curves(self) -> list[Series]:
        """Return the values of all curves, hidden ones too."""
        return [items.series for items in self._items.values()]

    def clear(self) -> None:
        """Take all curves away, and look at all of what comes next."""
        for key in list(self._items):
            self.remove(key)
        self.fit()

    def link_x(self, other: "CurvePlot") -> None:
        """Show the same steps as `other` from now on, whichever of the two is moved."""
        self._partners.append(other)
        if self not in other.partners():
            other.link_x(self)
        self.draw_soon()

    def partners(self) -> list["CurvePlot"]:
        """Return the plots that show the same steps as this one."""
        return list(self._partners)

    def steps(self) -> Span | None:
        """Return the first and the last logged step of the visible curves, if any."""
        filled = [one.x for one in self.legend_series() if one.x.size]
        if not filled:
            return None
        return min(float(x[0]) for x in filled), max(float(x[-1]) for x in filled)

    def show_steps(self, span: Span) -> None:
        """Show the steps of `span`, and no longer follow the curves."""
        self._fitted = False
        self.leave()
        self.view.show_range(x=span)
        self.draw_soon()

    def follow(self) -> None:
        """Show everything, and follow the curves again."""
        self._fitted = True
        self.draw_soon()

    # What the user decides

    @property
    def log(self) -> bool:
        """Whether the upright axis is logarithmic; values of zero and less are not drawn then."""
        return self.bar.log.isChecked()

    @property
    def smoothing(self) -> float:
        """The weight of the moving average of the train curves, 0 to 0.99."""
        return self.bar.weight()

    @property
    def fitted(self) -> bool:
        """Whether the plot follows the curves, as it does until the user pans or zooms."""
        return self._fitted

    @Slot(bool)
    def set_log(self, log: bool) -> None:
        """Make the upright axis logarithmic, or not."""
        self.bar.show_log(log)
        self.view.set_log("left", log)
        self._fitted = True
        self.leave()
        self.draw_soon()
        self.log_changed.emit(log)

    @Slot(float)
    def set_smoothing(self, weight: float) -> None:
        """Smooth train curves with `weight`, 0 to 0.99."""
        self.bar.show_weight(weight)
        self.draw_soon()
        self.smoothing_changed.emit(self.smoothing)

    @Slot()
    def fit(self) -> None:
        """Show everything, here and in the linked plots, and follow the curves again."""
        for plot in (self, *self._partners):
            plot.follow()
        self.fit_button.hide()

    def hover(self, x: float) -> list[Reading]:
        """Point at the logged step nearest to `x`, and return what each visible curve logged."""
        readings = read_all(self.legend_series(), x)
        if not readings:
            self.leave()
            return readings
        shown, nearest = [one.x for one in readings], readings[0].x
        # The step most curves logged heads the table; others name their own beside their value.
        step = max(set(shown), key=lambda value: (shown.count(value), -abs(value - nearest)))
        theme = self._source.current
        indices = [self._items[one.key].series.colour_index for one in readings]
        colours = [theme.runs[index % len(theme.runs)] for index in indices]
        heights = [_log10(one.y) if self.log else one.y for one in readings]
        # Those without a place on the axis stand in the table alone.
        placed = [number for number, height in enumerate(heights) if math.isfinite(height)]
        self._dots.setData(
            x=[shown[number] for number in placed], y=[heights[number] for number in placed],
            size=_DOT, pen=pg.mkPen(theme.plot, width=1.5),
            brush=[pg.mkBrush(colours[number]) for number in placed],
        )  # fmt: skip
        self._dots.show()
        self.at = step
        rows = []
        for one, colour in zip(readings, colours, strict=True):
            name = coloured(colour, one.label)
            if one.x != step:
                at = self.tr("at {step}").format(step=whole(one.x))
                name += f" <span style='color:{theme.muted}'>{at}</span>"
            rows.append((name, figures(one.y)))
        head = f"<b>{html.escape(self.view.titles()[0])} {whole(step)}</b>"
        free = self.free_end([heights[number] for number in placed])
        self.show_at(step, readout_table(head, rows), free)
        return readings

    def places(self) -> Floats:
        return every_step(self.legend_series())

    def point_at(self, place: float) -> list[Reading]:
        return self.hover(place)

    @Slot(float, float)
    def hover_at(self, x: float, _y: float) -> None:
        self.hover(x)

    @Slot()
    def leave(self) -> None:
        self._dots.hide()
        super().leave()

    def in_words(self) -> str:
        """Say where every visible curve stands."""
        return self.view.note() or curve_words(self.legend_series(), self.view.titles()[0])

    # What the export menu asks

    def csv(self) -> str:
        """Return the logged values of the visible curves, never the smoothed ones."""
        return table(self.legend_series(), self.view.titles()[0])

    # Drawing

    @Slot()
    def redraw(self) -> None:
        """Draw now what has changed since the last drawing."""
        series = self.legend_series()
        self.view.set_note("" if any(one.x.size for one in series) else self.empty_note())
        if self._fitted:
            self._fit_ranges(series)
        self.fit_button.setVisible(not self._fitted)
        span = self.view.x_range
        pixels = int(self.view.pixels().width()) or _UNSEEN
        for key, items in self._items.items():
            items.show(visible=key not in self._hidden)
            if key not in self._hidden:
                items.draw(self._source.current, span, pixels, self.smoothing, log=self.log)

    def _fit_ranges(self, series: Sequence[Series]) -> None:
        steps: Span = union([self.steps(), *(one.steps() for one in self._partners)]) or (0.0, 1.0)
        values = union(one.drawable_span(log=self.log) for one in series) or (0.0, 1.0)
        if steps[0] == steps[1]:
            steps = (steps[0] - 0.5, steps[1] + 0.5)
        self.view.show_range((steps[0], stepped(steps)[1]), stepped(widen(values)))

    @Slot()
    def _take_manual(self) -> None:
        self._fitted = False
        self.leave()
        for plot in self._partners:
            plot.show_steps(self.view.x_range)
        self.draw_soon()

    # Keys

    def wants_key(self, event: QKeyEvent) -> bool:
        others = event.key() in (Qt.Key.Key_F, Qt.Key.Key_L) and is_plain(event)
        return others or bool(pan_of(event) or zoom_of(event)) or super().wants_key(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the steps, pan, zoom, fit, or switch the axis."""
        pan, zoom, key = pan_of(event), zoom_of(event), event.key()
        if pan is not None or zoom is not None:
            if pan is not None:
                self.view.shift(*pan)
            if zoom is not None:
                self.view.zoom(zoom, 1.0)
            self._take_manual()
        elif key == Qt.Key.Key_F:
            self.fit()
        elif key == Qt.Key.Key_L:
            self.set_log(not self.log)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names of the curves room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self.bar.make_room(scarce=self.width() < _ROOMY * self._source.zoom)

    @Slot()
    def dress(self) -> None:
        self._make_room()
        super().dress()

    def _make_fit_button(self) -> QToolButton:
        name = self.tr("Fit")
        tip = self.tr("Show everything and follow the curves again (F)")
        button = tool_button(self, self._source, "fit", name, tip)
        button.setProperty("raised", True)
        button.setText(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.hide()
        button.clicked.connect(self.fit)
        return button


def _log10(value: float) -> float:
    return math.log10(value) if value > 0 and math.isfinite(value) else math.nan
