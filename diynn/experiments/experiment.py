"""An experiment that can be run: its trainings, its measures, and what it depends on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.confusion import Verdicts, verdicts
from diynn.data.dataset import Dataset, Part
from diynn.data.sources import Digits
from diynn.data.sources.downloaded import OnDemand
from diynn.data.sources.source import Source
from diynn.design.design import Design, View, prepared, record_of_version_1
from diynn.errors import DiynnError, FileError
from diynn.experiments.outcome import Curves
from diynn.experiments.phrases import phrase, title_words
from diynn.experiments.verdicts import Findings
from diynn.layers import Linear
from diynn.network.metrics import evaluate
from diynn.network.sequential import Sequential
from diynn.storage.model_file import SavedModel, load
from diynn.storage.recipes import REPORT, recipe
from diynn.text import Text
from diynn.training.history import History

Array = NDArray[Any]

REVISION = 2
"""Of the measures: raised where they change, so that old results are worked out again."""
THREE, ONE = (0, 1, 2), (0,)
"""Seeds of experiments that take little time, and of those that take long."""


class RunKey(NamedTuple):
    """One training: of a recipe, by its name, with a seed."""

    recipe: str
    seed: int

    def __str__(self) -> str:
        return f"{self.recipe.removeprefix(REPORT)}, seed {self.seed}"

    def in_words(self) -> Text:
        """The title of its recipe, and its seed."""
        title = title_words(recipe(self.recipe).title)
        return phrase("{name}, seed {seed}", name=title, seed=self.seed)


@dataclass(frozen=True)
class Setup:
    """How the experiments are run: where their files lie, and what is done otherwise.

    With `digits`, the built-in 8 × 8 digits stand for USPS and MNIST. No run takes more epochs than
    `most_epochs`: a quick look.
    """

    folder: Path
    digits: bool = False
    most_epochs: int | None = None

    def design(self, run: RunKey) -> Design:
        """What the run trains."""
        design = recipe(run.recipe)
        if self.digits and isinstance(design.source, OnDemand):
            design = on_digits(design)
        epochs = min(design.run.epochs, self.most_epochs or design.run.epochs)
        return replace(design, run=replace(design.run, seed=run.seed, epochs=epochs))

    def path(self, run: RunKey) -> Path:
        """Where the run is kept."""
        name = run.recipe.removeprefix(REPORT)
        return self.folder / "runs" / f"{name}-seed{run.seed}.diynn"

    @property
    def results(self) -> Path:
        """The folder of the outcomes."""
        return self.folder / "results"

    def kept(self, run: RunKey) -> SavedModel | None:
        """What is there of a run; None where nothing is, or something else was trained."""
        try:
            model = load(self.path(run))
        except FileError:
            return None
        return model if _bare(model.design) == _bare(self.design(run)) else None

    def is_done(self, run: RunKey) -> bool:
        """Whether the run was trained to its end."""
        model = self.kept(run)
        return model is not None and model.record.get("epoch") == model.design.run.epochs


def _bare(design: Design) -> Design:
    """What decides the weights."""
    return replace(design, title="", notes="")


def on_digits(design: Design) -> Design:
    """The same design for the built-in digits: a network that draws, draws as many pixels."""
    layers = list(design.layers)
    if design.reconstructs:
        row, last = [
            (row, layer) for row, layer in enumerate(layers) if isinstance(layer, Linear)
        ][-1]
        layers[row] = replace(last, outputs=64)
    return replace(design, source=Digits(), layers=tuple(layers))


@lru_cache(maxsize=3)
def dataset(source: Source) -> Dataset:
    """The data of a source, read once."""
    return source.load()


@lru_cache(maxsize=2)
def seen(source: Source, view: View) -> Dataset:
    """The data as networks of that view get it."""
    return prepared(Design(source=source, view=view), dataset(source))


@dataclass(frozen=True, eq=False)
class Trained:
    """A network at the end of its run."""

    run: RunKey
    model: SavedModel

    @property
    def design(self) -> Design:
        """What was trained."""
        return self.model.design

    @property
    def data(self) -> Dataset:
        """The data as it gets it."""
        return seen(self.design.source, self.design.view)

    @cached_property
    def net(self) -> Sequential:
        """The layers with the last weights."""
        return self.model.network()

    def accuracy(self, part: Part) -> float:
        """The share of right answers on a part of its data, from 0 to 1."""
        return float(evaluate(self.net, part, self.design.loss).accuracy or 0.0)

    def taken_for(self, x: Array) -> Verdicts:
        """What it takes samples for, given in its own scaling as (samples, values)."""
        return verdicts(
            self.net.predict(x.reshape(len(x), *self.net.input_shape)), self.design.loss
        )

    @property
    def history(self) -> History:
        """Its curves."""
        return self.model.history

    def curves(self) -> Curves:
        """Its curves for an outcome."""
        return Curves(self.run.in_words(), np.array(self.history.curves))


class Runs:
    """The finished runs of an experiment."""

    def __init__(self, trial: Trial, setup: Setup) -> None:
        self.trial, self.setup = trial, setup
        self._trained: dict[RunKey, Trained] = {}

    def one(self, name: str, seed: int = 0) -> Trained:
        """The network of a recipe; `name` is without “report/”. FileError where it is not there."""
        run = RunKey(REPORT + name, seed)
        if run not in self._trained:
            model = self.setup.kept(run)
            if model is None:
                raise FileError(
                    "The run “{run}” is gone from {folder}.",
                    "Start the experiment again: it is trained again.",
                    run=str(run), folder=str(self.setup.folder),
                )  # fmt: skip
            self._trained[run] = Trained(run, model)
        return self._trained[run]

    def all(self, name: str) -> tuple[Trained, ...]:
        """The networks of a recipe, one a seed."""
        return tuple(self.one(name, seed) for seed in self.trial.seeds_of(REPORT + name))

    def test_accuracies(self, name: str) -> tuple[float, ...]:
        """Shares of right answers on the test part, one a seed."""
        return tuple(one.accuracy(one.data.test) for one in self.all(name))

    def train_accuracies(self, name: str) -> tuple[float, ...]:
        """Shares of right answers on the training part with the last weights, one a seed."""
        return tuple(one.accuracy(one.data.train) for one in self.all(name))

    @property
    def judge(self) -> Trained:
        """The classifier, trained on originals, that looks at what others have drawn."""
        return self.one(self.trial.judge)

    def seconds(self) -> float:
        """How long the trainings took together."""
        kept = (self.setup.kept(run) for run in self.trial.runs())
        return sum(float(model.record.get("seconds", 0)) for model in kept if model is not None)


@dataclass(frozen=True)
class Experiment:
    """An experiment of the report's.

    `number` is such as "E19". `claim` is what the report says that can be checked, `report` its
    result in a few words. `needs` is the data that it is about: "usps", "mnist", or empty where
    all of it is built in. `recipes` are those that it trains, by name. `seconds` is about what one
    run of the whole experiment takes on two cores, where none of its trainings is there yet.
    """

    number: str
    title: Text
    claim: Text
    report: Text
    needs: str
    recipes: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Trial(Experiment):
    """An experiment with its measures: `measure` turns finished runs into findings.

    Each recipe is trained with each of `seeds`, but those that `once` names with the first of them
    alone. `judge` is such a one too: a classifier, or empty. Both are without “report/”.
    """

    seeds: tuple[int, ...]
    measure: Callable[[Runs], Findings]
    judge: str = ""
    once: tuple[str, ...] = ()

    def seeds_of(self, recipe: str) -> tuple[int, ...]:
        """The seeds that a recipe is trained with."""
        alone = recipe.removeprefix(REPORT) in (self.judge, *self.once)
        return self.seeds[:1] if alone else self.seeds

    def runs(self) -> Iterator[RunKey]:
        """What it trains."""
        for name in self.recipes:
            yield from (RunKey(name, seed) for seed in self.seeds_of(name))

    def missing(self, setup: Setup) -> DiynnError | None:
        """Why it cannot be run yet: data that is not on this machine."""
        for run in self.runs():
            problem = setup.design(run).source.missing()
            if problem:
                return problem
        return None

    def fingerprint(self, setup: Setup) -> str:
        """SHA-256 over all that its outcome depends on, as hexadecimal digits.

        A source's settings decide the data to the last bit, so the designs stand for the data too.
        """
        designs = [record_of_version_1(_bare(setup.design(run))) for run in self.runs()]
        text = json.dumps([REVISION, self.number, designs], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()
