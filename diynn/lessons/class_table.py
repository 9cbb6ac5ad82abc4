"""The works of a class: each computed again, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from diynn.errors import DiynnError, FileError, WorkError
from diynn.lessons.conditions import asked_in
from diynn.lessons.lesson import Lesson
from diynn.lessons.lesson_file import LESSONS, built_in_lesson, lessons_in
from diynn.lessons.verifying import Status, Verdict, shared_weights, verify
from diynn.lessons.work import Work, read_work
from diynn.text import several

CSV_HEAD = ("file", "name", "lesson", "result", "dots", "steps done", "steps", "hints", "unlocked",
            "own seed", "weights", "remarks")  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One file: its work, its lesson and what came of it, as far as it could be read; else why."""

    path: Path
    work: Work | None = None
    lesson: Lesson | None = None
    verdict: Verdict | None = None
    error: DiynnError | None = None

    @property
    def name(self) -> str:
        """Who handed it in."""
        return "?" if self.work is None else self.work.name or "?"

    @property
    def lesson_title(self) -> str:
        """The lesson that it is of."""
        if self.lesson is not None:
            return self.lesson.title
        return "?" if self.work is None else self.work.title

    @property
    def dots(self) -> str:
        """A sign for each step with tasks."""
        if self.verdict is None or self.lesson is None:
            return ""
        return self.verdict.dots(self.lesson)

    @property
    def status_words(self) -> str:
        """What came of it, in a word."""
        return "not read" if self.verdict is None else self.verdict.status.value

    @property
    def sentences(self) -> tuple[DiynnError, ...]:
        """Why it differs, and what else is to be known."""
        if self.error is not None:
            return (self.error,)
        if self.verdict is None:
            return ()
        return (*self.verdict.reasons, *self.verdict.remarks)

    @property
    def is_complete(self) -> bool:
        """Whether every step with tasks was done, and came again."""
        if self.verdict is None or self.lesson is None or self.verdict.status is Status.APART:
            return False
        tasks = (at for at, step in enumerate(self.lesson.steps) if step.has_tasks)
        return all(at in self.verdict.confirmed for at in tasks)


def lessons_for(folders: Sequence[Path], language: str) -> dict[tuple[str, str], Lesson]:
    """The lessons that works may be of, by id and hash: those of the program and of folders."""
    known = [built_in_lesson(name, language) for name in LESSONS]
    for folder in folders:
        known += [one for _, one in lessons_in(folder, language) if isinstance(one, Lesson)]
    return {(one.id, one.hash): one for one in known}


def entries(
    paths: Sequence[Path], lessons: Mapping[tuple[str, str], Lesson], seconds: float
) -> Iterator[float | Entry]:
    """Each work computed again; how many files are done, in parts of one, and an entry each."""
    read: list[Entry] = []
    for path in paths:
        try:
            work = read_work(path)
        except FileError as error:
            read.append(Entry(path, error=error))
            continue
        read.append(Entry(path, work, _lesson_of(work, lessons)))
    works = [one.work for one in read if one.work is not None]
    shared = {id(works[at]): works[whose] for at, whose in shared_weights(works).items()}
    for number, entry in enumerate(read):
        if entry.work is None:
            yield entry
            continue
        if entry.lesson is None:
            yield replace(entry, error=WorkError(
                "The lesson “{lesson}” is not here.", "Put its file beside the works.",
                lesson=entry.work.title or entry.work.lesson,
            ))  # fmt: skip
            continue
        for found in verify(entry.work, entry.lesson, seconds):
            if isinstance(found, float):
                yield number + found
                continue
            whose = shared.get(id(entry.work))
            if whose is not None:
                same = WorkError(
                    "It has the same weights as the work of “{name}”.", name=whose.name
                )
                found = replace(found, remarks=(*found.remarks, same))
            yield replace(entry, verdict=found)


def _lesson_of(work: Work, lessons: Mapping[tuple[str, str], Lesson]) -> Lesson | None:
    exact = lessons.get((work.lesson, work.hash))
    # Of another version it is told that it is one.
    return exact or next((one for (id_, _), one in lessons.items() if id_ == work.lesson), None)


def csv_row(one: Entry) -> tuple[object, ...]:
    """A row below CSV_HEAD."""
    verdict, lesson = one.verdict, one.lesson
    told = " ".join(map(str, one.sentences))
    if verdict is None or lesson is None:
        return (one.path.name, one.name, one.lesson_title, one.status_words, "", "", "", "", "",
                "", "", told)  # fmt: skip
    tasks = [at for at, step in enumerate(lesson.steps) if step.has_tasks]
    work = verdict.work
    return (
        one.path.name, one.name, lesson.title, one.status_words, one.dots,
        sum(at in verdict.confirmed for at in tasks), len(tasks), len(work.hints), work.unlocked,
        "yes" if verdict.own_seed else "no", verdict.weights, told,
    )  # fmt: skip


def best_of(found: Sequence[Entry]) -> dict[str, Entry]:
    """By lesson that asks for few weights: of the complete works that with the fewest."""
    best: dict[str, Entry] = {}
    for one in found:
        if not one.is_complete or one.lesson is None or not _asks_for_weights(one.lesson):
            continue
        before = best.get(one.lesson.id)
        if before is None or _weights(one) < _weights(before):
            best[one.lesson.id] = one
    return best


def fewest_weights(found: Sequence[Entry]) -> list[str]:
    """The class's best, a line a lesson."""
    return [
        f"Fewest weights in “{one.lesson_title}”: {one.name}, "
        f"{several(int(_weights(one)), 'weight(s)')}."
        for one in best_of(found).values()
    ]


def _weights(one: Entry) -> float:
    count = None if one.verdict is None else one.verdict.weights
    return float("inf") if count is None else count


def _asks_for_weights(lesson: Lesson) -> bool:
    return any(
        asked.fact.name == "weights" for step in lesson.steps for check in step.checks
        for asked in asked_in(check.condition)
    )
