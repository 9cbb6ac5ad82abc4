"""The process that is measured: one network trained in one way, a round whenever it is asked.

    python -m diynn.bench.subject NETWORK diynn|torch|torch.compile|report THREADS SECONDS

It sets itself up and says so. Then each line on standard input is an order, answered by one line of
JSON on standard output: "warm" takes first steps and finds out how many fill a round of SECONDS,
"go" measures one round. At the end of the input it ends. Between two orders it waits, so that no
more than one such process computes at a time.

The data are random numbers in the shape of the network's own data set, with a fixed seed: a step's
time does not depend on the values, and nothing has to be downloaded. There are as many samples as
the data set has for training, but no more than 8192. The points in the plane are the real ones.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter
from typing import Any, Protocol

import numpy as np

from diynn.bench.networks import BATCH_SIZE, NETWORKS
from diynn.bench.products import Products, products_of
from diynn.bench.report_peer import ReportPeer
from diynn.bench.torch_peer import COMPILED, TorchPeer
from diynn.data.dataset import Array, Dataset, Part
from diynn.data.sources.source import Outline
from diynn.data.sources.toys import Toy
from diynn.design.design import Design
from diynn.errors import DiynnError
from diynn.training.training import Training

MOST_SAMPLES = 8192
"""More would only take memory: a step sees 64 of them."""
TEST_SAMPLES = 64
"""No step sees these."""
LEAD_IN = 10
"""One step in so many more is taken before a round's clock starts, to have the caches filled."""
WARM_STEPS = 5
"""Steps that are taken at least before they are timed, unless a single one fills a round."""


class Subject(Protocol):
    """A way to train."""

    def batches(self) -> Iterable[Any]:
        """The places of one epoch's whole batches, in a new order."""

    def step(self, places: Any) -> object:
        """One batch: picked, forward, loss, backward, update."""


class OwnSteps:
    """The program's own step, as the command line trains."""

    def __init__(self, training: Training) -> None:
        self._training = training
        self.step = training.take_step

    def batches(self) -> Iterator[Array]:
        """The order that the training itself takes; its last, smaller batch is left out."""
        training = self._training
        order = training.order()
        for start in range(0, len(order) - BATCH_SIZE + 1, BATCH_SIZE):
            yield order[start : start + BATCH_SIZE]
        training.epoch += 1
        training.step = 0


class Rounds:
    """Measures a subject, round by round, each of about `seconds`."""

    def __init__(self, subject: Subject, seconds: float) -> None:
        self._subject = subject
        self._seconds = seconds
        self._places = self._endless()
        self._steps = 1

    def _endless(self) -> Iterator[Any]:
        while True:
            yield from self._subject.batches()

    def _time(self, steps: int) -> float:
        step, places = self._subject.step, self._places
        began = perf_counter()
        for _ in range(steps):
            step(next(places))
        return perf_counter() - began

    def warm(self) -> float:
        """Take first steps, and find out how many fill a round. Returns the seconds a step."""
        each = self._time(1)
        if each < self._seconds:
            self._time(WARM_STEPS)
            each = self._time(WARM_STEPS) / WARM_STEPS
            # The first estimate is a rough one; half a round gives a good one.
            trial = max(1, int(self._seconds / 2 / each))
            each = self._time(trial) / trial
        self._steps = max(1, round(self._seconds / each))
        return each

    def round(self) -> float:
        """The mean time of a step over one round, in seconds."""
        self._time(self._steps // LEAD_IN)
        return self._time(self._steps) / self._steps


def random_data(outline: Outline, seed: int = 0) -> Dataset:
    """Random values from 0 to 1 and random classes in the shape of that data set."""
    rng = np.random.default_rng(seed)

    def part(samples: int) -> Part:
        x = rng.random((samples, *outline.shape), np.float32)
        return Part(x, rng.integers(0, len(outline.classes), samples))

    train = part(min(outline.train, MOST_SAMPLES))
    return Dataset(outline.name, train, part(TEST_SAMPLES), outline.classes, low=0.0, high=1.0)


def data_for(design: Design) -> Dataset:
    """What a network is measured on: drawn points as they are, else random arrays."""
    outline = design.source.outline()
    if outline is None or isinstance(design.source, Toy):
        return design.source.load()
    return random_data(outline)


def subject_of(kind: str, training: Training, threads: int) -> Subject:
    """The way to train of that name; DiynnError where a library for it is missing."""
    if kind == "diynn":
        return OwnSteps(training)
    if kind.startswith("torch"):
        return TorchPeer(training, threads, compiled=kind == COMPILED)
    return ReportPeer(training)


def main(words: Sequence[str]) -> int:
    """Set up, then answer orders until the input ends; returns the exit status."""
    network, kind = words[:2]
    threads, seconds = int(words[2]), float(words[3])
    design = NETWORKS[network]
    try:
        training = Training(design, data_for(design))
        rounds = Rounds(subject_of(kind, training, threads), seconds)
        products: Products | None = None
        if kind == "diynn":
            net = training.net
            products = Products(products_of(net.layers, net.shapes, BATCH_SIZE))
        _answer({"ready": True})
        for order in sys.stdin:
            began = perf_counter()
            each = rounds.warm() if order.strip() == "warm" else rounds.round()
            answer = {"us": each * 1e6, "seconds": perf_counter() - began}
            if products is not None:
                # Right after the steps, so that both meet the machine in the same mood.
                answer["products_us"] = products.seconds(seconds / 2) * 1e6
            _answer(answer)
    except DiynnError as error:
        _answer({"error": str(error)})
        return 1
    return 0


def _answer(values: dict[str, Any]) -> None:
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
