"""The tab on mistakes, with real small networks: matrix, lists, two runs, a drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diynn.data.dataset import Dataset
from diynn.data.handwritten_digit import drawn_sample, framing
from diynn.data.sources import UserFile
from diynn.data.sources.toys import Waves
from diynn.layers import Flatten, Linear, Softmax, Tanh
from diynn.network.losses import MSE, CrossEntropy
from diynn.network.metrics import class_probabilities, predicted_classes
from diynn.storage.recipes import recipe
from gui.model.design_model import DesignModel
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.mistakes import MistakesTab
from gui.tabs.mistakes.evaluation import (
    SAMPLE,
    SHOWN,
    SHOWN_LIVE,
    evaluate,
    question,
    runs_alike,
)
from gui.tabs.mistakes.matrices import MOST_CLASSES
from gui.theme.theme import ThemeSource

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
SEVEN = [(0.25, 0.25), (0.72, 0.25), (0.45, 0.8)]

Open = Callable[[str], MistakesTab]


@pytest.fixture
def tab_of(qtbot: QtBot, themes: ThemeSource) -> Iterator[Open]:
    made: list[tuple[MistakesTab, Session]] = []

    def open_(name: str) -> MistakesTab:
        session = Session(DesignModel(recipe(name)))
        tab = MistakesTab(session, themes, RunList(session))
        qtbot.addWidget(tab)
        tab.resize(560, 700)
        tab.show()
        qtbot.waitExposed(tab)
        session.start()
        qtbot.waitUntil(lambda: session.training is not None)
        made.append((tab, session))
        return tab

    yield open_
    for tab, session in made:
        tab.close_down()
        session.close()
        session.model.close()


def train(qtbot: QtBot, tab: MistakesTab, epochs: int) -> None:
    session = tab.session
    wanted = len(session.history) + epochs
    session.advance(epochs=epochs)
    qtbot.waitUntil(lambda: len(session.history) == wanted and at_rest(session))
    settle(qtbot, tab)


def settle(qtbot: QtBot, tab: MistakesTab) -> None:
    """Wait until the figures are those of the weights of the moment, of all samples."""

    def exact() -> bool:
        answer = tab.answer
        return (
            answer is not None
            and answer.question.is_exact
            and answer.runs[0].weights is tab.session.weights
            and answer.question.in_test == tab.part.currentData()
        )

    qtbot.waitUntil(exact)


def predicted(tab: MistakesTab, *, in_test: bool = True) -> tuple[np.ndarray, np.ndarray]:
    session = tab.session
    assert session.net is not None
    assert session.data is not None
    part = session.data.test if in_test else session.data.train
    y = session.net.predict(part.x, session.weights)
    taken = predicted_classes(y)
    p = class_probabilities(y, session.design.loss)
    return taken, p[np.arange(len(p)), taken]


def raw_of(tab: MistakesTab) -> Dataset:
    assert tab.session.dataset is not None
    return tab.session.dataset


def choose(tab: MistakesTab, qtbot: QtBot, row: int, column: int) -> None:
    at = tab.confusion.plot.place(row, column).center().toPoint()
    qtbot.mouseClick(tab.confusion.plot.viewport(), LEFT, pos=at)


def second_run(qtbot: QtBot, tab: MistakesTab) -> None:
    """Train two networks on the same data, the first of which is then ticked."""
    train(qtbot, tab, 3)
    first = tab.run_list.current
    assert first is not None
    tab.session.model.change_run("seed", 7)
    tab.session.new_weights()
    train(qtbot, tab, 1)
    tab.run_list.tick(first, ticked=True)
    qtbot.waitUntil(lambda: tab.answer is not None and len(tab.answer.runs) == 2)


# The matrix


@pytest.mark.parametrize("name", ["digits-dense", "moons"])
def test_the_matrix_counts_what_the_network_says(qtbot: QtBot, tab_of: Open, name: str) -> None:
    tab = tab_of(name)
    train(qtbot, tab, 2)
    taken, _ = predicted(tab)
    true = raw_of(tab).test.targets
    counts = np.zeros((len(raw_of(tab).classes),) * 2, int)
    np.add.at(counts, (true, taken), 1)
    np.testing.assert_array_equal(tab.confusion.plot.counts(), counts)
    right = int((taken == true).sum())
    assert tab.accuracy.text() == f"{100 * right / len(true):.1f} % right"
    assert tab.scope.text() == f"{len(true) - right} wrong; all {len(true)} test samples"


def test_training_samples_are_counted_on_wish(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    settle(qtbot, tab)
    tab.part.setCurrentIndex(tab.part.findData(False))
    settle(qtbot, tab)
    assert tab.confusion.plot.counts().sum() == len(raw_of(tab).train)
    assert "training samples" in tab.scope.text()


def test_shares_of_the_row(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    train(qtbot, tab, 2)
    tab.confusion.cells.setCurrentIndex(1)
    counts = tab.confusion.plot.counts()
    share = round(100 * counts[0, 0] / counts[0].sum())
    assert tab.confusion.plot.texts()[0][0] == str(share)


def test_figures_of_each_class(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    train(qtbot, tab, 2)
    counts = tab.confusion.plot.counts()
    rows = tab.confusion.table.rows()
    assert len(rows) == 10
    for k, (name, precision, recall, f1, count) in enumerate(rows):
        assert name == str(k)
        right, taken, there = counts[k, k], counts[:, k].sum(), counts[k].sum()
        assert precision == (f"{right / taken:.3f}" if taken else "–")
        assert recall == f"{right / there:.3f}"
        assert f1 == f"{2 * right / (taken + there):.3f}"
        assert count == str(there)


def test_a_class_that_is_never_found_has_no_precision(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("moons")
    settle(qtbot, tab)
    session = tab.session
    assert session.weights is not None
    # Without weights both outputs are equal, and equals go to the first class.
    session.weights = np.zeros_like(session.weights)
    session.weights_changed.emit()
    settle(qtbot, tab)
    assert [row[1] for row in tab.confusion.table.rows()] == ["0.500", "–"]


def test_figures_stand_beside_the_matrix_where_there_is_room(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    settle(qtbot, tab)
    page = tab.confusion
    assert not page.table.isVisible()
    page.figures.click()
    assert page.table.isVisible()
    assert not page.list.isVisible()
    tab.resize(1100, 900)
    qtbot.waitUntil(lambda: page.table.isVisible() and page.list.isVisible())
    assert page.table.x() > page.plot.x()
    assert not page.figures.isVisible()


# The samples


def test_a_cell_lists_its_images_most_confident_first(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    train(qtbot, tab, 1)
    taken, sure = predicted(tab)
    true = raw_of(tab).test.targets
    counts = tab.confusion.plot.counts()
    wrong = counts * (1 - np.eye(10, dtype=int))
    row, column = np.unravel_index(wrong.argmax(), wrong.shape)
    choose(tab, qtbot, int(row), int(column))
    inside = np.flatnonzero((true == row) & (taken == column))
    expected = inside[np.argsort(-sure[inside], kind="stable")]
    np.testing.assert_array_equal(tab.confusion.listed(), expected)
    page = tab.confusion.list.page
    assert len(page.levels()) == len(expected)
    shown = page.levels()[0, 0] / 254 * 16
    np.testing.assert_allclose(shown, raw_of(tab).test.x[expected[0], ..., 0], atol=0.05)
    assert page.captions()[0].startswith(f"{row} → {column}  ")
    assert all(line.endswith(",0") for line in page.csv().splitlines()[1:])
    assert f"{row} taken for {column}" in tab.confusion.title.text()
    tab.confusion.all.click()
    assert tab.confusion.plot.choice() == (None, None)


def test_without_a_choice_sure_mistakes_come_first(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    train(qtbot, tab, 1)
    taken, sure = predicted(tab)
    wrong = np.flatnonzero(taken != raw_of(tab).test.targets)
    listed = tab.confusion.listed()
    assert listed is not None
    expected = wrong[np.argsort(-sure[wrong], kind="stable")][:120]
    np.testing.assert_array_equal(listed[: len(expected)], expected)


@pytest.mark.parametrize("order", ["surest", "doubtful", "given"])
def test_other_orders(qtbot: QtBot, tab_of: Open, order: str) -> None:
    tab = tab_of("digits-dense")
    train(qtbot, tab, 1)
    _, sure = predicted(tab)
    tab.confusion.order.setCurrentIndex(tab.confusion.order.findData(order))
    listed = tab.confusion.listed()
    assert listed is not None
    assert len(listed) == 120
    if order == "given":
        assert listed.tolist() == list(range(120))
    else:
        sign = -1 if order == "surest" else 1
        np.testing.assert_allclose(sure[listed], sign * np.sort(sign * sure)[:120])


def test_an_empty_cell_says_so(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    train(qtbot, tab, 20)
    row, column = np.argwhere(tab.confusion.plot.counts() == 0)[0]
    choose(tab, qtbot, int(row), int(column))
    assert tab.confusion.list.page.empty_text() == f"No {row} was taken for {column}."
    assert tab.confusion.listed().size == 0


def test_points_are_listed_with_their_values(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("moons")
    train(qtbot, tab, 2)
    listed, raw = tab.confusion.listed(), raw_of(tab)
    assert listed is not None
    rows = tab.confusion.list.table.rows()
    assert tab.confusion.list.currentWidget() is tab.confusion.list.table
    assert len(rows) == len(listed)
    first = [float(text.replace("−", "-")) for text in rows[0][:2]]
    np.testing.assert_allclose(first, raw.test.x[listed[0]], rtol=1e-3)
    assert rows[0][2] == raw.classes[raw.test.targets[listed[0]]]


def test_a_row_of_figures_chooses_the_class(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    settle(qtbot, tab)
    tab.confusion.figures.click()
    tab.confusion.table.row_chosen.emit(4)
    assert tab.confusion.plot.choice() == (4, None)
    listed = tab.confusion.listed()
    assert set(raw_of(tab).test.targets[listed]) == {4}
    assert tab.confusion.list.isVisible()


# While it trains


def test_live_figures_are_of_a_sample_and_say_so(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    settle(qtbot, tab)
    tab.session.model.change_run("epochs", 100_000)
    tab.session.play()
    qtbot.waitUntil(lambda: "live" in tab.scope.text())
    assert f"live, from {SAMPLE} of 360" in tab.scope.text()
    assert tab.confusion.plot.counts().sum() == SAMPLE
    # No more are listed than can be looked at before they change their places.
    assert tab.confusion.list.count() == SHOWN_LIVE
    tab.session.pause()
    settle(qtbot, tab)
    assert tab.confusion.plot.counts().sum() == 360
    assert tab.confusion.list.count() == SHOWN
    assert "all 360" in tab.scope.text()


def test_a_hidden_tab_asks_for_nothing(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    settle(qtbot, tab)
    tab.hide()
    tab.session.advance(epochs=1)
    qtbot.waitUntil(lambda: len(tab.session.history) == 1 and at_rest(tab.session))
    qtbot.wait(50)
    # An older question may have been answered meanwhile, none of the new weights was asked.
    assert tab.answer is not None
    assert tab.answer.runs[0].weights is not tab.session.weights
    tab.show()
    settle(qtbot, tab)


def test_an_answer_that_is_not_wanted_any_more_ends_early(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    runs = runs_alike(tab.run_list)
    asked = question(raw_of(tab), in_test=True, live=False)
    long = replace(asked, places=np.tile(asked.places, 20))
    assert evaluate(long, runs, {}, lambda: False) is None
    assert evaluate(long, runs, {}, lambda: True) is not None


# Two runs


def test_one_run_alone_says_how_to_get_a_second(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    settle(qtbot, tab)
    tab.buttons[1].click()
    assert "tick" in tab.disagreement.list.page.empty_text()
    assert not tab.disagreement.first.isVisible()


def test_two_runs_are_laid_side_by_side(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    second_run(qtbot, tab)
    settle(qtbot, tab)
    first = tab.run_list.comparable()[0]
    taken, sure = predicted(tab)
    y = first.net.predict(first.data.test.x, first.weights)
    p = class_probabilities(y, first.design.loss)
    other = p.argmax(axis=1)
    differ = np.flatnonzero(taken != other)
    both = np.minimum(sure, p.max(axis=1))[differ]
    tab.buttons[1].click()
    expected = differ[np.argsort(-both, kind="stable")]
    np.testing.assert_array_equal(tab.disagreement.listed(), expected[:120])
    k = expected[0]
    true = raw_of(tab).test.targets
    caption = tab.disagreement.list.page.captions()[0]
    assert caption.startswith(f"{true[k]}:  {taken[k]} (")
    assert f"| {other[k]} (" in caption
    tab.disagreement.only.setCurrentIndex(tab.disagreement.only.findData("first"))
    kept = expected[taken[expected] == true[expected]]
    np.testing.assert_array_equal(tab.disagreement.listed(), kept[:120])
    text = tab.disagreement.summary.text()
    assert f"{len(differ)} of 360" in text
    figures = {run.name: run.figure for run in tab.runs.runs()}
    assert figures[first.name] == f"{100 * np.mean(other == true):.1f} %"
    assert tab.runs.isVisible()
    tab.disagreement.second.setCurrentIndex(tab.disagreement.first.currentIndex())
    assert "two different runs" in tab.disagreement.list.page.empty_text()


# Nothing to show


def test_an_auto_encoder_has_no_matrix(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-autoencoder")
    assert tab.stack.currentWidget() is tab.empty
    assert "auto-encoder" in tab.empty.text()
    assert not tab.accuracy.isVisible()


def test_values_have_no_matrix(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("moons")
    design = replace(recipe("moons"), source=Waves(), layers=(Linear(1),), loss=MSE())
    tab.session.model.replace_design(design, "waves")
    qtbot.waitUntil(lambda: tab.session.training is not None)
    assert tab.stack.currentWidget() is tab.empty
    assert "values" in tab.empty.text()
    tab.buttons[2].click()
    assert "image" in tab.empty.text()


def test_a_network_that_does_not_fit_is_reported_and_comes_back(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-conv2d")
    settle(qtbot, tab)
    model = tab.session.model
    row = next(k for k, layer in enumerate(model.design.layers) if isinstance(layer, Flatten))
    model.remove([row])
    assert "does not fit" in tab.empty.text()
    assert tab.stack.currentWidget() is tab.empty
    model.undo_stack.undo()
    assert tab.stack.currentWidget() is tab.confusion
    settle(qtbot, tab)


def test_other_data_is_taken_up(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    train(qtbot, tab, 1)
    choose(tab, qtbot, 3, 3)
    tab.session.model.replace_design(recipe("moons"), "moons")
    qtbot.waitUntil(lambda: tab.confusion.plot.counts().shape == (2, 2))
    assert tab.confusion.plot.choice() == (None, None)


# The drawing


def test_points_cannot_be_drawn(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("moons")
    assert tab.buttons[2].isHidden()
    tab.buttons[2].click()
    assert tab.stack.currentWidget() is tab.confusion


def test_a_drawing_is_rund_as_a_sample_of_the_data(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    train(qtbot, tab, 2)
    tab.buttons[2].click()
    heard: list[np.ndarray | None] = []
    tab.drawn.connect(heard.append)
    page = tab.drawing
    page.pad.draw(SEVEN)
    qtbot.waitUntil(lambda: bool(page.bars.bars()))
    raw = raw_of(tab)
    sample = drawn_sample(page.pad.ink(), framing(raw))
    assert sample is not None
    np.testing.assert_array_equal(heard[-1], sample)
    session = tab.session
    assert session.net is not None
    x = raw.scaler(session.design.view.scaling)(sample[None])
    y = session.net.predict(x.reshape(1, *session.net.input_shape), session.weights)
    p = class_probabilities(y, session.design.loss)[0]
    np.testing.assert_allclose(page.bars.bars()[0].shares, p, atol=1e-6)
    assert page.answer.text().startswith(f"{p.argmax()}, ")
    seen = page.seen.levels()
    np.testing.assert_allclose(seen[0, 0] / 254 * 16, sample[..., 0], atol=0.05)
    page.clear.click()
    qtbot.waitUntil(lambda: heard[-1] is None)
    qtbot.waitUntil(lambda: not page.bars.bars())
    page.undo.click()
    qtbot.waitUntil(lambda: bool(page.bars.bars()))


def test_the_answer_follows_the_training(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    tab.buttons[2].click()
    tab.drawing.pad.draw(SEVEN)
    qtbot.waitUntil(lambda: bool(tab.drawing.bars.bars()))
    before = tab.drawing.bars.bars()[0].shares
    tab.session.advance(epochs=2)
    qtbot.waitUntil(lambda: tab.drawing.bars.bars()[0].shares[7] > before[7] + 0.2)


def test_every_ticked_run_runs_the_drawing(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    second_run(qtbot, tab)
    tab.buttons[2].click()
    tab.drawing.pad.draw(SEVEN)
    qtbot.waitUntil(lambda: len(tab.drawing.bars.bars()) == 2)
    assert [bars.colour for bars in tab.drawing.bars.bars()] == [
        tab.run_list.current.colour if tab.run_list.current else None,
        tab.run_list.comparable()[0].colour,
    ]
    assert len(tab.drawing.runs.runs()) == 2
    assert tab.drawing.bars.csv().startswith("class,")


def test_an_auto_encoder_draws_it_again(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-autoencoder")
    tab.buttons[2].click()
    assert tab.stack.currentWidget() is tab.drawing
    tab.drawing.pad.draw(SEVEN)
    qtbot.waitUntil(lambda: len(tab.drawing.seen.levels()) == 2)
    session, raw = tab.session, raw_of(tab)
    sample = drawn_sample(tab.drawing.pad.ink(), framing(raw))
    assert sample is not None
    assert session.net is not None
    x = raw.scaler(session.design.view.scaling)(sample[None]).reshape(1, *session.net.input_shape)
    y = session.net.predict(x, session.weights)
    error = float(np.mean((y.reshape(-1) - x.reshape(-1)) ** 2))
    caption = tab.drawing.seen.captions()[1]
    assert float(caption.rpartition(" ")[2]) == pytest.approx(error, rel=0.01)
    assert not tab.drawing.bars.isVisible()


def test_the_eraser_and_the_width_reach_the_pen(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    tab.buttons[2].click()
    page = tab.drawing
    page.eraser.click()
    assert page.pad.erasing
    page.pen.click()
    assert not page.pad.erasing
    page.breadth.setValue(20)
    assert page.pad.pen_width == 0.2
    assert not page.undo.isEnabled()
    page.pad.draw(SEVEN)
    assert page.undo.isEnabled()


def test_the_matrix_of_a_ticked_run_stands_beside(qtbot: QtBot, tab_of: Open) -> None:
    tab = tab_of("digits-dense")
    matrices = tab.confusion.matrices
    train(qtbot, tab, 1)
    assert not matrices.is_double
    second_run(qtbot, tab)
    qtbot.waitUntil(lambda: matrices.is_double)
    runs = runs_alike(tab.run_list)
    assert matrices.name.text() == runs[0].name
    assert matrices.run.currentText() == runs[1].name
    true = raw_of(tab).test.targets
    taken = runs[1].net.predict(runs[1].data.test.x, runs[1].weights).argmax(axis=1)
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (true, taken), 1)
    np.testing.assert_array_equal(matrices.other.counts(), counts)
    # A click on a cell of the second lists its samples, and lets go of the first's.
    choose(tab, qtbot, 4, 4)
    assert tab.confusion.listed() is not None
    at = matrices.other.place(5, 5).center().toPoint()
    qtbot.mouseClick(matrices.other.viewport(), LEFT, pos=at)
    assert matrices.plot.choice() == (None, None)
    assert matrices.choice() == (1, (5, 5))
    listed = tab.confusion.listed()
    assert listed is not None
    assert set(listed) == set(np.flatnonzero((true == 5) & (taken == 5))[:SHOWN])
    assert tab.confusion.title.text().startswith(f"{runs[1].name}: ")
    tab.confusion.all.click()
    assert matrices.choice() == (0, (None, None))
    tab.run_list.tick_all(tab.run_list.runs, ticked=False)
    qtbot.waitUntil(lambda: not matrices.is_double)


def table_of(classes: int, folder: Path) -> UserFile:
    """Points along a line, each class a piece of it, and a file that holds them."""
    rng = np.random.default_rng(1)
    path = folder / f"{classes}.csv"
    lines = [
        f"{kind / classes + rng.normal() / 500:.5f},{rng.normal():.3f},kind {kind:03}"
        for kind in range(classes)
        for _ in range(8)
    ]
    path.write_text("\n".join(["x,y,kind", *lines]), "utf-8")
    return UserFile(path=str(path))


@pytest.mark.parametrize("classes", [21, 26, 60, 61, 310])
def test_many_classes_leave_all_but_the_matrix_itself(
    qtbot: QtBot, tab_of: Open, tmp_path: Path, classes: int
) -> None:
    tab = tab_of("moons")
    before = tab.size()
    model = tab.session.model
    layers = (Linear(8), Linear(classes), Softmax())
    model.replace_design(
        replace(model.design, source=table_of(classes, tmp_path), layers=layers,
                loss=CrossEntropy()), "many",
    )  # fmt: skip
    qtbot.waitUntil(lambda: tab.session.data is not None and len(raw_of(tab).classes) == classes)
    page = tab.confusion
    qtbot.waitUntil(lambda: page.table.model().rowCount() == classes)
    settle(qtbot, tab)
    assert tab.stack.currentWidget() is page
    # The figures of each class, the list and the accuracy are there.
    page.figures.setChecked(page.figures.isVisible())
    assert page.table.isVisible()
    assert page.table.model().rowCount() == classes
    assert tab.accuracy.text()
    page.table.row_chosen.emit(classes - 1)
    true = raw_of(tab).test.targets
    listed = page.listed()
    assert listed is not None
    assert sorted(listed) == np.flatnonzero(true == classes - 1).tolist()
    # So is the matrix, where it can be read.
    matrices = page.matrices
    assert matrices.plot.isVisible() == (classes <= MOST_CLASSES)
    assert matrices.note.isVisible() == (classes > MOST_CLASSES)
    assert (str(classes) in matrices.note.text()) == (classes > MOST_CLASSES)
    if classes <= MOST_CLASSES:
        assert matrices.plot.place(classes - 1, 0).width() >= 20
    assert tab.minimumSizeHint().width() <= 560
    assert tab.size() == before


def test_outputs_that_no_sample_is_taken_for_are_not_in_the_matrix(
    qtbot: QtBot, tab_of: Open
) -> None:
    tab = tab_of("moons")
    model = tab.session.model
    layers = (Linear(8), Tanh(), Linear(310), Softmax())
    model.replace_design(replace(model.design, layers=layers, loss=CrossEntropy()), "too many")
    train(qtbot, tab, 30)
    settle(qtbot, tab)
    assert tab.confusion.matrices.plot.counts().shape == (2, 2)
