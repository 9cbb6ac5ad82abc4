"""A run in the table: its figures as text and for sorting, and notes on it; curves as CSV."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QCoreApplication

from diynn.csv_output import csv_text
from diynn.training.averaging import is_average, members_of
from diynn.training.history import NAMES
from diynn.training.reports import EpochReport
from diynn.training.training import Training
from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session
from gui.tabs.runs.difference_table import changes_words
from gui.text.numbers import NONE, count, figures, percent

_FIRST = 64

Key = tuple[float | str, ...]


def last(run: ListedRun) -> EpochReport | None:
    """The report of the run's last whole epoch, or of the best one where it has gone
    back to the weights of that."""
    if holds_best(run.training):
        return best(run)
    return run.history[-1] if run.history else None


def best(run: ListedRun) -> EpochReport | None:
    """The report of the run's best epoch."""
    return run.history[run.best_epoch - 1] if run.best_epoch else None


def loss(value: float | None) -> str:
    """A loss with three digits that count, or a dash where there is none."""
    return NONE if value is None or math.isnan(value) else figures(value, 3)


def accuracy(share: float | None) -> str:
    """A share from 0 to 1 as a percentage, on one line."""
    return percent(share).replace(" ", "\N{NO-BREAK SPACE}")


def best_figure(report: EpochReport | None) -> str:
    """What made an epoch the best: its accuracy, or its loss where nothing is right or wrong."""
    if report is None:
        return NONE
    right = report.monitored_accuracy
    return loss(report.monitored_loss) if right is None else accuracy(right)


def holds_best(training: Training) -> bool:
    """Whether it has gone back from its last weights to its best ones."""
    best, now = training.best_weights, training.net.weight_vector
    if best is None or training.best_epoch == training.epoch or training.step:
        return False
    # Others differ from the first numbers on: few are looked at whole.
    return np.array_equal(best[:_FIRST], now[:_FIRST]) and np.array_equal(best, now)


def epochs(run: ListedRun) -> str:
    """How often it has seen every sample; a mean of networks was never trained itself."""
    trained = run.training.epoch - is_average(run.design)
    return NONE if is_average(run.design) and not trained else count(len(run.history))


def weights(run: ListedRun) -> str:
    """How many weights the run's network has."""
    return count(run.weights.size)


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
    right, value = report.monitored_accuracy, report.monitored_loss
    return (right or 0.0, -math.inf if math.isnan(value) else -value)


def curves_table(runs: Iterable[ListedRun]) -> str:
    """The logged figures of all epochs as CSV: a line for each run and epoch, gaps left empty."""
    rows: list[list[object]] = [["run", *NAMES]]
    for run in runs:
        for epoch, *values in run.history.curves.tolist():
            cells = (None if math.isnan(value) else value for value in values)
            rows.append([run.name, int(epoch), *cells])
    return csv_text(rows)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RunsModel", text)


class RunNotes:
    """Notes on the runs of a run list: which weights they have, what was changed in them."""

    def __init__(self, session: Session, run_list: RunList) -> None:
        self._session, self._run_list = session, run_list

    def note(self, run: ListedRun) -> str:
        """The text below its name; empty where there is nothing to say."""
        texts = [
            _tr("gradients with a fault") if run.design.fault else "",
            _tr("mean of {0} networks").format(count(len(members)))
            if (members := members_of(run.design)) else "",
            _tr("weights by hand") if run.training.by_hand else "",
            self._weights_words(run), *self._branch_words(run),
        ]
        if run is self._run_list.current:
            texts.append(_tr("training now") if self._session.is_moving else _tr("shown now"))
        texts += changes_words(run.design, run.earlier)
        return " · ".join(filter(None, dict.fromkeys(texts)))

    def _branch_words(self, run: ListedRun) -> list[str]:
        """What was decided otherwise where it was branched off; or how long an unchanged one has
        the weights of its parent."""
        timeline = run.training.timeline
        fork, parent = timeline.fork, self._run_list.parent_of(run)
        if fork is None:
            return []
        turns = timeline.turns
        changed = changes_words(turns[fork.turn].design, (turns[fork.turn - 1].design,))
        same = None if parent is None else timeline.same_until(parent.training.timeline)
        if not changed and same is not None and same > fork.place.epoch:
            changed = [_tr("same bits up to {0}").format(count(same))]
        return changed

    def _weights_words(self, run: ListedRun) -> str:
        """Which weights of a run these are, where the run list has others of it too."""
        training = run.training
        if run is self._run_list.current and self._session.is_moving:
            return ""
        if holds_best(training):
            return _tr("best, epoch {0}").format(training.best_epoch)
        # No two runs need the same time to the last bit.
        same = [one for one in self._run_list.runs if one.training.seconds == training.seconds]
        if training.stopped or any(holds_best(one.training) for one in same):
            return _tr("last, epoch {0}").format(training.epoch)
        return ""

    def tip(self, run: ListedRun, *, apart: bool) -> str:
        """All of it in sentences; `apart` says that it learns from other data."""
        if run is self._run_list.current:
            words = _tr("{0}: the current run, always shown")
        elif apart:
            words = _tr(
                "{0}: learns from other data, so a tick shows its curves but no pictures of it"
            )
        else:
            words = _tr("{0}: tick it to show it beside the current run")
        lines = [words.format(run.name)]
        if holds_best(run.training):
            text = _tr("Its weights are the best ones, of epoch {0}; so are loss and accuracy.")
            lines.append(text.format(run.training.best_epoch))
        parent = self._run_list.parent_of(run)
        if parent is not None:
            fork = run.training.timeline.fork
            at = 0 if fork is None else fork.place.epoch
            lines.append(_tr("A branch of {0} from epoch {1}").format(parent.name, count(at)))
            lines += self._branch_words(run)
        changes = changes_words(run.design, run.earlier)
        if changes:
            lines.append(_tr("Changed while it trained: {0}").format(", ".join(changes)))
        return "\n".join(lines)
