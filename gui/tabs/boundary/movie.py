"""The course of a training: its weights after the epochs so far, and which are looked at."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from gui.model.session import Session

Array = NDArray[Any]


class Movie(QObject):
    """Follows the session's training."""

    grown = Signal()
    """There are more epochs, or those of another training."""
    turned = Signal()
    """Another epoch is looked at."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: int | None = None
        session.training_changed.connect(self._change)
        session.curves_changed.connect(self.grown)

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs that can be looked at, as far as the curves have grown."""
        training, reached = self._session.training, self.reached
        if training is None:
            return ()
        return tuple(epoch for epoch in training.snapshots.epochs if epoch <= reached)

    @property
    def reached(self) -> int:
        """The epoch that the training has finished last."""
        history = self._session.history
        return history[-1].epoch if history else 0

    @property
    def shown(self) -> int | None:
        """The epoch that is looked at; None for the moment."""
        return self._shown

    @property
    def weights(self) -> Array | None:
        """The weights that are looked at; nobody writes to them."""
        training = self._session.training
        if self._shown is None or training is None or not len(training.snapshots):
            return self._session.weights
        return training.snapshots.weights_at(self._shown)

    def turn_to(self, epoch: int | None) -> None:
        """Look at an epoch, or for None at the moment."""
        if epoch != self._shown:
            self._shown = epoch
            self.turned.emit()

    @Slot()
    def _change(self) -> None:
        self.turn_to(None)
        self.grown.emit()
