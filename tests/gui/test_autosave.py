"""The safety copy of a window: there soon after every edit, gone when nothing could be lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from diynn.data.sources.drawn_points import Painted, Point
from diynn.errors import FileError
from diynn.storage.model_file import SavedModel, load
from diynn.storage.recipes import recipe
from diynn.storage.safety_copies import COPY, Document, SafetyCopy, leftovers
from gui.app.app import keep_safety_copies
from gui.app.recovery import Recovery, RecoveryDialog
from gui.model import autosave as module
from gui.model.autosave import OLDEST, SHARE, USUAL, Autosave, pause_after
from gui.window.main_window import MainWindow

PROMISED, AFTER_AN_EDIT = 10.0, 2.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def watched(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Recovery]:
    """The window with all that keeps it safe, in haste."""
    monkeypatch.setattr(module, "SOON", 0.05)
    monkeypatch.setattr(module, "USUAL", 0.2)
    recovery = keep_safety_copies(window, folder)
    yield recovery
    window.documents.asks = False
    window.close()


def autosave_of(recovery: Recovery) -> Autosave:
    return recovery.autosave


def copies(folder: Path) -> list[SavedModel]:
    return [load(path) for path in sorted(folder.glob(f"*/{COPY}"))]


def left_behind(folder: Path, model: SavedModel, document: Document) -> None:
    """What a program leaves that dies."""
    copy = SafetyCopy(folder)
    copy.write(model, document)
    assert copy._hold is not None
    copy._hold.release()


def test_the_promised_times() -> None:
    assert module.SOON <= AFTER_AN_EDIT / 2
    for seconds in (0.0, 0.001, 0.05, 0.1, 0.2, 0.5, 1.0, 3.0, 4.5):
        pause = pause_after(seconds)
        # From the moment a copy is taken until the next one is whole on the disk.
        assert pause + seconds <= OLDEST < PROMISED
        assert pause >= USUAL
        assert seconds / pause <= SHARE or pause == OLDEST - seconds
    assert pause_after(20.0) == 20.0


def test_a_window_that_holds_nothing_new_has_no_copy(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path
) -> None:
    window.documents.start_from(recipe("linear"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    qtbot.wait(round(1200 * module.SOON))
    assert not folder.exists()


def test_every_edit_is_kept(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path
) -> None:
    with qtbot.waitSignal(autosave_of(watched).written):
        window.model.change_run("epochs", 77)
    assert [copy.design for copy in copies(folder)] == [window.model.design]
    points = Painted((Point(0.5, 0.25, 0), Point(-1.0, 2.0, 1), Point(0.0, 1.0, 1)))
    with qtbot.waitSignal(autosave_of(watched).written):
        window.model.replace_design(replace(window.model.design, source=points), "Paint")
    assert [copy.design.source for copy in copies(folder)] == [points]


def test_a_training_is_kept_while_it_moves(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path
) -> None:
    window.model.change_run("epochs", 1_000_000)
    window.session.play()

    def epochs() -> int:
        return max((len(copy.history) for copy in copies(folder)), default=0)

    qtbot.waitUntil(lambda: epochs() > 0)
    first = epochs()
    qtbot.waitUntil(lambda: epochs() > first)
    assert window.session.is_moving
    window.session.pause()
    qtbot.waitUntil(lambda: at_rest(window.session))
    training = window.session.training
    assert training is not None

    def holds_all() -> bool:
        (copy,) = copies(folder)
        return copy.record == training.record() and np.array_equal(
            copy.network().weight_vector, training.net.weight_vector
        )

    qtbot.waitUntil(holds_all)


def test_it_is_gone_when_all_is_saved_and_after_a_normal_end(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path, tmp_path: Path
) -> None:
    with qtbot.waitSignal(autosave_of(watched).written):
        window.model.change_run("epochs", 77)
    assert window.documents.save_to(tmp_path / "net.diynn")
    qtbot.waitUntil(lambda: copies(folder) == [])
    with qtbot.waitSignal(autosave_of(watched).written) as text:
        window.model.change_run("epochs", 78)
    assert text.args[0].path == tmp_path / "net.diynn"
    # An edit whose copy is not begun yet leaves none either.
    window.model.change_run("epochs", 79)
    window.documents.asks = False
    window.close()
    assert os.listdir(folder) == []


def test_closing_in_the_midst_of_a_training_leaves_nothing(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path
) -> None:
    window.model.change_run("epochs", 1_000_000)
    with qtbot.waitSignal(autosave_of(watched).written):
        window.session.play()
    window.documents.asks = False
    window.close()
    assert os.listdir(folder) == []


def test_cancelling_at_the_end_keeps_the_copy(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with qtbot.waitSignal(autosave_of(watched).written):
        window.model.change_run("epochs", 77)
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Cancel)
    assert not window.close()
    assert len(copies(folder)) == 1


def test_a_disk_that_takes_no_copy_is_reported_once(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    texts: list[tuple[str, object]] = []
    window.session.said.connect(lambda *words: texts.append(words))

    def full(*_: object) -> None:
        raise FileError("“{file}” could not be saved: the disk is full.", file=COPY) from OSError(
            errno.ENOSPC, "full"
        )

    with monkeypatch.context() as patched:
        patched.setattr(SafetyCopy, "write", full)
        for epochs in (77, 78):
            with qtbot.waitSignal(autosave_of(watched).failed):
                window.model.change_run("epochs", epochs)
    assert len(texts) == 1
    assert texts[0][0] == "info"
    assert "the disk is full" in str(texts[0][1])
    assert window.messages.isVisible()
    # It is tried again, whether something is done meanwhile or not.
    qtbot.waitUntil(lambda: len(copies(folder)) == 1)
    assert len(texts) == 1


def test_an_error_nobody_foresaw_in_writing_harms_nothing(
    qtbot: QtBot, window: MainWindow, watched: Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError("no memory")

    monkeypatch.setattr(SafetyCopy, "write", fail)
    with qtbot.waitSignal(autosave_of(watched).failed):
        window.model.change_run("epochs", 77)
    assert "no memory" in window.messages.words.text()


# What is left over.


def dialog_of(qtbot: QtBot, recovery: Recovery) -> RecoveryDialog:
    with qtbot.waitSignal(recovery.looked):
        recovery.look()
    assert recovery.dialog is not None
    assert recovery.dialog.isVisible()
    return recovery.dialog


def trained(qtbot: QtBot, window: MainWindow) -> SavedModel:
    window.session.advance(epochs=3)
    qtbot.waitUntil(lambda: len(window.session.history) == 3 and at_rest(window.session))
    return window.session.taken().result()


def test_nothing_left_offers_nothing(qtbot: QtBot, watched: Recovery) -> None:
    with qtbot.waitSignal(watched.looked):
        watched.look()
    assert watched.dialog is None


def test_work_is_brought_back_unsaved_and_belongs_to_its_file(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    model = trained(qtbot, window)
    file = tmp_path / "net.diynn"
    window.documents.save_to(file)
    saved = file.read_bytes()
    window.documents.start_from(recipe("linear"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    changed = replace(model, design=replace(model.design, title="Changed"))
    left_behind(folder, changed, Document(file, "net.diynn", 1.6e9))
    dialog = dialog_of(qtbot, watched)
    for words in ("net.diynn", "3 epochs", "2020"):
        assert words in dialog.words.text()
    assert not dialog.list.isVisible()
    dialog.back.click()
    qtbot.waitUntil(lambda: len(window.session.history) == 3)
    assert window.model.design == changed.design
    np.testing.assert_array_equal(window.session.weights, model.network().weight_vector)
    assert window.documents.path == file
    assert window.isWindowModified()
    assert file.read_bytes() == saved
    # It outlives another crash at any moment, and is not offered beside the living window.
    assert len(copies(folder)) == 1
    assert leftovers(folder) == []
    with qtbot.waitSignal(autosave_of(watched).written):
        window.model.change_run("epochs", 99)
    assert [copy.design.run.epochs for copy in copies(folder)] == [99]
    assert len(os.listdir(folder)) == 1
    # To save it asks nothing.
    monkeypatch.setattr(QMessageBox, "exec", lambda _: pytest.fail("asked"))
    assert window.documents.save()
    assert load(file).design == window.model.design
    assert not window.isWindowModified()
    qtbot.waitUntil(lambda: copies(folder) == [])


def test_what_is_brought_back_and_saved_at_once_is_not_offered_again(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    # No copy of this window's own comes in between.
    monkeypatch.setattr(module, "SOON", 1e6)
    left_behind(folder, SavedModel(recipe("linear")), Document(None, "linear", 1.6e9))
    dialog_of(qtbot, watched).back.click()
    assert window.documents.save_to(tmp_path / "net.diynn")
    qtbot.waitUntil(lambda: copies(folder) == [])


def test_what_is_brought_back_goes_on_to_the_bit(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path
) -> None:
    window.model.change_run("epochs", 6)
    model = trained(qtbot, window)
    window.session.play()
    qtbot.waitUntil(lambda: window.session.is_finished and window.session.run is None)
    straight = np.array(window.session.weights)
    window.documents.asks = False
    left_behind(folder, model, Document(None, "moons", 1.6e9))
    dialog_of(qtbot, watched).back.click()
    qtbot.waitUntil(lambda: len(window.session.history) == 3)
    assert window.documents.path is None
    window.session.play()
    qtbot.waitUntil(lambda: window.session.is_finished and window.session.run is None)
    np.testing.assert_array_equal(window.session.weights, straight)


def test_discard_and_later(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path
) -> None:
    for title in ("one", "two", "three"):
        left_behind(folder, SavedModel(recipe("moons")), Document(None, title, 1.6e9))
    dialog = dialog_of(qtbot, watched)
    assert dialog.list.isVisible()
    assert dialog.list.topLevelItemCount() == 3
    assert "3" in dialog.words.text()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    title = dialog.list.currentItem().text(0)
    dialog.discard.click()
    assert dialog.isVisible()
    assert len(copies(folder)) == 2
    dialog.later.click()
    assert not dialog.isVisible()
    rest = leftovers(folder)
    assert {left.read()[1].title for left in rest} == {"one", "two", "three"} - {title}
    for left in rest:
        left.leave()
    dialog = dialog_of(qtbot, watched)
    dialog.discard.click()
    assert title not in dialog.words.text()
    dialog.discard.click()
    assert not dialog.isVisible()
    assert os.listdir(folder) == []
    assert window.model.design == recipe("moons")


def test_one_of_several_is_brought_back_and_the_rest_stays(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path
) -> None:
    for name in ("linear", "spirals"):
        left_behind(folder, SavedModel(recipe(name)), Document(None, name, 1.6e9))
    dialog = dialog_of(qtbot, watched)
    item = next(
        item
        for row in range(2)
        if (item := dialog.list.topLevelItem(row)) is not None and item.text(0) == "spirals"
    )
    dialog.list.setCurrentItem(item)
    dialog.back.click()
    assert window.model.design == recipe("spirals")
    assert not window.documents.is_saved
    (left,) = leftovers(folder)
    assert left.read()[1].title == "linear"
    left.leave()


def test_a_broken_one_is_put_aside_with_a_sentence(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path
) -> None:
    left_behind(folder, SavedModel(recipe("moons")), Document(None, "good", 1.6e9))
    left_behind(folder, SavedModel(recipe("linear")), Document(None, "bad", 1.6e9))
    bad = next(
        path for path in folder.glob(f"*/{COPY}") if load(path).design == recipe("linear")
    )
    bad.write_bytes(bad.read_bytes()[:-7] + b"\0" * 7)
    dialog = dialog_of(qtbot, watched)
    assert "good" in dialog.words.text()
    assert "put aside" in window.messages.words.text()
    dialog.later.click()


@pytest.mark.parametrize("answer", ["Cancel", "Discard"])
def test_unsaved_work_is_asked_about_before_other_work_is_brought_back(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path, answer: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    left_behind(folder, SavedModel(recipe("linear")), Document(None, "linear", 1.6e9))
    window.model.change_run("epochs", 77)
    mine = window.model.design
    dialog = dialog_of(qtbot, watched)
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton[answer])
    dialog.back.click()
    if answer == "Discard":
        assert window.model.design == recipe("linear")
        assert leftovers(folder) == []
    else:
        assert window.model.design == mine
        (left,) = leftovers(folder)
        left.leave()


def test_closing_with_the_question_open_leaves_it_for_the_next_time(
    qtbot: QtBot, window: MainWindow, watched: Recovery, folder: Path
) -> None:
    left_behind(folder, SavedModel(recipe("linear")), Document(None, "linear", 1.6e9))
    dialog_of(qtbot, watched)
    window.close()
    (left,) = leftovers(folder)
    left.leave()


# Saving a recipe in place of a network.


def answers(monkeypatch: pytest.MonkeyPatch, *given: str) -> Callable[[], bool]:
    left = list(given)
    monkeypatch.setattr(
        QMessageBox, "exec", lambda _: QMessageBox.StandardButton[left.pop(0)]
    )
    return lambda: not left


def test_a_recipe_does_not_pass_for_the_weights_when_the_window_closes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained(qtbot, window)
    monkeypatch.setattr(
        window.documents, "save", lambda: window.documents.save_to(tmp_path / "net.json")
    )
    all_asked = answers(monkeypatch, "Save", "Cancel")
    assert not window.close()
    assert all_asked()
    assert (tmp_path / "net.json").exists()


def test_a_recipe_is_enough_where_nothing_is_trained(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.model.change_run("epochs", 77)
    assert window.isWindowModified()
    assert window.documents.save_to(tmp_path / "net.json")
    assert not window.isWindowModified()
