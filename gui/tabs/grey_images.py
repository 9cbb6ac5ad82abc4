"""Samples as grey images, and the values that are black and white in them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset, Shape

Array = NDArray[Any]


def grey(x: Array, shape: Shape) -> Array:
    """Images (samples, height, width) of any view of samples of `shape`; colours become grey."""
    return np.asarray(x.reshape(-1, *shape).mean(axis=-1, dtype=np.float32))


def grey_limits(data: Dataset, images: Array) -> tuple[float, float]:
    """The values of black and white: those of the data, or else the ends of these images."""
    low, high = data.low, data.high
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        low, high = (float(images.min()), float(images.max())) if images.size else (0.0, 1.0)
    return (low, high) if low < high else (low, low + 1.0)
