"""Folds partition the training part, nothing of a fold leaks into its training, the mean is right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diynn.data.dataset import Dataset, Part
from diynn.data.sources import Moons
from diynn.design.design import Design, Run, View, prepared
from diynn.errors import DataError, Diverged
from diynn.layers import Linear, Tanh
from diynn.network.losses import MSE, LogSoftmaxCrossEntropy
from diynn.network.metrics import evaluate
from diynn.network.optimizers import SGD
from diynn.training.training import Training, train
from diynn.tuning.cross_validation import (
    CrossValidation,
    FoldReport,
    FoldStep,
    Spread,
    cross_validate,
    deal_folds,
    summary,
    usual,
    without_fold,
)

DESIGN = Design(
    Moons(samples=200), View(scaling="standard"), (Linear(8), Tanh(), Linear(2)),
    LogSoftmaxCrossEntropy(), SGD(0.1, 0.9), Run(batch_size=20, epochs=3, seed=4),
)  # fmt: skip


def lasts(design: Design, dataset: Dataset, wanted: CrossValidation) -> list[FoldReport]:
    news = list(cross_validate(design, dataset, wanted))
    return [one for one in news if isinstance(one, FoldReport) and one.final is not None]


def test_folds_that_are_done_are_not_trained_again() -> None:
    wanted = CrossValidation(4, 2, 4)
    dataset = DESIGN.source.load()
    whole = lasts(DESIGN, dataset, wanted)
    news = list(cross_validate(DESIGN, dataset, wanted, {2, 4}))
    found = [one for one in news if isinstance(one, FoldReport) and one.final is not None]
    assert [one.fold for one in found] == [1, 3]
    assert [one.final.test_loss for one in found if one.final] == [
        one.final.test_loss for one in whole if one.final and one.fold in (1, 3)
    ]
    shares = [one.share for one in news]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@given(
    st.lists(st.integers(0, 4), min_size=2, max_size=120), st.integers(2, 12), st.integers(0, 99)
)
def test_folds_partition_exactly_and_keep_the_classes(
    classes: list[int], folds: int, seed: int
) -> None:
    targets = np.array(classes, np.int64)
    if len(targets) < folds:
        with pytest.raises(DataError, match="too few for"):
            deal_folds(targets, folds, seed)
        return
    parts = deal_folds(targets, folds, seed)
    assert sorted(np.concatenate(parts).tolist()) == list(range(len(targets)))
    sizes = [len(part) for part in parts]
    assert len(sizes) == folds
    assert max(sizes) - min(sizes) <= 1
    for kind in range(5):
        counts = [int((targets[part] == kind).sum()) for part in parts]
        assert max(counts) - min(counts) <= 1


def test_the_same_seed_deals_the_same_folds_and_another_others() -> None:
    targets = np.arange(60) % 3
    first, same, other = (deal_folds(targets, 5, seed) for seed in (1, 1, 2))
    assert all(np.array_equal(a, b) for a, b in zip(first, same, strict=True))
    assert any(not np.array_equal(a, b) for a, b in zip(first, other, strict=True))


def test_values_are_dealt_by_chance() -> None:
    parts = deal_folds(np.zeros((10, 2), np.float32), 3, 0)
    assert sorted(np.concatenate(parts).tolist()) == list(range(10))
    assert [len(part) for part in parts] == [4, 3, 3]


def test_scaling_knows_nothing_of_the_fold_left_out() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(40, 3)).astype(np.float32)
    places = deal_folds(np.arange(40) % 2, 4, 0)[0]
    far = x.copy()
    far[places] += 1000.0
    targets = (np.arange(40) % 2).astype(np.int64)
    design = replace(DESIGN, source=Moons())
    seen = []
    for values in (x, far):
        dataset = Dataset("two", Part(values, targets), Part(values[:4], targets[:4]), ("a", "b"))
        data = prepared(design, without_fold(dataset, places))
        seen.append(data.train.x)
        assert data.train.x.mean(axis=0) == pytest.approx([0, 0, 0], abs=1e-5)
        assert len(data.test) == len(places)
    # Whatever stands in the fold, the others are scaled alike to the bit.
    assert np.array_equal(*seen)


def test_a_fold_is_a_training_on_the_others_measured_on_itself() -> None:
    dataset = DESIGN.source.load()
    wanted = usual(DESIGN)
    assert (wanted.folds, wanted.epochs, wanted.seed) == (5, 3, 4)
    found = lasts(DESIGN, dataset, wanted)
    assert [one.fold for one in found] == [1, 2, 3, 4, 5]
    for one, places in zip(found, deal_folds(dataset.train.targets, 5, 4), strict=True):
        training = Training(DESIGN, without_fold(dataset, places))
        for _ in train(training):
            pass
        expected = evaluate(training.net, training.data.test, training.loss)
        assert one.report.test_loss == expected.loss
        assert one.report.test_accuracy == expected.accuracy
        assert one.test is None


def test_the_test_part_is_looked_at_only_where_asked() -> None:
    dataset = DESIGN.source.load()
    # What cannot be looked at without harm: any use of it would tell.
    poisoned = replace(
        dataset, test=Part(np.full_like(dataset.test.x, np.nan), dataset.test.targets)
    )
    wanted = replace(usual(DESIGN), folds=2)
    for clean, other in zip(
        lasts(DESIGN, dataset, wanted), lasts(DESIGN, poisoned, wanted), strict=True
    ):
        assert replace(clean.report, seconds=0) == replace(other.report, seconds=0)
    tested = lasts(DESIGN, dataset, replace(wanted, test_part=True))
    for one, places in zip(tested, deal_folds(dataset.train.targets, 2, 4), strict=True):
        training = Training(DESIGN, without_fold(dataset, places))
        for _ in train(training):
            pass
        scaler = without_fold(dataset, places).scaler("standard")
        part = Part(scaler(dataset.test.x), dataset.test.targets)
        assert one.test == evaluate(training.net, part, training.loss)


def test_progress_rises_to_the_end() -> None:
    news: list[Any] = list(cross_validate(DESIGN, DESIGN.source.load(), usual(DESIGN)))
    shares = [one.share for one in news]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.05
    assert shares[-1] == pytest.approx(1.0)
    assert {type(one) for one in news} == {FoldStep, FoldReport}


def test_mean_and_spread() -> None:
    assert Spread.of([1.0, 2.0, 3.0]) == Spread(2.0, 1.0)
    assert Spread.of([5.0]) == Spread(5.0, None)
    assert Spread.of([]) is None
    assert Spread.of([1.0, None]) is None
    dataset = DESIGN.source.load()
    found = lasts(DESIGN, dataset, usual(DESIGN))
    means = summary(found)
    assert means.folds == 5
    assert means.loss is not None
    losses = [one.report.test_loss for one in found]
    assert means.loss.mean == pytest.approx(np.mean(losses))
    assert means.loss.deviation == pytest.approx(np.std(losses, ddof=1))
    assert means.test_loss is None


def test_values_have_a_loss_and_no_accuracy() -> None:
    design = replace(
        DESIGN, view=View(goal="input"), layers=(Linear(1), Linear(2)), loss=MSE()
    )
    means = summary(lasts(design, design.source.load(), replace(usual(design), folds=2)))
    assert means.loss is not None
    assert means.accuracy is None


def test_a_fold_that_diverges_is_named() -> None:
    wild = replace(DESIGN, optimizer=SGD(1e9), loss=MSE(), layers=(Linear(8), Linear(2)))
    with pytest.raises(Diverged, match="In fold 1 of 5: The training left the range"):
        lasts(wild, wild.source.load(), usual(wild))


def test_the_fold_left_out_never_chooses_the_weights() -> None:
    dataset = DESIGN.source.load()
    patient = replace(DESIGN, run=replace(DESIGN.run, patience=1))
    wanted = replace(usual(patient), folds=2, epochs=30)
    # Without a validation part of its own a fold would stop by what it is to be judged on.
    assert [one.report.epoch for one in lasts(patient, dataset, wanted)] == [30, 30]
    held = replace(patient, run=replace(patient.run, validation=0.3))
    for one in lasts(held, dataset, wanted):
        assert one.final is not None
        assert one.final.epoch == one.report.epoch - 1 < 29
        assert one.figures is one.final
