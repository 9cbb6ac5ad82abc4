"""What is going on: the data set, the network, the run; with signals for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from diynn.data.dataset import Dataset
from diynn.data.sources.source import outline_of
from diynn.design.design import Design, Run, is_prepared
from diynn.errors import DataError, DiynnError
from diynn.network.sequential import Sequential
from diynn.storage.model_file import SavedModel
from diynn.training.history import History
from diynn.training.replay import at_best, with_weight
from diynn.training.reports import StepReport
from diynn.training.timeline import Place
from diynn.training.training import Training
from gui.background.throttle import Throttle
from gui.background.worker import Worker
from gui.model.data_loader import DataLoader
from gui.model.design_model import DesignModel
from gui.model.restarts import Restarts, Swapped, branch_swap, jump_words, stop_words
from gui.model.time_cursor import Branched, TimeCursor
from gui.model.training_run import Glance, RunHolder, TrainingRun, adopted
from gui.model.training_store import Made, TrainingStore
from gui.widgets.message_bar import Notice

Array = NDArray[Any]

LONG_WEIGHTS = 1_000_000
LONG_VALUES = 5_000_000
"""What is larger is made on a thread; what is smaller is there at once, without a flicker."""


class Session(QObject):
    """The data set, the network and the run that belong to the current design.

    Every structure (data, view, layers) that was trained keeps its training, so that undoing an
    edit brings back the weights too.
    """

    data_changed = Signal()
    """Another data set is there, or is being read, or could not be read: see `loader`."""
    training_changed = Signal()
    """`training` is another one, or has gone back to first weights, or None."""
    weights_changed = Signal()
    """`weights` holds newer ones; at most 25 times a second (`gui.background.throttle`)."""
    curves_changed = Signal()
    """`history` or `last_step` has grown or changed."""
    state_changed = Signal()
    """Playing, paused, finished; or the reason why it cannot be trained (`problem`) has changed."""
    sample_chosen = Signal(bool, int)
    """A sample is to be seen in the tabs: whether it is one of the test part, and its place."""
    restored = Signal()
    """The weights of an opened file are in place."""
    said = Signal(str, object)
    """Something to tell the user: "info", "warning" or "error", and a text or an exception."""
    offered = Signal(object, str, object)
    """Something to tell the user, with words for a button and what it does."""

    def __init__(self, model: DesignModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.loader = DataLoader(self)
        self.data: Dataset | None = None
        self.training: Training | None = None
        self._runs = RunHolder(self)
        # What the runs do for others, whichever of them is there.
        self.settle, self.set_pace = self._runs.settle, self._runs.set_pace
        self.lend, self.lent_seconds = self._runs.later, self._runs.lent_seconds
        self.weights: Array | None = None
        """Those that are looked at: the `newest`, or those of the `cursor`'s place in the past."""
        self.newest: Array | None = None
        self.cursor = TimeCursor(lambda: self.glance.place if self.glance else Place(0), self)
        self.cursor.moved.connect(self._look)
        self.cursor.branched.connect(self._take_branch)
        self.cursor.failed.connect(self._made)
        self.glance: Glance | None = None
        """How the training stands as far as the window knows: all that is shown of it comes from
        here, so that nothing on the screen is of another moment than the rest."""
        self.store = TrainingStore()
        self.restarts = Restarts(model, self.put)
        self.hold: Callable[[], str] | None = None
        """Asked before a step is taken: why none may be, or an empty text."""
        self.chosen_sample: tuple[bool, int] | None = None
        """The last sample that was chosen of this data, as `sample_chosen` told it."""
        self._edited, self._late = False, 0  # by hand; changes that wait for a long step
        self._maker = Worker("network", self)
        self._maker.stepped.connect(self._take_late)
        self._maker.ended.connect(self._made)
        self._design: Design | None = None
        self._throttle = Throttle(self._runs.lent_seconds, self._runs.has_time, self)
        self._throttle.due.connect(self._ask)
        self._runs.seen.connect(self._see)
        self._runs.ending.connect(self._see)
        self._runs.ended.connect(self._ended)
        self._runs.paused.connect(self._see)
        self._runs.paused.connect(self.state_changed)
        self._runs.late.connect(self._take_late_answer)
        model.changed.connect(self._follow)
        self.loader.changed.connect(self._follow_data)

    @property
    def design(self) -> Design:
        """The current design."""
        return self.model.design

    @property
    def dataset(self) -> Dataset | None:
        """The data as it was read; `data` is what the network gets of it."""
        return self.loader.dataset

    @property
    def run(self) -> TrainingRun | None:
        """The run that takes the training's steps; None until the first of them, and at the end."""
        return self._runs.run

    @property
    def history(self) -> History:
        """The curves as far as the window knows them: a view, which stays as it is."""
        return History() if self.glance is None else self.glance.history

    @property
    def last_step(self) -> StepReport | None:
        """The last step that the window knows of."""
        return None if self.glance is None else self.glance.last_step

    @property
    def pace(self) -> tuple[float, str]:
        """See `set_pace`."""
        return self._runs.pace

    @property
    def is_moving(self) -> bool:
        """Whether steps are being taken."""
        return self.run is not None and self.run.is_moving

    @property
    def is_finished(self) -> bool:
        """Whether all epochs are done."""
        return self.training is not None and self.training.epoch >= self.design.run.epochs

    @property
    def is_making(self) -> bool:
        """Whether the training of the design is being made, which takes a while for a large one."""
        return self._maker.is_busy

    @property
    def problem(self) -> DiynnError | None:
        """Why it cannot be trained; None where it can."""
        if self.loader.error is not None:
            return self.loader.error
        if self.loader.is_loading:
            return DataError("The data is being read.")
        if self.is_making:
            return DataError("The network is being made.")
        return self.model.fit.problem if self.model.fit is not None else None

    @property
    def has_best(self) -> bool:
        """Whether there are best weights so far, and a training that can go on from them."""
        training = self.training
        return training is not None and training.best_weights is not None and self.problem is None

    @property
    def net(self) -> Sequential | None:
        """The network; use it with `weights`, since its own may be changing."""
        return None if self.training is None else self.training.net

    def play(self) -> None:
        """Train until all epochs are done; where they already are, as many again. From a place in
        the past, this and `advance` branch off."""
        run = self._ready(self.play)
        if run is not None:
            run.play()
            self._moved()

    def pause(self) -> None:
        """Pause after the step that is being taken."""
        if self.run is not None:
            self.run.pause()
        self.state_changed.emit()

    def advance(self, steps: int = 0, epochs: int = 0) -> None:
        """Take so many batches or epochs, then pause; at the end there are as many epochs again."""
        run = self._ready(partial(self.advance, steps, epochs))
        if run is not None:
            run.advance(steps, epochs)
            self._moved()

    def from_the_start(self) -> None:
        """Restart the training from the weights that it began with. It can be undone."""
        self._restart(self.design.run.seed, self.tr("From the start"))

    def new_weights(self) -> None:
        """Restart the training from other first weights, of the next seed. It can be undone."""
        seed = self.restarts.next_seed()
        self._restart(seed, self.tr("New weights, seed {0}").format(seed))

    def _restart(self, seed: int, text: str) -> None:
        if self.training is not None and self.problem is None:
            run = self.restarts.run_of(seed)
            design = replace(self.training.design, run=run)
            self.swap(partial(self.training.fresh_copy, design), text, run)

    def use_best(self) -> None:
        """Put the best weights so far into the network. It can be undone."""
        if self.has_best and self.training is not None:
            self.swap(partial(at_best, self.training), self.tr("Best weights"))

    def type_weight(self, row: int, name: str, place: tuple[int, ...], value: float) -> None:
        """Give one weight of the network a value by hand. It can be undone."""
        if self.cursor.place is not None:
            self.said.emit("info", self.tr("These weights are of the past: branch first."))
        elif self.training is not None and self.problem is None:
            self.swap(partial(with_weight, self.training, row, name, place, value),
                       self.tr("Type a weight"))  # fmt: skip

    def branch_from_here(self, then: Callable[[], None] | None = None) -> None:
        """Go on in a new run from the place that is looked at, and do what is wanted `then`. What
        was decided since the last step belongs to the new one. It can be undone."""
        if self.training is not None and self.problem is None:
            self.cursor.branch(None if self.is_moving else self.design, then)

    @Slot(object)
    def _take_branch(self, branch: Branched) -> None:
        self._end_run()
        self._runs.settle(branch.parent)
        self._take(branch_swap(branch))
        branch.then()

    @Slot()
    def _look(self) -> None:
        self.weights = self.newest if self.cursor.place is None else self.cursor.weights
        self.weights_changed.emit()

    def lengthen(self) -> None:
        """Where all epochs are done, let there be as many again. It is told, and can be undone."""
        if self.training is not None and self.is_finished and self.problem is None:
            words = self.restarts.lengthen(self.training)
            self.said.emit("info", words or self.tr("There can be no more epochs."))

    def swap(self, make: Callable[[], Training], text: str, run: Run | None = None) -> None:
        """Put the training that `make` gives in the place of this one. It can be undone."""
        training = self.training
        assert training is not None
        self._end_run()

        def swap() -> Swapped:
            self._runs.settle(training)
            return Swapped(training, make(), text, run)

        self._make(swap, long=training.net.weight_vector.size > LONG_WEIGHTS)

    def choose_sample(self, *, in_test: bool, place: int) -> None:
        """Have the tabs show a sample of the test or of the training part, by its place in it."""
        raw = self.dataset
        if raw is not None and 0 <= place < len(raw.test if in_test else raw.train):
            self.chosen_sample = (in_test, place)
            self.sample_chosen.emit(in_test, place)

    def taken(self, *, whole: bool = True) -> Future[SavedModel]:
        """All that a file holds, as it will have been taken between two steps; not the `whole` has
        of the past only what replays begin with.

        Much is copied on the training's own thread, so that the window need not wait for it.
        """
        training = self.training
        take = partial(self.store.saved_model, self.design, training, self.dataset, whole=whole)
        if training is not None and training.net.weight_vector.size > LONG_WEIGHTS:
            return self._runs.run_of(training).soon(take)
        return self._runs.later_or_now(take)

    def show(self, opened: SavedModel, trainings: Iterable[Training] = ()) -> None:
        """Take the design of a file, and its weights as soon as its data is there; they are those
        of one of the `trainings` where its structure has one."""
        self._end_run()
        self._maker.cancel()
        self.store.clear(opened if opened.trained else None)
        for training in trainings:
            self.store.keep(training)
        self.training = self._design = None
        self.restarts.forget()
        self.model.reset(opened.design)
        if self._design is None:
            # The design is the one that was there: the model has nothing to tell.
            self._follow()

    def start(self) -> None:
        """Read the data of the first design."""
        self._follow()

    def close(self) -> None:
        """Let go of every thread."""
        self._throttle.stop()
        self._end_run()
        self._maker.cancel()
        self.cursor.stop()
        self.loader.close()

    @Slot()
    def _follow(self) -> None:
        self._whole(self._take_design)

    def _whole(self, follow: Callable[[], None]) -> None:
        """Follow the design or its data. Whatever nobody foresaw there, no training of another
        design stays for this one."""
        try:
            follow()
        except Exception:
            self._end_run()
            self.data = None
            self._show_training(None)
            self.data_changed.emit()
            raise
        finally:
            self.state_changed.emit()

    def _take_design(self) -> None:
        new, old, self._design = self.design, self._design, self.design
        if old is not None and new.structure() != old.structure():
            self._edited = self.model.is_edited
        if old is None or new.source != old.source:
            if not self._moves_on(new):
                if self.is_moving:
                    words = self.tr("Other data: the training was paused. Undo brings it back.")
                    self.said.emit("info", words)
                self._end_run()
                self._maker.cancel()
                self.loader.read(new.source)
        elif new.structure() != old.structure():
            words = self.tr("The network changed: its training was paused. Undo brings it back.")
            if self.is_moving:
                self.said.emit("info", words)
            self._take_up()
        elif self.training is not None and new != old:
            self._adopt(self.training, old, new)
        elif new != old and not self.is_making:
            self._take_up()

    def _adopt(self, training: Training, old: Design, new: Design) -> None:
        """Have `training` go on with other settings. A long step is not waited for, and it is said
        that they are taken up after it."""
        answer = self._runs.between_or_late(lambda: (adopted(training, new), old, new))
        if answer is not None:
            self._take_adopted(training, *answer)
            return
        self._late += 1
        words = self.tr("The step under way takes long: the change is taken up after it.")
        self.said.emit("info", Notice(words, lambda: self._late > 0))

    @Slot(object)
    def _take_late_answer(self, answer: object) -> None:
        self._late -= 1
        self.state_changed.emit()
        if isinstance(answer, Exception):
            raise answer
        if self.training is not None and isinstance(answer, tuple):
            self._take_adopted(self.training, *answer)

    def _take_adopted(
        self, training: Training, glance: Glance | None, old: Design, new: Design
    ) -> None:
        if glance is None:
            self.pause()
            return
        self._hear(glance)
        if training.data is not self.data:
            # Of a table it depends on what is held back for validation.
            self.data = self.store.data = training.data
            self.data_changed.emit()
        words = jump_words(training, old.run.epochs)
        if words and new.schedule == old.schedule:
            self.said.emit("info", words)

    def _moves_on(self, new: Design) -> bool:
        """Go on with the same weights where only painted points have changed; whether they have."""
        moved = self.store.moved(self.training, self.model.fit, new, self._runs.between)
        if moved is not None:
            goes_on, (training, dataset, self.data) = self.is_moving, moved
            self.loader.hold(new.source, dataset)
            if training is not self.training:
                self.put(training)
                if goes_on:
                    self.play()
            self.data_changed.emit()
        return moved is not None

    @Slot()
    def _follow_data(self) -> None:
        self._whole(self._take_data)

    def _take_data(self) -> None:
        dataset = self.dataset
        self.chosen_sample = None
        if dataset is None:
            self._maker.cancel()
            self.data = None
            self.model.set_outline(self.design.source.outline())
            self._show_training(None)
        else:
            self.model.set_outline(outline_of(dataset))
            self._take_up()
        self.data_changed.emit()

    def _take_up(self) -> None:
        """Show the training that belongs to the design, where there can be one."""
        self._end_run()
        self._maker.cancel()
        design, dataset, fit = self.design, self.dataset, self.model.fit
        if dataset is None or fit is None or fit.input_shape is None:
            self.data = None
            self._show_training(None)
            return
        fits = fit.problem is None
        values = 0 if is_prepared(design, dataset) else dataset.train.x.size + dataset.test.x.size
        long = values > LONG_VALUES or (fits and fit.weights > LONG_WEIGHTS)
        if long:
            self.data = None
            self._show_training(None)
        self._make(self.store.made(design, dataset, fits, self._runs.settle), long=long)

    def _make(self, make: Callable[[], Made | Swapped], *, long: bool) -> None:
        """Make something and take it: here and now, or on a thread where it takes long."""
        if long:

            def work() -> Iterator[Made | Swapped]:
                yield make()

            self._maker.start(work)
            self.state_changed.emit()
        else:
            self._take(make())

    @Slot(object)
    def _take_late(self, made: Made | Swapped) -> None:
        self._maker.cancel()
        if isinstance(made, Made) and not made.suits(self.design):
            return  # The network or its data have changed since: what suits them is on its way.
        self._take(made)
        if isinstance(made, Made):
            self.data_changed.emit()

    @Slot(object)
    def _made(self, error: object) -> None:
        if isinstance(error, MemoryError):
            self.said.emit("error", self.tr("There is not enough memory for this network."))
        elif error is not None:
            self.said.emit("error", error)
        self.state_changed.emit()

    def _take(self, made: Made | Swapped) -> None:
        if isinstance(made, Swapped):
            words = self.restarts.push(made)
            if words:
                self.said.emit("info", words)
            return
        self.store.take(made)
        self.data, training, opened = made.data, made.training, made.opened
        if training is not None and training.design != self.design:
            adopted(training, self.design)  # Decided while it was being made.
        self._show_training(training, made.weights)
        if made.error is not None:
            self._made(made.error)
        if opened is not None and self.dataset is not None:
            words = self.tr("The data has changed since this training: only its weights are kept.")
            if opened.data_fingerprint not in ("", self.dataset.fingerprint):
                self.said.emit("warning", words)
            self.restored.emit()
        self._tell_kept(made)
        self.state_changed.emit()

    def _tell_kept(self, made: Made) -> None:
        """Tell where an edit has brought back weights that had been trained before."""
        edited, self._edited = self._edited, False
        if made.moved:
            self.said.emit("info", self.tr("These are the same samples: the training goes on."))
        elif edited and made.kept and made.training is not None and made.training.begun:
            words = self.tr("This network was trained before: its weights of epoch {0} are back.")
            words = words.format(made.training.epoch)
            self.offered.emit(words, self.tr("From the start"), self.from_the_start)

    def put(self, training: Training, design: Design | None = None) -> None:
        """Make `training` the one of the moment, where it belongs to the design's structure; with
        `design`, its own, where that is given."""
        self.store.keep(training)
        if design is not None and design != self.design:
            self._end_run()
            # Left where it is, the current training would take up the settings of the other one;
            # without it, the one that was just kept is looked for.
            self.training = None
            self.model.show_design(design)
        elif training.design.structure() == self.design.structure() and self.dataset is not None:
            self._take_up()

    def _show_training(self, training: Training | None, weights: Array | None = None) -> None:
        before, self.training = self.training, training
        if before is not None and before is not training:
            before.rest()
        self.weights = self.newest = weights
        self.cursor.follow(training)
        self.glance = None if training is None else Glance.of(training)
        self.training_changed.emit()
        self.curves_changed.emit()
        if training is not None:
            self.weights_changed.emit()

    def _ready(self, then: Callable[[], None]) -> TrainingRun | None:
        """The run that can take a step; else None, and it is told why, or a branch does it."""
        words = "" if self.hold is None else self.hold()
        if words:
            self.said.emit("info", words)
        elif self.cursor.place is not None and not self.is_moving:
            self.branch_from_here(then)
        else:
            self.lengthen()
            if self.training is not None and self.problem is None and not self.is_finished:
                return self._runs.run_of(self.training)
        self.state_changed.emit()
        return None

    def _moved(self) -> None:
        self._throttle.start()
        self.state_changed.emit()

    def _end_run(self) -> None:
        self._runs.stop()
        self._late = 0
        self._throttle.stop()

    @Slot(object)
    def _ended(self, error: object) -> None:
        self._throttle.stop()
        training = self.training
        if training is not None and error is not None:
            self._hear(Glance.of(training, np.array(training.net.weight_vector)))
            self.said.emit("error", error)
        elif training is not None and training.stopped:
            self.use_best()
            self.said.emit("info", stop_words(training))
        self.state_changed.emit()

    @Slot()
    def _ask(self) -> None:
        if self.run is None or not self.run.is_moving:
            self._throttle.stop()
        else:
            self.run.ask()

    @Slot()
    def _see(self) -> None:
        glance = None if self.run is None else self.run.glance()
        if glance is not None:
            self._hear(glance)

    def _hear(self, glance: Glance) -> None:
        self.glance = glance
        if glance.weights is not None:
            self.newest = glance.weights
        self.curves_changed.emit()
        if glance.weights is not None and self.cursor.place is None:
            self._look()
