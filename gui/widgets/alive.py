"""Objects of Qt's that are remembered while others may delete them, and who owns them."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import Shiboken, isValid

Kept = TypeVar("Kept", bound=Shiboken.Object)


def alive(kept: Kept | None) -> Kept | None:
    """What was kept, or None where there was nothing or Qt has deleted it meanwhile."""
    return kept if kept is not None and isValid(kept) else None


# What a method without arguments returns, and the buddy of a label, PySide 6.11 makes a child of
# the object that was asked, whatever Qt's own parents are; where that object goes, all below the
# other one counts as deleted, or is. Here it is a neighbour: it is given back to its parent.


def next_in_focus_chain(widget: QWidget) -> QWidget | None:
    """The widget that Tab comes to after `widget`, if it takes the focus."""
    return _given_back(widget.nextInFocusChain())


def previous_in_focus_chain(widget: QWidget) -> QWidget | None:
    """The widget that Tab comes to before `widget`, if it takes the focus."""
    return _given_back(widget.previousInFocusChain())


def focused_in(window: QWidget) -> QWidget | None:
    """The widget of `window` that has the keys, or will have them."""
    return _given_back(window.focusWidget())


def buddy_of(label: QLabel) -> QWidget | None:
    """What `label` names, if anything."""
    return _given_back(label.buddy())


def let_name(label: QLabel, widget: QWidget) -> None:
    """Let `label` be that of `widget`: its buddy."""
    label.setBuddy(widget)
    _given_back(widget)


def focus_proxy_of(widget: QWidget) -> QWidget | None:
    """What takes the keys for `widget`, if it is another one."""
    return _given_back(widget.focusProxy())


def _given_back(found: QWidget | None) -> QWidget | None:
    if found is not None:
        # Qt does nothing here: it is its parent already.
        found.setParent(found.parentWidget())
    return found
