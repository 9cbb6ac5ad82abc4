"""E1 and E2: a straight and a curved boundary in the plane."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.experiments.experiment import THREE, Runs, Trained, Trial
from diynn.experiments.outcome import Figure, Lines, Plane, Series
from diynn.experiments.phrases import phrase
from diynn.experiments.report_figures import reported
from diynn.experiments.verdicts import Check, Findings, percent, verdict_of
from diynn.layers import ReLU, Sigmoid, Softmax, Tanh
from diynn.layers.layer import Pass
from diynn.storage.recipes import REPORT
from diynn.text import Text, number, same

Array = NDArray[Any]

PIXELS = 160
EXTENT = (-1.2, 1.2, -1.2, 1.2)
LEARNT = 0.95
"""From this share of the test points on, the boundary parts the classes."""
STRAIGHT = 0.02
"""A boundary is straight where its points lie within this of a line; the plane is 2 wide."""


def answers(one: Trained) -> Array:
    """What the network gives over the plane, (PIXELS, PIXELS), row 0 at the lowest y."""
    left, right, bottom, top = EXTENT
    x, y = np.meshgrid(np.linspace(left, right, PIXELS), np.linspace(bottom, top, PIXELS))
    points = np.stack([x.ravel(), y.ravel()], axis=1).astype(np.float32)
    return one.net.predict(points).reshape(PIXELS, PIXELS)


def bend(field: Array) -> float:
    """How far the boundary bends: the largest distance of its points from their line of best fit.

    The boundary is where the answers cross a half, found between neighbours by interpolation. The
    distance is in units of the plane; infinite where there is no boundary.
    """
    left, right, bottom, top = EXTENT
    places = []
    for turned in (False, True):
        values = field.T if turned else field
        above = values > 0.5
        row, column = np.nonzero(above[:, 1:] != above[:, :-1])
        before, after = values[row, column], values[row, column + 1]
        along = column + (0.5 - before) / (after - before)
        places.append(np.stack([row, along] if turned else [along, row], axis=1))
    points = np.concatenate(places)
    if len(points) < 2:
        return float("inf")
    step = np.array([(right - left), (top - bottom)]) / (PIXELS - 1)
    centred = points * step - (points * step).mean(axis=0)
    across = np.linalg.svd(centred, full_matrices=False)[2][1]
    return float(np.abs(centred @ across).max())


def _plane(one: Trained, field: Array) -> Plane:
    part = one.data.train
    return Plane(
        phrase("Share of the second class, and the training points"),
        np.clip(field, 0, 1).astype(np.float32), EXTENT,
        part.x.astype(np.float32), part.targets,
    )  # fmt: skip


def _boundary(runs: Runs, name: str, straight: bool) -> Findings:
    trained = runs.all(name)
    test = runs.test_accuracies(name)
    fields = [answers(one) for one in trained]
    bends = tuple(bend(field) for field in fields)
    falls = [one.history[-1].train_loss / one.history[0].train_loss for one in trained]
    is_straight = all(found <= STRAIGHT for found in bends)
    is_curved = all(found > STRAIGHT for found in bends)
    checks = [
        Check(min(test) >= LEARNT, phrase(
            "{test} of the test points lie on their own side.", test=percent(test),
        )),
        Check(is_straight if straight else is_curved, phrase(
            "The boundary leaves its line of best fit by up to {far}, in a plane 2 wide: it is "
            "{shape}.", far=number(max(bends), 3),
            shape=phrase("straight") if is_straight else phrase("curved"),
        )),
        Check(max(falls) < 1, phrase(
            "The training loss falls to {share} of its first value.", share=percent(falls, 0),
        )),
    ]  # fmt: skip
    verdict, why = verdict_of(checks)
    figures = (
        Figure(phrase("Test accuracy"), None, tuple(100 * share for share in test), "%"),
        Figure(phrase("Bend of the boundary"), None, bends, "", 3),
    )  # fmt: skip
    ours = phrase(
        "{shape} boundary, {test} of the test points right",
        shape=phrase("straight") if is_straight else phrase("curved"), test=percent(test),
    )  # fmt: skip
    curves = tuple(one.curves() for one in trained)
    return Findings(ours, verdict, why, figures, curves, (_plane(trained[0], fields[0]),))


def straight_boundary(runs: Runs) -> Findings:
    """One Linear with MSE: a straight boundary, and a loss that falls."""
    return _boundary(runs, "linear", straight=True)


def curved_boundary(runs: Runs) -> Findings:
    """Linear, Tanh, Linear, Sigmoid: a curved boundary; and the activations' curves."""
    found = _boundary(runs, "two-layers", straight=False)
    return Findings(
        found.ours, found.verdict, found.why, found.figures, found.curves,
        (*found.pictures, activations()),
    )  # fmt: skip


def activations() -> Lines:
    """The report's figure 2: the activations from −5 to 5, softmax as that of (x, 0)."""
    x = np.linspace(-5, 5, 201, dtype=np.float32)
    softmax, _ = Softmax().forward(np.stack([x, np.zeros_like(x)], axis=1), {}, Pass())
    drawn: dict[str, Array] = {
        layer.name(): layer.forward(x[:, None], {}, Pass())[0][:, 0]
        for layer in (Tanh(), Sigmoid(), ReLU())
    } | {"Softmax (x, 0)": softmax[:, 0]}
    return Lines(
        phrase("The activations"), same("x"), same("y"),
        tuple(Series(same(name), x, values[:, None]) for name, values in drawn.items()),
    )


def _toy(
    number_: str, name: str, title: Text, claim: Text, measure: Callable[[Runs], Findings]
) -> Trial:
    report = reported(name) or claim
    return Trial(number_, title, claim, report, "", (REPORT + name,), 5, THREE, measure)


TOYS = (
    _toy(
        "E1", "linear", phrase("Linear data"),
        phrase("One Linear with MSE parts linear data by a straight boundary, and the loss falls."),
        straight_boundary,
    ),
    _toy(
        "E2", "two-layers", phrase("Two layers"),
        phrase("Linear, Tanh, Linear, Sigmoid part data by a curved boundary."),
        curved_boundary,
    ),
)  # fmt: skip
