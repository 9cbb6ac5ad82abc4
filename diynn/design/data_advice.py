"""What is unwise in a design for the data at hand: its inputs, its targets, and what compares them.

Nothing here is looked at in a run: a network that cannot learn from such numbers, or whose loss has
no meaning for them, is told of before it is trained, and again where that has ended its training.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from diynn.data.sources.source import Outline
from diynn.design.design import Design, fit, wanted_outputs
from diynn.design.fixes import (
    FATAL,
    GRAVE,
    Advice,
    Mend,
    last_outputs,
    removed,
    until_it_fits,
    with_loss,
)
from diynn.layers import Linear, Sigmoid, Softmax
from diynn.layers.activations import Activation
from diynn.layers.committee import Committee
from diynn.layers.layer import Layer
from diynn.layers.normalisation import Normalisation
from diynn.network.losses import (
    BCE,
    MSE,
    CrossEntropy,
    Huber,
    LogSoftmaxCrossEntropy,
    Loss,
)
from diynn.text import short

INPUT = -2
"""The row of the input."""
SCALED = {
    "0 to 1": (0.0, 1.0), "-1 to 1": (-1.0, 1.0), "standard": (-3.0, 3.0), "robust": (-3.0, 3.0),
}  # fmt: skip
"""About where numbers lie that are scaled so."""
DIGITS = 4
"""With which ends of ranges are told."""
CLOSE = 0.01
"""How far numbers may lie beyond a range, as a share of it."""


def data_advice(design: Design, outline: Outline | None) -> Iterator[Advice]:
    """What is told of the input, of the end of the stack and of the loss."""
    if outline is not None:
        yield from _inputs(design, outline)
    if outline is None or not (design.reconstructs or not outline.classes):
        yield from _loss(design, outline)
    else:
        yield from _values(design, outline)


# The input.


def _inputs(design: Design, outline: Outline) -> Iterator[Advice]:
    known = outline.ranges
    if known is None or known.unscaled is None or design.view.scaling != "given":
        return
    first = next((one for one in design.layers if _learns(one)), None)
    if isinstance(first, Normalisation):
        return
    name, low, high = known.unscaled
    values = {"feature": name, "low": short(low, DIGITS), "high": short(high, DIGITS)}
    ways = ("0 to 1", "standard") if known.pixels else ("standard", "0 to 1")
    ways_out = tuple(_scaled(design, scaling) for scaling in ways)
    if name:
        yield Advice(
            INPUT,
            "The inputs are not scaled: “{feature}” lies between {low} and {high}. From such "
            "numbers most networks learn little or nothing.",
            "Choose the scaling “{scaling}”.",
            values | {"scaling": ways[0]}, ways_out, FATAL,
        )  # fmt: skip
    else:
        yield Advice(
            INPUT,
            "The inputs are not scaled: they lie between {low} and {high}. From such numbers most "
            "networks learn little or nothing.",
            "Choose the scaling “{scaling}”.",
            values | {"scaling": ways[0]}, ways_out, FATAL,
        )  # fmt: skip


def _learns(layer: Layer) -> bool:
    return isinstance(layer, Normalisation) or hasattr(layer, "initializer")


def _scaled(design: Design, scaling: str) -> Mend:
    label = "Choose the scaling “{scaling}”"
    view = replace(design.view, scaling=scaling)
    return Mend(label, replace(design, view=view), {"scaling": scaling})


# Values to predict, and inputs to give back.


def _values(design: Design, outline: Outline) -> Iterator[Advice]:
    """What has to come out are values: do they suit the loss and the end of the stack?"""
    loss, row, last = design.loss, len(design.layers), _last(design)
    ends, scaling = _target_range(design, outline)
    values: dict[str, object] = {
        "loss": loss.name(), "last": last.name() if last else "", "scaling": scaling,
        "low": short(ends[0], DIGITS), "high": short(ends[1], DIGITS),
    }  # fmt: skip
    known = math.isfinite(ends[0])
    if isinstance(loss, BCE):
        ways = (*_input_scalings(design), _free(design))
        if design.reconstructs and not _within(ends, (0.0, 1.0)):
            yield Advice(
                row,
                "BCE compares with targets between 0 and 1, and the input is not scaled to that.",
                "Choose the scaling “0 to 1”, or the loss MSE.",
                values, ways, FATAL,
            )  # fmt: skip
        elif scaling and not design.reconstructs and not _within(ends, (0.0, 1.0)):
            yield Advice(
                row,
                "BCE compares with targets between 0 and 1, but scaled to “{scaling}” they lie on "
                "both sides of 0.",
                "Choose the loss MSE.",
                values, (_free(design),), FATAL,
            )  # fmt: skip
        elif known and not _within(ends, (0.0, 1.0)):
            yield Advice(
                row,
                "BCE compares with targets between 0 and 1, but these lie between {low} and "
                "{high}: the loss has no meaning.",
                "Choose the loss MSE.",
                values, (_free(design),), FATAL,
            )  # fmt: skip
        else:
            yield from _loss(design, outline)
    elif isinstance(last, Activation) and known and not _within(ends, last.reach):
        ways = (removed(design, row - 1), *_input_scalings(design))
        if scaling and design.reconstructs:
            yield Advice(
                row - 1,
                "{last} at the end cannot give all values of an input scaled to “{scaling}”.",
                "Choose another scaling, or remove {last}.",
                values, ways, GRAVE,
            )  # fmt: skip
        elif scaling:
            yield Advice(
                row - 1,
                "{last} at the end cannot give all values of targets scaled to “{scaling}”.",
                "Remove {last}.",
                values, ways, GRAVE,
            )  # fmt: skip
        else:
            yield Advice(
                row - 1,
                "{last} at the end cannot give all values of targets that lie between {low} and "
                "{high}.",
                "Remove {last}.",
                values, ways, GRAVE,
            )  # fmt: skip
    if not design.reconstructs:
        yield from _far_targets(design, outline, values)


def _far_targets(design: Design, outline: Outline, values: dict[str, object]) -> Iterator[Advice]:
    known = outline.ranges
    if known is None or not known.far_targets or design.view.targets != "given":
        return
    yield Advice(
        len(design.layers),
        "The values to predict lie between {low} and {high}. Steps for numbers so far from 1 are "
        "too long or too short: the training diverges, or hardly learns.",
        "Scale them: pictures show them as they were given.",
        values,
        (
            Mend(
                "Scale the values to predict",
                replace(design, view=replace(design.view, targets="standard")),
            ),
        ),
        FATAL,
    )


def _target_range(design: Design, outline: Outline) -> tuple[tuple[float, float], str]:
    """About where the targets lie, NaN where nobody knows; and the scaling that brought them there.
    """
    known = outline.ranges
    scaling = design.view.scaling if design.reconstructs else design.view.targets
    if scaling != "given":
        return SCALED[scaling], scaling
    if known is None:
        return (math.nan, math.nan), ""
    return (known.inputs if design.reconstructs else (known.targets[0], known.targets[1])), ""


def _within(ends: tuple[float, float], reach: tuple[float, float]) -> bool:
    """Whether all of a range can be reached; a little beyond the edge does no harm."""
    slack = CLOSE * (ends[1] - ends[0])
    return reach[0] - slack <= ends[0] and ends[1] <= reach[1] + slack


def _input_scalings(design: Design) -> Iterator[Mend]:
    """Where the targets are the inputs: the scalings within the reach of what is at the end."""
    last = _last(design)
    reach = last.reach if isinstance(last, Activation) else (0.0, 1.0)
    if design.reconstructs:
        for scaling in ("0 to 1", "-1 to 1"):
            inside = isinstance(design.loss, BCE) and scaling != "0 to 1"
            if _within(SCALED[scaling], reach) and not inside and scaling != design.view.scaling:
                yield _scaled(design, scaling)


# The loss and what stands before it.


def _loss(design: Design, outline: Outline | None) -> Iterator[Advice]:
    """Classes, or values of which nothing is known: does the end of the stack suit the loss?"""
    loss, row, last = design.loss, len(design.layers), _last(design)
    values: dict[str, object] = {
        "loss": loss.name(), "last": last.name() if last else "", "row": row,
    }  # fmt: skip
    if isinstance(loss, LogSoftmaxCrossEntropy) and isinstance(last, Softmax):
        yield Advice(
            row - 1,
            "Softmax stands before LogSoftmaxCrossEntropy, which has one inside: learning gets "
            "slow.",
            "Remove Softmax, or choose the loss CrossEntropy.",
            values, (removed(design, row - 1), with_loss(design, CrossEntropy())),
        )  # fmt: skip
    elif isinstance(loss, LogSoftmaxCrossEntropy) and isinstance(last, Activation):
        if math.isfinite(last.reach[1]):
            yield Advice(
                row - 1,
                "{last} holds the scores between {low} and {high}, and LogSoftmaxCrossEntropy can "
                "never get sure of its answer.",
                "Remove {last}.",
                values | {"low": short(last.reach[0]), "high": short(last.reach[1])},
                (removed(design, row - 1),),
            )  # fmt: skip
    classes = wanted_outputs(design, outline) if outline and not design.reconstructs else 0
    if outline is not None and not outline.classes:
        classes = 0
    if isinstance(loss, CrossEntropy) and not isinstance(last, Softmax):
        yield Advice(
            row,
            "CrossEntropy expects probabilities, but the last row is no Softmax.",
            "Choose the loss LogSoftmaxCrossEntropy, or add Softmax at the end.",
            values, (*_cross_entropy(design, outline), _ended(design, Softmax())), FATAL,
        )  # fmt: skip
    elif isinstance(loss, BCE) and not isinstance(last, Sigmoid | Softmax):
        yield _without_sigmoid(design, outline, classes, values)
    elif isinstance(loss, BCE) and classes > 2:
        yield Advice(
            row,
            "BCE asks of each of {classes} classes by itself whether it is the right one, so that "
            "several can be or none: learning is slow.",
            "Choose the loss LogSoftmaxCrossEntropy.",
            values | {"classes": classes}, _cross_entropy(design, outline), GRAVE,
        )  # fmt: skip
    elif isinstance(loss, MSE | Huber) and classes > 2:
        yield Advice(
            row,
            "{loss} measures distances, but the targets are {classes} classes: learning is slow "
            "where the network is quite wrong.",
            "Choose the loss LogSoftmaxCrossEntropy.",
            values | {"classes": classes}, _cross_entropy(design, outline), GRAVE,
        )  # fmt: skip
    if outline is not None and classes:
        yield from _too_many_outputs(design, outline, classes, values)


def _without_sigmoid(
    design: Design, outline: Outline | None, classes: int, values: dict[str, object]
) -> Advice:
    sigmoid, row = _ended(design, Sigmoid()), len(design.layers)
    if classes > 2:
        return Advice(
            row,
            "BCE expects values between 0 and 1, but the last row is no Sigmoid, and the targets "
            "are {classes} classes.",
            "Choose the loss LogSoftmaxCrossEntropy.",
            values | {"classes": classes}, (*_cross_entropy(design, outline), sigmoid), FATAL,
        )  # fmt: skip
    other = _cross_entropy(design, outline) if classes else (with_loss(design, MSE()),)
    return Advice(
        row,
        "BCE expects values between 0 and 1, but the last row is no Sigmoid.",
        "Add Sigmoid at the end.",
        values, (sigmoid, *other), FATAL,
    )  # fmt: skip


def _too_many_outputs(
    design: Design, outline: Outline, classes: int, values: dict[str, object]
) -> Iterator[Advice]:
    out = fit(design, outline).output_shape
    if out is None or len(out) != 1 or out[0] <= max(classes, 2):
        return
    wanted = max(classes, 2)
    yield Advice(
        len(design.layers),
        "The last row gives {outputs} values, but there are only {classes} class(es).",
        "Give the last Linear {classes} output(s).",
        values | {"outputs": out[0], "classes": classes},
        tuple(last_outputs(design, wanted)) or (_added(design, Linear(wanted)),),
    )


# Other ends.


def _last(design: Design) -> Layer | None:
    """What the answers come from; of a mean of networks the last layer of each."""
    last = design.layers[-1] if design.layers else None
    return last.members[0][-1] if isinstance(last, Committee) and last.members[0] else last


def _ended(design: Design, layer: Layer) -> Mend:
    """With `layer` at the end, in the place of another activation that holds values in a range."""
    layers = design.layers
    if layers and isinstance(layers[-1], Activation) and math.isfinite(layers[-1].reach[1]):
        layers = layers[:-1]
    return _added(replace(design, layers=layers), layer)


def _added(design: Design, layer: Layer) -> Mend:
    added = replace(design, layers=(*design.layers, layer))
    return Mend("Add {layer} at the end", added, {"layer": layer.name()})


def _unbounded(design: Design, loss: Loss) -> Mend:
    """Another loss, without an activation at the end that would hold the values in a range."""
    last = design.layers[-1] if design.layers else None
    if not isinstance(last, Activation) or not math.isfinite(last.reach[1]):
        return with_loss(design, loss)
    return Mend(
        "Choose the loss {loss}, without {last}",
        replace(design, loss=loss, layers=design.layers[:-1]),
        {"loss": loss.name(), "last": last.name()},
    )


def _free(design: Design) -> Mend:
    return _unbounded(design, MSE())


def _cross_entropy(design: Design, outline: Outline | None) -> tuple[Mend, ...]:
    """The loss that is made for classes; with as many outputs as it needs."""
    mend = _unbounded(design, LogSoftmaxCrossEntropy())
    if outline is None:
        return (mend,)
    fitting = until_it_fits(mend.design, outline)
    return () if fitting is None else (replace(mend, design=fitting),)
