"""How far somebody has come with each lesson: kept in the settings, by its id and its hash."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QSettings

from diynn.lessons.lesson import Lesson
from gui.stored_settings import stored_text

HINTS = 3


@dataclass
class Progress:
    """The steps that are done, by number from 0; hints that were shown, by step; how often locks
    were taken away."""

    done: set[int] = field(default_factory=set)
    hints: dict[int, int] = field(default_factory=dict)
    unlocked: int = 0

    def is_complete(self, lesson: Lesson) -> bool:
        """Whether every step with tasks is done."""
        return bool(lesson.steps) and all(
            number in self.done for number, step in enumerate(lesson.steps) if step.has_tasks
        )

    @property
    def is_begun(self) -> bool:
        """Whether something is done."""
        return bool(self.done)


def kept_progress(settings: QSettings, lesson: Lesson) -> Progress:
    """What is kept of a lesson; nothing where its tasks have changed since."""
    try:
        record: Any = json.loads(stored_text(settings, f"lessons/{lesson.id}", "{}"))
    except ValueError:
        return Progress()
    if not isinstance(record, dict) or record.get("hash") != lesson.hash:
        return Progress()
    done, hints, unlocked = (record.get(key) for key in ("done", "hints", "unlocked"))
    steps = len(lesson.steps)
    found = Progress()
    if isinstance(done, list):
        found.done = {one for one in done if type(one) is int and 0 <= one < steps}
    if isinstance(hints, dict):
        found.hints = {
            int(step): min(shown, HINTS) for step, shown in hints.items()
            if step.isdecimal() and int(step) < steps and type(shown) is int and shown > 0
        }  # fmt: skip
    if type(unlocked) is int and 0 <= unlocked < 10_000:
        found.unlocked = unlocked
    return found


def keep_progress(settings: QSettings, lesson: Lesson, progress: Progress) -> None:
    """Keep how far somebody has come."""
    record = {
        "hash": lesson.hash, "done": sorted(progress.done),
        "hints": {str(step): shown for step, shown in progress.hints.items()},
        "unlocked": progress.unlocked,
    }  # fmt: skip
    settings.setValue(f"lessons/{lesson.id}", json.dumps(record))
