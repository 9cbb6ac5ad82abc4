"""Find out in the background what principal components would make of the images."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from diynn.analysis.pca import Principal, principal
from diynn.analysis.reconstruction import PartName, part_of
from diynn.data.dataset import Dataset
from gui.background.latest import Latest
from gui.tabs.analysis_tab import OwnThread

Array = NDArray[Any]


class PrincipalErrors(QObject):
    """Mean squared errors of PCA, each worked out once, on a thread of its own.

    The axes are those of the training part, and are found once for a data set.
    """

    found = Signal()
    """What `errors` was asked for last is there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data: Dataset | None = None
        self._known: dict[tuple[PartName, int], Array] = {}
        self._axes: tuple[Dataset, Principal] | None = None
        self._wanted: object = None
        self._worker = Latest("principal components", OwnThread(), parent=self)
        self._worker.answered.connect(self._take)

    def errors(self, data: Dataset, part: PartName, components: int) -> Array | None:
        """The errors (images,) of a part drawn from so many components; None while not known."""
        if data is not self._data:
            self._data = data
            self._known.clear()
        key = (part, components)
        if key in self._known:
            return self._known[key]
        wanted = (data, *key)
        if self._wanted != wanted:
            self._wanted = wanted
            self._worker.ask(lambda: (wanted, self._work(data, part, components, wanted)))
        return None

    def close(self) -> None:
        """End the thread, and wait for that."""
        self._wanted = None
        self._worker.close()

    def _work(self, data: Dataset, part: PartName, components: int, wanted: object) -> Array:
        """On the thread."""

        def called_off() -> bool:
            return self._wanted is not wanted

        if self._axes is None or self._axes[0] is not data:
            self._axes = (data, principal(data.train.x, called_off))
        return self._axes[1].squared_errors(part_of(data, part).x, components, called_off)

    @Slot(object)
    def _take(self, answer: object) -> None:
        # Where it was called off, the answer is an exception.
        if isinstance(answer, tuple) and answer[0] is self._wanted:
            (data, part, components), errors = answer
            if data is self._data:
                self._known[part, components] = errors
                self.found.emit()
