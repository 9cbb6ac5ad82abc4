"""What is suspicious about data before a network learns from it.

Columns that number the rows, that are all alike or that give the target away; samples that are in
both parts; classes with hardly any sample.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diynn.data.columns import Array, Column
from diynn.errors import DataError
from diynn.workers import check_cancelled

INDEX, CONSTANT, LEAK, REPEATED, RARE = "index", "constant", "leak", "repeated", "rare"

FEWEST_ROWS = 10
"""In fewer rows nothing can be told of a column: 1, 2, 3 may be measurements."""
FEW_SAMPLES = 3
"""A class of so many samples, or fewer, can hardly be learnt, and not be tested."""
_MOST_NAMED = 5
_LOOKED_AT = 1000
"""Rows that are looked at before all of them are."""
_PAIRED = 2000
"""Samples whose pairs are looked at."""
_NEVER = 1e-12
_EXACT = 1e-9
"""How far an input may lie from a straight line over the target, as a share of its span."""
_OF_ITS_OWN = frozenset((
    "id", "idx", "index", "key", "nr", "no", "num", "number", "nummer", "numéro", "numero", "n°",
    "row", "rowid", "uid", "identifiant",
))  # fmt: skip
"""Words in the names of columns that tell rows apart."""
_MULTIPLIERS = np.random.default_rng(0x5A17).integers(1, 2**63, 64, np.uint64) * np.uint64(2) + (
    np.uint64(1)
)


@dataclass(frozen=True)
class Finding:
    """One thing that is suspicious, as a sentence: an error that was not raised.

    `kind` is INDEX, CONSTANT, LEAK, REPEATED or RARE. `names` are the columns that it is about, or
    the classes for RARE. `count` is how many samples it concerns. Where no setting of the data
    would help, it cannot be mended.
    """

    kind: str
    note: DataError
    names: tuple[str, ...] = ()
    count: int = 0
    can_be_mended: bool = True


def table_findings(
    inputs: Sequence[Column], goal: Column, rows: Array | None, *, classes: bool
) -> list[Finding]:
    """What is suspicious about the inputs of a table.

    `rows` (n,) are the rows of the table that the columns hold, from 0 and rising, None for all of
    them; `classes` says whether the `goal` holds classes. The only input of a table is what there
    is to learn from, whatever it looks like.
    """
    found: list[Finding] = []
    if len(inputs) < 2 or len(goal) < FEWEST_ROWS:
        return found
    for column in inputs:
        check_cancelled()
        if is_constant(column):
            found.append(Finding(CONSTANT, DataError(
                "“{column}” is the same in each row: a network can learn nothing from it.",
                "Leave it out.", column=column.name,
            ), (column.name,)))  # fmt: skip
        elif gives_away(column, goal, classes=classes):
            found.append(Finding(LEAK, DataError(
                "“{column}” says the same as the target “{target}”: a network need only copy it.",
                "Leave it out, unless it is known before the target is.",
                column=column.name, target=goal.name,
            ), (column.name,)))  # fmt: skip
        elif is_index(column, rows):
            found.append(Finding(INDEX, DataError(
                "“{column}” only numbers the rows: a network can learn their order by heart, which "
                "says nothing about new rows.",
                "Leave it out.", column=column.name,
            ), (column.name,)))  # fmt: skip
    return found


def is_constant(column: Column) -> bool:
    """Whether all cells that are not empty are the same."""
    full = column.full
    return len(full) > 0 and bool(full[0] == full[-1] and full.min() == full.max())


def is_index(column: Column, rows: Array | None = None) -> bool:
    """Whether a column tells rows apart and no more; `rows` (n,) are those that it holds.

    It does where its whole numbers rise or fall by one from row to row, where they are all those
    between the lowest and the highest, once each, and where its name says so and no two are alike.
    """
    if not column.is_number:
        return False
    full = np.flatnonzero(~column.empty)
    values, places = column.values[full], full if rows is None else rows[full]
    if len(values) < FEWEST_ROWS or not _whole(values[:_LOOKED_AT]) or not _whole(values):
        return False
    for sign in (1, -1):
        apart = values - sign * places
        if apart[0] == apart[-1] and np.all(apart == apart[0]):
            return True
    low, high = float(values.min()), float(values.max())
    total = len(column) if rows is None else int(rows[-1]) + 1
    if high - low + 1 in (len(values), total):
        return bool(np.bincount((values - low).astype(np.int64)).max() == 1)
    return _names_rows(column.name) and len(np.unique(values)) == len(values)


def _whole(values: Array) -> bool:
    # Beyond this, each float is a whole number.
    return bool(np.all((values == np.floor(values)) & (np.abs(values) < 2.0**53)))


def _names_rows(name: str) -> bool:
    apart = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", name).lower()
    return bool(_OF_ITS_OWN & set(re.split(r"[^a-zà-ÿ°]+", apart)))


def gives_away(column: Column, goal: Column, *, classes: bool) -> bool:
    """Whether a column says what the target does: each class by a value of its own, each value by
    itself or on a straight line."""
    both = ~column.empty & ~goal.empty
    if np.count_nonzero(both) < max(FEWEST_ROWS, len(goal) / 2):
        return False
    first = np.flatnonzero(both)[:_LOOKED_AT]
    for places in (first, both):
        inputs, targets = column.values[places], goal.values[places]
        if classes or not goal.is_number:
            if not _one_to_one(inputs, targets):
                return False
        elif not column.is_number or not _on_a_line(inputs, targets):
            return False
    return True


def _one_to_one(inputs: Array, targets: Array) -> bool:
    """Whether each value belongs to one target, and each target to one value, again and again."""
    kinds, numbers = np.unique(targets, return_inverse=True)
    different, places = np.unique(inputs, return_inverse=True)
    if not 2 <= len(kinds) == len(different) <= len(targets) / 2:
        return False
    pairs = np.unique(places.reshape(-1).astype(np.int64) * len(kinds) + numbers.reshape(-1))
    return len(pairs) == len(kinds)


def _on_a_line(inputs: Array, targets: Array) -> bool:
    low, high = int(targets.argmin()), int(targets.argmax())
    span = float(targets[high] - targets[low])
    if not span:
        return False
    slope = float(inputs[high] - inputs[low]) / span
    if not slope:
        return False
    straight = inputs[low] + slope * (targets - targets[low])
    return bool(np.max(np.abs(inputs - straight)) <= _EXACT * abs(slope) * span)


# Classes with hardly any sample.


def rare_classes(counts: Array, classes: Sequence[str]) -> list[Finding]:
    """The classes with few samples, in one finding; `counts` (classes,) are those of both parts.

    Nothing is found where fewer than two classes would be left.
    """
    rare = [place for place, count in enumerate(counts.tolist()) if 0 < count <= FEW_SAMPLES]
    if not rare or len(classes) - len(rare) < 2:
        return []
    names = tuple(classes[place] for place in rare)
    total = int(sum(counts[place] for place in rare))
    if len(rare) == 1:
        note = DataError(
            "The class “{name}” has {count} sample(s): a network can hardly learn it, and the test "
            "part cannot judge it.",
            "Leave it out, or collect more.", name=names[0], count=total,
        )  # fmt: skip
    else:
        shown = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
        note = DataError(
            "{count} classes have {few} samples or fewer: {names}.",
            "Leave them out, or collect more.", count=len(names), few=FEW_SAMPLES, names=shown,
        )  # fmt: skip
    return [Finding(RARE, note, names, total)]


# Samples that are in both parts.


def repeated(train: tuple[Array, Array], test: tuple[Array, Array]) -> Array:
    """Which test samples are training samples too, (test samples,) of bool.

    Each part is (x, targets); a sample is the same where all of its values and its target are.
    """
    if not len(train[0]) or not len(test[0]):
        return np.zeros(len(test[0]), bool)
    known, order = np.unique(_hashes(train), return_index=True)
    own = _hashes(test)
    places = np.minimum(np.searchsorted(known, own), len(known) - 1)
    found = np.flatnonzero(known[places] == own)
    same = np.zeros(len(own), bool)
    # Two samples may have one hash: they are compared.
    alike = np.ones(len(found), bool)
    for mine, theirs in zip(test, train, strict=True):
        for begin in range(0, len(found), _LOOKED_AT):
            check_cancelled()
            here = slice(begin, begin + _LOOKED_AT)
            pair = mine[found[here]], theirs[order[places[found[here]]]]
            equal = np.equal(*pair).reshape(len(pair[0]), -1).all(axis=1)
            alike[here] &= equal
    same[found] = alike
    return same


def repeats_finding(same: Array, train: tuple[Array, Array]) -> list[Finding]:
    """That some test samples are training samples too.

    Nothing is found where so many are alike by chance, as samples of a few categories are.
    """
    count = int(np.count_nonzero(same))
    if not count:
        return []
    chance = len(same) * -math.expm1(len(train[0]) * math.log1p(-_chance_alike(train)))
    if count <= 2 * chance + 3 * math.sqrt(chance):
        return []
    note = DataError(
        "{count} of {all} test samples are training samples, too: they are no test of what was "
        "learnt.",
        "Leave them out of the test part.",
        count=count, all=len(same),
    )  # fmt: skip
    if count == len(same):
        note = DataError(
            "All {count} test sample(s) are training samples, too: they are no test of what was "
            "learnt.",
            "Collect others to test on.", count=count,
        )  # fmt: skip
    return [Finding(REPEATED, note, (), count, can_be_mended=count < len(same))]


def _chance_alike(part: tuple[Array, Array]) -> float:
    """How probable it is that two samples are the same if their values had nothing to do with each
    other: the product of the shares of equal pairs in each value, by some of the samples."""
    product = 1.0
    for array in part:
        rows = array.reshape(len(array), -1)[:: max(1, len(array) // _PAIRED)]
        pairs = len(rows) * (len(rows) - 1)
        for values in rows.T:
            counts = np.unique(values, return_counts=True)[1].astype(np.float64)
            product *= float((counts * (counts - 1)).sum()) / max(pairs, 1)
            if product < _NEVER:
                return 0.0
    return min(product, 1 - 1e-9)


def _hashes(part: tuple[Array, Array]) -> Array:
    """A number for each sample by its bits, (samples,) of uint64."""
    total = np.zeros(len(part[0]), np.uint64)
    for number, array in enumerate(part):
        flat = array.reshape(len(array), -1)
        step = max(1, 2**20 // max(1, flat.shape[1]))
        for begin in range(0, len(flat), step):
            check_cancelled()
            piece = _words(flat[begin : begin + step])
            for column in range(piece.shape[1]):
                word = piece[:, column]
                # The low bits of most floats are zero.
                word = (word ^ (word >> np.uint64(32))) * _MULTIPLIERS[column % len(_MULTIPLIERS)]
                here = total[begin : begin + step]
                here ^= word
                here *= _MULTIPLIERS[number]
                here ^= here >> np.uint64(29)
    return total


def _words(rows: Array) -> Array:
    """The bits of each row as (rows, words) of uint64, zeros at the end; −0 is 0."""
    rows = np.ascontiguousarray(rows + 0.0 if rows.dtype.kind == "f" else rows)
    bits = rows.view(np.uint8).reshape(len(rows), -1)
    if missing := -bits.shape[1] % 8:
        bits = np.pad(bits, ((0, 0), (0, missing)))
    return np.ascontiguousarray(bits).view(np.uint64)
