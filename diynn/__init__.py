"""A neural-network engine in NumPy, in which every number can be followed to a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diynn.network.sequential import Sequential

__all__ = ["Sequential", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # NumPy takes a tenth of a second to load, so it waits until somebody needs it.
    if name == "Sequential":
        from diynn.network.sequential import Sequential

        return Sequential
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
