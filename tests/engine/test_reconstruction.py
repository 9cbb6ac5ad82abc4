"""Errors of reconstructions: each image's own, in any scaling, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from diynn.analysis.reconstruction import (
    CHUNK,
    AutoEncoder,
    Measure,
    histograms,
    image_losses,
    peak_signal_to_noise,
    rescaling,
    squared_errors,
    value_range,
)
from diynn.data.dataset import Dataset
from diynn.design.design import View, prepared
from diynn.errors import Cancelled
from diynn.network.losses import BCE, MSE, Loss
from diynn.network.sequential import Sequential
from diynn.storage.recipes import recipe


@dataclass(frozen=True)
class Absolute(Loss):
    """A loss that the module knows nothing of."""

    @property
    def over(self) -> str:
        return "samples"

    def sum(self, y: Any, t: Any, dy: Any, scale: float = 1.0) -> float:
        np.multiply(np.sign(y - t), scale, out=dy)
        return float(np.abs(y - t).sum())


def pair(count: int = 7, size: int = 12) -> tuple[Any, Any]:
    rng = np.random.default_rng(1)
    y = rng.random((count, size)).astype(np.float32)
    x = rng.random((count, size)).astype(np.float32)
    # Both edges, where the logarithm of BCE must be held back.
    y[0, 0], y[0, 1], x[1, 2] = 0, 1, 0
    return y, x


LOSSES = [kind(over) for kind in (MSE, BCE) for over in ("values", "samples", "sum")]


@pytest.mark.parametrize("loss", [*LOSSES, Absolute()], ids=repr)
def test_an_image_has_the_loss_that_it_would_have_alone(loss: Loss) -> None:
    y, x = pair()
    alone = [loss(y[i : i + 1], x[i : i + 1])[0] for i in range(len(y))]
    np.testing.assert_allclose(image_losses(y, x, loss), alone, rtol=1e-5)


def test_squared_errors_and_decibels() -> None:
    x = np.zeros((3, 4), np.float32)
    y = np.array([[0, 0, 0, 0], [0.1, 0.1, 0.1, 0.1], [1, 0, 0, 0]], np.float32)
    mse = squared_errors(y, x)
    np.testing.assert_allclose(mse, [0, 0.01, 0.25], rtol=1e-6)
    np.testing.assert_allclose(peak_signal_to_noise(mse, 1.0), [np.inf, 20, 6.0206], rtol=1e-5)
    # Ten times the range is twenty decibels more.
    np.testing.assert_allclose(peak_signal_to_noise(mse[1:], 10.0), [40, 26.0206], rtol=1e-5)


def test_measures_say_which_way_is_worse() -> None:
    y, x = pair()
    mse, psnr = Measure("mse", BCE()), Measure("psnr", BCE(), peak=2.0)
    np.testing.assert_array_equal(mse(y, x), squared_errors(y, x))
    np.testing.assert_allclose(psnr(y, x), peak_signal_to_noise(mse(y, x), 2.0))
    worst = np.argmax(mse.badness(mse(y, x)))
    assert worst == np.argmax(psnr.badness(psnr(y, x)))
    assert psnr.larger_is_better
    assert not mse.larger_is_better


@pytest.mark.parametrize("loss", LOSSES, ids=repr)
def test_a_mean_squared_error_tells_the_other_figures_where_it_can(loss: Loss) -> None:
    y, x = pair()
    mse = squared_errors(y, x)
    for measure in (Measure("mse", loss), Measure("psnr", loss, 3.0), Measure("loss", loss)):
        value = measure.of_mse(mse, x.shape[1])
        if measure.kind == "loss" and isinstance(loss, BCE):
            assert value is None
        else:
            assert value is not None
            np.testing.assert_allclose(value, measure(y, x), rtol=1e-6)


# Scalings


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return recipe("digits-autoencoder").source.load()


def in_scaling(digits: Dataset, scaling: str) -> Dataset:
    design = recipe("digits-autoencoder")
    return prepared(replace(design, view=View("vector", scaling, "input")), digits)


def test_the_range_is_the_datas_own_or_that_of_its_values(digits: Dataset) -> None:
    assert value_range(digits) == 16
    assert value_range(in_scaling(digits, "-1 to 1")) == 2
    standard = in_scaling(digits, "standard")
    assert value_range(standard) == standard.train.x.max() - standard.train.x.min()


SCALINGS = ("given", "0 to 1", "-1 to 1", "standard")


@pytest.mark.parametrize("source", SCALINGS)
@pytest.mark.parametrize("to", SCALINGS)
def test_one_scaling_becomes_another(digits: Dataset, source: str, to: str) -> None:
    of, wanted = in_scaling(digits, source), in_scaling(digits, to)
    got = rescaling(of, wanted)(of.test.x)
    moving = digits.train.x.reshape(len(digits.train), -1).std(axis=0) > 0
    np.testing.assert_allclose(got[:, moving], wanted.test.x[:, moving], atol=1e-4)
    assert got.dtype == np.float32


def test_a_set_without_a_range_of_its_own_is_turned_pixel_by_pixel(digits: Dataset) -> None:
    bare = replace(digits, low=float("nan"), high=float("nan"))
    of, wanted = in_scaling(bare, "0 to 1"), in_scaling(bare, "given")
    np.testing.assert_allclose(
        rescaling(of, wanted)(of.train.x), wanted.train.x.reshape(of.train.x.shape), atol=1e-4
    )


# Networks


def network(data: Dataset, common: Dataset, seed: int = 0) -> AutoEncoder:
    net = Sequential(recipe("digits-autoencoder").layers, data.shape, seed)
    return AutoEncoder(net, net.weight_vector.copy(), data, common)


def test_a_painter_draws_in_the_common_scaling(digits: Dataset) -> None:
    own, common = in_scaling(digits, "-1 to 1"), in_scaling(digits, "0 to 1")
    one = network(own, common)
    places = np.array([5, 0, 17])
    y = one.net.predict(own.test.x[places], one.weights)
    np.testing.assert_allclose(one.of_part("test", places), (y + 1) / 2, atol=1e-6)


def test_errors_of_many_images_are_those_of_each(digits: Dataset) -> None:
    data = in_scaling(digits, "0 to 1")
    one, measure = network(data, data), Measure("mse", BCE())
    places = np.arange(len(data.train))
    assert len(places) > CHUNK
    found, squares = one.errors("train", places, measure)
    np.testing.assert_array_equal(found, squares)
    losses, squares_too = one.errors("train", places, Measure("loss", BCE()))
    np.testing.assert_array_equal(squares_too, squares)
    assert not np.array_equal(losses, squares)
    y = one.net.predict(data.train.x, one.weights)
    np.testing.assert_allclose(found, squared_errors(y, data.train.x), rtol=1e-5)
    with pytest.raises(Cancelled):
        one.errors("train", places, measure, lambda: True)


def test_weights_of_the_network_may_change_meanwhile(digits: Dataset) -> None:
    data = in_scaling(digits, "0 to 1")
    one = network(data, data)
    before = one.of_part("test", np.arange(3))
    one.net.weight_vector[...] = 0
    np.testing.assert_array_equal(one.of_part("test", np.arange(3)), before)


# Histograms


def test_histograms_share_their_bins_and_lose_nothing() -> None:
    rng = np.random.default_rng(0)
    first, second = rng.gamma(2, 0.01, 500), rng.gamma(2, 0.03, 80)
    one, two = histograms([first, second])
    np.testing.assert_array_equal(one.edges, two.edges)
    assert one.counts.sum() == 500
    assert two.counts.sum() == 80
    assert 10 <= len(one.counts) <= 31
    width = one.edges[1] - one.edges[0]
    digit = width / 10 ** np.floor(np.log10(width) + 1e-9)
    assert min(abs(digit - np.array([1, 2, 5]))) < 1e-6
    np.testing.assert_array_equal(one.counts, np.histogram(first, one.edges)[0])


def test_what_is_no_number_is_left_out() -> None:
    (one,) = histograms([np.array([1.0, np.inf, 2.0, np.nan])])
    assert one.counts.sum() == 2
    (none,) = histograms([np.array([np.nan])])
    assert none.counts.size == none.edges.size == 0


@pytest.mark.parametrize("value", [0.0, 0.37, -4.0, 1e-30, 1e12])
def test_values_that_are_all_alike_are_counted(value: float) -> None:
    (one,) = histograms([np.full(9, value)])
    assert one.counts.sum() == 9
    assert (np.diff(one.edges) > 0).all()


def test_values_closer_than_numbers_can_tell_are_counted() -> None:
    (one,) = histograms([np.array([1.0, np.nextafter(1.0, 2.0)])])
    assert one.counts.sum() == 2
