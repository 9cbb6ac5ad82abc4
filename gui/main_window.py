"""Puts the parts of the window together, and holds no logic of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from diynn.datasets import UserFile
from diynn.errors import DiynnError
from diynn.layers import LAYERS
from diynn.recipes import RECIPES, recipe
from diynn.settings import settings_of
from gui.controls import Controls
from gui.curves import Curves
from gui.data_notice import DataNotice
from gui.design_model import DesignModel
from gui.documents import Documents
from gui.session import Session
from gui.tabs.boundary import BoundaryTab
from gui.tabs.digits import DigitsTab
from gui.theme import Choice, ThemeSource
from gui.widgets.design_panel import DesignPanel
from gui.widgets.message_bar import MessageBar

FIRST_RECIPE = "moons"
USUAL_SIZE = QSize(1280, 800)


class MainWindow(QMainWindow):
    """The stack on the left, what it learns in the middle, the curves on the right."""

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
        self.stack = DesignPanel(self.model, themes)
        self.curves = Curves(self.session, themes)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.boundary = BoundaryTab(self.session, themes)
        self.digits = DigitsTab(self.session, themes)
        self.tabs.addTab(self.boundary, self.tr("Decision boundary"))
        self.tabs.addTab(self.digits, self.tr("Images"))

        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setChildrenCollapsible(False)
        for widget, stretch in ((self.stack, 0), (self.tabs, 1), (self.curves, 0)):
            self.columns.addWidget(widget)
            self.columns.setStretchFactor(self.columns.count() - 1, stretch)
        self.columns.setSizes([372, 540, 340])
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

        self._make_menus()
        self.session.said.connect(self._say)
        self.session.data_changed.connect(self._choose_tab)
        self.stack.help_asked.connect(self._help_on)
        self.documents.failed.connect(self._show_error)
        self.documents.changed.connect(self._show_title)
        self.resize(USUAL_SIZE.boundedTo(self.screen().availableSize()))
        self._restore_layout()
        self._show_title()
        # The keys of a run work from the start: no button and no field has the focus.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self.session.start()

    # Menus.

    def _make_menus(self) -> None:
        file = self.menuBar().addMenu(self.tr("&File"))
        new = file.addMenu(self.tr("&New from a template"))
        group = ""
        for name in RECIPES:
            design = recipe(name)
            kind = name.split("-")[0]
            if group and kind != group and "-" in name:
                new.addSeparator()
            group = kind if "-" in name else "toy"
            action = new.addAction(design.title or name)
            action.setToolTip(design.notes)
            action.setData(name)
            action.triggered.connect(self._start_from)
        new.setToolTipsVisible(True)
        self.templates.setMenu(new)
        self._add(file, self.tr("&Open…"), self.documents.open, QKeySequence.StandardKey.Open)
        self._recent = file.addMenu(self.tr("Open &recent"))
        self._recent.aboutToShow.connect(self._list_recent)
        file.addSeparator()
        self._add(file, self.tr("&Save"), self.documents.save, QKeySequence.StandardKey.Save)
        self._add(
            file, self.tr("Save &as…"), self.documents.save_as, QKeySequence("Ctrl+Shift+S")
        )
        file.addSeparator()
        self._add(file, self.tr("&Quit"), self.close, QKeySequence.StandardKey.Quit)

        edit = self.menuBar().addMenu(self.tr("&Edit"))
        undo = self.model.undo_stack.createUndoAction(self, self.tr("&Undo"))
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        redo = self.model.undo_stack.createRedoAction(self, self.tr("&Redo"))
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        edit.addActions([undo, redo])

        run = self.menuBar().addMenu(self.tr("&Run"))
        self._add(run, self.tr("&Play or pause\tSpace"), self.controls.bar.toggle)
        self._add(run, self.tr("One &step\t→"), self.controls.bar.ask_step)
        self._add(run, self.tr("&New weights\tR"), self.session.new_weights)
        self._add(run, self.tr("&Best weights so far"), self.session.use_best)

        view = self.menuBar().addMenu(self.tr("&View"))
        for text, widget in (
            (self.tr("&Network"), self.stack),
            (self.tr("&Curves"), self.curves),
        ):
            shown = view.addAction(text)
            shown.setCheckable(True)
            shown.setChecked(True)
            shown.toggled.connect(widget.setVisible)
        view.addSeparator()
        self._looks: list[QAction] = []
        for choice, text in (
            ("system", self.tr("Colours as the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            action = view.addAction(text)
            action.setCheckable(True)
            action.setData(choice)
            action.triggered.connect(self._choose_look)
            self._looks.append(action)
        view.addSeparator()
        self._add(view, self.tr("Larger text"), self._zoom_in, QKeySequence.StandardKey.ZoomIn)
        self._add(view, self.tr("Smaller text"), self._zoom_out, QKeySequence.StandardKey.ZoomOut)
        self._add(view, self.tr("Usual text"), self._zoom_back, QKeySequence("Ctrl+0"))
        self._tick_look()

        about = self.menuBar().addMenu(self.tr("&Help"))
        self._add(about, self.tr("&About diynn"), self._about)

    def _add(
        self,
        menu: QMenu,
        text: str,
        slot: object,
        keys: QKeySequence | QKeySequence.StandardKey | None = None,
    ) -> QAction:
        action = menu.addAction(text)
        if keys is not None:
            action.setShortcut(keys)
        action.triggered.connect(slot)
        return action

    @Slot()
    def _start_from(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and self.documents.may_leave():
            try:
                self.documents.start_from(recipe(str(action.data())))
            except DiynnError as error:
                self._show_error(error)

    @Slot()
    def _list_recent(self) -> None:
        self._recent.clear()
        for path in self.documents.recent():
            action = self._recent.addAction(str(path))
            action.setData(str(path))
            action.triggered.connect(self._open_recent)
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("Nothing opened yet")).setEnabled(False)

    @Slot()
    def _open_recent(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.documents.open_path(Path(str(action.data())))

    @Slot()
    def _choose_look(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            choice: Choice = action.data()
            self._themes.choose(choice)
            self._settings.setValue("look", choice)
        self._tick_look()

    def _tick_look(self) -> None:
        for action in self._looks:
            action.setChecked(action.data() == self._themes.choice)

    @Slot()
    def _zoom_in(self) -> None:
        self._zoom(self._themes.zoom * 1.1)

    @Slot()
    def _zoom_out(self) -> None:
        self._zoom(self._themes.zoom / 1.1)

    @Slot()
    def _zoom_back(self) -> None:
        self._zoom(1.0)

    def _zoom(self, zoom: float) -> None:
        self._themes.set_zoom(zoom)
        self._settings.setValue("zoom", self._themes.zoom)

    @Slot()
    def _about(self) -> None:
        QMessageBox.about(
            self,
            self.tr("About diynn"),
            self.tr(
                "<b>diynn</b><br>Stack a neural network out of blocks, press play, and watch it "
                "learn.<br>Every number comes from a few readable lines of NumPy."
            ),
        )

    @Slot(str)
    def _help_on(self, name: str) -> None:
        kind = next((kind for kind in LAYERS if kind.name() == name), None)
        if kind is None:
            return
        settings = "".join(
            f"<br>• <b>{setting.label}</b>: {setting.help}" for setting in settings_of(kind)
        )
        QMessageBox.information(self, name, f"<b>{name}</b><br>{kind.help()}<br>{settings}")

    # What is told.

    @Slot(str, object)
    def _say(self, kind: str, what: object) -> None:
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
        if data is None:
            return
        flat = data.shape == (2,)
        if flat != (self.tabs.currentWidget() is self.boundary):
            self.tabs.setCurrentWidget(self.boundary if flat else self.digits)

    # Manners of a window.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays or pauses, → steps, R draws new weights; a field being typed in eats them."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        )  # fmt: skip
        if plain and event.key() == Qt.Key.Key_Space:
            self.controls.bar.toggle()
        elif plain and event.key() == Qt.Key.Key_Right:
            self.controls.bar.ask_step()
        elif plain and event.key() == Qt.Key.Key_R:
            self.session.new_weights()
        else:
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
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("columns", self.columns.saveState())
        self.session.close()
        self.digits.close_down()
        self.boundary.close_down()
        event.accept()

    def _restore_layout(self) -> None:
        geometry, columns = self._settings.value("geometry"), self._settings.value("columns")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(columns, QByteArray):
            self.columns.restoreState(columns)
