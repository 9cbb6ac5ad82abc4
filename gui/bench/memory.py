"""The most memory that this process has held at any one time."""

from __future__ import annotations

import sys
from pathlib import Path

from diynn.data.sources.reading import text_blocks
from diynn.errors import DiynnError

_STATUS = Path("/proc/self/status")


def peak_bytes() -> int:
    """The largest resident size so far; raises DiynnError where the system does not tell it."""
    if _STATUS.exists():
        # What getrusage says on Linux is never less than the size of the process that started
        # this one.
        for line in b"".join(text_blocks(_STATUS)).splitlines():
            if line.startswith(b"VmHWM:"):
                return 1024 * int(line.split()[1])
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        raise DiynnError(
            "This system does not tell how much memory a process has held.",
            "Measure the memory on Linux or macOS.",
        ) from None
    # In bytes on macOS, in kilobytes elsewhere.
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
