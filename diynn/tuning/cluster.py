"""Run a sweep on a Dask cluster: data sent once per worker, lost runs done again."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from diynn.data.dataset import Dataset
from diynn.data.sources.source import Source
from diynn.errors import DiynnError
from diynn.tuning.sweep import RunResult, SweepRun, train_run, versions

CONNECT_SECONDS = 5
POLL_SECONDS = 0.1
WAIT_FOR_WORKERS = 30.0
MOST_LOSSES = 3
"""How often a run is begun again after its worker was lost."""


def connect(address: str, mine: dict[str, Any] | None = None) -> Any:
    """A client of the scheduler at `address`, whose workers are of this program's kind.

    `mine` is what `versions` says here. Raises DiynnError where Dask is missing, nobody answers, or
    a worker could not give the same results.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise DiynnError(
            "A cluster needs a library that is not installed here ({missing}).",
            'Type: pip install "diynn[cluster]"',
            missing=error.name or str(error),
        ) from error
    try:
        # Asked first: a client that finds nobody leaves a thread behind.
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        socket.create_connection((parts.hostname or "", parts.port or 0), CONNECT_SECONDS).close()
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise DiynnError(
            "There is no Dask scheduler at “{address}”.",
            "Start one with “dask scheduler”, and write its address, such as "
            "tcp://192.168.1.10:8786.",
            address=address,
        ) from error
    try:
        _check(client, versions() if mine is None else mine)
    except BaseException:
        client.close()
        raise
    return client


def _check(client: Any, mine: dict[str, Any]) -> None:
    """Whether there are workers, and all have this program and these libraries."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError as error:
        raise DiynnError(
            "The cluster has no workers.", "Start some with “dask worker” and its address."
        ) from error
    try:
        theirs: dict[str, Any] = client.run(versions)
    except Exception as error:
        raise DiynnError(
            "A worker of the cluster cannot run diynn: {reason}.",
            "Install this version of diynn on every machine of the cluster.",
            reason=str(error) or type(error).__name__,
        ) from error
    for worker, found in theirs.items():
        if found != mine:
            raise DiynnError(
                "The worker at {worker} has other versions (NumPy {found}, here {mine}), so its "
                "results would not be the same.",
                "Install the same version of diynn and its libraries on every machine.",
                worker=worker, found=found["numpy"], mine=mine["numpy"],
            )  # fmt: skip


def run_on_cluster(
    runs: Sequence[SweepRun], datasets: Mapping[Source, Dataset], address: str
) -> Iterator[RunResult | None]:
    """The runs on the workers of the scheduler at `address`; None while nothing has ended."""
    client = connect(address)
    try:
        yield from _run(client, runs, datasets)
    finally:
        with contextlib.suppress(Exception):
            client.close()


def _run(
    client: Any, runs: Sequence[SweepRun], datasets: Mapping[Source, Dataset]
) -> Iterator[RunResult | None]:
    sent = _scatter(client, datasets)
    losses = dict.fromkeys((run.number for run in runs), 0)
    working: dict[Any, SweepRun] = {}

    def begin(run: SweepRun) -> None:
        source = run.design.source
        future = client.submit(
            train_run, run.design, sent[source], datasets[source].fingerprint,
            key=f"diynn-{run.key}-{losses[run.number]}", pure=False,
        )  # fmt: skip
        working[future] = run

    for run in runs:
        begin(run)
    try:
        while working:
            ended = [future for future in working if future.done()]
            if not ended:
                yield None
                _pause(client, list(working))
                if client.status != "running":
                    raise _gone()
            for future in ended:
                run = working.pop(future)
                if future.status == "finished":
                    yield _result(run, future)
                    continue
                problem = _problem(future)
                losses[run.number] += 1
                if problem is None and losses[run.number] <= MOST_LOSSES:
                    # With every worker that held the data gone, it has to be sent once more.
                    sent = _scatter(client, datasets)
                    begin(run)
                else:
                    yield RunResult(run, problem=problem or DiynnError(
                        "The workers of this run were lost {count} times.",
                        "Look at the machines of the cluster: they may lack memory.",
                        count=losses[run.number],
                    ))  # fmt: skip
    finally:
        with contextlib.suppress(Exception):
            client.cancel(list(working))


def _pause(client: Any, futures: list[Any]) -> None:
    """Until one has ended, or for a moment."""
    from distributed import wait

    with contextlib.suppress(TimeoutError), client.as_current():
        wait(futures, timeout=POLL_SECONDS, return_when="FIRST_COMPLETED")


def _scatter(client: Any, datasets: Mapping[Source, Dataset]) -> dict[Source, Any]:
    """The data on every worker, sent once to each; a worker that comes later fetches it itself."""
    try:
        client.wait_for_workers(1, timeout=WAIT_FOR_WORKERS)
        return {
            source: client.scatter(dataset, broadcast=True, hash=False)
            for source, dataset in datasets.items()
        }
    except (OSError, TimeoutError) as error:
        raise _gone() from error


def _result(run: SweepRun, future: Any) -> RunResult:
    trained = future.result()
    return RunResult(
        run, trained.history, trained.weights_sha256, trained.seconds, trained.model,
        trained.problem,
    )  # fmt: skip


def _problem(future: Any) -> DiynnError | None:
    """Why a run failed; None where its worker or its data was lost, and it may be tried again."""
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    if future.status in ("cancelled", "lost"):
        return None
    error = future.exception()
    if isinstance(error, KilledWorker | FutureCancelledError):
        return None
    return DiynnError(
        "A worker of the cluster could not do this run: {reason}.",
        "Install this version of diynn on every machine of the cluster.",
        reason=str(error) or type(error).__name__,
    )


def _gone() -> DiynnError:
    return DiynnError(
        "The cluster does not answer any more.",
        "Look whether its scheduler and workers run, and start the sweep again: it goes on.",
    )
