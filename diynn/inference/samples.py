"""New samples for a trained network: tables, pictures and arrays, read a piece at a time.

A row that cannot be used is told of with its reason and gets no answer; none is left out.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.columns import (
    CATEGORY,
    NUMBER_HOLES,
    Column,
    as_numbers,
    category,
    is_hole,
    number,
)
from diynn.data.sources.image_folder import Look, read_picture, visible_files
from diynn.data.sources.npz import as_samples, read_arrays
from diynn.data.sources.reading import opened, reading, text_blocks
from diynn.data.sources.spreadsheet import is_spreadsheet, read_sheet
from diynn.data.sources.table_format import SPACE, Format, decoded, format_of, rows_of
from diynn.data.sources.user_file import UserFile
from diynn.errors import DataError
from diynn.inference.processing import Processing
from diynn.workers import check_cancelled

Array = NDArray[Any]

PIECE = 2**22
"""Bytes of a table that are read at once."""
AT_ONCE = 4096
"""Pictures, or rows of an array, that are worked on at once."""
MOST_LISTED = 1000
"""Rows whose troubles are kept; the others are counted."""
_X = ("x", "x_test", "test_x", "data", "images", "features", "samples", "arr_0")
_Y = ("y", "y_test", "test_y", "target", "targets", "labels", "arr_1")
_HOLES = sorted({form for hole in NUMBER_HOLES for form in (hole, hole.upper(), hole.capitalize())})


@dataclass
class Troubles:
    """The rows that cannot be used: how many, and of the first ones the name and the reason."""

    count: int = 0
    listed: list[tuple[str, DataError]] = field(default_factory=list)

    def add(self, name: object, reason: DataError) -> None:
        """Note a row."""
        self.count += 1
        if len(self.listed) < MOST_LISTED:
            self.listed.append((str(name), reason))


@dataclass(frozen=True, eq=False)
class Samples:
    """Some rows in the order of the file.

    `names` (n,) say which they are: lines, files or numbers; `kind` says which of these. `x` are
    the samples (good, *shape) of those that are `good` (n,). `truth` (n,) are the targets where the
    file has them: names of classes, or values (n, values) with NaN where there is none; else None.
    """

    kind: str
    names: Array
    x: Array
    good: Array
    truth: Array | None = None


@dataclass(frozen=True)
class Reader:
    """Reads files for a network; `source` says how pictures were read that it learnt from."""

    processing: Processing
    source: object = None
    invert: bool = False
    troubles: Troubles = field(default_factory=Troubles)

    def read(self, path: Path) -> Iterator[Samples]:
        """The samples in a file or a folder; FileError and DataError where it cannot be read."""
        path = path.expanduser()
        if path.is_dir():
            yield from self._pictures(visible_files(path), path)
            return
        with opened(path) as stream:
            start = stream.read(16)
        if is_spreadsheet(path, start) or start.startswith(b"\xd0\xcf\x11\xe0"):
            yield self._sheet(path)
        elif start.startswith(b"PK"):
            yield from self._arrays(path)
        elif _is_picture(start):
            yield from self._pictures([path], path.parent)
        else:
            yield from self._text(path)

    # Pictures.

    def _pictures(self, files: Sequence[Path], folder: Path) -> Iterator[Samples]:
        shape = self.processing.shape
        if len(shape) != 3 or shape[2] not in (1, 3) or shape[0] != shape[1]:
            raise DataError(
                "This network takes samples of {shape}, and no pictures.",
                "Choose a table or an .npz file.",
                shape=" × ".join(map(str, shape)),
            )
        if not files:
            raise DataError(
                "“{folder}” has no pictures.", "Choose another folder.", folder=folder.name
            )
        source = self.source
        fit, ground = ("stretch", "white")
        if isinstance(source, UserFile):
            fit, ground = source.picture_fit, source.ground
        look = Look(shape[0], shape[2] == 3, fit, ground)
        low, high = self.processing.low, self.processing.high
        if not (math.isfinite(low) and math.isfinite(high)):
            low, high = 0.0, 255.0
        for start in range(0, len(files), AT_ONCE):
            some = files[start : start + AT_ONCE]
            names = [str(file.relative_to(folder)) for file in some]
            good = np.zeros(len(some), bool)
            x = []
            for place, file in enumerate(some):
                check_cancelled()
                try:
                    grey = read_picture(file, look)
                except DataError as error:
                    self.troubles.add(names[place], error)
                    continue
                grey = 255 - grey if self.invert else grey
                x.append(low + (high - low) * (grey / 255.0))
                good[place] = True
            kinds = [file.parent.name if file.parent != folder else "" for file in some]
            truth = np.array(kinds, object) if self._names_classes(kinds) else None
            samples = np.array(x).reshape(-1, *shape)
            yield Samples("file", np.array(names, object), samples, good, truth)

    def _names_classes(self, kinds: Sequence[str]) -> bool:
        return bool(self.processing.classes) and bool(set(kinds) & set(self.processing.classes))

    # Arrays.

    def _arrays(self, path: Path) -> Iterator[Samples]:
        with reading(path), opened(path) as stream:
            arrays = read_arrays(path, stream.read())
        known = {name.lower(): name for name in arrays}
        name = next((known[one] for one in _X if one in known), None)
        if name is None and len(arrays) == 1:
            name = next(iter(arrays))
        if name is None:
            raise DataError(
                "“{file}” has no arrays with the names diynn looks for; it has {present}.",
                "Call the samples x, and the targets y where there are any.",
                file=path.name, present=", ".join(sorted(arrays)) or "none",
            )  # fmt: skip
        x, _, _ = as_samples(arrays[name], path)
        targets = next((arrays[known[one]] for one in _Y if one in known), None)
        if math.prod(x.shape[1:]) != math.prod(self.processing.shape):
            self.processing.network_inputs(x[:1])
        if targets is not None and len(targets) != len(x):
            raise DataError(
                "The data has not as many targets as samples: {targets} and {samples}.",
                "Each sample needs one target.",
                samples=len(x), targets=len(targets),
            )  # fmt: skip
        for start in range(0, len(x), 16 * AT_ONCE):
            check_cancelled()
            piece = slice(start, start + 16 * AT_ONCE)
            some = x[piece].reshape(-1, *self.processing.shape)
            good: Array = np.asarray(np.isfinite(some.reshape(len(some), -1)).all(axis=1))
            numbers = np.arange(start + 1, start + 1 + len(some))
            for one in numbers[~good]:
                self.troubles.add(one, DataError("A value is infinite or no number."))
            yield Samples(
                "sample", numbers, some[good], good,
                None if targets is None else self._truth(targets[piece]),
            )  # fmt: skip

    def _truth(self, targets: Array) -> Array:
        """Targets of any kind as names of classes, or as values (n, values)."""
        if not self.processing.classes:
            return np.asarray(targets, np.float64).reshape(len(targets), -1)
        if targets.ndim > 1 and targets.shape[1:] != (1,):
            targets = targets.argmax(axis=1)
        return np.array([_label(one) for one in targets.reshape(len(targets))], object)

    # Tables.

    def _sheet(self, path: Path) -> Samples:
        table = read_sheet(path, "", _Texts())
        cells = {}
        for column in table.columns:
            texts = np.array([*(column.texts or ()), ""], object)
            cells[column.name] = texts[column.values]
        count = len(table)
        first = table.skipped + 1 + table.has_header
        rows = _Rows(np.arange(first, first + count), cells, np.zeros(count, bool))
        return self._samples(rows, table.decimal, path, table.names, "row")

    def _text(self, path: Path) -> Iterator[Samples]:
        form = format_of(path)
        line = 1
        for piece in _pieces(path):
            check_cancelled()
            rows = self._rows(decoded(piece)[0], form, line, path)
            line += piece.count(b"\n")
            if len(rows.lines):
                yield self._samples(rows, form.decimal, path, form.names, "line")

    def _rows(self, text: str, form: Format, line: int, path: Path) -> _Rows:
        """The rows of a piece, whose first line has the number `line`; wrong ones are empty."""
        width, separator = len(form.names), form.separator
        begin = form.first_line + form.has_header
        kept: list[str] = []
        lines: list[int] = []
        bad: list[int] = []
        if '"' in text or separator == SPACE:
            try:
                for last, cells in rows_of(text, separator):
                    self._keep(cells, width, line + last - 1, begin, lines, bad)
                    if lines and len(kept) < len(lines):
                        whole = cells if len(cells) == width else [""] * width
                        kept.append(_joined(whole))
            except csv.Error as error:
                raise DataError(
                    "“{file}”, line {line}: the table cannot be read here ({reason}).",
                    "Look for a quotation mark that is never closed.",
                    file=path.name, line=line, reason=str(error),
                ) from error  # fmt: skip
            separator = ","
        else:
            empty = separator * (width - 1)
            for place, cells_text in enumerate(text.split("\n"), line):
                row = cells_text.rstrip("\r")
                if place < begin or not row.strip():
                    continue
                lines.append(place)
                if row.count(separator) != width - 1:
                    bad.append(len(lines) - 1)
                    self._tell_width(place, row.count(separator) + 1, width)
                    row = empty
                elif not row.strip(separator + " "):
                    row = empty
                kept.append(row)
        marks = np.zeros(len(lines), bool)
        marks[bad] = True
        columns = self._parsed("\n".join(kept), separator, form, len(lines))
        return _Rows(np.array(lines, np.int64), columns, marks)

    def _keep(
        self, cells: list[str], width: int, line: int, begin: int, lines: list[int],
        bad: list[int],
    ) -> None:  # fmt: skip
        if line < begin:
            return
        lines.append(line)
        if len(cells) != width:
            bad.append(len(lines) - 1)
            self._tell_width(line, len(cells), width)

    def _tell_width(self, line: int, found: int, wanted: int) -> None:
        self.troubles.add(line, DataError(
            "{found} column(s) where the other lines have {wanted}.",
            found=found, wanted=wanted,
        ))  # fmt: skip

    def _parsed(
        self, text: str, separator: str, form: Format, count: int
    ) -> dict[str, Array]:
        """The columns that the network and its target need, as numbers where all are, or texts."""
        import pandas as pd

        if not count:
            return {name: np.zeros(0) for name in form.names}
        needed, numbers = self._needed(form.names)
        places = [place for place, name in enumerate(form.names) if name in needed]
        texts = [place for place in places if form.names[place] not in numbers]
        options: dict[str, Any] = {
            "sep": separator, "header": None, "names": range(len(form.names)), "usecols": places,
            "skipinitialspace": True, "keep_default_na": False, "skip_blank_lines": False,
            "engine": "c", "decimal": form.decimal, "low_memory": False,
        }  # fmt: skip
        holes = {place: _HOLES for place in places if place not in texts}
        kinds: dict[int, Any] = dict.fromkeys(texts, object) | dict.fromkeys(holes, np.float64)
        try:
            frame = pd.read_csv(io.StringIO(text), dtype=kinds, na_values=holes, **options)
        except ValueError:
            # Some cell is no number: looked at one by one.
            frame = pd.read_csv(io.StringIO(text), dtype=object, **options)
        return {form.names[place]: frame[place].to_numpy() for place in places}

    def _needed(self, names: Sequence[str]) -> tuple[set[str], set[str]]:
        """The columns that are read, and those of them that hold numbers."""
        processing = self.processing
        if processing.preparation is not None:
            numbers = {one.name for one in processing.preparation.columns if one.texts is None}
            found = {one.name for one in processing.preparation.columns}
        else:
            found = set(self._by_place(names))
            numbers = set(found)
        target = self._target(names)
        if target:
            found.add(target)
            if not processing.classes:
                numbers.add(target)
        return found, numbers

    def _by_place(self, names: Sequence[str]) -> list[str]:
        """The columns of the inputs in their order: by their names, else as they stand."""
        processing = self.processing
        if processing.features and set(processing.features) <= set(names):
            return list(processing.features)
        values = math.prod(processing.shape)
        if len(names) in (values, values + 1):
            return list(names[:values])
        wanted = ", ".join(processing.features[:12]) or str(values)
        raise DataError(
            "The table has {found} columns, and the network takes {wanted} inputs: {names}.",
            "Name the columns as the network knows them, or leave the others out.",
            found=len(names), wanted=values, names=wanted,
        )  # fmt: skip

    def _target(self, names: Sequence[str]) -> str:
        processing = self.processing
        if processing.target:
            return processing.target if processing.target in names else ""
        values = math.prod(processing.shape)
        alone = processing.preparation is None and len(names) == values + 1
        return names[-1] if alone and names[-1] not in processing.features else ""

    def _samples(
        self, rows: _Rows, decimal: str, path: Path, names: Sequence[str], kind: str
    ) -> Samples:
        processing, count = self.processing, len(rows.lines)
        good = ~rows.bad
        if processing.preparation is not None:
            columns = []
            for one in processing.preparation.columns:
                if one.name not in rows.cells:
                    continue
                if one.texts is None:
                    values = self._numbers(rows, one.name, decimal, good)
                    columns.append(Column(one.name, values))
                else:
                    columns.append(_category(one.name, rows.cells[one.name]))
            if not columns:
                raise DataError(
                    "The column “{column}” is missing.",
                    "The table needs the columns that the network has learnt from.",
                    column=processing.preparation.columns[0].name,
                )
            x = processing.preparation.apply(columns)
        else:
            x = np.empty((count, math.prod(processing.shape)))
            for place, name in enumerate(self._by_place(names)):
                x[:, place] = self._numbers(rows, name, decimal, good, empty=True)
        target = self._target(names)
        truth: Array | None = None
        if target and processing.classes:
            truth = np.array([_label(one) for one in rows.cells[target]], object)
        elif target:
            truth = _as_numbers(rows.cells[target], decimal)[0][:, None]
        samples = x[good].reshape(-1, *processing.shape)
        return Samples(kind, rows.lines, samples, good, truth)

    def _numbers(
        self, rows: _Rows, name: str, decimal: str, good: Array, *, empty: bool = False
    ) -> Array:
        """A column of numbers, NaN where a cell is empty; rows with other texts are not good.

        With `empty`, neither are rows where the cell is empty.
        """
        values, strays = _as_numbers(rows.cells[name], decimal)
        for place, text in strays:
            if good[place]:
                good[place] = False
                self.troubles.add(rows.lines[place], DataError(
                    "The value of “{column}” is not a number: “{cell}”.",
                    column=name, cell=text[:40],
                ))  # fmt: skip
        wrong = np.isinf(values) | (np.isnan(values) if empty else False)
        for empty_cell in np.flatnonzero(wrong & good):
            good[empty_cell] = False
            self.troubles.add(rows.lines[empty_cell], DataError(
                "The cell of “{column}” is empty.", column=name
            ))  # fmt: skip
        return values


class _Texts(dict[str, str]):
    """Says of every column that it holds texts."""

    def get(self, key: object, default: object = None) -> Any:
        return CATEGORY


@dataclass(frozen=True, eq=False)
class _Rows:
    """Rows of a table: their lines, columns of cells by name, and which are of a wrong width."""

    lines: Array
    cells: Mapping[str, Array]
    bad: Array


def _joined(cells: Sequence[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def _as_numbers(cells: Array, decimal: str) -> tuple[Array, list[tuple[int, str]]]:
    """Cells as numbers, NaN where there is none, and the places of texts that are none."""
    if cells.dtype.kind in "fiu":
        return cells.astype(np.float64), []
    texts = [cell if isinstance(cell, str) else "" for cell in cells]
    different = dict.fromkeys(texts)
    known = as_numbers(different).values.get(decimal)
    strays = set()
    if known is None:
        known = {}
        for text in different:
            known[text] = number(text.strip(), decimal)
            if math.isnan(known[text]) and not is_hole(text, among_numbers=True):
                strays.add(text)
    values = np.array([known[text] for text in texts], np.float64)
    found = [(place, text) for place, text in enumerate(texts) if text in strays]
    return values, found


def _category(name: str, cells: Array) -> Column:
    texts = [_label(cell) for cell in cells]
    different = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    return category(
        name, tuple(different), np.array([different[text] for text in texts], np.int32)
    )


def _label(cell: object) -> str:
    """A cell or a target as the name of a class: 3.0 is “3”."""
    if isinstance(cell, float | np.floating):
        return "" if math.isnan(cell) else f"{cell:.15g}"
    return cell.strip() if isinstance(cell, str) else str(cell)


def _is_picture(start: bytes) -> bool:
    signs = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
    return start.startswith(signs) or start[4:8] == b"ftyp"


def _pieces(path: Path) -> Iterator[bytes]:
    """The file in pieces of whole rows: none ends within quotation marks."""
    piece = bytearray()
    for block in text_blocks(path):
        piece += block if b"\n" in block else block.replace(b"\r", b"\n")
        if len(piece) >= PIECE and piece.count(b'"') % 2 == 0:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)
