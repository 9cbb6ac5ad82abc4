"""The session stays whole: whatever goes wrong, no training of another design is shown for one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from diynn.data.sources import Waves
from diynn.data.sources.drawn_points import Painted, Point
from diynn.layers import Linear, Tanh
from diynn.network.losses import MSE, LogSoftmaxCrossEntropy
from diynn.storage.recipes import recipe
from gui.window.main_window import MainWindow

WAVES = replace(
    recipe("moons"), source=Waves(), layers=(Linear(8), Tanh(), Linear(1)), loss=MSE()
)  # fmt: skip


def trained(qtbot: QtBot, window: MainWindow) -> None:
    """Two epochs of a network that has values for targets."""
    session = window.session
    window.documents.start_from(WAVES)
    qtbot.waitUntil(lambda: session.training is not None and session.problem is None)
    session.advance(epochs=2)
    qtbot.waitUntil(lambda: len(session.history) == 2 and not session.is_moving)


@pytest.mark.parametrize("where", ["made", "take"])
def test_after_an_unforeseen_error_no_old_training_stays(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    session = window.session

    def fail(*args: object) -> None:
        raise IndexError(where)

    with qtbot.captureExceptions() as caught, monkeypatch.context() as broken:
        broken.setattr(session.store, where, fail)
        with qtbot.waitSignals([session.training_changed, session.state_changed]):
            window.model.insert_layer(Tanh, 1)
    assert [kind for kind, _, _ in caught] == [IndexError]
    assert session.training is None
    assert session.data is None
    assert not session.history
    # It is no dead end: the edit back has its training again.
    window.model.undo_stack.undo()
    assert session.training is not None
    assert session.training.design == window.model.design


def test_after_an_unforeseen_error_with_other_data_no_old_training_stays(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    painted = Painted().with_points([Point(0.1, 0.2, 0), Point(1.0, 0.5, 1)])
    with qtbot.captureExceptions() as caught:
        monkeypatch.setattr(session.store, "moved", lambda *args: [][len(args)])
        window.model.change_source(painted)
    assert [kind for kind, _, _ in caught] == [IndexError]
    assert session.training is None


def test_best_weights_are_offered_where_a_training_can_go_on_from_them(
    qtbot: QtBot, window: MainWindow
) -> None:
    session = window.session
    trained(qtbot, window)
    assert session.has_best
    weights = session.weights
    window.model.change_loss(LogSoftmaxCrossEntropy())
    assert session.problem is not None
    assert not session.has_best
    count = window.model.undo_stack.count()
    session.use_best()
    session.new_weights()
    assert window.model.undo_stack.count() == count
    assert session.weights is weights
    window.model.undo_stack.undo()
    assert session.has_best


def test_new_weights_can_be_undone_where_the_loss_no_longer_fits(
    qtbot: QtBot, window: MainWindow
) -> None:
    session = window.session
    trained(qtbot, window)
    before = session.training
    session.new_weights()
    stack, loss = window.model.undo_stack, window.model.design.loss
    swap = stack.command(stack.count() - 1)
    window.model.change_loss(LogSoftmaxCrossEntropy())
    swap.undo()
    window.model.change_loss(loss)
    assert session.training is before
    window.model.change_loss(LogSoftmaxCrossEntropy())
    swap.redo()
    window.model.change_loss(loss)
    assert session.training is not before


def test_points_without_a_test_part_have_codes(qtbot: QtBot, window: MainWindow) -> None:
    """Two points leave none to test with."""
    session = window.session
    window.tabs.show_page("codes")
    window.tabs.show_page("boundary")
    window.model.change_source(Painted().with_points([Point(0.1, 0.2, 0), Point(1.0, 0.5, 1)]))
    qtbot.waitUntil(lambda: session.data is not None and session.training is not None)
    assert session.data is not None
    assert len(session.data.test) == 0
    for name in window.tabs.names():
        window.tabs.show_page(name)
        qtbot.waitUntil(window.tabs.currentWidget().isVisible)


def test_what_was_made_of_another_network_is_not_taken_up(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, model = window.session, window.model
    qtbot.waitUntil(lambda: session.training is not None)
    late = session.store.made(session.design, session.dataset, True, lambda _training: None)()
    # It comes from its thread when the network has changed since.
    monkeypatch.setattr("gui.model.session.LONG_WEIGHTS", 0)
    monkeypatch.setattr(session.store, "made", lambda *_args: lambda: late)
    model.replace_design(
        replace(session.design, layers=(Linear(3), Tanh(), Linear(1), Tanh())), "another network"
    )
    assert session.is_making
    qtbot.waitUntil(lambda: not session.is_making)
    assert not late.suits(session.design)
    assert session.training is None
