"""What holds for every test: no screen, no trace on the machine, nothing left running."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
ENGINE_POOL = "diynn-worker"
SECONDS_TO_END = 30.0

_left_running: list[object] = []

# A person's own settings are neither read nor changed.
_home = TemporaryDirectory(prefix="diynn-tests-")
for kind in ("CONFIG", "DATA", "STATE"):
    os.environ[f"XDG_{kind}_HOME"] = str(Path(_home.name, kind.lower()))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if SHARED_DATA.is_dir():
    os.environ.setdefault("DIYNN_DATA", str(SHARED_DATA))

# The same examples at every run: a failure seen once can be seen again.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("same")


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: each look through all objects may pass it over."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread running; the engine's pool alone lives on."""
    before, tasks = set(threading.enumerate()), system_threads()
    yield
    for thread in set(threading.enumerate()) - before:
        # A dummy is Python's record of a thread of Qt's, and it stays when the thread has ended.
        if isinstance(thread, threading._DummyThread) or thread.name.startswith(ENGINE_POOL):
            continue
        thread.join(SECONDS_TO_END)
        assert not thread.is_alive(), f"The test leaves the thread {thread.name} running."
    # Every QThread that runs is a thread of the system's: where no other one is there than before,
    # Python's objects, half a million of them, need not be looked through.
    if "qtbot" in request.fixturenames and (not tasks or system_threads() - tasks):
        left = running_qthreads()
        # Kept from being collected: Qt ends the process where a running thread is destroyed.
        _left_running.extend(left)
        assert not left, f"The test leaves running: {left}"


def system_threads() -> set[tuple[str, str]]:
    """All threads of this process, by number and time of their start; none where nobody tells."""
    found = set()
    for task in Path("/proc/self/task").glob("*/stat"):
        # One may end meanwhile.
        with suppress(OSError):
            found.add((task.parent.name, task.read_text().rpartition(")")[2].split()[19]))
    return found


def running_qthreads() -> list[object]:
    """The QThreads that do not end by themselves soon."""
    import shiboken6
    from PySide6.QtCore import QThread

    # By type: isinstance would ask things for their class, and some of them object.
    threads = [thing for thing in gc.get_objects() if issubclass(type(thing), QThread)]
    fresh = [thread for thread in threads if not any(thread is old for old in _left_running)]
    living = [thread for thread in fresh if shiboken6.isValid(thread)]
    # The thread that asks is the window's own, and it has to run.
    others = [thread for thread in living if not thread.isCurrentThread()]
    return [thread for thread in others if not thread.wait(int(SECONDS_TO_END * 1000))]
