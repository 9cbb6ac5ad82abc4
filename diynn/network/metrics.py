"""How good a network is: classes, probabilities, accuracy, and the figures on some samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Part
from diynn.layers.activations import softmax
from diynn.network.losses import LogSoftmaxCrossEntropy, Loss
from diynn.network.sequential import Sequential

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


@dataclass(frozen=True)
class Evaluation:
    """A network's figures on some samples."""

    loss: float | None
    accuracy: float | None


@dataclass(frozen=True)
class Regression:
    """How near values come: `r2` is 1 for all right and 0 for no better than the mean; `mae` and
    `rmse` are the mean and the root mean square of the errors, in the targets' units.
    """

    r2: float
    mae: float
    rmse: float


def regression(y: Array, t: Array) -> Regression:
    """The figures of predictions `y` for targets `t`, both (samples, values); R² as scikit-learn's.

    Several values are taken together, each R² counting alike. NaN where a target never changes.
    """
    errors = y.astype(np.float64) - t
    spread = np.square(t - t.mean(axis=0, dtype=np.float64)).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        r2 = 1 - np.square(errors).sum(axis=0) / np.where(spread > 0, spread, np.nan)
    return Regression(
        float(r2.mean()), float(np.abs(errors).mean()), float(np.sqrt(np.square(errors).mean()))
    )


# A training that diverges is found by its loss and weights, and raises Diverged.
@np.errstate(over="ignore", invalid="ignore", divide="ignore")
def evaluate(net: Sequential, part: Part, loss: Loss, weights: Array | None = None) -> Evaluation:
    """Loss and accuracy of a network on a part, with `weights` or its own."""
    if not len(part):
        return Evaluation(None, None)
    y = net.predict(part.x, weights)
    t = loss.encode(part.targets, net.output_shape, net.dtype)
    value = loss.sum(y, t, np.empty_like(y)) * _per_sample(loss, len(y), net)
    if not has_classes(part):
        return Evaluation(value, None)
    return Evaluation(value, accuracy(predicted_classes(y), part.targets))


def has_classes(part: Part) -> bool:
    """Whether the targets are class numbers."""
    return part.targets.ndim == 1 and part.targets.dtype.kind in "iu"


def _per_sample(loss: Loss, samples: int, net: Sequential) -> float:
    """Scale for figures: as the loss says, but a plain sum is shown for one sample on average."""
    scale = loss.scale(samples, net.output_shape)
    return 1.0 / samples if scale == 1.0 else scale
