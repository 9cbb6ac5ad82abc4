"""How far a classifier's probabilities can be trusted: ROC, precision and recall, calibration."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from diynn.analysis.baselines import ClassBaseline
from gui.plots.value_plot import Kind, ValuePicture, ValuePlot, Values
from gui.tabs.mistakes.table_answer import ClassScores, Probabilities
from gui.text.numbers import NONE, count, fixed, percent
from gui.text.wording import in_midst
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import flow, hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.named_combo import NamedCombo
from gui.widgets.value_table import Column, Entry, WholeTable

ROC, RECALL, CALIBRATION = range(3)
_BOTH = np.array([0.0, 1.0])


class ProbabilityPage(QWidget):
    """A curve of one class, with that of a logistic regression, over a table of figures.

    `asked` says that another class is wanted.
    """

    asked = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "probability-curves")
        self._found: Probabilities | None = None
        self._classes: tuple[str, ...] = ()
        self.plot = ValuePlot(themes)
        self.plot.setAccessibleName(self.tr("Curve of a class’s probabilities"))
        self.curve, self.number = NamedCombo(), NamedCombo()
        for words, kind in (
            (self.tr("ROC curve"), ROC),
            (self.tr("Precision and recall"), RECALL),
            (self.tr("Calibration"), CALIBRATION),
        ):
            self.curve.addItem(words, kind)
        self.curve.setAccessibleName(self.tr("Which curve"))
        self.curve.setToolTip(self.tr("Three ways to see how good the probabilities are"))
        self.number.setAccessibleName(self.tr("Which class"))
        self.number.setToolTip(self.tr("The class against all others"))
        self.number.setMinimumContentsLength(8)
        self.number.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for box in (self.curve, self.number):
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.detail = ElidedCaption()
        self.table = WholeTable(self.tr("Figures beside those of something simpler"))
        self.table.setProperty("helpTopic", "baselines")
        line = flow(self.curve, self.number, 1, margins=(12, 0, 12, 0), spacing=8)
        head = hbox((self.detail, 1), self.plot.more, margins=(12, 0, 12, 0), spacing=8)
        foot = hbox(self.table, margins=(12, 0, 12, 8))
        vbox(line, head, (self.plot, 1), foot, parent=self, margins=(0, 0, 0, 0), spacing=6)
        self.curve.currentIndexChanged.connect(self._show)
        self.number.currentIndexChanged.connect(self.asked)

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Offer other classes; of two the second is chosen, as is usual."""
        if classes == self._classes:
            return
        self._classes, self._found = classes, None
        self.number.blockSignals(True)
        self.number.clear()
        self.number.addItems(classes)
        self.number.setCurrentIndex(1 if len(classes) == 2 else 0)
        self.number.blockSignals(False)

    @property
    def choice(self) -> int:
        """The number of the class that is wanted."""
        return max(self.number.currentIndex(), 0)

    def found(self) -> Probabilities | None:
        """What is shown."""
        return self._found

    def show_answer(self, found: Probabilities) -> None:
        """Show how good the probabilities are."""
        self._found = found
        self._show()

    @Slot()
    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        name = self._classes[min(found.question.place, len(self._classes) - 1)]
        kind = int(self.curve.currentData())
        simpler = [(one, scores) for one, scores in found.simpler if one.kind == "logistic"]
        self.plot.set_empty_text(
            self.tr("All samples of this part are of the class, or none is: there is no curve.")
        )
        self.plot.show_picture(self._picture(kind, name, found, simpler))
        self.detail.set_words(self._details(kind, found))
        self._show_figures(found)

    def _picture(
        self, kind: int, name: str, found: Probabilities,
        simpler: Sequence[tuple[ClassBaseline, ClassScores]],
    ) -> ValuePicture:  # fmt: skip
        every: list[tuple[Kind, str, ClassScores]] = [
            ("answer", self.tr("Network"), found.scores)
        ]
        every += [("other", self._words(one)[0], scores) for one, scores in simpler]
        lines = [line for one in every if (line := self._line(kind, *one)) is not None]
        if not lines:
            return ValuePicture(("", ""))
        aim = Values("aim", self.tr("By chance"), _BOTH, _BOTH)
        if kind == ROC:
            titles = (
                self.tr("False positives: others taken for {0}").format(name),
                self.tr("True positives: {0} found").format(name),
            )
        elif kind == RECALL:
            aim = Values("aim", self.tr("By chance"), _BOTH, np.full(2, found.share))
            titles = (
                self.tr("Recall: {0} found").format(name),
                self.tr("Precision: right among those taken for {0}").format(name),
            )
        else:
            aim = Values("aim", self.tr("All right"), _BOTH, _BOTH)
            titles = (
                self.tr("Predicted probability of {0}").format(name),
                self.tr("True share of {0}").format(name),
            )
        first = lines[0]
        marks = [Values("test", first.name, first.x, first.y, more=first.more)]
        return ValuePicture(
            titles, marks if kind == CALIBRATION else (), [aim, *reversed(lines)],
            across=(0.0, 1.0), up=(0.0, 1.0),
        )  # fmt: skip

    def _line(self, kind: int, like: Kind, who: str, scores: ClassScores) -> Values | None:
        """The curve of the network or of something simpler, if there is one."""
        if kind == CALIBRATION:
            bins = scores.calibration
            samples = self.tr("Samples"), bins.counts.astype(np.float64)
            return Values(like, who, bins.predicted, bins.true, more=samples)
        curve = scores.roc if kind == ROC else scores.recall
        if curve is None:
            return None
        return Values(
            like, who, curve.x, curve.y, more=(self.tr("Threshold"), curve.thresholds)
        )

    def _details(self, kind: int, found: Probabilities) -> str:
        text = {
            CALIBRATION: self.tr("mean distance {0}"), ROC: self.tr("AUC {0}"),
            RECALL: self.tr("average precision {0}"),
        }[kind]  # fmt: skip
        words = [text.format(_figure(kind, found.scores))]
        for one, scores in found.simpler:
            if one.kind == "logistic":
                sentence = self.tr("grey: {name} {figure}")
                name = in_midst(self._words(one)[0])
                words.append(sentence.format(name=name, figure=_figure(kind, scores)))
        if found.count < found.total:
            sentence = self.tr("live, from {0} of {1} sample(s)", "", found.total)
            words.append(sentence.format(count(found.count), count(found.total)))
        else:
            words.append(self.tr("{0} sample(s)", "", found.count).format(count(found.count)))
        return " · ".join(words)

    def _show_figures(self, found: Probabilities) -> None:
        of_class = self.tr("Of the chosen class, on the chosen samples")
        distance = self.tr("How far the probabilities of the class are from how often it is true")
        columns = [
            Column("", numbers=False),
            Column(self.tr("Test"), self.tr("Accuracy on the test samples")),
            Column(self.tr("Training"), self.tr("Accuracy on the training samples")),
            Column(self.tr("AUC"), of_class),
            Column(self.tr("Av. precision"), of_class),
            Column(self.tr("Cal. error"), distance),
        ]
        rows = [self._row(self.tr("Network"), "", found.test, found.train, found.scores)]
        for one, scores in reversed(found.simpler):
            rows.append(self._row(*self._words(one), one.test, one.train, scores))
        self.table.show_rows(columns, rows)

    def _row(
        self, name: str, help_: str, test: float | None, train: float, scores: ClassScores
    ) -> Sequence[Entry]:
        areas = (scores.roc, scores.recall)
        return [
            Entry(name, help=help_), Entry(percent(test)), Entry(percent(train)),
            *(Entry(NONE if curve is None else fixed(curve.area, 3)) for curve in areas),
            Entry(percent(scores.calibration.error)),
        ]  # fmt: skip

    def _words(self, one: ClassBaseline) -> tuple[str, str]:
        """What a baseline is called, and what it is."""
        if one.kind == "frequent":
            name, help_ = self.tr("Most frequent class"), self.tr(
                "Always the class that most training samples are of"
            )
        else:
            name, help_ = self.tr("Logistic regression"), self.tr(
                "A line between the classes, of the standardised inputs (scikit-learn)"
            )
        total = None if self._found is None else len(self._found.question.run.raw.train)
        if total is not None and one.learnt < total:
            text = self.tr("From {0} of {1} training samples, evenly spread.")
            help_ += ". " + text.format(count(one.learnt), count(total))
        return name, help_


def _figure(kind: int, scores: ClassScores) -> str:
    """What a curve amounts to."""
    if kind == CALIBRATION:
        return percent(scores.calibration.error)
    curve = scores.roc if kind == ROC else scores.recall
    return NONE if curve is None else fixed(curve.area, 3)
