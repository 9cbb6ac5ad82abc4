"""The trainings of this window, one for each structure: an undone edit brings its weights back."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset
from diynn.data.sources.drawn_points import Painted
from diynn.design.design import Design, Fit, prepared
from diynn.storage.model_file import SavedModel, redesigned, snapshot
from diynn.training.training import Training

Array = NDArray[Any]

KEPT = 12

Between = Callable[[Callable[[], Any]], Any]
"""Does something where no step is under way."""


@dataclass
class Made:
    """What was made of a design and its data.

    `opened` is the file's model where the training was taken from it, `kept` whether it was there
    before, and `moved` whether it learnt from these samples in another place. `weights` is a copy
    of the training's. `error` says why there is no training, or no data either.
    """

    design: Design
    data: Dataset | None = None
    training: Training | None = None
    opened: SavedModel | None = None
    kept: bool = False
    moved: bool = False
    weights: Array | None = None
    error: Exception | None = None

    def suits(self, design: Design) -> bool:
        """Whether it was made for these layers and these data."""
        return self.design.structure() == design.structure()


class TrainingStore:
    """Trainings by what their weights depend on: data, view and layers; the oldest go."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, Training] = OrderedDict()
        self.data: Dataset | None = None
        """The current data, as the network gets it: held, so that it is prepared once."""
        self.opened: SavedModel | None = None
        """A file's arrays, until the data that they belong to is there."""

    def clear(self, opened: SavedModel | None) -> None:
        """Forget all trainings, for what is in a file just opened."""
        self._kept.clear()
        self.opened = opened

    def trainings(self, current: Training | None) -> tuple[Training, ...]:
        """All that are kept, the oldest first and the `current` one last."""
        return tuple(sorted(self._kept.values(), key=lambda one: one is current))

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
        data = self.data = prepared(design, dataset)
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
        *,
        whole: bool = True,
    ) -> SavedModel:
        """All that a file holds of a design with its training, where no step is under way."""
        if training is not None and dataset is not None:
            taken = snapshot(training, dataset, whole=whole)
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
        kept = self._kept.get(design.structure())
        likely = [kept] if kept is not None else self._elsewhere(design)
        opened = self.opened_for(design) or self.opened

        def make() -> Made:
            made = Made(design)
            try:
                made.data = prepared(design, dataset)
                if fits:
                    made.training = _training(design, dataset, made, likely, opened, settle)
                    made.weights = np.array(made.training.net.weight_vector)
            except Exception as error:  # noqa: BLE001  whatever it is, the old training must go
                made.training, made.error = None, error
            return made

        return make

    def _elsewhere(self, design: Design) -> list[Training]:
        """The kept trainings of the same network on other data, the newest first."""
        wanted = design.structure()[1:]
        kept = [one for one in self._kept.values() if one.design.structure()[1:] == wanted]
        return kept[::-1]

    def take(self, made: Made) -> None:
        """Keep what was made."""
        if made.data is not None:
            self.data = made.data
        if made.opened is not None:
            # Only now: what does not suit the data of today is still there to be saved.
            self.opened = None
        if made.training is not None:
            self.keep(made.training)


def _training(
    design: Design, dataset: Dataset, made: Made, likely: list[Training],
    opened: SavedModel | None, settle: Callable[[Training], None],
) -> Training:  # fmt: skip
    assert made.data is not None
    for kept in likely:
        made.moved = kept.design.structure() != design.structure()
        if not made.moved or kept.learnt_from(dataset):
            settle(kept)
            kept.relocate(design, dataset, made.data)
            made.kept = True
            return kept
    made.moved = False
    training = Training(design, dataset, made.data)
    if opened is not None and _suits(opened, design, dataset):
        # Edits that were made before the data was there have left the structure alone.
        opened = redesigned(opened, design)
        if opened.record:
            training.restore(opened.arrays, opened.record)
        else:
            training.begin_with(opened.network().weight_vector)
        made.opened = opened
    return training


def _suits(opened: SavedModel, design: Design, dataset: Dataset) -> bool:
    """Whether a file's weights belong to the design: to its data, or to the same samples that were
    found in another place."""
    then, now = opened.design.structure(), design.structure()
    return then == now or (then[1:] == now[1:] and opened.data_fingerprint == dataset.fingerprint)
