"""Works that are handed in: noted, kept, computed again; what is spoilt, forged or too large."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diynn.cli.main import main
from diynn.errors import FileError
from diynn.layers import Linear, Tanh
from diynn.lessons.class_table import Entry, best_of, entries, lessons_for
from diynn.lessons.draft import Draft, StepDraft, actions_between, offers
from diynn.lessons.facts import State
from diynn.lessons.judging import is_done, judge_step
from diynn.lessons.lesson import Lesson
from diynn.lessons.lesson_file import LESSONS, built_in_lesson, languages_of
from diynn.lessons.trial import Student
from diynn.lessons.verifying import Status, Verdict, shared_weights, verify
from diynn.lessons.work import (
    SUFFIX,
    VERSION,
    Seen,
    Work,
    WorkLog,
    _digest,
    new_work,
    read_work,
    seed_of,
    write_work,
)
from diynn.storage.recipes import recipe
from diynn.training.training import Training, train


def done_by(name: str, lesson: Lesson) -> Work:
    """The work of somebody who does what solves each step."""
    student = Student(lesson, seed=seed_of(name, lesson))
    log = WorkLog(new_work(lesson, name))

    def seen() -> Seen:
        runs = tuple(
            (one, len(one.history)) for one in (*student._past, student.training) if one.begun
        )
        return Seen(student.state, student.training, student.training.place, runs)

    for at, step in enumerate(lesson.steps):
        if step.prediction is not None:
            student._predict(step)
            log.note_prediction(at, step.prediction.key, 1.0, seen())
        for action in step.solution:
            student.act(action, step)
            if action.kind == "answer":
                log.note_answer(at, action.value, student.answers[action.value].value, seen())
        for question in step.questions:
            if question.key not in student.answers:
                student.answer(step, question.key)
                log.note_answer(at, question.key, student.answers[question.key].value, seen())
        if step.has_tasks and is_done(judge_step(step, student.state)):
            log.note_step(at, seen())
    return log.work


def verdict_of(work: Work, lesson: Lesson, seconds: float = 300.0) -> Verdict:
    """What comes of a work."""
    *_, last = verify(work, lesson, seconds)
    assert isinstance(last, Verdict)
    return last


def words(verdict: Verdict) -> str:
    """Reasons and remarks."""
    return " ".join(map(str, (*verdict.reasons, *verdict.remarks)))


@pytest.fixture(scope="module")
def bend() -> Lesson:
    return built_in_lesson("bend", "en")


@pytest.fixture(scope="module")
def work(bend: Lesson) -> Work:
    return done_by("Ana", bend)


@pytest.mark.parametrize("name", LESSONS)
def test_the_solution_of_each_lesson_is_verified(name: str, tmp_path: Path) -> None:
    lesson = built_in_lesson(name, "en")
    path = tmp_path / f"a{SUFFIX}"
    write_work(path, done_by("Ana", lesson))
    verdict = verdict_of(read_work(path), lesson)
    assert (verdict.status, verdict.reasons, verdict.remarks) == (Status.SAME, (), ())
    assert set(verdict.dots(lesson)) == {"●"}
    assert verdict.own_seed


def test_seeds_are_of_name_and_lesson(bend: Lesson) -> None:
    assert seed_of(" ana  maria ", bend) == seed_of("Ana Maria", bend)
    assert seed_of("Ana", bend) != seed_of("Ben", bend)
    assert seed_of("Ana", bend) != seed_of("Ana", built_in_lesson("rate", "en"))
    assert seed_of("", bend) == bend.design.run.seed


def test_a_forged_loss_or_hash_differs(work: Work, bend: Lesson) -> None:
    first = work.runs[0]
    hashes = list(first.hashes)
    hashes[5] += 1
    losses = first.losses.copy()
    losses[4, 0] *= 1.01
    forged = replace(work, runs=(replace(first, hashes=tuple(hashes), losses=losses),
                                 *work.runs[1:]))  # fmt: skip
    verdict = verdict_of(forged, bend)
    assert verdict.status is Status.APART
    assert "From epoch 5 on other numbers come." in words(verdict)
    # Other bits with the same losses are another processor's.
    other = replace(work, runs=(replace(first, hashes=tuple(hashes)), *work.runs[1:]))
    assert verdict_of(other, bend).status is Status.CLOSE


def test_a_step_that_is_only_claimed_is_not_done(work: Work, bend: Lesson) -> None:
    forged = replace(work, steps={**work.steps, 2: work.steps[1]})
    verdict = verdict_of(forged, bend)
    assert verdict.status is Status.APART
    assert verdict.confirmed == (0, 1)
    assert verdict.dots(bend) == "●●×"
    assert "Step 3 is not done" in words(verdict)


def test_copies_show(work: Work, bend: Lesson) -> None:
    copy = replace(work, name="Ben")
    assert "may be a copy" in words(verdict_of(copy, bend))
    other = replace(copy, seed=seed_of("Ben", bend))
    own = done_by("Cyd", bend)
    assert shared_weights([work, own, other]) == {2: 0}
    nobody = replace(work, name="", seed=bend.design.run.seed)
    assert "without a name" in words(verdict_of(nobody, bend))


def test_locked_settings_and_other_lessons_are_told_of(work: Work, bend: Lesson) -> None:
    moment = work.steps[0]
    moons = replace(moment.design, source=recipe("moons").source)
    broken = replace(work, steps={0: replace(moment, design=moons)})
    assert "which the lesson locks" in words(verdict_of(broken, bend))
    assert "which the lesson locks" not in words(verdict_of(replace(broken, unlocked=1), bend))
    assert "another version" in words(verdict_of(replace(work, hash="0" * 16), bend))


def test_time_has_an_end(work: Work, bend: Lesson) -> None:
    verdict = verdict_of(work, bend, 1e-6)
    assert verdict.status is Status.APART
    assert "takes longer" in words(verdict)


def test_typed_and_best_weights_are_explained_and_others_are_not() -> None:
    lesson = built_in_lesson("neuron", "en")
    work = done_by("Ana", lesson)
    run = next(one for one in work.runs if one.turns[0].weights is not None)
    weights = run.turns[0].weights
    assert weights is not None
    number = work.runs.index(run)
    forged = replace(run, turns=(replace(run.turns[0], by_hand=0), *run.turns[1:]))
    runs = (*work.runs[:number], forged, *work.runs[number + 1 :])
    assert "nor typed" in words(verdict_of(replace(work, runs=runs), lesson))


def changed(work: Work, path: Path, edit: Callable[[dict[str, Any]], None]) -> Path:
    """A file with something changed in it, and the hash that belongs to that."""
    write_work(path, work)
    record = json.loads(path.read_text("utf-8"))
    del record["sha256"]
    edit(record)
    record["sha256"] = _digest(record)
    path.write_text(json.dumps(record), "utf-8")
    return path


HOSTILE: dict[str, Callable[[dict[str, Any]], None]] = {
    "a number of epochs": lambda one: one["runs"][0].update(hashes=[0] * 10),
    "no runs": lambda one: one.update(runs=3),
    "a run that is not there": lambda one: one["steps"]["0"].update(run=99),
    "an endless place": lambda one: one["steps"]["0"].update(place=[10**12, 0]),
    "a place after the end": lambda one: one["steps"]["0"].update(place=[500, 0]),
    "a layer that is too large": lambda one: one["designs"][0].update(
        layers=[{"kind": "Linear", "outputs": 10**9}]
    ),
    "a layer of no kind": lambda one: one["designs"][0].update(layers=[{"kind": "os.system"}]),
    "weights that are no numbers": lambda one: (
        one["runs"][0]["turns"][0].update(weights="AADAfw==")
    ),
    "weights that are no base64": lambda one: one["runs"][0]["turns"][0].update(weights="??"),
    "a design that is not there": lambda one: one["runs"][0]["turns"][0].update(design=10**6),
    "a name that is none": lambda one: one.update(name=["a"]),
    "a seed that is none": lambda one: one.update(seed=-1),
    "hints without end": lambda one: one.update(hints={"0": 10**9}),
    "a fork that is none": lambda one: one["runs"][0].update(fork=[1]),
    "losses of another form": lambda one: one["runs"][0].update(losses=[[1, 2]]),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_are_refused_in_a_sentence(what: str, work: Work, tmp_path: Path) -> None:
    path = changed(work, tmp_path / f"h{SUFFIX}", HOSTILE[what])
    with pytest.raises(FileError) as caught:
        read_work(path)
    assert f"“h{SUFFIX}” is damaged" in str(caught.value)


def test_other_files_are_refused(work: Work, tmp_path: Path) -> None:
    path = tmp_path / f"w{SUFFIX}"
    write_work(path, work)
    whole = path.read_bytes()
    for content, sentence in (
        (b"", "is empty"), (b"\xff\xfe", "no work"), (b"[" * 100_000, "no work"),
        (b"{}", "no work"), (b'{"work": NaN}', "no work"), (whole[:-20], "no work"),
        (whole.replace(b'"Ana"', b'"Ben"'), "damaged"), (b'{"work": 1}', "damaged"),
    ):  # fmt: skip
        path.write_bytes(content)
        with pytest.raises(FileError) as caught:
            read_work(path)
        assert sentence in str(caught.value)
    changed(work, path, lambda one: one.update(work=VERSION + 1))
    with pytest.raises(FileError) as caught:
        read_work(path)
    assert "newer diynn" in str(caught.value)


def test_no_file_of_this_machine_is_read(work: Work, bend: Lesson, tmp_path: Path) -> None:
    source = {"kind": "UserFile", "path": str(tmp_path / "secret.csv")}
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n", "utf-8")
    path = changed(
        work, tmp_path / f"s{SUFFIX}",
        lambda one: [design.update(source=source) for design in one["designs"]] and None,
    )  # fmt: skip
    assert "file that is not the lesson’s" in words(verdict_of(read_work(path), bend))


def test_the_table_of_a_class(
    work: Work, bend: Lesson, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_work(tmp_path / f"1{SUFFIX}", work)
    write_work(tmp_path / f"2{SUFFIX}", replace(work, name="=1+1"))
    (tmp_path / f"3{SUFFIX}").write_text("nothing", "utf-8")
    write_work(tmp_path / f"4{SUFFIX}", replace(work, lesson="gone"))
    out = tmp_path / "o.csv"
    assert main(["lesson", "verify", str(tmp_path), "--csv", str(out)]) == 1
    told = capsys.readouterr().out
    assert "identical" in told
    assert "no work of a lesson" in told
    assert "is not here" in told
    assert "not who decided it" in told
    assert "Fewest weights" in told
    rows = out.read_text("utf-8").splitlines()
    assert len(rows) == 5
    # A spreadsheet takes no name for a formula.
    assert "'=1+1" in rows[2]
    found = [one for one in entries([tmp_path / f"1{SUFFIX}"], lessons_for([], "en"), 300.0)
             if isinstance(one, Entry)]  # fmt: skip
    assert best_of(found)["bend"].name == "Ana"
    assert main(["lesson", "verify", str(tmp_path / "nowhere")]) == 1


# Lessons that are being written


def test_a_draft_is_a_lesson_in_both_languages() -> None:
    goal = recipe("moons")
    goal = replace(goal, run=replace(goal.run, epochs=20))
    start = replace(goal, layers=goal.layers[-2:])
    training = Training(goal, goal.source.load())
    for _ in train(training):
        pass
    found = {one.fact: one for one in offers(State.of(training, start))}
    assert len({(one.words, one.about) for one in found.values()}) == len(found)
    assert found["weights"].check == f"weights <= {training.net.weight_count}"
    assert found["outputs(1)"].check == "outputs(1) == 50"
    assert found['rows_of("Tanh")'].check == 'rows_of("Tanh") == 1'
    step = StepDraft({"en": "One", "fr": "Un"}, {"en": "# no title\n## nor this"},
                     checks=[found["weights"].check, "rows == 4"], solution=goal)  # fmt: skip
    draft = Draft(start, {"en": "Of mine", "fr": "À moi"}, steps=[step])
    both = languages_of(draft.text(("en", "fr")))
    assert [one.title for one in both.values()] == ["Of mine", "À moi"]
    assert both["en"].hash == both["fr"].hash
    assert len(both["en"].steps) == 1
    again = Draft.of(both)
    assert again.text(("en", "fr")) == draft.text(("en", "fr"))
    with pytest.raises(FileError):
        Draft(start).text(("en",))


@pytest.mark.parametrize("name", LESSONS)
def test_built_in_lessons_can_be_edited(name: str) -> None:
    whole = {language: built_in_lesson(name, language) for language in ("en", "fr")}
    found = languages_of(Draft.of(whole).text(("en", "fr")))
    for language, lesson in whole.items():
        assert found[language].steps == lesson.steps
        assert found[language].locks == lesson.locks
        for key, values in lesson.weights.items():
            np.testing.assert_array_equal(found[language].weights[key], values)


@pytest.mark.parametrize("pair", [("moons", "spirals"), ("digits-dense", "moons"),
                                  ("moons", "digits-conv2d")])  # fmt: skip
def test_actions_lead_from_one_network_to_another(pair: tuple[str, str]) -> None:
    before, after = map(recipe, pair)
    found = before
    for action in actions_between(before, after):
        found = action.edited(found)
    assert replace(found, title="", notes="") == replace(after, title="", notes="")
    assert actions_between(after, after) == ()
    one = replace(before, layers=(Linear(3), Tanh(), *before.layers))
    assert [action.kind for action in actions_between(before, one)] == ["insert", "insert"]
