"""The contract that every layer keeps, and the pass in which a batch goes through the layers."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from diynn.settings import Declared

Array = NDArray[Any]
Shape = tuple[int, ...]
Weights = Mapping[str, Array]
T = TypeVar("T")
Backward = Callable[[Array], tuple[Array | None, dict[str, Array]]]


class Bound(NamedTuple):
    """A layer's forward and backward over fixed arrays: see `Layer.bind`."""

    y: Array
    forward: Callable[[], None]
    backward: Callable[[Array], Array | None]
    parted: Parted | None = None


class Parted(NamedTuple):
    """Forward and backward of a layer that mixes samples, for shards of a batch side by side.

    Each yields where it needs what all shards have found so far: see `Pass.meet`.
    """

    forward: Callable[[], Generator[None, None, None]]
    backward: Callable[[Array], Generator[None, None, Array | None]]


def bound_in_parts(
    y: Array,
    forward: Callable[[], Generator[None, None, None]],
    backward: Callable[[Array], Generator[None, None, Array | None]],
) -> Bound:
    """A layer from its ways in parts; a batch that is whole takes them without a stop."""
    return Bound(
        y, lambda: finished(forward()), lambda dy: finished(backward(dy)),
        Parted(forward, backward),
    )  # fmt: skip


def finished(way: Generator[None, None, T]) -> T:
    """What a way in parts returns at its end, where nobody else has to be waited for."""
    while True:
        try:
            next(way)
        except StopIteration as end:
            found: T = end.value
            return found


class Meetings:
    """Where the shards of a batch meet: `lists` has one list for each layer that mixes samples.

    Each shard has a `Meetings` of its own over the same lists, and binds the same layers.
    """

    def __init__(self, lists: list[list[Any]]) -> None:
        self._lists = lists
        self._next = 0

    def join(self, own: T) -> list[T]:
        """The next list, with `own` at its end."""
        if self._next == len(self._lists):
            self._lists.append([])
        found = self._lists[self._next]
        self._next += 1
        found.append(own)
        return found


class Pass:
    """What a layer knows of the pass for which it is bound, besides its input and its weights.

    `training` tells whether the network is learning; `rng` is the only source of chance, to be read
    again in every forward. `wants_dx` is false where the gradient for the input is not needed.
    """

    def __init__(self, training: bool = False, rng: np.random.Generator | None = None) -> None:
        self.training = training
        self.rng = rng
        self.wants_dx = True
        self.gradients: dict[str, Array] = {}
        self.meetings: Meetings | None = None

    def inner(self) -> Pass:
        """The same pass for a layer within a layer, with gradients of its own."""
        return _Inner(self)

    def meet(self, own: T) -> list[T]:
        """What this layer has found in every shard of the batch, in their order; `own` in this one.

        The list is whole once all shards are bound. A batch that is not cut has one.
        """
        return [own] if self.meetings is None else self.meetings.join(own)

    def gradient(self, name: str, weight: Array) -> Array:
        """Where a layer writes the gradient of its weight `name`: shaped as that weight."""
        place = self.gradients.get(name)
        if place is None:
            self.gradients[name] = place = np.empty_like(weight)
        return place


class _Inner(Pass):
    """A pass whose chance is that of another one at every moment."""

    def __init__(self, outer: Pass) -> None:
        self._outer = outer
        super().__init__(outer.training)
        self.meetings = outer.meetings

    @property
    def rng(self) -> np.random.Generator | None:
        """The only source of chance."""
        return self._outer.rng

    @rng.setter
    def rng(self, rng: np.random.Generator | None) -> None:
        """It is the outer pass's to change."""


@dataclass(frozen=True)
class Layer(Declared):
    """Settings and mathematics of one block: a value, without weights.

    Shapes are of one sample; arrays have the batch as their first axis, channels as their last.
    """

    group: ClassVar[str] = "Shape"
    is_stochastic: ClassVar[bool] = False
    """Whether it draws from the pass's `rng` while training."""
    decayed: ClassVar[tuple[str, ...]] = ("W",)
    """Names of the weights that an optimizer's weight decay pulls towards zero: those that the
    input is multiplied by. Biases, gains of a normalisation and running figures are not among them.
    """

    @property
    def mixes_samples(self) -> bool:
        """Whether one sample's output depends on the others of its batch, while training."""
        return False

    @property
    def gathered(self) -> frozenset[str]:
        """The names of weights that no gradient moves: a training's forward gathers them.

        They lie among the weights, so that a file, a copy or `predict` has them; their gradient is
        always 0. The running mean of a BatchNorm is one.
        """
        return frozenset()

    @abstractmethod
    def output_shape(self, shape: Shape) -> Shape:
        """What comes out when `shape` goes in; ShapeError, with a remedy, where it cannot."""

    def weight_shapes(self, shape: Shape) -> dict[str, Shape]:
        """The shape of every weight, by name, for inputs of `shape`."""
        return {}

    def weight_count(self, shape: Shape) -> int:
        """How many numbers it learns for inputs of `shape`."""
        shapes = self.weight_shapes(shape)
        return sum(math.prod(shapes[name]) for name in shapes if name not in self.gathered)

    def new_weights(self, shape: Shape, rng: np.random.Generator) -> dict[str, Array]:
        """First weights in float64, by name, for inputs of `shape`."""
        return {}

    def multiply_count(self, shape: Shape) -> int:
        """Multiplications that a sample of `shape` costs with weights: a measure of work."""
        return 0

    def inner_values(self, shape: Shape, samples: int) -> int:
        """How many values so many samples of `shape` take besides what goes in and comes out."""
        return 0

    @abstractmethod
    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        """Prepare forward and backward of a batch over fixed arrays.

        `forward()` fills `y` from `x` (batch, *shape) and the weights, as they are at that moment;
        while training it writes the `gathered` ones.
        `backward(dy)` takes the loss's gradient for `y`, writes those for the weights where
        `pass_.gradient` says, and returns the one for `x`, None where the pass does not want it.
        Both leave what they are given as it is, and may be called again and again, by turns: so a
        training step looks at no shape twice and asks for no memory.
        """

    def forward(self, x: Array, weights: Weights, pass_: Pass) -> tuple[Array, Backward]:
        """The output for `x` (batch, *shape), and its backward, to be called once.

        `backward(dy)` returns the gradient for the input and those for the weights, by name.
        """
        y, forward, backward, _ = self.bind(x, weights, pass_)
        gradients = pass_.gradients
        forward()
        return y, lambda dy: (backward(dy), gradients)
