"""Find commands by what a person types: part of a word, words in any order, letters of a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from gui.commands.commands import Command

PREFIX, WORDS, PLACED, INSIDE, LETTERS = range(5)
"""How well it fits, the best first: the name begins so; each word begins a word of the name; … of
the name or of its place; each word is somewhere in these or in its keys, or begins a word of what
is said of it; the letters come in this order in the name."""
TELLING = 3
"""A word of so many letters is looked for in what is said of a command; a shorter one is in all."""

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "’": "'"})


def folded(text: str) -> str:
    """The text without accents and capitals: "Œuvre d’été" is "oeuvre d'ete"."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def fit(query: str, command: Command) -> tuple[int, int] | None:
    """How well a command fits the folded `query`: its rank, and within the rank how far its letters
    lie apart, less being better both times; None where it does not."""
    name, place = folded(command.name), folded(command.place)
    asked = query.split()
    if name.startswith(query):
        return PREFIX, 0
    own, others = _words(name), _words(place)
    if all(any(word.startswith(one) for word in own) for one in asked):
        return WORDS, 0
    if all(any(word.startswith(one) for word in own + others) for one in asked):
        return PLACED, 0
    shown, told = f"{name} {place} {folded(command.keys)}", _words(folded(command.more))
    if all(
        one in shown or (len(one) >= TELLING and any(word.startswith(one) for word in told))
        for one in asked
    ):
        return INSIDE, 0
    spread = _spread(query.replace(" ", ""), name)
    return None if spread is None else (LETTERS, spread)


def found(query: str, commands: Sequence[Command], recent: Sequence[str]) -> list[Command]:
    """The commands that can be called for and fit `query`, the best first; of those that fit alike,
    those whose titles are in `recent` in that order, then the others in theirs. All for "": of
    those not used lately the ones with keys first, which are the usual ones."""
    asked = folded(query).strip()
    lately = {title: place for place, title in enumerate(recent)}
    ranked = []
    for place, command in enumerate(commands):
        how = fit(asked, command) if asked else (PREFIX, int(not command.keys))
        if command.act is not None and how is not None:
            used = lately.get(command.title, len(lately))
            ranked.append((how[0], used, how[1], place, command))
    return [command for *_, command in sorted(ranked, key=lambda one: one[:4])]


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", text) if word]


def _spread(letters: str, name: str) -> int | None:
    """How many letters of `name` lie between the first and the last of `letters`, if they are there
    in this order; one letter alone says too little."""
    if len(letters) < 2:
        return None
    first = at = name.find(letters[0])
    for letter in letters[1:]:
        at = name.find(letter, at + 1) if at >= 0 else -1
        if at < 0:
            return None
    return None if first < 0 else at - first - len(letters) + 1
