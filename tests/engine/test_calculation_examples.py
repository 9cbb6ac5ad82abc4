"""Examples that are worked out by hand, and what a trace and an explained step say of networks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from diynn.analysis.calculation import (
    explain_step,
    input_gradient_of,
    loss_gradient_terms,
    loss_terms,
    output_of,
    trace,
    update_terms,
    weight_gradient_of,
)
from diynn.analysis.calculation.values import apply_layer
from diynn.data.sources.toys import Moons
from diynn.design.design import Design, Run, prepared
from diynn.layers import (
    BatchNorm,
    Conv2D,
    Dropout,
    Linear,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Softmax,
    Tanh,
)
from diynn.layers.layer import Array, Layer
from diynn.network.losses import MSE, CrossEntropy, LogSoftmaxCrossEntropy
from diynn.network.optimizers import SGD, Adam, AdamW, Optimizer, RMSprop
from diynn.network.sequential import Sequential
from diynn.training.replay import are_one_run, step_further, with_weight
from diynn.training.training import Training

MAZUR = (Linear(2), Sigmoid(), Linear(2), Sigmoid())


def mazur() -> tuple[Sequential, Array, Array]:
    """M. Mazur, “A Step by Step Backpropagation Example”, 2015."""
    net = Sequential(MAZUR, (2,), dtype=np.float64)
    net.weights["0.W"][...] = [[0.15, 0.20], [0.25, 0.30]]
    net.weights["0.b"][...] = 0.35
    net.weights["2.W"][...] = [[0.40, 0.45], [0.50, 0.55]]
    net.weights["2.b"][...] = 0.60
    return net, np.array([[0.05, 0.10]]), np.array([[0.01, 0.99]])


def test_mazurs_network_forward_and_back() -> None:
    net, x, t = mazur()
    found = trace(net, x, t, MSE())
    assert found.loss == pytest.approx(0.298371109, abs=5e-10)
    assert output_of(found.rows[0].applied, (0, 0)).value == pytest.approx(0.3775)
    assert found.rows[1].y[0, 0] == pytest.approx(0.593269992, abs=5e-10)
    w5 = weight_gradient_of(found.rows[2].applied, found.rows[2].dy, "W", (0, 0))
    assert w5.value == pytest.approx(0.082167041, abs=5e-10)
    assert 0.40 - 0.5 * w5.value == pytest.approx(0.35891648, abs=5e-9)
    w1 = weight_gradient_of(found.rows[0].applied, found.rows[0].dy, "W", (0, 0))
    assert 0.15 - 0.5 * w1.value == pytest.approx(0.149780716, abs=5e-10)


@pytest.mark.parametrize(("biases", "loss"), [(True, 0.280471447), (False, 0.29102777)])
def test_mazurs_network_after_a_step(biases: bool, loss: float) -> None:
    net, x, t = mazur()
    found = trace(net, x, t, MSE())
    moved = replace_weights(net, found.gradient(net.layout), biases=biases)
    assert trace(moved, x, t, MSE()).loss == pytest.approx(loss, abs=5e-9)


def replace_weights(net: Sequential, gradient: Array, *, biases: bool) -> Sequential:
    made = Sequential(net.layers, net.input_shape, dtype=np.float64)
    made.weight_vector[...] = net.weight_vector
    for key, values in net.layout.by_key(gradient).items():
        if biases or not key.endswith(".b"):
            made.weights[key][...] -= 0.5 * values
    return made


def test_a_convolution_by_hand() -> None:
    x = np.arange(1.0, 10.0).reshape(1, 3, 3, 1)
    weights = {"W": np.array([[1.0, 0.0], [0.0, -1.0]]).reshape(2, 2, 1, 1), "b": np.array([0.5])}
    applied, backward = apply_layer(Conv2D(1, 2), weights, x)
    assert (applied.y == -3.5).all()
    dy = np.array([[1.0, 0.0], [0.0, 2.0]]).reshape(1, 2, 2, 1)
    assert output_of(applied, (0, 1, 1, 0)).value == -3.5
    dW = [weight_gradient_of(applied, dy, "W", (*at, 0, 0)).value for at in np.ndindex(2, 2)]
    assert dW == [11, 14, 20, 23]
    assert weight_gradient_of(applied, dy, "b", (0,)).value == 3
    dx = np.zeros((3, 3))
    for at in np.ndindex(3, 3):
        dx[at] = input_gradient_of(applied, dy, (0, *at, 0)).value
    assert (dx == np.diag([1, 1, -2])).all()
    del backward


def test_pooling_by_hand() -> None:
    x = np.array([[3.0, 1.0], [2.0, 3.0]]).reshape(1, 2, 2, 1)
    applied, _ = apply_layer(MaxPool2D(), {}, x)
    dy = np.full((1, 1, 1, 1), 5.0)
    found = [input_gradient_of(applied, dy, (0, *at, 0)).value for at in np.ndindex(2, 2)]
    assert found == [5, 0, 0, 0]


def test_softmax_by_hand() -> None:
    net = Sequential([Softmax()], (3,), dtype=np.float64)
    z = np.log([[1.0, 2.0, 3.0]])
    found = trace(net, z, np.array([2]), CrossEntropy())
    assert found.loss == pytest.approx(0.693147, abs=5e-7)
    assert loss_terms(found.compared).value == pytest.approx(math.log(2))
    row = found.rows[0]
    wanted = (1 / 6, 1 / 3, -1 / 2)
    merged = [loss_gradient_terms(found.compared, (0, i), merged=True).value for i in range(3)]
    assert merged == pytest.approx(wanted)
    apart = [input_gradient_of(row.applied, row.dy, (0, i)) for i in range(3)]
    assert [one.value for one in apart] == pytest.approx(wanted)
    # The report's gradient: each score's own term alone.
    diagonal = [float(one.last.products[i]) for i, one in enumerate(apart)]
    assert diagonal == pytest.approx([0, 0, -1 / 2])
    assert row.dx[0].tolist() == pytest.approx(wanted)
    assert row.apart is not None
    assert row.apart[0].tolist() == pytest.approx(wanted)


def test_batch_norm_by_hand() -> None:
    weights = {"scale": np.array([2.0]), "shift": np.array([0.0]),
               "mean": np.array([0.0]), "variance": np.array([1.0])}  # fmt: skip
    applied, _ = apply_layer(BatchNorm(), weights, np.array([[1.0], [2.0], [3.0]]), True)
    dy = np.array([[1.0], [0.0], [0.0]])
    found = [input_gradient_of(applied, dy, (i, 0)).value for i in range(3)]
    # With ε = 1e-5 they are within 1e-4 of 0.408, −0.816, 0.408.
    assert found == pytest.approx([0.408, -0.816, 0.408], abs=1e-3)
    assert applied.weights["mean"][0] == 0.0


def training_of(
    layers: Sequence[Layer], optimizer: Optimizer | None = None, **run: float
) -> Training:
    design = Design(
        Moons(), layers=tuple(layers), optimizer=optimizer or SGD(0.1),
        loss=LogSoftmaxCrossEntropy(), run=replace(Run(batch_size=40), **run),
    )  # fmt: skip
    dataset = design.source.load()
    return Training(design, dataset, prepared(design, dataset))


STACKS = {
    "plain": (Linear(8), Tanh(), Linear(2)),
    "chance": (Linear(8), ReLU(), Dropout(0.5), Linear(2)),
    "mixed": (Linear(8), BatchNorm(), ReLU(), Linear(2)),
}


@pytest.mark.parametrize("name", STACKS)
@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_an_explained_step_is_the_one_that_is_taken(name: str, noise: float) -> None:
    training = training_of(STACKS[name], SGD(0.1, momentum=0.9), noise=noise)
    for _ in range(3):
        training.take_step(training.next_batch())
    before = training.net.weight_vector.copy()
    found = explain_step(training)
    assert (training.net.weight_vector == before).all()
    assert training.step == 3
    assert found.difference < 1e-4
    loss = training.take_step(training.next_batch())
    assert found.loss_before == pytest.approx(loss, rel=1e-5)
    np.testing.assert_array_equal(found.after, training.net.weight_vector)
    assert found.loss_after < found.loss_before


RULES: list[Optimizer] = [
    SGD(0.1), SGD(0.1, momentum=0.9), SGD(0.1, momentum=0.9, nesterov=True, weight_decay=0.1),
    RMSprop(0.01), RMSprop(0.01, momentum=0.5, weight_decay=0.1), Adam(0.01),
    Adam(0.01, weight_decay=0.1), AdamW(0.01, weight_decay=0.1),
]  # fmt: skip


@pytest.mark.parametrize("optimizer", RULES, ids=str)
@pytest.mark.parametrize("clip", [0.0, 0.01])
def test_the_new_weight_is_the_sum_of_its_terms(optimizer: Optimizer, clip: float) -> None:
    training = training_of(STACKS["plain"], optimizer, clip=clip)
    for _ in range(2):
        training.take_step(training.next_batch())
    found = explain_step(training)
    after = training.net.layout.by_key(found.after)
    for row, name, place in ((0, "W", (3, 1)), (0, "b", (2,)), (2, "W", (1, 7)), (2, "b", (0,))):
        terms = update_terms(found, row, name, place)
        assert terms.value == after[f"{row}.{name}"][place]
        assert terms.last.total == pytest.approx(terms.value, rel=2e-5, abs=2e-6)


def test_a_weight_that_there_is_not_is_refused() -> None:
    found = explain_step(training_of(STACKS["plain"]))
    with pytest.raises(KeyError):
        update_terms(found, 1, "W", (0, 0))
    with pytest.raises(IndexError):
        update_terms(found, 0, "W", (8, 0))


def test_a_step_further_is_the_explained_one_and_of_the_same_run() -> None:
    training = training_of(STACKS["chance"], SGD(0.1, momentum=0.9), noise=0.2)
    for _ in range(training.steps):
        weights, place = training.net.weight_vector.copy(), (training.epoch, training.step)
        explained = explain_step(training)
        further = step_further(training)
        np.testing.assert_array_equal(further.net.weight_vector, explained.after)
        np.testing.assert_array_equal(training.net.weight_vector, weights)
        assert (training.epoch, training.step) == place
        assert are_one_run(training, further)
        assert are_one_run(further, training)
        training = further
    assert training.epoch == 1
    assert len(training.history) == 1
    assert not are_one_run(training, with_weight(training, 0, "W", (0, 0), 0.5))
    assert not are_one_run(training, training.fresh_copy())
