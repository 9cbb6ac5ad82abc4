"""Finding commands by a few letters, letters for menus, and where a window comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QMenuBar, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from gui.commands.command_search import CommandSearch
from gui.commands.commands import (
    OBSTACLE,
    UNLISTED,
    Command,
    Commands,
    find_commands,
    fold_accents,
    keys_text,
    menu_commands,
    plain,
)
from gui.commands.shortcut_list import ShortcutList
from gui.commands.shortcuts import PlainKeys, give_mnemonics, mnemonic, with_mnemonics
from gui.stored_settings import fitted
from gui.tabs.mistakes.drawing_pad import DrawingPad
from gui.theme.theme import ThemeSource


def nothing() -> None:
    """What the commands of these tests do."""


def made(*names: str, place: str = "Edit") -> list[Command]:
    return [Command(name, place, act=nothing) for name in names]


def names(query: str, commands: list[Command], recent: tuple[str, ...] = ()) -> list[str]:
    return [one.name for one in find_commands(query, commands, recent)]


# Finding


def test_accents_capitals_and_ligatures_do_not_matter() -> None:
    assert fold_accents("Œuvre d’ÉTÉ") == "oeuvre d'ete"
    commands = made("Réseau récent", "Autre")
    assert names("RESEAU", commands) == ["Réseau récent"]
    assert names("récént", commands) == ["Réseau récent"]


def test_a_prefix_comes_before_word_starts_and_these_before_letters_in_order() -> None:
    commands = made("Spell one needle", "The sole note", "Sole", "Smaller old leaf")
    assert names("sol", commands) == ["Sole", "The sole note", "Smaller old leaf",
                                      "Spell one needle"]  # fmt: skip


def test_words_are_found_in_any_order_and_in_the_place() -> None:
    commands = [*made("Add Linear", place="Blocks"), *made("Linear finder", place="Run")]
    assert names("lin add", commands) == ["Add Linear"]
    assert names("run finder", commands) == ["Linear finder"]
    assert names("zebra", commands) == []


def test_of_those_that_fit_alike_the_last_used_comes_first() -> None:
    commands = made("Save", "Save as", "Same")
    assert names("sa", commands, ("Edit: Same", "Edit: Save as")) == ["Same", "Save as", "Save"]
    # What was used lately is no better where it fits worse.
    assert names("save", made("My save", "Save"), ("Edit: My save",)) == ["Save", "My save"]


def test_what_is_said_of_a_command_finds_it_too_but_short_words_do_not() -> None:
    commands = [Command("Dropout", "Blocks", act=nothing, more="Forget a share of the inputs")]
    assert names("forget", commands) == ["Dropout"]
    assert names("sh", commands) == []
    assert names("o", commands) == ["Dropout"]


def test_only_what_can_be_called_for_is_found() -> None:
    text = Command("Go from row to row", "Layers", "Up")
    assert find_commands("row", [text], ()) == []
    assert find_commands("", [text, *made("Save")], ())[0].name == "Save"


def test_commands_of_menus_with_place_key_and_reason(qtbot: QtBot, tmp_path: Path) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    file = bar.addMenu("&File")
    inner = file.addMenu("Open &recent")
    inner.aboutToShow.connect(lambda: (inner.clear(), inner.addAction("a && b.diynn")))
    done: list[str] = []
    save = file.addAction("&Save…", lambda: done.append("saved"))
    save.setShortcut(QKeySequence("Ctrl+S"))
    undo = file.addAction("Undo")
    undo.setEnabled(False)
    undo.setProperty(OBSTACLE, "There is nothing to undo.")
    file.addAction("A remark").setProperty(UNLISTED, True)
    file.addSeparator()
    listed = list(menu_commands(bar))
    assert [(one.name, one.place) for one in listed] == [
        ("a & b.diynn", "File › Open recent"), ("Save", "File"), ("Undo", "File"),
    ]  # fmt: skip
    assert listed[1].keys == "Ctrl+S"
    assert listed[2].obstacle == "There is nothing to undo."
    commands = Commands(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    for command in listed:
        commands.run(command)
    assert done == ["saved"]
    assert commands.recent() == ["File: Save", "File › Open recent: a & b.diynn"]


def test_texts_of_entries() -> None:
    assert plain("&Play or pause\tSpace") == "Play or pause"
    assert plain("Black && &white…") == "Black & white"
    assert keys_text(QKeySequence("Alt+Up")) == "Alt+↑"
    assert keys_text(QKeySequence("Right")) == "→"


# The search


@pytest.fixture
def search(qtbot: QtBot, source: ThemeSource) -> Iterator[CommandSearch]:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(900, 600)
    ground.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    ground.show()
    qtbot.waitExposed(ground)
    ground.setFocus()
    yield CommandSearch(source, ground)
    ground.close()


def test_search_by_keys_alone(qtbot: QtBot, search: CommandSearch) -> None:
    commands = [
        *made("Save", "Save as", "Open"),
        Command("Undo", "Edit", "Ctrl+Z", nothing, enabled=False, obstacle="Nothing to undo."),
    ]
    chosen: list[Command] = []
    search.chosen.connect(chosen.append)
    search.ask(commands, [])
    field = search.field
    assert search.current() == commands[3]
    qtbot.keyClicks(field, "sav")
    assert [one.name for one in search.listed()] == ["Save", "Save as"]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(field, key)
    assert search.current() == commands[1]
    assert field.accessibleDescription() == "Save as, Edit"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen == [commands[1]]
    assert not search.isVisible()
    # What cannot be done stands there with its reason, and Enter leaves it alone.
    search.ask(commands, [])
    qtbot.keyClicks(field, "undo")
    assert field.accessibleDescription() == "Undo, Ctrl+Z, Nothing to undo."
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert search.isVisible()
    assert len(chosen) == 1
    qtbot.keyClicks(field, "zzz")
    assert search.nothing.isVisible()
    assert search.current() is None
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not search.isVisible()


def test_search_stays_inside_a_small_window(search: CommandSearch) -> None:
    parent = search.parentWidget()
    assert parent is not None
    parent.resize(420, 260)
    search.ask(made(*map(str, range(200))), [])
    assert parent.rect().contains(search.geometry())
    parent.resize(300, 260)
    assert parent.rect().contains(search.geometry())


# The list of keys


def test_list_of_keys_is_grouped_searched_copied_and_printed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ShortcutList()
    qtbot.addWidget(dialog)
    dialog.show_commands([
        Command("Save", "File", "Ctrl+S", nothing), Command("Tanh", "Blocks", "", nothing),
        Command("Go from row to row", "Layers", "↑, ↓"), Command("Open", "File", "Ctrl+O", nothing),
    ])  # fmt: skip
    assert list(dialog.groups()) == ["File", "Layers"]
    assert dialog.shown() == ["Save", "Open", "Go from row to row"]
    dialog.field.setText("file ctrl+o")
    assert dialog.shown() == ["Open"]
    dialog.field.setText("")
    assert "Ctrl+S" in dialog.page()
    file = tmp_path / "keys.pdf"
    dialog.save(str(file))
    assert file.read_bytes().startswith(b"%PDF")
    dialog.copy()


# Letters and plain keys


def test_every_text_gets_a_letter_of_its_own() -> None:
    given = with_mnemonics(["&Save", "&Same", "Save as\tCtrl+A", "S", "Black && white"])
    assert [mnemonic(text) for text in given] == ["s", "a", "v", "", "b"]
    assert given[2] == "Sa&ve as\tCtrl+A"
    assert given[4] == "&Black && white"


def test_a_menu_that_is_filled_late_gets_letters_too(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.aboutToShow.connect(lambda: menu.addActions([QAction("One", menu), QAction("Oh", menu)]))
    give_mnemonics(menu)
    menu.aboutToShow.emit()
    assert [mnemonic(action.text()) for action in menu.actions()] == ["o", "h"]


def test_plain_keys_are_inert_while_typing(qtbot: QtBot) -> None:
    keys, done = PlainKeys(), []
    action = QAction("Play")
    action.triggered.connect(lambda: done.append("play"))
    keys.give(action, Qt.Key.Key_Space)
    assert action.text() == "Play\tSpace"

    def press(modifier: Qt.KeyboardModifier, *, again: bool = False) -> QKeyEvent:
        return QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Space, modifier, " ", again)

    none = Qt.KeyboardModifier.NoModifier
    fields = (QLineEdit(), QSpinBox(), QComboBox())
    for field in fields:
        qtbot.addWidget(field)
    assert not keys.press(press(none), fields[0])
    assert not keys.press(press(none), fields[1])
    assert not keys.press(press(Qt.KeyboardModifier.ControlModifier), None)
    assert done == []
    # A box that only chooses is not typed in; a key held down plays once.
    assert keys.press(press(none), fields[2])
    assert keys.press(press(none, again=True), None)
    assert done == ["play"]


# Where a window comes back


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((100, 100, 800, 600), (100, 100, 800, 600)),
        # Half outside: moved in. Larger than the screen: as large as it. Its screen gone: the
        # middle of the first.
        ((1000, 500, 800, 600), (480, 120, 800, 600)),
        ((-50, -50, 4000, 3000), (0, 0, 1280, 720)),
        ((5000, 200, 800, 600), (240, 60, 800, 600)),
        ((1400, 200, 400, 300), (1400, 200, 400, 300)),
    ],
)
def test_a_window_comes_back_where_it_can_be_seen(place, expected) -> None:
    screens = [QRect(0, 0, 1280, 720), QRect(1280, 0, 1024, 768)]
    if place[0] < 1280:
        screens = screens[:1]
    assert fitted(QRect(*place), screens) == QRect(*expected)


# Drawing by keys


def test_a_digit_is_drawn_by_keys(qtbot: QtBot, source: ThemeSource) -> None:
    pad = DrawingPad(source)
    qtbot.addWidget(pad)
    pad.resize(200, 200)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(pad, key)
    ink = pad.ink().sum()
    assert ink > 0
    qtbot.keyClick(pad, Qt.Key.Key_Return)
    qtbot.keyClick(pad, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert pad.ink().sum() == ink
    qtbot.keyClick(pad, Qt.Key.Key_Return)
    assert pad.ink().sum() > ink
    qtbot.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    # One line in one piece has a little less at its bends than one in several.
    assert pad.ink().sum() == pytest.approx(ink, rel=0.05)
