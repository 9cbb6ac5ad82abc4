"""A design as a few lines of Python, each with the row that it says: what a side view shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diynn.design.design import Design
from diynn.export.channels_first import TO_FIRST, TO_LAST, channels_first
from diynn.export.formulas import indented, numpy_loss, rule_of, torch_loss
from diynn.export.scripts import numpy_lines, torch_line
from diynn.layers.layer import Shape
from diynn.network.sequential import Sequential

VIEWS = ("torch", "numpy")


class ScriptLine(NamedTuple):
    """A line, and the row of the layer that it says, from 0; None where it says none."""

    text: str
    row: int | None = None


def script_lines(
    design: Design, shape: Shape, to: str, rows: int | None = None
) -> list[ScriptLine]:
    """Layers, loss and optimizer for samples of `shape`; `to` is one of VIEWS.

    `rows` takes that many layers only: those that fit. Raises ShapeError where they do not, and
    DataError where something cannot be said.
    """
    net = Sequential(design.layers[:rows], shape)
    find = _torch if to == "torch" else _numpy
    lines = list(find(design, net))
    return [ScriptLine(part, one.row) for one in lines for part in one.text.split("\n")]


def _torch(design: Design, net: Sequential) -> Iterator[ScriptLine]:
    parts = channels_first(net)
    yield from map(ScriptLine, (
        "import torch", "import torch.nn.functional as F", "from torch import nn", "",
    ))  # fmt: skip
    for kind, move in ((TO_FIRST, "-1, 1"), (TO_LAST, "1, -1")):
        if any(part.kind == kind for part in parts):
            yield ScriptLine(f"# {kind}: x.movedim({move})")
    yield ScriptLine("net = nn.Sequential(")
    for part in parts:
        row = part.row if part.row < len(net.layers) else None
        yield ScriptLine(f"    {torch_line(part)},", row)
    yield from map(ScriptLine, (")", "", "", "def loss(y, t):"))
    yield ScriptLine(indented(torch_loss(design.loss, merged=False)))
    optimizer = rule_of(design.optimizer).torch.replace("GROUPS", "net.parameters()")
    rate = repr(design.optimizer.learning_rate)
    yield from map(ScriptLine, (
        "", "", f"optimizer = torch.optim.{optimizer.replace('LEARNING_RATE', rate)}",
    ))  # fmt: skip


def _numpy(design: Design, net: Sequential) -> Iterator[ScriptLine]:
    yield ScriptLine("layers = [")
    for row, line in enumerate(numpy_lines(net)):
        yield ScriptLine(f"    {line},", row)
    yield from map(ScriptLine, ("]", "", "", "def loss(y, t):"))
    yield ScriptLine(indented(numpy_loss(design.loss, merged=False)))
    yield from map(ScriptLine, (
        "", "", "def step(rate):", "    for name, g in all_gradients.items():",
        "        w = weights[name]",
    ))  # fmt: skip
    yield ScriptLine(indented(rule_of(design.optimizer).numpy, 2))
