"""The sheet to draw on: pen, eraser, undo, clear; by mouse and by keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from gui.tabs.mistakes.drawing_pad import DrawingPad

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def pad(source, qtbot):
    made = DrawingPad(source)
    qtbot.addWidget(made)
    made.resize(202, 202)
    made.show()
    qtbot.waitExposed(made)
    return made


def stroke(qtbot, pad, button, *places):
    qtbot.mousePress(pad, button, pos=QPoint(*places[0]))
    for place in places[1:]:
        qtbot.mouseMove(pad, QPoint(*place))
    qtbot.mouseRelease(pad, button, pos=QPoint(*places[-1]))


def test_the_pen_leaves_ink_of_its_width_where_it_went(pad, qtbot):
    assert pad.is_empty
    assert not pad.ink().any()
    pad.pen_width = 0.1
    stroke(qtbot, pad, LEFT, (51, 101), (151, 101))
    ink = pad.ink()
    assert ink.shape == (256, 256)
    assert (ink.min(), ink.max()) == (0, 1)
    assert ink[128, 128] == 1
    assert not ink[60].any()
    down = ink[:, 128].sum()
    assert down == pytest.approx(25.6, abs=1.5)


def test_a_click_is_a_dot(pad, qtbot):
    qtbot.mouseClick(pad, LEFT, pos=QPoint(101, 101))
    assert pad.ink()[128, 128] == 1


def test_the_eraser_takes_ink_away(pad, qtbot):
    pad.draw([(0.2, 0.5), (0.8, 0.5)])
    stroke(qtbot, pad, RIGHT, (101, 60), (101, 140))
    assert pad.ink()[128, 128] == 0
    assert pad.ink()[128, 60] == 1
    pad.undo()
    pad.erasing = True
    stroke(qtbot, pad, LEFT, (101, 60), (101, 140))
    assert pad.ink()[128, 128] == 0


def test_strokes_and_a_clearing_are_undone_one_by_one(pad, qtbot):
    pad.draw([(0.2, 0.2), (0.8, 0.2)])
    first = pad.ink()
    pad.draw([(0.2, 0.8), (0.8, 0.8)])
    both = pad.ink()
    pad.clear()
    assert pad.is_empty
    assert not pad.ink().any()
    pad.clear()
    pad.undo()
    np.testing.assert_array_equal(pad.ink(), both)
    pad.undo()
    np.testing.assert_array_equal(pad.ink(), first)
    pad.undo()
    assert pad.is_empty
    assert not pad.can_undo
    pad.undo()


def test_keys_undo_and_clear(pad, qtbot):
    pad.draw([(0.2, 0.2), (0.8, 0.2)])
    pad.draw([(0.2, 0.8), (0.8, 0.8)])
    qtbot.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pad.ink()[51, 128] == 1
    assert pad.ink()[204, 128] == 0
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.is_empty


def test_every_movement_is_reported(pad, qtbot):
    heard = []
    pad.changed.connect(lambda: heard.append(pad.ink().sum()))
    stroke(qtbot, pad, LEFT, (50, 50), (100, 100), (150, 50))
    assert len(heard) >= 2
    assert heard == sorted(heard)
    assert pad.accessibleDescription()


def test_a_resized_sheet_keeps_its_drawing(pad, qtbot):
    stroke(qtbot, pad, LEFT, (20, 20), (180, 180))
    before = pad.ink()
    pad.resize(400, 320)
    np.testing.assert_array_equal(pad.ink(), before)
    stroke(qtbot, pad, LEFT, (300, 20), (20, 300))
    assert pad.ink()[128, 128] == 1
