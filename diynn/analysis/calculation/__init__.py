"""The arithmetic of a network with its real numbers: forward, back to the input, to the weights.

`trace` sends a batch through a network and back and keeps every value. `output_terms`,
`input_gradient_terms` and `weight_gradient_terms` say of one value which numbers it was made of and
where each of them stands; the loss has `loss_terms` and `loss_gradient_terms`. `explain_step` does
the same for a training's next step.
"""

from __future__ import annotations

import numpy as np

from diynn.analysis.calculation.curves import ActivationCurve, activation_curve
from diynn.analysis.calculation.layer_terms import input_lines, output_lines, weight_lines
from diynn.analysis.calculation.loss_terms import (
    Compared,
    loss_gradient_lines,
    loss_lines,
    merged_gradient_lines,
)
from diynn.analysis.calculation.next_step import ExplainedStep, explain_step, update_terms
from diynn.analysis.calculation.residual_terms import Opened, Part, opened
from diynn.analysis.calculation.trace import Trace, TraceRow, trace
from diynn.analysis.calculation.values import (
    Applied,
    Array,
    Calculation,
    Factor,
    Line,
    Place,
    Products,
    apply_layer,
)
from diynn.layers.layer import Layer, Weights


def output_terms(
    layer: Layer, weights: Weights, x: Array, place: Place, training: bool = False,
    rng: np.random.Generator | None = None,
) -> Calculation:  # fmt: skip
    """What the output's value at `place`, (sample, *place), is made of, for x (batch, *shape).

    IndexError where there is no such place. `rng` is what a layer draws from in training.
    """
    return output_of(apply_layer(layer, weights, x, training, rng)[0], place)


def input_gradient_terms(
    layer: Layer, weights: Weights, x: Array, dy: Array, place: Place, training: bool = False,
    rng: np.random.Generator | None = None,
) -> Calculation:  # fmt: skip
    """What the gradient for the input's value at `place` is made of.

    `dy` (batch, *shape out) is the gradient for the output. Else as `output_terms`.
    """
    return input_gradient_of(apply_layer(layer, weights, x, training, rng)[0], dy, place)


def weight_gradient_terms(
    layer: Layer, weights: Weights, x: Array, dy: Array, name: str, place: Place,
    training: bool = False, rng: np.random.Generator | None = None,
) -> Calculation:  # fmt: skip
    """What the gradient for the weight `name` at `place` is made of, over the whole batch.

    Those that a training's forward gathers have none: a line of 0 without terms. Else as
    `input_gradient_terms`.
    """
    return weight_gradient_of(apply_layer(layer, weights, x, training, rng)[0], dy, name, place)


def output_of(at: Applied, place: Place) -> Calculation:
    """As `output_terms`, for a layer that is already applied."""
    place = _checked(place, at.y)
    return Calculation(output_lines(at.layer, at, place))


def input_gradient_of(at: Applied, dy: Array, place: Place) -> Calculation:
    """As `input_gradient_terms`, for a layer that is already applied."""
    place = _checked(place, at.x)
    return Calculation(input_lines(at.layer, at, np.asarray(dy, np.float64), place))


def weight_gradient_of(at: Applied, dy: Array, name: str, place: Place) -> Calculation:
    """As `weight_gradient_terms`, for a layer that is already applied."""
    place = _checked(place, at.weights[name])
    return Calculation(weight_lines(at.layer, at, np.asarray(dy, np.float64), name, place))


def loss_terms(at: Compared) -> Calculation:
    """What a batch's loss is made of: so much for each value or each sample."""
    return Calculation(loss_lines(at.loss, at))


def loss_gradient_terms(at: Compared, place: Place, merged: bool = False) -> Calculation:
    """What the loss's gradient for the output at `place`, (sample, *place), is made of.

    `merged`: for what goes into the last activation, by the formula that a training uses where the
    loss is computed in one with that.
    """
    place = _checked(place, at.y)
    if merged:
        return Calculation(merged_gradient_lines(at, place))
    return Calculation(loss_gradient_lines(at.loss, at, place))


def _checked(place: Place, values: Array) -> Place:
    """The place as whole numbers; IndexError where the array has no such place."""
    inside = len(place) == values.ndim and all(
        0 <= at < size for at, size in zip(place, values.shape, strict=True)
    )
    if not inside:
        raise IndexError(f"no place {place} in an array of {values.shape}")
    return tuple(int(at) for at in place)


__all__ = [
    "ActivationCurve",
    "Applied",
    "Calculation",
    "Compared",
    "ExplainedStep",
    "Factor",
    "Line",
    "Opened",
    "Part",
    "Place",
    "Products",
    "Trace",
    "TraceRow",
    "activation_curve",
    "apply_layer",
    "explain_step",
    "input_gradient_of",
    "input_gradient_terms",
    "loss_gradient_terms",
    "loss_terms",
    "opened",
    "output_of",
    "output_terms",
    "trace",
    "update_terms",
    "weight_gradient_of",
    "weight_gradient_terms",
]
