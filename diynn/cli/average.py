"""`diynn average`: the mean of trained networks as a network of its own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from diynn.atomic_files import check_writable
from diynn.cli.arguments import load_data
from diynn.cli.output import Output
from diynn.errors import FileError
from diynn.inference.processing import note_of
from diynn.storage.model_file import load_any, resumed, save, snapshot, weights_sha256
from diynn.text import figure, percent, several
from diynn.training.averaging import averaged, member_of

NAME = "average"


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="make one network of several: the mean of their answers",
        description="Make one network of several that learnt from the same data: the mean of what "
        "they answer, of classes of the probabilities. What comes out is a network like any other, "
        "for evaluate, predict and the window.",
        allow_abbrev=False,
    )
    parser.add_argument("out", metavar="OUT", type=Path, help="the .diynn to write")
    parser.add_argument(
        "what", metavar="FILE", nargs="+", help="two or more .diynn with trained networks"
    )
    parser.add_argument("--best", action="store_true", help="with the best weights of each run")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Average as `chosen` says."""
    check_writable(chosen.out)
    members, dataset = [], None
    for what in chosen.what:
        model = load_any(what)
        if not model.trained:
            raise FileError(
                "“{file}” holds no weights yet, so there is nothing to average.",
                "Train it first.",
                file=Path(what).name,
            )  # fmt: skip
        if dataset is None or model.design.source != members[0].design.source:
            dataset = load_data(model.design)
        training = resumed(model, dataset)
        if chosen.best:
            training.take_best()
        members.append(member_of(Path(what).name, training, dataset))
    assert dataset is not None
    training = averaged(members)
    taken = snapshot(training, dataset)
    save(chosen.out, taken, note_of(taken, dataset))
    report = training.history[-1]
    output = Output(chosen.json)
    output.record({
        "networks": len(members), "file": str(chosen.out), "seconds": training.seconds,
        "train_loss": report.train_loss, "test_loss": report.test_loss,
        "train_accuracy": report.train_accuracy, "test_accuracy": report.test_accuracy,
        "validation_loss": report.validation_loss,
        "validation_accuracy": report.validation_accuracy,
        "weights_sha256": weights_sha256(training.net.weight_vector),
    })  # fmt: skip
    output.line(f"The mean of {several(len(members), 'network(s)')}")
    rows = (
        ("training", report.train_loss, report.train_accuracy),
        ("validation", report.validation_loss, report.validation_accuracy),
        ("test", report.test_loss, report.test_accuracy),
    )
    output.grid(
        ("Part", "loss", "accuracy"),
        [(part, figure(loss), percent(right)) for part, loss, right in rows if loss is not None],
    )
    output.line(f"Written: {chosen.out}")
    return 0
