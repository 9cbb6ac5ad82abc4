"""A design as a script of Python: with PyTorch, with NumPy alone, or as a Jupyter notebook.

The texts are the Jinja2 templates in resources/scripts. Beside a script lie NAME.safetensors with
the weights that it begins with, and NAME.npz with the samples as the network takes them.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from diynn.atomic_files import write_whole
from diynn.data.dataset import Dataset
from diynn.data.sources.source import outline_of
from diynn.design.design import Design, fit, prepared
from diynn.errors import DataError
from diynn.experiments.phrases import help_words, phrase
from diynn.export.channels_first import (
    TO_FIRST,
    TO_LAST,
    Part,
    channels_first,
    first_shape,
    moves,
    state_dict,
)
from diynn.export.formulas import indented, numpy_loss, rule_of, schedule_lines, torch_loss
from diynn.layers import LAYERS, Residual1D, Residual2D
from diynn.layers.edges import Edges
from diynn.layers.layer import Layer, Shape
from diynn.layers.pooling import Pooling
from diynn.layers.windows import Filters
from diynn.network.metrics import has_classes
from diynn.network.schedules import OnPlateau
from diynn.network.sequential import Sequential
from diynn.network.step import SHARD, shard_sizes
from diynn.paths import resource
from diynn.settings import Declared, settings_of
from diynn.storage.packed_arrays import packed_npz

if TYPE_CHECKING:
    from jinja2 import Environment

Array = NDArray[Any]

SCRIPTS = ("torch", "numpy", "notebook")
SUFFIXES = {"torch": ".py", "numpy": ".py", "notebook": ".ipynb"}
WIDTH = 90
_RESIDUALS = (Residual1D, Residual2D)


@dataclass(frozen=True, eq=False)
class Script:
    """A script with the two files beside it: the weights, and the samples by name."""

    text: str
    weights: dict[str, Array]
    data: dict[str, Array]

    def write(self, path: Path) -> list[Path]:
        """Write the script to `path` and both files beside it; the paths. Raises FileError."""
        weights, data = path.with_suffix(".safetensors"), path.with_suffix(".npz")
        write_whole(weights, [safetensors.numpy.save(self.weights)])
        write_whole(data, [packed_npz(self.data)])
        write_whole(path, [self.text.encode()])
        return [path, weights, data]


def script_of(
    design: Design, dataset: Dataset, to: str, name: str, *, language: str = "en",
    trained: Array | None = None, dtype: str = "float32",
) -> Script:  # fmt: skip
    """The script of a design on a data set as it was read; `to` is one of SCRIPTS.

    `name` is that of the files beside it, without a suffix. It begins with the design's first
    weights, or with the vector of `trained` ones, and then trains no further. Raises DataError and
    ShapeError where the two do not fit.
    """
    if problem := fit(design, outline_of(dataset)).problem:
        raise problem
    data = prepared(design, dataset)
    net = Sequential(design.layers, data.shape, design.run.seed)
    if trained is not None:
        net.weight_vector[...] = trained
    words = _Words(language)
    facts = _facts(design, data, net, words) | {
        "name": name, "dtype": dtype, "trained": trained is not None,
    }  # fmt: skip
    if trained is not None:
        facts["epochs"] = 0
    if to == "torch":
        parts = channels_first(net)
        facts["stack"] = [torch_line(part) for part in parts]
        facts["merged"] = _merged_torch(facts["merged"], parts)
        facts["kinds"] |= {part.kind for part in parts}
        facts["uses"]["math"] = "math." in facts["schedule"]["code"]
        weights = state_dict(parts, _places(parts))
        text = _rendered("torch.py.j2", words, facts)
    else:
        facts["stack"] = list(numpy_lines(net))
        facts["merged"] = "layers[:-1]" if facts["merged"] else ""
        weights = {key: values.copy() for key, values in net.weights.items()}
        text = _rendered("numpy.py.j2", words, facts)
    if to == "notebook":
        text = notebook(text)
    return Script(text, weights, _arrays(design, data))


class _Words:
    """Texts in the language of a script."""

    def __init__(self, language: str) -> None:
        self._french = language == "fr"

    def phrase(self, english: str, **values: Any) -> str:
        """One of the program's own texts."""
        text = phrase(english, **values)
        return text.fr if self._french else text.en

    def of(self, one: Declared) -> str:
        """What a loss, an optimizer or a schedule is."""
        text = help_words(one)
        return text.fr if self._french else text.en


def _facts(design: Design, data: Dataset, net: Sequential, words: _Words) -> dict[str, Any]:
    layers, run, loss = design.layers, design.run, design.loss
    classes = has_classes(data.train) and not design.reconstructs
    merged = bool(layers) and loss.merges_with is type(layers[-1])
    inner = [part for row, layer in enumerate(layers) if isinstance(layer, _RESIDUALS)
             for _, part, _ in layer.parts(net.shapes[row])]  # fmt: skip
    kinds = {layer.name() for layer in (*layers, *inner)}
    rule = rule_of(design.optimizer)
    outputs = int(np.prod(net.output_shape))
    labels = classes and loss.for_classes
    one_hot = ""
    if classes and not labels:
        one_hot = (
            "data[part].astype(FLOATS)[:, None]" if outputs == 1
            else f"np.eye({outputs}, dtype=FLOATS)[data[part]]"
        )  # fmt: skip
    samples = min(run.batch_size, len(data.train))
    sharded = len(shard_sizes(net.layout, samples)) > 1
    chance = any(layer.is_stochastic for layer in layers) or run.noise > 0
    loss_lines, schedule = numpy_loss(loss, merged), indented(schedule_lines(design.schedule))
    relu = {"ReLU", "LeakyReLU"} & kinds
    uses = {
        "conv": bool({"Conv1D", "Conv2D"} & kinds),
        "transposed": bool({"ConvTranspose1D", "ConvTranspose2D"} & kinds),
        "max_pool": bool({"MaxPool1D", "MaxPool2D"} & kinds),
        "avg_pool": bool({"AvgPool1D", "AvgPool2D"} & kinds),
        "shape": bool({"Flatten", "Reshape1D", "Reshape2D"} & kinds),
        "residual": bool(inner), "relu": bool(relu), "chance": chance,
        "sigmoid": bool({"Sigmoid", "SiLU", "Softplus"} & kinds) or "sigmoid(" in str(loss_lines),
        "softmax": False, "math": "math." in schedule, "groups": _has(net, "group_count", 1),
        "edges": _has(net, "edges", 0), "pad": bool({"Pad1D", "Pad2D"} & kinds),
    }  # fmt: skip
    uses["pool"] = uses["max_pool"] or uses["avg_pool"]
    uses["windows"] = uses["conv"] or uses["transposed"] or uses["pool"]
    left_out = []
    if design.augmentation.warps:
        left_out.append(words.phrase("In diynn images are warped while it trains: left out here."))
    if run.patience:
        left_out.append(words.phrase("In diynn the training stops early: left out here."))
    return {
        "title": design.title or data.name, "seed": run.seed, "batch": samples,
        "epochs": run.epochs, "rate": repr(design.optimizer.learning_rate),
        "clip": repr(run.clip) if run.clip else "", "noise": repr(run.noise) if run.noise else "",
        "kinds": kinds, "uses": uses, "piece": SHARD if sharded else samples, "merged": merged,
        "labels": labels, "one_hot": one_hot, "classes": classes, "left_out": left_out,
        "right": _right(outputs, labels),
        "validation": len(data.learnt_and_judging(run.validation)[1]) > 0,
        "plateau": isinstance(design.schedule, OnPlateau),
        "sums": loss.over == "sum", "moved": len(net.input_shape) > 1,
        "loss": {
            "sentence": words.of(loss), "numpy": indented(loss_lines),
            "torch": indented(torch_loss(loss, merged)),
        },
        "optimizer": {
            "sentence": words.of(design.optimizer), "numpy": indented(rule.numpy, 2),
            "torch": rule.torch, "numbers": rule.numbers, "counts": rule.counts,
            "decay": rule.decay,
        },
        "schedule": {"sentence": words.of(design.schedule), "code": schedule},
    }  # fmt: skip


def _has(net: Sequential, name: str, usual: int) -> bool:
    """Whether a layer has another number there than the usual one."""
    found = (np.ravel(getattr(layer, name, usual)) for layer in net.layers)
    return any((numbers != usual).any() for numbers in found)


def _right(outputs: int, labels: bool) -> str:
    """Whether each answer y is the one wanted."""
    if outputs == 1:
        return "(y[:, 0] > 0.5) == (t_test[:, 0] > 0.5)"
    return "y.argmax(1) == t_test" if labels else "y.argmax(1) == t_test.argmax(1)"


def _arrays(design: Design, data: Dataset) -> dict[str, Array]:
    """The samples that are learnt from, held back and tested, as the network takes them."""
    train, share = data.train, design.run.validation
    learnt, held = data.learnt_and_judging(share)
    found = {
        "x_train": train.x[learnt], "t_train": train.targets[learnt],
        "x_test": data.test.x, "t_test": data.test.targets,
    }  # fmt: skip
    if len(held):
        found |= {"x_validation": train.x[held], "t_validation": train.targets[held]}
    return found


# The lines of a stack.


def _places(parts: list[Part]) -> list[str]:
    """The names of the modules in PyTorch's Sequential."""
    return [str(place) for place in range(len(parts))]


def _merged_torch(merged: bool, parts: list[Part]) -> str:
    if not merged:
        return ""
    return "nn.Sequential(*net[:-2], net[-1])" if parts[-1].kind == TO_LAST else "net[:-1]"


def torch_line(part: Part) -> str:
    """A step as PyTorch's module."""
    layer, shape = part.layer, part.shape
    if layer is None:
        return f"{part.kind}()"
    if isinstance(layer, Filters | Pooling | Edges):
        return _torch_window(layer, shape)
    name, rank = layer.name(), part.rank
    value = {one.name: getattr(layer, one.name) for one in settings_of(type(layer))}
    match name:
        case "Linear":
            return f"nn.Linear({shape[0]}, {value['outputs']}{_bias(value)})"
        case "GlobalAvgPool":
            return f"nn.Sequential(nn.AdaptiveAvgPool{rank}d(1), nn.Flatten())"
        case "Flatten":
            return "nn.Flatten()"
        case "Reshape1D" | "Reshape2D":
            after = part.output_shape
            wanted = after if moves(after) else first_shape(after)
            return f"nn.Sequential(nn.Flatten(), nn.Unflatten(1, {tuple(wanted)}))"
        case "Upsample":
            return f'nn.Upsample(scale_factor={value["factor"]}, mode="nearest")'
        case "Dropout":
            return f"nn.Dropout({value['rate']!r})"
        case "BatchNorm":
            kind = f"nn.BatchNorm{max(rank, 1)}d"
            return f"{kind}({shape[-1]}, eps={value['epsilon']!r}, momentum={value['momentum']!r})"
        case "LayerNorm" if rank == 0:
            return f"nn.LayerNorm({shape[0]}, eps={value['epsilon']!r})"
        case "LayerNorm":
            return f"nn.GroupNorm(1, {shape[-1]}, eps={value['epsilon']!r})"
        case "PReLU":
            return f"nn.PReLU({1 if value['shared'] else shape[-1]}, init={value['slope']!r})"
        case "Residual1D" | "Residual2D":
            inner = ",\n".join(
                f"        {key}={torch_line(one)}" for key, one in part.parts.items()
            )
            return f"Residual(\n{inner},\n    )"
        case _:
            return _torch_activation(layer)


def _torch_window(layer: Filters | Pooling | Edges, shape: Shape) -> str:
    """A layer whose window moves, or that adds places around: in PyTorch's words."""
    value = {one.name: _pair(getattr(layer, one.name)) for one in settings_of(type(layer))}
    kind = layer.name().replace("D", "d")
    if isinstance(layer, Edges):
        before, after = layer.sides
        # PyTorch begins with the last direction.
        sides = [p for both in zip(before[::-1], after[::-1], strict=True) for p in both]
        kinds = {"zeros": "ZeroPad", "reflect": "ReflectionPad", "replicate": "ReplicationPad"}
        return f"nn.{kinds[layer.filling]}{len(before)}d({tuple(sides)})"
    rare = (one for one in settings_of(type(layer)) if one.rare)
    more = "".join(
        f", {one.name}={value[one.name]}" for one in rare if getattr(layer, one.name) != one.default
    )
    if isinstance(layer, Pooling):
        return f"nn.{kind}({value['kernel_size']}, stride={value['stride']}{more})"
    bias = "" if "b" in layer.initializers else ", bias=False"
    return (
        f"nn.{kind}({shape[-1]}, {layer.filters}, {value['kernel_size']}, "
        f"stride={value['stride']}, padding={value['padding']}{more}{bias})"
    )


def _torch_activation(layer: Layer) -> str:
    name = layer.name()
    match name:
        case "Tanh" | "Sigmoid" | "SiLU" | "Softplus" | "SELU" | "Softsign":
            return f"nn.{name}()"
        case "HardSwish":
            return "nn.Hardswish()"
        case "Softmax" | "LogSoftmax":
            return f"nn.{name}(dim=1)"
        case "ReLU" | "LeakyReLU":
            slope = getattr(layer, "slope", 0.0)
            return f"nn.LeakyReLU({slope!r})" if slope else "nn.ReLU()"
        case "ELU":
            return f"nn.ELU(alpha={getattr(layer, 'alpha', 1.0)!r})"
        case "GELU":
            return 'nn.GELU(approximate="tanh")'
        case _:
            raise DataError(
                "A script cannot say “{what}” yet.", "Choose another one for the export.",
                what=name,
            )


def _bias(value: dict[str, Any]) -> str:
    return "" if value["bias"] else ", bias=False"


def _pair(value: Any) -> str:
    """Two alike as one number."""
    if isinstance(value, tuple) and value[0] == value[1]:
        return repr(value[0])
    return repr(value)


def numpy_lines(net: Sequential) -> Iterator[str]:
    """Each layer as the class of the NumPy script."""
    for row, layer in enumerate(net.layers):
        yield _numpy_line(layer, str(row), net.shapes[row])


def _numpy_line(layer: Layer, row: str, shape: Shape) -> str:
    """A layer as the class of the NumPy script, with the names of its weights."""
    name = layer.name()
    learn = ""
    names = layer.weight_shapes(shape)
    if names and not isinstance(layer, _RESIDUALS):
        learn = f'.learn("{row}", {", ".join(map(_quoted, names))})'
    match name:
        case "Conv1D" | "Conv2D":
            _, stride, padding = layer.window  # type: ignore[attr-defined]
            gaps, groups = layer.gaps, layer.group_count  # type: ignore[attr-defined]
            more = f", dilation={gaps}" if set(gaps) != {1} else ""
            more += f", groups={groups}" if groups > 1 else ""
            return f"Conv({stride}, {padding}{more}){learn}"
        case "ConvTranspose1D" | "ConvTranspose2D":
            _, stride, padding = layer.window  # type: ignore[attr-defined]
            extra = layer.more  # type: ignore[attr-defined]
            more = f", more={extra}" if any(extra) else ""
            return f"ConvTranspose({stride}, {padding}{more}){learn}"
        case "MaxPool1D" | "MaxPool2D" | "AvgPool1D" | "AvgPool2D":
            size, stride = layer.window  # type: ignore[attr-defined]
            edges, gaps = layer.edges, layer.gaps  # type: ignore[attr-defined]
            more = f", padding={edges}" if any(edges) else ""
            more += f", dilation={gaps}" if set(gaps) != {1} else ""
            if any(edges) and not getattr(layer, "count_include_pad", True):
                more += ", count_padding=False"
            return f"{name[:-2]}({size}, {stride}{more})"
        case "Pad1D" | "Pad2D":
            before, after = layer.sides  # type: ignore[attr-defined]
            return f"Pad({before}, {after}, {getattr(layer, 'mode', '')!r})"
        case "Flatten" | "Reshape1D" | "Reshape2D":
            return f"Shape({', '.join(map(str, layer.output_shape(shape)))})"
        case "LeakyReLU":
            return f"ReLU({getattr(layer, 'slope', 0.0)!r})"
        case "Residual1D" | "Residual2D":
            ways = []
            for way in layer.routes(shape).values():  # type: ignore[attr-defined]
                inner = [_numpy_line(one, f"{row}.{key}", into) for key, one, into in way]
                ways.append("\n        [" + ", ".join(inner) + "]")
            return f"Residual({','.join(ways)},\n    )"
        case "Linear" | "GlobalAvgPool" | "PReLU":
            return f"{name}(){learn}"
        case _ if type(layer) in LAYERS:
            given = ", ".join(
                repr(getattr(layer, one.name)) for one in settings_of(type(layer))
                if name != "ReLU" or getattr(layer, one.name)
            )  # fmt: skip
            return f"{name}({given}){learn}"
        case _:
            raise AssertionError(name)


def _quoted(text: str) -> str:
    return f'"{text}"'


# From templates to texts.


def _rendered(template: str, words: _Words, facts: dict[str, Any]) -> str:
    floats = "FLOAT" if template.startswith("numpy") else f"np.{facts['dtype']}"
    facts["one_hot"] = facts["one_hot"].replace("FLOATS", floats)
    text = _environment().get_template(template).render({**facts, "_": words.phrase})
    # A template leaves more empty lines than a script has.
    text = re.sub(r"[ \t]+\n", "\n", text)
    text = re.sub(r"\n{4,}", "\n\n\n", text)
    return re.sub(r"\n\n+(?=# %%)", "\n\n", text).rstrip() + "\n"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(resource("scripts")), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False,
    )  # fmt: skip
    made.filters["doc"] = lambda text: textwrap.fill(text, WIDTH, subsequent_indent="    ")
    made.filters["wrap"] = lambda text: textwrap.fill(text, WIDTH)
    return made


def notebook(script: str) -> str:
    """A script as a Jupyter notebook: a cell for each “# %%”, under its title."""
    first, *others = re.split(r"^# %% (.*)\n", script, flags=re.MULTILINE)
    head = first.strip().strip('"').strip().split("\n", 1)
    cells = [_cell("markdown", f"# {head[0]}\n{head[1] if len(head) > 1 else ''}".strip())]
    for title, code in zip(others[::2], others[1::2], strict=True):
        cells += [_cell("markdown", f"## {title}"), _cell("code", code.strip())]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return json.dumps(
        {
            "cells": cells, "nbformat": 4, "nbformat_minor": 5,
            "metadata": {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "language_info": {"name": "python"},
            },
        },
        indent=1, ensure_ascii=False,
    ) + "\n"  # fmt: skip


def _cell(kind: str, text: str) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": kind, "id": "", "metadata": {}, "source": text.splitlines(keepends=True),
    }  # fmt: skip
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell


def layers_as_python(layers: tuple[Layer, ...], shape: Shape) -> str:
    """The stack as PyTorch's Sequential, for what goes in as `shape`: what a person pastes."""
    net = Sequential(layers, shape)
    lines = [torch_line(part) for part in channels_first(net)]
    helpers = [kind for kind in (TO_FIRST, TO_LAST) if any(kind in line for line in lines)]
    body = "".join(f"    {line},\n" for line in lines)
    note = "".join(
        f"# {kind}: x.movedim({'-1, 1' if kind == TO_FIRST else '1, -1'})\n" for kind in helpers
    )
    return f"from torch import nn\n\n{note}net = nn.Sequential(\n{body})\n"
