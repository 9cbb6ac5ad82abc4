"""Underlined letters: every entry of a menu has one, and no two have the same.

What is declared in a text ("&Save") is kept; where two claim one letter, as may happen in another
language or when something is added, the later one gets another.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QMenuBar


def mnemonic(text: str) -> str:
    """The underlined letter of a text, small; empty where it has none."""
    bare = text.partition("\t")[0].replace("&&", "")
    place = bare.find("&")
    return bare[place + 1 : place + 2].casefold() if place >= 0 else ""


def with_mnemonics(texts: Sequence[str]) -> list[str]:
    """The same texts, each with a letter of its own as far as there are letters enough."""
    kept: dict[int, str] = {}
    for number, text in enumerate(texts):
        letter = mnemonic(text)
        if letter and letter not in kept.values():
            kept[number] = letter
    taken = set(kept.values())
    made = []
    for number, text in enumerate(texts):
        if number in kept:
            made.append(text)
            continue
        bare = text.replace("&&", "\0").replace("&", "")
        words, tab, keys = bare.partition("\t")
        place = _free_place(words, taken)
        if place is not None:
            taken.add(words[place].casefold())
            words = f"{words[:place]}&{words[place:]}"
        made.append((words + tab + keys).replace("\0", "&&"))
    return made


def _free_place(words: str, taken: set[str]) -> int | None:
    """Where a letter stands that nobody has: the first of a word if possible."""
    places = [place for place, letter in enumerate(words) if letter.isalnum()]
    first = [place for place in places if place == 0 or not words[place - 1].isalnum()]
    free = (place for place in [*first, *places] if words[place].casefold() not in taken)
    return next(free, None)


def give_mnemonics(menu: QMenu | QMenuBar) -> None:
    """Give the entries of a menu letters now and, as some menus change, whenever it is opened; its
    menus too."""
    _give(menu)
    if isinstance(menu, QMenu):
        menu.aboutToShow.connect(lambda: _give(menu))
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            give_mnemonics(inner)


def _give(menu: QMenu | QMenuBar) -> None:
    actions = [action for action in menu.actions() if not action.isSeparator()]
    for action, text in zip(actions, with_mnemonics([a.text() for a in actions]), strict=True):
        if text != action.text():
            action.setText(text)
