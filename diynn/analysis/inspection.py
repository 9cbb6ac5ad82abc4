"""What can be read off a network from outside: weights as images, shares of values, step sizes.

And how one value of a layer's output comes of what arrives: a sum of products, or a function.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.codes import weighs
from diynn.data.dataset import Shape
from diynn.layers import Dropout, Flatten, LayerNorm, Linear, ReLU, Residual1D, Residual2D, Softmax
from diynn.layers.activations import Activation
from diynn.layers.convolution import Convolution
from diynn.layers.layer import Layer, Pass
from diynn.layers.normalisation import Normalisation
from diynn.layers.residual import Residual
from diynn.layers.transposed import TransposedConvolution
from diynn.network.losses import Loss
from diynn.network.optimizers import Optimizer
from diynn.network.sequential import Sequential

Array = NDArray[Any]

BINS = 41
"""Bins of a histogram: an odd number, so that one of them has zero in its middle."""
BATCH = 64
"""Samples from which a gradient is computed."""
USUAL_UPDATE = (1e-4, 1e-2)
"""Between these lies the size of an update relative to its weights in a training that goes well.

About 1e-3 is the rule of thumb of the course CS231n (Stanford, "Neural Networks 3", section "Ratio
of weights:updates"); a factor of ten on either side is no cause for alarm.
"""

IN_PLACE = (Flatten, Activation, Normalisation, Dropout)
"""Layers that leave every value at its place."""

# Ends of a scale, times a power of ten.
_STEPS = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)

_silent = np.errstate(over="ignore", invalid="ignore", divide="ignore")


# Weights


def image_going_in(net: Sequential, row: int, raw: Shape) -> Shape | None:
    """The shape (height, width, channels) of the image whose values reach the layer `row`.

    None where they were no image, or where a layer before has mixed them: a Linear or a convolution
    in a lower row. `raw` is the shape of a sample as it was read: an image seen as a vector or as a
    sequence is still one.
    """
    below = zip(net.layers[:row], net.shapes, strict=False)
    if any(weighs(layer, into) for layer, into in below):
        return None
    while row and isinstance(net.layers[row - 1], IN_PLACE):
        row -= 1
    into = net.shapes[row]
    if len(into) == 3:
        return into
    if row == 0 and len(raw) == 3 and math.prod(raw) == math.prod(into):
        return raw
    return None


def weight_images(net: Sequential, row: int, weights: Array, raw: Shape) -> Array | None:
    """The weights of a layer as pictures (units or filters, channels in, height, width).

    A convolution over a sequence gives strips of height 1, and so does a transposed one. Of a
    residual block its first convolution is taken. A Linear gives pictures where its inputs are the
    values of an image (`image_going_in`). None for every other layer: see `weight_matrix`.
    `weights` is a vector of all weights.
    """
    layer, W = net.layers[row], _main_weights(net, row, weights)
    if W is None:
        return None
    if isinstance(layer, Convolution | Residual | TransposedConvolution):
        strips = W[np.newaxis] if W.ndim == 3 else W
        # A transposed convolution has its filters before the channels that it takes.
        filters, channels = (2, 3) if isinstance(layer, TransposedConvolution) else (3, 2)
        return strips.transpose(filters, channels, 0, 1)
    image = image_going_in(net, row, raw) if isinstance(layer, Linear) else None
    return None if image is None else W.reshape(len(W), *image).transpose(0, 3, 1, 2)


def weight_matrix(net: Sequential, row: int, weights: Array) -> Array | None:
    """The weights of a layer as one matrix, (outputs, inputs) for a Linear; None without any."""
    W = _main_weights(net, row, weights)
    return None if W is None else W.reshape(len(W), -1)


def _main_weights(net: Sequential, row: int, weights: Array) -> Array | None:
    """The weights by which a layer weighs; of a residual block those of its first convolution."""
    views = net.rows(weights)[row]
    return views.get("W", views.get("first.W"))


def weights_of(net: Sequential, row: int, vector: Array) -> Array:
    """All values that a vector like that of all weights has for one layer, (weights,).

    Those that no gradient moves are left out.
    """
    parts = [view.ravel() for view in net.layout.learnt_in(row, vector)]
    return np.concatenate(parts) if parts else np.empty(0, vector.dtype)


# Shares of values


def rounded_up(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 4, 5, 6, 8 times any power of ten; 1 for what is not above zero.

    A scale that ends at a round number is read easily, and does not tremble with the last digit.
    """
    if not (math.isfinite(value) and value > 0):
        return 1.0
    unit = 10.0 ** math.floor(math.log10(value))
    # Rounding may have put the value a trace above a step that it is on.
    wanted = next(step for step in _STEPS if value <= step * unit * (1 + 1e-6))
    return float(f"{wanted * unit:.2g}")


def largest(values: Sequence[Array]) -> float:
    """The largest size of all values in some arrays that is a number; 0 without any."""
    sizes = [float(np.abs(part, where=np.isfinite(part), out=np.zeros(part.shape)).max(initial=0))
             for part in values]  # fmt: skip
    return max(sizes, default=0.0)


@_silent
def reach(values: Array, deviations: float = 4.0) -> float:
    """Up to where a scale or a histogram of `values` should go on either side of zero.

    It is a round number and holds all of them, but ends at so many times the root mean square of
    those that are not far out (beyond as many times that of all): a few would else press the others
    into one bin, or into one colour.
    """
    flat = values[np.isfinite(values)]
    if not flat.size:
        return 1.0
    far = max(float(flat.max()), -float(flat.min()))
    squares = np.square(flat, dtype=np.float64)
    usual = float(squares.mean())
    usual = float(squares[squares <= deviations**2 * usual].mean())
    return rounded_up(min(far, deviations * math.sqrt(usual)))


@_silent
def histogram(values: Array, reach: float) -> Array:
    """The number of values in each of BINS bins of one width from −reach to reach, (BINS,).

    What lies beyond is counted in the first or the last bin; what is no number is left out.
    """
    flat = values[np.isfinite(values)].ravel()
    places = flat * (BINS / (2 * reach)) + BINS / 2
    np.clip(places, 0, BINS - 1, out=places)
    return np.bincount(places.astype(np.intp), minlength=BINS)


@dataclass(frozen=True, eq=False)
class Shares:
    """How values lie round zero: the share of all in each bin from −reach to reach, (BINS,)."""

    shares: Array
    reach: float
    count: int

    @classmethod
    def of(cls, parts: Sequence[Array], end: float | None = None) -> Shares:
        """The shares over all values of some arrays, in bins from −end to end.

        Without an end, the first array decides how far the bins go.
        """
        if not parts:
            return cls(np.zeros(BINS), 1.0, 0)
        end = reach(parts[0]) if end is None else end
        counts = np.sum([histogram(part, end) for part in parts], axis=0)
        total = int(counts.sum())
        return cls(counts / max(total, 1), end, total)


# Health


def units_awake(y: Array) -> Array:
    """Which units of an output (samples, …, units) were above zero anywhere, (units,) of bool.

    A channel of a map is one unit: its weights are the same at every place.
    """
    return np.asarray((y > 0).any(axis=tuple(range(y.ndim - 1))))


def may_die(net: Sequential, row: int) -> bool:
    """Whether a layer has units that may never let a gradient through again.

    ReLU with slope 0 has. A residual block ends in one, but a unit that is 0 there may be moved by
    what comes along the short cut; every other activation has a slope below zero.
    """
    layer = net.layers[row]
    return isinstance(layer, ReLU) and layer.slope == 0


def relative_sizes(net: Sequential, change: Array, weights: Array) -> list[float]:
    """‖change‖ / ‖weights‖ of every layer, both vectors like that of all weights.

    NaN for a layer without weights or with weights that are all zero.
    """
    sizes = []
    for row in range(len(net.layers)):
        part, whole = weights_of(net, row, change), weights_of(net, row, weights)
        norm = _norm(whole)
        sizes.append(_norm(part) / norm if norm > 0 else float("nan"))
    return sizes


@_silent
def expected_update(optimizer: Optimizer, weights: Array, gradient: Array) -> Array:
    """The change that a step of the optimizer makes to the weights, from a batch's gradient.

    It is an estimate, without a look at the training: the optimizer's first step from rest, times
    `Optimizer.settled`. Momentum m of SGD adds up steps; where their gradients are independent of
    each other, the sum is 1 / √(1 − m²) times as long as one of them, and so is this estimate
    (where all are alike, it would be 1 / (1 − m) times).
    """
    moved = weights.copy()
    optimizer.step(moved, gradient.copy(), optimizer.new_state(weights), np.empty_like(weights))
    return np.asarray((moved - weights) * optimizer.settled)


class GradientProbe:
    """The gradient of one fixed batch at any weights, computed on a copy of the network.

    The training's own network is never touched. Safe to call from several threads.
    """

    def __init__(self, net: Sequential, x: Array, t: Array, loss: Loss) -> None:
        """`x` (samples, *input_shape) and the encoded targets `t` of which it takes a few.

        They lie evenly spaced over all samples: a set may be sorted by class.
        """
        places = spread(len(x), BATCH)
        self._net = net
        self._copy: Sequential | None = None
        self._x, self._t = x[places], t[places]
        self._loss = loss
        self._lock = Lock()

    def gradient(self, weights: Array) -> Array:
        """The loss's gradient at a vector of all weights, of the same shape."""
        with self._lock:
            if self._copy is None:
                # Only now: a large network takes its time, and may never be asked.
                net = self._net
                self._copy = Sequential(net.layers, net.input_shape, dtype=net.dtype)
            np.copyto(self._copy.weight_vector, weights)
            _, _, found = self._copy.loss_and_gradient(self._x, self._t, self._loss)
            return found.copy()


@dataclass(frozen=True)
class LayerHealth:
    """Figures of one layer; NaN where one has no meaning for it.

    `mean_size` is the mean |weight|, `dead` the share of units that were never above zero, `update`
    the size of a step relative to the weights.
    """

    weights: int
    mean_size: float
    dead: float
    update: float


@_silent
def health(
    net: Sequential, weights: Array, awake: Sequence[Array | None], change: Array | None
) -> list[LayerHealth]:
    """The figures of every layer.

    `awake` has for each layer which units were ever above zero (`units_awake`), None where that
    means nothing; `change` is what a step does to the weights (`expected_update`), if known.
    """
    nan = float("nan")
    updates = [nan] * len(net.layers)
    if change is not None:
        updates = relative_sizes(net, change, weights)
    rows = []
    for row, seen in enumerate(awake):
        values = weights_of(net, row, weights)
        mean = float(np.abs(values).mean()) if values.size else nan
        dead = nan if seen is None else 1 - float(np.mean(seen))
        rows.append(LayerHealth(values.size, mean, dead, updates[row]))
    return rows


def is_usual(update: float) -> bool:
    """Whether the size of an update is within USUAL_UPDATE."""
    return USUAL_UPDATE[0] <= update <= USUAL_UPDATE[1]


def spread(count: int, most: int) -> Array:
    """At most `most` places among `count`, evenly spaced."""
    if count <= most:
        return np.arange(count)
    return (np.arange(most) * count) // most


@_silent
def outputs(net: Sequential, x: Array, weights: Array) -> list[Array]:
    """What comes out of every layer for x (samples, *input_shape), at a vector of all weights."""
    return net.activations(x, weights)


def _norm(values: Array) -> float:
    return math.sqrt(float(np.square(values, dtype=np.float64).sum()))


SHOWN = 3
"""So many of the products are told one by one, the largest first."""
NEITHER = (Softmax, LayerNorm, Residual1D, Residual2D)
"""Layers that are neither linear in what arrives nor a function of each value."""


@dataclass(frozen=True)
class Arithmetic:
    """The value is the sum of `terms`, each a factor times an input, of the `rest` of `more` such
    products, and of the `constant`; or, where there are no terms, the layer's function of
    `argument`."""

    terms: tuple[tuple[float, float], ...] = ()
    more: int = 0
    rest: float = 0.0
    constant: float = 0.0
    argument: float | None = None


def arithmetic(
    layer: Layer, weights: Mapping[str, Array], x: Array, place: tuple[int, ...]
) -> Arithmetic | None:
    """How the value at `place` of the output comes of one sample x (*shape); None for NEITHER.

    The factors are the gradient of that value for the input, which is what backward gives.
    """
    if isinstance(layer, NEITHER):
        return None
    if layer.group == "Activation":
        return Arithmetic(argument=float(x[place]))
    fixed = {name: np.asarray(one, np.float64) for name, one in weights.items()}
    sample = np.asarray(x, np.float64)[np.newaxis]
    y, backward = layer.forward(sample, fixed, Pass())
    dy = np.zeros_like(y)
    dy[0][place] = 1.0
    dx, _ = backward(dy)
    if dx is None:
        return None
    products = (dx * sample).ravel()
    constant = float(y[0][place] - products.sum())
    used = np.flatnonzero(dx)
    order = used[np.argsort(-abs(products[used]), kind="stable")]
    factors, values = dx.ravel(), sample.ravel()
    return Arithmetic(
        tuple((float(factors[one]), float(values[one])) for one in order[:SHOWN]),
        max(len(order) - SHOWN, 0), float(products[order[SHOWN:]].sum()), constant,
    )  # fmt: skip
