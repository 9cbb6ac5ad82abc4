"""The terms of every layer and every loss add up to what the engine computes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from test_every_layer import CASES, weights_for
from test_every_loss import EVERY as EVERY_LOSS

from diynn.analysis.calculation import (
    Calculation,
    activation_curve,
    apply_layer,
    input_gradient_terms,
    loss_gradient_terms,
    loss_terms,
    opened,
    output_of,
    output_terms,
    weight_gradient_terms,
)
from diynn.analysis.calculation.loss_terms import compare
from diynn.analysis.calculation.written import (
    many_samples,
    recorded,
    shown_terms,
    terms_at,
    written,
)
from diynn.layers import Linear, LogSoftmax, MaxPool2D, Residual2D, Sigmoid, Softmax
from diynn.layers.activations import Activation
from diynn.layers.layer import Array, Layer, Shape
from diynn.layers.residual import Residual
from diynn.network.losses import BCE, CrossEntropy, Loss

EVERY = [
    pytest.param(layer, shape, training, id=f"{layer.name()}-{number}-{'training' * training}")
    for cases in CASES.values()
    for number, (layer, shape) in enumerate(cases)
    for training in (False, True)
]
every_case = pytest.mark.parametrize(("layer", "shape", "training"), EVERY)
BATCH = 3
PLACES = 12


def chance() -> np.random.Generator:
    return np.random.default_rng(15)


def sampled(shape: Shape, rng: np.random.Generator) -> list[tuple[int, ...]]:
    numbers = rng.permutation(math.prod(shape))[:PLACES]
    return [tuple(int(at) for at in np.unravel_index(number, shape)) for number in numbers]


def example(layer: Layer, shape: Shape) -> tuple[Array, dict[str, Array], np.random.Generator]:
    rng = np.random.default_rng(4)
    return rng.normal(size=(BATCH, *shape)), weights_for(layer, shape, rng), rng


def add_up(found: Calculation, value: float, place: tuple[int, ...]) -> None:
    assert found.last.place == place
    for line in found.lines:
        size = float(np.abs(line.products).sum())
        assert line.total == pytest.approx(line.value, abs=1e-12 * max(size, 1.0))
        for group in line.groups:
            for factor in group.factors:
                assert factor.values.shape == group.values.shape
    assert found.value == pytest.approx(value, abs=1e-12 * max(abs(value), 1.0))


@every_case
def test_outputs_are_the_sums_of_their_terms(layer: Layer, shape: Shape, training: bool) -> None:
    x, weights, rng = example(layer, shape)
    y = apply_layer(layer, weights, x, training, chance())[0].y
    for place in sampled(y.shape, rng):
        found = output_terms(layer, weights, x, place, training, chance())
        add_up(found, float(y[place]), place)


@every_case
def test_input_gradients_are_the_sums_of_their_terms(
    layer: Layer, shape: Shape, training: bool
) -> None:
    x, weights, rng = example(layer, shape)
    applied, backward = apply_layer(layer, weights, x, training, chance())
    dy = rng.normal(size=applied.y.shape)
    dx, _ = backward(dy)
    assert dx is not None
    for place in sampled(x.shape, rng):
        found = input_gradient_terms(layer, weights, x, dy, place, training, chance())
        add_up(found, float(dx[place]), place)


@every_case
def test_weight_gradients_are_the_sums_of_their_terms(
    layer: Layer, shape: Shape, training: bool
) -> None:
    x, weights, rng = example(layer, shape)
    applied, backward = apply_layer(layer, weights, x, training, chance())
    dy = rng.normal(size=applied.y.shape)
    _, gradients = backward(dy)
    assert set(gradients) == set(weights)
    for name, gradient in gradients.items():
        for place in sampled(gradient.shape, rng):
            found = weight_gradient_terms(
                layer, weights, x, dy, name, place, training, chance()
            )
            add_up(found, float(gradient[place]), place)


@every_case
def test_factors_stand_where_they_say(layer: Layer, shape: Shape, training: bool) -> None:
    x, weights, rng = example(layer, shape)
    applied, _ = apply_layer(layer, weights, x, training, chance())
    dy = rng.normal(size=applied.y.shape)
    arrays = {"x": x, "y": applied.y, "dy": dy, **weights}
    if isinstance(layer, Residual):
        for name, part in opened(applied, dy).parts.items():
            arrays |= {f"{name}.x": part.applied.x, f"{name}.y": part.applied.y,
                       f"{name}.dy": part.dy, f"{name}.dx": part.dx}  # fmt: skip
    calculations = [
        output_terms(layer, weights, x, place, training, chance())
        for place in sampled(applied.y.shape, rng)[:3]
    ]
    calculations += [
        input_gradient_terms(layer, weights, x, dy, place, training, chance())
        for place in sampled(x.shape, rng)[:3]
    ]
    factors = [
        factor
        for one in calculations for line in one.lines
        for group in line.groups for factor in group.factors if factor.places is not None
    ]  # fmt: skip
    assert factors
    for factor in factors:
        assert factor.places is not None
        read = arrays[factor.array][tuple(factor.places.T)]
        shown = factor.values if factor.arguments is None else factor.arguments
        np.testing.assert_array_equal(read, shown)


@pytest.mark.parametrize("loss", EVERY_LOSS)
def test_losses_and_their_gradients_are_the_sums_of_their_terms(loss: Loss) -> None:
    rng = np.random.default_rng(7)
    y = rng.uniform(0.1, 0.9, (BATCH, 4))
    t = np.array([0, 3, 1]) if loss.for_classes else rng.random(y.shape)
    value, dy = loss(y, t)
    compared = compare(loss, y, loss.encode(t, (4,), np.float64))
    add_up(loss_terms(compared), value, ())
    for place in np.ndindex(y.shape):
        add_up(loss_gradient_terms(compared, place), float(dy[place]), place)


@pytest.mark.parametrize(
    ("loss", "layer"),
    [(BCE(), Sigmoid()), (CrossEntropy(), Softmax()), (CrossEntropy(smoothing=0.2), Softmax())],
)
def test_a_merged_gradient_is_that_of_both_in_turn(loss: Loss, layer: Layer) -> None:
    rng = np.random.default_rng(8)
    z = rng.normal(size=(BATCH, 4))
    applied, backward = apply_layer(layer, {}, z)
    t = np.array([0, 3, 1]) if loss.for_classes else rng.random(z.shape)
    compared = compare(loss, applied.y, loss.encode(t, (4,), np.float64), z)
    apart, _ = backward(compared.dy)
    assert apart is not None
    for place in np.ndindex(z.shape):
        found = loss_gradient_terms(compared, place, merged=True)
        assert found.value == pytest.approx(apart[place], abs=1e-12)
        assert found.last.total == pytest.approx(found.value, abs=1e-12)


def test_a_place_that_there_is_not_is_refused() -> None:
    x, weights, _ = example(Linear(3), (4,))
    for place in ((0, 3), (3, 0), (0,), (0, 0, 0), (0, -1)):
        with pytest.raises(IndexError):
            output_terms(Linear(3), weights, x, place)
        with pytest.raises(IndexError):
            weight_gradient_terms(Linear(3), weights, x, x[:, :3], "W", (*place, 4))


def test_of_many_terms_the_largest_are_shown_and_the_others_counted() -> None:
    layer = Linear(1, bias=False)
    weights = {"W": np.arange(30.0).reshape(1, 30)}
    x = np.where(np.arange(30) % 3 == 0, 0.0, 1.0)[np.newaxis]
    line = output_terms(layer, weights, x, (0, 0)).last
    shown = shown_terms(line, 12)
    assert [int(at) for at in shown.order] == [29, 28, 26, 25, 23, 22, 20, 19, 17, 16, 14, 13]
    assert (shown.zeros, shown.rest) == (10, 8)
    assert shown.rest_sum == 11 + 10 + 8 + 7 + 5 + 4 + 2 + 1
    assert len(shown_terms(line, 0).order) == 30


def test_the_text_names_places_and_shows_a_rounding() -> None:
    weights = {"W": np.array([[0.5, -1.0]]), "b": np.array([0.25])}
    found = output_terms(Linear(1), weights, np.array([[2.0, 3.0]]), (0, 0))
    assert written(found) == [
        "y[0] = Σ W · x + b = -1.75",
        "  0.5 · 2  =  1     W[0, 0] · x[0]",
        "  -1 · 3   =  -3    W[0, 1] · x[1]",
        "  0.25     =  0.25  b[0]",
    ]
    record = recorded(found)[-1]
    assert record["sum"] == record["value"] == -1.75
    assert record["shown"][1]["factors"][1] == {
        "symbol": "x", "value": 3.0, "array": "x", "place": [0, 1],
    }  # fmt: skip


def test_a_gradient_over_several_samples_names_them() -> None:
    x, weights, rng = example(Linear(3), (4,))
    dy = rng.normal(size=(BATCH, 3))
    found = weight_gradient_terms(Linear(3), weights, x, dy, "W", (1, 2))
    assert many_samples(found.last)
    assert "δy[2, 1] · x[2, 2]" in written(found)[3]


def test_a_tie_is_won_by_the_first() -> None:
    x = np.array([[[[2.0], [2.0]], [[1.0], [2.0]]]])
    line = output_of(apply_layer(MaxPool2D(), {}, x)[0], (0, 0, 0, 0)).last
    assert line.products.tolist() == [2.0, 0.0, 0.0, 0.0]
    assert line.rule == "largest"


def test_a_residual_block_opens_into_both_ways() -> None:
    layer, shape = Residual2D(3), (4, 4, 2)
    x, weights, rng = example(layer, shape)
    applied, backward = apply_layer(layer, weights, x, True)
    dy = rng.normal(size=applied.y.shape)
    dx, gradients = backward(dy)
    block = opened(applied, dy)
    assert block.route == ("first", "first_norm", "relu", "second", "second_norm")
    assert block.short_cut == ("cut", "cut_norm")
    np.testing.assert_allclose(block.parts["first"].dx + block.parts["cut"].dx, dx, atol=1e-12)
    for name, part in block.parts.items():
        for own, values in part.gradients.items():
            np.testing.assert_allclose(values, gradients[f"{name}.{own}"], atol=1e-12)


@every_case
def test_the_curve_of_an_activation_goes_through_the_value_with_its_slope(
    layer: Layer, shape: Shape, training: bool
) -> None:
    x, weights, rng = example(layer, shape)
    applied, backward = apply_layer(layer, weights, x, training, chance())
    slopes, _ = backward(np.ones_like(applied.y))
    alone = isinstance(layer, Activation) and not isinstance(layer, Softmax | LogSoftmax)
    for place in sampled(applied.x.shape, rng):
        found = activation_curve(applied, place)
        assert (found is not None) == alone
        if found is not None:
            assert slopes is not None
            assert found.value == pytest.approx(float(applied.y[place]), abs=1e-12)
            assert found.slope == pytest.approx(float(slopes[place]), abs=1e-12)
            assert found.x[0] < found.at < found.x[-1]
            near = int(np.abs(found.x - found.at).argmin())
            assert found.y[near] == pytest.approx(found.value, abs=0.1)


def test_terms_are_found_by_the_begin_or_the_end_of_a_place() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(2, 30))
    weights = {"W": rng.normal(size=(4, 30)), "b": rng.normal(size=4)}
    line = output_terms(Linear(4), weights, x, (1, 2)).last
    assert terms_at(line, (7,)).tolist() == [7]
    assert terms_at(line, (2, 7)).tolist() == [7]
    # Its unit is the begin of the place of each weight, and the place of its bias.
    assert terms_at(line, (2,)).tolist() == list(range(31))
    assert terms_at(line, (99,)).tolist() == []
    found = shown_terms(line, 12, (7,))
    assert found.order.tolist() == [7]
    assert found.rest == 30
    assert found.rest_sum == pytest.approx(line.total - line.products[7])
