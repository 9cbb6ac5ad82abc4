"""Open the window, with all that watches over it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from diynn.paths import swap_folder
from diynn.storage.safety_copies import SafetyCopy
from diynn.system_libraries import load_error
from gui.app.error_hook import ErrorHook
from gui.app.first_paint import FirstPaint
from gui.app.recovery import Recovery
from gui.background.importing import Importing
from gui.background.worker import finish_threads
from gui.model.autosave import Autosave
from gui.stored_settings import stored_choice, stored_number
from gui.text.languages import Languages
from gui.theme.resources import program_icon
from gui.theme.theme import CHOICES, ZOOMS, LookFollower, ThemeSource, dress
from gui.widgets.accessibility import speak_for_widgets
from gui.window.main_window import MainWindow

# Seconds after which another thread may take the interpreter: short, so that the window answers
# while small networks train.
SWITCH_SECONDS = 0.0005
CHECK_MS = 100
CHECK_SECONDS = 60
"""How long a window that checks itself may take until its curves have grown."""
PLOTS = (
    "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg", "PySide6.QtTest",
    "PySide6.QtOpenGLWidgets", "subprocess", "pydoc", "multiprocessing.connection", "pyqtgraph",
    "gui.plots.graph", "gui.plots.plot", "gui.plots.curve_plot", "gui.tabs.runs.curve_overlay",
    "diynn.experiments.report_figures", "gui.plots.plane_plot", "gui.tabs.boundary.tab",
)  # fmt: skip
"""What the plots of the first window need, and before it what takes long of pyqtgraph's import, in
the order in which it is imported. `report_figures` reads the words that stand below the curves
of the report's networks, which would hold up the choice of the first of them."""
NEXT_MS = 1
"""Until the next part of a window is built; what waits in the event loop comes first."""
COLLECT_EVERY_MS = 200
COLLECT_SHARE = 0.01
"""How much of the time looking through all objects may take; it is done less often for it."""


class WindowHolder(QObject):
    """Holds the window. The training goes on meanwhile; nothing that was decided is touched."""

    replaced = Signal()
    """`window` is another one, and the one before is gone."""

    def __init__(
        self, themes: ThemeSource, settings: QSettings, languages: Languages,
        parent: QObject | None = None, *, at_once: bool = True,
    ) -> None:  # fmt: skip
        """The first window has its plots `at_once`, or when somebody fills it."""
        super().__init__(parent)
        self._themes, self._settings, self._languages = themes, settings, languages
        self._building: Iterator[None] | None = None
        self._is_stale = False
        """Whether another language was chosen while the window was built."""
        self.window = MainWindow(themes, settings, languages, at_once=at_once)
        dress(self.window, themes.current)
        # Queued: the choice comes from a menu of the window that is to go.
        languages.changed.connect(self.rebuild, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def rebuild(self) -> None:
        """Let a new window take the place of the current one, which answers until then."""
        self._is_stale = self._building is not None
        if self._building is None:
            self._building = self._rebuilt()
            self._go_on()

    @Slot()
    def _go_on(self) -> None:
        """Build the next part of the new window, a turn of the event loop each."""
        try:
            for _ in self._building or ():
                QTimer.singleShot(NEXT_MS, self._go_on)
                return
            self._building = None
        except BaseException:
            self._building = None
            raise
        if self._is_stale:
            self.rebuild()

    def _rebuilt(self) -> Iterator[None]:
        old, work = self.window, self.window.workspace
        # What it lends the text and hides would be taken for the person's own choice.
        old.presentation.leave()
        new = MainWindow(self._themes, self._settings, self._languages, old, at_once=False)
        yield
        dress(new, self._themes.current)
        yield
        new.curves.fill()
        yield
        new.tabs.fill()
        for name in old.tabs.looked_at():
            yield
            new.tabs.page(name)
        yield
        while QApplication.activeModalWidget() is not None and not work.is_closed:
            # A dialog belongs to the window that is to go.
            yield
        if work.is_closed:
            new.leave()
            return
        new.take_over(old)
        self.window = new
        new.show()
        new.setFocus()
        old.leave()
        self.replaced.emit()


class FileOpenFilter(QObject):
    """Watches over a QApplication; `asked` carries the path of each file handed to it."""

    asked = Signal(object)

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what asks for a file, and let everything else pass."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.asked.emit(Path(event.file()))
            return True
        return False


def load_platform() -> None:
    """Load Qt's plugin for the screen, without which Qt ends the process.

    Raises ImportError, which names the library of the system's that it lacks. A plugin that is
    not there at all is left to Qt, which lists those that are.
    """
    if not sys.platform.startswith("linux"):
        return
    usual = "wayland;xcb" if os.environ.get("WAYLAND_DISPLAY") else "xcb"
    names = os.environ.get("QT_QPA_PLATFORM") or usual
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    plugins = [folder / f"libq{name.partition(':')[0]}.so" for name in names.split(";")]
    errors = [load_error(str(plugin)) for plugin in plugins if plugin.exists()]
    if errors and all(errors):
        raise ImportError(str(errors[-1]))


def open_window(
    settings: QSettings | None = None, copies: Path | None = None
) -> tuple[QApplication, MainWindow]:
    """The program and its window, which is shown; with the person's own settings where none are
    given, and with safety copies where there is a folder for them."""
    sys.setswitchinterval(SWITCH_SECONDS)
    # What is made for the window stays: searching it for what is unused finds nothing.
    gc.disable()
    app = QApplication([sys.argv[0]])
    app.setOrganizationName("diynn")
    app.setApplicationName("diynn")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("diynn")
    app.setWindowIcon(program_icon())
    speak_for_widgets()
    kept = QSettings() if settings is None else settings
    contrast = stored_choice(kept, "contrast", ("on", "off"), "")
    themes = ThemeSource(
        stored_choice(kept, "look", CHOICES, "system"),
        stored_number(kept, "zoom", 1.0, *ZOOMS),
        high_contrast=contrast == "on" if contrast else None,
    )
    LookFollower(app, themes)
    error_hook = ErrorHook(app)
    error_hook.install()
    languages = Languages(kept, app)
    window = WindowHolder(themes, kept, languages, app, at_once=False).window
    window.show()
    plots = Importing(PLOTS, window)
    plots.done.connect(window.tabs.fill)
    # In a turn of its own: the window answers in between.
    plots.done.connect(window.curves.fill, Qt.ConnectionType.QueuedConnection)
    FirstPaint(window).done.connect(window.memory.fit_frame)
    FirstPaint(window).done.connect(plots.start)
    GarbageCollection(app)
    if copies is not None:
        recovery = keep_safety_copies(window, copies)
        FirstPaint(window).done.connect(recovery.look)
        runs = window.workspace.keep_runs_in(copies.parent / "runs")
        window.menus.add_kept_runs(runs)
        FirstPaint(window).done.connect(runs.look)
        # Not before: the window is gone by then, and nobody waits.
        app.aboutToQuit.connect(recovery.finish)
    return app, window


def keep_safety_copies(window: MainWindow, copies: Path) -> Recovery:
    """Keep safety copies of the window's work in a folder, until it is closed; what looks there for
    those of programs that are gone."""
    work = window.workspace
    autosave = Autosave(work.session, work.documents, SafetyCopy(copies), work)
    recovery = Recovery(copies, work.session, work.documents, autosave, work)
    work.closed.connect(recovery.close)
    work.closed.connect(autosave.close)
    return recovery


def main(files: Sequence[str] = (), check: bool = False) -> int:
    """Open the window, with the first of `files` in it; the exit status when it is closed.

    With `check` the window trains its first network and closes by itself as soon as the curves have
    grown; the status is 0 if they have.
    """
    app, window = open_window(copies=None if check else swap_folder())
    if sys.platform == "darwin":
        FileOpenFilter(app).asked.connect(window.open_file)
    if files:
        QTimer.singleShot(0, lambda: window.open_file(Path(files[0])))
    if not check:
        if not files:
            FirstPaint(window).done.connect(window.tour.offer)
        status = app.exec()
        QSettings().sync()
        return finish_threads(status)
    window.documents.asks = False
    check_start(window)
    status = app.exec()
    return finish_threads(status or int(not (window.session.history and window.curves.is_filled)))


def check_start(window: MainWindow) -> None:
    """Play when the first network is there, and close the window when its curves have grown, or
    when that takes too long."""
    session, timer, began = window.session, QTimer(window, interval=CHECK_MS), perf_counter()

    def look() -> None:
        is_seen = window.curves.is_filled and bool(window.tabs.looked_at())
        if (session.history and is_seen) or perf_counter() - began > CHECK_SECONDS:
            timer.stop()
            window.close()
        elif not session.is_moving and session.training is not None:
            session.play()

    timer.timeout.connect(look)
    timer.start()


class GarbageCollection(QObject):
    """Looks for unused objects when the window has nothing else to do, as often as Python would.

    Python starts it on whichever thread happens to make an object. On the thread of a training it
    would destroy objects of Qt's that belong to the window, which ends the process now and then.

    Belongs to the window's thread. What is there when it begins stays to the end of the program,
    and is never looked through: only so does looking not hold the window up.
    """

    def __init__(self, parent: QObject | None = None, freezes: bool = True) -> None:
        super().__init__(parent)
        gc.disable()
        if freezes:
            gc.freeze()
        self._all_due = 0.0
        self._timer = QTimer(self, interval=COLLECT_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def _look(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        began = perf_counter()
        if counts[2] > limits[2] and began >= self._all_due:
            gc.collect(2)
            now = perf_counter()
            self._all_due = now + (now - began) / COLLECT_SHARE
        elif counts[1] > limits[1]:
            gc.collect(1)
        elif counts[0] > limits[0]:
            gc.collect(0)
