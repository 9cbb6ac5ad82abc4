"""A few images of many: by error, by class, at random, by number."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from diynn.analysis.reconstruction_page import ImageChoice, read_numbers
from diynn.errors import DataError

LABELS = np.array([2, 0, 1, 1, 0, 2, 2, 1])


def chosen(choice: ImageChoice, badness: Any = None, most: int = 20) -> list[int]:
    pool = choice.pool(LABELS)
    return [int(place) for place in choice.chosen(pool, LABELS, badness, most)]


def test_by_error_the_worst_or_the_best_come_first() -> None:
    badness = np.array([0.1, 0.9, 0.5, 0.2, 0.9, 0.0, 0.3, 0.4])
    assert chosen(ImageChoice("worst"), badness, 3) == [1, 4, 2]
    assert chosen(ImageChoice("best"), badness, 3) == [5, 0, 3]
    badness[1] = np.nan
    assert chosen(ImageChoice("worst"), badness)[-1] == 1
    assert chosen(ImageChoice("best"), badness)[-1] == 1


def test_of_one_class_the_badness_is_that_of_its_images() -> None:
    badness = np.array([0.1, 0.3, 0.2])
    assert chosen(ImageChoice("worst", only=1), badness) == [3, 7, 2]


def test_at_random_a_seed_always_chooses_the_same() -> None:
    first = chosen(ImageChoice("random", seed=3), most=4)
    assert first == chosen(ImageChoice("random", seed=3), most=4)
    assert len(set(first)) == 4
    assert any(chosen(ImageChoice("random", seed=seed), most=4) != first for seed in range(5))
    assert set(chosen(ImageChoice("random", only=0))) == {1, 4}


def test_by_class_every_class_has_as_many() -> None:
    assert chosen(ImageChoice("class"), most=6) == [1, 4, 2, 3, 0, 5]
    # More classes than places: the first ones, one image each.
    assert chosen(ImageChoice("class"), most=2) == [1, 2]


def test_numbers_stand_in_the_order_in_which_they_were_written() -> None:
    assert chosen(ImageChoice("numbers", numbers=(5, 1, 40))) == [5, 1]
    assert chosen(ImageChoice("numbers", numbers=(5, 1, 40)), most=1) == [5]
    assert chosen(ImageChoice("numbers")) == []
    assert chosen(ImageChoice("class", only=7)) == []


def test_values_to_predict_are_no_classes() -> None:
    values = np.ones((5, 2), np.float32)
    choice = ImageChoice("class")
    assert list(choice.chosen(choice.pool(values), values, None, 3)) == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3, 17, 20-25", (2, 16, 19, 20, 21, 22, 23, 24)),
        ("3;17 20", (2, 16, 19)),
        (" 4 – 2,3, 9,", (3, 2, 1, 8)),
        ("30", (29,)),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, numbers: tuple[int, ...]) -> None:
    assert read_numbers(text, 30) == numbers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3, x", "“x” is no number"),
        ("", "“” is no number"),
        ("3--5", "“3--5”"),
        ("0", "no image 0"),
        ("3-31", "no image 31. The numbers run from 1 to 30."),
        ("9999999999999", "no number"),
    ],
)
def test_what_is_no_list_of_numbers_is_reported(text: str, words: str) -> None:
    with pytest.raises(DataError) as caught:
        read_numbers(text, 30)
    assert words in str(caught.value)
