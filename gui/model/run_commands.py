"""Edits of the run of the moment and of the run list, as the undo stack keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import ref

from PySide6.QtGui import QUndoCommand

from diynn.design.design import Design
from diynn.training.training import Training
from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session


class RunReturn(QUndoCommand):
    """Makes a training the one of the moment, together with its own design."""

    def __init__(self, session: Session, training: Training, text: str) -> None:
        super().__init__(text)
        # Weakly, since the session's model owns the stack that owns this.
        self._session = ref(session)
        self._before = (session.design, session.training)
        self._after = (training.design, training)

    def redo(self) -> None:
        """Show the training."""
        self._show(*self._after)

    def undo(self) -> None:
        """Show what was there before."""
        self._show(*self._before)

    def _show(self, design: Design, training: Training | None) -> None:
        session = self._session()
        if session is None:
            return
        session.pause()
        if training is not None:
            session.store.keep(training)
        if design != session.design:
            # Left where it is, the current training would take up the settings of the other
            # one; without it, the session looks for the one that was just kept.
            session.training = None
            session.model.show_design(design)
        elif training is not None:
            session.put(training)


class RunRemoval(QUndoCommand):
    """Takes runs out of the run list; undone, they stand in their places again."""

    def __init__(self, run_list: RunList, runs: Sequence[ListedRun], text: str) -> None:
        super().__init__(text)
        self._run_list = ref(run_list)
        self._places = {run: run_list.runs.index(run) for run in runs}

    def redo(self) -> None:
        """Take them off."""
        run_list = self._run_list()
        if run_list is not None:
            run_list.remove_all(self._places)

    def undo(self) -> None:
        """Put them back."""
        run_list = self._run_list()
        if run_list is not None:
            run_list.put_back(self._places)
