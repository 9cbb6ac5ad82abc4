"""The whole window, as a test wants it: with settings of its own, closed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.theme import ThemeSource, apply


@pytest.fixture
def themes(qapp: QApplication) -> ThemeSource:
    source = ThemeSource("light")
    apply(qapp, source.current)
    return source


@pytest.fixture
def source(qapp: QApplication) -> Iterator[ThemeSource]:
    """The light look for one widget alone; the rest of the program is not dressed in it."""
    made = ThemeSource("light")
    yield made
    made.choose("system")


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot: QtBot, themes: ThemeSource, settings: QSettings) -> Iterator[MainWindow]:
    made = MainWindow(themes, settings)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.session.training is not None)
    yield made
    # A test is not asked about unsaved work.
    made.documents.asks = False
    made.close()
    made.deleteLater()
