"""What is to be done in a step, as widgets: a prediction, questions, ticks with their values."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from diynn.lessons.conditions import asked_in
from diynn.lessons.facts import SHARE, Answered, State
from diynn.lessons.judging import CHECK, Result, outcome
from diynn.lessons.lesson import Prediction, Question
from gui.text.wording import localized, translated
from gui.widgets.boxes import hbox, vbox
from gui.widgets.number_field import read_number
from gui.widgets.plain_text import Label
from gui.widgets.typed_field import LineField

DONE, OPEN = "✓", "○"
LARGEST = 1e9


def read_answer(words: str) -> float | None:
    """A number as people type it: “0.5”, “0,5”, “1/3” or “56 %”; None where it is none."""
    words = words.strip()
    is_share = words.endswith("%")
    above, bar, below = words.removesuffix("%").partition("/")
    value = read_number(above)
    if value is not None and bar:
        divisor = read_number(below)
        value = value / divisor if divisor else None
    if value is None or abs(value) > LARGEST:
        return None
    return value / 100 if is_share else value


def wrapped(words: str = "", **properties: bool) -> Label:
    """A label whose lines break."""
    made = Label(words)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    for name, value in properties.items():
        made.setProperty(name, value)
    return made


class Card(QFrame):
    """A box with a light edge around a task."""

    def __init__(self, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setProperty("helpTopic", topic)
        self.down = QVBoxLayout(self)
        self.down.setContentsMargins(10, 8, 10, 8)
        self.down.setSpacing(6)


class PredictionCard(Card):
    """Asks what will come, and lays what came beside it."""

    predicted = Signal(float)

    def __init__(self, prediction: Prediction, parent: QWidget | None = None) -> None:
        super().__init__("lesson-prediction", parent)
        self._prediction = prediction
        self.words = wrapped(prediction.words)
        self.down.addWidget(self.words)
        self.choices: list[QRadioButton] = []
        self._group = QButtonGroup(self)
        self.field: LineField | None = None
        self.say = QPushButton(self.tr("That is what I expect"))
        self.say.clicked.connect(self._say)
        if prediction.choices:
            for number, words in enumerate(prediction.choices, start=1):
                choice = QRadioButton(words)
                choice.setAccessibleName(words)
                self._group.addButton(choice, number)
                self.choices.append(choice)
                self.down.addWidget(choice)
            self._group.idClicked.connect(self._show_ready)
        else:
            self.field = LineField()
            self.field.setAccessibleName(prediction.words)
            self.field.textChanged.connect(self._show_ready)
            self.field.returnPressed.connect(self._say)
            self.down.addWidget(self.field)
        self.down.addWidget(self.say, 0, Qt.AlignmentFlag.AlignLeft)
        self.told = wrapped(muted=True)
        self.told.hide()
        self.down.addWidget(self.told)
        self._show_ready()

    def _value(self) -> float | None:
        if self.field is None:
            chosen = self._group.checkedId()
            return float(chosen) if chosen > 0 else None
        value = read_answer(self.field.text())
        asked = next(asked_in(self._prediction.outcomes[0]), None)
        if value is not None and value > 1 and asked is not None and asked.fact.gives == SHARE:
            # 56 is meant in per cent.
            value /= 100
        return value

    @Slot()
    def _show_ready(self) -> None:
        self.say.setEnabled(self._value() is not None)

    @Slot()
    def _say(self) -> None:
        value = self._value()
        if value is not None:
            self.predicted.emit(value)

    def show_state(self, state: State | None, *, is_said: bool) -> None:
        """Show what was said, and what came."""
        for choice in self.choices:
            # What was chosen is seen as before.
            choice.setEnabled(not is_said or choice.isChecked())
        if self.field is not None:
            self.field.setEnabled(not is_said)
        self.say.setVisible(not is_said)
        self.told.setVisible(is_said)
        if not is_said:
            return
        found = None if state is None or not state.steps else outcome(self._prediction, state)
        if found is None:
            self.told.setText(self.tr("Noted. Now see what comes."))
            return
        words = self.tr("You expected {predicted}: so it came.") if found.right else self.tr(
            "You expected {predicted}; what came is {came}."
        )
        self.told.setText(
            words.format(predicted=localized(found.predicted), came=localized(found.came))
        )


class QuestionCard(Card):
    """Asks for a number; `answered` carries the question and what was typed."""

    answered = Signal(object, float)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__("lesson-question", parent)
        self.question = question
        self.words = wrapped(question.words)
        self.field = LineField()
        self.field.setAccessibleName(question.words)
        self.field.setPlaceholderText(self.tr("A number, such as 0.25"))
        self.field.returnPressed.connect(self.check)
        self.button = QPushButton(self.tr("Check"))
        self.button.clicked.connect(self.check)
        self.told = wrapped(muted=True)
        self.told.hide()
        self.down.addWidget(self.words)
        self.down.addLayout(hbox((self.field, 1), self.button, spacing=6))
        self.down.addWidget(self.told)

    @Slot()
    def check(self) -> None:
        """Hand over what was typed."""
        value = read_answer(self.field.text())
        if value is None:
            self.show_words(self.tr("This is no number."), good=False)
        else:
            self.answered.emit(self.question, value)

    def show_answer(self, found: Answered | None) -> None:
        """Say whether an answer is right; None where there is nothing to compare it with."""
        if found is None:
            self.show_words(
                self.tr("There is no such value in this network now: Start again."), good=False
            )
        elif found.right:
            self.show_words(f"{DONE} {self.tr('Right.')}", good=True)
        else:
            self.show_words(self.tr("Not yet. Compute it once more."), good=False)

    def show_words(self, words: str, *, good: bool) -> None:
        """Say something below the field."""
        self.told.setText(words)
        self.told.setProperty("warning", not good)
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        self.told.show()


class Ticks(QWidget):
    """The checks of a step, each with its value: “test accuracy: 91.0 %, wanted at least 94 %”."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "lesson-checks")
        self._lines: list[tuple[Label, Label]] = []
        self._down = vbox(parent=self, margins=(0, 0, 0, 0), spacing=4)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The signs and the words that are shown."""
        return [
            (sign.text(), words.text()) for sign, words in self._lines if not words.isHidden()
        ]

    def show_results(self, results: tuple[Result, ...]) -> None:
        """Show how the checks stand."""
        checks = [one for one in results if one.kind == CHECK]
        while len(self._lines) < len(checks):
            sign, words = Label(OPEN), wrapped()
            sign.setProperty("strong", True)
            self._lines.append((sign, words))
            self._down.addLayout(hbox(
                (sign, 0, Qt.AlignmentFlag.AlignTop), (words, 1), spacing=8
            ))  # fmt: skip
        for place, (sign, words) in enumerate(self._lines):
            shown = place < len(checks)
            sign.setVisible(shown)
            words.setVisible(shown)
            if shown:
                _put(sign, DONE if checks[place].done else OPEN)
                _put(words, result_words(checks[place]))
        self.setVisible(bool(checks))


def _put(label: Label, words: str) -> None:
    # Other words lay the column out again: the same ones need not.
    if label.text() != words:
        label.setText(words)


def result_words(result: Result) -> str:
    """A check in words, with its value where it has one."""
    label = result.label
    if (result.asked is not None and label == result.asked.fact.words) or result.asked is None:
        label = translated(label)
    label = label[:1].upper() + label[1:]
    told = localized(result.told)
    if not told:
        return label
    words = QCoreApplication.translate("Lessons", "{label}: {value}")
    return words.format(label=label, value=told)


