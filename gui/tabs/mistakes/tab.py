"""What a classifier gets wrong, where two differ, how sure it is, and what its inputs do."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from diynn.analysis.baselines import ClassBaseline, class_baselines
from diynn.analysis.confusion import Verdicts
from diynn.analysis.inputs import inputs_of
from diynn.data.dataset import Dataset
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.analysis_tab import AnalysisTab, OwnThread, centred_note
from gui.tabs.input_worth import InputWorth
from gui.tabs.mistakes.confusion_page import ConfusionPage
from gui.tabs.mistakes.disagreement_page import DisagreementPage
from gui.tabs.mistakes.drawing_page import DrawingPage
from gui.tabs.mistakes.evaluation import (
    Answer,
    evaluate,
    pictures_of,
    question,
    runs_alike,
    scope,
)
from gui.tabs.mistakes.inputs_page import InputsPage
from gui.tabs.mistakes.probability_page import ProbabilityPage
from gui.tabs.mistakes.sample_list import RunFigure, RunFigures
from gui.tabs.mistakes.table_answer import Inputs, Probabilities
from gui.tabs.mistakes.table_answer import Question as TableQuestion
from gui.tabs.mistakes.table_answer import answer as table_answer
from gui.text import numbers
from gui.text.numbers import percent
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import flow, hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import SteadyLabel

CONFUSIONS, TWO_RUNS, DRAWING, PROBABILITIES, INPUTS = range(5)


class MistakesTab(AnalysisTab):
    """The confusion matrix, the disagreements of two runs, a sheet to draw on; and of tables how
    good the probabilities are, and what each input does.

    `drawn` carries what is drawn, as a sample of the data as it was read, or None.
    """

    drawn = Signal(object)

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__(session, themes, run_list)
        self.setProperty("helpTopic", "tab-mistakes")
        self._asked: tuple[object, ...] = ()
        self.answer: Answer | None = None
        """What is shown."""
        self._classes: tuple[str, ...] | None = None
        self._known: dict[object, Verdicts] = {}
        self.confusion = ConfusionPage(themes)
        self.disagreement = DisagreementPage(themes)
        self.drawing = DrawingPage(session, themes, run_list)
        self.drawing.drawn.connect(self.drawn)
        self.probabilities = ProbabilityPage(themes)
        self.inputs = InputsPage(themes)
        self.probabilities.asked.connect(self.ask)
        self.inputs.asked.connect(self.ask)
        self.baselines: tuple[ClassBaseline, ...] = ()
        """What something simple reaches on a table's classes."""
        self._baselines_of: Dataset | None = None
        self.empty = centred_note()
        self.accuracy = SteadyLabel()
        self.accuracy.setProperty("strong", True)
        self.scope = ElidedCaption()
        self.beside = ElidedCaption()
        self.beside.setProperty("helpTopic", "baselines")
        self.runs = RunFigures(themes)
        self.runs.hide()
        self._build_bar()
        self._lay_out()
        self._worker = self.worker("mistakes", self._draw)
        self._table_worker = self.worker("table", self._draw_table)
        self._worth = InputWorth(self, self.inputs.bars)
        self.inputs.show_worth(self._worth)
        self._baseline_worker = self.worker("baselines", self._take_baselines, OwnThread())
        self.listen()

    def close_down(self) -> None:
        """Close the workers."""
        super().close_down()
        self.drawing.close_down()

    def _build_bar(self) -> None:
        self._pages = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for number, (topic, words, tip) in enumerate((
            ("confusion-matrix", self.tr("Confusions"), self.tr("Which class is taken for which")),
            (
                "disagreement", self.tr("Two runs"),
                self.tr("The samples on which two runs disagree"),
            ),
            ("drawing", self.tr("Draw"), self.tr("Draw an image, and see what the network says")),
            (
                "probability-curves", self.tr("Probabilities"),
                self.tr("ROC, precision and recall, calibration, and something simpler beside"),
            ),
            (
                "partial-dependence", self.tr("Inputs"),
                self.tr("What each input does to the probabilities, and what it is worth"),
            ),
        )):  # fmt: skip
            button = QPushButton(words)
            button.setProperty("helpTopic", topic)
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._pages.addButton(button, number)
            self.buttons.append(button)
        self.buttons[CONFUSIONS].setChecked(True)
        self._pages.idToggled.connect(self._turn)
        self.part = NamedCombo()
        self.part.addItem(self.tr("Test samples"), True)
        self.part.addItem(self.tr("Training samples"), False)
        self.part.setAccessibleName(self.tr("Which samples"))
        self.part.setToolTip(self.tr("Samples kept from the training, or those that it learns"))
        self.part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.part.currentIndexChanged.connect(self.ask)

    def _lay_out(self) -> None:
        order = (CONFUSIONS, TWO_RUNS, PROBABILITIES, INPUTS, DRAWING)
        buttons = [self.buttons[number] for number in order]
        bar = flow(*buttons, 1, self.part, margins=(12, 8, 12, 0))
        line = hbox(self.accuracy, (self.scope, 1), margins=(12, 0, 12, 0), spacing=8)
        beside = hbox((self.beside, 1), margins=(12, 0, 12, 0))
        self.beside.hide()
        self.heads = QWidget()
        heads = vbox(line, beside, parent=self.heads, margins=(0, 0, 0, 0), spacing=4)
        runs = hbox(self.runs, margins=(12, 0, 12, 0))
        heads.addLayout(runs)
        self.stack = QStackedWidget()
        for page in (
            self.confusion, self.disagreement, self.drawing, self.probabilities, self.inputs,
            self.empty,
        ):  # fmt: skip
            self.stack.addWidget(page)
        vbox(bar, self.heads, (self.stack, 1), parent=self, margins=(0, 0, 0, 0), spacing=8)

    def show_sample(self, *, in_test: bool, place: int) -> None:
        """List that sample alone, on the page of confusions."""
        if super().problem():
            return
        self.part.setCurrentIndex(self.part.findData(in_test))
        self.buttons[0].setChecked(True)
        self.confusion.show_sample(place)

    # What there is to show

    def problem(self) -> str:
        """Why there is no matrix, in a sentence; empty where there is one."""
        raw, words = self.raw_data(), super().problem()
        if words or raw is None or len(raw.test if self.part.currentData() else raw.train):
            return words
        return self.tr("There are no such samples. Choose the other part above.")

    def unsuited(self, raw: Dataset) -> str:
        """Why there are no classes to confuse."""
        if self.session.design.reconstructs:
            return self.tr(
                "An auto-encoder gives back its input: it has no classes to confuse. Press “Draw” "
                "to see what it makes of a drawing, or choose “target” as the goal in the first "
                "row of the network to train a classifier."
            )
        if not raw.classes:
            return self.tr(
                "These targets are values, and only classes can be confused. Choose data with "
                "classes, such as Moons or Digits, in the first row of the network."
            )
        return ""

    @Slot()
    def show_data(self) -> None:
        """Take up another data set or another network."""
        raw = self.session.dataset
        self._asked, self.answer = (), None
        self._known.clear()
        if raw is not None and raw.classes != self._classes:
            self._classes = raw.classes
            self.confusion.forget()
        self._take_table(raw)
        if self.problem():
            self.forget()
        self._turn()

    def _take_table(self, raw: Dataset | None) -> None:
        """Offer the pages on tables where the samples are a line of numbers."""
        inputs = () if raw is None or not raw.classes else inputs_of(raw)
        is_table = bool(inputs) and not self.session.design.reconstructs
        draws = not is_table
        if raw is not None and is_table:
            draws = pictures_of(raw, self.session.data) is not None
            self.probabilities.set_classes(raw.classes)
            self.inputs.set_inputs(inputs, raw.classes)
        for number, offered in (
            (PROBABILITIES, is_table), (INPUTS, is_table), (DRAWING, draws),
        ):  # fmt: skip
            self.buttons[number].setVisible(offered)
            self.buttons[number].setEnabled(offered)
            if not offered and self._pages.checkedId() == number:
                self.buttons[CONFUSIONS].setChecked(True)
        if not is_table or raw is not self._baselines_of:
            self._baselines_of, self.baselines = None, ()
        self._show_baselines()

    @property
    def is_table(self) -> bool:
        """Whether the samples are a line of numbers, of which each can be looked at."""
        return not self.buttons[INPUTS].isHidden()

    @Slot()
    def _turn(self) -> None:
        """Show the page that is chosen, or why there is nothing on it."""
        number = self._pages.checkedId()
        draws = number == DRAWING
        problem = self.drawing.problem() if draws else self.problem()
        self.empty.setText(problem)
        self.stack.setCurrentIndex(self.stack.count() - 1 if problem else number)
        self.heads.setVisible(number in (CONFUSIONS, TWO_RUNS) and not problem)
        self.part.setVisible(not draws)
        if self.answer is not None and number in (CONFUSIONS, TWO_RUNS):
            self._draw(self.answer)
        self.ask()

    @Slot()
    def ask(self) -> None:
        """Have the samples of the part classified by every run."""
        session, raw = self.session, self.session.dataset
        in_test = bool(self.part.currentData())
        page = self._pages.checkedId()
        if not self.isVisible() or raw is None or page == DRAWING:
            return
        if bool(self.problem()) != (self.stack.currentWidget() is self.empty):
            self._turn()
            return
        if page != INPUTS or self.problem():
            self._worth.forget()
        if self.problem():
            return
        live = session.is_moving
        if self.is_table:
            self._ask_baselines(raw)
        if page in (PROBABILITIES, INPUTS):
            self._ask_table(page, in_test=in_test, live=live)
            return
        runs = runs_alike(self.run_list)
        asked = question(raw, in_test=in_test, live=live)
        ticket = (raw, in_test, live, *runs)
        if ticket == self._asked:
            return
        self._asked = ticket
        known = self._known

        def look() -> Answer | None:
            return evaluate(asked, runs, known, lambda: self._asked is ticket)

        self._worker.ask(look)

    @Slot(object)
    def _draw(self, answer: object) -> None:
        raw = self.session.dataset
        if not isinstance(answer, Answer) or answer.question.raw is not raw or self.problem():
            return
        if answer.question.in_test != bool(self.part.currentData()):
            return
        self.answer = answer
        pictures = pictures_of(raw, self.session.data)
        if self._pages.checkedId() == 1:
            self.disagreement.show_answer(answer, pictures)
        else:
            self.confusion.show_answer(answer, pictures)
        self._show_accuracy(answer)

    # Of tables

    def _ask_table(self, page: int, *, in_test: bool, live: bool) -> None:
        run = self.run_list.snapshot()
        if run is None:
            return
        which = self.probabilities.choice if page == PROBABILITIES else self.inputs.choice
        asked = TableQuestion(
            run, "probabilities" if page == PROBABILITIES else "inputs", in_test, which, live,
            self.baselines,
        )  # fmt: skip
        if page == INPUTS:
            self._worth.ask(run, 0, live=live)
        ticket = (run, page, in_test, which, live, self.baselines)
        if ticket == self._asked:
            return
        self._asked = ticket
        self._table_worker.ask(lambda: table_answer(asked, lambda: self._asked is ticket))

    @Slot(object)
    def _draw_table(self, found: object) -> None:
        if not isinstance(found, Probabilities | Inputs) or self.problem():
            return
        if found.question.run.raw is not self.session.dataset or not self.is_table:
            return
        if isinstance(found, Inputs):
            self.inputs.show_answer(found)
        elif found.question.in_test == bool(self.part.currentData()):
            self.probabilities.show_answer(found)

    def _ask_baselines(self, raw: Dataset) -> None:
        if raw is not self._baselines_of:
            self._baselines_of, self.baselines = raw, ()
            self._baseline_worker.ask(partial(_fit_baselines, raw))

    @Slot(object)
    def _take_baselines(self, found: object) -> None:
        if isinstance(found, tuple) and found[0] is self.session.dataset and self.is_table:
            self.baselines = found[1]
            self._show_baselines()
            self.ask()

    def _show_baselines(self) -> None:
        """Say beside the accuracy what something simpler reaches on the same part."""
        in_test = bool(self.part.currentData())
        words = []
        for one in reversed(self.baselines):
            share = one.test if in_test else one.train
            if share is not None:
                text = (
                    self.tr("logistic regression {0}") if one.kind == "logistic"
                    else self.tr("most frequent class {0}")
                )  # fmt: skip
                words.append(text.format(percent(share)))
        self.beside.setVisible(bool(words))
        self.beside.set_words(self.tr("beside: {0}").format(", ".join(words)) if words else "")

    def _show_accuracy(self, answer: Answer) -> None:
        self._show_baselines()
        asked, count = answer.question, len(answer.true)
        right = [int(np.sum(found.predicted == answer.true)) for found in answer.verdicts]
        self.accuracy.setText(self.tr("{0} right").format(percent(right[0] / count)))
        self.scope.set_words(
            self.tr("{0} wrong; {1}", "", count - right[0]).format(
                numbers.count(count - right[0]), scope(count, asked.total, in_test=asked.in_test)
            )
        )
        self.runs.setVisible(len(answer.runs) > 1)
        self.runs.show_runs(
            [
                RunFigure(run.name, run.colour, percent(number / count))
                for run, number in zip(answer.runs, right, strict=True)
            ]
        )


def _fit_baselines(raw: Dataset) -> tuple[Dataset, tuple[ClassBaseline, ...]]:
    return raw, class_baselines(raw)
