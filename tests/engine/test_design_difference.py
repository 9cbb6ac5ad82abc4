"""What differs between designs: which rows there are, and which layers are laid side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diynn.data.sources import Digits, Moons
from diynn.design.design import Design, Run
from diynn.design.difference import align_layers, differences
from diynn.layers import Conv2D, Flatten, Linear, ReLU, Sigmoid, Tanh
from diynn.layers.layer import Layer
from diynn.network.losses import MSE
from diynn.network.optimizers import SGD

BASE = Design(layers=(Linear(64), Tanh(), Linear(2)), optimizer=SGD(0.1))


def listed(designs: Sequence[Design]) -> list[tuple[str, str | None, tuple[object, ...]]]:
    found = differences(designs)
    return [(row.part, row.setting.name if row.setting else None, row.values) for row in found]


def test_equal_designs_have_no_rows_and_names_do_not_count() -> None:
    assert listed([BASE, BASE]) == []
    assert listed([BASE, replace(BASE, title="Another", notes="Read me.")]) == []
    assert listed([BASE]) == []
    assert listed([]) == []


def test_every_part_tells_its_settings_in_order() -> None:
    other = replace(
        BASE,
        source=Moons(noise=0.3),
        layers=(Linear(32), Tanh(), Linear(2)),
        optimizer=SGD(0.5, 0.9),
        run=Run(epochs=7),
    )
    assert listed([BASE, other]) == [
        ("source", "noise", (Moons().noise, 0.3)),
        ("layers", "outputs", (64, 32)),
        ("optimizer", "learning_rate", (0.1, 0.5)),
        ("optimizer", "momentum", (0.0, 0.9)),
        ("run", "epochs", (50, 7)),
    ]


def test_things_of_other_kinds_stand_there_whole() -> None:
    digits = replace(BASE, source=Digits(), loss=MSE())
    assert listed([BASE, digits]) == [
        ("source", None, (BASE.source, Digits())),
        ("loss", None, (BASE.loss, MSE())),
    ]


def test_a_setting_is_shown_for_all_where_one_alone_differs() -> None:
    others = [replace(BASE, run=Run(seed=seed)) for seed in (0, 0, 5)]
    assert listed([BASE, *others]) == [("run", "seed", (0, 0, 0, 5))]


def test_a_layer_more_is_one_row_and_moves_no_other() -> None:
    deeper = replace(BASE, layers=(Linear(64), Tanh(), Sigmoid(), Linear(2)))
    (row,) = differences([BASE, deeper])
    assert (row.part, row.setting, row.values) == ("layers", None, (None, Sigmoid()))
    assert row.rows == (None, 2)
    (back,) = differences([deeper, BASE])
    assert (back.values, back.rows) == ((Sigmoid(), None), (2, None))


@pytest.mark.parametrize(
    ("first", "second", "slots"),
    [
        # The equal last layer stays with its like; a hidden one is missing.
        (
            (Linear(100), Tanh(), Linear(50), Tanh(), Linear(10)),
            (Linear(100), Tanh(), Linear(10)),
            [(0, 0), (1, 1), (2, None), (3, None), (4, 2)],
        ),
        # Between equal layers those of one kind belong together.
        (
            (Linear(100), ReLU(), Linear(10)),
            (Linear(50), Sigmoid(), ReLU(), Linear(10)),
            [(0, 0), (None, 1), (1, 2), (2, 3)],
        ),
        # In one place without a like: side by side.
        ((Linear(9), Tanh(), Linear(2)), (Linear(9), ReLU(), Linear(2)), [(0, 0), (1, 1), (2, 2)]),
        ((), (Linear(2),), [(None, 0)]),
        ((Linear(2),), (), [(0, None)]),
    ],
)
def test_layers_lie_beside_their_likes(
    first: tuple[Layer, ...], second: tuple[Layer, ...], slots: list[tuple[int | None, ...]]
) -> None:
    assert align_layers([first, second]) == slots


def test_three_stacks_share_their_slots() -> None:
    stacks: list[tuple[Layer, ...]] = [
        (Linear(8), Tanh(), Linear(2)),
        (Linear(8), Sigmoid(), Tanh(), Linear(2)),
        (Conv2D(), Flatten(), Linear(8), Sigmoid(), Linear(2)),
    ]
    assert align_layers(stacks) == [
        (None, None, 0), (None, None, 1), (0, 0, 2), (None, 1, 3), (1, 2, None), (2, 3, 4),
    ]  # fmt: skip


LAYERS = st.sampled_from([Linear(4), Linear(8), Tanh(), ReLU(), ReLU(0.1), Sigmoid()])


@given(st.lists(st.lists(LAYERS, max_size=7), min_size=1, max_size=4))
def test_every_layer_stands_in_one_slot_in_its_order(stacks: list[list[Layer]]) -> None:
    slots = align_layers(stacks)
    for column, stack in enumerate(stacks):
        rows = [slot[column] for slot in slots if slot[column] is not None]
        assert rows == list(range(len(stack)))
    assert all(any(row is not None for row in slot) for slot in slots)


@given(st.lists(LAYERS, max_size=7), st.integers(2, 4))
def test_equal_stacks_are_aligned_row_by_row(stack: list[Layer], count: int) -> None:
    assert align_layers([stack] * count) == [(row,) * count for row in range(len(stack))]
