"""Memory that is free, asked before much of it is taken."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from diynn.errors import DiynnError

GIGABYTE = 10**9
SPARED = 200 * 10**6
"""Bytes that are left to the rest of the program and of the machine."""


def free() -> int | None:
    """Bytes that this process may still take; None where the system does not tell."""
    known = [bytes_ for bytes_ in (_available(), _allowed()) if bytes_ is not None]
    return min(known, default=None)


def require(bytes_: int, what: str) -> None:
    """Raise DiynnError where `what` would take more memory than is free."""
    left = None if bytes_ < SPARED else free()
    if left is not None and bytes_ > left - SPARED:
        raise DiynnError(
            "There is not enough memory for {what}: {wanted:.1f} GB are needed, {left:.1f} GB are "
            "free.",
            "Choose smaller sizes, or close other programs.",
            what=what, wanted=bytes_ / GIGABYTE, left=max(left - SPARED, 0) / GIGABYTE,
        )  # fmt: skip


def _available() -> int | None:
    """What the machine has left, without pushing other programs out to the disk."""
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return None


def _allowed() -> int | None:
    """What a limit on this process leaves it."""
    if sys.platform == "win32":
        return None
    import resource

    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit == resource.RLIM_INFINITY:
        return None
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        return max(limit - pages * resource.getpagesize(), 0)
    return None
