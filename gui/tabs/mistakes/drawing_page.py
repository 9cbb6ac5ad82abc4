"""Draw a picture, and see what one or several networks answer while the pen moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QPushButton,
    QSlider,
    QToolButton,
)

from diynn.data.dataset import Dataset
from diynn.data.handwritten_digit import Framing, drawn_sample, framing
from diynn.errors import DiynnError
from diynn.network.metrics import class_probabilities
from gui.model.run_list import RunList
from gui.model.run_snapshot import RunSnapshot
from gui.model.session import Session
from gui.tabs.analysis_tab import AnalysisTab, grey, grey_limits
from gui.tabs.mistakes.drawing_pad import DrawingPad
from gui.tabs.mistakes.evaluation import pictures_of, runs_alike
from gui.tabs.mistakes.probability_bars import Bars, ProbabilityBars
from gui.tabs.mistakes.sample_list import RunFigure, RunFigures
from gui.text.numbers import figures, percent
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.boxes import flow, vbox
from gui.widgets.caption import Caption
from gui.widgets.image_page import ImagePage
from gui.widgets.plain_text import Label

Array = NDArray[Any]

MOST_BARS = 20


class DrawingPage(AnalysisTab):
    """The sheet with its tools, the drawing as the network sees it, and the answers.

    `drawn` carries the drawing as a sample, shape Dataset.shape, in the values of the data as it
    was read, or None for an empty sheet. A network takes it after Dataset.scaler.
    """

    drawn = Signal(object)

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__(session, themes, run_list)
        self.setProperty("helpTopic", "drawing")
        self._input = DrawingInput()
        self._emitted: Array | None = None
        self.pad = DrawingPad(themes)
        self.seen = ImagePage(themes)
        self.seen.setAccessibleName(self.tr("The drawing as the network sees it"))
        self.bars = ProbabilityBars(themes)
        self.bars.setProperty("helpTopic", "confidence")
        self.answer = Label()
        self.answer.setProperty("strong", True)
        self.answer.setWordWrap(True)
        self.runs = RunFigures(themes)
        self._build_tools(themes)
        self._lay_out()
        self._worker = self.worker("drawing", self._show)
        self.pad.changed.connect(self._follow_pad)
        self.listen()

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
        tools = flow(
            self.pen, self.eraser, Caption(self.tr("Width")), (self.breadth, 1), 1, self.undo,
            self.clear, spacing=8,
        )  # fmt: skip
        self._sheets = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sheets.setSpacing(12)
        self._sheets.addWidget(self.pad, 3)
        self._sheets.addWidget(self.seen, 2)
        vbox(
            tools, (self._sheets, 1), self.answer, self.runs, self.bars, parent=self,
            margins=(12, 0, 12, 8), spacing=8,
        )  # fmt: skip

    # Asking

    def unsuited(self, raw: Dataset) -> str:
        """Why nothing can be drawn like these data."""
        if pictures_of(raw, self.session.data) is not None:
            return ""
        return self.tr(
            "A drawing is an image, and these samples are not. Choose Digits, USPS, MNIST or a "
            "folder of images in the first row of the network."
        )

    @Slot()
    def show_data(self) -> None:
        """Take up another data set or another network."""
        self.undo.setEnabled(self.pad.can_undo)
        # Images of several runs lie side by side, bars need the width.
        beside = QBoxLayout.Direction.LeftToRight
        below = QBoxLayout.Direction.TopToBottom
        self._sheets.setDirection(below if self.session.design.reconstructs else beside)
        if self.problem():
            self.forget()
        elif self.pad.is_empty:
            self._show_nothing()
        self.ask()

    @Slot()
    def _follow_pad(self) -> None:
        self.undo.setEnabled(self.pad.can_undo)
        self.ask()

    @Slot()
    def ask(self) -> None:
        """Have the drawing answered by every run."""
        raw = self.session.dataset
        if not self.isVisible() or raw is None or self.problem():
            return
        pictures = pictures_of(raw, self.session.data)
        runs = runs_alike(self.run_list)
        assert pictures is not None
        ink = self.pad.ink()

        def look() -> Seen:
            return self._input.look(ink, raw, pictures, runs)

        self._worker.ask(look)

    # Drawing

    @Slot(object)
    def _show(self, answer: object) -> None:
        session = self.session
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
                RunFigure(run.name, run.colour, one)
                for run, one in zip(answer.runs, words, strict=True)
            ]
        )

    def _show_images(self, answer: Seen, *, again: bool) -> None:
        raw = answer.raw
        pictures = pictures_of(raw, self.session.data)
        assert pictures is not None
        assert answer.sample is not None
        images = [grey_levels(answer.sample, raw, pictures)]
        captions = [self.tr("as the network sees it")]
        if again:
            for run, x, y in zip(answer.runs, answer.inputs, answer.outputs, strict=True):
                images.append(grey_levels(y, run.data, pictures, like=x))
                error = figures(float(np.mean((y - x.reshape(-1)) ** 2)), 3)
                name = run.name if len(answer.runs) > 1 else self.tr("drawn again")
                captions.append(self.tr("{0}, MSE {1}").format(name, error))
        self.seen.set_images(np.stack(images)[:, None], captions=captions)

    def _show_probabilities(self, answer: Seen) -> None:
        p = [
            class_probabilities(y[None], run.loss)[0]
            for y, run in zip(answer.outputs, answer.runs, strict=True)
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
                Bars(run.name, run.colour, one[shown])
                for run, one in zip(answer.runs, p, strict=True)
            ],
        )

    def _show_nothing(self, problem: str = "") -> None:
        session, raw = self.session, self.session.dataset
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


@dataclass(frozen=True, eq=False)
class Seen:
    """A drawing as a sample of the data `raw`, and what each run answers; None for no drawing.

    `inputs` and `outputs` hold, for each run, what goes into its network (1, *shape) and what
    comes out (values,).
    """

    raw: Dataset
    sample: Array | None
    runs: tuple[RunSnapshot, ...]
    inputs: tuple[Array, ...]
    outputs: tuple[Array, ...]


class DrawingInput:
    """Keeps what is measured once for a data set: how its figures lie, how its values are scaled.

    Raises DataError, when it looks, for data that nobody can draw like.
    """

    def __init__(self) -> None:
        self._framed: tuple[Dataset, Framing] | None = None
        self._scalers: dict[str, Callable[[Array], Array]] = {}

    def look(
        self, ink: Array, raw: Dataset, pictures: Dataset, runs: tuple[RunSnapshot, ...]
    ) -> Seen:
        """Ask every run about a drawing `ink` (rows, columns), 0 … 1.

        `pictures` are the samples of `raw` seen as images.
        """
        sample = drawn_sample(ink, self._framing(raw, pictures))
        if sample is None:
            return Seen(raw, None, runs, (), ())
        sample = sample.reshape(raw.shape)
        inputs = tuple(self._scaled(raw, run, sample) for run in runs)
        outputs = tuple(
            run.net.predict(x, run.weights).reshape(-1)
            for run, x in zip(runs, inputs, strict=True)
        )
        return Seen(raw, sample, runs, inputs, outputs)

    def _framing(self, raw: Dataset, pictures: Dataset) -> Framing:
        if self._framed is None or self._framed[0] is not raw:
            self._framed = (raw, framing(pictures))
            self._scalers.clear()
        return self._framed[1]

    def _scaled(self, raw: Dataset, run: RunSnapshot, sample: Array) -> Array:
        scaling = run.data.scaling
        if scaling not in self._scalers:
            self._scalers[scaling] = raw.scaler(scaling)
        return self._scalers[scaling](sample[None]).reshape(1, *run.net.input_shape)


def grey_levels(x: Array, data: Dataset, pictures: Dataset, like: Array | None = None) -> Array:
    """A sample as grey levels (height, width) from 0 to 1, in the range of `data`.

    Where that has none of its own, the range is that of the sample, or of the one it is `like`.
    """
    low, high = grey_limits(data, x if like is None else like)
    return np.asarray((grey(x, pictures.shape)[0] - low) / (high - low))
