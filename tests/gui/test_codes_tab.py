"""The maps of codes with real small networks: what is mapped, decoded, listed, and said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diynn.analysis.code_maps import CodeMap, Way
from diynn.analysis.codes import decode, encode
from diynn.analysis.projection import neighbour_share, plane_of
from diynn.data.sources import Moons, Waves
from diynn.design.design import Design
from diynn.layers import Conv2D, Linear
from diynn.network.losses import MSE
from diynn.storage.recipes import recipe
from gui.model.design_model import DesignModel
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.codes.sample import CodeSample
from gui.tabs.codes.tab import LIVE, CodesTab
from gui.theme.theme import ThemeSource

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
Open = Callable[[Design], CodesTab]


@pytest.fixture
def open_tab(qtbot: QtBot, source: ThemeSource) -> Iterator[Open]:
    opened: list[tuple[CodesTab, Session, DesignModel]] = []

    def make(design: Design) -> CodesTab:
        model = DesignModel(design)
        session = Session(model)
        tab = CodesTab(session, source, RunList(session))
        qtbot.addWidget(tab)
        tab.resize(560, 700)
        opened.append((tab, session, model))
        session.start()
        qtbot.waitUntil(lambda: not session.loader.is_loading)
        tab.show()
        qtbot.waitExposed(tab)
        return tab

    yield make
    for tab, session, model in opened:
        tab.close_down()
        session.close()
        model.close()


def wide(numbers: int) -> Design:
    """The small auto-encoder with a code of so many numbers."""
    design = recipe("digits-autoencoder")
    layers = [
        replace(layer, outputs=numbers) if isinstance(layer, Linear) and layer.outputs == 12
        else layer
        for layer in design.layers
    ]  # fmt: skip
    return replace(design, layers=tuple(layers))


def mapped(qtbot: QtBot, tab: CodesTab) -> None:
    """Wait until a measured map is shown."""

    def is_measured() -> bool:
        return tab.found is not None and not np.isnan(list(tab.found.map.kept.values())).any()

    qtbot.waitUntil(is_measured, timeout=20_000)


def choose(tab: CodesTab, tool: str) -> None:
    tab.bar.tools[tool].click()  # type: ignore[index]


def test_pca_of_the_code_layer_is_there_at_once(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-autoencoder"))
    mapped(qtbot, tab)
    session = tab.session
    assert session.net is not None
    assert session.data is not None
    assert session.dataset is not None
    assert tab.choices.layer.currentText() == "Code: 4 Tanh → 12"
    points = tab.plot.views[0].points
    assert len(points) == 1000
    codes = encode(session.net, session.data.train.x[points.samples], 3)
    np.testing.assert_allclose(points.places, plane_of(codes).places(codes), atol=1e-5)
    np.testing.assert_array_equal(points.labels, session.dataset.train.targets[points.samples])
    test = tab.plot.views[1].points
    codes_test = encode(session.net, session.data.test.x[test.samples], 3)
    np.testing.assert_allclose(test.places, plane_of(codes).places(codes_test), atol=1e-5)
    share = neighbour_share(codes, points.places)
    words = tab.plot.captions[0].text()
    assert "000 of 1" in words
    assert f"{100 * share:.1f} % of neighbours kept" in words
    assert "of the variance" in tab.plot.views[0].titles()[0]


def test_pca_is_live_on_a_fixed_sample(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(replace(recipe("digits-dense"), run=replace(recipe("digits-dense").run,
                                                              epochs=100_000)))  # fmt: skip
    mapped(qtbot, tab)
    at_rest = tab.plot.views[0].points
    tab.session.play()
    qtbot.waitUntil(lambda: len(tab.plot.views[0].points) == LIVE)
    first = tab.plot.views[0].points
    np.testing.assert_array_equal(first.samples, at_rest.samples[:LIVE])
    qtbot.waitUntil(lambda: not np.array_equal(tab.plot.views[0].points.places, first.places))
    assert tab.plot.views[0].points.samples is first.samples
    tab.session.pause()
    qtbot.waitUntil(lambda: len(tab.plot.views[0].points) == 1000, timeout=20_000)
    qtbot.waitUntil(
        lambda: tab.found is not None and tab.found.map.encoder.weights is tab.session.weights
    )
    mapped(qtbot, tab)


def test_any_layer_parts_and_count(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-dense"))
    mapped(qtbot, tab)
    tab.choices.layer.setCurrentIndex(3)
    tab.choices.parts.setCurrentIndex(1)
    tab.choices.count.setCurrentIndex(0)
    qtbot.waitUntil(lambda: tab.found is not None and tab.found.map.encoder.layer == 2
                    and len(tab.plot.views[0].points) == 300)  # fmt: skip
    assert tab.found is not None
    assert tab.found.map.codes["test"].shape == (300, 10)
    assert not tab.plot.views[1].isVisible()
    qtbot.waitUntil(lambda: tab.plot.views[0].width() == tab.plot.width())
    assert tab.plot.captions[0].text().startswith("Test")


def test_tsne_moves_stops_resumes_and_ends(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-autoencoder"))
    mapped(qtbot, tab)
    tab.choices.count.setCurrentIndex(0)
    tab.choices.kind.setCurrentIndex(1)
    assert tab.controls.isVisible()
    assert "Press Start" in tab.controls.status.text()
    pca = tab.plot.views[0].points.places
    seen: list[np.ndarray] = []
    tab.tsne.moved.connect(lambda: seen.append(tab.plot.views[0].points.places))
    qtbot.mouseClick(tab.controls.start, LEFT)
    assert "Looking" in tab.controls.status.text()
    qtbot.waitUntil(lambda: len(seen) > 3, timeout=20_000)
    assert not np.array_equal(seen[-1], seen[-2])
    assert seen[-1].shape == (300, 2) != pca.shape
    qtbot.mouseClick(tab.controls.hold, LEFT)
    assert tab.controls.hold.text() == "Resume"
    assert "stopped" in tab.controls.status.text()
    # A step that was under way may still come.
    qtbot.wait(300)
    stopped = len(seen)
    qtbot.wait(200)
    assert len(seen) == stopped
    qtbot.mouseClick(tab.controls.hold, LEFT)
    qtbot.waitUntil(lambda: not tab.tsne.run.is_busy, timeout=60_000)
    assert "Done" in tab.controls.status.text()
    assert "kept" in tab.plot.captions[1].text()
    assert tab.plot.views[0].titles() == ("", "")
    tab.choices.kind.setCurrentIndex(0)
    qtbot.waitUntil(lambda: "component" in tab.plot.views[0].titles()[0])
    tab.choices.kind.setCurrentIndex(1)
    np.testing.assert_array_equal(tab.plot.views[0].points.places, seen[-1])


def test_changed_settings_and_weights_ask_for_start(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-autoencoder"))
    mapped(qtbot, tab)
    tab.choices.count.setCurrentIndex(0)
    tab.choices.kind.setCurrentIndex(1)
    tab.start()
    qtbot.waitUntil(lambda: tab.tsne.found is not None, timeout=20_000)
    editor = tab.controls.form.editors["perplexity"]
    editor.field.typed.emit(12.0)
    assert tab.controls.settings.perplexity == 12
    assert tab.controls.status.text().startswith("Settings changed: press Start")
    editor.field.typed.emit(30.0)
    assert not tab.controls.status.text().startswith("Settings changed")
    tab.choices.layer.setCurrentIndex(1)
    assert tab.controls.status.text().startswith("Settings changed: press Start")
    tab.choices.layer.setCurrentIndex(0)
    tab.tsne.stop()
    tab.session.advance(epochs=1)
    qtbot.waitUntil(lambda: "learnt on" in tab.controls.status.text())


def test_another_network_forgets_the_map(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-autoencoder"))
    mapped(qtbot, tab)
    tab.choices.kind.setCurrentIndex(1)
    tab.start()
    qtbot.waitUntil(lambda: tab.tsne.found is not None, timeout=20_000)
    tab.session.model.remove([3])
    assert tab.tsne.found is None
    assert not tab.tsne.run.is_busy
    qtbot.waitUntil(lambda: tab.found is not None
                    and tab.found.map.encoder.net is tab.session.net)  # fmt: skip


def test_codes_all_alike_are_reported(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-autoencoder"))
    mapped(qtbot, tab)
    tab.choices.kind.setCurrentIndex(1)
    assert tab.session.weights is not None
    tab.session.weights = np.zeros_like(tab.session.weights)
    tab.start()
    qtbot.waitUntil(lambda: "alike" in tab.controls.status.text(), timeout=20_000)


def test_a_place_of_a_code_of_two_numbers_is_decoded_exactly(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(wide(2))
    mapped(qtbot, tab)
    assert tab.plot.views[0].titles() == ("First number of the code", "Second number")
    assert tab.plot.views[0].axes["left"].numbers()
    choose(tab, "decode")
    tab.plot.place_chosen.emit(0.25, -0.5)
    qtbot.waitUntil(lambda: tab.panel.words.text().startswith("Exact"))
    session = tab.session
    assert session.net is not None
    wanted = decode(session.net, np.array([[0.25, -0.5]], np.float32), 3)[0]
    levels = tab.panel.page.levels()[0, 0]
    np.testing.assert_allclose(levels, 254 * wanted.reshape(8, 8), atol=1)
    assert tab.panel.page.captions()[0] == "decoded"
    assert len(tab.panel.page.captions()) == 11


def test_a_place_of_a_larger_code_is_decoded_by_its_neighbours(
    qtbot: QtBot, open_tab: Open
) -> None:
    tab = open_tab(recipe("digits-autoencoder"))
    mapped(qtbot, tab)
    choose(tab, "decode")
    tab.plot.place_chosen.emit(0.0, 0.0)
    qtbot.waitUntil(lambda: tab.panel.words.text().startswith("Not exact"))
    assert "mean code of the 10 nearest" in tab.panel.words.text()
    assert tab.plot.views[0].marks == {"": (0.0, 0.0)} == tab.plot.views[1].marks


def test_a_walk_between_two_digits_above_the_blend(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-autoencoder"))
    mapped(qtbot, tab)
    choose(tab, "walk")
    qtbot.waitUntil(lambda: tab.panel.words.text().startswith("From A"))
    tab.plot.point_chosen.emit("train", 3)
    tab.plot.point_chosen.emit("test", 8)
    session, page = tab.session, tab.panel.page
    data, net = session.data, session.net
    assert data is not None
    assert net is not None
    x = np.stack([
        data.train.x[tab.plot.views[0].points.samples[3]],
        data.test.x[tab.plot.views[1].points.samples[8]],
    ])  # fmt: skip
    wanted = 254 * net.predict(x).reshape(2, 8, 8)
    pixels = 254 * x.reshape(2, 8, 8)

    def is_shown() -> bool:
        levels = page.levels().astype(float)
        if not len(levels) or levels.shape[1] != 2:
            return False
        ends = levels[[0, -1]]
        return bool(
            np.abs(ends[:, 0] - wanted).max() < 2
            and np.abs(ends[:, 1] - pixels).max() < 2
        )

    qtbot.waitUntil(is_shown)
    assert page.row_labels() == ("through the code", "blend of pixels")
    assert set(tab.plot.views[0].marks) == {"A"}
    assert set(tab.plot.views[1].marks) == {"B"}


def test_a_click_lists_the_nearest_codes_and_rings_them(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-dense"))
    mapped(qtbot, tab)
    tab.plot.point_chosen.emit("test", 5)
    qtbot.waitUntil(lambda: len(tab.plot.views[1].chosen()) == 11)
    assert tab.found is not None
    codes = tab.found.map.codes["test"]
    order = np.linalg.norm(codes - codes[5], axis=1).argsort(kind="stable")
    np.testing.assert_array_equal(tab.plot.views[1].chosen(), order[1:12])
    assert len(tab.panel.page.levels()) == 12


def test_the_lasso_lists_the_points_in_it(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-dense"))
    mapped(qtbot, tab)
    choose(tab, "lasso")
    rows = np.array([4, 9, 17])
    tab.plot.encircled.emit("test", rows)
    points = tab.plot.views[1].points
    assert points.levels is not None
    np.testing.assert_array_equal(tab.panel.page.levels()[:, 0], points.levels[rows])
    assert tab.panel.words.text().startswith("3 points: ")
    tab.panel.page.go_to(1)
    assert tab.plot.views[1].chosen().tolist() == [9]
    tab.plot.encircled.emit("test", rows[:0])
    assert "no point" in tab.panel.page.empty_text()


def test_what_was_drawn_for_other_data_comes_too_late(
    qtbot: QtBot, open_tab: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = open_tab(recipe("digits-autoencoder"))
    mapped(qtbot, tab)
    choose(tab, "walk")
    qtbot.waitUntil(lambda: tab.panel.words.text().startswith("From A"))
    begun, goes_on, maps = Event(), Event(), []

    def slow(found: CodeMap, *ends: Any) -> Way:
        maps.append(found)
        begun.set()
        goes_on.wait(30)
        # The first answer is the one for the digits.
        return Way((("train", 0), ("test", 0)), np.full((5, 30), 7.0 if len(maps) == 1 else 0.0))

    monkeypatch.setattr("gui.tabs.codes.code_tools.walk", slow)
    tab.plot.point_chosen.emit("train", 3)
    tab.plot.point_chosen.emit("test", 8)
    try:
        qtbot.waitUntil(begun.is_set)
        # What is shown by now is of other data.
        moons = CodeSample.of(Moons().load(), ("train", "test"), 20)
        tab.tools.follow(maps[0], moons)
        seen = []
        monkeypatch.setattr(tab.panel, "say_only", seen.append)
    finally:
        goes_on.set()
    qtbot.waitUntil(lambda: any("0  0" in text for text in seen))
    assert not [text for text in seen if "7  7" in text]


def test_a_classifier_cannot_decode_and_says_so(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-dense"))
    mapped(qtbot, tab)
    for tool in ("decode", "walk"):
        choose(tab, tool)
        tab.plot.place_chosen.emit(0.0, 0.0)
        assert "Only an auto-encoder" in tab.panel.page.empty_text()


def test_the_note_on_distances_opens_and_closes(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-dense"))
    mapped(qtbot, tab)
    tab.bar.note.click()
    assert tab.panel.note.isVisible()
    assert "distance between groups means little" in tab.panel.note.text()
    choose(tab, "lasso")
    assert not tab.panel.note.isVisible()


def test_points_that_are_no_images_are_mapped_and_told_in_words(
    qtbot: QtBot, open_tab: Open
) -> None:
    tab = open_tab(recipe("moons"))
    mapped(qtbot, tab)
    assert tab.plot.views[0].points.levels is None
    assert "<img" not in tab.plot.describe("train", 0)
    tab.plot.encircled.emit("train", np.arange(5))
    assert tab.panel.page.empty_text().startswith("5 points: ")
    tab.plot.point_chosen.emit("train", 0)
    qtbot.waitUntil(lambda: "codes are nearest" in tab.panel.page.empty_text())


def test_values_instead_of_classes(qtbot: QtBot, open_tab: Open) -> None:
    design = recipe("moons")
    # Without its Sigmoid.
    tab = open_tab(replace(design, source=Waves(), layers=design.layers[:-1], loss=MSE()))
    mapped(qtbot, tab)
    points = tab.plot.views[0].points
    assert points.classes == ()
    assert tab.plot.views[0].labels.words == []
    assert float(points.name(0)) == pytest.approx(float(points.labels[0]), rel=1e-3)


def test_a_network_without_layers_or_that_does_not_fit_says_what_to_do(
    qtbot: QtBot, open_tab: Open
) -> None:
    design = recipe("digits-dense")
    tab = open_tab(replace(design, layers=()))
    assert "the network has none yet" in tab.plot.note()
    tab.session.model.reset(replace(design, layers=(Conv2D(2, 3),)))
    assert "the list on the left says where" in tab.plot.note()
    assert not tab.choices.isEnabled()
    assert not tab.panel.isVisible()
    assert len(tab.plot.views[0].points) == 0
    tab.session.model.reset(design)
    mapped(qtbot, tab)
    assert tab.choices.isEnabled()
    assert tab.plot.note() == ""


def test_ticked_runs_stand_below_with_the_same_samples(qtbot: QtBot, open_tab: Open) -> None:
    tab = open_tab(recipe("digits-dense"))
    session, run_list = tab.session, tab.run_list
    session.advance(epochs=1)
    qtbot.waitUntil(lambda: len(session.history) == 1 and at_rest(session))
    session.new_weights()
    session.advance(epochs=1)
    qtbot.waitUntil(lambda: len(run_list.runs) == 2 and at_rest(session))
    mapped(qtbot, tab)
    other = run_list.runs[0]
    run_list.tick(other, True)
    qtbot.waitUntil(lambda: len(tab.plot.beside) == 1)
    points = tab.plot.beside[0].points
    codes = encode(other.net, other.data.test.x[points.samples], 1)
    np.testing.assert_allclose(points.places, plane_of(codes).places(codes), atol=1e-5)
    np.testing.assert_array_equal(points.samples, tab.plot.views[1].points.samples[:300])
    run_list.tick(other, False)
    assert tab.plot.beside == []
