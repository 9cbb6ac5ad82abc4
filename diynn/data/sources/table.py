"""Read a table of columns: CSV however it is written, or a spreadsheet."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from diynn.data.columns import (
    ASKS_DECIMAL,
    ASKS_KIND,
    CATEGORY,
    COMMA,
    IGNORED,
    MOSTLY,
    NUMBER,
    NUMBER_HOLES,
    POINT,
    STRAYS_FROM,
    Array,
    Column,
    Numbers,
    Table,
    as_numbers,
    category,
    is_hole,
    number,
)
from diynn.data.sources.reading import opened, text_blocks
from diynn.data.sources.spreadsheet import is_spreadsheet, read_sheet
from diynn.data.sources.table_format import (
    AS_FOUND,
    SPACE,
    Format,
    FormatChoices,
    are_codes,
    decoded,
    format_of,
    rows_of,
)
from diynn.errors import DataError
from diynn.memory import check_claim
from diynn.text import short
from diynn.workers import check_cancelled

_FIRST_PIECE, _PIECE = 2**18, 2**22
"""Bytes that are read at once, at first and at most; between them an eighth of what has been read,
so that a small table takes little memory, and a large one has few pieces."""
_LONGEST_CELL = 2**25
"""A quotation mark that is not closed within so many bytes ends the cell at its line."""
_PANDAS_HOLES = sorted(
    {form for hole in NUMBER_HOLES for form in (hole, hole.upper(), hole.capitalize())}
    | {"NaN", "N/a", "nAn"}
)


def read_table(
    path: Path, decimal: str = "", kinds: Mapping[str, str] | None = None,
    chosen: FormatChoices = AS_FOUND,
) -> Table:  # fmt: skip
    """The table at `path`: a spreadsheet by its contents, else a text (CSV).

    The separator, the letters, the line of names and the decimal sign are found by what all of the
    file shows; `decimal` says the sign where that is known, `told` the rest. `kinds` says of
    columns by name what they are: NUMBER (a cell that is none counts as empty), CATEGORY or
    IGNORED; a column is one of numbers where it is so throughout. A first column without a name
    that only counts the rows, as pandas writes it, is left out.

    Raises FileError if the file cannot be opened, and DataError that names line and column for what
    cannot be decided, and for a line that is longer or shorter than the others.
    """
    kinds = kinds or {}
    with opened(path) as stream:
        start = stream.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0") or is_spreadsheet(path, start):
        table = read_sheet(path, decimal, kinds, chosen)
    else:
        table = _read_text(path, decimal, kinds, chosen)
    if not len(table):
        raise DataError(
            "“{file}” holds no samples.", "Choose another file, or copy it again.", file=path.name
        )
    return table


# --- texts --------------------------------------------------------------------------------------


def _read_text(path: Path, decimal: str, kinds: Mapping[str, str], chosen: FormatChoices) -> Table:
    form = format_of(path, decimal, chosen)
    texts = set(form.codes)
    for place, name in enumerate(form.names):
        if kinds.get(name) == CATEGORY:
            texts.add(place)
    # Once more where the whole file shows another decimal sign than its beginning, or where a
    # column turns out to be one of texts after numbers were read in it.
    for _ in range(3):
        parts = _Parts(
            path, form, frozenset(texts), is_known=bool(decimal), letters=chosen.encoding
        )
        parts.read()
        signs = parts.signs()
        if not decimal and signs and form.decimal not in signs:
            form = replace(form, decimal=next(iter(signs)))
            decimal = form.decimal
            continue
        mixed = parts.mixed(signs, kinds)
        if not mixed - texts:
            break
        texts |= mixed
    columns = []
    for place in range(len(form.names)):
        kind = kinds.get(form.names[place], "")
        if kind != IGNORED:
            columns.append(parts.column(place, signs, kind))
    if form.nameless and len(columns) > 2 and columns[0].is_number and _counts(columns[0].values):
        columns = columns[1:]
    return Table(
        tuple(columns), parts.encoding, form.separator, form.decimal, form.has_header,
        max(0, form.first_line - 1), tuple(parts.notes),
    )  # fmt: skip


class _Parts:
    """The columns of a text table while it is read, a piece at a time."""

    def __init__(
        self, path: Path, form: Format, texts: frozenset[int], *, is_known: bool, letters: str
    ) -> None:
        """`texts` are columns to read as texts; `is_known` where the decimal sign was told;
        `letters` is the encoding that was told, or empty."""
        self._path, self._form, self._is_known, self._letters = path, form, is_known, letters
        self._texts = set(texts)
        self._there = path.stat().st_size
        self.encoding = form.encoding
        self.notes: list[DataError] = []
        width = len(form.names)
        self._numbers: list[list[Array]] = [[] for _ in range(width)]
        self._codes: list[list[Array]] = [[] for _ in range(width)]
        self._places: list[dict[str, int]] = [{} for _ in range(width)]
        self._order: list[list[bool]] = [[] for _ in range(width)]
        """Of each piece whether it was read as texts."""
        self._claim = 0

    def read(self) -> None:
        """Read the whole file."""
        line = 1
        for number_of_piece, piece in enumerate(_pieces(self._path)):
            check_cancelled()
            lines = piece.count(b"\n")
            piece = self._in_utf8(piece, line)
            if not number_of_piece:
                piece, dropped = self._below_the_names(piece)
                line += dropped
                lines -= dropped
            if piece.strip():
                self._take(piece, line)
            line += lines

    def _in_utf8(self, piece: bytes, line: int) -> bytes:
        """The piece with its letters as UTF-8; a wrong byte is told of."""
        if piece.isascii():
            return piece
        try:
            piece.decode(self._letters or "utf-8")
        except UnicodeDecodeError as error:
            text, encoding = decoded(piece, self._letters)
            if encoding in ("utf-8", self._letters) and not self.notes:
                self.notes.append(DataError(
                    "“{file}”, line {line}: a letter is damaged. It is shown as �.",
                    "Save the table as UTF-8 if it matters.",
                    file=self._path.name, line=line + piece[: error.start].count(b"\n"),
                ))  # fmt: skip
            self.encoding = encoding
            return text.encode()
        return piece.decode(self._letters).encode() if self._letters else piece

    def _below_the_names(self, piece: bytes) -> tuple[bytes, int]:
        """The first piece without titles and names, and how many lines these had."""
        drop = self._form.first_line - 1
        lines = piece.splitlines(keepends=True)
        if self._form.has_header:
            # A name may have line breaks within quotation marks.
            rows = rows_of(b"".join(lines[: drop + 100]).decode(), self._form.separator)
            drop = next(row for row in rows if row[0] >= self._form.first_line)[0]
        return b"".join(lines[drop:]), drop

    def _take(self, piece: bytes, line: int) -> None:
        form = self._form
        frame = self._parsed(piece, line)
        # pandas fills a row that is too short with empty cells, and does not read one that is too
        # long: only where the last column has an empty cell the rows' lengths are to be looked at.
        last = frame[len(form.names) - 1]
        if last.isna().any() or (last.dtype == object and (last == "").any()):
            self._check_widths(piece, line)
        unexpected = [
            place for place in range(len(form.names))
            if place not in self._texts and frame[place].dtype.kind not in "iuf"
        ]  # fmt: skip
        if unexpected:
            self._texts.update(unexpected)
            again = self._parsed(piece, line, unexpected)
            for place in unexpected:
                frame[place] = again[place]
        if not len(frame):
            return
        empty = np.ones(len(frame), bool)
        found: list[Array] = []
        for place in range(len(form.names)):
            column = frame[place]
            if place in self._texts:
                values = self._placed(place, column)
                empty &= values == self._places[place].get("", -1)
            else:
                # A copy: a view would keep all of the piece.
                values = column.to_numpy(np.float64, copy=True)
                empty &= np.isnan(values)
            found.append(values)
        for place, values in enumerate(found):
            kept = values[~empty] if empty.any() else values
            self._claim += kept.nbytes
            as_text = place in self._texts
            (self._codes if as_text else self._numbers)[place].append(kept)
            self._order[place].append(as_text)
        check_claim(self._claim, self._path.name, self._there)

    def _placed(self, place: int, column: Any) -> Array:
        """The cells as places among the column's texts, (n,) of int32."""
        from pandas import factorize

        codes, texts = factorize(column.to_numpy(object))
        known = self._places[place]
        before = len(known)
        own = np.array([known.setdefault(text, len(known)) for text in texts], np.int32)
        self._claim += sum(len(text) + 60 for text in texts) if len(known) > before else 0
        placed: Array = own[codes]
        return placed

    def _parsed(self, piece: bytes, line: int, columns: Sequence[int] | None = None) -> Any:
        """The piece as pandas reads it; texts as they are written, in `columns` alone if given."""
        import pandas as pd
        from pandas.errors import ParserError

        form = self._form
        texts = set(self._texts if columns is None else columns)
        try:
            frame = pd.read_csv(
                io.BytesIO(piece),
                sep=r"\s+" if form.separator == SPACE else form.separator,
                header=None, names=range(len(form.names)),
                usecols=None if columns is None else list(columns),
                dtype=dict.fromkeys(texts, object), skipinitialspace=True,
                keep_default_na=False,
                na_values={
                    place: _PANDAS_HOLES
                    for place in range(len(form.names)) if place not in texts
                },
                decimal=form.decimal, low_memory=False, engine="c",
            )  # fmt: skip
        except ParserError as error:
            self._check_rows(piece, line)
            raise self._unread(line, str(error)) from error
        if not isinstance(frame.index, pd.RangeIndex):
            # A row has more cells than there are columns: pandas takes the first for names of rows.
            self._check_rows(piece, line)
            raise self._unread(line, "more cells than columns")
        return frame

    def _unread(self, line: int, reason: str) -> DataError:
        return DataError(
            "“{file}”, line {line}: the table cannot be read here ({reason}).",
            "Look for a quotation mark that is never closed.",
            file=self._path.name, line=line, reason=reason,
        )  # fmt: skip

    # Lines that are longer or shorter than the others.

    def _check_widths(self, piece: bytes, line: int) -> None:
        if self._form.separator == SPACE:
            self._check_rows(piece, line)
            return
        letters = np.frombuffer(piece, np.uint8)
        signs = letters == ord(self._form.separator)
        ends = letters == ord("\n")
        if b'"' in piece:
            outside = ~np.bitwise_xor.accumulate(letters == ord('"'))
            signs &= outside
            ends &= outside
        ends_at = np.flatnonzero(ends)
        if not len(ends_at) or ends_at[-1] != len(piece) - 1:
            ends_at = np.append(ends_at, len(piece))
        counts = np.diff(np.searchsorted(np.flatnonzero(signs), ends_at), prepend=0)
        wrong = counts != len(self._form.names) - 1
        if wrong.any():
            lengths = np.diff(ends_at, prepend=-1)
            # An empty line is none.
            ends_in_return = letters[np.maximum(ends_at - 1, 0)] == ord("\r")
            if (wrong & (lengths > 1 + ends_in_return)).any():
                self._check_rows(piece, line)

    def _check_rows(self, piece: bytes, line: int) -> None:
        """Raise DataError for the first row of another width, as Python reads rows."""
        number_of_line = 0
        try:
            for number_of_line, cells in rows_of(piece.decode(), self._form.separator):
                if len(cells) != len(self._form.names):
                    raise DataError(
                        "“{file}”, line {line}: {found} column(s) where the other lines have "
                        "{wanted}.",
                        "Mend the line or take it out.",
                        file=self._path.name, line=line + number_of_line - 1, found=len(cells),
                        wanted=len(self._form.names),
                    )  # fmt: skip
        except csv.Error as error:
            raise self._unread(line + number_of_line, str(error)) from error

    # What the columns are.

    def _as_numbers(self, place: int) -> Numbers:
        if place in self._form.codes and not self._numbers[place]:
            return Numbers({})
        texts = self._places[place]
        return Numbers({}) if are_codes(tuple(texts)) else as_numbers(texts)

    def signs(self) -> set[str]:
        """The decimal signs that columns of this file need; empty where none shows one."""
        if self._is_known:
            return {self._form.decimal}
        needed: set[str] = set()
        for place in range(len(self._form.names)):
            found = self._as_numbers(place).signs if self._places[place] else set()
            if len(found) == 1:
                needed |= found
            if self._shows_fractions(place):
                needed.add(self._form.decimal)
        return needed

    def _shows_fractions(self, place: int) -> bool:
        return any(
            bool(np.any(part != np.floor(part), where=np.isfinite(part)))
            for part in self._numbers[place]
        )

    def mixed(self, signs: set[str], kinds: Mapping[str, str]) -> set[int]:
        """Columns in which numbers were read before it was seen that they hold texts."""
        found = set()
        for place, name in enumerate(self._form.names):
            if not (self._numbers[place] and self._codes[place]):
                continue
            numbers = self._as_numbers(place)
            agree = self._form.decimal in numbers.signs or (
                numbers.values and not self._shows_fractions(place)
            )
            if not agree and kinds.get(name) != NUMBER and not self._strays(place):
                found.add(place)
        return found

    def _strays(self, place: int) -> bool:
        """Whether nearly all cells are numbers, and many: then those that are none are faults."""
        numbers = sum(len(part) for part in self._numbers[place])
        texts = list(self._places[place])
        counts = self._counted(place)
        different = len(np.unique(np.concatenate([np.empty(0), *self._numbers[place]])))
        for text, count in zip(texts, counts, strict=True):
            if is_hole(text, among_numbers=True) or not math.isnan(self._number(text)):
                numbers += int(count)
                different += 1
        total = sum(map(len, self._numbers[place])) + int(counts.sum())
        return different > STRAYS_FROM and numbers > MOSTLY * total and numbers < total

    def _number(self, text: str) -> float:
        return number(text.strip(), self._form.decimal)

    def _counted(self, place: int) -> Array:
        counts = np.zeros(len(self._places[place]), np.int64)
        for part in self._codes[place]:
            counts += np.bincount(part, minlength=len(counts))
        return counts

    def column(self, place: int, signs: set[str], kind: str) -> Column:
        """The whole column, as `kind` or as what its cells are."""
        name = self._form.names[place]
        if not self._places[place]:
            return self._finite(Column(name, self._joined(place, None)))
        numbers = self._as_numbers(place)
        if kind != CATEGORY and numbers.values:
            return self._finite(self._numbered(place, numbers, signs))
        if kind == NUMBER or (kind != CATEGORY and self._strays(place)):
            found = {text: self._number(text) for text in self._places[place]}
            if kind != NUMBER:
                stray = next(
                    text for text, value in found.items()
                    if math.isnan(value) and not is_hole(text, among_numbers=True)
                )  # fmt: skip
                raise self._bad_cell(place, stray)
            return self._finite(Column(name, self._joined(place, found)))
        parts = [np.empty(0, np.int32), *self._codes[place]]
        self._codes[place] = []
        return category(name, self._places[place], np.concatenate(parts))

    def _numbered(self, place: int, numbers: Numbers, signs: set[str]) -> Column:
        name, sign = self._form.names[place], self._form.decimal
        if numbers.is_open and len(signs) != 1 and self._form.separator != COMMA:
            text = next(
                text for text, value in numbers.values[POINT].items()
                if value != numbers.values[COMMA][text] and not math.isnan(value)
            )  # fmt: skip
            raise DataError(
                "“{file}”, column “{column}”: “{cell}” may be {first} or {second}.",
                "Say which sign is the decimal one: the point or the comma.",
                file=self._path.name, column=name, cell=text.strip(),
                first=short(numbers.values[POINT][text]), second=short(numbers.values[COMMA][text]),
                asks=ASKS_DECIMAL,
            )  # fmt: skip
        chosen = numbers.values.get(next(iter(signs)) if len(signs) == 1 else sign)
        values = chosen or numbers.values.get(sign) or next(iter(numbers.values.values()))
        return Column(name, self._joined(place, values), unit=numbers.unit)

    def _joined(self, place: int, values: Mapping[str, float] | None) -> Array:
        """The column as float64: its numbers, and of its texts the `values`."""
        table = np.array([values[text] for text in self._places[place]]) if values else np.empty(0)
        numbers, codes = iter(self._numbers[place]), iter(self._codes[place])
        parts = [
            table[next(codes)] if texts else next(numbers) for texts in self._order[place]
        ]
        # What is joined is not needed any more.
        self._numbers[place], self._codes[place] = [], []
        return np.concatenate([np.empty(0), *parts])

    def _finite(self, column: Column) -> Column:
        if np.isinf(column.values).any():
            place = self._form.names.index(column.name)
            raise self._bad_cell(place, None)
        return column

    def _bad_cell(self, place: int, stray: str | None) -> DataError:
        """The error for the first cell that is `stray`, or that is no finite number."""
        line, found = 0, stray or ""
        text = "".join(block.decode(self.encoding, "replace") for block in text_blocks(self._path))
        for line, cells in rows_of(text, self._form.separator):
            if line < self._form.first_line + self._form.has_header:
                continue
            cell = cells[place] if place < len(cells) else ""
            if cell == stray or (stray is None and math.isinf(self._number(cell.strip()))):
                found = cell
                break
        return DataError(
            "“{file}”, line {line}: the value of “{column}” is not a number: “{cell}”.",
            "Write a number there, or say that “{column}” holds categories or is to be ignored.",
            file=self._path.name, line=line, column=self._form.names[place],
            cell=found.strip()[:40], asks=ASKS_KIND,
        )  # fmt: skip


def _pieces(path: Path) -> Iterator[bytes]:
    """The file in pieces of whole rows: none ends within quotation marks."""
    piece, taken, size = bytearray(), 0, _FIRST_PIECE
    for block in text_blocks(path):
        if b"\n" not in block:
            block = block.replace(b"\r", b"\n")
        piece += block
        if len(piece) >= size and (piece.count(b'"') % 2 == 0 or len(piece) > _LONGEST_CELL):
            yield bytes(piece)
            taken += len(piece)
            piece.clear()
            size = min(max(taken // 8, _FIRST_PIECE), _PIECE)
    if piece:
        yield bytes(piece)


def _counts(column: Array) -> bool:
    """Whether a column only counts the rows, from 0 or from 1."""
    return bool(column[0] in (0, 1) and np.all(np.diff(column) == 1))
