"""How near a network comes to values: predicted beside true ones, errors, what an input does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from diynn.analysis.baselines import ValueBaseline, value_baselines
from diynn.analysis.inputs import Input, inputs_of
from diynn.data.columns import IGNORED, Column
from diynn.data.dataset import Array, Dataset
from diynn.data.preparation import MOST_CATEGORIES
from diynn.data.sources.source import Source
from diynn.errors import DiynnError
from diynn.network.metrics import Regression
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.plots.value_plot import ValuePicture, ValuePlot, Values, evenly
from gui.tabs.analysis_tab import AnalysisTab, OwnThread, centred_note
from gui.tabs.input_worth import InputWorth
from gui.tabs.prediction.answer import ERRORS, FIT, INPUT, Answer, Question, answer
from gui.text.numbers import NONE, count, figures, fixed
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import flow, hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.input_bars import InputBars
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import SteadyLabel
from gui.widgets.value_table import Column as Heading
from gui.widgets.value_table import Entry, WholeTable

_BINS = 25
_OFTEN, _PREDICTED, _TRUE = -3, -2, -1
"""What errors are set against, where it is no input: nothing, the predicted or the true value."""
_UNSEEN = -10
"""This and numbers below: the columns of the table that the network does not see, in order."""
_STREWN = 0.28
"""How far to either side samples of a category are strewn, so that they can be told apart."""


class PredictionTab(AnalysisTab):
    """Three pages over one plot: predicted beside true values, the errors, what each input does.

    Below them the figures of the network stand beside those of something simpler.
    """

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__(session, themes, run_list)
        self.setProperty("helpTopic", "tab-prediction")
        self._asked: tuple[object, ...] = ()
        self._inputs: tuple[Input, ...] = ()
        self._shown: tuple[tuple[Input, ...], tuple[str, ...]] = (), ()
        self._page_chosen = False
        self._sample: tuple[Dataset, bool, int] | None = None
        self.answer: Answer | None = None
        """What is shown."""
        self.baselines: tuple[ValueBaseline, ...] = ()
        """What something simple reaches on the data of the moment."""
        self._baselines_of: tuple[Dataset, int] | None = None
        self.plot = ValuePlot(themes)
        self.plot.setProperty("helpTopic", "prediction-plot")
        self.bars = InputBars(themes)
        self.bars.setProperty("helpTopic", "importance")
        self.bars.set_empty_text(self.tr("There is no input yet."))
        self.bars.chosen.connect(self.ask)
        self.empty = centred_note()
        self.score = SteadyLabel()
        self.score.setProperty("strong", True)
        self.score.setProperty("helpTopic", "r-squared")
        self.detail = ElidedCaption()
        self.table = WholeTable(self.tr("Figures beside those of something simpler"))
        self.table.setProperty("helpTopic", "baselines")
        self._build_bar()
        self._lay_out()
        self._worker = self.worker("prediction", self._draw)
        self._worth = InputWorth(self, self.bars)
        self._worth.changed.connect(self._tell_details)
        self._baseline_worker = self.worker("baselines", self._take_baselines, OwnThread())
        self._unseen: tuple[Dataset, dict[str, Column]] | None = None
        """The columns that the network does not see, once they have been read."""
        self._reader = self.worker("columns", self._take_columns, OwnThread())
        self.listen()

    def _build_bar(self) -> None:
        self._pages = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for number, (words, tip) in enumerate((
            (self.tr("Predicted and true"), self.tr("On the line every prediction is right")),
            (self.tr("Errors"), self.tr("How far the predictions lie from the true values")),
            (self.tr("Inputs"), self.tr("What the network answers as one input changes")),
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
        self.part, self.against, self.value = NamedCombo(), NamedCombo(), NamedCombo()
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.against.setSizeAdjustPolicy(policy)
        self.against.setMinimumContentsLength(14)
        self.part.addItem(self.tr("Test samples"), True)
        self.part.addItem(self.tr("Training samples"), False)
        for combo, name, tip in (
            (self.part, self.tr("Which samples"),
             self.tr("Samples kept from the training, or those that it learns")),
            (self.against, self.tr("Errors over what"),
             self.tr("How often which error is, or the errors over a column")),
            (self.value, self.tr("Which value"), self.tr("Which of the values to predict")),
        ):  # fmt: skip
            combo.setAccessibleName(name)
            combo.setToolTip(tip)
            combo.setProperty("helpTopic", "prediction-plot")
            combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            combo.currentIndexChanged.connect(self.ask)

    def _lay_out(self) -> None:
        bar = flow(*self.buttons, 1, self.value, self.part, margins=(12, 8, 12, 0))
        line = hbox(
            self.score, (self.detail, 1), self.against, self.plot.more, margins=(12, 0, 12, 0),
            spacing=8,
        )  # fmt: skip
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.bars)
        self.halves.addWidget(self.plot)
        self.halves.setStretchFactor(1, 1)
        self.halves.setSizes([190, 400])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.halves)
        self.stack.addWidget(self.empty)
        foot = QWidget()
        vbox(self.table, parent=foot, margins=(12, 0, 12, 8))
        self._foot = foot
        vbox(bar, line, (self.stack, 1), foot, parent=self, margins=(0, 0, 0, 0), spacing=8)

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
        unseen = self._unseen_names()
        shown = (inputs, unseen)
        if shown != self._shown or values != self.value.count():
            self._inputs, self._shown = inputs, shown
            self._fill(values)
        if self.problem():
            self.forget()
        self._turn()

    def _fill(self, values: int) -> None:
        names = [one.name for one in self._inputs]
        self.bars.set_inputs(names)
        for combo in (self.against, self.value):
            combo.blockSignals(True)
            combo.clear()
        for words, place in (
            (self.tr("How often"), _OFTEN),
            (self.tr("Over the predicted value"), _PREDICTED),
            (self.tr("Over the true value"), _TRUE),
        ):
            self.against.addItem(words, place)
        for place, name in enumerate(names):
            self.against.addItem(name, place)
        unseen = self._unseen_names()
        if unseen:
            self.against.insertSeparator(self.against.count())
        for number, name in enumerate(unseen):
            self.against.addItem(self.tr("{0} (ignored)").format(name), _UNSEEN - number)
        for number in range(values):
            self.value.addItem(self.tr("Value {0}").format(number + 1))
        for combo in (self.against, self.value):
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
        self.stack.setCurrentWidget(self.empty if problem else self.halves)
        self.bars.setVisible(page == INPUT and len(self._inputs) > 1)
        self.against.setVisible(page == ERRORS and not problem)
        self.value.setVisible(self.value.count() > 1)
        for widget in (self.score, self.detail, self._foot, self.plot.more):
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
        value = max(self.value.currentIndex(), 0)
        self._ask_baselines(run.raw, value)
        against = self.against.currentData()
        place = {INPUT: self.bars.choice(), ERRORS: _OFTEN if against is None else against}.get(
            page, _TRUE
        )
        asked = Question(
            run, page, bool(self.part.currentData()), value, place, self.session.is_moving
        )
        if page == INPUT and len(self._inputs) > 1:
            self._worth.ask(run, value, live=asked.live)
        else:
            self._worth.forget()
        ticket = (run, asked.page, asked.in_test, asked.value, asked.place, asked.live)
        if ticket == self._asked:
            return
        if place <= _UNSEEN:
            column = self._column(run.raw, self._unseen_names()[_UNSEEN - place])
            if column is None:
                return
            asked = replace(asked, column=column)
        self._asked = ticket
        self._worker.ask(lambda: answer(asked, lambda: self._asked is ticket))

    def _unseen_names(self) -> tuple[str, ...]:
        """The columns of the table that the network does not see, those of a text a row aside."""
        raw = self.session.dataset
        if raw is None or raw.table is None or raw.rows is None:
            return ()
        names = [
            one.name for one in raw.table.columns
            if one.role not in ("input", "target") and len(one.texts) <= MOST_CATEGORIES
        ]  # fmt: skip
        # What is ignored by choice has not been kept of a file.
        chosen = getattr(self.session.design.source, "columns", ())
        return tuple(dict.fromkeys([*names, *(name for name, kind in chosen if kind == IGNORED)]))

    def _column(self, raw: Dataset, name: str) -> Column | None:
        """A column that the network does not see; None while the table is read again for it."""
        if self._unseen is not None and self._unseen[0] is raw:
            return self._unseen[1].get(name)
        self._unseen = raw, {}
        self.detail.set_words(self.tr("The column is being read…"))
        self._reader.ask(partial(_read, raw, self.session.design.source, self._unseen_names()))
        return None

    @Slot(object)
    def _take_columns(self, found: object) -> None:
        if not isinstance(found, tuple) or found[0] is not self.session.dataset:
            return
        if isinstance(found[1], DiynnError):
            # The next choice tries again.
            self._unseen = None
            self.detail.set_words(error_text(found[1]))
            return
        self._unseen = found
        self.ask()

    def _ask_baselines(self, raw: Dataset, value: int) -> None:
        known = self._baselines_of
        if known is not None and known[0] is raw and known[1] == value:
            return
        self._baselines_of, self.baselines = (raw, value), ()
        self._baseline_worker.ask(partial(_fit_baselines, raw, value))

    @Slot(object)
    def _take_baselines(self, found: object) -> None:
        if isinstance(found, tuple) and found[0] is self.session.dataset:
            self.baselines = found[1]
            if self.answer is not None:
                self._show_figures(self.answer)

    @Slot(object)
    def _draw(self, found: object) -> None:
        if not isinstance(found, Answer) or self.problem():
            return
        asked = found.question
        if asked.run.raw is not self.session.dataset or asked.page != self._pages.checkedId():
            return
        self.answer = found
        self.plot.show_picture(self._picture(found))
        self.score.setText(self.tr("R² {0}").format(fixed(found.shown.r2, 3)))
        self._tell_details()
        self._show_figures(found)

    @Slot()
    def _tell_details(self) -> None:
        if self.answer is not None:
            self.detail.set_words(self._details(self.answer, self.answer.shown))

    def _details(self, found: Answer, shown: Regression) -> str:
        words = [
            self.tr("mean error {0}").format(figures(shown.mae, 4)),
            self.tr("root mean square {0}").format(figures(shown.rmse, 4)),
        ]
        if (place := self._chosen(found)) is not None:
            text = self.tr("sample {0}: {1} predicted, {2} true").format(
                count(place + 1), figures(float(found.predicted[place])),
                figures(float(found.true[place])),
            )  # fmt: skip
            words.insert(0, text)
        there = len(found.true)
        if there < found.total:
            text = self.tr("live, from {0} of {1} sample(s)", "", found.total)
            words.append(text.format(count(there), count(found.total)))
        else:
            words.append(self.tr("{0} sample(s)", "", there).format(count(there)))
        if found.averaged > 1:
            text = self.tr("curve: mean over {0} training sample(s)", "", found.averaged)
            words.append(text.format(count(found.averaged)))
            if self._worth.is_busy:
                words.append(self.tr("bars: being worked out"))
            elif not self._worth.is_of(found.question.run):
                words.append(self.tr("bars: as of the last pause"))
        return " · ".join(words)

    # The figures beside those of something simpler

    def _show_figures(self, found: Answer) -> None:
        mean = self.tr("Mean of the absolute errors, in the target’s own units")
        square = self.tr("Root of the mean square of the errors, in the target’s own units")
        share = self.tr("Share of the spread that is explained")
        columns = [Heading("", numbers=False)]
        for part in (self.tr("Test {0}"), self.tr("Training {0}")):
            columns += [
                Heading(part.format(self.tr("R²")), share),
                Heading(self.tr("MAE"), mean), Heading(self.tr("RMSE"), square),
            ]  # fmt: skip
        rows: list[Sequence[Entry]] = [
            self._figure_row(self.tr("Network"), "", found.test, found.train)
        ]
        for one in self.baselines:
            name, help_ = self._baseline_words(one)
            rows.append(self._figure_row(name, help_, one.test, one.train))
        self.table.show_rows(columns, rows)

    def _figure_row(
        self, name: str, help_: str, test: Regression | None, train: Regression
    ) -> Sequence[Entry]:
        entries = [Entry(name, help=help_)]
        for one in (test, train):
            written = (NONE,) * 3 if one is None else (
                fixed(one.r2, 3), figures(one.mae, 4), figures(one.rmse, 4)
            )
            entries += [Entry(text) for text in written]
        return entries

    def _baseline_words(self, one: ValueBaseline) -> tuple[str, str]:
        """What it is called, and what it is."""
        name, help_ = {
            "mean": (self.tr("Mean"), self.tr("Always the mean of the training targets")),
            "linear": (
                self.tr("Linear model"), self.tr("Least squares over all inputs (scikit-learn)"),
            ),
            "last": (self.tr("Last value"), self.tr("The last value that is known, unchanged")),
            "season": (
                self.tr("Year before"),
                self.tr("The last value, and what it changed by a year before"),
            ),
        }[one.kind]  # fmt: skip
        raw = self.session.dataset
        if raw is not None and 0 < one.learnt < len(raw.train):
            text = self.tr("From {0} of {1} training samples, evenly spread.")
            help_ += ". " + text.format(count(one.learnt), count(len(raw.train)))
        return name, help_

    # The pictures

    def _picture(self, found: Answer) -> ValuePicture:
        asked = found.question
        name = self._target_name(asked.run.raw)
        if asked.page == ERRORS:
            return self._error_picture(found, name)
        kept = evenly(len(found.true))
        if asked.page == INPUT and found.x is not None and found.curve is not None:
            one = self._inputs[min(asked.place, len(self._inputs) - 1)]
            marks = self._marks(found, _strewn(one.texts, found)[kept], found.true[kept])
            words = self.tr("Mean answer") if len(self._inputs) > 1 else self.tr("Answer")
            line = Values("answer", words, *found.curve)
            return ValuePicture((one.name, name), (marks,), (line,), names=one.texts)
        true = found.true
        ends = np.array([np.nanmin(true), np.nanmax(true)]) if len(kept) else np.empty(0)
        return ValuePicture(
            (self.tr("True: {0}").format(name), self.tr("Predicted: {0}").format(name)),
            (self._marks(found, found.true[kept], found.predicted[kept]),),
            (Values("aim", self.tr("All right"), ends, ends), *self._error_of_chosen(found)),
        )  # fmt: skip

    def _error_picture(self, found: Answer, name: str) -> ValuePicture:
        errors = found.predicted - found.true
        title, place = self.tr("Predicted − true: {0}").format(name), found.question.place
        if place == _OFTEN:
            known = errors[np.isfinite(errors)]
            counts, edges = np.histogram(known, _BINS) if known.size else (np.empty(0), np.empty(0))
            return ValuePicture(
                (title, self.tr("Samples")), edges=edges, counts=counts.astype(np.float64)
            )
        names: tuple[str, ...] = ()
        column = found.question.column
        if found.x is not None and (place >= 0 or column is not None):
            across, names = (
                (self._inputs[place].name, self._inputs[place].texts) if column is None
                else (column.name, column.texts or ())
            )  # fmt: skip
            x = _strewn(names, found)
        else:
            x = found.predicted if place == _PREDICTED else found.true
            words = self.tr("Predicted: {0}") if place == _PREDICTED else self.tr("True: {0}")
            across = words.format(name)
        kept = evenly(len(errors))
        known = x[np.isfinite(x)]
        ends = np.array([known.min(), known.max()]) if known.size else np.empty(0)
        if names:
            ends = np.array([0.5, len(names) + 0.5])
        none = Values("aim", self.tr("No error"), ends, np.zeros(len(ends)))
        marks = self._marks(found, x[kept], errors[kept])
        return ValuePicture((across, title), (marks,), (none,), names=names)

    def _marks(self, found: Answer, x: Array, y: Array) -> Values:
        kind = "test" if found.question.in_test else "train"
        return Values("test" if kind == "test" else "train", self.tr("Sample"), x, y)

    def _error_of_chosen(self, found: Answer) -> tuple[Values, ...]:
        """From the line where all would be right to what was predicted of the chosen sample."""
        place = self._chosen(found)
        if place is None:
            return ()
        true, predicted = float(found.true[place]), float(found.predicted[place])
        ends = np.array([true, true]), np.array([true, predicted])
        return (Values("answer", self.tr("Sample {0}").format(count(place + 1)), *ends),)

    def _target_name(self, raw: Dataset) -> str:
        if raw.target:
            return raw.target
        if raw.table is not None:
            return raw.table.target
        return self.tr("value")


def _fit_baselines(raw: Dataset, value: int) -> tuple[Dataset, tuple[ValueBaseline, ...]]:
    return raw, value_baselines(raw, value)


def _read(
    raw: Dataset, source: Source, names: tuple[str, ...]
) -> tuple[Dataset, dict[str, Column] | DiynnError]:
    """These columns of the source's table, or why they cannot be read any more."""
    try:
        table = source.browsed()
    except DiynnError as error:
        return raw, error
    columns = () if table is None else table.columns
    return raw, {one.name: one for one in columns if one.name in names}


def _strewn(texts: tuple[str, ...], found: Answer) -> Array:
    """The values of a column; samples of a category lie in a strip, always in the same way."""
    x = np.asarray(found.x, np.float64)
    if not texts:
        return x
    return x + np.random.default_rng(0).uniform(-_STREWN, _STREWN, found.total)[found.places]
