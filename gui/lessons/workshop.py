"""Where a teacher writes a lesson: steps, checks from present facts, locks, the proof, the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGroupBox,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from diynn.atomic_files import write_whole
from diynn.errors import DiynnError
from diynn.lessons.draft import Draft, Offer, StepDraft, offers
from diynn.lessons.facts import State
from diynn.lessons.judging import value_words
from diynn.lessons.lesson import LEVELS, Lesson
from diynn.lessons.lesson_file import LANGUAGES, MOST_STEPS, SUFFIX
from diynn.lessons.trial import PLAY, SEEDS, SOLUTION, START, Trial, try_lesson
from gui.background.worker import Worker
from gui.lessons.places import Parts
from gui.lessons.pointing import LockBox
from gui.lessons.tasks import result_words, wrapped
from gui.text.numbers import count
from gui.text.wording import error_text, localized, translated
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.boxes import Scroller, flow, hbox, vbox
from gui.widgets.file_dialogs import ask_save
from gui.widgets.plain_text import Label
from gui.widgets.typed_field import LineField

WIDTH = 340
LEAST = QSize(260, 160)
LESSONS = "lessons"
"""Under it the folder of lessons is remembered."""
TEXT_LINES = 7


class Workshop(QWidget):
    """The column in which a lesson is written.

    `preview_asked` carries the lesson to be done as a student would, `closed` that the column is
    to be put away, `said` and `failed` what is to be told.
    """

    preview_asked = Signal(object)
    closed = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(
        self, window: QMainWindow, parts: Parts, themes: ThemeSource, settings: QSettings,
        state: Callable[[Draft], State | None], language: str,
    ) -> None:  # fmt: skip
        """`state` gives what can be asked about now."""
        super().__init__()
        self.setProperty("helpTopic", "workshop")
        self.setAccessibleName(self.tr("New lesson"))
        self._window, self._parts, self._themes = window, parts, themes
        self._settings, self._state = settings, state
        self.draft = Draft(parts.session.design)
        self.path: Path | None = None
        self.at = 0
        self._offers: list[Offer] = []
        self._showing = False
        self.error = wrapped(warning=True)
        self.error.hide()
        self._trial = Worker("try-lesson", self)
        self._trial.stepped.connect(self._take_trial)
        self._trial.ended.connect(self._end_trial)
        self._make_head(language)
        self._make_step()
        self._make_checks()
        self.locks = LockBox(window, self, parts, themes)
        self._make_foot()
        self._lay_out()
        self.show_draft()

    def sizeHint(self) -> QSize:
        """Room for a text of short lines."""
        return QSize(round(WIDTH * max(self._themes.zoom, 1.0)), 480)

    # Making.

    def _make_head(self, language: str) -> None:
        self.heading = Label(self.tr("New lesson"))
        self.heading.setProperty("strong", True)
        self.close_button = QToolButton()
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(self.tr("Put the workshop away; the lesson stays in it"))
        self.close_button.setAccessibleName(self.tr("Put the workshop away"))
        IconKeeper(self.close_button, self.close_button.setIcon, "close", self._themes)
        self.close_button.clicked.connect(self._put_away)
        self.language = QComboBox()
        for code, name in (("en", "English"), ("fr", "Français")):
            self.language.addItem(name, code)
        self.language.setCurrentIndex(LANGUAGES.index(language))
        self.language.setAccessibleName(self.tr("Language of the texts"))
        self.language.setToolTip(
            self.tr("A lesson may have its texts in one language or in both; one file has all.")
        )
        self.language.currentIndexChanged.connect(self.show_draft)
        self.title = LineField()
        self.title.setPlaceholderText(self.tr("Title of the lesson"))
        self.title.setAccessibleName(self.tr("Title of the lesson"))
        self.title.textChanged.connect(self._take_texts)
        self.goal = _text_field(self.tr("What the lesson is about"), 2)
        self.goal.textChanged.connect(self._take_texts)
        self.level = QComboBox()
        self.level.addItems(LEVELS)
        self.level.setAccessibleName(self.tr("Level"))
        self.level.currentTextChanged.connect(self._take_head)
        self.minutes = QSpinBox()
        self.minutes.setRange(1, 600)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setAccessibleName(self.tr("Minutes"))
        self.minutes.valueChanged.connect(self._take_head)
        self.begin_here = QPushButton(self.tr("Begin with this network"))
        self.begin_here.setToolTip(
            self.tr("Students begin with the network that the window has now, untrained.")
        )
        self.begin_here.clicked.connect(self.begin_with_present)
        self.begins = wrapped(muted=True)

    def _make_step(self) -> None:
        self.place = Label()
        self.place.setProperty("strong", True)
        self.back, self.next = QPushButton(self.tr("Back")), QPushButton(self.tr("Next"))
        self.add, self.remove = QPushButton(self.tr("Add step")), QPushButton(self.tr("Remove"))
        self.back.clicked.connect(lambda: self.go_to(self.at - 1))
        self.next.clicked.connect(lambda: self.go_to(self.at + 1))
        self.add.clicked.connect(self.add_step)
        self.remove.clicked.connect(self.remove_step)
        self.remove.setToolTip(self.tr("Remove this step"))
        self.step_title = LineField()
        self.step_title.setPlaceholderText(self.tr("Title of the step"))
        self.step_title.setAccessibleName(self.tr("Title of the step"))
        self.step_title.textChanged.connect(self._take_texts)
        self.text = _text_field(
            self.tr("Text of the step: Markdown, formulas as $y = xw + b$"), TEXT_LINES
        )
        self.text.textChanged.connect(self._take_texts)
        self.hint = LineField()
        self.hint.setPlaceholderText(self.tr("Hint, where somebody is stuck"))
        self.hint.setAccessibleName(self.tr("Hint"))
        self.hint.textChanged.connect(self._take_texts)
        self.done = LineField()
        self.done.setPlaceholderText(self.tr("What is said when the step is done"))
        self.done.setAccessibleName(self.tr("When it is done"))
        self.done.textChanged.connect(self._take_texts)

    def _make_checks(self) -> None:
        self.facts = QListWidget()
        self.facts.setProperty("helpTopic", "workshop-checks")
        self.facts.setAccessibleName(self.tr("Present facts; a tick makes a check"))
        self.facts.setMinimumHeight(120)
        self.facts.itemChanged.connect(self._tick)
        self.refresh = QPushButton(self.tr("Present values"))
        self.refresh.setToolTip(self.tr("Read the facts of the network and the runs of now"))
        self.refresh.clicked.connect(self.show_facts)
        self.checks = _text_field(self.tr("Checks, one a line; nothing is checked yet"), 3)
        self.checks.setProperty("helpTopic", "workshop-checks")
        self.checks.textChanged.connect(self._take_checks)

    def _make_foot(self) -> None:
        self.preview = QPushButton(self.tr("Preview"))
        self.preview.setToolTip(self.tr("Do the lesson as a student would"))
        self.preview.clicked.connect(self._preview)
        self.try_it = QPushButton(self.tr("Try it"))
        self.try_it.setProperty("helpTopic", "workshop-try")
        self.try_it.setToolTip(
            self.tr(
                "The start must fail, play alone must fail, and the network of now must pass with "
                "five seeds."
            )
        )
        self.try_it.clicked.connect(self._try)
        self.save = QPushButton(self.tr("Save as…"))
        self.save.setProperty("primary", True)
        self.save.clicked.connect(self.save_as)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, SEEDS + 2)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.hide()
        self.outcome = wrapped()
        self.outcome.setProperty("helpTopic", "workshop-try")
        self.outcome.hide()
        self._trials: list[Trial] = []

    def _lay_out(self) -> None:
        checks = QGroupBox(self.tr("What is checked"))
        vbox(self.refresh, self.facts, self.checks, parent=checks, spacing=6)
        ground = QWidget()
        vbox(
            self.title, self.goal, flow(self.language, self.level, self.minutes, spacing=6),
            self.begins, self.begin_here, hbox((self.place, 1)),
            flow(self.back, self.next, self.add, self.remove, spacing=6), self.step_title,
            self.text, self.hint, self.done, checks, self.locks, 1, parent=ground,
            margins=(10, 4, 10, 8), spacing=8,
        )  # fmt: skip
        self.area = Scroller(ground, LEAST, has_sentences=True)
        foot = flow(self.preview, self.try_it, 1, self.save, spacing=6)
        below = vbox(self.error, self.outcome, self.progress, foot, margins=(10, 4, 10, 8))
        vbox(
            hbox((self.heading, 1), self.close_button, margins=(10, 6, 6, 2)), (self.area, 1),
            below, parent=self, margins=(0, 0, 0, 0), spacing=0,
        )  # fmt: skip

    # The draft.

    def begin(self, draft: Draft, path: Path | None = None) -> None:
        """Write at another lesson."""
        self._trial.cancel()
        self.draft, self.path, self.at = draft, path, 0
        for language in (self.language.currentData(), *LANGUAGES):
            if draft.is_written_in(language):
                self.language.setCurrentIndex(LANGUAGES.index(language))
                break
        self.outcome.hide()
        self.show_draft()

    @Slot()
    def begin_with_present(self) -> None:
        """Students begin with the network of now."""
        self.draft.start = self._parts.session.design
        if self.draft.base is not None and self.draft.base.design != self.draft.start:
            self.draft.base = None
        self.show_draft()

    @property
    def step(self) -> StepDraft:
        """The step that is being written."""
        return self.draft.steps[self.at]

    @Slot()
    def show_draft(self) -> None:
        """Show all of it, in the chosen language."""
        draft, step, language = self.draft, self.step, self.language.currentData()
        self._showing = True
        self.title.setText(draft.titles.get(language, ""))
        self.goal.setPlainText(draft.goals.get(language, ""))
        self.level.setCurrentText(draft.level)
        self.minutes.setValue(draft.minutes)
        number = len(draft.start.layers)
        words = self.tr("It begins with {count} row(s).", "", number).format(count=count(number))
        self.begins.setText(words)
        place = self.tr("Step {0} of {1}").format(self.at + 1, len(draft.steps))
        self.place.setText(place)
        self.back.setEnabled(self.at > 0)
        self.next.setEnabled(self.at + 1 < len(draft.steps))
        self.add.setEnabled(len(draft.steps) < MOST_STEPS)
        self.remove.setEnabled(len(draft.steps) > 1)
        self.step_title.setText(step.titles.get(language, ""))
        self.text.setPlainText(step.texts.get(language, ""))
        self.hint.setText(step.hints.get(language, ""))
        self.done.setText(step.done.get(language, ""))
        self.checks.setPlainText("\n".join(step.checks))
        self._showing = False
        self.show_facts()
        self.locks.show_draft(draft)
        self._look()

    def go_to(self, at: int) -> None:
        """Write at another step."""
        if 0 <= at < len(self.draft.steps):
            self.at = at
            self.show_draft()

    @Slot()
    def add_step(self) -> None:
        """A new step after this one."""
        self.draft.steps.insert(self.at + 1, StepDraft())
        self.go_to(self.at + 1)
        self.step_title.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def remove_step(self) -> None:
        """Take this step away."""
        if len(self.draft.steps) > 1:
            del self.draft.steps[self.at]
            self.go_to(min(self.at, len(self.draft.steps) - 1))

    @Slot()
    def _take_texts(self) -> None:
        if self._showing:
            return
        language, step = self.language.currentData(), self.step
        self.draft.titles[language] = self.title.text()
        self.draft.goals[language] = self.goal.toPlainText()
        step.titles[language] = self.step_title.text()
        step.texts[language] = self.text.toPlainText()
        step.hints[language] = self.hint.text()
        step.done[language] = self.done.text()
        self._look()

    @Slot()
    def _take_head(self) -> None:
        if not self._showing:
            self.draft.level, self.draft.minutes = self.level.currentText(), self.minutes.value()

    # Checks.

    @Slot()
    def show_facts(self) -> None:
        """Read the facts of now."""
        state = self._state(self.draft)
        self._offers = [] if state is None else offers(state)
        self._showing = True
        self.facts.clear()
        for one in self._offers:
            words = translated(one.words) + (f" ({one.about})" if one.about else "")
            value = localized(value_words(one.value, None, as_share=one.gives == "share"))
            item = QListWidgetItem(f"{words[:1].upper()}{words[1:]}: {value}")
            item.setToolTip(one.check)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            asked = any(_asks(check, one.fact) for check in self.step.checks)
            item.setCheckState(Qt.CheckState.Checked if asked else Qt.CheckState.Unchecked)
            self.facts.addItem(item)
        self._showing = False

    @Slot(QListWidgetItem)
    def _tick(self, item: QListWidgetItem) -> None:
        if self._showing:
            return
        one = self._offers[self.facts.row(item)]
        others = [check for check in self.step.checks if not _asks(check, one.fact)]
        if item.checkState() == Qt.CheckState.Checked:
            others.append(one.check)
        self._set_checks(others)
        self._showing = True
        self.checks.setPlainText("\n".join(others))
        self._showing = False
        self._look()

    @Slot()
    def _take_checks(self) -> None:
        if not self._showing:
            lines = self.checks.toPlainText().splitlines()
            self._set_checks([line.strip() for line in lines if line.strip()])
            self._look()

    def _set_checks(self, checks: list[str]) -> None:
        """What is checked, and that the network of now solves it."""
        self.step.checks = checks
        self.step.solution = self._parts.session.design if checks else None
        if not checks:
            self.step.actions = ()

    # The lesson.

    def _lesson(self) -> Lesson | None:
        """The lesson as it is; None, and why, where it is none yet."""
        try:
            made = self.draft.lesson(self.language.currentData())
        except DiynnError as error:
            self.error.setText(error_text(error))
            self.error.show()
            return None
        self.error.hide()
        return made

    def _look(self) -> None:
        """Say at once what is wrong with a check, but not what is only missing yet."""
        if self.draft.is_written_in(self.language.currentData()):
            self._lesson()
        else:
            self.error.hide()

    @Slot()
    def _preview(self) -> None:
        lesson = self._lesson()
        if lesson is not None:
            self.preview_asked.emit(lesson)

    @Slot()
    def _try(self) -> None:
        if self._trial.is_busy:
            self._trial.cancel()
            self._end_trial(None)
            return
        for step in self.draft.steps:
            if step.checks and step.solution is None and not step.actions:
                step.solution = self._parts.session.design
        lesson = self._lesson()
        if lesson is None:
            return
        self._trials = []
        self.progress.setValue(0)
        self.progress.show()
        self.try_it.setText(self.tr("Cancel"))
        self.outcome.setText(self.tr("Trying: the start, play alone, then {seeds} seeds.").format(
            seeds=count(SEEDS)
        ))  # fmt: skip
        self.outcome.show()

        def work() -> Iterator[Trial]:
            yield from try_lesson(lesson)

        self._trial.start(work)

    @Slot(object)
    def _take_trial(self, trial: object) -> None:
        if isinstance(trial, Trial):
            self._trials.append(trial)
            self.progress.setValue(len(self._trials))
            self._show_trials()

    def _show_trials(self) -> None:
        found = self._trials
        lines = [self._trial_words(one) for one in found]
        solved = [one for one in found if one.way == SOLUTION]
        if len(found) == SEEDS + 2:
            good = all(one.is_right for one in found)
            lines.append(
                self.tr("✓ The lesson works.") if good
                else self.tr("× The lesson does not work yet.")
            )  # fmt: skip
        elif not solved:
            lines.append("…")
        self.outcome.setText("\n".join(lines))

    def _trial_words(self, trial: Trial) -> str:
        words = {
            START: self.tr("The start"), PLAY: self.tr("Play alone"),
            SOLUTION: self.tr("Your network, seed {seed}").format(seed=trial.seed),
        }[trial.way]  # fmt: skip
        sign = "✓" if trial.is_right else "×"
        if trial.error is not None:
            return f"{sign} {words}: {error_text(trial.error)}"
        done = self.tr("{done} of {steps} step(s) done", "", trial.steps).format(
            done=count(trial.done), steps=count(trial.steps)
        )
        text = f"{sign} {words}: {done}"
        if trial.way == SOLUTION and not trial.is_right:
            text += "".join(f"\n   {title}: {result_words(one)}" for title, one in trial.missing)
        return text

    @Slot(object)
    def _end_trial(self, error: object) -> None:
        self.progress.hide()
        self.try_it.setText(self.tr("Try it"))
        if isinstance(error, DiynnError):
            self.outcome.setText(error_text(error))
        elif isinstance(error, Exception):
            raise error
        elif len(self._trials) < SEEDS + 2:
            self.outcome.setText(self.tr("The trial was cancelled."))

    @Slot()
    def save_as(self) -> bool:
        """Ask for a file and write the lesson; whether it is written."""
        if self._lesson() is None:
            return False
        try:
            text = self.draft.text(LANGUAGES)
        except DiynnError as error:
            self.failed.emit(error)
            return False
        name = f"{self.draft.lesson(self.language.currentData()).id}{SUFFIX}"
        kinds = [self.tr("Lessons (*{suffix})").format(suffix=SUFFIX)]
        path = ask_save(
            self._window, self.tr("Save the lesson"), kinds,
            name if self.path is None else self.path.name, LESSONS, self._settings,
        )  # fmt: skip
        if path is None:
            return False
        if not path.name.endswith(SUFFIX):
            path = path.with_name(path.name.removesuffix(".md") + SUFFIX)
        try:
            write_whole(path, [text.encode("utf-8")])
        except DiynnError as error:
            self.failed.emit(error)
            return False
        self.path = path
        self.said.emit(self.tr("“{file}” is saved.").format(file=path.name))
        return True

    @Slot()
    def _put_away(self) -> None:
        self.locks.end_pointing()
        self.closed.emit()

    def close_down(self) -> None:
        """End what goes on."""
        self._trial.cancel()
        self.locks.end_pointing()


def _text_field(words: str, lines: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setPlaceholderText(words)
    made.setAccessibleName(words)
    made.setTabChangesFocus(True)
    height = made.fontMetrics().lineSpacing() * lines
    made.setMinimumHeight(height + 12)
    made.setMaximumHeight(2 * height + 24)
    return made


def _asks(check: str, fact: str) -> bool:
    """Whether a check begins with a fact."""
    rest = check.removeprefix(fact)
    return rest != check and not rest[:1].isalnum() and rest[:1] not in ("_", "(")


