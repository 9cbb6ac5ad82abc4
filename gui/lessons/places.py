"""The controls that lessons name: to light one for a hint, and to hide or fix what is locked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from diynn.layers import LAYERS
from diynn.lessons.lesson import Locks
from diynn.lessons.paths import FAMILIES, path_of
from diynn.settings import Declared
from gui.design_panel.design_panel import DesignPanel
from gui.help.topics import kind_of
from gui.model.session import Session
from gui.widgets.alive import alive, buddy_of
from gui.widgets.caption import Caption
from gui.widgets.setting_editor import SettingEditor
from gui.widgets.tab_deck import TabDeck


@dataclass(frozen=True)
class Parts:
    """Where the window has what lessons name: widgets, and entries of menus."""

    session: Session
    stack: DesignPanel
    tabs: TabDeck
    widgets: Mapping[str, tuple[QWidget, ...]]
    """By the names of `diynn.lessons.lesson.PLACES`; the first of several is lit."""
    actions: Mapping[str, tuple[QAction, ...]]
    menu_bar: QWidget
    offer_tabs: Callable[[], None]
    """Offers the tabs again that suit the data."""


class Places(QObject):
    """Finds controls by their names, and keeps those away that a lesson locks."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._locks = Locks()
        self._hidden: list[QWidget] = []
        self._disabled: list[QWidget] = []
        self._gone: list[QAction] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._apply_settings)
        parts.session.model.fitted.connect(self._look_again)
        parts.session.data_changed.connect(self._look_again)

    # Finding.

    def widget(self, name: str) -> QWidget | None:
        """The widget of a name; None where this window has none now."""
        parts = self._parts
        if name in parts.widgets:
            return parts.widgets[name][0]
        if name in parts.actions:
            return parts.menu_bar
        kind, _, rest = name.partition(".")
        if kind == "tab":
            return parts.tabs.tabBar()
        if kind == "block":
            block = parts.stack.palette_.block(rest)
            return block if block.isVisible() else parts.stack.palette_
        path = path_of(name)
        if path is None:
            return None
        seen = next((one for one in self._editors(name) if one.isVisible()), None)
        if path.row is None or seen is not None:
            return seen or parts.stack
        if path.row >= parts.session.model.rowCount():
            return parts.stack.layers
        return parts.stack.layers.view.row_widget(path.row)

    def _editors(self, words: str) -> Iterator[SettingEditor]:
        """The editors of the settings at a path that have been made; of a whole part, all."""
        path, stack = path_of(words), self._parts.stack
        if path is None:
            return
        kinds: tuple[type[Declared], ...] = FAMILIES[path.part]
        ground: QWidget = stack
        if path.row is not None:
            if path.row >= self._parts.session.model.rowCount():
                return
            ground = stack.layers.view.row_widget(path.row)
        for editor in ground.findChildren(SettingEditor):
            if path.setting in ("", editor.setting.name) and kind_of(editor.setting) in kinds:
                yield editor

    # Locking.

    def lock(self, locks: Locks) -> tuple[int, int]:
        """Hide and fix what these locks say, and bring back the rest; how much is hidden, and how
        much is fixed or held within bounds."""
        self._release()
        self._locks = locks
        parts = self._parts
        for name in locks.hide:
            for widget in parts.widgets.get(name, ()):
                self._hide(widget)
            for action in parts.actions.get(name, ()):
                if action.isVisible():
                    action.setVisible(False)
                    self._gone.append(action)
        away = locks.hidden_blocks()
        parts.stack.palette_.offer([kind for kind in LAYERS if kind.name() not in away])
        self._apply_settings()
        return len(locks.hide) + len(away), len(locks.fix) + len(locks.limit)

    def _hide(self, widget: QWidget) -> None:
        if not widget.isHidden():
            widget.hide()
            self._hidden.append(widget)

    @Slot()
    def _look_again(self) -> None:
        if self._locks:
            self._later.start()

    @Slot()
    def _apply_settings(self) -> None:
        """Hide and fix the editors that there are now: forms are made again for other kinds."""
        parts, locks = self._parts, self._locks
        for name in locks.hide:
            kind, _, rest = name.partition(".")
            if kind == "tab":
                parts.tabs.offer(rest, offered=False)
            elif path_of(name) is not None:
                for editor in list(self._editors(name)):
                    self._hide_editor(editor)
        for path in locks.fix:
            for control in list(self._fixed(path)):
                if control.isEnabled():
                    control.setEnabled(False)
                    self._disabled.append(control)

    def _fixed(self, path: str) -> Iterator[QWidget]:
        stack = self._parts.stack
        if path == "source":
            yield stack.layers.input.source
        elif path == "loss":
            yield stack.layers.loss.kind
        elif path == "optimizer":
            yield stack.run.kind
        yield from self._editors(path)

    def _hide_editor(self, editor: SettingEditor) -> None:
        self._hide(editor)
        form = editor.parentWidget()
        for caption in () if form is None else form.findChildren(Caption):
            if buddy_of(caption) is editor.control:
                self._hide(caption)

    def _release(self) -> None:
        hidden, disabled, gone = self._hidden, self._disabled, self._gone
        self._hidden, self._disabled, self._gone = [], [], []
        for widget in hidden:
            if alive(widget) is not None:
                widget.show()
        for widget in disabled:
            if alive(widget) is not None:
                widget.setEnabled(True)
        for action in gone:
            if alive(action) is not None:
                action.setVisible(True)
        for name in self._locks.hide:
            if name.startswith("tab."):
                self._parts.tabs.offer(name.removeprefix("tab."), offered=True)
        self._locks = Locks()
        self._parts.offer_tabs()
