"""How much room a workbook claims, before anything makes it.

Whoever reads a sheet makes room for all cells between the first and the last one: two cells in the
corners of a sheet, in a file of some thousand bytes, are a hundred gigabytes. Here the places of
the cells are looked at, and nothing is kept of what they hold.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from diynn.workers import check_cancelled

_PLACE = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]*)\$?([0-9]*)["']""")
"""Where a cell or a row of Excel's stands: B7, or 7."""
_COUNT = re.compile(rb"""\b(?:count|uniqueCount)\s*=\s*["']([0-9]{1,18})""")
"""As many texts as there are is room made for."""
_ODS = re.compile(rb"<(?:[\w.-]+:)?((?:covered-)?table-cell|table-row|table)(?![\w-])([^>]*)>")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([0-9]{1,18})""")
_MOST = 10**12
"""Enough for any machine to refuse."""
_CELL, _FILLED = 40, 180
"""Bytes that a cell takes while its sheet is read, and one that is not empty besides."""
_FREE = 0xFFFFFFF0
"""From here on a sector's number in a compound file says something else than where it is."""

# Records of Excel's until 2003 that begin with a row and a column.
_CELLS = frozenset((0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD,
                    0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406))  # fmt: skip
_RUNS = frozenset((0x00BD, 0x00BE))
_SIZES, _SHEET, _END = 0x0200, 0x0085, 0x000A


class Area:
    """The rectangle that holds all cells that were seen."""

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._columns: list[int] = []

    def take(self, row: int, column: int) -> None:
        """See a cell."""
        for ends, at in ((self._rows, row), (self._columns, column)):
            ends[:] = (min(ends[0], at), max(ends[1], at)) if ends else (at, at)

    def close(self) -> int:
        """How many cells it has."""
        if not self._rows:
            return 0
        rows, columns = (ends[1] - ends[0] + 1 for ends in (self._rows, self._columns))
        return min(rows * columns, _MOST)


def claimed_bytes(content: bytes) -> int:
    """What it may take to read a workbook: .xlsx, .xlsb, .xls or .ods, by its contents.

    May raise ValueError, struct.error, IndexError or zipfile's and zlib's errors where it is
    damaged.
    """
    if not content.startswith(b"PK"):
        stream = _workbook(content)
        starts, sizes = _globals(stream)
        return _CELL * max([_old_sheet(stream, start) for start in (0, *starts)] + sizes)
    found = [0]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            check_cancelled()
            with archive.open(part) as member:
                text = member.read()
            if part.filename.endswith(".bin"):
                found.append(_CELL * _binary_sheet(text))
            elif part.filename == "content.xml":
                found.append(_open_sheet(text))
            else:
                counts = [int(count) for count in _COUNT.findall(text)]
                found.append(_CELL * max(_new_sheet(text), *counts, 0))
    return max(found)


# .xlsx and .xlsb


def _new_sheet(text: bytes) -> int:
    """Rows and columns as far as the places reach; cells without one follow each other."""
    places = set(_PLACE.findall(text))
    rows = [int(digits[:18]) for _, digits in places if digits]
    columns = [_column(letters) for letters, _ in places if letters]
    follow = text.count(b"<c ") + text.count(b"<c>") + text.count(b"<c/") + text.count(b":c")
    span = max(columns, default=0) - min(columns, default=0) + 1
    height = max(rows, default=0) - min(rows, default=0) + 1
    # Those that follow others lie in their rows: at most as many beside as there are.
    beside = span if len(places) >= follow else span + _longest_row(text)
    return min(height * beside, _MOST) if follow else 0


def _longest_row(text: bytes) -> int:
    """The most cells that stand one after the other between two rows."""
    pieces = re.split(rb"<(?:\w+:)?row\b", text)
    return max(len(re.findall(rb"<(?:\w+:)?c\b", piece)) for piece in pieces)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:12]:
        number = 26 * number + letter - 64
    return number


def _binary_sheet(content: bytes) -> int:
    """Records whose kind and length are numbers of one byte or more; 0 is a row, 1 to 11 cells."""
    area, at, row = Area(), 0, 0
    while at < len(content):
        kind, at = _number(content, at, 2)
        length, at = _number(content, at, 4)
        if kind <= 11 and length >= 4 and at + 4 <= len(content):
            (value,) = struct.unpack_from("<I", content, at)
            if kind:
                area.take(row, value)
            else:
                row = value
        at += length
    return area.close()


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and the place behind it."""
    value = 0
    for place in range(most):
        byte = content[at + place] if at + place < len(content) else 0
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, at + place + 1
    return value, at + most


# .ods


def _open_sheet(text: bytes) -> int:
    """Bytes. What is repeated counts as often as it is; what is empty, only before something that
    is not.
    """
    largest = width = waiting = rows = empty_rows = repeated = 0
    most_wide = in_row = filled = 0

    def end_row() -> None:
        nonlocal rows, empty_rows, most_wide, filled
        if width:
            rows, empty_rows = rows + empty_rows + repeated, 0
            most_wide = max(most_wide, width)
            filled += in_row * repeated
        else:
            empty_rows += repeated

    for mark in _ODS.finditer(text):
        kind, attributes = mark[1], mark[2]
        times = _REPEATED.search(attributes)
        count = 1 if times is None else int(times[1])
        if kind in (b"table", b"table-row"):
            end_row()
            width = waiting = in_row = 0
            repeated = count if kind == b"table-row" else 0
            if kind == b"table":
                largest = max(largest, _CELL * rows * most_wide + _FILLED * filled)
                rows = empty_rows = most_wide = filled = 0
        elif b"value" in attributes or not attributes.endswith(b"/"):
            width, waiting, in_row = width + waiting + count, 0, in_row + count
        else:
            waiting += count
    end_row()
    return min(max(largest, _CELL * rows * most_wide + _FILLED * filled), _CELL * _MOST)


# .xls: a compound file with a stream of records


def _workbook(content: bytes) -> bytes:
    """The stream “Workbook”, or “Book” of older versions."""
    size = 1 << min(struct.unpack_from("<H", content, 30)[0], 16)
    tables, folder, cutoff, short_table, more = (
        struct.unpack_from("<I", content, at)[0] for at in (44, 48, 56, 60, 68)
    )
    listed = list(struct.unpack_from("<109I", content, 76))
    while more < _FREE and len(listed) < len(content):
        sector = _sector(content, size, more)
        listed += struct.unpack(f"<{size // 4 - 1}I", sector[:-4])
        (more,) = struct.unpack("<I", sector[-4:])
    chain: list[int] = []
    for number in listed[:tables]:
        if number < _FREE:
            chain += struct.unpack(f"<{size // 4}I", _sector(content, size, number))

    def joined(start: int, table: list[int], source: bytes, step: int, shift: int) -> bytes:
        places = list(_followed(start, table))
        return b"".join(source[(at + shift) * step : (at + shift + 1) * step] for at in places)

    whole = joined(folder, chain, content.ljust(-(-len(content) // size) * size, b"\0"), size, 1)
    entries: dict[str, tuple[int, int]] = {}
    for at in range(0, len(whole) - 127, 128):
        length = min(struct.unpack_from("<H", whole, at + 64)[0], 64)
        name = whole[at : at + max(length - 2, 0)].decode("utf-16-le", "replace").lower()
        first, size_there = struct.unpack_from("<II", whole, at + 116)
        entries.setdefault(name, (first, size_there))
    start, length = entries.get("workbook") or entries["book"]
    if length >= cutoff:
        return joined(start, chain, content, size, 1)[:length]
    root = joined(entries["root entry"][0], chain, content, size, 1)
    shorts = joined(short_table, chain, content, size, 1)
    table = list(struct.unpack(f"<{len(shorts) // 4}I", shorts[: len(shorts) // 4 * 4]))
    return joined(start, table, root, 64, 0)[:length]


def _sector(content: bytes, size: int, number: int) -> bytes:
    sector = content[(number + 1) * size : (number + 2) * size]
    return sector.ljust(size, b"\xff")


def _followed(start: int, table: list[int]) -> Iterator[int]:
    """The sectors of a chain; one that leads back, or nowhere, ends there."""
    for _ in table:
        if start >= len(table):
            return
        yield start
        start = table[start]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Each record up to the end of its part: its kind, where its contents begin, their length."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        if kind == _END:
            return
        at += 4 + length


def _globals(stream: bytes) -> tuple[list[int], list[int]]:
    """Where sheets begin, and how many cells each says it has: room is made for these."""
    starts, sizes = [], [0]
    for kind, at, length in _records(stream, 0):
        if kind == _SHEET and length >= 4 and at + 4 <= len(stream):
            starts.append(struct.unpack_from("<I", stream, at)[0])
    for start in starts:
        for kind, at, length in _records(stream, start):
            if kind == _SIZES and at + length <= len(stream):
                form = {10: "<HHHH", 14: "<IIHH"}.get(length)
                if form is not None:
                    low, high, left, right = struct.unpack_from(form, stream, at)
                    sizes.append(min(max(high - low + 1, 0) * max(right - left + 1, 0), _MOST))
    return starts, sizes


def _old_sheet(stream: bytes, start: int) -> int:
    area = Area()
    for kind, at, length in _records(stream, start):
        if kind in _CELLS and length >= 4 and at + 4 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at)
            area.take(row, column)
            if kind in _RUNS and length >= 8:
                area.take(row, column + (length - 6) // 2)
    return area.close()
