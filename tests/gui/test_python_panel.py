"""The network as Python: it follows the stack, and block and line are lit together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diynn.layers import Linear, ReLU
from diynn.storage.recipes import recipe
from gui.design_panel.python_panel import PythonPanel
from gui.help.pointing import question_at
from gui.help.topics import topics
from gui.window.main_window import MainWindow


def opened(qtbot: QtBot, window: MainWindow, name: str = "moons") -> PythonPanel:
    window.documents.start_from(recipe(name))
    window.python.action.setChecked(True)
    assert window.python.panel is not None
    qtbot.waitUntil(window.python.panel.isVisible)
    return window.python.panel


def lit(panel: PythonPanel) -> list[str]:
    """The lines with a ground of their own."""
    return [one.cursor.block().text().strip() for one in panel.text.extraSelections()]


def test_it_follows_every_edit(qtbot: QtBot, window: MainWindow) -> None:
    panel = opened(qtbot, window)
    layers = window.model.design.layers
    assert f"nn.Linear(2, {layers[0].outputs})" in panel.text.toPlainText()  # type: ignore[attr-defined]
    window.model.change_layer(0, "outputs", 77)
    assert "nn.Linear(2, 77)" in panel.text.toPlainText()
    window.model.insert_layer(ReLU(slope=0.2), 1)
    assert "nn.LeakyReLU(0.2)" in panel.text.toPlainText()
    window.model.undo_stack.undo()
    assert "LeakyReLU" not in panel.text.toPlainText()


def test_block_and_line_are_lit_together(qtbot: QtBot, window: MainWindow) -> None:
    panel, view = opened(qtbot, window), window.stack.layers.view
    for row in (1, 0, 2):
        view.go_to(row)
        [line] = lit(panel)
        assert line in panel.text.toPlainText()
        [selection] = panel.text.extraSelections()
        ground = selection.format
        assert ground.background().color() == QColor(window.python._themes.current.selection)
    number = next(n for n, one in enumerate(panel._lines) if one.row == 1)
    panel.text.setTextCursor(QTextCursor(panel.text.document().findBlockByNumber(number)))
    assert view.current_row() == 1
    assert lit(panel) == [panel._lines[number].text.strip()]


def test_both_libraries_and_the_clipboard(qtbot: QtBot, window: MainWindow) -> None:
    panel = opened(qtbot, window)
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == panel.text.toPlainText()
    panel.choice.setCurrentIndex(1)
    panel.choice.activated.emit(1)
    assert "Linear().learn(" in panel.text.toPlainText()
    panel.copy.click()
    assert "Linear().learn(" in QGuiApplication.clipboard().text()


def test_what_does_not_fit_is_said_and_left_out(qtbot: QtBot, window: MainWindow) -> None:
    panel = opened(qtbot, window, "digits-conv2d")
    assert not panel.words.isVisible()
    before = panel.text.toPlainText()
    window.model.insert_layer(Linear(3), 1)
    assert panel.words.isVisible()
    assert "Linear takes a vector" in panel.words.text()
    assert "nn.Conv2d" in panel.text.toPlainText()
    assert "nn.Linear" not in panel.text.toPlainText()
    window.model.undo_stack.undo()
    assert panel.text.toPlainText() == before
    window.model.remove(range(len(window.model.design.layers)))
    assert panel.isVisible()


def test_it_goes_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    panel = opened(qtbot, window)
    qtbot.keyClick(panel.text, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert not window.python.action.isChecked()
    window.python.action.trigger()
    qtbot.waitUntil(panel.isVisible)
    assert window.python.dock is not None
    window.python.dock.close()
    qtbot.waitUntil(lambda: not window.python.action.isChecked())


def test_its_keys_are_its_own_and_explained(qtbot: QtBot, window: MainWindow) -> None:
    panel = opened(qtbot, window)
    moving = window.session.is_moving
    qtbot.keyClick(panel.text, Qt.Key.Key_Space)
    assert window.session.is_moving == moving
    for widget in panel.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert question_at(widget).topic in topics("en")

