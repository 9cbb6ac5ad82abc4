"""A training counts every sample once, stops and goes on anywhere, and tells when it fails."""

from __future__ import annotations

import gc
import itertools
import json
import math
import weakref
from dataclasses import dataclass, replace

import numpy as np
import pytest

from diynn.data.dataset import Dataset, Part
from diynn.design.design import Design, Run, View
from diynn.errors import Diverged, FileError
from diynn.layers import (
    ELU,
    GELU,
    AvgPool2D,
    BatchNorm,
    Conv1D,
    Conv2D,
    ConvTranspose2D,
    Dropout,
    Flatten,
    GlobalAvgPool,
    LayerNorm,
    LeakyReLU,
    Linear,
    MaxPool1D,
    MaxPool2D,
    ReLU,
    Reshape2D,
    Residual2D,
    Sigmoid,
    Softmax,
    Tanh,
    Upsample,
)
from diynn.layers.layer import Array, Layer, Shape
from diynn.network.losses import BCE, MSE, CrossEntropy, LogSoftmaxCrossEntropy, Loss
from diynn.network.metrics import evaluate
from diynn.network.optimizers import SGD, Adam, AdamW, Optimizer, Spans, State
from diynn.storage.recipes import recipe
from diynn.training.reports import EpochReport, Report, StepReport
from diynn.training.training import Training, divergence_limit, train

TRAIN, TEST = 50, 20


def samples(shape: Shape, classes: int = 3, seed: int = 0) -> Dataset:
    """Samples between 0 and 1 whose class is told by their mean."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, TRAIN + TEST)
    noise = rng.uniform(-0.2, 0.2, (TRAIN + TEST, *shape))
    level = (labels + 0.5) / classes
    x = np.clip(noise + level.reshape(-1, *(1 for _ in shape)), 0, 1).astype(np.float32)
    return Dataset(
        "levels", Part(x[:TRAIN], labels[:TRAIN]), Part(x[TRAIN:], labels[TRAIN:]),
        tuple("abc"[:classes]),
    )  # fmt: skip


def design(
    *layers: Layer,
    loss: Loss | None = None,
    optimizer: Optimizer | None = None,
    goal: str = "target",
    batch_size: int = 16,
    epochs: int = 3,
    seed: int = 0,
) -> Design:
    return Design(
        view=View(goal=goal),
        layers=layers or (Linear(8), Tanh(), Linear(3)),
        loss=loss or LogSoftmaxCrossEntropy(),
        optimizer=optimizer or SGD(learning_rate=0.1, momentum=0.5),
        run=Run(batch_size=batch_size, epochs=epochs, seed=seed),
    )


AUTO_ENCODER = (Linear(12), Tanh(), Linear(3), Tanh(), Linear(12), Tanh(), Linear(16), Sigmoid())
KINDS: dict[str, tuple[Design, Shape]] = {
    "toy": (design(Linear(8), Tanh(), Linear(3)), (2,)),
    "toy, one output": (design(Linear(8), Tanh(), Linear(1), Sigmoid(), loss=BCE()), (2,)),
    "toy, MSE": (design(Linear(3), loss=MSE()), (2,)),
    "dense": (design(Linear(32), ReLU(), Linear(3), Softmax(), loss=CrossEntropy()), (16,)),
    "conv1d": (design(Conv1D(8), MaxPool1D(), Flatten(), Linear(9), ReLU(), Linear(3)), (16, 1)),
    "conv2d": (design(Conv2D(8), AvgPool2D(), Flatten(), Linear(9), ReLU(), Linear(3)), (8, 8, 1)),
    "cut into shards": (
        design(Conv2D(32), AvgPool2D(), Flatten(), Linear(64), ReLU(), Linear(3), batch_size=40),
        (16, 16, 1),
    ),
    "chance, cut into shards": (
        design(
            Conv2D(32), Dropout(0.3), GELU(), Flatten(), Dropout(), Linear(3), batch_size=40
        ),
        (16, 16, 1),
    ),
    "norms and chance": (
        design(
            Conv2D(4), BatchNorm(), ReLU(), Residual2D(4, stride=2), LayerNorm(), GlobalAvgPool(),
            Dropout(0.2), Linear(3),
        ),
        (8, 8, 1),
    ),
    "convolutional auto-encoder": (
        design(
            Conv2D(4, padding=1), ELU(), MaxPool2D(), Flatten(),
            Linear(6), LeakyReLU(), Linear(16), Reshape2D(2, 2), Upsample(), ConvTranspose2D(1),
            Flatten(), Sigmoid(), loss=BCE(), goal="input",
        ),
        (8, 8, 1),
    ),
    "auto-encoder, BCE": (design(*AUTO_ENCODER, loss=BCE(), goal="input"), (16,)),
    "auto-encoder, MSE": (design(*AUTO_ENCODER, loss=MSE(), goal="input"), (16,)),
    "sums": (design(loss=LogSoftmaxCrossEntropy(mean_over="sum"), optimizer=SGD(0.01)), (2,)),
}  # fmt: skip
every_kind = pytest.mark.parametrize(("chosen", "shape"), KINDS.values(), ids=KINDS.keys())


def data_for(chosen: Design, shape: Shape) -> Dataset:
    return samples(shape, 2 if chosen.layers[-2:] == (Linear(1), Sigmoid()) else 3)


def untimed(reports: list[Report]) -> list[Report]:
    return [
        replace(report, seconds=0.0) if isinstance(report, EpochReport) else report
        for report in reports
    ]


@dataclass(frozen=True)
class Spy(SGD):
    """Plain descent that notes what it is given, and moves nothing."""

    def move(
        self, weights: Array, gradient: Array, state: State, scratch: Array,
        rate: float, decayed: Spans,
    ) -> None:  # fmt: skip
        del weights, state, scratch, rate, decayed
        seen_gradients.append(gradient.copy())


seen_gradients: list[Array] = []


@pytest.fixture(autouse=True)
def nothing_seen() -> None:
    seen_gradients.clear()


# Learning.


@every_kind
def test_it_learns(chosen: Design, shape: Shape) -> None:
    training = Training(chosen, data_for(chosen, shape))
    reports = list(train(training, 12))
    losses = [report.train_loss for report in training.history]
    assert losses[-1] < losses[0]
    assert all(math.isfinite(report.loss) for report in reports if isinstance(report, StepReport))
    assert training.begun


def test_the_reports_say_where_it_is() -> None:
    training = Training(design(epochs=2), samples((2,)))
    assert not training.begun
    reports = list(train(training))
    assert [
        (report.epoch, report.step, report.steps)
        for report in reports
        if isinstance(report, StepReport)
    ] == [(1, 1, 4), (1, 2, 4), (1, 3, 4), (2, 1, 4), (2, 2, 4), (2, 3, 4)]
    epochs = [report for report in reports if isinstance(report, EpochReport)]
    assert epochs == training.history
    assert [report.epoch for report in epochs] == [1, 2]
    assert reports[3] is epochs[0]
    assert 0 < epochs[0].seconds < epochs[1].seconds


def test_the_last_epoch_is_reported_by_the_design_or_the_caller() -> None:
    training = Training(design(epochs=2), samples((2,)))
    for goal, reached in ((None, 2), (1, 2), (4, 4), (None, 4)):
        list(train(training, goal))
        assert training.epoch == len(training.history) == reached


@pytest.mark.parametrize("batch_size", [1, 7, 16, TRAIN, 10**6])
def test_every_sample_once_an_epoch(
    batch_size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = Training(design(batch_size=batch_size), samples((2,)))
    seen: list[Array] = []
    take_step = training.take_step

    def noting(places: Array) -> float:
        seen.append(places.copy())
        return take_step(places)

    monkeypatch.setattr(training, "take_step", noting)
    for _ in train(training, 3):
        pass
    steps = training.steps
    assert len(seen) == 3 * steps
    orders = [np.concatenate(seen[epoch * steps : (epoch + 1) * steps]) for epoch in range(3)]
    for order in orders:
        np.testing.assert_array_equal(np.sort(order), np.arange(TRAIN))
    for order, other in itertools.combinations(orders, 2):
        assert (order != other).any()
    assert {len(places) for places in seen[:steps][:-1]} <= {training.batch_size}
    assert len(seen[steps - 1]) == TRAIN - (steps - 1) * training.batch_size


def test_the_order_is_not_the_given_one_and_depends_on_the_seed() -> None:
    data = samples((2,))
    first, again, other = (Training(design(seed=seed), data).order() for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()
    assert (first != np.arange(TRAIN)).any()


@pytest.mark.parametrize("batch_size", [1, 7, 16, TRAIN])
@pytest.mark.parametrize("mean_over", ["samples", "sum"])
def test_an_epochs_figures_weigh_every_sample_alike(batch_size: int, mean_over: str) -> None:
    chosen = design(
        loss=LogSoftmaxCrossEntropy(mean_over=mean_over),
        optimizer=SGD(learning_rate=0.0), batch_size=batch_size, epochs=1,
    )  # fmt: skip
    training = Training(chosen, samples((2,)))
    list(train(training))
    report = training.history[0]
    # With weights that stand still the mean over batches is the mean over the whole part.
    whole = evaluate(training.net, training.data.train, training.loss)
    assert whole.loss is not None
    assert report.train_loss == pytest.approx(whole.loss, rel=1e-5)
    assert report.train_accuracy == whole.accuracy
    scores = training.net.predict(training.data.train.x).astype(float)
    targets = training.data.train.targets
    logs = np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(TRAIN), targets]
    assert report.train_loss == pytest.approx(float(logs.mean()), rel=1e-5)


@every_kind
def test_figures_are_those_of_the_loss(chosen: Design, shape: Shape) -> None:
    if any(layer.is_stochastic or layer.mixes_samples for layer in chosen.layers):
        pytest.skip("while training it computes something else than after it")
    training = Training(chosen, data_for(chosen, shape))
    list(train(training, 2))
    # One more epoch in which the weights stand still, so that its figures are those of its end.
    training.adopt(replace(chosen, optimizer=SGD(learning_rate=0.0)))
    list(train(training, 3))
    report = training.history[-1]
    for part, loss, accuracy in (
        (training.data.train, report.train_loss, report.train_accuracy),
        (training.data.test, report.test_loss, report.test_accuracy),
    ):
        y = training.net.predict(part.x)
        wanted, _ = training.loss(y, part.targets)
        if training.loss.over == "sum":
            wanted /= len(part)
        assert loss == pytest.approx(wanted, rel=1e-5)
        if chosen.reconstructs:
            assert accuracy is None
        else:
            classes = y.argmax(axis=1) if y.shape[1] > 1 else y[:, 0] > 0.5
            assert accuracy == pytest.approx(np.mean(classes == part.targets))


def test_a_batch_leaves_nothing_behind_for_the_next() -> None:
    training = Training(design(optimizer=Spy(), batch_size=16), samples((2,)))
    places: list[Array] = []
    for epoch in range(2):
        training.epoch = epoch
        order = training.order()
        places += [order[start : start + 16] for start in range(0, TRAIN, 16)]
    training.epoch = 0
    list(train(training, 2))
    assert len(seen_gradients) == len(places) == 8
    for gradient, at in zip(seen_gradients, places, strict=True):
        # A network that has seen nothing else gives the same gradient, to the bit.
        fresh = Training(training.design, samples((2,)))
        x, t = fresh.data.train.x[at], fresh.targets[at]
        wanted = fresh.net.loss_and_gradient(x, t, fresh.loss)[2]
        np.testing.assert_array_equal(gradient, wanted)


def test_the_same_seed_gives_the_same_bits_and_another_does_not() -> None:
    found = []
    for seed in (1, 1, 2):
        training = Training(design(seed=seed), samples((2,)))
        list(train(training))
        found.append(training.net.weight_vector.copy())
    np.testing.assert_array_equal(found[0], found[1])
    assert (found[0] != found[2]).any()


def test_the_data_are_left_as_they_are() -> None:
    data = samples((16,))
    before = data.train.x.copy(), data.train.targets.copy()
    list(train(Training(design(*AUTO_ENCODER, loss=BCE(), goal="input"), data)))
    np.testing.assert_array_equal(data.train.x, before[0])
    np.testing.assert_array_equal(data.train.targets, before[1])


def test_no_test_part() -> None:
    data = samples((2,))
    data = replace(data, test=Part(data.test.x[:0], data.test.targets[:0]))
    training = Training(design(), data)
    list(train(training))
    assert training.history[-1].test_loss is None
    assert training.history[-1].test_accuracy is None
    assert training.best_weights is not None


def test_the_best_weights_are_those_of_the_best_epoch() -> None:
    training = Training(design(epochs=8, optimizer=SGD(learning_rate=0.8)), samples((2,)))
    at_epoch = [
        training.net.weight_vector.copy()
        for report in train(training)
        if isinstance(report, EpochReport)
    ]
    ranks = [(report.test_accuracy or 0, -(report.test_loss or 0)) for report in training.history]
    best = max(range(8), key=ranks.__getitem__)
    assert training.best_epoch == best + 1
    assert training.best_weights is not None
    np.testing.assert_array_equal(training.best_weights, at_epoch[best])


# Stopping, going on, changing.


@every_kind
def test_a_stop_between_any_two_reports_changes_nothing(chosen: Design, shape: Shape) -> None:
    data = data_for(chosen, shape)
    whole = Training(chosen, data)
    wanted = untimed(list(train(whole, 2)))
    for stop in range(1, len(wanted)):
        training = Training(chosen, data)
        running = train(training, 2)
        first = list(itertools.islice(running, stop))
        running.close()  # type: ignore[attr-defined]
        rest = list(train(training, 2))
        assert untimed([*first, *rest]) == wanted
        np.testing.assert_array_equal(training.net.weight_vector, whole.net.weight_vector)


@every_kind
def test_a_rest_gives_back_the_steps_memory_and_changes_nothing(
    chosen: Design, shape: Shape
) -> None:
    data = data_for(chosen, shape)
    straight, rested = Training(chosen, data), Training(chosen, data)
    wanted = list(train(straight))
    reports = []
    gc.collect()
    # Then a step that is made is young until it is looked for; all objects of all tests are not.
    gc.disable()
    try:
        for report in train(rested):
            reports.append(report)
            held = [weakref.ref(step) for step in rested._bound.values()]
            assert held
            rested.rest()
            gc.collect(1)
            assert not any(step() for step in held)
    finally:
        gc.enable()
    assert untimed(reports) == untimed(wanted)
    assert np.array_equal(rested.net.weight_vector, straight.net.weight_vector)


@every_kind
def test_a_saved_run_goes_on_as_if_never_stopped(chosen: Design, shape: Shape) -> None:
    data = data_for(chosen, shape)
    whole = Training(chosen, data)
    wanted = untimed(list(train(whole, 3)))
    for stop in range(1, len(wanted)):
        first = Training(chosen, data)
        text = list(itertools.islice(train(first, 3), stop))
        arrays, record = first.arrays(), json.loads(json.dumps(first.record()))
        # Going on with the first one must not reach what was saved.
        list(itertools.islice(train(first, 3), 1))
        second = Training(chosen, data)
        second.restore(arrays, record)
        assert second.history == [r for r in text if isinstance(r, EpochReport)]
        assert untimed([*text, *train(second, 3)]) == wanted
        np.testing.assert_array_equal(second.net.weight_vector, whole.net.weight_vector)
        assert second.best_epoch == whole.best_epoch
        assert second.best_weights is not None
        assert whole.best_weights is not None
        np.testing.assert_array_equal(second.best_weights, whole.best_weights)


def test_what_does_not_fit_is_not_restored() -> None:
    data = samples((2,))
    training = Training(design(), data)
    list(itertools.islice(train(training), 6))
    arrays, record = training.arrays(), training.record()
    spoilt = [
        ({}, record),
        (arrays | {"weights.0.W": arrays["weights.0.W"].T}, record),
        ({name: a for name, a in arrays.items() if name != "optimizer.velocity"}, record),
        (arrays | {"optimizer.velocity": np.zeros(3)}, record),
        (arrays | {"best_weights": np.zeros(3)}, record),
        (arrays | {"curves": np.zeros(7)}, record),
        (arrays, {}),
        (arrays, record | {"step": 99}),
        (arrays, record | {"step": -1}),
        (arrays, record | {"epoch": "many"}),
        (arrays, record | {"epoch": -1}),
        (arrays, record | {"best_epoch": 9}),
        (arrays, record | {"best_epoch": -1}),
        (arrays, record | {"epoch": 5}),
    ]
    for number, (bad_arrays, bad_record) in enumerate(spoilt):
        other = Training(design(), data)
        before = other.net.weight_vector.copy()
        with pytest.raises(FileError) as caught:
            other.restore(bad_arrays, bad_record)
        assert caught.value.how(), number
        np.testing.assert_array_equal(other.net.weight_vector, before, err_msg=str(number))
        assert not other.begun, number
        assert other.best_weights is None, number
        list(train(other, 1))


@pytest.mark.parametrize("adopted", [False, True])
def test_another_learning_rate_takes_effect_at_the_next_step(adopted: bool) -> None:
    slow = SGD(learning_rate=0.1)
    fast = SGD(learning_rate=0.7)
    data = samples((2,))
    changed, kept = (Training(design(optimizer=slow), data) for _ in range(2))
    running, running_kept = train(changed), train(kept)
    for _ in range(2):
        next(running)
        next(running_kept)
    before = changed.net.weight_vector.astype(float)
    np.testing.assert_array_equal(before, kept.net.weight_vector)
    if adopted:
        changed.adopt(replace(changed.design, optimizer=fast))
    else:
        changed.optimizer = fast
    report = next(running)
    assert isinstance(report, StepReport)
    assert report.step == 3
    next(running_kept)
    moved, moved_kept = (run.net.weight_vector - before for run in (changed, kept))
    np.testing.assert_allclose(moved, moved_kept * 7, rtol=1e-3, atol=1e-6)


def test_other_batches_begin_the_epoch_again() -> None:
    training = Training(design(epochs=2), samples((2,)))
    running = train(training)
    next(running)
    changed = replace(training.design, run=replace(training.design.run, batch_size=10))
    training.adopt(changed)
    report = next(running)
    assert isinstance(report, StepReport)
    assert (report.step, report.steps) == (1, 5)
    list(running)
    assert training.epoch == 2


def test_another_seed_begins_the_epoch_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = samples((2,))
    training, seen = Training(design(seed=1), data), list[Array]()
    take_step = training.take_step

    def noting(places: Array) -> float:
        seen.append(places.copy())
        return take_step(places)

    running = train(training, 1)
    next(running)
    monkeypatch.setattr(training, "take_step", noting)
    training.adopt(design(seed=2))
    list(running)
    np.testing.assert_array_equal(np.concatenate(seen), Training(design(seed=2), data).order())


def test_another_structure_needs_another_training() -> None:
    training = Training(design(), samples((2,)))
    with pytest.raises(ValueError, match="structure"):
        training.adopt(replace(training.design, layers=(Linear(3),)))


# Running away.


def assert_sound(training: Training, limit: float) -> None:
    weights = training.net.weight_vector
    assert np.isfinite(weights).all()
    assert np.abs(weights).max() < limit


def failure_within(training: Training, reports: int) -> Diverged:
    with pytest.raises(Diverged) as caught:
        list(itertools.islice(train(training, 50), reports + 1))
    return caught.value


@every_kind
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_far_too_long_steps_are_reported_at_once(
    chosen: Design, shape: Shape, momentum: float
) -> None:
    chosen = replace(chosen, optimizer=SGD(learning_rate=1e9, momentum=momentum))
    training = Training(chosen, data_for(chosen, shape))
    failure = failure_within(training, 5)
    assert "1e9" in failure.how()
    assert_sound(training, 100)
    # With shorter steps it goes on.
    training.adopt(replace(chosen, optimizer=SGD(learning_rate=0.01, momentum=momentum)))
    list(train(training, 2))
    assert training.epoch == 2
    assert all(math.isfinite(report.train_loss) for report in training.history)
    assert_sound(training, 100)


@every_kind
def test_far_too_long_steps_late_in_a_run_are_reported(chosen: Design, shape: Shape) -> None:
    training = Training(chosen, data_for(chosen, shape))
    list(train(training, 9))
    training.adopt(replace(chosen, optimizer=SGD(learning_rate=1e9)))
    failure_within(training, 20)
    assert_sound(training, 100)
    assert all(math.isfinite(report.train_loss) for report in training.history)


@every_kind
def test_the_last_step_is_looked_at_too(chosen: Design, shape: Shape) -> None:
    chosen = replace(
        chosen, optimizer=SGD(learning_rate=1e9), run=Run(batch_size=TRAIN, epochs=1)
    )
    training = Training(chosen, data_for(chosen, shape))
    with pytest.raises(Diverged):
        list(train(training))
    assert training.history == []
    assert_sound(training, 100)
    # It may be saved and opened in this place.
    again = Training(chosen, data_for(chosen, shape))
    again.restore(training.arrays(), training.record())
    again.optimizer = training.optimizer = SGD(learning_rate=0.01)
    assert untimed(list(train(again, 2))) == untimed(list(train(training, 2)))


def test_the_momentum_of_a_runaway_is_forgotten() -> None:
    chosen, shape = KINDS["toy, MSE"]
    chosen = replace(chosen, optimizer=SGD(learning_rate=5.0, momentum=0.9))
    training = Training(chosen, data_for(chosen, shape))
    failure_within(training, 40)
    assert not training.arrays()["optimizer.velocity"].any()
    training.adopt(replace(chosen, optimizer=SGD(learning_rate=0.01, momentum=0.9)))
    done = training.epoch
    list(train(training, done + 8))
    losses = [report.train_loss for report in training.history[done:]]
    assert losses[-1] < losses[0]


def test_a_failure_right_after_opening_gives_back_what_was_opened() -> None:
    chosen = design()
    first = Training(chosen, samples((2,)))
    list(train(first, 7))
    broken = samples((2,))
    broken.train.x[...] = math.nan
    second = Training(chosen, broken)
    second.restore(first.arrays(), first.record())
    with pytest.raises(Diverged):
        next(train(second, 8))
    np.testing.assert_array_equal(second.net.weight_vector, first.net.weight_vector)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@every_kind
def test_values_that_are_no_numbers_are_named(chosen: Design, shape: Shape, value: float) -> None:
    data = data_for(chosen, shape)
    data.train.x[TRAIN // 2] = value
    training = Training(chosen, data)
    with pytest.raises(Diverged, match="data"):
        list(train(training))
    assert_sound(training, 100)


@pytest.mark.parametrize("batch_size", [1, TRAIN, 10**6])
@every_kind
def test_the_smallest_and_the_largest_batch(
    chosen: Design, shape: Shape, batch_size: int
) -> None:
    chosen = replace(
        chosen, optimizer=SGD(learning_rate=0.01), run=replace(chosen.run, batch_size=batch_size)
    )
    training = Training(chosen, data_for(chosen, shape))
    reports = list(train(training, 2))
    assert len(reports) == 2 * training.steps == 2 * (TRAIN if batch_size == 1 else 1)
    assert math.isfinite(training.history[-1].train_loss)


@pytest.mark.parametrize("rule", [SGD(0.1, 0.9), Adam(0.01), AdamW(0.01, weight_decay=0.5)])
def test_no_optimizer_moves_what_a_forward_gathers(rule: Optimizer) -> None:
    chosen = design(Linear(4), BatchNorm(momentum=1.0), Linear(3), optimizer=rule)
    training = Training(chosen, samples((2,)))
    reports = train(training)
    for step in range(3):
        before = {name: values.copy() for name, values in training.net.weights.items()}
        next(reports)
        net, x = training.net, training.data.train.x[training.order()[step * 16 :][:16]]
        inside = x @ before["0.W"].T + before["0.b"]
        np.testing.assert_allclose(net.weights["1.mean"], inside.mean(axis=0), atol=1e-6)
        np.testing.assert_allclose(net.weights["1.variance"], inside.var(axis=0, ddof=1), rtol=1e-4)
    assert not np.array_equal(net.weights["1.scale"], before["1.scale"])
    assert net.weight_count == net.weight_vector.size - 8



@pytest.mark.parametrize("name", ["digits-dense", "digits-autoencoder"])
def test_another_training_on_the_same_data_does_not_look_through_all_of_it_again(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    design = recipe(name)
    first = Training(design, design.source.load())
    for module in ("diynn.data.dataset", "diynn.training.divergence"):
        monkeypatch.setattr(f"{module}.largest_size", pytest.fail)
    second = first.fresh_copy()
    assert second.data is first.data
    next(train(second))


def test_the_largest_size_of_samples() -> None:
    part = Part(np.array([[1.0, -7.0], [3.0, 2.0]]), np.zeros(2, np.int64))
    assert part.largest == 7
    assert Part(np.zeros((0, 2)), np.zeros(0, np.int64)).largest == 0
    assert np.isnan(Part(np.array([[np.nan, 1.0]]), np.zeros(1, np.int64)).largest)


def test_a_large_running_variance_is_no_runaway() -> None:
    data = samples((2,))
    part = Part(data.train.x * 1e5, data.train.targets)
    loud = replace(data, train=part, test=Part(data.test.x * 1e5, data.test.targets))
    chosen = design(BatchNorm(), Linear(8), Tanh(), Linear(3), batch_size=8, epochs=3)
    training = Training(chosen, loud)
    limit = divergence_limit(loud.train, training.targets, training.net.largest_weight())
    list(train(training))
    assert training.net.weights["0.variance"].max() > limit
    assert training.epoch == 3


def test_a_running_variance_beyond_all_numbers_is_reported() -> None:
    data = samples((2,))
    far = replace(
        data, train=Part(data.train.x * np.float32(1e30), data.train.targets), test=data.test
    )
    chosen = design(BatchNorm(), Linear(3), batch_size=TRAIN, epochs=3)
    training = Training(chosen, far)
    text = failure_within(training, 1)
    assert "squares" in text.what()
    assert "standard" in text.how()
    assert np.isfinite(training.net.weight_vector).all()
    scaled = replace(chosen, view=replace(chosen.view, scaling="standard"))
    list(train(Training(scaled, far)))


def test_the_last_batch_may_be_a_single_sample() -> None:
    chosen = design(Linear(4), BatchNorm(), Tanh(), Linear(3), batch_size=7, epochs=2)
    assert TRAIN % 7 == 1
    training = Training(chosen, samples((2,)))
    list(train(training))
    assert np.isfinite(training.net.weight_vector).all()
