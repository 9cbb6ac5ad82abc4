"""How well a design does on samples it has not seen, measured several times on the training part.

The training part is cut into folds; each is left out once, a network learns from the others, and is
measured on the one left out. The test part is not looked at, so that it stays what it is: the last
judge, after all choices have been made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset
from diynn.design.design import Design, prepared
from diynn.errors import DataError, Diverged
from diynn.network.metrics import Evaluation, evaluate
from diynn.settings import Declared, Range
from diynn.training.replay import at_best
from diynn.training.reports import EpochReport, StepReport
from diynn.training.training import Training, train

Array = NDArray[Any]

FOLDING = 3
"""The random stream that deals samples to folds, apart from those of a training."""


@dataclass(frozen=True)
class CrossValidation(Declared):
    """Cut the training part into folds; each is left out once and measured on."""

    folds: Annotated[int, Range(2, 50), "Parts of the training samples, each left out once"] = 5
    epochs: Annotated[int, Range(1, 1_000_000), "Epochs that the network of each fold trains"] = 20
    seed: Annotated[
        int, Range(0, 2**31 - 1), "Start of all chance: the same seed deals the same folds"
    ] = 0
    test_part: Annotated[
        bool, "Measure every network on the test part too; best left alone until all is decided"
    ] = False


def usual(design: Design) -> CrossValidation:
    """Five folds, with the epochs and the seed of the design."""
    return CrossValidation(epochs=design.run.epochs, seed=design.run.seed)


class FoldStep(NamedTuple):
    """After a batch in `fold` of `folds`, counted from 1; `share` of the whole work is done."""

    fold: int
    folds: int
    share: float


class FoldReport(NamedTuple):
    """After an epoch in `fold` of `folds`, counted from 1.

    In `report` the fold left out takes the place of a training's test part. `final` comes with the
    last report of a fold: the figures that count for it, which are those of its best epoch where it
    was stopped early. `test` then has those of the test part, where they were asked for.
    """

    fold: int
    folds: int
    share: float
    report: EpochReport
    final: EpochReport | None = None
    test: Evaluation | None = None

    @property
    def figures(self) -> EpochReport:
        """The figures that count, as far as is known."""
        return self.report if self.final is None else self.final


FoldNews = FoldStep | FoldReport


@dataclass(frozen=True)
class Spread:
    """The mean of a figure over the folds, and its standard deviation (over n − 1).

    `deviation` is None for a single fold.
    """

    mean: float
    deviation: float | None

    @classmethod
    def of(cls, values: Sequence[float | None]) -> Spread | None:
        """That of `values`; None where there are none, or one is unknown."""
        known = [value for value in values if value is not None]
        if not known or len(known) < len(values):
            return None
        deviation = float(np.std(known, ddof=1)) if len(known) > 1 else None
        return cls(float(np.mean(known)), deviation)


@dataclass(frozen=True)
class Summary:
    """What came of all folds; None where a figure has no meaning or was not asked for."""

    folds: int
    train_loss: Spread | None
    loss: Spread | None
    train_accuracy: Spread | None
    accuracy: Spread | None
    test_loss: Spread | None
    test_accuracy: Spread | None


def summary(lasts: Sequence[FoldReport]) -> Summary:
    """Mean and spread over the last reports of the folds."""
    reports, tests = [one.figures for one in lasts], [one.test for one in lasts]
    return Summary(
        len(lasts),
        Spread.of([one.train_loss for one in reports]),
        Spread.of([one.test_loss for one in reports]),
        Spread.of([one.train_accuracy for one in reports]),
        Spread.of([one.test_accuracy for one in reports]),
        Spread.of([None if one is None else one.loss for one in tests]),
        Spread.of([None if one is None else one.accuracy for one in tests]),
    )


def deal_folds(
    targets: Array, folds: int, seed: int, groups: Array | None = None
) -> tuple[Array, ...]:
    """The places of the samples in each fold, rising: every sample is in one of the folds.

    `targets` is (samples,) of class numbers or (samples, values). Sizes differ by one at most, and
    so do the samples of a class in each. With `groups` (samples,) no group is in two folds, which
    may then differ more. Raises DataError where there are fewer samples, or groups, than folds.
    """
    if groups is not None:
        return _deal_groups(groups, folds, seed)
    count = len(targets)
    if count < folds:
        raise DataError(
            "{samples} sample(s) to learn from: too few for {folds} folds.",
            "Choose fewer folds, or other data.",
            samples=count, folds=folds,
        )  # fmt: skip
    order = np.random.default_rng((seed, FOLDING)).permutation(count)
    if targets.ndim == 1 and targets.dtype.kind in "iu":
        order = order[np.argsort(targets[order], kind="stable")]
    # Dealt like cards, one after the other: a class that lies together is spread evenly.
    return tuple(np.sort(order[fold::folds]) for fold in range(folds))


def _deal_groups(groups: Array, folds: int, seed: int) -> tuple[Array, ...]:
    names, own = np.unique(groups, return_inverse=True)
    if len(names) < folds:
        raise DataError(
            "{groups} group(s) to learn from: too few for {folds} folds.",
            "Choose fewer folds, or split by another column.",
            groups=len(names), folds=folds,
        )  # fmt: skip
    sizes = np.bincount(own)
    order = np.random.default_rng((seed, FOLDING)).permutation(len(names))
    # The largest first, each to the fold that has the fewest samples so far.
    filled, fold_of = np.zeros(folds, np.int64), np.empty(len(names), np.int64)
    for group in order[np.argsort(-sizes[order], kind="stable")]:
        fold_of[group] = filled.argmin()
        filled[fold_of[group]] += sizes[group]
    return tuple(np.flatnonzero(fold_of[own] == fold) for fold in range(folds))


def without_fold(dataset: Dataset, places: Array) -> Dataset:
    """The data with the training samples at `places` as its test part, not yet scaled: what
    `prepared` makes of it knows nothing of them."""
    left_out = np.zeros(len(dataset.train), bool)
    left_out[places] = True
    part = dataset.train
    return replace(
        dataset, train=part.taken(np.flatnonzero(~left_out)),
        test=part.taken(np.flatnonzero(left_out)), judging=None,
    )  # fmt: skip


def cross_validate(
    design: Design, dataset: Dataset, wanted: CrossValidation, done: Collection[int] = ()
) -> Iterator[FoldNews]:
    """Train a network a fold, one after the other, each with the design's own first weights.

    `dataset` is the data as it was read. Folds whose numbers are in `done`, from an earlier time
    with the same choices, are not trained again. Reports come after every batch and every epoch.
    Raises DataError where there are too few samples, Diverged with the fold's number.

    A design with patience is stopped early only where it holds a validation part back for that: the
    fold left out must not choose the weights that it is to evaluate.
    """
    whole = dataset.train
    parts = deal_folds(whole.targets, wanted.folds, wanted.seed, whole.groups)
    patience = design.run.patience if design.run.validation else 0
    run = replace(design.run, epochs=wanted.epochs, seed=wanted.seed, patience=patience)
    design = replace(design, run=run)
    for fold, places in enumerate(parts, 1):
        if fold in done:
            continue
        before = sum(number < fold or number in done for number in range(1, wanted.folds + 1))
        data = prepared(design, without_fold(dataset, places))
        training = Training(design, data, data)
        try:
            for report in train(training):
                part = training.step / training.steps
                share = (before + (training.epoch + part) / wanted.epochs) / wanted.folds
                if isinstance(report, StepReport):
                    yield FoldStep(fold, wanted.folds, share)
                    continue
                if report.epoch < wanted.epochs and not training.stopped:
                    yield FoldReport(fold, wanted.folds, share, report)
                    continue
                final = report
                if training.stopped:
                    training, final = at_best(training), training.history[training.best_epoch - 1]
                test = _tested(training, dataset, places) if wanted.test_part else None
                share = (before + 1) / wanted.folds
                yield FoldReport(fold, wanted.folds, share, report, final, test)
        except Diverged as error:
            values = {**error.values, "fold": fold, "folds": wanted.folds}
            message = in_fold(error.message)
            raise Diverged(message, error.remedy, **values) from error


def in_fold(message: str) -> str:
    """A message with the fold before it: a whole sentence, for a translator as well."""
    return "In fold {fold} of {folds}: " + message


def _tested(training: Training, dataset: Dataset, places: Array) -> Evaluation:
    """The test part's figures, scaled as the fold's training samples were."""
    whole = replace(without_fold(dataset, places), test=dataset.test)
    return evaluate(training.net, prepared(training.design, whole).test, training.loss)
