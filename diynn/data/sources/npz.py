"""Read NumPy's .npz and .npy files without trusting them: no objects, no claim believed."""

from __future__ import annotations

import ast
import io
import math
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np

from diynn.atomic_files import open_plain
from diynn.data.dataset import Array
from diynn.data.sources.reading import broken, exactly, opened, reading
from diynn.errors import DataError
from diynn.workers import check_cancelled

_PIECE = 2**20
"""Values that are brought into order at once."""

_SURROGATES = 0xD800 >> 11
"""What halves of characters begin with: no text has them alone."""

_LONGEST_HEADER = 10_000
"""Bytes; NumPy reads no longer one either."""

_WARNED_OF = re.compile(r"\\|\d(?:and|else|for|if|in|is|not|or)\b|['\"][<>=|]?a\d*['\"]")
"""What Python's parser and NumPy warn of in a header; no array of numbers or texts has it."""

_PAIRS = (
    ("x", "y"), ("data", "target"), ("data", "targets"), ("data", "labels"), ("images", "labels"),
    ("images", "targets"), ("features", "labels"), ("features", "targets"), ("arr_0", "arr_1"),
)  # fmt: skip
_PARTS = ("train", "test", "val")
_TARGETS = ("y", "labels", "label", "targets", "target")
"""What files of targets are called that belong to no name of samples."""


def read_npz(path: Path) -> list[tuple[Array, Array]]:
    """One (samples, targets), or two that are the training and the test part.

    The arrays are called x and y, images and labels, or what else is usual, for a part x_train or
    train_images, in letters of any size. A validation part is learnt from where there is a test
    part. Raises FileError if the
    file cannot be opened, and DataError if an array is missing, holds objects, or claims to be
    larger than it is.
    """
    with reading(path), open_plain(path) as file, _archive(file, path) as archive:
        return _parts(archive, path)


def read_arrays(path: Path, content: bytes) -> dict[str, Array]:
    """All arrays by name, from the `content` that the .npz file `path` has; DataError as for
    `read_npz`."""
    with reading(path), _archive(io.BytesIO(content), path) as archive:
        names = [name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")]
        return {name: _array(archive, name, path) for name in names}


@contextmanager
def _archive(file: IO[bytes], path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except UnicodeDecodeError as error:  # a garbled name in front of an array
        raise broken(path) from error
    except (NotImplementedError, RuntimeError) as error:  # encrypted, or packed unusually
        raise DataError(
            "“{file}” is packed in a way that diynn cannot read: {reason}.",
            "Save it again with numpy.savez.",
            file=path.name, reason=str(error),
        ) from error  # fmt: skip


def _parts(archive: zipfile.ZipFile, path: Path) -> list[tuple[Array, Array]]:
    present = {name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")}
    known = {name.lower(): name for name in sorted(present)}
    for x, y in _PAIRS:
        if x in known and y in known:
            return [(_array(archive, known[x], path), _array(archive, known[y], path))]
        found = {}
        for part in _PARTS:
            for names in ((f"{x}_{part}", f"{y}_{part}"), (f"{part}_{x}", f"{part}_{y}")):
                if all(name in known for name in names):
                    found[part] = [_array(archive, known[name], path) for name in names]
        if "train" in found:
            train, *others = [found[part] for part in _PARTS if part in found]
            if len(others) == 2 and all(
                one.shape[1:] == other.shape[1:] and one.dtype.kind == other.dtype.kind
                for one, other in zip(train, others[1], strict=True)
            ):
                train = [np.concatenate(both) for both in zip(train, others.pop(), strict=True)]
            return [(one, two) for one, two in (train, *others[:1])]
    raise DataError(
        "“{file}” has no arrays with the names diynn looks for; it has {present}.",
        "Call them x and y, or x_train, y_train, x_test and y_test.",
        file=path.name, present=", ".join(sorted(present)) or "none",
    )  # fmt: skip


def is_npy(start: bytes) -> bool:
    """Whether a file that begins with `start` is a single array of NumPy's."""
    return start.startswith(b"\x93NUMPY")


def read_npy(path: Path) -> Array:
    """The array in the .npy file `path`; raises as `read_npz`."""
    with opened(path) as stream:
        return _read_array(stream, path.stem, path)


def targets_beside(path: Path) -> Path | None:
    """The .npy file beside `path` that holds its targets, by its name: y_train beside x_train,
    a labels beside anything; None where there is none."""
    with reading(path):
        inside = {entry.name.lower(): entry for entry in path.parent.iterdir() if entry.is_file()}
    stem = path.stem.lower()
    swapped = [
        re.sub(rf"(?<![^\W_]){x}(?![^\W_])", y, stem)
        for x, y in (*_PAIRS[:-1], ("data", "y"), ("images", "y"), ("features", "y"))
    ]
    names = [*swapped, *(f"{stem}_{one}" for one in _TARGETS), *_TARGETS]
    found = (inside.get(f"{name}.npy") for name in names if name != stem)
    return next((file for file in found if file is not None), None)


def _array(archive: zipfile.ZipFile, name: str, path: Path) -> Array:
    with archive.open(f"{name}.npy") as stream:
        return _read_array(stream, name, path)


def _read_array(stream: IO[bytes], name: str, path: Path) -> Array:
    shape, by_columns, kind = _header(stream, name, path)
    if kind.kind not in "biufUS":
        raise DataError(
            "The array “{name}” in “{file}” holds {kind}, not numbers.",
            "Turn it into an array of numbers (labels may be texts) and save it again.",
            name=name, file=path.name,
            kind="Python objects" if kind.hasobject else f"values of the type {kind}",
        )  # fmt: skip
    if not shape or min(shape) < 0 or not kind.itemsize:
        raise DataError(
            "The array “{name}” in “{file}” is not a list of samples.",
            "Its first axis must count the samples.",
            name=name, file=path.name,
        )  # fmt: skip
    content = exactly(stream, math.prod(shape) * kind.itemsize, path)
    # The check sum of the archive is only looked at when its end is reached.
    stream.read(1)
    try:
        array = np.frombuffer(content, kind).reshape(shape, order="F" if by_columns else "C")
    except ValueError as error:  # more axes than NumPy has, or sizes beyond all numbers beside a 0
        raise _damaged(name, path) from error
    if kind.kind == "b":
        # A file may hold any byte there, and NumPy counts on 0 and 1.
        return np.not_equal(array.view(np.uint8), 0)
    if not (array.dtype.isnative and array.flags.c_contiguous):
        tidy = np.empty(shape, kind.newbyteorder("="))
        for part in _pieces(tidy):
            tidy[part] = array[part]
        array = tidy
    if kind.kind == "U":
        codes = array.reshape(-1).view(np.uint32)
        for part in _pieces(codes):
            if np.any((codes[part] > sys.maxunicode) | (codes[part] >> 11 == _SURROGATES)):
                raise _damaged(name, path)
    return array


def _pieces(array: Array) -> Iterator[slice]:
    """Parts of the first axis that are looked at between two chances to cancel."""
    step = max(1, _PIECE // max(1, array[:1].size))
    for start in range(0, len(array), step):
        check_cancelled()
        yield slice(start, start + step)


def _header(stream: IO[bytes], name: str, path: Path) -> tuple[tuple[int, ...], bool, Any]:
    """The shape that an array claims, whether its columns come first, and its type."""
    start = stream.read(8)
    length = {b"\x01\x00": 2, b"\x02\x00": 4}.get(start[6:], 0)
    count = int.from_bytes(field := stream.read(length), "little")
    if not start.startswith(b"\x93NUMPY") or not length or count > _LONGEST_HEADER:
        raise _damaged(name, path)
    # Python 2 wrote long whole numbers with an L.
    text = re.sub(r"(?<=\d)L\b", "", stream.read(count).decode("latin-1"))
    if len(field) < length or _WARNED_OF.search(text):
        raise _damaged(name, path)
    try:
        parsed = ast.literal_eval(text.strip())
        shape, by_columns = parsed["shape"], parsed["fortran_order"]
        kind = np.lib.format.descr_to_dtype(parsed["descr"])
    except Exception as error:  # Python's own parser is in there, and fails in many ways
        raise _damaged(name, path) from error
    sizes = isinstance(shape, tuple) and all(type(size) is int for size in shape)
    if not sizes or type(by_columns) is not bool:
        raise _damaged(name, path)
    return shape, by_columns, kind


def _damaged(name: str, path: Path) -> DataError:
    return DataError(
        "The array “{name}” in “{file}” is damaged.",
        "Save the file again with numpy.savez.",
        name=name, file=path.name,
    )  # fmt: skip


def as_samples(x: Array, path: Path) -> tuple[Array, float, float]:
    """The samples with a channel axis for grey pictures, and the ends of their value range.

    Bytes are grey levels from 0 to 255. Of other types (n, size, size) and four axes are pictures;
    what is none has no range of its own (NaN). Channels that come first become the last. Raises
    DataError if `x` are texts.
    """
    if x.dtype.kind in "US":
        raise DataError(
            "The samples in “{file}” are texts.", "Turn them into numbers.", file=path.name
        )
    if x.dtype.kind == "b":
        return x.astype(np.uint8), math.nan, math.nan
    if x.ndim == 4 and x.shape[1] in (1, 3) and x.shape[3] not in (1, 3) and x.shape[2] > 3:
        # Channels first, as PyTorch has them.
        x = np.ascontiguousarray(np.moveaxis(x, 1, -1))
    if x.dtype == np.uint8:
        return x[..., None] if x.ndim == 3 else x, 0.0, 255.0
    if x.ndim == 3 and x.shape[1] == x.shape[2] > 3:
        x = x[..., None]
    if x.ndim != 4 or not x.size:
        return x, math.nan, math.nan
    # Grey levels of another kind: from 0 to the highest, or to the usual one that holds it.
    low, high = float(x.min()), float(x.max())
    ends = [end for end in (1.0, 255.0) if end / 2 < high <= end]
    return (x, 0.0, ends[0] if ends else high) if low >= 0 < high else (x, math.nan, math.nan)
