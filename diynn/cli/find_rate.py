"""`diynn find-rate`: which learning rate suits a recipe or a file."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from diynn.cli.arguments import checked_setting, fitting
from diynn.cli.interruption import interrupted
from diynn.cli.output import Output, figure
from diynn.cli.train import with_choices
from diynn.data.dataset import Dataset
from diynn.design.design import Design, Run, prepared
from diynn.errors import Cancelled, DiynnError
from diynn.storage.recipes import RECIPES, recipe
from diynn.tuning.rate_finder import RatePoint, RateSearch, find_rate, suggestion

NAME = "find-rate"


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="look for a good learning rate",
        description="Train a copy of the network while the learning rate grows, until the loss "
        "runs away. The rate to take is a tenth of that of the lowest loss.",
        epilog="Recipes: " + ", ".join(RECIPES),
        allow_abbrev=False,
    )
    parser.add_argument("what", metavar="RECIPE|FILE", help="a recipe's name, a .json or a .diynn")
    parser.add_argument("--data", metavar="NAME|PATH", help="other data than the recipe's")
    for flag, owner, name, letter, words in (
        ("from", RateSearch, "lowest_rate", "X", "the first rate"),
        ("to", RateSearch, "highest_rate", "X", "the last rate, unless the loss runs away"),
        ("steps", RateSearch, "steps", "N", "batches, each with a rate of its own"),
        ("batch-size", Run, "batch_size", "N", "samples in a step"),
        ("seed", Run, "seed", "N", "start of all chance"),
    ):
        parser.add_argument(
            f"--{flag}", dest=name, metavar=letter, help=words,
            type=partial(checked_setting, owner, name),
        )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    # The rest of what a training can be told is the design's own.
    parser.set_defaults(
        run=run, epochs=None, learning_rate=None, validation=None, patience=None, optimizer=None,
        schedule=None,
    )  # fmt: skip


def run(chosen: argparse.Namespace) -> int:
    """Search as `chosen` says, and tell the rate."""
    output = Output(chosen.json)
    design = with_choices(recipe(chosen.what), chosen)
    search = RateSearch(**{
        name: getattr(chosen, name)
        for name in ("lowest_rate", "highest_rate", "steps")
        if getattr(chosen, name) is not None
    })  # fmt: skip
    search.rates()
    problem = design.source.missing()
    if problem:
        raise problem
    dataset = design.source.load()
    design = fitting(design, dataset)
    points = _searched(design, prepared(design, dataset), search, output)
    try:
        found = suggestion(points)
    except DiynnError as error:
        output.record({"done": False, "error": str(error)})
        raise
    output.record({
        "done": True, "learning_rate": found.rate, "steepest": found.steepest,
        "lowest_loss_at": found.lowest, "ran_away": found.ran_away,
        "used": design.optimizer.learning_rate, "optimizer": design.optimizer.name(),
        "seed": design.run.seed,
    })  # fmt: skip
    output.line(f"The loss was lowest at {found.lowest:.2g} and fell fastest at "
                f"{found.steepest:.2g}.")  # fmt: skip
    if not found.ran_away:
        output.line("It did not run away: a larger --to may find a higher rate.")
    output.line(f"Learning rate to take: {found.rate:g} (a tenth of that of the lowest loss; "
                f"{chosen.what} has {design.optimizer.learning_rate:g})")  # fmt: skip
    return 0


def _searched(
    design: Design, data: Dataset, search: RateSearch, output: Output
) -> list[RatePoint]:
    points: list[RatePoint] = []
    with output.bar(search.steps, "") as bar, interrupted() as stop:
        for point in find_rate(design, data, search):
            points.append(point)
            output.record(point._asdict())
            if bar is not None:
                words = f"rate {point.rate:.2g}  loss {figure(point.smoothed)}"
                bar.update(bar.task_ids[0], completed=point.step, description=words)
            elif point.step % max(1, search.steps // 20) == 0:
                output.line(f"rate {point.rate:<8.2g} loss {figure(point.loss):<10} "
                            f"average {figure(point.smoothed)}")  # fmt: skip
            if stop.is_set():
                raise Cancelled("Stopped at a learning rate of {rate}.", rate=f"{point.rate:.3g}")
    return points
