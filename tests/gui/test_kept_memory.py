"""What is done again and again takes no more memory each time: counted by what is alive."""

from __future__ import annotations

import gc
from collections import Counter
from dataclasses import replace
from weakref import ref

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QSettings, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diynn.data.dataset import Dataset
from diynn.data.sources import Circles, Moons
from diynn.storage.model_file import SavedModel
from diynn.storage.recipes import recipe
from diynn.training.training import Training
from gui.app.app import WindowHolder
from gui.model.restarts import Swaps
from gui.text.languages import Languages
from gui.theme.theme import ThemeSource
from gui.window.main_window import MainWindow


def alive(kind: type[object]) -> int:
    """How many there are, garbage apart."""
    gc.collect()
    return sum(type(thing) is kind for thing in gc.get_objects())


def ours() -> Counter[str]:
    """All objects of the program's own classes, by class."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    names = (f"{type(thing).__module__}.{type(thing).__name__}" for thing in gc.get_objects())
    return Counter(name for name in names if name.startswith(("gui.", "diynn.")))


def stepped(qtbot: QtBot, window: MainWindow) -> Training:
    """The training of the moment, after a step."""
    session = window.session
    qtbot.waitUntil(lambda: session.training is not None)
    session.advance(steps=1)
    qtbot.waitUntil(lambda: not session.is_moving)
    training = session.training
    assert training is not None
    # The run list learns of it when the window looks at the run.
    qtbot.waitUntil(lambda: window.run_list.current is not None)
    return training


def test_new_weights_are_kept_within_a_budget_and_it_is_said(
    qtbot: QtBot, window: MainWindow
) -> None:
    session = window.session
    session.restarts.swaps = Swaps(most_swaps=10)
    said: list[object] = []
    session.said.connect(lambda _kind, words: said.append(words))
    for _ in range(10):
        session.new_weights()
    before = alive(Training)
    assert said == []
    for _ in range(100):
        session.new_weights()
    # Answers that have come in hold others, until they are drawn.
    qtbot.waitUntil(lambda: alive(Training) <= before + 1)
    assert len([words for words in said if "Undo" in str(words)]) == 1


def test_what_was_let_go_of_is_passed_over_by_undo(qtbot: QtBot, window: MainWindow) -> None:
    session, stack = window.session, window.model.undo_stack
    session.restarts.swaps = Swaps(most_swaps=2)
    window.model.change_run("epochs", 99)
    trainings = [session.training]
    for _ in range(4):
        session.new_weights()
        trainings.append(session.training)
    stack.undo()
    stack.undo()
    assert session.training is trainings[2]
    while stack.canUndo():
        stack.undo()
    assert session.training is trainings[2]
    assert window.model.design.run.epochs != 99


def test_however_large_the_newest_weights_can_be_undone(
    qtbot: QtBot, window: MainWindow
) -> None:
    session = window.session
    session.restarts.swaps = Swaps(most=0)
    first = session.training
    session.new_weights()
    window.model.undo_stack.undo()
    assert session.training is first


def test_trainings_at_rest_share_their_data_or_let_it_go(
    qtbot: QtBot, window: MainWindow
) -> None:
    session = window.session
    window.session.show(SavedModel(recipe("digits-dense")))
    forms, trainings = [], []
    for scaling in ("0 to 1", "-1 to 1", "standard", "0 to 1", "standard"):
        window.model.change_view("scaling", scaling)
        trainings.append(stepped(qtbot, window))
        assert session.data is trainings[-1].data
        forms.append(ref(trainings[-1].data))
    assert len(window.run_list.runs) == 3

    def only_one_lives() -> bool:
        gc.collect()
        return {id(form()) for form in forms if form() is not None} == {id(session.data)}

    # A picture that is being worked out holds what it shows until it is done.
    qtbot.waitUntil(only_one_lives)
    # Asked for again it is what it was, and shared again.
    first = trainings[0]
    assert first.data.scaling == "0 to 1"
    assert first.data is trainings[3].data
    assert len(first.targets) == len(first.data.train)


def test_a_training_that_rested_goes_on_as_if_it_had_not(qtbot: QtBot) -> None:
    design = replace(recipe("moons"), run=replace(recipe("moons").run, validation=0.2))
    dataset = design.source.load()
    rested, other = Training(design, dataset), Training(design, dataset)
    for training in (rested, other):
        training.take_step(training.order()[:8])
    rested.rest()
    for training in (rested, other):
        training.take_step(training.order()[8:16])
        training.finish_epoch()
    assert np.array_equal(rested.net.weight_vector, other.net.weight_vector)
    assert rested.history[-1].test_loss == other.history[-1].test_loss
    assert rested.history[-1].validation_loss == other.history[-1].validation_loss


def test_the_run_list_lets_its_oldest_go_and_says_so(qtbot: QtBot, window: MainWindow) -> None:
    session, run_list = window.session, window.run_list
    said: list[str] = []
    session.said.connect(lambda _kind, words: said.append(str(words)))
    first = stepped(qtbot, window)
    run_list.most = 4 * first.bytes_at_rest
    name = run_list.runs[0].name
    for _ in range(2):
        session.new_weights()
        stepped(qtbot, window)
    run_list.tick(run_list.runs[1], ticked=True)
    ticked = run_list.runs[1]
    for _ in range(6):
        session.new_weights()
        stepped(qtbot, window)
    assert len(run_list.runs) == 4
    assert ticked in run_list.runs
    assert run_list.current is run_list.runs[-1]
    assert name in said[0]
    assert "run list" in said[0]


def test_the_run_list_has_room_for_so_many_runs_however_small(
    qtbot: QtBot, window: MainWindow
) -> None:
    session, run_list = window.session, window.run_list
    said: list[str] = []
    session.said.connect(lambda _kind, words: said.append(str(words)))
    run_list.most_runs = 5
    session.restarts.swaps = Swaps(most_swaps=5)
    kept = [ref(stepped(qtbot, window))]
    for _ in range(4):
        session.new_weights()
        kept.append(ref(stepped(qtbot, window)))
    assert said == []
    # Those of a sweep come in at once: what goes for the next run is named in part.
    names = [run.name for run in run_list.runs]
    for _ in range(3):
        run_list.take_in([(Training(session.design, session.dataset), "of a sweep")])
    session.new_weights()
    kept.append(ref(stepped(qtbot, window)))
    assert len(run_list.runs) == 5
    assert run_list.current is run_list.runs[-1]
    assert len(said) == 1
    assert [name in said[0] for name in names] == [True, True, True, False, False]
    assert "room for 5" in said[0]
    for _ in range(6):
        session.new_weights()
        kept.append(ref(stepped(qtbot, window)))

    def only_the_last_live() -> bool:
        gc.collect()
        return [one() is not None for one in kept] == [False] * 6 + [True] * 6

    # Undo keeps those before and after five restarts; a picture may hold another for a moment.
    qtbot.waitUntil(only_the_last_live)


def test_a_training_at_rest_takes_what_it_says(qtbot: QtBot) -> None:
    import tracemalloc

    design = recipe("digits-dense")
    dataset = design.source.load()

    def made(seed: int) -> Training:
        training = Training(replace(design, run=replace(design.run, seed=seed)), dataset)
        training.take_step(training.order()[:32])
        training.rest()
        return training

    made(0)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = [made(seed) for seed in range(1, 21)]
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    said = sum(training.bytes_at_rest for training in kept)
    assert said <= taken < 1.25 * said


def test_tabs_and_data_sets_come_and_go_without_a_trace(
    qtbot: QtBot, window: MainWindow
) -> None:
    def round_trip() -> None:
        for source in (Circles(), Moons()):
            window.model.change_source(source)
            qtbot.waitUntil(lambda: window.session.training is not None)
        for name in window.tabs.names():
            window.tabs.show_page(name)
            qtbot.wait(5)
        while window.model.undo_stack.canUndo():
            window.model.undo_stack.undo()
        qtbot.waitUntil(lambda: window.session.training is not None)

    for _ in range(3):
        round_trip()
    qtbot.wait(300)
    before, sets = ours(), alive(Dataset)
    for _ in range(10):
        round_trip()
    qtbot.wait(300)
    grown = {name: count for name, count in (ours() - before).items() if count >= 10}
    # The undone edits lie on the stack until another edit is made.
    assert grown == {}
    assert alive(Dataset) <= sets + 2


def test_a_language_leaves_no_window_and_no_words_behind(
    qtbot: QtBot, themes: ThemeSource, settings: QSettings
) -> None:
    # Those that other tests have left are not this one's.
    others, words = alive(MainWindow), alive(QTranslator)
    languages = Languages(settings)
    staging = WindowHolder(themes, settings, languages)
    staging.window.show()
    qtbot.waitUntil(lambda: staging.window.session.training is not None)
    old = []
    for choice in ("fr", "en", "fr", "en"):
        for name in staging.window.tabs.names():
            staging.window.tabs.page(name)
        old.append(ref(staging.window))
        with qtbot.waitSignal(staging.replaced):
            languages.choose(choice)
        assert len(languages.findChildren(QTranslator)) <= 2

    def is_gone() -> bool:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return [window() for window in old] == [None] * 4 and alive(MainWindow) <= others + 1

    # A picture that is being worked out holds its tab until it is done.
    qtbot.waitUntil(is_gone, timeout=90_000)
    assert alive(QTranslator) <= words + 2
    staging.window.documents.asks = False
    staging.window.close()
    languages.close()


@pytest.fixture(autouse=True)
def nothing_before(qapp: QApplication) -> None:
    """What earlier tests have left does not count."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
