"""The tab of weights: what is handed to its views, live and at rest, and what it says instead."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from diynn.analysis.inspection import BINS
from diynn.data.sources import UserFile
from diynn.design.design import Design, View
from diynn.layers import Flatten, Linear, ReLU
from diynn.storage.recipes import recipe
from gui.model.design_model import DesignModel
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.weights.health import DEAD, UPDATE, is_worrying
from gui.tabs.weights.tab import HEALTH, HISTOGRAMS, MAPS, WEIGHTS, WeightsTab
from gui.tabs.weights.wall_blocks import Bars, Hit, Panels, Pictures, Sheet, Words
from gui.theme.theme import ThemeSource
from gui.widgets import export

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Maker = Callable[..., WeightsTab]


@pytest.fixture
def make(qtbot: QtBot, themes: ThemeSource) -> Iterator[Maker]:
    made: list[tuple[WeightsTab, Session, DesignModel]] = []

    def start(design: Design, ready: bool = True) -> WeightsTab:
        model = DesignModel(design)
        session = Session(model)
        tab = WeightsTab(session, themes, RunList(session))
        made.append((tab, session, model))
        qtbot.addWidget(tab)
        tab.resize(560, 700)
        tab.show()
        qtbot.waitExposed(tab)
        session.start()
        if ready:
            qtbot.waitUntil(lambda: session.training is not None)
        else:
            qtbot.waitUntil(lambda: session.dataset is not None)
        return tab

    yield start
    for tab, session, model in made:
        tab.close_down()
        session.close()
        model.close()


def sections(qtbot: QtBot, tab: WeightsTab, view: int) -> list:
    """What a view shows once its answer is there."""
    wall = (tab.weights, tab.maps, tab.histograms)[view]
    wall.clear("")
    tab.show_view(view)
    tab.ask()
    qtbot.waitUntil(lambda: bool(wall.sections()))
    return wall.sections()


def train(qtbot: QtBot, tab: WeightsTab, steps: int = 20) -> None:
    session = tab.session
    session.advance(steps=steps)
    qtbot.waitUntil(lambda: at_rest(session))


def net_and_weights(tab: WeightsTab) -> tuple:
    session = tab.session
    return session.net, session.weights


# Weights


def test_first_layer_units_are_images_in_one_scale(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    (section,) = sections(qtbot, tab, WEIGHTS)
    net, weights = net_and_weights(tab)
    W = net.rows(weights)[0]["W"]
    assert isinstance(section.block, Pictures)
    np.testing.assert_array_equal(section.block.values, W.reshape(64, 1, 8, 8))
    low, high = section.block.limits
    assert low == -high
    # All but a few far ones lie on the scale, and it is said that there are such.
    assert np.mean(np.abs(W) <= high) > 0.98
    assert section.block.beyond() == (np.abs(W).max() > high)
    assert section.block.signed


def test_filters_are_images_and_hovering_tells_their_values(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-conv2d"))
    (section,) = sections(qtbot, tab, WEIGHTS)
    net, weights = net_and_weights(tab)
    W = net.rows(weights)[0]["W"]
    assert isinstance(section.block, Pictures)
    np.testing.assert_array_equal(section.block.values, W.transpose(3, 2, 0, 1))
    wall = tab.weights
    at = wall.place(0, 5).topLeft() + QPointF(1, 1)
    qtbot.mouseMove(wall.viewport(), at.toPoint())
    qtbot.waitUntil(lambda: "6" in wall.readout().splitlines()[0])
    assert "Row 1, column 1" in wall.readout()
    assert f"{W[0, 0, 0, 5]:.3g}".lstrip("-") in wall.readout()


def test_deeper_layers_are_one_matrix(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    tab.layer.setCurrentIndex(2)
    (section,) = sections(qtbot, tab, WEIGHTS)
    net, weights = net_and_weights(tab)
    assert isinstance(section.block, Sheet)
    np.testing.assert_array_equal(section.block.values, net.rows(weights)[2]["W"])


def test_two_inputs_are_no_image(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("moons"))
    (section,) = sections(qtbot, tab, WEIGHTS)
    net, weights = net_and_weights(tab)
    assert isinstance(section.block, Sheet)
    # Many units with two inputs each: laid on its side.
    np.testing.assert_array_equal(section.block.values, net.rows(weights)[0]["W"].T)
    assert section.detail.startswith("2 inputs")


def test_the_first_layer_with_weights_is_chosen(qtbot: QtBot, make: Maker) -> None:
    design = recipe("digits-dense")
    layers = (Flatten(), Linear(12), ReLU(), Linear(10))
    tab = make(replace(design, layers=layers, view=replace(design.view, shape="image")))
    assert tab.layer.currentIndex() == 1
    (section,) = sections(qtbot, tab, WEIGHTS)
    assert section.block.values.shape == (12, 1, 8, 8)


def test_a_layer_without_weights_says_so(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    sections(qtbot, tab, WEIGHTS)
    tab.layer.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "ReLU" in tab.weights.empty_text())
    assert "no weights" in tab.weights.empty_text()


def test_weights_follow_the_training(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    (before,) = sections(qtbot, tab, WEIGHTS)
    train(qtbot, tab)
    net, weights = net_and_weights(tab)
    W = net.rows(weights)[0]["W"].reshape(64, 1, 8, 8)
    assert not np.array_equal(before.block.values, W)
    qtbot.waitUntil(lambda: np.array_equal(tab.weights.sections()[0].block.values, W))


def test_a_hidden_tab_asks_for_nothing(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    (before,) = sections(qtbot, tab, WEIGHTS)
    tab.hide()
    train(qtbot, tab)
    assert tab.weights.sections()[0] is before
    tab.show()
    qtbot.waitUntil(lambda: tab.weights.sections()[0] is not before)


# Output maps


@pytest.mark.parametrize("name", ["digits-conv2d", "digits-conv1d", "digits-autoencoder", "moons"])
def test_a_value_of_the_maps_is_reported_with_its_calculation(
    qtbot: QtBot, make: Maker, name: str
) -> None:
    tab = make(recipe(name))
    train(qtbot, tab)
    for section in sections(qtbot, tab, MAPS)[1:]:
        block = section.block
        if isinstance(block, Pictures):
            hit, value = Hit(0, 0, 1, 1), block.values[0, 0, 1, 1]
        elif isinstance(block, Sheet):
            hit, value = Hit(0, 0, 0, 1), block.values[0, 1]
        else:
            hit, value = Hit(1 if len(block.values) > 1 else 0), block.values[:2][-1]
        text = section.words(hit).splitlines()[-1]
        assert text.startswith("= "), section.title
        if "(" in text:
            continue
        whole = 0.0
        for term in text[2:].split(" + "):
            factors = term.partition(" from ")[0].replace("−", "-").split(" · ")
            whole += float(np.prod([float(factor.replace("×10", "e")) for factor in factors]))
        # What is shown has three digits.
        assert whole == pytest.approx(value, rel=0.02, abs=0.02), text



def test_maps_are_the_outputs_of_every_layer_for_the_chosen_sample(
    qtbot: QtBot, make: Maker
) -> None:
    tab = make(recipe("digits-conv2d"))
    shown = sections(qtbot, tab, MAPS)
    net, weights = net_and_weights(tab)
    data = tab.session.data
    wanted = net.activations(data.test.x[:1], weights)
    assert len(shown) == 1 + len(net.layers)
    np.testing.assert_array_equal(shown[0].block.values[0, 0], data.test.x[0, :, :, 0])
    assert not shown[0].block.signed
    for section, y in zip(shown[1:], wanted, strict=True):
        block = section.block
        if y.ndim == 4:
            assert isinstance(block, Pictures)
            np.testing.assert_array_equal(block.values[:, 0], y[0].transpose(2, 0, 1))
        else:
            assert isinstance(block, Bars)
            np.testing.assert_array_equal(block.values, y[0])
        assert block.limits[1] >= np.abs(y).max()
    assert tuple(shown[-1].block.names) == data.classes


def test_next_previous_and_a_number_choose_the_sample(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    sections(qtbot, tab, MAPS)
    data, chooser = tab.session.data, tab.chooser

    def shows(x: np.ndarray) -> bool:
        return np.array_equal(tab.maps.sections()[0].block.values.ravel(), x.ravel())

    qtbot.mouseClick(chooser.after, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shows(data.test.x[1]))
    qtbot.mouseClick(chooser.before, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chooser.before, Qt.MouseButton.LeftButton)
    # Before the first comes the last.
    qtbot.waitUntil(lambda: shows(data.test.x[-1]))
    chooser.field.lineEdit().selectAll()
    qtbot.keyClicks(chooser.field.lineEdit(), "7")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(data.test.x[6]))
    chooser.part_box.setCurrentIndex(1)
    qtbot.waitUntil(lambda: shows(data.train.x[6]))
    label = tab.session.dataset.train.targets[6]
    assert tab.session.dataset.classes[label] in chooser.summary.text()


def test_a_number_that_is_none_gives_way_to_the_last_good_one(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    tab.show_view(MAPS)
    chooser = tab.chooser
    for wrong in ("99999", "x"):
        chooser.field.lineEdit().selectAll()
        qtbot.keyClicks(chooser.field.lineEdit(), wrong)
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
        assert chooser.place == 0
        assert chooser.field.lineEdit().text() == "1"


def test_an_auto_encoder_ends_in_an_image(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-autoencoder"))
    shown = sections(qtbot, tab, MAPS)
    net, weights = net_and_weights(tab)
    y = net.predict(tab.session.data.test.x[:1], weights)
    assert isinstance(shown[-1].block, Pictures)
    np.testing.assert_allclose(shown[-1].block.values[0, 0], y.reshape(8, 8), rtol=1e-5, atol=1e-6)
    assert not shown[-1].block.signed


def test_sequences_are_strips_one_a_channel(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-conv1d"))
    shown = sections(qtbot, tab, MAPS)
    net, weights = net_and_weights(tab)
    y = net.activations(tab.session.data.test.x[:1], weights)[0]
    assert isinstance(shown[1].block, Sheet)
    assert shown[1].block.strips
    np.testing.assert_array_equal(shown[1].block.values, y[0].T)


def test_samples_that_are_no_images_are_bars(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("moons"))
    shown = sections(qtbot, tab, MAPS)
    assert isinstance(shown[0].block, Bars)
    np.testing.assert_array_equal(shown[0].block.values, tab.session.data.test.x[0])


# Histograms


def test_histograms_of_weights_outputs_and_gradients(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    shown = sections(qtbot, tab, HISTOGRAMS)
    net, _ = net_and_weights(tab)
    assert len(shown) == len(net.layers)
    first, relu = shown[0].block, shown[1].block
    assert isinstance(first, Panels)
    assert all(panel is not None for panel in first.panels)
    for panel in first.panels:
        assert panel.shares.shape == (BINS,)
        assert panel.shares.sum() == pytest.approx(1)
    assert first.panels[0].count == 64 * 64 + 64
    # A layer without weights has outputs alone, and those of a ReLU are never below zero.
    assert relu.panels[0] is None
    assert relu.panels[2] is None
    assert relu.panels[1].shares[: BINS // 2].sum() == 0
    count = min(1024, len(tab.session.data.train))
    assert relu.panels[1].count == count * 64
    assert str(count)[-3:] in tab.summary.text()


def test_what_was_seen_in_passing_is_looked_at_closely_at_rest(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    tab.session.model.change_run("epochs", 100_000)
    sections(qtbot, tab, HISTOGRAMS)

    def seen() -> int:
        return tab.histograms.sections()[1].block.panels[1].count // 64

    tab.session.play()
    qtbot.waitUntil(lambda: seen() == 32, timeout=10_000)
    tab.session.pause()
    qtbot.waitUntil(lambda: seen() == 1024, timeout=10_000)


# Health


def test_health_has_a_line_a_layer(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    train(qtbot, tab)
    tab.show_view(HEALTH)
    table = tab.health.table
    net = tab.session.net
    qtbot.waitUntil(lambda: len(table.lines) == len(net.layers))
    first, relu, last = (line.health for line in table.lines)
    assert first.weights == 64 * 64 + 64
    assert last.weights == 650
    assert math.isnan(relu.update)
    assert 0 <= relu.dead <= 1
    assert math.isnan(first.dead)
    W = np.abs(net.weight_vector[: 64 * 64 + 64])
    assert first.mean_size == pytest.approx(W.mean(), rel=1e-4)
    assert 0 < first.update < 1
    assert tab.health.table.note() == ""


def test_steps_that_are_too_long_are_marked_and_explained(qtbot: QtBot, make: Maker) -> None:
    design = recipe("digits-dense")
    tab = make(replace(design, optimizer=replace(design.optimizer, learning_rate=2.0)))
    tab.show_view(HEALTH)
    table = tab.health.table
    qtbot.waitUntil(lambda: len(table.lines) == 3)
    line = table.lines[0]
    assert line.health.update > 1e-2
    assert is_worrying(line, UPDATE)
    tip = table.model().index(0, UPDATE).data(Qt.ItemDataRole.ToolTipRole)
    assert "smaller learning rate" in tip
    assert not is_worrying(table.lines[1], UPDATE)


def test_dead_units_are_marked(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    net = tab.session.training.net
    net.weights["0.b"][:48] = -1000
    tab.session.weights = net.weight_vector.copy()
    tab.show_view(HEALTH)
    table = tab.health.table
    qtbot.waitUntil(lambda: len(table.lines) == 3 and table.lines[1].health.dead >= 0.75)
    assert is_worrying(table.lines[1], DEAD)


# Runs beside it


def test_a_ticked_run_stands_beside_in_every_view(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    session, run_list = tab.session, tab.run_list
    train(qtbot, tab)
    session.model.change_run("seed", 5)
    session.new_weights()
    train(qtbot, tab)
    old = run_list.runs[0]
    run_list.tick(old, True)
    qtbot.waitUntil(lambda: len(tab.weights.sections()) == 2)
    own, other = tab.weights.sections()
    W = old.net.rows(old.weights)[0]["W"].reshape(64, 1, 8, 8)
    np.testing.assert_array_equal(other.block.values, W)
    assert (own.colour, other.colour) == (run_list.current.colour, old.colour)
    assert other.title == old.name
    assert own.block.limits == other.block.limits
    maps = sections(qtbot, tab, MAPS)
    assert [section.title for section in maps].count(old.name) == 3
    panels = sections(qtbot, tab, HISTOGRAMS)[0].block.panels
    assert [colour for colour, _ in panels[0].others] == [old.colour]
    assert panels[0].others[0][1].sum() == pytest.approx(1)
    tab.show_view(HEALTH)
    table = tab.health.table
    qtbot.waitUntil(lambda: len(table.lines) == 2 * (3 + 1))
    assert [line.label for line in table.lines if line.health is None] == [
        run_list.current.name, old.name
    ]  # fmt: skip


def test_a_run_of_another_shape_is_reported_in_a_sentence(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    session, run_list = tab.session, tab.run_list
    train(qtbot, tab)
    session.model.change_layer(0, "outputs", 20)
    qtbot.waitUntil(lambda: session.training is not None)
    train(qtbot, tab)
    run_list.tick(run_list.runs[0], True)
    qtbot.waitUntil(lambda: len(tab.weights.sections()) == 2)
    own, other = tab.weights.sections()
    assert own.block.values.shape == (20, 1, 8, 8)
    assert isinstance(other.block, Words)
    assert "row 1" in other.block.text
    # What comes out at the end has one shape in both.
    maps = sections(qtbot, tab, MAPS)
    assert [section.title for section in maps].count(run_list.runs[0].name) == 1


# Nothing to show


def test_a_network_without_weights_says_what_to_add(qtbot: QtBot, make: Maker) -> None:
    tab = make(replace(recipe("moons"), layers=(ReLU(),)), ready=False)
    for wall in (tab.weights, tab.maps, tab.histograms):
        assert "Add a Linear" in wall.empty_text()
    assert "Add a Linear" in tab.health.table.note()
    assert not tab.layer.isEnabled()


def test_a_network_that_does_not_fit_says_where_to_look(qtbot: QtBot, make: Maker) -> None:
    design = replace(recipe("digits-dense"), view=View(shape="image"))
    tab = make(design, ready=False)
    assert "does not fit yet" in tab.weights.empty_text()
    tab.session.model.change_view("shape", "vector")
    qtbot.waitUntil(lambda: bool(tab.weights.sections()))
    assert tab.weights.empty_text() == ""
    assert tab.layer.isEnabled()


def test_without_data_the_reason_stands_there(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("moons"))
    sections(qtbot, tab, WEIGHTS)
    tab.session.model.change_source(UserFile(path="/nowhere/at/all.csv"))
    qtbot.waitUntil(lambda: tab.session.loader.error is not None)
    assert "all.csv" in tab.weights.empty_text()


# The wall


def test_keys_walk_over_the_wall_and_are_read_aloud(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-conv2d"))
    sections(qtbot, tab, MAPS)
    wall = tab.maps
    wall.setFocus()
    qtbot.keyClick(wall, Qt.Key.Key_Right)
    assert wall.accessibleDescription().startswith("Channel 1")
    # From the only picture of the input on to the first map.
    qtbot.keyClick(wall, Qt.Key.Key_Right)
    assert wall.accessibleDescription().startswith("Map 1")
    qtbot.keyClick(wall, Qt.Key.Key_Right)
    assert wall.readout().startswith("Map 2")
    qtbot.keyClick(wall, Qt.Key.Key_Escape)
    assert wall.readout() == ""


def test_the_tab_key_shows_where_the_arrows_begin(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-conv2d"))
    sections(qtbot, tab, WEIGHTS)
    tab.layer.setFocus()
    qtbot.keyClick(tab.layer, Qt.Key.Key_Tab)
    assert tab.weights.hasFocus()
    assert tab.weights.readout().startswith("Filter 1")
    qtbot.keyClick(tab.weights, Qt.Key.Key_Tab)
    assert tab.weights.readout() == ""


@pytest.mark.parametrize("view", [WEIGHTS, MAPS, HISTOGRAMS])
def test_what_is_seen_can_be_kept(qtbot: QtBot, make: Maker, view: int) -> None:
    tab = make(recipe("digits-conv2d"))
    sections(qtbot, tab, view)
    wall = (tab.weights, tab.maps, tab.histograms)[view]
    lines = wall.csv().splitlines()
    assert lines[0] == "section,detail,item,row,values"
    assert lines[1].startswith(wall.sections()[0].title)
    size = wall.picture_size()
    assert export.png(wall.paint_picture, size).startswith(b"\x89PNG")
    drawn = export.svg(wall.paint_picture, size, wall.picture_name())
    assert wall.sections()[0].title.encode() in drawn


def test_the_table_of_health_can_be_kept(qtbot: QtBot, make: Maker) -> None:
    tab = make(recipe("digits-dense"))
    tab.show_view(HEALTH)
    table = tab.health.table
    qtbot.waitUntil(lambda: len(table.lines) == 3)
    lines = table.csv().splitlines()
    assert lines[0].split(",") == [
        "run", "layer", "weights", "mean_size", "dead_share", "relative_update"
    ]  # fmt: skip
    assert lines[1].split(",")[2] == "4160"
    assert lines[2].split(",")[3] == ""
