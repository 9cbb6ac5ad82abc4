"""`diynn import`: a model of another tool as a .diynn."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from diynn.atomic_files import check_writable
from diynn.cli.output import Output
from diynn.export.onnx_import import import_onnx
from diynn.storage.model_file import save
from diynn.text import figure, several

NAME = "import"


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="read an ONNX model",
        description="Read an ONNX model whose nodes follow each other, and write it as a .diynn.",
        allow_abbrev=False,
    )
    parser.add_argument("what", metavar="MODEL.onnx", type=Path, help="the model")
    parser.add_argument(
        "--save", metavar="FILE", type=Path, required=True, help="the .diynn to write"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read the model, and write it."""
    check_writable(chosen.save)
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
