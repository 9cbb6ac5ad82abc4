"""A drawing becomes a sample the way the data's own images were made."""

from __future__ import annotations

import numpy as np
import pytest

from diynn.data.dataset import Dataset, Part
from diynn.data.handwritten_digit import drawn_sample, framing
from diynn.data.sources import SOURCES
from diynn.data.sources.digits import Digits
from diynn.data.sources.toys import Moons
from diynn.errors import DataError


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return Digits().load()


def rectangles(height: int, width: int, top: int, left: int) -> Dataset:
    """Empty images of 12 × 12 with one filled rectangle each."""
    x = np.zeros((40, 12, 12, 1), np.float32)
    x[:, top : top + height, left : left + width] = 1
    part = Part(x, np.zeros(len(x), np.int64))
    return Dataset("rectangles", part, part, ("one",), low=0.0, high=1.0)


def enlarged(image: np.ndarray, factor: int = 9) -> np.ndarray:
    """A picture drawn large, off the middle of a sheet."""
    large = np.kron(image, np.ones((factor, factor)))
    sheet = np.zeros((300, 340))
    sheet[20 : 20 + len(large), 60 : 60 + large.shape[1]] = large
    return sheet


def loaded(name: str) -> Dataset:
    source = next(source for source in SOURCES if source.name() == name)()
    if source.missing() is not None:
        pytest.skip(f"{name} is not on this machine")
    return source.load()


def test_the_box_of_the_digits_of_scikit_learn(digits):
    frame = framing(digits)
    assert (frame.height, frame.width, frame.channels) == (8, 8, 1)
    assert (frame.box_height, frame.box_width, frame.by_mass) == (8, 7, False)
    assert (frame.paper, frame.ink) == (0, 16)


def test_usps_fills_its_images_and_mnist_is_centred_by_mass_in_a_box_of_20():
    usps = framing(loaded("USPS"))
    assert (usps.box_height, usps.box_width, usps.by_mass) == (16, 16, False)
    assert (usps.middle_y, usps.middle_x) == (8, 8)
    mnist = framing(loaded("MNIST"))
    assert (mnist.box_height, mnist.box_width, mnist.by_mass) == (20, 20, True)
    assert (mnist.middle_y, mnist.middle_x) == (14.5, 14.5)


@pytest.mark.parametrize("name", ["USPS", "MNIST"])
def test_an_image_drawn_large_comes_back_as_it_was(name):
    data = loaded(name)
    frame = framing(data)
    difference = []
    for image in data.test.x[:60, ..., 0].astype(float):
        made = drawn_sample(enlarged(image / data.high), frame)
        assert made is not None
        difference.append(np.abs(made[..., 0] - image).mean() / data.high)
    assert np.median(difference) < 1e-6
    assert np.max(difference) < 0.1


def test_each_pixel_is_the_mean_of_its_block(digits):
    """Full height, even width: nothing is moved, so the 4 × 4 means are seen as they are."""
    frame = framing(digits)
    bitmap = np.zeros((32, 24))
    bitmap[:4, :4] = bitmap[-4:, -4:] = 1
    bitmap[8:12, 4:6] = 1
    made = drawn_sample(bitmap, frame)
    assert made is not None
    assert made.shape == (8, 8, 1)
    assert made.dtype == np.float32
    assert (made[0, 1, 0], made[7, 6, 0]) == (16, 16)
    assert made[2, 2, 0] == 8
    assert np.count_nonzero(made) == 3


@pytest.mark.parametrize("factor", [1.0, 0.5])
def test_size_and_place_of_a_drawing_do_not_matter(digits, factor):
    frame = framing(digits)
    small, large = np.zeros((200, 200)), np.zeros((200, 200))
    small[10:42, 150:174] = 1
    small[20:30, 158:166] = 0
    large[90:186, 20:92] = factor
    large[120:150, 44:68] = 0
    first, second = drawn_sample(small, frame), drawn_sample(large, frame)
    np.testing.assert_allclose(first, second, atol=1e-5)


def test_a_figure_is_not_distorted(digits):
    frame = framing(digits)
    upright, flat = np.zeros((100, 100)), np.zeros((100, 100))
    upright[10:90, 45:55] = 1
    flat[45:55, 10:90] = 1
    tall, wide = drawn_sample(upright, frame)[..., 0], drawn_sample(flat, frame)[..., 0]
    assert (tall.max(axis=1) > 0).sum() == 8
    assert (tall.max(axis=0) > 0).sum() <= 2
    assert (wide.max(axis=0) > 0).sum() <= 8
    assert (wide.max(axis=1) > 0).sum() <= 2


def test_a_line_is_as_strong_as_the_datas_strongest(digits):
    frame = framing(digits)
    thin = np.zeros((256, 256))
    thin[20:230, 100:102] = 1
    assert drawn_sample(thin, frame).max() == 16


def test_an_empty_sheet_is_no_sample(digits):
    assert drawn_sample(np.zeros((64, 64)), framing(digits)) is None


def test_black_on_white_and_colours_are_kept_as_they_are():
    made = rectangles(6, 4, 3, 4)
    x = np.repeat(255 * (1 - made.train.x), 3, axis=-1).astype(np.uint8)
    part = Part(x, made.train.targets)
    frame = framing(Dataset("paper", part, part, ("one",), low=0.0, high=255.0))
    assert (frame.paper, frame.ink, frame.channels) == (255, 0, 3)
    sample = drawn_sample(np.pad(np.ones((60, 40)), 20), frame)
    np.testing.assert_allclose(sample, x[0], atol=1e-3)


def test_boxes_that_lie_still_centre_by_box_and_boxes_that_move_by_mass():
    still = framing(rectangles(6, 4, 3, 4))
    assert (still.middle_y, still.middle_x, still.by_mass) == (6, 6, False)
    rng = np.random.default_rng(1)
    x = np.zeros((60, 12, 12, 1))
    for image in x:
        # A faint tail of any length moves the middle of the box, and hardly that of the mass.
        image[4:8, 4:8] = 1
        image[6, 8 : 8 + rng.integers(1, 4)] = 0.11
    part = Part(x, np.zeros(60, np.int64))
    assert framing(Dataset("tails", part, part, ("one",), low=0.0, high=1.0)).by_mass


def test_data_without_figures_is_refused():
    with pytest.raises(DataError, match="no images"):
        framing(Moons().load())
    part = Part(np.zeros((5, 4, 4, 1)), np.zeros(5, np.int64))
    with pytest.raises(DataError, match="empty"):
        framing(Dataset("nothing", part, part, ("one",)))


@pytest.mark.parametrize("scaling", ["given", "0 to 1", "-1 to 1", "standard"])
def test_a_later_sample_is_scaled_as_the_data_is(digits, scaling):
    scaled = digits.scaled(scaling)
    np.testing.assert_array_equal(digits.scaler(scaling)(digits.test.x), scaled.test.x)
