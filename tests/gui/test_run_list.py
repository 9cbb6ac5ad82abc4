"""The run list: which trainings come onto it, once each, under which name and in which colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from diynn.layers import Tanh
from diynn.network.metrics import accuracy, class_probabilities
from diynn.network.optimizers import SGD
from diynn.storage.model_file import load_any, save
from diynn.storage.recipes import recipe
from diynn.training.averaging import is_average
from gui.model.design_model import DesignModel
from gui.model.run_commands import RunRemoval, RunReturn
from gui.model.run_list import COLOURS, ListedRun, RunList
from gui.model.session import Session

Train = Callable[[int], ListedRun]


def open_file(qtbot: QtBot, session: Session, file: Path, epochs: int) -> None:
    session.show(load_any(file))
    qtbot.waitUntil(lambda: session.training is not None and len(session.history) == epochs)


def test_a_training_comes_with_its_first_step(
    qtbot: QtBot, session: Session, run_list: RunList
) -> None:
    assert run_list.runs == []
    with qtbot.waitSignal(run_list.changed):
        session.advance(steps=1)
    (run,) = run_list.runs
    assert run is run_list.current
    assert run.training is session.training
    assert run.name == f"{session.design.title} 1"
    assert run.colour == 0


def test_undo_and_redo_bring_no_run_twice(
    session: Session, run_list: RunList, train: Train
) -> None:
    first = train(2)
    session.model.insert_layer(Tanh, 1)
    assert run_list.runs == [first]
    second = train(1)
    assert run_list.runs == [first, second]
    undo = session.model.undo_stack
    undo.undo()
    assert run_list.current is first
    undo.redo()
    assert run_list.current is second
    undo.undo()
    assert run_list.runs == [first, second]
    assert [run.colour for run in run_list.runs] == [0, 1]
    assert [len(run.history) for run in run_list.runs] == [2, 1]


def test_settings_that_apply_while_it_runs_make_no_second_run(
    session: Session, run_list: RunList, train: Train
) -> None:
    run = train(1)
    session.model.change_optimizer(SGD(0.3))
    assert train(1) is run
    assert run.design.optimizer == SGD(0.3)
    assert len(run_list.runs) == 1


def test_from_the_start_makes_a_second_run(
    session: Session, run_list: RunList, train: Train
) -> None:
    first = train(2)
    session.from_the_start()
    second = train(2)
    # The same seed leads to the same weights, and still it is another run.
    assert np.array_equal(first.weights, second.weights)
    assert run_list.runs == [first, second]
    assert first.name != second.name
    session.model.undo_stack.undo()
    assert run_list.current is first
    assert len(run_list.runs) == 2


def test_the_best_weights_are_a_run_named_by_its_origin(
    session: Session, run_list: RunList, train: Train
) -> None:
    run = train(4)
    run.training.best_weights = 0.5 * run.weights
    session.use_best()
    best = run_list.current
    assert run_list.runs == [run, best]
    assert best is not None
    assert best.name == f"{run.name}, best weights"
    assert np.array_equal(best.weights, run.training.best_weights)


def test_best_weights_that_are_the_last_ones_are_no_second_run(
    session: Session, run_list: RunList, train: Train
) -> None:
    run = train(1)
    assert run.training.best_epoch == 1
    session.use_best()
    assert run_list.runs == [run]
    assert run.training is session.training
    session.model.undo_stack.undo()
    assert run_list.runs == [run]
    assert run.training is session.training


def test_an_opened_file_comes_by_itself_and_only_once(
    qtbot: QtBot, session: Session, run_list: RunList, train: Train, tmp_path: Path
) -> None:
    file = tmp_path / "net.diynn"
    early = train(2)
    save(file, session.taken().result())
    session.model.insert_layer(Tanh, 1)
    other = train(1)
    open_file(qtbot, session, file, 2)
    assert run_list.runs == [early, other]
    assert run_list.current is early
    assert early.training is session.training
    # In a run list that does not know it yet it is a run like any other.
    fresh = RunList(session)
    assert [run.training for run in fresh.runs] == [session.training]
    assert fresh.current is fresh.runs[0]


def test_a_file_of_an_earlier_place_is_a_run_of_its_own(
    qtbot: QtBot, session: Session, run_list: RunList, train: Train, tmp_path: Path
) -> None:
    file = tmp_path / "net.diynn"
    run = train(2)
    save(file, session.taken().result())
    train(1)
    session.model.insert_layer(Tanh, 1)
    open_file(qtbot, session, file, 2)
    assert len(run_list.runs) == 2
    assert run_list.current is run_list.runs[1]
    assert [len(one.history) for one in run_list.runs] == [3, 2]
    assert run_list.runs[0] is run


def test_the_memory_of_steps_is_given_back_when_another_comes(
    session: Session, run_list: RunList, train: Train
) -> None:
    run = train(1)
    assert run.training._bound
    session.model.insert_layer(Tanh, 1)
    assert not run.training._bound
    session.model.undo_stack.undo()
    # It goes on all the same.
    assert train(1) is run
    assert len(run.history) == 2


def test_ticked_runs_stand_beside_and_compare_on_the_same_data(
    qtbot: QtBot, session: Session, run_list: RunList, train: Train
) -> None:
    first = train(1)
    session.new_weights()
    second = train(1)
    run_list.tick_all([first, second], True)
    assert run_list.beside() == [first]
    assert run_list.comparable() == [first]
    session.model.replace_design(recipe("digits-dense"), "Digits")
    qtbot.waitUntil(lambda: session.training is not None)
    assert run_list.beside() == [first, second]
    assert run_list.comparable() == []
    with qtbot.assertNotEmitted(run_list.changed):
        run_list.tick(first, True)
    run_list.tick(first, False)
    assert run_list.beside() == [second]


def test_it_tells_when_another_run_is_that_of_the_moment(
    qtbot: QtBot, session: Session, run_list: RunList, train: Train
) -> None:
    train(1)
    with qtbot.waitSignal(run_list.changed):
        session.model.insert_layer(Tanh, 1)
    assert run_list.current is None
    with qtbot.waitSignal(run_list.changed):
        session.model.undo_stack.undo()
    with qtbot.assertNotEmitted(run_list.changed):
        train(1)


def test_names(run_list: RunList, train: Train, qtbot: QtBot) -> None:
    run = train(1)
    run_list.rename(run, "  mine ")
    assert run.name == "mine"
    with qtbot.assertNotEmitted(run_list.changed):
        run_list.rename(run, "   ")
        run_list.rename(run, "mine")
    assert run.name == "mine"


def test_colours_are_spread_evenly_and_those_of_gone_runs_come_again(
    session: Session, run_list: RunList, train: Train
) -> None:
    for _ in range(COLOURS + 2):
        train(1)
        session.new_weights()
    assert [run.colour for run in run_list.runs] == [*range(COLOURS), 0, 1]
    run_list.remove(run_list.runs[4])
    assert train(1).colour == 4
    run_list.recolour(run_list.runs[0], 6)
    assert run_list.runs[0].colour == 6


def test_a_removal_can_be_undone_and_spares_the_run_of_the_moment(
    session: Session, run_list: RunList, train: Train
) -> None:
    runs = [train(1)]
    for _ in range(3):
        session.new_weights()
        runs.append(train(1))
    run_list.remove(runs[3])
    assert run_list.runs == runs
    session.model.undo_stack.push(RunRemoval(run_list, [runs[0], runs[2]], "Remove"))
    assert run_list.runs == [runs[1], runs[3]]
    session.model.undo_stack.undo()
    assert run_list.runs == runs
    session.model.undo_stack.redo()
    assert run_list.runs == [runs[1], runs[3]]


def test_going_back_brings_weights_and_design_and_changes_neither(
    session: Session, run_list: RunList, train: Train
) -> None:
    first = train(2)
    slow = session.design
    session.new_weights()
    session.model.change_optimizer(SGD(0.9, 0.5))
    session.model.change_run("batch_size", 7)
    session.advance(steps=3)
    second = train(1)
    fast = session.design
    places = [(run.training.epoch, run.training.step) for run in run_list.runs]
    before = [run.weights.copy() for run in run_list.runs]
    for _ in range(2):
        session.model.undo_stack.push(RunReturn(session, first.training, "Go back"))
        assert session.training is first.training
        assert session.design == slow
        assert session.weights is not None
        assert np.array_equal(session.weights, before[0])
        assert (first.design, second.design) == (slow, fast)
        session.model.undo_stack.undo()
        assert session.training is second.training
        assert session.design == fast
        assert (first.design, second.design) == (slow, fast)
    assert places == [(run.training.epoch, run.training.step) for run in run_list.runs]
    session.model.undo_stack.redo()
    assert run_list.current is first
    assert len(train(1).history) == 3
    assert len(run_list.runs) == 2


def test_going_back_to_other_data_reads_them_again(
    qtbot: QtBot, session: Session, run_list: RunList, train: Train
) -> None:
    moons = train(2)
    session.model.replace_design(recipe("digits-dense"), "Digits")
    qtbot.waitUntil(lambda: session.training is not None)
    digits = train(1)
    session.model.undo_stack.push(RunReturn(session, moons.training, "Go back"))
    qtbot.waitUntil(lambda: session.training is moons.training)
    assert session.data is not None
    assert session.data.shape == (2,)
    session.model.undo_stack.undo()
    qtbot.waitUntil(lambda: session.training is digits.training)
    assert run_list.runs == [moons, digits]


def test_going_back_while_it_trains_pauses_it(
    qtbot: QtBot, session: Session, run_list: RunList, train: Train
) -> None:
    first = train(1)
    session.new_weights()
    session.model.change_run("epochs", 1_000_000)
    session.play()
    qtbot.waitUntil(lambda: len(session.history) > 2 and run_list.current is not None)
    second = run_list.current
    assert second is not None
    session.model.undo_stack.push(RunReturn(session, first.training, "Go back"))
    assert not session.is_moving
    assert run_list.current is first
    reached = second.training.epoch
    train(1)
    assert second.training.epoch == reached


def test_a_new_run_has_not_the_colour_of_a_ticked_one(
    session: Session, run_list: RunList, train: Train
) -> None:
    for _ in range(COLOURS):
        run = train(1)
        session.new_weights()
    # All colours have one run each: the first would come again, were its run not in the plots.
    run_list.tick(run_list.runs[0], True)
    assert train(1).colour == 1
    assert run.colour == COLOURS - 1


# Snapshots.


def test_a_snapshot_of_the_moment_has_the_weights_that_are_shown(
    session: Session, run_list: RunList, train: Train
) -> None:
    before = run_list.snapshot()
    assert before is not None
    assert (before.name, before.colour) == ("This network", None)
    assert before.weights is session.weights
    run = train(1)
    now = run_list.snapshot()
    assert now is not None
    assert (now.name, now.colour, now.training) == (run.name, run.colour, run.training)
    assert now.weights is session.weights
    assert now.fingerprint != before.fingerprint
    assert now.optimizer == session.design.optimizer


def test_a_snapshot_stays_the_same_until_something_changes(
    session: Session, run_list: RunList, train: Train
) -> None:
    first = train(1)
    session.new_weights()
    train(1)
    run_list.tick(first, ticked=True)
    kept = run_list.snapshots()
    assert [run.training for run in kept] == [session.training, first.training]
    assert run_list.snapshots() == kept
    run_list.rename(first, "Another name")
    assert run_list.snapshots()[0] is kept[0]
    assert run_list.snapshots()[1] is not kept[1]
    train(1)
    assert run_list.snapshots()[0] is not kept[0]


def test_a_run_that_trains_on_leaves_its_snapshot_as_it_was(
    qtbot: QtBot, session: Session, run_list: RunList, train: Train
) -> None:
    first = train(1)
    session.new_weights()
    train(1)
    kept = run_list.snapshot(first)
    assert kept is not None
    weights = kept.weights.copy()
    session.model.undo_stack.push(RunReturn(session, first.training, "back"))
    qtbot.waitUntil(lambda: session.training is first.training)
    train(1)
    assert not np.array_equal(first.weights, weights)
    np.testing.assert_array_equal(kept.weights, weights)


def test_there_is_no_snapshot_without_a_network(qtbot: QtBot) -> None:
    session = Session(DesignModel(recipe("moons")))
    run_list = RunList(session)
    assert run_list.snapshot() is None
    assert run_list.snapshots() == []
    session.close()
    session.model.close()


# The mean of the ticked runs.


def three_runs(session: Session, run_list: RunList, train: Train) -> list[ListedRun]:
    for _ in range(3):
        train(2)
        session.from_the_start()
        session.new_weights()
    train(2)
    return run_list.runs[:3]


def test_the_mean_of_the_ticked_runs_is_a_run_with_its_own_figures(
    qtbot: QtBot, session: Session, run_list: RunList, train: Train
) -> None:
    runs = three_runs(session, run_list, train)
    assert run_list.average_obstacle()
    run_list.tick_all(runs, True)
    assert run_list.average_obstacle() == ""
    count = len(run_list.runs)
    with qtbot.waitSignal(session.said) as said:
        run_list.average()
        assert run_list.average_obstacle()
    assert said.args is not None
    assert said.args[0] == "info"
    mean = run_list.runs[-1]
    assert (len(run_list.runs), mean.ticked) == (count + 1, False)
    assert is_average(mean.design)
    x, targets = mean.data.test.x, mean.data.test.targets
    each = [class_probabilities(run.net.predict(x), run.design.loss) for run in runs]
    found = class_probabilities(mean.net.predict(x), mean.design.loss)
    np.testing.assert_allclose(found, np.mean(each, axis=0), atol=1e-6)
    assert mean.history[-1].test_accuracy == accuracy(found.argmax(axis=1), targets)


def test_the_mean_can_be_the_run_of_the_moment(
    qtbot: QtBot, session: Session, run_list: RunList, train: Train
) -> None:
    run_list.tick_all(three_runs(session, run_list, train), True)
    with qtbot.waitSignal(session.said):
        run_list.average()
    mean, count = run_list.runs[-1], len(run_list.runs)
    session.model.undo_stack.push(RunReturn(session, mean.training, "Go back"))
    assert run_list.current is mean
    session.model.undo_stack.undo()
    assert run_list.current is not mean
    assert len(run_list.runs) == count


def test_runs_without_a_mean_are_told_of(
    qtbot: QtBot, session: Session, run_list: RunList, train: Train
) -> None:
    first = train(1)
    session.model.show_design(recipe("linear"))
    qtbot.waitUntil(lambda: session.training is not None and not session.history)
    second = train(1)
    run_list.tick_all([first, second], True)
    with qtbot.waitSignal(session.said) as said:
        run_list.average()
    assert said.args is not None
    assert said.args[0] == "error"
    assert "same samples" in said.args[1]
    assert len(run_list.runs) == 2
