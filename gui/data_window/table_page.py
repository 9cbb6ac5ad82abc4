"""A table before the training: all rows, a head for each column with its role, a filter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from diynn.data.browsing import Profile, matching
from diynn.data.columns import CATEGORY, IGNORED, NUMBER, Table
from diynn.data.sources.column_choices import (
    AUTOMATIC,
    INPUT,
    SPLIT,
    TARGET,
    kind_chosen,
    role_of,
    roles_of,
    roles_offered,
)
from diynn.data.sources.source import Source
from diynn.errors import DataError
from gui.data_window.column_header import ColumnHeader, Head
from gui.data_window.table_model import Array, TableModel
from gui.text.numbers import count
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import flow, vbox
from gui.widgets.caption import Caption
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import Label
from gui.widgets.typed_field import LineField

LINE = 22
"""Of a row, in pixels, where text has its usual size."""
FITTED = 1000
"""Cells that decide about the widths of all columns."""
FILTER_MS = 250
"""After so long without a key what was typed is looked for."""


class _FilterField(LineField):
    """Escape takes the filter away."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter looks at once."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class TablePage(QWidget):
    """Shows the table that it is given, and tells what is asked for."""

    role_wanted = Signal(str, str)
    """A column's name, and the role that it is to have."""
    kind_wanted = Signal(str, str)
    """A column's name, and the kind that it is to have."""
    row_chosen = Signal(int)
    """The row of the table that is the current one."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TableModel(self)
        self._themes = themes
        themes.changed.connect(self._show_heads)
        self._source: Source | None = None
        self._may_change = False
        self._profiles: Sequence[Profile] = ()
        self.column, self.role, self.kind = NamedCombo(), NamedCombo(), NamedCombo()
        for combo, topic, name, tip in (
            (self.column, "column-roles", self.tr("Column"),
             self.tr("Which column the role and the kind beside it are those of")),
            (self.role, "column-roles", self.tr("Role"),
             self.tr("What the column is for: an input, the target, or nothing")),
            (self.kind, "column-roles", self.tr("Kind"),
             self.tr("What its cells are: numbers or categories; automatic finds it by all cells")),
        ):  # fmt: skip
            combo.setProperty("helpTopic", topic)
            combo.setAccessibleName(name)
            combo.setToolTip(tip)
            combo.setSizeAdjustPolicy(NamedCombo.SizeAdjustPolicy.AdjustToContents)
        self._tips = (self.role.toolTip(), self.kind.toolTip())
        self.column.setSizeAdjustPolicy(
            NamedCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.column.setMinimumContentsLength(16)
        self.filter = _FilterField()
        self.filter.setProperty("helpTopic", "row-filter")
        self.filter.setPlaceholderText(self.tr("Filter: a text, or age > 30 & town = Paris"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setToolTip(
            self.tr(
                "Show the rows that hold a text, or for which a condition is true: a column, one "
                "of = ≠ < ≤ > ≥ (or : for a part of a text), and a value. Nothing after the sign "
                "stands for an empty cell."
            )
        )
        self.filter.setMinimumWidth(260)
        self.filter.setClearButtonEnabled(True)
        self.shown = Caption()
        self.complaint = Label()
        self.complaint.setProperty("error", True)
        self.complaint.hide()
        self.view = QTableView()
        self.view.setProperty("helpTopic", "data-table")
        self.header = ColumnHeader(themes, self.view)
        self.header.setProperty("helpTopic", "data-table")
        self._dress_view()
        line = flow(
            self.column, self.role, self.kind, 1, (self.filter, 1), self.shown, spacing=8
        )
        vbox(line, self.complaint, (self.view, 1), parent=self, margins=(0, 0, 0, 0), spacing=6)
        self._soon = QTimer(self, singleShot=True, interval=FILTER_MS)
        self._soon.timeout.connect(self._look)
        self.filter.textEdited.connect(self._soon.start)
        self.filter.returnPressed.connect(self._look)
        self.column.currentIndexChanged.connect(self._go_to_column)
        self.role.activated.connect(self._ask_role)
        self.kind.activated.connect(self._ask_kind)
        self.header.customContextMenuRequested.connect(self._open_menu)

    def _dress_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setHorizontalHeader(self.header)
        view.setSortingEnabled(True)
        view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        view.setAccessibleName(self.tr("Rows"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setStyleSheet("QTableView::item { padding: 0 8px; }")
        rows = view.verticalHeader()
        rows.setHighlightSections(False)
        rows.setMinimumSectionSize(20)
        self._fit_lines()
        self.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.selectionModel().currentChanged.connect(self._take_current)

    def _fit_lines(self) -> None:
        height = self.view.fontMetrics().height()
        self.view.verticalHeader().setDefaultSectionSize(max(LINE, height + 3))

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need higher rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_lines()

    # What is shown.

    def show_table(self, table: Table | None) -> None:
        """Show another table; the filter stays where it can."""
        names = () if table is None else table.names
        column = self.column.currentText()
        fresh = self.model.table is None or self.model.table.names != names
        self._profiles = ()
        self.model.show_table(table)
        with QSignalBlocker(self.column):
            self.column.clear()
            self.column.addItems(names)
            self.column.setCurrentIndex(max(self.column.findText(column), 0))
        if fresh:
            self.filter.clear()
            self.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self._look()

    def show_profiles(self, profiles: Sequence[Profile]) -> None:
        """Show what the values of the first columns are like; of the others it is not known."""
        self._profiles = profiles
        self._show_heads()

    def show_choices(self, source: Source, *, may_change: bool) -> None:
        """Show the roles and kinds of the columns, which a person `may_change` or not."""
        self._source, self._may_change = source, may_change
        self._show_heads()
        self._show_column()

    def show_parts(self, parts: Array) -> None:
        """Say of which part each row is."""
        self.model.show_parts(parts)

    def _role_words(self, role: str) -> str:
        return {
            INPUT: self.tr("Input"), TARGET: self.tr("Target"), IGNORED: self.tr("Ignored"),
            SPLIT: self.tr("Divides the rows"),
        }[role]  # fmt: skip

    def _kind_words(self, kind: str) -> str:
        return {
            AUTOMATIC: self.tr("Automatic"), NUMBER: self.tr("Numbers"),
            CATEGORY: self.tr("Categories"),
        }[kind]  # fmt: skip

    @Slot()
    def _show_heads(self) -> None:
        table = self.model.table
        if table is None:
            self.header.show_heads(())
            return
        heads = [Head(self.tr("Part"))]
        roles = {} if self._source is None else roles_of(self._source, table)
        for place, column in enumerate(table.columns):
            role = roles.get(column.name, INPUT)
            kind = self.tr("number") if column.is_number else self.tr("category")
            unit = f" ({column.unit})" if column.unit else ""
            profile = self._profiles[place] if place < len(self._profiles) else None
            heads.append(Head(
                column.name, f"{self._role_words(role)} · {kind}{unit}", profile, role == TARGET,
                role == IGNORED,
            ))  # fmt: skip
        ignored = [place for place, head in enumerate(heads) if head.is_ignored]
        self.model.show_ignored(ignored, QBrush(QColor(self._themes.current.disabled)))
        fresh = [head.name for head in heads] != [head.name for head in self.header.heads]
        self.header.show_heads(heads)
        if fresh:
            self._fit_cells()

    def _fit_cells(self) -> None:
        """Make columns as wide as what stands in the first rows."""
        metrics, model = self.view.fontMetrics(), self.model
        columns = model.columnCount()
        rows = model.rows[: max(FITTED // max(columns, 1), 3)]
        for place in range(columns):
            words = (model.words(int(row), place) for row in rows)
            self.header.fit(place, max(map(metrics.horizontalAdvance, words), default=0) + 8,
                            grows=True)  # fmt: skip

    # One column.

    def _show_column(self) -> None:
        name, source, table = self.column.currentText(), self._source, self.model.table
        known = source is not None and table is not None and name in table.names
        for combo, tip in zip((self.role, self.kind), self._tips, strict=True):
            combo.setEnabled(known and self._may_change)
            combo.setToolTip(tip if self._may_change else self.tr(
                "The program makes these columns: what they are for cannot be changed."
            ))  # fmt: skip
        if source is None or table is None or not known:
            return
        now = role_of(source, table, name)
        roles = roles_offered(source, table, name) if self._may_change else (now,)
        with QSignalBlocker(self.role), QSignalBlocker(self.kind):
            self.role.clear()
            for role in roles:
                self.role.addItem(self._role_words(role), role)
            self.role.setCurrentIndex(self.role.findData(now))
            self.kind.clear()
            for kind in (AUTOMATIC, NUMBER, CATEGORY):
                self.kind.addItem(self._kind_words(kind), kind)
            self.kind.setCurrentIndex(self.kind.findData(kind_chosen(source, name)))

    @Slot()
    def _go_to_column(self) -> None:
        self._show_column()
        place = self.column.currentIndex() + 1
        current = self.view.currentIndex()
        if current.isValid() and current.column() != place:
            self.view.setCurrentIndex(self.model.index(current.row(), place))
        elif not current.isValid() and self.model.rowCount():
            self.view.scrollTo(self.model.index(max(self.view.rowAt(0), 0), place))

    @Slot()
    def _ask_role(self) -> None:
        self.role_wanted.emit(self.column.currentText(), self.role.currentData())

    @Slot()
    def _ask_kind(self) -> None:
        self.kind_wanted.emit(self.column.currentText(), self.kind.currentData())

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        """Offer the roles and kinds of the column that was clicked on."""
        number = self.header.logicalIndexAt(place) - 1
        if number < 0 or not self._may_change:
            return
        self.column.setCurrentIndex(number)
        menu = QMenu(self)
        for combo, act in ((self.role, self.role_wanted), (self.kind, self.kind_wanted)):
            for item in range(combo.count()):
                action = QAction(combo.itemText(item), menu)
                action.setCheckable(True)
                action.setChecked(item == combo.currentIndex())
                action.setData((act, self.column.currentText(), combo.itemData(item)))
                menu.addAction(action)
            menu.addSeparator()
        menu.triggered.connect(self._take_entry)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.header.mapToGlobal(place))

    @Slot(QAction)
    def _take_entry(self, action: QAction) -> None:
        act, name, word = action.data()
        act.emit(name, word)

    # Rows.

    @Slot()
    def _look(self) -> None:
        """Show the rows that the filter asks for."""
        self._soon.stop()
        table, wanted = self.model.table, self.filter.text().strip()
        words = ""
        try:
            if table is None:
                found = np.empty(0, np.int64)
            else:
                found = matching(table, wanted) if wanted else np.arange(len(table))
            if not np.array_equal(found, self.model.wanted):
                self.model.show_rows(found)
        except DataError as error:
            words = error_text(error)
        self.complaint.setText(words)
        self.complaint.setVisible(bool(words))
        total = 0 if table is None else len(table)
        self.shown.setText(
            self.tr("{0} of {1} row(s)", "", total).format(
                count(self.model.rowCount()), count(total)
            )
        )
        self.shown.updateGeometry()

    @Slot(QModelIndex, QModelIndex)
    def _take_current(self, current: QModelIndex, before: QModelIndex) -> None:
        if not current.isValid():
            return
        if current.column() > 0 and current.column() - 1 != self.column.currentIndex():
            with QSignalBlocker(self.column):
                self.column.setCurrentIndex(current.column() - 1)
            self._show_column()
        if current.row() != before.row():
            self.row_chosen.emit(int(self.model.rows[current.row()]))
