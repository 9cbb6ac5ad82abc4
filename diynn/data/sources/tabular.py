"""A data set made of a table: its target, its inputs, and what becomes of its empty cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from diynn.data.columns import IGNORED, Column, Table
from diynn.data.dataset import Array, Dataset, Part, split_places
from diynn.data.preparation import (
    ColumnSummary,
    Preparation,
    Summary,
    encoded,
    is_text_of_its_own,
    notes,
)
from diynn.data.sources.targets import check_finite, named_categories, named_targets
from diynn.errors import DataError
from diynn.workers import check_cancelled


def dataset_of_table(
    name: str, table: Table, *, target: str = "", kind: str = "automatic", fill: str = "median",
    test_share: float = 0.2, seed: int = 0, chosen: Mapping[str, str] | None = None,
) -> Dataset:  # fmt: skip
    """The samples of a table, a row each; `target` is a column's name or number, else the last.


    The test rows are chosen before anything is worked out: what empty cells and categories become
    (`fill`, one of FILLS) follows from the training rows alone. Rows without a target are left out,
    and so are columns with a text of their own in nearly every row, unless `chosen` says what they
    are. Raises DataError where nothing is left, and as `named_targets` does.
    """
    told = list(table.notes)
    place = table.position(target.strip(), name) if target.strip() else len(table.columns) - 1
    goal = table.columns[place]
    inputs = _used([*table.columns[:place], *table.columns[place + 1 :]], chosen or {}, told)
    roles = {column.name: "input" for column in inputs} | {goal.name: "target"}
    summary = Summary(
        len(table),
        tuple(
            ColumnSummary.of(column, roles.get(column.name, IGNORED)) for column in table.columns
        ),
        table.encoding, table.separator, table.decimal, table.has_header, table.skipped,
    )  # fmt: skip
    del table
    if not inputs:
        raise _nothing_to_see(name)
    kept = ~goal.empty
    if not kept.all():
        told.append(DataError(
            "{count} of {rows} rows have no value in “{column}”, the target, and are left out.",
            "", count=int((~kept).sum()), rows=len(kept), column=goal.name,
        ))  # fmt: skip
    if fill == "leave out":
        full = ~np.any([column.empty for column in inputs], axis=0)
        if not full[kept].all():
            told.append(DataError(
                "{count} of {rows} rows have an empty cell and are left out.",
                "", count=int((kept & ~full).sum()), rows=len(kept),
            ))  # fmt: skip
        kept &= full
    if not kept.all():
        goal, inputs = goal.taken(kept), [column.taken(kept) for column in inputs]
    if len(goal) < 2:
        raise DataError(
            "{what} has too few samples.", "There must be at least two, better hundreds.",
            what=f"“{name}”",
        )
    for column in inputs:
        check_cancelled()
        if column.is_number:
            full_cells = column.values[~column.empty]
            check_finite(full_cells, f"the column “{column.name}” of “{name}”")
    targets, classes = _targets(goal.values, goal.texts, kind, name)
    del goal
    share = min(max(test_share, 1 / len(targets)), 1 - 1 / len(targets))
    places = split_places(targets, round(len(targets) * share), np.random.default_rng(seed))
    preparation = Preparation(tuple(encoded(column.taken(places[0]), fill) for column in inputs))
    if not preparation.features:
        # The training rows have nothing in them.
        raise _nothing_to_see(name)
    for pair in zip(inputs, preparation.columns, strict=True):
        told += notes(*pair)
    train, test = (np.empty((len(part), len(preparation.features))) for part in places)
    inputs.reverse()
    begin = 0
    for each in preparation.columns:
        check_cancelled()
        # A column goes as soon as its samples have it.
        column, end = inputs.pop(), begin + len(each.features)
        for part, x in zip(places, (train, test), strict=True):
            each.apply(column.taken(part), x[:, begin:end])
        begin = end
    return Dataset(
        name, Part(train, targets[places[0]]), Part(test, targets[places[1]]), classes,
        preparation.features, preparation=preparation, table=summary,
        notes=tuple(told),
    )  # fmt: skip


def _nothing_to_see(name: str) -> DataError:
    return DataError(
        "“{file}” has no column of inputs.", "Choose another target column.", file=name
    )


def _used(
    inputs: Sequence[Column], chosen: Mapping[str, str], told: list[DataError]
) -> list[Column]:
    """The columns that the network sees; which of texts are left out is told."""
    used = []
    for column in inputs:
        if chosen.get(column.name) == IGNORED:
            continue
        if is_text_of_its_own(column) and column.name not in chosen:
            told.append(DataError(
                "“{column}” has {count} different texts and is left out.",
                "Say that it holds categories if the network is to see it.",
                column=column.name, count=len(column.texts or ()),
            ))  # fmt: skip
        elif column.empty.all():
            told.append(DataError("“{column}” is empty and left out.", "", column=column.name))
        else:
            used.append(column)
    return used


def _targets(
    values: Array, texts: tuple[str, ...] | None, kind: str, name: str
) -> tuple[Array, tuple[str, ...]]:
    if texts is None:
        return named_targets(values, kind, f"“{name}”")
    return named_categories(values, texts, kind, f"“{name}”")
