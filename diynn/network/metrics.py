"""How well a network does, in the terms of the question it is asked."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.layers.activations import softmax
from diynn.network.losses import LogSoftmaxCrossEntropy, Loss

Array = NDArray[Any]


def predicted_classes(y: Array, threshold: float = 0.5) -> Array:
    """The class of each output (batch, values): the largest, or for one value whether it is above
    `threshold`; (batch,) of int64.
    """
    if y.shape[1] == 1:
        return (y[:, 0] > threshold).astype(np.int64)
    return np.asarray(y.argmax(axis=1))


def class_probabilities(y: Array, loss: Loss) -> Array:
    """Outputs (batch, values) of a network with that loss, as probabilities (batch, classes).

    One value is the probability of the second of two classes, cut to 0 … 1. Scores that the loss
    puts through a softmax are put through one here; other values are cut to 0 … and divided by
    their sum.
    """
    if y.shape[1] == 1:
        p = np.clip(y, 0, 1)
        return np.concatenate([1 - p, p], axis=1)
    if isinstance(loss, LogSoftmaxCrossEntropy):
        return softmax(y, np.empty_like(y))
    p = np.clip(y, 1e-6, None)
    return np.asarray(p / p.sum(axis=1, keepdims=True))


def accuracy(predicted: Array, targets: Array) -> float:
    """Share of right classes, from 0 to 1; both (samples,)."""
    return float(np.mean(predicted == targets)) if len(targets) else float("nan")
