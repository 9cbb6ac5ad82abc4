"""What is on the screen for the monkey, and how to press, type and say what it is."""

from __future__ import annotations

import random
from typing import Any


class Screen:
    """The windows and widgets that a person could reach now; `chance` picks among them."""

    def __init__(self) -> None:
        self.chance = random.Random(0)

    @property
    def window(self) -> Any:
        """The main window that stands now: another language makes another."""
        from PySide6.QtWidgets import QApplication

        from gui.window.main_window import MainWindow

        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        return next((w for w in found if w.isVisible()), found[-1])

    def windows(self) -> list[Any]:
        """The windows that a person could reach, the main one first."""
        from PySide6.QtWidgets import QApplication

        modal = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if modal is not None:
            return [modal]
        others = [
            w
            for w in QApplication.topLevelWidgets()
            if w.isWindow() and w.isVisible() and w is not self.window
        ]
        return [self.window, *others]

    def a_window(self) -> Any:
        found = self.windows()
        return found[0] if self.chance.random() < 0.6 else self.chance.choice(found)

    def widgets(self, *kinds: type) -> list[Any]:
        """What can be seen and used in one window."""
        from PySide6.QtWidgets import QWidget

        window = self.a_window()
        return [
            w
            for kind in kinds or (QWidget,)
            for w in window.findChildren(kind)
            if w.isVisible() and w.isEnabled() and not w.visibleRegion().isEmpty()
        ]

    def pick(self, *kinds: type) -> Any:
        found = self.widgets(*kinds)
        return self.chance.choice(found) if found else None

    def point(self, widget: Any) -> Any:
        from PySide6.QtCore import QPoint

        return QPoint(
            self.chance.randrange(max(1, widget.width())),
            self.chance.randrange(max(1, widget.height())),
        )


def within(window: Any, place: Any) -> Any:
    """The nearest place inside a window of the system's, as large as it is now."""
    from PySide6.QtCore import QPoint

    right, bottom = max(window.width() - 1, 0), max(window.height() - 1, 0)
    return QPoint(min(max(place.x(), 0), right), min(max(place.y(), 0), bottom))


def turn() -> None:
    """Let the event loop turn, as it does between two keys that a person presses."""
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()


def press(button: Any) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_in(widget: Any, text: str) -> None:
    """Any characters: QTest knows the keys of a few only."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))
        turn()


def describe(widget: Any) -> str:
    """A widget in words that find it again."""
    words = [type(widget).__name__]
    for name in ("objectName", "accessibleName", "text", "windowTitle", "toolTip"):
        get = getattr(widget, name, None)
        try:
            said = str(get()) if callable(get) else ""
        except (TypeError, RuntimeError):
            said = ""
        if said:
            words.append(repr(said[:40]))
            break
    parent = widget.parent()
    if parent is not None:
        words.append(f"in {type(parent).__name__}")
    return " ".join(words)
