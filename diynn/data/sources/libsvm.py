"""Read the sparse text format of LIBSVM: a label, then “index:value” for what is not zero."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from diynn.data.dataset import Array
from diynn.data.sources.reading import text_blocks
from diynn.errors import DataError
from diynn.memory import check_claim
from diynn.workers import check_cancelled

_LINE = re.compile(rb"\s*[-+.\deE]+(\s+\d+:[-+.\deE]+)+\s*(#.*)?")


def is_libsvm(line: bytes) -> bool:
    """Whether `line`, the first of a text, is written in this format."""
    return _LINE.fullmatch(line) is not None


def read_libsvm(path: Path, columns: int = 0) -> tuple[Array, Array]:
    """Samples as float64 (n, features) and labels as float64 (n,). Indices count from 1.

    There are as many features as the largest index, and at least `columns`. Raises FileError if
    the file cannot be opened and DataError, naming the line, if it is not in the format, and before
    memory is taken that is not there.
    """
    there, taken = path.stat().st_size, 0
    blocks: list[Sparse] = []
    for block in sparse_blocks(path):
        blocks.append(block)
        taken += block.values.nbytes + block.columns.nbytes + 2 * block.labels.nbytes
        check_claim(taken, path.name, there, 1)
    count = sum(len(block.labels) for block in blocks)
    width = max([columns, *(block.width for block in blocks)])
    if not width:
        _complain([], path.name, 1)
    check_claim(8 * count * width, path.name, there)
    x, labels = np.zeros((count, width)), np.empty(count)
    place = 0
    blocks.reverse()
    while blocks:
        check_cancelled()
        # A block is freed as soon as it is copied.
        block = blocks.pop()
        part = slice(place, place + len(block.labels))
        block.fill(x[part])
        labels[part] = block.labels
        place = part.stop
    return x, labels


@dataclass(frozen=True, eq=False)
class Sparse:
    """Some consecutive lines: their labels, how many values each has, and in which columns from 0.
    """

    labels: Array
    pairs: Array
    columns: Array
    values: Array

    @property
    def width(self) -> int:
        """How many columns they reach."""
        return int(self.columns.max(initial=-1)) + 1

    def fill(self, x: Array) -> None:
        """Put the values into x (rows, columns), which holds zeros."""
        x[np.repeat(np.arange(len(x)), self.pairs), self.columns] = self.values


def sparse_blocks(path: Path) -> Iterator[Sparse]:
    """The lines of a file, some at a time; raises as `read_libsvm`."""
    first, empty = 1, 0
    for text in text_blocks(path):
        if b"#" in text:
            text = re.sub(rb"#[^\n]*", b"", text)
        kept = text.rstrip()
        if not kept:
            empty += text.count(b"\n")
            continue
        if empty > 0:
            # Lines without anything are allowed at the end alone.
            _complain([b""], path.name, first)
        yield _parsed(kept, path.name, first)
        first += kept.count(b"\n") + 1
        empty = text[len(kept) :].count(b"\n") - 1


def _parsed(text: bytes, file: str, first: int) -> Sparse:
    lines = text.split(b"\n")
    # One number for the label and two for each pair: the colons show where a line's numbers begin.
    pairs = np.array([line.count(b":") for line in lines])
    numbers = numbers_in(text, file, first)
    starts = np.concatenate([[0], np.cumsum(1 + 2 * pairs)])
    if starts[-1] != len(numbers):
        _complain(lines, file, first)
    inside = np.ones(len(numbers), bool)
    inside[starts[:-1]] = False
    indices, values = numbers[inside].reshape(-1, 2).T
    if indices.min(initial=1) < 1 or np.any(indices != np.floor(indices)):
        _complain(lines, file, first)
    if indices.max(initial=1) > np.iinfo(np.int32).max:
        raise DataError(
            "“{file}” would fill more memory than any machine has: it names column {column}.",
            "Choose data with fewer columns.",
            file=file, column=int(indices.max()),
        )  # fmt: skip
    columns = indices.astype(np.int32) - 1
    return Sparse(numbers[starts[:-1]], pairs, columns, values.copy())


def _complain(lines: list[bytes], file: str, first: int) -> None:
    bad = (number for number, line in enumerate(lines, start=first) if not is_libsvm(line))
    raise DataError(
        "“{file}”, line {line}: this is not a label followed by “index:value”.",
        "Mend the line or take it out; indices are whole numbers from 1.",
        file=file, line=next(bad, first),
    )  # fmt: skip


def numbers_in(text: bytes, file: str, first: int = 1) -> Array:
    """All numbers of `text`, parted by white space or colons, as float64 (count,).

    Raises DataError naming `file`, the line and the word that is no finite number; `first` is the
    number of the text's first line.
    """
    try:
        numbers = np.array(text.replace(b":", b" ").split(), np.float64)
    except ValueError:
        numbers = np.array([np.nan])
    if numbers.size and not np.isfinite(numbers).all():
        for line, content in enumerate(text.split(b"\n"), start=first):
            for word in content.replace(b":", b" ").split():
                if not _is_number(word):
                    raise DataError(
                        "“{file}”, line {line}: “{word}” is not a number.",
                        "Mend the line or take it out.",
                        file=file, line=line, word=word.decode("utf-8", "replace")[:40],
                    )  # fmt: skip
    return numbers


def _is_number(word: bytes) -> bool:
    try:
        return b"_" not in word and bool(np.isfinite(float(word)))
    except ValueError:
        return False
