"""The design model: every change is an edit on the undo stack, told in Qt's words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from diynn.data.sources import Circles, Digits, Moons, UserFile
from diynn.design.design import Design
from diynn.errors import SettingError
from diynn.layers import LAYERS, Conv2D, Flatten, Linear, ReLU, Tanh
from diynn.network.losses import BCE, MSE
from gui.model import design_command as design_edit
from gui.model.design_model import LAYERS_MIME, DesignModel, from_mime, to_mime

START = Design(layers=(Linear(outputs=8), Tanh(), Linear(outputs=2)))


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[DesignModel]:
    made = DesignModel(START)
    yield made
    made.close()


def names(model: DesignModel) -> list[str]:
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def test_rows_are_the_layers(model: DesignModel) -> None:
    assert names(model) == ["Linear", "Tanh", "Linear"]
    assert model.data(model.index(0), Qt.ItemDataRole.UserRole) == Linear(outputs=8)
    assert model.fit is not None
    assert model.fit.weights == 3 * 8 + 9 * 2


def test_every_kind_of_edit_can_be_undone_to_the_very_start(model: DesignModel) -> None:
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    model.insert_layer("ReLU", 1)
    model.insert_layer(Flatten, 99)
    model.insert_layer(Linear(outputs=3), 0)
    model.move_layer(0, 3)
    model.move_layer(3, 1)
    model.duplicate([0, 1])
    model.remove([0, 2])
    model.change_layer(1, "outputs", 5)
    model.change_source(Circles(samples=300))
    model.change_part("source", "noise", 0.3)
    model.change_view("scaling", "standard")
    model.change_loss(MSE())
    model.change_optimizer(replace(model.design.optimizer, learning_rate=0.5))
    model.change_run("epochs", 3)
    model.replace_design(Design(source=Digits()), "Template")
    assert model.undo_stack.count() == 15
    end = model.design
    while model.undo_stack.canUndo():
        model.undo_stack.undo()
    assert model.design == START
    assert names(model) == ["Linear", "Tanh", "Linear"]
    while model.undo_stack.canRedo():
        model.undo_stack.redo()
    assert model.design == end
    assert tester.model() is model


def test_the_views_hear_what_happened_to_the_rows(model: DesignModel) -> None:
    moved, came, went = (
        QSignalSpy(signal) for signal in (model.rowsMoved, model.rowsInserted, model.rowsRemoved)
    )
    assert model.moveRows(QModelIndex(), 0, 1, QModelIndex(), 3)
    assert (moved.count(), came.count(), went.count()) == (1, 0, 0)
    assert model.design.layers == (Tanh(), Linear(outputs=2), Linear(outputs=8))
    model.undo_stack.undo()
    assert (moved.count(), came.count(), went.count()) == (2, 0, 0)
    model.insert_layer("ReLU", 1)
    model.undo_stack.undo()
    assert (moved.count(), came.count(), went.count()) == (2, 1, 1)


def test_random_edits_keep_rows_and_design_alike(model: DesignModel) -> None:
    rng = random.Random(4)
    for _ in range(300):
        count = model.rowCount()
        act = rng.randrange(6)
        if act < 2 or not count:
            model.insert_layer(rng.choice(LAYERS), rng.randrange(count + 1))
        elif act == 2:
            model.remove(rng.sample(range(count), rng.randrange(1, min(count, 3) + 1)))
        elif act == 3:
            model.move_layer(rng.randrange(count), rng.randrange(count))
        elif act == 4:
            model.undo_stack.undo()
        else:
            model.undo_stack.redo()
        assert names(model) == [layer.name() for layer in model.design.layers]
        assert [model.data(model.index(row), Qt.ItemDataRole.UserRole)
                for row in range(model.rowCount())] == list(model.design.layers)  # fmt: skip


def test_quick_edits_of_one_setting_are_one_edit(
    model: DesignModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for outputs in (9, 10, 11):
        model.change_layer(0, "outputs", outputs)
    assert model.undo_stack.count() == 1
    model.change_layer(2, "outputs", 4)
    assert model.undo_stack.count() == 2
    model.undo_stack.undo()
    model.undo_stack.undo()
    assert model.design == START
    monkeypatch.setattr(design_edit, "MERGE_SECONDS", -1.0)
    model.change_layer(0, "outputs", 9)
    model.change_layer(0, "outputs", 10)
    assert model.undo_stack.count() == 2


def test_an_edit_taken_back_by_the_next_leaves_no_trace(model: DesignModel) -> None:
    model.change_layer(0, "outputs", 9)
    model.change_layer(0, "outputs", 8)
    assert model.design == START
    assert not model.undo_stack.canUndo()


def test_what_changes_nothing_is_no_edit(model: DesignModel) -> None:
    heard = QSignalSpy(model.changed)
    model.change_layer(0, "outputs", 8)
    model.move_layer(1, 1)
    model.change_loss(START.loss)
    assert not model.moveRows(QModelIndex(), 0, 1, QModelIndex(), 0)
    assert not model.moveRows(QModelIndex(), 0, 1, QModelIndex(), 1)
    assert not model.moveRows(QModelIndex(), 0, 1, QModelIndex(), 4)
    assert heard.count() == 0
    assert model.undo_stack.count() == 0


def test_values_beyond_their_limits_change_nothing(model: DesignModel) -> None:
    with pytest.raises(SettingError):
        model.change_layer(0, "outputs", 0)
    with pytest.raises(SettingError):
        model.change_run("batch_size", -3)
    assert model.design == START
    assert model.undo_stack.count() == 0


def test_changed_tells_before_and_after(model: DesignModel) -> None:
    heard = QSignalSpy(model.changed)
    model.change_loss(BCE())
    assert heard.at(0) == [START, model.design]
    model.undo_stack.undo()
    assert heard.at(1)[1] == START


def test_saved_is_a_comparison_of_values(model: DesignModel) -> None:
    heard = QSignalSpy(model.saved_changed)
    assert model.is_saved()
    model.change_run("seed", 5)
    model.change_run("epochs", 7)
    assert not model.is_saved()
    model.undo_stack.undo()
    model.undo_stack.undo()
    assert model.is_saved()
    assert [one[0] for one in (heard.at(0), heard.at(1))] == [False, True]
    model.change_run("seed", 6)
    model.mark_saved()
    assert model.is_saved()
    assert model.undo_stack.isClean()
    model.undo_stack.undo()
    assert not model.is_saved()


def test_reset_begins_again(model: DesignModel) -> None:
    model.change_run("seed", 5)
    model.reset(Design(source=Digits(), layers=(Flatten(),)))
    assert names(model) == ["Flatten"]
    assert model.is_saved()
    assert not model.undo_stack.canUndo()


def test_layers_travel_by_clipboard(model: DesignModel) -> None:
    model.copy([2, 0])
    data = QGuiApplication.clipboard().mimeData()
    assert '"kind": "Linear"' in data.text()
    assert from_mime(data) == (Linear(outputs=8), Linear(outputs=2))
    assert model.can_paste()
    assert model.paste(1) == 2
    assert model.design.layers[1:3] == (Linear(outputs=8), Linear(outputs=2))
    model.undo_stack.undo()
    assert model.design == START


@pytest.mark.parametrize("text", ["", "hello", "{}", "[1]", '[{"kind": "Nonsense"}]'])
def test_what_is_no_layer_is_not_pasted(model: DesignModel, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    assert not model.can_paste()
    assert model.paste(0) == 0
    assert model.design == START


def test_layers_can_be_dropped_but_never_eaten(model: DesignModel) -> None:
    data = model.mimeData([model.index(1)])
    assert data.hasFormat(LAYERS_MIME)
    assert model.supportedDropActions() == Qt.DropAction.CopyAction
    assert model.dropMimeData(data, Qt.DropAction.CopyAction, 0, 0, QModelIndex())
    assert names(model) == ["Tanh", "Linear", "Tanh", "Linear"]
    other = QMimeData()
    other.setText("[]")
    assert not model.dropMimeData(other, Qt.DropAction.CopyAction, 0, 0, QModelIndex())
    assert from_mime(to_mime([ReLU()])) == (ReLU(),)


def test_a_mend_is_an_edit(model: DesignModel) -> None:
    model.change_source(Digits())
    assert model.fit is not None
    assert model.fit.problem_row == 0
    while model.mends():
        model.apply_mend(model.mends()[0])
    assert model.fit is not None
    assert model.fit.problem is None
    assert model.undo_stack.undoText()
    while model.undo_stack.canUndo():
        model.undo_stack.undo()
    assert model.design == START


def test_an_unknown_file_has_no_fit_until_it_is_read(model: DesignModel) -> None:
    model.change_source(UserFile())
    assert model.outline is None
    assert model.fit is None
    assert model.mends() == ()
    heard = QSignalSpy(model.fitted)
    model.set_outline(Moons().outline())
    assert model.fit is not None
    assert heard.count() == 1
    model.undo_stack.undo()
    assert model.outline == Moons().outline()


def test_edits_have_names(model: DesignModel) -> None:
    model.insert_layer(Conv2D, 0)
    assert model.undo_stack.undoText() == "Insert Conv2D"
    model.change_layer(0, "filters", 5)
    assert model.undo_stack.undoText() == "Change filters of Conv2D"
