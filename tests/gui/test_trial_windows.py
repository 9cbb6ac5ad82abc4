"""The learning-rate finder and the cross-validation, opened from the menu and used as a person."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diynn.data.sources import Moons, UserFile
from diynn.data.sources.drawn_points import Painted
from diynn.layers import Conv2D
from gui.model.session import Session
from gui.theme.theme import ThemeSource
from gui.tuning.cross_validation_window import FoldWindow
from gui.tuning.rate_finder_window import RateWindow
from gui.tuning.tuning_window import TrialWindow
from gui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def rates(
    qtbot: QtBot, session: Session, source: ThemeSource, settings: QSettings
) -> Iterator[RateWindow]:
    made = RateWindow(session, source, settings)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def folds(
    qtbot: QtBot, session: Session, source: ThemeSource, settings: QSettings
) -> Iterator[FoldWindow]:
    made = FoldWindow(session, source, settings)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def run_to_the_end(qtbot: QtBot, trial: TrialWindow) -> None:
    qtbot.mouseClick(trial.start, LEFT)
    assert trial.is_running
    qtbot.waitUntil(lambda: not trial.is_running, timeout=20_000)


def endless(trial: TrialWindow) -> None:
    """Work that does not end by itself while the test looks at it."""
    if isinstance(trial, RateWindow):
        trial.search = replace(trial.search, steps=100_000, highest_rate=1e-4)
    elif isinstance(trial, FoldWindow):
        trial.wanted = replace(trial.wanted, epochs=1_000_000)


TRIALS = ("rates", "folds")


@pytest.fixture(params=TRIALS)
def trial(request: pytest.FixtureRequest) -> TrialWindow:
    made = request.getfixturevalue(request.param)
    assert isinstance(made, TrialWindow)
    return made


def test_the_menu_opens_one_of_each_and_the_main_window_closes_them(
    qtbot: QtBot, window: MainWindow
) -> None:
    menu = window.menus.experiments
    assert menu.menuAction().isVisible()
    for entry in menu.actions():
        if "rate finder" in entry.text() or "Cross-validation" in entry.text():
            entry.trigger()
            entry.trigger()
    opened = window.findChildren(TrialWindow)
    assert sorted(type(one).__name__ for one in opened) == ["FoldWindow", "RateWindow"]
    for one in opened:
        assert one.isVisible()
        assert one.isWindow()
        assert not one.isModal()
        endless(one)
        qtbot.mouseClick(one.start, LEFT)
        assert one.is_running
    window.documents.asks = False
    window.close()
    assert all(one.isHidden() and not one.is_running for one in opened)


# What holds for every window of this kind.


def test_empty_it_says_what_to_do(trial: TrialWindow) -> None:
    assert isinstance(trial, RateWindow | FoldWindow)
    assert "Press Start" in trial.plot.view.note()
    assert trial.explanation.text()
    assert trial.start.isEnabled()
    assert trial.message.isHidden()


def test_however_small_its_plot_can_be_read(trial: TrialWindow) -> None:
    assert isinstance(trial, RateWindow | FoldWindow)
    trial.resize(1, 1)
    QApplication.processEvents()
    assert trial.plot.height() >= 150
    words = trial.explanation
    assert words.height() >= words.heightForWidth(words.width())
    assert trial.height() <= 800


def test_its_title_names_the_program(trial: TrialWindow) -> None:
    assert trial.windowTitle().endswith(" – diynn")


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, trial: TrialWindow) -> None:
    endless(trial)
    trial.start.setFocus()
    qtbot.keyClick(trial.start, Qt.Key.Key_Return)
    assert trial.is_running
    qtbot.keyClick(trial.start, Qt.Key.Key_Enter)
    qtbot.waitUntil(lambda: not trial.is_running)


def test_an_empty_table_says_what_would_stand_there(qtbot: QtBot, folds: FoldWindow) -> None:
    assert "A row a fold" in folds.table.note()
    folds.wanted = replace(folds.wanted, folds=2, epochs=1)
    run_to_the_end(qtbot, folds)
    assert folds.table.note() == ""


def test_a_stack_that_does_not_fit_is_reported_and_mended(
    session: Session, trial: TrialWindow
) -> None:
    session.model.insert_layer(Conv2D, 0)
    assert not trial.start.isEnabled()
    assert "Conv2D" in trial.message.text()
    assert trial.message.text() in trial.start.toolTip()
    assert trial.message.property("warning")
    trial.toggle()
    assert not trial.is_running
    session.model.undo_stack.undo()
    assert trial.start.isEnabled()
    assert trial.message.isHidden()


def test_missing_data_is_reported(qtbot: QtBot, session: Session, trial: TrialWindow) -> None:
    session.model.change_source(Painted())
    qtbot.waitUntil(lambda: "painted" in trial.message.text())
    assert not trial.start.isEnabled()
    session.model.change_source(UserFile(path="/nowhere.csv"))
    qtbot.waitUntil(lambda: "nowhere" in trial.message.text())
    assert not trial.start.isEnabled()
    session.model.change_source(Moons())
    qtbot.waitUntil(trial.start.isEnabled)


def test_stop_in_mid_run_keeps_the_window_and_starts_again(
    qtbot: QtBot, trial: TrialWindow
) -> None:
    endless(trial)
    for _ in range(2):
        qtbot.mouseClick(trial.start, LEFT)
        assert trial.start.text() == "Stop"
        qtbot.waitUntil(lambda: trial.progress.value() > 0 or trial.share > 0)
        qtbot.mouseClick(trial.start, LEFT)
        qtbot.waitUntil(lambda: not trial.is_running)
        assert trial.start.text() == "Start"
        assert trial.message.text().startswith("Stopped")
        assert trial.progress.value() == 0


def test_escape_closes_in_mid_run_and_ends_the_thread(qtbot: QtBot, trial: TrialWindow) -> None:
    endless(trial)
    qtbot.mouseClick(trial.start, LEFT)
    qtbot.waitUntil(lambda: trial.share > 0)
    qtbot.keyClick(trial, Qt.Key.Key_Escape)
    assert trial.isHidden()
    assert not trial.is_running


def test_its_place_is_remembered(
    qtbot: QtBot, session: Session, trial: TrialWindow, settings: QSettings
) -> None:
    trial.resize(711, 555)
    trial.close()
    again = type(trial)(session, trial.themes, settings)  # type: ignore[call-arg, arg-type]
    qtbot.addWidget(again)
    again.show()
    assert (again.width(), again.height()) == (711, 555)
    again.close()


def test_the_training_goes_on_meanwhile(
    qtbot: QtBot, session: Session, trial: TrialWindow
) -> None:
    session.model.change_run("epochs", 1_000_000)
    endless(trial)
    session.play()
    qtbot.mouseClick(trial.start, LEFT)
    qtbot.waitUntil(lambda: trial.share > 0)
    reached = len(session.history)
    qtbot.waitUntil(lambda: len(session.history) > reached)
    assert session.is_moving
    trial.close()
    session.pause()


def test_it_follows_the_look(trial: TrialWindow) -> None:
    trial.themes.choose("dark")
    assert isinstance(trial, RateWindow | FoldWindow)
    ground = trial.plot.view.canvas.backgroundBrush().color().name()
    assert ground.lower() == trial.themes.current.plot.lower()
    trial.themes.choose("light")


# The learning-rate finder.


def test_the_suggestion_is_marked_and_used_with_one_undoable_edit(
    qtbot: QtBot, session: Session, rates: RateWindow
) -> None:
    before = session.model.design
    weights = np.array(session.weights)
    run_to_the_end(qtbot, rates)
    assert rates.found is not None
    assert "Suggested: " in rates.message.text()
    assert rates.plot.mark("suggested") == rates.found.rate
    assert rates.plot.mark("own") == before.optimizer.learning_rate
    assert session.model.design == before
    assert np.array_equal(session.weights, weights)
    qtbot.mouseClick(rates.use, LEFT)
    assert session.model.design.optimizer.learning_rate == rates.found.rate
    assert not rates.use.isEnabled()
    assert "Undo brings back 0.03" in rates.message.text()
    session.model.undo_stack.undo()
    assert session.model.design == before
    assert rates.use.isEnabled()


def test_a_click_a_drag_a_key_and_typing_choose_a_rate(qtbot: QtBot, rates: RateWindow) -> None:
    run_to_the_end(qtbot, rates)
    assert rates.found is not None
    plot = rates.plot
    plot.redraw()

    def pixel(rate: float) -> QPoint:
        return plot.view.pixel(float(np.log10(rate)), plot.view.y_range[0] + 0.01).toPoint()

    viewport = plot.view.canvas.viewport()
    qtbot.mousePress(viewport, LEFT, pos=pixel(0.01))
    assert rates.rate.value == pytest.approx(0.01, rel=0.05)
    there = QPointF(pixel(0.001))
    moved = QMouseEvent(
        QEvent.Type.MouseMove, there, viewport.mapToGlobal(there), Qt.MouseButton.NoButton, LEFT,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(viewport, moved)
    qtbot.mouseRelease(viewport, LEFT, pos=pixel(0.001))
    chosen = float(rates.rate.value)
    assert chosen == pytest.approx(0.001, rel=0.1)
    assert plot.mark("chosen") == chosen
    plot.keyPressEvent(_key(Qt.Key.Key_End))
    assert rates.rate.value == pytest.approx(plot.rates[-1], rel=0.01)
    plot.keyPressEvent(_key(Qt.Key.Key_Left))
    assert rates.rate.value == pytest.approx(plot.rates[-2], rel=0.01)
    rates.choose(rates.found.rate)
    assert plot.mark("chosen") is None


def test_pointing_tells_what_was_measured(qtbot: QtBot, rates: RateWindow) -> None:
    run_to_the_end(qtbot, rates)
    place = rates.plot.point_at(0.0123)
    point = rates.points[place]
    near = min(rates.points, key=lambda one: abs(np.log(one.rate) - np.log(0.0123)))
    assert point == near
    assert f"{point.loss:.4g}" in rates.plot.view.readout()
    table = list(csv.reader(rates.plot.csv().splitlines()))
    assert len(table) == 1 + len(rates.points)
    assert float(table[1][1]) == rates.points[0].loss


def test_bad_choices_and_rates_that_run_away_are_reported(qtbot: QtBot, rates: RateWindow) -> None:
    rates.search = replace(rates.search, lowest_rate=20.0)
    qtbot.mouseClick(rates.start, LEFT)
    assert not rates.is_running
    assert "cannot grow from 20 to 10" in rates.message.text()
    rates.search = replace(rates.search, lowest_rate=1e4, highest_rate=1e6)
    run_to_the_end(qtbot, rates)
    assert rates.found is None
    assert rates.message.property("error")
    assert rates.message.text()


def test_a_changed_design_is_reported_beside_the_result(
    qtbot: QtBot, session: Session, rates: RateWindow
) -> None:
    run_to_the_end(qtbot, rates)
    session.model.change_layer(0, "outputs", 7)
    qtbot.waitUntil(lambda: "has changed since" in rates.message.text())
    assert "Suggested" in rates.message.text()
    session.model.undo_stack.undo()
    assert "has changed since" not in rates.message.text()


def test_it_can_begin_with_the_weights_of_now(
    qtbot: QtBot, session: Session, rates: RateWindow
) -> None:
    session.advance(epochs=30)
    qtbot.waitUntil(lambda: len(session.history) == 30 and not session.is_moving)
    run_to_the_end(qtbot, rates)
    first = rates.points[0].loss
    rates.goes_on.setChecked(True)
    run_to_the_end(qtbot, rates)
    assert rates.points[0].loss < first


# Cross-validation.


def test_each_fold_has_a_row_and_a_curve_and_then_the_mean(
    qtbot: QtBot, session: Session, folds: FoldWindow
) -> None:
    before = session.model.design
    folds.wanted = replace(folds.wanted, folds=3, epochs=4)
    run_to_the_end(qtbot, folds)
    rows = folds.table.rows()
    assert [row[0] for row in rows] == ["1", "2", "3", "Mean ± deviation"]
    assert [row[1] for row in rows[:3]] == ["4"] * 3
    assert "±" in rows[3][3]
    assert "over 3 folds" in folds.message.text()
    assert "right" in folds.message.text()
    assert folds.plot.csv().splitlines()[0] == "Epoch,Fold 1,Fold 2,Fold 3"
    loss = folds.plot.csv()
    folds.figure.setCurrentIndex(1)
    assert folds.plot.csv() != loss
    assert session.model.design == before


def test_after_a_stop_the_folds_that_are_missing_are_trained(
    qtbot: QtBot, session: Session, folds: FoldWindow
) -> None:
    folds.wanted = replace(folds.wanted, folds=4, epochs=200)
    qtbot.mouseClick(folds.start, LEFT)
    qtbot.waitUntil(lambda: len(folds.lasts) > 0, timeout=20_000)
    qtbot.mouseClick(folds.start, LEFT)
    qtbot.waitUntil(lambda: not folds.is_running)
    kept = list(folds.lasts)
    assert 0 < len(kept) < 4
    done = "is done" if len(kept) == 1 else "are done"
    assert folds.message.text().startswith(f"Stopped: {len(kept)} of 4 folds {done}")
    run_to_the_end(qtbot, folds)
    assert folds.lasts[: len(kept)] == kept
    assert sorted(one.fold for one in folds.lasts) == [1, 2, 3, 4]
    assert "over 4 folds" in folds.message.text()
    # With other choices, and where all are done, all begin again.
    run_to_the_end(qtbot, folds)
    assert folds.lasts[0] is not kept[0]


def test_closing_keeps_the_folds_that_are_done(qtbot: QtBot, folds: FoldWindow) -> None:
    folds.wanted = replace(folds.wanted, folds=4, epochs=200)
    qtbot.mouseClick(folds.start, LEFT)
    qtbot.waitUntil(lambda: len(folds.lasts) > 0, timeout=20_000)
    folds.close()
    assert folds.lasts
    assert re.search(r"folds (is|are) done", folds.message.text())


def test_the_table_is_copied_and_saved(qtbot: QtBot, folds: FoldWindow, tmp_path: Path) -> None:
    assert not folds.export.isEnabled()
    folds.wanted = replace(folds.wanted, folds=2, epochs=2, test_part=True)
    run_to_the_end(qtbot, folds)
    assert folds.export.isEnabled()
    folds.menu.copy_numbers()
    copied = QGuiApplication.clipboard().text()
    folds.menu.save(str(tmp_path / "folds.csv"))
    table = list(csv.reader((tmp_path / "folds.csv").read_text("utf-8").splitlines()))
    assert list(csv.reader(copied.splitlines())) == table
    assert {len(row) for row in table} == {8}
    assert [row[0] for row in table] == ["Fold", "1", "2", "Mean", "Standard deviation"]
    assert float(table[3][3]) == pytest.approx((float(table[1][3]) + float(table[2][3])) / 2)
    folds.menu.save(str(tmp_path / "no" / "folds.csv"))
    assert "could not be saved" in folds.message.text()


def test_epochs_follow_the_design_until_they_are_chosen(
    session: Session, folds: FoldWindow
) -> None:
    session.model.change_run("epochs", 33)
    assert folds.wanted.epochs == 33
    assert folds.form.editors["epochs"].value == 33
    folds.form.edited.emit("epochs", 7)
    session.model.change_run("epochs", 44)
    assert folds.wanted.epochs == 7


def test_too_few_samples_are_reported(qtbot: QtBot, session: Session, folds: FoldWindow) -> None:
    session.model.change_source(Moons(samples=20))
    qtbot.waitUntil(
        lambda: session.dataset is not None and len(session.dataset.train) < 30
    )
    folds.wanted = replace(folds.wanted, folds=40)
    qtbot.mouseClick(folds.start, LEFT)
    assert not folds.is_running
    assert "too few for 40 folds" in folds.message.text()


def test_a_fold_that_diverges_is_named(qtbot: QtBot, session: Session, folds: FoldWindow) -> None:
    session.model.change_part("optimizer", "learning_rate", 1e12)
    run_to_the_end(qtbot, folds)
    assert "In fold 1 of 5" in folds.message.text()
    assert folds.message.property("error")


def _key(key: Qt.Key) -> object:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
