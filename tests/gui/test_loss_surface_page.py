"""The loss surface in the tab Weights: computed on demand, drawn, pointed at, stopped, refused."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from conftest import Train
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from diynn.analysis.loss_surface import DRAWN, SIDES
from diynn.network.metrics import evaluate
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.plots.surface_plot import SurfacePicture, SurfacePlot, WayPoint
from gui.tabs.weights.surface import SurfacePage
from gui.tabs.weights.tab import SURFACE, WeightsTab
from gui.text.numbers import figures
from gui.theme.theme import ThemeSource

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def tab(
    qtbot: QtBot, session: Session, source: ThemeSource, run_list: RunList
) -> Iterator[WeightsTab]:
    made = WeightsTab(session, source, run_list)
    qtbot.addWidget(made)
    made.resize(720, 760)
    made.show()
    made.show_view(SURFACE)
    made.surface.form.edited.emit("detail", "coarse")
    made.surface.form.edited.emit("samples", 60)
    yield made
    made.close_down()


def computed(qtbot: QtBot, tab: WeightsTab) -> SurfacePage:
    page = tab.surface
    page.start.click()
    assert page.stop.isEnabled()
    qtbot.waitUntil(lambda: not page.worker.is_busy)
    assert page.report is not None
    return page


def test_a_path_of_kept_epochs_is_shown_with_its_own_losses(
    qtbot: QtBot, train: Train, session: Session, tab: WeightsTab
) -> None:
    train(5)
    page = computed(qtbot, tab)
    assert page.report is not None
    assert page.report.is_finished
    training, shown = session.training, page.plot.picture_shown
    assert training is not None
    assert shown is not None
    assert [one.epoch for one in shown.way] == [*training.timeline.epochs]
    places = np.linspace(0, len(training.data.train) - 1, 60).astype(int)
    part = training.data.train.taken(places)
    for one in shown.way:
        found = evaluate(training.net, part, training.loss,
                         training.timeline.weights_at(one.epoch))  # fmt: skip
        assert one.loss == found.loss
    assert shown.loss.shape == (SIDES["coarse"],) * 2
    page.plot.draw_now()
    x, y = page.plot.dots.shown()
    assert x.tolist() == [one.x for one in shown.way]
    assert y.tolist() == [one.y for one in shown.way]
    assert page.plot.boundary.path().elementCount() > 10
    assert "60 samples" in page.status.text()
    assert "two directions" in page.limits.text()
    assert "farthest off the plane" in page.limits.text()


def test_before_three_epochs_a_sentence_says_what_is_missing(
    qtbot: QtBot, train: Train, tab: WeightsTab
) -> None:
    train(1)
    page = tab.surface
    page.start.click()
    qtbot.waitUntil(lambda: not page.worker.is_busy)
    assert page.report is None
    assert "three kept epochs" in page.plot.view.note()
    page.form.edited.emit("directions", DRAWN)
    computed(qtbot, tab)
    assert not page.plot.view.note()
    assert page.plot.dots.shown()[0].size == 0
    assert "farthest" not in page.limits.text()


def test_other_weights_or_settings_say_to_compute_again(
    qtbot: QtBot, train: Train, tab: WeightsTab
) -> None:
    train(3)
    page = computed(qtbot, tab)
    assert "press Compute" not in page.status.text()
    page.form.edited.emit("seed", 4)
    assert "press Compute" in page.status.text()
    page.form.edited.emit("seed", 0)
    assert "press Compute" not in page.status.text()
    train(1)
    qtbot.waitUntil(lambda: "press Compute" in page.status.text())


def test_it_can_be_stopped_and_keeps_what_there_is(
    qtbot: QtBot, train: Train, tab: WeightsTab
) -> None:
    train(3)
    page = tab.surface
    page.form.edited.emit("detail", "fine")
    page.form.edited.emit("samples", 100_000)
    page.start.click()
    qtbot.waitUntil(lambda: page.report is not None)
    page.stop.click()
    assert not page.worker.is_busy
    assert not page.stop.isEnabled()
    assert page.plot.picture_shown is not None


def test_another_network_has_no_surface_yet(
    qtbot: QtBot, train: Train, session: Session, tab: WeightsTab
) -> None:
    train(3)
    page = computed(qtbot, tab)
    session.new_weights()
    qtbot.waitUntil(lambda: page.report is None)
    assert "Press Compute" in page.plot.view.note()


# The plot alone


@pytest.fixture
def plot(qtbot: QtBot, source: ThemeSource) -> SurfacePlot:
    made = SurfacePlot(source)
    qtbot.addWidget(made)
    made.resize(500, 420)
    made.show()
    return made


def bowl(low: float = 0.1, way: bool = True) -> SurfacePicture:
    x = np.linspace(-1, 1, 9)
    loss = low + x[np.newaxis, :] ** 2 + 2 * x[:, np.newaxis] ** 2
    points = [WayPoint(0, -0.8, -0.6, 0.3, 2.5), WayPoint(3, 0.0, 0.0, 0.0, low)] if way else []
    return SurfacePicture(x, x, loss, low, points, ("one", "two"))


def test_dark_is_high_and_a_point_has_the_colour_of_its_own_loss(
    plot: SurfacePlot, source: ThemeSource
) -> None:
    plot.show_surface(bowl())
    plot.draw_now()
    pixels = plot.image.image
    assert pixels is not None
    assert pixels[4, 4].tolist() != pixels[0, 0].tolist()
    brushes = [spot.brush().color() for spot in plot.dots.points()]
    assert brushes[1] == QColor(*pixels[4, 4].tolist())
    assert brushes[0] != brushes[1]
    assert plot.bar.axis.log


def test_losses_of_zero_have_a_plain_scale_and_what_is_no_number_its_own_colour(
    plot: SurfacePlot, source: ThemeSource
) -> None:
    picture = bowl(0.0)
    picture.loss[0, 0], picture.loss[8, 8] = np.nan, np.inf
    plot.show_surface(picture)
    plot.draw_now()
    assert not plot.bar.axis.log
    pixels = plot.image.image
    assert pixels is not None
    border = QColor(source.current.border)
    for corner in (pixels[0, 0], pixels[8, 8]):
        assert QColor(*corner.tolist()) == border
    flat = bowl()
    flat.loss[...] = 0.1
    plot.show_surface(SurfacePicture(flat.x, flat.y, flat.loss, 0.1, (), flat.titles))
    plot.draw_now()
    low, high = plot.bar.levels()
    assert low < high


def test_keys_walk_over_the_plane_and_along_the_path(qtbot: QtBot, plot: SurfacePlot) -> None:
    plot.show_surface(bowl())
    qtbot.keyClick(plot, Qt.Key.Key_PageDown)
    assert "Epoch 0" in plot.view.readout()
    assert figures(2.5) in plot.view.readout()
    assert "Distance from the plane" in plot.accessibleDescription()
    qtbot.keyClick(plot, Qt.Key.Key_PageDown)
    assert "Epoch 3" in plot.view.readout()
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert "Epoch 0" in plot.view.readout()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert "Epoch" not in plot.view.readout()
    assert "Loss" in plot.view.readout()
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert not plot.view.readout()


def test_the_pointer_tells_of_a_point_or_of_the_plane(plot: SurfacePlot) -> None:
    plot.show_surface(bowl())
    plot.hover_at(-0.79, -0.6)
    assert "Epoch 0" in plot.view.readout()
    plot.hover_at(0.5, -0.5)
    assert "Epoch" not in plot.view.readout()
    assert "2 kept epochs" in plot.in_words()


def test_the_numbers_are_saved_with_the_path(plot: SurfacePlot) -> None:
    plot.show_surface(bowl())
    lines = plot.csv().splitlines()
    assert lines[0] == "kind,epoch,x,y,loss,distance"
    assert len(lines) == 1 + 81 + 2
    assert lines[-2] == "path,0,-0.8,-0.6,2.5,0.3"
