"""Right gradients are found right, and each fault in its column, at its row alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from test_every_layer import CASES
from test_every_loss import EVERY as EVERY_LOSS

from diynn.analysis.gradient_check import (
    ALONE,
    STACK,
    STEPS,
    Finding,
    check_gradients,
    error_curve,
    is_right,
)
from diynn.data.dataset import Dataset, Part
from diynn.design.design import Design, Run, prepared
from diynn.errors import DataError
from diynn.layers import (
    BatchNorm,
    Conv2D,
    Dropout,
    Flatten,
    Linear,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Softmax,
    Tanh,
)
from diynn.layers.layer import Layer, Shape
from diynn.network.faults import FAULTS, LEFT, OF_STEPS, SOUND, Fault, possible, possible_faults
from diynn.network.losses import MSE, CrossEntropy, Loss
from diynn.network.optimizers import SGD, Adam
from diynn.storage.recipes import RECIPES, better_recipes, recipe, report_recipes
from diynn.training.training import Training


def random_data(shape: Shape, classes: int = 3, samples: int = 20) -> Dataset:
    rng = np.random.default_rng(3)
    part = Part(
        rng.normal(size=(samples, *shape)).astype(np.float32), rng.integers(0, classes, samples)
    )
    return Dataset("random", part, Part(part.x[:0], part.targets[:0]),
                   tuple(map(str, range(classes))))  # fmt: skip


def checked(design: Design, data: Dataset) -> list[Finding]:
    return list(check_gradients(design, data))


EVERY = [
    pytest.param(layer, shape, id=f"{layer.name()}-{number}")
    for cases in CASES.values()
    for number, (layer, shape) in enumerate(cases)
]


@pytest.mark.parametrize(("layer", "shape"), EVERY)
def test_every_layer_is_right(layer: Layer, shape: Shape) -> None:
    design = Design(layers=(layer, Flatten(), Linear(3)))
    findings = checked(design, random_data(shape))
    assert is_right(findings), [one for one in findings if not one.right]
    assert {one.column for one in findings} == {ALONE, STACK, STEPS}
    assert any(one.row == 0 and one.what == "x" for one in findings)


@pytest.mark.parametrize("loss", EVERY_LOSS)
def test_every_loss_is_right(loss: Loss) -> None:
    last: tuple[Layer, ...] = (Softmax(),) if isinstance(loss, CrossEntropy) else (Sigmoid(),)
    findings = checked(Design(layers=(Linear(3), *last), loss=loss), random_data((4,)))
    assert is_right(findings), [one for one in findings if not one.right]
    of_loss = [one.what for one in findings if one.row == 2]
    assert of_loss == (["y", "z"] if loss.merges_with is not None else ["y"])


@cache
def loaded(name: str) -> tuple[Design, Dataset]:
    design = recipe(name)
    if problem := design.source.missing():
        raise problem
    return design, prepared(design, design.source.load())


@pytest.mark.parametrize("name", [*RECIPES, *report_recipes(), *better_recipes()])
def test_every_recipe_is_right(name: str) -> None:
    try:
        design, data = loaded(name)
    except DataError as error:
        pytest.skip(str(error))
    findings = checked(design, data)
    assert is_right(findings), [one for one in findings if not one.right]


EVERYTHING = (
    Conv2D(3), BatchNorm(), Tanh(), MaxPool2D(), Flatten(), Dropout(0.5), Linear(4), Sigmoid(),
    Linear(3), Softmax(),
)  # fmt: skip
WITH_FAULTS = Design(layers=EVERYTHING, loss=CrossEntropy())
DATA = random_data((8, 8, 1))


@pytest.mark.parametrize(
    "fault", possible_faults(EVERYTHING), ids=lambda fault: f"{fault.wrong}-{fault.row}"
)
def test_each_fault_is_found_in_its_column_at_its_row_alone(fault: Fault) -> None:
    findings = checked(replace(WITH_FAULTS, fault=fault), DATA)
    wrong = {(one.column, one.row) for one in findings if not one.right}
    if fault.wrong in OF_STEPS:
        assert {column for column, _ in wrong} == {STEPS}
        return
    guilty = fault.row - 1 if fault.row else len(EVERYTHING)
    assert {row for column, row in wrong if column == ALONE} == {guilty}
    assert STEPS not in {column for column, _ in wrong}
    # What the gradient passes before it reaches the fault stays right.
    assert all(row <= guilty for _, row in wrong)


def test_all_faults_are_tried() -> None:
    assert {fault.wrong for fault in possible_faults(EVERYTHING)} == {one.name for one in FAULTS}


def test_a_constant_ratio_is_named() -> None:
    def ratios(fault: Fault) -> set[float | None]:
        findings = checked(replace(WITH_FAULTS, fault=fault), DATA)
        return {one.ratio and round(one.ratio, 3) for one in findings if not one.right}

    assert ratios(Fault("bias_missing", 7)) == {0.0}
    # Of 3 samples in the loss alone, and of 8 in a stack with a BatchNorm.
    assert {3.0, 8.0} <= ratios(Fault("mean_forgotten"))
    assert ratios(Fault("wrong_sign")) == {-1.0}


def test_the_forgotten_mean_follows_the_batch() -> None:
    layers = (Linear(4), Tanh(), Linear(2))
    design = Design(layers=layers, loss=MSE(), fault=Fault("mean_forgotten"))
    found = [one for one in checked(design, random_data((5,), 2)) if not one.right]
    assert {one.ratio and round(one.ratio, 3) for one in found} == {6.0}


def test_a_corner_is_reported_from_a_fault() -> None:
    # Every unit stands in the corner of its ReLU, and so do the samples.
    design = Design(layers=(Linear(4, bias=False), ReLU(), Linear(3)))
    data = random_data((2,))
    data = replace(data, train=Part(np.zeros_like(data.train.x), data.train.targets))
    net_weights = Training(design, data, data).net.weight_vector
    findings = list(check_gradients(design, data, net_weights))
    assert is_right(findings)
    in_corner = [one for one in findings if one.column == STACK and one.row == 0]
    assert all(one.is_zero or one.kinks for one in in_corner)


def test_the_error_over_the_width_is_a_v() -> None:
    design = Design(layers=(Linear(4), Tanh(), Linear(3)))
    data = random_data((5,))
    findings = checked(design, data)
    found = error_curve(design, data, None, next(one for one in findings if one.column == STACK))
    assert found is not None
    best, best_float32 = found.errors.argmin(), found.errors_float32.argmin()
    # At best the error of float64 is that of the check, and that of float32 many times larger.
    assert found.errors[best] < 1e-7 < found.errors_float32[best_float32]
    assert 0 < best_float32 < best < len(found.widths) - 1
    assert found.errors[0] > 1e3 * found.errors[best]
    assert found.errors[-1] > 1e3 * found.errors[best]
    assert error_curve(design, data, None, findings[0]) is None


def test_nothing_that_is_checked_changes() -> None:
    weights = Training(WITH_FAULTS, DATA, DATA).net.weight_vector
    before, x = weights.copy(), DATA.train.x.copy()
    list(check_gradients(WITH_FAULTS, DATA, weights))
    assert (weights == before).all()
    assert (DATA.train.x == x).all()


def test_a_fault_that_the_layers_cannot_have_is_left_out() -> None:
    assert Design(layers=(Linear(2),), fault=Fault("softmax_diagonal", 1)).fault == SOUND
    assert Design(layers=(Linear(2),), fault=Fault("bias_missing", 2)).fault == SOUND
    kept = Design(layers=(Linear(2), Softmax()), fault=Fault("softmax_diagonal", 2))
    assert kept.fault
    assert replace(kept, layers=(Linear(2),)).fault == SOUND
    assert not possible(Fault("mask_lost", 1), (Dropout(0.0),))


@pytest.mark.parametrize("optimizer", [SGD(0.05), Adam(0.01)])
def test_a_broken_training_goes_on_from_its_record(optimizer: SGD | Adam) -> None:
    design = Design(
        layers=(Linear(4), Tanh(), Linear(3)), optimizer=optimizer, run=Run(batch_size=5),
        fault=Fault("gradients_kept"),
    )  # fmt: skip
    data = random_data((2,))
    training = Training(design, data, data)
    for _ in range(2):
        training.take_step(training.next_batch())
    assert training.optimizer_state[LEFT].any()
    other = Training(design, data, data)
    other.restore(training.arrays(), training.record())
    for one in (training, other):
        one.take_step(one.next_batch())
    np.testing.assert_array_equal(training.net.weight_vector, other.net.weight_vector)
