"""The runs of a run list as a model of rows: tick, colour, name and figures, in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)
from PySide6.QtGui import QFont

from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session
from gui.tabs.runs.summary import (
    Key,
    RunNotes,
    accuracy,
    accuracy_key,
    best,
    best_figure,
    best_key,
    epochs,
    last,
    loss,
    loss_key,
    weights,
)
from gui.text.numbers import duration, telling
from gui.theme.theme import ThemeSource
from gui.widgets.plain_text import plain_tip
from gui.widgets.symbols import line_pair, run_mark

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
NOTE_ROLE = ROLE.UserRole + 1
"""The text below the name: of the run of the moment that it is that, of all what was changed in
them while they trained."""
APART_ROLE = ROLE.UserRole + 2
"""Whether a run learns from other data than that of the moment."""
BROKEN_ROLE = ROLE.UserRole + 3
"""Whether a run has a fault in its gradients."""
DEPTH_ROLE = ROLE.UserRole + 4
"""How many branchings lie between a run and the one that it hangs under."""
SHORT_ROLE = ROLE.UserRole + 5
"""The name of a run; of a branch that hangs under its parent, without that of the parent."""
NAME, BEST = 0, 4


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it shows, by what it sorts, and a text that needs its width."""

    heading: str
    help: str
    show: Callable[[ListedRun], str]
    key: Callable[[ListedRun], Key | None]
    widest: str
    paired: bool = False
    """Whether a training figure is shown above a test figure."""


class RunsModel(QAbstractTableModel):
    """The runs of a run list in the order that a click on a heading asks for, else as they came."""

    def __init__(
        self, session: Session, run_list: RunList, themes: ThemeSource,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._run_list, self._themes = session, run_list, themes
        self._runs: list[ListedRun] = []
        self._value_texts: list[str] = []
        self._notes = RunNotes(session, run_list)
        self._sorting = (-1, Qt.SortOrder.AscendingOrder)
        self.columns = self._make_columns()
        run_list.changed.connect(self._follow)
        themes.changed.connect(self.tell_all)
        session.state_changed.connect(self._settle)
        self._follow()

    def _make_columns(self) -> tuple[Column, ...]:
        return (
            Column(
                self.tr("Run"), self.tr("Tick a run to show it beside the current run"),
                lambda run: run.name, lambda run: (run.name.casefold(),), "",
            ),
            Column(
                self.tr("Epochs"), self.tr("Times that the run has seen every sample"),
                epochs,
                lambda run: (len(run.history), run.training.step), "10 000",
            ),
            Column(
                self.tr("Loss"), self.tr("Loss after the last epoch: training above, test below"),
                self._losses, lambda run: loss_key(last(run)), "0.00888", True,
            ),
            Column(
                self.tr("Accuracy"),
                self.tr("Accuracy after the last epoch: training above, test below"),
                self._accuracies, lambda run: accuracy_key(last(run)), "100.0 %", True,
            ),
            Column(
                self.tr("Best"),
                self.tr("The best epoch so far, by test accuracy, or by loss where there is none"),
                lambda run: best_figure(best(run)), lambda run: best_key(best(run)), "100.0 %",
            ),
            Column(
                self.tr("Time"), self.tr("Time that the run has computed"),
                lambda run: duration(run.seconds),
                lambda run: (run.seconds,), "8 min 88 s",
            ),
            Column(
                self.tr("Weights"), self.tr("Number of weights of the network"),
                weights, lambda run: (run.weights.size,), "999 999",
            ),
        )  # fmt: skip

    @staticmethod
    def _losses(run: ListedRun) -> str:
        report = last(run)
        both = (None, None) if report is None else (report.train_loss, report.test_loss)
        return "\n".join(map(loss, both))

    @staticmethod
    def _accuracies(run: ListedRun) -> str:
        report = last(run)
        both = (None, None) if report is None else (report.train_accuracy, report.test_accuracy)
        return "\n".join(map(accuracy, both))

    # What the tab asks.

    def run_at(self, row: int) -> ListedRun:
        """The run that is shown in a row."""
        return self._runs[row]

    def row_of(self, run: ListedRun) -> int:
        """The row that shows a run; ValueError where there is none."""
        return self._runs.index(run)

    def tick(self, runs: list[ListedRun], ticked: bool) -> None:
        """Tick these runs, or untick them."""
        self._run_list.tick_all(runs, ticked)

    def tell_current(self) -> None:
        """Let those figures of the run of the moment be read again that are other ones now: each
        cell that is drawn asks Python for its look, and a training waits meanwhile."""
        current = self._run_list.current
        if current not in self._runs:
            return
        row = self._runs.index(current)
        texts = [column.show(current) for column in self.columns[NAME + 1 :]]
        before, self._value_texts = self._value_texts, texts
        for column, text in enumerate(texts, NAME + 1):
            if len(before) != len(texts) or text != before[column - NAME - 1]:
                self.dataChanged.emit(self.index(row, column), self.index(row, column))

    @Slot()
    def tell_all(self) -> None:
        """Let everything be read again."""
        self._value_texts = []
        if self._runs:
            corner = self.index(len(self._runs) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)

    # Following.

    @Slot()
    def _follow(self) -> None:
        wanted, shown = set(self._run_list.runs), set(self._runs)
        for row in reversed(range(len(self._runs))):
            if self._runs[row] not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._runs[row]
                self.endRemoveRows()
        new = [run for run in self._run_list.runs if run not in shown]
        if new:
            start = len(self._runs)
            self.beginInsertRows(QModelIndex(), start, start + len(new) - 1)
            self._runs += new
            self.endInsertRows()
        self._arrange()
        self.tell_all()

    @Slot()
    def _settle(self) -> None:
        # Rows that changed their places twenty times a second could not be read.
        if not self._session.is_moving:
            self._arrange()
        self._value_texts = []
        current = self._run_list.current
        if current in self._runs:
            row = self._runs.index(current)
            self.dataChanged.emit(self.index(row, NAME), self.index(row, NAME))
        self.tell_current()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; by their coming for −1."""
        self._sorting = (column, order)
        self._arrange()

    def _arrange(self) -> None:
        number, order = self._sorting
        wanted = self._run_list.as_tree()
        if number >= 0:
            keys = {run: self.columns[number].key(run) for run in wanted}
            known = [run for run in wanted if keys[run] is not None]
            downward = order == Qt.SortOrder.DescendingOrder
            known.sort(key=lambda run: keys[run] or (), reverse=downward)
            wanted = known + [run for run in wanted if keys[run] is None]
        if wanted == self._runs:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = {run: row for row, run in enumerate(wanted)}
        after = [self.index(places[self._runs[old.row()]], old.column()) for old in before]
        self._runs = wanted
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # What the view asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a run."""
        return 0 if parent.isValid() else len(self._runs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column a figure."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The headings, and what they mean."""
        if orientation == Qt.Orientation.Vertical or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == ROLE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == NAME else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return {ROLE.DisplayRole: column.heading, ROLE.ToolTipRole: column.help}.get(
            Qt.ItemDataRole(role)
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A name can be ticked and edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        """The text of a cell, and how it looks."""
        if not index.isValid():
            return None
        run, column = self._runs[index.row()], self.columns[index.column()]
        theme = self._themes.current
        if index.column() == NAME:
            if role in (ROLE.DisplayRole, ROLE.EditRole):
                return run.name
            if role == ROLE.CheckStateRole:
                return Qt.CheckState.Checked if run.ticked else Qt.CheckState.Unchecked
            if role == ROLE.DecorationRole:
                return run_mark(run.colour, theme)
            if role == ROLE.ToolTipRole:
                return plain_tip(self._notes.tip(run, apart=self._is_apart(run)))
            if role == ROLE.FontRole and run is self._run_list.current:
                font = QFont()
                font.setBold(True)
                return font
            if role == ROLE.AccessibleTextRole:
                apart = self.tr("other data") if self._is_apart(run) else ""
                return ", ".join(filter(None, (run.name, self._notes.note(run), apart)))
            return self._own(run, role)
        if role == ROLE.DisplayRole:
            return column.show(run)
        if role == ROLE.DecorationRole and column.paired:
            return line_pair(theme.runs[run.colour])
        if role == ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (ROLE.ToolTipRole, ROLE.AccessibleTextRole):
            words = self._tip(run, index.column())
            return plain_tip(words) if role == ROLE.ToolTipRole else words
        return None

    def _own(self, run: ListedRun, role: int) -> Any:
        if role == SHORT_ROLE:
            parent = self._run_list.parent_of(run) if self._sorting[0] < 0 else None
            start = "" if parent is None else f"{parent.name}, "
            return run.name.removeprefix(start) or run.name
        if role == DEPTH_ROLE:
            return self._run_list.depth_of(run) if self._sorting[0] < 0 else 0
        if role in (BROKEN_ROLE, APART_ROLE):
            return bool(run.design.fault) if role == BROKEN_ROLE else self._is_apart(run)
        return self._notes.note(run) if role == NOTE_ROLE else None

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:
        """Take a tick or a name."""
        if not index.isValid():
            return False
        run = self._runs[index.row()]
        if role == ROLE.CheckStateRole:
            self._run_list.tick(run, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == ROLE.EditRole:
            self._run_list.rename(run, str(value))
            return True
        return False

    def _is_apart(self, run: ListedRun) -> bool:
        return run.design.source != self._session.design.source

    def _tip(self, run: ListedRun, column: int) -> str:
        """A figure with its name, in words."""
        shown = self.columns[column]
        report = best(run)
        if shown.paired:
            train, test = shown.show(run).split("\n")
            return self.tr("{0}: training {1}, test {2}").format(shown.heading, train, test)
        if column == BEST and report is not None:
            return self.tr("{0}: {1} in epoch {2}").format(
                shown.heading, shown.show(run), report.epoch
            )
        return telling(shown.heading, shown.show(run))
