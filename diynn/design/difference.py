"""What differs between the designs of several runs, layer by layer and setting by setting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from diynn.design.design import Design
from diynn.layers.layer import Layer
from diynn.settings import Declared, Setting, Value, settings_of

PARTS = ("source", "view", "augmentation", "layers", "loss", "optimizer", "schedule", "run")
"""Where designs can differ, in the order of the rows; titles and notes decide nothing."""

Slot = tuple[int | None, ...]
"""One row number for each design: layers that take each other's place; None where there is none."""


Things = tuple[Value | Declared | None, ...]


@dataclass(frozen=True)
class Difference:
    """One row of the table: a place in the designs, and what is there in each of them.

    Where all have the same kind of thing there, `setting` is the one that differs and `values` are
    its values. Else `setting` is None and `values` are the things themselves, None for a design
    that has nothing there. `rows` are the row numbers (from 0) of a layer, and empty elsewhere.
    """

    part: str
    setting: Setting | None
    values: Things
    rows: Slot = ()
    before: tuple[Things, ...] = ()
    """What stood there earlier in each run, in order; empty tuples for runs that never changed it,
    and nothing at all where none did."""

    def course(self, number: int) -> Things:
        """What stood there in the run `number`, from its start to now; one thing if it stayed."""
        before = self.before[number] if self.before else ()
        return (*before, self.values[number])


def differences(
    designs: Sequence[Design], earlier: Sequence[Sequence[Design]] = ()
) -> list[Difference]:
    """What is not the same in all of `designs`, in the order of PARTS; equal rows are left out.

    `earlier` are the designs that each of the runs has followed before, where they are known: what
    changed in a run is shown even where it is the same in all of them now.
    """
    pasts = earlier or [()] * len(designs)
    found: list[Difference] = []
    for part in PARTS:
        if part != "layers":
            things = [getattr(design, part) for design in designs]
            before = [[getattr(one, part) for one in past] for past in pasts]
            found += _between(part, things, before=before)
            continue
        stacks = [design.layers for design in designs]
        # Of many runs most have the same layers.
        different = list(dict.fromkeys(stacks))
        column = [different.index(stack) for stack in stacks]
        for rows in align_layers(different):
            slot = tuple(rows[number] for number in column)
            pairs = zip(stacks, slot, strict=True)
            layers = [None if row is None else stack[row] for stack, row in pairs]
            found += _between(part, layers, slot)
    return found


def _between(
    part: str,
    things: Sequence[Declared | None],
    rows: Slot = (),
    before: Sequence[Sequence[Declared]] = (),
) -> list[Difference]:
    first = next((thing for thing in things if thing is not None), None)
    if first is None:
        return []
    pasts = before or [()] * len(things)
    every = [*things, *(thing for past in pasts for thing in past)]
    if any(type(thing) is not type(first) for thing in every):
        return [Difference(part, None, tuple(things), rows, _changes(pasts, things))]
    found = []
    for setting in settings_of(type(first)):
        values = tuple(getattr(thing, setting.name) for thing in things)
        had = [[getattr(thing, setting.name) for thing in past] for past in pasts]
        changes = _changes(had, values)
        if changes or any(value != values[0] for value in values):
            found.append(Difference(part, setting, values, rows, changes))
    return found


def _changes(pasts: Sequence[Sequence[Any]], now: Sequence[Any]) -> tuple[Things, ...]:
    """What stood somewhere before it changed, once for each change; nothing where none did."""
    found = tuple(
        tuple(one for one, after in pairwise((*past, value)) if one != after)
        for past, value in zip(pasts, now, strict=True)
    )
    return found if any(found) else ()


def align_layers(stacks: Sequence[Sequence[Layer]]) -> list[Slot]:
    """Which layers of several stacks take each other's place, from the input down.

    Equal layers come together first; between them layers of one kind; what is left of two
    stretches at the same place is paired from its start, whatever its kind.
    """
    if not stacks:
        return []
    slots: list[list[int | None]] = [[row] for row in range(len(stacks[0]))]
    for count, stack in enumerate(stacks[1:], start=1):
        # A slot is what the first design that has a layer there has.
        known = [_first_of(slot, stacks) for slot in slots]
        merged: list[list[int | None]] = []
        for place, row in _pairs(known, stack):
            before = [None] * count if place is None else slots[place]
            merged.append([*before, row])
        slots = merged
    return [tuple(slot) for slot in slots]


def _first_of(slot: Sequence[int | None], stacks: Sequence[Sequence[Layer]]) -> Layer:
    pairs = zip(stacks, slot, strict=False)
    return next(stack[row] for stack, row in pairs if row is not None)


Pair = tuple[int | None, int | None]


def _pairs(old: Sequence[Layer], new: Sequence[Layer]) -> list[Pair]:
    """Places in `old` and in `new` that belong together, in order, with every place once."""
    pairs: list[Pair] = []
    for same, first, second in _stretches(old, new, range(len(old)), range(len(new))):
        if same:
            pairs += zip(first, second, strict=True)
            continue
        kinds = [type(layer) for layer in old], [type(layer) for layer in new]
        for _, left, right in _stretches(*kinds, first, second):
            together = min(len(left), len(right))
            pairs += zip(left, right, strict=False)
            pairs += [(place, None) for place in left[together:]]
            pairs += [(None, place) for place in right[together:]]
    return pairs


def _stretches(
    old: Sequence[Any], new: Sequence[Any], first: range, second: range
) -> Iterable[tuple[bool, range, range]]:
    """Stretches of `old` within `first` and `new` within `second`; whether they are the same."""
    here, there = [old[place] for place in first], [new[place] for place in second]
    for tag, a, b, c, d in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        yield tag == "equal", first[a:b], second[c:d]
