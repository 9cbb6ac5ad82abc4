"""Read a table: one sample a line, one column of it the target."""

from __future__ import annotations

import csv
import io
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from diynn.dataset import Array
from diynn.datasets.opening import text_of
from diynn.errors import DataError

_DELIMITERS = ("\t", ";", ",")
_SNIFFED = 200_000
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
    out: it would tell the network where in the file a sample stood.

    Raises FileError if the file cannot be opened, and DataError naming line and column for a hole,
    a value that is no finite number, and a line that is longer or shorter than the others.
    """
    content = text_of(path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter, path.name)
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
    x, labels = _parsed(itertools.chain(head, rows), names, target, comma, path.name)
    features = names[:target] + names[target + 1 :]
    if nameless and target > 0 and x.shape[1] > 1 and _counts(x[:, 0]):
        x, features = x[:, 1:], features[1:]
    return Table(x, labels, features, names[target])


def _delimiter(text: str) -> str:
    """The sign that stands equally often in each of the first lines; a space if none does."""
    lines = [line for line in text[:_SNIFFED].splitlines() if line.strip()][:20]
    if len(text) > _SNIFFED and len(lines) > 1:
        lines.pop()  # it may have been cut
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


def _rows(text: str, delimiter: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the number of its last line."""
    if delimiter == " ":
        for number, line in enumerate(text.splitlines(), start=1):
            if cells := line.split():
                yield number, cells
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise DataError(
            "“{file}”, line {line}: the table cannot be read here ({reason}).",
            "Look for a quotation mark that is never closed.",
            file=file, line=reader.line_num, reason=str(error),
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
    file: str,
) -> tuple[Array, Array]:  # fmt: skip
    values: list[Array] = []
    targets: list[str] = []
    for line, cells in rows:
        if len(cells) != len(names):
            raise DataError(
                "“{file}”, line {line}: {found} columns where the other lines have {wanted}.",
                "Mend the line or take it out.",
                file=file, line=line, found=len(cells), wanted=len(names),
            )  # fmt: skip
        targets.append(cells.pop(target).strip())
        if targets[-1].lower() in _HOLES:
            raise _bad_cell(file, line, names[target], targets[-1])
        row = np.array([_number(cell, comma) for cell in cells])
        if not np.isfinite(row).all():
            bad = int(np.argmin(np.isfinite(row)))
            raise _bad_cell(file, line, names[bad + (bad >= target)], cells[bad].strip())
        values.append(row)
    if not values:
        raise DataError(
            "“{file}” holds no samples.", "Choose another file, or copy it again.", file=file
        )
    numbers = np.array([_number(cell, comma) for cell in targets])
    return np.stack(values), numbers if np.isfinite(numbers).all() else np.array(targets)


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
