"""The network's answer at every place of a plane, with the points it learns from."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diynn.dataset import Dataset
from diynn.metrics import class_probabilities, predicted_classes
from gui.latest import Latest
from gui.plots.boundary_plot import BoundaryPlot
from gui.session import Session
from gui.theme import ThemeSource

Array = NDArray[Any]

RESOLUTION = 100
MOST_CLASSES = 5


def _is_plane(data: Dataset) -> bool:
    return data.shape == (2,) and data.train.targets.ndim <= 2 and len(data.classes) <= MOST_CLASSES


class BoundaryTab(QWidget):
    """Live for data with two inputs; says so where there are more."""

    def __init__(self, session: Session, themes: ThemeSource) -> None:
        super().__init__()
        self._session = session
        self.plot = BoundaryPlot(themes)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self.plot)
        self._worker = Latest("boundary", share=0.3, parent=self)
        self._worker.answered.connect(self._draw)
        session.data_changed.connect(self._show_data)
        session.training_changed.connect(self._show_data)
        session.weights_changed.connect(self._ask)
        self._shown: object = None
        self._show_data()

    def close_down(self) -> None:
        """End the thread."""
        self._worker.close()

    @Slot()
    def _show_data(self) -> None:
        session, data = self._session, self._session.data
        if session.loader.is_loading:
            self._nothing(self.tr("The data is being read…"))
        elif data is None:
            self._nothing(str(session.loader.error or self.tr("There is no data yet.")))
        elif not _is_plane(data):
            self._nothing(
                self.tr(
                    "A boundary needs data with two inputs, such as Moons or Spirals. "
                    "Choose one in the first row of the network, or look at the tab “Images”."
                )
            )
        else:
            if self._shown is not data:
                self._shown = data
                self._show_points(data)
            if session.training is None:
                self.plot.clear_field()
            self._ask()

    def _show_points(self, data: Dataset) -> None:
        train, test = data.train, data.test
        features = data.features if len(data.features) == 2 else ("x₁", "x₂")
        if data.classes:
            self.plot.set_names(*features, data.classes)
            self.plot.set_points(train.x, train.targets, test.x, test.targets, len(data.classes))
        else:
            self.plot.set_names(*features, ())
            self.plot.set_targets(
                train.x, train.targets.reshape(len(train), -1)[:, 0],
                test.x, test.targets.reshape(len(test), -1)[:, 0],
            )  # fmt: skip

    def _nothing(self, words: str) -> None:
        self._shown = None
        self.plot.set_empty_text(words)
        self.plot.clear()

    @Slot()
    def _ask(self) -> None:
        session = self._session
        net, weights, data = session.net, session.weights, session.data
        if net is None or weights is None or data is None or not _is_plane(data):
            return
        if not self.isVisible():
            return
        grid, loss = self.plot.grid(RESOLUTION), session.design.loss
        classes, shown = len(data.classes), self._shown

        def answer() -> tuple[object, Array, Array | None, Array | None]:
            y = net.predict(grid, weights)
            if not classes:
                return shown, y[:, 0].reshape(RESOLUTION, RESOLUTION), None, None
            field = class_probabilities(y, loss)[:, :classes]
            wrong = [
                predicted_classes(net.predict(part.x, weights)) != part.targets
                for part in (data.train, data.test)
            ]
            return shown, field.reshape(RESOLUTION, RESOLUTION, -1), wrong[0], wrong[1]

        self._worker.ask(answer)

    @Slot(object)
    def _draw(self, answer: object) -> None:
        if not isinstance(answer, tuple) or answer[0] is not self._shown or self._shown is None:
            return
        _, field, wrong_train, wrong_test = answer
        if self._session.training is None:
            return
        self.plot.set_field(np.ascontiguousarray(field))
        if wrong_train is not None:
            self.plot.set_mistakes(wrong_train, wrong_test)

    def showEvent(self, event: Any) -> None:
        """Draw what has been learnt while the tab was hidden."""
        super().showEvent(event)
        self._ask()
