"""Another language while the program runs: the window is another one, all work is the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from at_rest import at_rest
from PySide6.QtCore import QLocale, QSettings, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QCheckBox,
    QComboBox,
    QMessageBox,
    QScrollBar,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from diynn.data.sources.drawn_points import Painted, Point
from diynn.layers import Tanh
from diynn.storage.recipes import recipe
from gui.app.app import WindowHolder
from gui.text.languages import Languages
from gui.theme.theme import ThemeSource
from gui.widgets.play_bar import PACES
from gui.window.main_window import MainWindow
from gui.window.window_memory import children


@pytest.fixture
def staging(qtbot: QtBot, themes: ThemeSource, settings: QSettings) -> Iterator[WindowHolder]:
    languages = Languages(settings)
    made = WindowHolder(themes, settings, languages)
    made.window.resize(1280, 800)
    made.window.show()
    qtbot.waitUntil(lambda: made.window.session.training is not None)
    yield made
    made.window.documents.asks = False
    made.window.close()
    made.window.deleteLater()
    languages.close()


def choose(window: MainWindow, choice: str) -> None:
    """As the person does: by the menu."""
    menu = window.language_menu.menu
    next(action for action in menu.actions() if action.data() == choice).trigger()


def switch(qtbot: QtBot, staging: WindowHolder, choice: str) -> MainWindow:
    """The window in the other language."""
    with qtbot.waitSignal(staging.replaced):
        choose(staging.window, choice)
    return staging.window


def test_what_the_menu_offers(staging: WindowHolder) -> None:
    actions = staging.window.language_menu.menu.actions()
    assert [action.data() for action in actions] == ["system", "en", "fr"]
    assert [action.text().replace("&", "") for action in actions[1:]] == ["English", "Français"]
    assert [action.isChecked() for action in actions] == [False, True, False]


def test_another_language_is_another_window_and_the_old_one_is_gone(
    qtbot: QtBot, staging: WindowHolder, settings: QSettings
) -> None:
    old = staging.window
    work = old.workspace
    new = switch(qtbot, staging, "fr")
    assert new is not old
    qtbot.waitUntil(lambda: not shiboken6.isValid(old))
    assert new.isVisible()
    assert new.workspace is work
    assert work.parent() is new
    assert work.documents.window is new
    assert settings.value("language") == "fr"
    assert QLocale().language() == QLocale.Language.French
    assert [action.isChecked() for action in new.language_menu.menu.actions()] == [
        False, False, True,
    ]  # fmt: skip
    assert switch(qtbot, staging, "en").workspace is work
    assert QLocale().language() == QLocale.Language.English


def test_the_old_window_answers_until_the_new_one_is_there(
    qtbot: QtBot, staging: WindowHolder
) -> None:
    old, turns = staging.window, []
    clock = QTimer()
    clock.timeout.connect(lambda: turns.append(staging.window is old and old.isVisible()))
    staging.replaced.connect(clock.stop)
    clock.start(0)
    new = switch(qtbot, staging, "fr")
    assert len(turns) > 2
    assert all(turns)
    assert new.isVisible()


def test_another_choice_while_the_window_is_built_counts(
    qtbot: QtBot, staging: WindowHolder
) -> None:
    menu = staging.window.menuBar().actions()[0].text()
    replaced = []
    staging.replaced.connect(lambda: replaced.append(staging.window))
    choose(staging.window, "fr")
    QTimer.singleShot(0, lambda: choose(staging.window, "en"))
    # Two windows are built, each in turns of the event loop.
    qtbot.waitUntil(lambda: len(replaced) == 2, timeout=90_000)
    assert staging.window.menuBar().actions()[0].text() == menu
    assert staging.window.isVisible()


def test_a_window_stays_as_long_as_a_dialog_stands_over_it(
    qtbot: QtBot, staging: WindowHolder
) -> None:
    old = staging.window
    box = QMessageBox(QMessageBox.Icon.Information, "diynn", "Something.", parent=old)
    box.open()
    choose(old, "fr")
    for _ in range(60):
        qtbot.wait(10)
    assert staging.window is old
    with qtbot.waitSignal(staging.replaced):
        box.accept()
    assert staging.window is not old


def test_a_window_that_is_closed_while_the_other_is_built_stays_closed(
    qtbot: QtBot, staging: WindowHolder
) -> None:
    old = staging.window
    old.documents.asks = False
    choose(old, "fr")
    QTimer.singleShot(0, old.close)
    qtbot.waitUntil(lambda: not old.isVisible())
    for _ in range(40):
        qtbot.wait(10)
    assert staging.window is old
    assert not any(
        one.isVisible() for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)
    )


def test_a_choice_that_changes_no_word_leaves_the_window(
    staging: WindowHolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.text.languages.of_system", lambda: "en")
    window = staging.window
    choose(window, "system")
    assert staging.window is window
    assert window.language_menu.menu.actions()[0].isChecked()


def test_a_training_goes_on_and_everything_decided_stays(
    qtbot: QtBot, staging: WindowHolder, tmp_path: Path
) -> None:
    window = staging.window
    points = tuple(Point(x / 10, x / 7, x % 2) for x in range(-6, 7))
    window.model.change_source(Painted(points))
    qtbot.waitUntil(lambda: window.session.training is not None)
    window.model.change_run("epochs", 1_000_000)
    window.session.set_pace(0.002)
    window.session.play()
    qtbot.waitUntil(lambda: len(window.session.history) > 3)
    assert window.documents.save_to(tmp_path / "points.diynn")
    training, design = window.session.training, window.model.design
    run, reached = window.session.run, len(window.session.history)
    runs = list(window.run_list.runs)
    undone = window.model.undo_stack.index()
    title = window.windowTitle()
    new = switch(qtbot, staging, "fr")
    session = new.session
    assert session.is_moving
    assert session.run is run
    assert session.training is training
    assert new.model.design == design
    assert new.run_list.runs == runs
    assert new.model.undo_stack.index() == undone > 0
    assert new.windowTitle() == title == "points.diynn[*] – diynn"
    qtbot.waitUntil(new.isWindowModified)
    # The curves that there were stand in the new window from the start, and grow.
    assert len(new.curves.loss.curves()[0].y) >= reached
    qtbot.waitUntil(lambda: len(session.history) > reached + 3)
    session.pause()
    qtbot.waitUntil(lambda: at_rest(session))
    while new.model.undo_stack.canUndo():
        new.model.undo_stack.undo()
    assert new.model.design == recipe("moons")
    while new.model.undo_stack.canRedo():
        new.model.undo_stack.redo()
    assert new.model.design == design
    qtbot.waitUntil(lambda: session.training is training)


def test_the_new_window_stands_as_the_old_one_did(qtbot: QtBot, staging: WindowHolder) -> None:
    window = staging.window
    window.tabs.show_page("weights")
    window.columns.setSizes([420, 500, 360])
    window.controls.bar.by.setCurrentIndex(1)
    window.controls.bar.pace.setCurrentIndex(2)
    window.panels.actions["curves"].setChecked(False)
    qtbot.waitUntil(lambda: window.columns.sizes()[2] == 0)
    size, divided = window.size(), window.columns.sizes()
    new = switch(qtbot, staging, "fr")
    assert new.size() == size
    assert new.tabs.current_name() == "weights"
    assert set(new.tabs.looked_at()) == {"boundary", "weights"}
    assert new.columns.sizes() == divided
    assert new.controls.bar.by.currentData() == "epoch"
    assert new.controls.bar.pace.currentData() == "2 epochs"
    assert new.curves.isHidden()


def test_edits_reach_the_new_window_only(qtbot: QtBot, staging: WindowHolder) -> None:
    new = switch(qtbot, staging, "fr")
    before = len(new.model.design.layers)
    new.model.insert_layer(Tanh, 1)
    assert new.stack.layers.view.model().rowCount() >= before + 1
    new.model.undo_stack.undo()
    assert len(new.model.design.layers) == before


def test_the_boundary_of_a_trained_network_is_drawn(qtbot: QtBot, staging: WindowHolder) -> None:
    window = staging.window
    window.session.advance(epochs=2)
    qtbot.waitUntil(lambda: len(window.session.history) == 2 and at_rest(window.session))
    weights = np.array(window.session.weights)
    new = switch(qtbot, staging, "fr")
    np.testing.assert_array_equal(new.session.weights, weights)
    page = new.tabs.page("boundary")
    qtbot.waitUntil(lambda: page.stage.plot.picture().field is not None)
    assert new.controls.bar.epoch.text().count("2") == 1


def test_what_runs_beside_is_asked_about(
    qtbot: QtBot, staging: WindowHolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = staging.window
    window.trials.open_rates()
    rates = next(iter(window.trials.windows))
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: answers.pop(0))
    monkeypatch.setattr(type(rates), "is_running", property(lambda _self: True))
    choose(window, "fr")
    assert staging.window is window
    assert window.language_menu.menu.actions()[1].isChecked()
    assert rates.isVisible()
    switch(qtbot, staging, "fr")
    assert answers == []
    again = next(iter(staging.window.trials.windows))
    assert again is not rates
    assert again.isVisible()
    assert again.windowTitle() == "Recherche du taux d’apprentissage – diynn"


def states(widget: QWidget, path: str = "") -> dict[str, object]:
    """What is chosen in every control of a widget, by where it stands."""
    found: dict[str, object] = {}
    if isinstance(widget, QComboBox):
        found[path] = (widget.count(), widget.currentIndex())
    elif isinstance(widget, QAbstractButton) and widget.isCheckable():
        found[path] = widget.isChecked()
    elif isinstance(widget, QAbstractSlider) and not isinstance(widget, QScrollBar):
        found[path] = widget.value()
    numbers: Counter[str] = Counter()
    for child in children(widget):
        kind = type(child).__name__
        numbers[kind] += 1
        found |= states(child, f"{path}/{kind}{numbers[kind]}")
    return found


def test_every_control_shows_its_true_state_in_the_other_language(
    qtbot: QtBot, staging: WindowHolder
) -> None:
    window = staging.window
    for tab in window.tabs.names():
        window.tabs.show_page(tab)
    bar = window.controls.bar
    bar.by.setCurrentIndex(2)
    bar.show_pace("2 batches")
    window.tabs.page("mistakes").part.setCurrentIndex(1)
    window.curves.loss.findChild(QSlider).setValue(3)
    boxes = window.tabs.page("boundary").findChildren(QCheckBox)
    boxes[0].setChecked(False)
    # Made late, these are in the old window alone.
    window.find_command()
    window.search.close_search()
    window.show_keys()
    before, pace = states(window), window.session.pace
    assert pace == PACES["2 batches"]
    new = switch(qtbot, staging, "fr")
    after = states(new)
    both = set(before) & set(after)
    assert len(both) > 60
    assert {one: after[one] for one in both} == {one: before[one] for one in both}
    assert new.session.pace == pace == PACES[new.controls.bar.pace.currentData()]
    assert new.controls.bar.by.currentData() == "ten epochs"
