"""What is read off a network: weights in the right places, honest shares, sizes that are right."""

from __future__ import annotations

import math

import numpy as np
import pytest

from diynn import Sequential
from diynn.analysis.inspection import (
    BINS,
    GradientProbe,
    Shares,
    expected_update,
    health,
    histogram,
    image_going_in,
    is_usual,
    largest,
    may_die,
    outputs,
    reach,
    relative_sizes,
    rounded_up,
    spread,
    units_awake,
    weight_images,
    weight_matrix,
    weights_of,
)
from diynn.layers import AvgPool2D, Conv1D, Conv2D, Flatten, Linear, ReLU, Tanh
from diynn.network.losses import MSE, LogSoftmaxCrossEntropy
from diynn.network.optimizers import SGD

rng = np.random.default_rng(3)


def changed(net: Sequential) -> np.ndarray:
    """A vector of all weights that is not the network's own."""
    return rng.standard_normal(net.weight_vector.size).astype(np.float32)


# Weights as images


def test_a_unit_of_the_first_layer_is_an_image_of_what_it_weighs() -> None:
    net = Sequential([Flatten(), Linear(5), ReLU(), Linear(3)], (4, 6, 2))
    weights = changed(net)
    images = weight_images(net, 1, weights, (4, 6, 2))
    assert images is not None
    assert images.shape == (5, 2, 4, 6)
    # A bright pixel alone moves each unit by the weight that stands at its place.
    x = np.zeros((1, 4, 6, 2), np.float32)
    dark = net.part(x, 0, 2, weights)
    x[0, 3, 1, 1] = 1
    moved = net.part(x, 0, 2, weights) - dark
    np.testing.assert_allclose(moved[0], images[:, 1, 3, 1], rtol=1e-5)


@pytest.mark.parametrize("shape", [(24,), (24, 1), (4, 6, 1)])
def test_an_image_stays_one_however_the_network_sees_it(shape: tuple[int, ...]) -> None:
    layers = [Linear(5)] if len(shape) == 1 else [Flatten(), Linear(5)]
    net = Sequential(layers, shape)
    assert image_going_in(net, len(layers) - 1, (4, 6, 1)) == (4, 6, 1)


def test_pooled_images_are_images_too() -> None:
    net = Sequential([AvgPool2D(), Tanh(), Flatten(), Linear(5)], (8, 8, 1))
    assert image_going_in(net, 3, (8, 8, 1)) == (4, 4, 1)


def test_what_a_layer_has_mixed_is_no_image() -> None:
    net = Sequential([Linear(16), ReLU(), Linear(4)], (16,))
    assert image_going_in(net, 2, (4, 4, 1)) is None
    assert weight_images(net, 2, net.weight_vector, (4, 4, 1)) is None
    matrix = weight_matrix(net, 2, net.weight_vector)
    assert matrix is not None
    np.testing.assert_array_equal(matrix, net.weights["2.W"])


def test_four_measurements_are_no_image_of_two_by_two() -> None:
    net = Sequential([Linear(3)], (4,))
    assert weight_images(net, 0, net.weight_vector, (4,)) is None


def test_filters_are_images_by_channel() -> None:
    net = Sequential([Conv2D(3, kernel_size=(2, 4)), Conv2D(5)], (9, 9, 2))
    weights = changed(net)
    images = weight_images(net, 0, weights, (9, 9, 2))
    assert images is not None
    assert images.shape == (3, 2, 2, 4)
    W = net.rows(weights)[0]["W"]
    assert images[2, 1, 0, 3] == W[0, 3, 1, 2]
    deeper = weight_images(net, 1, weights, (9, 9, 2))
    assert deeper is not None
    assert deeper.shape == (5, 3, 3, 3)


def test_filters_over_a_sequence_are_strips() -> None:
    net = Sequential([Conv1D(3, kernel_size=4)], (9, 2))
    weights = changed(net)
    strips = weight_images(net, 0, weights, (9, 2))
    assert strips is not None
    assert strips.shape == (3, 2, 1, 4)
    assert strips[2, 1, 0, 3] == net.rows(weights)[0]["W"][3, 1, 2]


def test_layers_without_weights_have_none() -> None:
    net = Sequential([Flatten(), Linear(2)], (2, 2, 1))
    assert weight_images(net, 0, net.weight_vector, (2, 2, 1)) is None
    assert weight_matrix(net, 0, net.weight_vector) is None
    assert weights_of(net, 0, net.weight_vector).size == 0
    assert weights_of(net, 1, net.weight_vector).size == 4 * 2 + 2


# Shares


@pytest.mark.parametrize(
    ("value", "end"),
    [(0.31, 0.4), (1.0, 1.0), (1.01, 1.5), (6.1, 8.0), (9.9, 10.0), (4e-5, 4e-5), (123.0, 150.0)],
)
def test_scales_end_at_round_numbers(value: float, end: float) -> None:
    assert rounded_up(value) == pytest.approx(end)


@pytest.mark.parametrize("nothing", [0.0, math.nan, math.inf, -1.0])
def test_a_scale_of_nothing_ends_at_one(nothing: float) -> None:
    assert rounded_up(nothing) == 1.0


def test_the_largest_leaves_out_what_is_no_number() -> None:
    assert largest([np.array([1.0, -3.0]), np.array([np.nan, np.inf, 2.0])]) == 3.0
    assert largest([]) == 0.0


def test_bins_lie_evenly_round_zero() -> None:
    counts = histogram(np.array([0.0, 0.01, -0.01, 0.99, -0.99]), 1.0)
    assert counts.shape == (BINS,)
    assert counts[BINS // 2] == 3
    assert counts[0] == counts[-1] == 1
    np.testing.assert_array_equal(counts, counts[::-1])


def test_far_values_are_counted_at_the_ends_and_none_is_lost() -> None:
    counts = histogram(np.array([5.0, -7.0, -8.0, np.nan, np.inf]), 1.0)
    assert (counts[0], counts[-1]) == (2, 1)
    assert counts.sum() == 3


def test_bins_end_near_the_usual_values() -> None:
    values = rng.standard_normal(10_000)
    assert 3 <= reach(values) <= 5
    values[0] = 1000.0
    # One far value does not press the others into the middle bin.
    assert 3 <= reach(values) <= 5
    assert reach(np.array([0.2, -0.3])) == pytest.approx(0.3)
    assert reach(np.zeros(3)) == 1.0


def test_shares_add_up_over_parts() -> None:
    parts = [rng.standard_normal(50), rng.standard_normal(70)]
    shares = Shares.of(parts)
    assert shares.count == 120
    assert shares.shares.sum() == pytest.approx(1)
    whole = Shares.of([np.concatenate(parts)], shares.reach)
    np.testing.assert_allclose(shares.shares, whole.shares)


# Health


def test_a_unit_is_awake_where_it_is_ever_above_zero() -> None:
    y = np.array([[1.0, 0.0, -1.0], [0.0, 0.0, 2.0]])
    assert units_awake(y).tolist() == [True, False, True]
    maps = np.zeros((2, 3, 3, 2))
    maps[1, 2, 0, 1] = 0.1
    assert units_awake(maps).tolist() == [False, True]


def test_only_a_flat_relu_may_die() -> None:
    net = Sequential([Linear(2), ReLU(), ReLU(slope=0.1), Tanh()], (2,))
    assert [may_die(net, row) for row in range(4)] == [False, True, False, False]


def test_dead_units_are_counted() -> None:
    net = Sequential([Linear(4), ReLU()], (3,))
    weights = np.array(net.weight_vector)
    # Two units so far below zero that no sample lifts them.
    net.rows(weights)[0]["b"][:2] = -100
    x = rng.standard_normal((40, 3)).astype(np.float32)
    awake = [None, units_awake(outputs(net, x, weights)[1])]
    lines = health(net, weights, awake, None)
    assert lines[1].dead == 0.5
    assert math.isnan(lines[0].dead)
    assert lines[0].weights == 16
    assert lines[0].mean_size == pytest.approx(np.abs(weights).mean(), rel=1e-5)
    assert math.isnan(lines[0].update)


def test_sizes_are_relative_to_their_own_layer() -> None:
    net = Sequential([Linear(2), ReLU(), Linear(2)], (2,))
    weights = np.ones_like(net.weight_vector)
    change = np.concatenate([np.full(6, 0.5), np.full(6, -0.01)]).astype(np.float32)
    first, none, last = relative_sizes(net, change, weights)
    assert (first, last) == pytest.approx((0.5, 0.01))
    assert math.isnan(none)


def test_an_update_is_as_long_as_a_step_of_the_training() -> None:
    net = Sequential([Linear(2)], (2,))
    weights, gradient = changed(net), changed(net)
    plain = expected_update(SGD(learning_rate=0.2), weights, gradient)
    np.testing.assert_allclose(plain, -0.2 * gradient, rtol=1e-4, atol=1e-6)
    with_momentum = expected_update(SGD(learning_rate=0.2, momentum=0.6), weights, gradient)
    np.testing.assert_allclose(with_momentum, plain / 0.8, rtol=1e-4, atol=1e-6)


def test_momentum_lengthens_steps_of_independent_gradients_as_expected() -> None:
    """The factor 1 / √(1 − m²), against steps that are really taken."""
    optimizer = SGD(learning_rate=0.1, momentum=0.9)
    weights = np.zeros(20_000)
    state, scratch, steps = optimizer.new_state(weights), np.empty_like(weights), []
    for _ in range(60):
        before = weights.copy()
        gradient = rng.standard_normal(weights.size)
        optimizer.step(weights, gradient, state, scratch)
        steps.append(float(np.linalg.norm(weights - before)))
    length = np.linalg.norm(expected_update(optimizer, weights, rng.standard_normal(weights.size)))
    assert steps[-1] == pytest.approx(length, rel=0.05)


def test_the_usual_range() -> None:
    assert is_usual(1e-3)
    assert not is_usual(5e-5)
    assert not is_usual(0.02)
    assert not is_usual(math.nan)


def test_the_probe_finds_the_gradient_and_leaves_the_network_alone() -> None:
    loss = LogSoftmaxCrossEntropy()
    net = Sequential([Linear(8), ReLU(), Linear(3)], (4,))
    x = rng.standard_normal((200, 4)).astype(np.float32)
    t = loss.encode(rng.integers(0, 3, 200), (3,))
    own, weights = net.weight_vector.copy(), changed(net)
    gradients = net.gradient_vector.copy()
    probe = GradientProbe(net, x, t, loss)
    found = probe.gradient(weights)
    np.testing.assert_array_equal(net.weight_vector, own)
    np.testing.assert_array_equal(net.gradient_vector, gradients)
    # The same from another network of these weights, on the same samples.
    other = Sequential(net.layers, (4,))
    other.weight_vector[...] = weights
    places = spread(200, 64)
    _, _, wanted = other.loss_and_gradient(x[places], t[places], loss)
    np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-7)
    # An answer is kept, whatever is asked next.
    kept = found.copy()
    probe.gradient(own)
    np.testing.assert_array_equal(found, kept)


def test_the_probe_needs_no_more_samples_than_there_are() -> None:
    net = Sequential([Linear(1)], (2,))
    x = rng.standard_normal((3, 2)).astype(np.float32)
    probe = GradientProbe(net, x, x[:, :1], MSE())
    _, _, wanted = net.loss_and_gradient(x, x[:, :1], MSE())
    np.testing.assert_allclose(probe.gradient(net.weight_vector), wanted, rtol=1e-6)


def test_places_are_spread_over_all_samples() -> None:
    assert spread(3, 8).tolist() == [0, 1, 2]
    places = spread(1000, 4)
    assert places.tolist() == [0, 250, 500, 750]
