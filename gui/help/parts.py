"""What the tour shows of the window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QMainWindow, QWidget

from gui.model.session import Session
from gui.widgets.tab_deck import TabDeck


@dataclass(frozen=True)
class Sights:
    """The window and its parts, in the order of the steps."""

    window: QMainWindow
    session: Session
    stack: QWidget
    controls: QWidget
    tabs: TabDeck
    curves: QWidget
    templates: QWidget
