"""The windows with many runs: each made when it is first opened, all closed with the main one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QWidget

from gui.fold_window import FoldWindow
from gui.rate_window import RateWindow
from gui.session import Session
from gui.shelf import Shelf
from gui.sweep_window import SweepWindow
from gui.theme import ThemeSource
from gui.trial_window import TrialWindow

Make = Callable[[Session, ThemeSource, QSettings, QWidget], TrialWindow]


class Trials(QObject):
    """Opens a window by its kind; there is one of each."""

    def __init__(
        self, session: Session, themes: ThemeSource, settings: QSettings, parent: QWidget,
        shelf: Shelf,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._shelf = shelf
        self._session, self._themes, self._settings = session, themes, settings
        self._owner = parent
        self._windows: dict[Make, TrialWindow] = {}

    def offers(self) -> dict[str, Callable[[], None]]:
        """What the menu offers, and what opens it."""
        return {
            self.tr("&Learning-rate finder…"): self.open_rates,
            self.tr("&Cross-validation…"): self.open_folds,
            self.tr("&Sweep over settings…"): self.open_sweep,
        }

    def open_rates(self) -> None:
        """Open the learning-rate finder."""
        self.show(RateWindow)

    def open_folds(self) -> None:
        """Open the cross-validation."""
        self.show(FoldWindow)

    def open_sweep(self) -> None:
        """Open the sweep, whose runs go to the shelf."""
        self.show(self._make_sweep)

    def _make_sweep(
        self, session: Session, themes: ThemeSource, settings: QSettings, parent: QWidget
    ) -> TrialWindow:
        return SweepWindow(session, themes, settings, self._shelf, parent)

    def show(self, make: Make) -> TrialWindow:
        """Show the window that `make` makes, in front."""
        window = self._windows.get(make)
        if window is None:
            window = make(self._session, self._themes, self._settings, self._owner)
            self._windows[make] = window
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def close_down(self) -> None:
        """Close every window, and end its thread."""
        for window in self._windows.values():
            window.close()
