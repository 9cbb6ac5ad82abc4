"""The engine's sentences in the language of the window."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from diynn import text
from diynn.data.sources.user_file import UserFile
from diynn.design.design import Design
from diynn.design.fixes import Advice
from diynn.errors import DiynnError, Sentence
from diynn.network.faults import SOUND
from diynn.settings import Declared, OneOf, Range, Setting
from diynn.text import Text, bind_spaces
from gui.text import numbers

_MOST_SHOWN = 3
"""Values of a setting that changed which are listed one by one."""


def fill_in(template: str, values: Mapping[str, object]) -> str:
    """A template of the engine's, translated, then filled in with its values, translated too."""
    words = {name: _filling(value) for name, value in values.items()}
    many = text.counted(template, values)
    words_of = translated(template) if many < 0 else _counted(template, many)
    return _Filled().vformat(words_of, (), words)


def _counted(template: str, many: int) -> str:
    return QCoreApplication.translate("engine", template, "", many) if template else ""


def _filling(value: object) -> object:
    if isinstance(value, Sentence):
        return fill_in(value.template, value.values)
    return translated(value) if isinstance(value, str) else value


class _Filled(Formatter):
    """Fills a template as `str.format` does, with numbers as the window writes them."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        if isinstance(value, Text):
            return localized(value)
        if isinstance(value, float) and not format_spec:
            return numbers.number(value)
        text = str(super().format_field(value, format_spec))
        is_number = isinstance(value, float | str) and _DECIMAL.fullmatch(text)
        return numbers.number(float(text)) if is_number else text


_DECIMAL = re.compile(r"-?\d+(\.\d+(e[+-]?\d+)?|e[+-]?\d+)")
"""A number that the engine has written down."""


def error_message(error: DiynnError) -> str:
    """What happened, in the language of the window."""
    return fill_in(error.message, error.values)


def error_remedy(error: DiynnError) -> str:
    """What to do next, in the language of the window; empty where nothing can be advised."""
    return fill_in(error.remedy, error.values) if error.remedy else ""


def error_text(error: DiynnError) -> str:
    """Both sentences of an error, in the language of the window."""
    return f"{error_message(error)} {error_remedy(error)}".strip()


def advice_text(one: Advice) -> str:
    """Both sentences of a warning, in the language of the window."""
    return f"{fill_in(one.message, one.values)} {fill_in(one.remedy, one.values)}"


def error_text_or(error: DiynnError | None, otherwise: str) -> str:
    """The sentences of an error, or what is said where there is none."""
    return otherwise if error is None else error_text(error)


def name_of(declared: Declared | type[Declared]) -> str:
    """What a loss, a data set and so on is called in the language of the window."""
    return translated(declared.title or declared.name())


def title_words(title: str) -> str:
    """A design's title; that of one of the program's recipes in the language of the window."""
    return QCoreApplication.translate("recipes", title) if title else title


def design_name(design: Design) -> str:
    """What a design is called: by its title, or else by its data and what is asked for."""
    if design.fault:
        name = design_name(replace(design, fault=SOUND))
        return QCoreApplication.translate("Names", "{name}, with a fault").format(name=name)
    if design.title:
        return title_words(design.title)
    source = design.source
    path = source.path.strip() if isinstance(source, UserFile) else ""
    data = Path(path).stem or name_of(source)
    if not design.reconstructs:
        return data
    return QCoreApplication.translate("Names", "{data}, auto-encoder").format(data=data)


def time_text(seconds: float) -> str:
    """A moment in the person's own way of writing; `seconds` since 1970."""
    moment = QDateTime.fromMSecsSinceEpoch(round(1000 * seconds))
    language = QLocale()
    day = language.toString(moment.date(), QLocale.FormatType.LongFormat)
    return f"{day}, {language.toString(moment.time(), QLocale.FormatType.ShortFormat)}"


def notes_words(notes: str) -> str:
    """A design's notes; those of one of the program's recipes in the language of the window."""
    return QCoreApplication.translate("recipes", notes) if notes else notes


def in_midst(words: str) -> str:
    """A label as it stands in the midst of a sentence: XOR and σ stay as they are."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or len(words) == 1 else words


def label(setting: Setting) -> str:
    """A setting's name in the language of the window."""
    return QCoreApplication.translate("settings", setting.label)


def plain_help(setting: Setting) -> str:
    """What a setting does, in the language of the window."""
    return QCoreApplication.translate("settings", setting.help)


def help_text(setting: Setting) -> str:
    """What a setting does, and where it lies, in the language of the window."""
    text = plain_help(setting)
    limits = setting.limits
    if isinstance(limits, Range):
        span = QCoreApplication.translate("settings", "From {low} to {high}.")
        text += ". " + span.format(low=numbers.number(limits.low), high=numbers.number(limits.high))
    return text


def choices(setting: Setting) -> list[tuple[str, str]]:
    """The words a setting can take, each as (shown, kept)."""
    kept = setting.limits.choices if isinstance(setting.limits, OneOf) else ()
    return [(_signed(QCoreApplication.translate("settings", word)), word) for word in kept]


def localized(text: Text) -> str:
    """What is written in both languages, in that of the window."""
    french = QLocale().language() == QLocale.Language.French
    return bind_spaces(text.fr) if french else text.en


def weights_words(number: int) -> str:
    """So many weights, in words."""
    words = QCoreApplication.translate("settings", "{count} weight(s)", "", number)
    return words.format(count=numbers.count(number))


def size(shape: tuple[int, ...] | None) -> str:
    """A shape as people write it: 16 × 16 × 1."""
    if shape is None:
        return "?"
    return " × ".join(map(str, shape)) if shape else "1"


def translated(text: str) -> str:
    """One of the engine's own words or sentences in the language of the window."""
    return _signed(QCoreApplication.translate("engine", text)) if text else text


def _signed(word: str) -> str:
    """A word with a real minus, where it begins with a negative number: −1 to 1."""
    return f"−{word[1:]}" if word[:1] == "-" and word[1:2].isdigit() else word


def course_words(values: Sequence[str], *, whole: bool = False) -> str:
    """What a setting was one after the other: “0.1 → 0.3”, of many the first and the last unless
    the `whole` course is wanted."""
    shown = values if whole or len(values) <= _MOST_SHOWN else (values[0], "…", values[-1])
    return " → ".join(shown)
