"""Show how figures of one or several runs change from step to step, while they do."""

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.plots.curve_bar import CurveBar
from gui.plots.curve_items import CurveItems
from gui.plots.curve_range import step_span, stepped, union, value_span, widen
from gui.plots.curve_readout import CurveReadout
from gui.plots.graph import Span
from gui.plots.keys import is_plot_key, pan_of, walk_of, zoom_of
from gui.plots.legend import Legend
from gui.plots.plot import Plot
from gui.plots.plot_buttons import fit_button
from gui.plots.series import (
    Growth,
    Reading,
    Series,
    Style,
    curve_words,
    make_series,
    read_all,
    table,
)
from gui.theme.theme import ThemeSource

# For how many pixels a plot is drawn that has never been seen.
_UNSEEN = 200
# From this width on, at the usual size of text, a long slider leaves the names enough room.
_ROOMY = 300


class CurvePlot(Plot):
    """Curves over steps: train solid, validation dotted, test dashed, one colour for each run.

    Hand over whole arrays with `set_series`, as often as they change: drawing happens by itself, at
    most thirty times a second, and only while the plot can be seen. `hidden_changed` carries the
    key of a curve and whether the user hid it, `log_changed` and `smoothing_changed` the choice.
    """

    hidden_changed = Signal(str, bool)
    log_changed = Signal(bool)
    smoothing_changed = Signal(float)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(source, parent)
        self._items: dict[str, CurveItems] = {}
        self._hidden: set[str] = set()
        self._partners: list[CurvePlot] = []
        self._fitted = True
        self._empty_text = self.tr("Press play, and the curves will grow here.")
        self.view.axes["bottom"].whole = True
        self.legend = Legend(self)
        self.bar = CurveBar(source, self)
        self.bar.more.setMenu(self.menu)
        self.readout = CurveReadout(self.view)
        self.fit_button = fit_button(self, source)
        self.fit_button.clicked.connect(self.fit)
        self.view.set_corner(self.fit_button)
        self.lay_out(self.legend, self.bar)
        self.legend.switched.connect(self._switch)
        self.bar.log_switched.connect(self.set_log)
        self.bar.smoothing_moved.connect(self.set_smoothing)
        self.view.pointer_moved.connect(self._hover)
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
        return step_span(self._visible())

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

    def set_hidden(self, key: str, *, hidden: bool) -> None:
        """Hide or show the curve `key`; raises KeyError if there is none."""
        self.legend.entry(key).setChecked(not hidden)

    @Slot()
    def fit(self) -> None:
        """Show everything, here and in the linked plots, and follow the curves again."""
        for plot in (self, *self._partners):
            plot.follow()
        self.fit_button.hide()

    def hover(self, x: float) -> list[Reading]:
        """Point at the logged step nearest to `x`, and return what each visible curve logged."""
        readings = read_all(self._visible(), x)
        self.readout.show(readings, self._items, self._source.current, log=self.log)
        return readings

    def in_words(self) -> str:
        """Say where every visible curve stands."""
        return self.view.note() or curve_words(self._visible(), self.view.titles()[0])

    # What the export menu asks

    def legend_series(self) -> list[Series]:
        """Return the visible curves."""
        return self._visible()

    def csv(self) -> str:
        """Return the logged values of the visible curves, never the smoothed ones."""
        return table(self._visible(), self.view.titles()[0])

    # Drawing

    @Slot()
    def redraw(self) -> None:
        """Draw now what has changed since the last drawing."""
        series = self._visible()
        self.view.set_note("" if any(one.x.size for one in series) else self._note())
        if self._fitted:
            self._fit_ranges(series)
        self.fit_button.setVisible(not self._fitted)
        span = self.view.x_range
        pixels = int(self.view.pixels().width()) or _UNSEEN
        for key, items in self._items.items():
            items.show(visible=key not in self._hidden)
            if key not in self._hidden:
                items.draw(self._source.current, span, pixels, self.smoothing, log=self.log)

    def _note(self) -> str:
        if self._hidden:
            return self.tr("All curves are hidden. Click on a name above to show one.")
        return self._empty_text

    def _fit_ranges(self, series: list[Series]) -> None:
        steps: Span = union([self.steps(), *(one.steps() for one in self._partners)]) or (0.0, 1.0)
        values = value_span(series, log=self.log) or (0.0, 1.0)
        if steps[0] == steps[1]:
            steps = (steps[0] - 0.5, steps[1] + 0.5)
        self.view.show_range((steps[0], stepped(steps)[1]), stepped(widen(values)))

    @Slot()
    def leave(self) -> None:
        """Point at nothing."""
        self.readout.hide()

    def _visible(self) -> list[Series]:
        return [items.series for key, items in self._items.items() if key not in self._hidden]

    @Slot(str, bool)
    def _switch(self, key: str, shown: bool) -> None:
        (self._hidden.discard if shown else self._hidden.add)(key)
        self.leave()
        self.draw_soon()
        self.hidden_changed.emit(key, not shown)

    @Slot(float, float)
    def _hover(self, x: float, _y: float) -> None:
        self.hover(x)

    @Slot()
    def _take_manual(self) -> None:
        self._fitted = False
        self.leave()
        for plot in self._partners:
            plot.show_steps(self.view.x_range)
        self.draw_soon()

    # Keys

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return is_plot_key(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the steps, pan, zoom, fit, or switch the axis."""
        walk, pan, zoom = walk_of(event), pan_of(event), zoom_of(event)
        key = event.key()
        if walk:
            steps = np.unique(np.concatenate([one.x for one in self._visible()] or [np.empty(0)]))
            if steps.size:
                self.hover(self.readout.next_step(steps, walk))
        elif pan is not None or zoom is not None:
            if pan is not None:
                self.view.shift(*pan)
            if zoom is not None:
                self.view.zoom(zoom, 1.0)
            self._take_manual()
        elif key == Qt.Key.Key_F:
            self.fit()
        elif key == Qt.Key.Key_L:
            self.set_log(not self.log)
        elif key == Qt.Key.Key_Escape:
            self.leave()
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
        """Take the colours of the look of the moment."""
        for items in self._items.values():
            self.legend.put(self._source.current, items.series)
        self._make_room()
        super().dress()
