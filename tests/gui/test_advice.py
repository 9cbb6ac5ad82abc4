"""Advice in the window: a banner with a button, put away and back again; after a divergence too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diynn.data.sources import UserFile
from diynn.design.design import Design, View
from diynn.layers import Linear, ReLU, Sigmoid, Tanh
from diynn.network.losses import BCE, MSE
from diynn.network.optimizers import SGD
from diynn.storage.recipes import recipe
from gui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
RNG = np.random.default_rng(3)
PLACES = RNG.uniform(-1, 1, (120, 2))


def table(folder: Path, *columns: np.ndarray) -> UserFile:
    path = folder / "table.csv"
    lines = [",".join(f"{value:g}" for value in row) for row in np.column_stack(columns)]
    path.write_text("\n".join(["east,north,found", *lines]), "utf-8")
    return UserFile(path=str(path))


def unscaled(folder: Path) -> Design:
    source = table(folder, PLACES * (9000, 1) + (50_000, 0), PLACES.sum(axis=1) > 0)
    return Design(source, layers=(Linear(8), Tanh(), Linear(2)))


def values(folder: Path, size: float = 1.0, middle: float = 0.0) -> Design:
    source = table(folder, PLACES, middle + size * np.sin(3 * PLACES.sum(axis=1)))
    return Design(source, layers=(Linear(16), ReLU(), Linear(1)), loss=MSE(), optimizer=SGD(0.1))


def bce(folder: Path) -> Design:
    design = values(folder)
    return replace(design, layers=(*design.layers, Sigmoid()), loss=BCE())


def prices(folder: Path) -> Design:
    return values(folder, 90_000, 300_000)


def classes(folder: Path) -> Design:
    return replace(recipe("digits-dense"), loss=BCE())


def show(qtbot: QtBot, window: MainWindow, design: Design) -> None:
    """A design as it was opened or made by hand: to a file that is new it would be fitted."""
    for _ in range(2):
        window.model.replace_design(design, "a design")
        qtbot.waitUntil(
            lambda: window.session.training is not None
            and window.session.training.design.source == design.source
        )
        QApplication.processEvents()
    window.messages.close_message()
    assert window.model.design == design


CASES = (unscaled, bce, prices, classes)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_the_banner_mends_what_it_tells_and_undo_brings_it_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, case: type
) -> None:
    banner = window.stack.layers.banner
    assert not banner.isVisible()
    size = window.size()
    show(qtbot, window, case(tmp_path))
    assert banner.isVisible()
    assert banner.property("note") == "warning"
    assert banner.words.text() in banner.accessibleName()
    texts = []
    while banner.isVisible():
        texts.append(banner.words.text())
        assert len(texts) < 5
        qtbot.mouseClick(banner.mend, LEFT)
        qtbot.waitUntil(lambda: window.session.training is not None)
    assert len(set(texts)) == len(texts)
    for words in reversed(texts):
        window.model.undo_stack.undo()
        assert banner.words.text() == words
        assert banner.isVisible()
    assert window.size() == size


def test_it_can_be_put_away_and_the_sign_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    banner, row = window.stack.layers.banner, window.stack.layers.input
    show(qtbot, window, unscaled(tmp_path))
    sentence = banner.words.text()
    assert banner.dismiss.accessibleName()
    qtbot.mouseClick(banner.dismiss, LEFT)
    assert not banner.isVisible()
    assert sentence in row.sign.accessibleName()
    # Another fault is told; so is what does not fit, which cannot be put away.
    window.model.change_loss(BCE())
    assert banner.isVisible()
    assert banner.words.text() != sentence
    window.model.remove([0, 1, 2])
    assert banner.property("note") == "error"
    assert not banner.dismiss.isVisible()
    window.model.undo_stack.undo()
    window.model.undo_stack.undo()
    assert not banner.isVisible()


def test_every_way_out_is_found_by_its_name(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    show(qtbot, window, unscaled(tmp_path))
    banner = window.stack.layers.banner
    named = {one.name: one for one in window.commands.listed() if one.place == "Advice"}
    assert banner.mend.text() in named
    window.commands.run(named[banner.mend.text()])
    assert window.model.design.view.scaling == "standard"


@pytest.mark.parametrize("where", ["banner", "message"])
def test_after_a_divergence_the_cause_is_reported_once_and_can_be_mended(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, where: str
) -> None:
    show(qtbot, window, prices(tmp_path))
    if where == "message":
        # Nobody sees the banner: the message has all of it.
        qtbot.mouseClick(window.stack.layers.banner.dismiss, LEFT)
    window.session.play()
    qtbot.waitUntil(lambda: at_rest(window.session))
    bar, banner = window.messages, window.stack.layers.banner
    shown, silent = (bar, banner) if where == "message" else (banner, bar)
    assert "last good weights are back" in bar.words.text()
    assert "The values to predict lie between" in shown.words.text()
    assert "The values to predict" not in (silent.words.text() if silent.isVisible() else "")
    assert "learning rate" not in bar.words.text()
    assert bar.action.isVisible() == (where == "message")
    assert banner.isVisible() == (where == "banner")
    qtbot.mouseClick(bar.action if where == "message" else banner.mend, LEFT)
    assert window.model.design.view == View(targets="standard")
    qtbot.waitUntil(lambda: window.session.training is not None)
    window.session.advance(epochs=5)
    qtbot.waitUntil(lambda: len(window.session.history) == 5)


@pytest.mark.parametrize("where", ["banner", "message"])
def test_inputs_beyond_all_range_have_the_same_button(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, where: str
) -> None:
    source = table(tmp_path, PLACES * 1e30, PLACES.sum(axis=1) > 0)
    show(qtbot, window, Design(source, layers=(Linear(8), ReLU(), Linear(2))))
    banner, bar = window.stack.layers.banner, window.messages
    if where == "message":
        qtbot.mouseClick(banner.dismiss, LEFT)
    window.session.play()
    qtbot.waitUntil(lambda: at_rest(window.session) and bar.isVisible())
    assert "so large that their squares" in bar.words.text()
    assert bar.action.isVisible() == (where == "message")
    qtbot.mouseClick(bar.action if where == "message" else banner.mend, LEFT)
    assert window.model.design.view.scaling == "standard"


def test_where_nothing_else_explains_it_the_learning_rate_is_mended(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    show(qtbot, window, replace(values(tmp_path), optimizer=SGD(9.0)))
    assert not window.stack.layers.banner.isVisible()
    window.session.play()
    qtbot.waitUntil(lambda: at_rest(window.session) and window.messages.isVisible())
    assert "smaller learning rate than 9" in window.messages.words.text()
    qtbot.mouseClick(window.messages.action, LEFT)
    assert window.model.design.optimizer.learning_rate == pytest.approx(0.9)


def test_a_learning_rate_that_the_banner_warned_of_is_reported_once(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.model.change_optimizer(SGD(1e9, 0.9))
    banner, bar = window.stack.layers.banner, window.messages
    assert "10⁹" in banner.words.text()
    window.session.play()
    qtbot.waitUntil(lambda: at_rest(window.session) and bar.isVisible())
    assert "last good weights are back" in bar.words.text()
    assert "learning rate" not in bar.words.text()
    assert not bar.action.isVisible()
    qtbot.mouseClick(banner.mend, LEFT)
    assert window.model.design.optimizer.learning_rate < 1
    assert not bar.isVisible()


@pytest.mark.parametrize("case", [values, prices, unscaled], ids=lambda case: case.__name__)
def test_the_scaling_of_targets_is_offered_where_there_are_values(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, case: type
) -> None:
    show(qtbot, window, case(tmp_path))
    row = window.stack.layers.preparation
    row.expander.setChecked(True)
    assert row.target.isVisible() == (case is not unscaled)
    row.expander.setChecked(False)
    assert not row.target.isVisible()
