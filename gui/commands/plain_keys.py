"""Keys without Ctrl or Alt: Space, →, R. The window obeys them, a field being typed in does not.

They are no shortcuts of Qt's: those come before the widget with the focus, and would take Space
from every button and letters from every field.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from gui.commands.commands import PLAIN_KEY, shown

_REPEATED = (Qt.Key.Key_Right,)
"""Held down, this one acts again and again; the others once."""
_LONE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class PlainKeys:
    """Which action a key belongs to; the menu shows it beside the action's name."""

    def __init__(self) -> None:
        self._actions: dict[Qt.Key, QAction] = {}

    def give(self, action: QAction, key: Qt.Key) -> None:
        """Let `key` do what `action` does."""
        words = shown(QKeySequence(key))
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
