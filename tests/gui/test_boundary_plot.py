"""The plane of two features: shading, boundary, samples and what the pointer says."""

import re
import sys

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from gui.plots.boundary_plot import BoundaryPlot
from gui.plots.plane_picture import (
    Bounds,
    Picture,
    class_lines,
    shade_classes,
    shade_values,
    square_around,
    zero_line,
)
from gui.theme.colours import rgb
from gui.theme.theme import DARK, LIGHT
from gui.widgets.export import image

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TRAIN = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
TEST = np.array([[1.0, 1.0]])


@pytest.fixture
def plot(source, qtbot):
    made = BoundaryPlot(source)
    qtbot.addWidget(made)
    made.resize(560, 420)
    return made


@pytest.fixture
def filled(plot):
    plot.set_names("width", "height", ["cats", "dogs"])
    plot.set_points(TRAIN, [0, 1, 0], TEST, [1], 2)
    plot.redraw()
    return plot


def places_of(path):
    parts = [path.elementAt(k) for k in range(path.elementCount())]
    return np.array([(part.x, part.y) for part in parts]).T


def halves(plot, size=20):
    """A field that is class 0 on the left and class 1 on the right."""
    x = plot.grid(size)[:, 0]
    share = 1 / (1 + np.exp(-20 * (x - 0.5)))
    return np.stack([1 - share, share], axis=1).reshape(size, size, 2)


def test_the_grid_runs_row_by_row_from_the_lower_left(plot):
    plot.set_bounds(Bounds(0, 2, 0, 4))
    grid = plot.grid(2)
    assert grid.dtype == np.float32
    assert grid.tolist() == [[0.5, 1], [1.5, 1], [0.5, 3], [1.5, 3]]


def test_the_bounds_are_a_square_round_the_samples():
    bounds = square_around(np.array([[0.0, 0.0], [10.0, 2.0]]))
    assert bounds.width == bounds.height == pytest.approx(12)
    assert (bounds.left, bounds.low) == (-1, -5)
    assert square_around(np.empty((0, 2))) == Bounds(-1, 1, -1, 1)
    assert square_around(np.array([[3.0, 3.0]])).width > 0


def test_train_is_filled_and_test_is_hollow_in_the_colours_of_the_classes(filled):
    train, test = (filled.parts[part].dots for part in ("train", "test"))
    assert train.getData()[0].tolist() == [0, 1, 0]
    colours = [spot.brush().color() for spot in train.points()]
    assert colours == [QColor(LIGHT.classes[k]) for k in (0, 1, 0)]
    assert [spot.pen().color() for spot in test.points()] == [QColor(LIGHT.classes[1])]
    # A class has a symbol as well.
    assert [spot.symbol() for spot in train.points()] == ["o", "s", "o"]
    assert [spot.symbol() for spot in test.points()] == ["s"]
    assert test.points()[0].brush().color().rgb() != QColor(LIGHT.classes[1]).rgb()


def test_samples_can_be_hidden(filled):
    filled.set_mistakes([True, False, False], [False])
    filled.key.train.setChecked(False)
    filled.redraw()
    assert not filled.parts["train"].dots.isVisible()
    assert not filled.parts["train"].rings.isVisible()
    assert filled.parts["test"].dots.isVisible()


def test_mistakes_are_ringed_and_counted(filled, qtbot):
    filled.show()
    qtbot.waitExposed(filled)
    assert filled.key.mistakes.isHidden()
    filled.set_mistakes([False, True, False], [True])
    filled.redraw()
    for part, place in (("train", (1, 0)), ("test", (1, 1))):
        rings, dots = filled.parts[part].rings, filled.parts[part].dots
        assert np.stack(rings.shown(), axis=1).tolist() == [list(place)]
        assert rings.points()[0].size() > dots.points()[0].size() + 4
    assert "2" in filled.key.mistakes.text()
    filled.set_names("width", "height", ["cats", "birds"])
    filled.redraw()
    assert filled.parts["train"].rings.shown()[0].tolist() == [1]
    filled.set_points(TRAIN, [0, 1, 0], TEST, [1], 2)
    filled.redraw()
    assert filled.parts["train"].rings.shown()[0].size == 0
    with pytest.raises(ValueError, match="3 points have 2 marks"):
        filled.set_mistakes([True, False], [True])


def test_the_field_is_shaded_towards_the_likeliest_class(filled):
    filled.set_field(halves(filled))
    filled.redraw()
    left, right, middle = (QColor(*filled.image.image[10, x].tolist()) for x in (0, 19, 10))
    assert left.blue() > left.red()
    assert right.red() > right.blue()
    # Where the network is not sure there is hardly any colour.
    assert middle.saturation() < left.saturation()


def test_the_boundary_lies_where_the_likeliest_class_changes(filled):
    filled.set_field(halves(filled))
    filled.redraw()
    x, y = places_of(filled.boundary.path())
    assert x.size
    np.testing.assert_allclose(x, 0.5, atol=0.02)
    bounds = filled.bounds()
    assert y.min() < bounds.low + 0.1
    assert y.max() > bounds.high - 0.1


def test_row_zero_is_the_lowest(filled):
    field = np.zeros((10, 10, 2))
    field[..., 0] = 1
    field[5:, :, 0], field[5:, :, 1] = 0, 1
    filled.set_field(field)
    bounds = filled.bounds()
    assert "cats</td><td align='right'>100" in filled.hover(0.5, bounds.low + 0.01).replace(
        "&nbsp;", ""
    )
    assert "dogs</td><td align='right'>100" in filled.hover(0.5, bounds.high - 0.01).replace(
        "&nbsp;", ""
    )


@pytest.mark.parametrize("size", [(324, 625), (300, 480), (560, 420), (800, 420), (420, 800)])
def test_the_plane_is_large_and_its_key_clear_of_it_in_any_room(filled, qtbot, size):
    filled.set_mistakes(np.array([True, False, False]), np.array([True]))
    filled.show()
    qtbot.waitExposed(filled)
    filled.resize(*size)
    filled.redraw()
    view, key = filled.view.geometry(), filled.key.geometry()
    assert view.height() >= 0.6 * min(size)
    assert not view.intersects(key)
    assert filled.rect().contains(key)
    assert not filled.more.geometry().intersects(key)


def test_the_picture_on_the_screen_has_low_values_below(filled, qtbot):
    field = np.zeros((10, 10, 2))
    field[:5, :, 0], field[5:, :, 1] = 1, 1
    filled.key.train.setChecked(False)
    filled.key.test.setChecked(False)
    filled.show()
    qtbot.waitExposed(filled)
    filled.set_field(field)
    filled.redraw()
    image = filled.view.grab().toImage()
    x = image.width() - 40
    upper, lower = image.pixelColor(x, 30), image.pixelColor(x, image.height() - 100)
    assert upper.red() > upper.blue()
    assert lower.blue() > lower.red()


def test_the_pointer_tells_place_and_probabilities(filled):
    filled.set_field(halves(filled))
    text = filled.hover(filled.bounds().right, 0.25)
    assert "0.25" in text
    assert "dogs" in text
    # 1 / (1 + exp(−12)): nearly all is not all.
    assert "99.999 %" in text
    outside = filled.hover(99, 99)
    assert "dogs" not in outside


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 3)])
def test_a_field_that_does_not_suit_is_refused(filled, shape):
    with pytest.raises(ValueError, match="does not suit"):
        filled.set_field(np.zeros(shape))


def test_labels_that_do_not_suit_are_refused(plot):
    with pytest.raises(ValueError, match="3 points have 1 labels"):
        plot.set_points(TRAIN, [0], TEST, [1], 2)


@pytest.mark.parametrize("classes", [2, 3, 4, 5])
def test_two_to_five_classes_have_their_names_and_lines(plot, classes):
    plot.set_names("x", "y", [f"kind {k}" for k in range(classes)])
    plot.set_points(TRAIN, [0, 1, 0], TEST, [classes - 1], classes)
    field = np.random.default_rng(0).dirichlet(np.ones(classes), (16, 16))
    plot.set_field(field)
    plot.redraw()
    assert not plot.boundary.path().isEmpty()
    assert [label.accessibleName() for label in plot.key.class_names()] == [
        f"kind {k}" for k in range(classes)
    ]
    assert all(f"kind {k}" in plot.hover(0.5, 0.5) for k in range(classes))


def test_a_regression_is_shown_by_values(plot):
    plot.set_targets(TRAIN, [-1.0, 0.0, 2.0], TEST, [1.0])
    plot.set_field(plot.grid(8)[:, 0].reshape(8, 8))
    plot.redraw()
    assert plot.bar.isVisible()
    assert plot.bar.levels() == (-2.0, 2.0)
    assert plot.bar.getAxis("right").numbers() == ["−2", "0", "2"]
    assert "from −2 to 2" in plot.in_words()
    strongest = plot.parts["train"].dots.points()[2].brush().color()
    assert strongest == QColor(LIGHT.diverging[-1])
    assert "Prediction" in plot.hover(0.5, 0.5)
    plot.set_points(TRAIN, [0, 1, 0], TEST, [1], 2)
    plot.redraw()
    assert not plot.bar.isVisible()


def test_rings_are_as_wide_as_errors_are_large(plot, qtbot):
    plot.set_targets(TRAIN, [-1.0, 0.0, 2.0], TEST, [1.0])
    plot.redraw()
    # Nothing is known of errors before the network has answered.
    assert plot.key.mistakes.isHidden()
    assert plot.csv().splitlines()[1:] == [
        "0.0,0.0,-1,train,", "1.0,0.0,0,train,", "0.0,1.0,2,train,", "1.0,1.0,1,test,",
    ]  # fmt: skip
    field = plot.grid(8)[:, 0].reshape(8, 8)
    errors = {"train": np.array([0.0, -0.5, 2.5]), "test": np.array([1.0])}
    plot.show_picture(Picture(plot.ground(), field, {}, errors))
    plot.redraw()
    with qtbot.waitExposed(plot):
        plot.show()
    assert plot.key.mistakes.text() == "Errors"
    assert plot.key.mistakes.isVisible()
    rings = plot.parts["train"].rings
    assert rings.data["visible"].tolist() == [False, True, True]
    small, large = rings.data["size"][1:]
    assert small < plot.parts["test"].rings.data["size"][0] < large
    plot.key.mistakes.setChecked(False)
    plot.redraw()
    assert not rings.isVisible()
    # Of the sample below the pointer it is said what is known; beside all samples, the answer.
    text = re.sub(r"<[^>]*>", " ", plot.hover(1.0, 0.0))
    for words in ("Prediction", "−0.5", "True value", "0", "Error"):
        assert words in text
    assert "True value" not in plot.hover(0.5, 0.5)
    assert plot.csv().splitlines()[0] == "x₁,x₂,value,part,error"
    assert plot.csv().splitlines()[2] == "1.0,0.0,0,train,-0.5"
    plot.set_points(TRAIN, [0, 1, 0], TEST, [1], 2)
    plot.set_mistakes([True, False, False], [False])
    plot.redraw()
    assert plot.key.mistakes.text() == "Mistakes (1)"
    assert rings.data["visible"].tolist() == [True, False, False]
    assert len(set(rings.data["size"])) == 1


def test_an_empty_plane_says_what_would_stand_there(filled):
    assert filled.view.note() == ""
    filled.clear()
    filled.set_empty_text("No data yet.")
    filled.redraw()
    assert filled.view.note() == "No data yet."


def test_what_is_no_number_is_borne(filled):
    field = np.full((8, 8, 2), np.nan)
    filled.set_field(field)
    filled.redraw()
    filled.hover(0.5, 0.5)
    assert tuple(shade_classes(field, LIGHT)[0, 0]) == rgb(LIGHT.plot)
    assert shade_values(field[..., 0], (-1, 1), LIGHT).shape == (8, 8, 3)


def test_another_theme_recolours_everything(filled, source):
    filled.set_field(halves(filled))
    filled.redraw()
    source.choose("dark")
    filled.redraw()
    assert filled.parts["train"].dots.points()[0].brush().color() == QColor(DARK.classes[0])
    assert filled.boundary.pen().color() == QColor(DARK.text)
    assert filled.view.canvas.backgroundBrush().color() == QColor(DARK.plot)
    assert filled.key.class_names()[0].mark() == ("o", DARK.classes[0])


def test_the_plane_is_square(filled, qtbot):
    filled.show()
    for size in ((900, 400), (420, 700)):
        filled.resize(*size)
        box = filled.view.pixels()
        assert box.width() > 100
        assert box.width() == pytest.approx(box.height(), abs=3)


def test_keys_move_the_pointer(filled, qtbot):
    bounds, pressed = filled.bounds(), []
    filled.pressed.connect(lambda x, y, button: pressed.append((x, y, button)))
    qtbot.keyClick(filled, Qt.Key.Key_Return)
    assert pressed == []
    qtbot.keyClick(filled, Qt.Key.Key_Right)
    with qtbot.waitSignal(filled.released):
        qtbot.keyClick(filled, Qt.Key.Key_Return)
    x, y, button = pressed[0]
    assert (bounds.left + bounds.right) / 2 < x < bounds.right
    assert y == pytest.approx((bounds.low + bounds.high) / 2)
    assert button == Qt.MouseButton.LeftButton
    assert filled.view.readout()
    qtbot.keyClick(filled, Qt.Key.Key_Escape)
    assert filled.view.readout() == ""


def test_pressing_on_the_plane_is_reported_in_its_coordinates(filled, qtbot):
    filled.show()
    qtbot.waitExposed(filled)
    port = filled.view.canvas.viewport()
    area = filled.view.pixels().toRect()
    with qtbot.waitSignals([filled.pressed, filled.released]):
        qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=area.center())
    heard = []
    filled.pressed.connect(lambda x, y, button: heard.append((x, y, button)))
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=area.center())
    assert heard[0][:2] == pytest.approx((0.5, 0.5), abs=0.05)
    assert heard[0][2] == Qt.MouseButton.LeftButton


def test_the_zero_line_of_a_disc_is_its_circle():
    y, x = np.mgrid[:60, :60]
    line = zero_line(20 - np.hypot(x - 30, y - 30))
    assert len(line) % 2 == 0
    np.testing.assert_allclose(np.hypot(*(line - 30).T), 20, atol=0.05)
    assert zero_line(np.ones((5, 5))).shape == (0, 2)


def test_lines_between_classes_lie_between_them():
    field = np.zeros((9, 9, 3))
    field[:, :3, 0] = field[:, 3:6, 1] = field[:, 6:, 2] = 1
    columns = np.unique(class_lines(field)[:, 0])
    np.testing.assert_allclose(columns, [2.5, 5.5])


def test_samples_are_saved_as_a_table(filled, qtbot, tmp_path):
    filled.set_mistakes([False, True, False], [False])
    assert filled.csv().splitlines()[:3] == [
        "width,height,class,part,mistake",
        "0.0,0.0,0,train,0",
        "1.0,0.0,1,train,1",
    ]
    filled.set_field(halves(filled))
    for ending in ("png", "svg"):
        filled.menu.save(str(tmp_path / f"plane.{ending}"))
        assert (tmp_path / f"plane.{ending}").stat().st_size > 1000


def test_a_picture_worked_out_elsewhere_is_shown_on_its_own_ground_only(filled):
    wrong = {"train": np.array([True, False, False]), "test": np.array([True])}
    filled.show_picture(Picture(filled.ground(), halves(filled).astype(np.float32), wrong))
    filled.redraw()
    assert "2" in filled.key.mistakes.text()
    assert "cats" in filled.hover(filled.bounds().left, 0.5)
    before = filled.picture()
    stale = Picture(filled.ground(), None, wrong)
    filled.set_bounds(Bounds(-4, 4, -4, 4))
    filled.show_picture(stale)
    filled.redraw()
    assert filled.picture().field is before.field
    assert filled.picture().ground.bounds == filled.bounds()


def test_a_long_class_name_is_cut_and_leaves_the_plane_its_room(plot, qtbot):
    long = "not stated, or left out in the questionnaire of the second year"
    for size in ((560, 420), (420, 560), (320, 220)):
        plot.resize(*size)
        sides = []
        for name in ("other", long):
            plot.set_names("x", "y", ["low", "high", name])
            plot.set_points(TRAIN, [0, 1, 2], TEST, [1], 3)
            plot.redraw()
            sides.append(plot.view.height() - plot.view.axis_sizes()[1])
        assert sides[1] >= 0.75 * sides[0]
        label = plot.key.class_names()[2]
        assert plot.key.geometry().right() <= plot.width()
        assert label.sizeHint().width() <= plot.width() / 3
        assert "…" in label.text()
        assert (label.toolTip(), label.accessibleName()) == (long, long)
    plot.set_field(np.full((4, 4, 3), 1 / 3))
    assert long not in plot.hover(0.5, 0.5)
    assert re.search("not .*….* year", plot.hover(0.5, 0.5))


def test_many_classes_are_reached_by_scrolling(plot, qtbot):
    plot.resize(320, 180)
    plot.set_names("x", "y", list("ABCDE"))
    plot.set_points(TRAIN, [0, 1, 2], TEST, [4], 5)
    plot.set_mistakes([True, False, False], [True])
    plot.show()
    qtbot.waitExposed(plot)
    plot.redraw()
    key = plot.key
    assert key.geometry().bottom() <= plot.height()
    qtbot.waitUntil(lambda: key.verticalScrollBar().maximum() > 0)
    key.ensureWidgetVisible(key.mistakes)
    middle = key.mistakes.mapTo(key.viewport(), key.mistakes.rect().center())
    assert key.viewport().rect().contains(middle)


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_saved_pictures_are_light_and_sharp(filled, source, qtbot, tmp_path, choice):
    source.choose(choice)
    filled.set_field(halves(filled))
    with qtbot.waitExposed(filled):
        filled.show()
    filled.menu.save(str(tmp_path / "plane.svg"))
    text = (tmp_path / "plane.svg").read_text()
    assert LIGHT.classes[0].lower() in text
    assert DARK.plot.lower() not in text
    # The ground is pixels; axes and samples are not.
    assert text.count("<image") == 1
    for word in ("cats", "dogs", "Train (3)", "Test (1)", "width", "height"):
        assert f">{word}</text>" in text
    filled.redraw()
    assert filled.view.canvas.backgroundBrush().color() == QColor(source.current.plot)


def test_the_parts_of_a_redrawn_plane_are_painted_by_qt_alone(filled, qtbot):
    """But for the image and the rings, whose `paint` is pyqtgraph's; samples are kept."""
    filled.set_field(halves(filled))
    filled.set_mistakes([True, False, False], [True])
    with qtbot.waitExposed(filled):
        filled.show()
    filled.redraw()
    filled.view.canvas.viewport().repaint()
    entered = []

    def note(frame, event, _):
        if event == "call":
            entered.append(frame.f_code.co_qualname)

    filled.set_field(halves(filled)[:, ::-1])
    filled.redraw()
    sys.setprofile(note)
    try:
        filled.view.canvas.viewport().repaint()
    finally:
        sys.setprofile(None)
    painted = [name for name in entered if name.endswith(".paint")]
    assert sorted(set(painted)) == ["ImageItem.paint", "Points.paint", "ScatterPlotItem.paint"]
    assert painted.count("Points.paint") == 2


def test_between_what_is_infinite_the_line_goes_through_the_middle():
    field = np.full((3, 4), -np.inf, np.float32)
    field[:, 2:] = np.inf
    np.testing.assert_allclose(zero_line(field)[:, 0], 1.5)


@pytest.mark.parametrize("value", [np.nan, 1e300, 1e-300])
def test_targets_and_places_of_any_size_are_borne(plot, qtbot, value):
    places = np.full((4, 2), value)
    plot.set_targets(places, places[:, 0], places[:0], [])
    plot.set_field(plot.grid(8)[:, 0].reshape(8, 8))
    with qtbot.waitExposed(plot):
        plot.show()
    plot.redraw()
    low, high = plot.bar.levels()
    assert -np.inf < low < 0 < high < np.inf
    assert not plot.grab().isNull()


def test_the_plane_fills_its_view_from_the_first_moment(plot, qtbot):
    """What the key needs is known only when it is drawn; the view must not be left behind."""
    plot.set_names("x", "y", ["A", "B"])
    plot.set_points(TRAIN, [0, 1, 0], TEST, [1], 2)
    plot.set_mistakes([True, False, False], [True])
    plot.resize(560, 440)
    with qtbot.waitExposed(plot):
        plot.show()
    for size in ((560, 440), (700, 500), (330, 560)):
        plot.resize(*size)
        qtbot.waitUntil(lambda: plot.view.graph.geometry().size() == plot.view.canvas.size())
        box = plot.view.pixels()
        assert box.width() == pytest.approx(box.height(), abs=3)


def test_a_saved_picture_shades_between_the_cells(filled, qtbot):
    field = np.zeros((2, 2, 2), np.float32)
    field[:, 0, 0] = field[:, 1, 1] = 1
    filled.set_field(field)
    with qtbot.waitExposed(filled):
        filled.show()
    made = image(filled.paint_picture, filled.picture_size())
    area = filled.view.pixels()
    row = round(2 * (area.top() + 10))
    columns = range(round(2 * area.left()) + 10, round(2 * area.right()) - 10)
    assert len({made.pixelColor(column, row).rgb() for column in columns}) > 50


def test_the_numbers_of_the_colour_bar_stay_at_its_ends_in_any_size(source, qtbot):
    seen = []
    for sizes in (((400, 300), (700, 600)), ((700, 600),)):
        plot = BoundaryPlot(source)
        qtbot.addWidget(plot)
        plot.set_targets(TRAIN, [-1.0, 0.0, 2.0], TEST, [1.0])
        plot.set_field(plot.grid(8)[:, 0].reshape(8, 8))
        plot.resize(*sizes[0])
        with qtbot.waitExposed(plot):
            plot.show()
        plot.view.grab()
        plot.resize(*sizes[-1])
        graph, canvas = plot.view.graph, plot.view.canvas
        qtbot.waitUntil(lambda: graph.geometry().size() == canvas.size())  # noqa: B023
        axis = plot.bar.getAxis("right")
        place = axis.mapRectToScene(axis.boundingRect()).toRect()
        seen.append(canvas.grab(place).toImage())
    assert seen[0] == seen[1]
