"""A design is a value: shapes along the stack, problems in words, and records for files."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from diynn.data.dataset import Dataset, Part
from diynn.data.sources.source import Outline
from diynn.design.design import (
    Design,
    Run,
    View,
    design_from_record,
    design_to_record,
    fit,
    placed_templates,
    prepared,
    wanted_outputs,
)  # fmt: skip
from diynn.errors import SettingError, ShapeError
from diynn.layers import LAYERS, Conv1D, Conv2D, Flatten, Linear, MaxPool1D, ReLU, Softmax
from diynn.network.losses import BCE, LOSSES, MSE

DIGITS = Outline("digits", (16, 16, 1), tuple("0123456789"), 0, 100, 20)
PLANE = Outline("points", (2,), ("A", "B"), 0, 70, 30)

CLASSIFIER = Design(
    view=View(shape="sequence"),
    layers=(Conv1D(), MaxPool1D(), Flatten(), Linear(outputs=100), ReLU(), Linear(outputs=10)),
)


def test_shapes_and_weights_of_the_reports_network() -> None:
    found = fit(CLASSIFIER, DIGITS)
    assert found.problem is None
    assert found.problem_row is None
    assert [row.after for row in found.rows] == [
        (254, 32), (127, 32), (4064,), (100,), (100,), (10,),
    ]  # fmt: skip
    assert found.input_shape == (256, 1)
    assert found.output_shape == (10,)
    assert found.weights == 3 * 32 + 32 + 4064 * 100 + 100 + 100 * 10 + 10


def test_a_misfit_names_both_layers_and_sizes() -> None:
    found = fit(Design(layers=(Conv2D(), Linear(), ReLU())), DIGITS)
    assert found.problem_row == 1
    assert found.problem is not None
    assert found.problem.what() == (
        "Row 2: Linear takes a vector, but 14 × 14 × 32 arrives from Conv2D in row 1."
    )
    assert [row.before for row in found.rows] == [(16, 16, 1), (14, 14, 32), None]
    assert [row.problem is None for row in found.rows] == [True, False, True]


def test_a_misfit_of_the_first_row_names_the_input() -> None:
    found = fit(Design(layers=(Linear(),)), DIGITS)
    assert "16 × 16 × 1 arrives from the input" in str(found.problem)
    first, below = placed_templates("X takes a vector, but {shape} arrives.")
    assert first.format(row=1, shape="2") == (
        "Row 1: X takes a vector, but 2 arrives from the input."
    )
    assert "{above} in row {above_row}" in below


def test_an_input_that_cannot_be_seen_so_is_at_fault_itself() -> None:
    found = fit(Design(view=View(shape="image"), layers=(Linear(),)), PLANE)
    assert found.problem_row == -1
    assert found.input_shape is None
    assert [row.before for row in found.rows] == [None]


@pytest.mark.parametrize(
    ("design", "outline", "said"),
    [
        (Design(), PLANE, "no weights"),
        (Design(layers=(Linear(outputs=2),)), replace(DIGITS, shape=(4,)), "10 classes"),
        (Design(layers=(Linear(outputs=1),)), PLANE, "2 outputs"),
        (Design(layers=(Conv2D(),)), DIGITS, "Flatten and a Linear"),
        (Design(layers=(Linear(outputs=1),)), Outline("w", (3,), (), 1, 7, 3), "MSE or BCE"),
        (
            Design(layers=(Linear(outputs=2),), loss=MSE()),
            Outline("w", (3,), (), 1, 7, 3),
            "1 value,",
        ),
        # One class alone still needs two scores, or there would be nothing to compare.
        (Design(layers=(Linear(outputs=1),)), Outline("o", (3,), ("A",), 0, 7, 3), "2 outputs"),
    ],
)
def test_the_loss_says_what_it_cannot_compare(design, outline, said) -> None:
    found = fit(design, outline)
    assert found.problem_row == len(design.layers)
    assert said in str(found.problem)


@pytest.mark.parametrize("loss", [MSE(), BCE()])
def test_one_output_is_enough_for_two_classes(loss) -> None:
    assert fit(Design(layers=(Linear(outputs=1),), loss=loss), PLANE).problem is None


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("outputs", [1, 2, 3])
@pytest.mark.parametrize("classes", [1, 2, 3])
def test_fit_agrees_with_the_loss_itself(loss, outputs, classes) -> None:
    outline = Outline("o", (4,), tuple("ABC"[:classes]), 0, 7, 3)
    found = fit(Design(layers=(Linear(outputs=outputs),), loss=loss()), outline)
    y = np.full((classes, outputs), 1 / outputs, np.float32)
    try:
        fits = bool(np.isfinite(loss()(y, np.arange(classes))[0]))
    except ShapeError:
        fits = False
    assert fits == (found.problem is None)


def test_an_auto_encoder_wants_its_input_again() -> None:
    design = Design(view=View(shape="vector", goal="input"), loss=MSE(),
                    layers=(Linear(outputs=20), Linear(outputs=256)))  # fmt: skip
    assert wanted_outputs(design, DIGITS) == 256
    assert fit(design, DIGITS).problem is None
    assert fit(replace(design, layers=design.layers[:1]), DIGITS).problem_row == 1


def test_data_is_prepared_for_its_goal() -> None:
    rng = np.random.default_rng(1)
    part = Part(rng.integers(0, 255, (5, 4, 4, 1)).astype(np.uint8), np.arange(5))
    data = Dataset("d", part, part, tuple("ABCDE"), low=0, high=255)
    seen = prepared(Design(view=View(shape="vector", scaling="0 to 1")), data)
    assert seen.train.x.shape == (5, 16)
    assert seen.train.x.dtype == np.float32
    assert np.array_equal(seen.train.targets, np.arange(5))
    again = prepared(Design(view=View(scaling="-1 to 1", goal="input")), data)
    assert again.train.x.shape == (5, 4, 4, 1)
    assert np.array_equal(again.train.targets, again.train.x.reshape(5, -1))


def test_records_bring_back_the_same_design() -> None:
    design = replace(
        CLASSIFIER, run=Run(batch_size=7), layers=tuple(kind() for kind in LAYERS), title="T",
        notes="N", loss=BCE(),
    )  # fmt: skip
    assert design_from_record(design_to_record(design)) == design


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 99}, "newer"),
        ({"version": None}, "not a diynn design"),
        ({"layers": 3}, "unreadable"),
        ({"layers": [{"kind": "Nonsense"}]}, "Nonsense"),
        ({"layers": [{"kind": "Linear", "outputs": 0}]}, "outputs"),
        ({"run": {"kind": "Run", "colour": 3}}, "colour"),
    ],
)
def test_unreadable_records_say_so(change, said) -> None:
    record = design_to_record(Design(layers=(Linear(),))) | change
    with pytest.raises(SettingError, match=said):
        design_from_record(record)


def test_structure_is_what_weights_depend_on() -> None:
    design = Design(layers=(Linear(), Softmax()))
    assert design.structure() == replace(design, loss=MSE(), run=Run(seed=3)).structure()
    assert design.structure() != replace(design, layers=(Linear(),)).structure()
