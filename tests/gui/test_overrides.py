"""An error in an override of one of Qt's methods reaches the error dialog and ends nothing."""

from __future__ import annotations

import importlib
import inspect
import json
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QIdentityProxyModel,
    QModelIndex,
    QObject,
    QSize,
    Slot,
)
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import gui

PLANTED = Path(__file__).with_name("planted_errors.py")
ROOT = PLANTED.parents[2]

NOTHING: list[Any] = []
"""What is looked for in it raises an exception in C."""

LONG_LIVED = re.compile(
    r"(?:themes|source|session|run_list|runs|model|languages|documents)\.\w+\.connect\(self\.(\w+)"
)
"""Connections to what lives longer than a widget."""

CALLED_BY_QT = {
    "data", "event", "eventFilter", "keyPressEvent", "mousePressEvent", "paint", "paintEvent",
    "redo", "resizeEvent", "rowCount", "run", "setGeometry", "showEvent", "sizeHint", "undo",
}  # fmt: skip


def ours(name: str, bases: tuple[type, ...], **methods: Any) -> Any:
    """A class as it would be made in the window's package."""
    return type(name, bases, {"__module__": "gui.made", **methods})


def broken(self: Any, *args: Any) -> Any:
    return NOTHING[0]


def test_every_override_may_fail() -> None:
    """In a process of its own, which a raw exception would end."""
    place = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, str(PLANTED)], env=place, cwd=ROOT, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    said = ended.stdout.splitlines()
    assert ended.returncode == 0, f"died at {said[-1:]}\n{ended.stderr[-2000:]}"
    found = json.loads(said[-1])
    assert found["missing"] == []
    assert set(found["by_qt"]) >= CALLED_BY_QT
    assert found["number"] > 600


def test_what_lives_longer_calls_no_slot_that_is_overridden() -> None:
    """PySide calls such a slot also after its widget has been deleted."""
    for module in pkgutil.walk_packages(gui.__path__, "gui."):
        importlib.import_module(module.name)
    classes = [one for one in derived(QObject) if one.__module__.startswith("gui.")]
    connected = [
        (one, name) for one in classes for name in LONG_LIVED.findall(inspect.getsource(one))
    ]
    assert len(connected) > 60
    found = {
        f"{one.__name__}.{name}, overridden in {other.__name__}"
        for one, name in connected
        for other in {one, *derived(one)}
        if name in vars(other) and is_declared_before(other, name)
    }
    assert found == set()


def is_declared_before(kind: type, name: str) -> bool:
    """Whether a class that Qt knows has a slot of this name already."""
    return any(name in vars(base) and issubclass(base, QObject) for base in kind.__mro__[1:])


def derived(kind: type) -> set[type]:
    return {one for child in kind.__subclasses__() for one in (child, *derived(child))}


def test_qt_answers_for_what_fails(qtbot: QtBot) -> None:
    made = ours("Sized", (QPushButton,), sizeHint=broken)("some words")
    qtbot.addWidget(made)
    with qtbot.captureExceptions() as caught:
        hint = made.sizeHint()
    assert hint == QPushButton("some words").sizeHint()
    assert [kind for kind, _, _ in caught] == [IndexError]


def test_an_abstract_method_answers_with_nothing_of_its_kind(qtbot: QtBot) -> None:
    def rows(self: Any, parent: Any = None) -> int:
        return int(NOTHING[0])

    def columns(self: Any, parent: Any = None) -> int:
        return 1

    def data(self: Any, index: Any, role: int = 0) -> Any:
        return NOTHING[0]

    made = ours("Model", (QAbstractTableModel,), rowCount=rows, columnCount=columns, data=data)()
    through = QIdentityProxyModel()
    with qtbot.captureExceptions() as caught:
        through.setSourceModel(made)
        assert through.rowCount(QModelIndex()) == 0
        assert made.createIndex(0, 0).data() is None
    assert {kind for kind, _, _ in caught} == {IndexError}


def test_a_mixin_is_guarded_too(qtbot: QtBot) -> None:
    mixin = type("Mixin", (), {"__module__": "gui.made", "showEvent": broken})
    made = ours("Mixed", (mixin, QWidget))()
    qtbot.addWidget(made)
    with qtbot.captureExceptions() as caught:
        made.show()
    assert [kind for kind, _, _ in caught] == [IndexError]


def test_a_librarys_caller_gets_its_error(qtbot: QtBot) -> None:
    class Library(QWidget):
        def event(self, event: QEvent) -> bool:
            return bool(NOTHING[0]) if event.type() == QEvent.Type.User else super().event(event)

        def setWindowTitle(self, title: str) -> None:
            raise ValueError(title)

    made = Library()
    qtbot.addWidget(made)
    with pytest.raises(IndexError):
        QApplication.sendEvent(made, QEvent(QEvent.Type.User))
    with pytest.raises(ValueError, match="some title"):
        made.setWindowTitle("some title")


def test_what_works_is_left_as_it_is(qtbot: QtBot) -> None:
    class Dialog(QDialog):
        __module__ = "gui.made"

        def sizeHint(self) -> QSize:
            """A size of its own."""
            return QSize(123, 45)

        @Slot()
        def accept(self) -> None:
            self.accepted_here = True
            super().accept()

        def own(self) -> None:
            raise KeyError("own")

    made = Dialog()
    qtbot.addWidget(made)
    assert made.sizeHint() == QSize(123, 45)
    assert Dialog.sizeHint.__doc__ == "A size of its own."
    button = QPushButton(made)
    button.clicked.connect(made.accept)
    with qtbot.waitSignal(made.accepted):
        button.click()
    assert made.accepted_here
    # A method that Qt knows nothing of is none of the guard's business.
    with pytest.raises(KeyError):
        made.own()
