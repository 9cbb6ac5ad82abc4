"""The toy sets: reproducible, of the promised form, and as hard or easy as they say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from diynn.data.dataset import Dataset
from diynn.data.sources import (
    SOURCES,
    XOR,
    Blobs,
    Checkerboard,
    Circles,
    Digits,
    LinearData,
    Moons,
    Spirals,
    Waves,
)
from diynn.data.sources.toys import Toy
from diynn.errors import SettingError

TOYS = [kind for kind in SOURCES if issubclass(kind, Toy)]


def all_points(dataset: Dataset) -> tuple[np.ndarray, np.ndarray]:
    parts = (dataset.train, dataset.test)
    return np.concatenate([p.x for p in parts]), np.concatenate([p.targets for p in parts])


@pytest.mark.parametrize("kind", TOYS)
class TestEveryToy:
    def test_keeps_what_its_outline_promises(self, kind: type[Toy]) -> None:
        for samples in (20, 101, 1000):
            toy = kind(samples=samples)
            dataset, outline = toy.load(), toy.outline()
            assert outline.name == dataset.name
            assert outline.shape == dataset.shape == (2,)
            assert outline.classes == dataset.classes
            assert (outline.train, outline.test) == (len(dataset.train), len(dataset.test))
            assert outline.train + outline.test == samples
            assert dataset.train.x.dtype == np.float32
            assert toy.missing() is None

    def test_same_seed_same_points_other_seed_other_points(self, kind: type[Toy]) -> None:
        assert kind(seed=5).load().fingerprint == kind(seed=5).load().fingerprint
        assert kind(seed=5).load().fingerprint != kind(seed=6).load().fingerprint

    def test_without_noise_stays_in_the_picture_and_fills_it(self, kind: type[Toy]) -> None:
        x, _ = all_points(kind(noise=0.0).load())
        assert np.abs(x).max() <= 1.0
        assert np.abs(x).max() > 0.5

    def test_thirty_percent_are_for_testing_and_nothing_is_in_both(self, kind: type[Toy]) -> None:
        dataset = kind(samples=1000, noise=0.2).load()
        assert len(dataset.test) == 300
        assert len(np.unique(all_points(dataset)[0], axis=0)) == 1000

    def test_rejects_a_setting_out_of_range(self, kind: type[Toy]) -> None:
        with pytest.raises(SettingError):
            kind(samples=1)


@pytest.mark.parametrize("kind", [kind for kind in TOYS if kind is not Waves])
class TestEveryToyWithClasses:
    def test_classes_are_equally_large_in_both_parts(self, kind: type[Toy]) -> None:
        dataset = kind(samples=600).load()
        for part in (dataset.train, dataset.test):
            counts = np.bincount(part.targets, minlength=len(dataset.classes))
            assert part.targets.dtype == np.int64
            assert counts.max() - counts.min() <= 1
        assert dataset.classes == tuple("ABCDE"[: len(dataset.classes)])

    def test_a_stronger_noise_moves_each_point_along_one_line(self, kind: type[Toy]) -> None:
        still, some, more = (
            all_points(kind(noise=noise).load())[0].astype(float) for noise in (0.0, 0.1, 0.2)
        )
        assert np.abs(some - still).max() > 0.1
        np.testing.assert_allclose(more - still, 2 * (some - still), atol=1e-5)


@pytest.mark.parametrize("seed", range(20))
def test_linear_data_can_be_parted_by_a_line(seed: int) -> None:
    x, targets = all_points(LinearData(seed=seed, samples=400).load())
    # The perceptron rule ends if and only if a line parts the classes.
    homogeneous = np.column_stack([x, np.ones(len(x))])
    signs, weights = 2 * targets - 1, np.zeros(3)
    for _ in range(20_000):
        wrong = np.flatnonzero(signs * (homogeneous @ weights) <= 0)
        if not wrong.size:
            return
        weights += signs[wrong[0]] * homogeneous[wrong[0]]
    pytest.fail("no line was found")


@pytest.mark.parametrize("toy", [Circles(), XOR(), Moons(), Checkerboard(), Spirals()])
def test_the_others_cannot_be_parted_by_a_line(toy: Toy) -> None:
    x, targets = all_points(replace(toy, noise=0.0).load())
    homogeneous = np.column_stack([x, np.ones(len(x))])
    weights = np.linalg.lstsq(homogeneous, 2 * targets - 1.0, rcond=None)[0]
    assert np.mean((homogeneous @ weights > 0) == targets) < 0.95


def test_xor_and_checkerboard_colour_their_fields_in_turn() -> None:
    for toy, cells in ((XOR(noise=0.0), 2), (Checkerboard(cells=5), 5)):
        x, targets = all_points(toy.load())
        fields = np.floor((x + 1) / 2 * cells).astype(int)
        assert np.array_equal(fields.sum(axis=1) % 2, targets)


def test_circles_differ_in_radius() -> None:
    x, targets = all_points(Circles(noise=0.0).load())
    radius = np.linalg.norm(x, axis=1)
    assert radius[targets == 1].max() < radius[targets == 0].min()


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_spirals_and_blobs_have_as_many_classes_as_asked(count: int) -> None:
    for toy in (Spirals(arms=count), Blobs(centres=count)):
        dataset = toy.load()
        assert len(dataset.classes) == count
        assert set(np.unique(dataset.train.targets)) == set(range(count))


def test_spirals_make_the_turns_they_are_asked_for() -> None:
    x, targets = all_points(Spirals(noise=0.0, turns=2.0).load())
    points = x[targets == 0]
    points = points[np.argsort(np.linalg.norm(points, axis=1))]
    angle = np.unwrap(np.arctan2(points[:, 1], points[:, 0]))
    assert (angle[-1] - angle[0]) / (2 * np.pi) == pytest.approx(2.0, abs=0.2)


def test_waves_is_a_regression_with_noise_on_its_target_only() -> None:
    clean, noisy = Waves(noise=0.0).load(), Waves(noise=0.3).load()
    assert clean.classes == ()
    assert Waves().outline().values == 1
    assert clean.train.targets.shape == (700, 1)
    assert clean.train.targets.dtype == np.float32
    x = clean.train.x
    wave = np.sin(np.pi * x[:, 0]) * np.cos(np.pi * x[:, 1])
    np.testing.assert_allclose(clean.train.targets[:, 0], wave, atol=1e-5)
    assert np.array_equal(noisy.train.x, x)
    assert np.std(noisy.train.targets[:, 0] - wave) == pytest.approx(0.3, rel=0.15)


def test_digits_come_in_fixed_parts_of_all_classes() -> None:
    dataset, outline = Digits().load(), Digits().outline()
    assert (len(dataset.train), len(dataset.test)) == (outline.train, outline.test) == (1437, 360)
    assert dataset.shape == outline.shape == (8, 8, 1)
    assert dataset.classes == outline.classes
    assert (dataset.train.x.min(), dataset.train.x.max()) == (0, 16) == (dataset.low, dataset.high)
    assert np.bincount(dataset.test.targets).min() >= 34
    assert dataset.fingerprint == Digits().load().fingerprint
