"""Let long work be cancelled from outside: it asks between its pieces whether it should stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from diynn.errors import Cancelled

_cancelled: ContextVar[Callable[[], bool]] = ContextVar("cancelled", default=lambda: False)


@contextmanager
def cancellable(cancelled: Callable[[], bool]) -> Iterator[None]:
    """Within this, `check_cancelled` raises Cancelled once `cancelled()` is true.

    It holds for this thread alone, and for the engine's workers on its behalf.
    """
    token = _cancelled.set(cancelled)
    try:
        yield
    finally:
        _cancelled.reset(token)


def check_cancelled() -> None:
    """Raise Cancelled if the work of this thread was cancelled; long work asks ten times a second.

    Outside `cancellable` it does nothing.
    """
    if _cancelled.get()():
        raise Cancelled("The work was cancelled.")
