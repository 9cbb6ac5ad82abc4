"""From the columns of a table to the numbers that a network takes: empty cells, categories."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diynn.data.columns import Array, Column
from diynn.errors import DataError

FILLS = ("median", "mean", "most frequent", "leave out")

MOST_CATEGORIES = 100
"""A column of more different texts is taken for names or remarks, and left out."""


@dataclass(frozen=True)
class ColumnSummary:
    """What a column of a table is taken for: its `role` is input, target or ignored."""

    name: str
    role: str
    kind: str
    missing: int
    texts: tuple[str, ...] = ()
    low: float = float("nan")
    high: float = float("nan")
    unit: str = ""

    @staticmethod
    def of(column: Column, role: str) -> ColumnSummary:
        """The summary of a column."""
        full = column.values[~column.empty]
        known = column.is_number and len(full) > 0
        return ColumnSummary(
            column.name, role, "number" if column.is_number else "category",
            int(column.empty.sum()), column.texts or (),
            float(full.min()) if known else math.nan, float(full.max()) if known else math.nan,
            column.unit,
        )  # fmt: skip


@dataclass(frozen=True)
class Summary:
    """What was read of a table, and what was guessed on the way.

    `separator` is a sign, or a sheet's name; `skipped` counts the lines before the table.
    """

    rows: int
    columns: tuple[ColumnSummary, ...]
    encoding: str
    separator: str
    decimal: str
    has_header: bool
    skipped: int


@dataclass(frozen=True)
class Encoded:
    """What becomes of one column: a number as it is, a category as one 0 or 1 for each text.

    `fill` stands for an empty number, and `fill_text` for an empty category; an unknown text is 0
    for each known one.
    """

    name: str
    fill: float = 0.0
    texts: tuple[str, ...] | None = None
    fill_text: str = ""

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the numbers that it becomes."""
        return (self.name,) if self.texts is None else tuple(
            f"{self.name} = {text}" for text in self.texts
        )

    def apply(self, column: Column, into: Array) -> None:
        """Write the column's cells into (n, features) of float64."""
        if self.texts is None:
            into[:, 0] = column.values
            into[column.empty, 0] = self.fill
            return
        assert column.texts is not None
        known = {text: place for place, text in enumerate(self.texts)}
        # The last place is that of an empty cell, which −1 finds.
        places = np.array(
            [known.get(text, -1) for text in column.texts] + [known.get(self.fill_text, -1)]
        )
        found = places[column.values]
        rows = np.flatnonzero(found >= 0)
        into[:] = 0.0
        into[rows, found[rows]] = 1.0


@dataclass(frozen=True)
class Preparation:
    """How each column is encoded; worked out from training rows alone."""

    columns: tuple[Encoded, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """The names of all numbers of a sample, in order."""
        return tuple(name for column in self.columns for name in column.features)

    def apply(self, columns: Sequence[Column]) -> Array:
        """The samples of a table's columns, whatever their order: (n, features) of float64.

        Raises DataError where a column is missing, or holds texts instead of numbers.
        """
        given = {column.name: column for column in columns}
        count = len(columns[0]) if columns else 0
        samples = np.empty((count, len(self.features)))
        begin = 0
        for encoded in self.columns:
            end = begin + len(encoded.features)
            column = given.get(encoded.name)
            if column is None:
                raise DataError(
                    "The column “{column}” is missing.",
                    "The table needs the columns that the network has learnt from.",
                    column=encoded.name,
                )
            if column.is_number != (encoded.texts is None):
                column = _as_learnt(column, encoded)
            encoded.apply(column, samples[:, begin:end])
            begin = end
        return samples


def _as_learnt(column: Column, encoded: Encoded) -> Column:
    """A column of numbers where texts were learnt, as texts: 1 and 2 may be categories."""
    if encoded.texts is None:
        raise DataError(
            "The column “{column}” has texts where the network has learnt from numbers.",
            "Mend the cells that are no numbers.",
            column=encoded.name,
        )
    texts = ["" if np.isnan(value) else f"{value:.15g}" for value in column.values]
    different = sorted(set(texts) - {""})
    places = {text: place for place, text in enumerate(different)}
    values = np.array([places.get(text, -1) for text in texts], np.int32)
    return Column(column.name, values, tuple(different))


def encoded(column: Column, fill: str) -> Encoded:
    """What a column of training rows becomes; `fill`, one of FILLS, says what an empty number does.

    An empty category counts as the most frequent text.
    """
    full = column.values[~column.empty]
    if not column.is_number:
        assert column.texts is not None
        counts = np.bincount(full, minlength=len(column.texts))
        known = tuple(text for text, count in zip(column.texts, counts, strict=True) if count)
        most = column.texts[int(np.argmax(counts))] if len(full) else ""
        return Encoded(column.name, texts=known, fill_text=most)
    if not len(full):
        return Encoded(column.name)
    if fill == "mean":
        value = float(full.mean())
    elif fill == "most frequent":
        different, counts = np.unique(full, return_counts=True)
        value = float(different[np.argmax(counts)])
    else:
        value = float(np.median(full, overwrite_input=True))
    return Encoded(column.name, value)


def is_text_of_its_own(column: Column) -> bool:
    """Whether nearly every row has a text of its own: names, remarks, dates."""
    if column.texts is None:
        return False
    full = int(np.count_nonzero(~column.empty))
    return len(column.texts) > MOST_CATEGORIES or (
        len(column.texts) > 10 and 2 * len(column.texts) > full
    )


def notes(column: Column, encoded: Encoded) -> list[DataError]:
    """What empty cells count as, as an error that is not raised; nothing where there are none."""
    empty = int(column.empty.sum())
    if not empty:
        return []
    value = float(f"{encoded.fill:.6g}") if encoded.texts is None else f"“{encoded.fill_text}”"
    return [DataError(
        "“{column}”: {empty} of {rows} cells are empty and count as {value}.",
        "", column=column.name, empty=empty, rows=len(column), value=value,
    )]  # fmt: skip
