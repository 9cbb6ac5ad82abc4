"""The tab of the decision boundary: what it draws, asks and says; painting, past, units, runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from diynn.data.sources import Digits, Moons, Waves
from diynn.data.sources.drawn_points import Painted, Point, painted_over, read_points
from diynn.data.sources.user_file import UserFile
from diynn.design.design import Design
from diynn.layers import Linear, Tanh
from diynn.network.losses import MSE
from diynn.network.metrics import class_probabilities, predicted_classes
from diynn.storage.recipes import recipe
from diynn.training.timeline import Place
from gui.model.design_model import DesignModel
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.plots.plane_picture import Bounds
from gui.tabs.boundary.plane_answer import TILE_CELLS
from gui.tabs.boundary.tab import RESOLUTION, BoundaryTab
from gui.theme.colours import LIGHT
from gui.theme.theme import ThemeSource

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
SMALL = Design(
    source=Moons(samples=120), layers=(Linear(6), Tanh(), Linear(2)), title="Small"
)
REGRESSION = Design(
    source=Waves(samples=120), layers=(Linear(6), Tanh(), Linear(1)), loss=MSE()
)


class Bench:
    """The tab with the session that it belongs to, and hands to work it."""

    def __init__(self, qtbot: QtBot, themes: ThemeSource, design: Design) -> None:
        self.qtbot = qtbot
        self.model = DesignModel(design)
        self.session = Session(self.model)
        self.run_list = RunList(self.session)
        self.tab = BoundaryTab(self.session, themes, self.run_list)
        self.stage, self.panels = self.tab.stage, self.tab.panels
        self.said: list[tuple[str, object]] = []
        self.session.said.connect(lambda kind, what: self.said.append((kind, what)))
        self.tab.resize(560, 700)
        self.tab.show()
        qtbot.waitExposed(self.tab)
        self.session.start()
        self.until(lambda: not self.session.loader.is_loading)

    def until(self, done: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(done)

    def take(self, design: Design) -> None:
        """Another design, with its data."""
        self.model.replace_design(design, "another")
        self.until(lambda: not self.session.loader.is_loading)

    def train(self, epochs: int) -> None:
        wanted = len(self.session.history) + epochs
        self.session.advance(epochs=epochs)
        self.until(lambda: len(self.session.history) == wanted and at_rest(self.session))

    def picture(self) -> Any:
        """The picture of the moment: that of the weights that are looked at."""
        self.until(self.is_newest)
        return self.stage.plot.picture()

    def is_newest(self) -> bool:
        picture = self.stage.plot.picture()
        if picture.field is None:
            return False
        if at_rest(self.session) and picture.field.shape[0] != RESOLUTION:
            # A coarser one, of when it still trained.
            return False
        wanted = self.expected(picture.ground.bounds, picture.field.shape[0])
        return picture.field.shape == wanted.shape and bool(
            np.allclose(picture.field, wanted, atol=1e-5)
        )

    def expected(self, bounds: Bounds, cells: int) -> Any:
        """The network's answer, worked out in the plainest way."""
        session, dataset = self.session, self.session.dataset
        assert session.net is not None
        assert dataset is not None
        x = dataset.scaler(session.design.view.scaling)(bounds.samples(cells))
        y = session.net.predict(x, session.weights)
        if not dataset.classes:
            assert session.data is not None
            return session.data.in_target_units(y)[:, 0].reshape(cells, cells)
        p = class_probabilities(y, session.design.loss)[:, : len(dataset.classes)]
        return p.reshape(cells, cells, -1)

    def at(self, x: float, y: float) -> QPoint:
        return self.tab.plot.view.pixel(x, y).toPoint()

    def dots(self, part: Any) -> int:
        """How many samples of a part are drawn."""
        return len(self.stage.plot.parts[part].dots.getData()[0])

    def stroke(self, *places: tuple[float, float]) -> None:
        """Press the mouse, lead it from place to place, and let it go."""
        ground = self.tab.plot.view.canvas.viewport()
        self.qtbot.mousePress(ground, LEFT, pos=self.at(*places[0]))
        for place in places[1:]:
            self.qtbot.mouseMove(ground, pos=self.at(*place))
        self.qtbot.mouseRelease(ground, LEFT, pos=self.at(*places[-1]))

    @property
    def points(self) -> Painted:
        source = self.model.design.source
        assert isinstance(source, Painted)
        return source


@pytest.fixture
def make(qtbot: QtBot, themes: ThemeSource) -> Iterator[Callable[[Design], Bench]]:
    made: list[Bench] = []

    def bench(design: Design) -> Bench:
        made.append(Bench(qtbot, themes, design))
        return made[-1]

    yield bench
    for one in made:
        one.session.close()
        one.tab.close_down()
        one.model.close()
        one.tab.close()
        one.tab.deleteLater()


@pytest.fixture
def bench(make: Callable[[Design], Bench]) -> Bench:
    return make(SMALL)


# What is drawn.


def test_the_plane_is_the_networks_answer_with_its_mistakes(bench: Bench) -> None:
    bench.train(2)
    picture = bench.picture()
    data, session = bench.session.data, bench.session
    assert data is not None
    assert session.net is not None
    found = predicted_classes(session.net.predict(data.train.x, session.weights))
    wrong = picture.mistakes["train"]
    assert wrong.tolist() == (found != data.train.targets).tolist()
    assert picture.places.size
    bench.until(lambda: bench.dots("train") == len(data.train))
    bench.until(lambda: bench.dots("test") == len(data.test))


@pytest.mark.parametrize("scaling", ["given", "0 to 1", "-1 to 1", "standard"])
def test_the_plane_is_that_of_the_data_however_it_is_scaled(bench: Bench, scaling: str) -> None:
    bench.model.change_view("scaling", scaling)
    bench.until(lambda: bench.session.training is not None)
    dataset = bench.session.dataset
    assert dataset is not None
    bench.until(lambda: bench.dots("train") == len(dataset.train))
    shown = np.stack(bench.tab.plot.parts["train"].dots.getData(), axis=1)
    np.testing.assert_allclose(shown, dataset.train.x)
    assert bench.picture().ground.bounds == bench.tab.plot.bounds()


@pytest.mark.parametrize("classes", [2, 3, 4, 5])
def test_two_to_five_classes(make: Callable[[Design], Bench], classes: int) -> None:
    points = [Point(0.1 * n, 0.2 * (n % 7), n % classes) for n in range(40)]
    bench = make(
        replace(SMALL, source=Painted().with_points(points), layers=(Linear(5), Linear(classes)))
    )
    assert bench.picture().field.shape[2] == classes


def test_a_regression_is_shown_by_its_values(make: Callable[[Design], Bench]) -> None:
    bench = make(REGRESSION)
    bench.train(1)
    picture = bench.picture()
    assert picture.field.ndim == 2
    bench.until(lambda: bench.tab.plot.key.mistakes.text() == "Errors")
    session = bench.session
    assert session.net is not None
    assert session.data is not None
    for part, samples in (("train", session.data.train), ("test", session.data.test)):
        errors = session.net.predict(samples.x)[:, 0] - samples.targets[:, 0]
        np.testing.assert_allclose(picture.errors[part], errors, atol=1e-5)
    bench.tab.paint_button.click()
    assert not bench.tab.paint.brushes[0].isEnabled()
    assert "values" in bench.tab.paint.words.text()
    before = bench.model.design
    bench.stroke((0.0, 0.0), (0.2, 0.2))
    assert bench.model.design == before


def test_scaled_targets_are_shown_as_they_were_given(make: Callable[[Design], Bench]) -> None:
    bench = make(REGRESSION)
    bench.model.change_view("targets", "standard")
    bench.until(lambda: bench.session.training is not None)
    bench.train(1)
    session = bench.session
    assert session.data is not None
    assert session.dataset is not None
    assert session.net is not None
    # The points have the values of the file, and the plane theirs.
    limits = bench.stage.limits
    errors = bench.picture().errors["test"]
    y = session.data.in_target_units(session.net.predict(session.data.test.x))
    np.testing.assert_allclose(errors, (y - session.dataset.test.targets)[:, 0], atol=1e-5)
    assert limits is not None
    assert limits[1] == pytest.approx(np.abs(session.dataset.train.targets).max(), rel=0.3)
    assert abs(float(session.data.train.targets.std()) - 1) < 1e-3
    shown = bench.picture().field
    cells = len(shown)
    places = bench.tab.plot.bounds().samples(cells)
    wanted = session.data.in_target_units(session.net.predict(places, session.weights))
    np.testing.assert_allclose(shown, wanted[:, 0].reshape(cells, cells), rtol=1e-4, atol=1e-5)
    assert np.abs(wanted[:, 0] - session.net.predict(places, session.weights)[:, 0]).max() > 0.01


def test_data_of_the_wrong_kind_is_reported_with_a_way_out(bench: Bench) -> None:
    bench.train(1)
    bench.panels.open_panel(bench.panels.units)
    bench.take(replace(recipe("digits-dense"), title="x"))
    bench.until(lambda: bench.session.training is not None)
    bench.until(lambda: "Moons" in bench.tab.plot.view.note())
    assert bench.panels.opened is None
    assert not bench.tab.paint_button.isEnabled()
    assert not any(button.isEnabled() for button in bench.panels.buttons.values())
    bench.take(SMALL)
    bench.until(lambda: bench.tab.plot.view.note() == "")
    assert bench.picture().field is not None


def test_an_auto_encoder_is_reported_what_it_lacks(bench: Bench) -> None:
    bench.take(replace(SMALL, view=replace(SMALL.view, goal="input"), loss=MSE()))
    bench.until(lambda: "auto-encoder" in bench.tab.plot.view.note())


def test_a_file_that_is_not_there_is_reported(bench: Bench) -> None:
    bench.model.change_source(UserFile(path="/nowhere/at/all.csv"))
    bench.until(lambda: "all.csv" in bench.tab.plot.view.note())


def test_a_network_that_does_not_fit_leaves_the_points(bench: Bench) -> None:
    bench.picture()
    bench.panels.open_panel(bench.panels.units)
    bench.model.remove([2])
    bench.model.change_layer(0, "outputs", 1)
    bench.model.remove([1])
    assert bench.session.problem is not None
    assert bench.tab.plot.picture().field is None
    bench.until(lambda: bench.dots("train") > 0)
    assert "does not fit" in bench.panels.units.words()


# Painting.


def test_a_stroke_on_another_set_is_one_edit_that_starts_from_its_points(bench: Bench) -> None:
    bench.train(2)
    weights, dataset = np.array(bench.session.weights), bench.session.dataset
    assert dataset is not None
    bench.tab.paint_button.click()
    bench.tab.paint.take_brush(1)
    bench.stroke((-1.0, -0.9), (-0.8, -0.9), (-0.5, -0.9), (-0.2, -0.9))
    assert bench.model.undo_stack.count() == 1
    fresh = [point for point in bench.points.points if point not in painted_over(dataset).points]
    assert len(fresh) == len(bench.points.points) - 120 == 4
    assert {point.kind for point in fresh} == {1}
    np.testing.assert_allclose([point.x2 for point in fresh], -0.9, atol=0.02)
    assert np.array_equal(bench.session.weights, weights)
    assert bench.session.data is not None
    assert len(bench.session.data.train) + len(bench.session.data.test) == 124
    bench.model.undo_stack.undo()
    bench.until(lambda: bench.session.training is not None)
    assert bench.model.design == SMALL
    assert len(bench.session.history) == 2
    bench.model.undo_stack.redo()
    bench.until(lambda: bench.session.training is not None)
    assert len(bench.points.points) == 124


def test_points_close_together_are_one(bench: Bench) -> None:
    bench.tab.paint_button.click()
    bench.stroke((0.0, 0.0), (0.01, 0.0), (0.02, 0.0))
    assert len(bench.points.points) == 121


def test_the_training_runs_on_while_points_change(bench: Bench) -> None:
    bench.model.change_run("epochs", 1_000_000)
    bench.tab.paint_button.click()
    bench.stroke((0.9, 0.9))
    bench.session.play()
    bench.until(lambda: len(bench.session.history) > 2)
    training = bench.session.training
    for number in range(4):
        bench.stroke((-0.9, -0.2 * number), (-0.4, -0.2 * number))
        assert bench.session.is_moving
        assert bench.session.training is training
        seen = len(bench.session.history)
        bench.until(lambda seen=seen: len(bench.session.history) > seen)  # type: ignore[misc]
    bench.model.undo_stack.undo()
    assert bench.session.training is training
    assert bench.session.is_moving
    assert len(bench.run_list.runs) == 1


def test_a_running_training_goes_on_over_the_first_stroke(bench: Bench) -> None:
    bench.model.change_run("epochs", 1_000_000)
    bench.session.play()
    bench.until(lambda: len(bench.session.history) > 2)
    bench.tab.paint_button.click()
    bench.stroke((-0.9, 0.9))
    assert bench.session.is_moving
    bench.until(lambda: len(bench.session.history) > 2)
    assert len(bench.points.points) == 121


def test_to_take_the_first_stroke_back_pauses_and_says_so(bench: Bench) -> None:
    bench.model.change_run("epochs", 1_000_000)
    bench.session.play()
    bench.until(lambda: len(bench.session.history) > 2)
    bench.tab.paint_button.click()
    bench.stroke((-0.9, 0.9))
    texts: list[object] = []
    bench.session.said.connect(lambda _kind, what: texts.append(what))
    bench.model.undo_stack.undo()
    assert not bench.session.is_moving
    assert texts == ["Other data: the training was paused. Undo brings it back."]


def test_the_answer_stands_until_the_next_one_is_there(bench: Bench) -> None:
    bench.picture()
    bounds = bench.tab.plot.bounds()
    bench.tab.paint_button.click()
    bench.stroke((0.9, 0.9))
    assert bench.tab.plot.picture().field is not None
    assert bench.tab.plot.bounds() == bounds


def test_erase_takes_away_what_lies_under_the_way(bench: Bench) -> None:
    points = [Point(-0.8 + 0.2 * n, 0.0, n % 2) for n in range(9)] + [Point(0.0, 0.8, 0)] * 3
    bench.take(replace(SMALL, source=Painted().with_points(points)))
    bench.tab.paint_button.click()
    bench.tab.paint.eraser.click()
    # Two places far apart: the mouse was quick.
    bench.stroke((-0.85, 0.0), (0.05, 0.0))
    left = sorted(point.x1 for point in bench.points.points if point.x2 == 0.0)
    np.testing.assert_allclose(left, [0.2, 0.4, 0.6, 0.8])
    assert sum(point.x2 == 0.8 for point in bench.points.points) == 3
    assert "Erase" in bench.model.undo_stack.undoText()


def test_move_takes_the_nearest_point_with_it(bench: Bench) -> None:
    points = [Point(-0.8 + 0.2 * n, 0.0, n % 2) for n in range(9)]
    bench.take(replace(SMALL, source=Painted().with_points(points)))
    before = bench.points
    bench.tab.paint_button.click()
    bench.tab.paint.mover.click()
    bench.stroke((0.01, 0.01), (0.1, 0.3), (0.3, 0.7))
    changed = [
        (old, new)
        for old, new in zip(before.points, bench.points.points, strict=True)
        if old != new
    ]
    assert len(changed) == 1
    old, new = changed[0]
    assert old.x1 == pytest.approx(0.0)
    assert (new.x1, new.x2) == pytest.approx((0.3, 0.7), abs=0.02)
    assert new.kind == old.kind
    # Where there is no point nothing happens.
    count = bench.model.undo_stack.count()
    bench.stroke((-0.9, -0.9), (0.0, 0.0))
    assert bench.model.undo_stack.count() == count


def test_a_stroke_shows_itself_before_it_is_an_edit(bench: Bench) -> None:
    bench.tab.paint_button.click()
    ground = bench.tab.plot.view.canvas.viewport()
    bench.qtbot.mousePress(ground, LEFT, pos=bench.at(-0.9, -0.9))
    bench.qtbot.mouseMove(ground, pos=bench.at(-0.5, -0.9))
    assert len(bench.stage.marks.new.getData()[0]) == 2
    assert bench.model.undo_stack.count() == 0
    bench.qtbot.mouseRelease(ground, LEFT, pos=bench.at(-0.5, -0.9))
    assert len(bench.stage.marks.new.getData()[0]) == 0
    assert bench.model.undo_stack.count() == 1


def test_clear_leaves_a_sheet_to_paint_on_and_can_be_undone(bench: Bench) -> None:
    bench.train(1)
    bench.tab.paint_button.click()
    bench.tab.paint.clear.click()
    assert bench.points == Painted()
    assert "brush" in bench.tab.plot.view.note()
    assert bench.tab.paint_button.isChecked()
    assert not bench.tab.paint.clear.isEnabled()
    bench.stroke((-0.5, 0.0), (0.5, 0.0))
    bench.until(lambda: bench.session.training is not None)
    bench.until(lambda: bench.tab.plot.view.note() == "")
    assert bench.picture().field is not None
    for _ in range(2):
        bench.model.undo_stack.undo()
    bench.until(lambda: bench.session.training is not None)
    assert bench.model.design == SMALL
    assert len(bench.session.history) == 1


def test_a_new_class_asks_for_another_output(bench: Bench) -> None:
    bench.tab.paint_button.click()
    bench.tab.paint.take_brush(2)
    bench.stroke((-0.9, -0.9), (-0.4, -0.9))
    bench.until(lambda: not bench.session.loader.is_loading)
    assert bench.session.problem is not None
    assert "does not fit" in bench.tab.paint.words.text()
    bench.until(lambda: bench.dots("train") > 80)
    bench.model.apply_mend(bench.model.mends()[0])
    assert bench.picture().field.shape[2] == 3


def test_painting_hits_the_place_under_the_mouse_however_the_data_is_scaled(bench: Bench) -> None:
    bench.model.change_view("scaling", "0 to 1")
    bench.until(lambda: bench.session.training is not None)
    bench.tab.paint_button.click()
    bench.stroke((-0.9, -0.8))
    assert any(
        (point.x1, point.x2) == pytest.approx((-0.9, -0.8), abs=0.02)
        for point in bench.points.points
    )


def test_points_are_saved_and_opened(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.tab.paint_button.click()
    bench.stroke((-0.9, -0.9))
    path = tmp_path / "mine.csv"
    monkeypatch.setattr(QFileDialog, "exec", lambda _: True)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(path)])
    bench.tab.paint.save.click()
    saved = bench.points
    assert sorted(read_points(path).points) == sorted(saved.points)
    bench.tab.paint.clear.click()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    bench.tab.paint.open.click()
    assert sorted(bench.points.points) == sorted(saved.points)
    bench.tab.painting.open_points(tmp_path / "nothing.csv")
    assert bench.said[-1][0] == "error"


def test_keys_choose_tools_and_paint(bench: Bench) -> None:
    bench.tab.paint_button.click()
    bench.tab.plot.setFocus()
    for key, tool in (("3", ("paint", 2)), ("m", ("move", 0)), ("e", ("erase", 0))):
        bench.qtbot.keyClick(bench.tab.plot, key)
        assert (bench.tab.paint.tool, bench.tab.paint.kind) == tool
    bench.qtbot.keyClick(bench.tab.plot, "1")
    bench.qtbot.keyClick(bench.tab.plot, Qt.Key.Key_Right)
    bench.qtbot.keyClick(bench.tab.plot, Qt.Key.Key_Return)
    assert len(bench.points.points) == 121
    bench.tab.paint_button.click()
    bench.qtbot.keyClick(bench.tab.plot, "e")
    assert bench.tab.paint.tool == "paint"


# One place's way.


def test_a_click_shows_the_way_through_every_layer(bench: Bench) -> None:
    bench.picture()
    bench.stroke((0.3, 0.2))
    assert bench.panels.opened is bench.panels.way
    assert bench.stage.marks.place == pytest.approx((0.3, 0.2), abs=0.02)
    bench.until(lambda: len(bench.panels.values.rows()) == 5)
    rows = bench.panels.values.rows()
    net = bench.session.net
    assert net is not None
    place = np.array([bench.stage.marks.place], np.float32)
    outputs = net.activations(place, bench.session.weights)
    assert rows[0].values.tolist() == place[0].tolist()
    for row, output in zip(rows[1:4], outputs, strict=True):
        np.testing.assert_allclose(row.values, output[0], rtol=1e-5)
    assert rows[4].names == ("A", "B")
    assert rows[4].values.sum() == pytest.approx(1, abs=1e-5)
    bench.panels.way.close_button.click()
    assert bench.panels.opened is None
    assert bench.stage.marks.place is None
    assert len(bench.model.undo_stack.undoText()) == 0


def test_the_way_follows_the_training(bench: Bench) -> None:
    bench.stroke((0.3, 0.2))
    bench.until(lambda: len(bench.panels.values.rows()) == 5)
    before = bench.panels.values.rows()[-1].values
    bench.train(5)
    bench.until(lambda: not np.allclose(bench.panels.values.rows()[-1].values, before))


def test_before_a_click_it_says_what_to_do(bench: Bench) -> None:
    bench.panels.buttons[bench.panels.way].click()
    assert "Click on the plane" in bench.panels.way.words()


# The units.


def test_every_unit_of_every_layer_has_its_map(bench: Bench) -> None:
    bench.picture()
    bench.panels.buttons[bench.panels.units].click()
    assert bench.panels.layer.count() == 3
    session = bench.session
    assert session.net is not None
    x = bench.tab.plot.bounds().samples(TILE_CELLS)
    for row, units in enumerate((6, 6, 2)):
        bench.panels.layer.setCurrentIndex(row)
        bench.panels.layer.activated.emit(row)
        wanted = session.net.activations(x, session.weights)[row].T
        bench.until(lambda units=units: len(bench.panels.tiles.tiles()) == units)  # type: ignore[misc]
        bench.until(
            lambda wanted=wanted: np.allclose(  # type: ignore[misc]
                [tile.values.ravel() for tile in bench.panels.tiles.tiles()], wanted, atol=1e-5
            )
        )
    tile = bench.panels.tiles.tiles()[0]
    assert (tile.image.width(), tile.image.height()) == (TILE_CELLS, TILE_CELLS)


def test_at_most_sixty_four_units_are_shown_and_this_is_said(
    make: Callable[[Design], Bench],
) -> None:
    bench = make(replace(SMALL, layers=(Linear(100), Tanh(), Linear(2))))
    bench.panels.buttons[bench.panels.units].click()
    bench.until(lambda: len(bench.panels.tiles.tiles()) == 64)
    assert "100" in bench.panels.units_words.text()


def test_a_unit_is_seen_large_and_small_again(bench: Bench) -> None:
    bench.picture()
    bench.panels.buttons[bench.panels.units].click()
    bench.until(lambda: len(bench.panels.tiles.tiles()) == 6)
    tiles = bench.panels.tiles
    bench.qtbot.mouseClick(tiles, LEFT, pos=tiles.place(4).center().toPoint())
    assert bench.stage.is_large
    assert "5" in bench.stage.large.title.text()
    bench.until(lambda: bench.stage.large.picture().field is not None)
    large = bench.stage.large.picture()
    assert large.field is not None
    assert large.ground.limits is not None
    reach = float(np.abs(large.field).max())
    assert large.ground.limits == pytest.approx((-reach, reach))
    session = bench.session
    assert session.net is not None
    wanted = session.net.activations(
        large.ground.bounds.samples(len(large.field)), session.weights
    )[1][:, 4]
    np.testing.assert_allclose(large.field.ravel(), wanted, atol=1e-5)
    bench.qtbot.keyClick(bench.tab, Qt.Key.Key_Escape)
    assert not bench.stage.is_large
    assert bench.panels.opened is bench.panels.units


# The past.


def test_the_boundary_of_every_epoch_can_be_seen_again(bench: Bench) -> None:
    first = bench.picture().field.copy()
    bench.train(6)
    last = bench.picture().field.copy()
    cursor = bench.session.cursor
    cursor.go_to(Place(0))
    np.testing.assert_allclose(bench.picture().field, first, atol=1e-5)
    cursor.go_to(Place(5))
    assert not np.allclose(bench.picture().field, last, atol=1e-5)
    cursor.to_now()
    np.testing.assert_allclose(bench.picture().field, last, atol=1e-5)


def test_while_an_epoch_is_looked_at_the_training_changes_nothing_there(bench: Bench) -> None:
    bench.model.change_run("epochs", 100_000)
    bench.train(3)
    bench.session.play()
    bench.until(lambda: bench.session.cursor.now().epoch > 5)
    bench.session.cursor.go_to(Place(1))
    shown = bench.picture().field.copy()
    before = len(bench.session.history)
    bench.until(lambda: len(bench.session.history) > before + 5)
    np.testing.assert_allclose(bench.stage.plot.picture().field, shown, atol=1e-6)
    bench.session.pause()
    bench.until(lambda: at_rest(bench.session))
    bench.session.cursor.to_now()
    bench.picture()


def test_units_and_way_follow_the_epoch(bench: Bench) -> None:
    bench.stroke((0.3, 0.2))
    bench.until(lambda: len(bench.panels.values.rows()) == 5)
    first = bench.panels.values.rows()[1].values.copy()
    bench.train(5)
    bench.until(lambda: not np.allclose(bench.panels.values.rows()[1].values, first))
    bench.session.cursor.to_start()
    bench.until(lambda: np.allclose(bench.panels.values.rows()[1].values, first, atol=1e-6))


# Other runs.


def test_ticked_runs_are_small_maps_beside(bench: Bench) -> None:
    bench.train(4)
    old = np.array(bench.session.weights)
    bench.panels.buttons[bench.panels.runs].click()
    bench.until(lambda: "Tick" in bench.panels.runs.words())
    bench.session.new_weights()
    bench.train(1)
    run = bench.run_list.runs[0]
    bench.run_list.tick(run, True)
    bench.until(lambda: len(bench.panels.run_tiles.tiles()) == 1)
    tile = bench.panels.run_tiles.tiles()[0]
    assert tile.name == run.name
    assert tile.colour == LIGHT.runs[run.colour]
    y = run.net.predict(bench.tab.plot.bounds().samples(len(tile.values)), old)
    wanted = class_probabilities(y, run.design.loss).reshape(tile.values.shape)
    np.testing.assert_allclose(tile.values, wanted, atol=1e-5)
    bench.panels.run_tiles.chosen.emit(0)
    assert bench.stage.is_large
    assert bench.stage.large.title.text() == run.name
    bench.until(lambda: bench.stage.large.picture().field is not None)
    bench.run_list.tick(run, False)
    bench.until(lambda: "Tick" in bench.panels.runs.words())


def test_runs_that_know_nothing_of_the_plane_are_left_out(bench: Bench) -> None:
    bench.take(recipe("digits-dense"))
    bench.until(lambda: bench.session.training is not None)
    bench.session.advance(steps=1)
    bench.until(lambda: len(bench.run_list.runs) == 1)
    bench.until(lambda: at_rest(bench.session))
    bench.take(SMALL)
    bench.run_list.tick(bench.run_list.runs[0], True)
    bench.panels.buttons[bench.panels.runs].click()
    bench.until(lambda: "Tick" in bench.panels.runs.words())
    assert bench.panels.run_tiles.tiles() == ()


# Room and quiet.


def test_hidden_it_asks_nothing(bench: Bench) -> None:
    bench.picture()
    bench.tab.hide()
    bench.train(3)
    # A question of before may have been answered meanwhile; the new weights come when it is seen.
    field = bench.tab.plot.picture().field
    bench.tab.show()
    assert bench.picture().field is not field


def test_the_panels_stand_below_or_beside(bench: Bench) -> None:
    bench.panels.buttons[bench.panels.units].click()
    assert bench.tab.halves.orientation() == Qt.Orientation.Vertical
    bench.tab.resize(1100, 800)
    bench.until(lambda: bench.tab.halves.orientation() == Qt.Orientation.Horizontal)
    bench.until(lambda: bench.stage.width() > bench.panels.width() > 200)


def test_everything_has_a_name(bench: Bench) -> None:
    bench.tab.paint_button.click()
    bar = bench.tab.paint
    for button in (*bar.brushes, bar.mover, bar.eraser, bar.clear, bar.open, bar.save):
        assert button.accessibleName()
        assert button.toolTip()
    for widget in (
        bench.panels.layer,
        bench.panels.tiles, bench.panels.values, bench.panels.run_tiles, bench.stage.large.back,
        bench.panels.units.close_button,
    ):  # fmt: skip
        assert widget.accessibleName()


@pytest.mark.parametrize("ending", ["png", "svg", "csv"])
def test_every_picture_can_be_saved(bench: Bench, tmp_path: Path, ending: str) -> None:
    bench.stroke((0.3, 0.2))
    bench.until(lambda: len(bench.panels.values.rows()) == 5)
    bench.panels.buttons[bench.panels.units].click()
    bench.until(lambda: len(bench.panels.tiles.tiles()) == 6)
    bench.panels.tiles.chosen.emit(1)
    bench.until(lambda: bench.stage.large.picture().field is not None)
    for number, menu in enumerate(
        (bench.panels.tiles.menu, bench.panels.values.menu, bench.stage.large.menu)
    ):
        path = tmp_path / f"{number}.{ending}"
        menu.save(str(path))
        assert path.stat().st_size > 100
    if ending == "csv":
        lines = [len((tmp_path / f"{number}.csv").read_text().splitlines()) for number in range(3)]
        assert lines == [1 + 6 * TILE_CELLS**2, 1 + 2 + 6 + 6 + 2 + 2, 1 + 80**2]


def test_digits_are_no_plane(make: Callable[[Design], Bench]) -> None:
    bench = make(replace(recipe("digits-dense"), source=Digits()))
    bench.until(lambda: "two inputs" in bench.tab.plot.view.note())
