"""When the weights of a training grow without limit, and what is said then."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.errors import Diverged

Array = NDArray[Any]

RUNAWAY = 1e4
"""How far beyond the data's own scale a weight may grow before the run counts as diverged."""


LARGEST_INPUT = float(np.sqrt(np.finfo(np.float32).max))
"""Larger inputs have no variance in the numbers that networks compute with."""


def runaway_limit(x: Array, t: Array, largest: float) -> float:
    """The largest weight believed, for inputs `x`, encoded targets `t` and the largest of the
    first weights.
    """
    inputs = float(np.abs(x).max(initial=0))
    targets = float(np.abs(t).max(initial=1)) if t.dtype.kind == "f" else 1.0
    return RUNAWAY * max(1.0, targets, largest) * max(1.0, 1.0 / inputs if inputs else 1.0)


def diverged(x: Array, epoch: int, rate: float) -> Diverged:
    """Why a training ran away in an epoch (from 1), and what to do about it."""
    if not np.isfinite(x).all():
        return Diverged(
            "Some values in the data are infinite or no numbers, so nothing can be learnt.",
            "Fill in or leave out these samples and read the data again.",
        )
    if float(np.abs(x).max(initial=0)) > LARGEST_INPUT:
        return Diverged(
            "Some values in the data are so large that their squares leave the range of numbers, "
            "so nothing can be learnt.",
            "Choose the scaling “standard”.",
        )
    return Diverged(
        "The training left the range of numbers in epoch {epoch}: the steps were too long for "
        "this network, and the weights grew without limit. The last good weights are back.",
        "Choose a smaller learning rate than {rate} and press play again.",
        epoch=epoch, rate=f"{rate:g}",
    )  # fmt: skip
