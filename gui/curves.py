"""Loss and accuracy as they grow, always in view."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from diynn.reports import EpochReport
from gui.plots.curve_plot import CurvePlot
from gui.session import Session
from gui.theme import ThemeSource

Array = NDArray[Any]


class Curves(QWidget):
    """Two plots with one epoch axis; the lower one is hidden where nothing is right or wrong."""

    def __init__(self, session: Session, themes: ThemeSource) -> None:
        super().__init__()
        self._session = session
        self.loss = CurvePlot(themes)
        self.loss.set_titles(self.tr("Epoch"), self.tr("Loss"))
        self.accuracy = CurvePlot(themes)
        self.accuracy.set_titles(self.tr("Epoch"), self.tr("Accuracy (%)"))
        self.loss.link_x(self.accuracy)
        for plot in (self.loss, self.accuracy):
            plot.set_empty_text(self.tr("Press play, and the curves will grow here."))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.loss)
        halves.addWidget(self.accuracy)
        down.addWidget(halves)
        self.setMinimumWidth(260)
        self._drawn = -1
        session.training_changed.connect(self._restart)
        session.curves_changed.connect(self._show)
        self._restart()

    @Slot()
    def _restart(self) -> None:
        self._drawn = -1
        self._show()

    @Slot()
    def _show(self) -> None:
        history = self._session.history
        if len(history) == self._drawn:
            return
        self._drawn = len(history)
        epochs = np.array([report.epoch for report in history], float)
        for plot, train, test, factor in (
            (self.loss, "train_loss", "test_loss", 1.0),
            (self.accuracy, "train_accuracy", "test_accuracy", 100.0),
        ):
            plot.set_series(
                "train", epochs, factor * _column(history, train), 0, "train", self.tr("Train")
            )
            plot.set_series(
                "test", epochs, factor * _column(history, test), 0, "test", self.tr("Test")
            )
        data = self._session.data
        asks_for_class = data is None or (bool(data.classes) and data.train.targets.ndim == 1)
        self.accuracy.setVisible(asks_for_class)


def _column(history: list[EpochReport], name: str) -> Array:
    values = [getattr(report, name) for report in history]
    return np.array([np.nan if value is None else value for value in values], float)
