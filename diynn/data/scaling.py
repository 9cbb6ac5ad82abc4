"""Bring inputs and targets to a scale that networks learn well from; and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from diynn.errors import DataError, SettingError
from diynn.settings import Content
from diynn.workers import check_cancelled

Array = NDArray[Any]

GIVEN, ZERO_TO_ONE, ROUND_ZERO, STANDARD, ROBUST = SCALINGS = (
    "given", "0 to 1", "-1 to 1", "standard", "robust",
)  # fmt: skip
TARGET_SCALINGS = (GIVEN, STANDARD, ZERO_TO_ONE, ROBUST)

_PIECE = 2**18
"""Values that are scaled at once."""


def _scalings(value: object, owner: str) -> tuple[tuple[str, str], ...]:
    pairs = [tuple(pair) for pair in value] if isinstance(value, list | tuple) else [()]
    if not all(
        len(pair) == 2 and isinstance(pair[0], str) and pair[1] in SCALINGS for pair in pairs
    ):
        raise SettingError(
            "{owner}: the scalings of the columns cannot be read.",
            "Choose them again.",
            owner=owner,
        )
    return tuple(sorted((str(name), str(word)) for name, word in pairs))


ScalingsOf = Annotated[tuple[tuple[str, str], ...], Content(_scalings)]
"""What is chosen for single columns of a table: pairs of a name and one of SCALINGS."""


def pieces(x: Array) -> Iterator[slice]:
    """Consecutive samples, few enough to stay in the cache; raises Cancelled between two."""
    size = max(1, _PIECE // max(1, x[:1].size))
    for start in range(0, len(x), size):
        check_cancelled()
        yield slice(start, start + size)


def check_scaling(scaling: str) -> None:
    """Raise DataError unless there is such a scaling."""
    if scaling not in SCALINGS:
        raise DataError(
            "There is no scaling called “{scaling}”.",
            "Choose one of: {choices}.",
            scaling=scaling, choices=", ".join(SCALINGS),
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Scaling:
    """(x − shift) · factor for samples (any number, *shape), as float32.

    `shift` and `factor` are float64, of the shape of a sample or of a single number. `is_exact`
    says that the values need all digits of float64 before they are shifted.
    """

    shift: Array
    factor: Array
    is_exact: bool = True

    def __call__(self, x: Array) -> Array:
        """The scaled samples."""
        if not self.shift.any() and np.all(self.factor == 1):
            return x.astype(np.float32)
        # Numbers of more than 16 bits (years, populations) would lose their last digits in float32
        # before the shift has made them small.
        exact = np.float64 if self.is_exact else np.float32
        shift, factor = self.shift.astype(exact), self.factor.astype(exact)
        # A piece at a time: a large data set must not be there twice in between.
        scaled = np.empty(x.shape, np.float32)
        for piece in pieces(x):
            values = x[piece].astype(exact)
            np.subtract(values, shift, out=values)
            np.multiply(values, factor, out=values)
            scaled[piece] = values
        return scaled


def scaling_of(x: Array, scaling: str, low: float, high: float) -> Scaling:
    """What brings samples to a scale, worked out from the samples `x` (n, *shape).

    `low` and `high` are the ends of the data's own range, NaN where it has none. A feature that is
    the same in all of `x` becomes 0, whatever comes later. Raises DataError for an unknown scaling.
    """
    check_scaling(scaling)
    exact = x.dtype.itemsize > 2
    if scaling == GIVEN:
        return Scaling(np.zeros(()), np.ones(()), exact)
    if scaling == STANDARD:
        middle = np.asarray(x.mean(axis=0, dtype=np.float64))
        span = _deviation(x, middle)
        # Rounding gives constant features a deviation of their last digit.
        span[x.min(axis=0) == x.max(axis=0)] = 0
    elif scaling == ROBUST:
        quarters = np.percentile(x, (25, 50, 75), axis=0)
        middle, span = np.asarray(quarters[1], np.float64), np.asarray(quarters[2] - quarters[0])
    else:
        if np.isfinite(low) and np.isfinite(high):
            bottom, top = np.asarray([low, high], np.float64)
        else:
            bottom = x.min(axis=0).astype(np.float64)
            top = x.max(axis=0).astype(np.float64)
        to_one = scaling == ZERO_TO_ONE
        middle = bottom if to_one else bottom / 2 + top / 2
        span = np.asarray(top - bottom if to_one else top / 2 - bottom / 2)
    return Scaling(middle, np.divide(1, span, out=np.zeros_like(span), where=span > 0), exact)


def _deviation(x: Array, middle: Array) -> Array:
    """The standard deviation of each feature round its mean, in float64."""
    total = np.zeros(x.shape[1:])
    for piece in pieces(x):
        total += np.square(x[piece] - middle).sum(axis=0)
    return np.asarray(np.sqrt(total / len(x)))


def scaling_of_columns(x: Array, learnt: Array, scalings: Sequence[str]) -> Scaling:
    """What brings each feature of samples (n, features) to its own scale, as scikit-learn's
    StandardScaler, MinMaxScaler and RobustScaler do; worked out from the rows at `learnt` alone.

    A feature that is the same in all of them is shifted and not stretched.
    """
    shift, factor = np.zeros(x.shape[1]), np.ones(x.shape[1])
    whole = len(learnt) == len(x)
    for place, scaling in enumerate(scalings):
        check_cancelled()
        if scaling != GIVEN:
            values = x[:, place] if whole else x[learnt, place]
            shift[place], span = middle_and_span(values, scaling)
            factor[place] = 1 / span
    return Scaling(shift, factor)


def middle_and_span(values: Array, scaling: str) -> tuple[float, float]:
    """What is taken from numbers (n,), and what they are divided by then: not 0 where all are
    alike."""
    check_scaling(scaling)
    values = values.astype(np.float64, copy=False)
    low, high = float(values.min()), float(values.max())
    if scaling == GIVEN:
        return 0.0, 1.0
    if scaling == STANDARD:
        # Rounding gives equal numbers a deviation of their last digit.
        middle, span = float(values.mean()), float(values.std()) if high > low else 0.0
    elif scaling == ROBUST:
        quarters = np.percentile(values, (25, 50, 75))
        middle, span = float(quarters[1]), float(quarters[2] - quarters[0])
    elif scaling == ZERO_TO_ONE:
        middle, span = low, high - low
    elif high > low:
        middle, span = low / 2 + high / 2, high / 2 - low / 2
    else:
        # As if it went up to 1 more: scikit-learn puts it at the lower end.
        middle, span = low + 0.5, 0.5
    return middle, span or 1.0


def feature_scalings(
    columns: Sequence[tuple[str, int]], all_: str, chosen: Mapping[str, str]
) -> tuple[str, ...]:
    """The scaling of each feature, for `columns` of a name and a number of features each: what was
    `chosen` for the column by its name, else that of all."""
    return tuple(
        chosen.get(name, all_) for name, features in columns for _ in range(features)
    )
