"""A training's next step, worked out beside it: nothing of the training changes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch

import numpy as np

from diynn.analysis.calculation.layer_terms import Lines
from diynn.analysis.calculation.trace import Trace, traced
from diynn.analysis.calculation.values import (
    Array,
    Calculation,
    Factor,
    Line,
    Products,
    constant,
)
from diynn.design.design import warping_of
from diynn.network.optimizers import SGD, STEPS, Adam, AdamW, Optimizer, RMSprop
from diynn.network.step import Step, shard_sizes
from diynn.network.update import SMALLEST_NORM
from diynn.network.weight_layout import WeightLayout
from diynn.training.training import Training


@dataclass(frozen=True, eq=False)
class ExplainedStep:
    """One step of a training: the batch, its way there and back, and the new weights.

    `places` are the samples of the batch in the training part, `epoch` and `step` count from 1.
    `weights`, `state` and `gradient` are those before the update, in float64 (weights,); `shrink`
    is what clipping multiplies the gradient by. `after` is what the training itself makes of the
    weights, `loss_after` the loss of the same batch with them: with the same noise, warps and
    masks. `difference` is the largest distance between `gradient` and the training's own, which
    computes in float32 and with layers fused, relative to the largest of the gradient: where the
    training has a fault it is as large as that, for the trace has none.
    """

    places: Array
    epoch: int
    step: int
    trace: Trace
    layout: WeightLayout
    optimizer: Optimizer
    rate: float
    weights: Array
    state: Mapping[str, Array]
    gradient: Array
    shrink: float
    after: Array
    loss_after: float
    difference: float

    @property
    def loss_before(self) -> float:
        """The loss of the batch before the update."""
        return self.trace.loss


@np.errstate(over="ignore", invalid="ignore", divide="ignore")
def explain_step(training: Training) -> ExplainedStep:
    """Work out the next step of a training on copies.

    It is the real one: its batch, noise, warps, masks and learning rate are those of the step that
    the training takes next.
    """
    net, run = training.net, training.design.run
    places, seed = training.next_batch(), training.next_seed()
    x, t, chances = _arriving(training, places, seed)
    traced_batch = traced(net, x, t, training.loss, True, chances)
    gradient = traced_batch.gradient(net.layout)
    weights = net.weight_vector.copy()
    data, warping = training.data.train.x, warping_of(training.design, training.data)
    fault = training.design.fault
    own = Step(net.layout, weights, training.loss, len(places), training.targets, warping, fault)
    own.run(data, training.targets, places, seed, run.noise)
    found = own.add_up().astype(np.float64)
    size = float(np.abs(gradient).max(initial=0))
    apart = float(np.abs(found - gradient).max(initial=0))
    state = training.optimizer_state
    before = {name: values.copy() for name, values in state.items()}
    weights[...] = net.weight_vector
    # The forward gathers running figures, and the step adds up its shards once: so a fresh one.
    again = Step(net.layout, weights, training.loss, len(places), training.targets, warping, fault)
    again.run(data, training.targets, places, seed, run.noise)
    again.spoil(state)
    again.update(training.optimizer, state, training.rate, run.clip)
    after = weights.copy()
    loss_after = again.run(data, training.targets, places, seed, run.noise)
    length = float(np.linalg.norm(gradient))
    shrink = min(1.0, run.clip / (length + SMALLEST_NORM)) if run.clip else 1.0
    return ExplainedStep(
        places, training.epoch + 1, training.step + 1, traced_batch, net.layout,
        training.optimizer, training.rate, net.weight_vector.astype(np.float64), before, gradient,
        shrink, after, loss_after, apart / size if size else apart,
    )  # fmt: skip


def _arriving(
    training: Training, places: Array, seed: tuple[int, ...]
) -> tuple[Array, Array, list[np.random.Generator]]:
    """The batch as it reaches the first layer, its encoded targets, and each shard's chance."""
    x = training.data.train.x[places].copy()
    t = training.targets[places].copy()
    warping, noise = warping_of(training.design, training.data), training.design.run.noise
    chances, start = [], 0
    for size in shard_sizes(training.net.layout, len(places)):
        part = slice(start, start + size)
        rng = np.random.default_rng((*seed, start))
        if warping is not None:
            warped = np.ascontiguousarray(x[part])
            warping.bind(size).warp(warped, rng)
            x[part] = warped
            if warping.targets_too:
                t[part] = warped.reshape(t[part].shape)
        if noise:
            x[part] += rng.standard_normal(x[part].shape, x.dtype) * x.dtype.type(noise)
        chances.append(rng)
        start += size
    return x, t if t.dtype.kind == "i" else t.astype(np.float64), chances


def update_terms(step: ExplainedStep, row: int, name: str, place: tuple[int, ...]) -> Calculation:
    """What the new value of one weight is made of: gradient, memory, decay, clipping, rate.

    KeyError for an unknown weight, IndexError where it has no such place.
    """
    found = [w for w in step.layout.weights if (w.row, w.name) == (row, name)]
    if not found:
        raise KeyError(f"{row}.{name}")
    one = found[0]
    inside = len(place) == len(one.shape) and all(
        0 <= at < size for at, size in zip(place, one.shape, strict=True)
    )
    if not inside:
        raise IndexError(f"no place {place} in weights of {one.shape}")
    index = one.span.start + int(np.ravel_multi_index(place, one.shape))
    gathered = any(span.start <= index < span.stop for span in step.layout.gathered)
    weight = _Weight(
        step, name, place, index,
        any(span.start <= index < span.stop for span in step.layout.decayed),
    )
    if gathered:
        new = float(step.after[index])
        return Calculation((Line(f"{name}′", place, new, (Products((constant(name, new),)),)),))
    return Calculation(update_lines(step.optimizer, weight))


@dataclass(frozen=True, eq=False)
class _Weight:
    """One weight at a step."""

    step: ExplainedStep
    name: str
    place: tuple[int, ...]
    index: int
    decays: bool

    @property
    def value(self) -> float:
        return float(self.step.weights[self.index])

    def own(self, symbol: str = "") -> Factor:
        """The weight itself as a factor."""
        value = np.array([self.value])
        return Factor(symbol or self.name, value, self.name, np.array([self.place]))

    def kept(self, name: str) -> float:
        """What the optimizer remembers of it."""
        return float(self.step.state[name][self.index])

    def gradient(self, decay: float) -> tuple[Line, float]:
        """The gradient that the rule works with: clipped, and with the pull of weight decay."""
        step = self.step
        raw = float(step.gradient[self.index])
        parts = [Factor(f"δ{self.name}", np.array([raw]), f"d{self.name}", np.array([self.place]))]
        if step.shrink != 1:
            parts.append(constant("clip", step.shrink))
        groups = [Products(tuple(parts))]
        if decay and self.decays:
            groups.append(Products((constant("λ", decay), self.own())))
        value = float(sum(group.values.sum() for group in groups))
        return Line("g", (), value, tuple(groups)), value

    def moved(self, *groups: Products) -> Line:
        """The line of the new value: the old one, less what the rule says. Its value is the
        training's own, in float32."""
        return Line(f"{self.name}′", self.place, float(self.step.after[self.index]), groups)


@singledispatch
def update_lines(optimizer: Optimizer, weight: _Weight) -> Lines:
    """The lines of one weight's new value."""
    raise NotImplementedError(optimizer.name())


@update_lines.register
def _(optimizer: SGD, weight: _Weight) -> Lines:
    first, g = weight.gradient(optimizer.weight_decay)
    lines, direction, symbol = [first], g, "g"
    momentum = optimizer.momentum
    if momentum:
        before = Products((constant("μ", momentum), constant("v", weight.kept("velocity"))))
        own = Products((constant("g", g),))
        v = momentum * weight.kept("velocity") + g
        lines.append(Line("v′", (), v, (before, own)))
        direction, symbol = v, "v′"
        if optimizer.nesterov:
            ahead = Products((constant("μ", momentum), constant("v′", v)))
            direction, symbol = g + momentum * v, "u"
            lines.append(Line("u", (), direction, (own, ahead)))
    less = Products((constant("−η", -weight.step.rate), constant(symbol, direction)))
    return (*lines, weight.moved(Products((weight.own(),)), less))


@update_lines.register
def _(optimizer: RMSprop, weight: _Weight) -> Lines:
    first, g = weight.gradient(optimizer.weight_decay)
    alpha, old = optimizer.alpha, weight.kept("square")
    s = alpha * old + (1 - alpha) * g * g
    square = Line("s′", (), s, (
        Products((constant("α", alpha), constant("s", old))),
        Products((constant("1 − α", 1 - alpha), constant("g²", g * g))),
    ))  # fmt: skip
    root = 1 / (math.sqrt(s) + optimizer.epsilon)
    scaled = Line("u", (), g * root, (
        Products((constant("g", g), constant("1/(√s′ + ε)", root))),
    ))  # fmt: skip
    lines, direction, symbol = [first, square, scaled], g * root, "u"
    if optimizer.momentum:
        v = optimizer.momentum * weight.kept("velocity") + direction
        lines.append(Line("v′", (), v, (
            Products((constant("μ", optimizer.momentum),
                      constant("v", weight.kept("velocity")))),
            Products((constant("u", direction),)),
        )))  # fmt: skip
        direction, symbol = v, "v′"
    less = Products((constant("−η", -weight.step.rate), constant(symbol, direction)))
    return (*lines, weight.moved(Products((weight.own(),)), less))


@update_lines.register
def _(optimizer: Adam, weight: _Weight) -> Lines:
    apart = isinstance(optimizer, AdamW)
    decay, rate = optimizer.weight_decay, weight.step.rate
    first, g = weight.gradient(0.0 if apart else decay)
    steps = int(weight.step.state[STEPS]) + 1
    b1, b2 = optimizer.beta_1, optimizer.beta_2
    m = b1 * weight.kept("mean") + (1 - b1) * g
    s = b2 * weight.kept("square") + (1 - b2) * g * g
    mean = Line("m′", (), m, (
        Products((constant("β₁", b1), constant("m", weight.kept("mean")))),
        Products((constant("1 − β₁", 1 - b1), constant("g", g))),
    ))  # fmt: skip
    square = Line("s′", (), s, (
        Products((constant("β₂", b2), constant("s", weight.kept("square")))),
        Products((constant("1 − β₂", 1 - b2), constant("g²", g * g))),
    ))  # fmt: skip
    fair_m, fair_s = 1 / (1 - b1**steps), 1 / (1 - b2**steps)
    m_hat = Line("m̂", (), m * fair_m, (
        Products((constant("m′", m), constant(f"1/(1 − β₁^{steps})", fair_m))),
    ))  # fmt: skip
    s_hat = Line("ŝ", (), s * fair_s, (
        Products((constant("s′", s), constant(f"1/(1 − β₂^{steps})", fair_s))),
    ))  # fmt: skip
    root = 1 / (math.sqrt(s * fair_s) + optimizer.epsilon)
    less = Products((
        constant("−η", -rate), constant("m̂", m * fair_m), constant("1/(√ŝ + ε)", root)
    ))  # fmt: skip
    groups = [Products((weight.own(),)), less]
    if apart and decay and weight.decays:
        groups.insert(1, Products((constant("−η", -rate), constant("λ", decay), weight.own())))
    return (first, mean, square, m_hat, s_hat, weight.moved(*groups))


