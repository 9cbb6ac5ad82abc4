"""The past in the window: time bar, cursor in the curves, keys, branches and where they hang."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diynn.storage.recipes import recipe
from diynn.training.replay import Agreement
from diynn.training.timeline import Place
from gui.tabs.runs.model import DEPTH_ROLE, NOTE_ROLE
from gui.tabs.weights.layer_views import weight_sections
from gui.tabs.weights.wall_blocks import Pictures
from gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


class Bench:
    """A window, and hands to work it."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        self.session, self.run_list = window.session, window.run_list
        self.cursor, self.bar = self.session.cursor, window.curves.time

    def train(self, epochs: int) -> None:
        wanted = len(self.session.history) + epochs
        self.session.advance(epochs=epochs)
        self.qtbot.waitUntil(
            lambda: at_rest(self.session) and len(self.session.history) == wanted
        )

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = ALT) -> None:
        self.qtbot.keyClick(self.window, key, keys)

    def exactly(self) -> None:
        self.qtbot.waitUntil(lambda: self.cursor.is_exact and self.cursor.share is None)

    def branch(self) -> None:
        runs = len(self.run_list.runs)
        self.qtbot.mouseClick(self.bar.branch, LEFT)
        self.qtbot.waitUntil(lambda: len(self.run_list.runs) == runs + 1)

    def weights(self) -> object:
        return self.session.weights


@pytest.fixture
def bench(qtbot: QtBot, window: MainWindow) -> Bench:
    window.model.change_run("epochs", 40)
    return Bench(qtbot, window)


def test_the_past_begins_with_the_first_step(bench: Bench) -> None:
    assert "begins with the first step" in bench.bar.words.text()
    assert not bench.bar.slider.isEnabled()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Right):
        bench.press(key)
        assert bench.cursor.place is None
    assert bench.bar.band.isHidden()


def test_keys_go_through_epochs_and_back_to_now(bench: Bench) -> None:
    bench.train(10)
    now = np.array(bench.session.weights)
    bench.press(Qt.Key.Key_Left)
    assert bench.cursor.place == Place(9)
    assert bench.bar.band.isVisible()
    assert bench.bar.place_words.text() == "epoch 9 of 10"
    bench.press(Qt.Key.Key_Left)
    bench.press(Qt.Key.Key_Right)
    assert bench.cursor.place == Place(9)
    bench.press(Qt.Key.Key_Home)
    assert bench.cursor.place == Place(0)
    training = bench.session.training
    assert training is not None
    assert np.array_equal(bench.session.weights, training.timeline.weights_at(0))
    bench.press(Qt.Key.Key_End)
    assert bench.cursor.place is None
    assert bench.bar.band.isHidden()
    assert np.array_equal(bench.session.weights, now)
    bench.press(Qt.Key.Key_Left)
    bench.qtbot.keyClick(bench.window, Qt.Key.Key_Escape)
    assert bench.cursor.place is None


def test_steps_are_replayed(bench: Bench) -> None:
    training = bench.session.training
    assert training is not None
    bench.session.advance(steps=3 * training.steps + 4)
    bench.qtbot.waitUntil(lambda: at_rest(bench.session) and training.place == Place(3, 4))
    bench.press(Qt.Key.Key_Left, ALT | SHIFT)
    assert bench.cursor.place == Place(3, 3)
    assert bench.cursor.shown == Place(3)
    bench.exactly()
    assert bench.cursor.agreement is Agreement.SAME
    assert "the same bits" in bench.bar.state_words.text()
    assert bench.bar.place_words.text() == f"epoch 4, step 3 of {training.steps}"
    found = np.array(bench.session.weights)
    assert not np.array_equal(found, training.timeline.weights_at(3))
    for _ in range(4):
        bench.press(Qt.Key.Key_Left, ALT | SHIFT)
    assert bench.cursor.place == Place(2, training.steps - 1)
    for _ in range(2):
        bench.press(Qt.Key.Key_Right, ALT | SHIFT)
    assert bench.cursor.place == Place(3, 1)
    # An epoch back from within one is to its begin.
    bench.press(Qt.Key.Key_Left)
    assert bench.cursor.place == Place(3)


def test_the_slider_and_its_button(bench: Bench) -> None:
    bench.train(8)
    bench.bar.slider.setFocus()
    bench.qtbot.keyClick(bench.bar.slider, Qt.Key.Key_Left)
    assert bench.cursor.place == Place(7)
    bench.qtbot.keyClick(bench.bar.slider, Qt.Key.Key_Home)
    assert bench.cursor.place == Place(0)
    assert bench.bar.slider.accessibleDescription() == "epoch 0 of 8"
    bench.qtbot.mouseClick(bench.bar.now, LEFT)
    assert bench.cursor.place is None
    assert "live" in bench.bar.words.text()


def plot_part(plot: QWidget) -> QWidget:
    return plot.view.canvas.viewport()  # type: ignore[attr-defined]


def test_a_click_in_the_curves_moves_the_line_of_both(bench: Bench) -> None:
    bench.train(20)
    loss, accuracy = bench.window.curves.loss, bench.window.curves.accuracy

    def at(epoch: float) -> QPoint:
        low, high = loss.view.y_range
        return loss.view.pixel(epoch, (low + high) / 2).toPoint()

    bench.qtbot.mouseClick(plot_part(loss), LEFT, pos=at(12))
    assert bench.cursor.place == Place(12)
    assert loss.marked == accuracy.marked == 12
    assert loss.fitted
    # The line itself is dragged; beside it the picture is.
    bench.qtbot.mousePress(plot_part(loss), LEFT, pos=at(12))
    for epoch in (11, 9, 7):
        bench.qtbot.mouseMove(plot_part(loss), pos=at(epoch))
    bench.qtbot.mouseRelease(plot_part(loss), LEFT, pos=at(7))
    assert bench.cursor.place == Place(7)
    assert loss.fitted
    bench.cursor.to_now()
    assert loss.marked is None


def test_the_training_goes_on_while_the_cursor_stays(bench: Bench) -> None:
    bench.window.model.change_run("epochs", 100_000)
    bench.train(5)
    bench.press(Qt.Key.Key_Left)
    shown = bench.session.weights
    bench.session.play()
    # In the past, play branches off: it is the live run that is to move here.
    bench.qtbot.waitUntil(lambda: len(bench.run_list.runs) == 2)
    bench.qtbot.waitUntil(lambda: bench.cursor.now().epoch > 20)
    bench.cursor.go_to(Place(4))
    place = bench.cursor.place
    assert np.array_equal(bench.session.weights, shown)
    before = len(bench.session.history)
    bench.qtbot.waitUntil(lambda: len(bench.session.history) > before + 10)
    assert bench.cursor.place == place
    assert np.array_equal(bench.session.weights, shown)
    assert bench.bar.slider.value() == 4
    bench.session.pause()


def test_an_unchanged_branch_says_that_it_is_the_same(bench: Bench) -> None:
    bench.train(15)
    parent = bench.session.training
    assert parent is not None
    bench.cursor.go_to(Place(6))
    bench.branch()
    child = bench.session.training
    assert child is not None
    assert child is not parent
    assert child.place == Place(6)
    assert parent.place == Place(15)
    assert bench.cursor.place is None
    assert len(bench.session.history) == 6
    bench.train(9)
    assert np.array_equal(child.net.weight_vector, parent.net.weight_vector)
    model = bench.window.tabs.page("runs").model
    first, second = bench.run_list.runs
    assert bench.run_list.parent_of(second) is first
    row = model.row_of(second)
    assert model.index(row, 0).data(DEPTH_ROLE) == 1
    assert model.index(model.row_of(first), 0).data(DEPTH_ROLE) == 0
    note = model.index(row, 0).data(NOTE_ROLE)
    assert second.name == f"{first.name}, from 6"
    assert "same bits up to 15" in note
    # Both curves are there to be compared.
    assert first.ticked


def test_what_was_changed_in_the_past_belongs_to_the_branch(bench: Bench) -> None:
    bench.train(15)
    parent, design = bench.session.training, bench.session.design
    assert parent is not None
    bench.cursor.go_to(Place(10))
    rate = design.optimizer.learning_rate
    bench.window.model.change_optimizer(replace(design.optimizer, learning_rate=2 * rate))
    bench.qtbot.keyClick(bench.window, Qt.Key.Key_Space)
    bench.qtbot.waitUntil(lambda: len(bench.run_list.runs) == 2)
    bench.qtbot.waitUntil(lambda: len(bench.session.history) > 11)
    bench.session.pause()
    bench.qtbot.waitUntil(lambda: at_rest(bench.session))
    child = bench.session.training
    assert child is not None
    assert child.design.optimizer.learning_rate == 2 * rate
    assert parent.design.optimizer.learning_rate == rate
    assert child.timeline.same_until(parent.timeline) == 10
    model = bench.window.tabs.page("runs").model
    note = model.index(model.row_of(bench.run_list.runs[1]), 0).data(NOTE_ROLE)
    assert "learning rate" in note
    assert "same bits" not in note
    # Undone, the run of before is there as it was.
    bench.window.model.undo_stack.undo()
    assert bench.session.training is parent
    assert len(bench.session.history) == 15
    bench.window.model.undo_stack.redo()
    assert bench.session.training is child


def test_branches_of_branches_hang_below_each_other(bench: Bench) -> None:
    bench.train(10)
    bench.cursor.go_to(Place(4))
    bench.branch()
    bench.train(3)
    bench.cursor.go_to(Place(6))
    bench.branch()
    first, second, third = bench.run_list.runs
    bench.session.put(first.training, first.design)
    bench.cursor.go_to(Place(2))
    bench.branch()
    fourth = bench.run_list.runs[3]
    assert bench.run_list.as_tree() == [first, second, third, fourth]
    assert [bench.run_list.depth_of(run) for run in (first, second, third, fourth)] == [0, 1, 2, 1]
    # Without what lies between, a branch stands alone.
    bench.run_list.remove(second)
    assert bench.run_list.depth_of(third) == 0


def test_every_tab_shows_the_past(bench: Bench) -> None:
    bench.window.documents.start_from(recipe("moons"))
    bench.qtbot.waitUntil(lambda: bench.session.training is not None)
    bench.train(6)
    bench.cursor.go_to(Place(2))
    for name in bench.window.tabs.names():
        bench.window.tabs.show_page(name)
        bench.qtbot.wait(50)
    run = bench.run_list.snapshot()
    training = bench.session.training
    assert run is not None
    assert training is not None
    assert np.array_equal(run.weights, training.timeline.weights_at(2))
    assert "epoch 2" in run.name


def test_maps_and_scales_are_those_of_the_course(bench: Bench) -> None:
    bench.window.documents.start_from(recipe("digits-dense"))
    bench.qtbot.waitUntil(
        lambda: bench.session.training is not None and bench.session.design.title != ""
        and bench.session.training.data.image_shape is not None
    )
    bench.train(4)
    tabs = bench.window.tabs
    tabs.show_page("codes")
    codes = tabs.page("codes")
    bench.qtbot.waitUntil(lambda: codes.found is not None and not codes.found.live)
    now = codes.found
    bench.cursor.go_to(Place(1))
    bench.qtbot.waitUntil(lambda: codes.found is not now)
    # The axes are those of now, and what is seen does not shrink.
    assert np.array_equal(codes.found.map.plane.axes, now.map.plane.axes)
    assert not np.array_equal(codes.found.map.places["train"], now.map.places["train"])
    tabs.show_page("weights")
    weights = tabs.page("weights")
    bench.qtbot.waitUntil(lambda: len(weights.weights.sections()) > 0)
    ends = set()
    for epoch in (0, 2, 3):
        bench.cursor.go_to(Place(epoch))
        run = bench.run_list.snapshot()
        assert run is not None
        block = weight_sections([run], 0)[0].block
        assert isinstance(block, Pictures)
        ends.add(block.limits)
    assert len(ends) == 1


def test_t_sne_offers_pca_in_the_past(bench: Bench) -> None:
    bench.train(3)
    bench.window.tabs.show_page("codes")
    codes = bench.window.tabs.page("codes")
    codes.choices.count.setCurrentIndex(0)
    codes.choices.kind.setCurrentIndex(codes.choices.kind.findData("tsne"))
    codes.start()
    bench.qtbot.waitUntil(lambda: codes.tsne.found is not None)
    codes.tsne.stop()
    assert codes.controls.pca.isHidden()
    bench.press(Qt.Key.Key_Left)
    bench.qtbot.waitUntil(codes.controls.pca.isVisible)
    bench.qtbot.mouseClick(codes.controls.pca, LEFT)
    assert codes.kind == "pca"


def test_weights_of_the_past_are_not_typed_into(bench: Bench) -> None:
    bench.train(3)
    training = bench.session.training
    bench.press(Qt.Key.Key_Left)
    bench.session.type_weight(0, "W", (0, 0), 1.0)
    assert bench.session.training is training
    assert "branch first" in bench.window.messages.words.text()


def test_too_large_there_are_start_best_and_now(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diynn.training.timeline.MOST_BYTES", 1000)
    bench.session.new_weights()
    bench.train(12)
    training = bench.session.training
    assert training is not None
    assert "too large" in bench.bar.slider.toolTip()
    best = Place(training.best_epoch)
    places = [Place(0)] + [best] * (best < Place(12))
    assert list(bench.cursor.offered()) == places
    bench.press(Qt.Key.Key_Home)
    bench.exactly()
    assert training.timeline.hash_of(0) is not None
    first = training.fresh_copy().net.weight_vector
    assert np.array_equal(bench.session.weights, first)
    bench.press(Qt.Key.Key_End)
    assert bench.cursor.place is None


def test_hiding_the_curves_leaves_the_past_and_keys_bring_them(bench: Bench) -> None:
    bench.train(3)
    bench.press(Qt.Key.Key_Left)
    curves = bench.window.panels.actions["curves"]
    curves.setChecked(False)
    assert bench.cursor.place is None
    bench.press(Qt.Key.Key_Left)
    assert bench.cursor.place == Place(2)
    assert curves.isChecked()


def test_all_of_it_has_a_name(bench: Bench) -> None:
    bench.train(3)
    bench.press(Qt.Key.Key_Left)
    for widget in (bench.bar.slider, bench.bar.now):
        assert widget.accessibleName()
    assert bench.bar.branch.text() == "Branch from here"
    assert bench.bar.property("helpTopic") == "time-bar"
    names = [action.text() for action in bench.window.past.menu.actions()]
    assert all(names[:6])
