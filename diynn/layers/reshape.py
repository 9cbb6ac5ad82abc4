"""A vector becomes a sequence or an image again: the way back from Flatten."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, ClassVar

from diynn.errors import ShapeError
from diynn.layers.flatten import regrouped
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.settings import Range

LENGTH = Range(1, 65536)


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
                "{owner} shares what arrives out among {places} places, but {values} values are no "
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
