"""Starts over, from the same, other or the best weights, and goes on beyond the end of a run.

All of it can be undone: what was there before stays on the undo stack, within a budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand

from diynn.design.design import Design, Run
from diynn.training.training import Training
from gui.model.run_words import more_words

if TYPE_CHECKING:
    from gui.model.session import Session

MOST_BYTES = 500_000_000
"""What trainings may take that only Undo, or only the run list, brings back."""
MOST_SWAPS = 200
SEEDS, MOST_EPOCHS = 2**31, 1_000_000
"""As many as the settings of a run can take."""


@dataclass
class Swapped:
    """A training in the place of another, to be put on the undo stack under a name."""

    before: Training
    after: Training
    text: str
    run: Run | None = None
    """The run settings of the later one, where they are not those of the earlier."""


class TrainingSwap(QUndoCommand):
    """New weights or the best weights: `put` shows the later training when done, with its design.

    `before` and `after` are designs of the same structure.
    """

    def __init__(
        self, put: Callable[[Training, Design], object], swapped: Swapped, before: Design,
        after: Design,
    ) -> None:  # fmt: skip
        super().__init__(swapped.text)
        self._put = put
        self._designs = before, after
        self.trainings: tuple[Training, Training] | None = (swapped.before, swapped.after)
        """The earlier and the later one; None once they were released."""

    def redo(self) -> None:
        """Show the later one."""
        if self.trainings is not None:
            self._put(self.trainings[1], self._designs[1])

    def undo(self) -> None:
        """Show the earlier one."""
        if self.trainings is not None:
            self._put(self.trainings[0], self._designs[0])

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


class Restarts(QObject):
    """Puts another training of the same structure in the place of a session's, and lengthens it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.swaps = Swaps()
        """What Undo can bring back of trainings that were restarted."""
        self._extended: tuple[int, int] | None = None
        self._told = False

    @property
    def decided_epochs(self) -> int:
        """The epochs of a run from the start: what playing on at the end added does not count."""
        epochs = self._session.design.run.epochs
        decided = self._extended
        return decided[0] if decided is not None and decided[1] == epochs else epochs

    def forget(self) -> None:
        """Another design was opened: what was decided is what it says."""
        self._extended = None

    def lengthen(self) -> None:
        """Where all epochs are done, let there be as many again. It is told, and can be undone."""
        session = self._session
        training = session.training
        if training is None or not session.is_finished or session.problem is not None:
            return
        done, more = training.epoch, self.decided_epochs
        if done + more > MOST_EPOCHS:
            return
        design = session.design
        design = replace(design, run=replace(design.run, epochs=done + more))
        session.model.replace_design(design, self.tr("As many epochs again"))
        self._extended = (more, done + more)
        session.said.emit("info", more_words(training, done))

    def from_the_start(self) -> None:
        """Restart from the weights that the run began with."""
        self._restart(self._session.design.run.seed, self.tr("From the start"))

    def new_weights(self) -> None:
        """Restart from other first weights: those of the next seed."""
        seed = (self._session.design.run.seed + 1) % SEEDS
        self._restart(seed, self.tr("New weights, seed {0}").format(seed))

    def best_weights(self) -> None:
        """Put the best weights so far into the network."""
        training = self._session.training
        if training is not None and self._session.has_best:
            self._session.swap(training.at_best, self.tr("Best weights"))

    def _restart(self, seed: int, text: str) -> None:
        session = self._session
        training = session.training
        if training is not None and session.problem is None:
            run = replace(session.design.run, seed=seed, epochs=self.decided_epochs)
            design = replace(training.design, run=run)
            session.swap(partial(training.fresh_copy, design), text, run)

    def push(self, swapped: Swapped) -> None:
        """Put a swap on the undo stack, which shows it."""
        session = self._session
        before = session.design
        chosen = swapped.run or before.run
        run = replace(before.run, seed=chosen.seed, epochs=chosen.epochs)
        swap = TrainingSwap(session.put, swapped, before, replace(before, run=run))
        session.model.undo_stack.push(swap)
        if self.swaps.add(swap) and not self._told:
            self._told = True
            session.said.emit(
                "info",
                self.tr(
                    "Weights of long ago cannot be brought back by Undo any more: together they "
                    "would take too much memory."
                ),
            )
