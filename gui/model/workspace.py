"""What lives as long as the program: the design, its training, its runs, its file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from diynn.storage.recipes import recipe
from gui.model.design_model import DesignModel
from gui.model.documents import Documents
from gui.model.kept_runs import KeptRuns
from gui.model.run_list import RunList
from gui.model.session import Session

FIRST_RECIPE = "moons"


class Workspace(QObject):
    """Everything that a window shows and none owns: a window may be built again around it.

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
        self.kept_runs: KeptRuns | None = None
        """Where the runs are kept at the end, if anywhere."""
        self._is_open = False
        self.is_closed = False

    def open(self) -> None:
        """Read the data of the first design; once, whichever window asks."""
        if not self._is_open:
            self._is_open = True
            self.session.start()

    def keep_runs_in(self, folder: Path) -> KeptRuns:
        """Keep the run list there at the end; what offers the runs that are there now."""
        self.kept_runs = KeptRuns(folder, self.session, self.run_list, self)
        self.closed.connect(self.kept_runs.close)
        return self.kept_runs

    def may_end(self, window: QWidget) -> bool:
        """Keep the runs; whether the program may end."""
        return self.kept_runs is None or self.kept_runs.keep(window)

    def close(self) -> None:
        """End every thread, and forget all edits."""
        self.is_closed = True
        self.closed.emit()
        self.run_list.close()
        self.session.close()
        self.model.close()
