"""Whether the gradients of a network are the slopes of its loss.

Centred differences in float64, as in the notes of CS231n (Stanford, “Neural Networks 3”, section
“Gradient checks”) and torch.autograd.gradcheck, in three columns: each layer and the loss alone
finds the guilty one, the whole stack finds what it harms, two steps find what is wrong between
gradient and weights.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.augmentation import Augmentation
from diynn.data.dataset import Dataset, Part
from diynn.design.design import Design
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape
from diynn.network.faults import NO_MEAN, SOUND, Fault
from diynn.network.losses import Loss
from diynn.network.optimizers import SGD
from diynn.network.schedules import Constant
from diynn.network.sequential import Sequential
from diynn.network.weight_layout import WeightLayout
from diynn.training.training import Training

ALONE, STACK, STEPS = "alone", "stack", "steps"
COLUMNS = (ALONE, STACK, STEPS)
SAMPLES, SAMPLES_MIXED = 3, 8
"""Samples of a check; more where they depend on each other, since through a BatchNorm of two no
gradient passes."""
WIDTH = 1e-5
"""Half the distance between two values, relative to the weight where that is above 1."""
RELATIVE = 1e-6
"""The largest error of a right gradient, relative to it."""
ROUNDINGS = 10 * 2.0**-52
"""What rounding may add, relative to the loss over the width."""
PLACES = 8
"""Places that are looked at in each array: half of them those with the largest gradients."""
NARROWER = (1, 8, 64)
"""By what the width is divided, one after the other, where a gradient seems wrong."""
NUDGE = 0.01
"""The deviation of what is added to weights that are 0: where all biases are, the units over an
empty part of an image stand exactly in the corner of their ReLU."""
MOST_KINKS = 0.2
"""The share of kinks above which other samples are taken."""
TRIES = 4
STEP_ERROR = 1e-3
"""The largest error of a right step, relative to the longest move of a weight: it is float32."""

Values = NDArray[Any]


@dataclass(frozen=True)
class Difference:
    """One place: its gradient by back-propagation and by difference.

    `place` is empty where all values were moved at once, along a random direction.
    """

    place: tuple[int, ...]
    gradient: float
    slope: float
    right: bool
    kink: bool = False

    @property
    def distance(self) -> float:
        """How far the two are apart."""
        return abs(self.gradient - self.slope)


@dataclass(frozen=True)
class Finding:
    """What a check found of one array: the input of a layer, one of its weights, the loss.

    `column` is one of COLUMNS, `row` counts the layers from 0; the loss is the row after the last,
    and a step, which is of the whole network, is −1. `what` is “x”, the name of a weight, “y” for
    the loss alone or “step 1”.
    """

    column: str
    row: int
    what: str
    differences: tuple[Difference, ...]

    @property
    def right(self) -> bool:
        """Whether no place is wrong."""
        return all(one.right or one.kink for one in self.differences)

    @property
    def kinks(self) -> int:
        """Places at which the loss has a corner, so that no difference says what is right."""
        return sum(one.kink for one in self.differences)

    @property
    def is_zero(self) -> bool:
        """Whether gradient and slope are 0 everywhere: nothing was proved."""
        return all(one.gradient == 0 and abs(one.slope) < 1e-12 for one in self.differences)

    @property
    def worst(self) -> Difference:
        """The place with the largest error that is no kink: a wrong one, if there is any."""
        return max(
            self.differences, key=lambda one: (not one.kink, not one.right, one.distance)
        )

    @property
    def error(self) -> float:
        """The largest distance at a place that is no kink, relative to the largest gradient of
        all places; 0 where all are 0."""
        largest = max(max(abs(one.gradient), abs(one.slope)) for one in self.differences)
        apart = max((one.distance for one in self.differences if not one.kink), default=0.0)
        return apart / largest if largest else 0.0

    @property
    def ratio(self) -> float | None:
        """What the gradient is of the right one, where that is the same number everywhere."""
        wrong = [one for one in self.differences if not (one.right or one.kink)]
        if not wrong or any(one.slope == 0 for one in wrong):
            return None
        ratios = [one.gradient / one.slope for one in wrong]
        middle = ratios[0]
        alike = all(abs(one - middle) <= 1e-3 * max(abs(middle), 1e-3) for one in ratios)
        return middle if alike else None


def check_gradients(design: Design, data: Dataset, weights: Values | None = None,
                    seed: int = 0) -> Iterator[Finding]:  # fmt: skip
    """Check a network on `prepared` data, row by row, then the whole, then two steps.

    `weights` is a vector of all weights, the design's first ones without it. A fault of the design
    is in what is checked. Nothing that is given changes.
    """
    net = Sequential(design.layers, data.shape, design.run.seed, np.float64)
    if weights is not None:
        net.weight_vector[...] = weights
    rng = np.random.default_rng((seed, 1))
    first = net.weight_vector.astype(np.float32)
    _nudge(net, rng)
    rows = net.rows(net.weight_vector)
    for number, (layer, shape, own) in enumerate(
        zip(net.layers, net.shapes, rows, strict=False)
    ):
        fault = design.fault if design.fault.is_at(number) else SOUND
        yield from _layer_alone(number, layer, shape, own, fault, rng)
    yield from _loss_alone(design, net, rng)
    yield from _whole_stack(design, data, net, rng)
    yield from _two_steps(design, data, net, first)


def is_right(findings: Sequence[Finding]) -> bool:
    """Whether nothing that was found is wrong."""
    return all(one.right for one in findings)


def _nudge(net: Sequential, rng: np.random.Generator) -> None:
    """Move every learnt weight that is 0 off it."""
    for span in net.layout.learnt:
        part = net.weight_vector[span]
        part[part == 0] = rng.normal(0.0, NUDGE, np.count_nonzero(part == 0))


# One array moved


def _compared(
    column: str, row: int, what: str, values: Array, gradient: Array,
    loss: Callable[[], float], rng: np.random.Generator,
) -> Finding:  # fmt: skip
    """Compare a gradient for `values`, which `loss` reads, with differences."""
    flat, slopes = values.reshape(-1), gradient.reshape(-1)
    half = PLACES // 2
    largest = np.argpartition(-np.abs(slopes), min(half, slopes.size) - 1)[:half]
    chosen = list(dict.fromkeys([*largest, *rng.integers(0, slopes.size, half)]))
    found = [_at_place(values.shape, flat, int(at), float(slopes[at]), loss) for at in chosen]
    if slopes.size > 1:
        direction = 2.0 * rng.integers(0, 2, flat.size, np.int8) - 1.0
        kept = flat.copy()

        def moved(by: float) -> float:
            np.multiply(direction, by, out=flat)
            np.add(flat, kept, out=flat)
            return loss()

        # As long as one place's move, so that no curvature comes in by the number of weights.
        width = WIDTH / math.sqrt(flat.size)
        found.append(_difference((), float(slopes @ direction), width, moved))
        flat[...] = kept
    return Finding(column, row, what, tuple(found))


def _at_place(
    shape: Shape, flat: Array, at: int, gradient: float, loss: Callable[[], float]
) -> Difference:
    kept = float(flat[at])

    def moved(by: float) -> float:
        flat[at] = kept + by
        return loss()

    place = tuple(int(one) for one in np.unravel_index(at, shape))
    found = _difference(place, gradient, WIDTH * max(1.0, abs(kept)), moved)
    flat[at] = kept
    return found


def _difference(
    place: tuple[int, ...], gradient: float, width: float, moved: Callable[[float], float]
) -> Difference:
    """Compare at the width, and at narrower ones where a corner may lie within it."""
    for narrower in NARROWER:
        h = width / narrower
        above, below = moved(h), moved(-h)
        slope = (above - below) / (2 * h)
        rounding = ROUNDINGS * max(abs(above), abs(below)) / h
        allowed = RELATIVE * max(abs(gradient), abs(slope)) + rounding
        if abs(gradient - slope) <= allowed:
            return Difference(place, gradient, slope, right=True)
    # In a corner the slopes on both sides stay apart, however near they are taken.
    middle = moved(0.0)
    right, left = (above - middle) / h, (middle - below) / h
    apart = abs(right - left) > abs(gradient - slope) / 2 + 2 * rounding
    # Along many values at once several corners meet, and the gradient may lie beyond both sides.
    between = min(left, right) - allowed <= gradient <= max(left, right) + allowed
    return Difference(place, gradient, slope, right=False, kink=apart and (between or not place))


# A layer alone, and a loss


def _samples(layers: Sequence[Layer]) -> int:
    return SAMPLES_MIXED if any(layer.mixes_samples for layer in layers) else SAMPLES


def _layer_alone(
    row: int, layer: Layer, shape: Shape, own: dict[str, Array], fault: Fault,
    rng: np.random.Generator,
) -> Iterator[Finding]:  # fmt: skip
    x = rng.normal(size=(_samples((layer,)), *shape))
    weights = {name: values.copy() for name, values in own.items()}
    pass_ = Pass(training=True)
    bound = fault.bound(layer, x, weights, pass_) if fault else layer.bind(x, weights, pass_)

    def forward() -> None:
        pass_.rng = np.random.default_rng(2)
        bound.forward()

    forward()
    dy = rng.normal(size=bound.y.shape)
    dx = bound.backward(dy.copy())
    assert dx is not None
    found = {"x": (x, dx.copy())}
    found |= {
        name: (weights[name], gradient.copy())
        for name, gradient in pass_.gradients.items() if name not in layer.gathered
    }  # fmt: skip

    def along() -> float:
        forward()
        return float(np.vdot(bound.y, dy))

    for what, (values, gradient) in found.items():
        yield _compared(ALONE, row, what, values, gradient, along, rng)


def _loss_alone(design: Design, net: Sequential, rng: np.random.Generator) -> Iterator[Finding]:
    loss, shape, row = design.loss, net.output_shape, len(net.layers)
    z = rng.normal(size=(SAMPLES, *shape))
    t = rng.integers(0, shape[-1], SAMPLES) if loss.for_classes else rng.random(z.shape)
    # Between 0 and 1, as the losses of probabilities want it, and off both.
    y = np.exp(z) / (1 + np.exp(z))
    yield _of_loss(loss, loss.sum, "y", row, y, t, design.fault, rng)
    if loss.merges_with is not None and not design.fault:
        yield _of_loss(loss, loss.merged_sum, "z", row, z, t, design.fault, rng)


def _of_loss(
    loss: Loss, function: Callable[..., float], what: str, row: int, y: Array, t: Array,
    fault: Fault, rng: np.random.Generator,
) -> Finding:  # fmt: skip
    scale = loss.scale(len(y), y.shape[1:])
    dy, unused = np.empty_like(y), np.empty_like(y)
    function(y, t, dy, 1.0 if fault.wrong == NO_MEAN else scale)
    return _compared(
        ALONE, row, what, y, dy, lambda: function(y, t, unused, scale) * scale, rng
    )


# The whole stack


class _Forward:
    """The loss of a few samples, layer by layer without anything fused, from any row on."""

    def __init__(
        self, layout: WeightLayout, vector: Array, x: Array, t: Array, loss: Loss, merged: bool,
        seed: tuple[int, ...],
    ) -> None:  # fmt: skip
        self._pass = Pass(training=True)
        self._pass.wants_dx = False
        self._seed = seed
        self._random = any(layer.is_stochastic for layer in layout.layers)
        self._ways: list[Bound] = []
        y = x
        layers = layout.layers[:-1] if merged else layout.layers
        for layer, own in zip(layers, layout.rows(vector), strict=False):
            self._pass.gradients = {}
            self._ways.append(layer.bind(y, own, self._pass))
            y = self._ways[-1].y
        self._y, self._t, self._unused = y, t, np.empty(y.shape, y.dtype)
        self._function = loss.merged_sum if merged else loss.sum
        self._scale = loss.scale(len(x), layout.shapes[-1])

    def loss(self, row: int = 0) -> float:
        """The loss, where nothing above `row` has changed."""
        if self._random:
            self._pass.rng = np.random.default_rng(self._seed)
            row = 0
        for way in self._ways[row:]:
            way.forward()
        return self._function(self._y, self._t, self._unused, self._scale) * self._scale


def _whole_stack(
    design: Design, data: Dataset, net: Sequential, rng: np.random.Generator
) -> Iterator[Finding]:
    layers, loss = net.layers, design.loss
    count = min(_samples(layers), len(data.train))
    findings: list[Finding] = []
    for attempt in range(TRIES):
        places = (np.arange(count) + attempt * count) % len(data.train)
        part = Part(data.train.x[places], data.train.targets[places])
        findings = list(_stack_on(design, part, net, loss, rng, (attempt,)))
        looked_at = sum(len(one.differences) for one in findings)
        if sum(one.kinks for one in findings) <= MOST_KINKS * looked_at:
            break
    yield from findings


def _stack_on(
    design: Design, part: Part, net: Sequential, loss: Loss, rng: np.random.Generator,
    seed: tuple[int, ...],
) -> Iterator[Finding]:  # fmt: skip
    x = np.asarray(part.x, np.float64)
    t = loss.encode(part.targets, net.output_shape, np.float64)
    step = net.step(len(x), loss, t, fault=design.fault)
    step.run(x, t, np.arange(len(x)), seed)
    gradient = step.add_up().copy()
    vector = net.weight_vector
    merged = loss.merges_with is type(net.layers[-1]) and not design.fault
    forward = _Forward(net.layout, vector, x, t, loss, merged, (*seed, 0))
    forward.loss()
    for weight in net.layout.weights:
        if weight.name in net.layers[weight.row].gathered:
            continue
        row = weight.row

        def from_here(row: int = row) -> float:
            return forward.loss(row)

        yield _compared(
            STACK, row, weight.name, weight.view(vector), weight.view(gradient), from_here, rng
        )
        # Every way below stands as the weights do now.
        forward.loss(row)


@dataclass(frozen=True, eq=False)
class ErrorCurve:
    """The error of a difference over its width, at one weight in the whole stack.

    `widths` (n,) fall; the errors (n,) are relative, of numbers in float64 and in float32. Wide
    differences leave the tangent, narrow ones are lost in rounding: both curves are a V.
    """

    what: str
    place: tuple[int, ...]
    widths: Values
    errors: Values
    errors_float32: Values


def error_curve(
    design: Design, data: Dataset, weights: Values | None, finding: Finding, seed: int = 0
) -> ErrorCurve | None:
    """How the error of a finding in the whole stack depends on the width of the difference.

    Taken at the place with the largest gradient; None for a finding of another column.
    """
    at_places = [one for one in finding.differences if one.place]
    if finding.column != STACK or not at_places:
        return None
    place = max(at_places, key=lambda one: abs(one.gradient)).place
    net = Sequential(design.layers, data.shape, design.run.seed, np.float64)
    if weights is not None:
        net.weight_vector[...] = weights
    _nudge(net, np.random.default_rng((seed, 1)))
    count = min(_samples(net.layers), len(data.train))
    x = np.asarray(data.train.x[:count], np.float64)
    t = design.loss.encode(data.train.targets[:count], net.output_shape, np.float64)
    step = net.step(count, design.loss, t, fault=design.fault)
    step.run(x, t, np.arange(count), (0,))
    key = f"{finding.row}.{finding.what}"
    gradient = float(net.layout.by_key(step.add_up())[key][place])
    widths = 10.0 ** -np.arange(1.0, 13.5, 0.5)
    errors = []
    for dtype in (np.float64, np.float32):
        vector = net.weight_vector.astype(dtype)
        of_type = t if t.dtype.kind == "i" else t.astype(dtype)
        merged = design.loss.merges_with is type(net.layers[-1]) and not design.fault
        forward = _Forward(
            net.layout, vector, x.astype(dtype), of_type, design.loss, merged, (0, 0)
        )
        values = net.layout.by_key(vector)[key]
        errors.append([_relative(gradient, h, values, place, forward) for h in widths])
    return ErrorCurve(finding.what, place, widths, np.array(errors[0]), np.array(errors[1]))


def _relative(
    gradient: float, width: float, values: Array, place: tuple[int, ...], forward: _Forward
) -> float:
    kept = values[place].copy()
    values[place] = kept + values.dtype.type(width)
    above = forward.loss()
    values[place] = kept - values.dtype.type(width)
    below = forward.loss()
    values[place] = kept
    slope = (above - below) / (2 * width)
    largest = max(abs(gradient), abs(slope))
    return abs(gradient - slope) / largest if largest else 0.0


# Two steps


def _two_steps(
    design: Design, data: Dataset, net: Sequential, before: Values
) -> Iterator[Finding]:
    """Two steps of a real training against w − rate · g, g made again for each."""
    count = min(_samples(net.layers), len(data.train))
    part = Part(data.train.x[:count], data.train.targets[:count])
    few = replace(data, train=part, test=Part(part.x[:0], part.targets[:0]))
    run = replace(design.run, batch_size=count, noise=0.0, clip=0.0, validation=0.0)
    plain = replace(
        design, run=run, optimizer=SGD(), schedule=Constant(), augmentation=Augmentation()
    )
    training = Training(plain, few, few)
    training.begin_with(before)
    layer_fault = design.fault if design.fault.row or design.fault.wrong == NO_MEAN else SOUND
    places = np.arange(count)
    learnt = np.concatenate([np.arange(s.start, s.stop) for s in net.layout.learnt])
    rate = 0.0
    for number in (1, 2):
        weights = training.net.weight_vector.copy()
        seed = training.next_seed()
        step = training.net.step(count, design.loss, training.targets, fault=layer_fault)
        step.run(few.train.x, training.targets, places, seed)
        wanted = step.add_up().astype(np.float64)
        # The forward of a BatchNorm gathers: the training's own comes once more.
        training.net.weight_vector[...] = weights
        if not rate:
            longest = float(np.abs(wanted).max(initial=0))
            size = float(np.abs(weights[learnt]).max(initial=0)) or 1.0
            rate = min(1e6, 0.01 * size / longest) if longest else 0.1
            training.optimizer = SGD(rate)
        training.take_step(places)
        moved = (training.net.weight_vector.astype(np.float64) - weights) / -rate
        yield _of_step(number, moved, wanted, weights, rate, learnt)


def _of_step(
    number: int, moved: Array, wanted: Array, weights: Array, rate: float, learnt: Array
) -> Finding:
    """The move of every weight, the gradient as it was taken, against the gradient."""
    longest = float(np.abs(wanted[learnt]).max(initial=0))
    most = min(PLACES, len(learnt))
    chosen = learnt[np.argpartition(-np.abs(wanted[learnt]), most - 1)[:most]]
    roundings = 4 * float(np.finfo(np.float32).eps) * np.abs(weights).max(initial=0) / rate
    allowed = STEP_ERROR * longest + float(roundings)
    worst = learnt[int(np.argmax(np.abs(moved - wanted)[learnt]))]
    found = tuple(
        Difference((int(at),), float(moved[at]), float(wanted[at]),
                   bool(abs(moved[at] - wanted[at]) <= allowed))
        for at in dict.fromkeys([*chosen, worst])
    )  # fmt: skip
    return Finding(STEPS, -1, f"step {number}", found)

