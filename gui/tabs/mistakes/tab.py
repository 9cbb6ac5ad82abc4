"""What a classifier gets wrong, where two of them differ, and what they say of a drawing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diynn.analysis.confusion import Verdicts
from diynn.data.dataset import Dataset
from gui.background.latest import Latest
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.mistakes.confusion_page import ConfusionPage
from gui.tabs.mistakes.disagreement_page import DisagreementPage
from gui.tabs.mistakes.drawing_page import DrawingPage
from gui.tabs.mistakes.evaluation import (
    MOST_CLASSES,
    Answer,
    judged,
    judges_of,
    pictures_of,
    question,
)
from gui.tabs.mistakes.run_figures import RunFigure, RunFigures
from gui.tabs.mistakes.words import scope, share, whole
from gui.text.wording import error_text_or
from gui.theme.theme import ThemeSource
from gui.widgets.caption import ElidedCaption
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import Label

Array = NDArray[Any]


class MistakesTab(QWidget):
    """Three pages: the confusion matrix, the disagreements of two runs, a sheet to draw on.

    `drawn` carries what is drawn, as a sample of the data as it was read, or None.
    """

    drawn = Signal(object)

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__()
        self._session, self._run_list = session, run_list
        self._asked: tuple[object, ...] = ()
        self._answer: Answer | None = None
        self._classes: tuple[str, ...] | None = None
        self._known: dict[object, Verdicts] = {}
        self.confusion = ConfusionPage(themes)
        self.disagreement = DisagreementPage(themes)
        self.drawing = DrawingPage(session, themes, run_list)
        self.drawing.drawn.connect(self.drawn)
        self.empty = Label()
        self.empty.setProperty("muted", True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(32, 0, 32, 0)
        self.accuracy = Label()
        self.accuracy.setProperty("strong", True)
        self.scope = ElidedCaption()
        self.runs = RunFigures(themes)
        self.runs.hide()
        self._build_bar()
        self._lay_out()
        self._worker = Latest("mistakes", session, parent=self)
        self._worker.answered.connect(self._draw)
        session.data_changed.connect(self._follow)
        session.training_changed.connect(self._follow)
        session.weights_changed.connect(self._ask)
        session.state_changed.connect(self._worker.settle)
        session.state_changed.connect(self._ask)
        run_list.changed.connect(self._ask)
        self._follow()

    def close_down(self) -> None:
        """End the threads."""
        self._worker.close()
        self.drawing.close_down()

    def _build_bar(self) -> None:
        self._pages = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for number, (words, tip) in enumerate(
            (
                (self.tr("Confusions"), self.tr("Which class is taken for which")),
                (self.tr("Two runs"), self.tr("The samples on which two runs disagree")),
                (self.tr("Draw"), self.tr("Draw an image, and see what the network says")),
            )
        ):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._pages.addButton(button, number)
            self.buttons.append(button)
        self.buttons[0].setChecked(True)
        self._pages.idToggled.connect(self._turn)
        self.part = NamedCombo()
        self.part.addItem(self.tr("Test samples"), True)
        self.part.addItem(self.tr("Training samples"), False)
        self.part.setAccessibleName(self.tr("Which samples"))
        self.part.setToolTip(self.tr("Samples kept from the training, or those that it learns"))
        self.part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.part.currentIndexChanged.connect(self._ask)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 0)
        bar.setSpacing(4)
        for button in self.buttons:
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.part)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(8)
        line.addWidget(self.accuracy)
        line.addWidget(self.scope, 1)
        self.heads = QWidget()
        heads = QVBoxLayout(self.heads)
        heads.setContentsMargins(0, 0, 0, 0)
        heads.setSpacing(4)
        heads.addLayout(line)
        runs = QHBoxLayout()
        runs.setContentsMargins(12, 0, 12, 0)
        runs.addWidget(self.runs)
        heads.addLayout(runs)
        self.stack = QStackedWidget()
        for page in (self.confusion, self.disagreement, self.drawing, self.empty):
            self.stack.addWidget(page)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        down.addLayout(bar)
        down.addWidget(self.heads)
        down.addWidget(self.stack, 1)

    # What there is to show

    def problem(self) -> str:
        """Why there is no matrix, in a sentence; empty where there is one."""
        session, raw = self._session, self._session.dataset
        if session.loader.is_loading:
            return self.tr("The data is being read…")
        if raw is None:
            return error_text_or(session.loader.error, self.tr("There is no data yet."))
        if session.design.reconstructs:
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
        if len(raw.classes) > MOST_CLASSES:
            return self.tr(
                "A matrix of {0} classes could not be read. Choose data with up to {1} classes in "
                "the first row of the network."
            ).format(len(raw.classes), MOST_CLASSES)
        if session.training is None:
            return self.tr("The network does not fit yet: the list on the left says where.")
        if not len(raw.test if self.part.currentData() else raw.train):
            return self.tr("There are no such samples. Choose the other part above.")
        return ""

    @Slot()
    def _follow(self) -> None:
        """Take up another data set or another network."""
        raw = self._session.dataset
        self._asked, self._answer = (), None
        self._known.clear()
        if raw is not None and raw.classes != self._classes:
            self._classes = raw.classes
            self.confusion.forget()
        if self.problem():
            self._worker.forget()
        self.drawing.follow()
        self._turn()
        self._ask()

    @Slot()
    def _turn(self) -> None:
        """Show the page that is chosen, or why there is nothing on it."""
        number = self._pages.checkedId()
        draws = number == 2
        problem = self.drawing.problem() if draws else self.problem()
        self.empty.setText(problem)
        self.stack.setCurrentIndex(3 if problem else number)
        self.heads.setVisible(not draws and not problem)
        self.part.setVisible(not draws)
        if self._answer is not None:
            self._draw(self._answer)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        session, raw = self._session, self._session.dataset
        in_test = bool(self.part.currentData())
        if not self.isVisible() or raw is None or self._pages.checkedId() == 2:
            return
        if bool(self.problem()) != (self.stack.currentWidget() is self.empty):
            self._turn()
            return
        if self.problem():
            return
        live = session.is_moving
        judges = judges_of(session, self._run_list)
        asked = question(raw, in_test=in_test, live=live)
        ticket: tuple[object, ...] = (
            session.weights, raw, in_test, live,
            *((judge.stamp, judge.loss, judge.name, judge.colour) for judge in judges),
        )  # fmt: skip
        if _same(ticket, self._asked):
            return
        self._asked = ticket
        known = self._known

        def look() -> Answer | None:
            return judged(asked, judges, known, lambda: self._asked is ticket)

        self._worker.ask(look)

    @Slot(object)
    def _draw(self, answer: object) -> None:
        raw = self._session.dataset
        if not isinstance(answer, Answer) or answer.question.raw is not raw or self.problem():
            return
        if answer.question.in_test != bool(self.part.currentData()):
            return
        self._answer = answer
        pictures = pictures_of(raw, self._session.data)
        if self._pages.checkedId() == 1:
            self.disagreement.show_answer(answer, pictures)
        else:
            self.confusion.show_answer(answer, pictures)
        self._show_accuracy(answer)

    def _show_accuracy(self, answer: Answer) -> None:
        asked, count = answer.question, len(answer.true)
        right = [int(np.sum(found.predicted == answer.true)) for found in answer.verdicts]
        self.accuracy.setText(self.tr("{0} right").format(share(right[0] / count)))
        self.scope.set_words(
            self.tr("{0} wrong; {1}").format(
                whole(count - right[0]), scope(count, asked.total, in_test=asked.in_test)
            )
        )
        self.runs.setVisible(len(answer.judges) > 1)
        self.runs.show_runs(
            [
                RunFigure(judge.name, judge.colour, share(number / count))
                for judge, number in zip(answer.judges, right, strict=True)
            ]
        )

    def showEvent(self, event: Any) -> None:
        """Draw what has been learnt while the tab was hidden."""
        super().showEvent(event)
        self._ask()


def _same(first: tuple[object, ...], second: tuple[object, ...]) -> bool:
    """Whether two tickets are for the same: arrays are compared by identity."""
    return len(first) == len(second) and all(
        one is other or (not isinstance(one, np.ndarray | Dataset) and one == other)
        for one, other in zip(first, second, strict=True)
    )
