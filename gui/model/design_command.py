"""One edit of the design, as the undo stack keeps it: the whole value before and after."""

from __future__ import annotations

import time
from collections.abc import Callable
from weakref import WeakMethod

from PySide6.QtGui import QUndoCommand

from diynn.design.design import Design
from diynn.settings import Declared, settings_of

MERGE_SECONDS = 1.5
"""Edits of one setting within this time of each other are one edit: a spin box held down."""

_MERGING_ID = 1


class Whole:
    """The key of edits that are one to the person, however much time lies between them."""


class DesignEdit(QUndoCommand):
    """Shows one design when done and another when undone.

    `key` names the setting that was edited; edits of the same one that follow quickly are merged.
    """

    def __init__(
        self,
        show: Callable[[Design], object],
        before: Design,
        after: Design,
        text: str,
        key: object = None,
    ) -> None:
        super().__init__(text)
        # Weakly: a stack, its edits and their model in one ring would be torn down by Python in any
        # order, and the stack would find its edits gone.
        self._show = WeakMethod(show)
        self._before = before
        self.after = after
        self.key = key
        self.when = time.monotonic()

    def redo(self) -> None:
        """Show the design after the edit."""
        self._tell(self.after)

    def undo(self) -> None:
        """Show the design before the edit."""
        self._tell(self._before)

    def _tell(self, design: Design) -> None:
        show = self._show()
        if show is not None:
            show(design)

    def id(self) -> int:
        """Tell Qt which edits may be offered for merging."""
        return _MERGING_ID if self.key is not None else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the next edit, if it is of the same setting and follows quickly."""
        if not isinstance(other, DesignEdit) or other.key != self.key:
            return False
        if other.when - self.when > MERGE_SECONDS and not isinstance(self.key, Whole):
            return False
        self.after, self.when = other.after, other.when
        self.setObsolete(self.after == self._before)
        return True


def single_difference(old: Declared, new: Declared) -> str:
    """The name of the one setting in which two values differ; empty where it is not just one."""
    if type(old) is not type(new):
        return ""
    names = [setting.name for setting in settings_of(type(old))]
    different = [name for name in names if getattr(old, name) != getattr(new, name)]
    return different[0] if len(different) == 1 else ""
