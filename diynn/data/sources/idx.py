"""Read IDX files, the format of MNIST: a short header, then plain numbers."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from diynn.data.dataset import Array
from diynn.data.sources.reading import exactly, opened
from diynn.errors import DataError

_TYPES = {8: ">u1", 9: ">i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}


def is_idx(start: bytes) -> bool:
    """Whether `start`, the first four bytes of an unpacked file, look like an IDX header."""
    return len(start) == 4 and start[:2] == b"\0\0" and start[2] in _TYPES and 1 <= start[3] <= 8


def read_idx(path: Path) -> Array:
    """The array in an IDX file, packed or not, in its own type and this machine's byte order.

    Raises FileError if it cannot be opened, DataError if it is no IDX file or its header and its
    size do not agree. A header that claims too much costs no memory.
    """
    with opened(path) as stream:
        shape, kind = _read_header(stream, path)
        content = exactly(stream, math.prod(shape) * kind.itemsize, path)
        if stream.read(1):
            raise DataError(
                "“{file}” holds more than its header says.",
                "It may be damaged: download or copy it again.",
                file=path.name,
            )
    values = np.frombuffer(content, kind).astype(kind.newbyteorder("="), copy=False)
    try:
        return values.reshape(shape)
    except ValueError as error:  # no samples, of sizes whose product is beyond all numbers
        raise DataError(
            "“{file}” holds no samples.", "Choose another file, or copy it again.", file=path.name
        ) from error


def _read_header(stream: BinaryIO, path: Path) -> tuple[tuple[int, ...], np.dtype[Any]]:
    """The array's shape, and the type of its numbers in the file."""
    start = stream.read(4)
    if not is_idx(start):
        raise DataError(
            "“{file}” is not an IDX file: it does not begin as one.",
            "Choose the file with the images, such as train-images-idx3-ubyte.gz.",
            file=path.name,
        )
    shape = tuple(np.frombuffer(exactly(stream, 4 * start[3], path), ">u4").tolist())
    return shape, np.dtype(_TYPES[start[2]])


def _read_shape(path: Path) -> tuple[int, ...]:
    with opened(path) as stream:
        return _read_header(stream, path)[0]


def read_idx_pair(images: Path, labels: Path) -> tuple[Array, Array]:
    """Samples with a channel axis, (n, height, width, 1) for images, and their labels (n,).

    Raises FileError and DataError as `read_idx`, and DataError if the two do not belong together.
    """
    # The headers first: large files that do not fit are refused before they take memory.
    shape, labels_shape = _read_shape(images), _read_shape(labels)
    if len(shape) < 2:
        raise only_labels(images)
    if len(labels_shape) != 1:
        raise DataError(
            "“{file}” holds {axes} axes of numbers, not one label for each sample.",
            "Choose the file with the labels, such as train-labels-idx1-ubyte.gz.",
            file=labels.name, axes=len(labels_shape),
        )  # fmt: skip
    if shape[0] != labels_shape[0]:
        raise DataError(
            "“{labels}” has not as many labels as “{images}” has samples: {count} and {samples}.",
            "Choose two files that belong together.",
            images=images.name, samples=shape[0], labels=labels.name, count=labels_shape[0],
        )  # fmt: skip
    x = read_idx(images)
    return (x[..., None] if x.ndim == 3 else x), read_idx(labels)


def only_labels(path: Path) -> DataError:
    """That `path` holds labels where samples are wanted."""
    return DataError(
        "“{file}” holds one number for each sample: these are labels.",
        "Choose the file with the images; its labels are found beside it.",
        file=path.name,
    )


def beside(path: Path, changes: tuple[tuple[str, str], ...]) -> Path | None:
    """The file next to `path` whose name differs by `changes`, packed or not; None without one."""
    name = path.name
    for old, new in changes:
        name = name.replace(old, new)
    plain = name.removesuffix(".gz")
    for candidate in (name, plain, plain + ".gz"):
        if candidate != path.name and path.with_name(candidate).is_file():
            return path.with_name(candidate)
    return None


def labels_beside(images: Path) -> Path:
    """The labels that belong to `images` by the names that MNIST gave them; DataError if none."""
    changes = (("images", "labels"), ("idx3", "idx1"), ("idx4", "idx1"))
    found = beside(images, changes) if "images" in images.name else None
    if found is None:
        raise DataError(
            "No labels lie beside “{file}”.",
            "Name the file with the labels in the setting “Labels”.",
            file=images.name,
        )
    return found


def partner_images(images: Path) -> Path | None:
    """The test images that belong to the training images `images`; None if there are none."""
    if "train" not in images.name:
        return None
    return beside(images, (("train", "t10k"),)) or beside(images, (("train", "test"),))
