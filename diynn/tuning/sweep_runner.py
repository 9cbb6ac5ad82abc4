"""Run a sweep over the cores of this machine, or over those of a cluster; stop and resume it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from diynn.data.dataset import Dataset
from diynn.data.sources.source import Source, outline_of
from diynn.design.design import Design
from diynn.errors import DiynnError
from diynn.tuning.cluster import run_on_cluster
from diynn.tuning.sweep import RunResult, Sweep, SweepRun, WorkerResult, train_run
from diynn.tuning.sweep_folder import SweepFolder, data_at, mapped_data
from diynn.workers import WORKERS_VARIABLE, worker_count

POLL_SECONDS = 0.1
"""How long a stop may have to wait."""
Datasets = Mapping[Source, Dataset]


def perform(
    sweep: Sweep,
    folder: Path | None = None,
    workers: int | None = None,
    cluster: str = "",
    datasets: Datasets | None = None,
    known: Mapping[str, RunResult] | None = None,
) -> Generator[RunResult | tuple[SweepRun, ...] | None, None, None]:
    """Train every run that the `folder` does not hold yet, and yield what comes of each.

    First comes the tuple of all runs; then, in the order of their ending, a result each, those from
    the folder and those that cannot be trained at once. None is yielded at least ten times a second
    while nothing has ended, so that the work may be stopped: closing the generator ends it within
    a moment, and what is done is kept. `datasets` gives data that is already loaded, `known` the
    results of earlier times by the keys of their runs. The results are the same, to the bit, for
    any number of `workers` (else as many as there are cores) and on a cluster of machines of the
    same kind. Raises DiynnError.
    """
    store = None if folder is None else SweepFolder(folder)
    loaded = dict(datasets or {})
    for run in sweep.runs():
        source = run.design.source
        if source not in loaded and run.problem is None:
            problem = source.missing()
            if problem is not None:
                raise problem
            loaded[source] = source.load()
            yield None
    runs = sweep.runs({source: outline_of(dataset) for source, dataset in loaded.items()})
    yield runs
    waiting = []
    for run in runs:
        if run.problem is not None:
            yield RunResult(run, problem=run.problem)
            continue
        dataset = loaded[run.design.source]
        kept = None if store is None else store.found(run, dataset.fingerprint)
        earlier = (known or {}).get(run.key)
        if earlier is not None and earlier.model is not None:
            if earlier.model.data_fingerprint == dataset.fingerprint:
                kept = replace(earlier, run=run, kept=True)
        if kept is None:
            waiting.append(run)
        else:
            yield kept
    wanted = {run.design.source for run in waiting}
    needed = {source: dataset for source, dataset in loaded.items() if source in wanted}
    if not waiting:
        return
    if cluster:
        results = run_on_cluster(waiting, needed, cluster)
    else:
        results = run_here(waiting, needed, workers or worker_count())
    for result in results:
        if result is not None and store is not None:
            store.keep(result)
        yield result


def result_of(run: SweepRun, trained: WorkerResult) -> RunResult:
    """A run together with what its worker sent."""
    return RunResult(
        run, trained.history, trained.weights_sha256, trained.seconds, trained.model,
        trained.problem,
    )  # fmt: skip


def run_here(
    runs: Sequence[SweepRun], datasets: Datasets, workers: int,
    work: Callable[[Design, str, str], WorkerResult] | None = None,
) -> Iterator[RunResult | None]:  # fmt: skip
    """The runs in processes of their own, at most `workers` at once.

    Where a process dies (killed, out of memory), what was in work is done again, one by one: a run
    whose process dies once more is reported as failed. `work` is for tests.
    """
    work = work or train_from_map
    doubtful: list[SweepRun] = []
    rest = list(runs)
    with mapped_data(datasets) as places:
        while rest or doubtful:
            # After a death nobody knows whose fault it was, until one runs alone.
            alone = bool(doubtful)
            batch, size = ([doubtful.pop(0)], 1) if alone else (rest, workers)
            lost: list[SweepRun] = []
            done: set[int] = set()
            for result in _run_batch(batch, places, datasets, size, work, lost):
                if result is not None:
                    done.add(result.run.number)
                yield result
            if alone and lost:
                yield RunResult(lost[0], problem=DiynnError(
                    "The process of this run ended twice before it was done.",
                    "It may need more memory than there is: make its layers or batches smaller.",
                ))  # fmt: skip
            elif not alone:
                doubtful += lost
                gone = done | {run.number for run in lost}
                rest = [run for run in rest if run.number not in gone]


def _run_batch(
    runs: Sequence[SweepRun], places: Mapping[Source, str], datasets: Datasets, workers: int,
    work: Callable[[Design, str, str], WorkerResult], lost: list[SweepRun],
) -> Iterator[RunResult | None]:  # fmt: skip
    """Runs until all are done or a process dies; then `lost` has what was in work."""
    from joblib.externals import loky

    frozen = getattr(sys, "frozen", False)
    executor = loky.get_reusable_executor(
        max_workers=workers, reuse=False, kill_workers=True,
        # A packaged program has no Python to start: its processes begin as it began itself.
        context="spawn" if frozen else None,
        env={WORKERS_VARIABLE: "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    waiting, working = list(runs), dict[Future[Any], SweepRun]()
    try:
        while waiting or working:
            while waiting and len(working) < workers:
                run = waiting[0]
                source = run.design.source
                future = executor.submit(
                    work, run.design, places[source], datasets[source].fingerprint
                )
                working[future] = waiting.pop(0)
            ended, _ = wait(working, POLL_SECONDS, FIRST_COMPLETED)
            if not ended:
                yield None
            for future in ended:
                # With one process gone, the others are ended as well.
                trained = future.result()
                yield result_of(working.pop(future), trained)
    except (BrokenProcessPool, CancelledError):
        lost += working.values()
    finally:
        executor.shutdown(wait=True, kill_workers=True)


@lru_cache(maxsize=4)
def _data_at(place: str) -> Dataset:
    return data_at(place)


def train_from_map(design: Design, place: str, fingerprint: str) -> WorkerResult:
    """In a worker's process: train on the data set that is laid out at `place`."""
    return train_run(design, _data_at(place), fingerprint)


