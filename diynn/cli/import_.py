"""`diynn import`: a model of another tool as a .diynn, or weights for layers that are there."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from diynn.atomic_files import check_writable
from diynn.cli.arguments import name_recipes
from diynn.cli.output import Output
from diynn.errors import DataError
from diynn.export.onnx_import import import_onnx
from diynn.export.weights_import import SUFFIX, saved_with_weights
from diynn.inference.processing import NOTE, Processing
from diynn.storage.model_file import SavedModel, load_any, load_with_note, save
from diynn.storage.recipes import is_path, recipe
from diynn.text import figure, several

NAME = "import"


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="read an ONNX model, or weights of PyTorch",
        description="Read an ONNX model whose nodes follow each other, or the weights of a network "
        "in PyTorch, its state_dict as safetensors, and write it as a .diynn.",
        allow_abbrev=False,
    )
    name_recipes(parser)
    parser.add_argument(
        "what", metavar="FILE", type=Path, help="a model (.onnx), or weights (.safetensors)"
    )
    parser.add_argument(
        "--into", metavar="LAYERS",
        help="weights: the layers that take them, a .diynn, a .json or a recipe's name",
    )  # fmt: skip
    parser.add_argument(
        "--save", metavar="FILE", type=Path, required=True, help="the .diynn to write"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read the model or the weights, and write what comes of it."""
    check_writable(chosen.save)
    if chosen.what.suffix.lower() == SUFFIX or chosen.into:
        return _import_weights(chosen)
    found = import_onnx(chosen.what)
    save(chosen.save, found.saved, found.note)
    output, layers = Output(chosen.json), found.saved.design.layers
    output.record({
        "layers": [layer.name() for layer in layers], "difference": found.difference,
        "notes": list(found.notes), "file": str(chosen.save),
    })  # fmt: skip
    for note in found.notes:
        output.line(note)
    output.line(f"{several(len(layers), 'layer(s)')}: " + ", ".join(x.name() for x in layers))
    output.line(
        "Largest difference from the ONNX model's own outputs for random samples: "
        f"{figure(found.difference)}"
    )
    output.line(f"Saved: {chosen.save}")
    return 0


def _import_weights(chosen: argparse.Namespace) -> int:
    what = chosen.into
    if not what:
        raise DataError(
            "Weights alone say nothing of the layers that take them.",
            "Give a network with --into: a .diynn, a .json or a recipe's name.",
        )
    note: dict[str, Any] | None = None
    if is_path(what):
        model = load_any(what)
        if Path(what).suffix.lower() != ".json":
            note = load_with_note(what)[1] or None
    else:
        model = SavedModel(recipe(what))
    if note is None and model.preparation is None and model.design.source.missing() is None:
        dataset = model.design.source.load()
        processing = Processing.of(model.design, dataset)
        note = {NOTE: processing.record()}
        model = replace(model, input_shape=processing.inputs)
    saved, matched = saved_with_weights(chosen.what, model)
    save(chosen.save, saved, note)
    output = Output(chosen.json)
    output.record({
        "weights": dict(matched.pairs), "not_used": list(matched.left), "file": str(chosen.save),
    })  # fmt: skip
    output.grid(("In the file", "Row"), [list(pair) for pair in matched.pairs])
    for name in matched.left:
        output.line(f"Not used: {name}")
    output.line(f"Saved: {chosen.save}")
    return 0
