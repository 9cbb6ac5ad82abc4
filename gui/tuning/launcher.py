"""The windows with many runs: each made when it is first opened, all closed with the main one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QWidget

from gui.model.run_list import RunList
from gui.model.session import Session
from gui.theme.theme import ThemeSource

if TYPE_CHECKING:
    from gui.tuning.tuning_window import TrialWindow


class Trials(QObject):
    """Opens a window by its kind; there is one of each.

    Each is loaded where it is made: the main window opens without what only these windows need.
    """

    def __init__(
        self, session: Session, themes: ThemeSource, settings: QSettings, parent: QWidget,
        run_list: RunList,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._run_list = run_list
        self._session, self._themes, self._settings = session, themes, settings
        self._owner = parent
        self._windows: dict[Callable[[], TrialWindow], TrialWindow] = {}

    def offers(self) -> dict[str, Callable[[], None]]:
        """What the menu offers, and what opens it."""
        return {
            self.tr("&Learning-rate finder…"): self.open_rates,
            self.tr("&Cross-validation…"): self.open_folds,
            self.tr("&Sweep over settings…"): self.open_sweep,
        }

    def open_rates(self) -> None:
        """Open the learning-rate finder."""
        self._show(self._make_rates)

    def open_folds(self) -> None:
        """Open the cross-validation."""
        self._show(self._make_folds)

    def open_sweep(self) -> None:
        """Open the sweep, whose runs go to the run list."""
        self._show(self._make_sweep)

    def _make_rates(self) -> TrialWindow:
        from gui.tuning.rate_finder_window import RateWindow

        return RateWindow(self._session, self._themes, self._settings, self._owner)

    def _make_folds(self) -> TrialWindow:
        from gui.tuning.cross_validation_window import FoldWindow

        return FoldWindow(self._session, self._themes, self._settings, self._owner)

    def _make_sweep(self) -> TrialWindow:
        from gui.tuning.sweep_window import SweepWindow

        return SweepWindow(self._session, self._themes, self._settings, self._run_list, self._owner)

    def _show(self, make: Callable[[], TrialWindow]) -> None:
        """Show the window that `make` makes, in front."""
        window = self._windows.get(make)
        if window is None:
            window = self._windows[make] = make()
        window.show()
        window.raise_()
        window.activateWindow()

    @property
    def windows(self) -> tuple[TrialWindow, ...]:
        """The windows that were opened."""
        return tuple(self._windows.values())

    @property
    def is_running(self) -> bool:
        """Whether something is under way in one of the windows."""
        return any(window.is_running for window in self.windows)

    @property
    def holds_results(self) -> bool:
        """Whether something came of a trial that would go with its window."""
        return any(window.holds_results for window in self.windows)

    def open_as(self, before: Trials) -> None:
        """Open the windows that stand open with `before`."""
        for make, window in before._windows.items():
            if window.isVisible():
                self._show(getattr(self, make.__name__))

    def close_down(self) -> None:
        """Close every window, and end its thread."""
        for window in self.windows:
            window.close()
