"""The report's experiments as the window asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication

from diynn.errors import DiynnError
from diynn.experiments.experiment import Setup, Trial
from diynn.experiments.outcome import Outcome
from diynn.experiments.outcome_files import prepare_folder
from diynn.experiments.page.markdown_file import kept_outcome, write_page
from diynn.experiments.page.settings_table import plain_name
from diynn.experiments.registry import EXPERIMENTS, named
from diynn.experiments.reproduction import Failed, Finished, Progress, Started, reproduction
from gui.experiments.laboratory import Begun, Ended, Navigation, News


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
        words = QCoreApplication.translate("ReportLaboratory", "{recipe}, seed {seed}")
        return [
            (words.format(recipe=plain_name(run.recipe), seed=run.seed), path)
            for run, path in found
            if path.is_file()
        ]

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
                    yield Navigation(report.share, report.left, report.now)

    def write_page(self, folder: Path) -> Path:
        """Write the page of what lies in the folder."""
        prepare_folder(folder)
        return write_page(Setup(folder))


def _trial(number: str) -> Trial:
    return next(trial for trial in EXPERIMENTS if trial.number == number)
