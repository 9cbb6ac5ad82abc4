"""The ten networks that are measured: a small one on a plane, and nine of the report's."""

from __future__ import annotations

from diynn.data.sources.downloaded import MNIST, USPS
from diynn.data.sources.source import Source
from diynn.data.sources.toys import Moons
from diynn.design.design import Design, Run, View
from diynn.layers import (
    AvgPool2D,
    Conv1D,
    Conv2D,
    Flatten,
    Linear,
    MaxPool1D,
    ReLU,
    Sigmoid,
    Tanh,
)
from diynn.layers.layer import Layer
from diynn.network.losses import BCE, MSE, LogSoftmaxCrossEntropy, Loss
from diynn.network.optimizers import SGD

BATCH_SIZE = 64
LEARNING_RATE = 1e-3

_MANY = 1_000_000


def _design(source: Source, view: View, loss: Loss, *layers: Layer) -> Design:
    # As many epochs as any measurement may want; plain gradient descent, as the report's.
    run = Run(batch_size=BATCH_SIZE, epochs=_MANY)
    return Design(source, view, layers, loss, SGD(LEARNING_RATE), run)


def _dense(*outputs: int, between: Layer) -> tuple[Layer, ...]:
    rows: list[Layer] = []
    for size in outputs:
        rows += [Linear(size), between]
    return tuple(rows[:-1])


def _classifier(shape: str, *features: Layer) -> Design:
    """The report's end of every convolutional network behind some features of USPS."""
    view = View(shape, "-1 to 1")
    end = (Flatten(), Linear(100), ReLU(), Linear(10))
    return _design(USPS(), view, LogSoftmaxCrossEntropy(), *features, *end)


def _autoencoder(source: Source, *outputs: int) -> Design:
    layers = (*_dense(*outputs, between=Tanh()), Sigmoid())
    return _design(source, View("vector", "0 to 1", "input"), BCE(), *layers)


NETWORKS: dict[str, Design] = {
    "toy": _design(
        Moons(samples=1000), View(), MSE(), Linear(50), Tanh(), Linear(1), Sigmoid()
    ),
    "usps-dense": _design(
        USPS(), View("vector", "-1 to 1"), LogSoftmaxCrossEntropy(),
        *_dense(128, 64, 10, between=ReLU()),
    ),
    "usps-autoencoder": _autoencoder(USPS(), 128, 64, 128, 256),
    "mnist-autoencoder-deep": _autoencoder(MNIST(), 512, 256, 128, 64, 128, 256, 512, 784),
    "conv1d-1": _classifier("sequence", Conv1D(32, 3), MaxPool1D(2, 2)),
    "conv1d-2": _classifier(
        "sequence", Conv1D(128, 3), MaxPool1D(2, 2), Conv1D(32, 3), MaxPool1D(2, 2)
    ),
    "conv1d-3": _classifier(
        "sequence",
        Conv1D(128, 3), MaxPool1D(2, 2), Conv1D(64, 3), MaxPool1D(2, 2),
        Conv1D(32, 3), MaxPool1D(2, 2),
    ),
    "conv2d-1": _classifier("image", Conv2D(32, 3), AvgPool2D(2)),
    "conv2d-2": _classifier("image", Conv2D(64, 3), AvgPool2D(2)),
    "conv2d-3": _classifier(
        "image",
        Conv2D(32, 3), AvgPool2D(2, stride=1), Conv2D(64, 3), AvgPool2D(2),
    ),
}  # fmt: skip
"""By name, from the small to the large."""
