"""A table of answers: sorted and filtered as numbers and texts, with a small picture a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage, QPixmap

from diynn.data.dataset import Array
from diynn.inference.answers import Answers
from gui.text.numbers import figures, percent

Index = QModelIndex | QPersistentModelIndex

PICTURE = 32
"""Pixels of a picture's sides."""
NO_INDEX = QModelIndex()


class AnswerTable(QAbstractTableModel):
    """The rows of all answers so far, in the order that was asked for last."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Answers] = []
        self._heads: list[str] = []
        self._columns: list[Array] = []
        self._good: Array = np.zeros(0, bool)
        self._places: Array = np.zeros(0, np.int64)
        self._pictures: Array = np.zeros(0)
        self._order: Array = np.zeros(0, np.int64)
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._filter = ""
        self._icons: dict[int, QPixmap] = {}

    def show_answers(self, answers: Sequence[Answers]) -> None:
        """Show these answers, in the order of their file."""
        self.beginResetModel()
        self.answers = list(answers)
        self._icons = {}
        self._sorted_by = None
        if not answers:
            self._heads, self._columns = [], []
            self._good = np.zeros(0, bool)
        else:
            first = answers[0]
            self._heads = [first.samples.kind, *first.columns]
            self._columns = [np.concatenate([one.samples.names for one in answers])]
            for name in first.columns:
                self._columns.append(np.concatenate([one.columns[name] for one in answers]))
            if all(one.samples.truth is not None for one in answers):
                truth = np.concatenate([_flat(one.samples.truth) for one in answers])
                if len(truth) == len(self._columns[0]):
                    self._heads.insert(1, "target")
                    self._columns.insert(1, truth)
            self._good = np.concatenate([one.samples.good for one in answers])
        self._places = np.asarray(np.cumsum(self._good) - 1)
        shown = [one.samples.x for one in answers]
        is_image = bool(shown) and shown[0].ndim == 4 and shown[0].shape[-1] in (1, 3)
        self._pictures = np.concatenate(shown) if is_image else np.zeros(0)
        self._order = self._chosen()
        self.endResetModel()

    @property
    def has_pictures(self) -> bool:
        """Whether the rows are pictures."""
        return self._pictures.ndim == 4

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._good)

    def set_filter(self, text: str) -> None:
        """Show those rows alone in which a cell has `text` in it."""
        self.beginResetModel()
        self._filter = text.strip().casefold()
        self._order = self._chosen()
        self.endResetModel()

    def _chosen(self) -> Array:
        rows: Array = np.arange(len(self._good))
        if self._filter and self._columns:
            kept = np.zeros(len(rows), bool)
            for column in self._columns:
                different = {cell: self._filter in _words(cell).casefold() for cell in set(column)}
                kept |= np.array([different[cell] for cell in column], bool)
            rows = rows[kept]
        if self._sorted_by is not None:
            place, order = self._sorted_by
            cells: Array = self._columns[place][rows]
            rows = rows[_sorted_places(cells)]
            if order == Qt.SortOrder.DescendingOrder:
                rows = rows[::-1]
        return rows

    # What Qt asks of a model.

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The rows that are shown."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """The row's name, the target where there is one, and what was answered."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._head_words(self._heads[section])
        return None

    def _head_words(self, head: str) -> str:
        """A column's name in the language of the window; those of classes stay."""
        known = {
            "line": self.tr("Line"), "row": self.tr("Row"), "file": self.tr("File"),
            "sample": self.tr("Sample"), "target": self.tr("Target"),
            "prediction": self.tr("Prediction"), "probability": self.tr("Probability"),
            "mean squared error": self.tr("Mean squared error"),
        }  # fmt: skip
        return known.get(head, head)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, and beside the row's name its picture."""
        row = int(self._order[index.row()])
        cell = self._columns[index.column()][row]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            head = self._heads[index.column()]
            is_share = head == "probability" or head.startswith("p(")
            return _words(cell, is_share=is_share)
        if role == Qt.ItemDataRole.TextAlignmentRole and isinstance(cell, float | np.number):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and self._good[row]:
            return self._picture(row) if self.has_pictures else None
        return None

    def _picture(self, row: int) -> QPixmap:
        found = self._icons.get(row)
        if found is None:
            x = self._pictures[self._places[row]].astype(np.float64)
            low, high = float(self._pictures.min()), float(self._pictures.max())
            grey = np.clip((x - low) / ((high - low) or 1.0) * 255, 0, 255).astype(np.uint8)
            grey = np.ascontiguousarray(grey[..., 0] if grey.shape[-1] == 1 else grey)
            kind = QImage.Format.Format_Grayscale8 if grey.ndim == 2 else \
                QImage.Format.Format_RGB888  # fmt: skip
            image = QImage(grey.data, grey.shape[1], grey.shape[0], grey.strides[0], kind).copy()
            found = self._icons[row] = QPixmap.fromImage(image.scaled(PICTURE, PICTURE))
        return found

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column: numbers by size, texts by letters."""
        if not 0 <= column < len(self._columns):
            return
        self.layoutAboutToBeChanged.emit()
        self._sorted_by = (column, order)
        self._order = self._chosen()
        self.layoutChanged.emit()


def _flat(truth: Array | None) -> Array:
    assert truth is not None
    return truth[:, 0] if truth.ndim == 2 and truth.shape[1] == 1 else truth


def _words(cell: object, *, is_share: bool = False) -> str:
    if cell is None or (isinstance(cell, float | np.floating) and np.isnan(cell)):
        return ""
    if isinstance(cell, float | np.floating):
        return percent(float(cell), 2) if is_share else figures(float(cell), 5)
    return str(cell)


def _sorted_places(cells: Array) -> Array:
    if cells.dtype == object:
        return np.array(sorted(range(len(cells)), key=lambda row: _words(cells[row])), np.int64)
    return np.argsort(cells, kind="stable")
