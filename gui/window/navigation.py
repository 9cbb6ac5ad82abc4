"""Ways through the window by keys, and what can be searched for besides what stands in the menus.

Keys go from part to part and from tab to tab; the search finds blocks, data sets, losses and rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from diynn.data.sources import SOURCES, UserFile
from diynn.layers import LAYERS
from diynn.layers.layer import Layer
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS
from diynn.settings import Declared
from diynn.storage.recipes import NETWORKS, RECIPES, recipe
from gui.commands.commands import Command, keys_text
from gui.design_panel.design_panel import DesignPanel
from gui.model.design_model import DesignModel
from gui.text.wording import advice_text, fill_in, notes_words, title_words, translated
from gui.widgets.alive import focused_in, next_in_focus_chain
from gui.widgets.settings_form import of_kind
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
        focused = focused_in(shown[0][0].window())
        here = [
            number for number, (part, _) in enumerate(shown)
            if focused is not None and part.isAncestorOf(focused)
        ]  # fmt: skip
        at = here[0] + way if here else (0 if way > 0 else -1)
        wanted = shown[at % len(shown)][1]()
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.TabFocusReason)


def _first(part: QWidget) -> QWidget | None:
    """The first control of a part that takes the focus, in the order of Tab."""
    widget = next_in_focus_chain(part)
    # What was made late may stand far behind in that order.
    while widget is not part and widget is not None:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isAncestorOf(widget)
        if takes and widget.isVisible() and widget.isEnabled():
            return widget
        widget = next_in_focus_chain(widget)
    return None


def stack_commands(stack: DesignPanel) -> Iterator[Command]:
    """What is done with the rows of the stack, then every block that can be put into it."""
    for command in stack.layers.view.commands():
        yield replace(command, keys=keys_text(QKeySequence(command.keys)))
    for kind in LAYERS:
        name = _tr("Add {block}").format(block=kind.name())
        more = translated(kind.help())
        yield Command(name, _tr("Blocks"), act=_inserting(stack, kind), more=more)


def _inserting(stack: DesignPanel, kind: type[Layer]) -> Callable[[], object]:
    return lambda: stack.layers.insert(kind)


def choice_commands(model: DesignModel, stack: DesignPanel) -> Iterator[Command]:
    """Every way out of what does not fit or is unwise, then every data set, loss and optimizer."""
    design = model.design
    ways = [(mend, "") for mend in model.mends()]
    ways += [(mend, advice_text(one)) for one in model.advice for mend in one.mends]
    for mend, why in ways:
        name = fill_in(mend.label, mend.values)
        yield Command(name, _tr("Advice"), act=partial(model.apply_mend, mend), more=why)
    choose = stack.layers.input.choose_source
    for source in SOURCES:
        # A file of one's own can be chosen in the place of another.
        chosen = type(design.source) is source and source is not UserFile
        yield _choice(_tr("Data set"), source, partial(choose, source), chosen=chosen)
    for loss in LOSSES:
        act = _taking(model.change_loss, loss, design.loss)
        yield _choice(_tr("Loss"), loss, act, chosen=type(design.loss) is loss)
    for optimizer in OPTIMIZERS:
        act = _taking(model.change_optimizer, optimizer, design.optimizer)
        yield _choice(_tr("Optimizer"), optimizer, act, chosen=type(design.optimizer) is optimizer)


def _choice(
    place: str, kind: type[Declared], act: Callable[[], object], *, chosen: bool
) -> Command:
    return Command(
        translated(kind.title or kind.name()), place, act=act, enabled=not chosen,
        obstacle=_tr("It is chosen already.") if chosen else "", more=translated(kind.help()),
    )  # fmt: skip


def template_commands(start_from: Callable[[str], object]) -> Iterator[Command]:
    """Every ready network that can be started from."""
    for name in (*RECIPES, *NETWORKS):
        design = recipe(name)
        title = title_words(design.title) or name
        more = f"{name} {notes_words(design.notes)}"
        yield Command(title, _tr("Templates"), act=partial(start_from, name), more=more)


def _taking(
    take: Callable[..., None], kind: type[Declared], old: Declared
) -> Callable[[], object]:
    return lambda: take(of_kind(kind, old))


def _tr(text: str) -> str:
    return QCoreApplication.translate("commands", text)
