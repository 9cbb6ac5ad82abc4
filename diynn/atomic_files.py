"""Open, write and lock files safely, and say in the user's words why one cannot be read or written.

Writing: the new content goes to a neighbour in the same folder, is forced to the disk, and only
then takes the name of the old one: whatever happens on the way, one of the two is there, complete.
Reading: plain files only, never a pipe, a device or a socket, which may block or deliver for ever.
Locks: the system releases them when the process ends, however that happens. A process number that
is given again, or a file left behind, proves nothing; the lock does.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from diynn.errors import FileError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
GONE = (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.ENOTCONN)
"""The error codes of a disk that was taken away."""
BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
"""The error codes of a lock that another process holds, on one system or another."""
PIECE = 2**20
PARTS = ".diynn-*.part"
OLD_SECONDS = 60.0
"""Part of a file so old is looked at: a process that was killed may have left it."""


def write_whole(
    path: Path,
    pieces: Iterable[bytes | memoryview],
    wanted: Callable[[], bool] = lambda: True,
) -> None:
    """Put `pieces`, one after the other, in place of the file `path`.

    Raises FileError, also where it is not `wanted` any more when all is on the disk; the file that
    was there before is then untouched, and no other is left over.
    """
    check_name(path)
    try:
        _replace(*_place_and_mode(path), pieces, wanted)
    except OSError as error:
        raise writing_error(path, error) from error


def _replace(
    path: Path, mode: int, pieces: Iterable[bytes | memoryview], wanted: Callable[[], bool]
) -> None:
    handle, neighbour = _new_neighbour(path, mode)
    try:
        with open(handle, "wb") as file:
            with contextlib.suppress(OSError):
                # Tells `_clear_parts` that somebody is still at it.
                lock(file.fileno())
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if not wanted():
            raise InterruptedError
        os.replace(neighbour, path)
    except BaseException:
        with contextlib.suppress(OSError):
            neighbour.unlink()
        raise
    _flush_folder(path)
    _clear_parts(path.parent)


def _clear_parts(folder: Path) -> None:
    """Take away what processes that were killed while they wrote have left in a folder."""
    with contextlib.suppress(OSError):
        for part in folder.glob(PARTS):
            if time.time() - part.stat().st_mtime < OLD_SECONDS:
                continue
            handle = os.open(part, os.O_RDWR)
            try:
                left = lock(handle)
            finally:
                os.close(handle)
            if left:
                part.unlink()


def _place_and_mode(path: Path) -> tuple[Path, int]:
    """Where the file is to lie, and its permissions; of one that is there already, its own.

    A link stays a link: what it points to is replaced. Raises OSError where that is a folder,
    protected, or a link to itself, FileError where it is anything else than a plain file: a
    device, a pipe or a socket must never be replaced.
    """
    try:
        # Of the path as it was given: a link such as /dev/stdout leads where no path does.
        mode = path.stat().st_mode
    except FileNotFoundError:
        return Path(os.path.realpath(path)), 0o666
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise FileError(
            "“{file}” could not be saved: there is something of that name that is no plain file.",
            "Choose another name.",
            file=path.name,
        )  # fmt: skip
    if not os.access(path, os.W_OK):
        # Renaming over a protected file would work, but it was protected for a reason.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return Path(os.path.realpath(path)), stat.S_IMODE(mode)


def _new_neighbour(path: Path, mode: int) -> tuple[int, Path]:
    """A new empty file in the folder of `path`, open for writing, and where it lies."""
    neighbour = path.with_name(f".diynn-{secrets.token_hex(6)}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(neighbour, flags, mode), neighbour


def check_name(path: Path) -> None:
    """Raise FileError where no file and no folder can be called so."""
    if "\0" in str(path) or not path.name:
        raise FileError(
            "{file} is not a name that a file can have.",
            "Choose another one.",
            file=repr(str(path)),
        )


def _flush_folder(path: Path) -> None:
    """Force the new name of `path` to the disk. Some systems cannot do that; the file is safe."""
    try:
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno in GONE:
            raise FileError(
                "“{file}” was written, but the disk did not confirm it: {reason}.",
                "Look whether it is still there, and save again; the file on it is the old one or "
                "the new one, and whole.",
                file=path.name, reason=error.strerror or type(error).__name__,
            ) from error  # fmt: skip


def writing_error(path: Path, error: OSError) -> FileError:
    """Why `path` could not be written, and that what was there still is."""
    file, folder = path.name, str(path.parent)
    if error.errno in FULL:
        return FileError(
            "“{file}” could not be saved: the disk is full, or your share of it is.",
            "Free some space or choose another folder; what was saved before is untouched.",
            file=file,
        )  # fmt: skip
    if error.errno in FORBIDDEN:
        return FileError(
            "“{file}” could not be saved: you may not write it in the folder {folder}.",
            "Choose another folder or another name; what was saved before is untouched.",
            file=file, folder=folder,
        )  # fmt: skip
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FileError(
            "“{file}” could not be saved: there is no folder {folder}.",
            "Choose another folder, make this one, or connect its disk again; what was saved "
            "before is untouched.",
            file=file, folder=folder,
        )  # fmt: skip
    if error.errno == errno.EISDIR:
        return FileError(
            "“{file}” could not be saved: a folder of that name is there.",
            "Choose another name.",
            file=file,
        )  # fmt: skip
    return FileError(
        "“{file}” could not be saved: {reason}.",
        "Try another folder or another name; what was saved before is untouched.",
        file=file, reason=error.strerror or type(error).__name__,
    )  # fmt: skip


@contextlib.contextmanager
def opened(path: Path, largest: int) -> Iterator[tuple[BinaryIO, int]]:
    """The file `path`, open for reading, and its size in bytes.

    Raises FileError where there is none, it may not be read, is no plain file, is empty, or is
    larger than `largest`.
    """
    check_name(path)
    try:
        with open_plain(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > largest:
                raise FileError(
                    "“{file}” is too large for a file of diynn: {size} MB.",
                    "Choose a file that diynn has saved.",
                    file=path.name, size=size // 10**6,
                )  # fmt: skip
            if not size:
                raise FileError(
                    "“{file}” is empty.", "Open another copy of it.", file=path.name
                )
            yield file, size
    except OSError as error:
        raise _read_error(path, error) from error


def _read_error(path: Path, error: OSError) -> FileError:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FileError(
            "There is no file “{file}”.", "Look whether its name is right.", file=str(path)
        )
    if error.errno == errno.EISDIR:
        return FileError("“{file}” is a folder.", "Choose a file in it.", file=str(path))
    if error.errno in FORBIDDEN:
        return FileError(
            "You may not read “{file}”.", "Ask its owner, or copy it first.", file=str(path)
        )
    return FileError(
        "“{file}” cannot be read: {reason}.",
        "Try another copy of it.",
        file=str(path), reason=error.strerror or type(error).__name__,
    )  # fmt: skip


def check_writable(path: Path) -> None:
    """Try whether `write_whole` could write there now; raises FileError."""
    check_name(path)
    try:
        place, _ = _place_and_mode(path)
        handle, neighbour = _new_neighbour(place, 0o600)
        os.close(handle)
        neighbour.unlink()
    except OSError as error:
        raise writing_error(path, error) from error


def write_folder(
    path: Path, files: Iterable[tuple[str, bytes]], wanted: Callable[[], bool] = lambda: True
) -> None:
    """Make the folder `path` with these files, whole or not at all.

    Raises FileError, also where something of that name is there, or where it is not `wanted` any
    more; nothing is left over then.
    """
    check_name(path)
    if os.path.lexists(path):
        raise FileError(
            "“{file}” could not be saved: there is something of that name.",
            "Choose another name.",
            file=path.name,
        )
    made = path.with_name(f".diynn-{secrets.token_hex(6)}.folder")
    try:
        try:
            made.mkdir()
            for name, content in files:
                if not wanted():
                    raise InterruptedError
                with open(made / name, "xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            made.rename(path)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
        _flush_folder(path)
    except OSError as error:
        raise writing_error(path, error) from error


def copy_whole(source: Path, target: Path, largest: int) -> None:
    """Copy a file of at most `largest` bytes, whole or not at all; raises FileError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise writing_error(target, error) from error
    with opened(source, largest) as (file, _):
        write_whole(target, iter(lambda: file.read(PIECE), b""))


def open_plain(path: str | Path) -> BinaryIO:
    """The plain file `path`, or the one that it links to, open for reading.

    Raises FileError for a pipe, a device or a socket, OSError for a folder and for what cannot be
    opened.
    """
    # Looked at first, since opening a device may already do something; and once more when it is
    # open, since another file may have taken the name meanwhile.
    _check_plain(os.stat(path), path)
    return open(path, "rb", opener=_open_without_blocking)


def _open_without_blocking(path: str, flags: int) -> int:
    # A pipe that nobody writes into would never open.
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    try:
        _check_plain(os.fstat(handle), path)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _check_plain(found: os.stat_result, path: str | Path) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise FileError("“{file}” is no plain file.", "Choose a file.", file=os.path.basename(path))


def lock(handle: int) -> bool:
    """Lock an open file until it is closed; False where somebody else has done so.

    Raises OSError where the file's place knows no locks.
    """
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in BUSY:
            return False
        raise
    return True


class Hold:
    """A file that is locked until `release`, or until the process ends."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Release the lock."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def hold(path: Path) -> Hold | None:
    """Lock the file `path`, made where there is none; None where somebody else holds it.

    Raises OSError where it cannot be made, or its place knows no locks.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if lock(handle):
            # Whoever held it before may have taken it away meanwhile.
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle), path.stat()):
                    return Hold(handle)
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None
