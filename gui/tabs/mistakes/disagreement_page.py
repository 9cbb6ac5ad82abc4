"""The samples on which two runs disagree, with both answers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from diynn.analysis.confusion import disagreements
from diynn.data.dataset import Dataset
from gui.tabs.mistakes.confusion_page import show_samples
from gui.tabs.mistakes.evaluation import Answer, disagreement_text, said_of_both
from gui.tabs.mistakes.sample_list import SampleList
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import hbox, vbox
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import Label

Array = NDArray[Any]


class DisagreementPage(QWidget):
    """Two runs to choose from all, and what they classify differently, surest first."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "disagreement")
        self._answer: Answer | None = None
        self._pictures: Dataset | None = None
        self._chosen: Array = np.empty(0, np.int64)
        self.first, self.second, self.only = NamedCombo(), NamedCombo(), NamedCombo()
        self.first.setAccessibleName(self.tr("First run"))
        self.second.setAccessibleName(self.tr("Second run"))
        self.only.setAccessibleName(self.tr("Which disagreements"))
        for words, which in (
            (self.tr("Who is right: all"), "all"),
            (self.tr("The first is right"), "first"),
            (self.tr("The second is right"), "second"),
            (self.tr("Neither is right"), "neither"),
        ):
            self.only.addItem(words, which)
        self._and = Label(self.tr("and"))
        self.summary = Label()
        self.summary.setProperty("muted", True)
        self.summary.setWordWrap(True)
        self.list = SampleList(themes)
        line = hbox((self.first, 1), self._and, (self.second, 1), margins=(12, 0, 12, 0), spacing=8)
        below = hbox(
            (self.summary, 1), (self.only, 0, Qt.AlignmentFlag.AlignTop), margins=(12, 0, 12, 0),
            spacing=8,
        )  # fmt: skip
        for box in (self.first, self.second, self.only):
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.currentIndexChanged.connect(self._list)
        self.only.setMinimumContentsLength(17)
        vbox(line, below, (self.list, 1), parent=self, margins=(0, 0, 0, 0), spacing=8)

    def show_answer(self, answer: Answer, pictures: Dataset | None) -> None:
        """Show what the runs, of whom there may be any number, made of the samples."""
        self._answer, self._pictures = answer, pictures
        names = [run.name for run in answer.runs]
        if [self.first.itemText(k) for k in range(self.first.count())] != names:
            self._offer(names)
        self._list()

    def _offer(self, names: list[str]) -> None:
        """Let any two of `names` be chosen; who was chosen stays so, as far as may be."""
        for box in (self.first, self.second):
            before = box.currentText()
            box.blockSignals(True)
            box.clear()
            box.addItems(names)
            box.setCurrentIndex(max(box.findText(before), 0))
        if self.first.currentIndex() == self.second.currentIndex() and len(names) > 1:
            self.second.setCurrentIndex(1 if self.first.currentIndex() == 0 else 0)
        for box in (self.first, self.second):
            box.blockSignals(False)

    def listed(self) -> Array | None:
        """The positions, in their part, of the samples that are listed."""
        return None if self._answer is None else self._answer.question.places[self._chosen]

    @Slot()
    def _list(self) -> None:
        answer = self._answer
        several = answer is not None and len(answer.runs) > 1
        for widget in (self.first, self.second, self.only, self._and, self.summary):
            widget.setVisible(several)
        self._chosen = np.empty(0, np.int64)
        if answer is None or not several:
            self.list.show_nothing(
                self.tr(
                    "Here stand the samples on which two runs disagree. Train another network on "
                    "the same data, and tick the earlier one in the list of runs."
                )
            )
            return
        one, other = self.first.currentIndex(), self.second.currentIndex()
        if one == other:
            self.summary.setText("")
            self.list.show_nothing(self.tr("Choose two different runs to compare."))
            return
        first, second = answer.verdicts[one], answer.verdicts[other]
        places = disagreements(first, second)
        true = answer.true[places]
        right_first = first.predicted[places] == true
        right_second = second.predicted[places] == true
        self.summary.setText(
            disagreement_text(
                len(places), len(answer.true),
                (answer.runs[one].name, int(right_first.sum())),
                (answer.runs[other].name, int(right_second.sum())),
            )
        )  # fmt: skip
        keep = {
            "first": right_first,
            "second": right_second,
            "neither": ~(right_first | right_second),
        }.get(str(self.only.currentData()))
        self._chosen = (places if keep is None else places[keep])[: answer.question.shown]
        if not len(self._chosen):
            self.list.show_nothing(self.tr("There is no such sample."))
            return
        names = (answer.runs[one].name, answer.runs[other].name)
        said = [
            said_of_both(
                answer.names,
                int(answer.true[k]),
                (
                    (names[0], int(first.predicted[k]), float(first.sureness[k])),
                    (names[1], int(second.predicted[k]), float(second.sureness[k])),
                ),
            )
            for k in self._chosen
        ]
        heads = (self.tr("Class"), *names)
        show_samples(self.list, answer, self._pictures, self._chosen, said, heads)
