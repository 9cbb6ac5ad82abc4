"""Fields that are typed in: what is typed is taken where one goes on elsewhere, and undo in a field
where nothing is typed is the window's.

Qt's fields claim Ctrl+Z for themselves even where they have nothing to undo; a value that was taken
is in the design, and only the window's undo brings back the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

REDO = ("Ctrl+Shift+Z", "Ctrl+Y")

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


def take_typed() -> None:
    """Take what is being typed, as leaving its field would: a command acts on it."""
    field = QApplication.focusWidget()
    if isinstance(field, TypedField):
        field.take()


class TypedField(_Widget):
    """A field over a line; to stand before the widget's class. A file that is dropped on it is the
    window's."""

    def watch(self, line: QLineEdit) -> None:
        """Follow the typing in `line`, which is the field's own."""
        self._line = line
        self._window: QObject | None = None
        line.setAcceptDrops(False)
        line.textEdited.connect(self._watch_presses)

    def take(self) -> None:
        """Hand over what has been typed."""

    @Slot()
    def _watch_presses(self) -> None:
        # Many buttons leave the focus where it is: a press tells that one goes on elsewhere.
        if self._window is None:
            self._window = self.window().windowHandle()
            if self._window is not None:
                self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what was typed where the mouse is pressed outside the field."""
        if (
            watched is self._window
            and event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
        ):
            watched.removeEventFilter(self)
            self._window = None
            if self.hasFocus():
                self.take()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where the field has none."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo)
            redoes = QKeySequence(event.keyCombination()) in map(QKeySequence, REDO)
            line = self._line
            if (undoes and not line.isUndoAvailable()) or (redoes and not line.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)


class LineField(TypedField, QLineEdit):
    """A line of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.watch(self)
