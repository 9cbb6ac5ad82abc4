"""What a student can do, as plain records: the solution of a step, done by a headless student.

    { set = "optimizer.learning_rate", to = 0.3 }    another setting
    { set = "loss", to = { kind = "MSE" } }          another part of the design
    { insert = { kind = "Tanh" }, at = 2 }           a layer above row 2
    { remove = 2 }                                   the layer in row 2
    { weight = "1.W", place = [0, 1], to = 1.5 }     a weight typed by hand
    { train = 20 }, { steps = 1 }, { play = true }   epochs, batches, to the end of the run
    { restart = true }, { new_weights = true }       from the start, with the same or the next seed
    { best = true }                                  the best weights so far
    { branch = "lowest" }                            a branch from the lowest test loss
    { check_gradient = true }, { name_fault = true }, { mend = true }
    { predict = true }, { answer = "key" }           the prediction; a question, answered right
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from diynn.design.design import Design
from diynn.errors import DiynnError, FileError
from diynn.layers import LAYERS
from diynn.lessons.paths import bad_line, path_of, with_value
from diynn.network.faults import SOUND
from diynn.settings import from_record

KINDS: Mapping[str, type] = {
    "set": str, "insert": dict, "remove": int, "weight": str, "train": int, "steps": int,
    "play": bool, "restart": bool, "new_weights": bool, "best": bool, "branch": str,
    "check_gradient": bool, "name_fault": bool, "mend": bool, "predict": bool, "answer": str,
}  # fmt: skip
FURTHER = {"set": ("to",), "insert": ("at",), "weight": ("place", "to")}
LOWEST = "lowest"
OF_DESIGN = ("set", "insert", "remove", "mend")
"""Actions that only edit the design."""


@dataclass(frozen=True)
class Action:
    """One of KINDS with what it needs."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def value(self) -> Any:
        """What stands behind its name."""
        return self.values[self.kind]

    def record(self) -> dict[str, Any]:
        """As it stands in a file."""
        return dict(self.values)

    def edited(self, design: Design) -> Design:
        """The design after an action of OF_DESIGN; DiynnError where it cannot be."""
        if self.kind == "set":
            try:
                return with_value(design, self.value, self.values["to"])
            except LookupError:
                raise FileError(
                    "The network has no “{setting}” to set.", setting=self.value
                ) from None
        if self.kind == "mend":
            return replace(design, fault=SOUND)
        layers = list(design.layers)
        if self.kind == "insert":
            at = min(int(self.values["at"]) - 1, len(layers))
            layers.insert(at, from_record(self.value, LAYERS, "layer"))
        elif not 1 <= self.value <= len(layers):
            raise FileError("There is no row {row} to remove.", row=self.value)
        else:
            del layers[self.value - 1]
        return replace(design, layers=tuple(layers))


def action_of(record: object, line: int) -> Action:
    """The action that a file has on a line; FileError, with the line, where it is none."""
    if not isinstance(record, Mapping):
        raise bad_line(line, "An action is written as {example}.", example="{ play = true }")
    kinds = [name for name in record if name in KINDS]
    if len(kinds) != 1:
        raise bad_line(line, "There is no action “{name}”.", name=", ".join(map(str, record)))
    kind = kinds[0]
    allowed = {kind, *FURTHER.get(kind, ())}
    if set(record) != allowed:
        raise bad_line(line, "The action “{name}” needs {parts}.", name=kind,
                   parts=", ".join(sorted(allowed)))  # fmt: skip
    value = record[kind]
    wanted = KINDS[kind]
    good = isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))
    if kind in ("train", "steps", "remove"):
        good = good and 1 <= value <= 1_000_000
    if kind == "branch":
        good = value == LOWEST
    if kind == "set":
        good = good and path_of(value) is not None
    if kind == "insert":
        good = good and type(record["at"]) is int and 1 <= record["at"] <= 65536
    if kind == "weight":
        place, to = record["place"], record["to"]
        good = good and isinstance(place, list) and all(type(at) is int for at in place)
        good = good and isinstance(to, int | float) and bool(np.isfinite(to))
        good = good and value.partition(".")[0].isdecimal() and value[0] != "0"
    if not good:
        raise bad_line(line, "The action “{name}” cannot be “{value}”.", name=kind,
                   value=str(value)[:40])  # fmt: skip
    if kind == "insert":
        try:
            from_record(value, LAYERS, "layer")
        except DiynnError as error:
            raise bad_line(line, error.message, **error.values) from None
    return Action(kind, dict(record))
