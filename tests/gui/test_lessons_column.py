"""Lessons in the window: done by clicks alone, with the own work put away and brought back."""

from __future__ import annotations

import pytest
from at_rest import at_rest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from diynn.lessons.lesson_file import LESSONS
from gui.lessons.column import LessonColumn, StepPage
from gui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def open_list(window: MainWindow) -> LessonColumn:
    window.lessons.action.trigger()
    assert window.lessons.column is not None
    return window.lessons.column


def begin(qtbot: QtBot, window: MainWindow, name: str) -> StepPage:
    """Click on a lesson in the list, and wait until its network is there."""
    column = open_list(window)
    qtbot.mouseClick(column.list.buttons[name], LEFT)
    assert window.lessons.course.lesson is not None
    assert window.lessons.course.lesson.id == name
    qtbot.waitUntil(lambda: window.session.training is not None)
    return column.page


def is_done(window: MainWindow, at: int) -> bool:
    return at in window.lessons.course.progress.done


def test_the_list_has_every_lesson(window: MainWindow, qtbot: QtBot) -> None:
    column = open_list(window)
    assert list(column.list.buttons) == list(LESSONS)
    assert column.isVisible()
    names = [command.name for command in window.commands.listed()]
    assert sum(name.startswith("Lesson: ") for name in names) == len(LESSONS)


def test_bend_is_done_by_clicks_alone(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(qtbot, window, "bend")
    session = window.session
    play = window.controls.bar.play
    # Nothing is trained before it is said what will come.
    qtbot.mouseClick(play, LEFT)
    assert not session.is_moving
    assert page.prediction is not None
    assert page.prediction.field is not None
    qtbot.keyClicks(page.prediction.field, "56 %")
    qtbot.mouseClick(page.prediction.say, LEFT)
    qtbot.mouseClick(play, LEFT)
    qtbot.waitUntil(lambda: is_done(window, 0))
    qtbot.waitUntil(lambda: page.done.isVisible())
    assert all(sign == "✓" for sign, _ in page.ticks.lines)
    qtbot.mouseClick(page.next, LEFT)
    assert window.lessons.course.at == 1
    view = window.stack.layers.view
    view.go_to(0)
    for kind in ("Linear", "Tanh"):
        window.stack.palette_.block(kind).chosen.emit(
            window.stack.palette_.block(kind).kind
        )
