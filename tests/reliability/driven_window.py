"""The real window in a process of its own, watched: what the monkey and the soak share.

Its settings, its files and its home are of its own; the network is not there; the system's own
dialogs are answered. Whatever Python or Qt complains of is a fault, and so is a turn of the event
loop that takes the window's thread too much processor time.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import re
import resource
import socket
import sys
import threading
import time
import tomllib
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]
# By hand these scripts run from a checkout that is not installed.
sys.path.insert(0, str(ROOT))
STALL = 0.25
"""Seconds of the window thread's own processor time that a turn of the event loop may take."""
HANGS_SECONDS = 120
MOST_MEMORY = 10 * 2**30
ENGINE_POOL = "diynn-worker"


def own_home(base: Path, data: str | None = None) -> None:
    """Keep all that the program reads and writes by itself in a folder; before Qt is loaded."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        place = base / kind.lower()
        place.mkdir(parents=True, exist_ok=True)
        os.environ[f"XDG_{kind}_HOME"] = str(place)
    os.environ["HOME"] = str(base)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if data is not None:
        os.environ["DIYNN_DATA"] = data


def no_network() -> None:
    """Let every connection fail that does not stay on this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
            "127.0.0.1",
            "::1",
        ):
            raise OSError(101, "Network is unreachable")
        real(self, address)

    def getaddrinfo(host: Any, *words: Any, **more: Any) -> Any:
        if host not in ("127.0.0.1", "::1", "localhost", None):
            raise socket.gaierror(-2, "Name or service not known")
        return asked(host, *words, **more)

    asked = socket.getaddrinfo
    socket.socket.connect = connect  # type: ignore[method-assign]
    socket.getaddrinfo = getaddrinfo


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def resident() -> int:
    """The bytes of memory that are held."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def ignored_messages() -> list[re.Pattern[str]]:
    """What Qt may say: as the tests have it."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return [re.compile(one) for one in config["tool"]["pytest"]["ini_options"]["qt_log_ignore"]]


def ours(frames: traceback.StackSummary) -> list[str]:
    """The lines of the program's own, the innermost last."""
    roots = (f"{ROOT}/diynn/", f"{ROOT}/gui/")
    return [f"{Path(f.filename).name}:{f.name}" for f in frames if f.filename.startswith(roots)]


class Watch:
    """Looks out for all that must not happen, and writes it down as lines of JSON."""

    def __init__(self, out: IO[str], stalls: bool = True) -> None:
        self.out = out
        self.action = "start"
        self._lock = threading.Lock()
        self._ignored = ignored_messages()
        self._stalls = stalls
        self._beat_wall, self._beat_used = time.monotonic(), time.thread_time()
        self._seen: Counter[str] = Counter()
        self._inside = ""
        self._held: list[Any] = []
        self._looking = threading.Lock()
        self._main = threading.main_thread().ident
        self._over = threading.Event()
        self.faults = 0
        self.longest: tuple[float, str] = (0.0, "")

    def write(self, **line: Any) -> None:
        with self._lock:
            self.out.write(json.dumps(line) + "\n")
            self.out.flush()

    def fault(self, what: str, details: str = "") -> None:
        self.faults += 1
        self.write(fault=what, action=self.action, details=details[-4000:])

    # Hooks.

    def install(self) -> None:
        """Take over from whoever hears of errors; after the program has done so."""
        from PySide6.QtCore import QTimer, qInstallMessageHandler

        sys.excepthook = self._caught
        sys.unraisablehook = self._unraisable
        threading.excepthook = self._in_thread
        qInstallMessageHandler(self._said)
        handler = logging.Handler(logging.ERROR)
        handler.emit = self._logged  # type: ignore[method-assign]
        logging.getLogger().addHandler(handler)
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self.beat)
        self.forget()
        self._timer.start()
        threading.Thread(target=self._sample, name="stall-sampler", daemon=True).start()

    def close(self) -> None:
        from PySide6.QtCore import qInstallMessageHandler

        self._timer.stop()
        self._over.set()
        faulthandler.cancel_dump_traceback_later()
        qInstallMessageHandler(None)

    def _caught(self, kind: Any, error: BaseException, where: Any) -> None:
        found = traceback.extract_tb(where)
        place = (ours(found) or [f"{f.filename}:{f.name}" for f in found] or ["no line"])[-1]
        self.fault(
            f"{kind.__name__} at {place}", "".join(traceback.format_exception(kind, error, where))
        )

    def _unraisable(self, found: Any) -> None:
        self.fault(
            f"unraisable {found.exc_type.__name__} in {found.object!r}", str(found.exc_value)
        )

    def _in_thread(self, found: Any) -> None:
        self._caught(found.exc_type, found.exc_value, found.exc_traceback)

    def _logged(self, record: logging.LogRecord) -> None:
        words = record.getMessage()
        lines = words.strip().splitlines()
        place = next(
            (line.strip() for line in reversed(lines) if "/gui/" in line or "/diynn/" in line), ""
        )
        self.fault(
            f"told to the log: {lines[-1] if lines else ''} {place.rpartition('/')[2]}", words
        )

    def _said(self, level: Any, where: Any, words: str) -> None:
        from PySide6.QtCore import QtMsgType

        if level in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            return
        if not any(one.search(words) for one in self._ignored):
            # Numbers and addresses would make a fault of its own of each.
            self.fault("Qt: " + re.sub(r"0x[0-9a-f]+|\d+", "#", words), words)

    # Stalls.

    def forget(self) -> None:
        """What was done until now is not the program's."""
        self._beat_wall, self._beat_used = time.monotonic(), time.thread_time()
        self._seen.clear()
        self._inside = ""

    def beat(self) -> None:
        """A turn of the event loop begins."""
        used = time.thread_time() - self._beat_used
        if used > self.longest[0]:
            self.longest = (round(used, 3), self.action)
        if used > STALL and self._stalls:
            where = self._seen.most_common(1)[0][0] if self._seen else "unknown"
            kind = self.action.partition(":")[0].lstrip("0123456789 ")
            self.fault(
                f"stall ({kind}) at {where}",
                f"{used:.2f} s of the window's thread, last in {self._inside or 'Qt'}",
            )
        faulthandler.dump_traceback_later(HANGS_SECONDS, exit=True)
        if self._held and self._looking.acquire(blocking=False):
            self._held.clear()
            self._looking.release()
        self.forget()

    def _sample(self) -> None:
        while not self._over.wait(0.04):
            if time.monotonic() - self._beat_wall > 0.12:
                with self._looking:
                    self._look()

    def _look(self) -> None:
        """Note where the window's thread is. Its frames are let go of by itself, in `beat`: whoever
        lets go of one last destroys what it holds, and Qt's objects bear that on their own thread
        only."""
        frame, first = sys._current_frames().get(self._main or 0), len(self._held)
        while frame is not None:
            self._held.append(frame)
            frame = frame.f_back
        if len(self._held) > first:
            found = ours(traceback.extract_stack(self._held[first]))
            # Where it came in tells one cause from another; where it was differs each time.
            self._seen[" > ".join(found[:2]) or "no line of ours"] += 1
            self._inside = " > ".join(found)


def end_well(app: Any, window: Callable[[], Any], watch: Watch, seconds: float = 30.0) -> None:
    """Close the window as a person does who is not asked, and see that nothing runs on."""
    from PySide6.QtCore import QTimer

    watch.action = "the end"

    def end() -> None:
        window().documents.asks = False
        window().close()

    def too_late() -> None:
        watch.fault("the program does not end when its window is closed")
        app.exit(0)

    QTimer.singleShot(0, end)
    late = QTimer(singleShot=True, interval=round(1000 * seconds))
    late.timeout.connect(too_late)
    late.start()
    app.exec()
    late.stop()
    watch.close()
    left = left_threads()
    if left:
        watch.fault(
            "threads are left: " + ", ".join(sorted(re.sub(r"\d+", "#", one) for one in left))
        )


def left_threads(patience: float = 20.0) -> list[str]:
    """The threads that do not end by themselves, but for the engine's pool.

    The program waits for none of them, and ends its process; here none may go on for ever.
    """
    import gc

    import shiboken6
    from PySide6.QtCore import QThread

    found = []
    for thread in threading.enumerate():
        if thread is threading.main_thread() or isinstance(thread, threading._DummyThread):
            continue
        if thread.name.startswith((ENGINE_POOL, "stall-sampler")):
            continue
        thread.join(patience)
        if thread.is_alive():
            found.append(thread.name)
    for thing in gc.get_objects():
        if (
            issubclass(type(thing), QThread)
            and shiboken6.isValid(thing)
            and not thing.isCurrentThread()
        ):
            if not thing.wait(round(1000 * patience)):
                found.append(f"{type(thing).__name__} {thing.objectName()}".strip())
    return found
