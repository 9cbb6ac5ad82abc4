"""The tab of values to predict: figures in the target's units, its pages, what it offers when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from diynn.analysis.baselines import value_baselines
from diynn.analysis.inputs import Asked, dependence, importances, inputs_of
from diynn.data.dataset import Dataset
from diynn.data.sources import Source, UserFile
from diynn.design.design import Design, prepared
from diynn.network.metrics import regression
from diynn.storage.recipes import recipe
from diynn.training.training import Training, train
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.prediction import PredictionTab
from gui.tabs.prediction import answer as answer_module
from gui.tabs.prediction.answer import ERRORS, FIT, INPUT, Question
from gui.theme.theme import ThemeSource
from gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def design() -> Design:
    return recipe("penguins-weight")


@pytest.fixture
def tab(
    qtbot: QtBot, session: Session, run_list: RunList, themes: ThemeSource
) -> Iterator[PredictionTab]:
    made = PredictionTab(session, themes, run_list)
    made.resize(600, 600)
    qtbot.addWidget(made)
    session.advance(epochs=10)
    qtbot.waitUntil(lambda: len(session.history) == 10 and not session.is_moving)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.answer is not None)
    yield made
    made.close_down()


def turned(qtbot: QtBot, tab: PredictionTab, page: int) -> None:
    tab.buttons[page].click()
    qtbot.waitUntil(lambda: tab.answer is not None and tab.answer.question.page == page)
    tab.plot.draw_now()


def test_predicted_beside_true_in_grams(qtbot: QtBot, tab: PredictionTab) -> None:
    session = tab.session
    assert session.training is not None
    assert session.dataset is not None
    test = session.training.data.test
    y = session.training.data.in_target_units(session.training.net.predict(test.x))
    (marks,) = tab.plot.picture.marks
    np.testing.assert_allclose(marks.x, session.dataset.test.targets[:, 0], rtol=1e-5)
    np.testing.assert_allclose(marks.y, y[:, 0], rtol=1e-5)
    figures = regression(y, session.dataset.test.targets)
    assert tab.score.text() == f"R² {figures.r2:.3f}"
    assert f"mean error {figures.mae:.4g}" in tab.detail.text()
    assert f"{len(test)} samples" in tab.detail.text()
    assert "body_mass_g" in tab.plot.picture.titles[1]
    tab.part.setCurrentIndex(1)
    qtbot.waitUntil(lambda: tab.answer is not None and not tab.answer.question.in_test)
    assert len(tab.plot.picture.marks[0].x) == len(session.dataset.train)


def test_the_errors_are_all_counted(qtbot: QtBot, tab: PredictionTab) -> None:
    turned(qtbot, tab, ERRORS)
    assert tab.answer is not None
    picture = tab.plot.picture
    assert picture.counts.sum() == len(tab.answer.true)
    errors = tab.answer.predicted - tab.answer.true
    assert picture.edges[0] == pytest.approx(errors.min())
    assert picture.edges[-1] == pytest.approx(errors.max())
    assert tab.plot.csv().count("\n") == len(picture.counts) + 1


def chosen(qtbot: QtBot, tab: PredictionTab, name: str) -> None:
    """One click on an input."""
    qtbot.waitUntil(lambda: tab.answer is not None and bool(tab.bars.worth()))
    place = tab.bars.names().index(name)
    at = QPoint(20, round((place + 0.5) * tab.bars.content_size().height() / 7))
    assert at.y() < tab.bars.viewport().height()
    qtbot.mouseClick(tab.bars.viewport(), Qt.MouseButton.LeftButton, pos=at)
    number = [one.name for one in inputs_of(tab.session.dataset)].index(name)
    qtbot.waitUntil(lambda: tab.answer is not None and tab.answer.question.place == number)


def test_one_input_by_itself_and_what_it_is_worth(qtbot: QtBot, tab: PredictionTab) -> None:
    turned(qtbot, tab, INPUT)
    qtbot.waitUntil(lambda: tab.answer is not None and bool(tab.bars.worth()))
    falls = [one.fall for one in tab.bars.worth()]
    assert len(falls) == 7
    names = [one.name for one in inputs_of(tab.session.dataset)]
    ranked = sorted(zip(falls, names, strict=True), reverse=True)
    assert tab.bars.names() == [name for _, name in ranked]
    assert tab.bars.csv().startswith("input,importance,deviation\n" + tab.bars.names()[0])
    chosen(qtbot, tab, "flipper_length_mm")
    (line,) = tab.plot.picture.lines
    assert (line.x[0], line.x[-1]) == (172, 231)
    # Longer flippers, heavier penguins.
    assert line.y[-1] > line.y[0] + 300
    chosen(qtbot, tab, "species")
    assert tab.plot.picture.lines[0].x.tolist() == [1, 2, 3]
    assert tab.plot.picture.names == ("Adelie", "Chinstrap", "Gentoo")
    tab.plot.draw_now()
    assert tab.plot.view.axes["bottom"].numbers() == ["Adelie", "Chinstrap", "Gentoo"]
    # The next one down by its key.
    tab.bars.setFocus()
    before = tab.bars.choice()
    qtbot.keyClick(tab.bars, Qt.Key.Key_Down)
    assert tab.bars.names().index(names[tab.bars.choice()]) == (
        tab.bars.names().index(names[before]) + 1
    )


def test_errors_over_any_column(qtbot: QtBot, tab: PredictionTab) -> None:
    turned(qtbot, tab, ERRORS)
    words = [tab.against.itemText(k) for k in range(tab.against.count())]
    assert words[0] == "How often"
    assert words[3:] == [one.name for one in inputs_of(tab.session.dataset)]
    for name in ("Over the predicted value", "Over the true value", "bill_depth_mm", "island"):
        tab.against.setCurrentIndex(words.index(name))
        place = tab.against.currentData()
        qtbot.waitUntil(lambda wanted=place: tab.answer.question.place == wanted)
        found = tab.answer
        (marks,) = tab.plot.picture.marks
        np.testing.assert_allclose(marks.y, found.predicted - found.true)
        if place == -2:
            np.testing.assert_allclose(marks.x, found.predicted)
        elif name == "island":
            one = inputs_of(tab.session.dataset)[place]
            assert set(np.rint(marks.x)) == {1, 2, 3}
            values = one.values(tab.session.dataset.test.x)
            np.testing.assert_array_equal(np.rint(marks.x), values)
            assert tab.plot.picture.names == one.texts
            tab.plot.point_at(float(marks.x[0]))
            assert one.texts[int(values[0]) - 1] in tab.plot.view.readout()
    assert (tab.plot.picture.lines[0].y == 0).all()


def ignoring(qtbot: QtBot, tab: PredictionTab, source: Source) -> list[str]:
    """Take up a source, train a little, and turn to the errors: what they can be set against."""
    session, before = tab.session, tab.session.dataset
    session.model.change_source(source)
    qtbot.waitUntil(lambda: session.dataset is not None and session.dataset is not before)
    qtbot.waitUntil(lambda: session.training is not None)
    qtbot.waitUntil(
        lambda: tab.answer is not None and tab.answer.question.run.raw is session.dataset
    )
    turned(qtbot, tab, ERRORS)
    return [tab.against.itemText(k) for k in range(tab.against.count())]


def test_errors_over_columns_that_the_network_does_not_see(
    qtbot: QtBot, tab: PredictionTab
) -> None:
    source = replace(
        tab.session.design.source, columns=(("sex", "ignored"), ("year", "ignored"))
    )
    words = ignoring(qtbot, tab, source)
    assert words[-3:] == ["", "sex (ignored)", "year (ignored)"]
    raw, table = tab.session.dataset, source.browsed()
    for name in ("year", "sex"):
        tab.against.setCurrentIndex(words.index(f"{name} (ignored)"))
        column = table.columns[table.names.index(name)].taken(raw.rows[1])
        qtbot.waitUntil(
            lambda one=column: getattr(tab.answer.question.column, "name", "") == one.name
        )
        (marks,) = tab.plot.picture.marks
        known = ~column.empty
        wanted = column.values + (0 if column.is_number else 1)
        np.testing.assert_array_equal(np.rint(marks.x[known]), wanted[known])
        assert np.isnan(marks.x[~known]).all()
        assert tab.plot.picture.names == (column.texts or ())


def test_a_table_that_is_gone_is_named_where_a_column_of_it_is_wanted(
    qtbot: QtBot, tab: PredictionTab, tmp_path: Path
) -> None:
    path, rng = tmp_path / "flats.csv", np.random.default_rng(0)
    rows = rng.uniform(20, 90, (120, 3)).round(1)
    path.write_text("size,floor,year,price\n" + "".join(
        f"{a},{b},{c},{3 * a - b:.1f}\n" for a, b, c in rows.tolist()
    ))  # fmt: skip
    words = ignoring(qtbot, tab, UserFile(str(path), columns=(("year", "ignored"),)))
    path.unlink()
    tab.against.setCurrentIndex(words.index("year (ignored)"))
    qtbot.waitUntil(lambda: "flats.csv" in tab.detail.text())
    assert tab.answer.question.column is None


def test_the_network_stands_beside_something_simpler(qtbot: QtBot, tab: PredictionTab) -> None:
    qtbot.waitUntil(lambda: len(tab.table.rows()) == 3)
    raw, training = tab.session.dataset, tab.session.training
    assert training is not None
    rows = {row[0]: row[1:] for row in tab.table.rows()}
    assert list(rows) == ["Network", "Mean", "Linear model"]
    for one, name in zip(value_baselines(raw), ("Mean", "Linear model"), strict=True):
        assert one.test is not None
        wanted = []
        for words in (one.test, one.train):
            wanted += [f"{words.r2:.3f}", f"{words.mae:.4g}", f"{words.rmse:.4g}"]
        assert [text.replace("−", "-") for text in rows[name]] == wanted
    own = []
    for part, targets in (
        (training.data.test, raw.test.targets), (training.data.train, raw.train.targets),
    ):  # fmt: skip
        y = training.data.in_target_units(training.net.predict(part.x))
        words = regression(y, targets)
        own += [f"{words.r2:.3f}", f"{words.mae:.4g}", f"{words.rmse:.4g}"]
    assert rows["Network"] == own


def test_all_figures_are_seen_in_however_little_room(qtbot: QtBot, tab: PredictionTab) -> None:
    qtbot.waitUntil(lambda: len(tab.table.rows()) == 3)
    for width in (600, 330):
        tab.resize(width, 600)
        qtbot.waitUntil(lambda: tab.table.height() == tab.table.sizeHint().height())
        assert tab.table.verticalScrollBar().maximum() == 0
        assert (tab.table.horizontalScrollBar().maximum() > 0) == (width == 330)


def test_while_it_learns_large_parts_are_sampled_and_said_so(
    qtbot: QtBot, tab: PredictionTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_module, "LIVE_SAMPLES", 20)
    tab.session.advance(epochs=40)
    qtbot.waitUntil(lambda: len(tab.session.history) == 50 and not tab.session.is_moving)
    qtbot.waitUntil(lambda: not tab.answer.question.live)
    assert "live" not in tab.detail.text()
    run = tab.run_list.snapshot()
    assert run is not None
    found = answer_module.answer(
        Question(run, FIT, True, 0, -1, True), lambda: True
    )
    assert found is not None
    assert (len(found.true), found.total) == (20, len(tab.session.dataset.test))
    tab._draw(found)
    assert f"live, from 20 of {found.total} samples" in tab.detail.text()


def test_what_an_input_is_worth_is_what_shuffling_it_costs() -> None:
    design = recipe("penguins-weight")
    raw = design.source.load()
    training = Training(design, raw)
    for _ in train(training):
        pass
    net = training.net
    one = Asked(net, net.weight_vector, raw, prepared(design, raw), design.loss)
    y, t = one.of_part(one.data.test)
    np.testing.assert_allclose(one.of_raw(raw.test.x), y, rtol=1e-4)
    np.testing.assert_allclose(t, raw.test.targets, rtol=1e-5)
    falls = {each.name: found.fall for each, found in importances(one, 0, lambda: True)}
    assert falls.keys() == {each.name for each in inputs_of(raw)}
    assert min(falls, key=lambda name: falls[name]) in ("year", "island")
    assert max(falls.values()) > 0.05
    assert next(importances(one, 0, lambda: False), None) is None
    # A network without weights needs no input, and its line is flat.
    still = Asked(net, np.zeros_like(net.weight_vector), raw, one.data, design.loss)
    assert all(found.fall == 0 for _, found in importances(still, 0, lambda: True))
    assert np.ptp(dependence(still, inputs_of(raw)[1])[1]) == 0


@pytest.mark.parametrize("page", [FIT, ERRORS, INPUT])
def test_a_network_that_diverged_is_borne(qtbot: QtBot, tab: PredictionTab, page: int) -> None:
    turned(qtbot, tab, page)
    run = tab.run_list.snapshot()
    assert run is not None
    lost = replace(run, weights=np.full_like(run.weights, np.nan))
    for place in (-3, -2, -1, 0, 1):
        found = answer_module.answer(
            Question(lost, page, True, 0, place, False), lambda: True
        )
        assert found is not None
        tab._draw(found)
        tab.plot.draw_now()
        assert tab.score.text() == "R² NaN"
        assert not tab.grab().isNull()


def test_inputs_without_a_table() -> None:
    waves: Dataset = recipe("moons").source.load()
    assert [(one.name, one.places) for one in inputs_of(waves)] == [
        (waves.features[0] if waves.features else "x1", (0,)),
        (waves.features[1] if waves.features else "x2", (1,)),
    ]
    assert inputs_of(recipe("digits-dense").source.load()) == ()


def test_it_is_offered_where_there_are_values(qtbot: QtBot, window: MainWindow) -> None:
    tabs = window.tabs
    place = {tabs.tabText(k): k for k in range(tabs.count())}
    for name, shown, hidden in (
        ("moons", "Mistakes", "Prediction"), ("diabetes", "Prediction", "Mistakes"),
        ("digits-autoencoder", "Mistakes", "Prediction"),
    ):  # fmt: skip
        window.documents.start_from(recipe(name))
        qtbot.waitUntil(lambda: window.session.training is not None)
        qtbot.waitUntil(lambda wanted=place[shown]: tabs.isTabVisible(wanted))
        assert not tabs.isTabVisible(place[hidden])


def test_the_first_page_of_one_input_is_its_curve(qtbot: QtBot, window: MainWindow) -> None:
    page = window.tabs.page("prediction")
    assert page.buttons[FIT].isChecked()
    window.documents.start_from(recipe("diabetes"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    assert page.problem() == ""
    window.documents.start_from(recipe("moons"))
    qtbot.waitUntil(lambda: bool(page.problem()))
    assert "Mistakes" in page.empty.text()


def test_of_one_input_the_curve_over_the_points(qtbot: QtBot, window: MainWindow) -> None:
    page = window.tabs.page("prediction")
    window.documents.start_from(recipe("ultrasound"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    window.tabs.show_page("prediction")
    window.session.advance(epochs=20)
    qtbot.waitUntil(lambda: len(window.session.history) == 20 and not window.session.is_moving)
    qtbot.waitUntil(lambda: page.answer is not None and page.answer.curve is not None)
    assert page.buttons[INPUT].isChecked()
    assert page.bars.isHidden()
    qtbot.waitUntil(lambda: page.answer.question.run.weights is window.session.weights)
    (line,) = page.plot.picture.lines
    training, raw = window.session.training, window.session.dataset
    x = raw.scaler(training.data.scaling)(line.x[:, None])
    y = training.data.in_target_units(training.net.predict(x))
    np.testing.assert_allclose(line.y, y[:, 0], rtol=1e-4)
    assert (line.name, line.x[0], line.x[-1]) == ("Answer", 0.5, 6)


def test_a_series_stands_beside_its_last_value_and_the_year_before(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.tabs.page("prediction")
    window.documents.start_from(recipe("co2"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    window.tabs.show_page("prediction")
    qtbot.waitUntil(lambda: len(page.table.rows()) == 5)
    names = [row[0] for row in page.table.rows()]
    assert names == ["Network", "Mean", "Linear model", "Last value", "Year before"]
    assert "Δ CO₂, ppm" in page.plot.picture.titles[0]
