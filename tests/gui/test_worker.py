"""What runs off the window's thread: started, paused, stopped, and let go of at any moment."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from threading import Event
from time import perf_counter

import pytest
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from gui.background.latest import Latest
from gui.background.waiting import Cancelled, wait_for
from gui.background.worker import Worker, all_ended

AT_ONCE = 10 * 0.2
"""Seconds: ten times what a person is promised, for a busy machine. The work itself never ends."""


class Heard(QObject):
    """Notes what a worker says."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self.values: list[object] = []
        self.ends: list[object] = []
        worker.stepped.connect(self.step)
        worker.ended.connect(self.end)

    @Slot(object)
    def step(self, value: object) -> None:
        self.values.append(value)

    @Slot(object)
    def end(self, error: object) -> None:
        self.ends.append(error)


class Stuck:
    """Work that does not look whether anybody still wants it."""

    def __init__(self) -> None:
        self.begun, self.free, self.closed = Event(), Event(), Event()

    def work(self) -> Iterator[str]:
        try:
            self.begun.set()
            self.free.wait()
            yield "late"
        finally:
            self.closed.set()


@pytest.fixture
def stuck() -> Iterator[Stuck]:
    made = Stuck()
    yield made
    made.free.set()


def test_every_value_is_reported_and_then_the_end(qtbot: QtBot) -> None:
    worker = Worker("test")
    heard = Heard(worker)
    worker.start(lambda: iter([1, 2, 3]))
    qtbot.waitUntil(lambda: heard.ends == [None])
    assert heard.values == [1, 2, 3]
    assert not worker.is_busy
    assert not worker.was_stopped


def test_what_went_wrong_is_reported_at_the_end(qtbot: QtBot) -> None:
    worker = Worker("test")
    heard = Heard(worker)

    def work() -> Iterator[int]:
        yield 1
        raise MemoryError

    worker.start(work)
    qtbot.waitUntil(lambda: len(heard.ends) == 1)
    assert isinstance(heard.ends[0], MemoryError)
    assert heard.values == [1]


def test_polled_values_wait_and_none_is_lost_at_the_end(qtbot: QtBot) -> None:
    worker = Worker("test", polled=True)
    heard = Heard(worker)
    worker.start(lambda: iter(range(1000)))
    qtbot.waitUntil(lambda: heard.ends == [None])
    assert worker.news() == list(range(1000))
    assert worker.news() == []
    assert heard.values == []


def test_it_is_paused_between_two_values_and_goes_on(qtbot: QtBot) -> None:
    worker = Worker("test")
    heard = Heard(worker)
    paused = Event()

    def work() -> Iterator[int]:
        yield 1
        paused.wait()
        yield 2
        yield 3

    worker.start(work)
    qtbot.waitUntil(lambda: heard.values == [1])
    worker.pause()
    paused.set()
    qtbot.waitUntil(lambda: heard.values == [1, 2])
    assert worker.is_busy
    assert not worker.is_moving
    worker.resume()
    qtbot.waitUntil(lambda: heard.ends == [None])
    assert heard.values == [1, 2, 3]


def test_stopped_it_tells_the_value_under_way_and_ends(qtbot: QtBot, stuck: Stuck) -> None:
    worker = Worker("test")
    heard = Heard(worker)
    worker.start(stuck.work)
    stuck.begun.wait()
    worker.stop()
    assert heard.ends == []
    stuck.free.set()
    qtbot.waitUntil(lambda: heard.ends == [None])
    assert heard.values == ["late"]
    assert worker.was_stopped
    assert stuck.closed.is_set()


def test_cancelled_it_is_not_waited_for_and_not_heard(qtbot: QtBot, stuck: Stuck) -> None:
    worker = Worker("test")
    heard = Heard(worker)
    worker.start(stuck.work)
    stuck.begun.wait()
    began = perf_counter()
    worker.cancel()
    assert perf_counter() - began < AT_ONCE
    assert not worker.is_busy
    stuck.free.set()
    # Its generator is closed, so that what it holds is given back.
    assert stuck.closed.wait(10)
    assert all_ended(10_000)
    QApplication.processEvents()
    assert (heard.values, heard.ends) == ([], [])


def test_a_paused_run_that_is_cancelled_ends(qtbot: QtBot) -> None:
    worker = Worker("test")
    heard = Heard(worker)
    worker.start(lambda: iter([1]))
    worker.pause()
    qtbot.waitUntil(lambda: heard.values == [1])
    worker.cancel()
    assert all_ended(10_000)


def test_the_newest_start_counts(qtbot: QtBot, stuck: Stuck) -> None:
    worker = Worker("test")
    heard = Heard(worker)
    worker.start(stuck.work)
    stuck.begun.wait()
    worker.start(lambda: iter(["new"]))
    stuck.free.set()
    qtbot.waitUntil(lambda: heard.ends == [None])
    assert all_ended(10_000)
    QApplication.processEvents()
    assert heard.values == ["new"]


def test_what_tells_may_go_before_its_thread_does(qtbot: QtBot, stuck: Stuck) -> None:
    worker = Worker("test")
    worker.start(stuck.work)
    stuck.begun.wait()
    worker.cancel()
    worker.deleteLater()
    del worker
    qtbot.wait(0)
    gc.collect()
    stuck.free.set()
    assert all_ended(10_000)


class Resting:
    """A training that does not move."""

    is_moving = False

    def lend(self, job: Callable[[], object]) -> None:
        return None


def test_closing_what_computes_pictures_waits_for_none(qtbot: QtBot, stuck: Stuck) -> None:
    latest = Latest("test", Resting())
    found: list[object] = []
    latest.answered.connect(found.append)
    latest.ask(lambda: [*stuck.work()])
    stuck.begun.wait()
    began = perf_counter()
    latest.close()
    assert perf_counter() - began < AT_ONCE
    stuck.free.set()
    assert all_ended(10_000)
    QApplication.processEvents()
    assert found == []


def test_pictures_come_one_after_the_other_the_newest_last(qtbot: QtBot) -> None:
    latest = Latest("test", Resting())
    found: list[object] = []
    latest.answered.connect(found.append)
    for number in range(50):
        latest.ask(partial(int, number))
        if number % 10 == 0:
            QApplication.processEvents()
    qtbot.waitUntil(lambda: found[-1:] == [49])
    latest.close()


# What has to be waited for.


def test_what_is_waited_for_comes_back_or_raises(qtbot: QtBot) -> None:
    assert wait_for(lambda: 7, "words", None) == 7
    with pytest.raises(ZeroDivisionError):
        wait_for(lambda: 1 // 0, "words", None)


def test_while_it_takes_long_a_person_can_cancel(qtbot: QtBot, stuck: Stuck) -> None:
    seen: list[str] = []

    def press() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QProgressDialog) and widget.isVisible():
                seen.append(widget.labelText())
                button = widget.findChild(QPushButton)
                assert button is not None
                button.click()

    timer = QTimer(interval=10)
    timer.timeout.connect(press)
    timer.start()
    with pytest.raises(Cancelled):
        wait_for(lambda: [*stuck.work()], "Reading…", None, "Cancel")
    timer.stop()
    assert seen == ["Reading…"]


END = """
import os, sys, threading
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
from gui.background.worker import Worker, finish_threads
app = QApplication([])
worker = Worker("test")
begun = threading.Event()
def work():
    begun.set()
    threading.Event().wait()
    yield None
if "stuck" in sys.argv:
    worker.start(work)
    begun.wait()
worker.cancel()
sys.exit(finish_threads(7))
"""


@pytest.mark.parametrize("how", ["stuck", "quiet"])
def test_a_process_ends_with_its_status_whatever_still_runs(how: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", END, how], timeout=60, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (7, b"")
