"""The palette: every block once, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diynn.layers import LAYERS, Conv1D, Linear, Residual1D
from gui.design_panel.block_drag import Drag
from gui.design_panel.palette import COMMON, Palette
from gui.theme.colours import LIGHT
from gui.theme.theme import ThemeSource, apply
from gui.widgets.caption import small

NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def palette(qtbot: QtBot, themes: ThemeSource) -> Iterator[Palette]:
    palette = Palette(themes)
    palette.resize(356, 210)
    palette.show()
    palette.activateWindow()
    qtbot.waitExposed(palette)
    yield palette
    palette.close()


def middle(palette: Palette, name: str) -> QPoint:
    block = palette.block(name)
    return block.mapTo(palette, block.rect().center())


def test_every_layer_has_its_block_with_icon_and_help(palette: Palette) -> None:
    assert {block.kind for block in palette.blocks} == set(LAYERS)
    for block in palette.blocks:
        assert not block.icon().isNull()
        assert block.kind.name() in block.toolTip()
        assert block.accessibleDescription()


def test_groups_stand_together(palette: Palette) -> None:
    groups = [block.kind.group for block in palette.blocks]
    assert len([1 for a, b in pairwise(groups) if a != b]) == (
        len(set(groups)) - 1
    )


@pytest.mark.parametrize("every", [False, True])
def test_no_name_is_cut(palette: Palette, every: bool, qtbot: QtBot) -> None:
    palette.every.setChecked(every)
    ground = palette.blocks[0].parentWidget()
    qtbot.waitUntil(lambda: ground.width() <= palette.width())
    for block in palette.shown():
        qtbot.waitUntil(lambda block=block: block.isVisible() and block.width() > 40)
        assert block.geometry().right() <= ground.width()
        room = block.width() - block.iconSize().width() - 8
        wide = QFontMetrics(small(block.font())).horizontalAdvance(block.text())
        assert wide <= room, block.text()


def test_a_click_alone_inserts_nothing(palette: Palette) -> None:
    heard = QSignalSpy(palette.chosen)
    QTest.mouseClick(palette.block("Linear"), LEFT)
    assert heard.count() == 0
    assert not palette.block("Linear").isDown()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert])
def test_enter_inserts(palette: Palette, key: Qt.Key) -> None:
    heard = QSignalSpy(palette.chosen)
    palette.block("Conv1D").setFocus()
    QTest.keyClick(palette.windowHandle(), key)
    assert heard.at(0) == [Conv1D]


def test_a_double_click_inserts_once(palette: Palette) -> None:
    heard = QSignalSpy(palette.chosen)
    place = middle(palette, "Linear")
    QTest.mouseClick(palette.windowHandle(), LEFT, NONE, place)
    QTest.mouseDClick(palette.windowHandle(), LEFT, NONE, place)
    assert [heard.at(0), heard.count()] == [[Linear], 1]


def test_arrows_go_from_block_to_block_and_space_stays_free(palette: Palette) -> None:
    heard = QSignalSpy(palette.chosen)
    palette.block("Linear").setFocus()
    for key, name in (
        (Qt.Key.Key_Right, "Conv1D"), (Qt.Key.Key_Down, "MaxPool2D"),
        (Qt.Key.Key_Down, "BatchNorm"), (Qt.Key.Key_Down, "Sigmoid"),
        (Qt.Key.Key_Left, "Tanh"), (Qt.Key.Key_Left, "Tanh"),
    ):  # fmt: skip
        QTest.keyClick(palette.windowHandle(), key)
        assert palette.focusWidget() is palette.block(name)
    QTest.keyClick(palette.windowHandle(), Qt.Key.Key_Space)
    assert heard.count() == 0


def test_f1_asks_for_help(palette: Palette) -> None:
    heard = QSignalSpy(palette.help_asked)
    palette.block("Tanh").setFocus()
    QTest.keyClick(palette.windowHandle(), Qt.Key.Key_F1)
    assert heard.at(0) == ["Tanh"]


def test_a_small_movement_is_no_drag(palette: Palette) -> None:
    dragged = QSignalSpy(palette.dragged)
    place = middle(palette, "Linear")
    handle = palette.windowHandle()
    QTest.mousePress(handle, LEFT, NONE, place)
    QTest.mouseMove(handle, place + QPoint(2, 2))
    QTest.mouseRelease(handle, LEFT, NONE, place + QPoint(2, 2))
    assert dragged.count() == 0


def test_escape_calls_a_drag_off(palette: Palette) -> None:
    drags: list[Drag] = []
    palette.dragged.connect(drags.append)
    place, handle = middle(palette, "Linear"), palette.windowHandle()
    QTest.mousePress(handle, LEFT, NONE, place)
    QTest.mouseMove(handle, place + QPoint(40, 40))
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    QTest.mouseRelease(handle, LEFT, NONE, place + QPoint(40, 40))
    assert drags == [Drag(Linear, palette.mapToGlobal(place + QPoint(40, 40))), Drag(Linear)]


def test_it_follows_the_zoom(palette: Palette, qapp: QApplication) -> None:
    before = palette.block("Linear").sizeHint().width()
    apply(qapp, LIGHT, 1.5)
    assert palette.block("Linear").sizeHint().width() > before + 8
    apply(qapp, LIGHT)


def test_the_rare_blocks_unfold(palette: Palette) -> None:
    assert {block.kind.name() for block in palette.shown()} == COMMON
    height = palette.sizeHint().height()
    palette.every.click()
    assert palette.shown() == palette.blocks
    # So many would leave the network no room: they scroll.
    assert height < palette.sizeHint().height() < 1.6 * height
    palette.every.click()
    assert palette.sizeHint().height() == height
    assert not palette.block("Residual2D").isVisible()


def names(palette: Palette) -> list[str]:
    return [block.kind.name() for block in palette.shown()]


def test_a_block_is_found_by_its_name_or_what_it_does(palette: Palette) -> None:
    QTest.keyClicks(palette.field, "norm")
    assert names(palette) == ["BatchNorm", "LayerNorm"]
    palette.field.setText("something that no block does")
    assert names(palette) == []
    palette.field.setText("swish")
    assert names(palette) == ["SiLU", "HardSwish"]
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert set(names(palette)) == COMMON


def test_enter_inserts_what_was_found(palette: Palette) -> None:
    heard = QSignalSpy(palette.chosen)
    palette.field.setFocus()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert heard.count() == 0
    QTest.keyClicks(palette.field, "resid")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert heard.at(0) == [Residual1D]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.block("Residual1D").hasFocus()
    QTest.keyClick(palette.windowHandle(), Qt.Key.Key_Right)
    assert palette.block("Residual2D").hasFocus()


def test_the_keys_scroll_to_where_they_go(palette: Palette, qtbot: QtBot) -> None:
    palette.every.setChecked(True)
    last = palette.block("Softplus")
    qtbot.waitUntil(lambda: last.geometry().bottom() > 250)
    palette.block("Upsample").setFocus()
    for _ in range(5):
        QTest.keyClick(palette.windowHandle(), Qt.Key.Key_Down)
    focused = palette.focusWidget()
    assert focused is not None
    place = focused.mapTo(palette, focused.rect().bottomLeft())
    assert palette.rect().contains(place)
    assert focused.geometry().top() > 250


@pytest.mark.parametrize("width", [356, 300, 200, 130])
def test_no_block_is_cut_however_narrow_the_column(palette: Palette, width: int) -> None:
    palette.resize(width, 400)
    QApplication.processEvents()
    for block in palette.shown():
        assert block.width() >= block.sizeHint().width()
        assert block.mapTo(palette, block.rect().bottomRight()).x() < width
    palette.resize(356, 400)
    QApplication.processEvents()
    linear, flatten = palette.block("Linear"), palette.block("Flatten")
    assert linear.y() == flatten.y()
