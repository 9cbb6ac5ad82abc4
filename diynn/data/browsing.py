"""Look through a table: what the values of a column are like, rows by a condition, in an order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from diynn.data.columns import Array, Column, Table, as_numbers
from diynn.data.dataset import Dataset, as_rows
from diynn.errors import DataError
from diynn.workers import check_cancelled

BINS = 24
"""Of a histogram."""
MOST_BARS = 12
"""Texts that have a bar of their own, the most frequent ones."""

TRAIN, TEST, NEITHER = 0, 1, -1
"""Of which part a row is."""


@dataclass(frozen=True, eq=False)
class Profile:
    """What the values of a column are like.

    `counts` are those of the bins between `edges` (bins + 1,), or of the most frequent `texts`; the
    rest of the texts are `others`. `missing` cells are empty, and `different` values there are.
    """

    counts: Array
    edges: Array
    texts: tuple[str, ...] = ()
    others: int = 0
    missing: int = 0
    different: int = 0


def profile(column: Column) -> Profile:
    """What the values of a column are like."""
    check_cancelled()
    empty = column.empty
    missing = int(np.count_nonzero(empty))
    full = column.values[~empty] if missing else column.values
    none = np.empty(0)
    if column.texts is not None:
        counts = np.bincount(full, minlength=len(column.texts))
        order = np.argsort(-counts, kind="stable")
        shown = [place for place in order[:MOST_BARS].tolist() if counts[place]]
        others = int(counts.sum() - counts[shown].sum())
        names = tuple(column.texts[place] for place in shown)
        return Profile(
            counts[shown], none, names, others, missing, int(np.count_nonzero(counts))
        )
    full = full[np.isfinite(full)]
    if not len(full):
        return Profile(none, none, missing=missing)
    few = _few_numbers(full)
    if few is not None:
        # Few whole numbers next to each other have a bar each.
        counts, edges = np.histogram(full, np.append(few, few[-1] + 1) - 0.5)
        return Profile(counts, edges, missing=missing, different=int(np.count_nonzero(counts)))
    # In halves: the span of the largest numbers is beyond any float.
    half = full / 2
    low, high = float(half.min()), float(half.max())
    ends = (low, high) if low < high else (low - 0.25, high + 0.25)
    counts, edges = np.histogram(half, BINS, ends)
    return Profile(counts, 2 * edges, missing=missing, different=len(np.unique(full[:100_000])))


def _few_numbers(full: Array) -> Array | None:
    """All whole numbers from the lowest to the highest, where these are few; else None."""
    low, high = float(full.min()), float(full.max())
    if not (high - low < BINS and low == np.floor(low) and abs(low) < 2**31):
        return None
    return np.arange(low, high + 1) if bool(np.all(full == np.floor(full))) else None


def parts_of(dataset: Dataset, rows: int) -> tuple[Array, Array]:
    """For each of the `rows` of its table: the part (TRAIN, TEST or NEITHER), and the place in it.
    """
    parts, places = np.full(rows, NEITHER, np.int8), np.full(rows, -1, np.int64)
    if dataset.rows is not None:
        for part, found in zip((TRAIN, TEST), dataset.rows, strict=True):
            parts[found] = part
            places[found] = np.arange(len(found))
    return parts, places


def table_of(dataset: Dataset, class_name: str = "class") -> tuple[Table, Dataset]:
    """Samples that came from no table as one: a row each, the training part first.

    `class_name` is that of the column with the classes. The data set returned has the rows of its
    samples.
    """
    x = [as_rows(part.x) for part in (dataset.train, dataset.test)]
    joined = np.concatenate(x)
    if joined.dtype.kind != "f":
        joined = joined.astype(np.float64)
    names = dataset.features
    if len(names) != joined.shape[1]:
        names = tuple(f"x{number}" for number in range(1, joined.shape[1] + 1))
    columns = [Column(name, joined[:, place]) for place, name in enumerate(names)]
    targets = np.concatenate([dataset.train.targets, dataset.test.targets])
    if dataset.classes:
        columns.append(Column(class_name, targets.astype(np.int32), dataset.classes))
    else:
        values = as_rows(targets)
        goals = ["y"] if values.shape[1] == 1 else [f"y{n + 1}" for n in range(values.shape[1])]
        columns += [Column(name, values[:, place]) for place, name in enumerate(goals)]
    count = len(dataset.train)
    rows = np.arange(count), count + np.arange(len(dataset.test))
    return Table(tuple(columns)), replace(dataset, rows=rows)


def ordered(column: Column, rows: Array, *, descending: bool = False) -> Array:
    """The `rows` in the order of a column's values, empty cells at the end; like ones stay."""
    values = column.values[rows]
    keys = values if not descending else -values
    if column.texts is not None:
        # −1 is an empty cell, and the texts are in order.
        keys = np.where(values < 0, len(column.texts), keys)
    return rows[np.argsort(keys, kind="stable")]


_CONDITION = re.compile(r"\s*(<=|>=|!=|<>|≤|≥|≠|=|<|>|:)\s*")
_SIGNS = {"<>": "!=", "≠": "!=", "≤": "<=", "≥": ">="}


def matching(table: Table, wanted: str) -> Array:
    """The rows, rising, that a text asks for.

    Conditions are a column's name, one of = ≠ < ≤ > ≥ (or != <= >=, or : for a part of a text) and
    a value; nothing after the sign stands for an empty cell. Several are joined by &. Any other
    text is looked for in the cells. Raises DataError where a number is compared with a text.
    """
    kept = np.ones(len(table), bool)
    for part in wanted.split("&"):
        check_cancelled()
        if part.strip():
            kept &= _condition(table, part.strip())
    return np.flatnonzero(kept)


def _condition(table: Table, words: str) -> Array:
    by_name = {name.casefold(): column for name, column in zip(
        table.names, table.columns, strict=True)}  # fmt: skip
    for found in _CONDITION.finditer(words):
        column = by_name.get(words[: found.start()].strip().casefold())
        if column is not None:
            sign = _SIGNS.get(found[1], found[1])
            return _compared(column, sign, words[found.end() :].strip().strip('“”"«»'))
    return _containing(table, words)


def _compared(column: Column, sign: str, value: str) -> Array:
    if not value:
        return ~column.empty if sign == "!=" else column.empty
    if column.texts is not None:
        return _texts_compared(column, sign, value)
    number = _number(value)
    if number is None:
        raise DataError(
            "“{column}” holds numbers, and “{value}” is none.",
            "Write a number after the sign.",
            column=column.name, value=value[:40],
        )  # fmt: skip
    values = column.values
    if sign == "=" or sign == ":":
        # As it is written: of a measured value six digits are shown.
        return np.asarray(np.isclose(values, number, rtol=1e-6, atol=0))
    if sign == "!=":
        return ~np.isclose(values, number, rtol=1e-6, atol=0) & ~column.empty
    compare = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}[sign]
    return np.asarray(compare(values, number))


def _texts_compared(column: Column, sign: str, value: str) -> Array:
    wanted = value.casefold()
    tests: dict[str, Callable[[str], bool]] = {
        "=": lambda text: text == wanted, "!=": lambda text: text != wanted,
        ":": lambda text: wanted in text, "<": lambda text: text < wanted,
        "<=": lambda text: text <= wanted, ">": lambda text: text > wanted,
        ">=": lambda text: text >= wanted,
    }  # fmt: skip
    return _of_texts(column, [tests[sign](text.casefold()) for text in column.texts or ()])


def _of_texts(column: Column, chosen: list[bool]) -> Array:
    # The last place is that of an empty cell, which −1 finds.
    return np.array([*chosen, False])[column.values]


def _containing(table: Table, words: str) -> Array:
    wanted, number = words.casefold(), _number(words)
    found = np.zeros(len(table), bool)
    for column in table.columns:
        check_cancelled()
        if column.texts is not None:
            found |= _of_texts(column, [wanted in text.casefold() for text in column.texts])
        elif number is not None:
            found |= np.isclose(column.values, number, rtol=1e-6, atol=0)
    return found


def _number(text: str) -> float | None:
    found = list(as_numbers([text]).values.values())
    return found[0][text] if found and np.isfinite(found[0][text]) else None
