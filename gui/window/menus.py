"""The menus of the window, and what their entries do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from diynn import __version__
from diynn.data.sources.worked import EXAMPLE
from diynn.errors import DiynnError
from diynn.storage.recipes import recipe
from gui.commands.commands import OBSTACLE, UNLISTED
from gui.commands.shortcuts import PlainKeys
from gui.model.documents import Documents
from gui.model.kept_runs import KeptRuns
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.text.languages import CHOICES, NATIVE, Languages
from gui.text.wording import choices, error_text_or, in_midst
from gui.theme.theme import Choice, TextZoom, ThemeSource
from gui.widgets.alive import alive
from gui.widgets.plain_text import Icon, MessageBox
from gui.widgets.typed_field import REDO, take_typed

if TYPE_CHECKING:
    from gui.window.gallery import Gallery


class Menus(QObject):
    """Fills a menu bar; `play`, `step`, `data` and `quit` are connected by the window."""

    lessons_asked = Signal()
    """Lessons were asked for among the templates."""
    failed = Signal(object)
    """A template could not be read; carries the error."""
    example_asked = Signal(str)
    """A worked example is to be opened; carries its name."""

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
        self._session = session
        self._documents = documents
        self._themes = themes
        self._settings = settings
        self.keys = PlainKeys()
        self.zoom = TextZoom(themes, settings, self)
        stack = session.model.undo_stack

        file = bar.addMenu(self.tr("&File"))
        self._add(file, self.tr("New"), documents.new, QKeySequence.StandardKey.New)
        self.templates = self._add(file, self.tr("&New from a template…"), self.show_templates)
        self.gallery: Gallery | None = None
        self._add(file, self.tr("&Open…"), documents.open, QKeySequence.StandardKey.Open)
        self._recent = file.addMenu(self.tr("Open &recent"))
        self._recent.aboutToShow.connect(self._list_recent)
        examples = file.addMenu(self.tr("&Worked examples"))
        for words, name in choices(EXAMPLE):
            self._add(examples, words, partial(self.example_asked.emit, name))
        file.addSeparator()
        self._add(file, self.tr("&Save"), documents.save, QKeySequence.StandardKey.Save)
        self._add(file, self.tr("Save &as…"), documents.save_as, QKeySequence("Ctrl+Shift+S"))
        self._export = file.addMenu(self.tr("E&xport as"))
        self.film = self._add(file, self.tr("Save the fil&m…"))
        file.aboutToShow.connect(self._show_film)
        file.addSeparator()
        self.quit = self._add(file, self.tr("&Quit"), None, QKeySequence.StandardKey.Quit)

        edit = bar.addMenu(self.tr("&Edit"))
        undo = self._undo = stack.createUndoAction(self, self.tr("&Undo"))
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        redo = self._redo = stack.createRedoAction(self, self.tr("&Redo"))
        redo.setShortcuts([*map(QKeySequence, REDO)])
        undo.setProperty(OBSTACLE, self.tr("There is nothing to undo."))
        redo.setProperty(OBSTACLE, self.tr("There is nothing to redo."))
        edit.addActions([undo, redo])
        edit.addSeparator()
        self.data = self._add(edit, self.tr("&Data…"), None, QKeySequence("Ctrl+Shift+D"))
        stack.undoTextChanged.connect(self._name_undo)
        stack.redoTextChanged.connect(self._name_redo)
        self._name_undo(stack.undoText())
        self._name_redo(stack.redoText())

        run = self.run = bar.addMenu(self.tr("&Run"))
        self.play = self._add(run, self.tr("&Play or pause"))
        self.step = self._add(run, self.tr("One &step"))
        self.fast = self._add(run, self.tr("&Full speed, or the one before"))
        run.addSeparator()
        start = self._add(
            run, self.tr("From the s&tart"), session.from_the_start, QKeySequence("Ctrl+R")
        )
        new_weights = self._add(run, self.tr("&New weights"), session.new_weights)
        best = self._add(run, self.tr("&Best weights so far"), session.use_best)
        run.addSeparator()
        self.use = self._add(run, self.tr("&Use on…"), None, QKeySequence("Ctrl+U"))
        self.keys.give(self.play, Qt.Key.Key_Space)
        self.keys.give(self.step, Qt.Key.Key_Right)
        self.keys.give(new_weights, Qt.Key.Key_R)
        self.keys.give(self.fast, Qt.Key.Key_V)
        run.addSeparator()
        self.check = self._add(run, self.tr("Check the &gradient"))
        self.break_it = self._add(run, self.tr("Brea&k the gradient…"))
        self._trains, self._best = (
            self.play, self.step, start, new_weights, self.check, self.break_it,
        ), best  # fmt: skip
        session.state_changed.connect(self._show_runnable)
        session.training_changed.connect(self._show_runnable)
        session.state_changed.connect(self._show_film)
        session.training_changed.connect(self._show_film)
        # No signal tells of an epoch's end: whether there is a best one is looked up when needed.
        run.aboutToShow.connect(self._show_runnable)
        self._show_runnable()
        self._show_film()

        self.experiments = bar.addMenu(self.tr("E&xperiments"))
        self.experiments.menuAction().setVisible(False)

        self.view = bar.addMenu(self.tr("&View"))
        self._looks = self._list_looks()
        self.view.addSeparator()
        larger = self._add(self.view, self.tr("La&rger text"), self.zoom.enlarge)
        # On most keyboards a plus needs Shift, where = stands, or has a key of its own.
        larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self._add(self.view, self.tr("S&maller text"), self.zoom.reduce, QKeySequence("Ctrl+-"))
        self._add(self.view, self.tr("Us&ual text"), self.zoom.reset, QKeySequence("Ctrl+0"))

        self.help = bar.addMenu(self.tr("&Help"))
        self._add(self.help, self.tr("&About diynn"), self._about)

    def add_average(self, runs: RunList) -> None:
        """Offer the mean of the ticked runs."""
        action = self._add(self.run, self.tr("A&verage the ticked runs"), runs.average)
        action.setProperty("helpTopic", "Committee")

        def show() -> None:
            obstacle = runs.average_obstacle()
            action.setEnabled(not obstacle)
            action.setProperty(OBSTACLE, obstacle)

        runs.changed.connect(show)
        show()

    def add_kept_runs(self, runs: KeptRuns) -> None:
        """Offer the runs of earlier sessions at the end of the menu of runs."""
        self.run.addSeparator()
        back = self._add(self.run, self.tr("Bring back the &runs of the last session"))
        away = self._add(self.run, self.tr("Throw these runs &away"))
        back.triggered.connect(runs.bring_back)
        away.triggered.connect(runs.forget)

        def show() -> None:
            for action in (back, away):
                action.setEnabled(bool(runs.files))
                action.setProperty(OBSTACLE, self.tr("No runs are kept from an earlier session."))

        runs.changed.connect(show)
        show()

    def add_past(self, past: QMenu) -> None:
        """Offer the ways through the past of the run, before the checks of it."""
        self.run.insertMenu(self.check, past)
        self.run.insertSeparator(self.check)

    def add_exports(self, offers: Mapping[str, Callable[[], object]]) -> None:
        """Offer to write the network for other tools."""
        for text, write in offers.items():
            self._add(self._export, text, write)

    def put_first(self, menu: QMenu, entries: Sequence[QAction | None]) -> None:
        """Put `entries` before all others in a menu, None being a line between two."""
        first = menu.actions()[0]
        for entry in (*entries, None):
            if entry is None:
                menu.insertSeparator(first)
            else:
                menu.insertAction(first, entry)

    def add_experiment(self, text: str, open_it: Callable[[], object]) -> QAction:
        """Offer something with many runs, in a window of its own."""
        self.experiments.menuAction().setVisible(True)
        return self._add(self.experiments, text, open_it)

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
        # First of all: a command acts on what has been typed.
        action.triggered.connect(take_typed)
        if slot is not None:
            action.triggered.connect(slot)
        return action

    @Slot(str)
    def _name_undo(self, edit: str) -> None:
        _name(self._undo, edit, self.tr("&Undo “{0}”"), self.tr("&Undo"))

    @Slot(str)
    def _name_redo(self, edit: str) -> None:
        _name(self._redo, edit, self.tr("&Redo “{0}”"), self.tr("&Redo"))

    @Slot()
    def _show_runnable(self) -> None:
        """Let the entries of a run be chosen when they can be done, and note why they cannot."""
        problem = self._session.problem
        words = error_text_or(problem, "")
        for action in self._trains:
            action.setEnabled(problem is None)
            action.setProperty(OBSTACLE, words)
        self._best.setEnabled(self._session.has_best)
        self._best.setProperty(OBSTACLE, words or self.tr("No epoch has ended yet."))

    @Slot()
    def _show_film(self) -> None:
        """Let the film be saved where there is a past to show."""
        self.film.setEnabled(self._session.cursor.first is not None)
        self.film.setProperty(OBSTACLE, self.tr("The past begins with the first step."))

    @Slot()
    def show_templates(self) -> None:
        """Let a ready network be chosen."""
        if self.gallery is None:
            # Loaded here: most starts need no other network.
            from gui.window.gallery import Gallery

            self.gallery = Gallery(self._themes, self._bar.window())
            self.gallery.chosen.connect(self.start_from)
            self.gallery.lessons_asked.connect(self.lessons_asked)
        self.gallery.ask(self._session.design)

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
        self._contrast = self._add(self.view, self.tr("High contrast"))
        self._contrast.setCheckable(True)
        self._contrast.setChecked(self._themes.current.high_contrast)
        self._contrast.triggered.connect(self._choose_contrast)
        self._themes.changed.connect(self._show_contrast)
        return actions

    @Slot(bool)
    def _choose_contrast(self, high: bool) -> None:
        self._themes.choose_contrast(high)
        chosen = self._themes.high_contrast
        self._settings.setValue("contrast", "" if chosen is None else "on" if chosen else "off")

    @Slot()
    def _show_contrast(self) -> None:
        self._contrast.setChecked(self._themes.current.high_contrast)

    @Slot(str)
    def start_from(self, name: str) -> None:
        """Begin with the recipe of that name."""
        try:
            self._documents.begin(recipe(name))
        except DiynnError as error:
            self.failed.emit(error)

    @Slot()
    def _list_recent(self) -> None:
        self._recent.clear()
        for number, path in enumerate(self._documents.recent(), start=1):
            action = self._recent.addAction(f"&{number}  {str(path).replace('&', '&&')}")
            action.setData(str(path))
            action.triggered.connect(self._open_recent)
        if self._recent.isEmpty():
            nothing = self._recent.addAction(self.tr("Nothing opened yet"))
            nothing.setEnabled(False)
            nothing.setProperty(UNLISTED, True)

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
    def _about(self) -> None:
        box = MessageBox(
            Icon.NoIcon, self.tr("About diynn"), f"diynn {__version__}",
            self.tr(
                "Stack a neural network out of blocks, press play, and watch it learn. Every "
                "number comes from a few readable lines of NumPy."
            ),
            parent=self._bar,
        )  # fmt: skip
        box.setIconPixmap(self._bar.window().windowIcon().pixmap(64, 64))
        box.ask()


def _name(action: QAction, edit: str, named: str, bare: str) -> None:
    """Name the edit that would be undone or done again, as a part of the sentence."""
    # The stack stays when the window, and its actions, are replaced by another's.
    if alive(action) is not None:
        action.setText(named.format(in_midst(edit.replace("&", "&&"))) if edit else bare)


class LanguageMenu(QObject):
    """A submenu at the end of a menu; languages stand there by their own names."""

    def __init__(self, menu: QMenu, languages: Languages, may_change: Callable[[], bool]) -> None:
        """`may_change` is asked first: something may be running."""
        super().__init__(menu)
        self._languages, self._may_change = languages, may_change
        menu.addSeparator()
        self.menu = menu.addMenu(self.tr("&Language"))
        self._group = QActionGroup(self.menu)
        for choice in CHOICES:
            name = self.tr("As the system") if choice == "system" else NATIVE[choice]
            action = QAction(name, self._group)
            action.setCheckable(True)
            action.setData(choice)
            self.menu.addAction(action)
        self._group.triggered.connect(self._choose)
        self._show()

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        choice = action.data()
        if self._languages.would_change(choice) and not self._may_change():
            self._show()
            return
        self._languages.choose(choice)

    def _show(self) -> None:
        for action in self._group.actions():
            action.setChecked(action.data() == self._languages.choice)
