"""A network to be found by probing: what it answers can be asked, its weights cannot be seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

CURVES = ("Identity", "ReLU", "Tanh", "Sigmoid")
"""What may follow the weighted sum; Identity leaves it as it is."""
STEP = 0.5
STEPS = 6
PLACES = 200
CLOSE = 0.02
"""How far the answers of a guess may lie from those of the network."""
LEVELS = 3
PROBED = 4.0


@dataclass(frozen=True)
class Unit:
    """y = curve(w1 x1 + w2 x2 + b)."""

    w1: float
    w2: float
    b: float
    curve: str = "Identity"

    def of(self, x1: float, x2: float) -> float:
        """What it gives for an input."""
        z = self.w1 * x1 + self.w2 * x2 + self.b
        if self.curve == "ReLU":
            return max(z, 0.0)
        if self.curve == "Tanh":
            return math.tanh(z)
        if self.curve == "Sigmoid":
            return 1.0 / (1.0 + math.exp(-z)) if z > -700 else 0.0
        return z


@dataclass(frozen=True)
class Network:
    """The sum of its units."""

    units: tuple[Unit, ...]

    def of(self, x1: float, x2: float) -> float:
        """What it gives for an input."""
        return sum(unit.of(x1, x2) for unit in self.units)


def mystery(level: int, seed: int) -> Network:
    """A network of a level: 1 is a neuron without a curve, 2 one with a curve, 3 the sum of two
    with the same curve. All weights are multiples of STEP, so that they can be found exactly."""
    rng = np.random.default_rng((seed, level))
    curve = "Identity" if level == 1 else str(rng.choice(CURVES[1:]))
    units: list[Unit] = []
    while len(units) < (2 if level == 3 else 1):
        w1, w2, b = (rng.integers(-STEPS, STEPS + 1, size=3) * STEP).tolist()
        # What does not depend on an input, or is the other once more, is no riddle.
        if w1 and w2 and all(abs(one.w1) != abs(w1) for one in units):
            units.append(Unit(w1, w2, b, curve))
    return Network(tuple(units))


def is_found(network: Network, guess: Sequence[Unit]) -> bool:
    """Whether a guess answers as the network does, everywhere in the square that can be probed."""
    rng = np.random.default_rng(0)
    made = Network(tuple(guess))
    return all(
        abs(network.of(x1, x2) - made.of(x1, x2)) <= CLOSE
        for x1, x2 in rng.uniform(-PROBED, PROBED, (PLACES, 2)).tolist()
    )
