"""What is typed in the window's fields: when it is taken, and whose undo Ctrl+Z is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from diynn.data.sources import UserFile
from diynn.storage.recipes import recipe
from gui.widgets.number_field import NumberField
from gui.widgets.setting_editor import PairEditor
from gui.widgets.typed_field import TypedField
from gui.window.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.loader.is_loading)


def numbers(window: MainWindow) -> list[NumberField]:
    fields = window.findChildren(NumberField)
    return [field for field in fields if field.isVisible() and field.isEnabled()]


def type_in(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, text)


@pytest.mark.parametrize("name", ["moons", "digits-conv2d"])
def test_undo_in_every_number_field_is_the_windows_where_nothing_is_typed(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    window.documents.start_from(recipe(name))
    settled(qtbot, window)
    window.activateWindow()
    window.stack.run.expander.setChecked(True)
    model = window.model
    places = range(len(numbers(window)))
    assert len(places) > 6
    for place in places:
        field, before = numbers(window)[place], model.design
        QTest.keyClick(field, Qt.Key.Key_Up)
        if model.design == before:
            QTest.keyClick(field, Qt.Key.Key_Down)
        settled(qtbot, window)
        field = numbers(window)[place]
        changed = model.design
        if changed == before:
            # A field that edits something else, such as a figure of a tab.
            continue
        type_in(field, "3")
        QTest.keyClick(field, Qt.Key.Key_Escape)
        QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
        settled(qtbot, window)
        assert model.design == before, field.accessibleName()
        QTest.keyClick(numbers(window)[place], Qt.Key.Key_Y, CTRL)
        settled(qtbot, window)
        assert model.design == changed
        QTest.keyClick(numbers(window)[place], Qt.Key.Key_Z, CTRL)
        settled(qtbot, window)


def test_a_value_that_was_taken_by_enter_is_undone_in_the_design(window: MainWindow) -> None:
    window.activateWindow()
    form = window.stack.run.run_form
    field = form.editors["epochs"].control
    before = window.model.design
    type_in(field, "30")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.model.design.run.epochs == 30
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert window.model.design == before
    assert form.editors["epochs"].value == before.run.epochs
    # What is still being typed is undone in the field.
    type_in(field, "77")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert window.model.design == before
    window.setFocus()
    assert window.model.design == before


def test_undo_in_a_line_is_the_windows_too(qtbot: QtBot, window: MainWindow) -> None:
    window.documents.start_from(recipe("digits-conv2d"))
    settled(qtbot, window)
    window.activateWindow()
    editors = [one for one in window.findChildren(PairEditor) if one.isVisible()]
    assert editors
    before = window.model.design
    QTest.keyClick(editors[0].control, Qt.Key.Key_Up)
    assert window.model.design != before
    field = next(one for one in window.findChildren(PairEditor) if one.isVisible()).control
    assert isinstance(field, TypedField)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert window.model.design == before


def test_what_is_typed_is_taken_where_the_mouse_goes_on_elsewhere(
    qtbot: QtBot, window: MainWindow
) -> None:
    """Buttons that leave the focus where it is take it all the same."""
    window.activateWindow()
    type_in(window.stack.run.run_form.editors["epochs"].control, "31")
    assert window.model.design.run.epochs != 31
    step = window.controls.bar.step
    place = step.mapTo(window, step.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert window.model.design.run.epochs == 31
    qtbot.waitUntil(lambda: window.session.last_step is not None)


def test_a_command_acts_on_what_is_typed(window: MainWindow, tmp_path: Path) -> None:
    window.activateWindow()
    window.documents.path = tmp_path / "typed.diynn"
    type_in(window.stack.run.run_form.editors["epochs"].control, "32")
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert window.model.design.run.epochs == 32
    assert window.documents.is_saved


def dropped(widget: QWidget, paths: list[Path]) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(2, 2), BOTH, data, buttons, keys)
    enter.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(2, 2), BOTH, data, buttons, keys)
    drop.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(widget, drop)
    return drop


def test_a_file_can_be_dropped_on_each_part_and_stays_where_it_was(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    table = tmp_path / "points.csv"
    table.write_text("a,b,kind\n" + "".join(f"{i},{i % 5},{'uv'[i % 2]}\n" for i in range(40)))
    window.fill()
    for name in window.tabs.names():
        window.tabs.page(name)
    window.stack.layers.input.expander.setChecked(True)
    parts = [one for one in window.findChildren(QWidget) if one.window() is window]
    takers = [one for one in parts if one.acceptDrops()]
    fields = [one for one in parts if isinstance(one, TypedField)]
    assert takers
    assert fields
    for part in [*takers, *fields, window.stack, window.tabs, window.curves, window]:
        window.model.reset(recipe("moons"))
        drop = dropped(part, [table])
        assert drop.dropAction() == Qt.DropAction.CopyAction
        assert window.model.design.source == UserFile(path=str(table))
    settled(qtbot, window)


def test_several_files_at_a_time_are_reported_of(window: MainWindow, tmp_path: Path) -> None:
    before = window.model.design
    dropped(window, [tmp_path / "a.csv", tmp_path / "b.csv"])
    assert window.model.design == before
    assert "one file" in window.messages.words.text()
