"""What holds for every plot with axes, whatever it shows."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.plots.boundary_plot import BoundaryPlot
from gui.plots.curve_plot import CurvePlot
from gui.plots.error_histogram import ErrorHistogram, Spread
from gui.plots.function_plot import FunctionPicture, FunctionPlot
from gui.plots.lines_plot import Banded, LinesPlot
from gui.plots.map_items import MapPoints
from gui.plots.map_plot import MapPlot, OneMap
from gui.plots.plot_view import PlotView
from gui.plots.rate_plot import RatePlot
from gui.plots.surface_plot import SurfacePicture, SurfacePlot, WayPoint
from gui.plots.sweep_plot import SweepAxis, SweepPlot, SweepPoint
from gui.plots.value_plot import ValuePicture, ValuePlot, Values
from gui.theme.theme import DARK, LIGHT, ThemeSource
from gui.widgets.plain_text import Label

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Floats = np.ndarray[Any, np.dtype[np.float64]]
Make = Callable[[ThemeSource, Floats], QWidget]

MANY = 1_000_000


def curves(source: ThemeSource, y: Floats) -> QWidget:
    plot = CurvePlot(source)
    plot.set_titles("Epoch", "Loss")
    for style in ("train", "test"):
        plot.set_series(style, np.arange(len(y)), y, 0, style, style)
    return plot


def lines(source: ThemeSource, y: Floats) -> QWidget:
    plot = LinesPlot(source)
    x = np.arange(len(y), dtype=float)
    plot.show_lines("Size", "Accuracy", [Banded("one", x, y, np.zeros(len(y)))])
    return plot


def rates(source: ThemeSource, y: Floats) -> QWidget:
    plot = RatePlot(source)
    tried = np.logspace(-4, 0, len(y))
    plot.set_points(tried.tolist(), y.tolist(), y.tolist())
    plot.set_mark("own", 0.01, "now {0.01}")
    return plot


def sweep_line(source: ThemeSource, y: Floats) -> QWidget:
    plot = SweepPlot(source)
    some = y[:500]
    points = [SweepPoint(f"n {k}", (float(k),), float(v), 0.1) for k, v in enumerate(some)]
    plot.show_points([SweepAxis("Rate")], points, "Accuracy")
    return plot


def sweep_parallel(source: ThemeSource, y: Floats) -> QWidget:
    plot = SweepPlot(source)
    axes = [SweepAxis("Rate"), SweepAxis("Loss", ("MSE", "BCE"))]
    points = [
        SweepPoint(f"n {k}", (float(k), k % 2), float(v), 0.1) for k, v in enumerate(y[:200])
    ]
    plot.show_points(axes, points, "Accuracy")
    return plot


def histogram(source: ThemeSource, y: Floats) -> QWidget:
    plot = ErrorHistogram(source)
    plot.set_titles("Error", "Images")
    known = y[np.isfinite(y)]
    if len(known):
        counts, edges = np.histogram(known, bins=20)
        plot.set_spreads([Spread("run", 0, edges, counts, float(known.mean()))])
    return plot


def plane(source: ThemeSource, y: Floats) -> QWidget:
    plot = BoundaryPlot(source)
    places = np.stack([y, y[::-1]], axis=1)[:20_000]
    labels = np.arange(len(places)) % 2
    plot.set_names("x₁", "x₂", ["one", "two"])
    plot.set_points(places, labels, places[:0], labels[:0], 2)
    if len(places):
        at = plot.grid(20)
        share = 1 / (1 + np.exp(-at[:, 0])).reshape(20, 20)
        plot.set_field(np.stack([share, 1 - share], axis=2))
    return plot


def plane_of_values(source: ThemeSource, y: Floats) -> QWidget:
    plot = BoundaryPlot(source)
    places = np.stack([y, y[::-1]], axis=1)[:20_000]
    plot.set_targets(places, places[:, 0], places[:0], places[:0, 0])
    if len(places):
        plot.set_field(plot.grid(20)[:, 0].reshape(20, 20))
    return plot


def values(source: ThemeSource, y: Floats) -> QWidget:
    plot = ValuePlot(source)
    some = y[:20_000]
    marks = Values("test", "one", some, some[::-1])
    plot.show_picture(ValuePicture(("True", "Predicted"), (marks,), (Values("aim", "", y, y),)))
    return plot


def value_bars(source: ThemeSource, y: Floats) -> QWidget:
    plot = ValuePlot(source)
    known = y[np.isfinite(y)]
    if len(known):
        counts, edges = np.histogram(known, bins=20)
        plot.show_picture(ValuePicture(("Error", "Samples"), edges=edges, counts=counts * 1.0))
    return plot


def class_lines(source: ThemeSource, y: Floats) -> QWidget:
    plot = ValuePlot(source)
    x = np.arange(1.0, len(y) + 1)
    lines = [Values("class", name, x, side * y, k) for k, (name, side) in enumerate(
        (("one", 1), ("two", -1))
    )]  # fmt: skip
    plot.show_picture(ValuePicture(("Column", "Share"), lines=lines, names=("a", "b", "c")))
    return plot


def code_map(source: ThemeSource, y: Floats) -> QWidget:
    plot = MapPlot(source)
    some = y[:20_000]
    if len(some):
        labels = np.arange(len(some)) % 3
        points = MapPoints(
            np.stack([some, some[::-1]], axis=1), labels, np.arange(len(some)), ("a", "b", "c")
        )
        plot.show_maps({"train": OneMap(points, "Train")}, ("PC 1", "PC 2"), scales=True)
    return plot


def surface(source: ThemeSource, y: Floats) -> QWidget:
    plot = SurfacePlot(source)
    plot.clear("There is nothing yet.")
    some = y[:64]
    if len(some):
        x = np.linspace(-1, 1, 9)
        loss = np.resize(some, (9, 9)).copy()
        way = [WayPoint(k, x[k], x[k], 0.1, float(value)) for k, value in enumerate(some[:5])]
        plot.show_surface(SurfacePicture(x, x, loss, float(some[0]), way, ("one", "two")))
    return plot


def function(source: ThemeSource, y: Floats) -> QWidget:
    plot = FunctionPlot(source)
    if len(y):
        some = y[:1000]
        x = np.linspace(-4, 4, len(some)) if len(some) > 1 else np.zeros(1)
        at, value = float(x[0]), float(some[0])
        plot.show_function(FunctionPicture("Tanh", x, some, at, value, 0.5, "Slope"))
    return plot


PLOTS: tuple[Make, ...] = (
    curves, lines, rates, sweep_line, sweep_parallel, histogram, values, value_bars, class_lines,
    plane, plane_of_values, code_map, surface, function,
)  # fmt: skip

USUAL = np.random.default_rng(0).normal(size=40) + np.linspace(3, 1, 40)
ODD: dict[str, Floats] = {
    "empty": np.empty(0),
    "one": np.array([0.5]),
    "nan": np.full(5, np.nan),
    "some nan": np.array([1.0, np.nan, 2.0]),
    "inf": np.array([1.0, np.inf, -np.inf, 2.0]),
    "equal": np.full(6, 2.5),
    "huge": np.array([1e300, -1e300, 1.0]),
    "tiny": np.array([1e-300, 2e-300, 3e-300]),
}


@pytest.fixture(params=PLOTS, ids=lambda make: make.__name__)
def make(
    request: pytest.FixtureRequest, qtbot: QtBot, source: ThemeSource
) -> Callable[[Floats], Any]:
    def made(y: Floats) -> Any:
        plot = request.param(source, y)
        qtbot.addWidget(plot)
        plot.resize(520, 400)
        plot.show()
        qtbot.waitExposed(plot)
        drawn(plot)
        return plot

    return made


def drawn(plot: QWidget) -> None:
    """Let all that has changed be drawn."""
    QApplication.processEvents()
    for one in [plot, *plot.findChildren(QWidget)]:
        redraw = getattr(one, "redraw", None)
        if callable(redraw):
            redraw()
        elif redraw is not None:
            redraw.draw_now()
    QApplication.processEvents()


def views(plot: QWidget) -> list[PlotView]:
    return [view for view in plot.findChildren(PlotView) if view.isVisible()]


@pytest.mark.parametrize("to", [(330, 240), (240, 200)])
def test_what_is_reported_is_never_cut(make: Any, to: tuple[int, int]) -> None:
    """A readout that is open while the plot shrinks stays wholly within it, or is put away."""
    plot = make(USUAL)
    for view in views(plot):
        (left, right), (low, high) = view.x_range, view.y_range
        for share in (0.05, 0.5, 0.97):
            plot.resize(520, 400)
            drawn(plot)
            x, y = left + share * (right - left), low + share * (high - low)
            view.show_readout("<b>Training</b><br>99.999 %", x, y)
            plot.resize(*to)
            drawn(plot)
            # Qt lays out a plot in turns.
            drawn(plot)
            (text,) = [one for one in view.findChildren(Label) if one.property("readout")]
            if view.readout():
                assert view.rect().contains(text.geometry()), (share, text.geometry())


@pytest.mark.parametrize("kind", ODD)
def test_odd_values_are_borne(make: Any, kind: str) -> None:
    plot = make(ODD[kind])
    for view in views(plot):
        assert np.isfinite([view.x_range, view.y_range]).all()
    assert not plot.grab().isNull()
    assert plot.csv() == "" or plot.csv().endswith("\n")
    # An empty plot, and one of a sweep without a finished run, have no table.
    has_table = kind != "empty" and not isinstance(plot, SweepPlot)
    assert plot.csv() or not has_table


def test_a_million_values_are_drawn_as_few(make: Any) -> None:
    plot = make(np.sin(np.arange(MANY) / 50_000))
    assert not plot.grab().isNull()
    if isinstance(plot, CurvePlot):
        x, y = plot.curve("train").bold.getData()
        assert x.size < 5000
        assert (x[0], x[-1]) == (0, MANY - 1)
        assert y.max() == pytest.approx(1)


def test_every_look_reaches_ground_axes_and_grid(make: Any, source: ThemeSource) -> None:
    plot = make(USUAL)
    for choice in ("dark", "light"):
        source.choose(choice)
        drawn(plot)
        for view in views(plot):
            theme = source.current
            assert view.canvas.backgroundBrush().color() == QColor(theme.plot)
            assert view.axes["left"].textPen().color() == QColor(theme.axis)
            assert view.graph.grid.pen().color() == QColor(theme.grid)


def test_numbers_are_written_as_the_language_does(make: Any) -> None:
    QLocale.setDefault(QLocale("fr_FR"))
    plot = make(np.linspace(0.0, 0.9, 40))
    written = [text for view in views(plot) for axis in view.axes.values()
               for text in axis.numbers()]  # fmt: skip
    assert not any("." in text for text in written)
    if not isinstance(plot, SweepPlot) and written:
        assert any("," in text for text in written)


def test_no_number_is_cut_and_none_covers_another(make: Any) -> None:
    plot = make(USUAL)
    for view in views(plot):
        for side, axis in view.axes.items():
            places = [rect for rect, _ in axis.placed_numbers()]
            if not places or not axis.isVisible():
                continue
            room = axis.size()
            for rect in places:
                assert rect.left() >= -0.5
                assert rect.right() <= room.width() + 0.5
            if side == "bottom":
                pairs = pairwise(places)
                assert all(first.right() <= second.left() for first, second in pairs)


def test_a_saved_picture_is_light_unless_it_is_wanted_as_seen(
    make: Any, source: ThemeSource
) -> None:
    source.choose("dark")
    plot = make(USUAL)
    plot.menu.copy_picture()
    light = QGuiApplication.clipboard().image()
    assert light.pixelColor(1, light.height() - 2) == QColor(LIGHT.plot)
    assert source.current == DARK
    drawn(plot)
    for view in views(plot):
        assert view.canvas.backgroundBrush().color() == QColor(DARK.plot)
    plot.menu.aboutToShow.emit()
    next(action for action in plot.menu.actions() if action.isCheckable()).trigger()
    plot.menu.copy_picture()
    dark = QGuiApplication.clipboard().image()
    assert dark.pixelColor(1, dark.height() - 2) == QColor(DARK.plot)


def test_an_svg_has_every_number_and_keeps_to_its_axes(make: Any, tmp_path: Any) -> None:
    plot = make(USUAL)
    plot.menu.save(str(tmp_path / "plot.svg"))
    written = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    # A number may be written in parts, where one of its characters is of another typeface.
    texts = "".join(re.findall(r"<text [^>]*>([^<]*)</text>", written))
    assert all("textLength" in one for one in re.findall(r"<text [^>]*>", written))
    for view in views(plot):
        for axis in view.axes.values():
            if axis.isVisible():
                assert all(number in texts for number in axis.numbers())
    assert "<clipPath" in written


def test_a_repaint_does_not_enter_python(make: Any) -> None:
    """A training on another thread goes on while Qt paints: Python's lock is not taken for long."""
    plot = make(USUAL)
    entered: list[str] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and "site-packages" in frame.f_code.co_filename:
            entered.append(f"{frame.f_code.co_qualname}")

    for view in views(plot):
        viewport = view.canvas.viewport()
        viewport.repaint()
        sys.setprofile(note)
        try:
            viewport.repaint()
        finally:
            sys.setprofile(None)
    # Bars, marks and points of pyqtgraph's own paint themselves, in a small part of the time.
    painted = ("ScatterPlotItem", "BarGraphItem", "InfiniteLine", "TextItem", "ImageItem")
    kept = [name for name in entered if name.split(".")[-1] in ("paint", "paintEvent")]
    assert not [name for name in kept if not name.startswith(painted)]
    if isinstance(plot, CurvePlot):
        assert not entered


@pytest.mark.parametrize("walked", [curves, lines, rates, sweep_line, sweep_parallel, histogram])
def test_keys_go_from_place_to_place_and_escape_leaves(
    walked: Make, source: ThemeSource, qtbot: QtBot
) -> None:
    plot: Any = walked(source, USUAL)
    qtbot.addWidget(plot)
    plot.resize(520, 400)
    plot.show()
    drawn(plot)
    places = plot.places()
    assert len(places) > 11
    plot.leave()
    keys = Qt.Key
    for key, number in (
        (keys.Key_End, -1), (keys.Key_Left, -2), (keys.Key_Home, 0), (keys.Key_Right, 1),
        (keys.Key_PageDown, 11), (keys.Key_PageUp, 1),
    ):  # fmt: skip
        qtbot.keyClick(plot, key)
        assert plot.at == pytest.approx(places[number])
        assert plot.view.readout()
        if isinstance(plot, RatePlot):
            # There the keys go on from the rate that is chosen, which is for the window to mark.
            plot.set_mark("chosen", plot.at)
    qtbot.keyClick(plot, keys.Key_Escape)
    assert plot.at is None
    assert not plot.view.readout()
    assert not plot.post.isVisible()


def test_the_export_menu_is_filled_when_it_is_first_opened(make: Any, qtbot: QtBot) -> None:
    menu = make(USUAL).menu
    assert not menu.actions()
    menu.popup(QPoint(10, 10))
    qtbot.waitUntil(menu.isVisible)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert len(texts) == 6
    menu.close()
    menu.popup(QPoint(10, 10))
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == texts
    menu.close()
