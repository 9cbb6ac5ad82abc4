"""The menu of lessons: open, hand in, the class, the workshop of a teacher, the mystery network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QInputDialog, QMainWindow, QMenu, QWidget

from diynn.errors import DiynnError
from gui.commands.commands import OBSTACLE
from gui.text.numbers import count
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.widgets.file_dialogs import ask_folder, ask_open, ask_save, safe_name
from gui.widgets.message_bar import MessageBar
from gui.widgets.plain_text import Button, Icon, MessageBox, warn
from gui.widgets.typed_field import take_typed
from gui.window.lessons import FOLDER, Host, Lessons, lesson_folders

if TYPE_CHECKING:
    from diynn.lessons.draft import Draft
    from diynn.lessons.facts import State
    from diynn.lessons.work import Work
    from gui.lessons.class_window import ClassWindow
    from gui.lessons.mystery_window import MysteryWindow
    from gui.lessons.workshop import Workshop

LESSONS, WORKS = "lessons", "works"
LESSON_SUFFIX, WORK_SUFFIX = ".lesson.md", ".diynn-work"


class TeachingHost(Host, Protocol):
    """The parts of the window that teaching uses."""

    messages: MessageBar


class Teaching(QObject):
    """Fills the menu; what its windows need is loaded when they are first asked for."""

    def __init__(
        self, window: QMainWindow, parts: TeachingHost, lessons: Lessons, themes: ThemeSource,
        settings: QSettings,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._lessons, self._parts = lessons, parts
        self._themes, self._settings, self._window = themes, settings, window
        self.workshop: Workshop | None = None
        self.dock: QDockWidget | None = None
        self.class_window: ClassWindow | None = None
        self.mystery: MysteryWindow | None = None
        self.menu = QMenu(self.tr("&Lesson"), window)
        self.menu.setProperty("helpTopic", "lessons")
        self.open = self._add(self.tr("&Open a lesson…"), self.ask_lesson)
        self.hand_in = self._add(self.tr("&Hand in…"), self.ask_hand_in)
        self.menu.addSeparator()
        self.new = self._add(self.tr("&New from this window"), self.write_new)
        self.edit = self._add(self.tr("&Edit a lesson…"), self.ask_edit)
        self.folder = self._add(self.tr("&Folder of lessons…"), self.ask_lesson_folder)
        self.class_ = self._add(self.tr("&Works of the class…"), self.open_class)
        self.menu.addSeparator()
        self.play_mystery = self._add(self.tr("&Mystery network…"), self.open_mystery)
        self.menu.aboutToShow.connect(self.show_state)
        lessons.changed.connect(self.show_state)
        lessons.changed.connect(self._follow)
        lessons.hand_in_asked.connect(self.ask_hand_in)
        self._hides = False
        window.menuBar().insertMenu(parts.menus.help.menuAction(), self.menu)
        self.show_state()

    def _add(self, text: str, slot: Callable[[], object]) -> QAction:
        action = self.menu.addAction(text)
        action.triggered.connect(take_typed)
        action.triggered.connect(slot)
        return action

    @Slot()
    def show_state(self) -> None:
        """Let a work be handed in where there is one."""
        there = self._lessons.has_work
        self.hand_in.setEnabled(there)
        self.hand_in.setProperty(OBSTACLE, "" if there else self.tr("No lesson was begun."))
        active = self._lessons.is_active
        for action in (self.new, self.edit):
            action.setEnabled(not active)
            action.setProperty(OBSTACLE, self.tr("Leave the lesson first.") if active else "")

    def _fail(self, error: object) -> None:
        words = error_text(error) if isinstance(error, DiynnError) else str(error)
        warn(self._window, self.tr("Lesson"), words)

    def _say(self, words: str) -> None:
        self._parts.messages.say("info", words)

    # A student's.

    @Slot()
    def ask_lesson(self) -> None:
        """Ask for a lesson and begin it."""
        path = self._ask_file()
        if path is not None:
            self.open_lesson(path)

    def _ask_file(self) -> Path | None:
        kinds = [self.tr("Lessons (*{suffix})").format(suffix=LESSON_SUFFIX),
                 self.tr("All files (*)")]  # fmt: skip
        return ask_open(
            self._window, self.tr("Open a lesson"), kinds, LESSONS, self._settings
        )

    def open_lesson(self, path: Path) -> bool:
        """Begin the lesson of a file; whether it is one."""
        from diynn.lessons.lesson_file import read_lesson
        from gui.help.topics import language

        try:
            lesson = read_lesson(path, language())
        except DiynnError as error:
            self._fail(error)
            return False
        self._lessons.start(lesson)
        return True

    @Slot()
    def ask_hand_in(self) -> None:
        """Ask for the name and for a file, and write what was done of the lesson there."""
        from diynn.lessons.work import tidy_name, write_work

        recorder, lesson = self._lessons.course.recorder, self._lessons.course.recorder.lesson
        work = recorder.work
        if work is None or lesson is None:
            return
        name, accepted = QInputDialog.getText(
            self._window, self.tr("Hand in"),
            self.tr("Your name, as your teacher knows it"), text=recorder.name,
        )  # fmt: skip
        name = tidy_name(name)
        if not accepted or not name or not self._goes_on(work, name):
            return
        kinds = [self.tr("Works of lessons (*{suffix})").format(suffix=WORK_SUFFIX)]
        path = ask_save(
            self._window, self.tr("Hand in"), kinds,
            safe_name(f"{lesson.id} {name}") + WORK_SUFFIX, WORKS, self._settings,
        )  # fmt: skip
        if path is None:
            return
        try:
            write_work(path, replace(recorder.work or work, name=name))
        except DiynnError as error:
            self._fail(error)
            return
        recorder.take_name(name)
        tasks = sum(step.has_tasks for step in lesson.steps)
        words = self.tr("“{file}” is saved, with {done} of {tasks} step(s).", "", tasks)
        self._say(words.format(file=path.name, done=count(len(work.steps)), tasks=count(tasks))
                  + " " + self.tr("Give it to your teacher."))  # fmt: skip

    def _goes_on(self, work: Work, name: str) -> bool:
        """Ask where the lesson was begun under another name; whether it is handed in all the
        same."""
        from diynn.lessons.work import seed_of

        course = self._lessons.course
        lesson = course.recorder.lesson
        if lesson is None or work.seed == seed_of(name, lesson):
            return True
        box = MessageBox(
            Icon.Question, self.tr("Hand in"),
            self.tr("This lesson was not begun as “{name}”.").format(name=name),
            self.tr(
                "With a name of your own the first weights are yours alone, and copies show. You "
                "can hand in what is done, or start again under this name."
            ), Button.Yes | Button.Retry | Button.Cancel, self._window,
        )  # fmt: skip
        box.button(Button.Yes).setText(self.tr("&Hand in all the same"))
        box.button(Button.Retry).setText(self.tr("&Start again"))
        chosen = box.ask()
        if chosen == Button.Retry:
            course.recorder.take_name(name)
            if course.is_active:
                course.start_again()
            else:
                self._lessons.start(lesson)
        return chosen == Button.Yes

    # A teacher's.

    @Slot()
    def write_new(self) -> None:
        """Write a lesson that begins with the network of this window."""
        from diynn.lessons.draft import Draft

        shop = self._workshop()
        if shop.path is not None or not any(shop.draft.titles.values()):
            shop.begin(Draft(self._parts.session.design))
        self._show_workshop()

    @Slot()
    def ask_edit(self) -> None:
        """Ask for a lesson and go on writing at it."""
        path = self._ask_file()
        if path is not None:
            self.edit_lesson(path)

    def edit_lesson(self, path: Path) -> None:
        """Go on writing at the lesson of a file; the window gets its first network."""
        from diynn.lessons.draft import Draft
        from diynn.lessons.lesson_file import read_languages
        from gui.help.topics import language

        try:
            found = read_languages(path, language())
        except DiynnError as error:
            self._fail(error)
            return
        # A file with one language does not say which.
        found = {name or language(): one for name, one in found.items()}
        draft = Draft.of(found)
        if self._parts.documents.begin_with(next(iter(found.values())).first_model()):
            self._workshop().begin(draft, path)
            self._show_workshop()

    def _workshop(self) -> Workshop:
        if self.workshop is None:
            from gui.help.topics import language
            from gui.lessons.workshop import Workshop

            shop = self.workshop = Workshop(
                self._window, self._lessons.named(), self._themes, self._settings, self._state,
                language(),
            )  # fmt: skip
            shop.preview_asked.connect(self._preview)
            shop.closed.connect(self._hide_workshop)
            shop.said.connect(self._say)
            shop.failed.connect(self._fail)
            dock = self.dock = QDockWidget(self.tr("New lesson"), self._window)
            dock.setObjectName("workshopDock")
            dock.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea)
            dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
            dock.setTitleBarWidget(QWidget(dock))
            dock.setWidget(shop)
            self._window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
            width = shop.sizeHint().width()
            self._window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        return self.workshop

    def _show_workshop(self) -> None:
        self._lessons.put_away()
        if self.dock is not None and self.workshop is not None:
            self.dock.show()
            self.workshop.show_facts()
            self.workshop.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _hide_workshop(self) -> None:
        if self.dock is not None:
            self.dock.hide()

    @Slot(object)
    def _preview(self, lesson: object) -> None:
        from diynn.lessons.lesson import Lesson

        if isinstance(lesson, Lesson):
            self._hides = True
            self._lessons.start(lesson)

    @Slot()
    def _follow(self) -> None:
        """While a lesson is done the workshop is away; after a preview it comes back."""
        if self.dock is None or self.workshop is None:
            return
        if self._lessons.is_active:
            self.workshop.locks.end_pointing()
            self.dock.hide()
        elif self._hides:
            self._hides = False
            self._show_workshop()

    def _state(self, draft: Draft) -> State | None:
        """What can be asked about now, as a lesson that begins with the draft's network would."""
        from diynn.lessons.facts import State, past_run

        session, checks = self._parts.session, self._parts.gradients.checks
        training, glance = session.training, session.glance
        if training is None or session.net is None:
            return None
        step = session.last_step
        done = 0 if step is None else (step.epoch - 1) * step.steps + step.step
        checked = not checks.is_busy and bool(checks.findings)
        runs = tuple(past_run(run.training, run.history) for run in self._parts.run_list.runs)
        return State(
            session.design, draft.start, session.net, session.weights, session.data,
            None if session.is_moving else training, session.history, done,
            0 if glance is None else glance.best_epoch, training.best_weights, training.by_hand,
            runs, checked, checked and checks.is_right, fork=training.timeline.fork,
        )  # fmt: skip

    @Slot()
    def ask_lesson_folder(self) -> None:
        """Ask for a folder whose lessons are offered from now on."""
        path = ask_folder(self._window, self.tr("Folder of lessons"), LESSONS)
        if path is not None:
            self.take_folder(path)

    def take_folder(self, path: Path) -> None:
        """Offer the lessons of a folder from now on."""
        self._settings.setValue(FOLDER, str(path))
        number = self._lessons.offer_own()
        words = self.tr("{count} lesson(s) of this folder stand in the list.", "", number)
        self._say(words.format(count=count(number)))
        self._lessons.show_list()

    @Slot()
    def open_class(self) -> None:
        """Show the works of a class."""
        if self.class_window is None:
            from gui.help.topics import language
            from gui.lessons.class_window import ClassWindow

            self.class_window = ClassWindow(
                self._themes, self._settings, language(), lesson_folders(self._settings),
                self._window,
            )  # fmt: skip
        _bring(self.class_window)

    @Slot()
    def open_mystery(self) -> None:
        """Play with the mystery network."""
        if self.mystery is None:
            from gui.lessons.mystery_window import MysteryWindow

            self.mystery = MysteryWindow(self._themes, self._settings, self._window)
        _bring(self.mystery)

    def close_down(self) -> None:
        """End the threads."""
        if self.workshop is not None:
            self.workshop.close_down()
        for window in (self.class_window, self.mystery):
            if window is not None:
                window.close()


def _bring(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
