"""A lesson written as one file, as `diynn.lessons.lesson_file` reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from diynn.design.design import design_to_record
from diynn.lessons.lesson import Lesson, Step
from diynn.lessons.lesson_file import FENCE, VERSION


def written(lesson: Lesson, others: Mapping[str, Lesson] | None = None) -> str:
    """A lesson as one file: `lesson_of` reads the same lesson from it.

    `others` are the same lesson in several languages, by their names; then the file has all of
    them.
    """
    lines = [FENCE, *_toml(_head_of(lesson)), FENCE]
    if not others:
        return "\n".join([*lines, "", *_texts(lesson)])
    for language, one in others.items():
        lines += ["", f"{FENCE} {language}", "", *_texts(one)]
    return "\n".join(lines)


def _texts(lesson: Lesson) -> list[str]:
    lines = [f"# {lesson.title}", "", lesson.goal, ""]
    for step in lesson.steps:
        lines += [f"## {step.title}", "", step.text, ""]
        labels = [one.label for one in step.checks]
        while labels and not labels[-1]:
            labels.pop()
        marked = [("check", label) for label in labels]
        marked += [("question", one.words) for one in step.questions]
        if step.prediction is not None:
            marked.append(("predict", step.prediction.words))
            marked += [("choice", one) for one in step.prediction.choices]
        marked += [pair for pair in (("hint", step.hint), ("done", step.done)) if pair[1]]
        lines += [f"> {mark}: {' '.join(words.split())}".rstrip() for mark, words in marked]
        lines.append("")
    return lines


def _head_of(lesson: Lesson) -> dict[str, Any]:
    """What a lesson is but for its texts, as plain values."""
    locks = lesson.locks
    found: dict[str, Any] = {
        "lesson": VERSION, "id": lesson.id, "level": lesson.level, "minutes": lesson.minutes,
        "curriculum": lesson.curriculum, "author": lesson.author, "tab": lesson.tab,
        "without": list(lesson.without), "hides_fault": lesson.hides_fault,
        "design": design_to_record(lesson.design),
        "weights": {name: values.tolist() for name, values in lesson.weights.items()},
        "locks": {
            "hide": list(locks.hide), "fix": list(locks.fix), "blocks": list(locks.blocks),
            "limit": {name: list(limit) for name, limit in locks.limit.items()},
        },
        "step": [_step_of(step) for step in lesson.steps],
    }  # fmt: skip
    found["locks"] = {key: value for key, value in found["locks"].items() if value}
    return {key: value for key, value in found.items() if value not in ("", [], {}, False)}


def _step_of(step: Step) -> dict[str, Any]:
    prediction = step.prediction
    found: dict[str, Any] = {
        "check": [one.written for one in step.checks],
        "question": [
            {"key": one.key, "answer": one.written, "within": one.within,
             "at_least": one.at_least} for one in step.questions
        ],
        "predict": None if prediction is None else {
            "key": prediction.key,
            **({"outcomes": list(prediction.written)} if prediction.choices
               else {"outcome": prediction.written[0]}),
        },
        "spotlight": step.spotlight,
        "solution": [action.record() for action in step.solution],
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def _toml(values: Mapping[str, Any]) -> Iterator[str]:
    """Plain values as lines of TOML: tables below each other, what is in them in a line each."""
    tables = ("design", "weights", "locks")
    for key, value in values.items():
        if key not in (*tables, "step"):
            yield f"{key} = {_inline(value)}"
    for key in tables:
        if key in values:
            yield f"\n[{key}]"
            yield from (f"{_name(name)} = {_inline(one)}" for name, one in values[key].items())
    for step in values["step"]:
        yield "\n[[step]]"
        yield from (f"{key} = {_inline(one)}" for key, one in step.items())


def _name(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_name(key)} = {_inline(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)
