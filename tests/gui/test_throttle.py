"""What a training's pictures cost bounds how often they come; what a person does is answered."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.background.latest import Latest
from gui.background.throttle import (
    CREDIT_SECONDS,
    LEAST_SECONDS,
    MOST_SECONDS,
    SHARE,
    SPARE_SHARE,
    Budget,
)
from gui.model.training_run import TrainingRun
from gui.window.main_window import MainWindow


class Day:
    """A clock, and a count of the work done, both moved by hand."""

    def __init__(self) -> None:
        self.now = self.worked = 0.0
        self.budget = Budget(lambda: self.worked, lambda: self.now)

    def work(self, seconds: float) -> None:
        self.now += seconds
        self.worked += seconds

    def rest(self) -> None:
        self.now += self.budget.wait()


@pytest.fixture
def day() -> Day:
    return Day()


def test_what_cost_nothing_is_looked_at_again_soon(day: Day) -> None:
    assert day.budget.wait() == pytest.approx(LEAST_SECONDS)
    day.now += LEAST_SECONDS
    assert day.budget.wait() == 0


def test_the_rest_is_as_long_as_the_work_was_much(day: Day) -> None:
    day.work(0.004)
    assert day.budget.wait() == pytest.approx(0.004 / SHARE - 0.004)


def test_work_that_a_look_has_caused_counts_whenever_it_comes(day: Day) -> None:
    day.work(0.002)
    day.rest()
    # It was due, and then an answer came in that had to be drawn.
    day.work(0.004)
    assert day.budget.wait() == pytest.approx(0.006 / SHARE - day.now)


def test_however_much_it_cost_the_next_look_comes(day: Day) -> None:
    day.work(1.0)
    assert day.budget.wait() == pytest.approx(MOST_SECONDS - 1.0)
    day.work(5.0)
    assert day.budget.wait() == 0


def test_a_new_beginning_forgets_what_was_spent(day: Day) -> None:
    day.work(1.0)
    day.budget.look()
    assert day.budget.wait() == pytest.approx(LEAST_SECONDS)


def test_the_first_seconds_of_a_training_are_seen(day: Day) -> None:
    """However dear the first looks are, they come at once until the credit is used up."""
    day.budget.start()
    looks = 0
    while day.now < 1.0:
        day.work(0.02)
        day.rest()
        day.budget.look()
        looks += 1
    assert looks == round(CREDIT_SECONDS / 0.02) + 1
    assert day.budget.wait() == pytest.approx(LEAST_SECONDS)


def test_a_training_in_slow_motion_is_looked_at_more_often(day: Day) -> None:
    day.work(0.02)
    assert day.budget.wait(SPARE_SHARE) == pytest.approx(0.02 / SPARE_SHARE - 0.02)
    assert day.budget.wait() == pytest.approx(0.02 / SHARE - 0.02)


def test_of_any_day_no_more_than_the_share_is_spent(day: Day) -> None:
    rng = np.random.default_rng(4)
    most = MOST_SECONDS * SHARE
    for cost in rng.uniform(0.0, most, 500):
        day.budget.look()
        day.work(cost / 2)
        day.now += 0.01
        day.work(cost / 2)
        day.rest()
    assert day.worked > 500 * most / 4
    assert day.worked / day.now <= SHARE * (1 + 1e-9)


# What the user asks for.


class Lending:
    """A training that moves, and does what is lent to it when it is told to."""

    is_moving = True

    def __init__(self) -> None:
        self.lent: list[tuple[Callable[[], Any], Future[Any]]] = []

    def lend(self, job: Callable[[], Any]) -> Future[Any]:
        future: Future[Any] = Future()
        self.lent.append((job, future))
        return future

    def step(self) -> None:
        job, future = self.lent.pop(0)
        future.set_result(job())


def test_what_is_asked_for_is_lent_at_once_and_only_the_newest_is_done(qtbot: QtBot) -> None:
    lender, found = Lending(), []
    latest = Latest("test", lender)
    latest.answered.connect(found.append)
    for number in range(3):
        latest.ask(lambda number=number: number)
    assert len(lender.lent) == 1
    lender.step()
    assert found == [2]
    # However long that took: the next one does not rest for it.
    latest.ask(lambda: "next")
    lender.step()
    assert found == [2, "next"]
    latest.close()


def test_what_is_asked_for_during_a_job_comes_after_it(qtbot: QtBot) -> None:
    lender, found = Lending(), []
    latest = Latest("test", lender)
    latest.answered.connect(found.append)

    def long() -> str:
        latest.ask(lambda: "second")
        return "first"

    latest.ask(long)
    lender.step()
    assert len(lender.lent) == 1
    lender.step()
    assert found == ["first", "second"]
    latest.close()


def test_what_a_training_does_for_the_window_is_counted(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    session.play()
    before = session.lent_seconds()
    lent = session.lend(lambda: sum(range(200_000)))
    assert lent is not None
    qtbot.waitUntil(lent.done)
    # The count follows the answer.
    qtbot.waitUntil(lambda: session.lent_seconds() > before)
    counted = session.lent_seconds()
    session.new_weights()
    assert session.lent_seconds() >= counted


def test_what_is_seen_is_no_older_than_the_question(qtbot: QtBot, window: MainWindow) -> None:
    """However long ago the last look was: the curves are those of the moment of the next."""
    assert window.session.training is not None
    run = TrainingRun(window.session.training)
    run.set_pace(0.02, "epoch")
    with qtbot.waitSignal(run.seen):
        run.play()
    assert run.glance() is not None
    for _ in range(5):
        asked = run.training.epoch + 3
        qtbot.waitUntil(lambda asked=asked: run.training.epoch >= asked)
        with qtbot.waitSignal(run.seen):
            run.ask()
        glance = run.glance()
        assert glance is not None
        assert len(glance.history) >= asked
    run.stop()
    run.wait()
