"""The figures of a run as they stand in a table, for the eye and for sorting; its curves as CSV."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QLocale

from diynn.csv_output import csv_text
from diynn.training.history import NAMES
from diynn.training.reports import EpochReport
from diynn.training.training import Training
from gui.model.run_list import ListedRun
from gui.text.numbers import figures, in_percent
from gui.text.wording import count

NONE = "–"
SMALL_LOSS = 0.001
_FIRST = 64
MINUTE, HOUR = 60, 3600


def last(run: ListedRun) -> EpochReport | None:
    """What the run told at the end of its last whole epoch, or of the best one where it has gone
    back to the weights of that."""
    if holds_best(run.training):
        return best(run)
    return run.history[-1] if run.history else None


def best(run: ListedRun) -> EpochReport | None:
    """What the run told at the end of its best epoch."""
    return run.history[run.training.best_epoch - 1] if run.training.best_epoch else None


def loss(value: float | None) -> str:
    """A loss with three digits that count, or two where it is very small."""
    if value is None or math.isnan(value):
        return NONE
    return figures(value, 2 if value < SMALL_LOSS else 3)


def accuracy(share: float | None) -> str:
    """A share from 0 to 1 as a percentage with one decimal."""
    if share is None or math.isnan(share):
        return NONE
    # Rounded down: what is called 100 % is all of it.
    words = in_percent(QLocale().toString(math.floor(1000 * share + 1e-6) / 10, "f", 1))
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def best_figure(report: EpochReport | None) -> str:
    """What made an epoch the best: its accuracy, or its loss where nothing is right or wrong."""
    if report is None:
        return NONE
    right = report.judged_accuracy
    return loss(report.judged_loss) if right is None else accuracy(right)


def duration(seconds: float) -> str:
    """A time as a clock would show it, or in seconds where it is short."""
    if seconds < 10:
        decimals = 2 if seconds < 1 else 1
        return f"{QLocale().toString(seconds, 'f', decimals)}\N{NO-BREAK SPACE}s"
    if seconds < MINUTE:
        return f"{int(seconds)}\N{NO-BREAK SPACE}s"
    whole = int(seconds)
    if whole < HOUR:
        return f"{whole // MINUTE}:{whole % MINUTE:02d}"
    return f"{whole // HOUR}:{whole % HOUR // MINUTE:02d}:{whole % MINUTE:02d}"


def holds_best(training: Training) -> bool:
    """Whether it has gone back from its last weights to its best ones."""
    best, now = training.best_weights, training.net.weight_vector
    if best is None or training.best_epoch == training.epoch or training.step:
        return False
    # Others differ from the first numbers on: few are looked at whole.
    return np.array_equal(best[:_FIRST], now[:_FIRST]) and np.array_equal(best, now)


def weights(run: ListedRun) -> str:
    """How many weights the run's network has."""
    return count(run.weights.size)


Key = tuple[float | str, ...]


def loss_key(report: EpochReport | None) -> Key | None:
    """The test loss, else the training loss; None where there is none, which comes last."""
    if report is None:
        return None
    value = report.train_loss if report.test_loss is None else report.test_loss
    return None if math.isnan(value) else (value, report.train_loss)


def accuracy_key(report: EpochReport | None) -> Key | None:
    """The test accuracy, else the training accuracy; None where there is none."""
    if report is None:
        return None
    right = report.train_accuracy if report.test_accuracy is None else report.test_accuracy
    return None if right is None else (right, report.train_accuracy or 0.0)


def best_key(report: EpochReport | None) -> Key | None:
    """In the order of what is better: by accuracy, then by less loss."""
    if report is None:
        return None
    right, value = report.judged_accuracy, report.judged_loss
    return (right or 0.0, -math.inf if math.isnan(value) else -value)


def curves_table(runs: Iterable[ListedRun]) -> str:
    """The logged figures of all epochs as CSV: a line for each run and epoch, gaps left empty."""
    rows: list[list[object]] = [["run", *NAMES]]
    for run in runs:
        for epoch, *values in run.history.curves.tolist():
            cells = (None if math.isnan(value) else value for value in values)
            rows.append([run.name, int(epoch), *cells])
    return csv_text(rows)
