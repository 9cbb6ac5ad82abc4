"""Which class is taken for which: the confusion matrix, and the samples behind its cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.network.losses import Loss
from diynn.network.metrics import class_probabilities, predicted_classes

Array = NDArray[Any]

Figure = float | None
"""A share from 0 to 1, or None where it would be 0 / 0."""


@dataclass(frozen=True, eq=False)
class Verdicts:
    """What a network takes samples for: `predicted` (samples,) class numbers, and how sure it is.

    `sureness` (samples,) is the probability that it gives to the class it decides for, from 0 to 1.
    `classes` counts the classes it can decide for.
    """

    predicted: Array
    sureness: Array
    classes: int

    def __len__(self) -> int:
        return len(self.predicted)


def verdicts(y: Array, loss: Loss) -> Verdicts:
    """What the outputs y (samples, values) of a network trained with `loss` decide for."""
    predicted = predicted_classes(y)
    p = class_probabilities(y, loss)
    return Verdicts(predicted, p[np.arange(len(p)), predicted], p.shape[1])


@dataclass(frozen=True, eq=False)
class Confusion:
    """Counts (classes, classes) of samples: row = their class, column = the class taken for."""

    counts: Array

    @cached_property
    def total(self) -> int:
        """How many samples were counted."""
        return int(self.counts.sum())

    @cached_property
    def right(self) -> int:
        """How many were taken for what they are."""
        return int(np.trace(self.counts))

    @property
    def accuracy(self) -> Figure:
        """Share of right ones among all."""
        return self.right / self.total if self.total else None

    def shares(self) -> Array:
        """Each cell as a share of its row (classes, classes), NaN in a row without samples."""
        rows = self.counts.sum(axis=1, keepdims=True).astype(float)
        shares = np.full(self.counts.shape, np.nan)
        np.divide(self.counts, rows, out=shares, where=rows > 0)
        return shares

    def support(self) -> tuple[int, ...]:
        """How many samples each class has."""
        return tuple(int(count) for count in self.counts.sum(axis=1))

    def precision(self) -> tuple[Figure, ...]:
        """For each class TP / (TP + FP): of the samples taken for it, the share that are of it.

        None where none was taken for it. (van Rijsbergen, Information Retrieval, 1979, ch. 7)
        """
        return _ratios(np.diagonal(self.counts), self.counts.sum(axis=0))

    def recall(self) -> tuple[Figure, ...]:
        """For each class TP / (TP + FN): of the samples of it, the share that were found.

        None where there is no sample of it.
        """
        return _ratios(np.diagonal(self.counts), self.counts.sum(axis=1))

    def f1(self) -> tuple[Figure, ...]:
        """For each class 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall.

        None where there is no sample of it and none was taken for it.
        """
        together = self.counts.sum(axis=0) + self.counts.sum(axis=1)
        return _ratios(2 * np.diagonal(self.counts), together)


def confusion(true: Array, predicted: Array, classes: int) -> Confusion:
    """Count samples by their class and the class they are taken for, both (samples,) of integers.

    Raises ValueError for a class number outside 0 … `classes` − 1.
    """
    for numbers in (true, predicted):
        if len(numbers) and not 0 <= numbers.min() <= numbers.max() < classes:
            raise ValueError(f"A class number lies outside 0 … {classes - 1}.")
    pairs = true.astype(np.int64) * classes + predicted
    counts = np.bincount(pairs, minlength=classes * classes)
    return Confusion(counts.reshape(classes, classes))


def in_cell(true: Array, found: Verdicts, row: int | None, column: int | None) -> Array:
    """Which samples (positions, ascending) lie in a cell; None stands for a whole row or column."""
    chosen = np.ones(len(true), bool)
    if row is not None:
        chosen &= true == row
    if column is not None:
        chosen &= found.predicted == column
    return np.flatnonzero(chosen)


def surest_first(places: Array, found: Verdicts) -> Array:
    """The samples at `places`, most confident first; equals stay in their order."""
    return np.asarray(places[np.argsort(-found.sureness[places], kind="stable")])


def worst_first(places: Array, true: Array, found: Verdicts) -> Array:
    """The samples at `places`: wrong ones, most confident first, then right ones, least so first.

    Among the right ones the doubtful come first.
    """
    sureness = found.sureness[places]
    wrong = found.predicted[places] != true[places]
    badness = np.where(wrong, 1 + sureness, 1 - sureness)
    return np.asarray(places[np.argsort(-badness, kind="stable")])


def disagreements(first: Verdicts, second: Verdicts) -> Array:
    """Samples that two networks take for different classes, most confident first.

    Both are confident where the less confident of the two is: the order is by the lesser of their
    sureness. Raises ValueError if they did not judge equally many samples.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} verdicts cannot be compared with {len(second)}.")
    places = np.flatnonzero(first.predicted != second.predicted)
    both = np.minimum(first.sureness[places], second.sureness[places])
    return np.asarray(places[np.argsort(-both, kind="stable")])


def _ratios(parts: Array, wholes: Array) -> tuple[Figure, ...]:
    return tuple(
        float(part) / float(whole) if whole else None
        for part, whole in zip(parts, wholes, strict=True)
    )
