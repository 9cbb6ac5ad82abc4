"""What can be done besides what stands in the menus: blocks, data sets, losses, rows of a stack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

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
from gui.widgets.settings_form import of_kind


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
