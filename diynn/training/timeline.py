"""The past of a run: weights of its epochs as far as memory allows, and what replays the rest.

A run is a row of turns: from each on, another design was followed, or other weights were put in.
Within a turn every step follows from the one before, to the bit. So from any full checkpoint the
places after it can be computed again (`diynn.training.replay`), and a hash of the weights of every
epoch tells whether they came out the same.
"""

from __future__ import annotations

import hashlib
import math
from array import array
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from diynn.design.design import Design
from diynn.network.optimizers import State
from diynn.training.checkpoint import Checkpoint
from diynn.training.history import History

Array = NDArray[Any]

MOST_BYTES = 64 << 20
"""What the past of a run may take in memory; of weights larger than half of it none are kept."""
MOST_FULL = 256
"""Checkpoints with the memory of an optimizer; beyond, they lie farther apart."""
SPACING = 1.0
"""Seconds of computing from one full checkpoint to the next, at first."""
_OVERHEAD = 400
"""Bytes that Python takes for what is kept of an epoch, besides its arrays."""
_SMALL_STATE = 0.05
"""An optimizer's memory up to this share of the weights is kept with each of them."""
_SOON = 0.05
"""Seconds from one to the next where that memory is small: of short epochs not each has it."""
_MOST_VISITED = 8
Key = tuple[int, int, int]
"""Turn, epoch and step: they tell a place in the order of time."""


class Place(NamedTuple):
    """A place in a run: whole epochs done, and steps since.

    With step 0 it is the end of that epoch, as the curves have it; else the last time that the run
    stood there: other settings may have begun an epoch again.
    """

    epoch: int
    step: int = 0


class Kept(NamedTuple):
    """What is kept of a place, in the order of time; nothing of it changes later.

    `turn` is the number of the turn that it lies in. `state` is what the optimizer remembers, as
    far as that is not zero; where it is None, these are weights to look at, and no step can follow.
    """

    turn: int
    epoch: int
    step: int
    seconds: float
    weights: Array
    state: State | None
    right: int = 0
    loss_sum: float = 0.0
    best_epoch: int = 0
    waiting_since: int = 0
    best_weights: Array | None = None

    @property
    def place(self) -> Place:
        """Where it was taken."""
        return Place(self.epoch, self.step)

    @property
    def is_finite(self) -> bool:
        """Whether all of it are numbers: of a training that diverges they are not."""
        arrays = (self.weights, *(self.state or {}).values())
        return all(bool(np.isfinite(values).all()) for values in arrays)

    def checkpoint(self, history: History, state: State) -> Checkpoint:
        """The same with the curves up to there; `state` is an optimizer's new one, which is filled.
        ValueError for weights to look at."""
        if self.state is None:
            raise ValueError("weights to look at are no checkpoint")
        for name, values in self.state.items():
            state[name][...] = values
        return Checkpoint(
            self.weights, state, history, self.best_weights, self.epoch, self.step, self.right,
            self.best_epoch, self.waiting_since, self.seconds, self.loss_sum,
        )  # fmt: skip

    @property
    def state_bytes(self) -> int:
        """What the optimizer's memory takes."""
        return sum(values.nbytes for values in (self.state or {}).values())


@dataclass(frozen=True)
class Turn:
    """From here on `design` was followed.

    `ended` is where the turn before came to, `began` where this one starts: at the epoch's begin
    where its steps are others. After a `jump` (weights put in by hand, the best ones, those before
    a divergence, other data) nothing follows from what was before.
    """

    ended: Place
    began: Place
    seconds: float
    design: Design
    jump: bool
    by_hand: int = 0
    """How many weights a person had typed by then."""


class Fork(NamedTuple):
    """Where a run was branched off: the id of its parent, the place, and the turn that it began."""

    parent: str
    place: Place
    turn: int


class Timeline:
    """What is kept of one run's past. The training's thread adds to it while others look."""

    def __init__(
        self, turns: tuple[Turn, ...], kept: list[Kept], hashes: array[int], weights_bytes: int, *,
        pinned: frozenset[Key] = frozenset(), step: int = 1, spacing: float = SPACING,
        most_bytes: int = MOST_BYTES, run_id: str = "", fork: Fork | None = None,
        is_shared: bool = False,
    ) -> None:  # fmt: skip
        """See `new_timeline`; `weights_bytes` is what all weights take once."""
        self._turns, self._hashes, self._most = turns, hashes, most_bytes
        self._weights_bytes = weights_bytes
        # Replaced as a whole or added to at its end: a reader sees one state or the next.
        self._kept = kept
        self._pinned = pinned
        self._step, self._spacing = step, spacing
        self._next_epoch = 0.0
        self._visited: deque[Kept] = deque(maxlen=_MOST_VISITED)
        self.first = turns[0].began
        """Where the past begins; later than the first step where a file has none of before."""
        self.run_id = run_id
        """What branches know this run by; empty as long as it has none."""
        self.fork = fork
        self.due = max((one.seconds for one in kept if one.state is not None), default=0.0)
        """From so many seconds on a full checkpoint is wanted."""
        self.due = math.inf if self.is_too_large else self.due + spacing
        self._recount()
        self._shared = self._bytes if is_shared else 0

    # What there is.

    @property
    def turns(self) -> tuple[Turn, ...]:
        """In the order of time; the last one goes on."""
        return self._turns

    @property
    def is_too_large(self) -> bool:
        """Whether no weights are kept: two of them take too much memory."""
        return 2 * self._weights_bytes > self._most

    @property
    def nbytes(self) -> int:
        """What it takes in memory, without what it shares with the run that it was forked from."""
        return max(self._bytes - self._shared, 0)

    @property
    def checkpoints(self) -> tuple[Kept, ...]:
        """All that is kept, in the order of time."""
        return tuple(self._kept)

    @property
    def pinned(self) -> frozenset[Key]:
        """The first checkpoint and those after jumps, which stay as long as there is room."""
        return self._pinned

    @property
    def spread(self) -> tuple[int, float]:
        """From one to the next there are at least so many epochs, of full ones so many seconds."""
        return self._step, self._spacing

    @property
    def hashes(self) -> Array:
        """Those of the epochs from the first one on, (epochs,) whole numbers: a copy."""
        return np.array(self._hashes[:], np.int64)

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs whose weights are kept, rising."""
        return tuple(dict.fromkeys(one.epoch for one in self._kept if one.step == 0))

    @property
    def places(self) -> tuple[Place, ...]:
        """All places whose weights are kept, in the order of time."""
        return tuple(dict.fromkeys(one.place for one in self._kept))

    def hash_of(self, epoch: int) -> int | None:
        """The hash of the weights at the end of an epoch; None where the past has none of it."""
        number = epoch - self.first.epoch - (self.first.step > 0)
        return self._hashes[number] if 0 <= number < len(self._hashes) else None

    def same_until(self, other: Timeline) -> int | None:
        """The last epoch up to which both runs had the same weights, from the first that both know
        of; None where they never had."""
        firsts = [one.first.epoch + (one.first.step > 0) for one in (self, other)]
        first = max(firsts)
        mine, its = self.hashes[first - firsts[0] :], other.hashes[first - firsts[1] :]
        both = min(len(mine), len(its))
        apart = np.flatnonzero(mine[:both] != its[:both])
        same = int(apart[0]) if apart.size else both
        return first + same - 1 if same else None

    def turn_of(self, place: Place) -> int:
        """The number of the turn that a place lies in."""
        turns = self._turns
        for number in range(len(turns) - 1, 0, -1):
            began = turns[number].began
            if began.epoch < place.epoch or (place.step > 0 and began <= place):
                return number
        return 0

    def design_at(self, place: Place) -> Design:
        """What was decided at a place."""
        return self._turns[self.turn_of(place)].design

    def nearest(self, place: Place) -> Kept:
        """The last that is kept up to a place, else the first; LookupError if nothing is."""
        kept = self._kept
        if not kept:
            raise LookupError("nothing is kept of this run")
        end = (self.turn_of(place), *place, math.inf)
        number = bisect_right(kept, end)
        near = [one for one in tuple(self._visited) if one[:4] < end]
        return max([kept[max(number - 1, 0)], *near], key=lambda one: one[:3])

    def weights_at(self, epoch: int, step: int = 0) -> Array:
        """The weights that `nearest` gives for a place; nobody writes to them. LookupError."""
        return self.nearest(Place(epoch, step)).weights

    def start_for(self, place: Place) -> Kept:
        """The full checkpoint from which the fewest steps lead to a place; LookupError where no
        steps lead there from anything that is kept."""
        turn = self.turn_of(place)
        turns = self._turns
        base = max(number for number in range(turn + 1) if turns[number].jump)
        end = (turn, *place, math.inf)
        kept = self._kept
        found = [one for one in tuple(self._visited) if (base,) <= one[:3] and one[:4] < end]
        for number in range(bisect_right(kept, end) - 1, -1, -1):
            if kept[number].turn < base:
                break
            if kept[number].state is not None:
                found.append(kept[number])
                break
        if not found:
            raise LookupError("no steps lead to this place from what is kept")
        return max(found, key=lambda one: one[:3])

    # What the training tells, on its own thread.

    def wants(self, epoch: int) -> bool:
        """Whether weights of that epoch would be kept."""
        return epoch >= self._next_epoch

    def wants_state(self, state: State, seconds: float) -> bool:
        """Whether the next checkpoint should have the optimizer's memory."""
        if seconds >= self.due:
            return True
        if seconds < self.due - self._spacing + _SOON:
            return False
        size = sum(values.nbytes for values in state.values() if values.any())
        return size <= _SMALL_STATE * self._weights_bytes

    def end_epoch(self, weights: Array, kept: Kept | None) -> None:
        """Note the weights of an epoch that has ended, and keep what is given of it."""
        self._hashes.append(weights_hash(weights))
        if kept is not None:
            self.keep(kept)

    def keep(self, kept: Kept) -> None:
        """Keep a checkpoint, as long as there is room."""
        if self.is_too_large:
            self.due = math.inf
            return
        if kept.state is not None:
            self.due = kept.seconds + self._spacing
            self._count(kept, self._kept[-1] if self._kept else None)
        else:
            self._bytes += _OVERHEAD + self._weights_bytes
        self._kept.append(kept)
        if kept.step == 0:
            self._next_epoch = kept.epoch + self._step
        while self._is_full() and self._thin_out():
            pass

    def turn(
        self, design: Design, ended: Place, kept: Kept, *, jump: bool, by_hand: int = 0,
        fork: Fork | None = None,
    ) -> None:  # fmt: skip
        """Follow `design` from the full checkpoint `kept` on, after the run came to `ended`, or
        after a `fork`. Where no step was taken since the last turn, this one takes its place."""
        turns = self._turns
        last, number = turns[-1], len(turns) - 1
        if fork is not None:
            self.fork = fork
        elif last.began == ended and last.seconds == kept.seconds:
            ended, jump = last.ended, jump or last.jump
            self._kept = [one for one in self._kept if one.turn < number]
            self._pinned = frozenset(key for key in self._pinned if key[0] < number)
            turns = turns[:-1]
            self._recount()
            if not turns and self._hashes:
                self._hashes[0] = weights_hash(kept.weights)
        self._turns = (*turns, Turn(ended, kept.place, kept.seconds, design, jump, by_hand))
        kept = kept._replace(turn=len(turns))
        if jump:
            self._pinned |= {kept[:3]}
        self.keep(kept)

    def branched(self, place: Place, design: Design, kept: Kept) -> Timeline:
        """The past of a new run that goes on from the full checkpoint `kept` at a place of this
        one."""
        if not self.run_id:
            # No two runs need the same time to the last bit.
            text = (self.first, self._turns[0].seconds, kept.seconds, self._hashes[:].tobytes())
            self.run_id = hashlib.blake2b(repr(text).encode(), digest_size=12).hexdigest()
        made = self.forked(place)
        fork = Fork(self.run_id, place, len(made.turns))
        by_hand = made.turns[-1].by_hand
        made.turn(design, kept.place, kept, jump=True, by_hand=by_hand, fork=fork)
        return made

    def lose_steps(self) -> None:
        """Other data: what was before can be looked at, but no steps lead to it any more."""
        self._kept = [one._replace(state=None) for one in self._kept if one.step == 0]
        self._pinned = frozenset()
        self._visited.clear()
        self._recount()

    def remember(self, kept: Kept) -> None:
        """Keep a full checkpoint that a replay came by, for the places near it, for a while."""
        room = self._most // 8
        if kept.weights.nbytes + kept.state_bytes <= room // 2:
            visited = [one for one in tuple(self._visited) if one[:3] != kept[:3]]
            sizes = kept.weights.nbytes + kept.state_bytes
            most = max(min(_MOST_VISITED, room // max(sizes, 1)) - 1, 0)
            self._visited = deque([*visited[len(visited) - most :], kept], _MOST_VISITED)

    def forked(self, place: Place | None = None) -> Timeline:
        """The past up to a place, or all of it, for another run that goes on from there."""
        turns, kept, hashes = self._turns, list(self._kept), self._hashes[:]
        pinned = self._pinned
        if place is not None:
            number = self.turn_of(place)
            turns, end = turns[: number + 1], (number, *place, math.inf)
            kept = kept[: bisect_right(kept, end)]
            pinned = frozenset(key for key in pinned if key <= end[:3])
            known = place.epoch - self.first.epoch + (self.first.step == 0)
            hashes = hashes[: max(known, 0)]
        return Timeline(
            turns, kept, hashes, self._weights_bytes, pinned=pinned, step=self._step,
            spacing=self._spacing, most_bytes=self._most, fork=self.fork, is_shared=True,
        )  # fmt: skip

    # Room.

    def _count(self, kept: Kept, before: Kept | None) -> None:
        full = kept.state_bytes + (kept.weights.nbytes if kept.step else 0)
        best, known = kept.best_weights, None if before is None else before.best_weights
        extra = 0 if best is None or best is kept.weights or best is known else best.nbytes
        self._bytes += _OVERHEAD + kept.weights.nbytes + kept.state_bytes + extra
        self._full_bytes += full
        self._full += full > 0

    def _recount(self) -> None:
        self._bytes = self._full_bytes = self._full = 0
        for before, kept in zip((None, *self._kept), self._kept, strict=False):
            self._count(kept, before)
        ends = (one.epoch for one in reversed(self._kept) if one.step == 0)
        last = next(ends, None)
        self._next_epoch = math.inf if self.is_too_large else 0.0
        if last is not None:
            self._next_epoch = last + self._step

    def _is_full(self) -> bool:
        return self._bytes > self._most or self._full > MOST_FULL

    def _thin_out(self) -> bool:
        """Let every second go of what lies most densely; whether there was anything to go."""
        before, first, last = self._bytes, self._kept[0], self._kept[-1]
        if self._full > MOST_FULL or self._full_bytes > self._most // 2:
            self._spacing *= 2
            self._kept = self._with_fewer_states()
            is_widest = self._spacing > last.seconds - first.seconds
        else:
            self._step *= 2
            self._kept = self._with_fewer_epochs()
            is_widest = self._step > last.epoch - first.epoch
        self._recount()
        if is_widest and self._bytes == before:
            if len(self._pinned) <= 1:
                return False
            self._pinned = frozenset(sorted(self._pinned)[len(self._pinned) // 2 :])
        return True

    def _with_fewer_states(self) -> list[Kept]:
        kept, last = self._kept[:1], self._kept[0].seconds
        for one in self._kept[1:]:
            if one.state is None:
                kept.append(one)
                continue
            is_small = one.step == 0 and one.state_bytes == 0
            if is_small or one[:3] in self._pinned or one.seconds >= last + self._spacing:
                kept.append(one)
                last = one.seconds
            elif one.step == 0:
                kept.append(one._replace(state=None, best_weights=None))
        return kept

    def _with_fewer_epochs(self) -> list[Kept]:
        kept, last = self._kept[:1], self._kept[0].epoch
        for one in self._kept[1:]:
            stays = one.step > 0 or one[:3] in self._pinned or one.state_bytes > 0
            if stays or one.epoch >= last + self._step:
                kept.append(one)
                last = one.epoch
        return kept


def new_timeline(first: Kept, design: Design, most_bytes: int | None = None) -> Timeline:
    """The past of a run that follows `design` from the full checkpoint `first` on."""
    turn = Turn(first.place, first.place, first.seconds, design, jump=True)
    hashes = array("q", [weights_hash(first.weights)] if first.step == 0 else [])
    most = MOST_BYTES if most_bytes is None else most_bytes
    size = first.weights.nbytes
    kept = [first] if 2 * size <= most else []
    return Timeline((turn,), kept, hashes, size, pinned=frozenset({first[:3]}), most_bytes=most)


def nonzero(state: State) -> State:
    """Copies of those arrays of an optimizer's memory that are not all zero."""
    return {name: values.copy() for name, values in state.items() if values.any()}


def weights_hash(weights: Array) -> int:
    """Eight bytes that tell these weights from others, as a whole number with a sign."""
    digest = hashlib.blake2b(np.ascontiguousarray(weights).data, digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
