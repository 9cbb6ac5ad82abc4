"""A checkpoint: what a file keeps of a training, besides the design and the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.errors import FileError
from diynn.network.optimizers import STEPS, State
from diynn.network.sequential import Sequential
from diynn.record_numbers import MOST, decimal_number, whole_number
from diynn.training.history import MOST_SECONDS, History

Array = NDArray[Any]

LARGEST_SUM = 1e300
"""Of losses: with room for what is still added in the epoch."""
_WHOLE = ("epoch", "step", "right", "best_epoch", "waiting_since")
_DECIMAL = {"seconds": (0.0, MOST_SECONDS), "loss_sum": (-LARGEST_SUM, LARGEST_SUM)}


@dataclass
class Checkpoint:
    """A place in a run, with all that an exact resume needs.

    `step` counts the epoch's steps so far, `loss_sum` and `right` are their figures. Early stopping
    counts its epochs from the best one, or from `waiting_since` where that is later.
    """

    weights: Array
    state: State
    history: History
    best_weights: Array | None = None
    epoch: int = 0
    step: int = 0
    right: int = 0
    best_epoch: int = 0
    waiting_since: int = 0
    seconds: float = 0.0
    loss_sum: float = 0.0

    def arrays(self, net: Sequential) -> dict[str, Array]:
        """Every array by name, none of which changes later; `net` knows the places of its weights.

        The curves are a view: of a million epochs a copy would take long.
        """
        weights = net.layout.by_key(self.weights).items()
        kept = {f"weights.{key}": view.copy() for key, view in weights}
        kept |= {f"optimizer.{name}": values.copy() for name, values in self.state.items()}
        kept["curves"] = self.history.curves
        if self.best_weights is not None:
            kept["best_weights"] = self.best_weights.copy()
        return kept

    def record(self) -> dict[str, Any]:
        """The rest, as plain values for JSON."""
        return {name: getattr(self, name) for name in (*_WHOLE, *_DECIMAL)}


def read_place(record: Mapping[str, Any], epochs: int) -> dict[str, Any]:
    """The checked numbers of a `Checkpoint.record` with curves of so many `epochs`.

    Raises KeyError, TypeError or ValueError where it is none.
    """
    # Files from before early stopping have no `waiting_since`.
    known = {"waiting_since": 0, **record}
    place: dict[str, Any] = {name: whole_number(known, name) for name in _WHOLE}
    place |= {name: decimal_number(known, name, *span) for name, span in _DECIMAL.items()}
    if place["epoch"] != epochs or max(place["best_epoch"], place["waiting_since"]) > epochs:
        raise ValueError("a place outside the run")
    return place


def read_checkpoint(
    arrays: Mapping[str, Array], record: Mapping[str, Any], net: Sequential, state: State,
    steps: int, samples: int,
) -> Checkpoint:  # fmt: skip
    """The place where `arrays` and `record` were taken; FileError where they do not fit.

    `state` is an optimizer's new state, which is filled; `steps` and `samples` are those of an
    epoch.
    """
    weights = np.empty_like(net.weight_vector)
    try:
        for key, view in net.layout.by_key(weights).items():
            _fill(view, arrays[f"weights.{key}"])
        for name, values in state.items():
            _fill(values, arrays[f"optimizer.{name}"])
        if STEPS in state and not 0 <= state[STEPS] <= MOST:
            raise ValueError("a number of steps that nobody takes")
        best = np.empty_like(weights) if "best_weights" in arrays else None
        if best is not None:
            _fill(best, arrays["best_weights"])
        history = History.of_curves(arrays["curves"])
        checkpoint = Checkpoint(weights, state, history, best, **read_place(record, len(history)))
        if checkpoint.step > steps or checkpoint.right > samples:
            raise ValueError("a place outside the run")
    except (KeyError, TypeError, ValueError) as error:
        raise FileError(
            "The weights in this file do not belong to the network in it.",
            "Open another copy of the file.",
        ) from error
    return checkpoint


def _fill(place: Array, values: Array) -> None:
    if place.shape != values.shape:
        raise ValueError(f"an array of {values.shape} where {place.shape} belongs")
    place[...] = values
