"""Samples of the training part that are held back, to judge the network while it learns."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Part, split_places

Array = NDArray[Any]

HELD_BACK = 3
"""Stream of chance of its own: runs with other seeds are judged by the same samples."""


def held_back_count(count: int, share: float) -> int:
    """How many of `count` samples a `share` is; one at least is left to learn from."""
    return min(round(count * share), max(count - 1, 0))


def held_back(part: Part, share: float) -> tuple[Array, Array]:
    """The places of the samples to learn from, and of those held back: `share` of all, rising.

    The choice depends on the part and the share alone, not on a run's seed. Where targets are
    class numbers, both keep the classes' shares. At least one sample is left to learn from.
    """
    count = len(part)
    wanted = held_back_count(count, share)
    rng = np.random.default_rng((HELD_BACK, count))
    targets = part.targets
    # Several values a sample cannot be shared out evenly.
    labels = targets if targets.ndim == 1 else np.zeros(count)
    learnt, held = split_places(labels, wanted, rng)
    return np.sort(learnt), np.sort(held)
