"""Snapshots of weights: evenly thinned, bounded in number and memory, and taken by a training."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diynn.storage.recipes import recipe
from diynn.training.history import Snapshots
from diynn.training.training import Training, train


def filled(epochs: int, most: int = 8) -> Snapshots:
    made = Snapshots(most)
    for epoch in range(epochs):
        made.take(epoch, np.full(3, epoch, np.float32))
    return made


def test_as_long_as_there_is_room_all_are_kept() -> None:
    assert filled(8).epochs == tuple(range(8))


def test_of_too_many_every_second_is_dropped() -> None:
    assert filled(9).epochs == (0, 2, 4, 6, 8)
    assert filled(17).epochs == (0, 4, 8, 12, 16)


@given(st.lists(st.integers(1, 30), max_size=300), st.integers(2, 20))
def test_they_stay_few_and_even_however_epochs_come(steps: list[int], most: int) -> None:
    made = Snapshots(most)
    for epoch in np.cumsum([0, *steps]).tolist():
        made.take(epoch, np.full(2, epoch, np.float32))
        epochs = made.epochs
        assert 1 <= len(epochs) <= most
        assert epochs[0] == 0
        assert all(b - a >= made.step for a, b in itertools.pairwise(epochs))
        # What is live has a neighbour among them, no farther than one step.
        assert epoch - epochs[-1] < 2 * made.step
    for epoch in made.epochs:
        assert made.weights_at(epoch).tolist() == [epoch, epoch]


def test_memory_is_bounded() -> None:
    made = Snapshots(most=100, most_bytes=5 * 40)
    for epoch in range(50):
        made.take(epoch, np.zeros(10, np.float32))
    assert len(made) <= 5
    large = Snapshots(most=100, most_bytes=79)
    assert not large.take(0, np.zeros(10, np.float32))
    assert large.epochs == ()


def test_the_nearest_before_is_found() -> None:
    made = filled(17)
    assert [made.nearest(epoch) for epoch in (0, 3, 4, 15, 99, -1)] == [0, 0, 4, 12, 16, 0]
    with pytest.raises(LookupError):
        Snapshots().nearest(0)


def test_a_snapshot_is_a_copy() -> None:
    weights = np.zeros(3, np.float32)
    made = Snapshots()
    assert made.take(0, weights)
    weights[:] = 7
    assert made.weights_at(0).tolist() == [0, 0, 0]
    assert not made.take(0, weights)


def test_a_training_keeps_the_weights_of_its_epochs() -> None:
    design = recipe("moons")
    training = Training(design, design.source.load())
    first = training.net.weight_vector.copy()
    seen = {0: first}
    for report in train(training, 4):
        if not hasattr(report, "step"):
            seen[report.epoch] = training.net.weight_vector.copy()
    assert training.snapshots.epochs == (0, 1, 2, 3, 4)
    for epoch, weights in seen.items():
        np.testing.assert_array_equal(training.snapshots.weights_at(epoch), weights)
    best = training.at_best()
    assert best.snapshots.epochs == (4,)
    np.testing.assert_array_equal(best.snapshots.weights_at(4), best.net.weight_vector)
    assert training.fresh_copy().snapshots.epochs == (0,)
