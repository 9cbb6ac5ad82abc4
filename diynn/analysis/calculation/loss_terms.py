"""How each loss makes its number of outputs and targets, and its gradient: one function a kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

import numpy as np

from diynn.analysis.calculation.layer_terms import Lines
from diynn.analysis.calculation.values import (
    Array,
    Factor,
    Line,
    Place,
    Products,
    constant,
)
from diynn.layers.activations import sigmoid, softmax
from diynn.layers.layer import Shape
from diynn.network.losses import (
    BCE,
    MSE,
    CrossEntropy,
    Huber,
    LogSoftmaxCrossEntropy,
    Loss,
)

SCALE = "1/N"
"""The symbol of what the sum over a batch is multiplied by."""


@dataclass(frozen=True, eq=False)
class Compared:
    """A loss with what it compared, in float64.

    `y` are the outputs (batch, *shape), `t` the encoded targets, `z` what went into the activation
    that the loss merges with, None where it merges with none. `dy` is the gradient for y, `dz` that
    for z as the merged formula gives it.
    """

    loss: Loss
    y: Array
    t: Array
    scale: float
    value: float
    dy: Array
    z: Array | None = None
    dz: Array | None = None

    @property
    def all_places(self) -> Array:
        """The places of all values of y (values, axes)."""
        return np.argwhere(np.ones(self.y.shape, np.bool_))

    def scaled(self, count: int) -> Factor:
        """The scale as a factor of so many terms."""
        return constant(SCALE, self.scale, count)


def compare(loss: Loss, y: Array, t: Array, z: Array | None = None) -> Compared:
    """The loss of y (batch, *shape) against encoded targets, with its gradients.

    `z` is what went into the last activation, where the loss merges with that one.
    """
    scale = loss.scale(len(y), y.shape[1:])
    dy = np.zeros_like(y)
    value = loss.sum(y, t, dy, scale) * scale
    dz = None
    if z is not None:
        dz = np.zeros_like(z)
        loss.merged_sum(z, t, dz, scale)
    return Compared(loss, y, t, scale, value, dy, z, dz)


def shares(loss: Loss, t: Array, shape: Shape) -> Array:
    """The target of each class, (batch, classes): 1 at the right one, or smoothed."""
    smoothing = float(getattr(loss, "smoothing", 0.0))
    found = np.full((len(t), *shape), smoothing / shape[-1])
    found[np.arange(len(t)), t] += 1 - smoothing
    return found


def _of_values(at: Compared, symbol: str, values: Array) -> Lines:
    """The loss as the sum of so much for each value of y."""
    each = Factor(symbol, values.ravel(), "y", at.all_places, at.y.ravel())
    return (Line("L", (), at.value, (Products((each, at.scaled(values.size))),)),)


@singledispatch
def loss_lines(loss: Loss, at: Compared) -> Lines:
    """The lines of a batch's loss."""
    raise NotImplementedError(loss.name())


@singledispatch
def loss_gradient_lines(loss: Loss, at: Compared, place: Place) -> Lines:
    """The lines of the gradient for the output's value at `place`, (sample, *place)."""
    raise NotImplementedError(loss.name())


def _gradient(at: Compared, place: Place, *factors: Factor) -> Lines:
    made = Products((*factors, at.scaled(1)))
    return (Line("δy", place, float(at.dy[place]), (made,)),)


def _error(at: Compared, place: Place, symbol: str, value: float) -> Factor:
    y = float(at.y[place])
    return Factor(symbol, np.array([value]), "y", np.array([place]), np.array([y]))


@loss_lines.register
def _(loss: MSE, at: Compared) -> Lines:
    return _of_values(at, "(y − t)²", np.square(at.y - at.t))


@loss_gradient_lines.register
def _(loss: MSE, at: Compared, place: Place) -> Lines:
    error = float(at.y[place] - at.t[place])
    return _gradient(at, place, constant("2", 2), _error(at, place, "y − t", error))


@loss_lines.register
def _(loss: Huber, at: Compared) -> Lines:
    size = np.abs(at.y - at.t)
    far = loss.delta * (size - loss.delta / 2)
    return _of_values(at, "Huber(y − t)", np.where(size <= loss.delta, size**2 / 2, far))


@loss_gradient_lines.register
def _(loss: Huber, at: Compared, place: Place) -> Lines:
    held = float(np.clip(at.y[place] - at.t[place], -loss.delta, loss.delta))
    return _gradient(at, place, _error(at, place, "y − t within ±d", held))


def _probability(y: Array) -> Array:
    edge = np.finfo(y.dtype).eps
    return np.clip(y, edge, 1 - edge)


@loss_lines.register
def _(loss: BCE, at: Compared) -> Lines:
    p = _probability(at.y)
    each = -(at.t * np.log(p) + (1 - at.t) * np.log1p(-p))
    return _of_values(at, "−t log y − (1 − t) log(1 − y)", each)


@loss_gradient_lines.register
def _(loss: BCE, at: Compared, place: Place) -> Lines:
    p = float(_probability(at.y)[place])
    error = _error(at, place, "y − t", p - float(at.t[place]))
    return _gradient(at, place, error, constant("1/(y (1 − y))", 1 / (p * (1 - p))))


def _of_classes(at: Compared, symbol: str, values: Array) -> Lines:
    """The loss as the sum of each class's share of the target times `values`."""
    target = shares(at.loss, at.t, at.y.shape[1:])
    where = np.argwhere(target)
    wanted = Factor("t", target[tuple(where.T)])
    each = Factor(symbol, values[tuple(where.T)], "y", where, at.y[tuple(where.T)])
    made = Products((wanted, each, at.scaled(len(where))))
    return (Line("L", (), at.value, (made,)),)


@loss_lines.register
def _(loss: CrossEntropy, at: Compared) -> Lines:
    return _of_classes(at, "−log y", -np.log(np.maximum(at.y, np.finfo(at.y.dtype).tiny)))


@loss_gradient_lines.register
def _(loss: CrossEntropy, at: Compared, place: Place) -> Lines:
    target = float(shares(loss, at.t, at.y.shape[1:])[place])
    y = max(float(at.y[place]), float(np.finfo(at.y.dtype).tiny))
    return _gradient(at, place, constant("−t", -target), _error(at, place, "1/y", 1 / y))


@loss_lines.register
def _(loss: LogSoftmaxCrossEntropy, at: Compared) -> Lines:
    return _of_classes(at, "−log softmax(y)", -_log_softmax(at.y))


def _log_softmax(y: Array) -> Array:
    lower = y - y.max(axis=-1, keepdims=True)
    return np.asarray(lower - np.log(np.exp(lower).sum(axis=-1, keepdims=True)))


@loss_gradient_lines.register
def _(loss: LogSoftmaxCrossEntropy, at: Compared, place: Place) -> Lines:
    return _answer_less_target(at, "δy", place, at.y, softmax(at.y, np.empty_like(at.y)), at.dy)


def merged_gradient_lines(at: Compared, place: Place) -> Lines:
    """The lines of the gradient for what goes into the activation that the loss is merged with.

    Behind a Sigmoid or a Softmax it is simply answer less target, over N.
    """
    assert at.z is not None
    assert at.dz is not None
    over = sigmoid if at.loss.merges_with is not None and not at.loss.for_classes else softmax
    return _answer_less_target(at, "δx", place, at.z, over(at.z, np.empty_like(at.z)), at.dz)


def _answer_less_target(
    at: Compared, symbol: str, place: Place, z: Array, answer: Array, found: Array
) -> Lines:
    target = shares(at.loss, at.t, at.y.shape[1:]) if at.loss.for_classes else at.t
    where = np.array([place])
    p = Factor("p", np.array([float(answer[place])]), "y", where, z[place].reshape(1))
    t = constant("−t", -float(target[place]))
    groups = (Products((p, at.scaled(1))), Products((t, at.scaled(1))))
    return (Line(symbol, place, float(found[place]), groups),)


def loss_sum_of(at: Compared, sample: int) -> float:
    """What one sample adds to the batch's loss."""
    one = slice(sample, sample + 1)
    return at.loss.sum(at.y[one], at.t[one], np.empty_like(at.y[one]), at.scale) * at.scale


