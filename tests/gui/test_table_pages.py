"""The pages on tables of the tab on mistakes: probabilities, inputs, something simpler."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diynn.analysis.baselines import class_baselines
from diynn.analysis.inputs import Asked, dependence, importances, inputs_of
from diynn.analysis.probabilities import calibration, precision_recall_curve, roc_curve
from diynn.data.dataset import Array, Dataset
from diynn.network.metrics import class_probabilities
from diynn.storage.recipes import recipe
from gui.model.design_model import DesignModel
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.mistakes import MistakesTab, table_answer
from gui.tabs.mistakes.probability_page import CALIBRATION, RECALL, ROC
from gui.tabs.mistakes.tab import CONFUSIONS, DRAWING, INPUTS, PROBABILITIES
from gui.tabs.mistakes.table_answer import Inputs, Probabilities, Question, answer
from gui.theme.theme import ThemeSource

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Open = Callable[[str], MistakesTab]


@pytest.fixture
def tab_of(qtbot: QtBot, themes: ThemeSource) -> Iterator[Open]:
    made: list[tuple[MistakesTab, Session]] = []

    def open_(name: str) -> MistakesTab:
        session = Session(DesignModel(recipe(name)))
        tab = MistakesTab(session, themes, RunList(session))
        qtbot.addWidget(tab)
        tab.resize(600, 650)
        tab.show()
        qtbot.waitExposed(tab)
        session.start()
        qtbot.waitUntil(lambda: session.training is not None)
        session.advance(epochs=3)
        qtbot.waitUntil(lambda: len(session.history) == 3 and at_rest(session))
        made.append((tab, session))
        return tab

    yield open_
    for tab, session in made:
        tab.close_down()
        session.close()
        session.model.close()


def raw_of(tab: MistakesTab) -> Dataset:
    assert tab.session.dataset is not None
    return tab.session.dataset


def answers_of(tab: MistakesTab, *, in_test: bool = True) -> tuple[Array, Array]:
    """Probabilities and classes of the samples of a part."""
    session = tab.session
    assert session.data is not None
    assert session.net is not None
    part = session.data.test if in_test else session.data.train
    y = session.net.predict(part.x, session.weights)
    return class_probabilities(y, session.design.loss), part.targets


def probabilities(qtbot: QtBot, tab: MistakesTab) -> Probabilities:
    """What the page shows at rest, the baselines with it."""

    def settled() -> bool:
        found = tab.probabilities.found()
        return (
            found is not None and not found.question.live and len(found.simpler) == 2
            and found.question.place == tab.probabilities.choice
            and found.question.in_test == tab.part.currentData()
            and found.question.run.weights is tab.session.weights
        )  # fmt: skip

    qtbot.waitUntil(settled)
    found = tab.probabilities.found()
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["breast-cancer", "penguins"])
def test_curves_are_those_of_the_networks_probabilities(
    qtbot: QtBot, tab_of: Open, name: str
) -> None:
    tab = tab_of(name)
    tab.buttons[PROBABILITIES].click()
    page, classes = tab.probabilities, raw_of(tab).classes
    # Of two classes the second is meant.
    assert page.choice == (1 if len(classes) == 2 else 0)
    for in_test, number in ((True, page.choice), (False, 0)):
        tab.part.setCurrentIndex(0 if in_test else 1)
        page.number.setCurrentIndex(number)
        found = probabilities(qtbot, tab)
        p, targets = answers_of(tab, in_test=in_test)
        share, mine = p[:, number], targets == number
        roc, recall = roc_curve(share, mine), precision_recall_curve(share, mine)
        bins = calibration(share, mine)
        assert roc is not None
        assert recall is not None
        for kind, x, y in (
            (ROC, roc.x, roc.y), (RECALL, recall.x, recall.y),
            (CALIBRATION, bins.predicted, bins.true),
        ):  # fmt: skip
            page.curve.setCurrentIndex(kind)
            line = page.plot.picture.lines[-1]
            assert line.kind == "answer"
            np.testing.assert_allclose(line.x, x)
            np.testing.assert_allclose(line.y, y)
            assert page.plot.picture.lines[-2].name == "Logistic regression"
            assert classes[number] in page.plot.picture.titles[0]
        page.curve.setCurrentIndex(ROC)
        assert f"AUC {roc.area:.3f}" in page.detail.text()
        lines = page.plot.csv().splitlines()
        assert lines[0].endswith("Threshold")
        assert lines[-1].startswith("Network,1.0,1.0,")
        assert found.count == found.total == len(targets)
        row = page.table.rows()[0]
        assert row[3:5] == [f"{roc.area:.3f}", f"{recall.area:.3f}"]


def test_something_simpler_stands_beside_the_network(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("breast-cancer")
    qtbot.waitUntil(lambda: bool(tab.beside.text()))
    simpler = {one.kind: one for one in class_baselines(raw_of(tab))}
    logistic, frequent = simpler["logistic"], simpler["frequent"]
    for index, shares in (
        (0, (logistic.test, frequent.test)), (1, (logistic.train, frequent.train)),
    ):  # fmt: skip
        tab.part.setCurrentIndex(index)
        wanted = [f"{100 * share:.1f} %" for share in shares if share is not None]
        qtbot.waitUntil(lambda told=wanted: all(text in tab.beside.text() for text in told))
        assert "logistic regression" in tab.beside.text()
    tab.part.setCurrentIndex(0)
    tab.buttons[PROBABILITIES].click()
    probabilities(qtbot, tab)
    rows = tab.probabilities.table.rows()
    assert [row[0] for row in rows] == ["Network", "Logistic regression", "Most frequent class"]
    for row, one in zip(rows[1:], (logistic, frequent), strict=True):
        assert one.test is not None
        assert row[1:3] == [f"{100 * one.test:.1f} %", f"{100 * one.train:.1f} %"]
    right = []
    for in_test in (True, False):
        p, targets = answers_of(tab, in_test=in_test)
        right.append(f"{100 * float((p.argmax(axis=1) == targets).mean()):.1f} %")
    assert rows[0][1:3] == right


def test_one_click_on_an_input_shows_what_it_does(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("penguins")
    tab.buttons[INPUTS].click()
    page, raw, session = tab.inputs, raw_of(tab), tab.session
    qtbot.waitUntil(lambda: page.found() is not None and bool(page.bars.worth()))
    assert session.net is not None
    assert session.data is not None
    asked = Asked(session.net, session.weights, raw, session.data, session.design.loss)
    wanted = [found.fall for _, found in importances(asked, 0, lambda: True)]
    assert [one.fall for one in page.bars.worth()] == pytest.approx(wanted)
    # Until somebody chooses, it is the most important one.
    names = [one.name for one in inputs_of(raw)]
    qtbot.waitUntil(lambda: page.found().question.place == int(np.argmax(wanted)))
    assert page.bars.names()[0] == names[page.choice]
    for name in ("island", "bill_depth_mm"):
        place = page.bars.names().index(name)
        line = page.bars.content_size().height() / len(names)
        at = page.bars.viewport().rect().topLeft()
        at.setX(12)
        at.setY(round((place + 0.5) * line))
        qtbot.mouseClick(page.bars.viewport(), Qt.MouseButton.LeftButton, pos=at)
        number = names.index(name)
        qtbot.waitUntil(lambda wanted=number: page.found().question.place == wanted)
        grid, means = dependence(asked, inputs_of(raw)[number])
        lines = page.plot.picture.classes()
        assert [one.name for one in lines] == list(raw.classes)
        for one in lines:
            np.testing.assert_allclose(one.x, grid)
            np.testing.assert_allclose(one.y, means[:, one.number], rtol=1e-5)
    assert page.plot.picture.names == ()
    page.plot.draw_now()
    page.plot.point_at(15.0)
    readout = page.plot.view.readout()
    assert all(name in readout for name in ("bill_depth_mm", *raw.classes))
    assert "curves: mean over 250 training samples" in page.detail.text()
    assert f"on {len(raw.test)} samples" in page.detail.text()


def test_only_tables_have_these_pages(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("penguins")
    assert not tab.buttons[PROBABILITIES].isHidden()
    assert tab.buttons[DRAWING].isHidden()
    tab.buttons[INPUTS].click()
    qtbot.waitUntil(lambda: tab.inputs.found() is not None)
    tab.session.model.replace_design(recipe("digits-dense"), "digits")
    qtbot.waitUntil(tab.buttons[INPUTS].isHidden)
    assert tab.buttons[CONFUSIONS].isChecked()
    assert not tab.buttons[DRAWING].isHidden()
    assert tab.beside.isHidden()
    qtbot.waitUntil(lambda: tab.session.training is not None)
    qtbot.waitUntil(lambda: tab.answer is not None)
    assert tab.stack.currentWidget() is tab.confusion


def test_while_it_learns_some_samples_are_asked_and_said(
    qtbot: QtBot, tab_of: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_answer, "LIVE_SAMPLES", 30)
    tab = tab_of("breast-cancer")
    run = tab.run_list.snapshot()
    assert run is not None
    never = answer(Question(run, "probabilities", True, 1, False), lambda: False)
    assert never is None
    found = answer(Question(run, "probabilities", True, 1, True), lambda: True)
    assert isinstance(found, Probabilities)
    assert (found.count, found.total) == (30, 114)
    tab.buttons[PROBABILITIES].click()
    tab.probabilities.show_answer(found)
    assert "live, from 30 of 114 samples" in tab.probabilities.detail.text()
    live = answer(Question(run, "inputs", True, 0, True), lambda: True)
    assert isinstance(live, Inputs)
    assert live.averaged == table_answer.LIVE_AVERAGED
    tab.inputs.show_answer(live)
    assert "bars: as of the last pause" in tab.inputs.detail.text()


def test_it_moves_while_it_learns(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("breast-cancer")
    for number, page in ((PROBABILITIES, tab.probabilities), (INPUTS, tab.inputs)):
        tab.buttons[number].click()
        qtbot.waitUntil(lambda of=page: of.found() is not None)
        tab.session.play()
        seen: set[int] = set()

        def moves(of=page, seen=seen) -> bool:
            if of.found().question.live:
                seen.add(id(of.found().question.run))
            return len(seen) > 2 or tab.session.is_finished

        qtbot.waitUntil(moves)
        tab.session.pause()
        qtbot.waitUntil(lambda: at_rest(tab.session))
        qtbot.waitUntil(lambda of=page: not of.found().question.live)


def test_a_part_without_the_class_has_no_curve(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("breast-cancer")
    tab.buttons[PROBABILITIES].click()
    found = probabilities(qtbot, tab)
    scores = table_answer.ClassScores.of(np.array([[0.1, 0.9]]), np.array([1]), 1)
    assert scores.roc is None
    none = Probabilities(found.question, scores, (), 1.0, None, 1, 1, 1.0)
    tab.probabilities.show_answer(none)
    tab.probabilities.plot.draw_now()
    assert "there is no curve" in tab.probabilities.plot.view.note()
    assert "AUC –" in tab.probabilities.detail.text()


@pytest.mark.parametrize("name", ["breast-cancer", "penguins"])
def test_a_network_that_diverged_is_borne(qtbot: QtBot, tab_of: Open, name: str) -> None:
    tab = tab_of(name)
    run = tab.run_list.snapshot()
    assert run is not None
    lost = replace(run, weights=np.full_like(run.weights, np.nan))
    for number, page in ((PROBABILITIES, "probabilities"), (INPUTS, "inputs")):
        tab.buttons[number].click()
        simpler = class_baselines(raw_of(tab))
        found = answer(Question(lost, page, True, 0, False, simpler), lambda: True)
        (tab.probabilities if number == PROBABILITIES else tab.inputs).show_answer(found)
        for kind in (ROC, RECALL, CALIBRATION):
            tab.probabilities.curve.setCurrentIndex(kind)
            tab.probabilities.plot.draw_now()
        tab.inputs.plot.draw_now()
        assert not tab.grab().isNull()
