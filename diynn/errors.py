"""What can go wrong, in the user's words, each with its remedy.

A message is kept as a template and its values, so that a window may translate the template and fill
in the values afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diynn.text import fill


@dataclass(frozen=True)
class Sentence:
    """A template with its values, where it fills a place in another one."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return fill(self.template, self.values)


class DiynnError(Exception):
    """A failure that a person can understand and act upon.

    `message` and `remedy` are templates in the style of `str.format`; `values` fills both. A word
    such as “sample(s)” is as many as the value before it. `str()` gives the two sentences together.
    """

    def __init__(self, message: str, remedy: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (type(self), self.message, self.remedy, self.values))

    def what(self) -> str:
        """What happened, filled in."""
        return fill(self.message, self.values)

    def how(self) -> str:
        """What to do next, filled in; empty where nothing can be advised."""
        return fill(self.remedy, self.values)

    def __str__(self) -> str:
        return f"{self.what()} {self.how()}".strip()


def _rebuilt(
    kind: type[DiynnError], message: str, remedy: str, values: dict[str, object]
) -> DiynnError:
    return kind(message, remedy, **values)


class SettingError(DiynnError):
    """A setting has a value that it cannot take."""


class ShapeError(DiynnError):
    """A layer or a loss cannot work on what reaches it."""


class DataError(DiynnError):
    """A data set is missing, broken or of the wrong kind."""


class FileError(DiynnError):
    """A file cannot be read or written."""


class Diverged(DiynnError):
    """A training left the range of numbers: a loss or a weight is infinite or not a number."""


class Cancelled(DiynnError):
    """The person asked for a long job to stop."""


class WorkError(DiynnError):
    """A work that was handed in does not say what comes when it is computed again."""
