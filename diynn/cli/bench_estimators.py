"""`diynn bench --estimators`: our classifier beside scikit-learn's, both with their usual settings.

Each fit has a process of its own, in which nothing else has run; the two take turns.

    python -m diynn.cli.bench_estimators diynn|scikit-learn SEED
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter

OURS, THEIRS = SUBJECTS = ("diynn", "scikit-learn")
ROUNDS = 7
TEST_SHARE = 0.25
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""What suits so small products best, theirs too."""


@dataclass(frozen=True)
class Fit:
    """One fit on the digits of scikit-learn."""

    subject: str
    seed: int
    seconds: float
    accuracy: float


@dataclass(frozen=True)
class Comparison:
    """What came of all fits: medians, and the median of the rounds' ratios, theirs over ours."""

    rounds: int
    seconds: float
    their_seconds: float
    ratio: float
    accuracy: float
    their_accuracy: float


def measure(rounds: int = ROUNDS) -> Iterator[Fit]:
    """Fit each in turn, another seed a round; who goes first changes from round to round."""
    for seed in range(rounds):
        for subject in SUBJECTS if seed % 2 else reversed(SUBJECTS):
            command = [sys.executable, "-m", __spec__.name, subject, str(seed)]
            done = subprocess.run(  # noqa: S603
                command, capture_output=True, text=True, check=True, env=os.environ | ONE_THREAD
            )
            seconds, accuracy = json.loads(done.stdout)
            yield Fit(subject, seed, seconds, accuracy)


def compared(fits: list[Fit]) -> Comparison:
    """The figures of whole rounds."""
    ours = [fit for fit in fits if fit.subject == OURS]
    theirs = {fit.seed: fit for fit in fits if fit.subject == THEIRS}
    return Comparison(
        len(ours), median(fit.seconds for fit in ours),
        median(fit.seconds for fit in theirs.values()),
        median(theirs[fit.seed].seconds / fit.seconds for fit in ours),
        median(fit.accuracy for fit in ours), median(fit.accuracy for fit in theirs.values()),
    )  # fmt: skip


def fit_once(subject: str, seed: int) -> tuple[float, float]:
    """Seconds and accuracy of one fit."""
    import warnings

    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    x, y = load_digits(return_X_y=True)
    parts = train_test_split(x, y, test_size=TEST_SHARE, random_state=seed, stratify=y)
    if subject == OURS:
        from diynn.sklearn import NetworkClassifier

        classifier = NetworkClassifier(random_state=seed)
    else:
        from sklearn.neural_network import MLPClassifier

        classifier = MLPClassifier(random_state=seed)
    with warnings.catch_warnings():
        # It may not have converged within its usual number of epochs.
        warnings.simplefilter("ignore")
        began = perf_counter()
        classifier.fit(parts[0], parts[2])
        seconds = perf_counter() - began
    return seconds, float(classifier.score(parts[1], parts[3]))


if __name__ == "__main__":
    print(json.dumps(fit_once(sys.argv[1], int(sys.argv[2]))))
