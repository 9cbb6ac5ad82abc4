"""The tour over the window: once by itself, left at any time, going on by what is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.help.tour import LEFT, Tour, beside
from gui.theme.theme import Choice, ThemeSource
from gui.window.main_window import MainWindow


@pytest.fixture
def tour(window: MainWindow) -> Tour:
    window.activateWindow()
    window.tour.begin()
    assert window.tour.tour is not None
    return window.tour.tour


def test_it_goes_through_five_steps_and_ends(
    qtbot: QtBot, window: MainWindow, tour: Tour, settings: QSettings
) -> None:
    for n in range(5):
        assert tour.at == n
        assert tour.spotlight.isVisible()
        assert window.rect().contains(tour.card.geometry())
        assert not tour.spotlight.hole.isEmpty()
        assert tour.card.title.text() in tour.card.accessibleName()
        assert tour.card.next.text() == ("Done" if n == 4 else "Next")
        qtbot.mouseClick(tour.card.next, Qt.MouseButton.LeftButton)
    assert tour.at == -1
    assert not tour.spotlight.isVisible()
    assert not tour.card.isVisible()
    assert settings.value(LEFT, False, bool)


def test_it_is_never_offered_again_once_left(window: MainWindow, settings: QSettings) -> None:
    window.tour.offer()
    tour = window.tour.tour
    assert tour is not None
    assert tour.at == 0
    tour.leave()
    window.tour.offer()
    assert tour.at == -1
    window.tour.action.trigger()
    assert tour.at == 0


def test_keys(qtbot: QtBot, window: MainWindow, tour: Tour) -> None:
    qtbot.waitUntil(tour.card.hasFocus)
    qtbot.keyClick(tour.card, Qt.Key.Key_Return)
    assert tour.at == 1
    qtbot.keyClick(tour.card, Qt.Key.Key_Backspace)
    assert tour.at == 0
    ring: list[QWidget | None] = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget() or tour.card, Qt.Key.Key_Tab)
        ring.append(QApplication.focusWidget())
    assert ring == [tour.card.next, tour.card.skip, tour.card]
    qtbot.keyClick(tour.card, Qt.Key.Key_Escape)
    assert tour.at == -1


def test_space_plays_and_playing_goes_on(qtbot: QtBot, window: MainWindow, tour: Tour) -> None:
    tour.go_on()
    assert tour.at == 1
    qtbot.keyClick(tour.card, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tour.at == 2)
    window.session.pause()
    window.tabs.show_page("weights")
    assert tour.at == 3
    window.tabs.show_page("boundary")
    assert tour.at == 3


def test_a_change_of_the_design_goes_on_from_the_first_step(
    window: MainWindow, tour: Tour
) -> None:
    window.model.change_run("epochs", 77)
    assert tour.at == 1
    window.model.change_run("epochs", 78)
    assert tour.at == 1


def test_the_mouse_reaches_what_is_lit_and_nothing_else(window: MainWindow, tour: Tour) -> None:
    tour.go_on()
    play = window.controls.bar.play
    at = play.mapTo(window, play.rect().center())
    assert window.childAt(at) is play
    assert window.childAt(QPoint(100, 400)) is tour.spotlight


@pytest.mark.parametrize("size", [(1280, 720), (1024, 640), (1600, 900)])
def test_it_follows_the_window(window: MainWindow, tour: Tour, size: tuple[int, int]) -> None:
    window.resize(*size)
    for n, step in enumerate(tour.steps):
        assert tour.at == n
        assert window.rect().contains(tour.card.geometry())
        place = QRect(step.part.mapTo(window, QPoint()), step.part.size())
        assert place.intersects(tour.spotlight.hole)
        assert tour.spotlight.size() == window.size()
        tour.go_on()


def test_a_hidden_part_is_reported_of(window: MainWindow, tour: Tour) -> None:
    window.stack.hide()
    tour.start()
    assert tour.spotlight.hole.isEmpty()
    assert "View" in tour.card.words.text()
    assert window.rect().contains(tour.card.geometry())
    window.stack.show()
    assert not tour.spotlight.hole.isEmpty()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_what_is_lit_is_seen_as_it_is(
    qtbot: QtBot, window: MainWindow, themes: ThemeSource, tour: Tour, look: Choice
) -> None:
    themes.choose(look)
    shape = QImage.Format.Format_RGB32

    def is_seen() -> bool:
        lit = tour.spotlight.hole
        screen = window.screen().grabWindow(window.winId()).toImage()
        # A grab paints everything again; the screen has what was painted when it was asked for.
        painted = window.grab().toImage()
        return screen.copy(lit).convertToFormat(shape) == painted.copy(lit).convertToFormat(shape)

    for n in range(len(tour.steps)):
        assert tour.at == n
        qtbot.waitUntil(is_seen)
        tour.go_on()
    themes.choose("light")


def test_it_wears_the_look(window: MainWindow, tour: Tour, themes: ThemeSource) -> None:
    light = tour.card.grab().toImage()
    themes.choose("dark")
    assert tour.card.grab().toImage() != light
    themes.choose("light")


WINDOW = QRect(0, 0, 1000, 700)


@pytest.mark.parametrize(
    ("hole", "where"),
    [
        (QRect(0, 100, 300, 500), lambda hole, card: card.left() > hole.right()),
        (QRect(700, 100, 300, 500), lambda hole, card: card.right() < hole.left()),
        (QRect(0, 0, 1000, 60), lambda hole, card: card.top() > hole.bottom()),
        (QRect(0, 640, 1000, 60), lambda hole, card: card.bottom() < hole.top()),
        (QRect(0, 0, 1000, 700), lambda hole, card: hole.contains(card)),
        (QRect(), lambda _, card: (card.center() - WINDOW.center()).manhattanLength() < 4),
    ],
)
def test_the_card_stands_beside_what_is_lit(
    hole: QRect, where: Callable[[QRect, QRect], bool]
) -> None:
    card = QRect(beside(hole, QRect(0, 0, 330, 180), WINDOW), QRect(0, 0, 330, 180).size())
    assert WINDOW.contains(card)
    assert where(hole, card)
