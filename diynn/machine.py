"""The machine that something was computed or measured on: processor, memory, libraries."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_info

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
    """The machine's memory in bytes; None where the system does not give it."""
    try:
        found = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None
    return found if found > 0 else None


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def machine() -> dict[str, object]:
    """Processor, cores and memory, the versions of NumPy, of its matrix library and of PyTorch, and
    the kinds of vector instructions that NumPy has found kernels for.

    `memory` is in bytes. Memory, matrix library and PyTorch are None where they are not known.
    """
    from importlib.metadata import PackageNotFoundError, version

    try:
        torch: str | None = version("torch")
    except PackageNotFoundError:
        torch = None
    return {
        "processor": processor(), "cores": cores(), "memory": memory(),
        "numpy": np.__version__, "blas": blas(), "torch": torch, "simd": simd(),
    }  # fmt: skip


def simd() -> list[str]:
    """The vector instructions whose kernels NumPy uses, from the oldest to the newest."""
    found = np.show_config(mode="dicts")["SIMD Extensions"]
    return [*found["baseline"], *found["found"]]


def blas() -> str | None:
    """Such as "openblas 0.3.30 SkylakeX"; None where it is of a kind that is not known."""
    for library in threadpool_info():
        if library.get("user_api") == "blas":
            words = (library.get(key) for key in ("internal_api", "version", "architecture"))
            return " ".join(str(word) for word in words if word)
    return None
