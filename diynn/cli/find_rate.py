"""`diynn find-rate`: which learning rate suits a recipe or a file."""

from __future__ import annotations

import argparse
from typing import Any

from diynn.cli.arguments import add_network, add_setting, load_data, with_choices
from diynn.cli.output import Output, interrupted
from diynn.data.dataset import Dataset
from diynn.design.design import Design, Run, prepared
from diynn.errors import Cancelled, DiynnError
from diynn.storage.recipes import recipe
from diynn.text import figure, short
from diynn.tuning.rate_finder import RatePoint, RateSearch, find_rate, suggestion

NAME = "find-rate"


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="look for a good learning rate",
        description="Train a copy of the network while the learning rate grows, until the loss "
        "runs away. The rate to take is a tenth of that of the lowest loss.",
        allow_abbrev=False,
    )
    add_network(parser)
    add_setting(parser, RateSearch, "lowest_rate", "the first rate", "from")
    add_setting(
        parser, RateSearch, "highest_rate", "the last rate, unless the loss runs away", "to"
    )
    add_setting(parser, RateSearch, "steps", "batches, each with a rate of its own")
    add_setting(parser, Run, "batch_size", "samples in a step")
    add_setting(parser, Run, "seed", "random seed")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Search as `chosen` says, and print the rate."""
    output = Output(chosen.json)
    design = with_choices(recipe(chosen.what), chosen)
    search = RateSearch(**{
        name: getattr(chosen, name)
        for name in ("lowest_rate", "highest_rate", "steps")
        if getattr(chosen, name) is not None
    })  # fmt: skip
    search.rates()
    dataset = load_data(design)
    data = prepared(design, dataset)
    points = _searched(design, data, search, output)
    try:
        found = suggestion(points, design, data)
    except DiynnError as error:
        output.record({"done": False, "error": str(error)})
        raise
    output.record({
        "done": True, "learning_rate": found.rate, "steepest": found.steepest,
        "lowest_loss_at": found.lowest, "ran_away": found.ran_away,
        "used": design.optimizer.learning_rate, "optimizer": design.optimizer.name(),
        "seed": design.run.seed,
    })  # fmt: skip
    output.line(f"The loss was lowest at {short(found.lowest, 2)} and fell fastest at "
                f"{short(found.steepest, 2)}.")  # fmt: skip
    if not found.ran_away:
        output.line("It did not run away: a larger --to may find a higher rate.")
    output.line(f"Learning rate to take: {short(found.rate)} (a tenth of that of the lowest loss; "
                f"{chosen.what} has {short(design.optimizer.learning_rate)})")  # fmt: skip
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
                words = f"rate {short(point.rate, 2)}  loss {figure(point.smoothed)}"
                bar.update(bar.task_ids[0], completed=point.step, description=words)
            elif point.step % max(1, search.steps // 20) == 0:
                output.line(f"rate {short(point.rate, 2)!s:<8} loss {figure(point.loss)!s:<10} "
                            f"average {figure(point.smoothed)}")  # fmt: skip
            if stop.is_set():
                raise Cancelled("Stopped at a learning rate of {rate}.", rate=short(point.rate, 3))
    return points
