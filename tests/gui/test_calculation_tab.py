"""The tab Calculation: any value chosen by mouse and keys, explained, typed and taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from diynn.analysis.calculation.examples import worked_example
from diynn.data.sources.worked import (
    CONVOLUTION,
    EXAMPLES,
    NETWORK,
    NORMALISATION,
    POOLING,
    SOFTMAX,
)
from diynn.layers import (
    Conv2D,
    Flatten,
    Linear,
    MaxPool2D,
    ReLU,
    Residual2D,
    Sigmoid,
    Softmax,
)
from diynn.network.losses import CrossEntropy
from diynn.storage.recipes import recipe
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.calculation.arrangement import NOTHING, arranged, coloured
from gui.tabs.calculation.sheet import BLANK, with_blanks
from gui.tabs.calculation.subject import (
    INPUT,
    INPUT_GRADIENT,
    LOSS,
    LOSS_GRADIENT,
    OUTPUT,
    UPDATE,
    WEIGHT,
    Choice,
    Subject,
)
from gui.tabs.calculation.tab import CalculationTab
from gui.tabs.calculation.terms import Source
from gui.text.numbers import figures, typed
from gui.theme.colours import LIGHT
from gui.theme.theme import ThemeSource
from gui.widgets.number_question import read_fraction


@pytest.fixture
def tab(
    qtbot: QtBot, session: Session, source: ThemeSource, run_list: RunList
) -> Any:
    made = CalculationTab(session, source, run_list)
    qtbot.addWidget(made)
    made.resize(760, 640)
    made.show()
    qtbot.waitUntil(lambda: made.subject is not None)
    yield made
    made.close_down()


def subject_of(tab: CalculationTab) -> Subject:
    assert tab.subject is not None
    return tab.subject


def press(qtbot: QtBot, widget: Any, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(widget, key)


def factor_of(tab: CalculationTab, symbol: str, number: int = 0) -> Source:
    assert tab.calculation is not None
    factor = next(
        factor for group in tab.calculation.last.groups for factor in group.factors
        if factor.symbol == symbol
    )  # fmt: skip
    return Source(factor, number)


def test_a_value_with_terms_is_shown_first(tab: CalculationTab) -> None:
    assert tab.choice is not None
    assert tab.choice.kind == OUTPUT
    assert tab.choice.row == 0
    assert "of row 1, Linear" in tab.title.text()
    assert tab.table.words()[0][0].endswith("= Σ W · x + b")
    assert tab.pictures.names == ("W", "x", "W · x")


def test_every_kind_of_value_is_explained(tab: CalculationTab) -> None:
    subject = subject_of(tab)
    last = subject.last
    for choice, words in (
        (Choice(OUTPUT, 1, place=(3,)), "Output [3] of row 2, Tanh"),
        (Choice(INPUT_GRADIENT, 0, place=(1,)), "Gradient for input [1] of row 1"),
        (Choice(INPUT_GRADIENT, last, place=(0,)), "Gradient for input [0] of row 4, Sigmoid"),
        (Choice(WEIGHT, 2, name="W", place=(0, 7)), "Gradient for W [0, 7] of row 3"),
        (Choice(LOSS_GRADIENT, place=(0,)), "Gradient of the loss for output [0]"),
        (Choice(LOSS), "Loss BCE"),
        (Choice(INPUT, place=(1,)), "Input [1]"),
    ):
        tab.choose(choice)
        assert tab.choice == choice
        assert words in tab.title.text()
        assert (tab.calculation is None) == (choice.kind == INPUT)
        if tab.calculation is not None:
            value = float(subject.values(choice)[choice.place])
            assert tab.calculation.value == pytest.approx(value, abs=1e-12)


def test_a_merged_gradient_says_that_it_is(tab: CalculationTab) -> None:
    tab.choose(Choice(INPUT_GRADIENT, subject_of(tab).last, place=(0,)))
    assert "in one" in tab.note.text()
    assert tab.calculation is not None
    assert len(tab.calculation.lines) == 2
    first, second = (line.value for line in tab.calculation.lines)
    assert first == pytest.approx(second, abs=1e-9)


def test_enter_goes_into_a_source_and_backspace_back(qtbot: QtBot, tab: CalculationTab) -> None:
    start = Choice(OUTPUT, 2, place=(0,))
    tab.choose(start)
    tab.enter(factor_of(tab, "x", 5))
    assert tab.choice == Choice(OUTPUT, 1, place=(5,))
    press(qtbot, tab.table, Qt.Key.Key_Return)
    assert tab.choice == Choice(OUTPUT, 0, place=(5,))
    press(qtbot, tab.table, Qt.Key.Key_Backspace, 2)
    assert tab.choice == start
    tab.enter(factor_of(tab, "W", 5))
    assert tab.choice == Choice(WEIGHT, 2, name="W", place=(0, 5))
    tab.enter(factor_of(tab, "δy"))
    assert tab.choice == Choice(INPUT_GRADIENT, 3, place=(0,))


def test_the_chain_is_walked_by_keys_and_reported(qtbot: QtBot, tab: CalculationTab) -> None:
    tab.choose(Choice(OUTPUT, 0, place=(0,)))
    press(qtbot, tab.chain, Qt.Key.Key_Right, 2)
    assert tab.choice == Choice(OUTPUT, 0, place=(2,))
    assert "Output of row 1, Linear [2]:" in tab.chain.accessibleDescription()
    seen = []
    for _ in range(len(tab.chain.strips)):
        press(qtbot, tab.chain, Qt.Key.Key_PageDown)
        seen.append(tab.choice.kind if tab.choice else "")
    assert {OUTPUT, INPUT_GRADIENT, WEIGHT, LOSS_GRADIENT, LOSS} == set(seen)
    assert tab.choice == Choice(LOSS)
    press(qtbot, tab.chain, Qt.Key.Key_PageUp, 2 * len(tab.chain.strips))
    assert tab.choice is not None
    assert tab.choice.kind == INPUT
    press(qtbot, tab.chain, Qt.Key.Key_B)
    assert tab.choice.kind == INPUT_GRADIENT
    press(qtbot, tab.chain, Qt.Key.Key_B)
    assert tab.choice.kind == INPUT


def test_a_click_chooses_what_is_under_the_pointer(qtbot: QtBot, tab: CalculationTab) -> None:
    viewport = tab.chain.viewport()
    found = []
    for y in range(0, viewport.height(), 3):
        for x in range(0, viewport.width(), 9):
            tip = tab.chain.tip_at(tab.chain.to_content(QPoint(x, y)))
            if tip.startswith("Output of row 1, Linear [1]:"):
                found.append(QPoint(x, y))
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=found[0])
    assert tab.choice == Choice(OUTPUT, 0, place=(1,))


def test_another_sample_has_other_numbers(qtbot: QtBot, tab: CalculationTab) -> None:
    before = subject_of(tab)
    press(qtbot, tab.chain, Qt.Key.Key_BracketRight)
    qtbot.waitUntil(lambda: tab.subject is not before)
    assert tab.chooser.place == 1
    assert not np.array_equal(before.trace.x, subject_of(tab).trace.x)


def test_in_training_the_whole_batch_goes_through(qtbot: QtBot, tab: CalculationTab) -> None:
    tab.mode.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(subject_of(tab).trace.x) > 1)
    assert subject_of(tab).trace.training
    tab.choose(Choice(WEIGHT, 0, name="W", place=(0, 0)))
    words = tab.table.words()
    assert any("more" in row[0] for row in words)
    tab.more.all_terms.setChecked(True)
    assert not any("more" in row[0] for row in tab.table.words())


def test_the_digits_can_be_chosen(tab: CalculationTab) -> None:
    few = tab.title.text()
    tab.digits.setCurrentIndex(tab.digits.count() - 1)
    assert len(tab.title.text()) > len(few)


def test_the_calculation_follows_a_training(qtbot: QtBot, session: Session, tab: CalculationTab
) -> None:  # fmt: skip
    before = subject_of(tab).trace.loss
    session.advance(epochs=1)
    qtbot.waitUntil(lambda: at_rest(session) and subject_of(tab).trace.loss != before)


# Typed weights


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.5", 0.5), ("0,5", 0.5), ("1/3", 1 / 3), ("-2", -2.0), ("−1/4", -0.25), ("1e-3", 1e-3),
     ("1/0", None), ("", None), ("a", None), ("1/2/3", None)],
)  # fmt: skip
def test_fractions_are_read(text: str, value: float | None) -> None:
    found = read_fraction(text)
    assert (found is None) == (value is None)
    if value is not None:
        assert found == pytest.approx(value)


def test_a_typed_weight_counts_and_can_be_undone(
    qtbot: QtBot, session: Session, run_list: RunList, tab: CalculationTab
) -> None:
    session.advance(steps=1)
    qtbot.waitUntil(lambda: at_rest(session) and run_list.current is not None)
    tab.choose(Choice(OUTPUT, 0, place=(4,)))
    before, weight = session.training, Choice(WEIGHT, 0, name="W", place=(4, 1))
    assert not tab.type_weight(weight, "one half")
    assert session.training is before
    assert tab.type_weight(weight, "1/3")
    assert session.training is not None
    assert session.training.net.weights["0.W"][4, 1] == pytest.approx(1 / 3)
    assert session.training.by_hand == 1
    assert run_list.current is not None
    assert "by hand" in run_list.current.name
    qtbot.waitUntil(lambda: "0.3333" in str(tab.table.words()))
    session.model.undo_stack.undo()
    assert session.training is before


def test_a_weight_is_typed_where_its_gradient_or_a_term_is_chosen(
    qtbot: QtBot, session: Session, tab: CalculationTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([("many", True), ("-0,25", True), ("1/8", True), ("9", False)])
    asked = []

    def answer(_parent: object, _title: str, label: str, text: str) -> tuple[str, bool]:
        asked.append((label, text))
        return next(answers)

    monkeypatch.setattr(QInputDialog, "getText", answer)
    tab.choose(Choice(WEIGHT, 2, name="W", place=(0, 3)))
    assert session.training is not None
    before = float(session.training.net.weights["2.W"][0, 3])
    press(qtbot, tab.chain, Qt.Key.Key_F2)
    assert session.training.net.weights["2.W"][0, 3] == -0.25
    assert asked[0][1] == typed(before)
    assert "“many” is no number." in asked[1][0]
    qtbot.waitUntil(lambda: tab.subject is not None)
    tab.choose(Choice(OUTPUT, 0, place=(4,)))
    tab.table.setFocus()
    press(qtbot, tab.table, Qt.Key.Key_F2)
    assert session.training.net.weights["0.W"][4, 0] == 0.125
    press(qtbot, tab.table, Qt.Key.Key_F2)
    assert session.training.by_hand == 2


def test_only_a_weight_can_be_typed(qtbot: QtBot, tab: CalculationTab) -> None:
    tab.choose(Choice(OUTPUT, 1, place=(4,)))
    press(qtbot, tab.table, Qt.Key.Key_F2)
    assert "Only a weight" in tab.note.text()


# Curves of activations


@pytest.fixture
def relu() -> Any:
    design = recipe("moons")
    return replace(design, layers=(Linear(12), ReLU(), Linear(1), Sigmoid()))


def test_an_activation_is_drawn_with_its_point_and_its_tangent(tab: CalculationTab) -> None:
    subject = subject_of(tab)
    tab.choose(Choice(OUTPUT, 0, place=(3,)))
    assert tab.curve.isHidden()
    tab.choose(Choice(OUTPUT, 1, place=(3,)))
    assert not tab.curve.isHidden()
    x = float(subject.trace.rows[1].x[0, 3])
    tab.curve.draw_now()
    assert tab.curve.dot.getData()[0].tolist() == [x]
    assert tab.curve.dot.getData()[1][0] == pytest.approx(np.tanh(x))
    ends, heights = tab.curve.tangent.getData()
    slope = (heights[1] - heights[0]) / (ends[1] - ends[0])
    assert slope == pytest.approx(1 - np.tanh(x) ** 2)
    across, up = tab.curve.curve.getData()
    np.testing.assert_allclose(up, np.tanh(across), atol=1e-12)
    assert across[0] <= x <= across[-1]
    assert "Slope here" in tab.curve.words.text()


def test_on_the_way_back_the_slope_meets_the_gradient(tab: CalculationTab) -> None:
    subject = subject_of(tab)
    tab.choose(Choice(INPUT_GRADIENT, 1, place=(3,)))
    delta = float(subject.trace.rows[1].dy[0, 3])
    words = tab.curve.words.text()
    assert words.startswith("Slope × δ")
    assert figures(delta, 4) in words
    assert figures(float(subject.trace.rows[1].dx[0, 3]), 4) in words


def test_where_the_slope_is_zero_nothing_passes(qtbot: QtBot, session: Session, relu: Any,
                                                tab: CalculationTab) -> None:  # fmt: skip
    session.model.replace_design(relu, "ReLU")
    qtbot.waitUntil(lambda: tab.subject is not None and tab.subject.trace.rows[1].layer == ReLU())
    row = subject_of(tab).trace.rows[1]
    below = int(np.flatnonzero(row.x[0] < 0)[0])
    tab.choose(Choice(INPUT_GRADIENT, 1, place=(below,)))
    assert "nothing passes" in tab.curve.words.text()


def test_the_curve_is_walked_by_keys(qtbot: QtBot, tab: CalculationTab) -> None:
    tab.choose(Choice(OUTPUT, 1, place=(3,)))
    press(qtbot, tab.curve, Qt.Key.Key_End)
    assert tab.curve.at == tab.curve.places()[-1]
    assert "Tanh" in tab.curve.accessibleDescription()
    assert tab.curve.csv().startswith("x,y,slope")


# More terms


@pytest.mark.parametrize("design", [recipe("digits-dense")], indirect=True)
def test_further_terms_get_a_line_by_button_and_by_key(qtbot: QtBot, tab: CalculationTab) -> None:
    tab.choose(Choice(OUTPUT, 0, place=(4,)))
    rows = tab.table.rowCount()
    assert not tab.terms.isHidden()
    tab.terms.next.click()
    assert tab.table.rowCount() > rows
    tab.choose(Choice(OUTPUT, 0, place=(5,)))
    assert tab.table.rowCount() <= rows + 1
    more = next(n for n, row in enumerate(tab.table.words()) if "more term" in row[0])
    tab.table.setCurrentCell(more, 0)
    press(qtbot, tab.table, Qt.Key.Key_Return)
    assert tab.table.currentRow() == more
    assert tab.table.current_source() is not None
    assert tab.table.rowCount() > rows
    tab.more.all_terms.setChecked(True)
    assert not any("more term" in row[0] for row in tab.table.words())


@pytest.mark.parametrize("design", [recipe("digits-dense")], indirect=True)
def test_terms_are_found_by_their_place(tab: CalculationTab) -> None:
    tab.choose(Choice(OUTPUT, 0, place=(4,)))
    tab.terms.field.setText("4, 63")
    assert sum("W[4, 63]" in str(row) for row in tab.table.words()) == 1
    assert not any("W[4, 62]" in str(row) for row in tab.table.words())
    tab.terms.field.setText("9999")
    assert "No term" in tab.note.text()
    tab.terms.field.setText("many")
    assert "Type the numbers" in tab.note.text()
    tab.terms.field.clear()
    assert not tab.note.text()


# Worked examples


def opened_example(qtbot: QtBot, tab: CalculationTab, name: str) -> Subject:
    session = tab.session
    session.show(worked_example(name))
    qtbot.waitUntil(lambda: session.training is not None and tab.subject is not None)
    qtbot.waitUntil(lambda: subject_of(tab).trace.x.shape == session.training.data.train.x.shape)
    return subject_of(tab)


def value_of(tab: CalculationTab, choice: Choice) -> float:
    tab.choose(choice)
    assert tab.choice == choice
    assert tab.calculation is not None
    return tab.calculation.value


def test_mazurs_numbers_are_in_the_tab(qtbot: QtBot, tab: CalculationTab) -> None:
    """M. Mazur, “A Step by Step Backpropagation Example”, 2015."""
    opened_example(qtbot, tab, NETWORK)
    assert value_of(tab, Choice(LOSS)) == pytest.approx(0.298371109, abs=1e-7)
    assert value_of(tab, Choice(OUTPUT, 1, place=(0,))) == pytest.approx(0.593269992, abs=1e-7)
    assert value_of(tab, Choice(WEIGHT, 2, name="W", place=(0, 0))) == pytest.approx(0.082167041,
                                                                                    abs=1e-7)
    tab.explain.click()
    qtbot.waitUntil(lambda: subject_of(tab).step is not None)
    for row, place, value in ((2, (0, 0), 0.35891648), (0, (0, 0), 0.149780716)):
        found = value_of(tab, Choice(UPDATE, row, name="W", place=place))
        assert found == pytest.approx(value, abs=1e-7)
    tab.bar.take.click()
    qtbot.waitUntil(lambda: tab.bar.is_taken and tab.subject is not None)
    # His biases stay as they are: with them it would be 0.29102777.
    assert value_of(tab, Choice(LOSS)) == pytest.approx(0.280471447, abs=1e-7)


def test_the_convolution_by_hand_is_in_the_tab(qtbot: QtBot, tab: CalculationTab) -> None:
    opened_example(qtbot, tab, CONVOLUTION)
    for at in np.ndindex(2, 2):
        assert value_of(tab, Choice(OUTPUT, 0, place=(*at, 0))) == -3.5
    wanted = iter((11, 14, 20, 23))
    for at in np.ndindex(2, 2):
        assert value_of(tab, Choice(WEIGHT, 0, name="W", place=(*at, 0, 0))) == next(wanted)
    assert value_of(tab, Choice(WEIGHT, 0, name="b", place=(0,))) == 3
    dx = [[value_of(tab, Choice(INPUT_GRADIENT, 0, place=(y, x, 0))) for x in range(3)]
          for y in range(3)]  # fmt: skip
    assert dx == np.diag([1.0, 1.0, -2.0]).tolist()


def test_the_pooling_by_hand_is_in_the_tab(qtbot: QtBot, tab: CalculationTab) -> None:
    opened_example(qtbot, tab, POOLING)
    places = [*np.ndindex(2, 2, 1)]
    assert [value_of(tab, Choice(INPUT_GRADIENT, 1, place=at)) for at in places] == [5, 0, 0, 0]


def test_the_softmax_by_hand_is_in_the_tab(qtbot: QtBot, tab: CalculationTab) -> None:
    opened_example(qtbot, tab, SOFTMAX)
    assert value_of(tab, Choice(LOSS)) == pytest.approx(0.693147, abs=1e-6)
    found = [value_of(tab, Choice(INPUT_GRADIENT, 1, place=(i,))) for i in range(3)]
    assert found == pytest.approx([1 / 6, 1 / 3, -1 / 2], abs=1e-6)


def test_the_normalisation_by_hand_is_in_the_tab(qtbot: QtBot, tab: CalculationTab) -> None:
    subject = opened_example(qtbot, tab, NORMALISATION)
    assert subject.trace.training
    found = []
    for sample in range(3):
        tab.chooser.go_to(sample)
        qtbot.waitUntil(lambda wanted=sample + 1: subject_of(tab).trace.x[0, 0] == wanted)
        found.append(value_of(tab, Choice(INPUT_GRADIENT, 0, place=(0,))))
    assert found == pytest.approx([0.408, -0.816, 0.408], abs=1e-3)


def test_each_example_is_asked_for_by_the_menu(tab: CalculationTab) -> None:
    asked: list[str] = []
    tab.example_asked.connect(asked.append)
    for action in tab.examples.menu().actions():
        action.trigger()
    assert asked == [*EXAMPLES]


# The explained step


def test_a_step_is_explained_and_taken(
    qtbot: QtBot, session: Session, tab: CalculationTab
) -> None:
    assert session.training is not None
    weights = session.training.net.weight_vector.copy()
    tab.explain.click()
    qtbot.waitUntil(lambda: subject_of(tab).step is not None)
    step = subject_of(tab).step
    assert step is not None
    assert (session.training.net.weight_vector == weights).all()
    kinds = [stage.choice.kind for stage in tab.bar.stages]
    rows = len(session.design.layers)
    assert kinds == [OUTPUT] * rows + [LOSS] + [INPUT_GRADIENT] * rows + [UPDATE] * 4
    for stage in tab.bar.stages:
        assert tab.choice == stage.choice
        assert tab.calculation is not None
        tab.bar.go(1)
    assert "v′" in str(tab.table.words())
    assert "Epoch 1, batch 1" in tab.bar.words.text()
    tab.bar.take.click()
    qtbot.waitUntil(lambda: at_rest(session) and session.training.step == 1)
    np.testing.assert_array_equal(session.training.net.weight_vector, step.after)


def test_a_taken_step_can_be_undone_and_is_then_explained_again(
    qtbot: QtBot, session: Session, run_list: RunList, tab: CalculationTab
) -> None:
    first = session.training
    assert first is not None
    weights = first.net.weight_vector.copy()
    for _ in range(2):
        tab.explain.click()
        qtbot.waitUntil(lambda: subject_of(tab).step is not None)
        tab.bar.take.click()
        qtbot.waitUntil(lambda: tab.bar.is_taken and tab.subject is not None)
    assert session.training is not None
    assert session.training.step == 2
    assert [run.training for run in run_list.runs] == [session.training], "it is one run"
    taken = session.training.net.weight_vector.copy()
    assert "went from" in tab.bar.words.text()
    assert tab.bar.take.isHidden()
    assert tab.back.isEnabled()
    press(qtbot, tab.table, Qt.Key.Key_Backspace)
    assert session.training.step == 1
    qtbot.waitUntil(lambda: tab.subject is not None and subject_of(tab).step is not None)
    assert not tab.bar.is_taken
    step = subject_of(tab).step
    assert step is not None
    np.testing.assert_array_equal(step.after, taken)
    session.model.undo_stack.redo()
    np.testing.assert_array_equal(session.training.net.weight_vector, taken)
    session.model.undo_stack.undo()
    session.model.undo_stack.undo()
    assert session.training is first
    np.testing.assert_array_equal(first.net.weight_vector, weights)


def test_undoing_a_step_does_not_undo_what_came_after_it(
    qtbot: QtBot, session: Session, tab: CalculationTab
) -> None:
    tab.explain.click()
    qtbot.waitUntil(lambda: subject_of(tab).step is not None)
    tab.bar.take.click()
    qtbot.waitUntil(lambda: tab.bar.is_taken and tab.subject is not None)
    session.model.change_run("epochs", 7)
    tab.bar.undo.click()
    assert session.design.run.epochs == 7
    assert "undo that first" in tab.note.text()
    tab.bar.leave.click()
    assert tab.bar.isHidden()


def test_a_step_that_diverges_is_told_and_not_taken(
    qtbot: QtBot, session: Session, tab: CalculationTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("gui.tabs.calculation.tab.warn", lambda *words: told.append(words[2]))
    session.model.change_part("optimizer", "learning_rate", 1e9)
    for _ in range(4):
        tab.explain.click()
        qtbot.waitUntil(lambda: subject_of(tab).step is not None)
        tab.bar.take.click()
        qtbot.waitUntil(lambda: tab.subject is not None and tab.subject.step is None)
    assert "range of numbers" in told[0]
    assert session.training is not None
    assert np.isfinite(session.training.net.weight_vector).all()


def test_a_step_can_be_left(qtbot: QtBot, session: Session, tab: CalculationTab) -> None:
    tab.explain.click()
    qtbot.waitUntil(lambda: subject_of(tab).step is not None)
    press(qtbot, tab.chain, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: tab.subject is not None and tab.subject.step is None)
    assert session.training is not None
    assert not session.training.begun
    assert tab.mode.isEnabled()


# The sheet


def test_the_sheet_has_results_or_blanks(tab: CalculationTab, tmp_path: Path) -> None:
    tab.choose(Choice(OUTPUT, 0, place=(0,)))
    tab.more.copy_text()
    text = QGuiApplication.clipboard().text()
    assert text == tab.more.text()
    assert "W[0, 0] · x[0]" in text
    blank = with_blanks(text.splitlines()[1:])
    assert all(BLANK in line for line in blank)
    assert "W[0, 0] · x[0]" in "\n".join(blank)
    for blanks in (False, True):
        path = tmp_path / f"{blanks}.pdf"
        tab.more.save_pdf(str(path), blanks=blanks)
        assert path.read_bytes().startswith(b"%PDF")


# Other networks


@pytest.fixture
def design(request: pytest.FixtureRequest) -> Any:
    return getattr(request, "param", None) or recipe("moons")


IMAGES = recipe("digits-conv2d")
DEEP = replace(
    IMAGES, layers=(Conv2D(3), Residual2D(4), MaxPool2D(), Flatten(), Linear(10), Softmax()),
    loss=CrossEntropy(),
)  # fmt: skip


@pytest.mark.parametrize("design", [DEEP], indirect=True)
def test_each_value_of_a_deep_network_leads_back_to_the_input(tab: CalculationTab) -> None:
    subject = subject_of(tab)
    assert set(subject.blocks) == {1}
    tab.choose(Choice(OUTPUT, subject.last, place=(3,)))
    for _ in range(40):
        assert tab.calculation is not None
        ways = [
            to for group in reversed(tab.calculation.last.groups) for factor in group.factors
            if len(factor.values)
            and (to := subject.source(tab.choice, factor, 0)) is not None  # type: ignore[arg-type]
            and to.kind in (OUTPUT, INPUT)
        ]  # fmt: skip
        tab.choose(ways[0])
        if tab.choice is not None and tab.choice.kind == INPUT:
            break
    assert tab.choice is not None
    assert tab.choice.kind == INPUT
    back = Choice(INPUT_GRADIENT, 1, "second_norm", place=(1, 1, 0))
    tab.choose(back)
    assert tab.choice == back
    assert tab.calculation is not None
    for strip in tab.chain.strips:
        assert subject.is_there(replace(strip.choice, place=(0,) * strip.values.ndim))


def test_every_shape_is_a_picture_of_all_its_values() -> None:
    for shape, image in (
        ((), ()), ((3,), ()), ((200,), ()), ((64,), (8, 8, 1)), ((5, 2), ()), ((2, 50), ()),
        ((4, 3, 7), ()), ((3, 3, 2, 5), ()),
    ):  # fmt: skip
        shown = arranged(shape, image)
        numbers = shown.numbers[shown.numbers != NOTHING]
        assert sorted(numbers) == list(range(int(np.prod(shape))))
        picture = coloured(shown, np.zeros(shape), LIGHT)
        assert (picture.width(), picture.height()) == (shown.width, shown.height)
