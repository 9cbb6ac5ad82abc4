"""Everything the user decided about a network and its training: one value, which a file holds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any
from weakref import WeakKeyDictionary, WeakValueDictionary

import numpy as np

from diynn import text
from diynn.data.augmentation import Augmentation, Warping, background
from diynn.data.dataset import VIEWS, Dataset, Part, Shape, as_rows, viewed_shape
from diynn.data.scaling import GIVEN, SCALINGS, TARGET_SCALINGS, ScalingsOf
from diynn.data.sources import SOURCES, TABLES, Source
from diynn.data.sources.source import Outline
from diynn.data.sources.toys import Moons
from diynn.errors import DataError, DiynnError, SettingError, ShapeError
from diynn.layers import LAYERS
from diynn.layers.committee import Committee
from diynn.layers.layer import Layer
from diynn.network.faults import SOUND, Fault, possible
from diynn.network.losses import LOSSES, LogSoftmaxCrossEntropy, Loss
from diynn.network.optimizers import OPTIMIZERS, SGD, Optimizer
from diynn.network.schedules import SCHEDULES, Constant, Schedule
from diynn.settings import (
    LATER,
    RARE,
    Declared,
    OneOf,
    Range,
    from_record,
    to_record,
    with_old_names,
)

GOALS = ("target", "input")
LEARNT, WHOLE_PART = FITTED_ON = ("samples learnt from", "whole training part")


@dataclass(frozen=True)
class View(Declared):
    """How the network sees the data, and what it is asked for."""

    shape: Annotated[
        str, OneOf(VIEWS), "See each sample as given, as a vector, a sequence or an image"
    ] = "given"
    scaling: Annotated[
        str,
        OneOf(SCALINGS),
        "Range of the input values; the test part is scaled as the training part",
    ] = "given"
    goal: Annotated[
        str,
        OneOf(GOALS),
        "What should come out: the data's target, or the input again (auto-encoder)",
    ] = "target"
    targets: Annotated[
        str,
        OneOf(TARGET_SCALINGS),
        "Range of the values to predict; pictures show them as they were given",
        RARE, LATER,
    ] = "given"
    fitted_on: Annotated[
        str,
        OneOf(FITTED_ON),
        "Tables: the rows by which scales and fillings are worked out; what is held back for "
        "validation is none of those learnt from",
        RARE,
    ] = LEARNT
    scalings: Annotated[ScalingsOf, LATER] = ()


@dataclass(frozen=True)
class Run(Declared):
    """How long and in which steps to train."""

    batch_size: Annotated[
        int, Range(1, 1_000_000), "Samples in one step; the whole set where it is larger"
    ] = 64
    epochs: Annotated[int, Range(1, 1_000_000), "Times that every sample is seen"] = 50
    seed: Annotated[
        int, Range(0, 2**31 - 1), "Start of all chance: the same seed gives the same weights"
    ] = 0
    noise: Annotated[
        float,
        Range(0.0, 10.0),
        "Strength σ of the noise added to every input while training; the target stays clean",
    ] = 0.0
    validation: Annotated[
        float,
        Range(0.0, 0.9),
        "Share of the training part held back: it judges which epoch is the best, and when to stop",
        RARE,
    ] = 0.0
    patience: Annotated[
        int,
        Range(0, 1_000_000),
        "Stop when nothing got better for so many epochs, and take the best weights; 0 never stops",
        RARE,
    ] = 0
    clip: Annotated[
        float,
        Range(0.0, 1e12, logarithmic=True),
        "Longest gradient of a step, as the norm of all its numbers; 0 leaves it as it is",
        RARE,
    ] = 0.0


@dataclass(frozen=True)
class Design:
    """Input, layers, loss, optimizer and run settings."""

    source: Source = field(default_factory=Moons)
    view: View = field(default_factory=View)
    layers: tuple[Layer, ...] = ()
    loss: Loss = field(default_factory=LogSoftmaxCrossEntropy)
    optimizer: Optimizer = field(default_factory=SGD)
    run: Run = field(default_factory=Run)
    title: str = ""
    notes: str = ""
    schedule: Schedule = field(default_factory=Constant)
    augmentation: Augmentation = field(default_factory=Augmentation)
    fault: Fault = SOUND
    """A fault in back-propagation that was put in on purpose: the run is marked by it. None where
    the layers have no place for it."""

    def __post_init__(self) -> None:
        if not possible(self.fault, self.layers):
            object.__setattr__(self, "fault", SOUND)

    @property
    def reconstructs(self) -> bool:
        """Whether the network is asked for its own input: an auto-encoder."""
        return self.view.goal == "input"

    def structure(self) -> tuple[object, ...]:
        """What weights depend on: two designs alike in this can share them. A run with a fault is
        another run."""
        return (self.source, self.view, self.layers, replace(self.fault, hidden=False))

    def epoch_settings(self) -> tuple[object, ...]:
        """What the steps of an epoch and their figures depend on, besides the structure."""
        run = self.run
        return (run.batch_size, run.seed, run.validation, self.loss)


@dataclass(frozen=True)
class Row:
    """One layer in its place: what goes in, what comes out, how many weights; or why it cannot.

    `before` and `after` are None below the first row that does not fit.
    """

    layer: Layer
    before: Shape | None
    after: Shape | None
    weights: int = 0
    problem: DiynnError | None = None


@dataclass(frozen=True)
class Fit:
    """A design's shapes along the stack, and the first thing that does not fit.

    `problem_row` is the number of the row at fault: −1 for the input, `len(rows)` for the loss.
    """

    input_shape: Shape | None
    rows: tuple[Row, ...]
    problem: DiynnError | None = None
    problem_row: int | None = None

    @property
    def weights(self) -> int:
        """All weights of the stack."""
        return sum(row.weights for row in self.rows)

    @property
    def output_shape(self) -> Shape | None:
        """What the last row gives; the input's shape where there is none."""
        return self.rows[-1].after if self.rows else self.input_shape


def wanted_outputs(design: Design, outline: Outline) -> int:
    """How many values should come out of the last row."""
    if design.reconstructs:
        return math.prod(outline.shape)
    return len(outline.classes) or outline.values


def fit(design: Design, outline: Outline) -> Fit:
    """The shapes along the stack for data of that outline."""
    try:
        into: Shape | None = viewed_shape(outline.shape, design.view.shape, outline.name)
    except DataError as error:
        rows = tuple(Row(layer, None, None) for layer in design.layers)
        return Fit(None, rows, error, -1)
    first, found = into, []
    problem: DiynnError | None = None
    where: int | None = None
    for number, layer in enumerate(design.layers):
        if into is None:
            found.append(Row(layer, None, None))
            continue
        try:
            after = layer.output_shape(into)
        except ShapeError as error:
            problem, where = _placed(error, number, design.layers), number
            found.append(Row(layer, into, None, 0, problem))
            into = None
            continue
        found.append(Row(layer, into, after, layer.weight_count(into)))
        into = after
    rows = tuple(found)
    if problem is None and into is not None:
        problem = _loss_problem(design, outline, into)
        where = len(rows) if problem else None
    return Fit(first, rows, problem, where)


def placed_templates(message: str) -> tuple[str, str]:
    """A layer's own words with the place: in the first row, and below another row.

    Both are whole sentences, for a translator as well.
    """
    return (
        "Row {row}: " + message.replace("arrives", "arrives from the input"),
        "Row {row}: " + message.replace("arrives", "arrives from {above} in row {above_row}"),
    )


def _placed(error: ShapeError, number: int, layers: tuple[Layer, ...]) -> ShapeError:
    first, below = placed_templates(error.message)
    if number == 0:
        return ShapeError(first, error.remedy, **{**error.values, "row": 1})
    above = {"row": number + 1, "above": layers[number - 1].name(), "above_row": number}
    return ShapeError(below, error.remedy, **{**error.values, **above})


def _loss_problem(design: Design, outline: Outline, out: Shape) -> DiynnError | None:
    wanted, given = wanted_outputs(design, outline), math.prod(out)
    loss = design.loss
    words = text.shape(out)
    if not any(layer.weight_shapes(shape) for layer, shape in _with_shapes(design, outline)):
        return ShapeError(
            "This stack has no weights, so it cannot learn.", "Add a Linear.", append=wanted
        )
    if design.reconstructs or not outline.classes:
        if loss.for_classes:
            return ShapeError(
                "{loss} compares with class numbers, but the targets here are values.",
                "Choose the loss MSE or BCE.",
                loss=loss.name(), use="MSE",
            )  # fmt: skip
        if given != wanted:
            return ShapeError(
                "The loss {loss} compares with {wanted} value(s), but the last row gives {shape}.",
                "The last Linear needs {wanted} output(s).",
                loss=loss.name(), wanted=wanted, shape=words, outputs=wanted,
            )  # fmt: skip
        return None
    if len(out) != 1:
        return ShapeError(
            "The loss {loss} compares with {wanted} classes, but the last row gives {shape}.",
            "Put Flatten and a Linear with {wanted} output(s) at the end.",
            loss=loss.name(), wanted=wanted, shape=words, outputs=wanted,
        )  # fmt: skip
    one_for_two = not loss.for_classes and wanted == 2 and given == 1
    # A loss of classes compares scores, and there is nothing to compare where there is but one.
    least = max(wanted, 2) if loss.for_classes else wanted
    if given < least and not one_for_two:
        return ShapeError(
            "The loss {loss} compares with {wanted} classes, but the last row gives {shape}.",
            "The last Linear needs {outputs} output(s), one for each class.",
            loss=loss.name(), wanted=wanted, shape=words, outputs=least,
        )  # fmt: skip
    return None


def _with_shapes(design: Design, outline: Outline) -> list[tuple[Layer, Shape]]:
    shape = viewed_shape(outline.shape, design.view.shape, outline.name)
    pairs = []
    for layer in design.layers:
        pairs.append((layer, shape))
        shape = layer.output_shape(shape)
    return pairs


def prepared(design: Design, dataset: Dataset) -> Dataset:
    """The data as the network gets it: viewed, scaled as float32, with the targets of its goal.

    As long as anybody holds it, whoever asks for the same gets the same.
    """
    forms = _forms.setdefault(dataset, WeakValueDictionary())
    form = _form(design, dataset)
    found = forms.get(form)
    if found is None:
        found = forms[form] = _prepared(design, dataset)
    return found


def is_prepared(design: Design, dataset: Dataset) -> bool:
    """Whether `prepared` would give what somebody holds."""
    return _form(design, dataset) in _forms.get(dataset, ())


_forms: WeakKeyDictionary[Dataset, WeakValueDictionary[Any, Dataset]] = WeakKeyDictionary()
"""How each data set has been prepared, by the view and the share held back for validation."""


def _form(design: Design, dataset: Dataset) -> tuple[View, float]:
    return design.view, design.run.validation if _is_fitted_to_rows(design, dataset) else 0.0


def is_seen_alike(one: Design, other: Design, dataset: Dataset) -> bool:
    """Whether networks of both designs get the same of the data."""
    return _form(one, dataset) == _form(other, dataset) and one.source == other.source


def _is_fitted_to_rows(design: Design, dataset: Dataset) -> bool:
    """Whether what is done to the data depends on the rows that are learnt from."""
    return dataset.preparation is not None and design.view.fitted_on == LEARNT


def _prepared(design: Design, dataset: Dataset) -> Dataset:
    view, data, learnt = design.view, dataset, None
    if _is_fitted_to_rows(design, dataset):
        learnt = _seen(design, dataset).learnt_and_judging(design.run.validation)[0]
        data = data.fitted_to(learnt, view.scaling, view.scalings)
    elif dataset.preparation is not None and view.scalings:
        data = data.fitted_to(np.arange(len(data.train)), view.scaling, view.scalings)
    else:
        data = data.scaled(view.scaling)
    if not design.reconstructs:
        if view.targets != GIVEN and data.train.targets.dtype.kind == "f":
            data = data.with_scaled_targets(view.targets, learnt)
        return data.viewed(view.shape)

    def asked_for_itself(part: Part) -> Part:
        return replace(part, targets=as_rows(part.x))

    data = data.viewed(view.shape)
    return replace(data, train=asked_for_itself(data.train), test=asked_for_itself(data.test))


def _seen(design: Design, dataset: Dataset) -> Dataset:
    """The data with targets of the kind that the training has, which decide what is held back."""
    if not design.reconstructs:
        return dataset
    values = np.zeros((len(dataset.train), 1), np.float32)
    return replace(dataset, train=replace(dataset.train, targets=values))


def warping_of(design: Design, data: Dataset) -> Warping | None:
    """How the `prepared` data's images are warped while training; None where nothing is."""
    if not (design.augmentation.warps and data.image_shape and len(data.train)):
        return None
    ground = background(data.train.x, data.low, data.image_shape)
    return Warping(design.augmentation, data.image_shape, ground, targets_too=design.reconstructs)


DESIGN_VERSION = 2
_STEADY = to_record(Constant())
def _view_record(design: Design) -> dict[str, Any]:
    record = to_record(design.view)
    # This came later, too, and what designs from before mean by its absence depends on their data.
    usual = WHOLE_PART if isinstance(design.source, TABLES) else LEARNT
    if record["fitted_on"] == usual:
        del record["fitted_on"]
    return record


def design_to_record(design: Design) -> dict[str, Any]:
    """The design as plain values for JSON; an augmentation that does nothing is left out."""
    augmented = design.augmentation != Augmentation()
    return {
        "version": DESIGN_VERSION,
        "title": design.title,
        "notes": design.notes,
        "source": to_record(design.source),
        "view": _view_record(design),
        **({"augmentation": to_record(design.augmentation)} if augmented else {}),
        "layers": [to_record(layer) for layer in design.layers],
        "loss": to_record(design.loss),
        "optimizer": to_record(design.optimizer),
        "schedule": to_record(design.schedule),
        "run": to_record(design.run),
        **({"fault": to_record(design.fault)} if design.fault else {}),
    }


def record_of_version_1(design: Design) -> dict[str, Any]:
    """The design as version 1 wrote it: what hashes are taken of, so that results that were kept
    under one are found again."""
    layers = [with_old_names(to_record(layer)) for layer in design.layers]
    return design_to_record(design) | {"version": 1, "layers": layers}


def design_from_record(record: object) -> Design:
    """The design that `design_to_record` wrote, of this or any older version.

    Raises SettingError, in the user's words, for one of a future version or with unknown parts.
    """
    if not isinstance(record, Mapping) or not isinstance(record.get("version"), int):
        raise SettingError("This is not a diynn design.")
    if record["version"] > DESIGN_VERSION:
        raise SettingError(
            "This design was made by a newer diynn (design version {found}; this one reads up to "
            "{known}).",
            "Update diynn to open it.",
            found=record["version"], known=DESIGN_VERSION,
        )  # fmt: skip
    layers = record.get("layers", [])
    if not isinstance(layers, list):
        raise SettingError("The layers are missing or unreadable in this file.")
    view, source = record.get("view"), from_record(record.get("source"), SOURCES, "data set")
    if isinstance(view, Mapping) and isinstance(source, TABLES):
        # Tables of earlier versions: what is held back for validation was looked at, too.
        view = {"fitted_on": WHOLE_PART, **view}
    return Design(
        source=source,
        view=from_record(view, (View,), "view"),
        layers=tuple(from_record(layer, (*LAYERS, Committee), "layer") for layer in layers),
        loss=from_record(record.get("loss"), LOSSES, "loss"),
        optimizer=from_record(record.get("optimizer"), OPTIMIZERS, "optimizer"),
        run=from_record(record.get("run"), (Run,), "group of run settings"),
        title=str(record.get("title", "")),
        notes=str(record.get("notes", "")),
        # Designs from before there were schedules have a constant rate.
        schedule=from_record(record.get("schedule", _STEADY), SCHEDULES, "schedule"),
        augmentation=from_record(
            record.get("augmentation", to_record(Augmentation())), (Augmentation,), "augmentation"
        ),
        fault=from_record(record.get("fault", to_record(SOUND)), (Fault,), "fault"),
    )
