"""What a training tells at a step and at the end of an epoch."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass
from typing import Any, NamedTuple

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

    The training figures are means over the epoch's batches, as they came; the test figures are
    taken at its end. Accuracies are shares from 0 to 1; None where there is nothing to measure.
    `seconds` is the time that this training has computed since its start.
    """

    epoch: int
    train_loss: float
    test_loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None
    seconds: float

    def is_better_than(self, other: EpochReport) -> bool:
        """Whether more was right, or as much with less loss: on the test part if there is one."""
        return self._rank() > other._rank()

    def _rank(self) -> tuple[float, float]:
        loss = self.train_loss if self.test_loss is None else self.test_loss
        right = self.train_accuracy if self.test_accuracy is None else self.test_accuracy
        return (right or 0.0, -loss)

    def row(self) -> list[float]:
        """The figures in their order as numbers, NaN for None: a row of the curves in a file."""
        return [float("nan") if value is None else float(value) for value in astuple(self)]

    @classmethod
    def of_row(cls, row: NDArray[Any]) -> EpochReport:
        """The report whose `row` that was."""
        epoch, train_loss, test_loss, train_accuracy, test_accuracy, seconds = (
            None if math.isnan(value) else float(value) for value in row
        )
        return cls(
            int(epoch or 0), float("nan") if train_loss is None else train_loss,
            test_loss, train_accuracy, test_accuracy, seconds or 0.0,
        )  # fmt: skip


Report = StepReport | EpochReport
