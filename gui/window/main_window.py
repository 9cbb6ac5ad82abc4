"""Puts the parts of the window together, and holds no logic of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Qt, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diynn.data.sources import UserFile
from diynn.errors import DiynnError
from diynn.paths import results_folder
from gui.design_panel.design_panel import DesignPanel
from gui.help.controller import HelpDesk
from gui.help.first_tour import FirstTour
from gui.help.parts import Sights
from gui.model.workspace import Workplace
from gui.text import wording
from gui.text.languages import Languages
from gui.theme.theme import ThemeSource
from gui.tuning.launcher import Trials
from gui.widgets.message_bar import MessageBar
from gui.widgets.message_box import Button, Icon, MessageBox, warn
from gui.widgets.tab_deck import TabDeck
from gui.window.announcer import Reader
from gui.window.augmentation_examples import AugmentationExamples
from gui.window.columns import Columns
from gui.window.controls import Controls
from gui.window.curves import Curves
from gui.window.home import Home, Parts
from gui.window.language_menu import LanguageMenu
from gui.window.menus import Menus
from gui.window.notices import DataNotice
from gui.window.rate_teller import RateTeller
from gui.window.tab_pages import add_pages, tabs_for
from gui.window.view_state import carry_over

if TYPE_CHECKING:
    from gui.experiments.window import ExperimentsWindow

USUAL_SIZE = QSize(1280, 800)


class MainWindow(QMainWindow):
    """The stack on the left, what it learns in the middle, the curves on the right."""

    def __init__(
        self, themes: ThemeSource, settings: QSettings, languages: Languages | None = None,
        before: MainWindow | None = None, *, at_once: bool = True,
    ) -> None:  # fmt: skip
        """In the place and around the work of the window `before`, or around new work.

        If not `at_once`, the plots come with `fill`, when the window has been painted: people see
        it sooner.
        """
        super().__init__()
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self._themes = themes
        self._settings = settings
        self.workplace: Workplace = Workplace(settings) if before is None else before.workplace
        self.workplace.setParent(self)
        self.model, self.session = self.workplace.model, self.workplace.session
        self.documents, self.shelf = self.workplace.documents, self.workplace.shelf
        self.documents.window = self

        self.messages = MessageBar(themes)
        self.data_notice = DataNotice(self.session, self.messages)
        self.controls = Controls(self.session, themes)
        self.stack = DesignPanel(self.model, themes)
        self.rate = RateTeller(self.session, self.stack.run, self)
        self.reader = Reader(self.session, self.documents, self)
        AugmentationExamples(self.session, self.stack.layers.augmentation, self)
        self.curves = Curves(self.session, themes, self.shelf)
        self.tabs = TabDeck()
        self.tabs.wait()
        add_pages(self.tabs, self.session, themes, self.shelf)

        self.columns = Columns(themes, (self.stack, self.tabs, self.curves))
        middle = QWidget()
        down = QVBoxLayout(middle)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(12, 6, 12, 6)
        self.templates = QPushButton(self.tr("Templates"))
        self.templates.setToolTip(self.tr("Start from a ready network"))
        self.templates.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        top.addWidget(self.templates)
        top.addSpacing(4)
        top.addWidget(self.controls)
        self.help = HelpDesk(self, themes, settings)
        self.help_button = self.help.button
        top.addWidget(self.help_button)
        down.addLayout(top)
        down.addWidget(self.messages)
        down.addWidget(self.columns, 1)
        self.setCentralWidget(middle)

        self.menus = Menus(self.menuBar(), self.session, self.documents, themes, settings)
        self.experiments: ExperimentsWindow | None = None
        self.menus.add_experiment(self.tr("The &report’s experiments…"), self._open_experiments)
        self.trials = Trials(self.session, themes, settings, self, self.shelf)
        for text, open_it in self.trials.offers().items():
            self.menus.add_experiment(text, open_it)
        self._languages = Languages(settings, self) if languages is None else languages
        self.language_menu = LanguageMenu(self.menus.view, self._languages, self._may_rebuild)
        self.tour = FirstTour(
            Sights(
                self, self.session, self.stack, self.controls, self.tabs, self.curves,
                self.templates,
            ),
            themes, settings,
        )  # fmt: skip
        self.menus.put_first(self.menus.help, [*self.help.actions(), self.tour.action])
        self.menus.quit.triggered.connect(self.close)
        self.menus.step.triggered.connect(self.controls.bar.ask_step)
        self.menus.play.triggered.connect(self.controls.bar.toggle)
        self.menus.failed.connect(self._show_error)
        self.templates.setMenu(self.menus.templates)
        self.session.said.connect(self._say)
        self.session.data_changed.connect(self._choose_tab)
        self.stack.help_asked.connect(self.help.ask_topic)
        self.documents.failed.connect(self._show_error)
        self.documents.changed.connect(self._show_title)
        if before is not None:
            before.home.remember()
        self.home: Home = Home(
            Parts(self, self.menus, self.stack, self.tabs, self.curves, self.controls,
                  self.templates, self.columns, down, self.messages),
            self.session, themes, settings, self._open_experiments,
        )  # fmt: skip
        self.home.memory.restore(USUAL_SIZE)
        self._show_title()
        # The keys of a run work from the start: no button and no field has the focus.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        if at_once:
            self.fill()
        self.workplace.open()
        if before is not None:
            self._stand_as(before)

    @Slot()
    def fill(self) -> None:
        """Make the curves, and the tab that is looked at."""
        self.tabs.fill()
        self.curves.fill()

    @Slot()
    def _open_experiments(self) -> ExperimentsWindow:
        if self.experiments is None:
            # Loaded here: the window opens without what only experiments need.
            from gui.experiments.runner import ReportLaboratory
            from gui.experiments.window import ExperimentsWindow

            self.experiments = ExperimentsWindow(
                ReportLaboratory(), results_folder(), self.documents, self._themes, self._settings,
                self,
            )  # fmt: skip
        self.experiments.show()
        self.experiments.raise_()
        self.experiments.activateWindow()
        return self.experiments

    # What is told.

    @Slot(str, object)
    def _say(self, kind: str, what: object) -> None:
        if isinstance(what, Exception) and not isinstance(what, DiynnError):
            # Nobody foresaw it: it is told where such things are told, with its details.
            raise what
        words = wording.told(what) if isinstance(what, DiynnError) else str(what)
        self.messages.say(kind, words)

    @Slot(object)
    def _show_error(self, error: object) -> None:
        if isinstance(error, DiynnError):
            warn(self, self.tr("diynn"), wording.what(error), wording.how(error))
        else:
            warn(self, self.tr("diynn"), str(error))

    @Slot()
    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.documents.title}[*] – diynn")
        self.setWindowModified(not self.documents.is_saved)

    @Slot()
    def _choose_tab(self) -> None:
        data = self.session.data
        if data is not None:
            self.tabs.show_one_of(tabs_for(data, reconstructs=self.session.design.reconstructs))

    # In another language.

    def _may_rebuild(self) -> bool:
        """Ask where something runs in a window that would be closed; whether to go on."""
        running = self.experiments is not None and self.experiments.is_running
        if running or self.trials.is_running:
            words = self.tr("A trial is running in a window of its own. Stop it for this?")
        elif self.trials.holds_results:
            words = self.tr("What came of trials stands in their windows and would go. Go on?")
        else:
            return True
        remark = self.tr(
            "In another language all windows are made anew. The training of this one goes on, and "
            "runs on the shelf stay there."
        )
        box = MessageBox(
            Icon.Question, self.tr("Another language"), words, remark,
            Button.Yes | Button.Cancel, self,
        )  # fmt: skip
        box.setDefaultButton(Button.Cancel)
        return box.ask() == Button.Yes

    def _stand_as(self, before: MainWindow) -> None:
        """Show what the window `before` shows, as it shows it."""
        for name in before.tabs.looked_at():
            self.tabs.page(name)
        self.tabs.show_page(before.tabs.current_name())
        if not before.windowState() & (
            Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
        ):
            # Exactly: what was kept would be fitted to the screen anew.
            self.setGeometry(before.geometry())
        carry_over(before, self)
        if before.experiments is not None and before.experiments.isVisible():
            self._open_experiments()
        self.trials.open_as(before.trials)

    def leave(self) -> None:
        """Go, without a question and without the work, which another window has taken over."""
        self._close_views()
        self.hide()
        self.deleteLater()

    # Manners of a window.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, → and R do what the menus say; a field being typed in eats them."""
        if not self.home.press(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is held over the window."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a file dropped on the window: a network, a recipe, or data."""
        path = Path(event.mimeData().urls()[0].toLocalFile())
        event.acceptProposedAction()
        if path.suffix.lower() in (".diynn", ".json"):
            self.documents.open_path(path)
        else:
            self.model.change_source(UserFile(path=str(path)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, then end every thread."""
        was_moving = self.session.is_moving
        self.session.pause()
        if not self.documents.may_leave():
            if was_moving:
                self.session.play()
            event.ignore()
            return
        self.home.remember()
        self._close_views()
        self.workplace.close()
        event.accept()

    def _close_views(self) -> None:
        if self.experiments is not None:
            self.experiments.close()
        self.trials.close_down()
        self.help.close_down()
        self.tabs.close_down()
