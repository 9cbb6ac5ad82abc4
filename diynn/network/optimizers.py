"""How the weights follow their gradient."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from diynn.settings import RARE, Declared, Range

Array = NDArray[Any]
State = dict[str, Array]
Spans = Sequence[slice]
"""Stretches of a vector of all weights."""

STEPS = "steps"
"""The name in a state of the number of steps so far: (), where the rule needs it."""

Rate = Annotated[
    float,
    Range(0.0, 1e12, logarithmic=True),
    "Length of a step: larger learns faster, too large leaps over the goal",
]
Decay = Annotated[
    float,
    Range(0.0, 100.0),
    "Pulls the weights of layers towards zero, biases not: large ones must earn their place",
    RARE,
]
Epsilon = Annotated[
    float, Range(1e-16, 1.0, logarithmic=True), "Keeps the division off zero", RARE
]


@dataclass(frozen=True)
class Optimizer(Declared):
    """A rule for one step, over all weights as one vector. It keeps nothing: see `new_state`.

    Where a rule has a `weight_decay`, it reaches the weights that layers name in `Layer.decayed`.
    """

    adaptive: ClassVar[bool] = False
    """Whether it measures each weight's gradient, so that the learning rate is the step itself."""

    learning_rate: Rate = 0.1

    def new_state(self, weights: Array) -> State:
        """What the rule must remember from step to step, by name; saved with the weights.

        Vectors like the weights, and numbers of shape ().
        """
        return {}

    @property
    def settled(self) -> float:
        """How long a step is, against the first one from rest, after many gradients of the same
        size that are independent of each other: an estimate."""
        return 1.0

    def step(
        self, weights: Array, gradient: Array, state: State, scratch: Array,
        rate: float | None = None, decayed: Spans = (),
    ) -> None:  # fmt: skip
        """Change `weights` in place; `gradient` and `scratch`, of their size, are overwritten.

        `rate` is the learning rate of this step, the rule's own without it. `decayed` are the
        stretches that weight decay reaches.
        """
        self.count(state)
        self.move(
            weights, gradient, state, scratch,
            self.learning_rate if rate is None else rate, decayed,
        )  # fmt: skip

    def count(self, state: State) -> None:
        """Note in `state` that a step begins: once a step, in however many parts it is taken."""

    @abstractmethod
    def move(
        self, weights: Array, gradient: Array, state: State, scratch: Array,
        rate: float, decayed: Spans,
    ) -> None:  # fmt: skip
        """As `step`, for a part of the weights and what belongs to it, without counting."""


def _add_decay(
    weights: Array, gradient: Array, scratch: Array, decay: float, decayed: Spans
) -> None:
    """gradient += decay · weights, where weights decay."""
    for span in decayed:
        pull = scratch[span]
        np.multiply(weights[span], decay, out=pull)
        np.add(gradient[span], pull, out=gradient[span])


@dataclass(frozen=True)
class SGD(Optimizer):
    """v = momentum · v + gradient; weights −= learning rate · v.

    Nesterov's way looks ahead: weights −= learning rate · (gradient + momentum · v). Weight decay
    is added to the gradient. The same as torch.optim.SGD.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"v \leftarrow \mu\,v + g",
        r"w \leftarrow w - \eta\,v",
    )

    momentum: Annotated[
        float, Range(0.0, 0.999), "Share of the last step that goes on: smooths the way"
    ] = 0.0
    nesterov: Annotated[
        bool, "Take the gradient where momentum will have led: often a little faster", RARE
    ] = False
    weight_decay: Decay = 0.0

    def new_state(self, weights: Array) -> State:
        return {"velocity": np.zeros_like(weights)}

    @property
    def settled(self) -> float:
        return 1 / math.sqrt(1 - self.momentum**2)

    def move(
        self, weights: Array, gradient: Array, state: State, scratch: Array,
        rate: float, decayed: Spans,
    ) -> None:  # fmt: skip
        if self.weight_decay:
            _add_decay(weights, gradient, scratch, self.weight_decay, decayed)
        direction = gradient
        if self.momentum:
            velocity = state["velocity"]
            np.multiply(velocity, self.momentum, out=velocity)
            np.add(velocity, gradient, out=velocity)
            if self.nesterov:
                np.multiply(velocity, self.momentum, out=scratch)
                np.add(gradient, scratch, out=gradient)
            else:
                direction = velocity
        # In the gradient's own place, which is still near the processor.
        np.multiply(direction, rate, out=gradient)
        np.subtract(weights, gradient, out=weights)


@dataclass(frozen=True)
class RMSprop(Optimizer):
    """s = α s + (1 − α) gradient²; weights −= learning rate · gradient / (√s + ε).

    With momentum the quotients are summed as SGD sums gradients. The same as torch.optim.RMSprop;
    the rule is from G. Hinton's lectures of 2012.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"s \leftarrow \alpha\,s + (1 - \alpha)\,g^2",
        r"w \leftarrow w - \eta\,\frac{g}{\sqrt{s} + \varepsilon}",
    )

    adaptive: ClassVar[bool] = True

    learning_rate: Rate = 0.001
    momentum: Annotated[
        float, Range(0.0, 0.999), "Share of the last step that goes on: smooths the way"
    ] = 0.0
    alpha: Annotated[
        float, Range(0.0, 0.99999), "Share of the mean square that stays at each step", RARE
    ] = 0.99
    epsilon: Epsilon = 1e-8
    weight_decay: Decay = 0.0

    def new_state(self, weights: Array) -> State:
        return {"square": np.zeros_like(weights), "velocity": np.zeros_like(weights)}

    @property
    def settled(self) -> float:
        return math.sqrt((1 - self.alpha) / (1 - self.momentum**2))

    def move(
        self, weights: Array, gradient: Array, state: State, scratch: Array,
        rate: float, decayed: Spans,
    ) -> None:  # fmt: skip
        if self.weight_decay:
            _add_decay(weights, gradient, scratch, self.weight_decay, decayed)
        square = state["square"]
        _average_square(square, gradient, scratch, self.alpha)
        np.sqrt(square, out=scratch)
        np.add(scratch, self.epsilon, out=scratch)
        np.divide(gradient, scratch, out=gradient)
        direction = gradient
        if self.momentum:
            direction = state["velocity"]
            np.multiply(direction, self.momentum, out=direction)
            np.add(direction, gradient, out=direction)
        np.multiply(direction, rate, out=gradient)
        np.subtract(weights, gradient, out=weights)


def _average_square(square: Array, gradient: Array, scratch: Array, share: float) -> None:
    """square = share · square + (1 − share) · gradient²."""
    np.multiply(gradient, gradient, out=scratch)
    np.multiply(scratch, 1 - share, out=scratch)
    np.multiply(square, share, out=square)
    np.add(square, scratch, out=square)


@dataclass(frozen=True)
class Adam(Optimizer):
    """m = β₁ m + (1 − β₁) gradient, s = β₂ s + (1 − β₂) gradient²; weights −= rate · m̂ / (√ŝ + ε).

    m̂ = m / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ) at step t, since both begin at zero. Weight decay is
    added to the gradient. D. Kingma and J. Ba, 2014; the same as torch.optim.Adam.
    """

    formula: ClassVar[tuple[str, ...]] = (
        (r"m \leftarrow \beta_1 m + (1 - \beta_1)\,g, \quad s \leftarrow \beta_2 s + (1 - "
        r"\beta_2)\,g^2"),
        r"\hat{m} = \frac{m}{1 - \beta_1^t}, \quad \hat{s} = \frac{s}{1 - \beta_2^t}",
        r"w \leftarrow w - \eta\,\frac{\hat{m}}{\sqrt{\hat{s}} + \varepsilon}",
    )

    adaptive: ClassVar[bool] = True

    learning_rate: Rate = 0.001
    beta_1: Annotated[
        float, Range(0.0, 0.99999), "Share of the mean gradient that stays at each step", RARE
    ] = 0.9
    beta_2: Annotated[
        float, Range(0.0, 0.99999), "Share of the mean square that stays at each step", RARE
    ] = 0.999
    epsilon: Epsilon = 1e-8
    weight_decay: Decay = 0.0

    def new_state(self, weights: Array) -> State:
        return {
            "mean": np.zeros_like(weights),
            "square": np.zeros_like(weights),
            STEPS: np.zeros((), np.int64),
        }

    @property
    def settled(self) -> float:
        return math.sqrt((1 - self.beta_1) / (1 + self.beta_1))

    def count(self, state: State) -> None:
        state[STEPS] += 1

    def move(
        self, weights: Array, gradient: Array, state: State, scratch: Array,
        rate: float, decayed: Spans,
    ) -> None:  # fmt: skip
        self._decay(weights, gradient, scratch, rate, decayed)
        mean, square, steps = state["mean"], state["square"], int(state[STEPS])
        _average_square(square, gradient, scratch, self.beta_2)
        np.multiply(gradient, 1 - self.beta_1, out=gradient)
        np.multiply(mean, self.beta_1, out=mean)
        np.add(mean, gradient, out=mean)
        np.sqrt(square, out=scratch)
        np.divide(scratch, math.sqrt(1 - self.beta_2**steps), out=scratch)
        np.add(scratch, self.epsilon, out=scratch)
        np.divide(mean, scratch, out=scratch)
        np.multiply(scratch, rate / (1 - self.beta_1**steps), out=scratch)
        np.subtract(weights, scratch, out=weights)

    def _decay(
        self, weights: Array, gradient: Array, scratch: Array, rate: float, decayed: Spans
    ) -> None:
        if self.weight_decay:
            _add_decay(weights, gradient, scratch, self.weight_decay, decayed)


@dataclass(frozen=True)
class AdamW(Adam):
    """Adam, whose weight decay shrinks the weights themselves: weights −= rate · decay · weights.

    I. Loshchilov and F. Hutter, 2017; the same as torch.optim.AdamW.
    """

    formula: ClassVar[tuple[str, ...]] = (
        (r"w \leftarrow (1 - \eta\,\lambda)\,w - \eta\,\frac{\hat{m}}{\sqrt{\hat{s}} + "
        r"\varepsilon}"),
    )

    weight_decay: Decay = 0.01

    def _decay(
        self, weights: Array, gradient: Array, scratch: Array, rate: float, decayed: Spans
    ) -> None:
        if self.weight_decay:
            for span in decayed:
                np.multiply(weights[span], 1 - rate * self.weight_decay, out=weights[span])


OPTIMIZERS: tuple[type[Optimizer], ...] = (SGD, RMSprop, Adam, AdamW)
