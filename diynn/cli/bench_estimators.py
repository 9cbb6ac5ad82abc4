"""`diynn bench --estimators`: our estimators beside scikit-learn's, all with their usual settings.

Each fit has a process of its own, in which nothing else has run; the two of a task take turns.

    python -m diynn.cli.bench_estimators diynn|scikit-learn classes|values SEED
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

OURS, THEIRS = SUBJECTS = ("diynn", "scikit-learn")
CLASSES, VALUES = TASKS = ("classes", "values")
"""The digits of scikit-learn, and its patients with diabetes."""
ROUNDS = 7
TEST_SHARE = 0.25
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""What suits so small products best, theirs too."""


@dataclass(frozen=True)
class Fit:
    """One fit, and its score on the test part: the accuracy of classes, R² of values."""

    subject: str
    seed: int
    seconds: float
    score: float
    task: str = CLASSES


@dataclass(frozen=True)
class Comparison:
    """What came of the fits of a task: medians, and the median of the rounds' ratios, theirs over
    ours.
    """

    task: str
    rounds: int
    seconds: float
    their_seconds: float
    ratio: float
    score: float
    their_score: float


def measure(rounds: int = ROUNDS) -> Iterator[Fit]:
    """Fit each in turn, another seed a round; who goes first changes from round to round."""
    for seed in range(rounds):
        for task in TASKS:
            for subject in SUBJECTS if seed % 2 else reversed(SUBJECTS):
                command = [sys.executable, "-m", __spec__.name, subject, task, str(seed)]
                done = subprocess.run(  # noqa: S603
                    command, capture_output=True, text=True, check=True,
                    env=os.environ | ONE_THREAD,
                )  # fmt: skip
                seconds, score = json.loads(done.stdout)
                yield Fit(subject, seed, seconds, score, task)


def compared(fits: Sequence[Fit], task: str = CLASSES) -> Comparison:
    """The figures of a task's whole rounds."""
    ours = [fit for fit in fits if (fit.subject, fit.task) == (OURS, task)]
    theirs = {fit.seed: fit for fit in fits if (fit.subject, fit.task) == (THEIRS, task)}
    return Comparison(
        task, len(ours), median(fit.seconds for fit in ours),
        median(fit.seconds for fit in theirs.values()),
        median(theirs[fit.seed].seconds / fit.seconds for fit in ours),
        median(fit.score for fit in ours), median(fit.score for fit in theirs.values()),
    )  # fmt: skip


def fit_once(subject: str, task: str, seed: int) -> tuple[float, float]:
    """Seconds and score of one fit."""
    import warnings
    from typing import Any

    from sklearn.datasets import load_diabetes, load_digits
    from sklearn.model_selection import train_test_split

    x, y = (load_digits if task == CLASSES else load_diabetes)(return_X_y=True)
    alike = y if task == CLASSES else None
    parts = train_test_split(x, y, test_size=TEST_SHARE, random_state=seed, stratify=alike)
    kind: Any
    if subject == OURS:
        from diynn.sklearn import NetworkClassifier, NetworkRegressor

        kind = NetworkClassifier if task == CLASSES else NetworkRegressor
    else:
        from sklearn.neural_network import MLPClassifier, MLPRegressor

        kind = MLPClassifier if task == CLASSES else MLPRegressor
    estimator = kind(random_state=seed)
    with warnings.catch_warnings():
        # It may not have converged within its usual number of epochs.
        warnings.simplefilter("ignore")
        began = perf_counter()
        estimator.fit(parts[0], parts[2])
        seconds = perf_counter() - began
    return seconds, float(estimator.score(parts[1], parts[3]))


if __name__ == "__main__":
    print(json.dumps(fit_once(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
