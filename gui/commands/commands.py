"""One list of all that can be done in the window: by menus, by keys, or by looking for its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from gui.stored_settings import stored_texts

REMEMBERED = 12
"""So many commands used lately come first when something is looked for."""
OBSTACLE, UNLISTED, PLAIN_KEY = "obstacle", "unlisted", "plainKey"
"""Properties of an action: why it cannot be done while it is disabled; that it is only a remark in
its menu; a key without Ctrl or Alt, which the window obeys where no field is being typed in."""
PREFIX, WORDS, PLACED, INSIDE, LETTERS = range(5)
"""How well it fits, the best first: the name begins so; each word begins a word of the name; … of
the name or of its place; each word is somewhere in these or in its keys, or begins a word of what
is said of it; the letters come in this order in the name."""
TELLING = 3
"""A word of so many letters is looked for in what is said of a command; a shorter one is in all."""
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "’": "'"})


@dataclass(frozen=True)
class Command:
    """Something that can be done, as it stands at this moment."""

    name: str
    place: str
    """Where it is at home: a menu's name, or the part of the window in which its keys work."""
    keys: str = ""
    """As people read them: "Ctrl+S"; empty where it has none."""
    act: Callable[[], object] | None = None
    """None for keys that only work where the focus is: they are listed, and cannot be run."""
    enabled: bool = True
    obstacle: str = ""
    """Why it cannot be done now, where that is known."""
    more: str = ""
    """Further words under which it is found."""

    @property
    def title(self) -> str:
        """Place and name: what it is remembered by."""
        return f"{self.place}: {self.name}"


Source = Callable[[], Iterable[Command]]


class Commands(QObject):
    """Asks its sources each time: what can be done changes with what is on the screen."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._sources: list[Source] = []

    def add(self, source: Source) -> None:
        """Ask `source` too, after those that were added before."""
        self._sources.append(source)

    def listed(self) -> list[Command]:
        """All of them, those that only tell of keys as well."""
        return [command for source in self._sources for command in source()]

    def recent(self) -> list[str]:
        """The titles of the commands used lately, the newest first."""
        return stored_texts(self._settings, "commands/recent", REMEMBERED)

    def run(self, command: Command) -> None:
        """Do it, and remember that it was used."""
        if command.act is None or not command.enabled:
            return
        others = [title for title in self.recent() if title != command.title]
        self._settings.setValue("commands/recent", [command.title, *others][:REMEMBERED])
        command.act()


def menu_commands(bar: QMenuBar) -> Iterator[Command]:
    """What stands in the menus of a bar, in its order."""
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu) and action.isVisible():
            yield from _in_menu(menu, plain(action.text()))


def _in_menu(menu: QMenu, place: str) -> Iterator[Command]:
    # Some menus are filled when they are opened.
    menu.aboutToShow.emit()
    for action in menu.actions():
        inner = action.menu()
        if action.isSeparator() or not action.isVisible() or action.property(UNLISTED):
            continue
        name = plain(action.text()).strip()
        if isinstance(inner, QMenu):
            yield from _in_menu(inner, f"{place} › {name}")
            continue
        tip = action.toolTip()
        yield Command(
            name, place, keys_of(action), action.trigger, action.isEnabled(),
            str(action.property(OBSTACLE) or ""), "" if tip == name else tip,
        )  # fmt: skip


def keys_of(action: QAction) -> str:
    """The keys of an action as people read them; its first ones where it has several."""
    plain_key = action.property(PLAIN_KEY)
    return str(plain_key) if plain_key else keys_text(action.shortcut())


def keys_text(keys: QKeySequence) -> str:
    """Keys as the system writes them, with arrows for the arrow keys."""
    text = keys.toString(QKeySequence.SequenceFormat.NativeText)
    for word, arrow in (("Left", "←"), ("Right", "→"), ("Up", "↑"), ("Down", "↓")):
        if text == word or text.endswith(f"+{word}"):
            return text.removesuffix(word) + arrow
    return text


def plain(text: str) -> str:
    """The text of a menu's entry without its mnemonic, its key and its dots."""
    text = text.partition("\t")[0].removesuffix("…")
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def fold_accents(text: str) -> str:
    """The text without accents and capitals: "Œuvre d’été" is "oeuvre d'ete"."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def match(query: str, command: Command) -> tuple[int, int] | None:
    """How well a command fits the folded `query`: its rank, and within the rank how far its letters
    lie apart, less being better both times; None where it does not."""
    name, place = fold_accents(command.name), fold_accents(command.place)
    asked = query.split()
    if name.startswith(query):
        return PREFIX, 0
    own, others = _words(name), _words(place)
    if all(any(word.startswith(one) for word in own) for one in asked):
        return WORDS, 0
    if all(any(word.startswith(one) for word in own + others) for one in asked):
        return PLACED, 0
    shown, text = f"{name} {place} {fold_accents(command.keys)}", _words(fold_accents(command.more))
    if all(
        one in shown or (len(one) >= TELLING and any(word.startswith(one) for word in text))
        for one in asked
    ):
        return INSIDE, 0
    spread = _spread(query.replace(" ", ""), name)
    return None if spread is None else (LETTERS, spread)


def find_commands(query: str, commands: Sequence[Command], recent: Sequence[str]) -> list[Command]:
    """The commands that can be called for and fit `query`, the best first; of those that fit alike,
    those whose titles are in `recent` in that order, then the others in theirs. All for "": of
    those not used lately the ones with keys first, which are the usual ones."""
    asked = fold_accents(query).strip()
    lately = {title: place for place, title in enumerate(recent)}
    ranked = []
    for place, command in enumerate(commands):
        how = match(asked, command) if asked else (PREFIX, int(not command.keys))
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
