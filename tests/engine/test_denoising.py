"""Noise is kept while its strength moves; what networks make of it is told in fair figures."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from diynn.analysis.denoising import (
    ImageSpace,
    field_of,
    image_errors,
    image_space,
    look,
    mean_errors,
    mean_filter,
    one_of_each,
)
from diynn.analysis.reconstruction import AutoEncoder
from diynn.data.dataset import Dataset, Part
from diynn.data.noise import NOISES, Gaussian, MaskedSquare, Noise, SaltAndPepper
from diynn.errors import SettingError
from diynn.layers import Linear
from diynn.network.sequential import Sequential
from diynn.settings import Range, from_record, to_record

SHAPE = (20, 12, 10, 1)
STRENGTHS = (0.0, 0.1, 0.25, 0.5, 0.8, 1.0)


def images(shape: tuple[int, ...] = SHAPE) -> np.ndarray:
    """Between black and white, and neither."""
    return np.random.default_rng(3).uniform(0.2, 0.8, shape).astype(np.float32)


def digits(scaling: str = "given") -> Dataset:
    x = np.random.default_rng(0).integers(0, 17, (60, 4, 4, 1)).astype(np.float32)
    labels = np.arange(60) % 3
    made = Dataset(
        "digits", Part(x[:40], labels[:40]), Part(x[40:], labels[40:]), ("a", "b", "c"),
        low=0.0, high=16.0,
    )  # fmt: skip
    return made.scaled(scaling)


def identity(common: Dataset, own: Dataset) -> AutoEncoder:
    """A network that gives back just what it gets."""
    net = Sequential((Linear(16),), (16,), seed=0)
    net.weights["0.W"][...] = np.eye(16)
    net.weights["0.b"][...] = 0
    return AutoEncoder(net, net.weight_vector, own, common)


def space_of(data: Dataset) -> ImageSpace:
    space = image_space(data, data)
    assert space is not None
    return space


# Every kind of noise.


@pytest.mark.parametrize("kind", NOISES)
class TestEveryKind:
    def test_has_one_setting_from_nothing_to_all(self, kind: type[Noise]) -> None:
        noise = kind()
        limits = noise.setting().limits
        assert isinstance(limits, Range)
        assert (limits.low, limits.high) == (0, 1)
        assert noise.strength == noise.setting().default
        assert from_record(to_record(noise), NOISES, "noise") == noise
        with pytest.raises(SettingError):
            kind(**{noise.setting().name: 1.1})

    def test_no_strength_changes_nothing(self, kind: type[Noise]) -> None:
        x, noise = images(), kind()
        field = field_of(noise, x.shape, 0)
        np.testing.assert_array_equal(noise.applied(x, field, 0.0, 0.0, 1.0), x)

    def test_only_the_strength_moves(self, kind: type[Noise]) -> None:
        """What a weak noise has spoilt, a stronger one spoils too, in the same direction."""
        x, noise = images(), kind()
        field = field_of(noise, x.shape, 0)
        changes = [noise.applied(x, field, strength, 0.0, 1.0) - x for strength in STRENGTHS]
        for weaker, stronger in pairwise(changes):
            spoilt = weaker != 0
            assert np.count_nonzero(stronger) > 0
            assert (np.abs(stronger[spoilt]) >= np.abs(weaker[spoilt])).all()
            assert (np.sign(stronger[spoilt]) == np.sign(weaker[spoilt])).all()

    def test_the_same_seed_gives_the_same_field(self, kind: type[Noise]) -> None:
        fields = [field_of(kind(), SHAPE, *seed) for seed in ((0, 0), (0, 0), (1, 0), (0, 5))]
        assert all(field.shape == SHAPE and field.dtype == np.float32 for field in fields)
        np.testing.assert_array_equal(fields[0], fields[1])
        assert (fields[0] != fields[2]).any()
        assert (fields[0] != fields[3]).any()

    def test_it_counts_in_black_and_white(self, kind: type[Noise]) -> None:
        """In another range of values the same happens."""
        x, noise = images(), kind()
        field = field_of(noise, x.shape, 0)
        here = noise.applied(x, field, 0.4, 0.0, 1.0)
        there = noise.applied(x * 2 - 1, field, 0.4, -1.0, 1.0)
        np.testing.assert_allclose(there, here * 2 - 1, atol=1e-5)

    def test_type_and_input_stay(self, kind: type[Noise]) -> None:
        for dtype in (np.float32, np.float64):
            x, noise = images().astype(dtype), kind()
            before = x.copy()
            assert noise.applied(x, field_of(noise, x.shape, 0), 0.5, 0.0, 1.0).dtype == dtype
            np.testing.assert_array_equal(x, before)


def test_gaussian_has_its_deviation_and_clips_nothing() -> None:
    x = images((200, 16, 16, 1))
    noise = Gaussian(0.5)
    added = noise.applied(x, field_of(noise, x.shape, 0), noise.strength, 0.0, 1.0) - x
    assert added.std() == pytest.approx(0.5, rel=0.02)
    assert abs(added.mean()) < 0.01
    assert (x + added).max() > 1.5
    assert (x + added).min() < -0.5


@pytest.mark.parametrize("share", STRENGTHS)
def test_salt_and_pepper_changes_its_share_of_every_image(share: float) -> None:
    x, noise = images(), SaltAndPepper(share)
    spoilt = noise.applied(x, field_of(noise, x.shape, 0), share, 0.0, 1.0)
    changed = (spoilt != x).sum(axis=(1, 2, 3))
    assert (abs(changed - share * 120) <= 1).all()
    assert set(np.unique(spoilt[spoilt != x])) <= {0.0, 1.0}
    if share == 1:
        assert 0.45 < spoilt.mean() < 0.55


@pytest.mark.parametrize("side", STRENGTHS)
def test_the_square_is_one_and_of_its_side(side: float) -> None:
    x, noise = images(), MaskedSquare(side)
    gone = noise.applied(x, field_of(noise, x.shape, 0), side, 0.0, 1.0) == 0
    for image in gone[..., 0]:
        rows, columns = image.any(axis=1), image.any(axis=0)
        # A square and nothing else: whatever lies in its rows and columns is gone.
        np.testing.assert_array_equal(image, rows[:, None] & columns[None, :])
        for covered, size in ((rows, 12), (columns, 10)):
            assert abs(covered.sum() - side * size) <= 1
            edges = np.diff(np.concatenate([[0], covered.astype(int), [0]]))
            assert (edges == 1).sum() <= 1


@pytest.mark.parametrize("kind", [SaltAndPepper, MaskedSquare])
def test_a_pixel_is_spoilt_in_all_its_channels(kind: type[Noise]) -> None:
    field = field_of(kind(), (5, 6, 7, 3), 0)
    np.testing.assert_array_equal(field, field[..., :1].repeat(3, axis=-1))


# The filter.


def test_mean_filter_is_the_mean_of_nine() -> None:
    x = images((3, 7, 5, 2))
    wide = np.pad(x, [(0, 0), (1, 1), (1, 1), (0, 0)], mode="edge")
    expected = np.empty_like(x)
    for row in range(7):
        for column in range(5):
            nine = wide[:, row : row + 3, column : column + 3]
            expected[:, row, column] = nine.mean(axis=(1, 2))
    np.testing.assert_allclose(mean_filter(x), expected, atol=1e-6)
    assert mean_filter(x).dtype == x.dtype


def test_mean_filter_takes_noise_away_and_leaves_plain_ground() -> None:
    plain = np.full((4, 16, 16, 1), 0.5, np.float32)
    np.testing.assert_allclose(mean_filter(plain), plain, atol=1e-6)
    noisy = Gaussian().applied(plain, field_of(Gaussian(), plain.shape, 0), 0.3, 0.0, 1.0)
    assert image_errors(mean_filter(noisy), plain).max() < image_errors(noisy, plain).min() / 4


# Figures.


@pytest.mark.parametrize("scaling", ["given", "0 to 1", "-1 to 1"])
def test_doing_nothing_is_what_identity_does(scaling: str) -> None:
    common, own = digits(), digits(scaling)
    denoiser = identity(common, own)
    x = common.test.x
    for noise in (Gaussian(), SaltAndPepper(), MaskedSquare()):
        found = mean_errors(space_of(common), x, [denoiser], noise, STRENGTHS, seed=1)
        assert found is not None
        assert found.shape == (3, len(STRENGTHS))
        np.testing.assert_allclose(found[2], found[0], rtol=1e-4, atol=1e-9)
        assert found[0, 0] == 0
        assert (np.diff(found[0]) > 0).all()
    gaussian = mean_errors(space_of(common), x, [], Gaussian(), [0.5], seed=1)
    assert gaussian is not None
    # The mean squared error of σ is σ², whatever range the data has.
    assert gaussian[0, 0] == pytest.approx(0.25, rel=0.2)


def test_figures_over_all_are_those_of_the_images() -> None:
    common = digits()
    denoiser = identity(common, common)
    clean = space_of(common).images(common.test.x)
    field = field_of(Gaussian(), clean.shape, 4)
    found = look(space_of(common), clean, field, Gaussian(), 0.3, [denoiser, denoiser])
    over_all = mean_errors(space_of(common), common.test.x, [denoiser] * 2, Gaussian(), [0.3], 4)
    assert over_all is not None
    means = [
        errors.mean()
        for errors in (found.spoilt_errors, found.filtered_errors, *found.restored_errors)
    ]
    np.testing.assert_allclose(over_all[:, 0], means, rtol=1e-5)
    np.testing.assert_allclose(found.restored[0], found.spoilt, atol=1e-5)


def test_long_work_ends_when_told() -> None:
    common = digits()
    denoiser = identity(common, common)
    asked = iter([True, True, False])
    found = mean_errors(
        space_of(common), common.test.x, [denoiser], Gaussian(), STRENGTHS, 0, lambda: next(asked)
    )
    assert found is None
    assert next(asked, None) is None


def test_images_and_values_are_two_sides() -> None:
    space = ImageSpace((4, 4, 1), -1.0, 3.0)
    x = np.random.default_rng(0).uniform(-1, 3, (5, 16)).astype(np.float32)
    assert space.images(x).shape == (5, 4, 4, 1)
    assert 0 <= space.images(x).min() <= space.images(x).max() <= 1
    np.testing.assert_allclose(space.values(space.images(x)), x, atol=1e-6)


def test_the_space_of_a_data_set() -> None:
    raw = digits()
    vector = raw.scaled("-1 to 1").viewed("vector")
    space = image_space(raw, vector)
    assert space is not None
    assert (space.shape, space.low, space.high) == ((4, 4, 1), -1.0, 1.0)
    standard = image_space(raw, raw.scaled("standard"))
    assert standard is not None
    values = raw.scaled("standard").train.x
    assert (standard.low, standard.high) == (values.min(), values.max())
    flat = raw.viewed("vector")
    assert image_space(flat, flat) is None
    seen = image_space(flat, flat.viewed("image"))
    assert seen is not None
    assert seen.shape == (4, 4, 1)


def test_one_of_each_class() -> None:
    labels = np.random.default_rng(0).permutation(np.repeat(np.arange(10), 30))
    chosen = one_of_each(labels, 10, np.random.default_rng(1))
    assert labels[chosen].tolist() == list(range(10))
    others = one_of_each(labels, 10, np.random.default_rng(2))
    assert (chosen != others).any()


@pytest.mark.parametrize(("classes", "wanted"), [(3, 10), (26, 10), (1, 4)])
def test_as_many_of_each_as_there_is_room(classes: int, wanted: int) -> None:
    labels = np.arange(300) % classes
    chosen = one_of_each(labels, wanted, np.random.default_rng(0))
    assert len(set(chosen.tolist())) == wanted
    counts = np.bincount(labels[chosen], minlength=classes)
    assert counts.max() - counts.min() <= 1


def test_without_classes_or_with_few_samples() -> None:
    values = np.zeros((50, 2))
    chosen = one_of_each(values, 10, np.random.default_rng(0))
    assert len(set(chosen.tolist())) == 10
    assert one_of_each(np.array([2, 1]), 10, np.random.default_rng(0)).tolist() == [1, 0]
    empty = replace(digits(), train=Part(np.zeros((0, 4, 4, 1)), np.zeros(0, np.int64)))
    assert len(one_of_each(empty.train.targets, 10, np.random.default_rng(0))) == 0
