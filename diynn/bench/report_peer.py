"""One training step by the report's own algorithm (its sections 2.2.3, 4.1.1 and 4.2).

Windows are strided views (`as_strided`), sums over them `np.einsum` as it is, without a search
for a better order, and gradients are gathered with `np.add.at`. Every module computes the gradient
for its input, the first one too. The numbers are float32, channels come last. The report says
nothing of a bias in a convolution; here there is one where the design has one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from diynn.bench.networks import BATCH_SIZE
from diynn.layers import AvgPool2D, Conv1D, Conv2D, Flatten, Linear, MaxPool1D, ReLU
from diynn.layers.layer import Array, Layer, Shape
from diynn.network.losses import LogSoftmaxCrossEntropy
from diynn.training.training import Training


class ReportPeer:
    """A convolutional network with the same weights and data, and the report's step.

    `training` gives design, first weights and data; it is not changed.
    """

    def __init__(self, training: Training) -> None:
        net = training.net
        if training.loss != LogSoftmaxCrossEntropy():
            raise NotImplementedError("the report's convolutional networks share one loss")
        self._x, self._t = training.data.train.x, training.targets
        self._learning_rate = training.optimizer.learning_rate
        self._rng = np.random.default_rng(0)
        self._modules = [_module(layer) for layer in net.layers]
        for name, weight in net.weights.items():
            row, _, own = name.partition(".")
            self._modules[int(row)].weights[own] = weight.copy()

    def batches(self) -> Iterator[Array]:
        """The places of an epoch's whole batches, in a new order: (64,) each."""
        order = self._rng.permutation(len(self._x))
        for start in range(0, len(order) - BATCH_SIZE + 1, BATCH_SIZE):
            yield order[start : start + BATCH_SIZE]

    def step(self, places: Array) -> float:
        """One batch: picked, zero_grad, forward, loss, backward, update. Returns its loss."""
        x, t = self._x[places], self._t[places]
        for module in self._modules:
            module.zero_grad()
        inputs = []
        for module in self._modules:
            inputs.append(x)
            x = module.forward(x)
        loss, delta = _log_softmax_cross_entropy(x, t)
        for module, into in zip(reversed(self._modules), reversed(inputs), strict=True):
            module.backward_update_gradient(into, delta)
            delta = module.backward_delta(into, delta)
        for module in self._modules:
            module.update_parameters(self._learning_rate)
        return loss

    def weights(self) -> dict[str, Array]:
        """The weights by row and name."""
        return {
            f"{row}.{name}": weight
            for row, module in enumerate(self._modules)
            for name, weight in module.weights.items()
        }


def _log_softmax_cross_entropy(y: Array, t: Array) -> tuple[float, Array]:
    rows = np.arange(len(y))
    shifted = y - y.max(axis=1, keepdims=True)
    log_softmax = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    delta = np.exp(log_softmax)
    delta[rows, t] -= 1
    return -float(log_softmax[rows, t].mean()), delta / len(y)


class _Module:
    """The report's contract: forward, backward_update_gradient, backward_delta."""

    def __init__(self) -> None:
        self.weights: dict[str, Array] = {}
        self.gradients: dict[str, Array] = {}

    def forward(self, x: Array) -> Array:
        raise NotImplementedError

    def backward_delta(self, x: Array, delta: Array) -> Array:
        raise NotImplementedError

    def backward_update_gradient(self, x: Array, delta: Array) -> None:
        """Add the gradients for the weights; there may be none."""

    def zero_grad(self) -> None:
        self.gradients = {name: np.zeros_like(w) for name, w in self.weights.items()}

    def update_parameters(self, learning_rate: float) -> None:
        for name, weight in self.weights.items():
            weight -= learning_rate * self.gradients[name]


class _Linear(_Module):
    def forward(self, x: Array) -> Array:
        y = x @ self.weights["W"].T
        return y + self.weights["b"] if "b" in self.weights else y

    def backward_delta(self, x: Array, delta: Array) -> Array:
        return delta @ self.weights["W"]

    def backward_update_gradient(self, x: Array, delta: Array) -> None:
        self.gradients["W"] += delta.T @ x
        if "b" in self.weights:
            self.gradients["b"] += delta.sum(axis=0)


class _ReLU(_Module):
    def forward(self, x: Array) -> Array:
        return np.maximum(x, 0)

    def backward_delta(self, x: Array, delta: Array) -> Array:
        return delta * (x > 0)


class _Flatten(_Module):
    def forward(self, x: Array) -> Array:
        return x.reshape(len(x), -1)

    def backward_delta(self, x: Array, delta: Array) -> Array:
        return delta.reshape(x.shape)


class _Windowed(_Module):
    """A module whose window moves over one direction or two."""

    def __init__(self, size: Shape, stride: Shape) -> None:
        super().__init__()
        self.size = size
        self.stride = stride
        self.axes = tuple(range(1 + len(size), 1 + 2 * len(size)))

    def windows(self, x: Array) -> Array:
        """x (batch, *d, channels) as a view (batch, *positions, *size, channels)."""
        steps = x.strides[1:-1]
        positions = tuple(
            (d - k) // s + 1
            for d, k, s in zip(x.shape[1:-1], self.size, self.stride, strict=True)
        )
        strides = (x.strides[0], *np.multiply(steps, self.stride), *steps, x.strides[-1])
        return as_strided(x, (len(x), *positions, *self.size, x.shape[-1]), strides)

    def places(self, positions: Shape) -> tuple[Any, ...]:
        """The index that picks windows (batch, *positions, *size, channels) from an input."""
        rank = len(self.size)
        index: list[Any] = [slice(None)]
        for axis, (count, k, s) in enumerate(zip(positions, self.size, self.stride, strict=True)):
            shape = [1] * (2 * rank)
            shape[axis], shape[rank + axis] = count, k
            index.append((np.arange(count)[:, None] * s + np.arange(k)).reshape(shape))
        return tuple(index)


class _Convolution(_Windowed):
    def __init__(self, size: Shape, stride: Shape) -> None:
        super().__init__(size, stride)
        places, window = ("i", "k") if len(size) == 1 else ("ij", "kl")
        self._x, self._w, self._y = f"b{places}{window}c", f"{window}cf", f"b{places}f"

    def forward(self, x: Array) -> Array:
        way = f"{self._x},{self._w}->{self._y}"
        y: Array = np.einsum(way, self.windows(x), self.weights["W"])
        return y + self.weights["b"] if "b" in self.weights else y

    def backward_delta(self, x: Array, delta: Array) -> Array:
        way = f"{self._y},{self._w}->{self._x}"
        result = np.zeros_like(x)
        gradient = np.einsum(way, delta, self.weights["W"])
        np.add.at(result, self.places(delta.shape[1:-1]), gradient)
        return result

    def backward_update_gradient(self, x: Array, delta: Array) -> None:
        way = f"{self._x},{self._y}->{self._w}"
        self.gradients["W"] += np.einsum(way, self.windows(x), delta)
        if "b" in self.weights:
            self.gradients["b"] += delta.sum(axis=tuple(range(delta.ndim - 1)))


class _MaxPool1D(_Windowed):
    def forward(self, x: Array) -> Array:
        y: Array = np.max(self.windows(x), axis=self.axes)
        return y

    def backward_delta(self, x: Array, delta: Array) -> Array:
        result = np.zeros_like(x)
        largest = np.argmax(self.windows(x), axis=self.axes[0])
        starts = np.arange(delta.shape[1])[:, None] * self.stride[0]
        samples, channels = np.arange(len(x))[:, None, None], np.arange(x.shape[-1])
        np.add.at(result, (samples, starts + largest, channels), delta)
        return result


class _AvgPool2D(_Windowed):
    def forward(self, x: Array) -> Array:
        y: Array = np.mean(self.windows(x), axis=self.axes)
        return y

    def backward_delta(self, x: Array, delta: Array) -> Array:
        result = np.zeros_like(x)
        share = np.expand_dims(delta / math.prod(self.size), self.axes)
        np.add.at(result, self.places(delta.shape[1:-1]), share)
        return result


def _module(layer: Layer) -> _Module:
    match layer:
        case Conv1D() | Conv2D() if not any(layer.window[2]):
            return _Convolution(*layer.window[:2])
        case MaxPool1D():
            return _MaxPool1D(*layer.window)
        case AvgPool2D():
            return _AvgPool2D(*layer.window)
        case Linear():
            return _Linear()
        case ReLU(slope=0.0):
            return _ReLU()
        case Flatten():
            return _Flatten()
    raise NotImplementedError(f"the report's algorithm has no {layer.name()}")
