"""All layers, in the order of the palette."""

from __future__ import annotations

from diynn.layers.activations import (
    ELU,
    GELU,
    LeakyReLU,
    ReLU,
    Sigmoid,
    SiLU,
    Softmax,
    Softplus,
    Tanh,
)
from diynn.layers.convolution import Conv1D, Conv2D
from diynn.layers.dropout import Dropout
from diynn.layers.edges import Pad1D, Pad2D
from diynn.layers.layer import Layer
from diynn.layers.linear import Linear
from diynn.layers.more_activations import SELU, HardSwish, LogSoftmax, PReLU, Softsign
from diynn.layers.normalisation import BatchNorm, LayerNorm
from diynn.layers.pooling import AvgPool1D, AvgPool2D, GlobalAvgPool, MaxPool1D, MaxPool2D
from diynn.layers.reshape import Flatten, Reshape1D, Reshape2D
from diynn.layers.residual import Residual1D, Residual2D
from diynn.layers.transposed import ConvTranspose1D, ConvTranspose2D
from diynn.layers.upsampling import Upsample

LAYERS: tuple[type[Layer], ...] = (
    Linear,
    Conv1D,
    Conv2D,
    Residual1D,
    Residual2D,
    ConvTranspose1D,
    ConvTranspose2D,
    MaxPool1D,
    MaxPool2D,
    AvgPool1D,
    AvgPool2D,
    GlobalAvgPool,
    Flatten,
    Reshape1D,
    Reshape2D,
    Upsample,
    Pad1D,
    Pad2D,
    Dropout,
    BatchNorm,
    LayerNorm,
    Tanh,
    Sigmoid,
    Softsign,
    Softmax,
    LogSoftmax,
    ReLU,
    LeakyReLU,
    PReLU,
    ELU,
    SELU,
    GELU,
    SiLU,
    HardSwish,
    Softplus,
)

__all__ = [
    "ELU",
    "GELU",
    "LAYERS",
    "SELU",
    "AvgPool1D",
    "AvgPool2D",
    "BatchNorm",
    "Conv1D",
    "Conv2D",
    "ConvTranspose1D",
    "ConvTranspose2D",
    "Dropout",
    "Flatten",
    "GlobalAvgPool",
    "HardSwish",
    "LayerNorm",
    "LeakyReLU",
    "Linear",
    "LogSoftmax",
    "MaxPool1D",
    "MaxPool2D",
    "PReLU",
    "Pad1D",
    "Pad2D",
    "ReLU",
    "Reshape1D",
    "Reshape2D",
    "Residual1D",
    "Residual2D",
    "SiLU",
    "Sigmoid",
    "Softmax",
    "Softplus",
    "Softsign",
    "Tanh",
    "Upsample",
]
