"""The runs of this session and of opened files, kept so that they can be laid side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain, count
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from diynn.data.dataset import Dataset
from diynn.design.design import Design
from diynn.errors import DiynnError
from diynn.network.sequential import Sequential
from diynn.training.averaging import Member, averaged
from diynn.training.history import History
from diynn.training.past_settings import before_now
from diynn.training.replay import are_one_run, rate_at
from diynn.training.training import Training
from gui.background.worker import Worker
from gui.model.restarts import MOST_BYTES
from gui.model.run_snapshot import RunSnapshot, SnapshotKey
from gui.model.session import Session
from gui.model.training_run import Glance
from gui.text.numbers import count as count_of
from gui.text.wording import design_name, error_message

Array = NDArray[Any]

COLOURS = 7
"""Colours that can be distinguished: `Theme.runs` has as many."""


MOST_RUNS = 200
"""Runs in the list before the oldest go, however small they are."""
NAMED = 3
"""Runs that are named where more of them go."""

KEPT = 2
"""Runs that stay however large they are: the current one, and the one before it."""


class ListedRun:
    """One training under a name, with the colour that it has on every tab."""

    def __init__(self, training: Training, name: str, colour: int) -> None:
        self.training = training
        self.name = name
        self.colour = colour
        """Its place in `Theme.runs`."""
        self.ticked = False
        """Whether it is shown beside the current run."""
        self.glance: Glance | None = None
        """How it stands as far as the window knows, while it is the run of the moment."""

    @property
    def design(self) -> Design:
        """What was decided for it."""
        return self.training.design

    @property
    def earlier(self) -> tuple[Design, ...]:
        """What was decided for it before, where it was changed while it trained."""
        return before_now(self.training.past, self.training.design)

    @property
    def data(self) -> Dataset:
        """The data as its network gets it."""
        return self.training.data

    @property
    def net(self) -> Sequential:
        """Its network; use it with `weights`."""
        return self.training.net

    @property
    def weights(self) -> Array:
        """Its weights; they change while it trains."""
        return self.training.net.weight_vector

    @property
    def best_epoch(self) -> int:
        """The epoch with the best weights so far; 0 where there is none yet."""
        return (self.training if self.glance is None else self.glance).best_epoch

    @property
    def seconds(self) -> float:
        """How long it has computed."""
        return (self.training if self.glance is None else self.glance).seconds

    @property
    def history(self) -> History:
        """Its curves so far."""
        return self.training.history if self.glance is None else self.glance.history


class RunList(QObject):
    """Every training that took a step, or came from a file, in the order of their coming."""

    changed = Signal()
    """Runs came or went, were renamed, ticked or coloured, or another is the current one."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.runs: list[ListedRun] = []
        self.most = 2 * MOST_BYTES
        """Bytes that all runs together may take before the oldest go."""
        self.most_runs = MOST_RUNS
        self._seen: ListedRun | None = None
        self._snapshots: WeakValueDictionary[SnapshotKey, RunSnapshot] = WeakValueDictionary()
        self._averaging = Worker("average", self)
        self._averaging.stepped.connect(self._take_average)
        self._averaging.ended.connect(self._end_average)
        session.training_changed.connect(self._change_over)
        session.weights_changed.connect(self._take_up)
        session.curves_changed.connect(self._hear)
        self._change_over()

    @property
    def current(self) -> ListedRun | None:
        """The run of the moment, once it has taken a step."""
        return self._of(self._session.training)

    def parent_of(self, run: ListedRun) -> ListedRun | None:
        """The run that it was branched off, where that is still in the list."""
        fork = run.training.timeline.fork
        if fork is None:
            return None
        known = (one for one in self.runs if one is not run)
        return next((one for one in known if one.training.timeline.run_id == fork.parent), None)

    def as_tree(self) -> list[ListedRun]:
        """All runs in the order of their coming, but each branch behind its parent."""
        below: dict[ListedRun | None, list[ListedRun]] = {}
        for run in self.runs:
            below.setdefault(self.parent_of(run), []).append(run)
        wanted, waiting = [], below.pop(None, [])[::-1]
        while waiting:
            wanted.append(waiting.pop())
            waiting += below.pop(wanted[-1], [])[::-1]
        return wanted + [run for runs in below.values() for run in runs]

    def depth_of(self, run: ListedRun) -> int:
        """How many branchings lead to a run from one that is none, within the list."""
        depth, seen = 0, {run}
        while (parent := self.parent_of(run)) is not None and parent not in seen:
            run, depth = parent, depth + 1
            seen.add(run)
        return depth

    def beside(self) -> list[ListedRun]:
        """The ticked runs besides that of the moment, in their order."""
        current = self.current
        return [run for run in self.runs if run.ticked and run is not current]

    def comparable(self) -> list[ListedRun]:
        """Those of `beside` that learn from the same data: sample n is the same for all of them."""
        source = self._session.design.source
        return [run for run in self.beside() if run.design.source == source]

    def snapshots(self, runs: Iterable[ListedRun] | None = None) -> list[RunSnapshot]:
        """Snapshots of `runs`; else of the run of the moment and of the `comparable` ones."""
        if runs is None:
            return [*filter(None, [self.snapshot()]), *self.snapshots(self.comparable())]
        return [*filter(None, map(self.snapshot, runs))]

    def snapshot(self, run: ListedRun | None = None) -> RunSnapshot | None:
        """A snapshot of a run, by default that of the moment; None where there is no network.

        It is the same object until something in it changes.
        """
        session, current = self._session, self.current
        raw, data = session.dataset, session.data
        if run is None or run is current:
            training, weights = session.training, session.weights
            if training is None or weights is None or raw is None or data is None:
                return None
            name = self.tr("This network") if current is None else current.name
            design, rate, place = session.design, training.rate, session.cursor.place
            course: tuple[Array, ...] = ()
            if place is not None:
                course = session.cursor.course
                name = self.tr("{0}, epoch {1}").format(name, count_of(place.epoch))
                design, rate = session.cursor.design or design, rate_at(training, place)
            made = RunSnapshot(
                training, name, None if current is None else current.colour, design, raw,
                data, weights, rate, id(weights), course,
            )  # fmt: skip
            return self._snapshots.setdefault(made.key, made)
        if raw is None:
            return None
        training = run.training
        made = RunSnapshot(
            training, run.name, run.colour, run.design, raw, run.data, run.weights, training.rate,
            (training.epoch, training.step),
        )  # fmt: skip
        kept = self._snapshots.get(made.key)
        if kept is None:
            # A copy: the run may be taken up again and trained while it is shown.
            kept = self._snapshots[made.key] = replace(made, weights=run.weights.copy())
        return kept

    def tick(self, run: ListedRun, ticked: bool) -> None:
        """Show a run beside that of the moment, or no longer."""
        self.tick_all([run], ticked)

    def tick_all(self, runs: Iterable[ListedRun], ticked: bool) -> None:
        """Show all these runs beside that of the moment, or none of them any longer."""
        others = [run for run in runs if run.ticked != ticked]
        for run in others:
            run.ticked = ticked
        if others:
            self.changed.emit()

    def rename(self, run: ListedRun, name: str) -> None:
        """Give a run another name; an empty one is ignored."""
        if name.strip() and name.strip() != run.name:
            run.name = name.strip()
            self.changed.emit()

    def recolour(self, run: ListedRun, colour: int) -> None:
        """Give a run another of the COLOURS, by its place in `Theme.runs`."""
        if colour != run.colour:
            run.colour = colour
            self.changed.emit()

    def take_in(self, trainings: Iterable[tuple[Training, str]]) -> list[ListedRun]:
        """Put trainings that were done elsewhere in the list, each under its name, not ticked."""
        taken = []
        for training, name in trainings:
            names = {run.name for run in self.runs}
            training.rest()
            taken.append(ListedRun(training, _free(name, names), self._colour()))
            self.runs.append(taken[-1])
        if taken:
            self.changed.emit()
        return taken

    # The mean of several.

    @property
    def ticked(self) -> list[ListedRun]:
        """The ticked runs, also that of the moment."""
        return [run for run in self.runs if run.ticked]

    def average_obstacle(self) -> str:
        """Why the ticked runs cannot be averaged now; empty where they can."""
        if len(self.ticked) < 2:
            return self.tr("Tick two or more runs in the list of runs.")
        if self._averaging.is_busy:
            return self.tr("The mean of the ticked runs is being worked out.")
        return ""

    @Slot()
    def average(self) -> None:
        """Make a run of the ticked ones as they stand: its network answers with the mean of their
        answers. Where they have none, that is said."""
        if self.average_obstacle():
            return
        shown = self.snapshots(self.ticked)
        title = self.tr("Mean of {0} networks").format(count_of(len(shown)))
        self._averaging.start(partial(_averaged, shown, title))
        self.changed.emit()

    @Slot(object)
    def _take_average(self, training: object) -> None:
        assert isinstance(training, Training)
        (run,) = self.take_in([(training, training.design.title)])
        words = self.tr("“{0}” stands in the list of runs, with its figures.")
        self._session.said.emit("info", words.format(run.name))

    @Slot(object)
    def _end_average(self, error: object) -> None:
        self.changed.emit()
        if isinstance(error, DiynnError):
            self._session.said.emit("error", error_message(error))
        elif isinstance(error, Exception):
            # Unforeseen: the error hook shows it.
            raise error

    def close(self) -> None:
        """Work out no mean any more."""
        self._averaging.cancel()

    def remove(self, run: ListedRun) -> None:
        """Take a run out of the run list; that of the moment stays."""
        self.remove_all([run])

    def remove_all(self, runs: Iterable[ListedRun]) -> None:
        """Take all these runs out of the run list; that of the moment stays."""
        current = self.current
        gone = [run for run in runs if run in self.runs and run is not current]
        for run in gone:
            self.runs.remove(run)
        if gone:
            self.changed.emit()

    def put_back(self, places: Mapping[ListedRun, int]) -> None:
        """Let runs that were taken off stand in their places again."""
        gone = [run for run in places if self._of(run.training) is None]
        for run in sorted(gone, key=places.__getitem__):
            self.runs.insert(places[run], run)
        if gone:
            self.changed.emit()

    def _of(self, training: Training | None) -> ListedRun | None:
        return next((run for run in self.runs if run.training is training), None)

    @Slot()
    def _change_over(self) -> None:
        """Another training is the current one, or none is."""
        training = self._session.training
        for run in self.runs:
            if run.training is not training:
                run.glance = None
                run.training.rest()
        self._take_up()
        self._hear()

    @Slot()
    def _hear(self) -> None:
        if (current := self.current) is not None:
            current.glance = self._session.glance

    @Slot()
    def _take_up(self) -> None:
        training = self._session.training
        if training is not None and training.begun and self._of(training) is None:
            again = next((run for run in self.runs if _are_one(run.training, training)), None)
            if again is not None:
                again.training = training
            else:
                run = ListedRun(training, self._name(training), self._colour())
                parent = self.parent_of(run)
                if parent is not None:
                    # Where their curves part is seen in both.
                    parent.ticked = True
                self.runs.append(run)
                self._make_room()
        elif self.current is self._seen:
            return
        self._seen = self.current
        self._hear()
        self.changed.emit()

    def _make_room(self) -> None:
        """Let the oldest runs go that are not shown, beyond as many as there may be and what all
        may take in memory."""
        bytes_left = sum(run.training.bytes_at_rest for run in self.runs) - self.most
        left = len(self.runs) - self.most_runs
        idle = [run for run in self.runs[:-KEPT] if not run.ticked and run is not self.current]
        are_large = bytes_left > 0
        gone: list[ListedRun] = []
        while idle and (bytes_left > 0 or left > len(gone)):
            gone.append(idle.pop(0))
            bytes_left -= gone[-1].training.bytes_at_rest
        for run in gone:
            self.runs.remove(run)
        if gone:
            self._session.said.emit("info", self._gone_words(gone, are_large=are_large))

    def _gone_words(self, gone: list[ListedRun], *, are_large: bool) -> str:
        names = ", ".join(f"“{run.name}”" for run in gone[:NAMED])
        if len(gone) > NAMED:
            names = self.tr("{names} and others").format(names=names)
        if are_large:
            return self.tr(
                "{names} left the run list: together the runs would take too much memory. "
                "Save or tick what must stay."
            ).format(names=names)
        return self.tr(
            "{names} left the run list, which has room for {most}. Save or tick what must stay."
        ).format(names=names, most=count_of(self.most_runs))

    def _colour(self) -> int:
        """The colour that the fewest ticked runs have, and of these colours the least used one."""
        seen, every = (
            [sum(run.colour == colour for run in runs) for colour in range(COLOURS)]
            for runs in ([run for run in self.runs if run.ticked], self.runs)
        )
        return min(range(COLOURS), key=lambda colour: (seen[colour], every[colour]))

    def _name(self, training: Training) -> str:
        names = {run.name for run in self.runs}
        best = training.best_weights
        if best is not None and np.array_equal(best, training.net.weight_vector):
            # The same curves and other weights: those that were the best of a run.
            for run in self.runs:
                if run.history == training.history:
                    return _free(self.tr("{0}, best weights").format(run.name), names)
        fork = training.timeline.fork
        for run in self.runs:
            if fork is not None and run.training.timeline.run_id == fork.parent:
                branch = self.tr("{0}, from {1}")
                return _free(branch.format(run.name, count_of(fork.place.epoch)), names)
        title = design_name(training.design)
        if training.by_hand:
            title = self.tr("{0}, weights by hand").format(title)
        return _free(f"{title} 1", names, title)


def _averaged(shown: list[RunSnapshot], title: str) -> Iterator[Training]:
    members = [
        Member(one.name, one.design, one.training.dataset, one.data, one.weights,
               one.training.epoch, one.training.seconds)
        for one in shown
    ]  # fmt: skip
    yield averaged(members, title)


def _free(name: str, taken: Collection[str], title: str = "") -> str:
    """The name, or, where it is taken, `title` (else the name) with the first free number."""
    numbered = (f"{title or name} {number}" for number in count(2))
    return next(one for one in chain([name], numbered) if one not in taken)


def _are_one(first: Training, second: Training) -> bool:
    """Whether two trainings are moments of one run, or at one place of it: a file that was opened
    again.

    No two runs need the same time to the last bit, and a file keeps that time.
    """
    if are_one_run(first, second):
        return True
    places = [(one.epoch, one.step, one.seconds, one.timeline.fork) for one in (first, second)]
    return (
        places[0] == places[1]
        and first.design.structure() == second.design.structure()
        and np.array_equal(first.net.weight_vector, second.net.weight_vector)
    )
