"""Starting over and going on beyond the end: what is told, and what can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from diynn.data.sources import UserFile
from diynn.layers.linear import Linear
from diynn.network.schedules import SCHEDULES, Cosine, OneCycle
from gui.model.workspace import Workspace
from gui.widgets.play_bar import PACES
from gui.window.controls import Controls
from gui.window.main_window import MainWindow


def finished(qtbot: QtBot, window: MainWindow, epochs: int) -> None:
    session = window.session
    window.model.change_run("epochs", epochs)
    session.play()
    qtbot.waitUntil(lambda: not session.is_moving and len(session.history) == epochs)


def at_rest(qtbot: QtBot, window: MainWindow, epochs: int) -> None:
    session = window.session
    qtbot.waitUntil(lambda: not session.is_moving and len(session.history) == epochs)


def test_new_weights_are_others_and_their_seed_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    assert session.weights is not None
    first, seed = session.weights.copy(), session.design.run.seed
    finished(qtbot, window, 2)
    QTest.keyClick(window, Qt.Key.Key_R)
    assert session.design.run.seed == seed + 1
    assert window.stack.run.run_form.editors["seed"].value == seed + 1
    assert str(seed + 1) in window.controls.bar.rest.text()
    assert session.weights is not None
    second = session.weights.copy()
    assert not np.array_equal(first, second)
    assert not session.history
    window.model.undo_stack.undo()
    assert session.design.run.seed == seed
    assert len(session.history) == 2
    window.model.undo_stack.redo()
    assert session.design.run.seed == seed + 1
    assert session.weights is not None
    assert np.array_equal(session.weights, second)


def test_from_the_start_are_the_same_weights(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    assert session.weights is not None
    first, design = session.weights.copy(), session.design
    finished(qtbot, window, 2)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert session.weights is not None
    assert np.array_equal(session.weights, first)
    assert session.design.run.seed == design.run.seed
    assert not session.history


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Right])
def test_at_the_end_it_goes_on_for_as_many_again_and_says_so(
    qtbot: QtBot, window: MainWindow, key: Qt.Key
) -> None:
    session = window.session
    finished(qtbot, window, 2)
    for rounds in (2, 3):
        QTest.keyClick(window, key)
        assert session.design.run.epochs == 2 * rounds
        assert f"up to epoch {2 * rounds}" in window.messages.words.text()
        if key != Qt.Key.Key_Space:
            # That was one step; Space has it play already, and it may be at the end by now.
            session.play()
        at_rest(qtbot, window, 2 * rounds)
    # From the start it is as long as was decided.
    session.new_weights()
    assert session.design.run.epochs == 2
    window.model.undo_stack.undo()
    assert session.design.run.epochs == 6
    window.model.undo_stack.undo()
    assert session.design.run.epochs == 4


def test_what_was_typed_is_what_was_decided(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    finished(qtbot, window, 2)
    session.advance(epochs=1)
    at_rest(qtbot, window, 3)
    window.model.change_run("epochs", 7)
    session.new_weights()
    assert session.design.run.epochs == 7


@pytest.mark.parametrize("kind", SCHEDULES)
def test_a_stretched_schedule_is_reported_of(
    qtbot: QtBot, window: MainWindow, kind: type[Cosine]
) -> None:
    window.model.change_schedule(kind())
    finished(qtbot, window, 3)
    window.messages.hide()
    window.model.change_run("epochs", 6)
    stretched = kind in (Cosine, OneCycle)
    assert window.messages.isVisible() == stretched
    assert ("from the start gives other weights" in window.messages.words.text()) == stretched


def test_old_weights_that_an_edit_brings_back_are_reported_of(
    qtbot: QtBot, window: MainWindow
) -> None:
    session, model = window.session, window.model
    first = model.design.layers[0]
    assert isinstance(first, Linear)
    finished(qtbot, window, 3)
    model.change_layer(0, "outputs", 11)
    assert not session.history
    model.undo_stack.undo()
    # Undo says by itself what it does.
    assert len(session.history) == 3
    assert not window.messages.isVisible()
    model.change_layer(0, "outputs", 12)
    model.change_layer(0, "outputs", first.outputs)
    assert len(session.history) == 3
    assert "trained before" in window.messages.words.text()
    assert window.messages.action.isVisible()
    window.messages.action.click()
    assert not session.history


def test_the_first_start_can_be_followed_and_one_key_is_full_speed(
    qtbot: QtBot, window: MainWindow
) -> None:
    settings = window._settings
    settings.remove("pace")
    controls = Controls(window.session, window._themes, settings)
    qtbot.addWidget(controls)
    assert controls.bar.pace.currentData() == "10 epochs"
    assert PACES["10 epochs"] == (0.1, "epoch")
    window.controls.bar.show_pace("2 epochs")
    assert settings.value("pace") == "2 epochs"
    QTest.keyClick(window, Qt.Key.Key_V)
    assert window.controls.bar.pace.currentData() == "full"
    QTest.keyClick(window, Qt.Key.Key_V)
    assert window.controls.bar.pace.currentData() == "2 epochs"


def test_a_pace_of_epochs_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    """At two epochs an hour a batch or two are taken, and no epoch ends."""
    session = window.session
    session.set_pace(1800.0, "epoch")
    session.play()
    qtbot.waitUntil(lambda: session.last_step is not None)
    assert session.last_step is not None
    assert session.last_step.step < session.last_step.steps
    session.set_pace(0.0)
    qtbot.waitUntil(lambda: len(session.history) > 1)
    session.pause()


def test_the_same_samples_in_another_place_keep_the_run(
    qtbot: QtBot, window: MainWindow, settings: QSettings, tmp_path: Path
) -> None:
    """In this session, and from a file whose table is not there any more."""
    rows = "".join(f"{i / 7:.2f},{i % 5},{'uv'[i % 2]}\n" for i in range(60))
    there, here = tmp_path / "there.csv", tmp_path / "here" / "moved.csv"
    here.parent.mkdir()
    there.write_text("a,b,kind\n" + rows)
    session, model = window.session, window.model
    model.replace_design(replace(model.design, source=UserFile(path=str(there))), "own")
    qtbot.waitUntil(lambda: session.training is not None)
    finished(qtbot, window, 3)
    file = tmp_path / "net.diynn"
    assert window.documents.save_to(file)
    there.rename(here)
    moved = replace(model.design.source, path=str(here))
    model.change_source(moved)
    qtbot.waitUntil(lambda: session.data is not None and session.training is not None)
    assert len(session.history) == 3
    assert "same samples" in window.messages.words.text()
    assert window.run_list.runs[-1].design.source == moved
    assert len(window.run_list.runs) == 1
    weights = session.weights
    assert weights is not None
    # Other samples are another run.
    model.change_source(replace(moved, seed=4))
    qtbot.waitUntil(lambda: session.data is not None and session.training is not None)
    assert not session.history
    # As the program starts, with the file whose table is gone.
    other = Workspace(settings)
    session, model = other.session, other.model
    assert other.documents.open_path(file)
    assert session.problem is not None
    model.change_part("source", "path", str(here))
    qtbot.waitUntil(lambda: session.training is not None)
    assert len(session.history) == 3
    assert session.weights is not None
    assert np.array_equal(session.weights, weights)
    assert not other.documents.is_saved
    other.close()
