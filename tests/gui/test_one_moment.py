"""All that the window tells of a moment comes from one report, and goes when its cause goes."""

from __future__ import annotations

import re

import pytest
from at_rest import at_rest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from diynn.data.sources import Moons, UserFile
from diynn.layers import Tanh
from diynn.network.optimizers import SGD
from diynn.storage.recipes import RECIPES, recipe
from gui.background.waiting import SPAN_SECONDS, TimeLeft
from gui.text.numbers import duration, figures, percent
from gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NARROW = "\N{NARROW NO-BREAK SPACE}"
MOST_SAMPLES = 2000
"""Of more samples an epoch takes too long for a test."""
EPOCHS, LOSS, ACCURACY, TIME = 1, 2, 3, 5


def number_in(text: str, place: int = 0) -> int:
    """One of the whole numbers in a text."""
    return int(re.findall(r"\d+", text.replace(NARROW, ""))[place])


class Moments:
    """Compares, at every report, all that the window shows of it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.seen: list[float] = []
        self.wrong: list[str] = []
        for name in ("boundary", "runs"):
            window.tabs.page(name)
        # Last of all: what follows a report has followed it by now.
        window.session.curves_changed.connect(self.compare)

    def compare(self) -> None:
        window, text = self._window, self._window.session.glance
        if text is None or text.last_step is None or not text.history:
            return
        done, all_ = text.last_step.epochs, window.session.design.run.epochs
        self.seen.append(done)
        bar = window.controls.bar
        last = text.history[-1]
        readouts: dict[str, tuple[object, object]] = {
            "epoch": (number_in(bar.epoch.text()), len(text.history)),
            "place": (int(done + 1e-9), len(text.history)),
            "of": (number_in(bar.epoch.text(), 1), all_),
            "progress": (bar.progress.value(), round(1000 * done / all_)),
            "curve": (int(float(window.curves.loss.csv().splitlines()[-1].split(",")[0])),
                      last.epoch),
        }  # fmt: skip
        readouts["time bar"] = (number_in(window.curves.time.words.text()), last.epoch)
        model, current = window.tabs.page("runs").model, window.run_list.current
        if current is not None:
            row = model.row_of(current)
            cells = [model.index(row, column).data() for column in range(model.columnCount())]
            readouts["runs, epochs"] = (number_in(cells[EPOCHS]), last.epoch)
            readouts["runs, loss"] = (cells[LOSS].split("\n")[0], figures(last.train_loss, 3))
            readouts["runs, time"] = (cells[TIME], duration(text.seconds))
            if last.train_accuracy is not None:
                share = percent(last.train_accuracy).replace(" ", "\N{NO-BREAK SPACE}")
                readouts["runs, accuracy"] = (cells[ACCURACY].split("\n")[0], share)
        self.wrong += [f"{done}: {name} is {shown}, not {told_}"
                       for name, (shown, told_) in readouts.items() if shown != told_]  # fmt: skip


@pytest.mark.parametrize("name", RECIPES)
def test_all_readouts_of_a_moment_agree(qtbot: QtBot, window: MainWindow, name: str) -> None:
    design = recipe(name)
    if design.source.missing() is not None or design.source.outline().train > MOST_SAMPLES:
        pytest.skip("its data is not here, or large")
    moments = Moments(window)
    window.documents.start_from(design)
    qtbot.waitUntil(lambda: window.session.training is not None)
    moments.seen.clear()
    window.session.advance(epochs=2)
    qtbot.waitUntil(lambda: at_rest(window.session) and len(window.session.history) == 2)
    window.session.play()
    qtbot.waitUntil(lambda: len(moments.seen) > 8 or window.session.is_finished)
    window.session.pause()
    qtbot.waitUntil(lambda: at_rest(window.session))
    moments.compare()
    assert len(moments.seen) > 2
    assert not moments.wrong, moments.wrong


def test_the_time_left_is_measured_from_the_last_seconds() -> None:
    now = [0.0]
    left = TimeLeft(lambda: now[0])
    for step in range(101):
        now[0] = step / 10
        text = left.seconds(step, 1000)
        assert (text is None) == (step < 10)
    assert text == pytest.approx(90.0)
    # From here on a hundred times slower: after some steps the earlier speed counts no more.
    for step in range(101, 105):
        now[0] += 10.0
        text = left.seconds(step, 1000)
    assert text == pytest.approx(8960.0)
    # What does not come in its time makes it longer, not nothing.
    now[0] += 20 * SPAN_SECONDS
    assert left.seconds(104, 1000) > 8960.0
    left.restart()
    assert left.seconds(104, 1000) is None


def test_slow_motion_is_reported_in_the_time_left(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.controls.bar
    window.model.change_run("epochs", 1000)
    bar.show_pace("10 batches")
    window.session.play()
    qtbot.waitUntil(lambda: "left" in bar.rest.text())
    # 22 000 batches at 10 a second take 37 minutes, on a busy machine more.
    minutes = re.search(rf"(?:(\d+){NARROW}h )?(\d+){NARROW}min", bar.rest.text())
    assert minutes is not None, bar.rest.text()
    assert 60 * int(minutes[1] or 0) + int(minutes[2]) >= 30
    assert re.search(r"batch \d+ of 22, loss [\d.]+", bar.rest.text())


@pytest.mark.parametrize("moves", [False, True])
@pytest.mark.parametrize("name", ["moons", "digits-dense", "digits-autoencoder"])
def test_without_layers_no_tab_shows_what_a_network_made(
    qtbot: QtBot, window: MainWindow, name: str, moves: bool
) -> None:
    window.documents.start_from(recipe(name))
    qtbot.waitUntil(lambda: window.session.training is not None)
    window.session.advance(epochs=1)
    qtbot.waitUntil(lambda: at_rest(window.session) and len(window.session.history) == 1)
    for tab in window.tabs.names():
        window.tabs.show_page(tab)
        qtbot.wait(100)
    if moves:
        window.session.play()
        qtbot.waitUntil(lambda: len(window.session.history) > 1)
    window.model.remove(range(len(window.model.design.layers)))
    assert window.session.training is None
    qtbot.wait(300)
    assert number_in(window.controls.bar.epoch.text()) == 0
    assert window.controls.bar.progress.value() == 0
    assert window.controls.bar.rest.text() == ""
    for tab in window.tabs.names():
        window.tabs.show_page(tab)
        page = window.tabs.page(tab)
        qtbot.wait(100)
        if tab == "runs":
            continue
        if tab == "boundary":
            assert page.plot.key.mistakes.isHidden()
            continue
        figures_left = [label.text() for label in page.findChildren(QLabel)
                        if label.isVisible() and re.search(r"\d", label.text())]  # fmt: skip
        assert not figures_left, (tab, figures_left)


# Messages


def shown(window: MainWindow) -> str:
    bar = window.messages
    return bar.words.text() if bar.isVisible() else ""


def test_a_message_on_missing_data_waits_below_others(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.model.change_source(UserFile(path="/nowhere/points.csv"))
    qtbot.waitUntil(lambda: "points.csv" in shown(window))
    window.session.said.emit("info", "Something newer.")
    assert shown(window) == "Something newer."
    window.messages.dismiss.click()
    assert "points.csv" in shown(window)
    window.model.change_source(Moons())
    qtbot.waitUntil(lambda: shown(window) == "")


def test_a_paused_training_is_reported_until_undo_or_until_another_one_begins(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.model.change_run("epochs", 1_000_000)
    for go_on in (window.model.undo_stack.undo, window.session.play):
        window.session.play()
        qtbot.waitUntil(lambda: len(window.session.history) > 1)
        window.model.insert_layer(Tanh, 0)
        assert "paused" in shown(window)
        go_on()
        qtbot.waitUntil(lambda: shown(window) == "")


def test_a_divergence_is_reported_until_its_cause_is_changed(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.model.change_optimizer(SGD(learning_rate=1e9))
    window.session.play()
    qtbot.waitUntil(lambda: "range of numbers" in shown(window))
    window.model.change_optimizer(SGD(learning_rate=0.1))
    assert shown(window) == ""


def test_a_hidden_panel_is_reported_until_it_is_back(window: MainWindow) -> None:
    action = window.panels.actions["curves"]
    action.setChecked(False)
    assert "hidden" in shown(window)
    action.setChecked(True)
    assert shown(window) == ""


@pytest.mark.parametrize("name", ["moons", "digits-dense", "digits-conv2d", "digits-autoencoder"])
def test_the_banner_goes_with_the_misfit(qtbot: QtBot, window: MainWindow, name: str) -> None:
    design, banner = recipe(name), window.stack.layers.banner
    window.documents.start_from(design)
    qtbot.waitUntil(lambda: window.session.training is not None)
    assert not banner.isVisible()
    window.model.remove(range(len(design.layers)))
    assert banner.isVisible()
    mended = 0
    while banner.isVisible() and mended < 5:
        banner.mend.click()
        mended += 1
    assert not banner.isVisible()
    assert window.model.fit.problem is None
    for _ in range(mended + 1):
        window.model.undo_stack.undo()
    assert window.model.design == design
    assert not banner.isVisible()
