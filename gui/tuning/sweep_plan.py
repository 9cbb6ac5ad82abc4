"""How a sweep is to be done, besides the settings and their values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from diynn.settings import Declared, OneOf, Range
from diynn.tuning.sweep import MOST_RUNS

EVERY, CHANCE = "every one", "drawn by chance"


@dataclass(frozen=True)
class SweepPlan(Declared):
    """Which combinations, how often, how long and where."""

    combinations: Annotated[
        str, OneOf((EVERY, CHANCE)), "Train every combination of the values, or some of them"
    ] = EVERY
    draws: Annotated[
        int, Range(1, MOST_RUNS), "How many combinations chance draws"
    ] = 10
    repeats: Annotated[
        int, Range(1, 1000), "Runs of each combination, each with a seed of its own"
    ] = 3
    epochs: Annotated[int, Range(1, 1_000_000), "Times that each run sees every sample"] = 50
    workers: Annotated[
        int, Range(1, 1024), "Runs at once on this machine, each on one core"
    ] = 1
    cluster: Annotated[
        str, "Address of a Dask scheduler, such as tcp://192.168.1.10:8786; empty for this machine"
    ] = ""
