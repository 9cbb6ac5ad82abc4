"""Notes what is done of a lesson, and keeps it, so that it can be handed in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings

from diynn.errors import FileError
from diynn.lessons.lesson import Lesson
from diynn.lessons.work import (
    SUFFIX,
    Seen,
    Work,
    WorkLog,
    new_work,
    read_work,
    seed_of,
    tidy_name,
    write_work,
)
from diynn.paths import swap_folder
from gui.lessons.progress import Progress
from gui.stored_settings import stored_text

NAME = "lessons/name"
"""Under it the settings keep who does the lessons."""


class Recorder:
    """Keeps a work for each lesson in a folder beside the settings."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        own = settings.format() == QSettings.Format.IniFormat
        folder = Path(settings.fileName()).parent if own else swap_folder().parent
        self._folder = folder / "works"
        self._log: WorkLog | None = None
        self._kept: Work | None = None
        self.lesson: Lesson | None = None
        """The lesson of which the work is."""

    @property
    def name(self) -> str:
        """Who does the lessons; empty where nobody has said."""
        return tidy_name(stored_text(self._settings, NAME))

    def take_name(self, name: str) -> None:
        """From now on lessons are begun under this name."""
        self._settings.setValue(NAME, tidy_name(name))

    @property
    def work(self) -> Work | None:
        """What would be handed in now; None where no lesson was begun."""
        return None if self._log is None else self._log.work

    def begin(self, lesson: Lesson) -> int:
        """A lesson begins from its first network; the seed for it, which is of the name."""
        seed = seed_of(self.name, lesson)
        if self._log is None or self.lesson is None or self.lesson.hash != lesson.hash:
            self._log = WorkLog(self._read(lesson) or new_work(lesson, self.name))
        self.lesson = lesson
        self._change(lambda log: log.begin(seed, self.name))
        return seed

    def _path(self, lesson: Lesson) -> Path:
        return self._folder / f"{lesson.id}-{lesson.hash}{SUFFIX}"

    def _read(self, lesson: Lesson) -> Work | None:
        path = self._path(lesson)
        if not path.exists():
            return None
        try:
            work = read_work(path)
        except FileError:
            return None
        same = (work.lesson, work.hash) == (lesson.id, lesson.hash)
        return replace(work, title=lesson.title) if same else None

    def step(self, at: int, seen: Seen) -> None:
        """A step was done."""
        self._change(lambda log: log.note_step(at, seen))

    def answer(self, at: int, key: str, value: float, seen: Seen) -> None:
        """A question was answered."""
        self._change(lambda log: log.note_answer(at, key, value, seen))

    def prediction(self, at: int, key: str, value: float, seen: Seen) -> None:
        """It was said what will come."""
        self._change(lambda log: log.note_prediction(at, key, value, seen))

    def help(self, progress: Progress) -> None:
        """Hints were shown, or locks taken away."""
        self._change(lambda log: log.note_help(progress.hints, progress.unlocked))

    def _change(self, note: Callable[[WorkLog], None]) -> None:
        """Note something, and keep the work where that has changed it."""
        log, lesson = self._log, self.lesson
        if log is None or lesson is None:
            return
        note(log)
        if log.state is not self._kept:
            self._kept = log.state
            # Handing in says why where the disk is full.
            with contextlib.suppress(FileError, OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                write_work(self._path(lesson), log.work)
