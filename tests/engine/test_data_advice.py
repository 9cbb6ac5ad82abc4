"""Advice that looks at the data: what cannot be learnt is told, mended, and learnt after that."""

from __future__ import annotations

import math
import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from diynn.data.dataset import Dataset, Part
from diynn.data.sources.source import Outline, outline_of
from diynn.design.advice import advice, after_divergence
from diynn.design.design import (
    Design,
    Run,
    View,
    design_from_record,
    design_to_record,
    fit,
    prepared,
)
from diynn.design.fixes import FATAL, GRAVE, MILD, Advice, until_it_fits
from diynn.errors import Diverged, DiynnError
from diynn.layers import LAYERS, BatchNorm, Linear, ReLU, Sigmoid, Softmax, Tanh
from diynn.layers.activations import Activation
from diynn.layers.layer import Layer, Pass
from diynn.network.losses import BCE, MSE, CrossEntropy, Huber, Loss
from diynn.network.optimizers import SGD, Adam
from diynn.storage.recipes import RECIPES, better_recipes, recipe, report_recipes
from diynn.training.training import Training, train
from diynn.tuning.rate_finder import RateSearch, find_rate, suggestion
from tests.engine.test_mending import some_designs, some_outlines

RNG = np.random.default_rng(0)
PLACES = RNG.uniform(-1, 1, (400, 2))
SIDE = (PLACES.sum(axis=1) > 0).astype(np.int64)
WAVE = np.sin(2 * PLACES[:, :1]) + 0.5 * PLACES[:, 1:]


def table(x: np.ndarray, targets: np.ndarray, classes: int = 0) -> Dataset:
    x = np.asarray(x, np.float64)
    parts = Part(x[:300], targets[:300]), Part(x[300:], targets[300:])
    names = tuple(f"in {k}" for k in range(x.shape[1])) if x.ndim == 2 else ()
    return Dataset("table", *parts, tuple(map(str, range(classes))), names)


def images() -> Dataset:
    """A bright stripe that lies or stands, in grey levels."""
    x = RNG.integers(0, 120, (400, 8, 8, 1)).astype(np.uint8)
    for number, upright in enumerate(SIDE):
        place = RNG.integers(8)
        if upright:
            x[number, :, place] = 250
        else:
            x[number, place] = 250
    parts = Part(x[:300], SIDE[:300]), Part(x[300:], SIDE[300:])
    return Dataset("stripes", *parts, ("lying", "upright"), (), 0.0, 255.0)


CLASSES = Design(
    layers=(Linear(16), Tanh(), Linear(2)), optimizer=SGD(0.1, momentum=0.9), run=Run(16, 30)
)
VALUES = replace(CLASSES, layers=(Linear(16), Tanh(), Linear(1)), loss=MSE())
BENT = replace(VALUES, layers=(Linear(16), ReLU(), Linear(1)))
TEN = np.minimum((5 * (PLACES[:, 0] + 1)).astype(np.int64), 9)
SCORES = replace(CLASSES, layers=(Linear(32), Tanh(), Linear(10)))


def ending(design: Design, loss: Loss, *end: Layer) -> Design:
    return replace(design, loss=loss, layers=(*design.layers, *end))


CASES = {
    "salary and age": (
        CLASSES, table(PLACES * (15000, 15) + (48000, 44), SIDE, 2), "scal",
    ),
    "years": (
        CLASSES, table(PLACES + np.array([2000, 0]), SIDE, 2), "“in 0” lies between 1999 and 2001",
    ),
    "grey levels": (
        replace(CLASSES, view=View(shape="vector")), images(), "between 0 and 250",
    ),
    "tiny": (CLASSES, table(PLACES * 1e-3, SIDE, 2), "scal"),
    "off zero": (CLASSES, table(PLACES / 10 + 10, SIDE, 2), "scal"),
    "uneven": (
        CLASSES, table(PLACES * (1, 1e-3), (PLACES[:, 1] > 0).astype(np.int64), 2), "scal",
    ),
    "targets of 300 000": (
        BENT, table(PLACES, WAVE.astype(np.float32) * 100_000 + 300_000), "predict lie between",
    ),
    "targets of a thousandth": (
        VALUES, table(PLACES, WAVE.astype(np.float32) * 1e-3), "predict lie between",
    ),
    "BCE of any values": (ending(VALUES, BCE()), table(PLACES, WAVE.astype(np.float32)), "BCE"),
    "Sigmoid, BCE of any values": (
        ending(VALUES, BCE(), Sigmoid()), table(PLACES, WAVE.astype(np.float32)), "BCE",
    ),
    "Sigmoid, BCE of 300 000": (
        ending(VALUES, BCE(), Sigmoid()),
        table(PLACES, WAVE.astype(np.float32) * 100_000 + 300_000), "BCE",
    ),
    "Sigmoid, MSE of any values": (
        ending(VALUES, MSE(), Sigmoid()), table(PLACES, WAVE.astype(np.float32)), "Sigmoid",
    ),
    "Softmax, Huber of any values": (
        ending(VALUES, Huber(), Softmax()), table(PLACES, WAVE.astype(np.float32)), "Softmax",
    ),
    "ReLU, MSE of any values": (
        ending(VALUES, MSE(), ReLU()), table(PLACES, WAVE.astype(np.float32)), "ReLU",
    ),
    "BCE of two classes": (ending(CLASSES, BCE()), table(PLACES, SIDE, 2), "no Sigmoid"),
    "CrossEntropy of scores": (
        ending(CLASSES, CrossEntropy()), table(PLACES, SIDE, 2), "no Softmax",
    ),
    "BCE of ten classes": (ending(SCORES, BCE()), table(PLACES, TEN, 10), "10 classes"),
}  # fmt: skip
"""Designs that learn nothing of their data, or mean nothing, each with what is said of it."""

SLOW = {
    "Sigmoid, BCE of ten classes": (
        ending(SCORES, BCE(), Sigmoid()), table(PLACES, TEN, 10), "10 classes",
    ),
    "MSE of ten classes": (ending(SCORES, MSE()), table(PLACES, TEN, 10), "10 classes"),
    "Huber of ten classes": (ending(SCORES, Huber()), table(PLACES, TEN, 10), "10 classes"),
}  # fmt: skip
"""Designs that learn, but not as well as they could."""


def warnings_of(design: Design, data: Dataset, weight: int = GRAVE) -> list[Advice]:
    return [one for one in advice(design, outline_of(data)) if one.weight >= weight]


def mended(design: Design, data: Dataset) -> Design:
    """After the first way out of each warning, one after the other."""
    for _ in range(6):
        warnings = warnings_of(design, data)
        if not warnings:
            return design
        design = warnings[0].mends[0].design
    raise AssertionError("there is no end to the warnings")


def skill(design: Design, data: Dataset) -> float:
    """What a training makes of the test part: 0 for guessing, 1 for all right; −1 where it diverges
    or its loss is below any that there can be."""
    try:
        training = Training(design, data)
        list(train(training))
    except DiynnError:
        return -1.0
    report = training.history[-1]
    if report.test_accuracy is not None:
        chance = np.bincount(data.test.targets).max() / len(data.test)
        return (report.test_accuracy - chance) / (1 - chance)
    y = training.net.predict(training.data.test.x)
    t = training.data.test.targets
    return float(1 - np.mean((y - t) ** 2) / np.var(t)) if report.test_loss >= 0 else -1.0


@pytest.mark.parametrize("case", [*CASES, *SLOW])
def test_it_is_reported_and_the_first_ways_out_mend_it(case: str) -> None:
    design, data, words = (CASES | SLOW)[case]
    assert fit(design, outline_of(data)).problem is None
    warnings = warnings_of(design, data)
    assert any(words in one.text() for one in warnings)
    good = mended(design, data)
    assert fit(good, outline_of(data)).problem is None
    assert skill(good, data) > 0.6


@pytest.mark.parametrize("case", CASES)
def test_what_is_reported_as_fatal_does_not_learn(case: str) -> None:
    design, data, _ = CASES[case]
    weight = FATAL if "MSE" not in case and "Huber" not in case else GRAVE
    assert warnings_of(design, data, weight)
    assert skill(design, data) < 0.75 * skill(mended(design, data), data)


@pytest.mark.parametrize(("design", "data"), [
    (CLASSES, table(PLACES, SIDE, 2)), (VALUES, table(PLACES, WAVE.astype(np.float32))),
    (ending(CLASSES, CrossEntropy(), Softmax()), table(PLACES * 5, SIDE, 2)),
    (ending(VALUES, BCE(), Sigmoid()), table(PLACES, (WAVE / 4 + 0.5).astype(np.float32))),
    (ending(VALUES, MSE(), ReLU()), table(PLACES, (WAVE + 2).astype(np.float32))),
    (replace(CLASSES, layers=(BatchNorm(), *CLASSES.layers)), CASES["salary and age"][1]),
    (replace(CLASSES, view=View(scaling="0 to 1")), CASES["salary and age"][1]),
    (SCORES, table(PLACES, TEN, 10)),
])  # fmt: skip
def test_what_learns_is_left_alone(design: Design, data: Dataset) -> None:
    assert not warnings_of(design, data, MILD)
    assert skill(design, data) > 0.6


@pytest.mark.parametrize("name", [*RECIPES, *report_recipes(), *better_recipes()])
def test_the_programs_own_recipes_are_left_alone(name: str) -> None:
    design = recipe(name)
    if design.source.missing() is not None:
        pytest.skip(f"{design.source.name()} is not on this machine")
    assert not warnings_of(design, design.source.load())


@settings(max_examples=300, deadline=None)
@given(some_designs, some_outlines)
def test_each_way_out_ends_its_warning(design: Design, outline: Outline) -> None:
    fitting = until_it_fits(design, outline)
    assert fitting is not None
    warnings = advice(fitting, outline)
    for one in warnings:
        assert one.mends
        for way in one.mends:
            assert way.text()
            assert way.design != fitting
            assert fit(way.design, outline).problem is None
            left = [(two.row, two.message) for two in advice(way.design, outline)]
            alike = [two for two in warnings if two.message == one.message]
            # Where a row has gone, the one before it may deserve the same.
            assert (one.row, one.message) not in left or len(left) < len(warnings) or (
                sum(message == one.message for _, message in left) < len(alike)
            )


# After a divergence.


def why(design: Design, data: Dataset) -> Diverged | None:
    try:
        list(train(Training(design, data)))
    except Diverged as error:
        return error
    return None


@pytest.mark.parametrize("case", CASES)
def test_the_learning_rate_is_blamed_only_where_nothing_else_explains_it(case: str) -> None:
    design, data, _ = CASES[case]
    fatal = warnings_of(design, data, FATAL)
    one = after_divergence(design, outline_of(data))
    assert ("smaller learning rate" in one.remedy) != bool(fatal)
    assert [one.text()] == [two.text() for two in fatal[:1] or [one]]
    # Either way the window has a button for it.
    assert one.mends


@pytest.mark.parametrize(
    "case", ["targets of 300 000", "BCE of any values", "BCE of two classes", "BCE of ten classes"]
)
def test_a_training_that_diverged_names_the_cause(case: str) -> None:
    design, data, _ = CASES[case]
    error = why(design, data)
    assert error is not None
    fatal = warnings_of(design, data, FATAL)[0]
    assert error.how() == fatal.remedy.format(**fatal.values)
    assert error.what().endswith(fatal.message.format(**fatal.values))
    assert "epoch 1," in error.what()
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)


@pytest.mark.parametrize("optimizer", [SGD(1e6), Adam(1e6), SGD(3.0, momentum=0.99)])
def test_a_learning_rate_that_is_too_large_has_a_smaller_one(optimizer: SGD | Adam) -> None:
    design = replace(CLASSES, optimizer=optimizer)
    one = after_divergence(design, outline_of(table(PLACES, SIDE, 2)))
    smaller = one.mends[0].design.optimizer.learning_rate
    assert 0 < smaller <= optimizer.learning_rate / 9


def test_the_rate_finder_says_what_stands_in_its_way() -> None:
    design, data, _ = CASES["off zero"]
    data_ = prepared(design, data)
    points = list(find_rate(design, data_, RateSearch()))
    with pytest.raises(DiynnError, match="not scaled"):
        suggestion(points, design, data_)


# What the advice relies on.


@pytest.mark.parametrize("kind", [kind for kind in LAYERS if issubclass(kind, Activation)])
def test_an_activation_reaches_what_it_says(kind: type[Activation]) -> None:
    x = np.linspace(-300, 300, 24_001)[:, None].repeat(2, axis=1)
    x[:, 1] *= -1
    layer = kind()
    weights = layer.new_weights((2,), np.random.default_rng(0))
    bound = layer.bind(x, weights, Pass(training=False))
    bound.forward()
    low, high = layer.reach
    assert bound.y.min() >= low
    assert bound.y.max() <= high
    assert bound.y.min() < low + 0.01 if math.isfinite(low) else bound.y.min() < -0.5
    assert bound.y.max() > high - 0.01 if math.isfinite(high) else bound.y.max() > 50


def test_scaled_targets_come_back_in_their_units() -> None:
    design, data, _ = CASES["targets of 300 000"]
    scaled = prepared(replace(design, view=View(targets="standard")), data)
    assert abs(float(scaled.train.targets.mean())) < 1e-4
    assert float(scaled.train.targets.std()) == pytest.approx(1, abs=1e-4)
    back = scaled.in_target_units(scaled.test.targets)
    np.testing.assert_allclose(back, data.test.targets, rtol=1e-5)
    assert prepared(design, data).in_target_units(back) is back


def test_designs_that_leave_targets_alone_are_written_as_before() -> None:
    assert "targets" not in design_to_record(VALUES)["view"]
    scaled = replace(VALUES, view=View(targets="standard"))
    assert design_from_record(design_to_record(scaled)) == scaled
