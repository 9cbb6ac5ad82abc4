"""Everything that a network is made with: the palette, the stack and the run settings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from gui.design_panel.layer_list import LayerList
from gui.design_panel.palette import Palette
from gui.design_panel.run_settings import RunSettings
from gui.model.design_model import DesignModel
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import Scroller, vbox

LEAST_WIDTH = 372
LEAST = QSize(560, 240)
"""Of the stack with the run settings: where letters are large, there may be less than it needs."""
TOP, GAP, FOOT = 4, 6, 6


class DesignPanel(QWidget):
    """A column for the left of a window, 372 pixels wide or more.

    Where the stack needs the room, the palette folds; what still does not fit scrolls.
    """

    help_asked = Signal(str)
    """The user wants help on a layer of this name."""

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "stack")
        self.setAccessibleName(self.tr("Network"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.palette_ = Palette(themes)
        self.layers = LayerList(model, themes)
        self.run = RunSettings(model, themes)
        ground = QWidget()
        vbox((self.layers, 1), self.run, parent=ground, margins=(8, 0, 8, FOOT), spacing=GAP)
        self.area = Scroller(ground, LEAST)
        above = vbox(self.palette_, margins=(8, TOP, 8, 0))
        vbox(above, (self.area, 1), parent=self, margins=(0, 0, 0, 0), spacing=GAP)
        self.palette_.chosen.connect(self.layers.insert)
        self.palette_.dragged.connect(self.layers.follow_drag)
        self.palette_.help_asked.connect(self.help_asked)
        self.layers.help_asked.connect(self.help_asked)
        self.layers.palette_asked.connect(self.go_to_palette)
        self.palette_.left.connect(self._share_height)
        rows = self.layers
        for row in (rows.input, rows.preparation, rows.augmentation, rows.loss, self.run):
            row.expander.toggled.connect(self._show_unfolded(row))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A click on the empty ground takes what was typed, and leaves the keys to the list.

        As a focus proxy the list would be where Tab goes at once, past the palette.
        """
        self.layers.view.setFocus(event.reason())

    @Slot()
    def go_to_palette(self) -> None:
        """Bring the keys to the first block of the palette, or to its search where that finds
        none."""
        self.palette_.open_for_keys()

    def go_to_preparation(self) -> None:
        """Unfold what is decided about empty cells, scales and the test part, and bring the keys
        there."""
        rows = self.layers
        # Pictures have no row of their own for it.
        row = rows.input if rows.preparation.isHidden() else rows.preparation
        row.expander.setChecked(True)
        row.expander.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.show_whole(row)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the palette and for every row."""
        return super().minimumSizeHint().expandedTo(QSize(LEAST_WIDTH, 0))

    def event(self, event: QEvent) -> bool:
        """Share out the height again, but move nothing under the pointer."""
        done = super().event(event)
        kind = event.type()
        if kind in (QEvent.Type.Resize, QEvent.Type.Leave) or (
            kind == QEvent.Type.LayoutRequest and not self.underMouse()
        ):
            self._share_height()
        return done

    @Slot()
    def _share_height(self) -> None:
        """Fold the palette where the stack would not be seen whole beside it."""
        palette = self.palette_
        if palette.holds_keys():
            return
        needed = self.layers.whole_height() + self.run.minimumSizeHint().height()
        palette.set_short(palette.unfolded_height() + needed + TOP + 2 * GAP + FOOT > self.height())

    def _show_unfolded(self, row: QWidget) -> Callable[[bool], None]:
        def show(unfolded: bool) -> None:
            if unfolded:
                self.area.show_whole(row)

        return show
