"""Announce to screen readers what happens in the window."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from diynn.training.reports import StepReport
from gui.model.documents import Documents
from gui.model.session import Session
from gui.text.numbers import count, figures, percent
from gui.widgets.accessibility import announce

SECONDS_APART = 5.0
"""The progress of a training is announced at most so often: each message is to be heard out."""


class Announcer(QObject):
    """Tells of epochs, of a training's end and of saving; what the message bar says it says itself.

    `say` and `clock` are others only where a test listens.
    """

    def __init__(
        self,
        session: Session,
        documents: Documents,
        window: QWidget,
        say: Callable[[QWidget, str], None] = announce,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._say, self._clock = say, clock
        self._told: StepReport | None = None
        self._told_at = -SECONDS_APART
        self._told_epoch = 0
        session.curves_changed.connect(self._tell_epoch)
        session.training_changed.connect(self._change)
        session.state_changed.connect(self._tell_end)
        documents.saved.connect(self._tell_saved)

    @Slot()
    def _tell_epoch(self) -> None:
        history, now = self._session.history, self._clock()
        if not self._session.is_moving or not history or history[-1].epoch == self._told_epoch:
            return
        if now - self._told_at >= SECONDS_APART:
            self._told_at = now
            self._told_epoch = history[-1].epoch
            self._say(self._window, self._place())

    @Slot()
    def _change(self) -> None:
        """Another training stands where it stands: nothing has happened that could be told."""
        self._told = self._session.last_step

    @Slot()
    def _tell_end(self) -> None:
        run, step = self._session.run, self._session.last_step
        if step == self._told or self._session.is_moving or (run and not run.is_at_rest):
            return
        self._told = step
        state = self.tr("Training finished.") if self._session.is_finished else self.tr("Paused.")
        self._say(self._window, f"{state} {self._place()}".strip())

    @Slot(str)
    def _tell_saved(self, name: str) -> None:
        self._say(self._window, self.tr("“{name}” is saved.").format(name=name))

    def _place(self) -> str:
        history, step = self._session.history, self._session.last_step
        if step is not None and step.step < step.steps and not math.isnan(step.loss):
            words = self.tr("Epoch {epoch}, batch {batch} of {batches}: loss {loss}")
            return words.format(
                epoch=count(step.epoch), batch=count(step.step), batches=count(step.steps),
                loss=figures(step.loss),
            ) + "."  # fmt: skip
        if not history:
            return ""
        last = history[-1]
        told = self.tr("Epoch {epoch} of {epochs}: loss {loss}").format(
            epoch=count(last.epoch),
            epochs=count(self._session.design.run.epochs),
            loss=figures(last.train_loss),
        )
        if last.test_accuracy is not None:
            share = percent(last.test_accuracy)
            told += self.tr(", {share} of the test part right").format(share=share)
        elif last.test_loss is not None:
            loss = figures(last.test_loss)
            told += self.tr(", test loss {loss}").format(loss=loss)
        return f"{told}."
