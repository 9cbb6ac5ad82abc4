"""The report's experiments as the window asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale

from diynn.errors import DiynnError
from diynn.experiments.experiment import Experiment, Setup, Trial
from diynn.experiments.outcome import Outcome, prepare_folder
from diynn.experiments.page.page import kept_outcome, write_page
from diynn.experiments.registry import EXPERIMENTS, named
from diynn.experiments.reproduction import Report, reproduction
from gui.text.wording import localized


class ExperimentRunner:
    """Knows the experiments and runs them; each method may be called on any thread.

    Several trainings go on side by side, in processes of their own.
    """

    experiments: Sequence[Experiment] = EXPERIMENTS
    """All of them, in the report's order."""

    def kept(self, number: str, folder: Path) -> Outcome | None:
        """The outcome that lies in a folder already, if there is one."""
        return kept_outcome(_trial(number), Setup(folder))

    def missing(self, number: str) -> DiynnError | None:
        """Why it cannot be run yet: data that is not on this machine."""
        return _trial(number).missing(Setup(Path()))

    def trained(self, number: str, folder: Path) -> list[tuple[str, Path]]:
        """The networks of an experiment that lie in the folder, each with its name."""
        setup = Setup(folder)
        found = ((run, setup.path(run)) for run in _trial(number).runs())
        return [(localized(run.in_words()), path) for run, path in found if path.is_file()]

    def run(self, numbers: Sequence[str], folder: Path) -> Iterator[Report]:
        """Run these experiments. Closed early, it keeps what was trained, and goes on from there
        when it is called again. Raises DiynnError."""
        return reproduction(named(list(numbers)), Setup(folder))

    def write_page(self, folder: Path) -> Path:
        """Write the page of what lies in the folder; where it is. Raises FileError."""
        prepare_folder(folder)
        french = QLocale().language() == QLocale.Language.French
        return write_page(Setup(folder), "fr" if french else "en")


def _trial(number: str) -> Trial:
    return next(trial for trial in EXPERIMENTS if trial.number == number)
