"""Objects of Qt's that are remembered while others may delete them."""

from __future__ import annotations

from typing import TypeVar

from shiboken6 import Shiboken, isValid

Kept = TypeVar("Kept", bound=Shiboken.Object)


def alive(kept: Kept | None) -> Kept | None:
    """What was kept, or None where there was nothing or Qt has deleted it meanwhile."""
    return kept if kept is not None and isValid(kept) else None
