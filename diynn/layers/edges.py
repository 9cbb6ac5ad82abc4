"""Places added around a sequence or an image."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.errors import ShapeError
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.layers.windows import PADDING, both, check_rank
from diynn.settings import OneOf, Pair

ZEROS, REFLECT, REPLICATE = "zeros", "reflect", "replicate"
Mode = Annotated[
    str, OneOf((ZEROS, REFLECT, REPLICATE)),
    "What the new places hold: zeros, the values mirrored at the edge, or the nearest value",
]  # fmt: skip


@dataclass(frozen=True)
class Edges(Layer):
    """What Pad1D and Pad2D share."""

    group: ClassVar[str] = "Shape"

    @property
    @abstractmethod
    def sides(self) -> tuple[Shape, Shape]:
        """Places added before and after, one number for each direction."""

    @property
    @abstractmethod
    def filling(self) -> str:
        """What the new places hold."""

    def output_shape(self, shape: Shape) -> Shape:
        before, after = self.sides
        check_rank(self.name(), shape, len(before))
        for places, first, last in zip(shape, before, after, strict=False):
            if self.filling == REFLECT and max(first, last) >= places:
                raise ShapeError(
                    "{owner} mirrors {count} places, but only {places} arrive.",
                    "Add fewer places, or choose another mode.",
                    owner=self.name(), count=max(first, last), places=places,
                )  # fmt: skip
        added = (d + a + b for d, a, b in zip(shape, before, after, strict=False))
        return (*added, shape[-1])

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        before, after = self.sides
        y = np.zeros((len(x), *self.output_shape(x.shape[1:])), x.dtype)
        work, dx = np.empty(y.shape, x.dtype), np.empty(x.shape, x.dtype)
        spans = (slice(a, a + d) for a, d in zip(before, x.shape[1:-1], strict=True))
        middle = (slice(None), *spans)
        # New places, and which others they repeat, an axis after the other.
        copies = []
        for axis, (first, last) in enumerate(zip(before, after, strict=True), 1):
            for place, source in repeated(x.shape[axis], first, last, self.filling):
                copies.append((_at(axis, place), _at(axis, source)))

        def forward() -> None:
            np.copyto(y[middle], x)
            for place, source in copies:
                np.copyto(y[place], y[source])

        def backward(dy: Array) -> Array:
            np.copyto(work, dy)
            for place, source in reversed(copies):
                work[source] += work[place]
            np.copyto(dx, work[middle])
            return dx

        return Bound(y, forward, backward)


def repeated(places: int, before: int, after: int, filling: str) -> list[tuple[int, int]]:
    """Which of `places` values, numbered with what is added before them, each new one repeats."""
    if filling == ZEROS:
        return []
    mirrored = filling == REFLECT
    end = before + places
    found = [(before - n, before + n * mirrored) for n in range(1, before + 1)]
    return found + [(end - 1 + n, end - 1 - n * mirrored) for n in range(1, after + 1)]


def _at(axis: int, place: int) -> tuple[slice | int, ...]:
    return (*[slice(None)] * axis, place)


@dataclass(frozen=True)
class Pad1D(Edges):
    """y = x with places added before and after a sequence: zeros, or values of x once more."""

    formula: ClassVar[tuple[str, ...]] = (r"l \times c \;\to\; (b + l + a) \times c",)

    before: Annotated[int, PADDING, "Places added at the beginning"] = 1
    after: Annotated[int, PADDING, "Places added at the end"] = 1
    mode: Mode = ZEROS

    @property
    def sides(self) -> tuple[Shape, Shape]:
        return (self.before,), (self.after,)

    @property
    def filling(self) -> str:
        return self.mode


@dataclass(frozen=True)
class Pad2D(Edges):
    """y = x with places added around an image: zeros, or values of x once more."""

    formula: ClassVar[tuple[str, ...]] = (
        r"h \times w \times c \;\to\; (b + h + a) \times (b + w + a) \times c",
    )

    before: Annotated[Pair, PADDING, "Places added: above × on the left"] = 1
    after: Annotated[Pair, PADDING, "Places added: below × on the right"] = 1
    mode: Mode = ZEROS

    @property
    def sides(self) -> tuple[Shape, Shape]:
        return both(self.before), both(self.after)

    @property
    def filling(self) -> str:
        return self.mode
