"""A lesson that is being done: its step, what is checked, predictions, answers, hints.

The student's own work is put away when a lesson begins, and comes back when it is left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QSettings, QTimer, Signal, Slot

from diynn.design.design import Design
from diynn.errors import DiynnError, SettingError
from diynn.lessons.facts import Answered, Predicted, State, past_run
from diynn.lessons.judging import Result, is_done, judge_answer, judge_step, predict
from diynn.lessons.lesson import Lesson, Locks, Question, Step
from diynn.lessons.trial import Student
from diynn.lessons.work import Seen
from diynn.storage.model_file import SavedModel, snapshot
from diynn.training.timeline import Place
from gui.background.latest import Latest
from gui.background.worker import Worker
from gui.lessons.progress import HINTS, Progress, keep_progress, kept_progress
from gui.lessons.recorder import Recorder
from gui.model.documents import Documents
from gui.model.gradient_checks import GradientChecks
from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session

SOON_MS = 40
NUDGE, SPOTLIGHT, SHOW = range(1, HINTS + 1)
"""The three levels of hints."""


@dataclass
class Attempt:
    """What belongs to one try of a lesson: predictions and answers, and what came of it."""

    answers: dict[str, Answered] = field(default_factory=dict)
    predictions: dict[str, Predicted] = field(default_factory=dict)
    fault_named: bool = False
    reached: set[int] = field(default_factory=set)
    """The steps that were done in this try."""


@dataclass
class Standing:
    """All that another window needs to go on with a lesson."""

    lesson: Lesson
    at: int
    attempt: Attempt
    baseline: Design
    before: list[ListedRun]
    is_unlocked: bool
    shown: SavedModel | None


class Course(QObject):
    """Begins a lesson, judges its steps while the student works, and gives the own work back."""

    changed = Signal()
    """Another lesson, another step, or none; locks were taken away; something is being shown."""
    judged = Signal()
    """`results` are newer."""
    hinted = Signal(str)
    """The control of this name is to be lit."""
    failed = Signal(object)

    def __init__(
        self, session: Session, documents: Documents, run_list: RunList, checks: GradientChecks,
        settings: QSettings, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._documents, self._run_list = session, documents, run_list
        self._checks, self._settings = checks, settings
        self.lesson: Lesson | None = None
        self.at = 0
        """The number of the step, from 0."""
        self.progress = Progress()
        self.recorder = Recorder(settings)
        """Notes what is done, to be handed in."""
        self.results: tuple[Result, ...] = ()
        self.state: State | None = None
        """What the results were judged by."""
        self.attempt = Attempt()
        self.is_unlocked = False
        self._before: list[ListedRun] = []
        self._own_runs: list[ListedRun] = []
        self._baseline = session.design
        self._shown: SavedModel | None = None
        self._judge = Latest("lesson", session, self)
        self._judge.answered.connect(self._take)
        self._solver = Worker("show-solution", self)
        self._solver.stepped.connect(self._show_solved)
        self._solver.ended.connect(self._solver_ended)
        self._later = QTimer(self, singleShot=True, interval=SOON_MS)
        self._later.timeout.connect(self._ask)
        for cause in (
            session.curves_changed, session.weights_changed, session.training_changed,
            session.state_changed, session.model.changed, run_list.changed, checks.changed,
            checks.done,
        ):  # fmt: skip
            cause.connect(self._look_soon)

    # Where one is.

    @property
    def is_active(self) -> bool:
        """Whether a lesson is being done."""
        return self.lesson is not None

    @property
    def step(self) -> Step | None:
        """The step of now."""
        return None if self.lesson is None else self.lesson.steps[self.at]

    @property
    def is_showing(self) -> bool:
        """Whether a solution is shown on a copy."""
        return self._shown is not None

    @property
    def locks(self) -> Locks:
        """What is locked now."""
        if self.lesson is None or self.is_unlocked:
            return Locks()
        return self.lesson.locks

    def progress_of(self, lesson: Lesson) -> Progress:
        """How far somebody has come with a lesson."""
        return self.progress if lesson is self.lesson else kept_progress(self._settings, lesson)

    # Beginning and leaving.

    def start(self, lesson: Lesson) -> None:
        """Begin a lesson, or go on with it at its first step that is not done."""
        if self._documents.kept_away is None:
            self._documents.put_away()
            self._before = list(self._run_list.runs)
        self.lesson = lesson
        self.progress = kept_progress(self._settings, lesson)
        steps = range(len(lesson.steps))
        self.at = 0
        if not self.progress.is_complete(lesson):
            self.at = next((at for at in steps if at not in self.progress.done), 0)
        self.is_unlocked = False
        self._begin()

    @Slot()
    def start_again(self) -> None:
        """Begin the lesson of now from its first network, at the step of now."""
        if self.lesson is not None:
            self._begin()

    def _begin(self) -> None:
        assert self.lesson is not None
        self.attempt, self._shown = Attempt(), None
        self.results, self.state = (), None
        seed = self.recorder.begin(self.lesson)
        self._baseline = self.lesson.beginning(seed)
        self._documents.start_from(self._baseline, self.lesson.first_model(seed))
        self._remove_runs(self._before)
        self._session.model.permits = self._refusal
        self._session.hold = self._hold
        self.changed.emit()
        self._look_soon()

    @Slot()
    def leave(self) -> None:
        """End the lesson: the student's own work is back as it was."""
        if self.lesson is None:
            return
        self.lesson, self._shown = None, None
        self.results, self.state = (), None
        self._judge.forget()
        self._solver.cancel()
        self._session.model.permits = self._session.hold = None
        self._documents.take_back()
        self._remove_runs(self._before)
        self.changed.emit()

    def _remove_runs(self, before: list[ListedRun]) -> None:
        """Take the runs off the list that came after these."""
        self._run_list.remove_all([run for run in self._run_list.runs if run not in before])

    def close(self) -> None:
        """Hear nothing more."""
        self._judge.close()
        self._solver.cancel()

    # From one window to another.

    def standing(self) -> Standing | None:
        """What another window needs to go on; None without a lesson."""
        if self.lesson is None:
            return None
        return Standing(self.lesson, self.at, self.attempt, self._baseline, self._before,
                        self.is_unlocked, self._shown)  # fmt: skip

    def let_go(self) -> None:
        """Forget the lesson, which another window goes on with; the network stays as it is."""
        self.lesson, self._shown = None, None
        self.close()

    def go_on_from(self, standing: Standing, lesson: Lesson) -> None:
        """Go on where another window stood, with the texts of another language."""
        self.lesson, self.at, self.attempt = lesson, standing.at, standing.attempt
        self._baseline, self._before = standing.baseline, standing.before
        self.is_unlocked, self._shown = standing.is_unlocked, standing.shown
        self.recorder.begin(lesson)
        self.progress = kept_progress(self._settings, lesson)
        self._session.model.permits = self._refusal
        self._session.hold = self._hold
        self.changed.emit()
        self._look_soon()

    # Steps.

    def go_to(self, at: int) -> None:
        """Show another step."""
        if self.lesson is not None and 0 <= at < len(self.lesson.steps) and at != self.at:
            self._end_showing()
            self.at = at
            self.results = ()
            self.changed.emit()
            self._look_soon()

    @Slot()
    def go_on(self) -> None:
        """To the next step; after the last one the lesson is left."""
        if self.lesson is None:
            return
        if self.step is not None and not self.step.has_tasks:
            self._note_done()
        if self.at + 1 < len(self.lesson.steps):
            self.go_to(self.at + 1)
        else:
            self.leave()

    @Slot()
    def go_back(self) -> None:
        """To the step before."""
        self.go_to(self.at - 1)

    def _note_done(self) -> None:
        assert self.lesson is not None
        self.attempt.reached.add(self.at)
        if self.at not in self.progress.done:
            self.progress.done.add(self.at)
            keep_progress(self._settings, self.lesson, self.progress)

    # Tasks.

    def predict(self, value: float) -> None:
        """Say what will come; once for each try."""
        step = self.step
        if step is not None and step.prediction is not None:
            seen = self.seen()
            said = predict(step.prediction, value, seen.state)
            if step.prediction.key not in self.attempt.predictions:
                self.attempt.predictions[step.prediction.key] = said
                self.recorder.prediction(self.at, step.prediction.key, value, seen)
            self._look_soon()
            self._session.state_changed.emit()

    def answer(self, question: Question, value: float) -> Answered | None:
        """Answer a question, by what the network of this moment gives; None where it gives
        nothing."""
        self._session.pause()
        seen = self.seen()
        found = judge_answer(question, value, seen.state)
        if found is not None:
            self.attempt.answers[question.key] = found
            self.recorder.answer(self.at, question.key, value, seen)
            self._look_soon()
        return found

    def note_named(self, right: bool) -> None:
        """A hidden fault was named, or told."""
        if self.lesson is not None and right:
            self.attempt.fault_named = True
            self._look_soon()

    def _hold(self) -> str:
        """Why no step of training may be taken now; empty where one may."""
        step = self.step
        if step is None or self.is_showing:
            return ""
        if "play" in self.locks.hide and "step" in self.locks.hide:
            return self.tr("This lesson does without training. “Show all” takes its locks away.")
        prediction = step.prediction
        if prediction is not None and prediction.key not in self.attempt.predictions:
            return self.tr("First say what you expect: the lesson asks for it.")
        return ""

    def _refusal(self, before: Design, after: Design) -> SettingError | None:
        return None if self.is_showing else self.locks.refusal(before, after)

    # Hints.

    @property
    def hints_left(self) -> list[int]:
        """The levels of hints that this step has."""
        step = self.step
        if step is None:
            return []
        there = {NUDGE: step.hint, SPOTLIGHT: step.spotlight, SHOW: step.solution}
        return [level for level, what in there.items() if what]

    def hint(self, level: int) -> None:
        """Give a hint of a level; it is noted."""
        if self.lesson is None or level not in self.hints_left:
            return
        self.progress.hints[self.at] = max(level, self.progress.hints.get(self.at, 0))
        keep_progress(self._settings, self.lesson, self.progress)
        self.recorder.help(self.progress)
        if level == SPOTLIGHT and self.step is not None:
            self.hinted.emit(self.step.spotlight)
        elif level == SHOW:
            self._show_solution()
        self.changed.emit()

    def _show_solution(self) -> None:
        """Do what solves the step on a copy of the student's network."""
        training, dataset, step = self._session.training, self._session.dataset, self.step
        if training is None or dataset is None or step is None or self.lesson is None:
            return
        self._session.pause()
        self._session.settle(training)
        self._shown = self._session.taken().result()
        self._own_runs = list(self._run_list.runs)
        student = Student(self.lesson, dataset, training=training)

        def solve() -> Any:
            for action in step.solution:
                student.act(action, step)
            yield snapshot(student.training, student.dataset)

        self._solver.start(solve)

    @Slot(object)
    def _show_solved(self, solved: object) -> None:
        if isinstance(solved, SavedModel) and self._shown is not None:
            self._session.show(solved)
            self.changed.emit()

    @Slot(object)
    def _solver_ended(self, error: object) -> None:
        if isinstance(error, Exception):
            self._shown = None
            self.changed.emit()
            if not isinstance(error, DiynnError):
                raise error
            self.failed.emit(error)

    @Slot()
    def end_showing(self) -> None:
        """Back to the student’s own network."""
        self._end_showing()
        self.changed.emit()
        self._look_soon()

    def _end_showing(self) -> None:
        if self._shown is None:
            return
        kept, self._shown = self._shown, None
        self._solver.cancel()
        self._session.show(kept)
        self._remove_runs(self._own_runs)

    # Locks.

    @Slot()
    def unlock(self) -> None:
        """Take all locks of the lesson away; it is noted."""
        if self.lesson is not None and not self.is_unlocked:
            self.is_unlocked = True
            self.progress.unlocked += 1
            keep_progress(self._settings, self.lesson, self.progress)
            self.recorder.help(self.progress)
            self.changed.emit()

    @Slot()
    def lock(self) -> None:
        """Put them back."""
        if self.lesson is not None and self.is_unlocked:
            self.is_unlocked = False
            self.changed.emit()

    # Judging.

    def taken_state(self) -> State:
        """Everything that can be asked about now."""
        session, checks = self._session, self._checks
        training, glance = session.training, session.glance
        step, runs = session.last_step, [
            past_run(run.training, run.history)
            for run in self._run_list.runs if run not in self._before
        ]  # fmt: skip
        done = 0 if step is None else (step.epoch - 1) * step.steps + step.step
        checked = not checks.is_busy and bool(checks.findings)
        return State(
            session.design, self._baseline, session.net, session.newest, session.data,
            None if session.is_moving else training, session.history, done,
            0 if glance is None else glance.best_epoch,
            None if training is None else training.best_weights,
            0 if training is None else training.by_hand, tuple(runs), checked,
            checked and checks.is_right, self.attempt.fault_named,
            None if training is None else training.timeline.fork,
            answers=dict(self.attempt.answers), predictions=dict(self.attempt.predictions),
        )  # fmt: skip

    def seen(self) -> Seen:
        """The same, with the training and the place that it is of."""
        session, place, step = self._session, self._session.cursor.place, self._session.last_step
        if place is None and step is not None:
            ended = step.step == step.steps
            place = Place(step.epoch, 0) if ended else Place(step.epoch - 1, step.step)
        runs = tuple(
            (run.training, len(run.history))
            for run in self._run_list.runs if run not in self._before
        )  # fmt: skip
        return Seen(self.taken_state(), session.training, place or Place(0), runs)

    @Slot()
    def _look_soon(self) -> None:
        if self.lesson is not None and not self._later.isActive():
            self._later.start()

    @Slot()
    def _ask(self) -> None:
        step = self.step
        if step is not None and not self.is_showing:
            self._judge.ask(partial(_judged, self.at, step, self.seen()))

    @Slot(object)
    def _take(self, found: object) -> None:
        if isinstance(found, Exception):
            raise found
        if not isinstance(found, tuple) or self.lesson is None or self.is_showing:
            return
        judged: Judged = found
        at, step, seen, results = judged
        if at != self.at or step is not self.step:
            return
        self.state, self.results = seen.state, results
        if step.has_tasks and is_done(results):
            self._note_done()
            self.recorder.step(at, seen)
        self.judged.emit()


Judged = tuple[int, Step, Seen, tuple[Result, ...]]


def _judged(at: int, step: Step, seen: Seen) -> Judged:
    return at, step, seen, judge_step(step, seen.state)


