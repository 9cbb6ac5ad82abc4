"""The page of small pictures: sharp, quick, and reached by mouse and keyboard alike."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QToolTip

from gui.theme.theme import DARK, LIGHT
from gui.widgets.image_content import Demand, grey_levels, grey_table, lay_out, strip
from gui.widgets.image_page import ImagePage

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(source, qtbot):
    made = ImagePage(source)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def pictures(items, rows=1, size=8):
    return np.random.default_rng(0).random((items, rows, size, size)).astype(np.float32)


def middle(page, index, row=0):
    return page.picture_area(index, row).center().toPoint()


def columns_of(page):
    """How many items stand beside each other."""
    index = 1
    while page.picture_area(index).top() == page.picture_area(0).top():
        index += 1
    return index


def corner_pixels(page, image, index):
    """The screen pixels in the middle of each pixel of one shown picture."""
    area, (rows, columns) = page.picture_area(index), page.levels().shape[2:]
    scale = area.width() / columns
    return np.array(
        [
            [
                image.pixelColor(
                    int(area.left() + (x + 0.5) * scale), int(area.top() + (y + 0.5) * scale)
                ).red()
                for x in range(columns)
            ]
            for y in range(rows)
        ]
    )


def test_every_pixel_is_a_sharp_square_and_bright_is_high(page):
    images = pictures(3)
    page.set_images(images)
    scale = page.picture_area(0).width() / 8
    assert scale == int(scale) >= 2
    shown = page.viewport().grab().toImage()
    for index in range(3):
        seen = corner_pixels(page, shown, index)
        np.testing.assert_allclose(seen / 255, images[index, 0], atol=0.01)


def test_grey_runs_from_low_to_high():
    values = np.array([-9, -1, 0, 1, 9, np.nan, np.inf])
    assert grey_levels(values, -1, 1).tolist() == [0, 0, 127, 254, 254, 0, 254]
    table = grey_table(LIGHT)
    assert [hex(table[k]) for k in (0, 127, 254)] == ["0xff000000", "0xff808080", "0xffffffff"]
    assert QColor(int(table[255])).name().upper() == LIGHT.surface


def test_a_strip_keeps_its_pictures_apart():
    made = strip(np.full((2, 3, 3), 254, np.uint8), 5, 1, grey_table(DARK))
    assert (made.width(), made.height()) == (10, 3)
    assert made.pixelColor(0, 0) == QColor(DARK.surface)
    assert made.pixelColor(1, 0) == made.pixelColor(6, 2) == QColor("#FFFFFF")


def demand(items, **other):
    usual = {
        "rows": 1, "height": 16, "width": 16, "caption_height": 20, "caption_width": 40,
        "label_width": 0, "ratio": 1.0,
    }  # fmt: skip
    return Demand(items=items, **{**usual, **other})


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("items", [1, 7, 200])
def test_pictures_grow_by_whole_factors_of_the_screens_pixels(items, ratio):
    layout = lay_out(demand(items, ratio=ratio), 800, 500)
    factor = layout.scale * ratio
    assert factor == pytest.approx(round(factor))
    assert factor >= 1
    assert layout.columns * layout.lines >= items


def test_few_items_fill_the_page_and_many_scroll():
    few, many = lay_out(demand(4), 800, 500), lay_out(demand(400), 800, 500)
    assert few.scale > many.scale
    assert few.total_height <= 500 < many.total_height


def test_a_narrow_page_has_one_column():
    assert lay_out(demand(9, label_width=90), 60, 60).columns == 1


def test_captions_have_room():
    layout = lay_out(demand(50, caption_width=120), 800, 500)
    assert layout.cell_width >= 120


def test_items_are_found_where_they_are_drawn(page):
    page.set_images(pictures(60), captions=["4 → 9, 87 %"] * 60)
    for index in (0, 1, columns_of(page)):
        assert page.item_at(middle(page, index)) == index
    assert page.item_at(QPoint(1, 1)) is None


def test_a_click_goes_to_an_item(page, qtbot):
    page.set_images(pictures(6))
    with qtbot.waitSignal(page.current_changed) as heard:
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=middle(page, 2))
    assert heard.args == [2]
    assert page.current() == 2


def test_keys_walk_and_scroll(page, qtbot):
    page.set_images(pictures(300), captions=["x"] * 300)
    columns = columns_of(page)
    qtbot.keyClick(page, Qt.Key.Key_Down)
    assert page.current() == 0
    qtbot.keyClick(page, Qt.Key.Key_Down)
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert page.current() == columns + 1
    qtbot.keyClick(page, Qt.Key.Key_End)
    assert page.current() == 299
    assert page.verticalScrollBar().value() == page.verticalScrollBar().maximum()
    qtbot.keyClick(page, Qt.Key.Key_Home)
    assert (page.current(), page.verticalScrollBar().value()) == (0, 0)


def test_a_screen_reader_hears_right_and_wrong(page):
    page.set_images(pictures(2), captions=["4 → 9", "7"], right=[False, True])
    page.go_to(0)
    assert page.accessibleDescription() == "4 → 9: wrong"
    page.go_to(1)
    assert page.accessibleDescription() == "7: right"


def test_right_and_wrong_differ_by_more_than_colour(page):
    def sign(right):
        page.set_images(pictures(1), captions=[""], right=[right])
        shown = page.viewport().grab().toImage()
        picture = page.picture_area(0).toRect()
        area = shown.copy(picture.left() - 4, picture.bottom() + 5, picture.width() + 8, 20)
        return {
            (x, y)
            for x in range(area.width())
            for y in range(area.height())
            if area.pixelColor(x, y).lightness() < 200
        }

    right, wrong = sign(True), sign(False)
    assert right
    assert wrong
    assert len(right ^ wrong) > 5


def test_the_tip_of_an_item_is_shown(page, monkeypatch):
    texts = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: texts.append(text))
    page.set_images(pictures(2), tips=["first", "second"])
    at = middle(page, 1)
    page.viewportEvent(QHelpEvent(QEvent.Type.ToolTip, at, page.viewport().mapToGlobal(at)))
    assert texts == ["second"]


def test_new_values_appear_in_the_same_places(page, qtbot):
    page.set_images(np.zeros((3, 1, 8, 8)), captions=["a", "b", "c"])
    page.update_images(np.ones((3, 1, 8, 8)))
    assert (corner_pixels(page, page.viewport().grab().toImage(), 1) == 255).all()
    with pytest.raises(ValueError, match="cannot replace"):
        page.update_images(np.ones((4, 1, 8, 8)))


class Drawn(QObject):
    """What is drawn of a widget."""

    def __init__(self, widget):
        super().__init__(widget)
        self.regions = []
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.regions.append(event.region())
        return False


def test_an_update_draws_pictures_only(page, qtbot):
    page.set_images(pictures(4), captions=["a"] * 4)
    page.viewport().repaint()
    drawn = Drawn(page.viewport())
    page.update_images(pictures(4))
    qtbot.waitUntil(lambda: bool(drawn.regions))
    caption = middle(page, 2) + QPoint(0, int(page.picture_area(2).height() / 2) + 12)
    assert [region.contains(middle(page, 2)) for region in drawn.regions] == [True]
    assert [region.contains(caption) for region in drawn.regions] == [False]


def test_rows_of_differences_wear_the_diverging_colours(page):
    images = np.zeros((1, 2, 8, 8))
    images[0, 1] = 1
    page.set_images(images, row_labels=["original", "difference"], signed_rows=[1])
    shown = page.viewport().grab().toImage()
    colour = shown.pixelColor(middle(page, 0, row=1))
    assert colour == QColor(LIGHT.diverging[-1])


@pytest.mark.parametrize(
    ("images", "other", "told"),
    [
        (np.zeros((2, 8, 8)), {}, "not items"),
        (np.zeros((2, 1, 8, 8)), {"captions": ["one"]}, "2 items have 1 entries"),
        (np.zeros((2, 1, 8, 8)), {"low": 1.0, "high": 1.0}, "the first must be less"),
    ],
)
def test_what_does_not_fit_is_refused(page, images, other, told):
    with pytest.raises(ValueError, match=told):
        page.set_images(images, **other)


def test_an_empty_page_says_what_would_stand_there(page):
    empty = page.viewport().grab().toImage()
    page.clear("")
    assert page.viewport().grab().toImage() != empty
    page.set_images(np.zeros((0, 1, 8, 8)))
    assert page.item_at(QPoint(50, 50)) is None


def test_another_theme_recolours_the_page(page, source):
    page.set_images(pictures(1))
    source.choose("dark")
    shown = page.viewport().grab().toImage()
    # Within the ring that shows who has the keyboard.
    assert shown.pixelColor(5, 5) == QColor(DARK.surface)


def test_the_page_is_saved(page, tmp_path):
    page.set_images(pictures(2), captions=["a", "b"], right=[True, None])
    page.menu.save(str(tmp_path / "page.png"))
    assert (tmp_path / "page.png").stat().st_size > 500
    assert page.csv().splitlines() == ["item,caption,right", "0,a,1", "1,b,"]
