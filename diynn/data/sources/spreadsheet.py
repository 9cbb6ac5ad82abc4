"""Read the first sheet of a workbook: Excel's, or an OpenDocument sheet."""

from __future__ import annotations

import io
import math
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from diynn.data.columns import (
    ASKS_KIND,
    CATEGORY,
    IGNORED,
    MOSTLY,
    NUMBER,
    POINT,
    STRAYS_FROM,
    Column,
    Numbers,
    Table,
    as_numbers,
    category,
    is_hole,
    number,
    share_of_numbers,
)
from diynn.data.sources.reading import broken, opened, reading
from diynn.data.sources.sheet_size import claimed_bytes
from diynn.data.sources.table_format import (
    AS_FOUND,
    FormatChoices,
    are_codes,
    column_names,
    is_header,
)
from diynn.errors import DataError
from diynn.memory import check_claim
from diynn.workers import check_cancelled

_GARBLED = (ValueError, LookupError, RuntimeError, struct.error)
"""What a part that is encrypted, or numbers that lead nowhere, raise."""


def is_spreadsheet(path: Path, start: bytes) -> bool:
    """Whether a file that begins with `start` is a workbook of Excel's or an OpenDocument sheet."""
    if not start.startswith(b"PK"):
        return False
    try:
        with reading(path), opened(path) as stream, zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except (NotImplementedError, UnicodeDecodeError):
        # Of a kind of archive that Python does not know: whoever reads it says so.
        return False
    return any(name.startswith("xl/") for name in names) or "content.xml" in names


def read_sheet(
    path: Path, decimal: str, kinds: Mapping[str, str], chosen: FormatChoices = AS_FOUND
) -> Table:
    """The table in the first sheet that has one; as `read_table` in what it takes and raises."""
    rows, sheet, others = _sheet_rows(path)
    begin = _first_row(rows) if chosen.skipped is None else min(chosen.skipped, len(rows))
    skipped, rows = begin, rows[begin:]
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        raise DataError(
            "“{file}” has only one column.",
            "A table needs at least one column of inputs and one of targets.",
            file=path.name,
        )
    texts = [[_text(cell) for cell in row] for row in rows[:200]]
    header = is_header(texts) if chosen.has_header is None else chosen.has_header
    names = column_names(texts[0] if header else [], width)
    body = rows[1:] if header else rows
    columns = []
    for place, name in enumerate(names):
        check_cancelled()
        if kinds.get(name) != IGNORED:
            cells = [row[place] for row in body]
            columns.append(_sheet_column(name, cells, decimal or POINT, kinds.get(name, ""), path))
    notes = [] if not others else [DataError(
        "“{file}” has more than one sheet: “{sheet}” was read.",
        "Save another sheet as a table of its own to read it.",
        file=path.name, sheet=sheet,
    )]  # fmt: skip
    return Table(
        tuple(columns), "", sheet, decimal or POINT, header, skipped, tuple(notes)
    )


def _sheet_rows(path: Path) -> tuple[list[list[Any]], str, int]:
    """The rows of the first sheet that has any, its name, and how many others have some."""
    from python_calamine import CalamineError, CalamineWorkbook

    with reading(path), opened(path) as stream:
        there, packed = path.stat().st_size, stream.read(2) == b"PK"
        stream.seek(0)
        if packed:
            with zipfile.ZipFile(stream) as archive:
                # A cell of a sheet's XML takes ten letters and more, and some 60 bytes here.
                inside = sum(part.file_size for part in archive.infolist())
            check_claim(8 * inside, path.name, there, 1)
            stream.seek(0)
        content = stream.read()
        try:
            # Between the first cell and the last there is room for all, however few there are.
            check_claim(claimed_bytes(content), path.name, there, 1)
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            found = []
            for name in book.sheet_names:
                check_cancelled()
                rows = book.get_sheet_by_name(name).to_python(skip_empty_area=True)
                rows = [row for row in rows if any(_text(cell) for cell in row)]
                if len(rows) > 1:
                    found.append((rows, name))
        except (CalamineError, OSError, *_GARBLED) as error:
            raise broken(path) from error
        except BaseException as error:
            # The library's own words for what it did not foresee are no Exception.
            if type(error).__name__ != "PanicException":
                raise
            raise broken(path) from error
    if not found:
        raise DataError(
            "“{file}” holds no lines.", "Choose another file, or copy it again.", file=path.name
        )
    return found[0][0], found[0][1], len(found) - 1


def _first_row(rows: Sequence[Sequence[Any]]) -> int:
    """The row in which the table begins: titles above it fill fewer cells."""
    filled = [sum(bool(_text(cell)) for cell in row) for row in rows[:200]]
    usual = sorted(filled)[len(filled) // 2]
    return next(place for place, count in enumerate(filled) if 2 * count > usual)


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _sheet_column(
    name: str, cells: list[Any], decimal: str, kind: str, path: Path
) -> Column:
    if kind != CATEGORY and all(
        isinstance(cell, int | float) and not isinstance(cell, bool)
        for cell in cells if _text(cell)
    ):  # fmt: skip
        return Column(name, np.array([cell if _text(cell) else math.nan for cell in cells], float))
    texts = [_text(cell) for cell in cells]
    different = dict.fromkeys(texts)
    numbers = Numbers({}) if are_codes(tuple(different)) else as_numbers(different)
    values = numbers.values.get(decimal) or next(iter(numbers.values.values()), None)
    if kind != CATEGORY and values:
        return Column(name, np.array([values[text] for text in texts]), unit=numbers.unit)
    if kind == NUMBER or (
        kind != CATEGORY and len(different) > STRAYS_FROM
        and share_of_numbers(texts, decimal) > MOSTLY
    ):  # fmt: skip
        found = {text: number(text, decimal) for text in different}
        stray = next(
            text for text, value in found.items()
            if math.isnan(value) and not is_hole(text, among_numbers=True)
        )  # fmt: skip
        if kind != NUMBER:
            raise DataError(
                "“{file}”, row {line}: the value of “{column}” is not a number: “{cell}”.",
                "Write a number there, or say that “{column}” holds categories or is to be "
                "ignored.",
                file=path.name, line=texts.index(stray) + 2, column=name, cell=stray[:40],
                asks=ASKS_KIND,
            )  # fmt: skip
        return Column(name, np.array([found[text] for text in texts]))
    places = {text: number for number, text in enumerate(different)}
    return category(name, different, np.array([places[text] for text in texts], np.int32))
