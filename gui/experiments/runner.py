"""The report's experiments as the window asks for them, and the news of their work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QLocale

from diynn.errors import DiynnError
from diynn.experiments.experiment import Experiment, Setup, Trial
from diynn.experiments.outcome import Outcome
from diynn.experiments.outcome_files import prepare_folder
from diynn.experiments.page.markdown_file import kept_outcome, write_page
from diynn.experiments.registry import EXPERIMENTS, named
from diynn.experiments.reproduction import Failed, Finished, Progress, Started, reproduction
from diynn.text import Text
from gui.text.wording import localized


@dataclass(frozen=True)
class Begun:
    """Work on the experiment of that number has begun."""

    number: str


@dataclass(frozen=True)
class Advanced:
    """The share of all work that is done, from 0 to 1, the seconds left where they can be told, and
    what is done now."""

    share: float
    left: float | None = None
    now: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Ended:
    """What came of an experiment: an outcome, or why there is none."""

    number: str
    outcome: Outcome | None
    error: DiynnError | None = None


News = Begun | Advanced | Ended


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


class ReportLaboratory:
    """Asks `diynn.experiments`; several trainings go on side by side, in processes of their own."""

    experiments: Sequence[Trial] = EXPERIMENTS

    def kept(self, number: str, folder: Path) -> Outcome | None:
        """The outcome that lies in a folder already, if there is one."""
        return kept_outcome(_trial(number), Setup(folder))

    def missing(self, number: str) -> DiynnError | None:
        """Data that is not on this machine."""
        return _trial(number).missing(Setup(Path()))

    def trained(self, number: str, folder: Path) -> list[tuple[str, Path]]:
        """The networks of an experiment that lie in the folder, each with its name."""
        setup = Setup(folder)
        found = ((run, setup.path(run)) for run in _trial(number).runs())
        return [(localized(run.in_words()), path) for run, path in found if path.is_file()]

    def work(self, numbers: Sequence[str], folder: Path) -> Iterator[News]:
        """Run these experiments."""
        reports = reproduction(named(list(numbers)), Setup(folder))
        with closing(cast(Iterator[object], reports)) as told:  # type: ignore[type-var]
            for report in told:
                if isinstance(report, Started):
                    yield Begun(report.trial.number)
                elif isinstance(report, Finished):
                    yield Ended(report.trial.number, report.outcome)
                elif isinstance(report, Failed):
                    yield Ended(report.trial.number, None, report.error)
                elif isinstance(report, Progress):
                    yield Advanced(report.share, report.left, report.now)

    def write_page(self, folder: Path) -> Path:
        """Write the page of what lies in the folder."""
        prepare_folder(folder)
        french = QLocale().language() == QLocale.Language.French
        return write_page(Setup(folder), "fr" if french else "en")


def _trial(number: str) -> Trial:
    return next(trial for trial in EXPERIMENTS if trial.number == number)
