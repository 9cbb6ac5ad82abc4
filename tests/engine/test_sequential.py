"""A stack of layers with weights: forward, backward, predict, and the fast way of the same."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pytest

from diynn import Sequential
from diynn.errors import ShapeError
from diynn.layers import (
    AvgPool2D,
    BatchNorm,
    Conv1D,
    Conv2D,
    Flatten,
    Linear,
    MaxPool1D,
    ReLU,
    Residual2D,
    Sigmoid,
    Softmax,
    Tanh,
)
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.network.losses import BCE, MSE, CrossEntropy, LogSoftmaxCrossEntropy, Loss
from diynn.network.sequential import LARGEST_CHUNK
from diynn.network.step import SHARD, shard_sizes
from diynn.workers import WORKERS_VARIABLE, run_all

# Enough work a sample that a batch is cut into shards.
CONVOLUTIONAL: tuple[Layer, ...] = (
    Conv2D(32), ReLU(), AvgPool2D(), Conv2D(16), Flatten(), Linear(20), ReLU(), Linear(5),
)  # fmt: skip
IMAGE = (16, 16, 1)
NETWORKS: list[tuple[tuple[Layer, ...], Shape, Loss]] = [
    ((Linear(5),), (4,), LogSoftmaxCrossEntropy()),
    ((Linear(7), Tanh(), Linear(5)), (4,), LogSoftmaxCrossEntropy(mean_over="sum")),
    ((Linear(7), ReLU(slope=0.1), Linear(5), Softmax()), (4,), CrossEntropy()),
    ((Linear(7), Tanh(), Linear(5), Sigmoid()), (4,), BCE()),
    ((Linear(7), Tanh(), Linear(5), Sigmoid()), (4,), MSE(mean_over="samples")),
    ((Tanh(), Flatten(), Linear(5), Sigmoid()), (3, 2), BCE(mean_over="sum")),
    ((Conv1D(3), MaxPool1D(), Flatten(), Linear(5)), (12, 2), LogSoftmaxCrossEntropy()),
    (CONVOLUTIONAL, IMAGE, LogSoftmaxCrossEntropy()),
    ((*CONVOLUTIONAL, Softmax()), IMAGE, CrossEntropy(mean_over="sum")),
]
every_network = pytest.mark.parametrize(("layers", "shape", "loss"), NETWORKS)


def batch(samples: int, shape: Shape, classes: int = 5, seed: int = 0) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(samples, *shape)), rng.integers(0, classes, samples)


# The report's own way.


def test_the_readmes_example() -> None:
    net = Sequential((Linear(128), Tanh(), Linear(10)), input_shape=(256,), seed=0)
    x, labels = batch(6, (256,), 10)
    y = net.forward(x)
    assert y.shape == (6, 10)
    assert y.dtype == np.float32
    loss, dy = LogSoftmaxCrossEntropy()(y, labels)
    dx = net.backward(dy)
    assert dx.shape == x.shape
    assert {name: w.shape for name, w in net.weights.items()} == {
        "0.W": (128, 256), "0.b": (128,), "2.W": (10, 128), "2.b": (10,),
    }  # fmt: skip
    assert {name: g.shape for name, g in net.gradients.items()} == {
        name: w.shape for name, w in net.weights.items()
    }
    before = {name: weight.copy() for name, weight in net.weights.items()}
    net.update_parameters(0.1)
    for name, weight in net.weights.items():
        np.testing.assert_allclose(weight, before[name] - 0.1 * net.gradients[name], atol=1e-7)
    net.zero_grad()
    assert not any(gradient.any() for gradient in net.gradients.values())
    assert LogSoftmaxCrossEntropy()(net.forward(x), labels)[0] < loss


def test_sequential_and_the_version_are_the_names_at_the_top() -> None:
    import diynn

    assert {"Sequential", "__version__"} <= set(diynn.__all__)
    with pytest.raises(AttributeError, match="Sequencial"):
        _ = diynn.Sequencial


def test_gradients_add_up_until_they_are_zeroed() -> None:
    net = Sequential((Linear(6), Tanh(), Linear(5)), (4,), dtype=np.float64)
    found = []
    for seed in (1, 2):
        x, t = batch(3, (4,), seed=seed)
        net.zero_grad()
        net.backward(LogSoftmaxCrossEntropy()(net.forward(x), t)[1])
        found.append(net.gradient_vector.copy())
    for seed in (1,):
        x, t = batch(3, (4,), seed=seed)
        net.backward(LogSoftmaxCrossEntropy()(net.forward(x), t)[1])
    np.testing.assert_allclose(net.gradient_vector, found[0] + found[1], rtol=1e-14)


def test_backward_gives_the_slopes() -> None:
    net = Sequential((Linear(6), Tanh(), Linear(5)), (4,), dtype=np.float64)
    (x, t), loss = batch(3, (4,)), LogSoftmaxCrossEntropy()
    dx = net.backward(loss(net.forward(x), t)[1])
    for values, found in ((x, dx), (net.weight_vector, net.gradient_vector)):
        for place in np.ndindex(values.shape):
            kept = values[place]
            values[place] = kept + 1e-5
            above = loss(net.predict(x), t)[0]
            values[place] = kept - 1e-5
            below = loss(net.predict(x), t)[0]
            values[place] = kept
            assert found[place] == pytest.approx((above - below) / 2e-5, rel=1e-6, abs=1e-9)


def test_backward_leaves_the_gradient_it_is_given() -> None:
    net = Sequential((Linear(3), ReLU(slope=0.5)), (2,))
    net.forward(np.ones((2, 2)))
    dy = np.full((2, 3), 3.0, np.float32)
    net.backward(dy)
    assert (dy == 3.0).all()


def test_each_backward_needs_a_forward() -> None:
    net = Sequential((Linear(3),), (2,))
    with pytest.raises(RuntimeError, match="forward"):
        net.backward(np.ones((1, 3)))
    net.forward(np.ones((1, 2)))
    net.backward(np.ones((1, 3)))
    with pytest.raises(RuntimeError, match="forward"):
        net.backward(np.ones((1, 3)))


def test_no_layers() -> None:
    net = Sequential((), (3,))
    x = np.arange(6, dtype=np.float32).reshape(2, 3)
    np.testing.assert_array_equal(net.forward(x), x)
    np.testing.assert_array_equal(net.backward(x), x)
    np.testing.assert_array_equal(net.predict(x), x)
    value, y, gradient = net.loss_and_gradient(x, np.zeros_like(x), MSE(mean_over="sum"))
    assert value == float((x**2).sum())
    assert y.shape == x.shape
    assert gradient.size == net.weight_vector.size == 0
    net.update_parameters(1.0)
    net.zero_grad()


@pytest.mark.parametrize("layers", [(Tanh(),), (Flatten(), Tanh()), (Softmax(),)])
def test_no_weights(layers: tuple[Layer, ...]) -> None:
    net = Sequential(layers, (3,), dtype=np.float64)
    x, t = batch(4, (3,), 3)
    loss = CrossEntropy() if layers == (Softmax(),) else LogSoftmaxCrossEntropy()
    value, _, gradient = net.loss_and_gradient(x, t, loss)
    wanted, dy = loss(net.forward(x), t)
    assert value == pytest.approx(wanted, rel=1e-12)
    assert gradient.size == 0
    assert net.backward(dy).shape == x.shape
    assert net.weights == {}


def test_a_misfit_in_the_stack_is_reported() -> None:
    with pytest.raises(ShapeError, match="Flatten"):
        Sequential((Conv2D(2), Linear(3)), (8, 8, 1))


@pytest.mark.parametrize("wrong", [(4,), (2, 5), (2, 2, 2), ()])
@pytest.mark.parametrize("way", ["forward", "predict", "activations"])
def test_samples_of_another_shape_are_reported(wrong: Shape, way: str) -> None:
    net = Sequential((Linear(3),), (4,))
    with pytest.raises(ShapeError) as caught:
        getattr(net, way)(np.zeros(wrong))
    assert "4" in caught.value.what()
    assert caught.value.how()


def test_all_weights_lie_in_one_vector() -> None:
    net = Sequential(CONVOLUTIONAL, IMAGE)
    assert sum(w.size for w in net.weights.values()) == net.weight_vector.size
    for array in net.weights.values():
        assert np.shares_memory(array, net.weight_vector)
    for array in net.gradients.values():
        assert np.shares_memory(array, net.gradient_vector)
    net.weight_vector[...] = np.arange(net.weight_vector.size)
    in_order = np.concatenate([w.ravel() for w in net.weights.values()])
    np.testing.assert_array_equal(in_order, net.weight_vector)


def test_seeds() -> None:
    first, again, other = (Sequential((Linear(9), Linear(3)), (4,), seed) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first.weight_vector, again.weight_vector)
    assert (first.weights["0.W"] != other.weights["0.W"]).all()
    other.new_weights(3)
    np.testing.assert_array_equal(other.weight_vector, first.weight_vector)
    assert (first.weights["0.W"].ravel()[:9] != first.weights["1.W"].ravel()[:9]).all()


# The fast way.


@every_network
@pytest.mark.parametrize("samples", [1, SHARD, 2 * SHARD + 5])
def test_the_fast_way_is_the_same(
    layers: tuple[Layer, ...], shape: Shape, loss: Loss, samples: int
) -> None:
    net = Sequential(layers, shape, seed=1, dtype=np.float64)
    for seed in (1, 2):
        x, labels = batch(samples, shape, seed=seed)
        t = loss.encode(labels, net.output_shape, net.dtype)
        value, y, gradient = net.loss_and_gradient(x, t, loss)
        outputs = net.forward(x)
        wanted, dy = loss(outputs, labels)
        net.zero_grad()
        net.backward(dy)
        assert value == pytest.approx(wanted, rel=1e-11)
        np.testing.assert_allclose(gradient, net.gradient_vector, rtol=1e-9, atol=1e-11)
        if loss.merges_with is not type(layers[-1]):
            np.testing.assert_allclose(y, outputs, rtol=1e-11, atol=1e-12)
        else:
            wanted_y = net.part(x, 0, len(layers) - 1)
            np.testing.assert_allclose(y, wanted_y, rtol=1e-11, atol=1e-12)


def test_the_fast_way_touches_neither_data_nor_weights() -> None:
    net = Sequential(CONVOLUTIONAL, IMAGE)
    x, t = batch(SHARD + 1, IMAGE)
    x = x.astype(np.float32)
    kept, weights, gradients = x.copy(), net.weight_vector.copy(), net.gradient_vector.copy()
    net.loss_and_gradient(x, t, LogSoftmaxCrossEntropy())
    np.testing.assert_array_equal(x, kept)
    np.testing.assert_array_equal(net.weight_vector, weights)
    np.testing.assert_array_equal(net.gradient_vector, gradients)


def test_numbers_of_any_type_are_taken() -> None:
    net = Sequential((Linear(3), Tanh(), Linear(5)), (4,))
    x = np.arange(8).reshape(2, 4)
    t = np.array([0, 1])
    whole, _, _ = net.loss_and_gradient(x, t, LogSoftmaxCrossEntropy())
    broken, _, gradient = net.loss_and_gradient(x.astype(float), t, LogSoftmaxCrossEntropy())
    assert whole == broken
    assert gradient.dtype == net.predict(x).dtype == np.float32


@dataclass(frozen=True)
class Asked(Linear):
    """A Linear that notes whether anybody wants the gradient for its input."""

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        asked.append(pass_.wants_dx)
        return super().bind(x, weights, pass_)


asked: list[bool] = []


def test_nothing_is_computed_below_the_first_weights() -> None:
    asked.clear()
    net = Sequential((Tanh(), Asked(3), Asked(4), Asked(5)), (2,))
    net.loss_and_gradient(np.ones((2, 2)), np.array([0, 1]), LogSoftmaxCrossEntropy())
    assert asked == [False, True, True]
    net.forward(np.ones((2, 2)))
    assert asked[3:] == [True, True, True]


def test_batches_of_changing_size_do_not_mix() -> None:
    (x, t), loss = batch(80, IMAGE), LogSoftmaxCrossEntropy()
    net = Sequential(CONVOLUTIONAL, IMAGE)
    fresh = []
    for size in (80, 7, 40):
        alone = Sequential(CONVOLUTIONAL, IMAGE)
        fresh.append(alone.loss_and_gradient(x[:size], t[:size], loss)[2].copy())
    for size, wanted in zip((80, 7, 40, 80, 7, 40), fresh * 2, strict=True):
        found = net.loss_and_gradient(x[:size], t[:size], loss)[2]
        np.testing.assert_array_equal(found, wanted)


def test_how_a_batch_is_cut() -> None:
    heavy, light = Sequential(CONVOLUTIONAL, IMAGE), Sequential((Linear(5),), (4,))
    for samples, sizes in ((2 * SHARD + 5, (SHARD, SHARD, 5)), (SHARD, (SHARD,)), (1, (1,))):
        assert shard_sizes(heavy.layout, samples) == sizes
    assert shard_sizes(light.layout, 1000) == (1000,)


# Predicting.


@every_network
def test_predict_is_forward(layers: tuple[Layer, ...], shape: Shape, loss: Loss) -> None:
    del loss
    net = Sequential(layers, shape, dtype=np.float64)
    x, _ = batch(LARGEST_CHUNK + 3, shape)
    wanted = net.forward(x)
    np.testing.assert_allclose(net.predict(x), wanted, rtol=1e-11, atol=1e-12)
    steps = net.activations(x)
    assert [step.shape[1:] for step in steps] == net.shapes[1:]
    np.testing.assert_array_equal(steps[-1], wanted)


@every_network
def test_a_part_and_the_rest_are_the_whole(
    layers: tuple[Layer, ...], shape: Shape, loss: Loss
) -> None:
    del loss
    net = Sequential(layers, shape)
    x, _ = batch(LARGEST_CHUNK + 3, shape)
    whole = net.predict(x)
    for cut in range(len(layers) + 1):
        code = net.part(x, 0, cut)
        assert code.shape[1:] == net.shapes[cut]
        np.testing.assert_array_equal(net.part(code, cut, len(layers)), whole)


def test_predict_takes_no_samples_and_other_weights() -> None:
    net, other = (Sequential((Linear(5), Tanh()), (4,), seed) for seed in (0, 1))
    assert net.predict(np.zeros((0, 4))).shape == (0, 5)
    x, _ = batch(9, (4,))
    kept = net.weight_vector.copy()
    np.testing.assert_array_equal(net.predict(x, other.weight_vector), other.predict(x))
    np.testing.assert_array_equal(net.part(x, 0, 1, other.weight_vector), other.part(x, 0, 1))
    np.testing.assert_array_equal(
        net.activations(x, other.weight_vector)[-1], other.activations(x)[-1]
    )
    np.testing.assert_array_equal(net.weight_vector, kept)


def test_predict_does_not_disturb_a_forward() -> None:
    net = Sequential((Linear(6), Tanh(), Linear(5)), (4,))
    (x, t), loss = batch(4, (4,)), MSE()
    net.backward(loss(net.forward(x), t)[1])
    wanted = net.gradient_vector.copy()
    net.zero_grad()
    y = net.forward(x)
    net.predict(x + 1)
    net.loss_and_gradient(x + 2, loss.encode(t, (5,)), loss)
    net.backward(loss(y, t)[1])
    np.testing.assert_array_equal(net.gradient_vector, wanted)


def test_a_prediction_belongs_to_its_caller() -> None:
    x = np.ones((2, 3), np.float32)
    for layers in ((), (Flatten(),)):
        y = Sequential(layers, (3,)).predict(x)
        y[...] = 7
        assert (x == 1).all()


def test_several_callers_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, "3")
    net = Sequential(CONVOLUTIONAL, IMAGE)
    inputs = [batch(LARGEST_CHUNK // 2 + 9 * n, IMAGE, seed=n)[0] for n in range(4)]
    wanted = [net.predict(x) for x in inputs]
    x, t = batch(SHARD * 2 + 1, IMAGE)
    gradient = net.loss_and_gradient(x, t, LogSoftmaxCrossEntropy())[2].copy()
    with ThreadPoolExecutor(4, thread_name_prefix="callers") as callers:
        found = [callers.submit(net.predict, x) for x in inputs]
        # A training goes on meanwhile.
        for _ in range(3):
            again = net.loss_and_gradient(x, t, LogSoftmaxCrossEntropy())[2]
            np.testing.assert_array_equal(again, gradient)
        for future, y in zip(found, wanted, strict=True):
            np.testing.assert_array_equal(future.result(), y)


# Workers.

HASH = """
import hashlib
import numpy as np
from diynn import Sequential
from diynn.layers import (
    AvgPool2D, BatchNorm, Conv2D, ConvTranspose2D, Dropout, Flatten, GELU, LayerNorm, Linear,
    MaxPool2D, ReLU, Residual2D,
)
from diynn.network.losses import LogSoftmaxCrossEntropy
from diynn.network.optimizers import SGD
from diynn.network.step import shard_sizes

rng = np.random.default_rng(0)
x = rng.normal(size=(600, 16, 16, 1)).astype(np.float32)
t = rng.integers(0, 5, 600)
digest = hashlib.sha256()
# The second has so many weights that their update is shared too; the third draws by chance in each
# shard; the last mixes its samples, so it is not cut.
for layers in (
    (Conv2D(32), AvgPool2D(), Flatten(), Linear(50), ReLU(), Linear(5)),
    (Conv2D(32), ReLU(), MaxPool2D(), Flatten(), Linear(700), ReLU(), Linear(5)),
    (Conv2D(16), Dropout(0.2), ConvTranspose2D(4), LayerNorm(), GELU(), Flatten(), Dropout(),
     Linear(5)),
    (Conv2D(16), BatchNorm(), ReLU(), Residual2D(16, stride=2), LayerNorm(), Flatten(), Dropout(),
     Linear(5)),
):
    net = Sequential(layers, (16, 16, 1))
    assert len(shard_sizes(net.layout, 101)) == 4
    step = net.step(101, LogSoftmaxCrossEntropy(), t)
    rule = SGD(0.05, 0.9)
    state = rule.new_state(net.weight_vector)
    for start in range(0, 400, 101):
        step.run(x, t, np.arange(start, start + 101), (7, start))
        step.update(rule, state)
    digest.update(net.weight_vector.tobytes() + step.outputs().tobytes())
    digest.update(net.predict(x).tobytes())
print(digest.hexdigest())
"""


def test_shards_that_mix_their_samples_are_one_batch() -> None:
    layers = (Conv2D(16), BatchNorm(), ReLU(), Residual2D(16, stride=2), Flatten(), Linear(5))
    rng = np.random.default_rng(0)
    x, t = rng.standard_normal((101, 16, 16, 1)) * 3 + 5, rng.integers(0, 5, 101)
    whole, cut = (Sequential(layers, (16, 16, 1), dtype=np.float64) for _ in range(2))
    assert len(shard_sizes(cut.layout, 101)) == 4
    loss = LogSoftmaxCrossEntropy()
    for _ in range(2):
        value, dy = loss(whole.forward(x), t)
        whole.zero_grad()
        whole.backward(dy)
        found, outputs, gradient = cut.loss_and_gradient(x, t, loss)
        assert found == pytest.approx(value, rel=1e-12)
        largest = np.abs(whole.gradient_vector).max()
        np.testing.assert_allclose(gradient, whole.gradient_vector, atol=1e-11 * largest)
        # Running means and variances are those of the whole batch, too.
        np.testing.assert_allclose(cut.weight_vector, whole.weight_vector, rtol=1e-11, atol=1e-12)
        assert outputs.shape == (101, 5)


def hash_with(workers: str) -> str:
    # A process of its own: the number of threads of the matrix library is set once.
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", HASH],
        env=os.environ | {WORKERS_VARIABLE: workers}, check=True, capture_output=True, text=True,
        cwd=os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))),
    )  # fmt: skip
    return done.stdout.strip()


def test_the_same_bits_on_any_number_of_cores() -> None:
    with ThreadPoolExecutor(4, thread_name_prefix="processes") as processes:
        found = set(processes.map(hash_with, ("1", "2", "4", "7")))
    assert len(found) == 1


@pytest.mark.parametrize("workers", ["1", "2", "4"])
def test_jobs_come_back_in_their_order(workers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, workers)

    def job(number: int) -> Callable[[], int]:
        return lambda: number

    for count in (0, 1, 2, 3, 50):
        assert run_all([job(number) for number in range(count)]) == list(range(count))


def test_the_caller_works_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, "2")
    meet = threading.Barrier(2, timeout=10)
    seen: list[int] = []

    def job() -> None:
        # Passes only if two threads are at work on every two jobs.
        meet.wait()
        seen.append(threading.get_ident())

    run_all([job] * 6)
    assert seen.count(threading.get_ident()) == 3


@pytest.mark.parametrize("fails_first", [True, False])
def test_a_failure_waits_for_what_still_runs(
    fails_first: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, "2")
    both_begun = threading.Barrier(2, timeout=10)
    may_end = threading.Event()
    failures: list[ValueError] = []

    def fails() -> None:
        both_begun.wait()
        raise ValueError("no")

    def goes_on() -> None:
        both_begun.wait()
        assert may_end.wait(10)

    def call() -> None:
        try:
            run_all([fails, goes_on] if fails_first else [goes_on, fails])
        except ValueError as failure:
            failures.append(failure)

    caller = threading.Thread(target=call)
    caller.start()
    caller.join(0.05)
    assert caller.is_alive()
    may_end.set()
    caller.join(10)
    assert [str(failure) for failure in failures] == ["no"]
    assert run_all([lambda: 1, lambda: 2]) == [1, 2]


def test_error_settings_reach_every_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, "2")
    meet = threading.Barrier(2, timeout=10)

    def job() -> str:
        meet.wait()
        return np.geterr()["over"]

    for setting in ("ignore", "raise"):
        with np.errstate(over=setting):
            assert run_all([job, job]) == [setting, setting]


def test_the_layout_describes_every_weight_once_and_in_order() -> None:
    net = Sequential((Conv1D(3), ReLU(), BatchNorm(), Flatten(), Linear(2, bias=False)), (6, 2))
    layout, vector = net.layout, np.arange(net.weight_vector.size)
    places = [layout.by_key(vector)[one.key].ravel() for one in layout.weights]
    np.testing.assert_array_equal(np.concatenate(places), vector)
    assert [one.key for one in layout.weights] == [
        "0.W", "0.b", "2.scale", "2.shift", "2.mean", "2.variance", "4.W",
    ]  # fmt: skip
    assert layout.by_key(vector)["0.W"].shape == (3, 2, 3)
    # 18 W, 3 b; 3 scale, 3 shift; 3 mean, 3 variance that no gradient moves; 24 W.
    assert layout.learnt == (slice(0, 27), slice(33, 57))
    assert layout.gathered == (slice(27, 33),)
    assert layout.decayed == (slice(0, 18), slice(33, 57))
    assert [view.size for view in layout.learnt_in(2, vector)] == [3, 3]
    assert layout.learnt_in(1, vector) == []
    assert layout.shapes == [(6, 2), (4, 3), (4, 3), (4, 3), (12,), (2,)]
