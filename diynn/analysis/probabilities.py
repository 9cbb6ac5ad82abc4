"""How good a class's probabilities are: ROC, precision and recall, calibration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diynn.data.dataset import Array

BINS = 10
"""Of a calibration curve, each as wide as the others."""


@dataclass(frozen=True, eq=False)
class Curve:
    """Places (n,) and (n,), the threshold (n,) of each, and what the whole amounts to."""

    x: Array
    y: Array
    thresholds: Array
    area: float


def roc_curve(p: Array, is_class: Array) -> Curve | None:
    """The share of the class that is found over the share of the others that is taken for it.

    `p` (n,) are probabilities of a class, `is_class` (n,) whether a sample is of it. From (0, 0) at
    an infinite threshold to (1, 1), a place for each different probability; the area (AUC) is that
    below, by trapezoids. None where all samples are of the class, or none. T. Fawcett, “An
    introduction to ROC analysis”, 2006.
    """
    hits, others, thresholds = _counts(p, is_class)
    if not len(thresholds) or hits[-1] == 0 or others[-1] == 0:
        return None
    x = np.concatenate([[0.0], others / others[-1]])
    y = np.concatenate([[0.0], hits / hits[-1]])
    area = float(np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2))
    return Curve(x, y, np.concatenate([[np.inf], thresholds]), area)


def precision_recall_curve(p: Array, is_class: Array) -> Curve | None:
    """Precision over recall, from recall 0 to 1, a place for each different probability.

    The area is the average precision Σ (R_n − R_(n−1)) P_n, without interpolation. The first place
    has recall 0, precision 1 and an infinite threshold. None where no sample is of the class.
    """
    hits, others, thresholds = _counts(p, is_class)
    if not len(thresholds) or hits[-1] == 0:
        return None
    recall = np.concatenate([[0.0], hits / hits[-1]])
    precision = np.concatenate([[1.0], hits / (hits + others)])
    area = float(np.sum(np.diff(recall) * precision[1:]))
    return Curve(recall, precision, np.concatenate([[np.inf], thresholds]), area)


def _counts(p: Array, is_class: Array) -> tuple[Array, Array, Array]:
    """How many of the class and of the others have at least each different probability, falling."""
    order = np.argsort(-p, kind="stable")
    sorted_ = p[order].astype(np.float64)
    mine = np.cumsum(is_class[order].astype(np.int64))
    ends = np.append(np.flatnonzero(np.diff(sorted_)), len(sorted_) - 1)[: len(sorted_)]
    return mine[ends], 1 + ends - mine[ends], sorted_[ends]


@dataclass(frozen=True, eq=False)
class Calibration:
    """For each bin with samples in it: their mean probability, their share of the class, how many.

    `error` is the mean distance of the two, weighted by the samples (expected calibration error).
    """

    predicted: Array
    true: Array
    counts: Array
    error: float


def calibration(p: Array, is_class: Array, bins: int = BINS) -> Calibration:
    """How often samples are of a class that get such a probability for it.

    `p` and `is_class` are (n,). C. Guo et al., “On calibration of modern neural networks”, 2017.
    """
    edges = np.linspace(0.0, 1.0, bins + 1)
    numbers = np.searchsorted(edges[1:-1], p)
    counts = np.bincount(numbers, minlength=bins)
    some = counts > 0
    predicted = np.bincount(numbers, p, bins)[some] / counts[some]
    true = np.bincount(numbers, is_class.astype(np.float64), bins)[some] / counts[some]
    total = max(int(counts.sum()), 1)
    error = float(np.sum(counts[some] * np.abs(predicted - true)) / total)
    return Calibration(predicted, true, counts[some], error)
