"""The columns of a dense stack, and the weights between them."""

from __future__ import annotations

import numpy as np
import pytest

from diynn.analysis.wiring import Column, columns_of, unit_values, wire_weights
from diynn.layers import (
    BatchNorm,
    Conv1D,
    Dropout,
    Flatten,
    LayerNorm,
    Linear,
    ReLU,
    Reshape1D,
    Softmax,
    Tanh,
)
from diynn.layers.layer import Layer
from diynn.network.sequential import Sequential

STACKS: list[tuple[list[Layer], list[Column]]] = [
    ([], [Column(2)]),
    ([Linear(1)], [Column(2), Column(1, range(1), 0)]),
    (
        [Linear(3), Tanh(), Linear(4), BatchNorm(), ReLU(), Dropout(), Linear(2), Softmax()],
        [Column(2), Column(3, range(2), 0), Column(4, range(2, 6), 2), Column(2, range(6, 8), 6)],
    ),
    ([Tanh(), ReLU(), Linear(1)], [Column(2), Column(2, range(2)), Column(1, range(2, 3), 2)]),
    ([Linear(2), Linear(2)], [Column(2), Column(2, range(1), 0), Column(2, range(1, 2), 1)]),
    ([LayerNorm(), Flatten()], [Column(2), Column(2, range(2))]),
]


@pytest.mark.parametrize(("layers", "columns"), STACKS)
def test_a_column_is_a_linear_with_what_follows_it(
    layers: list[Layer], columns: list[Column]
) -> None:
    net = Sequential(layers, (2,))
    assert columns_of(net) == tuple(columns)
    assert columns[0].last == -1
    assert columns[-1].last == len(layers) - 1


def test_other_stacks_have_no_columns() -> None:
    assert columns_of(Sequential([Conv1D(2, kernel_size=3), Flatten(), Linear(2)], (8, 1))) is None
    assert columns_of(Sequential([Reshape1D(1), Flatten(), Linear(2)], (4,))) is None


@pytest.mark.parametrize(("layers", "columns"), STACKS)
def test_units_give_what_the_stack_gives_there(
    layers: list[Layer], columns: list[Column]
) -> None:
    net = Sequential(layers, (2,), dtype=np.float64)
    weights = np.random.default_rng(1).normal(size=net.weight_vector.shape) ** 2
    x = np.random.default_rng(0).normal(size=(5, 2))
    found = unit_values(net, columns, x, weights)
    assert [one.shape for one in found] == [(5, column.units) for column in columns]
    for values, column in zip(found, columns, strict=True):
        np.testing.assert_allclose(values, net.part(x, 0, column.last + 1, weights), atol=1e-12)


def test_wires_are_the_weights_of_the_linear() -> None:
    layers = [Tanh(), Linear(3), ReLU(), Linear(2, bias=False)]
    net = Sequential(layers, (2,), dtype=np.float64)
    weights = np.random.default_rng(0).normal(size=net.weight_vector.shape)
    columns = columns_of(net)
    assert columns is not None
    first, plain, middle, last = wire_weights(net, columns, weights)
    assert first is plain is None
    assert middle is not None
    assert last is not None
    assert middle[0].shape == (3, 2)
    assert middle[1].shape == (3,)
    assert last[0].shape == (2, 3)
    assert last[1].size == 0
    x = np.random.default_rng(1).normal(size=(4, 2))
    _, bent, hidden, y = unit_values(net, columns, x, weights)
    np.testing.assert_allclose(hidden, np.maximum(bent @ middle[0].T + middle[1], 0))
    np.testing.assert_allclose(y, hidden @ last[0].T)


def test_weights_that_are_no_numbers_raise_nothing() -> None:
    net = Sequential([Linear(2), Tanh(), Linear(1)], (2,))
    columns = columns_of(net)
    assert columns is not None
    found = unit_values(net, columns, np.ones((3, 2)), np.full_like(net.weight_vector, np.nan))
    assert np.isnan(found[-1]).all()
