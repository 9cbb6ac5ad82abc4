"""The place in the past of a run that the window looks at, and the branching off from there.

The nearest weights that are kept are there at once; where they are not those of the place itself,
a worker replays the run up to it, and they follow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from diynn.design.design import Design
from diynn.errors import DiynnError
from diynn.training.replay import Agreement, Replayed, branch, checkpoint_at, steps_at
from diynn.training.timeline import Place
from diynn.training.training import Training
from gui.background.worker import Worker

Array = NDArray[Any]

_FORESEEN = (LookupError, DiynnError, MemoryError)
"""What a replay may end with: no steps lead there, the numbers ran away, there is no room."""
COURSE = 9
"""Weights of the run that the scales of its past are taken from."""
REPLAY_MS = 150
"""So long a place is looked at before a replay begins: whoever drags past it needs none."""


@dataclass(frozen=True, eq=False)
class Branched:
    """A training that was branched off a parent at a place in its past."""

    training: Training
    parent: Training
    place: Place
    then: Callable[[], None]
    """What is wanted of the branch at once."""
    decided: Design | None
    """What the parent has taken up and not yet learnt by: it belongs to the branch."""

    def give_back(self) -> None:
        """Let the parent have the decisions that it has learnt by; none of its steps is under
        way."""
        if self.decided is not None:
            before, now = self.parent.timeline.turns[-2].design, self.parent.design
            self.parent.adopt(replace(before, source=now.source, title=now.title, notes=now.notes))


def _nothing() -> None:
    pass


def not_learnt_by(training: Training) -> bool:
    """Whether a training that rests has taken up decisions and no step with them."""
    last = training.timeline.turns[-1]
    stands = (last.began, last.seconds) == (training.place, training.seconds)
    return stands and not last.jump


class TimeCursor(QObject):
    """Looks at the training that it `follow`s: at now, or at a `place` in its past."""

    moved = Signal()
    """Another place is looked at, or its exact weights are there: `weights` are others."""
    told = Signal()
    """Something else is known: how far a replay is, how it came out, that it failed."""
    branched = Signal(object)
    """There is a branch: a Branched."""
    failed = Signal(object)
    """Why there can be no branch."""

    def __init__(self, now: Callable[[], Place], parent: QObject | None = None) -> None:
        """`now` tells where the training stands, as far as the window knows."""
        super().__init__(parent)
        self.now = now
        self._training: Training | None = None
        self.place: Place | None = None
        """What is looked at; None for now."""
        self.shown: Place | None = None
        """Whose weights these are, the nearest before `place`; None where there are none."""
        self.weights: Array | None = None
        """Those of `shown`; None for now. Nobody writes to them."""
        self.design: Design | None = None
        """What was decided at `place`; None for now."""
        self.course: tuple[Array, ...] = ()
        """Some weights from the start of the run to when one began to look back."""
        self.agreement: Agreement | None = None
        """How the replay came out, where there was one."""
        self.share: float | None = None
        """How much of a replay is done, while there is one."""
        self.is_lost = False
        """Whether nothing that is kept leads to `place`."""
        self._wanted: Callable[..., Branched] | None = None
        self._later = QTimer(self, singleShot=True, interval=REPLAY_MS)
        self._later.timeout.connect(self._replay)
        self._replays = Worker("replay", self)
        self._replays.stepped.connect(self._take)
        self._replays.ended.connect(self._end)
        self._branches = Worker("branch", self)
        self._branches.stepped.connect(self._take_branch)
        self._branches.ended.connect(self._end_branch)

    # What there is.

    @property
    def is_exact(self) -> bool:
        """Whether the weights are those of the place itself."""
        return self.place is None or self.place == self.shown

    @property
    def is_branching(self) -> bool:
        """Whether a branch is being made."""
        return self._branches.is_busy

    @property
    def is_too_large(self) -> bool:
        """Whether only the start, the best epoch and now can be looked at."""
        return self._training is not None and self._training.timeline.is_too_large

    @property
    def first(self) -> Place | None:
        """Where the past begins; None where there is none yet."""
        training = self._training
        if training is None or self.now() <= training.timeline.first:
            return None
        return training.timeline.first

    @property
    def last_epoch(self) -> int:
        """The last whole epoch that was done."""
        return self.now().epoch

    def offered(self) -> tuple[Place, ...]:
        """The only places that can be looked at where the weights are too large to be kept."""
        training, now = self._training, self.now()
        if training is None or not self.is_too_large:
            return ()
        best = min(training.best_epoch, now.epoch)
        places = [training.timeline.first, Place(best)]
        return tuple(dict.fromkeys(one for one in places if one < now))

    # Moving.

    def follow(self, training: Training | None) -> None:
        """Look at now of another training."""
        self.stop()
        self._training = training
        self.place = self.shown = self.weights = self.design = self.agreement = None
        self.course = ()
        self.is_lost = False
        self.told.emit()

    def go_to(self, place: Place | None) -> None:
        """Look at a place, at the nearest that there is, or for None at now."""
        place = self._possible(place)
        if place == self.place:
            return
        self.stop()
        if self.place is None:
            self.course = self._some_weights()
        self.place, self.agreement, self.is_lost = place, None, False
        self._look()
        self.moved.emit()
        self.told.emit()

    @Slot()
    def to_now(self) -> None:
        """Look at now."""
        self.go_to(None)

    @Slot()
    def to_start(self) -> None:
        """Look at where the past begins."""
        self.go_to(self.first)

    def by_epochs(self, count: int) -> None:
        """Look so many epochs further, or back: to the ends of epochs."""
        if self.first is None:
            return
        if self.is_too_large:
            self._by_offered(count)
            return
        at = self.now() if self.place is None else self.place
        # From within an epoch, back is to its begin.
        epoch = at.epoch + count + (count < 0 and at.step > 0)
        self.go_to(Place(max(epoch, 0)))

    def by_steps(self, count: int) -> None:
        """Look so many steps further, or back."""
        training = self._training
        if self.first is None or training is None:
            return
        if self.is_too_large:
            self._by_offered(count)
            return
        epoch, step = self.now() if self.place is None else self.place
        step += count
        while step < 0 and epoch > 0:
            epoch -= 1
            step += steps_at(training, Place(epoch, 1))
        steps = steps_at(training, Place(epoch, 1))
        if step >= steps:
            epoch, step = epoch + 1, step - steps
        self.go_to(Place(epoch, max(step, 0)))

    def _by_offered(self, count: int) -> None:
        places = [*self.offered(), None]
        number = places.index(self.place) + (1 if count > 0 else -1)
        self.go_to(places[min(max(number, 0), len(places) - 1)])

    def _possible(self, place: Place | None) -> Place | None:
        if place is None or self._training is None or place >= self.now():
            return None
        first = self.first
        if first is None:
            return None
        if not self.is_too_large:
            return max(place, first)
        near: list[Place] = [one for one in self.offered() if one <= place]
        return near[-1] if near else None

    def _some_weights(self) -> tuple[Array, ...]:
        kept = () if self._training is None else self._training.timeline.checkpoints
        rows = {round(share * (len(kept) - 1) / (COURSE - 1)) for share in range(COURSE)}
        return tuple(kept[row].weights for row in sorted(rows) if kept)

    def _look(self) -> None:
        """Show the nearest weights, and have the exact ones follow."""
        self.shown = self.weights = self.design = None
        training, place = self._training, self.place
        if training is None or place is None:
            return
        self.design = training.timeline.design_at(place)
        if self.is_too_large and place == Place(training.best_epoch) and place.epoch:
            self.shown, self.weights = place, training.best_weights
        else:
            try:
                kept = training.timeline.nearest(place)
            except LookupError:
                pass
            else:
                self.shown, self.weights = kept.place, kept.weights
        if not self.is_exact:
            self._later.start()

    # Replaying.

    @Slot()
    def _replay(self) -> None:
        training, place = self._training, self.place
        if training is not None and place is not None:
            self.share = 0.0
            self._replays.start(partial(checkpoint_at, training, place))
            self.told.emit()

    @Slot(object)
    def _take(self, found: object) -> None:
        if isinstance(found, float):
            self.share = found
        elif isinstance(found, Replayed):
            self.shown, self.agreement = self.place, found.agreement
            self.weights = found.training.net.weight_vector
            self.moved.emit()
        self.told.emit()

    @Slot(object)
    def _end(self, error: object) -> None:
        self.share = None
        self.is_lost = error is not None
        self.told.emit()
        if isinstance(error, Exception) and not isinstance(error, _FORESEEN):
            # The error hook shows it, with its details.
            raise error

    # Branching.

    def branch(
        self, design: Design | None = None, then: Callable[[], None] | None = None
    ) -> None:
        """Have a run branched off from the place that is looked at: with what was decided there, or
        with the `design` of a run that rests where it has not learnt by that yet."""
        training, place = self._training, self.place
        if training is None or place is None or self.is_branching:
            return
        decided = design if design is not None and not_learnt_by(training) else None
        self._wanted = partial(
            Branched, parent=training, place=place, then=then or _nothing, decided=decided
        )
        self._branches.start(partial(branch, training, place, decided))
        self.told.emit()

    @Slot(object)
    def _take_branch(self, found: object) -> None:
        if isinstance(found, Training) and self._wanted is not None:
            self.branched.emit(self._wanted(training=found))
        else:
            self.share = float(found) if isinstance(found, float) else None
            self.told.emit()

    @Slot(object)
    def _end_branch(self, error: object) -> None:
        self.share = None
        if isinstance(error, LookupError):
            self.failed.emit(self.tr("No steps lead to this place any more: nothing branches off."))
        elif error is not None:
            self.failed.emit(error)
        self.told.emit()

    def stop(self) -> None:
        """Give up what is under way."""
        self._later.stop()
        self._replays.cancel()
        self._branches.cancel()
        self.share = None

