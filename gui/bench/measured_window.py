"""The measured window: the program's own, as a person opens it, with settings of its own."""

from __future__ import annotations

import os
import sys
import threading
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from types import TracebackType

from PySide6.QtCore import QObject, QSettings, QTimer, Signal, Slot

# Loaded because a person's window is opened by the command line: its start includes this.
import diynn.cli.main  # noqa: F401
from diynn.design.design import design_from_record
from diynn.network.metrics import evaluate
from diynn.storage.model_file import SavedModel
from gui.app.app import open_window
from gui.app.first_paint import FirstPaint
from gui.background.worker import all_ended
from gui.bench import SIZE
from gui.bench.delays import TimerDelays
from gui.bench.memory import peak_bytes
from gui.bench.pipe import Record, orders, tell
from gui.window.main_window import MainWindow
from gui.window.tab_pages import tabs_for

QUIET_MS = 200
QUIET_SHARE = 0.1
"""How much of a core a window at rest may take: its clocks go on."""


class Listener(QObject):
    """Waits for orders on a thread of its own; each comes in as a signal."""

    came = Signal(object)
    over = Signal()

    def listen(self) -> None:
        """Begin to wait."""
        threading.Thread(target=self._wait, name="orders", daemon=True).start()

    def _wait(self) -> None:
        for order in orders():
            self.came.emit(order)
        self.over.emit()


class Measured(QObject):
    """Does in the window what is asked for, and tells what came of it."""

    _marked = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._delays = TimerDelays(self)
        self._waits = False
        self._marks: list[tuple[float, int]] = []
        self._used = 0.0
        self._session.state_changed.connect(self._tell_ready)
        self._session.said.connect(self._tell_failure)
        self._marked.connect(self._pause)

    @Slot(object)
    def follow(self, order: Record) -> None:
        """Do one thing: show a design, play for a while, train for the sake of the memory."""
        if order["do"] == "show":
            self._waits = True
            if "design" in order:
                self._session.show(SavedModel(design_from_record(order["design"])))
            self._tell_ready()
        elif order["do"] == "run":
            self._window.tabs.show_page(order["tab"])
            self._marks = []
            self._session.play()
            first, last = order["warm"], order["warm"] + order["seconds"]
            QTimer.singleShot(round(1000 * first), self._begin)
            QTimer.singleShot(round(1000 * last), self._end)
        elif order["do"] == "peak":
            if order["seconds"]:
                self._session.play()
            QTimer.singleShot(round(1000 * order["seconds"]), self._tell_peak)

    @Slot()
    def leave(self) -> None:
        """Close the window, and with it the program."""
        self._window.documents.asks = False
        self._window.close()

    @Slot()
    def _tell_ready(self) -> None:
        session = self._session
        if not self._waits or session.loader.is_loading or session.is_making:
            return
        if session.problem is not None:
            self._waits = False
            tell(error=str(session.problem))
        elif session.training is not None and session.data is not None:
            self._waits = False
            tabs = tabs_for(session.data, reconstructs=session.design.reconstructs)
            tell(tabs=list(tabs))

    @Slot(str, object)
    def _tell_failure(self, kind: str, what: object) -> None:
        if kind == "error":
            tell(error=str(what))

    # What counts lies between two marks, which the training's own thread sets between two steps.

    @Slot()
    def _begin(self) -> None:
        self._session.lend(self._mark)
        self._delays.start()

    @Slot()
    def _end(self) -> None:
        self._delays.stop()
        self._session.lend(self._mark)

    def _mark(self) -> None:
        training = self._session.training
        if training is not None:
            place = training.epoch * training.steps + training.step
            self._marks.append((perf_counter(), place))
            if len(self._marks) == 2:
                self._marked.emit()

    @Slot()
    def _pause(self) -> None:
        self._session.pause()
        self._used = process_time()
        QTimer.singleShot(QUIET_MS, self._tell_marks)

    @Slot()
    def _tell_marks(self) -> None:
        # What the views make up for in the pause must not take time from the next subject.
        used, self._used = self._used, process_time()
        if self._used - used > QUIET_SHARE * QUIET_MS / 1000:
            QTimer.singleShot(QUIET_MS, self._tell_marks)
            return
        (began, first), (ended, last) = self._marks
        tell(first=first, last=last, seconds=ended - began, delays=self._delays.found)

    @Slot()
    def _tell_peak(self) -> None:
        training, run = self._session.training, self._session.run
        if training is not None and run is not None:
            # An epoch's end, which may be far off.
            run.between_steps(lambda: evaluate(training.net, training.data.test, training.loss))
            self._session.pause()
        tell(bytes=peak_bytes())


def _leave_at_an_error(
    kind: type[BaseException], error: BaseException | None, where: TracebackType | None
) -> None:
    # There is nobody to read a box.
    traceback.print_exception(kind, error, where)
    os._exit(1)


def main() -> None:
    """Open the window, tell when it is painted, and follow orders until the pipe is closed."""
    with TemporaryDirectory(prefix="diynn-bench-") as folder:
        settings = QSettings(str(Path(folder, "settings.ini")), QSettings.Format.IniFormat)
        app, window = open_window(settings, Path(folder, "safety copies"))
        sys.excepthook = _leave_at_an_error
        window.resize(*SIZE)
        listener, measured = Listener(window), Measured(window)
        painted = FirstPaint(window)
        painted.done.connect(lambda: tell(painted=True))
        painted.done.connect(listener.listen)
        listener.came.connect(measured.follow)
        listener.over.connect(measured.leave)
        app.exec()
        all_ended()
