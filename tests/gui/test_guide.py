"""The words and keys that the guide names are those of the window, in both languages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMenu, QTabBar, QWidget

from gui.commands.commands import plain
from gui.window.main_window import MainWindow
from package.pictures.catalogue import LANGUAGES

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "package"))

from translations import read

ROOT = Path(__file__).resolve().parents[2]
BOLD = re.compile(r"(?<!\*)\*\*([^*]+)\*\*(?!\*)")
KEY = re.compile(r"<kbd>([^<]+)</kbd>")
ENGLISH_KEYS = {
    "Espace": "Space", "Échap": "Esc", "Suppr": "Del", "Entrée": "Enter", "Maj": "Shift",
    "Retour arrière": "Backspace", "Début": "Home", "Fin": "End",
}  # fmt: skip


def guide(language: str) -> str:
    return (ROOT / "docs" / "guide" / f"{language}.md").read_text("utf-8")


def named(language: str) -> list[str]:
    """What stands in bold: words of the window, or a way through its menus."""
    return BOLD.findall(guide(language))


def bare(words: str) -> str:
    """Words without mnemonics, keys and spaces of a special width."""
    return plain(words).replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\xa0", " ").strip()


def forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    """What a text is in French: for one and for several where it counts."""
    return (words,) if isinstance(words, str) else words


def seen(widget: QWidget) -> Iterator[str]:
    """What the controls inside a widget say."""
    for child in widget.findChildren(QWidget):
        if isinstance(child, QAbstractButton):
            yield child.text()
        elif isinstance(child, QComboBox):
            yield from (child.itemText(row) for row in range(child.count()))
        elif isinstance(child, QTabBar):
            yield from (child.tabText(tab) for tab in range(child.count()))


def ways(window: MainWindow) -> set[str]:
    """Every entry of the menus with the menus that lead to it: "File › Save"."""
    found: set[str] = set()

    def go(menu: QMenu, before: str) -> None:
        for action in menu.actions():
            here = f"{before} › {bare(action.text())}"
            found.add(here)
            inner = action.menu()
            if isinstance(inner, QMenu):
                go(inner, here)

    for action in window.menuBar().actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            found.add(bare(action.text()))
            go(menu, bare(action.text()))
    return found


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_what_is_named_stands_in_the_window(speaking: MainWindow, language: str) -> None:
    texts = read()
    catalogue = (
        (form for words in texts.values() for form in forms(words)) if language == "fr"
        else (english for _, english in texts)
    )  # fmt: skip
    known = {bare(words) for words in (*catalogue, *seen(speaking))}
    there = ways(speaking)
    unknown = [
        words for words in named(language)
        if (bare(words) not in known if "›" not in words else bare(words) not in there)
    ]  # fmt: skip
    assert len(named(language)) > 60
    assert unknown == []


def test_both_languages_name_the_same_things() -> None:
    texts = read()
    french_of: dict[str, set[str]] = {}
    for (_, english), words in texts.items():
        french_of.setdefault(bare(english), set()).update(map(bare, forms(words)))
    pairs = list(zip(named("en"), named("fr"), strict=True))
    # A name that is the same in both languages need not be translated.
    wrong = [
        (english, french) for english, french in pairs
        for one, other in zip(english.split(" › "), french.split(" › "), strict=True)
        if bare(one) != bare(other) and bare(other) not in french_of.get(bare(one), set())
    ]  # fmt: skip
    assert wrong == []


def keys_of(window: MainWindow) -> set[str]:
    """Every key that the window's own list tells."""
    found: set[str] = set()
    for command in window.commands.listed():
        for key in command.keys.split(", "):
            found.add(key)
            if span := re.fullmatch(r"(\d)–(\d)", key):
                found |= {str(number) for number in range(int(span[1]), int(span[2]) + 1)}
    return found


def test_keys_are_those_of_the_window(window: MainWindow) -> None:
    known = keys_of(window) | {"Tab"}
    # In a terminal it is the system's, not the window's.
    inside = guide("en").split("## 11.")[0] + guide("en").split("## 12.")[1]
    assert {key for key in KEY.findall(inside) if key not in known} == set()


def test_both_languages_name_the_same_keys() -> None:
    french = ["+".join(ENGLISH_KEYS.get(part, part) if part else "" for part in key.split("+"))
              for key in KEY.findall(guide("fr"))]  # fmt: skip
    assert french == KEY.findall(guide("en"))
