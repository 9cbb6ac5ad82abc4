"""What the tab asks of a run, and what comes back: arrays, worked out on any thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from diynn.analysis.inputs import (
    COARSE,
    FINE,
    MOST_AVERAGED,
    Asked,
    dependence,
    evenly,
    inputs_of,
)
from diynn.data.columns import Column
from diynn.data.dataset import Array, Part
from diynn.network.metrics import Regression, regression
from gui.model.run_snapshot import RunSnapshot

FIT, ERRORS, INPUT = range(3)
LIVE_SAMPLES = 1000
"""Samples of a part that are predicted while a training runs."""
LIVE_AVERAGED = 100
AT_ONCE = 8192
"""Samples after which is asked whether the answer is still wanted."""


@dataclass(frozen=True, eq=False)
class Question:
    """What is to be shown of a run: which page, of which part, of which value and input.

    `place` is the number of the input, or −1; `live` is asked while a training moves. `column` is
    one of the table that the network does not see, over which errors are shown.
    """

    run: RunSnapshot
    page: int
    in_test: bool
    value: int
    place: int
    live: bool
    column: Column | None = None


@dataclass(frozen=True, eq=False)
class Answer:
    """The figures on both parts, and the picture's numbers.

    `predicted` and `true` are (n,), of `places` (n,) in the part that was asked for, which has
    `total` samples; `x` (n,) is the input's values. `curve` is the mean answer for each of some
    values of the input, over `averaged` samples.
    """

    question: Question
    test: Regression | None
    train: Regression
    predicted: Array
    true: Array
    places: Array
    total: int
    x: Array | None = None
    curve: tuple[Array, Array] | None = None
    averaged: int = 0

    @property
    def shown(self) -> Regression:
        """The figures on the part that was asked for."""
        return self.test if self.question.in_test and self.test is not None else self.train


def answer(asked: Question, wanted: Callable[[], bool]) -> Answer | None:
    """Compute what is shown; None where it is not `wanted` any more."""
    run = asked.run
    network = Asked(run.net, run.weights, run.raw, run.data, run.loss)
    found = {}
    for in_test, part in ((True, run.data.test), (False, run.data.train)):
        if len(part):
            most = LIVE_SAMPLES if asked.live else len(part)
            places = evenly(len(part), most)
            y, t = _predicted(network, part, places, wanted)
            if not wanted():
                return None
            found[in_test] = places, y[:, [asked.value]], t[:, [asked.value]]
    nothing = np.empty(0, np.int64), np.empty((0, 1)), np.empty((0, 1))
    places, y, t = found.get(asked.in_test, nothing)
    inputs = inputs_of(run.raw)
    raw = run.raw.test if asked.in_test else run.raw.train
    x = curve = None
    averaged = 0
    if asked.page != FIT and 0 <= asked.place < len(inputs):
        one = inputs[asked.place]
        x = one.values(raw.x[places])
        if asked.page == INPUT:
            steps, samples = (COARSE, LIVE_AVERAGED) if asked.live else (FINE, MOST_AVERAGED)
            averaged = min(samples, len(run.raw.train)) if len(inputs) > 1 else 1
            grid, means = dependence(network, one, steps, averaged)
            curve = grid, means[:, asked.value]
    elif asked.column is not None and run.raw.rows is not None:
        x = _cells(asked.column, run.raw.rows[1 if asked.in_test else 0][places])
    return Answer(
        asked,
        regression(*found[True][1:]) if True in found else None,
        regression(*found[False][1:]),
        y[:, 0], t[:, 0], places, len(raw), x, curve, averaged,
    )  # fmt: skip


def _cells(column: Column, rows: Array) -> Array:
    """The values of a column in some rows (n,): 1, 2, … for categories, NaN for empty cells."""
    own = column.taken(rows)
    return own.values if own.is_number else np.where(own.empty, np.nan, own.values + 1.0)


def _predicted(
    network: Asked, part: Part, places: Array, wanted: Callable[[], bool]
) -> tuple[Array, Array]:
    """Predicted and true values of some samples, as far as they are `wanted`."""
    found = []
    for begin in range(0, len(places), AT_ONCE):
        if begin and not wanted():
            break
        some = places[begin : begin + AT_ONCE]
        found.append(network.of_part(Part(part.x[some], part.targets[some])))
    return np.concatenate([y for y, _ in found]), np.concatenate([t for _, t in found])
