"""The measured window: the program's own, as a person opens it, with settings of its own.

It tells its memory, and by how much its timers are late.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from types import TracebackType

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal, Slot

# Loaded because a person's window is opened by the command line: its start includes this.
import diynn.cli.main  # noqa: F401
from diynn.data.sources.reading import text_blocks
from diynn.design.design import design_from_record
from diynn.errors import DiynnError
from diynn.network.metrics import evaluate
from diynn.storage.model_file import SavedModel
from gui.app.app import open_window
from gui.app.first_paint import FirstPaint
from gui.background.worker import all_ended
from gui.bench import SIZE
from gui.bench.pipe import Record, orders, tell
from gui.window.main_window import MainWindow
from gui.window.tab_pages import tabs_for

INTERVAL_MS = 20
"""Oftener, the measuring itself would take time from the training."""


class TimerDelays(QObject):
    """A timer in the thread that made it, which notes by how much each firing is late."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: list[float] = []
        """Milliseconds, one a firing."""
        # Wound up again after each firing: a repeating timer forgets the firings that it missed.
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._note)
        self._due = 0.0

    def start(self) -> None:
        """Forget what was found and begin."""
        self.found = []
        self._wind()

    def stop(self) -> None:
        """Note nothing more."""
        self._timer.stop()

    def _wind(self) -> None:
        self._due = perf_counter() + INTERVAL_MS / 1000
        self._timer.start()

    @Slot()
    def _note(self) -> None:
        self.found.append(max(0.0, 1000 * (perf_counter() - self._due)))
        self._wind()


_STATUS = Path("/proc/self/status")


def peak_bytes() -> int:
    """The largest resident size so far; raises DiynnError where the system does not tell it."""
    if _STATUS.exists():
        # What getrusage says on Linux is never less than the size of the process that started
        # this one.
        for line in b"".join(text_blocks(_STATUS)).splitlines():
            if line.startswith(b"VmHWM:"):
                return 1024 * int(line.split()[1])
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        raise DiynnError(
            "This system does not tell how much memory a process has held.",
            "Measure the memory on Linux or macOS.",
        ) from None
    # In bytes on macOS, in kilobytes elsewhere.
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


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
        if not (self._window.curves.is_filled and self._window.tabs.looked_at()):
            # The plots are imported a moment after the first paint.
            QTimer.singleShot(QUIET_MS, self._tell_ready)
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
        settings.setValue("pace", "full")
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
