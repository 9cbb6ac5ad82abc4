"""Lessons in the window: the column, what is locked, what a hint lights, the own work put away."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QMainWindow, QPushButton, QWidget

from gui.commands.commands import Command, keys_text
from gui.design_panel.design_panel import DesignPanel
from gui.help.controller import HelpController
from gui.help.spotlight import Spotlight
from gui.model.documents import Documents
from gui.model.run_list import RunList
from gui.model.session import Session
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

CLOSE_MS = 20
NARROW = 1200
"""Pixels of a screen that has no room for a fourth column."""
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
            parts.gradients.named.connect(course.note_named)
        return self._course

    @property
    def is_active(self) -> bool:
        """Whether a lesson is being done."""
        return self._course is not None and self._course.is_active

    @Slot()
    def _go_on(self) -> None:
        self.course.go_on()

    # The column.

    @Slot()
    def show_list(self) -> None:
        """Show the column, with the list or with the lesson that is being done."""
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
        self.column.closed.connect(self._put_away)
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
    def _put_away(self) -> None:
        if self.dock is not None:
            self.dock.hide()
            self._window.setFocus()

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
            self._lay_out(begins=begins)

    def _lock(self) -> tuple[int, int]:
        return self.places.lock(self.course.locks)

    @cached_property
    def places(self) -> Places:
        """Where the window has what lessons name."""
        from gui.lessons.places import Places

        return Places(self._named(), self)

    def _named(self) -> Parts:
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

    def _lay_out(self, *, begins: bool) -> None:
        """Show the tab that the lesson begins with, and hide the parts that it does without."""
        window, lesson = self._parts, self.course.lesson
        if lesson is None:
            if self._parts_before is not None:
                window.panels.show_these(self._parts_before)
                self._parts_before = None
            return
        if begins:
            if self._parts_before is None:
                self._parts_before = window.panels.shown()
            without = set(lesson.without)
            lit = {step.spotlight for step in lesson.steps}
            if self._window.screen().availableGeometry().width() < NARROW and not lit & OF_CURVES:
                # Beside the column there is no room for all others.
                without.add("curves")
            shown = {**self._parts_before, **dict.fromkeys(without, False)}
            window.panels.show_these(shown)
            if lesson.tab:
                window.tabs.show_page(lesson.tab)

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


def built_in_lessons() -> list[Lesson]:
    """The lessons that come with the program, in the language of the window."""
    from diynn.lessons.lesson_file import LESSONS, built_in_lesson
    from gui.help.topics import language

    return [built_in_lesson(name, language()) for name in LESSONS]
