"""A convolution whose channels are parted in groups, each with filters of its own."""

from __future__ import annotations

import math

import numpy as np

from diynn.layers.layer import Array, Bound, Pass, Shape, Weights
from diynn.layers.windows import cropped, padded, places, window_view

BLOCK = 2**18
"""Values in the windows of a block, and in its output: a megabyte each."""


def bind_grouped(
    x: Array, weights: Weights, pass_: Pass, window: tuple[Shape, Shape, Shape], gaps: Shape,
    groups: int, shape: Shape,
) -> Bound:  # fmt: skip
    """As `Layer.bind`: the windows of each group as rows of a matrix, times that group's filters.

    x is (batch, *d, channels), W (*size, channels of a group, filters), the output's `shape`
    (*positions, filters). The filters of the first group come first. With as many groups as
    channels it is a depthwise convolution.
    """
    size, stride, padding = window
    W, b = weights["W"], weights.get("b")
    positions, filters = shape[:-1], shape[-1]
    each, of_window = filters // groups, math.prod(size) * W.shape[-2]
    outer, pad = padded(x, padding)
    in_block = max(1, BLOCK // (math.prod(positions) * max(of_window * groups, filters)))
    blocks = [slice(start, start + in_block) for start in range(0, len(x), in_block)]
    # The channels in two axes: groups, and the channels of one.
    parted = _in_groups(window_view(outer, size, stride, gaps), groups)
    rows = min(in_block, len(x)) * math.prod(positions)
    memory = np.empty((groups, rows * of_window), x.dtype)
    y = np.empty((len(x), *shape), x.dtype)
    answers = np.empty((groups, rows * each), x.dtype)
    matrix = np.empty((groups, of_window, each), x.dtype)
    gradient, part = np.empty_like(matrix), np.empty_like(matrix)
    dW = pass_.gradient("W", W)
    db = None if b is None else pass_.gradient("b", b)
    wants_dx = pass_.wants_dx
    shares = np.empty_like(memory) if wants_dx else memory
    outer_dx = np.empty(outer.shape if wants_dx else (0, *outer.shape[1:]), x.dtype)
    dx, spread = cropped(outer_dx, padding), _in_groups(outer_dx, groups)
    picks = list(places(positions, size, stride, gaps))
    axes = tuple(range(y.ndim - 1))

    def take_up_weights() -> None:
        np.copyto(
            matrix.reshape(groups, *W.shape[:-1], each), np.moveaxis(_in_groups(W, groups), -2, 0)
        )

    def columns(samples: slice) -> tuple[Array, Array, int]:
        """The windows of a block (groups, rows, values), and room for its output as rows."""
        windows = np.moveaxis(parted[samples], -2, 0)
        count = windows.shape[1] * math.prod(positions)
        found = memory[:, : count * of_window].reshape(groups, count, of_window)
        np.copyto(found.reshape(windows.shape, copy=False), windows)
        return found, answers[:, : count * each].reshape(groups, count, each), count

    def forward() -> None:
        pad()
        take_up_weights()
        for samples in blocks:
            found, out, count = columns(samples)
            np.matmul(found, matrix, out=out)
            np.copyto(y[samples].reshape(count, groups, each), out.swapaxes(0, 1))
        if b is not None:
            np.add(y, b, out=y)

    def backward(dy: Array) -> Array | None:
        gradient[...] = 0
        outer_dx[...] = 0
        take_up_weights()
        for samples in blocks:
            found, delta, count = columns(samples)
            np.copyto(delta, dy[samples].reshape(count, groups, each).swapaxes(0, 1))
            np.matmul(found.swapaxes(1, 2), delta, out=part)
            np.add(gradient, part, out=gradient)
            if not wants_dx:
                continue
            share = shares[:, : found[0].size].reshape(found.shape)
            np.matmul(delta, matrix.swapaxes(1, 2), out=share)
            of_each = share.reshape(groups, -1, *positions, math.prod(size), W.shape[-2])
            target = spread[samples]
            for number, pick in enumerate(picks):
                target[pick] += np.moveaxis(of_each[..., number, :], 0, -2)
        of_places = gradient.reshape(groups, *W.shape[:-1], each)
        np.copyto(np.moveaxis(_in_groups(dW, groups), -2, 0), of_places)
        if db is not None:
            np.add.reduce(dy, axis=axes, out=db)
        return dx if wants_dx else None

    return Bound(y, forward, backward)


def _in_groups(values: Array, groups: int) -> Array:
    """A view with the last axis in two: groups, and what is in one."""
    return values.reshape(*values.shape[:-1], groups, values.shape[-1] // groups, copy=False)
