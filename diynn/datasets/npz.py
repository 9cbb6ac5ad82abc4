"""Read NumPy's .npz files without trusting them: no objects, no claim believed."""

from __future__ import annotations

import math
import zipfile
from pathlib import Path

import numpy as np

from diynn.dataset import Array
from diynn.datasets.opening import exactly, reading
from diynn.errors import DataError

_NAMES = (
    ("x_train", "y_train", "x_test", "y_test"),
    ("X_train", "y_train", "X_test", "y_test"),
    ("x", "y"),
    ("X", "y"),
    ("X", "Y"),
    ("data", "target"),
)


def read_npz(path: Path) -> list[tuple[Array, Array]]:
    """One (samples, targets), or two that are the training and the test part.

    The arrays are called x_train, y_train, x_test and y_test, or x and y. Raises FileError if the
    file cannot be opened, and DataError if an array is missing, holds objects, or claims to be
    larger than it is.
    """
    with reading(path):
        try:
            with zipfile.ZipFile(path) as archive:
                return _parts(archive, path)
        except (NotImplementedError, RuntimeError) as error:  # encrypted, or packed unusually
            raise DataError(
                "“{file}” is packed in a way that diynn cannot read: {reason}.",
                "Save it again with numpy.savez.",
                file=path.name, reason=str(error),
            ) from error  # fmt: skip


def _parts(archive: zipfile.ZipFile, path: Path) -> list[tuple[Array, Array]]:
    present = {name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")}
    for names in _NAMES:
        if present.issuperset(names):
            arrays = [_array(archive, name, path) for name in names]
            return list(zip(arrays[::2], arrays[1::2], strict=True))
    raise DataError(
        "“{file}” has no arrays with the names diynn looks for; it has {present}.",
        "Call them x and y, or x_train, y_train, x_test and y_test.",
        file=path.name, present=", ".join(sorted(present)) or "none",
    )  # fmt: skip


def _array(archive: zipfile.ZipFile, name: str, path: Path) -> Array:
    with archive.open(f"{name}.npy") as stream:
        try:
            version = np.lib.format.read_magic(stream)
            read_header = {
                (1, 0): np.lib.format.read_array_header_1_0,
                (2, 0): np.lib.format.read_array_header_2_0,
            }[version]
            shape, by_columns, kind = read_header(stream)
        except (ValueError, KeyError) as error:
            raise DataError(
                "The array “{name}” in “{file}” is damaged.",
                "Save the file again with numpy.savez.",
                name=name, file=path.name,
            ) from error  # fmt: skip
        if kind.kind not in "biufUS":
            raise DataError(
                "The array “{name}” in “{file}” holds {kind}, not numbers.",
                "Turn it into an array of numbers (labels may be texts) and save it again.",
                name=name, file=path.name,
                kind="Python objects" if kind.hasobject else f"values of the type {kind}",
            )  # fmt: skip
        if not shape or min(shape) < 0:
            raise DataError(
                "The array “{name}” in “{file}” is not a list of samples.",
                "Its first axis must count the samples.",
                name=name, file=path.name,
            )  # fmt: skip
        content = exactly(stream, math.prod(shape) * kind.itemsize, path)
        # The check sum of the archive is only looked at when its end is reached.
        stream.read(1)
    if not kind.itemsize:
        return np.full(shape, "", kind)
    array = np.frombuffer(content, kind).reshape(shape, order="F" if by_columns else "C")
    return np.ascontiguousarray(array, kind.newbyteorder("="))


def as_samples(x: Array, path: Path) -> tuple[Array, float, float]:
    """The samples with a channel axis for grey pictures, and the ends of their value range.

    Bytes are grey levels from 0 to 255; other types have no range of their own (NaN). Raises
    DataError if `x` are texts.
    """
    if x.dtype.kind in "US":
        raise DataError(
            "The samples in “{file}” are texts.", "Turn them into numbers.", file=path.name
        )
    if x.dtype != np.uint8:
        return x.astype(np.uint8) if x.dtype.kind == "b" else x, math.nan, math.nan
    return x[..., None] if x.ndim == 3 else x, 0.0, 255.0
