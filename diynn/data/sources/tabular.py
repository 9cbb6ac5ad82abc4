"""A data set made of a table: its target, its inputs, and what becomes of its empty cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from diynn.data.columns import IGNORED, Column, Table
from diynn.data.dataset import Array, Dataset, Part
from diynn.data.findings import table_findings
from diynn.data.preparation import (
    LEAVE_OUT,
    ColumnSummary,
    Preparation,
    Summary,
    encoded,
    is_text_of_its_own,
    notes,
)
from diynn.data.sources.targets import check_finite, named_categories, named_targets
from diynn.data.splitting import (
    BY_GROUPS,
    BY_SHARE,
    IN_ORDER,
    STRATIFIED,
    Split,
    groups_of,
)
from diynn.errors import DataError
from diynn.workers import check_cancelled


def dataset_of_table(
    name: str, table: Table, *, target: str = "", kind: str = "automatic", fill: str = "median",
    split: Split, chosen: Mapping[str, str] | None = None, fills: Mapping[str, str] | None = None,
) -> Dataset:  # fmt: skip
    """The samples of a table, a row each; `target` is a column's name or number, else the last.

    The test rows are chosen before anything is worked out: what empty cells and categories become
    (`fill`, one of FILLS, or what `fills` says of a column by its name) follows from the training
    rows alone. Rows without a target are left out, and so are columns with a text of their own in
    nearly every row, unless `chosen` says what they are, and the column that tells parts or groups.
    Raises DataError where nothing is left, and as `named_targets` and `Split.places` do.
    """
    reports, fills = list(table.notes), fills or {}
    goal = table.columns[_goal_place(table, target.strip(), split, chosen or {}, name)]
    by = _split_column(table, split, goal, name)
    others = [
        column for column in table.columns
        if column is not goal and not (column is by and split.takes_column_away())
    ]  # fmt: skip
    inputs = _used(others, chosen or {}, reports)
    roles = {column.name: "input" for column in inputs} | {goal.name: "target"}
    if by is not None and split.takes_column_away():
        roles[by.name] = "split"
    summary = Summary(
        len(table),
        tuple(
            ColumnSummary.of(column, roles.get(column.name, IGNORED)) for column in table.columns
        ),
        table.encoding, table.separator, table.decimal, table.has_header, table.skipped,
    )  # fmt: skip
    del table, others
    if not inputs:
        raise _nothing_to_see(name)
    kept = ~goal.empty
    if not kept.all():
        reports.append(DataError(
            "{count} row(s) of {rows} left out: no value in “{column}”, the target.",
            "", count=int((~kept).sum()), rows=len(kept), column=goal.name,
        ))  # fmt: skip
    strict = [column for column in inputs if fills.get(column.name, fill) == LEAVE_OUT]
    if strict:
        full = ~np.any([column.empty for column in strict], axis=0)
        if not full[kept].all():
            reports.append(DataError(
                "{count} row(s) of {rows} left out: an empty cell.",
                "", count=int((kept & ~full).sum()), rows=len(kept),
            ))  # fmt: skip
        kept &= full
    if not kept.all():
        goal, inputs = goal.taken(kept), [column.taken(kept) for column in inputs]
        by = None if by is None else by.taken(kept)
    if len(goal) < 2:
        raise DataError(
            "{what} has too few samples.", "There must be at least two, better hundreds.",
            what=f"“{name}”",
        )
    for column in inputs:
        check_cancelled()
        if column.is_number:
            full_cells = column.full
            check_finite(full_cells, f"the column “{column.name}” of “{name}”")
    targets, classes = _targets(goal.values, goal.texts, kind, name)
    origin = None if kept.all() else np.flatnonzero(kept)
    suspects = table_findings(inputs, goal, origin, classes=bool(classes))
    del goal, kept
    learnt, tested, judging = split.places(targets, by, classes, f"“{name}”")
    learnt = np.concatenate([learnt, judging])
    together = None if by is None or split.kind != BY_GROUPS else groups_of(by)
    preparation = Preparation(
        tuple(encoded(column.taken(learnt), fills.get(column.name, fill)) for column in inputs)
    )
    if not preparation.features:
        # The training rows have nothing in them.
        raise _nothing_to_see(name)
    for pair in zip(inputs, preparation.columns, strict=True):
        reports += notes(*pair)
    places = learnt, tested
    train, test = (np.empty((len(part), len(preparation.features))) for part in places)
    holes: tuple[list[Array], list[Array]] = [], []
    inputs.reverse()
    begin = 0
    for each in preparation.columns:
        check_cancelled()
        # A column goes as soon as its samples have it.
        column, end = inputs.pop(), begin + len(each.features)
        for part, x, empty in zip(places, (train, test), holes, strict=True):
            own = column.taken(part)
            each.apply(own, x[:, begin:end])
            empty.append(np.flatnonzero(own.empty))
        begin = end
    groups = [None, None] if together is None else [together[part] for part in places]
    return Dataset(
        name, Part(train, targets[learnt], tuple(holes[0]), groups[0]),
        Part(test, targets[tested], tuple(holes[1]), groups[1]), classes,
        preparation.features, preparation=preparation, table=summary, notes=tuple(reports),
        judging=np.arange(len(learnt) - len(judging), len(learnt)) if len(judging) else None,
        in_order=split.kind == IN_ORDER, suspects=tuple(suspects),
        rows=places if origin is None else (origin[learnt], origin[tested]),
    )  # fmt: skip


def _split_column(table: Table, split: Split, goal: Column, name: str) -> Column | None:
    """The column that the table is split by; DataError where it is the target."""
    wanted = split.column.strip()
    if not wanted or split.kind == BY_SHARE:
        return None
    column = table.columns[table.position(wanted, name)]
    if column is goal and split.kind != STRATIFIED:
        raise DataError(
            "“{column}” of “{file}” is the target and cannot be split by.",
            "Choose another column to split by, or another target.",
            column=column.name, file=name,
        )  # fmt: skip
    # The target's classes and values are what is stratified by anyway.
    return None if column is goal else column


def _goal_place(
    table: Table, target: str, split: Split, chosen: Mapping[str, str], name: str
) -> int:
    """The place of the target's column; the one before the last, where that says the part."""
    if target:
        return table.position(target, name)
    place, by = _last(table, chosen), split.column.strip()
    away = split.takes_column_away() and by and table.position(by, name) == place
    return place - 1 if place and away else place


def _last(table: Table, chosen: Mapping[str, str]) -> int:
    """The place of the last column that is not ignored, where there is one."""
    last = len(table.columns) - 1
    seen = (place for place in range(last, -1, -1) if chosen.get(table.names[place]) != IGNORED)
    return next(seen, last)


def _nothing_to_see(name: str) -> DataError:
    return DataError(
        "“{file}” has no column of inputs.", "Choose another target column.", file=name
    )


def _used(
    inputs: Sequence[Column], chosen: Mapping[str, str], left_out: list[DataError]
) -> list[Column]:
    """The columns that the network sees; which texts are left out is told."""
    used = []
    for column in inputs:
        if chosen.get(column.name) == IGNORED:
            continue
        if is_text_of_its_own(column) and column.name not in chosen:
            left_out.append(DataError(
                "“{column}” has {count} different texts and is left out.",
                "Say that it holds categories if the network is to see it.",
                column=column.name, count=len(column.texts or ()),
            ))  # fmt: skip
        elif column.empty.all():
            left_out.append(DataError("“{column}” is empty and left out.", "", column=column.name))
        else:
            used.append(column)
    return used


def _targets(
    values: Array, texts: tuple[str, ...] | None, kind: str, name: str
) -> tuple[Array, tuple[str, ...]]:
    if texts is None:
        return named_targets(values, kind, f"“{name}”")
    return named_categories(values, texts, kind, f"“{name}”")
