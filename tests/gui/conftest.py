"""The whole window, as a test wants it: with settings of its own, closed at the end."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from at_rest import at_rest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from diynn.design.design import Design
from diynn.storage.recipes import recipe
from gui.app.app import GarbageCollection
from gui.model.design_model import DesignModel
from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session
from gui.text.languages import Languages, files_of
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
def plain_numbers(qapp: QApplication) -> Iterator[None]:
    """Every test begins where no language has been chosen: a window chooses one for the process.

    A widget without a window counts in English, as the program does.
    """
    english = QTranslator()
    assert english.load(files_of("en")[1])
    QCoreApplication.installTranslator(english)
    QLocale.setDefault(QLocale.c())
    yield
    QLocale.setDefault(QLocale.c())
    QCoreApplication.removeTranslator(english)


@pytest.fixture(autouse=True)
def collecting(qapp: QApplication) -> Iterator[None]:
    """As in the program: no thread of a training looks for the window's unused objects."""
    made = GarbageCollection(freezes=False)
    yield
    made.close()
    # Windows that are left end with the test. A change of the look dresses all widgets that there
    # are: with one window of an earlier test, each later test took nine times as long.
    for one in Shiboken.getAllValidWrappers():
        if isinstance(one, MainWindow):
            one.deleteLater()
    del one
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
    # At first a window trains slowly enough to be followed with the eyes.
    made.setValue("pace", "full")
    return made


Train = Callable[[int], ListedRun]
"""Trains so many epochs more, and waits until the run list knows of it; the current run."""


@pytest.fixture
def design() -> Design:
    """What `session` begins with."""
    return recipe("moons")


@pytest.fixture
def session(qtbot: QtBot, design: Design) -> Iterator[Session]:
    """What the window has inside, without a window; its data is read."""
    model = DesignModel(design)
    made = Session(model)
    made.start()
    qtbot.waitUntil(lambda: made.training is not None)
    yield made
    made.close()
    model.close()
    # Here, and not where Python finds them useless: that may be on the thread of the next test.
    made.deleteLater()
    model.deleteLater()


@pytest.fixture
def run_list(session: Session) -> RunList:
    return RunList(session)


@pytest.fixture
def train(qtbot: QtBot, session: Session, run_list: RunList) -> Train:
    def go(epochs: int) -> ListedRun:
        assert session.training is not None
        wanted = session.training.epoch + epochs
        session.advance(epochs=epochs)
        qtbot.waitUntil(lambda: at_rest(session) and len(session.history) == wanted)
        qtbot.waitUntil(lambda: run_list.current is not None)
        assert run_list.current is not None
        return run_list.current

    return go


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


@pytest.fixture
def speaking(
    qtbot: QtBot, themes: ThemeSource, settings: QSettings, language: str
) -> Iterator[MainWindow]:
    """A window in the language that the fixture `language` of a test file gives."""
    settings.setValue("language", language)
    languages = Languages(settings)
    made = MainWindow(themes, settings, languages)
    made.resize(1280, 800)
    made.show()
    qtbot.waitUntil(lambda: made.session.training is not None)
    yield made
    made.documents.asks = False
    made.close()
    made.deleteLater()
    languages.close()
