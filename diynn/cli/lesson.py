"""`diynn lesson`: the lessons there are, and whether one works as its author meant it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from diynn.cli import verify_works
from diynn.cli.output import Output
from diynn.errors import FileError
from diynn.lessons.facts import FACTS
from diynn.lessons.lesson import Lesson
from diynn.lessons.lesson_file import (
    LANGUAGES,
    LESSONS,
    SUFFIX,
    built_in_lesson,
    lessons_in,
    read_lesson,
)
from diynn.lessons.trial import PLAY, SEEDS, SOLUTION, START, Trial, try_lesson
from diynn.text import several

NAME = "lesson"
ALL = "all"
WAYS = {START: "The start", PLAY: "Play alone", SOLUTION: "The solution"}


def add(commands: Any) -> None:
    """Add the command with its own commands to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="list lessons, try whether one works, or compute works again",
        description="Lessons are done in the window (Help, Lessons). Here they are listed and "
        "tried: the start must fail, play alone must fail, and the solution must pass.",
        allow_abbrev=False,
    )
    under = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = under.add_parser("list", help="the lessons that come with diynn, or of a folder")
    listing.add_argument("folder", nargs="?", help=f"a folder with files *{SUFFIX}")
    listing.set_defaults(run=_list)
    trying = under.add_parser("try", help="try a lesson without a window")
    trying.add_argument("lesson", metavar="LESSON|FILE|all", help="a name, a file, or all")
    trying.add_argument("--seeds", metavar="N", type=_seeds, default=SEEDS,
                        help=f"seeds to solve it with (default {SEEDS})")  # fmt: skip
    trying.set_defaults(run=_try)
    asking = under.add_parser("facts", help="what a lesson can ask about")
    asking.set_defaults(run=_tell_facts)
    verifying = verify_works.add(under)
    for one in (listing, trying, asking, verifying):
        one.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0],
                         help="of the texts (default en)")  # fmt: skip
        one.add_argument("--json", action="store_true", help="one JSON object a line")


def _seeds(words: str) -> int:
    if words.isdecimal() and 1 <= int(words) <= 1000:
        return int(words)
    raise argparse.ArgumentTypeError(f"“{words}” is no number from 1 to 1000.")


def _list(chosen: argparse.Namespace) -> int:
    output, rows = Output(chosen.json), []
    found: list[Lesson] = []
    wrong = []
    if chosen.folder is None:
        found = [built_in_lesson(name, chosen.language) for name in LESSONS]
    else:
        for _, one in lessons_in(Path(chosen.folder)):
            if isinstance(one, FileError):
                wrong.append(str(one))
            else:
                found.append(one)
    for one in found:
        output.record({
            "id": one.id, "title": one.title, "level": one.level, "minutes": one.minutes,
            "steps": len(one.steps), "curriculum": one.curriculum, "hash": one.hash,
        })  # fmt: skip
        rows.append((one.id, one.level, f"{one.minutes} min", len(one.steps), one.title))
    for sentence in wrong:
        output.record({"error": sentence})
    if rows:
        output.table(("Name", "Level", "Time", "Steps", "Title"), rows)
    elif not wrong:
        output.line("There are no lessons here.")
    for sentence in wrong:
        output.line(sentence)
    return 1 if wrong else 0


def _tell_facts(chosen: argparse.Namespace) -> int:
    output = Output(chosen.json)
    for fact in FACTS.values():
        output.record({"name": fact.name, "usage": fact.usage, "gives": fact.gives,
                       "words": fact.words})  # fmt: skip
    output.table(("Fact", "Gives", "What it is"),
                 [(fact.usage, fact.gives, fact.words) for fact in FACTS.values()])  # fmt: skip
    return 0


def find_lesson(name: str, language: str) -> Lesson:
    """A lesson by its name or by its file; FileError where there is neither."""
    if name in LESSONS:
        return built_in_lesson(name, language)
    if name.endswith(SUFFIX) or Path(name).exists():
        return read_lesson(Path(name))
    raise FileError(
        "There is no lesson and no file called “{name}”.", "The lessons are: {names}.",
        name=name, names=", ".join(LESSONS),
    )  # fmt: skip


def _try(chosen: argparse.Namespace) -> int:
    output = Output(chosen.json)
    names = LESSONS if chosen.lesson == ALL else (chosen.lesson,)
    right = True
    for name in names:
        lesson = find_lesson(name, chosen.language)
        if name in LESSONS:
            # The texts of every language fit the one head.
            for language in LANGUAGES:
                built_in_lesson(name, language)
        output.line(f"{lesson.id}: {lesson.title}")
        for trial in try_lesson(lesson, chosen.seeds):
            right = right and trial.is_right
            _tell(lesson, trial, output)
    output.line("All is as it must be." if right else "Something is not as it must be.")
    return 0 if right else 1


def _tell(lesson: Lesson, trial: Trial, output: Output) -> None:
    output.record({
        "lesson": lesson.id, "way": trial.way, "seed": trial.seed, "done": trial.done,
        "steps": trial.steps, "right": trial.is_right,
        "error": None if trial.error is None else str(trial.error),
        "missing": [
            {"step": title, "task": one.label, "told": str(one.told)}
            for title, one in trial.missing
        ],
    })  # fmt: skip
    mark = "as it must" if trial.is_right else "NOT AS IT MUST"
    seed = f", seed {trial.seed}" if trial.way == SOLUTION else ""
    done = f"{trial.done} of {several(trial.steps, 'step(s)')} done"
    output.line(f"  {WAYS[trial.way]}{seed}: {done} – {mark}")
    if trial.error is not None:
        output.line(f"    {trial.error}")
    elif not trial.is_right:
        for title, one in trial.missing:
            output.line(f"    {title}: {one.label} {one.told}".rstrip())
