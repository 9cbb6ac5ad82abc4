"""Maps of points: what is drawn where, and what mouse and keys do in them."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel

from gui.plots.map_items import MapPoints, inside, painted, points_table, pushed_apart
from gui.plots.map_plot import MapPlot, OneMap, square
from gui.theme.colours import DARK, LIGHT, THEMES, class_colours, contrast, label_colours, rgb
from gui.widgets.export import image, png, svg
from gui.widgets.symbols import symbol_path
from tests.gui.test_colours import SEEN_BY, oklab

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NAMES = tuple("0123456789")


def cloud(count=300, seed=0, images=True):
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 3
    places = rng.normal(size=(count, 2)) + 8 * np.array([[0, 0], [1, 0], [0, 1]])[labels]
    levels = rng.integers(0, 255, (count, 8, 8)).astype(np.uint8) if images else None
    return MapPoints(places, labels, np.arange(count) + 100, NAMES, levels)


@pytest.fixture
def plot(source, qtbot):
    made = MapPlot(source)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    qtbot.waitExposed(made)
    made.show_maps({"train": OneMap(cloud(), "Train"), "test": OneMap(cloud(150, 1), "Test")})
    for view in made.views:
        view.redraw.draw_now()
    return made


def turn(view, at):
    """Turn the wheel by a notch, to come nearer."""
    port = view.canvas.viewport()
    event = QWheelEvent(
        QPointF(at), QPointF(port.mapToGlobal(at)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def at(view, place):
    return view.pixel(*place).toPoint()


def click(qtbot, view, place):
    qtbot.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(view, place))


def drag(qtbot, view, pixels):
    port, left = view.canvas.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(port, left, pos=pixels[0])
    for pixel in pixels[1:]:
        qtbot.mouseMove(port, pixel)
    qtbot.mouseRelease(port, left, pos=pixels[-1])


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("seen", SEEN_BY.values(), ids=SEEN_BY)
def test_ten_colours_are_reported_apart(theme, seen):
    colours = class_colours(theme)
    assert len(colours) == 10
    assert colours[:5] == theme.classes
    places = [oklab(colour, seen) for colour in colours]
    assert min(np.linalg.norm(a - b) for a, b in combinations(places, 2)) >= 0.08
    assert min(contrast(colour, theme.plot) for colour in colours) >= 2.5


def test_colours_of_labels_and_of_values():
    table = [rgb(colour) for colour in class_colours(LIGHT)]
    np.testing.assert_array_equal(
        label_colours(np.array([0, 9, 10]), 11, LIGHT), [table[0], table[9], table[0]]
    )
    low, high = label_colours(np.array([-2.0, 5.0]), 0, LIGHT)
    assert tuple(low) == rgb(LIGHT.diverging[0])
    assert tuple(high) == rgb(LIGHT.diverging[-1])


def test_a_picture_is_painted_with_a_frame_of_its_colour():
    pictures = np.full((3, 8, 8), 77, np.uint8)
    places = np.array([[30.0, 20.0], [0.0, 39.0], [200.0, np.nan]])
    found = painted((40, 60), places, np.full((3, 3), [9, 8, 7], np.uint8), pictures, 2)
    assert found.shape == (40, 60, 4)
    assert found[20, 30].tolist() == [77, 77, 77, 255]
    assert found[20, 30 - 10].tolist() == [9, 8, 7, 255]
    assert found[5, 30, 3] == 0
    # Beyond the edge nothing is lost and nothing comes in on the other side.
    assert found[39, 0].tolist() == [77, 77, 77, 255]
    assert found[39, 59, 3] == found[0, 0, 3] == 0
    assert (found[..., 3] > 0).sum() == 20 * 20 + 10 * 11


def reach(view, x, y, drawn):
    """Return how far a black symbol reaches to the right of its middle, in pixels."""
    at = view.pixel(x, y).toPoint()
    return next(n for n in range(100) if drawn.pixelColor(at.x() + n, at.y()).lightness() > 128)


def test_symbols_are_seen_alike_on_the_screen_and_in_files(plot):
    view = plot.views[0]
    view.rings.setData(x=[7.0], y=[7.0], size=60, symbol="d", pen=QPen(Qt.PenStyle.NoPen),
                       brush=QBrush(Qt.GlobalColor.black))  # fmt: skip
    view.rings.show()
    seen = reach(view, 7.0, 7.0, view.canvas.grab().toImage())
    drawn = image(lambda painter: view.paint_plot(painter, QRectF(view.rect())), view.size(), 1.0)
    assert reach(view, 7.0, 7.0, drawn) == pytest.approx(seen, abs=2)


def test_dots_are_round_on_the_screen():
    corners = np.array([place.toTuple() for place in symbol_path("o").toFillPolygon().toList()])
    np.testing.assert_allclose(np.hypot(*corners.T), 0.5, rtol=0.02)
    middles = (corners[1:] + corners[:-1]) / 2
    np.testing.assert_allclose(np.hypot(*middles.T), 0.5, rtol=0.02)


def test_points_inside_an_outline():
    outline = np.array([[0.0, 0], [4, 0], [4, 4], [2, 1], [0, 4]])
    places = np.array([[1.0, 1], [2, 3], [3.5, 3], [5, 1], [-1, 1]])
    assert inside(outline, places).tolist() == [True, False, True, False, False]
    assert not inside(outline[:2], places).any()


def test_names_are_pushed_apart():
    pushed = pushed_apart(np.zeros((4, 2)), 20, 10)
    for one, other in combinations(pushed, 2):
        assert (np.abs(one - other) >= [19, 9]).any()
    far = np.array([[0.0, 0], [100, 0]])
    np.testing.assert_array_equal(pushed_apart(far, 20, 10), far)


def test_both_maps_show_one_square_that_holds_all(plot):
    first, second = plot.views
    everything = np.concatenate([first.points.places, second.points.places])
    middle, half = square(everything)
    assert first.framed()[0] == pytest.approx(middle)
    assert first.framed()[1] == pytest.approx(half)
    assert second.framed()[1] == pytest.approx(half)
    for view in plot.views:
        (left, right), (low, high) = view.x_range, view.y_range
        rect = view.pixels()
        # A step is as long upwards as it is sideways.
        assert (right - left) / rect.width() == pytest.approx((high - low) / rect.height())


def test_each_dot_has_the_colour_of_its_class(plot):
    view = plot.views[0]
    x, y = view.dots.getData()
    np.testing.assert_array_equal(np.stack([x, y], axis=1), view.points.places)
    colours = [brush.color().name() for brush in view.dots.data["brush"]]
    wanted = [class_colours(LIGHT)[label].lower() for label in view.points.labels]
    assert colours == wanted


def test_dots_move_without_new_looks(plot):
    view = plot.views[0]
    looks = view.dots.data["brush"].copy()
    moved = view.points.moved(view.points.places + 1)
    plot.show_maps({"train": OneMap(moved, "Train")})
    view.redraw.draw_now()
    np.testing.assert_array_equal(np.stack(view.dots.getData(), axis=1), moved.places)
    assert all(one is other for one, other in zip(view.dots.data["brush"], looks, strict=True))
    # Other classes at the same places are another matter.
    others = MapPoints(moved.places, np.zeros(300, int), moved.samples, NAMES)
    plot.show_maps({"train": OneMap(others, "Train")})
    view.redraw.draw_now()
    assert {brush.color().name() for brush in view.dots.data["brush"]} == {
        class_colours(LIGHT)[0].lower()
    }


def test_points_without_a_place_are_left_out(plot):
    view = plot.views[0]
    whole = cloud()
    places = whole.places.copy()
    places[whole.labels == 2] = np.nan
    places[0] = np.inf
    for points in (whole.moved(places), whole, whole.moved(places)):
        plot.show_maps({"train": OneMap(points, "Train")})
        view.choose(np.array([0, 2, 3]))
        view.redraw.draw_now()
        known = points.places[np.isfinite(points.places).all(axis=1)]
        np.testing.assert_array_equal(np.stack(view.dots.getData(), axis=1), known)
    assert view.labels.words == ["0", "1"]
    assert view.rings.getData()[0].tolist() == [places[3, 0]]
    assert view.nearest(*places[3].tolist()) == 3
    view.set_marks({"A": (np.nan, 0.0), "B": (1.0, 2.0)})
    view.redraw.draw_now()
    assert view.letters.words == ["B"]
    assert view.mark_rings.getData()[0].tolist() == [1.0]


def test_names_stand_at_the_medians(plot):
    view = plot.views[0]
    names, middles = view.points.medians
    assert names == ["0", "1", "2"] == view.labels.words
    wanted = np.median(view.points.places[view.points.labels == 1], axis=0)
    np.testing.assert_allclose(middles[1], wanted)


def test_zooming_one_map_zooms_both_until_all_is_asked_for(plot):
    first, second = plot.views
    before = first.framed()
    first.zoom(0.5, 0.5)
    first.moved.emit()
    assert second.framed()[1] == pytest.approx(before[1] / 2)
    plot.show_maps({"train": OneMap(cloud(seed=2), "Train"), "test": OneMap(cloud(), "Test")})
    assert first.framed()[1] == pytest.approx(before[1] / 2)
    plot.fit()
    assert first.framed()[1] > before[1] * 0.7


def test_pictures_take_the_place_of_dots_when_they_have_room(plot):
    view = plot.views[0]
    many = cloud(600)
    plot.show_maps({"train": OneMap(many, "Train"), "test": OneMap(cloud(), "Test")})
    view.draw()
    assert not view.shows_pictures
    view.frame(tuple(many.places[0].tolist()), 0.3)
    view.draw()
    assert view.shows_pictures
    assert view.thumbnails.isVisible()
    assert not view.dots.isVisible()
    middle = view.pixels().center() - view.pixels().topLeft()
    ratio = view.devicePixelRatioF()
    column, row = int(middle.x() * ratio), int(middle.y() * ratio)
    assert view.thumbnails.image[row, column, 3] == 255
    # It covers what is seen, with its first row at the top.
    seen = view.thumbnails.mapRectToParent(view.thumbnails.boundingRect())
    assert (seen.left(), seen.right()) == pytest.approx(view.x_range)
    assert (seen.top(), seen.bottom()) == pytest.approx(view.y_range)
    first_row = view.thumbnails.mapToParent(0, 0).y()
    assert first_row == pytest.approx(view.y_range[1])
    view.show_points(cloud(600, images=False))
    view.draw()
    assert not view.shows_pictures


def test_a_point_under_the_pointer_is_shown(plot):
    view = plot.views[1]
    place = view.points.places[7]
    view.look_at(*place.tolist())
    text = view.readout()
    assert "<img src='data:image/png;base64," in text
    assert "<b>1</b>, test 108" in text
    view.look_away()
    assert view.readout() == ""


def test_a_click_chooses_a_point_or_a_place(plot, qtbot):
    view = plot.views[0]
    place = tuple(view.points.places[4].tolist())
    with qtbot.waitSignal(plot.point_chosen) as chosen:
        click(qtbot, view, place)
    assert chosen.args[0] == "train"
    nearest = view.points.places[chosen.args[1]]
    assert np.linalg.norm(nearest - place) < 0.5
    plot.set_tool("decode")
    with qtbot.waitSignal(plot.place_chosen) as chosen:
        click(qtbot, view, place)
    assert chosen.args == pytest.approx(place, abs=0.1)


def test_dragging_moves_the_map_or_draws_a_line_round_points(plot, qtbot):
    view, other = plot.views
    before = view.framed()[0]
    centre = view.pixels().center().toPoint()
    drag(qtbot, view, [centre, centre + QPoint(30, 0)])
    assert view.framed()[0][0] < before[0]
    plot.fit()
    plot.set_tool("lasso")
    rows = np.flatnonzero(view.points.labels == 1)
    lows, highs = view.points.places[rows].min(axis=0), view.points.places[rows].max(axis=0)
    (left, low), (right, high) = lows - 0.3, highs + 0.3
    square_round = ((left, low), (right, low), (right, high), (left, high))
    corners = [at(view, place) for place in square_round]
    framed = view.framed()
    with qtbot.waitSignal(plot.encircled) as found:
        drag(qtbot, view, [*corners, corners[0]])
    assert found.args[0] == "train"
    assert set(rows) <= set(found.args[1].tolist())
    np.testing.assert_array_equal(view.chosen(), found.args[1])
    assert view.framed() == framed
    assert len(other.chosen()) == 0
    drawn = np.stack(view.lasso.getData(), axis=1)
    np.testing.assert_allclose(drawn[:4], square_round, atol=0.1)
    np.testing.assert_array_equal(drawn[0], drawn[-1])
    view.draw()
    rings = np.stack(view.rings.getData(), axis=1)
    np.testing.assert_array_equal(rings, view.points.places[view.chosen()])
    plot.set_tool("look")
    assert len(view.lasso.getData()[0]) == 0


def test_the_wheel_works_whatever_was_pressed_before(plot, qtbot):
    view = plot.views[0]
    plot.set_tool("lasso")
    centre = view.pixels().center().toPoint()
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.LeftButton):
        qtbot.mouseClick(view.canvas.viewport(), button, pos=centre)
        before = view.framed()[1]
        turn(view, centre)
        assert view.framed()[1] < before
    # What is only to be looked at stays as it is.
    plot.show_beside([OneMap(cloud(20), "Run 1")])
    still = plot.beside[0]
    qtbot.waitUntil(still.isVisible)
    still.frame((0.0, 0.0), 5.0)
    framed = still.framed()
    centre = still.pixels().center().toPoint()
    click(qtbot, still, framed[0])
    turn(still, centre)
    drag(qtbot, still, [centre, centre + QPoint(30, 0)])
    assert still.framed() == framed


def test_everything_can_be_done_by_keys(plot, qtbot):
    view = plot.views[0]
    view.setFocus()
    framed = view.framed()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.framed()[1] == pytest.approx(framed[1] * 0.8)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.framed()[0][0] > framed[0][0]
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert view.framed()[0] == pytest.approx(framed[0])
    assert view.framed()[1] == pytest.approx(framed[1])
    plot.set_tool("decode")
    assert not view.cross.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.cross.isVisible()
    step = (view.x_range[1] - view.x_range[0]) / 40
    assert view.cross.pos().x() == pytest.approx(view.framed()[0][0] + step)
    with qtbot.waitSignal(plot.place_chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args[0] > framed[0][0]
    plot.set_tool("lasso")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right):
        qtbot.keyClick(view, Qt.Key.Key_Return)
        for _ in range(8):
            qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(plot.encircled):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_selection_stays_while_the_same_points_move(plot):
    view = plot.views[0]
    view.choose(np.array([1, 2]))
    moved = view.points.moved(view.points.places + 1)
    plot.show_maps({"train": OneMap(moved, "Train"), "test": OneMap(cloud(), "Test")})
    assert view.chosen().tolist() == [1, 2]
    plot.show_maps({"train": OneMap(cloud(), "Train"), "test": OneMap(cloud(), "Test")})
    assert view.chosen().tolist() == []


def test_one_part_alone_and_nothing(plot):
    first, second = plot.views
    plot.show_maps({"test": OneMap(cloud(), "Test", "300 of 300")})
    assert not second.isVisible()
    assert plot.captions[0].text() == "Test  300 of 300"
    plot.clear("There is nothing.")
    assert plot.note() == "There is nothing."
    assert len(first.points) == 0
    plot.show_maps({"test": OneMap(cloud(), "Test")})
    assert plot.note() == ""


def test_maps_of_other_runs_stand_below(plot, source):
    plot.show_beside([OneMap(cloud(20), "Run 1", "", 2), OneMap(cloud(20, 1), "Run 2", "", 0)])
    assert len(plot.beside) == 2
    np.testing.assert_array_equal(plot.beside[0].points.places, cloud(20).places)
    # Their squares of colour are those of the look.
    names = [label for label in plot.findChildren(QLabel) if "Run 1" in label.text()]
    assert LIGHT.runs[2] in names[0].text()
    source.choose("dark")
    assert DARK.runs[2] in names[0].text()
    plot.show_beside([])
    assert plot.beside == []


def test_axes_are_named_in_their_middle(plot):
    plot.show_maps({"train": OneMap(cloud(), "Train")}, ("PCA 1", "PCA 2"))
    view = plot.views[0]
    QApplication.processEvents()
    title = view.axes["bottom"].label
    middle = title.mapRectToScene(title.boundingRect()).center().x()
    assert middle == pytest.approx(view.pixels().center().x(), abs=1)


def test_a_picture_has_nothing_that_belongs_to_the_keyboard(plot, qtbot):
    plot.show_maps({"train": OneMap(cloud(), "Train")})
    view = plot.views[0]
    view.clearFocus()
    qtbot.waitUntil(lambda: not view.hasFocus())
    usual = png(plot.paint_picture, plot.picture_size())
    plot.activateWindow()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.waitUntil(view.hasFocus)
    assert view.cross.isVisible()
    assert png(plot.paint_picture, plot.picture_size()) == usual
    assert view.cross.isVisible()


def test_maps_are_exported(plot):
    lines = plot.csv().splitlines()
    assert lines[0] == "part,sample,class,x,y"
    assert len(lines) == 1 + 300 + 150
    x, y = plot.views[0].points.places[0].tolist()
    assert lines[1] == f"train,100,0,{x!r},{y!r}"
    drawn = svg(plot.paint_picture, plot.picture_size(), plot.picture_name()).decode()
    # Dots are outlines there, not a stored picture.
    assert "<image" not in drawn
    assert drawn.count("<circle") == 300 + 150
    colours = {class_colours(LIGHT)[k].lower() for k in range(3)}
    assert all(colour in drawn for colour in colours)
    assert points_table([], ("a", "b")).strip() == "part,sample,class,a,b"
