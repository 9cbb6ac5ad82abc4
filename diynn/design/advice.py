"""What is legal but unwise in a design: a mild word, never a bar."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from diynn.data.dataset import held_back_count, is_image
from diynn.data.sources.source import Outline
from diynn.design.design import Design, Fit, fit, wanted_outputs
from diynn.layers import BatchNorm, Dropout, Flatten, Linear, Sigmoid, Softmax, Tanh
from diynn.layers.activations import Activation
from diynn.network.losses import BCE, MSE, CrossEntropy, LogSoftmaxCrossEntropy
from diynn.text import fill, number, short

FEW_SAMPLES = 4
"""Batches of fewer samples tell a BatchNorm too little."""
LARGE_STEP = 10.0
"""Where we warn: learning rate / (1 − momentum), the step that momentum grows to."""

LARGE_ADAPTIVE_STEP = 0.05
"""The same for optimizers whose steps do not shrink with the gradient."""


@dataclass(frozen=True)
class Advice:
    """One mild warning, as templates with their values.

    `row` is the number of the layer it is about; `len(layers)` is the loss, one more the optimizer;
    −1 is the augmentation.
    """

    row: int
    message: str
    remedy: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self) -> str:
        """Both sentences, filled in."""
        return f"{fill(self.message, self.values)} {fill(self.remedy, self.values)}".strip()


def advice(design: Design, outline: Outline | None) -> tuple[Advice, ...]:
    """All that is unwise in a design, from the top down; `outline` is None for unknown data."""
    found = None if outline is None else fit(design, outline)
    every = [
        *_augmentation(design, outline, found),
        *_neighbours(design, found),
        *_first_weights(design),
        *_regularisation(design, found),
        *_end(design, outline, found),
        *_steps(design),
        *_schedule(design),
        *_judge(design),
        *_batch(design, outline),
    ]
    return tuple(sorted(every, key=lambda one: one.row))


def _augmentation(
    design: Design, outline: Outline | None, found: Fit | None
) -> Iterator[Advice]:
    if not design.augmentation.warps or outline is None or found is None:
        return
    if not is_image(outline.shape) and not is_image(found.input_shape or ()):
        yield Advice(
            -1,
            "The samples of {data} are no images, so they are not warped: only noise is added.",
            "Set the augmentation to zero, or choose data with images.",
            {"data": outline.name},
        )


def _neighbours(design: Design, found: Fit | None) -> Iterator[Advice]:
    for row, layer in enumerate(design.layers):
        values = {"layer": layer.name(), "row": row + 1}
        if row:
            above = design.layers[row - 1]
            values |= {"above": above.name()}
            if isinstance(layer, Linear) and isinstance(above, Linear):
                yield Advice(
                    row,
                    "Row {row} is a Linear right after a Linear: together they can do no more than "
                    "one.",
                    "Put Tanh or ReLU between them.",
                    values,
                )
            if isinstance(layer, Activation) and isinstance(above, Activation):
                yield Advice(
                    row,
                    "Row {row}, {layer}, stands right after another activation, {above}.",
                    "Remove one of the two.",
                    values,
                )
        before = found.rows[row].before if found is not None else None
        if isinstance(layer, Flatten) and before is not None and len(before) == 1:
            yield Advice(
                row,
                "Flatten in row {row} does nothing: a vector arrives already.",
                "Remove it.",
                values,
            )


def _regularisation(design: Design, found: Fit | None) -> Iterator[Advice]:
    end = len(design.layers)
    while end and isinstance(design.layers[end - 1], Activation):
        end -= 1
    for row, layer in enumerate(design.layers):
        values = {"layer": layer.name(), "row": row + 1}
        if isinstance(layer, Dropout) and layer.rate and row == end - 1:
            yield Advice(
                row,
                "Dropout in row {row} stands right before the loss: it forgets answers, and no "
                "later row can make up for them.",
                "Move it before the last Linear, or remove it.",
                values,
            )
        before = found.rows[row].before if found is not None else None
        if not isinstance(layer, BatchNorm):
            continue
        if design.run.batch_size == 1 and before is not None and math.prod(before[:-1]) == 1:
            yield Advice(
                row,
                "BatchNorm in row {row} compares the samples of a batch, and a batch of one has "
                "nothing to compare: no error passes through.",
                "Choose a batch size of 16 or more, or use LayerNorm.",
                values,
            )
        elif design.run.batch_size < FEW_SAMPLES:
            yield Advice(
                row,
                "BatchNorm in row {row} takes its mean over {samples} sample(s): so few tell "
                "little of all others.",
                "Choose a batch size of 16 or more, or use LayerNorm.",
                values | {"samples": design.run.batch_size},
            )
        if row and isinstance(design.layers[row - 1], Dropout):
            yield Advice(
                row,
                "Dropout stands right before BatchNorm in row {row}: while training the variance "
                "is larger than after it.",
                "Put Dropout behind BatchNorm.",
                values,
            )


def _first_weights(design: Design) -> Iterator[Advice]:
    rows = [row for row, layer in enumerate(design.layers) if hasattr(layer, "initializer")]
    if len(rows) < 2:
        # One row alone may start from zeros: its units hear different errors at once.
        return
    for row in rows:
        layer = design.layers[row]
        if getattr(layer, "initializer", "") == "zeros":
            yield Advice(
                row,
                "All weights of {layer} in row {row} start at zero: its units stay alike, and no "
                "error passes through.",
                "Choose the initializer xavier or he.",
                {"layer": layer.name(), "row": row + 1},
            )


def _end(design: Design, outline: Outline | None, found: Fit | None) -> Iterator[Advice]:
    loss, row = design.loss, len(design.layers)
    last = design.layers[-1] if design.layers else None
    values = {"loss": loss.name(), "last": last.name() if last else "", "row": row}
    if isinstance(loss, LogSoftmaxCrossEntropy) and isinstance(last, Softmax):
        yield Advice(
            row - 1,
            "Softmax stands before LogSoftmaxCrossEntropy, which has one inside: learning gets "
            "slow.",
            "Remove Softmax, or choose the loss CrossEntropy.",
            values,
        )
    if isinstance(loss, CrossEntropy) and not isinstance(last, Softmax):
        yield Advice(
            row,
            "CrossEntropy expects probabilities, but the last row is no Softmax.",
            "Add Softmax at the end, or choose the loss LogSoftmaxCrossEntropy.",
            values,
        )
    if isinstance(loss, BCE) and not isinstance(last, Sigmoid | Softmax):
        yield Advice(
            row,
            "BCE expects values between 0 and 1, but the last row is no Sigmoid.",
            "Add Sigmoid at the end, or choose the loss MSE.",
            values,
        )
    if design.reconstructs:
        yield from _targets_out_of_reach(design, values)
    elif outline is not None and outline.classes:
        yield from _class_count(design, outline, found, values)


def _targets_out_of_reach(design: Design, values: Mapping[str, object]) -> Iterator[Advice]:
    """An auto-encoder's targets are its inputs: the scaling decides where they lie."""
    loss, row, scaling = design.loss, len(design.layers), design.view.scaling
    last = design.layers[-1] if design.layers else None
    if isinstance(loss, BCE):
        if scaling != "0 to 1":
            yield Advice(
                row,
                "BCE compares with targets between 0 and 1, and the input is not scaled to that.",
                "Choose the scaling “0 to 1”, or the loss MSE.",
                values,
            )
        return
    below = {"-1 to 1": (Sigmoid, Softmax), "standard": (Sigmoid, Softmax, Tanh)}.get(scaling, ())
    if isinstance(last, below):
        yield Advice(
            row - 1,
            "{last} at the end cannot give all values of an input scaled to “{scaling}”.",
            "Choose another scaling, or remove {last}.",
            {**values, "scaling": scaling},
        )


def _class_count(
    design: Design, outline: Outline, found: Fit | None, values: Mapping[str, object]
) -> Iterator[Advice]:
    row, wanted = len(design.layers), wanted_outputs(design, outline)
    if isinstance(design.loss, MSE) and wanted > 2:
        yield Advice(
            row,
            "MSE measures distances, but the targets are {classes} classes: learning is slow where "
            "the network is quite wrong.",
            "Choose the loss LogSoftmaxCrossEntropy.",
            {**values, "classes": wanted},
        )
    out = found.output_shape if found is not None else None
    if out is not None and len(out) == 1 and out[0] > max(wanted, 2):
        yield Advice(
            row,
            "The last row gives {outputs} values, but there are only {classes} classes.",
            "Give the last Linear {classes} output(s).",
            {**values, "outputs": out[0], "classes": wanted},
        )


def _schedule(design: Design) -> Iterator[Advice]:
    run, row = design.run, len(design.layers) + 1
    rising = float(getattr(design.schedule, "warm_up", 0.0))
    if rising >= run.epochs:
        yield Advice(
            row,
            "The warm-up takes {rising} epoch(s), but the run ends after {epochs}: the learning "
            "rate never gets to its full height.",
            "Make the warm-up shorter.",
            {"rising": rising, "epochs": run.epochs},
        )
    if run.patience >= run.epochs:
        yield Advice(
            row,
            "The run waits {patience} epoch(s) for something better, but it ends after {epochs}: "
            "it never stops early.",
            "Make the patience smaller.",
            {"patience": run.patience, "epochs": run.epochs},
        )


def _judge(design: Design) -> Iterator[Advice]:
    if design.run.patience and not design.run.validation:
        yield Advice(
            len(design.layers) + 1,
            "Early stopping chooses the weights by the test part, so the test figures flatter "
            "them.",
            "Hold a share of the training part back for validation, such as 0.2.",
        )


def _batch(design: Design, outline: Outline | None) -> Iterator[Advice]:
    if outline is None or not outline.train:
        return
    samples = outline.train - held_back_count(outline.train, design.run.validation)
    if design.run.batch_size > samples:
        yield Advice(
            len(design.layers) + 1,
            "A batch of {size} is more than the {samples} sample(s) to learn from: each step takes "
            "them all, so an epoch is one step.",
            "Choose a smaller batch for more steps.",
            {"size": design.run.batch_size, "samples": samples},
        )


def _steps(design: Design) -> Iterator[Advice]:
    optimizer = design.optimizer
    momentum = float(getattr(optimizer, "momentum", 0.0))
    if optimizer.adaptive:
        if optimizer.learning_rate >= LARGE_ADAPTIVE_STEP:
            yield Advice(
                len(design.layers) + 1,
                "{optimizer} moves every weight by about the learning rate at each step, however "
                "small its gradient: {rate} is probably too large.",
                "Try {usual}.",
                {
                    "optimizer": optimizer.name(),
                    "rate": short(optimizer.learning_rate),
                    "usual": short(type(optimizer)().learning_rate),
                },
            )
        return
    if getattr(optimizer, "nesterov", False) and not momentum:
        yield Advice(
            len(design.layers) + 1,
            "Nesterov's way of momentum changes nothing without momentum.",
            "Choose a momentum, such as 0.9.",
        )
    if optimizer.learning_rate / (1 - momentum) >= LARGE_STEP:
        yield Advice(
            len(design.layers) + 1,
            "A learning rate of {rate} with momentum {momentum} makes steps {times} times as long "
            "as usual: training is likely to diverge.",
            "Make the learning rate or the momentum smaller.",
            {
                "rate": short(optimizer.learning_rate),
                "momentum": short(momentum),
                "times": number(optimizer.learning_rate / (1 - momentum) / 0.1, 0),
            },
        )
