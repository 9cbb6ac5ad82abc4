"""What a network answers to new samples: a table of predictions, and figures where the truth is."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.confusion import Confusion
from diynn.atomic_files import write_whole
from diynn.csv_output import guard
from diynn.errors import DataError
from diynn.inference.model import Model
from diynn.inference.samples import Reader, Samples, Troubles
from diynn.network.metrics import Regression, class_probabilities, predicted_classes
from diynn.storage.packed_arrays import packed_npz

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Answers:
    """What a network makes of some samples, in their order.

    `columns` has for each row (n,) what a table shows: the prediction (class names, or a value for
    each target) and what else was asked for; empty (None or NaN) where the sample was not good.
    `outputs` are those of the good ones, samples again (good, *shape) for an auto-encoder.
    """

    samples: Samples
    columns: dict[str, Array]
    outputs: Array


def answers(
    model: Model, path: Path, troubles: Troubles, *, probabilities: bool = False,
    invert: bool = False,
) -> Iterator[Answers]:  # fmt: skip
    """What a network answers to a file or a folder, a piece at a time; see `Reader` for errors.

    With `probabilities` there is a column for each class. `invert` takes pictures for negatives.
    """
    reader = Reader(model.processing, model.design.source, invert, troubles)
    for samples in reader.read(path):
        yield answers_to(model, samples, probabilities=probabilities)


def answers_to(model: Model, samples: Samples, *, probabilities: bool = False) -> Answers:
    """The same for samples that have been read."""
    good, count = samples.good, len(samples.names)
    columns: dict[str, Array] = {}

    def spread(values: Array) -> Array:
        wide = np.full(count, None if values.dtype == object else np.nan, values.dtype)
        wide[good] = values
        return wide

    if model.design.reconstructs:
        again = model.predict(samples.x)
        errors = np.square(again - samples.x.astype(np.float64)).reshape(len(again), -1)
        columns["mean squared error"] = spread(errors.mean(axis=1))
        return Answers(samples, columns, again)
    y = model.outputs(samples.x)
    y = y.reshape(len(y), -1)
    if model.classes:
        p = class_probabilities(y, model.design.loss)
        places = predicted_classes(y)
        columns["prediction"] = spread(np.array(model.decisions, object)[places])
        columns["probability"] = spread(p[np.arange(len(p)), places].astype(np.float64))
        if probabilities:
            for place, name in enumerate(model.classes):
                columns[f"p({name})"] = spread(p[:, place].astype(np.float64))
        return Answers(samples, columns, y)
    values = model.processing.target_values(y).astype(np.float64)
    for place in range(values.shape[1]):
        name = "prediction" if values.shape[1] == 1 else f"prediction {place + 1}"
        columns[name] = spread(values[:, place])
    return Answers(samples, columns, values)


@dataclass
class Figures:
    """How good answers are where the truth is known, added up piece by piece."""

    classes: tuple[str, ...]
    rows: int = 0
    known: int = 0
    counts: Array = field(init=False)
    _sums: Array | None = None

    def __post_init__(self) -> None:
        size = len(self.classes)
        self.counts = np.zeros((size, size), np.int64)
        self.squares = 0.0
        self.values = 0

    def add(self, found: Answers) -> None:
        """Take up some answers."""
        samples = found.samples
        self.rows += len(samples.names)
        error = found.columns.get("mean squared error")
        if error is not None:
            self.squares += float(np.nansum(error))
            self.known += int(samples.good.sum())
        elif samples.truth is not None and self.classes:
            places = {name: place for place, name in enumerate(self.classes)}
            true = [places.get(name, -1) for name in samples.truth[samples.good]]
            taken = [places[name] for name in found.columns["prediction"][samples.good]]
            there = np.array(true) >= 0
            np.add.at(self.counts, (np.array(true)[there], np.array(taken)[there]), 1)
            self.known += int(there.sum())
        elif samples.truth is not None:
            self._add_values(found.outputs, samples.truth[samples.good])

    def _add_values(self, y: Array, t: Array) -> None:
        if t.shape[1] != y.shape[1]:
            return
        there = np.isfinite(t).all(axis=1)
        y, t = y[there].astype(np.float64), t[there].astype(np.float64)
        errors = y - t
        if self._sums is None:
            self._sums = np.zeros((5, y.shape[1]))
            self._shift = t[:1].mean(axis=0) if len(t) else np.zeros(y.shape[1])
        t = t - self._shift
        for place, one in enumerate((np.ones_like(t), t, t**2, np.abs(errors), errors**2)):
            self._sums[place] += one.sum(axis=0)
        self.known += len(t)

    @property
    def confusion(self) -> Confusion | None:
        """Which class was taken for which; None where none is known."""
        return Confusion(self.counts) if self.classes and self.known else None

    @property
    def regression(self) -> Regression | None:
        """How near the values came; None where none is known."""
        if self._sums is None or not self.known:
            return None
        count, total, squares, absolute, squared = self._sums
        spread = squares - total**2 / count
        with np.errstate(invalid="ignore", divide="ignore"):
            r2 = 1 - squared / np.where(spread > 0, spread, np.nan)
        return Regression(
            float(r2.mean()), float((absolute / count).mean()),
            math.sqrt(float((squared / count).mean())),
        )  # fmt: skip

    @property
    def reconstruction(self) -> float | None:
        """The mean squared error of samples that were drawn again; None where none were."""
        return self.squares / self.known if self.known and not self.classes and \
            self._sums is None else None  # fmt: skip

    def record(self) -> dict[str, Any]:
        """The figures as plain values for JSON."""
        found: dict[str, Any] = {"rows": self.rows, "with_target": self.known}
        confusion, regression = self.confusion, self.regression
        if confusion is not None:
            found |= {
                "accuracy": confusion.accuracy, "confusion": confusion.counts.tolist(),
                "classes": [
                    {"name": name, "precision": p, "recall": r, "f1": f, "samples": n}
                    for name, p, r, f, n in zip(
                        self.classes, confusion.precision(), confusion.recall(), confusion.f1(),
                        confusion.support(), strict=True,
                    )
                ],
            }  # fmt: skip
        elif regression is not None:
            found |= {"r2": regression.r2, "mae": regression.mae, "rmse": regression.rmse}
        elif self.reconstruction is not None:
            found["mean_squared_error"] = self.reconstruction
            found["with_target"] = 0
        return found


# Where answers go.


def write_table(path: Path, found: Iterable[Answers]) -> None:
    """Write answers as CSV, a line for every row; raises FileError, and what `found` raises."""
    write_whole(path, _csv_pieces(found))


def _csv_pieces(found: Iterable[Answers]) -> Iterator[bytes]:
    import pandas as pd

    head = True
    for one in found:
        columns: dict[str, Any] = {one.samples.kind: _guarded(one.samples.names)}
        columns |= {str(guard(name)): _guarded(cells) for name, cells in one.columns.items()}
        table = pd.DataFrame(columns)
        yield table.to_csv(index=False, header=head, lineterminator="\n").encode()
        head = False


def _guarded(cells: Array) -> Array:
    if cells.dtype != object:
        return cells
    known = {cell: guard(cell) for cell in dict.fromkeys(cells)}
    return np.array([known[cell] for cell in cells], object)


def write_arrays(path: Path, found: Iterable[Answers]) -> None:
    """Write answers as an .npz: each column, and the samples that an auto-encoder draws."""
    pieces = list(found)
    if not pieces:
        raise DataError("There are no samples.", "Choose another file.")
    arrays: dict[str, Array] = {}
    for name in pieces[0].columns:
        whole = np.concatenate([one.columns[name] for one in pieces])
        if whole.dtype == object:
            whole = np.array(["" if cell is None else cell for cell in whole], str)
        arrays[name.replace(" ", "_")] = whole
    good = np.concatenate([one.samples.good for one in pieces])
    outputs = np.concatenate([one.outputs for one in pieces])
    wide = np.full((len(good), *outputs.shape[1:]), np.nan, np.float32)
    wide[good] = outputs
    arrays["outputs"] = wide
    names = np.concatenate([one.samples.names for one in pieces])
    arrays["names"] = names.astype(str) if names.dtype == object else names
    write_whole(path, [packed_npz(arrays)])


def write_pictures(folder: Path, model: Model, found: Iterable[Answers]) -> int:
    """Write the samples that an auto-encoder draws as PNG, one a row; how many. FileError."""
    from PIL import Image

    shape = model.processing.shape
    if len(shape) != 3 or shape[2] not in (1, 3):
        raise DataError(
            "This network gives samples of {shape}, and no pictures.",
            "Choose a name that ends in .csv or .npz.", shape=" × ".join(map(str, shape)),
        )  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    low, high = model.processing.low, model.processing.high
    if not (math.isfinite(low) and math.isfinite(high)):
        low, high = 0.0, 255.0
    count = 0
    for one in found:
        for name, drawn in zip(one.samples.names[one.samples.good], one.outputs, strict=True):
            grey = np.clip((drawn - low) / (high - low) * 255, 0, 255).round().astype(np.uint8)
            image = Image.fromarray(grey[..., 0] if shape[2] == 1 else grey)
            packed = io.BytesIO()
            image.save(packed, "PNG")
            label = Path(str(name)).with_suffix("").as_posix().replace("/", "-")
            write_whole(folder / f"{label}.png", [packed.getbuffer()])
            count += 1
    return count
