"""How long a reproduction has taken by the clock, over all calls that did some of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic

from diynn.experiments.calls import Call, load_calls, save_calls
from diynn.experiments.experiment import Setup
from diynn.text import Text, duration, joined, listed, same
from diynn.workers import worker_count

EVERY = 20.0
"""Seconds from one note to the next: what an end from outside may cost."""


@dataclass(frozen=True)
class Elapsed:
    """What all calls took together, on which numbers of cores."""

    seconds: float
    cores: tuple[int, ...]
    calls: int

    def on_cores(self) -> Text:
        """Such as “on 2 cores”."""
        numbers = listed([same(str(number)) for number in self.cores])
        alone = self.cores == (1,)
        return joined(
            Text("on ", "sur "), numbers, Text(" core", " cœur") if alone else Text(
                " cores", " cœurs"
            )
        )  # fmt: skip

    def told(self) -> Text:
        """Such as “12 min 03 s on 2 cores, in 3 calls”."""
        calls = Text(f", in {self.calls} calls", f", en {self.calls} fois")
        return joined(duration(self.seconds), " ", self.on_cores(), calls if self.calls > 1 else "")


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

    def glance(self) -> None:
        """Note the time where the last note is old; raises FileError."""
        if monotonic() - self._noted > EVERY:
            self.note()

    def note(self) -> None:
        """Note the time; raises FileError."""
        self._noted = monotonic()
        call = replace(self._call, seconds=round(self._noted - self._began, 2))
        save_calls(self._setup.results, [*self._others, call])
