"""What was decided for a run before what is decided now: settings may change while it trains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from diynn.data.augmentation import Augmentation
from diynn.design.design import Design, Run
from diynn.errors import FileError
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS
from diynn.network.schedules import SCHEDULES
from diynn.record_numbers import decimal_number, whole_number
from diynn.settings import Declared, from_record, to_record
from diynn.training.history import MOST_SECONDS

MOST = 200
"""Changes that are kept: a slider that is dragged makes many, and what a file keeps has an end."""

_PARTS: Mapping[str, Sequence[type[Declared]]] = {
    "augmentation": (Augmentation,), "loss": LOSSES, "optimizer": OPTIMIZERS,
    "schedule": SCHEDULES, "run": (Run,),
}  # fmt: skip


@dataclass(frozen=True)
class PastSettings:
    """A design that a run has followed, and where other decisions took its place."""

    design: Design
    epoch: int
    """Whole epochs that were done by then."""
    seconds: float
    """What the run had computed by then. It tells one place in a run from every other."""


Past = tuple[PastSettings, ...]
"""In the order of time; empty where everything was decided before the first step."""


def followed(past: Past, old: Design, new: Design, epoch: int, seconds: float) -> Past:
    """The past of a run whose design `old` gives way to `new` at a place in it.

    Decisions under which no step was taken leave no trace, and neither does how long to train.
    """
    since = past[-1].seconds if past else 0.0
    if seconds <= since:
        # Nothing was learnt by `old`: what was there before may just have come back.
        return past[:-1] if past and _decides(past[-1].design) == _decides(new) else past
    if _decides(old) == _decides(new):
        return past
    longer = (*past, PastSettings(old, epoch, seconds))
    return longer if len(longer) <= MOST else (longer[0], *longer[2:])


def learnt_by(past: Past, design: Design, seconds: float) -> tuple[Design, ...]:
    """The designs under which steps were taken, in their order; `design` where none was yet."""
    before = tuple(one.design for one in past)
    return before if before and seconds <= past[-1].seconds else (*before, design)


def until_best(past: Past, best_epoch: int, seconds: float) -> Past:
    """The past of the weights of `best_epoch`, for a run that goes on from them: what came later
    has no part in them."""
    for place, one in enumerate(past):
        if one.epoch >= best_epoch:
            return (*past[:place], replace(one, seconds=seconds))
    return past


def before_now(past: Past, design: Design) -> tuple[Design, ...]:
    """The designs of the past, each with what `design`, that of now, says of the end of the run:
    how long it trains has no influence on a step."""
    now = design.run
    return tuple(
        replace(
            one.design, run=replace(one.design.run, epochs=now.epochs, patience=now.patience)
        )
        for one in past
    )


def changed_parts(design: Design, before: Design | None) -> dict[str, Any]:
    """The parts of a design that steps depend on and that `before` has otherwise, as plain values
    for JSON; all of them where there was none before."""
    return {
        part: to_record(getattr(design, part))
        for part in _PARTS
        if before is None or getattr(before, part) != getattr(design, part)
    }


def with_parts(design: Design, parts: Mapping[str, Any]) -> Design:
    """The design with the parts that `changed_parts` told; SettingError for unknown ones."""
    changed: Any = {
        part: from_record(record, _PARTS[part], part) for part, record in parts.items()
    }
    return replace(design, **changed)


def _decides(design: Design) -> tuple[object, ...]:
    """What the steps of a run depend on, besides what its weights do."""
    run = replace(design.run, epochs=1, patience=0)
    return (design.augmentation, design.loss, design.optimizer, design.schedule, run)


def past_to_record(past: Past) -> list[dict[str, Any]]:
    """The past as plain values for JSON."""
    return [
        {"epoch": one.epoch, "seconds": one.seconds}
        | {part: to_record(getattr(one.design, part)) for part in _PARTS}
        for one in past
    ]


def record_followed(record: Mapping[str, Any], old: Design, new: Design) -> dict[str, Any]:
    """A training's record whose design `old` gives way to `new` before it goes on; FileError where
    it is none."""
    kept = {name: value for name, value in record.items() if name != "past"}
    try:
        place = _place(record)
    except (KeyError, TypeError, ValueError):
        # The training that restores it raises the error.
        return dict(record)
    past = followed(read_past(record.get("past", []), old), old, new, *place)
    return kept | ({"past": past_to_record(past)} if past else {})


def read_past(record: object, design: Design) -> Past:
    """The past that `past_to_record` wrote, of a run with the structure of `design`.

    Raises SettingError for unknown parts, FileError where it is none.
    """
    try:
        if not isinstance(record, list):
            raise TypeError("no list")
        return tuple(_past_settings(one, design) for one in record)
    except (KeyError, TypeError, ValueError) as error:
        raise FileError(
            "What this file tells of the settings of its run cannot be read.",
            "Open another copy of the file.",
        ) from error


def _past_settings(record: Mapping[str, Any], design: Design) -> PastSettings:
    parts = {part: record[part] for part in _PARTS}
    return PastSettings(with_parts(design, parts), *_place(record))


def _place(record: Mapping[str, Any]) -> tuple[int, float]:
    """Where in a run it was: the epoch and the seconds."""
    return whole_number(record, "epoch"), decimal_number(record, "seconds", high=MOST_SECONDS)
