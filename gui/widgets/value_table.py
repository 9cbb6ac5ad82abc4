"""A table of words and numbers that is shown as a whole and changes as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTableView, QWidget

from gui.widgets.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex

SORTED_BY = Qt.ItemDataRole.UserRole
NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column:
    """The head of a column: its name, what it means, and whether numbers stand below."""

    name: str
    help: str = ""
    numbers: bool = True


@dataclass(frozen=True)
class Entry:
    """What stands in one place: words, what it is sorted by, and a sentence about it."""

    text: str
    value: float | str = 0.0
    help: str = ""


class _Model(QStandardItemModel):
    """Rows of entries, kept by Qt: a view that is painted asks ten times a cell, and would have
    Python's lock for each answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.rows: list[Sequence[Entry]] = []
        self._items: list[list[QStandardItem]] = []

    def show(self, columns: tuple[Column, ...], rows: list[Sequence[Entry]]) -> None:
        """Show other rows; where there are as many as before, what is selected stays."""
        if columns != self.columns or len(rows) != len(self.rows):
            self._make(columns, rows)
            return
        before, self.rows = self.rows, rows
        changed = [row for row, entries in enumerate(rows) if entries != before[row]]
        if not changed:
            return
        # What is written down is told of once, and not cell by cell.
        with QSignalBlocker(self):
            for row in changed:
                for item, old, new in zip(self._items[row], before[row], rows[row], strict=True):
                    if old != new:
                        _write(item, new)
        last = len(columns) - 1
        self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))

    def _make(self, columns: tuple[Column, ...], rows: list[Sequence[Entry]]) -> None:
        self.clear()
        self.columns, self.rows = columns, rows
        self._items = [[QStandardItem() for _ in columns] for _ in rows]
        for number, column in enumerate(columns):
            head = QStandardItem(column.name)
            head.setToolTip(plain_tip(column.help))
            head.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(number, head)
        for items, entries in zip(self._items, rows, strict=True):
            for item, column, entry in zip(items, columns, entries, strict=True):
                item.setTextAlignment(_side(column))
                _write(item, entry)
            self.appendRow(items)


def _side(column: Column) -> Qt.AlignmentFlag:
    return NUMBERS if column.numbers else WORDS


def _write(item: QStandardItem, entry: Entry) -> None:
    item.setText(entry.text)
    item.setData(entry.value, SORTED_BY)
    item.setToolTip(plain_tip(entry.help))
    item.setAccessibleDescription(entry.help)


LINE = 22
"""Of a row, in pixels, where text has its usual size."""


class ValueTable(QTableView):
    """Rows to read and to choose from; sorted by a click on a head where `sortable`."""

    row_chosen = Signal(int)
    """The row, counted as it was given, that was clicked on or chosen by Enter."""

    def __init__(self, name: str, *, sortable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self._empty_text = ""
        self._measured: tuple[tuple[str, ...], int, list[int]] = ((), 0, [])
        self._outgrown = False
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(SORTED_BY)
        self.setModel(self._sorted)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setStyleSheet("QTableView::item { padding: 0 8px; }")
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(LINE)
        self.verticalHeader().setMinimumSectionSize(20)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if sortable:
            self.setSortingEnabled(True)
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need higher rows and wider columns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            height = QFontMetrics(self.font()).height()
            self.verticalHeader().setDefaultSectionSize(max(LINE, height + 3))
            self._outgrown = bool(self._measured[0])
            if self.isVisible():
                self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        """Letters that have changed meanwhile are measured now."""
        super().showEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        if self._outgrown:
            self._outgrown = False
            self.resizeColumnsToContents()
            self.updateGeometry()

    def set_empty_text(self, text: str) -> None:
        """Say what stands in the table as long as there is no row."""
        self._empty_text = text
        self.viewport().update()

    def note(self) -> str:
        """What is said in place of rows; empty where there are some."""
        return "" if self._model.rows else self._empty_text

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or what would stand here."""
        super().paintEvent(event)
        if self.note():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            room = self.viewport().rect().adjusted(16, 4, -16, -4)
            painter.drawText(room, wrapped, self.note())
            painter.end()

    def show_rows(self, columns: Sequence[Column], rows: list[Sequence[Entry]]) -> None:
        """Show `rows`, each with an entry for each of the `columns`."""
        self._model.show(tuple(columns), rows)
        # Measuring the words takes longer than showing them: only longer ones need more room.
        lengths = [
            max(len(column.name), *(len(row[k].text) for row in rows)) if rows else 0
            for k, column in enumerate(columns)
        ]
        heads = tuple(column.name for column in columns)
        if (heads, len(rows)) != self._measured[:2] or any(
            new > old for new, old in zip(lengths, self._measured[2], strict=True)
        ):
            self._measured = (heads, len(rows), lengths)
            self._outgrown = True
            self._fit_columns()

    def sizeHint(self) -> QSize:
        """Room for everything."""
        width = self.horizontalHeader().length() + 2 * self.frameWidth()
        width += self.verticalScrollBar().sizeHint().width()
        height = self.verticalHeader().length() + self.horizontalHeader().sizeHint().height()
        return QSize(width + 2, height + 2 * self.frameWidth() + 2)

    def rows(self) -> list[list[str]]:
        """What is shown, row by row as it was given."""
        return [[entry.text for entry in row] for row in self._model.rows]

    def source_row(self, index: QModelIndex) -> int:
        """The row of a place in the table, counted as it was given."""
        return self._sorted.mapToSource(index).row()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.row_chosen.emit(self._sorted.mapToSource(index).row())


class WholeTable(ValueTable):
    """A table of few rows, all of which are seen: it is as high as they are, and no higher."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._scrolls = False
        super().__init__(name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for all rows, and for the bar below them where there are columns to scroll to."""
        size = super().sizeHint()
        if self._scrolls:
            size.setHeight(size.height() + self.horizontalScrollBar().sizeHint().height())
        return size

    def minimumSizeHint(self) -> QSize:
        """All rows, and some of the columns."""
        return QSize(120, self.sizeHint().height())

    def updateGeometries(self) -> None:
        """Ask for more room, or for less, where the columns have come to need a bar."""
        super().updateGeometries()
        scrolls = self.horizontalHeader().length() > self.viewport().width()
        if scrolls != self._scrolls:
            self._scrolls = scrolls
            self.updateGeometry()
