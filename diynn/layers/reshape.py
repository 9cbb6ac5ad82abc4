"""The same values in another shape: a vector (Flatten), a sequence or an image (Reshape)."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.errors import ShapeError
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.settings import Range

LENGTH = Range(1, 65536)


@dataclass(frozen=True)
class Flatten(Layer):
    """y = x, its values in one row: (height, width, channels) becomes height · width · channels."""

    formula: ClassVar[tuple[str, ...]] = (r"h \times w \times c \;\to\; h\,w\,c",)

    def output_shape(self, shape: Shape) -> Shape:
        return (math.prod(shape),)

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        return regrouped(x, (math.prod(x.shape[1:]),))


def regrouped(x: Array, shape: Shape) -> Bound:
    """The way of x (batch, …) through the same values, in the same order, as (batch, *shape)."""
    y = x.reshape(len(x), *shape)
    if np.shares_memory(x, y):
        return Bound(y, _nothing, lambda dy: dy.reshape(x.shape))
    return Bound(y, lambda: np.copyto(y.reshape(x.shape), x), lambda dy: dy.reshape(x.shape))


def _nothing() -> None:
    """The same memory already holds what is wanted."""


@dataclass(frozen=True)
class Reshape(Layer):
    """What Reshape1D and Reshape2D share: the number of channels follows from what arrives."""

    @property
    @abstractmethod
    def places(self) -> Shape:
        """The sequence's length, or the image's height and width."""

    def output_shape(self, shape: Shape) -> Shape:
        values, places = math.prod(shape), math.prod(self.places)
        channels = values // places
        if channels * places != values:
            raise ShapeError(
                "{owner} shares what arrives out among {places} places, but {values} is no "
                "multiple of that.",
                "Let a multiple of {count} values arrive, or choose another size.",
                owner=self.name(), places=" × ".join(map(str, self.places)), values=values,
                count=places, multiple=max(channels, 1) * places,
            )  # fmt: skip
        return (*self.places, channels)

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        return regrouped(x, self.output_shape(x.shape[1:]))


@dataclass(frozen=True)
class Reshape1D(Reshape):
    """y = x, its values as a sequence of so many places; the channels follow from their number."""

    formula: ClassVar[tuple[str, ...]] = (r"n \;\to\; l \times \frac{n}{l}",)

    length: Annotated[int, LENGTH, "Length of the sequence"] = 16

    @property
    def places(self) -> Shape:
        return (self.length,)


@dataclass(frozen=True)
class Reshape2D(Reshape):
    """y = x, its values as an image of that size; the channels follow from their number."""

    formula: ClassVar[tuple[str, ...]] = (r"n \;\to\; h \times w \times \frac{n}{h\,w}",)

    height: Annotated[int, LENGTH, "Height of the image"] = 4
    width: Annotated[int, LENGTH, "Width of the image"] = 4

    @property
    def places(self) -> Shape:
        return (self.height, self.width)
