"""Read the sparse text format of LIBSVM: a label, then “index:value” for what is not zero."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from diynn.dataset import Array
from diynn.datasets.numerals import numbers_in
from diynn.datasets.opening import MOST_BYTES, size_in_words, text_of
from diynn.errors import DataError

_LINE = re.compile(rb"\s*[-+.\deE]+(\s+\d+:[-+.\deE]+)+\s*(#.*)?")


def is_libsvm(line: bytes) -> bool:
    """Whether `line`, the first of a text, is written in this format."""
    return _LINE.fullmatch(line) is not None


def read_libsvm(path: Path) -> tuple[Array, Array]:
    """Samples as float64 (n, features) and labels as float64 (n,). Indices count from 1.

    There are as many features as the largest index. Raises FileError if the file cannot be opened
    and DataError, naming the line, if it is not in the format.
    """
    return parse_libsvm(text_of(path), path.name)


def parse_libsvm(text: bytes, file: str) -> tuple[Array, Array]:
    """As `read_libsvm`, from the text of `file`."""
    if b"#" in text:
        text = re.sub(rb"#[^\n]*", b"", text)
    lines = text.rstrip().split(b"\n")
    # One number for the label and two for each pair: the colons tell where a line's numbers begin.
    pairs = np.array([line.count(b":") for line in lines])
    numbers = numbers_in(text, file)
    starts = np.concatenate([[0], np.cumsum(1 + 2 * pairs)])
    if starts[-1] != len(numbers):
        _complain(lines, file)
    rows = np.repeat(np.arange(len(lines)), pairs)
    first = np.ones(len(numbers), bool)
    first[starts[:-1]] = False
    indices, values = numbers[first].reshape(-1, 2).T
    if not indices.size or indices.min() < 1 or np.any(indices != np.floor(indices)):
        _complain(lines, file)
    size = 8 * len(lines) * int(indices.max())
    if size > MOST_BYTES:
        raise DataError(
            "“{file}” would fill {size} of memory: it names column {column}.",
            "Choose data with fewer columns.",
            file=file, size=size_in_words(size), column=int(indices.max()),
        )  # fmt: skip
    x = np.zeros((len(lines), int(indices.max())))
    x[rows, indices.astype(np.int64) - 1] = values
    return x, numbers[starts[:-1]]


def _complain(lines: list[bytes], file: str) -> None:
    bad = (number for number, line in enumerate(lines, start=1) if not is_libsvm(line))
    raise DataError(
        "“{file}”, line {line}: this is not a label followed by “index:value”.",
        "Mend the line or take it out; indices are whole numbers from 1.",
        file=file, line=next(bad, 1),
    )  # fmt: skip
