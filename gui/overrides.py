"""Let no error in an override of one of Qt's methods end the process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from types import FunctionType
from typing import Any, get_type_hints

from shiboken6 import Shiboken

_OURS, _QT = "gui", "PySide6"


def guard_overrides() -> None:
    """Have every class that is made from one of Qt's from now on guard its overrides.

    With Python 3.11 PySide 6.11 crashes where an override that was called by way of Python (as by
    `show()`) ends with an exception that is still raw: one that C code raised and that no `try` has
    seen, such as the IndexError of a list or a ValueError of NumPy's.
    """
    Shiboken.Object.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment]


def _guard(cls: Any, /, **options: Any) -> None:
    super(Shiboken.Object, cls).__init_subclass__(**options)
    qt = [vars(base) for base in cls.__mro__ if _package(base) == _QT]
    ours = _package(cls) == _OURS
    for owner in cls.__mro__:
        # The other bases made from Qt's have been guarded themselves; a mixin has not.
        if owner is not cls and issubclass(owner, Shiboken.Object):
            continue
        for name, method in list(vars(owner).items()):
            if not isinstance(method, FunctionType) or name.startswith("__"):
                continue
            theirs = next((base[name] for base in qt if name in base), None)
            if theirs is not None and getattr(cls, name) is method:
                setattr(cls, name, _guarded(method, theirs, ours))


def _package(cls: type) -> str:
    return cls.__module__.partition(".")[0]


def _guarded(method: FunctionType, theirs: Any, ours: bool) -> Callable[..., Any]:
    """The override `method` of Qt's `theirs`. An error in one of ours goes to `sys.excepthook`, and
    Qt is given an answer of its own; one in a library's is raised again, and no longer raw."""

    @wraps(method)
    def guarded(self: Any, *args: Any, **named: Any) -> Any:
        try:
            return method(self, *args, **named)
        except Exception as error:
            if not ours:
                raise
            sys.excepthook(type(error), error, error.__traceback__)
            return _answer(method, theirs, self, args, named)

    return guarded


def _answer(method: FunctionType, theirs: Any, self: Any, args: Any, named: Any) -> Any:
    """What Qt's own method answers; an empty value where that is abstract."""
    if method.__annotations__.get("return") in ("None", None):
        return None
    with suppress(Exception):
        return theirs(self, *args, **named)
    with suppress(Exception):
        return get_type_hints(method)["return"]()
    return None
