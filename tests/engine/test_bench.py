"""What is measured is the same thing on every side, and the figures follow from the rounds."""

from __future__ import annotations

import math
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from diynn.bench import steps, subject
from diynn.bench.networks import BATCH_SIZE, NETWORKS
from diynn.bench.products import Product, Products, products_of
from diynn.bench.report_peer import ReportPeer
from diynn.bench.steps import (
    OWN,
    REPORT,
    RoundReport,
    StepFigures,
    SubjectProcess,
    figures,
    measure,
    subjects,
    summary,
)
from diynn.bench.subject import OwnSteps, Rounds, data_for
from diynn.bench.torch_peer import TorchPeer, loaded_torch
from diynn.data.dataset import Array
from diynn.design.design import prepared
from diynn.errors import DiynnError
from diynn.training.training import Training

every_network = pytest.mark.parametrize("name", NETWORKS)
CONVOLUTIONAL = [name for name in NETWORKS if name.startswith("conv")]
LONG_STEP = 1000.0
"""A learning rate whose one step shows the gradient, and not the weights' rounding."""
CLOSE = 1e-4


def training_of(name: str, learning_rate: float = LONG_STEP) -> Training:
    design = NETWORKS[name]
    design = replace(design, optimizer=replace(design.optimizer, learning_rate=learning_rate))
    return Training(design, data_for(design))


def one_threaded(training: Training) -> TorchPeer:
    """PyTorch on one core, which other tests are not to feel."""
    torch = loaded_torch()
    threads = torch.get_num_threads()
    try:
        return TorchPeer(training, 1)
    finally:
        torch.set_num_threads(threads)


def assert_same_step(
    training: Training, step: Callable[[Array], float], weights: Callable[[], dict[str, Array]]
) -> None:
    before = {name: weight.copy() for name, weight in training.net.weights.items()}
    first = weights()
    assert set(first) == set(before)
    for name, weight in before.items():
        np.testing.assert_array_equal(first[name], weight)
    places = training.order()[:12]
    assert step(places) == pytest.approx(training.take_step(places), rel=CLOSE)
    after = weights()
    for name, weight in before.items():
        wanted = training.net.weights[name] - weight
        error = float(np.abs((after[name] - weight) - wanted).max())
        assert error <= CLOSE * float(np.abs(wanted).max()), f"{name}: {error:g}"


@every_network
def test_pytorchs_step_is_the_same_step(name: str) -> None:
    torch = pytest.importorskip("torch")
    training = training_of(name)
    peer = one_threaded(training)

    def step(places: Array) -> float:
        return float(peer.step(torch.from_numpy(places)).detach())

    assert_same_step(training, step, lambda: {k: w.copy() for k, w in peer.weights().items()})


@pytest.mark.parametrize("name", CONVOLUTIONAL)
def test_the_reports_step_is_the_same_step(name: str) -> None:
    training = training_of(name)
    peer = ReportPeer(training)
    assert_same_step(
        training, peer.step, lambda: {k: w.copy() for k, w in peer.weights().items()}
    )


def test_every_subject_goes_through_whole_batches_in_a_new_order_each_epoch() -> None:
    training = training_of("conv1d-1", 1e-3)
    kinds: list[Any] = [OwnSteps(training), ReportPeer(training)]
    # Without PyTorch the others still hold.
    with suppress(DiynnError):
        kinds.append(one_threaded(training))
    for kind in kinds:
        epochs = [[np.asarray(batch) for batch in kind.batches()] for _ in range(2)]
        for epoch in epochs:
            assert [len(batch) for batch in epoch] == [BATCH_SIZE] * (7291 // BATCH_SIZE)
            assert len(np.unique(np.concatenate(epoch))) == 7291 // BATCH_SIZE * BATCH_SIZE
        assert not np.array_equal(*map(np.concatenate, epochs))


@every_network
def test_the_data_have_the_shape_of_the_networks_own(name: str) -> None:
    design = NETWORKS[name]
    outline = design.source.outline()
    assert outline is not None
    data = data_for(design)
    assert data.shape == outline.shape
    assert data.classes == outline.classes
    assert len(data.train) == min(outline.train, subject.MOST_SAMPLES)
    x = prepared(design, data).train.x
    if name != "toy":
        low = -1 if design.view.scaling == "-1 to 1" else 0
        assert low <= x.min() < low + 0.01
        assert 0.99 < x.max() <= 1


# A round.


class Clock:
    """Time passes only where a step takes it."""

    def __init__(self, each: float) -> None:
        self.now = 0.0
        self.each = each
        self.steps = 0

    def batches(self) -> list[int]:
        return [1, 2, 3]

    def step(self, places: Any) -> None:
        self.steps += 1
        self.now += self.each


def rounds_of(each: float, monkeypatch: pytest.MonkeyPatch) -> tuple[Clock, Rounds]:
    clock = Clock(each)
    monkeypatch.setattr(subject, "perf_counter", lambda: clock.now)
    return clock, Rounds(clock, 1.0)


def test_a_round_has_as_many_steps_as_fill_it(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, rounds = rounds_of(1 / 64, monkeypatch)
    assert rounds.warm() == 1 / 64
    before = clock.steps
    assert rounds.round() == 1 / 64
    assert clock.steps - before == 64 + 64 // subject.LEAD_IN


def test_a_step_longer_than_a_round_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, rounds = rounds_of(3.0, monkeypatch)
    assert rounds.warm() == 3
    assert rounds.round() == 3
    assert clock.steps == 2


# The rounds of several subjects.


class Fake:
    """A subject whose times are known beforehand."""

    def __init__(self, log: list[tuple[str, str, int]], kind: str, threads: int) -> None:
        self.log, self.kind, self.threads = log, kind, threads
        self.gone = 0

    def note(self, what: str) -> None:
        self.log.append((what, self.kind, self.threads))

    def ready(self) -> None:
        self.note("ready")

    def ask(self, order: str) -> Mapping[str, float]:
        self.note(order)
        if order != "go":
            return {"us": 1e9, "seconds": 1e9, "products_us": 0.0}
        self.gone += 1
        times = {"diynn": 10.0, "torch": 30.0 if self.threads > 1 else 40.0, "report": 500.0}
        return {"us": times[self.kind] * self.gone, "seconds": 4.0, "products_us": 5.0}

    def close(self) -> None:
        self.note("close")


Log = list[tuple[str, str, int]]


def faked(
    monkeypatch: pytest.MonkeyPatch, kind: type[Fake] = Fake
) -> tuple[Log, Callable[[str, str, int, float], Fake]]:
    log: Log = []
    monkeypatch.setattr(steps, "cores", lambda: 4)
    monkeypatch.setattr(steps, "find_spec", lambda _: object())
    return log, lambda _network, name, threads, _seconds: kind(log, name, threads)


def test_subjects_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    log, start = faked(monkeypatch)
    reports = list(measure(["conv1d-1"], True, 5, 0.1, start))
    assert reports[:-1] == [RoundReport("conv1d-1", number, 5) for number in range(1, 6)]
    everyone = [("diynn", 1), ("torch", 1), ("torch", 4), ("report", 1)]
    wanted = [(what, *key) for what in ("ready", "warm") for key in everyone]
    for number in range(5):
        # The report's round takes 4 seconds here, so that it has had enough after three.
        wanted += [("go", *key) for key in everyone if key != REPORT or number < 3]
    wanted += [("close", *key) for key in everyone]
    assert log == wanted
    found = reports[-1]
    assert isinstance(found, StepFigures)
    assert found == StepFigures(
        "conv1d-1", diynn_us=30, torch_us=90, torch_threads=4, ratio=3,
        report_us=1000, report_ratio=50, gemm_fraction=5 / 30, rounds=5,
    )  # fmt: skip


def test_without_pytorch_only_the_programs_own_step_is_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log, start = faked(monkeypatch)
    *_, found = measure(["conv2d-1"], False, 3, 0.1, start)
    assert {entry[1:] for entry in log} == {OWN}
    assert isinstance(found, StepFigures)
    nothing = (found.torch_us, found.torch_threads, found.ratio, found.report_us)
    assert nothing == (None,) * 4
    assert found.report_ratio is None
    assert found.diynn_us == 20


def test_who_takes_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "cores", lambda: 2)
    assert subjects("usps-dense", True) == [OWN, ("torch", 1), ("torch", 2)]
    assert subjects("conv2d-3", True) == [OWN, ("torch", 1), ("torch", 2), REPORT]
    assert subjects("conv2d-3", False) == [OWN]
    monkeypatch.setattr(steps, "cores", lambda: 1)
    assert subjects("toy", True) == [OWN, ("torch", 1)]


def test_a_ratio_is_the_median_of_pairs_not_the_ratio_of_medians() -> None:
    own, peer = (1.0, 10.0, 2.0), (3.0, 10.0, 8.0)
    found = figures("toy", {
        OWN: [{"us": us, "products_us": us / 4} for us in own],
        ("torch", 1): [{"us": us} for us in peer],
        ("torch", 2): [{"us": us + 5} for us in peer],
    })  # fmt: skip
    assert (found.diynn_us, found.torch_us, found.torch_threads) == (2, 8, 1)
    assert found.ratio == 3
    assert found.gemm_fraction == 0.25


def test_the_summary_leaves_the_toy_out() -> None:
    def one(network: str, ratio: float | None) -> StepFigures:
        return StepFigures(network, 1, ratio, 1, ratio, None, None, 0.5, 7)

    whole = summary([one("toy", 50), one("usps-dense", 2), one("conv1d-1", 8)])
    assert whole["kind"] == "summary"
    assert whole["geometric_mean"] == pytest.approx(4)
    assert whole["networks"] == ["usps-dense", "conv1d-1"]
    assert {"cores", "numpy", "blas", "torch"} <= set(whole)
    assert summary([one("toy", 50), one("usps-dense", None)])["geometric_mean"] is None


# What fails.


def test_when_one_fails_all_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Dying(Fake):
        def ask(self, order: str) -> Mapping[str, float]:
            if self.kind == "torch" and order == "go":
                raise DiynnError("It died.")
            return super().ask(order)

    log, start = faked(monkeypatch, Dying)
    with pytest.raises(DiynnError, match="It died"):
        list(measure(["toy"], True, 5, 0.1, start))
    assert sorted(entry[1:] for entry in log if entry[0] == "close") == [
        ("diynn", 1), ("torch", 1), ("torch", 4)
    ]  # fmt: skip


def test_when_one_cannot_be_started_those_before_it_are_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log, fake = faked(monkeypatch)

    def start(network: str, kind: str, threads: int, seconds: float) -> Fake:
        if kind == "torch":
            raise OSError("no more processes")
        return fake(network, kind, threads, seconds)

    with pytest.raises(OSError, match="no more"):
        list(measure(["toy"], True, 5, 0.1, start))
    assert log == [("close", *OWN)]


def test_nothing_outlives_a_measurement_that_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    log, start = faked(monkeypatch)
    reports = measure(["toy"], False, 5, 0.1, start)
    next(reports)
    reports.close()
    assert log[-1] == ("close", *OWN)


def test_without_pytorch_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    log, start = faked(monkeypatch)
    monkeypatch.setattr(steps, "find_spec", lambda _: None)
    with pytest.raises(DiynnError, match=r"requirements-torch\.txt"):
        list(measure(["toy"], True, 1, 0.1, start))
    assert log == []


def test_the_packaged_program_says_where_to_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    _, start = faked(monkeypatch)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(DiynnError, match="from its source"):
        list(measure(["toy"], False, 1, 0.1, start))


def test_a_process_that_cannot_begin_is_reported_in_a_sentence() -> None:
    process = SubjectProcess("no such network", "diynn", 1, 0.1)
    try:
        with pytest.raises(DiynnError, match=r"ended before it answered \(status 1: KeyError"):
            process.ready()
    finally:
        process.close()


def test_a_process_that_is_killed_is_reported_in_a_sentence() -> None:
    process = SubjectProcess("toy", "diynn", 1, 0.01)
    try:
        process.ready()
        assert process.ask("warm")["us"] > 0
        os.kill(process.pid, signal.SIGKILL)
        for _ in range(2):
            with pytest.raises(DiynnError, match="“diynn” on toy ended before it answered"):
                process.ask("go")
    finally:
        process.close()
        process.close()


# The matrix products.


def test_products_are_those_of_the_layers_mathematics() -> None:
    training = training_of("conv1d-2", 1e-3)
    found = products_of(training.net.layers, training.net.shapes, 64)
    first, second = 64 * 254, 64 * 125
    assert found == [
        Product(first, 3, 32 * 4), Product(3, first, 128, True),
        Product(second, 384, 32), Product(384, second, 32, True), Product(second, 32, 384),
        Product(64, 1984, 100), Product(1984, 64, 100, True), Product(64, 100, 1984),
        Product(64, 100, 10), Product(100, 64, 10, True), Product(64, 10, 100),
    ]  # fmt: skip


@every_network
def test_products_agree_with_what_the_layers_say_of_their_work(name: str) -> None:
    net = training_of(name, 1e-3).net
    forward = sum(
        layer.multiply_count(shape) for layer, shape in zip(net.layers, net.shapes, strict=False)
    )
    first = next(
        layer.multiply_count(shape)
        for layer, shape in zip(net.layers, net.shapes, strict=False)
        if layer.multiply_count(shape)
    )
    found = sum(math.prod((p.rows, p.inner, p.columns)) for p in products_of(
        net.layers, net.shapes, 1
    ))  # fmt: skip
    assert found == 3 * forward - first


def test_halves_share_the_samples() -> None:
    assert Product(65, 4, 8).halves() == (Product(32, 4, 8), Product(33, 4, 8))
    one, other = Product(4, 64, 8, True).halves()
    assert one == other == Product(4, 32, 8, True)


def test_products_take_time() -> None:
    products = [Product(64, 30, 20), Product(30, 64, 20, True), Product(64, 30, 20)]
    assert Products(products).seconds(0.001) > 0
    assert Products([]).seconds(0.001) == 0
