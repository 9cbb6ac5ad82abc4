"""A training step bound once to fixed memory: batch picked, forward, loss, backward, update."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.augmentation import Warping
from diynn.layers.chain import Chain
from diynn.layers.layer import Bound, Layer, Meetings, Pass
from diynn.network.faults import NO_MEAN, SOUND, Fault, Faulty
from diynn.network.fusion import Link, fuse
from diynn.network.losses import Loss
from diynn.network.optimizers import State
from diynn.network.update import Update
from diynn.network.weight_layout import WeightLayout
from diynn.workers import run_all

Array = NDArray[Any]

SHARD = 32
"""Samples in a shard: enough for a good matrix product, few enough to stay in the cache."""
WORTH_CUTTING = 100_000
"""Multiplications a sample from which shards repay the cost of another thread."""


def shard_sizes(layout: WeightLayout, samples: int) -> tuple[int, ...]:
    """How a batch is cut. It depends on the stack and the batch, never on the machine."""
    stack = zip(layout.layers, layout.shapes, strict=False)
    work = sum(layer.multiply_count(shape) for layer, shape in stack)
    if work < WORTH_CUTTING:
        return (samples,)
    full, rest = divmod(samples, SHARD)
    return (SHARD,) * full + ((rest,) if rest else ())


class Step:
    """What happens to a batch of a fixed size; every step of that size uses the same memory.

    `weights` are all weights of a stack, which `layout` describes. Of the encoded targets `t` only
    shape and type count. With `warping`, the images of every batch are warped, each time another
    way. With a `fault` the batch is not cut, and no layer is fused or merged: the fault is in one
    of them, in the loss, or in what `spoil` makes of the gradient.
    """

    def __init__(
        self, layout: WeightLayout, weights: Array, loss: Loss, samples: int, t: Array,
        warping: Warping | None = None, fault: Fault = SOUND,
    ) -> None:  # fmt: skip
        self._scale = loss.scale(samples, layout.shapes[-1])
        self._fault = fault
        self._shards: list[_Shard] = []
        start, lists = 0, list[list[Any]]()
        for size in (samples,) if fault else shard_sizes(layout, samples):
            part = slice(start, start + size)
            self._shards.append(
                _Shard(
                    layout, weights, loss, self._scale, part=part, t=t, warping=warping,
                    fault=fault, meetings=Meetings(lists),
                )
            )  # fmt: skip
            start += size
        self._meet = bool(lists) and len(self._shards) > 1
        gradients = [shard.gradient for shard in self._shards]
        self.update = Update(weights, gradients, layout.decayed)

    def run(
        self, x: Array, t: Array, places: Array, seed: tuple[int, ...] = (), noise: float = 0.0
    ) -> float:
        """The loss of the samples at `places` in x and the encoded targets t.

        Each shard then holds its part of the gradient. `seed` feeds all chance: how images are
        warped, the normal numbers that are added to every input, `noise` times, and the layers'.
        """
        if len(self._shards) == 1:
            total = self._shards[0].run(x, t, places, seed, noise)
        elif self._meet:
            total = sum(_side_by_side(
                [shard.in_parts(x, t, places, seed, noise) for shard in self._shards]
            ))  # fmt: skip
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

    def count_right(self, labels: Array, places: Array, threshold: Array) -> int:
        """How many of the last batch's outputs name the right class.

        `labels` are the class numbers of all samples, or whether they are of the second of two
        classes where there is one output; that is compared with `threshold`.
        """
        return sum(shard.count_right(labels, places, threshold) for shard in self._shards)

    def add_up(self) -> Array:
        """The gradient of the whole batch, from those of the shards."""
        return self.update.add_up()

    def spoil(self, state: State) -> None:
        """Do to the gradient what a fault of the step does; `state` is the optimizer's."""
        self._fault.spoil(self._shards[0].gradient, state)


class _Shard:
    """A fixed share of every batch, with memory of its own."""

    def __init__(
        self, layout: WeightLayout, weights: Array, loss: Loss, scale: float, *, part: slice,
        t: Array, warping: Warping | None, fault: Fault, meetings: Meetings,
    ) -> None:  # fmt: skip
        layers, size = layout.layers, part.stop - part.start
        self.gradient = np.zeros_like(weights)
        self._x: Array = np.empty((size, *layout.shapes[0]), weights.dtype)
        self._t: Array = np.empty((size, *t.shape[1:]), t.dtype)
        self._part = part
        self._random = any(layer.is_stochastic for layer in layers)
        rows, gradients = layout.rows(weights), layout.rows(self.gradient)
        chain = [Link(*parts) for parts in zip(layers, rows, gradients, strict=True)]
        # What is in the loss's own formula already is left out of the stack.
        merged = bool(layers) and loss.merges_with is type(layers[-1]) and not fault
        links = fuse(chain[:-1] if merged else chain) if not fault else _spoiled(chain, fault)
        first = next((i for i, link in enumerate(links) if link.weights), len(links))
        bound: list[Bound] = []
        self._pass = Pass(training=True)
        self._pass.meetings = meetings
        y = self._x
        for number, link in enumerate(links):
            self._pass.wants_dx = number > first
            self._pass.gradients = link.gradients
            bound.append(link.layer.bind(y, link.weights, self._pass))
            y = bound[-1].y
        self.y = y
        self._dy = np.empty(y.shape, y.dtype)
        single = y.shape[1:] == (1,)
        self._single = y.reshape(-1) if single else None
        self._found = np.empty(size, np.bool_ if single else np.intp)
        self._wanted, self._same = np.empty_like(self._found), np.empty(size, np.bool_)
        # A forgotten mean is not forgotten in the loss itself.
        own_scale = 1.0 if fault.wrong == NO_MEAN else scale
        bind_loss = loss.bind_merged if merged else loss.bind
        self._loss = bind_loss(y, self._t, self._dy, own_scale)
        self._forwards = [way.forward for way in bound]
        self._backwards = [way.backward for way in reversed(bound[first:])]
        self._chains = Chain(y, bound[:first]), Chain(y, bound[first:])
        self._warp = None if warping is None else warping.bind(size).warp
        self._targets_are_inputs = warping is not None and warping.targets_too

    def run(
        self, x: Array, t: Array, places: Array, seed: tuple[int, ...], noise: float
    ) -> float:
        self._take(x, t, places, seed, noise)
        for forward in self._forwards:
            forward()
        total = self._loss()
        dy = self._dy
        for backward in self._backwards:
            dy = backward(dy)  # type: ignore[assignment]
        return total

    def in_parts(
        self, x: Array, t: Array, places: Array, seed: tuple[int, ...], noise: float
    ) -> Generator[None, None, float]:
        """As `run`, with a stop wherever it needs what the other shards have found."""
        self._take(x, t, places, seed, noise)
        for chain in self._chains:
            yield from chain.forward()
        total = self._loss()
        yield from self._chains[1].backward(self._dy)
        return total

    def count_right(self, labels: Array, places: Array, threshold: Array) -> int:
        """As `Step.count_right`, of this share."""
        if self._single is None:
            self.y.argmax(axis=1, out=self._found)
        else:
            np.greater(self._single, threshold, out=self._found)
        labels.take(places[self._part], out=self._wanted, mode="clip")
        np.equal(self._found, self._wanted, out=self._same)
        return int(np.count_nonzero(self._same))

    def _take(
        self, x: Array, t: Array, places: Array, seed: tuple[int, ...], noise: float
    ) -> None:
        """Pick the samples, and let chance do to them what it does."""
        places = places[self._part]
        # Every place is within the set: the mode only spares a buffer and a look at each.
        x.take(places, axis=0, out=self._x, mode="clip")
        t.take(places, axis=0, out=self._t, mode="clip")
        if self._random or noise or self._warp is not None:
            rng = np.random.default_rng((*seed, self._part.start))
            self._pass.rng = rng
            if self._warp is not None:
                self._warp(self._x, rng)
                if self._targets_are_inputs:
                    np.copyto(self._t, self._x.reshape(self._t.shape))
            if noise:
                added = rng.standard_normal(self._x.shape, self._x.dtype)
                np.multiply(added, noise, out=added)
                np.add(self._x, added, out=self._x)


def _side_by_side(ways: list[Generator[None, None, float]]) -> list[float]:
    """What ways with as many stops return, each taken from stop to stop beside the others."""
    found: list[float] = []

    def go_on(way: Generator[None, None, float]) -> float | None:
        try:
            next(way)
        except StopIteration as end:
            return float(end.value)
        return None

    while not found:
        found = [one for one in run_all([partial(go_on, way) for way in ways]) if one is not None]
    return found


def _spoiled(chain: list[Link], fault: Fault) -> list[Link]:
    """A chain in which one layer has a fault, if it is a layer's."""
    return [
        link._replace(layer=Faulty(layer, fault))
        if fault.is_at(row) and isinstance(layer := link.layer, Layer) else link
        for row, link in enumerate(chain)
    ]  # fmt: skip
