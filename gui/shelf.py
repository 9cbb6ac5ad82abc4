"""The runs of this session and of opened files, kept so that they can be laid side by side."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from diynn.dataset import Dataset
from diynn.design import Design
from diynn.reports import EpochReport
from diynn.sequential import Sequential
from diynn.training import Training
from gui.session import Session

Array = NDArray[Any]

COLOURS = 7
"""Colours that can be told apart: `Theme.runs` has as many."""


class ShelvedRun:
    """One training under a name, with the colour that it has on every tab."""

    def __init__(self, training: Training, name: str, colour: int) -> None:
        self.training = training
        self.name = name
        self.colour = colour
        """Its place in `Theme.runs`."""
        self.ticked = False
        """Whether it is shown beside the run of the moment."""

    @property
    def design(self) -> Design:
        """What was decided for it."""
        return self.training.design

    @property
    def data(self) -> Dataset:
        """The data as its network gets it."""
        return self.training.data

    @property
    def net(self) -> Sequential:
        """Its network; use it with `weights`."""
        return self.training.net

    @property
    def weights(self) -> Array:
        """Its weights; they change while it trains."""
        return self.training.net.weight_vector

    @property
    def history(self) -> list[EpochReport]:
        """Its curves so far."""
        return self.training.history


class Shelf(QObject):
    """Every training that took a step, or came from a file, in the order of their coming."""

    changed = Signal()
    """Runs came or went, or were renamed, ticked or coloured."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.runs: list[ShelvedRun] = []
        session.training_changed.connect(self._take_up)
        session.weights_changed.connect(self._take_up)

    @property
    def current(self) -> ShelvedRun | None:
        """The run of the moment, once it has taken a step."""
        return self._of(self._session.training)

    def beside(self) -> list[ShelvedRun]:
        """The ticked runs besides that of the moment, in their order."""
        current = self.current
        return [run for run in self.runs if run.ticked and run is not current]

    def comparable(self) -> list[ShelvedRun]:
        """Those of `beside` that learn from the same data: sample n is the same for all of them."""
        source = self._session.design.source
        return [run for run in self.beside() if run.design.source == source]

    def tick(self, run: ShelvedRun, ticked: bool) -> None:
        """Show a run beside that of the moment, or no longer."""
        if run.ticked != ticked:
            run.ticked = ticked
            self.changed.emit()

    def rename(self, run: ShelvedRun, name: str) -> None:
        """Give a run another name; an empty one is ignored."""
        if name.strip() and name.strip() != run.name:
            run.name = name.strip()
            self.changed.emit()

    def remove(self, run: ShelvedRun) -> None:
        """Take a run off the shelf; that of the moment stays."""
        if run in self.runs and run is not self.current:
            self.runs.remove(run)
            self.changed.emit()

    def _of(self, training: Training | None) -> ShelvedRun | None:
        return next((run for run in self.runs if run.training is training), None)

    @Slot()
    def _take_up(self) -> None:
        training = self._session.training
        if training is None or not training.begun or self._of(training) is not None:
            return
        taken = {run.colour for run in self.runs}
        free = (number for number in range(COLOURS) if number not in taken)
        colour = next(free, len(self.runs) % COLOURS)
        self.runs.append(ShelvedRun(training, self._name(training.design), colour))
        self.changed.emit()

    def _name(self, design: Design) -> str:
        title = design.title or self.tr("Run")
        names = {run.name for run in self.runs}
        number = 1
        while f"{title} {number}" in names:
            number += 1
        return f"{title} {number}"
