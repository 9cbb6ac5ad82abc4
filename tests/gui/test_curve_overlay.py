"""The curves of ticked runs over those of the run of the moment: which, in which colours."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from diynn.storage.recipes import recipe
from diynn.training.replay import at_best
from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session
from gui.plots.curve_plot import CurvePlot
from gui.tabs.runs.curve_overlay import MOST
from gui.theme.theme import ThemeSource
from gui.window.curves import Curves

Train = Callable[[int], ListedRun]


@pytest.fixture
def curves(qtbot: QtBot, session: Session, themes: ThemeSource, run_list: RunList) -> Curves:
    made = Curves(session, themes, run_list)
    made.fill()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def two(session: Session, run_list: RunList, curves: Curves, train: Train) -> list[ListedRun]:
    """A run of 3 epochs, and one of 2 that is shown now."""
    for epochs in (3, 2):
        session.new_weights()
        train(epochs)
    return run_list.runs


def drawn(plot: CurvePlot) -> dict[str, tuple[list[float], int]]:
    """What each name in the legend stands for: its values and its colour."""
    all_series = plot.curves()
    return {one.label: (one.y.tolist(), one.colour_index) for one in all_series}


def test_a_tick_lays_the_curves_of_a_run_over_the_others(
    run_list: RunList, curves: Curves, two: list[ListedRun]
) -> None:
    first, second = two
    assert set(drawn(curves.loss)) == {"Train", "Test"}
    run_list.tick(first, True)
    losses = [report.train_loss for report in first.history]
    assert drawn(curves.loss)[f"{first.name}: train"] == (losses, first.colour)
    rights = [report.test_accuracy or 0 for report in first.history]
    values, colour = drawn(curves.accuracy)[f"{first.name}: test"]
    assert np.allclose(values, 100 * np.array(rights))
    assert colour == first.colour
    own, colour = drawn(curves.loss)["Train"]
    assert own == [report.train_loss for report in second.history]
    assert colour == second.colour == 1
    run_list.tick(first, False)
    assert set(drawn(curves.loss)) == {"Train", "Test"}
    assert set(drawn(curves.accuracy)) == {"Train", "Test"}


def test_the_run_of_the_moment_is_not_drawn_twice(
    session: Session, run_list: RunList, curves: Curves, two: list[ListedRun], train: Train
) -> None:
    first, second = two
    run_list.tick_all(two, True)
    assert len(drawn(curves.loss)) == 4
    # Another weights: now both stand beside a run that has not begun.
    session.new_weights()
    assert len(drawn(curves.loss)) == 6
    session.model.undo_stack.undo()
    assert set(drawn(curves.loss)) == {
        "Train", "Test", f"{first.name}: train", f"{first.name}: test"
    }  # fmt: skip
    # Trained on and left again, its curves are longer.
    train(1)
    session.new_weights()
    assert len(drawn(curves.loss)[f"{second.name}: train"][0]) == 3


def test_names_and_colours_are_followed_and_what_is_hidden_stays_hidden(
    run_list: RunList, curves: Curves, two: list[ListedRun]
) -> None:
    first, second = two
    run_list.tick(first, True)
    key = next(one.key for one in curves.loss.curves() if first.name in one.label)
    curves.loss.set_hidden(key, hidden=True)
    run_list.rename(first, "before")
    run_list.recolour(first, 5)
    run_list.recolour(second, 3)
    assert drawn(curves.loss)["before: test"][1] == 5
    assert drawn(curves.loss)["Test"][1] == 3
    assert not curves.loss.legend.entry(key).isChecked()


def test_a_run_without_accuracy_has_no_curve_of_it(
    qtbot: QtBot, session: Session, run_list: RunList, curves: Curves, train: Train
) -> None:
    session.model.replace_design(recipe("digits-autoencoder"), "Digits")
    qtbot.waitUntil(lambda: session.training is not None)
    train(1)
    run_list.tick(run_list.runs[0], True)
    session.model.undo_stack.undo()
    qtbot.waitUntil(lambda: session.training is not None)
    assert len(drawn(curves.loss)) == 4
    assert len(drawn(curves.accuracy)) == 2


def test_of_very_many_the_last_ones_are_shown(
    run_list: RunList, curves: Curves, two: list[ListedRun]
) -> None:
    training = two[0].training
    run_list.runs += [ListedRun(at_best(training), f"copy {n}", n % 7) for n in range(MOST + 5)]
    run_list.tick_all(run_list.runs, True)
    names = {label.partition(":")[0] for label in drawn(curves.loss)} - {"Train", "Test"}
    assert names == {f"copy {n}" for n in range(5, MOST + 5)}


def test_without_a_shelf_there_are_the_curves_of_the_moment(
    qtbot: QtBot, session: Session, themes: ThemeSource, train: Train
) -> None:
    curves = Curves(session, themes)
    curves.fill()
    qtbot.addWidget(curves)
    train(2)
    assert [len(values) for values, _ in drawn(curves.loss).values()] == [2, 2]
