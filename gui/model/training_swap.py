"""One training in the place of another, as the undo stack keeps it, and how many it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from weakref import ref

from PySide6.QtGui import QUndoCommand

from diynn.training.training import Training

MOST_BYTES = 500_000_000
"""What trainings may take that only Undo, or only the run list, brings back."""

MOST_SWAPS = 200


class TrainingSwap(QUndoCommand):
    """New weights or the best weights: `put` shows the later training when done."""

    def __init__(
        self, put: Callable[[Training], object], before: Training, after: Training, text: str
    ) -> None:
        super().__init__(text)
        self._put = put
        self.trainings: tuple[Training, Training] | None = (before, after)
        """The earlier and the later one; None once they were let go of."""

    def redo(self) -> None:
        """Show the later one."""
        if self.trainings is not None:
            self._put(self.trainings[1])

    def undo(self) -> None:
        """Show the earlier one."""
        if self.trainings is not None:
            self._put(self.trainings[0])

    def let_go(self) -> None:
        """Forget both trainings: the edit leaves the stack, without a trace, when it is met."""
        self.trainings = None
        self.setObsolete(True)


class Swaps:
    """The swaps on an undo stack, of which the oldest forget their trainings beyond `most` bytes.

    The newest one can always be undone.
    """

    def __init__(self, most: int = MOST_BYTES, most_swaps: int = MOST_SWAPS) -> None:
        self.most, self.most_swaps = most, most_swaps
        self._swaps: list[ref[TrainingSwap]] = []

    def add(self, swap: TrainingSwap) -> bool:
        """Count one more; whether older ones had to go for it."""
        alive = [kept for one in self._swaps if (kept := one()) is not None and kept.trainings]
        alive.append(swap)
        gone = 0
        while len(alive) - gone > 1 and self._are_many(alive[gone:]):
            alive[gone].let_go()
            gone += 1
        self._swaps = [ref(one) for one in alive[gone:]]
        return gone > 0

    def _are_many(self, swaps: list[TrainingSwap]) -> bool:
        return len(swaps) > self.most_swaps or held_bytes(swaps) > self.most


def held_bytes(swaps: Iterable[TrainingSwap]) -> int:
    """What the trainings of these swaps take, each counted once."""
    held = {id(one): one for swap in swaps for one in swap.trainings or ()}
    return sum(one.bytes_at_rest for one in held.values())
