"""One training in the place of another, as the undo stack keeps it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from diynn.training import Training


class TrainingSwap(QUndoCommand):
    """New weights or the best weights: `put` shows the later training when done."""

    def __init__(
        self, put: Callable[[Training], object], before: Training, after: Training, text: str
    ) -> None:
        super().__init__(text)
        self._put, self._before, self._after = put, before, after

    def redo(self) -> None:
        """Show the later one."""
        self._put(self._after)

    def undo(self) -> None:
        """Show the earlier one."""
        self._put(self._before)
