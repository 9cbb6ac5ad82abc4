"""The runs of this session and of opened files: their figures, and what differs between them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from gui.model.run_commands import RunRemoval, RunReturn
from gui.model.run_list import COLOURS, ListedRun, RunList
from gui.model.session import Session
from gui.tabs.analysis_tab import AnalysisTab, centred_note
from gui.tabs.runs.curve_overlay import MOST
from gui.tabs.runs.difference_table import DifferenceModel, DifferenceTable, Subject
from gui.tabs.runs.model import RunsModel
from gui.tabs.runs.summary import curves_table
from gui.tabs.runs.table import RunTable
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.boxes import hbox, vbox
from gui.widgets.caption import Caption
from gui.widgets.export import ExportError, save_text
from gui.widgets.file_dialogs import PICTURES, ask_save
from gui.widgets.symbols import run_mark


class RunsTab(AnalysisTab):
    """The run list as a table above what differs between the designs of the ticked runs."""

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__(session, themes, run_list)
        self.setProperty("helpTopic", "tab-runs")
        self.model = RunsModel(session, run_list, themes, self)
        self.table = RunTable(self.model, themes)
        self.differences = DifferenceModel(themes, self)
        self.difference_table = DifferenceTable(self.differences, themes)
        self.difference_table.setProperty("helpTopic", "differences")
        self._make_actions()
        self._build()
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        session.model.changed.connect(self._show_design)
        session.curves_changed.connect(self._show_figures)
        self.listen()

    # What there is.

    def _make_actions(self) -> None:
        self.go_back = QAction(self.tr("Go back to it"), self)
        self.go_back.triggered.connect(self._go_back)
        self.use_design = QAction(self.tr("Use its design"), self)
        self.use_design.triggered.connect(self._use_design)
        self.rename = QAction(self.tr("Rename"), self)
        self.rename.setShortcut(QKeySequence(Qt.Key.Key_F2))
        self.rename.triggered.connect(self._rename)
        self.remove = QAction(self.tr("Remove from the run list"), self)
        self.remove.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.remove.triggered.connect(self._remove)
        self.tick_all = QAction(self.tr("Tick all"), self)
        self.tick_all.triggered.connect(self._tick_all)
        self.untick_all = QAction(self.tr("Untick all"), self)
        self.untick_all.triggered.connect(self._untick_all)
        self.average = QAction(self.tr("Average the ticked runs"), self)
        self.average.triggered.connect(self.run_list.average)
        self.export = QAction(self.tr("Save the curves as CSV…"), self)
        self.export.triggered.connect(self._ask_csv)
        self.export.setToolTip(
            self.tr("Save the curves of the ticked runs as a table: a line for each run and epoch")
        )
        for action in (self.rename, self.remove):
            # The keys are for the list alone; while a name is typed they are the field's.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(self.remove)
        self.colours = QMenu(self.tr("Colour"), self)
        self.menu = QMenu(self)
        self.menu.addActions([self.go_back, self.use_design])
        self.menu.addSeparator()
        self.menu.addAction(self.rename)
        self.menu.addMenu(self.colours)
        self.menu.addAction(self.remove)
        self.menu.addSeparator()
        self.menu.addActions([self.tick_all, self.untick_all, self.average])
        self.menu.addSeparator()
        self.menu.addAction(self.export)
        self.colours.aboutToShow.connect(self._list_colours)

    def _build(self) -> None:
        line = hbox(margins=(12, 8, 12, 4), spacing=8)
        self.buttons = {}
        for action in (self.go_back, self.use_design):
            button = QPushButton(action.text())
            button.clicked.connect(action.trigger)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons[action] = button
            line.addWidget(button)
        line.addStretch(1)
        self.save = self._small_button("export", self.export.text())
        self.save.setProperty("helpTopic", "export")
        self.save.clicked.connect(self.export.trigger)
        self.more = self._small_button("more", self.tr("More for the chosen runs"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self.menu)
        line.addWidget(self.save)
        line.addWidget(self.more)

        upper = QWidget()
        vbox(line, (self.table, 1), parent=upper, margins=(0, 0, 0, 0), spacing=0)
        lower = QWidget()
        below = vbox(parent=lower, margins=(0, 8, 0, 0), spacing=4)
        self.heading = Caption(self.tr("What differs between the designs"))
        self.heading.setContentsMargins(12, 0, 12, 0)
        self.advice = centred_note()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.advice)
        self.pages.addWidget(self.difference_table)
        below.addWidget(self.heading)
        below.addWidget(self.pages, 1)
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(upper)
        self.halves.addWidget(lower)
        self.halves.setSizes([400, 260])
        self.empty = centred_note()
        self.empty.setText(
            self.tr(
                "No runs yet. Press play: each training stands here from its first step on, with "
                "its figures, and can be laid beside the next one. So does a network opened from "
                "a file with its weights."
            )
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.halves)

    def _small_button(self, drawing: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("raised", True)
        button.setIconSize(QSize(18, 18))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        IconKeeper(button, button.setIcon, drawing, self.themes)
        return button

    # What is shown.

    @Slot()
    def show_weights(self) -> None:
        """Follow newer weights: their figures come with the curves."""

    @Slot()
    def show_state(self) -> None:
        """Follow a training that starts or pauses: the table does that by itself."""

    @Slot()
    def _show_design(self) -> None:
        self.ask()

    @Slot()
    def ask(self) -> None:
        """Show which runs there are, and compare the designs of the ticked ones."""
        self._stack.setCurrentWidget(self.halves if self.run_list.runs else self.empty)
        self._offer()
        if self.isVisible():
            self._compare()

    @Slot()
    def _show_figures(self) -> None:
        if self.isVisible():
            self.model.tell_current()

    def _compare(self) -> None:
        current, others = self.run_list.current, self.run_list.beside()
        name = self.tr("Now") if current is None else current.name
        colour = None if current is None else current.colour
        earlier = () if current is None else current.earlier
        first = Subject(name, colour, self.session.design, earlier)
        self.differences.compare(
            [first, *(Subject(one.name, one.colour, one.design, one.earlier) for one in others)]
        )
        heading = self.tr("What differs between the designs")
        if not others and self.differences.found:
            heading = self.tr("What was changed while it trained")
        if len(others) > MOST:
            heading += ". " + self.tr("The curves show the last {0} of {1} ticked runs.").format(
                MOST, len(others)
            )
        self.heading.setText(heading)
        if not others and not self.differences.found:
            words = self.tr(
                "Tick a run above to see here in what its design differs from the one shown now."
            )
        elif not self.differences.found:
            words = self.tr(
                "No difference: these runs have the same data, layers and settings. They were "
                "trained for another time or from another start."
            )
        else:
            words = ""
        self.advice.setText(words)
        self.pages.setCurrentWidget(self.advice if words else self.difference_table)

    @Slot()
    def _offer(self) -> None:
        """Offer what can be done with the chosen runs."""
        chosen, current = self.table.chosen(), self.run_list.current
        one_other = len(chosen) == 1 and chosen[0] is not current
        self.go_back.setEnabled(one_other)
        self.use_design.setEnabled(one_other)
        self.rename.setEnabled(len(chosen) == 1)
        self.colours.setEnabled(bool(chosen))
        self.remove.setEnabled(any(run is not current for run in chosen))
        self.tick_all.setEnabled(any(not run.ticked for run in self.run_list.runs))
        self.untick_all.setEnabled(any(run.ticked for run in self.run_list.runs))
        self.export.setEnabled(any(run.ticked for run in self.run_list.runs))
        self.save.setEnabled(self.export.isEnabled())
        obstacle = self.run_list.average_obstacle()
        self.average.setEnabled(not obstacle)
        self.average.setToolTip(obstacle or self.tr(
            "Make a run whose network answers with the mean of the answers of the ticked ones"
        ))  # fmt: skip
        tips = {
            self.go_back: self.tr("Show this run with its weights and its design, and train on"),
            self.use_design: self.tr("Begin a new run with its data, layers and settings"),
        }
        for action, button in self.buttons.items():
            button.setEnabled(one_other)
            tip = tips[action] if one_other else self.tr("Choose one run that is not shown now")
            button.setToolTip(tip)
            action.setToolTip(tip)

    def showEvent(self, event: Any) -> None:
        """Show what has changed while the tab was hidden."""
        self.model.tell_all()
        super().showEvent(event)

    # What can be done.

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        self.menu.popup(self.table.viewport().mapToGlobal(place))

    def _other(self) -> ListedRun | None:
        """The chosen run, where it is one and not that of the moment."""
        chosen = self.table.chosen()
        return chosen[0] if len(chosen) == 1 and chosen[0] is not self.run_list.current else None

    @Slot()
    def _go_back(self) -> None:
        run = self._other()
        if run is not None:
            text = self.tr("Go back to “{0}”").format(run.name)
            self.session.model.undo_stack.push(RunReturn(self.session, run.training, text))

    @Slot()
    def _use_design(self) -> None:
        run = self._other()
        if run is not None:
            text = self.tr("Use the design of “{0}”").format(run.name)
            edit = RunReturn(self.session, run.training.fresh_copy(), text)
            self.session.model.undo_stack.push(edit)

    @Slot()
    def _rename(self) -> None:
        chosen = self.table.chosen()
        if len(chosen) == 1:
            self.table.setFocus()
            self.table.edit_name(chosen[0])

    @Slot()
    def _remove(self) -> None:
        current = self.run_list.current
        gone = [run for run in self.table.chosen() if run is not current]
        if gone:
            one, several = self.tr("Remove “{0}”"), self.tr("Remove {0} runs")
            text = one.format(gone[0].name) if len(gone) == 1 else several.format(len(gone))
            self.session.model.undo_stack.push(RunRemoval(self.run_list, gone, text))

    @Slot()
    def _tick_all(self) -> None:
        self.run_list.tick_all(self.run_list.runs, True)

    @Slot()
    def _untick_all(self) -> None:
        self.run_list.tick_all(self.run_list.runs, False)

    @Slot()
    def _list_colours(self) -> None:
        self.colours.clear()
        chosen = {run.colour for run in self.table.chosen()}
        for colour in range(COLOURS):
            mark = run_mark(colour, self.themes.current)
            action = self.colours.addAction(mark, self.tr("Colour {0}").format(colour + 1))
            action.setData(colour)
            action.setEnabled(chosen != {colour})
            action.triggered.connect(self._recolour)

    @Slot()
    def _recolour(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            for run in self.table.chosen():
                self.run_list.recolour(run, int(action.data()))

    @Slot()
    def _ask_csv(self) -> None:
        kinds, name = [self.tr("CSV table (*.csv)")], self.tr("Runs") + ".csv"
        path = ask_save(self, self.export.text(), kinds, name, PICTURES)
        if path is not None:
            self.save_curves(str(path))

    def save_curves(self, name: str) -> None:
        """Write the curves of the ticked runs to the file `name`; an error is shown."""
        try:
            save_text(name, curves_table(run for run in self.run_list.runs if run.ticked))
        except ExportError as error:
            self.session.said.emit("error", str(error))
