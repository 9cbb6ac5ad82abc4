"""Lessons in the window: the column, what is locked, what a hint lights, the own work put away."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QMainWindow, QPushButton, QWidget

from gui.commands.commands import Command, keys_text
from gui.design_panel.design_panel import DesignPanel
from gui.help.controller import HelpController
from gui.help.spotlight import Spotlight
from gui.model.documents import Documents
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.stored_settings import stored_text
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.widgets.plain_text import Button, Icon, MessageBox
from gui.widgets.tab_deck import TabDeck
from gui.window.controls import Controls
from gui.window.curves import Curves
from gui.window.gradients import Gradients
from gui.window.menus import Menus
from gui.window.panels import Panels

if TYPE_CHECKING:
    from diynn.lessons.lesson import Lesson
    from gui.lessons.column import LessonColumn
    from gui.lessons.course import Course
    from gui.lessons.places import Parts, Places

FOLDER = "lessons/folder"
"""Under it the settings keep where a teacher’s lessons lie, such as on a share."""
CLOSE_MS = 20
NARROW = 1200
"""Pixels, at the usual size of text, below which a screen has no room for a fourth column."""
OF_CURVES = {"curves", "time-bar"}
LIT_MS = 2500
"""How long a control is lit for a hint."""


class Host(Protocol):
    """The parts of the window that lessons use; some of them are made after the lessons."""

    session: Session
    documents: Documents
    run_list: RunList
    gradients: Gradients
    controls: Controls
    stack: DesignPanel
    tabs: TabDeck
    curves: Curves
    templates: QPushButton
    menus: Menus
    panels: Panels
    help: HelpController

    def offer_tabs(self) -> None:
        """Offer the tabs that suit the data."""


class Lessons(QObject):
    """What the menu Help offers as lessons. All that makes them is loaded when they are first asked
    for."""

    changed = Signal()
    """A lesson was begun or left, or another step is shown."""
    hand_in_asked = Signal()
    """What was done is to be handed in."""

    def __init__(
        self, window: QMainWindow, parts: Host, themes: ThemeSource, settings: QSettings
    ) -> None:
        super().__init__(window)
        self._parts = parts
        self._window, self._themes, self._settings = window, themes, settings
        self._course: Course | None = None
        self.dock: QDockWidget | None = None
        self.column: LessonColumn | None = None
        self._spotlight: Spotlight | None = None
        self._unlit = QTimer(self, singleShot=True, interval=LIT_MS)
        self._unlit.timeout.connect(self._put_out)
        self._locked: tuple[Lesson | None, bool] = (None, False)
        self._attempt: object = None
        self._parts_before: dict[str, bool] | None = None
        self.action = QAction(self.tr("&Lessons"), window)
        self.action.setShortcut(QKeySequence("Ctrl+Shift+K"))
        self.action.setToolTip(self.tr("Lessons that check themselves by what you do here"))
        self.action.triggered.connect(self.show_list)
        self.go_on = QShortcut(QKeySequence("Ctrl+Return"), window)
        self.go_on.setContext(Qt.ShortcutContext.WindowShortcut)
        self.go_on.activated.connect(self._go_on)
        self.go_on.setEnabled(False)
        parts.documents.guard = self.may_leave

    @property
    def course(self) -> Course:
        """The lesson that is being done, if any; made when it is first asked for."""
        if self._course is None:
            from gui.lessons.course import Course

            parts = self._parts
            course = self._course = Course(
                parts.session, parts.documents, parts.run_list, parts.gradients.checks,
                self._settings, self,
            )  # fmt: skip
            course.changed.connect(self._follow)
            course.hinted.connect(self.light)
            course.changed.connect(self.changed)
            parts.gradients.named.connect(course.note_named)
        return self._course

    @property
    def is_active(self) -> bool:
        """Whether a lesson is being done."""
        return self._course is not None and self._course.is_active

    @property
    def has_work(self) -> bool:
        """Whether a lesson was begun of which something can be handed in."""
        return self._course is not None and self._course.recorder.work is not None

    @Slot()
    def _go_on(self) -> None:
        self.course.go_on()

    # The column.

    @Slot()
    def show_list(self) -> None:
        """Show the column, with the list or with the lesson that is being done."""
        if self.dock is None or not self.dock.isVisible():
            self._arrange(is_open=True)
        if self.dock is None or self.column is None:
            self._make_column()
        assert self.dock is not None
        assert self.column is not None
        self.dock.show()
        self.dock.raise_()
        first = self.column.page.next if self.is_active else self.column.list.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_column(self) -> None:
        from gui.lessons.column import LessonColumn

        window = self._window
        self.column = LessonColumn(self.course, self._themes, built_in_lessons())
        self.column.help_asked.connect(self._explain)
        self.column.closed.connect(self.put_away)
        self.column.page.hand_in.clicked.connect(self.hand_in_asked)
        self.offer_own()
        dock = self.dock = QDockWidget(self.tr("Lessons"), window)
        dock.setObjectName("lessonDock")
        dock.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea)
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        # Its title stands in it.
        dock.setTitleBarWidget(QWidget(dock))
        dock.setWidget(self.column)
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        window.resizeDocks([dock], [self.column.sizeHint().width()], Qt.Orientation.Horizontal)

    @Slot(str)
    def _explain(self, topic: str) -> None:
        from gui.help.topics import language, topics

        if topic in topics(language()):
            self._parts.help.ask_topic(topic)

    @Slot()
    def put_away(self) -> None:
        """Hide the column."""
        if self.dock is not None:
            self.dock.hide()
            self._arrange(is_open=False)
            self._window.setFocus()

    def offer_own(self) -> int:
        """Offer the lessons beside the program and those of the chosen folder; how many these
        are."""
        from diynn.errors import DiynnError
        from diynn.lessons.lesson_file import lessons_in
        from gui.help.topics import language

        found = [one for folder in lesson_folders(self._settings)
                 for _, one in lessons_in(folder, language())]  # fmt: skip
        lessons = [one for one in found if not isinstance(one, DiynnError)]
        if self.column is not None:
            errors = [error_text(one) for one in found if isinstance(one, DiynnError)]
            self.column.list.show_own(lessons, errors)
        return len(lessons)

    def commands(self) -> Iterator[Command]:
        """Each lesson by its title, for the search."""
        keys = keys_text(self.go_on.key())
        yield Command(
            self.tr("Go on in the lesson"), self.tr("Lessons"), keys, self._go_on, self.is_active,
            "" if self.is_active else self.tr("No lesson is being done."),
        )  # fmt: skip
        for lesson in built_in_lessons():
            words = self.tr("Lesson: {title}").format(title=lesson.title)
            act = partial(self.start, lesson)
            yield Command(words, self.tr("Lessons"), act=act, more=lesson.goal)

    def start(self, lesson: Lesson) -> None:
        """Begin a lesson in the column."""
        self.show_list()
        self.course.start(lesson)

    # Following the course.

    @Slot()
    def _follow(self) -> None:
        course = self.course
        self.go_on.setEnabled(course.is_active)
        wanted = (course.lesson, course.is_unlocked)
        if course.attempt is not self._attempt:
            self._attempt = course.attempt
            self._parts.gradients.forget_guesses()
        if wanted != self._locked:
            begins = course.lesson is not None and self._locked[0] is not course.lesson
            self._locked = wanted
            locked = self._lock()
            if self.column is not None:
                self.column.page.set_locked(*locked)
            if begins or course.lesson is None:
                self._arrange(is_open=self.dock is not None and self.dock.isVisible())
            if begins and course.lesson is not None and course.lesson.tab:
                self._parts.tabs.show_page(course.lesson.tab)

    def _lock(self) -> tuple[int, int]:
        return self.places.lock(self.course.locks)

    @cached_property
    def places(self) -> Places:
        """Where the window has what lessons name."""
        from gui.lessons.places import Places

        return Places(self.named(), self)

    def named(self) -> Parts:
        """Where the window has what lessons name."""
        from gui.lessons.places import Parts

        parts, bar = self._parts, self._parts.controls.bar
        stack, menus = parts.stack, parts.menus
        return Parts(
            parts.session, stack, parts.tabs,
            {
                "play": (bar.play,), "step": (bar.step, bar.by), "start": (bar.start,),
                "new-weights": (bar.reset,), "pace": (bar.pace,), "best": (bar,),
                "blocks": (stack.palette_,), "stack": (stack.layers,),
                "input": (stack.layers.input,), "loss": (stack.layers.loss,),
                "training": (stack.run,), "curves": (parts.curves,), "tabs": (parts.tabs,),
                "templates": (parts.templates,), "time-bar": (parts.curves.time,),
            },
            {"check-gradient": (menus.check,), "break-gradient": (menus.break_it,)},
            self._window.menuBar(), parts.offer_tabs,
        )  # fmt: skip

    def _arrange(self, *, is_open: bool) -> None:
        """Hide the parts that the lesson does without, and those that have no room beside the
        column where that `is_open`; bring back the others."""
        panels, lesson = self._parts.panels, self.course.lesson
        without = set() if lesson is None else set(lesson.without)
        lit = set() if lesson is None else {step.spotlight for step in lesson.steps}
        room = self._window.screen().availableGeometry().width()
        if is_open and room < NARROW * max(self._themes.zoom, 1.0) and not lit & OF_CURVES:
            without.add("curves")
        before = self._parts_before
        if before is None and without:
            before = self._parts_before = panels.shown()
        if before is not None:
            panels.show_these({**before, **dict.fromkeys(without, False)})
        if not without:
            self._parts_before = None

    # Hints.

    @Slot(str)
    def light(self, name: str) -> None:
        """Light a control for a moment."""
        widget = self.places.widget(name)
        if widget is None:
            return
        if self._spotlight is None:
            self._spotlight = Spotlight(self._window, self._themes)
            # Whatever is pressed meanwhile is meant for what lies below.
            self._spotlight.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._spotlight.light(widget)
        self._spotlight.show()
        self._spotlight.raise_()
        self._unlit.start()

    @Slot()
    def _put_out(self) -> None:
        if self._spotlight is not None:
            self._spotlight.light(None)
            self._spotlight.hide()

    # The end.

    def may_leave(self) -> bool:
        """Ask before something else takes the place of a lesson; whether it may. The student's own
        work is back then."""
        if not self.is_active:
            return True
        if self._parts.documents.asks:
            box = MessageBox(
                Icon.Question, self.tr("Lesson"), self.tr("Leave the lesson?"),
                self.tr("What is done of it is kept, and your own work comes back."),
                Button.Yes | Button.Cancel, self._window,
            )  # fmt: skip
            box.button(Button.Yes).setText(self.tr("&Leave the lesson"))
            if box.ask() != Button.Yes:
                return False
        self.course.leave()
        return True

    def put_off(self, event: QCloseEvent) -> bool:
        """Whether the window is closed later: when a lesson is left and the student's own work is
        back."""
        if not (self.is_active and self._parts.documents.asks):
            return False
        event.ignore()
        self.course.leave()
        session = self._parts.session

        def close() -> None:
            if session.loader.is_loading or session.is_making:
                QTimer.singleShot(CLOSE_MS, self, close)
            else:
                self._window.close()

        QTimer.singleShot(CLOSE_MS, self, close)
        return True

    def take_over(self, before: Lessons) -> None:
        """Go on with the lesson of another window, in the language of this one."""
        if before.dock is not None and before.dock.isVisible():
            self.show_list()
        standing = before.course.standing() if before.is_active else None
        if standing is not None:
            own = standing.lesson
            lesson = next((one for one in built_in_lessons() if one.hash == own.hash), own)
            before.course.let_go()
            self.course.go_on_from(standing, lesson)

    def close_down(self) -> None:
        """End the threads."""
        if self._course is not None:
            self._course.close()
        self._put_out()


def lesson_folders(settings: QSettings) -> list[Path]:
    """Where lessons are offered from: the folder `lessons` beside the program, and the chosen
    one."""
    chosen = stored_text(settings, FOLDER)
    frozen = getattr(sys, "frozen", False)
    beside = Path(sys.executable).parent if frozen else Path(__file__).resolve().parents[2]
    return [beside / "lessons", *([Path(chosen)] if chosen else [])]


def built_in_lessons() -> list[Lesson]:
    """The lessons that come with the program, in the language of the window."""
    from diynn.lessons.lesson_file import LESSONS, built_in_lesson
    from gui.help.topics import language

    return [built_in_lesson(name, language()) for name in LESSONS]
