"""Painted pages with names that are too long, with very many items, and with nothing at all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from gui.tabs.boundary.value_rows import ValueRow, ValueRows
from gui.tabs.mistakes.probability_bars import Bars, ProbabilityBars
from gui.tabs.weights.wall import Wall
from gui.tabs.weights.wall_blocks import Bars as ValueBars
from gui.tabs.weights.wall_blocks import Pictures, Section
from gui.theme.theme import ThemeSource
from gui.widgets import export
from gui.widgets.image_page import ImagePage
from gui.widgets.input_bars import InputBars, Worth
from gui.widgets.painted_page import PaintedPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LONG = "A class with a name of sixty-three letters, which no page has room for"[:63]


def images(source: ThemeSource, count: int) -> ImagePage:
    made = ImagePage(source)
    made.set_images(
        np.ones((count, 2, 8, 8)), captions=[LONG] * count, row_labels=[LONG, "network"]
    )
    return made


def bars(source: ThemeSource, count: int) -> ProbabilityBars:
    made = ProbabilityBars(source)
    shares = np.full(count, 1 / max(count, 1))
    made.set_bars([LONG] * count, [Bars("Run 1", None, shares), Bars("Run 2", 1, shares)])
    return made


def wall(source: ThemeSource, count: int) -> Wall:
    made = Wall(source, "Weights")
    names = [LONG] * count
    made.set_sections(
        [
            Section(LONG, Pictures(np.ones((count, 1, 4, 4)), (-1.0, 1.0), "Filter"), LONG, 1),
            Section(LONG, ValueBars(np.ones(count), (-1.0, 1.0), "Output", names)),
        ]
        if count
        else []
    )
    return made


def values(source: ThemeSource, count: int) -> ValueRows:
    made = ValueRows(source, "Values")
    made.set_rows([ValueRow(LONG, np.array([0.25, np.nan]), (LONG, "b")) for _ in range(count)])
    return made


def inputs(source: ThemeSource, count: int) -> InputBars:
    made = InputBars(source)
    made.set_inputs([LONG] * count)
    made.set_worth([Worth(k / 10 - 0.2, 0.1) for k in range(count)])
    return made


Maker = Callable[[ThemeSource, int], PaintedPage]
MAKERS = pytest.mark.parametrize("make", [images, bars, wall, values, inputs])


def shown(qtbot: QtBot, page: PaintedPage) -> None:
    qtbot.addWidget(page)
    page.resize(420, 300)
    page.show()
    qtbot.waitExposed(page)


def tip(page: PaintedPage, at: QPoint, monkeypatch: pytest.MonkeyPatch) -> str:
    texts: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: texts.append(text))
    event = QHelpEvent(QEvent.Type.ToolTip, at, page.mapToGlobal(at))
    page.viewportEvent(event)
    (words,) = texts
    return words


@MAKERS
def test_long_names_make_no_page_wider_than_it_is(
    qtbot: QtBot, source: ThemeSource, make: Maker
) -> None:
    page = make(source, 4)
    shown(qtbot, page)
    assert page.content_size().width() <= page.viewport().width()
    assert page.minimumSizeHint().width() <= 200
    assert not page.grab().isNull()
    assert LONG in page.csv()
    assert page.in_words()


@MAKERS
@pytest.mark.parametrize("count", [0, 100])
def test_nothing_and_very_much_can_be_drawn_told_and_kept(
    qtbot: QtBot, source: ThemeSource, make: Maker, count: int
) -> None:
    page = make(source, count)
    page.set_empty_text("There is nothing yet.")
    shown(qtbot, page)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_End):
        qtbot.keyClick(page, key)
    assert not page.grab().isNull()
    assert page.offers_menu() == bool(count)
    assert page.empty_text() == ("" if count else "There is nothing yet.")
    assert page.minimumSizeHint().height() <= 400
    assert export.png(page.paint_picture, page.picture_size()).startswith(b"\x89PNG")


def test_captions_and_labels_of_images_are_cut_and_told_whole(
    qtbot: QtBot, source: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = images(source, 2)
    shown(qtbot, page)
    first, second = page.picture_area(0), page.picture_area(1)
    assert page.viewport().rect().contains(first.toRect())
    assert page.content_size().width() <= page.viewport().width()
    assert not first.intersects(second)
    assert tip(page, first.center().toPoint(), monkeypatch) == LONG
    label = QPoint(20, round(first.center().y()))
    assert tip(page, label, monkeypatch) == LONG
    assert tip(page, QPoint(20, round(page.picture_area(0, 1).center().y())), monkeypatch) == (
        "network"
    )


def test_names_beside_bars_are_cut_and_told_whole(
    qtbot: QtBot, source: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bars(source, 4)
    shown(qtbot, page)
    assert tip(page, QPoint(20, 10), monkeypatch).splitlines() == [
        LONG, "Run 1: 25.0 %", "Run 2: 25.0 %"
    ]  # fmt: skip
    assert tip(page, QPoint(20, 290), monkeypatch) == ""


def test_names_of_values_are_cut_before_their_numbers_and_told_whole(
    qtbot: QtBot, source: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ValueRows(source, "Values")
    rows.set_rows([ValueRow("Input", np.array([0.25, 0.5]), (LONG, "short"))])
    shown(qtbot, rows)
    assert tip(rows, QPoint(20, 40), monkeypatch) == f"{LONG}: 0.25"
    assert tip(rows, QPoint(20, 2), monkeypatch) == ""
    drawn = export.svg(rows.paint_picture, rows.picture_size(), "Values").decode()
    assert "short" in drawn
    assert "A class" in drawn
    assert LONG not in drawn


def test_a_page_that_is_scrolled_finds_what_is_under_the_pointer(
    qtbot: QtBot, source: ThemeSource
) -> None:
    page = images(source, 100)
    shown(qtbot, page)
    page.go_to(99)
    assert page.item_at(page.picture_area(99).center().toPoint()) == 99
    assert page.viewport().rect().contains(page.picture_area(99).toRect())
