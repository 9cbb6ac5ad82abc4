"""Make trainings of a sweep's results, as the run list wants them, on the sweep's own thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diynn.data.dataset import Dataset
from diynn.data.sources.source import Source
from diynn.design.design import View, prepared
from diynn.training.training import Training
from diynn.tuning.sweep import RunResult, Sweep, SweepRun
from diynn.tuning.sweep_runner import perform


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
