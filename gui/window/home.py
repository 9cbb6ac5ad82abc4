"""What makes the window one's own place: its commands and keys, its parts, what it remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QMainWindow, QPushButton

from gui.commands.commands import Command, Commands, menu_commands
from gui.commands.mnemonics import give_mnemonics
from gui.commands.shortcuts import told_keys
from gui.design_panel.design_panel import DesignPanel
from gui.model.session import Session
from gui.text.wording import said
from gui.theme.theme import ThemeSource
from gui.widgets.message_bar import MessageBar
from gui.widgets.tab_deck import TabDeck
from gui.window.columns import Columns
from gui.window.command_sources import choice_commands, stack_commands
from gui.window.controls import Controls
from gui.window.curves import Curves
from gui.window.menus import Menus
from gui.window.navigation import Going
from gui.window.panels import Panels, Part
from gui.window.presentation import Presentation
from gui.window.window_memory import WindowMemory

if TYPE_CHECKING:
    from gui.commands.command_search import CommandSearch
    from gui.commands.shortcut_list import ShortcutList
    from gui.experiments.window import ExperimentsWindow


@dataclass(frozen=True)
class Parts:
    """The window and what stands in it."""

    window: QMainWindow
    menus: Menus
    stack: DesignPanel
    tabs: TabDeck
    curves: Curves
    controls: Controls
    templates: QPushButton
    columns: Columns
    ground: QBoxLayout
    """What the columns stand in."""
    messages: MessageBar


class Home(QObject):
    """Puts together what helps with the window itself, and knows nothing of networks."""

    def __init__(
        self, parts: Parts, session: Session, themes: ThemeSource, settings: QSettings,
        open_experiments: Callable[[], ExperimentsWindow],
    ) -> None:  # fmt: skip
        super().__init__(parts.window)
        self._parts = parts
        self._open_experiments = open_experiments
        self.panels = self._make_panels(settings)
        self.presentation = Presentation(
            parts.window, self.panels, parts.menus.zoom, parts.columns, (parts.templates,)
        )
        self.going = Going(
            self.panels, parts.tabs, parts.stack, parts.curves, parts.controls, parts.window
        )
        self.memory = WindowMemory(parts.window, parts.tabs, settings)
        self.memory.watch("columns", parts.columns)
        self.memory.watch("curves", parts.curves.halves)
        self.panels.usual.triggered.connect(self.memory.forget)
        self._themes = themes
        self.shortcuts: ShortcutList | None = None
        self.commands = Commands(settings, self)
        self._fill_menus()
        self.commands.add(lambda: menu_commands(parts.window.menuBar()))
        self.commands.add(lambda: stack_commands(parts.stack))
        self.commands.add(lambda: choice_commands(session.model))
        self.commands.add(self._experiments)
        self.commands.add(told_keys)

    def _make_panels(self, settings: QSettings) -> Panels:
        parts = self._parts
        made = Panels(
            {
                "network": Part(self.tr("&Network"), "Ctrl+Shift+N", parts.stack),
                "blocks": Part(
                    self.tr("&Blocks"), "Ctrl+Shift+B", parts.stack.palette_, "network"
                ),
                "tabs": Part(self.tr("&Tabs"), "Ctrl+Shift+T", parts.tabs),
                "curves": Part(self.tr("&Curves"), "Ctrl+Shift+C", parts.curves),
                "controls": Part(self.tr("Play c&ontrols"), "Ctrl+Shift+P", parts.controls),
            },
            parts.columns, parts.ground, settings, parts.window,
        )  # fmt: skip
        made.hidden.connect(self._tell)
        parts.stack.layers.palette_asked.connect(self._bring_blocks)
        return made

    def _fill_menus(self) -> None:
        menus = self._parts.menus
        panels = list(self.panels.actions.values())
        go = QAction(self.tr("&Go to"), self)
        go.setMenu(self.going.menu)
        menus.put_first(menus.view, [
            *panels, self.panels.usual, None, self.presentation.action, go,
        ])  # fmt: skip
        find = QAction(self.tr("&Find a command…"), self)
        find.setShortcuts([QKeySequence("Ctrl+K"), QKeySequence("F3")])
        find.triggered.connect(self.find_command)
        keys = QAction(self.tr("&Keys…"), self)
        # One of Qt's: a field that is typed in claims it for itself, but a list would not.
        keys.setShortcut(QKeySequence("?"))
        keys.triggered.connect(self.show_keys)
        menus.put_first(menus.help, [find, keys])
        give_mnemonics(self._parts.window.menuBar())

    # Commands and keys.

    @cached_property
    def search(self) -> CommandSearch:
        """Where commands are found by their names; made when it is first asked for."""
        from gui.commands.command_search import CommandSearch

        window = self._parts.window
        bar = window.menuBar()
        search = CommandSearch(self._themes, window, lambda: bar.height() if bar.isVisible() else 0)
        search.chosen.connect(self.commands.run)
        return search

    @Slot()
    def find_command(self) -> None:
        """Let a command be found by its name; put the search away where it is open."""
        if self.search.isVisible():
            self.search.close_search()
        else:
            self.search.ask(self.commands.listed(), self.commands.recent())

    @Slot()
    def show_keys(self) -> None:
        """Show the list of all keys."""
        if self.shortcuts is None:
            from gui.commands.shortcut_list import ShortcutList

            self.shortcuts = ShortcutList(self._parts.window)
        self.shortcuts.show_commands(self.commands.listed())
        self.shortcuts.show()
        self.shortcuts.raise_()
        self.shortcuts.activateWindow()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says that no part of the window wanted; whether it says something."""
        if event.key() == Qt.Key.Key_Escape and self.presentation.is_on:
            self.presentation.leave()
            return True
        return self._parts.menus.keys.press(event, self._parts.window.focusWidget())

    def _experiments(self) -> Iterator[Command]:
        # Loaded here: the window opens without what only experiments need.
        from diynn.experiments.registry import EXPERIMENTS

        for one in EXPERIMENTS:
            name = f"{one.number}  {said(one.title)}"
            yield Command(name, self.tr("The report’s experiments"), act=self._opening(one.number))

    def _opening(self, number: str) -> Callable[[], object]:
        return lambda: self._open_experiments().choose(number)

    # What is remembered, what is told.

    def remember(self) -> None:
        """Note how the window is left."""
        self.presentation.leave()
        self.memory.save()

    @Slot(str)
    def _tell(self, words: str) -> None:
        self._parts.messages.say("info", words)

    @Slot()
    def _bring_blocks(self) -> None:
        if not self._parts.stack.palette_.isVisible():
            self.panels.bring("blocks")
            self._parts.stack.go_to_palette()
