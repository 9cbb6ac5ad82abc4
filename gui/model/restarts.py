"""Starts over, from the same, other or the best weights, and goes on beyond the end of a run.

All of it can be undone: what was there before stays on the undo stack, within a budget. And the
sentences on where a run stopped, how it goes on, what it learns by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from weakref import ref

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from diynn.design.design import Design, Run
from diynn.training.training import Training
from gui.model.design_model import DesignModel
from gui.model.time_cursor import Branched
from gui.text.numbers import count, figures
from gui.text.wording import name_of


def part_words(judge: str) -> str:
    """The part of the data that decides which epoch is the best, as in “on the test part”."""
    parts = {
        "validation": QCoreApplication.translate("EarlyStop", "the validation part"),
        "test": QCoreApplication.translate("EarlyStop", "the test part"),
        "train": QCoreApplication.translate("EarlyStop", "the training part"),
    }
    return parts[judge]


def stop_words(training: Training) -> str:
    """Why it stopped, and what is in the network now."""
    text = QCoreApplication.translate(
        "EarlyStop",
        "Stopped in epoch {epoch}: nothing got better on {part} since epoch {best}, whose weights "
        "are in the network now. Undo brings the last ones back; play goes on.",
    )
    judge = training.history[-1].judge
    return text.format(epoch=training.epoch, part=part_words(judge), best=training.best_epoch)


def best_note(judge: str) -> str:
    """What a press on “best so far” does, and who chose it."""
    put = QCoreApplication.translate("EarlyStop", "Put the best weights so far into the network.")
    if judge != "test":
        chosen = QCoreApplication.translate("EarlyStop", "They were the best on {part}.")
        return f"{put} {chosen.format(part=part_words(judge))}"
    warning = QCoreApplication.translate(
        "EarlyStop",
        "They are a choice made on the test part, so the test figures flatter them: for an honest "
        "one, hold a share of the training part back for validation.",
    )
    return f"{put} {warning}"


def branch_swap(branch: Branched) -> Swapped:
    """A branch in the place of its parent, which gets back what it had decided before."""
    branch.give_back()
    text = QCoreApplication.translate("Restarts", "Branch from epoch {0}")
    made = branch.training
    text = text.format(count(branch.place.epoch))
    return Swapped(branch.parent, made, text, design=made.design)


def jump_words(training: Training, epochs: int) -> str:
    """How the learning rate changes where a schedule that was laid over so many `epochs` is
    stretched or pressed; empty where it hardly does."""
    jump = training.jump_since(epochs)
    if jump is None:
        return ""
    text = QCoreApplication.translate(
        "RunWords",
        "{schedule} is laid over {now} epoch(s) now, no longer over {before}: the learning rate "
        "goes from {low} to {high} in epoch {epoch}. A run from the start gives other weights.",
        "", training.design.run.epochs,
    )  # fmt: skip
    low, high = (figures(rate, 3) for rate in jump)
    return text.format(
        schedule=name_of(training.schedule), before=epochs, now=training.design.run.epochs,
        low=low, high=high, epoch=training.epoch + 1,
    )  # fmt: skip


def more_words(training: Training, done: int) -> str:
    """That a run whose `done` epochs were all goes on, and how to take that back."""
    text = QCoreApplication.translate(
        "RunWords",
        "All {done} epoch(s) were done: it goes on up to epoch {last}. Undo takes that back.", "",
        done,
    ).format(done=done, last=training.design.run.epochs)
    return f"{text} {jump_words(training, done)}".strip()


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
    design: Design | None = None
    """All that was decided for the later one, where more than that is different."""


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
        self.is_announced = False
        """Whether the person knows that old ones go."""

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


class Restarts:
    """What was begun again or lengthened in one design model, so that it can be undone."""

    def __init__(
        self, model: DesignModel, put: Callable[[Training, Design], object]
    ) -> None:
        """`put` shows a training, with its design."""
        self._model, self._put = model, put
        self.swaps = Swaps()
        """What Undo can bring back of trainings that were restarted."""
        self._extended: tuple[int, int] | None = None
        """The epochs that were decided, and those to which playing on at the end has led."""

    @property
    def decided_epochs(self) -> int:
        """The epochs of a run from the start: what playing on at the end added does not count."""
        epochs = self._model.design.run.epochs
        decided = self._extended
        return decided[0] if decided is not None and decided[1] == epochs else epochs

    def forget(self) -> None:
        """Another design was opened: what was decided is what it says."""
        self._extended = None

    def lengthen(self, training: Training) -> str:
        """Let a training whose epochs are all done go on for as many again; what to say of it,
        empty where there can be no more."""
        done, more, design = training.epoch, self.decided_epochs, self._model.design
        if done + more > MOST_EPOCHS:
            return ""
        design = replace(design, run=replace(design.run, epochs=done + more))
        text = QCoreApplication.translate("Restarts", "As many epochs again")
        self._model.replace_design(design, text)
        self._extended = (more, done + more)
        return more_words(training, done)

    def next_seed(self) -> int:
        """The seed of other first weights."""
        return (self._model.design.run.seed + 1) % SEEDS

    def run_of(self, seed: int) -> Run:
        """The run settings of a training from the start."""
        return replace(self._model.design.run, seed=seed, epochs=self.decided_epochs)

    def push(self, swapped: Swapped) -> str:
        """Put a swap on the undo stack, which shows it; what to say where older ones had to go."""
        before = self._model.design
        chosen = swapped.run or before.run
        run = replace(before.run, seed=chosen.seed, epochs=chosen.epochs)
        after = swapped.design or replace(before, run=run)
        swap = TrainingSwap(self._put, swapped, before, after)
        self._model.undo_stack.push(swap)
        if not self.swaps.add(swap) or self.swaps.is_announced:
            return ""
        self.swaps.is_announced = True
        return QCoreApplication.translate(
            "Restarts",
            "Weights of long ago cannot be brought back by Undo any more: together they would take "
            "too much memory.",
        )
