"""`diynn train`: train a recipe or a file, and keep what came of it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from diynn.atomic_files import check_writable
from diynn.cli.arguments import (
    add_network,
    add_setting,
    add_split,
    kind_named,
    load_data,
    with_choices,
)
from diynn.cli.output import Output, complain, interrupted
from diynn.design.design import Run
from diynn.errors import Cancelled, Diverged, DiynnError, FileError
from diynn.inference.processing import note_of
from diynn.network.metrics import regression
from diynn.network.optimizers import OPTIMIZERS, Optimizer
from diynn.network.schedules import SCHEDULES
from diynn.storage.model_file import (
    RECIPE_SUFFIX,
    SavedModel,
    load_any,
    redesigned,
    resumed,
    save,
    snapshot,
    weights_sha256,
)
from diynn.storage.recipes import is_path, recipe
from diynn.text import duration, figure, percent, several
from diynn.training.reports import EpochReport, StepReport
from diynn.training.training import Training, train

NAME = "train"


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="train a recipe or a file",
        description="Train a network. Ctrl+C stops it; with --save nothing is lost then.",
        allow_abbrev=False,
    )
    add_network(parser)
    for name, owner, words in (
        ("epochs", Run, "train up to this epoch"),
        ("batch_size", Run, "samples in a step"),
        ("learning_rate", Optimizer, "length of a step"),
        ("seed", Run, "random seed"),
        ("validation", Run, "share of the training part held back for validation"),
        ("patience", Run, "stop when nothing got better for so many epochs"),
    ):
        add_setting(parser, owner, name, words)
    add_split(parser)
    for family, kinds in (("optimizer", OPTIMIZERS), ("schedule", SCHEDULES)):
        names = ", ".join(kind.name() for kind in kinds)
        parser.add_argument(
            f"--{family}", metavar="NAME", type=partial(kind_named, kinds),
            help=f"one of {names}, with its usual settings",
        )  # fmt: skip
    parser.add_argument("--save", metavar="FILE", type=Path, help="keep the network in a .diynn")
    parser.add_argument(
        "--resume", action="store_true",
        help="go on where the FILE stopped, up to --epochs, as if it had never stopped; a schedule "
        "that ends with the run is stretched by more --epochs, which is told",
    )  # fmt: skip
    parser.add_argument(
        "--best", action="store_true",
        help="keep the weights of the best epoch in the end, not of the last",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=lambda chosen: run(chosen, parser.error))


def run(chosen: argparse.Namespace, misused: Callable[[str], None]) -> int:
    """Train as `chosen` says; `misused` ends with a sentence on a wrong use."""
    if chosen.save is not None and chosen.save.suffix.lower() == RECIPE_SUFFIX:
        misused("--save writes a model with its weights: name a file that ends in .diynn")
    fixed = (chosen.batch_size, chosen.seed, chosen.validation)
    if chosen.resume and any(value is not None for value in fixed):
        misused("--resume goes on with the batch size, the seed and the validation of the file")
    if chosen.resume and (not is_path(chosen.what) or chosen.what.endswith(RECIPE_SUFFIX)):
        misused("--resume needs a .diynn file, which holds the place where it stopped")
    if chosen.save is not None:
        # Refused now, not after an hour of training.
        check_writable(chosen.save)
    output = Output(chosen.json)
    model = load_any(chosen.what) if is_path(chosen.what) else SavedModel(recipe(chosen.what))
    design = with_choices(model.design, chosen)
    dataset = load_data(design)
    if chosen.resume:
        if not model.trained:
            raise FileError(
                "“{file}” holds no weights yet, so there is nothing to go on with.",
                "Leave out --resume.",
                file=chosen.what,
            )  # fmt: skip
        training = resumed(redesigned(model, design), dataset)
        if training.epoch >= design.run.epochs:
            complain(
                f"{several(training.epoch, 'epoch(s)')} done already; a larger --epochs goes on."
            )
        _tell_jump(training, model.design.run.epochs)
    else:
        training = Training(design, dataset)

    def keep() -> None:
        if chosen.save is not None:
            taken = snapshot(training, dataset)
            save(chosen.save, taken, note_of(taken, dataset))

    weights = several(training.net.weight_count, "weight(s)")
    output.line(f"{design.title or chosen.what}: {weights}, "
                f"{several(len(training.data.train), 'sample(s)')} to learn from")  # fmt: skip
    try:
        _follow(training, output)
    except (Cancelled, Diverged, MemoryError, BrokenPipeError) as error:
        _kept_after(error, keep, training, chosen, output)
        raise
    if training.stopped:
        output.line(
            f"Stopped in epoch {training.epoch}: nothing got better since epoch "
            f"{training.best_epoch}, whose weights were taken."
        )
        training.take_best()
    elif chosen.best and training.best_epoch != training.epoch:
        training.take_best()
        output.line(f"Taken: the weights of epoch {training.best_epoch}, the best.")
    keep()
    _finish(training, chosen, output)
    return 0


def _tell_jump(training: Training, epochs: int) -> None:
    """Tell where a schedule over so many `epochs` is stretched: no run from the start does that."""
    jump = training.jump_since(epochs)
    if jump is not None:
        before, now = map(figure, jump)
        complain(
            f"The schedule {training.schedule.name()} was laid over {epochs} epochs and is "
            f"stretched over {training.design.run.epochs}: in epoch {training.epoch + 1} the "
            f"learning rate goes from {before} to {now}, so the weights are not those of one run."
        )


def _follow(training: Training, output: Output) -> None:
    """Train to the end, telling each epoch; Cancelled where the person interrupts it."""
    epochs, steps = training.design.run.epochs, training.steps
    total = epochs * steps
    with output.bar(total, "") as bar, interrupted() as stop:
        for report in train(training):
            if isinstance(report, EpochReport):
                output.record(asdict(report))
                if bar is None:
                    output.line(_line(report, epochs))
            if bar is not None:
                done = training.epoch * steps + training.step
                bar.update(bar.task_ids[0], completed=done, description=_short(report, epochs))
            if stop.is_set():
                raise Cancelled("Stopped in epoch {epoch}.", epoch=report.epoch)


def _kept_after(
    error: BaseException, keep: Callable[[], None], training: Training,
    chosen: argparse.Namespace, output: Output,
) -> None:  # fmt: skip
    """Save what is good after a failure, and end the JSON with it."""
    try:
        keep()
    except DiynnError as second:
        complain(second)
    if not isinstance(error, BrokenPipeError):
        output.record({"done": False, "error": str(error)} | _figures(training, chosen))


def _figures(training: Training, chosen: argparse.Namespace) -> dict[str, Any]:
    last = asdict(training.history[-1]) if training.history else {}
    last.pop("epoch", None)
    return {
        "weights_sha256": weights_sha256(training.net.weight_vector),
        **last,
        **_regression(training),
        "seconds": training.seconds,
        "epochs": training.epoch,
        "best_epoch": training.best_epoch,
        "seed": training.design.run.seed,
        "file": None if chosen.save is None else str(chosen.save),
    }


def _regression(training: Training) -> dict[str, float]:
    """R² and the errors on the test part in the targets' units, where values are predicted."""
    data = training.data
    if data.classes or training.design.reconstructs or not len(data.test):
        return {}
    y, t = training.net.predict(data.test.x), data.test.targets
    found = regression(data.in_target_units(y), data.in_target_units(t))
    return {f"test_{name}": value for name, value in asdict(found).items()}


def _finish(training: Training, chosen: argparse.Namespace, output: Output) -> None:
    output.record({"done": True} | _figures(training, chosen))
    if training.history:
        output.line("Done: " + _line(training.history[-1], training.design.run.epochs))
        if training.best_epoch != training.epoch:
            best = training.history[training.best_epoch - 1]
            output.line("Best: " + _line(best, training.design.run.epochs))
    if found := _regression(training):
        output.line(
            f"On the test part: R² {found['test_r2']:.3f}, mean error "
            f"{figure(found['test_mae'])}, root mean square {figure(found['test_rmse'])}"
        )
    where = f"Saved: {chosen.save}" if chosen.save else "Not saved: --save FILE keeps the network."
    output.line(where)


def _line(report: EpochReport, epochs: int) -> str:
    parts = [
        f"epoch {report.epoch}/{epochs}",
        f"loss {figure(report.train_loss)}",
        f"test loss {figure(report.test_loss)}",
    ]
    if report.validation_loss is not None:
        parts.insert(2, f"validation loss {figure(report.validation_loss)}")
    if report.train_accuracy is not None:
        parts.append(f"accuracy {percent(report.train_accuracy)}")
        if report.validation_accuracy is not None:
            parts.append(f"validation {percent(report.validation_accuracy)}")
        parts.append(f"test {percent(report.test_accuracy)}")
    return "   ".join([*parts, str(duration(report.seconds))])


def _short(report: StepReport | EpochReport, epochs: int) -> str:
    loss = report.loss if isinstance(report, StepReport) else report.train_loss
    return f"epoch {report.epoch}/{epochs}  loss {figure(loss)}"
