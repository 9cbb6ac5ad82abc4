"""How long a reproduction has taken by the clock, over all calls that did some of it.

The times of experiments say how long their trainings computed, side by side or one after the other.
How long a person waited is known to the main process alone, and kept in a small file beside the
results.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from time import monotonic

from diynn.atomic_files import opened, write_whole
from diynn.errors import FileError
from diynn.experiments.experiment import Setup
from diynn.experiments.phrases import phrase
from diynn.text import Text, duration, joined
from diynn.workers import worker_count

CALLS_FILE = "calls.json"
VERSION = 1
LARGEST = 2**22
EVERY = 20.0
"""Seconds from one note to the next: what an end from outside may cost."""


@dataclass(frozen=True)
class Call:
    """One call that had something to do: when it began, how many seconds passed, on how many cores.

    `began` is a local time such as “2026-11-25T21:00:00”. `digits` and `most_epochs` say how it was
    run, as in `Setup`.
    """

    began: str
    seconds: float
    cores: int
    digits: bool = False
    most_epochs: int | None = None


def save_calls(folder: Path, calls: Sequence[Call]) -> None:
    """Keep all calls in a folder, whole or not at all; raises FileError."""
    content = {"version": VERSION, "calls": [asdict(call) for call in calls]}
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    write_whole(folder / CALLS_FILE, [text.encode()])


def load_calls(folder: Path) -> tuple[Call, ...]:
    """The calls that are kept in a folder, in their order; none where the file is damaged."""
    try:
        with opened(folder / CALLS_FILE, LARGEST) as (file, size):
            content = json.loads(file.read(size))
        if content["version"] != VERSION:
            return ()
        return tuple(_call(record) for record in content["calls"])
    except (FileError, KeyError, TypeError, ValueError, RecursionError):
        return ()


def _call(record: dict[str, object]) -> Call:
    call = Call(**record)  # type: ignore[arg-type]
    known = isinstance(record["began"], str) and isinstance(record["cores"], int)
    if not known or not math.isfinite(call.seconds) or call.seconds < 0:
        raise ValueError(record)
    return call


@dataclass(frozen=True)
class Elapsed:
    """What all calls took together, on which numbers of cores."""

    seconds: float
    cores: tuple[int, ...]
    calls: int

    def on_cores(self) -> Text:
        """Such as “on 2 cores”."""
        if self.cores == (1,):
            return phrase("on 1 core")
        return phrase("on {count} cores", count=", ".join(map(str, self.cores)))

    def in_words(self) -> Text:
        """Such as “12 min 03 s on 2 cores, in 3 calls”."""
        whole = joined(duration(self.seconds), " ", self.on_cores())
        if self.calls == 1:
            return whole
        return phrase("{time}, in {calls} calls", time=whole, calls=self.calls)


def elapsed(setup: Setup) -> Elapsed | None:
    """What the calls that worked in the folder as `setup` says took; None where there were none."""
    calls = [
        call for call in load_calls(setup.results)
        if (call.digits, call.most_epochs) == (setup.digits, setup.most_epochs)
    ]  # fmt: skip
    if not calls:
        return None
    cores = tuple(sorted({call.cores for call in calls}))
    return Elapsed(sum(call.seconds for call in calls), cores, len(calls))


class Stopwatch:
    """Keeps the time of one call in the folder, from its making on."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._others = load_calls(setup.results)
        self._began = self._noted = monotonic()
        now = datetime.now().astimezone().replace(tzinfo=None).isoformat(timespec="seconds")
        self._call = Call(now, 0.0, worker_count(), setup.digits, setup.most_epochs)

    def note_if_due(self) -> None:
        """Note the time where the last note is old; raises FileError."""
        if monotonic() - self._noted > EVERY:
            self.note()

    def note(self) -> None:
        """Note the time; raises FileError."""
        self._noted = monotonic()
        call = replace(self._call, seconds=round(self._noted - self._began, 2))
        save_calls(self._setup.results, [*self._others, call])
