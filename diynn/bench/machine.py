"""What the figures were measured on: they mean little without it."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from threadpoolctl import threadpool_info


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def machine() -> dict[str, object]:
    """Cores, and the versions of NumPy, of its matrix library and of PyTorch (None without it)."""
    try:
        torch: str | None = version("torch")
    except PackageNotFoundError:
        torch = None
    return {"cores": cores(), "numpy": np.__version__, "blas": _blas(), "torch": torch}


def _blas() -> str | None:
    """Such as "openblas 0.3.30 SkylakeX"; None where it is of a kind that is not known."""
    for library in threadpool_info():
        if library.get("user_api") == "blas":
            words = (library.get(key) for key in ("internal_api", "version", "architecture"))
            return " ".join(str(word) for word in words if word)
    return None
