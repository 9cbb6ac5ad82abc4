"""What a training changes many times a second moves no layout, and is painted without Python."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.plots.curve_plot import CurvePlot
from gui.theme.theme import ThemeSource
from gui.widgets.caption import ElidedCaption
from gui.widgets.plain_text import SteadyLabel
from gui.widgets.value_table import Column, Entry, ValueTable

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Layouts(QObject):
    """Counts how often a widget is asked to lay itself out again."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def settle(qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.wait(1)


@pytest.fixture(params=[SteadyLabel, ElidedCaption])
def label(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[QLabel]:
    window = QWidget()
    qtbot.addWidget(window)
    made = request.param("Epoch 1000 of 2000")
    across = QHBoxLayout(window)
    across.addWidget(made, 1)
    across.addWidget(QLabel("beside"))
    window.resize(400, 40)
    window.show()
    qtbot.waitExposed(window)
    settle(qtbot)
    yield made
    window.close()


def say(label: QLabel, words: str) -> None:
    (label.set_words if isinstance(label, ElidedCaption) else label.setText)(words)


def test_other_words_are_shown_and_move_no_layout(qtbot: QtBot, label: QLabel) -> None:
    layouts = Layouts()
    label.window().installEventFilter(layouts)
    for words in ("Epoch 1001 of 2000", "finished", "", "Epoch 1111 of 2000"):
        say(label, words)
        settle(qtbot)
        assert label.text() == words
    assert layouts.count == 0


def test_words_are_never_cut_for_it(qtbot: QtBot, label: QLabel) -> None:
    words = "Epoch 1000000 of 2000000, and more"
    say(label, words)
    settle(qtbot)
    wide = label.fontMetrics().horizontalAdvance(words)
    assert label.width() >= wide or label.toolTip() == words


# Tables


def rows(count: int, last: str = "") -> list[list[Entry]]:
    made = [[Entry(f"row {n}", n, f"about {n}"), Entry(str(n * n), n)] for n in range(count)]
    if last:
        made[-1][0] = Entry(last)
    return made


@pytest.fixture
def table(qtbot: QtBot) -> ValueTable:
    made = ValueTable("Some values")
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.show()
    return made


COLUMNS = (Column("Name", "What it is", numbers=False), Column("Value"))


def entered(table: ValueTable) -> list[str]:
    """The functions of Python's that one painting of the table calls."""
    found: list[str] = []

    def note(frame: Any, event: str, _argument: object) -> None:
        if event == "call":
            found.append(frame.f_code.co_name)

    table.viewport().repaint()
    sys.setprofile(note)
    try:
        table.viewport().repaint()
    finally:
        sys.setprofile(None)
    return found


def test_more_cells_ask_python_no_more(table: ValueTable) -> None:
    table.show_rows(COLUMNS, rows(1))
    few = entered(table)
    table.show_rows(COLUMNS, rows(20))
    assert entered(table) == few


def test_only_rows_that_changed_are_read_again(table: ValueTable) -> None:
    table.show_rows(COLUMNS, rows(9))
    texts: list[tuple[int, int]] = []
    table.model().dataChanged.connect(lambda first, last: texts.append((first.row(), last.row())))
    table.show_rows(COLUMNS, rows(9))
    assert texts == []
    table.show_rows(COLUMNS, rows(9, "another"))
    assert texts == [(8, 8)]
    assert table.rows()[8] == ["another", "64"]
    place = table.model().index(8, 0)
    assert place.data() == "another"
    assert not place.data(Qt.ItemDataRole.ToolTipRole)
    other = table.model().index(7, 0)
    assert other.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "about 7"


# Curves


def test_many_short_curves_are_drawn_as_thin_as_a_long_one(
    qtbot: QtBot, source: ThemeSource
) -> None:
    plot = CurvePlot(source)
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    steps = np.arange(100.0)
    widths = []
    for count in (1, 12):
        for run in range(count):
            plot.set_series(str(run), steps, steps, run, "train", str(run))
        plot.redraw()
        widths.append({plot.curve(str(run)).bold.pen().widthF() for run in range(count)})
    alone, crowded = widths
    assert min(alone) > 1
    assert max(crowded) <= 1
