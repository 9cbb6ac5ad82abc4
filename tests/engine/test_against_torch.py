"""Outputs, gradients and steps beside PyTorch's, where it is installed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from diynn import Sequential
from diynn.layers import (
    ELU,
    GELU,
    LAYERS,
    SELU,
    AvgPool1D,
    AvgPool2D,
    BatchNorm,
    Conv1D,
    Conv2D,
    ConvTranspose1D,
    ConvTranspose2D,
    Dropout,
    Flatten,
    GlobalAvgPool,
    HardSwish,
    LayerNorm,
    LeakyReLU,
    Linear,
    LogSoftmax,
    MaxPool1D,
    MaxPool2D,
    Pad1D,
    Pad2D,
    PReLU,
    ReLU,
    Reshape1D,
    Reshape2D,
    Residual1D,
    Residual2D,
    Sigmoid,
    SiLU,
    Softmax,
    Softplus,
    Softsign,
    Tanh,
    Upsample,
)
from diynn.layers.activations import Activation
from diynn.layers.layer import Array, Layer, Pass, Shape
from diynn.layers.normalisation import Normalisation
from diynn.layers.pooling import Pooling
from diynn.layers.transposed import TransposedConvolution
from diynn.network.losses import BCE, LOSSES, MSE, CrossEntropy, Huber, LogSoftmaxCrossEntropy, Loss
from diynn.network.optimizers import SGD
from diynn.network.sequential import CHANCE
from diynn.settings import from_record

torch = pytest.importorskip("torch")
F = torch.nn.functional

BATCH = 40
CLOSE = 1e-5


@pytest.fixture(autouse=True)
def plain_kernels() -> Iterator[None]:
    """PyTorch without oneDNN, whose gradient of a 1 × 1 convolution with a stride of 2 is not the
    same at every call with the same numbers.
    """
    # The context manager of PyTorch's own warns of graphics cards on its way.
    torch._C._set_mkldnn_enabled(False)
    yield
    torch._C._set_mkldnn_enabled(True)


def channels_first(x: Any) -> Any:
    return x.movedim(-1, 1)


def channels_last(x: Any) -> Any:
    return x.movedim(1, -1)


def run_layer(layer: Layer, x: Any, w: Mapping[str, Any], training: bool = True) -> Any:
    """What PyTorch makes of `layer`: x as diynn has it, weights by name, channels last.

    The weights that a training gathers change as PyTorch has it.
    """
    match layer:
        case Linear():
            return F.linear(x, w["W"], w.get("b"))
        case Conv1D() | Conv2D():
            rank = len(layer.gaps)
            W, way = w["W"].permute(rank + 1, rank, *range(rank)), (F.conv1d, F.conv2d)[rank - 1]
            _, stride, padding = layer.window
            y = way(
                channels_first(x), W, w.get("b"), stride, padding, layer.gaps, layer.groups
            )
        case Pooling():
            y = run_pooling(layer, channels_first(x))
        case TransposedConvolution():
            y = run_transposed(layer, channels_first(x), w)
        case Residual1D() | Residual2D():
            return run_residual(layer, x, w, training)
        case GlobalAvgPool():
            return x.flatten(1, -2).mean(1)
        case Upsample():
            y = F.interpolate(channels_first(x), scale_factor=layer.factor, mode="nearest")
        case Normalisation():
            return run_normalisation(layer, x, w, training)
        case Dropout():
            return x * dropout_factor(layer, x) if training else x
        case Flatten():
            return x.flatten(1)
        case Reshape1D() | Reshape2D():
            return x.reshape(len(x), *layer.places, -1)
        case Pad1D() | Pad2D():
            y = run_padding(layer, channels_first(x))
        case Activation():
            return run_activation(layer, x, w)
        case _:
            raise AssertionError(f"no comparison for {layer.name()}")
    return channels_last(y)


def run_pooling(layer: Layer, x: Any) -> Any:
    """A pooling of channels first."""
    match layer:
        case MaxPool1D():
            return F.max_pool1d(x, *layer.window, layer.padding, layer.dilation)
        case AvgPool1D():
            counts = layer.count_include_pad
            return F.avg_pool1d(x, *layer.window, layer.padding, False, counts)
        case MaxPool2D():
            return F.max_pool2d(x, *layer.window, layer.padding, layer.dilation)
        case AvgPool2D():
            counts = layer.count_include_pad
            return F.avg_pool2d(x, *layer.window, layer.padding, False, counts)
        case _:
            raise AssertionError(f"no comparison for {layer.name()}")


def run_padding(layer: Pad1D | Pad2D, x: Any) -> Any:
    """Places around channels first; PyTorch begins with the last direction."""
    before, after = layer.sides
    sides = [p for both in zip(before[::-1], after[::-1], strict=True) for p in both]
    return F.pad(x, sides, {"zeros": "constant"}.get(layer.mode, layer.mode))


def run_transposed(layer: TransposedConvolution, x: Any, w: Mapping[str, Any]) -> Any:
    """A transposed convolution of channels first."""
    size, stride, padding = layer.window
    if len(size) == 1:
        W, way = w["W"].permute(2, 1, 0), F.conv_transpose1d
    else:
        W, way = w["W"].permute(3, 2, 0, 1), F.conv_transpose2d
    return way(x, W, w.get("b"), stride, padding, layer.more)


def run_normalisation(layer: Layer, x: Any, w: Mapping[str, Any], training: bool) -> Any:
    match layer:
        case BatchNorm():
            y = F.batch_norm(
                channels_first(x), w["mean"], w["variance"], w["scale"], w["shift"], training,
                layer.momentum, layer.epsilon,
            )  # fmt: skip
        case LayerNorm() if x.ndim == 2:
            return F.layer_norm(x, x.shape[1:], w["scale"], w["shift"], layer.epsilon)
        case LayerNorm():
            y = F.group_norm(channels_first(x), 1, w["scale"], w["shift"], layer.epsilon)
        case _:
            raise AssertionError(f"no comparison for {layer.name()}")
    return channels_last(y)


def run_activation(layer: Layer, x: Any, w: Mapping[str, Any]) -> Any:
    bent = {
        Tanh: torch.tanh, Sigmoid: torch.sigmoid, SiLU: F.silu, Softplus: F.softplus,
        SELU: F.selu, HardSwish: F.hardswish, Softsign: F.softsign,
    }  # fmt: skip
    match layer:
        case Softmax():
            return torch.softmax(x, -1)
        case LogSoftmax():
            return torch.log_softmax(x, -1)
        case PReLU():
            return channels_last(F.prelu(channels_first(x), w["a"]))
        case ReLU() | LeakyReLU():
            return F.leaky_relu(x, layer.slope)
        case ELU():
            return F.elu(x, layer.alpha)
        case GELU():
            return F.gelu(x, approximate="tanh")
    return bent[type(layer)](x)


def run_residual(
    layer: Residual1D | Residual2D, x: Any, w: Mapping[str, Any], training: bool
) -> Any:
    """Both ways of the block, each layer in PyTorch."""
    ends = []
    for parts in layer.routes(tuple(x.shape[1:])).values():
        y = x
        for part, inner, _ in parts:
            prefix = f"{part}."
            own = {k.removeprefix(prefix): v for k, v in w.items() if k.startswith(prefix)}
            y = run_layer(inner, y, own, training)
        ends.append(y)
    return torch.relu(ends[0] + ends[1])


def dropout_factor(layer: Dropout, x: Any) -> Any:
    """What the layer multiplies x with, of the chance that a new stack with the seed 0 has."""
    ones = np.ones(x.shape, np.float32)
    rng = np.random.default_rng((0, CHANCE))
    return torch.tensor(layer.forward(ones, {}, Pass(training=True, rng=rng))[0])


def run_loss(loss: Loss, y: Any, t: Any) -> Any:
    way = {"values": "mean"}.get(loss.over, "sum")
    match loss:
        case MSE():
            value = F.mse_loss(y, t, reduction=way)
        case Huber():
            value = F.huber_loss(y, t, reduction=way, delta=loss.delta)
        case BCE():
            value = F.binary_cross_entropy(y, t, reduction=way)
        case CrossEntropy():
            every = -y.log().mean(1).sum()
            value = F.nll_loss(y.log(), t, reduction=way)
            value = (1 - loss.smoothing) * value + loss.smoothing * every
        case LogSoftmaxCrossEntropy():
            value = F.cross_entropy(y, t, reduction=way, label_smoothing=loss.smoothing)
        case _:
            raise AssertionError(f"no comparison for {loss.name()}")
    return value / len(y) if loss.over == "samples" else value


def gathered(net: Sequential) -> set[str]:
    """The names of weights that no gradient moves."""
    return {f"{row}.{name}" for row, layer in enumerate(net.layers) for name in layer.gathered}


class Twin:
    """The stack in PyTorch, with the same weights."""

    def __init__(self, net: Sequential) -> None:
        self.layers = net.layers
        self.weights = {
            name: torch.tensor(weight, requires_grad=name not in gathered(net))
            for name, weight in net.weights.items()
        }

    def outputs(self, x: Any, training: bool = True) -> Any:
        for row, layer in enumerate(self.layers):
            prefix = f"{row}."
            own = {
                name.removeprefix(prefix): weight
                for name, weight in self.weights.items()
                if name.startswith(prefix)
            }
            x = run_layer(layer, x, own, training)
        return x


def assert_close(found: Array, wanted: Any, what: str, close: float = CLOSE) -> None:
    wanted = np.asarray(wanted.detach())
    assert found.shape == wanted.shape
    error = float(np.abs(found - wanted).max(initial=0))
    assert error <= close * max(float(np.abs(wanted).max(initial=0)), 1e-6), f"{what}: {error:g}"


CASES: list[tuple[Layer, Shape]] = [
    (Linear(7), (5,)),
    (Linear(7, bias=False), (5,)),
    (Conv1D(6), (12, 3)),
    (Conv1D(6, kernel_size=4, stride=3, padding=2, bias=False), (11, 2)),
    (Conv2D(4), (9, 8, 3)),
    (
        Conv2D(4, kernel_size=(2, 3), stride=(2, 3), padding=(1, 2)),
        (9, 8, 2),
    ),
    (Conv1D(6, padding=2, dilation=2), (12, 3)),
    (Conv2D(4, padding=(2, 1), dilation=(2, 3)), (9, 8, 3)),
    (Conv1D(6, stride=2, groups=3), (12, 3)),
    (Conv2D(6, padding=1, groups=3), (9, 8, 3)),
    (Conv2D(4, 2, stride=2, dilation=2, groups=2, bias=False), (9, 8, 4)),
    (MaxPool1D(3, 2, padding=1), (13, 3)),
    (MaxPool2D(3, stride=2, padding=1), (9, 8, 3)),
    (MaxPool2D((2, 3), stride=1, padding=(1, 1), dilation=(1, 2)), (9, 8, 2)),
    (AvgPool1D(3, 2, padding=1), (13, 3)),
    (AvgPool2D(3, stride=2, padding=1, count_include_pad=False), (9, 8, 3)),
    (ConvTranspose1D(4, 3, stride=2, output_padding=1), (7, 3)),
    (ConvTranspose2D(3, 3, stride=3, padding=(0, 1), output_padding=(2, 1)), (4, 3, 2)),
    (Pad1D(2, 1), (7, 3)),
    (Pad1D(1, 3, "reflect"), (7, 3)),
    (Pad2D((1, 0), (2, 3)), (4, 5, 3)),
    (Pad2D((1, 2), (3, 0), "reflect"), (4, 5, 3)),
    (Pad2D((1, 2), (3, 0), "replicate"), (4, 5, 3)),
    (MaxPool1D(), (13, 3)),
    (MaxPool1D(kernel_size=3, stride=2), (12, 2)),
    (MaxPool1D(kernel_size=2, stride=3), (12, 2)),
    (AvgPool1D(), (13, 3)),
    (AvgPool1D(kernel_size=3, stride=1), (12, 2)),
    (MaxPool2D(), (9, 8, 3)),
    (MaxPool2D((3, 2), stride=(1, 3)), (9, 8, 2)),
    (AvgPool2D(), (9, 8, 3)),
    (AvgPool2D((2, 3), stride=(3, 1)), (9, 8, 2)),
    (Flatten(), (4, 3, 2)),
    (Residual1D(4), (9, 3)),
    (Residual1D(3, kernel_size=5, normalise=False), (9, 3)),
    (Residual2D(3), (7, 6, 3)),
    (Residual2D(4, stride=2), (7, 6, 3)),
    (Residual2D(4, stride=2, normalise=False), (8, 6, 2)),
    (ConvTranspose1D(6), (7, 3)),
    (ConvTranspose1D(4, kernel_size=3, stride=1, padding=1, bias=False), (9, 3)),
    (ConvTranspose2D(5), (4, 7, 3)),
    (ConvTranspose2D(3, 3, stride=1), (8, 7, 3)),
    (ConvTranspose2D(3, (2, 5), stride=(3, 2), padding=(0, 2)), (4, 3, 2)),
    (GlobalAvgPool(), (9, 8, 3)),
    (GlobalAvgPool(), (9, 3)),
    (Reshape1D(4), (12,)),
    (Reshape2D(2, 3), (12,)),
    (Upsample(), (5, 4, 3)),
    (Upsample(3), (5, 3)),
    (Dropout(0.3), (4, 5, 3)),
    (Dropout(0.0), (7,)),
    (BatchNorm(), (7,)),
    (BatchNorm(momentum=0.3, epsilon=1e-3), (9, 3)),
    (BatchNorm(), (6, 5, 4)),
    (LayerNorm(), (7,)),
    (LayerNorm(epsilon=1e-3), (9, 3)),
    (LayerNorm(), (6, 5, 4)),
    (Tanh(), (6,)),
    (Sigmoid(), (4, 3)),
    (Softmax(), (6,)),
    (Softmax(), (4, 3)),
    (ReLU(), (6,)),
    (ReLU(slope=0.2), (6,)),
    (LeakyReLU(), (6,)),
    (ELU(), (6,)),
    (ELU(alpha=0.4), (4, 3)),
    (GELU(), (4, 3)),
    (SiLU(), (4, 3)),
    (Softplus(), (4, 3)),
    (LogSoftmax(), (4, 3)),
    (PReLU(), (6,)),
    (PReLU(shared=True), (4, 5, 3)),
    (SELU(), (4, 3)),
    (HardSwish(), (4, 3)),
    (Softsign(), (4, 3)),
]  # fmt: skip


def test_every_layer_is_compared() -> None:
    assert {type(layer) for layer, _ in CASES} == set(LAYERS)


every_case = pytest.mark.parametrize(
    ("layer", "shape"),
    [pytest.param(*case, id=f"{case[0].name()}-{number}") for number, case in enumerate(CASES)],
)


def with_weights(layer: Layer, shape: Shape) -> tuple[Sequential, Array]:
    """A stack of one layer with any weights, and what goes in."""
    rng = np.random.default_rng(1)
    net = Sequential((layer,), shape)
    net.weight_vector[...] = rng.normal(size=net.weight_vector.size)
    for name in gathered(net) & set(net.weights):
        np.abs(net.weights[name], out=net.weights[name])
    return net, rng.normal(size=(BATCH, *shape)).astype(np.float32)


@every_case
def test_layers(layer: Layer, shape: Shape) -> None:
    net, x = with_weights(layer, shape)
    twin = Twin(net)
    twin_x = torch.tensor(x, requires_grad=True)
    y, twin_y = net.forward(x), twin.outputs(twin_x)
    assert_close(y, twin_y, "y")
    dy = np.random.default_rng(2).normal(size=y.shape).astype(np.float32)
    twin_y.backward(torch.tensor(dy))
    assert_close(net.backward(dy), twin_x.grad, "dx")
    for name, weight in twin.weights.items():
        if weight.requires_grad:
            assert_close(net.gradients[name], weight.grad, name)
        else:
            assert not net.gradients[name].any()
            assert_close(net.weights[name], weight, f"{name}, gathered")


@every_case
def test_layers_after_training(layer: Layer, shape: Shape) -> None:
    net, x = with_weights(layer, shape)
    twin = Twin(net)
    before = net.weight_vector.copy()
    twin_x = torch.tensor(x, requires_grad=True)
    twin_y = twin.outputs(twin_x, training=False)
    assert_close(net.predict(x), twin_y, "predict")
    pass_, weights = Pass(), net.rows(net.weight_vector)[0]
    y, backward = layer.forward(x, weights, pass_)
    assert_close(y, twin_y, "y")
    dy = np.random.default_rng(2).normal(size=y.shape).astype(np.float32)
    twin_y.backward(torch.tensor(dy))
    dx, gradients = backward(dy)
    assert dx is not None
    assert_close(dx, twin_x.grad, "dx")
    for name, weight in twin.weights.items():
        if weight.requires_grad:
            assert_close(gradients[name.removeprefix("0.")], weight.grad, name)
    np.testing.assert_array_equal(net.weight_vector, before)


@pytest.mark.parametrize(
    "loss",
    [
        pytest.param(
            from_record({"kind": kind.name(), "mean_over": way}, LOSSES, "loss"),
            id=f"{kind.name()}-{way}",
        )
        for kind in LOSSES
        for way in (("samples", "sum") if kind.for_classes else ("values", "samples", "sum"))
    ]
    + [
        pytest.param(loss, id=str(loss))
        for loss in (
            Huber(delta=0.2), CrossEntropy(smoothing=0.3), LogSoftmaxCrossEntropy(smoothing=0.3),
        )
    ],
)  # fmt: skip
def test_losses(loss: Loss) -> None:
    rng = np.random.default_rng(2)
    y = rng.uniform(0.05, 0.95, (BATCH, 6)).astype(np.float32)
    t: Array = rng.uniform(0, 1, y.shape).astype(np.float32)
    if loss.for_classes:
        t = rng.integers(0, 6, BATCH)
    twin_y = torch.tensor(y, requires_grad=True)
    wanted = run_loss(loss, twin_y, torch.tensor(t))
    wanted.backward()
    value, dy = loss(y, t)
    assert value == pytest.approx(wanted.item(), rel=CLOSE)
    assert_close(dy, twin_y.grad, "dy")


# The report's networks.


def encoder(*outputs: int) -> tuple[Layer, ...]:
    """Linear layers with Tanh between, Sigmoid last."""
    rows: list[Layer] = []
    for size in outputs:
        rows += [Linear(size), Tanh()]
    return (*rows[:-1], Sigmoid())


def convolutional(*rows: Layer) -> tuple[Layer, ...]:
    return (*rows, Flatten(), Linear(100), ReLU(), Linear(10))


LINE, IMAGE = (256, 1), (16, 16, 1)
SLOW_POOL = AvgPool2D(stride=1)
LSCE = LogSoftmaxCrossEntropy()
NETWORKS: dict[str, tuple[tuple[Layer, ...], Shape, Loss, int]] = {
    "E1 linear, MSE": ((Linear(1),), (2,), MSE(), 3),
    "E2 Tanh and Sigmoid": ((Linear(50), Tanh(), Linear(1), Sigmoid()), (2,), BCE(), 201),
    "E3 usps dense": ((Linear(128), Tanh(), Linear(10)), (256,), LSCE, 34186),
    "probabilities": ((Linear(20), Tanh(), Linear(10), Softmax()), (256,), CrossEntropy(), 5350),
    "E4 simple MSE": (encoder(128, 64, 128, 256), (256,), MSE(), 82496),
    "E5 simple BCE": (encoder(128, 64, 128, 256), (256,), BCE(), 82496),
    "E6 deep MSE": (encoder(128, 64, 32, 64, 128, 256), (256,), MSE(), 86688),
    "E7 deep BCE": (encoder(128, 64, 32, 64, 128, 256), (256,), BCE(), 86688),
    "E9 mnist simple BCE": (encoder(128, 64, 128, 784), (784,), BCE(), 218192),
    "E11 mnist deep BCE": (
        encoder(512, 256, 128, 64, 128, 256, 512, 784), (784,), BCE(), 1149520,
    ),
    "E17 conv1d 1": (convolutional(Conv1D(32), MaxPool1D()), LINE, LSCE, 407638),
    "E19 conv1d 2": (
        convolutional(Conv1D(128), MaxPool1D(), Conv1D(32), MaxPool1D()), LINE, LSCE, 212342,
    ),
    "E20 conv1d 3": (
        convolutional(
            Conv1D(128), MaxPool1D(), Conv1D(64), MaxPool1D(), Conv1D(32), MaxPool1D()
        ),
        LINE, LSCE, 128438,
    ),
    "E22 conv2d 1": (convolutional(Conv2D(32), AvgPool2D()), IMAGE, LSCE, 158230),
    "E23 conv2d 2": (convolutional(Conv2D(64), AvgPool2D()), IMAGE, LSCE, 315350),
    "E24 conv2d 3": (
        convolutional(Conv2D(32), SLOW_POOL, Conv2D(64), AvgPool2D()), IMAGE, LSCE, 179926,
    ),
}  # fmt: skip
every_network = pytest.mark.parametrize(
    ("layers", "shape", "loss", "weights"), NETWORKS.values(), ids=NETWORKS.keys()
)


def digits(shape: Shape, net: Sequential, loss: Loss, seed: int = 3) -> tuple[Array, Array]:
    """Samples from 0 to 1 and what `loss` asks of them."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0, 1, (BATCH, *shape)).astype(np.float32)
    if loss.for_classes:
        return x, rng.integers(0, net.output_shape[0], BATCH)
    if math.prod(shape) == net.output_shape[0]:
        return x, x
    return x, rng.integers(0, 2, (BATCH, net.output_shape[0])).astype(np.float32)


@every_network
def test_the_reports_networks(
    layers: tuple[Layer, ...], shape: Shape, loss: Loss, weights: int
) -> None:
    net = Sequential(layers, shape, seed=4)
    assert net.weight_vector.size == weights
    twin = Twin(net)
    x, t = digits(shape, net, loss)
    twin_x = torch.tensor(x, requires_grad=True)
    twin_y = twin.outputs(twin_x)
    twin_value = run_loss(loss, twin_y, torch.tensor(t))
    twin_value.backward()

    y = net.forward(x)
    assert_close(y, twin_y, "forward")
    assert_close(net.predict(x), twin_y, "predict")
    value, dy = loss(y, t)
    assert value == pytest.approx(twin_value.item(), rel=CLOSE)
    assert_close(net.backward(dy), twin_x.grad, "dx")
    fast, _, vector = net.loss_and_gradient(x, loss.encode(t, net.output_shape), loss)
    assert fast == pytest.approx(twin_value.item(), rel=CLOSE)
    start = 0
    for name, weight in twin.weights.items():
        assert_close(net.gradients[name], weight.grad, name)
        end = start + weight.numel()
        assert_close(vector[start:end].reshape(weight.shape), weight.grad, f"{name}, the fast way")
        start = end


@every_network
def test_five_steps_with_momentum(
    layers: tuple[Layer, ...], shape: Shape, loss: Loss, weights: int
) -> None:
    # In float64: in float32 a rounding may turn a maximum over to its neighbour, and steps add up.
    net = Sequential(layers, shape, seed=5, dtype=np.float64)
    twin = Twin(net)
    rule = SGD(learning_rate=0.05, momentum=0.9)
    twin_rule = torch.optim.SGD(twin.weights.values(), lr=0.05, momentum=0.9)
    state, scratch = rule.new_state(net.weight_vector), np.empty(weights)
    for seed in range(5):
        x, t = (values[:8] for values in digits(shape, net, loss, seed))
        if not loss.for_classes:
            t = t.astype(np.float64)
        x = x.astype(np.float64)
        _, _, gradient = net.loss_and_gradient(x, loss.encode(t, net.output_shape, x.dtype), loss)
        rule.step(net.weight_vector, gradient, state, scratch)
        twin_rule.zero_grad()
        run_loss(loss, twin.outputs(torch.tensor(x)), torch.tensor(t)).backward()
        twin_rule.step()
    for name, weight in twin.weights.items():
        assert_close(net.weights[name], weight, name, 1e-10)
