"""The container of a model file: arrays and one JSON text, with a hash over every byte.

The layout is that of safetensors, so that any of its readers opens it: the header's length in eight
bytes, the header as JSON, the arrays' bytes. The hash is in the header and covers the whole
file; while it is computed, its own 64 digits count as zeros.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import numpy as np
import safetensors
import safetensors.numpy
from numpy.typing import NDArray

from diynn.atomic_files import opened
from diynn.errors import FileError

Array = NDArray[Any]

LARGEST_FILE = 2**30
LARGEST_HEADER = 2**22
"""Far more than a design needs; JSON takes many times its length in memory once it is read."""
KEY = "diynn"
NO_DIGEST = "0" * 64
PIECE = 2**20


def pack(arrays: Mapping[str, Array], content: Mapping[str, Any], name: str) -> list[memoryview]:
    """The bytes of a file, in pieces; FileError if they are more than `unpack` would read."""
    try:
        # The digest comes first, so that its zeros are the first in the file.
        text = json.dumps({"sha256": NO_DIGEST, **content}, allow_nan=False)
    except ValueError as error:
        raise FileError(
            "“{file}” was not saved: a figure in it is not a number.",
            "Go back to good weights, or train again with a smaller learning rate.",
            file=name,
        ) from error
    tidy = {key: np.asarray(array, order="C") for key, array in arrays.items()}
    # One key only: safetensors writes several in an order that changes from day to day.
    whole = safetensors.numpy.save(tidy, {KEY: text})
    if len(whole) > LARGEST_FILE or _header_length(whole) > LARGEST_HEADER:
        raise FileError(
            "“{file}” was not saved: the network is too large for a file ({size} MB).",
            "Make its layers smaller.",
            file=name, size=len(whole) // 10**6,
        )  # fmt: skip
    start = whole.index(NO_DIGEST.encode())
    end = start + len(NO_DIGEST)
    digest = hashlib.sha256(whole).hexdigest().encode()
    view = memoryview(whole)
    return [view[:start], memoryview(digest), view[end:]]


def unpack(path: Path, version: int) -> tuple[dict[str, Any], dict[str, Array]]:
    """The JSON part and the arrays of the file `path`, of `version` or older.

    The header is read first, in bounds; then the hash is taken piece by piece; only a file that
    passes is read into memory. Raises FileError.
    """
    with opened(path, LARGEST_FILE) as (file, size):
        header = _read_header(path, file, size)
        content, data_bytes = _parse(path, header)
        missing = data_bytes - (size - 8 - len(header))
        if missing > 0:
            _cut_off(path)
        digest = str(content.get("sha256", ""))
        if missing or (digest and digest != _digest_of(file, header, digest)):
            _damaged(path)
        found = content.get("version")
        if isinstance(found, int) and found > version:
            raise FileError(
                "“{file}” was made by a newer diynn (file version {found}; this one reads up to "
                "{known}).",
                "Update diynn to open it.",
                file=path.name, found=found, known=version,
            )  # fmt: skip
        if not digest or type(found) is not int or found < 1:
            _damaged(path)
        file.seek(0)
        try:
            arrays = safetensors.numpy.load(file.read(size))
        except (safetensors.SafetensorError, KeyError, TypeError, ValueError) as error:
            _damaged(path, error)
    return content, arrays


def read_content(path: Path) -> dict[str, Any]:
    """The JSON part alone, unverified: for a glance at a file that is not opened. FileError."""
    with opened(path, LARGEST_FILE) as (file, size):
        return _parse(path, _read_header(path, file, size))[0]


def _header_length(first: bytes) -> int:
    return int.from_bytes(first[:8], "little")


def _read_header(path: Path, file: BinaryIO, size: int) -> bytes:
    first = file.read(8)
    length = _header_length(first)
    if size < 10 or length > LARGEST_HEADER or length < 2:
        _foreign(path)
    if length > size - 8:
        # The first byte distinguishes a file of ours that was cut off from one of another kind.
        if file.read(1) == b"{":
            _cut_off(path)
        _foreign(path)
    return file.read(length)


def _parse(path: Path, header: bytes) -> tuple[dict[str, Any], int]:
    """The JSON part, and the number of bytes that the arrays should have."""
    try:
        entries = json.loads(header)
        metadata = entries.pop("__metadata__", {})
        ends = [entry["data_offsets"][1] for entry in entries.values()]
        if not all(type(end) is int for end in ends):
            raise ValueError("an end that is no number")
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        if KEY.encode() in header:
            _damaged(path, error)
        _foreign(path, error)
    if not isinstance(metadata, dict) or KEY not in metadata:
        _foreign(path)
    try:
        content = json.loads(metadata[KEY])
        if not isinstance(content, dict):
            raise ValueError("no JSON object")
    except (ValueError, TypeError, RecursionError) as error:
        _damaged(path, error)
    return content, max(ends, default=0)


def _digest_of(file: BinaryIO, header: bytes, digest: str) -> str:
    """The hash of the whole file, with the digits of `digest` in the header as zeros."""
    found = hashlib.sha256(len(header).to_bytes(8, "little"))
    found.update(header.replace(digest.encode(errors="replace"), NO_DIGEST.encode(), 1))
    file.seek(8 + len(header))
    while piece := file.read(PIECE):
        found.update(piece)
    return found.hexdigest()


def _foreign(path: Path, error: Exception | None = None) -> NoReturn:
    raise FileError(
        "“{file}” is not a model file of diynn.",
        "Choose a file that diynn has saved.",
        file=path.name,
    ) from error


def _cut_off(path: Path) -> NoReturn:
    raise FileError(
        "“{file}” is incomplete: its end is missing.",
        "Copy or download it again, or open an earlier copy.",
        file=path.name,
    )  # fmt: skip


def _damaged(path: Path, error: Exception | None = None) -> NoReturn:
    raise FileError(
        "“{file}” is damaged: its content is not what was saved.",
        "Copy or download it again, or open an earlier copy.",
        file=path.name,
    ) from error
