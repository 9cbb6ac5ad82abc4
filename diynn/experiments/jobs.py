"""The two kinds of work in experiments: a training, and the measures of finished ones.

Both are generators that yield the share done, from 0 to 1, and may be closed at any time: then a
training is kept as far as it came.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from datetime import date
from functools import cache
from time import monotonic, perf_counter

import numpy as np

from diynn.design.design import Design, fit
from diynn.experiments.experiment import RunKey, Runs, Setup, Trial, dataset, seen
from diynn.experiments.outcome import Outcome, save_outcome
from diynn.experiments.phrases import phrase
from diynn.experiments.registry import EXPERIMENTS
from diynn.layers import AvgPool1D, AvgPool2D, Conv1D, Conv2D
from diynn.machine import blas, cores, memory, processor
from diynn.storage.model_file import resumed, save, snapshot
from diynn.text import Text, listed
from diynn.training.training import Training, train

Job = RunKey | str
"""A training, or the number of an experiment whose trainings are done."""

EVERY = 20.0
"""Seconds from one checkpoint of a training to the next."""
STEP, PRODUCT, WINDOW = 80e-6, 0.045e-9, 2.1e-9
"""About what one core needs: seconds a step, for a product of a weight and an input, and for a
value that a convolution gives. Measured; the time left is corrected as work goes on."""


def carry_out(job: Job, setup: Setup) -> Iterator[float]:
    """Do a job: train a run to its end, or measure an experiment and keep its outcome."""
    if isinstance(job, RunKey):
        yield from _trained(job, setup)
    else:
        yield 0.0
        trial = next(trial for trial in EXPERIMENTS if trial.number == job)
        save_outcome(setup.results, measured(trial, setup), trial.fingerprint(setup))


def _trained(run: RunKey, setup: Setup) -> Iterator[float]:
    design = setup.design(run)
    raw = dataset(design.source)
    path = setup.path(run)
    model = setup.kept(run)
    if model is not None and model.data_fingerprint == raw.fingerprint:
        training = resumed(model, raw)
    else:
        training = Training(design, raw, seen(design.source, design.view))
    steps = design.run.epochs * training.steps
    saved = monotonic()
    unsaved = False
    try:
        for _ in train(training):
            unsaved = True
            if monotonic() - saved > EVERY:
                save(path, snapshot(training, raw, whole=False))
                saved, unsaved = monotonic(), False
            yield (training.epoch * training.steps + training.step) / steps
    finally:
        # Also where it was interrupted, or has diverged: the last good weights are in it then.
        if unsaved:
            save(path, snapshot(training, raw, whole=False))


def measured(trial: Trial, setup: Setup) -> Outcome:
    """What came of an experiment whose trainings are done; FileError where one is not."""
    began = perf_counter()
    runs = Runs(trial, setup)
    found = trial.measure(runs)
    return Outcome(
        trial.number, found.ours, found.verdict,
        listed([*circumstances(trial, setup), found.why], " "),
        runs.seconds() + perf_counter() - began, trial.seeds,
        trial.recipes, found.figures, found.curves, found.pictures,
        versions() | {"date": date.today().isoformat()},  # noqa: DTZ011  as a person dates it
    )  # fmt: skip


def circumstances(trial: Trial, setup: Setup) -> list[Text]:
    """What must be said before anything else, where it was not run as the report has it."""
    said = []
    if setup.digits and trial.needs:
        data = {"usps": "USPS", "mnist": "MNIST"}[trial.needs]
        said.append(phrase("On the built-in 8 × 8 digits, not on {data}.", data=data))
    if setup.most_epochs is not None:
        said.append(phrase(
            "A quick look of at most {epochs} epoch(s), which says little.",
            epochs=setup.most_epochs,
        ))  # fmt: skip
    return said


@cache
def versions() -> dict[str, str]:
    """The machine, and what ran on it; `page` has French for what is no name."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        own = version("diynn")
    except PackageNotFoundError:
        own = "from source"
    found = {"processor": processor(), "cores": str(cores())}
    if (size := memory()) is not None:
        found["memory"] = f"{size / 2**30:.0f} GB"
    matrices = f" ({blas()})" if blas() else ""
    return found | {
        "diynn": own, "Python": platform.python_version(), "NumPy": np.__version__ + matrices,
    }  # fmt: skip


def expected_seconds(job: Job, setup: Setup) -> float:
    """About how long one core needs for a job."""
    if not isinstance(job, RunKey):
        trial = next(trial for trial in EXPERIMENTS if trial.number == job)
        return 40.0 if trial.number == "E12" else 6.0
    return design_seconds(setup.design(job))


def design_seconds(design: Design) -> float:
    """About how long one core needs to train a design."""
    outline = design.source.outline()
    if outline is None:
        return 0.0
    rows = fit(design, outline).rows
    sample = 0.0
    for row, below in zip(rows, (*rows[1:], None), strict=True):
        if row.after is None or not row.weights:
            continue
        if not isinstance(row.layer, Conv1D | Conv2D):
            sample += 3 * PRODUCT * row.weights
            continue
        # A mean behind a convolution is taken before it: then it has fewer places to work out.
        pool = below.layer if below is not None else None
        means = np.prod(pool.window[1]) if isinstance(pool, AvgPool1D | AvgPool2D) else 1
        places = float(np.prod(row.after[:-1]) / means)
        sample += places * (1.5 * PRODUCT * row.weights + WINDOW * row.after[-1])
    samples = design.run.epochs * outline.train
    return samples / min(design.run.batch_size, outline.train) * STEP + samples * sample
