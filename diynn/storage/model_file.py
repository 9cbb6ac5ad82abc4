"""Model files and recipes: what is in them, and the checks before anything in them is believed.

A model file (.diynn) is a safetensors container. Its arrays are tensors; everything else is one
JSON text in the header's metadata, under the key "diynn". Nothing in it can run code. A recipe
(.json) is a design alone.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from diynn.atomic_files import PIECE, opened, write_whole
from diynn.data.dataset import Dataset, viewed_shape
from diynn.data.fitted import Fitted, fitted_from_record
from diynn.data.sources.user_file import UserFile
from diynn.design.design import Design, design_from_record, design_to_record
from diynn.errors import DataError, DiynnError, FileError
from diynn.layers.layer import Shape
from diynn.network.sequential import Sequential
from diynn.network.weight_layout import WeightLayout
from diynn.storage.container import pack, read_content, unpack
from diynn.training.checkpoint import read_place
from diynn.training.history import History
from diynn.training.past_settings import read_past, record_followed
from diynn.training.timeline import Place
from diynn.training.timeline_file import read_timeline
from diynn.training.training import Training

Array = NDArray[Any]

VERSION = 1
"""Of the model files that this diynn writes; it reads all up to this one."""
MODEL_SUFFIX, RECIPE_SUFFIX = ".diynn", ".json"
LARGEST_RECIPE = 2**20
ARRAY_TYPES = ("float32", "float64", "int64")


@dataclass(frozen=True, eq=False)
class SavedModel:
    """What a model file holds; without `arrays` it is a design that was never trained.

    `arrays` and `record` are a training's own; weights without a record are weights alone.
    `data_fingerprint` is that of the data set as it was read (`Dataset.fingerprint`).
    `input_shape` is the shape of one sample as the first layer gets it; where it is not given, it
    is what the design's data set is known to have, and empty if that is not known. `preparation` is
    what new rows of a table go through before the network sees them; None for other data, and in
    files from before it was kept. `version` is the file's.
    """

    design: Design
    arrays: Mapping[str, Array] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)
    data_fingerprint: str = ""
    data_name: str = ""
    input_shape: Shape = ()
    version: int = VERSION
    preparation: Fitted | None = None

    def __post_init__(self) -> None:
        if not self.input_shape:
            object.__setattr__(self, "input_shape", _expected_shape(self.design))

    @property
    def trained(self) -> bool:
        """Whether there are weights."""
        return bool(self.arrays)

    @property
    def history(self) -> History:
        """The curves, a report an epoch."""
        curves = self.arrays.get("curves")
        return History() if curves is None else History.of_curves(curves)

    def network(self, best: bool = False) -> Sequential:
        """The layers with the last weights, or with the best where the file has them."""
        net = Sequential(self.design.layers, self.input_shape, self.design.run.seed)
        for name, view in net.weights.items():
            view[...] = self.arrays[f"weights.{name}"]
        if best and "best_weights" in self.arrays:
            net.weight_vector[...] = self.arrays["best_weights"]
        return net


def _expected_shape(design: Design) -> Shape:
    outline = design.source.outline()
    if outline is None:
        return ()
    try:
        return viewed_shape(outline.shape, design.view.shape)
    except DataError:
        return ()


def snapshot(training: Training, dataset: Dataset, *, whole: bool = True) -> SavedModel:
    """A training as it stands, with copies of its arrays; `dataset` is as it was read.

    Not the `whole` has no weights of its past but those that replays begin with.
    """
    return SavedModel(
        training.design, training.arrays(whole=whole), training.record(),
        dataset.fingerprint, dataset.name, training.net.input_shape,
        preparation=training.fitted,
    )  # fmt: skip


def resumed(model: SavedModel, dataset: Dataset) -> Training:
    """The training that `snapshot` saw, ready to go on with the same result to the bit.

    A file with weights alone starts a new training from them, on any data. Raises DataError where
    the data is not the same as then, FileError where the arrays do not fit the design.
    """
    if model.record and model.data_fingerprint != dataset.fingerprint:
        raise DataError(
            "This training cannot go on: the data “{name}” is not what it was trained on "
            "(“{before}”, with other samples or another order).",
            "Choose the data of that time, or train again from the beginning.",
            name=dataset.name, before=model.data_name,
        )  # fmt: skip
    training = Training(model.design, dataset)
    if model.record:
        training.restore(model.arrays, model.record)
    elif model.trained:
        if training.net.input_shape != model.input_shape:
            raise DataError(
                "The weights in this file are for samples of {before}, but those of “{name}” are "
                "{now}.",
                "Choose other data, or train again from the beginning.",
                before=_words(model.input_shape), now=_words(training.net.input_shape),
                name=dataset.name,
            )  # fmt: skip
        np.copyto(training.net.weight_vector, model.network().weight_vector)
    return training


def redesigned(model: SavedModel, design: Design) -> SavedModel:
    """`model` with other decisions on the same data and layers, as `Training.adopt` takes them."""
    old = model.design
    arrays, record = dict(model.arrays), dict(model.record)
    if record and type(design.optimizer) is not type(old.optimizer):
        kept = {name: a for name, a in arrays.items() if not name.startswith("optimizer.")}
        weights = [a.ravel() for name, a in kept.items() if name.startswith("weights.")]
        vector = np.concatenate(weights)
        state = design.fault.first_state(design.optimizer.new_state(vector), vector)
        arrays = kept | {f"optimizer.{name}": values for name, values in state.items()}
    if record and design.epoch_settings() != old.epoch_settings():
        record |= {"step": 0, "loss_sum": 0.0, "right": 0}
    if record and design.run.validation != old.run.validation:
        arrays.pop("best_weights", None)
        record |= {"best_epoch": 0, "waiting_since": record.get("epoch", 0)}
    if record:
        record = record_followed(record, old, design)
    return replace(model, design=design, arrays=arrays, record=record)


def weights_sha256(weights: Array) -> str:
    """SHA-256 of a vector of weights as little-endian float32, as hexadecimal digits."""
    return hashlib.sha256(np.ascontiguousarray(weights, "<f4").tobytes()).hexdigest()


def is_finite(model: SavedModel) -> bool:
    """Whether all weights are numbers; others are not saved."""
    return all(_numbers(name, array) for name, array in model.arrays.items())


def save(
    path: str | Path,
    model: SavedModel,
    note: Mapping[str, Any] | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> None:
    """Write a model file, whole or not at all; raises FileError and leaves an old one untouched.

    `note` is kept beside the model, and read with `load_with_note`. As soon as it
    is not `wanted` any more, which may be asked on the way, it is given up with InterruptedError.
    """
    path = Path(path)
    if not is_finite(model):
        raise FileError(
            "“{file}” was not saved: the weights have left the range of numbers.",
            "Go back to good weights, or train again with a smaller learning rate.",
            file=path.name,
        )
    content: dict[str, Any] = {
        "version": VERSION,
        "design": design_to_record(model.design),
        "record": dict(model.record),
        "data": {
            "name": model.data_name,
            "fingerprint": model.data_fingerprint,
            "shape": list(model.input_shape),
        },
    }
    if model.preparation is not None:
        content["preparation"] = model.preparation.to_record()
    if note is not None:
        content["note"] = dict(note)
    pieces = pack(model.arrays, content, path.name)
    write_whole(path, _while_wanted(pieces, wanted), wanted)


def _while_wanted(
    pieces: Iterable[memoryview], wanted: Callable[[], bool]
) -> Iterator[memoryview]:
    for piece in pieces:
        for start in range(0, len(piece), PIECE):
            if not wanted():
                raise InterruptedError
            yield piece[start : start + PIECE]


def load(path: str | Path) -> SavedModel:
    """Read a model file of this or any older version.

    Nothing in it is run, and no more memory is taken than twice its length. Raises FileError where
    it is missing, cut off, changed by as little as a byte, of another kind, or from the future.
    """
    return load_with_note(path)[0]


def load_with_note(path: str | Path) -> tuple[SavedModel, dict[str, Any]]:
    """What `load` reads, and the note that was saved with it, empty where there is none."""
    path = Path(path)
    content, arrays = unpack(path, VERSION)
    try:
        design = design_from_record(content.get("design"))
        data, record = content["data"], content["record"]
        shape = tuple(data["shape"])
        whole = all(type(size) is int and 0 < size < 2**31 for size in shape)
        if not (whole and isinstance(record, dict)):
            raise ValueError("a shape or a record of the wrong kind")
        name, fingerprint = str(data["name"]), str(data["fingerprint"])
        kept = content.get("preparation")
        preparation = None if kept is None else fitted_from_record(kept)
        if preparation is not None and len(preparation.shift) != math.prod(shape):
            raise ValueError("a preparation for other inputs")
    except (KeyError, TypeError, ValueError) as error:
        _unfit(path, error)
    except DiynnError as error:
        raise _named(path, error) from error
    model = SavedModel(
        design, arrays, record, fingerprint, name, shape, content["version"], preparation
    )
    _check(path, model)
    note = content.get("note")
    return model, note if isinstance(note, dict) else {}


def trained_epochs(path: Path) -> int | None:
    """How many epochs the training in a model file has done, as it says; None where it is none."""
    try:
        record = read_content(path).get("record")
    except FileError:
        return None
    epochs = record.get("epoch", 0) if isinstance(record, dict) else 0
    return epochs if type(epochs) is int else None


def _check(path: Path, model: SavedModel) -> None:
    """Whether the arrays are numbers and of the shapes that the design gives."""
    if not model.trained:
        return
    try:
        layout = WeightLayout(model.design.layers, model.input_shape)
    except (DiynnError, ArithmeticError, ValueError) as error:
        _unfit(path, error)
    expected: dict[str, Shape] = {f"weights.{one.key}": one.shape for one in layout.weights}
    found = {name: a.shape for name, a in model.arrays.items() if name.startswith("weights.")}
    if "best_weights" in model.arrays:
        expected["best_weights"] = (layout.size,)
        found["best_weights"] = model.arrays["best_weights"].shape
    if found != expected:
        _unfit(path)
    try:
        epochs = len(model.history)
        if model.record:
            read_place(model.record, epochs)
            read_past(model.record.get("past", []), model.design)
            place = Place(model.record["epoch"], model.record["step"])
            read_timeline(model.arrays, model.record, model.design, layout.size, place)
    except (KeyError, TypeError, ValueError) as error:
        _unfit(path, error)
    except DiynnError as error:
        raise _named(path, error) from error
    for name, array in model.arrays.items():
        weights = name in expected
        if array.dtype.name not in ARRAY_TYPES or (weights and array.dtype != np.float32):
            _unfit(path)
        if not _numbers(name, array):
            raise FileError(
                "“{file}” holds weights that are no numbers.",
                "Open an earlier copy of it.",
                file=path.name,
            )  # fmt: skip


def _numbers(name: str, array: Array) -> bool:
    """Whether all are finite; the curves have gaps where nothing was measured."""
    return name == "curves" or bool(np.isfinite(array).all())


def _unfit(path: Path, error: Exception | None = None) -> NoReturn:
    raise FileError(
        "The weights in “{file}” do not belong to the network in it.",
        "Open another copy of the file.",
        file=path.name,
    ) from error


def _named(path: Path, error: DiynnError) -> FileError:
    return FileError(
        "“{file}” cannot be opened: {problem}", "{hint}",
        file=path.name, problem=error.what(), hint=error.how(),
    )  # fmt: skip


def _words(shape: Shape) -> str:
    return " × ".join(map(str, shape))


def save_recipe(path: str | Path, design: Design) -> None:
    """Write a design alone, as JSON that a person can read; raises FileError."""
    text = json.dumps(design_to_record(design), indent=2, ensure_ascii=False) + "\n"
    # A half of a surrogate pair, as a broken clipboard may leave in a title, has no UTF-8.
    write_whole(Path(path), [text.encode("utf-8", "replace")])


def load_recipe(path: str | Path) -> Design:
    """Read a recipe of this or any older version; raises FileError."""
    path = Path(path)
    with opened(path, LARGEST_RECIPE) as (file, _):
        raw = file.read(LARGEST_RECIPE + 1)
    try:
        record = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FileError(
            "“{file}” is no recipe: it is not written in JSON.",
            "Choose a file that diynn has saved.",
            file=path.name,
        ) from error
    try:
        return design_from_record(record)
    except DiynnError as error:
        raise _named(path, error) from error


def load_any(path: str | Path) -> SavedModel:
    """Read a recipe, by its suffix .json, or else a model file; raises FileError.

    A table or other data of the person's own is looked for beside the file first: it may have been
    moved or copied together with it.
    """
    path = Path(path)
    if path.suffix.lower() == RECIPE_SUFFIX:
        return _with_data_beside(SavedModel(load_recipe(path)), path.parent)
    return _with_data_beside(load(path), path.parent)


def _with_data_beside(model: SavedModel, folder: Path) -> SavedModel:
    """`model` with the data that lies in `folder`, where there is any of that name.

    Where the other one is still there too, a training stays with the samples that it learnt from.
    """
    source = model.design.source
    if not isinstance(source, UserFile):
        return model
    near = source.beside(folder)
    if near == source:
        return model
    if source.missing() is None and model.record:
        try:
            if near.load().fingerprint != model.data_fingerprint:
                return model
        except DiynnError:
            return model
    return replace(model, design=replace(model.design, source=near))
