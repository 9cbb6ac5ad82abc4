"""What something simple reaches on the same data: what a network has to beat to be worth it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from diynn.analysis.inputs import evenly
from diynn.data.dataset import Array, Dataset, Part, as_rows
from diynn.network.metrics import Regression, accuracy, regression

Kind = Literal["mean", "linear", "last", "season", "frequent", "logistic"]

MOST_SAMPLES = 20_000
"""Samples that a model learns from, and by which it is judged; evenly spread ones of more."""
MOST_VALUES = 4_000_000
"""Input values of these samples: of very wide ones there are fewer."""


@dataclass(frozen=True)
class ValueBaseline:
    """A guess at values, with its figures; `learnt` is how many training samples it is made of.

    "mean" is the mean of the training targets, "linear" a linear model (least squares), "last" the
    last known value of a series, and "season" that with the change of a season before.
    """

    kind: Kind
    learnt: int
    train: Regression
    test: Regression | None


@dataclass(frozen=True, eq=False)
class ClassBaseline:
    """A guess at classes, with its accuracies; `learnt` is how many training samples it has seen.

    "frequent" is the most frequent class of the training part, "logistic" a logistic regression of
    the standardised inputs. `probabilities` (n, classes) and `targets` (n,) are of the samples that
    it was judged by, those of training first: `judged` counts these.
    """

    kind: Kind
    learnt: int
    train: float
    test: float | None
    probabilities: Array
    targets: Array
    judged: int

    def on(self, *, in_test: bool) -> tuple[Array, Array]:
        """Probabilities and targets of one of the parts."""
        some = slice(self.judged, None) if in_test else slice(self.judged)
        return self.probabilities[some], self.targets[some]


def _sampled(part: Part) -> Part:
    width = max(part.x[:1].size, 1)
    places = evenly(len(part), max(min(MOST_SAMPLES, MOST_VALUES // width), 2))
    return Part(as_rows(part.x[places]).astype(np.float64), part.targets[places])


def value_baselines(raw: Dataset, value: int = 0) -> tuple[ValueBaseline, ...]:
    """What the mean, a linear model (scikit-learn's) and, of a series, earlier values reach.

    `raw` is the data as it was read; `value` says which of several values is meant.
    """
    train, test = _sampled(raw.train), _sampled(raw.test)
    t, learnt = train.targets[:, [value]], len(train)
    if not learnt:
        return ()
    found = []

    def judge(kind: Kind, in_train: Array, in_test: Array, samples: int) -> None:
        on_test = regression(in_test, test.targets[:, [value]]) if len(test) else None
        found.append(ValueBaseline(kind, samples, regression(in_train, t), on_test))

    middle = float(t.mean(dtype=np.float64))
    judge("mean", np.full((learnt, 1), middle), np.full((len(test), 1), middle), learnt)
    if np.isfinite(train.x).all() and np.isfinite(test.x).all():
        from sklearn.linear_model import LinearRegression

        model = LinearRegression().fit(train.x, t)
        predicted = model.predict(test.x) if len(test) else np.empty((0, 1))
        judge("linear", model.predict(train.x), predicted, learnt)
    for kind, weights in raw.earlier.items():
        by = np.array(weights)[:, None]
        judge(kind, train.x @ by, test.x @ by, 0)
    return tuple(found)


def class_baselines(raw: Dataset) -> tuple[ClassBaseline, ...]:
    """What the most frequent class and a logistic regression (scikit-learn's) reach."""
    train, test = _sampled(raw.train), _sampled(raw.test)
    classes, learnt = len(raw.classes), len(train)
    if not learnt or not classes:
        return ()
    targets = np.concatenate([train.targets, test.targets])
    found = []

    def judge(kind: Kind, p: Array) -> None:
        decided = p.argmax(axis=1)
        found.append(ClassBaseline(
            kind, learnt, accuracy(decided[:learnt], train.targets),
            accuracy(decided[learnt:], test.targets) if len(test) else None, p, targets, learnt,
        ))  # fmt: skip

    shares = np.bincount(train.targets, minlength=classes) / learnt
    judge("frequent", np.tile(shares, (len(targets), 1)))
    x = np.concatenate([train.x, test.x])
    if np.count_nonzero(shares) > 1 and np.isfinite(x).all():
        from sklearn.linear_model import LogisticRegression

        middle, spread = train.x.mean(axis=0), train.x.std(axis=0)
        x = (x - middle) / np.where(spread > 0, spread, 1.0)
        model = LogisticRegression(max_iter=2000).fit(x[:learnt], train.targets)
        p = np.zeros((len(x), classes))
        p[:, model.classes_] = model.predict_proba(x)
        judge("logistic", p)
    return tuple(found)
