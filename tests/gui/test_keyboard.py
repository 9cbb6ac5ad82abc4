"""The window by keys alone: finding commands, hiding parts, a presentation, Tab from end to end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from diynn.layers import Flatten, Linear
from diynn.storage.recipes import recipe
from gui.commands.shortcuts import mnemonic
from gui.theme.theme import ThemeSource
from gui.window.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def find(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Call for a command as a person would."""
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.search.isVisible()
    qtbot.keyClicks(window.search.field, words)
    qtbot.keyClick(window.search.field, Qt.Key.Key_Return)


def test_commands_are_found_and_done(qtbot: QtBot, window: MainWindow) -> None:
    window.stack.layers.view.setFocus()
    layers = len(window.model.design.layers)
    find(qtbot, window, "add linear")
    assert len(window.model.design.layers) == layers + 1
    assert isinstance(window.model.design.layers[-1], Linear)
    # The focus is where it was.
    assert not window.search.isVisible()
    assert window.focusWidget() is window.stack.layers.view
    find(qtbot, window, "tab weights")
    assert window.tabs.current_name() == "weights"
    find(qtbot, window, "undo")
    assert len(window.model.design.layers) == layers
    find(qtbot, window, "optimizer adam")
    assert window.model.design.optimizer.name() == "Adam"
    find(qtbot, window, "spirals data")
    assert window.model.design.source.name() == "Spirals"
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.search.listed()[0].title == window.commands.recent()[0]
    qtbot.keyClick(window.search.field, Qt.Key.Key_Escape)
    assert not window.search.isVisible()


def test_everything_is_offered(window: MainWindow) -> None:
    listed = window.commands.listed()
    titles = {command.title for command in listed}
    for title in (
        "File: Save", "Templates: Two moons", "Templates: Report: Conv2D 1", "Run: Play or pause",
        "View: Curves",
        "View: Dark", "View: Presentation", "View › Go to: Tab Codes", "Blocks: Add Conv2D",
        "Data set: MNIST", "Experiments: Cross-validation", "Help: Keys",
        "List of layers: Move up",
    ):  # fmt: skip
        assert title in titles, title
    assert any(title.startswith("The report’s experiments: E1") for title in titles)
    undo = next(command for command in listed if command.title == "Edit: Undo")
    assert not undo.enabled
    assert undo.obstacle == "There is nothing to undo."
    # A title is what a command is remembered by.
    called = [command.title for command in listed if command.act is not None]
    assert len(called) == len(set(called))


def test_what_cannot_be_done_says_why(qtbot: QtBot, window: MainWindow) -> None:
    window.documents.start_from(recipe("digits-conv2d"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    layers = window.model.design.layers
    window.model.remove([next(i for i, layer in enumerate(layers) if isinstance(layer, Flatten))])
    assert window.session.problem is not None
    play = next(one for one in window.commands.listed() if one.title == "Run: Play or pause")
    assert not play.enabled
    assert play.obstacle
    window.model.undo_stack.undo()
    play = next(one for one in window.commands.listed() if one.title == "Run: Play or pause")
    assert play.enabled


def test_the_search_closes_when_another_place_is_clicked(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    window.stack.palette_.field.setFocus()
    assert not window.search.isVisible()
    assert window.focusWidget() is window.stack.palette_.field


def test_question_mark_shows_the_keys_but_not_while_typing(
    qtbot: QtBot, window: MainWindow
) -> None:
    field = window.stack.palette_.field
    spin = window.stack.run.findChildren(QAbstractSpinBox)[0]
    for typed_in in (field, spin):
        typed_in.setFocus()
        qtbot.keyClicks(typed_in, "?")
    assert window.shortcuts is None
    assert field.text() == "?"
    window.setFocus()
    qtbot.keyClicks(window, "?")
    shortcuts = window.shortcuts
    assert shortcuts is not None
    assert shortcuts.isVisible()
    groups = shortcuts.groups()
    for place in ("File", "Run", "View", "List of layers", "Blocks", "Drawing a digit"):
        assert place in groups
    keys = [command.keys for members in groups.values() for command in members]
    assert {"Ctrl+S", "Space", "→", "?", "Ctrl+K", "F11", "Alt+↑"} <= set(keys)
    shortcuts.close()


def test_no_two_keys_and_no_two_letters_are_the_same(window: MainWindow) -> None:
    seen: dict[str, str] = {}

    def look(menu: QMenu | QMenuBar) -> None:
        if isinstance(menu, QMenu):
            menu.aboutToShow.emit()
        actions = [action for action in menu.actions() if not action.isSeparator()]
        letters = [mnemonic(action.text()) for action in actions]
        assert all(letters), [action.text() for action in actions]
        assert len(set(letters)) == len(letters), [action.text() for action in actions]
        for action in actions:
            for keys in action.shortcuts():
                text = keys.toString(QKeySequence.SequenceFormat.PortableText)
                assert text not in seen, (text, seen[text], action.text())
                seen[text] = action.text()
            inner = action.menu()
            if isinstance(inner, QMenu):
                look(inner)

    look(window.menuBar())
    assert len(seen) > 15


def test_parts_are_hidden_and_brought_back(
    qtbot: QtBot, window: MainWindow, settings: QSettings
) -> None:
    panels = window.panels
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    assert not window.curves.isVisible()
    assert "Ctrl+Shift+C" in window.messages.words.text()
    assert settings.value("panels/curves") in (False, "false")
    find(qtbot, window, "view curves")
    assert window.curves.isVisible()
    window.messages.hide()
    # Said once is enough.
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    assert not window.messages.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_T, CTRL | SHIFT)
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL | SHIFT)
    assert panels.back.isVisible()
    # The keys of a run work on.
    assert window.focusWidget() is window
    panels.back.click()
    assert all(part.isVisible() for part in (window.stack, window.tabs, window.curves))
    assert not panels.back.isVisible()
    # The blocks come back when something is to be inserted, and the network with them.
    window.panels.actions["blocks"].setChecked(False)
    window.stack.layers.view.setFocus()
    qtbot.keyClick(window.stack.layers.view, Qt.Key.Key_Return)
    assert window.stack.palette_.isVisible()
    assert window.focusWidget() is window.stack.palette_.shown()[0]


def test_the_keys_go_from_part_to_part_and_from_tab_to_tab(
    qtbot: QtBot, window: MainWindow
) -> None:
    parts = []
    for _ in range(5):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        parts.append(next(
            part for part in (window.controls, window.stack, window.tabs, window.curves)
            if part.isAncestorOf(window.focusWidget())
        ))  # fmt: skip
    assert parts == [window.controls, window.stack, window.tabs, window.curves, window.controls]
    qtbot.keyClick(window, Qt.Key.Key_PageUp, CTRL)
    assert window.tabs.current_name() == "runs"
    qtbot.keyClick(window, Qt.Key.Key_PageDown, CTRL)
    assert window.tabs.current_name() == "boundary"


def test_a_presentation_leaves_everything_as_it_was(
    qtbot: QtBot, window: MainWindow, themes: ThemeSource, settings: QSettings
) -> None:
    window.panels.actions["curves"].setChecked(False)
    themes.set_zoom(1.1)
    settle()
    before = (
        window.windowState(), window.panels.shown(), themes.zoom, window.columns.sizes(),
        window.menuBar().isVisible(), window.geometry(), themes.current,
    )  # fmt: skip
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert themes.zoom > 1.1
    assert themes.current.stroke > 1
    assert window.curves.isVisible()
    assert not window.menuBar().isVisible()
    assert not window.templates.isVisible()
    assert window.presentation.hint.isVisible()
    # Everything still works by keys: of the hidden menus, of the run, by searching.
    zoom = themes.zoom
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert themes.zoom > zoom
    assert settings.value("zoom") is None
    design = window.model.design
    window.model.insert_layer(Linear, 0)
    assert window.model.design != design
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.model.design == design
    find(qtbot, window, "tab runs")
    assert window.tabs.current_name() == "runs"
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    settle()
    after = (
        window.windowState(), window.panels.shown(), themes.zoom, window.columns.sizes(),
        window.menuBar().isVisible(), window.geometry(), themes.current,
    )  # fmt: skip
    assert after == before
    assert window.templates.isVisible()
    # The hint is given once.
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.presentation.hint.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    assert settings.value("panels/blocks") is None


def test_the_window_comes_back_as_it_was_left(
    qtbot: QtBot, themes: ThemeSource, settings: QSettings
) -> None:
    first = MainWindow(themes, settings)
    first.show()
    first.panels.actions["blocks"].setChecked(False)
    first.tabs.show_page("runs")
    first.curves.halves.setSizes([200, 400])
    sizes = first.curves.halves.sizes()
    first.presentation.action.trigger()
    first.close()
    themes.set_size(1.0, 1.0)
    second = MainWindow(themes, settings)
    second.show()
    settle()
    assert not second.isFullScreen()
    assert second.tabs.current_name() == "runs"
    assert not second.stack.palette_.isVisible()
    assert not second.panels.actions["blocks"].isChecked()
    assert second.curves.isVisible()
    shares = [size / sum(second.curves.halves.sizes()) for size in second.curves.halves.sizes()]
    assert shares == pytest.approx([size / sum(sizes) for size in sizes], abs=0.05)
    second.panels.usual.trigger()
    assert second.stack.palette_.isVisible()
    second.close()
    for window in (first, second):
        window.deleteLater()


# Tab, from end to end.

CONTROLS = (
    QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView, QAbstractSlider,
    QTabBar,
)  # fmt: skip


def wanted(window: MainWindow) -> list[QWidget]:
    """The controls that a mouse can use now."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or not widget.isVisible() or not widget.isEnabled():
            continue
        parent = widget.parentWidget()
        inside = isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit | QTabBar)
        # Of the heads of tables only the order is for the mouse alone.
        passed_by = isinstance(widget, QScrollBar | QHeaderView)
        if inside or passed_by or widget.window() is not window:
            continue
        found.append(widget)
    return found


def stands_in(widget: QWidget) -> bool:
    """Whether keys of something else do what this control does: they are in the list of keys."""
    if isinstance(widget, QAbstractButton) and widget.group() is not None:
        # Of buttons of which one is chosen Tab reaches that one, and arrows the others.
        return widget.group().exclusive() and not widget.isChecked()
    # The cross of a row is Del in the list.
    return widget.accessibleName() == "Remove this row"


@pytest.mark.parametrize("name", ["moons", "digits-autoencoder"])
def test_tab_reaches_every_control_on_every_tab(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    window.documents.start_from(recipe(name))
    qtbot.waitUntil(lambda: window.session.training is not None)
    window.session.advance(steps=2)
    for page in window.tabs.names():
        window.tabs.show_page(page)
        qtbot.waitUntil(lambda page=page: window.tabs.page(page).isVisible())
        settle()
        reached: list[QWidget] = []
        window.controls.bar.play.setFocus()
        focused = window.focusWidget()
        while focused not in reached and len(reached) < 400:
            reached.append(focused)
            qtbot.keyClick(focused, Qt.Key.Key_Tab)
            focused = window.focusWidget()
        # All the way round, and stuck nowhere.
        assert focused is reached[0], (page, focused, focused.parent())
        missed = [
            f"{type(one).__name__} {one.accessibleName() or one.toolTip()}"
            for one in wanted(window)
            if one not in reached and one.focusProxy() not in reached and not stands_in(one)
        ]
        assert not missed, (page, missed)
