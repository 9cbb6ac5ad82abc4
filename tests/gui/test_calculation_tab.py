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

from diynn.layers import Conv2D, Flatten, Linear, MaxPool2D, Residual2D, Softmax
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
from gui.tabs.calculation.tab import CalculationTab, read_fraction
from gui.tabs.calculation.terms import Source
from gui.text.numbers import typed
from gui.theme.colours import LIGHT
from gui.theme.theme import ThemeSource


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
    qtbot: QtBot, session: Session, tab: CalculationTab
) -> None:
    session.model.change_part("optimizer", "learning_rate", 1e9)
    before, said = session.training, []
    session.said.connect(lambda kind, _words: said.append(kind))
    for _ in range(4):
        session.take_step()
    assert "error" in said
    assert session.training is not None
    assert np.isfinite(session.training.net.weight_vector).all()
    assert before is not None
    assert np.isfinite(before.net.weight_vector).all()


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
