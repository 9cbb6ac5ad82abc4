"""A trained network in Python: `load` one, or `train` one, and let it predict.

    >>> from diynn import load, train
    >>> model = train("moons", epochs=20)
    >>> model.classes
    ('A', 'B')
    >>> model.predict([[0.0, 1.0], [1.0, -0.5]]).tolist()
    ['A', 'B']
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from diynn.data.columns import Column, category
from diynn.data.dataset import Dataset
from diynn.data.sources.source import outline_of
from diynn.data.sources.targets import dataset_of
from diynn.data.sources.user_file import UserFile
from diynn.data.splitting import Split
from diynn.design.design import Design, fit
from diynn.design.design import prepared as prepared_data
from diynn.errors import DataError, FileError
from diynn.inference.processing import NOTE, Processing, processing_of
from diynn.network.metrics import class_probabilities, predicted_classes
from diynn.network.sequential import Sequential
from diynn.storage.model_file import SavedModel, load_any, load_with_note, save, snapshot
from diynn.storage.recipes import is_path, recipe
from diynn.training.history import History
from diynn.training.reports import EpochReport
from diynn.training.training import Training
from diynn.training.training import train as train_steps

Array = NDArray[Any]

PIECE = 2**24
"""Input values that are scaled and sent through the network at once."""


@dataclass(frozen=True, eq=False)
class Model:
    """A trained network with all that its samples go through: made by `load` or `train`.

    `saved` is what a file holds of it, `network` its layers with weights, and `processing` what was
    worked out from its training data. Samples are given as they were read, before any scaling.
    """

    saved: SavedModel
    network: Sequential
    processing: Processing

    @property
    def design(self) -> Design:
        """Everything that was decided before the training."""
        return self.saved.design

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes; empty where values or the input itself are predicted."""
        return self.processing.classes

    @property
    def decisions(self) -> tuple[str, ...]:
        """The names of all that it can decide for: the classes, and outputs that stand for none."""
        classes = self.classes
        outputs = math.prod(self.network.output_shape) if classes else 0
        return classes + tuple(f"output {k + 1}" for k in range(len(classes), outputs))

    @property
    def history(self) -> History:
        """The curves, a report an epoch."""
        return self.saved.history

    def predict(self, x: Any) -> Array:
        """The answers for samples `x`, (n, *shape) as they were read, or a pandas table.

        Class names (n,) for a classifier; values (n, values) in the target's own units for a
        regression; the samples again (n, *shape) for an auto-encoder. Raises DataError where the
        samples do not fit the network.
        """
        y = self.outputs(x)
        if self.design.reconstructs:
            return self.processing.as_read(y)
        if self.classes:
            return np.asarray(self.decisions, object)[predicted_classes(_rows(y))]
        return self.processing.target_values(y)

    def probabilities(self, x: Any) -> Array:
        """The probability of each class (n, classes), in the order of `classes`.

        Raises DataError where the network tells no classes apart.
        """
        if not self.classes:
            raise DataError(
                "This network tells no classes apart, so it gives no probabilities.",
                "Ask it to predict.",
            )
        y = _rows(self.outputs(x))
        return class_probabilities(y, self.design.loss)[:, : len(self.classes)]

    def outputs(self, x: Any) -> Array:
        """What comes out of the last layer (n, *output shape), as it is."""
        samples = self.samples(x)
        out = np.empty((len(samples), *self.network.output_shape), np.float32)
        step = max(1, PIECE // max(1, samples[:1].size))
        for start in range(0, len(samples), step):
            piece = slice(start, start + step)
            out[piece] = self.network.predict(self.processing.network_inputs(samples[piece]))
        return out

    def samples(self, x: Any) -> Array:
        """Samples as an array (n, *shape): an array as it is, the columns of a table by name."""
        if hasattr(x, "columns") and hasattr(x, "iloc"):
            return self._of_table(x)
        array: Array = np.asarray(x)
        if array.dtype.kind not in "biuf":
            raise DataError("The samples are no numbers.", "Give an array of numbers.")
        return array

    def _of_table(self, table: Any) -> Array:
        processing = self.processing
        if processing.preparation is None:
            names = [name for name in processing.features if name in table.columns]
            if names and len(names) == len(processing.features):
                table = table[names]
            return np.asarray(table.to_numpy(np.float64))
        columns = []
        for encoded in processing.preparation.columns:
            if encoded.name not in table.columns:
                continue
            cells = table[encoded.name]
            if encoded.texts is None:
                columns.append(Column(encoded.name, cells.to_numpy(np.float64)))
            else:
                texts = ["" if cell != cell or cell is None else str(cell) for cell in cells]
                different = {text: place for place, text in enumerate(dict.fromkeys(texts))}
                places = np.array([different[text] for text in texts], np.int32)
                columns.append(category(encoded.name, tuple(different), places))
        return processing.preparation.apply(columns)

    def save(self, path: str | Path) -> None:
        """Write it as a .diynn, which the window and `load` open; raises FileError."""
        note = None if self.saved.preparation is not None else {NOTE: self.processing.record()}
        save(path, self.saved, note)

    def __repr__(self) -> str:
        title = self.design.title or "no title"
        weights, epochs = self.network.weight_count, len(self.history)
        layers = len(self.design.layers)
        return f"<diynn model “{title}”: {layers} layers, {weights} weights, {epochs} epochs>"


def _rows(y: Array) -> Array:
    return y.reshape(len(y), -1)


def load(path: str | Path, best: bool = False) -> Model:
    """The trained network in a .diynn file, with its last weights, or the `best` of its run.

    Raises FileError where the file is none or was never trained, DataError where what was worked
    out from its training data is not in it, and that data is not on this machine.

        >>> import pathlib, tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> path = pathlib.Path(folder.name) / "moons.diynn"
        >>> train("moons", epochs=20).save(path)
        >>> load(path).predict([[0.0, 1.0]]).tolist()
        ['A']
        >>> folder.cleanup()
    """
    path = Path(path)
    _, note = load_with_note(path)
    saved = load_any(path)
    if not saved.trained:
        raise FileError(
            "“{file}” holds no weights yet, so there is nothing to predict with.",
            "Train it first.",
            file=path.name,
        )
    return Model(saved, saved.network(best), processing_of(saved, note))


def train(
    what: Design | str | Path,
    data: tuple[ArrayLike, ArrayLike] | str | Path | None = None,
    *,
    epochs: int | None = None,
    seed: int | None = None,
    test_share: float = 0.2,
    report: Callable[[EpochReport], object] | None = None,
) -> Model:
    """Train a design, a recipe by its name, or a file, and return the network.

    `data` are samples (n, *shape) with their targets (n,) or (n, values), or the path of a table,
    an .npz or a folder of pictures; else the design's own. `test_share` of arrays are kept for
    testing. `report` is called after every epoch. Early stopping is a setting of the design: then
    the best weights are taken. Raises DataError and ShapeError where data and layers do not fit,
    Diverged where the training leaves the range of numbers.

        >>> from diynn import Design
        >>> from diynn.layers import Linear, Tanh
        >>> design = Design(layers=(Linear(8), Tanh(), Linear(2)))
        >>> x = [[0.0], [1.0], [2.0], [3.0]] * 10
        >>> model = train(design, (x, ["low", "low", "high", "high"] * 10), epochs=40, seed=1)
        >>> model.predict([[0.2], [2.8]]).tolist()
        ['low', 'high']
    """
    design = what if isinstance(what, Design) else _design_named(what)
    run = design.run
    run = replace(run, epochs=run.epochs if epochs is None else epochs,
                  seed=run.seed if seed is None else seed)  # fmt: skip
    design = replace(design, run=run)
    if isinstance(data, str | Path):
        design = replace(design, source=UserFile(path=str(Path(data).expanduser().resolve())))
        dataset = design.source.load()
    elif data is not None:
        design = replace(design, source=UserFile())
        dataset = dataset_of_arrays(*data, test_share=test_share, seed=run.seed)
    else:
        if problem := design.source.missing():
            raise problem
        dataset = design.source.load()
    return train_on(design, dataset, report)


def _design_named(what: str | Path) -> Design:
    return load_any(what).design if is_path(str(what)) else recipe(str(what))


def dataset_of_arrays(
    x: ArrayLike, targets: ArrayLike, *, kind: str = "automatic", test_share: float = 0.2,
    seed: int = 0,
) -> Dataset:  # fmt: skip
    """Samples (n, *shape) and targets (n,) or (n, values) as a data set; DataError."""
    split = Split(share=test_share, seed=seed)
    return dataset_of("data", [(np.asarray(x), np.asarray(targets))], kind=kind, split=split)


def train_on(
    design: Design, dataset: Dataset, report: Callable[[EpochReport], object] | None = None
) -> Model:
    """Train a design on a data set as it was read; raises as `train`."""
    if problem := fit(design, outline_of(dataset)).problem:
        raise problem
    training = Training(design, dataset, prepared_data(design, dataset))
    for one in train_steps(training):
        if report is not None and isinstance(one, EpochReport):
            report(one)
    if training.stopped:
        training.take_best()
    return model_of(training, dataset)


def model_of(training: Training, dataset: Dataset) -> Model:
    """A training as it stands, as a model; `dataset` is as it was read."""
    saved = snapshot(training, dataset, whole=False)
    return Model(saved, saved.network(), Processing.of(training.design, dataset))


__all__: Sequence[str] = ("Model", "dataset_of_arrays", "load", "model_of", "train", "train_on")
