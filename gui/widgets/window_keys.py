"""The keys that every window of its own understands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from gui.widgets.alive import focused_in

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def follow_key(window: QWidget, event: QKeyEvent) -> bool:
    """Escape closes the window; Enter presses the button that has the focus. Whether it was one of
    the two."""
    focused = focused_in(window)
    if event.key() == Qt.Key.Key_Escape:
        window.close()
    elif event.key() in ENTER and isinstance(focused, QPushButton):
        focused.click()
    else:
        return False
    return True
