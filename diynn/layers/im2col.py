"""Windows copied into the rows of a matrix, so that a convolution is a matrix product; and back."""

from __future__ import annotations

import math
from itertools import product
from typing import Protocol

import numpy as np

from diynn.layers.layer import Array, Shape
from diynn.layers.windows import cropped, places, spanned, window_view


class Columns:
    """The windows of `outer` (batch, *d, channels) as rows, a few samples at a time.

    All blocks of `in_block` samples share their memory: what `filled` returns holds until another
    block is filled. With `ones` each row ends in a 1. Where the positions are pooled afterwards,
    `pool` is the size and stride of that: the rows then come place by place within its windows, so
    that what is compared lies in arrays of its own; `groups` counts the places.
    """

    def __init__(
        self, outer: Array, size: Shape, stride: Shape, dilation: Shape, in_block: int,
        ones: bool = False, pool: tuple[Shape, Shape] | None = None,
    ) -> None:  # fmt: skip
        all_positions = window_view(outer, size, stride, dilation).shape[1 : 1 + len(size)]
        pool_size, pool_stride = pool or ((1,) * len(size), (1,) * len(size))
        step = tuple(a * b for a, b in zip(stride, pool_stride, strict=True))
        views = []
        for place in product(*(range(k) for k in pool_size)):
            shift = tuple(slice(a * s, None) for a, s in zip(place, stride, strict=True))
            views.append(window_view(outer[(slice(None), *shift)], size, step, dilation))
        self.groups = len(views)
        self.positions = tuple(
            (d - k) // s + 1
            for d, k, s in zip(all_positions, pool_size, pool_stride, strict=True)
        )
        inside = (slice(None), *(slice(d) for d in self.positions))
        views = [view[inside] for view in views]
        width = math.prod(views[0].shape[1 + len(size) :])
        count = math.prod(self.positions)
        memory = np.ones(
            (min(in_block, len(outer)) * self.groups * count, width + ones), outer.dtype
        )
        self.samples = [
            slice(start, min(start + in_block, len(outer)))
            for start in range(0, len(outer), in_block)
        ]
        self._blocks = []
        for samples in self.samples:
            number = samples.stop - samples.start
            rows = memory[: number * self.groups * count]
            values = rows[:, :width].reshape(
                self.groups, *views[0][samples].shape, copy=False
            )
            copies = [
                copy
                for target, view in zip(values, views, strict=True)
                for copy in _copies(target, view[samples], len(size))
            ]
            self._blocks.append((rows, copies))

    def filled(self, block: int) -> Array:
        """The rows of a block: (groups · samples · positions, places · channels, 1 with `ones`)."""
        rows, copies = self._blocks[block]
        for target, values in copies:
            np.copyto(target, values)
        return rows


def _copies(target: Array, windows: Array, rank: int) -> list[tuple[Array, Array]]:
    """What to copy where, both (samples, *positions, *size, channels), so that runs are long.

    Of a single channel there are more positions than places in a window.
    """
    if windows.shape[-1] > 1:
        return [(target, windows)]
    return [
        (target[(..., *place, 0)], windows[(..., *place, 0)])
        for place in np.ndindex(*windows.shape[1 + rank : -1])
    ]


class InputGradient(Protocol):
    """From the gradient for a convolution's output to `dx`, a few samples at a time."""

    dx: Array

    def begin(self) -> None:
        """Take up the weights as they are now; every block of samples follows."""

    def place(self, samples: int) -> Array:
        """Where the gradient of a block is to be written: (samples, *positions, filters).

        It holds zeros where nothing was ever written.
        """

    def block(self, samples: slice) -> None:
        """Work out `dx` for these samples from what stands in their place."""


WORTH_A_CONVOLUTION = 2.5
"""Adding a value where its window came from takes so many times as long as copying one."""


def worth_a_convolution(places: int, channels: int, positions: int, filters: int) -> bool:
    """Whether the gradient for `places` × `channels` inputs is cheaper convolved back than added
    up, from that for `positions` × `filters` outputs of a stride of 1.

    The one way copies all filters of a window for each place, the other adds all channels of a
    window for each position; their products are alike.
    """
    return places * filters < WORTH_A_CONVOLUTION * positions * channels


class ConvolvedGradient:
    """For a stride of 1: the gradient, with zeros around it, convolved with the turned W.

    x is (batch, *d, channels), W (*size, channels, filters); the padding is smaller than what a
    window spans.
    """

    def __init__(
        self, x: Array, positions: Shape, size: Shape, padding: Shape, dilation: Shape,
        W: Array, in_block: int,
    ) -> None:  # fmt: skip
        channels, filters = W.shape[-2:]
        self.dx = np.empty(x.shape, x.dtype)
        self._W = np.swapaxes(W[(slice(None, None, -1),) * len(size)], -1, -2)
        self._turned = np.empty((*size, filters, channels), x.dtype)
        self._matrix = self._turned.reshape(-1, channels)
        margin = tuple(k - 1 - p for k, p in zip(spanned(size, dilation), padding, strict=True))
        spread = tuple(d + 2 * p for d, p in zip(positions, margin, strict=True))
        self._blocks = {}
        for samples in {min(in_block, len(x)), len(x) % in_block} - {0}:
            wide = np.zeros((samples, *spread, filters), x.dtype)
            columns = Columns(wide, size, (1,) * len(size), dilation, samples)
            self._blocks[samples] = (cropped(wide, margin), columns)

    def begin(self) -> None:
        np.copyto(self._turned, self._W)

    def place(self, samples: int) -> Array:
        return self._blocks[samples][0]

    def block(self, samples: slice) -> None:
        dx = self.dx[samples]
        rows = self._blocks[len(dx)][1].filled(0)
        np.dot(rows, self._matrix, out=dx.reshape(-1, dx.shape[-1]))


class FoldedGradient:
    """For any stride: the gradient for every window, added up where the window came from.

    `outer` is x with its padding, (batch, *d, channels), W (*size, channels, filters).
    """

    def __init__(
        self, outer: Array, positions: Shape, size: Shape, stride: Shape, padding: Shape,
        dilation: Shape, W: Array, in_block: int,
    ) -> None:  # fmt: skip
        channels, filters = W.shape[-2:]
        self._W = W.reshape(-1, filters)
        self._outer = np.empty(outer.shape, outer.dtype)
        self.dx = cropped(self._outer, padding)
        self._picks = list(places(positions, size, stride, dilation))
        most = min(in_block, len(outer))
        self._dy = np.zeros((most, *positions, filters), outer.dtype)
        self._windows = np.empty((most, *positions, math.prod(size), channels), outer.dtype)

    def begin(self) -> None:
        self._outer[...] = 0

    def place(self, samples: int) -> Array:
        return self._dy[:samples]

    def block(self, samples: slice) -> None:
        outer = self._outer[samples]
        dy, windows = self._dy[: len(outer)], self._windows[: len(outer)]
        rows = windows.reshape(-1, len(self._W))
        np.dot(dy.reshape(-1, dy.shape[-1]), self._W.T, out=rows)
        for number, pick in enumerate(self._picks):
            outer[pick] += windows[..., number, :]
