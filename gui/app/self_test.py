"""The program tries itself: every tab, every kind of layer, files, worker processes.

For a packaged program, of which a part may have been left out: what is missing is named in a
sentence. It has settings of its own, and writes to a temporary folder alone.
"""

from __future__ import annotations

import math
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from types import TracebackType
from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QSettings, QTimer, QTranslator, Slot
from PySide6.QtGui import QImage

from diynn.analysis.baselines import class_baselines
from diynn.design.coverage_networks import networks
from diynn.design.design import Design
from diynn.errors import DiynnError
from diynn.network.optimizers import SGD
from diynn.storage.recipes import RECIPES, recipe
from diynn.training.reports import EpochReport
from gui.app.app import open_window
from gui.background.worker import all_ended
from gui.text.languages import files_of
from gui.window.main_window import MainWindow

EVERY_MS = 15
PATIENCE = 30.0
"""Seconds for one thing; the longest takes some three on two cores."""
SHOWN = ("moons", "penguins", "digits-dense", "digits-autoencoder")
"""Recipes with which each tab is drawn: every tab has something to show for one of them."""
LEARNT = 0.8
"""Share of the test digits to be recognised; ten epochs reach 0.95."""
PIECES = 6
"""Calls for the worker processes."""


class Wait(NamedTuple):
    """What a step waits for; `words` say what is being done, to follow “while”."""

    words: str
    until: Callable[[], bool]


class SelfTest(QObject):
    """Leads a window through all steps, then closes it; `failure` and `done` tell how it went."""

    def __init__(self, window: MainWindow, steps: Iterator[Wait]) -> None:
        super().__init__(window)
        self._window = window
        self._steps = steps
        self._wait: Wait | None = None
        self._deadline = 0.0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.failure: DiynnError | None = None
        self.details = ""
        self.done = 0
        window.session.said.connect(self._heed)
        # In place of the box, which would wait for somebody to press its button.
        window.documents.failed.disconnect()
        window.documents.failed.connect(self._fail)
        window.documents.asks = False

    def start(self) -> None:
        """Begin; errors that nobody caught, of whichever thread, count as failures."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        try:
            if self._wait is not None and not self._wait.until():
                if monotonic() > self._deadline:
                    self._fail(DiynnError("It took longer than {s:g} s.", s=PATIENCE))
                return
            self._wait = next(self._steps)
            self._deadline = monotonic() + PATIENCE
            self.done += 1
        except StopIteration:
            self._leave()
        except Exception as error:  # noqa: BLE001  whatever it is, it is what the test is for
            self._caught(type(error), error, error.__traceback__)

    @Slot(str, object)
    def _heed(self, kind: str, what: object) -> None:
        if kind == "error":
            self._fail(what)

    @Slot(object)
    def _fail(self, error: object) -> None:
        if self.failure is None:
            self.failure = DiynnError(
                "The self-test failed while {doing}: {error}",
                "Get the program again, or report this.",
                doing=self._wait.words if self._wait else "the window opened", error=str(error),
            )  # fmt: skip
        self._leave()

    def _leave(self) -> None:
        self._timer.stop()
        self._window.close()

    def _caught(
        self, kind: type[BaseException], error: BaseException, where: TracebackType | None
    ) -> None:
        if not self.details:
            self.details = "".join(traceback.format_exception(kind, error, where))
        self._fail(str(error) if isinstance(error, DiynnError) else f"{kind.__name__}, {error}")

    def _caught_in_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self._caught(found.exc_type, found.exc_value, found.exc_traceback)


def steps(window: MainWindow, folder: Path) -> Iterator[Wait]:
    """All there is to try; each Wait is one thing done by the program, or DiynnError is raised."""
    yield Wait("the window was painted", window.windowHandle().isExposed)
    check(is_painted(window.grab().toImage()), "The window stays empty.")
    for name in RECIPES:
        recipe(name)
    # In a worker of the tab an error would be no more than a missing line.
    simpler = class_baselines(recipe("penguins").source.load())
    check(len(simpler) == 2, "There is no logistic regression to compare with.")
    for file in files_of("fr"):
        check(QTranslator().load(file), f"The French words in {file} are missing.")
    for name in SHOWN:
        yield from _train(window, replace_epochs(recipe(name), 10), name)
        if name == "digits-dense":
            share = window.session.history[-1].test_accuracy or 0.0
            check(share >= LEARNT, f"Only {share:.0%} of the digits are recognised.")
        yield from _draw_tabs(window, name)
    yield from _map(window)
    yield from _help(window)
    yield from _lesson(window)
    yield from _resume(window, folder)
    # Stacks as nobody would build them, and whose steps must not grow too long.
    start = replace(replace_epochs(recipe("digits-dense"), 1), optimizer=SGD(0.005, 0.5))
    outline = start.source.outline()
    assert outline is not None
    for design in networks(start, outline):
        yield from _train(window, design, ", ".join(layer.name() for layer in design.layers))
    yield from _share_work()


def replace_epochs(design: Design, epochs: int) -> Design:
    """The design, to be trained for so many epochs."""
    return replace(design, run=replace(design.run, epochs=epochs))


def check(holds: bool, words: str) -> None:
    """DiynnError with these words where something does not hold."""
    if not holds:
        raise DiynnError("{words}", words=words)


def is_painted(image: QImage) -> bool:
    """Whether there is more than one colour in a picture."""
    if image.isNull():
        return False
    small = image.scaled(64, 64)
    return len({small.pixel(x, y) for x in range(64) for y in range(64)}) > 1


def _train(window: MainWindow, design: Design, name: str) -> Iterator[Wait]:
    session = window.session
    window.documents.start_from(design)
    yield from _read(window, f"the data of {name} was read")
    session.play()
    yield from _finish(window, name)
    losses = [report.train_loss for report in session.history]
    check(bool(losses) and all(map(math.isfinite, losses)), "The loss is no number.")


def _read(window: MainWindow, words: str) -> Iterator[Wait]:
    session = window.session

    def is_read() -> bool:
        if session.problem is not None and not session.loader.is_loading:
            raise session.problem
        return session.training is not None

    yield Wait(words, is_read)


def _finish(window: MainWindow, name: str) -> Iterator[Wait]:
    session = window.session

    def is_done() -> bool:
        has_trained = len(session.history) == session.design.run.epochs
        return session.is_finished and session.run is None and has_trained

    yield Wait(f"{name} was trained", is_done)


def _draw_tabs(window: MainWindow, name: str) -> Iterator[Wait]:
    for tab in window.tabs.names():
        window.tabs.show_page(tab)
        page = window.tabs.page(tab)
        yield Wait(f"the tab {tab} was drawn for {name}", page.isVisible)
        check(is_painted(page.grab().toImage()), "The tab stays empty.")


def _map(window: MainWindow) -> Iterator[Wait]:
    window.tabs.show_page("codes")
    page = window.tabs.page("codes")
    ended: list[object] = []
    page.tsne.run.ended.connect(ended.append)
    page.start()

    def has_moved() -> bool:
        if ended and isinstance(ended[0], BaseException):
            raise ended[0]
        return page.tsne.found is not None and page.tsne.found.map.kept["train"] > 0

    yield Wait("t-SNE moved", has_moved)
    page.tsne.stop()
    yield Wait("t-SNE stopped", lambda: not page.tsne.run.is_moving)
    places = next(iter(page.tsne.found.map.places.values()))
    check(bool(np.isfinite(places).all()), "The places of the map are no numbers.")


def _help(window: MainWindow) -> Iterator[Wait]:
    """A page with a formula and a picture: what sets formulas is loaded for that alone."""
    from gui.help.page import formula_image

    window.help.ask_topic("Tanh")
    panel = window.help.panel
    assert panel is not None
    yield Wait("the help was opened", panel.page.isVisible)
    check(is_painted(formula_image("y = x", 64.0, "#000000", 1.0)), "Formulas stay empty.")
    window.help.close_panel()


def _lesson(window: MainWindow) -> Iterator[Wait]:
    """Every lesson is read; one is begun and left again."""
    from diynn.lessons.lesson_file import LANGUAGES, LESSONS, built_in_lesson

    lessons = [built_in_lesson(name, one) for name in LESSONS for one in LANGUAGES]
    own = window.session.design
    window.lessons.start(lessons[0])
    yield from _read(window, "a lesson was begun")
    assert window.lessons.column is not None
    page = window.lessons.column.page
    yield Wait("its text was shown", page.text.isVisible)
    check(is_painted(page.grab().toImage()), "The lesson stays empty.")
    window.lessons.course.leave()
    yield from _read(window, "the lesson was left")
    check(window.session.design == own, "Another network came back from the lesson.")


def _resume(window: MainWindow, folder: Path) -> Iterator[Wait]:
    """Train to the half, save, go on to the end; open, go on to the end: the same weights."""
    session, file = window.session, folder / "réseau d’essai.diynn"
    window.documents.start_from(replace_epochs(recipe("digits-dense"), 4))
    yield from _read(window, "the digits were read")
    session.advance(epochs=2)
    yield Wait("half was trained", lambda: len(session.history) == 2 and not session.is_moving)
    saved = window.documents.save_to(file)
    check(saved, "A network cannot be saved.")
    ends: list[tuple[Any, list[EpochReport]]] = []
    for again in (False, True):
        if again:
            check(window.documents.open_path(file), "The saved network cannot be opened.")
            yield Wait("the saved network was opened", lambda: len(session.history) == 2)
        session.play()
        yield from _finish(window, "the second half")
        assert session.training is not None
        ends.append((np.array(session.training.net.weight_vector), list(session.history)))
    (straight, _), (resumed, _) = ends
    check(np.array_equal(straight, resumed), "A resumed training gives other weights.")


def _share_work() -> Iterator[Wait]:
    from joblib import Parallel, delayed

    yield Wait("worker processes were started", lambda: True)
    found = Parallel(n_jobs=2)(delayed(math.factorial)(number) for number in range(PIECES))
    check(found == [math.factorial(number) for number in range(PIECES)], "They miscalculate.")


def run() -> str:
    """Do all of it in a window of its own, and return a sentence on what was done.

    Raises DiynnError at the first failure.
    """
    began = monotonic()
    with TemporaryDirectory(prefix="diynn-self-test-") as folder:
        kept = QSettings(str(Path(folder, "settings.ini")), QSettings.Format.IniFormat)
        kept.setValue("pace", "full")
        app, window = open_window(kept, Path(folder, "safety copies"))
        window.fill()
        test = SelfTest(window, steps(window, Path(folder)))
        test.start()
        app.exec()
        all_ended()
        if test.failure is not None:
            # What a person needs is the sentence; what whoever mends it needs is kept as its cause.
            raise test.failure from RuntimeError(test.details)
    return f"The self-test passed: {test.done} things done in {monotonic() - began:.0f} s."
