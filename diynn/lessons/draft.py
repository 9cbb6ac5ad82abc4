"""A lesson that is being written: texts in one language or both, checks from present facts, locks.

What is written is always read back by `diynn.lessons.lesson_file`: nothing else is a lesson.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from diynn.design.design import Design
from diynn.errors import FileError
from diynn.lessons.actions import Action
from diynn.lessons.conditions import parse_condition
from diynn.lessons.facts import COUNT, FACTS, FLAG, SHARE, State, Value
from diynn.lessons.lesson import Check, Lesson, Limit, Locks, Prediction, Question, Step
from diynn.lessons.lesson_file import languages_of
from diynn.lessons.writing import written
from diynn.settings import settings_of, to_record

MOST = ("train_loss", "test_loss", "lowest_test_loss", "weights", "loss_gap", "accuracy_gap")
"""Facts of which less is better: a check says how much is allowed at most."""
EXACT = ("rows", "rows_of", "outputs", "setting", "choice", "layer", "code_size")
"""Facts that a check asks for as they are."""
PLAIN = (
    "best_test_accuracy", "test_accuracy", "train_accuracy", "test_loss", "lowest_test_loss",
    "train_loss", "accuracy_gap", "loss_gap", "weights", "rows", "epoch", "runs", "typed",
    "branches", "gradient_checked", "gradients_right", "fault_named", "at_best", "code_size",
)  # fmt: skip
"""Facts that need no arguments, in the order in which they are offered."""
PARTS = ("source", "loss", "optimizer", "schedule", "run", "view", "augmentation")


@dataclass(frozen=True)
class Offer:
    """A fact with its present value, and the check that a tick makes of it."""

    fact: str
    """As it is written: weights, outputs(1)."""
    words: str
    about: str
    """Which row, layer or setting is meant, where there are several."""
    value: Value
    check: str
    gives: str = ""


@dataclass
class StepDraft:
    """One step: texts by language, checks as they are written, what solves it.

    `solution` is the network that the author's window had when the checks were last changed; of a
    lesson that was read, `actions` are there instead. Questions and predictions of a lesson that
    was read stay.
    """

    titles: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)
    checks: list[str] = field(default_factory=list)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    """By language, then by check."""
    spotlight: str = ""
    solution: Design | None = None
    actions: tuple[Action, ...] = ()
    questions: dict[str, tuple[Question, ...]] = field(default_factory=dict)
    predictions: dict[str, Prediction | None] = field(default_factory=dict)


@dataclass
class Draft:
    """A lesson as its author has it so far; `start` is the network that it begins with."""

    start: Design
    titles: dict[str, str] = field(default_factory=dict)
    goals: dict[str, str] = field(default_factory=dict)
    id: str = ""
    level: str = "lycée"
    minutes: int = 15
    author: str = ""
    tab: str = ""
    locks: Locks = field(default_factory=Locks)
    steps: list[StepDraft] = field(default_factory=lambda: [StepDraft()])
    base: Lesson | None = None
    """The lesson that it was read from."""

    @classmethod
    def of(cls, languages: Mapping[str, Lesson]) -> Draft:
        """That of a lesson that was read, in each of its languages."""
        first = next(iter(languages.values()))
        steps = []
        for number, step in enumerate(first.steps):
            own = {name: one.steps[number] for name, one in languages.items()}
            steps.append(StepDraft(
                {name: one.title for name, one in own.items()},
                {name: one.text for name, one in own.items()},
                {name: one.hint for name, one in own.items()},
                {name: one.done for name, one in own.items()},
                [one.written for one in step.checks],
                {name: {check.written: check.label for check in one.checks if check.label}
                 for name, one in own.items()},
                step.spotlight, None, step.solution,
                {name: one.questions for name, one in own.items()},
                {name: one.prediction for name, one in own.items()},
            ))  # fmt: skip
        return cls(
            first.design, {name: one.title for name, one in languages.items()},
            {name: one.goal for name, one in languages.items()}, first.id, first.level,
            first.minutes, first.author, first.tab, first.locks, steps, first,
        )  # fmt: skip

    def is_written_in(self, language: str) -> bool:
        """Whether there is a title in a language."""
        return bool(self.titles.get(language, "").strip())

    def lesson(self, language: str) -> Lesson:
        """The lesson with the texts of a language; FileError where it is none yet."""
        return next(iter(languages_of(written(self._made(language))).values()))

    def text(self, languages: tuple[str, ...]) -> str:
        """The file, with the texts of those languages in which there is a title; FileError where
        there is none, or where it would not be read as a lesson."""
        used = [name for name in languages if self.is_written_in(name)]
        if not used:
            raise FileError("The lesson has no title yet.", "Write one at the top.")
        made = {name: self._made(name) for name in used}
        first = made[used[0]]
        found = written(first, made if len(made) > 1 else None)
        languages_of(found)
        return found

    def _made(self, language: str) -> Lesson:
        title = self.titles.get(language, "").strip()
        if not title:
            raise FileError("The lesson has no title yet.", "Write one at the top.")
        steps, before = [], self.start
        for number, one in enumerate(self.steps):
            steps.append(self._step(number, one, before, language))
            before = one.solution or before
        goal = _plain(self.goals.get(language, ""))
        made = Lesson(
            self.id or id_of(title), title, goal, self.level, self.minutes, self.start,
            tuple(steps), author=self.author, locks=self.locks, tab=self.tab,
        )  # fmt: skip
        base = self.base
        if base is not None:
            made = replace(made, curriculum=base.curriculum, weights=base.weights,
                           hides_fault=base.hides_fault, without=base.without)  # fmt: skip
        return made

    def _step(self, number: int, one: StepDraft, before: Design, language: str) -> Step:
        title = one.titles.get(language, "").strip() or str(number + 1)
        labels = one.labels.get(language, {})
        # One line each: it is read as a condition, or refused with its words.
        checks = [
            Check(parse_condition(words, number + 1), words, labels.get(words, ""))
            for words in one.checks
        ]
        actions = one.actions
        if one.solution is not None:
            actions = (*actions_between(before, one.solution), Action("play", {"play": True}))
        return Step(
            title, _plain(one.texts.get(language, "")), tuple(checks),
            one.questions.get(language, ()), one.predictions.get(language),
            " ".join(one.hints.get(language, "").split()), one.spotlight, actions,
            " ".join(one.done.get(language, "").split()),
        )  # fmt: skip


def _plain(text: str) -> str:
    """A text without what would begin another section."""
    lines = text.strip().splitlines()
    fenced, found = False, []
    for line in lines:
        fenced = fenced != line.startswith("```")
        found.append(f"#{line}" if line.startswith("## ") and not fenced else line)
    return "\n".join(line for line in found if line.split()[:1] != ["+++"])


def id_of(title: str) -> str:
    """The name of a lesson, from its title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "lesson"


def actions_between(before: Design, after: Design) -> tuple[Action, ...]:
    """What somebody does who makes one network into another."""
    found: list[dict[str, Any]] = []
    old, new = list(before.layers), list(after.layers)
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    below = 0
    while below < min(len(old), len(new)) - same and old[-1 - below] == new[-1 - below]:
        below += 1
    gone, come = old[same : len(old) - below], new[same : len(new) - below]
    if [one.name() for one in gone] == [one.name() for one in come]:
        for row, (a, b) in enumerate(zip(gone, come, strict=True), same + 1):
            found += _settings_between(f"layers.{row}", a, b)
    else:
        found += [{"remove": same + 1} for _ in gone]
        found += [{"insert": to_record(one), "at": same + 1 + at} for at, one in enumerate(come)]
    for part in PARTS:
        a, b = getattr(before, part), getattr(after, part)
        if a.name() == b.name():
            found += _settings_between(part, a, b)
        elif a != b:
            found.append({"set": part, "to": to_record(b)})
    return tuple(Action(next(iter(one)), one) for one in found)


def _settings_between(path: str, before: Any, after: Any) -> list[dict[str, Any]]:
    changed = [
        setting.name for setting in settings_of(type(before))
        if getattr(before, setting.name) != getattr(after, setting.name)
    ]
    plain = all(isinstance(getattr(after, name), int | float | str) for name in changed)
    if before == after:
        return []
    if not plain or not changed:
        return [{"set": path, "to": to_record(after)}]
    return [{"set": f"{path}.{name}", "to": getattr(after, name)} for name in changed]


# Facts of the present


def offers(state: State) -> list[Offer]:
    """What can be asked of the network and the runs of now, each with its value."""
    rate, design = "optimizer.learning_rate", state.design
    asked: list[tuple[str, tuple[float | str, ...]]] = [
        *((name, ()) for name in PLAIN),
        *(("outputs", (row,)) for row in range(1, len(design.layers) + 1)),
        *(("rows_of", (kind,)) for kind in dict.fromkeys(one.name() for one in design.layers)),
        *(("setting", (path,)) for path in (rate, "run.batch_size", "run.epochs", "run.noise")),
        ("values_tried", (rate,)), *(("choice", (part,)) for part in ("loss", "optimizer")),
    ]  # fmt: skip
    found = [_offer(state, name, arguments) for name, arguments in asked]
    return [one for one in found if one is not None]


def _offer(state: State, name: str, arguments: tuple[float | str, ...]) -> Offer | None:
    fact = FACTS[name]
    value = state.look_up(fact, arguments)
    if value is None or (fact.gives in (COUNT, FLAG) and not value):
        # What is not there yet is nothing to be reached.
        return None
    inside = ", ".join(f'"{one}"' if isinstance(one, str) else f"{one:g}" for one in arguments)
    asked = f"{name}({inside})" if inside else name
    about = inside.replace('"', "")
    check = _check(asked, name, fact.gives, value)
    return Offer(asked, fact.words, about, value, check, fact.gives)


def _check(asked: str, name: str, gives: str, value: Value) -> str:
    if gives == FLAG or isinstance(value, bool):
        return asked
    if isinstance(value, str):
        return f'{asked} == "{value}"'
    assert isinstance(value, int | float)
    if name in EXACT:
        return f"{asked} == {value:.9g}"
    sign = "<=" if name in MOST else ">="
    if gives == SHARE:
        # A little easier than now: rounded to whole per cents.
        rounded = math.ceil(100 * value) if sign == "<=" else math.floor(100 * value)
        return f"{asked} {sign} {rounded} %" if rounded >= 0 else f"{asked} {sign} 0 %"
    if gives == COUNT:
        return f"{asked} {sign} {value:.9g}"
    return f"{asked} {sign} {_eased(float(value), up=sign == '<='):.9g}"


def _eased(value: float, *, up: bool) -> float:
    """A value to two digits, rounded so that it is reached."""
    if not value or not math.isfinite(value):
        return 0.0
    step = 10.0 ** (math.floor(math.log10(abs(value))) - 1)
    return float(np.ceil(value / step) * step if up else np.floor(value / step) * step)


def with_lock(locks: Locks, kind: str, name: str, limit: Limit | None = None) -> Locks:
    """The locks with one more: "hide", "fix" or "limit"; without it where it was there."""
    if kind == "limit":
        limits = {path: one for path, one in locks.limit.items() if path != name}
        if limit is not None:
            limits[name] = limit
        return replace(locks, limit=limits)
    before: tuple[str, ...] = getattr(locks, kind)
    after = tuple(one for one in before if one != name) if name in before else (*before, name)
    changes: Any = {kind: after}
    return replace(locks, **changes)
