"""Who owns whom, as PySide has it, is what Qt has: else living widgets are taken for deleted."""

from __future__ import annotations

import re

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from gui.widgets.alive import (
    buddy_of,
    focus_proxy_of,
    focused_in,
    let_name,
    next_in_focus_chain,
    previous_in_focus_chain,
)
from gui.window.main_window import MainWindow

_PARENT = re.compile(r"^parent\.+ <.* at (0x[0-9a-f]+)>$", re.MULTILINE)


def adopted_by_strangers(window: QWidget) -> list[str]:
    """The objects of a window whose owner in PySide is none of their parents in Qt."""
    objects = [
        one for one in Shiboken.getAllValidWrappers()
        if isinstance(one, QObject) and not isinstance(one, QApplication)
    ]  # fmt: skip
    # All owners first: asking for parents may change them.
    owners = [_PARENT.search(shiboken6.dump(one)) for one in objects]
    by_place = {id(one): one for one in objects}
    found = []
    for one, owner in zip(objects, owners, strict=True):
        holder = by_place.get(int(owner[1], 16)) if owner is not None else None
        if not isinstance(one, QWidget) or holder is None or one.window() is not window:
            continue
        if isinstance(holder, QButtonGroup):
            # It goes with the part of the window that the buttons are in.
            continue
        above: QObject | None = one
        while above is not None and above is not holder:
            above = above.parent()
        if above is None:
            found.append(f"{type(one).__name__} of {type(holder).__name__}")
    return found


def test_neighbours_keep_their_parents(qtbot: QtBot) -> None:
    window, first, second = QWidget(), QLabel("&name"), QLineEdit()
    qtbot.addWidget(window)
    down = QVBoxLayout(window)
    for widget in (first, second):
        down.addWidget(widget)
    let_name(first, second)
    second.setFocusProxy(first)
    assert focus_proxy_of(second) is first
    second.setFocusProxy(None)
    window.show()
    second.setFocus()
    assert next_in_focus_chain(first) is second
    assert buddy_of(first) is second
    assert focused_in(window) in (second, None)
    assert previous_in_focus_chain(first) is window
    assert adopted_by_strangers(window) == []
    assert shiboken6.ownedByPython(window)
    shiboken6.delete(first)
    assert all(map(shiboken6.isValid, (window, down, second)))


def test_the_search_finds_a_stranger(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, second = QLabel(window), QLineEdit(window)
    assert first.nextInFocusChain() is second
    assert adopted_by_strangers(window) == ["QLineEdit of QLabel"]


def test_nothing_is_adopted_while_the_window_is_used(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    for _ in range(8):
        for key in (Qt.Key.Key_F6, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            QTest.keyClick(QApplication.focusWidget() or window, key)
    for name in window.tabs.names():
        window.tabs.show_page(name)
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6)
        qtbot.wait(5)
    window.find_command()
    window.search.close_search()
    window.menus.show_templates()
    window.menus.gallery.close()
    for topic in ("Tanh", "stack"):
        window.help.ask_topic(topic)
    window.session.play()
    qtbot.waitUntil(lambda: len(window.session.history) > 1)
    window.session.pause()
    window.stack.layers.view.setFocus()
    for key in (Qt.Key.Key_Tab,) * 3 + (Qt.Key.Key_Backtab,) * 5:
        QTest.keyClick(QApplication.focusWidget() or window, key)
    assert adopted_by_strangers(window) == []
