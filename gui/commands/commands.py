"""One list of all that can be done in the window: by menus, by keys, or by looking for its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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


@dataclass(frozen=True)
class Command:
    """Something that can be done, as it stands at this moment."""

    name: str
    place: str
    """Where it is at home: a menu's name, or the part of the window in which its keys work."""
    keys: str = ""
    """As people read them: "Ctrl+S"; empty where it has none."""
    act: Callable[[], object] | None = None
    """None for keys that only work where the focus is: they are told, and cannot be called for."""
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
    return str(plain_key) if plain_key else shown(action.shortcut())


def shown(keys: QKeySequence) -> str:
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
