"""`diynn export`: a network as a script of Python, a notebook or an ONNX model."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from diynn.atomic_files import check_writable
from diynn.cli.arguments import load_data, name_recipes
from diynn.cli.output import Output
from diynn.errors import FileError
from diynn.export.scripts import SCRIPTS, SUFFIXES, script_of
from diynn.storage.model_file import SavedModel, load_any
from diynn.storage.recipes import is_path, recipe

NAME = "export"


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="write a network as a script, a notebook or ONNX",
        description="Write a network for other tools: a script of PyTorch or of NumPy alone, a "
        "Jupyter notebook, or an ONNX model.",
        allow_abbrev=False,
    )
    name_recipes(parser)
    parser.add_argument("what", metavar="FILE", help="a .diynn, a .json or a recipe's name")
    parser.add_argument("--to", choices=(*SCRIPTS, "onnx"), required=True, help="the kind of file")
    parser.add_argument(
        "--out", metavar="PATH", type=Path,
        help="where to write it; else in this folder, under the network's name",
    )  # fmt: skip
    parser.add_argument(
        "--trained", action="store_true",
        help="scripts: begin with the trained weights, not with the first ones",
    )  # fmt: skip
    parser.add_argument(
        "--language", choices=("en", "fr"), default="en", help="scripts: of the comments"
    )
    parser.add_argument(
        "--raw", action="store_true",
        help="ONNX: put what is done to the samples first into the model, so that it takes them as "
        "they were read; import reads models without it alone",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write what `chosen` says."""
    what = chosen.what
    model = load_any(what) if is_path(what) else SavedModel(recipe(what))
    suffix = ".onnx" if chosen.to == "onnx" else SUFFIXES[chosen.to]
    name = Path(what).stem if is_path(what) else what.lower().replace("/", "-")
    out = chosen.out or Path(name + suffix)
    check_writable(out)
    if (chosen.trained or chosen.to == "onnx") and not model.trained:
        raise FileError(
            "“{file}” holds no weights yet, so there is nothing to predict with.",
            "Train it first.",
            file=what,
        )
    if chosen.to == "onnx":
        from diynn.export.onnx_file import save_onnx
        from diynn.inference.model import load

        paths = [save_onnx(load(what), out, raw=chosen.raw)]
    else:
        trained = model.network().weight_vector if chosen.trained else None
        script = script_of(
            model.design, load_data(model.design), chosen.to, out.stem, language=chosen.language,
            trained=trained,
        )  # fmt: skip
        paths = script.write(out)
    output = Output(chosen.json)
    output.record({"to": chosen.to, "files": [str(path) for path in paths]})
    output.line("Written: " + ", ".join(map(str, paths)))
    return 0
