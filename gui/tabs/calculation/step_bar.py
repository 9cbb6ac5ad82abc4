"""The explained step: its stages one after the other, and what it would do to the loss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QToolButton, QWidget

from diynn.analysis.calculation import ExplainedStep
from gui.tabs.calculation.subject import (
    INPUT_GRADIENT,
    LOSS,
    OUTPUT,
    UPDATE,
    Choice,
    Subject,
)
from gui.text.numbers import count, figures
from gui.widgets.boxes import flow, vbox
from gui.widgets.plain_text import Label

AUTOMATIC_MS = 1500


@dataclass(frozen=True)
class Stage:
    """One stage of a step: its words, and the value that stands for it."""

    words: str
    choice: Choice


class StepBar(QFrame):
    """Goes through the stages by buttons and arrows; `stage_chosen` carries the Choice."""

    stage_chosen = Signal(object)
    taken = Signal()
    undone = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "explained-step")
        self._stages: list[Stage] = []
        self._at = 0
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.stage = Label()
        self.stage.setProperty("strong", True)
        self.before = self._button("‹", self.tr("Stage before (←)"))
        self.after = self._button("›", self.tr("Next stage (→)"))
        self.play = QToolButton()
        self.play.setText("▷")
        self.play.setCheckable(True)
        self.play.setProperty("raised", True)
        self.play.setAccessibleName(self.tr("Go through the stages by itself"))
        self.play.setToolTip(self.tr("Go through the stages by itself"))
        self.play.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.take = QPushButton(self.tr("Take it"))
        self.take.setProperty("primary", True)
        self.take.setToolTip(self.tr("Let the training take this step"))
        self.undo = QPushButton(self.tr("Undo the step"))
        self.undo.setToolTip(self.tr("Back to the weights before it (Backspace)"))
        self.leave = QPushButton(self.tr("Leave"))
        for button in (self.take, self.undo, self.leave):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        buttons = flow(
            self.before, self.after, self.play, (self.stage, 1), self.take, self.undo, self.leave,
            spacing=6,
        )
        vbox(buttons, self.words, parent=self, margins=(12, 4, 12, 6), spacing=4)
        self._timer = QTimer(self, interval=AUTOMATIC_MS)
        self._timer.timeout.connect(self._go_on_by_itself)
        self.before.clicked.connect(lambda: self.go(-1))
        self.after.clicked.connect(lambda: self.go(1))
        self.play.toggled.connect(self._play)
        self.take.clicked.connect(self.taken)
        self.undo.clicked.connect(self.undone)
        self.leave.clicked.connect(self.closed)
        self.hide()

    def minimumSizeHint(self) -> QSize:
        """Narrow windows break its lines."""
        return QSize(160, super().minimumSizeHint().height())

    @property
    def stages(self) -> tuple[Stage, ...]:
        """All stages, in order."""
        return tuple(self._stages)

    def show_step(self, step: ExplainedStep, subject: Subject) -> None:
        """Begin with the first stage of a step."""
        self._stages = self._found(step, subject)
        self._at = 0
        self.play.setChecked(False)
        self.words.setText(
            self.tr(
                "Epoch {epoch}, batch {batch}: {samples} sample(s), learning rate {rate}. Loss of "
                "this batch: {before} now, {after} after the step. The sums here differ from the "
                "step’s own by {apart} of the largest gradient at most.", "", len(step.places),
            ).format(
                epoch=count(step.epoch), batch=count(step.step), samples=count(len(step.places)),
                rate=figures(step.rate, 4), before=figures(step.loss_before, 6),
                after=figures(step.loss_after, 6), apart=figures(step.difference, 1),
            )
        )  # fmt: skip
        self._offer(taken=False)
        self._show()

    def show_taken(self, words: str) -> None:
        """Say what the step did, and offer to undo it."""
        self.play.setChecked(False)
        self._stages = []
        self.words.setText(words)
        self.stage.setText(self.tr("The step is taken"))
        self._offer(taken=True)

    @property
    def is_taken(self) -> bool:
        """Whether it shows a step that was taken."""
        return not self.isHidden() and not self._stages

    def _offer(self, *, taken: bool) -> None:
        for button in (self.before, self.after, self.play, self.take):
            button.setVisible(not taken)
        self.undo.setVisible(taken)
        self.leave.setToolTip(
            self.tr("Back to the sample") if taken
            else self.tr("Back to the sample; nothing has happened")
        )
        self.show()

    def end(self) -> None:
        """Show no step."""
        self.play.setChecked(False)
        self._stages = []
        self.hide()

    @Slot(int)
    def go(self, by: int) -> None:
        """So many stages on, or back."""
        if self._stages:
            self._at = min(max(self._at + by, 0), len(self._stages) - 1)
            self._show()

    def _show(self) -> None:
        stage = self._stages[self._at]
        words = self.tr("{number} of {stages} · {stage}")
        self.stage.setText(words.format(
            number=count(self._at + 1), stages=count(len(self._stages)), stage=stage.words
        ))  # fmt: skip
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < len(self._stages) - 1)
        self.stage_chosen.emit(stage.choice)

    @Slot(bool)
    def _play(self, on: bool) -> None:
        if on:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _go_on_by_itself(self) -> None:
        self.go(1)
        if self._at >= len(self._stages) - 1:
            self.play.setChecked(False)

    def _button(self, sign: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setProperty("raised", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _found(self, step: ExplainedStep, subject: Subject) -> list[Stage]:
        rows = step.trace.rows
        stages = [
            Stage(self.tr("Forward: row {row}, {layer}").format(
                row=row.number + 1, layer=row.layer.name()
            ), Choice(OUTPUT, row.number, place=_largest(row.y[subject.sample])))
            for row in rows
        ]  # fmt: skip
        stages.append(Stage(self.tr("Loss"), Choice(LOSS)))
        stages += [
            Stage(self.tr("Backward: row {row}, {layer}").format(
                row=row.number + 1, layer=row.layer.name()
            ), Choice(INPUT_GRADIENT, row.number, place=_largest(row.dx[subject.sample])))
            for row in reversed(rows)
        ]  # fmt: skip
        gradients = step.layout.by_key(step.gradient)
        for weight in step.layout.weights:
            layer = rows[weight.row].layer
            if weight.name in layer.gathered:
                continue
            words = self.tr("Update: {weight} of row {row}, {layer}").format(
                weight=weight.name, row=weight.row + 1, layer=layer.name()
            )
            place = _largest(gradients[weight.key])
            stages.append(Stage(words, Choice(UPDATE, weight.row, name=weight.name, place=place)))
        return stages


def _largest(values: np.ndarray) -> tuple[int, ...]:
    """Where the value of the largest size stands."""
    number = int(np.abs(values).argmax())
    return tuple(int(at) for at in np.unravel_index(number, values.shape))
