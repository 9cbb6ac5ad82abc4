"""A window that moves over a sequence or an image: what convolutions and pooling share.

And what all layers of filters declare.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Annotated, ClassVar

import numpy as np
from numpy.lib.stride_tricks import as_strided

from diynn.errors import ShapeError
from diynn.layers.initializers import BIAS_INITIALIZERS, INITIALIZERS
from diynn.layers.layer import Array, Layer, Shape
from diynn.settings import LATER, RARE, OneOf, Pair, Range

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


def spanned(size: Shape, dilation: Shape) -> Shape:
    """How far a window of `size` places reaches, whose neighbours are `dilation` places apart."""
    return tuple((k - 1) * gap + 1 for k, gap in zip(size, dilation, strict=True))


def output_size(
    owner: str, shape: Shape, size: Shape, stride: Shape, padding: Shape, dilation: Shape
) -> Shape:
    """Positions of the window in each direction: ⌊(d + 2 · padding − span) / stride⌋ + 1, with a
    span of (size − 1) · dilation + 1.

    `shape` has one axis more than `size`, its last, of channels. Raises ShapeError, naming `owner`,
    where the number of axes is another or the window does not fit.
    """
    check_rank(owner, shape, len(size))
    size = spanned(size, dilation)
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


def window_view(x: Array, size: Shape, stride: Shape, dilation: Shape) -> Array:
    """A view of x (batch, *d, channels) as (batch, *positions, *size, channels), without a copy."""
    rank, span = len(size), spanned(size, dilation)
    positions = tuple((x.shape[1 + i] - span[i]) // stride[i] + 1 for i in range(rank))
    steps = x.strides[1 : 1 + rank]
    outside = (n * s for n, s in zip(steps, stride, strict=True))
    inside = (n * gap for n, gap in zip(steps, dilation, strict=True))
    return as_strided(
        x,
        (len(x), *positions, *size, x.shape[-1]),
        (x.strides[0], *outside, *inside, x.strides[-1]),
        writeable=False,
    )


def places(
    positions: Shape, size: Shape, stride: Shape, dilation: Shape
) -> Iterator[tuple[slice, ...]]:
    """For each place within the window, the slices that pick it from (batch, *d, channels).

    Each pick has the shape (batch, *positions, channels). There are as many as places in a window,
    however large the batch.
    """
    for place in product(*(range(k) for k in size)):
        spans = (
            slice(at * gap, at * gap + (count - 1) * step + 1, step)
            for at, count, step, gap in zip(place, positions, stride, dilation, strict=True)
        )
        yield (slice(None), *spans)


def disjoint(size: Shape, stride: Shape) -> bool:
    """Whether no two windows share a value."""
    return all(k <= step for k, step in zip(size, stride, strict=True))


def padded(x: Array, padding: Shape, fill: float = 0.0) -> tuple[Array, Callable[[], None]]:
    """Memory for x (batch, *d, channels) with `fill` around it, and what writes x into it.

    Without padding it is x itself, and there is nothing to write.
    """
    if not any(padding):
        return x, lambda: None
    outer = np.full((len(x), *padded_shape(x.shape[1:], padding)), fill, x.dtype)
    inner = cropped(outer, padding)
    return outer, lambda: np.copyto(inner, x)


def padded_shape(shape: Shape, padding: Shape) -> Shape:
    """The `shape` (*d, channels) with `padding` on both sides of each axis."""
    return (*(d + 2 * p for d, p in zip(shape[:-1], padding, strict=True)), shape[-1])


def cropped(x: Array, padding: Shape) -> Array:
    """The middle of x, a view: what `padded` had put there."""
    inner = tuple(slice(p, d - p) for p, d in zip(padding, x.shape[1:-1], strict=True))
    return np.asarray(x[(slice(None), *inner)])


SIZE = Range(1, 1024)
STRIDE = Range(1, 1024)
PADDING = Range(0, 512)
DILATION = Range(1, 512)

Dilation1D = Annotated[
    int, DILATION, "Steps between the values that a window takes: 2 leaves out every other one",
    RARE, LATER,
]  # fmt: skip
Dilation2D = Annotated[
    Pair, DILATION,
    "Steps between the values that a window takes, down × right: 2 leaves out every other one",
    RARE, LATER,
]  # fmt: skip
Groups = Annotated[
    int, Range(1, 4096),
    "Parts of the channels, each with filters of its own; as many as channels: depthwise",
    RARE, LATER,
]  # fmt: skip

HasBias = Annotated[bool, "Add a learnt constant to every output channel"]
FirstWeights = Annotated[
    str, OneOf(INITIALIZERS), "First weights: xavier suits Tanh and Sigmoid, he suits ReLU"
]
FirstBias = Annotated[str, OneOf(BIAS_INITIALIZERS), "First bias"]


@dataclass(frozen=True)
class Filters(Layer):
    """What every layer of filters shares."""

    group: ClassVar[str] = "Weights"

    filters: Annotated[int, Range(1, 4096), "Number of filters, each one output channel"] = 32

    @property
    @abstractmethod
    def window(self) -> tuple[Shape, Shape, Shape]:
        """Size, stride and padding, one number for each direction."""

    @property
    @abstractmethod
    def initializers(self) -> dict[str, str]:
        """How each weight starts, by name; no "b" where there is no bias."""


class _Started:
    """How the weights of a layer start, told from its settings."""

    bias: bool
    initializer: str
    bias_initializer: str

    @property
    def initializers(self) -> dict[str, str]:
        W = {"W": self.initializer}
        return W | {"b": self.bias_initializer} if self.bias else W


class OverSequence(_Started):
    """How the settings of a layer over sequences become its window."""

    kernel_size: int
    stride: int
    padding: int

    @property
    def window(self) -> tuple[Shape, Shape, Shape]:
        return (self.kernel_size,), (self.stride,), (self.padding,)


class OverImage(_Started):
    """How the settings of a layer over images become its window."""

    kernel_size: Pair
    stride: Pair
    padding: Pair

    @property
    def window(self) -> tuple[Shape, Shape, Shape]:
        return both(self.kernel_size), both(self.stride), both(self.padding)


def both(pair: Pair) -> Shape:
    """A setting's two numbers."""
    return (pair, pair) if isinstance(pair, int) else pair
