"""The code of an auto-encoder is found where its stack is narrowest."""

from __future__ import annotations

import numpy as np
import pytest

from diynn.analysis.codes import code_layer
from diynn.design.design import fit
from diynn.layers import (
    AvgPool2D,
    BatchNorm,
    Conv2D,
    Dropout,
    Flatten,
    Linear,
    ReLU,
    Reshape2D,
    Sigmoid,
    Tanh,
)
from diynn.layers.layer import Layer
from diynn.network.sequential import Sequential
from diynn.storage.recipes import RECIPES, recipe

Stack = tuple[Layer, ...]

STACKS: list[tuple[Stack, tuple[int, ...], int | None]] = [
    # The activation behind the narrowest layer belongs to the code.
    ((Linear(48), Tanh(), Linear(12), Tanh(), Linear(48), Tanh(), Linear(64), Sigmoid()), (64,), 3),
    ((Linear(12), Linear(64)), (64,), 0),
    # A layer with weights as narrow as the one before begins a decoder.
    ((Linear(2), Tanh(), Linear(2), Tanh(), Linear(64)), (64,), 1),
    # A code may be wider than the image, and then it is the narrowest that there is.
    ((Linear(200), ReLU(), Linear(100), Linear(64)), (64,), 2),
    # Reshaping makes no code, nor does what has no weights behind it draw an image.
    ((Flatten(), Linear(64), Sigmoid()), (8, 8, 1), None),
    ((Flatten(), Linear(100), Linear(64)), (8, 8, 1), 1),
    # Averages are fewer than the pixels: those who follow have less to go by.
    ((AvgPool2D(4, stride=4), Flatten(), Linear(30), Linear(64)), (8, 8, 1), 1),
    ((Conv2D(), Flatten(), Linear(9), ReLU(), Linear(64)), (8, 8, 1), 3),
    # What scales or forgets values belongs to the code, what makes it an image again does not.
    (
        (Conv2D(), Flatten(), Linear(9), BatchNorm(), ReLU(), Dropout(), Reshape2D(3, 3),
         Conv2D(), Flatten(), Linear(64)),
        (8, 8, 1),
        5,
    ),
    ((Linear(9), BatchNorm(), Linear(64), BatchNorm()), (64,), 1),
    ((BatchNorm(), Linear(64), BatchNorm()), (64,), None),
    ((Linear(64),), (64,), None),
    ((), (64,), None),
]


@pytest.mark.parametrize(("layers", "shape", "found"), STACKS)
def test_the_narrowest_place_inside(
    layers: Stack, shape: tuple[int, ...], found: int | None
) -> None:
    net = Sequential(layers, shape)
    assert code_layer(net.layers, net.shapes) == found


def test_encoder_and_decoder_together_are_the_network() -> None:
    layers, shape, row = STACKS[0]
    assert row is not None
    net = Sequential(layers, shape)
    x = np.random.default_rng(0).random((5, 64), np.float32)
    code = net.part(x, 0, row + 1)
    assert code.shape == (5, 12)
    np.testing.assert_array_equal(net.part(code, row + 1, len(layers)), net.predict(x))


def test_every_built_in_auto_encoder_has_the_code_that_its_notes_promise() -> None:
    promised = {
        "digits-autoencoder": 12, "usps-autoencoder": 64, "mnist-autoencoder": 64,
        "usps-denoise-best": 512, "usps-autoencoder-best": 64,
    }  # fmt: skip
    assert set(promised) == {name for name in RECIPES if recipe(name).reconstructs}
    for name, size in promised.items():
        design = recipe(name)
        outline = design.source.outline()
        assert outline is not None
        found = fit(design, outline)
        shapes = [found.input_shape, *(row.after for row in found.rows)]
        known = [shape for shape in shapes if shape is not None]
        row = code_layer(design.layers, known)
        assert row is not None
        assert known[row + 1] == (size,)
