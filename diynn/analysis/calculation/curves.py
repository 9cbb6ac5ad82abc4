"""The curve of an activation with the point of one value on it, and the tangent there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diynn.analysis.calculation.values import Applied, Array, Place
from diynn.layers import LogSoftmax, Softmax
from diynn.layers.activations import Activation
from diynn.layers.layer import Pass

POINTS = 241
REACH, BEYOND = 4.0, 1.5
"""What is shown at least on either side of 0, and what beyond the point."""


@dataclass(frozen=True, eq=False)
class ActivationCurve:
    """An activation's values `y` at the places `x`, both (n,), rising; at `at` it has `value` and
    `slope`."""

    x: Array
    y: Array
    at: float
    value: float
    slope: float


def activation_curve(applied: Applied, place: Place) -> ActivationCurve | None:
    """The curve of an activation around its input at `place`, (sample, *place); None for another
    layer, where an output depends on more than one input, or where that is no number."""
    layer, at = applied.layer, float(applied.x[place])
    if not isinstance(layer, Activation) or isinstance(layer, Softmax | LogSoftmax):
        return None
    if not np.isfinite(at):
        return None
    x = np.linspace(min(-REACH, at - BEYOND), max(REACH, at + BEYOND), POINTS)
    points = np.append(x, at)[:, np.newaxis]
    # A learnt slope is that of the place's own channel.
    channel = slice(place[-1], place[-1] + 1)
    weights = {
        name: values[channel] if len(values) > 1 else values
        for name, values in applied.weights.items()
    }
    y, backward = layer.forward(points, weights, Pass())
    slopes, _ = backward(np.ones_like(y))
    assert slopes is not None
    return ActivationCurve(x, y[:-1, 0].copy(), at, float(y[-1, 0]), float(slopes[-1, 0]))
