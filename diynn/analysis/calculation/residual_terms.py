"""A residual block opened: the values on both of its ways, and where they meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from diynn.analysis.calculation.layer_terms import (
    Lines,
    dx_at,
    input_lines,
    output_lines,
    weight_lines,
)
from diynn.analysis.calculation.values import (
    Applied,
    Array,
    Factor,
    Line,
    Place,
    Products,
    apply_layer,
    read_at,
)
from diynn.layers.layer import Backward
from diynn.layers.residual import ROUTE, SHORT_CUT, Residual


@dataclass(frozen=True, eq=False)
class Part:
    """One layer within a residual block, with what went through it both ways, in float64.

    `dy` and `dx` are zeros where no gradient was sent back.
    """

    name: str
    applied: Applied
    dy: Array
    dx: Array
    gradients: Mapping[str, Array] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Opened:
    """A residual block's parts by name, in order: those of the route, then of the short cut.

    `open` is 1 where the ReLU behind the sum lets a value through, (batch, *shape out).
    """

    parts: Mapping[str, Part]
    route: tuple[str, ...]
    short_cut: tuple[str, ...]
    open: Array


def opened(at: Applied, dy: Array | None = None) -> Opened:
    """The parts of the block `at`, with the gradients that `dy` (batch, *shape out) sends back."""
    layer = at.layer
    assert isinstance(layer, Residual)
    routes = layer.routes(at.x.shape[1:])
    applied: dict[str, tuple[Applied, Backward]] = {}
    ends = {}
    for way in (ROUTE, SHORT_CUT):
        y = at.x
        for name, part, _ in routes[way]:
            own = {key.partition(".")[2]: values for key, values in at.weights.items()
                   if key.partition(".")[0] == name}  # fmt: skip
            applied[name] = apply_layer(part, own, y, at.training)
            y = applied[name][0].y
        ends[way] = y
    gate = (ends[ROUTE] + ends[SHORT_CUT] > 0).astype(np.float64)
    names = {way: tuple(name for name, _, _ in routes[way]) for way in (ROUTE, SHORT_CUT)}
    parts = {}
    for way in (ROUTE, SHORT_CUT):
        delta = np.zeros_like(gate) if dy is None else dy * gate
        for name in reversed(names[way]):
            one, backward = applied[name]
            dx, gradients = backward(delta)
            assert dx is not None
            parts[name] = Part(name, one, delta, dx.copy(), dict(gradients))
            delta = parts[name].dx
    order = names[ROUTE] + names[SHORT_CUT]
    return Opened({name: parts[name] for name in order}, names[ROUTE], names[SHORT_CUT], gate)


def _renamed(lines: Lines, part: str) -> Lines:
    """Lines of a part whose arrays are called by the block's names for them."""
    def group(one: Products) -> Products:
        return Products(tuple(
            replace(factor, array=f"{part}.{factor.array}") if factor.array else factor
            for factor in one.factors
        ))  # fmt: skip

    return tuple(
        replace(line, groups=tuple(group(one) for one in line.groups)) for line in lines
    )


def _met(at: Applied, block: Opened, names: tuple[str, ...], place: Place) -> Factor:
    """What arrives at the sum by one way: the output of its last layer, or the input itself."""
    where = np.array([place])
    if not names:
        return read_at("x", at.x, where)
    last = names[-1]
    return read_at(f"{last}.y", block.parts[last].applied.y, where)


@output_lines.register
def _(layer: Residual, at: Applied, place: Place) -> Lines:
    block = opened(at)
    gate = Factor("[sum > 0]", block.open[place].reshape(1))
    ways = (block.route, block.short_cut)
    groups = tuple(Products((_met(at, block, names, place), gate)) for names in ways)
    return (Line("y", place, float(at.y[place]), groups),)


@input_lines.register
def _(layer: Residual, at: Applied, dy: Array, place: Place) -> Lines:
    block = opened(at, dy)
    groups = []
    where = np.array([place])
    for names in (block.route, block.short_cut):
        if names:
            first = block.parts[names[0]]
            groups.append(Products((read_at("δx", first.dx, where, f"{first.name}.dx"),)))
        else:
            gate = Factor("[sum > 0]", block.open[place].reshape(1))
            groups.append(Products((read_at("δy", dy, where, "dy"), gate)))
    return (Line("δx", place, dx_at(at, dy, place), tuple(groups)),)


@weight_lines.register
def _(layer: Residual, at: Applied, dy: Array, name: str, place: Place) -> Lines:
    part, _, own = name.partition(".")
    inside = opened(at, dy).parts[part]
    lines = weight_lines(inside.applied.layer, inside.applied, inside.dy, own, place)
    *before, last = _renamed(lines, part)
    return (*before, replace(last, symbol=f"δ{name}"))
