"""How well auto-encoders give images back, as figures that can be compared."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset, Part, as_rows
from diynn.errors import Cancelled
from diynn.network.losses import BCE, MSE, Loss
from diynn.network.sequential import Sequential

Array = NDArray[Any]
Kind = Literal["loss", "mse", "psnr"]
PartName = Literal["train", "test"]

CHUNK = 1024
"""Images that are sent through together; between two chunks the work can be called off."""


def _go_on() -> bool:
    return False


# Errors, one for each image


def squared_errors(y: Array, x: Array) -> Array:
    """The mean squared error (images,) of the images y against x, both (images, values)."""
    difference = y - x
    return np.asarray(np.einsum("ij,ij->i", difference, difference) / x.shape[1])


def peak_signal_to_noise(mse: Array, peak: float) -> Array:
    """PSNR in decibels, 10 log₁₀(peak² / mse), of any array of mean squared errors.

    `peak` is the distance from the darkest to the brightest value; an image without an error has
    an infinite PSNR.
    """
    with np.errstate(divide="ignore"):
        return np.asarray(10 * np.log10(peak**2 / np.asarray(mse, np.float64)))


def image_losses(y: Array, x: Array, loss: Loss) -> Array:
    """The loss (images,) that each image y would have alone, against x, both (images, values)."""
    scale = loss.scale(1, x.shape[1:])
    if isinstance(loss, MSE):
        return np.asarray(squared_errors(y, x) * (scale * x.shape[1]))
    if isinstance(loss, BCE):
        edge = np.finfo(y.dtype).eps
        p = np.clip(y, edge, 1 - edge)
        return np.asarray(-scale * np.sum(x * np.log(p) + (1 - x) * np.log1p(-p), axis=1))
    rows = np.arange(len(y))[:, None]
    return np.array([loss(y[row], x[row])[0] for row in rows])


def value_range(data: Dataset) -> float:
    """The peak for PSNR: the data's own range, or else that of the training part's values."""
    if np.isfinite(data.low) and np.isfinite(data.high):
        return float(data.high - data.low)
    x = data.train.x
    return float(x.max(initial=0) - x.min(initial=0)) or 1.0


@dataclass(frozen=True)
class Measure:
    """How the error of an image is measured: by a loss, as mean squared error, or as PSNR."""

    kind: Kind
    loss: Loss
    peak: float = 1.0

    @property
    def larger_is_better(self) -> bool:
        """Whether it grows as images become better."""
        return self.kind == "psnr"

    def of_mse(self, mse: Array, values: int) -> Array | None:
        """The figures of images of so many values whose mean squared errors are known.

        None for a loss that says something else.
        """
        if self.kind == "mse":
            return mse
        if self.kind == "psnr":
            return peak_signal_to_noise(mse, self.peak)
        return mse * self.loss.scale(1, (values,)) * values if isinstance(self.loss, MSE) else None

    def __call__(self, y: Array, x: Array) -> Array:
        """The figure (images,) of each image y against x, both (images, values)."""
        if self.kind == "loss":
            return image_losses(y, x, self.loss)
        mse = squared_errors(y, x)
        return mse if self.kind == "mse" else peak_signal_to_noise(mse, self.peak)

    def badness(self, figures: Array) -> Array:
        """The figures turned so that more is worse."""
        return -figures if self.larger_is_better else figures


# Auto-encoders that may see the same images in different scalings


@dataclass(frozen=True, eq=False)
class Rescaling:
    """Turns values in the scaling of one data set into those of another: factor · x + shift."""

    factor: Array
    shift: Array

    def __call__(self, x: Array) -> Array:
        """The values of x (images, values) in the other scaling."""
        return np.asarray(x * self.factor + self.shift)


def rescaling(source: Dataset, to: Dataset) -> Rescaling:
    """From the scaling of `source` to that of `to`: the same images in the same order.

    Where both have a range of their own, one line serves all pixels. Otherwise each pixel has its
    own, by mean and deviation over the training part; one that never changes there keeps the value
    that it has in `to`.
    """
    ranges = np.array([source.low, source.high, to.low, to.high])
    if source is to or (source.scaling == to.scaling and source.name == to.name):
        return Rescaling(np.ones((), np.float32), np.zeros((), np.float32))
    if np.isfinite(ranges).all() and source.high > source.low:
        factor = (to.high - to.low) / (source.high - source.low)
        shift = to.low - factor * source.low
        return Rescaling(np.asarray(factor, np.float32), np.asarray(shift, np.float32))
    (mean, deviation), (wanted, spread) = _moments(source.train), _moments(to.train)
    factors = np.divide(spread, deviation, out=np.zeros_like(spread), where=deviation > 0)
    return Rescaling(factors.astype(np.float32), (wanted - factors * mean).astype(np.float32))


def _moments(part: Part) -> tuple[Array, Array]:
    x = as_rows(part.x)
    deviation = np.asarray(x.std(axis=0, dtype=np.float64))
    # Rounding gives constant pixels a deviation of their last digit.
    deviation[x.min(axis=0) == x.max(axis=0)] = 0
    return np.asarray(x.mean(axis=0, dtype=np.float64)), deviation


@dataclass(frozen=True, eq=False)
class AutoEncoder:
    """An auto-encoder with the weights of a moment, and the data as it gets it.

    What it makes of images comes in the scaling of `common`: the same images as others may get
    them, to be compared.
    """

    net: Sequential
    weights: Array
    data: Dataset
    common: Dataset

    @cached_property
    def to_common(self) -> Rescaling:
        """From its own scaling to the common one."""
        return rescaling(self.data, self.common)

    @cached_property
    def to_own(self) -> Rescaling:
        """From the common scaling to its own."""
        return rescaling(self.common, self.data)

    def reconstruct(self, x: Array) -> Array:
        """What it makes of further images (images, values), both in the common scaling."""
        own = self.to_own(x).reshape(-1, *self.net.input_shape)
        return self.to_common(as_rows(self.net.predict(own, self.weights)))

    def of_part(self, part: PartName, places: Array) -> Array:
        """The reconstructions (images, values) of some images of a part.

        `places` (images,) are their numbers, from 0.
        """
        x = part_of(self.data, part).x[places]
        y = self.net.predict(x, self.weights)
        return self.to_common(as_rows(y))

    def errors(
        self,
        part: PartName,
        places: Array,
        measure: Measure,
        called_off: Callable[[], bool] = _go_on,
    ) -> tuple[Array, Array]:
        """The figure and the mean squared error, each (images,), of those images of a part.

        They may be however many: few are in memory at a time. Raises Cancelled as soon as
        `called_off()`.
        """
        x = part_of(self.common, part).x
        figures, squares = np.empty(len(places)), np.empty(len(places))
        for start in range(0, len(places), CHUNK):
            if called_off():
                raise Cancelled("The comparison of the images was called off.")
            some = places[start : start + CHUNK]
            y, original = self.of_part(part, some), as_rows(x[some])
            figures[start : start + CHUNK] = measure(y, original)
            squares[start : start + CHUNK] = squared_errors(y, original)
        return figures, squares


def part_of(data: Dataset, part: PartName) -> Part:
    """The training or the test part."""
    return data.test if part == "test" else data.train


# What many errors look like together


@dataclass(frozen=True, eq=False)
class Histogram:
    """How many values lie between each of `edges` (bins + 1,) and the next: `counts` (bins,)."""

    edges: Array
    counts: Array


def histograms(series: list[Array], bins: int = 30) -> list[Histogram]:
    """The histograms of several sets of values over the same bins, which are of one round width.

    Values that are no finite numbers are left out. There are between a third of `bins` and `bins`
    bins, with ends at multiples of 1, 2 or 5 times a power of ten; one bin where all values are
    alike, and none where there is no value.
    """
    finite = [values[np.isfinite(values)] for values in series]
    every = np.concatenate([*finite, np.empty(0)])
    if not len(every):
        return [Histogram(np.empty(0), np.empty(0, np.intp)) for _ in series]
    low, high = float(every.min()), float(every.max())
    width = _round_width((high - low) / (bins - 1)) if high > low else abs(low) / bins or 1.0
    first = math.floor(low / width)
    edges = np.arange(first, math.floor(high / width) + 2) * width
    if len(edges) < 2 or not np.all(np.diff(edges) > 0):
        edges = np.array([low, np.nextafter(high, np.inf)])
    return [Histogram(edges, np.histogram(values, edges)[0]) for values in finite]


def _round_width(least: float) -> float:
    """The smallest of 1, 2 or 5 times a power of ten that is not below `least`."""
    unit = 10.0 ** math.floor(math.log10(least))
    return next(
        factor * unit for factor in (1, 2, 5, 10) if factor * unit >= least * (1 - 1e-9)
    )
