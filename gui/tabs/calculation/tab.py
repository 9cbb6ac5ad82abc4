"""Choose any value of the network, and see which numbers it is made of."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
)

from diynn.analysis.calculation import Calculation, ExplainedStep, explain_step, trace
from diynn.analysis.calculation.examples import is_worked_in_training
from diynn.data.sources.worked import EXAMPLE, WorkedExample
from diynn.errors import Diverged, DiynnError
from diynn.layers.layer import Shape
from diynn.training.replay import step_further
from diynn.training.training import Training
from gui.model.run_list import RunList
from gui.model.run_snapshot import RunSnapshot
from gui.model.session import Session
from gui.tabs.analysis_tab import AnalysisTab, ValuePlace, centred_note
from gui.tabs.calculation.bands import bands_of
from gui.tabs.calculation.chain import ChainPage
from gui.tabs.calculation.sheet import SheetButton
from gui.tabs.calculation.step_bar import StepBar
from gui.tabs.calculation.subject import (
    INPUT,
    INPUT_GRADIENT,
    LOSS_GRADIENT,
    OUTPUT,
    UPDATE,
    WEIGHT,
    Choice,
    Subject,
    first_choice,
)
from gui.tabs.calculation.terms import Source
from gui.tabs.calculation.value_page import ValuePage
from gui.text.numbers import figures
from gui.text.wording import choices, error_text
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import flow, vbox
from gui.widgets.named_combo import NamedCombo
from gui.widgets.number_question import LARGEST_TYPED, ask_number, read_fraction
from gui.widgets.plain_text import warn
from gui.widgets.sample_chooser import SampleChooser

DIGITS = (4, 6, 8, 12)
OF_EXAMPLES = 6
"""Digits of worked examples: as many as float32 has of its own."""


@dataclass(frozen=True, eq=False)
class Asked:
    """Which sample of which run was asked for."""

    run: RunSnapshot
    part: str
    place: int
    training: bool


class CalculationTab(AnalysisTab):
    """The chain of pictures at the left, the chosen value's terms beside it."""

    example_asked = Signal(str)
    """A worked example is to be opened; carries its name."""

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__(session, themes, run_list)
        self.setProperty("helpTopic", "tab-calculation")
        self.subject: Subject | None = None
        """What is looked into."""
        self.choice: Choice | None = None
        """The value that is chosen."""
        self.calculation: Calculation | None = None
        """How that value comes about."""
        self._shown: Asked | None = None
        self._asked: tuple[object, ...] = ()
        self._before: list[Choice] = []
        self._taking = ""
        """What to say of a step as soon as it is taken."""
        self._taken: tuple[Training | None, str] = (None, "")
        """The training that has just taken a step, and what is said of that."""
        self._example = ""
        self._raw_image: Shape = ()
        self._limits: tuple[float, float] | None = None
        self._build_head()
        self.chain = ChainPage(themes, self.tr("Chain of pictures"))
        self.chain.setProperty("helpTopic", "calculation-chain")
        self.value = page = ValuePage(themes)
        self.title, self.note, self.terms = page.title, page.note, page.terms
        self.table, self.pictures, self.curve = page.table, page.pictures, page.curve
        self.bar = StepBar()
        self.empty = centred_note()
        self._lay_out()
        self._connect()
        self._worker = self.worker("calculation", self._take)
        self._stepper = self.worker("explain-step", self._take_step)
        self.listen()

    def _build_head(self) -> None:
        self.chooser = SampleChooser()
        self.mode, self.digits = NamedCombo(), NamedCombo()
        self.mode.addItem(self.tr("In use"), False)
        self.mode.addItem(self.tr("In training"), True)
        self.mode.setAccessibleName(self.tr("In use or in training"))
        self.mode.setToolTip(
            self.tr("In training Dropout forgets, and BatchNorm takes the mean of the batch")
        )
        for number in DIGITS:
            self.digits.addItem(self.tr("{number} digits").format(number=number), number)
        self.digits.setAccessibleName(self.tr("Digits"))
        self.digits.setToolTip(self.tr("Significant digits of every number"))
        self.explain = QPushButton(self.tr("Explain the next step"))
        self.explain.setProperty("helpTopic", "explained-step")
        self.explain.setToolTip(self.tr("The real next batch, stage by stage; nothing happens yet"))
        self.back = QToolButton()
        self.back.setText("⟵")
        self.back.setProperty("raised", True)
        self.back.setAccessibleName(self.tr("Back to the value before"))
        self.back.setToolTip(self.tr("Back to the value before (Backspace)"))
        self.turn_button = QToolButton()
        self.turn_button.setText("y ⇄ δ")
        self.turn_button.setProperty("raised", True)
        self.turn_button.setAccessibleName(self.tr("From a value to its gradient, and back"))
        self.turn_button.setToolTip(self.tr("From a value to its gradient, and back (B)"))
        self.more = SheetButton()
        self.examples = QPushButton(self.tr("Examples"))
        self.examples.setProperty("helpTopic", "calculation-examples")
        self.examples.setToolTip(
            self.tr("Small networks with given weights, to be computed by hand")
        )
        menu = QMenu(self.examples)
        for words, name in choices(EXAMPLE):
            menu.addAction(words, partial(self.example_asked.emit, name))
        self.examples.setMenu(menu)
        for widget in (
            self.mode, self.digits, self.explain, self.turn_button, self.back, self.more,
            self.examples,
        ):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        bar = flow(
            (self.chooser, 1), self.mode, self.explain, self.digits, self.turn_button, self.back,
            self.more, self.examples, margins=(12, 8, 12, 0), spacing=6,
        )  # fmt: skip
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.chain)
        self.halves.addWidget(self.value)
        self.halves.setSizes([230, 330])
        self.halves.setContentsMargins(12, 0, 12, 4)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.halves)
        self.stack.addWidget(self.empty)
        vbox(bar, (self.stack, 1), self.bar, parent=self, margins=(0, 0, 0, 0), spacing=6)

    def _connect(self) -> None:
        self.chooser.changed.connect(self._choose_sample)
        self.mode.currentIndexChanged.connect(self.ask)
        self.digits.currentIndexChanged.connect(self._show_terms)
        self.more.all_terms.toggled.connect(self._show_terms)
        self.explain.clicked.connect(self.explain_next)
        self.turn_button.clicked.connect(self.turn)
        self.back.clicked.connect(self.go_back)
        self.chain.chosen.connect(self._choose_in_chain)
        self.chain.entered.connect(self.table.setFocus)
        self.table.entered.connect(self.enter)
        self.table.left.connect(self.go_back)
        self.table.typing.connect(self._ask_weight)
        self.bar.stage_chosen.connect(self.choose)
        self.bar.taken.connect(self.take_step)
        self.bar.undone.connect(self.undo_step)
        self.bar.closed.connect(self.leave_step)

    # What is looked into

    @Slot()
    def show_data(self) -> None:
        """Take up another data set or another network."""
        self._end_step()
        data, training = self.session.data, self.session.training
        if training is not None:
            if self._taking:
                self._taken, self._taking = (training, self._taking), ""
            if training is self._taken[0]:
                self.bar.show_taken(self._taken[1])
        if data is not None:
            self.chooser.set_counts(len(data.test), len(data.train))
        self._asked, self._shown, self.subject = (), None, None
        self._follow_example()
        self.ask()

    def _follow_example(self) -> None:
        """Show the arithmetic of a worked example in use or in training, as it is meant."""
        source = self.session.design.source
        name = source.example if isinstance(source, WorkedExample) else ""
        if name != self._example:
            self._example = name
            if name:
                self.mode.setCurrentIndex(int(is_worked_in_training(name)))
                self.digits.setCurrentIndex(DIGITS.index(OF_EXAMPLES))

    @Slot()
    def show_state(self) -> None:
        """A step that is explained is over as soon as another one is taken."""
        if self.session.is_moving and (self._in_step or self.bar.is_taken):
            self._taken = (None, "")
            self._end_step()
        super().show_state()

    @Slot()
    def ask(self) -> None:
        """Have the sample sent through the network, where it can be seen."""
        if not self.isVisible():
            return
        problem = self.problem()
        self.empty.setText(problem)
        self.stack.setCurrentWidget(self.empty if problem else self.halves)
        for widget in (
            self.chooser, self.mode, self.explain, self.digits, self.turn_button, self.back,
            self.more,
        ):  # fmt: skip
            widget.setVisible(not problem)
        if problem:
            self.bar.end()
        if problem:
            self.subject, self._shown, self._asked = None, None, ()
        run = None if problem else self.run_list.snapshot()
        if run is None or self._in_step:
            return
        asked = Asked(run, self.chooser.part, self.chooser.place, bool(self.mode.currentData()))
        ticket = (run.key, asked.part, asked.place, asked.training)
        if ticket != self._asked:
            self._asked = ticket
            self._worker.ask(partial(_look, asked))

    @property
    def _in_step(self) -> bool:
        return self.subject is not None and self.subject.step is not None

    @Slot(object)
    def _take(self, found: object) -> None:
        if isinstance(found, DiynnError):
            self.empty.setText(error_text(found))
            self.stack.setCurrentWidget(self.empty)
            return
        if isinstance(found, Exception):
            raise found
        if not isinstance(found, tuple) or self._in_step or self.problem():
            return
        asked, subject = found
        if asked.run.raw is not self.session.dataset:
            return
        self._shown = asked
        self._show_subject(subject, asked.run)

    def _show_subject(self, subject: Subject, run: RunSnapshot) -> None:
        self.subject = subject
        data = run.data
        self._raw_image = data.image_shape
        low, high = data.low, data.high
        known = math.isfinite(low) and math.isfinite(high) and low < high and bool(self._raw_image)
        self._limits = (low, high) if known else None
        if self.choice is not None and self.choice.kind == UPDATE and subject.step is None:
            # The step is over: of its weight the gradient is there.
            self.choice = replace(self.choice, kind=WEIGHT)
        if self.choice is None or not subject.is_there(self.choice):
            self.choice = first_choice(subject)
            self._before.clear()
        bands = bands_of(subject, run.design, self._raw_image, self._limits)
        self.chain.show_bands(bands, self.choice)
        self._tell_sample(run)
        self._show_terms()

    def _tell_sample(self, run: RunSnapshot) -> None:
        assert self.subject is not None
        words = self.tr("loss {loss}").format(loss=figures(self.subject.trace.loss, 5))
        targets = self.subject.trace.compared.t
        if run.data.classes and targets.ndim == 1:
            name = run.data.classes[int(targets[self.subject.sample])]
            words = self.tr("class {name} · {told}").format(name=name, told=words)
        self.chooser.tell(words)

    @Slot()
    def _choose_sample(self) -> None:
        if self.subject is not None and self.subject.step is not None:
            self._show_step(self.subject.step, self.chooser.place, goes_on=True)
        else:
            self.ask()

    # Which value is chosen

    @Slot(object)
    def _choose_in_chain(self, choice: Choice) -> None:
        if self.choice is not None and choice != self.choice:
            self._before.append(self.choice)
        self.choice = choice
        self._show_terms()

    @Slot(object)
    def choose(self, choice: Choice) -> None:
        """Show how a value comes about."""
        if self.subject is None or not self.subject.is_there(choice):
            return
        if self.choice is not None and choice != self.choice:
            self._before.append(self.choice)
        self.choice = choice
        self.chain.show_choice(choice)
        self._show_terms()

    def look_at(self, wanted: ValuePlace) -> None:
        """Show how a value that was chosen elsewhere comes about, at once or when it is there."""
        if self._in_step:
            self.leave_step()
        if wanted.sample is not None:
            in_test, place = wanted.sample
            self.chooser.choose("test" if in_test else "train", place)
        choice = Choice(wanted.kind, wanted.row, name=wanted.name, place=wanted.place)
        if self.subject is not None and self.subject.is_there(choice):
            self.choose(choice)
        else:
            self.choice = choice

    @Slot(object)
    def enter(self, source: Source) -> None:
        """Go on to the value that a factor was read from."""
        if self.subject is None or self.choice is None:
            return
        to = self.subject.source(self.choice, source.factor, source.number)
        if to is not None:
            self.choose(to)

    @Slot()
    def go_back(self) -> None:
        """The value that was chosen before."""
        if self.bar.is_taken:
            self.undo_step()
        elif self._before and self.subject is not None:
            self.choice = self._before.pop()
            self.chain.show_choice(self.choice)
            self._show_terms()

    @Slot()
    def turn(self) -> None:
        """From a value to its gradient, and back."""
        if self.choice is None or self.subject is None:
            return
        choice, last = self.choice, self.subject.last
        if choice.kind == OUTPUT and not choice.part:
            end = choice.row == last
            kind, row = (LOSS_GRADIENT, 0) if end else (INPUT_GRADIENT, choice.row + 1)
        elif choice.kind == LOSS_GRADIENT:
            kind, row = OUTPUT, last
        elif choice.kind == INPUT_GRADIENT and not choice.part:
            kind, row = (INPUT, 0) if choice.row == 0 else (OUTPUT, choice.row - 1)
        elif choice.kind == INPUT:
            kind, row = INPUT_GRADIENT, 0
        else:
            return
        self.choose(Choice(kind, row, place=choice.place))

    # What is shown of it

    @Slot()
    def _show_terms(self) -> None:
        subject, choice = self.subject, self.choice
        self.back.setEnabled(bool(self._before) or self.bar.is_taken)
        if subject is None or choice is None:
            return
        self.calculation = found = subject.calculation(choice)
        broken = bool(self.session.design.fault)
        self.value.show_value(
            subject, choice, found, self._digits, self.more.most, self._raw_image, broken=broken
        )
        self.more.show_sheet(found, self.title.text(), self._digits)

    @property
    def _digits(self) -> int:
        return int(self.digits.currentData())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """[ and ] go to the sample before and after, B from a value to its gradient and back."""
        if event.text() == "[":
            self.chooser.go_to(self.chooser.place - 1)
        elif event.text() == "]":
            self.chooser.go_to(self.chooser.place + 1)
        elif event.key() == Qt.Key.Key_B and not event.modifiers():
            self.turn()
        elif event.key() == Qt.Key.Key_Backspace:
            self.go_back()
        elif event.key() == Qt.Key.Key_F2:
            self._ask_weight(None)
        elif event.key() == Qt.Key.Key_Escape and not self.bar.isHidden():
            self.leave_step()
        else:
            super().keyPressEvent(event)

    # A typed weight

    @Slot(object)
    def _ask_weight(self, source: Source | None) -> None:
        """Let a person type the weight of a term."""
        target = self._weight_of(source)
        run = self.run_list.snapshot()
        if target is None or run is None:
            self.value.say(
                self.tr("Only a weight can be typed: go to one among the terms, then F2.")
            )
            return
        weights = run.net.layout.by_key(run.weights)
        value = float(weights[f"{target.row}.{target.name}"][target.place])
        ask_number(self, self.tr("Type a weight"), value, partial(self.type_weight, target))

    def _weight_of(self, source: Source | None) -> Choice | None:
        """The weight that a term has as a factor, or else the one whose gradient is chosen."""
        if self.subject is None or self.choice is None or self._in_step:
            return None
        to: Choice | None = self.choice
        if source is not None:
            to = self.subject.source(self.choice, source.factor, source.number)
        return to if to is not None and to.kind == WEIGHT else None

    def type_weight(self, target: Choice, text: str) -> bool:
        """Give the weight of a choice the value that `text` says; whether it is one."""
        value = read_fraction(text)
        if target.kind != WEIGHT or value is None or abs(value) > LARGEST_TYPED:
            return False
        self.session.type_weight(target.row, target.name, target.place, value)
        return True

    # The explained step

    @Slot()
    def explain_next(self) -> None:
        """Work out the next step of the training, which is paused for it."""
        training = self.session.training
        if training is None or self.problem():
            return
        self.session.pause()
        # The next step is one from now.
        self.session.cursor.to_now()
        self._stepper.ask(partial(explain_step, training))

    @Slot(object)
    def _take_step(self, found: object) -> None:
        if isinstance(found, DiynnError):
            warn(self, self.tr("Explain the next step"), error_text(found))
        elif isinstance(found, Exception):
            raise found
        elif isinstance(found, ExplainedStep) and not self.session.is_moving:
            self._show_step(found, 0, goes_on=False)

    def _show_step(self, step: ExplainedStep, sample: int, *, goes_on: bool) -> None:
        run = self.run_list.snapshot()
        if run is None:
            return
        subject = Subject(step.trace, min(sample, len(step.places) - 1), step)
        if not goes_on:
            self.chooser.part_box.setEnabled(False)
            self.chooser.set_counts(0, len(step.places))
            self.chooser.go_to(0)
        self.mode.setEnabled(False)
        self._show_subject(subject, run)
        if not goes_on:
            self.bar.show_step(step, subject)

    @Slot()
    def take_step(self) -> None:
        """Let the training take the step that was explained."""
        subject = self.subject
        if subject is None or subject.step is None:
            return
        words = self.tr("Taken: the loss of this batch went from {before} to {after}.").format(
            before=figures(subject.step.loss_before, 6), after=figures(subject.step.loss_after, 6)
        )
        session = self.session
        session.lengthen()
        training = session.training
        if training is None or session.problem is not None or session.is_finished:
            return
        self._taking = words
        try:
            # On a copy: so Undo brings back what was there before.
            session.swap(partial(step_further, training), self.tr("Take a step"))
        except Diverged as error:
            self._taking = ""
            self.leave_step()
            warn(self, self.tr("Take a step"), error_text(error))

    @Slot()
    def undo_step(self) -> None:
        """Take the step back that was just taken, and explain it again."""
        if not self.bar.is_taken:
            return
        stack = self.session.model.undo_stack
        if stack.undoText() == self.tr("Take a step"):
            stack.undo()
            self.explain_next()
        else:
            self.value.say(
                self.tr("Something was changed since the step: undo that first, in the menu Edit.")
            )

    @Slot()
    def leave_step(self) -> None:
        """Back to the sample that was looked at."""
        self._taken = (None, "")
        self._end_step()
        self.ask()

    def _end_step(self) -> None:
        self.bar.end()
        if not self._in_step:
            return
        self.subject, self._asked = None, ()
        self.chooser.part_box.setEnabled(True)
        self.mode.setEnabled(True)
        data = self.session.data
        if data is not None:
            self.chooser.set_counts(len(data.test), len(data.train))


def _look(asked: Asked) -> tuple[Asked, Subject]:
    """Send a sample through the network and back; in training the batch that begins with it."""
    run = asked.run
    part = run.data.test if asked.part == "test" else run.data.train
    count = min(run.design.run.batch_size, len(part)) if asked.training else 1
    places = (asked.place + np.arange(count)) % len(part)
    found = trace(
        run.net, part.x[places], part.targets[places], run.loss, asked.training,
        (run.design.run.seed,), run.weights,
    )  # fmt: skip
    return asked, Subject(found)

