"""`diynn info`: what a file or a recipe holds."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from diynn.cli.arguments import name_recipes
from diynn.cli.output import Output
from diynn.design.design import Design, design_to_record
from diynn.layers.layer import Shape
from diynn.settings import Declared, settings_of
from diynn.storage.model_file import SavedModel, load_any, weights_sha256
from diynn.storage.recipes import is_path, recipe
from diynn.text import figure, number, percent, several, shape

NAME = "info"


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="show what a file holds",
        description="Show what a model file or a recipe holds.",
        allow_abbrev=False,
    )
    name_recipes(parser)
    parser.add_argument("what", metavar="FILE", help="a .diynn, a .json or a recipe's name")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print what the file holds."""
    what = chosen.what
    model = load_any(what) if is_path(what) else SavedModel(recipe(what))
    output = Output(chosen.json)
    net = model.network() if model.trained and model.input_shape else None
    digest = weights_sha256(net.weight_vector) if net else None
    history = model.history
    rows = _rows(model.design, model.input_shape)
    weights = sum(count for _, _, count in rows) if model.input_shape else None
    output.record({
        "version": model.version, "design": design_to_record(model.design),
        "data_name": model.data_name, "data_fingerprint": model.data_fingerprint,
        "input_shape": list(model.input_shape), "weights": weights, "weights_sha256": digest,
        "trained": model.trained, "epochs": model.record.get("epoch", 0),
        "step": model.record.get("step", 0),
        "best_epoch": model.record.get("best_epoch", 0),
        "last": asdict(history[-1]) if history else None,
    })  # fmt: skip
    if chosen.json:
        return 0
    _tell_design(model, output)
    output.line("")
    output.table(
        ("Row", "Layer", "Gives", "Weights"),
        [("", "input", shape(model.input_shape or None), "")]
        + [(str(i), text, shape(after or None), str(count or ""))
           for i, (text, after, count) in enumerate(rows, 1)],
    )  # fmt: skip
    output.line("")
    _tell_training(model, weights, digest, output)
    return 0


def _tell_design(model: SavedModel, output: Output) -> None:
    design = model.design
    output.line(design.title or "Without a title")
    if design.notes:
        output.line(design.notes)
    output.line("")
    for name, value in (
        ("Data", described(design.source)),
        ("View", described(design.view)),
        ("Augmentation", described(design.augmentation) if design.augmentation.warps else "none"),
        ("Loss", described(design.loss)),
        ("Optimizer", described(design.optimizer)),
        ("Schedule", described(design.schedule)),
        ("Run", described(design.run)),
        *([("Fault", described(design.fault))] if design.fault else []),
        ("File version", str(model.version)),
    ):
        output.line(f"{name + ':':15}{value}")


def _tell_training(
    model: SavedModel, weights: int | None, digest: str | None, output: Output
) -> None:
    count = "" if weights is None else f" of {several(weights, 'weight(s)')}"
    if not model.trained:
        output.line(f"A design{count}; not trained.")
        return
    history = model.history
    epochs = several(len(history), "epoch(s)")
    output.line(f"Trained{count}, {epochs} on {model.data_name or 'unnamed data'}.")
    places = dict.fromkeys((model.record.get("best_epoch", 0), len(history)))
    chosen = [history[place - 1] for place in places if 0 < place <= len(history)]
    if chosen:
        held = any(report.validation_loss is not None for report in chosen)
        output.table(
            ("Epoch", "Loss", *(["Validation loss"] if held else []), "Test loss",
             "Accuracy", *(["Validation"] if held else []), "Test", "Seconds"),
            [(r.epoch, figure(r.train_loss), *([figure(r.validation_loss)] if held else []),
              figure(r.test_loss), percent(r.train_accuracy),
              *([percent(r.validation_accuracy)] if held else []),
              percent(r.test_accuracy), number(r.seconds, 1)) for r in chosen],
        )  # fmt: skip
    if digest:
        output.line(f"SHA-256 of the weights: {digest}")


def _rows(design: Design, shape: Shape) -> list[tuple[str, Shape, int]]:
    """Each layer in words, what it gives, and its weights; empty shapes where none is known."""
    rows = []
    for layer in design.layers:
        count, known = 0, bool(shape)
        if known:
            count = layer.weight_count(shape)
            shape = layer.output_shape(shape)
        rows.append((described(layer), shape, count))
    return rows


def described(value: Declared) -> str:
    """A declared value with its settings, as one line."""
    settings = [f"{s.name}={getattr(value, s.name)}" for s in settings_of(type(value))]
    return f"{value.name()}({', '.join(settings)})"
