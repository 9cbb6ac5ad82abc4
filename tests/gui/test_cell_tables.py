"""What all painted tables do alike: walk, choose, tell, scroll, cut long names, be empty."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPalette
from PySide6.QtWidgets import QToolTip, QWidget
from pytestqt.qtbot import QtBot

from gui.tabs.denoising.noise_map import MapRow, NoiseMap
from gui.tabs.denoising.restoration_grid import GridRow, RestorationGrid
from gui.tabs.mistakes.confusion_plot import ConfusionPlot
from gui.theme.theme import LIGHT, ThemeSource
from gui.widgets import export
from gui.widgets.cell_table import NO_CELL, Cells, CellTable

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
LONG = "A class with a name of sixty-three letters, which no table holds"[:63]
Maker = Callable[[ThemeSource, int, str], CellTable]


def confusion(source: ThemeSource, count: int, name: str) -> ConfusionPlot:
    made = ConfusionPlot(source)
    made.set_counts(np.arange(count * count).reshape(count, count), [name] * count)
    return made


def noise(source: ThemeSource, count: int, name: str) -> NoiseMap:
    made = NoiseMap(source)
    rows = [MapRow(name, np.arange(3.0) + row, "0.5", row) for row in range(count)]
    made.set_table(rows, (0.0, 0.5, 1.0), ("trained σ", "test σ"))
    return made


def restoration(source: ThemeSource, count: int, name: str) -> RestorationGrid:
    made = RestorationGrid(source)
    images, psnr = np.ones((3, 8, 8)), np.arange(3.0)
    captions = (name, name, name)
    made.set_rows([GridRow(name, images, psnr, captions, row, "9 dB") for row in range(count)])
    return made


MAKERS = pytest.mark.parametrize("make", [confusion, noise, restoration])
CHOOSABLE = pytest.mark.parametrize("make", [confusion, noise])


def shown(qtbot: QtBot, table: CellTable, width: int = 420, height: int = 300) -> CellTable:
    qtbot.addWidget(table)
    table.resize(width, height)
    table.show()
    qtbot.waitExposed(table)
    return table


def middle(table: CellTable, row: int | None, column: int | None) -> QPoint:
    return table.place(row, column).center().toPoint()


def tip(table: CellTable, at: QPoint, monkeypatch: pytest.MonkeyPatch) -> str:
    texts: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: texts.append(text))
    table.viewportEvent(QHelpEvent(QEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at)))
    (words,) = texts
    return words


@MAKERS
def test_a_cell_is_reported_where_it_is_drawn(
    qtbot: QtBot, source: ThemeSource, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = shown(qtbot, make(source, 3, "name"))
    for row in range(3):
        for column in range(3):
            words = tip(table, middle(table, row, column), monkeypatch)
            assert words == table.cell_words(row, column) != ""
    assert tip(table, table.viewport().rect().bottomRight(), monkeypatch) == ""


@MAKERS
def test_keys_walk_within_the_table_and_are_read_aloud(
    qtbot: QtBot, source: ThemeSource, make: Maker
) -> None:
    table = shown(qtbot, make(source, 3, "name"))
    for key, count in ((Qt.Key.Key_Down, 5), (Qt.Key.Key_Right, 1)):
        for _ in range(count):
            qtbot.keyClick(table, key)
    assert table.current() == (2, 1)
    assert table.accessibleDescription() == table.cell_words(2, 1)
    for _ in range(5):
        qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.current() == (2, 2)


@CHOOSABLE
def test_a_click_or_enter_chooses(qtbot: QtBot, source: ThemeSource, make: Maker) -> None:
    table = shown(qtbot, make(source, 3, "name"))
    heard: list[tuple[object, object]] = []
    table.chosen.connect(lambda *cell: heard.append(cell))
    qtbot.mouseClick(table.viewport(), LEFT, pos=middle(table, 1, 1))
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    # The pointer has left the cell before the button was let go.
    qtbot.mousePress(table.viewport(), LEFT, pos=middle(table, 0, 0))
    qtbot.mouseRelease(table.viewport(), LEFT, pos=middle(table, 2, 2))
    assert heard == [(1, 1), (1, 2)]


def test_a_table_without_choice_tells_only(qtbot: QtBot, source: ThemeSource) -> None:
    table = shown(qtbot, restoration(source, 3, "name"))
    with qtbot.assertNotEmitted(table.chosen):
        qtbot.mouseClick(table.viewport(), LEFT, pos=middle(table, 1, 2))
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.current() == (1, 2)


@CHOOSABLE
def test_what_is_chosen_and_pointed_at_is_framed(
    qtbot: QtBot, source: ThemeSource, make: Maker
) -> None:
    table = shown(qtbot, make(source, 3, "name"))
    table.clearFocus()
    plain = grabbed(table)
    table.set_choice(2, 2)
    chosen = grabbed(table)
    qtbot.mouseMove(table.viewport(), middle(table, 0, 1))
    qtbot.waitUntil(lambda: grabbed(table) != chosen)
    assert chosen != plain
    at = table.place(2, 2).toRect()
    assert chosen.pixelColor(at.left() + 1, at.center().y()).name() == LIGHT.text.lower()
    table.set_choice(*NO_CELL)
    assert table.choice() == NO_CELL


def grabbed(table: CellTable) -> QImage:
    return table.viewport().grab().toImage()


@MAKERS
def test_a_name_of_63_letters_is_cut_and_told_whole(
    qtbot: QtBot, source: ThemeSource, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = shown(qtbot, make(source, 3, LONG), 480, 360)
    size = table.content_size()
    assert size.width() <= table.viewport().width()
    cells = table.place(2, 2).bottomRight() - table.place(0, 0).topLeft()
    assert cells.x() > 0.5 * size.width()
    assert table.minimumSizeHint().width() <= 320
    assert LONG in tip(table, middle(table, 1, None), monkeypatch)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_names_of_columns_are_reported_whole(
    qtbot: QtBot, source: ThemeSource, zoom: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.set_zoom(zoom)
    table = shown(qtbot, confusion(source, 4, LONG), 640, 640)
    assert LONG in tip(table, middle(table, None, 2), monkeypatch)
    assert table.place(0, 0).width() > 60


@MAKERS
def test_a_hundred_rows_are_scrolled(qtbot: QtBot, source: ThemeSource, make: Maker) -> None:
    table = shown(qtbot, make(source, 100, "name"))
    assert table.minimumSizeHint().height() <= 400
    assert table.content_size().height() > table.viewport().height()
    for _ in range(99):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current() == (99, 0)
    assert table.viewport().rect().contains(middle(table, 99, 0))
    for _ in range(100):
        qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.verticalScrollBar().value() == 0
    assert export.png(table.paint_picture, table.picture_size()).startswith(b"\x89PNG")
    assert len(table.csv().splitlines()) > 3


def test_a_hundred_columns_are_scrolled(qtbot: QtBot, source: ThemeSource) -> None:
    table = shown(qtbot, confusion(source, 100, "name"))
    table.go_to((99, 99))
    assert table.viewport().rect().contains(middle(table, 99, 99))
    table.go_to((0, 0))
    assert (table.horizontalScrollBar().value(), table.verticalScrollBar().value()) == (0, 0)


@MAKERS
def test_an_empty_table_does_nothing(
    qtbot: QtBot, source: ThemeSource, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = shown(qtbot, make(source, 0, "name"))
    with qtbot.assertNotEmitted(table.chosen):
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape):
            qtbot.keyClick(table, key)
        qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(40, 40))
    assert tip(table, QPoint(40, 40), monkeypatch) == ""
    assert (table.accessibleDescription(), table.in_words()) == ("", "")
    assert not table.offers_menu()
    assert not grabbed(table).isNull()
    assert len(table.csv().splitlines()) == 1
    assert export.png(table.paint_picture, table.picture_size()).startswith(b"\x89PNG")


@MAKERS
@pytest.mark.parametrize("width", [1, 8, 11, 40])
def test_a_table_without_room_does_not_fail(
    qtbot: QtBot, source: ThemeSource, make: Maker, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = shown(qtbot, make(source, 10, "name"))
    table.viewport().resize(width, 6)
    table.arrange()
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.current() == (0, 1)
    assert table.place(0, 1).width() > 0
    assert table.place(0, 1).left() > table.place(0, 0).left()
    assert tip(table, middle(table, 0, 1), monkeypatch) == table.cell_words(0, 1)
    assert not grabbed(table).isNull()


@MAKERS
def test_fewer_rows_take_the_keyboard_with_them(
    qtbot: QtBot, source: ThemeSource, make: Maker
) -> None:
    table = shown(qtbot, make(source, 4, "name"))
    table.go_to((3, 1))
    table.set_choice(3, 1)
    fewer = make(source, 2, "name")
    qtbot.addWidget(fewer)
    if isinstance(table, ConfusionPlot) and isinstance(fewer, ConfusionPlot):
        table.set_counts(fewer.counts(), ["name"] * 2)
    elif isinstance(table, NoiseMap) and isinstance(fewer, NoiseMap):
        table.set_table(fewer.rows, fewer.strengths, ("", ""))
    elif isinstance(table, RestorationGrid) and isinstance(fewer, RestorationGrid):
        table.set_rows(fewer.rows)
    assert table.current() == (1, 1)
    assert table.accessibleDescription() == table.cell_words(1, 1)
    assert not grabbed(table).isNull()


@pytest.mark.parametrize(
    ("make", "ground"),
    [(confusion, "#123456"), (noise, "#123456"), (restoration, LIGHT.surface.lower())],
)
def test_a_table_lies_on_the_ground_of_its_tab_or_on_its_own(
    qtbot: QtBot, source: ThemeSource, make: Maker, ground: str
) -> None:
    tab = QWidget()
    tab.setPalette(QPalette(QColor("#123456")))
    tab.setAutoFillBackground(True)
    table = make(source, 3, "name")
    table.setParent(tab)
    table.resize(420, 300)
    qtbot.addWidget(tab)
    tab.resize(420, 300)
    tab.show()
    qtbot.waitExposed(tab)
    assert tab.grab().toImage().pixelColor(1, 1).name() == ground


def test_cells_lie_beside_their_names() -> None:
    cells = Cells(2, 3, 10, 20, left=50, top=30, head=5)
    assert cells.area(1, 2).getRect() == (70, 50, 10, 20)
    assert cells.area(1, None).getRect() == (5, 50, 75, 20)
    assert cells.area(None, 2).getRect() == (70, 5, 10, 65)
    assert cells.area(*NO_CELL).getRect() == (50, 30, 30, 40)
    assert cells.size() == QSize(81, 71)
    for row, column in ((0, 0), (1, 2)):
        assert cells.at(cells.area(row, column).center()) == (row, column)
        assert cells.at(cells.row_name(row).center()) == (row, None)
        assert cells.at(cells.column_name(column).center()) == (None, column)
    assert cells.at(cells.area(1, 2).bottomRight()) is None
    assert cells.at(cells.row_name(0).topLeft() - cells.column_name(0).bottomLeft()) is None
    assert cells.seen(cells.area(1, 1).adjusted(1, 1, -1, -1)) == (range(1, 2), range(1, 2))
