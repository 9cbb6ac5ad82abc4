"""Mends lead out of every misfit, in a bounded number of steps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diynn.data.dataset import VIEWS
from diynn.data.scaling import SCALINGS
from diynn.data.sources.source import Outline
from diynn.data.sources.toys import Moons
from diynn.design.advice import advice
from diynn.design.design import GOALS, Design, Run, View, fit
from diynn.design.fixes import mends
from diynn.layers import (
    LAYERS,
    BatchNorm,
    Conv1D,
    Conv2D,
    ConvTranspose2D,
    Dropout,
    Flatten,
    GlobalAvgPool,
    LayerNorm,
    Linear,
    MaxPool2D,
    ReLU,
    Reshape2D,
    Residual2D,
    Sigmoid,
    Softmax,
    Tanh,
)  # fmt: skip
from diynn.layers.layer import Layer
from diynn.network.losses import BCE, LOSSES, MSE, CrossEntropy, LogSoftmaxCrossEntropy
from diynn.network.optimizers import SGD

PLANE = Outline("points", (2,), ("A", "B"), 0, 70, 30)
DIGITS = Outline("digits", (16, 16, 1), tuple("0123456789"), 0, 100, 20)
WAVE = Outline("wave", (3,), (), 1, 70, 30)
SOUND = Outline("sound", (20, 2), ("only",), 0, 10, 10)
PAIR = Outline("pair", (7,), (), 2, 10, 10)

some_layers = st.lists(st.sampled_from(LAYERS).map(lambda kind: kind()), max_size=7).map(tuple)
some_designs = st.builds(
    Design,
    source=st.just(Moons()),
    layers=some_layers,
    loss=st.sampled_from(LOSSES).map(lambda kind: kind()),
    view=st.builds(
        View,
        shape=st.sampled_from(VIEWS),
        scaling=st.sampled_from(SCALINGS),
        goal=st.sampled_from(GOALS),
    ),
)
some_outlines = st.sampled_from([PLANE, DIGITS, WAVE, SOUND, PAIR])


@settings(max_examples=400, deadline=None)
@given(some_designs, some_outlines)
def test_first_mends_lead_to_a_fitting_design(design: Design, outline: Outline) -> None:
    most = len(design.layers) + 5
    for _ in range(most):
        if fit(design, outline).problem is None:
            break
        ways = mends(design, outline)
        assert ways, fit(design, outline).problem
        assert all(way.text() and way.design != design for way in ways)
        assert len({way.design for way in ways}) == len(ways)
        design = ways[0].design
    assert fit(design, outline).problem is None
    assert mends(design, outline) == ()
    assert all(one.text() and 0 <= one.row <= len(design.layers) + 1 for one in
               advice(design, outline))  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(some_designs, some_outlines)
def test_every_mend_makes_progress(design: Design, outline: Outline) -> None:
    before = fit(design, outline)
    for way in mends(design, outline):
        after = fit(way.design, outline)
        assert before.problem_row is not None
        if after.problem_row is not None:
            left = len(way.design.layers) - after.problem_row
            assert left <= len(design.layers) - before.problem_row


def first(design: Design, outline: Outline) -> Design:
    return mends(design, outline)[0].design


@pytest.mark.parametrize(
    ("layers", "outline", "mended"),
    [
        ((Conv2D(), Linear(outputs=10)), DIGITS, (Conv2D(), Flatten(), Linear(outputs=10))),
        ((), PLANE, (Linear(outputs=2),)),
        ((), DIGITS, (Flatten(), Linear(outputs=10))),
        ((Flatten(), Softmax()), DIGITS, (Flatten(), Linear(outputs=10), Softmax())),
        ((Linear(outputs=3),), replace(DIGITS, shape=(5,)), (Linear(outputs=10),)),
        (
            (Linear(outputs=3), Tanh()),
            replace(DIGITS, shape=(5,)),
            (Linear(outputs=3), Tanh(), Linear(outputs=10)),
        ),
        (
            (Flatten(), Linear(outputs=3), Softmax()),
            DIGITS,
            (Flatten(), Linear(outputs=10), Softmax()),
        ),
        (
            (Residual2D(kernel_size=4), Flatten(), Linear(outputs=10)),
            DIGITS,
            (Residual2D(kernel_size=5), Flatten(), Linear(outputs=10)),
        ),
        (
            (Flatten(), Linear(outputs=50), Tanh(), Reshape2D(), Flatten(), Linear(outputs=10)),
            DIGITS,
            (Flatten(), Linear(outputs=48), Tanh(), Reshape2D(), Flatten(), Linear(outputs=10)),
        ),
        (
            (GlobalAvgPool(), ConvTranspose2D(), Flatten(), Linear(outputs=10)),
            DIGITS,
            (GlobalAvgPool(), Flatten(), Linear(outputs=10)),
        ),
        (
            (MaxPool2D((20, 2)), Flatten(), Linear(outputs=10)),
            DIGITS,
            (MaxPool2D((16, 2)), Flatten(), Linear(outputs=10)),
        ),
    ],
)
def test_the_best_way_is_the_expected_one(layers, outline, mended) -> None:
    assert first(Design(layers=layers), outline).layers == mended


def test_a_convolution_after_flatten_offers_to_remove_it() -> None:
    design = Design(layers=(Flatten(), Conv2D(), Flatten(), Linear()))
    ways = {way.text() for way in mends(design, DIGITS)}
    assert "Remove Flatten in row 1" in ways
    assert "Remove Conv2D in row 2" in ways


def test_the_other_number_of_directions_keeps_the_settings() -> None:
    design = Design(layers=(Conv2D(filters=7, kernel_size=(5, 3)), Flatten(), Linear()))
    outline = Outline("sound", (20, 2), tuple("abcdefghij"), 0, 10, 10)
    ways = {way.text(): way.design for way in mends(design, outline)}
    assert ways["Use Conv1D instead"].layers[0] == Conv1D(filters=7, kernel_size=5)


def test_a_loss_for_values_replaces_one_for_classes() -> None:
    design = Design(layers=(Linear(outputs=1), Sigmoid()))
    texts = [way.text() for way in mends(design, WAVE)]
    assert texts[:2] == ["Choose the loss BCE", "Choose the loss MSE"]


def words(design: Design, outline: Outline | None = DIGITS) -> str:
    return " ".join(one.text() for one in advice(design, outline))


AUTO = Design(layers=(Flatten(), Linear(outputs=256), Sigmoid()), loss=BCE(),
              view=View(goal="input", scaling="0 to 1"))  # fmt: skip


@pytest.mark.parametrize(
    ("design", "said"),
    [
        (Design(layers=(Flatten(), Linear(), Softmax())), "has one inside"),
        (Design(layers=(Flatten(), Linear(), Linear())), "no more than one"),
        (Design(layers=(Flatten(), Linear()), loss=MSE()), "MSE measures"),
        (Design(layers=(Flatten(), Linear()), loss=BCE()), "no Sigmoid"),
        (Design(layers=(Flatten(), Linear()), loss=CrossEntropy()), "no Softmax"),
        (Design(layers=(Flatten(), Linear(), Tanh(), ReLU())), "another activation"),
        (Design(layers=(Flatten(), Flatten(), Linear())), "does nothing"),
        (Design(layers=(Flatten(), Linear(outputs=12))), "only 10 classes"),
        (
            Design(layers=(Flatten(), Linear(initializer="zeros"), Tanh(), Linear())),
            "start at zero",
        ),
        (Design(layers=(Flatten(), Linear(), Dropout())), "forgets answers"),
        (
            Design(layers=(Flatten(), Linear(), Dropout(), Softmax()), loss=CrossEntropy()),
            "forgets answers",
        ),
        (
            Design(layers=(Flatten(), BatchNorm(), Linear()), run=Run(batch_size=1)),
            "nothing to compare",
        ),
        (
            Design(layers=(BatchNorm(), Flatten(), Linear()), run=Run(batch_size=1)),
            "over 1 sample:",
        ),
        (
            Design(layers=(Flatten(), Dropout(), BatchNorm(), Linear())),
            "right before BatchNorm",
        ),
        (Design(layers=(Flatten(), Linear()), optimizer=SGD(5.0, momentum=0.9)), "diverge"),
        (replace(AUTO, view=View(goal="input")), "not scaled"),
        (replace(AUTO, loss=MSE(), view=View(goal="input", scaling="-1 to 1")), "cannot give"),
    ],
)
def test_unwise_designs_are_reported(design: Design, said: str) -> None:
    assert fit(design, DIGITS).problem is None
    assert said in words(design)


@pytest.mark.parametrize(
    "design",
    [
        AUTO,
        Design(layers=(Flatten(), Linear(outputs=100), ReLU(), Linear())),
        Design(layers=(Flatten(), Linear(), Softmax()), loss=CrossEntropy()),
        Design(layers=(Flatten(), Linear(initializer="zeros")), loss=LogSoftmaxCrossEntropy()),
        Design(layers=(Flatten(), Linear()), optimizer=SGD(0.1, momentum=0.9)),
        Design(layers=(Flatten(), Linear(), BatchNorm(), ReLU(), Dropout(), Linear())),
        Design(layers=(Flatten(), Linear(), Dropout(0.0))),
        Design(layers=(Flatten(), LayerNorm(), Linear()), run=Run(batch_size=1)),
    ],
)
def test_good_designs_are_left_alone(design: Design) -> None:
    assert words(design) == ""


def test_without_an_outline_the_rest_is_still_reported() -> None:
    assert "no more than one" in words(Design(layers=(Linear(), Linear())), None)


@pytest.mark.parametrize(
    ("layer", "label", "mended"),
    [
        (Conv2D(kernel_size=(21, 5)), "padding 10 × 2",
         Conv2D(kernel_size=(21, 5), padding=(10, 2))),
        (ConvTranspose2D(padding=(40, 1)), "padding to 0",
         ConvTranspose2D(padding=0)),
    ],
)  # fmt: skip
def test_a_padding_may_be_the_way_out(layer: Layer, label: str, mended: Layer) -> None:
    design = Design(layers=(layer, Flatten(), Linear()))
    found = {mend.text(): mend.design.layers[0] for mend in mends(design, DIGITS)}
    assert mended in [made for text, made in found.items() if label in text], found
