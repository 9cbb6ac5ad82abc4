"""Keeps the run list at the end of the program, and offers its runs at the next start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from diynn.data.dataset import Dataset
from diynn.data.sources.source import Source
from diynn.errors import DiynnError
from diynn.storage.kept_runs import (
    MOST_BYTES,
    MOST_RUNS,
    KeptRun,
    forget_runs,
    keep_run,
    kept_files,
    make_room,
    read_run,
)
from diynn.storage.model_file import resumed, snapshot
from diynn.training.training import Training
from gui.background.waiting import wait_for
from gui.background.worker import Worker
from gui.model.run_list import COLOURS, ListedRun, RunList
from gui.model.session import Session
from gui.text.wording import error_message
from gui.widgets.message_bar import Notice
from gui.widgets.plain_text import Button, Icon, MessageBox

State = tuple[str, int, int, int, float, str]
Restored = tuple[Path, KeptRun, Training]


def _state(run: ListedRun) -> State:
    """What of a run its file holds."""
    training = run.training
    known_as = training.timeline.run_id
    return (run.name, run.colour, training.epoch, training.step, training.seconds, known_as)


class KeptRuns(QObject):
    """Between the run list and the folder in which its runs lie from one session to the next."""

    changed = Signal()
    """`files` are others."""

    def __init__(
        self, folder: Path, session: Session, run_list: RunList, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder, self._session, self._run_list = folder, session, run_list
        self.files: list[Path] = []
        """Those of earlier sessions that were not brought back."""
        self._places: WeakKeyDictionary[ListedRun, tuple[Path, State]] = WeakKeyDictionary()
        self._brought: list[Path] = []
        self._failed: list[str] = []
        self._worker = Worker("kept runs", self)
        self._worker.stepped.connect(self._take)
        self._worker.ended.connect(self._end)

    @Slot()
    def look(self) -> None:
        """Offer what there is."""
        self.files = kept_files(self._folder)
        self.changed.emit()
        if self.files:
            words = self.tr("Runs kept from the last session: {0}.").format(len(self.files))
            notice = Notice(words, self._are_left)
            self._session.offered.emit(notice, self.tr("Bring them back"), self.bring_back)

    def _are_left(self) -> bool:
        return bool(self.files)

    @Slot()
    def bring_back(self) -> None:
        """Put all of them in the run list, as they were."""
        if self.files and not self._worker.is_busy:
            session = self._session
            known = {} if session.dataset is None else {session.design.source: session.dataset}
            self._failed = []
            self._worker.start(partial(_restored, self.files, known))

    @Slot()
    def forget(self) -> None:
        """Throw them away."""
        self._worker.cancel()
        forget_runs(self.files)
        self.files = []
        self.changed.emit()

    @Slot(object)
    def _take(self, news: object) -> None:
        if isinstance(news, str):
            self._failed.append(news)
        elif isinstance(news, tuple):
            path, kept, training = news
            (run,) = self._run_list.take_in([(training, kept.name)])
            self._run_list.recolour(run, kept.colour % COLOURS)
            self._places[run] = (path, _state(run))
            self._brought.append(path)
            self.files.remove(path)
            self.changed.emit()

    @Slot(object)
    def _end(self, error: object) -> None:
        if isinstance(error, Exception):
            self._failed.append(str(error) or type(error).__name__)
        if self._failed:
            words = self.tr("{0} of the kept runs could not be brought back: {1}")
            self._session.said.emit("warning", words.format(len(self._failed), self._failed[0]))
        else:
            self._session.said.emit("info", self.tr("The runs are back in the list of runs."))

    # At the end.

    def keep(self, window: QWidget | None) -> bool:
        """Write the runs of the list; whether the program may end. It is asked where they cannot
        be kept."""
        self._worker.cancel()
        runs = _newest([run for run in self._run_list.runs if run.training.begun])
        same = {
            run: place
            for run in runs
            if (found := self._places.get(run)) is not None
            for place, state in [found]
            if state == _state(run)
        }
        jobs = [_writing(self._session, run) for run in runs if run not in same]
        old = [path for path in self._brought if path not in same.values()]

        def write() -> None:
            for job in jobs:
                kept = job()
                if kept is not None:
                    keep_run(self._folder, kept)
            forget_runs(old)
            make_room(self._folder)

        if not jobs and not old:
            return True
        try:
            wait_for(write, self.tr("Keeping the runs…"), window)
        except (DiynnError, OSError) as error:
            reason = error_message(error) if isinstance(error, DiynnError) else str(error)
            box = MessageBox(
                Icon.Warning, self.tr("Runs are not kept"),
                self.tr("The list of runs could not be kept for the next start. Close anyway?"),
                reason, Button.Close | Button.Cancel, window,
            )  # fmt: skip
            return box.ask() == Button.Close
        return True

    @Slot()
    def close(self) -> None:
        """Bring nothing more back."""
        self._worker.cancel()


def _newest(runs: list[ListedRun]) -> list[ListedRun]:
    """The newest of the runs, as many as there is room for; at least one."""
    room, kept = MOST_BYTES, 0
    for run in reversed(runs[-MOST_RUNS:]):
        # Of each weight: itself, the best one, and what most optimizers remember.
        room -= 4 * run.weights.nbytes
        if room < 0 and kept:
            break
        kept += 1
    return runs[len(runs) - kept :]


def _writing(session: Session, run: ListedRun) -> Callable[[], KeptRun | None]:
    training, name, colour = run.training, run.name, run.colour

    def write() -> KeptRun | None:
        # On the thread that is waited for: a long step may be under way.
        session.settle(training)
        try:
            model = snapshot(training, training.dataset, whole=False)
        except DiynnError:
            # Its points were all erased: there is nothing that it could go on with.
            return None
        return KeptRun(model, name, colour)

    return write


def _restored(files: list[Path], known: dict[Source, Dataset]) -> Iterator[Restored | str]:
    """Each run as a training, or why it is none; data sets are read once."""
    for path in tuple(files):
        try:
            kept = read_run(path)
            source = kept.model.design.source
            if source not in known:
                if problem := source.missing():
                    raise problem
                known[source] = source.load()
            yield path, kept, resumed(kept.model, known[source])
        except DiynnError as error:
            yield error_message(error)
