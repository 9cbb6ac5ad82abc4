"""What lives as long as the program: the design, its training, its runs, its file."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal

from diynn.storage.recipes import recipe
from gui.model.design_model import DesignModel
from gui.model.documents import Documents
from gui.model.run_list import RunList
from gui.model.session import Session

FIRST_RECIPE = "moons"


class Workspace(QObject):
    """Everything that a window shows and none owns: a window may be built anew around it.

    It belongs to the current window, which adopts it.
    """

    closed = Signal()
    """The person closed the window, and nothing stood in the way."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = DesignModel(recipe(FIRST_RECIPE), self)
        self.session = Session(self.model, self)
        self.documents = Documents(self.session, settings, None, self)
        self.run_list = RunList(self.session, self)
        self._is_open = False
        self.is_closed = False

    def open(self) -> None:
        """Read the data of the first design; once, whichever window asks."""
        if not self._is_open:
            self._is_open = True
            self.session.start()

    def close(self) -> None:
        """End every thread, and forget all edits."""
        self.is_closed = True
        self.closed.emit()
        self.session.close()
        self.model.close()
