"""The run list outlives the program: kept at the end, offered at the start, within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

import diynn.storage.kept_runs as storage
from diynn.storage.kept_runs import kept_files, read_run
from diynn.storage.recipes import recipe
from gui.model.run_list import ListedRun
from gui.model.workspace import Workspace
from gui.theme.theme import ThemeSource
from gui.window.main_window import MainWindow

Open = Callable[[], Workspace]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def start(qtbot: QtBot, settings: QSettings, folder: Path) -> Iterator[Open]:
    made: list[Workspace] = []

    def go() -> Workspace:
        work = Workspace(settings)
        made.append(work)
        work.documents.asks = False
        work.keep_runs_in(folder)
        work.open()
        qtbot.waitUntil(lambda: work.session.training is not None)
        assert work.kept_runs is not None
        work.kept_runs.look()
        return work

    yield go
    for work in made:
        work.close()


def trained(qtbot: QtBot, work: Workspace, epochs: int) -> ListedRun:
    session = work.session
    session.advance(epochs=epochs)
    qtbot.waitUntil(lambda: not session.is_moving and len(session.history) == epochs)
    qtbot.waitUntil(lambda: work.run_list.current is not None)
    current = work.run_list.current
    assert current is not None
    return current


def ended(work: Workspace) -> None:
    assert work.kept_runs is not None
    assert work.kept_runs.keep(None)
    work.close()


def brought_back(qtbot: QtBot, work: Workspace) -> list[str]:
    """What was said at the end of it."""
    said: list[str] = []
    work.session.said.connect(lambda _, words: said.append(str(words)))
    assert work.kept_runs is not None
    work.kept_runs.bring_back()
    qtbot.waitUntil(lambda: bool(said))
    return said


def test_runs_come_back_as_they_were(qtbot: QtBot, start: Open, folder: Path) -> None:
    work = start()
    first = trained(qtbot, work, 2)
    work.session.new_weights()
    second = trained(qtbot, work, 3)
    work.run_list.rename(second, "the “second” 2/3")
    work.run_list.recolour(second, 5)
    kept = [(one.name, one.colour, one.weights.copy(), len(one.history)) for one in (first, second)]
    ended(work)

    again = start()
    assert again.run_list.runs == []
    brought_back(qtbot, again)
    runs = again.run_list.runs
    assert [(one.name, one.colour, len(one.history)) for one in runs] == [
        (name, colour, epochs) for name, colour, _, epochs in kept
    ]
    for run, (*_, weights, _) in zip(runs, kept, strict=True):
        assert np.array_equal(run.weights, weights)
    # What has not changed is not written again; what was taken off the list goes.
    before = kept_files(folder)
    again.run_list.remove(runs[0])
    ended(again)
    assert kept_files(folder) == before[1:]


def test_runs_that_were_not_asked_for_are_offered_again(
    qtbot: QtBot, start: Open, folder: Path
) -> None:
    work = start()
    trained(qtbot, work, 1)
    ended(work)
    for _ in range(2):
        work = start()
        assert work.kept_runs is not None
        assert len(work.kept_runs.files) == 1
        ended(work)
    work = start()
    assert work.kept_runs is not None
    work.kept_runs.forget()
    assert kept_files(folder) == []


@pytest.mark.parametrize("spoil", [b"", b"\0" * 300, None])
def test_a_spoiled_file_costs_no_other_run(
    qtbot: QtBot, start: Open, folder: Path, spoil: bytes | None
) -> None:
    work = start()
    trained(qtbot, work, 1)
    work.session.new_weights()
    trained(qtbot, work, 2)
    ended(work)
    path = kept_files(folder)[0]
    path.write_bytes(path.read_bytes()[:-9] if spoil is None else spoil)
    again = start()
    said = brought_back(qtbot, again)
    assert [len(run.history) for run in again.run_list.runs] == [2]
    assert said[0].startswith("1 of the kept runs")


def test_the_oldest_go_beyond_the_bounds(
    qtbot: QtBot, start: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "MOST_RUNS", 2)
    work = start()
    for epochs in (1, 2, 3):
        trained(qtbot, work, epochs)
        work.session.new_weights()
    ended(work)
    assert [len(read_run(path).model.history) for path in kept_files(folder)] == [2, 3]
    monkeypatch.setattr(storage, "MOST_BYTES", kept_files(folder)[1].stat().st_size)
    work = start()
    brought_back(qtbot, work)
    work.run_list.rename(work.run_list.runs[0], "another name")
    ended(work)
    assert [read_run(path).name for path in kept_files(folder)] == ["another name"]


def test_a_folder_that_cannot_be_written_is_asked_about(
    qtbot: QtBot, start: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = start()
    trained(qtbot, work, 1)
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("in the way")
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert work.kept_runs is not None
    assert not work.kept_runs.keep(None)
    assert "could not be kept" in asked[0]


def test_a_run_of_an_untouched_template_is_left_without_a_question(
    qtbot: QtBot, themes: ThemeSource, settings: QSettings, monkeypatch: pytest.MonkeyPatch,
    folder: Path,
) -> None:  # fmt: skip
    """It goes to the run list; what was edited is asked about."""
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        return QMessageBox.StandardButton.Discard

    monkeypatch.setattr(QMessageBox, "exec", answer)
    window = MainWindow(themes, settings)
    window.workspace.keep_runs_in(folder)
    qtbot.waitUntil(lambda: window.session.training is not None)
    run = trained(qtbot, window.workspace, 2)
    window.session.new_weights()
    trained(qtbot, window.workspace, 1)
    window.documents.begin(recipe("linear"))
    assert asked == []
    assert run in window.run_list.runs
    assert len(window.run_list.runs) == 2
    qtbot.waitUntil(lambda: window.session.training is not None)
    trained(qtbot, window.workspace, 1)
    window.model.insert_layer("ReLU", 1)
    window.documents.new()
    assert len(asked) == 1
    assert window.model.design.layers == ()
    # The window is closed without a word: the runs are kept.
    assert window.close()
    assert len(asked) == 1
    assert len(kept_files(folder)) == 3
    window.deleteLater()
