"""Read a table: one sample a line, one column of it the target."""

from __future__ import annotations

import csv
import io
import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from diynn.data.dataset import Array
from diynn.data.sources.reading import text_blocks
from diynn.errors import DataError
from diynn.memory import check_claim
from diynn.workers import check_cancelled

_DELIMITERS = ("\t", ";", ",")
_SNIFFED = 200_000
_CELLS = 2**13
"""Cells of a table that are read at once."""
_HOLES = {"", "?", "na", "n/a", "nan", "null"}


@dataclass(frozen=True)
class Table:
    """A table as it was read: `x` (n, columns) of float64, `targets` (n,) of float64 or texts.

    `features` names the columns of `x`, `target` that of the targets; without a header the names
    are "column 1", "column 2", …
    """

    x: Array
    targets: Array
    features: tuple[str, ...]
    target: str


def read_table(path: Path, target_column: str = "") -> Table:
    """The table in `path`: CSV with commas, semicolons or tabs, or columns parted by spaces.

    `target_column` is a column's name or its number counted from 1; the last column if empty. A
    first line without numbers is a header. A decimal comma is understood unless the comma parts the
    columns. A first column without a name that only counts the lines, as pandas writes it, is left
    out: it would give the network the sample's place in the file.

    Raises FileError if the file cannot be opened, and DataError naming line and column for a hole,
    a value that is no finite number, and a line that is longer or shorter than the others.
    """
    try:
        return _read(path, target_column, "utf-8")
    except UnicodeDecodeError:
        return _read(path, target_column, "latin-1")


def _read(path: Path, target_column: str, encoding: str) -> Table:
    delimiter = _delimiter(path, encoding)
    rows = _rows(path, encoding, delimiter)
    first = next(rows, None)
    if first is None:
        raise DataError(
            "“{file}” holds no lines.", "Choose another file, or copy it again.", file=path.name
        )
    _, cells = first
    if len(cells) < 2:
        raise DataError(
            "“{file}” has only one column.",
            "A table needs at least one column of inputs and one of targets, parted by commas, "
            "semicolons or tabs.",
            file=path.name,
        )
    second = next(rows, None)
    comma = delimiter != ","
    names = tuple(f"column {number}" for number in range(1, len(cells) + 1))
    head = [row for row in (first, second) if row is not None]
    target = len(cells) - 1
    if _is_header(cells, second[1] if second else None, comma):
        head = head[1:]
        names = tuple(cell.strip() or name for cell, name in zip(cells, names, strict=True))
        nameless = not cells[0].strip()
    else:
        nameless = False
    if target_column.strip():
        target = _position(target_column.strip(), names, path.name)
    x, labels = _parsed(itertools.chain(head, rows), names, target, comma, path)
    features = names[:target] + names[target + 1 :]
    if nameless and target > 0 and x.shape[1] > 1 and _counts(x[:, 0]):
        x, features = x[:, 1:], features[1:]
    return Table(x, labels, features, names[target])


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """The lines with their ends; UnicodeDecodeError if they are written in another encoding."""
    for block in text_blocks(path):
        yield from io.StringIO(block.decode(encoding), newline="")


def _delimiter(path: Path, encoding: str) -> str:
    """The sign that occurs equally often in each of the first lines; a space if none does."""
    lines: list[str] = []
    length = 0
    for line in _lines(path, encoding):
        length += len(line)
        if length > _SNIFFED and lines:
            break
        lines += [part for part in line.splitlines() if part.strip()]
        if len(lines) >= 20:
            break
    del lines[20:]
    for delimiter in _DELIMITERS:
        try:
            counts = {len(row) for row in csv.reader(lines, delimiter=delimiter)}
        except csv.Error:
            continue
        if len(counts) == 1 and counts != {1}:
            return delimiter
    # No sign fits every line: take the most frequent, so that the odd line can be named.
    most = max(_DELIMITERS, key=lambda sign: sum(line.count(sign) for line in lines))
    return most if any(most in line for line in lines) else " "


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the number of its last line."""
    lines = _lines(path, encoding)
    if delimiter == " ":
        parts = itertools.chain.from_iterable(line.splitlines() for line in lines)
        for number, line in enumerate(parts, start=1):
            if cells := line.split():
                yield number, cells
        return
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise DataError(
            "“{file}”, line {line}: the table cannot be read here ({reason}).",
            "Look for a quotation mark that is never closed.",
            file=path.name, line=reader.line_num, reason=str(error),
        ) from error  # fmt: skip


def _number(cell: str, comma: bool) -> float:
    """The number in a cell; NaN if it is none."""
    try:
        return float(cell.replace(",", ".") if comma else cell)
    except ValueError:
        return math.nan


def _is_header(cells: list[str], second: list[str] | None, comma: bool) -> bool:
    """Whether the first row names the columns: no number in it, but some below."""

    def numeric(row: list[str]) -> list[bool]:
        return [not math.isnan(_number(cell, comma)) for cell in row]

    return second is not None and not any(numeric(cells)) and any(numeric(second))


def _position(wanted: str, names: tuple[str, ...], file: str) -> int:
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


def _parsed(
    rows: Iterator[tuple[int, list[str]]], names: tuple[str, ...], target: int, comma: bool,
    path: Path,
) -> tuple[Array, Array]:  # fmt: skip
    """The inputs (n, columns) as float64, and the targets (n,) as float64 or texts."""
    there, file = path.stat().st_size, path.name
    values: list[Array] = []
    column = _Targets()
    count = 0
    for batch in _batches(rows, len(names)):
        check_cancelled()
        texts: list[str] = []
        kept: list[list[float]] = []
        for line, cells in batch:
            if len(cells) != len(names):
                # Faults are reported in the order of the lines.
                _check(batch[: len(kept)], texts, kept, names, target, file)
                raise DataError(
                    "“{file}”, line {line}: {found} column(s) where the other lines have {wanted}.",
                    "Mend the line or take it out.",
                    file=file, line=line, found=len(cells), wanted=len(names),
                )  # fmt: skip
            texts.append(cells[target].strip())
            row = [_number(cell, comma) for cell in cells]
            del row[target]
            kept.append(row)
        values.append(_check(batch, texts, kept, names, target, file))
        column.add(texts, comma)
        count += len(batch)
        check_claim(8 * count * len(names), file, there)
    if not values:
        raise DataError(
            "“{file}” holds no samples.", "Choose another file, or copy it again.", file=file
        )
    values.reverse()
    parts = (values.pop() for _ in range(len(values)))
    x = _joined(parts, np.empty((count, len(names) - 1)))
    return x, column.whole(path)


def _batches(
    rows: Iterator[tuple[int, list[str]]], columns: int
) -> Iterator[list[tuple[int, list[str]]]]:
    """The rows, as many at a time as have about _CELLS cells."""
    while batch := list(itertools.islice(rows, max(1, _CELLS // columns))):
        yield batch


def _check(
    rows: list[tuple[int, list[str]]], targets: list[str], values: list[list[float]],
    names: tuple[str, ...], target: int, file: str,
) -> Array:  # fmt: skip
    """The values as an array; DataError for the first row that has a hole or no number."""
    array = np.array(values, np.float64).reshape(len(rows), len(names) - 1)
    finite = np.isfinite(array)
    good = finite.all(axis=1)
    good &= np.array([text.lower() not in _HOLES for text in targets], bool)
    if good.all():
        return array
    place = int(np.argmin(good))
    line, cells = rows[place]
    if targets[place].lower() in _HOLES:
        raise _bad_cell(file, line, names[target], targets[place])
    wrong = int(np.argmin(finite[place]))
    wrong += wrong >= target
    raise _bad_cell(file, line, names[wrong], cells[wrong].strip())


class _Targets:
    """The target column as it grows: numbers as long as all cells are, and texts otherwise."""

    def __init__(self) -> None:
        self._numbers: list[Array] | None = []
        # A cell holds no zero byte: a text with any was refused.
        self._texts: list[str] = []
        self._count = self._longest = 0

    def add(self, cells: list[str], comma: bool) -> None:
        """Take in further cells."""
        self._count += len(cells)
        self._longest = max(self._longest, *map(len, cells))
        self._texts.append("\0".join(cells))
        if self._numbers is not None:
            numbers = np.array([_number(cell, comma) for cell in cells])
            if np.isfinite(numbers).all():
                self._numbers.append(numbers)
            else:
                self._numbers = None

    def whole(self, path: Path) -> Array:
        """All of them; DataError where one long text would make all of them too large."""
        if self._numbers is not None:
            return _joined(self._numbers, np.empty(self._count))
        check_claim(4 * self._count * self._longest, path.name, path.stat().st_size)
        texts = np.empty(self._count, f"U{self._longest}")
        return _joined((np.array(part.split("\0")) for part in self._texts), texts)


def _joined(parts: Iterable[Array], whole: Array) -> Array:
    """`whole`, filled with all parts one after the other; a part may go once it is copied."""
    place = 0
    for part in parts:
        check_cancelled()
        whole[place : place + len(part)] = part
        place += len(part)
    return whole


def _bad_cell(file: str, line: int, column: str, cell: str) -> DataError:
    if cell.lower() in _HOLES:
        return DataError(
            "“{file}”, line {line}: the value of “{column}” is missing.",
            "Fill it in or take the line out.",
            file=file, line=line, column=column,
        )  # fmt: skip
    return DataError(
        "“{file}”, line {line}: the value of “{column}” is not a number: “{cell}”.",
        "Write a number there, or choose “{column}” as the target column.",
        file=file, line=line, column=column, cell=cell[:40],
    )  # fmt: skip


def _counts(column: Array) -> bool:
    """Whether a column only counts the lines, from 0 or from 1."""
    return bool(column[0] in (0, 1) and np.all(np.diff(column) == 1))
