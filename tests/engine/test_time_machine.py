"""The past of a run: kept weights, replays to the bit that check themselves, branches, files."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diynn.data.sources import Moons
from diynn.data.sources.drawn_points import Painted, Point
from diynn.design.design import Design, Run
from diynn.errors import Diverged, FileError
from diynn.layers import BatchNorm, Dropout, Linear, ReLU, Tanh
from diynn.network.optimizers import SGD, Adam
from diynn.network.schedules import Cosine, OnPlateau
from diynn.storage.model_file import load, redesigned, resumed, save, snapshot
from diynn.storage.recipes import recipe
from diynn.training.replay import Agreement, Replayed, at_best, branch, checkpoint_at, with_weight
from diynn.training.reports import StepReport
from diynn.training.timeline import MOST_BYTES, Kept, Place, Timeline, new_timeline, weights_hash
from diynn.training.training import Training, train

MOONS = Design(
    source=Moons(samples=200), layers=(Linear(8), Tanh(), Linear(2)),
    optimizer=SGD(learning_rate=0.1, momentum=0.9), run=Run(batch_size=16, epochs=40),
)  # fmt: skip
CHANCE = replace(
    MOONS, layers=(Linear(12), BatchNorm(), ReLU(), Dropout(0.3), Linear(2)),
    optimizer=Adam(0.01), run=Run(batch_size=16, epochs=40, noise=0.1),
)  # fmt: skip
DESIGNS = {
    "moons": recipe("moons"), "momentum": MOONS, "chance": CHANCE,
    "cosine": replace(MOONS, schedule=Cosine()),
    "plateau": replace(MOONS, schedule=OnPlateau(patience=2),
                       run=Run(batch_size=16, epochs=40, validation=0.2, patience=30)),
}  # fmt: skip


def begun(design: Design) -> Training:
    return Training(design, design.source.load())


def go_on(training: Training, epochs: int) -> dict[Place, Any]:
    """Train up to an epoch; the weights at every place on the way."""
    seen = {training.place: training.net.weight_vector.copy()}
    for _ in train(training, epochs):
        seen[training.place] = training.net.weight_vector.copy()
    return seen


def replayed(training: Training, place: Place) -> Replayed:
    found = [one for one in checkpoint_at(training, place) if isinstance(one, Replayed)]
    assert len(found) == 1
    return found[0]


def branched(training: Training, place: Place, design: Design | None = None) -> Training:
    made = [one for one in branch(training, place, design) if isinstance(one, Training)]
    assert len(made) == 1
    return made[0]


def same(first: Any, second: Any) -> bool:
    return bool(np.array_equal(first, second))


def same_run(one: Training, other: Training) -> None:
    """All but the seconds."""
    assert one.place == other.place
    assert same(one.net.weight_vector, other.net.weight_vector)
    assert {name: v.tolist() for name, v in one.optimizer_state.items()} == {
        name: v.tolist() for name, v in other.optimizer_state.items()
    }
    for name in ("train_loss", "test_loss", "train_accuracy", "validation_loss"):
        np.testing.assert_array_equal(one.history.column(name), other.history.column(name))
    assert one.best_epoch == other.best_epoch
    assert same(one.best_weights, other.best_weights)


# Replays.


@pytest.mark.parametrize("name", DESIGNS)
def test_every_place_comes_back_to_the_bit(name: str) -> None:
    training = begun(DESIGNS[name])
    seen = go_on(training, 12)
    # Nothing but the start and a few epochs: steps have to be computed again.
    training.timeline = thinned(training)
    for place in [*itertools.islice(seen, 0, None, 7), Place(10), Place(12)]:
        found = replayed(training, place)
        assert found.training.place == place
        assert same(found.training.net.weight_vector, seen[place])
        assert found.agreement is Agreement.SAME


def thinned(training: Training) -> Timeline:
    """The same past with the first checkpoint alone, and those that no steps lead to."""
    dataset = training.dataset
    model = snapshot(training, dataset, whole=False)
    return resumed(model, dataset).timeline


def test_moons_from_10_to_15() -> None:
    training = begun(recipe("moons"))
    go_on(training, 15)
    other = replayed(training, Place(10)).training
    go_on(other, 15)
    assert same(other.net.weight_vector, training.net.weight_vector)
    assert other.timeline.hash_of(15) == training.timeline.hash_of(15) is not None


def test_a_replay_is_told_of_on_the_way_and_can_be_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diynn.training.replay.REPORT_SECONDS", 0.0)
    training = begun(MOONS)
    go_on(training, 20)
    training.timeline = thinned(training)
    before = training.net.weight_vector.copy()
    replay = checkpoint_at(training, Place(20))
    shares = [share for share in itertools.islice(replay, 50) if isinstance(share, float)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1
    replay.close()
    assert same(training.net.weight_vector, before)
    assert training.place == Place(20)


def test_places_outside_the_run_are_refused() -> None:
    training = begun(MOONS)
    go_on(training, 3)
    for place in (Place(3, 1), Place(4), Place(-1)):
        with pytest.raises(LookupError):
            next(checkpoint_at(training, place))


def test_the_way_of_a_replay_shortens_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diynn.training.replay.KEEPING_SECONDS", 0.0)
    training = begun(MOONS)
    go_on(training, 20)
    training.timeline = thinned(training)
    assert training.timeline.start_for(Place(15, 3)).place == Place(0)
    replayed(training, Place(15, 3))
    assert training.timeline.start_for(Place(15, 4)).place == Place(15, 3)
    assert training.timeline.start_for(Place(15, 2)).place == Place(15, 2)
    assert training.timeline.nearest(Place(15, 3)).place == Place(15, 3)


# Where it does not come back to the bit.


def spoil_hashes(training: Training) -> None:
    timeline = training.timeline
    for place in range(len(timeline._hashes)):
        timeline._hashes[place] ^= 1


def test_another_processor_agrees_to_five_digits() -> None:
    training = begun(MOONS)
    go_on(training, 12)
    training.timeline = thinned(training)
    spoil_hashes(training)
    found = replayed(training, Place(12))
    assert found.agreement is Agreement.CLOSE
    assert found.agreement.value == "another processor, agrees to 5 digits"
    assert found.epochs == 12


def test_other_numbers_are_told_of() -> None:
    training = begun(MOONS)
    go_on(training, 12)
    training.timeline = thinned(training)
    first = training.timeline.start_for(Place(0))
    first.weights[:] += 0.01
    assert replayed(training, Place(12)).agreement is Agreement.APART


# Branches.


@pytest.mark.parametrize("name", DESIGNS)
def test_an_unchanged_branch_is_its_parent_to_the_bit(name: str) -> None:
    parent = begun(DESIGNS[name])
    go_on(parent, 30)
    child = branched(parent, Place(12))
    assert len(child.history) == 12
    go_on(child, 30)
    same_run(parent, child)
    assert child.timeline.same_until(parent.timeline) == 30
    assert child.timeline.fork is not None
    assert child.timeline.fork.parent == parent.timeline.run_id != ""
    assert parent.timeline.fork is None


def test_a_branch_with_twice_the_rate_parts_at_the_fork() -> None:
    parent = begun(recipe("moons"))
    go_on(parent, 20)
    rate = 2 * parent.design.optimizer.learning_rate
    faster = replace(parent.design, optimizer=replace(parent.design.optimizer, learning_rate=rate))
    child = branched(parent, Place(10), faster)
    assert child.design == faster
    go_on(child, 20)
    assert child.timeline.same_until(parent.timeline) == 10
    assert child.timeline.hash_of(10) == parent.timeline.hash_of(10)
    assert child.timeline.hash_of(11) != parent.timeline.hash_of(11)
    assert parent.design.optimizer.learning_rate == rate / 2
    assert parent.epoch == 20


def test_a_branch_from_within_an_epoch_and_from_the_start() -> None:
    for place in (Place(7, 5), Place(0), Place(0, 3)):
        parent = begun(CHANCE)
        go_on(parent, 15)
        child = branched(parent, place)
        assert child.place == place
        go_on(child, 15)
        same_run(parent, child)


def test_a_branch_of_a_branch_has_its_own_past() -> None:
    first = begun(MOONS)
    seen = go_on(first, 20)
    second = branched(first, Place(12), replace(MOONS, optimizer=SGD(0.01)))
    own = go_on(second, 20)
    third = branched(second, Place(16))
    go_on(third, 20)
    same_run(second, third)
    thin = thinned(third)
    assert third.timeline.fork is not None
    assert third.timeline.fork.parent == second.timeline.run_id
    third.timeline = thin
    assert same(replayed(third, Place(8, 2)).training.net.weight_vector, seen[Place(8, 2)])
    assert same(replayed(third, Place(14)).training.net.weight_vector, own[Place(14)])


# Changes midway.


def change_rate(training: Training) -> None:
    training.adopt(replace(training.design, optimizer=SGD(0.02, momentum=0.9)))


def change_kind(training: Training) -> None:
    training.adopt(replace(training.design, optimizer=Adam(0.02)))


def change_batch(training: Training) -> None:
    training.adopt(replace(training.design, run=replace(training.design.run, batch_size=10)))


def change_validation(training: Training) -> None:
    training.adopt(replace(training.design, run=replace(training.design.run, validation=0.3)))


def drag(training: Training) -> None:
    for rate in (0.05, 0.06, 0.07):
        training.adopt(replace(training.design, optimizer=SGD(rate, momentum=0.9)))


@pytest.mark.parametrize(
    "change", [change_rate, change_kind, change_batch, change_validation, drag]
)
@pytest.mark.parametrize("steps", [52, 57])
def test_settings_that_changed_midway(change: Callable[[Training], None], steps: int) -> None:
    training = begun(MOONS)
    seen = {}
    reports = train(training, 12)
    for _ in range(steps):
        seen[training.place] = training.net.weight_vector.copy()
        next(reports)
    change(training)
    changed_at = training.place
    later = go_on(training, 12)
    if changed_at.step == 0:
        # The epoch begins again; its begin is still the end of the one before.
        del later[changed_at]
    seen |= later
    training.timeline = thinned(training)
    for place in (Place(2, 3), Place(changed_at.epoch), Place(changed_at.epoch, 6), Place(11)):
        found = replayed(training, place)
        assert same(found.training.net.weight_vector, seen[place]), place
        assert found.agreement is Agreement.SAME
    child = branched(training, Place(9))
    assert child.past == training.past
    go_on(child, 12)
    same_run(training, child)
    before = branched(training, Place(2))
    assert before.design == MOONS
    assert before.past == ()


def test_typed_weights_midway() -> None:
    first = begun(MOONS)
    seen = go_on(first, 6)
    typed = with_weight(first, 0, "W", (3, 0), 2.5)
    assert typed.by_hand == 1
    seen |= go_on(typed, 12)
    typed.timeline = thinned(typed)
    for place in (Place(3), Place(6, 1), Place(10)):
        assert same(replayed(typed, place).training.net.weight_vector, seen[place])
    assert branched(typed, Place(10)).by_hand == 1
    assert branched(typed, Place(3)).by_hand == 0
    # As the curves have it: their figures at 6 are of what had been learnt by then.
    assert weights_hash(replayed(typed, Place(6)).training.net.weight_vector) == (
        first.timeline.hash_of(6)
    )


def test_weights_typed_before_the_first_step_are_where_it_begins() -> None:
    typed = with_weight(begun(MOONS), 0, "W", (3, 0), 2.5)
    seen = go_on(typed, 4)
    for place in (Place(0), Place(2)):
        assert same(replayed(typed, place).training.net.weight_vector, seen[place])


def test_a_divergence_that_reset_the_optimizer() -> None:
    training = begun(MOONS)
    go_on(training, 4)
    training.adopt(replace(MOONS, optimizer=SGD(1e12, momentum=0.9)))
    with pytest.raises(Diverged):
        go_on(training, 12)
    training.adopt(MOONS)
    seen = go_on(training, 12)
    training.timeline = thinned(training)
    for place in (Place(8), Place(11, 4)):
        found = replayed(training, place)
        assert same(found.training.net.weight_vector, seen[place])
        assert found.agreement is Agreement.SAME
    go_on(replayed(training, Place(2)).training, 4)
    child = branched(training, Place(7))
    go_on(child, 12)
    same_run(training, child)


def test_best_weights_taken_midway() -> None:
    parent = begun(CHANCE)
    go_on(parent, 9)
    best = at_best(parent)
    seen = go_on(best, 14)
    best.timeline = thinned(best)
    assert same(replayed(best, Place(13)).training.net.weight_vector, seen[Place(13)])


def test_other_points_leave_the_past_to_look_at_alone() -> None:
    points = tuple(Point(x / 10, x % 3 / 3, x % 2) for x in range(-10, 10))
    design = replace(MOONS, source=Painted(train=points))
    training = begun(design)
    seen = go_on(training, 4)
    other = replace(design, source=Painted(train=points[:-4]))
    data = begun(other).data
    training.move_to(other, data)
    seen[Place(4, 1)] = None
    later = go_on(training, 8)
    assert same(training.timeline.weights_at(2), seen[Place(2)])
    with pytest.raises(LookupError):
        next(checkpoint_at(training, Place(2)))
    assert same(replayed(training, Place(6)).training.net.weight_vector, later[Place(6)])


# Memory.


def test_every_epoch_is_kept_as_long_as_there_is_room() -> None:
    training = begun(recipe("moons"))
    seen = go_on(training, 30)
    assert training.timeline.epochs == tuple(range(31))
    for epoch in range(31):
        assert same(training.timeline.weights_at(epoch), seen[Place(epoch)])


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_200_epochs_of_the_mnist_auto_encoder_keep_to_the_budget(momentum: float) -> None:
    # Its weights, 200 epochs of them; learning would not change how large they are.
    size, design = 218_000, replace(MOONS, optimizer=SGD(0.1, momentum=momentum))

    def kept(epoch: int, state: bool) -> Kept:
        weights = np.full(size, epoch, np.float32)
        memory = design.optimizer.new_state(weights) if state else None
        return Kept(0, epoch, 0, 4.0 * epoch, weights, memory)

    timeline = new_timeline(kept(0, True), design)
    for epoch in range(1, 201):
        weights = np.full(size, epoch, np.float32)
        state = design.optimizer.new_state(weights)
        full = timeline.wants_state(state, 4.0 * epoch)
        timeline.end_epoch(weights, kept(epoch, full) if timeline.wants(epoch) else None)
        assert timeline.nbytes <= MOST_BYTES
    epochs = timeline.epochs
    assert epochs[0] == 0
    assert len(epochs) > 20
    assert epochs[-1] > 180
    assert max(b - a for a, b in itertools.pairwise(epochs)) <= 16
    assert all(timeline.hash_of(epoch) is not None for epoch in range(201))
    assert timeline.hash_of(201) is None
    for epoch in epochs:
        assert timeline.weights_at(epoch)[0] == epoch
    assert timeline.nearest(Place(117)).epoch <= 117
    # From what is kept no place is farther than a few minutes of computing.
    ways = [4 * (epoch - timeline.start_for(Place(epoch)).epoch) for epoch in range(201)]
    assert max(ways) <= 130


def test_of_too_many_every_second_is_dropped() -> None:
    for count, wanted in ((8, 1), (9, 2), (17, 4)):
        timeline = small(count)
        assert timeline.epochs == tuple(range(0, count, wanted))


def small(count: int) -> Timeline:
    """Of so many epochs, with room for eight of them."""

    def kept(epoch: int) -> Kept:
        return Kept(0, epoch, 0, float(epoch), np.full(250, epoch, np.float32), {})

    timeline = new_timeline(kept(0), MOONS, most_bytes=8 * 1400)
    for epoch in range(1, count):
        wanted = kept(epoch) if timeline.wants(epoch) else None
        timeline.end_epoch(np.full(250, epoch, np.float32), wanted)
    return timeline


def test_the_nearest_before_is_found() -> None:
    timeline = small(17)
    found = [timeline.nearest(Place(epoch)).epoch for epoch in (0, 3, 4, 15, 99, -1)]
    assert found == [0, 0, 4, 12, 16, 0]
    assert timeline.weights_at(3)[0] == 0
    assert timeline.weights_at(15, 2)[0] == 12
    assert timeline.places == (Place(0), Place(4), Place(8), Place(12), Place(16))


def test_weights_that_are_too_large_are_told_of() -> None:
    large = Kept(0, 0, 0, 0.0, np.zeros(100, np.float32), {})
    timeline = new_timeline(large, MOONS, most_bytes=799)
    assert timeline.is_too_large
    assert timeline.places == ()
    assert not timeline.wants(1)
    timeline.end_epoch(np.ones(100, np.float32), None)
    assert timeline.hash_of(1) == weights_hash(np.ones(100, np.float32))
    with pytest.raises(LookupError):
        timeline.nearest(Place(0))


def test_a_too_large_network_comes_back_to_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diynn.training.timeline.MOST_BYTES", 100)
    training = begun(MOONS)
    seen = go_on(training, 3)
    assert training.timeline.is_too_large
    assert same(replayed(training, Place(0)).training.net.weight_vector, seen[Place(0)])
    with pytest.raises(LookupError):
        next(checkpoint_at(training, Place(2)))


def test_a_kept_array_is_a_copy_that_stays() -> None:
    training = begun(MOONS)
    go_on(training, 2)
    kept = training.timeline.weights_at(2)
    before = kept.copy()
    go_on(training, 5)
    assert same(kept, before)


# Files.


@pytest.mark.parametrize("whole", [True, False])
def test_a_file_has_the_past(tmp_path: Path, whole: bool) -> None:
    training = begun(CHANCE)
    seen = go_on(training, 5)
    change_rate(training)
    seen |= go_on(training, 9)
    dataset = training.dataset
    save(tmp_path / "a.diynn", snapshot(training, dataset, whole=whole))
    again = resumed(load(tmp_path / "a.diynn"), dataset)
    old, new = training.timeline, again.timeline
    assert [old.hash_of(epoch) for epoch in range(11)] == [
        new.hash_of(epoch) for epoch in range(11)
    ]
    assert new.turns == old.turns
    assert new.epochs == (old.epochs if whole else (0,))
    for place in (Place(0), Place(3, 2), Place(7)):
        found = replayed(again, place)
        assert same(found.training.net.weight_vector, seen[place])
        assert found.agreement is Agreement.SAME
    seen |= go_on(again, 12)
    go_on(training, 12)
    same_run(training, again)
    child = branched(again, Place(4))
    save(tmp_path / "b.diynn", snapshot(child, dataset))
    brought = resumed(load(tmp_path / "b.diynn"), dataset)
    assert brought.timeline.fork == child.timeline.fork is not None
    go_on(brought, 9)
    assert brought.timeline.same_until(again.timeline) == 5


def test_a_file_of_before_begins_its_past_where_it_was_saved(tmp_path: Path) -> None:
    training = begun(MOONS)
    go_on(training, 4)
    record = {name: value for name, value in training.record().items() if name != "timeline"}
    arrays = {n: a for n, a in training.arrays().items() if not n.startswith("timeline.")}
    other = begun(MOONS)
    other.restore(arrays, record)
    assert other.timeline.first == Place(4)
    seen = go_on(other, 8)
    assert same(replayed(other, Place(6, 2)).training.net.weight_vector, seen[Place(6, 2)])
    with pytest.raises(LookupError):
        next(checkpoint_at(other, Place(3)))


def test_what_was_decided_between_file_and_data_is_a_turn(tmp_path: Path) -> None:
    training = begun(MOONS)
    seen = go_on(training, 4)
    model = redesigned(snapshot(training, training.dataset), replace(MOONS, optimizer=Adam(0.01)))
    again = resumed(model, training.dataset)
    seen |= go_on(again, 8)
    again.timeline = thinned(again)
    for place in (Place(2), Place(6)):
        assert same(replayed(again, place).training.net.weight_vector, seen[place])


SPOILT: dict[str, Callable[[dict[str, Any], dict[str, Any]], Any]] = {
    "no turns": lambda record, _: record.update(turns=[]),
    "a turn of another kind": lambda record, _: record.update(turns=[3]),
    "a turn of no design": lambda record, _: record["turns"][0].update(design=[]),
    "another beginning": lambda record, _: record.update(first=[1, 0]),
    "a beginning of one number": lambda record, _: record.update(first=[0]),
    "a step of none": lambda record, _: record.update(step=0),
    "a name of another kind": lambda record, _: record.update(id=3),
    "a fork of nothing": lambda record, _: record.update(fork=7),
    "too few hashes": lambda _, arrays: arrays.update({"timeline.hashes": np.zeros(2, np.int64)}),
    "weights of another size": lambda _, arrays: arrays.update(
        {"timeline.weights": arrays["timeline.weights"][:, :-1]}
    ),
    "a missing array": lambda _, arrays: arrays.pop("timeline.places"),
    "a checkpoint of no turn": lambda _, arrays: arrays["timeline.places"].__setitem__((0, 0), 9),
    "a best one of nowhere": lambda _, arrays: arrays["timeline.places"].__setitem__((1, 6), 99),
    "seconds before the start": lambda _, arrays: arrays["timeline.figures"].__setitem__(
        (0, 0), -1.0
    ),
    "a state of another size": lambda _, arrays: arrays.update(
        {"timeline.state.0.velocity": np.zeros(3, np.float32)}
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_past_is_refused(tmp_path: Path, how: str) -> None:
    training = begun(MOONS)
    go_on(training, 4)
    model = snapshot(training, training.dataset)
    arrays = {name: array.copy() for name, array in model.arrays.items()}
    record = dict(model.record)
    SPOILT[how](record["timeline"], arrays)
    save(tmp_path / "a.diynn", replace(model, arrays=arrays, record=record))
    with pytest.raises(FileError):
        load(tmp_path / "a.diynn")


def test_an_idle_training_is_watched_for_next_to_nothing() -> None:
    """What is kept of an epoch is one copy, which the best weights share."""
    training = begun(MOONS)
    go_on(training, 1)
    assert training.best_epoch == 1
    assert training.best_weights is training.timeline.nearest(Place(1)).weights


def test_reports_are_those_of_before() -> None:
    training = begun(MOONS)
    reports = [*train(training, 2)]
    assert sum(isinstance(one, StepReport) for one in reports) == 2 * (training.steps - 1)


