"""Keys without Ctrl or Alt, of each widget and of the whole window; and underlined letters.

Every entry of a menu has such a letter, and no two have the same. What is declared in a text
("&Save") is kept; where two claim one letter, as may happen in another language or when something
is added, the later one gets another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from gui.commands.commands import PLAIN_KEY, Command, keys_text

_REPEATED = (Qt.Key.Key_Right,)
"""Held down, this one acts again and again; the others once."""
_LONE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def focus_shortcuts() -> Iterator[Command]:
    """What the keys do in each part of the window, in the order of the window."""
    for place, keys in _places():
        for pressed, does in keys:
            yield Command(does, place, pressed)


def _places() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    arrows, enter, esc = _tr("Arrow keys"), _tr("Enter"), _tr("Esc")
    tab, space = _tr("Tab, Shift+Tab"), _tr("Space")
    return (
        (_tr("Everywhere"), (
            (tab, _tr("Go to the next control, or to the one before")),
            (_tr("Alt+letter"), _tr("Open the menu with this letter underlined")),
            (enter, _tr("In a field: take the value")),
            (esc, _tr("In a field: the value as it was. Else: close what is open, leave the "
                      "presentation")),
            (_tr("↑, ↓, Page Up, Page Down"), _tr("In a field of a number: more or less")),
        )),
        (_tr("List of layers"), (
            (_tr("↑, ↓"), _tr("Go from row to row; with Shift several are selected")),
            (tab, _tr("Go through the settings of the rows")),
            (esc, _tr("From a setting back to the list")),
        )),
        (_tr("Blocks"), (
            (arrows, _tr("Go from block to block")),
            (_tr("Enter, Insert"), _tr("Put the block below the current row")),
            (_tr("F1"), _tr("What the block does")),
            (_tr("↓, Enter"), _tr("In “Find a block”: to the blocks; insert the first one")),
        )),
        (_tr("Curves and other plots"), (
            (_tr("←, →"), _tr("Read the values step by step")),
            (_tr("Shift+arrow keys"), _tr("Move the picture")),
            (_tr("+, −"), _tr("Larger, smaller")),
            ("F", _tr("Show everything")),
            ("L", _tr("Logarithmic axis")),
            (_tr("Menu, Shift+F10"), _tr("Copy or save the picture or its numbers")),
        )),
        (_tr("Boundary"), (
            (arrows, _tr("Move the mark, and read the network’s answer there")),
            (enter, _tr("Paint, or erase, at the mark, with the brush that is chosen")),
            ("1–5", _tr("Choose a brush, while the tools are shown")),
            ("M, E", _tr("Move or erase points, while the tools are shown; by keys a point is "
                         "moved by erasing it and painting another")),
            (esc, _tr("From a unit’s map back to the boundary")),
        )),
        (_tr("Images, tables, confusion matrix, heat maps"), (
            (arrows, _tr("Go from cell to cell; what is there is told, with its calculation where "
                         "it is an output of a layer")),
            (enter, _tr("Choose it: its images")),
            (_tr("Page Up, Page Down"), _tr("A page further")),
            (esc, _tr("Choose nothing")),
        )),
        (_tr("Maps of codes"), (
            (arrows, _tr("Move the cross, and see the sample or the decoded point there")),
            (enter, _tr("Choose what is at the cross")),
            (_tr("Shift+arrow keys, +, −"), _tr("Move the map, larger, smaller")),
            ("F", _tr("Show everything")),
        )),
        (_tr("Drawing a digit"), (
            (arrows, _tr("Move the pen; with Shift in larger steps")),
            (enter, _tr("Put the pen down, or lift it")),
            (_tr("Del"), _tr("Clear the sheet")),
            ("Ctrl+Z", _tr("Take the last stroke back")),
        )),
        (_tr("Calculation"), (
            (arrows, _tr("Go from value to value, or from factor to factor")),
            (_tr("Page Up, Page Down"), _tr("To the array before, or after")),
            (enter, _tr("From the pictures to the terms; from a factor to where it was computed")),
            (_tr("Backspace"), _tr("Back to the value before")),
            ("B", _tr("From a value to its gradient, and back")),
            ("[, ]", _tr("The sample before, or after")),
            ("F2", _tr("Type another value for a weight")),
            (esc, _tr("Leave the explained step")),
        )),
        (_tr("List of runs"), (
            (space, _tr("Tick the selected runs: their curves are drawn")),
            ("F2", _tr("Rename a run")),
            (_tr("Del"), _tr("Remove it from the run list")),
        )),
        (_tr("Windows of experiments"), (
            (esc, _tr("Close the window")),
        )),
    )  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("keys", text)


class PlainKeys:
    """Which action a key belongs to; the menu shows it beside the action's name."""

    def __init__(self) -> None:
        self._actions: dict[Qt.Key, QAction] = {}

    def give(self, action: QAction, key: Qt.Key) -> None:
        """Let `key` do what `action` does."""
        words = keys_text(QKeySequence(key))
        self._actions[key] = action
        action.setProperty(PLAIN_KEY, words)
        action.setText(f"{action.text()}\t{words}")

    def press(self, event: QKeyEvent, focused: QWidget | None) -> bool:
        """Do what the key says, with the focus on `focused`; whether it says something."""
        key = Qt.Key(event.key())
        action = self._actions.get(key)
        if action is None or event.modifiers() not in _LONE or is_typed_in(focused):
            return False
        if key in _REPEATED or not event.isAutoRepeat():
            action.trigger()
        return True


def is_typed_in(widget: QWidget | None) -> bool:
    """Whether letters that are pressed belong to this widget."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    fields = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
    return isinstance(widget, fields) and not widget.isReadOnly()


def mnemonic(text: str) -> str:
    """The underlined letter of a text, small; empty where it has none."""
    bare = text.partition("\t")[0].replace("&&", "")
    place = bare.find("&")
    return bare[place + 1 : place + 2].casefold() if place >= 0 else ""


def with_mnemonics(texts: Sequence[str]) -> list[str]:
    """The same texts, each with a letter of its own as far as there are letters enough."""
    kept: dict[int, str] = {}
    for number, text in enumerate(texts):
        letter = mnemonic(text)
        if letter and letter not in kept.values():
            kept[number] = letter
    taken = set(kept.values())
    made = []
    for number, text in enumerate(texts):
        if number in kept:
            made.append(text)
            continue
        bare = text.replace("&&", "\0").replace("&", "")
        words, tab, keys = bare.partition("\t")
        place = _free_place(words, taken)
        if place is not None:
            taken.add(words[place].casefold())
            words = f"{words[:place]}&{words[place:]}"
        made.append((words + tab + keys).replace("\0", "&&"))
    return made


def _free_place(words: str, taken: set[str]) -> int | None:
    """Where a letter stands that nobody has: the first of a word if possible."""
    places = [place for place, letter in enumerate(words) if letter.isalnum()]
    first = [place for place in places if place == 0 or not words[place - 1].isalnum()]
    free = (place for place in [*first, *places] if words[place].casefold() not in taken)
    return next(free, None)


def give_mnemonics(menu: QMenu | QMenuBar) -> None:
    """Give the entries of a menu letters now and, as some menus change, whenever it is opened; its
    menus too."""
    _give(menu)
    if isinstance(menu, QMenu):
        menu.aboutToShow.connect(lambda: _give(menu))
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            give_mnemonics(inner)


def _give(menu: QMenu | QMenuBar) -> None:
    actions = [action for action in menu.actions() if not action.isSeparator()]
    for action, text in zip(actions, with_mnemonics([a.text() for a in actions]), strict=True):
        if text != action.text():
            action.setText(text)
