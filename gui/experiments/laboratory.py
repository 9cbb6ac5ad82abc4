"""What the experiments' window needs of those who run them, and what it hears from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from diynn.errors import DiynnError
from diynn.experiments.experiment import Experiment
from diynn.experiments.outcome import Outcome


@dataclass(frozen=True)
class Begun:
    """Work on the experiment of that number has begun."""

    number: str


@dataclass(frozen=True)
class Going:
    """The share of all work that is done, from 0 to 1, the seconds left where they can be told, and
    what is done now."""

    share: float
    left: float | None = None
    now: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ended:
    """What came of an experiment: an outcome, or why there is none."""

    number: str
    outcome: Outcome | None
    error: DiynnError | None = None


News = Begun | Going | Ended


class Laboratory(Protocol):
    """Knows the experiments and runs them; each method may be called on any thread."""

    @property
    def experiments(self) -> Sequence[Experiment]:
        """All of them, in the report's order."""

    def kept(self, number: str, folder: Path) -> Outcome | None:
        """The outcome that lies in a folder already, if there is one."""

    def missing(self, number: str) -> DiynnError | None:
        """Why it cannot be run yet: data that is not on this machine."""

    def trained(self, number: str, folder: Path) -> list[tuple[str, Path]]:
        """The networks of an experiment that lie in the folder, each with its name."""

    def work(self, numbers: Sequence[str], folder: Path) -> Iterator[News]:
        """Run these experiments. Closed early, it keeps what was trained, and goes on from there
        when it is called again. Raises DiynnError."""

    def write_page(self, folder: Path) -> Path:
        """Write the page of what lies in the folder; where it is. Raises FileError."""
