"""What is legal but unwise in a design: a mild word, never a bar."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from diynn.data.augmentation import Augmentation
from diynn.data.dataset import is_image
from diynn.data.sources.source import Outline, Source
from diynn.data.splitting import held_back_count
from diynn.design.data_advice import data_advice
from diynn.design.design import Design, Fit, Run, View, fit
from diynn.design.fixes import FATAL, GRAVE, Advice, Mend, inserted, mends, removed
from diynn.layers import BatchNorm, Dropout, Flatten, LayerNorm, Linear, ReLU, Tanh
from diynn.layers.activations import Activation
from diynn.network.losses import MSE
from diynn.network.optimizers import Adam
from diynn.text import number, short

FEW_SAMPLES = 4
"""Batches of fewer samples tell a BatchNorm too little."""
LARGE_STEP = 10.0
"""Where we warn: learning rate / (1 − momentum), the step that momentum grows to."""

_MOST_WAYS = 40
"""Ways out that are taken one after the other; each leads nearer, so that few are."""

LARGE_ADAPTIVE_STEP = 0.05
"""The same for optimizers whose steps do not shrink with the gradient."""


def advice(design: Design, outline: Outline | None) -> tuple[Advice, ...]:
    """All that is unwise in a design, from the top down; `outline` is None for unknown data."""
    found = None if outline is None else fit(design, outline)
    every = [
        *_augmentation(design, outline, found),
        *_neighbours(design, found),
        *_first_weights(design),
        *_regularisation(design, found),
        *data_advice(design, outline),
        *_steps(design),
        *_schedule(design),
        *_judge(design),
        *_batch(design, outline),
    ]
    return tuple(sorted(every, key=lambda one: one.row))


def suited(design: Design, outline: Outline) -> tuple[Design, tuple[Mend, ...]]:
    """The design after the best ways out of what does not fit and of what hinders learning.

    The second value has these ways, in order; the layers are changed no more than they ask.
    """
    taken: list[Mend] = []
    while len(taken) < _MOST_WAYS:
        grave = (one for one in advice(design, outline) if one.weight >= GRAVE)
        ways = mends(design, outline) or next((one.mends for one in grave if one.mends), ())
        if not ways:
            break
        taken.append(ways[0])
        design = ways[0].design
    return design, tuple(taken)


def for_table(source: Source) -> Design:
    """A small network for a table, whose outputs and loss `suited` brings to what the target needs.

    All inputs and values to predict are brought to one scale.
    """
    return Design(
        source=source,
        view=View(scaling="standard", targets="standard"),
        layers=(Linear(32, initializer="he"), ReLU(), Linear(1)),
        loss=MSE(),
        optimizer=Adam(learning_rate=0.005),
        run=Run(batch_size=16, epochs=60),
    )


def for_inputs(design: Design) -> Design:
    """A small auto-encoder for samples without targets, whose outputs `suited` brings to their
    size."""
    return replace(
        design,
        view=View(shape="vector", scaling="standard", goal="input"),
        layers=(
            Linear(64, initializer="he"), ReLU(), Linear(8), Linear(64, initializer="he"), ReLU(),
            Linear(1),
        ),
        loss=MSE(), optimizer=Adam(learning_rate=0.003), run=Run(batch_size=32, epochs=40),
    )  # fmt: skip


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
            (Mend("No augmentation", replace(design, augmentation=Augmentation())),),
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
                    values, (inserted(design, row, Tanh()), removed(design, row - 1)),
                )  # fmt: skip
            if isinstance(layer, Activation) and isinstance(above, Activation):
                # One of them may be all that learns, as PReLU does.
                weights = [] if found is None else [one.weights for one in found.rows]
                ways = [
                    removed(design, place) for place in (row - 1, row)
                    if not weights or sum(weights) > weights[place]
                ]  # fmt: skip
                yield Advice(
                    row,
                    "Row {row}, {layer}, stands right after another activation, {above}.",
                    "Remove one of the two.",
                    values, tuple(ways),
                )  # fmt: skip
        before = found.rows[row].before if found is not None else None
        if isinstance(layer, Flatten) and before is not None and len(before) == 1:
            yield Advice(
                row,
                "Flatten in row {row} does nothing: a vector arrives already.",
                "Remove it.",
                values, (removed(design, row),),
            )  # fmt: skip


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
                values, tuple(_dropout_ways(design, row)),
            )  # fmt: skip
        before = found.rows[row].before if found is not None else None
        if not isinstance(layer, BatchNorm):
            continue
        if design.run.batch_size == 1 and before is not None and math.prod(before[:-1]) == 1:
            yield Advice(
                row,
                "BatchNorm in row {row} compares the samples of a batch, and a batch of one has "
                "nothing to compare: no error passes through.",
                "Choose a batch size of 16 or more, or use LayerNorm.",
                values, _norm_ways(design, row),
            )  # fmt: skip
        elif design.run.batch_size < FEW_SAMPLES:
            yield Advice(
                row,
                "BatchNorm in row {row} takes its mean over {samples} sample(s): so few tell "
                "little of all others.",
                "Choose a batch size of 16 or more, or use LayerNorm.",
                values | {"samples": design.run.batch_size}, _norm_ways(design, row),
            )  # fmt: skip
        if row and isinstance(design.layers[row - 1], Dropout):
            yield Advice(
                row,
                "Dropout stands right before BatchNorm in row {row}: while training the variance "
                "is larger than after it.",
                "Put Dropout behind BatchNorm.",
                values, (_moved(design, row - 1, row),),
            )  # fmt: skip


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
                tuple(_started(design, kind) for kind in ("xavier", "he")),
            )


def _schedule(design: Design) -> Iterator[Advice]:
    run, row = design.run, len(design.layers) + 1
    rising = float(getattr(design.schedule, "warm_up", 0.0))
    if rising >= run.epochs:
        shorter: dict[str, Any] = {"warm_up": run.epochs / 10}
        yield Advice(
            row,
            "The warm-up takes {rising} epoch(s), but the run ends after {epochs}: the learning "
            "rate never gets to its full height.",
            "Make the warm-up shorter.",
            {"rising": rising, "epochs": run.epochs},
            (
                Mend(
                    "Set the warm-up to {rising} epoch(s)",
                    replace(design, schedule=replace(design.schedule, **shorter)),
                    {"rising": run.epochs / 10},
                ),
            ),
        )
    if run.patience >= run.epochs:
        yield Advice(
            row,
            "The run waits {patience} epoch(s) for something better, but it ends after {epochs}: "
            "it never stops early.",
            "Make the patience smaller.",
            {"patience": run.patience, "epochs": run.epochs},
            (
                Mend(
                    "Set the patience to {patience}",
                    replace(design, run=replace(run, patience=run.epochs // 5)),
                    {"patience": run.epochs // 5},
                ),
            ),
        )


def _judge(design: Design) -> Iterator[Advice]:
    if design.run.patience and not design.run.validation:
        yield Advice(
            len(design.layers) + 1,
            "Early stopping chooses the weights by the test part, so the test figures flatter "
            "them.",
            "Hold a share of the training part back for validation, such as 0.2.",
            {},
            (
                Mend(
                    "Hold {share} of the training part back",
                    replace(design, run=replace(design.run, validation=0.2)),
                    {"share": 0.2},
                ),
            ),
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
            (_batches(design, max(1, min(64, samples // 4))),),
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
                (_rate(design, type(optimizer)().learning_rate),),
                FATAL,
            )
        return
    if getattr(optimizer, "nesterov", False) and not momentum:
        yield Advice(
            len(design.layers) + 1,
            "Nesterov's way of momentum changes nothing without momentum.",
            "Choose a momentum, such as 0.9.",
            {},
            (
                _with_optimizer(
                    design, "Choose the momentum {momentum}", {"momentum": 0.9}, momentum=0.9
                ),
                _with_optimizer(design, "Switch Nesterov off", {}, nesterov=False),
            ),
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
            (_rate(design, float(f"{0.1 * (1 - momentum):.1g}")),),
            FATAL,
        )


def after_divergence(design: Design, outline: Outline) -> Advice:
    """What has ended a training, as far as the design and its data explain it; else its steps."""
    for one in data_advice(design, outline):
        if one.weight == FATAL:
            return one
    optimizer = design.optimizer
    usual = type(optimizer)().learning_rate
    tenth = float(f"{optimizer.learning_rate / 10:.2g}")
    return Advice(
        len(design.layers) + 1,
        "The steps were too long for this network, and the weights grew without limit.",
        "Choose a smaller learning rate than {rate} and press play again.",
        {"rate": short(optimizer.learning_rate)},
        (_rate(design, min(tenth, usual) if optimizer.adaptive else tenth),),
        FATAL,
    )


# Ways out.


def _moved(design: Design, row: int, to: int) -> Mend:
    layers = list(design.layers)
    layers.insert(to, layers.pop(row))
    values = {"layer": design.layers[row].name(), "row": to + 1}
    return Mend("Move {layer} to row {row}", replace(design, layers=tuple(layers)), values)


def _dropout_ways(design: Design, row: int) -> Iterator[Mend]:
    last = max((k for k in range(row) if isinstance(design.layers[k], Linear)), default=0)
    if last:
        yield _moved(design, row, last)
    yield removed(design, row)


def _batches(design: Design, size: int) -> Mend:
    run = replace(design.run, batch_size=size)
    return Mend("Set the batch size to {size}", replace(design, run=run), {"size": size})


def _norm_ways(design: Design, row: int) -> tuple[Mend, ...]:
    layers = (*design.layers[:row], LayerNorm(), *design.layers[row + 1 :])
    other = Mend("Use {new} instead", replace(design, layers=layers), {"new": LayerNorm.name()})
    return _batches(design, 16), other


def _started(design: Design, kind: str) -> Mend:
    values: dict[str, Any] = {"initializer": kind}
    layers = tuple(
        replace(layer, **values) if getattr(layer, "initializer", "") == "zeros" else layer
        for layer in design.layers
    )
    label = "Choose the initializer {initializer}"
    return Mend(label, replace(design, layers=layers), values)


def _with_optimizer(
    design: Design, label: str, values: Mapping[str, object], **changed: Any
) -> Mend:
    optimizer = replace(design.optimizer, **changed)
    return Mend(label, replace(design, optimizer=optimizer), values)


def _rate(design: Design, rate: float) -> Mend:
    label, values = "Choose the learning rate {rate}", {"rate": short(rate)}
    return _with_optimizer(design, label, values, learning_rate=rate)
