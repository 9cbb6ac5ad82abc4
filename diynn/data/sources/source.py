"""The contract of everything a data set can come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from diynn.data.dataset import Dataset, Ranges, Shape
from diynn.data.preparation import Summary
from diynn.errors import DiynnError
from diynn.settings import Declared


@dataclass(frozen=True)
class Outline:
    """What is known of a data set before it is loaded.

    `shape` is of one sample. `values` is the number of values in a target for regression, and 0
    where the targets are classes; then `classes` names them. `train` and `test` count the samples,
    and `judging` those of `train` that the data keeps for validation.
    `ranges`, and the `table` that it was, are known only of data that has been read.
    """

    name: str
    shape: Shape
    classes: tuple[str, ...]
    values: int
    train: int
    test: int
    ranges: Ranges | None = field(default=None, compare=False)
    table: Summary | None = field(default=None, compare=False)
    judging: int = 0


@dataclass(frozen=True)
class Source(Declared):
    """Where a data set comes from: its settings decide the data, to the last bit."""

    download: ClassVar[str] = ""
    """The name in the catalogue of what has to be on this machine; empty where nothing has."""

    def load(self) -> Dataset:
        """The data as it was read or drawn, not yet scaled.

        Raises FileError if a file cannot be opened and DataError if what it holds is of no use.
        """
        raise NotImplementedError

    def outline(self) -> Outline | None:
        """What `load` will give, without loading; None where only loading can show it."""
        return None

    def missing(self) -> DiynnError | None:
        """Why the data cannot be loaded yet, or None if everything needed is on this machine."""
        return None


def outline_of(dataset: Dataset) -> Outline:
    """The outline of a data set that has been loaded."""
    targets = dataset.train.targets
    values = 0 if dataset.classes else int(targets[0].size) if len(targets) else 1
    return Outline(
        dataset.name, dataset.shape, dataset.classes, values, len(dataset.train),
        len(dataset.test), dataset.ranges, dataset.table,
        0 if dataset.judging is None else len(dataset.judging),
    )  # fmt: skip
