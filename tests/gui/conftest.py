"""The whole window, as a test wants it: with settings of its own, closed at the end."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLocale, QSettings
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.app.garbage_collection import GarbageCollection
from gui.theme.style_sheet import style_sheet
from gui.theme.theme import ThemeSource, apply, dress
from gui.window.main_window import MainWindow

PATIENCE_MS = 30_000
"""How long a test waits for what must come: a busy machine is no fault of the program's."""


class PatientBot(QtBot):
    """A bot that gives a busy machine time; what comes at once costs no more for it."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def plain_numbers() -> Iterator[None]:
    """Every test begins where no language has been chosen: a window chooses one for the process."""
    QLocale.setDefault(QLocale.c())
    yield
    QLocale.setDefault(QLocale.c())


@pytest.fixture(autouse=True)
def collecting(qapp: QApplication) -> Iterator[None]:
    """As in the program: no thread of a training looks for the window's unused objects."""
    made = GarbageCollection(freezes=False)
    yield
    made.close()
    # Windows and menus that are left end with the test. A change of the look dresses all widgets
    # that there are: with one window of an earlier test, each later test took nine times as long.
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow) or (type(widget) is QMenu and widget.parent() is None):
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # Qt holds a lock while one of its objects ends, and calls Python meanwhile. If Python began a
    # search there and found another unused object, that one would wait for the lock for ever.
    gc.disable()
    del made
    gc.collect(1)
    gc.enable()


@pytest.fixture
def themes(qapp: QApplication) -> ThemeSource:
    source = ThemeSource("light")
    apply(qapp, source.current)
    # A widget that stands alone is dressed too.
    qapp.setStyleSheet(style_sheet(source.current))
    return source


@pytest.fixture
def source(qapp: QApplication) -> Iterator[ThemeSource]:
    """The light look for one widget alone; the rest of the program is not dressed in it."""
    made = ThemeSource("light")
    yield made
    made.choose("system")


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    made = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    # Whatever the system speaks, a test reads English, but for those of French.
    made.setValue("language", "en")
    return made


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, themes: ThemeSource, settings: QSettings
) -> Iterator[MainWindow]:
    # As the program does: the window has the sheet, once it stands.
    qapp.setStyleSheet("")
    made = MainWindow(themes, settings)
    dress(made, themes.current)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.session.training is not None)
    yield made
    # A test is not asked about unsaved work.
    made.documents.asks = False
    made.close()
    made.deleteLater()
