"""A lesson as a value: where it begins, its steps with their tasks, what is locked meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset, Shape
from diynn.design.design import Design, fit
from diynn.design.difference import differences
from diynn.errors import FileError, SettingError
from diynn.layers import LAYERS
from diynn.lessons.actions import Action
from diynn.lessons.conditions import Expression
from diynn.lessons.paths import path_of
from diynn.network.faults import possible_faults
from diynn.network.sequential import Sequential
from diynn.network.weight_layout import WeightLayout
from diynn.settings import Declared
from diynn.storage.model_file import SavedModel
from diynn.training.training import Training

Array = NDArray[Any]

LEVELS = ("lycée", "licence", "master")
"""For whom a lesson is: before, at the start of, and later at the university."""
TABS = ("boundary", "reconstruction", "denoising", "codes", "mistakes", "prediction", "weights",
        "calculation", "runs")  # fmt: skip
PARTS = ("blocks", "curves")
"""Parts of the window that a lesson may begin without."""
PLACES = (
    "play", "step", "start", "new-weights", "pace", "best", "blocks", "stack", "input", "loss",
    "training", "curves", "tabs", "templates", "check-gradient", "break-gradient",
    "time-bar",
)  # fmt: skip
"""Controls that a hint may light and a lock may hide, besides tabs, blocks and settings."""


def is_place(name: str) -> bool:
    """Whether a control is called so: one of PLACES, “tab.weights”, “block.Conv2D” or the path of
    a setting."""
    kind, _, rest = name.partition(".")
    if kind == "tab":
        return rest in TABS
    if kind == "block":
        return any(layer.name() == rest for layer in LAYERS)
    return name in PLACES or path_of(name) is not None


class Limit(NamedTuple):
    """The numbers that a setting may have, both included."""

    low: float
    high: float


@dataclass(frozen=True)
class Locks:
    """What a lesson takes away. `hide` are names of controls, `fix` paths of settings that stay as
    they are, `limit` those that stay within bounds; `blocks` are the kinds of layers that can be
    inserted, all of them where it is empty."""

    hide: tuple[str, ...] = ()
    fix: tuple[str, ...] = ()
    limit: Mapping[str, Limit] = field(default_factory=dict)
    blocks: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.hide or self.fix or self.limit or self.blocks)

    def hidden_blocks(self) -> tuple[str, ...]:
        """The kinds of layers that cannot be inserted."""
        gone = {name.removeprefix("block.") for name in self.hide if name.startswith("block.")}
        names = [layer.name() for layer in LAYERS]
        kept = self.blocks or names
        return tuple(one for one in names if one in gone or one not in kept)

    def refusal(self, before: Design, after: Design) -> SettingError | None:
        """Why an edit of the design is not allowed; None where it is."""
        for one in differences([before, after]):
            name = "" if one.setting is None else one.setting.name
            paths = {one.part, f"{one.part}.{name}"}
            row = next((at for at in reversed(one.rows) if at is not None), None)
            if row is not None:
                paths |= {f"layers.{row + 1}", f"layers.{row + 1}.{name}"}
            if paths & set(self.fix):
                return SettingError(
                    "This lesson leaves {setting} as it is.",
                    "“Show all” beside the lesson takes its locks away.",
                    setting=one.part if one.setting is None else one.setting.label.lower(),
                )  # fmt: skip
            new = one.values[1]
            if one.part == "layers" and isinstance(new, Declared):
                if new.name() in self.hidden_blocks():
                    return SettingError(
                        "This lesson does without {layer}.",
                        "“Show all” beside the lesson takes its locks away.",
                        layer=new.name(),
                    )  # fmt: skip
            for path in paths & set(self.limit):
                limit = self.limit[path]
                if isinstance(new, int | float) and not limit.low <= new <= limit.high:
                    assert one.setting is not None
                    return SettingError(
                        "In this lesson {setting} lies between {low} and {high}.",
                        "“Show all” beside the lesson takes its locks away.",
                        setting=one.setting.label.lower(), low=limit.low, high=limit.high,
                    )  # fmt: skip
        return None


@dataclass(frozen=True)
class Check:
    """A condition that must come to hold; `label` says in words what, where that is not plain."""

    condition: Expression
    written: str
    label: str = ""


@dataclass(frozen=True)
class Question:
    """A number to be typed. What is right is computed from the student's own network.

    `within` is how far an answer may lie from it: a share of it, and at least `at_least`.
    """

    key: str
    answer: Expression
    written: str
    within: float = 0.01
    at_least: float = 1e-9
    words: str = ""


@dataclass(frozen=True)
class Prediction:
    """Something to be said before training: a number, or one of some `choices`.

    `outcomes` say what came, to be laid beside it: a number, or for each choice whether it is the
    right one; the first that holds is.
    """

    key: str
    outcomes: tuple[Expression, ...]
    written: tuple[str, ...]
    choices: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Step:
    """One step: its text, what is to be done, three hints and what solves it.

    `hint` is a sentence; `spotlight` is the control that the second one lights; `solution` is what
    the third one does on a copy. `done` is said when everything is done.
    """

    title: str
    text: str
    checks: tuple[Check, ...] = ()
    questions: tuple[Question, ...] = ()
    prediction: Prediction | None = None
    hint: str = ""
    spotlight: str = ""
    solution: tuple[Action, ...] = ()
    done: str = ""

    @property
    def has_tasks(self) -> bool:
        """Whether there is something to be done."""
        return bool(self.checks or self.questions or self.prediction)


@dataclass(frozen=True)
class Lesson:
    """A lesson with the texts of one language.

    `weights` are arrays by row, from 1, and name, which the network begins with; `hides_fault` puts
    one of the possible faults into the gradients. `tab` and `without` say how the window begins.
    `hash` is that of all but the texts: progress is kept under it.
    """

    id: str
    title: str
    goal: str
    level: str
    minutes: int
    design: Design
    steps: tuple[Step, ...]
    curriculum: str = ""
    author: str = ""
    weights: Mapping[str, Array] = field(default_factory=dict)
    hides_fault: bool = False
    locks: Locks = field(default_factory=Locks)
    tab: str = ""
    without: tuple[str, ...] = ()
    hash: str = ""

    def beginning(self, seed: int | None = None) -> Design:
        """The design to begin with; with a `seed` of its own where one is given."""
        design = self.design
        if seed is not None:
            design = replace(design, run=replace(design.run, seed=seed))
        if self.hides_fault:
            faults = possible_faults(design.layers)
            rng = np.random.default_rng((design.run.seed, len(faults)))
            fault = replace(faults[int(rng.integers(len(faults)))], hidden=True)
            design = replace(design, fault=fault)
        return design

    def first_model(self, seed: int | None = None) -> SavedModel:
        """The same as what a file holds: the design, and weights where the lesson gives some."""
        model = SavedModel(self.beginning(seed))
        if not self.weights:
            return model
        net = Sequential(model.design.layers, model.input_shape, model.design.run.seed)
        views = net.layout.by_key(net.weight_vector)
        for name, values in self.weights.items():
            views[inner_name(name)][...] = values
        return replace(model, arrays={f"weights.{name}": one for name, one in views.items()})

    def first_training(self, dataset: Dataset, seed: int | None = None) -> Training:
        """The training that the lesson begins with."""
        model = self.first_model(seed)
        training = Training(model.design, dataset)
        if model.arrays:
            training.begin_with(model.network().weight_vector)
        return training


def inner_name(written: str) -> str:
    """The key of an array as a file names it, rows from 1, in the engine's own way: “0.W”."""
    row, _, name = written.partition(".")
    return f"{int(row) - 1}.{name}"


def check_weights(design: Design, weights: Mapping[str, Array], line: int) -> None:
    """Raise FileError where the design's network has no such arrays."""
    outline = design.source.outline()
    shape: Shape | None = None if outline is None else fit(design, outline).input_shape
    if not weights or shape is None:
        return
    layout = WeightLayout(design.layers, shape)
    shapes = {weight.key: weight.shape for weight in layout.weights}
    for name, values in weights.items():
        wanted = shapes.get(inner_name(name)) if name.partition(".")[0].isdecimal() else None
        if wanted != values.shape:
            raise FileError(
                "Line {line}: the network has no weights “{name}” of this shape.",
                line=line, name=name,
            )  # fmt: skip
