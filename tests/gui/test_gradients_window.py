"""The check of gradients and the faults in the window: chips, sentences, runs side by side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diynn.layers import Linear, Sigmoid, Tanh
from diynn.network.faults import FAULTS, Fault, possible_faults
from gui.model.gradient_checks import HARMED, RIGHT, WRONG
from gui.tabs.runs.model import BROKEN_ROLE, NAME, NOTE_ROLE
from gui.window.fault_dialog import FaultDialog, words
from gui.window.main_window import MainWindow


def check(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.gradients.checks.done):
        window.menus.check.trigger()


def verdicts(window: MainWindow) -> list[str]:
    rows = window.stack.layers.view
    chips = [rows.row_widget(row).check for row in range(len(window.session.design.layers))]
    chips.append(window.stack.layers.loss.check)
    return ["" if chip.verdict is None else chip.verdict.kind for chip in chips]


def test_a_right_network_gets_a_chip_in_each_row(qtbot: QtBot, window: MainWindow) -> None:
    assert set(verdicts(window)) == {""}
    check(qtbot, window)
    rows = len(window.session.design.layers)
    assert verdicts(window) == [RIGHT] * (rows + 1)
    assert "All gradients are right" in window.messages.words.text()
    chip = window.stack.layers.view.row_widget(0).check
    assert chip.isVisible()
    assert "right at" in chip.accessibleName()
    assert chip.accessibleName() == chip.toolTip()


def test_chips_go_with_the_network_that_was_checked(qtbot: QtBot, window: MainWindow) -> None:
    check(qtbot, window)
    window.model.change_layer(0, "outputs", 7)
    assert set(verdicts(window)) == {""}
    window.model.undo_stack.undo()
    check(qtbot, window)
    window.model.change_part("loss", "mean_over", "sum")
    assert set(verdicts(window)) == {""}


def test_the_details_show_every_finding(qtbot: QtBot, window: MainWindow) -> None:
    check(qtbot, window)
    qtbot.mouseClick(window.stack.layers.view.row_widget(1).check, Qt.MouseButton.LeftButton)
    details = window.gradients.details
    assert details is not None
    assert details.isVisible()
    rows = details.table.rows()
    assert len(rows) == len(window.gradients.checks.findings)
    assert rows[details.table.currentIndex().row()][0] == "2 · Tanh"
    assert {row[2] for row in rows} == {"Alone", "In the stack", "Steps"}
    assert details.detail.text()
    qtbot.keyClick(details, Qt.Key.Key_Escape)
    assert not details.isVisible()


def test_a_fault_makes_a_run_of_its_own_beside_the_right_one(
    qtbot: QtBot, window: MainWindow
) -> None:
    session, run_list = window.session, window.run_list
    session.advance(steps=2)
    qtbot.waitUntil(lambda: at_rest(session) and run_list.current is not None)
    right = session.training
    window.gradients.put_in(Fault("slope_one_less_y", 2))
    qtbot.waitUntil(lambda: session.training not in (None, right))
    qtbot.waitUntil(lambda: "broken on purpose" in window.messages.words.text())
    session.advance(steps=2)
    qtbot.waitUntil(lambda: at_rest(session) and len(run_list.runs) == 2)
    assert run_list.runs[0].ticked
    assert "with a fault" in run_list.runs[1].name
    check(qtbot, window)
    assert verdicts(window) == [HARMED, WRONG, RIGHT, RIGHT, RIGHT]
    assert "Slope of Tanh 1 − y" not in window.messages.words.text()
    window.gradients.mend()
    assert session.training is right
    assert not session.design.fault
    window.model.undo_stack.undo()
    assert session.design.fault


def test_a_hidden_fault_is_named_within_two_tries(qtbot: QtBot, window: MainWindow) -> None:
    rng = np.random.default_rng(4)
    window.gradients.put_in_hidden(rng)
    fault = window.session.design.fault
    assert fault.hidden
    qtbot.waitUntil(lambda: "Find out where" in window.messages.words.text())
    training = window.session.training
    wrong = next(kind.name for kind in FAULTS if kind.name != fault.wrong)
    assert not window.gradients.judge(wrong)
    assert "One more try" in window.messages.words.text()
    assert window.session.design.fault.hidden
    assert window.gradients.judge(fault.wrong)
    assert "Found:" in window.messages.words.text()
    assert window.session.design.fault == replace(fault, hidden=False)
    assert window.session.training is training


def test_after_two_wrong_tries_it_is_reported(qtbot: QtBot, window: MainWindow) -> None:
    window.gradients.put_in(Fault("wrong_sign", hidden=True))
    for _ in range(2):
        assert not window.gradients.judge("mask_lost")
    assert "It was: Step in the wrong direction" in window.messages.words.text()


def test_a_fault_goes_with_the_layer_that_has_it(window: MainWindow) -> None:
    window.gradients.put_in(Fault("slope_missing", 2))
    window.model.remove([1])
    assert not window.session.design.fault


@pytest.mark.parametrize("layers", [(Linear(3), Tanh(), Linear(2), Sigmoid()), (Linear(2),)])
def test_the_dialog_explains_each_choice(
    qtbot: QtBot, layers: tuple[Linear | Tanh | Sigmoid, ...]
) -> None:
    faults = possible_faults(layers)
    entries = [(words(fault, layers), fault.what.explanation) for fault in faults]
    dialog = FaultDialog("Title", "Question?", entries, "Break it")
    qtbot.addWidget(dialog)
    dialog.show()
    for row in range(len(faults)):
        dialog.choices.setCurrentRow(row)
        assert dialog.chosen == row
        assert dialog.explanation.text() == entries[row][1]
        assert dialog.choices.accessibleDescription() == entries[row][1]
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept_button.click()


def test_broken_runs_and_typed_weights_are_marked_among_the_runs(
    qtbot: QtBot, window: MainWindow
) -> None:
    session, run_list = window.session, window.run_list
    window.gradients.put_in(Fault("bias_missing", 1))
    session.advance(steps=1)
    qtbot.waitUntil(lambda: at_rest(session) and run_list.current is not None)
    session.type_weight(0, "W", (0, 0), 0.5)
    qtbot.waitUntil(lambda: len(run_list.runs) == 2)
    model = window.tabs.page("runs").table.model()
    notes = [model.index(row, NAME).data(NOTE_ROLE) for row in range(2)]
    assert all("gradients with a fault" in note for note in notes)
    assert ["weights by hand" in note for note in notes] == [False, True]
    assert all(model.index(row, NAME).data(BROKEN_ROLE) for row in range(2))
