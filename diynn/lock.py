"""Hold a file for as long as a process lives: how others know whether it still does.

The system itself lets go when the process ends, however that happens. A number that a later process
is given again, or a file left behind, says nothing; the lock does.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
"""What a lock that another holds is told by, on one system or another."""


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
        """Let go of it."""
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
