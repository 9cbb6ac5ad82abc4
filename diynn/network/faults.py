"""Faults in back-propagation, to be put in on purpose: what each spoils, and how a check finds it.

A fault leaves the forward as it is. The training goes on with wrong gradients, and at times learns
nearly as well: that is why gradients are checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np

from diynn.layers import BatchNorm, Dropout, Sigmoid, Softmax, Tanh
from diynn.layers.convolution import Convolution
from diynn.layers.layer import Array, Backward, Bound, Layer, Pass, Weights
from diynn.layers.pooling import MaxPooling
from diynn.settings import Declared, OneOf, Range

NONE = "none"
BIAS, SPREAD, DIAGONAL = "bias_missing", "maximum_spread", "softmax_diagonal"
ONE_LESS_Y, NO_SLOPE, CONSTANT = "slope_one_less_y", "slope_missing", "statistics_constant"
UNTURNED, UNMASKED = "kernel_unturned", "mask_lost"
NO_MEAN, NOT_ZEROED, WRONG_SIGN = "mean_forgotten", "gradients_kept", "wrong_sign"
LEFT = "left"
"""The name in an optimizer's state of the gradients that a step forgot to set to zero."""

Backwards = Callable[[Array], Array | None]


class Sound(NamedTuple):
    """A layer bound as it should be, with what it was bound to."""

    layer: Layer
    x: Array
    weights: Weights
    pass_: Pass
    bound: Bound


@dataclass(frozen=True)
class FaultKind:
    """One fault: what it does, in words, and the layers that it can be put into.

    Without `fits` it belongs to the loss or to the step. `spoiled` makes a layer's wrong backward.
    """

    title: str
    explanation: str
    name: str
    fits: Callable[[Layer], bool] | None = None
    spoiled: Callable[[Sound], Backwards] | None = None


def _with_bias(layer: Layer) -> bool:
    return bool(getattr(layer, "bias", False))


def _without_bias(at: Sound) -> Backwards:
    db = at.pass_.gradient("b", at.weights["b"])

    def backward(dy: Array) -> Array | None:
        dx = at.bound.backward(dy)
        db[...] = 0
        return dx

    return backward


def _diagonal(at: Sound) -> Backwards:
    return lambda dy: dy * at.bound.y * (1 - at.bound.y)


def _one_less_y(at: Sound) -> Backwards:
    return lambda dy: dy * (1 - at.bound.y)


def _as_it_comes(_at: Sound) -> Backwards:
    return lambda dy: dy.copy()


def _spread_evenly(at: Sound) -> Backwards:
    assert isinstance(at.layer, MaxPooling)
    windows = at.layer.memory(at.x)

    def backward(dy: Array) -> Array:
        windows.outer_dx[...] = 0
        for pick in windows.picks:
            windows.outer_dx[pick] += dy / len(windows.picks)
        return windows.dx

    return backward


def _constant_statistics(at: Sound) -> Backwards:
    layer = at.layer
    assert isinstance(layer, BatchNorm)
    axes = tuple(range(at.x.ndim - 1))

    def backward(dy: Array) -> Array:
        at.bound.backward(dy)
        variance = at.x.var(axis=axes)
        found = dy * (at.weights["scale"] / np.sqrt(variance + layer.epsilon))
        return np.asarray(found, at.x.dtype)

    return backward


def _large_kernel(layer: Layer) -> bool:
    return isinstance(layer, Convolution) and max(layer.window[0]) > 1


def _unturned(at: Sound) -> Backwards:
    assert isinstance(at.layer, Convolution)
    axes = tuple(range(len(at.layer.window[0])))

    def backward(dy: Array) -> Array | None:
        at.bound.backward(dy)
        turned = {**at.weights, "W": np.ascontiguousarray(np.flip(at.weights["W"], axes))}
        _, back = at.layer.forward(at.x, turned, Pass())
        return back(dy)[0]

    return backward


FAULTS: tuple[FaultKind, ...] = (
    FaultKind(
        "No gradient for the bias",
        "The biases get the gradient 0 and stay as they began.",
        BIAS, _with_bias, _without_bias,
    ),
    FaultKind(
        "Only the diagonal of Softmax",
        "Each score's gradient is taken from its own probability alone, y (1 − y), as in the "
        "report: that a score also lowers the others is left out.",
        DIAGONAL, lambda layer: isinstance(layer, Softmax), _diagonal,
    ),
    FaultKind(
        "Slope of Tanh 1 − y",
        "The slope of Tanh is taken for 1 − y; it is 1 − y².",
        ONE_LESS_Y, lambda layer: isinstance(layer, Tanh), _one_less_y,
    ),
    FaultKind(
        "No slope of the activation",
        "The gradient passes the activation as if it were a straight line.",
        NO_SLOPE, lambda layer: isinstance(layer, Tanh | Sigmoid), _as_it_comes,
    ),
    FaultKind(
        "Maximum spread evenly",
        "The gradient of a maximum goes to all values of its window, as for a mean.",
        SPREAD, lambda layer: isinstance(layer, MaxPooling) and max(layer.window[0]) > 1,
        _spread_evenly,
    ),
    FaultKind(
        "Statistics taken for constants",
        "BatchNorm's mean and variance are treated as if the input did not move them.",
        CONSTANT, lambda layer: isinstance(layer, BatchNorm), _constant_statistics,
    ),
    FaultKind(
        "Kernel not turned",
        "The gradient for the input of a convolution is made with the kernel as it is, not turned "
        "by half a circle.",
        UNTURNED, _large_kernel, _unturned,
    ),
    FaultKind(
        "Mask of Dropout lost",
        "On the way back Dropout lets everything through, also where it forgot a value.",
        UNMASKED, lambda layer: isinstance(layer, Dropout) and layer.rate > 0, _as_it_comes,
    ),
    FaultKind(
        "Mean of the loss forgotten",
        "The loss is a mean, its gradient that of the sum: too large by the number of samples or "
        "values.",
        NO_MEAN,
    ),
    FaultKind(
        "Gradients not set to zero",
        "Each step adds its gradient to those of all steps before it.",
        NOT_ZEROED,
    ),
    FaultKind(
        "Step in the wrong direction",
        "The weights go up the slope of the loss.",
        WRONG_SIGN,
    ),
)  # fmt: skip
OF_STEPS = (NOT_ZEROED, WRONG_SIGN)
_BY_NAME: Mapping[str, FaultKind] = {kind.name: kind for kind in FAULTS}


@dataclass(frozen=True)
class Fault(Declared):
    """A fault in back-propagation that was put in on purpose."""

    wrong: Annotated[
        str, OneOf((NONE, *_BY_NAME)), "What is wrong with the gradients"
    ] = NONE
    row: Annotated[
        int, Range(0, 65536), "The row that has it, from 1; 0 where it is the loss or the step"
    ] = 0
    hidden: Annotated[bool, "Whether it is to be found out"] = False

    def __bool__(self) -> bool:
        return self.wrong != NONE

    @property
    def what(self) -> FaultKind:
        """The kind of fault; KeyError where there is none."""
        return _BY_NAME[self.wrong]

    def is_at(self, row: int) -> bool:
        """Whether the layer in a row, from 0, has it."""
        return bool(self) and self.row == row + 1

    def bound(self, layer: Layer, x: Array, weights: Weights, pass_: Pass) -> Bound:
        """As `Layer.bind`, with the wrong backward."""
        bound = layer.bind(x, weights, pass_)
        spoiled = self.what.spoiled
        if spoiled is None:
            return bound
        return Bound(bound.y, bound.forward, spoiled(Sound(layer, x, weights, pass_, bound)))

    def forward(
        self, layer: Layer, x: Array, weights: Weights, pass_: Pass
    ) -> tuple[Array, Backward]:
        """As `Layer.forward`, with the wrong backward."""
        y, forward, backward, _ = self.bound(layer, x, weights, pass_)
        forward()
        return y, lambda dy: (backward(dy), pass_.gradients)

    def spoil(self, gradient: Array, state: dict[str, Array]) -> None:
        """Spoil the gradient of a step in place, where it is the step that is wrong.

        What a step forgot to set to zero is kept in the optimizer's `state`.
        """
        if self.wrong == WRONG_SIGN:
            np.negative(gradient, out=gradient)
        elif self.wrong == NOT_ZEROED:
            gradient += state[LEFT]
            state[LEFT][...] = gradient

    def first_state(self, state: dict[str, Array], weights: Array) -> dict[str, Array]:
        """An optimizer's new state with what this fault keeps beside it."""
        return state | {LEFT: np.zeros_like(weights)} if self.wrong == NOT_ZEROED else state


@dataclass(frozen=True)
class Faulty:
    """A layer in a chain of which the backward is wrong; nothing can be fused with it."""

    layer: Layer
    fault: Fault

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        """As `Layer.bind`."""
        return self.fault.bound(self.layer, x, weights, pass_)


SOUND = Fault()


def possible_faults(layers: Sequence[Layer]) -> list[Fault]:
    """Every fault that can be put into a stack of layers: in each row that it fits, or once."""
    found = []
    for kind in FAULTS:
        if kind.fits is None:
            found.append(Fault(kind.name))
            continue
        found += [Fault(kind.name, row) for row, layer in enumerate(layers, 1) if kind.fits(layer)]
    return found


def possible(fault: Fault, layers: Sequence[Layer]) -> bool:
    """Whether a stack can have that fault, or has none."""
    if not fault or fault.what.fits is None:
        return True
    return 0 < fault.row <= len(layers) and fault.what.fits(layers[fault.row - 1])
