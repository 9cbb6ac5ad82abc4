"""A few samples with round numbers, so that a network's arithmetic can be followed by hand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated

import numpy as np

from diynn.data.dataset import Array, Dataset, Part
from diynn.data.sources.source import Outline, Source, outline_of
from diynn.settings import OneOf, settings_of

NETWORK, CONVOLUTION, POOLING, SOFTMAX, NORMALISATION = EXAMPLES = (
    "Mazur 2-2-2", "convolution", "max pooling", "softmax", "batch normalisation",
)  # fmt: skip
CLASSES = ("A", "B", "C")
_SPREAD = math.sqrt(2 / 3 + 1e-5)
"""The deviation of 1, 2, 3 as BatchNorm takes it."""


@dataclass(frozen=True)
class WorkedExample(Source):
    """One to three samples with round numbers: each step of the network can be done by hand.

    The targets of a layer's example are chosen so that the gradient of the summed squares for its
    output has round numbers too: an output less half of it. M. Mazur, “A Step by Step
    Backpropagation Example”, 2015, is the first.
    """

    title = "Worked example"

    example: Annotated[str, OneOf(EXAMPLES), "The arithmetic that the samples are for"] = NETWORK

    def load(self) -> Dataset:
        """The samples as a training part; there is no test part."""
        x, targets = _samples(self.example)
        part = Part(x.astype(np.float32), targets)
        classes = CLASSES if targets.dtype.kind == "i" else ()
        return Dataset(self.title, part, part.taken(np.empty(0, np.int64)), classes)

    def outline(self) -> Outline:
        """What `load` gives."""
        return outline_of(self.load())


EXAMPLE = settings_of(WorkedExample)[0]
"""The setting that names an example."""


def _samples(example: str) -> tuple[Array, Array]:
    if example == SOFTMAX:
        return np.log([[1.0, 2.0, 3.0]]), np.array([2], np.int64)
    if example == NETWORK:
        x, t = np.array([[0.05, 0.10]]), [[0.01, 0.99]]
    elif example == CONVOLUTION:
        x = np.arange(1.0, 10.0).reshape(1, 3, 3, 1)
        # Each output is −3.5, its gradient 1, 0, 0, 2.
        t = [[-4.0, -3.5, -3.5, -4.5]]
    elif example == POOLING:
        # The output is 3, its gradient 5.
        x, t = np.array([[3.0, 1.0], [2.0, 3.0]]).reshape(1, 2, 2, 1), [[0.5]]
    else:
        # The gradients are 1, 0, 0.
        x = np.array([[1.0], [2.0], [3.0]])
        t = [[-2 / _SPREAD - 0.5], [0.0], [2 / _SPREAD]]
    return x, np.array(t, np.float32)
