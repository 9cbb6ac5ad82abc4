"""A page of reconstructions: the right images, each network's own, nothing worked out twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from diynn.analysis.reconstruction import AutoEncoder
from diynn.analysis.reconstruction_page import SHOWN, ImageChoice, Question, laid_out, surveyed
from diynn.data.dataset import Dataset, Part
from diynn.design.design import View, prepared
from diynn.errors import Cancelled
from diynn.layers import Linear
from diynn.network.losses import MSE
from diynn.network.sequential import Sequential
from diynn.storage.recipes import recipe

DESIGN = recipe("digits-autoencoder")


@pytest.fixture(scope="module")
def raw() -> Dataset:
    return DESIGN.source.load()


def in_scaling(raw: Dataset, scaling: str) -> Dataset:
    return prepared(replace(DESIGN, view=View("vector", scaling, "input")), raw)


class Counting(Sequential):
    """Counts the images that it is shown."""

    shown = 0

    def predict(self, x: Any, weights: Any = None) -> Any:
        self.shown += len(x)
        return super().predict(x, weights)


def network(data: Dataset, common: Dataset, seed: int = 0) -> AutoEncoder:
    net = Counting(DESIGN.layers, data.shape, seed)
    return AutoEncoder(net, net.weight_vector.copy(), data, common)


def question(raw: Dataset, data: Dataset, choice: ImageChoice, **other: Any) -> Question:
    settings = {"part": "test", "kind": "mse", "loss": MSE(), **other}
    return Question(raw, data, choice=choice, **settings)


def shown_to(one: AutoEncoder) -> int:
    assert isinstance(one.net, Counting)
    count, one.net.shown = one.net.shown, 0
    return count


def test_rows_are_original_reconstruction_difference_and_the_others(raw: Dataset) -> None:
    data, own = in_scaling(raw, "0 to 1"), in_scaling(raw, "-1 to 1")
    first, second = network(data, data), network(own, data, seed=1)
    asked = question(raw, data, ImageChoice("numbers", numbers=(4, 9)))
    page = laid_out(surveyed(asked, (first, second)), (first, second))
    assert page.pictures.shape == (2, 4, 8, 8)
    original, drawn, difference, other = page.pictures.transpose(1, 0, 2, 3)
    np.testing.assert_array_equal(original, raw.test.x[[4, 9], :, :, 0])
    y = first.net.predict(data.test.x[[4, 9]], first.weights).reshape(2, 8, 8)
    np.testing.assert_allclose(drawn, 16 * y, atol=1e-4)
    np.testing.assert_allclose(difference, drawn - original, atol=1e-5)
    z = second.net.predict(own.test.x[[4, 9]], second.weights).reshape(2, 8, 8)
    np.testing.assert_allclose(other, 8 * (z + 1), atol=1e-4)
    mse = np.mean((y - data.test.x[[4, 9]].reshape(2, 8, 8)) ** 2, axis=(1, 2))
    np.testing.assert_allclose(page.figures[0], mse, rtol=1e-5)


def test_averages_are_over_the_part_or_the_class(raw: Dataset) -> None:
    data = in_scaling(raw, "0 to 1")
    one = network(data, data)
    y = one.net.predict(data.train.x, one.weights)
    mse = np.mean((y - data.train.x) ** 2, axis=1)
    for only in (-1, 3):
        survey = surveyed(question(raw, data, ImageChoice("random", only), part="train"), (one,))
        wanted = mse if only < 0 else mse[raw.train.targets == 3]
        assert survey.is_whole
        assert survey.average(0) == pytest.approx(wanted.mean(), rel=1e-5)
        assert len(survey.chosen) == SHOWN
        if only >= 0:
            assert set(raw.train.targets[survey.chosen]) == {3}
    # Images chosen by number are shown; the averages remain those of all.
    survey = surveyed(question(raw, data, ImageChoice("numbers", numbers=(1,))), (one,))
    assert len(survey.looked_at) == survey.of == len(raw.test)


@pytest.mark.parametrize("kind", ["mse", "psnr"])
def test_worst_and_best_are_by_the_first_network(raw: Dataset, kind: str) -> None:
    data = in_scaling(raw, "0 to 1")
    one, two = network(data, data), network(data, data, seed=1)
    mse = np.mean((one.of_part("test", np.arange(len(data.test))) - data.test.x) ** 2, axis=1)
    for order in ("worst", "best"):
        survey = surveyed(question(raw, data, ImageChoice(order), kind=kind), (one, two))
        rank = np.argsort(mse if order == "best" else -mse, kind="stable")
        np.testing.assert_allclose(mse[survey.chosen], mse[rank[:SHOWN]], rtol=1e-4)


def test_a_sample_is_spread_over_the_part_and_says_so(raw: Dataset) -> None:
    data = in_scaling(raw, "0 to 1")
    one = network(data, data)
    survey = surveyed(question(raw, data, ImageChoice("worst")), (one,), most=50)
    assert len(set(survey.looked_at)) == 50
    assert survey.looked_at[0] == 0
    assert survey.looked_at[-1] == len(raw.test) - 1
    assert not survey.is_whole
    assert survey.of == len(raw.test)
    assert set(survey.chosen) <= set(survey.looked_at)
    assert shown_to(one) == 50


def test_what_is_known_of_a_network_is_not_worked_out_again(raw: Dataset) -> None:
    data = in_scaling(raw, "0 to 1")
    old, other = network(data, data), network(data, data, seed=1)
    asked = question(raw, data, ImageChoice("random"))
    survey = surveyed(asked, (old, other))
    page = laid_out(survey, (old, other))
    shown_to(old), shown_to(other)
    new = network(data, data, seed=2)
    again = surveyed(asked, (new, other), before=survey)
    fresh = laid_out(again, (new, other), page)
    assert shown_to(other) == 0
    assert shown_to(new) == len(raw.test) + SHOWN
    np.testing.assert_array_equal(fresh.figures[1], page.figures[1])
    assert not np.array_equal(fresh.figures[0], page.figures[0])
    # To another question, another answer.
    surveyed(question(raw, data, ImageChoice("random"), kind="psnr"), (other,), before=survey)
    assert shown_to(other) == len(raw.test)


def test_colours_become_grey_and_an_empty_class_an_empty_page(raw: Dataset) -> None:
    coloured = replace(
        raw,
        train=Part(np.repeat(raw.train.x, 3, axis=3), raw.train.targets),
        test=Part(np.repeat(raw.test.x, 3, axis=3), raw.test.targets),
    )
    data = in_scaling(coloured, "0 to 1")
    net = Sequential((Linear(5), Linear(192)), (192,))
    one = AutoEncoder(net, net.weight_vector, data, data)
    page = laid_out(surveyed(question(coloured, data, ImageChoice()), (one,)), (one,))
    assert page.pictures.shape == (SHOWN, 3, 8, 8)
    none = surveyed(question(coloured, data, ImageChoice(only=77)), (one,))
    assert np.isnan(none.average(0))
    assert laid_out(none, (one,)).pictures.shape == (0, 3, 8, 8)


def test_it_can_be_called_off(raw: Dataset) -> None:
    data = in_scaling(raw, "0 to 1")
    with pytest.raises(Cancelled):
        surveyed(
            question(raw, data, ImageChoice()), (network(data, data),), called_off=lambda: True
        )
