"""Maps of points: what is drawn where, and what mouse and keys do in them."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from gui.colours import LIGHT, THEMES, contrast, rgb
from gui.plots.class_colours import class_colours, label_colours
from gui.plots.export import svg
from gui.plots.map_picture import Painting
from gui.plots.map_plot import MapPlot, OneMap, square
from gui.plots.map_points import MapPoints, inside, points_table, pushed_apart
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


def at(view, place):
    return view.area.pixel(*place).toPoint()


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
def test_ten_colours_are_told_apart(theme, seen):
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


def test_a_dot_is_painted_where_its_point_lies():
    painting = Painting(40, 30, 20)
    colours = np.array([[200, 10, 20], [1, 2, 3]], np.uint8)
    painting.add_dots(np.array([12.4, 900.0]), np.array([20.2, 5.0]), colours, (255, 255, 255), 6.0)
    image = painting.image()
    assert image.pixelColor(12, 20).getRgb() == (200, 10, 20, 255)
    assert image.pixelColor(30, 5).alpha() == 0
    # Beyond the edge nothing is lost and nothing comes in on the other side.
    edge = Painting(40, 30, 20)
    edge.add_dots(np.array([0.0]), np.array([29.0]), colours[:1], (255, 255, 255), 6.0)
    drawn = edge.image()
    assert drawn.pixelColor(0, 29).red() == 200
    assert drawn.pixelColor(39, 29).alpha() == 0
    assert drawn.pixelColor(0, 0).alpha() == 0


def test_a_picture_is_painted_with_a_frame_of_its_colour():
    painting = Painting(60, 60, 30)
    pictures = np.full((1, 8, 8), 77, np.uint8)
    painting.add_pictures(
        np.array([30.0]), np.array([30.0]), np.array([[9, 8, 7]], np.uint8), pictures, 2
    )
    image = painting.image()
    assert image.pixelColor(30, 30).getRgb()[:3] == (77, 77, 77)
    assert image.pixelColor(30 - 10, 30).getRgb()[:3] == (9, 8, 7)
    assert image.pixelColor(5, 30).alpha() == 0


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
        (left, right), (low, high) = view.area.x, view.area.y
        rect = view.area.rect
        # A step is as long upwards as it is sideways.
        assert (right - left) / rect.width() == pytest.approx((high - low) / rect.height())


def test_names_stand_at_the_medians(plot):
    view = plot.views[0]
    names, middles = view.points.medians
    assert names == ["0", "1", "2"] == view.labels.names
    wanted = np.median(view.points.places[view.points.labels == 1], axis=0)
    np.testing.assert_allclose(middles[1], wanted)


def test_zooming_one_map_zooms_both_until_all_is_asked_for(plot):
    first, second = plot.views
    before = first.framed()
    first.area.zoom(0.5, 0.5)
    first.area.moved.emit()
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
    view.show_points(cloud(600, images=False))
    view.draw()
    assert not view.shows_pictures


def test_a_point_under_the_pointer_is_shown(plot):
    view = plot.views[1]
    place = view.points.places[7]
    view.look_at(*place.tolist())
    told = view.readout()
    assert "<img src='data:image/png;base64," in told
    assert "<b>1</b>, test 108" in told
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
    centre = view.area.rect.center().toPoint()
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
    qtbot.keyClick(view, Qt.Key.Key_Right)
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


def test_maps_of_other_runs_stand_below(plot):
    plot.show_beside([OneMap(cloud(20), "Run 1", "", 2), OneMap(cloud(20, 1), "Run 2", "", 0)])
    assert len(plot.beside) == 2
    np.testing.assert_array_equal(plot.beside[0].points.places, cloud(20).places)
    plot.show_beside([])
    assert plot.beside == []


def test_maps_are_exported(plot):
    lines = plot.csv().splitlines()
    assert lines[0] == "part,sample,class,x,y"
    assert len(lines) == 1 + 300 + 150
    x, y = plot.views[0].points.places[0].tolist()
    assert lines[1] == f"train,100,0,{x!r},{y!r}"
    drawn = svg(plot.paint_picture, plot.picture_size(), plot.picture_name()).decode()
    # Dots are outlines there, not a stored picture.
    assert "<image" not in drawn
    colours = {class_colours(LIGHT)[k].lower() for k in range(3)}
    assert all(colour in drawn for colour in colours)
    assert points_table([], ("a", "b")).strip() == "part,sample,class,a,b"
