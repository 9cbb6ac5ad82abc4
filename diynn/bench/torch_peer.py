"""One training step in PyTorch, written as its users write it: what the program's own is held to.

The network is an `nn.Sequential` in eager mode, the data one tensor, channels first; a batch is
picked by an index tensor. Where a Sigmoid comes last before BCE the two are
`binary_cross_entropy_with_logits`, as PyTorch's own documentation advises: it is the faster way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from shutil import which
from typing import Any

import numpy as np

from diynn.bench.networks import BATCH_SIZE
from diynn.errors import DiynnError
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
from diynn.layers.layer import Array, Layer, Shape
from diynn.network.losses import BCE, MSE, LogSoftmaxCrossEntropy
from diynn.training.training import Training

COMPILED = "torch.compile"
"""The same step behind PyTorch's own compiler, as a kind of subject."""


def loaded_torch() -> Any:
    """The library; DiynnError, saying what to install, where it cannot be loaded."""
    try:
        import torch
    except (ImportError, OSError) as error:
        raise torch_missing(str(error)) from error
    return torch


def torch_missing(reason: str) -> DiynnError:
    """That there is no PyTorch to measure against, and what to install."""
    return DiynnError(
        "PyTorch is needed to measure against it, but it cannot be loaded ({reason}).",
        "Install it with: python -m pip install -r requirements-torch.txt",
        reason=reason.rstrip("."),
    )


class TorchPeer:
    """The same network, with the same weights and data, and its step.

    `training` gives design, first weights and data; it is not changed. `threads` is how many cores
    PyTorch may use; `compiled` has its compiler make one piece of network and loss. Raises
    DiynnError where PyTorch is missing, or a compiler of C++ for that.
    """

    def __init__(self, training: Training, threads: int, compiled: bool = False) -> None:
        torch = loaded_torch()
        torch.set_num_threads(threads)
        net, part = training.net, training.data.train
        self._shapes = net.shapes
        self._layers = net.layers
        self._randperm: Callable[[int], Any] = torch.randperm
        self._x = torch.from_numpy(_channels_first(part.x))
        # An auto-encoder is asked for the batch itself.
        own = training.design.reconstructs
        self._t = None if own else torch.from_numpy(np.array(training.targets))
        layers = self._layers
        if merged := isinstance(training.loss, BCE) and isinstance(layers[-1], Sigmoid):
            layers = layers[:-1]
        self._net = torch.nn.Sequential(*(
            _module(torch.nn, layer, shape)
            for layer, shape in zip(layers, self._shapes, strict=False)
        ))  # fmt: skip
        functional = torch.nn.functional
        if merged:
            self._loss = functional.binary_cross_entropy_with_logits
        else:
            self._loss = {
                MSE(): functional.mse_loss,
                BCE(): functional.binary_cross_entropy,
                LogSoftmaxCrossEntropy(): functional.cross_entropy,
            }[training.loss]
        self._forward: Callable[[Any, Any], Any] = self._compared
        if compiled:
            if not any(map(which, ("c++", "g++", "clang++"))):
                raise DiynnError(
                    "torch.compile needs a compiler of C++, and there is none.",
                    "Install g++, or leave out --compiled.",
                )
            self._forward = torch.compile(self._compared)
        with torch.no_grad():
            for row, module in enumerate(self._net):
                for name, parameter in _parameters(module).items():
                    own_weight = net.weights[f"{row}.{name}"]
                    parameter.copy_(torch.from_numpy(self._outward(row, own_weight)))
        self._optimizer = torch.optim.SGD(
            self._net.parameters(), lr=training.optimizer.learning_rate
        )

    def batches(self) -> Iterable[Any]:
        """The places of an epoch's whole batches, in a new order: index tensors (64,)."""
        places = self._randperm(len(self._x)).split(BATCH_SIZE)
        return (batch for batch in places if len(batch) == BATCH_SIZE)

    def step(self, places: Any) -> Any:
        """One batch: picked, forward, loss, backward, update. Returns the loss as a tensor."""
        x = self._x[places]
        t = x if self._t is None else self._t[places]
        self._optimizer.zero_grad()
        loss = self._forward(x, t)
        loss.backward()
        self._optimizer.step()
        return loss

    def _compared(self, x: Any, t: Any) -> Any:
        return self._loss(self._net(x), t)

    def weights(self) -> dict[str, Array]:
        """The weights by row and name, in the program's own layout."""
        return {
            f"{row}.{name}": self._inward(row, parameter.detach().numpy())
            for row, module in enumerate(self._net)
            for name, parameter in _parameters(module).items()
        }

    # Channels come last here and first there; a Linear behind Flatten feels it too.

    def _outward(self, row: int, weight: Array) -> Array:
        before = self._flattened(row)
        if before and weight.ndim == 2:
            weight = _channels_first(weight.reshape(-1, *before)).reshape(len(weight), -1)
        elif weight.ndim > 2:
            weight = np.moveaxis(weight, (-1, -2), (0, 1))
        return np.array(weight)

    def _inward(self, row: int, weight: Array) -> Array:
        before = self._flattened(row)
        if before and weight.ndim == 2:
            channels_first = weight.reshape(-1, before[-1], *before[:-1])
            weight = np.moveaxis(channels_first, 1, -1).reshape(len(weight), -1)
        elif weight.ndim > 2:
            weight = np.moveaxis(weight, (0, 1), (-1, -2))
        return weight

    def _flattened(self, row: int) -> Shape:
        """What the Flatten right before a row takes; empty where there is none."""
        behind = row > 0 and isinstance(self._layers[row - 1], Flatten)
        return self._shapes[row - 1] if behind else ()


def _channels_first(x: Array) -> Array:
    """x (samples, *d, channels) as (samples, channels, *d); vectors as they are."""
    return np.ascontiguousarray(np.moveaxis(x, -1, 1) if x.ndim > 2 else x)


def _parameters(module: Any) -> dict[str, Any]:
    found = {"W": getattr(module, "weight", None), "b": getattr(module, "bias", None)}
    return {name: parameter for name, parameter in found.items() if parameter is not None}


def _module(nn: Any, layer: Layer, shape: Shape) -> Any:
    """The module for a layer that `shape` goes into; the layers of the ten networks are known."""
    match layer:
        case Linear():
            return nn.Linear(shape[0], layer.outputs, layer.bias)
        case Conv1D() | Conv2D():
            size, stride, padding = layer.window
            kind = nn.Conv1d if len(size) == 1 else nn.Conv2d
            return kind(shape[-1], layer.filters, size, stride, padding, bias=layer.bias)
        case MaxPool1D():
            return nn.MaxPool1d(layer.kernel_size, layer.stride)
        case AvgPool2D():
            return nn.AvgPool2d(*layer.window)
        case Flatten():
            return nn.Flatten()
        case Tanh():
            return nn.Tanh()
        case Sigmoid():
            return nn.Sigmoid()
        case ReLU(slope=0.0):
            return nn.ReLU()
    raise NotImplementedError(f"no module for {layer.name()}")
