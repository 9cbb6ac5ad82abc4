"""The real program on a screen that nobody sees, led by the hand and photographed at rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QRect, QSettings, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from diynn.design.design import Design
from diynn.storage.recipes import recipe
from gui.app.app import open_window
from gui.model.session import Session
from package.pictures.catalogue import place
from package.pictures.saving import save

SIZE = (1280, 800)
PATIENCE = 600.0
"""Seconds for one thing, on a machine that has much else to do."""
FRAME = 10
"""Pixels of the window around a part of it."""
LOOK_MS = 200
STEADY_LOOKS = 3
"""So often a picture has to be the same before it is taken."""


class Stage:
    """One window in one language, with settings of its own."""

    def __init__(self, language: str, folder: Path) -> None:
        kept = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        kept.setValue("language", language)
        kept.setValue("look", "light")
        kept.setValue("pace", "full")
        # No first visit: nothing is offered to somebody new.
        kept.setValue("tour/left", True)
        self.language = language
        self.app, self.window = open_window(kept)
        self.window.fill()
        self.themes = self.window._themes  # noqa: SLF001  the picture's dark twin
        self.session: Session = self.window.session
        self.window.documents.asks = False
        QApplication.setCursorFlashTime(0)
        self.window.resize(*SIZE)
        self.wait(lambda: self.session.training is not None)
        self.taken: list[Path] = []

    # Time.

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the program go on until something holds; TimeoutError where it never does."""
        deadline = monotonic() + PATIENCE
        while not until():
            if monotonic() > deadline:
                raise TimeoutError("What was waited for did not come.")
            self.pass_time(20)

    def pass_time(self, milliseconds: int) -> None:
        """Let the program go on for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def settle(self, widget: QWidget | None = None) -> QImage:
        """The picture of a widget (of the window, where none is named), once it stays the same."""
        shown = widget or self.window
        deadline = monotonic() + PATIENCE
        last, looks = QImage(), 0
        while looks < STEADY_LOOKS:
            if monotonic() > deadline:
                raise TimeoutError("The picture never comes to rest.")
            self.pass_time(LOOK_MS)
            image = shown.grab().toImage()
            looks = looks + 1 if image == last else 0
            last = image
        return last

    def is_at_rest(self) -> bool:
        """Whether nothing is trained, and the window was told of everything that was."""
        session = self.session
        training = session.training
        if session.is_moving or training is None or session.weights is None:
            return False
        done = len(session.history) == len(training.history)
        return done and np.array_equal(session.weights, training.net.weight_vector, equal_nan=True)

    # What a person would do.

    def begin(self, start: str | Design, **run: Any) -> None:
        """Begin with a recipe, some of its run settings changed."""
        design = recipe(start) if isinstance(start, str) else start
        self.window.documents.start_from(replace(design, run=replace(design.run, **run)))
        self.wait(lambda: self.session.training is not None and self.session.data is not None)

    def train(self) -> None:
        """Press play, and wait for the end."""
        session = self.session
        session.play()
        self.wait(lambda: (session.is_finished or session.run is None) and self.is_at_rest())

    def advance(self, epochs: int) -> None:
        """Train so many epochs more."""
        wanted = len(self.session.history) + epochs
        self.session.advance(epochs=epochs)
        self.wait(lambda: len(self.session.history) >= wanted and self.is_at_rest())

    def turn_to(self, tab: str) -> Any:
        """Look at a tab."""
        self.window.tabs.show_page(tab)
        return self.window.tabs.page(tab)

    # Pictures.

    def shoot(
        self, name: str, widget: QWidget | None = None, *, dark: bool = False,
        marks: Iterable[QPoint] = (),
    ) -> None:  # fmt: skip
        """Take the picture of a widget, or of the window, with numbers at `marks`."""
        image = self.settle(widget)
        draw_numbers(image, marks)
        if widget is not None:
            image = framed(image, QColor(self.themes.current.window))
        self._keep(image, place(self.language, name))
        if dark:
            self.themes.choose("dark")
            self._keep(self.settle(widget), place(self.language, name, dark=True))
            self.themes.choose("light")
            self.settle(widget)

    def _keep(self, image: QImage, file: Path) -> None:
        save(image, file)
        self.taken.append(file)

    def point_of(self, widget: QWidget, dx: int = 0, dy: int = 0) -> QPoint:
        """A place of the window: the upper left corner of a widget, moved by a little."""
        return widget.mapTo(self.window, QPoint(dx, dy))

    def close(self) -> None:
        """Close the window, and let all that it began end."""
        self.window.close()
        self.pass_time(50)
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def framed(image: QImage, ground: QColor) -> QImage:
    """A part of the window with some of its ground around it."""
    ratio = image.devicePixelRatio()
    edge = round(FRAME * ratio)
    made = QImage(image.width() + 2 * edge, image.height() + 2 * edge, image.format())
    made.fill(ground)
    painter = QPainter(made)
    plain = QImage(image)
    plain.setDevicePixelRatio(1.0)
    painter.drawImage(edge, edge, plain)
    painter.end()
    return made


def draw_numbers(image: QImage, marks: Iterable[QPoint]) -> None:
    """Draw ①, ②, … at places of a picture."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(QGuiApplication.font())
    font.setPixelSize(15)
    font.setBold(True)
    painter.setFont(font)
    for number, at in enumerate(marks, start=1):
        disc = QRect(at.x() - 12, at.y() - 12, 24, 24)
        painter.setPen(QPen(QColor("white"), 2))
        painter.setBrush(QColor("#C2185B"))
        painter.drawEllipse(disc)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
