"""Run a generator off the window's thread: start, pause, resume, stop, cancel.

Nobody ever waits for a thread here. What is cancelled goes on until its next value, and nothing it
still says is heard; meanwhile it is kept, since Qt ends the process where a running QThread is
destroyed.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator
from threading import Event
from time import perf_counter
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, Slot

GRACE_MS = 200
"""How long threads may take to end by themselves at the end of the process."""

Work = Callable[[], Iterator[Any]]


class _Keeper(QObject):
    """Holds every thread until it has ended, so that whoever started it may forget it."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: set[QThread] = set()

    def keep(self, thread: QThread) -> None:
        self.threads.add(thread)
        thread.finished.connect(self._release)

    @Slot()
    def _release(self) -> None:
        # On this object's own thread: what a job held is destroyed where Qt objects may be.
        self.threads = {thread for thread in self.threads if not thread.isFinished()}


_keeper = _Keeper()


def all_ended(within_ms: int = -1) -> bool:
    """Wait until no thread is left, for ever or so many milliseconds; whether none is."""
    deadline = QDeadlineTimer(within_ms)
    return all(thread.wait(deadline) for thread in tuple(_keeper.threads))


def finish_threads(status: int) -> int:
    """The exit status of a process whose window is closed.

    Where a thread still computes what nobody waits for, the process ends here and now: Python's
    usual end would take away what the thread works with. Everything else must be done by then.
    """
    if all_ended(GRACE_MS):
        return status
    logging.shutdown()
    os._exit(status)


class Thread(QThread):
    """A thread that may be forgotten at any moment: it is kept until it ends by itself."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)

    def launch(self) -> None:
        """Start it, from the window's thread."""
        _keeper.keep(self)
        self.start()


class Run(Thread):
    """One generator, run to its end. `ended` comes last: with None, or what the generator raised.

    With `polled` the values wait for `news` instead of being emitted by `stepped`: thousands of
    signals a second would block the window.
    """

    stepped = Signal(object)
    ended = Signal(object)

    def __init__(self, work: Work, name: str, polled: bool = False) -> None:
        super().__init__(name)
        self._work, self._polled = work, polled
        self._news: deque[Any] = deque()
        self._gate = Event()
        self._gate.set()
        self.stopping = False
        """Whether it was asked to end before its time."""
        self._dropped = False

    @property
    def is_paused(self) -> bool:
        """Whether it is held between two values."""
        return not self._gate.is_set()

    def pause(self) -> None:
        """Hold it after the value that is being computed."""
        self._gate.clear()

    def resume(self) -> None:
        """Go on."""
        self._gate.set()

    def stop(self) -> None:
        """End it after the value that is being computed, which is still emitted."""
        self.stopping = True
        self._gate.set()

    def drop(self) -> None:
        """End it after the value that is being computed, and tell nothing more."""
        self._dropped = True
        self.stop()

    def news(self) -> list[Any]:
        """The values that have come since the last time, where they are polled."""
        return [self._news.popleft() for _ in range(len(self._news))]

    def run(self) -> None:
        """Work; QThread calls this on the new thread."""
        error: Exception | None = None
        try:
            self._follow(self._work())
        except Exception as found:
            # Whatever it is, the window must learn of it: a thread's error is seen by nobody.
            error = found
        if not self._dropped:
            self.ended.emit(error)

    def _follow(self, values: Iterator[Any]) -> None:
        try:
            for value in values:
                if self._dropped:
                    return
                if self._polled:
                    self._news.append(value)
                else:
                    self.stepped.emit(value)
                self._gate.wait()
                if self.stopping:
                    return
        finally:
            close = getattr(values, "close", None)
            if close is not None:
                close()


class Worker(QObject):
    """One generator at a time, the newest. `stepped` carries each value, `ended` how it ended.

    `ended` has None after the last value and after `stop`, else the exception. After `cancel`, and
    for a run that another one has replaced, neither is emitted. No call here waits for anything.
    """

    stepped = Signal(object)
    ended = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None, *, polled: bool = False) -> None:
        super().__init__(parent)
        self._name, self._polled = name, polled
        self._run: Run | None = None
        self._news: list[Any] = []
        self._before = self._began = 0.0
        self.was_stopped = False
        """Whether the last run was asked to end before its time."""

    @property
    def is_busy(self) -> bool:
        """Whether there is a run, moving or paused."""
        return self._run is not None

    @property
    def is_moving(self) -> bool:
        """Whether there is a run that is not paused."""
        return self._run is not None and not self._run.is_paused

    @property
    def elapsed(self) -> float:
        """Seconds that the last run has moved."""
        return self._before + (perf_counter() - self._began if self.is_moving else 0.0)

    def start(self, work: Work) -> None:
        """Run the generator that `work` makes, and cancel what runs."""
        self.cancel()
        run = self._run = Run(work, self._name, self._polled)
        run.stepped.connect(self._step)
        run.ended.connect(self._end)
        self._news, self.was_stopped = [], False
        self._before, self._began = 0.0, perf_counter()
        run.launch()

    def pause(self) -> None:
        """Hold it after the value that is being computed."""
        if self._run is not None and self.is_moving:
            self._before = self.elapsed
            self._run.pause()

    def resume(self) -> None:
        """Go on where it was paused."""
        if self._run is not None and not self.is_moving:
            self._began = perf_counter()
            self._run.resume()

    def stop(self) -> None:
        """End it after the value that is being computed; `ended` tells when that is so."""
        if self._run is not None:
            self.was_stopped = True
            self._run.stop()

    def cancel(self) -> None:
        """Hear nothing more of it. Its thread ends after the value that is being computed."""
        self._before = self.elapsed
        run, self._run = self._run, None
        if run is not None:
            run.drop()

    def news(self) -> list[Any]:
        """The values that have come since the last time, where they are polled."""
        if self._run is not None:
            self._news += self._run.news()
        news, self._news = self._news, []
        return news

    # A run that was cancelled may still have a word under way; it is no longer listened to.

    @Slot(object)
    def _step(self, value: object) -> None:
        if self.sender() is self._run:
            self.stepped.emit(value)

    @Slot(object)
    def _end(self, error: object) -> None:
        if self._run is not None and self.sender() is self._run:
            self._before, self._news = self.elapsed, self._news + self._run.news()
            self._run = None
            self.ended.emit(error)
