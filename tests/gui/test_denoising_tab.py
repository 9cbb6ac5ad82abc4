"""Noise under the hand: what the tab draws, measures and says, with a small auto-encoder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from diynn.analysis.denoising import mean_filter
from diynn.data.noise import Gaussian, MaskedSquare, SaltAndPepper
from diynn.design.design import Design
from diynn.layers import Linear
from diynn.storage.recipes import recipe
from gui.design_panel.augmentation_row import AugmentationRow
from gui.model.design_model import DesignModel
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.denoising.noise_bar import NoiseBar
from gui.tabs.denoising.noise_map import MapRow, NoiseMap
from gui.tabs.denoising.restoration_grid import GridRow, RestorationGrid
from gui.tabs.denoising.strength_map import FEW, STRENGTHS
from gui.tabs.denoising.tab import DenoisingTab
from gui.theme.theme import ThemeSource
from gui.widgets.cell_table import NO_CELL

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Stage:
    """The tab with all that it needs."""

    model: DesignModel
    session: Session
    run_list: RunList
    tab: DenoisingTab


Raise = Callable[..., Stage]


@pytest.fixture
def stage(
    qtbot: QtBot, themes: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Raise]:
    monkeypatch.setattr("gui.tabs.denoising.tab.SETTLE_MS", 0)
    made: list[Stage] = []

    def raise_(design: Design, *, trains: bool = True) -> Stage:
        model = DesignModel(replace(design, run=replace(design.run, epochs=1)))
        session = Session(model)
        run_list = RunList(session)
        tab = DenoisingTab(session, themes, run_list)
        qtbot.addWidget(tab)
        tab.resize(560, 640)
        tab.show()
        qtbot.waitExposed(tab)
        one = Stage(model, session, run_list, tab)
        made.append(one)
        session.start()
        qtbot.waitUntil(lambda: not session.loader.is_loading and session.dataset is not None)
        if trains:
            train(qtbot, one)
        return one

    yield raise_
    for one in made:
        one.tab.close_down()
        one.session.close()
        one.model.close()


def train(qtbot: QtBot, stage: Stage) -> None:
    """One epoch."""
    reached = stage.session.training.epoch + 1
    stage.session.advance(epochs=1)
    qtbot.waitUntil(lambda: stage.session.training.epoch == reached)
    qtbot.waitUntil(lambda: at_rest(stage.session))
    settle(qtbot, stage)


def settle(qtbot: QtBot, stage: Stage) -> None:
    """Wait until all that was asked for has been answered."""
    qtbot.waitUntil(lambda: not stage.tab.is_busy)


def row(stage: Stage, name: str) -> GridRow:
    return next(one for one in stage.tab.page.grid.rows if one.name == name)


DIGITS = recipe("digits-autoencoder")


# The images.


def test_rows_show_what_the_network_makes_of_noise(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    one.tab.page.bar.set_strength(0.4)
    settle(qtbot, one)
    names = [row.name for row in one.tab.page.grid.rows]
    assert names == ["original", "noisy", "restored", "3 × 3 mean"]
    original, noisy = row(one, "original").images, row(one, "noisy").images
    restored, filtered = row(one, "restored").images, row(one, "3 × 3 mean").images
    assert original.shape == noisy.shape == restored.shape == filtered.shape == (10, 8, 8)
    session = one.session
    expected = session.net.predict(noisy.reshape(10, 64), session.weights).reshape(10, 8, 8)
    np.testing.assert_allclose(restored, expected, atol=1e-5)
    np.testing.assert_allclose(filtered, mean_filter(noisy[..., None])[..., 0], atol=1e-6)
    assert 0.3 < (noisy - original).std() < 0.5
    for name, images in (("noisy", noisy), ("restored", restored), ("3 × 3 mean", filtered)):
        error = np.mean((images - original) ** 2, axis=(1, 2))
        np.testing.assert_allclose(row(one, name).psnr, 10 * np.log10(1 / error), rtol=1e-4)


def test_one_of_each_class_and_others(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    assert row(one, "original").captions == tuple("0123456789")
    before = row(one, "original").images
    qtbot.mouseClick(one.tab.page.others, LEFT)
    settle(qtbot, one)
    assert row(one, "original").captions == tuple("0123456789")
    assert (row(one, "original").images != before).any(axis=(1, 2)).sum() > 5
    shown = row(one, "original").images.reshape(10, 64)
    test = one.session.data.test.x
    assert all((test == image).all(axis=1).any() for image in shown)
    one.tab.page.part.setCurrentIndex(1)
    settle(qtbot, one)
    shown = row(one, "original").images.reshape(10, 64)
    assert all((one.session.data.train.x == image).all(axis=1).any() for image in shown)


def test_only_the_strength_moves_until_another_field_is_asked_for(
    qtbot: QtBot, stage: Raise
) -> None:
    one = stage(DIGITS)
    bar = one.tab.page.bar

    def noise_at(strength: float) -> np.ndarray:
        bar.set_strength(strength)
        settle(qtbot, one)
        return row(one, "noisy").images - row(one, "original").images

    weak, strong = noise_at(0.1), noise_at(0.9)
    np.testing.assert_allclose(strong, 9 * weak, atol=1e-5)
    qtbot.mouseClick(bar.another, LEFT)
    settle(qtbot, one)
    other = row(one, "noisy").images - row(one, "original").images
    assert abs(np.corrcoef(other.ravel(), strong.ravel())[0, 1]) < 0.2
    np.testing.assert_allclose(noise_at(0.0), 0)


def test_the_other_kinds_spoil_their_share(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    for kind, share in ((SaltAndPepper, 0.2), (MaskedSquare, 0.16)):
        one.tab.page.bar.kind.picked.emit(kind)
        settle(qtbot, one)
        answer = one.tab.answer
        changed = answer.look.spoilt != answer.look.clean
        assert isinstance(answer.noise, kind)
        # Where a pixel was black or white already, nothing is seen.
        assert 0.02 < changed.mean() <= share + 0.05
        assert not one.tab.page.training_noise.retrain.isEnabled()
        assert "Gaussian" in one.tab.page.training_noise.retrain.toolTip()


def test_it_follows_the_training(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    before = row(one, "restored").images
    noisy = row(one, "noisy").images
    one.model.change_run("epochs", 1_000_000)
    one.session.play()
    qtbot.waitUntil(lambda: bool((row(one, "restored").images != before).any()))
    np.testing.assert_array_equal(row(one, "noisy").images, noisy)
    one.tab.page.bar.set_strength(0.9)
    qtbot.waitUntil(lambda: one.tab.answer.noise == Gaussian(0.9))
    assert one.session.is_moving
    one.session.pause()
    qtbot.waitUntil(lambda: at_rest(one.session))
    settle(qtbot, one)
    weights = one.session.weights
    noisy = row(one, "noisy").images.reshape(10, 64)
    expected = one.session.net.predict(noisy, weights).reshape(10, 8, 8)
    np.testing.assert_allclose(row(one, "restored").images, expected, atol=1e-5)


# The figures.


def test_figures_on_these_and_on_all(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    one.tab.page.bar.set_strength(0.3)
    settle(qtbot, one)
    nothing, filtered, network = one.tab.page.table.rows
    answer = one.tab.answer
    assert nothing.few[0] == pytest.approx(answer.look.spoilt_errors.mean())
    assert network.few[0] == pytest.approx(answer.look.restored_errors[0].mean())
    assert nothing.all is not None
    assert network.all is not None
    assert nothing.all[0] == pytest.approx(0.09, rel=0.05)
    assert nothing.all[1] == pytest.approx(10 * np.log10(1 / nothing.all[0]))
    assert filtered.all[0] < nothing.all[0]
    # The same by hand, with other noise: near, but never the same.
    x = one.session.data.test.x
    noisy = x + 0.3 * np.random.default_rng(9).standard_normal(x.shape, np.float32)
    error = np.mean((one.session.net.predict(noisy, one.session.weights) - x) ** 2)
    assert network.all[0] == pytest.approx(error, rel=0.05)


def test_figures_on_all_wait_until_the_training_rests(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    one.model.change_run("epochs", 1_000_000)
    one.session.play()
    qtbot.waitUntil(lambda: one.tab.page.table.rows[2].all is None)
    assert one.tab.page.table.rows[2].few[0] > 0
    one.session.pause()
    qtbot.waitUntil(lambda: at_rest(one.session))
    settle(qtbot, one)
    assert all(row.all is not None for row in one.tab.page.table.rows)


# The map.


def test_the_map_measures_every_run_at_every_strength(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    page = one.tab.page
    rows, strengths = page.map.map.rows, page.map.map.strengths
    assert strengths == STRENGTHS
    assert [row.name for row in rows] == ["doing nothing", "3 × 3 mean", one.run_list.current.name]
    nothing, _, run = (row.psnr for row in rows)
    assert np.isinf(nothing[0])
    np.testing.assert_allclose(nothing[1:], 20 * np.log10(1 / np.array(STRENGTHS[1:])), atol=0.3)
    assert (np.diff(run) < 0.3).all()
    assert not rows[2].stale
    page.bar.set_strength(0.5)
    page.map.all.setChecked(True)
    settle(qtbot, one)
    everything = one.tab.page.table.rows[2].all[1]
    assert page.map.map.rows[2].psnr[5] == pytest.approx(everything, abs=1e-6)
    assert len(one.session.data.test) > FEW


def test_a_cell_shows_its_strength_and_its_run(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    first = one.run_list.current
    one.session.new_weights()
    one.model.change_run("noise", 0.4)
    train(qtbot, one)
    page, second = one.tab.page, one.run_list.current
    assert second is not first
    rows = page.map.map.rows
    assert [row.name for row in rows[2:]] == [first.name, second.name]
    assert rows[3].sigma == "0.4"
    assert "σ 0.4" in page.map.map.cell_words(3, 0)
    # Not ticked, but shown because its cell was chosen.
    cell = page.map.map.place(2, 7).center().toPoint()
    qtbot.mouseClick(page.map.map.viewport(), LEFT, pos=cell)
    settle(qtbot, one)
    assert page.bar.noise == Gaussian(0.7)
    names = [row.name for row in page.grid.rows]
    assert names == ["original", "noisy", second.name, first.name, "3 × 3 mean"]
    noisy = row(one, "noisy").images.reshape(10, 64)
    expected = first.net.predict(noisy, first.weights).reshape(10, 8, 8)
    np.testing.assert_allclose(row(one, first.name).images, expected, atol=1e-5)
    assert page.map.map.choice() == (2, 7)
    assert not first.ticked
    page.bar.set_strength(0.75)
    assert page.map.map.choice() == NO_CELL
    # The same by keys: one to the right, and Enter.
    page.map.map.setFocus()
    qtbot.keyClick(page.map.map, Qt.Key.Key_Right)
    qtbot.keyClick(page.map.map, Qt.Key.Key_Return)
    assert page.bar.noise == Gaussian(0.8)


def test_a_noise_that_was_changed_in_between_is_reported_whole(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    page, training = one.tab.page, one.session.training
    assert training is not None
    before = training.design.run.noise
    one.model.change_run("epochs", 1000)
    one.model.change_run("noise", 0.4)
    # It is set, but nothing was learnt with it yet.
    assert page.map.map.rows[2].sigma == f"{before:g}"
    train(qtbot, one)
    qtbot.waitUntil(lambda: page.map.map.rows[2].sigma == f"{before:g} → 0.4")
    assert f"trained so far with {before:g} → 0.4" in page.training_noise.words.text()


def test_old_figures_are_called_old(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    before = one.tab.page.map.map.rows[2].psnr
    one.model.change_run("epochs", 1_000_000)
    one.session.play()
    qtbot.waitUntil(lambda: one.tab.page.map.map.rows[2].stale)
    epochs = len(one.session.history)
    qtbot.waitUntil(lambda: len(one.session.history) > epochs)
    np.testing.assert_array_equal(one.tab.page.map.map.rows[2].psnr, before)
    assert "again at rest" in one.tab.page.map.words.text()
    one.session.pause()
    qtbot.waitUntil(lambda: at_rest(one.session))
    settle(qtbot, one)
    assert not one.tab.page.map.map.rows[2].stale
    after = one.tab.page.map.map.rows[2].psnr
    assert (after != before).any()
    # Of the very last weights, not of some shown before.
    training = one.session.training
    np.testing.assert_array_equal(one.session.weights, training.net.weight_vector)


# Runs beside it.


def test_ticked_runs_restore_the_same_images(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    first = one.run_list.current
    # The second sees the same images, but from −1 to 1.
    one.model.change_view("scaling", "-1 to 1")
    qtbot.waitUntil(lambda: one.session.training is not first.training)
    train(qtbot, one)
    second = one.run_list.current
    one.run_list.tick(first, True)
    settle(qtbot, one)
    rows = one.tab.page.grid.rows
    assert [row.name for row in rows[2:4]] == [second.name, first.name]
    assert [row.colour for row in rows[2:4]] == [second.colour, first.colour]
    noisy = row(one, "noisy").images.reshape(10, 64)
    theirs = first.net.predict(noisy, first.weights).reshape(10, 8, 8)
    np.testing.assert_allclose(row(one, first.name).images, theirs, atol=1e-4)
    ours = second.net.predict(2 * noisy - 1, second.weights).reshape(10, 8, 8)
    np.testing.assert_allclose(row(one, second.name).images, (ours + 1) / 2, atol=1e-4)
    assert len(one.tab.page.table.rows) == 4
    one.run_list.tick(first, False)
    settle(qtbot, one)
    assert len(one.tab.page.grid.rows) == 4


def test_a_classifier_on_the_shelf_is_left_out(qtbot: QtBot, stage: Raise) -> None:
    one = stage(recipe("digits-dense"))
    dense = one.run_list.current
    one.run_list.tick(dense, True)
    one.model.replace_design(DIGITS, "auto-encoder")
    qtbot.waitUntil(lambda: one.session.training is not None)
    train(qtbot, one)
    assert len(one.tab.page.grid.rows) == 4
    assert dense.name not in [row.name for row in one.tab.page.map.map.rows]


# The noise of the training.


@pytest.mark.parametrize(("scaling", "span"), [("0 to 1", 1), ("-1 to 1", 2)])
def test_training_noise_is_edited_here_and_undone(
    qtbot: QtBot, stage: Raise, scaling: str, span: float
) -> None:
    """Every σ of the tab is a share of black to white, however the network sees its images."""
    one = stage(DIGITS)
    one.model.change_view("scaling", scaling)
    qtbot.waitUntil(lambda: one.session.training is not None)
    field = one.tab.page.training_noise.editor.findChildren(QLineEdit)[0]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "0,25")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert one.model.design.run.noise == 0.25 * span
    assert one.session.training.design.run.noise == 0.25 * span
    assert one.tab.page.training_noise.editor.value == 0.25
    one.model.undo_stack.undo()
    assert one.model.design.run.noise == 0
    assert one.tab.page.training_noise.editor.value == 0


def test_a_new_run_with_the_noise_of_the_test(qtbot: QtBot, stage: Raise) -> None:
    one = stage(recipe("digits-autoencoder"))
    one.model.change_view("scaling", "-1 to 1")
    train(qtbot, one)
    first = one.session.training
    one.tab.page.bar.set_strength(0.3)
    button = one.tab.page.training_noise.retrain
    assert "0.3" in button.text()
    edits = one.model.undo_stack.count()
    qtbot.mouseClick(button, LEFT)
    assert one.model.undo_stack.count() == edits + 1
    second = one.session.training
    assert second is not first
    # From −1 to 1 it is 2 from black to white.
    assert second.design.run.noise == 0.6
    assert first.design.run.noise == 0
    assert one.tab.page.training_noise.editor.value == 0.3
    assert "= 0.6 in the network" in one.tab.page.training_noise.words.text()
    qtbot.waitUntil(lambda: at_rest(one.session) and second.epoch >= 1)
    settle(qtbot, one)
    sigmas = [row.sigma for row in one.tab.page.map.map.rows]
    assert sigmas[-2:] == ["0", "0.3"]
    one.model.undo_stack.undo()
    assert one.session.training is first
    assert one.model.design.run.noise == 0


def test_the_augmentation_shows_it(qtbot: QtBot, themes: ThemeSource) -> None:
    model = DesignModel(DIGITS)
    row = AugmentationRow(model, themes)
    qtbot.addWidget(row)
    model.change_run("noise", 0.5)
    assert row.noise.editors["noise"].value == 0.5
    assert row.words.text() == "noise 0.5"
    model.close()


# When there is nothing to show.


def test_a_classifier_is_reported_what_is_needed(stage: Raise) -> None:
    one = stage(recipe("digits-dense"), trains=False)
    assert one.tab.note.isVisible()
    assert "auto-encoder" in one.tab.note.text()
    assert not one.tab.page.isVisible()


def test_data_of_the_wrong_kind_is_reported_what_is_needed(stage: Raise) -> None:
    one = stage(recipe("moons"), trains=False)
    assert "not images" in one.tab.note.text()
    assert "Digits" in one.tab.note.text()


def test_a_network_that_does_not_fit_says_so(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    assert one.tab.page.isVisible()
    one.model.insert_layer(Linear(3), len(DIGITS.layers))
    assert "does not fit" in one.tab.note.text()
    assert not one.tab.page.isVisible()
    one.model.undo_stack.undo()
    qtbot.waitUntil(one.tab.page.isVisible)
    settle(qtbot, one)
    assert len(one.tab.page.grid.rows) == 4


def test_before_the_first_step_the_first_weights_are_shown(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS, trains=False)
    settle(qtbot, one)
    assert len(one.tab.page.grid.rows) == 4
    assert one.tab.page.map.map.rows[2].name == "This network"
    one.model.change_run("epochs", 1_000_000)
    one.session.play()
    # As soon as it is in the run list it has its name there, also while it trains.
    qtbot.waitUntil(lambda: one.tab.page.map.map.rows[2].name != "This network")
    assert one.session.is_moving
    assert one.tab.page.map.map.rows[2].name == one.run_list.current.name


def test_hidden_it_does_nothing(qtbot: QtBot, stage: Raise) -> None:
    one = stage(DIGITS)
    one.tab.hide()
    before = one.tab.answer
    one.session.advance(epochs=1)
    qtbot.waitUntil(lambda: at_rest(one.session))
    one.tab.page.bar.set_strength(0.9)
    assert not one.tab.is_busy
    qtbot.wait(50)
    assert one.tab.answer is before
    one.tab.show()
    settle(qtbot, one)
    assert one.tab.answer.noise == Gaussian(0.9)


# The parts.


def test_slider_and_number_are_one(qtbot: QtBot, themes: ThemeSource) -> None:
    bar = NoiseBar(themes)
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.moved):
        bar.slider.setValue(100)
    assert bar.noise == Gaussian(0.5)
    assert bar.number.value == 0.5
    field = bar.number.findChildren(QLineEdit)[0]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "0.123")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    # A number between two places of the slider stays what it is.
    assert bar.noise == Gaussian(0.123)
    assert bar.slider.value() == 25
    bar.kind.picked.emit(MaskedSquare)
    assert bar.noise == MaskedSquare()
    bar.kind.picked.emit(Gaussian)
    assert bar.noise == Gaussian(0.123)
    field.selectAll()
    qtbot.keyClicks(field, "2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert bar.noise == Gaussian(0.123)
    assert bar.number.error


def test_grid_tells_and_exports_its_figures(qtbot: QtBot, themes: ThemeSource) -> None:
    grid = RestorationGrid(themes)
    qtbot.addWidget(grid)
    grid.resize(500, 300)
    images = np.zeros((3, 8, 8))
    grid.set_rows(
        [
            GridRow("original", images, captions=("a", "b", "c")),
            GridRow("noisy", images, np.array([1.0, 20.0, np.inf])),
            GridRow("restored", images, np.array([2.0, 10.0, 30.0])),
        ]
    )
    assert grid.best() == {(2, 0), (1, 1), (1, 2)}
    assert grid.cell_words(2, 1) == "restored, b, PSNR 10.00 dB"
    assert grid.csv().splitlines()[:2] == ["image,noisy,restored", "0,1.0000,2.0000"]
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.accessibleDescription() == "noisy, b, PSNR 20.00 dB"


def test_the_map_tells_and_exports_its_figures(qtbot: QtBot, themes: ThemeSource) -> None:
    made = NoiseMap(themes)
    qtbot.addWidget(made)
    made.resize(400, 120)
    rows = [
        MapRow("doing nothing", np.array([np.inf, 6.0])),
        MapRow("run", np.array([np.nan, 9.0]), "0.3", 1),
    ]
    made.set_table(rows, (0.0, 0.5), ("trained σ", "test σ"))
    assert "not measured" in made.cell_words(1, 0)
    assert made.csv().splitlines() == [
        "run,training noise,0,0.5", "doing nothing,,inf,6.0000", "run,0.3,,9.0000",
    ]  # fmt: skip
    assert not made.grab().isNull()
