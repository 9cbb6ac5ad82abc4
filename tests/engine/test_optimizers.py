"""Optimizers and clipping step as PyTorch's do, whole or in blocks, and reach what they should."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np
import pytest

from diynn import Sequential
from diynn.layers import Conv1D, Flatten, Linear, ReLU, Sigmoid, Tanh
from diynn.layers.layer import Array
from diynn.network.optimizers import OPTIMIZERS, SGD, Adam, AdamW, Optimizer, RMSprop
from diynn.network.update import Update

LAYERS = (Conv1D(4, 3), ReLU(), Flatten(), Linear(9), Tanh(), Linear(3, bias=False), Sigmoid())
STEPS = 7

Twin = Callable[[Any], Any]


def of_torch(rule: Optimizer) -> Twin:
    """PyTorch's own optimizer with the same settings, for groups of parameters."""
    torch = pytest.importorskip("torch")
    rate = {"lr": rule.learning_rate}
    match rule:
        case SGD():
            return lambda groups: torch.optim.SGD(
                groups, momentum=rule.momentum, nesterov=rule.nesterov, **rate
            )
        case RMSprop():
            return lambda groups: torch.optim.RMSprop(
                groups, alpha=rule.alpha, eps=rule.epsilon, momentum=rule.momentum, **rate
            )
        case AdamW() | Adam():
            kind = torch.optim.AdamW if isinstance(rule, AdamW) else torch.optim.Adam
            betas = (rule.beta_1, rule.beta_2)
            return lambda groups: kind(groups, betas=betas, eps=rule.epsilon, **rate)
        case _:
            raise AssertionError(f"no comparison for {rule.name()}")


RULES: list[Optimizer] = [
    SGD(0.1), SGD(0.1, 0.9), SGD(0.1, 0.9, nesterov=True), SGD(0.1, weight_decay=0.1),
    SGD(0.1, 0.9, nesterov=True, weight_decay=0.1),
    RMSprop(0.01), RMSprop(0.01, momentum=0.8, alpha=0.9, epsilon=1e-3, weight_decay=0.1),
    Adam(0.01), Adam(0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-3, weight_decay=0.1),
    AdamW(0.01), AdamW(0.01, beta_1=0.0, weight_decay=0.5),
]  # fmt: skip
every_rule = pytest.mark.parametrize("rule", RULES, ids=str)


def network() -> Sequential:
    return Sequential(LAYERS, (8, 2), seed=3, dtype=np.float64)


def gradients(size: int) -> list[Array]:
    rng = np.random.default_rng(5)
    return [rng.normal(0, 2.0**-number, size) for number in range(STEPS)]


def updated(
    net: Sequential, rule: Optimizer, clip: float = 0.0, rates: tuple[float, ...] = ()
) -> Array:
    """The weights after all steps, from gradients that two shards have halves of."""
    vector, shards = net.weight_vector, [np.empty_like(net.weight_vector) for _ in range(2)]
    update = Update(vector, shards, net.layout.decayed)
    state = rule.new_state(vector)
    for number, gradient in enumerate(gradients(vector.size)):
        shards[0][...] = 0.25 * gradient
        shards[1][...] = 0.75 * gradient
        update(rule, state, rates[number] if rates else None, clip)
    return vector


@every_rule
@pytest.mark.parametrize("clip", [0.0, 3.0])
def test_steps_are_those_of_torch(rule: Optimizer, clip: float) -> None:
    torch = pytest.importorskip("torch")
    net = network()
    twins = {name: torch.tensor(weight) for name, weight in net.weights.items()}
    # Weight decay reaches what inputs are multiplied by, and no bias.
    decay = getattr(rule, "weight_decay", 0.0)
    groups = [
        {"params": [w for name, w in twins.items() if name.endswith("W")], "weight_decay": decay},
        {"params": [w for name, w in twins.items() if name.endswith("b")], "weight_decay": 0.0},
    ]
    twin = of_torch(rule)(groups)
    for gradient in gradients(net.weight_vector.size):
        for (_, weight), own in zip(twins.items(), _cut(net, gradient), strict=True):
            weight.grad = torch.tensor(own)
        if clip:
            torch.nn.utils.clip_grad_norm_(twins.values(), clip)
        twin.step()
    updated(net, rule, clip)
    for name, weight in twins.items():
        np.testing.assert_allclose(
            net.weights[name], np.asarray(weight), rtol=1e-10, atol=1e-12, err_msg=name
        )


def _cut(net: Sequential, vector: Array) -> list[Array]:
    return [view for views in net.rows(vector) for view in views.values()]


@every_rule
@pytest.mark.parametrize("clip", [0.0, 3.0])
@pytest.mark.parametrize("settings", [{"WORTH_SHARING": 1}, {"PIECE": 7},
                                      {"WORTH_SHARING": 1, "PIECE": 5}], ids=str)  # fmt: skip
def test_blocks_and_pieces_are_as_good_as_the_whole(
    rule: Optimizer, clip: float, settings: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = updated(network(), rule, clip)
    for name, value in settings.items():
        monkeypatch.setattr(f"diynn.network.update.{name}", value)
    np.testing.assert_allclose(updated(network(), rule, clip), whole, rtol=1e-12)


@pytest.mark.parametrize("kind", OPTIMIZERS, ids=lambda kind: kind.name())
def test_the_rate_of_a_step_may_be_another_than_the_rules_own(kind: type[Optimizer]) -> None:
    rule = kind()
    other = replace(rule, learning_rate=0.125)
    np.testing.assert_array_equal(
        updated(network(), rule, rates=(0.125,) * STEPS), updated(network(), other)
    )


@pytest.mark.parametrize("kind", OPTIMIZERS, ids=lambda kind: kind.name())
def test_a_weight_whose_gradient_is_zero_stays(kind: type[Optimizer]) -> None:
    # So do running figures that lie among the weights and are not learnt.
    weights = np.array([1.5, -2.5, 3.5])
    rule, kept = kind(), weights.copy()
    state = rule.new_state(weights)
    for _ in range(5):
        rule.step(weights, np.array([0.0, 1.0, 0.0]), state, np.empty(3))
    np.testing.assert_array_equal(weights[[0, 2]], kept[[0, 2]])
    assert weights[1] < kept[1]


def test_decay_reaches_what_layers_name() -> None:
    class Odd(Linear):
        decayed: ClassVar[tuple[str, ...]] = ("b",)

    net = Sequential((Linear(3), Odd(2), Linear(2, bias=False), Linear(1)), (4,))
    # 12 W, 3 b; 6 W, 2 b; 4 W; 2 W, 1 b.
    assert net.layout.decayed == (slice(0, 12), slice(21, 29))
    assert Sequential((), (4,)).layout.decayed == ()


def test_only_a_long_gradient_is_shortened() -> None:
    weights, gradient = np.zeros(2), np.array([3.0, 4.0])
    update = Update(weights, [gradient.copy()], [])
    update(SGD(1.0), SGD().new_state(weights), clip=10.0)
    np.testing.assert_array_equal(weights, -gradient)
    weights[...] = 0
    Update(weights, [gradient.copy()], [])(SGD(1.0), SGD().new_state(weights), clip=1.0)
    np.testing.assert_allclose(weights, -gradient / 5, rtol=1e-6)


@every_rule
def test_the_settled_step_is_as_long_as_it_says(rule: Optimizer) -> None:
    rule = replace(rule, weight_decay=0.0) if hasattr(rule, "weight_decay") else rule
    rng = np.random.default_rng(0)
    first, weights = np.zeros(4000), np.zeros(4000)
    rule.step(first, rng.normal(size=4000), rule.new_state(first), np.empty(4000))
    state, last = rule.new_state(weights), weights.copy()
    for _ in range(300):
        last[...] = weights
        rule.step(weights, rng.normal(size=4000), state, np.empty(4000))
    found = np.linalg.norm(weights - last) / np.linalg.norm(first)
    wanted = rule.settled
    if isinstance(rule, SGD) and rule.nesterov:
        # Looking ahead adds the newest gradient once more.
        assert 0.4 < found / wanted < 2.5
    else:
        assert found == pytest.approx(wanted, rel=0.35)
