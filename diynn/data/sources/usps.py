"""Read the USPS digits from any of their text files, always ending at the original pixels.

The originals (zip.train.gz; the course's USPS_train.txt is the same plus one) give the pixels in
thousandths. The libsvm files hold a smoothed copy, S = G (E + 1) Gᵀ - 1, where E are the originals
and G spreads a pixel over its neighbours as a Gaussian of standard deviation 0.75 pixels, cut after
three pixels and at the edge. Multiplied by the inverse of G from both sides and rounded to
thousandths, S gives back every original pixel exactly.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import NoReturn

import numpy as np

from diynn.data.dataset import Array
from diynn.data.sources.libsvm import is_libsvm, numbers_in, sparse_blocks
from diynn.data.sources.reading import opened, text_blocks
from diynn.errors import DataError

SIDE = 16
_START = 1 << 16
"""Bytes that a first line is looked for in."""

HIGHEST = 2000
"""Pixels are kept in thousandths of the course's range [0, 2]: 0 is paper, 2000 is ink."""

PIXELS_SHA256 = "1c5d862b0aef47f4ad01557075267f81d610442ad3cbdaab548649ca5b80942b"
LABELS_SHA256 = "23d374427c9e1a0074b0b6f6d9ced2b877e9fe72adc27db773fba947c93ea3bd"


def is_usps_text(start: bytes) -> bool:
    """Whether `start`, the first lines of a text, are digits of 16 × 16 parted by white space."""
    lines = start.split(b"\n", 2)
    if lines[0].split() == [b"10", b"256"]:
        return True
    try:
        label, *values = map(float, lines[0].split())
    except ValueError:
        return False
    return (
        len(values) == SIDE * SIDE and label in range(10) and -1 <= min(values) <= max(values) <= 1
    )


def read_usps(path: Path) -> tuple[Array, Array]:
    """Pixels as uint16 (n, 16, 16, 1) in 0..2000, and digits as int64 (n,).

    Raises FileError if the file cannot be opened, DataError if it is none of the three formats.
    """
    with opened(path) as stream:
        start = stream.read(_START)
    if not is_libsvm(start[: start.find(b"\n")]):
        return _original(path)
    smoothed = read_smoothed(path)
    if smoothed is None or not _are_digits(smoothed[1]):
        raise _not_usps(path)
    return smoothed[0], smoothed[1].astype(np.int64)


def read_smoothed(path: Path) -> tuple[Array, Array] | None:
    """The original pixels as `unsmooth` gives them, and labels from 0, of a libsvm file.

    None if it holds anything else. Raises FileError and DataError as `read_libsvm`.
    """
    pixels, labels, width = [], [], 0
    for block in sparse_blocks(path):
        width = max(width, block.width)
        if width > SIDE * SIDE:
            return None
        values = np.zeros((len(block.labels), SIDE * SIDE))
        block.fill(values)
        originals = unsmooth(values)
        if originals is None:
            return None
        pixels.append(originals)
        labels.append(block.labels - 1)
    if width < SIDE * SIDE:
        return None
    return np.concatenate(pixels), np.concatenate(labels)


def _original(path: Path) -> tuple[Array, Array]:
    width = 1 + SIDE * SIDE
    plus_one = False
    pixels, digits, first = [], [], 1
    for text in text_blocks(path):
        lines = text.rstrip().split(b"\n")
        start = first
        first += text.count(b"\n")
        if start == 1 and lines[0].split() == [b"10", b"256"]:
            plus_one = True
            start += 1
            del lines[0]
        if plus_one and lines and lines[-1].strip() == b"-1":
            lines.pop()
        if not lines or lines == [b""]:
            continue
        numbers = numbers_in(b"\n".join(lines), path.name, start)
        if len(numbers) != width * len(lines):
            _complain(lines, path, start)
        rows = numbers.reshape(-1, width)
        # Numbers far beyond the range would overflow on the way to thousandths.
        if not _are_digits(rows[:, 0]) or np.abs(rows[:, 1:]).max() > HIGHEST:
            raise _not_usps(path)
        levels = np.round(1000 * rows[:, 1:]) + (0 if plus_one else 1000)
        if levels.min() < 0 or levels.max() > HIGHEST:
            raise _not_usps(path)
        pixels.append(_as_images(levels))
        digits.append(rows[:, 0].astype(np.int64))
    if not pixels:
        raise _not_usps(path)
    return np.concatenate(pixels), np.concatenate(digits)


def _complain(lines: list[bytes], path: Path, first: int) -> NoReturn:
    width = 1 + SIDE * SIDE
    for line, content in enumerate(lines, start=first):
        if len(content.split()) != width:
            raise DataError(
                "“{file}”, line {line}: {count} number(s) where a digit needs {width}.",
                "The file may have been cut off: download or copy it again.",
                file=path.name, line=line, count=len(content.split()), width=width,
            )  # fmt: skip
    raise _not_usps(path)


def _are_digits(labels: Array) -> bool:
    return bool(np.isin(labels, np.arange(10)).all())


def _as_images(pixels: Array) -> Array:
    return pixels.astype(np.uint16).reshape(-1, SIDE, SIDE, 1)


def _not_usps(path: Path) -> DataError:
    return DataError(
        "“{file}” does not hold USPS digits.",
        "Choose zip.train.gz, USPS_train.txt or usps.bz2.",
        file=path.name,
    )


@cache
def _spreading() -> Array:
    """G, (16, 16) of float64."""
    distance = np.abs(np.subtract.outer(np.arange(SIDE), np.arange(SIDE)))
    taps = np.where(distance <= 3, np.exp(-(distance**2) / (2 * 0.75**2)), 0)
    return np.asarray(taps / np.exp(-(np.arange(-3, 4) ** 2) / (2 * 0.75**2)).sum())


def unsmooth(values: Array) -> Array | None:
    """The original pixels, uint16 (n, 16, 16, 1), of smoothed ones, (n, 256) in [-1, 1].

    None if `values` are not a smoothed copy of pixels in thousandths.
    """
    # Means of the originals lie in their range; what is far beyond would overflow in the products.
    if values.ndim != 2 or values.shape[1] != SIDE * SIDE or np.abs(values).max(initial=0) > 2:
        return None
    spreading = _spreading()
    back = np.linalg.inv(spreading)
    smooth = values.reshape(-1, SIDE, SIDE) + 1
    pixels = np.round(1000 * (back @ smooth @ back.T))
    if pixels.min() < 0 or pixels.max() > HIGHEST:
        return None
    # The files are written with six decimals; smoothing what was found must lead back to them.
    error = np.abs(spreading @ (pixels / 1000) @ spreading.T - smooth).max()
    return _as_images(pixels) if error < 1e-5 else None


def is_the_original(*parts: tuple[Array, Array]) -> bool:
    """Whether all 9298 pixel arrays and labels, training digits first, are those of USPS."""
    pixels, labels = hashlib.sha256(), hashlib.sha256()
    for x, digits in parts:
        pixels.update(_bytes(x, "<u2"))
        labels.update(_bytes(digits, "u1"))
    return (pixels.hexdigest(), labels.hexdigest()) == (PIXELS_SHA256, LABELS_SHA256)


def part_sha256(path: Path) -> str:
    """SHA-256 of the pixels (uint16, little-endian) then labels (uint8) that `path` holds.

    Raises FileError and DataError as `read_usps`.
    """
    pixels, labels = read_usps(path)
    digest = hashlib.sha256(_bytes(pixels, "<u2"))
    digest.update(_bytes(labels, "u1"))
    return digest.hexdigest()


def _bytes(values: Array, kind: str) -> memoryview:
    return np.ascontiguousarray(values, kind).data
