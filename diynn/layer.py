"""The contract that every layer keeps, and the pass in which a batch goes through the layers."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

from diynn.settings import Declared

Array = NDArray[Any]
Shape = tuple[int, ...]
Weights = Mapping[str, Array]
Backward = Callable[[Array], tuple[Array | None, dict[str, Array]]]


class Arena:
    """Scratch memory that is used again at every step.

    The first request of a step gets the array of the last step's first request, the second the
    second, and so on; a request of another size replaces it. `restart` begins a step.
    """

    def __init__(self) -> None:
        self._arrays: list[Array] = []
        self._next = 0

    def restart(self) -> None:
        """Begin a step: everything handed out before may be overwritten from now on."""
        self._next = 0

    def empty(self, shape: Shape, dtype: DTypeLike) -> Array:
        """An array of any content, `shape` and `dtype`, valid until the next `restart`."""
        position = self._next
        self._next = position + 1
        if position < len(self._arrays):
            array = self._arrays[position]
            if array.shape == shape and array.dtype == dtype:
                return array
            self._arrays[position] = array = np.empty(shape, dtype)
            return array
        array = np.empty(shape, dtype)
        self._arrays.append(array)
        return array


class Pass:
    """One way of a batch through the layers and back.

    `training` tells a layer whether it is learning; `rng` is its only source of chance. `wants_dx`
    is false where nobody needs the gradient for the layer's input. Without an arena every array is
    fresh, and so stays valid for as long as anyone keeps it.
    """

    def __init__(
        self,
        training: bool = False,
        rng: np.random.Generator | None = None,
        arena: Arena | None = None,
    ) -> None:
        self.training = training
        self.rng = rng
        self.wants_dx = True
        self.gradients: Weights = {}
        self.empty: Callable[[Shape, DTypeLike], Array] = arena.empty if arena else np.empty

    def gradient(self, name: str, weight: Array) -> Array:
        """Where a layer writes the gradient of its weight `name`: shaped as that weight."""
        place = self.gradients.get(name)
        return np.empty_like(weight) if place is None else place


@dataclass(frozen=True)
class Layer(Declared):
    """Settings and mathematics of one block: a value, without weights.

    Shapes are of one sample; arrays have the batch as their first axis, channels as their last.
    """

    group: ClassVar[str] = "Shape"
    mixes_samples: ClassVar[bool] = False
    """Whether one sample's output depends on the others of its batch."""
    uses_chance: ClassVar[bool] = False
    """Whether it draws from the pass's `rng` while training."""

    @abstractmethod
    def output_shape(self, shape: Shape) -> Shape:
        """What comes out when `shape` goes in; ShapeError, with a remedy, where it cannot."""

    def weight_shapes(self, shape: Shape) -> dict[str, Shape]:
        """The shape of every weight, by name, for inputs of `shape`."""
        return {}

    def new_weights(self, shape: Shape, rng: np.random.Generator) -> dict[str, Array]:
        """First weights in float64, by name, for inputs of `shape`."""
        return {}

    def products(self, shape: Shape) -> int:
        """Multiplications that a sample of `shape` costs in matrix products: a measure of work."""
        return 0

    @abstractmethod
    def forward(self, x: Array, weights: Weights, pass_: Pass) -> tuple[Array, Backward]:
        """The output for `x` (batch, *shape), and the way back.

        `backward(dy)` takes the loss's gradient for the output and returns the one for the input
        (None where the pass does not want it) and those for the weights, by name. It is called at
        most once and may overwrite `dy`. `x` must be left as it is.
        """
