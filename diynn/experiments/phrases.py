"""The texts of the experiments and of their page, in English and in French.

English stands in the code and in the recipes; French, as that of the window, in
resources/translations, where `start.py translations` keeps it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

from diynn.paths import resource
from diynn.settings import Declared
from diynn.text import Text, counted, in_number

PREFIX = "Report: "
"""What the titles begin with where it is not clear from the place whose recipes they are."""
UNTRANSLATED = "(en anglais) "
"""Said before a sentence that has no French: one of a recipe that is not the report's."""
SEMICOLON = Text("; ", " ; ")
"""Between the parts of a sentence."""
_SENTENCE_END = re.compile(r"(?<=\.) (?=[A-ZÀÉ0-9])")
_PLACE = re.compile(r"\{(\w+)\}")


Forms = tuple[str, ...]
"""A translation; where something is counted, of one, and of several."""


def read_translations(path: Path) -> dict[tuple[str, str], Forms]:
    """The finished translations of a .ts file, by context and English."""
    found = {}
    # The file is the project's own.
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") is not None:
                continue
            counted = message.get("numerus") == "yes"
            each = list(translation.iter("numerusform")) if counted else [translation]
            forms = tuple(one.text or "" for one in each)
            if forms and all(forms):
                found[name, message.findtext("source") or ""] = forms
    return found


@cache
def _translations() -> dict[tuple[str, str], Forms]:
    return read_translations(resource("translations/diynn_fr.ts"))


def _french(context: str, english: str) -> str:
    return _translations().get((context, english), ("",))[0]


def phrase(english: str, /, **values: Text | str | int) -> Text:
    """A text of the program's own in both languages, with {names} filled in."""
    parts = {name: one if isinstance(one, Text) else Text(str(one), str(one))
             for name, one in values.items()}  # fmt: skip
    forms = _translations().get(("report", english), (english,))
    # French has the singular for 0 too.
    french = forms[0] if counted(english, values) in (0, 1) else forms[-1]
    return Text(
        _PLACE.sub(lambda place: parts[place[1]].en, in_number(english, values)),
        _PLACE.sub(lambda place: parts[place[1]].fr, french),
    )


def setting_word(word: str) -> Text:
    """A setting's name, or one of its words, as it is written in the midst of a sentence."""
    plain = word.lower() if word[:1].isupper() and word[1:].islower() else word
    french = _french("engine", plain) or _french("settings", plain) or plain
    return Text(plain.replace("-1 ", "−1 "), french)


def label_words(label: str) -> Text:
    """A setting's name, or one of its words, as a form says it, in small letters."""
    plain = label.lower() if label[:1].isupper() and label[1:].islower() else label
    french = _french("settings", label) or _french("settings", plain) or label
    french = french[:1].lower() + french[1:] if french[1:2].islower() else french
    return Text(plain.replace("-1 ", "−1 "), french.replace("-1 ", "−1 "))


def data_words(name: str) -> Text:
    """What a data set is called: one that comes with the program in both languages."""
    return Text(name, _french("engine", name) or name)


def notes_words(notes: str) -> Text:
    """A design's notes; those of a recipe of the program's in both languages."""
    return Text(notes, _french("recipes", notes) or notes)


def kind_words(kind: Declared) -> Text:
    """What a data set, a loss and so on is called."""
    name = kind.title or kind.name()
    return Text(name, _french("engine", name) or name)


def help_words(kind: Declared) -> Text:
    """What a loss, an optimizer or the like is: the first paragraph of its docstring."""
    english = kind.help()
    return Text(english, _french("engine", english) or english)


def title_words(title: str) -> Text:
    """A recipe's title without “Report: ”, in both languages."""
    french = _french("recipes", title) or title
    return Text(title.removeprefix(PREFIX), french.partition(": ")[2] or french)


def sentences(notes: str) -> list[Text]:
    """The sentences of a recipe's notes in both languages.

    Without French they are marked so: a recipe of the user's own has its notes in one language.
    """
    if not notes.strip():
        return []
    english = _SENTENCE_END.split(notes.strip())
    french = _SENTENCE_END.split(_french("recipes", notes))
    if len(french) != len(english):
        french = [UNTRANSLATED + one for one in english]
    return [Text(*pair) for pair in zip(english, french, strict=True)]
