"""What a person says of a table's columns, and of what is suspicious in it: edits of a source.

A source that holds a table keeps pairs of a column's name and a word as its content `columns`: what
its cells are, or its role. Each edit gives another source, and None where it cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from diynn.data.columns import (
    ASKS_DECIMAL,
    ASKS_KIND,
    CATEGORY,
    IGNORED,
    KINDS,
    NUMBER,
    Table,
)
from diynn.data.findings import RARE, REPEATED, Finding
from diynn.data.sources.source import Source
from diynn.data.splitting import BY_COLUMN, BY_GROUPS, BY_SHARE
from diynn.errors import DiynnError, SettingError
from diynn.settings import OneOf, contents_of, settings_of
from diynn.text import fill

INPUT, TARGET, SPLIT = "input", "target", "split"
"""What a column is for, besides IGNORED; by SPLIT the rows are divided into parts."""
SPLIT_COLUMN, SPLIT_KIND = "split_column", "split"
"""The settings of a source that can be split by a column."""
AUTOMATIC = ""
"""The kind of a column that is found by its cells."""

Pairs = tuple[tuple[str, str], ...]


def column_pairs(value: object, owner: str) -> Pairs:
    """Pairs of a column's name and what is said of it, as the record of a design holds them."""
    pairs: list[tuple[Any, ...]] = [()]
    if isinstance(value, list | tuple):
        pairs = [tuple(pair) for pair in value]
    if not all(len(pair) == 2 and isinstance(pair[0], str) and pair[1] in KINDS for pair in pairs):
        raise SettingError(
            "{owner}: the kinds of the columns cannot be read.",
            "Choose the file again.",
            owner=owner,
        )
    # What its cells are first: of two words on one column the last counts.
    pairs.sort(key=lambda pair: pair[1] == IGNORED)
    return tuple((str(name), str(word)) for name, word in pairs)


@dataclass(frozen=True)
class WayOut:
    """One way out: the words on its button, as a template with its values, and the source after it.
    """

    label: str
    source: Source
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self) -> str:
        """The label, filled in."""
        return fill(self.label, self.values)


def has_columns(source: Source) -> bool:
    """Whether roles and kinds of its columns can be chosen."""
    return "columns" in contents_of(type(source))


def _pairs(source: Source) -> Pairs:
    return getattr(source, "columns", ())


def _with(source: Source, **values: Any) -> Source | None:
    try:
        return replace(source, **values)
    except SettingError:
        return None


# Roles and kinds.


def target_of(source: Source, table: Table) -> str:
    """The name of the target's column: the one that was chosen, else the last that has no role."""
    wanted = str(getattr(source, source.target_setting, "")).strip() or source.fixed_target
    names = table.names
    if wanted in names:
        return wanted
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    words = dict(_pairs(source))
    seen = [name for name in names if words.get(name) != IGNORED and not _splits_by(source, name)]
    return (seen or list(names))[-1]


def roles_of(source: Source, table: Table) -> dict[str, str]:
    """For each column TARGET, INPUT, SPLIT or IGNORED."""
    roles = dict.fromkeys(table.names, INPUT)
    roles |= {name: IGNORED for name, word in _pairs(source) if word == IGNORED and name in roles}
    roles |= {name: SPLIT for name in roles if _splits_by(source, name)}
    return roles | {target_of(source, table): TARGET}


def role_of(source: Source, table: Table, column: str) -> str:
    """The role of one column."""
    return roles_of(source, table).get(column, INPUT)


def _splits_by(source: Source, column: str) -> bool:
    away = getattr(source, SPLIT_KIND, "") in (BY_COLUMN, BY_GROUPS)
    return away and getattr(source, SPLIT_COLUMN, "") == column


def can_be_split(source: Source) -> bool:
    """Whether a column may say which rows are kept for testing."""
    return {SPLIT_COLUMN, SPLIT_KIND} <= {one.name for one in settings_of(type(source))}


def kind_chosen(source: Source, column: str) -> str:
    """NUMBER or CATEGORY where a person has said so, else AUTOMATIC."""
    words = [word for name, word in _pairs(source) if name == column and word != IGNORED]
    return words[-1] if words else AUTOMATIC


def with_role(source: Source, table: Table, column: str, role: str) -> Source | None:
    """The source with another role for a column; None where the target would have none, or where
    the source has a target of its own."""
    if not has_columns(source):
        return None
    target = target_of(source, table)
    kept = [pair for pair in _pairs(source) if pair != (column, IGNORED)]
    if role == IGNORED:
        kept.append((column, IGNORED))
    values: dict[str, Any] = {"columns": tuple(kept)}
    if role == SPLIT:
        values |= {SPLIT_KIND: BY_COLUMN, SPLIT_COLUMN: column}
    elif _splits_by(source, column):
        values |= {SPLIT_KIND: BY_SHARE, SPLIT_COLUMN: ""}
    if role == TARGET:
        setting = source.target_setting
        if not setting or column not in _targets(source, table):
            return source if column == target else None
        return _with(source, **values, **{setting: column})
    if column == target or (role == SPLIT and not can_be_split(source)):
        return None
    if source.target_setting and not isinstance(_limits(source), OneOf):
        # By its name, so that it stays the target when a column after it goes.
        values[source.target_setting] = target
    return _with(source, **values)


def _limits(source: Source) -> object:
    name = source.target_setting
    return next((one.limits for one in settings_of(type(source)) if one.name == name), None)


def _targets(source: Source, table: Table) -> tuple[str, ...]:
    """The columns that may be the target."""
    limits = _limits(source)
    return limits.choices if isinstance(limits, OneOf) else table.names


def roles_offered(source: Source, table: Table, column: str) -> tuple[str, ...]:
    """The roles that a column may have, the one of the moment among them."""
    now = role_of(source, table, column)
    if not has_columns(source) or now == TARGET:
        return (now,)
    roles = [INPUT, IGNORED]
    if source.target_setting and column in _targets(source, table):
        roles.insert(1, TARGET)
    if can_be_split(source):
        roles.append(SPLIT)
    return tuple(roles) if now in roles else (*roles, now)


def with_kind(source: Source, column: str, kind: str) -> Source | None:
    """The source with another kind of a column: NUMBER, CATEGORY, or AUTOMATIC."""
    if not has_columns(source):
        return None
    kept = [pair for pair in _pairs(source) if pair[0] != column or pair[1] == IGNORED]
    return _with(source, columns=(*([(column, kind)] if kind else []), *kept))


# Ways out.


def ways_out(source: Source, finding: Finding) -> tuple[WayOut, ...]:
    """What mends a finding, the best first; empty where nothing of this source can."""
    if not finding.can_be_mended:
        return ()
    if finding.kind == REPEATED:
        found = _with(source, repeats="left out") if hasattr(source, "repeats") else None
        return () if found is None else (WayOut("Leave them out", found),)
    if finding.kind == RARE:
        if not hasattr(source, "left_out"):
            return ()
        found = _with(source, left_out=(*source.left_out, *finding.names))
        if found is None:
            return ()
        one = len(finding.names) == 1
        label = "Leave out “{name}”" if one else "Leave them out"
        return (WayOut(label, found, {"name": finding.names[0]}),)
    return _ignoring(source, finding.names)


def _ignoring(source: Source, columns: Iterable[str]) -> tuple[WayOut, ...]:
    if not has_columns(source):
        return ()
    names = tuple(columns)
    kept = [pair for pair in _pairs(source) if pair not in [(name, IGNORED) for name in names]]
    found = _with(source, columns=(*kept, *((name, IGNORED) for name in names)))
    values = {"column": names[0]}
    return () if found is None else (WayOut("Ignore “{column}”", found, values),)


def answers(source: Source, error: DiynnError) -> tuple[WayOut, ...]:
    """What a person can say where the reading could not decide; empty for any other error."""
    asks, column = error.values.get("asks"), str(error.values.get("column", ""))
    ways: list[WayOut] = []
    if asks == ASKS_DECIMAL:
        point, comma = (_with(source, decimal=word) for word in ("point", "comma"))
        if point is not None:
            ways.append(WayOut("The point is the decimal sign", point))
        if comma is not None:
            ways.append(WayOut("The comma is the decimal sign", comma))
        return tuple(ways)
    if asks != ASKS_KIND:
        return ()
    values = {"column": column}
    texts, numbers = (with_kind(source, column, kind) for kind in (CATEGORY, NUMBER))
    if numbers is not None and kind_chosen(source, column) != NUMBER:
        ways.append(WayOut("Such cells of “{column}” are empty", numbers, values))
    if texts is not None:
        ways.append(WayOut("“{column}” holds categories", texts, values))
    return (*ways, *_ignoring(source, (column,)))


def all_mended(source: Source, findings: Iterable[Finding]) -> Source:
    """The source after the best way out of each finding."""
    for finding in findings:
        ways = ways_out(source, finding)
        source = ways[0].source if ways else source
    return source
