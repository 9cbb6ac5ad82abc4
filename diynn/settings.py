"""Declare a setting once: its type, limits, help and default are in one annotated field.

    @dataclass(frozen=True)
    class Dropout(Layer):
        rate: Annotated[float, Range(0.0, 0.95), "Share of the inputs to forget"] = 0.5

From that line come the form, the check and its error, the saved record and the common tests.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_origin, get_type_hints

from diynn.errors import SettingError
from diynn.text import short

Pair = int | tuple[int, int]
"""The annotation of a setting with a whole number for each direction of an image.

One number stands for both; the value of the setting is always a tuple, (vertical, horizontal).
"""
Value = bool | int | float | str | tuple[int, int]

_PAIR_TEXT = re.compile(r"\s*(\d+)(?:\s*[x×,; ]\s*(\d+))?\s*", re.IGNORECASE)


def pair_of(text: str) -> tuple[int, int] | None:
    """The pair that a person has written: “3”, “3x3”, “3 × 3” or “3,5”; None where it is none."""
    found = _PAIR_TEXT.fullmatch(text)
    if found is None or len(text) > 40:
        return None
    return int(found[1]), int(found[2] or found[1])


def pair_words(pair: tuple[int, int]) -> str:
    """A pair as a person reads it: “3 × 3”."""
    return f"{pair[0]} × {pair[1]}"


@dataclass(frozen=True)
class Range:
    """A number from `low` to `high`, both included; `logarithmic` says how a slider should move."""

    low: float
    high: float
    logarithmic: bool = False


@dataclass(frozen=True)
class OneOf:
    """One of some words. The words are saved as they are, never as positions."""

    choices: tuple[str, ...]


@dataclass(frozen=True)
class Rare:
    """Marks a setting that few people change: a form may fold it away."""


RARE = Rare()


@dataclass(frozen=True)
class Later:
    """Marks what came after files had been written: a record has it only where it is not as usual,
    so that what was kept under a record's hash is found."""


LATER = Later()


@dataclass(frozen=True)
class Content:
    """Marks a field that is kept in files like a setting, but that no form could show.

    `checked` takes the value, or what JSON made of it, and the owner's name; it gives the value in
    its own type, which can be hashed, or raises SettingError. `record` makes of it what JSON can
    write, where it is not that already.
    """

    checked: Callable[[object, str], Any]
    record: Callable[[Any], Any] = lambda value: value


@dataclass(frozen=True)
class Setting:
    """One declared setting, as a form or a check sees it."""

    name: str
    kind: type[Value]
    limits: Range | OneOf | None
    help: str
    default: Value
    rare: bool = False

    @property
    def label(self) -> str:
        """The name as words: `learning_rate` is "Learning rate"."""
        return self.name.replace("_", " ").capitalize()

    def checked(self, value: object, owner: str) -> Value:
        """`value` in the setting's own type, or SettingError naming `owner` and the limits."""
        value = self._typed(value, owner)
        limits = self.limits
        if isinstance(limits, OneOf) and value not in limits.choices:
            raise SettingError(
                "{owner}: {setting} cannot be “{value}”.",
                "Choose one of: {choices}.",
                owner=owner, setting=self.label.lower(), value=value,
                choices=", ".join(limits.choices),
            )  # fmt: skip
        if isinstance(limits, Range):
            numbers = value if isinstance(value, tuple) else (value,)
            assert all(isinstance(number, int | float) for number in numbers)
            if not all(limits.low <= number <= limits.high for number in numbers):  # type: ignore[operator]
                shown = pair_words(value) if isinstance(value, tuple) else value
                raise SettingError(
                    "{owner}: {setting} cannot be {value}.",
                    "It lies between {low} and {high}.",
                    owner=owner, setting=self.label.lower(), value=shown,
                    low=short(limits.low), high=short(limits.high),
                )  # fmt: skip
        return value

    def _typed(self, value: object, owner: str) -> Value:
        kind = self.kind
        if kind is tuple:
            pair = _as_pair(value)
            if pair is not None:
                return pair
        elif kind is float and isinstance(value, int | float) and not isinstance(value, bool):
            # Written so, NaN fails, and so does a whole number too large for any float.
            if abs(value) <= sys.float_info.max:
                return float(value)
        elif kind is int and isinstance(value, float) and value.is_integer():
            return int(value)
        elif isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        words = {bool: "yes or no", int: "a whole number", float: "a number", str: "a text",
                 tuple: "one whole number, or two such as 3 × 3"}  # fmt: skip
        quoted = isinstance(value, str)
        raise SettingError(
            "{owner}: {setting} cannot be “{value}”." if quoted
            else "{owner}: {setting} cannot be {value}.",
            "It must be {wanted}.",
            owner=owner, setting=self.label.lower(), value=value if quoted else repr(value),
            wanted=words[kind],
        )  # fmt: skip


def _as_pair(value: object) -> tuple[int, int] | None:
    """One whole number or two as a tuple; a text as `pair_of` reads it."""
    if isinstance(value, str):
        return pair_of(value)
    parts = tuple(value) if isinstance(value, tuple | list) else (value, value)
    if len(parts) != 2 or any(isinstance(part, bool) for part in parts):
        return None
    if not all(isinstance(part, int) or (isinstance(part, float) and part.is_integer())
               for part in parts):  # fmt: skip
        return None
    return int(parts[0]), int(parts[1])


@dataclass(frozen=True)
class Declared:
    """A value made of declared settings, checked whenever one is made.

    Subclasses are frozen dataclasses. `help` is the first paragraph of the docstring.
    """

    title: ClassVar[str] = ""
    formula: ClassVar[tuple[str, ...]] = ()
    """What it computes in LaTeX, a line each, without words: for every language."""

    def __post_init__(self) -> None:
        for setting in settings_of(type(self)):
            value = setting.checked(getattr(self, setting.name), self.name())
            object.__setattr__(self, setting.name, value)
        for name, content in contents_of(type(self)).items():
            object.__setattr__(self, name, content.checked(getattr(self, name), self.name()))

    @classmethod
    def name(cls) -> str:
        """The name in files, scripts and lists: the class's own."""
        return cls.__name__

    @classmethod
    def help(cls) -> str:
        """What it is, with its formula: the docstring's first paragraph, on one line."""
        return " ".join((cls.__doc__ or "").strip().split("\n\n")[0].split())


D = TypeVar("D", bound=Declared)


def settings_of(cls: type[Declared]) -> tuple[Setting, ...]:
    """The settings of a declared class, in the order of the source."""
    found = _SETTINGS.get(cls)
    if found is None:
        found = _SETTINGS[cls] = _read_settings(cls)
    return found


_SETTINGS: dict[type[Declared], tuple[Setting, ...]] = {}


def contents_of(cls: type[Declared]) -> Mapping[str, Content]:
    """The fields of a declared class that are no settings, by name."""
    found = _CONTENTS.get(cls)
    if found is None:
        hints = _hints_of(cls)
        notes = {field.name: get_args(hints[field.name])[1:] for field in dataclasses.fields(cls)}
        found = _CONTENTS[cls] = {
            name: note for name, all_ in notes.items() for note in all_ if isinstance(note, Content)
        }
    return found


_CONTENTS: dict[type[Declared], Mapping[str, Content]] = {}


def _hints_of(cls: type[Declared]) -> dict[str, Any]:
    found = _HINTS.get(cls)
    if found is None:
        found = _HINTS[cls] = get_type_hints(cls, include_extras=True)
    return found


_HINTS: dict[type[Declared], dict[str, Any]] = {}


def _read_settings(cls: type[Declared]) -> tuple[Setting, ...]:
    hints = _hints_of(cls)
    found = []
    for field in dataclasses.fields(cls):
        hint = hints[field.name]
        if get_origin(hint) is not Annotated:
            raise TypeError(f"{cls.__name__}.{field.name} is not an annotated setting")
        kind, *notes = get_args(hint)
        default = field.default
        if kind == Pair:
            kind, default = tuple, _as_pair(default) or dataclasses.MISSING
        if any(isinstance(note, Content) for note in notes):
            continue
        limits = next((note for note in notes if isinstance(note, Range | OneOf)), None)
        text = next((note for note in notes if isinstance(note, str)), "")
        if default is dataclasses.MISSING:
            raise TypeError(f"{cls.__name__}.{field.name} has no default")
        rare = any(isinstance(note, Rare) for note in notes)
        found.append(Setting(field.name, kind, limits, text, default, rare))
    return tuple(found)


def to_record(declared: Declared) -> dict[str, Any]:
    """The value as it is kept in a file: its kind, then every setting and content by name."""
    values = {one.name: getattr(declared, one.name) for one in settings_of(type(declared))}
    for name, content in contents_of(type(declared)).items():
        values[name] = content.record(getattr(declared, name))
    for name, usual in _later_of(type(declared)).items():
        if values[name] == usual:
            del values[name]
    return {"kind": declared.name()} | values


def _later_of(cls: type[Declared]) -> Mapping[str, Any]:
    """What is marked as LATER, with its usual value."""
    found = _LATER.get(cls)
    if found is None:
        hints = _hints_of(cls)
        usual = {setting.name: setting.default for setting in settings_of(cls)}
        found = _LATER[cls] = {
            field.name: usual.get(field.name, field.default) for field in dataclasses.fields(cls)
            if LATER in get_args(hints[field.name])[1:]
        }  # fmt: skip
    return found


_LATER: dict[type[Declared], Mapping[str, Any]] = {}


OLD_NAMES: Mapping[str, tuple[str, int | None]] = {
    "size": ("kernel_size", None), "height": ("kernel_size", 0), "width": ("kernel_size", 1),
    "vertical_stride": ("stride", 0), "horizontal_stride": ("stride", 1),
    "vertical_padding": ("padding", 0), "horizontal_padding": ("padding", 1),
}  # fmt: skip
"""Settings that had another name before: the name now, and which number of the pair, None for all.

They hold for a kind that has no setting of the old name and one of the new.
"""


def new_name(kind: type[Declared], old: str) -> tuple[Setting, int | None] | None:
    """The setting of a kind that was called `old` before, and which number of it; None for none."""
    known = {setting.name: setting for setting in settings_of(kind)}
    name, index = OLD_NAMES.get(old, ("", None))
    if old in known or name not in known or (index is not None) != (known[name].kind is tuple):
        return None
    return known[name], index


def renamed(kind: type[Declared], values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` by the names that the settings of a kind have now."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        setting, index = new_name(kind, key) or (None, None)
        if setting is None:
            found[key] = value
        elif index is None:
            found[setting.name] = value
        else:
            assert isinstance(setting.default, tuple)
            pair = list(found.get(setting.name, setting.default))
            pair[index] = value
            found[setting.name] = pair
    return found


def with_old_names(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of a layer by the names of version 1: what hashes of designs are taken of."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        pair = isinstance(value, tuple)
        old = [name for name, (new, at) in OLD_NAMES.items() if new == key and (at is None) != pair]
        if pair and old:
            found |= dict(zip(old, value, strict=True))
        else:
            found[old[0] if old and key == "kernel_size" else key] = value
    return found


def from_record(record: object, kinds: Sequence[type[D]], what: str) -> D:
    """The value that `to_record` wrote, by the names of today or by `OLD_NAMES`. Settings that are
    missing take their defaults.

    Raises SettingError if the kind or a setting is unknown, or a value is out of its limits;
    `what` is the word for the family ("layer", "loss").
    """
    if not isinstance(record, Mapping) or not isinstance(record.get("kind"), str):
        raise SettingError("A {what} is missing or unreadable in this file.", what=what)
    by_name = {kind.name(): kind for kind in kinds}
    kind = by_name.get(record["kind"])
    if kind is None:
        raise SettingError(
            "This diynn knows no {what} called “{name}”.",
            "It may come from a newer version.",
            what=what, name=record["kind"],
        )  # fmt: skip
    known = {setting.name for setting in settings_of(kind)} | set(contents_of(kind))
    values = renamed(kind, {key: value for key, value in record.items() if key != "kind"})
    for key in values:
        if key not in known:
            raise SettingError(
                "{owner} has no setting “{setting}”.",
                "The file may come from a newer version.",
                owner=kind.name(), setting=key,
            )  # fmt: skip
    return kind(**values)
