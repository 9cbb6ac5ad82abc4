"""The past of a run in a file: arrays, and a record for JSON; and how both are read and checked."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.design.design import Design
from diynn.errors import FileError
from diynn.network.optimizers import STEPS, State
from diynn.record_numbers import MOST, decimal_number, whole_number
from diynn.training.checkpoint import LARGEST_SUM
from diynn.training.history import MOST_SECONDS
from diynn.training.past_settings import changed_parts, with_parts
from diynn.training.timeline import SPACING, Fork, Kept, Key, Place, Timeline, Turn, nonzero

Array = NDArray[Any]

_PREFIX = "timeline."
_COLUMNS = 9


def timeline_arrays(timeline: Timeline, *, whole: bool) -> dict[str, Array]:
    """By name; not the `whole` are only the first checkpoint and those that no steps lead to."""
    pinned = timeline.pinned
    kept = [
        one for number, one in enumerate(timeline.checkpoints)
        if whole or number == 0 or one[:3] in pinned
    ]  # fmt: skip
    extra = _extra_best(kept)
    rows = {id(one.weights): row for row, one in enumerate(kept)}
    rows |= {id(best): -2 - row for row, best in enumerate(extra)}
    best = [-1 if one.best_weights is None else rows[id(one.best_weights)] for one in kept]
    places = [
        (one.turn, one.epoch, one.step, one.right, one.best_epoch, one.waiting_since, at,
         int(one.state is not None), int(one[:3] in pinned))
        for one, at in zip(kept, best, strict=True)
    ]  # fmt: skip
    arrays: dict[str, Array] = {
        "hashes": timeline.hashes,
        "places": np.array(places, np.int64).reshape(-1, _COLUMNS),
        "figures": np.array([(one.seconds, one.loss_sum) for one in kept]).reshape(-1, 2),
    }
    if kept:
        arrays["weights"] = np.stack([one.weights for one in kept])
    if extra:
        arrays["best"] = np.stack(extra)
    for row, one in enumerate(kept):
        for name, values in (one.state or {}).items():
            arrays[f"state.{row}.{name}"] = values
    return {f"{_PREFIX}{name}": values for name, values in arrays.items()}


def timeline_record(timeline: Timeline) -> dict[str, Any]:
    """The rest, as plain values for JSON."""
    step, spacing = timeline.spread
    record: dict[str, Any] = {
        "first": list(timeline.first), "step": step, "spacing": spacing,
        "id": timeline.run_id, "turns": [],
    }  # fmt: skip
    before: Design | None = None
    for turn in timeline.turns:
        record["turns"].append({
            "ended": list(turn.ended), "began": list(turn.began), "seconds": turn.seconds,
            "jump": turn.jump, "by_hand": turn.by_hand,
            "design": changed_parts(turn.design, before),
        })  # fmt: skip
        before = turn.design
    if timeline.fork is not None:
        parent, place, number = timeline.fork
        record["fork"] = {"parent": parent, "place": list(place), "turn": number}
    return record


def _extra_best(kept: Sequence[Kept]) -> list[Array]:
    """The best weights that are not those of any checkpoint, each once."""
    own = {id(one.weights) for one in kept}
    best = (one.best_weights for one in kept)
    return [*{id(one): one for one in best if one is not None and id(one) not in own}.values()]


def read_timeline(
    arrays: Mapping[str, Array], record: Mapping[str, Any], design: Design, size: int,
    place: Place,
) -> Timeline | None:  # fmt: skip
    """The past that `timeline_arrays` and `timeline_record` gave, of a run with `size` weights that
    stands at `place` and has the structure of `design`; None in files of before there was one.

    Raises FileError where it is spoilt, SettingError for unknown parts.
    """
    if "timeline" not in record:
        return None
    try:
        return _read(arrays, record["timeline"], design, size, place)
    except (KeyError, TypeError, ValueError) as error:
        raise FileError(
            "What this file tells of the past of its run cannot be read.",
            "Open another copy of the file.",
        ) from error


def _read(
    arrays: Mapping[str, Array], told: Any, design: Design, size: int, place: Place
) -> Timeline:
    if not isinstance(told, Mapping) or not isinstance(told["turns"], list):
        raise TypeError("no timeline")
    first = _place(told, "first")
    turns = _read_turns(told["turns"], design, first, place)
    kept, pinned = _read_kept(arrays, turns, size)
    hashes = array("q", _whole(arrays, "hashes", 1).tolist())
    if len(hashes) != max(place.epoch - first.epoch + (first.step == 0), 0):
        raise ValueError("a hash for each epoch is wanted")
    fork = told.get("fork")
    if fork is not None:
        number = whole_number(fork, "turn", 0, len(turns) - 1)
        fork = Fork(_text(fork, "parent"), _place(fork, "place"), number)
    return Timeline(
        turns, kept, hashes, np.dtype(np.float32).itemsize * size, pinned=pinned,
        step=whole_number(told, "step", 1), run_id=_text(told, "id"), fork=fork,
        spacing=decimal_number(told, "spacing", SPACING, 4 * MOST_SECONDS),
    )  # fmt: skip


def _read_turns(
    told: Sequence[Any], design: Design, first: Place, now: Place
) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    followed = design
    for one in told:
        if not isinstance(one, Mapping) or not isinstance(one["design"], Mapping):
            raise TypeError("no turn")
        followed = with_parts(followed, one["design"])
        began, ended = _place(one, "began"), _place(one, "ended")
        # In another batch size the place of now may be the begin of the epoch.
        if not first <= began <= ended or ended.epoch > now.epoch:
            raise ValueError("a turn outside the run")
        jump, seconds = one["jump"], decimal_number(one, "seconds", high=MOST_SECONDS)
        if type(jump) is not bool or (turns and seconds < turns[-1].seconds):
            raise ValueError("turns in no order of time")
        by_hand = whole_number(one, "by_hand", 0, 2**31)
        turns.append(Turn(ended, began, seconds, followed, jump or not turns, by_hand))
    if not turns or turns[0].began != first:
        raise ValueError("a past without a beginning")
    return tuple(turns)


def _read_kept(
    arrays: Mapping[str, Array], turns: Sequence[Turn], size: int
) -> tuple[list[Kept], frozenset[Key]]:
    places = _whole(arrays, "places", 2)
    figures = arrays[f"{_PREFIX}figures"]
    count = len(places)
    if places.shape[1:] != (_COLUMNS,) or figures.shape != (count, 2):
        raise ValueError("figures that are none of checkpoints")
    if figures.dtype != np.float64 or not (np.abs(figures) <= LARGEST_SUM).all():
        raise ValueError("figures that no training has")
    weights = _rows(arrays, "weights", size) if count else np.empty((0, size), np.float32)
    extra = _rows(arrays, "best", size) if f"{_PREFIX}best" in arrays else weights[:0]
    if len(weights) != count:
        raise ValueError("a row of weights for each checkpoint is wanted")
    kept: list[Kept] = []
    pinned = set()
    # One array for one row: what is the same is known by that it is the same.
    rows = list(weights)
    others = list(extra)
    for row, (numbers, (seconds, loss_sum)) in enumerate(
        zip(places.tolist(), figures.tolist(), strict=True)
    ):
        turn, epoch, step, right, best_epoch, waiting, best, full, is_pinned = numbers
        sizes = {"turn": turn, "epoch": epoch, "step": step, "right": right,
                 "best_epoch": best_epoch, "waiting_since": waiting}  # fmt: skip
        for name in sizes:
            whole_number(sizes, name)
        inside = turn < len(turns) and max(best_epoch, waiting) <= epoch and seconds >= 0
        if not inside or not -2 - len(others) < best < count:
            raise ValueError("a checkpoint outside the run")
        best_weights = None if best == -1 else others[-2 - best] if best < 0 else rows[best]
        state = _read_state(arrays, row, turns[turn].design, rows[row]) if full else None
        one = Kept(turn, epoch, step, seconds, rows[row], state, right, loss_sum, best_epoch,
                   waiting, best_weights)  # fmt: skip
        if kept and one[:3] < kept[-1][:3]:
            raise ValueError("checkpoints in no order of time")
        kept.append(one)
        if is_pinned:
            pinned.add(one[:3])
    return kept, frozenset(pinned)


def _read_state(arrays: Mapping[str, Array], row: int, design: Design, weights: Array) -> State:
    state = design.fault.first_state(design.optimizer.new_state(weights), weights)
    for name, values in state.items():
        # What is not there was zero.
        found = arrays.get(f"{_PREFIX}state.{row}.{name}", values)
        if found.shape != values.shape:
            raise ValueError("an optimizer's memory of another size")
        values[...] = found
    if STEPS in state and not 0 <= state[STEPS] <= MOST:
        raise ValueError("a number of steps that nobody takes")
    return nonzero(state)


def _rows(arrays: Mapping[str, Array], name: str, size: int) -> Array:
    found = arrays[f"{_PREFIX}{name}"]
    if found.ndim != 2 or found.shape[1] != size or found.dtype != np.float32:
        raise ValueError("weights of another network")
    return found


def _whole(arrays: Mapping[str, Array], name: str, dimensions: int) -> Array:
    found = arrays[f"{_PREFIX}{name}"]
    if found.dtype != np.int64 or found.ndim != dimensions:
        raise ValueError("numbers that are not whole")
    return found


def _place(record: Mapping[str, Any], name: str) -> Place:
    epoch, step = record[name]
    both = {"epoch": epoch, "step": step}
    return Place(whole_number(both, "epoch"), whole_number(both, "step"))


def _text(record: Mapping[str, Any], name: str) -> str:
    found = record[name]
    if not isinstance(found, str) or len(found) > 64:
        raise TypeError("no name of a run")
    return found
