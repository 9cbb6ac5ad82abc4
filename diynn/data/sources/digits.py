"""The small digits that come with scikit-learn: always there, no download."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diynn.data.dataset import Dataset, split
from diynn.data.sources.source import Outline, Source

_NAMES = tuple("0123456789")
_COUNT, _TEST = 1797, 360


@dataclass(frozen=True)
class Digits(Source):
    """Handwritten digits of 8 × 8 pixels in 17 grey levels, from scikit-learn: 1797 in all."""

    title = "Digits 8 × 8"

    def load(self) -> Dataset:
        """Pixels as uint8 (n, 8, 8, 1) from 0 (paper) to 16; 1437 for training, 360 for testing.

        The parts are always the same.
        """
        from sklearn.datasets import load_digits

        digits = load_digits()
        x = digits.images.astype(np.uint8)[..., None]
        targets = digits.target.astype(np.int64)
        train, test = split(x, targets, _TEST / _COUNT, np.random.default_rng(0))
        return Dataset(self.title, train, test, _NAMES, low=0.0, high=16.0)

    def outline(self) -> Outline:
        """What `load` will give."""
        return Outline(self.title, (8, 8, 1), _NAMES, 0, _COUNT - _TEST, _TEST)
