"""What a network makes of every image of a part, brought up to date a slice at a time."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.dataset import Dataset, Part
from diynn.losses import Loss
from diynn.metrics import class_probabilities
from diynn.sequential import Sequential

Array = NDArray[Any]

SHOWN = 120
SLICE_SECONDS = 0.004
"""How long a slice may take; so long an image is on its way at least."""
LEAST_SLICE = 64


@dataclass(frozen=True)
class Answer:
    """What was found on a part: positions of the images to show, and what to write under them."""

    survey: Survey
    places: Array
    predicted: Array | None
    sureness: Array | None
    drawn: Array | None
    errors: Array | None
    wrong: int
    error: float
    count: int


class Survey:
    """The newest that is known of each image of `part`; `labels` (samples,) are their classes.

    An auto-encoder (`again`) is worst where its squared error is largest; a classifier where it is
    surest of a wrong class, and next where it is least sure of the right one. It is used by one
    thread at a time.
    """

    def __init__(
        self, data: Dataset, part: Part, labels: Array, loss: Loss, again: bool
    ) -> None:
        self.data = data
        self._part = part
        self._labels = labels
        self._loss = loss
        self._again = again
        self._seen = np.zeros(len(part), bool)
        self._badness = np.zeros(len(part), np.float32)
        self._next = 0
        self._slice = LEAST_SLICE

    def look(
        self, net: Sequential, weights: Array, order: str, only: int, *, all_of_them: bool
    ) -> Answer:
        """Send images through the network, and choose those to show.

        Either all of the part's are sent, or the next slice of them and those to show: they are
        chosen by what is known of the others from before. `only` is the class wanted (−1 for all),
        `order` "worst", "best" or "given".
        """
        if all_of_them:
            self._find(net, weights, np.arange(len(self._part)))
        else:
            self._find(net, weights, self._next_slice(net, weights))
        chosen = self._seen & (self._labels == only) if only >= 0 else self._seen
        pool = np.flatnonzero(chosen)
        rank = ranked(self._badness[pool], order)
        return self._answer(net, weights, pool, pool[rank], order)

    def _next_slice(self, net: Sequential, weights: Array) -> Array:
        count = len(self._part)
        places = np.arange(self._next, min(self._next + self._slice, count))
        self._next = 0 if self._next + self._slice >= count else self._next + self._slice
        return places

    def _find(self, net: Sequential, weights: Array, places: Array) -> None:
        began = perf_counter()
        self._badness[places] = self._judge(places, net.predict(self._part.x[places], weights))[0]
        self._seen[places] = True
        pace = len(places) / max(perf_counter() - began, 1e-6)
        self._slice = max(LEAST_SLICE, int(pace * SLICE_SECONDS))

    def _judge(self, places: Array, y: Array) -> tuple[Array, Array, Array]:
        """How bad each output is; then the classes and how sure each is, where there are any."""
        if self._again:
            x = self._part.x[places].reshape(len(places), -1)
            errors = np.mean((y.reshape(len(places), -1) - x) ** 2, axis=1)
            return errors, errors, errors
        p = class_probabilities(y, self._loss)
        predicted = p.argmax(axis=1)
        sureness = p[np.arange(len(p)), predicted]
        wrong = predicted != self._labels[places]
        return np.where(wrong, 1 + sureness, 1 - sureness), predicted, sureness

    def _answer(
        self, net: Sequential, weights: Array, pool: Array, places: Array, order: str
    ) -> Answer:
        y = net.predict(self._part.x[places], weights)
        badness, predicted, sureness = self._judge(places, y)
        self._badness[places] = badness
        known = self._badness[pool]
        # What was found just now may stand in another order than what was known of it.
        rank = ranked(badness, order)
        places = places[rank]
        if self._again:
            y = y.reshape(len(y), -1)[rank]
            error = float(known.mean()) if len(known) else 0.0
            return Answer(self, places, None, None, y, badness[rank], 0, error, len(pool))
        return Answer(
            self, places, predicted[rank], sureness[rank], None, None,
            int(np.count_nonzero(known > 1)), 0.0, len(pool),
        )  # fmt: skip


def ranked(badness: Array, order: str) -> Array:
    """The places of the first SHOWN in an `order`: "worst", "best" or "given"."""
    if order == "given":
        return np.arange(min(SHOWN, len(badness)))
    rank = np.argsort(-badness if order == "worst" else badness, kind="stable")
    return rank[:SHOWN]
