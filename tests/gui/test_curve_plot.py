"""The live curves: what is drawn is what was logged."""

import csv
import io
import re

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from gui.plots.axis import decade_marks, decades, plain_marks
from gui.plots.curve_plot import CurvePlot, weight_at
from gui.plots.graph import widen
from gui.plots.series import Growth, smooth, thin
from gui.theme.theme import DARK, LIGHT
from gui.widgets.export import ExportError, save_text
from gui.widgets.symbols import SYMBOLS, outlines

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def plot(source, qtbot):
    made = CurvePlot(source)
    made.set_titles("Step", "Loss")
    qtbot.addWidget(made)
    made.resize(480, 320)
    return made


def items(plot, key):
    return plot.curve(key)


def drag_to(plot, span):
    """Show other steps, as a drag does."""
    plot.view.show_range(span)
    plot.view.moved.emit()


def drawn(item):
    return item.getData()


def test_what_is_handed_over_is_drawn(plot):
    plot.set_series("a", [0, 1, 2], [3.0, 2.0, 1.0], 0, "train", "Run 1")
    plot.redraw()
    x, y = drawn(items(plot, "a").bold)
    assert x.tolist() == [0, 1, 2]
    assert y.tolist() == [3, 2, 1]


def test_the_callers_array_may_change_afterwards(plot):
    values = np.array([3.0, 2.0])
    plot.set_series("a", [0, 1], values, 0, "train", "Run 1")
    values[:] = 7
    assert plot.point_at(0)[0].y == 3


def test_drawing_waits_for_the_timer_and_gathers_changes(plot, qtbot):
    count = []
    plot.redraws.due.connect(lambda: count.append(1))
    plot.show()
    qtbot.waitUntil(lambda: bool(count))
    count.clear()
    for step in range(50):
        plot.set_series("a", [0, 1], [step, step], 0, "train", "Run 1")
    assert not count
    qtbot.waitUntil(lambda: bool(count))
    assert len(count) == 1


def test_nothing_is_drawn_while_the_plot_is_hidden(plot, qtbot):
    plot.set_series("a", [0, 1], [1, 2], 0, "train", "Run 1")
    qtbot.wait(80)
    assert drawn(items(plot, "a").bold)[0].size == 0
    plot.show()
    qtbot.waitUntil(lambda: drawn(items(plot, "a").bold)[0].size == 2)


def test_unequal_lengths_are_refused(plot):
    with pytest.raises(ValueError, match="as many values as steps"):
        plot.set_series("a", [0, 1], [1], 0, "train", "Run 1")


def test_smoothing_leaves_the_logged_values_faint_and_test_curves_alone(plot):
    y = np.array([1.0, 5.0, 1.0, 5.0])
    plot.set_series("a", range(4), y, 0, "train", "train")
    plot.set_series("b", range(4), y, 0, "test", "test")
    plot.set_smoothing(0.9)
    plot.grab()
    plot.redraw()
    assert drawn(items(plot, "a").faint)[1].tolist() == y.tolist()
    np.testing.assert_allclose(drawn(items(plot, "a").bold)[1], smooth(y, 0.9))
    assert drawn(items(plot, "b").bold)[1].tolist() == y.tolist()
    assert drawn(items(plot, "b").faint)[0].size == 0
    assert items(plot, "b").markers.getData()[1].size == 4
    assert items(plot, "b").bold.pen().dashPattern()
    plot.set_smoothing(0.0)
    plot.redraw()
    assert drawn(items(plot, "a").faint)[0].size == 0


@pytest.mark.parametrize("weight", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_the_average_is_that_of_the_definition(weight):
    y = np.random.default_rng(0).normal(size=700)
    y[[3, 50]] = np.nan
    total = count = 0.0
    expected = []
    for value in y:
        total, count = weight * total, weight * count
        if np.isfinite(value):
            total, count = total + value, count + 1
        expected.append(total / count if np.isfinite(value) else np.nan)
    np.testing.assert_allclose(smooth(y, weight), expected, atol=1e-9)


def test_a_constant_stays_what_it_is_from_the_first_value():
    np.testing.assert_allclose(smooth(np.full(9, 4.0), 0.99), 4.0)


@pytest.mark.parametrize("weight", [-0.1, 0.995, 1.0])
def test_other_weights_are_refused(weight):
    with pytest.raises(ValueError, match=r"between 0 and 0\.99"):
        smooth(np.zeros(3), weight)


def test_thinning_keeps_spikes_ends_and_gaps():
    y = np.zeros(100_000)
    y[54_321], y[77_777], y[99_999] = 9, np.nan, 3
    x, thinned = thin(np.arange(100_000.0), y, 500)
    assert x.size <= 3 * 500
    assert (x[0], x[-1]) == (0, 99_999)
    assert x[np.nanargmax(thinned)] == 54_321
    assert np.isnan(thinned[x == 77_777]).all()
    assert np.all(np.diff(x) > 0)


def test_a_logarithmic_axis_bears_zero_negatives_and_what_is_no_number(plot):
    y = [10.0, 0.0, -1.0, np.nan, np.inf, 1.0]
    plot.set_series("a", range(6), y, 0, "train", "Run 1")
    plot.set_log(True)
    plot.redraw()
    shown = drawn(items(plot, "a").bold)[1]
    assert np.isnan(shown[1:5]).all()
    assert shown[[0, 5]].tolist() == [1.0, 0.0]
    low, high = plot.view.y_range
    assert -1 < low < 0
    assert 1 < high < 2
    assert plot.point_at(1)[0].y == 0.0


def test_nothing_but_nonsense_is_borne_too(plot):
    plot.set_series("a", range(3), [np.nan, -1, 0], 0, "test", "Run 1")
    plot.set_log(True)
    plot.redraw()
    plot.grab()
    assert np.isfinite([plot.view.x_range, plot.view.y_range]).all()


def test_a_logarithmic_axis_writes_its_numbers_in_one_way():
    assert decade_marks(-2, 2, 400)[1] == ["0.01", "0.1", "1", "10", "100"]
    assert decade_marks(-6, 2, 200)[1] == ["10⁻⁶", "10⁻⁴", "10⁻²", "10⁰", "10²"]
    assert decade_marks(0, 1, 400)[1] == ["1", "2", "5", "10"]
    assert decade_marks(-6, -5, 400)[1] == ["10⁻⁶", "2·10⁻⁶", "5·10⁻⁶", "10⁻⁵"]
    assert decades(-2, 2, 400) == [-2, -1, 0, 1, 2]
    assert len(decades(0.3, 0.4, 400)) >= 2
    assert len(decades(-300, 300, 100)) <= 4
    np.testing.assert_allclose(decades(0, 1, 400), np.log10([1, 2, 5, 10]))


def test_pointing_tells_logged_values_at_real_steps(plot):
    plot.set_series("a", [0, 10, 20], [3.0, 2.5, 1.0], 0, "train", "train")
    plot.set_series("b", [0, 20], [4.0, 2.0], 0, "test", "test")
    readings = plot.point_at(11.9)
    assert [(r.label, r.x, r.y) for r in readings] == [("train", 10, 2.5), ("test", 0, 4.0)]
    plot.set_smoothing(0.99)
    assert plot.point_at(11.9)[0].y == 2.5
    text = plot.view.readout()
    assert "Step 10" in text
    assert "2.5" in text
    assert "at 0" in text


def test_pointing_says_nan_where_that_was_logged(plot):
    plot.set_series("a", [0, 1], [1.0, np.nan], 0, "train", "Run <1>")
    plot.point_at(1)
    assert "NaN" in plot.view.readout()
    assert "Run &lt;1&gt;" in plot.view.readout()


def test_pointing_at_nothing_says_nothing(plot):
    assert plot.point_at(3) == []
    assert plot.view.readout() == ""


def test_a_click_on_a_name_hides_its_curve(plot, qtbot):
    plot.set_series("a", [0, 1], [1.0, 2.0], 0, "train", "one")
    plot.set_series("b", [0, 1], [50.0, 80.0], 1, "train", "two")
    plot.show()
    qtbot.waitExposed(plot)
    with qtbot.waitSignal(plot.hidden_changed) as heard:
        qtbot.mouseClick(plot.legend.entry("b"), Qt.MouseButton.LeftButton)
    assert heard.args == ["b", True]
    plot.redraw()
    assert not items(plot, "b").bold.isVisible()
    assert items(plot, "a").bold.isVisible()
    assert plot.view.y_range[1] < 3
    assert [r.key for r in plot.point_at(0)] == ["a"]
    assert "two" not in plot.csv()
    plot.set_hidden("a", hidden=True)
    plot.redraw()
    assert "hidden" in plot.view.note()
    plot.set_hidden("b", hidden=False)
    plot.redraw()
    assert items(plot, "b").bold.isVisible()


def test_the_view_follows_until_the_user_moves_it(plot, qtbot):
    plot.set_series("a", [0, 10], [1.0, 2.0], 0, "train", "one")
    plot.show()
    qtbot.waitExposed(plot)
    plot.redraw()
    assert plot.view.x_range == (0, 10)
    assert plot.fit_button.isHidden()
    drag_to(plot, (2, 4))
    plot.set_series("a", [0, 10, 90], [1.0, 2.0, 3.0], 0, "train", "one")
    plot.redraw()
    assert plot.view.x_range == (2, 4)
    assert plot.fit_button.isVisible()
    qtbot.mouseClick(plot.fit_button, Qt.MouseButton.LeftButton)
    plot.redraw()
    assert plot.view.x_range == pytest.approx((0, 90), abs=4)
    assert plot.fit_button.isHidden()


def test_linked_plots_show_the_same_steps(plot, source, qtbot):
    other = CurvePlot(source)
    qtbot.addWidget(other)
    other.link_x(plot)
    plot.set_series("a", [0, 10], [1.0, 2.0], 0, "train", "one")
    other.set_series("a", [0, 40], [1.0, 2.0], 0, "train", "one")
    for one in (plot, other):
        one.redraw()
        assert one.view.x_range == (0, 40)
    drag_to(plot, (3, 5))
    assert other.view.x_range == (3, 5)
    assert not other.fitted
    other.fit()
    assert plot.fitted


def test_keys_do_what_the_mouse_does(plot, qtbot):
    plot.set_series("a", [0, 10, 20], [3.0, 2.5, 1.0], 0, "train", "train")
    plot.redraw()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.at == 10
    qtbot.keyClick(plot, Qt.Key.Key_End)
    assert plot.at == 20
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.at is None
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    assert not plot.fitted
    left, right = plot.view.x_range
    assert right - left == pytest.approx(16)
    qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert plot.view.x_range[0] > left
    qtbot.keyClick(plot, Qt.Key.Key_F)
    assert plot.fitted
    qtbot.keyClick(plot, Qt.Key.Key_L)
    assert plot.log


def test_an_empty_plot_says_what_would_stand_there(plot):
    assert "play" in plot.view.note()
    plot.set_series("a", [0], [1.0], 0, "train", "one")
    plot.redraw()
    assert plot.view.note() == ""
    plot.clear()
    plot.set_empty_text("Nothing yet.")
    plot.redraw()
    assert plot.view.note() == "Nothing yet."


def test_the_axes_are_named(plot):
    assert plot.view.titles() == ("Step", "Loss")
    assert plot.view.axes["bottom"].title == "Step"
    assert plot.view.axes["left"].title == "Loss"


def test_another_theme_recolours_everything(plot, source):
    plot.set_series("a", [0, 1], [1.0, 2.0], 1, "train", "one")
    plot.redraw()
    assert items(plot, "a").bold.pen().color() == QColor(LIGHT.runs[1])
    before = plot.legend.entry("a").icon().cacheKey()
    source.choose("dark")
    plot.redraw()
    assert items(plot, "a").bold.pen().color() == QColor(DARK.runs[1])
    assert plot.view.canvas.backgroundBrush().color() == QColor(DARK.plot)
    assert plot.view.axes["left"].textPen().color() == QColor(DARK.axis)
    assert plot.legend.entry("a").icon().cacheKey() != before


def test_the_table_holds_the_logged_values(plot):
    plot.set_series("a", [0, 1, 2], [0.1, np.nan, 0.3], 0, "train", "train, 1")
    plot.set_series("b", [2], [0.5], 0, "test", "test")
    plot.set_smoothing(0.9)
    lines = list(csv.reader(io.StringIO(plot.csv())))
    assert lines == [
        ["Step", "train, 1", "test"],
        ["0", "0.1", ""],
        ["1", "nan", ""],
        ["2", "0.3", "0.5"],
    ]


def test_pictures_and_tables_are_saved(plot, qtbot, tmp_path):
    plot.set_series("a", [0, 1], [1.0, 2.0], 0, "train", "one")
    for ending, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("csv", b"Step")):
        name = tmp_path / f"loss.{ending}"
        with qtbot.waitSignal(plot.menu.saved):
            plot.menu.save(str(name))
        assert name.read_bytes().startswith(start)


def test_a_failure_to_save_is_reported(plot, qtbot, tmp_path):
    name = str(tmp_path / "missing" / "loss.csv")
    with qtbot.waitSignal(plot.menu.failed) as heard:
        plot.menu.save(name)
    assert "“loss.csv” could not be saved" in heard.args[0]
    assert str(tmp_path / "missing") in heard.args[0]
    with pytest.raises(ExportError, match="could not be saved"):
        save_text(name, "text")


def test_a_failure_to_save_that_nobody_hears_of_is_shown(plot, monkeypatch, tmp_path):
    texts = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: texts.append(box.text()))
    name = str(tmp_path / "missing" / "loss.png")
    plot.menu.save(name)
    assert "“loss.png” could not be saved" in texts.pop()
    plot.menu.failed.connect(texts.append)
    plot.menu.save(name)
    assert len(texts) == 1


def test_a_name_that_is_too_long_keeps_its_end(plot):
    plot.set_series("a", [1, 2], [3, 4], 0, "train", "sweep: a setting with a long name, seed 7")
    plot.show()
    entry = plot.legend.entry("a")
    plot.resize(900, 320)
    assert entry.text() == "sweep: a setting with a long name, seed 7"
    plot.resize(320, 320)
    assert entry.text().startswith("…")
    assert entry.text().endswith("seed 7")
    assert entry.sizeHint().width() <= plot.legend.viewport().width()
    assert "sweep: a setting with a long name, seed 7" in entry.toolTip()
    assert "sweep: a setting" in entry.accessibleName()


def test_the_slider_covers_the_weights(plot, qtbot):
    assert (weight_at(0), weight_at(40)) == (0.0, 0.99)
    with qtbot.waitSignal(plot.smoothing_changed) as heard:
        plot.bar.slider.setValue(20)
    assert heard.args[0] == plot.smoothing == pytest.approx(0.9)


def test_the_range_has_a_width_even_for_one_value():
    for value in (0.0, 5.0, 1e-300, -3.0):
        low, high = widen((value, value))
        assert low < value < high


def test_a_growing_curve_is_drawn_like_any_other(plot):
    growth = Growth()
    for part in np.array_split(np.cos(np.arange(90.0)), 7):
        first = len(growth.x)
        growth.extend(range(first, first + len(part)), part.tolist())
        plot.set_growth("a", growth, 0, "test", "Run 1")
        plot.redraw()
    x, y = drawn(items(plot, "a").bold)
    assert (x[0], x[-1]) == (0, 89)
    assert np.array_equal(y, np.cos(x))
    assert set(range(90)) == set(x)
    assert plot.view.x_range[0] == 0
    assert 89 <= plot.view.x_range[1] <= 92
    assert plot.point_at(40.2)[0].y == np.cos(40)
    assert len(plot.csv().splitlines()) == 91


def test_the_outline_of_a_long_curve_is_short_and_keeps_its_spikes():
    rng = np.random.default_rng(0)
    values = rng.normal(size=54_321)
    values[[777, 40_000]] = 50, -60
    growth, first = Growth(), 0
    while first < values.size:
        last = min(first + int(rng.integers(1, 400)), values.size)
        growth.extend(range(first, last), values[first:last].tolist())
        first = last
        x, y = growth.outline()
        assert x.size < 500
        assert (x[0], x[-1]) == (0, last - 1)
        assert np.all(np.diff(x) >= 0)
        assert np.array_equal(y, values[x.astype(int)])
        assert (y.min(), y.max()) == (values[:last].min(), values[:last].max()) == growth.span
    assert np.array_equal(growth.y, values)


def test_a_growing_curve_with_gaps_keeps_them(plot):
    growth = Growth()
    growth.extend([0, 1, 2, 3], [1.0, np.nan, 3.0, 4.0])
    plot.set_growth("a", growth, 0, "train", "Run 1")
    plot.redraw()
    assert np.isnan(drawn(items(plot, "a").bold)[1][1])
    assert growth.span == (1.0, 4.0)
    for log in (True, False):
        plot.set_log(log)
        plot.set_smoothing(0.5)
        plot.redraw()


def test_symbols_are_of_about_one_size_round_their_places():
    x, y = np.array([0.0, 30.0]), np.array([5.0, 5.0])
    for symbol in SYMBOLS:
        bounds = outlines(symbol, x, y, 10).boundingRect()
        assert bounds.center().x() == pytest.approx(15, abs=0.5)
        assert bounds.center().y() == pytest.approx(5, abs=1)
        assert 38 <= bounds.width() <= 45
        assert 8 <= bounds.height() <= 15
        assert outlines(symbol, x[:0], y[:0], 10).isEmpty()


def test_marks_stand_at_round_numbers():
    values, names = plain_marks(0.123, 0.267, 300)
    assert names == ["0.15", "0.20", "0.25"]
    assert values == pytest.approx([0.15, 0.2, 0.25])
    assert plain_marks(-2, 2, 400)[1] == ["−2", "−1", "0", "1", "2"]


@pytest.mark.parametrize(
    ("span", "names"),
    [
        ((0, 25_000), ["0", "10\u202f000", "20\u202f000"]),
        ((0, 250_000), ["0", "1·10⁵", "2·10⁵"]),
        ((0, 3e-6), ["0", "1·10⁻⁶", "2·10⁻⁶", "3·10⁻⁶"]),
        ((-2e8, 2e8), ["−2·10⁸", "−1·10⁸", "0", "1·10⁸", "2·10⁸"]),
        ((0.34560, 0.34563), ["0.34560", "0.34561", "0.34562", "0.34563"]),
        ((1_000_000, 1_000_003), ["1.000000·10⁶", "1.000001·10⁶", "1.000002·10⁶", "1.000003·10⁶"]),
    ],
)
def test_the_numbers_of_an_axis_are_written_in_one_way(span, names):
    assert plain_marks(*span, 300)[1] == names


def test_epochs_are_marked_at_whole_numbers(plot):
    plot.show()
    for last in (1, 2, 3):
        epochs = np.arange(1.0, last + 1)
        plot.set_series("run", epochs, 1 / epochs, 0, "train", "Run")
        plot.redraw()
        assert plot.view.axes["bottom"].numbers() == [f"{epoch:.0f}" for epoch in epochs]


def test_the_mark_at_the_upper_edge_has_its_number(plot):
    plot.show()
    plot.set_series("run", np.arange(1.0, 9), np.linspace(60, 99.9, 8), 0, "test", "Run")
    plot.redraw()
    assert plot.view.axes["left"].numbers()[-1] == "100"


def send(plot, kind, at, button=Qt.MouseButton.NoButton, buttons=Qt.MouseButton.NoButton):
    """Do with the mouse what a person does."""
    viewport = plot.view.canvas.viewport()
    there = QPointF(viewport.mapToGlobal(at.toPoint()))
    event = QMouseEvent(kind, at, there, button, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)


def test_the_wheel_zooms_about_the_pointer_and_a_drag_pans(plot, qtbot):
    plot.set_series("a", [0, 100], [0.0, 1.0], 0, "train", "one")
    plot.show()
    qtbot.waitExposed(plot)
    plot.redraw()
    view = plot.view
    at = view.pixel(50, 0.5)
    turn = QWheelEvent(
        at, QPointF(view.canvas.viewport().mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.canvas.viewport(), turn)
    left, right = view.x_range
    assert right - left == pytest.approx(75, abs=2)
    assert view.pixel(50, 0.5).x() == pytest.approx(at.x(), abs=1)
    assert not plot.fitted
    low, high = view.y_range
    way = QPointF(view.pixels().width() / 2, 0)
    kinds, held = QEvent.Type, Qt.MouseButton.LeftButton
    send(plot, kinds.MouseButtonPress, at, held, held)
    for share in (0.5, 1.0):
        send(plot, kinds.MouseMove, at + share * way, buttons=held)
    send(plot, kinds.MouseButtonRelease, at + way, held)
    half = (right - left) / 2
    assert view.x_range == pytest.approx((left - half, right - half), abs=1)
    assert view.y_range == pytest.approx((low, high))


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("logged", [True, False], ids=["as it grows", "at once"])
@pytest.mark.parametrize("last", [[35.0], [80.0, 4e6], [-900.0], [60.0, np.nan], [3e3, np.inf]])
def test_an_explosion_is_drawn_but_leaves_the_rest_its_room(plot, last, logged, log):
    values = np.array([1.2, *np.linspace(0.9, 0.4, 40), *last])
    steps = np.arange(len(values))
    plot.calm = True
    plot.set_log(log)
    if logged:
        growth = Growth()
        for step, value in zip(steps, values, strict=True):
            growth.extend([step], [value])
        plot.set_growth("a", growth, 0, "train", "Run 1")
    else:
        plot.set_series("a", steps, values, 0, "train", "Run 1")
    plot.redraw()
    low, high = plot.view.y_range
    shown = np.log10([0.4, 1.2]) if log else np.array([0.4, 1.2])
    assert low <= shown[0]
    assert shown[1] <= high < shown[1] + 0.5
    # It is there: drawn, pointed at, and in the table.
    assert plot.point_at(steps[-1])[0].x == steps[-1]
    assert repr(last[0]) in plot.csv()
    if not log:
        assert last[0] in drawn(items(plot, "a").bold)[1]
    plot.calm = False
    plot.redraw()
    low, high = plot.view.y_range
    kept = values[np.isfinite(values)]
    kept = np.log10(kept[kept > 0]) if log else kept
    assert low <= kept.min()
    assert high >= kept.max()


def test_a_curve_that_has_moved_is_followed():
    values = [0.01] * 20 + [3.0] * 8
    one_by_one, at_once = Growth(), Growth()
    for step, value in enumerate(values):
        one_by_one.extend([step], [value])
    at_once.extend(range(len(values)), values)
    assert one_by_one.calm_span == at_once.calm_span == (0.01, 3.0)
    # What is high at the start and falls from there is no explosion.
    falling = Growth()
    falling.extend(range(4), [500.0, 3.0, 0.2, 0.1])
    assert falling.calm_span == falling.span == (0.1, 500.0)


@pytest.mark.parametrize("width", [260, 480])
def test_a_picture_names_every_curve(plot, qtbot, tmp_path, width):
    plot.resize(width, 300)
    plot.show()
    qtbot.waitExposed(plot)
    for run in range(4):
        for style in ("train", "test"):
            label = f"Two moons {run}: {style}"
            plot.set_series(f"{run} {style}", [1, 2, 40], [3.0, 2.0, run], run, style, label)
    plot.redraw()
    plot.menu.save(str(tmp_path / "curves.svg"))
    texts = re.findall(r"<text [^>]*>([^<]*)</text>", (tmp_path / "curves.svg").read_text("utf-8"))
    for one in plot.curves():
        assert one.label in texts
    assert "40" in texts
