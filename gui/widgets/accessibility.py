"""Say in words what a widget shows that paints itself, for screen readers.

Qt knows buttons and fields; of a plot it knows nothing. A widget that has a method `in_words()`
gets the role and the description that a screen reader asks for, worked out when it asks.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from gui.widgets.alive import alive

ROLE = QAccessible.Role
_TEXT = QAccessible.Text


@runtime_checkable
class InWords(Protocol):
    """A widget that can say what it shows."""

    def in_words(self) -> str:
        """One or two sentences on what is shown now."""
        ...


class Face(QAccessibleWidget):
    """What a screen reader is told of a widget that paints itself."""

    def __init__(self, widget: QWidget) -> None:
        """Stand for `widget`, which has `in_words`."""
        super().__init__(widget, getattr(widget, "spoken_role", ROLE.Graphic))
        self._widget = widget

    def text(self, kind: QAccessible.Text) -> str:
        """The name, or what is shown; first what the keys point at."""
        if kind == _TEXT.Description and isinstance(self._widget, InWords):
            pointed = self._widget.accessibleDescription()
            return " ".join(part for part in (pointed, self._widget.in_words()) if part)
        return super().text(kind)


_faces: list[Face] = []
# Qt deletes a face with its widget; until then Python must not.


def _face_of(_class: str, subject: QObject) -> QAccessibleInterface | None:
    if not isinstance(subject, QWidget) or not isinstance(subject, InWords):
        return None
    _faces[:] = [face for face in _faces if alive(face) is not None]
    _faces.append(Face(subject))
    return _faces[-1]


def speak_for_widgets() -> None:
    """Give the widgets that paint themselves their words, from now on; once in a program."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_face_of)


_installed: list[bool] = []


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have `words` read out, where there is somebody who reads out; at once if `urgent`."""
    if QAccessible.isActive() and words:
        event = QAccessibleAnnouncementEvent(widget, words)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
