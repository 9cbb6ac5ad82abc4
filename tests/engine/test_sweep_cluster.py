"""A sweep on a real cluster: a scheduler and two worker processes, one of them killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from diynn.errors import DiynnError
from diynn.storage.model_file import weights_sha256
from diynn.storage.recipes import recipe
from diynn.training.training import Training, train
from diynn.tuning.cluster import connect
from diynn.tuning.sweep import RunResult, Sweep, sweep_of, versions
from diynn.tuning.sweep_runner import perform

ROOT = Path(__file__).resolve().parents[2]
distributed = pytest.importorskip("distributed")
# Closing a client leaves its event loop's sockets to the collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


class Cluster:
    """Processes of a scheduler and its workers on this machine's own address."""

    def __init__(self) -> None:
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = self._said(self.scheduler, r"Scheduler at:\s+(tcp://127\.0\.0\.1:\d+)")
        self.workers = [
            self._start(
                "worker", self.address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1"
            )
            for _ in range(2)
        ]
        for worker in self.workers:
            self._said(worker, r"Registered to:\s+(\S+)")

    def _start(self, *words: str) -> subprocess.Popen[str]:
        # A worker's own folder of scratch files, its dashboard and preloads are not needed.
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + words[0], "--no-dashboard",
             *words[1:]],
            stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip

    @staticmethod
    def _said(process: subprocess.Popen[str], pattern: str) -> str:
        assert process.stderr is not None
        for line in process.stderr:
            found = re.search(pattern, line)
            if found:
                return found[1]
        raise AssertionError("the process ended without having said so")

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
            assert process.stderr is not None
            process.stderr.close()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    yield made
    made.close()


def small_sweep() -> Sweep:
    design = recipe("moons")
    design = replace(design, run=replace(design.run, epochs=60))
    return sweep_of(design, ["learning_rate=0.01,0.03", "1.outputs=20,30"], repeats=2)


def test_a_killed_worker_changes_nothing(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    scattered: list[Any] = []
    plain = distributed.Client.scatter

    def scatter(self: Any, data: Any, **more: Any) -> Any:
        scattered.append(more)
        return plain(self, data, **more)

    monkeypatch.setattr(distributed.Client, "scatter", scatter)
    sweep, found, victim = small_sweep(), {}, cluster.workers[0]
    for result in perform(sweep, cluster=cluster.address):
        if isinstance(result, RunResult):
            assert result.problem is None
            found[result.run.number] = result.weights_sha256
            if victim.poll() is None:
                os.kill(victim.pid, signal.SIGKILL)
                victim.wait()
    here = {}
    for run in sweep.runs():
        training = Training(run.design, run.design.source.load())
        for _ in train(training):
            pass
        here[run.number] = weights_sha256(training.net.weight_vector)
    assert len(found) == sweep.count == 8
    assert None not in found.values()
    assert found == here
    # One data set, sent to all workers at once, not with each run.
    assert scattered == [{"broadcast": True, "hash": False}]


def test_an_address_where_nobody_answers() -> None:
    for address in ("tcp://127.0.0.1:9", "not an address", "tcp://127.0.0.1"):
        with pytest.raises(DiynnError, match="no Dask scheduler") as caught:
            connect(address)
        assert "dask scheduler" in caught.value.how()


def test_other_versions_are_refused(cluster: Cluster) -> None:
    with pytest.raises(DiynnError, match=r"other versions \(NumPy .*, here 1\.0\)") as caught:
        connect(cluster.address, versions() | {"numpy": "1.0"})
    assert "same version" in caught.value.how()


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DiynnError, match="not installed here") as caught:
        connect("tcp://127.0.0.1:8786")
    assert "diynn[cluster]" in caught.value.how()
