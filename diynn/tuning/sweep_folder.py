"""The folder of a sweep: for each run a small record and a model file, so that it can be resumed.

The data of a sweep that is under way is kept here too, where every worker maps it into its memory.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from diynn.atomic_files import check_name, opened, write_whole
from diynn.data.dataset import Dataset
from diynn.data.sources.source import Source
from diynn.errors import DiynnError, FileError
from diynn.record_numbers import decimal_number
from diynn.storage.model_file import MODEL_SUFFIX, load, save, weights_sha256
from diynn.training.history import MOST_SECONDS
from diynn.tuning.sweep import RunResult, SweepRun

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
