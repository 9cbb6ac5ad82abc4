"""The page of all experiments as a file in the folder of their results."""

from __future__ import annotations

from pathlib import Path

from diynn.experiments.experiment import Setup, Trial
from diynn.experiments.outcome import Outcome
from diynn.experiments.outcome_files import load_outcome, save_page
from diynn.experiments.page.marked import save_marked
from diynn.experiments.page.page import TITLE, page, summary_table
from diynn.experiments.registry import EXPERIMENTS
from diynn.experiments.reproduction import kept_outcomes
from diynn.experiments.timing import elapsed


def kept_outcome(trial: Trial, setup: Setup) -> Outcome | None:
    """The outcome that lies in the folder and still belongs to the experiment, if there is one."""
    return load_outcome(setup.results, trial.number, trial.fingerprint(setup))


def write_page(setup: Setup) -> Path:
    """Write the page of all outcomes that lie in the folder; where it is.

    Raises FileError where it cannot be written.
    """
    return save_page(setup.folder, page(EXPERIMENTS, kept_outcomes(setup), elapsed(setup)))


def write_table(setup: Setup, path: Path) -> None:
    """Write the summary of all outcomes that lie in the folder into a Markdown file.

    What is around its two marks stays; see `save_marked`. Raises FileError.
    """
    table = summary_table(EXPERIMENTS, kept_outcomes(setup), elapsed(setup))
    save_marked(path, TITLE.en, table)
