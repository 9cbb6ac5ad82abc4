"""A table's columns, and what their cells are: numbers, however they are written, or texts."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.errors import DataError

Array = NDArray[Any]

NUMBER, CATEGORY, IGNORED = "number", "category", "ignored"
KINDS = (NUMBER, CATEGORY, IGNORED)
"""What a person may say of a column: what its cells are, or that the network does not see it."""

ASKS_KIND, ASKS_DECIMAL = "kind of a column", "decimal sign"
"""What an error of the reading asks the person for, as its value `asks`."""

MOSTLY = 0.8
STRAYS_FROM = 10
"""A column with more numbers than this, most of all its cells, is asked about where some are none;
with fewer it is one of texts."""

POINT, COMMA = ".", ","

HOLES = frozenset({"", "?", "na", "n/a", "#n/a", "nan", "null"})
"""A cell of these letters, large or small, has no value."""

NUMBER_HOLES = HOLES | {"none", "-", "--", "—", "–", ".", "…", "#value!", "#div/0!", "#ref!"}
"""The same among numbers; among texts these are texts."""

_MINUS = "−"
_GROUPS = {POINT: ", \u00a0\u202f'’", COMMA: ". \u00a0\u202f'’"}
"""The signs between groups of three digits, for each decimal sign."""
_SIGN = rf"[-+{_MINUS}]?"
_MONEY = "€$£¥₹"
_BARE = re.compile(
    rf"([{_MONEY}])?\s?{_SIGN}[\d.,'’ \u00a0\u202f]*\d[.,]?(?:[eE][-+]?\d+)?"
    rf"(?:\s?([{_MONEY}%‰]|°[CFK]?)|\s([^\W\d_]{{1,3}}[²³]?(?:/[^\W\d_]{{1,3}}[²³]?)?))?"
)
"""A number with money before it, or a unit behind: letters need a space, else “1a” were one."""


def is_hole(text: str, among_numbers: bool = False) -> bool:
    """Whether a cell has no value."""
    return text.strip().lower() in (NUMBER_HOLES if among_numbers else HOLES)


@cache
def _plain(decimal: str) -> re.Pattern[str]:
    sign = re.escape(decimal)
    return re.compile(rf"{_SIGN}(?:\d+(?:{sign}\d*)?|{sign}\d+)(?:[eE][-+]?\d+)?")


@cache
def _grouped(decimal: str) -> re.Pattern[str]:
    # The first group has no zero in front, and all groups are parted by one sign.
    return re.compile(
        rf"{_SIGN}[1-9]\d{{0,2}}(?P<sign>[{_GROUPS[decimal]}])\d{{3}}(?:(?P=sign)\d{{3}})*"
        rf"(?:{re.escape(decimal)}\d*)?"
    )


def number(text: str, decimal: str) -> float:
    """The number that `text` writes with `decimal` as its decimal sign; NaN where it is none."""
    if _plain(decimal).fullmatch(text):
        return float(text.replace(decimal, POINT).replace(_MINUS, "-"))
    if match := _grouped(decimal).fullmatch(text):
        bare = text.replace(match["sign"], "")
        return float(bare.replace(decimal, POINT).replace(_MINUS, "-"))
    return math.nan


@dataclass(frozen=True)
class Numbers:
    """Different texts, read as numbers with each decimal sign.

    `values` has for each sign that all of them allow one number a text, NaN for a hole; `unit` is
    what stands before or after every number, such as “€”.
    """

    values: dict[str, dict[str, float]]
    unit: str = ""

    @property
    def is_open(self) -> bool:
        """Whether both signs are possible and give other numbers: 1,050 is 1050 or 1.05."""
        if len(self.values) < 2:
            return False
        first, second = self.values.values()
        return any(
            value != second[text] for text, value in first.items() if not math.isnan(value)
        )

    @property
    def signs(self) -> set[str]:
        """The decimal signs that are possible."""
        return set(self.values)


def as_numbers(texts: Iterable[str]) -> Numbers:
    """All `texts` as numbers, with the signs for which each is a number or a hole."""
    cells = {text: text.strip() for text in texts}
    full = {text: cell for text, cell in cells.items() if not is_hole(cell, among_numbers=True)}
    bare, unit = _without_unit(full)
    values = {}
    for sign in (POINT, COMMA):
        found = {text: number(cell, sign) for text, cell in bare.items()}
        if found and not any(map(math.isnan, found.values())):
            values[sign] = {text: found.get(text, math.nan) for text in cells}
    if bare and not values:
        # Both signs in one column, where each cell leaves no doubt.
        sure = {text: _without_doubt(cell) for text, cell in bare.items()}
        if not any(map(math.isnan, sure.values())):
            both = {text: sure.get(text, math.nan) for text in cells}
            values = {POINT: both, COMMA: both}
    return Numbers(values, unit if values else "")


def _without_doubt(text: str) -> float:
    """The number that a text is, whichever sign is the decimal one; NaN where that matters."""
    found = {value for sign in (POINT, COMMA) if not math.isnan(value := number(text, sign))}
    return found.pop() if len(found) == 1 else math.nan


def _without_unit(cells: dict[str, str]) -> tuple[dict[str, str], str]:
    """The cells without the unit that all of them have, and that unit."""
    first = next(iter(cells.values()), "")
    match = _BARE.fullmatch(first)
    if match is None or match.lastindex is None:
        return cells, ""
    before, after = match[1] or "", match[2] or match[3] or ""
    if not all(cell.startswith(before) and cell.endswith(after) for cell in cells.values()):
        return cells, ""
    bare = {
        text: cell.removeprefix(before).removesuffix(after).strip() for text, cell in cells.items()
    }
    return bare, before or after


def share_of_numbers(texts: Iterable[str], decimal: str) -> float:
    """The share of the texts that are numbers or holes."""
    found = [
        is_hole(text, among_numbers=True) or not math.isnan(number(text.strip(), decimal))
        for text in texts
    ]
    return sum(found) / max(1, len(found))


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a table.

    Of numbers, `values` is (n,) of float64, NaN where a cell is empty, and `unit` what stands at
    every number. Of categories, `texts` are the different ones in order, and `values` (n,) of int32
    are places among them, −1 where a cell is empty.
    """

    name: str
    values: Array
    texts: tuple[str, ...] | None = None
    unit: str = ""

    def __len__(self) -> int:
        return len(self.values)

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers."""
        return self.texts is None

    @cached_property
    def empty(self) -> Array:
        """Which cells are empty, (n,) of bool."""
        return np.isnan(self.values) if self.is_number else self.values < 0

    @property
    def full(self) -> Array:
        """The values of the cells that are not empty; `values` itself where none is."""
        return self.values[~self.empty] if self.empty.any() else self.values

    def taken(self, places: Array) -> Column:
        """The same column of the rows at `places`, or where they are True."""
        return replace(self, values=self.values[places])


def recast(column: Column, kind: str) -> Column:
    """The column as NUMBER (a text that is none counts as empty) or as CATEGORY; else as it is."""
    if kind == CATEGORY and column.is_number:
        different, places = np.unique(column.values, return_inverse=True)
        texts = ["" if math.isnan(value) else f"{value:.15g}" for value in different.tolist()]
        return category(column.name, texts, places.reshape(-1))
    if kind == NUMBER and column.texts is not None:
        numbers = [number(text, POINT) for text in column.texts]
        return Column(column.name, np.array([*numbers, math.nan])[column.values])
    return column


def category(name: str, texts: Collection[str], places: Array) -> Column:
    """A column of categories: each cell is one of the different `texts`, by its place (n,)."""
    names = [text.strip() for text in texts]
    full = {text for text in names if text}
    # NA is a hole among words, and a country among codes of two letters.
    codes = all(len(text) == 2 and text.isupper() for text in full if not is_hole(text))
    holes = HOLES - {"na"} if codes and len(full) > 2 else HOLES
    different = sorted(text for text in full if text.lower() not in holes)
    known = {text: number for number, text in enumerate(different)}
    own = np.array([known.get(text, -1) for text in names], np.int32)
    return Column(name, own[places], tuple(different))


@dataclass(frozen=True, eq=False)
class Table:
    """A table as it was read, with what was guessed about it on the way.

    `notes` are sentences for the person, as errors that were not raised.
    """

    columns: tuple[Column, ...]
    encoding: str = ""
    separator: str = ""
    decimal: str = POINT
    has_header: bool = True
    skipped: int = 0
    notes: tuple[DataError, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.columns[0])

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def position(self, wanted: str, file: str) -> int:
        """The place of a column by its name, or its number from 1; DataError where none is."""
        names = self.names
        if wanted in names:
            return names.index(wanted)
        if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
            return int(wanted) - 1
        shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
        raise DataError(
            "“{file}” has no column “{wanted}”.",
            "Give a number from 1 to {count}, or one of these names: {names}.",
            file=file, wanted=wanted, count=len(names), names=shown,
        )  # fmt: skip
