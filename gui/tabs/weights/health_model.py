"""The figures of every layer's health as lines of a table, with what each of them says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from diynn.inspection import USUAL_UPDATE, LayerHealth, is_usual
from gui.plots.figures import figures, in_percent, percent
from gui.wording import count

Index = QModelIndex | QPersistentModelIndex

LAYER, WEIGHTS, MEAN, DEAD, UPDATE = range(5)
WORRYING_DEAD = 0.5
"""Share of dead units from which it is marked."""
NONE = "–"
"""What stands where a figure has no meaning."""


@dataclass(frozen=True)
class HealthLine:
    """One line of the table: a layer of a run, or, without `health`, the name of the run.

    `run` is empty where there is only one.
    """

    run: str
    colour: int | None
    label: str
    health: LayerHealth | None = None


class HealthModel(QAbstractTableModel):
    """The lines in words; each run's are together."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[HealthLine] = []

    def show(self, lines: Sequence[HealthLine]) -> None:
        """Take other lines."""
        if len(lines) != len(self.lines):
            self.beginResetModel()
            self.lines = list(lines)
            self.endResetModel()
        elif lines:
            self.lines = list(lines)
            last = self.index(len(lines) - 1, UPDATE)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else UPDATE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Layer"), self.tr("Weights"), self.tr("Mean size"), self.tr("Dead units"),
                self.tr("Update / weights"),
            )[section]  # fmt: skip
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.help(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(section)
        return None

    def help(self, column: int) -> str:
        """Return what a column means, in one sentence."""
        return (
            self.tr("The layers from the input to the output, with their rows in the list."),
            self.tr("How many numbers of this layer are learnt, the bias included."),
            self.tr("The mean of all weights without their signs; where it grows from epoch to "
                    "epoch without end, the steps are too long."),
            self.tr("The share of ReLU units that were above zero for no sample: no gradient "
                    "passes through them, so they learn nothing more."),
            self.tr("The length of one step's change relative to that of the weights, estimated "
                    "from the gradient of one fixed batch and the optimizer's settings; the band "
                    "marks the usual range from 0.01 % to 1 %."),
        )[column]  # fmt: skip

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return f"{self.verdict(line, column)} {self.help(column)}".strip()
        return None

    def text(self, line: HealthLine, column: int) -> str:
        """Return what stands in a cell."""
        found = line.health
        if column == LAYER:
            return line.label
        if found is None:
            return ""
        if column == WEIGHTS:
            return count(found.weights) if found.weights else NONE
        if column == MEAN:
            return NONE if math.isnan(found.mean_size) else figures(found.mean_size, 3)
        if column == DEAD:
            return NONE if math.isnan(found.dead) else percent(found.dead)
        return NONE if math.isnan(found.update) else in_percent(figures(100 * found.update, 2))

    def verdict(self, line: HealthLine, column: int) -> str:
        """Return what a figure says of its layer, in one sentence; empty where it says nothing."""
        found = line.health
        if column == LAYER:
            return self.tr("Run “{0}”.").format(line.run) if line.run else ""
        if found is None:
            return ""
        if column == DEAD and not math.isnan(found.dead):
            if found.dead >= WORRYING_DEAD:
                return self.tr("{0} of this layer's units are dead: a smaller learning rate, first "
                               "weights of the kind he, or a slope above 0 keep them awake."
                               ).format(percent(found.dead))  # fmt: skip
            return self.tr("{0} of this layer's units are dead.").format(percent(found.dead))
        if column == UPDATE and not math.isnan(found.update):
            size = figures(100 * found.update, 2)
            if found.update < USUAL_UPDATE[0]:
                return self.tr("A step changes these weights by {0} % of their size, less than "
                               "usual: the layer hardly learns any more, or the learning rate is "
                               "small.").format(size)  # fmt: skip
            if found.update > USUAL_UPDATE[1]:
                return self.tr("A step changes these weights by {0} % of their size, more than "
                               "usual: a smaller learning rate learns more steadily."
                               ).format(size)  # fmt: skip
            return self.tr("A step changes these weights by {0} % of their size, as is usual."
                           ).format(size)  # fmt: skip
        return ""

    def is_worrying(self, line: HealthLine, column: int) -> bool:
        """Return whether a figure is outside its usual range."""
        if line.health is None:
            return False
        if column == DEAD:
            return line.health.dead >= WORRYING_DEAD
        update = line.health.update
        return column == UPDATE and not math.isnan(update) and not is_usual(update)


def alignment(column: int) -> Qt.AlignmentFlag:
    """Return how a column stands: names at the left, figures at the right."""
    side = Qt.AlignmentFlag.AlignLeft if column == LAYER else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
