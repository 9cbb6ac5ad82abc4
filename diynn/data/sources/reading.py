"""Open a file, packed or not, and never read more of it than is wise."""

from __future__ import annotations

import bz2
import codecs
import errno
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from diynn.atomic_files import open_plain
from diynn.errors import DataError, FileError
from diynn.memory import check_claim
from diynn.text import size
from diynn.workers import check_cancelled, report_progress

LONGEST_LINE = 2**23
"""A line of a text of more bytes than this is refused."""

_PARSING = 40
"""Bytes of memory that a byte of text may take while its line is read."""

_LOOKED_AT, _USUAL = 2**22, 4
"""A packed text is unpacked to its end, with nothing kept, before more of it is than so many bytes
and so many times its own size: what is far too much is found out before it is in memory."""

_CHUNK = 1 << 20
_BLOCK = 1 << 16

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
    except MemoryError as error:
        raise DataError(
            "“{file}” needs more memory than is free.",
            "Choose a smaller file or close other programs.",
            file=path.name,
        ) from error
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
    with reading(path), open_plain(path) as file:
        start = file.read(6)
        if not start:
            raise DataError(
                "“{file}” is empty.", "Choose another file, or copy it again.", file=path.name
            )
        file.seek(0)
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

    The memory grows with what is really there, never with what was claimed. DataError, too, before
    any of it is taken, if so much is more than the file can hold or than is free.
    """
    check_claim(count, path.name, path.stat().st_size)
    content = bytearray()
    while len(content) < count:
        check_cancelled()
        chunk = stream.read(min(_CHUNK, count - len(content)))
        if not chunk:
            raise DataError(
                "“{file}” ends too early: it should hold {claimed} and has only {found}.",
                "Download or copy it again.",
                file=path.name, claimed=size(count), found=size(len(content)),
            )  # fmt: skip
        content += chunk
        report_progress(len(content), count)
    return content


def text_blocks(path: Path) -> Iterator[bytes]:
    """A text file, unpacked, in pieces of whole lines, without a byte order mark, as UTF-8.

    UTF-16 is turned into UTF-8; other encodings stay as they are. No more than a few pieces are in
    memory at once. Raises FileError and DataError as `opened`, and DataError if the file is no text
    or has a line of more than LONGEST_LINE bytes.
    """
    there = path.stat().st_size if path.exists() else 0
    with opened(path) as stream:
        rest, decoder, taken, checked, seen, is_counted = b"", None, 0, 0, 0, False
        packed = isinstance(stream, gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile)
        for number, chunk in enumerate(_chunks(stream)):
            if not number and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                decoder = codecs.getincrementaldecoder("utf-16")("replace")
            text = chunk if decoder is None else decoder.decode(chunk, not chunk).encode()
            if not number:
                text = text.removeprefix(codecs.BOM_UTF8)
            if b"\0" in text:
                raise DataError(
                    "“{file}” is neither a text nor any other kind of data that diynn knows.",
                    "Choose a table (CSV), a NumPy .npz file, IDX images or a folder of pictures.",
                    file=path.name,
                )
            taken += len(text)
            seen += len(chunk)
            report_progress(seen, 0 if packed else there)
            if taken - checked > _CHUNK:
                check_claim(taken, path.name, there, 1)
                checked = taken
            if not is_counted and taken > max(_LOOKED_AT, _USUAL * there):
                _check_unpacked(path, there)
                is_counted = True
            rest += text
            # Lines end in a line feed; in very old files, in a carriage return.
            end = len(rest) if not chunk else rest.rfind(b"\n") + 1 or rest.rfind(b"\r", 0, -1) + 1
            if end:
                check_claim(_PARSING * end, path.name, there, 1)
                yield rest[:end]
                rest = rest[end:]
            if len(rest) > LONGEST_LINE:
                raise DataError(
                    "“{file}” has a line of more than {most}.",
                    "Each sample needs a line of its own; save very large samples as a NumPy .npz "
                    "file.",
                    file=path.name, most=size(LONGEST_LINE),
                )  # fmt: skip


def _check_unpacked(path: Path, there: int) -> None:
    """Raise DataError if what is packed in a file of `there` bytes is more than real data is."""
    taken = checked = 0
    with opened(path) as stream:
        for chunk in _chunks(stream):
            taken += len(chunk)
            if taken - checked > _CHUNK:
                check_claim(taken, path.name, there, 1)
                checked = taken


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """What `stream` gives, and one empty piece at its end."""
    while chunk := stream.read(_BLOCK):
        check_cancelled()
        yield chunk
    yield b""
