"""How a sweep is to be done, and its results as trainings, made on the sweep's own thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from diynn.data.dataset import Dataset
from diynn.data.sources.source import Source
from diynn.design.design import View, prepared
from diynn.settings import Declared, OneOf, Range
from diynn.training.training import Training
from diynn.tuning.sweep import MOST_RUNS, RunResult, Sweep, SweepRun
from diynn.tuning.sweep_runner import perform

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


@dataclass(frozen=True, eq=False)
class Done:
    """A result, with its training where there are weights."""

    result: RunResult
    training: Training | None


def swept(
    sweep: Sweep, datasets: dict[Source, Dataset], known: dict[str, RunResult], workers: int,
    cluster: str,
) -> Iterator[Done | tuple[SweepRun, ...] | None]:  # fmt: skip
    """What `perform` yields, each result with its training; `datasets` are shared by all of them.

    Results that are `known` come without: their trainings were made before.
    """
    views: dict[tuple[Source, View], Dataset] = {}
    for news in perform(
        sweep, workers=workers, cluster=cluster, datasets=datasets, known=known
    ):
        if not isinstance(news, RunResult):
            yield news
            continue
        training = None
        if news.model is not None and not news.kept:
            design = news.model.design
            if design.source not in datasets:
                datasets[design.source] = design.source.load()
            key = (design.source, design.view)
            if key not in views:
                views[key] = prepared(design, datasets[design.source])
            training = Training(design, datasets[design.source], views[key])
            training.restore(news.model.arrays, news.model.record)
        yield Done(news, training)
