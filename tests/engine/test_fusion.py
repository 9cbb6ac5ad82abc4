"""What a step computes instead of the stack is the same: outputs, gradients, weights untouched."""

from __future__ import annotations

import math

import numpy as np
import pytest

from diynn.layers import (
    GELU,
    AvgPool1D,
    AvgPool2D,
    BatchNorm,
    Conv1D,
    Conv2D,
    ConvTranspose1D,
    Dropout,
    Flatten,
    LeakyReLU,
    Linear,
    MaxPool1D,
    MaxPool2D,
    ReLU,
    Residual1D,
    Tanh,
)
from diynn.layers import convolution as convolution_module
from diynn.layers.conv_pool import ConvMaxPool
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape
from diynn.network.fusion import Link, fold_batch_norms, fuse
from diynn.network.sequential import Sequential

AVERAGED: list[tuple[tuple[Layer, ...], Shape]] = [
    ((Conv1D(3), AvgPool1D()), (12, 2)),
    ((Conv1D(3, kernel_size=2, bias=False), AvgPool1D(kernel_size=3, stride=2)), (11, 1)),
    ((Conv1D(3), AvgPool1D(kernel_size=2, stride=1)), (7, 2)),
    ((Conv2D(4), AvgPool2D()), (9, 8, 2)),
    ((Conv2D(2, kernel_size=(2, 3)), AvgPool2D((1, 2), stride=(2, 3))), (8, 11, 1)),
    ((Conv2D(3), AvgPool2D(2, stride=1), Conv2D(4), AvgPool2D()), (12, 12, 1)),
    ((Conv2D(3), AvgPool2D(), Conv2D(4, kernel_size=1), AvgPool2D()), (11, 11, 2)),
]
LARGEST: list[tuple[tuple[Layer, ...], Shape]] = [
    ((Conv1D(3), MaxPool1D()), (12, 2)),
    ((Conv1D(3), MaxPool1D()), (13, 1)),
    ((Conv1D(3, bias=False), MaxPool1D(kernel_size=3, stride=4)), (16, 2)),
    ((Conv1D(3, padding=1, stride=2), MaxPool1D(kernel_size=1, stride=1)), (9, 2)),
    ((Conv2D(4), MaxPool2D()), (9, 8, 2)),
    ((Conv2D(2, padding=(1, 0)), MaxPool2D((3, 2), stride=3)), (8, 11, 3)),
    ((Conv2D(3), LeakyReLU(slope=0.3), MaxPool2D()), (8, 8, 1)),
    ((Conv2D(3), ReLU(), MaxPool2D(), Conv2D(3), ReLU(slope=0.2), MaxPool2D()), (14, 14, 1)),
]
UNCHANGED: list[tuple[Layer, ...]] = [
    (Conv1D(3, padding=1), AvgPool1D()),
    (Conv1D(3, stride=2), AvgPool1D()),
    (Conv1D(3), ReLU(), AvgPool1D()),
    (Conv1D(3), Tanh(), MaxPool1D()),
    (Conv1D(3), GELU(), MaxPool1D()),
    (Conv1D(3), BatchNorm(), MaxPool1D()),
    (Conv1D(3), BatchNorm(), AvgPool1D()),
    (Conv1D(3), BatchNorm(), ReLU(), AvgPool1D()),
    (ConvTranspose1D(3), MaxPool1D()),
    (ConvTranspose1D(3), AvgPool1D()),
    (Residual1D(3), MaxPool1D()),
    (Conv1D(3), Dropout(), MaxPool1D()),
    (Conv1D(3), MaxPool1D(kernel_size=3, stride=2)),
    (AvgPool1D(), Conv1D(3)),
    (Flatten(), Linear(3), ReLU()),
    (),
]


class Chain:
    """Layers with weights of their own, in double precision."""

    def __init__(self, layers: tuple[Layer, ...], shape: Shape) -> None:
        rng = np.random.default_rng(0)
        self.links = []
        for layer in layers:
            weights: dict[str, Array] = {
                name: rng.normal(size=size) for name, size in layer.weight_shapes(shape).items()
            }
            places = {name: np.full_like(weight, np.nan) for name, weight in weights.items()}
            self.links.append(Link(layer, weights, places))
            shape = layer.output_shape(shape)

    def run(self, links: list[Link], x: Array, dy: Array | None) -> tuple[Array, Array, Array]:
        """The output, the gradient for x, and all those for weights in a row."""
        bound: list[Bound] = []
        y = x
        for link in links:
            pass_ = Pass(training=True)
            pass_.gradients = link.gradients
            bound.append(link.layer.bind(y, link.weights, pass_))
            y = bound[-1].y
        for _ in range(2):
            for way in bound:
                way.forward()
            delta = np.random.default_rng(2).normal(size=y.shape) if dy is None else dy
            for way in reversed(bound):
                found = way.backward(delta)
                assert found is not None
                delta = found
        gradients = [g.ravel() for link in self.links for g in link.gradients.values()]
        return y.copy(), delta.copy(), np.concatenate(gradients)


@pytest.mark.parametrize(("layers", "shape"), AVERAGED + LARGEST)
@pytest.mark.parametrize("block", [1, 2**18])
def test_the_rewritten_chain_computes_the_same(
    layers: tuple[Layer, ...], shape: Shape, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convolution_module, "BLOCK", block)
    chain = Chain(layers, shape)
    x = np.random.default_rng(1).normal(size=(5, *shape))
    kept = x.copy()
    links = fuse(chain.links)
    assert [link.layer for link in links] != list(layers)
    wanted = chain.run(chain.links, x, None)
    found = chain.run(links, x, None)
    for one, other in zip(found, wanted, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-11, atol=1e-12)
    np.testing.assert_array_equal(x, kept)


@pytest.mark.parametrize("layers", UNCHANGED)
def test_what_cannot_be_rewritten_stays(layers: tuple[Layer, ...]) -> None:
    links = [Link(layer, {}, {}) for layer in layers]
    assert fuse(links) == links


def test_a_mean_moves_before_every_convolution_that_it_can() -> None:
    layers = (Conv2D(3), AvgPool2D(2, stride=1), Conv2D(4), AvgPool2D())
    found = [link.layer for link in fuse([Link(layer, {}, {}) for layer in layers])]
    slow = AvgPool2D(2, stride=1)
    assert found == [slow, slow, Conv2D(3), Conv2D(4, stride=2)]


def test_the_weights_stay_with_their_convolution() -> None:
    W = {"W": np.ones((3, 1, 2))}
    found = fuse([Link(Conv1D(2, bias=False), W, {}), Link(AvgPool1D(), {}, {})])
    assert [link.weights for link in found] == [{}, W]
    joined = fuse([Link(Conv1D(2, bias=False), W, {}), Link(MaxPool1D(), {}, {})])
    assert [link.weights for link in joined] == [W]
    assert isinstance(joined[0].layer, ConvMaxPool)


def test_of_equal_values_the_first_takes_the_gradient() -> None:
    # A convolution that gives 0 everywhere: all of a window are alike.
    conv, pool, shape = Conv2D(1, kernel_size=1), MaxPool2D(), (4, 4, 1)
    weights = {"W": np.zeros((1, 1, 1, 1)), "b": np.zeros(1)}
    x = np.arange(math.prod(shape), dtype=float).reshape(1, *shape)
    dy = np.ones((1, 2, 2, 1))
    found = []
    for layers in ((conv, pool), (ConvMaxPool(conv, pool),)):
        pass_, y, ways = Pass(training=True), x, []
        for number, layer in enumerate(layers):
            ways.append(layer.bind(y, weights if number == 0 else {}, pass_))
            ways[-1].forward()
            y = ways[-1].y
        delta = dy
        for way in reversed(ways):
            back = way.backward(delta)
            assert back is not None
            delta = back
        found.append(pass_.gradients["W"].item())
    # The first of each window: places 0, 2, 8 and 10.
    assert found == [20.0, 20.0]


FOLDED: list[tuple[tuple[Layer, ...], Shape, int]] = [
    ((Linear(4), BatchNorm()), (3,), 1),
    ((Linear(4, bias=False), BatchNorm(), ReLU(), Linear(2), BatchNorm(epsilon=0.1)), (3,), 3),
    ((Conv1D(3, padding=1), BatchNorm(), MaxPool1D()), (8, 2), 1),
    ((Conv2D(3, bias=False), BatchNorm(), BatchNorm(), ReLU()), (6, 5, 2), 2),
    ((BatchNorm(), Conv2D(2), ReLU(), BatchNorm()), (5, 5, 2), 4),
]


@pytest.mark.parametrize(("layers", "shape", "left"), FOLDED)
def test_a_prediction_folds_a_norm_into_what_stands_before(
    layers: tuple[Layer, ...], shape: Shape, left: int
) -> None:
    net = Sequential(layers, shape, dtype=np.float64)
    rng = np.random.default_rng(3)
    net.weight_vector[...] = rng.uniform(0.2, 2.0, net.weight_vector.size)
    before = net.weight_vector.copy()
    x = rng.normal(size=(5, *shape))
    links = [Link(*parts, {}) for parts in zip(layers, net.rows(net.weight_vector), strict=True)]
    assert len(fuse(fold_batch_norms(links))) == left
    np.testing.assert_allclose(net.predict(x), net.activations(x)[-1], rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(net.weight_vector, before)
