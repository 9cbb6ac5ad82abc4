"""From the gradients of a batch's shards to the next weights."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.network.losses import inner
from diynn.network.optimizers import Optimizer, Spans, State
from diynn.workers import run_all

Array = NDArray[Any]

WORTH_SHARING = 2**20
"""Weights from which half of their update is worth doing on another thread."""
PIECE = 2**17
"""Weights that go through all of an update while they are in a core's cache."""
SMALLEST_NORM = 1e-6
"""Added to a norm before it divides, as PyTorch's clip_grad_norm_ does."""


class Update:
    """Adds up the shards' gradients, clips the sum, and lets an optimizer take its step.

    `gradients` are vectors like `weights`, the first of which takes the sum and is overwritten.
    Large ones are worked on in two fixed blocks, so the result is the same on any machine, and each
    of them piece by piece.
    """

    def __init__(self, weights: Array, gradients: Sequence[Array], decayed: Spans) -> None:
        self._weights, self._gradients, self._decayed = weights, gradients, decayed
        self._sum, *self._others = gradients
        # Most rules leave it untouched, and then it takes no memory.
        self._scratch = np.empty_like(weights)
        half = weights.size // 2
        blocks = (slice(half), slice(half, weights.size))
        self._blocks = blocks if weights.size >= WORTH_SHARING else (slice(weights.size),)
        self._pieces = [_pieces(block) for block in self._blocks]
        self._decayed_of = [
            [_within(piece, decayed) for piece in pieces] for pieces in self._pieces
        ]

    def add_up(self) -> Array:
        """The gradient of the whole batch, from those of the shards."""
        for other in self._others:
            np.add(self._sum, other, out=self._sum)
        return self._sum

    def __call__(
        self, optimizer: Optimizer, state: State, rate: float | None = None, clip: float = 0.0
    ) -> None:
        """One step at the learning rate `rate` (the optimizer's own without it).

        A gradient that is longer than `clip` is shortened to that first; 0 leaves it as it is.
        """
        if rate is None:
            rate = optimizer.learning_rate
        optimizer.count(state)
        if len(self._blocks) == len(self._pieces[0]) == 1:
            gradient = self.add_up() if self._others else self._sum
            if clip:
                _shorten(gradient, clip, inner(gradient, gradient))
            optimizer.move(self._weights, gradient, state, self._scratch, rate, self._decayed)
            return
        places = range(len(self._blocks))
        if clip:
            squares = run_all([partial(self._add_up_block, place) for place in places])
            run_all([partial(self._shorten_block, place, clip, sum(squares)) for place in places])

        def change(place: int) -> None:
            self._move_block(place, optimizer, state, rate, not clip)

        run_all([partial(change, place) for place in places])

    def _add_block(self, place: int) -> Array:
        block = self._blocks[place]
        gradient = self._sum[block]
        for other in self._others:
            np.add(gradient, other[block], out=gradient)
        return gradient

    def _add_up_block(self, place: int) -> float:
        """The square of the block's length, once the shards' gradients are added up."""
        gradient = self._add_block(place)
        return inner(gradient, gradient)

    def _shorten_block(self, place: int, clip: float, square: float) -> None:
        _shorten(self._sum[self._blocks[place]], clip, square)

    def _move_block(
        self, place: int, optimizer: Optimizer, state: State, rate: float, adds: bool
    ) -> None:
        for piece, decayed in zip(self._pieces[place], self._decayed_of[place], strict=True):
            gradient = self._sum[piece]
            if adds:
                for other in self._others:
                    np.add(gradient, other[piece], out=gradient)
            # Numbers of shape () belong to every piece.
            own = {name: values[piece] if values.ndim else values
                   for name, values in state.items()}  # fmt: skip
            optimizer.move(
                self._weights[piece], gradient, own, self._scratch[piece], rate, decayed
            )


def _shorten(gradient: Array, most: float, square: float) -> None:
    """Scale a part of a gradient whose whole has a length of √square, if that is beyond `most`."""
    factor = most / (math.sqrt(square) + SMALLEST_NORM) if square >= 0 else math.nan
    if factor < 1:
        np.multiply(gradient, factor, out=gradient)


def _pieces(block: slice) -> list[slice]:
    """A block in pieces of about the same size, none of them above PIECE."""
    first, size = block.start or 0, block.stop - (block.start or 0)
    count = max(1, -(-size // PIECE))
    ends = [first + size * number // count for number in range(count + 1)]
    return [slice(*pair) for pair in pairwise(ends)]


def _within(block: slice, spans: Spans) -> list[slice]:
    """The parts of `spans` within a block, counted from its start."""
    cut = [(max(s.start, block.start or 0), min(s.stop, block.stop)) for s in spans]
    first = block.start or 0
    return [slice(start - first, stop - first) for start, stop in cut if start < stop]
