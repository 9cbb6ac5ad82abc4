"""The row of a table's preparation, and what is seen while data is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from diynn.data.dataset import Dataset
from diynn.data.sources import Iris, Penguins, UserFile
from diynn.storage.model_file import load
from diynn.storage.recipes import recipe
from diynn.workers import check_cancelled, report_progress
from gui.design_panel.preparation_row import PreparationRow
from gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def flats(path: Path, last: str = "") -> Path:
    dice = np.random.default_rng(0)
    lines = ["town,area,floor,price"]
    for n in range(80):
        area = dice.normal(70, 20)
        cell = "" if n % 9 == 0 else f"{area:.2f}"
        lines.append(f"{['Lyon', 'Brest', ''][n % 3]},{cell},{n % 5},{3000 * area:.0f}")
    path.write_text("\n".join(lines) + "\n" + last)
    return path


@pytest.fixture
def row(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> PreparationRow:
    """The row of a table that was dropped, unfolded."""
    window.open_file(flats(tmp_path / "flats.csv"))
    qtbot.waitUntil(lambda: window.model.design.view.targets == "standard")
    qtbot.waitUntil(lambda: window.session.training is not None)
    found = window.stack.layers.preparation
    found.expander.setChecked(True)
    return found


def choose(row: PreparationRow, *names: str) -> None:
    """Choose the columns of these names in the list."""
    table = row.table
    table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for number, cells in enumerate(table.rows()):
        if cells[0] in names:
            index = table.model().index(number, 0)
            table.selectionModel().select(index, flags.Select | flags.Rows)


def test_it_is_seen_where_the_data_is_a_table(qtbot: QtBot, window: MainWindow) -> None:
    layers = window.stack.layers
    seen = []
    for name in ("moons", "penguins", "digits-dense", "diabetes"):
        window.documents.start_from(recipe(name))
        qtbot.waitUntil(lambda: window.session.data is not None)
        seen.append(layers.preparation.isVisibleTo(layers))
    assert seen == [False, True, False, True]
    # What stands in it stands in the row of the input no more.
    layers.input.expander.setChecked(True)
    assert not layers.input.view.isVisibleTo(layers)
    assert not layers.input.targets.isVisibleTo(layers)
    assert layers.input.table_view.isVisibleTo(layers)


def test_one_line_says_what_it_does(row: PreparationRow) -> None:
    assert row.words.text() == (
        "1 one-hot · 35 empty: median · inputs and price standardised"
    )
    assert row.table.rows() == [
        ["town", "one-hot: 2", "26 → most frequent", "standard"],
        ["area", "number", "9 → median", "standard"],
        ["floor", "number", "–", "standard"],
    ]


def test_every_change_is_one_edit_and_does_what_it_says(
    qtbot: QtBot, window: MainWindow, row: PreparationRow
) -> None:
    stack, session = window.model.undo_stack, window.session

    def choose_own(combo: object, value: str) -> None:
        assert combo in (row.fill, row.scaling)
        box = row.fill if combo is row.fill else row.scaling
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())

    def cells(value: str) -> None:
        row.cells.edited.emit("empty", value)

    choose(row, "area")
    changes: list[tuple[Callable[[], None], str]] = [
        (lambda: cells("mean"), "35 empty: mean"),
        (lambda: cells("leave out"), "row left out"),
        (lambda: row.inputs.edited.emit("scaling", "robust"), "inputs by median and quartiles"),
        (lambda: row.target.edited.emit("targets", "0 to 1"), "price from 0 to 1"),
        (lambda: row.rows.edited.emit("fitted_on", "whole training part"), "standardised"),
        (lambda: choose_own(row.fill, "most frequent"), "35 empty: most frequent"),
        (lambda: choose_own(row.scaling, "given"), "1 otherwise"),
    ]
    for change, words in changes:
        before, edits = window.model.design, stack.index()
        choose(row, "area")
        change()
        assert words in row.words.text()
        assert stack.index() == edits + 1
        qtbot.waitUntil(lambda: session.training is not None)
        assert session.training is not None
        assert session.training.design == window.model.design
        stack.undo()
        assert window.model.design == before
        qtbot.waitUntil(lambda: session.training is not None)


def test_chosen_columns_have_settings_of_their_own(
    qtbot: QtBot, window: MainWindow, row: PreparationRow
) -> None:
    assert not row.fill.isEnabled()
    choose(row, "area", "floor")
    assert row.chosen.text() == "2 columns chosen"
    row.scaling.setCurrentIndex(row.scaling.findData("given"))
    row.scaling.activated.emit(row.scaling.currentIndex())
    assert window.model.design.view.scalings == (("area", "given"), ("floor", "given"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    assert window.session.data is not None
    assert window.session.data.train.x[:, 3].max() == 4
    assert [cells[-1] for cells in row.table.rows()] == ["standard", "given", "given"]
    choose(row, "area")
    assert row.scaling.currentData() == "given"
    row.scaling.setCurrentIndex(0)
    row.scaling.activated.emit(0)
    assert window.model.design.view.scalings == (("floor", "given"),)
    choose(row, "area", "floor")
    assert row.scaling.currentIndex() == -1


def test_what_is_held_back_changes_the_data_and_keeps_the_weights(
    qtbot: QtBot, window: MainWindow, row: PreparationRow, tmp_path: Path
) -> None:
    session = window.session
    session.advance(epochs=1)
    qtbot.waitUntil(lambda: not session.is_moving and len(session.history) == 1)
    before = session.data
    window.model.change_run("validation", 0.3)
    training = session.training
    assert training is not None
    assert training.epoch == 1
    assert session.data is training.data
    assert session.data is not before
    window.documents.save_to(tmp_path / "net.diynn")
    kept = load(tmp_path / "net.diynn").preparation
    assert kept is not None
    assert kept == training.fitted
    x = kept.apply({"area": [None], "town": ["Oslo"], "floor": [2]})
    assert np.isfinite(session.net.predict(x)).all() if session.net else False


def test_an_opened_network_shows_the_choices_it_was_saved_with(
    qtbot: QtBot, window: MainWindow, row: PreparationRow, tmp_path: Path
) -> None:
    choose(row, "area")
    row.fill.setCurrentIndex(row.fill.findData("mean"))
    row.fill.activated.emit(row.fill.currentIndex())
    assert isinstance(window.model.design.source, UserFile)
    assert window.model.design.source.fills == (("area", "mean"),)
    window.documents.asks = False
    window.documents.save_to(tmp_path / "net.diynn")
    window.documents.start_from(recipe("moons"))
    qtbot.waitUntil(lambda: window.session.data is not None)
    assert not row.isVisibleTo(window.stack.layers)
    window.open_file(tmp_path / "net.diynn")
    qtbot.waitUntil(lambda: len(row.table.rows()) == 3)
    assert row.table.rows()[1] == ["area", "number", "9 → mean", "standard"]


def test_splits_of_a_table_are_shown_as_counts(qtbot: QtBot, window: MainWindow) -> None:
    window.documents.start_from(recipe("iris"))
    qtbot.waitUntil(lambda: window.session.data is not None)
    assert "120 to train, 30 to test" in window.stack.layers.input.outline.text()
    window.model.change_part("source", "split", "stratified")
    window.model.change_part("source", "test_share", 0.4)
    qtbot.waitUntil(lambda: window.session.data is not None)
    assert "90 to train, 60 to test" in window.stack.layers.input.outline.text()
    more = window.stack.layers.input.more
    assert more is not None
    assert {"split", "split_column", "test_share", "seed"} <= set(more.editors)
    assert isinstance(window.model.design.source, Iris)
    window.model.change_source(Penguins(split="by groups"))
    qtbot.waitUntil(lambda: window.session.loader.error is not None)
    assert "no column to be split by" in window.messages.words.text()


# --- what is opened -----------------------------------------------------------------------------


def test_a_column_that_says_the_parts_splits_a_table_that_is_dropped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    lines = [f"{n},{['train', 'train', 'val', 'test'][n % 4]},{'ab'[n % 2]}" for n in range(60)]
    path = tmp_path / "rows.csv"
    path.write_text("x,split,kind\n" + "\n".join(lines) + "\n")
    window.open_file(path)
    qtbot.waitUntil(lambda: "split_column='split'" in str(window.model.design.source))
    qtbot.waitUntil(lambda: window.session.data is not None)
    shown = window.stack.layers.input.outline.text()
    assert "30 to train, 15 to validate, 15 to test" in shown
    assert "“split” says which rows are tested on" in window.messages.words.text()


def test_a_lone_array_is_given_back_by_an_auto_encoder(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    np.save(tmp_path / "signals.npy", np.random.default_rng(0).normal(5, 2, (50, 6)))
    window.open_file(tmp_path / "signals.npy")
    qtbot.waitUntil(lambda: window.model.design.reconstructs)
    qtbot.waitUntil(lambda: window.session.training is not None)
    assert window.session.problem is None
    assert "No targets lie beside" in window.messages.words.text()
    # With labels beside it, it is classified.
    np.save(tmp_path / "y.npy", np.arange(50) % 3)
    window.session.loader.reload()
    qtbot.waitUntil(lambda: window.session.dataset is not None)
    assert window.session.dataset is not None
    assert window.session.dataset.classes == ("0", "1", "2")


# --- while it is read ---------------------------------------------------------------------------


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Files of one's own are read as long as this is not set, in halves."""
    go_on = Event()
    read = UserFile.load

    def load_slowly(self: UserFile) -> Dataset:
        while not go_on.wait(0.01):
            check_cancelled()
            report_progress(3_000_000, 6_000_000)
        return read(self)

    monkeypatch.setattr(UserFile, "load", load_slowly)
    return go_on


def test_reading_shows_how_far_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, slow: Event
) -> None:
    window.open_file(flats(tmp_path / "flats.csv"))
    bar, words = window.messages.bar, window.messages.words
    qtbot.waitUntil(lambda: bar.isVisibleTo(window.messages))
    assert words.text() == "Reading “flats.csv”: 3.0 of 6.0 MB"
    assert 2 * bar.value() == bar.maximum()
    # What was closed stays closed.
    window.messages.close_message()
    with qtbot.waitSignal(window.session.loader.advanced):
        pass
    assert not window.messages.isVisibleTo(window)
    slow.set()
    qtbot.waitUntil(lambda: window.session.dataset is not None)
    assert not bar.isVisibleTo(window.messages)


def test_reading_can_be_cancelled_and_begun_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, slow: Event
) -> None:
    window.open_file(flats(tmp_path / "flats.csv"))
    qtbot.waitUntil(lambda: window.messages.bar.isVisibleTo(window.messages))
    assert window.messages.action.text() == "Cancel"
    window.messages.action.click()
    loader = window.session.loader
    assert not loader.is_loading
    assert "was cancelled" in window.messages.words.text()
    assert window.messages.action.text() == "Try again"
    slow.set()
    window.messages.action.click()
    qtbot.waitUntil(lambda: window.session.dataset is not None)
    assert loader.error is None
