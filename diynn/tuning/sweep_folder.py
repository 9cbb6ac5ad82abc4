"""The folder of a sweep: for each run a small record and a model file, so that it can be resumed.

The data of a sweep that is under way is kept here too, where every worker maps it into its memory.
The table of its results has for each combination the mean over its seeds and the spread.
"""

from __future__ import annotations

import contextlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean, stdev
from tempfile import TemporaryDirectory
from typing import Any, Literal

from diynn.atomic_files import check_name, opened, write_whole
from diynn.csv_output import csv_text
from diynn.data.dataset import Dataset
from diynn.data.sources.source import Source
from diynn.errors import DiynnError, FileError
from diynn.record_numbers import decimal_number
from diynn.storage.model_file import MODEL_SUFFIX, load, save, weights_sha256
from diynn.training.history import MOST_SECONDS
from diynn.training.reports import EpochReport
from diynn.tuning.sweep import RunResult, Settings, Sweep, SweepRun, value_words

LARGEST_RECORD = 2**22
RECORD_VERSION = 1


class SweepFolder:
    """A folder that holds what came of every run so far; made when the first is kept."""

    def __init__(self, path: Path) -> None:
        """Raises FileError where the folder cannot be made or something else has its name."""
        self.path = path
        check_name(path)
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(
                "The folder “{folder}” cannot be made: {reason}.", "Choose another one.",
                folder=str(path), reason=error.strerror or type(error).__name__,
            ) from error  # fmt: skip

    def model_path(self, run: SweepRun) -> Path:
        """Where the run's network lies."""
        return self.path / f"run-{run.key}{MODEL_SUFFIX}"

    def record_path(self, run: SweepRun) -> Path:
        """Where the run's record lies."""
        return self.path / f"run-{run.key}.json"

    def keep(self, result: RunResult) -> None:
        """Write the network, then the record: a record without a network was never finished."""
        if result.model is not None:
            save(self.model_path(result.run), result.model)
        text = json.dumps(record_of(result), indent=1, ensure_ascii=False, default=str)
        write_whole(self.record_path(result.run), [text.encode("utf-8", "replace")])

    def found(self, run: SweepRun, data_fingerprint: str) -> RunResult | None:
        """What came of a run at an earlier time, on the same data.

        None where it was not done, not finished, or a file is damaged: then it is done again.
        """
        try:
            with opened(self.record_path(run), LARGEST_RECORD) as (file, _):
                record = json.loads(file.read(LARGEST_RECORD + 1).decode("utf-8"))
            if record["version"] != RECORD_VERSION or record["weights_sha256"] is None:
                return None
            model = load(self.model_path(run))
            if model.data_fingerprint != data_fingerprint:
                return None
            digest = weights_sha256(model.network().weight_vector)
            if digest != record["weights_sha256"]:
                return None
            seconds = decimal_number(record, "seconds", high=MOST_SECONDS)
        except (DiynnError, KeyError, TypeError, ValueError, RecursionError):
            return None
        return RunResult(run, model.history, digest, seconds, model, kept=True)


def record_of(result: RunResult) -> dict[str, Any]:
    """A run and its figures as plain values, for a file or a line of JSON."""
    figures = None if result.figures is None else asdict(result.figures)
    if figures is not None:
        figures.pop("seconds")
    return {
        "version": RECORD_VERSION,
        "run": result.run.number + 1,
        "settings": dict(result.run.settings),
        "seed": result.run.seed,
        "figures": figures,
        "weights_sha256": result.weights_sha256,
        "seconds": result.seconds,
        "error": None if result.problem is None else str(result.problem),
    }


@contextlib.contextmanager
def mapped_data(datasets: Mapping[Source, Dataset]) -> Iterator[dict[Source, str]]:
    """Files of the data sets for as long as this lasts, each to be opened with `data_at`."""
    import joblib

    with TemporaryDirectory(prefix="diynn-sweep-", ignore_cleanup_errors=True) as folder:
        places = {}
        for number, (source, dataset) in enumerate(datasets.items()):
            places[source] = str(Path(folder, f"data-{number}.joblib"))
            try:
                joblib.dump(dataset, places[source])
            except OSError as error:
                raise FileError(
                    "The data could not be laid out for the workers: {reason}.",
                    "Free some space in the folder for temporary files.",
                    reason=error.strerror or type(error).__name__,
                ) from error
        yield places


def data_at(place: str) -> Dataset:
    """The data set of a file that `mapped_data` made, its arrays mapped into memory."""
    import joblib

    dataset: Dataset = joblib.load(place, mmap_mode="r")
    return dataset


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
