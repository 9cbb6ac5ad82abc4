"""The terms of a value: a table that leads to their sources, and the same as pictures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from diynn.analysis.calculation import Calculation, Factor, Line, Products
from diynn.analysis.calculation.written import (
    WITH_SAMPLE,
    formula,
    many_samples,
    place_words,
    shown_terms,
    term_at,
)
from diynn.layers.layer import Shape
from gui.tabs.calculation.arrangement import arranged, coloured
from gui.text.numbers import count, figures
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource

SOURCE = Qt.ItemDataRole.UserRole
_PICTURE = 150


@dataclass(frozen=True, eq=False)
class Source:
    """A factor of one term: what a cell of the table shows."""

    factor: Factor
    number: int


def line_name(line: Line) -> str:
    """The symbol of a line with its place, without the sample's number."""
    places = line.place[1:] if line.symbol in ("y", "δx", "δy") else line.place
    return line.symbol + (f"[{', '.join(map(str, places))}]" if places else "")


class TermTable(QTableWidget):
    """A line for each term, below the line of the quantity that they make.

    `entered` carries the Source of the cell that a double-click or Enter chose; `typing` one that
    a person wants to type, by F2. `left` says that Backspace goes back, `more_asked` that Enter was
    pressed on the line of those terms that have none of their own.
    """

    entered = Signal(object)
    typing = Signal(object)
    left = Signal()
    more_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._more: list[int] = []
        self.setProperty("helpTopic", "calculation-terms")
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(18)
        self.horizontalHeader().setHighlightSections(False)
        self.cellDoubleClicked.connect(self._enter)

    def show_calculation(
        self, calculation: Calculation | None, most: int, digits: int, place: tuple[int, ...] = ()
    ) -> None:
        """Show every line, the value's own first and what it needs below it; of many terms the
        `most` largest (0 for all), or those with a factor at `place`."""
        self.setUpdatesEnabled(False)
        self.clear()
        self._more = []
        lines = () if calculation is None else calculation.lines
        width = max((len(group.factors) for line in lines for group in line.groups), default=1)
        self.setColumnCount(width + 1)
        self.setRowCount(0)
        tr = QCoreApplication.translate
        factors = [tr("TermTable", "Factor {number}").format(number=k + 1) for k in range(width)]
        self.setHorizontalHeaderLabels([*factors, tr("TermTable", "Product")])
        for line in reversed(lines):
            self._add_line(line, most, digits, place)
        metrics = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(metrics + 5)
        self.resizeColumnsToContents()
        for column in range(self.columnCount()):
            # Where the keys are, a frame takes some of the room.
            self.setColumnWidth(column, self.columnWidth(column) + 6)
        self.setUpdatesEnabled(True)
        first = next((row for row in range(self.rowCount()) if self._source(row, 0)), 0)
        if self.rowCount():
            self.setCurrentCell(first, 0)

    def _add_line(self, line: Line, most: int, digits: int, place: tuple[int, ...]) -> None:
        tr = QCoreApplication.translate
        last = self.columnCount() - 1
        row = self._new_row()
        head = QTableWidgetItem(f"{line_name(line)} = {formula(line)}")
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        self.setItem(row, 0, head)
        if last > 1:
            self.setSpan(row, 0, 1, last)
        self._put(row, last, figures(line.value, digits), bold=True)
        found, several = shown_terms(line, most, place), many_samples(line)
        for at in found.order:
            row = self._new_row()
            for column, (factor, number) in enumerate(term_at(line, int(at))):
                words = figures(float(factor.values[number]), digits)
                where = place_words(
                    factor, number, several, lambda value: figures(value, digits)
                )
                item = self._put(row, column, f"{words}  {where}")
                item.setData(SOURCE, Source(factor, number))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{where} = {words}")
            self._put(row, last, figures(float(line.products[at]), digits))
        if found.rest:
            words = tr("TermTable", "{count} more term(s): Σ", "", found.rest)
            row = self._tell(words.format(count=count(found.rest)), figures(found.rest_sum, digits))
            self._more.append(row)
        if found.zeros:
            words = tr("TermTable", "{count} term(s) are 0", "", found.zeros)
            self._tell(words.format(count=count(found.zeros)), "0")
        if abs(line.rounding) > 10.0**-digits * max(abs(line.value), 1e-300):
            self._tell(tr("TermTable", "rounding"), figures(line.rounding, digits))

    def _new_row(self) -> int:
        row = self.rowCount()
        self.insertRow(row)
        return row

    def _tell(self, words: str, value: str) -> int:
        row, last = self._new_row(), self.columnCount() - 1
        item = self._put(row, 0, words)
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if last > 1:
            self.setSpan(row, 0, 1, last)
        self._put(row, last, value)
        return row

    def _put(self, row: int, column: int, words: str, *, bold: bool = False) -> QTableWidgetItem:
        item = QTableWidgetItem(words)
        if column == self.columnCount() - 1:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if bold:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        self.setItem(row, column, item)
        return item

    def _source(self, row: int, column: int) -> Source | None:
        item = self.item(row, column)
        source = None if item is None else item.data(SOURCE)
        return source if isinstance(source, Source) else None

    def words(self) -> list[list[str]]:
        """What stands in the table, row by row."""
        return [
            ["" if (item := self.item(row, column)) is None else item.text()
             for column in range(self.columnCount())]
            for row in range(self.rowCount())
        ]  # fmt: skip

    @Slot(int, int)
    def _enter(self, row: int, column: int) -> None:
        source = self._source(row, column)
        if source is not None:
            self.entered.emit(source)
        elif row in self._more:
            self.more_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into a term's source, Backspace back, F2 types a weight."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(self.currentRow(), self.currentColumn())
        elif event.key() == Qt.Key.Key_Backspace:
            self.left.emit()
        elif event.key() == Qt.Key.Key_F2:
            source = self._source(self.currentRow(), self.currentColumn())
            self.typing.emit(source)
        elif event.text() in ("[", "]") or event.key() in (Qt.Key.Key_Space, Qt.Key.Key_B):
            # Left to the tab and to the window.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def current_source(self) -> Source | None:
        """The factor of the cell that the keys are at."""
        index: QModelIndex = self.currentIndex()
        return self._source(index.row(), index.column())


class TermPictures(QWidget):
    """The factors and products of the last line, each at the place that it comes from."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._pictures: list[tuple[str, np.ndarray, Shape]] = []
        self._image: Shape = ()
        themes.changed.connect(self.update)
        self.setMinimumHeight(0)

    def show_line(self, line: Line | None, shapes: dict[str, Shape], image: Shape) -> None:
        """Show the pictures of a line; `shapes` are those of the arrays of one sample, `image` the
        shape (height, width, channels) of a vector that was one."""
        self._pictures, self._image = [], image
        group = None if line is None else _spatial(line, shapes)
        if group is not None:
            base = next(f for f in group.factors if _in_sample(f, shapes))
            assert base.places is not None
            # Only the part of the array that the terms come from.
            places = base.places[:, 1:]
            whole = shapes[base.array]
            low = places.min(axis=0) if len(whole) > 1 else np.zeros(1, np.intp)
            shape = tuple(map(int, places.max(axis=0) + 1 - low)) if len(whole) > 1 else whole
            where = tuple((places - low).T)
            for factor in group.factors:
                if factor.values.size and np.ptp(factor.values):
                    laid = _laid(shape, where, factor.values)
                    self._pictures.append((factor.symbol, laid, shape))
            if len(group.factors) > 1:
                symbol = " · ".join(factor.symbol for factor in group.factors)
                self._pictures.append((symbol, _laid(shape, where, group.values), shape))
        self.setVisible(bool(self._pictures))
        names = ", ".join(symbol for symbol, _, _ in self._pictures)
        self.setAccessibleName(self.tr("Pictures of the terms: {names}").format(names=names))
        self.updateGeometry()
        self.update()

    @property
    def names(self) -> tuple[str, ...]:
        """The symbols of the pictures."""
        return tuple(symbol for symbol, _, _ in self._pictures)

    def sizeHint(self) -> QSize:
        """Room for a line of pictures."""
        return QSize(3 * _PICTURE, _PICTURE + self.fontMetrics().height() + 8)

    def minimumSizeHint(self) -> QSize:
        """Less where there is little room."""
        return QSize(120, 60) if self._pictures else QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pictures beside each other, their symbols below."""
        painter = QPainter(self)
        theme, line = self._themes.current, self.fontMetrics().height()
        painter.setFont(text_font(self._themes.zoom, scale=0.92))
        count_ = max(len(self._pictures), 1)
        room = (self.width() - 12 * (count_ - 1)) / count_
        x = 0.0
        for symbol, values, shape in self._pictures:
            shown = arranged(shape, self._image)
            size = min(room / shown.width, (self.height() - line - 4) / shown.height, 24.0)
            area = QRectF(x, 0, size * shown.width, size * shown.height)
            painter.drawImage(area, coloured(shown, values, theme))
            painter.setPen(QPen(QColor(theme.border), 1.0))
            painter.drawRect(area)
            painter.setPen(QColor(theme.muted))
            below = QRectF(x, area.bottom() + 2, room, line)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, symbol)
            x += room + 12
        painter.end()


def _in_sample(factor: Factor, shapes: dict[str, Shape]) -> bool:
    return (
        factor.places is not None and factor.array in shapes
        and factor.array.rpartition(".")[2] in WITH_SAMPLE
        and len(np.unique(factor.places[:, 0])) == 1
    )  # fmt: skip


def _spatial(line: Line, shapes: dict[str, Shape]) -> Products | None:
    """The group with the most terms, if they come from one sample's array."""
    groups = [
        group for group in line.groups
        if len(group.values) > 1 and any(_in_sample(f, shapes) for f in group.factors)
    ]  # fmt: skip
    return max(groups, key=lambda group: len(group.values), default=None)


def _laid(shape: Shape, where: tuple[np.ndarray, ...], values: np.ndarray) -> np.ndarray:
    made = np.zeros(shape)
    np.add.at(made, where, values)
    return made
