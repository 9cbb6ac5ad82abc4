"""The loss over a plane of weights: its directions, its path, its values, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from diynn.analysis.loss_surface import (
    DRAWN,
    PATH,
    SIDES,
    KeptEpoch,
    SurfaceReport,
    SurfaceSettings,
    WeightPlane,
    drawn_plane,
    loss_surface,
    path_plane,
)
from diynn.errors import DataError
from diynn.layers import (
    BatchNorm,
    Conv1D,
    Conv2D,
    ConvTranspose2D,
    Flatten,
    Layer,
    Linear,
    ReLU,
    Residual2D,
)
from diynn.layers.layer import Shape
from diynn.network.metrics import evaluate
from diynn.network.sequential import Sequential
from diynn.storage.recipes import recipe
from diynn.training.training import Training, train

STACKS: tuple[tuple[tuple[Layer, ...], Shape], ...] = (
    ((Linear(5), ReLU(), Linear(3)), (4,)),
    ((Conv1D(3), BatchNorm(), Flatten(), Linear(2)), (9, 2)),
    ((Conv2D(4), ConvTranspose2D(3), Residual2D(2)), (6, 6, 2)),
)


def trained(epochs: int, name: str = "moons") -> tuple[Training, list[KeptEpoch]]:
    design = recipe(name)
    training = Training(design, design.source.load())
    path = [KeptEpoch(0, training.net.weight_vector.copy())]
    for report in train(training, epochs):
        if training.step == 0:
            path.append(KeptEpoch(training.epoch, training.net.weight_vector.copy()))
        del report
    return training, path


def surface(training: Training, path: list[KeptEpoch], **settings: object) -> list[SurfaceReport]:
    wanted = replace(SurfaceSettings(detail="coarse"), **settings)  # type: ignore[arg-type]
    weights = training.net.weight_vector.copy()
    return [*loss_surface(training.net, training.data, training.loss, weights, wanted, path)]


# Directions


@pytest.mark.parametrize(("layers", "shape"), STACKS)
def test_each_filter_of_a_direction_is_as_long_as_that_of_the_weights(
    layers: tuple[Layer, ...], shape: Shape
) -> None:
    net = Sequential(layers, shape, seed=3)
    net.weight_vector[...] += 0.1
    plane = drawn_plane(net.layout, net.weight_vector.copy(), 1)
    moved = 0
    for weight in net.layout.weights:
        own, *drawn = (weight.view(vector) for vector in (net.weight_vector, *plane.axes))
        if weight.name.rpartition(".")[2] != "W":
            assert not np.any(drawn), "biases, scales and running figures stay"
            continue
        layer = net.layers[weight.row]
        axis = 0 if own.ndim == 2 else -2 if isinstance(layer, ConvTranspose2D) else -1
        rows = [np.moveaxis(one, axis, 0).reshape(own.shape[axis], -1) for one in (own, *drawn)]
        lengths = [np.linalg.norm(one.astype(np.float64), axis=1) for one in rows]
        np.testing.assert_allclose(lengths[1], lengths[0])
        np.testing.assert_allclose(lengths[2], lengths[0])
        across = (rows[1] * rows[2]).sum(axis=1)
        np.testing.assert_allclose(across, 0, atol=1e-12 * lengths[0].max() ** 2)
        moved += 1
    assert moved


def test_a_seed_gives_the_same_directions_and_another_one_others() -> None:
    net = Sequential(STACKS[0][0], STACKS[0][1])
    first, again, other = (drawn_plane(net.layout, net.weight_vector, s).axes for s in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert abs((first[0] * other[0]).sum()) < np.square(first[0]).sum()


def test_a_path_within_a_plane_is_found_whole() -> None:
    net = Sequential(STACKS[0][0], STACKS[0][1])
    size = net.layout.size
    rng = np.random.default_rng(0)
    u, v = np.linalg.qr(rng.standard_normal((size, 2)))[0].T
    end = net.weight_vector.astype(np.float64)
    ways = [(-3.0, 0.5), (-2.0, -0.4), (-0.8, 0.2), (0.0, 0.0)]
    path = [KeptEpoch(k, end + a * u + b * v) for k, (a, b) in enumerate(ways)]
    plane = path_plane(net.layout, path, end)
    np.testing.assert_allclose(plane.axes @ plane.axes.T, np.eye(2), atol=1e-12)
    assert plane.shares[0] > plane.shares[1] > 0
    assert plane.shares.sum() == pytest.approx(1)
    for kept, (a, b) in zip(path, ways, strict=True):
        x, y, apart = plane.place_of(kept.weights)
        assert apart == pytest.approx(0, abs=1e-9)
        assert np.hypot(x, y) == pytest.approx(np.hypot(a, b))
        np.testing.assert_allclose(plane.weights_at(x, y), kept.weights, atol=1e-9)
    # It begins at the lower left.
    assert np.all(np.array(plane.place_of(path[0].weights)[:2]) < 0)


def test_what_lies_off_a_plane_has_its_distance() -> None:
    axes = np.array([[1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]])
    plane = WeightPlane(np.zeros(4), axes, np.full(2, np.nan))
    x, y, apart = plane.place_of(np.array([5.0, 3.0, 0.0, 0.0]))
    assert (x, y, apart) == pytest.approx((2.0, 3.0, 0.0), abs=1e-12)


def test_the_distance_is_that_to_the_nearest_place() -> None:
    axes = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5]])
    plane = WeightPlane(np.zeros(3), axes, np.full(2, np.nan))
    normal = np.cross(*axes)
    normal /= np.linalg.norm(normal)
    found = plane.place_of(axes[0] * 2 - axes[1] + 0.7 * normal)
    assert found == pytest.approx((2.0, -1.0, 0.7))


def test_running_figures_do_not_move_along_a_path() -> None:
    layers = (BatchNorm(), Linear(2))
    net = Sequential(layers, (3,), seed=1)
    rng = np.random.default_rng(0)
    path = [KeptEpoch(k, rng.standard_normal(net.layout.size)) for k in range(5)]
    plane = path_plane(net.layout, path, path[-1].weights)
    for span in net.layout.gathered:
        assert not plane.axes[:, span].any()
    other = path[-1].weights.copy()
    other[net.layout.gathered[0]] += 5
    assert plane.place_of(other) == pytest.approx((0.0, 0.0, 0.0), abs=1e-12)


# Values


def test_the_surface_becomes_finer_and_is_what_evaluation_gives() -> None:
    training, path = trained(4)
    reports = surface(training, path, samples=120)
    last = reports[-1]
    assert last.is_finished
    assert [one.done for one in reports] == sorted(one.done for one in reports)
    side = SIDES["coarse"]
    assert last.loss.shape == (side, side) == (len(last.y), len(last.x))
    shapes = [one.loss.shape[0] for one in reports]
    assert shapes == sorted(shapes)
    assert np.isfinite(last.loss).all()
    part = training.data.train.taken(np.linspace(0, len(training.data.train) - 1, 120).astype(int))
    assert last.samples == 120

    def loss_at(weights: np.ndarray) -> float:
        found = evaluate(training.net, part, training.loss, weights).loss
        assert found is not None
        return found

    for row, column in ((0, 0), (3, 11), (16, 16)):
        at = last.plane.weights_at(float(last.x[column]), float(last.y[row]))
        assert last.loss[row, column] == loss_at(at)
    assert last.own == loss_at(training.net.weight_vector)
    assert last.path.epochs.tolist() == [kept.epoch for kept in path]
    assert last.path.losses.tolist() == [loss_at(kept.weights) for kept in path]
    # The path ends in the middle of the plane, at the weights themselves.
    assert last.path.places[-1] == pytest.approx([0, 0], abs=1e-9)
    assert last.path.distances[-1] == pytest.approx(0, abs=1e-6)


def test_directions_by_chance_have_no_path_and_their_own_loss_in_the_middle() -> None:
    training, path = trained(2)
    last = surface(training, path, directions=DRAWN, reach=0.5, part="test")[-1]
    assert len(last.path.epochs) == 0
    assert (last.x[0], last.x[-1]) == (-0.5, 0.5)
    assert last.loss[8, 8] == pytest.approx(last.own, rel=1e-6)
    assert last.samples == len(training.data.test)
    assert last.loss.max() > last.own


def test_of_a_long_path_some_are_shown_and_the_last_is_among_them() -> None:
    training, path = trained(3)
    rng = np.random.default_rng(0)
    shifts = rng.normal(0, 0.1, (300, training.net.layout.size)).astype(np.float32)
    many = [KeptEpoch(k, path[-1].weights + shift) for k, shift in enumerate(shifts)]
    last = surface(training, many, samples=20)[-1]
    assert last.path.epochs[0] == 0
    assert last.path.epochs[-1] == 299
    assert len(last.path.epochs) == 100


def test_weights_beyond_the_range_of_numbers_have_no_loss_and_no_warning() -> None:
    training, _ = trained(2)
    last = surface(training, [], directions=DRAWN, reach=10.0)[-1]
    assert last.loss.shape == (17, 17)
    training.net.weight_vector[...] *= 1e30
    last = surface(training, [], directions=DRAWN, reach=10.0)[-1]
    assert last.is_finished


# What is refused


def test_a_path_needs_three_kept_epochs() -> None:
    training, path = trained(1)
    with pytest.raises(DataError, match="three kept epochs"):
        surface(training, path, directions=PATH)
    same = [KeptEpoch(k, path[0].weights) for k in range(4)]
    with pytest.raises(DataError, match="three kept epochs"):
        surface(training, same, directions=PATH)


def test_a_plane_needs_two_weights() -> None:
    net = Sequential((ReLU(),), (3,))
    with pytest.raises(DataError, match="two weights"):
        drawn_plane(net.layout, net.weight_vector)


def test_a_part_without_samples_is_refused() -> None:
    training, path = trained(3)
    nothing = replace(training.data, test=training.data.test.taken(np.empty(0, int)))
    with pytest.raises(DataError, match="no samples"):
        next(loss_surface(
            training.net, nothing, training.loss, training.net.weight_vector,
            SurfaceSettings(part="test"), path,
        ))  # fmt: skip
