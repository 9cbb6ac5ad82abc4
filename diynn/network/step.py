"""A training step bound once to fixed memory: batch picked, forward, loss, backward, update."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.augmentation import Warping
from diynn.layers.layer import Bound, Layer, Pass, Shape
from diynn.network.fusion import Link, rewritten
from diynn.network.losses import Loss
from diynn.network.update import Update, decayed_spans
from diynn.workers import run_all

Array = NDArray[Any]
Rows = Callable[[Array], list[dict[str, Array]]]

SHARD = 32
"""Samples in a shard: enough for a good matrix product, few enough to stay in the cache."""
WORTH_CUTTING = 100_000
"""Multiplications a sample from which shards repay the hand-over to another thread."""


def shard_sizes(layers: Sequence[Layer], shapes: Sequence[Shape], samples: int) -> tuple[int, ...]:
    """How a batch is cut. It depends on the stack and the batch, never on the machine."""
    work = sum(layer.products(shape) for layer, shape in zip(layers, shapes, strict=False))
    if work < WORTH_CUTTING or any(layer.mixes_samples for layer in layers):
        return (samples,)
    full, rest = divmod(samples, SHARD)
    return (SHARD,) * full + ((rest,) if rest else ())


class Step:
    """What happens to a batch of a fixed size; every step of that size uses the same memory.

    `shapes` are those of a sample along the stack, `rows` cuts a vector of all weights into views,
    one dictionary a layer. Of the encoded targets `t` only shape and type count. With `warping`,
    the images of every batch are warped anew.
    """

    def __init__(
        self, layers: Sequence[Layer], shapes: Sequence[Shape], weights: Array, rows: Rows,
        loss: Loss, samples: int, t: Array, warping: Warping | None = None,
    ) -> None:  # fmt: skip
        self._scale = loss.scale(samples, shapes[-1])
        self._shards: list[_Shard] = []
        start = 0
        for size in shard_sizes(layers, shapes, samples):
            gradient = np.zeros_like(weights)
            batch = (
                np.empty((size, *shapes[0]), weights.dtype),
                np.empty((size, *t.shape[1:]), t.dtype),
            )
            part = slice(start, start + size)
            places = rows(gradient)
            shard = _Shard(layers, rows(weights), gradient, places, loss, self._scale, part, *batch)
            if warping is not None:
                shard.warp_by(warping)
            self._shards.append(shard)
            start += size
        gradients = [shard.gradient for shard in self._shards]
        self.update = Update(weights, gradients, decayed_spans(layers, shapes))

    def run(
        self, x: Array, t: Array, places: Array, seed: tuple[int, ...] = (), noise: float = 0.0
    ) -> float:
        """The loss of the samples at `places` in x and the encoded targets t.

        Each shard then holds its part of the gradient. `seed` feeds all chance: how images are
        warped, the normal numbers that are added to every input, `noise` times, and the layers'.
        """
        if len(self._shards) == 1:
            total = self._shards[0].run(x, t, places, seed, noise)
        else:
            total = sum(
                run_all([partial(shard.run, x, t, places, seed, noise) for shard in self._shards])
            )
        return total * self._scale

    def outputs(self) -> Array:
        """What came out (samples, *shape); before the last activation where the loss merges it."""
        if len(self._shards) == 1:
            return self._shards[0].y
        return np.concatenate([shard.y for shard in self._shards])

    def add_up(self) -> Array:
        """The gradient of the whole batch, from those of the shards."""
        return self.update.add_up()


class _Shard:
    """A fixed share of every batch, with memory of its own."""

    def __init__(
        self, layers: Sequence[Layer], weights: list[dict[str, Array]], gradient: Array,
        gradients: list[dict[str, Array]], loss: Loss, scale: float, part: slice, x: Array,
        t: Array,
    ) -> None:  # fmt: skip
        self.gradient = gradient
        self._x, self._t, self._part = x, t, part
        self._random = any(layer.uses_chance for layer in layers)
        chain = [Link(*parts) for parts in zip(layers, weights, gradients, strict=True)]
        # What is in the loss's own formula already is left out of the stack.
        merged = bool(layers) and loss.merges_with is type(layers[-1])
        self._loss = loss.merged_sum if merged else loss.sum
        links = rewritten(chain[:-1] if merged else chain)
        first = next((i for i, link in enumerate(links) if link.weights), len(links))
        bound: list[Bound] = []
        self._pass = Pass(training=True)
        y = x
        for number, link in enumerate(links):
            self._pass.wants_dx = number > first
            self._pass.gradients = link.gradients
            bound.append(link.layer.bind(y, link.weights, self._pass))
            y = bound[-1].y
        self.y = y
        self._dy = np.empty(y.shape, y.dtype)
        self._scale = scale
        self._forwards = [way.forward for way in bound]
        self._backwards = [way.backward for way in reversed(bound[first:])]
        self._warp: Callable[[Array, np.random.Generator], None] | None = None
        self._asked_for_itself = False

    def warp_by(self, warping: Warping) -> None:
        """Warp the images of every batch from now on."""
        self._warp = warping.bind(len(self._x)).warp
        self._asked_for_itself = warping.targets_too

    def run(
        self, x: Array, t: Array, places: Array, seed: tuple[int, ...], noise: float
    ) -> float:
        places = places[self._part]
        # Every place is within the set: the mode only spares a buffer and a look at each.
        x.take(places, axis=0, out=self._x, mode="clip")
        t.take(places, axis=0, out=self._t, mode="clip")
        if self._random or noise or self._warp is not None:
            rng = np.random.default_rng((*seed, self._part.start))
            self._pass.rng = rng
            if self._warp is not None:
                self._warp(self._x, rng)
                if self._asked_for_itself:
                    np.copyto(self._t, self._x.reshape(self._t.shape))
            if noise:
                added = rng.standard_normal(self._x.shape, self._x.dtype)
                np.multiply(added, noise, out=added)
                np.add(self._x, added, out=self._x)
        for forward in self._forwards:
            forward()
        dy = self._dy
        total = self._loss(self.y, self._t, dy, self._scale)
        for backward in self._backwards:
            dy = backward(dy)  # type: ignore[assignment]
        return total
