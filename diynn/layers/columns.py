"""Windows copied into the rows of a matrix, so that a convolution is a matrix product; and back."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np

from diynn.layer import Array, Shape
from diynn.layers.windows import cropped, padded, places, window_view


class Columns:
    """The windows of `outer` (batch, *d, channels) as rows, a few samples at a time.

    All blocks of `in_block` samples share their memory: what `filled` returns holds until another
    block is filled. With `ones` each row ends in a 1.
    """

    def __init__(
        self, outer: Array, size: Shape, stride: Shape, in_block: int, ones: bool = False
    ) -> None:
        windows = window_view(outer, size, stride)
        positions = windows.shape[1 : 1 + len(size)]
        count, width = math.prod(positions), math.prod(windows.shape[1 + len(size) :])
        memory = np.ones((min(in_block, len(outer)) * count, width + ones), outer.dtype)
        self.samples = [
            slice(start, min(start + in_block, len(outer)))
            for start in range(0, len(outer), in_block)
        ]
        # A single channel is copied place by place: runs of positions are longer than windows.
        picks = list(places(positions, size, stride)) if outer.shape[-1] == 1 else []
        self._blocks = []
        for samples in self.samples:
            rows = memory[: (samples.stop - samples.start) * count]
            inside = rows[:, :width].reshape(windows[samples].shape, copy=False)
            copies = [(inside, windows[samples])]
            if picks:
                single = inside.reshape(*inside.shape[: 1 + len(size)], width, copy=False)
                copies = [
                    (single[..., place], outer[samples][pick][..., 0])
                    for place, pick in enumerate(picks)
                ]
            self._blocks.append((rows, copies))

    def filled(self, block: int) -> Array:
        """The rows of a block: (samples · positions, places · channels, and 1 with `ones`)."""
        rows, copies = self._blocks[block]
        for place, values in copies:
            np.copyto(place, values)
        return rows


class WayBack(Protocol):
    """From the gradient for a convolution's output to `dx`, a few samples at a time."""

    dx: Array

    def begin(self) -> None:
        """Take up the weights as they are now; every block of samples follows."""

    def block(self, samples: slice, dy: Array) -> None:
        """Work out `dx` for these samples from dy (samples, *positions, filters)."""


class ConvolvedBack:
    """For a stride of 1: dy, with zeros around it, convolved with the turned W.

    x is (batch, *d, channels), W (*size, channels, filters); the padding is smaller than the size.
    """

    def __init__(
        self, x: Array, positions: Shape, size: Shape, padding: Shape, W: Array, in_block: int
    ) -> None:
        channels, filters = W.shape[-2:]
        self.dx = np.empty(x.shape, x.dtype)
        self._W = np.swapaxes(W[(slice(None, None, -1),) * len(size)], -1, -2)
        self._turned = np.empty((*size, filters, channels), x.dtype)
        self._matrix = self._turned.reshape(-1, channels)
        margin = tuple(k - 1 - p for k, p in zip(size, padding, strict=True))
        self._blocks = {}
        for samples in {min(in_block, len(x)), len(x) % in_block} - {0}:
            dy = np.empty((samples, *positions, filters), x.dtype)
            wide, pad = padded(dy, margin)
            columns = Columns(wide, size, (1,) * len(size), samples)
            self._blocks[samples] = (dy, pad, columns)

    def begin(self) -> None:
        np.copyto(self._turned, self._W)

    def block(self, samples: slice, dy: Array) -> None:
        place, pad, columns = self._blocks[len(dy)]
        np.copyto(place, dy)
        pad()
        dx = self.dx[samples]
        np.dot(columns.filled(0), self._matrix, out=dx.reshape(-1, dx.shape[-1]))


class FoldedBack:
    """For any stride: the gradient for every window, added up where the window came from.

    `outer` is x with its padding, (batch, *d, channels), W (*size, channels, filters).
    """

    def __init__(
        self, outer: Array, positions: Shape, size: Shape, stride: Shape, padding: Shape,
        W: Array, in_block: int,
    ) -> None:  # fmt: skip
        channels, self._filters = W.shape[-2:]
        self._W = W.reshape(-1, self._filters)
        self._outer = np.empty(outer.shape, outer.dtype)
        self.dx = cropped(self._outer, padding)
        self._picks = list(places(positions, size, stride))
        self._windows = np.empty(
            (min(in_block, len(outer)), *positions, math.prod(size), channels), outer.dtype
        )

    def begin(self) -> None:
        self._outer[...] = 0

    def block(self, samples: slice, dy: Array) -> None:
        windows = self._windows[: len(dy)]
        np.dot(
            dy.reshape(-1, self._filters), self._W.T, out=windows.reshape(-1, len(self._W))
        )
        outer = self._outer[samples]
        for number, pick in enumerate(self._picks):
            outer[pick] += windows[..., number, :]
