"""`diynn cross-validate`: how well a recipe or a file does on samples it has not seen."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from typing import Any

from diynn.cli.arguments import add_network, add_setting, add_split, load_data, with_choices
from diynn.cli.output import Output, interrupted
from diynn.data.dataset import Dataset
from diynn.design.design import Design, Run
from diynn.errors import Cancelled, Diverged
from diynn.network.optimizers import Optimizer
from diynn.storage.recipes import recipe
from diynn.text import Text, duration, figure, percent, several, spread
from diynn.tuning.cross_validation import (
    CrossValidation,
    FoldReport,
    Spread,
    cross_validate,
    deal_folds,
    summary,
    usual,
)

NAME = "cross-validate"


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="measure a recipe or a file on folds of its training samples",
        description="Cut the training samples into folds; leave each out once, train on the "
        "others, and measure on the one left out. The test part is not looked at.",
        allow_abbrev=False,
    )
    add_network(parser)
    add_setting(parser, CrossValidation, "folds", "parts of the training samples (5)")
    add_setting(parser, Run, "epochs", "epochs that each network trains")
    add_setting(parser, Run, "batch_size", "samples in a step")
    add_setting(parser, Optimizer, "learning_rate", "length of a step")
    add_setting(parser, Run, "seed", "random seed")
    add_split(parser)
    parser.add_argument(
        "--test", action="store_true", help="measure each network on the test part as well"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Train and measure a network a fold, then print mean and standard deviation."""
    output = Output(chosen.json)
    design = with_choices(recipe(chosen.what), chosen)
    dataset = load_data(design)
    wanted = replace(usual(design), test_part=chosen.test)
    if chosen.folds is not None:
        wanted = replace(wanted, folds=chosen.folds)
    part = dataset.train
    folds = deal_folds(part.targets, wanted.folds, wanted.seed, part.groups)
    sizes = [len(places) for places in folds]
    output.line(f"{design.title or chosen.what}: {wanted.folds} folds of {min(sizes)} to "
                f"{several(max(sizes), 'sample(s)')}, "
                f"{several(wanted.epochs, 'epoch(s)')} each")  # fmt: skip
    lasts: list[FoldReport] = []
    try:
        _follow(design, dataset, wanted, output, lasts)
    except (Cancelled, Diverged) as error:
        # What is done is told: it took its time.
        _finish(lasts, wanted, output, {"done": False, "error": str(error)})
        raise
    _finish(lasts, wanted, output, {"done": True})
    return 0


def _follow(
    design: Design, dataset: Dataset, wanted: CrossValidation, output: Output,
    lasts: list[FoldReport],
) -> None:  # fmt: skip
    """Train each fold, and put its last report to `lasts`."""
    with output.bar(1.0, "") as bar, interrupted() as stop:
        for news in cross_validate(design, dataset, wanted):
            if isinstance(news, FoldReport):
                output.record(_record(news))
                if news.final is not None:
                    lasts.append(news)
                    output.line(_line(news))
            if bar is not None:
                words = f"fold {news.fold}/{news.folds}"
                bar.update(bar.task_ids[0], completed=news.share, description=words)
            if stop.is_set():
                raise Cancelled(
                    "Stopped in fold {fold} of {folds}.", fold=news.fold, folds=news.folds
                )


def _record(news: FoldReport) -> dict[str, Any]:
    report, test = news.report, news.test
    found = {
        "fold": news.fold, "epoch": report.epoch, "train_loss": report.train_loss,
        "validation_loss": report.test_loss, "train_accuracy": report.train_accuracy,
        "validation_accuracy": report.test_accuracy, "seconds": report.seconds,
    }  # fmt: skip
    if test is not None:
        found |= {"test_loss": test.loss, "test_accuracy": test.accuracy}
    return found


def _line(news: FoldReport) -> str:
    report = news.figures
    parts = [
        f"fold {news.fold}/{news.folds}", f"loss {figure(report.train_loss)}",
        f"validation loss {figure(report.test_loss)}",
    ]  # fmt: skip
    if report.train_accuracy is not None:
        parts.append(f"accuracy {percent(report.train_accuracy)}")
        parts.append(f"validation {percent(report.test_accuracy)}")
    return "   ".join([*parts, str(duration(report.seconds))])


def _finish(
    lasts: list[FoldReport], wanted: CrossValidation, output: Output, end: dict[str, Any]
) -> None:
    """Mean and standard deviation over the folds that are done."""
    if not lasts:
        output.record(end)
        return
    found = summary(lasts)
    names = {
        "train_loss": found.train_loss, "validation_loss": found.loss,
        "train_accuracy": found.train_accuracy, "validation_accuracy": found.accuracy,
    }  # fmt: skip
    if wanted.test_part:
        names |= {"test_loss": found.test_loss, "test_accuracy": found.test_accuracy}
    output.record({
        **end, "folds": wanted.folds, "folds_done": found.folds, "epochs": wanted.epochs,
        "seed": wanted.seed,
        **{name: None if one is None else asdict(one) for name, one in names.items()},
    })  # fmt: skip
    for name, loss, accuracy in (
        ("Test", found.test_loss, found.test_accuracy),
        ("Validation", found.loss, found.accuracy),
    ):
        if loss is None:
            continue
        words = f"{name}: loss {_losses(loss)}"
        if accuracy is not None:
            words += f"   accuracy {_percents(accuracy)}"
        output.line(f"{words}   (mean ± standard deviation over {found.folds} folds)")


def _losses(found: Spread) -> Text:
    return spread(found.mean, found.deviation)


def _percents(found: Spread) -> Text:
    if found.deviation is None:
        return percent(found.mean)
    return spread(100 * found.mean, 100 * found.deviation, "%")
