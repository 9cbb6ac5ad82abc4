"""What networks that give their input back make of spoilt images, against doing nothing.

Images here are (samples, height, width, channels) with black at 0 and white at 1, whatever range
the networks were trained on: so strengths and errors mean the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.reconstruction import AutoEncoder, squared_errors
from diynn.data.dataset import Dataset, Shape, as_rows
from diynn.data.noise import Noise

Array = NDArray[Any]

CHUNK = 250
"""Images sent through at once: whoever waits for the interpreter gets it in between."""


@dataclass(frozen=True, eq=False)
class ImageSpace:
    """How the samples of a data set are images: their shape, and what is black and white."""

    shape: Shape
    """(height, width, channels)"""
    low: float
    high: float

    @property
    def span(self) -> float:
        """The distance from black to white."""
        return self.high - self.low

    def images(self, x: Array) -> Array:
        """Samples in any view as images."""
        above_black = x.reshape(-1, *self.shape) - np.float32(self.low)
        return np.asarray(above_black / np.float32(self.span))

    def values(self, images: Array) -> Array:
        """Images as the samples (samples, values) that they were made of."""
        flat = as_rows(images)
        return np.asarray(flat * np.float32(self.span) + np.float32(self.low))


def image_space(raw: Dataset, data: Dataset) -> ImageSpace | None:
    """The space of `data`, which is `raw` viewed and scaled; None where neither is of images.

    Where the data has no range of its own, black and white are the ends of its training part.
    """
    shape = next((one.shape for one in (raw, data) if one.is_image), None)
    if shape is None:
        return None
    low, high = data.low, data.high
    if not (np.isfinite(low) and np.isfinite(high)):
        low, high = float(data.train.x.min(initial=0)), float(data.train.x.max(initial=0))
    return ImageSpace(shape, low, high if low < high else low + 1.0)


def restored(images: Array, network: AutoEncoder, space: ImageSpace) -> Array:
    """What a network makes of images of `space`, that of its common data."""
    return space.images(network.reconstruct(space.values(images)))


def mean_filter(images: Array) -> Array:
    """Every pixel becomes the mean of the 3 × 3 pixels round it; channels stay apart.

    Beyond the edges the border is repeated.
    """
    for axis in (1, 2):
        pad = [(0, 0)] * images.ndim
        pad[axis] = (1, 1)
        wide = np.pad(images, pad, mode="edge")
        size = images.shape[axis]
        before, middle, after = (_from(wide, axis, start, size) for start in range(3))
        images = (before + middle + after) / images.dtype.type(3)
    return images


def _from(x: Array, axis: int, start: int, size: int) -> Array:
    return x[(slice(None),) * axis + (slice(start, start + size),)]


def image_errors(images: Array, clean: Array) -> Array:
    """The mean squared error (samples,) of each of some images."""
    return squared_errors(as_rows(images), as_rows(clean))


def one_of_each(labels: Array, wanted: int, rng: np.random.Generator) -> Array:
    """Places of `wanted` samples drawn at random, one of each class in the order of the classes.

    `labels` (samples,) are class numbers; where they are not, the samples are any. With fewer
    classes some come again, with other samples; with more, only some of them are drawn.
    """
    order = rng.permutation(len(labels))
    if labels.ndim != 1 or labels.dtype.kind not in "iu":
        return np.sort(order[:wanted])
    by_class = order[np.argsort(labels[order], kind="stable")]
    _, first, counts = np.unique(labels[by_class], return_index=True, return_counts=True)
    # The how many-eth of its class each is: the first of every class come before the second.
    turn = np.arange(len(order)) - np.repeat(first, counts)
    chosen = by_class[np.lexsort((rng.permutation(len(order)), turn))[:wanted]]
    return np.asarray(chosen[np.argsort(labels[chosen], kind="stable")])


def field_of(noise: Noise, shape: Shape, seed: int, start: int = 0) -> Array:
    """The kept field for images of `shape`; other places `start` in the data have another."""
    return noise.field(shape, np.random.default_rng((seed, start)))


def mean_errors(
    space: ImageSpace, x: Array, networks: Sequence[AutoEncoder], noise: Noise,
    strengths: Sequence[float], seed: int, goes_on: Callable[[], bool] = lambda: True,
) -> Array | None:  # fmt: skip
    """Mean squared errors over samples x of a data set, at several strengths of the noise.

    The answer is (2 + networks, strengths) of float64: of the spoilt images as they are, of those
    after `mean_filter`, then of what each network makes of them. All get the same noise. None as
    soon as `goes_on` says that it does not.
    """
    total = np.zeros((2 + len(networks), len(strengths)))
    for start in range(0, len(x), CHUNK):
        clean = space.images(x[start : start + CHUNK])
        field = field_of(noise, clean.shape, seed, start)
        for column, strength in enumerate(strengths):
            spoilt = noise.applied(clean, field, strength, 0.0, 1.0)
            total[0, column] += image_errors(spoilt, clean).sum()
            total[1, column] += image_errors(mean_filter(spoilt), clean).sum()
            for row, one in enumerate(networks, 2):
                if not goes_on():
                    return None
                total[row, column] += image_errors(restored(spoilt, one, space), clean).sum()
    return np.asarray(total / max(len(x), 1))


@dataclass(frozen=True, eq=False)
class Look:
    """Some images, spoilt, and what was made of them.

    Errors are mean squared ones, (samples,), against `clean`.
    """

    clean: Array
    spoilt: Array
    filtered: Array
    restored: tuple[Array, ...]
    """By each of the auto-encoders."""
    spoilt_errors: Array
    filtered_errors: Array
    restored_errors: tuple[Array, ...]


def look(
    space: ImageSpace, clean: Array, field: Array, noise: Noise, strength: float,
    networks: Sequence[AutoEncoder],
) -> Look:  # fmt: skip
    """Spoil images with a kept field, filter them, and have them restored by each network."""
    spoilt = noise.applied(clean, field, strength, 0.0, 1.0)
    filtered = mean_filter(spoilt)
    found = tuple(restored(spoilt, one, space) for one in networks)
    return Look(
        clean, spoilt, filtered, found, image_errors(spoilt, clean),
        image_errors(filtered, clean), tuple(image_errors(one, clean) for one in found),
    )  # fmt: skip
