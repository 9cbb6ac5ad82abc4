"""From the columns of a table to the numbers that a network takes: empty cells, categories, scales.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

import numpy as np

from diynn.data.columns import CATEGORY, NUMBER, Array, Column, Table, as_numbers, category
from diynn.errors import DataError, SettingError
from diynn.settings import Content, OneOf

LEAVE_OUT = "leave out"
FILLS = ("median", "mean", "most frequent", LEAVE_OUT)

MOST_CATEGORIES = 100
"""A column of more different texts is taken for names or remarks, and left out."""


@dataclass(frozen=True)
class ColumnSummary:
    """What a column of a table is taken for: its `role` is input, target, split or ignored."""

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
        full = column.full
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

    @property
    def target(self) -> str:
        """The name of the target's column; empty where there is none."""
        return next((one.name for one in self.columns if one.role == "target"), "")


def _pairs(value: object, owner: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a column's name and what was chosen for it, as the record of a design holds them."""
    pairs = [tuple(pair) for pair in value] if isinstance(value, list | tuple) else [()]
    if not all(len(pair) == 2 and all(isinstance(one, str) for one in pair) for pair in pairs):
        raise SettingError(
            "{owner}: what was chosen for the columns cannot be read.",
            "Choose it again.",
            owner=owner,
        )
    return tuple(sorted((str(name), str(word)) for name, word in pairs))


def _fills(value: object, owner: str) -> tuple[tuple[str, str], ...]:
    pairs = _pairs(value, owner)
    for name, fill in pairs:
        if fill not in FILLS:
            raise SettingError(
                "{owner}: empty cells of “{column}” cannot be “{value}”.",
                "Choose one of: {choices}.",
                owner=owner, column=name, value=fill, choices=", ".join(FILLS),
            )  # fmt: skip
    return pairs


EmptyCells = Annotated[
    str, OneOf(FILLS), "Tables: what an empty cell counts as, or whether its row is left out"
]
"""The setting for all columns of a table."""
EmptyCellsOf = Annotated[tuple[tuple[str, str], ...], Content(_fills)]
"""What is chosen for single columns instead: pairs of a name and one of FILLS."""


@dataclass(frozen=True)
class Encoded:
    """What becomes of one column: a number as it is, a category as one 0 or 1 for each text.

    `fill` stands for an empty number, and `fill_text` for an empty category; an unknown text is 0
    for each known one. `unseen` are texts that have their number, but occur in none of the rows
    that this was worked out from: they count as unknown. `how` is one of FILLS.
    """

    name: str
    fill: float = 0.0
    texts: tuple[str, ...] | None = None
    fill_text: str = ""
    how: str = "median"
    unseen: tuple[str, ...] = ()

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
            if column.empty.any():
                into[column.empty, 0] = self.fill
            return
        assert column.texts is not None
        known = {
            text: place for place, text in enumerate(self.texts) if text not in self.unseen
        }
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

    @property
    def kinds(self) -> dict[str, str]:
        """What each column holds, by its name: NUMBER or CATEGORY."""
        return {one.name: NUMBER if one.texts is None else CATEGORY for one in self.columns}

    def apply(self, rows: Table | Sequence[Column] | Mapping[str, Sequence[Any]]) -> Array:
        """The samples of a table's columns, whatever their order: (n, features) of float64.

        A mapping has the cells of each column by its name: numbers, texts, None or NaN where one is
        empty. Other columns are passed over. Raises DataError where a column is missing, is shorter
        than others, or holds texts instead of numbers.
        """
        given = _columns_of(rows)
        counts = {len(column) for column in given.values()}
        if len(counts) > 1:
            raise DataError(
                "The columns are not equally long: {least} to {most} cells.",
                "Each row needs a cell in each column.",
                least=min(counts), most=max(counts),
            )  # fmt: skip
        samples = np.empty((max(counts, default=0), len(self.features)))
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

    def refitted(
        self, train: tuple[Array, Holes], test: tuple[Array, Holes], learnt: Array
    ) -> tuple[Preparation, Array, Array]:
        """The same worked out from the training rows at the places `learnt` alone.

        `train` and `test` are samples (n, features) that `apply` made, and their holes. Gives the
        preparation and the samples that it would have made, which have as many features: a category
        that does not occur in these rows is 0 for all. What stays is not copied.
        """
        x, others = train[0], test[0]
        columns: list[Encoded] = []
        begin = 0
        for place, one in enumerate(self.columns):
            end = begin + len(one.features)
            holes, test_holes = _of(train[1], place), _of(test[1], place)
            rows = np.setdiff1d(learnt, holes, assume_unique=True) if len(holes) else learnt
            new = _worked_out(one, x[rows, begin:end])
            if new != one and (len(holes) or len(test_holes) or new.unseen):
                if x is train[0]:
                    x, others = x.copy(), others.copy()
                for part, empty in ((x, holes), (others, test_holes)):
                    _rewrite(new, part[:, begin:end], empty)
            columns.append(new)
            begin = end
        return Preparation(tuple(columns)), x, others


Holes = tuple[Array, ...]
"""For each column of a preparation the places of its empty cells; empty where nothing is known."""


def _of(holes: Holes, place: int) -> Array:
    return holes[place] if holes else np.empty(0, np.int64)


def _worked_out(one: Encoded, values: Array) -> Encoded:
    """A column's encoding by its features (n, features) in rows where no cell is empty."""
    if one.texts is None:
        return replace(one, fill=_filling(values[:, 0], one.how))
    counts = values.sum(axis=0)
    unseen = tuple(text for text, count in zip(one.texts, counts, strict=True) if not count)
    most = one.texts[int(np.argmax(counts))] if counts.any() else ""
    return replace(one, fill_text=most, unseen=unseen)


def _rewrite(one: Encoded, values: Array, holes: Array) -> None:
    """Bring a column's features (n, features) to another encoding of the same width."""
    if one.texts is None:
        values[holes, 0] = one.fill
        return
    values[holes] = 0.0
    if one.fill_text:
        values[holes, one.texts.index(one.fill_text)] = 1.0
    for text in one.unseen:
        values[:, one.texts.index(text)] = 0.0


def _columns_of(
    rows: Table | Sequence[Column] | Mapping[str, Sequence[Any]]
) -> dict[str, Column]:
    if isinstance(rows, Table):
        rows = rows.columns
    if isinstance(rows, Mapping):
        return {str(name): column_of(str(name), cells) for name, cells in rows.items()}
    return {column.name: column for column in rows}


def column_of(name: str, cells: Sequence[Any]) -> Column:
    """A column of cells as Python has them: numbers, texts, None or NaN where one is empty."""
    listed = [None if cell is None or cell != cell else cell for cell in cells]
    if all(cell is None or isinstance(cell, int | float | np.number) for cell in listed):
        return Column(name, np.array([math.nan if one is None else one for one in listed], float))
    texts = ["" if cell is None else str(cell) for cell in listed]
    different = dict.fromkeys(texts)
    places = {text: place for place, text in enumerate(different)}
    return category(name, different, np.array([places[text] for text in texts], np.int32))


def _as_learnt(column: Column, encoded: Encoded) -> Column:
    """A column of the other kind than the one learnt from: 1 and 2 may be categories, and texts
    may be numbers."""
    if encoded.texts is None:
        assert column.texts is not None
        numbers = as_numbers(column.texts).values
        values = next(iter(numbers.values()), {} if column.texts else {"": math.nan})
        if not values:
            raise DataError(
                "The column “{column}” has texts where the network has learnt from numbers.",
                "Mend the cells that are no numbers.",
                column=encoded.name,
            )
        table = np.array([*(values[text] for text in column.texts), math.nan])
        return Column(column.name, table[column.values])
    texts = ["" if np.isnan(value) else f"{value:.15g}" for value in column.values]
    different = sorted(set(texts) - {""})
    places = {text: place for place, text in enumerate(different)}
    codes = np.array([places.get(text, -1) for text in texts], np.int32)
    return Column(column.name, codes, tuple(different))


def _filling(full: Array, how: str) -> float:
    """What an empty number counts as, by the cells that are `full`; 0 where none is."""
    if not len(full):
        return 0.0
    if how == "mean":
        return float(full.mean())
    if how == "most frequent":
        different, counts = np.unique(full, return_counts=True)
        return float(different[np.argmax(counts)])
    return float(np.median(full))


def encoded(column: Column, fill: str) -> Encoded:
    """What a column of training rows becomes; `fill`, one of FILLS, says what an empty number does.

    An empty category counts as the most frequent text.
    """
    full = column.full
    if column.is_number:
        return Encoded(column.name, _filling(full, fill), how=fill)
    assert column.texts is not None
    counts = np.bincount(full, minlength=len(column.texts))
    known = tuple(text for text, count in zip(column.texts, counts, strict=True) if count)
    most = column.texts[int(np.argmax(counts))] if len(full) else ""
    return Encoded(column.name, texts=known, fill_text=most, how=fill)


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
