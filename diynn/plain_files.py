"""Open plain files only: never a pipe, a device or a socket, which may wait or give for ever."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from diynn.errors import FileError


def open_plain(path: str | Path) -> BinaryIO:
    """The plain file `path`, or the one that it links to, open for reading.

    Raises FileError for a pipe, a device or a socket, OSError for a folder and for what cannot be
    opened.
    """
    # Looked at first, since opening a device may already do something; and once more when it is
    # open, since another file may have taken the name meanwhile.
    _check(os.stat(path), path)
    return open(path, "rb", opener=_opened)


def _opened(path: str, flags: int) -> int:
    # Without waiting: a pipe that nobody writes into would never open.
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    try:
        _check(os.fstat(handle), path)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _check(found: os.stat_result, path: str | Path) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise FileError("“{file}” is no plain file.", "Choose a file.", file=os.path.basename(path))
