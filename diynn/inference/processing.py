"""What was worked out from the training data of a network: how samples go in, and answers out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset, Shape
from diynn.data.fitted import Fitted
from diynn.data.preparation import Preparation
from diynn.design.design import Design, prepared
from diynn.errors import DataError, DiynnError
from diynn.storage.model_file import SavedModel

Array = NDArray[Any]

MOST_NOTED = 20_000
"""Values of a sample, each with a scale of its own."""
NOTE = "processing"
"""The name of what `Processing.record` gives among the notes of a model file."""


@dataclass(frozen=True, eq=False)
class Processing:
    """From samples as they were read to what a network takes, and from its outputs to answers.

    `shape` is that of a sample as it was read, `inputs` that of one as the network takes it. A
    sample becomes (x − shift) · factor; the two are numbers, or arrays of a sample's shape.
    `classes` names the classes and is empty where values are predicted; `features` names the inputs
    where they have names, `target` the target. `target_scale` is what was taken from the targets,
    then what they were divided by, where they were scaled. `preparation` says how columns of a
    table become features. `low` and `high` are the ends of the values of samples that have a range
    of their own, such as grey levels, else NaN.
    """

    shape: Shape
    inputs: Shape
    shift: Array
    factor: Array
    classes: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    target: str = ""
    target_scale: tuple[Array, Array] | None = None
    preparation: Preparation | None = None
    low: float = math.nan
    high: float = math.nan

    @staticmethod
    def of(design: Design, dataset: Dataset) -> Processing:
        """What a design makes of a data set as it was read; DataError where it cannot."""
        data = prepared(design, dataset)
        scale = data.input_scale
        assert scale is not None
        target = "" if dataset.table is None else dataset.table.target
        return Processing(
            dataset.shape, data.shape, scale.shift, scale.factor,
            () if design.reconstructs else dataset.classes, dataset.features, target,
            data.target_scale, data.preparation, dataset.low, dataset.high,
        )  # fmt: skip

    @staticmethod
    def of_table(kept: Fitted, inputs: Shape) -> Processing:
        """What a file keeps of a table, for a network that takes samples of the shape `inputs`."""
        scale = (np.array(kept.middle), np.array(kept.span)) if kept.middle else None
        features = kept.preparation.features
        return Processing(
            (len(features),), inputs, np.array(kept.shift), np.array(kept.factor), kept.classes,
            features, kept.target, scale, kept.preparation,
        )  # fmt: skip

    def network_inputs(self, x: Array) -> Array:
        """Samples as they were read (n, *shape) as the network takes them, float32.

        Samples of another shape with as many values are taken too. Raises DataError where they have
        another number of values.
        """
        x = np.asarray(x)
        values = math.prod(self.shape)
        if not x.ndim or math.prod(x.shape[1:]) != values:
            raise DataError(
                "The network takes samples of {wanted}, but an array of {shape} arrives.",
                "Give an array of samples × {wanted}.",
                wanted=" × ".join(map(str, self.shape)), shape=" × ".join(map(str, x.shape)),
            )  # fmt: skip
        x = x.reshape(len(x), *self.shape)
        exact = np.float32 if x.dtype.itemsize <= 2 else np.float64
        with np.errstate(over="ignore", invalid="ignore"):
            scaled = (x.astype(exact) - self.shift.astype(exact)) * self.factor.astype(exact)
            return np.asarray(scaled, np.float32).reshape(len(x), *self.inputs)

    def as_read(self, y: Array) -> Array:
        """What an auto-encoder gives back (n, values), as samples as they were read (n, *shape)."""
        y = y.reshape(len(y), *self.shape).astype(np.float64)
        factor = np.broadcast_to(self.factor, self.shape)
        known = factor != 0
        spread = np.divide(1.0, factor, out=np.zeros(self.shape), where=known)
        return np.asarray(y * spread + self.shift, np.float32)

    def target_values(self, y: Array) -> Array:
        """Outputs (n, values) in the units of the targets."""
        y = y.reshape(len(y), -1)
        if self.target_scale is None:
            return y
        middle, span = self.target_scale
        return np.asarray(y * span + middle, np.float64)

    def record(self) -> dict[str, Any]:
        """It as plain values for JSON, where no table was prepared."""
        kept: dict[str, Any] = {
            "shape": list(self.shape), "inputs": list(self.inputs),
            "shift": self.shift.tolist(), "factor": self.factor.tolist(),
            "classes": list(self.classes), "features": list(self.features), "target": self.target,
        }  # fmt: skip
        if math.isfinite(self.low) and math.isfinite(self.high):
            kept |= {"low": self.low, "high": self.high}
        if self.target_scale is not None:
            kept["target_scale"] = [part.tolist() for part in self.target_scale]
        return kept

    @staticmethod
    def from_record(record: object) -> Processing:
        """What `record` wrote; raises KeyError, TypeError or ValueError where it is none."""
        if not isinstance(record, Mapping):
            raise TypeError("no record")
        shape, inputs = (tuple(map(int, record[name])) for name in ("shape", "inputs"))
        shift, factor = (np.asarray(record[name], np.float64) for name in ("shift", "factor"))
        if math.prod(shape) != math.prod(inputs) or min(shape, default=0) < 1:
            raise ValueError("shapes that do not fit")
        for part in (shift, factor):
            if part.shape not in ((), shape) or not np.isfinite(part).all():
                raise ValueError("a scale that does not fit")
        scale = record.get("target_scale")
        scales = None if scale is None else tuple(np.asarray(part, np.float64) for part in scale)
        if scales is not None and (len(scales) != 2 or not np.isfinite(scales).all()):
            raise ValueError("a scale that does not fit")
        return Processing(
            shape, inputs, shift, factor, tuple(map(str, record["classes"])),
            tuple(map(str, record["features"])), str(record["target"]),
            None if scales is None else (scales[0], scales[1]),
            low=float(record.get("low", math.nan)), high=float(record.get("high", math.nan)),
        )  # fmt: skip


def note_of(model: SavedModel, dataset: Dataset | None) -> dict[str, Any] | None:
    """What a model file has to note so that the network predicts without its data; None where that
    is in it already, or is more than its head has room for."""
    if model.preparation is not None or dataset is None or not model.trained:
        return None
    try:
        found = Processing.of(model.design, dataset)
    except DiynnError:
        return None
    return None if found.shift.size > MOST_NOTED else {NOTE: found.record()}


def processing_of(model: SavedModel, note: Mapping[str, Any]) -> Processing:
    """What was worked out from the training data of a saved network.

    From the file where it says so, else from the data set itself, which must then be on
    this machine. Raises DataError where it is not, or is another one now.
    """
    if NOTE in note:
        try:
            return Processing.from_record(note[NOTE])
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                "What this file tells of its training data cannot be read.",
                "Open another copy of the file.",
            ) from error
    design = model.design
    if model.preparation is not None:
        kept = model.preparation
        if design.reconstructs:
            kept = replace(kept, classes=())
        return Processing.of_table(kept, model.input_shape)
    try:
        problem: DiynnError | None = design.source.missing()
        if problem is None:
            dataset = design.source.load()
            if model.data_fingerprint in ("", dataset.fingerprint):
                return Processing.of(design, dataset)
            problem = DataError(
                "The data “{name}” is not what it was trained on.", "", name=dataset.name
            )
    except DiynnError as error:
        problem = error
    if design.view.scaling == "given" and design.view.targets == "given" and model.input_shape:
        # Nothing was worked out from the data: only the names of its classes are missing.
        outputs = model.network().output_shape
        classes = () if design.reconstructs or not design.loss.for_classes else outputs
        names = tuple(map(str, range(classes[0]))) if classes else ()
        one = np.ones(())
        return Processing(model.input_shape, model.input_shape, np.zeros(()), one, names)
    raise DataError(
        "How the samples were scaled was worked out from the training data, and that is not here: "
        "{problem}",
        "Put the data beside the file, under its old name.",
        problem=problem.what(),
    ) from problem
