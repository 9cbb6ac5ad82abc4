"""The learning rate of the moment, beside the settings that make it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gui.background.redraw import Redraw
from gui.design_panel.run_settings import RunSettings
from gui.model.session import Session

RATE_MS = 100


class RateTeller(QObject):
    """Tells the run settings where the training stands, no more often than it can be read."""

    def __init__(
        self, session: Session, settings: RunSettings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._redraw = Redraw(settings, RATE_MS)
        self._redraw.due.connect(self._tell)
        session.curves_changed.connect(self._redraw.mark)
        session.training_changed.connect(self._tell)
        session.state_changed.connect(self._tell)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        training = self._session.training
        if training is None or not training.begun:
            self._settings.show_rate(None)
            return
        done = training.epoch + training.step / training.steps
        self._settings.show_rate(training.rate, done / training.design.run.epochs)
