"""The paths of settings: “optimizer.learning_rate”, “layers.2.outputs”, “loss”, “layers”."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from diynn.data.augmentation import Augmentation
from diynn.data.sources import SOURCES
from diynn.design.design import Design, Run, View
from diynn.errors import FileError, Sentence
from diynn.layers import LAYERS
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS
from diynn.network.schedules import SCHEDULES
from diynn.settings import Declared, Value, from_record, settings_of

FAMILIES: dict[str, tuple[type[Declared], ...]] = {
    "source": tuple(SOURCES), "view": (View,), "augmentation": (Augmentation,),
    "layers": tuple(LAYERS), "loss": tuple(LOSSES), "optimizer": tuple(OPTIMIZERS),
    "schedule": tuple(SCHEDULES), "run": (Run,),
}  # fmt: skip
"""The parts of a design, with the kinds that each can be."""


@dataclass(frozen=True)
class Path:
    """Where a setting stands: its part, the row of a layer (from 0; None for any) and its name,
    empty for the part as a whole."""

    part: str
    row: int | None = None
    setting: str = ""


def path_of(words: str) -> Path | None:
    """The path that is written so; None where no design has it."""
    part, *rest = words.split(".")
    kinds = FAMILIES.get(part)
    row = None
    if kinds is None:
        return None
    if part == "layers" and rest and rest[0].isdecimal():
        number = rest.pop(0)
        if len(number) > 4 or number == "0":
            return None
        row = int(number) - 1
    if len(rest) > 1:
        return None
    name = rest[0] if rest else ""
    if name and not any(setting.name == name for kind in kinds for setting in settings_of(kind)):
        return None
    return Path(part, row, name)


def value_at(design: Design, words: str) -> float | str | bool | None:
    """The setting of a design at a path; the kind's name for a part as a whole; None where this
    design has no such setting. Of a pair, such as 3 × 3, it is one number where both are alike."""
    path = path_of(words)
    if path is None:
        return None
    thing: Any = getattr(design, path.part)
    if path.part == "layers":
        if path.row is None or path.row >= len(thing):
            return None
        thing = thing[path.row]
    value: Value | None = getattr(thing, path.setting, None) if path.setting else thing.name()
    if isinstance(value, tuple):
        return value[0] if value[0] == value[1] else None
    return value


def with_value(design: Design, words: str, value: object) -> Design:
    """The design with another setting at a path, or with another part as a record has it.

    LookupError where it has no such place; SettingError for a value that cannot be.
    """
    path = path_of(words)
    if path is None or (path.part == "layers" and path.row is None):
        raise LookupError(words)
    old: Any = getattr(design, path.part)
    if path.part == "layers":
        old = old[path.row]
    if not path.setting:
        new = from_record(value, FAMILIES[path.part], path.part)
    elif not hasattr(old, path.setting):
        raise LookupError(words)
    else:
        new = replace(old, **{path.setting: value})
    if path.part != "layers":
        changes: dict[str, Any] = {path.part: new}
        return replace(design, **changes)
    layers: list[Any] = list(design.layers)
    layers[path.row or 0] = new
    return replace(design, layers=tuple(layers))


def bad_line(line: int, template: str, **values: object) -> FileError:
    """That a line of a lesson cannot be used, and why."""
    return FileError("Line {line}: {what}", line=line, what=Sentence(template, values))
