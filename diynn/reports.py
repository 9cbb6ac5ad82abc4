"""What a training tells at a step and at the end of an epoch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class StepReport(NamedTuple):
    """After one batch: `step` of `steps` in `epoch` (all from 1), and the batch's loss."""

    epoch: int
    step: int
    steps: int
    loss: float


@dataclass(frozen=True)
class EpochReport:
    """After each sample was seen once.

    The training figures are means over the epoch's batches, as they came; those of the test and
    the validation part are taken at its end. Accuracies are shares from 0 to 1; None where there
    is nothing to measure. `seconds` is the time that this training has computed since its start.
    """

    epoch: int
    train_loss: float
    test_loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None
    seconds: float
    validation_loss: float | None = None
    validation_accuracy: float | None = None

    @property
    def judge(self) -> str:
        """The part whose figures decide which epoch is the best: validation, else test, else
        train."""
        for part in ("validation", "test"):
            if getattr(self, f"{part}_loss") is not None:
                return part
        return "train"

    @property
    def judged_loss(self) -> float:
        """The loss on the part that decides."""
        loss: float = getattr(self, f"{self.judge}_loss")
        return loss

    @property
    def judged_accuracy(self) -> float | None:
        """The accuracy on the part that decides."""
        share: float | None = getattr(self, f"{self.judge}_accuracy")
        return share

    @property
    def watched_loss(self) -> float:
        """What a schedule hears of the epoch; never of the test part."""
        return self.train_loss if self.validation_loss is None else self.validation_loss

    def is_better_than(self, other: EpochReport) -> bool:
        """Whether more was right, or as much with less loss, on the part that decides."""
        return self._rank() > other._rank()

    def _rank(self) -> tuple[float, float]:
        return (self.judged_accuracy or 0.0, -self.judged_loss)

    def row(self) -> list[float]:
        """The figures in their order as numbers, NaN for None: a row of the curves in a file."""
        return [float("nan") if value is None else float(value) for value in astuple(self)]

    @classmethod
    def of_row(cls, row: NDArray[Any]) -> EpochReport:
        """The report whose `row` that was, or began so: files from before the validation part end
        with `seconds`."""
        epoch, train_loss, test_loss, train_accuracy, test_accuracy, seconds, *validation = (
            None if math.isnan(value) else float(value) for value in row
        )
        return cls(
            int(epoch or 0), float("nan") if train_loss is None else train_loss,
            test_loss, train_accuracy, test_accuracy, seconds or 0.0, *validation,
        )  # fmt: skip


COLUMNS = len(fields(EpochReport))
COLUMNS_BEFORE_VALIDATION = 6


def curves(history: Sequence[EpochReport]) -> NDArray[np.float64]:
    """All figures (epochs, COLUMNS), as a file keeps them."""
    rows = np.array([report.row() for report in history], np.float64)
    return rows.reshape(-1, COLUMNS)


def reports_of(curves: NDArray[Any]) -> list[EpochReport]:
    """The reports whose `curves` these are, of this or any older version; ValueError for others."""
    if curves.ndim != 2 or curves.shape[1] not in (COLUMNS_BEFORE_VALIDATION, COLUMNS):
        raise ValueError(f"curves of {curves.shape}")
    return [EpochReport.of_row(row) for row in curves]


Report = StepReport | EpochReport
