"""The tab of values to predict: figures in the target's units, its pages, what it offers when."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from diynn.analysis.prediction import Predictor, dependence, importances, inputs_of
from diynn.data.dataset import Dataset
from diynn.design.design import Design, prepared
from diynn.network.metrics import regression
from diynn.storage.recipes import recipe
from diynn.training.training import Training, train
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.prediction import PredictionTab
from gui.tabs.prediction.tab import ERRORS, FIT, INPUT
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
    assert "a linear model: R²" in tab.detail.text()
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


def test_one_input_by_itself_and_what_it_is_worth(qtbot: QtBot, tab: PredictionTab) -> None:
    turned(qtbot, tab, INPUT)
    qtbot.waitUntil(lambda: tab.answer is not None and bool(tab.answer.falls))
    names = [tab.input.itemText(k) for k in range(tab.input.count())]
    assert len(names) == 7
    assert all("(" in name for name in names)
    flipper = next(k for k, name in enumerate(names) if name.startswith("flipper"))
    tab.input.setCurrentIndex(flipper)
    qtbot.waitUntil(lambda: tab.answer is not None and tab.answer.question.place == flipper)
    (line,) = tab.plot.picture.lines
    assert (line.x[0], line.x[-1]) == (172, 231)
    # Longer flippers, heavier penguins.
    assert line.y[-1] > line.y[0] + 300
    kind = next(k for k, name in enumerate(names) if name.startswith("species"))
    tab.input.setCurrentIndex(kind)
    qtbot.waitUntil(lambda: tab.answer is not None and tab.answer.question.place == kind)
    assert tab.plot.picture.lines[0].x.tolist() == [1, 2, 3]
    assert "1 Adelie, 2 Chinstrap, 3 Gentoo" in tab.plot.picture.titles[0]


def test_what_an_input_is_worth_is_what_shuffling_it_costs() -> None:
    design = recipe("penguins-weight")
    raw = design.source.load()
    training = Training(design, raw)
    for _ in train(training):
        pass
    one = Predictor(training.net, training.net.weight_vector, raw, prepared(design, raw))
    y, t = one.of_part(one.data.test)
    np.testing.assert_allclose(one.of_raw(raw.test.x), y, rtol=1e-4)
    np.testing.assert_allclose(t, raw.test.targets, rtol=1e-5)
    falls = {each.name: fall for each, fall in importances(one, 0, lambda: True)}
    assert falls.keys() == {each.name for each in inputs_of(raw)}
    assert min(falls, key=lambda name: falls[name]) in ("year", "island")
    assert max(falls.values()) > 0.05
    assert next(importances(one, 0, lambda: False), None) is None
    # Of a network that looks at one input alone, the others are worth nothing, and that its line.
    weights = np.zeros_like(training.net.weight_vector)
    still = Predictor(training.net, weights, raw, one.data)
    assert all(fall == 0 for _, fall in importances(still, 0, lambda: True))
    assert np.ptp(dependence(still, inputs_of(raw)[1], 0)[1]) == 0


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
