"""The curve of an activation with the point of one value on it, and the tangent there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diynn.analysis.calculation.values import Array
from diynn.layers import Softmax
from diynn.layers.activations import Activation
from diynn.layers.layer import Layer, Pass

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


def activation_curve(layer: Layer, at: float) -> ActivationCurve | None:
    """The curve of `layer` around `at`; None where its outputs depend on more than one input, or
    where `at` is no number."""
    if not isinstance(layer, Activation) or isinstance(layer, Softmax) or not np.isfinite(at):
        return None
    x = np.linspace(min(-REACH, at - BEYOND), max(REACH, at + BEYOND), POINTS)
    points = np.append(x, at)[:, np.newaxis]
    y, backward = layer.forward(points, {}, Pass())
    slopes, _ = backward(np.ones_like(y))
    assert slopes is not None
    return ActivationCurve(x, y[:-1, 0].copy(), at, float(y[-1, 0]), float(slopes[-1, 0]))
