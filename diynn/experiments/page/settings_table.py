"""What an experiment trained: its networks, each drawn once, and the settings of every recipe."""

from __future__ import annotations

from collections.abc import Sequence

from diynn.design.design import Design
from diynn.errors import DiynnError
from diynn.experiments.page.network_diagram import stack
from diynn.experiments.page.words import block, escaped, said, setting_word, source_word
from diynn.settings import Declared, settings_of
from diynn.storage.recipe_words import sentences
from diynn.storage.recipes import recipe
from diynn.text import Text, joined, listed, same, short

Named = tuple[str, Design]
EVERYBODY = Text("All of them:", "Toutes :")


def plain_name(name: str) -> str:
    """A recipe's name without the folder in which the program keeps it."""
    return name.rpartition("/")[2]


def designs(names: Sequence[str]) -> tuple[list[Named], list[str]]:
    """The recipes of these names, and the names of those that are not on this machine."""
    found: list[Named] = []
    lacking: list[str] = []
    for name in names:
        try:
            found.append((plain_name(name), recipe(name)))
        except DiynnError:
            lacking.append(name)
    return found, lacking


def networks(found: Sequence[Named], name: str) -> str:
    """Each different stack once, with the recipes that have it."""
    groups: list[tuple[Design, list[str]]] = []
    for title, design in found:
        for other, titles in groups:
            if other.structure() == design.structure() and other.loss.name() == design.loss.name():
                titles.append(title)
                break
        else:
            groups.append((design, [title]))
    parts = []
    for number, (design, titles) in enumerate(groups):
        heading = block(same(", ".join(titles)), "h4", "recipe")
        parts.append(f"<div>{heading}{stack(design, f'{name}-net{number}')}</div>")
    return f'<div class="networks">{"".join(parts)}</div>' if parts else ""


COLUMNS: tuple[Text, ...] = (
    Text("Recipe", "Recette"),
    Text("Data", "Données"),
    Text("Scaling", "Échelle"),
    Text("Loss", "Perte"),
    Text("Optimizer", "Optimiseur"),
    Text("Batch", "Batch"),
    Text("Epochs", "Époques"),
    Text("Noise σ", "Bruit σ"),
)


def settings(found: Sequence[Named]) -> str:
    """A table with a row for each recipe, and below it what the recipes say of their choices."""
    if not found:
        return ""
    noisy = any(design.run.noise for _, design in found)
    wanted = COLUMNS if noisy else COLUMNS[:-1]
    head = "".join(block(column, "th", attributes='scope="col"') for column in wanted)
    body = []
    for name, design in found:
        cells = (
            source_word(design.source),
            setting_word(design.view.scaling),
            _declared(design.loss),
            _declared(design.optimizer),
            short(design.run.batch_size),
            short(design.run.epochs),
            short(design.run.noise),
        )
        shown = "".join(block(cell, "td") for cell in cells[: len(wanted) - 1])
        body.append(f'<tr><th scope="row" class="recipe-name">{escaped(name)}</th>{shown}</tr>')
    table = (
        f'<div class="scroll" tabindex="0"><table class="plain"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )
    return table + _notes(found)


def _declared(declared: Declared) -> Text:
    """A loss or an optimizer with its settings: the first always, the others where not as usual."""
    told = []
    for place, one in enumerate(settings_of(type(declared))):
        value = getattr(declared, one.name)
        if place and value == one.default:
            continue
        text = short(value) if isinstance(value, int | float) else setting_word(str(value))
        told.append(joined(setting_word(one.label), " ", text))
    name = same(declared.name())
    return joined(name, " (", listed(told), ")") if told else name


def _notes(found: Sequence[Named]) -> str:
    """What recipes say of their choices: each sentence once, with the recipes that say it."""
    by_sentence: dict[Text, list[str]] = {}
    for name, design in found:
        for sentence in sentences(design.notes):
            by_sentence.setdefault(sentence, []).append(name)
    told: dict[tuple[str, ...], list[Text]] = {}
    for sentence, names in by_sentence.items():
        told.setdefault(tuple(dict.fromkeys(names)), []).append(sentence)
    items = []
    for who, theirs in told.items():
        shown = block(listed(theirs, " "), "span")
        whose = EVERYBODY if len(who) == len(found) else same(", ".join(who))
        lead = f"<b>{said(whose)}</b> " if len(told) > 1 and len(found) > 1 else ""
        items.append(f"<li>{lead}{shown}</li>")
    return f'<ul class="notes">{"".join(items)}</ul>' if items else ""
