"""The reconstruction tab on a real small network: what its pictures and figures are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sklearn.decomposition import PCA

from diynn.analysis.reconstruction_page import SAMPLE, SHOWN
from diynn.layers import Linear, Sigmoid
from diynn.network.losses import BCE, MSE
from diynn.storage.recipes import recipe
from gui.model.design_model import DesignModel
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.reconstruction.tab import ReconstructionTab
from gui.text.numbers import rounded
from gui.theme.theme import ThemeSource
from gui.widgets.image_content import grey_levels


@dataclass
class Bench:
    """The tab with all that it is made of."""

    model: DesignModel
    session: Session
    run_list: RunList
    tab: ReconstructionTab
    qtbot: QtBot

    def settled(self) -> None:
        """Wait until all images are counted with the weights of the moment."""

        def bench() -> bool:
            survey, shown = self.tab.survey, self.tab.images
            return (
                survey is not None and survey.is_whole and shown is not None
                and shown.survey is survey
                and survey.question is self.tab.question
                and survey.question.choice == self.tab.choice.choice()
                and survey.question.part == self.tab.choice.part_name()
                and survey.question.kind == self.tab.kind.currentData()
                and survey.question.loss == self.session.design.loss
                and survey.networks[0].weights is self.session.weights
                and [one.net for one in survey.networks[1:]] == [
                    run.net for run in self.run_list.comparable() if run.design.reconstructs
                ]
            )  # fmt: skip

        self.qtbot.waitUntil(bench)
        self.tab.histogram.redraw()

    def train(self, epochs: int) -> None:
        """Train some epochs, to the end."""
        self.session.advance(epochs=epochs)
        self.qtbot.waitUntil(lambda: at_rest(self.session))

    def start(self, name: str) -> None:
        """Begin with another recipe, and wait for its network."""
        title = recipe(name).title
        self.model.reset(recipe(name))
        self.qtbot.waitUntil(
            lambda: self.session.training is not None
            and self.session.training.design.title == title
        )

    def x(self, part: str = "test") -> Any:
        """The images as the network gets them, in rows."""
        data = self.session.data
        assert data is not None
        x = (data.test if part == "test" else data.train).x
        return x.reshape(len(x), -1)

    def y(self, part: str = "test") -> Any:
        """What the network of the moment draws of them."""
        net, data = self.session.net, self.session.data
        assert net is not None
        assert data is not None
        x = (data.test if part == "test" else data.train).x
        return net.predict(x, self.session.weights).reshape(len(x), -1)

    def mse(self, part: str = "test") -> Any:
        """The mean squared error of every image."""
        return np.mean((self.y(part) - self.x(part)) ** 2, axis=1)

    def shown(self) -> Any:
        """The numbers of the images on the page."""
        assert self.tab.survey is not None
        return self.tab.survey.chosen


@pytest.fixture
def bench(qtbot: QtBot, themes: ThemeSource) -> Iterator[Bench]:
    model = DesignModel(recipe("digits-autoencoder"))
    session = Session(model)
    run_list = RunList(session)
    tab = ReconstructionTab(session, themes, run_list)
    tab.resize(560, 700)
    tab.show()
    session.start()
    qtbot.waitUntil(lambda: session.training is not None)
    yield Bench(model, session, run_list, tab, qtbot)
    session.close()
    tab.close_down()
    model.close()
    tab.close()
    tab.deleteLater()


def levels(tab: ReconstructionTab) -> Any:
    return tab.page.levels()


# Pictures


def test_rows_are_the_original_its_reconstruction_and_the_difference(bench: Bench) -> None:
    bench.settled()
    tab, places = bench.tab, bench.shown()
    assert tab.page.row_labels() == ("original", "reconstruction", "difference")
    assert len(places) == SHOWN
    x, y = (16 * values[places].reshape(-1, 8, 8) for values in (bench.x(), bench.y()))
    drawn = levels(tab)
    np.testing.assert_array_equal(drawn[:, 0], grey_levels(x, 0, 16))
    # A level may fall to either side of a half.
    assert np.abs(drawn[:, 1].astype(int) - grey_levels(y, 0, 16)).max() <= 1
    assert np.abs(drawn[:, 2].astype(int) - grey_levels(y - x, -16, 16)).max() <= 1
    assert tab.page.captions() == tuple(rounded(value) for value in bench.mse()[places].tolist())


def test_each_image_tells_its_number_and_its_class(bench: Bench) -> None:
    bench.settled()
    raw = bench.session.dataset
    assert raw is not None
    number = int(bench.shown()[0])
    tip = bench.tab.page.tip(0)
    label = raw.classes[raw.test.targets[number]]
    assert tip.startswith(f"Test image {number + 1}, class {label}\n")
    assert rounded(float(bench.mse()[number])) in tip


def test_worst_and_best_first_by_every_error(bench: Bench) -> None:
    tab = bench.tab
    bench.train(1)
    for kind in ("mse", "psnr"):
        tab.kind.setCurrentIndex(tab.kind.findData(kind))
        for order in ("worst", "best"):
            tab.choice.order.setCurrentIndex(tab.choice.order.findData(order))
            bench.settled()
            mse = bench.mse()
            rank = np.sort(mse)[:SHOWN] if order == "best" else -np.sort(-mse)[:SHOWN]
            np.testing.assert_allclose(mse[bench.shown()], rank, rtol=1e-5)


def test_one_class_alone_and_all_of_them_in_turn(bench: Bench) -> None:
    tab, raw = bench.tab, bench.session.dataset
    assert raw is not None
    tab.choice.only.setCurrentIndex(1 + 3)
    bench.settled()
    assert set(raw.test.targets[bench.shown()]) == {3}
    threes = raw.test.targets == 3
    assert f"{threes.sum()} test images of class 3" in tab.averages.text()
    assert tab.histogram.spreads[0].mean == pytest.approx(bench.mse()[threes].mean(), rel=1e-5)
    tab.choice.only.setCurrentIndex(0)
    tab.choice.order.setCurrentIndex(tab.choice.order.findData("class"))
    bench.settled()
    assert raw.test.targets[bench.shown()].tolist() == sorted([*range(10)] * 6)


def test_others_at_random_are_others(bench: Bench) -> None:
    bench.settled()
    before = bench.shown().tolist()
    bench.qtbot.mouseClick(bench.tab.choice.others, Qt.MouseButton.LeftButton)
    bench.settled()
    assert bench.shown().tolist() != before


def test_numbers_are_written_and_wrong_ones_stand_in_red(bench: Bench) -> None:
    bench.settled()
    choice = bench.tab.choice
    choice.order.setCurrentIndex(choice.order.findData("numbers"))
    bench.settled()
    assert not choice.others.isVisible()
    assert not choice.only.isVisible()
    assert "3, 17, 20-25" in bench.tab.page.empty_text()
    assert len(levels(bench.tab)) == 0
    bench.qtbot.keyClicks(choice.line, "3, 17, 20-22")
    bench.qtbot.keyClick(choice.line, Qt.Key.Key_Return)
    bench.settled()
    assert bench.shown().tolist() == [2, 16, 19, 20, 21]
    # The averages are those of all images, however few are shown.
    assert bench.tab.histogram.spreads[0].counts.sum() == 360
    bench.qtbot.keyClicks(choice.line, ", 361")
    bench.qtbot.keyClick(choice.line, Qt.Key.Key_Return)
    assert choice.error() == "There is no image 361. The numbers run from 1 to 360."
    assert choice.complaint.isVisible()
    assert choice.choice().numbers == (2, 16, 19, 20, 21)
    bench.qtbot.keyClick(choice.line, Qt.Key.Key_Escape)
    assert choice.line.text() == "3, 17, 20-22"
    assert choice.error() == ""


def test_training_images_are_looked_at_too(bench: Bench) -> None:
    tab = bench.tab
    tab.choice.part.setCurrentIndex(1)
    bench.settled()
    assert "1437 training images" in tab.averages.text()
    mean = bench.mse("train").mean()
    assert tab.histogram.spreads[0].mean == pytest.approx(mean, rel=1e-5)
    assert tab.page.tip(0).startswith("Training image ")


# Figures


def test_the_kinds_of_error_are_those_that_differ(bench: Bench) -> None:
    tab, box = bench.tab, bench.tab.kind
    bench.settled()

    def offered() -> list[str]:
        return [box.itemText(place) for place in range(box.count())]

    assert offered() == ["BCE (the loss)", "MSE", "PSNR"]
    tab.kind.setCurrentIndex(0)
    bench.settled()
    y, x = bench.y(), bench.x()
    wanted = BCE("samples")(y, x)[0]
    assert tab.histogram.spreads[0].mean == pytest.approx(wanted, rel=1e-4)
    assert tab.histogram.view.titles()[0] == "BCE, sum over the pixels of an image"
    # What PCA draws has no binary cross-entropy.
    assert tab.histogram.mark is None
    bench.model.change_loss(MSE())
    bench.qtbot.waitUntil(lambda: offered() == ["MSE (the loss)", "PSNR"])
    bench.settled()
    assert tab.histogram.spreads[0].mean == pytest.approx(bench.mse().mean(), rel=1e-5)
    box.setCurrentIndex(1)
    bench.settled()
    psnr = 10 * np.log10(1 / bench.mse())
    assert tab.histogram.spreads[0].mean == pytest.approx(psnr.mean(), rel=1e-5)
    assert tab.page.captions()[0] == f"{psnr[bench.shown()[0]]:.1f}"


def test_the_code_is_held_against_pca_with_as_many_numbers(bench: Bench) -> None:
    tab = bench.tab
    bench.train(6)
    bench.settled()
    bench.qtbot.waitUntil(lambda: "worked out" not in tab.code.comparison.text())
    peer = PCA(12, svd_solver="full").fit(bench.x("train"))
    rest = peer.inverse_transform(peer.transform(bench.x())) - bench.x()
    wanted = float(np.mean(rest**2))
    assert tab.code.words.text() == "12 numbers for 64: 5.3 times smaller"
    assert tab.code.bar.share() == 12 / 64
    assert f"PCA with as many numbers {rounded(wanted)}" in tab.code.comparison.text()
    assert f"MSE {rounded(float(bench.mse().mean()))}" in tab.code.comparison.text()
    assert tab.histogram.mark == pytest.approx(wanted, rel=1e-3)
    assert f"PCA {rounded(wanted)} (dashed)" in tab.averages.text()
    # Another width of code, another number of components.
    bench.model.change_layer(2, "outputs", 5)
    bench.settled()
    bench.qtbot.waitUntil(lambda: "worked out" not in tab.code.comparison.text())
    assert tab.code.words.text() == "5 numbers for 64: 13 times smaller"
    few = PCA(5, svd_solver="full").fit(bench.x("train"))
    rest = few.inverse_transform(few.transform(bench.x())) - bench.x()
    assert rounded(float(np.mean(rest**2))) in tab.code.comparison.text()


def test_a_network_without_a_code_says_so(bench: Bench) -> None:
    bench.model.remove([0, 1, 2, 3, 4, 5])
    bench.settled()
    assert [type(layer) for layer in bench.model.design.layers] == [Linear, Sigmoid]
    assert "no code" in bench.tab.code.words.text()
    assert not bench.tab.code.bar.isVisible()
    assert bench.tab.histogram.mark is None


def test_a_bar_of_the_histogram_opens_its_images(bench: Bench) -> None:
    bench.settled()
    tab = bench.tab
    spread = tab.histogram.spreads[0]
    fullest = int(spread.counts.argmax())
    low, high = spread.edges[fullest : fullest + 2].tolist()
    tab.histogram.point_at(fullest)
    bench.qtbot.keyClick(tab.histogram, Qt.Key.Key_Return)
    bench.settled()
    assert tab.choice.choice().order == "numbers"
    figures = bench.mse()[bench.shown()]
    assert len(figures) == min(int(spread.counts[fullest]), SHOWN)
    assert low <= figures.min()
    assert figures.max() < high


# While it learns


def test_it_is_live_while_the_network_learns_and_whole_when_it_rests(bench: Bench) -> None:
    tab, qtbot = bench.tab, bench.qtbot
    bench.settled()
    places, before = bench.shown().tolist(), levels(tab).copy()
    first = tab.histogram.spreads[0].mean
    bench.model.change_run("epochs", 1_000_000)
    bench.session.play()
    qtbot.waitUntil(lambda: tab.histogram.spreads[0].counts.sum() == SAMPLE)
    qtbot.waitUntil(lambda: not np.array_equal(levels(tab)[:, 1], before[:, 1]))
    qtbot.waitUntil(lambda: tab.histogram.spreads[0].mean < 0.5 * first)
    assert bench.session.is_moving
    # The same images all the while, so that they can be watched.
    assert bench.shown().tolist() == places
    np.testing.assert_array_equal(levels(tab)[:, 0], before[:, 0])
    assert "200 of 360 test images" in tab.averages.text()
    bench.session.pause()
    qtbot.waitUntil(lambda: at_rest(bench.session))
    bench.settled()
    assert tab.histogram.spreads[0].counts.sum() == 360
    assert tab.histogram.spreads[0].mean == pytest.approx(bench.mse().mean(), rel=1e-5)
    # Of three digits the last may be either where a value lies half-way.
    shown = [float(caption) for caption in tab.page.captions()]
    np.testing.assert_allclose(shown, bench.mse()[bench.shown()], rtol=5e-3)


def test_of_many_images_a_sample_comes_first(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.settled()
    monkeypatch.setattr("gui.tabs.reconstruction.tab.AT_ONCE", 100)
    counted = []
    show = bench.tab.histogram.set_spreads

    def spy(spreads: Any, mark: float | None = None) -> None:
        counted.append(int(spreads[0].counts.sum()))
        show(spreads, mark)

    monkeypatch.setattr(bench.tab.histogram, "set_spreads", spy)
    bench.tab.kind.setCurrentIndex(bench.tab.kind.findData("psnr"))
    bench.settled()
    bench.session.advance(steps=1)
    bench.qtbot.waitUntil(lambda: at_rest(bench.session))
    bench.settled()
    assert counted[0] == SAMPLE
    # A sample may be counted once more with newer weights before all of them are.
    assert set(counted) == {SAMPLE, 360}
    assert counted[-1] == 360


def test_a_hidden_tab_rests_and_catches_up(bench: Bench) -> None:
    bench.settled()
    bench.tab.hide()
    before = bench.session.weights
    bench.train(2)
    bench.qtbot.wait(50)
    # No newer weights were looked at.
    assert bench.session.weights is not before
    assert bench.tab.images is not None
    assert bench.tab.images.networks[0].weights is before
    bench.tab.show()
    bench.settled()
    assert bench.tab.page.captions() == tuple(
        rounded(value) for value in bench.mse()[bench.shown()].tolist()
    )


# Beside other runs


def test_a_ticked_run_draws_the_same_images(bench: Bench) -> None:
    tab, session, run_list = bench.tab, bench.session, bench.run_list
    bench.train(3)
    first = run_list.runs[0]
    drawn = bench.y()
    bench.model.change_view("scaling", "-1 to 1")
    bench.model.remove([7])
    bench.train(1)
    assert session.training is not first.training
    run_list.tick(first, True)
    bench.settled()
    current = run_list.current
    assert current is not None
    assert len(tab.page.row_labels()) == 4
    assert tab.page.row_labels()[3].endswith(first.name[-2:])
    assert tab.page.row_colours() == (None, current.colour, current.colour, first.colour)
    # The other network sees pixels from 0 to 1; errors are told in the scaling of the moment.
    theirs = 2 * drawn - 1
    wanted = grey_levels(16 * drawn[bench.shown()].reshape(-1, 8, 8), 0, 16)
    assert np.abs(levels(tab)[:, 3].astype(int) - wanted).max() <= 1
    mse = np.mean((theirs - bench.x()) ** 2, axis=1)
    one, two = tab.histogram.spreads
    assert (one.label, two.label) == (current.name, first.name)
    assert (one.colour_index, two.colour_index) == (current.colour, first.colour)
    assert one.mean == pytest.approx(bench.mse().mean(), rel=1e-4)
    assert two.mean == pytest.approx(mse.mean(), rel=1e-4)
    assert rounded(float(mse.mean())) in tab.averages.text()
    run_list.tick(first, False)
    bench.settled()
    assert levels(tab).shape[1] == 3
    assert len(tab.histogram.spreads) == 1


def test_a_ticked_run_that_draws_nothing_is_named(bench: Bench) -> None:
    bench.start("digits-dense")
    bench.train(1)
    classifier = bench.run_list.runs[0]
    bench.start("digits-autoencoder")
    bench.run_list.tick(classifier, True)
    bench.settled()
    assert levels(bench.tab).shape[1] == 3
    assert f"“{classifier.name}” is no auto-encoder" in bench.tab.averages.text()


# Nothing to show


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("moons", ("not images", "Small digits, auto-encoder")),
        ("digits-dense", ("draws none", "Small digits, auto-encoder")),
    ],
)
def test_other_data_and_other_networks_say_what_is_needed(
    bench: Bench, name: str, words: tuple[str, ...]
) -> None:
    bench.settled()
    bench.start(name)
    tab = bench.tab
    assert all(word in tab.page.empty_text() for word in words)
    assert len(levels(tab)) == 0
    assert not tab.histogram.isVisible()
    assert not tab.choice.isEnabled()
    assert tab.averages.text() == ""
    # An answer that was under way changes nothing.
    bench.qtbot.wait(50)
    assert len(levels(tab)) == 0
    bench.start("digits-autoencoder")
    bench.settled()
    assert len(levels(tab)) == SHOWN
    assert tab.histogram.isVisible()


def test_the_template_that_is_named_is_there() -> None:
    assert recipe("digits-autoencoder").title == "Small digits, auto-encoder"


def test_a_network_that_does_not_fit_is_reported(bench: Bench) -> None:
    bench.settled()
    bench.model.change_layer(6, "outputs", 63)
    assert "does not fit" in bench.tab.page.empty_text()
    assert len(levels(bench.tab)) == 0


def test_controls_have_names_for_screen_readers(bench: Bench) -> None:
    tab = bench.tab
    for widget in (
        tab.choice.part, tab.choice.order, tab.choice.only, tab.choice.line, tab.kind,
        tab.histogram, tab.page,
    ):  # fmt: skip
        assert widget.accessibleName()
    for box in (tab.choice.part, tab.choice.order, tab.choice.others, tab.kind):
        assert box.toolTip()
