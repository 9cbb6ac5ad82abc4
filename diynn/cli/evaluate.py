"""`diynn evaluate`: how good a trained network is, in figures and as a report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from diynn.atomic_files import check_writable
from diynn.cli.output import Output
from diynn.cli.predict import tell_figures
from diynn.errors import DataError
from diynn.inference.evaluation import evaluate_data, evaluate_file
from diynn.inference.model import load
from diynn.inference.samples import Troubles
from diynn.text import percent, several

NAME = "evaluate"
MOST_CLASSES = 20
"""A confusion matrix of more does not fit a terminal."""


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="say how good a trained network is",
        description="Say how good a trained network is: on the test part of its own data, or on "
        "other data with targets.",
        allow_abbrev=False,
    )
    parser.add_argument("what", metavar="FILE", help="a .diynn with a trained network")
    parser.add_argument(
        "data", metavar="DATA", type=Path, nargs="?",
        help="a table with the target, an .npz, or a folder with a folder of pictures a class; "
        "else the test part of its own data",
    )  # fmt: skip
    parser.add_argument(
        "--report", metavar="OUT.html", type=Path,
        help="write a page with design, curves, figures and pictures, in English and French",
    )  # fmt: skip
    parser.add_argument("--best", action="store_true", help="with the best weights of its run")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Evaluate as `chosen` says."""
    if chosen.report is not None:
        check_writable(chosen.report)
    model = load(chosen.what, chosen.best)
    troubles = Troubles()
    if chosen.data is None:
        found = evaluate_data(model)
    else:
        found = evaluate_file(model, chosen.data, troubles)
        if not found.figures.known:
            raise DataError(
                "There is no target in “{file}”, so nothing can be judged.",
                "Use predict, or add the column with the target.", file=chosen.data.name,
            )  # fmt: skip
    output = Output(chosen.json)
    if chosen.report is not None:
        from diynn.inference.report import write_report

        write_report(chosen.report, model, found)
    figures = found.figures
    output.record(
        {"data": found.name} | figures.record()
        | {"bad_rows": troubles.count,
           "report": None if chosen.report is None else str(chosen.report)}
    )  # fmt: skip
    output.line(f"On {found.name}: {several(figures.rows, 'sample(s)')}")
    tell_figures(figures, output)
    confusion = figures.confusion
    if confusion is not None:
        output.line("")
        output.grid(
            ("Class", "Samples", "Precision", "Recall", "F1"),
            [(name, count, percent(p), percent(r), percent(f)) for name, count, p, r, f in zip(
                figures.classes, confusion.support(), confusion.precision(), confusion.recall(),
                confusion.f1(), strict=True)],
        )  # fmt: skip
        if len(figures.classes) <= MOST_CLASSES:
            output.line("Rows: the class; columns: the class it was taken for.")
            output.grid(
                ("", *figures.classes),
                [(name, *row) for name, row in
                 zip(figures.classes, confusion.counts.tolist(), strict=True)],
            )  # fmt: skip
    if troubles.count:
        output.line(f"{several(troubles.count, 'row(s)')} could not be used.")
    if chosen.report is not None:
        output.line(f"Written: {chosen.report}")
    return 0
