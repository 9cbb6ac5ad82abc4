"""Begins the tour, once by itself, at any time from the menu; loads it only then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from gui.stored_settings import stored_flag
from gui.theme.theme import ThemeSource

if TYPE_CHECKING:
    from gui.help.tour import Tour, TourParts


class FirstTour(QObject):
    """Loads the tour where it is wanted."""

    def __init__(
        self, parts: Callable[[], TourParts], themes: ThemeSource, settings: QSettings,
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._parts, self._themes, self._settings = parts, themes, settings
        self.tour: Tour | None = None
        self.action = QAction(self.tr("&Tour of the window"), self)
        self.action.triggered.connect(self.begin)

    @Slot()
    def offer(self) -> None:
        """Begin at a first start: not where it was left once, nor where something else is asked."""
        from gui.help.tour import LEFT

        was_left = stored_flag(self._settings, LEFT, False)
        if not was_left and QApplication.activeModalWidget() is None:
            self.begin()

    @Slot()
    def begin(self) -> None:
        """Begin with the first step."""
        from gui.help.tour import Tour

        if self.tour is None:
            self.tour = Tour(self._parts(), self._themes, self._settings)
        self.tour.start()
