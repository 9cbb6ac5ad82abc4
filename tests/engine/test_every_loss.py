"""What every loss promises, tried on every loss with every way to take the mean."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from diynn.errors import ShapeError
from diynn.layers import Sigmoid, Softmax
from diynn.layers.layer import Array, Layer, Pass, Shape
from diynn.network.losses import BCE, LOSSES, MSE, CrossEntropy, Huber, LogSoftmaxCrossEntropy, Loss
from diynn.settings import OneOf, from_record, settings_of, to_record

CLASSES = 4
SUM: dict[str, Any] = {"mean_over": "sum"}
BATCH = 5


def ways(kind: type[Loss]) -> tuple[str, ...]:
    limits = {setting.name: setting.limits for setting in settings_of(kind)}["mean_over"]
    assert isinstance(limits, OneOf)
    return limits.choices


def made(kind: type[Loss], way: str) -> Loss:
    return from_record({"kind": kind.name(), "mean_over": way}, LOSSES, "loss")


EVERY = [
    pytest.param(made(kind, way), id=f"{kind.name()}-{way}")
    for kind in LOSSES
    for way in ways(kind)
]
EVERY += [
    pytest.param(loss, id=str(loss))
    for loss in (
        CrossEntropy(smoothing=0.2), LogSoftmaxCrossEntropy(smoothing=0.2),
        LogSoftmaxCrossEntropy("sum", smoothing=0.9), Huber(delta=0.1), Huber("sum", delta=0.3),
    )
]  # fmt: skip
every_loss = pytest.mark.parametrize("loss", EVERY)
PAIRS: list[tuple[Layer, Loss]] = [
    (Sigmoid(), BCE()), (Softmax(), CrossEntropy()), (Softmax(), CrossEntropy(smoothing=0.3)),
]  # fmt: skip


def example(loss: Loss, rng: np.random.Generator, shape: Shape = (CLASSES,)) -> tuple[Array, Array]:
    """Outputs between 0 and 1, of which each sample's add up to 1, and targets for them."""
    y = rng.uniform(0.1, 0.9, (BATCH, *shape))
    y /= y.sum(axis=-1, keepdims=True)
    if loss.for_classes:
        return y, np.array([0, 3, 1, 3, 2])
    return y, rng.uniform(0.0, 1.0, y.shape)


def divisor(loss: Loss, shape: Shape) -> int:
    return {"sum": 1, "samples": BATCH, "values": BATCH * math.prod(shape)}[loss.over]


@every_loss
def test_the_gradient_is_the_slope(loss: Loss) -> None:
    y, targets = example(loss, np.random.default_rng(1))
    _, dy = loss(y, targets)
    step = 1e-5
    wanted = np.empty_like(y)
    for place in np.ndindex(y.shape):
        above, below = y.copy(), y.copy()
        above[place] += step
        below[place] -= step
        wanted[place] = (loss(above, targets)[0] - loss(below, targets)[0]) / (2 * step)
    assert np.linalg.norm(dy - wanted) <= 1e-6 * np.linalg.norm(wanted)


@every_loss
def test_the_mean_is_the_sum_divided(loss: Loss) -> None:
    y, targets = example(loss, np.random.default_rng(2))
    value, dy = loss(y, targets)
    whole, whole_dy = replace(loss, **SUM)(y, targets)
    assert value == pytest.approx(whole / divisor(loss, (CLASSES,)), rel=1e-13)
    np.testing.assert_allclose(dy, whole_dy / divisor(loss, (CLASSES,)), rtol=1e-13)
    assert loss.scale(BATCH, (CLASSES,)) == pytest.approx(1 / divisor(loss, (CLASSES,)))


@every_loss
def test_a_batch_is_the_sum_of_its_samples(loss: Loss) -> None:
    y, targets = example(loss, np.random.default_rng(3))
    alone = [loss(y[n : n + 1], targets[n : n + 1])[0] for n in range(BATCH)]
    value, _ = loss(y, targets)
    wanted = sum(alone) if loss.over == "sum" else sum(alone) / BATCH
    assert value == pytest.approx(wanted, rel=1e-13)


@every_loss
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_the_number_type_stays(loss: Loss, kind: type) -> None:
    y, targets = example(loss, np.random.default_rng(4))
    value, dy = loss(y.astype(kind), targets)
    assert type(value) is float
    assert dy.dtype == kind
    assert dy.shape == y.shape


@every_loss
def test_neither_outputs_nor_targets_are_touched(loss: Loss) -> None:
    y, targets = example(loss, np.random.default_rng(5))
    kept_y, kept_targets = y.copy(), targets.copy()
    loss(y, targets)
    np.testing.assert_array_equal(y, kept_y)
    np.testing.assert_array_equal(targets, kept_targets)


@every_loss
def test_a_loss_comes_back_from_its_record(loss: Loss) -> None:
    assert from_record(json.loads(json.dumps(to_record(loss))), LOSSES, "loss") == loss


@every_loss
def test_the_right_answer_costs_least(loss: Loss) -> None:
    targets = np.arange(CLASSES)
    right = np.full((CLASSES, CLASSES), -9.0) + 18 * np.eye(CLASSES)
    if not isinstance(loss, LogSoftmaxCrossEntropy):
        right = 1e-3 + 0.99 * np.eye(CLASSES)
    good, _ = loss(right, targets)
    bad, _ = loss(right[::-1].copy(), targets)
    # A smoothed target is never met by a sure answer.
    assert 0 <= good < bad * (0.9 if getattr(loss, "smoothing", 0) else 0.01)


@pytest.mark.parametrize("kind", LOSSES, ids=lambda kind: kind.name())
def test_words_for_people(kind: type[Loss]) -> None:
    assert kind.help()
    assert all(setting.help for setting in settings_of(kind))


# By hand.


def test_mse_by_hand() -> None:
    y, t = np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[0.0, 4.0], [0.0, 1.0]])
    for way, value, scale in (("values", 9 / 4, 4), ("samples", 9 / 2, 2), ("sum", 9.0, 1)):
        found, dy = MSE(mean_over=way)(y, t)
        assert found == value
        np.testing.assert_array_equal(dy, np.array([[2.0, -4.0], [0.0, -4.0]]) / scale)


def test_huber_by_hand() -> None:
    value, dy = Huber("sum", delta=2.0)(np.array([[1.0, -5.0]]), np.zeros((1, 2)))
    assert value == 0.5 + 2 * (5 - 1)
    np.testing.assert_array_equal(dy, [[1.0, -2.0]])


def test_smoothing_by_hand() -> None:
    y = np.log(np.array([[1.0, 2.0, 5.0]]))
    for loss, outputs in (
        (LogSoftmaxCrossEntropy(smoothing=0.3), y),
        (CrossEntropy(smoothing=0.3), np.exp(y) / 8),
    ):
        value, _ = loss(outputs, np.array([1]))
        wanted = 0.8 * math.log(4) + 0.1 * math.log(8) + 0.1 * math.log(8 / 5)
        assert value == pytest.approx(wanted, rel=1e-14)


def test_bce_by_hand() -> None:
    value, dy = BCE(mean_over="sum")(np.array([[0.25, 0.5]]), np.array([[1.0, 0.0]]))
    assert value == pytest.approx(math.log(4) + math.log(2), rel=1e-14)
    np.testing.assert_allclose(dy, [[-4.0, 2.0]], rtol=1e-14)


def test_cross_entropy_by_hand() -> None:
    y = np.array([[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]])
    value, dy = CrossEntropy()(y, np.array([1, 2]))
    assert value == pytest.approx((math.log(4) - math.log(0.8)) / 2, rel=1e-14)
    np.testing.assert_allclose(dy, [[0, -2.0, 0], [0, 0, -0.625]], rtol=1e-14)


def test_log_softmax_cross_entropy_by_hand() -> None:
    y = np.log(np.array([[1.0, 2.0, 5.0], [3.0, 3.0, 3.0]]))
    value, dy = LogSoftmaxCrossEntropy()(y, np.array([1, 0]))
    assert value == pytest.approx((math.log(4) + math.log(3)) / 2, rel=1e-14)
    wanted = np.array([[1 / 8, 2 / 8 - 1, 5 / 8], [1 / 3 - 1, 1 / 3, 1 / 3]]) / 2
    np.testing.assert_allclose(dy, wanted, rtol=1e-14)


@pytest.mark.parametrize("loss", [MSE(), BCE()])
def test_any_shape_of_values(loss: Loss) -> None:
    rng = np.random.default_rng(6)
    y, t = example(loss, rng, (3, 2, 2))
    value, dy = loss(y, t)
    flat, flat_dy = loss(y.reshape(BATCH, -1), t.reshape(BATCH, -1))
    assert value == pytest.approx(flat, rel=1e-14)
    np.testing.assert_array_equal(dy.reshape(BATCH, -1), flat_dy)


# Merged with the activation before it.


@pytest.mark.parametrize(("activation", "loss"), PAIRS)
def test_merged_is_the_same_as_one_after_the_other(activation: Layer, loss: Loss) -> None:
    assert loss.merges_with is type(activation)
    rng = np.random.default_rng(7)
    z = rng.normal(0, 3, (BATCH, CLASSES))
    _, targets = example(loss, rng)
    t = loss.encode(targets, (CLASSES,), z.dtype)
    y, backward = activation.forward(z, {}, Pass())
    dy = np.empty_like(y)
    wanted = loss.sum(y, t, dy)
    wanted_dz = np.asarray(backward(dy)[0])
    dz = np.empty_like(z)
    assert loss.merged_sum(z, t, dz) == pytest.approx(wanted, rel=1e-9)
    np.testing.assert_allclose(dz, wanted_dz, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize(("activation", "loss"), [*PAIRS[:2], (None, LogSoftmaxCrossEntropy())])
def test_extreme_scores_stay_finite(activation: Layer | None, loss: Loss, kind: type) -> None:
    z: Array = np.array([[1e4, -1e4], [-1e4, 1e4], [1e4, 1e4], [-1e4, -1e4]], kind)
    targets = np.array([1, 1, 0, 0])
    t = loss.encode(targets, (2,), z.dtype)
    dz = np.empty_like(z)
    if activation is None:
        total = loss.sum(z, t, dz)
    else:
        total = loss.merged_sum(z, t, dz)
        y, backward = activation.forward(z, {}, Pass())
        dy = np.empty_like(y)
        assert math.isfinite(loss.sum(y, t, dy))
        assert np.isfinite(np.asarray(backward(dy)[0])).all()
    if isinstance(loss, BCE):
        assert total == pytest.approx(2e4 + 1e4 + 1e4)
        np.testing.assert_allclose(dz, [[1, -1], [0, 0], [0, 1], [-1, 0]], atol=1e-7)
    else:
        assert total == pytest.approx(2e4 + 2 * math.log(2))
        wanted = [[1.0, -1.0], [0.0, 0.0], [-0.5, 0.5], [-0.5, 0.5]]
        np.testing.assert_allclose(dz, wanted, atol=1e-7)


def test_a_sure_answer_keeps_its_small_loss() -> None:
    z = np.array([[20.0]], np.float32)
    total = BCE().merged_sum(z, np.ones_like(z), np.empty_like(z))
    assert total == pytest.approx(math.exp(-20), rel=1e-6)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_certain_and_wrong_stays_finite(kind: type) -> None:
    y: Array = np.array([[0.0, 1.0], [1.0, 0.0]], kind)
    targets = np.array([0, 0])
    for loss in (BCE(), CrossEntropy()):
        value, dy = loss(y, targets)
        assert math.isfinite(value)
        assert np.isfinite(dy).all()


# Targets.


def test_classes_for_a_loss_of_values_become_ones_and_zeros() -> None:
    t = MSE().encode(np.array([2, 0]), (3,))
    assert t.dtype == np.float32
    np.testing.assert_array_equal(t, [[0, 0, 1], [1, 0, 0]])
    np.testing.assert_array_equal(BCE().encode(np.array([1, 0, 1]), (1,)), [[1], [0], [1]])
    np.testing.assert_array_equal(BCE().encode(np.array([1, 0]), (2,)), [[0, 1], [1, 0]])


@pytest.mark.parametrize("loss", [CrossEntropy(), LogSoftmaxCrossEntropy()])
def test_classes_for_a_loss_of_classes_stay(loss: Loss) -> None:
    t = loss.encode(np.array([2, 0], np.uint8), (3,))
    assert t.dtype == np.intp
    np.testing.assert_array_equal(t, [2, 0])


def test_values_take_the_shape_of_the_outputs() -> None:
    t = MSE().encode(np.arange(12.0).reshape(2, 6), (3, 2))
    assert t.shape == (2, 3, 2)
    assert t.dtype == np.float32
    assert MSE().encode(np.array([0.5, 1.5]), (1,)).shape == (2, 1)


@pytest.mark.parametrize("loss", [kind() for kind in LOSSES], ids=lambda loss: loss.name())
def test_an_empty_batch_of_classes_can_be_encoded(loss: Loss) -> None:
    assert len(loss.encode(np.zeros(0, np.int64), (3,))) == 0


IMPOSSIBLE: list[tuple[Loss, Array, Shape]] = [
    *((kind(), np.array([0, 3]), (3,)) for kind in LOSSES),
    *((kind(), np.array([0, 1]), (3, 2)) for kind in LOSSES),
    *((kind(), np.array([0, -1]), (3,)) for kind in LOSSES),
    *((kind(), np.array([0, 1, 2]), (1,)) for kind in LOSSES),
    (CrossEntropy(), np.array([0, 1]), (1,)),
    (LogSoftmaxCrossEntropy(), np.array([0, 0]), (1,)),
    (CrossEntropy(), np.array([[0.5, 0.5]]), (2,)),
    (LogSoftmaxCrossEntropy(), np.array([0.5, 1.0]), (2,)),
    (MSE(), np.zeros((2, 5)), (4,)),
    (BCE(), np.zeros((2, 2, 2)), (2, 3)),
]


@pytest.mark.parametrize(("loss", "targets", "shape"), IMPOSSIBLE)
def test_what_cannot_be_compared_is_reported_with_a_remedy(
    loss: Loss, targets: Array, shape: Shape
) -> None:
    with pytest.raises(ShapeError) as caught:
        loss.encode(targets, shape)
    assert loss.name() in caught.value.what()
    assert caught.value.how().endswith(".")
    assert "{" not in str(caught.value)


@pytest.mark.parametrize("alike", [False, True], ids=["random", "all alike"])
@every_loss
def test_a_sum_over_millions_keeps_six_digits(loss: Loss, alike: bool) -> None:
    """As a test part is judged at once: numbers added one after another lose what is small."""
    rng = np.random.default_rng(0)
    y = rng.uniform(0.1, 0.9, (3000, 1000)).astype(np.float32)
    t = (rng.random((3000, 1000)) if not alike else np.full(y.shape, 0.3)).astype(np.float32)
    if alike:
        y[...] = 0.43
    if loss.for_classes:
        t = rng.integers(0, 1000, 3000)
    wide = t if loss.for_classes else t.astype(np.float64)
    for sum_ in (loss.sum, loss.merged_sum)[: 1 + (loss.merges_with is not None)]:
        exact = sum_(y.astype(np.float64), wide, np.empty(y.shape))
        assert sum_(y, t, np.empty_like(y)) == pytest.approx(exact, rel=1e-6)


# A merged loss takes one logarithm for many factors, and one exponential: nothing is lost by it.

EXTREMES = (0.0, 1e-30, 1e-6, 0.3, 1.0, 3.0, 7.0, 15.0, 30.0, 80.0, 87.0, 100.0, 1e4)


def plain(z: Array, t: Array) -> tuple[float, Array]:
    """Loss and gradient of Sigmoid with BCE in float64, value by value."""
    z, t = z.astype(np.float64), t.astype(np.float64)
    power = np.exp(-np.abs(z))
    loss = np.log1p(power) + np.abs(z) * np.abs((z >= 0) - t)
    return float(loss.sum()), np.where(z >= 0, 1, power) / (1 + power) - t


@pytest.mark.parametrize("size", [1, 63, 64, 65, 1000])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("place", EXTREMES)
@pytest.mark.parametrize("target", [0.0, 0.25, 1.0])
def test_the_merged_loss_is_the_plain_formula_far_out(
    place: float, sign: int, target: float, size: int
) -> None:
    z = np.full((size, 1), sign * place, np.float32)
    t = np.full_like(z, target)
    dz = np.empty_like(z)
    value, (wanted, slopes) = BCE("sum").merged_sum(z, t, dz), plain(z, t)
    # Below the smallest number with all its digits few are left.
    assert value == pytest.approx(wanted, rel=1e-6, abs=size * 1e-37)
    np.testing.assert_allclose(dz, slopes, rtol=1e-6, atol=1.2e-7 if target else 1e-37)


def test_a_merged_loss_of_all_kinds_of_answers_is_the_plain_formula() -> None:
    rng = np.random.default_rng(0)
    z = (rng.standard_normal((64, 257)) * 10 ** rng.uniform(-3, 1.5, (64, 257))).astype(np.float32)
    t = rng.random(z.shape, np.float32)
    dz = np.empty_like(z)
    value, (wanted, slopes) = BCE("sum").merged_sum(z, t, dz), plain(z, t)
    assert value == pytest.approx(wanted, rel=1e-6)
    np.testing.assert_allclose(dz, slopes, rtol=1e-6, atol=1.2e-7)
