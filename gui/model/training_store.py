"""The trainings of this window, one for each structure: an undone edit brings its weights back."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from weakref import ref

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QUndoCommand

from diynn.data.dataset import Dataset
from diynn.data.sources.drawn_points import Painted
from diynn.design.design import Design, Fit, prepared
from diynn.storage.model_file import SavedModel, redesigned, snapshot
from diynn.training.training import Training

Array = NDArray[Any]

KEPT = 12

Between = Callable[[Callable[[], Any]], Any]
"""Does something where no step is under way."""
MOST_BYTES = 500_000_000
"""What trainings may take that only Undo, or only the run list, brings back."""
MOST_SWAPS = 200


@dataclass
class Made:
    """What was made of a design and its data.

    `opened` is the file's model where the training was taken from it, `weights` a copy of the
    training's. `error` says why there is no training, or no data either.
    """

    design: Design
    data: Dataset | None = None
    training: Training | None = None
    opened: SavedModel | None = None
    weights: Array | None = None
    error: Exception | None = None


@dataclass
class Swapped:
    """A training in the place of another, to be put on the undo stack under a name."""

    before: Training
    after: Training
    text: str


class TrainingStore:
    """Trainings by what their weights depend on: data, view and layers; the oldest go."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, Training] = OrderedDict()
        self._data: Dataset | None = None
        """The current data, as the network gets it: held, so that it is prepared once."""
        self.opened: SavedModel | None = None
        """A file's arrays, until the data that they belong to is there."""

    def clear(self, opened: SavedModel | None) -> None:
        """Forget all trainings, for what is in a file just opened."""
        self._kept.clear()
        self.opened = opened

    def keep(self, training: Training) -> None:
        """Make `training` the one of its structure."""
        structure = training.design.structure()
        # One that has moved to other points stands there alone.
        for key in [key for key, kept in self._kept.items() if kept is training]:
            del self._kept[key]
        self._kept[structure] = training
        self._kept.move_to_end(structure)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def moved(
        self, training: Training | None, fit: Fit | None, design: Design, between: Between
    ) -> tuple[Training, Dataset, Dataset] | None:
        """The training with the same weights on the painted points of `design`, with the data as
        it was read and as the network gets it.

        Where it learns from painted points already, it is `training` itself, changed `between` two
        steps; else another one, that begins where `training` stands. None where more than the
        points is different, where nothing is painted, or where a training of these points is kept;
        and where the layers do not suit them, as their `fit` tells.
        """
        source = design.source
        if training is None or fit is None or fit.problem is not None:
            return None
        if not isinstance(source, Painted) or source.missing() is not None:
            return None
        before = training.design
        if (design.view, design.layers) != (before.view, before.layers):
            return None
        dataset = source.load()
        data = self._data = prepared(design, dataset)
        if data.shape != training.data.shape:
            return None
        if isinstance(before.source, Painted):
            between(partial(training.move_to, design, data))
        elif design.structure() in self._kept:
            return None
        else:
            weights = between(training.net.weight_vector.copy)
            training = Training(design, dataset, data)
            training.begin_with(weights)
        self.keep(training)
        return training, dataset, data

    def saved_model(
        self,
        design: Design,
        training: Training | None,
        dataset: Dataset | None,
    ) -> SavedModel:
        """All that a file holds of a design with its training, where no step is under way."""
        if training is not None and dataset is not None:
            taken = snapshot(training, dataset)
            # A loss that does not fit yet is not taken up by the training, but it was decided.
            return redesigned(taken, design)
        opened = self.opened_for(design)
        if opened is not None:
            # Its data is not here: what the file held is kept as it was.
            return redesigned(opened, design)
        return SavedModel(design)

    def opened_for(self, design: Design) -> SavedModel | None:
        """The file's model, where it waits for its data and is of the design's structure."""
        opened = self.opened
        if opened is not None and opened.design.structure() == design.structure():
            return opened
        return None

    def made(
        self, design: Design, dataset: Dataset, fits: bool, settle: Callable[[Training], None]
    ) -> Callable[[], Made]:
        """What makes the data and, where it `fits`, the training of a design, on any thread.

        The training is a kept one, that of the opened file, or a new one; `settle` waits until no
        step of a kept one is under way. Nothing is raised: see `Made`.
        """
        kept, opened = self._kept.get(design.structure()), self.opened_for(design)

        def make() -> Made:
            made = Made(design)
            try:
                made.data = prepared(design, dataset)
                if fits:
                    made.training = _training(design, dataset, made, kept, opened, settle)
                    made.weights = np.array(made.training.net.weight_vector)
            except Exception as error:  # noqa: BLE001  whatever it is, the old training must go
                made.training, made.error = None, error
            return made

        return make

    def take(self, made: Made) -> None:
        """Keep what was made."""
        if made.data is not None:
            self._data = made.data
        if made.opened is not None:
            # Only now: what does not suit the data of today is still there to be saved.
            self.opened = None
        if made.training is not None:
            self.keep(made.training)


def _training(
    design: Design, dataset: Dataset, made: Made, kept: Training | None,
    opened: SavedModel | None, settle: Callable[[Training], None],
) -> Training:  # fmt: skip
    if kept is not None:
        settle(kept)
        kept.adopt(design)
        return kept
    training = Training(design, dataset, made.data)
    if opened is not None:
        # Edits that were made before the data was there have left the structure alone.
        opened = redesigned(opened, design)
        if opened.record:
            training.restore(opened.arrays, opened.record)
        else:
            training.begin_with(opened.network().weight_vector)
        made.opened = opened
    return training


class TrainingSwap(QUndoCommand):
    """New weights or the best weights: `put` shows the later training when done."""

    def __init__(
        self, put: Callable[[Training], object], before: Training, after: Training, text: str
    ) -> None:
        super().__init__(text)
        self._put = put
        self.trainings: tuple[Training, Training] | None = (before, after)
        """The earlier and the later one; None once they were released."""

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
