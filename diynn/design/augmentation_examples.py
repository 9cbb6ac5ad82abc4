"""What an augmentation makes of some training images: the same chance, whatever its settings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.augmentation import Warping, background
from diynn.data.dataset import Dataset
from diynn.design.design import Design

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Examples:
    """Some training images (samples, height, width, channels), with what surrounds them.

    `low` and `high` are the values to be shown as black and white; `ground` is as in Warping.
    """

    images: Array
    ground: Array
    low: float
    high: float


class ExampleImages:
    """Picks training images of `prepared` data, which has some: see `Dataset.image_shape`."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        self._ground = background(data.train.x, data.low, data.image_shape)

    def pick(self, count: int, seed: int) -> Examples:
        """Up to `count` different ones; the same seed picks the same."""
        data = self._data
        rng = np.random.default_rng((seed, 0))
        places = rng.permutation(len(data.train))[:count]
        images = data.train.x[places].reshape(-1, *data.image_shape)
        low, high = data.low, data.high
        if not (math.isfinite(low) and math.isfinite(high)):
            # A few pixels far off must not make all others grey.
            finite = images[np.isfinite(images)]
            low, high = np.percentile(finite, (1, 99)) if len(finite) else (0.0, 1.0)
        return Examples(images, self._ground, float(low), float(max(high, low + 1e-6)))


def variants(design: Design, examples: Examples, count: int, seed: int) -> Array:
    """`count` variants of each example, as a training gives them to the network, noise and all.

    (samples, count, height, width, channels) in float32. With the same seed an image is turned,
    moved and so on in the same way, only more or less of it.
    """
    samples, *shape = examples.images.shape
    x = np.repeat(examples.images.astype(np.float32), count, axis=0)
    if design.augmentation.warps and len(x):
        warping = Warping(design.augmentation, tuple(shape), examples.ground)
        warping.bind(len(x)).warp(x, np.random.default_rng((seed, 1)))
    if design.run.noise:
        noise = np.random.default_rng((seed, 2)).standard_normal(x.shape, np.float32)
        x += np.float32(design.run.noise) * noise
    return x.reshape(samples, count, *shape)
