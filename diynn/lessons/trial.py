"""Try a lesson without a window: its start must fail, pressing play alone must fail, and its
solution must pass on several seeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diynn.analysis.gradient_check import check_gradients, is_right
from diynn.data.dataset import Dataset
from diynn.design.design import Design
from diynn.errors import Diverged, DiynnError
from diynn.lessons.actions import OF_DESIGN, Action
from diynn.lessons.facts import Answered, Predicted, State, lowest_epoch, past_run
from diynn.lessons.judging import Result, is_done, judge_answer, judge_step
from diynn.lessons.lesson import Lesson, Step
from diynn.training.replay import at_best, branch, with_weight
from diynn.training.timeline import Place
from diynn.training.training import Training, train

SEEDS = 5
START, PLAY, SOLUTION = "start", "play", "solution"


class Student:
    """Does a lesson's actions on a training of its own, as somebody in the window would."""

    def __init__(self, lesson: Lesson, dataset: Dataset | None = None, seed: int | None = None,
                 training: Training | None = None) -> None:  # fmt: skip
        """Begin at the lesson's start, with a `seed` where one is given; or go on with a copy of
        another `training`."""
        self.lesson = lesson
        self.baseline = lesson.beginning(seed)
        self.dataset = self.baseline.source.load() if dataset is None else dataset
        if training is None:
            self.training = lesson.first_training(self.dataset, seed)
        else:
            self.training = training.fresh_copy()
            self.training.restore(training.arrays(), training.record())
        self._past: list[Training] = []
        self._checked: tuple[object, bool] = (None, False)
        self.fault_named = False
        self.answers: dict[str, Answered] = {}
        self.predictions: dict[str, Predicted] = {}

    @property
    def design(self) -> Design:
        """What is decided now."""
        return self.training.design

    @property
    def state(self) -> State:
        """Everything that the checks ask about."""
        begun = [one for one in (*self._past, self.training) if one.begun]
        runs = tuple(past_run(one, one.history[:]) for one in begun)
        checked, right = self._checked
        return State.of(
            self.training, self.baseline, runs=runs, checked=checked == _checkable(self.design),
            right=right, fault_named=self.fault_named, answers=dict(self.answers),
            predictions=dict(self.predictions),
        )  # fmt: skip

    def play(self) -> None:
        """Train to the end of the run; a training that diverges ends there."""
        try:
            for _ in train(self.training):
                pass
        except Diverged:
            return

    def solve(self, step: Step) -> tuple[Result, ...]:
        """Do what solves a step, predictions first and questions last, and judge it."""
        self._predict(step)
        for action in step.solution:
            self.act(action, step)
        for question in step.questions:
            if question.key not in self.answers:
                self.answer(step, question.key)
        return judge_step(step, self.state)

    def act(self, action: Action, step: Step) -> None:
        """Do one action."""
        if action.kind in OF_DESIGN:
            self._redesign(action.edited(self.design))
            return
        if action.kind == "predict":
            self._predict(step)
        elif action.kind == "answer":
            self.answer(step, action.value)
        elif action.kind == "play":
            self.play()
        elif action.kind in ("train", "steps"):
            self._advance(action)
        elif action.kind in ("restart", "new_weights"):
            run = self.design.run
            seed = run.seed + (action.kind == "new_weights")
            self._swap(self.training.fresh_copy(replace(self.design, run=replace(run, seed=seed))))
        elif action.kind == "weight":
            row, _, name = action.value.partition(".")
            place = tuple(action.values["place"])
            self._swap(with_weight(self.training, int(row) - 1, name, place,
                                                 float(action.values["to"])))  # fmt: skip
        elif action.kind == "best":
            self._swap(at_best(self.training))
        elif action.kind == "branch":
            place = Place(lowest_epoch(self.training.history))
            for part in branch(self.training, place):
                if isinstance(part, Training):
                    self._swap(part)
        elif action.kind == "check_gradient":
            found = list(check_gradients(self.design, self.training.data,
                                         self.training.net.weight_vector))  # fmt: skip
            self._checked = (_checkable(self.design), is_right(found))
        elif action.kind == "name_fault":
            self.fault_named = True
            self.training.adopt(
                replace(self.design, fault=replace(self.design.fault, hidden=False))
            )

    def _advance(self, action: Action) -> None:
        training = self.training
        wanted = training.epoch * training.steps + training.step + action.value * (
            training.steps if action.kind == "train" else 1
        )
        last = -(-wanted // training.steps)
        if last > self.design.run.epochs:
            self._redesign(replace(self.design, run=replace(self.design.run, epochs=last)))
        try:
            for _ in train(training):
                if training.epoch * training.steps + training.step >= wanted:
                    break
        except Diverged:
            return

    def _redesign(self, design: Design) -> None:
        before = self.design
        if design.structure() == before.structure():
            self.training.adopt(design)
            return
        dataset = self.dataset if design.source == before.source else design.source.load()
        self.dataset = dataset
        self._swap(Training(design, dataset))

    def _swap(self, training: Training) -> None:
        self._past.append(self.training)
        self.training = training

    def _predict(self, step: Step) -> None:
        if step.prediction is not None:
            self.predictions.setdefault(step.prediction.key, Predicted(1))

    def answer(self, step: Step, key: str) -> None:
        """Give the right answer to a question; nothing where there is none."""
        question = next(one for one in step.questions if one.key == key)
        state = self.state
        wanted = question.answer.value_in(state)
        if isinstance(wanted, int | float) and not isinstance(wanted, bool):
            found = judge_answer(question, float(wanted), state)
            if found is not None:
                self.answers[key] = found


def _checkable(design: Design) -> object:
    """What a check of the gradients is about."""
    return (design.structure(), design.loss)


@dataclass(frozen=True)
class Trial:
    """One way of doing a lesson: how many of its steps with tasks were done, and what was not.

    `seed` is the one that the network was begun with. The start and play alone must not do all of
    it; the solution must.
    """

    way: str
    seed: int
    done: int
    steps: int
    missing: tuple[tuple[str, Result], ...] = ()
    error: DiynnError | None = None

    @property
    def is_right(self) -> bool:
        """Whether it came out as it must."""
        if self.error is not None:
            return False
        return (self.done == self.steps) == (self.way == SOLUTION)


def try_lesson(lesson: Lesson, seeds: int = SEEDS) -> Iterator[Trial]:
    """The start, play alone, then the solution with as many seeds, from that of the lesson on.

    A network whose first weights the lesson gives has one way only; it is tried with each seed all
    the same, since the order of the samples depends on it.
    """
    first = lesson.design.run.seed
    dataset = lesson.design.source.load()
    yield _without_solution(lesson, dataset, START)
    yield _without_solution(lesson, dataset, PLAY)
    for seed in range(first, first + seeds):
        yield _solved(lesson, dataset, seed)


def _without_solution(lesson: Lesson, dataset: Dataset, way: str) -> Trial:
    student = Student(lesson, dataset)
    if way == PLAY:
        student.play()
    state = student.state
    return _trial(way, lesson, student, [judge_step(step, state) for step in lesson.steps])


def _solved(lesson: Lesson, dataset: Dataset, seed: int) -> Trial:
    student = Student(lesson, dataset, seed)
    try:
        found = [student.solve(step) for step in lesson.steps]
    except DiynnError as error:
        return Trial(SOLUTION, seed, 0, len(lesson.steps), (), error)
    return _trial(SOLUTION, lesson, student, found)


def _trial(
    way: str, lesson: Lesson, student: Student, found: list[tuple[Result, ...]]
) -> Trial:
    tasks = [
        (step, results) for step, results in zip(lesson.steps, found, strict=True)
        if step.has_tasks
    ]  # fmt: skip
    missing = tuple(
        (step.title, one) for step, results in tasks for one in results if not one.done
    )
    done = sum(is_done(results) for _, results in tasks)
    return Trial(way, student.baseline.run.seed, done, len(tasks), missing)
