"""The file of a lesson: a head in TOML between two lines +++, then its texts in Markdown.

    +++
    lesson = 1                      # the version of this form
    id = "xor"
    level = "lycée"
    minutes = 20
    recipe = "moons"                # or [design], or a recipe with parts of it replaced
    [locks]
    blocks = ["Linear", "Tanh"]
    [[step]]
    check = ["test_accuracy >= 94 %", "weights <= 20"]
    solution = [{ set = "layers.1.outputs", to = 4 }, { play = true }]
    +++
    # Its title
    What it is about.

    ## The title of its first step
    Text with $y = xw + b$ and a [link](Linear) to the help.

    > check: what the first check is, where its facts do not say it plainly
    > hint: a nudge

Each step of the head has a section, in the same order. The lessons that come with the program keep
the head once and the texts in each language. Nothing in a lesson can run code.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from diynn.atomic_files import opened
from diynn.design.design import Design, design_from_record, design_to_record
from diynn.errors import DiynnError, FileError, Sentence
from diynn.layers import LAYERS
from diynn.lessons.actions import Action, action_of
from diynn.lessons.conditions import Expression, parse_condition, parse_number
from diynn.lessons.lesson import (
    LEVELS,
    PARTS,
    TABS,
    Check,
    Lesson,
    Limit,
    Locks,
    Prediction,
    Question,
    Step,
    check_weights,
    is_place,
)
from diynn.lessons.paths import bad_line, path_of
from diynn.paths import resource
from diynn.storage.recipes import built_in, is_built_in

VERSION = 1
"""Of the form that this diynn writes; it reads all up to this one."""
SUFFIX = ".lesson.md"
LARGEST = 2**20
MOST_STEPS = 40
FENCE = "+++"
LANGUAGES = ("en", "fr")
GAMES: tuple[str, ...] = ("smallest",)
"""Lessons in which there is something to be won: the fewest weights."""
LESSONS: tuple[str, ...] = (
    "neuron", "downhill", "rate", "bend", "backwards", "check", "vanishing", "by-heart", "softmax",
    "window", "winner", "code", *GAMES,
)  # fmt: skip
"""The lessons that come with the program, in the order of the list."""

KEYS = ("lesson", "id", "level", "minutes", "curriculum", "author", "recipe", "design", "weights",
        "hides_fault", "locks", "tab", "without", "step", "language")  # fmt: skip
STEP_KEYS = ("check", "question", "predict", "spotlight", "solution")
DESIGN_PARTS = ("source", "view", "augmentation", "layers", "loss", "optimizer", "schedule", "run",
                "title", "notes", "version", "fault")  # fmt: skip
PLAIN_KINDS = {"view": "View", "run": "Run", "augmentation": "Augmentation"}
MARKS = ("check", "question", "predict", "choice", "hint", "done")
_MARK = re.compile(rf"> ?({'|'.join(MARKS)}): ?(.*)")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_AT_LINE = re.compile(r"at line (\d+)")


def read_lesson(path: Path) -> Lesson:
    """The lesson of a file; FileError, in one sentence with the line, where it is none."""
    with opened(path, LARGEST) as (file, _):
        data = file.read()
    try:
        return lesson_of(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _in_file(path, FileError("Line {line}: this is no text.", line=line)) from None
    except FileError as error:
        raise _in_file(path, error) from None


def _in_file(path: Path, error: FileError) -> FileError:
    return FileError(
        "“{file}” is no lesson that can be used. {what}", error.remedy, file=path.name,
        what=Sentence(error.message, error.values), **_others(error.values),
    )  # fmt: skip


def _others(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in ("file", "what")}


def lesson_of(written: str) -> Lesson:
    """The lesson that a whole file says; FileError with the line where it is none."""
    lines = written.splitlines()
    fences = [number for number, line in enumerate(lines) if line.strip() == FENCE][:2]
    if len(fences) < 2 or any(line.strip() for line in lines[: fences[0]]):
        raise bad_line(1, "a lesson begins with a head between two lines {fence}.", fence=FENCE)
    first, last = fences
    return _lesson(lines[first + 1 : last], first + 1, lines[last + 1 :], last + 1)


@cache
def built_in_lesson(name: str, language: str) -> Lesson:
    """One of LESSONS, with the texts of one of LANGUAGES."""
    with opened(resource(f"lessons/{name}.toml"), LARGEST) as (file, _):
        head = file.read().decode("utf-8").splitlines()
    with opened(resource(f"lessons/{language}/{name}.md"), LARGEST) as (file, _):
        texts = file.read().decode("utf-8").splitlines()
    return _lesson(head, 0, texts, 0)


def lessons_in(folder: Path) -> list[tuple[Path, Lesson | FileError]]:
    """The lessons of a folder, by the names of their files; of one that cannot be read, why."""
    found: list[tuple[Path, Lesson | FileError]] = []
    try:
        paths = sorted(folder.glob(f"*{SUFFIX}"))
    except OSError:
        return found
    for path in paths:
        try:
            found.append((path, read_lesson(path)))
        except FileError as error:
            found.append((path, error))
    return found


# Reading


@dataclass
class _Section:
    """One step's texts, as they stand in the file."""

    title: str
    line: int
    text: list[str] = field(default_factory=list)
    marked: list[tuple[str, str]] = field(default_factory=list)

    def all(self, mark: str) -> list[str]:
        return [words for one, words in self.marked if one == mark]

    def one(self, mark: str) -> str:
        return " ".join(self.all(mark))


def _lesson(head: Sequence[str], before: int, texts: Sequence[str], texts_before: int) -> Lesson:
    """Read a head, which has so many lines before it, and its texts, which have their own."""
    reader = _Head(head, before)
    title, goal, sections = _sections(texts, texts_before)
    values = reader.values
    steps = values.get("step", [])
    if len(steps) != len(sections):
        line = texts_before + len(texts) if len(sections) < len(steps) else (
            sections[len(steps)].line
        )
        raise bad_line(
            line, "the texts have {sections} of the {steps} step(s) that stand in the head.",
            steps=len(steps), sections=len(sections),
        )  # fmt: skip
    found = tuple(
        reader.step(number, section) for number, section in enumerate(sections)
    )
    keys = [one.key for step in found for one in step.questions]
    if len(set(keys)) != len(keys):
        raise bad_line(reader.line_of("question"), "two questions have the same key.")
    design = reader.design()
    weights = reader.weights(design)
    return Lesson(
        reader.text("id", _ID), title, goal, reader.choice("level", LEVELS),
        reader.minutes(), design, found, reader.text("curriculum"), reader.text("author"),
        weights, values.get("hides_fault") is True, reader.locks(),
        reader.choice("tab", ("", *TABS)), reader.names("without", PARTS),
        _hash_of(values),
    )  # fmt: skip


def _hash_of(values: Mapping[str, Any]) -> str:
    record = {key: value for key, value in values.items() if key not in ("author", "curriculum")}
    written = json.dumps(record, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


class _Head:
    """The head of a lesson, with the lines on which things stand."""

    def __init__(self, lines: Sequence[str], before: int) -> None:
        self._lines, self._before = lines, before
        try:
            self.values = tomllib.loads("\n".join(lines))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            found = _AT_LINE.search(str(error))
            at = int(found[1]) if found else len(lines)
            raise bad_line(before + at, "this is no TOML.") from None
        version = self.values.get("lesson")
        if type(version) is not int or version < 1:
            raise bad_line(before + 1, "the head lacks “lesson = {known}”.", known=VERSION)
        if version > VERSION:
            raise FileError(
                "Line {line}: this lesson was made for a newer diynn (version {found}; this one "
                "reads up to {known}).",
                "Update diynn to open it.",
                line=self.line_of("lesson"), found=version, known=VERSION,
            )  # fmt: skip
        self._known(self.values, KEYS, None)
        steps = self.values.get("step", [])
        if not isinstance(steps, list) or not 1 <= len(steps) <= MOST_STEPS:
            raise bad_line(self.line_of("step"), "a lesson has 1 to {most} steps.",
                           most=MOST_STEPS)  # fmt: skip
        for number, step in enumerate(steps):
            self._known(step, STEP_KEYS, number)

    def _known(self, table: object, keys: Sequence[str], step: int | None) -> None:
        if not isinstance(table, Mapping):
            raise bad_line(self.line_of("", step), "this is no TOML.")
        for key in table:
            if key not in keys:
                raise bad_line(self.line_of(key, step), "a lesson has no “{key}”.", key=key)

    def line_of(self, words: str, step: int | None = None) -> int:
        """The line on which some words stand, of a step's own or of all; else that of the step."""
        starts = [at for at, line in enumerate(self._lines) if line.strip() == "[[step]]"]
        first, last = 0, len(self._lines)
        if step is not None and step < len(starts):
            first = starts[step]
            last = starts[step + 1] if step + 1 < len(starts) else last
        for at in range(first, last):
            if words and words in self._lines[at]:
                return self._before + at + 1
        return self._before + first + 1

    # Values of the whole lesson.

    def text(self, key: str, pattern: re.Pattern[str] | None = None) -> str:
        """A text; FileError where it is none, or does not look as it must."""
        value = self.values.get(key, "")
        if not isinstance(value, str) or len(value) > 400 or (
            pattern is not None and not pattern.fullmatch(value)
        ):
            raise bad_line(self.line_of(key), "“{key}” cannot be “{value}”.", key=key,
                           value=str(value)[:40])  # fmt: skip
        return value

    def choice(self, key: str, choices: Sequence[str]) -> str:
        """One of some words."""
        value = self.values.get(key, choices[0])
        if value not in choices:
            raise bad_line(
                self.line_of(key), "“{key}” must be one of {choices}.", key=key,
                choices=", ".join(filter(None, choices)),
            )  # fmt: skip
        return str(value)

    def names(self, key: str, choices: Sequence[str]) -> tuple[str, ...]:
        """Some of the choices."""
        return self._names(self.values.get(key, []), key, choices)

    def _names(self, value: object, key: str, choices: Sequence[str]) -> tuple[str, ...]:
        if not isinstance(value, list) or any(one not in choices for one in value):
            raise bad_line(self.line_of(key), "“{key}” must be a list of these: {choices}.",
                           key=key, choices=", ".join(choices))  # fmt: skip
        return tuple(value)

    def minutes(self) -> int:
        """How long it takes."""
        value = self.values.get("minutes", 15)
        if type(value) is not int or not 1 <= value <= 600:
            raise bad_line(self.line_of("minutes"), "“{key}” cannot be “{value}”.",
                           key="minutes", value=str(value)[:40])  # fmt: skip
        return value

    def design(self) -> Design:
        """The design to begin with: a recipe's, the usual one, with parts of its own."""
        name, parts = self.values.get("recipe", ""), self.values.get("design", {})
        line = self.line_of("recipe" if name else "[design]")
        if name and not (isinstance(name, str) and is_built_in(name)):
            raise bad_line(line, "there is no recipe “{name}”.", name=str(name)[:40])
        base = built_in(name) if name else Design()
        if not isinstance(parts, Mapping):
            raise bad_line(line, "this is no TOML.")
        record = design_to_record(base)
        for part, value in parts.items():
            if part not in DESIGN_PARTS:
                raise bad_line(self.line_of(part), "a design has no “{key}”.", key=part)
            if part in PLAIN_KINDS and isinstance(value, Mapping):
                record[part] = {"kind": PLAIN_KINDS[part], **record.get(part, {}), **value}
            else:
                record[part] = value
        try:
            return design_from_record(record)
        except (DiynnError, TypeError) as error:
            if isinstance(error, DiynnError):
                raise bad_line(line, error.message, **error.values) from None
            raise bad_line(line, "this is no design.") from None

    def weights(self, design: Design) -> dict[str, Any]:
        """The arrays that the network begins with."""
        table, line = self.values.get("weights", {}), self.line_of("[weights]")
        found = {}
        try:
            for name, values in table.items():
                found[name] = np.array(values, np.float32)
                if not np.isfinite(found[name]).all():
                    raise ValueError(name)
        except (TypeError, ValueError, AttributeError, OverflowError):
            raise bad_line(line, "these are no weights.") from None
        check_weights(design, found, line)
        return found

    def locks(self) -> Locks:
        """What is locked."""
        table = self.values.get("locks", {})
        if not isinstance(table, Mapping):
            raise bad_line(self.line_of("locks"), "this is no TOML.")
        for key in table:
            if key not in ("hide", "fix", "limit", "blocks"):
                raise bad_line(self.line_of(key), "a lesson has no “{key}”.", key=key)
        for key, right in (("hide", is_place), ("fix", lambda name: path_of(name) is not None)):
            for name in table.get(key, []):
                if not isinstance(name, str) or not right(name):
                    raise bad_line(self.line_of(str(name)), "nothing is called “{name}”.",
                                   name=str(name)[:60])  # fmt: skip
        limits = {}
        for name, pair in dict(table.get("limit", {})).items():
            good = isinstance(pair, list) and len(pair) == 2 and all(
                isinstance(one, int | float) and not isinstance(one, bool) for one in pair
            )
            if not good or pair[0] > pair[1] or path_of(name) is None:
                raise bad_line(self.line_of(name), "“{key}” cannot be “{value}”.", key=name,
                               value=str(pair)[:40])  # fmt: skip
            limits[name] = Limit(float(pair[0]), float(pair[1]))
        kinds = [layer.name() for layer in LAYERS]
        blocks = self._names(table.get("blocks", []), "blocks", kinds)
        return Locks(tuple(table.get("hide", [])), tuple(table.get("fix", [])), limits, blocks)

    # One step.

    def step(self, number: int, section: _Section) -> Step:
        """A step with the texts of its section."""
        table = self.values["step"][number]
        questions = self._questions(number, table.get("question", []), section.all("question"))
        spotlight = table.get("spotlight", "")
        if spotlight and not (isinstance(spotlight, str) and is_place(spotlight)):
            raise bad_line(self.line_of("spotlight", number), "nothing is called “{name}”.",
                           name=str(spotlight)[:60])  # fmt: skip
        actions = table.get("solution", [])
        if not isinstance(actions, list):
            raise bad_line(self.line_of("solution", number), "a solution is a list of actions.")
        line = self.line_of("solution", number)
        solution: tuple[Action, ...] = tuple(action_of(one, line) for one in actions)
        keys = {question.key for question in questions}
        for action in solution:
            if action.kind == "answer" and action.value not in keys:
                raise bad_line(line, "there is no question “{key}” in this step.",
                               key=action.value)  # fmt: skip
        return Step(
            section.title, "\n".join(section.text).strip(), self._checks(number, section),
            questions, self._prediction(number, table.get("predict"), section),
            section.one("hint"), str(spotlight), solution, section.one("done"),
        )  # fmt: skip

    def _checks(self, number: int, section: _Section) -> tuple[Check, ...]:
        written = self.values["step"][number].get("check", [])
        listed = [written] if isinstance(written, str) else written
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise bad_line(self.line_of("check", number), "a check is a text.")
        labels = section.all("check")
        if len(labels) > len(listed):
            raise bad_line(section.line, "“{title}” has more labels than checks.",
                           title=section.title)  # fmt: skip
        labels += [""] * (len(listed) - len(labels))
        return tuple(
            Check(self._condition(one, number), one, label)
            for one, label in zip(listed, labels, strict=True)
        )

    def _condition(self, written: str, number: int) -> Expression:
        return parse_condition(written, self.line_of(written, number))

    def _number(self, written: object, number: int) -> Expression:
        line = self.line_of(str(written), number)
        if not isinstance(written, str):
            raise bad_line(line, "“{words}” is no number.", words=str(written)[:40])
        return parse_number(written, line)

    def _questions(
        self, number: int, tables: object, texts: Sequence[str]
    ) -> tuple[Question, ...]:
        listed = [tables] if isinstance(tables, Mapping) else tables
        line = self.line_of("question", number)
        if not isinstance(listed, list) or len(listed) != len(texts):
            raise bad_line(line, "each question needs its words, in a line “> question: …”.")
        found = []
        for table, words in zip(listed, texts, strict=True):
            if not isinstance(table, Mapping) or not {"key", "answer"} <= set(table) or set(
                table
            ) - {"key", "answer", "within", "at_least"}:
                raise bad_line(line, "a question has a key and an answer.")
            within, least = table.get("within", 0.01), table.get("at_least", 1e-9)
            for value in (within, least):
                if isinstance(value, bool) or not isinstance(value, int | float) or not (
                    0 <= value <= 1e6
                ):
                    raise bad_line(line, "“{key}” cannot be “{value}”.", key="within",
                                   value=str(value)[:40])  # fmt: skip
            found.append(Question(
                _key(table["key"], line), self._number(table["answer"], number), table["answer"],
                float(within), float(least), words,
            ))  # fmt: skip
        return tuple(found)

    def _prediction(
        self, number: int, table: object, section: _Section
    ) -> Prediction | None:
        words, choices = section.one("predict"), tuple(section.all("choice"))
        if table is None:
            if words or choices:
                raise bad_line(section.line, "“{title}” asks for a prediction that the head lacks.",
                               title=section.title)  # fmt: skip
            return None
        line = self.line_of("predict", number)
        if not isinstance(table, Mapping) or set(table) not in (
            {"key", "outcome"}, {"key", "outcomes"}
        ):
            raise bad_line(line, "a prediction has a key and an outcome, or its outcomes.")
        asked = table.get("outcomes", [])
        if not isinstance(asked, list) or not all(isinstance(one, str) for one in asked):
            raise bad_line(line, "the outcomes of a prediction are texts.")
        if not words or len(asked) != len(choices) or len(asked) == 1:
            raise bad_line(line, "a prediction needs its words, and for each of its outcomes a "
                           "line “> choice: …”.")  # fmt: skip
        outcomes: tuple[Expression, ...] = tuple(self._condition(one, number) for one in asked)
        if not asked:
            asked = [str(table["outcome"])]
            outcomes = (self._number(table["outcome"], number),)
        return Prediction(_key(table["key"], line), outcomes, tuple(asked), choices, words)


def _key(value: object, line: int) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise bad_line(line, "“{key}” cannot be “{value}”.", key="key", value=str(value)[:40])
    return value


def _sections(lines: Sequence[str], before: int) -> tuple[str, str, list[_Section]]:
    """Title, goal and the sections of a lesson's texts."""
    title, goal = "", list[str]()
    sections: list[_Section] = []
    fenced = marked = False
    for number, line in enumerate(lines, start=before + 1):
        fenced = fenced != line.startswith("```")
        found = None if fenced or not sections else _MARK.match(line)
        if not fenced and line.startswith("## "):
            sections.append(_Section(line[3:].strip(), number))
        elif not fenced and line.startswith("# ") and not title:
            title = line[2:].strip()
        elif not sections:
            goal.append(line)
        elif found is not None:
            sections[-1].marked.append((found[1], found[2].strip()))
        elif marked and line.startswith(">"):
            # The sentence goes on.
            mark, words = sections[-1].marked[-1]
            sections[-1].marked[-1] = (mark, f"{words} {line[1:].strip()}".strip())
            continue
        else:
            sections[-1].text.append(line)
        marked = found is not None
    if not title:
        raise bad_line(before + 1, "the texts begin with “# ” and the lesson’s title.")
    return title, "\n".join(goal).strip(), sections
