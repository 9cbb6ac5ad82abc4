"""One run of a sweep, done in a process of its own, here or on another machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from diynn.data.dataset import Dataset
from diynn.design.design import DESIGN_VERSION, Design, View, prepared
from diynn.errors import DiynnError, SettingError
from diynn.layers import LAYERS
from diynn.storage.model_file import SavedModel, snapshot, weights_sha256
from diynn.training.history import History
from diynn.training.training import Training, train
from diynn.workers import WORKERS_VARIABLE

_prepared: list[tuple[tuple[str, View], Dataset]] = []
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
        snapshot(training, dataset),
    )  # fmt: skip


def _data(design: Design, dataset: Dataset, fingerprint: str) -> Dataset:
    key = (fingerprint, design.view)
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
