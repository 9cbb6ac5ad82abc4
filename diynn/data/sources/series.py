"""Series in time: what was measured before is the sample, what comes later the value to predict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from diynn.data.columns import Table
from diynn.data.dataset import Array, Dataset, Earlier, Part
from diynn.data.sources.included import outlined
from diynn.data.sources.source import Outline, Source
from diynn.data.sources.table import read_table
from diynn.paths import data_file
from diynn.settings import OneOf, Range

TEST_SHARE = 0.2
YEAR = 12
ROWS = 620
"""Months in the file."""


def windows(values: Array, length: int, ahead: int) -> tuple[Array, Array]:
    """Each `length` values in a row (n, length), and that `ahead` after their last (n,).

    There are len(values) − length − ahead + 1 of them, the oldest first.
    """
    seen = np.lib.stride_tricks.sliding_window_view(values, length)
    goals = values[length + ahead - 1 :]
    return np.array(seen[: len(goals)]), np.array(goals)


def earlier_values(
    length: int, ahead: int, season: int, *, changes: bool = False
) -> dict[Earlier, tuple[float, ...]]:
    """Guesses at the value `ahead` after a window, as weights (length,) of the values in it.

    "last" is the last value of the window; "season" adds to it what the values changed by whole
    seasons before, and is left out where the window does not reach so far back. With `changes`
    both lack the last value: that is what the target is counted from.
    """
    back = season * -(-ahead // season)
    last = [0.0] * length
    last[-1] = 0.0 if changes else 1.0
    found: dict[Earlier, tuple[float, ...]] = {"last": tuple(last)}
    if length - 1 - back >= 0:
        known = list(last)
        known[length - 1 + ahead - back] += 1.0
        known[length - 1 - back] -= 1.0
        found["season"] = tuple(known)
    return found


@dataclass(frozen=True)
class CarbonDioxide(Source):
    """Carbon dioxide in the air of Mauna Loa, month by month from 1974 to 2025: a series in time.

    A sample is a window of some months, its target a later one; the last fifth is kept for testing.
    """

    title = "CO₂ in the air"

    months: Annotated[int, Range(2, 120), "How many months the network sees"] = 24
    ahead: Annotated[
        int, Range(1, 24), "By how many months the value to predict comes after them"
    ] = 1
    measure: Annotated[
        str,
        OneOf(("values", "changes")),
        "What the network sees and predicts: the values in ppm, or by how much they differ from "
        "the last month that it sees",
    ] = "changes"

    def table(self) -> Table:
        """The file in the folder `data`."""
        return read_table(data_file("co2.csv"))

    @property
    def goal(self) -> str:
        """The column of the values."""
        return "co2_ppm"

    def load(self) -> Dataset:
        """Windows (n, months) of float64, the oldest first; the newest fifth is the test part."""
        column = next(one for one in self.table().columns if one.name == self.goal)
        x, targets = windows(column.values, self.months, self.ahead)
        changes = self.measure == "changes"
        if changes:
            targets, x = targets - x[:, -1], x - x[:, -1:]
        train, _ = self._counts(len(column))
        y = targets.astype(np.float32)[:, None]
        return Dataset(
            self.title, Part(x[:train], y[:train]), Part(x[train:], y[train:]),
            features=tuple(f"t − {back}" for back in range(self.months - 1, -1, -1)),
            target="Δ CO₂, ppm" if changes else "CO₂, ppm",
            earlier=earlier_values(self.months, self.ahead, YEAR, changes=changes), in_order=True,
        )  # fmt: skip

    def outline(self) -> Outline:
        """What `load` will give."""
        train, test = self._counts(ROWS)
        changes = self.measure == "changes"
        ends = (-10.83, 6.89) if changes else (327.28, 404.25)
        targets = (-2.55, 2.03) if changes else (327.28, 404.25)
        far = not changes
        return outlined(self.title, self.months, (), train, test, ends, None, targets, far=far)

    def _counts(self, rows: int) -> tuple[int, int]:
        """The windows to learn from, and those kept for testing."""
        every = rows - self.months - self.ahead + 1
        test = round(every * TEST_SHARE)
        return every - test, test
