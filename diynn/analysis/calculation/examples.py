"""Networks with given weights on worked examples, whose every number can be computed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from diynn.data.sources.worked import (
    CONVOLUTION,
    NETWORK,
    NORMALISATION,
    POOLING,
    SOFTMAX,
    WorkedExample,
)
from diynn.design.design import Design, Run
from diynn.layers import BatchNorm, Conv2D, Linear, MaxPool2D, Sigmoid, Softmax
from diynn.layers.layer import Layer
from diynn.network.losses import MSE, CrossEntropy, Loss
from diynn.network.optimizers import SGD
from diynn.storage.model_file import SavedModel

STEPS = 100
"""Epochs of one step each."""

_Example = tuple[tuple[Layer, ...], Loss, float, Mapping[str, ArrayLike]]
"""The layers, the loss, the learning rate, and the weights by row and name."""


def _example(name: str) -> _Example:
    summed = MSE(mean_over="sum")
    examples: Mapping[str, _Example] = {
        # Half of the squares' sum: Mazur's is the mean over two values.
        NETWORK: (
            (Linear(2), Sigmoid(), Linear(2), Sigmoid()), MSE(), 0.5,
            {"0.W": [[0.15, 0.20], [0.25, 0.30]], "0.b": [0.35, 0.35],
             "2.W": [[0.40, 0.45], [0.50, 0.55]], "2.b": [0.60, 0.60]},
        ),
        CONVOLUTION: (
            (Conv2D(1, kernel_size=2),), summed, 0.1,
            {"0.W": np.reshape([1.0, 0.0, 0.0, -1.0], (2, 2, 1, 1)), "0.b": [0.5]},
        ),
        # What has no weights cannot be trained: a layer before it passes everything on as it is.
        POOLING: (
            (Conv2D(1, kernel_size=1, bias=False), MaxPool2D()), summed, 0.1,
            {"0.W": np.ones((1, 1, 1, 1))},
        ),
        SOFTMAX: (
            (Linear(3, bias=False), Softmax()), CrossEntropy(), 0.1, {"0.W": np.eye(3)},
        ),
        NORMALISATION: (
            (BatchNorm(),), summed, 0.1,
            {"0.scale": [2.0], "0.shift": [0.0], "0.mean": [0.0], "0.variance": [1.0]},
        ),
    }  # fmt: skip
    return examples[name]


def worked_example(name: str) -> SavedModel:
    """The network of the worked example of that name, with its weights; KeyError for another."""
    layers, loss, rate, weights = _example(name)
    source = WorkedExample(name)
    samples = len(source.load().train)
    design = Design(
        source, layers=layers, loss=loss, optimizer=SGD(rate),
        run=Run(batch_size=samples, epochs=STEPS),
    )  # fmt: skip
    arrays: dict[str, Any] = {
        f"weights.{key}": np.array(values, np.float32) for key, values in weights.items()
    }
    return SavedModel(design, arrays)


def is_worked_in_training(name: str) -> bool:
    """Whether the arithmetic of an example is that of a training: of a batch, not of one sample."""
    return name == NORMALISATION
