"""The tab of runs: its table, what differs, and what can be done with a run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from diynn.layers import Linear, ReLU, Tanh
from diynn.storage.model_file import load_any, save, snapshot
from diynn.storage.recipes import recipe
from diynn.training.reports import EpochReport
from diynn.training.training import Training
from diynn.training.training import train as train_it
from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session
from gui.tabs.runs.difference_table import thing_words
from gui.tabs.runs.summary import accuracy, best_key, loss, loss_key
from gui.tabs.runs.tab import RunsTab
from gui.text.numbers import duration
from gui.theme.theme import ThemeSource

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Train = Callable[[int], ListedRun]
NAME, EPOCHS, LOSS, ACCURACY, BEST, TIME, WEIGHTS = range(7)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def tab(qtbot: QtBot, session: Session, themes: ThemeSource) -> Iterator[RunsTab]:
    made = RunsTab(session, themes, RunList(session))
    qtbot.addWidget(made)
    made.resize(560, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_down()


@pytest.fixture
def run_list(tab: RunsTab) -> RunList:
    return tab.run_list


@pytest.fixture
def three(session: Session, train: Train) -> list[ListedRun]:
    """Runs of 3, 1 and 2 epochs; the second with a layer more, the third with longer steps."""
    runs = [train(3)]
    session.model.insert_layers([Linear(5), ReLU()], 2)
    runs.append(train(1))
    session.model.undo_stack.undo()
    session.from_the_start()
    session.model.change_part("optimizer", "learning_rate", 0.7)
    runs.append(train(2))
    return runs


def shown(tab: RunsTab, column: int) -> list[str]:
    model = tab.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def compared(tab: RunsTab) -> list[list[str]]:
    model = tab.differences
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(tab: RunsTab, *runs: ListedRun) -> None:
    tab.table.clearSelection()
    selection = tab.table.selectionModel()
    for run in runs:
        selection.select(
            tab.model.index(tab.model.row_of(run), 0),
            selection.SelectionFlag.Select | selection.SelectionFlag.Rows,
        )


def test_an_empty_shelf_says_what_would_stand_there(
    qtbot: QtBot, tab: RunsTab, train: Train
) -> None:
    assert tab.empty.isVisible()
    assert "play" in tab.empty.text()
    assert not tab.table.isVisible()
    train(1)
    assert tab.table.isVisible()
    assert not tab.empty.isVisible()


def test_the_figures_are_those_of_the_training(tab: RunsTab, train: Train) -> None:
    run = train(3)
    last = run.history[-1]
    assert last.test_loss is not None
    assert last.test_accuracy is not None
    assert shown(tab, NAME) == [run.name]
    assert shown(tab, EPOCHS) == ["3"]
    assert shown(tab, LOSS) == [f"{loss(last.train_loss)}\n{loss(last.test_loss)}"]
    assert shown(tab, ACCURACY)[0].split("\n")[1] == accuracy(last.test_accuracy)
    best = run.history[run.training.best_epoch - 1]
    assert shown(tab, BEST) == [accuracy(best.test_accuracy)]
    assert shown(tab, TIME) == [duration(run.training.seconds)]
    assert shown(tab, WEIGHTS) == [str(run.weights.size)]


def test_the_run_of_the_moment_is_live_and_marked(
    qtbot: QtBot, session: Session, tab: RunsTab, three: list[ListedRun]
) -> None:
    def notes() -> list[str]:
        names = [tab.model.index(row, NAME) for row in range(3)]
        return [str(index.data(Qt.ItemDataRole.AccessibleTextRole)) for index in names]

    assert [text.endswith("shown now") for text in notes()] == [False, False, True]
    texts: list[tuple[int, int]] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        texts.append((first.row(), last.row()))

    session.model.change_run("epochs", 1_000_000)
    session.play()
    tab.model.dataChanged.connect(note)
    qtbot.waitUntil(lambda: len(session.history) > 20)
    assert [text.endswith("training now") for text in notes()] == [False, False, True]
    session.pause()
    qtbot.waitUntil(lambda: "shown now" in notes()[2])
    # Only its own row was read again.
    assert set(texts) == {(2, 2)}
    qtbot.waitUntil(lambda: shown(tab, EPOCHS)[2] == str(three[2].training.epoch))


def test_a_training_without_classes_has_no_accuracy(
    qtbot: QtBot, session: Session, tab: RunsTab, train: Train
) -> None:
    session.model.replace_design(recipe("digits-autoencoder"), "Digits")
    qtbot.waitUntil(lambda: session.training is not None)
    run = train(1)
    assert shown(tab, ACCURACY) == ["–\n–"]
    assert shown(tab, BEST) == [loss(run.history[0].test_loss)]


def test_a_run_without_a_whole_epoch_has_no_figures_yet(
    qtbot: QtBot, session: Session, tab: RunsTab, run_list: RunList
) -> None:
    session.advance(steps=1)
    qtbot.waitUntil(lambda: len(run_list.runs) == 1)
    assert shown(tab, LOSS) == ["–\n–"]
    assert shown(tab, BEST) == ["–"]
    for column in range(tab.model.columnCount()):
        tab.table.sortByColumn(column, UP)
    assert shown(tab, EPOCHS) == ["0"]


@pytest.mark.parametrize("column", [EPOCHS, LOSS, ACCURACY, BEST, TIME, WEIGHTS])
def test_a_click_on_a_heading_sorts_both_ways_and_keeps_what_is_chosen(
    qtbot: QtBot, tab: RunsTab, three: list[ListedRun], column: int
) -> None:
    keys: dict[int, Callable[[ListedRun], float]] = {
        EPOCHS: lambda run: run.training.epoch,
        LOSS: lambda run: run.history[-1].test_loss or 0,
        ACCURACY: lambda run: run.history[-1].test_accuracy or 0,
        BEST: lambda run: max(report.test_accuracy or 0 for report in run.history),
        TIME: lambda run: run.training.seconds,
        WEIGHTS: lambda run: run.weights.size,
    }
    choose(tab, three[1])
    header = tab.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    orders = []
    for _ in range(2):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        orders.append([tab.model.run_at(row) for row in range(3)])
        assert tab.table.chosen() == [three[1]]
    key = keys[column]
    values = [[key(run) for run in order] for order in orders]
    assert sorted(values) == sorted([sorted(values[0]), sorted(values[0], reverse=True)])
    assert orders[0] != orders[1]


def test_what_is_not_known_comes_last_in_either_order(
    run_list: RunList, tab: RunsTab, three: list[ListedRun]
) -> None:
    fresh = ListedRun(three[0].training.fresh_copy(), "fresh", 0)
    run_list.runs.insert(1, fresh)
    run_list.changed.emit()
    for order in (UP, DOWN):
        tab.table.sortByColumn(LOSS, order)
        assert tab.model.run_at(3) is fresh
    tab.table.sortByColumn(-1, UP)
    assert [tab.model.run_at(row) for row in range(4)] == run_list.runs


def test_the_model_keeps_the_rules_of_models(
    tab: RunsTab, session: Session, run_list: RunList, train: Train, three: list[ListedRun]
) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(tab.model, mode)
    tab.table.sortByColumn(LOSS, DOWN)
    session.new_weights()
    train(1)
    run_list.remove(three[1])
    tab.table.sortByColumn(NAME, UP)
    run_list.tick_all(run_list.runs, True)
    assert tab.model.rowCount() == 3
    assert tester.model() is tab.model


def test_a_click_ticks_and_space_ticks_all_chosen(
    qtbot: QtBot, tab: RunsTab, three: list[ListedRun]
) -> None:
    box = tab.table.visualRect(tab.model.index(0, NAME))
    spot = QPoint(box.left() + 14, box.center().y())
    qtbot.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert [run.ticked for run in three] == [True, False, False]
    choose(tab, three[0], three[1])
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)
    assert [run.ticked for run in three] == [True, True, False]
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)
    assert not any(run.ticked for run in three)
    tab.tick_all.trigger()
    assert all(run.ticked for run in three)
    tab.untick_all.trigger()
    assert not any(run.ticked for run in three)


def test_f2_edits_the_name_in_place(
    qtbot: QtBot, tab: RunsTab, three: list[ListedRun]
) -> None:
    choose(tab, three[1])
    tab.table.setCurrentIndex(tab.model.index(1, LOSS))
    qtbot.keyClick(tab.table, Qt.Key.Key_F2)
    editor = tab.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == three[1].name
    editor.selectAll()
    qtbot.keyClicks(editor, "deeper")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: three[1].name == "deeper")
    assert shown(tab, NAME)[1] == "deeper"


def test_what_differs_stands_below(
    qtbot: QtBot, session: Session, run_list: RunList, tab: RunsTab, three: list[ListedRun]
) -> None:
    assert "Tick" in tab.advice.text()
    assert tab.advice.isVisible()
    run_list.tick(three[0], True)
    assert tab.difference_table.isVisible()
    rate = f"{three[0].design.optimizer.learning_rate:g}"
    assert compared(tab)[0] == ["Optimizer", "Learning rate", "0.7", rate]
    run_list.tick(three[1], True)
    rows = {row[0]: row[1:] for row in compared(tab)}
    assert rows[f"Row 3 of {three[1].name}"] == ["Kind", "–", "–", "Linear (outputs 5)"]
    heads = [
        tab.differences.headerData(2 + place, Qt.Orientation.Horizontal) for place in range(3)
    ]
    assert heads == [three[2].name, three[0].name, three[1].name]
    # An edit of the design of the moment is seen at once.
    session.model.change_part("optimizer", "learning_rate", 0.25)
    assert compared(tab)[-1][:3] == ["Optimizer", "Learning rate", "0.7 → 0.25"]


def test_equal_designs_are_said_to_be_equal(
    session: Session, run_list: RunList, tab: RunsTab, train: Train
) -> None:
    first = train(1)
    session.from_the_start()
    train(1)
    run_list.tick(first, True)
    assert tab.advice.isVisible()
    assert "same data, layers and settings" in tab.advice.text()


def test_what_is_the_same_as_in_the_first_steps_back(
    run_list: RunList, tab: RunsTab, three: list[ListedRun], themes: ThemeSource
) -> None:
    run_list.tick_all(three, True)
    role, muted = Qt.ItemDataRole.ForegroundRole, QColor(themes.current.muted)
    row = next(n for n, row in enumerate(compared(tab)) if row[0].startswith("Row 3 of"))
    looks = [tab.differences.index(row, column).data(role) for column in (2, 3, 4)]
    assert looks == [None, muted, None]


def test_nothing_is_compared_while_hidden(
    run_list: RunList, tab: RunsTab, three: list[ListedRun]
) -> None:
    tab.hide()
    run_list.tick(three[0], True)
    assert tab.differences.rowCount() == 0
    tab.show()
    assert tab.differences.rowCount() == 1


def test_go_back_and_undo(
    session: Session, run_list: RunList, tab: RunsTab, three: list[ListedRun]
) -> None:
    choose(tab, three[2])
    assert not tab.go_back.isEnabled()
    assert "not shown now" in tab.buttons[tab.go_back].toolTip()
    choose(tab, three[1])
    assert tab.go_back.isEnabled()
    tab.buttons[tab.go_back].click()
    assert run_list.current is three[1]
    assert session.design == three[1].design
    assert not tab.go_back.isEnabled()
    session.model.undo_stack.undo()
    assert run_list.current is three[2]
    assert session.design == three[2].design


def test_its_design_begins_a_new_run_and_is_one_edit(
    session: Session, run_list: RunList, tab: RunsTab, train: Train, three: list[ListedRun]
) -> None:
    design, before = three[0].design, session.design
    edits = session.model.undo_stack.count()
    choose(tab, three[0])
    tab.buttons[tab.use_design].click()
    assert session.model.undo_stack.count() == edits + 1
    assert session.design == design
    assert session.history == []
    assert session.training is not None
    assert not session.training.begun
    assert len(run_list.runs) == 3
    fresh = train(1)
    assert run_list.runs == [*three, fresh]
    session.model.undo_stack.undo()
    assert session.design == before
    assert run_list.current is three[2]
    assert three[0].design == design
    session.model.undo_stack.redo()
    assert run_list.current is fresh


def test_delete_removes_the_chosen_but_not_the_one_shown(
    qtbot: QtBot, session: Session, run_list: RunList, tab: RunsTab, three: list[ListedRun]
) -> None:
    choose(tab, *three)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    assert run_list.runs == [three[2]]
    choose(tab, three[2])
    assert not tab.remove.isEnabled()
    session.model.undo_stack.undo()
    assert run_list.runs == three
    assert shown(tab, NAME) == [run.name for run in three]


def test_a_colour_is_chosen_from_the_menu(
    tab: RunsTab, three: list[ListedRun], themes: ThemeSource
) -> None:
    choose(tab, three[0], three[1])
    tab.colours.aboutToShow.emit()
    tab.colours.actions()[5].trigger()
    assert [run.colour for run in three] == [5, 5, 2]


def test_the_curves_of_ticked_runs_as_a_table(
    session: Session, run_list: RunList, tab: RunsTab, three: list[ListedRun], tmp_path: Path
) -> None:
    assert not tab.export.isEnabled()
    run_list.tick_all([three[0], three[2]], True)
    run_list.rename(three[0], 'wide, "slow"')
    assert tab.export.isEnabled()
    file = tmp_path / "runs.csv"
    tab.save_curves(str(file))
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
    assert [(row["run"], row["epoch"]) for row in rows] == [
        ('wide, "slow"', "1"), ('wide, "slow"', "2"), ('wide, "slow"', "3"),
        (three[2].name, "1"), (three[2].name, "2"),
    ]  # fmt: skip
    assert float(rows[1]["test_loss"]) == three[0].history[1].test_loss
    assert float(rows[4]["train_accuracy"]) == three[2].history[1].train_accuracy
    texts: list[object] = []
    session.said.connect(lambda kind, what: texts.append((kind, what)))
    tab.save_curves(str(tmp_path / "missing" / "runs.csv"))
    assert len(texts) == 1


def test_an_opened_file_stands_in_the_table(
    qtbot: QtBot, session: Session, tab: RunsTab, tmp_path: Path
) -> None:
    file = tmp_path / "net.diynn"
    design = recipe("linear")
    dataset = design.source.load()
    other = Training(design, dataset)
    reports = list(train_it(other, epochs=3))
    save(file, snapshot(other, dataset))
    session.show(load_any(file))
    qtbot.waitUntil(lambda: len(session.history) == 3)
    assert shown(tab, NAME) == [f"{design.title} 1"]
    assert shown(tab, EPOCHS) == ["3"]
    last = reports[-1]
    assert isinstance(last, EpochReport)
    assert shown(tab, LOSS) == [f"{loss(last.train_loss)}\n{loss(last.test_loss)}"]


def test_two_hundred_runs_are_read_only_where_they_are_seen(
    qtbot: QtBot, session: Session, run_list: RunList, tab: RunsTab, train: Train,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    current = train(1)
    for number in range(199):
        run_list.runs.append(ListedRun(current.training.fresh_copy(), f"copy {number}", number % 7))
    run_list.changed.emit()
    assert tab.model.rowCount() == 200
    tab.table.sortByColumn(NAME, DOWN)
    asked: set[int] = set()
    original = tab.model.data

    def data(index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asked.add(index.row())
        return original(index, role)

    monkeypatch.setattr(tab.model, "data", data)
    run_list.tick_all(run_list.runs, True)
    tab.table.viewport().repaint()
    assert 0 < len(asked) < 40
    assert tab.differences.columnCount() == 202
    assert "the last 20 of 199" in tab.heading.text()
    run_list.tick_all(run_list.runs, False)
    assert "last" not in tab.heading.text()


def test_another_look_reaches_the_marks(
    qtbot: QtBot, tab: RunsTab, train: Train, themes: ThemeSource
) -> None:
    train(1)

    def mark() -> QColor:
        icon = tab.model.index(0, NAME).data(Qt.ItemDataRole.DecorationRole)
        return QColor(icon.pixmap(12, 12).toImage().pixelColor(6, 6))

    assert mark() == QColor(themes.current.runs[0])
    themes.choose("dark")
    assert mark() == QColor(themes.current.runs[0])
    themes.choose("system")


def test_figures_read_well() -> None:
    assert [loss(value) for value in (None, float("nan"), 0.00812345, 23.214)] == [
        "–", "–", "0.00812", "23.2",
    ]  # fmt: skip
    assert accuracy(0.9999) == "99.99\N{NO-BREAK SPACE}%"
    assert accuracy(0.97777) == "97.8\N{NO-BREAK SPACE}%"
    assert accuracy(1.0) == "100.0\N{NO-BREAK SPACE}%"
    assert accuracy(0.29) == "29.0\N{NO-BREAK SPACE}%"
    good = EpochReport(1, 0.5, 0.4, 0.9, 0.8, 1.0)
    better = EpochReport(2, 0.6, 0.5, 0.9, 0.9, 2.0)
    best, worst = best_key(better), best_key(good)
    assert best is not None
    assert worst is not None
    assert best > worst
    assert better.is_better_than(good)
    assert loss_key(EpochReport(1, float("nan"), None, None, None, 0.0)) is None


def test_things_tell_what_is_not_as_usual_in_them() -> None:
    assert thing_words(None) == "–"
    assert thing_words(Tanh()) == "Tanh"
    assert thing_words(Linear(64)) == "Linear (outputs 64)"
    assert thing_words(Linear(64, bias=False)) == "Linear (outputs 64, bias no)"
    assert thing_words(ReLU(0.1)) == "ReLU (slope 0.1)"
