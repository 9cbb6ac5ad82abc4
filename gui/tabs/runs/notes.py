"""What is to be said of a run besides its figures: which weights it has, what was changed in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session
from gui.tabs.runs.difference_table import changes_words
from gui.tabs.runs.summary import holds_best


def _tr(text: str) -> str:
    return QCoreApplication.translate("RunsModel", text)


class RunNotes:
    """Words on the runs of a run list."""

    def __init__(self, session: Session, run_list: RunList) -> None:
        self._session, self._run_list = session, run_list

    def note(self, run: ListedRun) -> str:
        """What stands below its name; empty where there is nothing to say."""
        told = [self._weights_words(run), *changes_words(run.design, run.earlier)]
        if run is self._run_list.current:
            moves = self._session.is_moving
            told.insert(1, _tr("training now") if moves else _tr("shown now"))
        return " · ".join(filter(None, told))

    def _weights_words(self, run: ListedRun) -> str:
        """Which weights of a run these are, where it stands in the run list with others too."""
        training = run.training
        if run is self._run_list.current and self._session.is_moving:
            return ""
        if holds_best(training):
            return _tr("best, epoch {0}").format(training.best_epoch)
        # No two runs need the same time to the last bit.
        same = [one for one in self._run_list.runs if one.training.seconds == training.seconds]
        if training.stopped or any(holds_best(one.training) for one in same):
            return _tr("last, epoch {0}").format(training.epoch)
        return ""

    def tip(self, run: ListedRun, *, apart: bool) -> str:
        """All of it in sentences; `apart` says that it learns from other data."""
        if run is self._run_list.current:
            words = _tr("{0}: the run of the moment, always shown")
        elif apart:
            words = _tr(
                "{0}: learns from other data, so a tick shows its curves but no pictures of it"
            )
        else:
            words = _tr("{0}: tick it to show it beside the run of the moment")
        lines = [words.format(run.name)]
        if holds_best(run.training):
            told = _tr("Its weights are the best ones, of epoch {0}; so are loss and accuracy.")
            lines.append(told.format(run.training.best_epoch))
        changes = changes_words(run.design, run.earlier)
        if changes:
            lines.append(_tr("Changed while it trained: {0}").format(", ".join(changes)))
        return "\n".join(lines)
