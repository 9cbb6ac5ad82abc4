"""The parts of the reconstruction tab by themselves: bars, fields, sentences, PCA's thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from diynn.analysis.pca import Principal, principal
from diynn.analysis.reconstruction_page import ImageChoice, read_numbers
from diynn.data.dataset import Dataset
from diynn.design.design import prepared
from diynn.storage.recipes import recipe
from gui.plots.error_histogram import ErrorHistogram, Spread
from gui.tabs.reconstruction.code_size import CodeSize, SizeBar
from gui.tabs.reconstruction.image_choice_bar import ImageChoiceBar, written_numbers
from gui.tabs.reconstruction.runs import PrincipalErrors, short_name
from gui.text.numbers import rounded
from gui.theme.theme import LIGHT, ThemeSource
from gui.widgets.image_page import ImagePage


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.02, "0.0200"), (0.0197, "0.0197"), (0.99961, "1.00"), (12.34, "12.3"), (123.4, "123"),
        (12345.0, "12\u202f345"), (0.0000976, "9.76·10⁻⁵"), (1.5e-9, "1.50·10⁻⁹"), (0.0, "0.00"),
        (-0.5, "−0.500"), (float("nan"), "NaN"), (float("inf"), "∞"),
    ],
)  # fmt: skip
def test_numbers_keep_their_last_zeros(value: float, text: str) -> None:
    assert rounded(value) == text


def test_long_names_of_runs_keep_their_end() -> None:
    assert short_name("Run 1") == "Run 1"
    short = short_name("Small digits, auto-encoder 12")
    assert len(short) <= 14
    assert short.startswith("Small")
    assert short.endswith("12")


# The histogram


def spread(counts: list[int], label: str = "one", colour: int = 0, mean: float = 0.15) -> Spread:
    edges = np.linspace(0, 0.1 * len(counts), len(counts) + 1)
    return Spread(label, colour, edges, np.array(counts), mean)


@pytest.fixture
def histogram(source: ThemeSource, qtbot: QtBot) -> ErrorHistogram:
    made = ErrorHistogram(source)
    qtbot.addWidget(made)
    made.resize(400, 180)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_bars_stand_on_their_bins_and_outlines_over_the_same(histogram: ErrorHistogram) -> None:
    histogram.set_spreads([spread([1, 4, 0, 2]), spread([0, 8, 1, 1], "two", 3)])
    histogram.redraw()
    bars = histogram.bars.opts
    np.testing.assert_allclose(bars["x0"], [0.0, 0.1, 0.2, 0.3])
    np.testing.assert_allclose(bars["x1"], [0.1, 0.2, 0.3, 0.4])
    assert bars["height"].tolist() == [1, 4, 0, 2]
    outline = histogram.outlines[0]
    assert outline.getData()[1].tolist() == [0, 0, 0, 8, 8, 1, 1, 1, 1, 0]
    assert outline.pen().color() == QColor(LIGHT.runs[3])
    assert histogram.view.y_range[1] > 8
    assert histogram.means[1].value() == pytest.approx(0.15)


def test_fewer_runs_leave_no_outline_behind(histogram: ErrorHistogram) -> None:
    histogram.set_spreads([spread([1, 2]), spread([2, 1])])
    histogram.redraw()
    histogram.set_spreads([spread([1, 2])])
    histogram.redraw()
    assert histogram.outlines[0].path().isEmpty()
    assert not histogram.means[1].isVisible()


def test_other_bins_are_refused(histogram: ErrorHistogram) -> None:
    with pytest.raises(ValueError, match="different bins"):
        histogram.set_spreads([spread([1, 2]), spread([1, 2, 3])])
    with pytest.raises(ValueError, match="different bins"):
        histogram.set_spreads([replace(spread([1, 2]), counts=np.array([1]))])


def test_a_mark_is_in_view_or_left_out(histogram: ErrorHistogram) -> None:
    histogram.set_spreads([spread([1, 2])], 0.5)
    histogram.redraw()
    assert histogram.mark == 0.5
    assert histogram.view.x_range[1] > 0.5
    for far in (5.0, float("nan"), None):
        histogram.set_spreads([spread([1, 2])], far)
        histogram.redraw()
        assert histogram.mark is None
        assert not histogram.mark_line.isVisible()
        assert histogram.view.x_range[1] < 0.3


def test_keys_walk_over_the_bins_and_choose_one(histogram: ErrorHistogram, qtbot: QtBot) -> None:
    histogram.set_spreads([spread([1, 4, 0, 2], "a < b"), spread([7, 5, 0, 2], "two")])
    histogram.redraw()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(histogram, key)
    assert "0.1 – 0.2" in histogram.view.readout()
    assert "a &lt; b: 4 images" in histogram.view.readout()
    assert histogram.accessibleDescription() == "0.1 – 0.2; a < b: 4 images; two: 5 images"
    with qtbot.waitSignal(histogram.chosen) as caught:
        qtbot.keyClick(histogram, Qt.Key.Key_Return)
    assert caught.args == pytest.approx([0.1, 0.2])
    qtbot.keyClick(histogram, Qt.Key.Key_End)
    assert "0.3 – 0.4" in histogram.view.readout()
    qtbot.keyClick(histogram, Qt.Key.Key_Escape)
    assert histogram.view.readout() == ""


def test_what_is_pointed_at_stays_up_to_date(histogram: ErrorHistogram) -> None:
    histogram.set_spreads([spread([1, 4])])
    histogram.point_at(1)
    assert histogram.view.readout().endswith(" 4 images")
    histogram.set_spreads([spread([1, 6])])
    histogram.redraw()
    assert histogram.view.readout().endswith(" 6 images")
    # Over other bins it would be another place.
    histogram.set_spreads([spread([1, 6, 2])])
    histogram.redraw()
    assert histogram.view.readout() == ""


def test_a_click_chooses_the_bin_under_it(histogram: ErrorHistogram, qtbot: QtBot) -> None:
    histogram.set_spreads([spread([1, 4, 0, 2])])
    histogram.redraw()
    at = histogram.view.pixel(0.35, 1).toPoint()
    with qtbot.waitSignal(histogram.chosen) as caught:
        qtbot.mouseClick(histogram.view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert caught.args == pytest.approx([0.3, 0.4])


def test_the_table_has_every_bin_of_every_run(histogram: ErrorHistogram) -> None:
    histogram.set_spreads([spread([1, 4]), spread([2, 0], "two")])
    assert histogram.csv().splitlines() == ["from,to,one,two", "0.0,0.1,1,2", "0.1,0.2,4,0"]
    histogram.clear()
    assert histogram.csv().splitlines() == ["from,to"]


def test_an_empty_histogram_says_why(histogram: ErrorHistogram, qtbot: QtBot) -> None:
    histogram.set_empty_text("Nothing was chosen.")
    histogram.set_spreads([Spread("one", 0, np.empty(0), np.empty(0, int), float("nan"))])
    histogram.redraw()
    assert histogram.view.note() == "Nothing was chosen."
    assert not histogram.more.isVisible()
    qtbot.keyClick(histogram, Qt.Key.Key_Right)
    assert histogram.view.readout() == ""


# Rows, bars, sentences


def test_rows_of_runs_have_a_stripe_in_their_colour(source: ThemeSource, qtbot: QtBot) -> None:
    page = ImagePage(source)
    qtbot.addWidget(page)
    page.resize(300, 300)
    page.set_images(np.zeros((2, 2, 8, 8), np.float32), row_labels=("original", "Run 2"))
    page.set_row_colours([None, 2])
    page.show()
    qtbot.waitExposed(page)
    drawn = page.viewport().grab().toImage()
    middles = [round(page.picture_area(0, row).center().y()) for row in range(2)]
    assert drawn.pixelColor(3, middles[0]) == QColor(LIGHT.surface)
    assert drawn.pixelColor(3, middles[1]) == QColor(LIGHT.runs[2])


def test_a_small_share_is_still_seen(source: ThemeSource, qtbot: QtBot) -> None:
    bar = SizeBar(source)
    qtbot.addWidget(bar)
    bar.resize(bar.sizeHint())
    bar.set_share(1e-6)
    assert bar.grab().toImage().pixelColor(1, 5) == QColor(LIGHT.accent)
    bar.set_share(7)
    assert bar.share() == 1


@pytest.mark.parametrize(
    ("code", "image", "words"),
    [
        (64, 784, "64 numbers for 784: 12 times smaller"),
        (12, 64, "12 numbers for 64: 5.3 times smaller"),
        (64, 64, "64 numbers for 64: as many"),
        (100, 64, "100 numbers for 64: 1.6 times larger"),
        (2, 784, "2 numbers for 784: 392 times smaller"),
    ],
)
def test_sizes_are_compared_in_words(
    source: ThemeSource, qtbot: QtBot, code: int, image: int, words: str
) -> None:
    text = CodeSize(source)
    qtbot.addWidget(text)
    text.show_sizes(code, image, 0.02, None)
    assert text.words.text() == words
    assert "worked out" in text.comparison.text()
    text.show_sizes(code, image, 0.02, 0.01)
    assert text.comparison.text() == "MSE 0.0200; PCA with as many numbers 0.0100"


# The choice of images


@pytest.fixture
def bar(qtbot: QtBot) -> ImageChoiceBar:
    made = ImageChoiceBar()
    qtbot.addWidget(made)
    made.resize(520, 40)
    made.set_classes(("a", "b"))
    made.set_count(30)
    made.show()
    return made


def test_what_an_order_does_not_need_is_hidden_and_leaves_no_gap(
    qtbot: QtBot, bar: ImageChoiceBar
) -> None:
    def shown() -> list[object]:
        boxes = (bar.part, bar.order, bar.others, bar.line, bar.only)
        return [box for box in boxes if box.isVisible()]

    assert shown() == [bar.part, bar.order, bar.others, bar.only]
    bar.order.setCurrentIndex(bar.order.findData("worst"))
    assert shown() == [bar.part, bar.order, bar.only]
    qtbot.waitUntil(lambda: bar.only.x() - bar.order.geometry().right() <= 10)
    bar.set_classes(())
    assert shown() == [bar.part, bar.order]


def test_a_class_stays_chosen_where_it_is_still_there(bar: ImageChoiceBar) -> None:
    bar.only.setCurrentIndex(2)
    assert bar.choice() == ImageChoice("random", only=1)
    bar.set_classes(("b", "c"))
    assert bar.choice() == ImageChoice("random", only=0)
    bar.set_classes(("x",))
    assert bar.choice() == ImageChoice("random")


def test_only_the_user_changes_the_choice(bar: ImageChoiceBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.changed):
        bar.set_classes(("a", "b", "c"))
        bar.set_count(7)
    with qtbot.waitSignal(bar.changed):
        bar.show_numbers([1, 2, 3, 6])
    assert bar.line.text() == "2-4, 7"
    assert bar.choice() == ImageChoice("numbers", numbers=(1, 2, 3, 6))


def test_numbers_are_read_again_for_another_part(bar: ImageChoiceBar) -> None:
    bar.show_numbers([20])
    assert bar.error() == ""
    bar.set_count(10)
    assert "no image 21" in bar.error()
    bar.set_count(30)
    assert bar.error() == ""


def test_written_numbers_are_read_as_the_same() -> None:
    numbers = (4, 5, 6, 0, 9, 11, 12)
    assert written_numbers(numbers) == "5-7, 1, 10, 12-13"
    assert read_numbers(written_numbers(numbers), 20) == numbers


# PCA in the background


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[PrincipalErrors]:
    made = PrincipalErrors()
    yield made
    made.close()


def digits() -> Dataset:
    design = recipe("digits-autoencoder")
    return prepared(design, design.source.load())


@pytest.fixture
def axes_of(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Of which images the axes have been worked out."""
    asked: list[Any] = []

    def noted(x: Any, *more: Any) -> Principal:
        asked.append(x)
        return principal(x, *more)

    monkeypatch.setattr("gui.tabs.reconstruction.runs.principal", noted)
    return asked


def test_pca_is_worked_out_once_and_then_known(
    worker: PrincipalErrors, qtbot: QtBot, axes_of: list[Any]
) -> None:
    data = digits()
    with qtbot.waitSignal(worker.found):
        assert worker.errors(data, "test", 3) is None
    found = worker.errors(data, "test", 3)
    assert found is not None
    wanted = principal(data.train.x).squared_errors(data.test.x, 3)
    np.testing.assert_array_equal(found, wanted)
    with qtbot.waitSignal(worker.found):
        assert worker.errors(data, "train", 5) is None
    assert len(axes_of) == 1
    assert worker.errors(data, "test", 3) is found


def test_of_other_data_nothing_is_known(
    worker: PrincipalErrors, qtbot: QtBot, axes_of: list[Any]
) -> None:
    data, other = digits(), digits()
    with qtbot.waitSignal(worker.found):
        worker.errors(data, "test", 3)
    with qtbot.waitSignal(worker.found):
        assert worker.errors(other, "test", 3) is None
    assert len(axes_of) == 2
    assert axes_of[1] is other.train.x
