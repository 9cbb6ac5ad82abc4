"""What each input of a table does to the probabilities of the classes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from diynn.analysis.inputs import MOST_SAMPLES, Input
from gui.plots.value_plot import ValuePicture, ValuePlot, Values
from gui.tabs.input_worth import InputWorth
from gui.tabs.mistakes.table_answer import Inputs
from gui.text.numbers import count
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.input_bars import InputBars

MOST_CLASSES = 5
"""Classes whose lines are drawn: as many as have a colour of their own."""


class InputsPage(QWidget):
    """Bars of what the inputs are worth, and the mean probabilities over the chosen one.

    `asked` says that another input is wanted.
    """

    asked = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "partial-dependence")
        self._inputs: tuple[Input, ...] = ()
        self._classes: tuple[str, ...] = ()
        self._found: Inputs | None = None
        self._worth: InputWorth | None = None
        self._lines = 0
        self.bars = InputBars(themes)
        self.bars.setProperty("helpTopic", "importance")
        self.bars.set_empty_text(self.tr("There is no input yet."))
        self.plot = ValuePlot(themes)
        self.plot.setAccessibleName(self.tr("Mean probabilities over an input"))
        self.detail = ElidedCaption()
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.bars)
        halves.addWidget(self.plot)
        halves.setStretchFactor(1, 1)
        halves.setSizes([190, 400])
        line = hbox((self.detail, 1), self.plot.more, margins=(12, 0, 12, 0), spacing=8)
        vbox(line, (halves, 1), parent=self, margins=(0, 0, 0, 0), spacing=8)
        self.bars.chosen.connect(self.asked)

    def set_inputs(self, inputs: tuple[Input, ...], classes: tuple[str, ...]) -> None:
        """Offer the inputs of other data."""
        self._classes = classes
        if inputs != self._inputs:
            self._inputs, self._found = inputs, None
            self.bars.set_inputs([one.name for one in inputs])

    @property
    def choice(self) -> int:
        """The number of the input that is wanted."""
        return self.bars.choice()

    def found(self) -> Inputs | None:
        """What is shown."""
        return self._found

    def show_answer(self, found: Inputs) -> None:
        """Show what was found."""
        self._found = found
        one = self._inputs[min(found.question.place, len(self._inputs) - 1)]
        every = range(min(len(self._classes), found.means.shape[1]))
        shown = sorted(every, key=lambda k: -np.ptp(found.means[:, k]))[:MOST_CLASSES]
        lines = [
            Values("class", self._classes[k], found.grid, found.means[:, k], number=k)
            for k in sorted(shown)
        ]
        titles = one.name, self.tr("Mean probability")
        # However little the probabilities change, all that they could be is seen.
        self.plot.show_picture(
            ValuePicture(titles, lines=lines, names=one.texts, up=(0.0, 1.0))
        )
        self._lines = len(lines)
        self._tell()

    def show_worth(self, worth: InputWorth) -> None:
        """Say what the bars are from."""
        self._worth = worth
        worth.changed.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        if self._found is not None:
            self.detail.set_words(self._details(self._found))

    def _details(self, found: Inputs) -> str:
        words = [
            self.tr("curves: mean over {0} training sample(s)", "", found.averaged).format(
                count(found.averaged)
            )
        ]
        run, worth = found.question.run, self._worth
        if worth is not None and worth.is_of(run):
            tried = min(len(run.raw.test) or len(run.raw.train), MOST_SAMPLES)
            text = self.tr("bars: how much the accuracy falls, on {0} sample(s)", "", tried)
            words.append(text.format(count(tried)))
        elif worth is not None and worth.is_busy:
            words.append(self.tr("bars: being worked out"))
        else:
            words.append(self.tr("bars: as of the last pause"))
        if self._lines < len(self._classes):
            text = self.tr("the {0} classes that change most")
            words.append(text.format(self._lines))
        return " · ".join(words)
