"""Open a file, packed or not, and never read more of it than is wise."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from diynn.errors import DataError, FileError

MOST_BYTES = 4 << 30
"""No array of a file may claim more than this many bytes."""

MOST_TEXT = 1 << 30
"""A text of more bytes than this is refused: a few bytes of gzip can hold very many."""

_CHUNK = 1 << 20

_BROKEN = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile)
"""What the standard library says when a packed file ends early or is not what it claims to be."""


def unreadable(path: Path, error: OSError) -> FileError:
    """The failure to open `path`, in the user's words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FileError(
            "There is no file “{path}”.", "Check its name and its folder.", path=str(path)
        )
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return FileError(
            "“{path}” is a folder, not a file.", "Choose a file inside it.", path=str(path)
        )
    if isinstance(error, PermissionError):
        return FileError(
            "You may not read “{path}”.",
            "Ask its owner for permission, or copy it into a folder of your own.",
            path=str(path),
        )
    return FileError(
        "“{path}” could not be read: {reason}.",
        "Check that the disk is still connected, or copy the file and try again.",
        path=str(path), reason=error.strerror or str(error),
    )  # fmt: skip


def broken(path: Path) -> DataError:
    """The failure to unpack `path`, in the user's words."""
    return DataError(
        "“{file}” is damaged: it ends too early or its contents are garbled.",
        "Download or copy it again.",
        file=path.name,
    )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the system and the unpackers say about `path` into FileError and DataError."""
    try:
        yield
    except _BROKEN as error:
        raise broken(path) from error
    except OSError as error:
        # bz2 reports garbage as an OSError without a number, which the system's own always have; a
        # garbled zip file sends its reader to places before its beginning.
        damaged = error.errno in (None, errno.EINVAL)
        raise broken(path) if damaged else unreadable(path, error) from error


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A stream of the contents of `path`, unpacked if its first bytes are gzip's, bzip2's or xz's.

    The name does not matter: a gzip file may be called anything, and a “.gz” need not be one.
    Raises FileError if it cannot be opened, DataError if it is empty, damaged, or turns out to be
    damaged while the stream is read.
    """
    if "\0" in str(path):
        raise unreadable(path, FileNotFoundError())
    with reading(path), open(path, "rb") as file:
        start = file.read(6)
        file.seek(0)
        if not start:
            raise DataError(
                "“{file}” is empty.", "Choose another file, or copy it again.", file=path.name
            )
        with _unpacked(file, start) as stream:
            yield stream


def _unpacked(file: BinaryIO, start: bytes) -> BinaryIO:
    if start.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=file))
    if start.startswith(b"BZh"):
        return cast(BinaryIO, bz2.BZ2File(file))
    if start == b"\xfd7zXZ\x00":
        return cast(BinaryIO, lzma.LZMAFile(file))
    return file


def exactly(stream: IO[bytes], count: int, path: Path) -> bytearray:
    """The next `count` bytes of `stream`; DataError if a header claimed more than there are.

    The memory grows with what is really there, never with what was claimed.
    """
    if count > MOST_BYTES:
        raise DataError(
            "“{file}” claims to hold {size} of numbers, more than diynn reads.",
            "If the file is not damaged, cut it into smaller ones.",
            file=path.name, size=size_in_words(count),
        )  # fmt: skip
    content = bytearray()
    while len(content) < count:
        chunk = stream.read(min(_CHUNK, count - len(content)))
        if not chunk:
            raise DataError(
                "“{file}” ends too early: it should hold {claimed} and has only {found}.",
                "Download or copy it again.",
                file=path.name, claimed=size_in_words(count), found=size_in_words(len(content)),
            )  # fmt: skip
        content += chunk
    return content


def text_of(path: Path) -> bytes:
    """All of a text file, unpacked, without a byte order mark; UTF-16 is turned into UTF-8.

    Raises DataError beyond MOST_TEXT bytes or if the file is no text.
    """
    content = io.BytesIO()
    with opened(path) as stream:
        while chunk := stream.read(_CHUNK):
            content.write(chunk)
            if content.tell() > MOST_TEXT:
                raise DataError(
                    "“{file}” holds more than {most} of text, more than diynn reads.",
                    "Cut it into smaller files, or save the numbers as a NumPy .npz file.",
                    file=path.name, most=size_in_words(MOST_TEXT),
                )  # fmt: skip
    text = content.getvalue()
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.decode("utf-16", "replace").encode()
    if b"\0" in text:
        raise DataError(
            "“{file}” is neither a text nor any other kind of data that diynn knows.",
            "Choose a table (CSV), a NumPy .npz file, IDX images or a folder of pictures.",
            file=path.name,
        )
    return text.removeprefix(b"\xef\xbb\xbf")


def size_in_words(count: int) -> str:
    """A number of bytes as a person says it, with decimal units: "12 bytes", "7.4 MB"."""
    if count < 1000:
        return f"{count} bytes"
    size = float(count)
    for unit in ("kB", "MB", "GB", "TB"):
        size /= 1000
        if size < 999.95 or unit == "TB":
            break
    return f"{size:.1f} {unit}"
