"""What a training reports at a step and at the end of an epoch."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

from numpy.typing import NDArray


class StepReport(NamedTuple):
    """After one batch: `step` of `steps` in `epoch` (all from 1), and the batch's loss."""

    epoch: int
    step: int
    steps: int
    loss: float

    @property
    def epochs(self) -> float:
        """How many epochs are done, with the share of the last one."""
        return self.epoch - 1 + self.step / self.steps


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
    def monitored_loss(self) -> float:
        """The loss on the part that decides."""
        loss: float = getattr(self, f"{self.judge}_loss")
        return loss

    @property
    def monitored_accuracy(self) -> float | None:
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
        return (self.monitored_accuracy or 0.0, -self.monitored_loss)

    def row(self) -> tuple[float, ...]:
        """The figures in their order as numbers, NaN for None: a row of the curves in a file."""
        nan = math.nan
        return (
            self.epoch, self.train_loss,
            nan if self.test_loss is None else self.test_loss,
            nan if self.train_accuracy is None else self.train_accuracy,
            nan if self.test_accuracy is None else self.test_accuracy,
            self.seconds,
            nan if self.validation_loss is None else self.validation_loss,
            nan if self.validation_accuracy is None else self.validation_accuracy,
        )  # fmt: skip

    @classmethod
    def of_row(cls, row: NDArray[Any]) -> EpochReport:
        """The report whose `row` that was."""
        epoch, train_loss, *rest = row.tolist()
        test_loss, train_accuracy, test_accuracy, seconds, *validation = (
            None if math.isnan(value) else value for value in rest
        )
        return cls(
            int(epoch), train_loss, test_loss, train_accuracy, test_accuracy, seconds or 0.0,
            *validation,
        )  # fmt: skip


Report = StepReport | EpochReport
