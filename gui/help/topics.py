"""The texts of the help: a topic each, read from resources/help in the window's language.

A file holds a group of topics:

    = Title of the group

    # topic: Its title
    A paragraph, with a [link](other-topic).

    + What more of it does.
    - What less of it does.

    > other-topic, another

A setting without a topic of its own is explained with its kind.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QLocale

from diynn.analysis.projection import TSNE
from diynn.data.augmentation import Augmentation
from diynn.data.noise import NOISES
from diynn.data.sources import SOURCES
from diynn.design.design import Run, View
from diynn.layers import LAYERS
from diynn.layers.committee import Committee
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS
from diynn.network.schedules import SCHEDULES
from diynn.settings import Declared, Setting, settings_of
from gui.theme.resources import text

_ALL: tuple[type[Declared], ...] = (
    *LAYERS, Committee, *LOSSES, *OPTIMIZERS, *SCHEDULES, *NOISES, *SOURCES,
    Augmentation, Run, View, TSNE,
)  # fmt: skip
KINDS: dict[str, type[Declared]] = {kind.name(): kind for kind in _ALL}
"""A topic of a kind's name explains it."""

SHARED = {
    "learning_rate": "learning-rate", "momentum": "momentum", "nesterov": "momentum",
    "weight_decay": "weight-decay", "warm_up": "warm-up",
    "batch_size": "batch", "epochs": "epoch", "seed": "seed", "noise": "toy-noise",
    "samples": "samples", "test_share": "split", "split": "split", "split_column": "split",
    "empty": "Preparation", "fitted_on": "Preparation",
    "validation": "validation", "patience": "patience", "clip": "clip",
    "shift": "shift", "rotation": "rotation", "scale": "scale", "shear": "shear",
    "elastic": "elastic", "mean_over": "mean-over", "smoothing": "label-smoothing",
    "initializer": "initializer", "bias_initializer": "initializer", "bias": "bias",
    "filters": "filters", "kernel_size": "window-size", "stride": "stride", "padding": "padding",
    "dilation": "dilation", "groups": "groups", "output_padding": "padding",
    "count_include_pad": "padding",
    "goal": "goal", "scaling": "scaling", "targets": "scaling", "shape": "View",
    "perplexity": "perplexity", "exaggeration": "exaggeration",
    "separator": "table-reading", "decimal": "table-reading", "encoding": "table-reading",
    "header": "table-reading", "skipped": "table-reading", "repeats": "data-findings",
    "image_size": "picture-look", "colour": "picture-look", "picture_fit": "picture-look",
    "ground": "picture-look",
    "Run.noise": "training-noise", "UserFile.seed": "split", "BatchNorm.momentum": "BatchNorm",
}  # fmt: skip
"""The topics of settings that have one of their own; a kind before the name is nearer. Any other
setting is explained with its kind."""


def topic_of_setting(kind: type[Declared], name: str) -> str:
    """The topic that explains a setting of a kind."""
    return SHARED.get(f"{kind.name()}.{name}") or SHARED.get(name) or kind.name()


def kind_of(setting: Setting) -> type[Declared] | None:
    """The kind that declared this very setting."""
    return _owners().get(id(setting))


@cache
def _owners() -> dict[int, type[Declared]]:
    # By what they are, not by what they say: two kinds may have settings that are alike. They are
    # kept for good, so no other thing can take such a place in memory.
    return {id(setting): kind for kind in KINDS.values() for setting in settings_of(kind)}


GROUPS = ("window", "tabs", "layers", "losses", "optimizers", "settings", "data", "ideas")
"""The files of each language, in the order of the contents."""
LANGUAGES = ("en", "fr")

_APART = re.compile(r"\n\n|\n(?=[+>-] )")
LINK = re.compile(r"\[([^\]]+)\]\(([\w-]+)\)")


@dataclass(frozen=True)
class Topic:
    """One thing that is explained.

    `larger` and `smaller` say what more and less of it does, empty where there is no such thing.
    """

    name: str
    title: str
    group: str
    paragraphs: tuple[str, ...]
    larger: str = ""
    smaller: str = ""
    others: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is said about it."""
        return tuple(filter(None, (*self.paragraphs, self.larger, self.smaller)))

    def links(self) -> set[str]:
        """The topics that it leads to."""
        inside = {found[2] for words in self.texts for found in LINK.finditer(words)}
        return inside | set(self.others)


def language() -> str:
    """The language of the window, as the files name it."""
    return "fr" if QLocale().language() == QLocale.Language.French else "en"


@cache
def topics(tongue: str) -> dict[str, Topic]:
    """Every topic by its name, in the order of the contents; ValueError for a file in disorder."""
    found: dict[str, Topic] = {}
    for group in GROUPS:
        for topic in _read(text(f"help/{tongue}/{group}.md")):
            if topic.name in found:
                raise ValueError(f"help/{tongue}: the topic {topic.name} stands there twice")
            found[topic.name] = topic
    return found


def formulas(name: str) -> tuple[str, ...]:
    """What a topic's thing computes, in LaTeX: the kind's own, or what stands in formulas.md."""
    if name in KINDS:
        return KINDS[name].formula
    return _further_formulas().get(name, ())


@cache
def _further_formulas() -> dict[str, tuple[str, ...]]:
    blocks = (block.strip().splitlines() for block in text("help/formulas.md").split("\n# ")[1:])
    return {block[0]: tuple(block[1:]) for block in blocks}


def _read(page: str) -> Iterator[Topic]:
    head, *blocks = page.split("\n# ")
    group = head.strip().removeprefix("= ")
    for block in blocks:
        first, _, rest = block.partition("\n")
        name, separator, title = first.partition(": ")
        if not separator:
            raise ValueError(f"the topic “{first}” has no title")
        parts = [" ".join(part.split()) for part in _APART.split(rest)]
        marked = {part[0]: part[2:] for part in parts if part[:2] in ("+ ", "- ", "> ")}
        yield Topic(
            name, title, group,
            tuple(part for part in parts if part and part[:2] not in ("+ ", "- ", "> ")),
            marked.get("+", ""), marked.get("-", ""),
            tuple(filter(None, marked.get(">", "").split(", "))),
        )  # fmt: skip


def search(tongue: str, words: str) -> list[Topic]:
    """The topics in which every word is found, those with it in their title first."""
    wanted = plain(words).split()
    if not wanted:
        return []
    found = []
    for place, topic in enumerate(topics(tongue).values()):
        title, body = plain(f"{topic.title} {topic.name}"), plain(" ".join(topic.texts))
        if all(word in title or word in body for word in wanted):
            in_title = sum(word in title for word in wanted)
            starts = title.startswith(" ".join(wanted))
            found.append((not starts, -in_title, place, topic))
    return [entry[-1] for entry in sorted(found, key=lambda entry: entry[:-1])]


def plain(words: str) -> str:
    """Words as they are searched for: in small letters, without accents."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
