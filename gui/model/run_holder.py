"""The one run that a window's training has at a time, and what happens between its steps."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from diynn.training.training import Training
from gui.model.training_run import TrainingRun

SHORT_MS = 50
"""A wait that nobody notices; most steps are over by then."""


class RunHolder(QObject):
    """Starts a run where one is wanted, and passes on what it tells.

    Messages of a run that has been taken away meanwhile are not passed on.
    """

    ended = Signal(object)
    """No step will follow: None, or the exception that ended it. The run is away already."""
    ending = Signal()
    """The same, while the run can still be looked at."""
    paused = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run: TrainingRun | None = None
        self._leaving: list[TrainingRun] = []
        self._seconds_per_step = 0.0
        self._lent_before = 0.0

    def lent_seconds(self) -> float:
        """How long the runs' threads have worked for others than their trainings."""
        return self._lent_before + (0.0 if self.run is None else self.run.lent_seconds)

    def run_of(self, training: Training) -> TrainingRun:
        """The run that there is, or a new one of `training`."""
        if self.run is None:
            self.settle(training)
            self.run = TrainingRun(training)
            self.run.seconds_per_step = self._seconds_per_step
            self.run.ended.connect(self._end)
            self.run.paused.connect(self._pause)
        return self.run

    def set_pace(self, seconds_per_step: float) -> None:
        """Slow motion: at least so many seconds from step to step; 0 is full speed."""
        self._seconds_per_step = seconds_per_step
        if self.run is not None:
            self.run.seconds_per_step = seconds_per_step

    def between(self, job: Callable[[], Any]) -> Any:
        """The result of `job`, done where no step is under way."""
        return job() if self.run is None else self.run.between_steps(job)

    def later(self, job: Callable[[], Any]) -> Future[Any] | None:
        """Have `job` done on the training's own thread between two steps; None where none move."""
        return None if self.run is None else self.run.later(job)

    def stop(self) -> None:
        """Take the run away. A step that takes long is not waited for: see `settle`."""
        if self.run is not None:
            run, self.run = self.run, None
            run.ended.disconnect(self._end)
            run.paused.disconnect(self._pause)
            run.stop()
            run.wait(SHORT_MS)
            self._lent_before += run.lent_seconds
            self._leaving = [old for old in self._leaving if not old.isFinished()] + [run]

    def settle(self, training: Training) -> None:
        """Wait until no step of `training` is under way in a run that was taken away."""
        for run in self._leaving:
            if run.training is training:
                run.wait()

    @Slot()
    def _pause(self) -> None:
        if self.sender() is self.run:
            self.paused.emit()

    @Slot(object)
    def _end(self, error: object) -> None:
        # A message of a run that has been taken away meanwhile may still arrive.
        if self.run is not None and self.sender() is self.run:
            self.ending.emit()
            self.stop()
            self.ended.emit(error)
