"""The trainings of this window, one for each structure: an undone edit brings its weights back."""

from __future__ import annotations

from collections import OrderedDict

from diynn.dataset import Dataset
from diynn.design import Design, prepared
from diynn.storage import SavedModel
from diynn.training import Training

KEPT = 12


class TrainingStore:
    """Trainings by what their weights depend on: data, view and layers; the oldest go."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, Training] = OrderedDict()
        self._prepared: tuple[object, Dataset] | None = None
        self.opened: SavedModel | None = None
        """A file's arrays, until the data that they belong to is there."""

    def clear(self, opened: SavedModel | None) -> None:
        """Forget all trainings, for what is in a file just opened."""
        self._kept.clear()
        self.opened = opened

    def keep(self, training: Training) -> None:
        """Make `training` the one of its structure."""
        structure = training.design.structure()
        self._kept[structure] = training
        self._kept.move_to_end(structure)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def opened_for(self, design: Design) -> SavedModel | None:
        """The file's model, where it waits for its data and is of the design's structure."""
        opened = self.opened
        if opened is not None and opened.design.structure() == design.structure():
            return opened
        return None

    def training_for(self, design: Design, dataset: Dataset) -> tuple[Training, SavedModel | None]:
        """The design's training: a kept one, that of the opened file, or a new one.

        The second value is the file's model where the training was taken from it. Raises
        DiynnError, or MemoryError where the network is too large.
        """
        training = self._kept.get(design.structure())
        if training is not None:
            training.adopt(design)
            self.keep(training)
            return training, None
        training = Training(design, dataset, self.data_for(design, dataset))
        opened = self.opened_for(design)
        if opened is not None:
            self.opened = None
            if opened.record:
                training.restore(opened.arrays, opened.record)
            else:
                training.net.weight_vector[...] = opened.network().weight_vector
        self.keep(training)
        return training, opened

    def data_for(self, design: Design, dataset: Dataset) -> Dataset:
        """What the network gets of the data; DataError where it cannot be seen in that way."""
        # Scaling a large data set takes time and memory; most edits leave the view as it is.
        key = (dataset.name, id(dataset), design.view)
        if self._prepared is None or self._prepared[0] != key:
            self._prepared = (key, prepared(design, dataset))
        return self._prepared[1]
