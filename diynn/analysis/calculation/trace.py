"""A batch's way through a network and back, every value kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from diynn.analysis.calculation.loss_terms import Compared, compare
from diynn.analysis.calculation.values import Applied, Array, SentBack, apply_layer
from diynn.layers.layer import Backward, Layer
from diynn.network.losses import Loss
from diynn.network.sequential import Sequential
from diynn.network.step import shard_sizes
from diynn.network.weight_layout import WeightLayout


@dataclass(frozen=True, eq=False)
class TraceRow:
    """One layer of the stack with what went through it both ways, in float64.

    `dy` (batch, *shape out) arrives from above, `dx` (batch, *shape) goes on below; `gradients` are
    those of the weights, over the batch, by name. Where the loss is merged with this layer, `dx` is
    what the merged formula gives, and `apart` what the layer's own backward makes of `dy`.
    """

    number: int
    applied: Applied
    dy: Array
    dx: Array
    gradients: Mapping[str, Array]
    apart: Array | None = None

    @property
    def layer(self) -> Layer:
        """The layer itself."""
        return self.applied.layer

    @property
    def x(self) -> Array:
        """What went in, (batch, *shape)."""
        return self.applied.x

    @property
    def y(self) -> Array:
        """What came out, (batch, *shape out)."""
        return self.applied.y


@dataclass(frozen=True, eq=False)
class Trace:
    """What a batch x (batch, *shape) did in a stack: its rows, first to last, and the loss."""

    x: Array
    rows: tuple[TraceRow, ...]
    compared: Compared
    training: bool

    @property
    def loss(self) -> float:
        """The loss of the batch."""
        return self.compared.value

    def gradient(self, layout: WeightLayout) -> Array:
        """The gradient for all weights as one vector, in the order of the stack's."""
        vector = np.zeros(layout.size)
        for row, views in zip(self.rows, layout.rows(vector), strict=True):
            for name, values in row.gradients.items():
                views[name][...] = values
        return vector


def trace(
    net: Sequential, x: Array, t: Array, loss: Loss, training: bool = False,
    seed: tuple[int, ...] = (0,), weights: Array | None = None,
) -> Trace:  # fmt: skip
    """Send x (batch, *input_shape) through a network and the loss back, layer by layer.

    `t` are targets as data has them: class numbers (batch,) or values. In `training` a Dropout
    forgets and a BatchNorm takes the batch's own mean, as in a step of that `seed`; else all is as
    in use. `weights` is another vector of all weights to use instead of the network's own.
    Computed on copies in float64: the network stays as it is. Raises ShapeError where loss and
    outputs cannot be compared.
    """
    encoded = loss.encode(np.asarray(t), net.output_shape, np.float64)
    starts = np.cumsum([0, *shard_sizes(net.layout, len(x))])[:-1]
    chances = [np.random.default_rng((*seed, int(start))) for start in starts]
    return traced(net, x, encoded, loss, training, chances, weights)


@np.errstate(over="ignore", invalid="ignore", divide="ignore")
def traced(
    net: Sequential, x: Array, t: Array, loss: Loss, training: bool,
    chances: Sequence[np.random.Generator], weights: Array | None = None,
) -> Trace:  # fmt: skip
    """The same for encoded targets; each shard of the batch draws from its own of `chances`."""
    sizes = shard_sizes(net.layout, len(x))
    vector = net.weight_vector if weights is None else weights
    of_rows = net.rows(vector.astype(np.float64))
    x = np.array(x, np.float64)
    shards: list[list[tuple[Applied, Backward]]] = []
    start = 0
    for size, rng in zip(sizes, chances, strict=True):
        y, chain = x[start : start + size], []
        for layer, own in zip(net.layers, of_rows, strict=True):
            chain.append(apply_layer(layer, own, y, training, rng))
            y = chain[-1][0].y
        shards.append(chain)
        start += size
    columns = zip(*shards, strict=True)
    applied = [_joined([one for one, _ in column]) for column in columns]
    last = applied[-1] if applied else None
    merged = last is not None and loss.merges_with is type(last.layer)
    y = x if last is None else last.y
    compared = compare(loss, y, t, last.x if merged and last is not None else None)
    rows: list[TraceRow] = []
    delta = compared.dy
    for number in reversed(range(len(applied))):
        dx, gradients = _sent_back([chain[number][1] for chain in shards], delta, sizes)
        at_merged = merged and number == len(applied) - 1
        apart = dx if at_merged else None
        if at_merged:
            assert compared.dz is not None
            dx = compared.dz
        sent = replace(
            applied[number], back=SentBack(delta, dx if apart is None else apart, gradients)
        )
        rows.append(TraceRow(number, sent, delta, dx, gradients, apart))
        delta = dx
    return Trace(x, tuple(reversed(rows)), compared, training)


def _joined(parts: Sequence[Applied]) -> Applied:
    """One layer's values of all shards."""
    first = parts[0]
    if len(parts) == 1:
        return first
    slopes = None
    if first.slopes is not None:
        slopes = np.concatenate([part.slopes for part in parts if part.slopes is not None])
    x, y = (np.concatenate([getattr(part, name) for part in parts]) for name in ("x", "y"))
    return Applied(first.layer, first.weights, x, y, first.training, slopes)


def _sent_back(
    backwards: Sequence[Backward], dy: Array, sizes: Sequence[int]
) -> tuple[Array, dict[str, Array]]:
    """The gradients of one layer, its shards one after the other."""
    parts = []
    total: dict[str, Array] = {}
    start = 0
    for backward, size in zip(backwards, sizes, strict=True):
        dx, gradients = backward(dy[start : start + size])
        assert dx is not None
        parts.append(dx.copy())
        total = {name: total.get(name, 0) + values for name, values in gradients.items()}
        start += size
    return np.concatenate(parts), total
