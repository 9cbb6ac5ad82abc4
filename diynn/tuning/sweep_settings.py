"""The settings of a design by name, so that a sweep can give them other values.

A setting is named by its part and itself: `optimizer.learning_rate`, `run.batch_size`, `3.outputs`
for the third row. Where no other has it, its own name is enough: `learning_rate`. The part alone is
its kind: `optimizer=SGD`, `2=ReLU`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from diynn.data.sources import SOURCES
from diynn.design.design import Design, Run, View
from diynn.errors import SettingError
from diynn.layers import LAYERS
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS
from diynn.network.schedules import SCHEDULES
from diynn.settings import OLD_NAMES, Declared, OneOf, Range, Setting, Value, new_name, settings_of
from diynn.text import short

FAMILIES: dict[str, tuple[type[Declared], ...]] = {
    "source": SOURCES, "view": (View,), "loss": LOSSES, "optimizer": OPTIMIZERS,
    "schedule": SCHEDULES, "run": (Run,),
}  # fmt: skip
WITH_KINDS = ("source", "loss", "optimizer", "schedule")
"""Parts that come in several kinds; so do rows."""
YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}
SEED = "run.seed"
"""What repeats vary: no setting of a sweep."""
MOST_VALUES = 1000


@dataclass(frozen=True)
class Place:
    """The place of a value in a design: a setting of a part, or, without `setting`, its kind.

    `part` is "source", "view", "loss", "optimizer", "run" or a row's number, from "1".
    """

    part: str
    owner: type[Declared]
    setting: Setting | None = None

    @property
    def path(self) -> str:
        """The full name, such as "optimizer.learning_rate", "3.outputs" or "loss"."""
        return self.part if self.setting is None else f"{self.part}.{self.setting.name}"

    @property
    def is_row(self) -> bool:
        """Whether it belongs to a layer."""
        return self.part.isdecimal()

    @property
    def kinds(self) -> tuple[type[Declared], ...]:
        """The kinds that this part may be."""
        return LAYERS if self.is_row else FAMILIES[self.part]

    @property
    def is_number(self) -> bool:
        """Whether its values can be put on an axis."""
        return self.setting is not None and self.setting.kind in (int, float)

    @property
    def is_logarithmic(self) -> bool:
        """Whether its declaration says that factors count, not differences."""
        limits = None if self.setting is None else self.setting.limits
        return isinstance(limits, Range) and limits.logarithmic

    def words(self) -> str:
        """Its name in a sentence: "learning rate", "row 3 outputs"."""
        if self.setting is None:
            return f"row {self.part}" if self.is_row else self.part
        label = self.setting.label.lower()
        if self.is_row:
            return f"row {self.part} {label}"
        return f"data {label}" if self.part == "source" else label

    def value(self, text: str) -> Value:
        """What a person has written, in the setting's own type; raises SettingError."""
        text = text.strip()
        if self.setting is None:
            for kind in self.kinds:
                if kind.name().lower() == text.lower():
                    return kind.name()
            raise SettingError(
                "{part} cannot be “{value}”.", "Choose one of: {choices}.",
                part=self.words().capitalize(), value=text,
                choices=", ".join(kind.name() for kind in self.kinds),
            )  # fmt: skip
        value: object = text
        if self.setting.kind is bool:
            value = YES_OR_NO.get(text.lower(), text)
        elif self.setting.kind in (int, float):
            try:
                value = float(text)
            except ValueError:
                value = text
        return self.setting.checked(value, self.owner.name())


def places(design: Design) -> tuple[Place, ...]:
    """Everything of a design that a sweep may vary: parts in their order, the kind before its
    settings."""
    parts: list[tuple[str, Declared]] = [(name, getattr(design, name)) for name in FAMILIES]
    parts += [(str(row), layer) for row, layer in enumerate(design.layers, 1)]
    found = []
    for part, declared in parts:
        kind = type(declared)
        if part.isdecimal() or part in WITH_KINDS:
            found.append(Place(part, kind))
        # A text without choices, such as a file's name, has no values to try.
        found += [
            Place(part, kind, setting)
            for setting in settings_of(kind)
            if setting.kind is not str or isinstance(setting.limits, OneOf)
        ]
    return tuple(place for place in found if place.path != SEED)


def _old_places(design: Design) -> Iterator[Place]:
    """The settings of layers by the names of version 1, such as “3.height”."""
    for row, layer in enumerate(design.layers, 1):
        for name in OLD_NAMES:
            setting, index = new_name(type(layer), name) or (None, None)
            if setting is not None:
                default = setting.default
                if index is not None:
                    assert isinstance(default, tuple)
                    setting = replace(setting, kind=int, default=default[index])
                yield Place(str(row), type(layer), replace(setting, name=name))


def place_named(designs: Sequence[Design], text: str) -> Place:
    """The place that a person means, in any of `designs`; SettingError, with the possibilities."""
    wanted = text.strip().lower().removeprefix("layers.").replace("-", "_").replace(" ", "_")
    known = {place.path: place for design in reversed(designs) for place in places(design)}
    if wanted in known:
        return known[wanted]
    earlier = {place.path: place for design in reversed(designs) for place in _old_places(design)}
    if wanted in earlier:
        return earlier[wanted]
    if wanted in OLD_NAMES and not any(path.endswith(f".{wanted}") for path in known):
        known |= earlier
    if wanted in (SEED, "seed") and not any(path.endswith(".seed") for path in known):
        raise SettingError(
            "A sweep cannot vary the seed as a setting.",
            "Repeat each combination instead: every repeat has a seed of its own.",
        )
    found = [p for path, p in known.items() if path.endswith(f".{wanted}")]
    if len(found) == 1:
        return found[0]
    if found:
        raise SettingError(
            "“{name}” could be one of several settings.", "Name one of: {choices}.",
            name=text.strip(), choices=", ".join(place.path for place in found),
        )  # fmt: skip
    raise SettingError(
        "This design has no setting called “{name}”.",
        "Its settings are, with rows counted from 1: {choices}.",
        name=text.strip(), choices=", ".join(known),
    )  # fmt: skip


@dataclass(frozen=True)
class Axis:
    """A place and the values to try there; with a `span`, any value in it may be drawn."""

    place: Place
    values: tuple[Value, ...]
    span: tuple[float, float] | None = None


def axis(designs: Sequence[Design], words: str) -> Axis:
    """The axis that a person has written: SETTING=V,V,… or SETTING=LOW..HIGH:COUNT.

    Without a count a span is for random draws alone. Raises SettingError.
    """
    name, equals, text = words.partition("=")
    if not equals or not name.strip() or not text.strip():
        raise SettingError(
            "“{words}” does not say which values to try.",
            "Write for example learning_rate=0.01,0.1 or learning_rate=0.001..0.1:5.",
            words=words,
        )  # fmt: skip
    place = place_named(designs, name)
    if ".." in text and place.is_number:
        return _spanned(place, text)
    values = [place.value(part) for part in text.split(",") if part.strip()]
    if not values:
        raise SettingError("There are no values for {setting}.", "Write some, with commas "
                           "between.", setting=place.words())  # fmt: skip
    return Axis(place, tuple(dict.fromkeys(values)))


def _spanned(place: Place, text: str) -> Axis:
    ends, _, count = text.partition(":")
    low, high = (place.value(end) for end in ends.split("..", 1))
    assert isinstance(low, int | float)
    assert isinstance(high, int | float)
    if not low < high:
        raise SettingError(
            "The values of {setting} cannot go from {low} to {high}.",
            "Write the smaller one first.",
            setting=place.words(), low=short(low), high=short(high),
        )  # fmt: skip
    if not count.strip():
        return Axis(place, (), (low, high))
    if not count.strip().isdecimal() or not 2 <= int(count) <= MOST_VALUES:
        raise SettingError(
            "“{count}” is no number of values.", "Write a whole number from 2 to {most}.",
            count=count.strip(), most=MOST_VALUES,
        )  # fmt: skip
    steps = range(int(count))
    values = [between(place, (low, high), step / (int(count) - 1)) for step in steps]
    return Axis(place, tuple(dict.fromkeys(values)), (low, high))


def between(place: Place, span: tuple[float, float], share: float) -> Value:
    """The value at a share of the way through a span, by factors where the declaration is
    logarithmic; in three digits, or whole."""
    assert place.setting is not None
    low, high = span
    if place.is_logarithmic and low > 0:
        value = math.exp(math.log(low) + share * (math.log(high) - math.log(low)))
    else:
        value = low + share * (high - low)
    rounded = round(value) if place.setting.kind is int else float(f"{value:.3g}")
    return place.setting.checked(min(max(rounded, low), high), place.owner.name())


def part_of(design: Design, part: str) -> Declared:
    """A design's part by its name; SettingError where there is no such row."""
    if not part.isdecimal():
        found: Declared = getattr(design, part)
        return found
    if not 1 <= int(part) <= len(design.layers):
        raise SettingError("There is no row {row}.", row=part)
    return design.layers[int(part) - 1]


def with_value(design: Design, path: str, value: Value) -> Design:
    """The design with another value at a place.

    Another kind keeps the settings that it shares with the one before. Raises SettingError.
    """
    part, _, name = path.partition(".")
    old = part_of(design, part)
    changed: Any
    if not name:
        family = LAYERS if part.isdecimal() else FAMILIES[part]
        kind = next(kind for kind in family if kind.name() == value)
        before = {setting.name: setting for setting in settings_of(type(old))}
        shared = {
            setting.name: getattr(old, setting.name)
            for setting in settings_of(kind)
            if setting.name in before and setting.limits == before[setting.name].limits
        }
        changed = old if type(old) is kind else kind(**shared)
    elif any(setting.name == name for setting in settings_of(type(old))):
        changed = replace(old, **{name: value})
    elif (known := new_name(type(old), name)) is not None:
        setting, index = known
        now = getattr(old, setting.name)
        if index is not None:
            value = (value, now[1]) if index == 0 else (now[0], value)  # type: ignore[assignment]
        changed = replace(old, **{setting.name: value})
    else:
        raise SettingError(
            "{owner} has no setting “{setting}”.", "Leave out this combination.",
            owner=old.name(), setting=name,
        )  # fmt: skip
    if part.isdecimal():
        layers = list(design.layers)
        layers[int(part) - 1] = changed
        return replace(design, layers=tuple(layers))
    return replace(design, **{part: changed})
