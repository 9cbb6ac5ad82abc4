"""All layers, in the order of the palette."""

from __future__ import annotations

from diynn.layer import Layer
from diynn.layers.activations import ReLU, Sigmoid, Softmax, Tanh
from diynn.layers.convolution import Conv1D, Conv2D
from diynn.layers.flatten import Flatten
from diynn.layers.linear import Linear
from diynn.layers.pooling import AvgPool1D, AvgPool2D, MaxPool1D, MaxPool2D

LAYERS: tuple[type[Layer], ...] = (
    Linear,
    Conv1D,
    Conv2D,
    MaxPool1D,
    MaxPool2D,
    AvgPool1D,
    AvgPool2D,
    Flatten,
    Tanh,
    Sigmoid,
    Softmax,
    ReLU,
)

__all__ = [
    "LAYERS",
    "AvgPool1D",
    "AvgPool2D",
    "Conv1D",
    "Conv2D",
    "Flatten",
    "Linear",
    "MaxPool1D",
    "MaxPool2D",
    "ReLU",
    "Sigmoid",
    "Softmax",
    "Tanh",
]
