"""Principal component analysis: the best that a linear code of so many numbers can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import as_rows
from diynn.errors import Cancelled, DataError

Array = NDArray[Any]

LARGEST = 2000
"""Rows of the largest matrix that is decomposed; its time grows with their cube."""
CHUNK = 2048
"""Samples that are looked at together; between two chunks the work can be called off."""


def _go_on() -> bool:
    return False


@dataclass(frozen=True, eq=False)
class Principal:
    """The principal axes of a set of samples.

    `mean` (values,) is their mean; `axes` (components, values) are orthonormal, the direction in
    which the samples vary most first. `deviations` (components,) are the standard deviations along
    them.
    """

    mean: Array
    axes: Array
    deviations: Array

    def codes(self, x: Array, components: int) -> Array:
        """The first so many coordinates (samples, components) of x (samples, *shape)."""
        return np.asarray((_flat(x) - self.mean) @ self.axes[:components].T)

    def images(self, codes: Array) -> Array:
        """The samples (samples, values) that have these coordinates (samples, components)."""
        return np.asarray(codes @ self.axes[: codes.shape[1]] + self.mean)

    def squared_errors(
        self, x: Array, components: int, called_off: Callable[[], bool] = _go_on
    ) -> Array:
        """The mean squared error (samples,) of each sample drawn from so many coordinates.

        No other linear code of as many numbers has a smaller mean over the samples that the axes
        were found on (Eckart and Young, 1936). Raises Cancelled as soon as `called_off()`.
        """
        found = np.empty(len(x))
        for start in range(0, len(x), CHUNK):
            if called_off():
                raise Cancelled("The comparison with PCA was called off.")
            some = x[start : start + CHUNK]
            rest = self.images(self.codes(some, components)) - _flat(some)
            found[start : start + CHUNK] = np.mean(rest * rest, axis=1)
        return found


def principal(x: Array, called_off: Callable[[], bool] = _go_on) -> Principal:
    """The principal axes of x (samples, *shape), by a singular value decomposition.

    It is that of the samples' scatter matrix, or of their inner products where there are fewer
    samples than values: both have the axes that the centred samples have themselves, in a fraction
    of the time. Of large samples no more than LARGEST are looked at, evenly spread. Raises
    DataError where there is no sample, Cancelled as soon as `called_off()`.
    """
    if not len(x):
        raise DataError("There is no sample to find axes in.", "Leave some to train on.")
    values = _flat(x)
    if min(values.shape) > LARGEST:
        values = values[np.linspace(0, len(values) - 1, LARGEST).astype(np.intp)]
    mean = values.mean(axis=0, dtype=np.float64)
    samples, size = values.shape
    if samples >= size:
        scatter = np.zeros((size, size))
        for start in range(0, samples, CHUNK):
            if called_off():
                raise Cancelled("The comparison with PCA was called off.")
            some = values[start : start + CHUNK] - mean.astype(np.float32)
            scatter += some.T @ some
        axes, squares, _ = np.linalg.svd(scatter, hermitian=True)
        axes = axes.T
    else:
        centred = values - mean
        left, squares, _ = np.linalg.svd(centred @ centred.T, hermitian=True)
        # One axis fewer than samples: their mean has been taken away.
        keep = squares > squares[0] * samples * np.finfo(np.float64).eps
        left, squares = left[:, keep], squares[keep]
        axes = (left.T @ centred) / np.sqrt(squares)[:, None]
    deviations = np.sqrt(np.maximum(squares, 0) / samples)
    return Principal(
        mean.astype(np.float32), axes.astype(np.float32), deviations.astype(np.float32)
    )


def _flat(x: Array) -> Array:
    """The samples as rows of float32."""
    return as_rows(np.asarray(x, np.float32))
