"""Show how figures of one or several runs change from step to step, while they do."""

import html
import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from gui.plots.curve_items import CurveItems
from gui.plots.graph import Span, stepped, union, widen
from gui.plots.items import Points, Post, make_pen
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
    every_step,
    make_series,
    read_all,
    table,
)
from gui.text.numbers import figures, whole
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.plain_text import Label

# For how many pixels a plot is drawn that has never been seen.
_UNSEEN = 200
# From this width on, at the usual size of text, a long slider leaves the names enough room.
_ROOMY = 300
_DOT = 8
_CURSOR = 2.0
# Pixels: so near the line takes hold of it; what moves less is a click.
_GRAB, _STILL = 6, 4
# From so many values a pixel on, bold lines of several curves would cover each other.
_CROWD = 2
# The weights of an exponential average matter near one; equal moves of the slider multiply the
# number of steps over which it averages, 1 / (1 − weight), from 1 to 100.
_MOVES = 40
_LONG, _SHORT = 72, 40
"""Pixels of the slider, and where the names of the curves need them more."""

def weight_at(move: int) -> float:
    """Return the smoothing weight, 0 to 0.99, of a place of the slider."""
    steps = math.pow(100.0, move / _MOVES)
    return round(min(1.0 - 1.0 / steps, 0.99), 4)


class CurveBar(QWidget):
    """The controls above a plot; `log_switched` and `smoothing_moved` come from the user alone."""

    log_switched = Signal(bool)
    smoothing_moved = Signal(float)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weight = 0.0
        """The smoothing weight, 0 to 0.99."""
        self._sign = Label(parent=self)
        IconKeeper(self._sign, self._show_sign, "smooth", source)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setProperty("helpTopic", "curve-smoothing")
        self.slider.setRange(0, _MOVES)
        self.slider.setPageStep(5)
        self.slider.setFixedWidth(_LONG)
        self.slider.setAccessibleName(self.tr("Smoothing"))
        self.slider.valueChanged.connect(self._move)
        tip = self.tr(
            "Logarithmic axis: equal factors become equal distances (L)\n"
            "Values of zero and less have no place on it."
        )
        self.log = tool_button(self, source, "log", self.tr("Logarithmic axis"), tip)
        self.log.setProperty("helpTopic", "log-axis")
        self.log.setCheckable(True)
        self.log.clicked.connect(self.log_switched)
        tip = self.tr("Copy or save the curves")
        self.more = tool_button(self, source, "more", self.tr("Copy or save"), tip)
        self.more.setProperty("helpTopic", "export")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self._sign, self.slider, self.log, self.more):
            layout.addWidget(widget)
        self._explain()

    def show_weight(self, weight: float) -> None:
        """Show a smoothing `weight`, held between 0 and 0.99, without telling anyone."""
        self.weight = min(max(weight, 0.0), 0.99)
        places = range(_MOVES + 1)
        with QSignalBlocker(self.slider):
            self.slider.setValue(min(places, key=lambda move: abs(weight_at(move) - self.weight)))
        self._explain()

    def make_room(self, *, scarce: bool) -> None:
        """Take less room, or as much as is usual."""
        self.slider.setFixedWidth(_SHORT if scarce else _LONG)

    def show_smoothing_control(self, *, shown: bool) -> None:
        """Show or hide the slider, for two plots that share one."""
        self._sign.setVisible(shown)
        self.slider.setVisible(shown)

    def _show_sign(self, icon: QIcon) -> None:
        self._sign.setPixmap(icon.pixmap(QSize(16, 16), self.devicePixelRatio()))

    def _explain(self) -> None:
        words = self.tr(
            "Smoothing {weight}: a moving average of the train curves.\n"
            "What was logged stays faint; test curves are never smoothed."
        )
        text = words.format(weight=figures(self.weight, 2))
        for widget in (self.slider, self._sign):
            widget.setToolTip(text)

    @Slot(int)
    def _move(self, place: int) -> None:
        self.weight = weight_at(place)
        self._explain()
        self.smoothing_moved.emit(self.weight)


class CurvePlot(LegendPlot):
    """Curves over steps: train solid, validation dotted, test dashed, one colour for each run.

    Hand over whole arrays with `set_series`, as often as they change: drawing happens by itself, at
    most thirty times a second, and only while the plot can be seen. `log_changed` and
    `smoothing_changed` carry the user's choice.
    """

    log_changed = Signal(bool)
    smoothing_changed = Signal(float)
    chosen = Signal(float)
    """A step was clicked, or the cursor was dragged there."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._items: dict[str, CurveItems] = {}
        self.partners: list[CurvePlot] = []
        self.fitted = True
        """Whether the plot follows the curves, as it does until the user pans or zooms."""
        self.calm = False
        """Whether it leaves the last values of a training that diverged out of the range that it
        shows: they are drawn above it, as far as one goes."""
        self._empty_text = self.tr("Press play, and the curves will grow here.")
        self.view.axes["bottom"].whole = True
        self.bar = CurveBar(source, self)
        self.bar.more.setMenu(self.menu)
        self._dots = Points(self.view.box, 30)
        self._dots.hide()
        self.marked: float | None = None
        """The step at which a line stands that can be dragged."""
        self._line = Post(self.view.box, 25)
        self._pressed: QPointF | None = None
        self._grabbed = False
        self.fit_button = self._make_fit_button()
        self.view.set_corner(self.fit_button)
        self.lay_out(self.legend, self.bar)
        self.bar.log_switched.connect(self.set_log)
        self.bar.smoothing_moved.connect(self.set_smoothing)
        self.view.moved.connect(self._take_manual)
        self.view.pressed.connect(self._press)
        self.view.dragged.connect(self._drag)
        self.view.released.connect(self._release)
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
        self.partners.append(other)
        if self not in other.partners:
            other.link_x(self)
        self.draw_soon()

    def steps(self) -> Span | None:
        """Return the first and the last logged step of the visible curves, if any."""
        filled = [one.x for one in self.legend_series() if one.x.size]
        if not filled:
            return None
        return min(float(x[0]) for x in filled), max(float(x[-1]) for x in filled)

    def show_steps(self, span: Span) -> None:
        """Show the steps of `span`, and no longer follow the curves."""
        self.fitted = False
        self.leave()
        self.view.show_range(x=span)
        self.draw_soon()

    def set_cursor(self, step: float | None) -> None:
        """Let a line stand at a step, or nowhere."""
        if step != self.marked:
            self.marked = step
            self._show_cursor()

    def _show_cursor(self) -> None:
        at = math.nan if self.marked is None else self.marked
        self._line.show_at(at, make_pen(self._source.current.accent, _CURSOR))

    def follow(self) -> None:
        """Show everything, and follow the curves again."""
        self.fitted = True
        self.draw_soon()

    # What the user decides

    @property
    def log(self) -> bool:
        """Whether the upright axis is logarithmic; values of zero and less are not drawn then."""
        return self.bar.log.isChecked()

    @property
    def smoothing(self) -> float:
        """The weight of the moving average of the train curves, 0 to 0.99."""
        return self.bar.weight

    @Slot(bool)
    def set_log(self, log: bool) -> None:
        """Make the upright axis logarithmic, or not."""
        self.bar.log.setChecked(log)
        self.view.set_log("left", log)
        self.fitted = True
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
        for plot in (self, *self.partners):
            plot.follow()
        self.fit_button.hide()

    def point_at(self, place: float) -> list[Reading]:
        """Point at the logged step nearest to `place`; returns what each visible curve logged."""
        readings = read_all(self.legend_series(), place)
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

    @Slot()
    def leave(self) -> None:
        self._dots.hide()
        super().leave()

    def in_words(self) -> str:
        """Say where every visible curve stands."""
        return self.view.note() or self.words_of(self.legend_series())

    # What the export menu asks

    def csv(self) -> str:
        """Return the logged values of the visible curves, never the smoothed ones."""
        return table(self.legend_series(), self.view.titles()[0])

    # Drawing

    @Slot()
    def redraw(self) -> None:
        series = self.legend_series()
        self.view.set_note("" if any(one.x.size for one in series) else self.empty_note())
        if self.fitted:
            self._fit_ranges(series)
        self.fit_button.setVisible(not self.fitted)
        span = self.view.x_range
        pixels = int(self.view.pixels().width()) or _UNSEEN
        crowded = sum(min(one.x.size, pixels) for one in series) > _CROWD * pixels
        for key, items in self._items.items():
            items.show(visible=key not in self._hidden)
            if key not in self._hidden:
                items.draw(
                    self._source.current, span, pixels, self.smoothing, log=self.log,
                    crowded=crowded,
                )  # fmt: skip

    def _fit_ranges(self, series: Sequence[Series]) -> None:
        steps: Span = union([self.steps(), *(one.steps() for one in self.partners)]) or (0.0, 1.0)
        spans = (one.drawable_span(log=self.log, calm=self.calm) for one in series)
        values = union(spans) or (0.0, 1.0)
        if steps[0] == steps[1]:
            steps = (steps[0] - 0.5, steps[1] + 0.5)
        self.view.show_range((steps[0], stepped(steps)[1]), stepped(widen(values)))

    @Slot()
    def _take_manual(self) -> None:
        self.fitted = False
        self.leave()
        for plot in self.partners:
            plot.show_steps(self.view.x_range)
        self.draw_soon()

    # The mouse: a click, or dragging the line, chooses a step; other drags pan.

    @Slot(float, float, Qt.MouseButton)
    def _press(self, x: float, y: float, button: Qt.MouseButton) -> None:
        if button != Qt.MouseButton.LeftButton:
            return
        self._pressed = self.view.pixel(x, y)
        if self.marked is not None:
            line = self.view.pixel(self.marked, y)
            self._grabbed = abs(line.x() - self._pressed.x()) <= _GRAB
            self.view.set_movable(not self._grabbed)

    @Slot(float, float)
    def _drag(self, x: float, y: float) -> None:
        if self._grabbed:
            self.chosen.emit(x)
        elif self._pressed is not None:
            way = self.view.pixel(x, y) - self._pressed
            if abs(way.x()) + abs(way.y()) > _STILL:
                self._pressed = None

    @Slot(float, float)
    def _release(self, x: float, _y: float) -> None:
        if self._grabbed or self._pressed is not None:
            self.chosen.emit(x)
        self._grabbed, self._pressed = False, None
        self.view.set_movable(True)

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
        self._show_cursor()

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
