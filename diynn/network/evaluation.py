"""How good a network is on some samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Part
from diynn.network.losses import Loss
from diynn.network.metrics import accuracy, predicted_classes
from diynn.network.sequential import Sequential

Array = NDArray[Any]


@dataclass(frozen=True)
class Evaluation:
    """A network's figures on some samples."""

    loss: float | None
    accuracy: float | None


# A training that runs away is found by its loss and weights, and told in words.
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
