"""Puts the parts of the window together, and holds no logic of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diynn.datasets import UserFile
from diynn.errors import DiynnError
from diynn.installation import results_folder
from diynn.layers import LAYERS
from diynn.recipes import recipe
from diynn.settings import settings_of
from gui.augmentation_examples import AugmentationExamples
from gui.controls import Controls
from gui.curves import Curves
from gui.data_notice import DataNotice
from gui.design_model import DesignModel
from gui.documents import Documents
from gui.home import Home, Parts
from gui.menus import Menus
from gui.rate_teller import RateTeller
from gui.session import Session
from gui.shelf import Shelf
from gui.tab_deck import TabDeck
from gui.tab_pages import add_pages, tabs_for
from gui.theme import ThemeSource
from gui.trials.offers import Trials
from gui.widgets.columns import Columns
from gui.widgets.design_panel import DesignPanel
from gui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from gui.experiments.window import ExperimentsWindow

FIRST_RECIPE = "moons"
USUAL_SIZE = QSize(1280, 800)


class MainWindow(QMainWindow):
    """The stack on the left, what it learns in the middle, the curves on the right."""

    closed = Signal()
    """The person closed it, and nothing stood in the way."""

    def __init__(self, themes: ThemeSource, settings: QSettings) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self._themes = themes
        self._settings = settings
        self.model = DesignModel(recipe(FIRST_RECIPE), self)
        self.session = Session(self.model, self)
        self.documents = Documents(self.session, settings, self)

        self.messages = MessageBar(themes)
        self.data_notice = DataNotice(self.session, self.messages)
        self.controls = Controls(self.session, themes)
        self.shelf = Shelf(self.session, self)
        self.stack = DesignPanel(self.model, themes)
        self.rate = RateTeller(self.session, self.stack.run, self)
        AugmentationExamples(self.session, self.stack.layers.augmentation, self)
        self.curves = Curves(self.session, themes, self.shelf)
        self.tabs = TabDeck()
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
        self.menus.quit.triggered.connect(self.close)
        self.menus.step.triggered.connect(self.controls.bar.ask_step)
        self.menus.play.triggered.connect(self.controls.bar.toggle)
        self.menus.failed.connect(self._show_error)
        self.templates.setMenu(self.menus.templates)
        self.session.said.connect(self._say)
        self.session.data_changed.connect(self._choose_tab)
        self.stack.help_asked.connect(self._help_on)
        self.documents.failed.connect(self._show_error)
        self.documents.changed.connect(self._show_title)
        self.home = Home(
            Parts(self, self.menus, self.stack, self.tabs, self.curves, self.controls,
                  self.templates, self.columns, down, self.messages),
            self.session, themes, settings, self._open_experiments,
        )  # fmt: skip
        self.home.memory.restore(USUAL_SIZE)
        self._show_title()
        # The keys of a run work from the start: no button and no field has the focus.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self.session.start()

    @Slot(str)
    def _help_on(self, name: str) -> None:
        kind = next((kind for kind in LAYERS if kind.name() == name), None)
        if kind is None:
            return
        settings = "".join(
            f"<br>• <b>{setting.label}</b>: {setting.help}" for setting in settings_of(kind)
        )
        QMessageBox.information(self, name, f"<b>{name}</b><br>{kind.help()}<br>{settings}")

    @Slot()
    def _open_experiments(self) -> ExperimentsWindow:
        if self.experiments is None:
            # Loaded here: the window opens without what only experiments need.
            from gui.experiments.report_laboratory import ReportLaboratory
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
        self.messages.say(kind, self.tr(str(what)))

    @Slot(object)
    def _show_error(self, error: object) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("diynn"), str(error), parent=self)
        if isinstance(error, DiynnError):
            box.setText(error.what())
            box.setInformativeText(error.how())
        box.exec()

    @Slot()
    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.documents.title}[*] – diynn")
        self.setWindowModified(not self.documents.is_saved)

    @Slot()
    def _choose_tab(self) -> None:
        data = self.session.data
        if data is not None:
            self.tabs.show_one_of(tabs_for(data, reconstructs=self.session.design.reconstructs))

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
        self.closed.emit()
        self.home.remember()
        if self.experiments is not None:
            self.experiments.close()
        self.trials.close_down()
        self.session.close()
        self.model.close()
        self.tabs.close_down()
        event.accept()
