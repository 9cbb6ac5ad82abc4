"""The network, drawn: where units and wires lie, walked, clicked, dragged and typed; blocks."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from diynn.data.sources import Digits, Moons
from diynn.design.design import Design
from diynn.layers import BatchNorm, Conv1D, Flatten, Linear, ReLU, Reshape1D, Softmax, Tanh
from diynn.network.losses import BCE, CrossEntropy
from diynn.storage.recipes import recipe
from gui.model.run_list import RunList
from gui.model.run_snapshot import RunSnapshot
from gui.model.session import Session
from gui.tabs.analysis_tab import ValuePlace
from gui.tabs.boundary.tab import BoundaryTab
from gui.tabs.network.block_face import WEIGHTS, BlockFace, BlockSpot
from gui.tabs.network.page import NetworkPage
from gui.tabs.network.picture import MOST_UNITS, Blocks, Units, drawn
from gui.tabs.network.unit_face import UnitFace
from gui.tabs.network.unit_layout import BIAS, UNIT, WIRE, Spot, UnitLayout
from gui.tabs.weights.tab import NETWORK, WeightsTab
from gui.theme.theme import ThemeSource
from gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
SMALL = Design(
    source=Moons(samples=120), layers=(Linear(5), BatchNorm(), Tanh(), Linear(4), ReLU(), Linear(2))
)
WALKS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
)  # fmt: skip


@pytest.fixture
def design() -> Design:
    return SMALL


def plane_of(run: RunSnapshot, cells: int = 8) -> Any:
    """Places of the plane, as a network of two inputs gets them; None for other data."""
    if run.data.shape != (2,):
        return None
    steps = np.linspace(-1, 1, cells)
    return np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2).astype(np.float32)


def picture_of(run_list: RunList, cells: int = 8) -> Any:
    run = run_list.snapshot()
    assert run is not None
    return drawn(run, run.data.test.x[:1], plane_of(run, cells))


@pytest.fixture
def page(
    qtbot: QtBot, session: Session, source: ThemeSource, run_list: RunList
) -> NetworkPage:
    made = NetworkPage(session, source)
    qtbot.addWidget(made)
    made.resize(560, 240)
    made.show()
    qtbot.waitExposed(made)
    made.show_picture(picture_of(run_list))
    return made


def change(session: Session, qtbot: QtBot, *layers: Any, **more: Any) -> None:
    """Another network, made."""
    before = session.training
    session.model.replace_design(replace(session.design, layers=layers, **more), "another")
    qtbot.waitUntil(lambda: session.training not in (None, before))


def layout_of(page: NetworkPage) -> UnitLayout:
    assert isinstance(page.face, UnitFace)
    return page.face.layout


def all_spots(layout: UnitLayout) -> set[Spot]:
    units = {
        Spot(UNIT, column, unit)
        for column, areas in enumerate(layout.areas) for unit in range(len(areas))
    }  # fmt: skip
    biases = {one._replace(kind=BIAS) for one in units if layout.biased[one.column]}
    return units | biases | set(layout.wires)


def place_of(layout: UnitLayout, spot: Spot) -> QPoint | None:
    """A pixel at which a spot is meant."""
    if spot.kind != WIRE:
        return layout.area(spot).center().toPoint()
    path = layout.paths[layout.wires.index(spot)]
    places = [path.pointAtPercent(at / 40).toPoint() for at in range(41)]
    return next((at for at in places if layout.spot_at(QPointF(at)) == spot), None)


def opened_by(page: NetworkPage, act: Callable[[], object]) -> list[ValuePlace]:
    found: list[ValuePlace] = []
    page.opened.connect(found.append)
    act()
    page.opened.disconnect(found.append)
    return found


def image_of(page: NetworkPage) -> QImage:
    return page.grab().toImage()


# Where things lie


@pytest.mark.parametrize("size", [(560, 240), (330, 110), (1100, 560), (160, 84)])
def test_columns_stand_beside_each_other_and_units_apart(
    page: NetworkPage, size: tuple[int, int]
) -> None:
    page.resize(*size)
    layout = layout_of(page)
    assert len(layout.areas) == 4
    everything = [area for column in layout.areas for area in column]
    for number, area in enumerate(everything):
        assert not any(area.intersects(other) for other in everything[number + 1 :])
        assert page.content_size().width() >= area.right()
        assert page.content_size().height() >= area.bottom()
    lefts = [column[0].left() for column in layout.areas]
    assert lefts == sorted(lefts)
    shown = layout.shown
    assert len(layout.wires) == sum(a * b for a, b in pairwise(shown))
    assert len(layout.paths) == len(layout.wires)


def test_all_units_are_there_where_there_is_room(page: NetworkPage) -> None:
    layout = layout_of(page)
    assert layout.shown == [2, 5, 4, 2]
    assert layout.more == [None] * 4


def test_of_a_wide_row_what_fits_is_shown_and_the_rest_counted(
    qtbot: QtBot, session: Session, run_list: RunList, page: NetworkPage
) -> None:
    change(session, qtbot, Linear(300), Tanh(), Linear(2))
    page.resize(560, 700)
    page.show_picture(picture_of(run_list))
    layout = layout_of(page)
    assert layout.shown == [2, MOST_UNITS - 1, 2]
    assert layout.more[1] is not None
    assert layout.more[1].top() > layout.areas[1][-1].bottom()
    page.resize(560, 100)
    few = layout_of(page)
    assert 0 < few.shown[1] < MOST_UNITS - 1
    assert max(area.bottom() for area in few.areas[1]) <= 100
    assert "300" in page.in_words()


def test_many_layers_scroll_sideways(
    qtbot: QtBot, session: Session, run_list: RunList, page: NetworkPage
) -> None:
    change(session, qtbot, *[Linear(2)] * 24)
    page.show_picture(picture_of(run_list))
    assert page.content_size().width() > page.viewport().width()
    qtbot.keyClick(page, Qt.Key.Key_End)
    last = layout_of(page).areas[-1][0]
    assert 0 < page.offset().x() <= last.left()
    assert last.right() <= page.offset().x() + page.viewport().width()


@pytest.mark.parametrize("layers", [(Linear(1),), (Linear(1), Tanh(), Linear(1))])
def test_one_unit_is_drawn(
    qtbot: QtBot, session: Session, run_list: RunList, page: NetworkPage, layers: tuple[Any, ...]
) -> None:
    change(session, qtbot, *layers, loss=BCE())
    page.show_picture(picture_of(run_list))
    assert not image_of(page).isNull()
    for key in WALKS:
        qtbot.keyClick(page, key)
        assert page.accessibleDescription()


# What a picture holds


def test_a_map_is_what_the_unit_gives_over_the_plane(
    page: NetworkPage, session: Session, run_list: RunList
) -> None:
    picture = page.picture
    assert isinstance(picture, Units)
    run = run_list.snapshot()
    assert run is not None
    y = run.net.part(plane_of(run), 0, 3, run.weights)
    low, high = picture.spans[1][2]
    assert (low, high) == pytest.approx((y[:, 2].min(), y[:, 2].max()), abs=1e-5)
    wanted = y[:, 2].reshape(8, 8)[::-1] / np.abs(y[:, 2]).max()
    np.testing.assert_allclose(picture.maps[1][2] / 127.0 - 1, wanted, atol=0.01)


def test_wires_are_drawn_by_sign_and_size(
    page: NetworkPage, session: Session, run_list: RunList, source: ThemeSource
) -> None:
    run = run_list.snapshot()
    assert run is not None
    weights = np.zeros_like(run.weights)
    # What has the keys or lies under the mouse is lit.
    page.clearFocus()
    page.point_at(None)
    page.show_picture(drawn(replace(run, weights=weights), run.data.test.x[:1], plane_of(run)))
    empty = image_of(page)
    wire = Spot(WIRE, 1, 0, 0)
    at = place_of(layout_of(page), wire)
    assert at is not None
    seen = []
    for value in (1.0, -1.0):
        some = weights.copy()
        run.net.layout.by_key(some)["0.W"][0, 0] = value
        page.show_picture(drawn(replace(run, weights=some), run.data.test.x[:1], plane_of(run)))
        image = image_of(page)
        assert image != empty
        # Where it lies between two pixels, one beside it is covered whole.
        near = product(range(at.x() - 3, at.x() + 4), range(at.y() - 3, at.y() + 4))
        seen.append(Counter(image.pixelColor(x, y).name() for x, y in near))
    theme = source.current
    positive, negative = theme.diverging[-1].lower(), theme.diverging[0].lower()
    assert seen[0][positive] > seen[1][positive]
    assert seen[1][negative] > seen[0][negative]


def test_weights_that_are_no_numbers_are_drawn_and_told(
    qtbot: QtBot, page: NetworkPage, run_list: RunList
) -> None:
    run = run_list.snapshot()
    assert run is not None
    weights = run.weights.copy()
    W = run.net.layout.by_key(weights)["0.W"]
    W[0, 0], W[1, 0], W[2, 0] = np.nan, np.inf, -np.inf
    page.show_picture(drawn(replace(run, weights=weights), run.data.test.x[:1], plane_of(run)))
    assert not image_of(page).isNull()
    assert page.face is not None
    assert "NaN" in page.face.words(Spot(WIRE, 1, 0, 0))
    assert "∞" in page.face.words(Spot(WIRE, 1, 1, 0))
    for spot in all_spots(layout_of(page)):
        assert page.face.tip(spot)
    assert "nan" in page.csv()


# The mouse


def test_every_unit_wire_and_bias_opens_its_calculation(
    qtbot: QtBot, page: NetworkPage, session: Session
) -> None:
    page.resize(900, 500)
    layout = layout_of(page)
    found = {}
    for spot in all_spots(layout):
        at = place_of(layout, spot)
        assert at is not None, spot
        if layout.spot_at(QPointF(at)) != spot:
            continue
        click = opened_by(page, lambda at=at: qtbot.mouseClick(page.viewport(), LEFT, pos=at))
        found[spot] = click
    assert set(found) == all_spots(layout)
    assert found[Spot(UNIT, 0, 1)] == [ValuePlace("input", 0, "", (1,))]
    assert found[Spot(UNIT, 1, 4)] == [ValuePlace("output", 2, "", (4,))]
    assert found[Spot(UNIT, 3, 0)] == [ValuePlace("output", 5, "", (0,))]
    assert found[Spot(WIRE, 2, 3, 4)] == [ValuePlace("weight", 3, "W", (3, 4))]
    assert found[Spot(BIAS, 3, 1)] == [ValuePlace("weight", 5, "b", (1,))]


def test_beside_everything_nothing_is_opened(qtbot: QtBot, page: NetworkPage) -> None:
    act = lambda: qtbot.mouseClick(page.viewport(), LEFT, pos=QPoint(3, page.height() - 3))  # noqa: E731
    assert opened_by(page, act) == []
    assert page.tip_at(QPointF(3, page.height() - 3)) == ""
    # Titles that are cut are told in full.
    assert page.tip_at(layout_of(page).titles[1].center()) == "Linear · BatchNorm · Tanh"


def drag(qtbot: QtBot, page: NetworkPage, spot: Spot, up: int, *, release: bool = True) -> None:
    at = place_of(layout_of(page), spot)
    assert at is not None
    viewport = page.viewport()
    qtbot.mousePress(viewport, LEFT, pos=at)
    for part in range(1, 5):
        qtbot.mouseMove(viewport, pos=at - QPoint(0, up * part // 4))
    if release:
        qtbot.mouseRelease(viewport, LEFT, pos=at - QPoint(0, up))


def test_a_dragged_weight_is_seen_at_once_and_undone_in_one_step(
    qtbot: QtBot, page: NetworkPage, session: Session
) -> None:
    assert session.training is not None
    assert session.weights is not None
    wire, changed = Spot(WIRE, 1, 3, 1), []
    page.changed.connect(lambda: changed.append(True))
    before = float(session.training.net.weights["0.W"][3, 1])
    act = lambda: drag(qtbot, page, wire, 40, release=False)  # noqa: E731
    assert opened_by(page, act) == []
    assert changed
    seen = session.training.net.layout.by_key(page.previewed(session.weights))["0.W"]
    assert seen[3, 1] > before
    # Only seen so far.
    assert session.training.net.weights["0.W"][3, 1] == pytest.approx(before)
    assert int((page.previewed(session.weights) != session.weights).sum()) == 1
    qtbot.mouseRelease(page.viewport(), LEFT, pos=QPoint(1, 1))
    assert session.training.net.weights["0.W"][3, 1] == pytest.approx(seen[3, 1])
    assert session.training.by_hand == 1
    session.model.undo_stack.undo()
    qtbot.waitUntil(lambda: at_rest(session))
    assert session.training.net.weights["0.W"][3, 1] == pytest.approx(before)


def test_escape_leaves_a_dragged_weight_as_it_was(
    qtbot: QtBot, page: NetworkPage, session: Session
) -> None:
    before = session.training
    drag(qtbot, page, Spot(BIAS, 1, 2), 60, release=False)
    assert page.previewed(session.weights) is not session.weights
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.previewed(session.weights) is session.weights
    qtbot.mouseRelease(page.viewport(), LEFT, pos=QPoint(1, 1))
    assert session.training is before


def test_weights_of_the_past_are_neither_dragged_nor_typed(
    qtbot: QtBot, page: NetworkPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.advance(epochs=2)
    qtbot.waitUntil(lambda: at_rest(session))
    session.cursor.to_start()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: pytest.fail("asked"))
    said: list[object] = []
    session.said.connect(lambda _kind, what: said.append(what))
    before = session.training
    drag(qtbot, page, Spot(WIRE, 1, 0, 0), 40)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    assert session.training is before
    assert page.previewed(session.weights) is session.weights
    assert [str(what)[:27] for what in said] == ["These weights are of the pa"] * 2


# Keys


def test_keys_reach_every_unit_wire_and_bias(page: NetworkPage) -> None:
    layout = layout_of(page)
    assert page.face is not None
    reached, new = set(), {page.face.moved(None, Qt.Key.Key_Home)}
    while new:
        reached |= new
        new = {layout.moved(spot, key) for spot in new for key in WALKS} - reached
    assert reached == all_spots(layout)


def test_keys_go_from_unit_to_wire_to_unit(qtbot: QtBot, page: NetworkPage) -> None:
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Home)
    assert page.accessibleDescription().startswith("Input x₁: from −1 to 1")
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert "Weight from input x₁ to unit 1 of row 1, Linear · BatchNorm · Tanh:" in (
        page.accessibleDescription()
    )
    qtbot.keyClick(page, Qt.Key.Key_Down)
    assert "from input x₂" in page.accessibleDescription()
    qtbot.keyClick(page, Qt.Key.Key_Down)
    assert page.accessibleDescription().startswith("Bias of unit 1 of row 1")
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert page.accessibleDescription().startswith("Unit 1 of row 1")
    act = lambda: qtbot.keyClick(page, Qt.Key.Key_Return)  # noqa: E731
    assert opened_by(page, act) == [ValuePlace("output", 2, "", (0,))]


def test_f2_types_a_weight_and_asks_again_for_what_is_none(
    qtbot: QtBot, page: NetworkPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter([("half", True), ("1/2", True)])

    def answer(_parent: Any, _title: str, label: str, text: str = "") -> tuple[str, bool]:
        asked.append(label)
        return next(answers)

    monkeypatch.setattr(QInputDialog, "getText", answer)
    page.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_F2):
        qtbot.keyClick(page, key)
    assert len(asked) == 2
    assert "“half” is no number." in asked[1]
    assert session.training is not None
    assert session.training.net.weights["0.W"][0, 0] == 0.5


def test_f2_on_a_unit_types_its_bias(
    qtbot: QtBot, page: NetworkPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("-2", True))
    page.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_F2):
        qtbot.keyClick(page, key)
    assert session.training is not None
    assert session.training.net.weights["5.b"][0] == -2
    # An input has none.
    before = session.training
    for key in (Qt.Key.Key_Home, Qt.Key.Key_F2):
        qtbot.keyClick(page, key)
    assert session.training is before


@pytest.mark.parametrize("text", ["", "a", "1/0", "2e9"])
def test_what_is_no_weight_is_not_taken(page: NetworkPage, session: Session, text: str) -> None:
    before = session.training
    assert not page.take_typed(ValuePlace("weight", 0, "W", (0, 0)), text)
    assert session.training is before


def test_the_menu_offers_what_can_be_done(qtbot: QtBot, page: NetworkPage) -> None:
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Home)
    page.menu.aboutToShow.emit()
    calculation, typing = page.menu.actions()[:2]
    assert (calculation.isEnabled(), typing.isEnabled()) == (True, False)
    qtbot.keyClick(page, Qt.Key.Key_Right)
    page.menu.aboutToShow.emit()
    assert typing.isEnabled()
    found = opened_by(page, calculation.trigger)
    assert found == [ValuePlace("weight", 0, "W", (0, 0))]
    assert len(page.menu.actions()) == len(set(page.menu.actions()))


# Another stack, another look


def test_a_stack_that_changed_meanwhile_is_not_written_to(
    qtbot: QtBot, session: Session, run_list: RunList, page: NetworkPage
) -> None:
    old = ValuePlace("weight", 3, "W", (3, 4))
    change(session, qtbot, Linear(3), Tanh(), Linear(2))
    before = session.training
    assert page.take_typed(old, "1")
    assert session.training is before
    qtbot.keyClick(page, Qt.Key.Key_End)
    page.show_picture(picture_of(run_list))
    assert layout_of(page).shown == [2, 3, 2]
    assert page.accessibleDescription() == ""


def test_the_places_stay_while_the_weights_change(
    qtbot: QtBot, session: Session, run_list: RunList, page: NetworkPage
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Home)
    qtbot.keyClick(page, Qt.Key.Key_Right)
    before, layout = page.accessibleDescription(), layout_of(page)
    session.advance(epochs=1)
    qtbot.waitUntil(lambda: at_rest(session))
    page.show_picture(picture_of(run_list))
    assert layout_of(page) is layout
    assert page.accessibleDescription() != before
    assert page.accessibleDescription()[:20] == before[:20]


def test_an_empty_page_says_why(qtbot: QtBot, page: NetworkPage) -> None:
    page.clear("There is no network.")
    assert page.empty_text() == page.in_words() == "There is no network."
    assert page.picture is None
    for key in (*WALKS, Qt.Key.Key_Return, Qt.Key.Key_F2):
        qtbot.keyClick(page, key)
    qtbot.mouseClick(page.viewport(), LEFT, pos=QPoint(30, 30))
    assert page.csv().count("\n") <= 1
    assert not page.offers_menu()


def test_another_look_is_worn_at_once(page: NetworkPage, source: ThemeSource) -> None:
    light = image_of(page)
    source.choose("dark")
    dark = image_of(page)
    assert dark != light
    with page.look_of_pictures(as_seen=False):
        assert page.picture is not None
    assert image_of(page) == dark
    source.choose("light")
    assert image_of(page) == light


def calls_of(act: Callable[[], object]) -> int:
    """How many functions of Python's it calls."""
    count = 0

    def note(_frame: Any, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def test_more_cells_take_no_more_python(page: NetworkPage, run_list: RunList) -> None:
    drawing, painting = [], []
    for cells in (4, 4, 64):
        drawing.append(calls_of(lambda cells=cells: picture_of(run_list, cells)))
        page.show_picture(picture_of(run_list, cells))
        painting.append(calls_of(page.viewport().repaint))
    # 256 times as many cells.
    assert drawing[2] < 1.5 * drawing[1]
    assert painting[2] < 1.5 * painting[1]


# Samples in the place of a plane; blocks


def test_a_table_shows_the_values_of_a_sample(
    qtbot: QtBot, session: Session, run_list: RunList, page: NetworkPage
) -> None:
    session.model.replace_design(recipe("iris"), "iris")
    qtbot.waitUntil(lambda: session.data is not None and session.data.shape == (4,))
    qtbot.waitUntil(lambda: session.training is not None)
    page.show_picture(picture_of(run_list))
    assert isinstance(page.picture, Units)
    assert not page.picture.is_plane
    x = session.data.test.x[0] if session.data is not None else np.empty(0)
    assert page.picture.spans[0][:, 0] == pytest.approx(x)
    assert page.face is not None
    assert "petal width" in page.face.words(Spot(UNIT, 0, 3))
    assert "from" not in page.face.words(Spot(UNIT, 0, 3))
    page.resize(700, 600)
    assert not image_of(page).isNull()


IMAGES = (Conv1D(6, kernel_size=3), ReLU(), Flatten(), Linear(10), Softmax())


@pytest.mark.parametrize(
    "design",
    [
        recipe("digits-conv2d"), recipe("digits-autoencoder"),
        Design(source=Digits(), layers=(Reshape1D(64), *IMAGES), loss=CrossEntropy()),
        Design(source=Moons(samples=60), layers=(Reshape1D(2), Conv1D(3, kernel_size=1), Flatten(),
                                                 Linear(2))),
    ],
)  # fmt: skip
class TestBlocks:
    """Stacks whose units are not drawn one by one."""

    @pytest.fixture
    def blocks(self, page: NetworkPage) -> Blocks:
        page.resize(560, 400)
        assert isinstance(page.picture, Blocks)
        return page.picture

    def test_there_is_a_block_a_row(self, blocks: Blocks, session: Session) -> None:
        assert [one.row for one in blocks.blocks] == list(range(-1, len(session.design.layers)))
        for one, layer in zip(blocks.blocks[1:], session.design.layers, strict=True):
            assert one.name == layer.name()
            assert (one.weights is not None) == bool(
                layer.weight_shapes(blocks.run.net.shapes[one.row])
            )

    def test_each_value_that_is_drawn_is_that_of_its_place(self, blocks: Blocks) -> None:
        for one in blocks.blocks:
            numbers = one.maps.numbers[one.maps.numbers >= 0]
            assert len(set(numbers.tolist())) == numbers.size
            assert numbers.size + one.maps.more * one.maps.numbers[0].size == one.values.size
            if not one.maps.is_grey:
                flat = np.asarray(one.values, np.float64).ravel()
                reach = max(np.abs(flat).max(), 1e-12)
                shown = one.maps.levels[one.maps.numbers >= 0] / 127.0 - 1
                np.testing.assert_allclose(shown, flat[numbers] / reach, atol=0.01)

    def test_all_lie_within_their_cards_and_are_opened(
        self, qtbot: QtBot, page: NetworkPage, blocks: Blocks
    ) -> None:
        page.resize(560, 1200)
        assert isinstance(page.face, BlockFace)
        opened: set[tuple[str, int, str]] = set()
        for y in range(4, page.content_size().height(), 9):
            for x in range(4, page.content_size().width(), 9):
                spot = page.face.spot_at(QPointF(x, y))
                if spot is None:
                    continue
                assert page.face.area(spot).contains(QPointF(x, y))
                assert page.face.knows(spot)
                found = page.face.place(spot)
                opened.add((found.kind, found.row, found.name))
        rows = {("output", row, "") for row in range(len(blocks.blocks) - 1)}
        assert opened >= {("input", 0, ""), *rows}
        weighty = {one.row for one in blocks.blocks if one.weights is not None}
        assert {row for kind, row, _ in opened if kind == "weight"} == weighty
        at = page.face.area(BlockSpot("output", 1)).topLeft().toPoint() + QPoint(8, 8)
        click = opened_by(page, lambda: qtbot.mouseClick(page.viewport(), LEFT, pos=at))
        assert [(one.kind, one.row) for one in click] == [("output", 0)]

    def test_keys_walk_over_them(self, qtbot: QtBot, page: NetworkPage, blocks: Blocks) -> None:
        page.setFocus()
        qtbot.keyClick(page, Qt.Key.Key_Home)
        seen = [page.accessibleDescription()]
        for _ in blocks.blocks[1:]:
            qtbot.keyClick(page, Qt.Key.Key_Down)
            seen.append(page.accessibleDescription())
        for one, words in zip(blocks.blocks, seen, strict=True):
            assert one.name in words
            assert one.detail in words
        assert page.in_words().count(";") <= len(blocks.blocks)
        assert page.csv().count("\n") > sum(one.values.size for one in blocks.blocks)

    def test_a_weight_that_is_pointed_at_is_told(self, page: NetworkPage, blocks: Blocks) -> None:
        net, weights = blocks.run.net, blocks.run.weights
        assert page.face is not None
        for block, one in enumerate(blocks.blocks):
            if one.weights is None:
                continue
            number = int(one.weights.numbers.ravel()[-1])
            place = page.face.place(BlockSpot(WEIGHTS, block, number))
            value = net.layout.by_key(weights)[f"{place.row}.{place.name}"][place.place]
            assert value == weights[number]
            assert place.row == one.row

    def test_another_look_is_worn(
        self, page: NetworkPage, source: ThemeSource, blocks: Blocks
    ) -> None:
        light = image_of(page)
        source.choose("dark")
        assert image_of(page) != light
        source.choose("light")
        assert image_of(page) == light


# In the tabs


@pytest.fixture
def boundary(
    qtbot: QtBot, session: Session, themes: ThemeSource, run_list: RunList
) -> Iterator[BoundaryTab]:
    made = BoundaryTab(session, themes, run_list)
    qtbot.addWidget(made)
    made.resize(560, 700)
    made.show()
    qtbot.waitUntil(lambda: made.network.picture is not None)
    yield made
    made.close_down()


def weights_seen(page: NetworkPage) -> Any:
    assert page.picture is not None
    return page.picture.run.weights


def test_the_drawing_follows_the_training(
    qtbot: QtBot, session: Session, boundary: BoundaryTab
) -> None:
    session.advance(epochs=2)
    qtbot.waitUntil(
        lambda: at_rest(session) and np.array_equal(weights_seen(boundary.network), session.weights)
    )
    assert boundary.network.height() >= 100
    assert boundary.plot.height() > boundary.network.height()


def test_the_boundary_bends_while_a_weight_is_dragged(
    qtbot: QtBot, session: Session, boundary: BoundaryTab
) -> None:
    field = boundary.plot.picture().field
    picture = boundary.network.picture
    assert isinstance(picture, Units)
    drag(qtbot, boundary.network, Spot(WIRE, 3, 0, 2), 70, release=False)
    qtbot.waitUntil(lambda: boundary.plot.picture().field is not field)
    qtbot.waitUntil(lambda: not np.array_equal(weights_seen(boundary.network), session.weights))
    assert isinstance(boundary.network.picture, Units)
    assert boundary.network.picture.reach == picture.reach
    qtbot.keyClick(boundary.network, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: np.array_equal(weights_seen(boundary.network), session.weights))


def test_it_follows_the_epochs_that_are_looked_back_at(
    qtbot: QtBot, session: Session, boundary: BoundaryTab
) -> None:
    session.advance(epochs=3)
    qtbot.waitUntil(lambda: at_rest(session))
    session.cursor.to_start()
    qtbot.waitUntil(lambda: np.array_equal(weights_seen(boundary.network), session.weights))
    assert not np.array_equal(session.weights, session.newest)
    session.cursor.to_now()
    qtbot.waitUntil(lambda: np.array_equal(weights_seen(boundary.network), session.newest))


def test_it_is_folded_away_and_says_why_it_is_empty(
    qtbot: QtBot, session: Session, boundary: BoundaryTab
) -> None:
    boundary.network_button.click()
    assert boundary.network.isHidden()
    boundary.network_button.click()
    assert boundary.network.isVisible()
    session.model.replace_design(replace(SMALL, layers=(Flatten(), Conv1D(4, kernel_size=3))), "x")
    qtbot.waitUntil(lambda: session.training is None)
    assert "does not fit" in boundary.network.empty_text()
    session.model.replace_design(recipe("digits-dense"), "digits")
    qtbot.waitUntil(lambda: session.training is not None)
    assert boundary.network.isHidden()
    assert not boundary.network_button.isEnabled()
    session.model.replace_design(SMALL, "back")
    qtbot.waitUntil(lambda: boundary.network.picture is not None)
    assert boundary.network.isVisible()


@pytest.mark.parametrize("design", [recipe("digits-conv2d"), SMALL, recipe("iris")])
def test_the_tab_weights_draws_any_network(
    qtbot: QtBot, session: Session, themes: ThemeSource, run_list: RunList
) -> None:
    tab = WeightsTab(session, themes, run_list)
    qtbot.addWidget(tab)
    tab.resize(600, 700)
    tab.show()
    tab.show_view(NETWORK)
    qtbot.waitUntil(lambda: tab.network.picture is not None)
    found: list[ValuePlace] = []
    tab.value_opened.connect(found.append)
    tab.layer.setCurrentIndex(tab.layer.count() - 1)
    qtbot.keyClick(tab.network, Qt.Key.Key_Return)
    last = len(session.design.layers) - 1
    assert [(one.kind, one.row, one.sample) for one in found] == [("output", last, (True, 0))]
    before = tab.network.picture
    tab.chooser.go_to(3)
    qtbot.waitUntil(lambda: tab.network.picture is not before)
    tab.close_down()


def test_a_click_opens_the_tab_calculation_there(qtbot: QtBot, window: MainWindow) -> None:
    window.model.replace_design(SMALL, "small")
    qtbot.waitUntil(lambda: window.session.training is not None)
    boundary = window.tabs.page("boundary")
    window.tabs.show_page("boundary")
    qtbot.waitUntil(
        lambda: isinstance(boundary.network.face, UnitFace)
        and layout_of(boundary.network).columns[1].units == 5
    )
    at = place_of(layout_of(boundary.network), Spot(WIRE, 1, 4, 0))
    assert at is not None
    qtbot.mouseClick(boundary.network.viewport(), LEFT, pos=at)
    assert window.tabs.current_name() == "calculation"
    page = window.tabs.page("calculation")
    qtbot.waitUntil(lambda: page.calculation is not None)
    choice = page.choice
    assert (choice.kind, choice.row, choice.name, choice.place) == ("weight", 0, "W", (4, 0))
    assert page.title.text().startswith("Gradient for W [4, 0] of row 1")
    # From there on to another one, with the way back.
    window.tabs.show_page("boundary")
    area = layout_of(boundary.network).area(Spot(UNIT, 2, 1)).center().toPoint()
    qtbot.mouseClick(boundary.network.viewport(), LEFT, pos=area)
    assert page.title.text().startswith("Output [1] of row 5, ReLU")
    page.go_back()
    assert page.choice == choice


def test_whether_it_is_folded_is_remembered(
    qtbot: QtBot, window: MainWindow, settings: QSettings, themes: ThemeSource
) -> None:
    boundary = window.tabs.page("boundary")
    assert boundary.network_button.isChecked()
    boundary.network_button.click()
    other = MainWindow(themes, settings)
    qtbot.addWidget(other)
    assert not other.tabs.page("boundary").network_button.isChecked()
    other.documents.asks = False
    other.close()


@pytest.mark.parametrize("language", ["fr"])
def test_in_french(qtbot: QtBot, speaking: MainWindow) -> None:
    boundary = speaking.tabs.page("boundary")
    speaking.tabs.show_page("boundary")
    qtbot.waitUntil(lambda: boundary.network.picture is not None)
    assert boundary.network_button.text() == "Réseau"
    qtbot.keyClick(boundary.network, Qt.Key.Key_Home)
    assert boundary.network.accessibleDescription().startswith("L’entrée x₁\u202f: de −")
