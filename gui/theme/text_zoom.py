"""How large text is: in steps, remembered, and lent out for a presentation."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Slot

from gui.theme.theme import ThemeSource

STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_NEAR = 1e-3


class TextZoom(QObject):
    """Steps through STEPS. While it is lent, the person's own size stays what is remembered."""

    def __init__(self, themes: ThemeSource, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes
        self._settings = settings
        self._own: float | None = None

    @Slot()
    def enlarge(self) -> None:
        """One step larger."""
        larger = [step for step in STEPS if step > self._themes.zoom + _NEAR]
        self._set(larger[0] if larger else STEPS[-1])

    @Slot()
    def reduce(self) -> None:
        """One step smaller."""
        smaller = [step for step in STEPS if step < self._themes.zoom - _NEAR]
        self._set(smaller[-1] if smaller else STEPS[0])

    @Slot()
    def reset(self) -> None:
        """The usual size."""
        self._set(1.0)

    def _set(self, zoom: float) -> None:
        self._themes.set_zoom(zoom)
        if self._own is None:
            self._settings.setValue("zoom", self._themes.zoom)

    def lend(self, factor: float, stroke: float) -> None:
        """Make text `factor` times and lines `stroke` times as large for a while."""
        if self._own is None:
            self._own = self._themes.zoom
        self._themes.set_size(min(self._own * factor, STEPS[-1]), stroke)

    def take_back(self) -> None:
        """Text and lines as they were before they were lent."""
        if self._own is not None:
            own, self._own = self._own, None
            self._themes.set_size(own, 1.0)
