"""What an experiment trained: its networks, each drawn once, and the settings of every recipe."""

from __future__ import annotations

from collections.abc import Sequence

from diynn.design.design import Design, Fit, Row, fit
from diynn.errors import DiynnError
from diynn.experiments.page.frame import svg, words
from diynn.experiments.page.words import block
from diynn.experiments.phrases import kind_words, phrase, sentences, setting_word
from diynn.layers.layer import Layer
from diynn.settings import Declared, pair_words, settings_of
from diynn.storage.recipes import recipe
from diynn.text import Text, count, joined, listed, same, shape, short

BOX, BOX_WIDTH, DOWN = 26, 330, 19
"""The height and width of a box, and the way between two."""
WEIGHTS_WIDTH = 74
LETTER = 6.5
"""About the width of a small letter in the drawing."""
SPINE = 34
ALWAYS = {"outputs", "filters", "kernel_size", "stride", "rate"}
"""Settings that are shown even where they have their defaults: a reader looks for them first."""


def stack(design: Design, name: str) -> str:
    """The stack of a design; `name` is the id of its caption.

    Without a known outline of the data the shapes are left out.
    """
    outline = design.source.outline()
    fitted = None if outline is None else fit(design, outline)
    rows = [Row(layer, None, None) for layer in design.layers] if fitted is None else fitted.rows
    into = None if fitted is None else fitted.input_shape
    data = kind_words(design.source)
    parts = [_box(0, phrase("Input"), data, "end-box")]
    top = float(BOX)
    for row in rows:
        parts.append(_arrow(top, into))
        top += DOWN
        parts.append(_box(top, same(row.layer.name()), _layer_settings(row.layer), "layer-box"))
        if row.weights:
            parts.append(words(count(row.weights), BOX_WIDTH + 8, top + 17, "small"))
        top += BOX
        into = row.after
    parts.append(_arrow(top, into))
    top += DOWN
    goal = phrase("the input again") if design.reconstructs else phrase("the target")
    parts.append(_box(top, same(design.loss.name()), goal, "end-box"))
    drawing = svg("".join(parts), BOX_WIDTH + WEIGHTS_WIDTH, top + BOX + 1, name, "stack")
    return f'<figure class="network">{drawing}{_caption(fitted, name)}</figure>'


def _caption(fitted: Fit | None, name: str) -> str:
    if fitted is None:
        text = phrase("Network")
    elif fitted.weights == 1:
        text = phrase("Network with one weight")
    else:
        text = phrase("Network with {count} weights", count=count(fitted.weights))
    return block(text, "figcaption", name=name)


def _box(top: float, title: Text, below: Text, look: str) -> str:
    drawn = (
        f'<rect class="{look}" x="0.5" y="{top + 0.5:g}" width="{BOX_WIDTH - 1}" '
        f'height="{BOX - 1}" rx="4"/>'
    )
    drawn += words(title, 10, top + 17.5, "name")
    longest = max(len(below.en), len(below.fr))
    room = BOX_WIDTH - 30 - 7.5 * len(title.fr)
    # What is too long is set closer: nothing is cut off.
    tight = f'textLength="{room:.0f}" lengthAdjust="spacingAndGlyphs"'
    return drawn + words(
        below, BOX_WIDTH - 10, top + 17, "small end", tight if longest * LETTER > room else ""
    )


def _arrow(top: float, size: tuple[int, ...] | None) -> str:
    tip = top + DOWN - 2
    drawn = f'<path class="arrow" d="M{SPINE} {top + 2:g}V{tip:g}m-3.5 -4l3.5 4l3.5 -4"/>'
    return (
        drawn if size is None else drawn + words(same(shape(size)), SPINE + 12, top + 13.5, "small")
    )


def _layer_settings(layer: Layer) -> Text:
    """A layer's settings that are not as usual, and those that a reader asks for first."""
    return listed([
        _one(one.name, getattr(layer, one.name))
        for one in settings_of(type(layer))
        if one.name in ALWAYS or getattr(layer, one.name) != one.default
    ], " · ")  # fmt: skip


def _one(name: str, value: object) -> Text:
    word = setting_word(name.replace("_", " "))
    if value is False:
        return phrase("no {setting}", setting=word)
    if value is True:
        return word
    if isinstance(value, tuple):
        return joined(word, " ", same(pair_words(value)))
    if isinstance(value, int | float):
        return joined(word, " ", short(value))
    # A word such as “xavier” says by itself what it is.
    return setting_word(str(value))


Named = tuple[str, Design]
Table = tuple[list[Text], list[tuple[Text, list[Text]]]]
"""The heads of columns, and for each row its name and its cells."""


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


def networks(found: Sequence[Named], name: str) -> list[tuple[str, str]]:
    """Each different stack once: the names of the recipes that have it, and its drawing."""
    groups: list[tuple[Design, list[str]]] = []
    for title, design in found:
        for other, titles in groups:
            if other.structure() == design.structure() and other.loss.name() == design.loss.name():
                titles.append(title)
                break
        else:
            groups.append((design, [title]))
    return [
        (", ".join(titles), stack(design, f"{name}-net{number}"))
        for number, (design, titles) in enumerate(groups)
    ]


def settings_table(found: Sequence[Named]) -> Table:
    """A row for each recipe: its data, loss, optimizer and run settings."""
    columns = [
        phrase("Recipe"), phrase("Data"), phrase("Scaling"), phrase("Loss"), phrase("Optimizer"),
        same("Batch"), phrase("Epochs"), phrase("Noise σ"),
    ]  # fmt: skip
    if not any(design.run.noise for _, design in found):
        del columns[-1]
    rows = []
    for name, design in found:
        cells = [
            kind_words(design.source), setting_word(design.view.scaling), _declared(design.loss),
            _declared(design.optimizer), short(design.run.batch_size), short(design.run.epochs),
            short(design.run.noise),
        ]  # fmt: skip
        rows.append((same(name), cells[: len(columns) - 1]))
    return columns, rows


def _declared(declared: Declared) -> Text:
    """A loss or an optimizer with its settings: the first always, the others where not as usual."""
    texts = []
    for place, one in enumerate(settings_of(type(declared))):
        value = getattr(declared, one.name)
        if place and value == one.default:
            continue
        text = short(value) if isinstance(value, int | float) else setting_word(str(value))
        texts.append(joined(setting_word(one.label), " ", text))
    name = same(declared.name())
    return joined(name, " (", listed(texts), ")") if texts else name


def notes(found: Sequence[Named]) -> list[tuple[Text | None, Text]]:
    """What recipes say of their choices, each sentence once, after the recipes that say it.

    It is not told whose they are where all say the same, or where there is one recipe.
    """
    by_sentence: dict[Text, list[str]] = {}
    for name, design in found:
        for sentence in sentences(design.notes):
            by_sentence.setdefault(sentence, []).append(name)
    texts: dict[tuple[str, ...], list[Text]] = {}
    for sentence, names in by_sentence.items():
        texts.setdefault(tuple(dict.fromkeys(names)), []).append(sentence)
    tells_whose = len(texts) > 1 and len(found) > 1
    return [
        (_whose(who, found) if tells_whose else None, listed(theirs, " "))
        for who, theirs in texts.items()
    ]


def _whose(names: Sequence[str], found: Sequence[Named]) -> Text:
    return phrase("All of them:") if len(names) == len(found) else same(", ".join(names))
