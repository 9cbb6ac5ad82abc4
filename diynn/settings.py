"""Declare a setting once: its type, limits, help and default are in one annotated field.

    @dataclass(frozen=True)
    class Dropout(Layer):
        rate: Annotated[float, Range(0.0, 0.95), "Share of the inputs to forget"] = 0.5

From that line come the form, the check and its error, the saved record and the common tests.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_origin, get_type_hints

from diynn.errors import SettingError

Value = bool | int | float | str


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
class Content:
    """Marks a field that is kept in files like a setting, but that no form could show.

    `checked` takes the value, or what JSON made of it, and the owner's name; it gives the value in
    its own type, which can be hashed, or raises SettingError.
    """

    checked: Callable[[object, str], Any]


@dataclass(frozen=True)
class Setting:
    """One declared setting, as a form or a check sees it."""

    name: str
    kind: type[bool | int | float | str]
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
            assert isinstance(value, int | float)
            if not limits.low <= value <= limits.high:
                raise SettingError(
                    "{owner}: {setting} cannot be {value}.",
                    "It lies between {low} and {high}.",
                    owner=owner, setting=self.label.lower(), value=value,
                    low=f"{limits.low:g}", high=f"{limits.high:g}",
                )  # fmt: skip
        return value

    def _typed(self, value: object, owner: str) -> Value:
        kind = self.kind
        if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
            # Written so, NaN fails, and so does a whole number too large for any float.
            if abs(value) <= sys.float_info.max:
                return float(value)
        elif kind is int and isinstance(value, float) and value.is_integer():
            return int(value)
        elif isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        words = {bool: "yes or no", int: "a whole number", float: "a number", str: "a text"}
        raise SettingError(
            "{owner}: {setting} cannot be {value}.",
            "It must be {wanted}.",
            owner=owner, setting=self.label.lower(), value=repr(value), wanted=words[kind],
        )  # fmt: skip


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
        if any(isinstance(note, Content) for note in notes):
            continue
        limits = next((note for note in notes if isinstance(note, Range | OneOf)), None)
        text = next((note for note in notes if isinstance(note, str)), "")
        if field.default is dataclasses.MISSING:
            raise TypeError(f"{cls.__name__}.{field.name} has no default")
        rare = any(isinstance(note, Rare) for note in notes)
        found.append(Setting(field.name, kind, limits, text, field.default, rare))
    return tuple(found)


def to_record(declared: Declared) -> dict[str, Any]:
    """The value as it is kept in a file: its kind, then every setting and content by name."""
    names = [setting.name for setting in settings_of(type(declared))]
    names += contents_of(type(declared))
    return {"kind": declared.name()} | {name: getattr(declared, name) for name in names}


def from_record(record: object, kinds: Sequence[type[D]], what: str) -> D:
    """The value that `to_record` wrote. Settings that are missing take their defaults.

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
    values: dict[str, Any] = {key: value for key, value in record.items() if key != "kind"}
    for key in values:
        if key not in known:
            raise SettingError(
                "{owner} has no setting “{setting}”.",
                "The file may come from a newer version.",
                owner=kind.name(), setting=key,
            )  # fmt: skip
    return kind(**values)
