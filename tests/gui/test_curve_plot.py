"""The live curves: what is drawn is what was logged."""

import csv
import io

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from gui.plots.curve_bar import weight_at
from gui.plots.curve_plot import CurvePlot
from gui.plots.curve_range import widen
from gui.plots.export import ExportError, save_text
from gui.plots.smoothing import smooth, thin
from gui.plots.ticks import decades, power
from gui.theme import DARK, LIGHT

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
    return plot._items[key]


def drawn(item):
    x, y = item.getData()
    return (np.empty(0), np.empty(0)) if x is None else (x, y)


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
    assert plot.hover(0)[0].y == 3


def test_drawing_waits_for_the_timer_and_gathers_changes(plot, qtbot):
    count = []
    plot._redraw.due.connect(lambda: count.append(1))
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
    assert items(plot, "b").markers.data["y"].size == 4
    assert items(plot, "b").bold.opts["pen"].dashPattern()
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
    low, high = plot.view.view_box.viewRange()[1]
    assert -1 < low < 0
    assert 1 < high < 2
    assert plot.hover(1)[0].y == 0.0


def test_nothing_but_nonsense_is_borne_too(plot):
    plot.set_series("a", range(3), [np.nan, -1, 0], 0, "test", "Run 1")
    plot.set_log(True)
    plot.redraw()
    plot.grab()
    assert np.isfinite(plot.view.view_box.viewRange()).all()


def test_the_axis_writes_powers_of_ten():
    assert [power(exponent) for exponent in (-5, -2, 0, 3, 6)] == [
        "10⁻⁵", "0.01", "1", "1000", "10⁶",
    ]  # fmt: skip
    assert decades(-2, 2, 400) == [-2, -1, 0, 1, 2]
    assert len(decades(0.3, 0.4, 400)) >= 2
    assert len(decades(-300, 300, 100)) <= 4
    np.testing.assert_allclose(decades(0, 1, 400), np.log10([1, 2, 5, 10]))


def test_pointing_tells_logged_values_at_real_steps(plot):
    plot.set_series("a", [0, 10, 20], [3.0, 2.5, 1.0], 0, "train", "train")
    plot.set_series("b", [0, 20], [4.0, 2.0], 0, "test", "test")
    readings = plot.hover(11.9)
    assert [(r.label, r.x, r.y) for r in readings] == [("train", 10, 2.5), ("test", 0, 4.0)]
    plot.set_smoothing(0.99)
    assert plot.hover(11.9)[0].y == 2.5
    told = plot.view.readout()
    assert "Step 10" in told
    assert "2.5" in told
    assert "at 0" in told


def test_pointing_says_nan_where_that_was_logged(plot):
    plot.set_series("a", [0, 1], [1.0, np.nan], 0, "train", "Run <1>")
    plot.hover(1)
    assert "NaN" in plot.view.readout()
    assert "Run &lt;1&gt;" in plot.view.readout()


def test_pointing_at_nothing_says_nothing(plot):
    assert plot.hover(3) == []
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
    assert plot.view.view_box.viewRange()[1][1] < 3
    assert [r.key for r in plot.hover(0)] == ["a"]
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
    assert plot.view.view_box.viewRange()[0] == [0, 10]
    assert plot.fit_button.isHidden()
    plot.view.view_box.setXRange(2, 4, padding=0)
    plot.view.view_box.sigRangeChangedManually.emit([True, True])
    plot.set_series("a", [0, 10, 90], [1.0, 2.0, 3.0], 0, "train", "one")
    plot.redraw()
    assert plot.view.view_box.viewRange()[0] == [2, 4]
    assert plot.fit_button.isVisible()
    qtbot.mouseClick(plot.fit_button, Qt.MouseButton.LeftButton)
    plot.redraw()
    assert plot.view.view_box.viewRange()[0] == [0, 90]
    assert plot.fit_button.isHidden()


def test_linked_plots_show_the_same_steps(plot, source, qtbot):
    other = CurvePlot(source)
    qtbot.addWidget(other)
    other.link_x(plot)
    plot.set_series("a", [0, 10], [1.0, 2.0], 0, "train", "one")
    other.set_series("a", [0, 40], [1.0, 2.0], 0, "train", "one")
    for one in (plot, other):
        one.redraw()
        assert one.view.view_box.viewRange()[0] == [0, 40]
    plot.view.view_box.setXRange(3, 5, padding=0)
    plot.view.view_box.sigRangeChangedManually.emit([True, True])
    assert other.view.view_box.viewRange()[0] == [3, 5]
    assert not other.fitted
    other.fit()
    assert plot.fitted


def test_keys_do_what_the_mouse_does(plot, qtbot):
    plot.set_series("a", [0, 10, 20], [3.0, 2.5, 1.0], 0, "train", "train")
    plot.redraw()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.readout.step == 10
    qtbot.keyClick(plot, Qt.Key.Key_End)
    assert plot.readout.step == 20
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.readout.step is None
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    assert not plot.fitted
    left, right = plot.view.view_box.viewRange()[0]
    assert right - left == pytest.approx(16)
    qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert plot.view.view_box.viewRange()[0][0] > left
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
    assert plot.view.plot.getAxis("bottom").labelText == "Step"
    assert plot.view.plot.getAxis("left").labelText == "Loss"


def test_another_theme_recolours_everything(plot, source):
    plot.set_series("a", [0, 1], [1.0, 2.0], 1, "train", "one")
    plot.redraw()
    assert items(plot, "a").bold.opts["pen"].color() == QColor(LIGHT.runs[1])
    before = plot.legend.entry("a").icon().cacheKey()
    source.choose("dark")
    plot.redraw()
    assert items(plot, "a").bold.opts["pen"].color() == QColor(DARK.runs[1])
    assert plot.view.plot.backgroundBrush().color() == QColor(DARK.plot)
    assert plot.view.plot.getAxis("left").textPen().color() == QColor(DARK.axis)
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


def test_a_failure_to_save_is_told(plot, qtbot, tmp_path):
    name = str(tmp_path / "missing" / "loss.csv")
    with qtbot.waitSignal(plot.menu.failed) as heard:
        plot.menu.save(name)
    assert name in heard.args[0]
    with pytest.raises(ExportError, match="could not be written"):
        save_text(name, "text")


def test_the_slider_covers_the_weights(plot, qtbot):
    assert (weight_at(0), weight_at(40)) == (0.0, 0.99)
    with qtbot.waitSignal(plot.smoothing_changed) as heard:
        plot.bar.slider.setValue(20)
    assert heard.args[0] == plot.smoothing == pytest.approx(0.9)


def test_the_range_has_a_width_even_for_one_value():
    for value in (0.0, 5.0, 1e-300, -3.0):
        low, high = widen((value, value))
        assert low < value < high
