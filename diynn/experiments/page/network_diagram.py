"""A design's layers drawn as a stack: a box a layer, the shape on its way down, the weights."""

from __future__ import annotations

from diynn.design.design import Design, Fit, Row, fit
from diynn.experiments.page.frame import svg, words
from diynn.experiments.page.words import block, setting_word, source_word
from diynn.layers.layer import Layer
from diynn.settings import pair_words, settings_of
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
    data = source_word(design.source)
    parts = [_box(0, Text("Input", "Entrée"), data, "end-box")]
    top = float(BOX)
    for row in rows:
        parts.append(_arrow(top, into))
        top += DOWN
        parts.append(_box(top, same(row.layer.name()), _told(row.layer), "layer-box"))
        if row.weights:
            parts.append(words(count(row.weights), BOX_WIDTH + 8, top + 17, "small"))
        top += BOX
        into = row.after
    parts.append(_arrow(top, into))
    top += DOWN
    goal = Text("the input again", "l’entrée elle-même") if design.reconstructs else Text(
        "the target", "la cible"
    )  # fmt: skip
    parts.append(_box(top, same(design.loss.name()), goal, "end-box"))
    drawing = svg("".join(parts), BOX_WIDTH + WEIGHTS_WIDTH, top + BOX + 1, name, "stack")
    return f'<figure class="network">{drawing}{_caption(fitted, name)}</figure>'


def _caption(fitted: Fit | None, name: str) -> str:
    if fitted is None:
        text = Text("Network", "Réseau")
    elif fitted.weights == 1:
        text = Text("Network with one weight", "Réseau à un poids")
    else:
        number = count(fitted.weights)
        text = joined(Text("Network with ", "Réseau à "), number, Text(" weights", " poids"))
    return block(text, "figcaption", name=name)


def _box(top: float, title: Text, told: Text, look: str) -> str:
    drawn = (
        f'<rect class="{look}" x="0.5" y="{top + 0.5:g}" width="{BOX_WIDTH - 1}" '
        f'height="{BOX - 1}" rx="4"/>'
    )
    drawn += words(title, 10, top + 17.5, "name")
    longest = max(len(told.en), len(told.fr))
    room = BOX_WIDTH - 30 - 7.5 * len(title.fr)
    # What is too long is set closer: nothing is cut off.
    tight = f'textLength="{room:.0f}" lengthAdjust="spacingAndGlyphs"'
    return drawn + words(
        told, BOX_WIDTH - 10, top + 17, "small end", tight if longest * LETTER > room else ""
    )


def _arrow(top: float, size: tuple[int, ...] | None) -> str:
    tip = top + DOWN - 2
    drawn = f'<path class="arrow" d="M{SPINE} {top + 2:g}V{tip:g}m-3.5 -4l3.5 4l3.5 -4"/>'
    return (
        drawn if size is None else drawn + words(same(shape(size)), SPINE + 12, top + 13.5, "small")
    )


def _told(layer: Layer) -> Text:
    """A layer's settings that are not as usual, and those that a reader asks for first."""
    return listed([
        _one(one.name, getattr(layer, one.name))
        for one in settings_of(type(layer))
        if one.name in ALWAYS or getattr(layer, one.name) != one.default
    ], " · ")  # fmt: skip


def _one(name: str, value: object) -> Text:
    word = setting_word(name.replace("_", " "))
    if value is False:
        return joined(Text("no ", "sans "), word)
    if value is True:
        return word
    if isinstance(value, tuple):
        return joined(word, " ", same(pair_words(value)))
    if isinstance(value, int | float):
        return joined(word, " ", short(value))
    # A word such as “xavier” says by itself what it is.
    return setting_word(str(value))
