"""What the pages on tables ask of a classifier, and what comes back, worked out on any thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from diynn.analysis.baselines import ClassBaseline
from diynn.analysis.inputs import (
    COARSE,
    FINE,
    MOST_AVERAGED,
    Asked,
    dependence,
    evenly,
    inputs_of,
)
from diynn.analysis.probabilities import (
    Calibration,
    Curve,
    calibration,
    precision_recall_curve,
    roc_curve,
)
from diynn.data.dataset import Array, Part
from diynn.network.metrics import accuracy
from gui.model.run_snapshot import RunSnapshot

LIVE_SAMPLES = 1000
"""Samples of a part that are classified while a training runs."""
LIVE_AVERAGED = 100
AT_ONCE = 4096
"""Samples after which is asked whether the answer is still wanted."""


@dataclass(frozen=True, eq=False)
class Question:
    """What is wanted of a run: how good its probabilities of a class are, or what an input does.

    `place` is the number of the class, or of the input; `live` is asked while a training moves.
    """

    run: RunSnapshot
    page: Literal["probabilities", "inputs"]
    in_test: bool
    place: int
    live: bool
    baselines: tuple[ClassBaseline, ...] = ()


@dataclass(frozen=True, eq=False)
class ClassScores:
    """How good probabilities of one class are on some samples.

    A curve is None where the samples are all of the class, or none is.
    """

    roc: Curve | None
    recall: Curve | None
    calibration: Calibration

    @staticmethod
    def of(p: Array, targets: Array, number: int) -> ClassScores:
        """Judge probabilities p (n, classes) of the class with this number."""
        share, mine = p[:, number], targets == number
        return ClassScores(
            roc_curve(share, mine), precision_recall_curve(share, mine), calibration(share, mine)
        )


@dataclass(frozen=True, eq=False)
class Probabilities:
    """What the page on probabilities shows: the network's figures and those of the baselines.

    The network was judged by `count` of `total` samples of the part, of which `share` are of the
    class; `train` and `test` are its accuracies.
    """

    question: Question
    scores: ClassScores
    simpler: tuple[tuple[ClassBaseline, ClassScores], ...]
    train: float
    test: float | None
    count: int
    total: int
    share: float


@dataclass(frozen=True, eq=False)
class Inputs:
    """What the page on inputs shows: mean probabilities (n, classes) over values (n,) of an input.

    The mean is over `averaged` training samples.
    """

    question: Question
    grid: Array
    means: Array
    averaged: int


def answer(asked: Question, wanted: Callable[[], bool]) -> Probabilities | Inputs | None:
    """Compute what is shown; None where it is not `wanted` any more."""
    run = asked.run
    network = Asked(run.net, run.weights, run.raw, run.data, run.loss)
    if asked.page == "probabilities":
        return _probabilities(asked, network, wanted)
    one = inputs_of(run.raw)[asked.place]
    steps, samples = (COARSE, LIVE_AVERAGED) if asked.live else (FINE, MOST_AVERAGED)
    grid, means = dependence(network, one, steps, samples)
    return Inputs(asked, grid, means, min(samples, len(run.raw.train)))


def _probabilities(
    asked: Question, network: Asked, wanted: Callable[[], bool]
) -> Probabilities | None:
    data, found = network.data, {}
    for in_test, part in ((False, data.train), (True, data.test)):
        places = evenly(len(part), LIVE_SAMPLES if asked.live else len(part))
        outputs = []
        for begin in range(0, len(places), AT_ONCE):
            if not wanted():
                return None
            some = places[begin : begin + AT_ONCE]
            outputs.append(network.of_part(Part(part.x[some], part.targets[some]))[0])
        if outputs:
            found[in_test] = np.concatenate(outputs), part.targets[places]
    if asked.in_test not in found:
        return None
    p, targets = found[asked.in_test]
    right = {
        in_test: accuracy(one.argmax(axis=1), true) for in_test, (one, true) in found.items()
    }
    simpler = tuple(
        (one, ClassScores.of(*one.on(in_test=asked.in_test), asked.place))
        for one in asked.baselines
    )
    return Probabilities(
        asked, ClassScores.of(p, targets, asked.place), simpler, right[False], right.get(True),
        len(targets), len(data.test if asked.in_test else data.train),
        float(np.mean(targets == asked.place)),
    )  # fmt: skip
