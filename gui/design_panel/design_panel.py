"""Everything that a network is made with: the palette, the stack and the run settings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.design_panel.layer_list import LayerList
from gui.design_panel.palette import Palette
from gui.design_panel.run_settings import RunSettings
from gui.model.design_model import DesignModel
from gui.theme.theme import ThemeSource


class DesignPanel(QWidget):
    """A column for the left of a window, 372 pixels wide or more."""

    help_asked = Signal(str)
    """The user wants help on a layer of this name."""

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Network"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.palette_ = Palette(themes)
        self.layers = LayerList(model, themes)
        self.run = RunSettings(model, themes)
        down = QVBoxLayout(self)
        down.setContentsMargins(8, 4, 8, 8)
        down.setSpacing(6)
        down.addWidget(self.palette_)
        down.addWidget(self.layers, 1)
        down.addWidget(self.run)
        self.setMinimumWidth(372)
        self.palette_.chosen.connect(self.layers.insert)
        self.palette_.dragged.connect(self.layers.follow_drag)
        self.palette_.help_asked.connect(self.help_asked)
        self.layers.help_asked.connect(self.help_asked)
        self.layers.palette_asked.connect(self.go_to_palette)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A click on the empty ground takes what was typed, and leaves the keys to the list.

        As a focus proxy the list would be where Tab goes at once, past the palette.
        """
        self.layers.view.setFocus(event.reason())

    @Slot()
    def go_to_palette(self) -> None:
        """Bring the keys to the first block of the palette, or to its search where that finds
        none."""
        first = next(iter(self.palette_.shown()), self.palette_.field)
        first.setFocus(Qt.FocusReason.TabFocusReason)
