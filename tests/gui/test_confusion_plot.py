"""The matrix of confusions: what stands in it, and how a cell is chosen by mouse and keyboard."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from gui.tabs.mistakes.confusion_plot import LONGEST_NAME, ConfusionPlot, lay_out, shade
from gui.theme.colours import contrast
from gui.theme.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

COUNTS = np.array([[30, 0, 2], [1, 398, 1], [0, 0, 0]])
NAMES = ("a", "b", "c")


@pytest.fixture
def plot(source, qtbot):
    made = ConfusionPlot(source)
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.set_counts(COUNTS, NAMES)
    made.show()
    qtbot.waitExposed(made)
    return made


def middle(plot, row, column):
    return plot.place(row, column).center().toPoint()


def click(qtbot, plot, at):
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_counts_and_shares_are_written(plot):
    assert plot.texts() == [["30", "·", "2"], ["1", "398", "1"], ["·", "·", "·"]]
    plot.set_counts(COUNTS, NAMES, as_shares=True)
    assert plot.texts() == [["94", "·", "6"], ["0.2", "99.5", "0.2"], ["·", "·", "·"]]
    np.testing.assert_array_equal(plot.counts(), COUNTS)


def test_names_that_do_not_suit_are_refused(plot):
    with pytest.raises(ValueError, match="2 classes do not suit"):
        plot.set_counts(COUNTS, ("a", "b"))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("right", [True, False])
def test_numbers_can_be_read_on_every_shade(theme, right):
    for share in np.linspace(0, 1, 101):
        ground, ink = shade(share, right=right, theme=theme)
        assert contrast(ground, ink) >= 4.5, share


def test_more_is_darker_and_right_looks_other_than_wrong():
    ground = [contrast(shade(k, right=False, theme=LIGHT)[0], LIGHT.plot) for k in (0, 0.02, 0.3)]
    assert ground == sorted(ground)
    assert ground[1] > 1.05
    assert shade(0.5, right=True, theme=LIGHT) != shade(0.5, right=False, theme=LIGHT)
    assert shade(float("nan"), right=True, theme=DARK)[0] == DARK.plot


@pytest.mark.parametrize("cell", [(0, 2), (1, None), (None, 1)])
def test_a_click_chooses_and_a_second_lets_go(plot, qtbot, cell):
    heard = []
    plot.chosen.connect(lambda *cell: heard.append(cell))
    for _ in range(2):
        click(qtbot, plot, middle(plot, *cell))
    assert heard == [cell, (None, None)]


def test_a_click_beside_the_cells_chooses_nothing(plot, qtbot):
    with qtbot.assertNotEmitted(plot.chosen):
        click(qtbot, plot, QPoint(1, 1))
        click(qtbot, plot, QPoint(299, 299))


def test_keys_walk_over_cells_and_names(plot, qtbot):
    heard = []
    plot.chosen.connect(lambda *cell: heard.append(cell))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(plot, key)
    assert "2 of 32" in plot.accessibleDescription()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
        qtbot.keyClick(plot, key)
    assert heard == [(0, 2), (None, 2), (None, None)]
    # Over the names there is no corner to fall into.
    for _ in range(5):
        qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert heard[-1] == (None, 0)


def test_a_tip_tells_of_a_cell_a_row_and_a_column(plot, monkeypatch):
    texts = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: texts.append(text))
    for cell in ((0, 2), (1, None), (None, 2)):
        at = middle(plot, *cell)
        plot.viewportEvent(QHelpEvent(QEvent.Type.ToolTip, at, plot.mapToGlobal(at)))
    assert texts == [
        "2 of 32 of class a taken for c (6.2 %)",
        "400 of class b: 398 rightly, 2 wrongly recognised",
        "3 taken for c: 0 rightly, 3 wrongly",
    ]


@pytest.mark.parametrize("classes", [2, 10, 20])
@pytest.mark.parametrize("widest", [8, 60, 300])
def test_the_cells_stay_inside_their_room(classes, widest):
    room = QSize(420, 360)
    cells = lay_out(classes, room, widest, 14)
    assert cells.size().width() <= room.width()
    assert cells.size().height() <= room.height()
    assert cells.upright or min(widest + 2, LONGEST_NAME) <= cells.width - 2
    for row in range(classes):
        for column in range(classes):
            assert cells.at(cells.area(row, column).center()) == (row, column)


def test_all_of_it_is_saved(plot, tmp_path):
    plot.menu.save(str(tmp_path / "matrix.csv"))
    assert (tmp_path / "matrix.csv").read_text().splitlines() == [
        "class,taken for a,taken for b,taken for c", "a,30,0,2", "b,1,398,1", "c,0,0,0",
    ]  # fmt: skip
    plot.menu.save(str(tmp_path / "matrix.svg"))
    drawn = (tmp_path / "matrix.svg").read_text()
    assert ">398<" in drawn
    assert ">taken for<" in drawn


@pytest.mark.parametrize("chosen", [True, False])
def test_the_ring_of_the_keys_is_seen_in_a_cell_of_its_own_colour(plot, qtbot, chosen):
    plot.set_counts(np.eye(3, dtype=int) * 9, NAMES)
    if chosen:
        click(qtbot, plot, middle(plot, 0, 0))
    assert plot.current() == (0, 0)
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(plot.hasFocus)
    image, area = plot.grab().toImage(), plot.place(0, 0).toRect()
    row = [image.pixelColor(area.left() + x, area.center().y()).name() for x in range(8)]
    assert LIGHT.plot.lower() in row
    assert row[-1] == LIGHT.accent.lower()
