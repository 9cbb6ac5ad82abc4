"""The rules of training in the window: optimizer, schedule, validation part, early stopping."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diynn.network.optimizers import SGD, Adam, AdamW, RMSprop
from diynn.network.schedules import SCHEDULES, Constant, Cosine
from diynn.settings import settings_of
from gui.design_panel.run_settings import RunSettings
from gui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def settings_form(window: MainWindow) -> RunSettings:
    return window.stack.run


def pick(window: MainWindow, name: str) -> None:
    combo = settings_form(window).kind
    combo.setCurrentIndex(combo.findData(name))
    combo.activated.emit(combo.currentIndex())


def test_another_kind_of_optimizer_brings_a_rate_that_suits_it(window: MainWindow) -> None:
    window.model.change_part("optimizer", "learning_rate", 0.5)
    pick(window, "Adam")
    assert window.model.design.optimizer == Adam(learning_rate=0.001)
    window.model.change_part("optimizer", "learning_rate", 0.003)
    pick(window, "AdamW")
    assert window.model.design.optimizer == AdamW(learning_rate=0.003)
    pick(window, "SGD")
    assert window.model.design.optimizer.learning_rate == SGD().learning_rate
    window.model.undo_stack.undo()
    assert window.model.design.optimizer == AdamW(learning_rate=0.003)


def test_every_setting_has_its_place_once(window: MainWindow) -> None:
    form = settings_form(window)
    for kind in (SGD, RMSprop, Adam, AdamW):
        pick(window, kind.name())
        assert form.optimizer_form is not None
        assert form.rare_form is not None
        names = [*form.optimizer_form.editors, *form.rare_form.editors]
        assert sorted(names) == sorted(setting.name for setting in settings_of(kind))
    noise = window.stack.layers.augmentation.noise
    run = [*form.run_form.editors, *noise.editors, *form.rare_run_form.editors]
    assert run == [setting.name for setting in settings_of(type(window.model.design.run))]


def test_what_is_unusual_is_reported_while_it_is_folded(qtbot: QtBot, window: MainWindow) -> None:
    form = settings_form(window)
    assert not form.summary.isVisible()
    assert not form.more.isVisible()
    window.model.change_schedule(Cosine())
    window.model.change_run("validation", 0.2)
    assert form.summary.isVisible()
    assert form.summary.text() == "Cosine · Validation 0.2"
    qtbot.mouseClick(form.expander, LEFT)
    assert form.more.isVisible()
    assert not form.summary.isVisible()
    window.model.undo_stack.undo()
    window.model.undo_stack.undo()
    qtbot.mouseClick(form.expander, LEFT)
    assert not form.summary.isVisible()


@pytest.mark.parametrize("kind", SCHEDULES, ids=lambda kind: kind.name())
def test_each_schedule_shows_its_form_and_its_curve(
    qtbot: QtBot, window: MainWindow, kind: type[Constant]
) -> None:
    form = settings_form(window)
    form.expander.setChecked(True)
    combo = form.schedule.kind
    combo.setCurrentIndex(combo.findData(kind.name()))
    combo.activated.emit(combo.currentIndex())
    assert window.model.design.schedule == kind()
    assert form.schedule.form is not None
    assert list(form.schedule.form.editors) == [setting.name for setting in settings_of(kind)]
    epochs = str(window.model.design.run.epochs)
    qtbot.waitUntil(lambda: epochs in form.schedule.plot.toolTip())


def test_the_rate_of_the_moment_is_seen(qtbot: QtBot, window: MainWindow) -> None:
    form = settings_form(window)
    window.model.change_schedule(Cosine())
    window.model.change_run("epochs", 4)
    form.expander.setChecked(True)
    assert form.schedule.plot.place() is None
    window.session.advance(epochs=2)
    qtbot.waitUntil(lambda: form.schedule.plot.place() == pytest.approx((0.5, 0.5)))
    rate = window.model.design.optimizer.learning_rate / 2
    assert f"{rate:g}" in form.schedule.now.text()
    window.session.new_weights()
    qtbot.waitUntil(lambda: form.schedule.plot.place() is None)


def test_the_validation_part_has_a_curve_of_its_own(qtbot: QtBot, window: MainWindow) -> None:
    loss = window.curves.loss
    window.session.advance(epochs=1)
    qtbot.waitUntil(lambda: len(window.session.history) == 1 and not window.session.is_moving)
    assert "Validation" not in loss.csv()
    window.model.change_run("validation", 0.25)
    window.session.advance(epochs=1)
    qtbot.waitUntil(lambda: len(window.session.history) == 2)
    qtbot.waitUntil(lambda: "Validation" in loss.csv())
    assert loss.csv().splitlines()[0] == "Epoch,Train,Test,Validation"
    assert "Validation" in window.curves.accuracy.csv()
    window.session.new_weights()
    qtbot.waitUntil(lambda: "Validation" not in loss.csv())


def test_early_stopping_takes_the_best_weights_and_says_so(
    qtbot: QtBot, window: MainWindow
) -> None:
    said: list[str] = []

    def note(_kind: str, text: object) -> None:
        said.append(str(text))

    window.session.said.connect(note)
    design = window.model.design
    # With a rate of zero nothing ever gets better than the first epoch.
    run = replace(design.run, epochs=50, validation=0.2, patience=3)
    still = replace(design.optimizer, learning_rate=0.0)
    window.model.replace_design(replace(design, run=run, optimizer=still), "still")
    window.session.advance(epochs=1)
    qtbot.waitUntil(lambda: len(window.session.history) == 1 and not window.session.is_moving)
    first = np.array(window.session.training.best_weights)
    # From here on it moves, but never to anything better: the best are still the first.
    window.session.play()
    qtbot.waitUntil(lambda: bool(said) and window.session.run is None)
    training = window.session.training
    assert training is not None
    assert (training.epoch, training.best_epoch, training.stopped) == (4, 1, True)
    assert "Stopped in epoch 4" in said[0]
    assert "the validation part" in said[0]
    np.testing.assert_array_equal(training.net.weight_vector, first)
    assert window.model.undo_stack.canUndo()
    window.model.undo_stack.undo()
    assert window.session.training is not training
    # Play goes on, and waits again.
    window.session.play()
    qtbot.waitUntil(lambda: len(said) == 2 and window.session.run is None)
    assert window.session.training is not None
    assert window.session.training.epoch == 7


def test_the_best_button_says_who_chose(qtbot: QtBot, window: MainWindow) -> None:
    window.model.change_part("optimizer", "learning_rate", 0.0)
    window.session.advance(epochs=2)
    qtbot.waitUntil(window.controls.bar.best.isVisible)
    assert "choice made on the test part" in window.controls.bar.best.toolTip()
    window.model.change_run("validation", 0.2)
    window.session.advance(epochs=2)
    qtbot.waitUntil(lambda: len(window.session.history) == 4)
    qtbot.waitUntil(lambda: "the validation part" in window.controls.bar.best.toolTip())
