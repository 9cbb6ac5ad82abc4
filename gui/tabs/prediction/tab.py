"""How near a network comes to values: predicted beside true ones, errors, what an input does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QStackedWidget

from diynn.analysis.prediction import (
    Input,
    Predictor,
    baseline,
    dependence,
    importances,
    inputs_of,
)
from diynn.data.dataset import Array, Dataset
from diynn.network.metrics import Regression, regression
from gui.model.run_list import RunList
from gui.model.run_snapshot import RunSnapshot
from gui.model.session import Session
from gui.plots.value_plot import ValuePicture, ValuePlot, Values, evenly
from gui.tabs.analysis_tab import AnalysisTab, centred_note
from gui.text.numbers import count, figures, fixed
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import flow, hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import SteadyLabel

FIT, ERRORS, INPUT = range(3)
_BINS = 25


@dataclass(frozen=True, eq=False)
class Question:
    """What is to be shown of a run: which page, of which part, of which value and input."""

    run: RunSnapshot
    page: int
    in_test: bool
    value: int
    place: int
    live: bool


@dataclass(frozen=True, eq=False)
class Answer:
    """The figures on both parts, what a linear model reaches, and the picture's numbers.

    `predicted` and `true` are (n,), of the part that was asked for; `x` (n,) is the input's values;
    `curve` the answer for each of some values of the input; `falls` how much R² owes to each input.
    """

    question: Question
    test: Regression | None
    train: Regression
    linear: Regression | None
    predicted: Array
    true: Array
    x: Array | None
    curve: tuple[Array, Array] | None
    falls: tuple[float, ...]


class _Known:
    """What does not change while a network learns: the linear model of the data."""

    def __init__(self) -> None:
        self._raw: Dataset | None = None
        self._linear: Regression | None = None

    def linear(self, raw: Dataset) -> Regression | None:
        """What a linear model reaches on the data; it is fitted once."""
        if raw is not self._raw:
            self._linear, self._raw = baseline(raw), raw
        return self._linear


def answer(asked: Question, known: _Known, wanted: Callable[[], bool]) -> Answer | None:
    """Compute what is shown; None where it is not `wanted` any more."""
    run = asked.run
    predictor = Predictor(run.net, run.weights, run.raw, run.data)
    found = {}
    for in_test, part in ((True, run.data.test), (False, run.data.train)):
        if len(part):
            y, t = predictor.of_part(part)
            found[in_test] = y[:, [asked.value]], t[:, [asked.value]]
        if not wanted():
            return None
    y, t = found.get(asked.in_test, (np.empty((0, 1)), np.empty((0, 1))))
    inputs = inputs_of(run.raw)
    x = curve = None
    falls: tuple[float, ...] = ()
    if asked.page == INPUT and inputs:
        one = inputs[min(asked.place, len(inputs) - 1)]
        raw = run.raw.test if asked.in_test else run.raw.train
        values = raw.x[:, list(one.places)]
        x = values.argmax(axis=1) + 1.0 if one.texts else values[:, 0].astype(np.float64)
        curve = dependence(predictor, one, asked.value)
        if not asked.live and len(run.raw.test) and wanted():
            falls = tuple(fall for _, fall in importances(predictor, asked.value, wanted))
    return Answer(
        asked,
        regression(*found[True]) if True in found else None,
        regression(*found[False]),
        known.linear(run.raw) if len(run.raw.test) else None,
        y[:, 0], t[:, 0], x, curve, falls,
    )  # fmt: skip


class PredictionTab(AnalysisTab):
    """Three pages over one plot: predicted beside true values, the errors, one input by itself."""

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__(session, themes, run_list)
        self.setProperty("helpTopic", "tab-prediction")
        self._asked: tuple[object, ...] = ()
        self._known = _Known()
        self._inputs: tuple[Input, ...] = ()
        self._page_chosen = False
        self._sample: tuple[Dataset, bool, int] | None = None
        self.answer: Answer | None = None
        """What is shown."""
        self.plot = ValuePlot(themes)
        self.plot.setProperty("helpTopic", "prediction-plot")
        self.empty = centred_note()
        self.score = SteadyLabel()
        self.score.setProperty("strong", True)
        self.score.setProperty("helpTopic", "r-squared")
        self.detail = ElidedCaption()
        self._build_bar()
        line = hbox(
            self.score, (self.detail, 1), self.input, self.plot.more, margins=(12, 0, 12, 0),
            spacing=8,
        )  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(self.plot)
        self.stack.addWidget(self.empty)
        bar = flow(*self.buttons, 1, self.value, self.part, margins=(12, 8, 12, 0))
        vbox(bar, line, (self.stack, 1), parent=self, margins=(0, 0, 0, 0), spacing=8)
        self._worker = self.worker("prediction", self._draw)
        self.listen()

    def _build_bar(self) -> None:
        self._pages = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for number, (words, tip) in enumerate((
            (self.tr("Predicted and true"), self.tr("On the line every prediction is right")),
            (self.tr("Errors"), self.tr("How far the predictions lie from the true values")),
            (self.tr("One input"), self.tr("What the network answers as one input changes")),
        )):  # fmt: skip
            button = QPushButton(words)
            button.setProperty("helpTopic", "prediction-plot")
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._pages.addButton(button, number)
            self.buttons.append(button)
        self.buttons[FIT].setChecked(True)
        self._pages.idToggled.connect(self._turn)
        for button in self.buttons:
            button.clicked.connect(self._remember_choice)
        self.part, self.input, self.value = NamedCombo(), NamedCombo(), NamedCombo()
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.input.setSizeAdjustPolicy(policy)
        self.input.setMinimumContentsLength(14)
        self.part.addItem(self.tr("Test samples"), True)
        self.part.addItem(self.tr("Training samples"), False)
        for combo, name, tip in (
            (self.part, self.tr("Which samples"),
             self.tr("Samples kept from the training, or those that it learns")),
            (self.input, self.tr("Which input"),
             self.tr("In brackets: how much R² falls where the input is shuffled")),
            (self.value, self.tr("Which value"), self.tr("Which of the values to predict")),
        ):  # fmt: skip
            combo.setAccessibleName(name)
            combo.setToolTip(tip)
            combo.setProperty("helpTopic", "prediction-plot")
            combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            combo.currentIndexChanged.connect(self.ask)

    def show_sample(self, *, in_test: bool, place: int) -> None:
        """Draw the error of that sample, and say what was predicted of it."""
        raw = self.session.dataset
        if raw is None or self.problem():
            return
        self._sample = (raw, in_test, place)
        self.part.setCurrentIndex(self.part.findData(in_test))
        self.buttons[FIT].setChecked(True)
        if self.answer is not None:
            self._draw(self.answer)

    def _chosen(self, found: Answer) -> int | None:
        """The place of the sample that was chosen, where it is of the part that is shown."""
        if self._sample is None or self._sample[:2] != (found.question.run.raw,
                                                        found.question.in_test):
            return None
        place = self._sample[2]
        return place if place < len(found.true) else None

    # What there is to show

    def unsuited(self, raw: Dataset) -> str:
        """Why there are no values to compare."""
        if self.session.design.reconstructs:
            return self.tr(
                "An auto-encoder gives back its input: the tab Reconstruction shows it. Choose "
                "“target” as the goal in the first row of the network to predict values."
            )
        if raw.classes:
            return self.tr(
                "These targets are classes: the tab Mistakes shows how they are told apart. For "
                "values to predict choose Diabetes, Waves or a table of your own."
            )
        return ""

    @Slot()
    def show_data(self) -> None:
        """Take up another data set or another network."""
        raw = self.session.dataset
        self._asked, self.answer = (), None
        inputs = () if raw is None else inputs_of(raw)
        values = 1 if raw is None or raw.classes else raw.train.targets.shape[-1]
        if inputs != self._inputs or values != self.value.count():
            self._inputs = inputs
            self._fill(values)
        if self.problem():
            self.forget()
        self._turn()

    def _fill(self, values: int) -> None:
        for combo in (self.input, self.value):
            combo.blockSignals(True)
            combo.clear()
        for one in self._inputs:
            self.input.addItem(one.name)
        for number in range(values):
            self.value.addItem(self.tr("Value {0}").format(number + 1))
        for combo in (self.input, self.value):
            combo.blockSignals(False)
        if not self._page_chosen:
            # Of one input the whole answer is a curve over it.
            self.buttons[INPUT if len(self._inputs) == 1 else FIT].setChecked(True)

    @Slot()
    def _remember_choice(self) -> None:
        self._page_chosen = True

    @Slot()
    def _turn(self) -> None:
        page, problem = self._pages.checkedId(), self.problem()
        if not problem and page == INPUT and not self._inputs:
            problem = self.tr("The samples are no line of numbers: there is no single input.")
        self.empty.setText(problem)
        self.stack.setCurrentWidget(self.empty if problem else self.plot)
        self.input.setVisible(page == INPUT and len(self._inputs) > 1)
        self.value.setVisible(self.value.count() > 1)
        for widget in (self.score, self.detail):
            widget.setVisible(not self.problem())
        self.ask()

    @Slot()
    def ask(self) -> None:
        """Have what is chosen computed."""
        page = self._pages.checkedId()
        if not self.isVisible():
            return
        if bool(self.problem()) != (self.stack.currentWidget() is self.empty) and page != INPUT:
            self._turn()
            return
        run = None if self.problem() else self.run_list.snapshot()
        if run is None or (page == INPUT and not self._inputs):
            return
        asked = Question(
            run, page, bool(self.part.currentData()), max(self.value.currentIndex(), 0),
            max(self.input.currentIndex(), 0), self.session.is_moving,
        )  # fmt: skip
        ticket = (run, asked.page, asked.in_test, asked.value, asked.place, asked.live)
        if ticket == self._asked:
            return
        self._asked = ticket
        known = self._known

        def look() -> Answer | None:
            return answer(asked, known, lambda: self._asked is ticket)

        self._worker.ask(look)

    @Slot(object)
    def _draw(self, found: object) -> None:
        if not isinstance(found, Answer) or self.problem():
            return
        asked = found.question
        if asked.run.raw is not self.session.dataset or asked.page != self._pages.checkedId():
            return
        self.answer = found
        self.plot.show_picture(self._picture(found))
        shown = found.test if asked.in_test and found.test is not None else found.train
        self.score.setText(self.tr("R² {0}").format(fixed(shown.r2, 3)))
        self.detail.set_words(self._details(found, shown))
        self._name_inputs(found)

    def _details(self, found: Answer, shown: Regression) -> str:
        words = [
            self.tr("mean error {0}").format(figures(shown.mae, 4)),
            self.tr("root mean square {0}").format(figures(shown.rmse, 4)),
        ]
        if found.question.in_test and found.test is not None:
            words.append(self.tr("training R² {0}").format(fixed(found.train.r2, 3)))
        if found.linear is not None:
            words.append(self.tr("a linear model: R² {0}").format(fixed(found.linear.r2, 3)))
        if (place := self._chosen(found)) is not None:
            told = self.tr("sample {0}: {1} predicted, {2} true").format(
                count(place + 1), figures(float(found.predicted[place])),
                figures(float(found.true[place])),
            )  # fmt: skip
            words.insert(0, told)
        shown_samples = len(found.true)
        words.append(self.tr("{0} sample(s)", "", shown_samples).format(count(shown_samples)))
        return " · ".join(words)

    def _name_inputs(self, found: Answer) -> None:
        if len(found.falls) == len(self._inputs) > 1:
            for number, (one, fall) in enumerate(zip(self._inputs, found.falls, strict=True)):
                self.input.setItemText(number, f"{one.name} ({fixed(fall, 2)})")

    def _picture(self, found: Answer) -> ValuePicture:
        asked = found.question
        name = self._target_name(asked.run.raw)
        kept = evenly(len(found.true))
        kind = "test" if asked.in_test else "train"
        samples = self.tr("Sample")
        if asked.page == ERRORS:
            errors = found.predicted - found.true
            known = errors[np.isfinite(errors)]
            counts, edges = np.histogram(known, _BINS) if known.size else (np.empty(0), np.empty(0))
            titles = (self.tr("Predicted − true: {0}").format(name), self.tr("Samples"))
            return ValuePicture(titles, edges=edges, counts=counts.astype(np.float64))
        if asked.page == INPUT and found.x is not None and found.curve is not None:
            one = self._inputs[min(asked.place, len(self._inputs) - 1)]
            marks = Values("test", samples, found.x[kept], found.true[kept])
            line = Values("answer", self.tr("Mean answer"), *found.curve)
            across = one.name
            if one.texts:
                names = ", ".join(f"{k} {text}" for k, text in enumerate(one.texts, 1))
                across = f"{one.name}: {names}"
            return ValuePicture((across, name), (marks,), (line,))
        true = found.true
        ends = np.array([np.nanmin(true), np.nanmax(true)]) if len(kept) else np.empty(0)
        return ValuePicture(
            (self.tr("True: {0}").format(name), self.tr("Predicted: {0}").format(name)),
            (Values("test" if kind == "test" else "train", samples, found.true[kept],
                    found.predicted[kept]),),
            (Values("aim", self.tr("All right"), ends, ends), *self._error_of_chosen(found)),
        )  # fmt: skip

    def _error_of_chosen(self, found: Answer) -> tuple[Values, ...]:
        """From the line where all would be right to what was predicted of the chosen sample."""
        place = self._chosen(found)
        if place is None:
            return ()
        true, predicted = float(found.true[place]), float(found.predicted[place])
        ends = np.array([true, true]), np.array([true, predicted])
        return (Values("answer", self.tr("Sample {0}").format(count(place + 1)), *ends),)

    def _target_name(self, raw: Dataset) -> str:
        if raw.table is not None:
            return next(one.name for one in raw.table.columns if one.role == "target")
        return self.tr("value")
