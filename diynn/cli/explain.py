"""`diynn explain`: the arithmetic of a network with its real numbers."""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.calculation import (
    Calculation,
    Part,
    Trace,
    TraceRow,
    input_gradient_of,
    loss_gradient_terms,
    loss_terms,
    opened,
    output_of,
    trace,
    weight_gradient_of,
)
from diynn.analysis.calculation.written import MOST, recorded, written
from diynn.cli.arguments import load_data, name_recipes
from diynn.cli.info import described
from diynn.cli.output import Output
from diynn.data.dataset import Dataset
from diynn.design.design import Design, prepared
from diynn.errors import DataError, SettingError
from diynn.layers.residual import Residual
from diynn.network.sequential import Sequential
from diynn.storage.model_file import SavedModel, load_any
from diynn.storage.recipes import is_path, recipe
from diynn.text import figure, shape

Array = NDArray[Any]

NAME = "explain"
LOSS = "loss"


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="show how a network's numbers come about",
        description="Show what a sample does in a network, or the arithmetic of one value: its "
        "terms, where each comes from, and their sum.",
        allow_abbrev=False,
    )
    name_recipes(parser)
    parser.add_argument("what", metavar="FILE", help="a .diynn, a .json or a recipe's name")
    parser.add_argument(
        "--sample", metavar="N", type=int, required=True, help="the sample's number, from 0"
    )
    parser.add_argument("--test", action="store_true", help="of the test part, not the training's")
    parser.add_argument(
        "--layer", metavar="L",
        help="a row's number from 1, a part of a residual block such as 3.first, or loss",
    )
    parser.add_argument(
        "--place", metavar="I,J,K", type=_place, help="where the value stands, from 0"
    )
    parser.add_argument("--backward", action="store_true", help="the gradient for what goes in")
    parser.add_argument("--weight", metavar="NAME", help="the gradient for this weight, such as W")
    parser.add_argument(
        "--training", action="store_true",
        help="as while training, with the samples that follow in a batch",
    )
    parser.add_argument(
        "--terms", metavar="N", type=int, default=MOST, help="terms to show, 0 for all"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def _place(words: str) -> tuple[int, ...]:
    try:
        return tuple(int(word) for word in words.replace(" ", "").split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{words}” is no place. Give whole numbers, such as 3 or 0,2,1."
        ) from None


def run(chosen: argparse.Namespace) -> int:
    """Print the arithmetic that `chosen` asks for."""
    output = Output(chosen.json)
    model = load_any(chosen.what) if is_path(chosen.what) else SavedModel(recipe(chosen.what))
    design = model.design
    data = prepared(design, load_data(design))
    net = _network(model, data)
    found = _traced(design, net, data, chosen)
    if chosen.layer is None:
        _tell_chain(found, net, output)
        return 0
    calculation = _asked(found, chosen)
    output.record({"sample": chosen.sample, "layer": chosen.layer,
                   "training": chosen.training,
                   "lines": recorded(calculation, chosen.terms)})  # fmt: skip
    for line in written(calculation, most=chosen.terms):
        output.line(line)
    return 0


def _network(model: SavedModel, data: Dataset) -> Sequential:
    if model.trained and tuple(model.input_shape) == tuple(data.shape):
        return model.network()
    return Sequential(model.design.layers, data.shape, model.design.run.seed)


def _traced(
    design: Design, net: Sequential, data: Dataset, chosen: argparse.Namespace
) -> Trace:
    part = data.test if chosen.test else data.train
    if not 0 <= chosen.sample < len(part):
        raise DataError(
            "There is no sample {number}: this part of “{name}” has {count}.",
            "Choose one from 0 to {last}.",
            number=chosen.sample, name=data.name, count=len(part), last=len(part) - 1,
        )  # fmt: skip
    count = min(design.run.batch_size, len(part)) if chosen.training else 1
    places = (chosen.sample + np.arange(count)) % len(part)
    return trace(
        net, part.x[places], part.targets[places], design.loss, chosen.training,
        (design.run.seed,),
    )  # fmt: skip


def _row(found: Trace, words: str) -> TraceRow | Part:
    number, _, inner = words.partition(".")
    if not (number.isdecimal() and 1 <= int(number) <= len(found.rows)):
        raise SettingError(
            "There is no row “{layer}”: the stack has {count} row(s).",
            "Choose one from 1 to {count}, or loss.",
            layer=words, count=len(found.rows),
        )  # fmt: skip
    row = found.rows[int(number) - 1]
    if not inner:
        return row
    parts = opened(row.applied, row.dy).parts if isinstance(row.layer, Residual) else {}
    if inner not in parts:
        raise SettingError(
            "{layer} has no part “{part}”.", "Its parts are: {names}.",
            layer=row.layer.name(), part=inner, names=", ".join(parts) or "none",
        )  # fmt: skip
    return parts[inner]


def _asked(found: Trace, chosen: argparse.Namespace) -> Calculation:
    if chosen.layer.lower() == LOSS:
        if chosen.place is None:
            return loss_terms(found.compared)
        place = _inside(chosen.place, found.compared.y)
        return loss_gradient_terms(found.compared, place)
    row = _row(found, chosen.layer)
    applied = row.applied
    if chosen.weight is not None:
        values = applied.weights.get(chosen.weight)
        if values is None:
            raise SettingError(
                "{layer} has no weight “{weight}”.", "Its weights are: {names}.",
                layer=applied.layer.name(), weight=chosen.weight,
                names=", ".join(applied.weights) or "none",
            )  # fmt: skip
        place = _inside(chosen.place, values, sampled=False)
        return weight_gradient_of(applied, row.dy, chosen.weight, place)
    if not chosen.backward:
        return output_of(applied, _inside(chosen.place, applied.y))
    place = _inside(chosen.place, applied.x)
    if isinstance(row, TraceRow) and row.apart is not None:
        return loss_gradient_terms(found.compared, place, merged=True)
    return input_gradient_of(applied, row.dy, place)


def _inside(place: tuple[int, ...] | None, values: Array, sampled: bool = True) -> tuple[int, ...]:
    """The place in an array, the first sample's; SettingError where there is none."""
    sizes = values.shape[1:] if sampled else values.shape
    place = (0,) * len(sizes) if place is None else place
    inside = len(place) == len(sizes) and all(
        0 <= at < size for at, size in zip(place, sizes, strict=True)
    )
    if not inside:
        raise SettingError(
            "There is no place {place} in {shape} values.",
            "Give {count} number(s) from 0, each below its size.",
            place=",".join(map(str, place)), shape=shape(sizes), count=len(sizes),
        )  # fmt: skip
    return (0, *place) if sampled else place


def _tell_chain(found: Trace, net: Sequential, output: Output) -> None:
    """What the sample becomes, row by row, and the gradient that comes back."""
    rows = [
        {"row": row.number + 1, "layer": row.layer.name(), "shape": list(row.y.shape[1:]),
         "mean": float(row.y[0].mean()), "least": float(row.y[0].min()),
         "largest": float(row.y[0].max()), "gradient": float(np.linalg.norm(row.dy[0])),
         "parts": _parts_of(row)}
        for row in found.rows
    ]  # fmt: skip
    output.record({"loss": found.loss, "training": found.training, "rows": rows})
    output.table(
        ("Row", "Layer", "Gives", "Least", "Mean", "Largest", "Gradient"),
        [("", "input", shape(net.input_shape), *_figures(found.x[0]), "")]
        + [(row.number + 1, described(row.layer), shape(row.y.shape[1:]), *_figures(row.y[0]),
            str(figure(float(np.linalg.norm(row.dy[0]))))) for row in found.rows],
    )  # fmt: skip
    output.line("")
    for line in written(loss_terms(found.compared)):
        output.line(line)


def _parts_of(row: TraceRow) -> list[str]:
    return list(opened(row.applied).parts) if isinstance(row.layer, Residual) else []


def _figures(values: Array) -> tuple[str, str, str]:
    least, mean, largest = (figure(float(one)) for one in (values.min(), values.mean(),
                                                           values.max()))  # fmt: skip
    return str(least), str(mean), str(largest)
