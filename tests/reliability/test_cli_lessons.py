"""`diynn lesson`: what is listed, tried and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import diynn

from diynn.lessons.facts import FACTS
from diynn.lessons.lesson_file import LESSONS, SUFFIX, built_in_lesson
from diynn.lessons.writing import written


def test_lessons_are_listed_in_both_languages() -> None:
    for language in ("en", "fr"):
        done = diynn("lesson", "list", "--json", "--language", language)
        assert done.returncode == 0, done.stderr
        told = [json.loads(line) for line in done.stdout.splitlines()]
        assert [one["id"] for one in told] == list(LESSONS)
        assert told[3]["title"] == built_in_lesson("bend", language).title


def test_facts_are_listed() -> None:
    done = diynn("lesson", "facts", "--json")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["name"] for one in told] == list(FACTS)
    assert any(one["usage"] == "output(part, sample, row, place…)" for one in told)


def test_a_lesson_of_ones_own_is_listed_and_tried(tmp_path: Path) -> None:
    path = tmp_path / f"mine{SUFFIX}"
    path.write_text(written(built_in_lesson("winner", "fr")), "utf-8")
    assert "Le gagnant" in diynn("lesson", "list", str(tmp_path)).stdout
    done = diynn("lesson", "try", str(path), "--seeds", "1", "--json")
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["way"], one["right"]) for one in told] == [
        ("start", True), ("play", True), ("solution", True)
    ]


def test_a_lesson_that_does_not_work_is_told(tmp_path: Path) -> None:
    path = tmp_path / f"mine{SUFFIX}"
    whole = written(built_in_lesson("bend", "en"))
    path.write_text(whole.replace("best_test_accuracy >= 94 %", "best_test_accuracy >= 101 %"))
    done = diynn("lesson", "try", str(path), "--seeds", "1")
    assert done.returncode == 1
    assert "NOT AS IT MUST" in done.stdout
    assert "wanted at least 101.0 %" in done.stdout.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("words", "told"),
    [(("try", "nothing"), "There is no lesson and no file called “nothing”."),
     (("try", f"no{SUFFIX}"), "There is no file"), (("try", "bend", "--seeds", "0"), "“0”"),
     ((), "ACTION")],
)  # fmt: skip
def test_what_cannot_be_tried(words: tuple[str, ...], told: str) -> None:
    done = diynn("lesson", *words)
    assert done.returncode in (1, 2)
    assert told in done.stderr


def test_a_broken_lesson_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / f"bad{SUFFIX}"
    path.write_text(written(built_in_lesson("bend", "en")).replace("weights <=", "neurons <="))
    done = diynn("lesson", "try", str(path))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "there is no fact “neurons”" in done.stderr
    listed = diynn("lesson", "list", str(tmp_path))
    assert listed.returncode == 1
    assert "neurons" in listed.stdout
