"""How much memory is free, and whether what a file or a setting asks for fits into it.

Asked before the memory is taken: a few bytes of a file, or one number in a design, may claim more
than any machine has.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from diynn.errors import DataError, ShapeError
from diynn.text import size

VARIABLE = "DIYNN_MEMORY"
"""The environment variable that sets the limit, such as “8 GB”, in place of what is free."""

SMALL = 2**24
"""So many bytes need no looking at what is free."""

MODEST = 2**27
"""So many bytes may come out of a file however small."""

PLAUSIBLE = 250
"""Data beyond MODEST bytes has at most this many times the bytes of its file. Real data, packed or
sparse, stays far below; zeros packed with gzip reach 1030."""

UNKNOWN = 2**32
"""What counts as free where the system gives no figure."""

_SIZE = re.compile(r"\s*(\d{1,12}(?:\.\d{0,6})?)\s*([kKmMgGtT]?)[iI]?[bB]?\s*")
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def check_room(needed: int, file: str) -> None:
    """Raise DataError unless the bytes that it takes to read `file` are free."""
    if short := _shortage(needed):
        raise DataError(
            "“{file}” needs {size} of memory, and {free} are free.",
            "Choose a smaller file or close other programs. To allow more, set the environment "
            "variable {variable} before diynn starts, such as {variable}={wanted}.",
            file=file, **short,
        )  # fmt: skip


def check_network(needed: int) -> None:
    """Raise ShapeError unless the bytes that a network needs for its work are free."""
    if short := _shortage(needed):
        raise ShapeError(
            "This network needs {size} of memory, and {free} are free.",
            "Make its layers or the batch smaller, or close other programs. To allow more, set the "
            "environment variable {variable} before diynn starts, such as {variable}={wanted}.",
            **short,
        )


def _shortage(needed: int) -> dict[str, object]:
    """What a message says where so many bytes are not free; nothing where they are."""
    if needed <= SMALL:
        return {}
    limit = chosen_limit()
    free = free_memory() if limit is None else limit
    if needed <= free:
        return {}
    return {
        "size": size(needed), "free": size(free), "variable": VARIABLE,
        "wanted": _setting(needed),
    }  # fmt: skip


def check_claim(claimed: int, file: str, there: int, copies: int = 2) -> None:
    """Raise DataError unless a file of `there` bytes may well hold `claimed` bytes of data.

    There must be room for `copies` of them: what is read is divided into two parts.
    """
    if claimed > max(MODEST, PLAUSIBLE * there) and chosen_limit() is None:
        raise DataError(
            "“{file}” has {there} and claims to hold {size}, which real data rarely does.",
            "If you trust it, set the environment variable {variable} before diynn starts, such as "
            "{variable}={wanted}.",
            file=file, there=size(there), size=size(claimed), variable=VARIABLE,
            wanted=_setting(copies * claimed),
        )  # fmt: skip
    check_room(copies * claimed, file)


def chosen_limit() -> int | None:
    """The bytes that `$DIYNN_MEMORY` allows; None where it is not set or no size."""
    match = _SIZE.fullmatch(os.environ.get(VARIABLE, ""))
    return None if match is None else int(float(match[1]) * _UNITS[match[2].upper()])


def _setting(size: int) -> str:
    """A limit that `size` bytes are below, as the variable takes it."""
    return f"{size // 10**9 + 1}GB"


def free_memory() -> int:
    """The bytes that this process may still take: the least that any part of the system grants."""
    grants = [*_of_the_machine(), *_of_the_groups(), *_of_the_process()]
    return max(0, min(grants, default=UNKNOWN))


def _of_the_machine() -> Iterator[int]:
    if sys.platform == "win32":
        yield _of_windows()
        return
    available = _figures(Path("/proc/meminfo")).get("MemAvailable")
    if available is not None:
        yield available
        return
    with contextlib.suppress(OSError, ValueError, AttributeError):
        # Elsewhere only the whole memory is known without another program: half of it.
        yield os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2


if sys.platform == "win32":

    def _of_windows() -> int:
        import ctypes

        class Status(ctypes.Structure):
            _fields_ = (
                ("length", ctypes.c_ulong),
                ("load", ctypes.c_ulong),
                *((f"bytes{number}", ctypes.c_ulonglong) for number in range(7)),
            )

        # The second of the seven is the physical memory that is available.
        status = Status(length=ctypes.sizeof(Status))
        found = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.bytes1) if found else UNKNOWN


def _of_the_groups() -> Iterator[int]:
    """What the control groups that hold this process grant: the limits of containers."""
    root = Path("/sys/fs/cgroup")
    for line in _text(Path("/proc/self/cgroup")).splitlines():
        _, controllers, place = [*line.split(":", 2), "", ""][:3]
        if controllers == "memory":
            root_here, most, used = root / "memory", "limit_in_bytes", "usage_in_bytes"
        elif not controllers:
            root_here, most, used = root, "max", "current"
        else:
            continue
        folder = root_here / place.strip("/")
        # In a container the named folder may not be visible; its limit is then at the root.
        for each in (folder, *folder.parents):
            limit, taken = _text(each / f"memory.{most}"), _text(each / f"memory.{used}")
            if limit.strip().isdecimal() and taken.strip().isdecimal():
                # Pages of files can be dropped.
                stat = _figures(each / "memory.stat", 1)
                files = stat.get("inactive_file", 0) + stat.get("active_file", 0)
                yield int(limit) - int(taken) + files
            if each == root_here:
                break


def _of_the_process() -> Iterator[int]:
    """What the limit on this process's addresses leaves, as `ulimit -v` sets it."""
    if sys.platform == "win32":
        return
    import resource

    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit != resource.RLIM_INFINITY:
        yield limit - _figures(Path("/proc/self/status")).get("VmSize", 0)


def _figures(path: Path, unit: int = 1024) -> dict[str, int]:
    """The numbers in a file of the system, by the words before them; no file, no numbers."""
    pairs = (line.replace(":", " ").split() for line in _text(path).splitlines())
    return {
        pair[0]: unit * int(pair[1]) for pair in pairs if len(pair) > 1 and pair[1].isdecimal()
    }


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii", "replace")
    except OSError:
        return ""
