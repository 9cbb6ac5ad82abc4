"""A run at one moment: all that a view needs to show what its network does."""

from __future__ import annotations

import zlib
from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from numpy.typing import NDArray

from diynn.data.dataset import Dataset
from diynn.design.design import Design
from diynn.network.losses import Loss
from diynn.network.optimizers import Optimizer
from diynn.network.sequential import Sequential
from diynn.training.training import Training

SnapshotKey = tuple[Hashable, ...]


@dataclass(frozen=True, eq=False)
class RunSnapshot:
    """A network with its weights, the data it gets, and the name and colour of its run.

    Nothing in it changes while the run trains on, so a view may use it on any thread. `Session` and
    `RunList` make snapshots; `RunList` returns the same one until something in it has changed.
    """

    training: Training
    """Tells one run from another: it is the same in all snapshots of a run."""
    name: str
    colour: int | None
    """Its place in `Theme.runs`; None before the first step."""
    design: Design
    raw: Dataset
    """The data as it was read."""
    data: Dataset
    """The same as the network gets it."""
    weights: NDArray[Any]
    """All weights as one vector, for `net`. Nobody writes to it."""
    rate: float
    """The learning rate of the next step."""
    moment: Hashable
    """Tells these weights from others of the same training."""
    course: tuple[NDArray[Any], ...] = ()
    """In the past of a run, weights from its start to now: scales are those of all of them."""

    @property
    def key(self) -> SnapshotKey:
        """What two snapshots of the same state have in common, as long as one of them exists."""
        things = (self.training, self.design, self.raw, self.data)
        return (*map(id, things), self.name, self.colour, self.moment)

    @property
    def net(self) -> Sequential:
        """The network; use it with `weights`, since its own may be changing."""
        return self.training.net

    @property
    def loss(self) -> Loss:
        """The loss that it is trained by."""
        return self.design.loss

    @property
    def reconstructs(self) -> bool:
        """Whether it is trained to return its input."""
        return self.design.reconstructs

    @property
    def optimizer(self) -> Optimizer:
        """The optimizer with the learning rate of the next step."""
        return replace(self.design.optimizer, learning_rate=self.rate)

    @cached_property
    def fingerprint(self) -> int:
        """A checksum of the weights, which tells them from those of another moment."""
        return zlib.crc32(self.weights.data)
