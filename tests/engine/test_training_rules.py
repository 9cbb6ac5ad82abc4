"""Optimizers, schedules, validation and early stopping in a training: exact, resumed, changed."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diynn.data.dataset import Dataset, Part, held_back
from diynn.data.sources import Moons
from diynn.design.advice import advice
from diynn.design.design import Design, Run, design_from_record, design_to_record
from diynn.errors import FileError
from diynn.layers import AvgPool2D, Conv2D, Flatten, Linear, ReLU, Tanh
from diynn.layers.layer import Array
from diynn.network.losses import MSE, LogSoftmaxCrossEntropy
from diynn.network.metrics import evaluate
from diynn.network.optimizers import OPTIMIZERS, SGD, Adam, AdamW, Optimizer, RMSprop
from diynn.network.schedules import (
    SCHEDULES,
    Constant,
    Cosine,
    OneCycle,
    OnPlateau,
    Schedule,
    StepDecay,
)
from diynn.storage.model_file import load, redesigned, resumed, save, snapshot, weights_sha256
from diynn.training.history import History
from diynn.training.replay import at_best
from diynn.training.reports import EpochReport
from diynn.training.training import Training, train

OLD_FILES = Path(__file__).resolve().parent.parent / "data"
TRAIN, TEST = 60, 20
RULES: dict[type[Optimizer], Optimizer] = {
    SGD: SGD(0.05, 0.9, nesterov=True, weight_decay=0.01),
    RMSprop: RMSprop(0.01, momentum=0.5, weight_decay=0.01),
    Adam: Adam(0.01, weight_decay=0.01),
    AdamW: AdamW(0.01),
}
PLANS: dict[type[Schedule], Schedule] = {
    Constant: Constant(warm_up=9),
    StepDecay: StepDecay(every=1, by=0.5),
    Cosine: Cosine(warm_up=0.5),
    OneCycle: OneCycle(),
    OnPlateau: OnPlateau(patience=0, by=0.5, threshold=0.5),
}


def images(classes: int = 3) -> Dataset:
    rng = np.random.default_rng(0)
    labels = rng.integers(0, classes, TRAIN + TEST)
    x = rng.normal(labels[:, None, None, None] / 2, 0.5, (TRAIN + TEST, 12, 12, 1))
    x = x.astype(np.float32)
    return Dataset(
        "levels", Part(x[:TRAIN], labels[:TRAIN]), Part(x[TRAIN:], labels[TRAIN:]),
        tuple("abc"[:classes]),
    )  # fmt: skip


# Enough work for batches to be cut into shards for several threads.
HEAVY = Design(
    layers=(Conv2D(32), AvgPool2D(), Flatten(), Linear(128), ReLU(), Linear(3)),
    run=Run(batch_size=40, epochs=3, seed=2, validation=0.1, patience=9, clip=0.5),
)
LIGHT = Design(
    layers=(Flatten(), Linear(8), Tanh(), Linear(3)),
    optimizer=SGD(0.1, 0.5),
    run=Run(batch_size=16, epochs=4),
)


def finished(training: Training, epochs: int | None = None) -> Training:
    for _ in train(training, epochs):
        pass
    return training


def test_every_rule_and_every_schedule_is_tried() -> None:
    assert set(RULES) == set(OPTIMIZERS)
    assert set(PLANS) == set(SCHEDULES)


@pytest.mark.parametrize("plan", PLANS.values(), ids=lambda plan: plan.name())
@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name())
def test_to_the_bit_with_any_workers_and_over_a_file_in_mid_epoch(
    rule: Optimizer, plan: Schedule, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Small as it is, its update too is cut in two.
    monkeypatch.setattr("diynn.network.update.WORTH_SHARING", 1)
    design, data = replace(HEAVY, optimizer=rule, schedule=plan), images()
    found = []
    for workers in (1, 2, 4):
        monkeypatch.setattr("diynn.workers.worker_count", lambda count=workers: count)
        found.append(finished(Training(design, data)))
    first, *others = found
    assert first.rate != rule.learning_rate
    monkeypatch.setattr("diynn.workers.worker_count", lambda: 2)
    stopped = Training(design, data)
    # One step into the third epoch, so that a plateau has been heard of.
    list(itertools.islice(train(stopped), 5))
    assert stopped.step == 1
    save(tmp_path / "a.diynn", snapshot(stopped, data))
    again = resumed(load(tmp_path / "a.diynn"), data)
    assert again.rate == stopped.rate
    for other in [*others, finished(again)]:
        np.testing.assert_array_equal(other.net.weight_vector, first.net.weight_vector)
        one, two = (
            [replace(report, seconds=0.0) for report in run.history] for run in (first, other)
        )
        assert one == two


def test_the_rate_is_that_of_the_place() -> None:
    training = Training(replace(LIGHT, schedule=StepDecay(every=2, by=0.1)), images())
    reports = (report for report in train(training) if isinstance(report, EpochReport))
    rates = [training.rate, *(training.rate for _ in reports)]
    assert rates == pytest.approx([0.1, 0.1, 0.01, 0.01, 0.001])


def test_another_schedule_or_rate_applies_to_the_next_step() -> None:
    training, wanted = (Training(LIGHT, images()) for _ in range(2))
    running, running_wanted = train(training), train(wanted)
    for steps in (running, running_wanted):
        next(steps)
    # At the second of the 16 steps a cosine has hardly fallen.
    training.adopt(replace(LIGHT, schedule=Cosine()))
    factor = (1 + np.cos(np.pi / 16)) / 2
    assert training.rate == pytest.approx(0.1 * factor)
    wanted.adopt(replace(LIGHT, optimizer=SGD(0.1 * factor, 0.5)))
    for steps in (running, running_wanted):
        next(steps)
    np.testing.assert_allclose(
        training.net.weight_vector, wanted.net.weight_vector, rtol=1e-6, atol=1e-8
    )
    training.adopt(replace(LIGHT, schedule=Cosine(), optimizer=SGD(0.2, 0.5)))
    assert training.rate == pytest.approx(0.2 * (1 + np.cos(np.pi / 8)) / 2)


def test_a_plateau_hears_what_went_before_it_was_chosen() -> None:
    still = replace(LIGHT, optimizer=SGD(0.0))
    training = finished(Training(still, images()), 4)
    plan = OnPlateau(patience=0, by=0.5, threshold=0.5)
    training.adopt(replace(LIGHT, schedule=plan))
    assert training.rate == pytest.approx(0.1 * 0.5**3)
    # The test part is never heard.
    report = replace(training.history[0], test_loss=1e-9)
    training.history = History([report, *training.history[1:]])
    training.adopt(still)
    training.adopt(replace(LIGHT, schedule=plan))
    assert training.rate == pytest.approx(0.1 * 0.5**3)


def test_a_new_optimizer_begins_without_memory() -> None:
    training = finished(Training(LIGHT, images()), 1)
    training.adopt(replace(LIGHT, optimizer=Adam()))
    assert {name for name in training.arrays() if name.startswith("optimizer.")} == {
        "optimizer.mean", "optimizer.square", "optimizer.steps",
    }  # fmt: skip
    finished(training, 2)
    assert training.arrays()["optimizer.steps"] == 4


# The validation part.


def test_the_held_back_part_keeps_the_classes_shares_and_needs_no_seed() -> None:
    labels = np.repeat([0, 1, 2], [100, 60, 40])
    part = Part(np.zeros((200, 1), np.float32), labels)
    learnt, held = held_back(part, 0.25)
    assert np.bincount(labels[held]).tolist() == [25, 15, 10]
    np.testing.assert_array_equal(np.sort([*learnt, *held]), np.arange(200))
    np.testing.assert_array_equal(held_back(part, 0.25)[1], held)
    values = Part(np.zeros((30, 1), np.float32), np.zeros((30, 2), np.float32))
    assert [len(places) for places in held_back(values, 0.1)] == [27, 3]
    one = Part(np.zeros((1, 1), np.float32), np.zeros(1, np.int64))
    assert [len(places) for places in held_back(one, 0.9)] == [1, 0]


def test_what_is_held_back_is_never_learnt_and_judges() -> None:
    data = images()
    design = replace(LIGHT, run=replace(LIGHT.run, validation=0.3, epochs=6))
    learnt, held = held_back(data.train, 0.3)
    training = Training(design, data)
    np.testing.assert_array_equal(np.sort(training.order()), learnt)
    assert training.steps == 3
    finished(training)
    # The same as a training without these samples.
    fewer = Part(data.train.x[learnt], data.train.targets[learnt])
    alone = finished(Training(replace(design, run=LIGHT.run), replace(data, train=fewer)), 6)
    assert [report.train_loss for report in alone.history] != []
    figures = evaluate(
        training.net, Part(data.train.x[held], data.train.targets[held]), training.loss
    )
    last = training.history[-1]
    assert (last.validation_loss, last.validation_accuracy) == (figures.loss, figures.accuracy)
    ranks = [(r.validation_accuracy or 0, -(r.validation_loss or 0)) for r in training.history]
    assert training.best_epoch == ranks.index(max(ranks)) + 1
    assert alone.history[-1].validation_loss is None
    assert (last.judge, alone.history[-1].judge) == ("validation", "test")


def test_the_held_back_samples_have_no_influence_on_the_weights() -> None:
    design = replace(LIGHT, run=replace(LIGHT.run, validation=0.3))
    data = images()
    _, held = held_back(data.train, 0.3)
    x = data.train.x.copy()
    x[held] += 5.0
    spoilt = replace(data, train=Part(x, data.train.targets))
    first, second = (finished(Training(design, one)) for one in (data, spoilt))
    np.testing.assert_array_equal(first.net.weight_vector, second.net.weight_vector)
    assert first.history[-1].validation_loss != second.history[-1].validation_loss


def test_another_validation_part_begins_epoch_and_restart_search() -> None:
    training = Training(replace(LIGHT, run=replace(LIGHT.run, epochs=9)), images())
    running = train(training)
    list(itertools.islice(running, 9))
    assert (training.epoch, training.step) == (2, 1)
    run = replace(training.design.run, validation=0.5, patience=3)
    training.adopt(replace(training.design, run=run))
    assert (training.step, training.best_epoch, training.best_weights) == (0, 0, None)
    assert not training.stopped
    next(running)
    assert training.steps == 2
    list(running)
    assert training.best_epoch > 2
    # And a file of it comes back.
    again = Training(training.design, images())
    again.restore(training.arrays(), training.record())
    assert again.history == training.history


# Early stopping.


def impatient(patience: int, rate: float = 0.0) -> Design:
    run = replace(LIGHT.run, epochs=30, patience=patience, validation=0.2)
    return replace(LIGHT, optimizer=SGD(rate), run=run)


def test_it_stops_when_nothing_got_better_for_so_long() -> None:
    training = finished(Training(impatient(4), images()))
    assert (training.epoch, training.best_epoch) == (5, 1)
    assert training.stopped
    assert training.step == 0
    assert finished(Training(impatient(0), images())).epoch == 30


def test_trained_on_it_waits_anew_and_a_file_knows() -> None:
    training = finished(finished(Training(impatient(4), images())))
    assert training.epoch == 9
    again = Training(training.design, images())
    again.restore(json_again(training), json.loads(json.dumps(training.record())))
    assert again.stopped
    assert finished(again).epoch == 13


def json_again(training: Training) -> dict[str, Array]:
    return {name: np.array(array) for name, array in training.arrays().items()}


def test_a_resumed_run_stops_where_the_whole_one_does() -> None:
    design = impatient(3, rate=0.8)
    whole = finished(Training(design, images()))
    assert whole.stopped
    reports = (whole.epoch - 1) * whole.steps
    for stop in (2, reports // 2, reports):
        first = Training(design, images())
        list(itertools.islice(train(first), stop))
        second = Training(design, images())
        second.restore(first.arrays(), first.record())
        finished(second)
        assert (second.epoch, second.best_epoch) == (whole.epoch, whole.best_epoch)
        np.testing.assert_array_equal(second.net.weight_vector, whole.net.weight_vector)


def test_the_best_weights_can_be_taken() -> None:
    training = finished(Training(impatient(3, rate=0.8), images()))
    last = training.net.weight_vector.copy()
    other = at_best(training)
    np.testing.assert_array_equal(other.net.weight_vector, training.best_weights)
    np.testing.assert_array_equal(training.net.weight_vector, last)
    assert other.stopped
    training.take_best()
    np.testing.assert_array_equal(training.net.weight_vector, other.net.weight_vector)


# Files.


def test_an_old_file_goes_on_with_its_six_columns() -> None:
    model = load(OLD_FILES / "version-1.diynn")
    assert model.arrays["curves"].shape == (2, 6)
    assert model.design.schedule == Constant()
    assert [report.validation_loss for report in model.history] == [None, None]
    training = resumed(model, model.design.source.load())
    finished(training, 3)
    assert training.arrays()["curves"].shape == (3, 8)
    assert training.history[:2] == model.history


def test_curves_come_back_and_others_are_refused() -> None:
    history = [
        EpochReport(1, 0.5, None, 0.25, None, 1.0),
        EpochReport(2, 0.5, 0.25, 0.25, 0.5, 2.0, 0.75, 1.0),
    ]
    curves = History(history).curves
    assert History.of_curves(curves) == history
    assert History.of_curves(curves[:1, :6]) == history[:1]
    assert History.of_curves(curves[:0]) == []
    for shape in ((2, 7), (12,), (2, 6, 1)):
        with pytest.raises(ValueError, match="curves"):
            History.of_curves(np.zeros(shape))


def test_a_design_without_a_schedule_is_an_old_one() -> None:
    record = design_to_record(replace(LIGHT, schedule=OneCycle(rise=0.5)))
    assert design_from_record(json.loads(json.dumps(record))).schedule == OneCycle(rise=0.5)
    del record["schedule"]
    for name in ("validation", "patience", "clip"):
        del record["run"][name]
    for name in ("nesterov", "weight_decay"):
        del record["optimizer"][name]
    del record["loss"]["smoothing"]
    assert design_from_record(record) == LIGHT


def changed(**values: Any) -> Design:
    return replace(LIGHT, run=replace(LIGHT.run, **values))


@pytest.mark.parametrize(
    "new",
    [
        replace(LIGHT, optimizer=Adam()), changed(validation=0.6), changed(batch_size=50),
        replace(LIGHT, loss=MSE()),
        replace(LIGHT, loss=LogSoftmaxCrossEntropy(smoothing=0.1)),
        replace(changed(validation=0.5, patience=2), optimizer=RMSprop()),
    ],
)  # fmt: skip
def test_a_file_with_other_decisions_stands_where_the_training_would(
    new: Design, tmp_path: Path
) -> None:
    data = images()
    training = Training(LIGHT, data)
    list(itertools.islice(train(training), 7))
    assert training.step == 3
    save(tmp_path / "a.diynn", redesigned(snapshot(training, data), new))
    again = resumed(load(tmp_path / "a.diynn"), data)
    training.adopt(new)
    for run in (training, again):
        finished(run, 3)
    assert weights_sha256(again.net.weight_vector) == weights_sha256(training.net.weight_vector)
    assert again.best_epoch == training.best_epoch


def test_weights_of_another_optimizer_are_refused() -> None:
    training = finished(Training(LIGHT, images()), 1)
    other = Training(replace(LIGHT, optimizer=Adam()), images())
    with pytest.raises(FileError):
        other.restore(training.arrays(), training.record())


# Advice.


def words(design: Design) -> str:
    return " ".join(one.text() for one in advice(design, None))


def test_what_is_unwise_is_reported() -> None:
    base = replace(LIGHT, source=Moons())
    assert "probably too large" in words(replace(base, optimizer=Adam(0.1)))
    assert "Try 0.001" in words(replace(base, optimizer=RMSprop(0.1)))
    assert words(replace(base, optimizer=Adam())) == words(base)
    assert "without momentum" in words(replace(base, optimizer=SGD(nesterov=True)))
    assert "warm-up" in words(replace(base, schedule=Cosine(warm_up=4)))
    assert "never stops early" in words(replace(base, run=replace(base.run, patience=4)))
    assert "test part" in words(replace(base, run=replace(base.run, patience=2)))
    fair = replace(base, run=replace(base.run, patience=2, validation=0.2))
    assert words(fair) == words(base)
