"""The learning-rate finder: a suggestion that learns, an honest sentence where there is none."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from diynn.data.dataset import Dataset, Part
from diynn.design.design import Design, prepared
from diynn.errors import Diverged, SettingError, ShapeError
from diynn.layers import Linear
from diynn.network.optimizers import OPTIMIZERS, Optimizer
from diynn.network.schedules import SCHEDULES
from diynn.storage.recipes import recipe
from diynn.training.training import Training, train
from diynn.tuning.rate_finder import RatePoint, RateSearch, find_rate, has_run_away, suggestion


def parts(name: str) -> tuple[Design, Dataset]:
    design = recipe(name)
    return design, prepared(design, design.source.load())


@pytest.mark.parametrize("name", ["linear", "moons", "digits-dense"])
def test_the_suggestion_is_a_rate_with_which_the_recipe_learns(name: str) -> None:
    design, data = parts(name)
    points = list(find_rate(design, data))
    found = suggestion(points)
    assert found.ran_away
    assert found.rate == pytest.approx(found.lowest / 10, rel=0.05)
    training = Training(
        replace(design, optimizer=replace(design.optimizer, learning_rate=found.rate)), data, data
    )
    for _ in train(training, 15):
        pass
    accuracy = training.history[-1].test_accuracy
    assert accuracy is not None
    assert accuracy > 0.88


def test_rates_grow_by_equal_factors_and_the_same_search_is_the_same() -> None:
    design, data = parts("moons")
    search = RateSearch(lowest_rate=1e-4, highest_rate=1e-1, steps=60)
    first, second = (list(find_rate(design, data, search)) for _ in range(2))
    assert first == second
    assert [point.step for point in first] == list(range(1, 61))
    rates = np.array([point.rate for point in first])
    assert rates[[0, -1]] == pytest.approx([1e-4, 1e-1])
    assert np.diff(np.log(rates)) == pytest.approx(np.diff(np.log(rates))[0])
    # The average leans neither to zero nor to the first value.
    losses = [point.loss for point in first[:3]]
    weighted = (0.81 * losses[0] + 0.9 * losses[1] + losses[2]) / (0.81 + 0.9 + 1)
    assert first[2].smoothed == pytest.approx(weighted)


def test_the_training_of_the_user_is_not_touched() -> None:
    design, data = parts("moons")
    training = Training(design, data, data)
    for _ in islice(train(training), 30):
        pass
    before = training.net.weight_vector.copy()
    weights = before.copy()
    points = list(find_rate(design, data, weights=weights))
    assert np.array_equal(training.net.weight_vector, before)
    assert np.array_equal(weights, before)
    assert training.optimizer == design.optimizer
    fresh = next(find_rate(design, data))
    assert points[0].loss != fresh.loss


def test_it_begins_with_the_weights_it_is_given() -> None:
    design, data = parts("moons")
    net = Training(design, data, data)
    for _ in train(net, 40):
        pass
    point = next(find_rate(design, data, weights=net.net.weight_vector))
    assert point.loss < 0.9 * next(find_rate(design, data)).loss


def test_rates_that_diverge_at_once_give_a_sentence() -> None:
    design, data = parts("digits-dense")
    points = list(find_rate(design, data, RateSearch(lowest_rate=1e3, highest_rate=1e6)))
    assert len(points) < 20
    with pytest.raises(Diverged, match="smaller lowest rate than 1000"):
        suggestion(points)


def test_rates_too_small_to_learn_give_a_sentence() -> None:
    design, data = parts("digits-dense")
    points = list(find_rate(design, data, RateSearch(lowest_rate=1e-9, highest_rate=1e-7)))
    assert len(points) == 200
    with pytest.raises(SettingError, match="did not fall"):
        suggestion(points)


def test_a_search_that_ends_while_the_loss_falls_says_so() -> None:
    design, data = parts("digits-dense")
    points = list(find_rate(design, data, RateSearch(highest_rate=0.05)))
    assert not suggestion(points).ran_away


def test_rates_that_cannot_grow_are_refused() -> None:
    design, data = parts("moons")
    with pytest.raises(SettingError, match=r"cannot grow from 0\.1 to 0\.1"):
        list(find_rate(design, data, RateSearch(lowest_rate=0.1, highest_rate=0.1)))
    with pytest.raises(SettingError):
        RateSearch(steps=3)


def test_a_misfit_and_broken_data_are_reported_as_what_they_are() -> None:
    design, data = parts("digits-dense")
    with pytest.raises(ShapeError):
        list(find_rate(replace(design, layers=(Linear(3),)), data))
    x = data.train.x.copy()
    x[:] = np.nan
    broken = replace(data, train=Part(x, data.train.targets))
    with pytest.raises(Diverged, match="infinite or no numbers"):
        list(find_rate(design, broken))


def test_the_reading_of_a_known_curve() -> None:
    rates = np.geomspace(1e-4, 1e1, 200)
    x = np.log10(rates)
    # Level, falling about 0.01, lowest at 0.1, then rising beyond all.
    losses = 1 - 0.8 / (1 + np.exp(-6 * (x + 2))) + np.where(x > -1, 3 * (x + 1) ** 2, 0)
    points = []
    for number, (rate, loss) in enumerate(zip(rates.tolist(), losses.tolist(), strict=True), 1):
        points.append(RatePoint(number, 400, rate, loss, loss))
        if has_run_away(loss, min(point.loss for point in points), points[0].loss):
            break
    found = suggestion(points)
    assert found.ran_away
    assert found.lowest == pytest.approx(0.1, rel=0.1)
    assert found.steepest == pytest.approx(0.01, rel=0.2)
    assert found.rate == pytest.approx(0.01, rel=0.1)


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_every_optimizer_and_no_schedule(kind: type[Optimizer]) -> None:
    design, data = parts("digits-dense")
    design = replace(design, optimizer=kind())
    points = list(find_rate(design, data))
    assert suggestion(points).rate > 0
    for schedule in SCHEDULES:
        assert list(find_rate(replace(design, schedule=schedule()), data)) == points
