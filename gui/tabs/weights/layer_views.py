"""What the views of the weights show of the run of the moment and of the ticked ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from diynn.analysis.inspection import (
    GradientProbe,
    Shares,
    arithmetic,
    expected_update,
    health,
    largest,
    may_die,
    outputs,
    reach,
    rounded_up,
    spread,
    units_awake,
    weight_images,
    weight_matrix,
    weights_of,
)
from diynn.layers import Linear
from gui.model.run_snapshot import RunSnapshot
from gui.tabs.analysis_tab import grey_limits
from gui.tabs.network.picture import Picture, drawn
from gui.tabs.weights.health import HealthLine
from gui.tabs.weights.wall_blocks import (
    Bars,
    Block,
    Hit,
    Panel,
    Panels,
    Pictures,
    Section,
    Sheet,
    Words,
)
from gui.text.numbers import count, figures
from gui.text.wording import size

Array = NDArray[Any]

PLANE_CELLS = 32
"""Cells along a side of a unit's map of the plane."""
CHUNK = 128
"""Samples sent through at once."""
_DEVIATIONS = 3.0
"""Times the root mean square of the weights at which their colours end."""


def layer_label(run: RunSnapshot, row: int) -> str:
    """A layer with its place, as the list on the left has it."""
    return f"{row + 1}  {run.net.layers[row].name()}"


def same_kind(one: RunSnapshot, other: RunSnapshot, row: int) -> bool:
    """Whether both runs have a layer of one kind in that row."""
    mine, its = one.net.layers, other.net.layers
    return row < min(len(mine), len(its)) and type(mine[row]) is type(its[row])


def same_output(one: RunSnapshot, other: RunSnapshot, row: int) -> bool:
    """Whether what comes out of those layers has one shape, too."""
    return same_kind(one, other, row) and one.net.shapes[row + 1] == other.net.shapes[row + 1]


def same_weights(one: RunSnapshot, other: RunSnapshot, row: int) -> bool:
    """Whether those layers have weights of one shape."""
    if not same_kind(one, other, row):
        return False
    mine, its = (net.layers[row].weight_shapes(net.shapes[row]) for net in (one.net, other.net))
    return bool(mine == its)


def weight_sections(runs: Sequence[RunSnapshot], row: int) -> list[Section]:
    """The weights of one layer, of every run that has such a layer, in one scale."""
    first = runs[0]
    shown = [one for one in runs if same_weights(one, first, row)]
    found = [weight_matrix(one.net, row, one.weights) for one in shown]
    W = [matrix for matrix in found if matrix is not None]
    if not W:
        return []
    # In the past of a run the scale is that of its whole course.
    course = [weight_matrix(first.net, row, weights) for weights in first.course]
    ends = [reach(matrix, _DEVIATIONS) for matrix in course if matrix is not None]
    end = max([reach(np.concatenate([matrix.ravel() for matrix in W]), _DEVIATIONS), *ends])
    sections = []
    for one in runs:
        alone = len(runs) == 1
        if not same_weights(one, first, row):
            text = _tr("This run has no {layer} of this shape in row {row}, so its weights cannot "
                       "stand here.")  # fmt: skip
            words = Words(text.format(layer=first.net.layers[row].name(), row=row + 1))
            sections.append(Section(one.name, words, "", one.colour))
            continue
        block = _weight_block(one, row, end)
        words_of = _weight_words(one, row, block)
        title = layer_label(first, row) if alone else one.name
        sections.append(Section(title, block, words_of, None if alone else one.colour))
    return sections


def _weight_block(one: RunSnapshot, row: int, end: float) -> Block:
    limits = (-end, end)
    images = weight_images(one.net, row, one.weights, one.raw.shape)
    if images is None:
        matrix = weight_matrix(one.net, row, one.weights)
        assert matrix is not None
        if _lies(matrix):
            return Sheet(matrix.T, limits, _tr("Input"), _tr("unit"))
        return Sheet(matrix, limits, _tr("Unit"), _tr("input"))
    bias = one.net.rows(one.weights)[row].get("b")
    notes = () if bias is None else [_tr("Bias {0}").format(figures(b, 3)) for b in bias.tolist()]
    filters = not isinstance(one.net.layers[row], Linear)
    item = _tr("Filter") if filters else _tr("Unit")
    return Pictures(images, limits, item, _tr("channel"), notes=notes)


def _lies(matrix: Array) -> bool:
    """Whether a matrix of many units with few inputs is laid on its side, to be seen at once."""
    return bool(len(matrix) > 3 * matrix.shape[1])


def _weight_words(one: RunSnapshot, row: int, block: Block) -> str:
    if isinstance(block, Sheet) and one.net.shapes[row + 1] != (len(block.values),):
        inputs, units = map(int, block.values.shape)
        down, across = _tr("{count} input(s)", inputs), _tr("{count} unit(s)", units)
        return _across(down.format(count=count(inputs)), across.format(count=count(units)))
    if isinstance(block, Sheet):
        units, inputs = map(int, block.values.shape)
        down, across = _tr("{count} unit(s)", units), _tr("{count} input(s)", inputs)
        return _across(down.format(count=count(units)), across.format(count=count(inputs)))
    assert isinstance(block, Pictures)
    items, channels, high, wide = block.values.shape
    filters = not isinstance(one.net.layers[row], Linear)
    text = (
        _tr("{0} filter(s) of {1}", items) if filters
        else _tr("{0} unit(s), each over {1} pixels", items)
    )  # fmt: skip
    words = text.format(count(items), size((high, wide) if high > 1 else (wide,)))
    if channels > 1:
        words += _tr(", {0} channels below each other").format(count(channels))
    return words


def _across(down: str, across: str) -> str:
    return _tr("{0} (down) × {1} (across)").format(down, across)


def map_sections(runs: Sequence[RunSnapshot], part: str, place: int) -> list[Section]:
    """What every layer makes of one sample, and what the other runs' make of it where alike.

    `part` is "train" or "test". The first section is the sample itself.
    """
    first = runs[0]
    found = []
    for one in runs:
        x = (one.data.test if part == "test" else one.data.train).x[place : place + 1]
        found.append((x, outputs(one.net, x, one.weights)))
    sections = [_input_section(first, found[0][0][0])]
    course = [outputs(first.net, found[0][0], weights) for weights in first.course]
    for row in range(len(first.net.layers)):
        alike = [number for number, one in enumerate(runs) if same_output(one, first, row)]
        values = [found[number][1][row] for number in alike] + [y[row] for y in course]
        end = rounded_up(largest(values))
        for number in alike:
            one, y = runs[number], found[number][1][row][0]
            title = layer_label(first, row) if number == 0 else one.name
            detail = size(y.shape) if number == 0 else _tr("row {0}").format(row + 1)
            colour = one.colour if len(alike) > 1 else None
            last = row == len(first.net.layers) - 1
            x, ys = found[number]
            into = (ys[row - 1] if row else x)[0]
            block = _map_block(one, y, end, last)
            explain = partial(_calculation, one, row, into.reshape(one.net.shapes[row]), block)
            sections.append(Section(title, block, detail, colour, explain))
    for one in runs[1:]:
        if not any(same_output(one, first, row) for row in range(len(first.net.layers))):
            text = _tr("No layer of this run gives an output of the same shape: none is shown.")
            sections.append(Section(one.name, Words(text), "", one.colour))
    return sections


def drawn_sample(run: RunSnapshot, part: str, place: int) -> Picture:
    """The whole network, with what it makes of one sample; of two inputs, of their plane."""
    x = (run.data.test if part == "test" else run.data.train).x[place : place + 1]
    if run.raw.shape != (2,) or run.data.shape != (2,) or run.data.input_scale is None:
        return drawn(run, x, None)
    # Loaded here: nothing else of the tab needs pyqtgraph.
    from gui.plots.plane_picture import square_around

    places = np.concatenate([run.raw.train.x, run.raw.test.x])
    return drawn(run, x, run.data.input_scale(square_around(places).samples(PLANE_CELLS)))


def _map_block(one: RunSnapshot, y: Array, end: float, last: bool) -> Block:
    raw, data = one.raw, one.data
    if last and one.reconstructs and raw.is_image and y.size == int(np.prod(raw.shape)):
        pictures = y.reshape(raw.shape).transpose(2, 0, 1)[:, np.newaxis]
        return Pictures(pictures, grey_limits(data, pictures), _tr("Channel"), signed=False)
    if y.ndim == 3:
        return Pictures(y.transpose(2, 0, 1)[:, np.newaxis], (-end, end), _tr("Map"))
    if y.ndim == 2:
        return Sheet(y.T, (-end, end), _tr("Channel"), _tr("place"), strips=True)
    named = last and not one.reconstructs and len(raw.classes) == y.size
    return _bars(y, end, _tr("Unit"), raw.classes if named else ())


def _calculation(one: RunSnapshot, row: int, x: Array, block: Block, hit: Hit) -> str:
    """How a value of the output maps was worked out; nothing where that is too much to say."""
    layer = one.net.layers[row]
    if isinstance(block, Pictures):
        place: tuple[int, ...] = (hit.y, hit.x, hit.item)
        if len(layer.output_shape(x.shape)) == 1:
            wide = block.values.shape[3]
            place = ((hit.y * wide + hit.x) * len(block.values) + hit.item,)
    elif isinstance(block, Sheet):
        place = (hit.x, hit.y)
    else:
        place = (hit.item,)
    sum_ = None if min(place) < 0 else arithmetic(layer, one.net.rows(one.weights)[row], x, place)
    if sum_ is None:
        return ""
    if sum_.argument is not None:
        return f"= {layer.name()}({figures(sum_.argument, 3)})"
    terms = [f"{figures(factor, 3)} · {figures(value, 3)}" for factor, value in sum_.terms]
    if sum_.more:
        rest = _tr("{sum} from {count} more")
        terms.append(rest.format(sum=figures(sum_.rest, 3), count=count(sum_.more)))
    if sum_.constant or not terms:
        terms.append(figures(sum_.constant, 3))
    return "= " + " + ".join(terms)


def _bars(y: Array, end: float, item: str, names: Sequence[str] = ()) -> Block:
    return Bars(y, (-end if y.min(initial=0) < 0 else 0.0, end), item, names)


def _input_section(one: RunSnapshot, x: Array) -> Section:
    title, detail, raw = _tr("Input"), size(x.shape), one.raw
    shape = raw.shape if raw.is_image else x.shape
    if len(shape) == 3 and x.size == int(np.prod(shape)):
        pictures = x.reshape(shape).transpose(2, 0, 1)[:, np.newaxis]
        limits = grey_limits(one.data, pictures)
        return Section(title, Pictures(pictures, limits, _tr("Channel"), signed=False), detail)
    end = rounded_up(largest([x]))
    if x.ndim == 2:
        strips = Sheet(x.T, (-end, end), _tr("Channel"), _tr("place"), strips=True)
        return Section(title, strips, detail)
    names = raw.features if len(raw.features) == x.size else ()
    return Section(title, _bars(x.ravel(), end, _tr("Input"), names), detail)


def histogram_sections(
    runs: Sequence[RunSnapshot], probes: Sequence[GradientProbe], samples: int
) -> list[Section]:
    """Histograms of every layer's weights, outputs for some training samples, and gradients."""
    first = runs[0]
    found = [_values(one, probe, samples) for one, probe in zip(runs, probes, strict=True)]
    names = (_tr("Weights"), _tr("Activations"), _tr("Gradients"))
    sections = []
    for row in range(len(first.net.layers)):
        alike = [number for number, one in enumerate(runs) if same_kind(one, first, row)]
        panels: list[Panel | None] = []
        for kind, name in enumerate(names):
            if not found[0][row][kind][0].size:
                panels.append(None)
                continue
            shares = Shares.of(found[0][row][kind])
            others = [
                (runs[n].colour or 0, Shares.of(found[n][row][kind], shares.reach).shares)
                for n in alike[1:]
            ]
            colour = first.colour if len(runs) > 1 else None
            panels.append(Panel(name, shares.shares, shares.reach, shares.count, others, colour))
        label = layer_label(first, row)
        sections.append(Section(label, Panels(panels), size(first.net.shapes[row + 1])))
    return sections + _key_sections(runs)


def _key_sections(runs: Sequence[RunSnapshot]) -> list[Section]:
    """Which colour is which run's, where there are several."""
    if len(runs) == 1:
        return []
    first = runs[0]
    sections = [Section(first.name, Words(""), _tr("the filled histograms"), first.colour)]
    for one in runs[1:]:
        rows = range(len(first.net.layers))
        apart = [str(row + 1) for row in rows if not same_kind(one, first, row)]
        text = ""
        if len(apart) == len(rows):
            text = _tr("This run has other layers in every row, so none of it is shown.")
        elif apart:
            text = _tr("It is left out in the row(s) {0}, where its layers are others.", len(apart))
        detail = _tr("lines of this colour")
        sections.append(Section(one.name, Words(text.format(", ".join(apart))), detail, one.colour))
    return sections


def _values(
    one: RunSnapshot, probe: GradientProbe, samples: int
) -> list[tuple[list[Array], list[Array], list[Array]]]:
    """The weights, outputs and gradients of every layer, each as arrays to be counted together."""
    gradient = probe.gradient(one.weights)
    chunks = [outputs(one.net, x, one.weights) for x in _chunks(one, samples)]
    return [
        (
            [weights_of(one.net, row, one.weights)],
            [chunk[row] for chunk in chunks],
            [weights_of(one.net, row, gradient)],
        )
        for row in range(len(one.net.layers))
    ]


def _chunks(one: RunSnapshot, samples: int) -> list[Array]:
    x = one.data.train.x
    places = spread(len(x), samples)
    return [x[places[start : start + CHUNK]] for start in range(0, len(places), CHUNK)]


def health_lines(
    runs: Sequence[RunSnapshot], probes: Sequence[GradientProbe], samples: int
) -> list[HealthLine]:
    """The figures of every layer of every run, from some training samples."""
    lines = []
    for one, probe in zip(runs, probes, strict=True):
        rows = range(len(one.net.layers))
        awake: list[Array | None] = [None] * len(rows)
        if any(may_die(one.net, row) for row in rows):
            for x in _chunks(one, samples):
                for row, y in enumerate(outputs(one.net, x, one.weights)):
                    if may_die(one.net, row):
                        now, before = units_awake(y), awake[row]
                        awake[row] = now if before is None else now | before
        gradient = probe.gradient(one.weights)
        change = expected_update(one.optimizer, one.weights, gradient)
        run = one.name if len(runs) > 1 else ""
        if run:
            lines.append(HealthLine(run, one.colour, run))
        for row, found in enumerate(health(one.net, one.weights, awake, change)):
            lines.append(HealthLine(run, None, layer_label(one, row), found))
    return lines


def samples_words(samples: int, batch: int) -> str:
    """How many samples the figures are from."""
    text = _tr("Activations of {0} training sample(s), gradients of a batch of {1}", samples)
    return text.format(count(samples), count(batch))


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("Inspected", text, "", number)
