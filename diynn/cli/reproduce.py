"""`diynn reproduce`: run the report's experiments again, and say what came of each."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from diynn.cli.arguments import add_setting
from diynn.cli.output import Output, complain, interrupted
from diynn.design.design import Run
from diynn.errors import Cancelled
from diynn.experiments.experiment import Setup, Trial
from diynn.experiments.outcome import PAGE
from diynn.experiments.page.page import check_marked, write_page, write_table
from diynn.experiments.registry import EXPERIMENTS, named
from diynn.experiments.reproduction import (
    Failed,
    Finished,
    Progress,
    Report,
    reproduction,
)
from diynn.experiments.timing import elapsed
from diynn.text import duration

NAME = "reproduce"
FOLDER = Path("reproduction")


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="run the report's experiments again",
        description="Train the networks of the report this program grew out of, and compare. What "
        "is finished is kept: Ctrl+C loses nothing, and the next call goes on.",
        epilog=f"Experiments: {EXPERIMENTS[0].number} to {EXPERIMENTS[-1].number}; all of them "
        "where none is named.",
        allow_abbrev=False,
    )
    parser.add_argument("experiments", metavar="EXPERIMENT", nargs="*", help="such as E19")
    parser.add_argument("--list", action="store_true", help="list what there is, and train nothing")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=FOLDER,
        help=f"folder of runs, results and the page {PAGE} (default: {FOLDER})",
    )  # fmt: skip
    parser.add_argument(
        "--digits", action="store_true",
        help="on the built-in 8 × 8 digits instead of USPS and MNIST: the same claims, other "
        "figures",
    )  # fmt: skip
    add_setting(parser, Run, "epochs", "a quick look: no training takes more than N epochs")
    parser.add_argument(
        "--table", metavar="FILE", type=Path,
        help="also write the summary of all results in DIR into a Markdown file, between two "
        "marks; the text around them stays",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="one JSON object an experiment")
    parser.set_defaults(run=lambda chosen: run(chosen, parser.error))


def run(chosen: argparse.Namespace, misused: Callable[[str], None]) -> int:
    """Do as `chosen` says; 1 where an experiment could not be done."""
    output = Output(chosen.json)
    trials = named(chosen.experiments)
    setup = Setup(chosen.out, chosen.digits, chosen.epochs)
    if chosen.list:
        _list(trials, setup, output)
        return 0
    if chosen.out.is_file():
        misused(f"--out names a folder, and “{chosen.out}” is a file")
    if chosen.table is not None:
        # Before anything is trained for an hour.
        check_marked(chosen.table)
    finished, failures = 0, 0
    try:
        for report in _followed(trials, setup, output):
            finished += isinstance(report, Finished)
            failures += isinstance(report, Failed)
    finally:
        # Also after an interruption: what is finished can be looked at.
        if finished:
            output.line(f"Page: {write_page(setup)}")
            if (took := elapsed(setup)) is not None:
                output.line(f"Time by the clock: {took.in_words()}")
            if chosen.table is not None:
                write_table(setup, chosen.table)
                output.line(f"Table: {chosen.table}")
    return 1 if failures else 0


def _followed(
    trials: Sequence[Trial], setup: Setup, output: Output
) -> Iterator[Finished | Failed]:
    """The `Finished` and `Failed` of all experiments, each reported as it comes."""
    with output.bar(1.0, "") as bar, interrupted() as stop:
        reports = cast(Any, reproduction(trials, setup))
        with closing(reports):
            for report in reports:
                if isinstance(report, Progress) and bar is not None:
                    bar.update(
                        bar.task_ids[0], completed=report.share, description=_short(report)
                    )
                _tell(report, setup, output)
                if isinstance(report, Finished | Failed):
                    yield report
                if stop.is_set():
                    raise Cancelled(
                        "Stopped.", "What is finished is kept; the same command goes on."
                    )


def _tell(report: Report, setup: Setup, output: Output) -> None:
    if isinstance(report, Failed):
        complain(f"{report.trial.number}: {report.error}")
        if not setup.digits and report.trial.missing(setup) is not None:
            complain(
                f"{report.trial.number} can also be tried on the built-in digits: "
                f"diynn reproduce {report.trial.number} --digits"
            )
    if not isinstance(report, Finished):
        return
    trial, outcome = report.trial, report.outcome
    output.record({
        "experiment": trial.number, "claim": trial.claim.en, "report": trial.report.en,
        "ours": outcome.ours.en, "verdict": outcome.verdict, "seconds": outcome.seconds,
    })  # fmt: skip
    output.line(f"{trial.number}  {trial.title.en}: {outcome.verdict}")
    output.line(f"     report: {trial.report.en}")
    output.line(f"     ours:   {outcome.ours.en}")
    output.line(f"     {outcome.why.en}")


def _short(report: Progress) -> str:
    return " + ".join(one.en for one in report.now) or "getting ready"


def _list(trials: Sequence[Trial], setup: Setup, output: Output) -> None:
    """Number, title, the report's result, the data needed, and about how long it takes alone."""
    rows = []
    for trial in trials:
        needs = "" if setup.digits else trial.needs
        here = trial.missing(setup) is None
        output.record({
            "experiment": trial.number, "title": trial.title.en, "claim": trial.claim.en,
            "report": trial.report.en, "needs": needs or None, "here": here,
            "seconds": trial.seconds,
        })  # fmt: skip
        data = {"usps": "USPS", "mnist": "MNIST"}.get(needs, "built in")
        rows.append((
            trial.number, trial.title.en, data if here else f"{data} (not here)",
            duration(trial.seconds), trial.report.en,
        ))  # fmt: skip
    output.table(("", "experiment", "data", "time", "the report's result"), rows)
    if any("(not here)" in row[2] for row in rows):
        output.line(
            "Data that is not here: diynn data fetch usps (or mnist), or put files that you have "
            "into the folder that the variable DIYNN_DATA names."
        )
