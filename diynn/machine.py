"""What the machine is called, where the system keeps it in a file."""

from __future__ import annotations

import os
import platform
from pathlib import Path

PROCESSORS = Path("/proc/cpuinfo")
LARGEST = 2**20


def processor() -> str:
    """The processor's name, such as “AMD EPYC 7B13”; at least its kind, such as “arm64”."""
    names = {"model name", "Model", "cpu model"}
    try:
        with PROCESSORS.open("rb") as file:
            lines = file.read(LARGEST).decode("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip() in names and value.strip():
            return " ".join(value.split())
    return platform.processor() or platform.machine() or "?"


def memory() -> int | None:
    """The machine's memory in bytes; None where the system does not tell."""
    try:
        found = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None
    return found if found > 0 else None
