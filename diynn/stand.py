"""Where a training stands: what a file keeps of it, besides the design and the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.errors import FileError
from diynn.optimizers import State
from diynn.reports import EpochReport, curves, reports_of
from diynn.sequential import Sequential

Array = NDArray[Any]

_WHOLE = ("epoch", "step", "right", "best_epoch", "waiting_since")
_DECIMAL = ("seconds", "loss_sum")


@dataclass
class Stand:
    """A place in a run, with all that an exact resume needs.

    `step` counts the epoch's steps so far, `loss_sum` and `right` are their figures. Early stopping
    counts its epochs from the best one, or from `waiting_since` where that is later.
    """

    weights: Array
    state: State
    history: list[EpochReport]
    best_weights: Array | None = None
    epoch: int = 0
    step: int = 0
    right: int = 0
    best_epoch: int = 0
    waiting_since: int = 0
    seconds: float = 0.0
    loss_sum: float = 0.0

    def arrays(self, net: Sequential) -> dict[str, Array]:
        """Every array, as copies, by name; `net` knows the places of its weights."""
        kept = {
            f"weights.{row}.{name}": view.copy()
            for row, views in enumerate(net.rows(self.weights))
            for name, view in views.items()
        } | {f"optimizer.{name}": values.copy() for name, values in self.state.items()}
        kept["curves"] = curves(self.history)
        if self.best_weights is not None:
            kept["best_weights"] = self.best_weights.copy()
        return kept

    def record(self) -> dict[str, Any]:
        """The rest, as plain values for JSON."""
        return {name: getattr(self, name) for name in (*_WHOLE, *_DECIMAL)}


def stand_of(
    arrays: Mapping[str, Array], record: Mapping[str, Any], net: Sequential, state: State,
    steps: int,
) -> Stand:  # fmt: skip
    """The place where `arrays` and `record` were taken; FileError where they do not fit.

    `state` is an optimizer's new state, which is filled; `steps` those of an epoch.
    """
    weights = np.empty_like(net.weight_vector)
    stand = Stand(weights, state, [])
    try:
        for row, views in enumerate(net.rows(weights)):
            for name, view in views.items():
                _fill(view, arrays[f"weights.{row}.{name}"])
        for name, values in state.items():
            _fill(values, arrays[f"optimizer.{name}"])
        if "best_weights" in arrays:
            stand.best_weights = np.empty_like(weights)
            _fill(stand.best_weights, arrays["best_weights"])
        stand.history = reports_of(arrays["curves"])
        # Files from before early stopping have no `waiting_since`.
        known = {"waiting_since": 0, **record}
        for name in _WHOLE:
            setattr(stand, name, int(known[name]))
        for name in _DECIMAL:
            setattr(stand, name, float(known[name]))
        if not (
            stand.epoch == len(stand.history) >= stand.best_epoch >= 0
            and stand.epoch >= stand.waiting_since >= 0
            and 0 <= stand.step <= steps
        ):
            raise ValueError("a place outside the run")
    except (KeyError, TypeError, ValueError) as error:
        raise FileError(
            "The weights in this file do not belong to the network in it.",
            "Open another copy of the file.",
        ) from error
    return stand


def _fill(place: Array, values: Array) -> None:
    if place.shape != values.shape:
        raise ValueError(f"an array of {values.shape} where {place.shape} belongs")
    place[...] = values
