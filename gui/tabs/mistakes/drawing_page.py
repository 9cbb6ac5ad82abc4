"""Draw a picture, and see what the network makes of it while the pen moves."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diynn.errors import DiynnError
from diynn.network.metrics import class_probabilities
from gui.background.latest import Latest
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.mistakes.drawing_input import Seen, Sight, grey_levels
from gui.tabs.mistakes.drawing_pad import DrawingPad
from gui.tabs.mistakes.evaluation import judges_of, pictures_of
from gui.tabs.mistakes.probability_bars import Bars, ProbabilityBars
from gui.tabs.mistakes.run_figures import RunFigure, RunFigures
from gui.text.numbers import figures, percent
from gui.text.wording import error_text_or
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.caption import Caption
from gui.widgets.image_page import ImagePage
from gui.widgets.plain_text import Label

Array = NDArray[Any]

MOST_BARS = 20


class DrawingPage(QWidget):
    """The sheet with its tools, the drawing as the network sees it, and the answers.

    `drawn` carries the drawing as a sample, shape Dataset.shape, in the values of the data as it
    was read, or None for an empty sheet. A network takes it after Dataset.scaler.
    """

    drawn = Signal(object)

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__()
        self._session, self._run_list = session, run_list
        self._sight = Sight()
        self._emitted: Array | None = None
        self.pad = DrawingPad(themes)
        self.seen = ImagePage(themes)
        self.seen.setAccessibleName(self.tr("The drawing as the network sees it"))
        self.bars = ProbabilityBars(themes)
        self.answer = Label()
        self.answer.setProperty("strong", True)
        self.answer.setWordWrap(True)
        self.runs = RunFigures(themes)
        self._build_tools(themes)
        self._lay_out()
        self._worker = Latest("drawing", session, parent=self)
        self._worker.answered.connect(self._show)
        self.pad.changed.connect(self._follow_pad)
        session.weights_changed.connect(self._ask)
        session.state_changed.connect(self._worker.settle)
        run_list.changed.connect(self._ask)
        self.follow()

    def close_down(self) -> None:
        """End the thread."""
        self._worker.close()

    def _build_tools(self, themes: ThemeSource) -> None:
        self.pen = QPushButton(self.tr("Pen"))
        self.pen.setToolTip(self.tr("Draw with the left button"))
        self.eraser = QPushButton(self.tr("Eraser"))
        self.eraser.setToolTip(self.tr("Take ink away; the right button always does"))
        self._tools = QButtonGroup(self)
        for button in (self.pen, self.eraser):
            button.setCheckable(True)
            self._tools.addButton(button)
        self.pen.setChecked(True)
        self.eraser.toggled.connect(self._choose_tool)
        self.breadth = QSlider(Qt.Orientation.Horizontal)
        self.breadth.setRange(3, 25)
        self.breadth.setValue(round(100 * self.pad.pen_width))
        self.breadth.setMaximumWidth(140)
        self.breadth.setAccessibleName(self.tr("Width of the pen"))
        self.breadth.setToolTip(self.tr("Width of pen and eraser, in hundredths of the sheet"))
        self.breadth.valueChanged.connect(self._choose_breadth)
        self.undo = QToolButton()
        self.undo.setAccessibleName(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Take back the last stroke (Ctrl+Z on the sheet)"))
        self.undo.setIconSize(QSize(18, 18))
        IconKeeper(self.undo, self.undo.setIcon, "undo", themes)
        self.undo.clicked.connect(self.pad.undo)
        self.clear = QPushButton(self.tr("Clear"))
        self.clear.setToolTip(self.tr("Begin with an empty sheet (Del); it can be undone"))
        self.clear.clicked.connect(self.pad.clear)
        for widget in (self.pen, self.eraser, self.breadth, self.undo, self.clear):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for widget in (self.pen, self.eraser):
            tools.addWidget(widget)
        tools.addWidget(Caption(self.tr("Width")))
        tools.addWidget(self.breadth, 1)
        tools.addStretch(1)
        tools.addWidget(self.undo)
        tools.addWidget(self.clear)
        self._sheets = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sheets.setSpacing(12)
        self._sheets.addWidget(self.pad, 3)
        self._sheets.addWidget(self.seen, 2)
        down = QVBoxLayout(self)
        down.setContentsMargins(12, 0, 12, 8)
        down.setSpacing(8)
        down.addLayout(tools)
        down.addLayout(self._sheets, 1)
        down.addWidget(self.answer)
        down.addWidget(self.runs)
        down.addWidget(self.bars)

    # Asking

    def problem(self) -> str:
        """Why nothing can be drawn here, in a sentence; empty where it can."""
        session, raw = self._session, self._session.dataset
        if session.loader.is_loading:
            return self.tr("The data is being read…")
        if raw is None:
            return error_text_or(session.loader.error, self.tr("There is no data yet."))
        if pictures_of(raw, session.data) is None:
            return self.tr(
                "A drawing is an image, and these samples are not. Choose Digits, USPS, MNIST or a "
                "folder of images in the first row of the network."
            )
        if session.training is None:
            return self.tr("The network does not fit yet: the list on the left says where.")
        return ""

    @Slot()
    def follow(self) -> None:
        """Take up another data set or another network."""
        self.undo.setEnabled(self.pad.can_undo)
        # Images of several runs lie side by side, bars need the width.
        beside = QBoxLayout.Direction.LeftToRight
        below = QBoxLayout.Direction.TopToBottom
        self._sheets.setDirection(below if self._session.design.reconstructs else beside)
        if self.problem():
            self._worker.forget()
        elif self.pad.is_empty:
            self._show_nothing()
        self._ask()

    @Slot()
    def _follow_pad(self) -> None:
        self.undo.setEnabled(self.pad.can_undo)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        raw = self._session.dataset
        if not self.isVisible() or raw is None or self.problem():
            return
        pictures = pictures_of(raw, self._session.data)
        judges = judges_of(self._session, self._run_list)
        assert pictures is not None
        ink = self.pad.ink()

        def look() -> Seen:
            return self._sight.look(ink, raw, pictures, judges)

        self._worker.ask(look)

    # Drawing

    @Slot(object)
    def _show(self, answer: object) -> None:
        session = self._session
        if isinstance(answer, DiynnError):
            self._show_nothing(str(answer))
        if not isinstance(answer, Seen) or answer.raw is not session.dataset or self.problem():
            return
        if answer.sample is not None or self._emitted is not None:
            self._emitted = answer.sample
            self.drawn.emit(answer.sample)
        if answer.sample is None:
            self._show_nothing()
            return
        again = session.design.reconstructs
        self._show_images(answer, again=again)
        self.bars.setVisible(not again and bool(answer.raw.classes))
        if again:
            self.answer.setText("")
            self.runs.hide()
        elif answer.raw.classes:
            self._show_probabilities(answer)
        else:
            values = [", ".join(figures(float(value)) for value in y[:4]) for y in answer.outputs]
            self._show_figures(answer, [self.tr("Answer {0}").format(one) for one in values])

    def _show_figures(self, answer: Seen, words: list[str]) -> None:
        self.answer.setText(words[0])
        self.runs.setVisible(len(words) > 1)
        self.answer.setVisible(len(words) == 1)
        self.runs.show_runs(
            [
                RunFigure(judge.name, judge.colour, one)
                for judge, one in zip(answer.judges, words, strict=True)
            ]
        )

    def _show_images(self, answer: Seen, *, again: bool) -> None:
        raw = answer.raw
        pictures = pictures_of(raw, self._session.data)
        assert pictures is not None
        assert answer.sample is not None
        images = [grey_levels(answer.sample, raw, pictures)]
        captions = [self.tr("as the network sees it")]
        if again:
            for judge, x, y in zip(answer.judges, answer.inputs, answer.outputs, strict=True):
                images.append(grey_levels(y, judge.data, pictures, like=x))
                error = figures(float(np.mean((y - x.reshape(-1)) ** 2)), 3)
                name = judge.name if len(answer.judges) > 1 else self.tr("drawn again")
                captions.append(self.tr("{0}, MSE {1}").format(name, error))
        self.seen.set_images(np.stack(images)[:, None], captions=captions)

    def _show_probabilities(self, answer: Seen) -> None:
        p = [
            class_probabilities(y[None], judge.loss)[0]
            for y, judge in zip(answer.outputs, answer.judges, strict=True)
        ]
        names = [*answer.raw.classes]
        names += [f"#{k + 1}" for k in range(len(names), max(len(one) for one in p))]
        p = [np.pad(one, (0, len(names) - len(one))) for one in p]
        best = [int(np.argmax(one)) for one in p]
        self._show_figures(
            answer,
            [
                self.tr("{0}, {1} sure").format(names[k], percent(float(one[k])))
                for k, one in zip(best, p, strict=True)
            ],
        )
        shown = np.arange(len(names))
        if len(names) > MOST_BARS:
            shown = np.argsort(-p[0], kind="stable")[:MOST_BARS]
        self.bars.set_bars(
            [names[k] for k in shown],
            [
                Bars(judge.name, judge.colour, one[shown])
                for judge, one in zip(answer.judges, p, strict=True)
            ],
        )

    def _show_nothing(self, problem: str = "") -> None:
        session, raw = self._session, self._session.dataset
        classes = raw.classes if raw is not None and not session.design.reconstructs else ()
        self.answer.setText("")
        self.runs.hide()
        self.bars.setVisible(bool(classes) and not problem)
        self.bars.clear(self.tr("Here stands how sure the network is of each class."))
        self.seen.clear(
            problem
            or self.tr(
                "Draw on the sheet: here stands the drawing as the network sees it, centred and "
                "scaled as the data was."
            )
        )

    @Slot(bool)
    def _choose_tool(self, erasing: bool) -> None:
        self.pad.erasing = erasing

    @Slot(int)
    def _choose_breadth(self, hundredths: int) -> None:
        self.pad.pen_width = hundredths / 100

    def showEvent(self, event: Any) -> None:
        """Answer for what has been learnt while the page was hidden."""
        super().showEvent(event)
        self._ask()
