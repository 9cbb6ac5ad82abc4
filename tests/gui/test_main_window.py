"""The window driven as a person would: by mouse and keys, from the first start to the last."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QThread, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from diynn import __version__
from diynn.data.sources import Moons
from diynn.layers import Conv2D, Flatten, Linear, Tanh
from diynn.layers.layer import Array
from diynn.network.losses import LogSoftmaxCrossEntropy
from diynn.network.optimizers import SGD
from diynn.storage.model_file import load_any
from diynn.storage.recipes import recipe
from gui.theme.theme import ThemeSource
from gui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def steady(window: MainWindow, epochs: int = 1_000_000) -> None:
    """A run that does not end by itself while the test looks at it."""
    window.model.change_run("epochs", epochs)


def test_first_start_is_ready_and_moves_within_a_second(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session.problem is None
    assert window.tabs.current_name() == "boundary"
    before = np.array(window.session.weights)
    steady(window)
    qtbot.mouseClick(window.controls.bar.play, LEFT)
    qtbot.waitUntil(lambda: not np.array_equal(window.session.weights, before))
    qtbot.waitUntil(lambda: len(window.session.history) > 2)
    assert window.session.is_moving


def test_play_pause_and_step_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    steady(window)
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(window.session.history) > 0)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: at_rest(window.session))
    training = window.session.training
    assert training is not None
    run = window.session.run
    assert run is not None

    def place() -> int:
        # The step under way when pause was pressed is finished first.
        return int(run.between_steps(lambda: training.epoch * training.steps + training.step))

    before = place()
    qtbot.keyClick(window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: place() == before + 1)
    qtbot.wait(50)
    assert place() == before + 1
    bar = window.controls.bar
    bar.by.setCurrentIndex(bar.by.findData("epoch"))
    epoch = training.epoch
    qtbot.mouseClick(bar.step, LEFT)
    qtbot.waitUntil(lambda: training.epoch == epoch + 1 and training.step == 0)


def test_keys_are_inert_while_typing(qtbot: QtBot, window: MainWindow) -> None:
    editor = window.stack.run.findChildren(QLineEdit)[0]
    editor.setFocus()
    training = window.session.training
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_R):
        qtbot.keyClick(editor, key)
    assert window.session.training is training
    assert not window.session.is_moving


def test_build_a_misfit_mend_it_and_undo_to_the_start(qtbot: QtBot, window: MainWindow) -> None:
    start = window.model.design
    window.documents.start_from(recipe("digits-conv2d"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    start = window.model.design
    flatten = next(i for i, layer in enumerate(start.layers) if isinstance(layer, Flatten))
    window.model.remove([flatten])
    assert window.session.problem is not None
    assert not window.controls.bar.play.isEnabled()
    assert "Flatten" in window.controls.bar.play.toolTip()
    banner = window.stack.layers.banner
    assert banner.isVisible()
    qtbot.mouseClick(banner.mend, LEFT)
    assert window.session.problem is None
    assert window.model.design.layers == start.layers
    assert window.controls.bar.play.isEnabled()
    while window.model.undo_stack.canUndo():
        window.model.undo_stack.undo()
    assert window.model.design == start
    assert window.session.problem is None


def test_an_edit_while_training_keeps_the_weights_for_undo(
    qtbot: QtBot, window: MainWindow
) -> None:
    steady(window)
    window.session.play()
    qtbot.waitUntil(lambda: len(window.session.history) > 3)
    trained = window.session.training
    assert trained is not None
    window.model.insert_layer(Tanh, 1)
    assert not window.session.is_moving
    assert window.session.training is not trained
    assert window.messages.isVisible()
    reached = trained.epoch
    window.model.undo_stack.undo()
    assert window.session.training is trained
    assert trained.epoch == reached


def test_learning_rate_changes_while_it_runs(qtbot: QtBot, window: MainWindow) -> None:
    steady(window)
    window.session.play()
    qtbot.waitUntil(lambda: len(window.session.history) > 1)
    window.model.change_optimizer(SGD(0.01, 0.5))
    assert window.session.is_moving
    assert window.session.training is not None
    assert window.session.training.optimizer == SGD(0.01, 0.5)


def test_divergence_is_reported_and_harms_nothing(qtbot: QtBot, window: MainWindow) -> None:
    window.model.change_optimizer(SGD(1e9, 0.9))
    window.session.play()
    qtbot.waitUntil(window.messages.isVisible)
    assert "last good weights are back" in window.messages.words.text()
    assert "10⁹" in window.stack.layers.banner.words.text()
    assert window.session.weights is not None
    assert np.isfinite(window.session.weights).all()
    assert np.abs(window.session.weights).max() < 100
    window.model.change_optimizer(SGD(0.1, 0.9))
    steady(window, 20)
    window.session.play()
    qtbot.waitUntil(lambda: window.session.is_finished)


def test_new_weights_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    window.session.advance(epochs=5)
    qtbot.waitUntil(lambda: len(window.session.history) == 5)
    qtbot.waitUntil(lambda: at_rest(window.session))
    trained = np.array(window.session.weights)
    qtbot.mouseClick(window.controls.bar.reset, LEFT)
    assert window.session.history == []
    assert not np.array_equal(window.session.weights, trained)
    window.model.undo_stack.undo()
    assert np.array_equal(window.session.weights, trained)
    assert len(window.session.history) == 5


def test_best_weights_are_one_click_away(qtbot: QtBot, window: MainWindow) -> None:
    steady(window, 20)
    window.session.play()
    qtbot.waitUntil(lambda: window.session.run is None)
    training = window.session.training
    assert training is not None
    window.session.use_best()
    assert np.array_equal(window.session.weights, training.best_weights)


def test_save_open_and_go_on_to_the_bit(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.model.change_run("epochs", 10)
    window.session.advance(epochs=5)
    qtbot.waitUntil(lambda: len(window.session.history) == 5 and at_rest(window.session))
    assert window.isWindowModified()
    file = tmp_path / "mon réseau.diynn"
    assert window.documents.save_to(file)
    assert not window.isWindowModified()
    assert "mon réseau.diynn" in window.windowTitle()
    window.session.play()
    qtbot.waitUntil(lambda: window.session.is_finished and window.session.run is None)
    straight = np.array(window.session.weights)
    window.documents.asks = False
    window.documents.start_from(recipe("linear"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    assert window.documents.open_path(file)
    qtbot.waitUntil(lambda: len(window.session.history) == 5)
    assert not window.isWindowModified()
    window.session.play()
    qtbot.waitUntil(lambda: window.session.is_finished and window.session.run is None)
    assert np.array_equal(window.session.weights, straight)
    assert file in window.documents.recent()
    file.unlink()
    assert file not in window.documents.recent()


@pytest.mark.parametrize("content", [b"", b"hello, I am a text\n" * 50])
def test_a_bad_file_is_one_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, content: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    texts: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: texts.append(box.text()))
    file = tmp_path / "bad.diynn"
    file.write_bytes(content)
    design = window.model.design
    assert not window.documents.open_path(file)
    assert len(texts) == 1
    assert "bad.diynn" in texts[0]
    assert window.model.design == design


def test_about_names_the_version(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: texts.append(box.text()))
    about = next(one for one in window.menus.help.actions() if "About" in one.text())
    about.trigger()
    assert texts == [f"diynn {__version__}"]


def test_saving_where_nothing_can_be_written_loses_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: texts.append(box.text()))
    window.model.change_run("epochs", 7)
    assert not window.documents.save_to(tmp_path / "no such folder" / "net.diynn")
    assert len(texts) == 1
    assert window.isWindowModified()


def test_a_file_dropped_on_the_window_opens(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    def drop(path: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        window.dropEvent(
            QDropEvent(
                QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT,
                Qt.KeyboardModifier.NoModifier,
            )  # fmt: skip
        )

    file = tmp_path / "net.diynn"
    window.model.change_run("epochs", 33)
    window.documents.save_to(file)
    window.model.change_run("epochs", 44)
    window.documents.asks = False
    drop(file)
    assert window.model.design.run.epochs == 33
    table = tmp_path / "points.csv"
    table.write_text("a,b,kind\n" + "".join(f"{i / 9},{i % 3},{'xy'[i % 2]}\n" for i in range(60)))
    drop(table)
    qtbot.waitUntil(lambda: window.session.dataset is not None)
    assert window.session.dataset is not None
    assert window.session.dataset.classes == ("x", "y")


def test_every_template_opens_or_says_what_is_missing(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DIYNN_DATA", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    window.documents.start_from(recipe("mnist-dense"))
    qtbot.waitUntil(lambda: window.session.loader.error is not None)
    assert window.messages.isVisible()
    assert window.messages.action.text() == "Download"
    assert not window.controls.bar.play.isEnabled()
    window.documents.start_from(recipe("digits-dense"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    assert window.session.problem is None
    assert not window.messages.isVisible()


def test_the_tab_in_front_suits_the_data(qtbot: QtBot, window: MainWindow) -> None:
    for name, front in (
        ("digits-dense", "mistakes"),
        ("digits-autoencoder", "reconstruction"),
        ("moons", "boundary"),
    ):
        window.documents.start_from(recipe(name))
        qtbot.waitUntil(lambda: window.session.training is not None)
        qtbot.waitUntil(lambda front=front: window.tabs.current_name() == front)
    # A tab that has something to show for the new data stays in front.
    window.tabs.show_page("weights")
    window.documents.start_from(recipe("digits-dense"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    assert window.tabs.current_name() == "weights"


def words_on(page: QWidget) -> list[str]:
    """What is seen on a tab: the texts of labels, and what plots and pages that paint say."""
    seen = [one for one in page.findChildren(QWidget) if one.isVisible()]
    texts = [one.text() for one in seen if isinstance(one, QLabel)]
    return [text for text in [*texts, *(one.in_words() for one in seen if hasattr(one, "in_words"))]
            if text]  # fmt: skip


@pytest.mark.parametrize("name", ["moons", "linear", "digits-conv1d", "digits-autoencoder"])
def test_every_tab_has_something_to_show_or_to_say(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    window.documents.start_from(recipe(name))
    qtbot.waitUntil(lambda: window.session.training is not None)
    window.session.advance(steps=3)
    for page in window.tabs.names():
        window.tabs.show_page(page)
        qtbot.waitUntil(lambda page=page: window.tabs.page(page).isVisible())
        qtbot.waitUntil(lambda page=page: bool(words_on(window.tabs.page(page))))
    assert not window.messages.isVisible()


def test_pages_are_made_when_they_are_looked_at(window: MainWindow) -> None:
    assert window.tabs.looked_at() == ["boundary"]
    window.tabs.show_page("runs")
    assert window.tabs.looked_at() == ["boundary", "runs"]
    assert window.tabs.page("runs") is window.tabs.page("runs")


def test_a_file_with_the_design_of_the_moment_brings_its_weights(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    def take_steps() -> Array:
        before = np.array(window.session.weights)
        window.session.advance(steps=5)
        qtbot.waitUntil(lambda: at_rest(window.session))
        qtbot.waitUntil(lambda: not np.array_equal(window.session.weights, before))
        return np.array(window.session.weights)

    saved = take_steps()
    file = tmp_path / "moons.diynn"
    assert window.documents.save_to(file)
    assert not np.array_equal(take_steps(), saved)
    window.documents.asks = False
    window.documents.open_path(file)
    qtbot.waitUntil(lambda: window.session.training is not None)
    np.testing.assert_array_equal(window.session.weights, saved)


def test_boundary_draws_what_the_network_says(qtbot: QtBot, window: MainWindow) -> None:
    steady(window, 20)
    window.session.play()
    qtbot.waitUntil(lambda: window.session.is_finished and window.session.run is None)
    net, weights = window.session.net, window.session.weights
    assert net is not None
    grid = window.tabs.page("boundary").plot.grid(100)
    expected = net.predict(grid, weights)[:, 0].reshape(100, 100)

    def drawn() -> bool:
        field = window.tabs.page("boundary").plot.picture().field
        # While it moves the picture is a coarser one.
        if field is None or field.shape[:2] != expected.shape:
            return False
        return np.allclose(field[..., 1], expected, atol=1e-6)

    qtbot.waitUntil(drawn)


def test_closing_asks_and_leaves_no_thread(
    qtbot: QtBot, themes: ThemeSource, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(themes, settings)
    window.show()
    qtbot.waitUntil(lambda: window.session.training is not None)
    steady(window)
    window.model.insert_layer("ReLU", 1)
    window.session.play()
    qtbot.waitUntil(lambda: len(window.session.history) > 1)
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "exec", lambda _: answers.pop(0))
    assert not window.close()
    qtbot.waitUntil(lambda: window.session.is_moving)
    assert window.close()
    assert window.session.run is None
    assert not any(thread.isRunning() for thread in window.findChildren(QThread))
    window.deleteLater()


def test_palette_block_is_dragged_into_the_stack(qtbot: QtBot, window: MainWindow) -> None:
    block = window.stack.palette_.block("Tanh")
    before = window.model.design.layers
    target = window.stack.layers.view.viewport()
    spot = target.mapToGlobal(QPoint(60, 4))
    qtbot.mousePress(block, LEFT, pos=QPoint(8, 8))
    for share in (0.3, 0.7, 1.0):
        start = block.mapToGlobal(QPoint(8, 8))
        place = start + QPoint(
            round((spot.x() - start.x()) * share), round((spot.y() - start.y()) * share)
        )
        qtbot.mouseMove(block, block.mapFromGlobal(place))
        QApplication.processEvents()
    qtbot.mouseRelease(block, LEFT, pos=block.mapFromGlobal(spot))
    assert len(window.model.design.layers) == len(before) + 1
    assert isinstance(window.model.design.layers[0], Tanh)


def test_layout_is_remembered(
    qtbot: QtBot, themes: ThemeSource, settings: QSettings
) -> None:
    first = MainWindow(themes, settings)
    first.show()
    first.columns.setSizes([360, 400, 300])
    sizes = first.columns.sizes()
    first.close()
    second = MainWindow(themes, settings)
    second.resize(first.size())
    second.show()
    assert second.columns.sizes() == sizes
    second.close()
    for window in (first, second):
        window.deleteLater()


def test_unfolded_settings_leave_the_layers_room(window: MainWindow) -> None:
    window.model.insert_layers([Linear(8), Tanh()] * 6, 0)
    window.stack.run.expander.setChecked(True)
    window.resize(1280, 800)
    QApplication.processEvents()
    view = window.stack.layers.view
    assert window.minimumSizeHint().height() <= 800
    assert view.height() >= 3 * view.row_widget(0).height()
    more = window.stack.run.more
    assert more.widget().height() > more.viewport().height()
    assert more.verticalScrollBar().maximum() > 0


def test_recipe_saved_from_the_window_is_a_recipe(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    assert window.documents.save_to(file)
    assert json.loads(file.read_text())["source"]["kind"] == "Moons"
    assert recipe(file) == window.model.design


def test_structure_of_another_kind_of_data(qtbot: QtBot, window: MainWindow) -> None:
    """A stack for images over points: a sentence, not an error; then it fits again."""
    window.model.replace_design(
        replace(window.model.design, source=Moons(), layers=(Conv2D(), Flatten(), Linear(2))), "x"
    )
    assert window.session.problem is not None
    assert window.session.training is None
    window.model.undo_stack.undo()
    assert window.session.training is not None


def test_an_edit_that_does_not_fit_yet_is_saved_too(window: MainWindow, tmp_path: Path) -> None:
    window.model.change_loss(LogSoftmaxCrossEntropy())
    assert window.session.problem is not None
    file = tmp_path / "net.diynn"
    assert window.documents.save_to(file)
    assert load_any(file).design == window.model.design
    assert load_any(file).trained


def test_a_first_epoch_under_way_is_not_called_paused(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    # So slow that the first epoch does not end.
    session.set_pace(3600.0)
    session.play()
    qtbot.waitUntil(lambda: session.last_step is not None)
    session.state_changed.emit()
    assert window.controls.bar.rest.text().startswith("batch 1 of 22, loss ")
    session.pause()
    qtbot.waitUntil(lambda: window.controls.bar.rest.text().startswith("paused · batch"))
