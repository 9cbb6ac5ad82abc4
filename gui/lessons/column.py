"""The column of lessons: the list where none is chosen, else the step of now with its tasks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diynn.lessons.judging import is_done
from diynn.lessons.lesson import Lesson
from gui.lessons.course import NUDGE, SHOW, SPOTLIGHT, Course
from gui.lessons.tasks import DONE, Card, PredictionCard, QuestionCard, Ticks, wrapped
from gui.lessons.text_page import TextPage
from gui.text.numbers import count
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.boxes import Scroller, flow, hbox, vbox
from gui.widgets.plain_text import Label

WIDTH = 300
"""Pixels of the column at the usual size of text."""
LEAST = QSize(240, 160)


class LessonColumn(QWidget):
    """Shows a course, and passes on what is pressed; `help_asked` carries a topic."""

    help_asked = Signal(str)
    closed = Signal()
    """The column is to be put away; no lesson is being done."""

    def __init__(
        self, course: Course, themes: ThemeSource, lessons: Sequence[Lesson],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setProperty("helpTopic", "lessons")
        self.setAccessibleName(self.tr("Lessons"))
        self._course = course
        self._themes = themes
        self.stack = QStackedWidget()
        self.list = LessonList(course, themes, lessons)
        self.page = StepPage(course, themes)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.page)
        vbox(self.stack, parent=self, margins=(0, 0, 0, 0), spacing=0)
        self.list.chosen.connect(self._start)
        self.list.closed.connect(self.closed)
        self.page.help_asked.connect(self.help_asked)
        course.changed.connect(self._show)
        self._show()

    def sizeHint(self) -> QSize:
        """Room for a text of short lines."""
        return QSize(round(WIDTH * max(self._themes.zoom, 1.0)), 480)

    @Slot(object)
    def _start(self, lesson: Lesson) -> None:
        self._course.start(lesson)
        self.page.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show(self) -> None:
        active = self._course.is_active
        self.stack.setCurrentWidget(self.page if active else self.list)
        if not active:
            self.list.show_progress()


class LessonList(QWidget):
    """All lessons with their time and level, and how far one has come."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(
        self, course: Course, themes: ThemeSource, lessons: Sequence[Lesson],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._course = course
        self._lessons: list[Lesson] = []
        self.buttons: dict[str, QPushButton] = {}
        self._notes: dict[str, Label] = {}
        title = Label(self.tr("Lessons"))
        title.setProperty("strong", True)
        self.close_button = _icon_button("close", self.tr("Put the lessons away"), themes)
        self.close_button.clicked.connect(self.closed)
        self._ground = QWidget()
        self._down = QVBoxLayout(self._ground)
        self._down.setContentsMargins(10, 4, 10, 10)
        self._down.setSpacing(6)
        self._down.addWidget(wrapped(
            self.tr(
                "Each lesson checks itself by what you do in the window. Your own work is put away "
                "meanwhile, and comes back."
            ), muted=True,
        ))  # fmt: skip
        self._down.addStretch(1)
        vbox(
            hbox(title, 1, self.close_button, margins=(10, 6, 6, 2)),
            (Scroller(self._ground, LEAST, has_sentences=True), 1), parent=self,
            margins=(0, 0, 0, 0), spacing=0,
        )  # fmt: skip
        self.show_lessons(lessons)

    def show_lessons(self, lessons: Sequence[Lesson]) -> None:
        """Offer these lessons, in this order, after those that are offered already."""
        for lesson in lessons:
            self._lessons.append(lesson)
            self._down.insertWidget(self._down.count() - 1, self._card(lesson))
        self.show_progress()

    def first(self) -> QPushButton | None:
        """The button of the first lesson that is not complete; of all, the first."""
        open_ = [one for one in self._lessons
                 if not self._course.progress_of(one).is_complete(one)]  # fmt: skip
        found = (open_ or self._lessons)[:1]
        return self.buttons[found[0].id] if found else None

    def _card(self, lesson: Lesson) -> QWidget:
        card = Card("lessons")
        button = QPushButton(lesson.title)
        button.setToolTip(lesson.curriculum)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.chosen.emit(lesson))
        note = wrapped(muted=True)
        self.buttons[lesson.id], self._notes[lesson.id] = button, note
        for widget in (button, wrapped(lesson.goal), note):
            card.down.addWidget(widget)
        return card

    @Slot()
    def show_progress(self) -> None:
        """Show how far one has come with each."""
        for lesson in self._lessons:
            progress = self._course.progress_of(lesson)
            parts = [lesson.level, self.tr("{minutes} min").format(minutes=count(lesson.minutes))]
            tasks = sum(step.has_tasks for step in lesson.steps)
            if progress.is_complete(lesson):
                parts.append(self.tr("{sign} done").format(sign=DONE))
            elif progress.is_begun:
                done = sum(lesson.steps[at].has_tasks for at in progress.done)
                words = self.tr("{done} of {tasks} step(s) done", "", tasks)
                parts.append(words.format(done=count(done), tasks=count(tasks)))
            else:
                parts.append(self.tr("{tasks} step(s)", "", tasks).format(tasks=count(tasks)))
            self._notes[lesson.id].setText(" · ".join(parts))


class StepPage(QWidget):
    """One step: text, tasks, hints, and the ways on and back."""

    help_asked = Signal(str)

    def __init__(
        self, course: Course, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._course, self._themes = course, themes
        self.title = wrapped(strong=True)
        self.leave = _icon_button(
            "close", self.tr("Leave the lesson; your own work comes back"), themes
        )
        self.leave.clicked.connect(course.leave)
        self.place = Label()
        self.place.setProperty("muted", True)
        self.dots: list[QToolButton] = []
        self._dot_line = flow(spacing=0)
        self.heading = wrapped(strong=True)
        self.text = TextPage(themes, self.tr("Text of the step"))
        self.text.asked.connect(self.help_asked)
        self.ticks = Ticks()
        self.prediction: PredictionCard | None = None
        self.questions: list[QuestionCard] = []
        self._cards = QWidget()
        self._card_box = vbox(parent=self._cards, margins=(0, 0, 0, 0), spacing=8)
        self.done = wrapped(strong=True)
        self.hint_words = wrapped()
        self.hint_words.setProperty("readout", True)
        self.hints = {
            NUDGE: QPushButton(self.tr("Hint")),
            SPOTLIGHT: QPushButton(self.tr("Show where")),
            SHOW: QPushButton(self.tr("Show me")),
        }
        self.hints[NUDGE].setToolTip(self.tr("A sentence that helps on"))
        self.hints[SPOTLIGHT].setToolTip(self.tr("Light the control that is meant"))
        self.hints[SHOW].setToolTip(self.tr("Do it on a copy: your own network stays as it is"))
        for level, button in self.hints.items():
            button.setProperty("helpTopic", "lesson-hints")
            button.clicked.connect(lambda _=False, level=level: course.hint(level))
        self.back_to_own = QPushButton(self.tr("Back to my network"))
        self.back_to_own.setProperty("primary", True)
        self.back_to_own.setProperty("helpTopic", "lesson-hints")
        self.back_to_own.clicked.connect(course.end_showing)
        self.shown = wrapped(
            self.tr("This is a copy, on which the step was done. Yours waits unchanged.")
        )
        self.shown.setProperty("readout", True)
        self.locks = QPushButton()
        self.locks.setProperty("flat", True)
        self.locks.setProperty("helpTopic", "lesson-locks")
        self.locks.clicked.connect(self._turn_locks)
        self.locked = (0, 0)
        self.again = QPushButton(self.tr("Start again"))
        self.again.setToolTip(self.tr("Begin the lesson from its first network"))
        self.again.clicked.connect(course.start_again)
        self.back = QPushButton(self.tr("Back"))
        self.back.clicked.connect(course.go_back)
        self.next = QPushButton(self.tr("Next"))
        self.next.clicked.connect(course.go_on)
        self._lay_out()
        self._shown_step: object = None
        course.changed.connect(self.show_step)
        course.judged.connect(self.show_results)
        self.show_step()

    def _lay_out(self) -> None:
        ground = QWidget()
        vbox(
            self.heading, self.text, self._cards, self.ticks, self.done, self.shown,
            flow(*self.hints.values(), self.back_to_own, spacing=6), self.hint_words, 1,
            parent=ground, margins=(10, 4, 10, 8), spacing=8,
        )  # fmt: skip
        self.area = Scroller(ground, LEAST, has_sentences=True)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        foot = flow(self.again, 1, self.back, self.next, spacing=6, margins=(10, 4, 10, 8))
        vbox(
            hbox((self.title, 1), self.leave, margins=(10, 6, 6, 0)),
            hbox((self._dot_line, 1), self.place, margins=(6, 0, 10, 2)),
            (self.area, 1), self.locks, foot, parent=self, margins=(0, 0, 0, 0), spacing=0,
        )  # fmt: skip

    @Slot()
    def show_step(self) -> None:
        """Show the step of now."""
        course = self._course
        lesson, step = course.lesson, course.step
        if lesson is None or step is None:
            self._shown_step = None
            return
        showing = course.is_showing
        self.title.setText(lesson.title)
        words = self.tr("Step {0} of {1}").format(course.at + 1, len(lesson.steps))
        self.place.setText(words)
        tried = (step, course.attempt)
        if self._shown_step is None or self._shown_step != tried:
            self._shown_step = tried
            self.heading.setText(step.title)
            self.text.show_words(step.text)
            self._make_cards()
            self.done.hide()
            self.ticks.show_results(())
            self.area.verticalScrollBar().setValue(0)
        self._show_dots()
        given = course.progress.hints.get(course.at, 0)
        self.hint_words.setText(step.hint)
        self.hint_words.setVisible(given >= NUDGE and bool(step.hint) and not showing)
        for level, button in self.hints.items():
            button.setVisible(level in course.hints_left and not showing)
        self.hints[NUDGE].setEnabled(given < NUDGE)
        begins = showing and self.back_to_own.isHidden()
        self.back_to_own.setVisible(showing)
        self.shown.setVisible(showing)
        if begins:
            self.back_to_own.setFocus(Qt.FocusReason.OtherFocusReason)
        self.back.setEnabled(course.at > 0)
        self._show_next()
        self.show_locks()
        self.show_results()

    def _make_cards(self) -> None:
        course, step = self._course, self._course.step
        assert step is not None
        for old in (self.prediction, *self.questions):
            if old is not None:
                self._card_box.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.prediction, self.questions = None, []
        if step.prediction is not None:
            self.prediction = PredictionCard(step.prediction)
            self.prediction.predicted.connect(course.predict)
            self._card_box.addWidget(self.prediction)
        for question in step.questions:
            card = QuestionCard(question)
            card.answered.connect(self._answer)
            self.questions.append(card)
            self._card_box.addWidget(card)
            if question.key in course.attempt.answers:
                card.show_answer(course.attempt.answers[question.key])
        self._cards.setVisible(self._card_box.count() > 0)

    @Slot(object, float)
    def _answer(self, question: object, value: float) -> None:
        for card in self.questions:
            if card.question is question:
                card.show_answer(self._course.answer(card.question, value))

    def _show_dots(self) -> None:
        course, lesson = self._course, self._course.lesson
        assert lesson is not None
        while len(self.dots) < len(lesson.steps):
            dot = QToolButton()
            dot.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            number = len(self.dots)
            dot.clicked.connect(lambda _=False, number=number: course.go_to(number))
            self.dots.append(dot)
            self._dot_line.addWidget(dot)
        for number, dot in enumerate(self.dots):
            there = number < len(lesson.steps)
            dot.setVisible(there)
            if not there:
                continue
            done = number in course.progress.done
            dot.setText("●" if done else "○")
            dot.setCheckable(True)
            dot.setChecked(number == course.at)
            state = self.tr("done") if done else self.tr("not done yet")
            words = self.tr("Step {number}: {title}, {state}").format(
                number=count(number + 1), title=lesson.steps[number].title, state=state
            )
            dot.setToolTip(words)
            dot.setAccessibleName(words)

    def _show_next(self) -> None:
        course, lesson, step = self._course, self._course.lesson, self._course.step
        assert lesson is not None
        assert step is not None
        last = course.at == len(lesson.steps) - 1
        done = not step.has_tasks or course.at in course.progress.done
        self.next.setText(
            (self.tr("Finish") if last else self.tr("Next")) if done
            else (self.tr("Leave") if last else self.tr("Skip"))
        )  # fmt: skip
        self.next.setToolTip(self.tr("Go on (Ctrl+Enter)"))
        self.next.setProperty("primary", done)
        self.next.style().unpolish(self.next)
        self.next.style().polish(self.next)

    def show_locks(self) -> None:
        """Say how much is hidden, and offer all of it."""
        course = self._course
        there = course.lesson is not None and bool(course.lesson.locks)
        self.locks.setVisible(there)
        if course.is_unlocked:
            self.locks.setText(self.tr("Everything is shown · hide again"))
        else:
            hidden, fixed = self.locked
            words = self.tr("{hidden} hidden · show all")
            if fixed:
                words = self.tr("{hidden} hidden, {fixed} fixed · show all")
            self.locks.setText(words.format(hidden=count(hidden), fixed=count(fixed)))

    def set_locked(self, hidden: int, fixed: int) -> None:
        """Take the number of controls that are hidden and of settings that are fixed."""
        self.locked = (hidden, fixed)
        self.show_locks()

    @Slot()
    def _turn_locks(self) -> None:
        if self._course.is_unlocked:
            self._course.lock()
        else:
            self._course.unlock()

    @Slot()
    def show_results(self) -> None:
        """Show how the tasks stand."""
        course, step = self._course, self._course.step
        if step is None:
            return
        results = course.results
        if self.prediction is not None:
            said = step.prediction is not None and (
                step.prediction.key in course.attempt.predictions
            )
            self.prediction.show_state(course.state, is_said=said)
        if results:
            self.ticks.show_results(results)
        finished = bool(results) and is_done(results) and step.has_tasks
        self.done.setText(f"{DONE} {step.done}" if step.done else DONE)
        self.done.setVisible(finished and not course.is_showing)
        self._show_dots()
        self._show_next()


def _icon_button(drawing: str, words: str, themes: ThemeSource) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setIconSize(QSize(16, 16))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    IconKeeper(button, button.setIcon, drawing, themes)
    return button


