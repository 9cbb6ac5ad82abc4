"""What the figures were measured on: they mean little without it."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from threadpoolctl import threadpool_info

from diynn.machine import memory, processor


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def machine() -> dict[str, object]:
    """What it is, and the versions of NumPy, of its matrix library and of PyTorch.

    `memory` is in bytes. Memory, matrix library and PyTorch are None where they are not known.
    """
    try:
        torch: str | None = version("torch")
    except PackageNotFoundError:
        torch = None
    return {
        "processor": processor(), "cores": cores(), "memory": memory(),
        "numpy": np.__version__, "blas": blas(), "torch": torch,
    }  # fmt: skip


def blas() -> str | None:
    """Such as "openblas 0.3.30 SkylakeX"; None where it is of a kind that is not known."""
    for library in threadpool_info():
        if library.get("user_api") == "blas":
            words = (library.get(key) for key in ("internal_api", "version", "architecture"))
            return " ".join(str(word) for word in words if word)
    return None
