"""What every layer promises, tried on every layer in several settings and shapes."""

from __future__ import annotations

import dataclasses
import json
import math
import pickle
from collections.abc import Callable

import numpy as np
import pytest

from diynn.errors import ShapeError
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
from diynn.layers.layer import Array, Layer, Pass, Shape
from diynn.settings import from_record, settings_of, to_record

CASES: dict[type[Layer], list[tuple[Layer, Shape]]] = {
    Linear: [
        (Linear(3), (4,)),
        (Linear(1), (1,)),
        (Linear(5, bias=False), (2,)),
        (Linear(2, initializer="normal", bias_initializer="normal"), (7,)),
    ],
    Conv1D: [
        (Conv1D(4, kernel_size=3), (8, 2)),
        (Conv1D(1, kernel_size=1), (1, 1)),
        (Conv1D(2, kernel_size=2, stride=3), (9, 3)),
        (Conv1D(3, kernel_size=3, stride=2, padding=2), (6, 2)),
        (Conv1D(2, kernel_size=4, padding=2, bias=False), (3, 1)),
        (Conv1D(2, kernel_size=6), (6, 2)),
        (Conv1D(2, kernel_size=3, padding=2, dilation=2), (7, 2)),
        (Conv1D(2, kernel_size=2, stride=2, dilation=3), (9, 2)),
        (Conv1D(4, kernel_size=3, padding=1, groups=2), (6, 4)),
    ],
    Conv2D: [
        (Conv2D(2), (5, 6, 2)),
        (Conv2D(1, kernel_size=1), (1, 1, 1)),
        (Conv2D(2, kernel_size=(2, 3), stride=(2, 1)), (6, 5, 1)),
        (Conv2D(2, kernel_size=(1, 2), stride=(2, 3)), (5, 8, 2)),
        (Conv2D(3, stride=(1, 2), padding=(1, 2)), (4, 5, 2)),
        (Conv2D(2, kernel_size=(4, 2), padding=(2, 0), bias=False), (2, 3, 1)),
        (Conv2D(2, kernel_size=(3, 2), padding=(2, 0), dilation=(2, 1)), (5, 4, 2)),
        (Conv2D(4, padding=1, groups=4, bias=False), (4, 5, 4)),
        (Conv2D(6, (2, 3), stride=(2, 1), padding=(0, 2), dilation=(1, 2), groups=3), (5, 4, 3)),
    ],
    MaxPool1D: [
        (MaxPool1D(), (8, 3)),
        (MaxPool1D(), (7, 2)),
        (MaxPool1D(kernel_size=3, stride=1), (6, 2)),
        (MaxPool1D(kernel_size=2, stride=3), (9, 2)),
        (MaxPool1D(kernel_size=1, stride=1), (4, 1)),
        (MaxPool1D(kernel_size=5, stride=5), (5, 1)),
        (MaxPool1D(kernel_size=3, stride=2, padding=1), (7, 2)),
        (MaxPool1D(kernel_size=3, stride=1, padding=1, dilation=2), (6, 2)),
    ],
    MaxPool2D: [
        (MaxPool2D(), (4, 6, 2)),
        (MaxPool2D(), (5, 7, 1)),
        (MaxPool2D((3, 2), stride=1), (5, 4, 2)),
        (MaxPool2D((1, 2), stride=(2, 3)), (5, 8, 1)),
        (MaxPool2D((2, 3), stride=(3, 2)), (6, 7, 2)),
        (MaxPool2D(3, stride=2, padding=1), (5, 6, 2)),
        (MaxPool2D((2, 3), stride=1, padding=(1, 0), dilation=(2, 1)), (5, 4, 2)),
    ],
    AvgPool1D: [
        (AvgPool1D(), (8, 3)),
        (AvgPool1D(), (7, 2)),
        (AvgPool1D(kernel_size=3, stride=1), (6, 2)),
        (AvgPool1D(kernel_size=2, stride=3), (9, 2)),
        (AvgPool1D(kernel_size=1, stride=1), (4, 1)),
        (AvgPool1D(kernel_size=3, stride=2, padding=1), (7, 2)),
        (AvgPool1D(kernel_size=3, stride=1, padding=1, count_include_pad=False), (5, 2)),
    ],
    AvgPool2D: [
        (AvgPool2D(), (4, 6, 2)),
        (AvgPool2D(), (5, 7, 1)),
        (AvgPool2D(stride=1), (5, 4, 2)),
        (AvgPool2D((1, 2), stride=(2, 3)), (5, 8, 1)),
        (AvgPool2D((3, 2), stride=(2, 3)), (7, 6, 2)),
        (AvgPool2D(3, stride=2, padding=1, count_include_pad=False), (5, 6, 2)),
        (AvgPool2D((2, 4), stride=(2, 1), padding=(0, 2)), (4, 5, 1)),
    ],
    Flatten: [(Flatten(), (3, 4, 2)), (Flatten(), (5, 2)), (Flatten(), (6,))],
    Residual1D: [
        (Residual1D(2, kernel_size=1, normalise=False), (4, 2)),
        (Residual1D(3, stride=2), (7, 2)),
        (Residual1D(2, kernel_size=5), (6, 2)),
    ],
    Residual2D: [
        (Residual2D(2), (4, 3, 2)),
        (Residual2D(3, normalise=False), (4, 5, 2)),
        (Residual2D(2, stride=2), (5, 4, 2)),
        (Residual2D(2, stride=3, normalise=False), (4, 7, 1)),
    ],
    ConvTranspose1D: [
        (ConvTranspose1D(3), (5, 2)),
        (ConvTranspose1D(2, kernel_size=3, stride=1, padding=1), (4, 3)),
        (ConvTranspose1D(2, kernel_size=2, stride=3, padding=0, bias=False), (3, 2)),
        (ConvTranspose1D(1, kernel_size=1, stride=1, padding=0), (1, 1)),
        (ConvTranspose1D(2, kernel_size=2, stride=1, padding=2), (6, 1)),
        (ConvTranspose1D(2, kernel_size=3, stride=2, padding=1, output_padding=1), (4, 2)),
    ],
    ConvTranspose2D: [
        (ConvTranspose2D(3), (3, 2, 2)),
        (ConvTranspose2D(2, 3, stride=1), (4, 5, 3)),
        (ConvTranspose2D(2, (2, 3), stride=(1, 2), padding=(0, 1), bias=False), (3, 4, 2)),
        (ConvTranspose2D(1, (1, 2), stride=3, padding=0), (2, 3, 1)),
        (ConvTranspose2D(2, 5, stride=1, padding=2), (9, 11, 1)),
        (ConvTranspose2D(2, 3, stride=(3, 2), padding=1, output_padding=(2, 1)), (3, 2, 2)),
    ],
    GlobalAvgPool: [(GlobalAvgPool(), (4, 3, 2)), (GlobalAvgPool(), (5, 3))],
    Reshape1D: [(Reshape1D(4), (12,)), (Reshape1D(3), (3, 2, 2)), (Reshape1D(1), (2,))],
    Reshape2D: [(Reshape2D(2, 3), (12,)), (Reshape2D(3, 2), (6, 2)), (Reshape2D(1, 1), (1,))],
    Upsample: [(Upsample(), (3, 2)), (Upsample(), (2, 3, 2)), (Upsample(3), (1, 2, 1))],
    Pad1D: [
        (Pad1D(), (4, 2)), (Pad1D(0, 2, "reflect"), (4, 2)), (Pad1D(3, 1, "replicate"), (2, 1)),
    ],
    Pad2D: [
        (Pad2D(), (2, 3, 2)), (Pad2D((0, 1), (2, 0)), (3, 2, 1)),
        (Pad2D((2, 1), (1, 2), "reflect"), (3, 4, 2)),
        (Pad2D((1, 3), (0, 2), "replicate"), (2, 2, 2)),
    ],
    Dropout: [(Dropout(), (6,)), (Dropout(0.25), (4, 3, 2)), (Dropout(0.0), (3, 2))],
    BatchNorm: [
        (BatchNorm(), (4,)),
        (BatchNorm(), (1,)),
        (BatchNorm(momentum=0.5, epsilon=1e-3), (5, 3)),
        (BatchNorm(), (3, 4, 2)),
    ],
    LayerNorm: [(LayerNorm(), (5,)), (LayerNorm(epsilon=1e-3), (5, 3)), (LayerNorm(), (3, 2, 2))],
    Tanh: [(Tanh(), (5,)), (Tanh(), (3, 4, 2))],
    Sigmoid: [(Sigmoid(), (5,)), (Sigmoid(), (4, 2))],
    Softsign: [(Softsign(), (5,)), (Softsign(), (4, 2))],
    Softmax: [(Softmax(), (5,)), (Softmax(), (1,)), (Softmax(), (4, 3))],
    LogSoftmax: [(LogSoftmax(), (5,)), (LogSoftmax(), (1,)), (LogSoftmax(), (4, 3))],
    ReLU: [
        (ReLU(), (6,)),
        (ReLU(slope=0.1), (4, 2)),
        (ReLU(slope=1.0), (3,)),
        (ReLU(), (3, 4, 2)),
    ],
    LeakyReLU: [(LeakyReLU(), (6,)), (LeakyReLU(slope=0.3), (4, 2))],
    PReLU: [
        (PReLU(), (6,)), (PReLU(slope=0.1), (4, 3)), (PReLU(shared=True), (3, 2, 2)),
    ],
    ELU: [(ELU(), (6,)), (ELU(alpha=0.3), (3, 4, 2)), (ELU(alpha=2.0), (5,))],
    SELU: [(SELU(), (6,)), (SELU(), (3, 4, 2))],
    GELU: [(GELU(), (6,)), (GELU(), (3, 4, 2))],
    SiLU: [(SiLU(), (6,)), (SiLU(), (3, 4, 2))],
    HardSwish: [(HardSwish(), (6,)), (HardSwish(), (10, 9, 5))],
    Softplus: [(Softplus(), (6,)), (Softplus(), (3, 4, 2))],
}
MISFITS: list[tuple[Layer, Shape]] = [
    (Linear(2), (3, 4)),
    (Linear(2), (3, 4, 5)),
    (Conv1D(2), (8,)),
    (Conv1D(2), (8, 8, 1)),
    (Conv1D(2, kernel_size=4), (3, 1)),
    (Conv1D(2, kernel_size=6, padding=1), (3, 1)),
    (Conv2D(2), (8, 8)),
    (Conv2D(2), (64,)),
    (Conv2D(2, kernel_size=(4, 3)), (3, 9, 1)),
    (Conv2D(2, kernel_size=(3, 4)), (9, 3, 1)),
    (Conv2D(2, kernel_size=(3, 6), padding=(0, 1)), (9, 3, 1)),
    (MaxPool1D(), (8,)),
    (MaxPool1D(), (1, 8)),
    (MaxPool2D(), (8, 8)),
    (MaxPool2D(), (1, 8, 1)),
    (AvgPool1D(kernel_size=9), (8, 2)),
    (AvgPool1D(), (8, 8, 2)),
    (AvgPool2D(), (8, 1, 4)),
    (AvgPool2D(), (8,)),
    (Residual1D(2), (8, 8, 1)),
    (Residual1D(2, kernel_size=2), (8, 1)),
    (Residual2D(2), (8,)),
    (Residual2D(2, kernel_size=4), (8, 8, 1)),
    (ConvTranspose1D(2), (8,)),
    (ConvTranspose1D(2, padding=3), (1, 2)),
    (ConvTranspose2D(2), (8, 8)),
    (ConvTranspose2D(2, padding=(1, 9)), (3, 3, 2)),
    (Conv1D(2, dilation=4), (8, 1)),
    (Conv2D(4, groups=2), (8, 8, 3)),
    (Conv2D(3, groups=2), (8, 8, 2)),
    (MaxPool2D(padding=(2, 0)), (8, 8, 1)),
    (AvgPool1D(3, padding=2), (8, 1)),
    (ConvTranspose1D(2, stride=2, output_padding=2), (4, 1)),
    (Pad1D(), (4,)),
    (Pad2D(3, mode="reflect"), (3, 8, 1)),
    (GlobalAvgPool(), (8,)),
    (Upsample(), (8,)),
    (Reshape1D(5), (8,)),
    (Reshape2D(3, 3), (8,)),
    (Reshape2D(3, 3), (10,)),
]
EVERY = [
    pytest.param(layer, shape, id=f"{layer.name()}-{number}")
    for cases in CASES.values()
    for number, (layer, shape) in enumerate(cases)
]
every_case = pytest.mark.parametrize(("layer", "shape"), EVERY)

BATCH = 3
STEP = 1e-5


def spread_out(shape: Shape, rng: np.random.Generator) -> Array:
    """Values 0.02 apart and off zero by 0.01, so that no step crosses a kink."""
    count = math.prod(shape)
    values = 0.02 * (np.arange(count) - count // 2) + 0.01
    return rng.permutation(values).reshape(shape)


def weights_for(layer: Layer, shape: Shape, rng: np.random.Generator) -> dict[str, Array]:
    weights = {name: rng.normal(size=size) for name, size in layer.weight_shapes(shape).items()}
    # What a training gathers may be a variance.
    return {name: abs(w) if name in layer.gathered else w for name, w in weights.items()}


def learning() -> Pass:
    """A training's pass whose chance is the same each time."""
    return Pass(training=True, rng=np.random.default_rng(15))


def slopes(function: Callable[[], float], values: Array) -> Array:
    """The gradient of `function` for `values`, which it reads, by central differences."""
    found = np.empty_like(values)
    for place in np.ndindex(values.shape):
        kept = values[place]
        values[place] = kept + STEP
        above = function()
        values[place] = kept - STEP
        below = function()
        values[place] = kept
        found[place] = (above - below) / (2 * STEP)
    return found


def relative_error(found: Array, wanted: Array) -> float:
    return float(np.linalg.norm(found - wanted)) / max(float(np.linalg.norm(wanted)), 1e-3)


def test_every_layer_has_a_case() -> None:
    assert set(CASES) == set(LAYERS)
    for kind, cases in CASES.items():
        assert cases
        assert all(type(layer) is kind for layer, _ in cases)


@every_case
def test_gradients_are_the_slopes(layer: Layer, shape: Shape) -> None:
    rng = np.random.default_rng(1)
    x = spread_out((BATCH, *shape), rng)
    weights = weights_for(layer, shape, rng)
    y, backward = layer.forward(x, weights, learning())
    direction = rng.normal(size=y.shape)
    dx, gradients = backward(direction.copy())

    def along() -> float:
        return float(np.sum(layer.forward(x, weights, learning())[0] * direction))

    assert dx is not None
    assert dx.shape == x.shape
    assert relative_error(dx, slopes(along, x)) <= 1e-6
    assert set(gradients) == set(weights)
    for name, weight in weights.items():
        assert gradients[name].shape == weight.shape
        assert relative_error(gradients[name], slopes(along, weight)) <= 1e-6


@every_case
def test_the_shape_is_the_announced_one(layer: Layer, shape: Shape) -> None:
    rng = np.random.default_rng(2)
    for batch in (1, BATCH, 0):
        x = rng.normal(size=(batch, *shape))
        y, _ = layer.forward(x, weights_for(layer, shape, rng), Pass())
        assert y.shape == (batch, *layer.output_shape(shape))
    assert all(type(size) is int for size in layer.output_shape(shape))


@every_case
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_the_number_type_stays(layer: Layer, shape: Shape, kind: type) -> None:
    rng = np.random.default_rng(3)
    x: Array = rng.normal(size=(BATCH, *shape)).astype(kind)
    weights: dict[str, Array] = {
        name: weight.astype(kind) for name, weight in weights_for(layer, shape, rng).items()
    }
    y, backward = layer.forward(x, weights, learning())
    dx, gradients = backward(np.ones_like(y))
    assert dx is not None
    assert {array.dtype for array in (y, dx, *gradients.values())} == {np.dtype(kind)}


@every_case
def test_only_gathered_weights_are_touched(layer: Layer, shape: Shape) -> None:
    rng = np.random.default_rng(4)
    x = rng.normal(size=(BATCH, *shape))
    weights = weights_for(layer, shape, rng)
    before = {"x": x.copy()} | {name: weight.copy() for name, weight in weights.items()}
    y, backward = layer.forward(x, weights, learning())
    backward(np.ones_like(y))
    for name, array in ({"x": x} | weights).items():
        if name in layer.gathered:
            assert not np.array_equal(array, before[name])
            continue
        np.testing.assert_array_equal(array, before[name])


@every_case
def test_an_input_that_is_a_view_gives_the_same(layer: Layer, shape: Shape) -> None:
    rng = np.random.default_rng(5)
    wide = rng.normal(size=(2 * BATCH, *shape[:-1], 2 * shape[-1]))
    view = wide[::2, ..., ::2]
    weights = weights_for(layer, shape, rng)
    from_view, back_from_view = layer.forward(view, weights, learning())
    from_copy, back_from_copy = layer.forward(view.copy(), weights, learning())
    np.testing.assert_allclose(from_view, from_copy, rtol=1e-12, atol=1e-13)
    dy = rng.normal(size=from_view.shape)
    dx, gradients = back_from_view(dy.copy())
    wanted_dx, wanted = back_from_copy(dy.copy())
    assert dx is not None
    assert wanted_dx is not None
    np.testing.assert_allclose(dx, wanted_dx, rtol=1e-12, atol=1e-13)
    for name, gradient in wanted.items():
        np.testing.assert_allclose(gradients[name], gradient, rtol=1e-12, atol=1e-13)


@every_case
def test_a_gradient_that_is_a_view_gives_the_same(layer: Layer, shape: Shape) -> None:
    rng = np.random.default_rng(6)
    x = rng.normal(size=(BATCH, *shape))
    weights = weights_for(layer, shape, rng)
    out = layer.output_shape(shape)
    wide = rng.normal(size=(BATCH, *out[:-1], 2 * out[-1]))
    dx, _ = layer.forward(x, weights, learning())[1](wide[..., ::2].copy())
    view_dx, _ = layer.forward(x, weights, learning())[1](wide[..., ::2])
    assert dx is not None
    assert view_dx is not None
    np.testing.assert_allclose(view_dx, dx, rtol=1e-12, atol=1e-13)


@every_case
def test_a_layer_is_a_value_that_keeps_nothing(layer: Layer, shape: Shape) -> None:
    rng = np.random.default_rng(7)
    before = dict(vars(layer))
    twin = dataclasses.replace(layer)
    y, backward = layer.forward(
        rng.normal(size=(BATCH, *shape)), weights_for(layer, shape, rng), learning()
    )
    backward(np.ones_like(y))
    assert vars(layer) == before
    assert layer == twin
    assert hash(layer) == hash(twin)
    assert pickle.loads(pickle.dumps(layer)) == layer
    for setting in settings_of(type(layer)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(layer, setting.name, setting.default)


@every_case
def test_a_layer_comes_back_from_its_record(layer: Layer, shape: Shape) -> None:
    record = json.loads(json.dumps(to_record(layer)))
    assert from_record(record, LAYERS, "layer") == layer
    known = {setting.name: setting.default for setting in settings_of(type(layer))}
    assert set(record) <= {"kind"} | set(known)
    assert all(getattr(layer, name) == known[name] for name in set(known) - set(record))


@every_case
def test_a_bound_layer_runs_again_and_again(layer: Layer, shape: Shape) -> None:
    rng = np.random.default_rng(8)
    kind = np.float32
    weights = {
        name: weight.astype(kind) for name, weight in weights_for(layer, shape, rng).items()
    }
    x, pass_ = np.full((BATCH, *shape), np.nan, kind), learning()
    bound = layer.bind(x, weights, pass_)
    for round_ in range(3):
        # Input and weights change under it; what the last round left behind must not matter.
        x[...] = rng.normal(size=x.shape)
        for name, weight in weights_for(layer, shape, rng).items():
            weights[name][...] = weight
        pass_.rng = np.random.default_rng(15)
        dy = rng.normal(size=bound.y.shape).astype(kind)
        y, backward = layer.forward(x, weights, learning())
        dx, gradients = backward(dy.copy())
        bound.forward()
        np.testing.assert_array_equal(bound.y, y, err_msg=f"round {round_}")
        found = bound.backward(dy.copy())
        assert dx is not None
        assert found is not None
        np.testing.assert_array_equal(found, dx, err_msg=f"round {round_}")
        for name, gradient in gradients.items():
            np.testing.assert_array_equal(pass_.gradients[name], gradient)


@every_case
def test_gradients_go_where_the_pass_wants_them(layer: Layer, shape: Shape) -> None:
    rng = np.random.default_rng(9)
    x, weights = rng.normal(size=(BATCH, *shape)), weights_for(layer, shape, rng)
    y, backward = layer.forward(x, weights, learning())
    _, wanted = backward(np.ones_like(y))
    pass_ = learning()
    pass_.wants_dx = False
    places = {name: np.full_like(weight, np.nan) for name, weight in weights.items()}
    pass_.gradients = places
    y, backward = layer.forward(x, weights, pass_)
    dx, _ = backward(np.ones_like(y))
    for name, gradient in wanted.items():
        np.testing.assert_array_equal(places[name], gradient)
    if weights:
        assert dx is None


@every_case
def test_samples_do_not_disturb_each_other(layer: Layer, shape: Shape) -> None:
    if layer.mixes_samples:
        pytest.skip("it says that it mixes them")
    rng = np.random.default_rng(10)
    x, weights = rng.normal(size=(BATCH, *shape)), weights_for(layer, shape, rng)
    together, _ = layer.forward(x, weights, Pass())
    for number in range(BATCH):
        alone, _ = layer.forward(x[number : number + 1], weights, Pass())
        np.testing.assert_allclose(alone[0], together[number], rtol=1e-12, atol=1e-13)


@every_case
def test_first_weights(layer: Layer, shape: Shape) -> None:
    first = layer.new_weights(shape, np.random.default_rng(11))
    again = layer.new_weights(shape, np.random.default_rng(11))
    assert {name: w.shape for name, w in first.items()} == layer.weight_shapes(shape)
    for name, weight in first.items():
        assert weight.dtype == np.float64
        np.testing.assert_array_equal(weight, again[name])
    assert (layer.multiply_count(shape) > 0) == bool(first)
    assert layer.weight_count(shape) == sum(
        weight.size for name, weight in first.items() if name not in layer.gathered
    )


@pytest.mark.parametrize("kind", LAYERS, ids=lambda kind: kind.name())
def test_words_for_people(kind: type[Layer]) -> None:
    assert kind.help()
    assert kind.group in {"Weights", "Pooling", "Shape", "Regularisation", "Activation"}
    for setting in settings_of(kind):
        assert setting.help, f"{kind.name()}.{setting.name} has no tooltip"
        assert setting.checked(setting.default, kind.name()) == setting.default


@pytest.mark.parametrize(
    ("layer", "shape"), MISFITS, ids=lambda value: str(value).replace(" ", "")
)
def test_a_misfit_is_reported_with_a_remedy(layer: Layer, shape: Shape) -> None:
    with pytest.raises(ShapeError) as caught:
        layer.output_shape(shape)
    assert layer.name() in caught.value.what()
    assert caught.value.how().endswith(".")
    assert "{" not in str(caught.value)


# Single layers, by hand.


def test_linear_by_hand() -> None:
    W, b = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]]), np.array([0.5, 0.0, -1.0])
    x = np.array([[1.0, 2.0], [-1.0, 4.0]])
    y, backward = Linear(3).forward(x, {"W": W, "b": b}, Pass())
    np.testing.assert_array_equal(y, [[5.5, -2.0, 3.0], [7.5, -4.0, -2.0]])
    dx, gradients = backward(np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 0.0]]))
    np.testing.assert_array_equal(np.asarray(dx), [[7.0, 3.0], [0.0, -1.0]])
    np.testing.assert_array_equal(gradients["W"], [[1.0, 2.0], [-1.0, 4.0], [2.0, 4.0]])
    np.testing.assert_array_equal(gradients["b"], [1.0, 1.0, 2.0])


def test_conv1d_by_hand() -> None:
    x = np.array([1.0, 2.0, 3.0, 4.0, 5.0]).reshape(1, 5, 1)
    weights = {"W": np.array([1.0, 0.0, -1.0]).reshape(3, 1, 1), "b": np.array([10.0])}
    for layer, wanted in (
        (Conv1D(1, kernel_size=3), [8.0, 8.0, 8.0]),
        (Conv1D(1, kernel_size=3, stride=2), [8.0, 8.0]),
        (Conv1D(1, kernel_size=3, padding=1), [8.0, 8.0, 8.0, 8.0, 14.0]),
        # The windows begin two zeros before the data, then at its third value.
        (Conv1D(1, kernel_size=3, padding=2, stride=4), [9.0, 8.0]),
    ):
        y, _ = layer.forward(x, weights, Pass())
        np.testing.assert_array_equal(y[0, :, 0], wanted)


def test_conv2d_is_the_sum_over_its_window() -> None:
    rng = np.random.default_rng(12)
    layer = Conv2D(3, kernel_size=(2, 3), stride=(2, 1), padding=(1, 2))  # fmt: skip
    x = rng.normal(size=(2, 5, 4, 2))
    weights = weights_for(layer, x.shape[1:], rng)
    y, _ = layer.forward(x, weights, Pass())
    framed = np.pad(x, ((0, 0), (1, 1), (2, 2), (0, 0)))
    for n, i, j, f in np.ndindex(y.shape):
        window = framed[n, 2 * i : 2 * i + 2, j : j + 3]
        wanted = float((window * weights["W"][..., f]).sum() + weights["b"][f])
        assert y[n, i, j, f] == pytest.approx(wanted, rel=1e-12)


def test_softmax_gradient_is_the_full_jacobian() -> None:
    x = np.random.default_rng(13).normal(size=(1, 6))
    p, _ = Softmax().forward(x, {}, Pass())
    wanted = np.diag(p[0]) - np.outer(p[0], p[0])
    rows = []
    for unit in np.eye(6):
        dx, _ = Softmax().forward(x, {}, Pass())[1](unit[None].copy())
        rows.append(np.asarray(dx)[0])
    np.testing.assert_allclose(np.array(rows), wanted, rtol=0, atol=1e-15)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize(
    "layer", [*(kind() for kind in LAYERS if kind.group == "Activation"), ReLU(slope=0.3)]
)
def test_activations_survive_extreme_values(layer: Layer, kind: type) -> None:
    x: Array = np.array([[-1e30, -1e4, -100.0, 0.0, 100.0, 1e4, 1e30]], kind)
    weights = layer.new_weights(x.shape[1:], np.random.default_rng(0))
    y, backward = layer.forward(x, {name: w.astype(kind) for name, w in weights.items()}, Pass())
    dx, _ = backward(np.ones_like(x))
    assert np.isfinite(y).all()
    assert np.isfinite(np.asarray(dx)).all()


def test_relu_by_hand() -> None:
    x = np.array([[-2.0, 0.0, 3.0]])
    for slope, y, dx in ((0.0, [0, 0, 3], [0, 0, 1]), (0.5, [-1, 0, 3], [0.5, 0.5, 1])):
        found, backward = ReLU(slope=slope).forward(x, {}, Pass())
        np.testing.assert_array_equal(found[0], y)
        np.testing.assert_array_equal(np.asarray(backward(np.ones_like(x))[0])[0], dx)


POOLINGS = [
    (kind, size, stride, count)
    for kind in (MaxPool1D, AvgPool1D)
    for size, stride, count in ((2, 2, 6), (2, 2, 7), (3, 1, 6), (3, 2, 8), (2, 3, 9), (1, 4, 10))
]


@pytest.mark.parametrize(("kind", "size", "stride", "count"), POOLINGS)
def test_pooling_is_what_its_windows_say(
    kind: type[MaxPool1D | AvgPool1D], size: int, stride: int, count: int
) -> None:
    rng = np.random.default_rng(14)
    x = rng.permutation(count * 2).reshape(1, count, 2).astype(float)
    y, backward = kind(kernel_size=size, stride=stride).forward(x, {}, Pass())
    dy = rng.normal(size=y.shape)
    wanted_dx = np.zeros_like(x)
    for t in range(y.shape[1]):
        for channel in range(2):
            window = x[0, t * stride : t * stride + size, channel]
            if kind is MaxPool1D:
                assert y[0, t, channel] == window.max()
                wanted_dx[0, t * stride + window.argmax(), channel] += dy[0, t, channel]
            else:
                assert y[0, t, channel] == pytest.approx(window.mean())
                share = dy[0, t, channel] / size
                wanted_dx[0, t * stride : t * stride + size, channel] += share
    np.testing.assert_allclose(np.asarray(backward(dy)[0]), wanted_dx, rtol=1e-12)


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_a_tie_goes_to_the_first(stride: int) -> None:
    x = np.zeros((1, 6, 1))
    y, backward = MaxPool1D(kernel_size=2, stride=stride).forward(x, {}, Pass())
    wanted = np.zeros(6)
    wanted[: y.shape[1] * stride : stride] = 1
    np.testing.assert_array_equal(np.asarray(backward(np.ones_like(y))[0]).ravel(), wanted)


def test_a_tie_in_two_directions_goes_to_the_first() -> None:
    x = np.array([[1.0, 5.0], [5.0, 5.0]]).reshape(1, 2, 2, 1)
    y, backward = MaxPool2D().forward(x, {}, Pass())
    dx = np.asarray(backward(np.ones_like(y))[0])
    np.testing.assert_array_equal(dx.reshape(2, 2), [[0.0, 1.0], [0.0, 0.0]])


def test_a_window_of_many_places() -> None:
    x = np.zeros((1, 300, 1))
    x[0, 280] = 1
    y, backward = MaxPool1D(kernel_size=300, stride=300).forward(x, {}, Pass())
    np.testing.assert_array_equal(np.asarray(backward(y)[0]), x)


def test_a_maximum_below_zero_is_found() -> None:
    y, _ = MaxPool1D().forward(np.array([-3.0, -2.0]).reshape(1, 2, 1), {}, Pass())
    assert y.item() == -2.0


def test_the_reports_sizes() -> None:
    assert Conv1D(32, kernel_size=3).output_shape((256, 1)) == (254, 32)
    assert MaxPool1D().output_shape((254, 32)) == (127, 32)
    assert Flatten().output_shape((127, 32)) == (4064,)
    assert AvgPool2D(stride=1).output_shape((14, 14, 32)) == (
        13, 13, 32,
    )  # fmt: skip


def test_dropout_forgets_its_share_and_keeps_the_mean() -> None:
    x = np.ones((400, 50), np.float32)
    layer, pass_ = Dropout(0.3), learning()
    bound = layer.bind(x, {}, pass_)
    bound.forward()
    first = bound.y.copy()
    assert set(np.unique(first)) == {np.float32(0), np.float32(1 / 0.7)}
    assert float((first == 0).mean()) == pytest.approx(0.3, abs=0.015)
    assert float(first.mean()) == pytest.approx(1.0, abs=0.03)
    # The way back forgets the same, and the next way there something else.
    np.testing.assert_array_equal(np.asarray(bound.backward(x)), first)
    bound.forward()
    assert not np.array_equal(bound.y, first)
    np.testing.assert_array_equal(layer.forward(x, {}, Pass())[0], x)


def test_dropout_while_training_needs_chance() -> None:
    with pytest.raises(RuntimeError, match="rng"):
        Dropout().forward(np.ones((2, 3)), {}, Pass(training=True))


def test_batch_norm_follows_what_it_sees() -> None:
    rng = np.random.default_rng(16)
    x = rng.normal(3.0, 2.0, (200, 4, 2))
    layer = BatchNorm(momentum=0.25)
    weights = layer.new_weights(x.shape[1:], rng)
    y, _ = layer.forward(x, weights, learning())
    np.testing.assert_allclose(y.mean(axis=(0, 1)), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=(0, 1)), 1, rtol=1e-5)
    flat = x.reshape(-1, 2)
    np.testing.assert_allclose(weights["mean"], 0.25 * flat.mean(axis=0))
    np.testing.assert_allclose(weights["variance"], 0.75 + 0.25 * flat.var(axis=0, ddof=1))
    kept = {name: values.copy() for name, values in weights.items()}
    after, _ = layer.forward(x[:1], weights, Pass())
    wanted = (x[:1] - kept["mean"]) / np.sqrt(kept["variance"] + 1e-5)
    np.testing.assert_allclose(after, wanted)
    for name, values in kept.items():
        np.testing.assert_array_equal(weights[name], values)


def test_a_residual_block_of_nothing_is_its_short_cut() -> None:
    layer, shape = Residual2D(2, normalise=False), (4, 3, 2)
    weights = {name: np.zeros(size) for name, size in layer.weight_shapes(shape).items()}
    assert set(weights) == {"first.W", "first.b", "second.W", "second.b"}
    x = np.random.default_rng(17).normal(size=(2, *shape))
    np.testing.assert_array_equal(layer.forward(x, weights, Pass())[0], np.maximum(x, 0))
    assert Residual2D(64, stride=2).output_shape((15, 14, 2)) == (8, 7, 64)


def test_sizes_of_a_convolutional_decoder() -> None:
    assert Reshape2D(4, 4).output_shape((128,)) == (4, 4, 8)
    assert ConvTranspose2D(16).output_shape((4, 7, 8)) == (8, 14, 16)
    assert Upsample(3).output_shape((4, 7, 8)) == (12, 21, 8)
    assert GlobalAvgPool().output_shape((4, 7, 8)) == (8,)


def test_a_transposed_convolution_turns_a_convolution_round() -> None:
    # ⟨conv(x), z⟩ = ⟨x, transposed(z)⟩ for all x and z.
    rng = np.random.default_rng(18)
    down = Conv2D(3, (3, 2), stride=(2, 1), padding=(1, 0), bias=False)
    up = ConvTranspose2D(2, (3, 2), stride=(2, 1), padding=(1, 0), bias=False)
    W = {"W": rng.normal(size=(3, 2, 2, 3))}
    x, z = rng.normal(size=(4, 7, 5, 2)), rng.normal(size=(4, 4, 4, 3))
    there, back = down.forward(x, W, Pass())[0], up.forward(z, W, Pass())[0]
    assert float((there * z).sum()) == pytest.approx(float((x * back).sum()))


FAR_OUT = np.array(
    [0, 1e-30, 1e-6, 0.3, 1, 3, 7, 15, 20, 30, 80, 87, 100, 1e4, 1e30], np.float32
)  # fmt: skip


def sigma(x: Array) -> Array:
    power = np.exp(-np.abs(x))
    return np.asarray(np.where(x >= 0, 1, power) / (1 + power))


PLAIN: list[tuple[Layer, Callable[[Array], Array], Callable[[Array], Array]]] = [
    (Sigmoid(), sigma, lambda x: sigma(x) * sigma(-x)),
    (SiLU(), lambda x: x * sigma(x), lambda x: sigma(x) + x * sigma(x) * sigma(-x)),
    (Softplus(), lambda x: np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x))), sigma),
    (Tanh(), np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    (ELU(), lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
     lambda x: np.exp(np.minimum(x, 0))),
]  # fmt: skip


@pytest.mark.parametrize(("layer", "value", "slope"), PLAIN, ids=lambda one: str(one)[:8])
@pytest.mark.parametrize("samples", [1, 2000])
def test_an_activation_is_the_plain_formula_far_out(
    layer: Layer, value: Callable[[Array], Array], slope: Callable[[Array], Array], samples: int
) -> None:
    x = np.tile(np.concatenate([FAR_OUT, -FAR_OUT]), (samples, 1))
    y, backward = layer.forward(x, {}, Pass(training=True))
    dx, _ = backward(np.ones_like(y))
    exact = x[:1].astype(np.float64)
    # ELU and the slopes of Tanh and Sigmoid near 1 are differences of numbers near 1.
    near_one = 1.2e-7 if isinstance(layer, ELU) else 2e-38
    np.testing.assert_allclose(y[-1:], value(exact), rtol=1e-6, atol=near_one)
    np.testing.assert_allclose(dx[-1:], slope(exact), rtol=1e-6, atol=2.4e-7)
    np.testing.assert_array_equal(y, np.tile(y[:1], (samples, 1)))
