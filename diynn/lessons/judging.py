"""Whether the tasks of a step are done: a pure function of the lesson and of a state."""

from __future__ import annotations

import math
from dataclasses import dataclass

from diynn import text
from diynn.lessons.conditions import (
    Asked,
    Comparison,
    Constant,
    Expression,
    Junction,
    asked_in,
)
from diynn.lessons.facts import COUNT, FIGURE, SHARE, Answered, Predicted, State, Value
from diynn.lessons.lesson import Check, Lesson, Prediction, Question, Step
from diynn.text import Text

CHECK, QUESTION, PREDICTION = "check", "question", "prediction"


@dataclass(frozen=True)
class Result:
    """How one task stands.

    A check of several conditions has a result for each that must hold. Of a comparison, `asked` is
    the fact, `sign` how it must stand to `wanted`, and `value` what it is; else these are None.
    """

    kind: str
    done: bool
    label: str = ""
    asked: Asked | None = None
    sign: str = ""
    value: Value = None
    wanted: Value = None
    key: str = ""
    as_share: bool = False

    @property
    def told(self) -> Text:
        """The value, and where it is not done what was wanted: “0.91, wanted at least 0.95”; empty
        where there are no numbers."""
        if self.asked is None:
            return text.same("")
        value = value_words(self.value, self.asked, as_share=self.as_share)
        if self.done or (self.sign, self.wanted) == (">", 0):
            # “More than 0” says no more than that there is none yet.
            return value
        wanted = value_words(self.wanted, self.asked, as_share=self.as_share)
        return text.joined(value, Text(", wanted ", ", il faut "), _SIGNS[self.sign], wanted)


_SIGNS = {
    ">=": Text("at least ", "au moins "), ">": Text("more than ", "plus de "),
    "<=": Text("at most ", "au plus "), "<": Text("less than ", "moins de "),
    "==": text.same(""), "!=": Text("other than ", "autre chose que "),
}  # fmt: skip


def value_words(value: Value, asked: Asked | None, *, as_share: bool = False) -> Text:
    """A value as people read it: a share in per cent, a number of things in full."""
    if value is None:
        return text.NONE
    if isinstance(value, bool):
        return Text("yes", "oui") if value else Text("no", "non")
    if isinstance(value, str):
        return text.same(value)
    gives = FIGURE if asked is None else asked.fact.gives
    if gives == SHARE or as_share:
        return text.percent(value, 1)
    if gives == COUNT and float(value).is_integer():
        return text.count(int(value))
    return text.short(value, 4)


def judge(lesson: Lesson, state: State) -> tuple[tuple[Result, ...], ...]:
    """The results of every step."""
    return tuple(judge_step(step, state) for step in lesson.steps)


def judge_step(step: Step, state: State) -> tuple[Result, ...]:
    """The results of one step: of its prediction, its checks, its questions."""
    found: list[Result] = []
    if step.prediction is not None:
        key = step.prediction.key
        found.append(Result(PREDICTION, key in state.predictions, step.prediction.words, key=key))
    for check in step.checks:
        found += _of_check(check, state)
    for question in step.questions:
        answer = state.answers.get(question.key)
        found.append(Result(
            QUESTION, answer is not None and answer.right, question.words, key=question.key
        ))  # fmt: skip
    return tuple(found)


def is_done(results: tuple[Result, ...]) -> bool:
    """Whether every task of a step is done."""
    return all(result.done for result in results)


def _of_check(check: Check, state: State) -> list[Result]:
    condition = check.condition
    parts: tuple[Expression, ...] = (condition,)
    if isinstance(condition, Junction) and condition.word == "and" and not check.label:
        parts = condition.parts
    return [_of_condition(part, check.label, state) for part in parts]


def _of_condition(condition: Expression, label: str, state: State) -> Result:
    done = condition.value_in(state) is True
    if isinstance(condition, Asked):
        return Result(CHECK, done, label or condition.fact.words)
    if isinstance(condition, Comparison):
        asked = next((one for one in asked_in(condition.left)), None)
        share = any(
            isinstance(side, Constant) and side.is_share
            for side in (condition.left, condition.right)
        )
        if asked is not None:
            return Result(
                CHECK, done, label or asked.fact.words, asked, condition.sign,
                condition.left.value_in(state), condition.right.value_in(state), as_share=share,
            )  # fmt: skip
    first = next((one.fact.words for one in asked_in(condition)), "")
    return Result(CHECK, done, label or first)


def judge_answer(question: Question, value: float, state: State) -> Answered | None:
    """A typed answer against what the student's own network gives; None where that is not known."""
    wanted = question.answer.value_in(state)
    if isinstance(wanted, bool) or not isinstance(wanted, int | float):
        return None
    allowed = max(question.within * abs(wanted), question.at_least)
    return Answered(value, float(wanted), math.isfinite(value) and abs(value - wanted) <= allowed)


def predict(prediction: Prediction, value: float, state: State) -> Predicted:
    """What was predicted in a state. What is said of the next step is decided there and then."""
    asked = (one for part in prediction.outcomes for one in asked_in(part))
    if prediction.choices and any(one.fact.name.startswith("next_") for one in asked):
        return Predicted(value, _came(prediction, state))
    return Predicted(value)


def _came(prediction: Prediction, state: State) -> int:
    """The number of the first outcome that holds, from 1; 0 for none."""
    held = [one.value_in(state) is True for one in prediction.outcomes]
    return held.index(True) + 1 if True in held else 0


@dataclass(frozen=True)
class Outcome:
    """What was predicted beside what came: as numbers, or as choices; whether they agree."""

    predicted: Text
    came: Text
    right: bool


NEAR = 0.1
"""A predicted number agrees where it is so near, relative to what came; of a share, so near to it
by half of that."""


def outcome(prediction: Prediction, state: State) -> Outcome | None:
    """How a prediction came out; None where nothing was predicted, or nothing has come yet."""
    said = state.predictions.get(prediction.key)
    if said is None:
        return None
    if prediction.choices:
        came = said.came or _came(prediction, state)
        if not came or not 1 <= said.value <= len(prediction.choices):
            return None
        words = [text.same(prediction.choices[at - 1]) for at in (int(said.value), came)]
        return Outcome(words[0], words[1], int(said.value) == came)
    expression = prediction.outcomes[0]
    value = expression.value_in(state)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    asked = next(asked_in(expression), None)
    share = asked is not None and asked.fact.gives == SHARE
    near = NEAR / 2 if share else NEAR * abs(value)
    return Outcome(
        value_words(said.value, asked), value_words(value, asked), abs(said.value - value) <= near
    )


def passes(lesson: Lesson, state: State) -> bool:
    """Whether every task of the lesson is done in one state."""
    return all(is_done(results) for results in judge(lesson, state))
