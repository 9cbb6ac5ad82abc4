"""How the weights follow their gradient."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from diynn.settings import Declared, Range

Array = NDArray[Any]
State = dict[str, Array]


@dataclass(frozen=True)
class Optimizer(Declared):
    """A rule for one step, over all weights as one vector. It keeps nothing: see `new_state`."""

    learning_rate: Annotated[
        float,
        Range(0.0, 1e12, logarithmic=True),
        "Length of a step: larger learns faster, too large leaps over the goal",
    ] = 0.1

    def new_state(self, weights: Array) -> State:
        """What the rule must remember from step to step, by name; saved with the weights."""
        return {}

    @abstractmethod
    def step(self, weights: Array, gradient: Array, state: State, scratch: Array) -> None:
        """Change `weights` in place; `scratch` is of their size and may be overwritten."""


@dataclass(frozen=True)
class SGD(Optimizer):
    """v = momentum · v + gradient; weights −= learning rate · v."""

    momentum: Annotated[
        float, Range(0.0, 0.999), "Share of the last step that goes on: smooths the way"
    ] = 0.0

    def new_state(self, weights: Array) -> State:
        return {"velocity": np.zeros_like(weights)}

    def step(self, weights: Array, gradient: Array, state: State, scratch: Array) -> None:
        direction = gradient
        if self.momentum:
            direction = state["velocity"]
            np.multiply(direction, self.momentum, out=direction)
            np.add(direction, gradient, out=direction)
        np.multiply(direction, self.learning_rate, out=scratch)
        np.subtract(weights, scratch, out=weights)


OPTIMIZERS: tuple[type[Optimizer], ...] = (SGD,)
