"""The rows of a table for a view: cells are written when they are seen, and none is copied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from diynn.data.browsing import NEITHER, TEST, TRAIN, ordered
from diynn.data.columns import Column, Table
from gui.text.numbers import NONE, count, whole

Array = NDArray[Any]
Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

PART = 0
"""The first column: of which part a row is. Those of the table follow."""


class TableModel(QAbstractTableModel):
    """Rows of a table in some order; `rows` has their numbers in the table, from 0."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self._columns: tuple[Column, ...] = ()
        self.rows: Array = np.empty(0, np.int64)
        self.wanted = self.rows
        """The rows that are shown, rising."""
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)
        self.parts: Array = np.empty(0, np.int8)
        self._ignored: frozenset[int] = frozenset()
        self._quiet: QBrush | None = None
        self._words = {
            TRAIN: self.tr("train"), TEST: self.tr("test"), NEITHER: NONE,
        }  # fmt: skip

    # What is shown.

    def show_table(self, table: Table | None) -> None:
        """Show all rows of another table, in its own order."""
        self.beginResetModel()
        self.table, self._columns = table, () if table is None else table.columns
        self.rows = self.wanted = np.arange(0 if table is None else len(table))
        self.parts = np.full(len(self.rows), NEITHER, np.int8)
        self.endResetModel()

    def show_parts(self, parts: Array) -> None:
        """Say of which part each row of the table is, (rows,)."""
        if len(parts) == len(self.parts) and not np.array_equal(parts, self.parts):
            self.parts = parts
            if self._sorted_by[0] == PART:
                self._arrange()
            elif len(self.rows):
                self.dataChanged.emit(self.index(0, PART), self.index(len(self.rows) - 1, PART))

    def show_ignored(self, places: Iterable[int], ink: QBrush) -> None:
        """Write the columns at these places, of all that are shown, in another ink."""
        self._ignored, self._quiet = frozenset(places), ink
        if len(self.rows):
            last = self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def show_rows(self, wanted: Array) -> None:
        """Show these rows of the table alone, rising, in the order of the moment."""
        self.beginResetModel()
        self.wanted = wanted
        self.rows = self._in_order()
        self.endResetModel()

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        """Order the rows by a column; −1 is the table's own order."""
        if (column, order) != self._sorted_by:
            self._sorted_by = (column, order)
            self._arrange()

    def _arrange(self) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        was = [int(self.rows[index.row()]) for index in kept]
        self.rows = self._in_order()
        for index, row in zip(kept, was, strict=True):
            self.changePersistentIndex(index, self.index(self.place_of(row), index.column()))
        self.layoutChanged.emit()

    def _in_order(self) -> Array:
        column, order = self._sorted_by
        if self.table is None or not -1 < column < self.columnCount():
            return self.wanted
        by = Column("", self.parts, ("", "")) if column == PART else self._columns[column - 1]
        return ordered(by, self.wanted, descending=order == Qt.SortOrder.DescendingOrder)

    def place_of(self, row: int) -> int:
        """Where a row of the table is shown; −1 where it is not."""
        found = np.flatnonzero(self.rows == row)
        return int(found[0]) if len(found) else -1

    # As a Qt item model.

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of rows that are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """The table's columns and that of the part."""
        return 0 if parent.isValid() or self.table is None else 1 + len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says, on which side of it, and in which ink."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(int(self.rows[index.row()]), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            column = index.column()
            return _RIGHT if column != PART and self._columns[column - 1].is_number else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in self._ignored:
            return self._quiet
        return None

    def words(self, row: int, column: int) -> str:
        """What stands in a cell; `row` is that of the table."""
        if column == PART:
            return self._words[int(self.parts[row])]
        held = self._columns[column - 1]
        value = held.values[row]
        if held.texts is not None:
            return NONE if value < 0 else held.texts[value]
        return NONE if np.isnan(value) else whole(float(value))

    def headerData(
        self, section: int, orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # fmt: skip
        """The name of a column, the number of a row of the table."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return count(int(self.rows[section]) + 1) if section < len(self.rows) else None
        if section == PART:
            return self.tr("Part")
        return self._columns[section - 1].name if section <= len(self._columns) else None
