"""Cancelling and closing let a person go at once, whatever the work does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import ClassVar

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from diynn.data.dataset import Dataset
from diynn.data.sources import Moons, UserFile
from diynn.data.sources.source import Source
from diynn.training.training import Training
from gui.app.app import keep_safety_copies
from gui.background.worker import all_ended
from gui.model.data_loader import DataLoader
from gui.model.session import LONG_WEIGHTS
from gui.window.main_window import MainWindow

AT_ONCE = 10 * 0.2
"""Seconds: ten times what a person is promised, for a busy machine. The work itself never ends."""


@dataclass(frozen=True)
class Silent(Source):
    """A file on a disk that does not answer."""

    asked: ClassVar = Event()
    answers: ClassVar = Event()

    def missing(self) -> None:
        return None

    def load(self) -> Dataset:
        self.asked.set()
        self.answers.wait()
        return Moons().load()


@pytest.fixture
def silent() -> Iterator[Silent]:
    Silent.asked.clear()
    Silent.answers.clear()
    yield Silent()
    Silent.answers.set()


def test_reading_is_cancelled_at_once(qtbot: QtBot, silent: Silent) -> None:
    loader = DataLoader()
    loader.read(silent)
    silent.asked.wait()
    began = perf_counter()
    loader.cancel()
    assert perf_counter() - began < AT_ONCE
    assert loader.error is not None
    assert not loader.is_loading


def test_other_data_does_not_wait_for_what_is_being_read(qtbot: QtBot, silent: Silent) -> None:
    loader = DataLoader()
    loader.read(silent)
    silent.asked.wait()
    began = perf_counter()
    loader.read(Moons())
    assert perf_counter() - began < AT_ONCE
    qtbot.waitUntil(lambda: loader.dataset is not None)
    first = loader.dataset
    silent.answers.set()
    qtbot.wait(0)
    assert loader.dataset is first
    loader.close()


def test_the_window_closes_while_data_is_being_read(
    qtbot: QtBot, window: MainWindow, silent: Silent
) -> None:
    window.documents.asks = False
    window.model.change_source(silent)
    silent.asked.wait()
    began = perf_counter()
    window.close()
    assert perf_counter() - began < AT_ONCE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_for_a_data_file_holds_nobody(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    pipe = tmp_path / "data.csv"
    os.mkfifo(pipe)
    try:
        window.model.change_source(UserFile(path=str(pipe)))
        began = perf_counter()
        window.model.change_source(Moons())
        assert perf_counter() - began < AT_ONCE
        qtbot.waitUntil(lambda: window.session.training is not None)
    finally:
        # Whoever reads it is let go.
        os.close(os.open(pipe, os.O_RDWR | os.O_NONBLOCK))


def test_saving_is_cancelled_and_the_old_file_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.diynn"
    assert window.documents.save_to(path)
    before = path.read_bytes()
    window.model.change_layer(0, "outputs", 9)
    qtbot.waitUntil(lambda: not window.session.is_making)
    on_disk, went_on = Event(), Event()

    def slow(handle: int) -> None:
        on_disk.wait()
        went_on.set()

    monkeypatch.setattr("diynn.atomic_files.os.fsync", slow)
    clicks = QTimer(interval=20)

    def cancel() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QProgressDialog):
            dialog.findChild(QPushButton).click()

    clicks.timeout.connect(cancel)
    clicks.start()
    assert not window.documents.save_to(path)
    clicks.stop()
    on_disk.set()
    went_on.wait()
    assert all_ended(10_000)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.glob("*.diynn")] == ["a.diynn"]
    assert not window.documents.is_saved


class LongStep:
    """Holds a training in the midst of a step."""

    def __init__(self, training: Training) -> None:
        self.reached, self.free = Event(), Event()
        self._step = training.take_step
        training.take_step = self._take  # type: ignore[method-assign]

    def _take(self, places: np.ndarray) -> float:
        self.reached.set()
        self.free.wait()
        return self._step(places)


@pytest.fixture
def long_step(window: MainWindow) -> Iterator[LongStep]:
    assert window.session.training is not None
    held = LongStep(window.session.training)
    yield held
    held.free.set()


def test_the_window_closes_in_the_midst_of_a_long_step(
    window: MainWindow, long_step: LongStep
) -> None:
    window.documents.asks = False
    window.session.play()
    long_step.reached.wait()
    began = perf_counter()
    window.close()
    assert perf_counter() - began < AT_ONCE


def test_another_network_does_not_wait_for_a_long_step(
    window: MainWindow, long_step: LongStep
) -> None:
    first = window.session.training
    window.session.play()
    long_step.reached.wait()
    began = perf_counter()
    window.model.insert_layer("ReLU", 1)
    assert perf_counter() - began < AT_ONCE
    assert window.session.training is not first


def test_a_setting_that_is_changed_in_a_long_step_is_taken_up_after_it_and_it_is_said(
    qtbot: QtBot, window: MainWindow, long_step: LongStep
) -> None:
    session, bar = window.session, window.messages
    window.model.change_run("epochs", 100_000)
    training = session.training
    assert training is not None
    session.play()
    long_step.reached.wait()
    began = perf_counter()
    window.model.change_run("noise", 0.25)
    window.model.change_run("patience", 900)
    assert perf_counter() - began < AT_ONCE
    assert "taken up after it" in bar.words.text()
    assert bar.isVisible()
    assert training.design.run.noise == 0
    long_step.free.set()
    qtbot.waitUntil(lambda: training.design == window.model.design)
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert session.is_moving
    assert session.training is training
    assert training.design.run.noise == 0.25


def test_a_network_that_is_left_in_a_long_step_waits_for_no_setting(
    qtbot: QtBot, window: MainWindow, long_step: LongStep
) -> None:
    window.session.play()
    long_step.reached.wait()
    window.model.change_run("noise", 0.25)
    assert "taken up after it" in window.messages.words.text()
    window.model.insert_layer("ReLU", 1)
    assert "taken up after it" not in window.messages.words.text()
    long_step.free.set()
    assert all_ended(10_000)
    QApplication.processEvents()
    assert window.session.training is not None
    assert window.session.training.design == window.model.design


def test_a_training_comes_back_only_when_its_step_is_done(
    qtbot: QtBot, window: MainWindow, long_step: LongStep
) -> None:
    first = window.session.training
    assert first is not None
    window.session.play()
    long_step.reached.wait()
    window.model.insert_layer("ReLU", 1)
    assert first.step == 0
    long_step.free.set()
    window.model.undo_stack.undo()
    assert window.session.training is first
    assert first.step == 1
    assert window.session.weights is not None
    assert np.array_equal(window.session.weights, first.net.weight_vector)


def test_a_safety_copy_that_is_being_written_does_not_hold_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, free = Event(), Event()

    def slow(*_: object) -> bool:
        reached.set()
        free.wait()
        return True

    monkeypatch.setattr("diynn.storage.safety_copies.SafetyCopy.write", slow)
    recovery = keep_safety_copies(window, tmp_path)
    window.documents.asks = False
    window.model.insert_layer("ReLU", 1)
    qtbot.waitUntil(reached.is_set)
    began = perf_counter()
    window.close()
    assert perf_counter() - began < AT_ONCE
    free.set()
    recovery.finish()
    assert not list(tmp_path.glob("*/*.diynn"))


# What is large is made ready on a thread.


@pytest.fixture
def all_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.model.session.LONG_WEIGHTS", 1)
    assert LONG_WEIGHTS > 1


@pytest.mark.usefixtures("all_long")
def test_a_large_network_is_made_on_a_thread_and_then_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    session = window.session
    window.model.insert_layer("ReLU", 1)
    assert session.training is None
    assert session.is_making
    assert session.problem is not None
    # Decided meanwhile: it is taken up, and nothing begins again for it.
    window.model.change_run("epochs", 17)
    qtbot.waitUntil(lambda: session.training is not None)
    assert session.problem is None
    assert session.training is not None
    assert session.training.design == window.model.design
    assert session.weights is not None
    assert np.array_equal(session.weights, session.training.net.weight_vector)


@pytest.mark.usefixtures("all_long")
def test_new_weights_of_a_large_network_come_and_are_undone(
    qtbot: QtBot, window: MainWindow
) -> None:
    session, stack = window.session, window.model.undo_stack
    first = session.training
    window.session.advance(steps=2)
    qtbot.waitUntil(lambda: not session.is_moving)
    session.new_weights()
    qtbot.waitUntil(lambda: session.training not in (first, None))
    stack.undo()
    qtbot.waitUntil(lambda: session.training is first)
    assert first is not None
    assert first.step == 2


@pytest.mark.usefixtures("all_long")
def test_what_is_being_made_is_not_taken_for_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    session, documents = window.session, window.documents
    session.advance(steps=2)
    qtbot.waitUntil(lambda: not session.is_moving)
    assert documents.save_to(tmp_path / "a.diynn")
    assert documents.is_saved
    session.new_weights()
    qtbot.waitUntil(lambda: not session.is_making)
    window.model.undo_stack.undo()
    failures: list[object] = []
    documents.failed.disconnect()
    documents.failed.connect(failures.append)
    if session.is_making:
        assert not documents.is_saved
        assert not documents.save_to(tmp_path / "b.diynn")
    assert len(failures) == (0 if (tmp_path / "b.diynn").exists() else 1)
    qtbot.waitUntil(lambda: not session.is_making)
    assert documents.is_saved


@pytest.mark.usefixtures("all_long")
def test_a_large_network_is_saved_and_opened_with_its_weights(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    session, documents = window.session, window.documents
    session.advance(steps=3)
    qtbot.waitUntil(lambda: not session.is_moving)
    assert session.training is not None
    weights = session.training.net.weight_vector.copy()
    assert documents.save_to(tmp_path / "a.diynn")
    assert documents.is_saved
    session.new_weights()
    qtbot.waitUntil(lambda: not session.is_making)
    documents.asks = False
    assert documents.open_path(tmp_path / "a.diynn")
    qtbot.waitUntil(lambda: session.training is not None)
    assert session.training is not None
    assert np.array_equal(session.training.net.weight_vector, weights)
    assert documents.is_saved


def test_a_file_saved_while_it_trains_counts_for_the_step_that_it_holds(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    session = window.session
    window.model.change_run("epochs", 100_000)
    session.play()
    qtbot.waitUntil(lambda: session.training is not None and session.training.epoch > 2)
    assert window.documents.save_to(tmp_path / "a.diynn")
    session.pause()
    training = session.training
    assert training is not None
    qtbot.waitUntil(lambda: not session.is_moving)
    reached = training.epoch
    qtbot.waitUntil(lambda: training.epoch >= reached)
    # It has moved on since.
    assert not window.documents.is_saved
