"""Gives the augmentation's row the images of the session's data."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gui.design_panel.augmentation_row import AugmentationRow
from gui.model.session import Session


class AugmentationExamples(QObject):
    """Keeps the row's examples to the data that the network gets."""

    def __init__(
        self, session: Session, row: AugmentationRow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._row = session, row
        session.data_changed.connect(self._show)
        # Seen in another way, the data is the same, but not the array that the network gets.
        session.training_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._row.show_data(self._session.data)
