"""The menu that chooses the language of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from gui.text.languages import CHOICES, NATIVE, Languages


class LanguageMenu(QObject):
    """A submenu at the end of a menu; languages stand there by their own names."""

    def __init__(self, menu: QMenu, languages: Languages, may_change: Callable[[], bool]) -> None:
        """`may_change` is asked first: what is under way may stand in the way."""
        super().__init__(menu)
        self._languages, self._may_change = languages, may_change
        menu.addSeparator()
        self.menu = menu.addMenu(self.tr("&Language"))
        self._group = QActionGroup(self.menu)
        for choice in CHOICES:
            name = self.tr("As the system") if choice == "system" else NATIVE[choice]
            action = QAction(name, self._group)
            action.setCheckable(True)
            action.setData(choice)
            self.menu.addAction(action)
        self._group.triggered.connect(self._choose)
        self._show()

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        choice = action.data()
        if self._languages.would_change(choice) and not self._may_change():
            self._show()
            return
        self._languages.choose(choice)

    def _show(self) -> None:
        for action in self._group.actions():
            action.setChecked(action.data() == self._languages.choice)
