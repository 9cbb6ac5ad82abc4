"""Filters that move over a sequence or an image: what convolutions and transposed ones declare."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, ClassVar

from diynn.layers.initializers import BIAS_INITIALIZERS, INITIALIZERS
from diynn.layers.layer import Layer, Shape
from diynn.settings import OneOf, Pair, Range

SIZE = Range(1, 1024)
STRIDE = Range(1, 1024)
PADDING = Range(0, 512)

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
