"""Ways through the window by keys: from part to part, from tab to tab."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gui.design_panel.design_panel import DesignPanel
from gui.widgets.tab_deck import TabDeck
from gui.window.controls import Controls
from gui.window.curves import Curves
from gui.window.panels import Panels


class Navigation(QObject):
    """A menu of ways; a tab that is gone to is shown even if the tabs were hidden."""

    def __init__(
        self, panels: Panels, tabs: TabDeck, stack: DesignPanel, curves: Curves,
        controls: Controls, parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._panels = panels
        self._tabs = tabs
        self._places: tuple[tuple[QWidget, Callable[[], QWidget | None]], ...] = (
            (controls, lambda: controls.bar.play if controls.bar.play.isEnabled() else None),
            (stack, lambda: stack.layers.view),
            (tabs, tabs.tabBar),
            (curves, lambda: _first(curves)),
        )
        self.menu = QMenu(parent)
        for text, keys, act in (
            (self.tr("&Next part of the window"), "F6", self.to_next_part),
            (self.tr("&Previous part of the window"), "Shift+F6", self.to_previous_part),
            (self.tr("Ne&xt tab"), "Ctrl+PgDown", self.to_next_tab),
            (self.tr("P&revious tab"), "Ctrl+PgUp", self.to_previous_tab),
        ):
            action = self.menu.addAction(text)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(act)
        self.menu.addSeparator()
        for name in tabs.names():
            self._add_tab(name)

    def _add_tab(self, name: str) -> QAction:
        action = self.menu.addAction(self.tr("Tab {name}").format(name=self._tabs.title(name)))
        action.setToolTip(self._tabs.tabToolTip(self._tabs.names().index(name)))
        action.triggered.connect(lambda: self.to_tab(name))
        return action

    def to_tab(self, name: str) -> None:
        """Turn to the tab of that name, with the focus on the tabs."""
        self._panels.bring("tabs")
        self._tabs.show_page(name)

    @Slot()
    def to_next_tab(self) -> None:
        """The tab to the right, after the last one the first."""
        self._turn(1)

    @Slot()
    def to_previous_tab(self) -> None:
        """The tab to the left, before the first one the last."""
        self._turn(-1)

    def _turn(self, way: int) -> None:
        names = self._tabs.names()
        self.to_tab(names[(names.index(self._tabs.current_name()) + way) % len(names)])

    @Slot()
    def to_next_part(self) -> None:
        """Bring the keys to the next part of the window that is shown."""
        self._move(1)

    @Slot()
    def to_previous_part(self) -> None:
        """Bring them to the one before."""
        self._move(-1)

    def _move(self, way: int) -> None:
        shown = [(part, find) for part, find in self._places if part.isVisible() and find()]
        if not shown:
            return
        focused = shown[0][0].window().focusWidget()
        here = [number for number, (part, _) in enumerate(shown) if part.isAncestorOf(focused)]
        at = here[0] + way if here else (0 if way > 0 else -1)
        wanted = shown[at % len(shown)][1]()
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.TabFocusReason)


def _first(part: QWidget) -> QWidget | None:
    """The first control of a part that takes the focus, in the order of Tab."""
    widget = part.nextInFocusChain()
    # What was made late may stand far behind in that order.
    while widget is not part and widget is not None:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isAncestorOf(widget)
        if takes and widget.isVisible() and widget.isEnabled():
            return widget
        widget = widget.nextInFocusChain()
    return None
