"""The matrix of the run of the moment, and beside it that of a ticked one where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from diynn.analysis.confusion import Confusion
from gui.model.run_snapshot import RunSnapshot
from gui.tabs.analysis_tab import centred_note
from gui.tabs.mistakes.confusion_plot import ConfusionPlot
from gui.tabs.mistakes.evaluation import Answer
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import hbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.cell_table import NO_CELL, Cell
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import Label
from gui.widgets.symbols import plain_mark, run_mark

_GAP = 24
MOST_CLASSES = 60
"""A matrix of more could not be read, however far one scrolls."""
_NOTE_WIDTH = 240


class Matrices(QWidget):
    """One matrix or two; at most one cell of both is chosen, and `chosen` says that it changed.

    Which of the ticked runs stands beside the first is chosen above it.
    """

    chosen = Signal()
    turned = Signal()
    """Another run was chosen to be shown beside the first."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._runs: tuple[RunSnapshot, ...] = ()
        self._asked = ""
        self.plot, self.other = ConfusionPlot(themes), ConfusionPlot(themes)
        self._mark, self.name, self.run = Label(), ElidedCaption(), NamedCombo()
        self.run.setAccessibleName(self.tr("Run beside"))
        self.run.setToolTip(self.tr("Which of the ticked runs stands beside this one"))
        self.run.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.run.setMinimumContentsLength(6)
        self.run.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.run.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._heads = QWidget(), QWidget()
        hbox(self._mark, (self.name, 1), parent=self._heads[0], margins=(0, 0, 0, 0))
        hbox((self.run, 1), parent=self._heads[1], margins=(0, 0, 0, 0))
        across = hbox(parent=self, margins=(0, 0, 0, 0), spacing=_GAP)
        self._columns = QWidget(), QWidget()
        pairs = zip(self._columns, self._heads, (self.plot, self.other), strict=True)
        for column, head, plot in pairs:
            down = QVBoxLayout(column)
            down.setContentsMargins(0, 0, 0, 0)
            down.setSpacing(4)
            down.addWidget(head)
            down.addWidget(plot, 1)
            across.addWidget(column, 1)
            column.hide()
        self._heads[0].setMinimumHeight(self._heads[1].sizeHint().height())
        self.note = centred_note()
        self.note.hide()
        across.addWidget(self.note, 1)
        self._columns[0].show()
        self._heads[0].hide()
        self.plot.chosen.connect(self._choose_first)
        self.other.chosen.connect(self._choose_other)
        self.run.activated.connect(self._turn)
        themes.changed.connect(self._dress)

    # What the caller decides

    def show_counts(self, answer: Answer, found: Sequence[Confusion], *, as_shares: bool) -> None:
        """Show how the first of the runs and, beside it, a ticked one confuse the classes."""
        before = [(one.name, one.colour) for one in self._runs]
        self._runs = answer.runs
        if before != [(one.name, one.colour) for one in self._runs]:
            self._dress()
        place, count = self.place, len(answer.names)
        if count > MOST_CLASSES:
            words = self.tr(
                "A matrix of {0} classes could not be read. “By class” tells how well each is "
                "recognised, and the mistakes are listed below."
            )
            self.note.setText(words.format(count))
        else:
            self.note.setText("")
            self.plot.set_counts(found[0].counts, answer.names, as_shares=as_shares)
        if place and self.has_matrix:
            self.other.set_counts(found[place].counts, answer.names, as_shares=as_shares)
        self._lay_out()

    def set_choice(self, row: int | None, column: int | None) -> None:
        """Choose a cell of the first, or nothing, without telling anyone."""
        self.plot.set_choice(row, column)
        self.other.set_choice(None, None)

    # What is shown

    @property
    def place(self) -> int:
        """The place among the runs of the one that is shown beside the first; 0 where none does."""
        return self.run.currentIndex() + 1 if len(self._runs) > 1 else 0

    @property
    def has_matrix(self) -> bool:
        """Whether the classes are few enough for one."""
        return not self.note.text()

    def choice(self) -> tuple[int, Cell]:
        """The place of the run in whose matrix a cell is chosen, and that cell."""
        if self.place and self.is_double and self.other.choice() != NO_CELL:
            return self.place, self.other.choice()
        return 0, self.plot.choice()

    @property
    def is_double(self) -> bool:
        """Whether there are two, and room for both."""
        return not self._columns[1].isHidden()

    def wanted_width(self) -> int:
        """The width at which all matrices are easy to read."""
        if not self.has_matrix:
            return _NOTE_WIDTH
        one = min(self.plot.sizeHint().width(), self.plot.maximumWidth())
        return 2 * one + _GAP if self.place else one

    # Laying out

    def minimumSizeHint(self) -> QSize:
        """One matrix is always seen."""
        return self.plot.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the second where there is room for it."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        needed = 2 * self.plot.minimumSizeHint().width() + _GAP
        double = bool(self.place) and self.has_matrix and self.width() >= needed
        self.note.setVisible(not self.has_matrix)
        self._columns[0].setVisible(self.has_matrix)
        if double != self.is_double:
            self._columns[1].setVisible(double)
            self._heads[0].setVisible(double)
            if not double:
                self.other.set_choice(None, None)

    @Slot()
    def _dress(self) -> None:
        """Name the runs, in their colours."""
        theme = self._themes.current
        marks = [
            plain_mark(theme.accent) if one.colour is None else run_mark(one.colour, theme)
            for one in self._runs
        ]
        self.run.clear()
        for run, mark in zip(self._runs[1:], marks[1:], strict=True):
            self.run.addItem(mark, run.name)
        self.run.setCurrentIndex(max(self.run.findText(self._asked), 0) if self._runs else -1)
        if marks:
            self._mark.setPixmap(marks[0].pixmap(12, 12))
            self.name.set_words(self._runs[0].name)

    # What the user does

    @Slot()
    def _turn(self) -> None:
        self._asked = self.run.currentText()
        self.other.set_choice(None, None)
        self.turned.emit()

    @Slot()
    def _choose_first(self) -> None:
        self.other.set_choice(None, None)
        self.chosen.emit()

    @Slot()
    def _choose_other(self) -> None:
        self.plot.set_choice(None, None)
        self.chosen.emit()
