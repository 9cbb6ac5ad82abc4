"""The menus of the window, and what their entries do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QMessageBox, QWidget

from diynn.errors import DiynnError
from diynn.recipes import RECIPES, recipe
from gui.documents import Documents
from gui.session import Session
from gui.theme import Choice, ThemeSource
from gui.wording import notes_words, title_words


class Menus(QObject):
    """Fills a menu bar; `play`, `step` and `quit` are connected by the window."""

    failed = Signal(object)
    """A template could not be read; carries the error."""

    def __init__(
        self,
        bar: QMenuBar,
        session: Session,
        documents: Documents,
        themes: ThemeSource,
        settings: QSettings,
    ) -> None:
        super().__init__(bar)
        self._bar = bar
        self._documents = documents
        self._themes = themes
        self._settings = settings
        stack = session.model.undo_stack

        file = bar.addMenu(self.tr("&File"))
        self.templates = self._list_templates(file)
        self._add(file, self.tr("&Open…"), documents.open, QKeySequence.StandardKey.Open)
        self._recent = file.addMenu(self.tr("Open &recent"))
        self._recent.aboutToShow.connect(self._list_recent)
        file.addSeparator()
        self._add(file, self.tr("&Save"), documents.save, QKeySequence.StandardKey.Save)
        self._add(file, self.tr("Save &as…"), documents.save_as, QKeySequence("Ctrl+Shift+S"))
        file.addSeparator()
        self.quit = self._add(file, self.tr("&Quit"), None, QKeySequence.StandardKey.Quit)

        edit = bar.addMenu(self.tr("&Edit"))
        undo = stack.createUndoAction(self, self.tr("&Undo"))
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        redo = stack.createRedoAction(self, self.tr("&Redo"))
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        edit.addActions([undo, redo])

        run = bar.addMenu(self.tr("&Run"))
        self.play = self._add(run, self.tr("&Play or pause\tSpace"))
        self.step = self._add(run, self.tr("One &step\t→"))
        self._add(run, self.tr("&New weights\tR"), session.new_weights)
        self._add(run, self.tr("&Best weights so far"), session.use_best)

        self.experiments = bar.addMenu(self.tr("E&xperiments"))
        self.experiments.menuAction().setVisible(False)

        self.view = bar.addMenu(self.tr("&View"))
        self._looks = self._list_looks()
        self.view.addSeparator()
        self._add(self.view, self.tr("Larger text"), self._zoom_in, QKeySequence.StandardKey.ZoomIn)
        self._add(
            self.view, self.tr("Smaller text"), self._zoom_out, QKeySequence.StandardKey.ZoomOut
        )
        self._add(self.view, self.tr("Usual text"), self._zoom_back, QKeySequence("Ctrl+0"))

        self.help = bar.addMenu(self.tr("&Help"))
        self._add(self.help, self.tr("&About diynn"), self._about)

    def add_views(self, parts: dict[str, QWidget]) -> None:
        """Let the user hide these parts of the window and bring them back."""
        first = self.view.actions()[0]
        for text, widget in parts.items():
            shown = QAction(text, self)
            shown.setCheckable(True)
            shown.setChecked(True)
            shown.toggled.connect(widget.setVisible)
            self.view.insertAction(first, shown)
        self.view.insertSeparator(first)

    def add_experiment(self, text: str, open_it: Callable[[], None]) -> QAction:
        """Offer something with many runs, in a window of its own."""
        self.experiments.menuAction().setVisible(True)
        return self._add(self.experiments, text, open_it)

    def add_help(self, actions: Sequence[QAction]) -> None:
        """Offer these ways to learn more, above all else in the menu of the help."""
        first = self.help.actions()[0]
        self.help.insertActions(first, actions)
        self.help.insertSeparator(first)

    def _add(
        self,
        menu: QMenu,
        text: str,
        slot: object = None,
        keys: QKeySequence | QKeySequence.StandardKey | None = None,
    ) -> QAction:
        action = menu.addAction(text)
        if keys is not None:
            action.setShortcut(keys)
        if slot is not None:
            action.triggered.connect(slot)
        return action

    def _list_templates(self, file: QMenu) -> QMenu:
        """The recipes in groups: points, then one group for each set of digits."""
        menu = file.addMenu(self.tr("&New from a template"))
        menu.setToolTipsVisible(True)
        last = ""
        for name in RECIPES:
            group = name.partition("-")[0] if "-" in name else "points"
            if last not in ("", group):
                menu.addSeparator()
            last = group
            design = recipe(name)
            action = menu.addAction(title_words(design.title) or name)
            action.setToolTip(notes_words(design.notes))
            action.setData(name)
            action.triggered.connect(self._start_from)
        return menu

    def _list_looks(self) -> list[QAction]:
        actions = []
        for choice, text in (
            ("system", self.tr("Colours as the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            action = self._add(self.view, text, self._choose_look)
            action.setCheckable(True)
            action.setChecked(choice == self._themes.choice)
            action.setData(choice)
            actions.append(action)
        return actions

    @Slot()
    def _start_from(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and self._documents.may_leave():
            try:
                self._documents.start_from(recipe(str(action.data())))
            except DiynnError as error:
                self.failed.emit(error)

    @Slot()
    def _list_recent(self) -> None:
        self._recent.clear()
        for path in self._documents.recent():
            action = self._recent.addAction(str(path))
            action.setData(str(path))
            action.triggered.connect(self._open_recent)
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("Nothing opened yet")).setEnabled(False)

    @Slot()
    def _open_recent(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._documents.open_path(Path(str(action.data())))

    @Slot()
    def _choose_look(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            choice: Choice = action.data()
            self._themes.choose(choice)
            self._settings.setValue("look", choice)
        for look in self._looks:
            look.setChecked(look.data() == self._themes.choice)

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
            self._bar,
            self.tr("About diynn"),
            self.tr(
                "<b>diynn</b><br>Stack a neural network out of blocks, press play, and watch it "
                "learn.<br>Every number comes from a few readable lines of NumPy."
            ),
        )
