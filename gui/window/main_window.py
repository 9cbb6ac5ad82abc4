"""The window: puts its parts together, with their menus, commands and keys."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diynn.data.sources import UserFile
from diynn.data.sources.drawn_points import Painted
from diynn.errors import DiynnError
from diynn.storage.model_file import MODEL_SUFFIX, RECIPE_SUFFIX
from gui.commands.commands import Commands, menu_commands
from gui.commands.shortcuts import focus_shortcuts, give_mnemonics
from gui.design_panel.design_panel import DesignPanel
from gui.help.controller import HelpController
from gui.help.first_tour import FirstTour
from gui.model.documents import ONNX_SUFFIX, WEIGHTS_SUFFIX
from gui.model.exports import Exports
from gui.model.workspace import Workspace
from gui.text import wording
from gui.text.languages import Languages
from gui.theme.theme import ThemeSource
from gui.tuning.launcher import Trials
from gui.widgets.alive import focused_in
from gui.widgets.message_bar import MessageBar
from gui.widgets.plain_text import Button, Icon, MessageBox, warn
from gui.widgets.tab_deck import TabDeck
from gui.widgets.typed_field import take_typed
from gui.window.controls import Controls, LearningRateDisplay
from gui.window.curves import Curves
from gui.window.gradients import Gradients
from gui.window.lessons import Lessons
from gui.window.menus import LanguageMenu, Menus
from gui.window.navigation import Navigation, choice_commands, stack_commands, template_commands
from gui.window.notices import Announcer, AugmentationExamples, DataNotice, OwnData, SessionMessages
from gui.window.panels import Columns, Panels, Part
from gui.window.presentation import Presentation
from gui.window.python_view import PythonView
from gui.window.report_experiments import ReportExperiments
from gui.window.tab_pages import add_pages, offer_pages, tabs_for
from gui.window.time_bar import TimeKeys
from gui.window.window_memory import WindowMemory, carry_over

if TYPE_CHECKING:
    from gui.commands.command_search import CommandSearch
    from gui.commands.shortcut_list import ShortcutList
    from gui.data_window.window import DataWindow
    from gui.help.tour import TourParts
    from gui.predictions.window import UseWindow

USUAL_SIZE = QSize(1280, 800)
NETWORK_SUFFIXES = (MODEL_SUFFIX, RECIPE_SUFFIX, ONNX_SUFFIX, WEIGHTS_SUFFIX)


class MainWindow(QMainWindow):
    """The stack on the left, what it learns in the middle, the curves on the right."""

    def __init__(
        self, themes: ThemeSource, settings: QSettings, languages: Languages | None = None,
        before: MainWindow | None = None, *, at_once: bool = True,
    ) -> None:  # fmt: skip
        """Around new work, or around that of the window `before`, whose place it takes with
        `take_over`.

        If not `at_once`, the plots come with `fill`, when the window has been painted: people see
        it sooner.
        """
        super().__init__()
        self.setProperty("helpTopic", "window")
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self._themes = themes
        self._settings = settings
        self.workspace: Workspace = Workspace(settings) if before is None else before.workspace
        self.model, self.session = self.workspace.model, self.workspace.session
        self.documents, self.run_list = self.workspace.documents, self.workspace.run_list

        self.messages = MessageBar(themes)
        self.messages.setProperty("helpTopic", "messages")
        self.data_notice = DataNotice(self.session, self.messages, self.open_data)
        OwnData(
            self.session, self.messages, lambda: self.documents.path is None, self.open_data
        )
        self.controls = Controls(self.session, themes, settings)
        self.stack = DesignPanel(self.model, themes)
        self.rate = LearningRateDisplay(self.session, self.stack.run, self)
        self.announcer = Announcer(self.session, self.documents, self)
        AugmentationExamples(self.session, self.stack.layers.augmentation, self)
        self.curves = Curves(self.session, themes, self.run_list)
        self.tabs = TabDeck()
        self.tabs.wait()
        add_pages(self.tabs, self.session, themes, self.run_list, self.open_example)

        self.columns = Columns(themes, (self.stack, self.tabs, self.curves))
        middle = QWidget()
        down = QVBoxLayout(middle)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(12, 4, 12, 4)
        self.templates = QPushButton(self.tr("Templates"))
        self.templates.setProperty("helpTopic", "templates")
        self.templates.setToolTip(self.tr("Start from a ready network"))
        self.templates.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        top.addWidget(self.templates)
        top.addSpacing(4)
        top.addWidget(self.controls)
        self.help = HelpController(self, themes, settings)
        self.help_button = self.help.button
        self.help_button.setProperty("helpTopic", "help")
        top.addWidget(self.help_button)
        down.addLayout(top)
        down.addWidget(self.messages)
        down.addWidget(self.columns, 1)
        self.setCentralWidget(middle)

        self.menus = Menus(self.menuBar(), self.session, self.documents, themes, settings)
        self.data_window: DataWindow | None = None
        self.menus.data.triggered.connect(self.open_data)
        self.stack.layers.input.data_asked.connect(self.open_data)
        self.report = ReportExperiments(self.documents, themes, settings, self)
        self.menus.add_experiment(self.tr("The &report’s experiments…"), self.report.open)
        self.trials = Trials(self.session, themes, settings, self, self.run_list)
        for text, open_it in self.trials.offers().items():
            self.menus.add_experiment(text, open_it)
        self.exports = Exports(self.session, self.documents, settings)
        self.exports.saved.connect(self.documents.saved)
        self.exports.failed.connect(self.documents.failed)
        self.menus.add_exports(self.exports.offers())
        self.predictions: UseWindow | None = None
        self.menus.use.triggered.connect(self.use_network)
        self._languages = Languages(settings, self) if languages is None else languages
        self.language_menu = LanguageMenu(self.menus.view, self._languages, self._may_rebuild)
        self.tour = FirstTour(self._tour_parts, themes, settings, self)
        self.menus.put_first(self.menus.help, [*self.help.actions(), self.tour.action])
        self.menus.quit.triggered.connect(self.close)
        self.menus.step.triggered.connect(self.controls.bar.ask_step)
        self.menus.play.triggered.connect(self.controls.bar.toggle)
        self.menus.fast.triggered.connect(self.controls.bar.toggle_full_speed)
        self.gradients = Gradients(self.session, self.messages, self.run_list, themes, self)
        self.stack.layers.follow_checks(self.gradients.checks)
        self.stack.layers.check_asked.connect(self.gradients.show_row)
        self.menus.check.triggered.connect(self.gradients.check)
        self.menus.break_it.triggered.connect(self.gradients.break_it)
        self.lessons = Lessons(self, self, themes, settings)
        self.menus.lessons_asked.connect(self.lessons.show_list)
        self.past = TimeKeys(self.session, self)
        self.menus.add_past(self.past.menu)
        self.menus.failed.connect(self._show_error)
        self.menus.example_asked.connect(self.open_example)
        self.menus.film.triggered.connect(self.save_film)
        self.templates.clicked.connect(self.menus.show_templates)
        SessionMessages(self.session, self.messages, self.stack.layers.banner.tells)
        for cause in (self.documents.changed, self.run_list.changed):
            cause.connect(self.messages.review)
        self.session.data_changed.connect(self._choose_tab)
        self.stack.help_asked.connect(self.help.ask_topic)
        self.documents.failed.connect(self._show_error)
        self.documents.changed.connect(self._show_title)
        if before is not None:
            before.remember()
        self.panels = self._make_panels(down, settings)
        self.presentation = Presentation(
            self, self.panels, self.menus.zoom, self.columns, (self.templates,)
        )
        self.python = PythonView(self, self.stack, self.model, themes, settings)
        self.navigation = Navigation(
            self.panels, self.tabs, self.stack, self.curves, self.controls, self
        )
        self.memory = WindowMemory(self, self.tabs, self.stack.palette_, settings)
        self.memory.watch("columns", self.columns)
        self.memory.watch("curves", self.curves.halves)
        self.panels.usual.triggered.connect(self.memory.forget)
        self.shortcuts: ShortcutList | None = None
        self.menus.add_average(self.run_list)
        if self.workspace.kept_runs is not None:
            self.menus.add_kept_runs(self.workspace.kept_runs)
            self.workspace.kept_runs.changed.connect(self.messages.review)
        self._fill_menus()
        self.commands = self._make_commands(settings)
        self.memory.restore(USUAL_SIZE)
        self.python.restore()
        self._show_title()
        # The keys of a run work from the start: no button and no field has the focus.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        if at_once:
            self.fill()
        if before is None:
            self._adopt_work()
            self.workspace.open()

    def _adopt_work(self) -> None:
        self.workspace.setParent(self)
        self.documents.window = self

    def _make_panels(self, ground: QBoxLayout, settings: QSettings) -> Panels:
        made = Panels(
            {
                "network": Part(self.tr("&Network"), "Ctrl+Shift+N", self.stack),
                "blocks": Part(
                    self.tr("&Blocks"), "Ctrl+Shift+B", self.stack.palette_, "network"
                ),
                "tabs": Part(self.tr("&Tabs"), "Ctrl+Shift+T", self.tabs),
                "curves": Part(self.tr("&Curves"), "Ctrl+Shift+C", self.curves),
                "controls": Part(self.tr("Play c&ontrols"), "Ctrl+Shift+P", self.controls),
            },
            self.columns, ground, settings, self,
        )  # fmt: skip
        made.hidden.connect(self._tell_hidden)
        self.past.follow(made, self.curves)
        for action in made.actions.values():
            action.toggled.connect(self.messages.review)
        self.stack.layers.palette_asked.connect(self._bring_blocks)
        return made

    def _fill_menus(self) -> None:
        menus = self.menus
        panels = list(self.panels.actions.values())
        go = QAction(self.tr("&Go to"), self)
        go.setMenu(self.navigation.menu)
        menus.put_first(menus.view, [
            *panels, self.python.action, self.panels.usual, None, self.presentation.action, go,
        ])  # fmt: skip
        find = QAction(self.tr("&Find a command…"), self)
        find.setShortcuts([QKeySequence("Ctrl+K"), QKeySequence("F3")])
        find.triggered.connect(self.find_command)
        keys = QAction(self.tr("&Keys…"), self)
        # One of Qt's: a field that is typed in claims it for itself, but a list would not.
        keys.setShortcut(QKeySequence("?"))
        keys.triggered.connect(self.show_keys)
        menus.put_first(menus.help, [find, keys, None, self.lessons.action])
        give_mnemonics(self.menuBar())

    def _make_commands(self, settings: QSettings) -> Commands:
        commands = Commands(settings, self)
        for source in (
            lambda: menu_commands(self.menuBar()),
            lambda: stack_commands(self.stack),
            lambda: choice_commands(self.model, self.stack),
            lambda: template_commands(self.menus.start_from),
            self.lessons.commands,
            self.report.commands,
            focus_shortcuts,
        ):
            commands.add(source)
        return commands

    # Commands and keys.

    @cached_property
    def search(self) -> CommandSearch:
        """Where commands are found by their names; made when it is first asked for."""
        from gui.commands.command_search import CommandSearch

        bar = self.menuBar()
        search = CommandSearch(self._themes, self, lambda: bar.height() if bar.isVisible() else 0)
        search.chosen.connect(self.commands.run)
        return search

    @Slot()
    def find_command(self) -> None:
        """Let a command be found by its name; put the search away where it is open."""
        if self.search.isVisible():
            self.search.close_search()
        else:
            self.search.ask(self.commands.listed(), self.commands.recent())

    @Slot()
    def show_keys(self) -> None:
        """Show the list of all keys."""
        if self.shortcuts is None:
            from gui.commands.shortcut_list import ShortcutList

            self.shortcuts = ShortcutList(self)
        self.shortcuts.show_commands(self.commands.listed())
        self.shortcuts.show()
        self.shortcuts.raise_()
        self.shortcuts.activateWindow()

    @Slot()
    def fill(self) -> None:
        """Make the curves, and the tab that is looked at."""
        self.tabs.fill()
        self.curves.fill()

    @Slot(str)
    def open_example(self, name: str) -> None:
        """Begin with a worked example, and show its arithmetic."""
        from diynn.analysis.calculation.examples import worked_example

        if self.documents.begin_with(worked_example(name)):
            self.tabs.show_page("calculation")

    @Slot()
    def save_film(self) -> None:
        """Save the epochs of the run, drawn by one of the tabs, as a film."""
        # Loaded here: few people make one.
        from gui.window.film import FilmDialog

        dialog = FilmDialog(self.session, self.tabs, self._themes, self)
        dialog.saved.connect(self.documents.saved)
        dialog.exec()
        dialog.deleteLater()

    @Slot()
    def open_data(self) -> None:
        """Show the data: rows or pictures, what was found in it, the roles of its columns."""
        if self.data_window is None:
            # Loaded here: the main window opens without it.
            from gui.data_window.window import DataWindow

            self.data_window = DataWindow(self.session, self._themes, self._settings, self)
            self.data_window.preparation_asked.connect(self._show_preparation)
        self.data_window.show()
        self.data_window.raise_()
        self.data_window.activateWindow()

    @Slot()
    def _show_preparation(self) -> None:
        """Bring up the row in which empty cells, scales and the test part are decided."""
        self.panels.bring("network")
        self.stack.go_to_preparation()
        self.raise_()
        self.activateWindow()

    @Slot()
    def use_network(self) -> UseWindow:
        """Open the window in which the network is used on other data."""
        if self.predictions is None:
            # Loaded here: most people train first.
            from gui.predictions.window import UseWindow

            self.predictions = UseWindow(
                self.session, self.run_list, self._themes, self._settings, self
            )
        self.predictions.show()
        self.predictions.raise_()
        self.predictions.activateWindow()
        self.predictions.look()
        return self.predictions

    def _tour_parts(self) -> TourParts:
        # Loaded here: most people take the tour once.
        from gui.help.tour import TourParts

        return TourParts(
            self, self.session, self.stack, self.controls, self.tabs, self.curves, self.templates
        )

    # Messages.

    @Slot(object)
    def _show_error(self, error: object) -> None:
        if isinstance(error, DiynnError):
            warn(self, self.tr("diynn"), wording.error_message(error), wording.error_remedy(error))
        else:
            warn(self, self.tr("diynn"), str(error))

    @Slot()
    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.documents.title}[*] – diynn")
        self.setWindowModified(not self.documents.is_saved)

    def offer_tabs(self) -> None:
        """Offer the tabs that suit the data."""
        data, design = self.session.data, self.session.design
        if data is not None:
            offer_pages(self.tabs, data, reconstructs=design.reconstructs)

    @Slot()
    def _choose_tab(self) -> None:
        data, design = self.session.data, self.session.design
        if data is not None:
            self.offer_tabs()
            self.tabs.show_one_of(tabs_for(data, reconstructs=design.reconstructs))
        elif isinstance(design.source, Painted):
            # An empty plane asks for points.
            self.tabs.show_page("boundary")

    @Slot(str, QAction)
    def _tell_hidden(self, words: str, action: QAction) -> None:
        self.messages.say("info", words, cause=lambda: not action.isChecked())

    @Slot()
    def _bring_blocks(self) -> None:
        if not self.stack.palette_.isVisible():
            self.panels.bring("blocks")
            self.stack.go_to_palette()

    # In another language.

    def _may_rebuild(self) -> bool:
        """Ask where something runs in a window that would be closed; whether to go on."""
        running = self.report.window is not None and self.report.window.is_running
        if running or self.trials.is_running:
            words = self.tr("A trial is running in a window of its own. Stop it for this?")
        elif self.trials.holds_results:
            words = self.tr("What came of trials stands in their windows and would go. Go on?")
        else:
            return True
        remark = self.tr(
            "In another language all windows are made again. The training of this one goes on, and "
            "the run list stays as it is."
        )
        box = MessageBox(
            Icon.Question, self.tr("Another language"), words, remark,
            Button.Yes | Button.Cancel, self,
        )  # fmt: skip
        box.setDefaultButton(Button.Cancel)
        return box.ask() == Button.Yes

    def take_over(self, before: MainWindow) -> None:
        """Take the work of the window `before`, and show what it shows, as it shows it."""
        self._adopt_work()
        for name in before.tabs.looked_at():
            self.tabs.page(name)
        self.tabs.show_page(before.tabs.current_name())
        if not before.windowState() & (
            Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
        ):
            # Exactly: what was kept would be fitted to the screen again.
            self.setGeometry(before.geometry())
        self.lessons.take_over(before.lessons)
        carry_over(before, self)
        if before.report.window is not None and before.report.window.isVisible():
            self.report.open()
        if before.data_window is not None and before.data_window.isVisible():
            self.open_data()
        self.trials.open_as(before.trials)

    def leave(self) -> None:
        """Go, without a question and without the work, which another window has taken over."""
        self._close_views()
        self.hide()
        self.deleteLater()

    # Events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, → and R do what the menus say, Escape leaves the past, then the presentation; a
        field that is typed in takes its keys itself."""
        leaves = event.key() == Qt.Key.Key_Escape
        if leaves and self.session.cursor.place is not None:
            self.session.cursor.to_now()
        elif leaves and self.presentation.is_on:
            self.presentation.leave()
        elif not self.menus.keys.press(event, focused_in(self)):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is held over the window, wherever: the part below passes it on."""
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            _take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file dropped on the window: a network, a recipe, or data."""
        urls = event.mimeData().urls()
        _take_copy(event)
        if len(urls) > 1:
            self.messages.say("info", self.tr("Drop one file, or one folder, at a time."))
            return
        path, training = Path(urls[0].toLocalFile()), self.session.training
        is_data = path.suffix.lower() not in NETWORK_SUFFIXES
        if is_data and training is not None and training.begun and self.documents.asks:
            wanted = self._ask_about_data(path)
            if wanted == Button.Yes:
                self.use_network().use_on(path)
            if wanted != Button.No:
                return
        self.open_file(path)

    def _ask_about_data(self, path: Path) -> int:
        """Ask what data is for: Yes to use the network on it, No to learn from it, Cancel."""
        box = MessageBox(
            Icon.Question, self.tr("Data"),
            self.tr("What is “{file}” for?").format(file=path.name),
            self.tr("To learn from it, the training begins again with it."),
            Button.Yes | Button.No | Button.Cancel, self,
        )  # fmt: skip
        box.button(Button.Yes).setText(self.tr("&Use this network on it"))
        box.button(Button.No).setText(self.tr("&Learn from it"))
        box.setDefaultButton(Button.Yes)
        return box.ask()

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Open a file or a folder of any kind: a network, a recipe, or data."""
        if path.suffix.lower() in NETWORK_SUFFIXES:
            self.documents.open_path(path)
        else:
            # The whole path: the data is to be found from any folder.
            self.model.change_source(UserFile(path=os.path.abspath(path)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, then end every thread."""
        take_typed()
        if self.lessons.put_off(event):
            return
        was_moving = self.session.is_moving
        self.session.pause()
        loses_runs = self.workspace.kept_runs is None
        may_leave = self.documents.may_leave(loses_runs=loses_runs)
        if not (may_leave and self.workspace.may_end(self)):
            if was_moving:
                self.session.play()
            event.ignore()
            return
        self.remember()
        self._close_views()
        self.workspace.close()
        event.accept()

    def remember(self) -> None:
        """Note how the window is left."""
        self.presentation.leave()
        self.memory.save()

    def _close_views(self) -> None:
        self.report.close_down()
        for window in (self.data_window, self.predictions):
            if window is not None:
                window.close()
        self.trials.close_down()
        self.gradients.close_down()
        self.lessons.close_down()
        self.help.close_down()
        self.python.close_down()
        self.tabs.close_down()


def _take_copy(event: QDropEvent) -> None:
    """Accept what is dropped; moved, it would be taken away from where it was."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
