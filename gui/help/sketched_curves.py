"""Pictures of functions: activations, losses, schedules, steps of optimizers, fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Qt

from diynn.layers.initializers import initial
from diynn.layers.layer import Layer, Pass
from diynn.network.losses import BCE, Loss
from diynn.network.optimizers import SGD, Optimizer
from diynn.network.schedules import Constant, OnPlateau, Place, Schedule, preview
from diynn.settings import Declared
from gui.help.sketch import Array, Sketch
from gui.text.numbers import number

TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
TOP_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
BOTTOM_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
BOTTOM_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom

_REACH = 4.0


def values_of(layer: Layer) -> tuple[Array, Array, Array]:
    """Inputs from −4 to 4, what an activation makes of them, and its slope there."""
    x = np.linspace(-_REACH, _REACH, 161)[:, None]
    weights = layer.new_weights((1,), np.random.default_rng(0))
    y, backward = layer.forward(x, weights, Pass())
    dx, _ = backward(np.ones_like(y))
    assert dx is not None
    return x[:, 0], np.array(y)[:, 0], np.array(dx)[:, 0]


def activation(kind: type[Layer]) -> Callable[[Sketch], None]:
    """An activation's curve, and its slope dashed."""

    def draw(sketch: Sketch) -> None:
        x, y, slope = values_of(kind())
        bounded = float(np.abs(y).max()) <= 1.0
        span = (-1.25, 1.25) if bounded else (-1.5, 3.0)
        plane = sketch.plane((-_REACH, _REACH), span)
        plane.curve(x, slope, sketch.theme.runs[1], dashed=True)
        plane.curve(x, y, sketch.theme.accent)
        plane.name("y(x)", TOP_LEFT)
        plane.name("−4 ≤ x ≤ 4", BOTTOM_RIGHT)

    return draw


def loss_of_error(loss: Loss) -> Callable[[Sketch], None]:
    """A loss over the error y − t, and its slope dashed."""

    def draw(sketch: Sketch) -> None:
        error = np.linspace(-3, 3, 121)
        values, slopes = losses_at(loss, error, np.zeros(121))
        plane = sketch.plane((-3, 3), (-2.5, 5))
        plane.curve(error, slopes, sketch.theme.runs[1], dashed=True)
        plane.curve(error, values, sketch.theme.accent)
        plane.name("−3 ≤ y − t ≤ 3", BOTTOM_RIGHT)

    return draw


def losses_at(loss: Loss, outputs: Array, targets: Array) -> tuple[Array, Array]:
    """The loss of single values, and its slope."""
    values, slopes = [], []
    for y, t in zip(outputs, targets, strict=True):
        dy = np.empty((1, 1))
        values.append(loss.sum(np.array([[y]]), np.array([[t]]), dy))
        slopes.append(float(dy[0, 0]))
    return np.array(values), np.array(slopes)


def binary(sketch: Sketch) -> None:
    """Binary cross-entropy over the output, for a target of 1 and of 0."""
    y = np.linspace(0.005, 0.995, 120)
    plane = sketch.plane((0, 1), (-1, 5))
    for target, colour in ((1.0, sketch.theme.accent), (0.0, sketch.theme.runs[1])):
        values, _ = losses_at(BCE(), y, np.full(120, target))
        plane.curve(y, values, colour, dashed=target == 0)
    plane.note(0.16, 3.4, "t = 1")
    plane.note(0.84, 3.4, "t = 0")
    plane.name("0 < y < 1", BOTTOM_RIGHT)


def logarithm(sketch: Sketch) -> None:
    """−log y: what a probability of the right class costs."""
    y = np.linspace(0.003, 1, 160)
    plane = sketch.plane((0, 1), (-1, 5))
    plane.curve(y, -np.log(y), sketch.theme.accent)
    plane.name("−log y", TOP_RIGHT)
    plane.name("0 < y ≤ 1", BOTTOM_RIGHT)


def softmax(sketch: Sketch) -> None:
    """Scores, and the shares that a softmax makes of them."""
    from diynn.layers import Softmax

    scores = np.array([[1.0, 3.0, 0.5, 2.0]])
    y, _ = Softmax().forward(scores, {}, Pass())
    left, right = sketch.columns(2)
    shares = [float(share) for share in y[0]]
    left.titled("x").bars(
        [float(score) / 4 for score in scores[0]], [number(float(score)) for score in scores[0]],
        sketch.theme.strong_border,
    )  # fmt: skip
    texts = [number(round(share, 2)) for share in shares]
    right.titled("y").bars(shares, texts, sketch.theme.accent)


def schedule(one: Schedule) -> Callable[[Sketch], None]:
    """The learning rate over a run of 20 epochs."""

    def draw(sketch: Sketch) -> None:
        plane = sketch.plane((0, 1), (-0.35, 1.4))
        if isinstance(one, OnPlateau):
            # As if the loss had come to rest at two places of the run.
            factors = [one.factor(Place(0, 10, 20, (n > 90) + (n > 170))) for n in range(240)]
        else:
            factors = preview(one, 20)
        plane.curve(np.linspace(0, 1, len(factors)), np.array(factors), sketch.theme.accent)
        plane.name("η", TOP_LEFT)
        plane.name("t", BOTTOM_RIGHT)

    return draw


def warm_up(sketch: Sketch) -> None:
    """A rate that rises for four epochs."""
    schedule(Constant(warm_up=4))(sketch)


# Steps down a valley.

_STEEP, _FLAT = 1.0, 0.06
_START = (-9.0, 3.0)


def way(optimizer: Optimizer, steps: int) -> Array:
    """The places (steps + 1, 2) where an optimizer comes by from the start, in a long valley."""
    weights = np.array(_START)
    state: Any = optimizer.new_state(weights)
    places = [weights.copy()]
    for _ in range(steps):
        gradient = np.array([_FLAT, _STEEP]) * weights
        optimizer.step(weights, gradient, state, np.empty(2))
        places.append(weights.copy())
    return np.array(places)


def ways(*optimizers: Optimizer, steps: int = 30) -> Callable[[Sketch], None]:
    """The ways of some optimizers down the same valley: plain ones in orange."""

    def draw(sketch: Sketch) -> None:
        plane = sketch.plane((-10, 4), (-4, 4))
        turn = np.linspace(0, 2 * np.pi, 80)
        for level in (0.25, 1.0, 2.5, 5.0, 9.0):
            plane.curve(
                np.sqrt(2 * level / _FLAT) * np.cos(turn),
                np.sqrt(2 * level / _STEEP) * np.sin(turn), sketch.theme.grid, width=1.2,
            )  # fmt: skip
        colours = (sketch.theme.classes[1], sketch.theme.accent)
        for optimizer, colour in zip(optimizers, colours[-len(optimizers) :], strict=True):
            places = way(optimizer, steps)
            plane.curve(places[:, 0], places[:, 1], colour, width=1.6)
            plane.dots(places[:, 0], places[:, 1], colour, 2.2)
        plane.dots(np.zeros(1), np.zeros(1), sketch.theme.text, 3.5)

    return draw


def rates(sketch: Sketch) -> None:
    """Steps down a bowl with a rate that is too small, good, and too large."""
    for part, rate in zip(sketch.columns(3), (0.06, 0.6, 2.04), strict=True):
        below = part.titled(f"η = {number(rate)}")
        plane = below.plane((-3.4, 3.4), (-0.4, 5))
        x = np.linspace(-3.4, 3.4, 60)
        plane.curve(x, x**2 / 2, sketch.theme.strong_border, width=1.2)
        weights, optimizer = np.array([2.8]), SGD(learning_rate=rate)
        state: Any = optimizer.new_state(weights)
        places = [float(weights[0])]
        for _ in range(8):
            optimizer.step(weights, weights.copy(), state, np.empty(1))
            places.append(float(weights[0]))
        at = np.array(places)
        plane.curve(at, at**2 / 2, sketch.theme.accent, width=1.4)
        plane.dots(at, at**2 / 2, sketch.theme.accent)


def over_fitting(sketch: Sketch) -> None:
    """Polynomials of too low, suitable and too high a degree through the same noisy points."""
    rng = np.random.default_rng(4)
    x = np.linspace(0, 1, 12)
    y = np.sin(2 * np.pi * x) + 0.3 * rng.standard_normal(12)
    fine = np.linspace(0, 1, 200)
    for part, degree in zip(sketch.columns(3), (1, 3, 11), strict=True):
        plane = part.plane((-0.05, 1.05), (-2, 2))
        fit = np.polynomial.Polynomial.fit(x, y, degree)
        plane.curve(fine, np.sin(2 * np.pi * fine), sketch.theme.strong_border, dashed=True,
                    width=1.2)  # fmt: skip
        plane.curve(fine, fit(fine), sketch.theme.accent)
        plane.dots(x, y, sketch.theme.runs[1])


def first_weights(sketch: Sketch) -> None:
    """How xavier's and he's first weights of a layer of 64 × 64 are spread."""
    for part, kind in zip(sketch.columns(2), ("xavier", "he"), strict=True):
        drawn = initial(kind, (64, 64), 64, 64, np.random.default_rng(0)).ravel()
        counts, edges = np.histogram(drawn, 41, (-0.6, 0.6))
        plane = part.titled(kind).plane((-0.6, 0.6), (0, float(counts.max()) * 1.15))
        middles = (edges[1:] + edges[:-1]) / 2
        plane.curve(middles, counts.astype(float), sketch.theme.accent)


def toy(kind: type[Declared]) -> Callable[[Sketch], None]:
    """The points of a set in the plane, in the colours of their classes."""

    def draw(sketch: Sketch) -> None:
        from diynn.data.sources.toys import Toy
        from gui.theme.colours import label_colours

        assert issubclass(kind, Toy)
        data = kind(samples=400).load()
        side = min(sketch.room.width(), sketch.room.height())
        room = sketch.room
        room = room.adjusted((room.width() - side) / 2, 0, -(room.width() - side) / 2, 0)
        plane = sketch.within(room).plane((-1.4, 1.4), (-1.4, 1.4))
        colours = label_colours(data.train.targets.reshape(-1), len(data.classes), sketch.theme)
        for point, colour in zip(data.train.x, colours, strict=True):
            red, green, blue = (int(part) for part in colour)
            plane.dots(point[:1], point[1:], f"#{red:02x}{green:02x}{blue:02x}", 2.2)

    return draw


def fitted_curve(sketch: Sketch) -> None:
    """Points that fall steeply and then flatten, and a curve through them."""
    x = np.linspace(0.5, 6.0, 60)
    y = np.exp(-0.19 * x) / (0.0061 + 0.0105 * x)
    chance = np.random.default_rng(4)
    at = chance.uniform(0.5, 6.0, 34)
    strewn = np.exp(-0.19 * at) / (0.0061 + 0.0105 * at) * chance.normal(1, 0.12, 34)
    plane = sketch.plane((0.1, 6.4), (-6, 96))
    plane.dots(at, strewn, sketch.theme.strong_border, 2.2)
    plane.curve(x, y, sketch.theme.accent)


def seasons(sketch: Sketch) -> None:
    """A value that rises and swings with the year: what is known, and what comes next."""
    month = np.arange(43.0)
    y = 0.055 * month + np.sin(2 * np.pi * month / 12)
    plane = sketch.plane((-1, 49), (-1.6, 4.2))
    plane.curve(month[:37], y[:37], sketch.theme.accent)
    plane.curve(month[36:], y[36:], sketch.theme.accent, dashed=True)
    plane.dots(month[-1:], y[-1:], sketch.theme.runs[1], 3.0)


def components(sketch: Sketch) -> None:
    """A cloud of points and its two principal directions."""
    rng = np.random.default_rng(3)
    points = rng.standard_normal((150, 2)) @ np.array([[1.5, 0.8], [-0.25, 0.45]])
    plane = sketch.plane((-5.2, 5.2), (-2.6, 2.6))
    plane.dots(points[:, 0], points[:, 1], sketch.theme.strong_border, 2.2)
    _, lengths, axes = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    for length, axis, colour in zip(lengths, axes, _two(sketch), strict=True):
        reach = 2 * length / np.sqrt(len(points)) * axis
        plane.curve(np.array([-reach[0], reach[0]]), np.array([-reach[1], reach[1]]), colour)


def _two(sketch: Sketch) -> Sequence[str]:
    return sketch.theme.accent, sketch.theme.runs[1]
