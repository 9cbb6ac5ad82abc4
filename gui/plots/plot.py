"""What every plot does alike: its keys, its menu, its ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.plots.card import paint_card
from gui.plots.export_menu import ExportMenu
from gui.theme import ThemeSource

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Offering(_Widget):
    """A widget with keys of its own and a menu; to stand before the widget's class."""

    menu: ExportMenu

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return False

    def offers_menu(self) -> bool:
        """Whether there is anything to copy or save."""
        return True

    def event(self, event: QEvent) -> bool:
        """Take, before any shortcut of the window does, the keys that mean something here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.wants_key(event):
                event.accept()
                return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy or save, once there is something."""
        if self.offers_menu():
            self.menu.popup(event.globalPos())


class CardPlot(Offering, QWidget):
    """A plot on a ground of its own."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground on which everything stands, and the focus of the keyboard."""
        super().paintEvent(event)
        paint_card(self, self._source.current, focused=self.hasFocus())
