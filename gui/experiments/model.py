"""The experiments as rows of a table: claim, result, verdict, time, and what goes on with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Slot,
)

from diynn.errors import DiynnError
from diynn.experiments.experiment import Experiment
from diynn.experiments.outcome import Outcome
from diynn.text import MINUTE
from gui.experiments.verdict_badge import VERDICT_ROLE, verdict_words
from gui.text.numbers import duration
from gui.text.wording import error_text, localized
from gui.widgets.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
State = Literal["", "waiting", "running", "failed"]
NUMBER, TITLE, REPORT, OURS, VERDICT, TIME, STATE = range(7)
NONE = "–"


@dataclass
class ExperimentRow:
    """An experiment with what is known of it now."""

    experiment: Experiment
    outcome: Outcome | None = None
    state: State = ""
    missing: DiynnError | None = None
    """Data that is not on this machine."""
    error: DiynnError | None = None
    """Why the last attempt failed."""


class ExperimentsModel(QAbstractTableModel):
    """A row for each experiment, in the report's order."""

    def __init__(self, experiments: Sequence[Experiment], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = [ExperimentRow(one) for one in experiments]
        self._places = {row.experiment.number: k for k, row in enumerate(self.rows)}
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.tell_all)
        self.heads = (
            self.tr("No."), self.tr("Experiment"), self.tr("The report"), self.tr("Here"),
            self.tr("Verdict"), self.tr("Time"), self.tr("State"),
        )  # fmt: skip

    def row(self, number: str) -> ExperimentRow:
        """The row of an experiment; KeyError where there is none."""
        return self.rows[self._places[number]]

    def tell(self) -> None:
        """Rows are others; views hear of it once, however often it is said in one go."""
        self._later.start()

    @Slot()
    def tell_all(self) -> None:
        """Every row may be another one."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, STATE))

    def state_words(self, row: ExperimentRow) -> str:
        """What goes on with an experiment, in a few words."""
        if row.state == "running":
            return self.tr("running")
        if row.state == "waiting":
            return self.tr("waiting")
        if row.state == "failed":
            return self.tr("failed")
        if row.outcome is not None:
            return self.tr("done")
        if row.missing is not None:
            return self.tr("needs {data}").format(data=row.experiment.needs.upper())
        seconds = row.experiment.seconds
        if seconds < MINUTE:
            return self.tr("about {count} s").format(count=round(seconds))
        return self.tr("about {count} min").format(count=round(seconds / MINUTE))

    # What Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The number of experiments."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The number of columns."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        """The heads of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == ROLE.DisplayRole:
            return self.heads[section]
        if role == ROLE.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        """What stands in a place."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == ROLE.DisplayRole:
            return self._words(row, column)
        if role == VERDICT_ROLE:
            return None if row.outcome is None else row.outcome.verdict
        if role == ROLE.ToolTipRole:
            return plain_tip(self._tip(row, column))
        if role == ROLE.AccessibleTextRole and column == TITLE:
            return f"{row.experiment.number} {localized(row.experiment.title)}"
        return None

    def _words(self, row: ExperimentRow, column: int) -> str:
        outcome = row.outcome
        if column == NUMBER:
            return row.experiment.number
        if column == TITLE:
            return localized(row.experiment.title)
        if column == REPORT:
            return localized(row.experiment.report)
        if column == STATE:
            return self.state_words(row)
        if column == VERDICT:
            return verdict_words(None if outcome is None else outcome.verdict)
        if outcome is None:
            return NONE
        return localized(outcome.ours) if column == OURS else duration(outcome.seconds)

    def _tip(self, row: ExperimentRow, column: int) -> str:
        problem = row.error or (row.missing if row.outcome is None else None)
        if column == STATE and problem is not None:
            return error_text(problem)
        if column == VERDICT and row.outcome is not None:
            return localized(row.outcome.why)
        if column == TITLE:
            return localized(row.experiment.claim)
        return self._words(row, column)
