"""Errors that nobody foresaw: a box in plain words, from wherever; the program goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.app import error_hook as module
from gui.app.error_hook import ErrorHook
from gui.window.main_window import MainWindow


@pytest.fixture
def resort(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[ErrorHook]:
    # What would be printed is expected here.
    monkeypatch.setattr(logging.getLogger(module.__name__), "disabled", True)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    parent = QObject()
    made = ErrorHook(parent)
    made.install()
    yield made
    parent.deleteLater()


def fail(words: str = "unheard of") -> None:
    raise RuntimeError(words)


def close_box(
    qtbot: QtBot, resort: ErrorHook, look: Callable[[QMessageBox], object] | None = None
) -> None:
    """Wait for the box, look at it, and press OK."""
    seen: list[str] = []

    def press() -> None:
        box = resort.box
        if box is None or not box.isVisible():
            return
        timer.stop()
        if look is not None:
            look(box)
        seen.append(box.detailedText())
        box.button(QMessageBox.StandardButton.Ok).click()

    timer = QTimer(interval=5)
    timer.timeout.connect(press)
    timer.start()
    qtbot.waitUntil(lambda: bool(seen) and resort.box is None)


def in_a_slot() -> None:
    QTimer.singleShot(0, fail)


def in_a_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


class Failing(QThread):
    def run(self) -> None:
        fail()


def in_a_thread_of_qts() -> None:
    thread = Failing()
    thread.start()
    thread.wait()


@pytest.mark.parametrize("where", [in_a_slot, in_a_thread, in_a_thread_of_qts])
def test_an_error_is_reported_with_its_details(
    qtbot: QtBot, resort: ErrorHook, where: Callable[[], None]
) -> None:
    def look(box: QMessageBox) -> None:
        assert "did not expect" in box.text()
        assert "RuntimeError" not in box.text() + box.informativeText()
        copy = next(b for b in box.findChildren(QPushButton) if b.text() == "Copy details")
        copy.click()
        # It stays open: whoever copies may still want to read.
        assert box.isVisible()

    with qtbot.captureExceptions():
        # pytest-qt's own hook is in place here.
        resort.install()
        where()
        close_box(qtbot, resort, look)
        details = QApplication.clipboard().text()
    assert "RuntimeError: unheard of" in details
    assert "Traceback" in details


class Unpaintable(QWidget):
    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted += 1
        fail("cannot draw")


def test_an_error_in_drawing_is_reported_once(
    qtbot: QtBot, resort: ErrorHook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUIET_SECONDS", 1e9)
    with qtbot.captureExceptions():
        resort.install()
        widget = Unpaintable()
        qtbot.addWidget(widget)
        widget.show()
        close_box(qtbot, resort)
        # It is drawn again when the box has gone, and so each time.
        for _ in range(2):
            before = widget.painted
            widget.update()
            qtbot.waitUntil(lambda before=before: widget.painted > before)
            QApplication.processEvents()
            assert resort.box is None
        # Another error is another matter.
        QTimer.singleShot(0, lambda: fail("something else"))
        close_box(qtbot, resort)


def test_an_error_that_comes_again_later_is_reported_again(
    qtbot: QtBot, resort: ErrorHook, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.captureExceptions():
        resort.install()
        in_a_thread()
        close_box(qtbot, resort)
        monkeypatch.setattr(module, "QUIET_SECONDS", 0.0)
        in_a_thread()
        close_box(qtbot, resort)


def test_the_box_has_the_look_of_the_window(
    qtbot: QtBot, window: MainWindow, resort: ErrorHook
) -> None:
    with qtbot.captureExceptions():
        resort.install()
        looks: list[str] = []
        in_a_slot()
        close_box(qtbot, resort, lambda box: looks.append(box.styleSheet()))
    assert looks == [window.styleSheet()] != [""]


def test_an_error_of_a_training_is_reported_and_the_work_goes_on(
    qtbot: QtBot, window: MainWindow, resort: ErrorHook, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    session.advance(epochs=2)
    qtbot.waitUntil(lambda: len(session.history) == 2 and not session.is_moving)
    training = session.training
    assert training is not None

    def break_down(places: object) -> float:
        raise ZeroDivisionError("in a step")

    with qtbot.captureExceptions():
        resort.install()
        with monkeypatch.context() as patched:
            patched.setattr(training, "take_step", break_down)
            session.play()
            close_box(qtbot, resort)
        assert session.training is training
        assert len(session.history) == 2
        session.advance(epochs=1)
        qtbot.waitUntil(lambda: len(session.history) == 3)
