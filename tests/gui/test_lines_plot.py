"""Lines over a setting: band, logarithmic axis, what is told, keys, and odd values."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diynn.experiments.outcome import Lines, Outcome, Series
from diynn.text import Text
from gui.experiments.pictures import pictures
from gui.plots.lines_plot import LinesPlot
from gui.theme.theme import ThemeSource

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def same(text: str) -> Text:
    return Text(text, text)


def sizes(*, logarithmic: bool = True) -> Lines:
    x = np.array([64, 8, 16, 32])
    test = np.array([[92.0, 93.0, 94.0], [90.0, 90.0, 90.0], [91.0, 92.0, 93.0], [92.0, 92.5, 93]])
    return Lines(
        same("Sizes"), same("Batch size"), same("Accuracy (%)"),
        (Series(same("Training"), x, test + 3), Series(same("Test"), x, test)), logarithmic,
    )  # fmt: skip


def lines_plot(shown: Lines, source: ThemeSource) -> QWidget:
    """The plot that the window of the experiments shows."""
    same_words = same("words")
    outcome = Outcome(
        "E17", same_words, "better", same_words, 1.0, (0,), (), pictures=(shown,)
    )
    ((_, make),) = pictures(outcome, source)
    return make()


@pytest.fixture
def plot(qtbot: QtBot, source: ThemeSource) -> Iterator[LinesPlot]:
    made = lines_plot(sizes(), source)
    assert isinstance(made, LinesPlot)
    qtbot.addWidget(made)
    made.resize(520, 320)
    made.show()
    made.redraw()
    yield made
    made.close()


def test_the_axis_is_logarithmic_and_the_band_is_one_deviation_wide(plot: LinesPlot) -> None:
    assert plot.log
    items = plot.items[1]
    assert items.line.getData()[0].tolist() == pytest.approx(np.log10([8, 16, 32, 64]).tolist())
    assert items.line.getData()[1].tolist() == [90, 92, 92.5, 93]
    assert items.band.isVisible()
    assert items.band.getData()[1][3:5].tolist() == pytest.approx([94.0, 92.0])
    # All of it lies in the plot, the band too.
    low, high = plot.view.y_range
    assert low < 90
    assert high > 97


def test_keys_walk_and_tell_the_value_with_its_deviation(plot: LinesPlot, qtbot: QtBot) -> None:
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert "Batch size 8" in plot.view.readout()
    assert "±" not in plot.view.readout()
    qtbot.keyClick(plot, Qt.Key.Key_End)
    assert "Batch size 64" in plot.view.readout()
    assert "93 ± 1" in plot.view.readout()
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert "Batch size 32" in plot.view.readout()
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.view.readout() == ""


def test_a_name_hides_its_line_and_its_band(plot: LinesPlot) -> None:
    plot.legend.entry("0").click()
    plot.redraw()
    assert not plot.items[0].band.isVisible()
    assert plot.items[1].band.isVisible()
    plot.point_at(0)
    assert "Training" not in plot.view.readout()
    assert plot.csv().splitlines()[1] == "Test,8.0,90.0,0.0"
    plot.legend.entry("1").click()
    plot.redraw()
    assert "All curves are hidden" in plot.view.note()
    plot.point_at(0)
    assert plot.view.readout() == ""


def test_a_plain_axis_and_one_value_a_place(qtbot: QtBot, source: ThemeSource) -> None:
    x = np.linspace(-5, 5, 201)
    shown = Lines(same("f"), same("x"), same("y"), (Series(same("Tanh"), x, np.tanh(x)),))
    made = lines_plot(shown, source)
    assert isinstance(made, LinesPlot)
    qtbot.addWidget(made)
    made.redraw()
    assert not made.log
    assert not made.items[0].band.isVisible()
    assert made.items[0].line.getData()[0].size == 201
    assert made.items[0].dots.getData()[0].size == 0


@pytest.mark.parametrize(
    "shown",
    [
        Lines(same("l"), same("x"), same("y"), ()),
        Lines(same("l"), same("x"), same("y"), (Series(same("s"), np.empty(0), np.empty(0)),)),
        Lines(
            same("l"), same("x"), same("y"),
            (Series(same("s"), np.array([0, -1]), np.full((2, 2), np.nan)),), True,
        ),
    ],
)  # fmt: skip
def test_what_is_no_number_is_reported(shown: Lines, qtbot: QtBot, source: ThemeSource) -> None:
    made = lines_plot(shown, source)
    assert isinstance(made, LinesPlot)
    qtbot.addWidget(made)
    made.redraw()
    assert "nothing to draw" in made.view.note()
    made.point_at(1.0)
    assert made.view.readout() == ""


def test_values_without_a_place_on_the_axis_are_left_out(qtbot: QtBot, source: ThemeSource) -> None:
    series = Series(same("s"), np.array([0, 1, 10]), np.array([[1, 2], [3, np.nan], [5, 6]]))
    made = lines_plot(Lines(same("l"), same("x"), same("y"), (series,), True), source)
    assert isinstance(made, LinesPlot)
    qtbot.addWidget(made)
    made.redraw()
    assert made.items[0].line.getData()[0].tolist() == [0, 1]
    assert made.items[0].line.getData()[1].tolist() == [3, 5.5]


def test_the_picture_and_the_dark_look(plot: LinesPlot, source: ThemeSource) -> None:
    source.choose("dark")
    plot.redraw()
    assert plot.items[0].line.pen().color().name() == source.current.runs[0].lower()
    plot.menu.copy_picture()
    plot.menu.copy_numbers()
    assert plot.csv().count("\n") == 9
