"""A data set scaled, seen and split: ranges, constant and very large features, shapes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from diynn.data.dataset import Array, Dataset, Part, split
from diynn.data.scaling import SCALINGS
from diynn.data.sources import Digits
from diynn.errors import DataError


def made_of(train: Array, test: Array, low: float = math.nan, high: float = math.nan) -> Dataset:
    first, second = (Part(x, np.arange(len(x)) % 2) for x in (train, test))
    return Dataset("made", first, second, ("a", "b"), (), low, high)


@pytest.mark.parametrize(
    ("scaling", "values", "ends"),
    [("given", [0, 5, 20], (0, 20)), ("0 to 1", [0, 0.25, 1], (0, 1)),
     ("-1 to 1", [-1, -0.5, 1], (-1, 1))],
)  # fmt: skip
def test_a_range_of_its_own_is_used(
    scaling: str, values: list[float], ends: tuple[float, float]
) -> None:
    # The training part alone reaches neither end.
    x = np.array([[5], [6]], np.uint16)
    scaled = made_of(x, np.array([[0], [5], [20]], np.uint16), 0, 20).scaled(scaling)
    assert scaled.test.x.ravel().tolist() == values
    assert (scaled.low, scaled.high) == ends
    assert scaled.scaling == scaling


@pytest.mark.parametrize("scaling", SCALINGS)
def test_scaling_gives_float32_and_leaves_the_original_alone(scaling: str) -> None:
    for kind in (np.uint8, np.int64, np.float32, np.float64):
        x = np.arange(12).reshape(6, 2).astype(kind)
        scaled = made_of(x, x[:2]).scaled(scaling)
        assert scaled.train.x.dtype == scaled.test.x.dtype == np.float32
        assert np.array_equal(x, np.arange(12).reshape(6, 2))
        assert np.array_equal(scaled.train.x[:2], scaled.test.x)


def test_features_are_scaled_by_the_training_part() -> None:
    train = np.array([[0.0, 10.0], [4.0, 30.0]])
    dataset = made_of(train, np.array([[8.0, 20.0]]))
    assert dataset.scaled("0 to 1").test.x.tolist() == [[2, 0.5]]
    assert dataset.scaled("-1 to 1").test.x.tolist() == [[3, 0]]
    assert dataset.scaled("standard").test.x.tolist() == [[3, 0]]


@pytest.mark.parametrize("scaling", SCALINGS[1:])
def test_constant_features_become_zero(scaling: str) -> None:
    # The mean of many 0.1 is not quite 0.1: rounding must not be blown up to a feature.
    dataset = made_of(np.full((1001, 1), 0.1), np.full((1, 1), 5.0)).scaled(scaling)
    assert not dataset.test.x.any()
    assert np.abs(dataset.train.x).max() < 1e-6


@pytest.mark.parametrize("scaling", SCALINGS[1:])
def test_large_numbers_keep_their_last_digits(scaling: str) -> None:
    x = 1.6e9 + np.arange(4.0)[:, None]
    steps = np.diff(made_of(x, x[:1]).scaled(scaling).train.x[:, 0])
    np.testing.assert_allclose(steps, steps[0], rtol=1e-5)
    assert steps[0] > 0.3


def test_the_ends_of_the_numbers_do_not_overflow() -> None:
    x = np.array([[-3e38], [3e38]])
    assert made_of(x, x).scaled("-1 to 1").train.x.ravel().tolist() == [-1, 1]


def test_data_sets_differ_by_content_and_can_be_kept_in_a_set() -> None:
    dataset, again = Digits().load(), Digits().load()
    assert len({dataset, again}) == 2
    assert dataset.fingerprint == again.fingerprint != dataset.scaled("0 to 1").fingerprint


def test_views() -> None:
    digits = Digits().load()
    assert digits.viewed("vector").shape == (64,)
    assert digits.viewed("vector").viewed("image").shape == (8, 8, 1)
    assert digits.viewed("sequence").shape == (64, 1)
    assert np.array_equal(digits.viewed("vector").train.x[3], digits.train.x[3].ravel())
    with pytest.raises(DataError, match="no square"):
        made_of(np.ones((2, 5)), np.ones((1, 5))).viewed("image")


def test_a_split_keeps_each_sample_once_and_the_shares_of_the_classes() -> None:
    x = np.arange(1000)[:, None]
    targets = np.repeat([0, 1, 2], [700, 290, 10])
    train, test = split(x, targets, 0.2, np.random.default_rng(1))
    assert sorted([*train.x.ravel(), *test.x.ravel()]) == list(range(1000))
    assert np.bincount(test.targets).tolist() == [140, 58, 2]
    assert np.array_equal(targets[test.x.ravel()], test.targets)
    assert not np.array_equal(train.x.ravel(), np.sort(train.x.ravel()))
