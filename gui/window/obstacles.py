"""Why an entry of the menu Run cannot be chosen at this moment."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gui.commands.commands import OBSTACLE
from gui.model.session import Session
from gui.text.wording import told_or


class Obstacles(QObject):
    """Lets the entries of a run be chosen when they can be done, and notes why when they cannot."""

    def __init__(
        self, session: Session, menu: QMenu, trains: tuple[QAction, ...], best: QAction,
        parent: QObject,
    ) -> None:  # fmt: skip
        """Of the entries of `menu`, `trains` need a network that can be trained, `best` weights
        that are the best so far."""
        super().__init__(parent)
        self._session = session
        self._trains = trains
        self._best = best
        session.state_changed.connect(self._show)
        # Epochs end unheard: whether there is a best one is looked up when it may be read.
        menu.aboutToShow.connect(self._show)
        session.training_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        problem = self._session.problem
        words = told_or(problem, "")
        for action in self._trains:
            action.setEnabled(problem is None)
            action.setProperty(OBSTACLE, words)
        self._best.setEnabled(self._session.has_best)
        self._best.setProperty(OBSTACLE, words or self.tr("No epoch has ended yet."))
