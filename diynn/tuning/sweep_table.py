"""What came of a sweep: for each combination the mean over its seeds and the spread."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Literal

from diynn.csv_output import csv_text
from diynn.training.reports import EpochReport
from diynn.tuning.sweep import RunResult, Settings, Sweep, value_words

Figure = Literal["accuracy", "loss"]
Part = Literal["validation", "test", "train"]
FIGURES: tuple[Figure, ...] = ("accuracy", "loss")
PARTS: tuple[Part, ...] = ("validation", "test", "train")


@dataclass(frozen=True)
class Ranking:
    """By which figure combinations are ranked: on the validation part where there is one, else on
    the test part; by accuracy where there are classes."""

    part: Part
    figure: Figure

    @property
    def name(self) -> str:
        """The figure's name in a report."""
        return f"{self.part}_{self.figure}"

    @property
    def larger_is_better(self) -> bool:
        """Whether the best is the largest."""
        return self.figure == "accuracy"

    def of(self, report: EpochReport | None) -> float | None:
        """The figure of a report; None where it has none."""
        value: float | None = getattr(report, self.name, None)
        return None if value is None or not math.isfinite(value) else value


@dataclass(frozen=True, eq=False)
class Combination:
    """All runs of one combination so far; `failed` of them have no figures."""

    settings: Settings
    results: tuple[RunResult, ...]

    @property
    def failed(self) -> int:
        """How many runs could not be done or diverged."""
        return sum(result.problem is not None for result in self.results)

    def values(self, name: str) -> list[float]:
        """A figure of every run that has it, in the order of the seeds."""
        done = sorted(self.results, key=lambda result: result.run.number)
        found = [getattr(result.figures, name, None) for result in done]
        return [value for value in found if value is not None and math.isfinite(value)]

    def mean(self, name: str) -> float | None:
        """The mean over the seeds; None where no run has the figure."""
        values = self.values(name)
        return fmean(values) if values else None

    def spread(self, name: str) -> float | None:
        """The standard deviation over the seeds; None where there are not two."""
        values = self.values(name)
        return stdev(values) if len(values) > 1 else None

    def seconds(self) -> float | None:
        """The mean time of a run."""
        times = [result.seconds for result in self.results if result.problem is None]
        return fmean(times) if times else None


def ranking(results: Sequence[RunResult]) -> Ranking:
    """By which figure these results are to be compared."""
    for figure in FIGURES:
        for part in PARTS:
            kind = Ranking(part, figure)
            if any(kind.of(result.figures) is not None for result in results):
                return kind
    return Ranking("test", "loss")


def combinations(results: Sequence[RunResult], by: Ranking) -> list[Combination]:
    """The combinations that have results, the best first, those without figures last."""
    found: dict[Settings, list[RunResult]] = {}
    for result in results:
        found.setdefault(result.run.settings, []).append(result)
    made = [Combination(settings, tuple(those)) for settings, those in found.items()]

    def rank(one: Combination) -> tuple[bool, float, int]:
        mean = one.mean(by.name)
        first = min(result.run.number for result in one.results)
        if mean is None:
            return (True, 0.0, first)
        return (False, -mean if by.larger_is_better else mean, first)

    return sorted(made, key=rank)


def results_csv(sweep: Sweep, results: Sequence[RunResult]) -> str:
    """A line for every run: its settings, seed, figures, hash of the weights, time and error."""
    names = [f"{part}_{figure}" for part in PARTS for figure in ("loss", "accuracy")]
    names = [name for name in names
             if any(getattr(one.figures, name, None) is not None for one in results)]  # fmt: skip
    paths = [axis.place.path for axis in sweep.axes]
    rows: list[list[object]] = [[*paths, "seed", *names, "weights_sha256", "seconds", "error"]]
    for result in sorted(results, key=lambda one: one.run.number):
        settings = dict(result.run.settings)
        rows.append([
            *(value_words(settings[path]) for path in paths), result.run.seed,
            *(getattr(result.figures, name, None) for name in names),
            result.weights_sha256 or "", f"{result.seconds:.3f}",
            "" if result.problem is None else str(result.problem),
        ])  # fmt: skip
    return csv_text(rows)
