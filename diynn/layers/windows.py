"""A window that moves over a sequence or an image: what convolution and pooling share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
from numpy.lib.stride_tricks import as_strided

from diynn.errors import ShapeError
from diynn.layers.layer import Array, Shape

SHAPE_WORDS = {1: "a sequence (length × channels)", 2: "an image (height × width × channels)"}
VIEWS = {1: "sequence", 2: "image"}
SEEN = {1: "a sequence", 2: "an image"}


def check_rank(owner: str, shape: Shape, rank: int) -> None:
    """Raise ShapeError, naming `owner`, where a shape has not `rank` axes and one of channels."""
    if len(shape) != rank + 1:
        raise ShapeError(
            "{owner} takes {wanted}, but {shape} arrives.",
            "See the input as {seen}, or move the row to where one arrives.",
            owner=owner, wanted=SHAPE_WORDS[rank], shape=" × ".join(map(str, shape)),
            view=VIEWS[rank], seen=SEEN[rank],
        )  # fmt: skip


def check_spatial(owner: str, shape: Shape) -> None:
    """Raise ShapeError, naming `owner`, for what is neither a sequence nor an image."""
    if len(shape) not in (2, 3):
        raise ShapeError(
            "{owner} takes a sequence (length × channels) or an image (height × width × channels), "
            "but {shape} arrives.",
            "See the input as an image, or move the row to where one arrives.",
            owner=owner, shape=" × ".join(map(str, shape)), view="image",
        )  # fmt: skip


def output_size(owner: str, shape: Shape, size: Shape, stride: Shape, padding: Shape) -> Shape:
    """Positions of the window in each direction: ⌊(d + 2 · padding − size) / stride⌋ + 1.

    `shape` has one axis more than `size`, its last, of channels. Raises ShapeError, naming `owner`,
    where the number of axes is another or the window does not fit.
    """
    check_rank(owner, shape, len(size))
    for available, window, edge in zip(shape, size, padding, strict=False):
        if window > available + 2 * edge:
            raise ShapeError(
                "{owner} has a window of {size}, but only {shape} arrives.",
                "Make the window smaller or remove a row above.",
                owner=owner, size=" × ".join(map(str, size)),
                shape=" × ".join(map(str, shape[:-1])), shrink=True,
            )  # fmt: skip
    return tuple(
        (d + 2 * p - k) // s + 1
        for d, k, s, p in zip(shape, size, stride, padding, strict=False)
    )


def window_view(x: Array, size: Shape, stride: Shape) -> Array:
    """A view of x (batch, *d, channels) as (batch, *positions, *size, channels), without a copy."""
    rank = len(size)
    positions = tuple((x.shape[1 + i] - size[i]) // stride[i] + 1 for i in range(rank))
    steps = x.strides[1 : 1 + rank]
    return as_strided(
        x,
        (len(x), *positions, *size, x.shape[-1]),
        (x.strides[0], *(n * s for n, s in zip(steps, stride, strict=True)), *steps, x.strides[-1]),
        writeable=False,
    )


def places(positions: Shape, size: Shape, stride: Shape) -> Iterator[tuple[slice, ...]]:
    """For each place within the window, the slices that pick it from (batch, *d, channels).

    Each pick has the shape (batch, *positions, channels). There are as many as places in a window,
    however large the batch.
    """
    for place in product(*(range(k) for k in size)):
        spans = (
            slice(start, start + (count - 1) * step + 1, step)
            for start, count, step in zip(place, positions, stride, strict=True)
        )
        yield (slice(None), *spans)


def disjoint(size: Shape, stride: Shape) -> bool:
    """Whether no two windows share a value."""
    return all(k <= step for k, step in zip(size, stride, strict=True))


def padded(x: Array, padding: Shape) -> tuple[Array, Callable[[], None]]:
    """Memory for x (batch, *d, channels) with zeros around it, and what writes x into it.

    Without padding it is x itself, and there is nothing to write.
    """
    if not any(padding):
        return x, lambda: None
    outer = np.zeros((len(x), *padded_shape(x.shape[1:], padding)), x.dtype)
    inner = cropped(outer, padding)
    return outer, lambda: np.copyto(inner, x)


def padded_shape(shape: Shape, padding: Shape) -> Shape:
    """The `shape` (*d, channels) with `padding` on both sides of each axis."""
    return (*(d + 2 * p for d, p in zip(shape[:-1], padding, strict=True)), shape[-1])


def cropped(x: Array, padding: Shape) -> Array:
    """The middle of x, a view: what `padded` had put there."""
    inner = tuple(slice(p, d - p) for p, d in zip(padding, x.shape[1:-1], strict=True))
    return np.asarray(x[(slice(None), *inner)])
