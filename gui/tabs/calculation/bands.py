"""The bands of the chain: each row of the stack with its output, its gradient and its weights."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from diynn.design.design import Design
from diynn.layers.layer import Shape
from gui.tabs.calculation.arrangement import arranged
from gui.tabs.calculation.chain import Band, Strip
from gui.tabs.calculation.subject import (
    INPUT,
    INPUT_GRADIENT,
    LOSS,
    LOSS_GRADIENT,
    OUTPUT,
    UPDATE,
    WEIGHT,
    Choice,
    Subject,
)
from gui.text.numbers import figures
from gui.text.wording import name_of, size

MOST_WEIGHTS = 4096
"""Of a larger weight no picture stands in the chain: its gradients are reached by the terms."""


def bands_of(
    subject: Subject, design: Design, image: Shape, limits: tuple[float, float] | None
) -> list[Band]:
    """Every band, from the input down to the loss. `image` is the shape of a sample that was one,
    `limits` the values of black and white."""
    trace, at = subject.trace, subject.sample
    shape = trace.x.shape[1:]
    first = [Strip(Choice(INPUT), "x", _tr("Input"), trace.x[at], arranged(shape, image), limits)]
    if trace.rows:
        first.append(_strip(subject, Choice(INPUT_GRADIENT, 0), "δ", _tr("Gradient for the input"),
                            image))  # fmt: skip
    found = [Band(_tr("Input · {shape}").format(shape=size(shape)), tuple(first))]
    for row in trace.rows:
        found += _parts(subject, row.number)
        words = {"row": row.number + 1, "layer": row.layer.name()}
        title = _tr("{row} · {layer} · {shape}").format(**words, shape=size(row.y.shape[1:]))
        back = (
            Choice(LOSS_GRADIENT) if row.number == subject.last
            else Choice(INPUT_GRADIENT, row.number + 1)
        )  # fmt: skip
        strips = [
            _strip(subject, Choice(OUTPUT, row.number), "y",
                   _tr("Output of row {row}, {layer}").format(**words)),
            _strip(subject, back, "δ",
                   _tr("Gradient for the output of row {row}, {layer}").format(**words)),
        ]  # fmt: skip
        strips += _weights(subject, row.number, words)
        found.append(Band(title, tuple(strips)))
    loss = _tr("{loss}: {value}").format(
        loss=name_of(design.loss), value=figures(trace.loss, 5)
    )
    of_loss = Strip(Choice(LOSS), "L", _tr("Loss"), subject.values(Choice(LOSS)), arranged(()))
    return [*found, Band(loss, (of_loss,))]


def _strip(
    subject: Subject, choice: Choice, symbol: str, name: str, image: Shape = ()
) -> Strip:
    values = subject.values(choice)
    return Strip(choice, symbol, name, values, arranged(values.shape, image))


def _weights(subject: Subject, row: int, words: dict[str, object]) -> Iterator[Strip]:
    one = subject.trace.rows[row]
    for name, values in one.gradients.items():
        if values.size <= MOST_WEIGHTS and name not in one.layer.gathered and "." not in name:
            text = _tr("Gradient for {weight} of row {row}, {layer}").format(**words, weight=name)
            yield _strip(subject, Choice(WEIGHT, row, name=name), f"δ{name[:1]}", text)
            if subject.step is not None:
                text = _tr("New {weight} of row {row}, {layer}").format(**words, weight=name)
                yield _strip(subject, Choice(UPDATE, row, name=name), f"{name[:1]}′", text)


def _parts(subject: Subject, row: int) -> Iterator[Band]:
    """The layers within a residual block."""
    block = subject.blocks.get(row)
    if block is None:
        return
    for name, part in block.parts.items():
        words = {"row": f"{row + 1}.{name}", "layer": part.applied.layer.name()}
        shape = part.applied.y.shape[1:]
        title = _tr("{row} · {layer} · {shape}").format(**words, shape=size(shape))
        strips = (
            _strip(subject, Choice(OUTPUT, row, name), "y",
                   _tr("Output of row {row}, {layer}").format(**words)),
            _strip(subject, Choice(INPUT_GRADIENT, row, name), "δx",
                   _tr("Gradient for the input of row {row}, {layer}").format(**words)),
        )  # fmt: skip
        yield Band(title, strips, depth=1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalculationChain", text)
