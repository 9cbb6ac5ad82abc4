"""How each kind of layer makes its output and its gradients: one function a kind and a direction.

A layer that is a weighted sum needs no words of its own. Its backward, with its weights replaced by
their numbers, says which weight meets which input; so a new layer of that kind is explained as soon
as it is there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import singledispatch
from itertools import product

import numpy as np

from diynn.analysis.calculation.values import (
    LARGEST,
    Applied,
    Array,
    Factor,
    Line,
    Place,
    Products,
    constant,
    of_sample,
    one_at,
    read_at,
)
from diynn.layers import BatchNorm, Dropout, LayerNorm, Linear, LogSoftmax, PReLU, Softmax
from diynn.layers.activations import Activation
from diynn.layers.layer import Layer, Pass, Shape
from diynn.layers.pooling import MaxPooling

Lines = tuple[Line, ...]
SHARE = "1/n"
"""The symbol of a factor that is the same share of every input."""
LEVEL, ALONG = "mean(δy scale)", "mean(δy scale x̂)"
"""What a normalisation takes off its gradient: both are means over the values it gathered."""


def multipliers(at: Applied) -> list[str]:
    """The names of the weights that the input is multiplied by."""
    return [name for name in at.layer.decayed if name in at.weights]


def added(at: Applied) -> list[str]:
    """The names of the weights that are added: biases."""
    others = at.layer.gathered | {*multipliers(at)}
    return [name for name in at.weights if name not in others]


def numbered(at: Applied, name: str) -> dict[str, Array]:
    """The weights with `name` replaced by its numbers, from 1 on, and every other by zeros."""
    made: dict[str, Array] = {key: np.zeros(one.shape) for key, one in at.weights.items()}
    made[name] = 1.0 + np.arange(made[name].size).reshape(made[name].shape)
    return made


def at_numbers(numbers: Array, shape: Shape) -> Array:
    """The places (terms, axes) in an array of `shape` of values with these numbers from 1 on."""
    where = np.rint(numbers).astype(np.intp) - 1
    return np.stack(np.unravel_index(where, shape), axis=1)


def sent_back(at: Applied, weights: dict[str, Array], sample: int, place: Place) -> tuple[
    Array, dict[str, Array]
]:  # fmt: skip
    """What backward gives, in use, for a gradient of 1 at `place` of one sample's output."""
    x = at.x[sample : sample + 1]
    y, backward = at.layer.forward(x, weights, Pass())
    dx, gradients = backward(one_at(y.shape, (0, *place)))
    assert dx is not None
    return dx[0], gradients


# Forward


@singledispatch
def output_lines(layer: Layer, at: Applied, place: Place) -> Lines:
    """The lines of the output's value at `place`, (sample, *place)."""
    sample, inner = place[0], place[1:]
    groups = []
    names = multipliers(at)
    for name in names:
        numbers, _ = sent_back(at, numbered(at, name), sample, inner)
        sources = np.argwhere(numbers)
        W = at.weights[name]
        weighed = read_at(name, W, at_numbers(numbers[tuple(sources.T)], W.shape))
        groups.append(Products((weighed, read_at("x", at.x, of_sample(sample, sources)))))
    slopes, gradients = sent_back(at, dict(at.weights), sample, inner)
    if not names:
        sources = np.argwhere(slopes)
        shares = slopes[tuple(sources.T)]
        values = read_at("x", at.x, of_sample(sample, sources))
        alone = bool((shares == 1).all())
        groups.append(Products((values,) if alone else (values, Factor(SHARE, shares))))
    groups += [
        Products((read_at(name, at.weights[name], np.argwhere(gradients[name])),))
        for name in added(at)
    ]
    return (Line("y", place, float(at.y[place]), tuple(groups)),)


def _beside(first: Array | int, second: Array | int) -> Array:
    """Places (terms, 2) of two numbers each, one of which may be the same in all of them."""
    return np.stack(np.broadcast_arrays(first, second), axis=1)


@output_lines.register
def _(layer: Linear, at: Applied, place: Place) -> Lines:
    # As for all weighted sums; but so a large one is not sent through for a single value.
    sample, unit = place
    inputs = np.arange(at.x.shape[1])
    W, b = at.weights["W"], at.weights.get("b")
    groups = [Products((
        read_at("W", W, _beside(unit, inputs)), read_at("x", at.x, _beside(sample, inputs)),
    ))]  # fmt: skip
    if b is not None:
        groups.append(Products((read_at("b", b, np.array([[unit]])),)))
    return (Line("y", place, float(at.y[place]), tuple(groups)),)


@output_lines.register
def _(layer: Activation, at: Applied, place: Place) -> Lines:
    x = float(at.x[place])
    made = Factor(
        f"{layer.name()}(x)", at.y[place].reshape(1), "x", np.array([place]), np.array([x])
    )
    return (Line("y", place, float(at.y[place]), (Products((made,)),)),)


@output_lines.register
def _(layer: Softmax, at: Applied, place: Place) -> Lines:
    lines, powers, total = _powers(at.x, place)
    own = Factor("e^(x − m)", powers[place[-1]].reshape(1), "x", np.array([place]),
                 at.x[place].reshape(1))  # fmt: skip
    last = Line("y", place, float(at.y[place]), (Products((own, constant("1/S", 1 / total))),))
    return (*lines, last)


def _powers(x: Array, place: Place) -> tuple[Lines, Array, float]:
    """The largest score of a sample's place and the sum of all powers; the powers; that sum."""
    rest = place[:-1]
    scores = x[rest]
    places = np.array([(*rest, i) for i in range(len(scores))], np.intp)
    best = int(np.argmax(scores))
    picked = Factor("largest", (np.arange(len(scores)) == best).astype(float))
    most = Line("m", (), float(scores[best]),
                (Products((read_at("x", x, places), picked)),), LARGEST)  # fmt: skip
    powers = np.exp(scores - scores[best])
    total = float(powers.sum())
    sum_ = Line("S", (), total, (Products((Factor("e^(x − m)", powers, "x", places, scores),)),))
    return (most, sum_), powers, total


@output_lines.register
def _(layer: LogSoftmax, at: Applied, place: Place) -> Lines:
    lines, _, total = _powers(at.x, place)
    own = Products((read_at("x", at.x, np.array([place])),))
    less = [Products((constant("−1", -1), constant(symbol, value)))
            for symbol, value in (("m", lines[0].value), ("log S", math.log(total)))]  # fmt: skip
    return (*lines, Line("y", place, float(at.y[place]), (own, *less)))


@output_lines.register
def _(layer: PReLU, at: Applied, place: Place) -> Lines:
    value = read_at("x", at.x, np.array([place]))
    factors = (value,) if at.x[place] > 0 else (value, _slope(at, place))
    return (Line("y", place, float(at.y[place]), (Products(factors),)),)


def _slope(at: Applied, place: Place) -> Factor:
    a = at.weights["a"]
    return read_at("a", a, np.array([[place[-1] if len(a) > 1 else 0]]))


@output_lines.register
def _(layer: Dropout, at: Applied, place: Place) -> Lines:
    value = read_at("x", at.x, np.array([place]))
    return (Line("y", place, float(at.y[place]), (Products((value, *_mask(at, place))),)),)


def _mask(at: Applied, place: Place) -> tuple[Factor, ...]:
    """What Dropout multiplies by while training; nothing in use."""
    if at.slopes is None or not at.training:
        return ()
    return (Factor("m/(1 − r)", at.slopes[place].reshape(1)),)


@output_lines.register
def _(layer: MaxPooling, at: Applied, place: Place) -> Lines:
    places = _window(layer, at.x.shape, place)
    values = read_at("x", at.x, places)
    picked = Factor("largest", (np.arange(len(places)) == values.values.argmax()).astype(float))
    return (Line("y", place, float(at.y[place]), (Products((values, picked)),), LARGEST),)


def _window(layer: MaxPooling, shape: Shape, place: Place) -> Array:
    """The places (sample, …, channel) in x of `shape` that an output is the largest of, in the
    layer's order.
    """
    size, stride = layer.window
    spans = []
    for p, k, s, edge, gap, d in zip(
        place[1:-1], size, stride, layer.edges, layer.gaps, shape[1:-1], strict=True
    ):
        start = p * s - edge
        spans.append([at for at in range(start, start + k * gap, gap) if 0 <= at < d])
    return np.array([(place[0], *at, place[-1]) for at in product(*spans)], np.intp)


# Back to the input


@singledispatch
def input_lines(layer: Layer, at: Applied, dy: Array, place: Place) -> Lines:
    """The lines of the gradient for the input's value at `place`, (sample, *place)."""
    sample = place[0]
    x = one_at((1, *at.x.shape[1:]), (0, *place[1:]))
    groups = []
    names = multipliers(at)
    for name in names:
        numbers = layer.forward(x, numbered(at, name), Pass())[0][0]
        targets = np.argwhere(numbers)
        W = at.weights[name]
        weighed = read_at(name, W, at_numbers(numbers[tuple(targets.T)], W.shape))
        groups.append(Products((read_at("δy", dy, of_sample(sample, targets), "dy"), weighed)))
    if not names:
        shares = layer.forward(x, dict(at.weights), Pass())[0][0]
        targets = np.argwhere(shares)
        factor = shares[tuple(targets.T)]
        deltas = read_at("δy", dy, of_sample(sample, targets), "dy")
        alone = bool((factor == 1).all())
        groups.append(Products((deltas,) if alone else (deltas, Factor(SHARE, factor))))
    return (Line("δx", place, dx_at(at, dy, place), tuple(groups)),)


def dx_at(at: Applied, dy: Array, place: Place) -> float:
    """The gradient for one value of the input as the layer's own backward gives it."""
    if at.back is not None and at.back.dy is dy:
        return float(at.back.dx[place])
    if at.slopes is not None and at.training:
        return float(dy[place] * at.slopes[place])
    whole = slice(None) if at.layer.mixes_samples and at.training else slice(place[0], place[0] + 1)
    # Copied, since a training's forward writes what it gathers.
    weights = {name: values.copy() for name, values in at.weights.items()}
    _, backward = at.layer.forward(at.x[whole], weights, Pass(at.training))
    dx, _ = backward(np.ascontiguousarray(dy[whole]))
    assert dx is not None
    return float(dx[(place[0] if whole == slice(None) else 0, *place[1:])])


@input_lines.register
def _(layer: Linear, at: Applied, dy: Array, place: Place) -> Lines:
    sample, number = place
    units, W = np.arange(dy.shape[1]), at.weights["W"]
    terms = Products((
        read_at("δy", dy, _beside(sample, units), "dy"), read_at("W", W, _beside(units, number)),
    ))  # fmt: skip
    return (Line("δx", place, dx_at(at, dy, place), (terms,)),)


@input_lines.register
def _(layer: Activation, at: Applied, dy: Array, place: Place) -> Lines:
    # Only this value's slope is wanted, and it depends on no other.
    one = at.x[place].reshape(1, 1)
    _, backward = layer.forward(one, {}, Pass())
    slope, _ = backward(np.ones((1, 1)))
    assert slope is not None
    delta = read_at("δy", dy, np.array([place]), "dy")
    made = Factor(f"{layer.name()}′(x)", slope[0], "x", np.array([place]), one[0])
    return (Line("δx", place, dx_at(at, dy, place), (Products((delta, made)),)),)


@input_lines.register
def _(layer: Softmax, at: Applied, dy: Array, place: Place) -> Lines:
    rest, own = place[:-1], place[-1]
    y = at.y[rest]
    places = np.array([(*rest, j) for j in range(len(y))], np.intp)
    same = np.arange(len(y)) == own
    rates = Factor("[i = j] − y", same - y, "y", places, y)
    terms = (read_at("δy", dy, places, "dy"), constant("y", y[own], len(y)), rates)
    return (Line("δx", place, dx_at(at, dy, place), (Products(terms),)),)


@input_lines.register
def _(layer: LogSoftmax, at: Applied, dy: Array, place: Place) -> Lines:
    rest, own = place[:-1], place[-1]
    places = np.array([(*rest, j) for j in range(at.y.shape[-1])], np.intp)
    same = np.arange(len(places)) == own
    rates = Factor("[i = j] − e^y", same - math.exp(at.y[place]))
    terms = (read_at("δy", dy, places, "dy"), rates)
    return (Line("δx", place, dx_at(at, dy, place), (Products(terms),)),)


@input_lines.register
def _(layer: PReLU, at: Applied, dy: Array, place: Place) -> Lines:
    delta = read_at("δy", dy, np.array([place]), "dy")
    factors = (delta,) if at.x[place] > 0 else (delta, _slope(at, place))
    return (Line("δx", place, dx_at(at, dy, place), (Products(factors),)),)


@input_lines.register
def _(layer: Dropout, at: Applied, dy: Array, place: Place) -> Lines:
    delta = read_at("δy", dy, np.array([place]), "dy")
    return (Line("δx", place, dx_at(at, dy, place), (Products((delta, *_mask(at, place))),)),)


@input_lines.register
def _(layer: MaxPooling, at: Applied, dy: Array, place: Place) -> Lines:
    outputs = list(_windows_over(layer, at.y.shape[1:-1], place))
    won = [_winner(layer, at, output) == place for output in outputs]
    deltas = read_at("δy", dy, np.array(outputs, np.intp).reshape(-1, dy.ndim), "dy")
    picked = Factor("largest", np.array(won, float))
    return (Line("δx", place, dx_at(at, dy, place), (Products((deltas, picked)),), LARGEST),)


def _windows_over(layer: MaxPooling, positions: Shape, place: Place) -> Iterator[Place]:
    """The outputs whose windows hold a place of the input."""
    spans = []
    for p, k, s, edge, gap, count in zip(
        place[1:-1], *layer.window, layer.edges, layer.gaps, positions, strict=True
    ):
        starts = range(p + edge, p + edge - k * gap, -gap)
        spans.append(sorted(at // s for at in starts if at % s == 0 and 0 <= at // s < count))
    for at in product(*spans):
        yield (place[0], *at, place[-1])


def _winner(layer: MaxPooling, at: Applied, output: Place) -> Place:
    places = _window(layer, at.x.shape, output)
    best = places[int(at.x[tuple(places.T)].argmax())]
    return tuple(int(one) for one in best)


# To the weights


@singledispatch
def weight_lines(layer: Layer, at: Applied, dy: Array, name: str, place: Place) -> Lines:
    """The lines of the gradient for the weight `name` at `place`, over all samples."""
    if name in layer.gathered:
        return (Line(f"δ{name}", place, 0.0, ()),)
    shape = (1, *at.x.shape[1:])
    weights = {key: np.zeros(values.shape) for key, values in at.weights.items()}
    weights[name][place] = 1.0
    weighs = name in multipliers(at)
    inputs = 1.0 + np.arange(math.prod(shape)).reshape(shape) if weighs else np.zeros(shape)
    met = layer.forward(inputs, weights, Pass())[0][0]
    targets = np.argwhere(met)
    samples = range(len(at.x))
    deltas = read_at("δy", dy, _of_all(samples, targets), "dy")
    factors: tuple[Factor, ...] = (deltas,)
    if weighs:
        sources = at_numbers(met[tuple(targets.T)], shape)[:, 1:]
        factors = (deltas, read_at("x", at.x, _of_all(samples, sources)))
    return (Line(f"δ{name}", place, dw_at(at, dy, name, place), (Products(factors),)),)


@weight_lines.register
def _(layer: Linear, at: Applied, dy: Array, name: str, place: Place) -> Lines:
    samples = np.arange(len(at.x))
    factors: tuple[Factor, ...] = (read_at("δy", dy, _beside(samples, place[0]), "dy"),)
    if name == "W":
        factors += (read_at("x", at.x, _beside(samples, place[1])),)
    return (Line(f"δ{name}", place, dw_at(at, dy, name, place), (Products(factors),)),)


@weight_lines.register
def _(layer: PReLU, at: Applied, dy: Array, name: str, place: Place) -> Lines:
    below = at.x <= 0
    if len(at.weights["a"]) > 1:
        below &= np.arange(at.x.shape[-1]) == place[0]
    where = np.argwhere(below)
    factors = (read_at("δy", dy, where, "dy"), read_at("x", at.x, where))
    return (Line(f"δ{name}", place, dw_at(at, dy, name, place), (Products(factors),)),)


def _of_all(samples: range, places: Array) -> Array:
    return np.concatenate([of_sample(sample, places) for sample in samples])


def dw_at(at: Applied, dy: Array, name: str, place: Place) -> float:
    """The gradient for one weight as the layer's own backward gives it."""
    if at.back is not None and at.back.dy is dy:
        return float(at.back.gradients[name][place])
    weights = {key: values.copy() for key, values in at.weights.items()}
    _, backward = at.layer.forward(at.x, weights, Pass(at.training))
    return float(backward(np.ascontiguousarray(dy))[1][name][place])


# Normalisation: over a batch's values of a channel, or over a sample's


def _gathered_places(at: Applied, place: Place) -> Array:
    """The places (values, axes) that share a mean with the one at `place`."""
    shape = at.x.shape
    if isinstance(at.layer, BatchNorm):
        spans = [range(size) for size in shape[:-1]] + [range(place[-1], place[-1] + 1)]
    else:
        spans = [range(place[0], place[0] + 1)] + [range(size) for size in shape[1:]]
    return np.stack(np.meshgrid(*map(np.asarray, spans), indexing="ij"), -1).reshape(-1, len(shape))


class _Normal:
    """Mean, variance and x̂ of the values that one value is normalised with.

    In use a BatchNorm takes the running ones, and no value has to do with another.
    """

    def __init__(self, at: Applied, place: Place) -> None:
        layer = at.layer
        assert isinstance(layer, BatchNorm | LayerNorm)
        self.channel = place[-1]
        self.alone = isinstance(layer, BatchNorm) and not at.training
        self.places = np.array([place]) if self.alone else _gathered_places(at, place)
        self.x = at.x[tuple(self.places.T)]
        self.scales = at.weights["scale"][self.places[:, -1]]
        if self.alone:
            self.mean = float(at.weights["mean"][self.channel])
            self.variance = float(at.weights["variance"][self.channel])
        else:
            self.mean = float(self.x.mean())
            self.variance = float(np.square(self.x - self.mean).mean())
        self.spread = 1 / math.sqrt(self.variance + layer.epsilon)
        self.normal = (self.x - self.mean) * self.spread
        self.own = int(np.flatnonzero((self.places == place).all(axis=1))[0])
        self.share = constant(SHARE, 1 / len(self.x), len(self.x))

    def statistics(self, at: Applied) -> Lines:
        """The lines of mean and variance."""
        if self.alone:
            where = np.array([[self.channel]])
            return tuple(
                Line(symbol, (), value, (Products((read_at(name, at.weights[name], where),)),))
                for symbol, name, value in (("μ", "mean", self.mean),
                                            ("σ²", "variance", self.variance))
            )  # fmt: skip
        squares = Factor("(x − μ)²", np.square(self.x - self.mean), "x", self.places, self.x)
        return (
            Line("μ", (), self.mean, (Products((read_at("x", at.x, self.places), self.share)),)),
            Line("σ²", (), self.variance, (Products((squares, self.share)),)),
        )


@output_lines.register(BatchNorm)
@output_lines.register(LayerNorm)
def _(layer: Layer, at: Applied, place: Place) -> Lines:
    n = _Normal(at, place)
    centred = Factor("x − μ", np.array([n.x[n.own] - n.mean]), "x", np.array([place]),
                     np.array([n.x[n.own]]))  # fmt: skip
    root = constant("1/√(σ² + ε)", n.spread)
    normal = Line("x̂", (), float(n.normal[n.own]), (Products((centred, root)),))
    channel = np.array([[n.channel]])
    own = Factor("x̂", np.array([n.normal[n.own]]), "x", np.array([place]),
                 np.array([n.x[n.own]]))  # fmt: skip
    scaled = Products((read_at("scale", at.weights["scale"], channel), own))
    shift = Products((read_at("shift", at.weights["shift"], channel),))
    return (*n.statistics(at), normal, Line("y", place, float(at.y[place]), (scaled, shift)))


@input_lines.register(BatchNorm)
@input_lines.register(LayerNorm)
def _(layer: Layer, at: Applied, dy: Array, place: Place) -> Lines:
    n = _Normal(at, place)
    root = constant("1/√(σ² + ε)", n.spread)
    delta = read_at("δy", dy, np.array([place]), "dy")
    scale = read_at("scale", at.weights["scale"], np.array([[n.channel]]))
    direct = Products((delta, scale, root))
    value = dx_at(at, dy, place)
    if n.alone:
        return (*n.statistics(at), Line("δx", place, value, (direct,)))
    deltas = read_at("δy", dy, n.places, "dy")
    scales = read_at("scale", at.weights["scale"], n.places[:, -1:])
    level = Products((deltas, scales, n.share))
    along = Products((deltas, scales, Factor("x̂", n.normal, "x", n.places, n.x), n.share))
    a, b = float(level.values.sum()), float(along.values.sum())
    less = constant("−1", -1)
    of_level = Products((less, constant(LEVEL, a), root))
    of_along = Products((less, constant(ALONG, b), constant("x̂", n.normal[n.own]), root))
    return (
        *n.statistics(at), Line(LEVEL, (), a, (level,)), Line(ALONG, (), b, (along,)),
        Line("δx", place, value, (direct, of_level, of_along)),
    )  # fmt: skip


@weight_lines.register(BatchNorm)
@weight_lines.register(LayerNorm)
def _(layer: Layer, at: Applied, dy: Array, name: str, place: Place) -> Lines:
    if name in layer.gathered:
        return (Line(f"δ{name}", place, 0.0, ()),)
    spans = [range(size) for size in at.x.shape[:-1]] + [range(place[0], place[0] + 1)]
    where = np.stack(np.meshgrid(*map(np.asarray, spans), indexing="ij"), -1).reshape(
        -1, at.x.ndim
    )
    factors: tuple[Factor, ...] = (read_at("δy", dy, where, "dy"),)
    if name == "scale":
        factors += (Factor("x̂", _normalised(at, where), "x", where, at.x[tuple(where.T)]),)
    return (Line(f"δ{name}", place, dw_at(at, dy, name, place), (Products(factors),)),)


def _normalised(at: Applied, where: Array) -> Array:
    """x̂ at all `where`."""
    weights = {key: values.copy() for key, values in at.weights.items()}
    weights["scale"], weights["shift"] = np.ones_like(weights["scale"]), 0 * weights["shift"]
    y, _ = at.layer.forward(at.x, weights, Pass(at.training))
    return np.asarray(y[tuple(where.T)])

