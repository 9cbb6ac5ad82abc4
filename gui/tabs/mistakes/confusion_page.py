"""The matrix of confusions with figures for each class, and the samples of a chosen cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QWidget,
)

from diynn.analysis.confusion import (
    Confusion,
    Figure,
    confusion,
    in_cell,
    surest_first,
    worst_first,
)
from diynn.data.dataset import Dataset
from gui.tabs.analysis_tab import grey, grey_limits
from gui.tabs.mistakes.evaluation import Answer, listed, nothing_listed, said_of
from gui.tabs.mistakes.matrices import Matrices
from gui.tabs.mistakes.sample_list import SampleList
from gui.text import numbers
from gui.text.numbers import fixed, telling
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.boxes import flow, hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.named_combo import NamedCombo
from gui.widgets.value_table import Column, Entry, ValueTable

Array = NDArray[Any]

_MARGIN = 12
_GAP = 24


class ConfusionPage(QWidget):
    """Shows what it is given: an answer, and the samples as images where they are some."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: Answer | None = None
        self._found: list[Confusion] = []
        self._names: tuple[str, ...] = ()
        self._pictures: Dataset | None = None
        self._only: int | None = None
        self.matrices = Matrices(themes)
        self.plot = self.matrices.plot
        self.cells = NamedCombo()
        self.cells.setProperty("helpTopic", "confusion-matrix")
        self.cells.addItem(self.tr("Counts"), False)
        self.cells.addItem(self.tr("% of the class"), True)
        self.cells.setAccessibleName(self.tr("Numbers in the cells"))
        self.cells.setToolTip(
            self.tr("Samples in each cell, or their share of all samples of their class (the row)")
        )
        self.figures = QPushButton(self.tr("By class"))
        self.figures.setProperty("helpTopic", "class-figures")
        self.figures.setCheckable(True)
        self.figures.setToolTip(self.tr("Precision, recall and F1 of each class, not the samples"))
        self.more = QToolButton()
        self.more.setProperty("helpTopic", "export")
        self.more.setAccessibleName(self.tr("Copy or save"))
        self.more.setToolTip(self.tr("Copy or save the matrix"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self.plot.menu)
        self.more.setIconSize(QSize(16, 16))
        IconKeeper(self.more, self.more.setIcon, "more", themes)
        self.table = ValueTable(self.tr("Figures of each class"), sortable=True)
        self.table.setProperty("helpTopic", "class-figures")
        self.title = ElidedCaption()
        self.order = NamedCombo()
        self.order.setProperty("helpTopic", "confidence")
        self.order.addItem(self.tr("Mistakes first"), "worst")
        self.order.addItem(self.tr("Surest first"), "surest")
        self.order.addItem(self.tr("Least sure first"), "doubtful")
        self.order.addItem(self.tr("As they come"), "given")
        self.order.setAccessibleName(self.tr("Order"))
        self.order.setToolTip(
            self.tr(
                "Mistakes first: the wrong ones, most confident first, then the right ones that "
                "were most in doubt"
            )
        )
        self.all = QPushButton(self.tr("All classes"))
        self.all.setToolTip(self.tr("Let go of what is chosen in the matrix (Esc)"))
        self.list = SampleList(themes)
        self.list.setProperty("helpTopic", "confidence")
        for widget in (self.cells, self.figures, self.more, self.order, self.all):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self.matrices.chosen.connect(self._show_chosen)
        self.matrices.turned.connect(self._show_other)
        self.cells.currentIndexChanged.connect(self._show_matrix)
        self.figures.toggled.connect(self._place_table)
        self.order.currentIndexChanged.connect(self._list)
        self.all.clicked.connect(self._let_go)
        self.table.row_chosen.connect(self._choose_class)
        self._list()

    def _lay_out(self) -> None:
        line = hbox(self.cells, 1, self.more, margins=(_MARGIN, 0, _MARGIN, 4), spacing=8)
        self.table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._beside = hbox(
            (self.matrices, 1), 0, margins=(_MARGIN - 4, 0, _MARGIN, 0), spacing=_GAP
        )
        upper = QWidget()
        vbox(line, (self._beside, 1), parent=upper, margins=(0, 0, 0, 0), spacing=0)
        heads = flow(
            (self.title, 1), self.all, self.figures, self.order, margins=(_MARGIN, 4, _MARGIN, 4),
            spacing=8,
        )  # fmt: skip
        lower = QWidget()
        down = vbox(heads, (self.list, 1), parent=lower, margins=(0, 0, 0, 0), spacing=0)
        self._below = down
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([360, 240])
        vbox(split, parent=self, margins=(0, 0, 0, 0))
        self._is_beside = True
        self._place_table()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the figures beside the matrix where there is room for both."""
        super().resizeEvent(event)
        self._place_table()

    @Slot()
    def _place_table(self) -> None:
        """Lay the figures beside the matrix, or, on wish, in the place of the samples."""
        needed = self.matrices.wanted_width() + self.table.sizeHint().width() + _GAP + 2 * _MARGIN
        beside = self.width() >= needed
        if beside != self._is_beside or self.table.parentWidget() is None:
            self._is_beside = beside
            if beside:
                self._beside.insertWidget(1, self.table, 0, Qt.AlignmentFlag.AlignTop)
            else:
                self._below.addWidget(self.table, 1)
            rest = QSizePolicy.Policy.Maximum if beside else QSizePolicy.Policy.Expanding
            self.table.setSizePolicy(rest, rest)
        self.figures.setVisible(not beside)
        instead = not beside and self.figures.isChecked()
        self.table.setVisible(beside or instead)
        self.list.setVisible(not instead)
        self.order.setVisible(not instead)

    # What the caller decides

    def forget(self) -> None:
        """Clear the choice: other data has come."""
        self._answer = self._only = None
        self.matrices.set_choice(None, None)

    def show_answer(self, answer: Answer, pictures: Dataset | None) -> None:
        """Show what the runs made of the samples; `pictures` holds them as images."""
        self._answer, self._pictures = answer, pictures
        self._found = [
            confusion(answer.true, one.predicted, len(answer.names)) for one in answer.verdicts
        ]
        was_double = self.matrices.place
        self._show_matrix()
        for control in (self.cells, self.more):
            control.setVisible(self.matrices.has_matrix)
        self._show_figures(self._found[0], answer.names)
        if bool(was_double) != bool(self.matrices.place):
            self._place_table()
        self._list()

    def show_sample(self, place: int) -> None:
        """List one sample alone, by its place in its part, until something else is chosen."""
        self._only = place
        self.figures.setChecked(False)
        self.matrices.set_choice(None, None)
        self._list()

    def confusion(self) -> Confusion | None:
        """What is counted at the moment."""
        return self._found[0] if self._found else None

    def listed(self) -> Array | None:
        """The positions, in their part, of the samples that are listed."""
        return None if self._answer is None else self._answer.question.places[self._chosen()]

    # Drawing

    @Slot()
    def _show_matrix(self) -> None:
        if self._answer is not None:
            as_shares = bool(self.cells.currentData())
            self.matrices.show_counts(self._answer, self._found, as_shares=as_shares)

    @Slot()
    def _show_other(self) -> None:
        self._show_matrix()
        self._list()

    def _show_figures(self, found: Confusion, names: Sequence[str]) -> None:
        columns = (
            Column(self.tr("Class"), numbers=False),
            Column(
                self.tr("Precision"),
                self.tr("Of the samples taken for the class, the share that are of it"),
            ),
            Column(
                self.tr("Recall"),
                self.tr("Of the samples of the class, the share that were recognised"),
            ),
            Column(self.tr("F1"), self.tr("Harmonic mean of precision and recall")),
            Column(self.tr("Count"), self.tr("Samples of the class")),
        )
        none = (
            self.tr("Nothing was taken for this class: there is no share to give."),
            self.tr("There is no sample of this class: there is no share to give."),
            self.tr("This class has no sample, and nothing was taken for it."),
        )
        rows: list[Sequence[Entry]] = []
        lines = zip(names, found.precision(), found.recall(), found.f1(), found.support(),
                    strict=True)  # fmt: skip
        for number, (name, *shares, count) in enumerate(lines):
            entries = [_entry(figure, why) for figure, why in zip(shares, none, strict=True)]
            rows.append([Entry(name, number), *entries, Entry(numbers.count(count), count)])
        self.table.show_rows(columns, rows)
        if tuple(names) != self._names:
            self._names = tuple(names)
            self._place_table()

    def _only_one(self) -> Array | None:
        """The sample that is to be listed alone, where the answer knows it."""
        if self._only is None or self._answer is None:
            return None
        found = np.flatnonzero(self._answer.question.places == self._only)
        return found if len(found) else None

    def _chosen(self) -> Array:
        answer = self._answer
        assert answer is not None
        if (only := self._only_one()) is not None:
            return only
        place, (row, column) = self.matrices.choice()
        found, most = answer.verdicts[place], answer.question.shown
        places, order = in_cell(answer.true, found, row, column), self.order.currentData()
        if order == "given":
            return places[:most]
        if order == "worst" and (row is None or column is None):
            return worst_first(places, answer.true, found)[:most]
        # All of one cell are right, or all are wrong.
        ranked = surest_first(places, found)
        return (ranked[::-1] if order == "doubtful" else ranked)[:most]

    @Slot()
    def _list(self) -> None:
        answer, (place, (row, column)) = self._answer, self.matrices.choice()
        self.all.setVisible((row, column) != (None, None) or self._only_one() is not None)
        if answer is None:
            self.title.set_words("")
            self.list.show_nothing("")
            return
        found, names = answer.verdicts[place], answer.names
        chosen = self._chosen()
        count = len(in_cell(answer.true, found, row, column))
        words = listed(names, row, column, count)
        if self._only is not None and self._only_one() is not None:
            words = self.tr("Sample {0}").format(numbers.count(self._only + 1))
        self.title.set_words(telling(answer.runs[place].name, words) if place else words)
        if not len(chosen):
            exact = answer.question.is_exact
            self.list.show_nothing(nothing_listed(names, row, column, exact=exact))
            return
        said = [
            said_of(names, int(answer.true[k]), int(found.predicted[k]), float(found.sureness[k]))
            for k in chosen
        ]
        show_samples(
            self.list, answer, self._pictures, chosen, said,
            (self.tr("Class"), self.tr("Taken for"), self.tr("Sure")),
        )  # fmt: skip

    @Slot()
    def _show_chosen(self) -> None:
        self._only = None
        self.figures.setChecked(False)
        self._list()

    @Slot()
    def _let_go(self) -> None:
        self._only = None
        self.matrices.set_choice(None, None)
        self._list()

    @Slot(int)
    def _choose_class(self, number: int) -> None:
        self.matrices.set_choice(number, None)
        self._show_chosen()


def show_samples(
    into: SampleList,
    answer: Answer,
    pictures: Dataset | None,
    chosen: Array,
    said: Sequence[Any],
    heads: Sequence[str],
) -> None:
    """List the samples `chosen` of an answer, as images where there are `pictures` of them."""
    raw, in_test = answer.question.raw, answer.question.in_test
    places = answer.question.places[chosen]
    shown = raw if pictures is None else pictures
    x = (shown.test if in_test else shown.train).x[places]
    if pictures is None:
        into.show_values(x, raw.features, said, heads)
        return
    images = grey(x, pictures.shape)
    into.show_images(images, said, *grey_limits(pictures, images))


def _entry(figure: Figure, none: str) -> Entry:
    if figure is None:
        return Entry("–", -1.0, none)
    return Entry(fixed(figure, 3), figure)
