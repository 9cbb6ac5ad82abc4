"""The time of a training step, measured side by side with its peers.

Each subject is a process of its own, and only one of them computes at a time. They take turns: a
round of one, a round of the next, and again, so that a machine that grows slower for a while is
slow for all of them. A ratio is the median over rounds of one round's two times.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, Protocol

import diynn
from diynn.bench.networks import NETWORKS
from diynn.bench.torch_peer import COMPILED, torch_missing
from diynn.errors import DiynnError
from diynn.layers import Conv1D, Conv2D
from diynn.machine import cores, machine

SUBJECT = "diynn.bench.subject"
SECONDS_TO_END = 10.0
"""How long a process may take to end by itself, once it has been asked to."""


def check_python() -> None:
    """DiynnError where this program has no Python to start its processes with."""
    if getattr(sys, "frozen", False):
        raise DiynnError(
            "Measuring starts processes of Python's own, which the packaged program does not have.",
            "Run the program from its source: python3 start.py bench",
        )


class SubjectProcess:
    """One subject of one network; start it, `ready`, `ask` as often as wanted, `close` always.

    `ready` and `ask` raise DiynnError where the process fails or ends.
    """

    def __init__(self, network: str, kind: str, threads: int, seconds: float) -> None:
        self._network = network
        self._kind = kind
        # Where the process fails, its last words are reported.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  `close` closes it
        root = str(Path(diynn.__file__).resolve().parents[1])
        paths = [root, os.environ.get("PYTHONPATH", "")]
        # Without -P a file called numpy.py in the person's own folder would be taken for NumPy.
        self._process = subprocess.Popen(  # noqa: S603  this program, with its own names
            [sys.executable, "-P", "-m", SUBJECT, network, kind, str(threads), repr(seconds)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints,
            text=True, encoding="utf-8", errors="replace",
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)},
        )  # fmt: skip

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def ready(self) -> None:
        """Wait until it is set up."""
        self._answer()

    def ask(self, order: str) -> dict[str, Any]:
        """The answer to "warm" or "go": `us` a step, the `seconds` it took, `products_us`."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{order}\n")
            self._process.stdin.flush()
        except OSError:
            # It has ended; the missing answer shows why.
            pass
        return self._answer()

    def close(self) -> None:
        """End the process, whatever it does."""
        process = self._process
        process.kill()
        for stream in (process.stdin, process.stdout, self._complaints):
            try:
                if stream is not None:
                    stream.close()
            except OSError:
                # What could not be written any more is not missed.
                pass
        process.wait()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self._ended()
        if "error" in answer:
            raise DiynnError("{reason}", reason=answer["error"])
        return answer

    def _ended(self) -> DiynnError:
        try:
            status: object = self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            status = "unknown"
        self._complaints.seek(0)
        words = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        return DiynnError(
            "The process that measures “{kind}” on {network} ended before it answered (status "
            "{status}{words}).",
            "Try this network alone: diynn bench {network}",
            kind=self._kind, network=self._network, status=status,
            words=f": {words[-1].strip()}" if words else "",
        )  # fmt: skip


ROUNDS = 7
SECONDS = 0.4
"""What a subject's round takes, roughly."""
REPORT_SECONDS = 10.0
"""Once the report's slow steps took so long on a network, they sit out its last rounds."""
SMALL = "toy"
"""The network that the mean over the larger ones leaves out."""

OWN = ("diynn", 1)
REPORT = ("report", 1)

Key = tuple[str, int]
"""A subject's kind and how many threads it is given; the program's own takes what it likes."""
Answers = Mapping[Key, Sequence[Mapping[str, float]]]


class Asked(Protocol):
    """A subject that computes only while it is asked."""

    def ready(self) -> None:
        """Wait until it is set up."""

    def ask(self, order: str) -> Mapping[str, float]:
        """The answer to "warm" or "go": `us` a step, the `seconds` it took, `products_us`."""

    def close(self) -> None:
        """End it."""


Start = Callable[[str, str, int, float], Asked]
"""Starts a subject: network, kind, threads, seconds a round."""


@dataclass(frozen=True)
class RoundReport:
    """A round of all subjects of a network is done: `number` of `rounds`."""

    network: str
    number: int
    rounds: int


@dataclass(frozen=True)
class StepFigures:
    """The figures of one network; times are microseconds a step of 64 samples.

    `ratio` is PyTorch's time over the program's, `compiled_ratio` that of PyTorch behind
    `torch.compile`, `report_ratio` that of the report's algorithm;
    `gemm_fraction` is the time of the step's matrix products alone over the step's. What was not
    measured is None.
    """

    network: str
    diynn_us: float
    torch_us: float | None
    torch_threads: int | None
    ratio: float | None
    report_us: float | None
    report_ratio: float | None
    gemm_fraction: float
    rounds: int
    compiled_us: float | None = None
    compiled_ratio: float | None = None

    def record(self) -> dict[str, Any]:
        """The figures as plain values for JSON."""
        return {"kind": "step"} | asdict(self)


def measure(
    networks: Iterable[str],
    against_torch: bool = False,
    rounds: int = ROUNDS,
    seconds: float = SECONDS,
    start: Start = SubjectProcess,
    compiled: bool = False,
) -> Generator[RoundReport | StepFigures, None, None]:
    """Measure each of `networks`, one after the other, telling every round and then its figures.

    Raises DiynnError where PyTorch is missing, where there is no Python to start processes with,
    and where a process fails. No process outlives the generator. `compiled` measures PyTorch behind
    `torch.compile`, too, which needs a compiler of C++.
    """
    check_python()
    if against_torch and find_spec("torch") is None:
        raise torch_missing("it is not installed")
    for network in networks:
        answers: dict[Key, list[Mapping[str, float]]] = {
            key: [] for key in subjects(network, against_torch, compiled)
        }
        running: dict[Key, Asked] = {}
        try:
            for key in answers:
                running[key] = start(network, *key, seconds)
            for subject in running.values():
                subject.ready()
            for subject in running.values():
                subject.ask("warm")
            for number in range(1, rounds + 1):
                for key, subject in running.items():
                    if key != REPORT or _seconds(answers[key]) < REPORT_SECONDS:
                        answers[key].append(subject.ask("go"))
                yield RoundReport(network, number, rounds)
        finally:
            for subject in running.values():
                subject.close()
        yield figures(network, answers)


def subjects(network: str, against_torch: bool, compiled: bool = False) -> list[Key]:
    """Who takes part in a network's rounds, in their order: kind and threads."""
    if not against_torch:
        return [OWN]
    kinds = ("torch", COMPILED) if compiled else ("torch",)
    peers = [(kind, threads) for kind in kinds for threads in dict.fromkeys((1, cores()))]
    convolutional = any(isinstance(row, Conv1D | Conv2D) for row in NETWORKS[network].layers)
    return [OWN, *peers, *([REPORT] if convolutional else [])]


def _seconds(answers: Sequence[Mapping[str, float]]) -> float:
    return sum(answer["seconds"] for answer in answers)


def figures(network: str, answers: Answers) -> StepFigures:
    """The figures from the answers of all rounds, by subject.

    PyTorch's are those of the number of threads with which its median is the smaller.
    """

    def times(key: Key) -> list[float]:
        return [answer["us"] for answer in answers[key]]

    def ratio(key: Key) -> float:
        # A subject that sat out the last rounds is paired with the rounds it took part in.
        return median(peer / own for peer, own in zip(times(key), times(OWN), strict=False))

    def best_of(kind: str) -> Key | None:
        keys = [key for key in answers if key[0] == kind]
        return min(keys, key=lambda key: median(times(key)), default=None)

    peer, compiled = best_of("torch"), best_of(COMPILED)
    report = REPORT if REPORT in answers else None
    return StepFigures(
        network,
        diynn_us=median(times(OWN)),
        torch_us=median(times(peer)) if peer else None,
        torch_threads=peer[1] if peer else None,
        ratio=ratio(peer) if peer else None,
        report_us=median(times(report)) if report else None,
        report_ratio=ratio(report) if report else None,
        gemm_fraction=median(answer["products_us"] / answer["us"] for answer in answers[OWN]),
        rounds=len(answers[OWN]),
        compiled_us=median(times(compiled)) if compiled else None,
        compiled_ratio=ratio(compiled) if compiled else None,
    )


def summary(found: Iterable[StepFigures]) -> dict[str, Any]:
    """The geometric mean of the larger networks' ratios (None without one), and the machine."""
    ratios = {
        figure.network: figure.ratio
        for figure in found
        if figure.ratio is not None and figure.network != SMALL
    }
    logs = [math.log(ratio) for ratio in ratios.values()]
    mean = math.exp(sum(logs) / len(logs)) if logs else None
    return {"kind": "summary", "geometric_mean": mean, "networks": list(ratios)} | machine()
