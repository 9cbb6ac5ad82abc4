"""The two kinds of work in experiments: a training, and the measures of finished ones.

Both are generators that yield the share done, from 0 to 1, and may be closed at any time: a training
is kept as far as it came then.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from functools import cache
from time import monotonic, perf_counter

import numpy as np

from diynn.design import Design, fit
from diynn.experiments.outcome import Outcome
from diynn.experiments.registry import EXPERIMENTS
from diynn.experiments.trial import RunKey, Runs, Setup, Trial, dataset, seen
from diynn.layers import Conv1D, Conv2D
from diynn.recipes import REPORT
from diynn.storage import resumed, save, snapshot
from diynn.storage_outcomes import save_outcome
from diynn.training import Training, train

Job = RunKey | str
"""A training, or the number of an experiment whose trainings are done."""

EVERY = 20.0
"""Seconds from one checkpoint of a training to the next."""
STEP, PRODUCT, WINDOW = 130e-6, 0.075e-9, 3.5e-9
"""About what one core needs: seconds a step, for a multiplication of a weight by an input, and for
a value in the windows of a convolution. Measured; the time left is corrected as work goes on."""


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
                save(path, snapshot(training, raw))
                saved, unsaved = monotonic(), False
            yield (training.epoch * training.steps + training.step) / steps
    finally:
        # Also where it was interrupted, or has run away: the last good weights are in it then.
        if unsaved:
            save(path, snapshot(training, raw))


def measured(trial: Trial, setup: Setup) -> Outcome:
    """What came of an experiment whose trainings are done; FileError where one is not."""
    began = perf_counter()
    runs = Runs(trial, setup)
    found = trial.measure(runs)
    return Outcome(
        trial.number, found.ours, found.verdict, found.why,
        runs.seconds() + perf_counter() - began, trial.seeds,
        tuple(name.removeprefix(REPORT) for name in trial.recipes),
        found.figures, found.curves, found.pictures, versions(),
    )  # fmt: skip


@cache
def versions() -> dict[str, str]:
    """What computed it."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        own = version("diynn")
    except PackageNotFoundError:
        own = "from source"
    return {"diynn": own, "Python": platform.python_version(), "NumPy": np.__version__}


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
    products = windows = 0.0
    for row in fit(design, outline).rows:
        if row.before is None or row.after is None or not row.weights:
            continue
        places = float(np.prod(row.after[:-1])) if len(row.after) > 1 else 1.0
        products += row.weights * places
        if isinstance(row.layer, Conv1D | Conv2D):
            windows += float(np.prod(row.after))
    samples = design.run.epochs * outline.train
    steps = samples / min(design.run.batch_size, outline.train)
    return steps * STEP + samples * (products * PRODUCT * 3 + windows * WINDOW)
