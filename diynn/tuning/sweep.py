"""A sweep: one design trained with many values of some settings, several times with each."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from diynn.data.dataset import Dataset
from diynn.data.sources.source import Outline, Source
from diynn.design.design import DESIGN_VERSION, Design, View, fit, prepared, record_of_version_1
from diynn.errors import DiynnError, SettingError
from diynn.layers import LAYERS
from diynn.settings import Value, pair_words
from diynn.storage.model_file import SavedModel, snapshot, weights_sha256
from diynn.text import short
from diynn.training.history import History
from diynn.training.reports import EpochReport
from diynn.training.training import Training, train
from diynn.tuning.sweep_settings import WITH_KINDS, Axis, Place, axis, between, with_value
from diynn.workers import WORKERS_VARIABLE

Settings = tuple[tuple[str, Value], ...]
"""Values by the full names of their places, in the order of the axes."""

MOST_RUNS = 10_000
DRAWS = 2**31
"""A seed for the draw of combinations that no training has."""


@dataclass(frozen=True)
class SweepRun:
    """One training of a sweep: `design` has the settings and the seed; `problem` is why it cannot
    be trained."""

    number: int
    settings: Settings
    seed: int
    design: Design
    problem: DiynnError | None = None

    @property
    def key(self) -> str:
        """Its identity among all trainings of all sweeps: a hash of what was decided."""
        record = record_of_version_1(replace(self.design, title="", notes=""))
        # Where the settings cannot be applied, the design does not have them.
        decided = [record, *(self.settings if self.problem is not None else ())]
        text = json.dumps(decided, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()[:20]


@dataclass(frozen=True, eq=False)
class RunResult:
    """What came of a run.

    `model` is all that a file keeps of the training; None where it could not be done (`problem`).
    `kept` says that it was done at an earlier time and read from the sweep's folder.
    """

    run: SweepRun
    history: History = field(default_factory=History)
    weights_sha256: str | None = None
    seconds: float = 0.0
    model: SavedModel | None = None
    problem: DiynnError | None = None
    kept: bool = False

    @property
    def figures(self) -> EpochReport | None:
        """The figures after the last epoch; None where there is none or the run failed."""
        return self.history[-1] if self.history and self.problem is None else None


@dataclass(frozen=True)
class Sweep:
    """Every combination of the axes' values, or `random` of them drawn at random, each trained
    `repeats` times with seeds that follow each other from the design's own."""

    design: Design
    axes: tuple[Axis, ...]
    random: int = 0
    repeats: int = 1

    def __post_init__(self) -> None:
        paths = [axis.place.path for axis in self.axes]
        for path in paths:
            if paths.count(path) > 1:
                raise SettingError(
                    "{setting} is given twice.", "Write all its values in one list.", setting=path
                )
        if not self.axes:
            raise SettingError("A sweep needs a setting to vary.", "Choose one and its values.")
        if not self.random:
            for one in self.axes:
                if not one.values:
                    raise SettingError(
                        "How many values of {setting} to try is not said.",
                        "Write for example {setting}={low}..{high}:5, or draw by chance.",
                        setting=one.place.path, low=short((one.span or (0, 1))[0]),
                        high=short((one.span or (0, 1))[1]),
                    )  # fmt: skip
        if self.repeats < 1 or self.random < 0:
            raise SettingError("Repeats and combinations are counted from 1.")
        if self.count > MOST_RUNS:
            raise SettingError(
                "That would be {count} runs.", "Choose fewer values: up to {most} runs are done.",
                count=self.count, most=MOST_RUNS,
            )  # fmt: skip

    @property
    def grid_size(self) -> int:
        """How many combinations the values have."""
        return int(np.prod([len(one.values) for one in self.axes], dtype=object))

    @property
    def count(self) -> int:
        """How many runs there will be, at most."""
        return (self.random or self.grid_size) * self.repeats

    def combinations(self) -> tuple[Settings, ...]:
        """The values to try, the last axis changing fastest; drawn ones without doubles."""
        paths = [one.place.path for one in self.axes]
        spans = [one.span for one in self.axes]
        if not self.random or (not any(spans) and self.random >= self.grid_size):
            grid = itertools.product(*(one.values for one in self.axes))
            return tuple(tuple(zip(paths, values, strict=True)) for values in grid)
        rng = np.random.default_rng((DRAWS, self.design.run.seed))
        found: dict[Settings, None] = {}
        # Few whole numbers in a span are soon all drawn: then there are fewer combinations.
        for _ in range(100 * self.random):
            values = [_drawn(one, rng) for one in self.axes]
            found[tuple(zip(paths, values, strict=True))] = None
            if len(found) == self.random:
                break
        return tuple(found)

    def runs(self, outlines: Mapping[Source, Outline] | None = None) -> tuple[SweepRun, ...]:
        """All runs: every combination with the first seed, then with the next, and so on.

        `outlines` describes data that only loading could describe. What does not fit is a run with
        a problem.
        """
        found: list[SweepRun] = []
        combinations = self.combinations()
        for repeat in range(self.repeats):
            seed = (self.design.run.seed + repeat) % 2**31
            for settings in combinations:
                found.append(_run(self.design, settings, seed, len(found), outlines or {}))
        return tuple(found)


def _drawn(one: Axis, rng: np.random.Generator) -> Value:
    if one.span is not None:
        return between(one.place, one.span, float(rng.random()))
    return one.values[int(rng.integers(len(one.values)))]


def _run(
    design: Design, settings: Settings, seed: int, number: int,
    outlines: Mapping[Source, Outline],
) -> SweepRun:  # fmt: skip
    design = replace(design, run=replace(design.run, seed=seed))
    try:
        # Kinds first: the other settings may be those of the new kind.
        for path, value in sorted(settings, key=lambda pair: "." in pair[0]):
            design = with_value(design, path, value)
        outline = outlines.get(design.source) or design.source.outline()
        problem = None if outline is None else fit(design, outline).problem
    except DiynnError as error:
        problem = error
    return SweepRun(number, settings, seed, design, problem)


def sweep_of(
    design: Design, over: Sequence[str], random: int = 0, repeats: int = 1
) -> Sweep:
    """The sweep that a person has written, an axis a text (see `axis`); raises SettingError."""
    kinds = [axis([design], words) for words in over if _is_kind(words)]
    designs = [design]
    for one in kinds:
        designs += [with_value(design, one.place.path, value) for value in one.values]
    axes = [axis(designs, words) for words in over]
    return Sweep(design, tuple(axes), random, repeats)


def _is_kind(words: str) -> bool:
    part = words.partition("=")[0].strip().lower().removeprefix("layers.")
    return part.isdecimal() or part in WITH_KINDS


def value_words(value: Value) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return pair_words(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def run_words(run: SweepRun, axes: Sequence[Axis], repeats: int) -> str:
    """A run's settings in a few words: "learning rate 0.1, seed 2"."""
    found: dict[str, Place] = {one.place.path: one.place for one in axes}
    parts = [f"{found[path].words()} {value_words(value)}" for path, value in run.settings]
    return ", ".join([*parts, f"seed {run.seed}"] if repeats > 1 else parts)


_prepared: list[tuple[tuple[str, View, float], Dataset]] = []
"""The data as the last run got it: the next one most often wants the same."""


@dataclass(frozen=True, eq=False)
class WorkerResult:
    """What a worker sends back."""

    history: History
    weights_sha256: str | None
    seconds: float
    model: SavedModel | None
    problem: DiynnError | None = None


def train_run(design: Design, dataset: Dataset, fingerprint: str) -> WorkerResult:
    """Train `design` on `dataset`, whose `fingerprint` is given so that it is not computed again.

    Errors that a person can understand are part of the result.
    """
    # A run has one core: the others have runs of their own. Its weights do not depend on it.
    os.environ[WORKERS_VARIABLE] = "1"
    dataset.__dict__.setdefault("fingerprint", fingerprint)
    training: Training | None = None
    try:
        training = Training(design, dataset, _data(design, dataset, fingerprint))
        for _ in train(training):
            pass
    except DiynnError as error:
        history = History() if training is None else training.history
        seconds = 0.0 if training is None else training.seconds
        return WorkerResult(history, None, seconds, None, error)
    except MemoryError:
        problem = SettingError(
            "There is not enough memory for this run.", "Make its layers or batches smaller."
        )
        return WorkerResult(History(), None, 0.0, None, problem)
    return WorkerResult(
        training.history, weights_sha256(training.net.weight_vector), training.seconds,
        snapshot(training, dataset, whole=False),
    )  # fmt: skip


def _data(design: Design, dataset: Dataset, fingerprint: str) -> Dataset:
    key = (fingerprint, design.view, design.run.validation)
    if not _prepared or _prepared[0][0] != key:
        _prepared[:] = [(key, prepared(design, dataset))]
    return _prepared[0][1]


def versions() -> dict[str, Any]:
    """What must be the same on every machine of a cluster for its results to be the same."""
    import numpy as np

    return {
        "design": DESIGN_VERSION, "layers": [layer.name() for layer in LAYERS],
        "numpy": np.__version__,
    }  # fmt: skip
