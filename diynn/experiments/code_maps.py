"""E12: the codes of the deep auto-encoder of USPS, laid out by t-SNE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.codes import encode, usual_layer
from diynn.analysis.projection import TSNE, nearest, tsne
from diynn.experiments.experiment import ONE, Runs, Trained, Trial, dataset
from diynn.experiments.outcome import Figure, Scatter
from diynn.experiments.phrases import phrase
from diynn.experiments.verdicts import Check, Findings, mean, percent, verdict_of
from diynn.storage.recipes import REPORT
from diynn.text import Text, listed, number, same

Array = NDArray[Any]

NAME = "usps-deep-bce"
MOST = 3000
"""Codes of the training part in the map; those of the test part are all there."""
CLEAR = 0.8
"""Clusters are clear where on average this share of a point's neighbours are of its class."""
ALIKE = 0.1
"""Both maps are alike where that share differs by no more than this."""
APART, OVERLAPPING = (0, 1, 6), (4, 9)
PARTS = (phrase("Training digits"), phrase("Test digits"))


@dataclass(frozen=True, eq=False)
class Grouped:
    """A map: places (n, 2), labels (n,), and how its points lie among those of other classes.

    `shares` (classes, classes) has, for the points of a row's class, which share of their nearest
    neighbours is of each class. `silhouette` is the mean of Rousseeuw 1987, from −1 to 1.
    """

    places: Array
    labels: Array
    shares: Array
    silhouette: float

    @property
    def own(self) -> Array:
        """The share of neighbours of the same class, (classes,)."""
        return np.diagonal(self.shares)

    @property
    def purity(self) -> float:
        """Its mean over all points."""
        counts = np.bincount(self.labels, minlength=len(self.shares))
        return float((self.own * counts).sum() / counts.sum())

    def mixed(self, first: int, second: int) -> float:
        """How much two classes run into each other: the mean of both shares."""
        return float(self.shares[first, second] + self.shares[second, first]) / 2

    def pairs(self) -> list[tuple[float, int, int]]:
        """Every two classes with how much they mix, those that mix most first."""
        numbers = range(len(self.shares))
        found = [(self.mixed(a, b), a, b) for a in numbers for b in numbers if a < b]
        return sorted(found, reverse=True)


def grouped(places: Array, labels: Array, classes: int) -> Grouped:
    """How the points of a map lie; each class should have some."""
    from sklearn.metrics import silhouette_score

    near = labels[nearest(places)]
    shares = np.zeros((classes, classes))
    for row in range(classes):
        mine = near[labels == row]
        if mine.size:
            shares[row] = np.bincount(mine.ravel(), minlength=classes) / mine.size
    score = float(silhouette_score(places, labels)) if len(np.unique(labels)) > 1 else 0.0
    return Grouped(places, labels, shares, score)


def _map(one: Trained, x: Array, labels: Array) -> Grouped:
    codes = encode(one.net, x, usual_layer(one.net))
    *_, last = tsne(codes, codes[:0], TSNE(seed=0))
    classes = len(dataset(one.design.source).classes)
    return grouped(last.places, labels, classes)


def clusters(runs: Runs) -> Findings:
    """Clear clusters in training and test; 0, 1, 6 apart; 4 and 9 overlap."""
    one = runs.one(NAME)
    raw = dataset(one.design.source)
    chosen = np.sort(np.random.default_rng(0).permutation(len(raw.train))[:MOST])
    maps = (
        _map(one, one.data.train.x[chosen], raw.train.targets[chosen]),
        _map(one, one.data.test.x, raw.test.targets),
    )
    train, test = maps
    apart = [float(one.own[list(APART)].mean()) for one in maps]
    rest = [row for row in range(len(train.shares)) if row not in APART]
    others = [float(one.own[rest].mean()) for one in maps]
    mixed = [one.mixed(*OVERLAPPING) for one in maps]
    most = [one.pairs() for one in maps]
    checks = [
        Check(min(train.purity, test.purity) >= CLEAR, phrase(
            "Of a point's ten nearest neighbours in the map, {train} (training) and {test} "
            "(test) are of its class.", train=percent([train.purity], 1),
            test=percent([test.purity], 1),
        )),
        Check(abs(train.purity - test.purity) <= ALIKE, phrase(
            "The two differ by {gap} points.", gap=number(100 * abs(train.purity - test.purity), 1),
        )),
        Check(all(a > b for a, b in zip(apart, others, strict=True)), phrase(
            "For 0, 1 and 6 it is {apart} and {test_apart}, for the other digits {others} and "
            "{test_others}.", apart=percent(apart[:1], 1), test_apart=percent(apart[1:], 1),
            others=percent(others[:1], 1), test_others=percent(others[1:], 1),
        )),
        Check(
            # Among the few pairs that mix most, in both maps.
            all(OVERLAPPING in [(a, b) for _, a, b in pairs[:3]] for pairs in most),
            phrase(
                "4 and 9 share {mixed} and {test_mixed} of their neighbours; the pairs that "
                "mix most are {pairs} (training) and {test_pairs} (test).",
                mixed=percent(mixed[:1], 1), test_mixed=percent(mixed[1:], 1),
                pairs=_named(most[0]), test_pairs=_named(most[1]),
            ),
        ),
    ]  # fmt: skip
    verdict, why = verdict_of(checks)
    ours = phrase(
        "neighbours of the same class: {train} in training, {test} in test",
        train=percent([train.purity], 1), test=percent([test.purity], 1),
    )  # fmt: skip
    figures = tuple(
        Figure(label, None, tuple(float(value) for value in values), unit, decimals)
        for label, values, unit, decimals in (
            (phrase("Neighbours of the same class, training"), (100 * train.purity,), "%", 1),
            (phrase("Neighbours of the same class, test"), (100 * test.purity,), "%", 1),
            (phrase("The same for 0, 1, 6, both parts"), (100 * mean(apart),), "%", 1),
            (phrase("4 among the neighbours of 9 and back"), (100 * mean(mixed),), "%", 1),
            (phrase("Silhouette, training"), (train.silhouette,), "", 2),
            (same("Silhouette, test"), (test.silhouette,), "", 2),
        )
    )  # fmt: skip
    picture = Scatter(
        phrase(
            "t-SNE of the codes: {some} of the training digits, drawn at random, and all test "
            "digits", some=str(len(chosen)),
        ),
        PARTS, tuple(one.places.astype(np.float32) for one in maps),
        tuple(one.labels for one in maps),
    )  # fmt: skip
    return Findings(ours, verdict, why, figures, (one.curves(),), (picture,))


def _named(pairs: list[tuple[float, int, int]]) -> Text:
    return listed([phrase("{first} and {second}", first=a, second=b) for _, a, b in pairs[:3]])


CODES = Trial(
    "E12", phrase("t-SNE of USPS codes"),
    phrase("The codes of the deep network with BCE form clear clusters in training and test; 0, "
           "1 and 6 lie apart, 4 and 9 overlap."),
    phrase("clear clusters in both; 0, 1, 6 apart, 4 and 9 overlap"),
    "usps", (REPORT + NAME,), 60, ONE, clusters,
)  # fmt: skip
