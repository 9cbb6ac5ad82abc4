"""`diynn predict`: what a trained network makes of new samples."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from diynn.atomic_files import check_writable
from diynn.cli.output import Output, complain
from diynn.inference.answers import (
    Answers,
    Figures,
    answers,
    write_arrays,
    write_pictures,
    write_table,
)
from diynn.inference.model import load
from diynn.inference.samples import Troubles
from diynn.text import NONE, figure, number, percent, several

NAME = "predict"

SHOWN = 20
"""Rows that are shown where no file is named."""
MOST_SHOWN = 10
"""Bad rows that are told one by one."""


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="let a trained network answer to new samples",
        description="Let a trained network answer to new samples: the rows of a table (CSV, "
        "Excel), the pictures of a folder, one picture, or the arrays of an .npz. Rows that "
        "cannot be used are told of, and their answers left empty.",
        allow_abbrev=False,
    )
    parser.add_argument("what", metavar="FILE", help="a .diynn with a trained network")
    parser.add_argument("data", metavar="DATA", type=Path, help="a table, pictures or an .npz")
    parser.add_argument(
        "--out", metavar="PATH", type=Path,
        help="write all answers to a .csv or an .npz; of an auto-encoder also to a folder, as "
        "pictures",
    )  # fmt: skip
    parser.add_argument(
        "--probabilities", action="store_true", help="a column for each class, with its probability"
    )
    parser.add_argument("--best", action="store_true", help="with the best weights of its run")
    parser.add_argument(
        "--invert", action="store_true",
        help="take pictures for negatives: for dark strokes where the network knows bright ones",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Predict as `chosen` says."""
    if chosen.out is not None and chosen.out.suffix.lower() in (".csv", ".npz"):
        check_writable(chosen.out)
    model = load(chosen.what, chosen.best)
    output, troubles = Output(chosen.json), Troubles()
    figures = Figures(model.decisions)
    found = answers(
        model, chosen.data, troubles, probabilities=chosen.probabilities, invert=chosen.invert
    )
    counted = _counted(found, figures)
    if chosen.out is None:
        _show(counted, output)
    elif chosen.out.suffix.lower() == ".npz":
        write_arrays(chosen.out, counted)
    elif chosen.out.suffix.lower() == ".csv" or not model.design.reconstructs:
        write_table(chosen.out, counted)
    else:
        write_pictures(chosen.out, model, counted)
    _tell_troubles(troubles)
    output.record(
        {"done": True} | figures.record()
        | {"bad_rows": troubles.count, "file": None if chosen.out is None else str(chosen.out)}
    )
    output.line(f"{several(figures.rows, 'sample(s)')}, {several(troubles.count, 'row(s)')} "
                "without an answer")  # fmt: skip
    tell_figures(figures, output)
    if chosen.out is not None:
        output.line(f"Written: {chosen.out}")
    return 0


def _counted(found: Iterator[Answers], figures: Figures) -> Iterator[Answers]:
    for one in found:
        figures.add(one)
        yield one


def _show(found: Iterator[Answers], output: Output) -> None:
    """The first rows as a table; in JSON every row."""
    rows: list[list[object]] = []
    heads: list[str] = []
    for one in found:
        heads = heads or [one.samples.kind, *one.columns]
        if output.as_json:
            for place, name in enumerate(one.samples.names.tolist()):
                cells = {key: _plain(cells[place]) for key, cells in one.columns.items()}
                output.record({one.samples.kind: name} | cells)
        else:
            for place in range(min(len(one.samples.names), SHOWN - len(rows))):
                shown = [_cell(cells[place]) for cells in one.columns.values()]
                rows.append([one.samples.names[place], *shown])
    if heads and not output.as_json:
        output.table(heads, rows)
        output.line("")


def _plain(cell: object) -> object:
    if isinstance(cell, float):
        return float(cell) if math.isfinite(cell) else None
    return cell


def _cell(cell: object) -> object:
    if cell is None:
        return NONE
    return number(cell, 4) if isinstance(cell, float) else cell


def _tell_troubles(troubles: Troubles) -> None:
    for name, reason in troubles.listed[:MOST_SHOWN]:
        complain(f"{name}: {reason}")
    if troubles.count > MOST_SHOWN:
        complain(f"{several(troubles.count - MOST_SHOWN, 'other row(s)')} cannot be used either.")


def tell_figures(figures: Figures, output: Output) -> None:
    """The figures for a person, where the truth is known."""
    confusion, regression = figures.confusion, figures.regression
    if confusion is not None:
        output.line(f"Right: {percent(confusion.accuracy)} of {figures.known} with a target")
    elif regression is not None:
        output.line(
            f"R² {regression.r2:.3f}, mean error {figure(regression.mae)}, root mean square "
            f"{figure(regression.rmse)}, of {figures.known} with a target"
        )
    elif figures.reconstruction is not None:
        output.line(f"Mean squared error of what is drawn again: {figure(figures.reconstruction)}")
