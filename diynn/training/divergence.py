"""Whether the numbers of a training have grown without limit, and what to say of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset, Part, largest_size
from diynn.data.sources.source import outline_of
from diynn.design.advice import after_divergence
from diynn.design.design import Design
from diynn.errors import Diverged, Sentence

Array = NDArray[Any]

DIVERGENCE = 1e4
"""How far beyond the data's own scale a weight may grow before the run counts as diverged."""
LARGEST_INPUT = float(np.sqrt(np.finfo(np.float32).max))
"""Larger inputs have no variance in the numbers that networks compute with."""


def divergence_limit(part: Part, t: Array, largest: float) -> float:
    """The largest weight believed, for the samples of `part`, encoded targets `t` and the largest
    of the first weights.
    """
    inputs = part.largest
    targets = 1.0
    if t.dtype.kind == "f":
        gives_back = t.size == part.x.size and np.may_share_memory(t, part.x)
        targets = max(1.0, inputs if gives_back else largest_size(t))
    return DIVERGENCE * max(1.0, targets, largest) * max(1.0, 1.0 / inputs if inputs else 1.0)


def diverged(design: Design, data: Dataset, epoch: int) -> Diverged:
    """Why a training on `prepared` data diverged in an epoch (from 1), and what to do about it."""
    x = data.train.x
    if not np.isfinite(x).all():
        return Diverged(
            "Some values in the data are infinite or no numbers, so nothing can be learnt.",
            "Fill in or leave out these samples and read the data again.",
        )
    if data.train.largest > LARGEST_INPUT:
        return Diverged(
            "Some values in the data are so large that their squares leave the range of numbers, "
            "so nothing can be learnt.",
            "Choose the scaling “{scaling}”.",
            scaling="standard",
        )
    why = after_divergence(design, outline_of(data))
    return Diverged(
        "The training left the range of numbers in epoch {epoch}, and the last good weights are "
        "back. {cause}",
        why.remedy,
        **{**why.values, "epoch": epoch, "cause": Sentence(why.message, why.values)},
    )
