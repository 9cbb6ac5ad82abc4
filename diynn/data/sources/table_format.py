"""How a text table is written: its letters, what parts its columns, which line has their names."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from diynn.data.columns import COMMA, POINT, Numbers, as_numbers, is_hole
from diynn.data.sources.reading import text_blocks
from diynn.errors import DataError

SPACE = " "
SEPARATORS = ("\t", ";", ",", "|")
_SAMPLE = 200_000
"""Bytes at the beginning by which the columns are told; cells are looked at in all of the file."""
_MOST_TITLES = 30
"""Lines before the table: a title, the source, an empty line."""
_FEW = 200
"""Rows that are looked at for a line of names."""

Rows = list[tuple[int, list[str]]]


@dataclass(frozen=True)
class FormatChoices:
    """What a person has said of how a table is written; the rest is found.

    `separator` is a sign and `encoding` Python's name, empty where they are to be found;
    `has_header` says whether the first row names the columns, and `skipped` how many lines stand
    before it, None where that is to be found.
    """

    separator: str = ""
    encoding: str = ""
    has_header: bool | None = None
    skipped: int | None = None


AS_FOUND = FormatChoices()


@dataclass(frozen=True)
class Format:
    """What the beginning of a text table shows.

    `encoding` is Python's name. `first_line` is the number of the first row's line, from 1; what
    stands before is no part of the table. `names` are the columns', in order; `has_header` tells
    whether the first row holds them. `decimal` is the sign that the first numbers show.
    """

    encoding: str
    separator: str
    first_line: int
    names: tuple[str, ...]
    has_header: bool
    nameless: bool
    decimal: str
    codes: frozenset[int]
    """Columns whose numbers are codes: some begin with zeros, as 007 does."""


def format_of(path: Path, decimal: str = "", chosen: FormatChoices = AS_FOUND) -> Format:
    """The format of the text table at `path`, where it has not been `told`.

    Raises DataError where it has no rows or only one column.
    """
    head = _head(path)
    text, encoding = decoded(head, chosen.encoding)
    separator, rows, first = _columns(text, chosen)
    if not rows:
        raise DataError(
            "“{file}” holds no lines.", "Choose another file, or copy it again.", file=path.name
        )
    width = len(rows[0][1])
    if width < 2:
        raise DataError(
            "“{file}” has only one column.",
            "A table needs at least one column of inputs and one of targets, parted by commas, "
            "semicolons or tabs.",
            file=path.name,
        )
    cells = [row for _, row in rows[:_FEW] if len(row) == width]
    # Looked at once: of a wide table this takes longest.
    found = [as_numbers(set(column)) for column in zip(*cells[1:], strict=True)]
    has_header = is_header(cells, found) if chosen.has_header is None else chosen.has_header
    names = column_names(cells[0] if has_header else [], width)
    below = cells[1:] if has_header else cells
    return Format(
        encoding=encoding, separator=separator, first_line=first, names=names,
        has_header=has_header, nameless=has_header and not cells[0][0].strip(),
        decimal=decimal or _decimal(found),
        codes=frozenset(
            place for place, column in enumerate(zip(*below, strict=True)) if are_codes(column)
        ),
    )  # fmt: skip


def _head(path: Path) -> bytes:
    """The first whole lines, about _SAMPLE bytes; the rest of a quoted cell is left out."""
    head = b""
    for block in text_blocks(path):
        head += block
        if len(head) > _SAMPLE:
            break
    return head


def decoded(text: bytes, encoding: str = "") -> tuple[str, str]:
    """A text and its encoding: UTF-8 where most of what is not ASCII is so, else Windows' own.

    A few wrong bytes in a text of UTF-8, or of the `encoding` that is given, become the sign �.
    """
    if encoding:
        return text.decode(encoding, "replace"), encoding
    try:
        return text.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        kept = text.decode("utf-8", "replace")
    wrong = kept.count("�")
    right = sum(letter > "\x7f" for letter in kept) - wrong
    if right > wrong:
        return kept, "utf-8"
    return text.decode("cp1252", "replace"), "cp1252"


def rows_of(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the number of its last line; csv.Error where it is none."""
    if separator == SPACE:
        for number, line in enumerate(text.splitlines(), start=1):
            if cells := line.split():
                yield number, cells
        return
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, skipinitialspace=True)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _columns(text: str, chosen: FormatChoices) -> tuple[str, Rows, int]:
    """The separator, the rows that it makes from the table's first on, and the first's line."""
    dropped = chosen.skipped or 0
    if dropped:
        text = "".join(text.splitlines(keepends=True)[dropped:])
    said = re.match(r"sep=(.)\r?\n", text)
    choices: tuple[str, ...] = (*SEPARATORS, SPACE)
    if chosen.separator or said:
        choices = (chosen.separator or (said[1] if said else ""),)
    best: tuple[tuple[float, ...], str, Rows, int] | None = None
    for separator in choices:
        rows: Rows = []
        # A cell without an end is told of when the table is read.
        with suppress(csv.Error):
            rows.extend(rows_of(text, separator))
        begins = [1, *(last + 1 for last, _ in rows)]
        if said:
            rows, begins = rows[1:], begins[1:]
        if not rows:
            continue
        counts = Counter(len(cells) for _, cells in rows)
        width, lines = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        share = lines / len(rows)
        # Spaces part the words of any text: only a table of nothing else is parted by them.
        sure = share if separator != SPACE else share * (share == 1)
        score = (width > 1, sure > 0.9, separator != SPACE, sure, width)
        if best is None or score > best[0]:
            begin = next(place for place, (_, cells) in enumerate(rows) if len(cells) == width)
            titles = begin if begin <= _MOST_TITLES and width > 1 and chosen.skipped is None else 0
            best = score, separator, rows[titles:], begins[titles] + dropped
    return (COMMA, [], 1) if best is None else best[1:]


def column_names(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """A name for each of `width` columns: what the cells say, else “column 3”; none twice."""
    # In their order; there may be tens of thousands, with as many of one name.
    names: dict[str, None] = {}
    numbers: dict[str, int] = {}
    for place in range(width):
        name = cells[place].strip() if place < len(cells) else ""
        name = own = " ".join(name.split()) or f"column {place + 1}"
        while own in names:
            numbers[name] = numbers.get(name, 1) + 1
            own = f"{name} ({numbers[name]})"
        names[own] = None
    return tuple(names)


def is_header(rows: Sequence[Sequence[str]], numbers: Sequence[Numbers] = ()) -> bool:
    """Whether the first row names the columns; `numbers` are those below, where they are known.

    It does where it has a text above numbers and no number that a name could not be; names that
    occur nowhere below while the texts below occur again; or whole numbers that rise by one step,
    such as years, which no row below does.
    """
    if len(rows) < 2:
        return False
    first, below = rows[0], rows[1:]
    rises = _rises(first)
    above_numbers = above_texts = 0
    known = numbers or [as_numbers(set(column)) for column in zip(*below, strict=True)]
    for name, found, *column in zip(first, known, *below, strict=True):
        name = name.strip()
        if name and not is_hole(name) and not as_numbers([name]).values:
            if found.values:
                above_numbers += 1
                continue
            full = [cell.strip() for cell in column if not is_hole(cell, among_numbers=True)]
            above_texts += len(set(full)) < len(full) and name not in full
        elif name and not (rises or re.fullmatch(r"\d{4}", name)):
            # A number names a column where it is a year, or one of 0, 1, 2 and so on.
            return False
    return above_numbers > 0 or above_texts > 0 or (
        rises and not any(map(_rises, below))
    )


def _rises(row: Sequence[str]) -> bool:
    """Whether the numbers of a row are whole ones that rise by the same step: 1990, 1991, 1992."""
    cells = [cell.strip() for cell in row if as_numbers([cell]).values]
    numbers = [int(cell) for cell in cells if re.fullmatch(r"\d{1,4}", cell)]
    if len(numbers) < len(cells):
        return False
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) >= 2 and len(steps) == 1 and min(steps) > 0


def are_codes(column: Sequence[str]) -> bool:
    """Whether numbers of the column are codes, which zeros begin: 007, 01234."""
    return any(re.fullmatch(r"\s*0\d+\s*", cell) for cell in column)


def _decimal(columns: Sequence[Numbers]) -> str:
    """The decimal sign of the first rows: the comma where nothing speaks for the point."""
    votes: Counter[str] = Counter()
    for numbers in columns:
        if len(numbers.signs) == 1:
            votes.update(numbers.signs)
    return COMMA if votes[COMMA] > votes[POINT] else POINT
