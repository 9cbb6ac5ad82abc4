"""What differs between the designs of runs as a table, in the language of the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from diynn.design.design import Design
from diynn.design.difference import Difference, differences
from diynn.settings import Declared, Setting, Value, pair_words, settings_of
from gui.text.numbers import number
from gui.text.wording import choices, course_words, in_midst, label, name_of
from gui.theme.theme import ThemeSource
from gui.widgets.plain_text import plain_tip
from gui.widgets.symbols import run_mark

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
NONE = "–"
HEAD_EXTRA = 40
"""Pixels of a head that its words cannot have: the dot, and the space on both sides."""


@dataclass(frozen=True)
class Subject:
    """One of those compared; `colour` is its place in the colours of runs, None for no run yet."""

    name: str
    colour: int | None
    design: Design
    earlier: tuple[Design, ...] = ()
    """What was decided for it before, in the order of time."""


def value_words(setting: Setting, value: Value) -> str:
    """A setting's value as a person reads it."""
    if isinstance(value, bool):
        text = "yes" if value else "no"
        return QCoreApplication.translate("settings", text)
    if isinstance(value, str):
        return next((shown for shown, kept in choices(setting) if kept == value), value) or NONE
    return pair_words(value) if isinstance(value, tuple) else number(value)


def thing_words(thing: Declared | None) -> str:
    """A layer, a loss or a data set with what is not as usual in it: “Linear (outputs 64)”."""
    if thing is None:
        return NONE
    texts = [
        f"{in_midst(label(setting))} {value_words(setting, getattr(thing, setting.name))}"
        for number, setting in enumerate(settings_of(type(thing)))
        # The first number of units or samples tells most, whether it is as usual or not.
        if (number == 0 and setting.kind is int) or getattr(thing, setting.name) != setting.default
    ]
    name = name_of(thing)
    return f"{name} ({', '.join(texts)})" if texts else name


def _value(setting: Setting | None, value: Value | Declared | None) -> str:
    if isinstance(value, Declared) or value is None or setting is None:
        return thing_words(value if isinstance(value, Declared) else None)
    return value_words(setting, value)


def changes_words(design: Design, earlier: Sequence[Design]) -> list[str]:
    """What was changed in a run while it trained: “noise 0.1 → 0.3”; nothing for most runs."""
    if not earlier:
        return []
    return [
        (f"{in_midst(label(one.setting))} " if one.setting else "")
        + course_words([_value(one.setting, value) for value in one.course(0)])
        for one in differences([design], [earlier])
    ]


class DifferenceModel(QAbstractTableModel):
    """A row for each difference, a column for each of those compared, behind place and setting."""

    PLACE, SETTING, FIRST = 0, 1, 2

    def __init__(self, themes: ThemeSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.subjects: tuple[Subject, ...] = ()
        self.found: list[Difference] = []
        self._room: tuple[QFontMetrics, int] | None = None
        themes.changed.connect(self._dress)

    def compare(self, subjects: Sequence[Subject]) -> None:
        """Show what differs between these; the first is the one that the others are beside."""
        if tuple(subjects) == self.subjects:
            return
        self.beginResetModel()
        self.subjects = tuple(subjects)
        self.found = differences(
            [subject.design for subject in subjects], [subject.earlier for subject in subjects]
        )
        self.endResetModel()

    def set_room(self, metrics: QFontMetrics, pixels: int) -> None:
        """Shorten the names in the heads to so many pixels: what tells runs apart is their end."""
        self._room = (metrics, pixels)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        if self.subjects:
            last = self.columnCount() - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, self.FIRST, last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a difference."""
        return 0 if parent.isValid() else len(self.found)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Place, setting, and a column for each of those compared."""
        return 0 if parent.isValid() else self.FIRST + len(self.subjects)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Names, with the dots of their colours."""
        if orientation == Qt.Orientation.Vertical or section >= self.columnCount():
            return None
        if role == ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if section < self.FIRST:
            words = (self.tr("Where"), self.tr("Setting"))
            return words[section] if role == ROLE.DisplayRole else None
        subject = self.subjects[section - self.FIRST]
        if role == ROLE.DisplayRole and self._room is not None:
            metrics, pixels = self._room
            return metrics.elidedText(subject.name, Qt.TextElideMode.ElideLeft, pixels)
        if role == ROLE.DisplayRole:
            return subject.name
        if role == ROLE.ToolTipRole:
            return plain_tip(subject.name)
        if role == ROLE.DecorationRole and subject.colour is not None:
            return run_mark(subject.colour, self._themes.current)
        return None

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        """The text of a cell; the tooltip has all of it where room is short."""
        if not index.isValid():
            return None
        found, column = self.found[index.row()], index.column()
        if role == ROLE.ForegroundRole:
            # What is as in the first of them steps back.
            same = column > self.FIRST and found.course(column - self.FIRST) == found.course(0)
            return QColor(self._themes.current.muted) if same or column < self.FIRST else None
        if role == ROLE.DisplayRole:
            return self._words(found, column, whole=False)
        if role == ROLE.ToolTipRole:
            return plain_tip(self._words(found, column, whole=True))
        return None

    def _words(self, found: Difference, column: int, *, whole: bool) -> str:
        if column == self.PLACE:
            return self._place(found)
        setting = found.setting
        if column == self.SETTING:
            return self.tr("Kind") if setting is None else label(setting)
        course = [_value(found.setting, value) for value in found.course(column - self.FIRST)]
        return course_words(course, whole=whole)

    def _place(self, found: Difference) -> str:
        words = {
            "source": self.tr("Data"), "view": self.tr("View"),
            "augmentation": self.tr("Augmentation"),
            "loss": self.tr("Loss"), "optimizer": self.tr("Optimizer"),
            "schedule": self.tr("Schedule"), "run": self.tr("Training"),
        }  # fmt: skip
        if found.part != "layers":
            return words[found.part]
        # The number that it has in the list on the left, or in the first run that has it.
        which, row = next((n, row) for n, row in enumerate(found.rows) if row is not None)
        if found.setting is not None:
            kind = self.subjects[which].design.layers[row].name()
            return self.tr("Row {0}, {1}").format(row + 1, kind)
        if which == 0:
            return self.tr("Row {0}").format(row + 1)
        return self.tr("Row {0} of {1}").format(row + 1, self.subjects[which].name)


class DifferenceTable(QTableView):
    """Shows a DifferenceModel; the columns share the width as long as they stay readable."""

    LEAST = 112

    def __init__(self, model: DifferenceModel, themes: ThemeSource) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setAccessibleName(self.tr("What differs between the designs"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        self.setStyleSheet("QTableView::item { padding: 0 5px; }")
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        model.modelReset.connect(self._fit)
        themes.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        model, metrics = self._model, self.fontMetrics()
        count = len(model.subjects)
        if not count:
            return
        bold = QFont(self.font())
        bold.setBold(True)
        width = self.viewport().width()
        taken = 0
        for column in (model.PLACE, model.SETTING):
            texts = [
                str(model.index(row, column).data()) for row in range(min(model.rowCount(), 50))
            ]
            wanted = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 24
            wanted = min(max(wanted, 80), max(width // 4, 80))
            self.setColumnWidth(column, wanted)
            taken += wanted
        least = self.LEAST * metrics.height() // 16
        share = max((width - taken) // count, least)
        for column in range(model.FIRST, model.columnCount()):
            self.setColumnWidth(column, share)
        # Qt itself forgets the dot and its distance where it shortens the words of a head.
        model.set_room(QFontMetrics(bold), share - HEAD_EXTRA)
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 10)
        # Few rows, and each is looked at: the long ones may take two lines.
        if model.rowCount() * count < 400:
            self.resizeRowsToContents()
